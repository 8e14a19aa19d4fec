"""Dates that are said from where the writer stands: «أمس», «منذ ساعتين», "3 hours ago".

**Which unit is honest.** Sites round down: "3 hours ago" is anything from three to four. The value is the finest of
day, month and year that certainly holds the moment, so "20 hours ago" is a day only where no midnight lies between,
and "a year ago" is nothing. Days are counted on the calendar. Minutes alone are exact to the minute.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Literal

from ..arabic import fold
from . import words
from .clock import Clock, clock_at
from .tokens import Text

Unit = Literal["second", "minute", "hour", "day", "week", "month", "year"]
Precision = Literal["year", "month", "day", "minute"]

# One unit, two of it where Arabic has a word for that, and several.
_UNIT_ROWS: tuple[tuple[Unit, str, str, str], ...] = (
    ("second", "ثانية second sec", "ثانيتين ثانيتان", "ثوان ثواني ثوانٍ seconds secs s"),
    ("minute", "دقيقة minute min", "دقيقتين دقيقتان", "دقائق minutes mins m"),
    ("hour", "ساعة hour hr", "ساعتين ساعتان", "ساعات hours hrs h"),
    ("day", "يوم يوما day", "يومين يومان", "أيام days d"),
    ("week", "أسبوع أسبوعا week", "أسبوعين أسبوعان", "أسابيع weeks w"),
    ("month", "شهر شهرا month", "شهرين شهران", "أشهر شهور months"),
    ("year", "سنة عام عاما year", "سنتين عامين سنتان عامان", "سنوات سنين أعوام years y"),
)
_UNITS: dict[str, tuple[Unit, int]] = {
    fold(word): (unit, count)
    for unit, *rows in _UNIT_ROWS
    for count, row in zip((1, 2, 0), rows, strict=True)
    for word in row.split()
}
_COUNT_ROWS = (
    ("واحدة", "واحد", "one", "a", "an"),
    ("اثنين", "اثنتين", "two"),
    ("ثلاثة", "ثلاث", "three"),
    ("أربعة", "أربع", "four"),
    ("خمسة", "خمس", "five"),
    ("ستة", "ست", "six"),
    ("سبعة", "سبع", "seven"),
    ("ثمانية", "ثماني", "ثمان", "eight"),
    ("تسعة", "تسع", "nine"),
    ("عشرة", "عشر", "ten"),
)
_COUNTS = {fold(word): number for number, row in enumerate(_COUNT_ROWS, 1) for word in row}
_AGO = {fold("قبل"), fold("منذ")}
_DAYS = {
    ("امس", "الاول"): 2,
    ("اول", "امس"): 2,
    ("اول", "من", "امس"): 2,
    ("امس",): 1,
    ("yesterday",): 1,
    ("اليوم",): 0,
    ("today",): 0,
}
# Words that may stand beside a relative date. Any other makes it part of something else: «المصري اليوم» is a paper.
_CUE_ROWS = (
    "نشر نشرت تم النشر في بتاريخ تاريخ آخر تحديث التحديث تعديل التعديل حدث على عند الساعة يوم",
    "صباح مساء ظهر عصر فجر ليل morning evening afternoon",
    "published posted updated modified last on at first this",
)
_CUES = frozenset(fold(word) for row in _CUE_ROWS for word in row.split())


@dataclass(frozen=True)
class Said:
    """What was said: so many units ago, by the tokens ``start`` to ``end``; perhaps with a time or a weekday.

    ``whole`` are the places of all of it; ``measured`` is "3 days ago", but not "yesterday".
    """

    start: int
    end: int
    unit: Unit
    count: int
    whole: tuple[int, int]
    clock: Clock | None = None
    weekday: int | None = None
    measured: bool = False


def said(text: Text) -> Said | None:
    """The relative date that ``text`` is, beside words that announce one; nothing where anything else stands there."""
    if len(text) > 20:
        return None
    found = next(filter(None, (_at(text, at) for at in range(len(text)))), None)
    if found is None:
        return None
    at, clock, weekday, places = 0, None, None, list(found.whole)
    while at < len(text):
        before = at
        if at == found.start:
            at = found.end
        elif timed := clock_at(text, at):
            clock, at = timed
        elif named := text.name(words.WEEKDAYS, at):
            weekday, at = named
        elif text[at].is_number or (text[at].is_word and text[at].text not in _CUES):
            return None
        else:
            at += 1
            continue
        places += before, at
    return replace(found, whole=(min(places), max(places)), clock=clock, weekday=weekday)


def _at(text: Text, at: int) -> Said | None:
    for names, count in _DAYS.items():
        if tuple(text[at + step].text for step in range(len(names))) == names:
            return _made(at, at + len(names), "day", count, measured=False)
    arabic = text[at].text in _AGO
    measure = _measure(text, at + arabic)
    if measure is None:
        return None
    unit, count, end = measure
    if arabic:
        return _made(at, end + (text[end].text in {"واحده", "واحد"}), unit, count, measured=True)
    return _made(at, end + 1, unit, count, measured=True) if text[end].text == "ago" else None


def _made(start: int, end: int, unit: Unit, count: int, *, measured: bool) -> Said:
    return Said(start, end, unit, count, (start, end), measured=measured)


def _measure(text: Text, at: int) -> tuple[Unit, int, int] | None:
    """«ساعتين», «3 أيام», "an hour": unit, count, and the place after it."""
    count = text[at].number if text[at].is_number else _COUNTS.get(text[at].text, 0)
    unit = _UNITS.get(text[at + bool(count > 0)].text)
    if unit is None or count < 0:
        return None
    if count > 0:
        return (unit[0], count, at + 2) if unit[1] != 2 else None
    return (unit[0], unit[1], at + 1) if unit[1] else None


def edtf(found: Said, reference: dt.datetime) -> tuple[str, Precision] | None:
    """The value of what was said at ``reference`` and how fine it is; nothing where it cannot be told.

    A reference of exactly midnight is taken as a day of which no time is known.
    """
    try:
        return _edtf(found, reference)
    except (OverflowError, ValueError):  # before the first year of the calendar
        return None


def _edtf(found: Said, reference: dt.datetime) -> tuple[str, Precision] | None:
    if found.unit in {"second", "minute", "hour"}:
        if reference.time() == dt.time():
            return None
        if found.unit != "hour":
            moment = reference - dt.timedelta(**{f"{found.unit}s": found.count})
            return moment.strftime("%Y-%m-%dT%H:%M").zfill(16) + offset(moment), "minute"
        hour = dt.timedelta(hours=1)
        return _holding((reference - hour * (found.count + 1)).date(), (reference - hour * found.count).date())
    if found.unit == "day":
        return _day(found, reference.date() - dt.timedelta(days=found.count))
    if found.unit == "week":
        latest = reference.date() - dt.timedelta(weeks=found.count)
        return _holding(latest - dt.timedelta(days=6), latest)
    months = found.count * (12 if found.unit == "year" else 1)
    more = 12 if found.unit == "year" else 1
    return _holding(_months_before(reference, months + more), _months_before(reference, months))


def _day(found: Said, day: dt.date) -> tuple[str, Precision] | None:
    if found.weekday is not None and found.weekday != day.weekday():
        return None
    if found.clock and found.clock.time and not found.measured:
        return day.isoformat() + found.clock.edtf, "minute"
    return day.isoformat(), "day"


def _holding(earliest: dt.date, latest: dt.date) -> tuple[str, Precision] | None:
    """The finest date that holds both ends."""
    if earliest == latest:
        return latest.isoformat(), "day"
    if (earliest.year, earliest.month) == (latest.year, latest.month):
        return f"{latest:%Y-%m}".zfill(7), "month"
    return (f"{latest.year:04}", "year") if earliest.year == latest.year else None


def _months_before(reference: dt.datetime, months: int) -> dt.date:
    year, month = divmod(reference.year * 12 + reference.month - 1 - months, 12)
    return dt.date(year, month + 1, min(reference.day, 28))


def offset(moment: dt.datetime) -> str:
    """The offset of an aware moment as ``+03:00`` or ``Z``; empty for a naive one, and for one that no zone has.

    >>> offset(dt.datetime(2025, 2, 3, tzinfo=dt.UTC)), offset(dt.datetime(2025, 2, 3))
    ('Z', '')
    """
    delta = moment.utcoffset()
    if delta is None:
        return ""
    minutes, odd = divmod(int(delta.total_seconds()), 60)
    if not minutes and not odd:
        return "Z"
    hours, rest = divmod(abs(minutes), 60)
    return "" if odd or hours > 14 else f"{'+' if minutes > 0 else '-'}{hours:02}:{rest:02}"
