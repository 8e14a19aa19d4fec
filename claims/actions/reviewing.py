"""The second pair of eyes: proofs, reviews, and what becomes current."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from .. import ledger
from ..canonical import canonical, digest_of
from ..choices import LANGUAGES, ChangeKind, Decision, ProofKind, WorkflowState
from ..documents import claim_content, claim_subjects, scale_content, scale_subjects
from ..documents.claim import SCALE_ID, verification_text
from ..models import (
    Body,
    Claim,
    Editor,
    Entry,
    Proof,
    ProofAuthor,
    Review,
    Team,
    Verdict,
    Verification,
    VerificationState,
    VerificationText,
    Workflow,
)
from ..rules import (
    STALE,
    Blocker,
    Refused,
    asked_blockers,
    blind_blockers,
    checked,
    due_blockers,
    hidden_characters,
    may,
    require,
    review_blockers,
    verification_blockers,
)

# Deeds that touch an object without writing any of its words.
NOT_WRITING = (
    "claim.publish",
    "story.publish",
    "proof.submit",
    "proof.ask",
    "proof.approve",
    "proof.return",
    "proof.take_back",
    "verification.rate",
)
SUBMITTABLE = (WorkflowState.DRAFT, WorkflowState.RETURNED, WorkflowState.APPROVED)


@ledger.verb
def draw_proof(
    *,
    editor: Editor,
    kind: str,
    public_id: str,
    language: str,
    content: dict[str, Any],
    subject: Any,
    subjects: Iterable[tuple[str, str]],
    since: Proof | None,
) -> Proof:
    """Freeze what would leave the house, with everyone who wrote a difference from what was last published.

    ``subjects`` are the objects the content is made of; ``since`` is the proof published last, if any. Whoever
    submits is an author too, so nobody can submit a colleague's words and approve them herself.
    """
    require(hidden_characters(content))
    subject_type, subject_id = ledger.subject_of(subject)
    proof = ledger.insert(
        Proof(
            kind=kind,
            public_id=public_id,
            language=language,
            document=Body.objects.put(canonical(content)),
            subject_type=subject_type,
            subject_id=subject_id,
            submitted_by=editor,
            at=ledger.current().at,
        )
    )
    authors = writers(set(subjects), since) | {editor.pk}
    ledger.insert_all([ProofAuthor(proof=proof, editor_id=pk) for pk in sorted(authors)])
    ledger.record("proof.submit", proof, after={"document": proof.document_id, "authors": sorted(authors)})
    return proof


def writers(subjects: set[tuple[str, str]], since: Proof | None) -> set[int]:
    """Editors whose entries wrote something on ``subjects`` after ``since`` was drawn."""
    entries = Entry.objects.about_any(subjects).exclude(verb__in=NOT_WRITING).filter(editor__isnull=False)
    if since is not None:
        drawn = (
            Entry.objects.about(*ledger.subject_of(since)).filter(verb="proof.submit").select_related("number").first()
        )
        if drawn is not None and hasattr(drawn, "number"):
            # Entries of the running transaction have no number yet; they come after anything published.
            entries = entries.exclude(number__n__lte=drawn.number.n)
    return set(entries.values_list("editor_id", flat=True).distinct())


def still_covers(proof: Proof | None, content: dict[str, Any] | None) -> bool:
    """Whether what would leave the house now is exactly what ``proof`` holds."""
    return proof is not None and content is not None and digest_of(content) == proof.document_id


@ledger.verb
def decide_on_proof(
    *, editor: Editor, proof: Proof, decision: str, state: Workflow | None, fresh: dict[str, Any] | None, note: str = ""
) -> Review:
    """Write a second person's decision and move the draft's state, or refuse with every reason.

    ``fresh`` is the content assembled just now: approving something that has changed since is refused. The
    state moves by a conditional UPDATE, so of several approvers at once exactly one succeeds.
    """
    found = [*may(editor, "review"), *review_blockers(proof, editor)]
    if decision == Decision.APPROVE and isinstance(state, VerificationState):
        found += blind_blockers(state, editor)
    if decision == Decision.APPROVE and not still_covers(proof, fresh):
        found.append(STALE)
    if decision == Decision.RETURN and not note.strip():
        found.append(Blocker("no_note", _("Returning something needs a reason."), _("Write what should change.")))
    require(found)
    if state is not None:
        target = WorkflowState.APPROVED if decision == Decision.APPROVE else WorkflowState.RETURNED
        ledger.change(state, where={"state": WorkflowState.IN_REVIEW, "proof": proof}, state=target)
    review = ledger.insert(
        Review(
            proof=proof,
            reviewer=editor,
            decision=decision,
            note=Body.objects.put_text(note) if note.strip() else None,
            at=ledger.current().at,
        )
    )
    verb = "proof.approve" if decision == Decision.APPROVE else "proof.return"
    ledger.record(verb, proof, after={"review": review.pk, "note": review.note_id})
    return review


@ledger.verb
def submit_verification(
    *,
    editor: Editor,
    verification: Verification,
    reviewer: Editor | None = None,
    languages: Iterable[str] = LANGUAGES,
    team: Team | None = None,
    due: dt.datetime | None = None,
    blind: bool = False,
) -> list[Proof]:
    """Ask for a second person's review of a verification, in every language it is written in.

    ``reviewer`` or ``team`` is whom the queue names, ``due`` when it should be done; anyone who may review decides.
    With ``blind`` whoever reviews rates the claim before seeing the rating; what was once asked so stays so until
    something newer is published.
    """
    texts = [text for language in languages if (text := verification_text(verification, language))]
    found = [*may(editor, "verification.write"), *due_blockers(due, ledger.current().at)]
    require([*found, *_submission_blockers(verification, texts)])
    asked = {"reviewer": reviewer, "team": team, "due": due, "blind": blind or stays_blind(verification)}
    return [_submit_text(editor, verification, text, asked) for text in texts]


def _submission_blockers(verification: Verification, texts: list[VerificationText]) -> list[Blocker]:
    found = [] if texts else verification_blockers(verification, None)
    for text in texts:
        known = {blocker.code for blocker in found}
        found += [each for each in verification_blockers(verification, text) if each.code not in known]
        if verification.change_kind and text.change_note_id is None:
            found.append(
                Blocker("no_change_note", _("Readers are told why something published changes."), _("Write the note."))
            )
        if verification.claim.texts.filter(language=text.language).newest() is None:
            found.append(
                Blocker(
                    "claim_not_worded", _("The claim has no sentence in this language."), _("Word the claim first.")
                )
            )
    return found


def stays_blind(verification: Verification) -> bool:
    """Whether a blind second rating was asked for since anything was last published of the claim."""
    current = verification.claim.current_verification
    asked = VerificationState.objects.filter(blind=True, text__verification__claim=verification.claim_id)
    return asked.filter(text__verification__number__gt=current.number if current else 0).exists()


def _submit_text(editor: Editor, verification: Verification, text: VerificationText, asked: Mapping[str, Any]) -> Proof:
    claim = verification.claim
    content = checked(claim_content(verification, text.language), [])
    proof = draw_proof(
        editor=editor,
        kind=ProofKind.CLAIM,
        public_id=claim.public_id,
        language=text.language,
        content=content,
        subject=text,
        subjects=claim_subjects(verification),
        since=published_proof(claim, text.language),
    )
    require(asked_blockers(proof, asked["reviewer"], asked["team"]))
    put_under_review(editor=editor, state=state_of(text), proof=proof, asked=asked)
    return proof


def put_under_review(*, editor: Editor, state: Workflow, proof: Proof, asked: Mapping[str, Any]) -> None:
    """Move a draft into review with its proof; what waits already comes anew only where its proof is stale."""
    stale = state.proof is not None and state.proof.document_id != proof.document_id
    able = (*SUBMITTABLE, WorkflowState.IN_REVIEW) if stale else SUBMITTABLE
    where = {"state__in": able, "proof": state.proof}
    ledger.change(state, where=where, state=WorkflowState.IN_REVIEW, proof=proof, **asked)


def state_of(text: VerificationText) -> VerificationState:
    """The workflow row of a text, read now."""
    return VerificationState.objects.select_related("proof", "text__verification").get(text=text)


def published_proof(claim: Claim, language: str) -> Proof | None:
    """The proof of a claim that was published last in one language."""
    states = VerificationState.objects.filter(
        text__verification__claim=claim,
        text__language=language,
        state__in=(WorkflowState.PUBLISHED, WorkflowState.SUPERSEDED),
    )
    newest = states.select_related("proof").order_by("-proof_id").first()
    return newest.proof if newest else None


@ledger.verb
def approve_verification(
    *, editor: Editor, text: VerificationText, note: str = "", proof: Proof | None = None
) -> Review:
    """Approve one language of a verification. Approval is not publication.

    ``proof`` is what the reviewer has read; if another is under review by now, ``Conflict``.
    """
    return _decide(editor, text, Decision.APPROVE, note, proof)


@ledger.verb
def return_verification(*, editor: Editor, text: VerificationText, note: str, proof: Proof | None = None) -> Review:
    """Give a verification back to its author with what should change."""
    return _decide(editor, text, Decision.RETURN, note, proof)


def _decide(editor: Editor, text: VerificationText, decision: str, note: str, read: Proof | None) -> Review:
    state = state_of(text)
    if read is not None and state.proof_id != read.pk:
        raise ledger.Conflict(state)
    waits = state.proof is not None and state.state == WorkflowState.IN_REVIEW
    proof = checked(state.proof, [] if waits else [*may(editor, "review"), not_in_review()])
    fresh = claim_content(text.verification, text.language)
    return decide_on_proof(editor=editor, proof=proof, decision=decision, state=state, fresh=fresh, note=note)


def not_in_review() -> Blocker:
    """The blocker of a decision on something that nobody has submitted."""
    return Blocker("not_in_review", _("It is not waiting for a review."), _("Reload the page to see where it stands."))


@ledger.verb
def take_back_verification(*, editor: Editor, text: VerificationText) -> VerificationState:
    """Take a verification back out of the review before anyone has decided."""
    require(may(editor, "verification.write"))
    state = state_of(text)
    moved = ledger.change(state, where={"state": WorkflowState.IN_REVIEW}, state=WorkflowState.DRAFT, proof=None)
    ledger.record("proof.take_back", text.verification, after={"language": text.language})
    return moved


@ledger.verb
def make_current(*, editor: Editor, verification: Verification, texts: Iterable[VerificationText]) -> Claim:
    """Make a verification the published one of its claim. Called by the desk's publish verb, never alone.

    The texts' states move from approved to published; what was published before becomes superseded.
    """
    require(may(editor, "publish"))
    claim = verification.claim
    before = claim.current_verification.number if claim.current_verification else None
    moved = Claim.objects.get(pk=claim.pk)
    for text in texts:
        VerificationState.objects.filter(
            text__verification__claim=claim, text__language=text.language, state=WorkflowState.PUBLISHED
        ).update(state=WorkflowState.SUPERSEDED)
        ledger.change(state_of(text), where={"state": WorkflowState.APPROVED}, state=WorkflowState.PUBLISHED)
    moved = ledger.change(moved, current_verification=verification)
    ledger.record("claim.publish", moved, before={"verification": before}, after={"verification": verification.number})
    return moved


@ledger.verb
def submit_scale(*, editor: Editor) -> list[Proof]:
    """Ask for a second person's review of the rating scale as it stands."""
    require(may(editor, "review") and may(editor, "verification.write"))
    subject = Verdict.objects.order_by("position").first()
    return [
        draw_proof(
            editor=editor,
            kind=ProofKind.SCALE,
            public_id=SCALE_ID,
            language=language,
            content=scale_content(language),
            subject=subject,
            subjects=scale_subjects(),
            since=None,
        )
        for language in LANGUAGES
    ]


@ledger.verb
def approve_proof(*, editor: Editor, proof: Proof, note: str = "") -> Review:
    """Approve a proof that has no draft behind it: the scale, or a public note."""
    makers: dict[str, Callable[[], dict[str, Any]]] = {
        ProofKind.SCALE: lambda: scale_content(proof.language),
        # A note is written into its proof and nowhere else, so it cannot change.
        ProofKind.NOTE: lambda: proof.document.json,
    }
    if proof.kind not in makers:
        raise Refused([not_in_review()])
    return decide_on_proof(
        editor=editor, proof=proof, decision=Decision.APPROVE, state=None, fresh=makers[proof.kind](), note=note
    )


__all__ = [
    "ChangeKind",
    "approve_proof",
    "approve_verification",
    "decide_on_proof",
    "draw_proof",
    "make_current",
    "published_proof",
    "put_under_review",
    "return_verification",
    "state_of",
    "still_covers",
    "submit_scale",
    "submit_verification",
    "take_back_verification",
    "writers",
]
