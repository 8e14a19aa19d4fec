"""The verbs of the ledger. Each is keyword-only, names the editor who acts, and is one transaction.

A verb checks the rules, writes, records its audit entry, and returns what it made. It raises ``Refused`` with
every reason, or ``Conflict`` when someone else was faster; in both cases nothing was written.
"""

from .articles import (
    ArticleDescription,
    Byline,
    Taken,
    bring_in_article,
    confirm_transcript,
    describe_article,
    mark_copy,
    read_article,
    renew_article,
)
from .checking import (
    EvidenceSpec,
    VerificationWords,
    ask_claimant,
    draft_verification,
    record_answer,
    retire_verdict,
    reword_verification,
)
from .claims import (
    HopSpec,
    QuantitySpec,
    group_claim,
    place_occurrence,
    raise_claim,
    relate_claims,
    retire_occurrence,
    reword_claim,
    set_chains,
    set_quantities,
    write_question,
)
from .keeping import restore_from_trash, trash
from .reviewing import (
    approve_proof,
    approve_verification,
    decide_on_proof,
    draw_proof,
    make_current,
    return_verification,
    still_covers,
    submit_scale,
    submit_verification,
    take_back_verification,
)
from .sources import distinguish_sources, merge_sources, split_source, write_source

__all__ = [
    "ArticleDescription",
    "Byline",
    "EvidenceSpec",
    "HopSpec",
    "QuantitySpec",
    "Taken",
    "VerificationWords",
    "approve_proof",
    "approve_verification",
    "ask_claimant",
    "bring_in_article",
    "confirm_transcript",
    "decide_on_proof",
    "describe_article",
    "distinguish_sources",
    "draft_verification",
    "draw_proof",
    "group_claim",
    "make_current",
    "mark_copy",
    "merge_sources",
    "place_occurrence",
    "raise_claim",
    "read_article",
    "record_answer",
    "renew_article",
    "relate_claims",
    "restore_from_trash",
    "retire_occurrence",
    "retire_verdict",
    "return_verification",
    "reword_claim",
    "reword_verification",
    "set_chains",
    "set_quantities",
    "split_source",
    "still_covers",
    "submit_scale",
    "submit_verification",
    "take_back_verification",
    "trash",
    "write_question",
    "write_source",
]
