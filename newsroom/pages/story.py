"""The story page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from .parts import Badge, Card, article, badge, by_rating, cards, label
from .rivals import face_off, matrix
from .words import Json, Moment, Words, day, moment, words


@dataclass(frozen=True)
class Sentence:
    """A sentence of the reviewed summary and the claims that carry it, with what holds of them now."""

    text: Words
    marks: list[Card]

    @property
    def head(self) -> Words:
        """All but the last word, which stays on one line with the first mark."""
        return replace(self.text, text=self.text.text.rpartition(" ")[0])

    @property
    def tail(self) -> Words:
        return replace(self.text, text=self.text.text.rpartition(" ")[2])


@dataclass(frozen=True)
class Event:
    """A line of the timeline; an inferred date says that we inferred it."""

    date: Moment | None
    inferred: bool
    text: Words
    claim: Card | None


@dataclass(frozen=True)
class Change:
    """A rating that has changed since the text was written."""

    card: Card
    was: Badge | None
    now: Badge | None
    since: Moment | None


@dataclass(frozen=True)
class Correction:
    """What the text said, what it says, and why."""

    code: str
    kind: Words | None
    said: Words | None
    says: Words | None
    why: Words | None
    at: Moment | None


def view(document: Json, content: Json, page: str) -> dict[str, Any]:
    """What ``public/story.html`` shows."""
    live = document["live"]
    found = cards(live["claims"], page)
    questions = [
        shown
        for each in content["questions"]
        if each in live["questions"] and (shown := face_off(live["questions"][each], found, page))
    ]
    articles = [article(each, page) for each in content["articles"]]
    listed = [found[claim] for claim in content["claims"] if claim in found]
    return {
        "title": Words(content["title"], page, page),
        "dek": words(content["dek"], page),
        "state": content["state"]["code"],
        "state_word": label(content["state"], page),
        "summary": paragraphs(content, found, page),
        "changes": _changes(document, found, page),
        "correction": _correction(document, content, page),
        "groups": by_rating(listed),
        "count": len(listed),
        "questions": questions,
        "matrix": matrix(questions, articles),
        "timeline": _timeline(content["timeline"], found, page),
        "articles": [(each, sum(_stands_in(each.id, one) for one in listed)) for each in articles],
    }


def paragraphs(content: Json, found: dict[str, Card], page: str) -> list[list[Sentence]]:
    """The summary as sentences with their claim marks."""
    return [
        [
            Sentence(
                Words(sentence["text"], page, page), [found[claim] for claim in sentence["cites"] if claim in found]
            )
            for sentence in paragraph["sentences"]
        ]
        for paragraph in content["summary"]["paragraphs"]
    ]


def _stands_in(article_id: str, one: Card) -> bool:
    return any(quote.article.id == article_id for quote in one.quotes)


def _changes(document: Json, found: dict[str, Card], page: str) -> list[Change]:
    if not document["under_review"]:
        return []
    return [
        Change(
            card=found[row["claim"]],
            was=badge(row["was"], None, page),
            now=badge(row["now"], None, page),
            since=moment(row["since"], page),
        )
        for row in document["verdict_changes"]
        if row["claim"] in found
    ]


def _correction(document: Json, content: Json, page: str) -> Correction | None:
    change = content["change"]
    if change is None:
        return None
    return Correction(
        code=change["kind"]["code"],
        kind=label(change["kind"], page),
        said=words(change["said"], page),
        says=words(change["says"], page),
        why=words(change["why"], page),
        at=_changed_at(document, change["kind"]["code"], page),
    )


def _changed_at(document: Json, kind: str, page: str) -> Moment | None:
    """When the change was published: the newest line of the history that tells of one of its kind."""
    rows = (row for row in document["history"] if row["change"] and row["change"]["kind"]["code"] == kind)
    newest = next(rows, None)
    return moment(newest["at"], page) if newest else None


def _timeline(rows: list[Json], found: dict[str, Card], page: str) -> list[Event]:
    return [
        Event(
            date=day(row["date"], page),
            inferred=row["inferred"],
            text=Words(row["text"], page, page),
            claim=found.get(row["claim"] or ""),
        )
        for row in rows
        if row["text"]
    ]
