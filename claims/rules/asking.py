"""Whom a review may be asked of, and who must rate a claim before seeing how it was rated."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from ..choices import WorkflowState
from .base import MAY, Blocker, may

if TYPE_CHECKING:
    from ..models import Editor, Proof, Team, VerificationState

SOMEBODY_ELSE = _("Ask somebody else, or nobody in particular.")


def asked_blockers(proof: Proof, reviewer: Editor | None, team: Team | None) -> list[Blocker]:
    """Why a review of ``proof`` can't be asked of ``reviewer`` or of ``team``: nobody there could decide on it."""
    found = []
    authors = set(proof.authors.values_list("editor_id", flat=True))
    if reviewer is not None and team is not None:
        found.append(
            Blocker(
                "asked_twice",
                _("A review is asked of one editor or of one team, not of both."),
                _("Choose the editor or the team."),
            )
        )
    if reviewer is not None and may(reviewer, "review"):
        message = _("“%(name)s” may not review.")
        found.append(Blocker("cannot_review", message, SOMEBODY_ELSE, values={"name": str(reviewer)}))
    if reviewer is not None and reviewer.pk in authors:
        message = _("“%(name)s” wrote part of what would go out.")
        found.append(Blocker("asked_author", message, SOMEBODY_ELSE, values={"name": str(reviewer)}))
    if team is not None and not _able(team, authors):
        message = _("Nobody of “%(name)s” could decide on this.")
        found.append(Blocker("team_cannot_review", message, SOMEBODY_ELSE, values={"name": str(team)}))
    return found


def _able(team: Team, authors: set[int]) -> bool:
    """Whether one of a team may review and wrote none of it."""
    able = team.members.filter(is_active=True, groups__name__in=MAY["review"])
    return able.exclude(pk__in=authors).exists()


def due_blockers(due: dt.datetime | None, now: dt.datetime) -> list[Blocker]:
    """Why something can't be due at ``due``: that time has passed."""
    if due is None or due > now:
        return []
    return [
        Blocker("due_passed", _("The time at which it should be done has passed."), _("Choose a time in the future."))
    ]


NO_BLIND_VERDICT = Blocker(
    "no_blind_verdict",
    _("This claim is rated twice, and you have not rated it yet."),
    _("Give your own rating first; then you see the other one."),
)


def blind_blockers(state: VerificationState, reviewer: Editor) -> list[Blocker]:
    """Why ``reviewer`` can't approve a verification that is rated twice: no rating of hers, or another one."""
    if not state.blind:
        return []
    verification = state.text.verification
    given = verification.blind_verdicts.filter(editor=reviewer).first()
    if given is None:
        return [NO_BLIND_VERDICT]
    if given.verdict_id != verification.verdict_id:
        return [
            Blocker(
                "rated_otherwise",
                _("You have given this claim another rating."),
                _("It goes out when another editor comes to its rating blindly, or with a new verification."),
            )
        ]
    return []


def rates_first(editor: Editor) -> frozenset[int]:
    """The verifications whose rating ``editor`` may not see yet: they wait, to be rated blindly, for one like her.

    Who may not review, who wrote part of it, and who has rated it already sees everything. Asked once per object.
    """
    cached: frozenset[int] | None = getattr(editor, "_rates_first", None)
    if cached is None:
        cached = frozenset() if may(editor, "review") else frozenset(_unrated(editor))
        editor._rates_first = cached  # type: ignore[attr-defined]
    return cached


def _unrated(editor: Editor) -> set[int]:
    from ..models import VerificationState

    waiting = VerificationState.objects.filter(state=WorkflowState.IN_REVIEW, blind=True)
    own = waiting.filter(proof__authors__editor=editor).values("text__verification")
    left = waiting.exclude(text__verification__in=own).exclude(text__verification__blind_verdicts__editor=editor)
    return set(left.values_list("text__verification_id", flat=True))
