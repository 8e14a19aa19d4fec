"""Numbers that lean on a word elsewhere: «الدول الـ27», «أكثر من ساعة», "under a minute"."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from .comparing import window
from .counting import Counting
from .line import Figure
from .tokens import NUMBER, WORD, stripped
from .units import COUNT, MONEY, SPAN, UNITS, Unit
from .words import CARDINALS_AR, FRACTIONS_AR, SCALES_AR, TEENS_AR, TEN_AR, TENS_AR

ARTICLE = frozenset({"ال", "الـ"})
_GROUPS = frozenset({"مجموعه", "المجموعه", "قمه", "حرب"})  # «مجموعة الدول السبع», «حرب الأيام الستة» are names
# Sets that are called by their number: the Four Seasons, the five senses.
_SETS = frozenset({"الفصول", "الجهات", "الاتجاهات", "الحواس", "الصلوات", "الاركان", "السموات", "السماوات", "القارات"})
_BOUND_AR = re.compile(
    r"(?<!\w)[وفبل]?(?:(?:اكثر|ازيد|اقل|اطول|اقصر|ادني)\s+من|نحو|حوالي|قرابه|زهاء|[يت]قارب|[يت]ناهز)\s+$"
)
_BEFORE_AR = frozenset({"من", "نحو", "حوالي", "قرابه", "زهاء", "يقارب", "تقارب", "يناهز", "تناهز"})
_BEFORE_AR_JOINED = frozenset(prefix + word for word in _BEFORE_AR - {"من"} for prefix in "وفبل")
_BOUND_EN = re.compile(
    r"(?<!\w)(?:(?:more|less|longer|shorter)\s+than|(?:just|well|for|in|had|has|have|little)\s+over|under|nearly|almost|about"
    r"|around|roughly|at\s+least|up\s+to)\s+$"
)
_BEFORE_EN = frozenset({"than", "over", "under", "nearly", "almost", "about", "around", "roughly", "least", "to"})
_MOMENT = re.compile(r"(?<!\w)(?:قبل|منذ|once|twice|times)(?!\w)")
_MOMENT_AFTER = frozenset({"ago", "later", "earlier", "after", "before", "from", "since", "away"})
_NO_ONES = frozenset({"point", "degree", "time", "foot", "second", "cent"})


@lru_cache(maxsize=20_000)
def one_of(word: str) -> Unit | None:
    """The time, measure or money of which this word, standing alone, names one."""
    found = next((unit for parts, unit in UNITS.get(word, ()) if parts == (word,)), None)
    if found is None or not found.single or found.kind == COUNT or found.name in _NO_ONES or len(word) < 3:
        return None
    return found


class Unsaid(Counting):
    """A line that reads numbers whose noun comes first, and ones that are not printed."""

    def _definite(self, at: int) -> tuple[Figure, int] | None:
        """«الدول الـ27», «السنوات الخمس»: with the article a number follows what it counts."""
        token = self._tokens[at]
        if token.kind == NUMBER:
            value = Decimal(token.word) if token.word.isdigit() and len(token.word) < 5 else None
            noun, end = at - 2, at + 1
            if self._phrase.word(at - 1) not in ARTICLE or token.gap:
                return None
        else:
            value, end = self._with_article(at)
            noun = at - 1
        if value is None or value < 3 or noun < self._floor or self._phrase.word(noun - 1) in _GROUPS:
            return None
        if self._phrase.word(noun) in _SETS:
            return None
        if self._phrase.word(end) in SCALES_AR or self._measured.after(end, one=False, loose=False, exact=True):
            return None
        return self._after_noun(noun, end, value)

    def _after_noun(self, noun: int, end: int, value: Decimal) -> tuple[Figure, int] | None:
        for prefix, rest in stripped(self._phrase.word(noun)):
            unit = next((unit for parts, unit in UNITS.get(rest, ()) if parts == (rest,)), None)
            many = unit and unit.kind in {COUNT, SPAN} and unit.times == 1 and (not unit.single or rest.endswith("ون"))
            if many and unit and prefix.endswith(("ال", "لل")):
                start = self._tokens[noun].start + len(prefix.removesuffix("ال"))
                return self._figure(start, end, value, unit.name, self._bound(start, end, unit.kind))
        return None

    def _with_article(self, at: int) -> tuple[Decimal | None, int]:
        word = self._tokens[at].word
        rest = word.removeprefix("ال")
        if rest == word:
            return None, at
        if rest in TEENS_AR and self._phrase.word(at + 1) in TEN_AR:
            return Decimal(TEENS_AR[rest] + 10), at + 2
        value = CARDINALS_AR.get(rest)
        tens = TENS_AR.get(self._phrase.word(at + 1).removeprefix("وال"))
        if value is not None and value < 10 and tens and self._phrase.word(at + 1).startswith("وال"):
            return Decimal(value + tens), at + 2  # «الدول السبع والعشرين»
        return (None if value is None else Decimal(value)), at + 1

    def _unsaid(self, at: int) -> tuple[Figure, int] | None:
        """The one of «أكثر من ساعة», "under a minute"."""
        word, before = self._tokens[at].word, self._phrase.word(at - 1) if at else ""
        if word in {"a", "an"}:
            return self._unsaid_en(at) if before in _BEFORE_EN else None
        if before not in _BEFORE_AR and before not in _BEFORE_AR_JOINED:
            return None
        unit = one_of(word)
        near = window(self._plain, self._tokens[at].start, self._from)
        if unit is None or not _BOUND_AR.search(near) or _MOMENT.search(near) or not self._stands_alone(at + 1):
            return None
        return self._bounded(at, at + 1, Decimal(1), unit)

    def _unsaid_en(self, at: int) -> tuple[Figure, int] | None:
        unit = one_of(self._phrase.word(at + 1))
        near = window(self._plain, self._tokens[at].start, self._from)
        if unit is None or not _BOUND_EN.search(near) or _MOMENT.search(near):
            return None
        after = self._phrase.word(at + 2)
        if after in _MOMENT_AFTER or after == "and" and self._phrase.word(at + 3) == "a":
            return None
        return self._bounded(at, at + 2, Decimal(1), unit)

    def _bounded(self, at: int, end: int, value: Decimal, unit: Unit) -> tuple[Figure, int] | None:
        start = self._tokens[at].start
        if unit.kind == MONEY:
            counted = self._measured.noun(end - 1, loose=False, one=True)
            counted = self._measured.fuller(counted) if counted else None
            if counted:
                return self._figure(start, counted.end, value, counted.name, self._bound(start, end, unit.kind))
        return self._figure(start, end, value, unit.name, self._bound(start, end, unit.kind))

    def _stands_alone(self, at: int) -> bool:
        """Whether nothing after the noun names, dates or counts it: «عام 2020», «شهر رمضان», «ساعة ونصف»."""
        if at >= len(self._tokens):
            return True
        token = self._tokens[at]
        if token.kind == NUMBER:
            return False
        if token.kind != WORD:
            return True
        word = token.word
        numeral = word in CARDINALS_AR or word.removeprefix("و") in FRACTIONS_AR
        return not (numeral or word.startswith("ال") or self._refusal.a_month(token))
