"""Lists and the front page, drawn from published documents."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from .addresses import address
from .parts import Badge, Group, badge, by_rating, cards, label
from .rivals import Answer, face_off
from .story import Sentence, paragraphs
from .words import Json, Moment, Words, moment, plain, words

MAX_ANSWERS = 3  # in a list


@dataclass(frozen=True)
class Entry:
    """One thing in a list, whatever its kind."""

    kind: str
    href: str
    title: Words
    at: Moment | None
    dek: Words | None = None
    note: Words | None = None
    state: str = ""
    badge: Badge | None = None
    groups: list[Group] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    resolved: Words | None = None
    first: list[Sentence] = field(default_factory=list)
    texts: int = 0
    count: int = 0
    under_review: bool = False

    @property
    def first_answers(self) -> list[Answer]:
        return self.answers[:MAX_ANSWERS]

    @property
    def more_answers(self) -> int:
        """How many answers only the question's own page shows."""
        return len(self.answers) - len(self.first_answers)


def shown_part(document: Json, page: str) -> tuple[str, Json]:
    """The language in which a reviewed document can be read, the page's if there is one, and its part."""
    parts = document["languages"]
    language = page if parts.get(page) else next(key for key, part in parts.items() if part)
    return language, parts[language]


def entry(document: Json, page: str) -> Entry | None:
    """A published document as a line of a list; ``None`` if it holds nothing to show."""
    make = {"story": _story, "claim": _claim, "question": _question, "source": _source}[document["kind"]]
    return make(document, page)


def entries(documents: Iterable[Json], page: str) -> list[Entry]:
    return [found for document in documents if (found := entry(document, page))]


def _story(document: Json, page: str) -> Entry:
    language, part = shown_part(document, page)
    content = part["content"]
    found = cards(document["live"]["claims"], page)
    summary = paragraphs(content, found, language)
    return Entry(
        kind="story",
        href=address("story", document["id"], content["slug"], language),
        title=Words(content["title"], language, page),
        at=moment(document["at"], page),
        dek=Words(content["dek"], language, page) if content["dek"] else None,
        note=label(content["state"], page) if language == page else None,
        state=content["state"]["code"],
        groups=by_rating(found[claim] for claim in content["claims"] if claim in found),
        first=summary[0] if summary and language == page else [],
        count=len(content["articles"]),
        under_review=document["under_review"],
    )


def _claim(document: Json, page: str) -> Entry:
    language, part = shown_part(document, page)
    content = part["content"]
    question = content["question"]
    return Entry(
        kind="claim",
        href=address("claim", document["id"], content["slug"], language),
        title=Words(content["text"], language, page),
        at=moment(document["at"], page),
        note=Words(question["wording"], language, page) if question and question["wording"] else None,
        badge=badge(content["verification"]["verdict"], content["checkability"], page),
        texts=content["origins"]["texts"],
    )


def _question(document: Json, page: str) -> Entry | None:
    asked = face_off(document, cards(document["claims"], page), page)
    if asked is None:
        return None
    return Entry(
        kind="question",
        href=asked.href,
        title=asked.wording,
        at=moment(document["at"], page),
        answers=asked.answers,
        resolved=asked.resolved,
    )


def _source(document: Json, page: str) -> Entry | None:
    name = words(document["name"], page)
    if name is None:
        return None
    return Entry(
        kind="source",
        href=address("source", document["id"], plain(document["slug"], page), page),
        title=name,
        at=moment(document["at"], page),
        note=label(document.get("source_kind"), page),
        count=len(document["claims"]),
    )


@dataclass(frozen=True)
class Paging:
    """Where a list stands: plain links to the page before and after."""

    number: int
    pages: int
    total: int
    query: str = ""

    @property
    def before(self) -> str | None:
        return self._link(self.number - 1) if self.number > 1 else None

    @property
    def after(self) -> str | None:
        return self._link(self.number + 1) if self.number < self.pages else None

    def _link(self, number: int) -> str:
        return "?" + "&".join(part for part in (self.query, f"page={number}") if part)


def front(stories: Iterable[Json], questions: Iterable[Json], page: str) -> dict[str, Any]:
    """The front page: the newest story, the others, what is developing, what is still open."""
    found = entries(stories, page)
    asked = [each for each in entries(questions, page) if not each.resolved and len(each.answers) > 1]
    return {
        "lead": found[0] if found else None,
        "stories": found[1:5],
        "developing": [each for each in found[5:] if each.state == "developing"],
        "questions": asked[:3],
    }
