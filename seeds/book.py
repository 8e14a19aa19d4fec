"""The manifest in memory: what an editor would enter by hand, as frozen rows that refer to each other by key.

The rows are what ``loading.load`` returns once every fault is mended; nothing here checks anything.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from claims.actions import EvidenceSpec, QuantitySpec, VerificationWords
from claims.models import LocalText

from .cleaning import Cleaned
from .incoming import Incoming


@dataclass(frozen=True)
class Row:
    """What every row has: its key, and a digest of what the manifest says of it, to notice later changes."""

    key: str
    digest: str


@dataclass(frozen=True)
class CastRow(Row):
    """A demonstration editor; ``key`` is the user name."""

    name: LocalText
    public_byline: bool
    time_zone: str
    language: str
    roles: tuple[str, ...]
    superuser: bool


@dataclass(frozen=True)
class SourceRow(Row):
    kind: str
    name: LocalText
    aliases: tuple[str, ...]
    same_as: tuple[str, ...]
    public_figure: bool
    parent: str | None


@dataclass(frozen=True)
class Stated:
    """A particular of an article: the words that say it, on which line, and the source or value they mean."""

    words: str
    line: int
    source: str | None = None
    value: str | None = None


@dataclass(frozen=True)
class ArticleRow(Row):
    file: str
    kind: str
    language: str
    label: LocalText
    title: Stated
    outlet: Stated | None
    authors: tuple[Stated, ...]
    translator: Stated | None
    section: Stated | None
    published: Stated | None
    modified: Stated | None
    issue_number: str | None
    url: str | None
    note: LocalText | None
    date_clues: tuple[dict[str, Any], ...]
    text: Incoming
    read: Cleaned


@dataclass(frozen=True)
class QuestionRow(Row):
    subject: str
    measure: str
    scope: str
    wording: LocalText
    note: LocalText | None


@dataclass(frozen=True)
class HopRow:
    naming: str
    source: str | None
    words: str
    verb: str
    seen: bool
    interested: bool


@dataclass(frozen=True)
class OccurrenceRow:
    """``start`` and ``end`` are code points in the article's text, end exclusive."""

    article: str
    quote: str
    start: int
    end: int
    core: str | None
    stance: str
    mode: str
    printed: tuple[dict[str, Any], ...]
    note: LocalText | None
    chains: tuple[tuple[HopRow, ...], ...]


@dataclass(frozen=True)
class VerificationRow:
    author: str
    reviewer: str
    verdict: str | None
    as_of: dt.date
    recheck_by: dt.date | None
    words: Mapping[str, VerificationWords]
    evidence: tuple[EvidenceSpec, ...]
    no_inquiry_reason: LocalText | None


@dataclass(frozen=True)
class ClaimRow(Row):
    question: str | None
    checkability: str
    text: LocalText
    short: LocalText
    quantities: tuple[QuantitySpec, ...]
    occurrences: tuple[OccurrenceRow, ...]
    verification: VerificationRow | None

    @property
    def checked(self) -> VerificationRow:
        """The verification of a claim that has one."""
        if self.verification is None:
            raise ValueError(f"The claim “{self.key}” has no verification.")
        return self.verification


@dataclass(frozen=True)
class RelationRow(Row):
    type: str
    a: str
    b: str
    why: LocalText
    resolution: LocalText | None


@dataclass(frozen=True)
class TimelineRow:
    date: str
    inferred: bool
    text: LocalText
    claim: str | None


@dataclass(frozen=True)
class Sentence:
    text: str
    cites: tuple[str, ...]


@dataclass(frozen=True)
class AnswerRow:
    question: str
    text: LocalText
    cites: tuple[str, ...]


@dataclass(frozen=True)
class StoryRow(Row):
    """``summary`` maps each language to its paragraphs of sentences."""

    state: str
    title: LocalText
    dek: LocalText
    articles: tuple[str, ...]
    questions: tuple[str, ...]
    claims: tuple[str, ...]
    author: str
    reviewer: str
    publisher: str
    timeline: tuple[TimelineRow, ...]
    summary: Mapping[str, tuple[tuple[Sentence, ...], ...]]
    answers: tuple[AnswerRow, ...]


@dataclass(frozen=True)
class Book:
    """The whole manifest, each part in the order of its file."""

    cast: tuple[CastRow, ...]
    sources: tuple[SourceRow, ...]
    articles: tuple[ArticleRow, ...]
    questions: tuple[QuestionRow, ...]
    claims: tuple[ClaimRow, ...]
    relations: tuple[RelationRow, ...]
    stories: tuple[StoryRow, ...]

    def publisher_of(self, claim: str) -> str:
        """Who publishes a claim: the publisher of the first story that holds it, else the first publisher there is."""
        for story in self.stories:
            if claim in story.claims:
                return story.publisher
        return next(member.key for member in self.cast if "publisher" in member.roles)
