"""What the page of the workbench shows: the text, the sentences to look at, the card. Data; no writes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext

from ...candidates import Candidate
from ...characters import displayable, forbidden, invisible
from ...conflicts import Match, Stated, said
from ...models import Article, Autosave, CandidateDecision, Claim, Editor, Occurrence, Snapshot
from ..panels import Cell, cell
from .card import Card, proposed
from .understood import Passage, Read


@dataclass(frozen=True)
class Piece:
    """Words of a sentence; ``claims`` are the claims that stand on them, two and more where they overlap.

    ``odd``: a character that is not shown as it is, alone, so that offsets can be counted beside it.
    """

    text: str
    claims: tuple[str, ...] = ()
    odd: bool = False

    @property
    def shown(self) -> str:
        return displayable(self.text)


@dataclass(frozen=True)
class Sentence:
    """A sentence of the text pane. ``rank`` is its number in the list, 0 where it is not offered."""

    place: Passage
    pieces: tuple[Piece, ...]
    rank: int
    answer: str
    here: bool
    url: str


@dataclass(frozen=True)
class Line:
    """A block of the text pane: its sentences, or (``quiet``) what is not read."""

    kind: str
    sentences: tuple[Sentence, ...] = ()
    quiet: str = ""


@dataclass(frozen=True)
class Offer:
    """A candidate in the list: why it stands there, and what became of it."""

    place: Passage
    rank: int
    text: str
    reasons: tuple[tuple[str, str], ...]
    answer: str
    answer_words: str
    claims: tuple[Cell, ...]
    here: bool
    url: str


@dataclass(frozen=True)
class Suggested:
    """A tracked claim beside the card."""

    key: str
    claim: Cell
    kind: str
    why: str
    values: tuple[str, ...]
    quote: str


@dataclass(frozen=True)
class Bench:
    """All that the page shows."""

    article: Article
    snapshot: Snapshot
    lines: list[Line]
    offers: list[Offer]
    left: int
    here: Passage | None
    card: Card | None
    suggested: list[Suggested]
    decision: CandidateDecision | None
    last: CandidateDecision | None
    next: str
    before: str
    kept: Autosave | None = None

    @property
    def total(self) -> int:
        return len(self.offers)

    @property
    def answered(self) -> int:
        return self.total - self.left


class Workbench:
    """One article under one editor's eyes."""

    def __init__(self, article: Article, snapshot: Snapshot, editor: Editor) -> None:
        self.article, self.snapshot, self.editor = article, snapshot, editor
        self.read = Read(snapshot)
        self.decisions = {
            Passage(each.start, each.end): each
            for each in snapshot.decisions.holding().select_related("editor", "occurrence__claim")
        }
        self.occurrences = list(
            Occurrence.objects.standing().filter(snapshot=snapshot).select_related("claim").order_by("start", "pk")
        )

    # --- what became of a passage

    def answer(self, place: Passage) -> str:
        """The code of the answer to a passage: that of its decision, or ``placed`` where claims stand in it."""
        decision = self.decisions.get(place)
        if decision is not None:
            return str(decision.answer)
        return "placed" if self.claims_in(place) else ""

    def claims_in(self, place: Passage) -> list[Claim]:
        """The claims that stand in a passage, or on part of it."""
        found = (each.claim for each in self.occurrences if each.start < place.end and place.start < each.end)
        return list(dict.fromkeys(found))

    def open_places(self) -> list[Passage]:
        """The sentences that are offered and that nobody has answered, best first."""
        return [place for each in self.read.offered if not self.answer(place := Passage(each.start, each.end))]

    def after(self, place: Passage | None) -> Passage | None:
        """The sentence to look at next: the best open one that comes after this one in the list, else the first."""
        open_places = self.open_places()
        order = {Passage(each.start, each.end): rank for rank, each in enumerate(self.read.offered)}
        rank = order.get(place, -1) if place else -1
        later = [each for each in open_places if order[each] > rank]
        return next(iter(later or [each for each in open_places if each != place]), None)

    def ahead(self, place: Passage | None) -> Passage | None:
        """The sentence that stands before this one in the list, whatever became of it."""
        ranked = [Passage(each.start, each.end) for each in self.read.offered]
        at = ranked.index(place) if place in ranked else 0
        return ranked[at - 1] if at > 0 else None

    def last_decision(self) -> CandidateDecision | None:
        """The newest decision of the editor on this text that still holds; it is what undoing takes back."""
        mine = (each for each in self.decisions.values() if each.editor_id == self.editor.pk)
        return max(mine, key=lambda each: each.pk, default=None)

    # --- the page

    def page(
        self,
        here: Passage | None,
        *,
        card: Card | None = None,
        kept: Autosave | None = None,
        everything: bool = False,
    ) -> Bench:
        matches = self.read.matches([here])[here] if here else []
        decision = self.decisions.get(here) if here else None
        if card is None and here is not None and decision is None:
            card = Card(editor=self.editor, subject=self.article, typed=proposed(self.read, here, matches))
        following, before = self.after(here), self.ahead(here)
        return Bench(
            article=self.article,
            snapshot=self.snapshot,
            lines=list(self.lines(here)),
            offers=[self._offer(each, rank, here) for rank, each in enumerate(self._shown(everything), 1)],
            left=len(self.open_places()),
            here=here,
            card=card,
            suggested=_suggested(matches),
            decision=decision,
            last=self.last_decision(),
            next=address(following) if following else "",
            before=address(before) if before else "",
            kept=kept,
        )

    def _shown(self, everything: bool) -> Sequence[Candidate]:
        return self.read.found.candidates if everything else self.read.offered

    def _offer(self, found: Candidate, rank: int, here: Passage | None) -> Offer:
        place = Passage(found.start, found.end)
        answer = self.answer(place)
        decision = self.decisions.get(place)
        return Offer(
            place=place,
            rank=rank,
            text=displayable(self.read.words(place)),
            reasons=tuple((gettext(each.words), displayable(each.quote)) for each in found.reasons if each.weight > 0),
            answer=answer,
            answer_words=decision.get_answer_display() if decision else gettext("holds a claim") if answer else "",
            claims=tuple(cell(claim) for claim in self.claims_in(place)) if answer else (),
            here=place == here,
            url=address(place),
        )

    def lines(self, here: Passage | None = None) -> Iterable[Line]:
        """The text, block by block, with its sentences."""
        ranks = {(each.start, each.end): rank for rank, each in enumerate(self.read.offered, 1)}
        sentences = list(self.read.found.sentences)
        at = 0
        for block in self.read.blocks:
            while at < len(sentences) and sentences[at].start < block["start"]:
                at += 1
            mine = []
            while at < len(sentences) and sentences[at].end <= block["end"]:
                mine.append(self._sentence(Passage(sentences[at].start, sentences[at].end), ranks, here))
                at += 1
            if mine:
                yield Line(block["kind"], tuple(mine))
            else:
                yield Line(block["kind"], quiet=displayable(self.read.text[block["start"] : block["end"]]))

    def _sentence(self, place: Passage, ranks: Mapping[tuple[int, int], int], here: Passage | None) -> Sentence:
        return Sentence(
            place=place,
            pieces=tuple(self._pieces(place)),
            rank=ranks.get((place.start, place.end), 0),
            answer=self.answer(place),
            here=here is not None and place.start < here.end and here.start < place.end,
            url=address(place),
        )

    def _pieces(self, place: Passage) -> Iterable[Piece]:
        """The words of a sentence, cut where a claim begins or ends."""
        inside = [each for each in self.occurrences if each.start < place.end and place.start < each.end]
        words = self.read.words(place)
        odd = {place.start + each.at for each in (*forbidden(words), *invisible(words))}
        cuts = {place.start, place.end, *odd, *(at + 1 for at in odd)}
        cuts |= {at for each in inside for at in (each.start, each.end) if place.start < at < place.end}
        ordered = sorted(cuts)
        for start, end in zip(ordered, ordered[1:], strict=False):
            claims = tuple(str(each.claim) for each in inside if each.start <= start and end <= each.end)
            yield Piece(self.read.text[start:end], claims, start in odd)


def address(place: Passage) -> str:
    """The part of the page's address that names a passage."""
    return f"?{urlencode({'at': place.key})}"


def _suggested(matches: Sequence[tuple[Match, Stated]]) -> list[Suggested]:
    claims = Claim.objects.in_bulk([int(one.key) for one, _claim in matches])
    return [
        Suggested(
            key=one.key,
            claim=cell(claims[int(one.key)]),
            kind=one.kind,
            why=said(one.why, gettext),
            values=one.values,
            quote=displayable(claim.quotes[0]) if claim.quotes else "",
        )
        for one, claim in matches
        if int(one.key) in claims
    ]
