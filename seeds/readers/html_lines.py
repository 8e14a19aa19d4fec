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
        if tag in BLOCKS or tag == "br":
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


def _only_parts(element: Any) -> bool:
    """Whether the element's parent holds elements only, and no text between them but marks."""
    above = element.getparent()
    texts = [above.text, *(child.tail for child in above[:20])]
    return not any(text and re.search(r"\w", text) for text in texts)
