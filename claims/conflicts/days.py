"""Partial dates as all the days that they may be. Pure functions; what a date does not state stays open."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from claims.dates import PartialDate, parse_period

_DAY: Final = timedelta(days=1)
_EARLIER: Final = frozenset({"<", "<="})
_LATER: Final = frozenset({">", ">="})


@dataclass(frozen=True, slots=True)
class Days:
    """From a day to a day, both included."""

    first: date
    last: date


def apart(one: str, bound: str, other: str, other_bound: str) -> bool:
    """Whether two EDTF dates or intervals, each with its comparator, can be no one day. ``ValueError`` for no EDTF.

    >>> apart("2024-12", "=", "2025-01", "="), apart("2024", "=", "2024-12-27", "=")
    (True, False)
    >>> apart("2025-05", "<=", "2025-04", "="), apart("2025-05", "<", "2025-05-02", "=")
    (False, True)
    >>> apart("XXXX-05", "=", "2025-04", "="), apart("XXXX-12/XXXX-02", "=", "2025-01-07", "=")
    (True, False)
    """
    ours, theirs = parse_period(one), parse_period(other)
    if all(part.year is not None for part in (*ours, *theirs)):
        mine, its = _bounded(_days(ours), bound, ours[0]), _bounded(_days(theirs), other_bound, theirs[0])
        return mine is None or its is None or mine.last < its.first or its.last < mine.first
    if {bound, other_bound} != {"="}:
        return False  # before May of an unknown year: nearly every day
    return _no_day_of_a_year(ours, theirs)


def overlap(one: str, other: str) -> bool:
    """Whether two periods share a day; what cannot be read shares none."""
    try:
        return not apart(one, "=", other, "=")
    except ValueError:
        return False


def _days(ends: tuple[PartialDate, PartialDate]) -> Days:
    """Ends whose years are known; an interval that is printed backwards is turned."""
    spans = [_one(end) for end in ends]
    return Days(min(span.first for span in spans), max(span.last for span in spans))


def _one(part: PartialDate) -> Days:
    year = max(part.year or 1, 1)
    first, last = part.month or 1, part.month or 12
    end = calendar.monthrange(year, last)[1]
    if part.day is None or part.month is None:
        return Days(date(year, first, 1), date(year, last, end))
    return Days(date(year, first, part.day), date(year, first, part.day))


def _bounded(days: Days, bound: str, stated: PartialDate) -> Days | None:
    """The days that a comparator leaves; ``None`` where it leaves none of the calendar."""
    if bound in _EARLIER:
        last = days.last if bound == "<=" else _moved(days.first, -1)
        return Days(date.min, last) if last is not None else None
    if bound in _LATER:
        first = days.first if bound == ">=" else _moved(days.last, 1)
        return Days(first, date.max) if first is not None else None
    if bound == "~":
        slack = 1 if stated.day else 31 if stated.month else 366
        return Days(_moved(days.first, -slack) or date.min, _moved(days.last, slack) or date.max)
    return days


def _moved(day: date, by: int) -> date | None:
    try:
        return day + by * _DAY
    except OverflowError:
        return None


# --- years that are not printed ---------------------------------------------------------------------------------------


def _no_day_of_a_year(one: tuple[PartialDate, PartialDate], other: tuple[PartialDate, PartialDate]) -> bool:
    """Whether no day of any year belongs to both, by month and day alone."""
    if one[0] == one[1] and other[0] == other[1]:
        pairs = ((one[0].year, other[0].year), (one[0].month, other[0].month), (one[0].day, other[0].day))
        return any(mine is not None and its is not None and mine != its for mine, its in pairs)
    ours, theirs = _months(one), _months(other)
    return not ours & theirs


def _months(ends: tuple[PartialDate, PartialDate]) -> frozenset[int]:
    """The months that an interval touches; from December to February goes over the turn of the year."""
    first, last = ends
    if first.month is None or last.month is None or _is_long(first, last):
        return frozenset(range(1, 13))
    steps = (last.month - first.month) % 12
    return frozenset((first.month - 1 + step) % 12 + 1 for step in range(steps + 1))


def _is_long(first: PartialDate, last: PartialDate) -> bool:
    return first.year is not None and last.year is not None and last.year - first.year > 1
