"""The ledger's lists of work on the front page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from ..models import Claim, Editor, VerificationState
from .panels import Cell, Words, cell, list_url
from .site import Queue, desk
from .states import newest_texts

FIRST = 5  # lines shown of each list


def queue_of(title: Words, rows: QuerySet[Any], url: str, line: Any, empty: Words, place: int = 50) -> Queue:
    """A list of work: one query counts it, one fetches what is first in line."""
    return Queue(title, rows.count(), url, [line(row) for row in rows[:FIRST]], empty, place)


def states(state: str) -> QuerySet[VerificationState]:
    """States of the newest texts of verifications, oldest first, with what a line shows."""
    found = VerificationState.objects.filter(text__in=newest_texts(), state=state)
    return found.select_related("text__verification__claim", "text__author", "proof").order_by("pk")


def state_line(state: VerificationState) -> tuple[Cell, Cell]:
    """A verification in the queue."""
    verification = state.text.verification
    words = Cell(verification.claim.label, url=cell(verification).url)
    return words, Cell(f"{state.text.get_language_display()} · {verification.number}")


@desk.queue
def ledger_queues(editor: Editor) -> Iterable[Queue]:
    """What the ledger waits for."""
    today = dt.datetime.now(dt.UTC).date()
    untouched = Claim.objects.live().filter(verifications__isnull=True).order_by("-pk")
    yield queue_of(
        _("Claims without a verification"),
        untouched,
        list_url(Claim, "checking=untouched"),
        lambda claim: (cell(claim), Cell(claim.get_checkability_display())),
        _("Every claim has been looked at."),
        place=6,
    )
    due = Claim.objects.due(today).select_related("current_verification").order_by("current_verification__recheck_by")
    yield queue_of(
        _("Claims to look at again"),
        due,
        list_url(Claim, "checking=due"),
        lambda claim: (cell(claim), cell(claim.current_verification.recheck_by)),
        _("Nothing is due."),
        place=7,
    )
