"""People: invited by a signed link, given roles, sent home at once; own pages, passwords, sessions, editors of a story."""

import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core import mail, signing
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from claims import actions as claims
from claims.actions.letters import invitation_token
from claims.choices import Role
from claims.models import Claim, Editor, Entry
from claims.rules import Refused
from newsroom import actions as desk
from tests import factory
from tests.factory import PASSWORD, enter
from tests.test_admin import do, list_of, page_of, reasons_on, send, words_on

pytestmark = pytest.mark.django_db
NEW = "a password of twelve and more"


@pytest.fixture(autouse=True)
def _nothing_asked_before() -> None:
    cache.clear()


def front(client: Client) -> int:
    return int(client.get(reverse("admin:index")).status_code)


def log_in(name: str, password: str = PASSWORD) -> Client:
    client = Client()
    client.post(reverse("admin:login"), {"username": name, "password": password, "next": reverse("admin:index")})
    return client


# --- Invited ---------------------------------------------------------------------------------------------------------


def invite(capture: Callable[..., Any], **given: Any) -> str:
    """Invite somebody through the form. Returns the link of the letter."""
    factory.cast()
    typed = {"username": "salma", "email": "salma@example.org", "display_ar": "سلمى", "roles": ["editor"], **given}
    with capture(execute=True):
        send(enter("chief"), do(Editor, "invite-editor"), **typed)
    return found_link()


def found_link() -> str:
    return str(re.search(r"https?://[^/]+(/admin/\S+)", str(mail.outbox[-1].body))[1])  # type: ignore[index]


def test_an_invitation_lets_in_once(django_capture_on_commit_callbacks: Any) -> None:
    link = invite(django_capture_on_commit_callbacks)
    who = Editor.objects.get(username="salma")
    assert not who.has_usable_password()
    assert who.roles == {"editor"}
    assert mail.outbox[-1].to == ["salma@example.org"]
    assert "غرفة" in mail.outbox[-1].subject
    visitor = Client()
    assert 'lang="ar"' in visitor.get(link).content.decode()
    weak = visitor.post(link, {"new_password1": "12345678", "new_password2": "12345678"})
    assert weak.status_code == 422
    entered = visitor.post(link, {"new_password1": NEW, "new_password2": NEW})
    assert entered.status_code == 302
    assert front(visitor) == 200
    assert Client().get(link).status_code == 410
    assert Client().post(link, {"new_password1": NEW, "new_password2": NEW}).status_code == 410
    assert front(log_in("salma", NEW)) == 200
    assert {"editor.create", "editor.password"} <= set(Entry.objects.values_list("verb", flat=True))


def test_an_invitation_ends_after_three_days_or_with_the_next(
    django_capture_on_commit_callbacks: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = invite(django_capture_on_commit_callbacks)
    who = Editor.objects.get(username="salma")
    now = time.time()
    monkeypatch.setattr(signing.time, "time", lambda: now + 3 * 24 * 3600 - 60)
    assert Client().get(link).status_code == 200
    monkeypatch.setattr(signing.time, "time", lambda: now + 3 * 24 * 3600 + 60)
    assert Client().get(link).status_code == 410
    monkeypatch.undo()
    with django_capture_on_commit_callbacks(execute=True):
        send(enter("chief"), do(who, "invite-again"))
    assert Client().get(link).status_code == 410
    assert Client().get(found_link()).status_code == 200


def test_a_forged_or_idle_invitation_lets_nobody_in(django_capture_on_commit_callbacks: Any) -> None:
    link = invite(django_capture_on_commit_callbacks)
    who = Editor.objects.get(username="salma")
    forged = signing.dumps([who.pk, "0" * 24], salt="claims.invitation")
    for token in ("x", forged, signing.dumps("text", salt="claims.invitation"), signing.dumps([who.pk, "a"], salt="x")):
        assert Client().get(reverse("admin:welcome", args=[token])).status_code == 410
    claims.deactivate_editor(editor=factory.editor("chief"), who=who, reason="a mistake")
    assert Client().get(link).status_code == 410
    writer = factory.editor("writer")
    assert claims.invited(invitation_token(writer)) is None, "who has a password needs no invitation"


@pytest.mark.django_db(transaction=True)
def test_a_letter_that_can_not_be_sent_undoes_nothing(settings: Any) -> None:
    settings.EMAIL_BACKEND = "nowhere.Backend"
    factory.cast()
    send(enter("chief"), do(Editor, "invite-editor"), username="a", email="a@example.org", display_en="A")
    assert Editor.objects.filter(username="a").exists()


# --- Roles -----------------------------------------------------------------------------------------------------------


def test_roles_change_at_once_and_are_audited() -> None:
    factory.cast()
    who, theirs = factory.editor("contributor"), enter("contributor")
    assert theirs.get(do(Claim, "raise-claim")).status_code == 200
    send(enter("chief"), do(who, "change-roles"), roles=["reviewer", "publisher"])
    assert Editor.objects.get(pk=who.pk).roles == {"reviewer", "publisher"}
    assert theirs.get(do(Claim, "raise-claim")).status_code == 403
    entry = Entry.objects.get(verb="editor.roles")
    assert (entry.before, entry.after) == ({"roles": ["contributor"]}, {"roles": ["publisher", "reviewer"]})


def test_nobody_changes_her_own_roles() -> None:
    factory.cast()
    factory.editor("other_chief", Role.DESK_ADMIN)
    chief = factory.editor("chief")
    answer = enter("chief").post(do(chief, "change-roles"), {"roles": ["desk_admin", "auditor"], "version": 1})
    assert reasons_on(answer) == ["own_account"]


@pytest.mark.django_db(transaction=True)
def test_two_desk_administrators_can_not_remove_each_other(together: Any) -> None:
    factory.cast()
    one, other = factory.editor("chief"), factory.editor("other_chief", Role.DESK_ADMIN)
    results = together(
        lambda: claims.change_roles(editor=one, who=other, roles=[], version=other.version),
        lambda: claims.deactivate_editor(editor=other, who=one, reason="quarrel"),
    )
    assert sum(isinstance(each, Refused) for each in results) == 1, results
    admins = Group.objects.get(name=Role.DESK_ADMIN)
    assert Editor.objects.filter(groups=admins, is_active=True).count() == 1


# --- Sent home -------------------------------------------------------------------------------------------------------


def test_deactivating_ends_every_session_at_once() -> None:
    factory.cast()
    who, here, there = factory.editor("writer"), enter("writer"), log_in("writer")
    assert front(here) == front(there) == 200
    send(enter("chief"), do(who, "deactivate-editor"), reason="She left.")
    assert front(here) == front(there) == front(log_in("writer")) == 302
    assert here.post(do(Claim, "raise-claim"), {}).status_code == 302
    send(enter("chief"), do(Editor.objects.get(pk=who.pk), "reactivate-editor"))
    assert front(here) == front(there) == 302, "old sessions do not come back"
    assert front(log_in("writer")) == 200


def test_all_sessions_of_one_editor_end_in_one_request() -> None:
    factory.cast()
    who, others = factory.editor("writer"), enter("second")
    here, there = enter("writer"), log_in("writer")
    send(enter("chief"), do(who, "end-sessions"))
    assert front(here) == front(there) == 302
    assert front(others) == front(log_in("writer")) == 200


def test_one_logs_herself_out_everywhere_else() -> None:
    factory.cast()
    here, there = enter("auditor"), log_in("auditor")
    assert here.post(reverse("admin:end_my_sessions")).status_code == 302
    assert front(here) == 200
    assert front(there) == 302


def test_sessions_end_after_twelve_hours_and_after_two_idle_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    factory.cast()
    start = time.time()
    clock = {"now": start}
    monkeypatch.setattr("newsroom.middleware.time.time", lambda: clock["now"])
    idle, busy = enter("writer"), enter("second")
    assert front(idle) == front(busy) == 200
    for hours in (1.5, 3, 4.5, 6, 7.5, 9, 10.5, 11.9):
        clock["now"] = start + hours * 3600
        assert front(busy) == 200, hours
    assert front(idle) == 302
    clock["now"] = start + 12 * 3600 + 1
    assert front(busy) == 302


def test_logging_in_gives_a_new_session() -> None:
    factory.cast()
    client = Client()
    client.get(reverse("admin:login"))
    session = client.session
    session["planted"] = "1"
    session.save()
    client.cookies["sessionid"] = planted = str(session.session_key)
    client.post(reverse("admin:login"), {"username": "writer", "password": PASSWORD})
    assert front(client) == 200
    assert client.session.session_key != planted


def test_five_wrong_passwords_close_the_log_in() -> None:
    factory.cast()
    for _ in range(5):
        last = Client().post(reverse("admin:login"), {"username": "writer", "password": "wrong"})
    assert last.status_code == 429
    assert Client().post(reverse("admin:login"), {"username": "writer", "password": PASSWORD}).status_code == 429
    assert front(log_in("second")) == 200, "a colleague behind the same address comes in"


# --- Own pages -------------------------------------------------------------------------------------------------------


def test_everybody_keeps_her_own_profile() -> None:
    factory.cast()
    for name in ("auditor", "stranger", "contributor"):
        client = enter(name)
        opened = client.get(reverse("admin:me"))
        typed = {field.name: field.value() for field in opened.context["form"]}
        typed |= {"display_en": f"New {name}", "time_zone": "Asia/Damascus", "mail": "daily", "public_byline": "on"}
        assert client.post(reverse("admin:me"), typed).status_code == 302
        who = Editor.objects.get(username=name)
        assert (who.display_en, who.time_zone, who.mail, who.public_byline) == (
            f"New {name}",
            "Asia/Damascus",
            "daily",
            True,
        )
        stale = client.post(reverse("admin:me"), typed)
        assert reasons_on(stale) == ["conflict"]
        nameless = client.post(reverse("admin:me"), typed | {"version": 2, "display_ar": "", "display_en": ""})
        assert reasons_on(nameless) == ["no_name"]
    assert Entry.objects.filter(verb="editor.profile").count() == 3


def test_a_profile_changes_nothing_that_is_not_its_own() -> None:
    factory.cast()
    client = enter("contributor")
    typed = {field.name: field.value() for field in client.get(reverse("admin:me")).context["form"]}
    typed |= {
        "roles": ["desk_admin"],
        "is_superuser": "1",
        "username": "king",
        "email": "x@example.org",
        "is_demo": "1",
    }
    client.post(reverse("admin:me"), typed)
    who = factory.editor("contributor")
    assert (who.roles, who.is_superuser, who.email, who.is_demo) == ({"contributor"}, False, "", False)


def test_changing_the_password_ends_the_other_sessions_and_is_audited() -> None:
    factory.cast()
    here, there = enter("writer"), log_in("writer")
    typed = {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW}
    assert here.post(reverse("admin:password_change"), typed).status_code == 302
    assert front(here) == 200
    assert front(there) == 302
    assert Entry.objects.get(verb="editor.password").editor == factory.editor("writer")
    assert NEW not in str(list(Entry.objects.values()))


def test_accounts_are_shown_to_whom_they_concern() -> None:
    factory.cast()
    who = factory.editor("writer")
    Editor.objects.filter(pk=who.pk).update(email="writer@example.org")
    for name, sees in (("chief", True), ("writer", True), ("second", False), ("auditor", False)):
        assert ("writer@example.org" in words_on(enter(name).get(page_of(who)))) is sees, name


# --- A forgotten password --------------------------------------------------------------------------------------------


def forgot(address: str) -> Any:
    return Client().post(reverse("admin:password_reset"), {"email": address})


def test_a_forgotten_password_is_replaced_by_a_link() -> None:
    factory.cast()
    Editor.objects.filter(username="writer").update(email="writer@example.org", interface_language="en")
    other = log_in("writer")
    forgot("WRITER@example.org")
    assert mail.outbox[-1].subject == "A new password for the Isnad desk"
    link, visitor = found_link(), Client()
    chosen = visitor.get(link, follow=True)
    address = chosen.redirect_chain[-1][0]
    assert "set-password" in address, "the token leaves the address"
    done = visitor.post(address, {"new_password1": NEW, "new_password2": NEW})
    assert done.status_code == 302
    assert front(visitor) == 302, "the link alone lets nobody in"
    assert front(other) == 302
    assert front(log_in("writer", NEW)) == 200
    again = Client().get(link, follow=True)
    assert "good no more" in words_on(again) or "لم يعد" in words_on(again)


def test_nobody_learns_who_has_an_account() -> None:
    factory.cast()
    Editor.objects.filter(username="writer").update(email="writer@example.org")
    Editor.objects.filter(username="second").update(email="second@example.org", is_active=False)
    pages = {words_on(forgot(each)) for each in ("writer@example.org", "nobody@example.org", "second@example.org")}
    assert len(pages) == 1
    assert len(mail.outbox) == 1


def test_links_are_not_sent_without_end() -> None:
    factory.cast()
    Editor.objects.filter(username="writer").update(email="writer@example.org")
    answers = [forgot("writer@example.org").status_code for _ in range(7)]
    assert answers == [200] * 5 + [429] * 2
    assert len(mail.outbox) == 3


@pytest.mark.parametrize(("language", "word"), [("ar", "نسيت كلمة المرور"), ("en", "I forgot my password")])
def test_the_way_in_speaks_both_languages(language: str, word: str) -> None:
    visitor = Client()
    visitor.cookies["django_language"] = language
    page = visitor.get(reverse("admin:login"))
    assert word in words_on(page)
    assert f'<html lang="{language}"' in page.content.decode()
    assert f'<html lang="{language}"' in visitor.get(reverse("admin:password_reset")).content.decode()


# --- Editors of a story ----------------------------------------------------------------------------------------------


def test_a_story_that_was_given_to_some_is_closed_to_others() -> None:
    claim = factory.published_claim()
    story = factory.story([claim])
    factory.cast()
    written = factory.version(story, [claim])
    send(enter("writer"), do(story, "set-story-editors"), editors=[factory.editor("co_writer").pk])
    assert "Editor co_writer" in words_on(enter("auditor").get(page_of(story)))
    story = type(story).objects.get(pk=story.pk)
    writer, co_writer, chief = (factory.editor(name) for name in ("writer", "co_writer", "chief"))
    tries: dict[str, Callable[[Editor], Any]] = {
        "write_story": lambda by: desk.write_story(editor=by, title_ar="x", story=story, version=story.version),
        "write_version": lambda by: factory.version(story, [claim], editor=by),
        "submit_version": lambda by: desk.submit_version(editor=by, version=written),
        "take_back_version": lambda by: desk.take_back_version(editor=by, version=written),
        "trash_story": lambda by: desk.trash_story(editor=by, story=story, version=story.version),
        "drop_article": lambda by: desk.drop_article(editor=by, story=story, article=factory.article()),
        "set_story_editors": lambda by: desk.set_story_editors(
            editor=by, story=story, editors=[by], version=story.version
        ),
    }
    for name, act in tries.items():
        with pytest.raises(Refused) as refused:
            act(writer)
        assert "not_on_story" in refused.value.codes, name
    tries["write_version"](co_writer)
    tries["write_story"](chief)
    story = type(story).objects.get(pk=story.pk)
    desk.set_story_editors(editor=co_writer, story=story, editors=[], version=story.version)
    story = type(story).objects.get(pk=story.pk)
    tries["write_story"](writer)


def test_before_the_button_stands_whose_story_it_is() -> None:
    claim = factory.published_claim()
    story = factory.story([claim])
    factory.cast()
    version = factory.version(story, [claim])
    desk.set_story_editors(
        editor=factory.editor("chief"), story=story, editors=[factory.editor("co_writer")], version=story.version
    )
    writer = enter("writer")
    assert "not_on_story" in reasons_on(writer.get(do(version, "submit-version")))
    assert "not_on_story" in reasons_on(writer.get(do(story, "trash-story")))
    assert writer.get(list_of(type(story))).status_code == 200
