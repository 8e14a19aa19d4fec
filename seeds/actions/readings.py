"""Readings that a newer cleaner proposes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from claims import actions as ledger_actions
from claims import ledger
from claims.models import Editor, Snapshot
from claims.rules import Blocker, may, require

from ..choices import ProposalState
from ..cleaning import CLEANER
from ..models import ReadingProposal


@ledger.verb
def propose_reading(
    *, editor: Editor, snapshot: Snapshot, blocks: Sequence[Mapping[str, Any]], changes: int
) -> ReadingProposal:
    """Put a newer cleaner's reading of a snapshot before the editors. One cleaner proposes once."""
    require(may(editor, "article.read"))
    known = ReadingProposal.objects.filter(snapshot=snapshot, cleaner=CLEANER).first()
    if known is not None:
        return known
    row = ReadingProposal.objects.create(
        snapshot=snapshot,
        cleaner=CLEANER,
        blocks=[dict(block) for block in blocks],
        changes=changes,
        made_at=ledger.current().at,
    )
    ledger.record("reading.propose", row, after={"snapshot": snapshot.pk, "cleaner": CLEANER, "changes": changes})
    return row


@ledger.verb
def decide_proposal(*, editor: Editor, proposal: ReadingProposal, version: int, accept: bool) -> ReadingProposal:
    """Take a proposed reading as the newest, or leave the old one in force."""
    found = may(editor, "article.read")
    if proposal.state != ProposalState.OPEN:
        found.append(Blocker("proposal_decided", _("This was decided already."), _("Reload the page.")))
    require(found)
    state = ProposalState.ACCEPTED if accept else ProposalState.DECLINED
    changed = ledger.change(proposal, version=version, where={"state": ProposalState.OPEN}, state=state)
    if accept:
        ledger_actions.read_article(
            editor=editor, snapshot=proposal.snapshot, blocks=proposal.blocks, cleaner=proposal.cleaner
        )
    ledger.record("reading.decide", changed, after={"accepted": accept})
    return changed
