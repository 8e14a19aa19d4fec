"""What a reader hands on: one article as it came in, and what its markup or its carrier says of it. Pure data."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from .kinds import Kind

Field = Literal[
    "title", "section", "outlet", "author", "translator", "published", "modified", "language", "url", "issue_number"
]


class Unreadable(ValueError):
    """Something that can't become an article.

    ``code`` names the fault for programs; ``message`` and ``hint`` are English sentences, keys of their
    translation, with ``values`` to fill in.
    """

    def __init__(self, code: str, message: str, hint: str, values: Mapping[str, object] | None = None) -> None:
        self.code = code
        self.message = message
        self.hint = hint
        self.values = dict(values or {})
        super().__init__(str(self))

    def __str__(self) -> str:
        return f"{self.message} {self.hint}" % self.values if self.values else f"{self.message} {self.hint}"


@dataclass(frozen=True)
class Notice:
    """Something an editor should know about an article that was read. Worded like ``Unreadable``."""

    code: str
    message: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.message % dict(self.values) if self.values else self.message


@dataclass(frozen=True)
class Hint:
    """What markup says of one line of the text: ``text[start:end]``, code points, end exclusive.

    ``sure`` where the markup leaves no doubt (a ``<nav>``, a form); otherwise words of the line may outweigh it.
    ``reason`` is an English sentence, the key of its translation.
    """

    start: int
    end: int
    kind: Kind
    reason: str
    sure: bool = False


@dataclass(frozen=True)
class Stated:
    """What is said of an article outside its visible text, in the words in which it is said.

    ``source`` tells an editor where: ``JSON-LD datePublished``, ``meta article:published_time``, ``feed``, ``ninjs``.
    """

    field: Field
    words: str
    source: str


@dataclass(frozen=True)
class Incoming:
    """One article as a reader understood it. ``raw`` are the bytes as they came; ``text`` is NFC with the noise in it.

    ``name`` is the file, entry or address it came as; ``url`` its own address where the carrier states one.
    ``hints`` follow the text without overlapping, at most one for each line.
    """

    name: str
    raw: bytes
    text: str
    media_type: str
    encoding: str
    url: str | None = None
    hints: tuple[Hint, ...] = ()
    stated: tuple[Stated, ...] = ()
    notices: tuple[Notice, ...] = ()

    @property
    def digest(self) -> str:
        """SHA-256, hexadecimal, of the bytes as they came."""
        return hashlib.sha256(self.raw).hexdigest()
