"""What a change of words does to the facts: figures, units, bounds, dates and negations that differ are called out.

A figure is compared as it is read (``claims.figures``): «٢٩٤ ألف دولار» and "294,000 dollars" are one. What no
reader of figures knows, such as a bare digit in a name, is called out as a number where it changed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final, Literal, TypeVar

from ..arabic import fold, terms
from ..figures import Figure, figures
from ..moments import Moment, moments
from .comparing import Change, Span, words

CallKind = Literal["number", "unit", "bound", "date", "negation"]
T = TypeVar("T")


def _heard(text: str) -> frozenset[str]:
    return frozenset(map(fold, text.split()))


_NEGATIONS: Final = _heard(
    "لم لن لا ليس ليست ليسوا لسنا لست ما غير بدون بلا دون عدم ألا "
    "نفى نفت نفوا ينفي تنفي أنكر أنكرت ينكر تنكر كذب كذبت فند فندت "
    "not no never without cannot neither nor none denied denies deny refuted refutes"
)
_NUMBER_WORDS: Final = _heard(
    "صفر واحد واحدة اثنان اثنين اثنتان اثنتين ثلاثة ثلاث أربعة أربع خمسة خمس ستة ست سبعة سبع ثمانية ثماني تسعة تسع "
    "عشرة عشر عشرون عشرين ثلاثون ثلاثين أربعون أربعين خمسون خمسين ستون ستين سبعون سبعين ثمانون ثمانين تسعون تسعين "
    "مئة مائة مئتان مئتين مئات ألف ألفا ألفان ألفين آلاف مليون مليونا مليونان مليونين ملايين مليار مليارا ملياران "
    "مليارين مليارات بليون تريليون تريليونات عشرات نصف ثلث ربع ضعف ضعفين أضعاف "
    "zero one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty seventy "
    "eighty ninety hundred hundreds thousand thousands million millions billion billions trillion trillions dozen "
    "dozens half third quarter double triple"
)
_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_CONTRACTED: Final = re.compile(r"n['’]t$", re.IGNORECASE)
BEFORE: Final = 2  # words between what bounds a figure and the figure
_JOINED: Final = ("و", "ف", "ب", "ل", "ال")


@dataclass(frozen=True)
class Call:
    """One fact that changed: what stood there and what stands there now; ``None`` where there is nothing."""

    kind: CallKind
    old: str | None
    new: str | None


@dataclass(frozen=True)
class Difference:
    """Two wordings of one sentence: their changes in order, and the facts among them."""

    old: str
    new: str
    changes: tuple[Change, ...]
    calls: tuple[Call, ...]

    @property
    def same(self) -> bool:
        """Whether both are the same to the last character."""
        return self.old == self.new

    @property
    def spelling_only(self) -> bool:
        """Whether a reader hears no difference."""
        return not self.same and all(change.kind in {"same", "spelling"} for change in self.changes)


def difference(old: str, new: str) -> Difference:
    """Compare two wordings of one sentence.

    >>> found = difference("كلّف التدريب 294 ألف دولار.", "كلف التدريب 5.57 مليون دولار.")
    >>> [(call.kind, call.old, call.new) for call in found.calls], found.spelling_only
    ([('number', '294 ألف دولار', '5.57 مليون دولار')], False)
    >>> [(call.kind, call.old, call.new) for call in difference("أعلنت الشركة", "لم تعلن الشركة").calls]
    [('negation', None, 'لم')]
    >>> difference("عام ٢٠٢٥", "عام 2025").spelling_only
    True
    """
    changes = tuple(words(old, new))
    return Difference(old, new, changes, tuple(_calls(old, new, changes)))


def _calls(old: str, new: str, changes: Sequence[Change]) -> Iterator[Call]:
    heard = [change for change in changes if change.kind not in {"same", "spelling"}]
    if not heard:
        return
    before, after = figures(old), figures(new)
    for gone, come in _moved(before, after, _reading_of):
        yield _figure_call(old, new, heard, gone, come)
    days = moments(old), moments(new)
    for day_gone, day_come in _moved(*days, _value_of):
        yield Call("date", day_gone.text if day_gone else None, day_come.text if day_come else None)
    yield from _bare_numbers(old, new, heard, ([*before, *days[0]], [*after, *days[1]]))
    yield from _negations(old, new)


def _moved(old: list[T], new: list[T], key: Callable[[T], object]) -> list[tuple[T | None, T | None]]:
    """What went with what came, in order, the rest alone. What only changed its place went and came."""
    gone, come = _rest(old, new, key), _rest(new, old, key)
    if not gone and not come:
        return [(one, other) for one, other in zip(old, new, strict=True) if key(one) != key(other)]
    return list(zip_longest(gone, come))


def _reading_of(figure: Figure) -> object:
    return figure.value, figure.high, figure.unit, figure.comparator


def _value_of(moment: Moment) -> object:
    return moment.value


def _rest(found: Iterable[T], others: Iterable[T], key: Callable[[T], object]) -> list[T]:
    """Those of ``found`` that are not among the others, each counted as often as it stands."""
    there = Counter(key(each) for each in others)
    left = []
    for each in found:
        if there[key(each)]:
            there[key(each)] -= 1
        else:
            left.append(each)
    return left


def _figure_call(old: str, new: str, heard: Sequence[Change], gone: Figure | None, come: Figure | None) -> Call:
    before, after = gone.text if gone else None, come.text if come else None
    if gone is None or come is None or (gone.value, gone.high) != (come.value, come.high):
        return Call("number", before, after)
    if gone.unit != come.unit:
        return Call("unit", before, after)
    starts = _bound_start(old, gone, [change.old_span for change in heard])
    return Call("bound", old[starts : gone.end], new[_bound_start(new, come, [c.new_span for c in heard]) : come.end])


def _bound_start(text: str, figure: Figure, spans: Iterable[Span]) -> int:
    """Where the words begin that bound a figure: what changed shortly before it, or the figure itself."""
    near = [
        start for start, end in spans if start < end <= figure.start and len(text[end : figure.start].split()) <= BEFORE
    ]
    start = min(near, default=figure.start)
    before = text[:start].split()
    if start < figure.start and before and _denies(before[-1]):
        return text.rindex(before[-1], 0, start)  # «لا يقل عن»
    return start


def _bare_numbers(
    old: str, new: str, heard: Iterable[Change], known: tuple[Sequence[Figure | Moment], Sequence[Figure | Moment]]
) -> Iterator[Call]:
    """Numbers in what changed that no figure or date holds."""
    for change in heard:
        gone = _numbers(old, change.old_span, known[0])
        come = _numbers(new, change.new_span, known[1])
        if gone != come:
            yield Call("number", " ".join(gone) or None, " ".join(come) or None)


def _numbers(text: str, span: Span, known: Iterable[Figure | Moment]) -> list[str]:
    taken = [(each.start, each.end) for each in known]
    found = []
    if span[0] == span[1]:
        return []
    begin, end = span[0], span[1]
    while begin and not text[begin - 1].isspace():
        begin -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    for match in re.finditer(r"\S+", text[begin:end]):
        start = begin + match.start()
        if any(a < start + len(match[0]) and start < b for a, b in taken):
            continue
        word = match[0].strip('.,،؛؟?!:;()«»"')
        if any(one.isdecimal() for one in word) or fold(word) in _NUMBER_WORDS:
            found.append(word)
    return found


def _negations(old: str, new: str) -> Iterator[Call]:
    """Denials that came or went; else those that now deny another word of the sentence."""
    before, after = _denials(old), _denials(new)
    gone, come = _rest(before, after, _denial_of), _rest(after, before, _denial_of)
    for one, other in zip_longest(gone, come):
        yield Call("negation", one.text if one else None, other.text if other else None)
    if gone or come:
        return
    said_old, said_new = set(terms(old)), set(terms(new))
    for one, other in zip(before, after, strict=True):
        if one.scope != other.scope and (one.scope in said_new or other.scope in said_old):
            yield Call("negation", f"{one.text} {one.of}".strip(), f"{other.text} {other.of}".strip())


@dataclass(frozen=True)
class _Denial:
    """A word that denies, and the word after it."""

    text: str
    of: str

    @property
    def scope(self) -> str:
        return next(iter(terms(self.of)), "")


def _denial_of(found: _Denial) -> object:
    return fold(found.text)


def _denials(text: str) -> list[_Denial]:
    found = _WORD.findall(text)
    return [_Denial(word, after) for word, after in zip(found, [*found[1:], ""], strict=False) if _denies(word)]


def _denies(word: str) -> bool:
    if _CONTRACTED.search(word):
        return True
    heard = fold(word)
    if heard in _NEGATIONS:
        return True
    return any(heard.removeprefix(joined) in _NEGATIONS for joined in _JOINED if len(heard) > len(joined) + 1)
