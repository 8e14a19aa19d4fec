"""The visible text of a page, line by line as a browser breaks it, with where in the tree each line stands.

The walk keeps its own stack, so that no depth of nesting exhausts Python's; its cost is linear in the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from .decoding import MAX_LINES, nfc, too_many_lines
from .html_tree import BLOCKS, HEADINGS, UNSEEN, VERBATIM, is_hidden
from .html_zones import Zone, is_meta, zone_of

_SPACES = re.compile(r"[ \t\n\r\f]+")
_SEEN = re.compile("[^\\s\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
SENTENCE = re.compile(r"[.!?؟…:،][\"'”″»)\]]*$")
_PARTS = frozenset({"span", "a", "time", "b", "strong", "cite", "small", "i", "em"})
_ROWS = frozenset({"div", "header", "section"})
_MOST_PARTS = 8
_SHORT_PART = 60  # characters
_PART_WORDS = 7
_META_NAME = re.compile(r"(?:^|[\s_-])(?:meta|byline|info|particulars|details)(?:$|[\s_-])", re.IGNORECASE)
_DATED = re.compile(r"\b\d{1,2}\b.*\b(?:19|20)\d\d\b|\b(?:19|20)\d\d[-/]\d{1,2}[-/]\d")
_TRACKED = frozenset({"a", "time", "b", "strong", "cite"})


@dataclass
class Node:
    """An element that means something to a line: a block, a zone, a link. ``parent`` is its place in the list."""

    parent: int
    tag: str
    zone: Zone | None
    element: Any


@dataclass(frozen=True)
class PageLine:
    """``text[start:end]``; ``node`` is the innermost element that holds all of it.

    ``links`` and ``bold`` are how many of its characters are linked and bold; ``anchors`` whether the links lead
    about this page only.
    """

    start: int
    end: int
    text: str
    node: int
    links: int
    bold: int
    anchors: bool

    @property
    def linked(self) -> float:
        """The share of the line that is linked."""
        return self.links / max(1, len(self.text))

    @property
    def weight(self) -> int:
        """How much running text the line is: its length, or 0 where it is none."""
        size = len(self.text) - self.links
        if self.linked > 0.4 or size < 25 or (size < 80 and not SENTENCE.search(self.text)):
            return 0
        return size


@dataclass
class Page:
    """What a walk has found. ``hidden`` is how many characters a reader does not see."""

    nodes: list[Node] = field(default_factory=list)
    lines: list[PageLine] = field(default_factory=list)
    hidden: int = 0

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)

    def chain(self, node: int) -> Iterator[int]:
        """The places of a node and of all that it stands in, innermost first."""
        while node >= 0:
            yield node
            node = self.nodes[node].parent

    def tags(self, node: int) -> Iterator[str]:
        return (self.nodes[place].tag for place in self.chain(node))


def read_lines(root: Any, *, hidden: bool = False) -> Page:
    """Walk a page. ``hidden`` takes in what its attributes hide, too."""
    walker = _Walker(Page(), hidden=hidden)
    walker.walk(root)
    return walker.page


@dataclass
class _Walker:
    page: Page
    hidden: bool
    stack: list[int] = field(default_factory=list)  # the node that each open element belongs to
    pieces: list[tuple[str, int]] = field(default_factory=list)
    size: int = 0  # of the text so far, with the line feeds between lines
    skipping: Any = None  # the unseen element that the walk is inside of
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(("a", "bold", "verbatim"), 0))
    links: int = 0
    bold: int = 0
    row: tuple[Any, bool] = (None, False)  # the element looked at last, and whether it is a row of particulars
    outward: bool = False  # whether a link of this line leads elsewhere

    def walk(self, root: Any) -> None:
        for event, element in etree.iterwalk(root, events=("start", "end")):
            if not isinstance(element.tag, str):
                continue
            if event == "start":
                self._start(element)
            else:
                self._end(element)
        self._flush()

    def _start(self, element: Any) -> None:
        if self.skipping is not None:
            return
        tag = element.tag
        if tag in UNSEEN or (not self.hidden and tag not in {"html", "body"} and is_hidden(element)):
            self.skipping = element
            return
        self._open(tag, element)
        if element.text:
            self._add(element.text)

    def _open(self, tag: str, element: Any) -> None:
        parent = self.stack[-1] if self.stack else -1
        zone = zone_of(tag, element)
        if tag in BLOCKS or tag == "br" or (tag in _PARTS and self._is_in_row(element)):
            self._flush()
        if tag in BLOCKS or tag in _TRACKED or zone is not None:
            if zone is not None and tag not in BLOCKS and _stands_alone(element, parent, self.page.nodes):
                self._flush()
            self.page.nodes.append(Node(parent, tag, zone, element))
            parent = len(self.page.nodes) - 1
        self.stack.append(parent)
        self._count(tag, 1)
        if tag == "a":
            self.outward |= not str(element.get("href") or "").startswith("#")

    def _is_in_row(self, element: Any) -> bool:
        above = element.getparent()
        if above is None or above.tag not in _ROWS:
            return False
        if above is not self.row[0]:
            self.row = (above, is_row(above))
        return self.row[1]

    def _end(self, element: Any) -> None:
        if self.skipping is not None:
            if element is not self.skipping:
                return
            self.skipping = None
            if element.tag not in UNSEEN:
                self.page.hidden += len(" ".join(element.itertext(with_tail=False)).split())
        else:
            self._close(element.tag, element)
        if element.tail and self.stack:
            self._add(element.tail)

    def _close(self, tag: str, element: Any) -> None:
        node = self.page.nodes[self.stack.pop()]
        if (
            tag in BLOCKS
            or node.element is element
            and node.zone
            and _stands_alone(element, node.parent, self.page.nodes)
        ):
            self._flush()
        self._count(tag, -1)

    def _count(self, tag: str, by: int) -> None:
        if tag == "a":
            self.counts["a"] += by
        elif tag in {"b", "strong"} or tag in HEADINGS:
            self.counts["bold"] += by
        elif tag in VERBATIM:
            self.counts["verbatim"] += by

    def _add(self, text: str) -> None:
        if self.counts["verbatim"]:
            for part in text.split("\n")[:-1]:
                self._piece(part)
                self._flush()
            text = text.rsplit("\n", 1)[-1]
        self._piece(text)

    def _piece(self, text: str) -> None:
        if not text:
            return
        self.pieces.append((text, self.stack[-1]))
        if text.strip():
            size = len(text.strip())
            self.links += size if self.counts["a"] else 0
            self.bold += size if self.counts["bold"] else 0

    def _flush(self) -> None:
        if self.pieces:
            text = _SPACES.sub(" ", "".join(text for text, _ in self.pieces)).strip(" ")
            text = nfc(text)
            if _SEEN.search(text):
                self._line(text)
        self.pieces, self.links, self.bold, self.outward = [], 0, 0, bool(self.counts["a"])

    def _line(self, text: str) -> None:
        if len(self.page.lines) == MAX_LINES:
            raise too_many_lines()
        start = self.size + bool(self.page.lines)
        self.size = start + len(text)
        common = -1
        for piece, node in self.pieces:
            if piece.strip():
                common = node if common < 0 else _common(self.page.nodes, common, node)
        links, bold = min(self.links, len(text)), min(self.bold, len(text))
        self.page.lines.append(PageLine(start, self.size, text, common, links, bold, links > 0 and not self.outward))


def _common(nodes: list[Node], one: int, other: int) -> int:
    """The innermost node that holds both; parents stand before their children."""
    while one != other:
        if one > other:
            one = nodes[one].parent
        else:
            other = nodes[other].parent
    return one


def _stands_alone(element: Any, parent: int, nodes: list[Node]) -> bool:
    """Whether an inline element is shown apart from its neighbours: a part of a line of particulars.

    Style sheets set such parts apart («ليو ديان» «3 شباط»), so their text must not run together. Within running
    text nothing is.
    """
    above = nodes[parent] if parent >= 0 else None
    if above is None or above.tag in {"p", "li", "a", "blockquote", "td", "figcaption"} or above.tag in HEADINGS:
        return is_meta(element) and above is not None and above.tag in {"p", "li", "td"} and _only_parts(element)
    return is_meta(element)


def is_row(element: Any) -> bool:
    """Whether an element holds but a few short parts with nothing between them, and is called particulars or one of
    them is a date: style sheets set such parts apart, and without them they would run together.
    """
    if not 2 <= len(element) <= _MOST_PARTS or _has_words(element.text):
        return False
    parts = []
    for child in element:
        part = _short_text(child)
        if child.tag not in _PARTS or part is None or _has_seen(child.tail):
            return False
        parts.append(part)
    said = [part for part in parts if part]
    if len(said) < 2 or any(SENTENCE.search(part) for part in said):
        return False
    return _META_NAME.search(element.get("class") or "") is not None or any(_DATED.search(part) for part in said)


def _short_text(element: Any) -> str | None:
    """The text of an inline element, if it is short and hardly nested: what is looked at has a bound."""
    if len(element) > 2 or any(len(child) for child in element):
        return None
    texts = (element.text, *(text for child in element for text in (child.text, child.tail)))
    text = "".join(text for text in texts if text).strip()
    return text if len(text) <= _SHORT_PART and len(text.split()) <= _PART_WORDS else None


def _has_seen(text: str | None) -> bool:
    return bool(text and _SEEN.search(text))


def _has_words(text: str | None) -> bool:
    return bool(text and re.search(r"\w", text))


def _only_parts(element: Any) -> bool:
    """Whether the element's parent holds elements only, and no text between them but marks."""
    above = element.getparent()
    texts = [above.text, *(child.tail for child in above[:20])]
    return not any(map(_has_words, texts))
