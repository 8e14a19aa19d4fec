"""Dates as they are printed: each is read right or not at all. The words are composed for the purpose."""

import datetime as dt
import doctest

import pytest
from hijridate import Gregorian
from hypothesis import given
from hypothesis import strategies as st

from claims import datelines
from claims.arabic import fold
from claims.datelines import clock, forms, is_date, read, read_date, relative, settling, tokens, words
from claims.datelines.forms import FIRST_YEAR, LAST_YEAR
from claims.dates import MONTHS_AR, is_edtf

# Words, value; how fine it is follows from the value.
GREGORIAN = [
    # Every country's names, with and without hamza.
    ("3 فبراير 2025", "2025-02-03"),
    ("03 شباط 2025", "2025-02-03"),
    ("27 كانون الثاني 2025", "2025-01-27"),
    ("27 كانون ثاني 2025", "2025-01-27"),
    ("1 تشرين الأول 2024", "2024-10-01"),
    ("1 تشرين الثاني 2024", "2024-11-01"),
    ("31 كانون الاول 2024", "2024-12-31"),
    ("5 أيار 2025", "2025-05-05"),
    ("5 ايار 2025", "2025-05-05"),
    ("5 مايس 2025", "2025-05-05"),
    ("4 آب 2020", "2020-08-04"),
    ("4 اب 2020", "2020-08-04"),
    ("12 جانفي 2025", "2025-01-12"),
    ("12 فيفري 2025", "2025-02-12"),
    ("12 أفريل 2025", "2025-04-12"),
    ("12 ماي 2025", "2025-05-12"),
    ("12 جوان 2025", "2025-06-12"),
    ("12 جويلية 2025", "2025-07-12"),
    ("12 أوت 2025", "2025-08-12"),
    ("12 يوليوز 2025", "2025-07-12"),
    ("12 غشت 2025", "2025-08-12"),
    ("12 شتنبر 2025", "2025-09-12"),
    ("12 نونبر 2025", "2025-11-12"),
    ("12 دجنبر 2025", "2025-12-12"),
    ("12 أغشت 2025", "2025-08-12"),
    ("12 شتمبر 2025", "2025-09-12"),
    ("12 دجمبر 2025", "2025-12-12"),
    ("12 إبريل 2025", "2025-04-12"),
    ("12 يونية 2025", "2025-06-12"),
    # Pairs.
    ("03 شباط/فبراير 2025", "2025-02-03"),
    ("03 شباط (فبراير) 2025", "2025-02-03"),
    ("03 شباط - فبراير 2025", "2025-02-03"),
    ("03 فبراير/ شباط 2025", "2025-02-03"),
    ("27 كانون الثاني / يناير 2025", "2025-01-27"),
    ("شباط/فبراير 2025", "2025-02"),
    ("شباط – فبراير 2025", "2025-02"),
    # Figures of other scripts, prefixes, words between, marks.
    ("٣ فبراير ٢٠٢٥", "2025-02-03"),
    ("۳ فبراير ۲۰۲۵", "2025-02-03"),
    ("في 3 فبراير 2025", "2025-02-03"),
    ("بـ3 فبراير 2025", "2025-02-03"),
    ("3 من شهر فبراير عام 2025م", "2025-02-03"),
    ("3 فبراير من عام 2025", "2025-02-03"),
    ("3 فَبرايـر، 2025", "2025-02-03"),
    ("3 فبراير 2025 ميلادية", "2025-02-03"),
    ("بفبراير 2025", "2025-02"),
    ("شهر أبريل 2025", "2025-04"),
    ("فبراير لعام 2025", "2025-02"),
    ("\u200f3\u200f فبراير\u00a02025", "2025-02-03"),
    # Days in words.
    ("الرابع من أغسطس/آب 2024", "2024-08-04"),
    ("الرابع من أغسطس/ آب 2024", "2024-08-04"),
    ("الأول من يناير 2025", "2025-01-01"),
    ("الحادي عشر من سبتمبر 2001", "2001-09-11"),
    ("الحادي والثلاثين من كانون الأول 2024", "2024-12-31"),
    ("الخامس والعشرون من يناير 2011", "2011-01-25"),
    ("بالثلاثين من حزيران 2013", "2013-06-30"),
    # Weekdays.
    ("الإثنين 3 فبراير 2025", "2025-02-03"),
    ("الاثنين، 3 فبراير 2025", "2025-02-03"),
    ("الأربعاء 5 فبراير 2025", "2025-02-05"),
    ("الاربعاء ٥ شباط ٢٠٢٥", "2025-02-05"),
    ("يوم الاثنين الموافق 3 فبراير 2025", "2025-02-03"),
    ("3 فبراير 2025، الاثنين", "2025-02-03"),
    # English.
    ("February 3, 2025", "2025-02-03"),
    ("Monday, February 3rd, 2025", "2025-02-03"),
    ("Mon 3 Feb 2025", "2025-02-03"),
    ("Feb. 3, 2025", "2025-02-03"),
    ("3rd of February, 2025", "2025-02-03"),
    ("03-Feb-2025", "2025-02-03"),
    ("3 May 2025", "2025-05-03"),
    ("May 2025", "2025-05"),
    # Figures alone.
    ("27/01/2025", "2025-01-27"),
    ("01/27/2025", "2025-01-27"),
    ("2025/01/27", "2025-01-27"),
    ("27.01.2025", "2025-01-27"),
    ("27 / 1 / 2025", "2025-01-27"),
    ("03/03/2025", "2025-03-03"),
    ("الاثنين 03/02/2025", "2025-02-03"),
    ("2025-02-03", "2025-02-03"),
    ("2025-02", "2025-02"),
    # Times and zones.
    ("الإثنين, 03 شباط/فبراير 2025 08:22", "2025-02-03T08:22"),
    ("3 فبراير 2025 - ٨:٢٢ ص", "2025-02-03T08:22"),
    ("3 فبراير 2025 الساعة 8:22 مساءً", "2025-02-03T20:22"),
    ("3 فبراير 2025، 12:05 ص", "2025-02-03T00:05"),
    ("3 فبراير 2025 12:05 م", "2025-02-03T12:05"),
    ("3 فبراير 2025 الساعة 1:30 ظهراً", "2025-02-03T13:30"),
    ("08:22 صباحاً - الاثنين 3 فبراير 2025", "2025-02-03T08:22"),
    ("February 3, 2025 at 8:22 p.m.", "2025-02-03T20:22"),
    ("27 يناير 2025: 06:45 م", "2025-01-27T18:45"),
    ("Published 6:45 PM EST, Mon January 27, 2025", "2025-01-27T18:45"),
    ("3 February 2025 08:22 GMT", "2025-02-03T08:22Z"),
    ("3 February 2025 08:22 (GMT+3)", "2025-02-03T08:22+03:00"),
    ("3 فبراير 2025 08:22 بتوقيت غرينتش", "2025-02-03T08:22Z"),
    ("3 فبراير 2025 08:22 بتوقيت مكة المكرمة", "2025-02-03T08:22+03:00"),
    ("3 فبراير 2025 08:22 بتوقيت القاهرة", "2025-02-03T08:22"),
    ("Feb 3, 2025 8:22 AM EST", "2025-02-03T08:22"),
    ("2025-02-03T08:22", "2025-02-03T08:22"),
    ("2025-02-03T08:22:11.123+03:00", "2025-02-03T08:22:11+03:00"),
    ("2025-02-03T08:22:11-05:00", "2025-02-03T08:22:11-05:00"),
    ("2025-02-03 08:22Z", "2025-02-03T08:22Z"),
    ("20250203T082211Z", "2025-02-03T08:22:11Z"),
    ("Mon, 03 Feb 2025 08:22:00 +0300", "2025-02-03T08:22:00+03:00"),
    ("Mon, 03 Feb 2025 08:22:00 -0000", "2025-02-03T08:22:00Z"),
    ("Mon Feb  3 08:22:00 2025", "2025-02-03T08:22:00"),
    ("3 فبراير 2025 08:22 - 09:30", "2025-02-03"),  # a span of time: its day alone is certain
    ("3 فبراير 2025 25:00", "2025-02-03"),
    ("3 فبراير 2025 13:00 صباحاً", "2025-02-03"),
    # Years, and what has none.
    ("في عام 2025", "2025"),
    ("سنة ٢٠٢٥م", "2025"),
    ("Published in 2025.", "2025"),
    ("3 فبراير", "XXXX-02-03"),
    ("الاثنين 3 فبراير 08:22", "XXXX-02-03T08:22"),
    ("29 شباط/فبراير", "XXXX-02-29"),
    ("March 3", "XXXX-03-03"),
    ("في يناير الماضي", "XXXX-01"),
    ("last January", "XXXX-01"),
    # Other words around, other figures beside, the same date twice.
    ("آخر تعديل على 3 فبراير 2025", "2025-02-03"),
    ("العدد 1212 - 3 فبراير 2025", "2025-02-03"),
    ("3 فبراير 2025 - 5 دقائق قراءة", "2025-02-03"),
    ("تراجع السهم 97.3% في 27 يناير 2025 بسبب H800", "2025-01-27"),
    ("3 فبراير 2025 (2025-02-03T08:22)", "2025-02-03T08:22"),
]
HIJRI = [
    ("15 رمضان 1446", "2025-03-15"),
    ("١٥ رمضان ١٤٤٦هـ", "2025-03-15"),
    ("السبت 15 رمضان 1446 هـ", "2025-03-15"),
    ("الرابع من شعبان 1446", "2025-02-03"),
    ("1 محرم 1446", "2024-07-07"),
    ("10 ذي الحجة 1445هـ", "2024-06-16"),
    ("12 ربيع الأول 1446 هجرية", "2024-09-15"),
    ("1446/09/15هـ", "2025-03-15"),
    ("15/09/1446 هـ", "2025-03-15"),
    ("15 رمضان المبارك 1446هـ", "2025-03-15"),
]
# The Hijri calendar beside the Gregorian one, by sighting or by the tables.
BOTH = [
    ("3 فبراير 2025 الموافق 4 شعبان 1446", "2025-02-03"),
    ("4 شعبان 1446هـ الموافق 3 فبراير 2025م", "2025-02-03"),
    ("5 شعبان 1446هـ - 3 فبراير 2025م", "2025-02-03"),
    ("الاثنين 4 شعبان 1446 (3 شباط/فبراير 2025) 08:22", "2025-02-03T08:22"),
    ("4 شعبان 1446 الموافق 03/02/2025", "2025-02-03"),
]
NONE = [
    *("", "97.3%", "H800", "العدد رقم: 1212", "31 فبراير 2025", "1212-43", "5.57", "S&P 500", "v3.0324", "2,048"),
    *("2023-2024", "2010-11", "عام 2023-2024", "عام 2023 - 2024", "2024/2025", "+961 3 123 456", "03-123456", "$3.50"),
    *(
        "03/02/2025",
        "الأحد 03/02/2025",
        "03-02-2025",
        "03-Feb-25",
        "03/02/25",
        "3 فبراير 25",
        "20250203",
        "8:22",
        "08:22 م",
    ),
    *("0 فبراير 2025", "32 يناير 2025", "29 فبراير 2025", "2025-02-30", "2025-13-01", "30/02/2025", "3 فبراير 0000"),
    *(
        "3 فبراير 9999",
        "3 فبراير 1446",
        "3 فبراير 2025 هـ",
        "9999-01-01",
        "0000-00-00",
        "عام 9999",
        "عام 0000",
        "عام 1446",
    ),
    *("03 شباط/مارس 2025", "شباط (آذار) 2025", "شباط – آذار 2025", "يناير وفبراير 2025", "يناير، فبراير 2025"),
    *("الأحد 03 شباط 2025", "Sunday, February 3, 2025", "Tue 3 Feb 2025", "3 فبراير 2025، الأحد"),
    *("3-5 فبراير 2025", "3 - 5 فبراير 2025", "من 3 إلى 5 فبراير 2025", "3 و5 فبراير 2025", "27 يناير - 3 فبراير 2025"),
    *("الثالث والرابع من أغسطس 2024", "January 3-5, 2025", "Jan 27 to Feb 3, 2025", "between 3 and 5 May 2025"),
    *("3 فبراير 2025 و5 مارس 2025", "2025-02-03 2025-02-04", "عام 2023 وعام 2024", "يناير 2025 - مارس 2025"),
    *("مارس الضغط", "مارس 3 ضغوطاً", "27 مارس الضغط", "ماي", "آب", "باب 2025", "كتاب 2025", "معيار 2025", "شبابيك 2025"),
    *("you may 2025 times", "they march 2025 miles", "March 3 people", "I may 3", "last may", "in 2048 bits", "مارس"),
    *("https://example.org/2025/02/03/x", "2025-02-03.pdf", "IMG_2025-02-03", "v2025.01.27", "الإصدار 2025.01.27"),
    *(
        "العدد 5 فبراير 2025",
        "No. 5 February 2025",
        "$3 February 2025",
        "5.57 فبراير 2025",
        "3² فبراير 2025",
        "فبراير 2,025",
    ),
    *("الاثنين", "يوم الأحد", "أمس", "اليوم", "قبل 3 أيام", "منذ ساعتين", "منذ 5 دقائق", "yesterday", "3 hours ago"),
    *("15 رمضان", "رمضان 1446", "30 رمضان 1446", "15 رمضان 2025", "1446/09/15", "15 رمضان 1600", "الأحد 15 رمضان 1446"),
    *("3 فبراير 2025 الموافق 7 شعبان 1446", "4 شعبان 1446 الموافق 3 فبراير", "04/08/1446هـ", "3-5 شعبان 1446"),
]
NOW = dt.datetime(2025, 2, 3, 12, 34)
RELATIVE = [
    ("اليوم", "2025-02-03"),
    ("أمس", "2025-02-02"),
    ("أمس الأول", "2025-02-01"),
    ("أول من أمس", "2025-02-01"),
    ("Yesterday", "2025-02-02"),
    ("today", "2025-02-03"),
    ("نُشر أمس الأحد", "2025-02-02"),
    ("Yesterday at 8:22 PM", "2025-02-02T20:22"),
    ("اليوم الساعة 08:22", "2025-02-03T08:22"),
    ("قبل 3 أيام", "2025-01-31"),
    ("منذ ثلاثة أيام", "2025-01-31"),
    ("قبل يومين", "2025-02-01"),
    ("3 days ago", "2025-01-31"),
    ("منذ ٥ دقائق", "2025-02-03T12:29"),
    ("5 mins ago", "2025-02-03T12:29"),
    ("منذ ساعتين", "2025-02-03"),
    ("Updated 3 hours ago", "2025-02-03"),
    ("منذ 11 ساعة", "2025-02-03"),
    ("منذ 12 ساعة", "2025-02"),  # a midnight may lie between
    ("منذ أسبوع", "2025-01"),
    ("منذ شهرين", "2024"),
    ("قبل عام", None),
    ("في يناير الماضي", "2025-01"),
    ("فبراير الماضي", "2024-02"),
    ("مارس المقبل", "2025-03"),
    ("فبراير الجاري", "2025-02"),
    ("مارس الجاري", None),
    ("last December", "2024-12"),
    ("3 يناير الماضي", "2025-01-03"),
    ("أمس الاثنين", None),
    ("المصري اليوم", None),
    ("اليوم السابع", None),
    ("قبل 3 أيام من الموعد", None),
    ("منذ 9999 سنة", None),
    ("3 فبراير 2025", "2025-02-03"),
    ("97.3%", None),
]


def precision_of(value: str) -> str:
    """A time makes it a minute, also where seconds are printed; otherwise the parts that are there."""
    return "minute" if "T" in value else ("year", "month", "day")[value.count("-")]


@pytest.mark.parametrize(("printed", "value"), GREGORIAN + BOTH)
def test_a_printed_date_is_read(printed: str, value: str) -> None:
    found = read(printed)
    assert found is not None and found.value == value
    assert (found.precision, found.calendar) == (precision_of(value), "gregorian")
    assert found.raw in printed
    assert found.relative == ("الماضي" in printed or "last" in printed)
    assert read_date(printed) == value and is_edtf(value)


@pytest.mark.parametrize(("printed", "value"), HIJRI)
def test_a_hijri_date_alone_is_read_by_the_tables(printed: str, value: str) -> None:
    found = read(printed)
    assert found is not None and found.calendar == "hijri"
    assert (found.value, found.precision, found.raw) == (value, "day", printed)


@pytest.mark.parametrize("printed", NONE)
def test_what_is_no_date_or_not_certain_is_none(printed: str) -> None:
    assert read(printed) is None
    assert read_date(printed) is None


@pytest.mark.parametrize(("printed", "value"), RELATIVE)
def test_what_is_said_from_a_moment_is_counted_from_it(printed: str, value: str | None) -> None:
    found = read(printed, reference=NOW)
    assert (found and found.value) == value
    if found:
        assert found.precision == precision_of(found.value)
        assert found.raw in printed


def test_the_table_is_long_enough() -> None:
    assert len(GREGORIAN) + len(HIJRI) + len(BOTH) + len(NONE) >= 90


def test_the_very_words_are_given_back() -> None:
    found = read("آخر تعديل على: الإثنين، ٠٣ شباط/فبراير ٢٠٢٥ الساعة ٨:٢٢ صباحاً. المحرر")
    assert found is not None and found.raw == "الإثنين، ٠٣ شباط/فبراير ٢٠٢٥ الساعة ٨:٢٢ صباحاً"
    yesterday = read("نُشر أمس الأحد", reference=NOW)
    assert yesterday is not None and yesterday.raw == "أمس الأحد"
    assert yesterday.relative


def test_the_order_of_figures_may_be_known() -> None:
    values = [read(printed, day_first=True) for printed in ("03/02/2025", "01/27/2025", "الأحد 03/02/2025")]
    assert [found and found.value for found in values] == ["2025-02-03", "2025-01-27", None]


def test_the_zone_of_the_reference_goes_with_minutes() -> None:
    here = NOW.replace(tzinfo=dt.timezone(dt.timedelta(hours=3)))
    found = read("منذ 5 دقائق", reference=here)
    assert found is not None and found.value == "2025-02-03T12:29+03:00"


@pytest.mark.parametrize("printed", ["منذ 5 دقائق", "منذ ساعتين", "3 hours ago"])
def test_a_reference_without_a_time_tells_no_hours(printed: str) -> None:
    assert read(printed, reference=dt.datetime(2025, 2, 3)) is None


@pytest.mark.parametrize("printed", ["قبل 3 أيام", "منذ 3 أسابيع", "منذ 3 أشهر", "منذ 3 سنوات", "منذ 9 ساعات"])
def test_before_the_first_year_there_is_nothing(printed: str) -> None:
    assert read(printed, reference=dt.datetime(1, 1, 1, 1)) is None


@pytest.mark.parametrize(
    "line",
    [
        *("الإثنين, 03 شباط/فبراير 2025 08:22", "03/02/2025", "(27.01.2025)", "شباط/فبراير 2025", "الأحد 03 شباط 2025"),
        *(
            "4 شعبان 1446هـ الموافق 3 فبراير 2025م",
            "2025-02-03T08:22:11Z |",
            "31 فبراير 2025",
            "منذ ساعتين",
            "3 days ago",
        ),
        *("الاثنين 3 فبراير", "03 شباط/مارس 2025"),
    ],
)
def test_a_line_that_is_a_date_is_one_readable_or_not(line: str) -> None:
    assert is_date(line)


@pytest.mark.parametrize(
    "line",
    [
        *(
            "",
            "بعد 3 فبراير 2025",
            "7 أكتوبر",
            "عام 2025",
            "2025",
            "اليوم",
            "أمس",
            "1212-43",
            "97.3%",
            "3-5 فبراير 2025",
        ),
        *("نُشر منذ ساعتين", "يناير الماضي", "3 فبراير 2025" + " " * 300),
    ],
)
def test_a_line_that_says_more_or_may_be_a_title_is_none(line: str) -> None:
    assert not is_date(line)


# --- Any date, in each way --------------------------------------------------------------------------------------------

EGYPT = ["يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"]
ALGERIA = ["جانفي", "فيفري", "مارس", "أفريل", "ماي", "جوان", "جويلية", "أوت", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"]
MOROCCO = ["يناير", "فبراير", "مارس", "أبريل", "ماي", "يونيو", "يوليوز", "غشت", "شتنبر", "أكتوبر", "نونبر", "دجنبر"]
DAYS = ["الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"]
HIJRI_MONTHS = (
    *("محرم", "صفر", "ربيع الأول", "ربيع الآخر", "جمادى الأولى", "جمادى الآخرة"),
    *("رجب", "شعبان", "رمضان", "شوال", "ذو القعدة", "ذو الحجة"),
)
EASTERN = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
ORDINALS = (
    ["الأول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن", "التاسع", "العاشر"]
    + [
        f"{one} عشر"
        for one in ["الحادي", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن", "التاسع"]
    ]
    + ["العشرين"]
    + [
        f"{one} والعشرين"
        for one in ["الحادي", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن", "التاسع"]
    ]
    + ["الثلاثين", "الحادي والثلاثين"]
)


def in_arabic(date: dt.date, names: list[str] | tuple[str, ...] = EGYPT) -> str:
    return f"{date.day} {names[date.month - 1]} {date.year}"


def ways(date: dt.date) -> list[str]:
    weekday = DAYS[date.weekday()]
    return [
        *(in_arabic(date, names) for names in (EGYPT, ALGERIA, MOROCCO, MONTHS_AR)),
        in_arabic(date).translate(EASTERN),
        in_arabic(date, [name.replace("/", " (") + ")" for name in MONTHS_AR]),
        fold(in_arabic(date, MONTHS_AR)),
        f"نُشر يوم {weekday} الموافق {in_arabic(date, MONTHS_AR)}م",
        f"{weekday}، {date.day:02} {MONTHS_AR[date.month - 1]}، {date.year}",
        f"{ORDINALS[date.day - 1]} من {MONTHS_AR[date.month - 1]} {date.year}",
        f"{date:%B} {date.day}, {date.year}",
        f"{date:%A}, {date.day} {date:%B} {date.year}",
        f"{date:%a}, {date.day:02} {date:%b} {date.year}",
        f"{date.day:02}-{date:%b}-{date.year}",
        f"{date.year}/{date.month:02}/{date.day:02}",
        date.isoformat(),
        f"{weekday} {in_arabic(date)} - {date.isoformat()}",
    ]


DATES = st.dates(dt.date(FIRST_YEAR, 1, 1), dt.date(LAST_YEAR, 12, 31))
TIMES = st.times().map(lambda time: time.replace(microsecond=0))


@given(DATES)
def test_any_date_reads_back_however_it_is_printed(date: dt.date) -> None:
    assert {read_date(printed) for printed in ways(date)} == {date.isoformat()}
    assert all(is_date(printed.removeprefix("نُشر يوم ")) for printed in ways(date))
    month = f"{MONTHS_AR[date.month - 1]} {date.year}"
    assert (read_date(month), read_date(f"في عام {date.year}")) == (f"{date:%Y-%m}", f"{date:%Y}")


@given(DATES)
def test_figures_read_back_where_only_one_order_is_possible(date: dt.date) -> None:
    certain = date.day > 12 or date.day == date.month
    for printed in (f"{date:%d/%m/}{date.year}", f"{date:%m/%d/}{date.year}", f"{date.day}.{date.month}.{date.year}"):
        assert read_date(printed) == (date.isoformat() if certain else None)
    found = read(f"{date.day}/{date.month}/{date.year}", day_first=True)
    assert found is not None and found.value == date.isoformat()


@given(DATES, TIMES)
def test_any_time_reads_back_however_it_is_printed(date: dt.date, time: dt.time) -> None:
    minute = f"{date.isoformat()}T{time:%H:%M}"
    half = ("صباحاً", "AM") if time.hour < 12 else ("مساءً", "PM")
    twelve = f"{(time.hour + 11) % 12 + 1}:{time:%M}"
    for printed in (
        *(
            f"{in_arabic(date)} {time:%H:%M}",
            f"{in_arabic(date)} الساعة {twelve} {half[0]}",
            f"{minute[:10]} {time:%H:%M}",
        ),
        *(f"{date:%B} {date.day}, {date.year} at {twelve} {half[1]}", f"{time:%H:%M} - {in_arabic(date)}"),
    ):
        assert read_date(printed) == minute
    moment = dt.datetime.combine(date, time, dt.timezone(dt.timedelta(hours=3, minutes=30)))
    assert read_date(moment.isoformat()) == moment.isoformat()
    internet = f"{moment:%a, %d %b} {date.year} {moment:%H:%M:%S %z}"
    assert read_date(internet) == moment.isoformat()


@given(st.dates(dt.date(1924, 8, 1), dt.date(2077, 11, 16)), st.integers(-40, 40))
def test_any_hijri_date_reads_back_alone_and_beside_its_own_day(date: dt.date, away: int) -> None:
    hijri = Gregorian(date.year, date.month, date.day).to_hijri()
    printed = f"{hijri.day} {HIJRI_MONTHS[hijri.month - 1]} {hijri.year}"
    assert [read_date(f"{printed}{mark}") for mark in ("", "هـ", " هجرية")] == [date.isoformat()] * 3
    assert read_date(f"{DAYS[date.weekday()]} {printed}") == date.isoformat()
    other = date + dt.timedelta(days=away)
    wanted = other.isoformat() if abs(away) <= 1 else None
    assert read_date(f"{printed}هـ الموافق {in_arabic(other)}م") == wanted
    assert read_date(f"{in_arabic(other, MONTHS_AR)} - {printed}") == wanted


@given(DATES, st.integers(1, 6), st.integers(1, 11))
def test_what_contradicts_itself_is_never_a_date(date: dt.date, days: int, months: int) -> None:
    wrong_day = DAYS[(date.weekday() + days) % 7]
    other = MONTHS_AR[(date.month - 1 + months) % 12]
    assert read_date(f"{wrong_day} {in_arabic(date)}") is None
    assert read_date(f"{date.day} {EGYPT[date.month - 1]}/{other} {date.year}") is None
    assert read_date(f"{in_arabic(date)}، {in_arabic(date + dt.timedelta(days=days))}") is None


@given(st.integers(0, 99), st.integers(1, 12), st.integers(0, 9999))
def test_no_day_is_read_that_the_calendar_lacks(day: int, month: int, year: int) -> None:
    for printed in (
        f"{day} {EGYPT[month - 1]} {year:04}",
        f"{year:04}-{month:02}-{day:02}",
        f"{day}/{month}/{year:04}",
    ):
        value = read_date(printed)
        assert value is None or (is_edtf(value) and value.startswith(f"{year:04}"))


PIECES = st.sampled_from(
    [
        *EGYPT,
        *MONTHS_AR,
        *DAYS,
        *HIJRI_MONTHS,
        *ORDINALS,
        "Monday",
        "March",
        "may",
        "May",
        "Feb.",
        "last",
        "الماضي",
        "هـ",
        "م",
    ]
    + [
        "في",
        "من",
        "عام",
        "in",
        "على",
        "الساعة",
        "ص",
        "مساءً",
        "GMT",
        "بتوقيت",
        "مكة",
        "Z",
        "T",
        "+",
        "-",
        "/",
        ".",
        ":",
        ",",
        "(",
    ]
    + [
        ")",
        "و",
        "إلى",
        "%",
        "منذ",
        "قبل",
        "ago",
        "أيام",
        "ساعتين",
        "أمس",
        "الموافق",
        "2025",
        "1446",
        "31",
        "3",
        "08",
        "22",
        "٣",
    ]
    + ["+03:00", "08:22", "2025-02-03", "03/02/2025", "20250203", "\u200f", "ـ", "²", "٫", "\ud800", "\u0651"]
)
JUMBLE = st.lists(st.one_of(PIECES, st.just(" "), st.just(" "), st.text(max_size=4)), max_size=14).map("".join)


@given(JUMBLE, st.one_of(st.none(), st.datetimes()), st.booleans())
def test_any_text_is_read_as_a_real_date_or_as_none(text: str, reference: dt.datetime | None, day_first: bool) -> None:
    found = read(text, reference=reference, day_first=day_first)
    assert is_date(text) in {True, False}
    if found:
        assert is_edtf(found.value)
        assert found.raw and found.raw in text
        assert found.precision == precision_of(found.value)


PUMPED = [
    *(
        "3 ",
        "3-",
        "2025-",
        "شباط/",
        "شباط ",
        "الاثنين ",
        "الحادي والعشرين من ",
        "08:22 ",
        "3 فبراير 2025 ",
        "4 شعبان 1446 ",
    ),
    *("من ", "(", "عام 2025 ", "منذ ", "1", "ا", "\u0651", "\u200f", " ", "+03:00", "Feb.", "3 فبراير الماضي، ", "ﷺ"),
]


@pytest.mark.parametrize("piece", PUMPED, ids=ascii)
def test_what_is_endless_is_read_to_its_end(piece: str) -> None:
    """A regular expression that goes back, or a form that looks on without bound, would take hours here."""
    text = piece * (200_000 // len(piece))
    whole = tokens.Text(text)
    printed = list(forms.find(whole))
    found = settling.settle(whole, printed, NOW) if printed else settling.settle_relative(whole, NOW)
    assert found is None or is_edtf(found.value)
    assert read(text) is None and not is_date(text)


@pytest.mark.parametrize(
    "module", [datelines, clock, forms, relative, settling, tokens, words], ids=lambda one: one.__name__
)
def test_examples_hold(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]
