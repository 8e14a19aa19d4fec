"""How far the reading of articles has come: how many sentences that deserve checking nobody has answered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import OuterRef, Subquery

from ...models import Article, CandidateDecision, Occurrence, Reading, Snapshot
from .understood import Read


def progress(articles: Iterable[Article]) -> dict[int, tuple[int, int]]:
    """For each article how many sentences are left, and of how many. Four queries, however many articles."""
    snapshots = _newest_snapshots([each.pk for each in articles])
    readings = _newest_readings(snapshots)
    decided, placed = _decided(snapshots), _placed(snapshots)
    found = {}
    for snapshot in snapshots:
        if snapshot.pk in readings:
            offered = Read(snapshot, readings[snapshot.pk]).offered
            done, claims = decided[snapshot.pk], placed[snapshot.pk]
            left = sum(not _is_answered((each.start, each.end), done, claims) for each in offered)
            found[snapshot.article_id] = (left, len(offered))
    return found


_Place = tuple[int, int]


def _is_answered(place: _Place, decided: set[_Place], placed: Sequence[_Place]) -> bool:
    """Whether a sentence was decided on itself, or a claim stands on part of it; as on the workbench."""
    return place in decided or any(start < place[1] and place[0] < end for start, end in placed)


def _newest_snapshots(articles: Sequence[int]) -> list[Snapshot]:
    newest = Snapshot.objects.filter(article=OuterRef("article")).order_by("-number").values("pk")[:1]
    rows = Snapshot.objects.filter(article__in=articles, pk=Subquery(newest))
    return list(rows.select_related("text").order_by("article"))


def _newest_readings(snapshots: Sequence[Snapshot]) -> dict[int, Reading]:
    newest = Reading.objects.filter(snapshot=OuterRef("snapshot")).order_by("-number").values("pk")[:1]
    rows = Reading.objects.filter(snapshot__in=[each.pk for each in snapshots], pk=Subquery(newest))
    return {row.snapshot_id: row for row in rows}


def _decided(snapshots: Sequence[Snapshot]) -> dict[int, set[_Place]]:
    rows = CandidateDecision.objects.filter(snapshot__in=[each.pk for each in snapshots]).holding()
    found: dict[int, set[_Place]] = defaultdict(set)
    for snapshot, start, end in rows.values_list("snapshot", "start", "end"):
        found[snapshot].add((start, end))
    return found


def _placed(snapshots: Sequence[Snapshot]) -> dict[int, list[_Place]]:
    rows = Occurrence.objects.standing().filter(snapshot__in=[each.pk for each in snapshots])
    found: dict[int, list[_Place]] = defaultdict(list)
    for snapshot, start, end in rows.values_list("snapshot", "start", "end"):
        found[snapshot].append((start, end))
    return found
