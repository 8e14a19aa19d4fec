"""RSS, Atom and JSON Feed: what a feed says of itself and of its entries, in its own words. Pure functions.

XML goes through ``feed_xml`` first, then to feedparser. Of dates only the words are taken, never feedparser's reading.
"""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

import feedparser

from claims.canonical import canonical

from ..incoming import Incoming, Notice, Stated
from ..vocabulary import gettext_noop
from .carried import Carried, address_of, bare_words, read_carried, state, words_of
from .decoding import decode
from .feed_xml import no_feed, sift
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
    return _xml_feed(text, url)


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

_BROKEN = gettext_noop("The feed is not well-formed XML; what could be read of it was read.")
_CUT_OFF = gettext_noop("The feed breaks off before its end; its last entry was left out.")
_FAULTS = (AttributeError, IndexError, KeyError, LookupError, RecursionError, TypeError, ValueError, AssertionError)


def _xml_feed(text: str, url: str | None) -> Feed:
    xml, mended, cut_off = sift(text)
    about, found = _parsed(xml, url)
    entries = [entry for each in found if (entry := _entry(each))]
    notices: list[Notice] = []
    if mended:
        notices.append(Notice("broken_feed", _BROKEN))
    if cut_off:
        # A half article is worse than none: the last entry comes whole the next time.
        entries = entries[:-1]
        notices.append(Notice("cut_off", _CUT_OFF))
    return Feed(
        title=_title(about),
        home=address_of(dict.get(about, "link")),
        language=words_of(dict.get(about, "language")),
        entries=tuple(entries[:MAX_ENTRIES]),
        notices=(*notices, *_long(len(entries))),
    )


def _long(count: int) -> tuple[Notice, ...]:
    message = gettext_noop("The feed has %(count)s entries; the first %(limit)s were read.")
    said = Notice("long_feed", message, {"count": count, "limit": MAX_ENTRIES})
    return (said,) if count > MAX_ENTRIES else ()


def _parsed(xml: bytes, url: str | None) -> tuple[Any, list[Any]]:
    headers = {"content-location": url or "", "content-type": "application/xml; charset=utf-8"}
    try:
        # Wrapped, because feedparser opens bare bytes as the name of a file.
        parsed = feedparser.parse(
            io.BytesIO(xml), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
    except _FAULTS:
        raise no_feed() from None
    return parsed["feed"], list(parsed["entries"])


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
        raise no_feed()
    entries = [entry for item in items[:MAX_ENTRIES] if isinstance(item, dict) and (entry := _item(item, url))]
    return Feed(
        title=words_of(feed.get("title")),
        home=address_of(feed.get("home_page_url")),
        language=words_of(feed.get("language")),
        entries=tuple(entries),
        notices=_long(len(items)),
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
    """A text; none where it holds halves of characters, which nobody can store: then its link is fetched instead."""
    whole = isinstance(value, str) and value.strip() and not any("\ud800" <= one <= "\udfff" for one in value)
    return value if whole else None


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
            link = said.get("href", "").strip()
            address = address_of(_joined(url, link)) if link else None
            if address:
                found[address] = None
    return list(found)[:MAX_FEEDS]


def _joined(base: str | None, link: str) -> str:
    try:
        return urljoin(base or "", link)
    except ValueError:
        return ""
