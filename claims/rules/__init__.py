"""The rules of the ledger: pure functions that write nothing and return *all* blockers, not the first.

The same list stands before a button and behind it: verbs call these functions again inside their transaction.
"""

from .base import (
    MAY,
    Blocker,
    Refused,
    allow,
    bad_addresses,
    bad_dates,
    checked,
    hidden_characters,
    may,
    may_change,
    none_of,
    require,
    too_long,
    unstorable,
)
from .chains import grade, origins
from .checking import (
    NOT_APPROVED,
    STALE,
    approval,
    claim_text_blockers,
    hedged,
    one_quote,
    review_blockers,
    standing,
    verification_blockers,
)

__all__ = [
    "Blocker",
    "MAY",
    "NOT_APPROVED",
    "Refused",
    "STALE",
    "allow",
    "approval",
    "bad_addresses",
    "bad_dates",
    "checked",
    "claim_text_blockers",
    "grade",
    "hedged",
    "hidden_characters",
    "may",
    "may_change",
    "none_of",
    "one_quote",
    "origins",
    "require",
    "review_blockers",
    "standing",
    "too_long",
    "unstorable",
    "verification_blockers",
]
