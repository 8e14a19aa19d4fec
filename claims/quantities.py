"""Numbers of claims: exact decimals, comparators, and how both languages write them. Pure functions.

A value is never rounded: what cannot be said exactly in millions is written out (law 8).
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

# Scale words: (exponent, Arabic singular, English); the Arabic plural follows numbers from 3 to 10.
_SCALES = ((12, "تريليون", "trillion"), (9, "مليار", "billion"), (6, "مليون", "million"), (3, "ألف", "thousand"))
_PLURALS_AR = {12: "تريليونات", 9: "مليارات", 6: "ملايين", 3: "آلاف"}
# Unit → Arabic singular (also after 11 and more), Arabic plural (3 to 10), Arabic dual, English one, many.
UNITS: dict[str, tuple[str, str, str, str, str]] = {
    "USD": ("دولار", "دولارات", "دولاران", "US dollar", "US dollars"),
    "processor": ("معالجاً", "معالجات", "معالجان", "processor", "processors"),
    "parameter": ("معلمة", "معلمات", "معلمتان", "parameter", "parameters"),
    "hour": ("ساعة", "ساعات", "ساعتان", "hour", "hours"),
    "minute": ("دقيقة", "دقائق", "دقيقتان", "minute", "minutes"),
    "view": ("مشاهدة", "مشاهدات", "مشاهدتان", "view", "views"),
}
_COMPARATORS = {
    "ar": {
        "=": "{}",
        "<": "أقل من {}",
        "<=": "لا يزيد على {}",
        ">": "أكثر من {}",
        ">=": "لا يقل عن {}",
        "~": "نحو {}",
        "order_of": "{}",
    },
    "en": {
        "=": "{}",
        "<": "less than {}",
        "<=": "no more than {}",
        ">": "more than {}",
        ">=": "at least {}",
        "~": "about {}",
        "order_of": "{}",
    },
}
_ORDERS = {
    "ar": {10**8: "مئات الملايين", 10**9: "مليارات", 10**6: "ملايين", 10**7: "عشرات الملايين"},
    "en": {10**8: "hundreds of millions", 10**9: "billions", 10**6: "millions", 10**7: "tens of millions"},
}
MAX_DIGITS = 40


def decimal_string(text: str) -> str:
    """The one spelling of a decimal number: no exponent, no trailing zeros. ``ValueError`` if it is none.

    >>> decimal_string("5.570"), decimal_string("294000"), decimal_string("-8.60")
    ('5.57', '294000', '-8.6')
    """
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise ValueError(f"“{text}” is no decimal number such as 294000 or 5.57.") from None
    if not number.is_finite() or len(number.as_tuple().digits) > MAX_DIGITS or abs(number.adjusted()) > MAX_DIGITS:
        raise ValueError(f"“{text}” is no decimal number of at most {MAX_DIGITS} digits.")
    plain = format(number.normalize(), "f")
    return "0" if plain == "-0" else plain


def grouped(value: str) -> str:
    """A decimal string with thousands separated by commas.

    >>> grouped("294000"), grouped("5.57")
    ('294,000', '5.57')
    """
    whole, _, part = value.lstrip("-").partition(".")
    sign = "-" if value.startswith("-") else ""
    body = f"{int(whole):,}"
    return f"{sign}{body}.{part}" if part else f"{sign}{body}"


def spoken(value: str, language: str) -> str:
    """A number as newspapers write it, exactly: in thousands to trillions where at most two decimals remain.

    >>> spoken("294000", "ar"), spoken("5570000", "en"), spoken("2048", "ar")
    ('294 ألف', '5.57 million', '2,048')
    """
    number = Decimal(value)
    for exponent, singular, english in _SCALES:
        if abs(number) >= Decimal(10) ** exponent and not (exponent == 3 and abs(number) < 10_000):
            scaled = decimal_string(str(number.scaleb(-exponent)))
            if len(scaled.partition(".")[2]) <= 2:
                word = _scale_word(scaled, exponent, singular) if language.startswith("ar") else english
                return f"{scaled} {word}"
            break
    return grouped(value)


def _scale_word(scaled: str, exponent: int, singular: str) -> str:
    return _PLURALS_AR[exponent] if "." not in scaled and 3 <= abs(int(scaled)) <= 10 else singular


def _with_unit(value: str, unit: str, language: str) -> str:
    number = spoken(value, language)
    if unit == "percent":
        return f"{grouped(value)}%"
    if unit == "rank":
        return f"المرتبة {value}" if language.startswith("ar") else f"rank {value}"
    if unit not in UNITS:
        return f"{number} {unit}".strip()
    singular, plural, dual, one, many = UNITS[unit]
    if not language.startswith("ar"):
        return f"{number} {one if value in {'1', '-1'} else many}"
    if value == "2":
        return dual
    few = "." not in value and 3 <= abs(int(value)) <= 10
    # After ألف and مليون the counted noun is in the genitive singular, without the accusative ending.
    noun = plural if few else singular
    return f"{number} {noun.removesuffix('اً') if ' ' in number else noun}"


def display(value: str, unit: str, comparator: str, language: str, high: str | None = None) -> str:
    """A quantity in words.

    >>> display("294000", "USD", "<=", "ar")
    'لا يزيد على 294 ألف دولار'
    >>> display("-8.6", "percent", "=", "en")
    '-8.6%'
    >>> display("100000000", "USD", "order_of", "en")
    'hundreds of millions of US dollars'
    """
    side = "ar" if language.startswith("ar") else "en"
    if comparator == "range" and high is not None:
        between = "بين {} و{}" if side == "ar" else "between {} and {}"
        return between.format(spoken(value, side), _with_unit(high, unit, side))
    if comparator == "order_of" and int(Decimal(value)) in _ORDERS[side]:
        return _in_order_of(value, unit, side)
    return _COMPARATORS[side].get(comparator, "{}").format(_with_unit(value, unit, side))


def _in_order_of(value: str, unit: str, side: str) -> str:
    order = _ORDERS[side][int(Decimal(value))]
    if unit not in UNITS:
        return order
    if side == "en":
        return f"{order} of {UNITS[unit][4]}"
    return f"{order} من ال{UNITS[unit][1]}" if order.startswith(("مئات", "عشرات")) else f"{order} ال{UNITS[unit][1]}"


_NUMBER = re.compile(r"[0-9٠-٩][0-9٠-٩.,٫٬]*\s?[%٪]?")
# Words that are themselves quantities, and words that make a bare number one.
_SCALE_WORD = re.compile(
    r"(?<!\w)(?:\w{0,3}(?:ألف|آلاف|ألفا|ألفي|مليون|ملايين|مليونا|مليوني|مليار|مليارات|تريليون|بالمئة|بالمائة)"
    r"|thousands?|millions?|billions?|trillions?|percent)(?!\w)",
    re.IGNORECASE,
)
_MONTHS = (
    r"كانون|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول|تشرين|يناير|فبراير|مارس|أبريل|إبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر"
    r"|أكتوبر|نوفمبر|ديسمبر|January|February|March|April|May|June|July|August|September|October|November|December"
)
_BEFORE_MONTH = re.compile(rf"\s+(?:{_MONTHS})")
_AFTER_MONTH = re.compile(rf"(?:{_MONTHS})\s+$")
_INDEX_NAME = re.compile(r"(?:S&P|Nasdaq|FTSE|Nikkei|ستاندرد آند بورز|ناسداك)\s+$", re.IGNORECASE)
_YEAR = re.compile(r"^(?:19|20)\d\d$")


def mentions_quantity(sentence: str) -> bool:
    """Whether a sentence states a quantity that a reader would want the source of (DESIGN, law 2).

    Dates and model names are exempt: ``R1``, ``GPT-4``, ``H800``, ``S&P 500``, years, days of a month.

    >>> mentions_quantity("دُرّب R1 على شرائح H800 في كانون الثاني/يناير 2025")
    False
    >>> mentions_quantity("بلغت الكلفة 294 ألف دولار"), mentions_quantity("خسرت مليارات")
    (True, True)
    >>> mentions_quantity("On 27 January 2025 the S&P 500 fell."), mentions_quantity("It fell 13%.")
    (False, True)
    """
    if _SCALE_WORD.search(sentence):
        return True
    return any(_is_quantity(sentence, match) for match in _NUMBER.finditer(sentence))


def _is_quantity(sentence: str, match: re.Match[str]) -> bool:
    number = match.group().rstrip(".,٫٬ ")
    before, after = sentence[: match.start()], sentence[match.start() + len(number) :]
    if number.endswith(("%", "٪")):
        return True
    glued = re.search(r"[A-Za-z][-‑.]?$", before) or re.match(r"[A-Za-z]", after)
    return not (
        glued
        or _YEAR.match(number)
        or _BEFORE_MONTH.match(after)
        or (_AFTER_MONTH.search(before) and len(number) <= 2)
        or _INDEX_NAME.search(before)
    )
