"""The ledger's lists of work on the front page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..models import Claim, Editor, Question, Verification, VerificationState
from .panels import Cell, Words, cell, list_url, moment
from .site import Waiting, desk
from .states import newest_texts
from .work import FIRST

__all__ = ["FIRST", "due_cell", "queue_of", "state_line", "states"]


def queue_of(
    title: Words,
    rows: QuerySet[Any],
    url: str,
    line: Callable[[Any], tuple[Cell, Cell]],
    empty: Words,
    place: int = 50,
    *,
    mine: bool = False,
) -> Waiting:
    """A list of work of one kind of rows."""
    return Waiting(title, url, [(rows, line)], empty, place, mine)


def states(state: str) -> QuerySet[VerificationState]:
    """States of the newest texts of verifications, oldest first, with what a line shows."""
    found = VerificationState.objects.filter(text__in=newest_texts(), state=state)
    return found.select_related("text__verification__claim", "text__author", "proof").order_by("pk")


def state_line(state: VerificationState) -> tuple[Cell, Cell]:
    """A verification in the queue."""
    verification = state.text.verification
    words = Cell(verification.claim.label, url=cell(verification).url)
    return words, Cell(f"{state.text.get_language_display()} · {verification.number}")


def due_cell(due: dt.datetime | dt.date | None, otherwise: Words = "") -> Cell:
    """By when something is wanted; what is late says so in words, not by its colour alone."""
    if due is None:
        return Cell(otherwise)
    now: Any = timezone.now() if isinstance(due, dt.datetime) else timezone.localdate()
    late = due < now
    shown = moment(due) if isinstance(due, dt.datetime) else str(cell(due).text)
    sentence = _("late since %(when)s") if late else _("by %(when)s")
    return Cell(str(sentence) % {"when": shown}, tone="bad" if late else "")


@desk.queue
def ledger_queues(editor: Editor) -> Iterable[Waiting]:
    """What the ledger waits for."""
    today = dt.datetime.now(dt.UTC).date()
    untouched = Claim.objects.live().filter(~Exists(Verification.objects.filter(claim=OuterRef("pk")))).order_by("-pk")
    yield queue_of(
        _("Claims without a verification"),
        untouched,
        list_url(Claim, "checking=untouched"),
        lambda claim: (cell(claim), Cell(claim.get_checkability_display())),
        _("Every claim has been looked at."),
        place=22,
    )
    due = Claim.objects.due(today).select_related("current_verification").order_by("current_verification__recheck_by")
    yield queue_of(
        _("Claims to look at again"),
        due,
        list_url(Claim, "checking=due"),
        lambda claim: (cell(claim), due_cell(claim.current_verification.recheck_by)),
        _("Nothing is due."),
        place=20,
    )
    yield queue_of(
        _("Questions still open"),
        open_questions().order_by("-pk"),
        list_url(Question, "answered=no"),
        lambda asked: (cell(asked), Cell("")),
        _("Every question has an answer that is published."),
        place=23,
    )


def open_questions() -> QuerySet[Question]:
    """Questions that claims answer, none of which has been checked in public yet."""
    answers = Claim.objects.live().filter(question=OuterRef("pk"))
    checked = answers.filter(current_verification__isnull=False)
    return Question.objects.live().filter(Exists(answers), ~Exists(checked))
