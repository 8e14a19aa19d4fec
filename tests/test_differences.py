"""What changed in an article is shown whole, and what a reader does not hear is set apart from what it now says."""

import doctest
import re
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import seeds
from claims.arabic import fold
from claims.differences import Change, Span, compare, is_spelling
from claims.differences import comparing as differences
from seeds import readers

ARTICLES = Path(seeds.__file__).parent / "articles"
SEED = readers.read_plain(next(ARTICLES.glob("003*")).read_bytes()).text


def kinds(old: str, new: str) -> list[str]:
    return [found.kind for found in compare(old, new)]


def words(old: str, new: str) -> list[tuple[str, str, str]]:
    """Every change within lines that is not the same: its kind, what stood there, what stands there."""
    return [
        (word.kind, old[slice(*word.old_span)], new[slice(*word.new_span)])
        for found in compare(old, new)
        for word in found.words
        if word.kind != "same"
    ]


# --- Lines


def test_a_text_is_the_same_as_itself() -> None:
    assert compare(SEED, SEED) == [Change("same", (0, len(SEED)), (0, len(SEED)))]
    assert compare("", "") == []


def test_lines_come_and_go() -> None:
    old = "عنوان\nأول سطر هنا\nثاني سطر هناك\nختام"
    new = "عنوان\nثاني سطر هناك\nشيء جديد كلياً\nختام"
    assert [(found.kind, old[slice(*found.old_span)], new[slice(*found.new_span)]) for found in compare(old, new)] == [
        ("same", "عنوان\n", "عنوان\n"),
        ("removed", "أول سطر هنا\n", ""),
        ("same", "ثاني سطر هناك\n", "ثاني سطر هناك\n"),
        ("added", "", "شيء جديد كلياً\n"),
        ("same", "ختام", "ختام"),
    ]


def test_what_follows_the_last_line_does_not_change_that_line() -> None:
    assert kinds("عنوان\nنص", "عنوان\nنص\nزيادة") == ["same", "spelling", "added"]
    assert kinds("عنوان\r\nنص", "عنوان\nنص") == ["same", "spelling", "same"]


def test_a_line_is_told_from_the_new_line_before_it() -> None:
    old = "قال الوزير إن الكلفة بلغت 5 ملايين دولار.\n"
    new = "كان المشروع قد بدأ قبل عامين.\nقال الوزير إن الكلفة بلغت 6 ملايين دولار.\n"
    assert kinds(old, new) == ["added", "changed"]
    assert words(old, new) == [("changed", "5", "6")]


def test_lines_broken_elsewhere_are_the_same_to_a_reader() -> None:
    assert kinds("بداية\nسطر أول. سطر ثان.\nنهاية", "بداية\nسطر أول.\nسطر ثان.\nنهاية") == ["same", "spelling", "same"]


# --- Words


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("أعلنت الشركة", "اعلنت الشركة"),
        ("كلّفَ التدريبُ كثيراً", "كلف التدريب كثيرا"),
        ("مـــهم جداً", "مهم جداً"),
        ("بلغت ٢٩٤ ألفاً", "بلغت 294 ألفاً"),
        ("نموذج  جديد\u00a0كبير", "نموذج جديد كبير"),
        ("مدينة ابو ظبي", "مدينة أبوظبي"),
        ("DeepSeek أعلنت", "Deepseek أعلنت"),
        ("\u200fنموذج R1", "نموذج R1"),
    ],
)
def test_spelling_is_set_apart(old: str, new: str) -> None:
    assert kinds(old, new) == kinds(new, old) == ["spelling"]
    assert {kind for kind, _, _ in words(old, new)} == {"spelling"}


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        ("بلغت الكلفة 5.5 مليون", "بلغت الكلفة 5.7 مليون", [("changed", "5", "7")]),
        ("بلغت الكلفة 5.5 مليون", "بلغت الكلفة 55 مليون", [("changed", "5.5", "55")]),
        ("بلغت الكلفة 5.5 مليون", "بلغت الكلفة 5. 5 مليون", [("added", "", " ")]),
        ("بلغ العدد 1 2 هناك", "بلغ العدد 12 هناك", [("changed", "1 2", "12")]),
        ("بلغ العدد 10² هناك", "بلغ العدد 102 هناك", [("changed", "10²", "102")]),
        ("هبط السهم -5 نقاط", "هبط السهم 5 نقاط", [("removed", "-", "")]),
        ("قال إنه لا يعرف", "قال إنه يعرف", [("removed", "لا ", "")]),
        ("قال إنّه يعرف", "قال انه لا يعرف", [("spelling", "إنّه", "انه"), ("added", "", "لا ")]),
    ],
)
def test_meaning_is_shown_word_by_word(old: str, new: str, changes: list[tuple[str, str, str]]) -> None:
    assert kinds(old, new) == ["changed"]
    assert words(old, new) == changes


def test_the_spans_of_words_are_of_the_whole_text() -> None:
    old, new = f"{SEED}\n", SEED.replace("R2 في مايو", "R2 في يونيو") + "\n"
    assert words(old, new) == [("changed", "مايو", "يونيو")]


def test_spelling_by_itself() -> None:
    assert is_spelling("", "\u0640") and is_spelling(" ", "\n") and is_spelling("ﻻ", "لا")
    assert not is_spelling("½", "1") and not is_spelling("كلام", "كلم") and not is_spelling("a", "")


# --- Anything

LINES = st.lists(
    st.one_of(
        st.lists(st.sampled_from(["كلّف", "كلف", "٥", "5", "²", ".", " ", "  ", "R1", "،", "ـ", "\r"]), max_size=8).map(
            "".join
        ),
        st.sampled_from(["", "سطر يتكرر هنا", "سطر يتكرر هناك", " "]),
        st.text(max_size=12),
    ),
    max_size=8,
).map("\n".join)


def assert_whole(changes: list[Change] | tuple[Change, ...], old_span: Span, new_span: Span) -> None:
    """The changes follow each other without gap or overlap, and are what their kind says."""
    at, there = old_span[0], new_span[0]
    for found in changes:
        assert (found.old_span[0], found.new_span[0]) == (at, there)
        at, there = found.old_span[1], found.new_span[1]
        assert (found.kind == "added") <= (found.old_span[0] == at)
        assert (found.kind == "removed") <= (found.new_span[0] == there)
        if found.words:
            assert_whole(found.words, found.old_span, found.new_span)
    assert (at, there) == (old_span[1], new_span[1])


@settings(max_examples=300, deadline=None)
@given(LINES, LINES)
@example("a\n", "a")
@example("a b", "a\nb")
def test_the_changes_are_all_of_both_texts(old: str, new: str) -> None:
    changes = compare(old, new)
    assert_whole(changes, (0, len(old)), (0, len(new)))
    for found in [*changes, *(word for line in changes for word in line.words)]:
        before, after = old[slice(*found.old_span)], new[slice(*found.new_span)]
        assert (found.kind == "same") == (before == after)
        if found.kind == "spelling":
            assert "".join(fold(before).split()) == "".join(fold(after).split())
        if found.kind in {"added", "removed"}:
            assert not (before and after)


@settings(max_examples=100, deadline=None)
@given(LINES)
def test_marks_alone_are_never_a_change_of_meaning(text: str) -> None:
    marked = re.sub(r"([\u0621-\u064a])", "\\1\u064e", text)
    assert set(kinds(text, marked)) <= {"same", "spelling"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("\n" * 100_000, "a\n" * 50_000),
        ("a b " * 20_000, "b a " * 20_000),
        ("\n".join(f"{at} سطر" for at in range(5_000)), "\n".join(f"{at * 7 % 5_000} سطر" for at in range(5_000))),
        (SEED * 20, SEED.replace("هواوي", "غيرها") * 20),
        (SEED.replace("\n", " ") * 20, SEED.replace("هواوي", "غيرها").replace("\n", " ") * 20),
        (" " * 100_000, " \t" * 50_000),
    ],
)
def test_a_heap_of_anything_is_compared_without_fuss(old: str, new: str) -> None:
    assert_whole(compare(old, new), (0, len(old)), (0, len(new)))


def test_examples_hold() -> None:
    assert doctest.testmod(differences).failed == 0
