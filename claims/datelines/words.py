"""The words of dates in both languages. Data, not rules; every name is folded, so spelling marks do not matter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..arabic import fold

# A folded name as its tokens, beside what it means; under its first token, longest first.
Names = Mapping[str, tuple[tuple[tuple[str, ...], int], ...]]


def _names(rows: Iterable[tuple[str, int]]) -> Names:
    table: dict[str, dict[tuple[str, ...], int]] = {}
    for name, value in rows:
        parts = tuple(fold(name).split())
        table.setdefault(parts[0], {})[parts] = value
    return {first: tuple(sorted(names.items(), key=lambda item: -len(item[0]))) for first, names in table.items()}


def _numbered(rows: Iterable[Iterable[str]], first: int = 1) -> Iterator[tuple[str, int]]:
    return ((name, number) for number, names in enumerate(rows, first) for name in names)


def _set(*words: str) -> frozenset[str]:
    return frozenset(fold(word) for word in words)


# --- Months -----------------------------------------------------------------------------------------------------------

# One row for each month: Levant and Iraq; Egypt, Sudan and the Gulf; Tunisia and Algeria; Morocco; Mauritania; English.
_MONTH_ROWS = (
    ("كانون الثاني", "كانون ثاني", "يناير", "ينار", "جانفي", "January", "Jan"),
    ("شباط", "فبراير", "فيفري", "February", "Feb"),
    ("آذار", "مارس", "March", "Mar"),
    ("نيسان", "أبريل", "إبريل", "أفريل", "April", "Apr"),
    ("أيار", "مايس", "مايو", "ماي", "May"),
    ("حزيران", "يونيو", "يونيه", "جوان", "June", "Jun"),
    ("تموز", "يوليو", "يوليه", "جويلية", "يوليوز", "July", "Jul"),
    ("آب", "أغسطس", "أوت", "غشت", "أغشت", "August", "Aug"),
    ("أيلول", "سبتمبر", "سيبتمبر", "شتنبر", "شتمبر", "September", "Sept", "Sep"),
    ("تشرين الأول", "تشرين أول", "أكتوبر", "October", "Oct"),
    ("تشرين الثاني", "تشرين ثاني", "نوفمبر", "نونبر", "نوفنبر", "November", "Nov"),
    ("كانون الأول", "كانون أول", "ديسمبر", "دجنبر", "دجمبر", "December", "Dec"),
)
_HIJRI_ROWS = (
    ("محرم", "المحرم", "Muharram"),
    ("صفر", "Safar"),
    ("ربيع الأول", "ربيع أول", "Rabi al Awwal"),
    ("ربيع الثاني", "ربيع ثاني", "ربيع الآخر", "Rabi al Thani"),
    ("جمادى الأولى", "جمادى الأول", "جماد الأول", "Jumada al Awwal"),
    ("جمادى الثانية", "جمادى الآخرة", "جمادى الثاني", "جمادى الآخر", "جماد الثاني", "جماد الآخر", "Jumada al Thani"),
    ("رجب", "Rajab"),
    ("شعبان", "Shaaban", "Shaban"),
    ("رمضان", "Ramadan", "Ramadhan"),
    ("شوال", "Shawwal"),
    ("ذو القعدة", "ذي القعدة", "ذوالقعدة", "Dhu al Qadah", "Dhul Qadah"),
    ("ذو الحجة", "ذي الحجة", "ذوالحجة", "Dhu al Hijjah", "Dhul Hijjah"),
)
MONTHS = _names(_numbered(_MONTH_ROWS))
HIJRI_MONTHS = _names(_numbered(_HIJRI_ROWS))
# Names that may carry a prefix (بفبراير): shorter ones would be found in other words (باب is no August).
LONG_MONTHS = frozenset(first for first in MONTHS if len(first) >= 4 and not first.isascii())
# English words that are verbs unless they begin with a capital.
VERBS = frozenset({"may", "march", "mar"})
# The last token of each name, by which the end of one is known from the right.
MONTH_ENDS = frozenset(parts[-1] for names in MONTHS.values() for parts, _ in names)

WEEKDAYS = _names(
    _numbered(
        (
            ("الإثنين", "Monday", "Mon"),
            ("الثلاثاء", "الثلاثا", "الثلثاء", "Tuesday", "Tues", "Tue"),
            ("الأربعاء", "الأربعا", "Wednesday", "Wed"),
            ("الخميس", "Thursday", "Thurs", "Thur", "Thu"),
            ("الجمعة", "Friday", "Fri"),
            ("السبت", "Saturday", "Sat"),
            ("الأحد", "Sunday", "Sun"),
        ),
        first=0,
    )
)


# --- Days in words ----------------------------------------------------------------------------------------------------

_ONES = ("الأول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن", "التاسع", "العاشر")


def _ordinals() -> Iterator[tuple[str, int]]:
    yield from _numbered((name,) for name in _ONES)
    joined = ("الحادي", *_ONES[1:9])
    yield from ((f"{one} عشر", 10 + number) for number, one in enumerate(joined, 1))
    for ten, twenty in (("العشرين", 20), ("العشرون", 20), ("الثلاثين", 30), ("الثلاثون", 30)):
        yield ten, twenty
        yield from ((f"{one} و{ten}", twenty + number) for number, one in enumerate(joined, 1) if twenty + number < 32)


ORDINALS = _names(
    (prefix + name.removeprefix(cut), number)
    for name, number in _ordinals()
    for prefix, cut in (("", ""), ("ب", ""), ("و", ""), ("لل", "ال"))
)
ORDINAL_ENDS = frozenset(parts[-1] for names in ORDINALS.values() for parts, _ in names)
SUFFIXES = frozenset({"st", "nd", "rd", "th"})


# --- Words around dates -----------------------------------------------------------------------------------------------

OF = _set("من", "of", "شهر", "لشهر")
YEAR_WORDS = _set("عام", "سنة", "العام", "السنة", "لعام", "لسنة", "للعام", "بعام", "وعام", "year")
AD = _set("م", "ميلادي", "ميلادية", "للميلاد", "ad", "ce")
AH = _set("هـ", "هجري", "هجرية", "للهجرة", "ah", "h")
# What follows the names of some Hijri months out of respect.
HONORS = _set("المبارك", "المعظم", "المكرم", "الحرام", "الخير")
EQUALS = _set("الموافق", "الموافقة", "الموافق لـ", "الموافق ل", "المصادف", "ل", "corresponding", "to")
# Between a weekday and its date.
BESIDE_WEEKDAY = _set("الموافق", "المصادف", "يوم", "في", "the", "on") | frozenset(",،-–—():.|/")
# Between a date and its time, and a time and its date.
BESIDE_TIME = _set("الساعة", "بالساعة", "في", "تمام", "عند", "على", "من", "يوم", "at", "on", "@") | frozenset(
    ",،-–—|•·();؛:/"
)
# Numbers after these count something other than days.
COUNTED = _set(
    *("العدد", "عدد", "رقم", "الرقم", "الحلقة", "الجزء", "صفحة", "الإصدار", "إصدار", "النسخة", "نسخة"),
    *("issue", "no", "number", "vol", "page", "part", "version", "build"),
)
CONNECTORS = _set("إلى", "الى", "حتى", "و", "أو", "to", "and", "or", "until", "till", "through") | frozenset("-–—,،/&")
CONNECTING_WORDS = frozenset(word for word in CONNECTORS if word.isalpha())
# A day and a month without a year are a date only after one of these, or where the words begin.
BEFORE_DAY = _set(
    *("في", "يوم", "بتاريخ", "تاريخ", "منذ", "حتى", "الموافق", "المصادف", "فجر", "صباح", "ظهر", "مساء", "ليل", "ب"),
    *("on", "of", "since"),
)
SHIFTS = {fold(word): shift for shift, words in {
    -1: ("الماضي", "المنصرم", "الفائت", "last"),
    0: ("الجاري", "الحالي", "this"),
    1: ("المقبل", "القادم", "next"),
}.items() for word in words}  # fmt: skip


# --- Times and zones --------------------------------------------------------------------------------------------------

# Hours as printed that each word allows, and what is added to them.
_HOURS: dict[tuple[str, ...], dict[int, int]] = {
    ("ص", "صباحا", "صباح", "am", "a . m .", "a . m", "قبل الظهر"): {12: 0, **{hour: hour for hour in range(12)}},
    ("م", "مساء", "pm", "p . m .", "p . m", "بعد الظهر"): {12: 12}
    | {hour: hour + 12 for hour in range(1, 12)}
    | {hour: hour for hour in range(13, 24)},
    ("ظهرا",): {11: 11, 12: 12, 13: 13, 14: 14, 15: 15, 1: 13, 2: 14, 3: 15},
    ("عصرا",): {hour: hour + 12 for hour in range(1, 7)} | {hour: hour for hour in range(13, 19)},
    # After midnight nobody knows which day's night is meant.
    ("ليلا",): {hour: hour + 12 for hour in range(6, 12)} | {hour: hour for hour in range(18, 24)},
    ("فجرا",): {hour: hour for hour in range(1, 7)},
}
HOURS = tuple(_HOURS.values())
HALVES = _names(_numbered(_HOURS, first=0))
GREENWICH = _set("gmt", "utc", "ut", "غرينتش", "جرينتش", "غرينيتش", "جرينيتش", "كرينتش")
CLOCK_OF = _set("بتوقيت", "توقيت", "بالتوقيت")
MECCA = _set("مكة")
MECCAN = _set("المكرمة")
# Their offset depends on the day or on the country, so they are known as zones and as none in particular.
OTHER_ZONES = frozenset(
    {
        "est",
        "edt",
        "et",
        "cst",
        "cdt",
        "pst",
        "pdt",
        "pt",
        "cet",
        "cest",
        "eet",
        "eest",
        "bst",
        "ast",
        "gst",
        "ist",
        "msk",
    }
)
