"""What each match states: the days that a date in figures or words may be, before its neighbours are asked."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from typing import Literal, NamedTuple

from hijridate import Hijri

from ..datelines import words
from ..datelines.forms import FIRST_YEAR, HIJRI_YEARS, LAST_YEAR, Day
from . import cues, patterns
from .cues import Before
from .plain import Plain

MOST = 50_000  # dates looked at in one text; what holds more is a table, not prose
Kind = Literal["day", "month", "year", "span"]
Reader = Callable[[Plain, int, int], "Point | None"]
_TOKEN = re.compile(r"[^\W\d_]+|(?<!\d)[12]\d\d\d(?!\d)")
_JOINED = ("و", "ب", "ل", "ف")
_JOINED_MONTHS = tuple(words.LONG_MONTHS)
_LONGEST = max(map(len, _JOINED_MONTHS))
_SIGNS = ",،.():–—-"
_BESIDE_WEEKDAY = words.BESIDE_WEEKDAY | {""}
_BEFORE_MONTH = (*"0123456789", "st", "nd", "rd", "th", "of", "من")
_NTHS = {"الاول": 1, "الثاني": 2, "الثالث": 3, "الرابع": 4, "first": 1, "second": 2, "third": 3, "fourth": 4}
# Names of months that are words of everyday language too: they need more around them to be a month.
_DOUBTFUL = frozenset(
    {"مارس", "ماي", "اب", "جوان", "اوت", "may", "march", "mar", "jan", "jun", "august", "april", "june"}
)


class Point(NamedTuple):
    """A date at ``start`` to ``end`` of the folded text; ``last`` where it is a span. ``sure`` where it is a date
    whatever stands around it; ``void`` where it contradicts itself, so that no part of it is one either."""

    start: int
    end: int
    kind: Kind
    first: Day
    last: Day | None = None
    sure: bool = True
    doubtful: bool = False
    void: bool = False


def points(plain: Plain) -> list[Point]:
    """All that may be dates, in text order: each begins at a figure of four digits, or at a word that names a part."""
    found: list[Point] = []
    done = 0
    for token in _TOKEN.finditer(plain.text):
        if token.start() < done:
            continue
        if len(found) >= MOST:
            break
        reader = _year if token[0][0] in "12" else _TRIGGERS.get(token[0])
        point = reader(plain, token.start(), done) if reader else None
        if point:
            found.append(point)
            done = point.end
    return found


def exists(day: Day) -> bool:
    if day.year is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
        return False
    if day.month is None:
        return True
    # 2000 was a leap year: without a known year 29 February is possible.
    days = calendar.monthrange(day.year or 2000, day.month)[1] if 1 <= day.month <= 12 else 0
    return days > 0 and (day.day is None or 1 <= day.day <= days)


@lru_cache(maxsize=1024)
def _named_months(printed: str) -> frozenset[int]:
    """The months of «شباط/فبراير»: one, unless the names contradict each other."""
    found: set[int] = set()
    parts = re.findall(r"[^\W\d_]+", printed)
    at = 0
    while at < len(parts):
        for name, month in words.MONTHS.get(parts[at], ()):
            if tuple(parts[at : at + len(name)]) == name:
                found.add(month)
                at += len(name) - 1
                break
        at += 1
    return frozenset(found)


def _month(plain: Plain, at: int, done: int) -> Point | None:
    """«3 شباط/فبراير 2025», "February 3, 2025", «يناير الماضي», and a month alone, which may be another word."""
    if plain.text[at] in _JOINED and plain.text[at : at + 1 + _LONGEST].startswith(_JOINED_MONTHS, 1):
        at += 1
    start, number = _day_before(plain, at, done)
    match = (patterns.MONTH if number else patterns.MONTH_AND_DAY).match(plain.text, at)
    if match is None:
        return None
    name = match["month"]
    doubtful = name.rstrip(".") in _DOUBTFUL and not (name == "اب" and "آ" in plain.printed(at, at + 2))
    if name.isascii() and not plain.capital(at) and (doubtful or not (number or match["year"])):
        return None
    months = _named_months(name)
    point = Point(
        start, match.end(), "day", Day(None, min(months), number or None), doubtful=doubtful, void=len(months) > 1
    )
    return _weekday(plain, _dayed(match, point) if number else _undayed(plain, match, point))


def _dayed(match: re.Match[str], point: Point) -> Point:
    sure = match.end() > match.end("month") or not point.doubtful or match["month"].isascii()
    return point._replace(first=replace(point.first, year=_number(match["year"])), sure=sure)


def _undayed(plain: Plain, match: re.Match[str], point: Point) -> Point:
    """A month with no day before it: English may have one after it."""
    year, day = _number(match["year"]), _number(match.groupdict().get("day"))
    if day and _is_day(plain, match, year):
        return point._replace(first=replace(point.first, year=year, day=day))
    end = match.end("month") if day else match.end()
    first = point.first if day else replace(point.first, year=year)
    return point._replace(end=end, kind="month", first=first, sure=end > match.end("month"))


def _number(printed: str | None) -> int | None:
    return int(printed) if printed else None


def _day_before(plain: Plain, at: int, done: int) -> tuple[int, int]:
    """Where the day begins that stands before the month at ``at``, and its number; 0 where there is none."""
    near = plain.text[max(done, at - 32) : at]
    base, bare = at - len(near), near.rstrip(" -/.")
    if bare.endswith(("شهر", "لشهر")):
        bare = bare[:-4].rstrip()
    if not bare.endswith(_BEFORE_MONTH) or len(bare) == len(near):
        return at, 0
    if found := patterns.DAY.search(near[-20:]):
        return at - len(near[-20:]) + found.start("day"), int(found["day"])
    if bare.endswith("من") and (found := patterns.ORDINAL.search(near)):
        parts = tuple(found["name"].split())
        return base + found.start("name"), next(number for name, number in words.ORDINALS[parts[0]] if name == parts)
    return at, 0


def _is_day(plain: Plain, match: re.Match[str], year: int | None) -> bool:
    """Whether the number after a month is its day: "In March 12 companies failed" has none."""
    if year is not None or not match["month"].isascii():
        return year is not None
    counts = plain.text[match.end() : match.end() + 2].strip()[:1].isalpha()
    return not (counts and Before(plain, match.start()).any(cues.IN))


def _weekday(plain: Plain, point: Point) -> Point:
    """With the weekday before it, which must be that day's."""
    day = point.first
    if not day.day or plain.text[point.start - 1 : point.start] == "":
        return point
    standing = Before(plain, point.start)
    before = standing.words
    place = len(before) - 1
    while place >= 0 and before[place].strip(_SIGNS) in _BESIDE_WEEKDAY:
        place -= 1
    name = before[place].strip(_SIGNS) if place >= 0 else ""
    joined = name[:1] == "و" and name[1:] in words.WEEKDAYS
    known = words.WEEKDAYS.get(name[joined:])
    if not known:
        return point
    start = standing.start_of(place - len(before)) + joined
    start += len(before[place]) - len(before[place].lstrip(_SIGNS))
    wrong = False
    if day.year and day.month and day.day and exists(day):
        wrong = dt.date(day.year, day.month, day.day).weekday() != known[0][1]
    return point._replace(start=start, sure=True, void=point.void or wrong)


def _hijri(plain: Plain, at: int, done: int) -> Point | None:
    start, number = _day_before(plain, at, done)
    match = patterns.HIJRI.match(plain.text, at) if number else None
    if match is None:
        return None
    year, parts = int(match["year"]), tuple(match["month"].split())
    month = next(month for name, month in words.HIJRI_MONTHS[parts[0]] if name == parts)
    if year not in HIJRI_YEARS or number > Hijri(year, month, 1).month_length():
        return None
    return Point(start, match.end(), "day", Day(*Hijri(year, month, number).to_gregorian().datetuple()))


def _quarter(plain: Plain, at: int, done: int) -> Point | None:
    """A quarter or a half as its months. A fiscal year begins when its company says, so its quarters are not known."""
    at += plain.text[at] in _JOINED and plain.text[at + 1] == "ا"
    match = patterns.QUARTER.match(plain.text, at)
    if match is None:
        return None
    parts = re.split("[ -]+", match[0])
    length = 6 if parts[0].endswith("نصف") or parts[1] == "half" or parts[0][0] == "h" else 3
    short = parts[0][1:].isdigit()
    named = int(parts[0][1:]) if short else next((_NTHS[part] for part in parts[:2] if part in _NTHS), 12 // length)
    if named * length > 12:
        return None
    year = int(match["year"])
    return Point(at, match.end(), "span", Day(year, (named - 1) * length + 1), Day(year, named * length))


def _year(plain: Plain, at: int, done: int) -> Point | None:
    """What a number of four digits may be: part of a date in figures, of a span of years, or a year."""
    text = plain.text
    if text[at - 1 : at] in {"-", "/", "."} and (figures := _figures(plain, at, done)):
        return figures
    if match := patterns.ISO.match(text, at):
        day = Day(int(match["year"]), int(match["month"]), int(match["day"]))
        return _weekday(plain, Point(at, match.end(), "day", day)) if exists(day) else None
    if match := patterns.YEARS.match(text, at):
        first, last = int(match["first"]), int(match["last"])
        counted = Before(plain, at).any(cues.COUNTED)
        span = Point(at, match.end(), "span", Day(first), Day(last))
        return _with_noun(plain, span) if 1700 <= first < last <= 2100 and not counted else None
    match = patterns.YEAR.match(text, at)
    if match is None or not FIRST_YEAR <= int(match["year"]) <= LAST_YEAR:
        return None
    return _with_noun(plain, Point(at, match.end(), "year", Day(int(match["year"])), sure=False))


def _figures(plain: Plain, at: int, done: int) -> Point | None:
    """27/01/2025; not 03/02/2025, which two people read as two days."""
    near = plain.text[max(done, at - 8) : at]
    found, end = patterns.FIGURES.search(near), patterns.FIGURES_END.match(plain.text, at)
    if found is None or end is None:
        return None
    one, other, year = int(found["one"]), int(found["other"]), int(end[0])
    ways = {day for day in (Day(year, other, one), Day(year, one, other)) if exists(day)}
    start = at - len(near) + found.start()
    return _weekday(plain, Point(start, end.end(), "day", ways.pop())) if len(ways) == 1 else None


def _with_noun(plain: Plain, point: Point) -> Point | None:
    """With «عام» before it. A fiscal year is not one of the calendar."""
    before = Before(plain, point.start)
    if before.any(cues.FISCAL):
        return None
    noun = before.ends(cues.YEAR_NOUN)
    return point._replace(start=noun, sure=True) if noun is not None else point


_TRIGGERS: dict[str, Reader] = {
    **dict.fromkeys(words.HIJRI_MONTHS, _hijri),
    **dict.fromkeys(("first", "second", "third", "fourth", "last", "final", "q", "h", "للربع", "للنصف"), _quarter),
    **dict.fromkeys((letter + half for letter in ("", *_JOINED) for half in ("الربع", "النصف")), _quarter),
    **dict.fromkeys((letter + name for letter in _JOINED for name in words.LONG_MONTHS), _month),
    **dict.fromkeys(words.MONTHS, _month),
}
