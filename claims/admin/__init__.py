"""The desk of the ledger: lists, pages and verbs of what was said, by whom, where, and what we found."""

from . import (
    article_verbs,
    bulk,
    checking,
    checking_verbs,
    claim_verbs,
    claims,
    inquiries,
    queues,
    records,
    source_verbs,
    sources,
    teams,
    texts,
)
from .base import LedgerAdmin
from .people import accounts, screens, views
from .site import desk

__all__ = [
    "LedgerAdmin",
    "accounts",
    "article_verbs",
    "bulk",
    "checking",
    "checking_verbs",
    "claim_verbs",
    "claims",
    "desk",
    "inquiries",
    "queues",
    "records",
    "screens",
    "source_verbs",
    "sources",
    "teams",
    "texts",
    "views",
]
