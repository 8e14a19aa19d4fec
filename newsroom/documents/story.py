"""The reviewed content of a story, and the texts that law 5 measures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Exists, OuterRef, Q

from claims.choices import ChangeKind, Checkability
from claims.documents import article_part, code_label, verdict_part
from claims.documents.claim import agents_of, with_merged
from claims.ledger import subject_of
from claims.models import Article, Claim, Occurrence, Snapshot, Verification

from ..choices import StoryState
from ..models import Story, Version

SCHEMA_VERSION = 1


Pinned = tuple[Claim, Verification | None]


def story_content(version: Version) -> dict[str, Any]:
    """The page of a story as this version would leave it, in the version's language."""
    # Read now, not from what the caller has at hand: the proof must hold what is in the database.
    story = Story.objects.get(summary__pk=version.summary_id)
    body = version.content.json or {"paragraphs": [], "answers": []}
    pins = version.pins.select_related("claim", "verification__verdict")
    pinned = [(pin.claim, pin.verification) for pin in pins]
    return _content(story, version.language, version.number, body, pinned) | {"change": _change(version)}


def typed_content(
    story: Story, language: str, number: int, body: dict[str, Any], claims: Iterable[Claim]
) -> dict[str, Any]:
    """The page of a story as a text that is still being typed would leave it; ``claims`` are those that it cites.

    Its citations rest on what is published now, as they would if it were written now.
    """
    pinned = [(claim, claim.current_verification) for claim in claims]
    return _content(story, language, number, body, pinned) | {"change": None}


def _content(story: Story, language: str, number: int, body: dict[str, Any], pinned: list[Pinned]) -> dict[str, Any]:
    cited = {claim.pk for claim, _verification in pinned}
    return {
        "schema_version": SCHEMA_VERSION,
        "kind": "story",
        "id": story.public_id,
        "language": language,
        "slug": story.slug,
        "title": story.title_ar if language == "ar" else story.title_en,
        "dek": (story.dek_ar if language == "ar" else story.dek_en) or None,
        "state": code_label(StoryState, story.state, language),
        "summary": {"version": number, "paragraphs": body["paragraphs"], "answers": body["answers"]},
        "pins": [
            {
                "claim": claim.public_id,
                "verification": verification.number if verification else None,
                "verdict": verdict_part(verification.verdict, language) if verification else None,
                "checkability": code_label(Checkability, claim.checkability, language),
            }
            for claim, verification in sorted(pinned, key=lambda pin: pin[0].public_id)
        ],
        "claims": [claim.public_id for claim in shown_claims(story, cited)],
        "questions": [row.question.public_id for row in _placed(story, "story_questions", "question")],
        "articles": [article_part(article, language) for article in articles_of(story)],
        "timeline": _timeline(story, language),
    }


def shown_claims(story: Story, cited: set[int]) -> list[Claim]:
    """The story's claims in order that readers may see: those published, and those that the summary cites.

    What is cited but not listed comes last: a text that rests on a claim must hear of its changes (law 4).
    """
    listed = [row.claim for row in _placed(story, "story_claims", "claim")]
    shown = [claim for claim in listed if claim.current_verification_id is not None or claim.pk in cited]
    others = cited - {claim.pk for claim in listed}
    return [*shown, *Claim.objects.filter(pk__in=others).order_by("pk")]


def _placed(story: Story, rows: str, related: str) -> Iterable[Any]:
    """What has a place in a story, in order; no query where it was fetched with the story."""
    if rows in getattr(story, "_prefetched_objects_cache", {}):
        return list(getattr(story, rows).all())
    found: Iterable[Any] = getattr(story, rows).select_related(related).order_by("position", "pk")
    return found


def articles_of(story: Story) -> list[Article]:
    """The story's articles in order, with all that a document needs of them."""
    rows = (
        story.story_articles.select_related("article__outlet__merged_into", "article__translator__merged_into")
        .prefetch_related("article__authors__source__merged_into")
        .order_by("position", "pk")
    )
    return [row.article for row in rows]


def _timeline(story: Story, language: str) -> list[dict[str, Any]]:
    return [
        {
            "date": item.date,
            "inferred": item.inferred,
            "text": item.text_ar if language == "ar" else item.text_en,
            "claim": item.claim.public_id if item.claim else None,
        }
        for item in story.timeline.select_related("claim").order_by("position", "pk")
    ]


def _change(version: Version) -> dict[str, Any] | None:
    if version.change_kind is None:
        return None
    words = (version.change.json if version.change else None) or {}
    return {
        "kind": code_label(ChangeKind, version.change_kind, version.language),
        **{name: words.get(name) or None for name in ("said", "says", "why")},
    }


def story_subjects(version: Version) -> set[tuple[str, str]]:
    """Every object whose entries tell who wrote what the story's page would say (law 1)."""
    story = version.summary.story
    rows: list[Any] = [story]
    rows += version.summary.versions.filter(language=version.language, number__lte=version.number)
    rows += [row.question for row in story.story_questions.select_related("question")]
    for article in articles_of(story):
        rows += [article, *with_merged(agents_of(article))]
    return {subject_of(row) for row in rows}


def quoted_texts(version: Version) -> tuple[list[str], list[Snapshot]]:
    """All texts that the story's page may show, and the articles they might be taken from (law 5)."""
    return quoted_in(version.summary.story, story_content(version))


def quoted_in(story: Story, content: dict[str, Any]) -> tuple[list[str], list[Snapshot]]:
    """The same of a content, in a fixed number of queries.

    The page shows the cards of the claims that it names and those of every published answer to its questions.
    """
    answers = Claim.objects.assessed().filter(question__story_questions__story=story)
    shown = Q(claim__public_id__in=content["claims"]) | Q(claim__in=answers)
    texts = list(strings(content))
    newer = Snapshot.objects.filter(article=OuterRef("article"), number__gt=OuterRef("number"))
    own = Snapshot.objects.filter(~Exists(newer), article__story_articles__story=story).order_by("pk")
    snapshots = {snapshot.pk: snapshot for snapshot in own.select_related("article", "text")}
    standing = Occurrence.objects.standing().filter(shown).order_by("pk")
    for occurrence in standing.select_related("quote", "snapshot__article", "snapshot__text"):
        texts.append(occurrence.core())
        snapshots.setdefault(occurrence.snapshot_id, occurrence.snapshot)
    return texts, list(snapshots.values())


def strings(value: Any) -> Iterator[str]:
    """Every text inside a piece of JSON: what a reader of the page could read of an article."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from strings(each)
