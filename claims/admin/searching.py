"""Searching as Arabic readers compare: marks, alef and ya forms and digits make no difference."""

from __future__ import annotations

import re
from functools import cache

from ..arabic import fold

MAX_WORDS = 8
MAX_LENGTH = 120  # characters of a search; a pattern of more would be slow and mean nothing


@cache
def _variants() -> tuple[str, dict[str, str]]:
    """The marks that folding drops, and the letters that fold to each folded letter, as ``fold`` itself says."""
    letters: dict[str, list[str]] = {}
    marks = []
    for code in (*range(0x30, 0x3A), *range(0x0610, 0x0700)):
        character = chr(code)
        folded = fold(character)
        if not folded and not character.isspace():
            marks.append(character)
        elif len(folded) == 1:
            letters.setdefault(folded, []).append(character)
    same = {letter: "".join(forms) for letter, forms in letters.items() if len(forms) > 1 or forms[0] != letter}
    return "".join(marks), same


def pattern(word: str) -> str:
    """A regular expression, for both engines, that finds ``word`` however its letters and marks are written.

    >>> import re
    >>> bool(re.search(pattern("اعلنت"), "أَعْلَنَت الشركة"))
    True
    >>> bool(re.search(pattern("2025"), "عام ٢٠٢٥"))
    True
    >>> bool(re.search(pattern("R1 (x"), "r1 (x)", re.IGNORECASE))
    True
    """
    marks, same = _variants()
    between = f"[{marks}]*"
    pieces = [f"[{same[letter]}]" if letter in same else re.escape(letter) for letter in fold(word)]
    return between.join(pieces)


def words_of(search: str) -> list[str]:
    """The words of a search, as many as count.

    >>> words_of("  كلفة   R1 ")
    ['كلفة', 'R1']
    """
    return search[:MAX_LENGTH].split()[:MAX_WORDS]
