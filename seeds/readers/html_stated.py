"""What a page states of its article outside the visible text: JSON-LD, meta elements, microdata, ``<time>``.

Only what is stated *of the article* counts: not what stands in lists of other articles, not addresses with a
date in them, not the day on which a page was fetched. Pure functions; values stay in the words of the page.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urljoin

from claims.arabic import fold

from ..incoming import Field, Notice, Stated
from ..vocabulary import gettext_noop

_ARTICLES = ("Article", "BlogPosting", "SocialMediaPosting", "DiscussionForumPosting", "Report")
_SCRIPT_LENGTH = 500_000
_WORDS_LENGTH = 500  # longer "titles" and "names" are no such thing
_OBJECTS = 2_000  # of JSON-LD that are looked at

_METAS: tuple[tuple[Field, tuple[str, ...]], ...] = (
    ("title", ("og:title", "twitter:title", "dc.title", "dcterms.title")),
    ("outlet", ("og:site_name",)),
    ("section", ("article:section",)),
    ("author", ("article:author", "author", "dc.creator", "dcterms.creator", "parsely-author", "byl")),
    (
        "published",
        (
            *("article:published_time", "article:published", "og:published_time", "datepublished", "pubdate"),
            *("publishdate", "publish-date", "publish_date", "publication_date", "dc.date.issued", "dcterms.issued"),
            *("parsely-pub-date", "citation_publication_date", "sailthru.date"),
        ),
    ),
    (
        "modified",
        (
            *("article:modified_time", "article:modified", "og:updated_time", "datemodified", "dc.date.modified"),
            *("dcterms.modified", "lastmod"),
        ),
    ),
    ("language", ("content-language", "og:locale", "dc.language")),
    ("url", ("og:url",)),
)
BROKEN = gettext_noop("A block of JSON-LD in the page is broken and was not read.")
SEVERAL = gettext_noop("The page states several articles in JSON-LD, and none of them is plainly this one.")


def head(root: Any, url: str | None) -> tuple[list[Stated], list[Notice]]:
    """What JSON-LD, meta elements and the page's own head state, the best source first."""
    metas = _metas(root)
    plain = _plain(root, metas, url)
    linked, notices = _linked_data(root, plain)
    return [*linked, *plain], notices


def clean_words(words: object) -> str:
    """One line, without markup of spaces; empty where it is no text or too long to be a particular."""
    if not isinstance(words, str) or len(words) > _WORDS_LENGTH * 4:
        return ""
    plain = " ".join(words.split())
    return plain if len(plain) <= _WORDS_LENGTH else ""


# --- Meta -------------------------------------------------------------------------------------------------------------


def _metas(root: Any) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        content = clean_words(meta.get("content"))
        if not content:
            continue
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = meta.get(attribute)
            if name and len(name) < 60:
                found.setdefault(name.strip().lower(), []).append(content)
    return found


def _plain(root: Any, metas: dict[str, list[str]], url: str | None) -> list[Stated]:
    found = []
    for name, keys in _METAS:
        for key in keys:
            found += [Stated(name, words, f"meta {key}") for words in metas.get(key, ())[:10]]
    for link in root.iter("link"):
        if "canonical" in str(link.get("rel") or "").lower().split() and link.get("href"):
            address = _absolute(link.get("href"), url)
            found += [Stated("url", address, "link canonical")] if address else []
    for title in list(root.iter("title"))[:1]:
        words = clean_words("".join(title.itertext()))
        found += [Stated("title", words, "<title>")] if words else []
    lang = clean_words(
        root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("xml:lang")
    )
    return [*found, Stated("language", lang, "html lang")] if lang else found


def _absolute(address: str, base: str | None) -> str | None:
    try:
        full = urljoin(base or "", address.strip())
    except ValueError:
        return None
    return full if re.match(r"https?://[^\s/]+", full) else None


# --- JSON-LD ----------------------------------------------------------------------------------------------------------


def _linked_data(root: Any, plain: Iterable[Stated]) -> tuple[list[Stated], list[Notice]]:
    objects: list[dict[str, Any]] = []
    notices = []
    for script in root.iter("script"):
        if "ld+json" not in str(script.get("type") or "").lower():
            continue
        try:
            objects += _objects(_loads(script.text or ""))
        except (ValueError, RecursionError):
            notices.append(Notice("broken_json_ld", BROKEN))
    known = {item["@id"]: item for item in objects if isinstance(item.get("@id"), str) and len(item) > 1}
    articles = [item for item in objects if _is_article(item)]
    article = _this(articles, plain)
    if article is None:
        if len(articles) > 1:
            notices.append(Notice("several_json_ld", SEVERAL))
        return [], notices
    return _of_article(article, known), notices


def _loads(source: str) -> Any:
    """JSON as pages have it: in a comment or CDATA, with raw line feeds, with a semicolon behind it."""
    plain = re.sub(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)", "", source[:_SCRIPT_LENGTH])
    plain = re.sub(r"(?:-->|//\s*\]\]>|\]\]>|;)\s*$", "", plain).strip().lstrip("\ufeff")
    if not plain:
        return None
    try:
        return json.loads(plain, strict=False)
    except ValueError:
        # A comma before a closing bracket is the commonest fault, and means nothing.
        return json.loads(re.sub(r",\s*(?=[}\]])", "", plain), strict=False)


def _objects(data: Any) -> list[dict[str, Any]]:
    """The objects that stand for the page, without those of lists that it shows."""
    found: list[dict[str, Any]] = []
    waiting = [data]
    while waiting and len(found) < _OBJECTS:
        item = waiting.pop(0)
        if isinstance(item, list):
            waiting[:0] = item[:_OBJECTS]
        elif isinstance(item, dict):
            found.append(item)
            waiting[:0] = [item[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in item]
    return found


def _types(item: dict[str, Any]) -> list[str]:
    types = item.get("@type")
    return [one for one in (types if isinstance(types, list) else [types]) if isinstance(one, str)]


def _is_article(item: dict[str, Any]) -> bool:
    return any(name.endswith(_ARTICLES) for name in _types(item))


def _this(articles: list[dict[str, Any]], plain: Iterable[Stated]) -> dict[str, Any] | None:
    """Which article the page is: the only one, else the one of its address, else the one of its title."""
    said = list(plain)
    addresses = {_address(one.words) for one in said if one.field == "url"}
    titles = [fold(one.words) for one in said if one.field == "title"]
    if len({fold(clean_words(_headline(item))) for item in articles}) <= 1:
        return max(articles, key=len, default=None)
    for item in articles:
        if addresses & {_address(_text(item.get(key), "@id")) for key in ("url", "mainEntityOfPage", "@id")} - {""}:
            return item
    for item in articles:
        headline = fold(clean_words(_headline(item)))
        if len(headline) > 10 and any(headline in title for title in titles):
            return item
    return None


def _address(words: str) -> str:
    return re.sub(r"^https?://(?:www\.)?|[#?].*$|/+$", "", words.strip().lower())


def _headline(item: dict[str, Any]) -> object:
    return item.get("headline") or item.get("name")


def _text(value: Any, *keys: str) -> str:
    """A text, or the first text under ``keys`` of an object, or of the first item of a list."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = next((value[key] for key in (*keys, "@value") if isinstance(value.get(key), str)), None)
    return clean_words(value)


def _of_article(item: dict[str, Any], known: dict[str, dict[str, Any]]) -> list[Stated]:
    found: list[Stated] = []

    def add(name: Field, words: str, key: str) -> None:
        if words:
            found.append(Stated(name, words, f"JSON-LD {key}"))

    add("title", clean_words(_headline(item)), "headline" if item.get("headline") else "name")
    for author in _people(item.get("author"), known):
        add("author", author, "author")
    for translator in _people(item.get("translator"), known):
        add("translator", translator, "translator")
    for publisher in _resolved(item.get("publisher"), known)[:1]:
        add("outlet", _text(publisher, "name"), "publisher")
    add("published", _text(item.get("datePublished")), "datePublished")
    add("modified", _text(item.get("dateModified")), "dateModified")
    add("section", _text(item.get("articleSection")), "articleSection")
    add("language", _text(item.get("inLanguage"), "alternateName", "name"), "inLanguage")
    address = _text(item.get("url")) or _text(item.get("mainEntityOfPage"), "@id", "url")
    add("url", address if address.startswith(("http://", "https://")) else "", "url")
    return found


def _resolved(value: Any, known: dict[str, dict[str, Any]]) -> list[Any]:
    """The items of a value, each looked up where it is only a reference."""
    items = value if isinstance(value, list) else [value]
    made = []
    for item in items[:50]:
        if isinstance(item, dict) and "name" not in item and isinstance(item.get("@id"), str):
            item = known.get(item["@id"], item)
        made.append(item)
    return made


def _people(value: Any, known: dict[str, dict[str, Any]]) -> Iterator[str]:
    """The names of people; an organization that stands as the author is none."""
    for item in _resolved(value, known):
        if isinstance(item, dict) and not {"Person", "ProfilePage"} & {*(_types(item) or ["Person"])}:
            continue
        names = item.get("name") if isinstance(item, dict) else item
        for name in names if isinstance(names, list) else [names]:
            words = clean_words(name)
            if words:
                yield words
