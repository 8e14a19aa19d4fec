"""The veil: what an editor does not see of a verification before she has rated its claim blindly herself.

Why here and not in each template: a rating stands in many places (lists, pages, evidence, the audit), and one that
is forgotten spoils the second opinion.
"""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from ..models import Editor, Proof, Verification, VerificationState
from ..rules import rates_first
from .panels import Cell, Panel, Passage, Prose, url_of

HIDDEN = _("hidden until you have rated it")


def hidden_cell() -> Cell:
    """What stands where a rating would."""
    return Cell(HIDDEN, tone="muted")


def is_veiled(editor: Editor, verification: int | None) -> bool:
    """Whether ``editor`` may not see yet how a verification rates its claim."""
    return verification is not None and verification in rates_first(editor)


def veil_of(verification: Verification | int) -> list[Panel]:
    """What stands where a verification would: why it is hidden, and the proofs on which one's own rating is given."""
    key = verification if isinstance(verification, int) else verification.pk
    states = VerificationState.objects.filter(text__verification=key, proof__isnull=False, blind=True)
    proofs = [state.proof for state in states.select_related("proof").order_by("pk") if state.proof]
    return [why_hidden(), Prose(_("Rate it here"), [_line(proof) for proof in proofs])]


def why_hidden() -> Prose:
    """Why nothing of a rating is shown."""
    words = _(
        "This claim is rated twice. You see how it was rated, and why, as soon as you have given a rating of your own."
    )
    return Prose(_("Hidden for now"), [Passage(words)])


def _line(proof: Proof) -> Passage:
    return Passage(f"{proof.get_kind_display()} · {proof.get_language_display()}", url=url_of(proof))


def unseen(editor: Editor) -> Collection[int]:
    """The verifications that lists leave out or cover for ``editor``."""
    return rates_first(editor)
