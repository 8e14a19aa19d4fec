"""Copies of an article are found in every shape that newsrooms give them; different articles never are."""

import doctest
import itertools
import random
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from seeds import readers, similarity
from seeds.cleaning import clean
from seeds.similarity import (
    COMMON,
    Likeness,
    Passage,
    Sketch,
    body_digest,
    compare,
    estimate,
    estimate_of,
    kind_of,
    placed,
    rank,
    shared_passages,
    shingles,
    sketch,
    step_of,
    storable,
    words,
)

ARTICLES = Path(similarity.__file__).parent / "articles"


def raw(path: Path) -> str:
    return readers.read_plain(path.read_bytes()).text


def body(text: str) -> str:
    return "\n".join(text[block.start : block.end] for block in clean(text).kept if block.kind != "title")


SEEDS = {path.name[:3]: body(raw(path)) for path in sorted(ARTICLES.glob("*.txt"))}


def without(share: float, text: str) -> str:
    dice = random.Random(share)  # noqa: S311
    return re.sub(r"\S+", lambda word: "" if dice.random() < share else word[0], text)


def excerpt(text: str, count: int) -> str:
    found = text.split()
    at = len(found) // 3
    return " ".join(found[at : at + count])


def first_rewritten(text: str) -> str:
    first, rest = text.split("\n", 1)
    return " ".join(f"غيره{number}" for number in range(len(first.split()))) + "\n" + rest


def other_spelling(text: str) -> str:
    """The same to a reader: marks, alef forms, digits of the other kind, other spaces and quotation marks."""
    digits = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
    return (
        re.sub("[\u064b-\u0652]", "", text)
        .replace("أ", "ا")
        .replace("“", "«")
        .replace(" ", "\u00a0 ")
        .translate(digits)
    )


# --- Words


@pytest.mark.parametrize("number", SEEDS)
def test_another_spelling_has_the_same_digest_and_another_figure_has_not(number: str) -> None:
    text = SEEDS[number]
    assert body_digest(other_spelling(text)) == body_digest(text)
    assert kind_of(compare(text, other_spelling(text))) == "same"
    assert body_digest(re.sub(r"\d+", "999", text, count=1) + " زيادة") != body_digest(text)


TEXTS = st.one_of(
    st.text(max_size=60),
    st.lists(
        st.sampled_from(
            [
                "كلّفت",
                "«R1»،",
                "٢٩٤",
                "97.3%",
                "ﷺ",
                "½",
                "e\u0301a",
                "\u0301",
                "a_b",
                "ـ",
                "\u200d",
                " ",
                "\n",
                "ﻻ",
                "℡x",
            ]
        )
    ).map("".join),
)


@given(TEXTS)
def test_words_and_placed_words_are_the_same_words(text: str) -> None:
    found = placed(text)
    assert [word.folded for word in found] == words(text)
    assert all(0 <= word.start < word.end <= len(text) for word in found)
    assert all(word.folded in " ".join(words(text[word.start : word.end])) for word in found)
    assert [word.start for word in found] == sorted(word.start for word in found)


def test_shingles_are_the_same_in_every_process_and_fit_a_database() -> None:
    made = shingles(words("تدريب نموذج R1 بكلفة 294 ألف دولار"))
    code = "from seeds.similarity import *; print(sorted(shingles(words('تدريب نموذج R1 بكلفة 294 ألف دولار'))))"
    said = subprocess.run(
        [sys.executable, "-c", code], cwd=ARTICLES.parent.parent, capture_output=True, text=True, check=True
    )
    assert said.stdout.strip() == str(sorted(made))
    assert all(-(2**63) <= value < 2**63 for value in made)


# --- Two texts


@pytest.mark.parametrize(("one", "other"), list(itertools.combinations(SEEDS, 2)))
def test_different_articles_on_one_subject_are_not_alike(one: str, other: str) -> None:
    likeness = compare(SEEDS[one], SEEDS[other])
    assert likeness.jaccard < 0.01
    assert max(likeness.containment_a_in_b, likeness.containment_b_in_a) < 0.05
    assert kind_of(likeness) == "none"
    assert not estimate(sketch(SEEDS[one]), sketch(SEEDS[other])).promising
    assert not shared_passages(SEEDS[one], SEEDS[other])


COPIES = {
    "lead": (first_rewritten, "near"),
    "tenth": (lambda text: without(0.1, text), "near"),
    "fifth": (lambda text: without(0.2, text), "near"),
    "figure": (lambda text: re.sub(r"\d+", "999", text, count=1), "near"),
    "half": (lambda text: "\n".join(text.split("\n")[: text.count("\n") // 2]), "excerpt"),
    "excerpt": (lambda text: excerpt(text, 60), "excerpt"),
}


@pytest.mark.parametrize("number", SEEDS)
@pytest.mark.parametrize("copied", COPIES)
def test_copies_are_found(number: str, copied: str) -> None:
    change, kind = COPIES[copied]
    text, copy = SEEDS[number], change(SEEDS[number])
    likeness = compare(text, copy)
    assert kind_of(likeness) == kind
    assert estimate(sketch(text), sketch(copy)).promising
    assert kind_of(compare(copy, text)) == kind
    assert shared_passages(text, copy)
    rows = set(sketch(text).sample) & set(sketch(copy).sample)
    assert estimate_of(len(rows), sketch(text).count, sketch(copy).count).promising


@pytest.mark.parametrize("number", SEEDS)
def test_an_article_and_its_page_with_noise_share_all_of_the_article(number: str) -> None:
    (path,) = ARTICLES.glob(f"{number}_*.txt")
    likeness = compare(SEEDS[number], raw(path))
    assert likeness.containment_a_in_b > 0.98 and likeness.jaccard > 0.85


@pytest.mark.parametrize(
    ("likeness", "kind"),
    [
        (Likeness(1, 1, 1, 1), "same"),
        (Likeness(0.99, 1, 0.99, 300), "near"),
        (Likeness(0.3, 0.46, 0.46, 80), "near"),
        (Likeness(0.29, 0.45, 0.45, 80), "none"),
        (Likeness(0.05, 0.5, 0.05, 30), "excerpt"),
        (Likeness(0.05, 0.05, 0.49, 30), "none"),
        (Likeness(0.5, 0.7, 0.6, 5), "none"),
        (Likeness(0, 0, 0, 0), "none"),
    ],
)
def test_kinds(likeness: Likeness, kind: str) -> None:
    assert kind_of(likeness) == kind


@pytest.mark.parametrize("text", ["", "  \n", "؟!", "كلمة", "كلمة أخرى", "three short words"])
def test_texts_of_a_few_words_are_like_themselves_only(text: str) -> None:
    assert kind_of(compare(text, text)) == ("same" if words(text) else "none")
    assert kind_of(compare(text, SEEDS["000"])) == "none"
    assert shared_passages(text, text) == []
    assert estimate(sketch(text), sketch(text)).jaccard == bool(words(text))
    assert estimate_of(0, sketch(text).count, 300).jaccard == 0


# --- Sketches


@pytest.mark.parametrize("number", SEEDS)
def test_about_one_shingle_in_eight_is_kept(number: str) -> None:
    made = sketch(SEEDS[number])
    assert made.count / 8 * 0.6 < len(made.sample) < made.count / 8 * 1.6
    assert list(made.sample) == sorted(set(made.sample))


def numbered(count: int, start: int = 0) -> str:
    return " ".join(f"w{number}" for number in range(start, start + count))


def test_short_texts_keep_all_and_are_compared_with_long_ones_by_what_both_keep() -> None:
    short, long = sketch(numbered(60, 500)), sketch(numbered(2000))
    assert len(short.sample) == short.count == 58
    assert estimate(short, long).contained == 1
    assert 0.015 < estimate(short, long).jaccard < 0.06  # truly 58 of 1,998


def test_samples_of_huge_texts_stay_small_and_comparable() -> None:
    huge, half = sketch(numbered(40_000)), sketch(numbered(20_000))
    assert step_of(huge.count) == 32 and step_of(half.count) == 16
    assert len(huge.sample) < 1.2 * similarity.MOST
    assert estimate(huge, half).jaccard == pytest.approx(0.5, abs=0.1)
    assert estimate(huge, half).contained == 1


@given(st.integers(0, 400), st.integers(0, 400), st.integers(0, 400))
@settings(max_examples=40, deadline=None)
def test_estimates_are_shares_and_the_same_both_ways(first: int, second: int, shift: int) -> None:
    a, b = sketch(numbered(first)), sketch(numbered(second, shift))
    found = estimate(a, b)
    assert found == estimate(b, a)
    assert 0 <= found.jaccard <= found.contained <= 1
    rough = estimate_of(len(set(a.sample) & set(b.sample)), a.count, b.count)
    assert 0 <= rough.jaccard <= rough.contained <= 1


# --- The table


class Table:
    """What the database does, in memory."""

    def __init__(self) -> None:
        self.owners: dict[int, list[int]] = {}

    def about(self, made: Sketch) -> list[tuple[int, int]]:
        return [(value, owner) for value in made.sample for owner in self.owners.get(value, ())]

    def add(self, owner: int, made: Sketch) -> None:
        for value in storable(made, self.about(made)):
            self.owners.setdefault(value, []).append(owner)


def test_what_is_in_the_table_is_found_from_any_copy() -> None:
    table = Table()
    for owner, text in enumerate(SEEDS.values()):
        table.add(owner, sketch(text))
    for (owner, text), (change, _) in itertools.product(enumerate(SEEDS.values()), COPIES.values()):
        assert rank(table.about(sketch(change(text))))[0].owner == owner


def test_boilerplate_of_many_articles_neither_grows_nor_hides_an_excerpt() -> None:
    boilerplate = numbered(60, 10_000)
    table = Table()
    wanted = sketch(f"{numbered(300)} {boilerplate}")
    table.add(0, wanted)
    for owner in range(1, COMMON + 50):
        table.add(owner, sketch(f"{numbered(5, 20_000 + owner * 5)} {boilerplate}"))
    assert max(len(owners) for owners in table.owners.values()) == COMMON
    found = rank(table.about(sketch(f"{excerpt(numbered(300), 60)} {boilerplate}")))
    assert found[0].owner == 0
    assert len(found) == similarity.CANDIDATES


def test_a_report_that_everyone_copied_is_still_found() -> None:
    table = Table()
    for owner in range(COMMON + 20):
        table.add(owner, sketch(SEEDS["001"]))
    assert {len(owners) for owners in table.owners.values()} == {COMMON}
    assert rank(table.about(sketch(without(0.1, SEEDS["001"]))))[0].owner == 0


# --- Passages


def test_passages_are_told_in_the_places_of_both_texts() -> None:
    a = "مقدمة أخرى تماماً. كلّفَ تدريبُ النموذج ٢٩٤ ألف دولار فقط كما قيل! ثم ختام."
    b = "كلف تدريب النموذج  294 الف دولار فقط كما قيل في مكان آخر"
    (found,) = shared_passages(a, b)
    assert a[found.a_start : found.a_end] == "كلّفَ تدريبُ النموذج ٢٩٤ ألف دولار فقط كما قيل"
    assert b[found.b_start : found.b_end] == "كلف تدريب النموذج  294 الف دولار فقط كما قيل"
    assert found.words == 9


def test_a_longer_passage_that_begins_within_a_shorter_one_is_found_whole() -> None:
    one, two = numbered(12), f"{numbered(40, 4)}"
    passages = shared_passages(f"{one} x {two}", numbered(44))
    assert [found.words for found in passages] == [40]  # the shorter one is left with four words, too few


def test_a_text_that_repeats_itself_is_measured_in_the_other() -> None:
    passages = shared_passages(numbered(10), f"{numbered(10)} x {numbered(10)}")
    assert [(found.a_start, found.words) for found in passages] == [(0, 10), (0, 10)]
    assert len(shared_passages("a " * 5000, "a " * 9000)) == 2
    assert len(shared_passages(numbered(2000), " ".join(f"{numbered(8, at)} x" for at in range(0, 2000, 8)))) == 50


PIECES = st.lists(st.sampled_from([numbered(3), numbered(9), numbered(5, 3), "x", "y z", "w1"]), max_size=12).map(
    " ".join
)


@given(PIECES, PIECES)
@example("y z y z y z", "y z y z y z y z y z")
@settings(max_examples=150, deadline=None)
def test_passages_hold_the_same_words_and_do_not_overlap_in_the_second_text(a: str, b: str) -> None:
    passages = shared_passages(a, b, 4)
    for found in passages:
        said = words(a[found.a_start : found.a_end])
        assert said == words(b[found.b_start : found.b_end])
        assert len(said) == found.words >= 4
    spans = sorted((found.b_start, found.b_end) for found in passages)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))
    assert passages == sorted(passages, key=lambda found: -found.words)


def longest(a: list[str], b: list[str]) -> int:
    """The longest common run of four words or more, the plain way."""
    spots = itertools.product(range(len(a)), range(len(b)))
    runs = (
        sum(1 for _ in itertools.takewhile(lambda p: p[0] == p[1], zip(a[i:], b[j:], strict=False))) for i, j in spots
    )
    found = max(runs, default=0)
    return found if found >= 4 else 0


@given(PIECES, PIECES)
@settings(max_examples=60, deadline=None)
def test_the_longest_passage_is_the_longest_there_is(a: str, b: str) -> None:
    assert max((found.words for found in shared_passages(a, b, 4)), default=0) == longest(words(a), words(b))


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_text_can_be_compared(a: str, b: str) -> None:
    assert kind_of(compare(a, b)) in {"same", "near", "excerpt", "none"}
    assert all(isinstance(found, Passage) for found in shared_passages(a, b, 2))
    assert estimate(sketch(a), sketch(b)) == estimate(sketch(b), sketch(a))


@pytest.mark.parametrize("text", ["a " * 200_000, "\u0640" * 300_000, "x" * 300_000, "a.b," * 60_000])
def test_a_heap_of_anything_is_read_without_fuss(text: str) -> None:
    assert kind_of(compare(text, text)) in {"same", "none"}
    assert len(shared_passages(text, text)) <= 1


def test_examples_hold() -> None:
    assert doctest.testmod(similarity).failed == 0
