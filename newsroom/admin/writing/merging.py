"""Two changes of one text, made at once: what each changed, and one text that loses nothing of either.

A text is a list of lines, one sentence each; an empty line parts paragraphs. Pure functions.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from claims.differences import Change, compare

from .text import paragraphs_of, text_of

MARK = "≠"  # stands before a sentence that both have changed; a text that still holds it can't be sent
Lines = tuple[str, ...]
Kind = Literal["same", "theirs", "mine", "alike", "beside", "conflict"]


@dataclass(frozen=True)
class Row:
    """One place of the three texts: at most one line of the base, and what each side made of it.

    - ``same``: nobody changed it. ``theirs``, ``mine``: only one did. ``alike``: both did the same.
    - ``beside``: both put something new here; both are kept, theirs first.
    - ``conflict``: both changed the same line, each otherwise; both are kept, and marked.
    """

    base: Lines
    theirs: Lines
    mine: Lines

    @property
    def kind(self) -> Kind:
        if self.theirs == self.mine:
            return "same" if self.mine == self.base else "alike"
        if self.mine == self.base:
            return "theirs"
        if self.theirs == self.base:
            return "mine"
        return "conflict" if self.base else "beside"

    @property
    def lines(self) -> Lines:
        """What the merged text holds here."""
        kind = self.kind
        if kind == "theirs":
            return self.theirs
        if kind == "beside":
            return (*self.theirs, *self.mine)
        if kind == "conflict":
            return tuple(f"{MARK} {line}" if line else line for line in (*self.theirs, *self.mine))
        return self.mine


def lines_of(text: str) -> list[str]:
    """A text as lines, as its form would write them.

    >>> lines_of("أولى.\\r\\n\\r\\n\\r\\n ثانية. [[aaaaaaaaaa]]")
    ['أولى.', '', 'ثانية. [[aaaaaaaaaa]]']
    """
    plain = text_of({"paragraphs": paragraphs_of(text)})
    return plain.split("\n") if plain else []


def merge(base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> list[Row]:
    """The places of three texts in order. Every line of each text stands in exactly one row.

    >>> [row.kind for row in merge(["a one", "b two"], ["a 1 one", "b two"], ["a one", "b 2 two", "c"])]
    ['mine', 'theirs', 'theirs']
    """
    kept_mine, new_mine = _edits(base, mine)
    kept_theirs, new_theirs = _edits(base, theirs)
    rows = []
    for place in range(len(base) + 1):
        if new_theirs[place] or new_mine[place]:
            rows.append(Row((), tuple(new_theirs[place]), tuple(new_mine[place])))
        if place < len(base):
            rows.append(Row((base[place],), tuple(kept_theirs[place]), tuple(kept_mine[place])))
    return rows


def merged(rows: Iterable[Row]) -> list[str]:
    """The lines of the merged text. Where both changed the same line, both stand, each behind ``MARK``."""
    return [line for row in rows for line in row.lines]


def _edits(base: Sequence[str], side: Sequence[str]) -> tuple[list[list[str]], list[list[str]]]:
    """What became of each line of the base, and what is new before each line and at the end."""
    kept: list[list[str]] = [[] for _ in base]
    new: list[list[str]] = [[] for _ in range(len(base) + 1)]
    at = 0
    gone: list[int] = []  # lines taken out just before: what comes in their place replaces them
    for change, old, come in _changes(base, side):
        if change.kind == "removed":
            gone = list(range(at, at + len(old)))
        elif change.kind == "added":
            _replace(kept, gone, come) if gone else new[at].extend(come)
            gone = []
        else:
            _replace(kept, list(range(at, at + len(old))), come)
            gone = []
        at += len(old)
    return kept, new


def _replace(kept: list[list[str]], places: list[int], come: list[str]) -> None:
    """Lines in place of lines: one for one where there are as many, else all at the first."""
    if len(places) == len(come):
        for place, line in zip(places, come, strict=True):
            kept[place].append(line)
    else:
        kept[places[0]].extend(come)


def _changes(base: Sequence[str], side: Sequence[str]) -> Iterable[tuple[Change, list[str], list[str]]]:
    old, new = ("".join(f"{line}\n" for line in lines) for lines in (base, side))
    for change in compare(old, new):
        yield change, _cut(old, change.old_span), _cut(new, change.new_span)


def _cut(text: str, span: tuple[int, int]) -> list[str]:
    return text[slice(*span)].split("\n")[:-1]
