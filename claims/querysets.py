"""Reads, as composable queryset methods. Time comes in as ``at``, so that no test needs to patch a clock."""

from __future__ import annotations

import datetime as dt
from typing import Any, Self, TypeVar

from django.db import models
from django.db.models import Count, F, Max, OuterRef, Q, Subquery

from .choices import CandidateAnswer, InquiryEventKind

M = TypeVar("M", bound=models.Model)


class TrashableQuerySet(models.QuerySet[M]):
    """Rows that a delete in the admin only sets aside."""

    def live(self) -> Self:
        """Without what lies in the trash."""
        return self.filter(trashed_at__isnull=True)


class SourceQuerySet(TrashableQuerySet[M]):
    def standing(self) -> Self:
        """Sources in use: neither trashed nor merged into another."""
        return self.filter(trashed_at__isnull=True, merged_into__isnull=True)

    def known_as(self, folded: str) -> Self:
        """Sources whose name or alias folds to ``folded`` (see ``arabic.fold``)."""
        return self.standing().filter(aliases__fold=folded).distinct()


class ArticleQuerySet(TrashableQuerySet[M]):
    def with_snapshot(self) -> Self:
        """Annotate the number of the newest snapshot."""
        return self.annotate(last_snapshot=Max("snapshots__number"))


class ClaimQuerySet(TrashableQuerySet[M]):
    def assessed(self) -> Self:
        """Claims that have a published verification."""
        return self.filter(current_verification__isnull=False)

    def open(self) -> Self:
        """Claims still without a published verification."""
        return self.live().filter(current_verification__isnull=True)

    def due(self, at: dt.date) -> Self:
        """Claims whose published verification was to be looked at again by ``at``."""
        return self.live().filter(current_verification__recheck_by__lte=at)

    def with_counts(self) -> Self:
        """Annotate in how many texts a claim stands and how many relations it has, each in one subquery."""
        return self.annotate(text_count=Count("occurrences__snapshot__article", distinct=True))


class OccurrenceQuerySet(models.QuerySet[M]):
    def standing(self) -> Self:
        """Occurrences that no editor has taken back."""
        return self.filter(retirement__isnull=True)

    def for_page(self) -> Self:
        """Everything that a page of the claim needs, in a fixed number of queries."""
        return self.standing().select_related(
            "quote", "snapshot__text", "snapshot__article__outlet", "snapshot__article__translator"
        )


class AttributionQuerySet(models.QuerySet[M]):
    def current(self) -> Self:
        """The chains of each occurrence's newest revision only."""
        newest = (
            self.model._default_manager.filter(occurrence=OuterRef("occurrence"))
            .order_by()
            .values("occurrence")
            .annotate(newest=Max("revision"))
            .values("newest")
        )
        return self.filter(revision=Subquery(newest))


class CandidateDecisionQuerySet(models.QuerySet[M]):
    def holding(self) -> Self:
        """The newest decision of each place, unless it only takes back."""
        newest = (
            self.model._default_manager.filter(
                snapshot=OuterRef("snapshot"), start=OuterRef("start"), end=OuterRef("end")
            )
            .order_by("-number")
            .values("pk")[:1]
        )
        return self.filter(pk=Subquery(newest)).exclude(answer=CandidateAnswer.UNDONE)


class NumberedQuerySet(models.QuerySet[M]):
    """Rows counted from 1 within their parent."""

    def newest(self) -> Any:
        """The row with the highest number, or ``None``."""
        return self.order_by("-number").first()

    def next_number(self) -> int:
        """The number that the next row of this (already filtered) set takes."""
        highest: int | None = self.aggregate(highest=Max("number"))["highest"]
        return (highest or 0) + 1


class VerdictQuerySet(models.QuerySet[M]):
    def in_use(self) -> Self:
        """Verdicts that may still be given, in the order of the scale."""
        return self.filter(retirement__isnull=True).order_by("position")


class EntryQuerySet(models.QuerySet[M]):
    def about(self, subject_type: str, subject_id: str) -> Self:
        """Entries on one object."""
        return self.filter(subject_type=subject_type, subject_id=str(subject_id))

    def about_any(self, subjects: set[tuple[str, str]]) -> Self:
        """Entries on any of ``subjects``, pairs of type and id."""
        by_type: dict[str, list[str]] = {}
        for subject_type, subject_id in sorted(subjects):
            by_type.setdefault(subject_type, []).append(subject_id)
        condition = Q(pk__in=[])
        for subject_type, ids in by_type.items():
            condition |= Q(subject_type=subject_type, subject_id__in=ids)
        return self.filter(condition)

    def numbered(self) -> Self:
        """In the order of the chain."""
        return self.select_related("number").order_by(F("number__n"))


class InquiryQuerySet(models.QuerySet[M]):
    """Questions put to those whom a claim concerns, with where each stands."""

    def with_standing(self) -> Self:
        """Annotate the kind of the last step and the latest deadline that was given, each in one subquery."""
        events = self.model._meta.get_field("events").related_model._default_manager  # type: ignore[union-attr]
        steps = events.filter(inquiry=OuterRef("pk")).order_by("-number")
        given = steps.filter(deadline__isnull=False)
        return self.annotate(last_kind=Subquery(steps.values("kind")[:1]), due=Subquery(given.values("deadline")[:1]))

    def waiting(self) -> Self:
        """Those to whom nobody has answered and whose deadline is not written down as passed."""
        return self.with_standing().filter(last_kind=InquiryEventKind.ASKED)

    def answers_due(self, at: dt.datetime, within: dt.timedelta = dt.timedelta(hours=24)) -> Self:
        """Those without an answer whose deadline has passed or passes soon, the first due first."""
        return self.waiting().filter(due__lte=at + within).order_by("due", "pk")
