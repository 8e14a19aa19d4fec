"""Whether an Arabic word that no table knows stands as what is counted: by its form and by what it is not."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from claims.arabic import fold

# Particles, prepositions with their pronouns, adverbs and verbs that follow a number which counts nothing.
_NONE = frozenset(
    fold(word)
    for row in (
        "في فيه فيها من منه منها منهم منهن عن عنه عنها على عليه عليها إلى إليه إليها مع معه معها بين بينها",
        "بينهم بينهن منذ خلال حتى حول عبر ضد دون بدون لدى لديه لديها عند عنده أمام وراء خلف فوق تحت قرب ضمن",
        "داخل خارج بعد قبل قبيل أن إن أنه إنه أنها إنها لأن كأن لكن لكنه لكنها بل ثم أو أم أي إذ إذا حيث حين",
        "حينما عندما بينما كما كي لكي لو لولا ما ماذا من الذي التي الذين هو هي هم هذا هذه ذلك تلك هؤلاء كان",
        "كانت كانوا يكون تكون ليس ليست قد لقد سوف لن لم لا كل بعض غير سوى إلا أيضا فقط معا تقريبا نحوا مثلا",
        "تحديدا رسميا لاحقا سابقا حاليا مؤقتا أخيرا قريبا فورا دائما جدا غدا أمس اليوم الآن هنا هناك وهو وهي",
        "وهم وقد وكان وكانت وقال وقالت قال قالت وفق وفقا بحسب حسب نقلا مقابل لصالح بنسبة بقيمة بمبلغ بسعر",
        "بنحو بمعدل بواقع بسبب بفضل بهدف بشأن بعدما مباشرة مجددا تباعا سنويا شهريا يوميا أسبوعيا صباحا مساء",
        "ظهرا ليلا فجرا عصرا ميلادي ميلادية ميلاديا هجري هجرية هجريا كحد كذلك كأقصى كأدنى آخر أخرى آخرين",
        "آخرون متاحا متاح متاحة جاهزا رسمي رسمية نهائيا أولا ثانيا ثالثا رابعا ضعف ضعفا صفر للمرة للمرة كافة",
        "جميعا جميع زائد ناقص تحته فوقه برو بلس ماكس ألترا ميني لايت بسرعة بدلا عوضا فصاعدا إضافية إضافيا",
        "إضافي جديدة جديدا جديد مضت خلت تقل تزيد يقل يزيد فأكثر فأقل وأكثر وأقل وما ومن وفي وعلى وعن ومنها",
        "ومنهم بينما علاوة فضلا إضافة",
    )
    for word in row.split()
)
# The forms of broken plurals: أبواب نمور كلاب بنادق صناديق أسلحة سفراء أصدقاء ملائكة قضبان; verbs begin otherwise.
_L = "[ء-ي]"
_BROKEN = re.compile(
    rf"ا{_L}{_L}ا{_L}|[^ايت]{_L}[او]{_L}|[^ايت]{_L}ا[^ا]{_L}|[^اي]{_L}ا{_L}ي{_L}|ا{_L}{{2,3}}ه|[^ي]{_L}{_L}اء|ا{_L}{{2,3}}اء"
    rf"|[^ايت]{_L}ا{_L}{_L}ه|[^ايت]{_L}{_L}ان"
)
_SOUND = ("ات", "ين", "ون")


@lru_cache(maxsize=20_000)
def _plain(word: str) -> bool:
    return len(word) >= 3 and not word.isascii() and not word.startswith(("ال", "لل")) and word not in _NONE


def may_be_noun(word: str) -> bool:
    """Whether a folded Arabic word without article may be what a number counts, and is no particle or adverb."""
    return _plain(word)


def is_counted(word: str, number: Decimal) -> bool:
    """Whether a folded word has the form in which a number counts it: plural after 3 to 10, else singular.

    >>> from claims.arabic import fold
    >>> [is_counted(fold(word), Decimal(7)) for word in ("مبادرات", "تماثيل", "أضرحة", "متاحا", "في", "الفريق")]
    [True, True, True, False, False, False]
    >>> [is_counted(fold(word), Decimal(27)) for word in ("بياناً", "طلعة", "قد", "للجميع")]
    [True, True, False, False]
    """
    if not _plain(word) or word.startswith("و") or number != number.to_integral_value():
        return False
    if 3 <= number % 100 <= 10:
        return word.endswith(_SOUND) or bool(_BROKEN.fullmatch(word))
    return number > 10 and word.endswith(("ا", "ه")) and not word.endswith(("ها", "هما"))
