"""What the chains of a claim tell: their grade, and from how many independent origins they come."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from ..choices import ChainGrade, Naming

if TYPE_CHECKING:
    from ..models import Hop, Occurrence, Source


def grade(hops: Sequence[Hop]) -> ChainGrade:
    """The grade of one chain, the worst that applies (DESIGN §3).

    The speaker of "X said Y" is the claim's subject; the hops tell who told us.
    """
    namings = [Naming(hop.naming) for hop in hops]
    if not namings or namings[-1] is Naming.MISSING:
        return ChainGrade.NO_SOURCE
    if namings[-1] in {Naming.UNNAMED, Naming.DESCRIBED} and hops[-1].source_id is None:
        return ChainGrade.UNNAMED_END
    if namings[-1] is Naming.UNNAMED:
        return ChainGrade.UNNAMED_END
    if not all(hop.seen for hop in hops):
        return ChainGrade.UNSEEN_HOP
    return ChainGrade.COMPLETE


def origins(occurrences: Iterable[Occurrence]) -> dict[str, Any]:
    """In how many texts a claim stands, from how many independent origins, and whether the trail runs in a circle.

    A chain's origin is the source at its far end. Where nobody is named there, the article itself is the
    origin: two texts that name no source are two, unless one is a republished copy of the other. Where the far end
    is another of the texts, because an editor tied that text to it or because it is that text's outlet, the trail
    goes on through it. Repetition is never agreement: three texts from one origin are one account.
    """
    ends: dict[int, set[tuple[str, int]]] = {}
    outlets: dict[int, int] = {}
    for occurrence in occurrences:
        article = occurrence.snapshot.article
        if article.outlet is not None:
            outlets[_identity(article.outlet)] = article.pk
        ends.setdefault(article.pk, set()).update(
            _end(list(chain.hops.all()), article.original_id) for chain in occurrence.attributions.all()
        )
        ends[article.pk] = ends[article.pk] or {("article", article.original_id)}
    found: set[tuple[str, int]] = set()
    circular = False
    for article_id in ends:
        reached, turned = _follow(article_id, ends, outlets)
        found |= reached
        circular = circular or turned
    return {"texts": len(ends), "independent": max(len(found), 1 if ends else 0), "circular": circular}


def _end(hops: list[Hop], article_id: int) -> tuple[str, int]:
    last = hops[-1] if hops else None
    if last is not None and last.article_id is not None:
        return ("text", last.article_id)
    if last is None or last.source is None or last.naming in {Naming.UNNAMED, Naming.MISSING}:
        return ("article", article_id)
    return ("source", _identity(last.source))


def _identity(source: Source) -> int:
    """Two spellings of one source that were merged are one."""
    return source.merged_into_id or source.pk


def _follow(
    article_id: int, ends: dict[int, set[tuple[str, int]]], outlets: dict[int, int]
) -> tuple[set[tuple[str, int]], bool]:
    found: set[tuple[str, int]] = set()
    seen = {article_id}
    circular = False
    queue = list(ends[article_id])
    while queue:
        kind, key = queue.pop()
        through = outlets.get(key) if kind == "source" else key if kind == "text" and key in ends else None
        if through is None:
            found.add((kind, key))
        elif through in seen:
            circular = True
        else:
            seen.add(through)
            queue.extend(ends[through])
    return found, circular
