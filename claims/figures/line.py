"""One line of a text, cut into tokens, with what its readers share."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from claims.quantities import decimal_string

from .amounts import Phrase
from .comparing import comparator, window
from .measured import Measured
from .refusing import Refusal
from .tokens import SIGN, WORD, Token, stripped
from .units import COUNT, SPAN

_CLOSING = frozenset(".،,;؛!?؟")
_OVER = re.compile(r"(?<!\w)over\s+(?:the\s+)?$")
# «فوق سبع مناطق» is where; «ما فوق 200» is how many.
_PLACE = re.compile(r"(?<!\w)(?<!ما )[وف]?(?:فوق|تحت)\s+$")
_LASTING = re.compile(
    r"(?<!\w)(?:for|after|with|has|have|had|been|lasted|took|spent|takes|take|of|in|spans?|covers?)\s+over\s+$"
)


@dataclass(frozen=True)
class Figure:
    """A quantity at ``text[start:end]``, as printed: a decimal string in base units, its unit and its comparator."""

    start: int
    end: int
    text: str
    value: str | None
    high: str | None
    unit: str | None
    comparator: str


class Line:
    """Walks over tokens once; each figure begins where the last one ended or later."""

    def __init__(self, text: str, plain: str, marked: list[Token], budget: int) -> None:
        self._text = text
        self._plain = plain
        self._tokens = marked
        self._phrase = Phrase(marked)
        self._measured = Measured(text, marked)
        self._refusal = Refusal(text, marked)
        self.budget = budget  # how many more numbers may be looked at
        self._floor = 0  # the first token after the last figure
        self._from = marked[0].start  # where the last figure ended
        self._last: str | None = None  # the unit of the last figure

    def _closes(self, at: int) -> bool:
        """Whether a clause ends at ``at``, so that the number before it counts what was counted last."""
        return at >= len(self._tokens) or self._tokens[at].kind == SIGN and self._tokens[at].word in _CLOSING

    def _is_glued(self, at: int) -> bool:
        token = self._tokens[at]
        return token.kind == WORD and not token.gap and token.word.isascii()

    def _is_moment(self, at: int, end: int, unit: str) -> bool:
        """«قبل 3 أيام», "2 hours ago": these belong to the reader of dates."""
        before = {rest for _, rest in stripped(self._phrase.word(at - 1))} if at else set()
        if "قبل" in before or self._phrase.word(end) == "ago":
            return True
        return "منذ" in before and unit in {"second", "minute", "hour", "day", "week"}

    def _before(self, at: int) -> str:
        """The words before a token that may say what its number is."""
        return window(self._plain, self._tokens[at].start, self._from)

    def _bound(self, start: int, end: int, kind: str) -> str:
        sign = comparator(self._plain, start, self._tokens[end - 1].end, self._from)
        if sign in {"<", ">"} and kind == COUNT and _PLACE.search(window(self._plain, start, self._from)):
            return "="
        if sign == ">" and kind == SPAN:
            before = window(self._plain, start, 0 if self._floor == 0 else max(0, start - 40))
            if _OVER.search(before) and not _LASTING.search(before):
                return "="
        return sign

    def _figure(
        self, start: int, end: int, value: Decimal, unit: str | None, sign: str, high: Decimal | None = None
    ) -> tuple[Figure, int] | None:
        try:
            low = decimal_string(format(value, "f"))
            top = None if high is None else decimal_string(format(high, "f"))
        except ValueError:
            return None
        stop = self._tokens[end - 1].end
        return Figure(start, stop, self._text[start:stop], low, top, unit, sign), end
