"""Quantities in texts: magnitude, unit and comparator as printed, and nothing from names."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from claims.figures import Figure, figures
from claims.figures.reading import LONGEST, MOST
from tests.sample_families import FAMILIES
from tests.sample_figures import FORMS_AR, FORMS_EN, NAMES
from tests.sample_mended import MENDED
from tests.sample_news import HELD_OUT

COMPARATORS = {"=", "<", "<=", ">", ">=", "~", "range", "order_of"}
EASTERN = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
PIECES = (
    *(
        "بين",
        "من",
        "إلى",
        "و",
        "نصف",
        "ربع",
        "ثلاثة",
        "عشر",
        "مئة",
        "ألف",
        "مليون",
        "ملايين",
        "مليارات",
        "دولار",
        "دولارين",
    ),
    *(
        "ساعة",
        "ونصف",
        "المرتبة",
        "الثالثة",
        "5",
        "3.5",
        "2025",
        "%",
        "-",
        ",",
        ".",
        "$",
        "between",
        "and",
        "to",
        "half",
        "a",
    ),
    *(
        "quarter",
        "of",
        "three",
        "twenty",
        "hundred",
        "million",
        "dollars",
        "hours",
        "GPT-4",
        "H800",
        "third",
        "rank",
        "bn",
    ),
)
JUMBLE = st.text(
    st.one_of(st.sampled_from("0123456789٠٥۵.,٫٬،%٪$€-–—/ \n\u200f\u00a0ًـو"), st.characters()), max_size=80
) | st.lists(st.sampled_from(PIECES), max_size=16).map(" ".join)


def said(text: str) -> str:
    """The figures of a text in the notation of the samples."""
    return "; ".join(_said(found) for found in figures(text))


def _said(found: Figure) -> str:
    value = f"{found.value}..{found.high}" if found.high else found.value
    return f"{found.comparator} {value} {found.unit or '-'}"


@pytest.mark.parametrize(("text", "expected"), [*FORMS_AR, *FORMS_EN, *FAMILIES])
def test_every_form_is_read_as_printed(text: str, expected: str) -> None:
    assert said(text) == expected


@pytest.mark.parametrize("text", NAMES)
def test_names_codes_and_dates_hold_no_quantity(text: str) -> None:
    assert said(text) == ""


@pytest.mark.parametrize(("text", "expected"), HELD_OUT)
def test_sentences_as_newspapers_write_them(text: str, expected: str) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(("text", "expected"), MENDED)
def test_sentences_once_misread_stay_right(text: str, expected: str) -> None:
    assert said(text) == expected


def test_there_are_enough_forms_in_both_languages() -> None:
    assert len(FORMS_AR) >= 75 and len(FORMS_EN) >= 75
    assert len(HELD_OUT) >= 60 and len(NAMES) >= 60


def test_a_figure_is_its_words() -> None:
    text = "بتكلفة لم تتجاوز 294 ألف دولار فقط، أي بين 5 و7 ملايين ريال سعودي"
    assert [found.text for found in figures(text)] == ["294 ألف دولار", "5 و7 ملايين ريال سعودي"]
    assert all(text[found.start : found.end] == found.text for found in figures(text))


def test_what_is_joined_to_a_number_in_words_stays_outside() -> None:
    assert [found.text for found in figures("تبرع بمليوني دولار، والآلاف من العمال")] == [
        "مليوني دولار",
        "الآلاف من العمال",
    ]


def test_a_comparator_never_reaches_over_another_figure_or_clause() -> None:
    assert said("أكثر من 5 أيام و3 ساعات") == "> 5 day; = 3 hour"
    assert said("About 5 people, 3 dogs.") == "~ 5 person; = 3 dog"


def test_no_currency_is_filled_in() -> None:
    assert figures("تنفق مئات الملايين على نماذج مشابهة")[0].unit is None
    assert figures("دفعت 12 ألف جنيه")[0].unit == "pound"


def test_a_third_has_no_exact_decimals() -> None:
    assert said("a third of users") == "~ 33.33 percent"
    assert said("more than a third of users") == "> 33.33 percent"


def test_digits_that_are_too_long_are_codes() -> None:
    assert said("بلغ 123456789012345678901234567890 دولار") == ""


# --- Numbers of every size --------------------------------------------------------------------------------------------


@given(st.integers(1, 10**9), st.sampled_from((None, EASTERN, PERSIAN)), st.booleans())
def test_whole_numbers_are_read_in_all_digits(number: int, digits: dict[int, int] | None, grouped: bool) -> None:
    printed = f"{number:,}" if grouped else str(number)
    if digits is not None:
        printed = printed.translate(digits).replace(",", "٬")
    assert said(f"دفعت {printed} دولار") == f"= {number} USD"


@given(st.integers(0, 999), st.integers(1, 99), st.sampled_from(".٫"))
def test_decimals_and_scales_are_exact(whole: int, part: int, point: str) -> None:
    value = Decimal(f"{whole}.{part:02}") * 10**6
    assert said(f"بلغت {whole}{point}{part:02} مليون يورو") == f"= {int(value)} EUR"
    assert said(f"It cost €{whole}.{part:02} million.") == f"= {int(value)} EUR"


@given(st.integers(1, 500), st.integers(1, 499))
def test_ranges_keep_both_ends(low: int, more: int) -> None:
    high = low + more
    assert said(f"بين {low} و{high} دولار") == f"range {low}..{high} USD"
    assert said(f"{low}-{high}%") == f"range {low}..{high} percent"
    assert said(f"from {low} to {high} euros") == f"range {low}..{high} EUR"


ONES_AR = ("ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة")
TENS_AR = ("عشرين", "ثلاثين", "أربعين", "خمسين", "ستين", "سبعين", "ثمانين", "تسعين")
HUNDREDS_AR = ("ثلاثمئة", "أربعمائة", "خمسمئة", "ستمائة", "سبعمئة", "ثمانمئة", "تسعمائة")


@given(
    st.integers(0, 6), st.integers(0, 7), st.integers(0, 6), st.sampled_from((("ألف", 3), ("مليون", 6), ("مليار", 9)))
)
def test_arabic_words_add_up(one: int, ten: int, hundred: int, scale: tuple[str, int]) -> None:
    value = (one + 3) + (ten + 2) * 10 + (hundred + 3) * 100
    printed = f"{HUNDREDS_AR[hundred]} و{ONES_AR[one]} و{TENS_AR[ten]} {scale[0]} دولار"
    assert said(f"دفعت {printed}") == f"= {value * 10 ** scale[1]} USD"


ONES_EN = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
TENS_EN = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


@given(st.integers(1, 9), st.integers(2, 9), st.integers(1, 9), st.sampled_from((("thousand", 3), ("billion", 9))))
def test_english_words_add_up(one: int, ten: int, hundred: int, scale: tuple[str, int]) -> None:
    value = one + ten * 10 + hundred * 100
    printed = f"{ONES_EN[hundred - 1]} hundred and {TENS_EN[ten - 2]}-{ONES_EN[one - 1]} {scale[0]} dollars"
    assert said(f"They paid {printed}.") == f"= {value * 10 ** scale[1]} USD"


# --- Any text ---------------------------------------------------------------------------------------------------------


@settings(max_examples=300)
@given(JUMBLE)
@example("بين 5 و")
@example("-5")
@example("$")
@example("نصف")
def test_any_text_is_read_and_offsets_point_at_their_words(text: str) -> None:
    end = 0
    for found in figures(text):
        assert end <= found.start < found.end
        assert text[found.start : found.end] == found.text
        assert found.comparator in COMPARATORS
        assert (found.high is not None) == (found.comparator == "range")
        assert found.value is not None and Decimal(found.value).is_finite()
        end = found.end


@pytest.mark.parametrize("word", ["ألف و", "مليون ومليون ", "1 ألف و", "one thousand and "])
def test_a_sum_without_end_is_read_without_end_of_memory(word: str) -> None:
    assert len(figures(word * 2_000)) <= MOST


def test_a_table_without_end_is_read_to_a_limit() -> None:
    assert len(figures("5% " * 3 * MOST)) <= MOST


def test_a_long_line_is_read_whole() -> None:
    sentence = "بلغت الكلفة 294 ألف دولار. "
    count = LONGEST // len(sentence) * 3
    assert len(figures(sentence * count)) == count
