"""A line as words, numbers and signs, each with its place. Linear: no pattern here can go back over what it read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from claims.arabic import fold

NUMBER, WORD, SIGN = "number", "word", "sign"
_NO_MARK = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640]")
_TOKEN = re.compile(
    r"(?P<number>[0-9]++(?:[.,٫٬،'’ر\u00a0\u202f\u2009][0-9]++)*+)"
    r"|(?P<word>[^\W\d_\u0600-\u06ff]++(?:['’][^\W\d_\u0600-\u06ff]++)*+"
    r"|[\u0621-\u065f\u066e-\u06d3\u06d5-\u06ed]++)"
    r"|(?P<sign>\S)"
)
# What Arabic joins to the front of a word, longest first; the article is told apart from the rest.
_PREFIXES = ("وبال", "وال", "فال", "بال", "كال", "ولل", "لل", "ال", "وب", "ول", "فب", "و", "ف", "ب", "ل", "ك")


class Token(NamedTuple):
    """A token: what it is, its place, its folded word (a number: its digits and signs), whether a blank precedes."""

    kind: str
    start: int
    end: int
    word: str
    gap: bool


def _folding() -> dict[int, str]:
    table = {code: fold(chr(code)) for code in (*range(0x41, 0x5B), *range(0x600, 0x700))}
    table = {code: plain for code, plain in table.items() if len(plain) == 1}
    # Marks of direction stand anywhere, also inside a number and its unit.
    hidden = (*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF, 0x061C)
    return table | {ord(dash): "-" for dash in "‐‑−﹣－"} | {ord("％"): "%", ord("٪"): "%"} | dict.fromkeys(hidden, " ")


_FOLDING = _folding()


def flat(text: str) -> str:
    """The text folded letter by letter, so that every offset holds.

    >>> flat("أَلْف ٥٪")
    'اَلْف 5%'
    """
    return text.translate(_FOLDING)


def tokens(line: str, start: int = 0) -> Iterator[Token]:
    """The tokens of a line that ``flat`` folded; ``start`` is where the line begins.

    >>> [token.word for token in tokens(flat("بلغت 5.57 مليونًا."))]
    ['بلغت', '5.57', 'مليونا', '.']
    """
    last = 0
    for found in _TOKEN.finditer(line):
        kind = found.lastgroup or SIGN
        word = found[0]
        if kind == WORD and not word.isalpha():
            word = _NO_MARK.sub("", word)
        begin = found.start()
        yield Token(kind, begin + start, found.end() + start, word, begin > last or begin == 0)
        last = found.end()


@lru_cache(maxsize=20_000)
def stripped(word: str) -> tuple[tuple[str, str], ...]:
    """A word as it may be split into what is joined to it and the rest, the whole word first.

    >>> stripped("بالمليون")
    (('', 'بالمليون'), ('بال', 'مليون'), ('ب', 'المليون'))
    """
    rests = ((prefix, word[len(prefix) :]) for prefix in _PREFIXES if word.startswith(prefix))
    return (("", word), *((prefix, rest) for prefix, rest in rests if len(rest) >= 1))
