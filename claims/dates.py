"""Partial dates (EDTF, ISO 8601-2) and how readers see them. Pure functions.

What is not printed is ``X``: ``XXXX-05`` is a May of an unknown year. Nothing here fills one in.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass

_DATE = re.compile(
    r"(?P<year>\d{4}|XXXX)(?:-(?P<month>\d{2}|XX)(?:-(?P<day>\d{2}|XX)"
    r"(?:T(?P<time>(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?)(?P<zone>Z|[+-](?:0\d|1[0-4]):[0-5]\d)?)?)?)?",
    re.ASCII,
)

# Levantine and Egyptian-Gulf names together, as the house writes them (DESIGN §7).
MONTHS_AR = (
    "كانون الثاني/يناير",
    "شباط/فبراير",
    "آذار/مارس",
    "نيسان/أبريل",
    "أيار/مايو",
    "حزيران/يونيو",
    "تموز/يوليو",
    "آب/أغسطس",
    "أيلول/سبتمبر",
    "تشرين الأول/أكتوبر",
    "تشرين الثاني/نوفمبر",
    "كانون الأول/ديسمبر",
)
MONTHS_EN = tuple(calendar.month_name[1:])


@dataclass(frozen=True)
class PartialDate:
    """A date as far as it is known; ``None`` is not known. ``time`` is ``HH:MM[:SS]``, ``zone`` its stated offset."""

    year: int | None
    month: int | None = None
    day: int | None = None
    time: str | None = None
    zone: str | None = None


def parse(text: str) -> PartialDate:
    """Read one EDTF date; ``ValueError`` says what is wrong with it.

    >>> parse("XXXX-05")
    PartialDate(year=None, month=5, day=None, time=None, zone=None)
    >>> parse("2025-02-31")
    Traceback (most recent call last):
    ValueError: “2025-02-31” is no date of the calendar.
    """
    match = _DATE.fullmatch(text)
    if match is None:
        raise ValueError(f"“{text}” is no EDTF date such as 2025, 2025-01, 2025-01-27 or XXXX-05.")
    year, month, day = (_number(match[part]) for part in ("year", "month", "day"))
    if month is not None and not 1 <= month <= 12:
        raise ValueError(f"“{text}” is no date of the calendar.")
    # 2000 was a leap year: without a known year 29 February is possible.
    last = calendar.monthrange(year or 2000, month)[1] if month else 31
    if day is not None and not 1 <= day <= last:
        raise ValueError(f"“{text}” is no date of the calendar.")
    return PartialDate(year, month, day, match["time"], match["zone"])


def _number(part: str | None) -> int | None:
    return None if part is None or "X" in part else int(part)


def parse_period(text: str) -> tuple[PartialDate, PartialDate]:
    """Read an EDTF date or interval as its two ends.

    >>> parse_period("2023/2028")[1].year
    2028
    """
    first, slash, last = text.partition("/")
    return parse(first), parse(last if slash else first)


def is_edtf(text: str) -> bool:
    """Whether ``text`` is an EDTF date or interval of the kinds we use.

    >>> is_edtf("2023-05/2024-01"), is_edtf("XXXX-01-27"), is_edtf("yesterday")
    (True, True, False)
    """
    try:
        parse_period(text)
    except ValueError:
        return False
    return True


def display(text: str, language: str) -> str:
    """An EDTF date or interval in words; an unknown year is simply not said.

    >>> display("2025-01-27", "ar")
    '27 كانون الثاني/يناير 2025'
    >>> display("XXXX-05", "en")
    'May'
    >>> display("2023/2028", "en")
    '2023–2028'
    """
    first, last = parse_period(text)
    if first == last:
        return _one(first, language)
    joiner = " – " if language.startswith("ar") or first.month else "–"
    return f"{_one(first, language)}{joiner}{_one(last, language)}"


def _one(date: PartialDate, language: str) -> str:
    months = MONTHS_AR if language.startswith("ar") else MONTHS_EN
    parts = [
        str(date.day) if date.day else "",
        months[date.month - 1] if date.month else "",
        str(date.year) if date.year is not None else "",
    ]
    words = " ".join(part for part in parts if part)
    if date.time:
        words = f"{words}، {date.time}" if language.startswith("ar") else f"{words}, {date.time}"
    return words


def compatible(one: str, other: str) -> bool:
    """Whether two partial dates can be the same date: no part that both state differs.

    >>> compatible("2025-01", "XXXX-01-27"), compatible("2024-12", "2025-01")
    (True, False)
    """
    a, b = parse(one), parse(other)
    pairs = ((a.year, b.year), (a.month, b.month), (a.day, b.day))
    return all(x is None or y is None or x == y for x, y in pairs)
