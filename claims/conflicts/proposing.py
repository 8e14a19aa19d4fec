"""Pairs of tracked claims that may contradict each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from itertools import combinations

from claims.arabic import fold

from .comparing import compare, date_of
from .found import NO_NAMES, Amount, Conflict, Stated, Why, gettext_noop

_APART = gettext_noop("Both state the %(measure)s of %(subject)s, and the two values cannot both be right.")


def conflicts(claims: Iterable[Stated], names: Mapping[str, Hashable] = NO_NAMES) -> list[Conflict]:
    """Pairs of claims that may contradict each other, best first. ``names``: every known spelling, and whose it is."""
    buckets: dict[tuple[str, str], list[tuple[Stated, Amount]]] = defaultdict(list)
    for claim in claims:
        for amount in claim.amounts:
            buckets[fold(amount.subject), fold(amount.measure)].append((claim, amount))
    found = []
    for bucket in buckets.values():
        for (a, one), (b, other) in combinations(bucket, 2):
            if a.key != b.key and compare(one, other).outcome == "incompatible":
                why = Why("apart", _APART, {"measure": one.measure, "subject": one.subject})
                values = (_shown(one), _shown(other))
                found.append(Conflict(a.key, b.key, a.question, "contradicts", (why,), values, 0.9))
    return found


def _shown(amount: Amount) -> str:
    return date_of(amount) or f"{amount.comparator} {amount.value} {amount.unit}"
