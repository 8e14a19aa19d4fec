"""Who is told of what: in the desk and by letter, once each, and never of what she did herself."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from claims import actions as claims
from claims import ledger
from claims.choices import MailMode
from claims.models import Editor, Team
from newsroom import actions as desk
from newsroom import tasks
from newsroom.actions import posting, telling
from newsroom.choices import NoticeKind
from newsroom.models import Notification, VersionState
from tests import factory
from tests.factory import enter

pytestmark = pytest.mark.django_db

MORNING = dt.datetime(2026, 11, 20, 8, 30, tzinfo=dt.UTC)


def told(name: str) -> list[str]:
    """What one of the cast was told, oldest first."""
    return list(Notification.objects.filter(editor__username=name).order_by("pk").values_list("kind", flat=True))


def tell(*to: Editor, by: Editor | None = None, kind: NoticeKind = NoticeKind.MENTIONED, about: Any = None) -> None:
    subject = about or factory.question()
    editor = by or factory.cast()["chief"]
    with ledger.transaction(editor=editor):
        telling.tell(editor=by, to=to, kind=kind, subject=subject)


def written_at(at: dt.datetime) -> None:
    Notification.objects.update(at=at)


def wants(name: str, mode: MailMode, **more: Any) -> Editor:
    factory.cast()
    Editor.objects.filter(username=name).update(mail=mode, email=f"{name}@example.org", **more)
    return Editor.objects.get(username=name)


# --- Who is told -----------------------------------------------------------------------------------------------------


def test_the_one_who_acts_is_not_told_and_nobody_is_told_twice() -> None:
    on = factory.cast()
    asked = factory.question()
    with ledger.transaction(editor=on["writer"]):
        for _again in range(2):
            to = [on["writer"], on["second"], on["second"], None]
            telling.tell(editor=on["writer"], to=to, kind=NoticeKind.MENTIONED, subject=asked)
    assert told("second") == ["mentioned"]
    assert told("writer") == []


def test_who_left_is_told_nothing() -> None:
    gone = factory.cast()["second"]
    gone.is_active = False
    tell(gone)
    assert told("second") == []


def test_a_review_tells_the_one_asked_then_the_author() -> None:
    on = factory.cast()
    written = factory.version(factory.story([factory.published_claim()]), [])
    Notification.objects.all().delete()
    desk.submit_version(editor=on["writer"], version=written, reviewer=on["second"])
    assert told("second") == ["asked"]
    desk.return_version(editor=on["second"], version=written, note="Say it shorter.")
    assert told("writer") == ["returned"]
    assert Notification.objects.get(editor=on["writer"]).subject_type == "newsroom.version"


def test_a_verification_in_two_languages_asks_once_and_publishing_tells_its_author_once() -> None:
    on = factory.cast()
    claim = factory.claim()
    factory.occurrence(claim)
    verification = factory.draft(claim)
    claims.submit_verification(editor=on["writer"], verification=verification, reviewer=on["second"])
    assert told("second") == ["asked"]
    for text in verification.texts.all():
        claims.approve_verification(editor=on["second"], text=text)
    desk.publish_verification(editor=on["publisher"], verification=verification)
    assert told("writer") == ["approved", "approved", "published"]


def test_a_team_that_is_asked_is_told() -> None:
    on = factory.cast()
    written = factory.version(factory.story([factory.published_claim()]), [])
    team = Team.objects.create(name_ar="فريق")
    team.members.set([on["second"], on["co_writer"]])
    with ledger.transaction(editor=on["writer"]):
        desk.submit_version(editor=on["writer"], version=written)
        type(written.state).objects.filter(text=written).update(team=team)
    assert told("second") == told("co_writer") == ["asked"]


def test_a_task_tells_whom_it_is_given_to_and_a_new_due_time_tells_nobody() -> None:
    on = factory.cast()
    question = factory.question()
    task = desk.assign(editor=on["chief"], subject=question, assignee=on["writer"], what="Find out")
    assert told("writer") == ["assigned"]
    task = desk.reassign(editor=on["chief"], assignment=task, assignee=on["writer"], what="Find out soon", priority=3)
    assert told("writer") == ["assigned"]
    desk.reassign(editor=on["chief"], assignment=task, assignee=on["second"], what="Find out soon", priority=3)
    assert told("second") == ["assigned"]


def test_who_is_asked_instead_of_another_is_told() -> None:
    on = factory.cast()
    written = factory.version(factory.story([]), [])
    desk.submit_version(editor=on["writer"], version=written)
    state = VersionState.objects.select_related("proof").get(text=written)
    claims.ask_reviewer(editor=on["writer"], state=state, reviewer=on["second"])
    assert told("second") == ["asked"]


def test_who_follows_a_story_hears_of_its_versions_until_she_no_longer_does() -> None:
    on = factory.cast()
    story = factory.story([])
    desk.follow(whose=on["chief"], subject=story)
    desk.follow(whose=on["writer"], subject=story)
    factory.version(story, [])
    assert told("chief") == ["watched"]
    assert told("writer") == [], "she wrote it herself"
    desk.unfollow(whose=on["chief"], subject=story)
    factory.version(story, [])
    assert told("chief") == ["watched"]


def test_who_follows_a_claim_hears_of_its_verification_once_a_deed() -> None:
    on = factory.cast()
    claim = factory.claim()
    factory.occurrence(claim)
    desk.follow(whose=on["auditor"], subject=claim)
    verification = factory.draft(claim)
    assert told("auditor") == ["watched"]
    factory.publish(verification)
    assert told("auditor") == ["watched"] * 5, "submitted, approved twice, published"


# --- The bell --------------------------------------------------------------------------------------------------------


def test_the_bell_counts_leads_to_the_place_and_can_be_read_and_unread() -> None:
    on = factory.cast()
    asked = factory.question()
    tell(on["second"], by=on["writer"], about=asked)
    client = enter("second")
    assert "1 unread notice" in client.get(reverse("admin:index")).content.decode()
    row = Notification.objects.get()
    answer = client.get(reverse("admin:notice", args=[row.pk]))
    assert answer.headers["Location"] == reverse("admin:claims_question_change", args=[asked.pk])
    assert "0 unread notices" in client.get(reverse("admin:notices")).content.decode()
    client.post(reverse("admin:notices"), {"unread": row.pk})
    assert Notification.objects.get().read_at is None
    client.post(reverse("admin:notices"), {"do": "all", "upto": row.pk})
    assert Notification.objects.get().read_at is not None


def test_nobody_reads_or_marks_what_another_was_told() -> None:
    on = factory.cast()
    tell(on["second"])
    row = Notification.objects.get()
    client = enter("writer")
    assert client.get(reverse("admin:notice", args=[row.pk])).status_code == 404
    client.post(reverse("admin:notices"), {"read": row.pk})
    assert Notification.objects.get().read_at is None
    assert enter("stranger").get(reverse("admin:notices")).status_code == 403


def test_the_page_of_notices_asks_the_same_for_one_and_for_fifty(django_assert_max_num_queries: Any) -> None:
    on = factory.cast()
    for number in range(50):
        tell(on["second"], by=on["writer"], about=factory.question(f"سؤال {number}؟"))
    client = enter("second")
    with django_assert_max_num_queries(12):
        assert client.get(reverse("admin:notices")).status_code == 200


# --- Letters ---------------------------------------------------------------------------------------------------------


def test_letters_go_out_at_once_as_wanted_once_and_hold_title_and_link_only() -> None:
    reader = wants("second", MailMode.AT_ONCE, interface_language="en")
    wants("chief", MailMode.NONE)
    claim = factory.claim()
    tell(reader, Editor.objects.get(username="chief"), by=factory.cast()["writer"], about=claim)
    assert [tasks.send_letters.call(), tasks.send_letters.call()] == [1, 0]
    letter = mail.outbox[0]
    assert letter.to == ["second@example.org"]
    assert "mentioned you" in letter.subject
    assert claim.label in letter.body
    assert f"/admin/claims/claim/{claim.pk}/change/" in letter.body
    assert reverse("admin:me") in letter.body
    assert reverse("admin:me") in letter.extra_headers["List-Unsubscribe"]


def test_a_letter_speaks_the_language_of_its_reader() -> None:
    tell(wants("second", MailMode.AT_ONCE, interface_language="ar"), by=factory.cast()["writer"])
    tasks.send_letters.call()
    assert "كل الإشعارات" in mail.outbox[0].body
    assert "كم كلّف التدريب؟" in mail.outbox[0].body


def test_what_was_read_at_the_desk_or_is_old_needs_no_letter() -> None:
    reader = wants("second", MailMode.AT_ONCE)
    tell(reader)
    desk.mark_read(whose=reader)
    assert tasks.send_letters.call() == 0
    desk.mark_read(whose=reader, read=False, notices=Notification.objects.values_list("pk", flat=True))
    written_at(timezone.now() - dt.timedelta(days=2))
    assert tasks.send_letters.call() == 0


def test_a_letter_that_the_server_refused_is_sent_later(monkeypatch: pytest.MonkeyPatch) -> None:
    tell(wants("second", MailMode.AT_ONCE))

    def refuse(self: Any) -> None:
        raise OSError("no server")

    with monkeypatch.context() as patch:
        patch.setattr(posting.EmailMessage, "send", refuse)
        assert tasks.send_letters.call() == 0
    assert Notification.objects.get().mailed_at is None
    assert tasks.send_letters.call() == 1


def test_the_letter_of_the_day_comes_once_at_eight_of_her_clock_with_all_that_came_before() -> None:
    reader = wants("second", MailMode.DAILY, time_zone="Asia/Riyadh", interface_language="en")
    tell(reader, about=factory.question("أول؟", "First?"))
    tell(reader, about=factory.question("ثان؟", "Second?"))
    written_at(dt.datetime(2026, 11, 20, 3, 0, tzinfo=dt.UTC))  # 06:00 in Riyadh
    early = dt.datetime(2026, 11, 20, 4, 59, tzinfo=dt.UTC)
    assert posting.send_digests(early) == 0
    at_eight = early + dt.timedelta(minutes=1)
    assert [posting.send_digests(at_eight), posting.send_digests(at_eight)] == [1, 0]
    assert mail.outbox[0].subject == "Isnad desk: 2 notices"
    assert "First?" in mail.outbox[0].body
    tell(reader)
    Notification.objects.filter(mailed_at=None).update(at=at_eight + dt.timedelta(hours=1))
    assert posting.send_digests(at_eight + dt.timedelta(hours=2)) == 0, "it waits for tomorrow"
    assert posting.send_digests(at_eight + dt.timedelta(days=1)) == 1


def test_what_was_written_before_eight_and_came_after_the_letter_waits_for_the_next() -> None:
    reader = wants("second", MailMode.DAILY)
    tell(reader)
    written_at(MORNING - dt.timedelta(hours=1))
    assert posting.send_digests(MORNING) == 1
    tell(reader)
    Notification.objects.filter(mailed_at=None).update(at=MORNING - dt.timedelta(hours=1))
    assert posting.send_digests(MORNING) == 0
    assert posting.send_digests(MORNING + dt.timedelta(days=1)) == 1


def test_the_hour_of_the_letter_follows_the_clock_of_the_zone() -> None:
    assert posting.due_at("UTC", MORNING) == dt.datetime(2026, 11, 20, 8, tzinfo=dt.UTC)
    assert posting.due_at("Asia/Riyadh", MORNING) == dt.datetime(2026, 11, 20, 5, tzinfo=dt.UTC)
    assert posting.due_at("America/New_York", MORNING) == dt.datetime(2026, 11, 19, 13, tzinfo=dt.UTC)
    assert posting.due_at("Nowhere/Here", MORNING) == posting.due_at("UTC", MORNING)
