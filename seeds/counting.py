"""What of the manifest stands in the database: the figures that an import ends with."""

from __future__ import annotations

from claims.choices import Naming, RelationType
from claims.models import Article, Attribution, Claim, ClaimQuantity, Occurrence, Question, RelationDecision
from newsroom.choices import PublicationKind
from newsroom.models import Publication, Story

from .models import SeedKey


def counts() -> dict[str, int]:
    """Rows that came in with the manifest, as they stand now; ``without_source`` counts occurrences."""
    claims = Claim.objects.filter(pk__in=_ids("claims"))
    stories = Story.objects.filter(pk__in=_ids("stories"))
    occurrences = Occurrence.objects.standing().filter(claim__in=claims)
    decisions = RelationDecision.objects.filter(pk__in=_ids("relations"))
    shown = Publication.objects.current().filter(kind=PublicationKind.STORY)
    return {
        "articles": Article.objects.filter(pk__in=_ids("articles")).count(),
        "stories": stories.count(),
        "questions": Question.objects.filter(pk__in=_ids("questions")).count(),
        "claims": claims.count(),
        "occurrences": occurrences.count(),
        "quantities": ClaimQuantity.objects.filter(claim__in=claims).count(),
        "relations": decisions.count(),
        "contradictions": decisions.filter(type=RelationType.CONTRADICTS).count(),
        "without_source": _without_source(set(occurrences.values_list("pk", flat=True))),
        "published_verifications": claims.assessed().count(),
        "published_stories": shown.filter(public_id__in=stories.values("public_id")).count(),
    }


def _ids(kind: str) -> list[int]:
    return [int(found) for found in SeedKey.objects.filter(kind=kind).values_list("object_id", flat=True)]


def _without_source(occurrences: set[int]) -> int:
    """Occurrences of which a chain ends in a missing hop: the worst grade, and it takes precedence."""
    chains = Attribution.objects.current().filter(occurrence__in=occurrences, hops__naming=Naming.MISSING)
    return len(set(chains.values_list("occurrence", flat=True)))
