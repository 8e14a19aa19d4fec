"""Times of day and the zones that are stated with them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from . import words
from .tokens import Text

UTC = "Z"
MECCA = "+03:00"
_OFFSET = re.compile(r"[+-](?:0\d|1[0-4]):[0-5]\d")


@dataclass(frozen=True)
class Clock:
    """``time`` is ``HH:MM[:SS]``; empty where figures stand that no clock shows, or that two people read differently.

    ``zone`` is ``Z``, an offset, or empty where none is stated that means the same every day.
    """

    time: str
    zone: str = ""

    @property
    def edtf(self) -> str:
        """As it follows a day."""
        return f"T{self.time}{self.zone}" if self.time else ""


def clock_at(text: Text, at: int, *, iso: bool = False) -> tuple[Clock, int] | None:
    """The time that begins at ``at``, and the place after it. ``iso`` where a hyphen after it can only be an
    offset, as it is also after seconds.

    >>> [clock_at(Text(words), 0)[0].edtf for words in ("08:22", "8:22 م", "12:05 ص", "25:00", "10:00 GMT+3")]
    ['T08:22', 'T20:22', 'T00:05', '', 'T10:00+03:00']
    """
    figures, after = _figures(text, at)
    if not figures:
        return None
    half = text.name(words.HALVES, after)
    hour = figures[0]
    if half:
        hour = words.HOURS[half[0]].get(hour, 24)
        after = half[1]
    zone, after = _zone(text, after, iso=iso or len(figures) == 3)
    if not text.free_right(after):
        return None
    if hour > 23 or any(part > 59 for part in figures[1:]) or _goes_on(text, after):
        return Clock(""), after
    return Clock(":".join(f"{part:02}" for part in (hour, *figures[1:])), zone), after


def _figures(text: Text, at: int) -> tuple[tuple[int, ...], int]:
    """Hour, minute and perhaps second; a fraction of a second is passed over."""
    if not (text.glues(at, 1, ":", 2) or text.glues(at, 2, ":", 2)):
        return (), at
    if text.glues(at + 2, 2, ":", 2):
        after = at + 5
        fraction = text[after].text in {".", ","} and text[after].glued and text[after + 1].is_number
        after += 2 if fraction and text[after + 1].glued else 0
        return (text[at].number, text[at + 2].number, text[at + 4].number), after
    return (text[at].number, text[at + 2].number), at + 3


def _goes_on(text: Text, at: int) -> bool:
    """Whether another time follows, so that this one is where a span begins."""
    return text[at].text in {"-", "–", "—", "to", "الي", "حتي"} and bool(_figures(text, at + 1)[0])


def _zone(text: Text, at: int, *, iso: bool) -> tuple[str, int]:
    if text[at].text == "z" and text[at].glued:
        return UTC, at + 1
    inside = at + (text[at].text in {"(", ","})
    offset, after = _offset(text, inside, iso=iso)
    if not offset:
        offset, after = _named(text, inside)
    if after == inside:
        return "", at
    return offset, after + (inside > at and text[after].text == ")")


def _named(text: Text, at: int) -> tuple[str, int]:
    """A zone in words; one that is not known is passed over, and states none."""
    clock = text[at].text in words.CLOCK_OF
    place = at + clock
    word = text[place].text
    if word in words.GREENWICH:
        return _from_greenwich(text, place + 1)
    if clock and word in words.MECCA:
        return MECCA, place + 1 + (text[place + 1].text in words.MECCAN)
    if clock and word == "العالمي":
        return UTC, place + 1 + (text[place + 1].text == "الموحد")
    known = clock and text[place].is_word
    return "", place + 1 if known or (word in words.OTHER_ZONES and text.capital(place)) else at


def _from_greenwich(text: Text, at: int) -> tuple[str, int]:
    if text[at].glued and text[at].is_number:
        return "", at + 1  # "GMT3" is nobody's spelling: no zone
    offset, after = _offset(text, at, iso=text[at].glued, short=True)
    return (offset, after) if after > at else (UTC, at)


def _offset(text: Text, at: int, *, iso: bool, short: bool = False) -> tuple[str, int]:
    """+03:00, -0500; after the name of Greenwich also +3. A hyphen with a time after it is a span unless in ISO."""
    sign = text[at].text.replace("−", "-")
    if sign not in {"+", "-"} or not text[at + 1].glued:
        return "", at
    if text.glues(at + 1, 2, ":", 2) and (sign == "+" or iso):
        return _checked(sign, text[at + 1].text, text[at + 3].text), at + 4
    if text.glues(at + 1, 4) and (sign == "+" or not _is_year(text[at + 1].number)):
        return _checked(sign, text[at + 1].text[:2], text[at + 1].text[2:]), at + 2
    if (iso or (short and sign == "+")) and text[at + 1].is_number and len(text[at + 1].text) <= 2:
        return _checked(sign, text[at + 1].text.zfill(2), "00"), at + 2
    return "", at


def _is_year(number: int) -> bool:
    return number > 1400


def _checked(sign: str, hours: str, minutes: str) -> str:
    offset = f"{sign}{hours}:{minutes}"
    if hours == minutes == "00":
        return UTC
    return offset if _OFFSET.fullmatch(offset) else ""
