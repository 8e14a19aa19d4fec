"""A page as a tree: parsed offline, and what a reader of the page cannot see told apart. Pure functions."""

from __future__ import annotations

import re
from typing import Any

import lxml.html
from lxml import etree

from ..incoming import Unreadable
from ..vocabulary import gettext_noop

# What a page shows none of. Its particulars (JSON-LD, meta) are read before the text is.
UNSEEN = frozenset(
    {"script", "style", "template", "noscript", "svg", "iframe", "object", "embed", "applet", "datalist"}
    | {"audio", "video", "canvas", "map", "noembed", "noframes", "amp-analytics", "amp-state", "amp-pixel", "title"}
    | {"meta", "link", "base", "img", "input", "source", "track", "wbr", "hr", "col", "colgroup", "param", "area"}
)
# Elements that begin and end a line. The head is one: where a page leaves out <body>, the parser puts text there.
BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "button", "caption", "center", "dd", "details", "dialog"}
    | {
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "head",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
    }
    | {"h6", "header", "hgroup", "html", "label", "legend", "li", "main", "menu", "nav", "ol", "optgroup", "option"}
    | {"p", "picture", "pre", "search", "section", "select", "summary", "table", "tbody", "td", "textarea", "tfoot"}
    | {"th", "thead", "tr", "ul", "amp-sidebar", "amp-carousel", "marquee", "listing", "xmp", "plaintext"}
)
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
VERBATIM = frozenset({"pre", "textarea", "listing", "xmp", "plaintext"})

_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
_HIDING = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))(?![\w-])", re.IGNORECASE)
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w:.\-]{2,40})""", re.IGNORECASE)
_XML = re.compile(rb"""^\s*<\?xml[^>]{0,80}?encoding\s*=\s*["']([\w:.\-]{2,40})""", re.IGNORECASE)
MAX_ELEMENTS = 40_000  # the longest live blogs have half of it
_HEAD = 8_192  # bytes in which an encoding is declared; browsers look at 1,024


def declared_encoding(raw: bytes) -> str | None:
    """The encoding that a page names in itself.

    >>> declared_encoding(b'<meta http-equiv="Content-Type" content="text/html; charset=windows-1256">')
    'windows-1256'
    """
    match = _CHARSET.search(raw[:_HEAD]) or _XML.search(raw[:_HEAD])
    return match[1].decode("ascii", "ignore") if match else None


def parse(source: str) -> Any:
    """The root element of a page, without comments. Nothing is fetched, nothing is expanded.

    :raises Unreadable: where it holds no element, or too many, or nests deeper than the parser follows (2,048),
        for the rest of its text would be lost without a word.
    """
    parser = lxml.html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True
    )
    try:
        root = lxml.html.document_fromstring(_CONTROL.sub("", source).encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        raise no_text() from None
    if any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log):
        raise Unreadable(
            "too_deep",
            gettext_noop("The page nests its elements more than 2,048 deep."),
            gettext_noop("Bring in the text of the article instead."),
        )
    if sum(1 for _ in root.iter()) > MAX_ELEMENTS:
        raise too_many()
    return root


def too_many() -> Unreadable:
    return Unreadable(
        "too_many_elements",
        gettext_noop("The page has more than %(limit)s elements, which no article has."),
        gettext_noop("Bring in the text of the article instead."),
        {"limit": MAX_ELEMENTS},
    )


def no_text() -> Unreadable:
    return Unreadable(
        "empty",
        gettext_noop("The page shows no text."),
        gettext_noop("Bring in the text of the article instead; some pages show it only in a browser."),
    )


def is_hidden(element: Any) -> bool:
    """Whether an element and all within it are hidden from a reader by its own attributes."""
    if element.get("hidden") is not None:
        return str(element.get("hidden")).lower() != "until-found"
    if element.tag == "dialog":
        return element.get("open") is None
    style = element.get("style")
    return bool(style) and _HIDING.search(style) is not None
