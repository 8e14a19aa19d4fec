"""An article as the workbench reads it: its sentences, what deserves checking, and what is tracked that fits."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any, Self, TypeVar

from ...candidates import Block, Candidate, load
from ...conflicts import Match, Sentence, Stated, match
from ...figures import Figure
from ...models import Reading, Snapshot
from ...moments import Moment
from ...search import Known, known_names, nearest, stated
from ...tracing import Link, trace
from ...understanding import Understood, understand
from ..panels import language_of_desk

F = TypeVar("F", Figure, Moment)

SHARE = 0.6  # of an article's sentences that are offered at most, the best first


@dataclass(frozen=True)
class Passage:
    """A passage: code points, end exclusive. ``key`` names it in addresses and forms."""

    start: int
    end: int

    @property
    def key(self) -> str:
        return f"{self.start}-{self.end}"


def passage_of(key: str, length: int) -> Passage | None:
    """The passage that an address names; ``None`` for anything else.

    >>> passage_of("3-9", 20), passage_of("9-3", 20), passage_of("x", 20)
    (Passage(start=3, end=9), None, None)
    """
    start, _dash, end = key.partition("-")
    if not (start.isascii() and start.isdecimal() and end.isascii() and end.isdecimal() and len(key) < 24):
        return None
    found = Passage(int(start), int(end))
    return found if found.start < found.end <= length else None


def snapped(text: str, place: Passage) -> Passage:
    """The passage with whole words only: what a hand or a mouse cut in two is taken in, blanks at the ends are not.

    >>> text = "نموذجها المتطور R1 بتكلفة"
    >>> found = snapped(text, Passage(3, 17))
    >>> text[found.start : found.end]
    'نموذجها المتطور R1'
    """
    start, end = place.start, place.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while 0 < start < end and _inside(text, start):
        start -= 1
    while start < end < len(text) and _inside(text, end):
        end += 1
    return Passage(start, end)


def _inside(text: str, at: int) -> bool:
    """Whether a cut at ``at`` parts a word."""
    return _wordlike(text[at - 1]) and _wordlike(text[at])


def _wordlike(character: str) -> bool:
    # Marks that stand on a letter, and the signs without width inside a word, belong to it.
    return character.isalnum() or unicodedata.category(character) in {"Mn", "Mc", "Cf"}


@lru_cache(maxsize=128)
def _read(digest: str, reading: int, text: str, blocks: tuple[Block, ...]) -> Understood:
    return understand(text, blocks, suggesters=load())


class Read:
    """One snapshot under its newest reading. What is slow is kept between requests; a snapshot never changes."""

    def __init__(self, snapshot: Snapshot, reading: Reading | None = None) -> None:
        reading = reading or snapshot.readings.newest()
        blocks = list(reading.blocks) if reading else []
        self._take(snapshot.text_id, reading.pk if reading else 0, snapshot.content(), blocks)

    @classmethod
    def of_text(cls, text: str, blocks: Iterable[dict[str, Any]]) -> Self:
        """A text that has not come in yet, under the reading that it would have."""
        made = cls.__new__(cls)
        made._take("", 0, text, list(blocks))
        return made

    def _take(self, digest: str, reading: int, text: str, blocks: list[dict[str, Any]]) -> None:
        self.text, self.blocks = text, blocks
        rows = tuple(Block(row["kind"], row["start"], row["end"], row["kept"]) for row in blocks)
        self.found = _read(digest, reading, text, rows)

    @cached_property
    def offered(self) -> list[Candidate]:
        """The sentences that deserve checking, best first."""
        most = max(round(len(self.found.sentences) * SHARE), 1)
        return [each for each in self.found.candidates[:most] if each.score > 0]

    def candidate(self, place: Passage) -> Candidate | None:
        """The candidate at a place, offered or not."""
        return next((one for one in self.found.candidates if (one.start, one.end) == (place.start, place.end)), None)

    def kind_at(self, at: int) -> str:
        """The kind of the block at an offset."""
        return next((row["kind"] for row in self.blocks if row["start"] <= at < row["end"]), "")

    def figures(self, place: Passage) -> list[Figure]:
        """The quantities inside a passage."""
        return [each for each in self.found.figures if place.start <= each.start and each.end <= place.end]

    def moments(self, place: Passage) -> list[Moment]:
        """The dates inside a passage."""
        return [each for each in self.found.moments if place.start <= each.start and each.end <= place.end]

    def chains(self, place: Passage) -> list[list[Link]]:
        """The chains that the phrases of the text propose for a passage."""
        return trace(self.text, place.start, place.end, self.found.attributions)

    def words(self, place: Passage) -> str:
        """The words of a passage."""
        return self.text[place.start : place.end]

    def matches(self, places: Iterable[Passage]) -> dict[Passage, list[tuple[Match, Stated]]]:
        """What is tracked and has to do with each passage. A fixed number of queries for all of them."""
        wanted = list(places)
        words = [self.words(each) for each in wanted]
        found = nearest(words, known_names("\n".join(words)))
        rows = stated(claim for each in found for claim in each)
        # Whom the claims name matters as well: one name may stand there in another spelling.
        told = (text for each in rows.values() for text in (*each.texts, *each.quotes, *each.asks))
        known = known_names("\n".join((*words, *told)))
        return {
            place: self._matched(place, [rows[claim] for claim in claims if claim in rows], known)
            for place, claims in zip(wanted, found, strict=True)
        }

    def _matched(self, place: Passage, tracked: list[Stated], known: Known) -> list[tuple[Match, Stated]]:
        by_key = {each.key: each for each in tracked}
        sentence = Sentence(
            self.words(place),
            [_moved(each, place.start) for each in self.figures(place)],
            [_moved(each, place.start) for each in self.moments(place)],
        )
        found = match(sentence, tracked, known.finder, language=language_of_desk())
        return [(one, by_key[one.key]) for one in found]


def _moved(found: F, by: int) -> F:
    """A figure or date with offsets within the passage."""
    return replace(found, start=found.start - by, end=found.end - by)
