"""What a number counts: its unit, the scale glued to it, and the unit that it shares with the number beside it."""

from __future__ import annotations

import re
from dataclasses import replace

from . import words
from .amounts import EXACT, Amount
from .measured import Counted
from .ranking import Ranked
from .tokens import NUMBER
from .units import COUNT, MEASURE

_POINTED = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")
_SHORT_SURE = frozenset({"bn", "mn", "tn", "trn", "mln", "bln"})
_TEMPERATURE = re.compile(
    r"(?<!\w)(?:temperatures?|degrees|heat\w*|cold|thermometers?|lows?|highs?|warm\w*|freez\w+)(?!\w)"
)
_OUT_BEFORE = re.compile(r"\s*(?:من\s+(?:اصل|بين|مجموع)|out\s+of|of)\s+(?:a\s+total\s+of\s+|an?\s+possible\s+)?")
# «71 سنة للرجال و75 للنساء», "71 for men and 75 for women"
_EACH = re.compile(r"\s+(?:لل\w+\s+و|لدي\s+\w+\s+و|for\s+\w+\s+and\s+)\s*")
_TO = re.compile(r"\s*(?:الي|to)\s+")  # «من ست ساعات إلى أربع»
_AGAINST = re.compile(r"\s*(?:مقابل|ضد|to|against)\s+")
_THAN = re.compile(
    r"(?<!\w)(?:(?:down|up)\s+from|(?:compared\s+(?:with|to)|versus|against))\s+(?:just\s+|only\s+|about\s+)?$"
    r"|(?<!\w)(?:مقارنه\s+(?:مع|ب)|مقابل|بعدما\s+كانت?|بعد\s+ان\s+كانت?)\s*(?:نحو\s+)?$"
)
# «إلى 10.2 مليون برميل يوميا من 9.8 مليون», "to 5.5 million tons from 6.1 million"
_FROM = re.compile(r"(?:\s+\w+){0,4}\s+(?:من|from)\s+(?:نحو\s+|حوالي\s+|about\s+|some\s+)?")
_RICHTER = re.compile(r"\s+(?:درج(?:ه|ات)\s+)?(?:علي|بمقياس|وفق)\s+(?:مقياس\s+)?(?:ريختر|ريشتر)")
_SPEED = re.compile(r"(?<!\w)[وب]?(?:ال)?(?:سرع|رياح)")
_POWER = re.compile(r"(?<!\w)[وب]?(?:قوه|قوته|قوتها|قدره|قدرته|قدرتها)(?!\w)")
_GREW = re.compile(r"\s+from\s+(?:just\s+|only\s+|about\s+)?(?!(?:19|20)[0-9]{2}(?![0-9]))")  # "to 120 ships from 96"
_OUT_AFTER = re.compile(
    r"\s+(?:out\s+of|of|من\s+(?:اصل|بين|مجموع|اخر))\s+(?:(?:the|its|their|his|her|our|last|past|nearly|about|some|\w+['’]s|نحو|حوالي)\s+){0,3}(?=\S)"
)


_BELOW_ZERO = frozenset({"minus", "ناقص", "سالب"})


class Counting(Ranked):
    """A line that knows what its numbers count."""

    def _shared(self, at: int, amount: Amount) -> Counted | None:
        """What two numbers count of which one names it: "8 of the 12 jurors", «9 اختبارات من أصل 12»."""
        before = self._plain[max(self._from, self._tokens[at].start - 16) : self._tokens[at].start]
        if self._last and (
            _OUT_BEFORE.fullmatch(before)
            or _TO.fullmatch(before)
            and (amount.digits or amount.short)
            and amount.value < 1000
            or _EACH.fullmatch(self._plain[self._from : self._tokens[at].start][:40])
            or self._last == "vote"
            and _AGAINST.fullmatch(before)
            or _GREW.fullmatch(before)
        ):
            return Counted(self._last, COUNT, amount.end)
        near = self._plain[max(self._from, self._tokens[at].start - 60) : self._tokens[at].start]
        if amount.scale:
            same = self._last and (_THAN.search(near) or _FROM.fullmatch(near)) and not amount.order
            return Counted(self._last or "", COUNT, amount.end) if same else None
        if self._last and _THAN.search(near) and not self._refusal.is_year(at):
            return Counted(self._last, COUNT, amount.end)
        found = _OUT_AFTER.match(self._plain, self._tokens[amount.end - 1].end)
        next_at = amount.end
        while found and next_at < len(self._tokens) and self._tokens[next_at].start < found.end():
            next_at += 1
        whole = self._phrase.read(next_at) if found and next_at < len(self._tokens) else None
        counted = self._counted(next_at, whole) if whole and not whole.order and not whole.share else None
        return Counted(counted.name, COUNT, amount.end) if counted and counted.kind == COUNT else None

    def _thousands(self, at: int, amount: Amount, counted: Counted | None) -> Amount:
        """ "20.000 cars": a point before three digits groups them where halves cannot be meant."""
        word = self._tokens[at].word
        if amount.scale or not _POINTED.fullmatch(word):
            return amount
        if not word.endswith("000") and (counted is None or counted.kind != COUNT):
            return amount
        return replace(amount, value=amount.value * 1000)

    def _short_scale(self, amount: Amount) -> Amount:
        """ "$5bn", "€3.5m": short scales are sure after money."""
        power = words.SHORT_EN.get(self._phrase.word(amount.end))
        if power is None:
            return amount
        value = amount.value.scaleb(power, EXACT)
        return Amount(value, amount.end + 1, power, amount.digits, coefficient=amount.coefficient)

    def _glued_scale(self, at: int, amount: Amount) -> tuple[Amount, Counted | None]:
        """ "3bn people", "5m users", "671B parameters"."""
        word = self._phrase.word(amount.end)
        name = self._refusal.named(at) or self._refusal.labeled(at) or at > 0 and self._tokens[at - 1].kind == NUMBER
        if word not in words.SHORT_EN or name and word not in _SHORT_SURE:
            return amount, None
        longer = self._short_scale(amount)
        counted = self._counted(at, longer)
        if counted is None and word not in _SHORT_SURE:
            return amount, None
        return longer, counted

    def _counted(self, at: int, amount: Amount) -> Counted | None:
        loose = amount.order or amount.scale > 0 or amount.share
        glued = amount.digits and amount.end < len(self._tokens) and self._is_glued(amount.end)
        exact = glued or amount.share or not (amount.digits or amount.scale or amount.short)
        word = self._phrase.word(amount.end)
        if glued and word in words.SHORT_EN and (word != "m" or self._text[self._tokens[amount.end].start] == "M"):
            return None
        if glued and word in {"c", "f"} and self._is_temperature(at, amount.end):
            return Counted("degree", MEASURE, amount.end + 1)
        if amount.share:
            return self._unit_of_share(amount)
        if _RICHTER.match(self._plain, self._tokens[amount.end - 1].end) and word != "درجات" and word != "درجه":
            return Counted("magnitude", MEASURE, amount.end)
        found = self._measured.after(amount.end, one=amount.value == 1, loose=loose, exact=exact)
        if found and found.name == "year" and found.end < len(self._tokens) and self._refusal.is_year(found.end):
            return None  # «القرار 242 عام 1967»
        if found and found.times == 2 and self._tokens[found.end - 1].word.endswith(("ان", "تين")):
            return None  # «الجولة 18 مباراتين»
        if found and found.name == "node" and _SPEED.search(self._before(at)):
            return found._replace(name="knot", kind=MEASURE)
        if found and found.name == "horse" and _POWER.search(self._before(at)):
            return found._replace(name="horsepower", kind=MEASURE)
        return found

    def _is_temperature(self, at: int, end: int) -> bool:
        """ "-12C", "a high of 38C"."""
        token = self._tokens[end]
        if not self._text[token.start : token.end].isupper():
            return False
        start = self._tokens[at].start
        near = self._plain[max(0, start - 60) : start]
        return self._minus(at) < start or _TEMPERATURE.search(near) is not None

    def _unit_of_share(self, amount: Amount) -> Counted | None:
        """«نصف ساعة», "half an hour": a part of a measure, not of a whole."""
        at = amount.end
        at += self._phrase.word(at) == "of" and self._phrase.word(at + 1) in {"a", "an", "one"}
        if self._phrase.word(at) in {"a", "an", "one"}:
            at += 1
        hour = self._phrase.word(at) == "الساعه"  # «ثلاثة أرباع الساعة»
        found = self._measured.percent(at) or self._measured.noun(at, loose=hour, one=True)
        return found if found and found.kind != COUNT and found.times == 1 else None

    def _start(self, first: int, at: int, amount: Amount) -> int:
        token = self._tokens[first]
        if first != at:
            return token.start
        raw = self._text[token.start : token.end]
        return token.start + amount.skip if raw.isalpha() or token.kind == NUMBER else token.start

    def _minus(self, at: int) -> int:
        """Where the number begins with its minus sign, if it has one; at the start of a line that is a list mark."""
        token = self._tokens[at]
        if at and self._tokens[at - 1].word in _BELOW_ZERO and at - 1 >= self._floor:
            return self._tokens[at - 1].start
        if at < 2 or token.gap or self._tokens[at - 1].word != "-" or not self._tokens[at - 1].gap:
            return token.start
        return self._tokens[at - 1].start
