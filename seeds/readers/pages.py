"""From a web page to an article: its visible text line by line, what its markup says of each, and what it states."""

from __future__ import annotations

import lxml.html

from ..incoming import Incoming
from .decoding import decode

HTML = "text/html"


def read_page(raw: bytes, *, name: str, url: str | None = None, declared: str | None = None) -> Incoming:
    """Read a page. ``declared`` is the encoding that HTTP names, if any.

    :raises Unreadable: where the bytes are no text, or the page shows none.
    """
    source, encoding = decode(raw, declared)
    tree = lxml.html.document_fromstring(source.encode(), parser=lxml.html.HTMLParser(encoding="utf-8"))
    text = "\n".join(line.strip() for line in tree.text_content().split("\n") if line.strip())
    return Incoming(name=name, raw=raw, text=text, media_type=HTML, encoding=encoding, url=url)
