"""RSS, Atom and JSON Feed: what a feed says of itself and of its entries, in its own words. Pure functions.

XML is parsed once by lxml, without its declarations, which nobody reads and which bombs are made of; what then is of
use for articles goes to feedparser, well-formed. feedparser's readings of dates are never taken, only the words; and
``dc:date``, which it takes for the date of an update, is kept apart: it does not say what happened then.
"""

from __future__ import annotations

import html
import html.entities
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

import feedparser
import lxml.etree

from claims.canonical import canonical

from ..incoming import Incoming, Notice, Stated, Unreadable
from ..vocabulary import gettext_noop
from .carried import Carried, address_of, bare_words, read_carried, state, words_of
from .decoding import decode
from .jsons import whole
from .rows import undated

MAX_ENTRIES = 1_000
MAX_FEEDS = 20
_FULL = 300  # characters from which a text may be a whole article; what is shorter is fetched at its link
_CUT = re.compile(
    r"(?:\[?(?:…|\.\.\.)\]?|(?:اقرأ|إقرأ|أكمل|تابع|لقراءة) (?:المزيد|القراءة)|read more|continue reading)[\s»>.]*$",
    re.I,
)


@dataclass(frozen=True)
class Entry:
    """One entry in its own words; ``undated`` is a date which does not say of what. ``id`` tells it from others.

    ``outlet`` only where the entry itself names one (RSS ``source``, ``dc:publisher``): the feed's title may be that
    of a section.
    """

    id: str
    url: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    updated: str | None = None
    undated: str | None = None
    language: str | None = None
    outlet: str | None = None
    summary: str | None = None
    content_html: str | None = None
    content_text: str | None = None


@dataclass(frozen=True)
class Feed:
    """A feed as it was read; ``home`` is the address of the site."""

    title: str | None
    home: str | None
    language: str | None
    entries: tuple[Entry, ...]
    notices: tuple[Notice, ...] = ()


def read_feed(raw: bytes, *, name: str, url: str | None = None, declared: str | None = None) -> Feed:
    """Read a feed. ``url`` is where it was fetched, for links that are relative; ``declared`` the encoding HTTP names.

    :raises Unreadable: where it is no feed, declares entities, or can't be decoded.
    """
    text, _ = decode(raw, declared or _declared(raw))
    if text.lstrip("\ufeff \t\r\n").startswith("{"):
        return _json_feed(raw, url)
    return _Xml(text, url).feed()


def _declared(raw: bytes) -> str | None:
    found = re.match(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})[\"']", raw[:400])
    return found[1].decode("ascii", "ignore") if found else None


# --- An entry as an article -------------------------------------------------------------------------------------------


def is_full(entry: Entry) -> bool:
    """Whether an entry carries its whole article, as far as can be told; else its link is to be fetched.

    >>> is_full(Entry("1", content_text="نص " * 200)), is_full(Entry("1", content_text="نص " * 200 + "اقرأ المزيد"))
    (True, False)
    """
    text = bare_words(entry.content_html) if entry.content_html else " ".join((entry.content_text or "").split())
    summary = bare_words(entry.summary or "")
    return len(text) >= _FULL and len(text) > len(summary) and not _CUT.search(text[-60:])


def entry_to_incoming(feed: Feed, entry: Entry) -> Incoming:
    """The article that an entry carries. Its ``raw`` is the canonical JSON of what the entry says, so that it stays
    the same while counters and adverts beside it change.

    :raises Unreadable: where the entry carries no text.
    """
    language = entry.language or feed.language
    carried = Carried(
        name=entry.url or entry.id,
        raw=canonical({key: _plain(value) for key, value in vars(entry).items() if value}),
        body=entry.content_html or entry.content_text or "",
        markup=bool(entry.content_html),
        title=entry.title,
        language=language,
        url=entry.url,
        stated=tuple(_stated(entry, language)),
        notices=(undated(entry.undated, "dc:date"),) if entry.undated and not entry.published else (),
    )
    return read_carried(carried)


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _stated(entry: Entry, language: str | None) -> Iterator[Stated]:
    yield from state("title", entry.title, "feed")
    for author in entry.authors:
        yield from state("author", author, "feed")
    yield from state("outlet", entry.outlet, "feed")
    yield from state("published", entry.published, "feed")
    if entry.updated != entry.published:
        yield from state("modified", entry.updated, "feed")
    yield from state("language", language, "feed")
    yield from state("url", entry.url, "feed")


# --- XML --------------------------------------------------------------------------------------------------------------

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
_FAULTS = (AttributeError, IndexError, KeyError, LookupError, RecursionError, TypeError, ValueError, AssertionError)
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BARE = re.compile(r"<(?![A-Za-z_/!?])")
_REFERENCE = re.compile(r"&(?:(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|amp|lt|gt|quot|apos);|(\w{2,32});|)")


class _Xml:
    """The reading of one feed in XML."""

    def __init__(self, text: str, url: str | None) -> None:
        self.text, self.url = text, url
        self.notices: list[Notice] = []

    def feed(self) -> Feed:
        root = self._sifted()
        entries = [entry for found in self._parsed(root) if (entry := _entry(found))]
        if self._is_cut_off(root):
            # A half article is worse than none: the last entry comes whole the next time.
            entries = entries[:-1]
        if len(entries) > MAX_ENTRIES:
            message = gettext_noop("The feed has %(count)s entries; the first %(limit)s were read.")
            self.notices.append(Notice("long_feed", message, {"count": len(entries), "limit": MAX_ENTRIES}))
        language = words_of(dict.get(self.about, "language"))
        return Feed(
            title=_title(self.about),
            home=address_of(dict.get(self.about, "link")),
            language=language,
            entries=tuple(entries[:MAX_ENTRIES]),
            notices=tuple(self.notices),
        )

    def _parsed(self, root: Any) -> list[Any]:
        source = io.BytesIO(lxml.etree.tostring(root, encoding="utf-8", xml_declaration=True))
        headers = {"content-location": self.url or "", "content-type": "application/xml; charset=utf-8"}
        try:
            parsed = feedparser.parse(
                source, response_headers=headers, sanitize_html=False, resolve_relative_uris=False
            )
        except _FAULTS:
            raise _no_feed() from None
        self.about = parsed["feed"]
        return list(parsed["entries"])

    def _sifted(self) -> Any:
        xml = self.text[_root(self.text) :]
        if _CROWDED.search(xml):
            raise _no_feed()
        try:
            root = lxml.etree.fromstring(xml.encode(), _parser(recover=False))
        except (lxml.etree.XMLSyntaxError, ValueError):
            root = self._mended(xml)
        if root is None or _local(root) not in _ROOTS:
            raise _no_feed()
        _sift(root)
        return root

    def _mended(self, xml: str) -> Any:
        try:
            root = lxml.etree.fromstring(_mend(xml).encode(), _parser(recover=True))
        except (lxml.etree.XMLSyntaxError, ValueError):
            return None
        self.notices.append(
            Notice("broken_feed", gettext_noop("The feed is not well-formed XML; what could be read of it was read."))
        )
        return root

    def _is_cut_off(self, root: Any) -> bool:
        prefix = f"{root.prefix}:" if root.prefix else ""
        end = f"</{prefix}{lxml.etree.QName(root).localname}>"
        if end in self.text[-2_000:] or not self.notices:
            return False
        message = gettext_noop("The feed breaks off before its end; its last entry was left out.")
        self.notices.append(Notice("cut_off", message))
        return True


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
    raise _no_feed()


def _declares() -> Unreadable:
    return Unreadable(
        "declares_entities",
        gettext_noop("The feed declares entities of its own, which may hide any amount of text."),
        gettext_noop("Ask the sender for a feed without declarations."),
    )


def _no_feed() -> Unreadable:
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
    return str(lxml.etree.QName(element).localname).lower()


def _sift(root: Any) -> None:
    """Take out what says nothing of articles, and what feedparser would misread."""
    for element in list(root.iter(lxml.etree.Element)):
        space, name = lxml.etree.QName(element).namespace or "", _local(element)
        if element is not root and (space not in _SPACES or name in _UNREAD):
            _drop(element)
        elif name in _TEXTS and len(element):
            _flatten(element)
    for element in root.iter(lxml.etree.Element):
        name, text = _local(element), element.text or ""
        if (name in _DATED and len(text) > 100) or (name in _SHORT and len(text) > 1_000):
            element.text = None
        if element.tag == f"{{{_DC}}}date":
            element.tag = f"{{{_DC}}}undated"


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
            inner.tag = lxml.etree.QName(inner).localname
        lxml.etree.cleanup_namespaces(child)
        parts.append(lxml.etree.tostring(child, method="html", encoding="unicode"))
    kind = element.get("type")
    element[:] = []
    element.text = "".join(parts)
    if kind in {"xhtml", "application/xhtml+xml"}:
        element.set("type", "html")


def _entry(found: Any) -> Entry | None:
    def words(key: str) -> str | None:
        return words_of(dict.get(found, key))

    url = address_of(words("feedburner_origlink")) or address_of(words("link"))
    title = _title(found)
    known = words("id") or url or title
    if known is None:
        return None
    content, kind, language = _content(found)
    summary = dict.get(found, "summary")
    return Entry(
        id=known,
        url=url,
        title=title,
        authors=tuple(_names(found)),
        published=words("published"),
        updated=words("updated"),
        undated=words("dc_undated"),
        language=language,
        outlet=_outlet(found),
        summary=summary if isinstance(summary, str) and summary != content else None,
        content_html=content if kind == "html" else None,
        content_text=content if kind == "text" else None,
    )


def _title(found: Any) -> str | None:
    words = words_of(dict.get(found, "title"))
    return words_of(bare_words(words)) if words else None


def _content(found: Any) -> tuple[str | None, str, str | None]:
    """The longest text that an entry carries as its content, and its language."""
    best: tuple[str | None, str, str | None] = (None, "", None)
    for each in dict.get(found, "content") or ():
        kind = str(each.get("type") or "")
        value = each.get("value")
        if not isinstance(value, str) or len(value) <= len(best[0] or ""):
            continue
        if kind in {"text/html", "application/xhtml+xml"}:
            best = (value, "html", words_of(each.get("language")))
        elif kind == "text/plain":
            best = (value, "text", words_of(each.get("language")))
    return best


def _names(found: Any) -> Iterator[str]:
    seen: set[str] = set()
    for each in dict.get(found, "authors") or ():
        name = words_of(dict.get(each, "name"))
        if name and name not in seen and "@" not in name:
            seen.add(name)
            yield name


def _outlet(found: Any) -> str | None:
    """The outlet which the entry itself names: the feed it was taken from, or its publisher."""
    source = dict.get(found, "source")
    publisher = words_of(dict.get(found, "publisher"))
    name = (_title(source) if isinstance(source, dict) else None) or publisher
    return name if name and "@" not in name else None


# --- JSON Feed --------------------------------------------------------------------------------------------------------


def _json_feed(raw: bytes, url: str | None) -> Feed:
    feed, _ = whole(raw)
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list):
        raise _no_feed()
    entries = [entry for item in items[:MAX_ENTRIES] if isinstance(item, dict) and (entry := _item(item, url))]
    notices: tuple[Notice, ...] = ()
    if len(items) > MAX_ENTRIES:
        message = gettext_noop("The feed has %(count)s entries; the first %(limit)s were read.")
        notices = (Notice("long_feed", message, {"count": len(items), "limit": MAX_ENTRIES}),)
    return Feed(
        title=words_of(feed.get("title")),
        home=address_of(feed.get("home_page_url")),
        language=words_of(feed.get("language")),
        entries=tuple(entries),
        notices=notices,
    )


def _item(item: dict[str, Any], base: str | None) -> Entry | None:
    link = words_of(item.get("url")) or words_of(item.get("external_url"))
    url = address_of(_joined(base, link)) if link else None
    known = words_of(item.get("id")) or url
    if known is None:
        return None
    authors = item.get("authors") if isinstance(item.get("authors"), list) else [item.get("author")]
    return Entry(
        id=known,
        url=url,
        title=words_of(item.get("title")),
        authors=tuple(dict.fromkeys(name for each in authors or () if (name := words_of(each)) and "@" not in name)),
        published=words_of(item.get("date_published")),
        updated=words_of(item.get("date_modified")),
        language=words_of(item.get("language")),
        summary=_whole_text(item.get("summary")),
        content_html=_whole_text(item.get("content_html")),
        content_text=_whole_text(item.get("content_text")),
    )


def _whole_text(value: Any) -> str | None:
    """A text without halves of characters, which nobody can store."""
    return value.encode(errors="ignore").decode() if isinstance(value, str) and value.strip() else None


# --- Finding feeds ----------------------------------------------------------------------------------------------------

_FEED_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json"})

# Only these tags are looked at: a page need not be parsed for them.
_LINK = re.compile(r"<link\s[^<>]{1,2000}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([\w:\-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")


def find_feeds(page: str | bytes, *, url: str | None = None) -> list[str]:
    """The addresses of the feeds which a page names in its head, in order, each once. ``url`` is the page's own.

    >>> find_feeds('<link rel="alternate" type="application/rss+xml" href="/feed">', url="https://news.example/ar/")
    ['https://news.example/feed']
    """
    source = page if isinstance(page, str) else decode(page)[0]
    found: dict[str, None] = {}
    for tag in _LINK.finditer(source):
        said = {name.lower(): html.unescape("".join(value)) for name, *value in _ATTRIBUTE.findall(tag[0])}
        kind = said.get("type", "").partition(";")[0].strip().lower()
        if kind in _FEED_TYPES and "alternate" in said.get("rel", "").lower().split():
            address = address_of(_joined(url, said.get("href", "").strip()))
            if address:
                found[address] = None
    return list(found)[:MAX_FEEDS]


def _joined(base: str | None, link: str) -> str:
    try:
        return urljoin(base or "", link)
    except ValueError:
        return ""
