"""How one sentence of a fresh article stands to tracked claims that a search has retrieved.

Two thresholds: from ``SUGGEST`` on a claim is shown beside the sentence, from ``CONFIRM`` on the two may be offered
as one. Similarity never merges a contradiction: what shares its words but not its values conflicts.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from weakref import WeakKeyDictionary

from claims.dates import is_edtf
from claims.figures import Figure
from claims.moments import Moment
from claims.names import Finder

from .comparing import compare, date_of, interval
from .found import NO_NAMES, Amount, Stated, Why, gettext_noop
from .opposing import Opposed, opposed
from .reading import Reading, plain_content, plain_words, read, things_of
from .showing import shown
from .updating import is_update

SUGGEST: Final = 0.5  # from here on a tracked claim is shown beside the sentence
CONFIRM: Final = 0.8  # from here on the two may be offered as one claim
_FEW = 2  # words in common, below which nothing is compared
_CLAIM = 0.7  # weight of how much of the claim the sentence has; the rest is how much of the sentence is the claim's
_ASKED = 0.5  # of the words of a question, from which on a sentence with a fitting value may answer it
_BY_QUESTION = 0.9  # what the words of a question count, against the words of the claim
_UNNAMED = 0.8  # what is left of a likeness where one side names the subject and the other does not
_FAR = 1000  # times; values so far apart seldom measure one thing
_FAR_APART = 0.8  # what is left of a likeness then
_AGREES = 0.2  # what a number in common adds
_AGREES_DATE = 0.1  # what a date in common adds; much happens in one month

_ALIKE = gettext_noop("The sentence shares most of its words with the claim.")
_VALUE = gettext_noop("It states the same value: %(value)s.")
_FITS = gettext_noop("Its value agrees with the claim's: %(value)s, where the claim says %(other)s.")
_CLASH = gettext_noop("It states %(value)s, where the claim says %(other)s; both cannot be right.")
_UPDATE = gettext_noop("It says that the value has changed, so it may be the newer state of things.")
_NO_VALUE = gettext_noop("It does not state the value of the claim.")
_ASKS = gettext_noop("It speaks of what the question asks, and states a value: %(value)s.")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A candidate: its words, and the quantities and dates in it, with offsets within ``text``."""

    text: str
    figures: Sequence[Figure]
    moments: Sequence[Moment]


@dataclass(frozen=True, slots=True)
class Match:
    """How the sentence stands to the claim ``key``: same, similar, answers (the claim's question) or conflicts.

    ``values`` are what the sentence and the claim state, in words, where they state something comparable.
    """

    key: str
    kind: str
    score: float
    why: tuple[Why, ...]
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Values:
    """How the values of a sentence stand to those of a claim: same, fits, clash, missing or none."""

    outcome: str
    language: str
    ours: Amount | None = None
    theirs: Amount | None = None

    def words(self) -> tuple[str, ...]:
        if self.ours is None or self.theirs is None:
            return ()
        return shown(self.ours, self.language), shown(self.theirs, self.language)

    def why(self, code: str, words: str) -> Why:
        ours, theirs = (*self.words(), "", "")[:2]
        return Why(code, words, {"value": ours, "other": theirs})


def match(
    sentence: Sentence,
    tracked: Sequence[Stated],
    names: Finder[Any] | Mapping[str, Hashable] = NO_NAMES,
    *,
    language: str = "en",
) -> list[Match]:
    """How a sentence stands to each tracked claim that it has to do with, best first.

    For many sentences make one ``Finder``: what was read by it is kept. ``language``: that in which values are shown.

    >>> from claims.figures import figures
    >>> claim = Stated("cost", "q", ("Building the bridge cost $1.2 billion",), amounts=(
    ...     Amount("the bridge", "cost", "=", "1200000000", None, "USD", None),))
    >>> def found(text):
    ...     return [(each.kind, each.values) for each in match(Sentence(text, figures(text), ()), [claim])]
    >>> found("Building the bridge cost $1.2 billion, the ministry said.")
    [('same', ('1.2 billion US dollars', '1.2 billion US dollars'))]
    >>> found("Building the bridge cost $1.9 billion, the ministry said.")
    [('conflicts', ('1.9 billion US dollars', '1.2 billion US dollars'))]
    >>> found("It rained on the opening day.")
    []
    """
    finder = names if isinstance(names, Finder) else Finder(names) if names else None
    reader = _Matcher(sentence, finder, language)
    found = (reader.against(claim) for claim in tracked)
    return sorted((each for each in found if each), key=lambda each: (-each.score, each.key))


# Wordings that were read, as long as the names live by which they were.
_KNOWN: WeakKeyDictionary[Finder[Any], dict[str, Reading]] = WeakKeyDictionary()
_MOST_KNOWN = 5_000


class _Matcher:
    """One sentence, read once, and set against claims."""

    def __init__(self, sentence: Sentence, finder: Finder[Any] | None, language: str) -> None:
        self._language = language
        self._finder = finder
        self._text = sentence.text
        self._amounts = tuple(_printed(sentence))
        self._plain = plain_content(sentence.text)
        self._said = plain_words(sentence.text)
        self._reading = read(sentence.text, finder)
        self._known: dict[str, Reading] = _KNOWN.setdefault(finder, {}) if finder else {}

    def against(self, claim: Stated) -> Match | None:
        readings = [self._read(text) for text in (*claim.texts, *claim.quotes) if self._may_share(text)]
        alike = max((_alike(self._reading, each) for each in readings), default=0.0)
        asked = max((self._asked(text) for text in claim.asks if self._may_share(text)), default=0.0)
        if max(alike + _AGREES, asked) < SUGGEST:
            return None
        values = self._values(claim)
        clash = self._clash(claim, values, alike, asked)
        return clash or self._agreeing(claim, values, alike, asked)

    def _may_share(self, text: str) -> bool:
        """Cheaply, before names are looked for, which may add a word in common: whether anything is."""
        return len(self._plain & plain_content(text)) >= (1 if self._finder else _FEW)

    def _read(self, text: str) -> Reading:
        """A tracked wording, which the next sentence of the article meets again."""
        known = self._known.get(text)
        if known is None:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            known = self._known[text] = read(text, self._finder)
        return known

    def _asked(self, text: str) -> float:
        """How much of a question's words the sentence has."""
        wanted = self._read(text).content
        common = len(wanted & self._reading.forms)
        return common / len(wanted) if common >= _FEW else 0.0

    # --- values -------------------------------------------------------------------------------------------------------

    def _values(self, claim: Stated) -> _Values:
        """The pair of values that agrees best; a clash only where nothing agrees."""
        if not claim.amounts:
            return _Values("none", self._language)
        found = [
            (_RANK[outcome], _Values(_OUTCOMES[outcome], self._language, ours, theirs))
            for theirs in claim.amounts
            for ours in self._amounts
            if (outcome := _compared(ours, theirs)) != "incomparable"
        ]
        return min(found, key=lambda each: each[0])[1] if found else _Values("missing", self._language)

    def _clash(self, claim: Stated, values: _Values, alike: float, asked: float) -> Match | None:
        if values.outcome != "clash" or values.theirs is None:
            return None
        close = max(alike, _BY_QUESTION * asked) * self._nearness(claim, values.theirs)
        close *= _FAR_APART if _is_far(values) else 1.0
        if close < SUGGEST:
            return None
        why = [values.why("clash", _CLASH)]
        if is_update([self._text]):
            why.append(Why("update", _UPDATE))
        return Match(claim.key, "conflicts", _score(close), tuple(why), values.words())

    def _nearness(self, claim: Stated, stated: Amount) -> float:
        """How far the sentence may speak of the subject of a tracked quantity: by the things that either names."""
        theirs, ours = things_of(stated.subject, self._finder), self._reading.things.keys()
        if theirs & (ours | self._said):
            return 1.0
        if not theirs:
            known = {thing for text in (*claim.texts, *claim.quotes, *claim.asks) for thing in self._read(text).things}
            return 1.0 if ours <= known else _UNNAMED
        return 0.0 if ours else _UNNAMED

    # --- words --------------------------------------------------------------------------------------------------------

    def _opposed(self, claim: Stated, alike: float) -> Opposed | None:
        if alike < SUGGEST:
            return None
        topic = frozenset(thing for each in claim.asks for thing in self._read(each).things)
        found = (opposed(self._reading, self._read(text), topic=topic) for text in claim.texts if self._may_share(text))
        return max((each for each in found if each), key=lambda each: each.score, default=None)

    def _agreeing(self, claim: Stated, values: _Values, alike: float, asked: float) -> Match | None:
        against = self._opposed(claim, alike)
        if against is not None:
            why = tuple(each for each in (against.why, against.scope) if each is not None)
            return Match(claim.key, "conflicts", _score(alike), why, ())
        other = values.outcome == "clash" and self._is_of_another(claim)
        score = alike + self._agreed(values) if alike and not other else 0.0
        if score >= SUGGEST:
            return self._alike(claim, values, score)
        if asked >= _ASKED and values.outcome in {"same", "fits"}:
            why = (values.why("asks", _ASKS), *self._agreement(values))
            return Match(claim.key, "answers", _score(asked), why, values.words())
        return None

    def _is_of_another(self, claim: Stated) -> bool:
        """Whether the sentence names things, and none that a quantity of the claim is about."""
        return not any(self._nearness(claim, amount) for amount in claim.amounts)

    @staticmethod
    def _agreed(values: _Values) -> float:
        """What a value in common adds."""
        if values.outcome != "same" or values.theirs is None:
            return 0.0
        return _AGREES_DATE if date_of(values.theirs) else _AGREES

    def _alike(self, claim: Stated, values: _Values, score: float) -> Match:
        """The same claim, if the words are nearly the same and so is the value; a similar one otherwise."""
        why = [Why("alike", _ALIKE)]
        if values.outcome == "missing":
            why.append(Why("no_value", _NO_VALUE))
        elif values.outcome in {"same", "fits"}:
            why += self._agreement(values)
        if score >= CONFIRM and values.outcome in {"same", "none"}:
            return Match(claim.key, "same", _score(score), tuple(why), values.words())
        return Match(claim.key, "similar", _score(min(score, CONFIRM - 0.01)), tuple(why), values.words())

    @staticmethod
    def _agreement(values: _Values) -> tuple[Why, ...]:
        return (values.why(values.outcome, _VALUE if values.outcome == "same" else _FITS),)


_OUTCOMES: Final = {"same": "same", "compatible": "fits", "incompatible": "clash"}
_RANK: Final = {"same": 0, "compatible": 1, "incompatible": 2}


def _score(value: float) -> float:
    return round(min(max(value, 0.0), 1.0), 3)


def _alike(one: Reading, other: Reading) -> float:
    """How alike two wordings are: above all, how much of the claim the sentence holds."""
    senses = len(one.senses.keys() & other.senses.keys())
    common, size = one.common(other) + senses, len(other.content) + len(other.senses)
    if not common or common < min(_FEW, size):
        return 0.0
    return min(_CLAIM * common / size + (1 - _CLAIM) * common / (len(one.content) + len(one.senses) or 1), 1.0)


def _is_far(values: _Values) -> bool:
    sizes = [interval(each) for each in (values.ours, values.theirs) if each is not None and not date_of(each)]
    ends = [float(abs(end)) for each in sizes if each for end in (each.low, each.high) if end.is_finite() and end]
    return len(sizes) == 2 and bool(ends) and max(ends) > _FAR * min(ends)


def _printed(sentence: Sentence) -> Iterable[Amount]:
    """What the sentence states, as printed: no subject and no measure, which are the editor's."""
    for figure in sentence.figures:
        if figure.value is not None:
            yield Amount("", "", figure.comparator, figure.value, figure.high, figure.unit, None)
    for moment in sentence.moments:
        if is_edtf(moment.value):
            yield Amount("", "", "=", None, None, "date", moment.value)


def _compared(ours: Amount, theirs: Amount) -> str:
    """How a printed value stands to a tracked one; the sign of a fall is the editor's («انخفض 11%» is -11)."""
    outcome = compare(ours, theirs).outcome
    if outcome == "incompatible" and (theirs.value or "").startswith("-") and not (ours.value or "-").startswith("-"):
        high = None if ours.high is None else f"-{ours.high}"
        turned = Amount("", "", _TURNED.get(ours.comparator, ours.comparator), f"-{ours.value}", high, ours.unit, None)
        return compare(turned, theirs).outcome
    return outcome


_TURNED: Final = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}
