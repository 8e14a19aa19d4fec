"""From bytes to articles: one reader for each format, and nothing changed but the encoding. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal

from ..incoming import Incoming, Unreadable
from .pages import HTML, read_page
from .plain import PLAIN, read_plain, read_text
from .refusals import Refusal

__all__ = [
    "HTML",
    "PLAIN",
    "Refusal",
    "Unreadable",
    "format_of",
    "read",
    "read_page",
    "read_plain",
    "read_text",
]

Format = Literal["html", "text", "json", "lines", "csv", "feed"]

_MEDIA: dict[str, Format] = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "text",
    "text/markdown": "text",
    "text/csv": "csv",
    "text/tab-separated-values": "csv",
    "application/csv": "csv",
    "application/json": "json",
    "text/json": "json",
    "application/feed+json": "feed",
    "application/rss+xml": "feed",
    "application/atom+xml": "feed",
    "application/rdf+xml": "feed",
    "application/x-ndjson": "lines",
    "application/jsonl": "lines",
    "application/jsonlines": "lines",
}
_ENDINGS: dict[str, Format] = {
    **dict.fromkeys(("html", "htm", "xhtml", "shtml"), "html"),
    **dict.fromkeys(("txt", "text", "md"), "text"),
    **dict.fromkeys(("csv", "tsv"), "csv"),
    **dict.fromkeys(("jsonl", "ndjson"), "lines"),
    **dict.fromkeys(("rss", "atom"), "feed"),
    "json": "json",
}
_FEED = re.compile(rb"<(?:rss|(?:\w+:)?feed|rdf:rdf)[\s>]", re.IGNORECASE)
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body|title|meta|div|article|h1|p|table)[\s>]", re.IGNORECASE)
_LOOK = 4_000  # bytes in which a format shows


def read(
    raw: bytes, *, name: str, url: str | None = None, media_type: str | None = None, declared: str | None = None
) -> list[Incoming | Refusal]:
    """Every article in a file, and for each item that could not be one, why.

    ``media_type`` and ``declared`` (the encoding) are what a carrier says of the bytes, such as HTTP.

    :raises Unreadable: where nothing of the file can be read.

    >>> [found.media_type for raw in (b"<p>A day", b"A day") for found in read(raw, name="a")]
    ['text/html', 'text/plain']
    """
    found = format_of(raw, name=name, media_type=media_type)
    if found == "html":
        return [read_page(raw, name=name, url=url, declared=declared)]
    if found == "text":
        return [read_text(raw, name=name, url=url, declared=declared)]
    return _of_many(found, raw, name, url, declared)


def format_of(raw: bytes, *, name: str, media_type: str | None = None) -> Format:
    """What a file is: what its carrier says, else the ending of its name, else what it begins with.

    >>> format_of(b"<!DOCTYPE html><p>", name="a"), format_of(b"...", name="a.jsonl"), format_of(b"A < B", name="a")
    ('html', 'lines', 'text')
    >>> format_of(b"<?xml version='1.0'?><rss>", name="a.xml", media_type="text/xml; charset=utf-8")
    'feed'
    """
    said = _MEDIA.get((media_type or "").partition(";")[0].strip().lower())
    ending = name.rpartition(".")[2].lower() if "." in name.rpartition("/")[2] else ""
    return said or _ENDINGS.get(ending) or _sniffed(raw)


def _sniffed(raw: bytes) -> Format:
    start = raw[:_LOOK].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if start.startswith(b"<"):
        if _FEED.search(start):
            return "feed"
        return "html" if _PAGE.search(start) else "text"
    if start.startswith((b'{"', b"{\n", b"{ ", b"{\r", b"[{", b"[\n", b"[ ")):
        return "json"
    return "text"


def _of_many(found: Format, raw: bytes, name: str, url: str | None, declared: str | None) -> list[Incoming | Refusal]:
    # Imported here: these readers read the pages and texts that their items hold.
    from . import wires

    if found == "feed":
        return _entries(raw, name, url, declared)
    readers: dict[str, Callable[..., list[Incoming | Refusal]]] = {
        "csv": wires.read_csv,
        "lines": wires.read_json_lines,
        "rows": wires.read_json_lines,
        "ninjs": wires.read_ninjs,
    }
    kind = wires.json_kind(raw) if found in {"json", "lines"} else found
    return _entries(raw, name, url, declared) if kind == "feed" else readers[kind](raw, name=name)


def _entries(raw: bytes, name: str, url: str | None, declared: str | None) -> list[Incoming | Refusal]:
    from . import feeds

    feed = feeds.read_feed(raw, name=name, url=url, declared=declared)
    made: list[Incoming | Refusal] = []
    for entry in feed.entries:
        try:
            made.append(feeds.entry_to_incoming(feed, entry))
        except Unreadable as error:
            made.append(Refusal(entry.url or entry.id, error))
    return made
