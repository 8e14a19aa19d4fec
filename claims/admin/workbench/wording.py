"""What a card proposes, said in a few words: its chains and its numbers as they stand beside their headings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django import forms

from ...characters import displayable
from ...choices import Comparator, Naming

ISOLATES = {0x2068: None, 0x2069: None}  # by which a field sets off the name of an object from its id

SAID = set(Comparator.values) - {Comparator.EQUAL}  # comparators that are worth a word


@dataclass(frozen=True)
class Told:
    """A link of a chain: the words for it, and (``how``) how the text names it where it gives no name."""

    words: str
    how: str = ""


def chains(rows: Iterable[forms.Form]) -> list[list[Told]]:
    """The chains of a card in their order, each outward from the article; rows that say nothing are left out."""
    found: dict[str, list[Told]] = {}
    for row in rows:
        link = _link(_text(row, "source"), _text(row, "words"), _text(row, "naming"))
        if link is not None:
            found.setdefault(_text(row, "chain"), []).append(link)
    return list(found.values())


def _link(source: str, words: str, naming: str) -> Told | None:
    how = str(Naming(naming).label) if naming in Naming.values and naming != Naming.NAMED else ""
    if naming == Naming.MISSING:
        return Told(how)
    # A source from the list is written as its id and its name.
    said = words or source.partition(" ")[2] or source
    return Told(displayable(said.translate(ISOLATES)), how) if said else None


def numbers(rows: Iterable[forms.Form]) -> list[Told]:
    """The numbers and dates of a card: as printed, and (``how``) as they are understood."""
    return list(_numbers(rows))


def _numbers(rows: Iterable[forms.Form]) -> Iterator[Told]:
    for row in rows:
        names = ("comparator", "value", "high", "unit", "date")
        comparator, value, high, unit, date = (_text(row, name) for name in names)
        relation = Comparator(comparator).label if comparator in SAID else ""
        if date or value:
            meant = (date,) if date else (str(relation), "–".join(filter(None, (value, high))), unit)
            yield Told(displayable(_text(row, "words")), " ".join(filter(None, meant)))


def _text(row: forms.Form, name: str) -> str:
    return str(row[name].value() or "").strip()


__all__ = ["Told", "chains", "numbers"]
