"""How far each phrase of attribution reaches, and which stand inside what another one tells."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from ..arabic import fold
from ..attribution import Attributed
from ..attribution.found import folded
from ..sentences import sentences
from .links import points_back

LONGEST_CLAIM = 4000  # characters; of more only the beginning is traced
_NEAR = 2000  # characters on each side of a claim that are looked at; more would make many claims of a long line slow
_LONGEST = 400  # characters of a phrase; hardly one is longer
_MARK = re.compile(r"[\"“”„«»]")


def unit(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentences that a claim stands in, with those of the quotation around it."""
    low = max(text.rfind("\n", 0, start) + 1, start - _NEAR)
    line_end = text.find("\n", end, end + _NEAR)
    high = line_end if line_end >= 0 else min(len(text), end + _NEAR)
    first, last = _quotation(text, low, high, start) or (start, end)
    first, last = min(first, start), max(last, end)
    of = [span for span in sentences(text[low:high], low) if span.start < max(last, first + 1) and span.end > first]
    return (of[0].start, max(of[-1].end, last)) if of else (start, end)


def _quotation(text: str, low: int, high: int, at: int) -> tuple[int, int] | None:
    """The marks of the quotation that ``at`` stands in."""
    opened = -1
    for mark in _MARK.finditer(text, low, high):
        place = mark.start()
        if opened < 0:
            opened = place if text[place + 1 : place + 2].strip() else -1
        elif opened <= at <= place:
            return opened, mark.end()
        else:
            opened = -1
        if opened > at:
            return None
    return None


def among(told: Sequence[Attributed], start: int, end: int) -> list[Attributed]:
    """The phrases between two places."""
    first = bisect_left(told, start - _LONGEST, key=lambda one: one.start)
    past = bisect_left(told, end, key=lambda one: one.start)
    return [one for one in told[first:past] if one.end > start]


# Not the sides of "said": who is told of as a paper or an agency stands around, who is cited behind.
ACCORDING = folded("وفق بحسب طبقا حسب ما per as") | {"according to"}
CITING = frozenset(fold(words) for words in ("نقلا عن", "استنادا إلى")) | {"cite", "citing"}
_SIDE = ACCORDING | CITING
_CLAUSES = folded("أن أنه أنها أنهم إن إنه إنها إنهم بأن بأنه بأنها بأنهم that")
_LAST_WORD = re.compile(r"[^\s\"'“”«»:,،]+$")
_BLANK = re.compile(r"\s*")
_LOOSE = re.compile(r"[\s,،–—-]*")
_NEXT = re.compile(r"[\s,،–—-]*([^\s,،:.\"“«]+)")
_SOON = re.compile(r"(?:\s+\w+){0,3}[\s,،]*")
_STOPS = (".", "!", "?", "؟", ";", "؛", "…")
_BUT = r"(?:و?(?:بينما|فيما|لكن\w*)|غير\s+أن|while|but|whereas|although|though|yet|meanwhile)\b"
_CONNECTIVE = re.compile(rf"[،,]\s*و|[؛;]|(?:^|[\s،,]){_BUT}|,\s*and\b")
_ANEW = re.compile(rf"(?:{_BUT}|و(?!فق)|and\b)")
_LED = re.compile(rf"(?:^|[\s،,؛;])(?:{_BUT}|and)$", re.IGNORECASE)
_COMMENT = re.compile(
    r"[،,]\s*(?:(?:وهو\s+ما|ما|مما|ممّا|الأمر\s+الذي|وهذا\s+ما)\s+(?:قد\s+)?"
    r"(?:يعكس|يعني|يؤكد|يدل|يبرز|يجسد|يوضح|يثبت|يفسر|يظهر)\b"
    r"|which\s+(?:means|reflects|underscores|suggests|shows|underlines|highlights|indicates)\b)"
)


@dataclass(eq=False)
class Group:
    """Phrases that follow each other at once; what lies between ``low`` and ``high`` is told by them."""

    phrases: list[Attributed]
    forward: bool = False
    backward: bool = False
    low: int = 0
    high: int = 0
    outer: Group | None = None

    @property
    def start(self) -> int:
        """Where the first phrase begins."""
        return self.phrases[0].start

    @property
    def end(self) -> int:
        """Where the last phrase ends."""
        return self.phrases[-1].end

    def reaches(self, start: int, end: int) -> bool:
        """Whether a claim holds a phrase of the group, or stands in its reach by half."""
        if self.start < end and start < self.end:
            return True
        return 2 * (min(end, self.high) - max(start, self.low)) >= max(end - start, 1)


def opens_clause(phrase: str) -> bool:
    """Whether a phrase ends with «أن» or "that"."""
    last = _LAST_WORD.search(phrase[-40:])
    return last is not None and fold(last[0]) in _CLAUSES


def groups(text: str, near: Sequence[Attributed]) -> list[Group]:
    """The phrases, those together that belong together."""
    found: list[Group] = []
    for one in near:
        if found and _joined(text, found[-1].phrases[-1], one):
            found[-1].phrases.append(one)
        else:
            found.append(Group([one]))
    return found


def _joined(text: str, before: Attributed, one: Attributed) -> bool:
    """Whether nothing stands between two phrases, or little where one passes on or cites."""
    if points_back(one) and one.source_start == before.source_start:
        return False
    if _BLANK.fullmatch(text, before.end, one.start):
        return True
    if one.verb in CITING and one.start - before.end < 40:
        return _SOON.fullmatch(text, before.end, one.start) is not None
    side = before.carrier or before.verb in _SIDE
    return side and _LOOSE.fullmatch(text, before.end, one.start) is not None


def nested(text: str, found: list[Group], around: tuple[int, int]) -> list[Group]:
    """The groups with their reach; one inside what another says knows that other."""
    before: Group | None = None
    for group in found:
        _turn(text, group, around)
        group.low, group.high = group.start, around[1] if group.forward else group.end
        if group.backward:
            group.low = _back_to(text, around[0], group, before)
        if before is not None and group.forward:
            _follow(text, before, group)
        if group.forward:
            comment = _COMMENT.search(text, group.end, group.high)
            group.high = comment.start() if comment else group.high
        before = group
    return found


def _turn(text: str, group: Group, around: tuple[int, int]) -> None:
    """Whether the words before the group or those after it are told by it."""
    low, high = around
    left, right = text[low : group.start].rstrip(), text[group.end : high].lstrip()
    following = _NEXT.match(text, group.end, high)
    clause = opens_clause(group.phrases[-1].text) or following is not None and fold(following[1]) in _CLAUSES
    over = not right.strip("\"'”»)]") or right.startswith(_STOPS)
    if clause or right.startswith(":") or not left or _starts_anew(text, group, left):
        group.forward = True
    elif over:
        group.backward = True
    elif right.startswith((",", "،")):
        group.backward = True
        group.forward = _CONNECTIVE.match(text, group.end, high) is None
    else:
        group.forward = True
        group.backward = group.phrases[0].verb in _SIDE


def _starts_anew(text: str, group: Group, left: str) -> bool:
    """Whether a clause of its own begins with the group: «، وقالت», "while officials said"."""
    own = _ANEW.match(text, group.start, group.end) is not None and left.endswith(("،", ",", "؛", ";"))
    return own or _LED.search(left[-12:]) is not None


def _back_to(text: str, low: int, group: Group, before: Group | None) -> int:
    """Where that begins which "…, he said" reaches: a clause of its own where somebody spoke before it."""
    if before is None:
        return low
    if not before.forward:
        return before.end
    joints = [joint.start() for joint in _CONNECTIVE.finditer(text, before.end, group.start)]
    if joints:
        before.high = min(before.high, joints[-1])
    return joints[-1] if joints else before.start


def _follow(text: str, before: Group, group: Group) -> None:
    """A group in the reach of another is told by it, unless a new clause begins between them."""
    if not before.forward or before.high <= group.start:
        return
    same = points_back(group.phrases[0]) and group.phrases[0].source_start in {
        one.source_start for one in before.phrases
    }
    between = text[before.end : group.start]
    if same or _CONNECTIVE.search(between) or _starts_anew(text, group, between.rstrip()):
        each: Group | None = before
        while each is not None:
            each.high = min(each.high, group.start)
            each = each.outer
        group.outer = before.outer if same else None
    elif not group.backward:
        group.outer = before
