"""Ranks and folds: «المرتبة الثالثة», "ranked 12th", "tenfold"."""

from __future__ import annotations

import re
from decimal import Decimal

from . import words
from .comparing import window
from .line import Figure
from .tokens import NUMBER, stripped
from .units import MEASURE
from .worth import Worth

_RANKED = re.compile(r"(?<!\w)rank(?:s|ed|ing)?\s+(?:only\s+|just\s+)?$")
_FINISHED = re.compile(r"(?<!\w)(?:finish(?:ed|es|ing)?|came|comes|coming|placed|placing|stands?|sits?)\s+(?:in\s+)?$")
_AFTER_RANK = frozenset(
    {"", "in", "at", "of", "on", "behind", "among", "overall", "with", "for", "after", "and", "out"}
)


class Ranked(Worth):
    """A line that reads the place somebody took."""

    def _rank(self, at: int) -> tuple[Figure, int] | None:
        word = self._tokens[at].word
        for prefix, rest in stripped(word):
            if "ال" + rest in words.RANKS_AR and prefix.endswith(("ال", "لل")):
                return self._rank_after(at, len(prefix.removesuffix("ال")))
        if word in words.ORDINALS_EN:
            return self._rank_en(at)
        return None

    def _rank_after(self, at: int, skip: int) -> tuple[Figure, int] | None:
        value, end = self._ordinal(at + 1)
        if value is None or self._tokens[at + 1].kind == NUMBER and self._phrase.word(end) and self._counts(end):
            return None
        return self._figure(self._tokens[at].start + skip, end, Decimal(value), "rank", "=")

    def _counts(self, at: int) -> bool:
        """Whether a number before ``at`` counts something: «يستهلك المركز 40 ميغاواط» is no rank."""
        return self._phrase.word(at) in words.SCALES_AR or bool(
            self._measured.after(at, one=False, loose=False, exact=True)
        )

    def _ordinal(self, at: int) -> tuple[int | None, int]:
        """«الثالثة», «الحادية عشرة», «الخامسة والعشرين», "5"."""
        at += self._phrase.word(at) in {"ال", "الـ"}
        if at >= len(self._tokens):
            return None, at
        token = self._tokens[at]
        if token.kind == NUMBER:
            return (int(token.word), at + 1) if token.word.isdigit() and len(token.word) < 5 else (None, at)
        value = words.ORDINALS_AR.get(token.word)
        if value is None:
            tens = words.TENS_AR.get(token.word.removeprefix("ال")) if token.word.startswith("ال") else None
            return tens, at + 1
        after = self._phrase.word(at + 1)
        if after in words.TEN_AR:
            return value + 10, at + 2
        tens = words.TENS_AR.get(after.removeprefix("وال")) if after.startswith("وال") else None
        return (value + tens, at + 2) if tens else (value, at + 1)

    def _rank_digits(self, at: int) -> tuple[Figure, int] | None:
        """ "Ranked 12th", "in 12th place"."""
        token = self._tokens[at]
        if not self._is_followed_by_letters(at + 1) or self._phrase.word(at + 1) not in {"st", "nd", "rd", "th"}:
            return None
        if not token.word.isdigit() or len(token.word) > 4:
            return None
        return self._placed(at, at + 2, Decimal(token.word))

    def _fold(self, at: int) -> tuple[Figure, int] | None:
        """ "Tenfold"; what "is twofold" has two sides."""
        value = words.FOLDS_EN.get(self._tokens[at].word)
        if value is None or self._phrase.word(at - 1) in {"is", "are", "was", "were"}:
            return None
        start = self._tokens[at].start
        return self._figure(start, at + 1, Decimal(value), "time", self._bound(start, at + 1, MEASURE))

    def _rank_en(self, at: int) -> tuple[Figure, int] | None:
        return self._placed(at, at + 1, Decimal(words.ORDINALS_EN[self._tokens[at].word]))

    def _placed(self, at: int, end: int, value: Decimal) -> tuple[Figure, int] | None:
        """A rank that ends before ``end``: "third place", "ranked third", "finished second in the race"."""
        start = self._tokens[at].start
        if self._phrase.word(end) in {"place", "spot", "rank"}:
            return self._figure(start, end + 1, value, "rank", "=")
        before = window(self._plain, start, self._from)
        ranked = _RANKED.search(before)
        if ranked or _FINISHED.search(before) and self._phrase.word(end) in _AFTER_RANK:
            return self._figure(start, end, value, "rank", "=")
        return None
