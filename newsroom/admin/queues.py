"""The desk's lists of work on the front page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from claims.admin.deeds import subject_of
from claims.admin.panels import Cell, Words, cell, list_url, url_of
from claims.admin.queues import due_cell, queue_of, state_line, states
from claims.admin.site import Waiting, desk
from claims.choices import WorkflowState
from claims.models import Editor, Proof, Verification
from claims.rules import may

from ..choices import ScheduleState
from ..models import Assignment, DeskTask, Schedule, Story, VersionState
from .proofs import title_of, with_titles
from .stories import newest_versions
from .waiting import standing_cell, waiting_for, with_standing


def version_states(state: str) -> QuerySet[VersionState]:
    """States of the newest versions, oldest first, with what a line shows."""
    found = VersionState.objects.filter(text__in=newest_versions(), state=state)
    return found.select_related("text__summary__story", "text__author").order_by("pk")


def version_line(state: VersionState) -> tuple[Cell, Cell]:
    """A version in the queue."""
    version = state.text
    words = Cell(str(version.summary.story), url=cell(version).url)
    return words, Cell(f"{version.get_language_display()} · {version.number}")


def both(title: Words, texts: Any, versions: Any, url: str, empty: Words, place: int, *, mine: bool) -> Waiting:
    """A list of work on verifications and on summaries together."""
    return Waiting(title, url, [(texts, state_line), (versions, version_line)], empty, place, mine)


@desk.queue
def desk_queues(editor: Editor) -> Iterable[Waiting]:
    """What waits for this editor first, then what waits for anyone."""
    yield queue_of(
        _("Waiting for my review"),
        with_standing(with_titles(waiting_for(editor))).select_related("submitted_by"),
        list_url(Proof, "review=me"),
        lambda proof: (Cell(str(title_of(proof)), url=cell(proof).url), standing_cell(proof)),
        _("Nothing waits for your review."),
        place=1,
        mine=not may(editor, "review"),
    )
    mine = {"text__author": editor}
    yield both(
        _("Returned to me"),
        states(WorkflowState.RETURNED).filter(**mine),
        version_states(WorkflowState.RETURNED).filter(**mine),
        list_url(Verification, "stands=returned&by=me"),
        _("Nothing came back to you."),
        place=2,
        mine=True,
    )
    yield both(
        _("Approved and ready to go out"),
        states(WorkflowState.APPROVED),
        version_states(WorkflowState.APPROVED),
        list_url(Verification, "stands=approved"),
        _("Nothing is ready to go out."),
        place=4,
        mine=not may(editor, "publish"),
    )
    yield both(
        _("My drafts"),
        states(WorkflowState.DRAFT).filter(**mine),
        version_states(WorkflowState.DRAFT).filter(**mine),
        list_url(Verification, "stands=draft&by=me"),
        _("You have no draft."),
        place=6,
        mine=True,
    )
    yield _under_review()


@desk.queue
def working_queues(editor: Editor) -> Iterable[Waiting]:
    """What was given to this editor, and what could not go out by itself."""
    yield queue_of(
        _("Given to me"),
        Assignment.objects.filter(assignee=editor, done_at__isnull=True).order_by(
            "-priority", F("due").asc(nulls_last=True), "pk"
        ),
        _list_of(Assignment, "mine=yes"),
        _task_of_mine,
        _("Nobody has given you a task."),
        place=3,
        mine=True,
    )
    yield queue_of(
        _("Refused at their time"),
        Schedule.objects.filter(state=ScheduleState.REFUSED).select_related("by").order_by("-at"),
        _list_of(Schedule, f"state__exact={ScheduleState.REFUSED}"),
        lambda row: (subject_of(row.subject_type, row.subject_id), due_cell(row.at)),
        _("Everything went out at its time."),
        place=5,
        mine=not may(editor, "publish"),
    )


def _list_of(model: Any, query: str) -> str:
    """The address of a list, where the desk has one."""
    return list_url(model, query) if desk.is_registered(model) else ""


def _task_of_mine(task: Assignment) -> tuple[Cell, Cell]:
    words = Cell(task.what, url=url_of(task) or subject_of(task.subject_type, task.subject_id).url)
    return words, due_cell(task.due, otherwise=task.get_priority_display())


def _under_review() -> Waiting:
    """Stories whose readers see the notice that a rating they rest on has changed."""
    title = Story.objects.filter(public_id=OuterRef("public_id"))
    tasks = (
        DeskTask.objects.filter(closed_at__isnull=True)
        .select_related("claim")
        .annotate(title=Subquery(title.values("title_ar")[:1]), story=Subquery(title.values("pk")[:1]))
    )
    return queue_of(
        _("Texts under review: a rating changed"),
        tasks.order_by("pk"),
        list_url(DeskTask, "open=yes"),
        _task_line,
        _("No text rests on a changed rating."),
        place=21,
    )


def _task_line(task: Any) -> tuple[Cell, Cell]:
    words = Cell(task.title or task.public_id, url=cell(Story(pk=task.story)).url if task.story else cell(task).url)
    return words, Cell(task.claim.label if task.claim else "")
