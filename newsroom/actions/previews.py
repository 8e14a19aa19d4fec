"""Addresses under which an outsider may read one proof before it is published.

Only the digest of a token is kept: whoever reads the database, its copies or the audit can open nothing with it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets

from django.utils.translation import gettext_lazy as _

from claims import ledger
from claims.choices import ProofKind
from claims.models import Editor, Proof
from claims.rules import Blocker, may, require, too_long

from ..models import PreviewLink, PreviewVisit

TOKEN_BYTES = 32
LONGEST = 30 * 24  # hours


def digest_of(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


@ledger.verb
def give_preview(*, editor: Editor, proof: Proof, label: str, hours: int) -> tuple[PreviewLink, str]:
    """Make an address for an outsider. Returns its row and its token, which nobody can be told a second time.

    ``label`` says for whom it is; ``hours`` how long it holds, 30 days at most.
    """
    found = [*may(editor, "preview.give"), *too_long(PreviewLink, label=label)]
    if not label.strip():
        found.append(Blocker("no_label", _("Nobody is named for whom this is."), _("Write who will read it.")))
    if not 1 <= hours <= LONGEST:
        found.append(
            Blocker(
                "bad_hours",
                _("A preview holds from one hour to %(most)s days, not %(hours)s hours."),
                _("Choose another span."),
                values={"hours": hours, "most": LONGEST // 24},
            )
        )
    if proof.kind == ProofKind.NOTE or proof.document.erased:
        found.append(Blocker("no_page", _("This proof has no page that could be shown."), _("Choose another proof.")))
    require(found)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    at = ledger.current().at
    row = PreviewLink.objects.create(
        proof=proof,
        digest=digest_of(token),
        label=label,
        expires_at=at + dt.timedelta(hours=hours),
        by=editor,
        at=at,
    )
    ledger.record("preview.give", row, after={"proof": proof.pk, "label": label, "hours": hours})
    return row, token


@ledger.verb
def revoke_preview(*, editor: Editor, link: PreviewLink) -> PreviewLink:
    """End a preview at once: the next to ask finds nothing."""
    require(may(editor, "preview.give"))
    row = ledger.change(link, where={"revoked_at": None}, revoked_at=ledger.current().at)
    ledger.record("preview.revoke", row)
    return row


def note_visit(*, reader: str, link: PreviewLink, at: dt.datetime) -> PreviewVisit:
    """Write down one reading under a preview link. ``reader`` is a network, which names no single machine."""
    return PreviewVisit.objects.create(link=link, network=reader, at=at)
