"""What differs between two texts, as Arabic readers hear it: spelling apart from meaning, and what changes a fact.

``comparing`` aligns lines and words; ``calling`` names the figures, units, dates, bounds and negations that differ.
Pure functions; every span is in code points, end exclusive.
"""

from .calling import Call, CallKind, Difference, difference
from .comparing import Change, Kind, Span, compare, is_spelling, words

__all__ = ["Call", "CallKind", "Change", "Difference", "Kind", "Span", "compare", "difference", "is_spelling", "words"]
