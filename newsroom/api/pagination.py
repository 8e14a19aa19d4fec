"""Pages that stay stable while publications go on: a cursor names the row it stands behind, not a count of rows."""

from __future__ import annotations

import base64
import datetime as dt
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from django.db.models import Q
from django.utils.translation import gettext as _

from claims.canonical import utc_stamp

from ..models import Publication
from .problems import Problem
from .reading import Found

DEFAULT_LIMIT = 20
MOST = 100
LARGEST = 2**63 - 1  # what both engines can compare with
Row = TypeVar("Row")

# What a list may be ordered by, and the column that leads; the sequence decides between equals, on both engines alike.
COLUMNS: dict[str, str | None] = {"sequence": None, "updated": "at", "first_published": "opened"}
ORDERINGS = tuple(sign + name for name in COLUMNS for sign in ("", "-"))
DEFAULT_ORDERING = "-sequence"


@dataclass(frozen=True)
class Cursor:
    """A place in an ordering: just behind (or, ``backward``, just before) the row with sequence ``n``."""

    ordering: str
    n: int
    moment: dt.datetime | None = None
    backward: bool = False

    def __str__(self) -> str:
        moment = utc_stamp(self.moment) if self.moment else None
        plain = json.dumps([self.ordering, self.n, moment, self.backward], separators=(",", ":"))
        return base64.urlsafe_b64encode(plain.encode()).decode().rstrip("=")


@dataclass(frozen=True)
class Page(Generic[Row]):
    """Some rows, and where to go on in both directions."""

    rows: list[Row]
    next: Cursor | None
    previous: Cursor | None


def read_cursor(token: str, ordering: str) -> Cursor:
    """The cursor that an earlier page gave for the same ordering.

    Raises ``Problem`` for anything else: a cursor is opaque, and guessing at it would skip rows unseen.
    """
    try:
        cursor = _decode(token)
        needs_moment = COLUMNS[ordering.removeprefix("-")] is not None
        fits = cursor.ordering == ordering and (cursor.moment is not None) == needs_moment
        if fits and 0 <= cursor.n <= LARGEST and str(cursor) == token:
            return cursor
    except (ValueError, TypeError, ArithmeticError, RecursionError):
        pass  # not one of ours either
    raise Problem("invalid_cursor", _("Follow the addresses in “next” and “previous”, or begin without a cursor."))


def _decode(token: str) -> Cursor:
    padded = token.encode("ascii") + b"=" * (-len(token) % 4)
    ordering, n, moment, backward = json.loads(base64.urlsafe_b64decode(padded))
    return Cursor(str(ordering), int(n), dt.datetime.fromisoformat(moment) if moment else None, bool(backward))


def paginate(found: Found, ordering: str, cursor: Cursor | None, limit: int) -> Page[Publication]:
    """One page of publications. ``found`` is annotated with ``opened`` if the ordering needs it."""
    column = COLUMNS[ordering.removeprefix("-")]
    backward = cursor is not None and cursor.backward
    descending = ordering.startswith("-") != backward
    if cursor is not None:
        found = found.filter(_behind(column, cursor, "lt" if descending else "gt"))
    sign = "-" if descending else ""
    keys = [f"{sign}{column}"] if column else []
    rows = list(found.order_by(*keys, f"{sign}sequence__n")[: limit + 1])
    return turn(rows, limit, cursor, lambda row: _place(row, ordering))


def _behind(column: str | None, cursor: Cursor, comparison: str) -> Q:
    behind = Q(**{f"sequence__n__{comparison}": cursor.n})
    if column is None:
        return behind
    return Q(**{f"{column}__{comparison}": cursor.moment}) | (Q(**{column: cursor.moment}) & behind)


def _place(row: Publication, ordering: str) -> Cursor:
    name = ordering.removeprefix("-")
    moments = {"updated": row.at, "first_published": getattr(row, "opened", None)}
    return Cursor(ordering, row.sequence.n, moments.get(name))


def turn(rows: list[Row], limit: int, cursor: Cursor | None, place: Callable[[Row], Cursor]) -> Page[Row]:
    """The page that ``rows`` make, of which one more than ``limit`` was read to know whether the list goes on."""
    more = len(rows) > limit
    rows = rows[:limit]
    backward = cursor is not None and cursor.backward
    if backward:
        rows = rows[::-1]
    if not rows:
        return Page([], None, None)
    ahead = more or backward
    behind = more if backward else cursor is not None
    return Page(
        rows,
        place(rows[-1]) if ahead else None,
        replace(place(rows[0]), backward=True) if behind else None,
    )
