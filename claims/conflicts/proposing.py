"""Pairs of tracked claims that may contradict each other.

Nobody compares all with all: claims meet where they answer one question, where their quantities have one subject and
measure, or, without a question, where they name one thing and take opposite sides of one sense. Where too many meet,
those with neighboring values do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any, Final, TypeVar

from claims.arabic import fold, terms
from claims.names import Finder

from .comparing import Comparison, compare, date_of, interval
from .days import overlap
from .found import NO_NAMES, Amount, Conflict, Stated, Why, gettext_noop
from .opposing import Opposed, opposed, scope_of
from .reading import Reading, read
from .showing import shown
from .updating import is_update
from .words import FUNCTION

CROWD: Final = 200  # claims that are compared all with all; 19,900 pairs
NEIGHBORS: Final = 20  # in a crowd, how many next values each is compared with

_APART = gettext_noop("Both state the %(measure)s of %(subject)s, and the two values cannot both be right.")
_DATES = gettext_noop("Both state the %(measure)s of %(subject)s, and the two dates cannot both be right.")
_SELF = gettext_noop("Both stand in one article.")
_PERIOD = gettext_noop("They state the %(measure)s of %(subject)s for different periods: %(one)s and %(other)s.")
_SUBJECT = gettext_noop("They answer one question, but of different subjects: %(one)s and %(other)s.")
_UPDATE = gettext_noop("One of them says that the value has changed, so it may be the newer state of things.")

_T = TypeVar("_T")
_Key = tuple[Hashable, ...]


def conflicts(
    claims: Iterable[Stated], names: Mapping[str, Hashable] = NO_NAMES, *, language: str = "en"
) -> list[Conflict]:
    """Pairs of claims that may contradict each other, best first. ``names``: every known spelling, and whose it is;
    ``language``: that in which values are shown.

    The outcome does not depend on the order of the claims; their keys are taken to be unique.

    >>> def claim(key, text, *amounts):
    ...     return Stated(key, "q", (text,), amounts=amounts)
    >>> def cost(comparator, value):
    ...     return Amount("the bridge", "cost", comparator, value, None, "USD", None)
    >>> found = conflicts([claim("a", "It cost $4m", cost("=", "4e6")), claim("b", "It cost $9m", cost("=", "9e6"))])
    >>> [(each.a, each.b, each.answer, each.why[0].code) for each in found]
    [('a', 'b', 'contradicts', 'apart')]
    >>> [each.answer for each in conflicts([claim("a", "نجحت التجربة"), claim("b", "فشلت التجربة")])]
    ['contradicts']
    """
    tracked = sorted(claims, key=lambda claim: claim.key)
    proposals = _Proposals(tracked, names, language)
    proposals.typed()
    proposals.answering()
    proposals.unasked()
    return proposals.best()


@dataclass(frozen=True, slots=True)
class _Measured:
    """A claim and what it states of one measure."""

    claim: Stated
    amounts: tuple[Amount, ...]


class _Proposals:
    """Gathers proposals, one per pair; the strongest stays, and keeps the reasons of the others."""

    def __init__(self, tracked: Sequence[Stated], names: Mapping[str, Hashable], language: str) -> None:
        self._language = language
        self._tracked = tracked
        self._names = {fold(name): key for name, key in names.items()}
        self._finder: Finder[Any] | None = Finder(names) if names else None
        self._found: dict[tuple[str, str], Conflict] = {}
        self._read: dict[str, tuple[Reading, ...]] = {}

    def best(self) -> list[Conflict]:
        return sorted(self._found.values(), key=lambda each: (-each.score, each.a, each.b))

    # --- quantities ---------------------------------------------------------------------------------------------------

    def typed(self) -> None:
        """Claims whose quantities have one subject and measure; or one measure in one question."""
        same: dict[_Key, dict[str, _Measured]] = defaultdict(dict)
        asked: dict[_Key, dict[str, _Measured]] = defaultdict(dict)
        for claim in self._tracked:
            for amount in claim.amounts:
                measure = _plain(amount.measure)
                _put(same[self._identity(amount.subject), measure], claim, amount)
                if claim.question is not None:
                    _put(asked[claim.question, measure], claim, amount)
        for bucket in same.values():
            for one, other in _pairs(list(bucket.values())):
                self._compared(one, other)
        for bucket in asked.values():
            for one, other in _pairs(list(bucket.values())):
                self._of_two_subjects(one, other)

    def _identity(self, subject: str) -> Hashable:
        """Whose name a subject is, or its words."""
        plain = fold(subject)
        return ("name", self._names[plain]) if plain in self._names else _plain(subject)

    def _compared(self, one: _Measured, other: _Measured) -> None:
        found = _closest(one, other)
        if found is None:
            return
        compared, ours, theirs = found
        if compared.outcome == "incompatible":
            self._apart(one.claim, other.claim, ours, theirs, compared)
        elif compared.reason == "period" and _may_meet(one.claim, other.claim, ours, theirs):
            values = {**_what(ours), "one": self._period(ours), "other": self._period(theirs)}
            self._add(one.claim, other.claim, "different_scope", (Why("period", _PERIOD, values),), 0.4, ours, theirs)

    def _period(self, amount: Amount) -> str:
        """The period of a quantity in words."""
        return shown(Amount("", "", "=", None, None, "date", amount.period), self._language)

    def _apart(self, a: Stated, b: Stated, ours: Amount, theirs: Amount, compared: Comparison) -> None:
        words = _DATES if compared.reason == "dates_apart" else _APART
        why = [Why(compared.reason, words, _what(ours))]
        score = 0.9 if a.question == b.question else 0.8
        if (ours.period is None) != (theirs.period is None):
            score -= 0.2
        if a.articles & b.articles:
            why.append(Why("one_article", _SELF))
            score += 0.05
        elsewhere = self._other_scope(a, b)
        if elsewhere is None:
            self._add(a, b, "contradicts", tuple(why), score, ours, theirs)
        else:
            self._add(a, b, "different_scope", (*why, elsewhere), score - 0.4, ours, theirs)

    def _other_scope(self, a: Stated, b: Stated) -> Why | None:
        """What in the words may explain that the values differ."""
        if is_update(a.texts) != is_update(b.texts):
            return Why("update", _UPDATE)
        pairs = ((one, other) for one in self._readings(a) for other in self._readings(b) if one.arabic == other.arabic)
        found = [scope_of(one.scopes, other.scopes, replace(one, years=frozenset()), other) for one, other in pairs]
        return found[0] if found and all(found) else None

    def _of_two_subjects(self, one: _Measured, other: _Measured) -> None:
        found = _closest(one, other)
        if found is None or found[0].outcome != "incompatible":
            return
        _, ours, theirs = found
        if self._identity(ours.subject) == self._identity(theirs.subject):
            return
        why = Why("subject", _SUBJECT, {"one": ours.subject, "other": theirs.subject})
        self._add(one.claim, other.claim, "not_comparable", (why,), 0.3, ours, theirs)

    # --- words --------------------------------------------------------------------------------------------------------

    def answering(self) -> None:
        """Claims that answer one question."""
        asked: dict[str, list[Stated]] = defaultdict(list)
        for claim in self._tracked:
            if claim.question is not None:
                asked[claim.question].append(claim)
        for bucket in asked.values():
            topic = self._topic(bucket) if len(bucket) > 1 else frozenset()
            for a, b in _near(bucket):
                self._in_words(a, b, topic, together=True)

    def unasked(self) -> None:
        """Claims without a question, by the things they name and the side they take, or what one of them denies."""
        loose = [claim for claim in self._tracked if claim.question is None]
        denied = {root for claim in loose for reading in self._readings(claim) for root in reading.denied}
        sides: dict[_Key, dict[str, Stated]] = defaultdict(dict)
        for claim in loose:
            for reading in self._readings(claim):
                said = [*reading.senses, *(denied & (reading.content | reading.denied.keys()))]
                for thing in reading.things:
                    for each in said:
                        sides[thing, each][claim.key] = claim
        for bucket in sides.values():
            for a, b in _near(list(bucket.values())):
                self._in_words(a, b, frozenset(), together=False)

    def _in_words(self, a: Stated, b: Stated, topic: frozenset[Hashable], *, together: bool) -> None:
        if (a.key, b.key) in self._found:
            return
        found = self._opposed(a, b, topic, together)
        if found is None:
            return
        one_article = (Why("one_article", _SELF),) if a.articles & b.articles else ()
        if found.scope is None:
            score = found.score + 0.05 * len(one_article)
            self._add(a, b, "contradicts", (found.why, *one_article), score)
        else:
            self._add(a, b, "different_scope", (found.why, found.scope, *one_article), found.score - 0.3)

    def _opposed(self, a: Stated, b: Stated, topic: frozenset[Hashable], together: bool) -> Opposed | None:
        """The strongest opposition of wordings in one language; of any, where no language is common."""
        ours, theirs = self._readings(a), self._readings(b)
        pairs = [(one, other) for one in ours for other in theirs if one.arabic == other.arabic]
        pairs = pairs or [(one, other) for one in ours for other in theirs]
        found = (opposed(one, other, topic=topic, together=together) for one, other in pairs)
        return max((each for each in found if each), key=lambda each: (each.scope is None, each.score), default=None)

    def _topic(self, bucket: Sequence[Stated]) -> frozenset[Hashable]:
        """The things that a question names; every claim of it may name them."""
        asks = dict.fromkeys(each for claim in bucket for each in claim.asks)
        return frozenset(thing for each in asks for thing in read(each, self._finder).things)

    def _readings(self, claim: Stated) -> tuple[Reading, ...]:
        found = self._read.get(claim.key)
        if found is None:
            texts = claim.texts or claim.quotes[:1]
            found = self._read[claim.key] = tuple(read(text, self._finder) for text in texts)
        return found

    # --- proposals ----------------------------------------------------------------------------------------------------

    def _add(self, a: Stated, b: Stated, answer: str, why: tuple[Why, ...], score: float, *pair: Amount) -> None:
        question = a.question if a.question == b.question else None
        values = tuple(shown(amount, self._language) for amount in pair)
        made = Conflict(a.key, b.key, question, answer, why, values, round(min(max(score, 0.05), 1.0), 3))
        known = self._found.get((a.key, b.key))
        if known is None or known.score < made.score:
            self._found[a.key, b.key] = made


def _plain(name: str) -> frozenset[str]:
    """The words of a subject or a measure, without articles and other small words."""
    words = frozenset(terms(name))
    return words - FUNCTION or words


def _put(bucket: dict[str, _Measured], claim: Stated, amount: Amount) -> None:
    known = bucket.get(claim.key)
    bucket[claim.key] = _Measured(claim, (*(known.amounts if known else ()), amount))


def _what(amount: Amount) -> dict[str, str]:
    return {"measure": amount.measure, "subject": amount.subject}


def _may_meet(a: Stated, b: Stated, ours: Amount, theirs: Amount) -> bool:
    """Whether values for two periods are worth a look: not each year of a series against each other year."""
    apart = compare(replace(ours, period=None), replace(theirs, period=None)).outcome == "incompatible"
    return apart and overlap(ours.period or "", theirs.period or "")


_CLOSEST: Final = {"same": 0, "compatible": 1, "incomparable": 2, "incompatible": 3}


def _closest(one: _Measured, other: _Measured) -> tuple[Comparison, Amount, Amount] | None:
    """The two quantities that agree best: who states a first and a last value contradicts neither."""
    found = ((compare(ours, theirs), ours, theirs) for ours in one.amounts for theirs in other.amounts)
    if len(one.amounts) == len(other.amounts) == 1:
        return next(found)
    comparable = [each for each in found if each[0].reason not in {"unit", "kind", "unknown"}]
    return min(comparable, key=lambda each: _CLOSEST[each[0].outcome], default=None)


# --- crowds -----------------------------------------------------------------------------------------------------------


def _pairs(bucket: list[_Measured]) -> Iterator[tuple[_Measured, _Measured]]:
    """All pairs; in a crowd one claim for each value, with the next values."""
    if len(bucket) <= CROWD:
        yield from combinations(bucket, 2)
        return
    alone: dict[object, _Measured] = {}
    for each in bucket:
        alone.setdefault(_stated(each.amounts[0]), each)
    yield from _neighbors(sorted(alone.values(), key=lambda each: (_place(each.amounts[0]), each.claim.key)))


def _near(bucket: list[Stated]) -> Iterator[tuple[Stated, Stated]]:
    yield from combinations(bucket, 2) if len(bucket) <= CROWD else _neighbors(bucket)


def _neighbors(bucket: Sequence[_T]) -> Iterator[tuple[_T, _T]]:
    for at, each in enumerate(bucket):
        for other in bucket[at + 1 : at + 1 + NEIGHBORS]:
            yield each, other


def _stated(amount: Amount) -> object:
    return amount.comparator, amount.value, amount.high, amount.unit, amount.date, amount.period


def _place(amount: Amount) -> tuple[str, float]:
    """Where a quantity stands among others: dates by their text, numbers by their size."""
    dated = date_of(amount)
    if dated is not None:
        return dated, 0.0
    known = interval(amount)
    return "", float(known.low if known and known.low.is_finite() else known.high if known else 0)
