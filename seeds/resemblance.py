"""Which articles of the ledger a text is like: the same file, address or words, nearly the same, or an excerpt."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, connection, transaction

from claims.models import Article, Reading, Snapshot

from . import similarity
from .choices import Likeness
from .models import Sketch, SketchHash
from .preparing import Prepared, body_of

LOOKED_AT = 100  # texts that share shingles and are estimated
COMPARED = 5  # texts that are compared word by word
SHOWN = 10
_INSERT_HASH = f"INSERT INTO {SketchHash._meta.db_table} (sketch_id, hash) VALUES (%s, %s)"  # noqa: S608 - our table


@dataclass(frozen=True)
class Like:
    """One article that a text is like. ``contained`` is the share of the shorter text that stands in the longer."""

    kind: Likeness
    article: str  # public id
    jaccard: float = 1.0
    contained: float = 1.0

    def as_json(self) -> dict[str, Any]:
        """As an item keeps it."""
        return {
            "kind": str(self.kind),
            "article": self.article,
            "jaccard": round(self.jaccard, 3),
            "contained": round(self.contained, 3),
        }


@dataclass(frozen=True)
class Looked:
    """What one look at the ledger told: whom a text is like, and which of its hashes have room for one more row."""

    likes: list[Like]
    room: tuple[int, ...]


def find(prepared: Prepared, *, but: Snapshot | None = None) -> list[Like]:
    """The articles that a text is like, the likest first, each once. Articles in the trash are left out."""
    return look(prepared, but=but).likes


def look(prepared: Prepared, *, but: Snapshot | None = None) -> Looked:
    """What ``find`` tells, with what ``outline`` needs if the text is to be kept at once."""
    rows = _rows_of(prepared.sketch)
    found: dict[str, Like] = {}
    for like in (*_by_bytes(prepared), *_by_address(prepared), *_by_words(prepared, but, rows)):
        found.setdefault(like.article, like)
    return Looked(list(found.values())[:SHOWN], similarity.storable(prepared.sketch, rows))


def _by_bytes(prepared: Prepared) -> list[Like]:
    rows = Snapshot.objects.filter(raw_id=prepared.incoming.digest, article__trashed_at__isnull=True)
    return [Like(Likeness.BYTES, public_id) for public_id in _ids(rows)]


def _by_address(prepared: Prepared) -> list[Like]:
    url = prepared.particulars.url
    if url is None:
        return []
    rows = Article.objects.live().filter(url=url.value).order_by("pk")
    return [Like(Likeness.ADDRESS, public_id) for public_id in rows.values_list("public_id", flat=True)]


def _by_words(prepared: Prepared, but: Snapshot | None, rows: Sequence[tuple[int, int]]) -> list[Like]:
    sketch = prepared.sketch
    if not sketch.count:
        return []
    live = Sketch.objects.filter(snapshot__article__trashed_at__isnull=True).exclude(snapshot=but)
    same = live.filter(digest=sketch.digest).order_by("pk")
    found = [Like(Likeness.SAME, public_id) for public_id in _ids(Snapshot.objects.filter(sketch__in=same))]
    compared = (_compare(prepared, candidate) for candidate in _candidates(sketch, live, rows))
    near = [like for like in compared if like is not None]
    return found + sorted(near, key=lambda like: -max(like.jaccard, like.contained))


def _ids(rows: Any) -> list[str]:
    return list(dict.fromkeys(rows.order_by("pk").values_list("article__public_id", flat=True)))


def _candidates(sketch: similarity.Sketch, live: Any, stored: Sequence[tuple[int, int]]) -> Iterable[Snapshot]:
    """The texts whose samples promise that they are alike, the likest first."""
    # Ranked first and sifted after: a text whose older snapshots or trashed copies are many must still be found.
    best = similarity.rank(stored, limit=LOOKED_AT)
    kept = live.filter(pk__in=[candidate.owner for candidate in best]).values_list("pk", "snapshot_id", "count")
    rows = {owner: (snapshot, count) for owner, snapshot, count in kept}
    promising = [
        rows[candidate.owner][0]
        for candidate in best
        if candidate.owner in rows
        and similarity.estimate_of(candidate.shared, sketch.count, rows[candidate.owner][1]).promising
    ][:COMPARED]
    found = Snapshot.objects.select_related("article", "text").in_bulk(promising)
    return [found[pk] for pk in promising]


def _rows_of(sketch: similarity.Sketch) -> list[tuple[int, int]]:
    """Every stored row of a sketch's hashes, the oldest first."""
    rows = SketchHash.objects.filter(hash__in=sketch.sample).order_by("pk")
    return list(rows.values_list("hash", "sketch_id"))


def _compare(prepared: Prepared, snapshot: Snapshot) -> Like | None:
    """Compare in full with what is read as the body of another text."""
    likeness = similarity.compare(prepared.body, kept_body(snapshot))
    kind = similarity.kind_of(likeness)
    if kind == "none":
        return None
    contained = max(likeness.containment_a_in_b, likeness.containment_b_in_a)
    return Like(Likeness(kind), snapshot.article.public_id, likeness.jaccard, contained)


def kept_body(snapshot: Snapshot) -> str:
    """What the newest reading of a snapshot keeps, without the title."""
    reading: Reading | None = snapshot.readings.newest()
    return body_of(snapshot.content(), reading.blocks) if reading else snapshot.content()


def outline(snapshot: Snapshot, sketch: similarity.Sketch, room: Sequence[int] | None = None) -> None:
    """Keep the outline of a snapshot, so that later texts find it. What stands in too many texts is not kept.

    ``room`` is what ``look`` told a moment ago; without it the ledger is asked again.
    """
    if room is None:
        room = similarity.storable(sketch, _rows_of(sketch))
    row = Sketch.objects.create(snapshot=snapshot, digest=sketch.digest, count=sketch.count)
    with connection.cursor() as cursor:  # rows of two numbers: models would cost as much as all else here
        cursor.executemany(_INSERT_HASH, [(row.pk, value) for value in room])


def outline_missing() -> int:
    """Outline every snapshot that has none, whatever way it came in; returns how many. Safe to repeat, and at once."""
    done = 0
    waiting = Snapshot.objects.filter(sketch__isnull=True).select_related("text").order_by("pk")
    for snapshot in waiting.iterator(chunk_size=50):
        made = similarity.sketch(kept_body(snapshot))
        with contextlib.suppress(IntegrityError), transaction.atomic():  # another sweep was faster
            outline(snapshot, made)
            done += 1
    return done
