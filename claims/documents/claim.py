"""The reviewed content of a claim and of the rating scale."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch, Q

from ..canonical import utc_stamp
from ..choices import (
    ChainGrade,
    ChangeKind,
    Checkability,
    EvidenceKind,
    EvidenceStance,
    InquiryEventKind,
    Mode,
    Naming,
    RelationType,
    Stance,
)
from ..ledger import subject_of
from ..models import (
    Article,
    Attribution,
    Claim,
    Evidence,
    Hop,
    Inquiry,
    LocalText,
    Occurrence,
    Relation,
    Source,
    Verdict,
    Verification,
    VerificationText,
)
from ..quotation import Span, context
from ..rules import grade, origins
from .parts import Part, article_part, code_label, local, quantity_part, source_part, text_of, verdict_part

SCHEMA_VERSION = 1
SCALE_ID = "scale"


def claim_content(verification: Verification, language: str) -> Part | None:
    """The page of a claim as this verification would leave it; ``None`` where a text in ``language`` is missing."""
    # Read now, not from what the caller has at hand: the proof must hold what is in the database.
    claim = Claim.objects.select_related("question").get(pk=verification.claim_id)
    wording = claim.texts.filter(language=language).select_related("text", "short").newest()
    text = verification_text(verification, language)
    if wording is None or text is None:
        return None
    found = occurrences_of(claim)
    return {
        "schema_version": SCHEMA_VERSION,
        "kind": "claim",
        "id": claim.public_id,
        "language": language,
        "slug": claim.slug,
        "text": text_of(wording.text),
        "short": text_of(wording.short) or text_of(wording.text),
        "checkability": code_label(Checkability, claim.checkability, language),
        "quantities": [quantity_part(quantity, language) for quantity in claim.quantities.all()],
        "question": _question(claim, language),
        "verification": _verification(claim, verification, text, language),
        "occurrences": [_occurrence(occurrence, language) for occurrence in found],
        "origins": origins(found),
        "relations": [_relation(claim, relation, language) for relation in decided_relations(claim)],
    }


def verification_text(verification: Verification, language: str) -> VerificationText | None:
    """The newest text of a verification in one language."""
    text: VerificationText | None = (
        verification.texts.filter(language=language)
        .select_related("rationale", "unknowns", "searches", "change_note")
        .newest()
    )
    return text


def occurrences_of(claim: Claim) -> list[Occurrence]:
    """A claim's standing occurrences with their newest chains, in five queries whatever their number."""
    hops = Hop.objects.select_related("source__merged_into", "words").order_by("position")
    chains = Attribution.objects.current().prefetch_related(Prefetch("hops", hops)).order_by("position")
    return list(
        claim.occurrences.for_page()
        .select_related("note", "snapshot__article__outlet__merged_into", "snapshot__article__translator__merged_into")
        .prefetch_related(Prefetch("attributions", chains), "snapshot__article__authors__source__merged_into", "quote")
        .order_by("snapshot__article_id", "start", "pk")
    )


def decided_relations(claim: Claim) -> list[Relation]:
    """Relations that a human decided on, other than "none"; in the order in which they were drawn."""
    relations = (
        Relation.objects.filter(Q(a=claim) | Q(b=claim))
        .select_related("a", "b")
        .prefetch_related("decisions__why", "decisions__resolution")
        .order_by("pk")
    )
    return [relation for relation in relations if decision_of(relation) not in (None, RelationType.NONE)]


def decision_of(relation: Relation) -> str | None:
    """The type that was decided last; ``None`` while undecided."""
    decisions = sorted(relation.decisions.all(), key=lambda decision: decision.number)
    return decisions[-1].type if decisions else None


def _question(claim: Claim, language: str) -> Part | None:
    question = claim.question
    if question is None:
        return None
    return {
        "id": question.public_id,
        "slug": question.slug,
        "wording": question.wording_in(language),
        "subject": question.subject,
        "measure": question.measure,
        "scope": question.scope or None,
        "note": (question.note_ar if language == "ar" else question.note_en) or None,
    }


def _verification(claim: Claim, verification: Verification, text: VerificationText, language: str) -> Part:
    return {
        "number": verification.number,
        "verdict": verdict_part(verification.verdict, language),
        "as_of": verification.as_of.isoformat(),
        "recheck_by": verification.recheck_by.isoformat() if verification.recheck_by else None,
        "rationale": text_of(text.rationale),
        "unknowns": text_of(text.unknowns),
        "searches": (text.searches.json or []) if text.searches else [],
        "evidence": [
            _evidence(piece, language)
            for piece in verification.evidence.select_related("quote", "note", "archived").order_by("position")
        ],
        "inquiries": [_inquiry(inquiry, language) for inquiry in _inquiries(claim)],
        "no_inquiry_reason": local(verification.no_inquiry, language),
        "change": _change(verification, text, language),
    }


def _change(verification: Verification, text: VerificationText, language: str) -> Part | None:
    if verification.change_kind is None:
        return None
    return {"kind": code_label(ChangeKind, verification.change_kind, language), "note": text_of(text.change_note)}


def _evidence(piece: Evidence, language: str) -> Part:
    return {
        "kind": code_label(EvidenceKind, piece.kind, language),
        "stance": code_label(EvidenceStance, piece.stance, language),
        "title": piece.title,
        "url": piece.url or None,
        "published": piece.published,
        "quote": text_of(piece.quote),
        "note": local(piece.note, language),
        "archived": piece.archived_id,
    }


def _inquiries(claim: Claim) -> Iterable[Inquiry]:
    return claim.inquiries.select_related("source__merged_into").prefetch_related("events__public_line").order_by("pk")


def _inquiry(inquiry: Inquiry, language: str) -> Part:
    """What of an inquiry may be public: whom, when, and the agreed line. Never the channel or the letter."""
    return {
        "to": source_part(inquiry.source, language),
        "steps": [
            {
                "kind": code_label(InquiryEventKind, event.kind, language),
                "at": utc_stamp(event.at),
                "deadline": utc_stamp(event.deadline) if event.deadline else None,
                "line": local(event.public_line, language),
            }
            for event in sorted(inquiry.events.all(), key=lambda event: event.number)
        ],
    }


def _occurrence(occurrence: Occurrence, language: str) -> Part:
    text = occurrence.snapshot.content()
    prefix, suffix = context(text, Span(occurrence.start, occurrence.end))
    return {
        "article": article_part(occurrence.snapshot.article, language),
        "snapshot": occurrence.snapshot.text_id,
        "quote": text_of(occurrence.quote),
        "start": occurrence.start,
        "end": occurrence.end,
        "prefix": prefix,
        "suffix": suffix,
        "core": _core(occurrence),
        "stance": code_label(Stance, occurrence.stance, language),
        "mode": code_label(Mode, occurrence.mode, language),
        "note": local(occurrence.note, language),
        "printed": [_printed(quantity, text) for quantity in occurrence.printed],
        "chains": [_chain(chain, language) for chain in occurrence.attributions.all()],
    }


def _core(occurrence: Occurrence) -> Part | None:
    if occurrence.core_start is None or occurrence.quote.erased:
        return None
    return {"text": occurrence.core(), "start": occurrence.core_start, "end": occurrence.core_end}


def _printed(quantity: dict[str, Any], text: str) -> Part:
    start, end = quantity.get("start"), quantity.get("end")
    return {
        "comparator": quantity.get("comparator", "="),
        "value": quantity.get("value"),
        "unit": quantity.get("unit"),
        "date": quantity.get("date"),
        "words": text[start:end] if start is not None and text else None,
    }


def _chain(chain: Attribution, language: str) -> Part:
    hops = list(chain.hops.all())
    return {
        "grade": code_label(ChainGrade, grade(hops), language),
        "hops": [
            {
                "source": source_part(hop.source, language),
                "words": text_of(hop.words),
                "naming": code_label(Naming, hop.naming, language),
                "verb": hop.verb or None,
                "seen": hop.seen,
                "interested": hop.interested,
            }
            for hop in hops
        ],
    }


def _relation(claim: Claim, relation: Relation, language: str) -> Part:
    """A relation names the other claim by id only: its words come from what is published of it."""
    decision = max(relation.decisions.all(), key=lambda decision: decision.number)
    outward = relation.a_id == claim.pk
    return {
        "type": code_label(RelationType, decision.type, language),
        "direction": "to" if outward else "from",
        "other": (relation.b if outward else relation.a).public_id,
        "why": local(decision.why, language),
        "resolution": local(decision.resolution, language),
    }


def claim_subjects(verification: Verification) -> set[tuple[str, str]]:
    """Every object whose entries tell who wrote what a claim's page would say (law 1: the authors of its proof)."""
    claim = Claim.objects.select_related("question").get(pk=verification.claim_id)
    found = occurrences_of(claim)
    rows: list[Any] = [claim, verification, *([claim.question] if claim.question else [])]
    rows += claim.verifications.filter(number__lte=verification.number)
    rows += claim.inquiries.all()
    # All, not only those shown: who decides that there is no relation takes one off the page.
    rows += Relation.objects.filter(Q(a=claim) | Q(b=claim))
    agents = [inquiry.source for inquiry in _inquiries(claim)]
    for occurrence in found:
        rows += [occurrence, occurrence.snapshot.article]
        agents += agents_of(occurrence.snapshot.article)
        agents += [hop.source for chain in occurrence.attributions.all() for hop in chain.hops.all() if hop.source]
    return {subject_of(row) for row in [*rows, *with_merged(agents)] if row is not None}


def agents_of(article: Article) -> list[Source]:
    """Everyone whose name stands on an article."""
    named = [article.outlet, article.translator, *[author.source for author in article.authors.all()]]
    return [source for source in named if source is not None]


def with_merged(sources: Iterable[Source]) -> set[Source]:
    """Sources, and those under whose names readers see them."""
    found = set(sources)
    return found | {source.merged_into for source in found if source.merged_into is not None}


def scale_content(language: str) -> Part:
    """The rating scale in one language, retired ratings included and marked."""
    verdicts = Verdict.objects.select_related("retirement").order_by("position")
    return {
        "schema_version": SCHEMA_VERSION,
        "kind": "scale",
        "id": SCALE_ID,
        "language": language,
        "verdicts": [
            {
                **(verdict_part(verdict, language) or {}),
                "needs_evidence": verdict.needs_evidence,
                "mapping": verdict.mapping,
                "retired": hasattr(verdict, "retirement"),
            }
            for verdict in verdicts
        ],
        "checkability": [code_label(Checkability, value, language) for value in Checkability.values],
    }


def scale_subjects() -> set[tuple[str, str]]:
    """The verdict rows and the installation that made them."""
    return {subject_of(verdict) for verdict in Verdict.objects.all()} | {("claims.verdict", "0")}


def note_content(
    public_id: str, note: LocalText, replaced_by: str | None, purpose: str | None = None, reference: str = ""
) -> Part:
    """The public note of a withdrawal or of putting something back, in both languages at once.

    ``purpose`` (``NotePurpose``) binds a note to one use. ``reference`` says on what a legal takedown rests: the
    second person reads it, and no document takes it out of the proof.
    """
    bound = {"purpose": str(purpose), "reference": reference} if purpose else {}
    return {
        **bound,
        "schema_version": SCHEMA_VERSION,
        "kind": "note",
        "id": public_id,
        "note": {"ar": note.get("ar"), "en": note.get("en")},
        "replaced_by": replaced_by,
    }
