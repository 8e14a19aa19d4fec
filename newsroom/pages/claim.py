"""The claim page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from .addresses import address
from .parts import Article, Card, agent, article, badge, cards, label
from .words import Json, Moment, Name, Words, day, isolated, moment, native, plain, tongue, words

# Between claims these hold both ways, so a page always says them of its own claim.
MUTUAL = frozenset({"contradicts", "different_scope", "not_comparable"})

LONGEST_QUOTE = 300  # characters of an article that may stand in a row (law 5)


@dataclass(frozen=True)
class Figure:
    """A quantity of the claim in words, with what the editor completed or inferred."""

    words: Words
    subject: Words | None
    measure: Words | None
    inferred: str | None
    basis: Words | None
    completed: Words | None


@dataclass(frozen=True)
class Hop:
    """A link of a chain. ``state``: ``seen``, ``unseen``, or ``broken`` (unnamed, or no source stated)."""

    name: Words
    href: str | None
    printed: Words | None
    state: str
    interested: bool


@dataclass(frozen=True)
class Chain:
    """How the report reached the article, from the article back to where the trail ends."""

    grade: Words | None
    code: str
    hops: list[Hop]


@dataclass(frozen=True)
class Place:
    """The claim at one place in an article: the quote in place, the words that matter marked."""

    quote: Words
    before: str
    marked: str
    after: str
    prefix: str
    suffix: str
    stance: Words | None
    mode: Words | None
    note: Words | None
    chains: list[Chain]

    def html(self) -> SafeString:
        """The quote with its core marked; every part is escaped."""
        language = self.quote.language
        core = format_html("<mark>{}</mark>", isolated(self.marked, language)) if self.marked else ""
        return format_html("{}{}{}", isolated(self.before, language), core, isolated(self.after, language))


@dataclass(frozen=True)
class Witness:
    """An article and every place in it at which the claim stands."""

    article: Article
    places: list[Place]


def view(document: Json, content: Json, page: str) -> dict[str, Any]:
    """What ``public/claim.html`` shows."""
    checked = content["verification"]
    return {
        "text": Words(content["text"], page, page),
        "badge": badge(checked["verdict"], content["checkability"], page),
        "rated": checked["verdict"] is not None,
        "as_of": day(checked["as_of"], page),
        "recheck_by": day(checked["recheck_by"], page),
        "rationale": words(checked["rationale"], page),
        "unknowns": words(checked["unknowns"], page),
        "figures": _figures(content["quantities"], page),
        "question": _question(content["question"], page),
        "witnesses": _witnesses(content["occurrences"], page),
        "origins": content["origins"],
        "evidence": [_evidence(row, page) for row in checked["evidence"]],
        "searches": _searches(checked["searches"], page),
        "inquiries": [_inquiry(row, page) for row in checked["inquiries"]],
        "no_inquiry": words(checked["no_inquiry_reason"], page),
        "relations": _relations(content["relations"], cards(document["live"]["relations"], page), page),
        "stories": stories(document["live"]["stories"], page),
    }


def stories(rows: list[Json], page: str) -> list[tuple[str, Words]]:
    """Address and title of the stories that something stands in."""
    return [
        (address("story", row["id"], plain(row["slug"], page), title.language), title)
        for row in rows
        if (title := words(row["title"], page))
    ]


def _figures(rows: list[Json], page: str) -> list[Figure]:
    return [
        Figure(
            words=shown,
            subject=native(row["subject"], page),
            measure=native(row["measure"], page),
            inferred=guess.shown if (guess := day((row["inferred"] or {}).get("value"), page)) else None,
            basis=words((row["inferred"] or {}).get("basis"), page),
            completed=words(row["completed"], page),
        )
        for row in rows
        if (shown := words(row["words"], page))
    ]


def _question(part: Json | None, page: str) -> tuple[str, Words] | None:
    wording = words(part["wording"], page) if part else None
    if part is None or wording is None:
        return None
    return address("question", part["id"], plain(part["slug"], page), page), wording


def _witnesses(rows: list[Json], page: str) -> list[Witness]:
    found: dict[str, Witness] = {}
    for row in rows:
        known = found.setdefault(row["article"]["id"], Witness(article(row["article"], page), []))
        known.places.append(_place(row, page))
    return list(found.values())


def _place(row: Json, page: str) -> Place:
    language = row["article"].get("language") or page
    text, (start, end) = _within_limit(row)
    room = len(text) + len(row["prefix"]) + len(row["suffix"]) <= LONGEST_QUOTE and text == row["quote"]
    return Place(
        quote=Words(text, language, page),
        before=text[:start],
        marked=text[start:end],
        after=text[end:],
        prefix=_before(row["prefix"]) if room else "",
        suffix=_after(row["suffix"]) if room else "",
        stance=label(row["stance"], page),
        mode=label(row["mode"], page),
        note=words(row["note"], page),
        chains=[_chain(chain, language, page) for chain in row["chains"]],
    )


def _before(prefix: str) -> str:
    """The whole words before a quote in its own line: selectors are cut by characters."""
    return prefix.rpartition("\n")[2].partition(" ")[2]


def _after(suffix: str) -> str:
    """The whole words after a quote in its own line."""
    return suffix.partition("\n")[0].rpartition(" ")[0]


def _within_limit(row: Json) -> tuple[str, tuple[int, int]]:
    """The quote and where its core stands in it; a quote over the limit folds to its core, or is cut (law 5)."""
    quote, core = row["quote"], row["core"]
    if len(quote) > LONGEST_QUOTE:
        short = (core["text"] if core else quote)[: LONGEST_QUOTE - 1]
        return short + ("" if core and short == core["text"] else "…"), (0, len(short) if core else 0)
    at = quote.find(core["text"]) if core else -1
    return quote, (at, at + len(core["text"])) if at >= 0 else (0, 0)


def _chain(part: Json, language: str, page: str) -> Chain:
    return Chain(
        grade=label(part["grade"], page),
        code=part["grade"]["code"],
        hops=[_hop(hop, language, page) for hop in part["hops"]],
    )


def _hop(part: Json, language: str, page: str) -> Hop:
    source = agent(part["source"], page)
    broken = part["naming"]["code"] in {"unnamed", "missing"}
    name = source.name if source else label(part["naming"], page)
    return Hop(
        name=name or Words("", page, page),
        href=source.href if source else None,
        printed=Words(part["words"], language, page) if part["words"] else None,
        state="broken" if broken else "seen" if part["seen"] else "unseen",
        interested=part["interested"],
    )


@dataclass(frozen=True)
class Piece:
    """A piece of evidence."""

    kind: Words | None
    stance: Words | None
    stance_code: str
    title: Name
    url: str | None
    published: Moment | None
    quote: Words | None
    note: Words | None
    archived: str | None


def _evidence(row: Json, page: str) -> Piece:
    return Piece(
        kind=label(row["kind"], page),
        stance=label(row["stance"], page),
        stance_code=row["stance"]["code"],
        title=Name(row["title"]),
        url=row["url"] if (row["url"] or "").startswith(("https://", "http://")) else None,
        published=day(row["published"], page),
        quote=Words(row["quote"], tongue(row["quote"]), page) if row["quote"] else None,
        note=words(row["note"], page),
        archived=row["archived"],
    )


def _searches(rows: list[Json], page: str) -> list[tuple[Words | None, Words | None, Moment | None]]:
    return [(words(row.get("what"), page), words(row.get("where"), page), day(row.get("on"), page)) for row in rows]


@dataclass(frozen=True)
class Ask:
    """A step of the right of reply."""

    kind: Words | None
    at: Moment | None
    deadline: Moment | None
    line: Words | None


def _inquiry(row: Json, page: str) -> tuple[Words | None, list[Ask]]:
    to = row["to"]
    name = words(to["name"] if isinstance(to, dict) and "name" in to else to, page)
    return name, [
        Ask(
            kind=label(step["kind"], page),
            at=moment(step["at"], page),
            deadline=moment(step["deadline"], page),
            line=words(step["line"], page),
        )
        for step in row["steps"]
    ]


@dataclass(frozen=True)
class Related:
    """Another claim and how this one stands to it; ``outward``: this one does it to the other."""

    word: Words | None
    code: str
    outward: bool
    card: Card
    why: Words | None
    resolution: Words | None


def _relations(rows: list[Json], found: dict[str, Card], page: str) -> list[Related]:
    return [
        Related(
            word=label(row["type"], page),
            code=row["type"]["code"],
            outward=row["direction"] == "to" or row["type"]["code"] in MUTUAL,
            card=found[row["other"]],
            why=words(row["why"], page),
            resolution=words(row["resolution"], page),
        )
        for row in rows
        if row["other"] in found
    ]
