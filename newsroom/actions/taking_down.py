"""Taking down and putting back. Down at once needs one publisher; anything with words needs two people."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from claims import ledger
from claims.actions import draw_proof
from claims.choices import LANGUAGES, NotePurpose, ProofKind
from claims.documents import note_content
from claims.models import Body, Editor, LocalText, Proof
from claims.rules import NOT_APPROVED, Blocker, approval, checked, may

from ..choices import Cause, GoneNotice, Notice, PublicationKind
from ..documents import correction_document, gone_document
from ..models import Correction, Publication, Withholding
from ..querysets import GONE
from ..rules import embargo_blockers
from . import outgoing
from .consequences import Consequences

EDITORIAL = (PublicationKind.STORY, PublicationKind.CLAIM)


@ledger.verb
def withhold(*, editor: Editor, public_id: str, notice: str, reason: str) -> Withholding:
    """Take a page down at once, under a neutral notice from the list. ``reason`` stays in the house.

    The one publication that a single publisher may make; hosts and mirrors follow it like any other.
    """
    outgoing.start()
    standing = outgoing.current_of(public_id)
    found = [*may(editor, "withhold"), *_shown_blockers(standing), *_notice_blockers(notice, reason)]
    before = checked(standing, found)
    publication = outgoing.put_out(
        editor=editor,
        kind=before.kind,
        public_id=public_id,
        cause=Cause.WITHHELD,
        before=before,
        make=lambda base: gone_document(base, notice=notice),
    )
    row = ledger.insert(
        Withholding(
            publication=publication,
            notice=notice,
            reason=Body.objects.put_text(reason),
            by=editor,
            at=ledger.current().at,
        )
    )
    ledger.record("withholding.begin", row, after={"public_id": public_id, "notice": notice, "reason": row.reason_id})
    _follow(editor, publication, before)
    return row


@ledger.verb
def propose_note(*, editor: Editor, public_id: str, note: LocalText, replaced_by: str | None = None) -> Proof:
    """Write the public note of a withdrawal or of putting something back; a second person must approve it."""
    return _propose(editor, public_id, note, may(editor, "publish"), replaced_by=replaced_by)


@ledger.verb
def propose_retraction(*, editor: Editor, public_id: str, note: LocalText, replaced_by: str | None = None) -> Proof:
    """Write why something published is retracted. A second person must approve the note before it goes out."""
    found = [*may(editor, "retract"), *_not_withdrawn_blockers(outgoing.current_of(public_id))]
    return _propose(editor, public_id, note, found, replaced_by=replaced_by, purpose=NotePurpose.RETRACTION)


@ledger.verb
def propose_takedown(*, editor: Editor, public_id: str, note: LocalText, reference: str) -> Proof:
    """Write the note under which something is taken down for legal reasons.

    ``reference`` says on what it rests (a court order, a letter). The second person reads it; readers never do.
    """
    found = [*may(editor, "takedown"), *_not_legal_blockers(outgoing.current_of(public_id))]
    if not reference.strip():
        found.append(
            Blocker(
                "no_reference",
                _("A legal takedown rests on something."),
                _("Write the order, the letter or the law, with its date. It stays in the house."),
            )
        )
    return _propose(editor, public_id, note, found, purpose=NotePurpose.TAKEDOWN, reference=reference)


def _propose(
    editor: Editor,
    public_id: str,
    note: LocalText,
    found: list[Blocker],
    *,
    replaced_by: str | None = None,
    purpose: str | None = None,
    reference: str = "",
) -> Proof:
    standing = outgoing.current_of(public_id)
    if standing is None and "not_published" not in {blocker.code for blocker in found}:
        found = [*found, _nothing_published()]
    if not note.get("ar", "").strip() or not note.get("en", "").strip():
        found = [*found, Blocker("no_note", _("The note goes out in both languages."), _("Write both."))]
    if replaced_by and (replaced_by == public_id or outgoing.current_of(replaced_by) is None):
        found = [
            *found,
            Blocker(
                "unknown_replacement",
                _("Nothing else is published at “%(public_id)s”."),
                _("Give the public id of the page that takes its place, or leave it empty."),
                values={"public_id": replaced_by[:80]},
            ),
        ]
    before = checked(standing, found)
    return draw_proof(
        editor=editor,
        kind=ProofKind.NOTE,
        public_id=public_id,
        language=LANGUAGES[0],
        content=note_content(public_id, note, replaced_by, purpose, reference.strip()),
        subject=before,
        subjects=(),
        since=None,
    )


@ledger.verb
def withdraw(*, editor: Editor, note: Proof) -> Publication:
    """Withdraw what a note is about: a tombstone with the approved note stays at its address for good."""
    outgoing.start()
    standing = outgoing.current_of(note.public_id)
    found = [*may(editor, "publish"), *_note_blockers(note), *_outdated_blockers(note, standing)]
    before = checked(standing, [*found, *_not_withdrawn_blockers(standing)])
    return _put_tombstone(editor, note, before, None)


@ledger.verb
def retract(*, editor: Editor, note: Proof) -> Publication:
    """Retract what a note is about. The tombstone says so and why, and the log of corrections keeps it.

    Readers who come for the page find the reason; what else the page said is shown no more.
    """
    outgoing.start()
    standing = outgoing.current_of(note.public_id)
    found = [*may(editor, "retract"), *_note_blockers(note, NotePurpose.RETRACTION)]
    found += [*_outdated_blockers(note, standing), *_not_withdrawn_blockers(standing)]
    before = checked(standing, found)
    publication = _put_tombstone(editor, note, before, GoneNotice.RETRACTED)
    outgoing.put_retraction(editor=editor, publication=publication, shown=_last_shown(note.public_id), note=note)
    return publication


@ledger.verb
def take_down(*, editor: Editor, note: Proof) -> Publication:
    """Take down for legal reasons what a note is about, and with it every correction that names it.

    What was withdrawn or retracted before can be taken down, too: its old tombstone may name what must not be named.
    """
    outgoing.start()
    standing = outgoing.current_of(note.public_id)
    found = [*may(editor, "takedown"), *_note_blockers(note, NotePurpose.TAKEDOWN)]
    found += [*_outdated_blockers(note, standing), *_not_legal_blockers(standing)]
    return _put_tombstone(editor, note, checked(standing, found), GoneNotice.LEGAL)


def _put_tombstone(editor: Editor, note: Proof, before: Publication, notice: str | None) -> Publication:
    publication = outgoing.put_out(
        editor=editor,
        kind=before.kind,
        public_id=note.public_id,
        cause=Cause.WITHDRAWN,
        before=before,
        note_proof=note,
        make=lambda base: gone_document(base, notice=notice),
    )
    _follow(editor, publication, before)
    return publication


def _last_shown(public_id: str) -> Publication:
    """What readers saw last. Something was shown before it was taken down, or it could not have been."""
    found: Publication = Publication.objects.of(public_id).exclude(cause__in=GONE).select_related("document")[0]
    return found


@ledger.verb
def restore(*, editor: Editor, note: Proof) -> Publication:
    """Put back what was withheld: the proofs that were shown before, with what is live drawn anew."""
    outgoing.start()
    standing = outgoing.current_of(note.public_id)
    found = [*may(editor, "publish"), *_note_blockers(note), *_outdated_blockers(note, standing, back=True)]
    found += embargo_blockers(note.public_id, ledger.current().at)
    if standing is None or standing.cause != Cause.WITHHELD:
        found.append(Blocker("not_withheld", _("It is not withheld."), _("Reload the page.")))
    before = checked(standing, found)
    shown = _last_shown(note.public_id)
    proofs = outgoing.proofs_of(shown)
    if before.kind == PublicationKind.CLAIM:
        publication = outgoing.put_claim(
            editor=editor, public_id=note.public_id, cause=Cause.RESTORED, proofs=proofs, before=before, note_proof=note
        )
        consequences = Consequences(editor)
        consequences.of_claim(publication, None)
    else:
        publication = outgoing.put_story(
            editor=editor,
            public_id=note.public_id,
            cause=Cause.RESTORED,
            proofs=proofs,
            before=before,
            lags=shown.document.json["lags"],
            note_proof=note,
        )
        consequences = Consequences(editor)
        consequences.of_story(publication, None)
    consequences.settle()
    _put_back_corrections(editor, publication)
    return publication


def _follow(editor: Editor, publication: Publication, before: Publication) -> None:
    """Corrections go down with what they corrected; questions, stories and sources stop showing it."""
    for correction in Correction.objects.filter(publication__public_id=before.public_id).order_by("pk"):
        standing = outgoing.current_of(correction.public_id)
        if standing is not None and standing.cause != Cause.WITHDRAWN:
            _take_down_correction(editor, publication, correction, standing)
    consequences = Consequences(editor)
    if publication.kind == PublicationKind.CLAIM:
        consequences.of_claim(before, None)
    else:
        consequences.of_story(before, None)
    consequences.settle()


def _take_down_correction(editor: Editor, because: Publication, correction: Correction, standing: Publication) -> None:
    notice = because.document.json["notice"]
    outgoing.put_out(
        editor=editor,
        kind=PublicationKind.CORRECTION,
        public_id=correction.public_id,
        cause=because.cause,
        before=standing,
        note_proof=because.note_proof,
        derived_from=correction.publication,
        make=lambda base: gone_document(base, notice=notice),
    )


def _put_back_corrections(editor: Editor, publication: Publication) -> None:
    """What was withheld with a page comes back with it."""
    for correction in Correction.objects.filter(publication__public_id=publication.public_id).order_by("pk"):
        standing = outgoing.current_of(correction.public_id)
        if standing is None or standing.cause != Cause.WITHHELD:
            continue
        shown = _last_shown(correction.public_id)
        words = shown.document.json["correction"]
        outgoing.put_out(
            editor=editor,
            kind=PublicationKind.CORRECTION,
            public_id=correction.public_id,
            cause=Cause.RESTORED,
            before=standing,
            proofs=outgoing.proofs_of(correction.publication),
            note_proof=publication.note_proof,
            derived_from=correction.publication,
            make=lambda base, words=words: correction_document(base, words),  # type: ignore[misc]
        )


def _nothing_published() -> Blocker:
    return Blocker("not_published", _("Nothing is published at this address."), _("Check the address."))


def _shown_blockers(before: Publication | None) -> list[Blocker]:
    if before is None:
        return [_nothing_published()]
    if before.kind not in EDITORIAL:
        return [
            Blocker(
                "derived_page",
                _("This page only repeats what stories and claims say."),
                _("Take down the story or the claim; this page follows."),
            )
        ]
    if before.cause in GONE:
        return [Blocker("already_down", _("It is already down."), _("Reload the page."))]
    return []


def _not_withdrawn_blockers(before: Publication | None) -> list[Blocker]:
    if before is None or before.kind not in EDITORIAL:
        return _shown_blockers(before)
    if before.cause == Cause.WITHDRAWN:
        return [Blocker("already_withdrawn", _("It is withdrawn already."), _("Reload the page."))]
    return []


def _not_legal_blockers(before: Publication | None) -> list[Blocker]:
    """A legal takedown is refused only where one stands already."""
    if before is None or before.kind not in EDITORIAL:
        return _shown_blockers(before)
    if before.cause == Cause.WITHDRAWN and (before.document.json or {}).get("notice") == GoneNotice.LEGAL:
        return [Blocker("taken_down_already", _("It is taken down for legal reasons already."), _("Reload the page."))]
    return []


def purpose_of(note: Proof) -> str | None:
    """What a note may be used for: ``NotePurpose``, or ``None`` for a withdrawal and for putting back."""
    found: str | None = (note.document.json or {}).get("purpose")
    return found


def _note_blockers(note: Proof, purpose: str | None = None) -> list[Blocker]:
    if note.kind != ProofKind.NOTE or not approval(note):
        return [NOT_APPROVED]
    if purpose_of(note) != purpose:
        return [
            Blocker(
                "other_purpose",
                _("This note was approved for another use."),
                _("Use it for that, or propose a new one."),
            )
        ]
    used = Publication.objects.filter(note_proof=note).exists()
    if used:
        return [Blocker("note_used", _("This note has been published already."), _("Write a new one."))]
    return []


def _outdated_blockers(note: Proof, standing: Publication | None, *, back: bool = False) -> list[Blocker]:
    """A note speaks of the page as it stood when it was written.

    What was written of a page that was down holds only until that page is put back; and nothing that was written
    before a page was taken down can put it back: the second person would have approved something else.
    """
    about = Publication.objects.filter(pk=note.subject_id).first() if note.kind == ProofKind.NOTE else None
    if about is None or standing is None or about.pk == standing.pk:
        return []
    if about.cause != Cause.WITHHELD and not back:
        return []
    return [
        Blocker(
            "note_outdated",
            _("This note was written when the page stood otherwise."),
            _("Write a new one and have it approved."),
        )
    ]


def _notice_blockers(notice: str, reason: str) -> list[Blocker]:
    found = []
    if notice not in Notice.values:
        found.append(
            Blocker(
                "unknown_notice",
                _("“%(notice)s” is no notice."),
                _("Choose one of the list."),
                values={"notice": notice},
            )
        )
    if not reason.strip():
        found.append(Blocker("no_reason", _("The house keeps why."), _("Write the reason; it stays inside.")))
    return found
