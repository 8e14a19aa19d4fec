"""Questions: rival answers facing each other, who says what, and bars on one scale."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .addresses import address
from .parts import Article, Card, Quote, article, label, letter
from .words import Json, Words, plain, words

MAX_QUOTES = 2  # per answer on pages that fold quotes; the claim's own page has them all


@dataclass(frozen=True)
class Answer:
    """One rival answer. ``figure`` is the number or date that answers, where the claim has one."""

    letter: str
    card: Card
    figure: Words | None

    @property
    def quotes(self) -> list[Quote]:
        return self.card.quotes[:MAX_QUOTES]

    @property
    def more(self) -> int:
        """How many further places the claim's own page shows."""
        return len(self.card.quotes) - len(self.quotes)


@dataclass(frozen=True)
class Link:
    """How two answers stand to each other."""

    code: str
    a: str
    b: str
    word: Words | None
    why: Words | None
    resolution: Words | None


@dataclass(frozen=True)
class FaceOff:
    """A question and its rival answers: of equal weight while it is open; once resolved the answer comes first."""

    id: str
    href: str
    wording: Words
    note: Words | None
    resolved: Words | None
    cites: list[Card]
    answers: list[Answer]
    links: list[Link]
    silent: list[Article]

    @property
    def sign(self) -> str:
        """What stands between two answers: ``contradicts``, another relation, or nothing."""
        return self.links[0].code if len(self.answers) == 2 and self.links else ""


def face_off(part: Json, found: dict[str, Card], page: str) -> FaceOff | None:
    """The question as a page shows it; ``None`` if it has no wording."""
    wording = words(part["wording"], page)
    if wording is None:
        return None
    shown = [found[claim] for claim in part["answers"] if claim in found]
    answers = [Answer(letter(i, page), each, _figure(each, part)) for i, each in enumerate(shown)]
    resolved = part["resolved"] or {}
    return FaceOff(
        id=part["id"],
        href=address("question", part["id"], plain(part["slug"], page), page),
        wording=wording,
        note=words(part["note"], page),
        resolved=words(resolved.get("text"), page),
        cites=[found[claim] for claim in resolved.get("cites", []) if claim in found],
        answers=answers,
        links=_links(part["relations"], {each.card.id: each.letter for each in answers}, page),
        silent=[article(each, page) for each in part["silent"]],
    )


def _figure(found: Card, part: Json) -> Words | None:
    asked = part["subject"], part["measure"]
    return next((shown for *of, shown in found.figures if tuple(of) == asked), None)


def _links(relations: Iterable[Json], letters: dict[str, str], page: str) -> list[Link]:
    return [
        Link(
            code=relation["type"]["code"],
            a=letters[relation["a"]],
            b=letters[relation["b"]],
            word=label(relation["type"], page),
            why=words(relation["why"], page),
            resolution=words(relation["resolution"], page),
        )
        for relation in relations
        if relation["a"] in letters and relation["b"] in letters
    ]


# --- Who says what ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Says:
    """An answer in a cell, and the letters with which it cannot be compared."""

    answer: Answer
    not_comparable: list[str]


@dataclass(frozen=True)
class Cell:
    """What one article says to one question; ``silent`` is data: it does not mention it."""

    article: Article
    says: list[Says]

    @property
    def silent(self) -> bool:
        return not self.says


@dataclass(frozen=True)
class Row:
    question: FaceOff
    cells: list[Cell]


@dataclass(frozen=True)
class Matrix:
    articles: list[Article]
    rows: list[Row]


def matrix(questions: list[FaceOff], articles: list[Article]) -> Matrix | None:
    """Questions against articles; ``None`` where there is nothing to set side by side."""
    if not questions or len(articles) < 2:
        return None
    return Matrix(articles, [Row(each, [_cell(each, column) for column in articles]) for each in questions])


def _cell(question: FaceOff, column: Article) -> Cell:
    speaking = [each for each in question.answers if any(q.article.id == column.id for q in each.card.quotes)]
    return Cell(column, [Says(each, _apart(question, each.letter)) for each in speaking])


def _apart(question: FaceOff, mine: str) -> list[str]:
    pairs = [{link.a, link.b} for link in question.links if link.code == "not_comparable"]
    return sorted(letter for pair in pairs if mine in pair for letter in pair - {mine})


# --- Bars ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Bar:
    """A value on the one scale; ``width`` in percent of the largest. A bound is drawn open, a value solid."""

    answer: Answer
    width: str
    exact: bool


def bars(scale: Json | None, answers: list[Answer]) -> list[Bar]:
    """Bars of the answers, only if the document says that they share subject, measure, scope and unit."""
    if not scale or not float(scale["max"]):
        return []
    by_claim = {each.card.id: each for each in answers}
    return [
        Bar(by_claim[bar["claim"]], f"{max(0.0, 100 * float(bar['value']) / float(scale['max'])):.2f}", _exact(bar))
        for bar in scale["bars"]
        if bar["claim"] in by_claim
    ]


def _exact(bar: Json) -> bool:
    return bar["comparator"] in {"=", "~"}
