"""What the visible part of a page marks as its particulars: microdata of the article, ``<time>`` below the title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from claims.arabic import fold

from ..incoming import Field, Stated
from .html_hints import Reading
from .html_stated import clean_words

_PROPERTIES: dict[str, Field] = {
    "headline": "title",
    "author": "author",
    "datepublished": "published",
    "datemodified": "modified",
    "articlesection": "section",
}
_ARTICLE = re.compile(r"(?:Article|BlogPosting)$")
_MODIFIED = re.compile(r"updat|modif|تحديث|تعديل")
_PUBLISHED = re.compile(r"publish|posted|pubdate|entry-date|post-date|نشر")
_MOST = 300  # marked elements that are looked at


def marked(root: Any, reading: Reading) -> list[Stated]:
    """What microdata and ``<time>`` say of the article that holds the title."""
    return [*_microdata(root, reading), *_times(reading)]


# --- Microdata --------------------------------------------------------------------------------------------------------


def _microdata(root: Any, reading: Reading) -> Iterator[Stated]:
    scope = _scope(root, reading)
    if scope is None:
        return
    for element in _marked_elements(scope):
        for said in str(element.get("itemprop") or "").lower().split():
            name = _PROPERTIES.get(said)
            words = _words_of(element, said)
            if name is not None and words and _owner(element) is scope:
                yield Stated(name, words, f"microdata {said}")


def _marked_elements(scope: Any) -> list[Any]:
    return [element for element, _ in zip(scope.iterfind(".//*[@itemprop]"), range(_MOST), strict=False)]


def _owner(element: Any) -> Any:
    """The item that a property belongs to."""
    return next((above for above in element.iterancestors() if above.get("itemscope") is not None), None)


def _scope(root: Any, reading: Reading) -> Any:
    """The item which is the article: the innermost one around the title, else the only one of the page."""
    if reading.title is not None:
        for place in reading.page.chain(reading.lines[reading.title].node):
            if _is_article(reading.page.nodes[place].element):
                return reading.page.nodes[place].element
    items = [item for item, _ in zip(root.iterfind(".//*[@itemscope]"), range(_MOST), strict=False)]
    articles = [item for item in items if _is_article(item)]
    return articles[0] if len(articles) == 1 else None


def _is_article(element: Any) -> bool:
    return bool(_ARTICLE.search(str(element.get("itemtype") or "").strip()))


def _words_of(element: Any, said: str) -> str:
    if element.tag == "meta":
        return clean_words(element.get("content"))
    if said.startswith("date"):
        return clean_words(element.get("datetime") or element.get("content") or "".join(element.itertext()))
    if element.get("itemscope") is not None:
        if "Person" not in str(element.get("itemtype") or ""):
            return ""
        inner = next(iter(element.iterfind(".//*[@itemprop='name']")), None)
        return "" if inner is None else _words_of(inner, "name")
    return clean_words("".join(element.itertext()))


# --- <time> -----------------------------------------------------------------------------------------------------------


def _times(reading: Reading) -> Iterator[Stated]:
    """Times between the title and the text, or beside the title. One that says nothing of itself counts only alone:
    of two, none is plainly the day of publication.
    """
    if reading.title is None:
        return
    bare = []
    for words, label in _candidates(reading):
        if _MODIFIED.search(label) and not _PUBLISHED.search(label):
            yield Stated("modified", words, "<time>")
        elif _PUBLISHED.search(label):
            yield Stated("published", words, "<time>")
        else:
            bare.append(words)
    if len(set(bare)) == 1:
        yield Stated("published", bare[0], "<time>")


def _candidates(reading: Reading) -> Iterator[tuple[str, str]]:
    """The stamp of each time in the head of the article, and what its classes and its line say of it."""
    title = reading.title or 0
    first = min((place for place in range(title + 1, len(reading.lines)) if _runs(reading, place)), default=title)
    nearest = range(max(0, title - 4), min(first, title + 12))
    holders = {reading.lines[place].node: place for place in nearest}
    for place, node in enumerate(reading.page.nodes):
        words = clean_words(node.element.get("datetime")) if node.tag == "time" else ""
        zone = reading.zones.get(place)
        line = next((holders[above] for above in reading.page.chain(place) if above in holders), None)
        if not words or line is None or (zone is not None and zone.kind not in {"date", "byline"}):
            continue
        if len("".join(node.element.itertext())) * 4 < len(reading.lines[line].text):
            continue  # a date within a sentence
        marks = f"{node.element.get('class') or ''} {node.element.get('itemprop') or ''}"
        pubdate = " pubdate" if node.element.get("pubdate") is not None else ""
        yield words, f"{marks}{pubdate} {fold(reading.lines[line].text)}".lower()


def _runs(reading: Reading, place: int) -> bool:
    zone = reading.zones.get(reading.lines[place].node)
    return reading.lines[place].weight >= 60 and (zone is None or not zone.away)
