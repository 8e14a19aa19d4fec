"""The audit chain: digests of rows, hashes of entries, and the proof that nothing was changed behind the guards."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models

from ..canonical import canonical, digest_of, utc_stamp
from ..models import Body, Entry, EntryNumber, Head, Redaction

GENESIS = "0" * 64


@dataclass(frozen=True)
class Problem:
    """One thing that ``verify`` found wrong: in which table, on which row, and what."""

    table: str
    row: str
    what: str

    def __str__(self) -> str:
        return f"{self.table} {self.row}: {self.what}"


def _plain(field: models.Field[Any, Any], value: Any) -> Any:
    """A column's value as JSON that is the same before the insert and after a reload, on both engines."""
    if value is None:
        return None
    target = field.target_field if isinstance(field, models.ForeignKey) else field
    if isinstance(target, models.DateTimeField):
        return utc_stamp(value)
    if isinstance(target, models.DateField):
        return value.isoformat()
    if isinstance(target, models.JSONField):
        return json.loads(json.dumps(value, cls=target.encoder))
    if isinstance(target, models.UUIDField):
        return str(value)
    plain = target.to_python(value)
    return plain if isinstance(plain, bool | int | float) else str(plain)


def row_digest(row: models.Model) -> str:
    """SHA-256 of a guarded row's columns. Nulls are left out, so a later nullable column changes no digest."""
    columns = {field.attname: _plain(field, getattr(row, field.attname)) for field in row._meta.concrete_fields}
    return digest_of({name: value for name, value in columns.items() if value is not None})


def sealed(rows: Iterable[models.Model]) -> list[list[str]]:
    """What an entry keeps of the rows it inserted: table, primary key, digest."""
    return [[row._meta.db_table, str(row.pk), row_digest(row)] for row in rows]


def entry_hash(*, n: int, prev_hash: str, entry: Entry, rows: list[list[str]]) -> str:
    """The hash of one link: it covers its number, the hash before, the whole entry and the rows written last."""
    content = {
        "n": n,
        "prev": prev_hash,
        "rows": rows,
        "entry": {
            "id": str(entry.pk),
            "deed": str(entry.deed),
            "editor": entry.editor_id,
            "verb": entry.verb,
            "subject_type": entry.subject_type,
            "subject_id": entry.subject_id,
            "before": _json(entry.before),
            "after": _json(entry.after),
            "rows": entry.rows,
            "at": utc_stamp(entry.at),
        },
    }
    return hashlib.sha256(canonical(content)).hexdigest()


def _json(value: Any) -> Any:
    field = Entry._meta.get_field("before")
    return json.loads(json.dumps(value, cls=getattr(field, "encoder", None)))


def verify() -> Iterator[Problem]:
    """Walk the whole chain and every guarded row; yield each problem found, naming the row.

    The order: links of the chain, the head, rows against their seals, bodies against their digests.
    """
    seals: dict[str, dict[str, str]] = {}
    yield from _verify_links(seals)
    yield from _verify_rows(seals)
    yield from _verify_bodies()


def _verify_links(seals: dict[str, dict[str, str]]) -> Iterator[Problem]:
    expected_n, prev = 0, GENESIS
    for link in EntryNumber.objects.select_related("entry").order_by("n").iterator():
        expected_n += 1
        if link.n != expected_n:
            yield Problem("claims_entrynumber", str(link.n), f"The chain skips from {expected_n - 1} to {link.n}.")
            expected_n = link.n
        if link.prev_hash != prev:
            yield Problem("claims_entrynumber", str(link.n), "Its link to the entry before is broken.")
        actual = entry_hash(n=link.n, prev_hash=link.prev_hash, entry=link.entry, rows=link.rows)
        if actual != link.hash:
            yield Problem("claims_entry", str(link.entry_id), f"Entry {link.n} was changed after it was written.")
        prev = link.hash
        for table, pk, digest in [*link.entry.rows, *link.rows]:
            seals.setdefault(table, {})[pk] = digest
    yield from _verify_head(expected_n, prev)
    for entry in Entry.objects.filter(number__isnull=True).iterator():
        yield Problem("claims_entry", str(entry.pk), "It has no number in the chain.")


def _verify_head(last_n: int, last_hash: str) -> Iterator[Problem]:
    head = Head.objects.filter(pk=1).first()
    if head is None:
        yield Problem("claims_head", "1", "The head row is missing.")
    elif (head.entry_n, head.entry_hash) != (last_n, last_hash):
        yield Problem("claims_head", "1", f"The head says {head.entry_n}, the chain ends at {last_n}.")


def _verify_rows(seals: dict[str, dict[str, str]]) -> Iterator[Problem]:
    for model in sealed_models():
        known = seals.get(model._meta.db_table, {})
        for row in model._base_manager.iterator(chunk_size=2000):
            digest = known.pop(str(row.pk), None)
            if digest is None:
                yield Problem(model._meta.db_table, str(row.pk), "No entry of the audit tells of this row.")
            elif digest != row_digest(row):
                yield Problem(model._meta.db_table, str(row.pk), "The row was changed after it was written.")
        for pk in known:
            yield Problem(model._meta.db_table, pk, "The row is gone.")


def _verify_bodies() -> Iterator[Problem]:
    redacted = set(Redaction.objects.values_list("body_id", flat=True))
    for body in Body.objects.iterator(chunk_size=200):
        if body.erased:
            if body.digest not in redacted:
                yield Problem("claims_body", body.digest, "Its content is gone without a redaction.")
        elif hashlib.sha256(body.data).hexdigest() != body.digest:
            yield Problem("claims_body", body.digest, "Its content does not match its digest.")


def sealed_models() -> list[type[models.Model]]:
    """Guarded models whose rows stand in entries: all but bodies (their key is their digest) and the chain itself."""
    outside = {Body, Entry, EntryNumber}
    return [model for model in apps.get_models() if getattr(model, "guarded", False) and model not in outside]


def stamp_now() -> dt.datetime:
    """The present, in UTC; the one clock of the ledger."""
    return dt.datetime.now(dt.UTC)
