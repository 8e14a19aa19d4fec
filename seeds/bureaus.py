"""Lines that say from where a report was sent, and perhaps who sent it: «القاهرة / …», «حمص-سانا». Pure functions."""

from __future__ import annotations

import re

from claims.arabic import fold

from . import vocabulary
from .credits import is_beside, is_given, is_outlet, is_person, parts
from .gazetteer import CREDITED, PLACES
from .lines import Line
from .lines import line as line_of

_TRIM = ' \t:：.،,؛;*|-–—ـ/\\•·«»"“”()[]…'
_SENT = re.compile(r"\s?[/\\]\s?|\s[-–—]\s|(?<=\w)-(?=\w)")


def is_sent_from(line: Line) -> bool:
    """Whether a line is a place beside who sent the report, known or not: «القاهرة / عزة الشربيني», «حمص-سانا».

    >>> [is_sent_from(line_of(text)) for text in ("القاهرة / عزة الشربيني", "حمص-سانا", "دمشق - مفاوضات سرية")]
    [True, True, False]
    """
    if not 1 <= len(line.words) <= 6 or line.ends or not line.is_short:
        return False
    pieces = [piece.strip(_TRIM) for piece in _SENT.split(line.text)]
    if len(pieces) != 2 or not all(pieces):
        return False
    known = [fold(piece) in PLACES or fold(piece) in CREDITED or fold(piece) in vocabulary.DESK for piece in pieces]
    named = is_given(pieces[1]) and is_person(pieces[1]) and "/" in line.text
    return all(known) or named or (known[0] and "/" in line.text and is_person(pieces[1]))


def is_in_two(line: Line) -> bool:
    """Whether a line is two short names at a dash, or a name and an outlet: «بغداد اليوم - الزهراء»."""
    pieces = [piece.strip(_TRIM) for piece in _IN_TWO.split(line.text)] if len(line.words) <= 6 else []
    if len(pieces) != 2 or line.ends or not all(0 < len(piece.split()) <= 3 for piece in pieces):
        return False
    dashed = ":" not in line.text and not set(line.tokens) & vocabulary.NO_NAME - _DAYS
    return dashed or is_outlet(line_of(pieces[1]))


_DAYS = vocabulary.folded("اليوم|أمس|غدا|today|now")
_IN_TWO = re.compile(r"\s?[:/|]\s?|\s[-–—]\s?|[-–—]\s")


def is_credit_like(line: Line) -> bool:
    """Whether a line that names no one for certain has pieces as a credit has: a place, a desk or an outlet is one."""
    pieces = parts(line)
    few = 2 <= len(pieces) <= 4 and len(line.words) <= 8 and not line.ends
    return few and any(is_beside(piece) for piece in pieces)
