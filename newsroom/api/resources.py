"""The kinds of published things that partners can list, and what can be asked of each."""

from __future__ import annotations

from dataclasses import dataclass

from ..choices import PublicationKind
from .filters import ClaimFilter, CorrectionFilter, ItemFilter, QuestionFilter, SourceFilter, StoryFilter
from .serializers import SHAPES, Item


@dataclass(frozen=True)
class Resource:
    """One kind: how a list of it is narrowed, and what it is, in one sentence for the documentation."""

    kind: PublicationKind
    filters: type[ItemFilter]
    words: str

    @property
    def path(self) -> str:
        """The segment of its address."""
        return self.kind.path

    @property
    def shape(self) -> type[Item]:
        """What one of them looks like."""
        return SHAPES[self.kind]

    @property
    def narrowing(self) -> tuple[str, ...]:
        """The query parameters that narrow a list of it."""
        return tuple(self.filters.base_filters)


RESOURCES = (
    Resource(PublicationKind.STORY, StoryFilter, "Stories: a summary of what is known, with the claims it cites."),
    Resource(PublicationKind.CLAIM, ClaimFilter, "Claims: what was said, by whom, where, and what was found."),
    Resource(PublicationKind.QUESTION, QuestionFilter, "Questions with their rival answers."),
    Resource(PublicationKind.SOURCE, SourceFilter, "Sources: in which claims they appear, and with what result."),
    Resource(PublicationKind.CORRECTION, CorrectionFilter, "Corrections of anything published."),
)
SCALE = Resource(PublicationKind.SCALE, ItemFilter, "The rating scale as a document, with its versions.")
