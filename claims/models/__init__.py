"""The nouns of the ledger.

**Content and state are different rows.** What was said, found or decided is append-only (``AppendOnly``): a
trigger in the database refuses to change, delete or replace it, on both engines. What moves (names, workflow
state, pointers) lives in small mutable rows (``Versioned``) that carry the number of their last change.
"""

from .audit import Entry, EntryNumber, Head, Redaction
from .base import AppendOnly, Body, LocalText, Trashable, Versioned, keep_raw, new_public_id, ordered_uuid
from .chains import Anchor, Attribution, Hop, Occurrence, OccurrenceRetirement
from .claims import Claim, ClaimQuantity, ClaimText, Question, Relation, RelationDecision
from .people import Editor, FactorReset, Team
from .texts import (
    AliasKey,
    Article,
    ArticleAuthor,
    Reading,
    Snapshot,
    Source,
    SourceAlias,
    SourceDistinction,
    SourceLikeness,
    TranscriptCheck,
    by_hand,
)
from .verification import (
    BlindVerdict,
    Evidence,
    Inquiry,
    InquiryEvent,
    Proof,
    ProofAuthor,
    Review,
    Verdict,
    VerdictRetirement,
    Verification,
    VerificationState,
    VerificationText,
    Workflow,
)
from .workbench import LONGEST_TERM, Autosave, CandidateDecision, ClaimTerm

__all__ = [
    "LONGEST_TERM",
    "AliasKey",
    "Anchor",
    "AppendOnly",
    "Article",
    "ArticleAuthor",
    "Attribution",
    "Autosave",
    "BlindVerdict",
    "Body",
    "CandidateDecision",
    "Claim",
    "ClaimQuantity",
    "ClaimTerm",
    "ClaimText",
    "Editor",
    "Entry",
    "EntryNumber",
    "Evidence",
    "FactorReset",
    "Head",
    "Hop",
    "Inquiry",
    "InquiryEvent",
    "LocalText",
    "Occurrence",
    "OccurrenceRetirement",
    "Proof",
    "ProofAuthor",
    "Question",
    "Reading",
    "Redaction",
    "Relation",
    "RelationDecision",
    "Review",
    "Snapshot",
    "Source",
    "SourceAlias",
    "SourceDistinction",
    "SourceLikeness",
    "TranscriptCheck",
    "Trashable",
    "Team",
    "Verdict",
    "VerdictRetirement",
    "Verification",
    "VerificationState",
    "VerificationText",
    "Versioned",
    "Workflow",
    "by_hand",
    "keep_raw",
    "new_public_id",
    "ordered_uuid",
]
