"""The ledger: one transaction shape, audit entries, the head, and the guards of append-only tables."""

from .chain import Problem, row_digest, verify
from .guards import Guard, LawTrigger, guarded_models, register
from .transaction import (
    Busy,
    Conflict,
    Deed,
    attend,
    change,
    current,
    insert,
    insert_all,
    letter,
    number,
    record,
    savepoint,
    subject_of,
    transaction,
    verb,
    wake,
)

__all__ = [
    "Busy",
    "Conflict",
    "Deed",
    "Guard",
    "LawTrigger",
    "Problem",
    "attend",
    "change",
    "current",
    "guarded_models",
    "insert",
    "insert_all",
    "letter",
    "number",
    "record",
    "register",
    "row_digest",
    "savepoint",
    "subject_of",
    "transaction",
    "verb",
    "verify",
    "wake",
]
