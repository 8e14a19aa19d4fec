"""What goes in and what comes out: tracked claims, and pairs of them with their reasons. Pure data."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

NO_NAMES: Final[Mapping[str, Hashable]] = MappingProxyType({})


def gettext_noop(message: str) -> str:
    """Mark a sentence for the catalogue; it is translated where it is shown, since this code knows no Django."""
    return message


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity of a claim as the editor reads it, or as printed.

    ``value`` and ``high`` are decimal strings in base units of ``unit``; a date is EDTF in ``date`` (or in ``value``,
    where ``unit`` is "date"); ``period`` is EDTF; ``comparator`` is one of ``= < <= > >= ~ range order_of``.
    """

    subject: str
    measure: str
    comparator: str
    value: str | None
    high: str | None
    unit: str | None
    date: str | None
    period: str | None = None


@dataclass(frozen=True, slots=True)
class Stated:
    """A tracked claim. ``key`` and ``question`` are opaque; ``texts`` are its wordings, ``quotes`` the words of its
    occurrences, ``asks`` the subject, measure, scope and wordings of its question."""

    key: str
    question: str | None
    texts: tuple[str, ...]
    quotes: tuple[str, ...] = ()
    amounts: tuple[Amount, ...] = ()
    articles: frozenset[int] = frozenset()
    asks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Why:
    """One reason. ``words`` is an English sentence with named placeholders, the key of its translation; ``values``
    fill them with words of the claims."""

    code: str
    words: str
    values: Mapping[str, str] = field(default_factory=dict)


def said(why: Iterable[Why], translate: Callable[[str], str] = str) -> str:
    """Reasons as one text; ``translate`` turns their sentences into another language.

    >>> said([Why("value", "It states %(value)s.", {"value": "3"}), Why("one", "Both stand in one article.")])
    'It states 3. Both stand in one article.'
    """
    return " ".join(translate(each.words) % each.values for each in why)


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two claims that may not both hold. ``a`` is the one that was given first; ``answer``, a relation type, is the
    one to offer first: contradicts, different_scope or not_comparable; ``values`` what they say, in ``a``'s order
    (empty where no value but words are opposed); ``score`` (0 to 1) orders proposals, and is no probability."""

    a: str
    b: str
    question: str | None
    answer: str
    why: tuple[Why, ...]
    values: tuple[str, ...]
    score: float
