"""The pieces that several pages show: ratings, articles, quotes, claim cards, chains of one claim, history."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from claims.choices import DEFAULT_SCALE, Checkability

from ..choices import Cause
from .addresses import address
from .words import Json, Moment, Name, Words, day, moment, plain, words

# Outlines that templates/public/_icons.html draws. A newsroom's own rating may name another: it gets the plain ring.
ICONS = frozenset({str(row["icon"]) for row in DEFAULT_SCALE} | set(Checkability.values) | {"ring"})
_ORDER = [str(row["code"]) for row in DEFAULT_SCALE] + list(Checkability.values)
LETTERS = {"ar": ("أ", "ب", "ج", "د", "هـ", "و", "ز", "ح", "ط", "ي", "ك", "ل"), "en": tuple("ABCDEFGHIJKL")}


def letter(index: int, page: str) -> str:
    """The letter by which a page calls a rival answer."""
    row = LETTERS[page]
    return row[index] if index < len(row) else str(index + 1)


@dataclass(frozen=True)
class Badge:
    """A rating, or the checkability word where there is none: outline, word and colour family."""

    code: str
    word: Words
    definition: Words | None
    tone: str
    icon: str

    @property
    def order(self) -> int:
        """Its place on the scale; ratings of the newsroom's own stand last."""
        return _ORDER.index(self.code) if self.code in _ORDER else len(_ORDER)


def badge(verdict: Json | None, checkability: Json | None, page: str) -> Badge | None:
    """What is shown of a rating; without one, of the checkability (an opinion is assessed in words only)."""
    shown = verdict or checkability
    label = words(shown["label"], page) if shown else None
    if shown is None or label is None:
        return None
    icon = str(shown.get("icon") or shown["code"])
    return Badge(
        code=shown["code"],
        word=label,
        definition=words(shown.get("definition"), page),
        tone=str(shown.get("tone") or "none"),
        icon=icon if icon in ICONS else "ring",
    )


def label(part: Json | None, page: str) -> Words | None:
    """The word of a coded value, whether the document holds it in one language or in both."""
    return words(part["label"], page) if part else None


@dataclass(frozen=True)
class Agent:
    """A source: its name, what it is, and its record where readers have one."""

    name: Words
    kind: Words | None
    href: str | None


def agent(part: Json | None, page: str) -> Agent | None:
    name = words(part["name"], page) if part else None
    if part is None or name is None:
        return None
    href = address("source", part["id"], plain(part["slug"], page), page) if part.get("record") else None
    return Agent(name, label(part.get("kind"), page), href)


@dataclass(frozen=True)
class Article:
    """An article as pages name it. Without an outlet it says so; nothing stands in for one."""

    id: str
    title: Words
    kind: Words | None
    outlet: Agent | None
    authors: list[Agent]
    translator: Agent | None
    url: str | None
    published: Moment | None
    modified: Moment | None


def article(part: Json, page: str) -> Article:
    return Article(
        id=part["id"],
        title=Words(part["title"], part.get("language") or page, page),
        kind=label(part["kind"], page),
        outlet=agent(part["outlet"], page),
        authors=[found for author in part["authors"] if (found := agent(author, page))],
        translator=agent(part["translator"], page),
        url=_safe_url(part["url"]),
        published=day(part["published"], page),
        modified=day(part["modified"], page),
    )


def _safe_url(url: str | None) -> str | None:
    """Only web addresses become links: a document may hold what a stranger typed."""
    return url if url and url.startswith(("https://", "http://")) else None


@dataclass(frozen=True)
class Quote:
    """The words of an article that a claim needs, who carried them, and how far the trail goes."""

    article: Article
    core: Words
    grade: Words | None
    grade_code: str
    via: list[Words]


def quote(part: Json, page: str) -> Quote:
    grade = part.get("grade")
    return Quote(
        article=article(part["article"], page),
        core=Words(part["core"], part["article"].get("language") or page, page),
        grade=label(grade, page),
        grade_code=grade["code"] if grade else "",
        via=[found for name in part["via"] if (found := words(name, page))],
    )


@dataclass(frozen=True)
class Card:
    """A claim as other pages show it. Withheld or withdrawn, it says only that."""

    id: str
    shown: bool
    href: str
    text: Words | None
    short: Words | None
    badge: Badge | None
    since: Moment | None
    as_of: Moment | None
    figures: list[tuple[str, str, Words]]  # subject, measure, words
    quotes: list[Quote]
    origins: Json | None


def card(part: Json, page: str) -> Card:
    shown = part["standing"] not in {"withheld", "withdrawn"}
    return Card(
        id=part["id"],
        shown=shown,
        href=address("claim", part["id"], plain(part["slug"], page), page),
        text=words(part["text"], page),
        short=words(part["short"] or part["text"], page),
        badge=badge(part["verdict"], part["checkability"], page),
        since=moment(part["since"], page),
        as_of=day(part["as_of"], page),
        figures=[(q["subject"], q["measure"], w) for q in part["quantities"] if (w := words(q["words"], page))],
        quotes=[quote(each, page) for each in part["quotes"]],
        origins=part["origins"],
    )


def cards(parts: Json, page: str) -> dict[str, Card]:
    """Cards by claim id, those of which the page may say nothing left out."""
    return {key: found for key, part in parts.items() if (found := card(part, page)).shown and found.short}


@dataclass(frozen=True)
class Group:
    """Claims of one rating."""

    badge: Badge
    cards: list[Card]

    @property
    def many(self) -> bool:
        """Whether the group needs more than one column."""
        return len(self.cards) > 6


def by_rating(found: Iterable[Card]) -> list[Group]:
    """Claims grouped by what holds of them now, in the order of the scale."""
    groups: dict[str, Group] = {}
    for each in found:
        if each.badge:
            groups.setdefault(each.badge.code, Group(each.badge, [])).cards.append(each)
    return sorted(groups.values(), key=lambda group: group.badge.order)


@dataclass(frozen=True)
class Step:
    """One line of a page's history."""

    version: int
    at: Moment | None
    cause: str
    kind: Words | None
    note: Words | None
    badge: Badge | None
    href: str


def history(document: Json, slug: str, page: str) -> list[Step]:
    """What happened to this page, newest first."""
    return [
        Step(
            version=row["version"],
            at=moment(row["at"], page),
            cause=str(Cause(row["cause"]).label),
            kind=label(change["kind"], page) if (change := row["change"]) else None,
            note=words(change["note"], page) if change else None,
            badge=badge(row["verdict"], None, page),
            href=address(document["kind"], document["id"], slug, page, row["version"]),
        )
        for row in document["history"]
    ]


def people(names: Iterable[Any], page: str) -> list[Words | Name | None]:
    """Bylines; ``None`` for an editor who has no public one."""
    return [None if not name else Name(name) if isinstance(name, str) else words(name, page) for name in names]
