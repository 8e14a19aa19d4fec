"""What of a plain text is the article, what is said about it, and what only stood beside it. Pure functions.

Every line that is not blank becomes one block with its kind, whether it is kept, why, and its offsets: code
points in the NFC text, end exclusive. What a line says *about* the article (outlet, author, date) is read
before the line is set aside. Two rules hold throughout: nothing is invented, and **doubt keeps**: an editor sees a
line too many at once, and never sees the one that is missing.

Linear in the length of the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from . import lines
from .datelines import read_date
from .kinds import BODY, Kind
from .lines import Line
from .vocabulary import gettext_noop

CLEANER = "lines-1"  # goes into every Reading; a change that reads one text differently takes a new name

# Lines that credit someone; a paragraph before the first of them is the standfirst.
_CREDITS: frozenset[Kind] = frozenset({"translator", "byline", "outlet", "desk_label", "date"})

WHY = {
    "title": gettext_noop("It is the first line that reads as a title."),
    "standfirst": gettext_noop("It stands between the title and a credit line."),
    "heading": gettext_noop("It is short, ends in no full stop, and text follows it."),
    "paragraph": gettext_noop("It reads as running text."),
    "list_item": gettext_noop("It begins with a list mark."),
    "doubt": gettext_noop("It fits no kind of noise that we know, so it is kept."),
    "repeated_title": gettext_noop("It repeats the title."),
    "section": gettext_noop("It holds nothing but words that name sections."),
    "outlet": gettext_noop("It names an outlet and says nothing else."),
    "translator": gettext_noop("It credits the translator."),
    "byline": gettext_noop("It credits the author."),
    "doubled_name": gettext_noop("It is a name, printed twice below the title."),
    "name_of_bio": gettext_noop("It is the name of the author whom the next line describes."),
    "bio": gettext_noop("It describes the author."),
    "date": gettext_noop("It gives a date and says nothing else."),
    "issue": gettext_noop("It gives the number of a printed issue."),
    "related": gettext_noop("It is the title of another article, below a label that says so."),
    "doubled_word": gettext_noop("It is one word printed twice without a space, as the hidden text of images is."),
    "file_name": gettext_noop("It is the name of a file."),
    "no_words": gettext_noop("It holds no letters and no figures."),
}


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


def clean(text: str) -> Cleaned:
    """Read ``text``, which must be NFC.

    >>> read = clean("علوم\\n\\nتأجيل إطلاق نموذج DeepSeek الجديد\\nليو ديان ليو ديان\\n\\nاضطرت الشركة إلى تأجيل "
    ...              "طرح نموذجها الجديد بعد فشل محاولات التدريب.\\n\\nمقالات ذات صلة")
    >>> [(block.line, block.kind, block.kept) for block in read.blocks]  # doctest: +NORMALIZE_WHITESPACE
    [(1, 'section', False), (3, 'title', True), (4, 'byline', False), (6, 'paragraph', True),
     (8, 'related', False)]
    >>> read.metadata.authors, read.metadata.outlet
    ((Found(value='ليو ديان', words='ليو ديان ليو ديان', line=4),), None)
    """
    reader = _Reader(lines.split(text))
    reader.read()
    return Cleaned(tuple(reader.blocks()), Metadata(**reader.found))


@dataclass
class _Reader:
    """The passes over one text, in order: each marks the lines that it is sure of, and leaves the others."""

    lines: list[Line]
    marks: dict[int, tuple[Kind, str]] = field(default_factory=dict)
    found: dict[str, Any] = field(default_factory=dict)
    title: int | None = None

    def read(self) -> None:
        for step in (
            self._labels,
            self._issue,
            self._bio,
            self._title,
            self._related,
            self._edges,
            self._dates,
            self._head,
            self._files,
            self._body,
        ):
            step()

    def blocks(self) -> Iterator[Block]:
        for at, line in enumerate(self.lines):
            kind, reason = self.marks[at]
            yield Block(line.number, line.start, line.end, kind, reason)

    # --- Marks

    def _mark(self, at: int, kind: Kind, reason: str) -> None:
        self.marks.setdefault(at, (kind, reason))

    def _open(self, places: Iterable[int]) -> Iterator[tuple[int, Line]]:
        """The lines of ``places`` that no pass has marked so far."""
        return ((at, self.lines[at]) for at in places if at not in self.marks)

    def _note(self, name: str, at: int, value: str) -> None:
        """Keep what a line says; the first line that says it holds."""
        line = self.lines[at]
        self.found.setdefault(name, Found(value, line.text, line.number))

    def _add(self, name: str, at: int, value: str) -> None:
        line = self.lines[at]
        known = self.found.get(name, ())
        if value not in {found.value for found in known}:
            self.found[name] = (*known, Found(value, line.text, line.number))

    def _prose(self) -> list[int]:
        """The places of what is still open and reads as running text."""
        return [at for at, line in self._open(range(len(self.lines))) if line.is_prose]

    def _head_places(self) -> range:
        """Above the first paragraph; the whole text where there is none."""
        return range(min(self._prose(), default=len(self.lines)))

    def _tail_places(self) -> range:
        """Below the last paragraph."""
        return range(max(self._prose(), default=-1) + 1, len(self.lines))

    # --- Passes

    def _labels(self) -> None:
        """Lines that are noise wherever they stand."""
        for at, line in enumerate(self.lines):
            label = lines.label(line)
            if label is not None:
                kind, reason = label
                self._mark(at, kind, reason)
            elif not line.words:
                self._mark(at, "other_noise", WHY["no_words"])
            elif translator := lines.translator(line):
                self._mark(at, "translator", WHY["translator"])
                self._note("translator", at, translator)
            elif author := lines.author(line):
                self._mark(at, "byline", WHY["byline"])
                self._add("authors", at, author)

    def _edges(self) -> None:
        """Words that are noise above and below the text only; within it they may be headings."""
        for at, line in list(self._open((*self._head_places(), *self._tail_places()))):
            label = lines.edge_label(line)
            if label is not None:
                self._mark(at, *label)

    def _dates(self) -> None:
        """Lines that are dates. Bare dates within the text make it a chronology: then they are its headings."""
        edges = {*self._head_places(), *self._tail_places()}
        uses = {at: use for at, line in self._open(range(len(self.lines))) if (use := lines.dateline(line))}
        chronology = any(use == "dates" and at not in edges for at, use in uses.items())
        for at, use in uses.items():
            if use == "dates" and chronology:
                continue
            line = self.lines[at]
            self._mark(at, "date", WHY["date"])
            value = read_date(line.text)
            if value and use == "dates":
                self._add(use, at, value)
            elif value:
                self._note(use, at, value)

    def _issue(self) -> None:
        """«العدد رقم: 1212», on one line or on two."""
        for at, line in self._open(range(len(self.lines))):
            number = lines.issue(line)
            if number is None:
                continue
            place = at
            if not number and at + 1 < len(self.lines) and self.lines[at + 1].text.isdecimal():
                place, number = at + 1, self.lines[at + 1].text
            if number:
                self._mark(at, "other_noise", WHY["issue"])
                self._mark(place, "other_noise", WHY["issue"])
                self._note("issue_number", place, number)

    def _bio(self) -> None:
        """A note on the author at the end, told by the same name on the line above it."""
        for at, line in list(self._open(range(1, len(self.lines)))):
            name = lines.described(line)
            above = self.lines[at - 1]
            if name is None or not above.is_name or above.words[0] != name.split()[0]:
                continue
            self._mark(at - 1, "byline", WHY["name_of_bio"])
            self._mark(at, "bio", WHY["bio"])
            self._add("authors", at - 1, above.text)
            if name != above.text:
                self._add("author_variants", at, name)

    def _title(self) -> None:
        candidates = [(at, line) for at, line in self._open(range(len(self.lines))) if not lines.is_edge(line)]
        place = lines.title(candidates)
        if place is None:
            return
        self.title = place
        self._mark(place, "title", WHY["title"])
        self._note("title", place, self.lines[place].text)
        for at, line in self._open(range(place + 1, len(self.lines))):
            if line.repeats(self.lines[place]):
                self._mark(at, "repeated_title", WHY["repeated_title"])

    def _head(self) -> None:
        """Sections and credits above the text. A bare name is kept: it may be anyone's."""
        for at, line in list(self._open(self._head_places())):
            if section := lines.section(line):
                self._mark(at, "section", WHY["section"])
                self._note("section", at, section)
            elif name := lines.doubled(line):
                self._mark(at, "byline", WHY["doubled_name"])
                self._add("authors", at, name)
            elif lines.doubled_word(line):
                self._mark(at, "other_noise", WHY["doubled_word"])
            elif label := lines.desk_label(line):
                self._mark(at, "desk_label", label.reason)
                if label.outlet:
                    self._note("outlet", at, label.outlet)
            elif lines.is_outlet(line):
                self._mark(at, "outlet", WHY["outlet"])
                self._note("outlet", at, line.text)

    def _files(self) -> None:
        """File names of images, wherever they stand."""
        for at, line in list(self._open(range(len(self.lines)))):
            if lines.is_file_name(line):
                self._mark(at, "other_noise", WHY["file_name"])

    def _related(self) -> None:
        """Titles under «إقرأ أيضا:»: one within the text, all that follow below it."""
        last = max((at for at, line in self._open(range(len(self.lines))) if line.is_long), default=-1)
        for at in [at for at, (kind, _) in self.marks.items() if kind == "related"]:
            if lines.carries_title(self.lines[at]):
                continue
            for below in range(at + 1, len(self.lines)):
                if below in self.marks or self.lines[below].is_long or lines.is_edge(self.lines[below]):
                    break
                self._mark(below, "related", WHY["related"])
                if below < last:
                    break

    def _body(self) -> None:
        """Everything else is the article."""
        standfirst = self._standfirst()
        last = max((at for at, line in self._open(range(len(self.lines))) if line.is_prose or line.is_item), default=-1)
        for at, line in list(self._open(range(len(self.lines)))):
            after = self.lines[at + 1] if at + 1 < len(self.lines) else None
            if at == standfirst:
                self._mark(at, "standfirst", WHY["standfirst"])
            elif line.is_item:
                self._mark(at, "list_item", WHY["list_item"])
            elif line.is_prose or (line.ends_in_colon and after is not None and after.is_item):
                self._mark(at, "paragraph", WHY["paragraph"])
            elif at < last:
                self._mark(at, *self._short(line))
            else:
                self._mark(at, "paragraph", WHY["doubt"])

    def _short(self, line: Line) -> tuple[Kind, str]:
        return ("heading", WHY["heading"]) if line.is_heading else ("paragraph", WHY["paragraph"])

    def _standfirst(self) -> int | None:
        """The one paragraph between the title and a credit, if there is exactly one."""
        prose = self._prose()
        if self.title is None or not prose:
            return None
        until = prose[1] if len(prose) > 1 else len(self.lines)
        between = range(prose[0] + 1, until)
        follows = len(prose) > 1 and any(self.marks.get(at, ("", ""))[0] in _CREDITS for at in between)
        return prose[0] if follows else None
