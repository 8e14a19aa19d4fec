"""JSON values in a file: one, an array of them, or one a line. Each comes with its own slice of the file, as it stood.

Whatever is wrong with one value is said of it, and the others are read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from ..incoming import Unreadable
from ..vocabulary import gettext_noop
from .carried import MAX_ITEMS, decode_carrier, too_many
from .refusals import Refusal

_SPACE = re.compile(r"[ \t\r\n]*")
_HOPELESS = 1_000  # broken lines one after the other
_DECODER = json.JSONDecoder()


@dataclass(frozen=True)
class Value:
    """One JSON object of a file. ``raw`` are its bytes as they stood there."""

    name: str
    item: dict[str, Any]
    raw: bytes
    encoding: str


def whole(raw: bytes) -> tuple[Any, str]:
    """The one value of a file, and the file's encoding.

    :raises Unreadable: where the file is no JSON.
    """
    text, encoding = decode_carrier(raw)
    return _one(text), encoding


def array(raw: bytes, *, name: str) -> Iterator[Value | Refusal]:
    """The objects of an array; a single object is one of them, and then ``raw`` is the whole file.

    :raises Unreadable: where the file is no JSON from its beginning.
    """
    text, encoding = decode_carrier(raw)
    if _skip(text, 0) < len(text) and text[_skip(text, 0)] == "[":
        yield from _items(text, encoding, name)
        return
    item = _one(text)
    if not isinstance(item, dict):
        raise no_object()
    yield Value(name, item, raw, encoding)


def lines(raw: bytes, *, name: str) -> Iterator[Value | Refusal]:
    """One object a line; or an array of objects, or a single object laid out over many lines.

    :raises Unreadable: where the file holds no text.
    """
    text, encoding = decode_carrier(raw)
    start = _skip(text, 0)
    if text[start] == "[" or _is_laid_out(text, start):
        yield from array(raw, name=name)
        return
    broken = 0
    for count, (number, line) in enumerate(_lines(text)):
        if count == MAX_ITEMS or broken == _HOPELESS:
            yield too_many(f"{name}#line {number}") if count == MAX_ITEMS else Refusal(name, _no_lines(number))
            return
        value = _line(line, encoding, f"{name}#line {number}")
        broken = broken + 1 if isinstance(value, Refusal) else 0
        yield value


def _no_lines(number: int) -> Unreadable:
    return Unreadable(
        "no_lines",
        gettext_noop("Line after line is no JSON; nothing from line %(line)s on was read."),
        gettext_noop("Bring in a file with one JSON object on each line."),
        {"line": number},
    )


def _is_laid_out(text: str, start: int) -> bool:
    """Whether the file is one object over several lines: its first line alone is none, the whole is."""
    end = text.find("\n", start)
    if end < 0 or text[start] != "{":
        return False
    try:
        json.loads(text[start:end])
    except (ValueError, RecursionError):
        try:
            return isinstance(json.loads(text), dict)
        except (ValueError, RecursionError):
            return False
    return False


def _lines(text: str) -> Iterator[tuple[int, str]]:
    # Not splitlines: U+2028 and its like stand unescaped within JSON strings.
    start, number = 0, 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        number += 1
        line = text[start:end].strip(" \t\r")
        if line:
            yield number, line
        start = end + 1


def _line(line: str, encoding: str, name: str) -> Value | Refusal:
    try:
        item = _one(line)
    except Unreadable as error:
        return Refusal(name, error)
    return Value(name, item, line.encode(encoding), encoding) if isinstance(item, dict) else Refusal(name, no_object())


def _items(text: str, encoding: str, name: str) -> Iterator[Value | Refusal]:
    """The items of the array with which ``text`` begins; a fault ends the reading, for what follows is in doubt."""
    at = _skip(text, _skip(text, 0) + 1)
    count = 0
    while at < len(text) and text[at] != "]":
        count += 1
        called = f"{name}#item {count}"
        if count > MAX_ITEMS:
            yield too_many(called)
            return
        try:
            item, end = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            yield Refusal(called, _broken(text, getattr(error, "pos", at)))
            return
        if isinstance(item, dict):
            yield Value(called, item, text[at:end].encode(encoding), encoding)
        else:
            yield Refusal(called, no_object())
        at = _skip(text, end)
        if at < len(text) and text[at] == ",":
            at = _skip(text, at + 1)
        elif at >= len(text) or text[at] != "]":
            break
    yield from _behind(text, at, name, count)


def _behind(text: str, at: int, name: str, count: int) -> Iterator[Refusal]:
    """What is wrong behind the last item, if anything."""
    if at >= len(text) or text[at] != "]" or _skip(text, at + 1) < len(text):
        yield Refusal(f"{name}#item {count + 1}", _broken(text, min(at, len(text))))


def _skip(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _one(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _broken(text, getattr(error, "pos", 0)) from None


def _broken(text: str, at: int) -> Unreadable:
    line = text.count("\n", 0, at) + 1
    return Unreadable(
        "broken_json",
        gettext_noop("The JSON breaks off or is wrong at line %(line)s, character %(column)s; no more of it was read."),
        gettext_noop("Ask the sender for it again."),
        {"line": line, "column": at - text.rfind("\n", 0, at)},
    )


def no_object() -> Unreadable:
    """For a value that is no object."""
    return Unreadable(
        "no_object",
        gettext_noop("A JSON object was expected and something else found."),
        gettext_noop("Send one object for each article, with its text under “body”."),
    )


# --- Which kind -------------------------------------------------------------------------------------------------------

JsonKind = Literal["ninjs", "feed", "rows"]
_NINJS = ("bodies", "headlines", "headline", "byline", "versioncreated", "firstcreated", "renditions", "pubstatus")


def json_kind(raw: bytes) -> JsonKind:
    """What the JSON in a file seems to be, by its first object: wire items, a feed, or rows.

    >>> json_kind(b'{"version": "https://jsonfeed.org/version/1.1", "items": []}')
    'feed'
    >>> json_kind(b'[{"uri": "urn:x:1", "headline": "..."}]'), json_kind(b'{"title": "...", "body": "..."}')
    ('ninjs', 'rows')
    """
    try:
        first = next(lines(raw, name=""), None)
    except Unreadable:
        return "rows"
    item = first.item if isinstance(first, Value) else {}
    if "jsonfeed.org" in str(item.get("version", "")) and isinstance(item.get("items"), list):
        return "feed"
    return "ninjs" if is_ninjs(item) else "rows"


def is_ninjs(item: dict[str, Any]) -> bool:
    """Whether an object is a wire item: it has an identifier, and a property that only ninjs names so."""
    keys = {key.lower() for key in item}
    named = any(key in keys for key in _NINJS) or any(key.startswith(("body_", "description_")) for key in keys)
    standard = item.get("standard")
    return (isinstance(standard, dict) and standard.get("name") == "ninjs") or (bool(keys & {"uri", "guid"}) and named)
