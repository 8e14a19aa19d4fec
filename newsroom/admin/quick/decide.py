"""The second screen: the claim with its quote in the text, what was found, what stands in the way, and the decision."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from claims.actions import approve_verification
from claims.actions.reviewing import state_of
from claims.admin.claims import states_cell
from claims.admin.drawing import chains_panel
from claims.admin.inquiries import public_panel
from claims.admin.panels import Cell, Panel, Passage, Prose, Reasons, Table, cell, reasons, text_in, url_of
from claims.admin.verbs import VerbForm
from claims.characters import displayable
from claims.choices import WorkflowState
from claims.documents.claim import occurrences_of
from claims.ledger import Conflict
from claims.models import BlindVerdict, Claim, Editor, Occurrence, Proof, VerificationText
from claims.rules import Blocker, Refused, may, require

from ...actions import publish_verification
from ..published import public_cells
from ..publishing_verbs import current_of, publication_blockers
from ..review_verbs import ApproveVerification, Approving, ReturnVerification, decide_as_shown, text_of, waits

MARGIN = 3  # blocks of the text on each side of the quote that are shown at once


# --- The decisions ----------------------------------------------------------------------------------------------------


class OnOneScreen(VerbForm):
    """A decision that is pressed on this screen, and that leads back to it."""

    template = "admin/quick/decide.html"

    def around(self) -> dict[str, Any]:
        return sheet(self.subject, self.editor)

    def onward(self, result: Any) -> str:
        from .views import decide_url

        return decide_url(self.subject)

    def aside(self) -> Iterable[Panel]:
        return []


class Reading(OnOneScreen):
    """The screen for those who only look, or who have nothing left to decide."""

    verb = ""
    label = _("Second person")
    permissions = ("review",)


class Approve(OnOneScreen, ApproveVerification):
    label = _("Approve only")
    tone = "plain"
    sentence = _("A publisher sends it out.")


class Return(OnOneScreen, ReturnVerification):
    label = _("Return with a comment")


class Publish(OnOneScreen):
    """What a colleague has approved goes out."""

    verb = "publish_verification"
    label = _("Publish")
    permissions = ("publish",)
    tone = "primary"
    second_factor = True

    @classmethod
    def blockers(cls, editor: Editor, subject: Any) -> list[Blocker]:
        return publication_blockers(text_of(subject).verification)

    def act(self) -> Any:
        publish_verification(editor=self.editor, verification=text_of(self.subject).verification)
        return self.subject


class ApproveAndPublish(OnOneScreen, Approving):
    """Two deeds by one press: the approval, and then the publication. Whatever would stop the second stops both."""

    verb = "approve_verification"
    label = _("Approve and publish")
    second_factor = True
    left: list[Blocker] | None = None

    @classmethod
    def refused(cls, editor: Editor) -> list[Blocker]:
        return [*may(editor, "review"), *may(editor, "publish")][:1]

    @classmethod
    def blockers(cls, editor: Editor, subject: Any) -> list[Blocker]:
        later = publication_blockers(text_of(subject).verification)
        return [*super().blockers(editor, subject), *(each for each in later if each.code != "not_approved")]

    def act(self) -> Any:
        require(self.blockers(self.editor, self.subject))
        text, note = text_of(self.subject), self.cleaned_data["note"]
        decide_as_shown(
            editor=self.editor,
            proof=self.subject,
            decide=lambda: approve_verification(editor=self.editor, text=text, note=note),
        )
        try:
            publish_verification(editor=self.editor, verification=text.verification)
        except (Refused, Conflict) as refusal:  # changed in the moment between: the approval stands
            self.left = refusal.blockers
        return self.subject

    def outcome(self, result: Any) -> list[Panel] | None:
        if self.left is None:
            return None
        return [Reasons(_("It is approved. It could not go out:"), reasons(self.left))]


DECISIONS: dict[str, type[OnOneScreen]] = {
    "publish": ApproveAndPublish,
    "approve": Approve,
    "return": Return,
    "out": Publish,
}


def offered(proof: Proof, editor: Editor) -> list[tuple[str, type[OnOneScreen]]]:
    """The decisions that the editor's roles allow on the proof as it stands."""
    state = state_of(text_of(proof))
    names: tuple[str, ...] = ()
    if waits(proof):
        names = ("publish", "approve", "return")
    elif state.state == WorkflowState.APPROVED and state.proof_id == proof.pk:
        names = ("out",)
    return [(name, DECISIONS[name]) for name in names if not DECISIONS[name].refused(editor)]


def hidden(proof: Proof, editor: Editor) -> bool:
    """Whether the editor must rate the claim before she may see this rating."""
    text = text_of(proof)
    if not state_of(text).blind or proof.authors.filter(editor=editor).exists():
        return False
    return not BlindVerdict.objects.filter(verification=text.verification, editor=editor).exists()


# --- What is decided on -----------------------------------------------------------------------------------------------


def sheet(proof: Proof, editor: Editor) -> dict[str, Any]:
    """All that the second person reads, with what stands in the way and what she may press."""
    text = _whole(text_of(proof))
    found = text.verification
    decisions = offered(proof, editor)
    published = current_of(found.claim)
    return {
        "proof": proof,
        "text": text,
        "verification": found,
        "claim_words": proof.document.json or {},
        "rating": cell(found.verdict) if found.verdict else Cell(found.claim.get_checkability_display(), tone="none"),
        "standing": states_cell(found),
        "decisions": decisions,
        "sheet": [*_in_place(found.claim), *_found(text)],
        "preview": reverse("admin:claims_proof_preview", args=[proof.pk]),
        "published": published is not None,
        "published_cells": public_cells(published) if published else [],
        "to_publish": not decisions and state_of(text).state == WorkflowState.APPROVED,
        "waiting": waits(proof),
        "verification_url": url_of(found),
        "proof_url": url_of(proof),
    }


def _whole(text: VerificationText) -> VerificationText:
    related = ("rationale", "unknowns", "searches", "author", "verification__verdict", "verification__no_inquiry")
    found = VerificationText.objects.select_related(*related, "verification__claim")
    return found.prefetch_related("verification__texts__state").get(pk=text.pk)


@dataclass(frozen=True)
class InPlace(Panel):
    """A quote, marked where it stands, with the blocks of the text around it."""

    template = "admin/quick/place.html"
    url: str
    before: Sequence[str]
    lead: str
    quote: str
    tail: str
    after: Sequence[str]


def _in_place(claim: Claim) -> Iterable[Panel]:
    """The quote in the text around it, and through whom it came."""
    occurrences = list(occurrences_of(claim))
    yield from (_around(each) for each in occurrences)
    yield chains_panel(_("Through whom it came"), occurrences)


def _around(occurrence: Occurrence) -> InPlace:
    content, reading = occurrence.snapshot.content(), occurrence.snapshot.readings.newest()
    blocks = [block for block in (reading.blocks if reading else []) if block["kept"]]
    held = [place for place, block in enumerate(blocks) if _holds(block, occurrence)]
    first, last = (held[0], held[-1]) if held else (0, -1)
    start = min(blocks[first]["start"], occurrence.start) if held else occurrence.start
    end = max(blocks[last]["end"], occurrence.end) if held else occurrence.end

    def words(some: Iterable[dict[str, Any]]) -> list[str]:
        return [displayable(content[each["start"] : each["end"]]) for each in some]

    return InPlace(
        title=occurrence.snapshot.article.title,
        url=url_of(occurrence.snapshot.article),
        before=words(blocks[max(first - MARGIN, 0) : first]),
        lead=displayable(content[start : occurrence.start]),
        quote=displayable(content[occurrence.start : occurrence.end]),
        tail=displayable(content[occurrence.end : end]),
        after=words(blocks[last + 1 : last + 1 + MARGIN]),
    )


def _holds(block: dict[str, Any], occurrence: Occurrence) -> bool:
    return bool(block["start"] < occurrence.end and occurrence.start < block["end"])


def _found(text: VerificationText) -> Iterable[Panel]:
    """The rationale, what it rests on, and whom we asked."""
    found = text.verification
    yield Prose(_("Rationale"), list(_words(text)))
    rows = [
        [Cell(piece.title, url=piece.url), cell(piece.get_stance_display()), cell(piece.get_kind_display())]
        for piece in found.evidence.order_by("position")
    ]
    yield Table(_("Evidence"), (_("title"), _("stance"), _("kind")), rows)
    for inquiry in found.claim.inquiries.select_related("source").order_by("pk"):
        yield public_panel(inquiry)
    if found.no_inquiry is not None:
        yield Prose(_("Why no one was asked"), [Passage(text_in(found.no_inquiry.local) or "–")])


def _words(text: VerificationText) -> Iterable[Passage]:
    yield Passage(text.rationale.text, language=text.language)
    if text.unknowns:
        yield Passage(text.unknowns.text, label=_("what would settle it"), language=text.language)
    for search in (text.searches.json or []) if text.searches else []:
        said = " · ".join(search.get(name, "") for name in ("what", "where", "on") if search.get(name))
        yield Passage(said, label=_("looked for"), language=text.language)
