"""Where sentences begin and end, in Arabic and English. Pure functions, linear in the length of the text.

A sentence ends at ``. ! ? ؟ …`` or at the end of its line. What a stop does not end is told by the few characters
around it: decimals, versions and addresses have no blank after it; abbreviations and initials stand in a table.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from claims.quotation import Span

_BLANK = r"\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u061c"
_CLOSING = r"\"'”’»›)\]}\u200e\u200f\u202a-\u202e\u2066-\u2069"
_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
# A run of stops with what closes after it; footnote numbers such as [12] belong to the sentence they follow.
_STOP = re.compile(rf"(?P<stop>[.!?؟…。]+)(?P<closed>[{_CLOSING}]{{0,8}}(?:\[[0-9٠-٩]{{1,3}}\]){{0,8}})")
_EDGES = re.compile(rf"[{_BLANK}]*+")
_DIGIT = "0-9٠-٩۰-۹"
# Bullets; "1." "2)" "(3)" "4-" and "أ)"; a dash after a number is a mark only where no second number follows.
_MARK = re.compile(
    rf"(?:[•●▪■◦‣·*►▶✓✔➤◆○-]|[–—]|\(?[{_DIGIT}]{{1,3}}[.)](?=\s)|[{_DIGIT}]{{1,2}}\s?[-–—](?=\s*+[^\s{_DIGIT}])"
    r"|\(?[A-Za-zأ-ي]\)(?=\s))\s*+"
)
_SOLID = re.compile(r"[^\W_]")
_WORD_BEFORE = re.compile(r"[^\s\"'“”‘’«»()\[\]{},،؛;:/]+$")
_ARABIC_WORDS = re.compile(r"[ء-ي]{3}$")
_AFTER = re.compile(rf"[{_BLANK}\"'“‘«‹(\[{{]*+")
_NEXT_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)?")
_NEAR = 32  # characters on each side of a stop that say what it is; more would make long texts slow


def _words(*rows: str) -> frozenset[str]:
    return frozenset(word for row in rows for word in row.split())


# After these a sentence always goes on.
_JOINING = _words(
    "mr mrs ms mx dr prof sen rep gov gen col maj lt capt cpt cmdr adm sgt hon rev fr pres supt st mt ft",
    "e.g i.e cf vs viz al approx ca est eds messrs mme mlle",
)
# After these it goes on to a number only: "No. 5", but "He said no."
_NUMBERED = _words("no nos art sec p pp ch fig figs vol vols par ص رقم")
# After these it goes on unless the next word is one that begins sentences.
_PERHAPS = _words(
    "corp inc ltd co cos llc plc bros dept univ assn intl jr sr esq etc a.m p.m ph.d m.d b.a m.a",
    "sq hr hrs avg ave blvd rd bldg gov't int'l",
)
# These too, where they begin with a capital: the sun is no Sunday.
_DATED = _words("jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thurs fri sat sun")
_STARTERS = _words(
    "the a an it its in on at he she they we you i his her their our this that these those there but and so yet",
    "however meanwhile for from after before when while if as since although though according what who why how where",
    "another other some many most all no not last next earlier later both each one two once only even more by with",
    "officials analysts shares reuters still then now such under over during despite",
)
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")  # J · U.S · أ.د
_BRACKETED = re.compile(r"\((?:[^\W\d_]\.){0,4}[^\W\d_]$")  # the U.S. of "(U.S.)"
# Titles and short forms of one or two letters. What Arabic joins to the front makes words of most of them (له, لم, بك),
# so a title stands with such a letter only where no word is written so.
_ARABIC_SHORT = re.compile(r"(?:[ء-ي]\.){0,3}[ء-ي]|[وفبل](?:[ء-ي]\.){1,3}[ء-ي]|[وفبل][دأ]|[وف]م|تلف|ص\.ب|مج")
_NUMBER_BEFORE = re.compile(rf"[{_DIGIT}]\s*$")


def sentences(text: str, start: int = 0) -> list[Span]:
    """The sentences of a text in order, without the blanks and list marks around them; ``start`` is added to offsets.

    >>> text = "1. قال د. أحمد إن النسبة 97.3%. هل يكفي v3.0؟ «لا!»"
    >>> [text[found.start : found.end] for found in sentences(text)]
    ['قال د. أحمد إن النسبة 97.3%.', 'هل يكفي v3.0؟', '«لا!»']
    >>> text = 'The U.S. firm Example Corp. grew. "Why?" he asked. It won.'
    >>> [text[found.start : found.end] for found in sentences(text)]
    ['The U.S. firm Example Corp. grew.', '"Why?" he asked.', 'It won.']
    """
    return [
        Span(begin + start, end + start)
        for line in _LINE.finditer(text)
        for begin, end in _of(text, line.start(), line.end())
    ]


def within(text: str, spans: Iterable[Span]) -> list[Span]:
    """The sentences of some parts of a text, such as its paragraphs; no sentence goes across two parts.

    >>> within("Title\\nOne. Two.", [Span(6, 15)])
    [Span(start=6, end=10), Span(start=11, end=15)]
    """
    return [found for span in spans for found in sentences(text[span.start : span.end], span.start)]


def _of(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences of one line."""
    at = _past_mark(text, start, end)
    for stop in _STOP.finditer(text, at, end):
        if _ends(text, stop, at, end):
            yield from _trimmed(text, at, stop.end())
            at = stop.end()
    yield from _trimmed(text, at, end)


def _past_mark(text: str, start: int, end: int) -> int:
    at = _EDGES.match(text, start, end).end()  # type: ignore[union-attr]
    mark = _MARK.match(text, at, end)
    if mark is None or not _is_mark(text, mark, end):
        return at
    return mark.end()


def _is_mark(text: str, mark: re.Match[str], end: int) -> bool:
    """A hyphen glued to a number is its sign; any other bullet may be glued to its text."""
    if mark[0] != "-" or mark.end() >= end:
        return True
    return not text[mark.end()].isdigit()


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    start = _EDGES.match(text, start, end).end()  # type: ignore[union-attr]
    while end > start and _EDGES.fullmatch(text, end - 1, end):
        end -= 1
    if _SOLID.search(text, start, end):
        yield start, end


def _ends(text: str, stop: re.Match[str], start: int, end: int) -> bool:
    """Whether a sentence that began at ``start`` ends with this run of stops."""
    before = text[max(start, stop.start() - _NEAR) : stop.start()]
    after = text[stop.end() : min(end, stop.end() + _NEAR)]
    if not before.strip() or stop["closed"].startswith(")") and before.endswith("("):
        return False
    if after and not after[0].isspace():
        return _ends_glued(before, stop["stop"], after)
    if stop["closed"].startswith(")") and _BRACKETED.search(before):
        return False
    following = after[_AFTER.match(after).end() :]  # type: ignore[union-attr]
    if following[:1].islower() or stop["stop"] == ".." and following:
        return False
    if stop["stop"] == "." and not stop["closed"].strip("\"'”’»›\u200e\u200f"):
        return not _goes_on(before, following)
    return not (stop["stop"] == "!" and before.casefold().endswith("yahoo") and not _begins(following))


def _ends_glued(before: str, stop: str, after: str) -> bool:
    """A stop with no blank after it ends a sentence only between two Arabic words, where writers forget the blank."""
    if not "ء" <= after[0] <= "ي":
        return False
    return bool(_ARABIC_WORDS.search(before)) and (stop in {"؟", "!"} or bool(_ARABIC_WORDS.match(after[:3])))


def _goes_on(before: str, following: str) -> bool:
    """Whether the full stop after ``before`` belongs to an abbreviation inside a sentence."""
    found = _WORD_BEFORE.search(before)
    word = found[0].casefold() if found else ""
    if not word or not following:
        return False
    if word in _NUMBERED:
        return following[0].isdigit()
    if word in _JOINING:
        return True
    if "ء" <= word[-1] <= "ي":
        return bool(_ARABIC_SHORT.fullmatch(word)) and not _NUMBER_BEFORE.search(before[: -len(word)])
    if word in _DATED and found and found[0][0].isupper():
        return not _begins(following)
    if word in _PERHAPS or _INITIALS.fullmatch(word):
        return not _begins(following)
    return False


def _begins(following: str) -> bool:
    """Whether what follows an abbreviation looks like a new sentence."""
    word = _NEXT_WORD.match(following)
    return bool(word) and word[0][0].isupper() and word[0].casefold() in _STARTERS  # type: ignore[index]
