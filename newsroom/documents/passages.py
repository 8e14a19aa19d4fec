"""The texts of an object in which a note can name its words, and where those words stand in what is there now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import OuterRef, Subquery

from claims.models import Article, Body, Claim, Proof, Verification, VerificationText
from claims.quotation import Span, context, find

from ..models import Story, Version

CONTEXT = 32  # characters on either side that tell two places of the same words apart
LONGEST = 600  # characters of a passage


def whole_of(row: models.Model) -> models.Model:
    """What people talk about on the page of ``row``: of a version its story, of a verification its claim, of a proof
    either; so that a talk goes on when a new version is written."""
    if isinstance(row, Version):
        return row.summary.story
    if isinstance(row, Verification):
        return row.claim
    if isinstance(row, Proof):
        for model in (Story, Claim):
            found = model._base_manager.filter(public_id=row.public_id).first()
            if found is not None:
                return found
    return row


def parts_of(whole: models.Model) -> dict[str, str]:
    """The texts of an object as they are now, by the name of the part: ``summary:ar``, ``rationale:en``, ``text``."""
    found: dict[str, str | None] = {}
    if isinstance(whole, Story):
        found = _of_story(whole)
    elif isinstance(whole, Claim):
        found = _of_claim(whole)
    elif isinstance(whole, Article):
        snapshot = whole.snapshot()
        found = {"text": snapshot.content() if snapshot is not None and not snapshot.text.erased else None}
    return {part: text for part, text in found.items() if text}


def _of_story(story: Story) -> dict[str, str | None]:
    newer = Version.objects.filter(summary=OuterRef("summary"), language=OuterRef("language"))
    newest = Version.objects.filter(
        summary__story=story, number=Subquery(newer.order_by("-number").values("number")[:1])
    )
    found = {f"summary:{row.language}": _summary(row.content.json) for row in newest.select_related("content")}
    titles = {"title:ar": story.title_ar, "title:en": story.title_en, "dek:ar": story.dek_ar, "dek:en": story.dek_en}
    return {**found, **titles}


def _summary(content: dict[str, Any] | None) -> str:
    paragraphs = (content or {}).get("paragraphs", [])
    lines = [" ".join(sentence["text"] for sentence in paragraph["sentences"]) for paragraph in paragraphs]
    return "\n".join([*lines, *(answer["text"] for answer in (content or {}).get("answers", []))])


def _of_claim(claim: Claim) -> dict[str, str | None]:
    """The wording in use and what the newest verification says, in each language; two queries."""
    wordings = claim.texts.select_related("text").order_by("number")
    newest = claim.verifications.order_by("-number").values("pk")[:1]
    texts = VerificationText.objects.filter(verification__in=newest).select_related("rationale", "unknowns")
    found = {f"claim:{row.language}": _kept(row.text) for row in wordings}
    for text in texts.order_by("number"):
        found[f"rationale:{text.language}"] = _kept(text.rationale)
        found[f"unknowns:{text.language}"] = _kept(text.unknowns)
    return found


def _kept(body: Body | None) -> str | None:
    return body.text if body is not None and not body.erased else None


@dataclass(frozen=True)
class Anchor:
    """Where words stand: the part, and the place in its text."""

    part: str
    span: Span


def anchor(parts: dict[str, str], passage: dict[str, str]) -> Anchor | None:
    """Where the words of a passage stand in the texts that are there now; ``None`` when they are gone.

    The part that the passage names is looked into first. Of several places, the one whose surroundings are most
    like those that the passage remembers, and of equal ones the first.
    """
    named = passage.get("part", "")
    for part in sorted(parts, key=lambda each: each != named):
        text = parts[part]
        spans = find(text, passage["exact"])
        if spans:
            return Anchor(part, max(spans, key=lambda span: _likeness(text, span, passage)))
    return None


def _likeness(text: str, span: Span, passage: dict[str, str]) -> int:
    before, after = context(text, span, CONTEXT)
    return _shared(before[::-1], passage.get("prefix", "")[::-1]) + _shared(after, passage.get("suffix", ""))


def _shared(one: str, other: str) -> int:
    length = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        length += 1
    return length


def passage_at(parts: dict[str, str], place: Anchor) -> dict[str, str]:
    """What is kept of a place, to find it again: its part, its words, and what stands on either side."""
    text = parts[place.part]
    before, after = context(text, place.span, CONTEXT)
    words = text[place.span.start : place.span.end]
    return {"part": place.part, "exact": words, "prefix": before, "suffix": after}
