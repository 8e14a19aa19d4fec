"""What a carrier of many articles could not hand on, beside what it could. Pure data."""

from __future__ import annotations

from dataclasses import dataclass

from ..incoming import Unreadable


@dataclass(frozen=True)
class Refusal:
    """One item of a carrier (a row, a member, an entry, a file) that did not become an article, and why.

    ``name`` is what an ``Incoming`` of that item would have been called.
    """

    name: str
    error: Unreadable
