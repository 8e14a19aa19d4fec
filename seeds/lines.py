"""One line of a text, and what its shape tells: length, ending, marks. Pure, linear in the line.

All comparing is done on folded text (``claims.arabic.fold``), so spelling marks do not matter. A line longer than
any label is never folded: it is running text, whatever it says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from claims.arabic import fold

from . import vocabulary

_WORD = re.compile(r"[^\W_]+(?:['’.\-][^\W_]+)*")
_TOKEN = re.compile(r"[^\W_]+")
_VOWELS = re.compile("[\u064b-\u0652\u0670]")  # signs over letters, which are no letters to Python
_END = re.compile(r"[.!?؟…][\"'”″»)\]]{0,5}$")
_QUESTION = re.compile(r"[!?؟][\"'”″»)\]]{0,5}$")
_ITEM = re.compile(r"^(?:[-–—•▪●◦‣·*٭✓✔►]|\(?[0-9٠-٩]{1,2}[.)\-]|[0-9٠-٩]{1,2}\s?[-–])\s+\S")
# Pictures with which pages adorn their labels: arrows, stars, squares, emoji.
_PICTURES = re.compile("[\u2190-\u21ff\u25a0-\u27bf\ufe0f\U0001f000-\U0001faff]")
_EDGE = ' \t:：.،,؛;*|-–—•·«»"“”()[]{}!<>‹›→←↑↓▲▼►◄/\\_+…'
_COUNT = "0123456789"
_NOTE = re.compile(
    "(?:update|updated|correction|corrected|clarification|editor.s note|"
    + fold("تحديث|تصويب|تصحيح|توضيح|استدراك|ملحوظة|ملاحظة")
    + r")\s?(?:\([^()]{2,40}\))?\s?[:：–—-]\s?(?=[^\d\s])(?:\S+\s+){3}\S"
)
_SPEECH = "said|says|added|urged|told \\w{2,15}|wrote|explained|noted|warned|insisted"
_REPORTED = re.compile(rf"[,”\"] ?(?:\w+ ){{1,4}}(?:{_SPEECH})[.\"”]?$|[,”\"] ?(?:{_SPEECH}) (?:\w+ ){{0,4}}\w+[.]?$")

PROSE_WORDS = 8  # a line that ends as a sentence does, from this many words on
LONG_WORDS = 18  # a line that is running text whatever it ends in
TITLE_MOST = 25  # no title has more words
HEADING_WORDS = 15
SHORT = 600  # characters; a longer line is no label, credit or title


@dataclass(frozen=True)
class Line:
    """A line: ``text`` is without the white space around it, ``text[start:end]`` of the whole is with it."""

    number: int
    start: int
    end: int
    text: str

    @cached_property
    def memo(self) -> dict[Any, Any]:
        """What other modules have found out about it once; several passes ask the same."""
        return {}

    @cached_property
    def is_short(self) -> bool:
        """Whether it may be compared with anything at all."""
        return len(self.text) <= SHORT

    @cached_property
    def folded(self) -> str:
        return fold(self.text) if self.is_short else ""

    @cached_property
    def bare(self) -> str:
        """Folded, without the punctuation and the pictures around it.

        >>> line("🔶 اقرأ أيضاً").bare
        'اقرا ايضا'
        """
        return _PICTURES.sub("", self.folded).strip(_EDGE)

    @cached_property
    def core(self) -> str:
        """Folded, without the punctuation and the counters around it.

        >>> split("» التعليقات (3)")[0].core == split("التعليقات")[0].folded
        True
        """
        return self.folded.strip(_EDGE + _COUNT)

    @cached_property
    def words(self) -> list[str]:
        """The words as printed."""
        return _WORD.findall(self._unvoweled)

    @cached_property
    def _unvoweled(self) -> str:
        return _VOWELS.sub("", self.text)

    @cached_property
    def tokens(self) -> list[str]:
        """The words, folded; none of a line that is not short."""
        return _TOKEN.findall(self.folded)

    @cached_property
    def ends(self) -> bool:
        """Whether it ends as a sentence does."""
        return _END.search(self.text[-8:]) is not None

    @cached_property
    def is_dotted(self) -> bool:
        """Whether it ends in an ellipsis, or in stars of a form: no full stop."""
        return self.text.endswith(("..", "…", "*", "[…]", "[...]"))

    @cached_property
    def ends_in_stop(self) -> bool:
        """Whether it ends in a full stop, which titles and headings seldom do."""
        return self.text.rstrip("\"'”″»)]").endswith(".") and not self.is_dotted

    @cached_property
    def is_sentence(self) -> bool:
        """Whether it says something and stops, however short."""
        return self.ends_in_stop and len(self.words) >= 2

    @cached_property
    def is_prose(self) -> bool:
        """Whether it reads as running text."""
        count = len(self.words)
        return count >= LONG_WORDS or (count >= PROSE_WORDS and self.ends and not self.is_item)

    @cached_property
    def is_long(self) -> bool:
        """Whether it is too long, or too plainly a sentence, to be anyone's title."""
        return len(self.words) >= LONG_WORDS or (self.is_prose and self.ends_in_stop)

    @cached_property
    def is_item(self) -> bool:
        return _ITEM.match(self.text) is not None

    @cached_property
    def ends_in_colon(self) -> bool:
        return self.text.endswith((":", "："))

    @cached_property
    def is_heading(self) -> bool:
        """Whether it can head what follows: short, and no sentence that ends."""
        if self.ends_in_colon:
            return len(self.words) <= 4
        return len(self.words) <= HEADING_WORDS and (not self.ends or _QUESTION.search(self.text[-8:]) is not None)

    @cached_property
    def says_more(self) -> bool:
        """Whether it adds to the text, or reports what someone said: «Update (20 June): …», «…, he said»."""
        return self.is_short and (_NOTE.match(self.folded) is not None or _REPORTED.search(self.folded) is not None)

    @cached_property
    def is_numeral(self) -> bool:
        """Whether it is but the number of a part: «II.», «3», «(1)»."""
        return len(self.text) <= 7 and re.fullmatch(r"\(?(?:[IVX]{1,6}|\d{1,2})[.)]?", self.text) is not None

    @cached_property
    def is_name(self) -> bool:
        """Whether it can be someone's name: two to five words of letters only, the first without an article."""
        return (
            2 <= len(self.words) <= 5
            and self.is_short
            and re.fullmatch(r"[^\W\d_]+(?:[ .'’\-]{1,3}[^\W\d_]+)*\.?", self._unvoweled) is not None
            and not self.folded.startswith("ال")
            and not set(self.tokens) & vocabulary.NO_NAME
            and "على" not in self.words  # folded it is Ali
        )

    def repeats(self, other: Line) -> bool:
        """Whether both say the same to a reader."""
        return bool(self.bare) and self.bare == other.bare


def split(text: str) -> list[Line]:
    """The lines of a text that are not blank. Lines end at ``\\n`` only, as offsets and line numbers do everywhere.

    >>> split("\\u00a0\\n\\u00a0متابعة")
    [Line(number=2, start=2, end=9, text='متابعة')]
    """
    made = []
    at = 0
    for number, raw in enumerate(text.split("\n"), 1):
        if raw.strip():
            made.append(Line(number, at, at + len(raw.removesuffix("\r")), raw.strip()))
        at += len(raw) + 1
    return made


def line(text: str) -> Line:
    """One line of its own, for a part of another line."""
    return Line(1, 0, len(text), text.strip())
