"""Which sentences of an article deserve checking, best first, each with its reasons. Pure functions, linear.

One candidate is exactly one sentence of the title, the standfirst, a paragraph or a list item. Its score is the sum
of what the table in ``weights`` gives for its signs; nothing is learned, nothing is hidden, no model is needed, and
nothing here knows any name. A candidate is a proposal: whether it is a claim is the editor's to say.

``signs`` and ``words`` tell what the words of a sentence show; figures, dates and attributions come from their own
modules, or from the caller. ``suggesters`` lets a package add candidates of its own.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from ..attribution import Attributed, attributions
from ..figures import Figure, figures
from ..moments import Moment, moments
from ..quotation import Span
from ..sentences import within
from .found import Block, Candidate, Printed, Reason
from .signs import digits, signs
from .suggesters import Suggester, SuggesterError, load, merged, suggested
from .weights import WEIGHTS

__all__ = ["KINDS", "Block", "Candidate", "Printed", "Reason", "Suggester", "SuggesterError", "candidates", "load"]

KINDS = frozenset({"title", "standfirst", "paragraph", "list_item"})
# Money whose country is not said keeps its name; where it is, its code has three capitals.
_MONEY = frozenset(
    ("pound", "riyal", "dirham", "dinar", "lira", "franc", "rupee", "peso", "krona", "cent", "bitcoin", "shilling")
    + ("penny", "piastre", "fils", "halala", "millime", "kopek")
)
_SOURCES = {
    **dict.fromkeys(("named_org", "named_person", "named_media", "document"), "named_source"),
    **dict.fromkeys(("unnamed_media", "anonymous_source"), "unnamed_source"),
    "anonymous_group": "group",
    "impersonal": "impersonal",
}
Sign = tuple[str, str]  # its code in the table, and the words of the text that give it


def candidates(
    text: str,
    blocks: Iterable[Printed],
    *,
    found_figures: Sequence[Figure] | None = None,
    found_attributions: Sequence[Attributed] | None = None,
    found_moments: Sequence[Moment] | None = None,
    names: Sequence[Span] = (),
    suggesters: Iterable[Suggester] = (),
) -> list[Candidate]:
    """The sentences of the kept ``blocks``, ranked; they do not overlap. Equal scores stand in text order.

    What was found in the text already may be handed in, in text order; ``None`` has it read here. ``names`` are the
    places of names that the desk knows. What ``suggesters`` say is added (``SuggesterError`` where one fails).

    >>> text = "The plant was closed in 2019, the ministry said. What a pity! It cost $4 million."
    >>> ranked = candidates(text, [Block("paragraph", 0, len(text))])
    >>> [(text[one.start : one.end], one.score) for one in ranked]
    [('The plant was closed in 2019, the ministry said.', 6.0), ('It cost $4 million.', 2.0), ('What a pity!', -2.0)]
    >>> [(reason.code, reason.quote) for reason in ranked[1].reasons]
    [('money', '$4 million'), ('short', '')]
    """
    printed = list(blocks)
    kept = [Span(block.start, block.end) for block in printed if block.kept and block.kind in KINDS]
    read = (
        _figures(figures(text) if found_figures is None else found_figures),
        _sources(attributions(text) if found_attributions is None else found_attributions),
        _Placed(
            (found.start, ("date", found.text)) for found in (moments(text) if found_moments is None else found_moments)
        ),
        _Placed((name.start, ("name", text[name.start : name.end])) for name in names),
    )
    spans = within(text, sorted(kept, key=lambda span: span.start))
    made = [_candidate(text, span, read) for span in spans]
    for suggester in suggesters:
        made = merged(made, suggested(suggester, text, printed))
    return sorted(made, key=lambda one: (-one.score, one.start))


class _Placed:
    """Signs by where the words stand that give them."""

    def __init__(self, found: Iterable[tuple[int, Sign]]) -> None:
        ordered = sorted(found, key=lambda one: one[0])
        self._starts = [start for start, _ in ordered]
        self._signs = [sign for _, sign in ordered]

    def of(self, span: Span) -> list[Sign]:
        """Those that begin in ``span``."""
        return self._signs[self._first(span.start) : self._first(span.end)]

    def covers(self, place: int) -> bool:
        """Whether the words of one of them stand at ``place``; they do not overlap."""
        at = bisect_right(self._starts, place) - 1
        return at >= 0 and place < self._starts[at] + len(self._signs[at][1])

    def _first(self, at: int) -> int:
        return bisect_left(self._starts, at)


def _figures(found: Iterable[Figure]) -> _Placed:
    return _Placed((figure.start, (_figure(figure.unit), figure.text)) for figure in found)


def _figure(unit: str | None) -> str:
    """Which sign a quantity of this unit is.

    >>> _figure("dinar"), _figure("percent"), _figure("hour"), _figure(None)
    ('money', 'percentage', 'number', 'number')
    """
    name = (unit or "").partition(" ")[0]
    if name in _MONEY or (len(name) == 3 and name.isupper()):
        return "money"
    return "percentage" if name == "percent" else "number"


def _sources(found: Iterable[Attributed]) -> _Placed:
    signs = [(one.start, (_SOURCES[one.kind], one.text)) for one in found]
    return _Placed(signs + [(one.start, ("denial", one.text)) for one in found if one.negated])


def _candidate(text: str, span: Span, read: Sequence[_Placed]) -> Candidate:
    shown: dict[str, str] = {}
    for code, quote in _signs(text, span, read):
        shown.setdefault(code, quote)
    reasons = tuple(
        Reason(code, weight.words, weight.points, shown[code]) for code, weight in WEIGHTS.items() if code in shown
    )
    return Candidate(span.start, span.end, float(sum(reason.weight for reason in reasons)), reasons)


def _signs(text: str, span: Span, read: Sequence[_Placed]) -> Iterator[Sign]:
    figures, sources, dates, names = (placed.of(span) for placed in read)
    yield from figures
    if len(figures) > 1:
        yield "numbers", ""
    if not figures:
        yield from _digits(text, span, read[2])
    yield from (*sources, *dates, *names)
    yield from signs(text[span.start : span.end])


def _digits(text: str, span: Span, dates: _Placed) -> Iterator[Sign]:
    """The first number in figures that is part of no date."""
    for start, end in digits(text, span.start, span.end):
        if not dates.covers(start):
            yield "digits", text[start:end]
            return
