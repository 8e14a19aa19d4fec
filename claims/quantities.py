"""Numbers of claims: exact decimals, comparators, and how both languages write them. Pure functions.

A value is never rounded: what cannot be said exactly in millions is written out (law 8).
"""

from __future__ import annotations

import re
from decimal import Context, Decimal

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
        "order_of": "في حدود {}",
    },
    "en": {
        "=": "{}",
        "<": "less than {}",
        "<=": "no more than {}",
        ">": "more than {}",
        ">=": "at least {}",
        "~": "about {}",
        "order_of": "on the order of {}",
    },
}
_ORDERS = {
    "ar": {
        10**3: "آلاف",
        10**4: "عشرات الآلاف",
        10**5: "مئات الآلاف",
        10**6: "ملايين",
        10**7: "عشرات الملايين",
        10**8: "مئات الملايين",
        10**9: "مليارات",
        10**10: "عشرات المليارات",
        10**11: "مئات المليارات",
        10**12: "تريليونات",
    },
    "en": {
        10**3: "thousands",
        10**4: "tens of thousands",
        10**5: "hundreds of thousands",
        10**6: "millions",
        10**7: "tens of millions",
        10**8: "hundreds of millions",
        10**9: "billions",
        10**10: "tens of billions",
        10**11: "hundreds of billions",
        10**12: "trillions",
    },
}
MAX_DIGITS = 40
_DECIMAL = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,3})?")
# The decimal module rounds to 28 digits unless told otherwise; nothing here may be rounded.
_EXACT = Context(prec=3 * MAX_DIGITS)


def decimal_string(text: str) -> str:
    """The one spelling of a decimal number: no exponent, no trailing zeros. ``ValueError`` if it is none.

    >>> decimal_string("5.570"), decimal_string("294000"), decimal_string("-8.60")
    ('5.57', '294000', '-8.6')
    """
    if not _DECIMAL.fullmatch(text):
        raise ValueError(f"“{text[:80]}” is no decimal number such as 294000 or 5.57.")
    plain = format(Decimal(text), "f")
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    if sum(character.isdigit() for character in plain) > MAX_DIGITS:
        raise ValueError(f"“{text[:80]}” is no decimal number of at most {MAX_DIGITS} digits.")
    return "0" if plain.strip("-0") == "" else plain


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
        size = number.copy_abs()
        if size >= Decimal(10) ** exponent and not (exponent == 3 and size < 10_000):
            scaled = decimal_string(str(number.scaleb(-exponent, _EXACT)))
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
    if comparator == "order_of" and Decimal(value) in _ORDERS[side]:
        return _in_order_of(value, unit, side)
    return _COMPARATORS[side].get(comparator, "{}").format(_with_unit(value, unit, side))


def _in_order_of(value: str, unit: str, side: str) -> str:
    order = _ORDERS[side][int(value)]
    if unit not in UNITS:
        return order
    if side == "en":
        return f"{order} of {UNITS[unit][4]}"
    return f"{order} من ال{UNITS[unit][1]}" if order.startswith(("مئات", "عشرات")) else f"{order} ال{UNITS[unit][1]}"


_ASCII_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_NUMERIC_DATE = re.compile(r"(?<![\d.])(?:\d{4}[-/]\d{1,2}[-/]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4})(?!\d)", re.ASCII)
_NUMBER = re.compile(r"[0-9][0-9.,٫٬]*\s?[%٪]?")
# Words that are themselves quantities, and words that make a bare number one.
_SCALE_WORD = re.compile(
    r"(?<!\w)(?:\w{0,3}(?:(?:ألف|مليون|مليار|تريليون)(?:ا|ي|ان|ين|ات)?|آلاف|ملايين|بالمئة|بالمائة)"
    r"|thousands?|millions?|billions?|trillions?|percent)(?!\w)",
    re.IGNORECASE,
)
_MONTHS = (
    r"كانون|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول|تشرين|يناير|فبراير|مارس|أبريل|إبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر"
    r"|أكتوبر|نوفمبر|ديسمبر|January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?"
)
_BEFORE_MONTH = re.compile(rf"\s+(?:of\s+|من\s+)?(?:{_MONTHS})(?!\w)")
_AFTER_MONTH = re.compile(rf"(?<!\w)(?:{_MONTHS})\s+$")
_GLUED_BEFORE = re.compile(r"[A-Za-z][-‑.]?$")
_GLUED_AFTER = re.compile(r"[A-Za-z]")
_CURRENCY = re.compile(r"[$€£¥]\s?$")
_INDEX_NAME = re.compile(r"(?:S&P|Nasdaq|FTSE|Nikkei|ستاندرد آند بورز|ناسداك)\s+$", re.IGNORECASE)
# Not 2040 and later: 2048 processors are a quantity, and nobody writes of that year yet.
_YEAR = re.compile(r"^(?:19\d\d|20[0-3]\d)$")
_NEAR = 40  # characters on each side of a number that say what it is; more would make long texts slow


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
    plain = _NUMERIC_DATE.sub(" ", sentence.translate(_ASCII_DIGITS))
    if _SCALE_WORD.search(plain):
        return True
    return any(_is_quantity(plain, match) for match in _NUMBER.finditer(plain))


def _is_quantity(sentence: str, match: re.Match[str]) -> bool:
    number = match.group().rstrip(".,٫٬ ")
    end = match.start() + len(number)
    before, after = sentence[max(0, match.start() - _NEAR) : match.start()], sentence[end : end + _NEAR]
    if number.endswith(("%", "٪")) or _CURRENCY.search(before):
        return True
    day = len(number) <= 2 and (_BEFORE_MONTH.match(after) or _AFTER_MONTH.search(before))
    glued = _GLUED_BEFORE.search(before) or _GLUED_AFTER.match(after)
    return not (day or glued or _YEAR.match(number) or _INDEX_NAME.search(before))
