"""How today's cleaner reads what was read before: what would be proposed, and of which readings nothing is."""

from __future__ import annotations

from typing import Any

from claims.models import Reading, Snapshot

from . import intake
from .cleaning import CLEANER, clean
from .inspecting import stated_title
from .models import ReadingProposal


def differing(snapshot: Snapshot) -> tuple[list[dict[str, Any]], int] | None:
    """How today's cleaner reads a snapshot, and how many lines differ; ``None`` where nobody need decide.

    A reading that an editor made or changed by hand is left alone: it is her word against a program's.
    """
    newest: Reading | None = snapshot.readings.newest()
    if newest is None or newest.cleaner == CLEANER or not newest.cleaner.startswith("lines-") or newest.is_by_hand:
        return None
    if ReadingProposal.objects.filter(snapshot=snapshot, cleaner=CLEANER).exists():
        return None
    incoming = intake.incoming_of_snapshot(snapshot)
    read = clean(incoming.text, incoming.hints, stated_title(incoming)) if incoming else clean(snapshot.content())
    rows = read.as_rows()
    before = {(block["start"], block["end"]): (block["kind"], block["kept"]) for block in newest.blocks}
    changes = sum(before.get((row["start"], row["end"])) != (row["kind"], row["kept"]) for row in rows)
    return (rows, changes) if changes else None
