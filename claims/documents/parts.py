"""The small pieces that documents are made of, each in one language."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import translation

from .. import dates, quantities
from ..choices import ArticleKind, SourceKind
from ..models import Article, Body, ClaimQuantity, LocalText, Source, Verdict

Part = dict[str, Any]


def code_label(choices: type[models.TextChoices], value: str, language: str) -> Part:
    """A closed-list value with its word in ``language``."""
    with translation.override(language):
        return {"code": str(value), "label": str(choices(value).label)}


def local(body: Body | None, language: str) -> str | None:
    """One language of a text kept in several; ``None`` where it was not written."""
    return (body.local.get(language) or None) if body is not None else None  # type: ignore[return-value]


def local_of(text: LocalText | None, language: str) -> str | None:
    """The same for a text that is still a plain object."""
    return ((text or {}).get(language) or None) if text else None  # type: ignore[return-value]


def text_of(body: Body | None) -> str | None:
    """A body's text; ``None`` where there is none or a redaction took it."""
    return body.text if body is not None and not body.erased else None


def verdict_part(verdict: Verdict | None, language: str) -> Part | None:
    """A rating with its public words."""
    if verdict is None:
        return None
    return {
        "code": verdict.code,
        "label": verdict.label_in(language),
        "definition": verdict.definition_in(language),
        "ordinal": verdict.ordinal,
        "tone": verdict.tone,
        "icon": verdict.icon,
    }


def source_part(source: Source | None, language: str) -> Part | None:
    """An agent as readers see it. A merged source is shown as the one it was merged into."""
    if source is None:
        return None
    if source.merged_into is not None:
        source = source.merged_into
    return {
        "id": source.public_id,
        "slug": source.slug,
        "name": source.name_in(language),
        "kind": code_label(SourceKind, source.kind, language),
        "record": source.has_public_record,
    }


def article_part(article: Article, language: str) -> Part:
    """An article as readers see it: what is unknown stays null (law 8)."""
    return {
        "id": article.public_id,
        "title": article.title,
        "kind": code_label(ArticleKind, article.kind, language),
        "language": article.language,
        "outlet": source_part(article.outlet, language),
        "authors": [source_part(author.source, language) for author in article.authors.all()],
        "translator": source_part(article.translator, language),
        "url": article.url,
        "published": article.published,
        "modified": article.modified,
    }


def quantity_part(quantity: ClaimQuantity, language: str) -> Part:
    """A number as the editor reads it, with the words a page shows."""
    return {
        "subject": quantity.subject,
        "measure": quantity.measure,
        "comparator": quantity.comparator,
        "value": quantity.value,
        "high": quantity.high,
        "unit": quantity.unit,
        "date": quantity.date,
        "period": quantity.period,
        "inferred": _inferred(quantity, language),
        "completed": local_of(quantity.completed, language),
        "words": quantity_words(quantity, language),
    }


def _inferred(quantity: ClaimQuantity, language: str) -> Part | None:
    if not quantity.inferred:
        return None
    return {"value": quantity.inferred["value"], "basis": local_of(quantity.inferred.get("basis"), language)}


def quantity_words(quantity: ClaimQuantity, language: str) -> str:
    """How a page writes the number; never rounded."""
    if quantity.date is not None:
        return dates.display(quantity.date, language)
    # The constraint claims_quantity_says_something: what has no date has a value.
    return quantities.display(quantity.value or "0", quantity.unit, quantity.comparator, language, quantity.high)
