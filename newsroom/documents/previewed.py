"""A proof as the document that publishing would make of it. Nothing is written, and nothing of it is published."""

from __future__ import annotations

import datetime as dt

from claims.canonical import utc_stamp
from claims.choices import LANGUAGES, ProofKind
from claims.models import Editor, Proof

from ..choices import Cause, LinkRole, PublicationKind
from ..models import Publication
from .cards import Json, card, current_verdict, pair, rivals
from .publication import byline, story_line


def previewed_document(proof: Proof, at: dt.datetime) -> Json | None:
    """The document that would be published; ``None`` for a public note, which has no page before it is published.

    ``None``, too, for a proof that a redaction has erased.
    """
    if proof.kind == ProofKind.NOTE or proof.document.erased:
        return None
    document = _base(proof, at)
    if proof.kind == ProofKind.CLAIM:
        return _claim(document)
    return _story(document) if proof.kind == ProofKind.STORY else document


def typed_document(content: Json, editor: Editor, at: dt.datetime) -> Json:
    """The document of a story whose text ``editor`` is still typing (see ``typed_content``)."""
    authors = [byline(editor, content["language"])]
    return _story(_around(content, proof=None, authors=authors, at=at))


def _base(proof: Proof, at: dt.datetime) -> Json:
    authors = [byline(author.editor, proof.language) for author in proof.authors.select_related("editor")]
    content = {**(proof.document.json or {}), "kind": proof.kind, "id": proof.public_id, "language": proof.language}
    return _around(content, proof=proof.document_id, authors=authors, at=at)


def _around(content: Json, *, proof: str | None, authors: list[str | None], at: dt.datetime) -> Json:
    """What stands around the content of one language in a document that is not published."""
    part = {"proof": proof, "content": content, "authors": authors, "reviewed": {"by": [], "at": utc_stamp(at)}}
    before = Publication.objects.current().filter(public_id=content["id"]).first()
    return {
        "schema_version": 1,
        "kind": content["kind"],
        "id": content["id"],
        "version": before.version + 1 if before else 1,
        "cause": str(Cause.PUBLISHED),
        "at": utc_stamp(at),
        "by": pair({}),
        "first_published": utc_stamp(at),
        "previous": before.version if before else None,
        "notice": None,
        "note": None,
        "replaced_by": None,
        "languages": {language: part if language == content["language"] else None for language in LANGUAGES},
        "lags": [],
        "history": [],
    }


def _content(document: Json) -> Json:
    part: Json = next(part for part in document["languages"].values() if part)["content"]
    return part


def _published(public_ids: set[str]) -> dict[str, Json]:
    found = Publication.objects.shown().filter(public_id__in=public_ids).select_related("document")
    return {publication.public_id: publication.document.json for publication in found}


def _linked(kind: str, role: str, target: str) -> list[Json]:
    found = Publication.objects.shown().kind(kind).linked(role, target).select_related("document")
    return [publication.document.json for publication in found.order_by("public_id")]


def _claim(document: Json) -> Json:
    content = _content(document)
    others = _published({relation["other"] for relation in content["relations"]})
    stories = _linked(PublicationKind.STORY, LinkRole.CITES, document["id"])
    live = {
        "relations": {key: card(others[key]) for key in sorted(others)},
        "stories": [story_line(story) for story in stories],
    }
    document = {**document, "live": live, "verdict_since": document["at"]}
    return document | {"verdict_since": document["at"], "verdict": current_verdict(document)}


def _story(document: Json) -> Json:
    content = _content(document)
    claims = _published(set(content["claims"]) | {pin["claim"] for pin in content["pins"]})
    cards = {key: card(claims[key]) for key in sorted(claims)}
    questions = {}
    for question in content["questions"]:
        answers = _linked(PublicationKind.CLAIM, LinkRole.QUESTION, question)
        questions[question] = rivals(question, answers, [document])
        cards |= {answer["id"]: card(answer) for answer in answers}
    live = {"claims": cards, "questions": {key: value for key, value in questions.items() if value}}
    return {**document, "live": live, "verdict_changes": [], "under_review": False}
