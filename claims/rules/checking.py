"""What must be there before a wording, a quote or a verification goes to review, and before a review counts."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from ..arabic import fold
from ..choices import ACCUSING_VERDICTS, OPEN_VERDICTS, Checkability, Decision, EvidenceStance
from ..models.claims import SHORT_LENGTH
from ..quotation import Span
from .base import Blocker

if TYPE_CHECKING:
    from ..models import Claim, Editor, Occurrence, Proof, Verdict, Verification, VerificationText


def standing(claim: Claim) -> list[Occurrence]:
    """The occurrences of a claim that nobody has taken back; no query where they were fetched with the claim."""
    if "occurrences" in getattr(claim, "_prefetched_objects_cache", {}):
        return list(claim.occurrences.all())
    return list(claim.occurrences.standing().select_related("snapshot__article", "snapshot__transcript_check"))


def one_quote(found: Sequence[Span], quote: str) -> list[Blocker]:
    """Why a quote can't be placed: not in the text, or in several places."""
    shown = quote if len(quote) <= 80 else f"{quote[:77]}…"
    if not found:
        return [
            Blocker(
                "quote_not_found",
                _("The quote “%(quote)s” is not in the text."),
                _("Copy the words from the snapshot exactly; only white space may differ."),
                values={"quote": shown},
            )
        ]
    if len(found) > 1:
        return [
            Blocker(
                "quote_ambiguous",
                _("The quote “%(quote)s” stands in the text %(count)s times."),
                _("Give the offsets of the place you mean, or a longer quote."),
                values={"quote": shown, "count": len(found)},
            )
        ]
    return []


def claim_text_blockers(text: str, short: str) -> list[Blocker]:
    """Why a wording can't stand: empty, more than one paragraph, or a short form that fits no card."""
    found = []
    if len(text.strip().splitlines()) != 1:
        found.append(
            Blocker(
                "claim_not_one_sentence", _("A claim is one sentence."), _("Write one sentence without line breaks.")
            )
        )
    if len(short) > SHORT_LENGTH:
        found.append(
            Blocker(
                "short_too_long",
                _("The short form has %(length)s characters; %(limit)s fit a card."),
                _("Shorten it without changing what it says."),
                values={"length": len(short), "limit": SHORT_LENGTH},
            )
        )
    return found


def verification_blockers(
    verification: Verification, text: VerificationText | None, *, today: dt.date | None = None
) -> list[Blocker]:
    """Every reason why a verification is not ready for a reader, in the order an editor would mend them."""
    if text is None:
        return [
            Blocker(
                "no_rationale", _("The verification has no text in this language."), _("Write the rationale first.")
            )
        ]
    return [
        *_verdict_blockers(verification, text),
        *_evidence_blockers(verification),
        *_inquiry_blockers(verification),
        *_date_blockers(verification, today or dt.datetime.now(dt.UTC).date()),
        *_transcript_blockers(verification),
    ]


def rating_blockers(claim: Claim, verdict: Verdict | None) -> list[Blocker]:
    """Why a claim can't have this rating: a checkable one has a rating, any other has none."""
    takes = Checkability(claim.checkability).takes_verdict
    if takes and verdict is None:
        return [Blocker("no_verdict", _("A checkable claim needs a rating."), _("Choose one of the scale."))]
    if not takes and verdict is not None:
        return [
            Blocker(
                "verdict_on_opinion",
                _("Opinions and vague sentences are not rated."),
                _("Leave the rating empty and say why in the rationale."),
            )
        ]
    return []


def _verdict_blockers(verification: Verification, text: VerificationText) -> list[Blocker]:
    found = rating_blockers(verification.claim, verification.verdict)
    if not text.rationale.text.strip() and not text.rationale.erased:
        found.append(Blocker("no_rationale", _("The rationale is empty."), _("Say what was found and how.")))
    code = verification.verdict.code if verification.verdict else ""
    if code in OPEN_VERDICTS and not (text.unknowns and text.unknowns.text.strip()):
        found.append(
            Blocker("no_unknowns", _("An open rating must say what would settle it."), _("Fill in the unknowns."))
        )
    if code in OPEN_VERDICTS and not (text.searches and text.searches.json):
        found.append(
            Blocker("no_search_log", _("An open rating must say what was looked for."), _("Fill in the search log."))
        )
    return found


def _evidence_blockers(verification: Verification) -> list[Blocker]:
    verdict = verification.verdict
    evidence = list(verification.evidence.all())
    found = []
    if verdict and verdict.needs_evidence and not evidence:
        found.append(
            Blocker(
                "no_evidence",
                _("The rating “%(verdict)s” needs evidence."),
                _("Add what it rests on, or choose another rating."),
                values={"verdict": str(verdict)},
            )
        )
    if verdict and verdict.code == "disputed":
        stances = {piece.stance for piece in evidence}
        if not {EvidenceStance.SUPPORTS, EvidenceStance.REFUTES} <= stances:
            found.append(
                Blocker(
                    "one_sided",
                    _("A disputed claim needs evidence on both sides."),
                    _("Add what supports it and what refutes it."),
                )
            )
    own = {occurrence.snapshot.article_id for occurrence in standing(verification.claim)}
    if any(piece.article_id in own for piece in evidence if piece.article_id):
        found.append(
            Blocker(
                "own_article_as_evidence",
                _("An article in which the claim stands is no evidence for it."),
                _("Remove it, or link what the article itself relies on."),
            )
        )
    return found


def _inquiry_blockers(verification: Verification) -> list[Blocker]:
    verdict = verification.verdict
    if verdict is None or verdict.code not in ACCUSING_VERDICTS:
        return []
    if verification.no_inquiry_id is not None or verification.claim.inquiries.exists():
        return []
    return [
        Blocker(
            "no_inquiry",
            _("The rating “%(verdict)s” says that someone is wrong, and no one was asked."),
            _("Ask the one concerned, or write down why no one was asked."),
            values={"verdict": str(verdict)},
        )
    ]


def _date_blockers(verification: Verification, today: dt.date) -> list[Blocker]:
    if verification.as_of <= today:
        return []
    return [
        Blocker(
            "as_of_in_future",
            _("The verification is dated %(date)s, which is in the future."),
            _("Give the day on which it was checked."),
            values={"date": verification.as_of.isoformat()},
        )
    ]


def _transcript_blockers(verification: Verification) -> list[Blocker]:
    """A typed transcript is one person's word until another has compared it with the file (DESIGN §3)."""
    snapshots = [occurrence.snapshot for occurrence in standing(verification.claim)]
    unchecked = {each.pk: each for each in snapshots if each.unchecked_transcript}
    return [
        Blocker(
            "transcript_unchecked",
            _("The transcript of “%(title)s” was typed by one person and compared by no other."),
            _("Have a second person compare it with the file."),
            values={"title": each.article.title},
            about=("claims.snapshot", str(each.pk)),
        )
        for each in sorted(unchecked.values(), key=lambda each: (each.article.title, each.pk))
    ]


def review_blockers(proof: Proof, reviewer: Editor) -> list[Blocker]:
    """Why ``reviewer`` can't decide on ``proof``: an author of it, or one who has decided before (law 1)."""
    found = []
    if proof.authors.filter(editor=reviewer).exists():
        found.append(
            Blocker(
                "own_work",
                _("You wrote part of what this would publish."),
                _("Ask someone who did not write any of it to review it."),
            )
        )
    if proof.reviews.filter(reviewer=reviewer).exists():
        found.append(
            Blocker(
                "already_reviewed", _("You have already decided on this proof."), _("Submit it again to change it.")
            )
        )
    return found


def approval(proof: Proof | None) -> bool:
    """Whether ``proof`` has an approving review by someone else than its authors."""
    if proof is None:
        return False
    authors = set(proof.authors.values_list("editor_id", flat=True))
    reviewers = proof.reviews.filter(decision=Decision.APPROVE).values_list("reviewer_id", flat=True)
    return any(reviewer not in authors for reviewer in reviewers)


STALE = Blocker(
    "approval_stale",
    _("Something was changed after the approval, so the approval no longer covers what would be published."),
    _("Submit it again and have it reviewed again."),
)
NOT_APPROVED = Blocker(
    "not_approved",
    _("No second person has approved this."),
    _("Submit it and have someone who did not write it review it."),
)


def hedged(sentence: str, words: Iterable[str]) -> bool:
    """Whether a sentence holds one of ``words``, whatever the spelling of its marks."""
    plain = fold(sentence)
    # A Latin word begins where it begins ("undisputed" is not "disputed"); Arabic joins prefixes to words.
    return any(re.search(rf"(?<![a-z]){re.escape(fold(word))}", plain) for word in words)
