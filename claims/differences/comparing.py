"""What has changed between two texts of one article, for showing: lines first, then the words within them.

Spelling is set apart from meaning: marks, alef and ya forms, tatweel, digits of the other kind, letter case and
white space are differences that a reader does not hear (``claims.arabic.fold``). Punctuation is no spelling: a dot in
the wrong place makes another figure.

Nothing is left out: the spans of the changes, in order, are all of both texts. Pure functions. Anchored on what is
unique in both texts; a table of all pairs is filled only for small remains and within ``CELLS``, so that texts of
1 MB take about a second whatever is in them. What that cannot align is shown as taken out and put in.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Literal

from ..arabic import fold

Kind = Literal["same", "spelling", "changed", "added", "removed"]
Span = tuple[int, int]

CELLS = 1_000_000  # of all tables for one comparison
TABLE = 40_000  # of one table
ROUNDS = 24  # how often what lies between anchors is searched for more anchors
PAIRS = 2_500  # of lines in one place that are tried with each other
ALIKE = 0.4  # share of words that two lines must have in common to be one line, changed

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_TOKEN = re.compile(
    r"\s+|(?:[^\W_]|[\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f])+|."
)
_SIGNS = str.maketrans("٫٬٪", ".,%")  # signs of a figure, as the other digits have them
_FIGURE = "0123456789.,٫٬+-−"  # white space after one of these and before a digit makes another figure
_APART = re.compile(rf"[{re.escape(_FIGURE)}] \d")


@dataclass(frozen=True)
class Change:
    """A piece of both texts: ``old[old_span[0]:old_span[1]]`` became ``new[…]``; code points, end exclusive.

    - ``same``: exactly the same. ``spelling``: a reader hears the same. ``changed``: both say something, not the same.
    - ``added``: nothing in the old text. ``removed``: nothing in the new one.

    ``words`` are the changes within lines that are ``changed`` or differ in ``spelling``, with spans of the whole
    texts; empty otherwise, and within words.
    """

    kind: Kind
    old_span: Span
    new_span: Span
    words: tuple[Change, ...] = ()


def compare(old: str, new: str) -> list[Change]:
    """The changes from ``old`` to ``new``, in order; neighbours of one kind that have no words are one change.

    >>> for found in compare("عنوان\\nكلّف 5 ملايين\\n", "عنوان\\nكلف 6 ملايين\\nزيادة"):
    ...     print(found.kind, found.old_span, found.new_span, [word.kind for word in found.words])
    same (0, 6) (0, 6) []
    changed (6, 20) (6, 19) ['spelling', 'same', 'changed', 'same']
    added (20, 20) (19, 24) []
    """
    return list(_merged(_Comparison(old, new).changes()))


def words(old: str, new: str) -> list[Change]:
    """The changes within one sentence, word by word. A figure is marked whole: 5.57 for 5.67, not one of its digits.

    >>> [(found.kind, "5.57"[slice(*found.old_span)]) for found in words("5.57", "6.57")]
    [('changed', '5.57')]
    """
    found = list(_merged(_Comparison(old, new)._words((0, len(old)), (0, len(new)))))
    return list(_merged(_whole_figures(found, old, new)))


def is_spelling(old: str, new: str) -> bool:
    """Whether a reader hears the same in both, white space included: «عبد الله» and «عبدالله», but not 1 2 and 12.

    >>> is_spelling("الأَمر", "الامر"), is_spelling("عبد الله", "عبدالله"), is_spelling("10²", "102")
    (True, True, False)
    """
    if _raised(old) != _raised(new):
        return False  # folding would make 102 of 10²
    old, new = old.translate(_SIGNS), new.translate(_SIGNS)
    a, b = fold(old), fold(new)
    if a == b:
        return True
    return a.replace(" ", "") == b.replace(" ", "") and _APART.findall(a) == _APART.findall(b)


def _raised(text: str) -> list[str]:
    return [] if text.isascii() else [one for one in text if one.isnumeric() and not one.isdecimal()]


# --- Texts ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Piece:
    """A line or a token: ``text`` stands at ``start``; ``key`` is what a reader hears."""

    text: str
    start: int
    key: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def _pieces(pattern: re.Pattern[str], text: str, start: int, key: Callable[[str], str]) -> list[_Piece]:
    return [_Piece(match[0], start + match.start(), key(match[0])) for match in pattern.finditer(text)]


class _Comparison:
    """Two texts, and what may still be spent on aligning them."""

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = old, new
        self.budget = _Budget(CELLS)
        self.key = cache(fold)  # texts repeat themselves, and hostile ones do nothing else
        self.bag = cache(lambda line: Counter(self.key(line).split()))

    def changes(self) -> Iterator[Change]:
        old, new = (_pieces(_LINE, text, 0, self.key) for text in (self.old, self.new))
        pairs = _align([line.key for line in old], [line.key for line in new], self.budget)
        at, there = 0, 0
        for i, j in [*pairs, (len(old), len(new))]:
            yield from self._between(old[at:i], new[there:j], at_old=_start(old, at), at_new=_start(new, there))
            if i < len(old):
                yield from self._line(old[i], new[j])
            at, there = i + 1, j + 1

    # --- Lines

    def _line(self, old: _Piece, new: _Piece) -> Iterator[Change]:
        """A line that both texts have: the same, in another spelling, or changed."""
        spans = (old.start, old.end), (new.start, new.end)
        bare = len(old.text.rstrip("\r\n"))
        if old.text == new.text:
            yield Change("same", *spans)
        elif old.text[:bare] == new.text.rstrip("\r\n"):
            # The last line of one text may be within the other.
            yield Change("same", (old.start, old.start + bare), (new.start, new.start + bare))
            yield Change("spelling", (old.start + bare, old.end), (new.start + bare, new.end))
        else:
            yield self._lines(*spans)

    def _lines(self, old_span: Span, new_span: Span) -> Change:
        words = tuple(_merged(self._words(old_span, new_span)))
        kind: Kind = "spelling" if all(word.kind in _UNHEARD for word in words) else "changed"
        return Change(kind, old_span, new_span, words)

    def _between(self, old: list[_Piece], new: list[_Piece], at_old: int, at_new: int) -> Iterator[Change]:
        """Lines that are not in both texts as they are: some are one line, changed."""
        whole = (at_old, _end(old, at_old)), (at_new, _end(new, at_new))
        if old and new and is_spelling(self.old[slice(*whole[0])], self.new[slice(*whole[1])]):
            yield self._lines(*whole)  # lines were only broken elsewhere
            return
        at = there = 0
        for i, j in [*self._alike(old, new), (len(old), len(new))]:
            yield from _lost_and_found(
                (_start(old, at, at_old), _start(old, i, at_old)), (_start(new, there, at_new), _start(new, j, at_new))
            )
            if i < len(old):
                yield from self._line(old[i], new[j])
            at, there = i + 1, j + 1

    def _alike(self, old: list[_Piece], new: list[_Piece]) -> list[tuple[int, int]]:
        """The lines that are so alike that they are one line, changed; in order."""
        if len(old) * len(new) <= PAIRS:
            return _heaviest([[self._likeness(a, b) for b in new] for a in old])
        return [(at, at) for at, (a, b) in enumerate(zip(old, new, strict=False)) if self._likeness(a, b)]

    def _likeness(self, old: _Piece, new: _Piece) -> float:
        """The share of words in common, 0 if it is not enough."""
        a, b = self.bag(old.text), self.bag(new.text)
        if not a or not b:
            return 0.0
        share = 2 * (a & b).total() / (a.total() + b.total())
        return share if share >= ALIKE else 0.0

    # --- Words

    def _words(self, old_span: Span, new_span: Span) -> Iterator[Change]:
        old, new = self._tokens(self.old, old_span), self._tokens(self.new, new_span)
        at, there = old_span[0], new_span[0]
        for i, j in _align([word.key for word in old], [word.key for word in new], self.budget):
            yield from self._gap((at, old[i].start), (there, new[j].start))
            yield self._piece((old[i].start, old[i].end), (new[j].start, new[j].end))
            at, there = old[i].end, new[j].end
        yield from self._gap((at, old_span[1]), (there, new_span[1]))

    def _tokens(self, text: str, span: Span) -> list[_Piece]:
        """Words and signs. White space is what lies between them."""
        found = _pieces(_TOKEN, text[slice(*span)], span[0], self.key)
        return [word for word in found if word.key]

    def _gap(self, old_span: Span, new_span: Span) -> Iterator[Change]:
        """What lies between two words that both texts have; equal ends of it are the same."""
        old, new = self.old[slice(*old_span)], self.new[slice(*new_span)]
        head = _common_space(old, new)
        tail = _common_space(old[head:][::-1], new[head:][::-1])
        (a, b), (c, d) = old_span, new_span
        if head:
            yield Change("same", (a, a + head), (c, c + head))
        if len(old) > head + tail or len(new) > head + tail:
            yield self._piece((a + head, b - tail), (c + head, d - tail))
        if tail:
            yield Change("same", (b - tail, b), (d - tail, d))

    def _piece(self, old_span: Span, new_span: Span) -> Change:
        old, new = self.old[slice(*old_span)], self.new[slice(*new_span)]
        if old == new:
            return Change("same", old_span, new_span)
        blank = not old.strip() and not new.strip()
        if (blank or is_spelling(old, new)) and not (
            _splits_figure(self.old, old_span) or _splits_figure(self.new, new_span)
        ):
            return Change("spelling", old_span, new_span)
        return Change("changed" if old and new else "added" if new else "removed", old_span, new_span)


_UNHEARD = frozenset({"same", "spelling"})


def _splits_figure(text: str, span: Span) -> bool:
    """Whether there is nothing but white space, in a place where it makes another figure: 5. 5 and 5.5."""
    start, end = span
    before, within, after = text[max(0, start - 1) : start], text[start:end], text[end : end + 1]
    return not within.strip() and after.isdecimal() and (before.isdecimal() or before in _FIGURE)


def _start(pieces: Sequence[_Piece], at: int, otherwise: int = 0) -> int:
    return pieces[at].start if at < len(pieces) else _end(pieces, otherwise)


def _end(pieces: Sequence[_Piece], otherwise: int) -> int:
    return pieces[-1].end if pieces else otherwise


def _common_space(old: str, new: str) -> int:
    """How many characters of white space both begin with."""
    at = 0
    while at < min(len(old), len(new)) and old[at] == new[at] and old[at].isspace():
        at += 1
    return at


def _lost_and_found(old_span: Span, new_span: Span) -> Iterator[Change]:
    if old_span[0] < old_span[1]:
        yield Change("removed", old_span, (new_span[0], new_span[0]))
    if new_span[0] < new_span[1]:
        yield Change("added", (old_span[1], old_span[1]), new_span)


def _merged(changes: Iterable[Change]) -> Iterator[Change]:
    """Neighbours of one kind as one, where there are no words in them."""
    for (kind, wordy), group in groupby(changes, lambda change: (change.kind, bool(change.words))):
        found = list(group)
        if wordy or len(found) == 1:
            yield from found
        else:
            first, last = found[0], found[-1]
            yield Change(kind, (first.old_span[0], last.old_span[1]), (first.new_span[0], last.new_span[1]))


_IN_FIGURE = frozenset("0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹.,٫٬")


def _whole_figures(changes: list[Change], old: str, new: str) -> Iterator[Change]:
    """Changes that end within a figure, widened to all of it; what is the same around them shrinks."""
    left = list(changes)
    for at, change in enumerate(left):
        if change.kind in _UNHEARD:
            continue
        head = _figure_tail(old, left[at - 1]) if at and _touches(old, new, change, 0) else 0
        tail = _figure_head(old, left[at + 1]) if at + 1 < len(left) and _touches(old, new, change, 1) else 0
        if head:
            left[at - 1] = _shrunk(left[at - 1], 0, head)
        if tail:
            left[at + 1] = _shrunk(left[at + 1], tail, 0)
        if head or tail:
            left[at] = Change(
                "changed",
                (change.old_span[0] - head, change.old_span[1] + tail),
                (change.new_span[0] - head, change.new_span[1] + tail),
            )
    return (each for each in left if each.old_span[0] < each.old_span[1] or each.new_span[0] < each.new_span[1])


def _touches(old: str, new: str, change: Change, end: int) -> bool:
    """Whether a change begins (or ends) with a digit or a sign of a figure, on either side."""
    sides = (old[slice(*change.old_span)], new[slice(*change.new_span)])
    return any(side and side[-end] in _IN_FIGURE for side in sides)


def _figure_tail(old: str, same: Change) -> int:
    """How many characters at the end of an equal piece belong to a figure that goes on after it."""
    if same.kind != "same":
        return 0
    text = old[slice(*same.old_span)]
    count = len(text) - len(text.rstrip("".join(_IN_FIGURE)))
    return count if any(one.isdecimal() for one in text[len(text) - count :]) else 0


def _figure_head(old: str, same: Change) -> int:
    if same.kind != "same":
        return 0
    text = old[slice(*same.old_span)]
    count = len(text) - len(text.lstrip("".join(_IN_FIGURE)))
    while count and not text[count - 1].isdecimal():
        count -= 1  # a full stop after the figure ends the sentence
    return count


def _shrunk(same: Change, head: int, tail: int) -> Change:
    (a, b), (c, d) = same.old_span, same.new_span
    return Change("same", (a + head, b - tail), (c + head, d - tail))


# --- Aligning ---------------------------------------------------------------------------------------------------------


@dataclass
class _Budget:
    cells: int

    def allows(self, cells: int) -> bool:
        """Whether a table of that many cells may be filled; if so, it is paid for."""
        if cells > min(self.cells, TABLE):
            return False
        self.cells -= cells
        return True


def _align(old: Sequence[str], new: Sequence[str], budget: _Budget) -> list[tuple[int, int]]:
    """Pairs of places that hold the same, ascending on both sides: as many as are found within the budget."""
    pairs: list[tuple[int, int]] = []
    waiting = [(0, len(old), 0, len(new), ROUNDS)]
    while waiting:
        a, b, c, d, rounds = waiting.pop()
        while a < b and c < d and old[a] == new[c]:
            pairs.append((a, c))
            a, c = a + 1, c + 1
        while a < b and c < d and old[b - 1] == new[d - 1]:
            b, d = b - 1, d - 1
            pairs.append((b, d))
        if a == b or c == d:
            continue
        anchors = _anchors(old, new, (a, b), (c, d)) if rounds else []
        if anchors:
            ends = [(b, d), *reversed(anchors)]
            begins = [*reversed(anchors), (a, c)]
            waiting += [(i, k, j, m, rounds - 1) for (k, m), (i, j) in zip(ends, begins, strict=True)]
        elif budget.allows((b - a) * (d - c)):
            pairs += [(a + i, c + j) for i, j in _longest(old[a:b], new[c:d])]
    return sorted(pairs)


def _anchors(old: Sequence[str], new: Sequence[str], in_old: Span, in_new: Span) -> list[tuple[int, int]]:
    """Places of what stands once on either side, the most that keep their order."""
    there = _once(new, in_new)
    found = [(at, there[key]) for key, at in _once(old, in_old).items() if key in there]
    return _ascending(found)


def _once(keys: Sequence[str], span: Span) -> dict[str, int]:
    """What stands once in a span, and where; in order."""
    counts = Counter(keys[slice(*span)])
    return {keys[at]: at for at in range(*span) if counts[keys[at]] == 1}


def _ascending(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest part of pairs, which ascend on the left, that ascends on the right too."""
    tops: list[int] = []  # the smallest right side with which a part of that length ends
    ends: list[int] = []
    before: list[int] = []
    for at, (_, right) in enumerate(pairs):
        length = bisect_left(tops, right)
        before.append(ends[length - 1] if length else -1)
        tops[length : length + 1] = [right]
        ends[length : length + 1] = [at]
    at, found = ends[-1] if ends else -1, []
    while at >= 0:
        found.append(pairs[at])
        at = before[at]
    return found[::-1]


def _longest(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """The longest common subsequence, as places."""
    return _heaviest([[float(a == b) for b in new] for a in old])


def _heaviest(weights: list[list[float]]) -> list[tuple[int, int]]:
    """Pairs (row, column) with a weight, ascending on both sides, of the greatest sum."""
    width = len(weights[0]) if weights else 0
    best = [[0.0] * (width + 1) for _ in range(len(weights) + 1)]
    for i in range(len(weights) - 1, -1, -1):
        row, below, line = weights[i], best[i + 1], best[i]
        for j in range(width - 1, -1, -1):
            skip = below[j] if below[j] >= line[j + 1] else line[j + 1]
            line[j] = max(skip, below[j + 1] + row[j]) if row[j] else skip
    return list(_path(weights, best))


def _path(weights: list[list[float]], best: list[list[float]]) -> Iterator[tuple[int, int]]:
    i = j = 0
    while i < len(weights) and j < len(weights[i]):
        if weights[i][j] and best[i][j] == best[i + 1][j + 1] + weights[i][j]:
            yield i, j
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            i += 1
        else:
            j += 1
