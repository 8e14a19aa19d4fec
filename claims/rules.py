"""The rules of the ledger: pure functions that write nothing and return *all* blockers, not the first.

The same list stands before a button and behind it: verbs call these functions again inside their transaction.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, is_dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from django.utils.translation import gettext_lazy as _

from .arabic import fold
from .choices import (
    ACCUSING_VERDICTS,
    OPEN_VERDICTS,
    ChainGrade,
    Checkability,
    Decision,
    EvidenceStance,
    Naming,
    Role,
    listed,
)
from .models.claims import SHORT_LENGTH
from .quotation import Span

if TYPE_CHECKING:
    from django.db import models
    from django.db.models import TextChoices
    from django.utils.functional import _StrPromise

    from .models import Editor, Hop, Occurrence, Proof, Source, Verification, VerificationText

    Words = str | _StrPromise


T = TypeVar("T")

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_URL = re.compile(r"https?://[^\s/?#\"<>\\]+(?:[/?#][^\s\"<>\\]*)?", re.IGNORECASE)


@dataclass(frozen=True)
class Blocker:
    """One reason why something can't be done: a stable code, a sentence, what to do next, and where."""

    code: str
    message: Words
    hint: Words = ""
    where: str = ""
    values: dict[str, Any] = field(default_factory=dict, hash=False)

    def sentence(self) -> str:
        """The message with its values filled in."""
        return str(self.message) % self.values if self.values else str(self.message)

    def advice(self) -> str:
        """The hint with its values filled in."""
        return str(self.hint) % self.values if self.values else str(self.hint)

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        return f"{place}{self.sentence()} {self.advice()}".strip()


class Refused(Exception):
    """A verb was not carried out. ``blockers`` holds every reason; nothing was written."""

    def __init__(self, blockers: Sequence[Blocker]) -> None:
        self.blockers = list(blockers)
        super().__init__("\n".join(str(blocker) for blocker in self.blockers))

    @property
    def codes(self) -> set[str]:
        """The codes of all reasons."""
        return {blocker.code for blocker in self.blockers}


def require(blockers: Iterable[Blocker]) -> None:
    """Raise ``Refused`` with all of ``blockers``, if there are any."""
    found = list(blockers)
    if found:
        raise Refused(found)


def checked(row: T | None, blockers: Iterable[Blocker]) -> T:
    """The row, where there is one and nothing stands against it; otherwise ``Refused`` with all of ``blockers``."""
    found = list(blockers)
    if found or row is None:
        raise Refused(found)
    return row


# Which roles may do what. A verb that is missing here is refused to everyone (tests/test_rules.py).
MAY: dict[str, frozenset[str]] = {
    "article.bring_in": frozenset({Role.CONTRIBUTOR, Role.EDITOR, Role.DESK_ADMIN}),
    "article.read": frozenset({Role.CONTRIBUTOR, Role.EDITOR, Role.DESK_ADMIN}),
    "article.describe": frozenset({Role.CONTRIBUTOR, Role.EDITOR, Role.DESK_ADMIN}),
    "article.copy": frozenset({Role.CONTRIBUTOR, Role.EDITOR, Role.DESK_ADMIN}),
    "transcript.check": frozenset({Role.EDITOR, Role.REVIEWER, Role.DESK_ADMIN}),
    "source.write": frozenset({Role.CONTRIBUTOR, Role.EDITOR, Role.DESK_ADMIN}),
    "source.merge": frozenset({Role.EDITOR, Role.DESK_ADMIN}),
    "question.write": frozenset({Role.CONTRIBUTOR, Role.EDITOR, Role.DESK_ADMIN}),
    "claim.write": frozenset({Role.CONTRIBUTOR, Role.EDITOR, Role.DESK_ADMIN}),
    "relation.decide": frozenset({Role.CONTRIBUTOR, Role.EDITOR, Role.DESK_ADMIN}),
    "inquiry.write": frozenset({Role.EDITOR, Role.DESK_ADMIN}),
    "verification.write": frozenset({Role.EDITOR, Role.DESK_ADMIN}),
    "story.write": frozenset({Role.EDITOR, Role.DESK_ADMIN}),
    "review": frozenset({Role.REVIEWER, Role.DESK_ADMIN}),
    "publish": frozenset({Role.PUBLISHER, Role.DESK_ADMIN}),
    "withhold": frozenset({Role.PUBLISHER, Role.DESK_ADMIN}),
    "verdict.retire": frozenset({Role.DESK_ADMIN}),
    "trash": frozenset({Role.EDITOR, Role.DESK_ADMIN}),
    "redact": frozenset({Role.DESK_ADMIN}),
    "editor.manage": frozenset({Role.DESK_ADMIN}),
}


def allow(verb: str, *roles: Role) -> None:
    """Say which roles may do a verb of another app, when it is loaded."""
    MAY[verb] = frozenset(roles)


def may(editor: Editor, verb: str) -> list[Blocker]:
    """Why ``editor`` may not do ``verb``; empty when the role allows it. Being a superuser changes nothing."""
    allowed = MAY.get(verb, frozenset())
    if editor.is_active and editor.roles & allowed:
        return []
    names = listed(str(Role(role).label) for role in sorted(allowed))
    return [
        Blocker(
            "not_permitted",
            _("Your roles do not allow this."),
            _("Ask a desk administrator for one of these roles: %(roles)s."),
            values={"roles": names},
        )
    ]


def unstorable(given: Any, where: str = "") -> Iterator[Blocker]:
    """The texts inside ``given`` that no database keeps or no file holds: a NUL, or half a surrogate pair."""
    if isinstance(given, str):
        if _UNSTORABLE.search(given):
            yield Blocker(
                "unstorable_text",
                _("The text holds a character that can't be stored."),
                _("Remove control characters and type the text anew."),
                where=where,
            )
    elif isinstance(given, Mapping):
        yield from unstorable(list(given), where)
        for key, value in given.items():
            yield from unstorable(value, where or str(key))
    elif is_dataclass(given) and not isinstance(given, type):
        yield from unstorable(vars(given), where)
    elif isinstance(given, list | tuple):
        for each in given:
            yield from unstorable(each, where)


def too_long(model: type[models.Model], **values: Any) -> list[Blocker]:
    """The values that do not fit their columns: PostgreSQL would refuse them, SQLite would not, we always do."""
    found = []
    for name, value in values.items():
        field = model._meta.get_field(name)
        limit = getattr(field, "max_length", None)
        if isinstance(value, str) and limit is not None and len(value) > limit:
            found.append(
                Blocker(
                    "too_long",
                    _("“%(name)s” has %(length)s characters; %(limit)s are allowed."),
                    _("Shorten it."),
                    where=name,
                    values={"name": str(getattr(field, "verbose_name", name)), "length": len(value), "limit": limit},
                )
            )
    return found


def bad_addresses(*urls: str | None) -> list[Blocker]:
    """The addresses that a reader's browser should not follow: only http and https lead to pages."""
    return [
        Blocker(
            "bad_url",
            _("“%(url)s” is no address of a page."),
            _("Copy the whole address, beginning with https://."),
            values={"url": url[:80]},
        )
        for url in urls
        if url and not _URL.fullmatch(url)
    ]


def none_of(**values: tuple[str | None, type[TextChoices]]) -> list[Blocker]:
    """The values that are not in their closed list: ``kind=(kind, ArticleKind)`` gives ``unknown_kind``."""
    return [
        Blocker(
            f"unknown_{name}",
            _("“%(value)s” is not one of: %(legal)s."),
            _("Choose one of these."),
            values={"value": str(value)[:80], "legal": listed(choices.values)},
        )
        for name, (value, choices) in values.items()
        if value not in choices.values
    ]


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


def grade(hops: Sequence[Hop]) -> ChainGrade:
    """The grade of one chain, the worst that applies (DESIGN §3).

    The speaker of "X said Y" is the claim's subject; the hops tell who told us.
    """
    namings = [Naming(hop.naming) for hop in hops]
    if not namings or namings[-1] is Naming.MISSING:
        return ChainGrade.NO_SOURCE
    if namings[-1] in {Naming.UNNAMED, Naming.DESCRIBED} and hops[-1].source_id is None:
        return ChainGrade.UNNAMED_END
    if namings[-1] is Naming.UNNAMED:
        return ChainGrade.UNNAMED_END
    if not all(hop.seen for hop in hops):
        return ChainGrade.UNSEEN_HOP
    return ChainGrade.COMPLETE


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


def _verdict_blockers(verification: Verification, text: VerificationText) -> list[Blocker]:
    found = []
    takes = Checkability(verification.claim.checkability).takes_verdict
    if takes and verification.verdict is None:
        found.append(Blocker("no_verdict", _("A checkable claim needs a rating."), _("Choose one of the scale.")))
    if not takes and verification.verdict is not None:
        found.append(
            Blocker(
                "verdict_on_opinion",
                _("Opinions and vague sentences are not rated."),
                _("Leave the rating empty and say why in the rationale."),
            )
        )
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
    own = set(verification.claim.occurrences.standing().values_list("snapshot__article_id", flat=True))
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
    typed = verification.claim.occurrences.standing().filter(
        snapshot__transcriber__isnull=False, snapshot__transcript_check__isnull=True
    )
    titles = typed.values_list("snapshot__article__title", flat=True).distinct().order_by("snapshot__article__title")
    return [
        Blocker(
            "transcript_unchecked",
            _("The transcript of “%(title)s” was typed by one person and compared by no other."),
            _("Have a second person compare it with the file."),
            values={"title": title},
        )
        for title in titles
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


def origins(occurrences: Iterable[Occurrence]) -> dict[str, Any]:
    """In how many texts a claim stands, from how many independent origins, and whether the trail runs in a circle.

    A chain's origin is the source at its far end. Where nobody is named there, the article itself is the
    origin: two texts that name no source are two, unless one is a republished copy of the other. Where the far end
    is the outlet of another of the texts, the trail goes on through that text. Repetition is never agreement: three
    texts from one origin are one account.
    """
    ends: dict[int, set[tuple[str, int]]] = {}
    outlets: dict[int, int] = {}
    for occurrence in occurrences:
        article = occurrence.snapshot.article
        if article.outlet is not None:
            outlets[_identity(article.outlet)] = article.pk
        ends.setdefault(article.pk, set()).update(
            _end(list(chain.hops.all()), article.original_id) for chain in occurrence.attributions.all()
        )
        ends[article.pk] = ends[article.pk] or {("article", article.original_id)}
    found: set[tuple[str, int]] = set()
    circular = False
    for article_id in ends:
        reached, turned = _follow(article_id, ends, outlets)
        found |= reached
        circular = circular or turned
    return {"texts": len(ends), "independent": max(len(found), 1 if ends else 0), "circular": circular}


def _end(hops: list[Hop], article_id: int) -> tuple[str, int]:
    last = hops[-1] if hops else None
    if last is None or last.source is None or last.naming in {Naming.UNNAMED, Naming.MISSING}:
        return ("article", article_id)
    return ("source", _identity(last.source))


def _identity(source: Source) -> int:
    """Two spellings of one source that were merged are one."""
    return source.merged_into_id or source.pk


def _follow(
    article_id: int, ends: dict[int, set[tuple[str, int]]], outlets: dict[int, int]
) -> tuple[set[tuple[str, int]], bool]:
    found: set[tuple[str, int]] = set()
    seen = {article_id}
    circular = False
    queue = list(ends[article_id])
    while queue:
        kind, key = queue.pop()
        through = outlets.get(key) if kind == "source" else None
        if through is None:
            found.add((kind, key))
        elif through in seen:
            circular = True
        else:
            seen.add(through)
            queue.extend(ends[through])
    return found, circular
