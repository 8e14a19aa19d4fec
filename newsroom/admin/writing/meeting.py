"""Two people changed one text at once: what each did, sentence by sentence, and a text that holds both."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.utils.translation import gettext_lazy as _

from claims.admin.panels import Words
from claims.differences import words
from claims.ledger import Conflict

from .merging import Lines, Row, lines_of, merge, merged

R = TypeVar("R")
TRIES = 5
PART = _("(a new paragraph begins)")

# What happened to a place, in words; the sign before it is the shape that goes with them.
SAID: Mapping[str, tuple[str, Words]] = {
    "theirs": ("◁", _("only they changed it")),
    "mine": ("▷", _("only you changed it")),
    "alike": ("=", _("both changed it alike")),
    "beside": ("+", _("both added here; both are kept")),
    "conflict": ("≠", _("both changed it; choose")),
}
Piece = tuple[str, str]  # "same", "spelling", "out" or "in"; the words


@dataclass(frozen=True)
class Place:
    """One row of the comparison: what stood there, and each side with the words that differ from it."""

    kind: str
    sign: str
    said: Words
    base: Sequence[Words]
    theirs: Sequence[Sequence[Piece]]
    mine: Sequence[Sequence[Piece]]


@dataclass(frozen=True)
class Meeting:
    """Both texts of every field that both may have changed, and the values with which the form goes on."""

    places: Sequence[Place]
    same: int
    values: dict[str, str]
    mine: str
    theirs: str

    @property
    def conflicts(self) -> int:
        """How many places both changed, each otherwise."""
        return sum(place.kind == "conflict" for place in self.places)


def met(mine: Mapping[str, Any], base: Mapping[str, Any], theirs: Mapping[str, Any]) -> Meeting:
    """Compare what was typed with what it was based on and with what is there now: the text, and each answer."""
    names = ["text", *sorted({name for form in (mine, base, theirs) for name in form if name.startswith("answer_")})]
    rows: list[Row] = []
    values = {}
    for name in names:
        texts = (lines_of(str(form.get(name) or "")) for form in (base, mine, theirs))
        found = merge(*texts)
        rows += found
        values[name] = "\n".join(merged(found))
    places = [_place(row) for row in rows if row.kind != "same"]
    same = sum(row.kind == "same" and any(row.base) for row in rows)
    return Meeting(places, same, values, str(mine.get("text") or ""), str(theirs.get("text") or ""))


def _place(row: Row) -> Place:
    sign, said = SAID[row.kind]
    return Place(
        row.kind, sign, said, [line or PART for line in row.base], _side(row, row.theirs), _side(row, row.mine)
    )


def _side(row: Row, lines: Lines) -> list[list[Piece]]:
    """The lines of one side, the first against the line of the base; what is gone is shown as taken out."""
    before = row.base[0] if row.base else ""
    if not lines:
        return [[("out", before or str(PART))]] if row.base else []
    first, *more = lines
    return [pieces(before, first), *([("in", line or str(PART))] for line in more)]


def pieces(old: str, new: str) -> list[Piece]:
    """A line as pieces against the line before: what is the same, only spelled otherwise, gone, or come.

    >>> pieces("كلّف 294 ألفا", "كلف 300 ألفا")
    [('spelling', 'كلف'), ('same', ' '), ('out', '294'), ('in', '300'), ('same', ' ألفا')]
    """
    found: list[Piece] = []
    for change in words(old, new):
        gone, come = old[slice(*change.old_span)], new[slice(*change.new_span)]
        if change.kind in {"same", "spelling"}:
            found.append((change.kind, come))
        else:
            found += [(kind, piece) for kind, piece in (("out", gone), ("in", come)) if piece]
    return found


def write_again(write: Callable[[], R], nobody: Callable[[], bool]) -> R:
    """Write, and once more where only the text of the other language came between: that is no conflict of words."""
    for _attempt in range(TRIES - 1):
        try:
            return write()
        except Conflict:
            if not nobody():
                raise
    return write()
