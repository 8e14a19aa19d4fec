"""Which sentences deserve checking: the seeds with the occurrences of their claims, articles composed for this, offsets."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.attribution import Attributed
from claims.candidates import Block, Candidate, Printed, Reason, SuggesterError, candidates, load, suggesters
from claims.candidates.weights import WEIGHTS
from claims.figures import Figure
from claims.moments import Moment
from claims.quotation import Span
from claims.sentences import sentences
from seeds.cleaning import clean
from seeds.readers import read_plain
from tests.composed_claims import ARTICLES

SEEDS = Path(__file__).parent.parent / "seeds"
BEST = 0.6  # of an article's sentences, an editor goes through these


def _occurrences() -> dict[str, list[tuple[int, int]]]:
    """Where the claims of the manifest stand, by the first figures of the article's file."""
    found: dict[str, list[tuple[int, int]]] = {}
    for path in sorted((SEEDS / "manifest" / "claims").glob("*.toml")):
        for claim in tomllib.loads(path.read_text(encoding="utf-8"))["claims"]:
            for one in claim["occurrences"]:
                found.setdefault(one["article"].removeprefix("seed-"), []).append((one["start"], one["end"]))
    return found


OCCURRENCES = _occurrences()


@cache
def _ranked(number: str) -> list[Candidate]:
    [path] = (SEEDS / "articles").glob(f"{number}_*")
    text = read_plain(path.read_bytes()).text
    return candidates(text, clean(text).blocks)


def _holds(one: Candidate, places: Sequence[tuple[int, int]]) -> int:
    return sum(one.start <= start and end <= one.end for start, end in places)


def test_the_best_sentences_of_the_seeds_hold_their_claims() -> None:
    found = 0
    for number, places in OCCURRENCES.items():
        best = _ranked(number)[: math.floor(BEST * len(_ranked(number)))]
        found += sum(_holds(one, places) for one in best)
    assert found / sum(map(len, OCCURRENCES.values())) >= 0.95


def test_what_stands_first_in_the_seeds_is_a_claim() -> None:
    precisions = []
    for number, places in OCCURRENCES.items():
        holding = [bool(_holds(one, places)) for one in _ranked(number)]
        first = sum(holding)
        precisions.append(sum(holding[:first]) / first)
    assert sum(precisions) / len(precisions) >= 0.7
    assert min(precisions) >= 0.7


@pytest.mark.parametrize("title", ARTICLES)
def test_composed_articles_rank_their_claims_first(title: str) -> None:
    rows = ARTICLES[title]
    text, blocks = _as_article([sentence for _, sentence in rows])
    claims = {block.start for block, (is_claim, _) in zip(blocks, rows, strict=True) if is_claim}
    ranked = candidates(text, blocks)
    first = sum(one.start in claims for one in ranked[: len(claims)])
    best = sum(one.start in claims for one in ranked[: math.ceil(BEST * len(ranked))])
    assert first / len(claims) >= 0.7
    assert best / len(claims) >= 0.8


def _as_article(lines: Sequence[str]) -> tuple[str, list[Block]]:
    blocks, at = [], 0
    for place, line in enumerate(lines):
        blocks.append(Block("paragraph" if place else "title", at, at + len(line)))
        at += len(line) + 1
    return "\n".join(lines), blocks


def test_only_kept_text_gives_candidates_and_headings_give_none() -> None:
    text = "The ministry spent $5 million.\nWhat it cost\nShare this page for $3."
    kinds = [Block("paragraph", 0, 30), Block("heading", 31, 43), Block("paragraph", 44, 67, kept=False)]
    assert [(one.start, one.end) for one in candidates(text, kinds)] == [(0, 30)]


def test_each_reason_has_its_words_and_its_weight_from_the_table() -> None:
    text = "لم تُعلن الوزارة، وفق مصدر مطلع، كلفة أول جسر في البلاد بعد."
    [one] = candidates(text, [Block("paragraph", 0, len(text))])
    assert one.reasons
    for reason in one.reasons:
        assert (reason.words, reason.weight) == (WEIGHTS[reason.code].words, WEIGHTS[reason.code].points)
        assert reason.quote in text
    assert one.score == sum(reason.weight for reason in one.reasons)
    assert all(weight.words.endswith(".") for weight in WEIGHTS.values())


def test_what_was_found_already_is_used() -> None:
    text = "Alpha beta gamma delta epsilon."
    handed = candidates(
        text,
        [Block("paragraph", 0, len(text))],
        found_figures=[Figure(0, 5, "Alpha", "3", None, "USD", "=")],
        found_attributions=[_attributed()],
        found_moments=[Moment(11, 16, "gamma", "2025")],
        names=[Span(17, 22)],
    )
    codes = {reason.code: reason.quote for reason in handed[0].reasons}
    assert codes == {"money": "Alpha", "date": "gamma", "unnamed_source": "beta", "denial": "beta", "name": "delta"}


def _attributed() -> Attributed:
    return Attributed(6, 10, "beta", None, None, None, "anonymous_source", "deny", True, "explicit")


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("هل يكفي ذلك كله لإنقاذ الموسم؟", "question"),
        ("اقرأ أيضاً ما نشرناه عن القضية", "request"),
        ("Read more about the case in our special report.", "request"),
        ("وتشمل الخطة ثلاثة محاور رئيسية هي:", "lead_in"),
        ("Perhaps the answer lies somewhere between the two camps.", "vague"),
    ],
)
def test_what_is_no_statement_is_marked_down(sentence: str, code: str) -> None:
    [one] = candidates(sentence, [Block("paragraph", 0, len(sentence))])
    assert code in {reason.code for reason in one.reasons}
    assert WEIGHTS[code].points < 0


def test_praise_in_quotation_marks_is_not_the_writers() -> None:
    text = "قالت المديرة إن العرض «رائع»."
    [one] = candidates(text, [Block("paragraph", 0, len(text))])
    assert "opinion" not in {reason.code for reason in one.reasons}


# --- Offsets ----------------------------------------------------------------------------------------------------------

PIECES = (
    *(
        "قالت الوزارة إن ",
        "$5 million ",
        "97.3% ",
        "أول مصنع ",
        "؟ ",
        ". ",
        "! ",
        "\n",
        "«رائع» ",
        "May ",
        "2023 ",
        "-12 ",
    ),
    *("هل ", "بعد فشل ", "لم تؤكد ", "The first time ", "ُ", "ـ", "\u200f", "R2", "اقرأ ", ": ", "5 ", "يناير "),
)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=6)), max_size=25).map("".join))
def test_each_candidate_is_one_sentence_and_none_overlap(text: str) -> None:
    ranked = candidates(text, [Block("paragraph", 0, len(text))])
    found = sorted((one.start, one.end) for one in ranked)
    assert found == [(span.start, span.end) for span in sentences(text)]
    assert all(
        reason.quote in text[one.start : one.end] for one in ranked for reason in one.reasons if reason.code == "event"
    )
    assert [one.score for one in ranked] == sorted((one.score for one in ranked), reverse=True)


# --- Other packages ---------------------------------------------------------------------------------------------------


def _heading(text: str, blocks: Sequence[Printed]) -> list[Candidate]:
    """Speaks for the sentence that holds "two", and for the heading."""
    at = text.index("Two")
    reason = Reason("model", "A model thinks so.", 3.0)
    return [
        Candidate(at, at + 4, 3.0, (reason,)),
        *(Candidate(block.start, block.end, 1.5, (reason,)) for block in blocks if block.kind == "heading"),
        Candidate(at + 1, at + 3, 9.0, (reason,)),
    ]


def test_a_suggester_adds_reasons_and_places_but_never_overlaps() -> None:
    text = "One. Two. Three.\nHeading"
    blocks = [Block("paragraph", 0, 16), Block("heading", 17, 24)]
    ranked = candidates(text, blocks, suggesters=[_heading])
    assert {text[one.start : one.end]: one.score for one in ranked} == {
        "Heading": 1.5,
        "Two.": 1.0,
        "One.": -2.0,
        "Three.": -2.0,
    }


def _broken(text: str, blocks: Sequence[Printed]) -> list[Candidate]:
    raise ValueError("no model")


def _beside(text: str, blocks: Sequence[Printed]) -> list[Candidate]:
    return [Candidate(3, 900, 1.0, ())]


@pytest.mark.parametrize(("suggester", "says"), [(_broken, "failed: no model"), (_beside, "points at 3 to 900")])
def test_a_suggester_that_fails_is_named(suggester: suggesters.Suggester, says: str) -> None:
    with pytest.raises(SuggesterError, match=says):
        candidates("One two.", [Block("paragraph", 0, 8)], suggesters=[suggester])


def test_none_comes_with_us() -> None:
    assert load() == []


@pytest.mark.parametrize(
    ("value", "says"), [("nowhere.at.all:extra", "cannot be loaded"), ("claims.candidates:KINDS", "is no function")]
)
def test_an_entry_point_that_cannot_be_used_is_named(monkeypatch: pytest.MonkeyPatch, value: str, says: str) -> None:
    point = EntryPoint("mine", value, suggesters.GROUP)
    monkeypatch.setattr(suggesters, "entry_points", lambda group: [point])
    with pytest.raises(SuggesterError, match=f"“mine”.*{says}"):
        load()


def test_an_entry_point_is_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    point = EntryPoint("mine", "claims.candidates:candidates", suggesters.GROUP)
    monkeypatch.setattr(suggesters, "entry_points", lambda group: [point])
    assert load() == [candidates]
