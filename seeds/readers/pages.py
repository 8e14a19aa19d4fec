"""From a web page to an article: its visible text line by line, what its markup says of each, and what it states.

Nothing is fetched and nothing is thrown away: menus, comments and teasers stand in the text as a reader sees them,
each with a hint. The cleaner decides. Pure functions.
"""

from __future__ import annotations

from collections.abc import Iterable

from ..incoming import Incoming, Notice, Stated
from ..vocabulary import gettext_noop
from . import html_hints, html_lines, html_marked, html_stated, html_tree
from .decoding import decode
from .plain import text_notices

HTML = "text/html"

_HIDDEN = gettext_noop("The page hides %(count)s characters from its readers; they were left out.")
_SHOWN = gettext_noop("The page hides most of its text until a browser shows it; it was read nevertheless.")


def read_page(raw: bytes, *, name: str, url: str | None = None, declared: str | None = None) -> Incoming:
    """Read a page. ``declared`` is the encoding that HTTP names, if any; ``url`` is the address it came from.

    :raises Unreadable: where the bytes are no text, or the page shows none.

    >>> page = read_page(b"<nav>Home</nav><h1>A wet day</h1><p>It <b>rained</b>.<br>Then not.", name="a.html")
    >>> page.text
    'Home\\nA wet day\\nIt rained.\\nThen not.'
    >>> [(page.text[hint.start:hint.end], hint.kind) for hint in page.hints][:2]
    [('Home', 'navigation'), ('A wet day', 'title')]
    """
    source, encoding = decode(raw, declared or html_tree.declared_encoding(raw))
    root = html_tree.parse(source)
    stated, notices = html_stated.head(root, url)
    page = html_lines.read_lines(root)
    if page.hidden > len(page.text):
        page = html_lines.read_lines(root, hidden=True)
        notices.append(Notice("hidden_text_read", _SHOWN))
    elif page.hidden:
        notices.append(Notice("hidden_text", _HIDDEN, {"count": page.hidden}))
    if not page.lines:
        raise html_tree.no_text()
    reading = html_hints.read(page, root, stated=stated, size=len(source))
    return Incoming(
        name=name,
        raw=raw,
        text=page.text,
        media_type=HTML,
        encoding=encoding,
        url=_first(stated, "url") or url,
        hints=html_hints.hints(reading),
        stated=(*stated, *html_marked.marked(root, reading)),
        notices=(*text_notices(page.text), *notices),
    )


def _first(stated: Iterable[Stated], field: str) -> str | None:
    return next((one.words for one in stated if one.field == field), None)
