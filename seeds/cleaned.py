"""What the cleaner hands on: the blocks of a text, and what it says about itself. Pure data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .kinds import BODY, Kind


@dataclass(frozen=True)
class Block:
    """One line of the text. ``reason`` is an English sentence, the key of its translation."""

    line: int
    start: int
    end: int
    kind: Kind
    reason: str

    @property
    def kept(self) -> bool:
        """Whether it is read as part of the article."""
        return self.kind in BODY


@dataclass(frozen=True)
class Found:
    """What the text says about itself: ``words`` as printed, on which line; ``value`` is their reading."""

    value: str
    words: str
    line: int


@dataclass(frozen=True)
class Metadata:
    """Everything is ``None`` or empty unless the text states it. A date that is not said to be one or the other
    of published and modified stands in ``dates`` and is neither.
    """

    title: Found | None = None
    section: Found | None = None
    outlet: Found | None = None
    authors: tuple[Found, ...] = ()
    author_variants: tuple[Found, ...] = ()
    translator: Found | None = None
    published: Found | None = None
    modified: Found | None = None
    dates: tuple[Found, ...] = ()
    issue_number: Found | None = None


@dataclass(frozen=True)
class Cleaned:
    """The reading of one text."""

    blocks: tuple[Block, ...]
    metadata: Metadata

    @property
    def kept(self) -> tuple[Block, ...]:
        """What is read as the article, in text order."""
        return tuple(block for block in self.blocks if block.kept)

    @property
    def removed(self) -> tuple[Block, ...]:
        """What is set aside, in text order."""
        return tuple(block for block in self.blocks if not block.kept)

    def as_rows(self) -> list[dict[str, Any]]:
        """The blocks as a Reading stores them."""
        return [
            {"start": block.start, "end": block.end, "kind": block.kind, "kept": block.kept, "reason": block.reason}
            for block in self.blocks
        ]
