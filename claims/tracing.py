"""Through whom a claim came, as far as the words tell: chains of attribution, hop by hop outward from the article.

The first hop told the article (an agency, a paper, a study), the next told that one; the last stands at the far end.
Pure; an editor accepts, edits or drops what is proposed here. The rules:

- A phrase counts where the claim stands in its reach: «قال … إن» and "said that" reach to the end of the sentence or
  to the next who speaks, "…, he said" and «…، وفق الوزارة» back to the one before; what stands in one pair of
  quotation marks has one source, over several sentences.
- Who carries stands outside who speaks, "according to" outside "said", and "citing" inside the one who cites.
- A phrase of nobody («يُعتقد أن», "reportedly") is no hop: the article says it, and its chain has one missing link.
- Where the claim is that someone named holds an opinion, that one is its subject, and no hop.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Literal

from .arabic import fold
from .attribution import Attributed
from .attribution.found import folded
from .attribution.sources import noun
from .sentences import sentences

NamingOf = Literal["named", "described", "unnamed", "missing"]
_NEAR = 4000  # characters on each side of a claim that are looked at; more would make many claims of a long line slow
_LONGEST = 400  # characters of a phrase; no phrase reaches over more
_MOST_CHAINS = 8


@dataclass(frozen=True, slots=True)
class Link:
    """One hop: ``words`` are ``text[start:end]``, ``name`` is what to look up among the known sources.

    ``naming`` holds a value of ``choices.Naming``; a missing link has neither words nor place.
    """

    words: str
    start: int | None
    end: int | None
    naming: NamingOf
    verb: str
    name: str


MISSING = Link("", None, None, "missing", "", "")


def trace(text: str, start: int, end: int, told: Sequence[Attributed]) -> list[list[Link]]:
    """The chains of a claim that stands at ``start`` to ``end``; ``told`` are the phrases of the text in order.

    >>> from .attribution import attributions
    >>> text = "نقلت صحيفة الغد عن مصدر مطلع أن الصفقة ألغيت. وارتفعت الأسهم."
    >>> told = attributions(text)
    >>> [[(link.words, link.naming) for link in chain] for chain in trace(text, 32, 44, told)]
    [[('صحيفة الغد', 'named'), ('مصدر مطلع', 'unnamed')]]
    >>> trace(text, 46, 60, told) == [[MISSING]]
    True
    """
    start, end = sorted((min(max(start, 0), len(text)), min(max(end, 0), len(text))))
    unit = _unit(text, start, end)
    near = [one for one in _among(told, *unit) if _tells(one, start, end)]
    groups = _nested(text, _groups(text, near), unit)
    chains = _chains(text, [group for group in groups if _reaches(group, start, end)], told)
    return _distinct(chains)[:_MOST_CHAINS] or [[MISSING]]


def _distinct(chains: Iterable[list[Link]]) -> list[list[Link]]:
    """Each chain once; one source that speaks twice in a sentence is one."""
    found: dict[tuple[str, ...], list[Link]] = {}
    for chain in chains:
        found.setdefault(tuple(link.name or link.words for link in chain), chain)
    return list(found.values())


# --- where a claim's source can stand

_MARK = re.compile(r"[\"“”„«»]")


def _unit(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentences that a claim stands in, with those of the quotation around it."""
    low = max(text.rfind("\n", 0, start) + 1, start - _NEAR)
    line_end = text.find("\n", end, end + _NEAR)
    high = line_end if line_end >= 0 else min(len(text), end + _NEAR)
    first, last = _quotation(text, low, high, start) or (start, end)
    first, last = min(first, start), max(last, end)
    of = [span for span in sentences(text[low:high], low) if span.start < max(last, first + 1) and span.end > first]
    return (of[0].start, of[-1].end) if of else (start, end)


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


def _among(told: Sequence[Attributed], start: int, end: int) -> list[Attributed]:
    first = bisect_left(told, start - _LONGEST, key=lambda one: one.start)
    past = bisect_left(told, end, key=lambda one: one.start)
    return [one for one in told[first:past] if one.end > start]


# --- which phrases are hops

_OPINIONS = folded(
    "رأى علق وصف أعرب اعتبر اعتقد عبر انتقد أشاد رحب ظن",
    "think believe describe comment express praise criticize criticise call feel consider hope",
)
_DENIALS = folded("نفى أنكر deny dispute reject")
_CLAUSES = folded("أن أنه أنها أنهم إن إنه إنها إنهم بأن بأنه بأنها بأنهم that")
_LAST_WORD = re.compile(r"[^\s\"'“”«»:,،]+$")


def _opens_clause(phrase: str) -> bool:
    last = _LAST_WORD.search(phrase[-40:])
    return last is not None and fold(last[0]) in _CLAUSES


def _tells(one: Attributed, start: int, end: int) -> bool:
    """Whether a phrase can be a hop of a claim that stands there."""
    if one.source is None or one.negated and one.verb not in _DENIALS:
        return False
    if one.strength == "weak" and not (_opens_clause(one.text) and one.kind != "anonymous_group"):
        return False
    inside = one.start < end and start < one.end
    return not (inside and one.kind.startswith("named_") and one.verb in _OPINIONS)


# --- what belongs together, and how far it reaches

_ACCORDING = frozenset(fold(word) for word in ("وفق", "بحسب", "طبقا", "حسب", "ما")) | {"according to", "per", "as"}
_CITING = frozenset(fold(words) for words in ("نقلا عن", "استنادا إلى")) | {"cite", "citing", "quote", "quoting"}
_SIDE = _ACCORDING | _CITING
_BLANK = re.compile(r"\s*")
_LOOSE = re.compile(r"[\s,،–—-]*")
_NEXT = re.compile(r"[\s,،–—-]*([^\s,،:.\"“«]+)")
_STOPS = (".", "!", "?", "؟", ";", "؛", "…")
_CONNECTIVE = re.compile(
    r"[،,]\s*و|[؛;]|(?:^|[\s،,])(?:و?(?:بينما|فيما|لكن\w*|ولكن\w*)|while|but|whereas|although|though|yet|meanwhile)\b"
    r"|,\s*and\b"
)
_COMMENT = re.compile(
    r"[،,]\s*(?:(?:وهو\s+ما|ما|مما|ممّا|الأمر\s+الذي|وهذا\s+ما)\s+(?:قد\s+)?"
    r"(?:يعكس|يعني|يؤكد|يدل|يبرز|يجسد|يوضح|يثبت|يفسر|يظهر)\b"
    r"|which\s+(?:means|reflects|underscores|suggests|shows|underlines|highlights|indicates)\b)"
)


@dataclass
class _Group:
    """Phrases that follow each other at once, and what they reach."""

    phrases: list[Attributed]
    forward: bool = False
    backward: bool = False
    low: int = 0
    high: int = 0
    outer: _Group | None = None
    inner: list[_Group] = field(default_factory=list)

    @property
    def start(self) -> int:
        return self.phrases[0].start

    @property
    def end(self) -> int:
        return self.phrases[-1].end


def _groups(text: str, near: Sequence[Attributed]) -> list[_Group]:
    found: list[_Group] = []
    for one in near:
        if found and _joined(text, found[-1].phrases[-1], one):
            found[-1].phrases.append(one)
        else:
            found.append(_Group([one]))
    return found


def _joined(text: str, before: Attributed, one: Attributed) -> bool:
    """Whether nothing stands between two phrases, or a comma where one passes on or cites."""
    if _BLANK.fullmatch(text, before.end, one.start):
        return True
    side = before.carrier or before.verb in _SIDE or one.verb in _CITING
    return side and _LOOSE.fullmatch(text, before.end, one.start) is not None


def _nested(text: str, groups: list[_Group], unit: tuple[int, int]) -> list[_Group]:
    """The groups with their reach; one inside what another says knows that other."""
    before: _Group | None = None
    for group in groups:
        _turn(text, group, unit)
        group.low, group.high = group.start, unit[1] if group.forward else group.end
        if group.backward:
            group.low = _back_to(text, unit[0], group, before)
        if before is not None and group.forward:
            _follow(text, before, group)
        if group.forward:
            comment = _COMMENT.search(text, group.end, group.high)
            group.high = comment.start() if comment else group.high
        before = group
    return groups


def _turn(text: str, group: _Group, unit: tuple[int, int]) -> None:
    """Whether the words before the group or those after it are told by it."""
    low, high = unit
    left, right = text[low : group.start].rstrip(), text[group.end : high].lstrip()
    following = _NEXT.match(text, group.end, high)
    clause = _opens_clause(group.phrases[-1].text) or following is not None and fold(following[1]) in _CLAUSES
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


_ANEW = re.compile(r"(?:^|[\s،,؛;])(?:بينما|فيما|لكن|ولكن|غير أن|while|but|whereas|although|and|as)$", re.I)


def _starts_anew(text: str, group: _Group, left: str) -> bool:
    joined = text[group.start : group.start + 1] == "و" and fold(group.phrases[0].text.split()[0])[1:3] != "فق"
    joined = joined and left.endswith(("،", ",", "؛"))
    return joined or _ANEW.search(left[-12:]) is not None


def _back_to(text: str, low: int, group: _Group, before: _Group | None) -> int:
    """Where that begins which "…, he said" reaches: a clause of its own where somebody spoke before it."""
    if before is None:
        return low
    if not before.forward:
        return before.end
    joints = [joint.start() for joint in _CONNECTIVE.finditer(text, before.end, group.start)]
    return joints[-1] if joints else before.start


def _follow(text: str, before: _Group, group: _Group) -> None:
    """A group in the reach of another is told by it, unless a new clause begins between them."""
    if not before.forward or before.high <= group.start:
        return
    if _CONNECTIVE.search(text, before.end, group.start) or _starts_anew(text, group, text[before.end : group.start]):
        while before is not None:
            before.high = min(before.high, group.start)
            before = before.outer  # type: ignore[assignment]
    elif not group.backward:
        group.outer = before
        before.inner.append(group)


def _reaches(group: _Group, start: int, end: int) -> bool:
    """Whether a claim holds the group, or stands in its reach by half."""
    if group.start < end and start < group.end:
        return True
    return 2 * (min(end, group.high) - max(start, group.low)) >= max(end - start, 1)


# --- the hops in order


def _chains(text: str, groups: list[_Group], told: Sequence[Attributed]) -> list[list[Link]]:
    around = [group for group in groups if group.backward and not group.forward]
    within = [group for group in groups if group not in around and not any(one in groups for one in group.inner)]
    lead = [one for group in reversed(around) for one in _ordered(group)]
    rows = [[*lead, *_with_outer(group)] for group in within] or ([lead] if lead else [])
    return [chain for row in rows for chain in _expanded(text, row)]


def _with_outer(group: _Group) -> list[Attributed]:
    found = _ordered(group)
    while group.outer is not None:
        group = group.outer
        found = [*_ordered(group), *found]
    return found


def _ordered(group: _Group) -> list[Attributed]:
    """Who passes on before who speaks; who is cited behind the one who cites."""
    cited = [one for one in group.phrases if one.verb in _CITING]
    plain = [one for one in group.phrases if one.verb not in _CITING]
    plain.sort(key=lambda one: not (one.carrier or one.verb in _ACCORDING))
    return [*plain, *cited]


def _expanded(text: str, row: Sequence[Attributed]) -> list[list[Link]]:
    """The chains of some phrases: each source that stands beside another begins a chain of its own."""
    ways = [_links(text, one) for one in row]
    return [
        [link for part in way for link in part] for _, way in zip(range(_MOST_CHAINS), product(*ways), strict=False)
    ]


_PASSED_ON = re.compile(r"[،,]?\s*(?:\bنقل[اًا]*\s+عن\s+|\bciting\s+|\bquoting\s+)")


def _links(text: str, one: Attributed) -> list[list[Link]]:
    """The hops of one phrase; several rows where it names several sources."""
    start, end = _place(text, one)
    return [[_link(text, start, end, one)]]


def _place(text: str, one: Attributed) -> tuple[int, int]:
    """Where the words stand that name the source here; the whole phrase where it only points back."""
    if one.source_start is not None and one.source_end is not None and one.start <= one.source_start < one.end:
        return one.source_start, one.source_end
    source = one.source or ""
    for words in ("لل" + source.removeprefix("ال"), "ل" + source, source):
        at = text.find(words, one.start, one.end) if source else -1
        if at >= 0:
            return at, at + len(words)
    return one.start, one.end


_LATIN_NAME = re.compile(r"[\"“«]|\b[A-Z]")
_PART_OF = re.compile(
    r"\b(?:في|من|لدى)\s+(?P<ar>[^\s،,]+)|\b(?:at|of|from|in|with|for|inside|within)\s+(?:(?:the|a|an)\s+)?(?P<en>\S+)"
)


def _naming(words: str, kind: str) -> NamingOf:
    if kind.startswith("named_"):
        return "named"
    if kind == "document":
        return "named" if _LATIN_NAME.search(words[1:]) or _holds_name(words) else "unnamed"
    if kind in {"anonymous_source", "anonymous_group"}:
        return "described" if _LATIN_NAME.search(words[1:]) or _belongs(words) else "unnamed"
    return "unnamed"


def _holds_name(words: str) -> bool:
    """Whether a paper names who published it: «مقالة نشرت في مجلة الطب»."""
    return any(known[1] == "named_media" for word in words.split()[1:] if (known := noun(fold(word))))


def _belongs(words: str) -> bool:
    """Whether someone without a name belongs to an office: «مسؤول في وزارة الصحة»."""
    for found in _PART_OF.finditer(words):
        known = noun(fold(found["ar"])) if found["ar"] else None
        if known and known[1] in {"named_org", "named_media"} or (found["en"] or "")[:1].isupper():
            return True
    return False


def _link(text: str, start: int, end: int, one: Attributed) -> Link:
    words = text[start:end]
    naming = _naming(one.source or "", one.kind)
    name = _name(one.source or words) if naming == "named" else ""
    return Link(words, start, end, naming, one.verb, name)


_ASIDE = re.compile(r"\s*[،,(]|\s+[–—-]\s")
_QUOTED = re.compile(r"[\"“«]([^\"“”«»]+)[\"”»]")


def _name(source: str) -> str:
    """The name without what is told about it.

    >>> _name("«جيم كوفيلو»، رئيس الأبحاث"), _name("شبكة «CNBC» الأمريكية"), _name("the Daily Herald")
    ('جيم كوفيلو', 'CNBC', 'Daily Herald')
    """
    aside = _ASIDE.search(source, 1)
    short = source[: aside.start()] if aside else source
    quoted = _QUOTED.search(short)
    short = quoted[1] if quoted else short
    return short.strip(" \"“”«»'").removeprefix("the ").removeprefix("The ")
