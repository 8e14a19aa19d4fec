"""The XML of feeds, made fit for feedparser: no declarations, well-formed, and only what says something of articles.

Declarations are what XML bombs are made of. The other things taken out are those that feedparser would misread (it
takes ``dc:date`` for the date of an update, and a bare identifier for a link) or spend quadratic time on.
"""

from __future__ import annotations

import html
import html.entities
import re
from typing import Any

import lxml.etree

from ..incoming import Unreadable
from ..vocabulary import gettext_noop
from .carried import address_of

_DC = "http://purl.org/dc/elements/1.1/"
# What feedparser sees of a feed; other namespaces (media, itunes, maps…) say nothing of the text.
_SPACES = frozenset(
    {
        "",
        _DC,
        "http://purl.org/dc/terms/",
        "http://www.w3.org/2005/Atom",
        "http://purl.org/atom/ns#",
        "http://purl.org/rss/1.0/",
        "http://my.netscape.com/rdf/simple/0.9/",
        "http://purl.org/rss/1.0/modules/content/",
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "http://www.w3.org/1999/xhtml",
        "http://rssnamespace.org/feedburner/ext/1.0",
        "http://backend.userland.com/rss2",
    }
)
_ROOTS = frozenset({"rss", "feed", "rdf"})
# Their words go through patterns of feedparser that are slow on long ones, which are no dates and no names anyway.
_SHORT = {"author", "creator", "name", "email", "managingeditor", "webmaster", "publisher", "contributor", "link"}
_DATED = {"pubdate", "published", "issued", "updated", "modified", "created", "date", "lastbuilddate", "expirationdate"}
# Elements that hold markup, escaped or not.
_TEXTS = {"content", "encoded", "description", "summary", "title", "body", "fullitem"}
# They say nothing that we take, and feedparser compares each with all before it.
_UNREAD = {"category", "keywords", "subject", "enclosure", "textinput", "cloud"}
# More attributes than any tag has: parsers compare each with all before it.
_CROWDED = re.compile(r"<[A-Za-z_][\w:.\-]*+(?:\s*+[\w:.\-]++\s*+=\s*+(?:\"[^\"<]*+\"|'[^'<]*+')){300}")
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BARE = re.compile(r"<(?![A-Za-z_/!?])")
_REFERENCE = re.compile(r"&(?:(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|amp|lt|gt|quot|apos);|(\w{2,32});|)")
_MAIL = re.compile(r"[^\s<>()]+@[^\s<>()]+")
_XMLNS = re.compile(r"^(<[\w\-]+)(?:\s+xmlns(?::[\w\-]+)?=\"[^\"]*\")+")


def sift(text: str) -> tuple[bytes, bool, bool]:
    """The XML of a feed in UTF-8, whether it had to be mended, and whether it breaks off before its end.

    :raises Unreadable: where it is no feed in XML, or declares entities.
    """
    xml = text[_root(text) :]
    if _CROWDED.search(xml):
        raise no_feed()
    try:
        root, mended = lxml.etree.fromstring(xml.encode(), _parser(recover=False)), False
    except (lxml.etree.XMLSyntaxError, ValueError):
        root, mended = _recovered(xml), True
    if root is None or _local(root) not in _ROOTS:
        raise no_feed()
    cut_off = mended and not _ends(xml, root)
    _sift(root)
    return lxml.etree.tostring(root, encoding="utf-8", xml_declaration=True), mended, cut_off


def _recovered(xml: str) -> Any:
    try:
        return lxml.etree.fromstring(_mend(xml).encode(), _parser(recover=True))
    except (lxml.etree.XMLSyntaxError, ValueError):
        return None


def _ends(xml: str, root: Any) -> bool:
    prefix = f"{root.prefix}:" if root.prefix else ""
    return f"</{prefix}{root.tag.rpartition('}')[2]}>" in xml[-2_000:]


def _parser(*, recover: bool) -> lxml.etree.XMLParser:
    return lxml.etree.XMLParser(
        recover=recover, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True,
        remove_pis=True,
    )  # fmt: skip


def _root(text: str) -> int:
    """Where the first element begins. Declarations before it are passed over, those that declare anything refused."""
    at = text.find("<")
    while at >= 0:
        start = text[at : at + 9].lower()
        if start.startswith("<?"):
            end = text.find("?>", at)
        elif start.startswith("<!--"):
            end = text.find("-->", at)
        elif start.startswith("<!"):
            end = text.find(">", at)
            if start != "<!doctype" or "[" in text[at : max(end, at)]:
                raise _declares()
        elif start[1:2].isalpha() or start[1:2] == "_":
            return at
        else:
            end = at
        at = text.find("<", end + 1) if end >= 0 else -1
    raise no_feed()


def _declares() -> Unreadable:
    return Unreadable(
        "declares_entities",
        gettext_noop("The feed declares entities of its own, which may hide any amount of text."),
        gettext_noop("Ask the sender for a feed without declarations."),
    )


def no_feed() -> Unreadable:
    """For what is none of the feeds that we read."""
    return Unreadable(
        "no_feed",
        gettext_noop("This is no RSS, Atom or JSON feed."),
        gettext_noop("Look for the address of the feed on the site, or bring this in as a page."),
    )


def _mend(xml: str) -> str:
    """References that XML does not know become the characters that HTML means, and what only looks like a tag or a
    reference stays in the text; CDATA stays as it is.
    """
    parts: list[str] = []
    at = 0
    while at < len(xml):
        start = xml.find("<![CDATA[", at)
        start = len(xml) if start < 0 else start
        end = xml.find("]]>", start)
        end = len(xml) if end < 0 else end + 3
        parts += (_BARE.sub("&lt;", _REFERENCE.sub(_meant, xml[at:start])), xml[start:end])
        at = end
    return _ILLEGAL.sub("", "".join(parts))


def _meant(found: re.Match[str]) -> str:
    if found[1]:
        return found[0]
    meant = html.entities.html5.get(f"{found[2]};") if found[2] else None
    return meant if meant and meant not in "<>&" else f"&amp;{found[0][1:]}"


def _local(element: Any) -> str:
    # Not QName, which fails on the names that mending leaves where a prefix is not declared.
    return str(element.tag).rpartition("}")[2].lower()


def _space(element: Any) -> str:
    return str(element.tag).rpartition("}")[0].removeprefix("{")


def _sift(root: Any) -> None:
    """Take out what says nothing of articles, and what feedparser would misread."""
    for element in list(root.iter(lxml.etree.Element)):
        space, name = _space(element), _local(element)
        if element is not root and (space not in _SPACES or name in _UNREAD or ":" in name):
            _drop(element)
        elif name in _TEXTS and len(element):
            _flatten(element)
    for element in root.iter(lxml.etree.Element):
        name, text = _local(element), element.text or ""
        if (name in _DATED and len(text) > 100) or (name in _SHORT and len(text) > 1_000):
            element.text = None
        elif name in {"author", "creator"} and "@" in text:
            # feedparser cuts mail addresses at four letters of their ends, and leaves the rest as a name.
            element.text = _MAIL.sub("", text).strip("()<> \t\n")
        if element.tag == f"{{{_DC}}}date":
            element.tag = f"{{{_DC}}}undated"
        elif name == "id" or (name == "guid" and not address_of(text)):
            # An identifier is no link, unless it is an RSS guid that is spelled as one.
            element.set("isPermaLink", "false")


def _drop(element: Any) -> None:
    """Take out an element, not the text behind it."""
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _flatten(element: Any) -> None:
    """Markup that stands in a feed as elements becomes text, as it does in most feeds."""
    parts = [html.escape(element.text or "", quote=False)]
    for child in element:
        for inner in child.iter(lxml.etree.Element):
            inner.tag = inner.tag.rpartition("}")[2].rpartition(":")[2]
        lxml.etree.cleanup_namespaces(child)
        parts.append(_XMLNS.sub(r"\1", lxml.etree.tostring(child, method="html", encoding="unicode")))
    kind = element.get("type")
    element[:] = []
    element.text = "".join(parts)
    if kind in {"xhtml", "application/xhtml+xml"}:
        element.set("type", "html")
