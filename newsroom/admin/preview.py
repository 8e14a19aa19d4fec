"""A proof as readers would see it: the document that publishing would make, drawn by the same pages."""

from __future__ import annotations

import datetime as dt

from claims.models import Proof

from ..documents import previewed_document as document_of
from ..pages import render

__all__ = ["document_of", "preview"]


def preview(proof: Proof, at: dt.datetime) -> bytes | None:
    """The page as UTF-8 HTML; ``None`` for a public note, which has no page before it is published."""
    document = document_of(proof, at)
    return render(document, language=proof.language) if document is not None else None
