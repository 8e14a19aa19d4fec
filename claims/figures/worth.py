"""Which numbers are quantities worth an editor's time, and which name, date or order something."""

from __future__ import annotations

import re

from .amounts import EXACT, Amount, is_grouped
from .comparing import comparator
from .line import Line
from .measured import Counted
from .nouns import is_counted
from .tokens import WORD
from .units import COUNT, MEASURE, MONEY, SPAN, UNITS
from .words import SCALES_AR

# Words right before bare digits that make them an amount.
_CUE = re.compile(
    r"(?:س?[يت]?بلغ(?:ت|ه|ها)?|بلوغ|[يت]ساوي|[يت]عادل|عدد(?:ه|ها|هم)|مجموعها|مجموعهم|المجموع|من\s+اصل|out\s+of|اجمالي(?:ه|ها)?|قدر(?:ه|ها)|قيمت(?:ه|ها)"
    r"|عند|magnitude(?:\s+of)?|reached|reaching|total(?:s|ed|ing|led)?|numbered|stood\s+at|stands\s+at|amount(?:s|ed)\s+to|equals?"
    r"|(?:number|total|toll|count|figure)(?:\s+\w+){0,5}\s+(?:was|is|were))\s+(?:at\s+)?[\"«“(]*$"
)
# Whom it struck need not be said: «وجرح أربعة», "killing five".
_STRUCK = re.compile(
    r"(?<!\w)[وف]?(?:[يت]?قتل|مقتل|جرح|اصيب|اصابه|استشهد|استشهاد|[يت]?توفي|وفاه|مصرع|اعتقل|اعتقال|توقيف|انقاذ|عارض(?:ه|ها|ته|تها)?|ايد(?:ه|ها|ته|تها)|امتنع(?:ت)?|رفض(?:ه|ها|ته|تها)|(?:will|would|to)\s+(?:shut|close|cut|hire|open|build|buy|sack|fire)"
    r"|kill(?:s|ed|ing)|wound(?:s|ed|ing)|injur(?:es|ed|ing)|arrest(?:s|ed|ing)|infect(?:s|ed|ing)|sicken(?:s|ed|ing)"
    r"|rescu(?:es|ed|ing)|detain(?:s|ed|ing)|displac(?:es|ed|ing)|hospitali[sz](?:ed|ing))\s+$"
)
# «ألغت الشركة 40 رحلة وأجلت 25.»
_AND_DID = re.compile(r"(?<!\w)و(?!ال)\w{2,}(?:ت|وا)\s+$")
# «برنامج "60 دقيقة"»
_TITLE = re.compile(
    r"(?<!\w)(?:ال)?(?:برنامج|فيلم|مسلسل|روايه|كتاب|مسرحيه|اغنيه|program|programme|film|movie|novel|book|show|series)\s+[«\"“'‘]\s*$"
)
_TOOK_PART = re.compile(
    r"\s+(?:voted|against|abstain\w+|opposed|died|survived|were\s+(?:killed|injured|wounded|hurt|arrested|detained|missing|rescued))(?!\w)"
)
_PER = re.compile(r"(?<!\w)(?:كل|لكل|per|for every|for each|each|every)\s+$")
_PEOPLE = frozenset(
    {"person", "death", "injury", "worker", "employee", "child", "woman", "man", "case", "job", "family"}
)
# "Nine in 10 pupils": neither number is an amount.
_IN_TEN_AFTER = re.compile(r"\s+(?:in|من\s+(?:بين\s+)?كل)\s+[0-9]|\s+out\s+of\s+(?:10|ten)(?!\w)")
_IN_TEN_BEFORE = re.compile(r"(?<!\w)(?:[0-9]+\s+in|من\s+(?:بين\s+)?كل)\s+$")
_ONE_IN_AFTER = re.compile(r"\s+in\s+(?:[0-9]|two|three|four|five|six|seven|eight|nine|ten|twenty|every)")
# What «المليون» after it is no name for.
_LIMIT = re.compile(r"(?<!\w)(?:حاجز|عتبه|سقف|مستوي|علامه)\s+$")
_ONE_IN_BEFORE = re.compile(r"(?<!\w)(?:one|two|three|four|five|six|seven|eight|nine)\s+in\s+$")
_OUT_OF = re.compile(
    r"\s+(?:of|out\s+of|من\s+اصل|من\s+بين|من\s+اخر|of\s+the\s+(?:last|past))\s+(?:the\s+|its\s+|their\s+|his\s+|her\s+)?[0-9]"
)
_NUMBER_EN = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty"
_OUT_OF_ANY = re.compile(
    rf"\s+of\s+(?:(?:the|its|their|his|her)\s+(?:[0-9]|{_NUMBER_EN})|[0-9])|\s+من\s+(?:اصل|بين)\s+[0-9]"
)
# A rate of exchange: what it buys is said, what it is not.
_RATE = re.compile(
    r"\s+(?:per|to\s+the|against\s+the|مقابل|امام|لكل)\s+(?:us\s+)?(?:ال)?(?:dollar|euro|pound|دولار|يورو)|\s+لل(?:دولار|يورو)"
)
_OTHERS = frozenset({"اخرون", "اخرين", "اخري", "اخر", "اخرا", "others", "more"})
_MODELS = re.compile(r"\s(?:[A-Z]\w*\s){0,2}[A-Z]?[A-Za-z-]{0,4}[0-9]{2,4}[A-Za-z]?s(?!\w)")  # "54 Boeing 737s"
_AND_MORE = re.compile(r"-(?:plus|odd)(?!\w)")
_OUT_OF_TEN = re.compile(r"\s+out\s+of\s+(?:10|ten)(?!\w)")
_WHOLE_DAYS = frozenset({"day", "night"})  # "one day" is a tale's beginning


class Worth(Line):
    """A line that knows what is no quantity."""

    def _refused(self, at: int, amount: Amount, counted: Counted | None, *, money: bool) -> bool:
        before = self._before(at)
        if self._is_name(at, counted) or _TITLE.search(
            self._plain[max(0, self._tokens[at].start - 24) : self._tokens[at].start]
        ):
            return True
        if _PER.search(before) and self._is_power(amount) or self._is_x(at, amount):
            return True
        if counted and counted.kind == SPAN and self._is_moment(at, counted.end, counted.name):
            return True
        if not amount.scale and not money and self._in_ten(at):
            return True
        if not amount.digits:
            return self._bare_words(at, amount, counted, before)
        if money or counted and counted.kind in {MONEY, MEASURE} or amount.scale:
            return self._a_model_size(amount, counted)
        return self._no_count(at, amount, counted, before)

    def _is_name(self, at: int, counted: Counted | None) -> bool:
        """«مجموعة العشرين», "the Group of 77"; and a year after a title, «2049 إعجاب النقاد», which is no count."""
        if self._refusal.of_group(at):
            return True
        if (
            not counted
            or counted.kind != COUNT
            or not self._refusal.is_year(at)
            or int(self._tokens[at].word) % 100 < 11
        ):
            return False
        noun, after = self._tokens[counted.end - 1].word, self._phrase.word(counted.end)
        return not noun.isascii() and not noun.endswith(("ا", "ه")) and after.startswith("ال")

    def _is_title(self, at: int, counted: Counted) -> bool:
        """ "Five Guys", "Seven Sisters": capitals, and no noun that is known."""
        first, last = self._tokens[at], self._tokens[counted.end - 1]
        capital = self._text[first.start].isupper() and self._text[last.start].isupper()
        return (
            capital
            and last.word.isascii()
            and counted.kind == COUNT
            and last.word not in UNITS
            and counted.end - at == 2
        )

    def _is_x(self, at: int, amount: Amount) -> bool:
        """ "The 777X", "Sony's 12X": a model's X is no multiple."""
        last = self._tokens[amount.end] if amount.end < len(self._tokens) else None
        if not last or last.gap or self._text[last.start : last.end] != "X":
            return False
        return amount.value >= 100 or self._text[max(0, self._tokens[at].start - 3) : self._tokens[at].start] in {
            "'s ",
            "’s ",
        }

    def _is_power(self, amount: Amount) -> bool:
        """A hundred, a thousand, a million: what rates are stated per."""
        return amount.value >= 100 and amount.value.normalize(EXACT).as_tuple().digits == (1,)

    def _unbounded(self, at: int, amount: Amount) -> bool:
        start, end = self._tokens[at].start, self._tokens[amount.end - 1].end
        return comparator(self._plain, start, end, self._from) == "="

    def _bare_words(self, at: int, amount: Amount, counted: Counted | None, before: str) -> bool:
        """A number in words says little alone: «ألف» may thank, "one" may be anyone."""
        if amount.order:
            return False
        if amount.definite and not (counted and counted.kind == MONEY):
            return not _LIMIT.search(before) and (counted is None or self._unbounded(at, amount))
        if counted is not None and self._is_title(at, counted):
            return True
        if counted is not None:
            return amount.value == 1 and not amount.scale and (counted.kind == COUNT or counted.name in _WHOLE_DAYS)
        word = self._tokens[at].word
        if word.startswith(("ال", "لل", "بال", "وال")) and word not in SCALES_AR and not amount.scale:
            return True  # the Twenty of a group's name
        if amount.value > 1 and (self._phrase.word(amount.end) in _OTHERS or _STRUCK.search(before)):
            return False
        if _OUT_OF_ANY.match(self._plain, self._tokens[amount.end - 1].end):
            return False
        return amount.short and not (self._has_noun(amount) or _CUE.search(before)) and self._unbounded(at, amount)

    def _a_model_size(self, amount: Amount, counted: Counted | None) -> bool:
        """ "Llama 70B" without what is counted is a name."""
        last = amount.end - 1
        return counted is None and self._is_glued(last) and self._phrase.word(last) in {"b", "k", "t"}

    def _in_ten(self, at: int) -> bool:
        token = self._tokens[at]
        before = self._plain[max(0, token.start - 12) : token.start]
        if token.word == "ten" and before.endswith("out of ") or _OUT_OF_TEN.match(self._plain, token.end):
            return True
        if token.kind == WORD and token.word.isascii():
            return bool(_ONE_IN_BEFORE.search(before) or _ONE_IN_AFTER.match(self._plain, token.end))
        return bool(_IN_TEN_AFTER.match(self._plain, token.end) or _IN_TEN_BEFORE.search(before))

    def _no_count(self, at: int, amount: Amount, counted: Counted | None, before: str) -> bool:
        grouped = is_grouped(self._tokens[at].word) or (
            not self._tokens[at].word.isdigit() and amount.value == amount.value.to_integral_value()
        )
        if self._refusal.a_date(at, counted=counted is not None, grouped=grouped):
            return True
        if counted is None:
            return self._bare_digits(at, amount, before, grouped=grouped)
        voted = counted.name == "vote"  # «أيد القرار 124 صوتاً»
        if counted.kind == COUNT and self._refusal.labeled(at, strict=True) and not grouped and not voted:
            return True
        english = self._tokens[counted.end - 1].word.isascii()
        named = english and counted.kind == COUNT and not grouped and self._refusal.named(at)
        return named and counted.name not in _PEOPLE

    def _bare_digits(self, at: int, amount: Amount, before: str, *, grouped: bool) -> bool:
        """Digits that count nothing we know: only where a word says that they are an amount."""
        if self._is_followed_by_letters(amount.end) and not _AND_MORE.match(self._plain, self._tokens[at].end):
            return True
        if grouped and amount.value >= 1000 or self._phrase.word(amount.end) in _OTHERS:
            return False
        if _STRUCK.search(before) or self._last and _AND_DID.search(before) and self._closes(amount.end):
            return False
        if self._refusal.labeled(at) or self._refusal.named(at) or self._refusal.labeled(at - 1):
            return True
        if _MODELS.match(self._text, self._tokens[amount.end - 1].end) and not self._refusal.named(at):
            return False
        if _RATE.match(self._plain, self._tokens[amount.end - 1].end):
            return True
        if self._refusal.on_air(at) or self._refusal.numbered(at) and not self._accusative(amount):
            return True
        after = self._tokens[amount.end - 1].end
        if _OUT_OF.match(self._plain, after) or _TOOK_PART.match(self._plain, after) or self._has_noun(amount):
            return False
        return not _CUE.search(before) and self._unbounded(at, amount)

    def _is_followed_by_letters(self, at: int) -> bool:
        if at >= len(self._tokens):
            return False
        token = self._tokens[at]
        return not token.gap and (token.kind == WORD or token.word == "-")

    def _accusative(self, amount: Amount) -> bool:
        return self._has_noun(amount) and self._phrase.word(amount.end).endswith("ا")

    def _has_noun(self, amount: Amount) -> bool:
        """Whether an Arabic noun of no known unit is counted: «14 بياناً», «7 مبادرات»."""
        return is_counted(self._phrase.word(amount.end), amount.value)
