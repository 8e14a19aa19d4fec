"""The rules of the desk: pure functions that write nothing and return *all* blockers, not the first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.choices import HEDGES, Role, WorkflowState, listed
from claims.models import Claim, Editor, Occurrence, Snapshot, Verification, VerificationText
from claims.quantities import mentions_quantity
from claims.quotation import borrowed
from claims.rules import NOT_APPROVED, Blocker, allow, approval, hedged, standing, verification_blockers

from .models import Embargo, Story, StoryEditor, Version


def not_on_story(editor: Editor, story: Story) -> list[Blocker]:
    """Why an editor may not write in a story: it was given to others. Where nobody was set, roles alone decide."""
    own = set(StoryEditor.objects.filter(story=story).values_list("editor_id", flat=True))
    if not own or editor.pk in own or Role.DESK_ADMIN in editor.roles:
        return []
    names = [str(row.editor) for row in StoryEditor.objects.filter(story=story).select_related("editor").order_by("pk")]
    return [
        Blocker(
            "not_on_story",
            _("This story was given to other editors."),
            _("Ask one of them, or a desk administrator, to add you: %(names)s."),
            values={"names": listed(names)},
        )
    ]


allow("assign", Role.EDITOR, Role.REVIEWER, Role.PUBLISHER, Role.DESK_ADMIN)
allow("assignment.finish", Role.CONTRIBUTOR, Role.EDITOR, Role.REVIEWER, Role.PUBLISHER, Role.DESK_ADMIN)


def sentences_of(content: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every sentence of a summary, its answers included."""
    for paragraph in content.get("paragraphs", []):
        yield from paragraph["sentences"]
    yield from content.get("answers", [])


def cited_claims(content: dict[str, Any]) -> list[str]:
    """The public ids that a summary cites, each once, in order."""
    return list(dict.fromkeys(claim for sentence in sentences_of(content) for claim in sentence["cites"]))


def content_blockers(content: dict[str, Any], known: set[str] | None = None) -> list[Blocker]:
    """Why a summary can't be stored: no sentence, an empty one, or a citation of a claim that does not exist.

    ``known`` are the public ids of claims that exist, where the caller knows them.
    """
    found = []
    sentences = list(sentences_of(content))
    if not any(paragraph["sentences"] for paragraph in content.get("paragraphs", [])):
        found.append(Blocker("no_text", _("The summary has no sentence."), _("Write at least one.")))
    if any(not sentence["text"].strip() for sentence in sentences):
        found.append(Blocker("empty_sentence", _("A sentence of the summary is empty."), _("Write or remove it.")))
    wanted = set(cited_claims(content))
    if known is None:
        known = set(Claim.objects.live().filter(public_id__in=wanted).values_list("public_id", flat=True))
    for missing in sorted(wanted - known):
        found.append(
            Blocker(
                "unknown_claim",
                _("The summary cites “%(claim)s”, which is no claim."),
                _("Cite a claim of the ledger."),
                values={"claim": missing},
            )
        )
    return found


def publish_blockers(version: Version, texts: list[str], articles: list[Snapshot]) -> list[Blocker]:
    """Every reason why a version of a summary can't be published (law 2), in the order of the text.

    ``texts`` are all texts that its page would show and ``articles`` those they may be taken from (law 5; see
    ``documents.quoted_texts``). The approval's freshness is asked by the verb, which reassembles the proof
    inside its transaction.
    """
    pinned = dict(version.pins.values_list("claim_id", "verification_id"))
    claims = grounds(Claim.objects.filter(pk__in=pinned))
    content = version.content.json or {}
    found = _text_blockers(version.summary.story, version.language, content, claims, pinned)
    return [*found, *quotation_blockers(texts, articles), *_approval_blockers(version)]


def typed_blockers(
    story: Story,
    language: str,
    content: dict[str, Any],
    claims: Sequence[Claim],
    texts: list[str],
    articles: list[Snapshot],
) -> list[Blocker]:
    """What would stop the publication of a text that is still being typed, but for the approval that it lacks.

    ``claims`` are those that it cites (see ``grounds``). They would be pinned to what is published now.
    """
    pinned = {claim.pk: claim.current_verification_id for claim in claims}
    return [*_text_blockers(story, language, content, claims, pinned), *quotation_blockers(texts, articles)]


def _text_blockers(
    story: Story,
    language: str,
    content: dict[str, Any],
    claims: Sequence[Claim],
    pinned: Mapping[int, int | None],
) -> list[Blocker]:
    found = [
        *content_blockers(content, {claim.public_id for claim in claims if claim.trashed_at is None}),
        *_title_blockers(story, language),
        *_citation_blockers(claims, pinned, language),
        *_hedge_blockers(content, claims, language),
        *uncited_blockers(content),
    ]
    return [blocker.of("newsroom.story", str(story.pk), language) for blocker in found]


def grounds(claims: QuerySet[Claim]) -> list[Claim]:
    """Claims with all that the rules ask of them, in a fixed number of queries."""
    texts = VerificationText.objects.select_related("rationale", "unknowns", "searches").order_by("pk")
    verifications = Verification.objects.select_related("verdict").prefetch_related(
        "evidence", Prefetch("texts", texts)
    )
    occurrences = Occurrence.objects.standing().select_related(
        "quote", "snapshot__text", "snapshot__article", "snapshot__transcript_check"
    )
    related = (Prefetch("verifications", verifications), Prefetch("occurrences", occurrences), "inquiries")
    found = claims.order_by("pk").select_related("current_verification__verdict").prefetch_related(*related)
    return list(found)


def _title_blockers(story: Story, language: str) -> list[Blocker]:
    if story.title_ar if language == "ar" else story.title_en:
        return []
    return [Blocker("no_title", _("The story has no title in this language."), _("Write the title first."))]


def _citation_blockers(claims: Sequence[Claim], pinned: Mapping[int, int | None], language: str) -> list[Blocker]:
    found: list[Blocker] = []
    for claim in claims:
        if claim.current_verification_id is None:
            found.append(
                Blocker(
                    "claim_not_published",
                    _("The cited claim has no published verification."),
                    _("Verify it, have it reviewed and publish it; then write the version again."),
                    where=claim.label,
                    about=("claims.claim", str(claim.pk)),
                )
            )
        elif pinned[claim.pk] != claim.current_verification_id:
            found.append(
                Blocker(
                    "pin_stale",
                    _("The text was written on an older verification of the cited claim."),
                    _("Read the new one and write the version again."),
                    where=claim.label,
                )
            )
        found += _claim_blockers(claim, language)
    return found


def _standing_verification(claim: Claim) -> Verification | None:
    """The published verification, or the newest draft where none is out; of those fetched with the claim."""
    rows = sorted(claim.verifications.all(), key=lambda each: each.number)
    current = [row for row in rows if row.pk == claim.current_verification_id]
    found = current or rows
    return found[-1] if found else None


def _text_of(verification: Verification, language: str) -> VerificationText | None:
    """Its newest text in the language, or else its newest text at all."""
    rows = list(verification.texts.all())
    spoken = [row for row in rows if row.language == language]
    return max(spoken or rows, key=lambda row: row.number, default=None)


def _claim_blockers(claim: Claim, language: str) -> list[Blocker]:
    blockers = quote_blockers(claim)
    verification = _standing_verification(claim)
    if verification is not None:
        verification.claim = claim  # with what was fetched of it
        blockers += verification_blockers(verification, _text_of(verification, language))
    return [replace(blocker, where=claim.label).of("claims.claim", str(claim.pk)) for blocker in blockers]


def quote_blockers(claim: Claim) -> list[Blocker]:
    """Quotes that are not, to the letter, in their snapshots."""
    return [
        Blocker(
            "quote_not_in_snapshot",
            _("A quote is not in its snapshot at the place it names."),
            _("Take the occurrence back and place it again."),
            about=("claims.occurrence", str(occurrence.pk)),
        )
        for occurrence in standing(claim)
        if not occurrence.quote.erased
        and not occurrence.snapshot.text.erased
        and occurrence.snapshot.content()[occurrence.start : occurrence.end] != occurrence.quote.text
    ]


def claim_page_blockers(claim: Claim, texts: list[str]) -> list[Blocker]:
    """What stands against a claim's page whatever was found: wrong quotes, or more of an article than law 5 allows.

    ``texts`` are all texts of the page: a rationale or a piece of evidence may quote the article, too.
    """
    occurrences = claim.occurrences.standing().select_related("snapshot__text", "snapshot__article")
    articles = {occurrence.snapshot_id: occurrence.snapshot for occurrence in occurrences}
    return [*quote_blockers(claim), *quotation_blockers(texts, list(articles.values()))]


def embargo_of(public_id: str, at: dt.datetime) -> Embargo | None:
    """The embargo under which a public id stands at a time."""
    holding = Embargo.objects.filter(public_id=public_id, until__gt=at, lifted_at=None)
    return holding.select_related("by").first()


def embargo_blockers(public_id: str, at: dt.datetime) -> list[Blocker]:
    """Why a public id may not go out at a time, whatever else is ready."""
    found = embargo_of(public_id, at)
    if found is None:
        return []
    return [
        Blocker(
            "embargoed",
            _("It is under embargo until %(until)s (%(zone)s)."),
            _("Set a time after it, or lift the embargo."),
            values={"until": _local(found.until), "zone": timezone.get_current_timezone_name()},
        )
    ]


def _local(value: dt.datetime) -> str:
    return f"{timezone.localtime(value):%Y-%m-%d %H:%M}"


def _hedge_blockers(content: dict[str, Any], claims: Sequence[Claim], language: str) -> list[Blocker]:
    verdicts = {
        claim.public_id: current.verdict.code
        for claim in claims
        if (current := claim.current_verification) and current.verdict
    }
    found = []
    for sentence in sentences_of(content):
        for claim in sentence["cites"]:
            words = HEDGES.get(verdicts.get(claim) or "", {}).get(language)
            if words and not hedged(sentence["text"], words):
                found.append(
                    Blocker(
                        "not_hedged",
                        _("A sentence cites an open claim and does not say that it is open: “%(text)s”."),
                        _("Say it with one of these words: %(words)s."),
                        where=claim,
                        values={"text": sentence["text"][:80], "words": listed(words)},
                    )
                )
    return found


def uncited_blockers(content: dict[str, Any]) -> list[Blocker]:
    """Sentences that state a quantity and cite nothing."""
    return [
        Blocker(
            "uncited_quantity",
            _("A sentence states a quantity and cites nothing: “%(text)s”."),
            _("Cite the claim that it rests on."),
            values={"text": sentence["text"][:80]},
        )
        for sentence in sentences_of(content)
        if not sentence["cites"] and mentions_quantity(sentence["text"])
    ]


def quotation_blockers(texts: list[str], articles: list[Snapshot]) -> list[Blocker]:
    """Articles of which a page would hold more than law 5 allows."""
    found = []
    for snapshot in articles:
        share = borrowed(texts, snapshot.content())
        if share.too_much:
            found.append(
                Blocker(
                    "too_much_quoted",
                    _(
                        "The page would hold %(total)s characters of “%(title)s”, %(longest)s of them in one run; "
                        "%(allowed)s in all and 300 in one run are allowed."
                    ),
                    _("Mark the core of the quotes, or say it in your own words."),
                    values={
                        "total": share.total,
                        "longest": share.longest,
                        "allowed": share.allowed,
                        "title": snapshot.article.title[:60],
                    },
                    about=("claims.snapshot", str(snapshot.pk)),
                )
            )
    return found


def _approval_blockers(version: Version) -> list[Blocker]:
    state = version.state
    if state.state == WorkflowState.APPROVED and approval(state.proof):
        return []
    if state.state == WorkflowState.IN_REVIEW and state.proof_id is not None:
        return [NOT_APPROVED.of("claims.proof", str(state.proof_id))]
    return [NOT_APPROVED.of("newsroom.version", str(version.pk))]
