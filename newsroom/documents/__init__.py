"""What leaves the house, assembled as canonical JSON. Reads only; the shapes stand in docs/documents.md."""

from .cards import card, cards_in, rivals, without
from .previewed import previewed_document, typed_document
from .publication import (
    claim_document,
    correction_document,
    gone_document,
    question_document,
    same_matter,
    scale_document,
    source_document,
    story_document,
)
from .story import quoted_in, quoted_texts, story_content, story_subjects, strings, typed_content

__all__ = [
    "card",
    "cards_in",
    "claim_document",
    "correction_document",
    "gone_document",
    "previewed_document",
    "question_document",
    "quoted_in",
    "quoted_texts",
    "rivals",
    "same_matter",
    "scale_document",
    "source_document",
    "story_content",
    "story_document",
    "story_subjects",
    "strings",
    "typed_content",
    "typed_document",
    "without",
]
