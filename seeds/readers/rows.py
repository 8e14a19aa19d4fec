"""Tables of articles: CSV with a body column, JSON Lines and JSON arrays with the same keys. Pure functions.

Columns are known by their names, Arabic or English, whatever their case, spelling marks, spaces and underscores.
What a column is not known for is kept in the row's bytes and read as nothing.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from claims.arabic import fold
from claims.canonical import canonical

from ..incoming import Field, Incoming, Notice, Stated, Unreadable
from ..vocabulary import gettext_noop
from .carried import (
    MAX_CARRIER_BYTES,
    MAX_ITEMS,
    Carried,
    Outcome,
    address_of,
    bare_words,
    decode_carrier,
    looks_like_html,
    read_carried,
    state,
    too_many,
    words_of,
)
from .jsons import lines
from .refusals import Refusal

# The module's own limit is 128 KiB a cell, for all threads at once; ours is that of the whole file.
csv.field_size_limit(MAX_CARRIER_BYTES)

_SEPARATORS = re.compile(r"[\s_\-:.]+")


def _key(name: str) -> str:
    """A column's name as names are compared.

    >>> _key("Date_Published") == _key("datePublished"), _key("المُحتوى") == _key("المحتوي")
    (True, True)
    """
    return _SEPARATORS.sub("", fold(name))


def _keys(*names: str) -> tuple[str, ...]:
    return tuple(_key(name) for name in names)


# In order of preference: the first that is filled in holds.
_BODY = _keys(
    *("body", "article body", "body html", "body xhtml", "content html", "body text", "content text", "full text"),
    *("content", "text", "article", "story", "html", "نص المقال", "متن المقال", "محتوى المقال", "نص الخبر"),
    *("متن الخبر", "النص", "نص", "النص الكامل", "المتن", "متن", "المحتوى", "محتوى", "المقال", "الخبر"),
)
_FIELDS: dict[Field, tuple[str, ...]] = {
    "title": _keys("title", "headline", "name", "عنوان المقال", "عنوان الخبر", "العنوان", "عنوان"),
    "url": _keys("url", "link", "permalink", "canonical url", "address", "الرابط", "رابط", "رابط المقال"),
    "author": _keys(
        "author", "authors", "byline", "by", "writer", "الكاتب", "الكاتبة", "المؤلف", "كاتب المقال", "بقلم"
    ),
    "translator": _keys("translator", "translated by", "المترجم", "المترجمة", "ترجمة"),
    "published": _keys(
        *("published", "published at", "published on", "date published", "publish date", "publication date"),
        *("published date", "pub date", "تاريخ النشر", "نشر في", "النشر"),
    ),
    "modified": _keys(
        *("modified", "modified at", "date modified", "last modified", "updated", "updated at", "last updated"),
        *("تاريخ التعديل", "آخر تعديل", "تاريخ التحديث", "آخر تحديث"),
    ),
    "outlet": _keys("outlet", "publisher", "source", "source name", "site name", "newspaper", "الناشر", "المصدر")
    + _keys("الصحيفة", "الجريدة", "اسم الموقع", "الجهة الناشرة"),
    "language": _keys("language", "lang", "in language", "اللغة", "لغة"),
    "section": _keys("section", "article section", "category", "القسم", "قسم", "الباب", "الفئة"),
    "issue_number": _keys("issue", "issue number", "رقم العدد", "العدد"),
}
# They name a date and do not say of what.
_DATES = _keys("date", "datetime", "date time", "timestamp", "time", "created", "created at", "التاريخ", "تاريخ")
_KNOWN = frozenset((*_BODY, *_DATES, *(key for keys in _FIELDS.values() for key in keys)))


def _row(row: Mapping[str, Any], *, name: str, raw: bytes, encoding: str, carrier: str) -> Incoming:
    """One article from the cells of a row. ``carrier`` goes before a column's name in what is stated."""
    names: dict[str, str] = {}
    for column in row:
        names.setdefault(_key(column), column)
    place = next((names[key] for key in _BODY if key in names and _text(row[names[key]]).strip()), None)
    if place is None:
        raise _no_body()
    stated = tuple(_stated(row, names, carrier))
    said = {one.field: one.words for one in reversed(stated)}
    body = _text(row[place])
    carried = Carried(
        name=name,
        raw=raw,
        encoding=encoding,
        body=body,
        markup=_key(place).endswith("html") or looks_like_html(body),
        title=said.get("title"),
        language=said.get("language"),
        url=said.get("url"),
        stated=stated,
        notices=tuple(_undated(row, names)),
    )
    return read_carried(carried)


def _text(value: Any) -> str:
    """A body: a text, or a list of its paragraphs."""
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return "\n\n".join(value)
    return value if isinstance(value, str) else ""


def _stated(row: Mapping[str, Any], names: dict[str, str], carrier: str) -> Iterator[Stated]:
    for field, keys in _FIELDS.items():
        for key in keys:
            values = _values(field, row[names[key]]) if key in names else []
            if values:
                yield from (one for words in values for one in state(field, words, f"{carrier} {names[key]}"))
                break


def _values(field: Field, value: Any) -> list[str]:
    """The words of a cell; several for authors only. An address is no name, and a name no address."""
    values = value if field == "author" and isinstance(value, list) else [value]
    found = [words for each in values if (words := words_of(each))]
    if field == "url":
        return [words for words in found if address_of(words)]
    if field in {"outlet", "author", "section"}:
        return [words for words in found if not address_of(words)]
    return [bare_words(words) if field == "title" else words for words in found]


def _undated(row: Mapping[str, Any], names: dict[str, str]) -> Iterator[Notice]:
    for key in _DATES:
        words = words_of(row[names[key]]) if key in names else None
        if words:
            yield undated(words, names[key])


def undated(words: str, place: str) -> Notice:
    """For a date of which nobody says what happened then."""
    message = gettext_noop("“%(place)s” gives a date (%(words)s) and does not say whether it was published then.")
    return Notice("undated", message, {"place": place[:100], "words": words})


def _no_body() -> Unreadable:
    return Unreadable(
        "no_body",
        gettext_noop("The row has no text in a column for the body."),
        gettext_noop("Fill in “body” (or “text”, “content”, «النص», «المتن», «المحتوى») and bring the file in again."),
    )


# --- JSON Lines -------------------------------------------------------------------------------------------------------


def read_json_lines(raw: bytes, *, name: str) -> list[Outcome]:
    """Read one JSON object a line, or an array of objects. An article's ``raw`` is its own slice of the file.

    :raises Unreadable: where the file is no text, or a single broken object.
    """
    return list(iter_json_lines(raw, name=name))


def iter_json_lines(raw: bytes, *, name: str) -> Iterator[Outcome]:
    """``read_json_lines`` one by one, for long files."""
    for value in lines(raw, name=name):
        if isinstance(value, Refusal):
            yield value
            continue
        try:
            yield _row(value.item, name=value.name, raw=value.raw, encoding=value.encoding, carrier="JSON")
        except Unreadable as error:
            yield Refusal(value.name, error)


# --- CSV --------------------------------------------------------------------------------------------------------------

_DELIMITERS = (",", ";", "\t", "|")
_SEP_LINE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)


def read_csv(raw: bytes, *, name: str) -> list[Outcome]:
    """Read a table whose first row names its columns, one article a row; rows are counted as spreadsheets do.

    An article's ``raw`` is the canonical JSON of its row, so that a row gives the same bytes from any table.

    :raises Unreadable: where the file is no text, or names no column for the body.
    """
    return list(iter_csv(raw, name=name))


def iter_csv(raw: bytes, *, name: str) -> Iterator[Outcome]:
    """``read_csv`` one by one, for long files."""
    text, encoding = decode_carrier(raw)
    sep = _SEP_LINE.match(text)
    start = sep.end() if sep else 0
    columns, delimiter = _header(text, start, (sep[1],) if sep and not sep[1].isalnum() else _DELIMITERS)
    reader = csv.reader(_open(text, start), delimiter=delimiter, strict=True)
    next(reader)
    for number, cells in enumerate(_cells(reader, name), start=2):
        if isinstance(cells, Refusal):
            yield cells
        elif number > MAX_ITEMS + 1:
            yield too_many(f"{name}#row {number}")
            return
        elif any(cell.strip() for cell in cells):
            yield _article(cells, columns, f"{name}#row {number}", encoding)


def _open(text: str, start: int) -> io.StringIO:
    source = io.StringIO(text, newline="")
    source.seek(start)
    return source


def _header(text: str, start: int, delimiters: Iterable[str]) -> tuple[list[str], str]:
    """The names of the columns and the delimiter with which most of them are known."""
    found: list[tuple[int, int, list[str], str]] = []
    for delimiter in delimiters:
        try:
            cells = next(csv.reader(_open(text, start), delimiter=delimiter, strict=True), [])
        except (csv.Error, TypeError, ValueError):
            continue
        keys = [_key(cell) for cell in cells[:1_000] if len(cell) <= 200]
        found.append((sum(key in _KNOWN for key in keys), len(cells), cells, delimiter))
    found.sort(key=lambda each: (each[0], each[1]), reverse=True)
    cells, delimiter = (found[0][2], found[0][3]) if found else ([], ",")
    if not any(_key(cell) in _BODY for cell in cells[:1_000] if len(cell) <= 200):
        raise _no_column(cells)
    return _unique(cells), delimiter


def _no_column(cells: list[str]) -> Unreadable:
    names = ", ".join(words for cell in cells[:12] if (words := " ".join(cell.split())[:40]))
    return Unreadable(
        "no_body_column",
        gettext_noop("The first row names no column for the body; the columns found are: %(columns)s."),
        gettext_noop(
            "Name the columns in the first row, that of the text “body” (or “text”, “content”, «النص», «المتن»)."
        ),
        {"columns": names or "–"},
    )


def _unique(cells: list[str]) -> list[str]:
    """Names of columns, each once, so that no cell covers another."""
    names: dict[str, None] = {}
    for place, cell in enumerate(cells, start=1):
        name = " ".join(cell.replace("\ufeff", "").split()) or f"column {place}"
        names[name if name not in names else f"{name} ({place})"] = None
    return list(names)


def _cells(reader: Iterator[list[str]], name: str) -> Iterator[list[str] | Refusal]:
    """The rows; a fault in the quotation marks ends the reading, for where rows begin is in doubt from there on."""
    number = 1
    while True:
        number += 1
        try:
            cells = next(reader, None)
        except csv.Error:
            yield Refusal(f"{name}#row {number}", _broken_row(number))
            return
        if cells is None:
            return
        yield cells


def _broken_row(number: int) -> Unreadable:
    return Unreadable(
        "broken_row",
        gettext_noop(
            "A quotation mark in row %(row)s is never closed or stands alone; nothing from there on was read."
        ),
        gettext_noop("Double the quotation marks within cells and bring the file in again."),
        {"row": number},
    )


def _article(cells: list[str], columns: list[str], name: str, encoding: str) -> Outcome:
    extra = [cell for cell in cells[len(columns) :] if cell.strip()]
    try:
        if extra:
            raise _too_wide(len(cells), len(columns))
        row = dict(zip(columns, cells, strict=False))
        return _row(row, name=name, raw=canonical(row), encoding=encoding, carrier="CSV")
    except Unreadable as error:
        return Refusal(name, error)


def _too_wide(cells: int, columns: int) -> Unreadable:
    return Unreadable(
        "too_wide",
        gettext_noop("The row has %(cells)s cells and the table %(columns)s columns."),
        gettext_noop("Put cells that hold the delimiter into quotation marks."),
        {"cells": cells, "columns": columns},
    )
