"""The shapes of dates in running text, over folded text, each to be matched at one place.

No pattern repeats anything without a cap, so that each looks at a bounded number of characters.
"""

from __future__ import annotations

import re

from ..arabic import fold
from ..datelines import words
from ..datelines.words import Names

_YEAR_NUMBER = r"(?:1[5-9]|20|21)\d\d"
_S = " {1,3}"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_NTH = "(?:st|nd|rd|th)?"
# A number of its own: no part of another, of an address, of a price; Arabic joins conjunctions and prepositions to it.
FREE = r"(?:(?<![\w.,:/@#$€£¥+&%٪\-–—_])|(?<=(?<!\w)[وبلف])|(?<=mid-))"
# What no year is followed by: letters, a percent sign, or a sign with more of the same after it.
_CLOSED = r"(?![\w%٪$€£¥]|[.,:'’٬٫/@_\-–—]\w)"


def _names(table: Names) -> str:
    names = {_S.join(map(re.escape, parts)) for rows in table.values() for parts, _ in rows}
    return "|".join(sorted(names, key=lambda name: (-len(name), name)))


def _either(row: str) -> str:
    """The words of a row, folded, longest first."""
    return "|".join(sorted({fold(word) for word in row.split()}, key=lambda word: (-len(word), word)))


YEAR_NOUNS = "عام العام للعام سنة السنة للسنة لعام لسنة"
_NOUN = _either(f"{YEAR_NOUNS} the year")
_ERA = rf" ?(?:{_either('م ميلادي ميلادية للميلاد ad ce')})(?!\w)"
_SHIFT = "|".join(sorted((word for word in words.SHIFTS if not word.isascii()), key=len, reverse=True))
_MONTH = rf"(?:(?:jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\.|(?:{_names(words.MONTHS)})(?!\w))"
# «شباط/فبراير», «شباط (فبراير)», «شباط فبراير».
_MONTHS = rf"(?P<month>{_MONTH}(?: ?[/\\|(] ?{_MONTH}\)?| {_MONTH}){{0,2}})"
# The year after a month, or a word that says which one is meant: «الماضي», «من العام المقبل».
_TAIL = (
    rf"(?:(?:(?: ?[,،])?{_S}(?:(?:{_either('من of في')}){_S})?(?:(?:{_NOUN}){_S}){{0,2}}|[-/.])(?P<year>{_YEAR_NUMBER})"
    rf"(?:{_ERA}|(?![\w%٪]|[.,:'٬٫/]\w|[-–—](?!{_DAY} )\w))"
    rf"|{_S}(?:{_either('من')}{_S}(?:{_either('العام السنة')}){_S})?(?:{_SHIFT})ه?(?!\w))?"
)
MONTH = re.compile(_MONTHS + _TAIL)
# "February 3, 2025"; the day is no count, no part of a number, and no first of two days.
MONTH_AND_DAY = re.compile(
    rf"{_MONTHS}(?:{_S}(?P<day>{_DAY}){_NTH}(?![\w%٪]|[.,:/']\d| ?[-–—] ?{_DAY}{_NTH}{_S}{_MONTH}))?{_TAIL}"
)
_HONORS = "|".join(sorted(words.HONORS, key=len, reverse=True))
HIJRI = re.compile(
    rf"(?P<month>{_names(words.HIJRI_MONTHS)})(?!\w)(?:{_S}(?:{_HONORS}))?[,،]?{_S}(?:(?:{_NOUN}|{_either('من')}){_S}){{0,2}}"
    rf"(?P<year>1[345]\d\d)(?!\d)(?: ?(?:{_either('هـ هجري هجرية للهجرة ah h')})(?!\w))?"
)
QUARTER = re.compile(
    rf"(?:(?:ال|لل)(?:ربع|نصف){_S}(?:{_either('الأول الثاني الثالث الرابع الأخير')})(?:{_S}{_either('من')})?"
    rf"(?:{_S}(?:{_NOUN}))?|(?:first|second|third|fourth|last|final)[ -](?:quarter|half)(?:{_S}of)?"
    rf"|[qh][1-4](?:{_S}of)?)"
    rf"{_S}(?P<year>{_YEAR_NUMBER}){_CLOSED}"
)
ISO = re.compile(
    rf"{FREE}(?P<year>{_YEAR_NUMBER})(?P<sign>[-/])(?P<month>\d\d?)(?P=sign)(?P<day>\d\d?)"
    rf"(?:t\d\d:\d\d[\d:.]{{0,10}}z?)?{_CLOSED}"
)
YEARS = re.compile(rf"{FREE}(?P<first>{_YEAR_NUMBER}) ?[-–—] ?(?P<last>{_YEAR_NUMBER}){_CLOSED}")
YEAR = re.compile(rf"{FREE}(?P<year>{_YEAR_NUMBER})(?:{_ERA}|(?![\w%٪$€£¥]|[.,:'٬٫/@_]\w|[-–—]\w))")

# --- What ends where another thing begins: searched in a few characters before that ----------------------------------

_OF = rf"(?:{_S}(?:(?:{_either('of من شهر لشهر')}){_S}){{0,2}}|[-/.])"
FIGURES = re.compile(rf"{FREE}(?P<one>\d\d?)(?P<sign>[-/.])(?P<other>\d\d?)(?P=sign)\Z")
FIGURES_END = re.compile(rf"{_YEAR_NUMBER}{_CLOSED}")
DAY = re.compile(rf"{FREE}(?P<day>{_DAY}){_NTH}{_OF}\Z")
ORDINAL = re.compile(rf"(?<!\w)و?(?P<name>{_names(words.ORDINALS)}){_S}{_either('من')}{_S}(?:{_either('شهر')}{_S})?\Z")
# The first of the two days of «3-5 فبراير» and "3 and 5 May".
DAY_BEFORE = re.compile(
    rf"{FREE}(?P<day>{_DAY}){_NTH}(?:(?P<to> ?[-–—] ?|{_S}(?:{_either('إلى حتى وحتى to until till through')}){_S})"
    rf"|{_S}(?:(?:and|&){_S}|{fold('و')} ?))\Z"
)
BEFORE_SECOND_DAY = frozenset("-–—ويىdol&h") | {"ي"}  # the last letters of what stands between the two

# --- What stands between two dates, and after one ---------------------------------------------------------------------

_UP_TO = _either("إلى حتى وحتى وإلى لغاية to until till through")
_UP_TO_PART = _either("يوم شهر نهاية أواخر مطلع غاية the")
TO = re.compile(rf" ?[-–—] ?|{_S}(?:(?:and|up){_S})?(?:{_UP_TO}){_S}(?:(?:{_UP_TO_PART}){_S}){{0,2}}")
AND = re.compile(rf"{_S}(?:(?:and|&|or){_S}|{fold('أو')}{_S}|{fold('و')} {{0,3}})|[,،]{_S}(?:and{_S})?{fold('و')}?")
_UNITS = _either(
    "دولار دولارا يورو جنيه ريال درهم دينار ليرة روبل يوان ين فرنك شخص موظف عامل منزل وحدة قتيل جريح مصاب إصابة حالة"
    " وفاة كيلومتر كيلومترا كلم كم متر طن برميل ميغاواط صفحة نقطة ساعة يوم سنة عام عاما مشارك طالب سيارة طائرة صاروخ"
    " ألف مليون مليار تريليون متظاهر مقاتل جندي لاجئ نازح أسرة عائلة شركة مدرسة وظيفة قضية صوت مشاهدة معلمة رحلة بالمئة"
    " نقاط دولارات أشخاص عمال منازل قتلى جرحى حالات أطنان براميل صفحات ساعات أيام سنوات سيارات طائرات أمتار مصابين"
    " معالج رقاقة people persons cases dollars euros pounds homes houses units points seats hours days miles kilometres"
    " kilometers km metres meters tons tonnes barrels workers employees students soldiers troops votes jobs pages"
    " species deaths companies firms schools cars vehicles aircraft missiles chips processors gpus views families"
    " refugees migrants participants patients others fans nurses doctors respondents adults children women men victims"
    " percent million billion thousand hundred bits bytes watts users customers members books items copies months"
    " weeks years"
)
UNIT = re.compile(rf" ?(?:(?:{_UNITS})(?!\w)|[$€£¥%٪])")
OPEN = re.compile(r"(?: ?[.,،؛;:)!?؟»”\"'’|\]\n…•·]| ?[-–—](?!\w)|\Z)")
# The other end of a pair of numbers, which are counts if they are no span.
GOES_ON = re.compile(rf"{_S}(?:{_either('to إلى حتى')}){_S}[0-9]")
NEXT = re.compile(rf"{_S}([^\W\d_]+)")
