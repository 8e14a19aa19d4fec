"""The words before a date that tell whether it is one, and which part of it is meant."""

from __future__ import annotations

from ..arabic import fold
from .patterns import YEAR_NOUNS
from .plain import Plain

_JOINED = "وفبل"  # what Arabic writes joined to the next word: conjunctions and prepositions
_REACH = 40  # characters before a date that are looked at; more would make long texts slow


_NONE: list[list[str]] = []


class Cues:
    """Phrases, of which some end right before a date. Blanks within one are written ``_``."""

    def __init__(self, *rows: str) -> None:
        self._by_last: dict[str, list[list[str]]] = {}
        for phrase in sorted({phrase for row in rows for phrase in row.split()}, key=len, reverse=True):
            parts = [fold(part) for part in phrase.split("_")]
            self._by_last.setdefault(parts[-1], []).append(parts)

    def of(self, last: str) -> list[list[str]]:
        """The phrases with this last word."""
        return self._by_last.get(last, _NONE)


class Before:
    """The words right before a place, on its line, each known by where it begins.

    >>> before = Before(Plain("وفي أواخر شهر 2024"), 14)
    >>> before.words, before.ends(PART), before.ends(FISCAL)
    (['وفي', 'اواخر', 'شهر'], 4, None)
    """

    __slots__ = ("_base", "_lasts", "_near", "words")

    def __init__(self, plain: Plain, at: int) -> None:
        low = max(0, at - _REACH)
        near = plain.text[low:at]
        near = near[near.rfind("\n") + 1 :]
        if near.endswith("mid-"):
            near = near[:-1] + " "
        self._base = at - len(near)
        self._near = near
        self.words = near.split()[-4:] if near.endswith(" ") else []
        self._lasts = _bare(self.words[-1]) if self.words else ()

    def ends(self, cues: Cues) -> int | None:
        """Where the phrase of ``cues`` begins that ends here, without what is joined to its first word."""
        for last in self._lasts:
            for parts in cues.of(last):
                if (start := self._start(parts)) is not None:
                    return start
        return None

    def any(self, *several: Cues) -> bool:
        """Whether one of them ends here."""
        return any(self.ends(cues) is not None for cues in several)

    def _start(self, parts: list[str]) -> int | None:
        if len(parts) > len(self.words):
            return None
        printed = self.words[-len(parts) :]
        if printed[1:] != parts[1:] or parts[0] not in _bare(printed[0]):
            return None
        return self.start_of(-len(parts)) + len(printed[0]) - len(parts[0])

    def start_of(self, place: int) -> int:
        """Where the word begins that stands at ``place`` counted from the end: -1 is the last."""
        at = len(self._near)
        for word in reversed(self.words[place:]):
            at = self._near.rfind(word, 0, at)
        return self._base + at


def _bare(word: str) -> list[str]:
    """The word, and what is left of it without one or two joined letters."""
    made = [word]
    if word[0] not in _JOINED:
        return made
    for _ in range(2):
        if len(word) < 3 or word[0] not in _JOINED:
            break
        word = word[1:]
        made.append(word)
    return made


_PARTS = "أوائل أواخر مطلع مستهل بداية بدايات نهاية نهايات منتصف أواسط early late mid end_of the_end_of beginning_of"
_PARTS += " the_beginning_of start_of the_start_of middle_of"
_SEASONS = "صيف شتاء خريف ربيع summer winter spring autumn fall summer_of winter_of spring_of autumn_of fall_of"
_SEVERAL_YEARS = "عامي سنتي أعوام الأعوام سنوات السنوات العامين years"

YEAR_NOUN = Cues(YEAR_NOUNS, _SEVERAL_YEARS, "year")
FISCAL = Cues("المالي المالية fiscal fiscal_year fy الهجري الهجرية")
# Kept with the date, as they say which part of it is meant.
PART = Cues(_PARTS, "شهر last next this", " ".join(f"{part}_شهر" for part in _PARTS.split() if not part.isascii()))
THIS = Cues("this")
PART_OF_YEAR = Cues(_PARTS, _SEASONS)
# A date follows these, never a count of things.
TIME = Cues("منذ بحلول ابتداء_من اعتبارا_من بدءا_من since until till by during throughout as_of")
# A date may follow these, or a count.
MAYBE = Cues(
    "في خلال حتى قبل بعد طوال طيلة مقابل مقارنة_مع مقارنة_ب in before after through around for from",
    "compared_with compared_to versus vs months_of week_of weeks_of الأولى_من الأخيرة_من",
)
FROM = Cues("من بين منذ في خلال الفترة from between since in during period")
BETWEEN = Cues("بين بين_شهري بين_يومي between")
COUNTED = Cues(
    "أكثر_من أقل_من أزيد_من ما_يقرب_من لا_يقل_عن رقم الرقم العدد عدد رقم:",
    "no. number issue page gate version room flight model",
)
MONTH = Cues(
    "في خلال منذ حتى بحلول قبل بعد إلى من عن طوال طيلة شهر لشهر شهري أشهر",
    "in since until till by during through throughout from to before after of between around for",
)
SURE_MONTH = Cues("في خلال منذ بحلول طوال طيلة شهر لشهر شهري أشهر in since until till during throughout")
DAY = Cues(
    "في يوم بتاريخ تاريخ منذ حتى الموافق المصادف فجر صباح ظهر عصر مساء ليل ليلة قبل بعد on of since by until before"
)
IN = Cues("in during since for")
