"""The shapes in which dates are printed. They say what the words *state*; whether that can be true is asked later.

Each function looks at the tokens from one place on, a bounded number of them, so that a text is read in linear time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from . import words
from .clock import Clock, clock_at
from .tokens import Text

Calendar = Literal["gregorian", "hijri"]
FIRST_YEAR, LAST_YEAR = 1583, 2199  # the Gregorian calendar's first full year; what is later is no news
HIJRI_YEARS = range(1343, 1501)  # those that the tables of Umm al-Qura know


@dataclass(frozen=True)
class Day:
    """One way to read a date: a part that is not printed is ``None``."""

    year: int | None
    month: int | None = None
    day: int | None = None


@dataclass(frozen=True)
class Printed:
    """What the tokens ``start`` to ``end`` state. No ``ways`` at all: a date which contradicts itself or is a span.

    ``shift`` is -1 for "last January", 0 for this one, 1 for the next.
    """

    start: int
    end: int
    ways: tuple[Day, ...]
    calendar: Calendar = "gregorian"
    weekday: int | None = None
    clock: Clock | None = None
    shift: int | None = None

    @property
    def full(self) -> bool:
        """Whether nothing about it hangs on the words around it: a year with its month, a weekday or a time."""
        stands = not self.ways or any(way.year and way.month for way in self.ways)
        return stands or self.weekday is not None or self.clock is not None


def find(text: Text, *, day_first: bool = False) -> Iterator[Printed]:
    """Every date of ``text`` in order, none inside another."""
    at = 0
    while at < len(text):
        printed = _date(text, at, day_first)
        if printed:
            yield printed
        at = printed.end if printed else at + 1


# --- What stands around a date ----------------------------------------------------------------------------------------


def _date(text: Text, at: int, day_first: bool) -> Printed | None:
    """The date that begins at ``at``, with a weekday or a time before it and after it."""
    clock, weekday, body = _lead(text, at)
    printed = _body(text, body, day_first)
    if printed is None:
        return None
    printed = _tail(text, replace(printed, start=at, weekday=weekday), iso=text.glues(body, 4, "-"))
    if clock:
        agrees = printed.clock is None or printed.clock == clock
        printed = replace(printed, clock=clock if agrees else Clock(""))
    if not text.free_right(printed.end) or not _stands(text, printed):
        return None
    return replace(printed, ways=()) if _is_span(text, printed) else printed


def _lead(text: Text, at: int) -> tuple[Clock | None, int | None, int]:
    """A time and a weekday before a date."""
    clock: Clock | None = None
    weekday: int | None = None
    if text[at].is_number and text.free_left(at) and (timed := clock_at(text, at)):
        clock, at = timed[0], _skip(text, timed[1], words.BESIDE_TIME)
    if named := text.name(words.WEEKDAYS, at):
        weekday, at = named[0], _skip(text, named[1], words.BESIDE_WEEKDAY)
    return clock, weekday, at


def _skip(text: Text, at: int, fillers: frozenset[str], most: int = 3) -> int:
    for _ in range(most):
        if text[at].text not in fillers:
            break
        at += 1
    return at


def _tail(text: Text, printed: Printed, *, iso: bool) -> Printed:
    """A weekday and a time after a date, in either order."""
    for _ in range(2):
        at = printed.end
        place = _skip(text, at, words.BESIDE_TIME, most=4)
        if place == at and text[at].text == "t" and text[at].glued:
            place = at + 1
        strict = iso and text[place - 1].text == "t"
        if printed.clock is None and (timed := clock_at(text, place, iso=strict)):
            opened = any(text[step].text == "(" for step in range(at, place))
            printed = replace(printed, clock=timed[0], end=timed[1] + (opened and text[timed[1]].text == ")"))
            continue
        place = _skip(text, at, frozenset("(,،-–"), most=1)
        if printed.weekday is None and (named := text.name(words.WEEKDAYS, place)):
            closes = place > at and text[named[1]].text == ")"
            printed = replace(printed, weekday=named[0], end=named[1] + closes)
    return printed


def _stands(text: Text, printed: Printed) -> bool:
    """A day without its year is a date only where nothing goes on around it: «27 مارس الضغط» is none."""
    if printed.shift is not None or not printed.ways or printed.ways[0].year is not None:
        return True
    before, after = text[printed.start - 1], text[printed.end]
    opened = not before.text or before.text in words.BEFORE_DAY or not (before.is_word or before.is_number)
    closed = not after.text or after.text in ",،.)]|:;؛—–•·"
    if not opened or not closed or text[printed.end + 1].is_number:
        return False
    return all(text.capital(at) for at in range(printed.start, printed.end) if text[at].text in words.VERBS)


def _is_span(text: Text, printed: Printed) -> bool:
    """Whether it is one end of «3-5 فبراير», «27 يناير إلى 3 فبراير», «يناير وفبراير» or 2023-2024."""
    at = printed.start
    joint, other = text[at - 1], text[at - 2]
    if joint.text in words.CONNECTORS and other.text:
        day = 1 <= other.number <= 31 and text.free_left(at - 2)
        year = joint.text in words.CONNECTING_WORDS and FIRST_YEAR <= other.number <= LAST_YEAR
        if day or year or other.text in words.MONTH_ENDS:
            return True
    if text[at].text[:1] == "و" and (joint.text in words.ORDINAL_ENDS or joint.text in words.MONTH_ENDS):
        return True
    joint, other = text[printed.end], text[printed.end + 1]
    if other.text and joint.text in words.CONNECTORS - {",", "،"} and printed.calendar == "gregorian":
        begins_date = any(text.glues(printed.end + 1, 4, sign) for sign in ("-", "/"))
        ends_in_year = FIRST_YEAR <= other.number <= LAST_YEAR and not begins_date
        return bool(text.month(printed.end + 1)) or ends_in_year
    return joint.text[:1] == "و" and joint.text[1:] in words.LONG_MONTHS


# --- The dates themselves ---------------------------------------------------------------------------------------------


def _body(text: Text, at: int, day_first: bool) -> Printed | None:
    token = text[at]
    if token.is_number:
        return _figures(text, at, day_first) or _day_first(text, at)
    if not token.is_word:
        return None
    return _day_first(text, at) or _month_first(text, at) or _year_only(text, at) or _last_month(text, at)


def _figures(text: Text, at: int, day_first: bool) -> Printed | None:
    """2025-02-03, 27/01/2025, 20250203T082200Z; with «هـ» of the other calendar."""
    if not text.free_left(at) or _is_counted(text, at):
        return None
    if text.glues(at, 8, "t", 6) or text.glues(at, 8, "t", 4):
        return _compact(text, at)
    sign = text[at + 1].text
    if sign not in {"-", "/", "."}:
        return None
    spaced = sign == "/" and not text[at + 1].glued
    parts = (text[at], text[at + 2], text[at + 4])
    if text[at + 3].text != sign or not all(part.is_number for part in parts):
        return _year_and_month(text, at)
    if not spaced and not all(text[at + step].glued for step in range(1, 5)):
        return None
    lengths = tuple(len(part.text) for part in parts)
    first, second, third = (part.number for part in parts)
    if lengths[0] == 4 and lengths[1] <= 2 and lengths[2] <= 2:
        return _era(text, Printed(at, at + 5, (Day(first, second, third),)))
    if lengths[2] == 4 and lengths[0] <= 2 and lengths[1] <= 2:
        ways = (Day(third, second, first), Day(third, first, second))
        # Where the order is known, the other one is read only where that order cannot be.
        return _era(text, Printed(at, at + 5, ways[:1] if day_first and second <= 12 else ways))
    return None


def _compact(text: Text, at: int) -> Printed | None:
    date, time = text[at].text, text[at + 2].text
    shown = int(time[:2]) < 24 and all(int(part) < 60 for part in (time[2:4], time[4:] or "0"))
    ends = at + 3
    zone = "Z" if text[ends].text == "z" and text[ends].glued else ""
    clock = Clock(":".join(filter(None, (time[:2], time[2:4], time[4:]))) if shown else "", zone)
    way = Day(int(date[:4]), int(date[4:6]), int(date[6:]))
    return Printed(at, ends + bool(zone), (way,), clock=clock)


def _year_and_month(text: Text, at: int) -> Printed | None:
    """2025-02 where it is all that is said and cannot be a span of years such as 2010-11."""
    whole = at == 0 and len(text) == 3 and text.glues(at, 4, "-", 2)
    year, month = text[at].number, text[at + 2].number
    return Printed(at, at + 3, (Day(year, month),)) if whole and 1 <= month <= 12 and month <= year % 100 - 1 else None


def _era(text: Text, printed: Printed) -> Printed | None:
    """The calendar, by the mark after the year; a Hijri year in figures without one is no date."""
    mark = text[printed.end].text
    if mark in words.AH:
        return replace(printed, end=printed.end + 1, calendar="hijri")
    ad = mark in words.AD
    return replace(printed, end=printed.end + ad)


def _day_first(text: Text, at: int) -> Printed | None:
    """«3 شباط/فبراير 2025», "3rd of February", «الرابع من شعبان 1446», «03-Feb-2025»."""
    found = _day(text, at)
    if found is None:
        return None
    day, after, tight = found
    calendar: Calendar = "gregorian"
    month = _months(text, after)
    if month is None:
        named = text.name(words.HIJRI_MONTHS, after)
        if named is None:
            return None
        calendar, month = "hijri", ({named[0]}, _skip(text, named[1], words.HONORS, 1))
    numbers, after = month
    year, end = _year(text, after, calendar, tight)
    if year is None and calendar == "hijri":
        return None
    shift = _shift(text, end) if year is None else None
    end += shift is not None
    ways = (Day(year, min(numbers), day),) if len(numbers) == 1 else ()
    return Printed(at, end, ways, calendar, shift=shift)


def _day(text: Text, at: int) -> tuple[int, int, str] | None:
    """A day's number, the place of its month, and the sign that joins the two without blanks."""
    if not text[at].is_number:
        named = text.name(words.ORDINALS, at)
        joined = named is not None and text[named[1]].text == "من"
        return (named[0], _skip(text, named[1], words.OF, 2), "") if named and joined else None
    if len(text[at].text) > 2 or not text.free_left(at) or _is_counted(text, at):
        return None
    after = at + 1
    if text[after].text in words.SUFFIXES and text[after].glued:
        after += 1
    sign = text[after].text
    if sign == "/" or (sign in {"-", "."} and text[after].glued and text[after + 1].glued):
        return text[at].number, after + 1, sign
    return text[at].number, _skip(text, after, words.OF, 2), ""


def _is_counted(text: Text, at: int) -> bool:
    """Whether the number is an issue's or a page's: «العدد رقم: 5»."""
    place = at - 1 if text[at - 1].text not in {":", ".", "#"} else at - 2
    return text[place].text in words.COUNTED or text[at - 1].text == "#"


def _months(text: Text, at: int, most: int = 3) -> tuple[set[int], int] | None:
    """A month in one or more names, and the place after it: «شباط/فبراير», «شباط (فبراير)»."""
    first = text.month(at)
    if first is None:
        return None
    numbers, at = {first[0]}, first[1]
    for _ in range(most):
        sign = text[at].text
        other = text.month(at + (sign in set("/\\-–—(|،,") or sign in {"او", "و"}))
        if other is None:
            break
        numbers.add(other[0])
        at = other[1] + (sign == "(" and text[other[1]].text == ")")
    return numbers, at


def _year(text: Text, at: int, calendar: Calendar, tight: str = "") -> tuple[int | None, int]:
    """The year that belongs to a month that ends before ``at``, and the place after it and its mark."""
    place = at + (text[at].text in {",", "،"} or (bool(tight) and text[at].text == tight))
    place = _skip(text, place, words.OF | words.YEAR_WORDS | {"في"})
    token, after = text[place], place + 1
    if not token.is_number or len(token.text) != 4 or (token.glued and place == at):
        return None, at
    mark = text[after].text
    if mark in words.AH | words.AD:
        contradicts = (mark in words.AH) != (calendar == "hijri")
        return (0 if contradicts else token.number), after + 1
    return token.number, after


def _month_first(text: Text, at: int) -> Printed | None:
    """ "February 3, 2025", "Mon Feb 3 08:22:00 2025", «شباط/فبراير 2025», «يناير الماضي»."""
    month = _months(text, at)
    if month is None:
        return None
    numbers, after = month
    return _month_and_day(text, at, numbers, after) or _month_alone(text, at, numbers, after)


def _month_and_day(text: Text, at: int, numbers: set[int], after: int) -> Printed | None:
    day = text[after]
    if not day.is_number or len(day.text) > 2 or day.glued:
        return None
    after += 1
    if text[after].text in words.SUFFIXES and text[after].glued:
        after += 1
    between = clock_at(text, after)
    year, end = _year(text, between[1] if between else after, "gregorian")
    if year is None and between:
        return None
    ways = (Day(year, min(numbers), day.number),) if len(numbers) == 1 else ()
    # Without a year only the order of English leaves no doubt: in Arabic the day stands first.
    if year is None and not text[at].text.isascii():
        return None
    return Printed(at, end, ways, clock=between[0] if between else None)


def _month_alone(text: Text, at: int, numbers: set[int], after: int) -> Printed | None:
    before = text[at - 1]
    counted = before.text[:1].isnumeric() or (before.text in words.OF | {"-", "/"} and 0 <= text[at - 2].number <= 31)
    if counted or (text[at].text in words.VERBS and not text.capital(at)):
        return None
    ways = (Day(None, min(numbers)),) if len(numbers) == 1 else ()
    year, end = _year(text, after, "gregorian")
    if year is not None:
        return Printed(at, end, tuple(replace(way, year=year) for way in ways))
    shift = _shift(text, after)
    return Printed(at, after + 1, ways, shift=shift) if shift is not None else None


def _shift(text: Text, at: int) -> int | None:
    """«الماضي» and its like, which stand after the month; English puts "last" before it."""
    return None if text[at].text.isascii() else words.SHIFTS.get(text[at].text)


def _last_month(text: Text, at: int) -> Printed | None:
    """ "last January"."""
    shift = words.SHIFTS.get(text[at].text) if text[at].text.isascii() else None
    month = text.month(at + 1)
    if shift is None or month is None or (text[at + 1].text in words.VERBS and not text.capital(at + 1)):
        return None
    return Printed(at, month[1], (Day(None, month[0]),), shift=shift)


def _year_only(text: Text, at: int) -> Printed | None:
    """«عام 2025»; in English "in 2025" where nothing goes on: "in 2048 bits" is none."""
    cue, year = text[at].text, text[at + 1]
    if len(year.text) != 4 or not FIRST_YEAR <= year.number <= LAST_YEAR or year.glued:
        return None
    end = at + 2 + (text[at + 2].text in words.AD)
    after = text[end]
    if cue in words.YEAR_WORDS and after.text not in words.AH:
        return Printed(at, end, (Day(year.number),))
    closed = not after.text or (not after.is_word and not after.is_number)
    return Printed(at, end, (Day(year.number),)) if cue == "in" and closed else None
