"""Deciding on the sentences of an article: a claim, a known claim, or nothing to follow; and taking that back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import IntegrityError
from django.utils.translation import gettext_lazy as _

from .. import ledger
from ..choices import CandidateAnswer, CandidateReason, Checkability, Mode, Naming, Stance
from ..models import (
    Article,
    Body,
    CandidateDecision,
    Claim,
    ClaimQuantity,
    ClaimTerm,
    ClaimText,
    Editor,
    Hop,
    LocalText,
    Occurrence,
    Question,
    Snapshot,
)
from ..rules import Blocker, checked, may, none_of, require
from .claims import (
    HopSpec,
    QuantitySpec,
    Suggestion,
    place_occurrence,
    raise_claim,
    relate_claims,
    retire_occurrence,
    set_chains,
)

# What belongs to a claim itself; where anything else points at it, somebody has begun to work with it.
_OWN = (ClaimText, ClaimQuantity, ClaimTerm, Occurrence)


@dataclass(frozen=True)
class Place:
    """A passage of a text, and how the claim stands in it. Offsets are code points, end exclusive.

    ``suggested`` is what the machine said of the passage; ``chains`` go outward from the article.
    """

    snapshot: Snapshot
    start: int
    end: int
    stance: str = Stance.ASSERTS
    mode: str = Mode.PARAPHRASE
    printed: Sequence[Mapping[str, Any]] = ()
    chains: Sequence[Sequence[HopSpec]] = ()
    suggested: Mapping[str, Any] = field(default_factory=dict)

    @property
    def quote(self) -> str:
        """The words at the place."""
        return self.snapshot.content()[self.start : self.end]

    def blockers(self) -> list[Blocker]:
        """Why nothing can be decided on it."""
        if not 0 <= self.start < self.end <= self.snapshot.length or not self.quote.strip():
            return [Blocker("bad_place", _("The passage holds no words of the text."), _("Select the words again."))]
        return []


@dataclass(frozen=True)
class RelationSpec:
    """How a new claim stands to one that is followed, as the editor says, and why."""

    other: Claim
    type: str
    why: LocalText
    suggested: Suggestion | None = None


@ledger.verb
def accept_candidate(  # noqa: PLR0913 - a claim with all that its card holds
    *,
    editor: Editor,
    place: Place,
    texts: Mapping[str, tuple[str, str]],
    checkability: str = Checkability.FACTUAL,
    question: Question | None = None,
    quantities: Sequence[QuantitySpec] = (),
    relations: Sequence[RelationSpec] = (),
) -> CandidateDecision:
    """Follow what a passage says as a new claim: its wording, place, chains and relations, in one deed."""
    require([*may(editor, "claim.write"), *place.blockers(), *_decided(place)])
    claim = raise_claim(editor=editor, texts=texts, checkability=checkability, question=question, quantities=quantities)
    for each in relations:
        relate_claims(editor=editor, a=claim, b=each.other, type=each.type, why=each.why, suggested=each.suggested)
    return _decide(editor, place, CandidateAnswer.ACCEPTED, occurrence=_occurrence(editor, claim, place))


@ledger.verb
def merge_candidate(*, editor: Editor, place: Place, claim: Claim) -> CandidateDecision:
    """Say that a passage says a claim that is followed already: one more occurrence of it."""
    found = [*may(editor, "claim.write"), *place.blockers(), *_decided(place)]
    if claim.trashed_at is not None:
        found.append(Blocker("in_trash", _("The claim lies in the trash."), _("Restore it, or choose another.")))
    require(found)
    return _decide(editor, place, CandidateAnswer.MERGED, occurrence=_occurrence(editor, claim, place))


@ledger.verb
def reject_candidate(*, editor: Editor, place: Place, reason: str, note: str = "") -> CandidateDecision:
    """Say that a passage holds no claim to follow, and why."""
    found = [*may(editor, "claim.write"), *place.blockers(), *_decided(place)]
    require([*found, *none_of(reason=(reason, CandidateReason))])
    kept = Body.objects.put_text(note.strip()) if note.strip() else None
    return _decide(editor, place, CandidateAnswer.REJECTED, reason=reason, note=kept)


@ledger.verb
def undo_candidate(*, editor: Editor, decision: CandidateDecision) -> CandidateDecision:
    """Take a decision on a passage back. The occurrence is retired; the claim goes with it if nobody uses it yet."""
    found = may(editor, "claim.write")
    place = Place(decision.snapshot, decision.start, decision.end, suggested=decision.suggested)
    if not _at(place).holding().filter(pk=decision.pk).exists():
        found = [
            *found,
            Blocker("not_holding", _("This decision does not hold any more."), _("Reload the page to see what does.")),
        ]
    require(found)
    occurrence = decision.occurrence
    if occurrence is not None and not hasattr(occurrence, "retirement"):
        retire_occurrence(editor=editor, occurrence=occurrence, why=_TAKEN_BACK)
        if decision.answer == CandidateAnswer.ACCEPTED:
            _drop_unused(occurrence.claim)
    return _decide(editor, place, CandidateAnswer.UNDONE)


_TAKEN_BACK = "taken back at the workbench"


@ledger.verb
def tie_hop(*, editor: Editor, hop: Hop, article: Article | None) -> Occurrence:
    """Say which article is a link of a chain, or (``None``) that none is: a link whose text we have is seen.

    The chains of the occurrence are written anew, as their next revision.
    """
    occurrence = hop.attribution.occurrence
    chains = [list(chain.hops.all()) for chain in occurrence.attributions.current().prefetch_related("hops")]
    require([*may(editor, "claim.write"), *_tie_blockers(hop, article, chains)])
    set_chains(
        editor=editor,
        occurrence=occurrence,
        chains=[[_tied(each, article) if each.pk == hop.pk else spec_of(each) for each in chain] for chain in chains],
    )
    return occurrence


def spec_of(hop: Hop) -> HopSpec:
    """A link as the verb that sets chains takes it."""
    words = hop.words.text if hop.words else ""
    return HopSpec(hop.naming, hop.source, words, hop.verb, hop.seen, hop.interested, hop.article)


def _tied(hop: Hop, article: Article | None) -> HopSpec:
    return replace(spec_of(hop), seen=article is not None, article=article)


def _tie_blockers(hop: Hop, article: Article | None, chains: Sequence[Sequence[Hop]]) -> list[Blocker]:
    found = []
    if hop.naming == Naming.MISSING:
        found.append(
            Blocker("nothing_to_tie", _("A missing link has no text."), _("Name the source first, then tie its text."))
        )
    if not any(each.pk == hop.pk for chain in chains for each in chain):
        found.append(Blocker("old_chain", _("The chains were set anew since."), _("Reload the page.")))
    if article is not None and article.pk == hop.attribution.occurrence.snapshot.article_id:
        found.append(
            Blocker("own_article", _("An article can't be a link of its own chain."), _("Choose the text it drew on."))
        )
    return found


def _at(place: Place) -> Any:
    return CandidateDecision.objects.filter(snapshot=place.snapshot, start=place.start, end=place.end)


def _decided(place: Place) -> list[Blocker]:
    if not _at(place).holding().exists():
        return []
    return [
        Blocker(
            "already_decided",
            _("Somebody has decided on this passage already."),
            _("Reload the page to see what; take that back first if it is wrong."),
        )
    ]


def _occurrence(editor: Editor, claim: Claim, place: Place) -> Occurrence:
    occurrence = place_occurrence(
        editor=editor,
        claim=claim,
        snapshot=place.snapshot,
        quote=place.quote,
        start=place.start,
        stance=place.stance,
        mode=place.mode,
        printed=place.printed,
    )
    set_chains(editor=editor, occurrence=occurrence, chains=place.chains or [[HopSpec(Naming.MISSING)]])
    return occurrence


def _decide(editor: Editor, place: Place, answer: str, **more: Any) -> CandidateDecision:
    last = _at(place).order_by("-number").values_list("number", flat=True).first() or 0
    decision = CandidateDecision(
        snapshot=place.snapshot,
        start=place.start,
        end=place.end,
        number=last + 1,
        answer=answer,
        suggested=dict(place.suggested),
        editor=editor,
        at=ledger.current().at,
        **more,
    )
    try:
        with ledger.savepoint():
            ledger.insert(decision)
    except IntegrityError:  # a colleague was faster by a moment
        require(_decided(place))
        raise
    after = {"start": place.start, "end": place.end, "answer": str(answer), "number": decision.number}
    ledger.record("candidate.decide", place.snapshot.article, after={**after, "snapshot": place.snapshot.number})
    return decision


def _drop_unused(claim: Claim) -> None:
    """Set a claim aside that nobody words, checks, relates or tells; what somebody uses stays."""
    row = checked(Claim.objects.filter(pk=claim.pk).first(), [])
    if row.trashed_at is not None or Occurrence.objects.standing().filter(claim=row).exists() or _used(row):
        return
    changed = ledger.change(row, trashed_at=ledger.current().at)
    ledger.record("claim.trash", changed)


def _used(claim: Claim) -> bool:
    links = (link for link in Claim._meta.related_objects if link.related_model not in _OWN)
    return any(link.related_model._base_manager.filter(**{link.field.name: claim}).exists() for link in links)
