"""An article made ready for the ledger: read, described, outlined, with what an editor decided. No database, no Django
beyond types: it runs outside every transaction, because it takes longer than a lock may be held.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from . import similarity
from .incoming import Incoming
from .inspecting import Inspection, inspect
from .kinds import BODY, Kind
from .metadata import Fact, Particulars
from .vocabulary import gettext_noop

BY_HAND = gettext_noop("An editor decided so.")
EDITOR = "editor"  # where a field was read that an editor typed
LONGEST_TITLE = 500
# The fields that an editor may set on the way in; a list for authors, words for the others.
FIELDS = ("title", "section", "outlet", "authors", "translator", "published", "modified", "language", "url")


@dataclass(frozen=True)
class Prepared:
    """One article with its reading. ``blocks`` are a Reading's rows; ``particulars`` hold what the editor set."""

    inspection: Inspection
    blocks: tuple[dict[str, Any], ...]
    particulars: Particulars
    by_hand: bool = False
    sketch: similarity.Sketch = field(default_factory=lambda: similarity.sketch(""))

    @property
    def incoming(self) -> Incoming:
        return self.inspection.incoming

    @property
    def title(self) -> str:
        """The title, or what the article is called by where it has none."""
        fact = self.particulars.title
        return (fact.value if fact else self.incoming.name)[:LONGEST_TITLE]

    @property
    def body(self) -> str:
        """The text that is read as the article, without its title; what other texts are compared with."""
        return body_of(self.incoming.text, self.blocks)


def body_of(text: str, blocks: Any) -> str:
    """The kept lines of a reading, without the title."""
    return "\n".join(
        text[block["start"] : block["end"]] for block in blocks if block["kept"] and block["kind"] != "title"
    )


def prepare(
    incoming: Incoming, decisions: Mapping[str, Any] | None = None, *, now: dt.datetime | None = None
) -> Prepared:
    """Read an article and apply what an editor has decided of it (``ImportItem.decisions``).

    ``now`` (aware) tells dates that lie ahead of it, which are no dates of publication.
    """
    inspection = inspect(incoming, now=now)
    decided = decisions or {}
    blocks, by_hand = _decided_blocks(inspection.cleaned.as_rows(), decided.get("blocks") or {})
    made = Prepared(
        inspection=inspection,
        blocks=tuple(blocks),
        particulars=_decided_fields(inspection.particulars, decided.get("fields") or {}),
        by_hand=by_hand,
    )
    return replace(made, sketch=similarity.sketch(made.body))


def _decided_blocks(
    rows: list[dict[str, Any]], decided: Mapping[str, Mapping[str, Any]]
) -> tuple[list[dict[str, Any]], bool]:
    """The blocks with the editor's changes; offsets never move."""
    changed = False
    for row in rows:
        wanted = decided.get(str(row["start"]))
        if wanted is None:
            continue
        kind: Kind = wanted.get("kind", row["kind"])
        kept = bool(wanted.get("kept", kind in BODY))
        if (kind, kept) != (row["kind"], row["kept"]):
            row |= {"kind": kind, "kept": kept, "reason": BY_HAND}
            changed = True
    return rows, changed


def _decided_fields(found: Particulars, decided: Mapping[str, Any]) -> Particulars:
    """The particulars with what the editor set; an empty value makes a field unknown."""
    changes: dict[str, Any] = {}
    for name, value in decided.items():
        if name == "authors":
            changes[name] = tuple(Fact(value=each, words=each, source=EDITOR) for each in value if each)
        elif name in FIELDS:
            changes[name] = Fact(value=value, words=value, source=EDITOR) if value else None
    return replace(found, **changes)
