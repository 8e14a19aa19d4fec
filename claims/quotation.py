"""Quotes and the texts they stand in. Pure functions; offsets are code points, end exclusive."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
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
    """Every place of ``quote`` in ``text`` without overlaps: exact ones, or else those that differ in white space only.

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
    exact = [Span(at, at + len(wanted)) for at in _places(text, wanted)]
    return exact or _find_loosely(text, wanted)


def _places(text: str, wanted: str) -> Iterator[int]:
    at = text.find(wanted)
    while at >= 0:
        yield at
        at = text.find(wanted, at + len(wanted))


def _find_loosely(text: str, wanted: str) -> list[Span]:
    """Match with every run of white space taken as one blank; a map leads back to the code points."""
    squeezed, origin = _squeeze(text)
    needle = _SPACE.sub(" ", wanted)
    return [Span(origin[at], origin[at + len(needle) - 1] + 1) for at in _places(squeezed, needle)]


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

    White space is taken as one blank on both sides, so that line breaks hide nothing. Linear in both lengths.
    """
    squeezed, _ = _squeeze(article)
    texts = [_squeeze(text)[0] for text in page]
    grams = {text[at : at + RUN] for text in texts for at in range(len(text) - RUN + 1)}
    stretches = list(_stretches(squeezed, grams))
    total = reached = 0
    for span in stretches:
        total += span.end - max(span.start, reached)
        reached = span.end
    longest = _longest([squeezed[span.start : span.end] for span in stretches], texts)
    return Borrowed(total=total, longest=longest, allowed=allowance(len(article)))


def _stretches(article: str, grams: set[str]) -> Iterator[Span]:
    """The stretches of ``article`` of which every ``RUN`` characters are among ``grams``, in order."""
    start: int | None = None
    for at in range(len(article) - RUN + 2):
        if at <= len(article) - RUN and article[at : at + RUN] in grams:
            start = at if start is None else start
        elif start is not None:
            yield Span(start, at - 1 + RUN)
            start = None


def _longest(stretches: list[str], texts: list[str]) -> int:
    """The longest run. Most stretches stand whole in one text; one that overlapping quotes make up is looked into."""
    longest = 0
    pieced = []
    for stretch in sorted(stretches, key=len, reverse=True):
        if len(stretch) <= longest:
            break
        if any(stretch in text for text in texts):
            longest = len(stretch)
        else:
            pieced.append(stretch)
    # A line break stands in no squeezed text, so no run goes across.
    return max(longest, _longest_common("\n".join(pieced), texts)) if pieced else longest


def _longest_common(text: str, others: Iterable[str]) -> int:
    """The length of the longest string that stands in ``text`` and in one of ``others`` (a suffix automaton)."""
    links, lengths, steps = _automaton(text)
    longest = 0
    for other in others:
        state = length = 0
        for character in other:
            while state and character not in steps[state]:
                state = links[state]
                length = lengths[state]
            if character in steps[state]:
                state = steps[state][character]
                length += 1
            longest = max(longest, length)
    return longest


def _automaton(text: str) -> tuple[list[int], list[int], list[dict[str, int]]]:
    """Suffix links, lengths and steps of the states that know every string inside ``text``; state 0 is the start."""
    links, lengths, steps = [-1], [0], [dict[str, int]()]
    last = 0
    for character in text:
        state, last = last, len(links)
        links.append(0)
        lengths.append(lengths[state] + 1)
        steps.append({})
        while state >= 0 and character not in steps[state]:
            steps[state][character] = last
            state = links[state]
        if state < 0:
            continue
        known = steps[state][character]
        if lengths[known] == lengths[state] + 1:
            links[last] = known
            continue
        copy = len(links)
        links.append(links[known])
        lengths.append(lengths[state] + 1)
        steps.append(dict(steps[known]))
        links[known] = links[last] = copy
        while state >= 0 and steps[state].get(character) == known:
            steps[state][character] = copy
            state = links[state]
    return links, lengths, steps
