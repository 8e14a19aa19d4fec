"""Every date that running text mentions, in Arabic and English, as EDTF. Pure functions, linear in the length.

``datelines`` reads the one date that a line states, and reads nothing where there is doubt; here dates stand among
other words, which say whether «مارس» is a month or a verb and whether 2048 is a year or a count. Nothing is filled
in: a January whose year is not printed is ``XXXX-01``, and what has no place in the calendar by its words alone
(yesterday, the nineties, a fiscal year) is not listed. Times of day are left out.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..datelines.forms import Day
from . import cues
from .cues import Before
from .joining import joined
from .plain import Plain
from .reading import Point, exists, points

__all__ = ["Moment", "moments"]


@dataclass(frozen=True)
class Moment:
    """A date at ``start`` to ``end`` (code points, end exclusive), as printed, and what it states in EDTF.

    ``text`` keeps a word that says which part is meant («أواخر ديسمبر 2024»); ``value`` does not.
    """

    start: int
    end: int
    text: str
    value: str


def moments(text: str) -> list[Moment]:
    """The dates of ``text`` in order, none inside another; those among the first 50,000 places that may be one.

    >>> [(found.text, found.value) for found in moments("طُرح في أواخر ديسمبر 2024، وحُدِّث في مارس الماضي.")]
    [('أواخر ديسمبر 2024', '2024-12'), ('مارس الماضي', 'XXXX-03')]
    >>> [(found.text, found.value) for found in moments("خسائر بين عامي 2023 و2028، ثم في الربع الأول من 2029")]
    [('عامي 2023 و2028', '2023/2028'), ('الربع الأول من 2029', '2029-01/2029-03')]
    >>> [found.value for found in moments("In 2023 it may march on; from 3 to 9 May 2024 it did.")]
    ['2023', '2024-05-03/2024-05-09']
    >>> moments("بلغت 97.3% على 2048 معالج H800 بسعر 2025 دولاراً")
    []
    """
    plain = Plain(text)
    return [moment for point in joined(plain, points(plain)) if (moment := _moment(plain, point))]


def _moment(plain: Plain, point: Point) -> Moment | None:
    if point.void or not exists(point.first) or (point.last and not exists(point.last)):
        return None
    value = _edtf(point.first) if point.last is None else f"{_edtf(point.first)}/{_edtf(point.last)}"
    start, end = plain.span(_start(plain, point), point.end)
    return Moment(start, end, plain.raw[start:end], value)


def _start(plain: Plain, point: Point) -> int:
    """Where the date begins with the word that says which part of it is meant."""
    if point.first.day is not None:
        return point.start
    part = Before(plain, point.start).ends(cues.PART if point.first.month else cues.PART_OF_YEAR)
    return point.start if part is None else part


def _edtf(day: Day) -> str:
    parts = ["XXXX" if day.year is None else f"{day.year:04}"]
    parts += [f"{part:02}" for part in (day.month, day.day) if part is not None]
    return "-".join(parts)
