"""The state of one reading: which lines are marked as what so far, and what was found. Pure.

``passes`` marks the lines; here is what all passes share: marks that hold once made, what is open, and where the
running text begins and ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from claims.arabic import fold

from . import bureaus, captions, credits, labels, stamps
from .cleaned import Block, Found, Metadata
from .incoming import Hint
from .kinds import BODY, Kind
from .lines import PROSE_WORDS, Line
from .vocabulary import gettext_noop

WHY = {
    "title": gettext_noop("It is the first line that reads as a title."),
    "stated_title": gettext_noop("It is the title that the article states."),
    "standfirst": gettext_noop("It stands between the title and a credit line."),
    "subtitle": gettext_noop("It stands below the title and above the text."),
    "heading": gettext_noop("It is short, ends in no full stop, and text follows it."),
    "paragraph": gettext_noop("It reads as running text."),
    "verse": gettext_noop("It is one of several short lines that head nothing."),
    "list_item": gettext_noop("It begins with a list mark."),
    "doubt": gettext_noop("It fits no kind of noise that we know, so it is kept."),
    "repeated_title": gettext_noop("It repeats the title."),
    "section": gettext_noop("It holds nothing but words that name sections."),
    "crumbs": gettext_noop("It is the path through the site to this page."),
    "menu": gettext_noop("It stands among the entries of a menu."),
    "leads": gettext_noop("It stands below the text and speaks of the page, or to its readers."),
    "short_below": gettext_noop("It is a few words between the end of the text and lines about the page."),
    "above": gettext_noop("It stands above the title and is too short to be text."),
    "among": gettext_noop("It stands among the credits between title and text, and names no one for certain."),
    "outlet": gettext_noop("It names an outlet and says nothing else."),
    "own_name": gettext_noop("It is the name that the page gives as its own."),
    "translator": gettext_noop("It credits the translator."),
    "byline": gettext_noop("It credits the author."),
    "byline_of_none": gettext_noop("It is a credit that names no author."),
    "doubled_name": gettext_noop("It is a name, printed twice below the title."),
    "name_of_bio": gettext_noop("It is the name of the author whom the next line describes."),
    "bio": gettext_noop("It describes the author."),
    "date": gettext_noop("It gives a date and says nothing else."),
    "embedded": gettext_noop("It is what remains of a post from a network, shown within the text."),
    "ticker": gettext_noop("It holds several headlines side by side, as tickers do."),
    "released": gettext_noop("It stands below the mark with which a press release ends."),
    "contents": gettext_noop("It is a heading of the text, in a list of its contents."),
    "clock": gettext_noop("It gives a time of day and says nothing else."),
    "dial": gettext_noop("It holds single letters or figures only, as buttons and players do."),
    "issue": gettext_noop("It gives the number of a printed issue."),
    "related": gettext_noop("It is the title of another article, below a label that says so."),
    "thread": gettext_noop("It belongs to the comments of readers."),
    "below": gettext_noop("It stands below the text, among lines about the page."),
    "of_page": gettext_noop("It holds an address or a date and its time, as credits do, and names no one for certain."),
    "beyond": gettext_noop("It stands below the last sentence of the text, and is none itself."),
    "framed": gettext_noop("It stands in a block that the page marks off within the text."),
    "teaser": gettext_noop("It is the title of another article, with its sections before it."),
    "inserted": gettext_noop("It stands among lines about the page, between two paragraphs."),
    "undescribed": gettext_noop(
        "It stands below the credits as what an image shows does, and a standfirst stands above."
    ),
    "player": gettext_noop("It is the title of a video, below the length of it."),
    "caption": gettext_noop("It describes or credits an image."),
    "doubled_word": gettext_noop("It is one word printed twice without a space, as the hidden text of images is."),
    "file_name": gettext_noop("It is the name of a file."),
    "hour": gettext_noop("It is news of the hour, which runs above the title."),
    "address": gettext_noop("It is an address or a handle, and says nothing else."),
    "board": gettext_noop("It shows weather or prices side by side, as pages do."),
    "tongues": gettext_noop("It leads to the same page in other languages."),
    "no_words": gettext_noop("It holds no letters and no figures."),
}


MOST = 40  # names or dates of one kind in one text; beyond it is a register and no article, and work stays linear
_LONG = 10  # words of a long line
_MANY = 4  # long lines from which a writer's habit is known
_WIDE = 12  # words of a line by whose end a writer who ends sentences is known
_PARAGRAPHS = 3  # of them at least
_FEW = 5  # words from which a line of a writer who ends no sentence counts as one
_SHORT = 0.3  # what a few words weigh against a sentence below them
_BLOCK = 3  # lines about the page in a row count no more than this against a sentence below them


_ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"]
_WEAK = frozenset(WHY[name] for name in ("below", "short_below", "leads", "among", "above", "beyond", "inserted"))


@dataclass
class Marking:
    """``hints`` are those of the lines that have one, by place; ``stated`` is a title known from elsewhere.

    ``own_names`` are names, folded, that the page gives as its own; ``bios`` notes on its authors; ``names``
    what may be names of persons between the title and the text.
    """

    lines: list[Line]
    hints: Mapping[int, Hint] = field(default_factory=dict)
    stated: str | None = None
    marks: dict[int, tuple[Kind, str]] = field(default_factory=dict)
    found: dict[str, Any] = field(default_factory=dict)
    own_names: set[str] = field(default_factory=set)
    bios: list[str] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    title: int | None = None
    begin: int = 0
    end: int = -1

    def blocks(self) -> Iterator[Block]:
        for at, line in enumerate(self.lines):
            kind, reason = self.marks[at]
            yield Block(line.number, line.start, line.end, kind, reason)

    def metadata(self) -> Metadata:
        return Metadata(**self.found)

    # --- Marks

    def mark(self, at: int, kind: Kind, reason: str) -> None:
        """Say what a line is, unless an earlier pass has said it."""
        self.marks.setdefault(at, (kind, reason))

    def kind(self, at: int) -> Kind | None:
        mark = self.marks.get(at)
        return None if mark is None else mark[0]

    def open(self, places: Iterable[int] | None = None) -> list[tuple[int, Line]]:
        """The lines of ``places``, or all, that no pass has marked so far."""
        chosen = range(len(self.lines)) if places is None else places
        return [(at, self.lines[at]) for at in chosen if 0 <= at < len(self.lines) and at not in self.marks]

    def note(self, name: str, at: int, value: str) -> None:
        """Keep what a line says; the first line that says it holds."""
        line = self.lines[at]
        self.found.setdefault(name, Found(value, line.text, line.number))

    def add(self, name: str, at: int, value: str) -> None:
        """Keep one more of several that lines say, each once."""
        line = self.lines[at]
        known = self.found.get(name, ())
        if len(known) >= MOST:
            return
        if fold(value) not in {fold(found.value) for found in known}:
            self.found[name] = (*known, Found(value, line.text, line.number))

    def own(self, names: Iterable[str]) -> None:
        """Keep names, folded, that the page gives as its own."""
        for name in names:
            if len(self.own_names) < MOST:
                self.own_names.add(name)

    def authors(self) -> set[str]:
        """The names found so far, folded."""
        return {fold(found.value) for found in self.found.get("authors", ())}

    def restore(self) -> None:
        """Take back what only its place spoke against, where more text would go by it than stays: doubt keeps."""
        weak = [at for at, (_, reason) in self.marks.items() if reason in _WEAK and len(self.lines[at].words) >= _FEW]
        kept = sum(len(line.words) for at, line in self.open())
        if sum(len(self.lines[at].words) for at in weak) > kept:
            for at in weak:
                del self.marks[at]

    # --- Where the text begins and ends

    def is_text(self, at: int) -> bool:
        """Whether an open line is running text by its shape, or by what its markup says of more than a few words."""
        if at in self.marks:
            return self.marks[at][0] == "paragraph"
        line, hint = self.lines[at], self.hints.get(at)
        if hint is not None and hint.kind == "paragraph" and len(line.words) >= 4:
            return not credits.authors(line, loose=True)
        if self.is_doubtful(at):
            return False
        if line.is_prose:
            return not stamps.is_labelled(line)
        return self.is_stopless and len(line.words) >= PROSE_WORDS and not line.is_item

    @cached_property
    def is_stopless(self) -> bool:
        """Whether the writer ends no sentence: then length alone tells text from labels."""
        long = [line for line in self.lines if len(line.words) >= _LONG and not line.is_item]
        ends = [line.ends or line.ends_in_colon for line in long]
        return len(ends) >= _MANY and sum(ends) * 4 < len(ends)

    @cached_property
    def is_stopped(self) -> bool:
        """Whether the writer ends paragraphs in a full stop: then a few words below the last are none of them.

        To be asked once it is known where the text begins and ends.
        """
        return self.seems_stopped()

    def seems_stopped(self) -> bool:
        """The same, as far as it is known so far where the text begins and ends."""
        said = (line for at, line in self.open(range(self.begin, self.end + 1)) if not line.is_item)
        wide = [line for line in said if len(line.words) >= _WIDE and not captions.caption(line, near=False)]
        ends = sum(line.ends or line.ends_in_colon for line in wide)
        return ends >= _PARAGRAPHS and ends * 5 >= len(wide) * 4

    def is_doubtful(self, at: int) -> bool:
        """Whether markup that is not sure calls a line noise."""
        hint = self.hints.get(at)
        return hint is not None and not hint.sure and hint.kind not in BODY

    def hinted_body(self, at: int) -> bool:
        hint = self.hints.get(at)
        return hint is not None and hint.kind in BODY

    @cached_property
    def numerals(self) -> frozenset[int]:
        """The lines that number the parts of the text: «(1)», «(2)», each above running text."""
        found = [at for at, line in enumerate(self.lines[:-1]) if line.is_numeral]
        heads = [at for at in found if self.is_text(at + 1) or self.lines[at + 1].is_sentence]
        values = [self.lines[at].folded.strip("().").upper() for at in heads]
        row = [str(number) for number in range(1, len(values) + 1)]
        return frozenset(heads) if len(heads) > 1 and values in (row, _ROMAN[: len(row)]) else frozenset()

    def locate(self) -> None:
        """Find the first line of running text below the title, and the last line of text above the end matter."""
        below = 0 if self.title is None else self.title + 1
        texts = [at for at in range(below, len(self.lines)) if self.is_text(at)]
        self.begin = min(texts, default=len(self.lines))
        while self.begin - 1 >= below and self._runs_on(self.begin - 1):
            self.begin -= 1
        self.close()

    def _runs_on(self, at: int) -> bool:
        """Whether an open line is a short sentence with which running text may begin."""
        line = self.lines[at]
        return at not in self.marks and line.is_sentence and not self.is_doubtful(at) and not captions.is_signed(line)

    def close(self) -> None:
        """Find the last line of text, once more where notes on authors have gone."""
        self.end = len(self.lines) - 1
        if self.has_text:
            certain = next((at for at in range(self.end, self.begin, -1) if self._closes(at)), self.begin)
            self.end = self._extended(certain)

    def _closes(self, at: int) -> bool:
        """Whether a line is running text, and no notice of the page."""
        if at in self.marks:
            return self.marks[at][0] in BODY
        return (self.is_text(at) or self.hinted_body(at)) and not self.is_notice(at)

    def is_notice(self, at: int) -> bool:
        """Whether a line below a text would be about the page or its author, whatever its shape."""
        line = self.lines[at]
        if self.is_doubtful(at):
            return True
        if self.hinted_body(at) and not labels.find(line, "end"):
            return False
        return bool(labels.find(line, "end")) or labels.addresses(line) or credits.is_note_on_someone(line)

    def _extended(self, certain: int) -> int:
        """Below the last running text, short sentences and items still belong to it, unless more lines that are
        about the page stand between.
        """
        end = certain
        score = best = block = 0.0
        for at in range(certain + 1, len(self.lines)):
            weight = self._weight(at)
            most = 1 if self.kind(at) == "related" else _BLOCK
            counted = max(weight, min(0.0, -most - block)) if weight < 0 else weight
            block = block + counted if weight < 0 else 0.0
            score += counted
            if score > best:
                end, best = at, score
        return end

    def _weight(self, at: int) -> float:
        line = self.lines[at]
        if at in self.marks or self.is_notice(at) or labels.find(line, "edge") or labels.leads(line):
            return -1
        if bureaus.is_starred_name(line) and not self.lines[at - 1].is_item:
            return -1
        if (labels.is_dial(line) and at not in self.numerals) or credits.authors(line, loose=True) is not None:
            return -1
        said = stamps.stamp(line)
        if said is not None and not said.is_bare:
            return -1
        if self.is_stopless and len(line.words) >= _FEW:
            return 2
        if line.is_sentence:
            return 2
        return 1 if line.is_item else -_SHORT * (len(line.words) <= 4 and not line.ends)

    @property
    def has_text(self) -> bool:
        return self.begin < len(self.lines)

    def head(self) -> range:
        """Above the running text."""
        return range(self.begin)

    def tail(self) -> range:
        """Below it."""
        return range(self.end + 1, len(self.lines))
