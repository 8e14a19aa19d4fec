"""Which claims contradict each other: the seeds with the relations an editor decided, pairs composed for this, laws."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.conflicts import CONFIRM, SUGGEST, Amount, Conflict, Match, Sentence, Stated, compare, conflicts, match
from claims.conflicts.comparing import interval
from claims.conflicts.days import apart, overlap
from claims.conflicts.opposing import opposed
from claims.conflicts.proposing import CROWD
from claims.conflicts.reading import read
from claims.conflicts.showing import shown
from claims.conflicts.words import root, roots
from claims.figures import figures
from claims.moments import moments
from claims.names import Finder
from tests.composed_conflicts import CONTRADICTING, MATCHES, NOT_CONTRADICTING, Told

MANIFEST = Path(__file__).parent.parent / "seeds" / "manifest"


# --- the seeds --------------------------------------------------------------------------------------------------------


def _toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def _names() -> dict[str, str]:
    sources = (each for each in _toml(MANIFEST / "sources.toml")["sources"] if each["kind"] != "unnamed")
    return {name: each["key"] for each in sources for name in (*each.get("aliases", ()), *each["name"].values())}


@cache
def _seeds() -> tuple[Stated, ...]:
    asks = {each["key"]: each for each in _toml(MANIFEST / "questions.toml")["questions"]}
    claims = (each for path in sorted((MANIFEST / "claims").glob("*.toml")) for each in _toml(path)["claims"])
    return tuple(_stated(each, asks.get(each.get("question", ""))) for each in claims)


def _stated(claim: dict[str, Any], question: dict[str, Any] | None) -> Stated:
    fields = ("subject", "measure", "comparator", "value", "high", "unit", "date", "period")
    return Stated(
        claim["key"],
        claim.get("question"),
        tuple(claim["text"].values()),
        tuple(each["quote"] for each in claim["occurrences"]),
        tuple(Amount(*(each.get(name) for name in fields)) for each in claim.get("quantities", ())),
        frozenset(int(each["article"].removeprefix("seed-")) for each in claim["occurrences"]),
        (question["subject"], question["measure"], *question["wording"].values()) if question else (),
    )


@cache
def _proposed() -> dict[frozenset[str], Conflict]:
    return {frozenset((each.a, each.b)): each for each in conflicts(_seeds(), _names())}


def _decided(*types: str) -> list[frozenset[str]]:
    rows = _toml(MANIFEST / "relations.toml")["relations"]
    return [frozenset((each["a"], each["b"])) for each in rows if each["type"] in types]


def test_what_an_editor_found_contradictory_is_proposed_with_that_answer() -> None:
    for pair in _decided("contradicts"):
        assert _proposed()[pair].answer == "contradicts", sorted(pair)


def test_few_other_pairs_are_proposed_and_each_says_why() -> None:
    known = _decided("contradicts", "different_scope", "not_comparable")
    others = [pair for pair in _proposed() if pair not in known]
    assert len(others) <= 4, [sorted(pair) for pair in others]
    for each in _proposed().values():
        assert each.why and 0 < each.score <= 1
        assert all("%(" not in why.words % why.values for why in each.why)


def test_what_repeats_is_never_a_contradiction() -> None:
    assert not [pair for pair in _decided("repeats", "supports") if pair in _proposed()]


def test_the_order_of_the_claims_changes_nothing() -> None:
    assert conflicts(reversed(_seeds()), _names()) == conflicts(_seeds(), _names())


def test_a_contradiction_inside_one_article_says_so() -> None:
    each = _proposed()[frozenset(("r1-released-dec-2024", "r1-released-jan-2025"))]
    assert [why.code for why in each.why] == ["dates_apart", "one_article"]
    assert each.values == ("December 2024", "January 2025")
    assert each.question == "q-r1-release"


def test_the_words_of_an_article_find_their_claim_and_no_other_as_the_same() -> None:
    finder = Finder(_names())
    bare = [replace(claim, quotes=()) for claim in _seeds()]
    found = [(claim.key, _matched(quote, bare, finder)) for claim in _seeds() for quote in claim.quotes]
    assert sum(bool(matches) and matches[0].key == key for key, matches in found) >= 0.8 * len(found)
    assert not [match for key, matches in found for match in matches if match.kind == "same" and match.key != key]
    assert not [match for key, matches in found for match in matches if match.kind == "conflicts" and match.key == key]


def _matched(text: str, tracked: Iterable[Stated], names: Finder[Any] | None = None) -> list[Match]:
    return match(Sentence(text, figures(text), moments(text)), list(tracked), names or {})


# --- composed pairs ---------------------------------------------------------------------------------------------------


def _pair(question: str, one: Told, other: Told) -> list[Conflict]:
    claims = [
        Stated(key, "q", (text,), amounts=amounts, asks=(question,))
        for key, (text, amounts) in zip("ab", (one, other), strict=True)
    ]
    return conflicts(claims)


@pytest.mark.parametrize(("question", "one", "other"), CONTRADICTING)
def test_composed_contradictions(question: str, one: Told, other: Told) -> None:
    assert [each.answer for each in _pair(question, one, other)] == ["contradicts"]


@pytest.mark.parametrize(("question", "one", "other"), NOT_CONTRADICTING)
def test_composed_pairs_that_may_both_hold(question: str, one: Told, other: Told) -> None:
    assert "contradicts" not in [each.answer for each in _pair(question, one, other)]


@pytest.mark.parametrize(("kind", "sentence", "claim"), MATCHES)
def test_composed_sentences(kind: str | None, sentence: str, claim: Told) -> None:
    text, amounts = claim
    asks = tuple(f"{each.subject} {each.measure}" for each in amounts)
    found = _matched(sentence, [Stated("k", "q", (text,), amounts=amounts, asks=asks)])
    assert [each.kind for each in found] == ([kind] if kind else [])


def test_other_periods_and_other_subjects_have_answers_of_their_own() -> None:
    def earned(key: str, value: str, period: str | None = None, subject: str = "the bank") -> Stated:
        return Stated(
            key,
            "q",
            (f"It earned {value}",),
            amounts=(Amount(subject, "profit", "=", value, None, "EUR", None, period),),
        )

    assert [each.answer for each in conflicts([earned("a", "5", "2023"), earned("b", "7", "2023-04")])] == [
        "different_scope"
    ]
    assert not conflicts([earned("a", "5", "2022"), earned("b", "7", "2023")])
    assert [each.answer for each in conflicts([earned("a", "5"), earned("b", "7", subject="the fund")])] == [
        "not_comparable"
    ]


def test_values_are_shown_in_the_language_that_is_asked_for() -> None:
    def cost(key: str, value: str) -> Stated:
        return Stated(key, "q", ("ما كلفة السد",), amounts=(Amount("السد", "الكلفة", "=", value, None, "USD", None),))

    assert conflicts([cost("a", "4000000"), cost("b", "9000000")], language="ar")[0].values == (
        "4 ملايين دولار",
        "9 ملايين دولار",
    )
    text = "بلغت كلفة بناء السد 9 ملايين دولار"
    found = match(Sentence(text, figures(text), ()), [replace(cost("a", "4000000"), texts=(text,))], language="ar")
    assert [each.values for each in found] == [("9 ملايين دولار", "4 ملايين دولار")]


def test_names_make_two_spellings_one_subject() -> None:
    one = Amount("إنتل", "الإيرادات", "=", "5", None, "USD", None)
    claims = [
        Stated("a", None, ("س",), amounts=(one,)),
        Stated("b", None, ("ص",), amounts=(replace(one, subject="Intel", value="7"),)),
    ]
    assert not conflicts(claims)
    assert [each.answer for each in conflicts(claims, {"إنتل": 1, "Intel": 1})] == ["contradicts"]


def test_without_a_question_claims_meet_by_the_thing_they_name() -> None:
    said = [
        Stated("a", None, ("The board of Intel approved the sale of the plant",)),
        Stated("b", None, ("The board of Intel rejected the sale of the plant",)),
    ]
    assert [each.why[0].code for each in conflicts(said)] == ["senses"]
    assert not conflicts([said[0], replace(said[1], texts=("The board of Siemens rejected the sale of the plant",))])


def test_a_sentence_may_answer_an_open_question() -> None:
    cost = Amount("the tunnel", "cost", "~", "900000000", None, "USD", None)
    claim = Stated(
        "a",
        "q",
        ("Engineers put it near a billion",),
        amounts=(cost,),
        asks=("What did the tunnel under the strait cost?",),
    )
    found = _matched("The tunnel under the strait cost $950 million.", [claim])
    assert [(each.kind, each.values) for each in found] == [
        ("answers", ("950 million US dollars", "about 900 million US dollars"))
    ]


def test_likeness_never_merges_a_contradiction() -> None:
    text = "The ministry spent $4 million on the bridge"
    amount = Amount("the bridge", "spending", "=", "5000000", None, "USD", None)
    found = _matched(text, [Stated("a", None, (text.replace("4", "5"),), amounts=(amount,))])
    assert found[0].kind == "conflicts" and found[0].score >= CONFIRM


def test_a_crowd_is_compared_with_its_neighbors_only() -> None:
    amounts = (Amount("the dam", "cost", "=", str(value), None, "USD", None) for value in range(3 * CROWD))
    crowd = [Stated(f"{at:04}", "q", ("The dam",), amounts=(amount,)) for at, amount in enumerate(amounts)]
    found = conflicts(crowd)
    assert 0 < len(found) < 30 * len(crowd)


# --- laws -------------------------------------------------------------------------------------------------------------

COMPARATORS = st.sampled_from(["=", "<", "<=", ">", ">=", "~", "range", "order_of", "?"])
NUMBERS = st.one_of(
    st.integers(-(10**12), 10**12).map(str),
    st.decimals(-999, 999, places=2).map(str),
    st.sampled_from(["x", "", "1e99999", "NaN"]),
)
DATES = st.sampled_from(
    [
        "2024",
        "2024-12",
        "2025-01-27",
        "XXXX-05",
        "XXXX-05-03",
        "2023/2028",
        "2023-05/2024-01",
        "XXXX-12/XXXX-02",
        "0001-01",
        "9999-12-31",
        "2025-XX-03",
        "soon",
    ]
)
AMOUNTS = st.one_of(
    st.builds(
        Amount,
        st.just("x"),
        st.just("y"),
        COMPARATORS,
        st.one_of(st.none(), NUMBERS),
        st.one_of(st.none(), NUMBERS),
        st.sampled_from(["USD", "hour", "minute", None]),
        st.none(),
        st.sampled_from([None, "2024", "2024-05", "?"]),
    ),
    st.builds(Amount, st.just("x"), st.just("y"), COMPARATORS, st.none(), st.none(), st.just("date"), DATES),
)
WORDS = st.lists(
    st.sampled_from(
        [
            "لم",
            "ينجح",
            "فشل",
            "اعتمد",
            "على",
            "بدلا",
            "من",
            "Intel",
            "استبدال",
            "بـ",
            "فقط",
            "The",
            "plant",
            "not",
            "failed",
            "to",
            "relied",
            "on",
            "instead",
            "of",
            "no",
            "only",
            "،",
            ".",
            "5",
            "up",
            "went",
            "except",
            "\u0651",
            "ß",
        ]
    ),
    max_size=14,
).map(" ".join)
TEXTS = st.one_of(st.text(max_size=60), WORDS)


@settings(max_examples=300, deadline=None)
@given(AMOUNTS, AMOUNTS)
def test_comparing_is_symmetric(one: Amount, other: Amount) -> None:
    assert compare(one, other) == compare(other, one)
    assert shown(one, "ar") is not None and shown(other, "en") is not None


@given(AMOUNTS)
def test_a_quantity_never_contradicts_itself(one: Amount) -> None:
    assert compare(one, one).outcome in {"same", "incomparable"}
    if interval(one) is not None:
        assert compare(one, one).outcome == "same"


@settings(max_examples=150, deadline=None)
@given(TEXTS, TEXTS)
def test_words_never_oppose_themselves_and_oppose_both_ways(one: str, other: str) -> None:
    ours, theirs = read(one), read(other)
    there, back = opposed(ours, theirs), opposed(theirs, ours)
    assert (there is None) == (back is None)
    if there is not None and back is not None:
        assert (there.score, there.scope is None) == (back.score, back.scope is None)


@settings(max_examples=100, deadline=None)
@given(TEXTS, st.lists(TEXTS, max_size=3))
def test_any_text_can_be_matched(text: str, wordings: list[str]) -> None:
    claim = Stated("k", None, tuple(wordings), asks=tuple(wordings))
    for names in ({}, {"Intel": 1, "plant": 2}):
        for each in match(Sentence(text, figures(text), moments(text)), [claim], names):
            assert SUGGEST <= each.score <= 1
            assert each.kind != "same" or each.score >= CONFIRM


@given(st.text(max_size=20))
def test_any_word_has_a_root(word: str) -> None:
    assert isinstance(root(word), str) and roots(word)


@pytest.mark.parametrize(
    ("one", "other", "away"),
    [
        ("2024-12", "2025-01", True),
        ("2024", "2024-12", False),
        ("XXXX-05", "2025-04", True),
        ("XXXX-01", "2025-01", False),
        ("2023/2028", "2026", False),
        ("2023/2024", "2026", True),
        ("XXXX-12/XXXX-02", "2025-03", True),
        ("2025-XX-03", "2025-04", False),
    ],
)
def test_partial_dates(one: str, other: str, away: bool) -> None:
    assert apart(one, "=", other, "=") is away
    assert overlap(one, other) is not away
