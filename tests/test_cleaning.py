"""The five seeds are read exactly; other texts sanely; and whatever comes in, no line is lost on the way."""

import doctest
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.choices import BODY_KINDS, BlockKind
from seeds import cleaning, lines, readers
from seeds.cleaning import clean
from seeds.kinds import BODY, KINDS
from tests.composed_articles import Composed, articles, said

ARTICLES = Path(cleaning.__file__).parent / "articles"

# For each seed, everything that is not a paragraph: line → kind.
SEEDS = {
    "000": {1: "section", 2: "title", **dict.fromkeys((5, 9, 17, 21, 25), "heading")}
    | dict.fromkeys((12, 13, 14, 28, 29, 30), "list_item"),
    "001": {1: "title", 3: "repeated_title", 5: "desk_label", 7: "outlet"}
    | dict.fromkeys((13, 17, 23, 27, 31, 35), "heading"),
    "002": {1: "title", 3: "repeated_title", 5: "section", 6: "other_noise", 7: "outlet", 9: "desk_label"}
    | {33: "navigation", 35: "comment_form", 37: "comment_form"},
    "003": {1: "section", 3: "title", **dict.fromkeys((9, 15, 21, 27), "heading")}
    | {33: "related", 35: "related", 37: "byline", 39: "bio", 41: "related"}
    | {43: "comment_form", 45: "comment_form", 47: "navigation"},
    "004": {1: "title", 2: "byline", 4: "repeated_title", 6: "standfirst", 8: "translator", 25: "other_noise"}
    | dict.fromkeys((20, 27, 36, 47), "heading")
    | {55: "other_noise", 57: "other_noise", 58: "other_noise", 59: "date"},
}
PARAGRAPHS = {"000": 16, "001": 9, "002": 11, "003": 5, "004": 30}
# Each fact with the line on which it is read. What is not here must be unknown.
FACTS = {
    "000": {"section": ("آخر الأخبار", 1)},
    "001": {"outlet": ("محور بلس", 7)},
    "002": {"outlet": ("إكسبريس تيفي", 7), "section": ("تكنولوجيا", 5)},
    "003": {"section": ("علوم وتكنولوجيا", 1), "authors": ("إسراء حموده ابوالعنين", 37)}
    | {"author_variants": ("إسراء أبو العنين", 39)},
    "004": {"authors": ("ليو ديان", 2), "translator": ("عروة درويش", 8), "modified": ("2025-02-03T08:22", 59)}
    | {"issue_number": ("1212", 58)},
}


def seed(number: str) -> str:
    (path,) = ARTICLES.glob(f"{number}_*.txt")
    return readers.read_plain(path.read_bytes()).text


@pytest.mark.parametrize("number", SEEDS)
def test_each_line_of_a_seed_is_what_it_is(number: str) -> None:
    read = clean(seed(number))
    assert {block.line: block.kind for block in read.blocks if block.kind != "paragraph"} == SEEDS[number]
    assert sum(block.kind == "paragraph" for block in read.blocks) == PARAGRAPHS[number]


@pytest.mark.parametrize("number", SEEDS)
def test_offsets_of_a_seed_give_back_its_lines(number: str) -> None:
    text = seed(number)
    for block in clean(text).blocks:
        assert text[block.start : block.end] == text.split("\n")[block.line - 1]


@pytest.mark.parametrize("number", FACTS)
def test_a_seed_says_this_of_itself_and_nothing_else(number: str) -> None:
    metadata = vars(clean(seed(number)).metadata)
    title = metadata.pop("title")
    assert SEEDS[number][title.line] == "title"
    said = {name: found[0] if isinstance(found, tuple) else found for name, found in metadata.items() if found}
    assert {name: (found.value, found.line) for name, found in said.items()} == FACTS[number]
    text = seed(number).split("\n")
    assert all(found.words == text[found.line - 1].strip() for found in said.values())


def kinds(text: str) -> list[str]:
    return [block.kind for block in clean(text).blocks]


PROSE = "انهارت المؤشرات صباح اليوم في أسواق المال وسط مخاوف من المنافسة الصينية."


def test_an_english_page() -> None:
    read = clean(
        "Home\nTechnology\nNvidia shares plunge as DeepSeek rattles markets\nBy Jane Doe\nPublished: 27 January 2025\n\n"
        "Shares of Nvidia fell sharply on Monday after a start-up released a cheap model.\n\nWhat happened next\n"
        "Analysts said that the reaction was out of proportion to what was really known.\nAdvertisement\n"
        "Share\nRelated articles\nIs this the end of chips as we all know them today?\nWhy markets fell\n"
        "Leave a comment\nYour email address will not be published. Required fields are marked *"
    )
    assert [block.kind for block in read.removed] == [
        *("navigation", "section", "byline", "date", "other_noise", "navigation"),
        *("related", "related", "related", "comment_form", "comment_form"),
    ]
    assert [block.kind for block in read.kept] == ["title", "paragraph", "heading", "paragraph"]
    metadata = read.metadata
    assert metadata.published and metadata.published.value == "2025-01-27"
    assert [author.value for author in metadata.authors] == ["Jane Doe"]
    assert metadata.modified is None and metadata.outlet is None


def test_a_date_that_does_not_say_of_what_is_neither_published_nor_modified() -> None:
    metadata = clean(f"انهيار ناسداك\nالإثنين 3 فبراير 2025\n{PROSE}").metadata
    assert metadata.published is None and metadata.modified is None
    assert [found.value for found in metadata.dates] == ["2025-02-03"]


def test_dates_within_the_text_are_headings_of_a_chronology() -> None:
    assert kinds(f"أزمة\n27 كانون الثاني 2025\n{PROSE}\n28 كانون الثاني 2025\n{PROSE}") == [
        *("title", "heading", "paragraph", "heading", "paragraph")
    ]


@pytest.mark.parametrize(
    "line",
    ["أحمد سالم", "شبكة من الرقائق", "المعرفة الحرة المعرفة الحرة", "خاص جداً", "تم التحديث لاحقاً"],
)
def test_doubt_keeps_a_line_and_invents_nothing(line: str) -> None:
    read = clean(f"عنوان المقال هو هذا الكلام الطويل\n{line}\n{PROSE}")
    assert not read.removed
    assert not any(value for name, value in vars(read.metadata).items() if name != "title")


def test_words_of_buttons_may_be_headings_within_the_text() -> None:
    assert kinds(f"عنوان\n{PROSE}\nالتعليقات\n{PROSE}\nالتعليقات") == [
        *("title", "paragraph", "heading", "paragraph", "comment_form")
    ]


def test_one_title_below_read_also_is_set_aside_within_the_text() -> None:
    text = f"عنوان\n{PROSE}\nاقرأ أيضاً:\nانهيار في ناسداك\nما الذي حدث\n{PROSE}\nاقرأ أيضاً: خبر آخر"
    assert kinds(text) == ["title", "paragraph", "related", "related", "heading", "paragraph", "related"]


@pytest.mark.parametrize("text", ["", "\n \u00a0\n", "\r\n"])
def test_blank_texts_have_no_blocks(text: str) -> None:
    assert clean(text).blocks == ()


NOISY = st.lists(
    st.one_of(
        st.sampled_from(["خاص", "Loading", "إقرأ أيضا:", "العدد رقم:", "1212", "***", "\u00a0", "", PROSE, "ليو ديان"]),
        st.text(max_size=40),
    ),
    max_size=12,
).map("\n".join)


@settings(max_examples=150, deadline=None)
@given(NOISY)
def test_every_line_is_kept_or_removed_once_and_in_order(text: str) -> None:
    read = clean(text)
    wanted = [number for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    assert [block.line for block in read.blocks] == wanted
    assert sorted([*read.kept, *read.removed], key=lambda block: block.start) == list(read.blocks)
    assert all(block.reason for block in read.blocks)
    ends = [0, *(block.end for block in read.blocks)]
    assert all(not text[end : block.start].strip() for end, block in zip(ends, read.blocks, strict=False))


def test_a_heap_of_copies_is_read_without_fuss() -> None:
    text = seed("004")
    assert len(clean(text * 30).blocks) == len(clean(text).blocks) * 30 - 29  # the last line of each meets the first


@pytest.mark.parametrize("article", articles(), ids=lambda article: article.name)
def test_an_article_without_noise_stays_whole_and_says_nothing_of_itself(article: Composed) -> None:
    read = clean("\n".join(line for _, line in article.body()))
    assert read.removed == ()
    assert not any(said(read).values())


def test_kinds_are_those_of_the_ledger() -> None:
    assert list(KINDS) == BlockKind.values
    assert set(BODY) == set(BODY_KINDS)


def test_text_code_is_pure() -> None:
    code = "import sys, seeds.cleaning, seeds.readers; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ARTICLES.parent.parent).returncode == 0


@pytest.mark.parametrize("module", [lines, readers])
def test_examples_hold(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]


@pytest.mark.parametrize("raw", [b"", b" \n", b"a\x00b", b"abc\xd9"])
def test_what_is_no_text_is_refused_with_a_sentence(raw: bytes) -> None:
    with pytest.raises(readers.Unreadable, match=r"[A-Z].*\. [A-Z].*\.$"):
        readers.read_plain(raw)


def test_a_byte_order_mark_is_no_part_of_the_text_but_of_the_bytes() -> None:
    read = readers.read_plain(b"\xef\xbb\xbfa\xcc\x81")
    assert (read.text, read.raw[:3]) == ("\u00e1", b"\xef\xbb\xbf")
