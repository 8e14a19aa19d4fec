"""Rows that leave the desk as a file: streamed, in the editor's language, and safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.http import StreamingHttpResponse
from django.utils import timezone, translation

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
BOM = "\ufeff"  # or a spreadsheet takes Arabic for another encoding


class _Echo:
    def write(self, value: str) -> str:
        return value


def harmless(value: Any) -> str:
    """A value as a cell that no spreadsheet takes for a formula (OWASP, CSV injection). Numbers stay numbers.

    >>> harmless("=HYPERLINK(1)"), harmless(-3), harmless("-3 أيام"), harmless(None)
    ("'=HYPERLINK(1)", '-3', "'-3 أيام", '')
    """
    if value is None:
        return ""
    text = str(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return text
    return f"'{text}" if text.lstrip(" \u00a0").startswith(FORMULA) else text


def _spoken(parts: Iterable[str]) -> Iterator[str]:
    """The parts as they are made, in the language and time zone of whoever asked: the view has ended by then."""
    language, zone = translation.get_language() or "ar", timezone.get_current_timezone()
    source = iter(parts)

    def made() -> Iterator[str]:
        while True:
            with translation.override(language), timezone.override(zone):
                part = next(source, None)
            if part is None:
                return
            yield part

    return made()


def _named(response: StreamingHttpResponse, name: str) -> StreamingHttpResponse:
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def as_csv(name: str, head: Sequence[Any], rows: Iterable[Sequence[Any]]) -> StreamingHttpResponse:
    """A table as CSV (RFC 4180, UTF-8)."""
    writer = csv.writer(_Echo())

    def lines() -> Iterator[str]:
        yield BOM + str(writer.writerow([harmless(str(each)) for each in head]))
        for row in rows:
            yield str(writer.writerow([harmless(each) for each in row]))

    return _named(StreamingHttpResponse(_spoken(lines()), content_type="text/csv; charset=utf-8"), name)


def as_ndjson(name: str, rows: Iterable[dict[str, Any]]) -> StreamingHttpResponse:
    """Objects as NDJSON, one a line."""
    lines = (json.dumps(row, ensure_ascii=False, default=str) + "\n" for row in rows)
    return _named(StreamingHttpResponse(_spoken(lines), content_type="application/x-ndjson"), name)
