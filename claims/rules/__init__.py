"""The rules of the ledger: pure functions that write nothing and return *all* blockers, not the first.

The same list stands before a button and behind it: verbs call these functions again inside their transaction.
"""

from .asking import NO_BLIND_VERDICT, asked_blockers, blind_blockers, due_blockers, rates_first
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
    rating_blockers,
    review_blockers,
    standing,
    verification_blockers,
)

__all__ = [
    "Blocker",
    "MAY",
    "NOT_APPROVED",
    "NO_BLIND_VERDICT",
    "Refused",
    "STALE",
    "allow",
    "approval",
    "asked_blockers",
    "bad_addresses",
    "bad_dates",
    "blind_blockers",
    "checked",
    "claim_text_blockers",
    "due_blockers",
    "grade",
    "hedged",
    "hidden_characters",
    "may",
    "may_change",
    "none_of",
    "one_quote",
    "origins",
    "rates_first",
    "rating_blockers",
    "require",
    "review_blockers",
    "standing",
    "too_long",
    "unstorable",
    "verification_blockers",
]
