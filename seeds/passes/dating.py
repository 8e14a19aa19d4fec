"""Keeping the dates that lines state. Pure."""

from __future__ import annotations

from ..marking import Marking
from ..stamps import Stamp


def note_dates(page: Marking, at: int, said: Stamp | None) -> None:
    """Keep what a line of dates says: each once, under the use that it names."""
    for use, value in said.dates if said else ():
        if value and use == "dates":
            page.add(use, at, value)
        elif value:
            page.note(use, at, value)
