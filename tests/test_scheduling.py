"""Going out at a set time: once, in the name of whoever set it, and never against a blocker; embargoes before it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django import DjangoCaptureOnCommitCallbacks

from claims import ledger
from claims.choices import Role
from claims.models import Claim, Editor, Entry, Verification
from newsroom import actions as desk
from newsroom import tasks
from newsroom.actions import outgoing, publishing, scheduling
from newsroom.choices import NoticeKind, ScheduleState
from newsroom.management.commands import sweep
from newsroom.models import Embargo, Notification, Publication, Schedule, Story
from tests import factory
from tests.crawl import reachable
from tests.stage import codes

HOUR = dt.timedelta(hours=1)


def ready(arabic: str = "ادعاء جاهز للنشر", english: str = "A claim that is ready") -> Verification:
    """A verification that a second person has approved."""
    claim = factory.claim(arabic, english)
    factory.occurrence(claim)
    verification = factory.draft(claim)
    factory.approve(verification)
    return verification


def ready_story() -> Story:
    """A story that a second person has approved."""
    claim = factory.published_claim()
    story = factory.story([claim])
    factory.approved(factory.version(story, [claim]))
    return story


def publisher() -> Editor:
    return Editor.objects.get(pk=factory.editor("publisher", Role.PUBLISHER).pk)


def due(subject: Any, *, by: Editor | None = None) -> Schedule:
    """A publication whose time has come."""
    row = desk.schedule_publication(editor=by or publisher(), subject=subject, at=timezone.now() + HOUR)
    Schedule.objects.filter(pk=row.pk).update(at=timezone.now())
    return Schedule.objects.get(pk=row.pk)


def versions_of(subject: Any) -> int:
    public_id = subject.claim.public_id if isinstance(subject, Verification) else subject.public_id
    return Publication.objects.filter(public_id=public_id).count()


# --- Once, at its time -----------------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("make", [ready, ready_story])
def test_what_is_due_goes_out_once_in_the_name_of_whoever_set_it(make: Callable[[], Any]) -> None:
    subject = make()
    row = due(subject)
    assert tasks.publish_due.call() == 1
    assert tasks.publish_due.call() == 0
    row.refresh_from_db()
    assert versions_of(subject) == 1
    assert (row.state, row.publication.by, row.publication.version) == (ScheduleState.DONE, row.by, 1)  # type: ignore[union-attr]
    told = Notification.objects.get(editor=row.by, kind=NoticeKind.PUBLISHED)
    assert (told.subject_type, told.subject_id) == ledger.subject_of(subject)
    deeds = Entry.objects.filter(deed=Entry.objects.get(verb="schedule.carry_out").deed)
    assert {entry.editor for entry in deeds} == {row.by}
    assert list(ledger.verify()) == []


@pytest.mark.django_db
def test_before_its_time_nothing_goes_out() -> None:
    subject = ready()
    desk.schedule_publication(editor=publisher(), subject=subject, at=timezone.now() + HOUR)
    assert tasks.publish_due.call() == 0
    assert versions_of(subject) == 0


@pytest.mark.django_db
def test_what_is_published_by_hand_is_not_published_again() -> None:
    subject = ready()
    row = desk.schedule_publication(editor=publisher(), subject=subject, at=timezone.now() + HOUR)
    publication = desk.publish_verification(editor=publisher(), verification=subject)
    row.refresh_from_db()
    assert (row.state, row.publication) == (ScheduleState.DONE, publication)
    Schedule.objects.update(at=timezone.now())
    assert tasks.publish_due.call() == 0


@pytest.mark.django_db
def test_a_cancelled_time_passes_quietly() -> None:
    subject = ready()
    row = due(subject)
    desk.cancel_schedule(editor=publisher(), schedule=row)
    assert tasks.publish_due.call() == 0
    assert versions_of(subject) == 0
    with pytest.raises(ledger.Conflict):
        desk.cancel_schedule(editor=publisher(), schedule=Schedule.objects.get(pk=row.pk))
    assert due(subject).pk != row.pk, "another time can be set"


# --- Refused ---------------------------------------------------------------------------------------------------------


def _loses_the_role(row: Schedule, subject: Any) -> None:
    row.by.groups.clear()


def _leaves(row: Schedule, subject: Any) -> None:
    Editor.objects.filter(pk=row.by_id).update(is_active=False)


def _is_changed(row: Schedule, subject: Any) -> None:
    from claims import actions as claims

    claim = subject.claim
    claims.reword_claim(
        editor=factory.editor("writer"), claim=claim, version=claim.version, language="ar", text="كلام آخر"
    )


def _falls_under_an_embargo(row: Schedule, subject: Any) -> None:
    public_id = subject.claim.public_id
    desk.set_embargo(editor=factory.editor("writer"), public_id=public_id, until=timezone.now() + HOUR, reason="asked")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("happens", "code"),
    [
        (_loses_the_role, "not_permitted"),
        (_leaves, "not_permitted"),
        (_is_changed, "approval_stale"),
        (_falls_under_an_embargo, "embargoed"),
    ],
)
def test_what_has_changed_by_then_refuses_it_and_is_told(happens: Callable[[Schedule, Any], None], code: str) -> None:
    subject = ready()
    row = due(subject)
    happens(row, subject)
    assert tasks.publish_due.call() == 0
    row.refresh_from_db()
    assert (row.state, row.publication) == (ScheduleState.REFUSED, None)
    assert code in {reason["code"] for reason in row.reasons}
    assert all(reason["ar"] != reason["en"] for reason in row.reasons), "kept in both languages"
    assert versions_of(subject) == 0
    assert Claim.objects.get(pk=subject.claim_id).current_verification is None
    told = Notification.objects.filter(editor=row.by, kind=NoticeKind.REFUSED).count()
    assert told == (0 if happens is _leaves else 1), "who left is told nothing; publishers see it on the front page"
    assert tasks.publish_due.call() == 0, "not asked again"
    assert list(ledger.verify()) == []


@pytest.mark.django_db
def test_what_stands_in_the_way_now_refuses_the_time_now() -> None:
    drafted = factory.draft(factory.claim())
    at = timezone.now() + HOUR
    given = codes(
        lambda: desk.schedule_publication(editor=factory.editor("stranger"), subject=drafted, at=at - 2 * HOUR)
    )
    assert given >= {"not_permitted", "not_approved", "time_past"}
    assert "not_approved" in codes(lambda: desk.schedule_publication(editor=publisher(), subject=drafted, at=at))
    assert not Schedule.objects.exists()


@pytest.mark.django_db
def test_killed_in_the_middle_nothing_is_half_done(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever it dies before COMMIT: after the row was taken, or after the publication was written."""
    subject = ready()
    row = due(subject)

    class Killed(BaseException):
        pass

    def die(*_: Any, **__: Any) -> Any:
        raise Killed

    for module, name in ((scheduling, "publish_verification"), (publishing, "_close_schedule"), (outgoing, "_index")):
        with monkeypatch.context() as patch:
            patch.setattr(module, name, die)
            with pytest.raises(Killed):
                tasks.publish_due.call()
        row.refresh_from_db()
        assert (row.state, versions_of(subject)) == (ScheduleState.WAITING, 0), name
    assert tasks.publish_due.call() == 1
    assert versions_of(subject) == 1


@pytest.mark.django_db
def test_a_fault_of_the_program_leaves_it_waiting_and_lets_the_next_go(monkeypatch: pytest.MonkeyPatch) -> None:
    broken, fine = ready(), ready("ادعاء آخر جاهز", "Another claim that is ready")
    row = due(broken)
    due(fine)
    real = scheduling.publish_verification

    def fails(*, editor: Editor, verification: Verification) -> Publication:
        if verification == broken:
            raise RuntimeError("a fault")
        return real(editor=editor, verification=verification)

    monkeypatch.setattr(scheduling, "publish_verification", fails)
    assert tasks.publish_due.call() == 1
    row.refresh_from_db()
    assert (row.state, versions_of(broken), versions_of(fine)) == (ScheduleState.WAITING, 0, 1)


# --- The worker and the sweeper --------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_setting_a_time_has_the_worker_come_again_then(
    settings: Any, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    subject, at = ready(), timezone.now() + HOUR
    DBTaskResult.objects.all().delete()
    with django_capture_on_commit_callbacks(execute=True):
        desk.schedule_publication(editor=publisher(), subject=subject, at=at)
    assert set(DBTaskResult.objects.values_list("task_path", flat=True)) == {scheduling.WATCH}
    tasks.watch_schedules.call()
    waits = DBTaskResult.objects.get(task_path="newsroom.tasks.publish_due")
    assert waits.run_after == at


def test_the_sweeper_looks_at_what_is_due_between_two_sweeps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every two seconds or sooner, so that a set time is kept within five."""
    assert sweep.LOOK <= 5
    looks: list[float] = []

    class Clock:
        now = 0.0

        def is_set(self) -> bool:
            return False

        def wait(self, seconds: float) -> bool:
            Clock.now += seconds
            return False

    monkeypatch.setattr(sweep.time, "monotonic", lambda: Clock.now)
    monkeypatch.setattr(sweep.tasks, "prompt", lambda: looks.append(Clock.now))
    monkeypatch.setattr(sweep, "close_old_connections", lambda: None)
    sweep._wait(Clock(), sweep.PAUSE)  # type: ignore[arg-type]
    assert [later - sooner for sooner, later in zip([0.0, *looks], looks, strict=False)] == [sweep.LOOK] * 15


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgresql
def test_of_many_workers_at_once_one_publishes(together: Callable[..., list[Any]]) -> None:
    for number in range(4):
        subject = ready(f"ادعاء رقم {number}", f"Claim number {number}")
        row = due(subject)
        results = together(*[tasks.publish_due.call] * 4)
        assert sorted(results) == [0, 0, 0, 1], results
        assert versions_of(subject) == 1
        row.refresh_from_db()
        assert row.state == ScheduleState.DONE
    assert Notification.objects.filter(kind=NoticeKind.REFUSED).count() == 0
    assert list(ledger.verify()) == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgresql
def test_cancelling_races_the_clock_and_one_of_them_wins(together: Callable[..., list[Any]]) -> None:
    by = publisher()
    assert by.roles
    for number in range(4):
        subject = ready(f"ادعاء رقم {number}", f"Claim number {number}")
        row = due(subject)
        together(lambda row=row: desk.cancel_schedule(editor=by, schedule=row), tasks.publish_due.call)
        row.refresh_from_db()
        out = versions_of(subject)
        assert (row.state, out) in {(ScheduleState.DONE, 1), (ScheduleState.CANCELLED, 0)}
    assert connection.vendor == "postgresql"


# --- Embargoes -------------------------------------------------------------------------------------------------------

CANARY = "كناري-emb4"


def embargo(public_id: str, until: dt.datetime | None = None) -> Embargo:
    return desk.set_embargo(
        editor=factory.editor("writer", Role.EDITOR),
        public_id=public_id,
        until=until or timezone.now() + HOUR,
        reason="asked",
    )


@pytest.mark.django_db
def test_an_embargo_stands_before_the_button_and_behind_it_until_it_ends_or_is_lifted() -> None:
    from newsroom.admin.publishing_verbs import publication_blockers

    subject = ready()
    public_id = subject.claim.public_id
    row = embargo(public_id)
    assert {blocker.code for blocker in publication_blockers(subject)} == {"embargoed"}
    assert codes(lambda: desk.publish_verification(editor=publisher(), verification=subject)) == {"embargoed"}
    _done, refused = desk.publish_verifications(editor=publisher(), verifications=[subject])
    assert {blocker.code for blocker in refused[subject.pk]} == {"embargoed"}
    early = codes(lambda: desk.schedule_publication(editor=publisher(), subject=subject, at=row.until - HOUR / 2))
    assert early == {"embargoed"}
    assert codes(lambda: desk.schedule_publication(editor=publisher(), subject=subject, at=row.until)) == set()
    assert codes(lambda: desk.lift_embargo(editor=factory.editor("writer"), public_id=public_id)) == {"not_permitted"}
    desk.lift_embargo(editor=publisher(), public_id=public_id)
    assert codes(lambda: desk.publish_verification(editor=publisher(), verification=subject)) == set()
    again = embargo(public_id)
    assert again.pk == row.pk and again.lifted_at is None, "one row a public id"
    Embargo.objects.update(until=timezone.now())
    assert codes(lambda: desk.publish_verification(editor=publisher(), verification=subject)) == set()


@pytest.mark.django_db
def test_a_story_under_embargo_does_not_go_out_nor_come_back() -> None:
    story = ready_story()
    embargo(story.public_id)
    assert codes(lambda: desk.publish_story(editor=publisher(), story=story)) == {"embargoed"}
    desk.lift_embargo(editor=publisher(), public_id=story.public_id)
    desk.publish_story(editor=publisher(), story=story)
    desk.withhold(editor=publisher(), public_id=story.public_id, notice="legal", reason="a letter")
    note = desk.propose_note(editor=publisher(), public_id=story.public_id, note={"ar": "عادت.", "en": "Back."})
    from claims import actions as claims

    claims.approve_proof(editor=factory.editor("second", Role.REVIEWER), proof=note)
    embargo(story.public_id)
    assert codes(lambda: desk.restore(editor=publisher(), note=note)) == {"embargoed"}


@pytest.mark.django_db
def test_what_is_under_embargo_is_on_no_page_of_anything_else() -> None:
    """A question, a source, a related claim and a story go out; the approved claim under embargo is in none of them."""
    from claims import actions as claims

    asked = factory.question()
    snapshot = factory.snapshot()
    shown = factory.claim("ادعاء منشور", "A claim that is out", asked=asked)
    factory.occurrence(shown, snapshot)
    hidden = factory.claim(f"ادعاء {CANARY}", f"claim {CANARY}", asked=asked)
    factory.occurrence(hidden, snapshot)
    claims.relate_claims(
        editor=factory.editor("contributor"), a=shown, b=hidden, type="contradicts", why={"en": "values"}
    )
    subject = factory.draft(hidden)
    factory.approve(subject)
    embargo(hidden.public_id)
    factory.publish(factory.draft(shown))
    factory.published_story([Claim.objects.get(pk=shown.pk)])
    told = {"ar": factory.words(change_note="ظهرت وثيقة.")}
    factory.publish(factory.draft(Claim.objects.get(pk=shown.pk), "false", change_kind="update", words=told))
    assert codes(lambda: desk.publish_verification(editor=publisher(), verification=subject)) == {"embargoed"}
    visited = 0
    for path, response in reachable():
        visited += 1
        assert CANARY not in response.content.decode() and "emb4" not in path, path
    assert visited > 10
    assert not any(CANARY in str(row.document.json) for row in Publication.objects.select_related("document"))


# --- At the desk -----------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_time_is_typed_and_shown_by_the_editors_own_clock() -> None:
    from tests.test_admin import do, page_of, send, words_on

    subject = ready()
    by = publisher()
    Editor.objects.filter(pk=by.pk).update(time_zone="Asia/Beirut")
    client = factory.enter("publisher")
    day = (timezone.now() + dt.timedelta(days=30)).date()
    opened = client.get(do(subject, "schedule-publication"))
    assert "Asia/Beirut" in words_on(opened)
    send(client, do(subject, "schedule-publication"), at=f"{day}T12:00")
    row = Schedule.objects.get()
    assert timezone.localtime(row.at, dt.timezone(row.at.astimezone(_beirut()).utcoffset() or HOUR)).hour == 12
    assert "Asia/Beirut" in words_on(client.get(page_of(subject)))
    send(client, do(subject, "cancel-schedule"))
    assert Schedule.objects.get().state == ScheduleState.CANCELLED


def _beirut() -> dt.tzinfo:
    import zoneinfo

    return zoneinfo.ZoneInfo("Asia/Beirut")


@pytest.mark.django_db
def test_the_end_of_an_embargo_is_offered_as_the_time() -> None:
    from tests.test_admin import do

    subject = ready()
    row = embargo(subject.claim.public_id)
    opened: Any = factory.enter("publisher").get(do(subject, "schedule-publication"))
    assert opened.context["form"].initial["at"] == row.until
    assert opened.context["before"] == [], "an embargo ends by itself"
    refused: Any = factory.enter("publisher").get(do(subject, "publish-verification"))
    assert [reason.code for reason in refused.context["before"]] == ["embargoed"]


@pytest.mark.django_db
def test_why_it_did_not_go_out_stands_on_the_page() -> None:
    from tests.test_admin import page_of, words_on

    subject = ready()
    row = due(subject)
    row.by.groups.clear()
    tasks.publish_due.call()
    client: Client = factory.enter("chief")
    for shown in (subject, row):
        assert "Your roles do not allow this." in words_on(client.get(page_of(shown)))
