"""What the words of two claims oppose. A reason and a score, or nothing; no rule knows any particular thing.

- A sense and its opposite («نجح», "failed"), after negation, of sentences that share what they speak of.
- A statement and its negation: the same word, denied in one of them, in sentences that share most of their words.
- Roles: what one chose («اعتمد على», "back to") the other displaced («بدلاً من») or failed with.
- Exclusives: what one uses only or entirely, where the other chose something else.

What may happen is not compared with what happened, and to say nothing is not to deny.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from .found import Why, gettext_noop
from .reading import Reading, Role

SHARED: Final = 0.5  # of the shorter sentence's content: it and the other speak of one thing
MOST: Final = 0.7  # of the shorter sentence's content, for a negation
_FEW = 2  # words in common, below which a share says nothing

_SENSES = gettext_noop("One says “%(one)s”, the other “%(other)s”, and both speak of the same thing.")
_DENIED = gettext_noop("One says “%(one)s”, which the other states without the negation.")
_DISPLACED = gettext_noop("One chooses %(thing)s, and the other replaces it or leaves it.")
_FAILED = gettext_noop("One relies on %(thing)s, and the other says that the attempt with it failed.")
_ONLY = gettext_noop("One says “%(word)s”, and the other uses something else: %(thing)s.")
_SCOPE = gettext_noop("They may speak of different circumstances, so both may be right.")
_YEARS = gettext_noop("They speak of different years.")


@dataclass(frozen=True, slots=True)
class Opposed:
    """Why two wordings do not agree, how strongly (0 to 1), and whether different circumstances may explain it."""

    why: Why
    score: float
    scope: Why | None = None


def opposed(
    one: Reading, other: Reading, *, topic: frozenset[Hashable] = frozenset(), together: bool = True
) -> Opposed | None:
    """The strongest opposition of two wordings. ``topic`` are the things that their question names; ``together`` says
    that they answer one question, and otherwise they must share a name and most of their words.

    >>> from .reading import read
    >>> opposed(read("The regulator approved the merger."), read("The regulator rejected the merger.")).why.code
    'senses'
    >>> opposed(read("It uses Intel chips."), read("The company had no comment on Intel chips."))
    """
    if one.silent or other.silent or one.future != other.future:
        return None
    if not together and not (one.things.keys() & other.things.keys() and _shared(one, other) >= MOST):
        return None
    found = [*_roles(one, other, topic), *_roles(other, one, topic)]
    found += [*_only(one, other, topic), *_only(other, one, topic)]
    if not _of_others(one, other, topic):
        found += [*_senses(one, other), *_denied(one, other), *_denied(other, one)]
    return max(found, key=lambda each: (each.scope is None, each.score), default=None)


def _of_others(one: Reading, other: Reading, topic: frozenset[Hashable]) -> bool:
    """Whether each names things, and no thing is the same: what one says of its own the other does not deny."""
    ours, theirs = one.things.keys() - topic, other.things.keys() - topic
    return bool(ours and theirs and not ours & theirs)


def _shared(one: Reading, other: Reading) -> float:
    """How much of the shorter sentence's content the other has, too."""
    least = min(len(one.content), len(other.content))
    common = one.common(other)
    return common / least if least and common >= min(_FEW, least) else 0.0


def _senses(one: Reading, other: Reading) -> Iterator[Opposed]:
    clash = [sense for sense in one.senses if sense in other.senses and one.senses[sense][0] != other.senses[sense][0]]
    if not clash:
        return
    share = (
        _shared(one, other)
        if one.arabic == other.arabic
        else (SHARED if one.things.keys() & other.things.keys() else 0.0)
    )
    if share >= SHARED:
        for sense in clash:
            values = {"one": one.senses[sense][1], "other": other.senses[sense][1]}
            score = 0.55 + 0.2 * share
            yield Opposed(Why("senses", _SENSES, values), score, scope_of(one.scopes, other.scopes, one, other))


def _denied(one: Reading, other: Reading) -> Iterator[Opposed]:
    if one.arabic != other.arabic:
        return
    for root, shown in one.denied.items():
        if root in other.forms and root not in other.denied and _shared(one, other) >= MOST:
            score = 0.5 + 0.25 * _shared(one, other)
            scope = scope_of(one.scopes, other.scopes, one, other)
            yield Opposed(Why("denied", _DENIED, {"one": shown}), score, scope)


def _roles(one: Reading, other: Reading, topic: frozenset[Hashable]) -> Iterator[Opposed]:
    for chosen in one.chosen:
        for code, words, against in (("displaced", _DISPLACED, other.displaced), ("failed", _FAILED, other.failed)):
            for role in against:
                things = (chosen.things & role.things) - topic
                if things:
                    scope = scope_of(chosen.scopes, role.scopes, one, other)
                    yield Opposed(Why(code, words, {"thing": _named(things, one)}), 0.7, scope)


def _only(one: Reading, other: Reading, topic: frozenset[Hashable]) -> Iterator[Opposed]:
    """«محلية بالكامل» against something else that was chosen."""
    own = one.things.keys() - topic
    if not one.only or not (own or one.origin):
        return
    for role in other.chosen:
        things = frozenset(thing for thing in role.things & other.things.keys() if thing not in topic)
        if things and not things & own:
            why = Why("only", _ONLY, {"word": one.only, "thing": _named(things, other)})
            yield Opposed(why, 0.6 if own else 0.5, scope_of(one.scopes, role.scopes, one, other))


def scope_of(
    ours: frozenset[tuple[str, int]], theirs: frozenset[tuple[str, int]], one: Reading, other: Reading
) -> Why | None:
    """Why two statements may both hold: they speak of other circumstances, or of other years."""
    if one.years and other.years and not one.years & other.years:
        return Why("years", _YEARS)
    for name, side in ours:
        if (name, -side) in theirs and (name, side) not in theirs and (name, -side) not in ours:
            return Why("scope", _SCOPE)
    return None


def _named(things: Iterable[Hashable], reading: Reading) -> str:
    """Things as a wording prints them."""
    printed = {**reading.printed, **reading.things}
    return ", ".join(sorted(printed.get(thing, str(thing)) for thing in things))


__all__ = ["Opposed", "Role", "opposed", "scope_of"]
