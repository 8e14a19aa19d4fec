"""Puts a number, what it counts and how it is bounded together, and says which of them are worth an editor's time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from . import words
from .amounts import EXACT, Amount
from .comparing import window
from .line import Figure
from .measured import Counted
from .peoples import NATIONS
from .tokens import NUMBER, SIGN, WORD, Token, flat, stripped, tokens
from .units import COUNT, MEASURE, MONEY, SPAN, UNITS
from .unsaid import Unsaid, one_of

MOST = 10_000  # numbers looked at in one text; what holds more is a table, not prose
LONGEST = 5_000  # characters of a line that are looked at together
_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_CHANGE = re.compile(
    r"(?<!\w)[وف]?س?(?:ارتفع|انخفض|تراجع|زاد|قفز|هبط|صعد|نما|انتقل|تقلص|خفض|رفع|قلص|تضاعف|[يت]رتفع|[يت]نخفض|[يت]تراجع|[يت]زيد|ارتفاع|انخفاض|زياد[هت]|نمو|رفع|خفض|تخفيض|تقليص|تراجع|هبوط|صعود|خفضت|خسر|كسب|ربح|فقد"
    r"|rose|rise|rising|fell|fall|falling|grew|grow|grown|climb|drop|jump|increas|decreas|declin|cut|rais|went|slid|surg|shr|lost|lose|gain|add|slip|eas(?:ed|es)|edg(?:ed|es)|tumbl|plung|advanc)"
)
_NOT_HALF = frozenset(
    {
        *("النهايي", "نهايي", "سنوي", "سنويه", "العام", "السنه", "الليل", "ليل", "الطريق", "الكره", "دايره", "شهريه"),
        *("شهري", "مالي", "الاول", "الثاني", "موصل", "تقريبا", "كم", "ذلك"),
    }
)


def figures(text: str) -> list[Figure]:
    """The quantities of a text in order, none overlapping another.

    >>> [(found.text, found.comparator, found.value, found.unit) for found in figures("لم تتجاوز 294 ألف دولار")]
    [('294 ألف دولار', '<=', '294000', 'USD')]
    >>> [(found.text, found.comparator, found.value, found.high) for found in figures("between 5 and 7 million euros")]
    [('5 and 7 million euros', 'range', '5000000', '7000000')]
    >>> figures("GPT-4 و H800 و Nasdaq 100 في 27 كانون الثاني 2025")
    []
    """
    plain = flat(text)
    found: list[Figure] = []
    budget = MOST
    for start, end in _pieces(plain):
        marked = list(tokens(plain[start:end], start))
        if any(map(_may_begin, marked)):
            line = _Reader(text, plain, marked, budget)
            found.extend(line.figures())
            budget = line.budget
            if budget <= 0:
                break
    return found


def _pieces(plain: str) -> Iterator[tuple[int, int]]:
    """The lines of a text; a very long one in pieces that end with a sentence, or else with a word."""
    for line in _LINE.finditer(plain):
        start, end = line.span()
        while end - start > LONGEST:
            cut = max(plain.rfind(". ", start, start + LONGEST), plain.rfind("؟ ", start, start + LONGEST))
            cut = cut if cut > start else plain.rfind(" ", start, start + LONGEST)
            cut = cut + 1 if cut > start else start + LONGEST
            yield start, cut
            start = cut
        yield start, end


def _may_begin(token: Token) -> bool:
    return token.kind == NUMBER or token.kind == WORD and _begins(token.word)


@lru_cache(maxsize=50_000)
def _begins(word: str) -> bool:
    """Whether a number, a dual or a rank may begin with this word."""
    if word.isascii():
        return word in _STARTERS_EN
    return one_of(word) is not None or any(rest in _STARTERS_AR or _dual(rest) for _, rest in stripped(word))


def _dual(word: str) -> bool:
    """Whether the word begins two of a unit: «ساعتين»."""
    return any(unit.times == 2 for _, unit in UNITS.get(word, ()))


_STARTERS_AR = frozenset(
    word
    for table in (
        words.CARDINALS_AR,
        words.TEENS_AR,
        words.SCALES_AR,
        words.DUALS_AR,
        words.PLURALS_AR,
        words.FRACTIONS_AR,
        words.OWN_FRACTIONS_AR,
        words.SOME_AR,
        words.RANKS_AR,
    )
    for word in table
)
_STARTERS_EN = (
    frozenset(words.CARDINALS_EN)
    | frozenset(words.PLURALS_EN)
    | frozenset(words.ORDINALS_EN)
    | words.SOME_EN
    | frozenset(words.FOLDS_EN)
    | {"a", "an", "half", "quarter"}
)


_MOVING = re.compile(r"(?<!anywhere )(?<!\w)(?:from|من)\s+\S*$")
# «في الربع الثالث من 2024 إلى», "in the third quarter from 2024": the year of a part of it.
_OF_PERIOD = re.compile(
    r"(?<!\w)[وفبل]?(?:ال)?(?:ربع|نصف|فصل|شهر|اشهر|شهور|فتره|فترات|اسبوع|يناير|فبراير|مارس|ابريل|نيسان|مايو|ايار|يونيو|حزيران|يوليو"
    r"|تموز|اغسطس|اب|سبتمبر|ايلول|اكتوبر|نوفمبر|ديسمبر|الاول|الثاني|الثالث|الرابع|الاولي|الاخير|ذاتها?|نفسها?)\s+(?:\w+\s+)?من\s+$"
    r"|(?:quarter|half|month|months|period)\s+of\s+$"
)
_FROM_ONE = frozenset({"من", "بين", "لمده"})
_ONE = frozenset({"واحد", "واحده", "واحدا"})
_AFTER_ARTICLE = frozenset(words.SCALES_EN) | frozenset(words.PARTS_EN)
_OF_TWO = ("ان", "ين")
# Their duals are numbers, not two of something.
_NUMERALS = frozenset(words.TENS_AR) | frozenset(words.CARDINALS_AR) | frozenset(words.DUALS_AR)


class _Reader(Unsaid):
    """Reads the figures of one line."""

    def figures(self) -> Iterator[Figure]:
        """The figures of the line in order."""
        at = 0
        while at < len(self._tokens) and self.budget > 0:
            found = self._try(at) if _may_begin(self._tokens[at]) else None
            if found is None:
                at += 1
                continue
            figure, at = found
            self._floor, self._from, self._last = at, figure.end, figure.unit
            yield figure

    def _try(self, at: int) -> tuple[Figure, int] | None:
        if self._tokens[at].kind == WORD and (found := self._unsaid(at)):
            return found
        # Articles are all over English; each is a number only before a scale word.
        if self._tokens[at].word in {"a", "an"} and self._phrase.word(at + 1) not in _AFTER_ARTICLE:
            return None
        self.budget -= 1
        return self._at(at)

    def _at(self, at: int) -> tuple[Figure, int] | None:
        token = self._tokens[at]
        if token.kind == WORD:
            found = (
                self._rank(at)
                or self._definite(at)
                or self._two(at)
                or self._one(at)
                or self._fold(at)
                or self._and_half(at)
            )
            if found is not None:
                return found
        elif found := self._rank_digits(at) or self._definite(at):
            return found
        elif self._refusal.glued(at) and not self._measured.is_money_glued(at):
            return None
        amount = self._phrase.read(at)
        if amount is None:
            return None
        return self._range(at, amount) or self._before_change(at, amount) or self._single(at, amount)

    # --- duals ----------------------------------------------------------------------------------------------------

    def _two(self, at: int) -> tuple[Figure, int] | None:
        for prefix, rest in stripped(self._tokens[at].word):
            if "ال" in prefix or prefix == "لل" or rest in _NUMERALS:
                continue
            counted = self._measured.dual(at, rest)
            if counted is not None and self._is_second(at, nation=counted.name in NATIONS):
                return None  # «ضابطان مصريان», «مسعفان مدنيان»: these say of what kind
            if counted is not None:
                return self._pair(at, len(prefix), counted)
        return None

    def _is_second(self, at: int, *, nation: bool) -> bool:
        """Whether a noun in the dual stands right before; of nations also one that was not read."""
        dual = self._phrase.word(at - 1).endswith(_OF_TWO)
        return 0 < at == self._floor and (dual or nation) or nation and dual

    def _one(self, at: int) -> tuple[Figure, int] | None:
        """«شهر واحد», «دولاراً واحداً»: one of a measure, after its noun."""
        if self._tokens[at].word not in _ONE or at - 1 < self._floor:
            return None
        for prefix, rest in stripped(self._tokens[at - 1].word):
            unit = next((unit for parts, unit in UNITS.get(rest, ()) if parts == (rest,)), None)
            if unit and unit.kind != COUNT and unit.times == 1 and "ال" not in prefix:
                start = self._tokens[at - 1].start + len(prefix)
                return self._figure(start, at + 1, Decimal(1), unit.name, self._bound(start, at + 1, unit.kind))
        return None

    def _and_half(self, at: int) -> tuple[Figure, int] | None:
        """«ساعة ونصف الساعة», "an hour and a half": one and a part, where the number one is not printed."""
        if self._tokens[at].word == "half":
            return self._and_half_en(at)
        for prefix, rest in stripped(self._tokens[at - 1].word) if at - 1 >= self._floor else ():
            found = next((unit for parts, unit in UNITS.get(rest, ()) if parts == (rest,)), None)
            if (
                found
                and "ال" not in prefix
                and found.kind != COUNT
                and found.times == 1
                and self._part_words(at, found.name)
            ):
                start, end = self._tokens[at - 1].start + len(prefix), at + self._part_words(at, found.name)
                value = 1 + self._and_part(at, found.name)
                return self._figure(start, end, value, found.name, self._bound(start, end, found.kind))
        return None

    def _and_half_en(self, at: int) -> tuple[Figure, int] | None:
        if at - 4 < self._floor:
            return None
        article, one = self._phrase.word(at - 1), self._phrase.word(at - 4)
        if (article, self._phrase.word(at - 2)) != ("a", "and") or one not in {"a", "an"}:
            return None
        found = self._measured.noun(at - 3, loose=False, one=True)
        if not found or found.kind == COUNT or found.end != at - 2:
            return None
        start = self._tokens[at - 4].start
        return self._figure(start, at + 1, Decimal("1.5"), found.name, self._bound(start, at + 1, found.kind))

    def _pair(self, at: int, skip: int, counted: Counted) -> tuple[Figure, int] | None:
        unit, end = counted.name, counted.end
        if counted.kind == SPAN and self._is_moment(at, end, unit):
            return None
        start = self._tokens[at].start + skip
        if found := self._to_more(at, start, counted):
            return found
        if (first := self._from_one(at, unit)) is not None:
            return self._figure(first, end, Decimal(1), unit, "range", Decimal(2))
        value = Decimal(2) + self._and_part(end, unit)
        end += self._part_words(end, unit)
        return self._figure(start, end, value, unit, self._bound(start, end, counted.kind))

    def _to_more(self, at: int, start: int, counted: Counted) -> tuple[Figure, int] | None:
        """«بين ساعتين وأربع ساعات»."""
        next_at = self._past_connector(at, counted.end)
        high = self._phrase.read(next_at) if next_at is not None else None
        if next_at is None or high is None or high.order or high.share or high.value <= 2:
            return None
        more = self._counted(next_at, high)
        if more is None or more.name != counted.name:
            return None
        return self._figure(start, more.end, Decimal(2), counted.name, "range", high.value)

    def _from_one(self, at: int, unit: str) -> int | None:
        """Where the one begins of «من شهر إلى ثلاثة أشهر», «بين عام وعامين», whose second number stands at ``at``."""
        low = at - 1 if self._tokens[at].word.startswith("و") else at - 2
        if low - 1 < self._floor or self._phrase.word(low - 1) not in _FROM_ONE:
            return None
        if low == at - 2 and self._phrase.word(at - 1) not in {"الي", "حتي"}:
            return None
        found = self._measured.noun(low, loose=False, one=True)
        one = found and found.kind != COUNT and found.times == 1 and found.end == low + 1 and found.name == unit
        return self._tokens[low].start if one else None

    # --- one number -----------------------------------------------------------------------------------------------

    def _single(self, at: int, amount: Amount) -> tuple[Figure, int] | None:
        money = self._measured.money_before(at, self._floor)
        if money and not amount.scale:
            amount = self._short_scale(amount)
        counted = Counted(money[0], MONEY, amount.end) if money else self._counted(at, amount)
        if not money and (money := self._measured.percent_before(at, self._floor)):
            counted = Counted(money[0], MEASURE, amount.end)
        if amount.digits and (counted is None or counted.name == "meter" and self._phrase.word(amount.end) == "m"):
            longer, count = self._glued_scale(at, amount)
            amount, counted = (longer, count) if count or counted is None else (amount, counted)
        if counted is None and amount.share:
            return self._share(at, amount)
        if counted is None:
            counted = self._shared(at, amount)
        amount = self._thousands(at, amount, counted)
        if self._refused(at, amount, counted, money=bool(money)):
            return None
        start_token = money[1] if money else at
        return self._made(start_token, at, amount, counted)

    def _made(self, first: int, at: int, amount: Amount, counted: Counted | None) -> tuple[Figure, int] | None:
        end = counted.end if counted else amount.end
        unit, kind = (counted.name, counted.kind) if counted else (None, COUNT)
        value = amount.value
        if unit and counted and not amount.order:
            # «مليون دولار ونصف» is half a million more
            value += self._and_part(end, unit).scaleb(amount.scale, EXACT)
            end += self._part_words(end, unit)
        if unit and first == at and (low := self._from_one(at, unit)) is not None and value > 1:
            return self._figure(low, end, Decimal(1), unit, "range", value)
        start = self._start(first, at, amount)
        place = self._minus(at) if amount.digits and first == at else start
        value = -value if place < start else value
        if amount.order:
            return self._figure(place, end, value, unit, "order_of")
        sign = self._bound(place, amount.end, kind)
        return self._figure(place, end, value, unit, self._bound(place, end, kind) if sign == "=" else sign)

    def _and_part(self, at: int, unit: str) -> Decimal:
        """«ثلاث ساعات ونصف», «عام ونصف العام»."""
        word = self._phrase.word(at)
        part = words.FRACTIONS_AR.get(word[1:]) if word.startswith("و") and len(word) > 2 else None
        if part is None or not self._part_words(at, unit):
            return Decimal(0)
        return part[0] / part[1]

    def _part_words(self, at: int, unit: str) -> int:
        word = self._phrase.word(at)
        if not word.startswith("و") or word[1:] not in words.FRACTIONS_AR:
            return 0
        after = self._phrase.word(at + 1)
        found = self._measured.noun(at + 1, loose=True, one=True)
        if found:
            return 2 if found.name == unit else 0
        return 0 if after.startswith("ال") else 1

    # --- parts of a whole -----------------------------------------------------------------------------------------

    def _share(self, at: int, amount: Amount) -> tuple[Figure, int] | None:
        """«ربع الوظائف», "a third of users": a share is a percentage of what follows."""
        if not amount.owned and not self._has_whole(amount.end, english=self._tokens[at].word.isascii()):
            return None
        percent = amount.value * 100
        exact = percent == percent.to_integral_value() or len(percent.as_tuple().digits) < 6
        value = percent if exact else percent.quantize(Decimal("0.01"))
        start = self._start(at, at, amount)
        sign = self._bound(start, amount.end, MEASURE)
        return self._figure(start, amount.end, value, "percent", sign if exact or sign != "=" else "~")

    def _has_whole(self, at: int, *, english: bool) -> bool:
        word, after = self._phrase.word(at), self._phrase.word(at + 1)
        if english and self._phrase.word(at - 2) in words.ORDINALS_EN:
            return False
        if english and word == "of" and at + 1 < len(self._tokens) and self._refusal.is_year(at + 1):
            return False
        if english:
            if word in {"majority", "stake", "share"}:
                return True
            return word in {"of", "the", "all", "its", "their", "his", "our"} and after not in {"year", "century"}
        if word in _NOT_HALF or not word or word.isascii():
            return False
        if word.endswith(("ها", "هم")) or self._text[self._tokens[at].start : self._tokens[at].end].endswith("ه"):
            return len(word) > 4  # what is halved is somebody's: «نصف راتبه»
        return (
            word.startswith("ال") or word in {"من", "هذه", "هذا"} or after.startswith("ال") and after not in _NOT_HALF
        )

    # --- ranges ---------------------------------------------------------------------------------------------------

    def _range(self, at: int, low: Amount) -> tuple[Figure, int] | None:
        """«بين 5 و7», «من 3 إلى 5», "5 to 7", "2-3%": two numbers of one unit, the lower first."""
        if low.order or low.share:
            return None
        first = self._measured.money_before(at, self._floor)
        low = self._short_scale(low) if first and not low.scale else low
        low_counted = None if first else self._measured.after(low.end, one=False, loose=False, exact=True)
        next_at = self._past_connector(at, low_counted.end if low_counted else low.end)
        if next_at is None:
            return None
        high = self._phrase.read(next_at)
        if high is None or high.order or high.share or high.digits != low.digits and not (low.scale or high.scale):
            return None
        return self._two_ends(at, low, low_counted, next_at, high)

    def _two_ends(
        self, at: int, low: Amount, low_counted: Counted | None, next_at: int, high: Amount
    ) -> tuple[Figure, int] | None:
        first = self._measured.money_before(at, self._floor)
        if first:
            high = self._short_scale(high) if not high.scale else high
        counted = Counted(first[0], MONEY, high.end) if first else self._counted(next_at, high)
        if counted is None and high.digits:
            high, counted = self._glued_scale(next_at, high)
        lone = not self._measured.money_before(next_at, self._floor)
        if counted is None and lone and low_counted and not low.scale and not high.scale and self._closes(high.end):
            counted = low_counted._replace(end=high.end)  # «من 5 أيام إلى 10»
        unit = counted.name if counted else None
        aged = self._phrase.word(at - 1) in {"aged", "ages"}
        if low_counted and low_counted.name != unit or unit is None and not high.scale and not aged:
            return None
        if low_counted and high.value > 3 * low.value and self._is_level(at, low_counted.end):
            return None
        value = low.value
        if not low.scale and high.scale and high.coefficient is not None and low.value < high.coefficient:
            value = low.value.scaleb(high.scale, EXACT)
        if value != low.value:
            low = replace(low, value=value, scale=high.scale)  # «من 50 حتى 70 مليونا»
        if value >= high.value or not aged and self._refused(at, low, counted, money=bool(first)):
            return None
        if not aged and self._refused(next_at, high, counted, money=bool(first)):
            return None
        start = self._start(first[1] if first else at, at, low)
        end = counted.end if counted else high.end
        return self._figure(start, end, value, unit, "range", high.value)

    def _is_level(self, at: int, end: int) -> bool:
        """«تراجع 35 نقطة إلى 11,240 نقطة»: by how much, and what was reached."""
        to = self._tokens[end].word in {"to", "الي"}
        return to and _CHANGE.search(window(self._plain, self._tokens[at].start, self._from)) is not None

    def _before_change(self, at: int, low: Amount) -> tuple[Figure, int] | None:
        """The first number of «ارتفع من 120 إلى 175 مدرسة», "from 7 to 5 percent": it shares what the second counts."""
        to = self._tokens[low.end].word if low.end < len(self._tokens) else ""
        before = window(self._plain, self._tokens[at].start, self._from)
        if not low.digits or to not in {"to", "الي"} or not _MOVING.search(before) or not _CHANGE.search(before):
            return None
        if self._refusal.is_year(at) and _OF_PERIOD.search(before):
            return None
        high = self._phrase.read(low.end + 1) if low.end + 1 < len(self._tokens) else None
        counted = self._counted(low.end + 1, high) if high and (high.digits or high.scale) and not high.order else None
        if high is None or counted is None or self._refused(at, low, counted, money=False):
            return None
        value = low.value
        if not low.scale and high.scale and high.coefficient is not None and low.value < 1000:
            value = low.value.scaleb(high.scale, EXACT)
        start = self._start(at, at, low)
        return self._figure(start, low.end, value, counted.name, self._bound(start, low.end, counted.kind))

    def _past_connector(self, at: int, end: int) -> int | None:
        """The token of the second number, where the words between the two make a range."""
        if end >= len(self._tokens) - 0:
            return None
        word, token = self._tokens[end].word, self._tokens[end]
        before = window(self._plain, self._tokens[at].start, self._from)
        after = end + 1
        while after < len(self._tokens) and self._tokens[after].word in {"$", "€", "£", "¥", "ال"}:
            after += 1
        if after >= len(self._tokens) and not (word.startswith("و") and len(word) > 1):
            return None
        if token.kind == SIGN and word in {"-", "–", "—"}:
            spaced = token.gap and self._tokens[after].gap and at > 0
            return after if self._tokens[after].kind == NUMBER and spaced == self._tokens[after].gap else None
        if word in {"to", "الي", "حتي", "ل"}:
            moving = _CHANGE.search(before) and _MOVING.search(before)
            return None if moving else after
        if re.search(r"(?<!\w)(?:بين|between)\s+(?:ال)?[$€£¥]?\s*$", before):
            if word in {"و", "and"}:
                return after
            return end if token.kind == WORD and word.startswith("و") and len(word) > 2 else None
        return None
