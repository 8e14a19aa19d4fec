"""Proposed chains of attribution: the seeds against what editors wrote down, and sentences composed before."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from claims.attribution import attributions
from claims.tracing import MISSING, trace

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
]


@given(
    st.lists(st.sampled_from(_PIECES), max_size=25).map(" ".join) | st.text(max_size=120),
    st.integers(-5, 150),
    st.integers(-5, 150),
)
@settings(max_examples=150)
def test_links_stand_where_they_say(text: str, start: int, end: int) -> None:
    chains = trace(text, start, end, attributions(text))
    assert chains and all(chains)
    for link in (link for chain in chains for link in chain):
        if link.start is None or link.end is None:
            assert link == MISSING
        else:
            assert link.words and link.words == text[link.start : link.end]
