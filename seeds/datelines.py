"""Dates as Arabic and English newspapers print them, read into EDTF. Pure functions; nothing is filled in.

Month names of all Arab countries are known, alone or as the pairs that Levantine papers print
(``شباط/فبراير``). What contradicts itself (a pair of two months, a wrong weekday) is no date at all.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re

from claims.arabic import fold

# One row for each month: Levant and Iraq; Egypt, Sudan and the Gulf; Tunisia and Algeria; Morocco; English.
_NAMES = (
    ("كانون الثاني", "يناير", "ينار", "جانفي", "January", "Jan"),
    ("شباط", "فبراير", "فيفري", "February", "Feb"),
    ("آذار", "مارس", "March", "Mar"),
    ("نيسان", "أبريل", "إبريل", "أفريل", "April", "Apr"),
    ("أيار", "مايو", "ماي", "May"),
    ("حزيران", "يونيو", "يونيه", "جوان", "June", "Jun"),
    ("تموز", "يوليو", "يوليه", "جويلية", "يوليوز", "July", "Jul"),
    ("آب", "أغسطس", "أوت", "غشت", "August", "Aug"),
    ("أيلول", "سبتمبر", "شتنبر", "September", "Sept", "Sep"),
    ("تشرين الأول", "أكتوبر", "October", "Oct"),
    ("تشرين الثاني", "نوفمبر", "نونبر", "November", "Nov"),
    ("كانون الأول", "ديسمبر", "دجنبر", "December", "Dec"),
)
_MONTHS = {fold(name): number for number, names in enumerate(_NAMES, 1) for name in names}
_DAYS = (
    ("الإثنين", "Monday"),
    ("الثلاثاء", "Tuesday"),
    ("الأربعاء", "Wednesday"),
    ("الخميس", "Thursday"),
    ("الجمعة", "Friday"),
    ("السبت", "Saturday"),
    ("الأحد", "Sunday"),
)
_WEEKDAYS = {fold(name): number for number, names in enumerate(_DAYS) for name in names}

# Longest first, so that a name never hides behind a shorter one that it begins with.
_MONTH = "|".join(re.escape(name) for name in sorted(_MONTHS, key=len, reverse=True))
_WEEKDAY = "|".join(re.escape(name) for name in sorted(_WEEKDAYS, key=len, reverse=True))
_TIME = r"(?:[\s,،\-–]*(?:الساعه|at)?\s*(?P<time>\d{1,2}:\d{2}(?::\d{2})?)(?!\d))?"
_PAIR = rf"(?P<month>{_MONTH})(?:\s*[/\\(]\s*(?P<pair>{_MONTH})\)?)?"
_FORMS = (
    # ISO first: it is the only one of figures alone whose order is not in doubt.
    re.compile(r"(?<!\d)(?P<year>\d{4})-(?P<number>\d{2})-(?P<day>\d{2})(?!\d)(?:t|\s)?" + _TIME),
    re.compile(
        rf"(?:(?P<weekday>{_WEEKDAY})[\s,،]*)?(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:من\s+)?{_PAIR}"
        rf"[\s,،]+(?P<year>\d{{4}})(?!\d){_TIME}"
    ),
    re.compile(
        rf"(?:(?P<weekday>{_WEEKDAY})[\s,،]*)?\b{_PAIR}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})(?!\d){_TIME}"
    ),
    re.compile(rf"(?<!\w){_PAIR}\s+(?P<year>\d{{4}})(?!\d)"),
)


def read_date(words: str) -> str | None:
    """The one full date in ``words`` as EDTF, or ``None`` where none can be read with certainty.

    >>> read_date("الإثنين, 03 شباط/فبراير 2025 08:22")
    '2025-02-03T08:22'
    >>> read_date("٢٧ كانون الثاني ٢٠٢٥"), read_date("3 فبراير 2025"), read_date("شباط/فبراير 2025")
    ('2025-01-27', '2025-02-03', '2025-02')
    >>> read_date("Monday, February 3, 2025"), read_date("2025-02-03T08:22")
    ('2025-02-03', '2025-02-03T08:22')

    A pair that does not agree, a weekday that is not that day's, or figures that may be read in two orders:

    >>> read_date("03 شباط/مارس 2025"), read_date("الأحد 03 شباط 2025"), read_date("03/02/2025")
    (None, None, None)
    """
    plain = fold(words)
    for form in _FORMS:
        match = form.search(plain)
        if match is not None:
            return _edtf(match.groupdict())
    return None


_ONLY_FIGURES = re.compile(r"\d{1,2}[/.\-]\d{1,2}[/.\-]\d{4}" + _TIME)


def is_date(words: str) -> bool:
    """Whether ``words`` are a date and nothing else, readable or not.

    >>> is_date("الإثنين 3 فبراير 2025"), is_date("03/02/2025"), is_date("بعد 3 فبراير 2025")
    (True, True, False)
    """
    plain = fold(words).strip(" .,،|-–—()[]")
    return any(form.fullmatch(plain) for form in (*_FORMS, _ONLY_FIGURES))


def _edtf(parts: dict[str, str | None]) -> str | None:
    year = int(parts["year"] or 0)
    month = int(parts.get("number") or 0) or _MONTHS[parts["month"] or ""]
    pair = parts.get("pair")
    if pair and _MONTHS[pair] != month:
        return None
    day = parts.get("day")
    if day is None:
        return f"{year:04}-{month:02}"
    if not 1 <= month <= 12 or not 1 <= int(day) <= calendar.monthrange(year, month)[1]:
        return None
    date = dt.date(year, month, int(day))
    weekday = parts.get("weekday")
    if weekday and _WEEKDAYS[weekday] != date.weekday():
        return None
    return date.isoformat() + _clock(parts.get("time"))


def _clock(time: str | None) -> str:
    """``T08:22``; nothing where no time is printed, or one that no clock shows."""
    if not time:
        return ""
    hour, minute, *rest = (int(part) for part in time.split(":"))
    if hour > 23 or minute > 59 or any(second > 59 for second in rest):
        return ""
    return "T" + ":".join(f"{part:02}" for part in (hour, minute, *rest))
