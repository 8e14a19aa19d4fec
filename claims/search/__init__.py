"""Finding what is tracked: the claims that a sentence has to do with, and the pairs that contradict each other."""

from __future__ import annotations

from .conflicting import HANDLES, Proposal, handles, proposals
from .finding import claims_with, find_claims, find_sources, named_by
from .nearest import Known, index_claim, index_words, known_names, nearest, newest_texts
from .stating import all_stated, stated

__all__ = [
    "HANDLES",
    "Known",
    "Proposal",
    "all_stated",
    "claims_with",
    "find_claims",
    "find_sources",
    "handles",
    "index_claim",
    "index_words",
    "known_names",
    "named_by",
    "nearest",
    "newest_texts",
    "proposals",
    "stated",
]
