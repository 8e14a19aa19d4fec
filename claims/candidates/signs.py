"""What each sentence shows, told from its words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

from .. import arabic
from ..datelines.words import MONTHS, WEEKDAYS
from . import words
from .weights import LONG, SHORT

# Letters with the marks that stand on them.
_LETTER = r"[^\W\d_]"
_MARK = r"[\u0300-\u036f\u0640\u064b-\u065f\u0670]"
_WORD = re.compile(rf"{_LETTER}(?:{_LETTER}|{_MARK})*+(?:['’-]{_LETTER}(?:{_LETTER}|{_MARK})*+)*+")
_QUESTION_MARK = re.compile(r"[?؟][\s\"'”’»)!؟?]*\Z")
_LEAD_IN = re.compile(r"[:：]\s*\Z")
# A name in Latin letters; in an English sentence a capital inside it.
_FOREIGN = re.compile(r"(?<![A-Za-z.])[A-Z][A-Za-z0-9&-]{1,40}")
_QUOTATION = re.compile(r"«[^«»]{1,600}»|“[^“”]{1,600}”|\"[^\"]{1,600}\"")
# A number of its own before a word, after none that makes it a name: «200 برج», but not "Gemini 2.0" or "Nasdaq 100".
_DIGITS = re.compile(r"(?<![\w.,:/#@$€£+&%٪\-–—_])[0-9٠-٩۰-۹](?:[0-9٠-٩۰-۹]|[.,٫٬](?=[0-9٠-٩۰-۹])){0,20}\s[^\W\d_]")
_NAMED_BEFORE = re.compile(r"(?:[A-Z][\w&»”\"]*|رقم|العدد|المادة|مؤشر|No\.|[Nn]umber|[Pp]age|[Aa]rticle)\s\Z")
_ARABIC = re.compile("[\u0621-\u064a]{2}")
_NO_NAMES = (
    frozenset(MONTHS) | frozenset(WEEKDAYS) | {"the", "a", "an", "in", "it", "we", "he", "she", "they", "but", "and"}
)
_ASKING = frozenset(
    arabic.fold(
        "هل ماذا لماذا كيف أين متى كم أليس ألا من ما أي which who what why how when where is are was can could do does"
    ).split()
)
_ASKED_FIRST = 3  # words; a question that begins later only ends a statement


@lru_cache(maxsize=20_000)
def _fold(word: str) -> str:
    return arabic.fold(word)


def signs(sentence: str) -> Iterator[tuple[str, str]]:
    """The signs that the words of a sentence give, each with the words as printed. A sign may come more than once.

    >>> sorted({sign for sign, _ in signs("Northern Rail closed 12 stations after a strike.")})
    ['cause', 'event', 'name']
    >>> [sign for sign, _ in signs("هل يكفي ذلك؟")]
    ['short', 'question']
    """
    found = list(_WORD.finditer(sentence))
    folded = [_fold(match[0]) for match in found]
    yield from _shape(sentence, folded)
    quoted = [match.span() for match in _QUOTATION.finditer(sentence)]
    taken = 0
    for at in range(len(folded)):
        start = found[at].start()
        if at < taken:
            continue
        for sign, length in _at(folded, at):
            # Praise in quotation marks is not the writer's; that it was said can be checked. "May" is a month.
            hidden = (sign == "opinion" and _inside(start, quoted)) or (at > 0 and found[at][0] == "May")
            if not hidden:
                yield sign, sentence[start : found[at + length - 1].end()]
            taken = max(taken, at + length)
        if _is_superlative(folded, at) and "ً" not in found[at + 1][0]:
            yield "superlative", sentence[start : found[at + 1].end()]


def digits(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where numbers in figures stand before a word, but for those that belong to a name.

    >>> text = "باع 200 برج من طراز Gemini 2.0 في المادة 5 من العقد"
    >>> [text[first:last] for first, last in digits(text, 0, len(text))]
    ['200']
    """
    for match in _DIGITS.finditer(text, start, end):
        if not _NAMED_BEFORE.search(text, max(start, match.start() - 24), match.start()):
            yield match.start(), match.end() - 2


def _inside(place: int, spans: list[tuple[int, int]]) -> bool:
    at = bisect_right(spans, place, key=lambda span: span[0]) - 1
    return at >= 0 and place < spans[at][1]


def _shape(sentence: str, folded: list[str]) -> Iterator[tuple[str, str]]:
    if len(folded) < SHORT:
        yield "short", ""
    if _QUESTION_MARK.search(sentence[-12:]) and (len(folded) <= LONG or _ASKING & set(folded[:_ASKED_FIRST])):
        yield "question", ""
    if _LEAD_IN.search(sentence[-4:]):
        yield "lead_in", ""
    if name := _name(sentence):
        yield "name", name


def _name(sentence: str) -> str:
    """The first name that shows as one: by another script, or by a capital inside the sentence."""
    if _ARABIC.search(sentence):
        found = _FOREIGN.search(sentence)
        return found[0] if found else ""
    return next((found[0] for found in _FOREIGN.finditer(sentence, 1) if found[0].lower() not in _NO_NAMES), "")


def _is_superlative(folded: list[str], at: int) -> bool:
    """«أول تطبيق», «أكبر مصنع»; not «أكبر من», nor «وقت أطول للعمل»."""
    if folded[at] not in words.BEFORE_NOUN or at + 1 >= len(folded):
        return False
    following = folded[at + 1]
    return following not in words.NO_NOUN and (not following.startswith("ل") or folded[at].endswith("اول"))


def _at(folded: list[str], at: int) -> Iterator[tuple[str, int]]:
    """The signs that begin at a word, with how many words they take; a longer phrase hides a shorter one."""
    word = folded[at]
    for table in (words.FIRST, words.INSIDE) if at == 0 else (words.INSIDE,):
        longest = 0
        for rest, sign in table.get(word, ()):
            if len(rest) >= longest and tuple(folded[at + 1 : at + 1 + len(rest)]) == rest:
                longest = len(rest)
                yield sign, 1 + len(rest)
