"""A text folded letter by letter, so that what is found in it can be pointed at in the text as printed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from ..arabic import fold

_GONE = "\u0640"  # stands for every character that folding leaves out; it is one of them itself
_LINE_ENDS = frozenset("\n\r\x0b\x0c\x85\u2028\u2029")
_ALL_GONE = re.compile(f"{_GONE}+")


class _Folding(dict[int, str]):
    """One character for each: what it folds to, a blank, or the sign that nothing is left of it."""

    def __missing__(self, code: int) -> str:
        made = _folded(chr(code))
        if code < 0x10000:
            self[code] = made
        return made


def _folded(character: str) -> str:
    if character in _LINE_ENDS:
        return "\n"
    if character.isspace():
        return " "
    # Superscripts and circled figures fold to figures, but nobody prints a day with them.
    if unicodedata.category(character) == "No":
        return character
    made = fold(character)
    return made if len(made) == 1 else character if made else _GONE


_FOLDING = _Folding()


class Plain:
    """``text`` is folded: small letters, one form of alef, Western figures; ``raw`` is the text as printed.

    >>> plain = Plain("في ١٢ مـارس")
    >>> plain.text, plain.span(3, 10)
    ('في 12 مارس', (3, 11))
    """

    def __init__(self, raw: str) -> None:
        self.raw = raw
        folded = raw.translate(_FOLDING)
        self._origin: Sequence[int] = range(len(raw))
        if _GONE in folded:
            self._origin = [at for at, character in enumerate(folded) if character != _GONE]
            folded = _ALL_GONE.sub("", folded)
        self.text = folded

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where ``text[start:end]`` stands in ``raw``, with the marks on its last letter."""
        last = self._origin[end - 1] + 1
        while last < len(self.raw) and (unicodedata.combining(self.raw[last]) or self.raw[last] == "ـ"):
            last += 1
        return self._origin[start], last

    def capital(self, at: int) -> bool:
        """Whether the letter at ``at`` was printed as a capital."""
        return self.raw[self._origin[at]].isupper()

    def printed(self, start: int, end: int) -> str:
        """``text[start:end]`` as it was printed."""
        first, last = self.span(start, end)
        return self.raw[first:last]
