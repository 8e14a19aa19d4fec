"""A pasted text beside the form: its sentences, which of them deserve checking, and what a chosen passage proposes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

from claims.admin.panels import Cell, cell
from claims.admin.workbench.bench import Piece
from claims.admin.workbench.card import hop_of, mode_of, sentence_of
from claims.admin.workbench.understood import Passage, Read, passage_of, snapped
from claims.characters import displayable, forbidden, invisible
from claims.choices import LANGUAGES, Stance
from claims.models import Claim
from claims.quotation import find

from ...actions.quick import Pasted, TextRead, read_pasted

MOST_KNOWN = 3  # claims that are followed already, named beside the form


@dataclass(frozen=True)
class Sentence:
    """A sentence that can be taken as the quote. ``offered``: it deserves checking; ``here``: the quote is in it."""

    key: str
    start: int
    end: int
    text: str
    pieces: Sequence[Piece]
    offered: bool
    here: bool


@dataclass(frozen=True)
class Line:
    """A block of the text: its sentences, or (``quiet``) what is not read as the article."""

    kind: str
    sentences: Sequence[Sentence] = ()
    quiet: str = ""


class Pane:
    """What was pasted, as it is read. Nothing of it has come in."""

    def __init__(self, typed: Mapping[str, Any]) -> None:
        given = (str(typed.get(name) or "") for name in ("pasted", "title", "url", "outlet"))
        self.found: TextRead = read_pasted(Pasted(*given))
        self.read = Read.of_text(self.found.text, self.found.blocks)
        self.here = self.place(str(typed.get("quote") or ""), str(typed.get("at") or ""))

    def place(self, quote: str, at: str = "") -> Passage | None:
        """Where a quote stands: at the offset, else at its only place; whole words of it."""
        spans = find(self.read.text, quote)
        chosen = [span for span in spans if at.isdecimal() and span.start == int(at)] or spans[:2]
        if len(chosen) != 1:
            return None
        return snapped(self.read.text, Passage(chosen[0].start, chosen[0].end))

    def picked(self, key: str) -> Passage | None:
        """A passage that was pressed or selected, with whole words."""
        place = passage_of(key, len(self.read.text))
        return snapped(self.read.text, place) if place is not None else None

    @property
    def language(self) -> str:
        """The language of the text, where the desk writes in it; else Arabic."""
        return self.found.language if self.found.language in LANGUAGES else LANGUAGES[0]

    @cached_property
    def lines(self) -> list[Line]:
        """The text block by block, as the cleaner reads it."""
        offered = {(each.start, each.end) for each in self.read.offered}
        inside = iter(self.read.found.sentences)
        waiting = next(inside, None)
        lines = []
        for block in self.read.blocks:
            mine = []
            while waiting is not None and waiting.end <= block["end"]:
                if waiting.start >= block["start"]:
                    mine.append(self._sentence(waiting.start, waiting.end, offered))
                waiting = next(inside, None)
            quiet = "" if mine else displayable(self.read.text[block["start"] : block["end"]])
            lines.append(Line(block["kind"], mine, quiet))
        return lines

    def _sentence(self, start: int, end: int, offered: set[tuple[int, int]]) -> Sentence:
        here = self.here is not None and start < self.here.end and self.here.start < end
        text = displayable(self.read.text[start:end])
        pieces = list(self._pieces(start, end))
        return Sentence(f"{start}-{end}", start, end, text, pieces, (start, end) in offered, here)

    def _pieces(self, start: int, end: int) -> Iterable[Piece]:
        """The words of a sentence; what is not shown as it is stands alone, so that offsets can be counted."""
        words = self.read.text[start:end]
        odd = {start + each.at for each in (*forbidden(words), *invisible(words))}
        cuts = sorted({start, end, *odd, *(at + 1 for at in odd)})
        for first, last in pairwise(cuts):
            yield Piece(self.read.text[first:last], odd=first in odd)

    @property
    def known(self) -> list[Cell]:
        """Claims that are followed already and have to do with the quote, the nearest first."""
        if self.here is None:
            return []
        matches = self.read.matches([self.here])[self.here]
        keys = [int(one.key) for one, _stated in matches[:MOST_KNOWN]]
        rows = Claim.objects.in_bulk(keys)
        return [cell(rows[key]) for key in keys if key in rows]


def proposed(pane: Pane, place: Passage) -> dict[str, Any]:
    """What a passage proposes: its words as the quote, the claim in a sentence, the chains that the words tell."""
    words = " ".join(pane.read.words(place).split())
    chains = pane.read.chains(place)
    stated = all(not link.words for chain in chains for link in chain)
    return {
        "quote": pane.read.words(place),
        "at": str(place.start),
        "claimed": sentence_of(words),
        "language": pane.language,
        "stance": Stance.ASSERTS if stated else Stance.REPORTS,
        "mode": mode_of(pane.read, place, words),
        "hops": [hop_of(link, number) for number, chain in enumerate(chains, 1) for link in chain],
        "hops_spare": 1,
    }
