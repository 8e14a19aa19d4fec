"""Dates beside each other: spans, lists, and whether the words around a doubtful one make it a date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..arabic import fold
from ..datelines.forms import Day
from . import cues, patterns
from .cues import Before
from .plain import Plain
from .reading import Point

_NEAR = 40  # characters between two dates that belong together
_ROUND = 100  # a year that is a multiple of it is a count as often
_LIKELY = range(1900, 2041)  # what "in 2012" can only mean; 2048 is as often a number of things
_POSSIBLE = range(1700, 2101)
# Words with the ending of things that are counted, which are none.
_ADVERBS = frozenset(fold("أيضا تحديدا مثلا تقريبا نحوا فقط معا لاحقا سابقا حاليا رسميا مبدئيا فصاعدا").split())


def joined(plain: Plain, found: Sequence[Point]) -> Iterator[Point]:
    """The dates among ``found``, those that are the ends of one span as one."""
    at, last = 0, None
    while at < len(found):
        point = found[at]
        other = found[at + 1] if at + 1 < len(found) else None
        span = _span(plain, point, other) if other else None
        if span:
            last, at = span, at + 2
            yield span
            continue
        at += 1
        made = _listed(plain, last, point, other)
        yield from made
        last = made[-1] if made else None


# --- Spans ------------------------------------------------------------------------------------------------------------


def _span(plain: Plain, one: Point, other: Point) -> Point | None:
    """The two as ends of one: «من أيار 2023 إلى كانون الثاني 2024», "between 2015 and 2019"."""
    if one.last or other.last or one.void or other.void or other.start - one.end > _NEAR:
        return None
    to = patterns.TO.fullmatch(plain.text, one.end, other.start)
    pair = patterns.AND.fullmatch(plain.text, one.end, other.start)
    if not (to or (pair and Before(plain, one.start).any(cues.BETWEEN))) or not _spans(plain, one, other):
        return None
    first = _with_year(one.first, other.first)
    if first.year and other.first.year and _key(first) >= _key(other.first):
        return None
    return Point(one.start, other.end, "span", first, other.first)


def _spans(plain: Plain, one: Point, other: Point) -> bool:
    """Whether both are dates, given that they are joined."""
    if "year" not in (one.kind, other.kind):
        return one.sure or other.sure or _accepted(plain, one)
    if other.kind == "year" and (_counts(plain, other) or other.first.year not in _POSSIBLE):
        return False
    sure = one.sure or (other.kind == "year" and other.sure)
    return sure or Before(plain, one.start).any(cues.FROM, cues.PART_OF_YEAR)


def _with_year(day: Day, later: Day) -> Day:
    """A date that shares the year printed after the one that follows it, unless a new year lies between."""
    if day.year is not None or later.month is None or _key(replace(day, year=later.year)) > _key(later):
        return day
    return replace(day, year=later.year)


def _key(day: Day) -> tuple[int, int, int]:
    return (day.year or 0, day.month or 0, day.day or 0)


# --- Lists, and dates alone -------------------------------------------------------------------------------------------


def _listed(plain: Plain, last: Point | None, point: Point, other: Point | None) -> list[Point]:
    """The point with what its neighbours tell of it; nothing where it is no date."""
    if point.kind == "day" and (days := _days(plain, last, point)):
        return days
    follows = last is not None and last.kind == point.kind and bool(_list_gap(plain, last, point))
    leads = other is not None and other.kind == point.kind == "month" and bool(_list_gap(plain, point, other))
    if leads and other is not None:
        point = point._replace(first=_with_year(point.first, other.first))
    helped = (follows and _may_follow(plain, point)) or (
        leads and other is not None and other.sure and not point.doubtful
    )
    return [point] if helped or _accepted(plain, point) else []


def _list_gap(plain: Plain, one: Point, other: Point) -> bool:
    near = other.start - one.end <= _NEAR
    return near and patterns.AND.fullmatch(plain.text, one.end, other.start) is not None


def _may_follow(plain: Plain, point: Point) -> bool:
    return point.kind != "year" or (point.first.year in _LIKELY and not _counts(plain, point))


def _days(plain: Plain, last: Point | None, point: Point) -> list[Point]:
    """Both days of «3-5 فبراير» and "3 and 5 May": a span where nothing lies between, or where it is said."""
    near = plain.text[max(last.end if last else 0, point.start - 16) : point.start]
    found = patterns.DAY_BEFORE.search(near) if near.rstrip()[-1:] in patterns.BEFORE_SECOND_DAY else None
    number, day = int(found["day"]) if found else 0, point.first.day or 0
    if found is None or number >= day or point.void:
        return []
    base = point.start - len(near)
    first = replace(point.first, day=number)
    start = base + found.start("day")
    if found["to"] or number + 1 == day or Before(plain, start).any(cues.BETWEEN):
        return [Point(start, point.end, "span", first, point.first)]
    return [Point(start, base + found.end("day"), "day", first), point]


def _accepted(plain: Plain, point: Point) -> bool:
    """Whether the point is a date by itself and the words around it."""
    if point.sure:
        return True
    before = Before(plain, point.start)
    if point.kind == "year":
        return _is_year(plain, point, before)
    if point.kind == "day":
        return before.any(cues.DAY) or patterns.OPEN.match(plain.text, point.end) is not None
    return _is_month(plain, point, before)


def _is_month(plain: Plain, point: Point, before: Before) -> bool:
    """A month alone: «في يناير», «أواخر مارس», "last May", but not "this May surprise" nor «من مارس الضغط»."""
    if not point.doubtful:
        return before.any(cues.MONTH, cues.PART)
    if before.any(cues.SURE_MONTH):
        return True
    if before.any(cues.PART):
        return not before.any(cues.THIS)
    if not before.any(cues.MONTH):
        return False
    if patterns.OPEN.match(plain.text, point.end):
        return True
    # "by May the firm" goes on in small letters, "by May Smith" does not.
    word = patterns.NEXT.match(plain.text, point.end)
    return plain.text[point.start].isascii() and word is not None and not plain.capital(word.start(1))


def _is_year(plain: Plain, point: Point, before: Before) -> bool:
    year = point.first.year or 0
    if year not in _POSSIBLE or _counts(plain, point) or before.any(cues.COUNTED):
        return False
    if before.any(cues.PART_OF_YEAR, cues.TIME):
        return True
    open_end = patterns.OPEN.match(plain.text, point.end) is not None
    likely = year in _LIKELY and year % _ROUND != 0
    goes_on = patterns.GOES_ON.match(plain.text, point.end) is not None
    return (open_end or likely) and not goes_on and before.any(cues.MAYBE)


def _counts(plain: Plain, point: Point) -> bool:
    """Whether things follow that the number counts: «2024 عاملاً», "2024 nurses"."""
    if patterns.UNIT.match(plain.text, point.end):
        return True
    word = patterns.NEXT.match(plain.text, point.end)
    if word is None or word[1] in _ADVERBS:
        return False
    return "ً" in plain.printed(word.start(1), word.end(1))
