"""Quotes and the texts they stand in. Pure functions; offsets are code points, end exclusive."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

RUN = 20  # characters; a shorter common run is language, not quotation (DESIGN, law 5)
MAX_RUN = 300  # consecutive characters of one article in any public response
MIN_SHARE = 1000  # characters of one article that a page may hold whatever the article's length
SHARE = 4  # a page may hold a quarter of an article
CONTEXT = 16  # characters of prefix and suffix in a public selector

_SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class Span:
    """A piece of a text: ``text[start:end]``."""

    start: int
    end: int


def find(text: str, quote: str) -> list[Span]:
    """Every place of ``quote`` in ``text``; exact places first, otherwise those that differ in white space only.

    >>> find("تدريب  نموذج R1", "نموذج R1")
    [Span(start=7, end=15)]
    >>> find("a\\u00a0b", "a b")
    [Span(start=0, end=3)]
    >>> find("abc", "x")
    []
    """
    wanted = quote.strip()
    if not wanted:
        return []
    exact = [Span(match.start(), match.end()) for match in re.finditer(re.escape(wanted), text)]
    return exact or _find_loosely(text, wanted)


def _find_loosely(text: str, wanted: str) -> list[Span]:
    """Match with every run of white space taken as one blank; a map leads back to the code points."""
    squeezed, origin = _squeeze(text)
    needle = _SPACE.sub(" ", wanted)
    found = []
    at = squeezed.find(needle)
    while at >= 0:
        found.append(Span(origin[at], origin[at + len(needle) - 1] + 1))
        at = squeezed.find(needle, at + 1)
    return found


def _squeeze(text: str) -> tuple[str, list[int]]:
    kept: list[str] = []
    origin: list[int] = []
    for index, character in enumerate(text):
        if character.isspace():
            if kept and kept[-1] == " ":
                continue
            character = " "
        kept.append(character)
        origin.append(index)
    return "".join(kept), origin


def context(text: str, span: Span, size: int = CONTEXT) -> tuple[str, str]:
    """The characters before and after a span, for a W3C TextQuoteSelector; at most ``size`` each.

    >>> context("one two three", Span(4, 7), 4)
    ('one ', ' thr')
    """
    return text[max(0, span.start - size) : span.start], text[span.end : span.end + size]


@dataclass(frozen=True)
class Borrowed:
    """How much of an article a page holds: ``total`` characters in all, ``longest`` in one run."""

    total: int
    longest: int
    allowed: int

    @property
    def too_much(self) -> bool:
        """Whether law 5 forbids it."""
        return self.longest > MAX_RUN or self.total > self.allowed


def allowance(length: int) -> int:
    """How many characters of an article of ``length`` characters one page may hold.

    >>> allowance(2737), allowance(13000)
    (1000, 3250)
    """
    return max(length // SHARE, MIN_SHARE)


def borrowed(page: Iterable[str], article: str) -> Borrowed:
    """How much of ``article`` stands in the texts of ``page``, as characters inside common runs of 20 or more.

    White space is taken as one blank on both sides, so that line breaks hide nothing.
    """
    squeezed, _ = _squeeze(article)
    grams: dict[str, list[int]] = {}
    for index in range(len(squeezed) - RUN + 1):
        grams.setdefault(squeezed[index : index + RUN], []).append(index)
    covered = bytearray(len(squeezed))
    longest = 0
    for text in page:
        longest = max(longest, _cover(_squeeze(text)[0], squeezed, grams, covered))
    return Borrowed(total=sum(covered), longest=longest, allowed=allowance(len(article)))


def _cover(text: str, article: str, grams: dict[str, list[int]], covered: bytearray) -> int:
    """Mark the characters of ``article`` that ``text`` holds; return the longest run."""
    longest = at = 0
    while at <= len(text) - RUN:
        places = grams.get(text[at : at + RUN])
        if not places:
            at += 1
            continue
        length = max(_run(text, at, article, place) for place in places[:50])
        for place in places[:50]:
            run = _run(text, at, article, place)
            covered[place : place + run] = b"\x01" * run
        longest = max(longest, length)
        at += max(1, length - RUN + 1)
    return longest


def _run(text: str, at: int, article: str, place: int) -> int:
    length = RUN
    limit = min(len(text) - at, len(article) - place)
    while length < limit and text[at + length] == article[place + length]:
        length += 1
    return length
