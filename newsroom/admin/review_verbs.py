"""Forms of the second pair of eyes: a decision on exactly the proof that was shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from claims import ledger
from claims.actions import (
    approve_proof,
    approve_verification,
    decide_on_proof,
    return_verification,
    still_covers,
)
from claims.admin.fields import long_text
from claims.admin.panels import Panel
from claims.admin.verbs import VerbForm, offer
from claims.choices import Decision, ProofKind, WorkflowState
from claims.documents import claim_content, scale_content
from claims.models import Editor, Proof, Review, VerificationState, VerificationText
from claims.rules import STALE, Blocker, review_blockers

from ..actions import approve_version, return_version
from ..documents import story_content
from ..models import Publication, Version, VersionState


def text_of(proof: Proof) -> VerificationText:
    """The text of a verification from which a proof was drawn."""
    found: VerificationText = VerificationText.objects.select_related("verification__claim").get(pk=proof.subject_id)
    return found


def version_of(proof: Proof) -> Version:
    """The version of a summary from which a proof was drawn."""
    found: Version = Version.objects.select_related("summary__story", "content").get(pk=proof.subject_id)
    return found


def fresh_content(proof: Proof) -> Any:
    """What would leave the house now, to compare with what the proof holds."""
    if proof.kind == ProofKind.CLAIM:
        text = text_of(proof)
        return claim_content(text.verification, proof.language)
    if proof.kind == ProofKind.STORY:
        return story_content(version_of(proof))
    return scale_content(proof.language) if proof.kind == ProofKind.SCALE else proof.document.json


def waits(proof: Proof) -> bool:
    """Whether a proof waits for a decision."""
    models: dict[str, Any] = {ProofKind.CLAIM: VerificationState, ProofKind.STORY: VersionState}
    if proof.kind in models:
        return bool(models[proof.kind].objects.filter(proof=proof, state=WorkflowState.IN_REVIEW).exists())
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
        from .proofs import reading

        return reading(self.subject)

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
        return found if still_covers(subject, fresh_content(subject)) else [*found, STALE]


class Returning(Deciding):
    label = _("Return")
    sentence = _("Gives it back to its author with what should change.")

    note = long_text(_("what should change"), rows=5, required=True)


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
