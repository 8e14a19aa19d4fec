"""The desk's lists of work on the front page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from claims.admin.panels import Cell, Words, cell, list_url
from claims.admin.queues import FIRST, queue_of, state_line, states
from claims.admin.site import Queue, desk
from claims.choices import WorkflowState
from claims.models import Editor, Proof, Verification

from ..models import DeskTask, Story, VersionState
from .proofs import title_of, waiting_for, with_titles
from .stories import newest_versions


def version_states(state: str) -> QuerySet[VersionState]:
    """States of the newest versions, oldest first, with what a line shows."""
    found = VersionState.objects.filter(text__in=newest_versions(), state=state)
    return found.select_related("text__summary__story", "text__author").order_by("pk")


def version_line(state: VersionState) -> tuple[Cell, Cell]:
    """A version in the queue."""
    version = state.text
    words = Cell(str(version.summary.story), url=cell(version).url)
    return words, Cell(f"{version.get_language_display()} · {version.number}")


def both(title: Words, texts: Any, versions: Any, url: str, empty: Words, place: int) -> Queue:
    """A list of work on verifications and on summaries together."""
    first = [state_line(row) for row in texts[:FIRST]] + [version_line(row) for row in versions[:FIRST]]
    return Queue(title, texts.count() + versions.count(), url, first[:FIRST], empty, place)


@desk.queue
def desk_queues(editor: Editor) -> Iterable[Queue]:
    """What waits for this editor, and what waits for anyone."""
    yield queue_of(
        _("Waiting for my review"),
        with_titles(waiting_for(editor)).select_related("submitted_by"),
        list_url(Proof, "review=me"),
        lambda proof: (Cell(str(title_of(proof)), url=cell(proof).url), Cell(str(proof.submitted_by))),
        _("Nothing waits for you."),
        place=1,
    )
    mine = {"text__author": editor}
    yield both(
        _("Returned to me"),
        states(WorkflowState.RETURNED).filter(**mine),
        version_states(WorkflowState.RETURNED).filter(**mine),
        list_url(Verification, "stands=returned&by=me"),
        _("Nothing came back to you."),
        place=2,
    )
    yield both(
        _("My drafts"),
        states(WorkflowState.DRAFT).filter(**mine),
        version_states(WorkflowState.DRAFT).filter(**mine),
        list_url(Verification, "stands=draft&by=me"),
        _("You have no draft."),
        place=5,
    )
    yield both(
        _("Approved and ready to go out"),
        states(WorkflowState.APPROVED),
        version_states(WorkflowState.APPROVED),
        list_url(Verification, "stands=approved"),
        _("Nothing is ready."),
        place=3,
    )
    yield _under_review()


def _under_review() -> Queue:
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
        place=4,
    )


def _task_line(task: Any) -> tuple[Cell, Cell]:
    words = Cell(task.title or task.public_id, url=cell(Story(pk=task.story)).url if task.story else cell(task).url)
    return words, Cell(task.claim.label if task.claim else "")
