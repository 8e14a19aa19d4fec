"""Whom a review is asked of, the blind second rating, and the teams that can be asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .. import ledger
from ..choices import Decision, ProofKind, WorkflowState, listed
from ..models import (
    BlindVerdict,
    Body,
    Editor,
    Proof,
    Team,
    Verdict,
    VerificationState,
    VerificationText,
    Workflow,
)
from ..rules import (
    Blocker,
    Refused,
    asked_blockers,
    checked,
    due_blockers,
    may,
    rating_blockers,
    require,
    review_blockers,
    too_long,
)
from .checking import verdict_blockers
from .reviewing import decide_on_proof, not_in_review


@ledger.verb
def ask_reviewer(
    *,
    editor: Editor,
    state: Workflow,
    reviewer: Editor | None = None,
    team: Team | None = None,
    due: dt.datetime | None = None,
) -> Workflow:
    """Ask somebody else for a review that waits, or nobody in particular, and say when it is due.

    ``state`` is the workflow row of a verification's text or of a version, as the one who asks saw it.
    """
    late = due_blockers(due, ledger.current().at) if due != state.due else []
    waits = [] if state.proof is not None and state.state == WorkflowState.IN_REVIEW else [not_in_review()]
    able = asked_blockers(state.proof, reviewer, team) if state.proof is not None else []
    proof = checked(state.proof, [*may(editor, "review.ask"), *waits, *able, *late])
    before = _asked(state)
    where = {"state": WorkflowState.IN_REVIEW, "proof": proof}
    moved = ledger.change(state, where=where, reviewer=reviewer, team=team, due=due)
    ledger.record("proof.ask", proof, before=before, after=_asked(moved))
    return moved


def _asked(state: Workflow) -> dict[str, Any]:
    due = state.due.isoformat() if state.due else None
    return {"reviewer": state.reviewer_id, "team": state.team_id, "due": due}


@ledger.verb
def give_blind_verdict(*, editor: Editor, proof: Proof, verdict: str | None, rationale: str) -> BlindVerdict:
    """Rate a claim under review without having seen how its author rated it.

    ``verdict`` is a code of the scale, or ``None`` for opinions and vague sentences. Another rating than the
    author's returns the verification to its author at once, with a note that names both.
    """
    waiting = _waiting(proof)
    if waiting is None:
        raise Refused([*may(editor, "review"), not_in_review()])
    verification = waiting.text.verification
    chosen = Verdict.objects.in_use().filter(code=verdict).first() if verdict else None
    found = [*may(editor, "review"), *review_blockers(proof, editor)]
    found += twice_blockers(waiting, editor)
    found += verdict_blockers(verdict, chosen) or rating_blockers(verification.claim, chosen)
    if not rationale.strip():
        found.append(Blocker("no_rationale", _("The rationale is empty."), _("Say what was found and how.")))
    require(found)
    given = ledger.insert(
        BlindVerdict(
            verification=verification,
            editor=editor,
            verdict=chosen,
            rationale=Body.objects.put_text(rationale.strip()),
            at=ledger.current().at,
        )
    )
    agrees = given.verdict_id == verification.verdict_id
    after = {"verdict": verdict, "rationale": given.rationale_id, "agrees": agrees}
    ledger.record("verification.rate", verification, after=after)
    if not agrees:
        _return_both(given)
    return given


def _waiting(proof: Proof) -> VerificationState | None:
    """The state that waits for a decision on a proof, locked: of two who rate at once, the second sees the first."""
    if proof.kind != ProofKind.CLAIM:
        return None
    text = VerificationText.objects.get(pk=proof.subject_id)
    states = VerificationState.objects.select_for_update(of=("self",)).select_related("text__verification")
    # All languages, in one order: a rating that differs returns them all.
    rows = states.filter(text__verification=text.verification_id, state=WorkflowState.IN_REVIEW).order_by("pk")
    return next((row for row in rows if row.proof_id == proof.pk), None)


def twice_blockers(state: VerificationState, editor: Editor) -> list[Blocker]:
    """Why an editor can't rate a verification blindly: nobody asked for it, or she has done so."""
    found = []
    if not state.blind:
        found.append(
            Blocker(
                "not_blind", _("This claim is not to be rated a second time."), _("Decide on it as it was submitted.")
            )
        )
    if state.text.verification.blind_verdicts.filter(editor=editor).exists():
        found.append(
            Blocker("already_rated", _("You have already rated this verification."), _("Decide on it, or leave it."))
        )
    return found


def _return_both(given: BlindVerdict) -> None:
    """Two ratings: every language that waits goes back, each with a note in its own language."""
    waiting = VerificationState.objects.filter(
        text__verification=given.verification_id, state=WorkflowState.IN_REVIEW, proof__isnull=False
    )
    others = waiting.exclude(proof__authors__editor=given.editor_id)
    for state in others.select_related("proof", "text").order_by("pk"):
        decide_on_proof(
            editor=given.editor,
            proof=checked(state.proof, []),
            decision=Decision.RETURN,
            state=state,
            fresh=None,
            note=_both_ratings(given, state.text.language),
        )


def _both_ratings(given: BlindVerdict, language: str) -> str:
    author, second = given.verification.verdict, given.verdict
    with translation.override(language):
        values = {
            "author": author.label_in(language) if author else gettext("no rating"),
            "second": second.label_in(language) if second else gettext("no rating"),
        }
        said = gettext("Two ratings: the author's is “%(author)s”, the second, given blindly, is “%(second)s”.")
        return f"{said % values}\n\n{given.rationale.text}"


@ledger.verb
def write_team(
    *,
    editor: Editor,
    name_ar: str,
    members: Iterable[Editor],
    name_en: str = "",
    team: Team | None = None,
    version: int | None = None,
) -> Team:
    """Make a team of editors who can be asked for a review together, or change the one given."""
    wanted = sorted(set(members), key=lambda each: each.pk)
    names: dict[str, Any] = {"name_ar": name_ar.strip(), "name_en": name_en.strip()}
    require([*may(editor, "team.write"), *_team_blockers(names["name_ar"], wanted), *too_long(Team, **names)])
    before = [each.username for each in team.members.order_by("username")] if team is not None else None
    made = ledger.change(team, version=version, **names) if team is not None else Team.objects.create(**names)
    made.members.set(wanted)
    after = {**names, "members": sorted(each.username for each in wanted)}
    ledger.record("team.write", made, before={"members": before} if before is not None else None, after=after)
    return made


def _team_blockers(name: str, members: list[Editor]) -> list[Blocker]:
    found = []
    if not name:
        found.append(Blocker("no_team_name", _("A team has an Arabic name."), _("Write the name first.")))
    gone = [str(each) for each in members if not each.is_active]
    if gone:
        found.append(
            Blocker(
                "member_left",
                _("These editors have left the desk: %(names)s."),
                _("Take them off the list."),
                values={"names": listed(gone)},
            )
        )
    return found
