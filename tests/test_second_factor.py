"""The second factor: set up, asked for at every door that sends something out, good once, and never a loss of words."""

import datetime as dt
import io
import re
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from claims import actions as claims
from claims.actions.factors import plain_code
from claims.admin.people import factors
from claims.admin.verbs import VERBS, VerbForm
from claims.models import Editor, Entry, Proof, Verification
from claims.rules import Refused
from newsroom.models import Publication
from seeds import cast as demo
from tests import factory
from tests.factory import PASSWORD, code, enter
from tests.test_admin import do, reasons_on, send, words_on

pytestmark = pytest.mark.django_db

# What goes out, is taken back for good, or decides who may do so; and what is not asked for a code, and why.
ASKS = {"publish", "editor.manage", "retract", "takedown", "redact"}
FREE = {
    "withhold": "taking down must be one click",
    "propose_note": "a second person decides on it, and its use asks for the code",
    "propose_retraction": "a second person decides on it, and its use asks for password and code",
    "propose_takedown": "a second person decides on it, and its use asks for password and code",
    "end_sessions": "what protects must not wait",
    "ask_factor_reset": "a second person decides on it, with a code",
    "make_current": "never pressed",
    "cancel_schedule": "nothing goes out by it",
    "give_preview": "nothing goes out to readers by it",
    "revoke_preview": "what protects must not wait",
    "set_embargo": "what protects must not wait",
    "lift_embargo": "nothing goes out by it",
}


def forms() -> set[type[VerbForm]]:
    return {form for found in VERBS.values() for form in found}


@pytest.fixture
def ready() -> Verification:
    """A verification that a publisher may send out."""
    factory.cast()
    drafted = factory.draft(factory.claim())
    factory.approve(drafted)
    return drafted


def out(drafted: Verification) -> bool:
    return Publication.objects.shown().filter(public_id=drafted.claim.public_id).exists()


def age(client: Client, **seconds: int) -> None:
    """Let marks of a session be that old."""
    session = client.session
    for name, old in seconds.items():
        session[name] = session[name] - old
    session.save()


# --- Which verbs ask -------------------------------------------------------------------------------------------------


def test_what_sends_out_or_decides_who_may_asks_for_a_code() -> None:
    asking = {form for form in forms() if ASKS & set(form.permissions) and form.verb not in FREE}
    assert {form.verb for form in asking} >= {"publish_verification", "publish_story", "withdraw", "change_roles"}
    assert {form.__name__ for form in asking if not (form.second_factor or form.reauthenticate)} == set()
    assert not any(form.second_factor or form.reauthenticate for form in forms() if form.verb == "withhold")


def test_what_takes_back_for_good_asks_for_the_password_too() -> None:
    for_good = {
        form for form in forms() if form.verb in {"withdraw", "retract", "take_down", "take_down_legally", "redact"}
    }
    assert for_good
    assert all(form.reauthenticate for form in for_good)


@pytest.mark.parametrize("door", ["publish-verification", "publish-verifications", "publish-scale", "publish-story"])
def test_no_door_opens_without_a_code(door: str, ready: Verification) -> None:
    publisher = enter("publisher", verified=False)
    factory.device(factory.editor("publisher"))
    story = factory.story([ready.claim])
    address, typed = {
        "publish-verification": (do(ready, door), {}),
        "publish-verifications": (do(Verification, door), {"ids": str(ready.pk)}),
        "publish-scale": (reverse("admin:claims_verdict_do_new", args=[door]), {}),
        "publish-story": (do(story, door), {}),
    }[door]
    before = Entry.objects.count()
    for given in ({}, {"_code": ""}, {"_code": "000000"}, {"_code": "nonsense"}):
        answer = publisher.post(address, typed | given)
        assert answer.status_code == 422
        assert b'name="_code"' in answer.content
    assert Entry.objects.count() == before
    assert not out(ready)


# --- How it is asked -------------------------------------------------------------------------------------------------


def test_a_code_on_the_form_carries_it_through_and_is_not_asked_again(ready: Verification) -> None:
    publisher = enter("publisher", verified=False)
    who = factory.editor("publisher")
    factory.device(who)
    assert b'name="_code"' in publisher.get(do(ready, "publish-verification")).content
    assert b'name="_password"' not in publisher.get(do(ready, "publish-verification")).content
    before = publisher.session.session_key
    assert publisher.post(do(ready, "publish-verification"), {"_code": code(who)}).status_code == 302
    assert out(ready)
    assert publisher.session.session_key != before, "a session that may do more gets a new name"
    assert b'name="_code"' not in publisher.get(do(Verification, "publish-verifications", f"ids={ready.pk}")).content


def test_the_page_that_asks_keeps_what_was_typed(ready: Verification) -> None:
    chief = enter("chief", verified=False)
    factory.device(factory.editor("chief"))
    who = factory.editor("writer")
    address = do(who, "deactivate-editor")
    reason = 'أولاً: «نصّ» <b>\r\nثانياً & "more"'
    asked = chief.post(address, {"reason": reason, "_code": "111111"})
    assert asked.status_code == 422
    assert dict(asked.context["carried"]) == {"reason": reason}
    assert "_code" not in dict(asked.context["carried"])
    TOTPDevice.objects.update(throttling_failure_count=0)
    kept = dict(asked.context["carried"])
    assert chief.post(address, {**kept, "_code": code(factory.editor("chief"))}).status_code == 302
    assert Entry.objects.get(verb="editor.deactivate").after == {"reason": reason}


def test_lists_of_values_are_carried_whole() -> None:
    factory.cast()
    chief = enter("chief", verified=False)
    who = factory.editor("writer")
    asked = chief.post(do(who, "change-roles"), {"roles": ["editor", "reviewer"], "version": who.version})
    assert [value for name, value in asked.context["carried"] if name == "roles"] == ["editor", "reviewer"]


def test_who_has_none_is_led_to_set_one_up_and_goes_on(ready: Verification) -> None:
    publisher = enter("publisher", verified=False)
    asked = publisher.post(do(ready, "publish-verification"), {"version": ""})
    assert asked.status_code == 422
    assert reverse("admin:factor").encode() in asked.content
    assert b'name="_code"' not in asked.content
    set_up(publisher, "publisher")
    assert publisher.post(do(ready, "publish-verification"), dict(asked.context["carried"])).status_code == 302
    assert out(ready)


def test_withdrawing_asks_for_password_and_code_of_the_last_minutes() -> None:
    claim = factory.published_claim()
    factory.cast()
    publisher, second = enter("publisher"), enter("second")
    send(publisher, do(claim, "propose-note"), note_ar="سُحب", note_en="Withdrawn")
    note = Proof.objects.get(kind="note")
    send(second, do(note, "approve-proof"))
    age(publisher, sure_at=factors.SURE_FOR + 1)
    who = factory.editor("publisher")
    page = publisher.get(do(note, "withdraw"))
    assert b'name="_password"' in page.content
    assert publisher.post(do(note, "withdraw"), {"_code": code(who)}).status_code == 422
    assert publisher.post(do(note, "withdraw"), {"_code": code(who), "_password": "wrong"}).status_code == 422
    assert Publication.objects.shown().filter(public_id=claim.public_id).exists()
    assert publisher.post(do(note, "withdraw"), {"_code": code(who), "_password": PASSWORD}).status_code == 302
    assert not Publication.objects.shown().filter(public_id=claim.public_id).exists()


def test_withholding_is_one_click() -> None:
    claim = factory.published_claim()
    factory.cast()
    publisher = enter("publisher", verified=False)
    page = publisher.get(do(claim, "withhold"))
    assert b"_code" not in page.content
    send(publisher, do(claim, "withhold"), notice="legal", reason="a letter")
    assert not Publication.objects.shown().filter(public_id=claim.public_id).exists()


# --- How long, how often ---------------------------------------------------------------------------------------------


def test_a_mark_grows_old(ready: Verification) -> None:
    publisher = enter("publisher")
    age(publisher, factor_at=factors.VERIFIED_FOR + 1)
    assert publisher.post(do(ready, "publish-verification"), {}).status_code == 422
    assert not out(ready)


def test_a_mark_of_the_future_is_none(ready: Verification) -> None:
    publisher = enter("publisher")
    age(publisher, factor_at=-1000)
    assert publisher.post(do(ready, "publish-verification"), {}).status_code == 422


def test_a_mark_ends_with_its_device(ready: Verification) -> None:
    publisher = enter("publisher")
    TOTPDevice.objects.all().delete()
    assert publisher.post(do(ready, "publish-verification"), {}).status_code == 422


def test_a_code_is_good_once_and_for_its_owner_alone(ready: Verification) -> None:
    who, other = factory.editor("publisher"), factory.editor("chief")
    for each in (who, other):
        factory.device(each)
    given = code(who)
    assert claims.try_code(whose=other, code=given).device is None
    assert claims.try_code(whose=who, code=given).device is not None
    assert claims.try_code(whose=who, code=given).device is None
    assert enter("chief", verified=False).post(do(ready, "publish-verification"), {"_code": given}).status_code == 422


def test_digits_of_any_script_and_spaces_are_understood() -> None:
    who = factory.editor("publisher")
    factory.device(who)
    arabic = code(who).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    assert claims.try_code(whose=who, code=f" {arabic[:3]} {arabic[3:]}").device is not None


def test_wrong_codes_make_the_next_wait(ready: Verification) -> None:
    who = factory.editor("publisher")
    factory.device(who)
    publisher = enter("publisher", verified=False)
    for _ in range(6):
        publisher.post(do(ready, "publish-verification"), {"_code": "000000"})
        TOTPDevice.objects.update(throttling_failure_timestamp=timezone.now() - dt.timedelta(seconds=40))
    TOTPDevice.objects.update(throttling_failure_count=8, throttling_failure_timestamp=timezone.now())
    answer = publisher.post(do(ready, "publish-verification"), {"_code": code(who)})
    assert answer.status_code == 422
    assert "Too many wrong codes." in words_on(answer)
    assert not out(ready)


# --- Setting it up ---------------------------------------------------------------------------------------------------


def set_up(client: Client, name: str) -> list[str]:
    """Set the second factor up as its owner would. Returns the recovery codes."""
    page = client.get(reverse("admin:factor"))
    assert page.status_code == 200
    device = TOTPDevice.objects.get(user__username=name, confirmed=False)
    typed = {"_password": PASSWORD, "_code": claims.code_now(device)[0]}
    done = client.post(reverse("admin:factor"), typed)
    assert done.status_code == 200
    return list(done.context["codes"])


def test_setting_up_shows_the_secret_as_picture_and_text_and_proves_it() -> None:
    factory.cast()
    client = enter("publisher", verified=False)
    page = client.get(reverse("admin:factor"))
    device = TOTPDevice.objects.get(user__username="publisher")
    secret = re.sub(r"\s", "", re.search(r'class="secret"[^>]*>([^<]+)<', page.content.decode())[1])  # type: ignore[index]
    assert f"secret={secret}" in device.config_url
    assert 'class="qr"' in page.content.decode()
    assert " style=" not in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert client.get(reverse("admin:factor")).context["secret"] == page.context["secret"]
    wrong = client.post(reverse("admin:factor"), {"_password": "x", "_code": claims.code_now(device)[0]})
    assert wrong.status_code == 422
    assert claims.factor_of(factory.editor("publisher")) is None
    codes = set_up(client, "publisher")
    assert len(codes) == len(set(codes)) == 10
    assert Entry.objects.filter(verb="editor.factor").exists()
    assert factors.VERIFIED in client.session


def test_recovery_codes_are_kept_as_digests_and_good_once(ready: Verification) -> None:
    codes = set_up(enter("publisher", verified=False), "publisher")
    who = factory.editor("publisher")
    kept = set(StaticToken.objects.values_list("token", flat=True))
    assert len(kept) == 10
    assert not any(plain_code(each) in kept for each in codes)
    publisher = enter("publisher", verified=False)
    typed = codes[0].upper().replace("-", " ")
    assert publisher.post(do(ready, "publish-verification"), {"_code": typed}).status_code == 302
    assert claims.codes_left(who) == 9
    assert claims.try_code(whose=who, code=codes[0]).device is None


def test_recovery_codes_outlive_a_change_of_the_key(settings: Any) -> None:
    factory.cast()
    codes = set_up(enter("publisher", verified=False), "publisher")
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key, " * 6
    assert claims.try_code(whose=factory.editor("publisher"), code=codes[3]).device is not None


def test_new_recovery_codes_replace_the_old_and_ask_for_proof() -> None:
    factory.cast()
    client = enter("publisher", verified=False)
    old = set_up(client, "publisher")
    who = factory.editor("publisher")
    age(client, sure_at=factors.SURE_FOR + 1)
    assert client.post(reverse("admin:recovery_codes"), {}).status_code == 422
    typed = {"_password": PASSWORD, "_code": code(who)}
    fresh = client.post(reverse("admin:recovery_codes"), typed).context["codes"]
    assert len(fresh) == 10
    assert not set(fresh) & set(old)
    assert claims.try_code(whose=who, code=old[0]).device is None


def test_a_second_factor_is_replaced_only_by_one_who_proves_the_first() -> None:
    factory.cast()
    client = enter("publisher", verified=False)
    who = factory.editor("publisher")
    first = factory.device(who)
    assert b"secret" not in client.get(reverse("admin:factor")).content
    assert client.post(reverse("admin:factor"), {}).status_code == 422
    assert not TOTPDevice.objects.filter(user=who, confirmed=False).exists()
    shown = client.post(reverse("admin:factor"), {"_password": PASSWORD, "_code": code(who)})
    assert shown.context["field"] == "new_code"
    pending = TOTPDevice.objects.get(user=who, confirmed=False)
    assert claims.factor_of(who) == first, "the old one stays good until the new one is proved"
    client.post(reverse("admin:factor"), {"new_code": claims.code_now(pending)[0]})
    assert claims.factor_of(who) == pending
    assert TOTPDevice.objects.filter(user=who).count() == 1


def test_somebody_elses_device_can_not_be_taken() -> None:
    factory.cast()
    writer, publisher = factory.editor("writer"), factory.editor("publisher")
    device = claims.pending_factor(whose=writer)
    TOTPDevice.objects.filter(pk=device.pk).update(last_t=1)
    device.refresh_from_db()
    with pytest.raises(Refused):
        claims.confirm_factor(editor=publisher, device=device)
    assert claims.factor_of(publisher) is None


# --- A lost one ------------------------------------------------------------------------------------------------------


def test_two_desk_administrators_reset_a_lost_factor() -> None:
    factory.cast()
    who = factory.editor("publisher")
    lost = enter("publisher")
    set_up_codes = factory.device(who)
    other = factory.editor("other_chief", *factory.CAST["chief"])
    chief = enter("chief")
    second_chief = Client()
    second_chief.force_login(other)
    factory.verify(second_chief)
    send(chief, do(who, "ask-factor-reset"), reason="The telephone was stolen; I spoke to her.")
    refused = chief.post(do(who, "allow-factor-reset"), {})
    assert refused.status_code == 422
    assert reasons_on(refused) == ["same_person"]
    assert lost.get(reverse("admin:index")).status_code == 200
    send(second_chief, do(who, "allow-factor-reset"))
    assert not TOTPDevice.objects.filter(pk=set_up_codes.pk).exists()
    assert claims.codes_left(who) == 0
    assert lost.get(reverse("admin:index")).status_code == 302, "her sessions are over"
    entry = Entry.objects.get(verb="editor.allow_reset")
    assert (entry.editor, entry.after["asked_by"]) == (other, "chief")
    assert second_chief.post(do(who, "allow-factor-reset"), {}).status_code == 422


def test_nobody_allows_her_own_reset() -> None:
    factory.cast()
    other = factory.editor("other_chief", *factory.CAST["chief"])
    chief = factory.editor("chief")
    factory.device(chief)
    claims.ask_factor_reset(editor=other, who=chief, reason="She says so.")
    answer = enter("chief").post(do(chief, "allow-factor-reset"), {})
    assert reasons_on(answer) == ["own_account"]


def test_a_request_that_nobody_allowed_ends() -> None:
    factory.cast()
    who = factory.editor("publisher")
    factory.device(who)
    asked = claims.ask_factor_reset(editor=factory.editor("chief"), who=who, reason="Lost.")
    type(asked).objects.update(asked_at=timezone.now() - dt.timedelta(days=8))
    assert claims.open_reset(who) is None


# --- Demonstration ---------------------------------------------------------------------------------------------------


def said(name: str) -> str:
    stream = io.StringIO()
    call_command("totp", name, stdout=stream)
    return stream.getvalue().split()[0]


def test_a_demonstration_account_says_its_code(settings: Any, ready: Verification) -> None:
    who = factory.editor("publisher")
    Editor.objects.filter(pk=who.pk).update(is_demo=True)
    demo.give_factors([Editor.objects.get(pk=who.pk)])
    demo.give_factors([Editor.objects.get(pk=who.pk)])
    assert TOTPDevice.objects.get(user=who).key == claims.demo_key("publisher")
    publisher = enter("publisher", verified=False)
    assert publisher.post(do(ready, "publish-verification"), {"_code": said("publisher")}).status_code == 302
    assert claims.try_code(whose=who, code=said("publisher")).device is not None, "the next one, at once"
    settings.SECRET_KEY = "another machine " * 5
    assert claims.demo_key("publisher") != TOTPDevice.objects.get(user=who).key


def test_real_accounts_say_nothing(settings: Any) -> None:
    factory.cast()
    factory.device(factory.editor("publisher"))
    with pytest.raises(CommandError, match="no demonstration account"):
        said("publisher")
    Editor.objects.update(is_demo=True)
    settings.DEMO = settings.TESTING = False
    with pytest.raises(CommandError, match="no demonstration"):
        said("publisher")
    with pytest.raises(demo.NoDemo):
        demo.give_factors([])


def test_filled_forms_do_not_hold_codes(ready: Verification) -> None:
    """A code or password that was typed is never written back into a page."""
    publisher = enter("publisher", verified=False)
    factory.device(factory.editor("publisher"))
    answer = publisher.post(do(ready, "publish-verification"), {"_code": "123123", "_password": "my secret words"})
    assert b"123123" not in answer.content
    assert b"my secret words" not in answer.content
