"""Who is told of what. Notices repeat what stands elsewhere, so they are not audited; they are made in the same
transaction as what they tell of, so nobody hears of what did not happen and nothing that happened goes untold.

Verbs of the desk call ``tell``. What the ledger's verbs do, which know nothing of the desk, is read from the deed's
entries when all of it is written (``ledger.attend``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone

from claims import ledger
from claims.choices import MailMode
from claims.models import Claim, Editor, Entry, Proof, Verification, VerificationState

from ..choices import NoticeKind
from ..models import Assignment, Note, Notification, Publication, Story, Subscription, Version, VersionState

Subject = tuple[str, str]
SEND = "newsroom.tasks.send_letters"  # the task that writes to those who want a letter at once
PROOF, VERSION, VERIFICATION = "claims.proof", "newsroom.version", "claims.verification"
PUBLICATION, STORY, CLAIM = "newsroom.publication", "newsroom.story", "claims.claim"


def tell(
    *,
    editor: Editor | None,
    to: Iterable[Editor | None],
    kind: NoticeKind,
    subject: models.Model | Subject,
    note: Note | None = None,
) -> list[Notification]:
    """Tell some people of what ``editor`` has just done; returns the notices made. Called inside a verb.

    Nobody is told of what she did herself, nor twice of the same in one deed. ``editor`` is ``None`` where a
    worker acted. Those who left are told nothing.
    """
    at = ledger.current().at
    subject_type, subject_id = ledger.subject_of(subject) if isinstance(subject, models.Model) else subject
    about = {"kind": kind, "subject_type": subject_type, "subject_id": subject_id, "note": note, "at": at}
    told = set(Notification.objects.filter(**about).values_list("editor_id", flat=True))
    people = {one.pk: one for one in to if one is not None and one.is_active and one != editor}
    new = [one for pk, one in people.items() if pk not in told]
    made = Notification.objects.bulk_create([Notification(editor=one, actor=editor, **about) for one in new])
    if any(one.mail == MailMode.AT_ONCE for one in new):
        ledger.wake(SEND)
    return made


# --- What is read from a deed ----------------------------------------------------------------------------------------


@ledger.attend
def tell_of_deed(deed: ledger.Deed) -> None:
    """Tell those whom the entries of a deed concern, and then those who follow what it changed."""
    by_verb: dict[str, list[Entry]] = {}
    for entry in deed.entries:
        by_verb.setdefault(entry.verb, []).append(entry)
    _asked(deed, [*by_verb.get("proof.submit", []), *by_verb.get("proof.ask", [])])
    _decided(deed, by_verb.get("proof.return", []), NoticeKind.RETURNED)
    _decided(deed, by_verb.get("proof.approve", []), NoticeKind.APPROVED)
    _given(deed, [*by_verb.get("assignment.give", []), *by_verb.get("assignment.change", [])])
    _published(deed, [entry for entry in deed.entries if entry.subject_type == PUBLICATION])
    _followed(deed)


def _proofs(entries: Iterable[Entry]) -> list[Proof]:
    keys = {entry.subject_id for entry in entries if entry.subject_type == PROOF}
    found: Iterable[Proof] = Proof.objects.filter(pk__in=keys).select_related("submitted_by") if keys else ()
    return sorted(found, key=lambda proof: proof.pk)


def _states(proofs: Iterable[Proof]) -> dict[int, VersionState | VerificationState]:
    """Where the drafts behind some proofs stand, by proof."""
    keys = [proof.pk for proof in proofs]
    models_of: tuple[type[Any], ...] = (VersionState, VerificationState) if keys else ()
    return {
        state.proof_id: state
        for model in models_of
        for state in model.objects.filter(proof__in=keys).select_related("reviewer", "team", "text__author")
    }


def _asked(deed: ledger.Deed, entries: list[Entry]) -> None:
    """Those of whom a review is asked: one notice for all languages of one thing."""
    proofs = _proofs(entries)
    states = _states(proofs)
    for first in {proof.public_id: proof for proof in reversed(proofs)}.values():
        state = states.get(first.pk)
        if state is not None:
            team = list(state.team.members.all()) if state.team is not None else []
            tell(editor=deed.editor, to=[state.reviewer, *team], kind=NoticeKind.ASKED, subject=first)


def _decided(deed: ledger.Deed, entries: list[Entry], kind: NoticeKind) -> None:
    """Who wrote the text and who submitted it, of a decision on it."""
    proofs = _proofs(entries)
    states = _states(proofs)
    for proof in proofs:
        state = states.get(proof.pk)
        author = state.text.author if state is not None else None
        tell(editor=deed.editor, to=[proof.submitted_by, author], kind=kind, subject=_draft(proof, state))


def _draft(proof: Proof, state: Any) -> Subject:
    """Where its author goes on working: the draft behind a proof, or the proof where there is none."""
    if isinstance(state, VersionState):
        return VERSION, str(state.text_id)
    if isinstance(state, VerificationState):
        return VERIFICATION, str(state.text.verification_id)
    return PROOF, str(proof.pk)


def _given(deed: ledger.Deed, entries: list[Entry]) -> None:
    """Whom a task was given to; of a change only if it came to somebody new."""
    moved = {
        entry.subject_id: entry
        for entry in entries
        if not entry.before or entry.before.get("assignee") != (entry.after or {}).get("assignee")
    }
    rows = Assignment.objects.filter(pk__in=moved).select_related("assignee") if moved else ()
    for row in rows:
        tell(editor=deed.editor, to=[row.assignee], kind=NoticeKind.ASSIGNED, subject=row)


def _published(deed: ledger.Deed, entries: list[Entry]) -> None:
    """Who submitted what has just gone out. A page that is published again with the same texts tells nobody."""
    keys = [entry.subject_id for entry in entries]
    related = ("proof_ar__submitted_by", "proof_en__submitted_by")
    rows = list(Publication.objects.filter(pk__in=keys).select_related(*related)) if keys else []
    fresh = [row for row in rows if row.cause in {"published", "corrected"}]
    older = _shown_before(fresh)
    wholes = _by_public_id([row.public_id for row in fresh])
    for row in fresh:
        new = [proof for proof in (row.proof_ar, row.proof_en) if proof is not None and proof.pk not in older]
        subject = wholes.get(row.public_id, (PUBLICATION, str(row.pk)))
        tell(editor=deed.editor, to=[proof.submitted_by for proof in new], kind=NoticeKind.PUBLISHED, subject=subject)


def _shown_before(rows: list[Publication]) -> set[int]:
    """Proofs that publications before these had shown already."""
    keys = [row.pk for row in rows]
    before = Publication.objects.filter(public_id__in=[row.public_id for row in rows]).exclude(pk__in=keys)
    pairs = before.values_list("proof_ar", "proof_en") if rows else ()
    shown: set[int | None] = {pk for pair in pairs for pk in pair}
    return {pk for pk in shown if pk is not None}


def _by_public_id(public_ids: Iterable[str]) -> dict[str, Subject]:
    """The stories and claims of some public ids, as entries name them."""
    wanted = set(public_ids)
    found: dict[str, Subject] = {}
    for kind, model in ((STORY, Story), (CLAIM, Claim)) if wanted else ():
        rows = model._base_manager.filter(public_id__in=wanted).values_list("public_id", "pk")
        found |= {public_id: (kind, str(pk)) for public_id, pk in rows}
    return found


# --- What is followed ------------------------------------------------------------------------------------------------


def _followed(deed: ledger.Deed) -> None:
    """Those who follow what was changed and were told nothing more particular of this deed."""
    others = Subscription.objects.filter(editor__is_active=True).exclude(editor=deed.editor)
    if not others.exists():
        return
    changed = wholes_of({(entry.subject_type, entry.subject_id) for entry in deed.entries if _tells(entry)})
    rows = others.filter(_any_of(changed)).select_related("editor") if changed else ()
    told = set(Notification.objects.filter(at=deed.at, actor=deed.editor).values_list("editor_id", flat=True))
    for row in rows:
        if row.editor_id not in told:
            subject = row.subject_type, row.subject_id
            tell(editor=deed.editor, to=[row.editor], kind=NoticeKind.WATCHED, subject=subject)


def _tells(entry: Entry) -> bool:
    """Notes have readers of their own, and a page renewed because of another one says nothing new."""
    return not entry.verb.startswith("note.") and not entry.verb.endswith(".refreshed")


def _any_of(subjects: Iterable[Subject]) -> Q:
    keys: dict[str, list[str]] = {}
    for kind, key in subjects:
        keys.setdefault(kind, []).append(key)
    found = Q()
    for kind, some in keys.items():
        found |= Q(subject_type=kind, subject_id__in=some)
    return found


def wholes_of(subjects: set[Subject]) -> set[Subject]:
    """Some objects, and the stories and claims that they are part of: of a version its story, of a verification its
    claim, of a proof and a publication what it is of."""
    keys: Mapping[str, list[str]] = {
        kind: [key for each, key in subjects if each == kind] for kind in (VERSION, VERIFICATION, PROOF, PUBLICATION)
    }
    found = set(subjects)
    if keys[VERSION]:
        stories = Version.objects.filter(pk__in=keys[VERSION]).values_list("summary__story", flat=True)
        found |= {(STORY, str(pk)) for pk in stories}
    if keys[VERIFICATION]:
        claims = Verification.objects.filter(pk__in=keys[VERIFICATION]).values_list("claim", flat=True)
        found |= {(CLAIM, str(pk)) for pk in claims}
    public_ids: set[str] = set()
    for kind, model in ((PROOF, Proof), (PUBLICATION, Publication)):
        if keys[kind]:
            public_ids |= set(model._base_manager.filter(pk__in=keys[kind]).values_list("public_id", flat=True))
    return found | set(_by_public_id(public_ids).values())


def follow(*, whose: Editor, subject: models.Model) -> Subscription:
    """Have an editor told of what others do to an object from now on. No verb: nothing editorial is written."""
    kind, key = ledger.subject_of(subject)
    return Subscription.objects.get_or_create(editor=whose, subject_type=kind, subject_id=key)[0]


def unfollow(*, whose: Editor, subject: models.Model) -> None:
    """No longer."""
    kind, key = ledger.subject_of(subject)
    Subscription.objects.filter(editor=whose, subject_type=kind, subject_id=key).delete()


def followers(subject: models.Model) -> list[Editor]:
    """Who is told of what is done to an object."""
    kind, key = ledger.subject_of(subject)
    rows = Subscription.objects.filter(subject_type=kind, subject_id=key).select_related("editor").order_by("pk")
    return [row.editor for row in rows]


def follows(whose: Editor, subject: models.Model) -> bool:
    """Whether an editor is told of what others do to an object."""
    kind, key = ledger.subject_of(subject)
    return Subscription.objects.filter(editor=whose, subject_type=kind, subject_id=key).exists()


def mark_read(*, whose: Editor, notices: Iterable[int] | None = None, read: bool = True) -> int:
    """Say that notices of an editor were read, or were not; ``None`` is all of them. Returns how many that changed."""
    rows = Notification.objects.filter(editor=whose, read_at__isnull=read)
    if notices is not None:
        rows = rows.filter(pk__in=list(notices))
    return rows.update(read_at=timezone.now() if read else None)
