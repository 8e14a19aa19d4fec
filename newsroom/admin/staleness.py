"""What changed since a proof was drawn, by name, and the button that puts it before a reviewer anew."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from claims.actions import still_covers
from claims.admin.panels import Panel, Reason, Words, adds_panels, reasons, verb_url
from claims.admin.states import newest_per_language
from claims.choices import ProofKind, WorkflowState, listed
from claims.models import Editor, Proof, Verification
from claims.rules import Blocker

from ..models import Pin, Version
from .reading import claim_names, lines
from .review_verbs import assembled, text_of, version_of

REVIEWED = (WorkflowState.IN_REVIEW, WorkflowState.APPROVED)


@dataclass(frozen=True)
class Stale(Panel):
    """Why a review no longer covers what would go out, and what to press."""

    template = "admin/desk/stale.html"
    urgent: ClassVar[bool] = True
    blockers: list[Reason]
    url: str
    button: Words


def stale_reasons(proof: Proof) -> list[Blocker]:
    """Everything that changed since a proof was drawn; empty while a decision on it would still count."""
    return [*_ratings(proof), *_parts(proof)]


def _ratings(proof: Proof) -> list[Blocker]:
    if proof.kind != ProofKind.STORY:
        return []
    found = []
    related = ("claim__current_verification__verdict", "verification__verdict")
    for pin in Pin.objects.moved().filter(version=int(proof.subject_id)).select_related(*related).order_by("claim_id"):
        was, now = _rated(pin.verification), _rated(pin.claim.current_verification)
        values = {"claim": pin.claim.label, "was": was, "now": now}
        if was == now:
            message = _("“%(claim)s” was verified anew since; its rating is still “%(now)s”.")
        else:
            message = _("The rating of “%(claim)s” changed from “%(was)s” to “%(now)s” since.")
        found.append(
            Blocker("rating_moved", message, _("Read the new one and write the version again."), values=values)
        )
    return found


def _rated(verification: Verification | None) -> str:
    if verification is None:
        return str(_("not published"))
    return str(verification.verdict or verification.claim.get_checkability_display())


def _parts(proof: Proof) -> list[Blocker]:
    new = assembled(proof)
    if still_covers(proof, new):
        return []
    old = proof.document.json or {}
    names = claim_names(old) | claim_names(new or {})
    before, after = lines(old, names), lines(new, names)
    only = set(before) ^ set(after)
    changed = dict.fromkeys(part for part, words in [*before, *after] if (part, words) in only)
    parts = listed(changed) or str(_("details that are not shown"))
    return [
        Blocker(
            "changed_since",
            _("Changed since it was submitted: %(parts)s."),
            _("Submit it again and have it reviewed again."),
            values={"parts": parts},
        )
    ]


def stale_panel(proof: Proof | None, state: str) -> list[Panel]:
    """The panel of a proof that is under review or approved and no longer holds; none where it does."""
    if proof is None or state not in REVIEWED or proof.kind not in (ProofKind.CLAIM, ProofKind.STORY):
        return []
    found = stale_reasons(proof)
    if not found:
        return []
    moved = any(blocker.code == "rating_moved" for blocker in found)
    url, button = _anew(proof, moved=moved)
    title = _("Stale: the approval no longer holds") if state == WorkflowState.APPROVED else _("Stale: it has changed")
    return [Stale(title, reasons(found), url, button)]


def _anew(proof: Proof, *, moved: bool) -> tuple[str, Words]:
    """The one button: write on the new ratings where some have moved, else submit again."""
    if moved:
        story = version_of(proof).summary.story
        return verb_url(story, "write-version", f"language={proof.language}"), _("Write the version again")
    if proof.kind == ProofKind.STORY:
        return verb_url(version_of(proof), "submit-version"), _("Submit it again")
    verification = text_of(proof).verification
    return verb_url(verification, "submit-verification", f"language={proof.language}"), _("Submit it again")


@adds_panels(Verification)
def stale_texts(verification: Verification, editor: Editor) -> Iterable[Panel]:
    """On a verification's page: which of its reviews no longer hold."""
    for text in newest_per_language(verification.texts.all()).values():
        yield from stale_panel(text.state.proof, text.state.state)


@adds_panels(Version)
def stale_version(version: Version, editor: Editor) -> Iterable[Panel]:
    """On a version's page: whether its review no longer holds."""
    yield from stale_panel(version.state.proof, version.state.state)
