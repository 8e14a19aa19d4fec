"""A text as figures, words and signs, folded, each knowing where it was printed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from ..arabic import fold
from . import words
from .words import Names

_TOKEN = re.compile(r"[0-9]+|[^\W\d_]+|\S")


class Token(NamedTuple):
    """``text`` is folded; it was printed at ``start`` to ``end``. ``glued`` where no blank stands before it."""

    text: str
    start: int
    end: int
    glued: bool

    @property
    def is_number(self) -> bool:
        """Whether it is made of the figures 0 to 9, however they were printed."""
        return self.text[:1] in "0123456789" and bool(self.text)

    @property
    def is_word(self) -> bool:
        """Whether it is made of letters."""
        return self.text[:1].isalpha()

    @property
    def number(self) -> int:
        """Its value; -1 where it is no number of at most four figures, which is all that dates are made of."""
        return int(self.text) if self.is_number and len(self.text) <= 4 else -1


@lru_cache(maxsize=4096)
def _fold(character: str) -> str:
    if character.isspace():
        return " "
    # Superscripts and circled figures fold to figures, but nobody prints a day with them.
    return character if unicodedata.category(character) == "No" else fold(character)


class Text:
    """The tokens of ``raw``; beyond either end stands an empty one.

    >>> [token.text for token in Text("الإثنين، ٠٣ شباطـ").tokens]
    ['الاثنين', '،', '03', 'شباط']
    """

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.tokens = tuple(_tokens(raw))
        self._end = Token("", len(raw), len(raw), False)

    def __len__(self) -> int:
        return len(self.tokens)

    def __getitem__(self, at: int) -> Token:
        return self.tokens[at] if 0 <= at < len(self.tokens) else self._end

    def printed(self, start: int, end: int) -> str:
        """The tokens ``start`` to ``end`` (exclusive) as they stand in the text, with the marks on their last letter.

        >>> Text("صباحاً، أمس").printed(0, 1)
        'صباحاً'
        """
        last = self.tokens[end - 1].end
        while last < len(self.raw) and (unicodedata.combining(self.raw[last]) or self.raw[last] == "ـ"):
            last += 1
        return self.raw[self.tokens[start].start : last]

    def capital(self, at: int) -> bool:
        """Whether a word was printed with a capital first."""
        return self.raw[self[at].start : self[at].start + 1].isupper()

    def name(self, table: Names, at: int) -> tuple[int, int] | None:
        """What the name at ``at`` means, and the place after it; the longest name wins."""
        for parts, value in table.get(self[at].text, ()):
            if all(self[at + step].text == part for step, part in enumerate(parts)):
                return value, at + len(parts)
        return None

    def month(self, at: int) -> tuple[int, int] | None:
        """The Gregorian month at ``at``, perhaps with a prefix, and the place after it."""
        word = self[at].text
        if word[:1] in {"ب", "ل"} and word[1:] in words.LONG_MONTHS:
            return words.MONTHS[word[1:]][0][1], at + 1
        found = self.name(words.MONTHS, at)
        if found and word.isascii() and self[found[1]].text == "." and self[found[1]].glued:
            return found[0], found[1] + 1  # "Feb."
        return found

    def glues(self, at: int, *shapes: int | str) -> bool:
        """Whether tokens that nothing parts stand from ``at`` on: signs, or figures of so many digits."""
        for step, shape in enumerate(shapes):
            token = self[at + step]
            if step and not token.glued:
                return False
            fits = token.text == shape if isinstance(shape, str) else token.is_number and len(token.text) == shape
            if not fits:
                return False
        return True

    def free_left(self, at: int) -> bool:
        """Whether the figures at ``at`` begin a number of their own: no part of 5.57, H800, 1212-43 or an address."""
        token, before = self[at], self[at - 1]
        if not token.glued:
            return True
        if before.is_word:
            return before.text in {"ب", "في", "ل", "يوم", "و"}
        if before.text in "([«\"'“”‘’،؛|•·*>{،":
            return True
        beyond = self[at - 2]
        joined = before.glued and (beyond.is_number or beyond.text in {"-", "/", ".", ":"})
        return before.text in ",.:;-–—" and not joined

    def free_right(self, at: int) -> bool:
        """Whether what ends before ``at`` goes no further: no percentage, span, address or file name."""
        token, beyond = self[at], self[at + 1]
        if not token.glued:
            return True
        if token.is_word or token.is_number or token.text in "%٪_@=&$€£#+\\":
            return False
        return not (token.text in "-–/.:,'٬٫" and beyond.glued and (beyond.is_number or beyond.is_word))


def _tokens(raw: str) -> Iterator[Token]:
    folded: list[str] = []
    origin: list[int] = []
    for index, character in enumerate(raw):
        made = _fold(character)
        folded.append(made)
        origin.extend([index] * len(made))
    plain = "".join(folded)
    for match in _TOKEN.finditer(plain):
        start, end = match.span()
        yield Token(match[0], origin[start], origin[end - 1] + 1, start > 0 and plain[start - 1] != " ")
