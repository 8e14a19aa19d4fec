"""Which tracked claims contradict each other, and how a sentence stands to what is tracked. Pure functions.

Suggestions explain themselves and never decide: each comes with its reasons, and with the answer to offer first,
which may be "different scope" or "not comparable". Similarity never merges a contradiction.

``comparing`` sets two quantities against each other (``days`` their dates); ``opposing`` finds what words oppose, by
the tables of ``words``; ``proposing`` goes over all claims, ``matching`` over those that a search has found for one
sentence.
"""

from __future__ import annotations

from .comparing import Comparison, compare
from .found import Amount, Conflict, Stated, Why, said
from .matching import CONFIRM, SUGGEST, Match, Sentence, match
from .proposing import conflicts
from .showing import shown

__all__ = [
    "CONFIRM",
    "SUGGEST",
    "Amount",
    "Comparison",
    "Conflict",
    "Match",
    "Sentence",
    "Stated",
    "Why",
    "compare",
    "conflicts",
    "match",
    "said",
    "shown",
]
