"""Proposed chains of attribution: the seeds against what editors wrote down, and sentences composed before."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.arabic import fold
from claims.attribution import Attributed, attributions
from claims.tracing import MISSING, Link, trace
from seeds.readers import read_plain
from tests.sample_chains import FIRST, SECOND, THIRD

SEEDS = Path(__file__).parents[1] / "seeds"
NAMINGS = {"n": "named", "d": "described", "u": "unnamed", "-": "missing"}


@cache
def _articles() -> dict[str, tuple[str, list[Attributed]]]:
    rows = tomllib.loads((SEEDS / "manifest" / "articles.toml").read_text())["articles"]
    texts = {row["key"]: read_plain((SEEDS / "articles" / row["file"]).read_bytes()).text for row in rows}
    return {key: (text, attributions(text)) for key, text in texts.items()}


def _occurrences() -> list[dict[str, Any]]:
    files = sorted((SEEDS / "manifest" / "claims").glob("*.toml"))
    return [
        each for file in files for claim in tomllib.loads(file.read_text())["claims"] for each in claim["occurrences"]
    ]


def _is(link: Link, naming: str, words: str) -> bool:
    shared = set(fold(link.words).split()) & set(fold(words).split())
    return link.naming == naming and bool(shared or not words and not link.words)


def _agree(proposed: list[list[Link]], wanted: list[list[tuple[str, str]]], *, ends: bool = False) -> bool:
    """Whether each wanted chain is proposed, and no other; by their far ends alone if so asked."""
    if ends:
        proposed, wanted = [chain[-1:] for chain in proposed], [chain[-1:] for chain in wanted]
    return len(proposed) == len(wanted) and all(
        any(
            len(chain) == len(row) and all(_is(link, *hop) for link, hop in zip(chain, row, strict=True))
            for chain in proposed
        )
        for row in wanted
    )


def _share(*, ends: bool, sourced: bool = False) -> float:
    agreed = []
    for each in _occurrences():
        text, told = _articles()[each["article"]]
        wanted = [[(hop["naming"], hop["words"]) for hop in chain["hops"]] for chain in each["chains"]]
        if not sourced or any(naming != "missing" for row in wanted for naming, _ in row):
            agreed.append(_agree(trace(text, each["start"], each["end"], told), wanted, ends=ends))
    return sum(agreed) / len(agreed)


def test_the_seeds_are_traced_as_editors_traced_them() -> None:
    assert _share(ends=True) >= 0.92
    assert _share(ends=False) >= 0.92


def test_claims_with_a_source_are_traced_too() -> None:
    """Most claims of the seeds have no source; finding none must not be what makes the share."""
    assert _share(ends=True, sourced=True) >= 0.85


def _read(marked: str) -> tuple[str, int, int]:
    start, end = marked.index("[["), marked.index("]]") - 2
    return marked.replace("[[", "").replace("]]", ""), start, end


def _wanted(rows: list[str]) -> list[list[tuple[str, str]]]:
    hops = [[hop.partition(" ")[::2] for hop in row.split(" > ")] for row in rows]
    return [[(NAMINGS[sign], words) for sign, words in row] for row in hops]


def _traced(marked: str) -> list[list[Link]]:
    text, start, end = _read(marked)
    return trace(text, start, end, attributions(text))


def test_composed_sentences_are_traced() -> None:
    wrong = [marked for marked, rows in FIRST + SECOND + THIRD if not _agree(_traced(marked), _wanted(rows))]
    assert len(wrong) <= 0.1 * len(FIRST + SECOND + THIRD), wrong


def test_a_sentence_that_the_claim_fills_has_the_same_chain_as_what_it_says() -> None:
    for marked in (
        "قال مصدر لرويترز إن [[المصنع سيغلق]].",
        "Reuters reported, citing two officials, that [[it rained]].",
    ):
        text = _read(marked)[0]
        assert trace(text, 0, len(text), attributions(text)) == _traced(marked)


def _names(marked: str) -> list[list[str]]:
    return [[link.name for link in chain] for chain in _traced(marked)]


def test_who_is_meant_is_named() -> None:
    assert _names("أعلنت شركة الأفق إفلاسها. وقالت الشركة إن [[ديونها 3 ملايين]].") == [["شركة الأفق"]]
    assert _names("The Health Ministry said it was safe. The ministry said [[it was tested]].") == [["Health Ministry"]]
    assert _names("The minister said [[it was safe]].") == [[""]]
    assert _names("قال متحدث باسم وزارة النقل إن [[الجسر آمن]].") == [["وزارة النقل"]]
    assert _names("[[The bridge is safe]], according to the Daily Herald.") == [["Daily Herald"]]
    assert _names("وبحسب مصادر مطلعة، [[الجسر آمن]].") == [[""]]


def test_an_opinion_is_the_claim_of_the_one_who_holds_it() -> None:
    assert _traced("[[يرى الوزير خالد يوسف أن القرار خاطئ]].") == [[MISSING]]
    assert _names("يرى الوزير خالد يوسف أن [[القرار كلف 3 ملايين]].") == [["الوزير خالد يوسف"]]
    assert [[link.naming for link in chain] for chain in _traced("[[يرى بعض المحللين أن القرار خاطئ]].")] == [
        ["unnamed"]
    ]


@pytest.mark.parametrize(
    "marked",
    [
        "[[لم تصدر الشركة أي بيان]].",
        "[[يُعتقد أن الكنز في القاع]].",
        "It is said that [[the treasure is still there]].",
        "قال الوزير إن الجسر آمن.\n[[وبلغت الكلفة 3 ملايين]].",
    ],
)
def test_what_nobody_said_has_a_missing_link(marked: str) -> None:
    assert _traced(marked) == [[MISSING]]


_PIECES = [
    *("قال", "وأكد", "نقلت", "عن", "أن", "وفق", "نقلاً عن", "بحسب", "لم", "وصف", "بأنه", "مصادر", "رويترز", "وبلومبرغ"),
    *("الوزير", "لوكالة", "للتقرير", "«غد»", "،", ".", ":", '"', "يُعتقد", "مشيراً", "في", "بيان", "\n", "على منصة"),
    *(
        "said",
        "the ministry",
        "told",
        "Reuters",
        "and",
        ", who",
        "according to",
        "He",
        "denied",
        "citing",
        "that",
        "Acme",
    ),
    *("وثائق", "اطلعت عليها", "documents", "seen by", "on X", "In a post", "في منشور", "by", "صحيفتا", "لرويترز"),
]
_TEXTS = st.lists(st.sampled_from(_PIECES), max_size=25).map(" ".join) | st.text(max_size=120)


def _check(text: str, start: int, end: int) -> None:
    chains = trace(text, start, end, attributions(text))
    assert chains
    assert all(chains)
    for link in (link for chain in chains for link in chain):
        if link.start is None or link.end is None:
            assert link == MISSING
        else:
            assert link.words
            assert link.words == text[link.start : link.end]


@given(_TEXTS, st.integers(-5, 150), st.integers(-5, 150))
@settings(max_examples=100)
def test_links_stand_where_they_say(text: str, start: int, end: int) -> None:
    _check(text, start, end)


def test_conjunctions_without_a_word_on_one_side_do_no_harm() -> None:
    for text in ("نقلت بحسب and \n told لم", "وفق نقلاً عن قال", "documents citing by نقلاً عن and"):
        for start in range(len(text)):
            _check(text, start, start + 1)


@pytest.mark.all
@given(_TEXTS, st.integers(-5, 150), st.integers(-5, 150))
@settings(max_examples=3000)
def test_links_stand_where_they_say_in_many_texts(text: str, start: int, end: int) -> None:
    _check(text, start, end)


def test_a_long_text_costs_a_claim_no_more() -> None:
    """What is read of a text does not grow with it: phrases far from the claim are never looked at."""
    text = "قال الوزير إن الجسر آمن. " * 20_000
    told = attributions(text[:2_500])
    assert trace(text, 10, 20, told) == trace(text[:2_500], 10, 20, told)
