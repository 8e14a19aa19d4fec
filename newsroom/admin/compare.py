"""Two texts side by side: which lines differ, and in them which words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from claims.admin.panels import Change

from .reading import Line

_TOKEN = re.compile(r"\s+|\S+")
Pieces = list[tuple[str, str]]


def compare(old: Sequence[Line], new: Sequence[Line]) -> list[Change]:
    """The lines that differ, in the order of the new text; what is equal is left out."""
    found: list[Change] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            found += _block(list(old[a:b]), list(new[c:d]))
    return found


def _block(old: list[Line], new: list[Line]) -> list[Change]:
    """Lines of the same part stand beside each other; the rest stands alone."""
    changes = []
    for part, words in new:
        match = next((line for line in old if line[0] == part), None)
        if match is not None:
            old.remove(match)
        before, after = words_of(match[1] if match else "", words)
        changes.append(Change(part, before, after, same=False))
    gone = [Change(part, [("out", words)], [], same=False) for part, words in old]
    return [*gone, *changes]


def words_of(old: str, new: str) -> tuple[Pieces, Pieces]:
    """Both texts as pieces: what they share, what is only in the old, what is only in the new."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    left: Pieces = []
    right: Pieces = []
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        gone, come = "".join(before[a:b]), "".join(after[c:d])
        if kind == "equal":
            left.append(("same", gone))
            right.append(("same", come))
            continue
        if gone:
            left.append(("out", gone))
        if come:
            right.append(("in", come))
    return left, right
