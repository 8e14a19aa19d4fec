"""Reads of the desk and the one gate out. ``Publication.objects`` is all that public pages and the API may ask."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Self, TypeVar

from django.db import models
from django.db.models import F, OuterRef, Subquery

from .choices import Cause

GONE = (Cause.WITHHELD, Cause.WITHDRAWN, Cause.REDACTED, Cause.MERGED)

M = TypeVar("M", bound=models.Model)


class PublicationQuerySet(models.QuerySet[M]):
    def current(self) -> Self:
        """The publication that each public id stands at now, whatever its cause."""
        return self.filter(current__isnull=False)

    def shown(self) -> Self:
        """Current publications that readers may see: neither withheld nor withdrawn."""
        return self.current().exclude(cause__in=GONE)

    def of(self, public_id: str) -> Self:
        """All versions of one public id, newest first."""
        return self.filter(public_id=public_id).order_by("-version")

    def kind(self, kind: str) -> Self:
        """Of one kind."""
        return self.filter(kind=kind)

    def in_sequence(self) -> Self:
        """In the order in which they left the house."""
        return self.select_related("document", "sequence").order_by("sequence__n")

    def latest_first(self) -> Self:
        """Newest first by sequence; the same order on both engines."""
        return self.select_related("document", "sequence").order_by("-sequence__n")

    def by_age(self) -> Self:
        """By when each public id first left the house, oldest first: an order that no later version changes."""
        # Keys sort by when they were made, also inside the transaction that makes them.
        first = self.model._default_manager.filter(public_id=OuterRef("public_id"), version=1)
        return self.annotate(born=Subquery(first.values("pk")[:1])).order_by("born")

    def linked(self, target: str, roles: Sequence[str]) -> Self:
        """Those whose public id hangs on ``target`` in one of ``roles``, each once."""
        return self.filter(index__links__role__in=roles, index__links__target=target).distinct()


class VersionQuerySet(models.QuerySet[M]):
    def newest(self) -> Any:
        """The version with the highest number, or ``None``."""
        return self.order_by("-number").first()

    def next_number(self) -> int:
        """The number that the next version takes."""
        newest = self.order_by("-number").values_list("number", flat=True).first()
        return (newest or 0) + 1


class PinQuerySet(models.QuerySet[M]):
    def moved(self) -> Self:
        """Pins on verifications that are no longer the published ones of their claims."""
        published = self.filter(claim__current_verification__isnull=False)
        return published.exclude(verification=F("claim__current_verification"))
