"""What is found, the words of a sentence, and who was named before."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from ..arabic import Folder, fold

Kind = Literal[
    "named_org",
    "named_person",
    "named_media",
    "unnamed_media",
    "anonymous_source",
    "anonymous_group",
    "document",
    "impersonal",
]
Strength = Literal["explicit", "weak"]
# Letters with the marks that stand on them and what joins them; a hyphen or an apostrophe inside a word belongs to it.
_LETTER = r"[\w\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u200c\u200d]"
_WORD = re.compile(rf"{_LETTER}++(?:[-'’.&]{_LETTER}++)*+|[^\w\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_QUOTES = dict.fromkeys("“”„«»″‟❝❞＂", '"')

MOST_VERBS = 40_000  # of one text; a megabyte of news holds a quarter of that, what holds more is no prose
_LONGEST_SILENCE = 6  # sentences after which a pronoun means nobody who spoke before


@dataclass(frozen=True, slots=True)
class Attributed:
    """A phrase that says who told: ``text`` stands at ``start`` to ``end``.

    ``source`` is ``None`` where nobody is named. ``source_start`` and ``source_end`` say where it stands: within the
    phrase, or before it where a pronoun or the verb alone points back; ``None`` where it does not stand there in so
    many words («للتقارير» holds «التقارير»). ``verb`` is the word of saying in its plainest form, ``carrier`` where
    the source passes on what another one of the sentence said.
    """

    start: int
    end: int
    text: str
    source: str | None
    source_start: int | None
    source_end: int | None
    kind: Kind
    verb: str
    negated: bool
    strength: Strength
    carrier: bool = False


class Word(NamedTuple):
    """A folded word or a sign, and where it was printed; every quotation mark is ``"``."""

    text: str
    start: int
    end: int


class Source(NamedTuple):
    """Who told: the words as they are named, where they stand, and what they are."""

    text: str
    start: int | None
    end: int | None
    kind: Kind


# The name is no preposition, though both fold alike.
_DISTINCT = {"علي": "علي'", "عليّ": "علي'", "وعلي": "وعلي'"}


_FOLDER = Folder(_QUOTES)


def read(text: str, start: int, end: int) -> list[Word]:
    """The words and signs of a sentence.

    >>> [word.text for word in read("وأكّد «Meta» أنّ", 0, 16)]
    ['واكد', '"', 'meta', '"', 'ان']
    """
    found = _WORD.finditer(text, start, end)
    return [Word(_DISTINCT.get(match[0]) or match[0].translate(_FOLDER), *match.span()) for match in found]


def folded(*rows: str) -> frozenset[str]:
    """The words of rows, folded."""
    return frozenset(fold(word) for row in rows for word in row.split())


@dataclass
class Memory:
    """The last sources, newest last, and whether a feminine verb spoke of each (``None``: unknown)."""

    kept: list[tuple[Source, bool | None]] = field(default_factory=list)
    silence: int = 0
    verbs: int = MOST_VERBS  # how many more verbs may be looked at

    def spend(self) -> bool:
        """Whether one more verb may be looked at."""
        self.verbs -= 1
        return self.verbs >= 0

    def keep(self, source: Source, feminine: bool | None = None) -> None:
        """Remember a source; only the last four can still be meant by a pronoun."""
        self.kept = [*self.kept[-3:], (source, feminine)]
        self.silence = 0

    def last(self, feminine: bool | None = None) -> Source | None:
        """The newest source that a verb of this gender can mean."""
        fitting = (source for source, gender in reversed(self.kept) if feminine is None or gender in {None, feminine})
        return next(fitting, None)

    def go_on(self) -> None:
        """A sentence begins. «وأضاف» may open a paragraph, but not long after anyone spoke."""
        self.silence += 1
        if self.silence > _LONGEST_SILENCE:
            self.kept = []


@dataclass
class Sentence:
    """One sentence while it is read."""

    text: str
    words: list[Word]
    memory: Memory

    def __post_init__(self) -> None:
        self.texts = dict(enumerate(word.text for word in self.words))

    def __getitem__(self, at: int) -> str:
        return self.texts.get(at, "")

    def printed(self, first: int, past: int) -> str:
        """The words ``first`` up to ``past`` as they stand in the text."""
        return self.text[self.words[first].start : self.words[past - 1].end]

    def raw(self, at: int) -> str:
        """One word as it stands in the text."""
        return self.printed(at, at + 1) if 0 <= at < len(self.words) else ""

    def opens(self, at: int) -> bool:
        """Whether a quotation begins at ``at``: writers confuse the marks, so the blanks around them tell."""
        if self[at] != '"':
            return False
        start, end = self.words[at][1:]
        return (start == 0 or not self.text[start - 1].isalnum()) and self.text[end : end + 1].isalnum()

    def source(self, first: int, past: int, kind: Kind) -> Source:
        """The words ``first`` up to ``past`` as a source."""
        start, end = self.words[first].start, self.words[past - 1].end
        return Source(self.text[start:end], start, end, kind)

    def attributed(  # noqa: PLR0913 - the fields of one row
        self,
        first: int,
        past: int,
        source: Source | None,
        verb: str,
        *,
        negated: bool = False,
        weak: bool = False,
        carrier: bool = False,
        kind: Kind = "impersonal",
    ) -> Attributed:
        """The phrase of the words ``first`` up to ``past``; ``kind`` where there is no source."""
        start, end = self.words[first].start, self.words[past - 1].end
        named = source or Source("", None, None, kind)
        strength: Strength = "weak" if weak else "explicit"
        found = (self.text[start:end], named.text or None, named.start, named.end, named.kind, verb)
        return Attributed(start, end, *found, negated, strength, carrier)


def spread(*rows: tuple[Kind, str]) -> dict[str, Kind]:
    """A table of nouns by kind."""
    return {fold(word): kind for kind, row in rows for word in row.split()}


class Hit(NamedTuple):
    """What a frame found, and the first word after it."""

    found: list[Attributed]
    past: int
