"""Claims as the comparing code takes them: wordings, numbers, quotes, questions. A fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from ..conflicts import Amount, Stated
from ..models import Claim, ClaimQuantity, ClaimText, Occurrence

MOST_QUOTES = 3  # quotes of one claim that are compared
PORTION = 1000  # claims that are read at once


def stated(claims: Iterable[int]) -> dict[int, Stated]:
    """Claims with their wordings, numbers, quotes and questions, by key. Four queries."""
    rows = Claim.objects.filter(pk__in=set(claims)).select_related("question").order_by("pk")
    return {claim.pk: found for claim, found in zip(rows, _stated(list(rows)), strict=True)}


def all_stated() -> Iterable[Stated]:
    """Every claim that is followed, in the order of their keys; read in portions."""
    rows = Claim.objects.live().select_related("question").order_by("pk")
    portion: list[Claim] = []
    for claim in rows.iterator(chunk_size=PORTION):
        portion.append(claim)
        if len(portion) == PORTION:
            yield from _stated(portion)
            portion = []
    yield from _stated(portion)


def _stated(claims: Sequence[Claim]) -> list[Stated]:
    keys = [claim.pk for claim in claims]
    texts, amounts = _texts(keys), _amounts(keys)
    quotes, articles = _quotes(keys)
    return [
        Stated(
            key=str(claim.pk),
            question=str(claim.question_id) if claim.question_id else None,
            texts=tuple(texts[claim.pk]),
            quotes=tuple(quotes[claim.pk][:MOST_QUOTES]),
            amounts=tuple(amounts[claim.pk]),
            articles=frozenset(articles[claim.pk]),
            asks=_asks(claim),
        )
        for claim in claims
    ]


def _asks(claim: Claim) -> tuple[str, ...]:
    asked = claim.question
    if asked is None:
        return ()
    return tuple(
        each for each in (asked.subject, asked.measure, asked.scope, asked.wording_ar, asked.wording_en) if each
    )


def _texts(keys: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, dict[str, str]] = defaultdict(dict)
    rows = ClaimText.objects.filter(claim__in=keys).select_related("text").order_by("claim", "language", "number")
    for row in rows:
        found[row.claim_id][row.language] = row.text.text
    return defaultdict(list, {claim: list(texts.values()) for claim, texts in found.items()})


def _amounts(keys: Sequence[int]) -> dict[int, list[Amount]]:
    found: dict[int, list[Amount]] = defaultdict(list)
    for row in ClaimQuantity.objects.filter(claim__in=keys).order_by("claim", "position", "pk"):
        found[row.claim_id].append(
            Amount(row.subject, row.measure, row.comparator, row.value, row.high, row.unit, row.date, row.period)
        )
    return found


def _quotes(keys: Sequence[int]) -> tuple[dict[int, list[str]], dict[int, set[int]]]:
    quotes: dict[int, list[str]] = defaultdict(list)
    articles: dict[int, set[int]] = defaultdict(set)
    rows: Any = Occurrence.objects.standing().filter(claim__in=keys).order_by("claim", "pk")
    for row in rows.select_related("quote", "snapshot"):
        quotes[row.claim_id].append(row.core())
        articles[row.claim_id].add(row.snapshot.article_id)
    return quotes, articles
