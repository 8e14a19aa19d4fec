"""What is handed on: candidates with their reasons. Pure data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, Protocol


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a sentence stands where it does. ``words`` is an English sentence, the key of its translation; ``quote``
    what of the text it rests on, empty where that is the whole sentence; ``weight`` what it adds to the score."""

    code: str
    words: str
    weight: float
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may hold a claim, at ``start`` to ``end`` (code points, end exclusive).

    ``score`` is the sum of the weights of its ``reasons``; it compares sentences of one article, and nothing else.
    """

    start: int
    end: int
    score: float
    reasons: tuple[Reason, ...]


class Printed(Protocol):
    """A block of the article, as the cleaner hands it on."""

    @property
    def kind(self) -> str:
        """What it is: title, paragraph, heading…"""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where it ends, exclusive."""

    @property
    def kept(self) -> bool:
        """Whether it is read as part of the article."""


class Block(NamedTuple):
    """The least that is a ``Printed``."""

    kind: str
    start: int
    end: int
    kept: bool = True
