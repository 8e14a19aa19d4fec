"""What the markup of a page says of each line of its text. Pure functions, linear in the page.

Three voices: the zones that tags and class names claim; the smallest element that holds the running text; and
trafilatura, whose choice of lines is one vote. A zone that would swallow the title or much of the running text
is no zone, so one odd class name cannot lose an article.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import trafilatura

from claims.arabic import fold

from .. import vocabulary
from ..incoming import Hint, Stated
from ..kinds import Kind
from ..vocabulary import gettext_noop
from .html_lines import SENTENCE, Page, PageLine
from .html_tree import BLOCKS, HEADINGS
from .html_zones import Zone, is_article

# Above these trafilatura is not asked: hostile pages cost it seconds (see bench/read_pages.py).
ASK_CHARACTERS = 1_500_000
ASK_ELEMENTS = 12_000
ASK_DEPTH = 200

_TITLE = gettext_noop("The page marks it as its title.")
_HEADING = gettext_noop("The page marks it as a heading.")
_BOLD = gettext_noop("It stands alone and is set in bold type.")
_TEXT = gettext_noop("It stands in the running text of the page.")
_ITEM = gettext_noop("The page marks it as an item of a list.")
_LINKED = gettext_noop("It is nothing but a link to another page.")
_NAMES_AUTHOR = gettext_noop("It is the name of an author whom the page states elsewhere.")
_NAMES_OUTLET = gettext_noop("It is the name of the outlet that the page states elsewhere.")
_CARD = gettext_noop("It stands beside a heading that links to another article.")
_BEYOND = gettext_noop("It stands below links to other articles, and is laid out otherwise than the text.")
_OUTSIDE = gettext_noop("It stands outside the part of the page that holds the article.")
_ABOVE = gettext_noop("It stands above the title and is no part of the article.")

_MARK = gettext_noop("It begins with a list mark.")
_MARKED = re.compile(r"[-–—•▪●◦*]\s+\S")

_PARTS = re.compile(r"\s+[-–—|•:»«]\s+|\s*[|»«]\s*|:\s+")
_SQUEEZE = re.compile(r"\W+")
_HOLDS = 0.75  # of the running text is in the article's element
_SWALLOWS = 0.4  # of the running text is too much for a zone
_LONG = 400  # characters
_NARROW = HEADINGS | {"p", "li", "a", "b", "strong", "blockquote", "dd", "dt", "span", "time", "cite"}
_BLURB, _TEXT_ABOVE = 250, 250  # characters of a teaser, at most; of the text above teasers, at least
_RUN = 3  # links in a row are a block of links
_LINK = 0.75  # of a line is linked: then it is a link and not a sentence with one


@dataclass
class Reading:
    """One page on its way to its hints. ``titles`` are what the page states as its title, best first; these,
    ``site`` (the outlet), ``authors`` and ``parts`` (of titles, between marks) are squeezed.
    """

    page: Page
    titles: Sequence[str]
    site: str | None = None
    authors: frozenset[str] = frozenset()
    parts: frozenset[str] = frozenset()
    voted: set[int] = field(default_factory=set)
    title: int | None = None
    begin: int = 0
    end: int = 0
    inside: set[int] = field(default_factory=set)
    layouts: set[tuple[str, ...]] = field(default_factory=set)
    beyond: set[int] = field(default_factory=set)
    zones: dict[int, Zone] = field(default_factory=dict)

    @property
    def lines(self) -> list[PageLine]:
        return self.page.lines


def read(page: Page, root: Any, *, stated: Sequence[Stated], size: int) -> Reading:
    """Find title, zones and the article's element. ``size`` is that of the page's source in characters."""
    said: dict[str, list[str]] = {}
    for one in stated:
        said.setdefault(one.field, []).append(squeeze(one.words))
    titles = [one.words for one in stated if one.field == "title"]
    site = next((site for site in said.get("outlet", ()) if site), None)
    parts = {squeeze(part) for title in titles for part in _PARTS.split(title)} - {"", site}
    reading = Reading(
        page,
        titles=[title for title in said.get("title", ()) if title],
        site=site,
        authors=frozenset(said.get("author", ())) - {""},
        parts=frozenset(part for part in parts if part),
    )
    reading.voted = _votes(page, root, size)
    reading.title = _title(reading)
    reading.zones = _zones(reading)
    _container(reading)
    return reading


def hints(reading: Reading) -> tuple[Hint, ...]:
    """At most one hint for each line, in text order."""
    found = (_hint(reading, place) for place in range(len(reading.lines)))
    return tuple(hint for hint in found if hint is not None)


def squeeze(text: str) -> str:
    """Folded, and letters and figures only: what two printings of one line share."""
    return _SQUEEZE.sub("", fold(text))


# --- Votes ------------------------------------------------------------------------------------------------------------


def _votes(page: Page, root: Any, size: int) -> set[int]:
    """The places of the lines that trafilatura takes for the article; none where it is not asked or fails."""
    if size > ASK_CHARACTERS or sum(1 for _ in root.iter()) > ASK_ELEMENTS or _depth(page) > ASK_DEPTH:
        return set()
    try:
        # Without its fallbacks and its reading of dates: a vote need not be perfect, and they take most of its time.
        found = trafilatura.bare_extraction(root, fast=True, include_comments=False, with_metadata=False)
    except Exception:  # noqa: BLE001 - whatever a library does on a hostile page, the page is still read
        return set()
    text = getattr(found, "text", None)
    return _matching(page, text) if text else set()


def _depth(page: Page) -> int:
    depths: list[int] = []
    for node in page.nodes:
        depths.append(depths[node.parent] + 1 if node.parent >= 0 else 0)
    return max(depths, default=0)


def _matching(page: Page, text: str) -> set[int]:
    """The lines of the page that ``text`` holds, whole or within one of its lines."""
    plain = ["".join(line.split()) for line in text.split("\n")]
    whole = {line.lstrip("-") for line in plain}
    joined = "\n".join(plain)
    found = set()
    for place, line in enumerate(page.lines):
        bare = "".join(line.text.split())
        if bare.lstrip("-") in whole or (len(bare) >= 40 and bare in joined):
            found.add(place)
    return found


# --- The title --------------------------------------------------------------------------------------------------------


def _title(reading: Reading) -> int | None:
    """The line that is the title: what the page states, found on a line, headings first; else its one ``<h1>``."""
    ranked = [(_rank(reading, place), place) for place in range(len(reading.lines))]
    best = min((row for row in ranked if row[0] < 9), default=None)
    return None if best is None else best[1]


def _rank(reading: Reading, place: int) -> int:
    line = reading.lines[place]
    if len(line.text) > 400:
        return 9
    tags = set(reading.page.tags(line.node))
    # Squeezed text is no longer than the text: what is too short for every title need not be looked at.
    long_enough = len(line.text) * 2 >= min(map(len, reading.titles), default=0)
    said = long_enough and _states(reading.titles, squeeze(line.text))
    heading = next((tag for tag in ("h1", "h2", "h3") if tag in tags), None)
    beside = bool(tags & {"nav", "aside", "footer", "li", "button", "select"}) or line.linked > _LINK
    if said and heading:
        return 1 + 3 * beside
    if said:
        return 3 + 2 * beside
    if heading and not beside and len(line.text) < 60 and squeeze(line.text) in reading.parts:
        return 2
    if heading == "h1" and squeeze(line.text) != reading.site and not beside and len(line.text.split()) > 2:
        return 2 if not reading.titles else 6
    if heading == "h1" and not beside and any(title.startswith(squeeze(line.text)) for title in reading.titles):
        return 7
    return 9


def _states(titles: Sequence[str], line: str) -> bool:
    """Whether one of the stated titles is this line, bare or with the name of the site around it."""
    return any(
        line == title or (len(line) >= 15 and line in title and len(line) * 2 > len(title)) for title in titles
    ) or any(len(title) >= 25 and line.startswith(title) for title in titles)


# --- Zones ------------------------------------------------------------------------------------------------------------


def _weights(reading: Reading) -> list[int]:
    """How much running text each line is; where trafilatura has found an article, its lines count thrice."""
    return [line.weight * (3 if place in reading.voted else 1) for place, line in enumerate(reading.lines)]


def _sums(page: Page, weights: Sequence[int]) -> list[int]:
    """The weight of all lines within each node."""
    sums = [0] * len(page.nodes)
    for line, weight in zip(page.lines, weights, strict=True):
        sums[line.node] += weight
    for place in range(len(sums) - 1, 0, -1):
        sums[page.nodes[place].parent] += sums[place]
    return sums


def _zones(reading: Reading) -> dict[int, Zone]:
    """For each node that stands in a zone which holds, that zone: the nearest, but what is away stays away."""
    weights = _weights(reading)
    voted = [weight if place in reading.voted else 0 for place, weight in enumerate(weights)]
    counted = voted if sum(voted) > 400 else weights
    sums, total = _sums(reading.page, counted), max(1, sum(counted))
    titled = set() if reading.title is None else set(reading.page.chain(reading.lines[reading.title].node))
    zones: dict[int, Zone] = {}
    articles: set[int] = set()
    cards = _cards(reading, titled)
    if sum(sums[place] for place in cards) > total * _SWALLOWS and not _are_teasers(reading, cards):
        cards = set()  # the article itself has links for headings, as lists of products do
    for place, node in enumerate(reading.page.nodes):
        above = zones.get(node.parent)
        if node.parent in articles or is_article(node.tag, node.element):
            articles.add(place)
        holds = place not in titled and sums[place] < total * _SWALLOWS
        own = (node.zone or (_CARD_ZONE if place in cards else None)) if holds else None
        chosen = _stronger(above, own, in_article=place in articles)
        if chosen is not None:
            zones[place] = chosen
    return zones


def _cards(reading: Reading, titled: set[int]) -> set[int]:
    """Elements that announce one other article: a heading that is a link, and a few lines on it.

    The largest element around each such heading which holds no other of them.
    """
    nodes = reading.page.nodes
    below = 0 if reading.title is None else reading.title + 1
    heads = [line.node for line in reading.lines[below:] if _links_away(reading.page, line)]
    held = [0] * len(nodes)
    for place in heads:
        held[place] += 1
    for place in range(len(nodes) - 1, 0, -1):
        held[nodes[place].parent] += held[place]
    found = set()
    for head in heads:
        place = head
        while (above := nodes[place].parent) > 0 and held[above] == 1 and above not in titled:
            place = above
        found.add(place)
    return found


def _are_teasers(reading: Reading, cards: set[int]) -> bool:
    """Whether cards that hold much of the page are teasers all the same: a few words each on another page of this
    site, below a text of some length. What an article itself links for a heading is more, or stands elsewhere.
    """
    nodes = reading.page.nodes
    weights = dict.fromkeys(cards, 0)
    first, text = len(reading.lines), 0
    for at, line in enumerate(reading.lines):
        card = next((above for above in reading.page.chain(line.node) if above in cards), None)
        if card is None:
            text += line.weight if at < first else 0
        else:
            first = min(first, at)
            weights[card] += line.weight
    links = [link for place in cards for link in nodes[place].element.iter("a")]
    away = any(str(link.get("href") or "").startswith(("http:", "https:", "//")) for link in links)
    return not away and text >= _TEXT_ABOVE and max(weights.values(), default=0) <= _BLURB


def _links_away(page: Page, line: PageLine) -> bool:
    return line.linked >= _LINK and not line.anchors and bool(HEADINGS & set(page.tags(line.node)))


_CARD_ZONE = Zone("related", _CARD, sure=True)


def _stronger(above: Zone | None, own: Zone | None, *, in_article: bool) -> Zone | None:
    """Which of two zones holds within the inner one."""
    if above is None or own is None:
        return own or above
    if above.kind == "caption" and not own.away:
        return above
    if above.away and not own.away:
        frame = above.kind == "navigation" and in_article
        return own if frame and own.kind in {"byline", "date", "bio"} else above
    return own if not (above.sure and above.away and not own.sure) else above


# --- The article's element --------------------------------------------------------------------------------------------


def _container(reading: Reading) -> None:
    """The innermost element that holds the running text, and which lines stand in it."""
    weights = [
        0 if (zone := reading.zones.get(line.node)) is not None and zone.away else weight
        for line, weight in zip(reading.lines, _weights(reading), strict=True)
    ]
    # One long paragraph is not the whole text, so none counts for more than a few lines.
    capped = [min(weight, _LONG) for weight in weights]
    sums, total = _sums(reading.page, capped), sum(capped)
    wide = [place for place, node in enumerate(reading.page.nodes) if node.tag not in _NARROW]
    chosen = max((place for place in wide if total and sums[place] >= total * _HOLDS), default=-1)
    within = {chosen}
    for place in range(chosen + 1, len(reading.page.nodes)):
        if reading.page.nodes[place].parent in within:
            within.add(place)
    reading.inside = {place for place, line in enumerate(reading.lines) if line.node in within}
    running = [place for place in reading.inside if weights[place]]
    reading.begin = min(running, default=0)
    reading.layouts = {_layout(reading, reading.lines[place]) for place in running}
    reading.beyond = _beyond(reading, running)
    reading.end = max((place for place in running if place not in reading.beyond), default=len(reading.lines) - 1)


def _beyond(reading: Reading, running: Sequence[int]) -> set[int]:
    """The lines that follow three links in a row, below most of the text, and that no line above is laid out like:
    comments and blurbs on pages whose class names say nothing.
    """
    total, so_far, links, after = sum(reading.lines[at].weight for at in running), 0, 0, None
    for place, line in enumerate(reading.lines):
        links = links + 1 if line.linked >= _LINK else 0
        so_far += line.weight if place in reading.inside else 0
        if links >= _RUN and so_far * 2 > total:
            after = place
            break
    if after is None:
        return set()
    known = {_layout(reading, line) for line in reading.lines[reading.begin : after] if line.linked < _LINK}
    below = range(after + 1, len(reading.lines))
    return {place for place in below if _layout(reading, reading.lines[place]) not in known}


def _layout(reading: Reading, line: PageLine) -> tuple[str, ...]:
    """Tags and classes of the two innermost blocks around a line."""
    nodes = reading.page.nodes
    blocks = [at for at, _ in zip(reading.page.chain(line.node), range(6), strict=False) if nodes[at].tag in BLOCKS][:2]
    return tuple(f"{nodes[at].tag} {nodes[at].element.get('class') or ''}"[:100] for at in blocks)


# --- Hints ------------------------------------------------------------------------------------------------------------


def _hint(reading: Reading, place: int) -> Hint | None:
    line = reading.lines[place]
    kind, reason, sure = _verdict(reading, place, line) or (None, "", False)
    return None if kind is None else Hint(line.start, line.end, kind, reason, sure)


_Verdict = tuple[Kind, str, bool]


def _verdict(reading: Reading, place: int, line: PageLine) -> _Verdict | None:
    if place == reading.title:
        return "title", _TITLE, True
    zone = reading.zones.get(line.node)
    if (zone is None or not zone.away) and (named := _named(reading, line)) is not None:
        return named
    if zone is not None:
        return _zoned(reading, place, line, zone)
    return _placed(reading, place, line) or _tagged(reading, line) or _alike(reading, place, line)


def _alike(reading: Reading, place: int, line: PageLine) -> _Verdict | None:
    """A short line below the first paragraph that is laid out as the text is: its last words, or a remark in it."""
    layout = _layout(reading, line)
    ours = place in reading.inside and place > reading.begin and line.linked < 0.4 and layout in reading.layouts
    if not ours or layout[0].partition(" ")[0] not in {"p", "li", "div", "dd", "blockquote"}:
        return None
    return ("paragraph", _TEXT, False) if place > reading.end or SENTENCE.search(line.text) else None


def _named(reading: Reading, line: PageLine) -> _Verdict | None:
    """A line that is nothing but a name which the page states elsewhere."""
    if len(line.text) > 100 or not (reading.authors or reading.site):
        return None
    words = squeeze(line.text)
    if words in reading.authors:
        return "byline", _NAMES_AUTHOR, True
    return ("outlet", _NAMES_OUTLET, True) if words and words == reading.site else None


def _zoned(reading: Reading, place: int, line: PageLine, zone: Zone) -> _Verdict | None:
    """A zone's word; of running text that trafilatura keeps, a mere class name does not dispose."""
    doubtful = not zone.sure and place in reading.voted and line.weight > 0
    if doubtful:
        return "paragraph", _TEXT, False
    if zone.kind in {"date", "byline"} and place > reading.end and not _belongs(reading, place, line):
        return "other_noise", _OUTSIDE, True
    return zone.kind, zone.reason, zone.sure or zone.away


def _belongs(reading: Reading, place: int, line: PageLine) -> bool:
    """Whether a line below the text stands in the element of the article: its text's, or one marked as such."""
    if place in reading.inside:
        return True
    around = set(reading.page.chain(reading.lines[reading.begin].node))
    nodes = reading.page.nodes
    return any(
        above in around and is_article(nodes[above].tag, nodes[above].element)
        for above in reading.page.chain(line.node)
    )


def _placed(reading: Reading, place: int, line: PageLine) -> _Verdict | None:
    """What the place of a line says: a link alone, or outside the article's element."""
    link = line.linked >= _LINK
    if place < reading.begin and place not in reading.inside:
        above = reading.title is not None and place < reading.title
        if link:
            return "navigation", _LINKED, above
        return ("navigation", _ABOVE, False) if above and place not in reading.voted else None
    if place in reading.beyond:
        return "other_noise", _BEYOND, False
    if place > reading.end:
        if link:
            return "related", _LINKED, True
        if place not in reading.inside and place not in reading.voted:
            return "other_noise", _OUTSIDE, True
        return None
    return _within(reading, place, line, link=link)


def _within(reading: Reading, place: int, line: PageLine, *, link: bool) -> _Verdict | None:
    """Of lines between the first and the last paragraph."""
    if place in reading.inside and link:
        return _linked_within(reading, place, line)
    if place not in reading.inside and place not in reading.voted:
        return "other_noise", _OUTSIDE, line.weight == 0
    return None


def _linked_within(reading: Reading, place: int, line: PageLine) -> _Verdict | None:
    """A link that stands alone within the text: to another article, or to a part of this one."""
    if line.anchors:
        return "navigation", _LINKED, False
    tags = set(reading.page.tags(line.node))
    before = fold(reading.lines[place - 1].text).strip(" :：.،!*") if place else ""
    labelled = before in vocabulary.RELATED
    if tags & HEADINGS and not labelled:
        return None
    return "related", _LINKED, labelled


def _tagged(reading: Reading, line: PageLine) -> _Verdict | None:
    for tag in reading.page.tags(line.node):
        if tag in HEADINGS:
            return "heading", _HEADING, False
        if tag == "li":
            return "list_item", _ITEM, False
        if tag in {"p", "blockquote", "dd"}:
            return _paragraph(line)
        if tag in {"div", "td", "section", "article", "body"}:
            break
    return _paragraph(line)


def _paragraph(line: PageLine) -> _Verdict | None:
    if _MARKED.match(line.text):
        return "list_item", _MARK, False
    if line.weight:
        return "paragraph", _TEXT, False
    if line.bold * 10 >= len(line.text) * 9 and len(line.text.split()) <= 15:
        return "heading", _BOLD, False
    return None
