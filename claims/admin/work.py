"""Lists of work on the front page: how much there is, where all of it is, and what is first in line.

A list says its rows and how a line of them reads; the front page counts all lists in one query and fetches the first
lines only of those that hold something. So an empty list costs nothing, and a long one as much as a short one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

if TYPE_CHECKING:
    from .panels import Cell, Words

FIRST = 5  # lines shown of each list

Line = tuple["Cell", "Cell"]


@dataclass(frozen=True)
class Queue:
    """A list of work as the front page shows it. ``mine`` is what waits for this editor and for nobody else."""

    title: Words
    count: int
    url: str
    first: Sequence[Line]
    empty: Words
    place: int = 50
    mine: bool = False


@dataclass(frozen=True)
class Waiting:
    """A list of work that is not counted yet: parts of rows, each with how a row reads as a line."""

    title: Words
    url: str
    parts: Sequence[tuple[QuerySet[Any], Callable[[Any], Line]]]
    empty: Words
    place: int = 50
    mine: bool = False


def counts(found: Sequence[QuerySet[Any]]) -> list[int]:
    """How many rows each of several sets holds, in one query."""
    compiled = [_counting(rows) for rows in found]
    asked = [each for each in compiled if each is not None]
    if not asked:
        return [0] * len(found)
    sql = "SELECT " + ", ".join(f"(SELECT COUNT(*) FROM ({sql}) counted)" for sql, _params in asked)  # noqa: S608 - compiled by Django
    with connection.cursor() as cursor:
        cursor.execute(sql, [param for _sql, params in asked for param in params])
        answers = iter(cursor.fetchone() or ())
    return [0 if each is None else next(answers) for each in compiled]


def _counting(rows: QuerySet[Any]) -> tuple[str, Sequence[Any]] | None:
    query = rows.order_by().values("pk").query
    try:
        sql, params = query.get_compiler(connection=connection).as_sql()
    except EmptyResultSet:
        return None
    return sql, params


def settle(found: Iterable[Queue | Waiting]) -> list[Queue]:
    """Lists of work in their order, counted, with their first lines."""
    lists = list(found)
    waiting = [each for each in lists if isinstance(each, Waiting)]
    numbers = iter(counts([rows for each in waiting for rows, _line in each.parts]))
    settled = [_settled(each, numbers) if isinstance(each, Waiting) else each for each in lists]
    return sorted(settled, key=lambda each: each.place)


def _settled(waiting: Waiting, numbers: Iterable[int]) -> Queue:
    held = [(rows, line, number) for (rows, line), number in zip(waiting.parts, numbers, strict=False)]
    first: list[Line] = []
    for rows, line, number in held:
        if number and len(first) < FIRST:
            first += [line(row) for row in rows[: FIRST - len(first)]]
    count = sum(number for _rows, _line, number in held)
    return Queue(waiting.title, count, waiting.url, first, waiting.empty, waiting.place, waiting.mine)
