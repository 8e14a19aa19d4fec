"""Which drafts count: the newest text of each language. What was written over stays in the ledger, not in the queue."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from ..models import VerificationState, VerificationText


def newest_texts() -> QuerySet[VerificationText]:
    """The newest text of each language of each verification."""
    newer = VerificationText.objects.filter(
        verification=OuterRef("verification"), language=OuterRef("language"), number__gt=OuterRef("number")
    )
    return VerificationText.objects.filter(~Exists(newer))


def newest_states(state: str) -> QuerySet[VerificationState]:
    """The states of the newest texts that are in ``state``."""
    return VerificationState.objects.filter(text__in=newest_texts(), state=state)


def newest_per_language(texts: Any) -> dict[str, Any]:
    """Of texts that were fetched already, the newest of each language."""
    return {text.language: text for text in sorted(texts, key=lambda each: each.number)}
