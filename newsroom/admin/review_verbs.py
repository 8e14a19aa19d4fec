"""Forms of the second pair of eyes: a decision on exactly the proof that was shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from claims import ledger
from claims.actions import (
    approve_proof,
    approve_verification,
    ask_reviewer,
    decide_on_proof,
    give_blind_verdict,
    return_verification,
    still_covers,
)
from claims.actions.asking import twice_blockers
from claims.actions.reviewing import not_in_review
from claims.admin.checking_verbs import Asking, VerdictField
from claims.admin.fields import long_text
from claims.admin.panels import Panel, Table, cell, language_of_desk, once
from claims.admin.verbs import VerbForm, offer
from claims.choices import Decision, ProofKind, WorkflowState
from claims.documents import claim_content, scale_content
from claims.models import Editor, Proof, Review, Verdict, VerificationState, VerificationText
from claims.rules import STALE, Blocker, blind_blockers, review_blockers

from ..actions import approve_version, return_version
from ..documents import story_content
from ..models import Pin, Publication, Version, VersionState


def text_of(proof: Proof) -> VerificationText:
    """The text of a verification from which a proof was drawn."""
    found: VerificationText = VerificationText.objects.select_related("verification__claim").get(pk=proof.subject_id)
    return found


def version_of(proof: Proof) -> Version:
    """The version of a summary from which a proof was drawn."""
    found: Version = Version.objects.select_related("summary__story", "content").get(pk=proof.subject_id)
    return found


def fresh_content(proof: Proof) -> Any:
    """What an approval would cover now; nothing where a rating that the text rests on is another by now."""
    if proof.kind == ProofKind.STORY and Pin.objects.moved().filter(version=int(proof.subject_id)).exists():
        return None
    return assembled(proof)


def assembled(proof: Proof) -> Any:
    """What would leave the house now, to compare with what the proof holds."""
    if proof.kind == ProofKind.CLAIM:
        text = text_of(proof)
        return claim_content(text.verification, proof.language)
    if proof.kind == ProofKind.STORY:
        return story_content(version_of(proof))
    return scale_content(proof.language) if proof.kind == ProofKind.SCALE else proof.document.json


def state_of(proof: Proof) -> Any:
    """The workflow row that waits with a proof; ``None`` where none does, or where the proof has no draft."""
    models: dict[str, Any] = {ProofKind.CLAIM: VerificationState, ProofKind.STORY: VersionState}
    if proof.kind not in models:
        return None
    rows = models[proof.kind].objects.select_related("proof", "reviewer", "team", "text")
    return once(proof, "waiting state", rows.filter(proof=proof, state=WorkflowState.IN_REVIEW).first)


def waits(proof: Proof) -> bool:
    """Whether a proof waits for a decision."""
    if proof.kind in (ProofKind.CLAIM, ProofKind.STORY):
        return state_of(proof) is not None
    used = Publication.objects.filter(note_proof=proof).exists()
    return not used and not proof.reviews.exists()


@ledger.verb
def decide_as_shown(*, editor: Editor, proof: Proof, decide: Callable[[], Review]) -> Review:
    """Decide, and undo it all if the decision fell on another proof than the one that the reviewer read."""
    review = decide()
    if review.proof_id != proof.pk:
        raise ledger.Conflict(proof)
    return review


class Deciding(VerbForm):
    permissions = ("review",)
    beside = False
    kinds: tuple[str, ...] = ()

    @classmethod
    def fits(cls, subject: Any) -> bool:
        return subject.kind in cls.kinds

    @classmethod
    def offered(cls, subject: Any) -> bool:
        return cls.fits(subject) and waits(subject)

    @classmethod
    def blockers(cls, editor: Editor, subject: Any) -> list[Blocker]:
        return review_blockers(subject, editor)

    def aside(self) -> Iterable[Panel]:
        from .proofs import reading_for

        return reading_for(self.editor, self.subject)

    def decide(self) -> Review:
        """The verb itself."""
        raise TypeError(f"{type(self).__name__} decides nothing.")

    def act(self) -> Any:
        decide_as_shown(editor=self.editor, proof=self.subject, decide=self.decide)
        return self.subject


class Approving(Deciding):
    label = _("Approve")
    sentence = _("You vouch for exactly this text. Approval is not publication.")
    tone = "primary"

    note = long_text(_("note"), rows=3, help_text=_("Stays in the house."))

    @classmethod
    def blockers(cls, editor: Editor, subject: Any) -> list[Blocker]:
        found = review_blockers(subject, editor)
        state = state_of(subject)
        if isinstance(state, VerificationState):
            found += blind_blockers(state, editor)
        return found if still_covers(subject, fresh_content(subject)) else [*found, STALE]


class Returning(Deciding):
    label = _("Return")
    sentence = _("Gives it back to its author with what should change.")

    note = long_text(_("what should change"), rows=5, required=True)


@offer(Proof)
class GiveBlindVerdict(VerbForm):
    verb = "give_blind_verdict"
    label = _("Rate it blindly")
    sentence = _(
        "Your own rating, before you see the author's. If both agree you can approve; if not, it goes back at once."
    )
    permissions = ("review",)
    tone = "primary"

    verdict = VerdictField(label=_("rating"))
    rationale = long_text(_("rationale"), rows=6, required=True, help_text=_("Stays in the house."))

    @classmethod
    def offered(cls, subject: Any) -> bool:
        state = state_of(subject) if subject.kind == ProofKind.CLAIM else None
        return bool(state is not None and state.blind)

    @classmethod
    def blockers(cls, editor: Editor, subject: Any) -> list[Blocker]:
        state = state_of(subject)
        return [*review_blockers(subject, editor), *(twice_blockers(state, editor) if state else [not_in_review()])]

    def aside(self) -> Iterable[Panel]:
        from .proofs import reading_for

        yield from reading_for(self.editor, self.subject)
        rows = [
            [cell(verdict), cell(verdict.definition_in(language_of_desk()))] for verdict in Verdict.objects.in_use()
        ]
        yield Table(_("The scale"), (_("rating"), _("definition")), rows)

    def act(self) -> Any:
        given = self.cleaned_data
        give_blind_verdict(
            editor=self.editor, proof=self.subject, verdict=given["verdict"] or None, rationale=given["rationale"]
        )
        return self.subject


@offer(Proof)
class AskReviewer(Asking):
    verb = "ask_reviewer"
    label = _("Ask somebody else")
    sentence = _("Says of whom the review is asked and until when. Anyone who may review can still decide on it.")
    permissions = ("review.ask",)

    @classmethod
    def offered(cls, subject: Any) -> bool:
        return state_of(subject) is not None

    @classmethod
    def blockers(cls, editor: Editor, subject: Any) -> list[Blocker]:
        return [] if state_of(subject) is not None else [not_in_review()]

    def start(self) -> dict[str, Any]:
        state = state_of(self.subject)
        names = ("reviewer", "team", "due")
        return {"version": state.version, **{name: getattr(state, name) for name in names}} if state else {}

    def act(self) -> Any:
        state = state_of(self.subject)
        if state is None or state.version != self.cleaned_data["version"]:
            raise ledger.Conflict(state or self.subject)
        ask_reviewer(editor=self.editor, state=state, **self.asked())
        return self.subject


@offer(Proof)
class ApproveVerification(Approving):
    verb = "approve_verification"
    kinds = (ProofKind.CLAIM,)

    def decide(self) -> Review:
        return approve_verification(editor=self.editor, text=text_of(self.subject), note=self.cleaned_data["note"])


@offer(Proof)
class ReturnVerification(Returning):
    verb = "return_verification"
    kinds = (ProofKind.CLAIM,)

    def decide(self) -> Review:
        return return_verification(editor=self.editor, text=text_of(self.subject), note=self.cleaned_data["note"])


@offer(Proof)
class ApproveVersion(Approving):
    verb = "approve_version"
    kinds = (ProofKind.STORY,)

    def decide(self) -> Review:
        return approve_version(editor=self.editor, version=version_of(self.subject), note=self.cleaned_data["note"])


@offer(Proof)
class ReturnVersion(Returning):
    verb = "return_version"
    kinds = (ProofKind.STORY,)

    def decide(self) -> Review:
        return return_version(editor=self.editor, version=version_of(self.subject), note=self.cleaned_data["note"])


@offer(Proof)
class ApproveProof(Approving):
    verb = "approve_proof"
    kinds = (ProofKind.SCALE, ProofKind.NOTE)

    def decide(self) -> Review:
        return approve_proof(editor=self.editor, proof=self.subject, note=self.cleaned_data["note"])


@offer(Proof)
class ReturnProof(Returning):
    """The scale and public notes have no draft behind them: the decision itself is the verb."""

    verb = "decide_on_proof"
    action = "return_proof"
    kinds = (ProofKind.SCALE, ProofKind.NOTE)

    def decide(self) -> Review:
        return decide_on_proof(
            editor=self.editor,
            proof=self.subject,
            decision=Decision.RETURN,
            state=None,
            fresh=None,
            note=self.cleaned_data["note"],
        )
