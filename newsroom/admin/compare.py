"""Two texts line by line: which lines differ, whether a reader hears it, and which facts it changes."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from django.utils.translation import gettext_lazy as _

from claims.admin.panels import Called, Change, Words
from claims.arabic import terms
from claims.differences import CallKind, Difference, difference

from .reading import Line

Pieces = list[tuple[str, str]]

CALLS: dict[CallKind, Words] = {
    "number": _("number"),
    "unit": _("unit"),
    "bound": _("more or less"),
    "date": _("date"),
    "negation": _("negation"),
}
ALIKE = 0.3  # share of the shorter line's words that make two lines one line, changed
NOTHING = "–"


def compare(old: Sequence[Line], new: Sequence[Line]) -> list[Change]:
    """The lines that differ, in the order of the new text; what is equal is left out."""
    found: list[Change] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            found += _block(list(old[a:b]), list(new[c:d]))
    return found


def _block(old: list[Line], new: list[Line]) -> list[Change]:
    """Lines of one part that are alike stand beside each other; the rest stands alone."""
    changes = []
    for part, words in new:
        match = _match(old, part, words)
        if match is not None:
            old.remove(match)
        changes.append(_change(part, match[1] if match else "", words))
    return [*(_change(part, words, "") for part, words in old), *changes]


def _match(old: list[Line], part: str, words: str) -> Line | None:
    """The line of the same part that shares most words; where a part has one line only, that line."""
    same = [line for line in old if line[0] == part]
    best = max(same, key=lambda line: _likeness(line[1], words), default=None)
    if best is None or (len(same) > 1 and _likeness(best[1], words) < ALIKE):
        return None
    return best


def _likeness(one: str, other: str) -> float:
    a, b = set(terms(one)), set(terms(other))
    return len(a & b) / max(1, min(len(a), len(b)))


def _change(part: str, old: str, new: str) -> Change:
    found = difference(old, new)
    calls = [Called(CALLS[call.kind], call.old or NOTHING, call.new or NOTHING) for call in found.calls]
    before, after = pieces(found)
    return Change(part, before, after, same=found.spelling_only, calls=calls if old and new else ())


def pieces(found: Difference) -> tuple[Pieces, Pieces]:
    """Both wordings as pieces: what they share, what only one of them has, and what is spelled otherwise."""
    left: Pieces = []
    right: Pieces = []
    for change in found.changes:
        gone, come = found.old[slice(*change.old_span)], found.new[slice(*change.new_span)]
        heard = change.kind not in {"same", "spelling"}
        silent = "same" if change.kind == "same" else "spelled"
        if gone:
            left.append(("out" if heard else silent, gone))
        if come:
            right.append(("in" if heard else silent, come))
    return left, right


def words_of(old: str, new: str) -> tuple[Pieces, Pieces]:
    """Both wordings of one sentence as pieces."""
    return pieces(difference(old, new))
