"""The rows that publication fills for the doors: what lists and the API filter and search by.

Everything in them is drawn from the document that has just been published, so an index can hold nothing that
the document does not.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from claims.arabic import terms
from claims.choices import LANGUAGES

from ..choices import LinkRole, PublicationKind
from ..documents.cards import Json, contents, current_verdict, lead
from ..models import Publication, PublicIndex, PublicLink, PublicQuantity
from ..querysets import GONE


def _index(publication: Publication, document: Json) -> None:
    """Replace the index of a public id by that of its new publication; what is gone has none."""
    PublicIndex.objects.filter(pk=publication.public_id).delete()
    if publication.cause in GONE:
        return
    titles = _titles(document)
    row = PublicIndex.objects.create(
        public_id=publication.public_id,
        publication=publication,
        kind=publication.kind,
        title_ar=(titles.get("ar") or "")[:300],
        title_en=(titles.get("en") or "")[:300],
        verdict=_verdict(document),
        checkability=_code(document, "checkability"),
        state=_code(document, "state"),
        languages=",".join(_languages(document)),
        first_published=dt.datetime.fromisoformat(document["first_published"]),
        updated=publication.at,
        terms=" ".join(_terms(document)),
    )
    PublicLink.objects.bulk_create(
        [PublicLink(index=row, role=role, target=target) for role, target in sorted(_links(document))]
    )
    PublicQuantity.objects.bulk_create([PublicQuantity(index=row, **quantity) for quantity in _quantities(document)])


def _languages(document: Json) -> list[str]:
    if document["kind"] in {PublicationKind.QUESTION, PublicationKind.SOURCE, PublicationKind.CORRECTION}:
        return [language for language in LANGUAGES if _titles(document).get(language)]
    return list(contents(document))


def _titles(document: Json) -> Json:
    kind = document["kind"]
    if kind == PublicationKind.QUESTION:
        return dict(document["wording"])
    if kind == PublicationKind.SOURCE:
        return dict(document["name"])
    if kind == PublicationKind.CORRECTION:
        return dict(document["correction"]["of"]["title"])
    name = "text" if kind == PublicationKind.CLAIM else "title"
    return {language: content.get(name) for language, content in contents(document).items()}


def _verdict(document: Json) -> str:
    if document["kind"] == PublicationKind.CORRECTION:
        # Only where a rating changed: the reader's filter asks for these.
        before, after = (
            (document["correction"][name] or {}).get("code", "") for name in ("verdict_before", "verdict_after")
        )
        return str(after) if before != after else ""
    if document["kind"] != PublicationKind.CLAIM:
        return ""
    return str((current_verdict(document) or {}).get("code", ""))


def _code(document: Json, name: str) -> str:
    wanted = {"checkability": PublicationKind.CLAIM, "state": PublicationKind.STORY}[name]
    return str(lead(document)[name]["code"]) if document["kind"] == wanted else ""


def _terms(document: Json) -> list[str]:
    words = dict.fromkeys(term for text in _texts(document) for term in terms(text))
    return list(words)


def _texts(document: Json) -> Iterable[str]:
    yield from (title for title in _titles(document).values() if title)
    for content in contents(document).values():
        if document["kind"] == PublicationKind.CLAIM:
            yield content["verification"]["rationale"] or ""
            yield from (hop["source"]["name"] for hop in _hops(content) if hop["source"])
        elif document["kind"] == PublicationKind.STORY:
            yield content["dek"] or ""
            yield from (sentence["text"] for part in content["summary"]["paragraphs"] for sentence in part["sentences"])


def _hops(content: Json) -> Iterable[Json]:
    return (hop for each in content["occurrences"] for chain in each["chains"] for hop in chain["hops"])


def _links(document: Json) -> set[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    for content in contents(document).values():
        if document["kind"] == PublicationKind.STORY:
            found |= {(LinkRole.CITES.value, claim) for claim in content["claims"]}
            found |= {(LinkRole.QUESTION.value, question) for question in content["questions"]}
        elif document["kind"] == PublicationKind.CLAIM:
            found |= _claim_links(content)
    if document["kind"] == PublicationKind.CLAIM:
        found |= {(LinkRole.STORY.value, story["id"]) for story in document["live"]["stories"]}
        found |= {(LinkRole.CITES.value, other) for other in document["live"]["relations"]}
    elif document["kind"] == PublicationKind.QUESTION:
        found |= {(LinkRole.CITES.value, claim) for claim in document["answers"]}
        found |= {(LinkRole.STORY.value, story["id"]) for story in document["stories"]}
    elif document["kind"] == PublicationKind.SOURCE:
        found |= {(LinkRole.CITES.value, line["card"]["id"]) for line in document["claims"]}
    elif document["kind"] == PublicationKind.CORRECTION:
        found.add((LinkRole.CITES.value, document["correction"]["of"]["id"]))
    return found


def _claim_links(content: Json) -> set[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    if content["question"]:
        found.add((LinkRole.QUESTION.value, content["question"]["id"]))
    for occurrence in content["occurrences"]:
        article = occurrence["article"]
        if article["outlet"]:
            found.add((LinkRole.OUTLET.value, article["outlet"]["id"]))
        found |= {(LinkRole.AUTHOR.value, author["id"]) for author in article["authors"] if author}
    found |= {(LinkRole.HOP.value, hop["source"]["id"]) for hop in _hops(content) if hop["source"]}
    return found


def _quantities(document: Json) -> list[dict[str, Any]]:
    if document["kind"] != PublicationKind.CLAIM:
        return []
    return [
        {"measure": quantity["measure"], "unit": quantity["unit"], "magnitude": float(quantity["value"])}
        for quantity in lead(document)["quantities"]
        if quantity["value"] is not None
    ]
