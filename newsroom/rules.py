"""The rules of the desk: pure functions that write nothing and return *all* blockers, not the first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from claims.choices import HEDGES, WorkflowState, listed
from claims.models import Claim, Occurrence, Snapshot, Verification, VerificationText
from claims.quantities import mentions_quantity
from claims.quotation import borrowed
from claims.rules import NOT_APPROVED, Blocker, approval, hedged, verification_blockers

from .models import Version


def sentences_of(content: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every sentence of a summary, its answers included."""
    for paragraph in content.get("paragraphs", []):
        yield from paragraph["sentences"]
    yield from content.get("answers", [])


def cited_claims(content: dict[str, Any]) -> list[str]:
    """The public ids that a summary cites, each once, in order."""
    return list(dict.fromkeys(claim for sentence in sentences_of(content) for claim in sentence["cites"]))


def content_blockers(content: dict[str, Any]) -> list[Blocker]:
    """Why a summary can't be stored: no sentence, an empty one, or a citation of a claim that does not exist."""
    found = []
    sentences = list(sentences_of(content))
    if not any(paragraph["sentences"] for paragraph in content.get("paragraphs", [])):
        found.append(Blocker("no_text", _("The summary has no sentence."), _("Write at least one.")))
    if any(not sentence["text"].strip() for sentence in sentences):
        found.append(Blocker("empty_sentence", _("A sentence of the summary is empty."), _("Write or remove it.")))
    wanted = set(cited_claims(content))
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
    content = version.content.json or {}
    return [
        *content_blockers(content),
        *_title_blockers(version),
        *_citation_blockers(version),
        *_hedge_blockers(version, content),
        *_uncited_blockers(content),
        *quotation_blockers(texts, articles),
        *_approval_blockers(version),
    ]


def _title_blockers(version: Version) -> list[Blocker]:
    story = version.summary.story
    if story.title_ar if version.language == "ar" else story.title_en:
        return []
    return [Blocker("no_title", _("The story has no title in this language."), _("Write the title first."))]


def _citation_blockers(version: Version) -> list[Blocker]:
    found: list[Blocker] = []
    pins = version.pins.select_related("claim__current_verification__verdict", "verification")
    for pin in pins.order_by("claim_id"):
        claim = pin.claim
        current = claim.current_verification
        if current is None:
            found.append(
                Blocker(
                    "claim_not_published",
                    _("The cited claim has no published verification."),
                    _("Verify it, have it reviewed and publish it; then write the version again."),
                    where=claim.label,
                )
            )
            current = claim.verifications.select_related("verdict").newest()
        elif pin.verification_id != current.pk:
            found.append(
                Blocker(
                    "pin_stale",
                    _("The text was written on an older verification of the cited claim."),
                    _("Read the new one and write the version again."),
                    where=claim.label,
                )
            )
        found += _claim_blockers(current, claim, version.language)
    return found


def _claim_blockers(verification: Verification | None, claim: Claim, language: str) -> list[Blocker]:
    blockers = quote_blockers(claim)
    if verification is not None:
        text: VerificationText | None = verification.texts.filter(language=language).newest() or (
            verification.texts.order_by("-number").first()
        )
        blockers += verification_blockers(verification, text)
    return [
        Blocker(blocker.code, blocker.message, blocker.hint, where=claim.label, values=blocker.values)
        for blocker in blockers
    ]


def quote_blockers(claim: Claim) -> list[Blocker]:
    """Quotes that are not, to the letter, in their snapshots."""
    occurrences: Iterable[Occurrence] = claim.occurrences.standing().select_related("quote", "snapshot__text")
    return [
        Blocker(
            "quote_not_in_snapshot",
            _("A quote is not in its snapshot at the place it names."),
            _("Take the occurrence back and place it again."),
        )
        for occurrence in occurrences
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


def _hedge_blockers(version: Version, content: dict[str, Any]) -> list[Blocker]:
    verdicts = dict(
        Claim.objects.filter(public_id__in=cited_claims(content)).values_list(
            "public_id", "current_verification__verdict__code"
        )
    )
    found = []
    for sentence in sentences_of(content):
        for claim in sentence["cites"]:
            words = HEDGES.get(verdicts.get(claim) or "", {}).get(version.language)
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


def _uncited_blockers(content: dict[str, Any]) -> list[Blocker]:
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
                )
            )
    return found


def _approval_blockers(version: Version) -> list[Blocker]:
    state = version.state
    if state.state == WorkflowState.APPROVED and approval(state.proof):
        return []
    return [NOT_APPROVED]
