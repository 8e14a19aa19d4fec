"""What each sentence of a text that is being typed rests on, and what would stop its publication."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from django.utils.translation import gettext_lazy as _

from claims.admin.panels import Cell, Reason, Words, cell
from claims.admin.panels import reasons as shown_reasons
from claims.models import Claim

from ...documents import quoted_in, typed_content
from ...models import Story
from ...rules import cited_claims, grounds, typed_blockers, uncited_blockers
from .merging import MARK
from .text import has_open_bracket

Json = dict[str, Any]
Kind = Literal["cited", "uncited", "blocking"]


@dataclass(frozen=True)
class Sentence:
    """A sentence, the claims that it cites with their ratings, and what must be said of it."""

    text: str
    cites: Sequence[tuple[Cell, Cell]]  # the claim, its published rating
    kind: Kind
    said: Words = ""
    label: Words = ""


@dataclass(frozen=True)
class Checked:
    """A text as it is typed: its paragraphs, its answers, and every reason that would stop its publication."""

    paragraphs: Sequence[Sequence[Sentence]]
    answers: Sequence[Sentence]
    reasons: Sequence[Reason]

    def _all(self) -> Iterator[Sentence]:
        for paragraph in (*self.paragraphs, self.answers):
            yield from paragraph

    @property
    def count(self) -> int:
        """How many sentences there are."""
        return sum(1 for _sentence in self._all())

    @property
    def uncited(self) -> int:
        """How many of them cite nothing."""
        return sum(sentence.kind != "cited" for sentence in self._all())

    @property
    def blocking(self) -> int:
        """How many of them stand in the way themselves."""
        return sum(sentence.kind == "blocking" for sentence in self._all())


def check(story: Story, language: str, content: Json, questions: Mapping[str, str], number: int = 1) -> Checked:
    """Look at what is typed. A fixed number of queries; nothing is written.

    ``questions`` are the wordings of the questions by public id, ``number`` that which the version would take.
    """
    claims = grounds(Claim.objects.filter(public_id__in=cited_claims(content)))
    known = {claim.public_id: claim for claim in claims if claim.trashed_at is None}
    page = typed_content(story, language, number, content, claims)
    texts, articles = quoted_in(story, page)
    return Checked(
        [[_sentence(each, known) for each in part["sentences"]] for part in content["paragraphs"]],
        [_sentence(each, known, questions.get(each["question"], "")) for each in content["answers"]],
        shown_reasons(typed_blockers(story, language, content, claims, texts, articles)),
    )


def _sentence(sentence: Json, known: Mapping[str, Claim], label: Words = "") -> Sentence:
    cites = [_cited(each, known.get(each)) for each in sentence["cites"]]
    kind, said = _kind(sentence, known)
    return Sentence(sentence["text"], cites, kind, said, label)


def _kind(sentence: Json, known: Mapping[str, Claim]) -> tuple[Kind, Words]:
    if sentence["text"].startswith(MARK):
        return "blocking", _("Both of you changed this sentence. Keep one of the two and remove the mark.")
    if has_open_bracket(sentence):
        return "blocking", _("A citation is not closed: two brackets before the id and two after it.")
    if any(each not in known for each in sentence["cites"]):
        return "blocking", _("It cites what is no claim.")
    if sentence["cites"]:
        return "cited", ""
    if uncited_blockers({"paragraphs": [{"sentences": [sentence]}]}):
        return "blocking", _("It states a number and cites nothing: this blocks publication.")
    return "uncited", _("No citation")


def _cited(public_id: str, claim: Claim | None) -> tuple[Cell, Cell]:
    if claim is None:
        return Cell(public_id), Cell(_("no such claim"), tone="bad")
    return cell(claim), rating_cell(claim)


def rating_cell(claim: Claim) -> Cell:
    """The published rating of a claim, or the words that it has none."""
    current = claim.current_verification
    if current is None:
        return Cell(_("no published rating"), tone="none")
    return cell(current.verdict) if current.verdict else Cell(claim.get_checkability_display(), tone="muted")
