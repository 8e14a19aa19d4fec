"""What the printed dates of one text come to: one date, or none where they contradict each other or the calendar."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from hijridate import Hijri

from . import relative
from .forms import FIRST_YEAR, HIJRI_YEARS, LAST_YEAR, Calendar, Day, Printed
from .relative import Precision
from .tokens import Text

# The month begins when the moon is seen, which differs from the tables of Umm al-Qura by a day.
SIGHTING = dt.timedelta(days=1)


@dataclass(frozen=True)
class DateFound:
    """A date that a text states. ``value`` is EDTF (2025-02-03T08:22, 2025-02, XXXX-02-03); ``raw`` the very words.

    ``calendar`` is the one it was printed in; the value is always Gregorian. ``relative``: the words say it from
    where the writer stands (yesterday, last January), so without a reference the value may lack its year.
    """

    value: str
    precision: Precision
    raw: str
    calendar: Calendar
    relative: bool


def settle(text: Text, printed: Sequence[Printed], reference: dt.datetime | None) -> DateFound | None:
    """The one date that all of ``printed`` state, the finest of them; ``None`` where they state two or none."""
    if not all(one.ways for one in printed):
        return None
    gregorian = [one for one in printed if one.calendar == "gregorian"]
    hijri = [one for one in printed if one.calendar == "hijri"]
    clocks = {one.clock.edtf for one in printed if one.clock and one.clock.edtf}
    best = max(gregorian or hijri, key=_fineness)
    ways = _gregorian_ways(best, gregorian, hijri, reference) if gregorian else _converted(hijri)
    weekdays = {one.weekday for one in printed if one.weekday is not None}
    fitting = {way for way in ways if _falls_on(way, weekdays)}
    # A weekday may settle that the day stands first; that the month does, against custom, would be too bold.
    if len(fitting) != 1 or len(clocks) > 1 or (len(ways) > 1 and best.ways[0] not in fitting):
        return None
    value, precision = _edtf(fitting.pop(), next(iter(clocks), ""))
    whole = printed if gregorian and hijri else (best,)
    raw = text.printed(whole[0].start, whole[-1].end)
    return DateFound(value, precision, raw, best.calendar, best.shift is not None)


def settle_relative(text: Text, reference: dt.datetime) -> DateFound | None:
    """The relative date that ``text`` is, counted from ``reference``."""
    found = relative.said(text)
    value = relative.edtf(found, reference) if found else None
    if found is None or value is None:
        return None
    return DateFound(*value, text.printed(*found.whole), "gregorian", True)


def _fineness(printed: Printed) -> int:
    way = printed.ways[0]
    parts = sum(part is not None for part in (way.year, way.month, way.day))
    return 2 * parts + bool(printed.clock and printed.clock.time)


def _gregorian_ways(
    best: Printed, gregorian: Sequence[Printed], hijri: Sequence[Printed], reference: dt.datetime | None
) -> set[Day]:
    """The ways to read ``best`` that the calendar has and that all other dates agree with."""
    ways = {_shifted(way, best.shift, reference) for way in best.ways}
    return {
        way
        for way in ways
        if way is not None
        and _exists(way)
        and all(any(_agree(way, other) for other in one.ways) for one in gregorian if one is not best)
        and all(_meet(way, one) for one in hijri)
    }


def _agree(one: Day, other: Day) -> bool:
    pairs = ((one.year, other.year), (one.month, other.month), (one.day, other.day))
    return all(a is None or b is None or a == b for a, b in pairs)


def _exists(way: Day) -> bool:
    """Whether the calendar has such a date, in years of which news are told. A day needs a month that has it."""
    if way.year is not None and not FIRST_YEAR <= way.year <= LAST_YEAR:
        return False
    if way.month is None:
        return way.day is None
    # 2000 was a leap year: without a known year 29 February is possible.
    return 1 <= way.month <= 12 and (
        way.day is None or 1 <= way.day <= calendar.monthrange(way.year or 2000, way.month)[1]
    )


def _shifted(way: Day, shift: int | None, reference: dt.datetime | None) -> Day | None:
    """ "Last January" with its year, if we know when it was said; «الجاري» holds only in that very month."""
    if shift is None or reference is None or way.month is None:
        return way
    here = (reference.month, reference.day if way.day else 0)
    there = (way.month, way.day or 0)
    if shift == 0:
        return replace(way, year=reference.year) if way.month == reference.month else None
    passed = there < here if shift < 0 else there > here
    return replace(way, year=reference.year + (0 if passed else shift))


def _falls_on(way: Day, weekdays: Iterable[int]) -> bool:
    """Whether the weekdays that are printed are the day's; unknown, and so no objection, where it is not whole."""
    if way.year is None or way.month is None or way.day is None:
        return True
    date = dt.date(way.year, way.month, way.day)
    return all(date.weekday() == weekday for weekday in weekdays)


# --- The Hijri calendar -----------------------------------------------------------------------------------------------


def _converted(hijri: Sequence[Printed]) -> set[Day]:
    """The Gregorian days of Hijri dates that stand alone, by the tables of Umm al-Qura."""
    ways = [{_from_hijri(way) for way in one.ways} for one in hijri]
    return {way for way in set.intersection(*ways) if way is not None}


def _from_hijri(way: Day) -> Day | None:
    month = _month(way)
    if month is None or way.day is None or not 1 <= way.day <= month.month_length():
        return None
    date = _day_of(month, way.day)
    return Day(date.year, date.month, date.day)


def _month(way: Day) -> Hijri | None:
    """The first day of a Hijri month; ``None`` where the tables have none such."""
    if way.year is None or way.month is None or way.year not in HIJRI_YEARS or not 1 <= way.month <= 12:
        return None
    return Hijri(way.year, way.month, 1)


def _day_of(month: Hijri, day: int) -> dt.date:
    return dt.date(*month.to_gregorian().datetuple()) + dt.timedelta(days=day - 1)


def _meet(way: Day, printed: Printed) -> bool:
    """Whether a Gregorian date and a Hijri one beside it can be the same, give or take the sighting of the moon."""
    if way.year is None or way.month is None:
        return False
    first = dt.date(way.year, way.month, way.day or 1)
    last = dt.date(way.year, way.month, way.day or calendar.monthrange(way.year, way.month)[1])
    for other in printed.ways:
        month = _month(other)
        # A month of 30 days by sight may have 29 in the tables.
        if month is None or other.day is None or not 1 <= other.day <= 30:
            continue
        if first - SIGHTING <= _day_of(month, other.day) <= last + SIGHTING:
            return True
    return False


# --- The value --------------------------------------------------------------------------------------------------------


def _edtf(way: Day, clock: str) -> tuple[str, Precision]:
    year = "XXXX" if way.year is None else f"{way.year:04}"
    if way.month is None:
        return year, "year"
    if way.day is None:
        return f"{year}-{way.month:02}", "month"
    value = f"{year}-{way.month:02}-{way.day:02}"
    return (value + clock, "minute") if clock else (value, "day")
