"""The pure text code under strange inputs: properties that must hold for every string, and sentences as newspapers print them."""

from __future__ import annotations

import datetime as dt
import decimal
import json
import re
from decimal import Decimal
from urllib.parse import quote as percent_encoded
from urllib.parse import unquote

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from claims import arabic, dates, quantities, quotation
from claims.canonical import canonical, digest_of, utc_stamp
from claims.choices import Comparator
from claims.rules import hedged

# The same examples in every run: a suite that finds something new on somebody else's change helps nobody.
settings.register_profile("isnad", deadline=None, derandomize=True, database=None, max_examples=150)
settings.load_profile("isnad")

MILLION = 1_000_000
# What Arabic newsrooms type, what they paste, and what breaks naive code.
LETTERS = st.sampled_from(
    "ابتأإآٱىیئکةەؤگپڤ"
    + "ًَُِّْٰـ"
    + "٠٩۰۹"
    + "aZéßİſﬁ"
    + "e\u0301\u0308"
    + "\u200b\u200f\u202e\u2066\ufeff\u00ad\u061c"
    + "ﷺﻻ㍿½"
    + " \n\t\u00a0\u2028\x1f_-/?#%.،؟"
    + "ᄀ\u1161\u11a8"
)
ANY_TEXT = st.one_of(st.text(), st.text(LETTERS), st.text(st.characters(exclude_categories=[])))


# --- Folding, terms, slugs -------------------------------------------------------------------------------------------


@given(ANY_TEXT)
@example("e\u200b\u0301")  # a mark that composes only once the format character between is gone
@example("e\u0640\u0301")
@example("ᄀ\u200bᅡ")
@example("\ud800")
def test_folding_twice_is_folding_once(text: str) -> None:
    assert arabic.fold(arabic.fold(text)) == arabic.fold(text)


def test_folding_every_character_alone_is_stable() -> None:
    # Nothing folds beyond the first two planes but compatibility ideographs and letters of mathematics.
    for point in [*range(0x12000), *range(0x1D400, 0x1F300), *range(0x2F800, 0x2FA20)]:
        once = arabic.fold(chr(point))
        assert arabic.fold(once) == once, hex(point)


@given(ANY_TEXT, st.text(st.sampled_from("ًٌٍَُِّْٰـ\u200b\u200f\u202e\ufeff"), max_size=5))
def test_folding_ignores_marks_and_format_characters(text: str, marks: str) -> None:
    stripped = "".join(character for character in text if character.isascii())
    assert arabic.fold(marks.join(stripped)) == arabic.fold(stripped)


@given(ANY_TEXT)
def test_terms_are_words_of_the_folded_text_without_their_prefixes(text: str) -> None:
    words = re.findall(r"[^\W_]+", arabic.fold(text))
    terms = arabic.terms(text)
    assert len(terms) == len(set(terms))
    assert all(any(word.endswith(term) for word in words) for term in terms)
    assert {arabic.stem(word) for word in words} == set(terms)


@given(st.text(st.sampled_from("ابتثجحخدذرزسشصضطظعغفقكلمنهوي"), min_size=1))
def test_a_stem_keeps_three_letters(word: str) -> None:
    assert word.endswith(arabic.stem(word))
    assert len(arabic.stem(word)) >= min(3, len(word))


@given(ANY_TEXT, st.integers(min_value=1, max_value=80))
@example("x" * 61, 60)
@example("السببالذي" * 20, 60)
def test_a_slug_is_never_empty_never_too_long_and_safe_in_an_address(text: str, limit: int) -> None:
    slug = arabic.slug(text, limit)
    assert 1 <= len(slug) <= limit
    assert not set(slug) & set("/?#%&=+.: \t\n\"'<>\\_")
    assert unquote(percent_encoded(slug)) == slug
    assert arabic.slug(slug, limit) == slug


def test_a_slug_of_one_long_word_still_says_something() -> None:
    assert arabic.slug("x" * 100, 60) == "x" * 60


# --- Quotes ----------------------------------------------------------------------------------------------------------

BLANKS = st.sampled_from([" ", "  ", "\n", "\u00a0", "\t\n ", "\u2003"])
WORDS = st.lists(
    st.sampled_from(["شركة", "الرمال", "294", "ألف", "دولار", "R1", "a", "ab", "aba"]), min_size=1, max_size=30
)


@st.composite
def spaced(draw: st.DrawFn) -> str:
    words = draw(WORDS)
    return "".join(f"{word}{draw(BLANKS)}" for word in words)


def squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


@given(spaced(), st.data())
def test_a_piece_of_a_text_is_found_where_it_stands(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    piece = text[start : data.draw(st.integers(start + 1, len(text)))]
    found = quotation.find(text, piece)
    if not piece.strip():
        assert found == []
        return
    wanted = piece.strip()
    assert all(text[span.start : span.end] == wanted for span in found)
    assert any(span.start <= start + len(piece) and span.end >= start for span in found)


@given(spaced(), st.data())
def test_white_space_may_differ_and_offsets_still_point_at_the_words(text: str, data: st.DataObject) -> None:
    words = text.split()
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first + 1, len(words)))
    wanted = "".join(f"{word}{data.draw(BLANKS)}" for word in words[first:last])
    found = quotation.find(text, wanted)
    assert found
    for span in found:
        shown = text[span.start : span.end]
        assert squeezed(shown) == squeezed(wanted)
        assert shown == shown.strip()


@given(ANY_TEXT, ANY_TEXT)
def test_what_is_found_is_what_was_asked(text: str, wanted: str) -> None:
    for span in quotation.find(text, wanted):
        assert 0 <= span.start < span.end <= len(text)
        assert squeezed(text[span.start : span.end]) == squeezed(wanted)


def test_places_are_in_order_and_do_not_overlap() -> None:
    for text, wanted in (("aaaa", "aa"), ("a  a\n a", "a a"), ("ab" * 9, "abab"), ("x y\n" * 8, "x  y x y")):
        found = quotation.find(text, wanted)
        assert found
        assert all(one.end <= other.start for one, other in zip(found, found[1:], strict=False))


@given(ANY_TEXT, st.data(), st.integers(0, 40))
def test_context_is_what_stands_beside_and_no_longer_than_asked(text: str, data: st.DataObject, size: int) -> None:
    start = data.draw(st.integers(0, len(text)))
    span = quotation.Span(start, data.draw(st.integers(start, len(text))))
    prefix, suffix = quotation.context(text, span, size)
    assert len(prefix) == min(size, span.start)
    assert len(suffix) == min(size, len(text) - span.end)
    assert text[span.start - len(prefix) : span.end + len(suffix)] == prefix + text[span.start : span.end] + suffix


def test_public_selectors_carry_at_most_16_characters() -> None:
    assert quotation.context("x" * 100, quotation.Span(50, 51)) == ("x" * 16, "x" * 16)


# --- How much a page borrows -----------------------------------------------------------------------------------------


def brute_force(page: list[str], article: str) -> tuple[int, int]:
    """Characters of the article inside runs of 20 and more that stand in a text of the page; the longest run."""
    flat = re.sub(r"\s+", " ", article)
    texts = [re.sub(r"\s+", " ", text) for text in page]
    covered: set[int] = set()
    longest = 0
    for start in range(len(flat)):
        for end in range(start + quotation.RUN, len(flat) + 1):
            if not any(flat[start:end] in text for text in texts):
                break
            covered |= set(range(start, end))
            longest = max(longest, end - start)
    return len(covered), longest


@st.composite
def article_and_page(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A short article that may repeat itself, and a page made of its pieces and of other words."""
    atoms = [draw(st.text("ab \n", min_size=5, max_size=40)) for _ in range(3)]
    article = "".join(draw(st.lists(st.sampled_from(atoms), min_size=1, max_size=5)))
    page = []
    for _ in range(draw(st.integers(0, 3))):
        start = draw(st.integers(0, len(article)))
        piece = article[start : start + draw(st.integers(0, 60))]
        page.append(draw(st.sampled_from(["", "Q", atoms[0]])) + piece + draw(st.sampled_from(["", "Q", atoms[1]])))
    return article, page


REPEATED = "one two three four five six seven"


@given(article_and_page())
@example((f"{REPEATED} and again: {REPEATED[4:]}", [REPEATED]))  # the article says it twice
@example(("ab" * 80, ["ab" * 30]))  # more places than any cap
@example((REPEATED + REPEATED, [REPEATED[:25], REPEATED[3:], "x" + REPEATED[-20:] + REPEATED[:20]]))
def test_borrowed_is_what_counting_by_hand_gives(matter: tuple[str, list[str]]) -> None:
    article, page = matter
    measured = quotation.borrowed(page, article)
    assert (measured.total, measured.longest) == brute_force(page, article)
    assert measured.longest <= measured.total <= len(article)


@given(article_and_page(), st.text("ab \n", max_size=60))
def test_more_on_the_page_never_borrows_less(matter: tuple[str, list[str]], more: str) -> None:
    article, page = matter
    less, all_of_it = quotation.borrowed(page, article), quotation.borrowed([*page, more], article)
    assert less.total <= all_of_it.total
    assert less.longest <= all_of_it.longest


@given(st.lists(st.text("xyz ")), st.text("abc "))
def test_texts_without_a_common_run_borrow_nothing(page: list[str], article: str) -> None:
    article = re.sub(r"\s+", " ", article)
    assert (quotation.borrowed(page, article).total, quotation.borrowed(page, article).longest) == (0, 0)


def test_line_breaks_hide_nothing_and_pieces_are_counted_once() -> None:
    article = "The company said that it had trained its model for no more than 294 thousand dollars."
    page = [article.replace(" ", "\n"), article[:40], article]
    measured = quotation.borrowed(page, article)
    assert (measured.total, measured.longest) == (len(article), len(article))


@pytest.mark.parametrize(
    ("length", "quoted", "too_much"),
    [
        (2_000, 300, False),
        (2_000, 301, True),  # one run of more than 300
        (10_000, 301, True),
        (900, 250, False),
    ],
)
def test_the_cap_on_one_run(length: int, quoted: int, too_much: bool) -> None:
    article = "".join(f"word{number:05d} " for number in range(length // 10))
    assert quotation.borrowed([article[:quoted]], article).too_much is too_much


@pytest.mark.parametrize(
    ("length", "pieces", "too_much"),
    [(3_000, 4, False), (3_000, 5, True), (8_000, 8, False), (8_000, 9, True)],
)
def test_the_cap_on_the_whole(length: int, pieces: int, too_much: bool) -> None:
    article = "".join(f"word{number:05d} " for number in range(length // 10))
    page = [article[each * 300 : each * 300 + 250] for each in range(pieces)]
    measured = quotation.borrowed(page, article)
    assert measured.longest <= 250
    assert measured.too_much is too_much


# --- Dates -----------------------------------------------------------------------------------------------------------

Parts = tuple[int | None, int | None, int | None]
EDTF_PARTS: st.SearchStrategy[Parts] = st.tuples(
    st.one_of(st.none(), st.integers(0, 9999)),
    st.one_of(st.none(), st.integers(1, 12)),
    st.one_of(st.none(), st.integers(1, 28)),
)


def written(year: int | None, month: int | None, day: int | None) -> str:
    parts = ["XXXX" if year is None else f"{year:04d}"]
    if month is not None or day is not None:
        parts.append("XX" if month is None else f"{month:02d}")
    if day is not None:
        parts.append(f"{day:02d}")
    return "-".join(parts)


@given(EDTF_PARTS)
def test_a_partial_date_is_read_as_it_is_written(parts: Parts) -> None:
    read = dates.parse(written(*parts))
    assert (read.year, read.month, read.day) == parts
    assert dates.is_edtf(written(*parts))


@given(EDTF_PARTS, st.sampled_from(["ar", "en"]))
def test_a_date_in_words_says_what_is_known_and_nothing_else(parts: Parts, language: str) -> None:
    year, month, day = parts
    names = dates.MONTHS_AR if language == "ar" else dates.MONTHS_EN
    words = [str(day)] if day is not None else []
    words += [names[month - 1]] if month is not None else []
    words += [str(year)] if year is not None else []
    assert dates.display(written(*parts), language) == " ".join(words)


@given(EDTF_PARTS, EDTF_PARTS, st.sampled_from(["ar", "en"]))
def test_an_interval_in_words_holds_both_ends(one: Parts, other: Parts, language: str) -> None:
    first, last = written(*one), written(*other)
    shown = dates.display(f"{first}/{last}", language)
    assert dates.parse_period(f"{first}/{last}") == (dates.parse(first), dates.parse(last))
    assert shown.startswith(dates.display(first, language))
    assert shown.endswith(dates.display(last, language))


@given(st.dates())
def test_every_day_of_the_calendar_is_edtf(day: dt.date) -> None:
    assert dates.parse(day.isoformat()) == dates.PartialDate(day.year, day.month, day.day)


@given(st.one_of(ANY_TEXT, st.text("0123456789X-/T:+Z\n٠٢۴", max_size=24)))
@example("2025\n")
@example("٢٠٢٥-٠١")
@example("2025/")
@example("/2025")
@example("2025/2024/2023")
@example("\ud800")
def test_is_edtf_answers_for_every_text(text: str) -> None:
    if dates.is_edtf(text):
        assert re.fullmatch(r"[0-9X:TZ+/-]+", text)
        for language in ("ar", "en"):
            assert dates.display(text, language) is not None
        first, last = dates.parse_period(text)
        assert first.month is None or 1 <= first.month <= 12
        assert last.day is None or 1 <= last.day <= 31


@pytest.mark.parametrize(
    "text",
    [
        "", "2025\n", "٢٠٢٥", "2025-1", "2025-13", "2025-00", "2025-02-29", "2025-04-31", "2025-01-00", "25-01-27",
        "2025/", "/2025", "2025//2026", "yesterday", "2025-01-27T25:00", "2025-01-27T12:61", "2025-01-27T12:00:61",
        "2025-01T12:00", "2025-01-27T12", "2025-01-27 12:00", "XXXX-13", "20XX", "2025-01-27T12:00+3", "-2025", "2025?",
    ],
)  # fmt: skip
def test_what_is_no_date_is_refused(text: str) -> None:
    assert not dates.is_edtf(text)


@pytest.mark.parametrize(
    "text",
    [
        "2025", "2025-01", "2025-01-27", "XXXX-05", "XXXX-01-27", "2025-XX-27", "2024-02-29", "XXXX-02-29",
        "2025-01-27T23:59", "2025-01-27T00:00:59", "2025-01-27T12:00Z", "2025-01-27T12:00+03:00", "2023/2028",
        "2023-05/2024-01", "2025-01-27/2025-02-03",
    ],
)  # fmt: skip
def test_the_dates_of_the_house_are_read(text: str) -> None:
    assert dates.is_edtf(text)


@given(EDTF_PARTS, EDTF_PARTS)
def test_dates_fit_both_ways_or_not_at_all(one: Parts, other: Parts) -> None:
    first, second = written(*one), written(*other)
    assert dates.compatible(first, first)
    assert dates.compatible(first, second) == dates.compatible(second, first)
    known = [(x, y) for x, y in zip(one, other, strict=True) if x is not None and y is not None]
    assert dates.compatible(first, second) == all(x == y for x, y in known)


# --- Numbers ---------------------------------------------------------------------------------------------------------

NUMBERS = st.one_of(
    st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**15), max_value=10**15),
    st.integers(-(10**39), 10**39).map(Decimal),
    st.tuples(st.integers(-(10**9), 10**9), st.integers(-20, 20)).map(lambda pair: Decimal(pair[0]).scaleb(pair[1])),
)


@given(NUMBERS)
@example(Decimal("1234567890123456789012345678901234567891"))  # 40 digits: more than the decimal module's default
@example(Decimal("-0.00"))
@example(Decimal("1E+30"))
def test_a_decimal_has_one_spelling_and_loses_nothing(number: Decimal) -> None:
    spelt = quantities.decimal_string(str(number))
    assert Decimal(spelt) == number
    assert quantities.decimal_string(spelt) == spelt
    assert re.fullmatch(r"0|-?(?:[1-9][0-9]*|0(?=\.))(?:\.[0-9]*[1-9])?", spelt)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "NaN",
        "Infinity",
        "-inf",
        "1e41",
        "1e-41",
        "12,5",
        "٢٩٤",
        "1_000",
        " 5",
        "5\n",
        "0x1f",
        "1" * 41,
        "1" * MILLION,
        "\x00",
        "\ud800",
        "five",
        "1e99999999999999999999",
    ],
)
def test_what_is_no_plain_decimal_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no decimal number"):
        quantities.decimal_string(text)


@given(NUMBERS)
def test_a_decimal_fits_its_column(number: Decimal) -> None:
    try:
        spelt = quantities.decimal_string(str(number))
    except ValueError:
        return
    assert len(spelt) <= 60  # ClaimQuantity.value


def test_the_longest_decimals_fit_the_column() -> None:
    for text in ("-" + "9" * 40, "-0." + "0" * 39 + "1", f"-{'1' * 39}E-40", f"{'7' * 40}E-30", f"{'7' * 40}E-79"):
        try:
            assert len(quantities.decimal_string(text)) <= 60, text
        except ValueError:
            continue


@given(NUMBERS)
def test_grouping_loses_nothing(number: Decimal) -> None:
    grouped = quantities.grouped(quantities.decimal_string(str(number)))
    assert Decimal(grouped.replace(",", "")) == number
    assert re.fullmatch(r"-?[0-9]{1,3}(?:,[0-9]{3})*(?:\.[0-9]+)?", grouped)


SCALES = {
    "ar": {"تريليون": 12, "تريليونات": 12, "مليار": 9, "مليارات": 9, "مليون": 6, "ملايين": 6, "ألف": 3, "آلاف": 3},
    "en": {"trillion": 12, "billion": 9, "million": 6, "thousand": 3},
}


def read_back(words: str, language: str) -> Decimal:
    """A number as `spoken` writes it, read again."""
    number, _, scale = words.partition(" ")
    digits = Decimal(number.replace(",", ""))
    return digits * 10 ** SCALES[language][scale] if scale else digits


@settings(max_examples=400)
@given(NUMBERS, st.sampled_from(["ar", "en"]))
@example(Decimal("1" * 40), "ar")
def test_a_spoken_number_loses_nothing(number: Decimal, language: str) -> None:
    words = quantities.spoken(quantities.decimal_string(str(number)), language)
    with decimal.localcontext(prec=100):
        assert read_back(words, language) == number


@given(
    NUMBERS,
    st.sampled_from([*quantities.UNITS, "percent", "rank", "EUR"]),
    st.sampled_from(Comparator.values),
    st.sampled_from(["ar", "en"]),
)
def test_a_quantity_in_words_never_fails_and_keeps_its_number(
    number: Decimal, unit: str, comparator: str, language: str
) -> None:
    value = quantities.decimal_string(str(number))
    shown = quantities.display(value, unit, comparator, language, high=value if comparator == "range" else None)
    without_number = value == "2" or (
        comparator == "order_of" and shown != quantities.display(value, unit, "=", language)
    )
    kept = {quantities.spoken(value, language), quantities.grouped(value), value}
    assert without_number or any(each in shown for each in kept)


@pytest.mark.parametrize("power", range(0, 16))
@pytest.mark.parametrize("language", ["ar", "en"])
def test_an_order_of_magnitude_is_never_shown_as_an_exact_number(power: int, language: str) -> None:
    value = str(10**power)
    order = quantities.display(value, "USD", "order_of", language)
    assert order != quantities.display(value, "USD", "=", language)
    assert quantities.display(str(3 * 10**power), "USD", "order_of", language) != quantities.display(
        str(3 * 10**power), "USD", "=", language
    )


@pytest.mark.parametrize("comparator", [value for value in Comparator.values if value not in {"=", "range"}])
@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_comparator_is_always_said(comparator: str, language: str) -> None:
    assert quantities.display("294000", "USD", comparator, language) != quantities.display(
        "294000", "USD", "=", language
    )


# --- Sentences that state a quantity ---------------------------------------------------------------------------------

STATES = [
    "بلغت كلفة التدريب 294 ألف دولار.",
    "لم تتجاوز الكلفة ٢٩٤ ألف دولار.",
    "هبط سهم إنفيديا 17%.",
    "هبط السهم 17 %.",
    "خسر المؤشر 3.1 في المئة.",
    "تراجعت الأسهم بنسبة 97.3% في يوم واحد.",
    "تراجعت الأسهم ٩٧٫٣٪.",
    "استخدمت الشركة 512 معالجاً.",
    "استخدمت الشركة 2048 شريحة من طراز H800.",
    "استخدمت 2,048 شريحة H800.",
    "فقدت الشركة 1.2 تريليون دولار من قيمتها.",
    "خسرت الشركة مليارات.",
    "تقدَّر الكلفة بمئات الملايين من الدولارات.",
    "خسر نحو مليوني دولار.",
    "خسر نحو مليونين.",
    "زاد العدد بألفين.",
    "استعانت الشركة بعشرات الآلاف من الشرائح.",
    "بلغت المشاهدات ثلاثة ملايين.",
    "بلغت قيمتها تريليونات الدولارات.",
    "زادت بالمئة عشرين.",
    "حلّ في المرتبة 3 بين النماذج.",
    "It cost $294,000 to train.",
    "It cost $5.57M to train.",
    "It cost about €6bn.",
    "The run took 2.788 million GPU hours.",
    "It fell 13%.",
    "Shares fell by 13 percent.",
    "It lost two million users.",
    "They lost billions.",
    "It used 512 chips.",
    "It used 2048 H800 chips.",
    "It has 671 billion parameters.",
    "In January 2025 it used 10000 A100 chips.",
    "On 27 January 2025 Nvidia lost 589 billion dollars.",
    "The S&P 500 lost 1.5%.",
    "GPT-4 was trained for 100 days.",
    "It is 27 times cheaper.",
    "At least 40 people were asked.",
]
STATES_NONE = [
    "أُطلق النموذج R1 في كانون الثاني/يناير 2025.",
    "أُطلق النموذج في 27 كانون الثاني/يناير 2025.",
    "أُطلق النموذج في ٢٧ كانون الثاني ٢٠٢٥.",
    "أُطلق النموذج يوم 27 يناير.",
    "أُطلق النموذج يوم 27 من يناير 2025.",
    "أُطلق في 2025-01-27.",
    "أُطلق في 27/1/2025.",
    "دُرّب النموذج على شرائح H800.",
    "منعت واشنطن تصدير A100 وH100 إلى الصين.",
    "تنافس هواوي بشريحة Ascend 910B.",
    "يقارن التقرير بين R1 وGPT-4o وo1-mini.",
    "ارتفع مؤشر S&P 500 قليلاً.",
    "تراجع مؤشر ناسداك 100.",
    "تراجع مؤشر ستاندرد آند بورز 500.",
    "هذا ما جاء في الفصل الثاني من التقرير.",
    "كان أول من أعلن ذلك.",
    "المرحلة الأولى لم تُذكر كلفتها.",
    "لم تذكر الشركة عدد المعالجات.",
    "نتابع القصة.",
    "ما ثبت في هذه المسألة غير مؤكد بعد.",
    "بين عامي 2023 و2025 تغيّر كل شيء.",
    "R1 was released on January 27, 2025.",
    "R1 was released on the 27th of January.",
    "R1 was released on 27 Jan 2025.",
    "On 2025-01-27 the Nasdaq 100 fell.",
    "The Nasdaq 100 and the FTSE 100 fell.",
    "It runs on H800, A100 and Ascend 910B chips.",
    "It was compared with GPT-4o, Claude-3.5 and DeepSeek-V3.",
    "The first paper appeared in 2024.",
    "From 2023–2025 the rules changed.",
    "What is known of this is still unverified.",
    "We follow the story.",
    "",
]


@pytest.mark.parametrize("sentence", STATES)
def test_a_sentence_with_a_quantity_owes_its_source(sentence: str) -> None:
    assert quantities.mentions_quantity(sentence)


@pytest.mark.parametrize("sentence", STATES_NONE)
def test_dates_and_names_of_models_are_no_quantities(sentence: str) -> None:
    assert not quantities.mentions_quantity(sentence)


@given(ANY_TEXT)
def test_every_text_either_states_a_quantity_or_does_not(text: str) -> None:
    assert quantities.mentions_quantity(text) in {True, False}


# --- Hedges ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "words", "said"),
    [
        ("This is disputed.", ["disputed"], True),
        ("This is undisputed.", ["disputed"], False),
        ("Disputed: the sum.", ["disputed"], True),
        ("هذا غيرُ مؤكَّد بعد.", ["غير مؤكد"], True),
        ("هذا مؤكد.", ["غير مؤكد"], False),
        ("الروايات المتعارضة كثيرة.", ["متعارض"], True),
        ("It is UNVERIFIED.", ["unverified"], True),
        ("Verified.", ["unverified", "not verified"], False),
    ],
)
def test_an_open_claim_is_called_open_in_whatever_spelling(sentence: str, words: list[str], said: bool) -> None:
    assert hedged(sentence, words) is said


# --- Canonical JSON --------------------------------------------------------------------------------------------------

JSON = st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text() | st.lists(st.text(), max_size=3)


def test_the_examples_of_rfc_8785() -> None:
    document = {
        "numbers": [333333333.33333329, 1e30, 4.50, 2e-3, 0.000000000000000000000000001],
        "string": "\u20ac$\u000f\u000aA'\u0042\u0022\u005c\\\"/",
        "literals": [None, True, False],
    }
    assert canonical(document).decode() == (
        '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],'
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'
    )
    keys = {
        "\u20ac": "Euro Sign",
        "\r": "Carriage Return",
        "\ufb33": "Hebrew Letter Dalet With Dagesh",
        "1": "One",
        "\U0001f600": "Emoji: Grinning Face",
        "\u0080": "Control",
        "\u00f6": "Latin Small Letter O With Diaeresis",
    }
    assert re.findall(r'":"([^"]+)"', canonical(keys).decode()) == [
        "Carriage Return",
        "One",
        "Control",
        "Latin Small Letter O With Diaeresis",
        "Euro Sign",
        "Emoji: Grinning Face",
        "Hebrew Letter Dalet With Dagesh",
    ]


@settings(max_examples=60)
@given(st.dictionaries(st.text(), JSON | st.dictionaries(st.text(), JSON, max_size=3), max_size=6))
def test_the_order_of_keys_changes_nothing(document: dict[str, object]) -> None:
    shuffled = {key: document[key] for key in reversed(document)}
    assert canonical(shuffled) == canonical(document)
    assert digest_of(shuffled) == digest_of(document)
    assert json.loads(canonical(document)) == document


@pytest.mark.parametrize("number", [2**53 + 1, -(2**60), float("nan"), float("inf")])
def test_numbers_that_no_reader_could_read_back_are_refused(number: float) -> None:
    with pytest.raises(ValueError, match=r".*"):
        canonical({"n": number})


@given(st.datetimes(min_value=dt.datetime(1900, 1, 1), timezones=st.timezones()))
def test_a_stamp_is_utc_and_sorts_as_time_does(moment: dt.datetime) -> None:
    stamp = utc_stamp(moment)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", stamp)
    assert dt.datetime.fromisoformat(stamp) == moment.astimezone(dt.UTC)


# --- Long texts ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("unit", ["2025 ", "S&P 500 ", "ـ", "كلمة "], ids=repr)
def test_a_megabyte_is_read_in_linear_time(unit: str) -> None:
    """No timing is asserted: what is quadratic here would not end within the suite's patience."""
    text = (unit * (MILLION // len(unit) + 1))[:MILLION]
    assert len(arabic.fold(text)) <= 2 * MILLION
    assert isinstance(arabic.terms(text), list)
    assert arabic.slug(text)
    assert quantities.mentions_quantity(text) in {True, False}
    assert quotation.find(text, f"{text[:1000]} never there") == []
    assert dates.is_edtf(text) is False


@pytest.mark.parametrize("unit", ["a", "كلمة أخرى\n", "0123456789abcdefghij-klm"], ids=repr)
def test_a_long_article_is_measured_in_linear_time(unit: str) -> None:
    text = (unit * (MILLION // 5 // len(unit) + 1))[: MILLION // 5]
    measured = quotation.borrowed([text[:50_000], text[7:60_000]], text)
    assert measured.too_much
    assert quotation.find(text, text[: len(text) // 2].replace(" ", "  "))
