"""Going out at a set time, and not before one.

The worker carries out what is due: one transaction takes the row out of the queue and publishes, as the editor who
set the time. So it happens once or not at all, however many workers there are and whenever one of them dies.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.translation import gettext_lazy as _

from claims import ledger
from claims.models import Claim, Editor, Verification
from claims.rules import Blocker, Refused, checked, may, require, too_long

from ..choices import NoticeKind, ScheduleState
from ..models import Embargo, Publication, Schedule, Story
from . import outgoing
from .publishing import publication_blockers, publish_story, publish_verification, story_publication_blockers
from .telling import tell

Subject = Verification | Story
WATCH = "newsroom.tasks.watch_schedules"  # the task that has the worker come again when it is due
SUBJECTS: dict[str, type[Verification] | type[Story]] = {"claims.verification": Verification, "newsroom.story": Story}


def blockers_at(subject: Subject, at: dt.datetime) -> list[Blocker]:
    """What stands now against publishing something at a time."""
    if isinstance(subject, Verification):
        return publication_blockers(subject, at)
    return story_publication_blockers(subject, at)


def waiting_schedule(subject: Subject) -> Schedule | None:
    """When something is to go out, if a time is set."""
    kind, pk = ledger.subject_of(subject)
    return Schedule.objects.filter(subject_type=kind, subject_id=pk, state=ScheduleState.WAITING).first()


@ledger.verb
def schedule_publication(*, editor: Editor, subject: Subject, at: dt.datetime) -> Schedule:
    """Have something published at a time. What stands in its way is asked now, and again when the time comes."""
    outgoing.start()
    found = [*may(editor, "publish"), *_time_blockers(at), *blockers_at(subject, at)]
    if waiting_schedule(subject) is not None:
        found.append(Blocker("time_set", _("A time is set already."), _("Cancel that one first.")))
    require(found)
    kind, pk = ledger.subject_of(subject)
    row = Schedule.objects.create(subject_type=kind, subject_id=pk, at=at, by=editor, made_at=ledger.current().at)
    ledger.record("schedule.set", row, after={"subject": [kind, pk], "at": at.isoformat()})
    ledger.wake(WATCH)
    return row


@ledger.verb
def cancel_schedule(*, editor: Editor, schedule: Schedule) -> Schedule:
    """Take back a set time, while it is still to come."""
    require(may(editor, "publish"))
    row = ledger.change(schedule, where={"state": ScheduleState.WAITING}, state=ScheduleState.CANCELLED)
    ledger.record("schedule.cancel", row)
    return row


@ledger.verb
def carry_out(*, editor: Editor, schedule: Schedule) -> Publication:
    """Publish what is due, in the name of whoever set the time and with the roles that she has now.

    ``Conflict`` where another worker was faster; ``Refused`` with every reason, and then nothing was written.
    """
    outgoing.start()  # first: the second worker waits here, and then finds the row taken
    _due(schedule)
    row = ledger.change(
        Schedule.objects.get(pk=schedule.pk),
        where={"state": ScheduleState.WAITING, "at__lte": ledger.current().at, "by": editor},
        state=ScheduleState.DONE,
    )
    subject = _subject(row)
    if isinstance(subject, Verification):
        publication = publish_verification(editor=editor, verification=subject)
    else:
        publication = publish_story(editor=editor, story=subject)
    row = ledger.change(row, publication=publication)
    ledger.record("schedule.carry_out", row, after={"version": publication.version})
    _tell(row, NoticeKind.PUBLISHED)
    return publication


@ledger.verb
def refuse_schedule(*, editor: Editor, schedule: Schedule, reasons: list[dict[str, str]]) -> Schedule:
    """Keep why something could not go out at its time, and tell whoever had set it."""
    _due(schedule)
    row = ledger.change(
        schedule,
        where={"state": ScheduleState.WAITING, "at__lte": ledger.current().at},
        state=ScheduleState.REFUSED,
        reasons=reasons,
    )
    ledger.record("schedule.refuse", row, after={"reasons": [reason["code"] for reason in reasons]})
    _tell(row, NoticeKind.REFUSED)
    return row


def _due(schedule: Schedule) -> None:
    if schedule.at > ledger.current().at:
        raise Refused([Blocker("not_due", _("Its time has not come."), _("Wait for it, or publish it by hand."))])


def _subject(row: Schedule) -> Subject:
    """What is to go out; something in the trash is no longer."""
    found: Any = SUBJECTS[row.subject_type]._base_manager.filter(pk=row.subject_id).first()
    kept = found is not None and (found.claim if isinstance(found, Verification) else found).trashed_at is None
    gone = Blocker("in_trash", _("It was put into the trash."), _("Take it out, and set a time anew."))
    subject: Subject = checked(found, [] if kept else [gone])
    return subject


def _tell(row: Schedule, kind: NoticeKind) -> None:
    """Tell whoever set the time; the worker did it, so it is told to her, too."""
    tell(editor=None, to=[row.by], kind=kind, subject=(row.subject_type, row.subject_id))


def _time_blockers(at: dt.datetime) -> list[Blocker]:
    if at > ledger.current().at:
        return []
    return [Blocker("time_past", _("This time has passed."), _("Set one to come, or publish at once."))]


# --- Embargoes -------------------------------------------------------------------------------------------------------


@ledger.verb
def set_embargo(*, editor: Editor, public_id: str, until: dt.datetime, reason: str) -> Embargo:
    """Keep a story or a claim from going out before a time, however often somebody presses the button."""
    found = [*may(editor, "embargo"), *_time_blockers(until), *too_long(Embargo, reason=reason)]
    if not any(model.objects.filter(public_id=public_id).exists() for model in (Story, Claim)):
        found.append(
            Blocker("no_such_page", _("No story and no claim has this public id."), _("Open it and begin there."))
        )
    if not reason.strip():
        found.append(Blocker("no_reason", _("An embargo needs a reason."), _("Write who asked for it and why.")))
    require(found)
    outgoing.start()  # nobody publishes it in this very moment
    old = Embargo.objects.filter(public_id=public_id).first()
    if old is None:
        row = Embargo.objects.create(public_id=public_id, until=until, reason=reason, by=editor)
    else:
        row = ledger.change(old, until=until, reason=reason, by=editor, lifted_at=None)
    ledger.record("embargo.set", row, after={"public_id": public_id, "until": until.isoformat(), "reason": reason})
    return row


@ledger.verb
def lift_embargo(*, editor: Editor, public_id: str) -> Embargo:
    """End an embargo before its time."""
    found = may(editor, "publish")
    at = ledger.current().at
    row = Embargo.objects.filter(public_id=public_id, lifted_at=None, until__gt=at).first()
    if row is None:
        found = [*found, Blocker("no_embargo", _("It is under no embargo."), _("Reload the page."))]
    lifted = ledger.change(checked(row, found), where={"lifted_at": None}, lifted_at=at)
    ledger.record("embargo.lift", lifted, after={"public_id": public_id})
    return lifted
