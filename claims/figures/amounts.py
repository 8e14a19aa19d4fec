"""Numbers in digits and words: from tokens to exact decimals. A phrase is read from its first token on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Context, Decimal

from .nouns import may_be_noun
from .tokens import NUMBER, WORD, Token, stripped
from .words import (
    BOTH_AR,
    CARDINALS_AR,
    CARDINALS_EN,
    DUALS_AR,
    FIFTHS_AR,
    FRACTIONS_AR,
    HUNDRED_AR,
    ONES_EN,
    OWN_FRACTIONS_AR,
    OWN_PARTS_AR,
    PARTS_AR,
    PARTS_EN,
    PLURALS_AR,
    PLURALS_EN,
    SCALES_AR,
    SCALES_EN,
    SOME_AR,
    SOME_EN,
    TEENS_AR,
    TEN_AR,
    TENS_AR,
    TENS_EN,
    WHOLES_AR,
)

MOST_TERMS = 6  # «تريليون ومليار ومليون وألف ومئة وخمسة»: more are no number
MAX_DIGITS = 20  # a longer run of digits is a code
EXACT = Context(prec=80)
_GROUPED = re.compile(r"[0-9]{1,3}(?:([,٬،'’\u00a0\u202f\u2009])[0-9]{3})(?:\1[0-9]{3})*(?:[.٫][0-9]+)?")
_DOTTED = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3}){2,}(?:,[0-9]+)?|[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+")
_PLAIN = re.compile(r"[0-9]+(?:[.,٫][0-9]+)?")
_REVERSED = re.compile(r"([0-9]+)ر([0-9]+)")
_PARTS = {"1/2": "0.5", "½": "0.5", "1/4": "0.25", "¼": "0.25", "3/4": "0.75", "¾": "0.75", "1/8": "0.125"}
PRINTED_PARTS = {printed: Decimal(value) for printed, value in _PARTS.items()}


@dataclass(frozen=True)
class Amount:
    """A number phrase: its value, where it ends, and how it was written.

    ``scale`` is the last power of ten in words; ``order`` marks a phrase that names only an order of magnitude;
    ``definite`` one with the article («المليار»); ``share`` a fraction of one; ``short`` a number that says nothing
    without what it counts; ``owned`` a share whose whole a pronoun names; ``skip`` the letters joined to its first
    word; ``coefficient`` the digits before its scale.
    """

    value: Decimal
    end: int
    scale: int = 0
    digits: bool = False
    order: bool = False
    definite: bool = False
    share: bool = False
    short: bool = False
    skip: int = 0
    owned: bool = False
    coefficient: Decimal | None = None


def in_digits(word: str) -> Decimal | None:
    """The value of digits as printed; a comma before three digits groups thousands, before others it is a decimal.

    >>> [str(in_digits(word)) for word in ("294,000", "5.57", "97٫3", "1.234.567", "1٬250", "2,5", "22ر0", "1.2.3")]
    ['294000', '5.57', '97.3', '1234567', '1250', '2.5', '0.22', 'None']
    """
    if len(word) > MAX_DIGITS:
        return None
    swapped = _REVERSED.fullmatch(word)
    if swapped:
        # News agencies wrote the decimals of right-to-left numbers first.
        return Decimal(f"{swapped[2]}.{swapped[1]}")
    grouped = _GROUPED.fullmatch(word)
    if grouped and not word.startswith("0"):
        return Decimal(word.replace(grouped[1], "").replace("٫", "."))
    if _DOTTED.fullmatch(word):
        return Decimal(word.replace(".", "").replace(",", "."))
    if _PLAIN.fullmatch(word):
        return Decimal(word.replace(",", ".").replace("٫", "."))
    return None


def is_grouped(word: str) -> bool:
    """Whether digits are printed with their thousands set apart.

    >>> is_grouped("5,123.41"), is_grouped("5123.41"), is_grouped("2,5")
    (True, False, False)
    """
    return _GROUPED.fullmatch(word) is not None


class Phrase:
    """Reads one number phrase from a list of tokens."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._depth = 0  # how many terms are being added up

    def word(self, at: int) -> str:
        """The folded word at a place; empty for what is no word."""
        if at < len(self._tokens) and self._tokens[at].kind == WORD:
            return self._tokens[at].word
        return ""

    def read(self, at: int) -> Amount | None:
        """The number phrase that begins at a token, if one does."""
        token = self._tokens[at]
        if token.kind == NUMBER:
            value = in_digits(token.word)
            if value is None:
                return None
            amount = self._with_printed_part(self._spaced(Amount(value, at + 1, digits=True, coefficient=value)))
            return self._scaled(amount)
        if token.kind != WORD:
            return None
        return self._in_english(at) if token.word.isascii() else self._in_arabic(at)

    def _spaced(self, amount: Amount) -> Amount:
        """Thousands set apart by blanks, as French usage has it: only whole groups ending in 000."""
        groups = [self._tokens[amount.end - 1].word]
        at = amount.end
        while len(groups) < 5 and at < len(self._tokens):
            token = self._tokens[at]
            if token.kind != NUMBER or len(token.word) != 3 or not token.word.isdigit():
                break
            groups.append(token.word)
            at += 1
        if len(groups) > 1 and groups[-1] == "000" and groups[0].isdigit() and len(groups[0]) <= 3:
            value = Decimal("".join(groups))
            return replace(amount, value=value, end=at, coefficient=value)
        return amount

    def _with_printed_part(self, amount: Amount) -> Amount:
        """ "3 1/2", "2½": a whole number and a part."""
        at = amount.end
        part, end = PRINTED_PARTS.get("".join(token.word for token in self._tokens[at : at + 1])), at + 1
        if part is None:
            part, end = PRINTED_PARTS.get("".join(token.word for token in self._tokens[at : at + 3])), at + 3
        if part is None or any(token.gap for token in self._tokens[at + 1 : end]) or amount.value >= 1000:
            return amount
        value = amount.value + part
        return replace(amount, value=value, end=end, coefficient=value)

    # --- scales, in both languages --------------------------------------------------------------------------------

    def _scaled(self, amount: Amount) -> Amount:
        """The amount times the scales that follow, plus what is joined to it."""
        amount = self._times(amount)
        return self._plus(amount) if amount.scale else self._halves(amount)

    def _times(self, amount: Amount) -> Amount:
        while True:
            at = self._dash(amount.end)  # "a 4.5-billion-dollar deal"
            word = self.word(at)
            power = SCALES_AR.get(word) or SCALES_EN.get(word)
            if power is None or amount.scale + power > 15:
                return amount
            value = amount.value.scaleb(power, EXACT)
            amount = replace(amount, value=value, end=at + 1, scale=amount.scale + power, short=False)

    def _plus(self, amount: Amount) -> Amount:
        """What "و" or "and" adds: «مليون و200 ألف», «مليون ونصف المليون», "two million three hundred thousand"."""
        amount = self._with_part(amount)
        if amount.share:
            return replace(amount, share=False)
        if self._depth > MOST_TERMS:
            return amount
        self._depth += 1
        smaller = self._next_term(amount.end)
        self._depth -= 1
        if smaller is None or smaller.order or smaller.share or smaller.value <= 0:
            return amount
        if smaller.value >= Decimal(10) ** amount.scale or smaller.value != smaller.value.to_integral_value():
            return amount
        short = amount.short and not smaller.digits
        return replace(amount, value=amount.value + smaller.value, end=smaller.end, short=short)

    def _next_term(self, at: int) -> Amount | None:
        if at >= len(self._tokens):
            return None
        token = self._tokens[at]
        if token.kind == WORD and token.word == "و" and at + 1 < len(self._tokens):
            after = self._tokens[at + 1]
            return self.read(at + 1) if after.kind == NUMBER or after.word in CARDINALS_AR else None
        if token.kind == WORD and token.word.startswith("و") and len(token.word) > 2:
            return self._in_arabic(at, joined=True)
        if token.word == "and" and self.word(at + 1) in CARDINALS_EN:
            return self._in_english(at + 1)
        if token.word in CARDINALS_EN and token.word != "dozen":
            return self._in_english(at)
        return None

    def _with_part(self, amount: Amount) -> Amount:
        """«مليون ونصف المليون»: a part of the last scale. ``share`` says that there was one."""
        word = self.word(amount.end)
        part = FRACTIONS_AR.get(word[1:]) if word.startswith("و") else None
        if part is None:
            return amount
        after = self.word(amount.end + 1)
        plain = after.removeprefix("ال")
        same = SCALES_AR.get(plain) or DUALS_AR.get(plain)
        if same not in {None, amount.scale} or (same is None and after.startswith("ال")):
            return amount
        added = part[0].scaleb(amount.scale, EXACT) / part[1]
        return replace(amount, value=amount.value + added, end=amount.end + (2 if same else 1), share=True)

    def _halves(self, amount: Amount) -> Amount:
        """ "One and a half million", "two and a half hours"."""
        at = amount.end
        if self.word(at) == "and" and self.word(at + 1) == "a" and self.word(at + 2) in {"half", "quarter"}:
            part = Decimal(1) / PARTS_EN[self.word(at + 2)]
            return self._times(replace(amount, value=amount.value + part, end=at + 3))
        return amount

    # --- Arabic ---------------------------------------------------------------------------------------------------

    def _in_arabic(self, at: int, *, joined: bool = False) -> Amount | None:
        """``joined``: the word begins with the «و» that adds it to what came before."""
        for prefix, word in stripped(self._tokens[at].word):
            if joined and prefix not in {"و", "وب", "ول"}:
                continue
            found = self._dual(word, at) or self._cardinal(word, at) or self._scale_alone(word, prefix, at)
            found = found or self._fraction(word, prefix, at) or self._order(word, at)
            if found is not None:
                return replace(found, skip=len(prefix.removesuffix("ال")))
        return None

    def _dual(self, word: str, at: int) -> Amount | None:
        power = DUALS_AR.get(word)
        after = self.word(at + 1)
        if power is None or word in BOTH_AR and (after.startswith("و") or not may_be_noun(after)):
            return None
        # «مليونا دولار» are two; «مليونا ونصف المليون» is one and a half.
        value = Decimal(2).scaleb(power, EXACT)
        return self._plus(self._times(Amount(value, at + 1, scale=power, short=word in BOTH_AR)))

    def _cardinal(self, word: str, at: int) -> Amount | None:
        if word in TEENS_AR and self.word(at + 1) in TEN_AR:
            return self._scaled(Amount(Decimal(TEENS_AR[word] + 10), at + 2, short=True))
        value = CARDINALS_AR.get(word)
        if value is None:
            return None
        at += 1
        if self._is_part(word, at):
            return Amount(Decimal(1) / FIFTHS_AR[word], at, share=True)
        if 3 <= value <= 9 and self.word(at) in HUNDRED_AR:
            value, at = value * 100, at + 1
        below = PARTS_AR.get(self.word(at)) or OWN_PARTS_AR.get(self.word(at))
        if 3 <= value <= 9 and below:
            amount = Amount(Decimal(value) / below, at + 1, share=True, owned=self.word(at) in OWN_PARTS_AR)
            return self._of_scale(amount)
        value, at = self._lower(value, at)
        return self._scaled(Amount(Decimal(value), at, short=True))

    def _is_part(self, word: str, at: int) -> bool:
        """«خمس السكان», «عشر مساحة البلاد»; «سبع» and «تسع» are verbs as well, so less is sure."""
        whole = self.word(at)
        if word not in FIFTHS_AR or self.word(at - 1).removesuffix(word).endswith("ال"):
            return False
        return whole in WHOLES_AR or word in {"خمس", "عشر"} and whole.startswith("ال") and len(whole) > 4

    def _lower(self, value: int, at: int) -> tuple[int, int]:
        """What «و» adds below a thousand: «خمسة وعشرون», «مئة وخمسة وعشرون»."""
        for _ in range(3):
            word = self.word(at).removeprefix("و")
            if not self.word(at).startswith("و") or not word:
                break
            if word in TEENS_AR and self.word(at + 1) in TEN_AR and value >= 100:
                return value + TEENS_AR[word] + 10, at + 2
            more = CARDINALS_AR.get(word)
            tens = word in TENS_AR and 0 < value % 100 < 10
            if more is None or not (tens or (value % 100 == 0 and more < 100)):
                break
            value, at = value + more, at + 1
        return value, at

    def _scale_alone(self, word: str, prefix: str, at: int) -> Amount | None:
        power = SCALES_AR.get(word)
        definite = "ال" in prefix or prefix.endswith("لل")
        if power is None or word in PLURALS_AR or definite and word.endswith("ا"):
            return None
        one = Amount(Decimal(1).scaleb(power, EXACT), at + 1, scale=power, short=True, definite=definite)
        return self._plus(self._times(one))

    def _fraction(self, word: str, prefix: str, at: int) -> Amount | None:
        if (own := OWN_FRACTIONS_AR.get(word)) and "ال" not in prefix:
            return Amount(own[0] / own[1], at + 1, share=True, owned=True)
        part = FRACTIONS_AR.get(word)
        if part is None or "ال" in prefix:
            return None
        amount = Amount(part[0] / part[1], at + 1, share=True)
        return self._of_scale(amount)

    def _of_scale(self, amount: Amount) -> Amount:
        """«نصف مليون»."""
        power = SCALES_AR.get(self.word(amount.end).removeprefix("ال"))
        if power is None or power == 3 and self.word(amount.end) == "الالف":
            return amount
        scaled = amount.value.scaleb(power, EXACT)
        return replace(amount, value=scaled, end=amount.end + 1, scale=power, share=False)

    def _order(self, word: str, at: int) -> Amount | None:
        """«مئات الملايين», «عشرات الآلاف», «ملايين»."""
        if word in SOME_AR:
            word, at = self.word(at + 1), at + 1
        power = PLURALS_AR.get(word)
        if power is None:
            return None
        at += 1
        for _ in range(2):
            word = self.word(at)
            more = PLURALS_AR.get(word) or PLURALS_AR.get(word.removeprefix("ال"), 0)
            if more < 3:
                break
            power, at = power + more, at + 1
        return Amount(Decimal(1).scaleb(power, EXACT), at, scale=power, order=True)

    # --- English --------------------------------------------------------------------------------------------------

    def _in_english(self, at: int) -> Amount | None:
        word = self._tokens[at].word
        if word in SOME_EN:
            return self._several(at)
        if word in PLURALS_EN:
            return self._orders_en(at)
        if word in {"half", "quarter"} or word in {"a", "an", "one"} and self.word(self._dash(at + 1)) in PARTS_EN:
            return self._part_en(at)
        if word in {"a", "an"}:
            found = self._times(Amount(Decimal(1), at + 1))
            return self._plus(found) if found.scale else None
        if word in CARDINALS_EN:
            return self._cardinal_en(at)
        return None

    def _dash(self, at: int) -> int:
        """Past a hyphen inside a number such as twenty-five."""
        return at + 1 if at < len(self._tokens) and self._tokens[at].word == "-" and not self._tokens[at].gap else at

    def _cardinal_en(self, at: int) -> Amount | None:
        value, end = CARDINALS_EN[self._tokens[at].word], at + 1
        after = self._dash(end)
        if self.word(after) in PARTS_EN and self.word(after).endswith("s"):
            return Amount(Decimal(value) / PARTS_EN[self.word(after)], after + 1, share=True)
        if self._tokens[at].word in TENS_EN and ONES_EN.get(self.word(after), 99) < 10:
            value, end = value + ONES_EN[self.word(after)], after + 1
        if self.word(end) == "dozen" and value < 100:
            return Amount(Decimal(value * 12), end + 1, short=True)
        if self.word(end) == "hundred":
            value, end = self._hundreds(value * 100, end + 1)
        return self._scaled(Amount(Decimal(value), end, short=True))

    def _hundreds(self, value: int, at: int) -> tuple[int, int]:
        after = at + 1 if self.word(at) == "and" else at
        word = self.word(after)
        if word not in CARDINALS_EN or word == "dozen":
            return value, at
        value, after = value + CARDINALS_EN[word], after + 1
        last = self._dash(after)
        if word in TENS_EN and ONES_EN.get(self.word(last), 99) < 10:
            return value + ONES_EN[self.word(last)], last + 1
        return value, after

    def _several(self, at: int) -> Amount | None:
        power = (
            1 if self.word(at + 1) == "dozen" else SCALES_EN.get(self.word(at + 1)) or PLURALS_EN.get(self.word(at + 1))
        )
        if power is None:
            return None
        return Amount(Decimal(1).scaleb(power, EXACT), at + 2, scale=power, order=True)

    def _orders_en(self, at: int) -> Amount:
        power, at = PLURALS_EN[self._tokens[at].word], at + 1
        for _ in range(2):
            more = PLURALS_EN.get(self.word(at + 1), 0) if self.word(at) == "of" else 0
            if more < 3:
                break
            power, at = power + more, at + 2
        return Amount(Decimal(1).scaleb(power, EXACT), at, scale=power, order=True)

    def _part_en(self, at: int) -> Amount | None:
        """ "Half a million", "a quarter of a million", "one-third", "half an hour"."""
        at = self._dash(at + 1) if self._tokens[at].word in {"a", "an", "one"} else at
        value, at = Decimal(1) / PARTS_EN[self._tokens[at].word], at + 1
        scale = at
        if self.word(scale) == "of":
            scale += 1
        if self.word(scale) in {"a", "an"}:
            scale += 1
        if value == Decimal("0.5") and self.word(scale) == "dozen":
            return Amount(Decimal(6), scale + 1, short=True)
        found = self._times(Amount(value, scale))
        return found if found.scale else Amount(value, at, share=True)
