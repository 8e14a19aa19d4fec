"""How one sentence of a fresh article stands to tracked claims that a search has retrieved."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from claims.arabic import terms
from claims.figures import Figure
from claims.moments import Moment
from claims.names import Finder

from .found import NO_NAMES, Stated, Why, gettext_noop

SUGGEST: Final = 0.45  # from here on a tracked claim is shown beside the sentence
CONFIRM: Final = 0.75  # from here on the two may be offered as one claim

_ALIKE = gettext_noop("The sentence and the claim share most of their words.")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A candidate: its words, and the quantities and dates in it, with offsets within ``text``."""

    text: str
    figures: Sequence[Figure]
    moments: Sequence[Moment]


@dataclass(frozen=True, slots=True)
class Match:
    """How the sentence stands to the claim ``key``: same, similar, answers (the claim's question) or conflicts."""

    key: str
    kind: str
    score: float
    why: tuple[Why, ...]
    values: tuple[str, ...]


def match(
    sentence: Sentence, tracked: Sequence[Stated], names: Finder[Any] | Mapping[str, Hashable] = NO_NAMES
) -> list[Match]:
    """How a sentence stands to each tracked claim that it has to do with, best first."""
    words = set(terms(sentence.text))
    found = []
    for claim in tracked:
        score = max((_share(words, set(terms(text))) for text in (*claim.texts, *claim.quotes)), default=0.0)
        if score >= SUGGEST:
            kind = "same" if score >= CONFIRM else "similar"
            found.append(Match(claim.key, kind, round(score, 3), (Why("alike", _ALIKE),), ()))
    return sorted(found, key=lambda each: (-each.score, each.key))


def _share(words: set[str], others: set[str]) -> float:
    return len(words & others) / len(words | others) if words and others else 0.0
