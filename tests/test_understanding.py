"""What a text says, put together: the contract of `inspect_text` and of `inspect_article --claims`."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.understanding import understand

SENTENCE = "أعلنت شركة الرمال أن كلفة تدريب النموذج لم تتجاوز 294 ألف دولار في يناير 2025."
ARTICLES = sorted((Path(__file__).resolve().parent.parent / "seeds" / "articles").glob("*.txt"))
KEYS = {
    "sentences": {"start", "end"},
    "quantities": {"start", "end", "text", "value", "high", "unit", "comparator"},
    "dates": {"start", "end", "text", "value"},
    "attributions": {"start", "end", "text", "source", "kind", "negated", "strength"},
    "candidates": {"start", "end", "score", "reasons"},
}


def said(*words: str) -> list[dict[str, Any]]:
    out = io.StringIO()
    call_command(*words, "--json", stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_a_sentence_is_understood() -> None:
    (found,) = said("inspect_text", SENTENCE)
    assert found.keys() == KEYS.keys()
    (figure,) = found["quantities"]
    assert (figure["value"], figure["unit"], figure["comparator"]) == ("294000", "USD", "<=")
    assert [each["value"] for each in found["dates"]] == ["2025-01"]
    assert [each["source"] for each in found["attributions"]] == ["شركة الرمال"]
    (candidate,) = found["candidates"]
    assert SENTENCE[candidate["start"] : candidate["end"]] == SENTENCE
    assert candidate["reasons"] and all(reason.endswith(".") for reason in candidate["reasons"])


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.name[:3])
def test_an_article_is_understood_where_its_text_says_it(path: Path) -> None:
    (found,) = said("inspect_article", str(path), "--claims")
    text = path.read_text(encoding="utf-8")
    assert {name: KEYS[name] for name in KEYS if found[name]} == {
        name: set(found[name][0]) for name in KEYS if found[name]
    }
    for name in ("quantities", "dates", "attributions"):
        assert [each["text"] for each in found[name]] == [text[each["start"] : each["end"]] for each in found[name]]
    sentences = {(each["start"], each["end"]) for each in found["sentences"]}
    assert {(each["start"], each["end"]) for each in found["candidates"]} == sentences, "a candidate is one sentence"
    scores = [each["score"] for each in found["candidates"]]
    assert scores == sorted(scores, reverse=True)


def test_people_are_told_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("inspect_text", SENTENCE)
    told = capsys.readouterr().out
    assert "294 ألف دولار = <= 294000 USD" in told and "يناير 2025 = 2025-01" in told


@settings(max_examples=60, deadline=None)
@given(
    st.text(max_size=300)
    | st.lists(st.sampled_from([SENTENCE, "قال", "5%", "3 فبراير", "\n", "«", "H800"])).map(" ".join)
)
def test_offsets_always_point_at_the_text_they_claim(text: str) -> None:
    found = understand(text)
    for each in (*found.figures, *found.moments, *found.attributions):
        assert text[each.start : each.end] == each.text
    ends = [0, *(span.end for span in found.sentences)]
    assert all(end <= span.start < span.end <= len(text) for end, span in zip(ends, found.sentences, strict=False))
