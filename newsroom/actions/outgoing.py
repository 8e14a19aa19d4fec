"""The last step out: a document is made, kept as a publication, numbered, indexed, and queued for rendering.

Helpers of the publishing verbs; each must run inside one (they take part in its transaction).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import connection

from claims import ledger
from claims.canonical import canonical
from claims.choices import LANGUAGES, ChangeKind
from claims.documents.parts import code_label
from claims.models import Body, Editor, Proof, new_public_id

from ..choices import Cause, LinkRole, PublicationKind, TaskKind
from ..documents import claim_document, correction_document, story_document
from ..documents.cards import Json, changed, contents, current_verdict, pair
from ..documents.publication import head
from ..models import Correction, Current, DeskTask, OutboxEvent, Publication, Sequence
from .indexing import _index

# One lock for all publishing: derived documents read what others publish, so publishers take turns. Any number
# will do; it is the first eight letters of the product's name as digits of a telephone.
PUBLISHING_LOCK = 47623
DRAW = "newsroom.tasks.drain_outbox"  # the task that draws what has been published


def start() -> None:
    """Take the turn. On SQLite a writing transaction is alone already."""
    ledger.current()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            # Longer than the house's two seconds: publishers wait for each other, readers wait for nobody.
            cursor.execute("SET LOCAL lock_timeout = '20s'")
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [PUBLISHING_LOCK])
            cursor.execute("SET LOCAL lock_timeout = '2s'")


def current_of(public_id: str) -> Publication | None:
    """Where a public id stands now."""
    row = Current.objects.select_related("publication__document").filter(pk=public_id).first()
    return row.publication if row else None


def published(kind: str, target: str, *roles: str) -> list[Publication]:
    """Shown publications of a kind that hang on ``target`` in one of ``roles``, by when they first came out."""
    found = Publication.objects.shown().kind(kind).linked(target, roles).select_related("document")
    return list(found.by_age())


def documents(publications: list[Publication]) -> list[Json]:
    """The JSON of publications."""
    return [publication.document.json for publication in publications]


def shown_documents(public_ids: set[str]) -> dict[str, Json]:
    """What is published, gone or not, of some public ids."""
    found = Publication.objects.current().filter(public_id__in=public_ids).select_related("document")
    return {publication.public_id: publication.document.json for publication in found}


def put_out(
    *,
    editor: Editor,
    kind: str,
    public_id: str,
    cause: str,
    before: Publication | None,
    make: Callable[[Json], Json],
    proofs: dict[str, Proof | None] | None = None,
    note_proof: Proof | None = None,
    derived_from: Publication | None = None,
) -> Publication:
    """Make the next publication of a public id current. Whoever was faster wins; the other gets ``Conflict``."""
    at = ledger.current().at
    base = head(kind=kind, public_id=public_id, cause=cause, by=editor, at=at, previous=before)
    if note_proof is not None:
        words = note_proof.document.json
        base |= {"note": words["note"], "replaced_by": words["replaced_by"]}
    document = make(base)
    parts = proofs or {}
    publication = ledger.insert(
        Publication(
            kind=kind,
            public_id=public_id,
            version=document["version"],
            cause=cause,
            document=Body.objects.put(canonical(document)),
            proof_ar=parts.get("ar"),
            proof_en=parts.get("en"),
            note_proof=note_proof,
            derived_from=derived_from,
            by=editor,
            at=at,
        )
    )
    ledger.record(
        f"{kind}.{cause}",
        publication,
        before={"version": before.version} if before else None,
        after={"public_id": public_id, "version": publication.version, "document": publication.document_id},
    )
    ledger.number(lambda n: Sequence(n=n, publication=publication))
    _make_current(public_id, publication, before)
    _index(publication, document)
    OutboxEvent.objects.create(topic="render", publication=publication, created_at=at)
    ledger.wake(DRAW)
    if document.get("under_review") is False:
        # The text rests on what holds now: nobody has to look at it any more.
        open_tasks = DeskTask.objects.filter(kind=TaskKind.REVIEW_TEXT, public_id=public_id, closed_at__isnull=True)
        open_tasks.update(closed_at=at)
    return publication


def _make_current(public_id: str, publication: Publication, before: Publication | None) -> None:
    if before is None:
        Current.objects.create(public_id=public_id, publication=publication)
        return
    row = Current.objects.get(pk=public_id)
    ledger.change(row, where={"publication": before}, publication=publication)


def put_claim(
    *,
    editor: Editor,
    public_id: str,
    cause: str,
    proofs: dict[str, Proof | None],
    before: Publication | None,
    note_proof: Proof | None = None,
    unless_same: bool = False,
) -> Publication:
    """Publish a claim: its approved proofs, and cards of what it is related to."""
    related = {
        relation["other"]
        for proof in proofs.values()
        if proof is not None
        for relation in (proof.document.json or {}).get("relations", [])
    }
    others = {key: value for key, value in shown_documents(related).items() if value["cause"] not in ("merged",)}
    stories = documents(published(PublicationKind.STORY, public_id, LinkRole.CITES))
    return put_out(
        editor=editor,
        kind=PublicationKind.CLAIM,
        public_id=public_id,
        cause=cause,
        before=before,
        proofs=proofs,
        note_proof=note_proof,
        make=lambda base: claim_document(base, proofs=proofs, previous=before, others=others, stories=stories),
    )


def put_story(
    *,
    editor: Editor,
    public_id: str,
    cause: str,
    proofs: dict[str, Proof | None],
    before: Publication | None,
    lags: list[str],
    note_proof: Proof | None = None,
) -> Publication:
    """Publish a story: its approved proofs, and cards of its claims and questions as they stand published."""
    return put_out(
        editor=editor,
        kind=PublicationKind.STORY,
        public_id=public_id,
        cause=cause,
        before=before,
        proofs=proofs,
        note_proof=note_proof,
        make=lambda base: make_story(base, proofs, before, lags),
    )


def make_story(base: Json, proofs: dict[str, Proof | None], before: Publication | None, lags: list[str]) -> Json:
    """A story's document from what is published now."""
    reviewed = [proof.document.json for proof in proofs.values() if proof is not None]
    claims = {claim for content in reviewed for claim in content["claims"]}
    asked = {question for content in reviewed for question in content["questions"]}
    answers = {question: documents(published(PublicationKind.CLAIM, question, LinkRole.QUESTION)) for question in asked}
    return story_document(
        base, proofs=proofs, previous=before, claims=shown_documents(claims), answers=answers, lags=lags
    )


def proofs_of(publication: Publication) -> dict[str, Proof | None]:
    """The proofs that a publication shows, by language."""
    found = Publication.objects.select_related("proof_ar__document", "proof_en__document").get(pk=publication.pk)
    return {"ar": found.proof_ar, "en": found.proof_en}


def put_correction(*, editor: Editor, publication: Publication, before: Publication | None, kind: str) -> Correction:
    """Tell readers and partners what was wrong. Every word of it stood in the proof that was approved."""
    document: Json = publication.document.json
    words = correction_words(document, before.document.json if before else None, kind)
    return _keep_correction(editor, publication, words, shown=publication)


def put_retraction(*, editor: Editor, publication: Publication, shown: Publication, note: Proof) -> Correction:
    """Tell readers and partners that what was ``shown`` is retracted, and why: the words of the approved note."""
    words = retraction_words(shown.document.json, note.document.json["note"], publication.version)
    return _keep_correction(editor, publication, words, shown=shown, note=note)


def _keep_correction(
    editor: Editor, publication: Publication, words: Json, *, shown: Publication, note: Proof | None = None
) -> Correction:
    """The correction's own page and its row. ``shown`` is whose approved proofs its words come from."""
    public_id, kind = new_public_id(), words["kind"]["code"]
    put_out(
        editor=editor,
        kind=PublicationKind.CORRECTION,
        public_id=public_id,
        cause=Cause.PUBLISHED,
        before=None,
        proofs=proofs_of(shown),
        note_proof=note,
        derived_from=shown,
        make=lambda base: correction_document(base, words),
    )
    correction = ledger.insert(
        Correction(
            public_id=public_id,
            publication=publication,
            kind=kind,
            said=_kept(words["said"]),
            says=_kept(words["says"]),
            why=Body.objects.put(canonical(words["why"])),
            verdict_before=(words["verdict_before"] or {}).get("code", ""),
            verdict_after=(words["verdict_after"] or {}).get("code", ""),
            at=ledger.current().at,
        )
    )
    ledger.record("correction.publish", correction, after={"of": publication.public_id, "kind": kind})
    return correction


def _kept(words: Json) -> Body | None:
    return Body.objects.put(canonical(words)) if any(words.values()) else None


def correction_words(document: Json, before: Json | None, kind: str) -> Json:
    """What a correction says, drawn from the approved contents of the publication that makes it."""
    changes: dict[str, Json] = {}
    for language, content in changed(document, before).items():
        change = content["change"] if document["kind"] == "story" else content["verification"]["change"]
        if change and change["kind"]["code"] == kind:
            changes[language] = change
    is_claim = document["kind"] == "claim"
    return {
        "kind": _kind(kind),
        "said": pair({language: change.get("said") for language, change in changes.items()}),
        "says": pair({language: change.get("says") for language, change in changes.items()}),
        "why": pair({language: change.get("why") or change.get("note") for language, change in changes.items()}),
        "verdict_before": current_verdict(before) if is_claim and before and before.get("languages") else None,
        "verdict_after": current_verdict(document) if is_claim else None,
        "of": _named(document, document["version"]),
    }


def retraction_words(shown: Json, note: Json, version: int) -> Json:
    """What a retraction says: what was retracted, and why. ``version`` is that of the tombstone."""
    return {
        "kind": _kind(ChangeKind.RETRACTION),
        "said": pair({}),
        "says": pair({}),
        "why": pair(note),
        "verdict_before": current_verdict(shown) if shown["kind"] == "claim" else None,
        "verdict_after": None,
        "of": _named(shown, version),
    }


def _kind(kind: str) -> Json:
    """A kind of change in both languages, also where the change itself was written in one."""
    labels = {language: code_label(ChangeKind, kind, language)["label"] for language in LANGUAGES}
    return {"code": str(kind), "label": pair(labels)}


def _named(document: Json, version: int) -> Json:
    """Of what a correction is."""
    found, title = contents(document), "text" if document["kind"] == "claim" else "title"
    return {
        "kind": document["kind"],
        "id": document["id"],
        "slug": pair({language: content["slug"] for language, content in found.items()}),
        "title": pair({language: content[title] for language, content in found.items()}),
        "version": version,
    }


def languages_of(document: Json) -> list[str]:
    """The languages in which a document has reviewed content."""
    parts: dict[str, Any] = document.get("languages") or {}
    return [language for language in LANGUAGES if parts.get(language)]
