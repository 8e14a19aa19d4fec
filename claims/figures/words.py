"""Numbers in words, in both languages; every word is folded. Data, not rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from claims.arabic import fold


def _numbered(rows: Iterable[tuple[int, str]]) -> Iterator[tuple[str, int]]:
    return ((fold(word), value) for value, words in rows for word in words.split())


_HUNDREDS = ("مئة", "مائة", "مية")
_ONES = {3: "ثلاث", 4: "أربع", 5: "خمس", 6: "ست", 7: "سبع", 8: "ثمان", 9: "تسع"}

# --- Arabic -----------------------------------------------------------------------------------------------------------

UNITS_AR = dict(
    _numbered(
        (
            (1, "واحد واحدة واحدا"),
            (2, "اثنان اثنين اثنتان اثنتين إثنان إثنين"),
            (3, "ثلاث ثلاثة ثلاثا"),
            (4, "أربع أربعة أربعا"),
            (5, "خمس خمسة خمسا"),
            (6, "ست ستة ستا"),
            (7, "سبع سبعة سبعا"),
            (8, "ثمان ثماني ثمانية ثمانيا"),
            (9, "تسع تسعة تسعا"),
            (10, "عشر عشرة عشرا"),
        )
    )
)
# The ones of 11 to 19, before عشر.
TEENS_AR = UNITS_AR | dict(_numbered(((1, "أحد إحدى"), (2, "اثنا اثني اثنتا اثنتي إثنا إثني"))))
TEN_AR = frozenset(fold(word) for word in ("عشر", "عشرة"))
TENS_AR = dict(
    _numbered(
        (
            (20, "عشرون عشرين"),
            (30, "ثلاثون ثلاثين"),
            (40, "أربعون أربعين"),
            (50, "خمسون خمسين"),
            (60, "ستون ستين"),
            (70, "سبعون سبعين"),
            (80, "ثمانون ثمانين"),
            (90, "تسعون تسعين"),
        )
    )
)
HUNDRED_AR = frozenset(fold(word) for word in _HUNDREDS)
HUNDREDS_AR = dict(
    _numbered((value * 100, " ".join(one + hundred for hundred in _HUNDREDS)) for value, one in _ONES.items())
) | dict(
    _numbered(
        (
            (100, " ".join(_HUNDREDS)),
            (200, "مئتان مئتين مئتا مئتي مائتان مائتين مائتا مائتي ميتين"),
            (800, "ثمانيمئة ثمانيمائة"),
        )
    )
)
CARDINALS_AR = UNITS_AR | TENS_AR | HUNDREDS_AR
SCALES_AR = dict(
    _numbered(
        (
            (3, "ألف ألفا آلاف"),
            (6, "مليون مليونا ملايين"),
            (9, "مليار مليارا مليارات بليون بليونا بلايين بليونات"),
            (12, "تريليون تريليونا تريليونات ترليون ترليونا ترليونات"),
        )
    )
)
DUALS_AR = dict(
    _numbered(
        (
            (3, "ألفان ألفين ألفي ألفا"),
            (6, "مليونان مليونين مليوني مليونا"),
            (9, "ملياران مليارين ملياري مليارا بليونان بليونين بليوني"),
            (12, "تريليونان تريليونين تريليوني ترليونان ترليونين ترليوني"),
        )
    )
)
# Also the dual before its noun ("ألفا دولار"); after a number the accusative ("عشرون ألفاً").
BOTH_AR = {fold("ألفا"): 3, fold("مليونا"): 6, fold("مليارا"): 9}
PLURALS_AR = dict(
    _numbered(
        (
            (1, "عشرات"),
            (2, "مئات مائات"),
            (3, "آلاف ألوف"),
            (6, "ملايين"),
            (9, "مليارات بلايين بليونات"),
            (12, "تريليونات ترليونات"),
        )
    )
)
SOME_AR = frozenset(fold(word) for word in ("بضع", "بضعة", "عدة"))
FRACTIONS_AR = {
    fold(word): (Decimal(above), Decimal(below))
    for words, above, below in (
        ("نصف نصفا", 1, 2),
        ("ثلث", 1, 3),
        ("ثلثا ثلثي ثلثين ثلثان", 2, 3),
        ("ربع ربعا", 1, 4),
        ("سدس", 1, 6),
    )
    for word in words.split()
}
_OWNERS = ("ها", "هم", "هن", "ه", "هما", "نا")
PARTS_AR = {
    fold(word): below for word, below in (("أثلاث", 3), ("أرباع", 4), ("أخماس", 5), ("أسداس", 6), ("أعشار", 10))
}
# «نصفهم», «ثلثيها», «ثلاثة أرباعها»: the whole is said before, by its pronoun.
OWN_FRACTIONS_AR = {part + owner: value for part, value in FRACTIONS_AR.items() for owner in _OWNERS}
OWN_PARTS_AR = {part + owner: below for part, below in PARTS_AR.items() for owner in _OWNERS}
# Also «خمسة» and «عشر» by their letters: parts only of what is one («خمس السكان», «عشر مساحة البلاد»).
FIFTHS_AR = {"خمس": 5, "سبع": 7, "تسع": 9, "عشر": 10}
_WHOLES = "سكان عدد مساحة قيمة إجمالي مجموع حجم ميزانية موازنة إنتاج صادرات واردات ثروة دخل راتب أصول سعر"
WHOLES_AR = frozenset(fold(word) for word in _WHOLES.split())
_ORDINALS_AR = dict(
    _numbered(
        (
            (1, "أول أولى أولي حادي حادية"),
            (2, "ثاني ثانية"),
            (3, "ثالث ثالثة"),
            (4, "رابع رابعة"),
            (5, "خامس خامسة"),
            (6, "سادس سادسة"),
            (7, "سابع سابعة"),
            (8, "ثامن ثامنة"),
            (9, "تاسع تاسعة"),
            (10, "عاشر عاشرة"),
        )
    )
)
ORDINALS_AR = {"ال" + word: value for word, value in _ORDINALS_AR.items()}
RANKS_AR = frozenset(fold(word) for word in ("المرتبة", "المركز", "الترتيب", "الرتبة"))

# --- English ----------------------------------------------------------------------------------------------------------

ONES_EN = {
    word: value
    for value, word in enumerate(
        (
            *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
            *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
        ),
        1,
    )
}
TENS_EN = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
CARDINALS_EN = ONES_EN | TENS_EN | {"dozen": 12}
SCALES_EN = {"hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12} | {
    "lakh": 5,
    "lakhs": 5,
    "crore": 7,
    "crores": 7,
}
FOLDS_EN = {word + "fold": value for word, value in CARDINALS_EN.items()} | {"hundredfold": 100, "thousandfold": 1000}
# Glued to digits, or short after money.
SHORT_EN = {"k": 3, "m": 6, "mn": 6, "mln": 6, "bn": 9, "b": 9, "bln": 9, "tn": 12, "trn": 12, "t": 12}
PLURALS_EN = {
    "dozens": 1,
    "tens": 1,
    "hundreds": 2,
    "lakhs": 5,
    "crores": 7,
    "thousands": 3,
    "millions": 6,
    "billions": 9,
    "trillions": 12,
}
SOME_EN = frozenset({"several", "few", "many"})
PARTS_EN = {
    "half": 2,
    "third": 3,
    "thirds": 3,
    "quarter": 4,
    "quarters": 4,
    "fourths": 4,
    "fifth": 5,
    "fifths": 5,
    "sixth": 6,
    "tenth": 10,
    "tenths": 10,
}
ORDINALS_EN = {
    word: value
    for value, word in enumerate(("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"), 1)
} | {"ninth": 9, "tenth": 10}
