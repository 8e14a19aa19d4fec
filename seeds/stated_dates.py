"""Dates that markup and carriers state: ISO 8601, the form of mails, or words. Pure functions; nothing is filled in."""

from __future__ import annotations

import datetime as dt
import email.utils
import re

from claims import datelines, dates

_ISO = re.compile(
    r"(\d{4})-(\d{2})(?:-(\d{2})(?:[T ]\s?(\d{2}:\d{2})(:\d{2})?(?:[.,]\d+)?"
    r"\s?(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?)?",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?(Z|[+-]\d{4})?)?")
_MAIL = re.compile(r"(?:([A-Za-z]{3}),\s*)?\d{1,2} [A-Za-z]{3} \d{4} \d{1,2}:\d{2}")


def read_stamp(words: str) -> str | None:
    """A date that markup or a carrier states, as EDTF with its zone; ``None`` where it can't be read for certain.

    >>> read_stamp("2025-02-03T08:22:00+03:00"), read_stamp("2025-02-03"), read_stamp("2025-02-03T05:22:00.123Z")
    ('2025-02-03T08:22:00+03:00', '2025-02-03', '2025-02-03T05:22:00Z')
    >>> read_stamp("Mon, 03 Feb 2025 08:22:00 +0300"), read_stamp("٣ فبراير ٢٠٢٥"), read_stamp("20250203")
    ('2025-02-03T08:22:00+03:00', '2025-02-03', '2025-02-03')
    >>> read_stamp("03/02/2025"), read_stamp("2025-02-31"), read_stamp("1738571234"), read_stamp("0000-00-00 00:00:00")
    (None, None, None, None)
    """
    plain = " ".join(words.split())[:200]
    for found in (_iso(plain), _compact(plain), _mail(plain)):
        if found is not None:
            return found or None
    if re.fullmatch(r"[\d\s]*", plain):
        return None
    visible = datelines.read(plain)
    return visible.value if visible and "X" not in visible.value else None


def _iso(plain: str) -> str | None:
    """``""`` for what has the shape of ISO 8601 and is no date."""
    match = _ISO.fullmatch(plain)
    if match is None:
        return None
    year, month, day, time, seconds, zone = match.groups()
    made = f"{year}-{month}" + (f"-{day}" if day else "")
    return _checked(made + (f"T{time}{seconds or ''}{_zone(zone)}" if time else ""))


def _compact(plain: str) -> str | None:
    match = _COMPACT.fullmatch(plain)
    if match is None:
        return None
    year, month, day, hour, minute, second, zone = match.groups()
    time = f"T{hour}:{minute}" + (f":{second}" if second else "") + _zone(zone) if hour else ""
    # Figures alone may be anything, so only what can be a day of this age is one.
    return _checked(f"{year}-{month}-{day}{time}") if "1900" <= year <= "2100" else ""


def _mail(plain: str) -> str | None:
    """RFC 822, as feeds and servers write it; a weekday must be that day's."""
    match = _MAIL.match(plain)
    if match is None:
        return None
    try:
        stamp = email.utils.parsedate_to_datetime(plain)
    except (TypeError, ValueError):
        return None
    if match[1] and match[1].lower() != ("mon", "tue", "wed", "thu", "fri", "sat", "sun")[stamp.weekday()]:
        return ""
    zulu = stamp.utcoffset() == dt.timedelta(0)
    return _checked(stamp.replace(tzinfo=None).isoformat() + "Z" if zulu else stamp.isoformat())


def _zone(zone: str | None) -> str:
    """``+03:00`` or ``Z``."""
    if not zone:
        return ""
    if zone.upper() in {"Z", "UTC", "GMT"}:
        return "Z"
    digits = zone[1:].replace(":", "").ljust(4, "0")
    return f"{zone[0]}{digits[:2]}:{digits[2:]}"


def _checked(value: str) -> str:
    try:
        dates.parse(value)
    except ValueError:
        return ""
    return value


# --- Comparing --------------------------------------------------------------------------------------------------------


def precision(value: str) -> str:
    """How finely an EDTF date is given: year, month, day, minute or second.

    >>> precision("2025"), precision("2025-02-03"), precision("2025-02-03T08:22+03:00")
    ('year', 'day', 'minute')
    """
    if "T" in value:
        return "second" if re.search(r"T\d{2}:\d{2}:\d{2}", value) else "minute"
    return ("year", "month", "day")[min(2, value.count("-"))]


def moment(value: str) -> dt.datetime | None:
    """The moment of a date that gives a zone."""
    try:
        stamp = dt.datetime.fromisoformat(value)
        return stamp.astimezone(dt.UTC) if stamp.tzinfo else None
    except (ValueError, OverflowError):
        return None


def meet(one: str, other: str) -> bool:
    """Whether two dates can be the same: one moment, or one time or day as far as both say.

    >>> meet("2025-02-03T08:22:00+03:00", "2025-02-03T05:22Z"), meet("2025-02-03", "2025-02"), meet("2025", "2024-01")
    (True, True, False)
    """
    first, second = moment(one), moment(other)
    if first and second:
        return abs(first - second) < dt.timedelta(minutes=1)
    size = 16 if "T" in one and "T" in other and not (first or second) else 10
    short, long = sorted((one[:size], other[:size]), key=len)
    return long.startswith(short)


def later(one: str, other: str) -> bool:
    """Whether the first is certainly later than the second.

    >>> later("2025-02-04", "2025-02-03T08:22"), later("2025-02", "2025-02-03")
    (True, False)
    """
    first, second = moment(one), moment(other)
    if first and second:
        return first > second
    size = min(len(one[:10]), len(other[:10]))
    return one[:size] > other[:size]
