"""What would leave the house about a claim, as canonical JSON. Reads only; the shapes stand in docs/documents.md."""

from .claim import claim_content, claim_subjects, note_content, scale_content, scale_subjects
from .parts import article_part, code_label, quantity_part, source_part, verdict_part

__all__ = [
    "article_part",
    "claim_content",
    "claim_subjects",
    "code_label",
    "note_content",
    "quantity_part",
    "scale_content",
    "scale_subjects",
    "source_part",
    "verdict_part",
]
