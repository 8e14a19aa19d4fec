"""Puts a number, what it counts and how it is bounded together, and says which of them are worth an editor's time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from claims.quantities import decimal_string

from . import words
from .amounts import EXACT, Amount, Phrase
from .comparing import comparator, window
from .measured import Counted, Measured
from .refusing import Refusal
from .tokens import NUMBER, SIGN, WORD, Token, flat, stripped, tokens
from .units import COUNT, MEASURE, MONEY, SPAN, UNITS

MOST = 10_000  # numbers looked at in one text; what holds more is a table, not prose
MOST_IN_LINE = 400  # numbers in one line
_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_CUE = re.compile(
    r"(?:(?:[يت]|س[يت])?بلغ(?:ت|ه|ها)?|بلوغ|[يت]ساوي|[يت]عادل|عدد(?:ه|ها|هم)|مجموع(?:ه|ها)|اجمالي(?:ه|ها)?|قدر(?:ه|ها)|قيمت(?:ه|ها)"
    r"|عند|reached|reaching|total(?:s|ed|ing|led)?|numbered|stood\s+at|stands\s+at|amount(?:s|ed)\s+to|equals?|was|is|were)"
    r"\s+(?:at\s+)?[\"«“(]*$"
)
_PER = re.compile(r"(?<!\w)(?:كل|لكل|per|for every|for each|each|every)\s+$")
_CHANGE = re.compile(
    r"(?<!\w)(?:ارتفع|انخفض|تراجع|زاد|قفز|هبط|صعد|نما|انتقل|تقلص|خفض|رفع|قلص|تضاعف|[يت]رتفع|[يت]نخفض|[يت]تراجع|[يت]زيد|ارتفاع|انخفاض|خفضت"
    r"|rose|rise|rising|fell|fall|falling|grew|grow|grown|climb|drop|jump|increas|decreas|declin|cut|rais|went|slid|surg|shr)"
)
_OVER = re.compile(r"(?<!\w)over\s+(?:the\s+)?$")
_LASTING = re.compile(
    r"(?<!\w)(?:for|after|with|has|have|had|been|lasted|took|spent|takes|take|of|in|spans?|covers?)\s+over\s+$"
)
_PEOPLE = frozenset(
    {"person", "death", "injury", "worker", "employee", "child", "woman", "man", "case", "job", "family"}
)
# "Nine in 10 pupils": neither number is an amount.
_OF_TEN = re.compile(r"\s+(?:in|من\s+كل)\s+[0-9]")
_IN_TEN = re.compile(r"(?:[0-9]|\w{3})\s+(?:[0-9]\s+in|من\s+كل)\s+$")
_OTHERS = frozenset({"اخرون", "اخرين", "اخري", "اخر", "اخرا", "others", "more"})
_SHORT_SURE = frozenset({"bn", "mn", "tn", "trn", "mln", "bln"})
_RANK_EN = re.compile(r"(?<!\w)(?:rank(?:s|ed|ing)?|placed|finished|came|come|comes|took)\s+(?:in\s+)?$")
_NOT_HALF = frozenset(
    "النهايي نهايي سنوي سنويه العام السنه الليل ليل الطريق الكره دايره شهريه شهري مالي الاول الثاني موصل تقريبا كم ذلك".split(
        " "
    )
)


@dataclass(frozen=True)
class Figure:
    """A quantity at ``text[start:end]``, as printed: a decimal string in base units, its unit and its comparator."""

    start: int
    end: int
    text: str
    value: str | None
    high: str | None
    unit: str | None
    comparator: str


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
    for line in _LINE.finditer(plain):
        marked = list(tokens(line[0], line.start()))
        if budget <= 0:
            break
        starters = sum(1 for token in marked if _may_begin(token))
        if 0 < starters <= MOST_IN_LINE:
            budget -= starters
            found.extend(_Line(text, plain, marked).figures())
    return found


def _may_begin(token: Token) -> bool:
    return token.kind == NUMBER or token.kind == WORD and _begins(token.word)


@lru_cache(maxsize=50_000)
def _begins(word: str) -> bool:
    """Whether a number, a dual or a rank may begin with this word."""
    if word.isascii():
        return word in _STARTERS_EN
    return any(rest in _STARTERS_AR or _dual(rest) for _, rest in stripped(word))


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
    | {"a", "an", "half", "quarter"}
)


# Their duals are numbers, not two of something.
_NUMERALS = frozenset(words.TENS_AR) | frozenset(words.CARDINALS_AR) | frozenset(words.DUALS_AR)


class _Line:
    """One line: walks over its tokens once; each figure begins where the last one ended or later."""

    def __init__(self, text: str, plain: str, marked: list[Token]) -> None:
        self._text = text
        self._plain = plain
        self._tokens = marked
        self._phrase = Phrase(marked)
        self._measured = Measured(marked)
        self._refusal = Refusal(text, marked)
        self._floor = 0  # the first token after the last figure
        self._from = marked[0].start  # where the last figure ended

    def figures(self) -> Iterator[Figure]:
        """The figures of the line in order."""
        at = 0
        while at < len(self._tokens):
            found = self._at(at) if _may_begin(self._tokens[at]) else None
            if found is None:
                at += 1
                continue
            figure, at = found
            self._floor, self._from = at, figure.end
            yield figure

    def _at(self, at: int) -> tuple[Figure, int] | None:
        token = self._tokens[at]
        if token.kind == WORD:
            found = self._rank(at) or self._two(at)
            if found is not None:
                return found
        elif self._refusal.glued(at):
            return None
        amount = self._phrase.read(at)
        if amount is None:
            return None
        return self._range(at, amount) or self._single(at, amount)

    # --- ranks and duals ------------------------------------------------------------------------------------------

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

    def _rank_en(self, at: int) -> tuple[Figure, int] | None:
        token = self._tokens[at]
        value = Decimal(words.ORDINALS_EN[token.word])
        if self._phrase.word(at + 1) in {"place", "spot", "rank"}:
            return self._figure(token.start, at + 2, value, "rank", "=")
        before = window(self._plain, token.start, self._from)
        if re.search(r"(?<!\w)rank(?:s|ed|ing)?\s+$", before):
            return self._figure(token.start, at + 1, value, "rank", "=")
        return None

    def _two(self, at: int) -> tuple[Figure, int] | None:
        for prefix, rest in stripped(self._tokens[at].word):
            if "ال" in prefix or prefix == "لل" or rest in _NUMERALS:
                continue
            counted = self._measured.dual(at, rest)
            if counted is not None:
                return self._pair(at, len(prefix), counted)
        return None

    def _pair(self, at: int, skip: int, counted: Counted) -> tuple[Figure, int] | None:
        unit, end = counted.name, counted.end
        if counted.kind == SPAN and self._is_moment(at, end, unit):
            return None
        value = Decimal(2) + self._and_part(end, unit)
        end += self._part_words(end, unit)
        start = self._tokens[at].start + skip
        return self._figure(start, end, value, unit, self._bound(start, end, counted.kind))

    # --- one number -----------------------------------------------------------------------------------------------

    def _single(self, at: int, amount: Amount) -> tuple[Figure, int] | None:
        money = self._measured.money_before(at, self._floor)
        if money and not amount.scale:
            amount = self._short_scale(amount)
        counted = Counted(money[0], MONEY, amount.end) if money else self._counted(at, amount)
        if money:
            counted = self._measured.per(counted) if counted else None
        if amount.digits and (counted is None or counted.name == "meter" and self._phrase.word(amount.end) == "m"):
            longer, count = self._glued_scale(at, amount)
            amount, counted = (longer, count) if count or counted is None else (amount, counted)
        if counted is None and amount.share:
            return self._share(at, amount)
        if self._refused(at, amount, counted, bool(money)):
            return None
        start_token = money[1] if money else at
        return self._made(start_token, at, amount, counted)

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
        if glued and word in words.SHORT_EN and word != "m":
            return None
        if amount.share:
            return self._unit_of_share(amount)
        return self._measured.after(amount.end, one=amount.value == 1, loose=loose, exact=exact)

    def _is_glued(self, at: int) -> bool:
        token = self._tokens[at]
        return token.kind == WORD and not token.gap and token.word.isascii()

    def _unit_of_share(self, amount: Amount) -> Counted | None:
        """«نصف ساعة», "half an hour": a part of a measure, not of a whole."""
        at = amount.end
        if self._phrase.word(at) in {"a", "an"}:
            at += 1
        found = self._measured.noun(at, loose=False, one=True)
        return found if found and found.kind != COUNT and found.times == 1 else None

    def _made(self, first: int, at: int, amount: Amount, counted: Counted | None) -> tuple[Figure, int] | None:
        end = counted.end if counted else amount.end
        unit, kind = (counted.name, counted.kind) if counted else (None, COUNT)
        value = amount.value
        if unit and counted and not amount.order:
            value += self._and_part(end, unit)
            end += self._part_words(end, unit)
        start = self._start(first, at, amount)
        place = self._minus(at) if amount.digits and first == at else start
        value = -value if place < start else value
        if amount.order:
            return self._figure(place, end, value, unit, "order_of")
        return self._figure(place, end, value, unit, self._bound(place, end, kind))

    def _start(self, first: int, at: int, amount: Amount) -> int:
        token = self._tokens[first]
        if first != at:
            return token.start
        raw = self._text[token.start : token.end]
        return token.start + amount.skip if raw.isalpha() or token.kind == NUMBER else token.start

    def _minus(self, at: int) -> int:
        """Where the number begins with its minus sign, if it has one; at the start of a line that is a list mark."""
        token = self._tokens[at]
        if at < 2 or token.gap or self._tokens[at - 1].word != "-" or not self._tokens[at - 1].gap:
            return token.start
        return self._tokens[at - 1].start

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
        if not self._has_whole(amount.end, english=self._tokens[at].word.isascii()):
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
        if english:
            return word in {"of", "the", "all", "its", "their", "his", "our"} and after not in {"year", "century"}
        if word in _NOT_HALF or not word or word.isascii():
            return False
        return (
            word.startswith("ال") or word in {"من", "هذه", "هذا"} or after.startswith("ال") and after not in _NOT_HALF
        )

    # --- ranges ---------------------------------------------------------------------------------------------------

    def _range(self, at: int, low: Amount) -> tuple[Figure, int] | None:
        """«بين 5 و7», «من 3 إلى 5», "5 to 7", "2-3%": two numbers of one unit, the lower first."""
        if low.order or low.share:
            return None
        first = self._measured.money_before(at, self._floor)
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
        unit = counted.name if counted else None
        if low_counted and low_counted.name != unit or unit is None and not high.scale:
            return None
        value = low.value
        if not low.scale and high.scale and high.coefficient is not None and low.value < high.coefficient:
            value = low.value.scaleb(high.scale, EXACT)
        if value >= high.value or self._refused(at, low, counted, bool(first)):
            return None
        if self._refused(next_at, high, counted, bool(first)):
            return None
        start = self._start(first[1] if first else at, at, low)
        end = counted.end if counted else high.end
        return self._figure(start, end, value, unit, "range", high.value)

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
            return after if self._tokens[after].kind == NUMBER and not self._tokens[after].gap else None
        if word in {"to", "الي", "حتي", "ل"}:
            moving = _CHANGE.search(before) and re.search(r"(?<!\w)(?:from|من)\s+\S*$", before)
            return None if moving else after
        if re.search(r"(?<!\w)(?:بين|between)\s+(?:ال)?[$€£¥]?\s*$", before):
            if word in {"و", "and"}:
                return after
            return end if token.kind == WORD and word.startswith("و") and len(word) > 2 else None
        return None

    # --- what is no quantity --------------------------------------------------------------------------------------

    def _refused(self, at: int, amount: Amount, counted: Counted | None, money: bool) -> bool:
        start = self._tokens[at].start
        before = window(self._plain, start, self._from)
        if _PER.search(before) and self._is_power(amount):
            return True
        if counted and counted.kind == SPAN and self._is_moment(at, counted.end, counted.name):
            return True
        if not amount.digits:
            return self._bare_words(at, amount, counted, before)
        if money or counted and counted.kind in {MONEY, MEASURE} or amount.scale:
            return self._a_model_size(amount, counted)
        return self._no_count(at, amount, counted, before)

    def _is_power(self, amount: Amount) -> bool:
        """A hundred, a thousand, a million: what rates are stated per."""
        return amount.value >= 100 and amount.value.normalize(EXACT).as_tuple().digits == (1,)

    def _is_moment(self, at: int, end: int, unit: str) -> bool:
        """«قبل 3 أيام», "2 hours ago": these belong to the reader of dates."""
        before = {rest for _, rest in stripped(self._phrase.word(at - 1))} if at else set()
        if "قبل" in before or self._phrase.word(end) == "ago":
            return True
        return "منذ" in before and unit in {"second", "minute", "hour", "day", "week"}

    def _bare_words(self, at: int, amount: Amount, counted: Counted | None, before: str) -> bool:
        """A number in words says little alone: «ألف» may thank, "one" may be anyone."""
        if amount.order:
            return False
        if counted is not None:
            return (
                amount.value == 1 and not amount.scale and (counted.kind == COUNT or counted.name in {"day", "night"})
            )
        return (
            amount.short
            and not _CUE.search(before)
            and comparator(self._plain, self._tokens[at].start, self._tokens[amount.end - 1].end, self._from) in {"="}
        )

    def _a_model_size(self, amount: Amount, counted: Counted | None) -> bool:
        """ "Llama 70B" without what is counted is a name."""
        return (
            counted is None
            and bool(amount.scale)
            and self._is_glued(amount.end - 1)
            and self._phrase.word(amount.end - 1) in {"b", "k", "t"}
        )

    def _no_count(self, at: int, amount: Amount, counted: Counted | None, before: str) -> bool:
        raw = self._tokens[at].word
        if _OF_TEN.match(self._plain, self._tokens[at].end) or _IN_TEN.search(
            self._plain[max(0, self._tokens[at].start - 12) : self._tokens[at].start]
        ):
            return True
        grouped = not raw.isdigit() and amount.value == amount.value.to_integral_value()
        if self._refusal.a_date(at, counted=counted is not None, grouped=grouped):
            return True
        if counted is None:
            return self._bare_digits(at, amount, grouped, before)
        if self._refusal.labeled(at) and not grouped:
            return True
        english = self._tokens[counted.end - 1].word.isascii()
        named = english and counted.kind == COUNT and not grouped and self._refusal.named(at)
        return named and not (counted.name in _PEOPLE)

    def _bare_digits(self, at: int, amount: Amount, grouped: bool, before: str) -> bool:
        """Digits that count nothing we know: only where a word says that they are an amount."""
        if self._is_followed_by_letters(amount.end):
            return True
        if grouped and amount.value >= 1000 or self._phrase.word(amount.end) in _OTHERS:
            return False
        if self._refusal.labeled(at) or self._refusal.named(at):
            return True
        if _CUE.search(before):
            return False
        start, end = self._tokens[at].start, self._tokens[amount.end - 1].end
        return comparator(self._plain, start, end, self._from) == "="

    def _is_followed_by_letters(self, at: int) -> bool:
        if at >= len(self._tokens):
            return False
        token = self._tokens[at]
        return not token.gap and (token.kind == WORD or token.word == "-")

    # --- the result -----------------------------------------------------------------------------------------------

    def _bound(self, start: int, end: int, kind: str) -> str:
        sign = comparator(self._plain, start, self._tokens[end - 1].end, self._from)
        if sign == ">" and kind == SPAN:
            before = window(self._plain, start, 0 if self._floor == 0 else max(0, start - 40))
            if _OVER.search(before) and not _LASTING.search(before):
                return "="
        return sign

    def _figure(
        self, start: int, end: int, value: Decimal, unit: str | None, sign: str, high: Decimal | None = None
    ) -> tuple[Figure, int] | None:
        try:
            low = decimal_string(format(value, "f"))
            top = None if high is None else decimal_string(format(high, "f"))
        except ValueError:
            return None
        stop = self._tokens[end - 1].end
        return Figure(start, stop, self._text[start:stop], low, top, unit, sign), end
