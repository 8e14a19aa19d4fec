"""Reads of the way in."""

from __future__ import annotations

import datetime as dt
from typing import Any, Self, TypeVar

from django.db import models
from django.db.models import Count, F, Q

from .choices import ItemState

M = TypeVar("M", bound=models.Model)


class RunQuerySet(models.QuerySet[M]):
    def unfinished(self, key: str) -> Self:
        """Runs over the same input that were cut off."""
        return self.filter(key=key, finished_at__isnull=True, undone_at__isnull=True)

    def with_counts(self) -> Self:
        """Each run with ``count_<state>`` for every state of its items."""
        counts = {f"count_{state}": Count("items", filter=Q(items__state=state)) for state in ItemState.values}
        return self.annotate(count_all=Count("items"), **counts)


class ItemQuerySet(models.QuerySet[M]):
    def waiting(self) -> Self:
        """Items that an editor has to confirm."""
        return self.filter(state=ItemState.WAITING)

    def tally(self) -> dict[str, int]:
        """How many items there are in each state; states without any are left out."""
        rows: Any = self.order_by().values_list("state").annotate(number=Count("pk"))
        return dict(rows)


class FeedQuerySet(models.QuerySet[M]):
    def due(self, at: dt.datetime) -> Self:
        """Active feeds that should be asked by ``at``, the longest waiting first."""
        wanted = self.filter(is_active=True).filter(Q(due_at__isnull=True) | Q(due_at__lte=at))
        return wanted.order_by(F("due_at").asc(nulls_first=True), "pk")
