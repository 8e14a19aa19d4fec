"""Publication: one person never suffices, and a changed rating reaches every page that shows it (laws 1, 2, 4)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext_lazy as _

from claims import ledger
from claims.actions import make_current, still_covers
from claims.actions.reviewing import published_proof as published_claim_proof
from claims.actions.reviewing import state_of
from claims.choices import LANGUAGES, ProofKind, WorkflowState
from claims.documents import claim_content, scale_content
from claims.documents.claim import SCALE_ID, verification_text
from claims.models import Claim, Editor, Proof, Verification, VerificationText
from claims.rules import NOT_APPROVED, STALE, Blocker, approval, may, require, verification_blockers

from ..choices import Cause, PublicationKind, ScheduleState
from ..documents import quoted_texts, scale_document, story_content, strings
from ..models import Publication, Schedule, Story, Summary, Version, VersionState
from ..querysets import GONE
from ..rules import claim_page_blockers, embargo_blockers, publish_blockers
from .consequences import Consequences
from .outgoing import current_of, put_claim, put_correction, put_out, put_story, start
from .writing import published_proof


@ledger.verb
def publish_verification(*, editor: Editor, verification: Verification) -> Publication:
    """Publish a verification in every language that is approved, with all that follows from it (law 4)."""
    start()
    consequences = Consequences(editor)
    publication = _publish_one(editor, verification, consequences)
    consequences.settle()
    return publication


@ledger.verb
def publish_verifications(
    *, editor: Editor, verifications: Sequence[Verification]
) -> tuple[list[Publication], dict[int, list[Blocker]]]:
    """Publish several verifications at once: what can't go out is left with its reasons, the rest goes out.

    What follows (questions, stories, sources) is published once, after the last of them.
    """
    from claims.rules import Refused

    start()
    consequences = Consequences(editor)
    done: list[Publication] = []
    refused: dict[int, list[Blocker]] = {}
    for verification in verifications:
        try:
            with ledger.savepoint():
                done.append(_publish_one(editor, verification, consequences))
        except Refused as refusal:
            refused[verification.pk] = refusal.blockers
    consequences.settle()
    return done, refused


def _publish_one(editor: Editor, verification: Verification, consequences: Consequences) -> Publication:
    claim = verification.claim
    require([*may(editor, "publish"), *publication_blockers(verification, ledger.current().at)])
    texts, _found = _approved_texts(verification)
    before = current_of(claim.public_id)
    proofs = _claim_proofs(claim, texts)
    make_current(editor=editor, verification=verification, texts=texts)
    cause = Cause.CORRECTED if verification.change_kind else Cause.PUBLISHED
    publication = put_claim(editor=editor, public_id=claim.public_id, cause=cause, proofs=proofs, before=before)
    if verification.change_kind:
        put_correction(editor=editor, publication=publication, before=before, kind=verification.change_kind)
    consequences.of_claim(publication, before)
    _close_schedule(verification, publication)
    return publication


def publication_blockers(verification: Verification, at: dt.datetime) -> list[Blocker]:
    """Everything that stands against publishing a verification at a time: before the button and behind it."""
    claim = verification.claim
    texts, found = _approved_texts(verification)
    proofs = _claim_proofs(claim, texts).values()
    shown = [words for proof in proofs if proof for words in strings(proof.document.json)]
    found = [*found, *claim_page_blockers(claim, shown), *_overtaken(verification)]
    return [*found, *_down_blockers(current_of(claim.public_id)), *embargo_blockers(claim.public_id, at)]


def _claim_proofs(claim: Claim, texts: Iterable[VerificationText]) -> dict[str, Proof | None]:
    """What a claim's page would show: the approved proofs, and in the other language what it shows already."""
    proofs: dict[str, Proof | None] = {language: published_claim_proof(claim, language) for language in LANGUAGES}
    return proofs | {text.language: state_of(text).proof for text in texts}


def _close_schedule(subject: Verification | Story, publication: Publication) -> None:
    """What was to go out at a set time has gone out, by whichever hand."""
    kind, pk = ledger.subject_of(subject)
    waiting = Schedule.objects.filter(subject_type=kind, subject_id=pk, state=ScheduleState.WAITING)
    for row in waiting:
        ledger.change(row, state=ScheduleState.DONE, publication=publication)


def _approved_texts(verification: Verification) -> tuple[list[VerificationText], list[Blocker]]:
    """The texts that may go out now, and every reason why one that should can't."""
    approved: list[VerificationText] = []
    found: list[Blocker] = []
    for language in LANGUAGES:
        text = verification_text(verification, language)
        if text is None:
            continue
        state = state_of(text)
        if state.state != WorkflowState.APPROVED or not approval(state.proof):
            continue
        if not still_covers(state.proof, claim_content(verification, language)):
            found.append(STALE)
        found += verification_blockers(verification, text)
        approved.append(text)
    if not approved:
        found.append(NOT_APPROVED)
        text = verification_text(verification, LANGUAGES[0]) or verification_text(verification, LANGUAGES[1])
        found += verification_blockers(verification, text)
    return approved, found


def _overtaken(verification: Verification) -> list[Blocker]:
    # Asked of the database: in a bulk, the verification before this one has only just been published.
    later = Claim.objects.filter(pk=verification.claim_id, current_verification__number__gt=verification.number)
    if not later.exists():
        return []
    return [
        Blocker(
            "overtaken",
            _("A later verification of this claim is already published."),
            _("Draft a new verification instead."),
        )
    ]


def _down_blockers(before: Publication | None) -> list[Blocker]:
    """What was taken down comes back by ``restore``, whose note a second person approves; a tombstone stays."""
    if before is None or before.cause not in GONE:
        return []
    return [
        Blocker(
            "is_down",
            _("What stands at this address was taken down (%(cause)s)."),
            _("Restore it first, with a note that a second person approves; what was withdrawn stays withdrawn."),
            values={"cause": before.get_cause_display()},
        )
    ]


@ledger.verb
def publish_story(*, editor: Editor, story: Story) -> Publication:
    """Publish a story's newest version in every language that is approved; a language without one stays as it was.

    Refused with every reason, listed for each language that is meant to go out.
    """
    start()
    summary = Summary.objects.get(story=story)
    require([*may(editor, "publish"), *story_publication_blockers(story, ledger.current().at)])
    due = due_versions(summary)
    together = {version.language for version in due}
    consequences = Consequences(editor)
    made = [_put_out_story(editor, story, versions, together, consequences) for versions in _by_kind(due)]
    consequences.settle()
    _close_schedule(story, made[-1])
    return made[-1]


def _by_kind(versions: Sequence[Version]) -> list[list[Version]]:
    """Versions that go out together. Each kind of change is a publication and a correction of its own.

    What is no change goes out with the first of them.
    """
    changes = dict.fromkeys(version.change_kind for version in versions if version.change_kind)
    kinds: list[str | None] = [*changes] or [None]
    return [
        [each for each in versions if each.change_kind == kind or (each.change_kind is None and kind == kinds[0])]
        for kind in kinds
    ]


def story_publication_blockers(story: Story, at: dt.datetime) -> list[Blocker]:
    """Everything that stands against publishing a story at a time, for each language that is meant to go out."""
    versions = due_versions(Summary.objects.get(story=story))
    found = [blocker for version in versions for blocker in story_blockers(version)] if versions else [NOT_APPROVED]
    return [*found, *_down_blockers(current_of(story.public_id)), *embargo_blockers(story.public_id, at)]


def due_versions(summary: Summary) -> list[Version]:
    """What publishing would send: the newest version of each language, unless it is out already."""
    return [version for language in LANGUAGES if (version := _due(summary, language))]


def story_blockers(version: Version) -> list[Blocker]:
    """The list that stands before the publish button and behind it."""
    texts, articles = quoted_texts(version)
    found = publish_blockers(version, texts, articles)
    proof = version.state.proof
    if proof is not None and not still_covers(proof, story_content(version)):
        found.append(STALE.of("newsroom.version", str(version.pk)))
    return found


def _due(summary: Summary, language: str) -> Version | None:
    """The newest version of a language, unless it is out already."""
    newest: Version | None = summary.versions.filter(language=language).select_related("state__proof").newest()
    if newest is None or newest.state.state in (WorkflowState.PUBLISHED, WorkflowState.SUPERSEDED):
        return None
    return newest


def _put_out_story(
    editor: Editor, story: Story, versions: Sequence[Version], together: set[str], consequences: Consequences
) -> Publication:
    summary, before = versions[0].summary, current_of(story.public_id)
    proofs: dict[str, Proof | None] = {language: published_proof(summary, language) for language in LANGUAGES}
    lags = _lagging(summary, versions, together)
    for version in versions:
        proofs[version.language] = version.state.proof
        _mark_published(version)
    changes = [version.change_kind for version in versions if version.change_kind]
    publication = put_story(
        editor=editor,
        public_id=story.public_id,
        cause=Cause.CORRECTED if changes else Cause.PUBLISHED,
        proofs=proofs,
        before=before,
        lags=lags,
    )
    if changes:
        put_correction(editor=editor, publication=publication, before=before, kind=changes[0])
    consequences.of_story(publication, before)
    return publication


def _lagging(summary: Summary, versions: Sequence[Version], together: set[str]) -> list[str]:
    """The published languages that do not know yet what is now published as a change in another one.

    A first text, or a translation of what the other language shows already, tells that language nothing new.
    """
    shown = summary.versions.filter(state__state=WorkflowState.PUBLISHED).exclude(language__in=together)
    return sorted(
        old.language
        for old in shown
        if any(version.change_kind and version.translation_of_id != old.pk for version in versions)
    )


def _mark_published(version: Version) -> None:
    VersionState.objects.filter(
        text__summary=version.summary, text__language=version.language, state=WorkflowState.PUBLISHED
    ).update(state=WorkflowState.SUPERSEDED)
    ledger.change(version.state, where={"state": WorkflowState.APPROVED}, state=WorkflowState.PUBLISHED)


@ledger.verb
def publish_scale(*, editor: Editor) -> Publication:
    """Publish the rating scale from its newest approved proofs."""
    start()
    proofs: dict[str, Proof | None] = {language: _approved_scale(language) for language in LANGUAGES}
    found = may(editor, "publish")
    if not any(proofs.values()):
        found = [*found, NOT_APPROVED]
    for language, proof in proofs.items():
        if proof is not None and not still_covers(proof, scale_content(language)):
            found = [*found, STALE]
    require(found)
    before = current_of(SCALE_ID)
    return put_out(
        editor=editor,
        kind=PublicationKind.SCALE,
        public_id=SCALE_ID,
        cause=Cause.CORRECTED if before else Cause.PUBLISHED,
        proofs=proofs,
        before=before,
        make=lambda base: scale_document(base, proofs),
    )


def _approved_scale(language: str) -> Proof | None:
    found: Iterable[Proof] = Proof.objects.filter(kind=ProofKind.SCALE, language=language).order_by("-pk")
    return next((proof for proof in found if approval(proof)), None)
