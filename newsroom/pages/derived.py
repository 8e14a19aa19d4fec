"""Pages of what is drawn from stories and claims: questions, sources, corrections; and the rating scale."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from claims.choices import Checkability

from .addresses import address
from .claim import stories
from .parts import Agent, Badge, Card, agent, badge, by_rating, card, cards, label
from .rivals import bars, face_off
from .words import Json, Moment, Words, moment, plain, words


def question(document: Json, page: str) -> dict[str, Any]:
    """What ``public/question.html`` shows."""
    found = cards(document["claims"], page)
    asked = face_off(document, found, page)
    return {
        "question": asked,
        "title": asked.wording if asked else None,
        "bars": bars(document["scale"], asked.answers) if asked else [],
        "stories": stories(document["stories"], page),
    }


@dataclass(frozen=True)
class Line:
    """A claim in which a source appears, and as what."""

    card: Card
    roles: list[str]


def source(document: Json, page: str) -> dict[str, Any]:
    """What ``public/source.html`` shows."""
    lines = [Line(card(row["card"], page), row["roles"]) for row in document["claims"]]
    lines = [line for line in lines if line.card.shown and line.card.short]
    roles = {line.card.id: line.roles for line in lines}
    groups = by_rating(line.card for line in lines)
    return {
        "title": words(document["name"], page),
        "kind_word": label(document.get("source_kind"), page),
        "groups": [(group.badge, [(each, roles[each.id]) for each in group.cards]) for group in groups],
        "count": len(lines),
        "relays": _agents(document["relays"], page),
        "relayed_by": _agents(document["relayed_by"], page),
    }


def _agents(rows: list[Json], page: str) -> list[tuple[Agent, int]]:
    return [(found, row["n"]) for row in rows if (found := agent(row["source"], page))]


@dataclass(frozen=True)
class Erratum:
    """A published change: what it said, what it says, why, and whether a rating changed with it."""

    id: str
    code: str
    kind: Words | None
    at: Moment | None
    said: Words | None
    says: Words | None
    why: Words | None
    before: Badge | None
    after: Badge | None
    title: Words | None
    href: str
    version: str

    @property
    def rating_changed(self) -> bool:
        return (self.before and self.before.code) != (self.after and self.after.code)


def erratum(document: Json, page: str) -> Erratum:
    """One published correction."""
    row = document["correction"]
    of = row["of"]
    where = of["kind"], of["id"], plain(of["slug"], page), page
    return Erratum(
        id=document["id"],
        code=row["kind"]["code"],
        kind=label(row["kind"], page),
        at=moment(document["at"], page),
        said=words(row["said"], page),
        says=words(row["says"], page),
        why=words(row["why"], page),
        before=badge(row["verdict_before"], None, page),
        after=badge(row["verdict_after"], None, page),
        title=words(of["title"], page),
        href=address(*where),
        version=address(*where, of["version"]),
    )


@dataclass(frozen=True)
class Rating:
    """A rating of the scale with its entry rule."""

    badge: Badge
    needs_evidence: bool
    retired: bool


def scale(content: Json, page: str) -> dict[str, Any]:
    """The scale as ``public/method.html`` shows it: what is in use, and what was and is no longer."""
    rows = [
        Rating(found, row["needs_evidence"], row["retired"])
        for row in content["verdicts"]
        if (found := badge(row, None, page))
    ]
    return {
        "ratings": [row for row in rows if not row.retired],
        "retired": [row for row in rows if row.retired],
        "checkability": [
            found
            for row in content["checkability"]
            if not Checkability(row["code"]).takes_verdict and (found := badge(None, row, page))
        ],
    }


def errata(documents: Iterable[Json], page: str) -> list[Erratum]:
    """Published corrections in the order given."""
    return [erratum(document, page) for document in documents]
