"""Canonical JSON (RFC 8785): the one form whose bytes are hashed, reviewed, published and served."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Any

import rfc8785


def canonical(document: Any) -> bytes:
    """The RFC 8785 bytes of ``document``. Numbers beyond 2^53 are refused; quantities are decimal strings.

    >>> canonical({"b": None, "a": "إسناد"}).decode()
    '{"a":"إسناد","b":null}'
    """
    return rfc8785.dumps(document)


def digest_of(document: Any) -> str:
    """SHA-256, hexadecimal, of the canonical JSON of ``document``."""
    return hashlib.sha256(canonical(document)).hexdigest()


def utc_stamp(moment: dt.datetime) -> str:
    """A time as documents hold it: UTC, six fraction digits, ``Z``.

    >>> utc_stamp(dt.datetime(2026, 11, 21, 12, 0, tzinfo=dt.UTC))
    '2026-11-21T12:00:00.000000Z'
    """
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
