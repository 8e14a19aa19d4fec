"""Through whom a claim came, as far as the words tell: chains of attribution, hop by hop outward from the article.

The first hop told the article (an agency, a paper, a study), the next told that one; the last stands at the far end.
Pure; an editor accepts, edits or drops what is proposed here. The rules:

- A phrase counts where the claim stands in its reach: «قال … إن» and "said that" reach to the end of the sentence or
  to the next who speaks, "…, he said" and «…، وفق الوزارة» back to the one before; what stands in one pair of
  quotation marks has one source, over several sentences.
- Who carries stands outside who speaks, "according to" outside "said", and "citing" inside the one who cites.
- A phrase of nobody («يُعتقد أن», "reportedly") is no hop: the article says it, and its chain has one missing link.
- Where the claim is that someone named holds an opinion, that one is its subject, and no hop.

``reach`` holds how far a phrase goes, ``links`` the hops that one phrase names.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import product

from ..attribution import Attributed
from ..attribution.found import folded
from .links import MISSING, Link, full_name, generic, links, medium, points_back
from .reach import ACCORDING, CITING, LONGEST_CLAIM, Group, among, groups, nested, opens_clause, unit

__all__ = ["MISSING", "Link", "trace"]

_MOST_CHAINS = 8
_MOST_HOPS = 8
_FAR = 40  # phrases before a noun in which the one that it means is looked for
_MEDIUM_BEFORE, _MEDIUM_AFTER = 120, 60  # characters around a speaker in which the place of his words is named


def trace(text: str, start: int, end: int, told: Sequence[Attributed]) -> list[list[Link]]:
    """The chains of a claim that stands at ``start`` to ``end``; ``told`` are the phrases of the text in order.

    >>> from ..attribution import attributions
    >>> text = "نقلت صحيفة الغد عن مصدر مطلع أن الصفقة ألغيت. وارتفعت الأسهم."
    >>> told = attributions(text)
    >>> [[(link.words, link.naming) for link in chain] for chain in trace(text, 32, 44, told)]
    [[('صحيفة الغد', 'named'), ('مصدر مطلع', 'unnamed')]]
    >>> trace(text, 46, 60, told) == [[MISSING]]
    True
    """
    start, end = sorted((min(max(start, 0), len(text)), min(max(end, 0), len(text))))
    end = min(end, start + LONGEST_CLAIM)
    around = unit(text, start, end)
    near = [one for one in among(told, *around) if one.strength == "explicit" or _opens_for_someone(one)]
    found = nested(text, groups(text, near), around)
    claim = _Claim(text, start, end, around, told)
    return _distinct(claim.chains([group for group in found if group.reaches(start, end)])) or [[MISSING]]


def _opens_for_someone(one: Attributed) -> bool:
    """Whether a weak phrase names a source of what it opens: «تشير التوقعات إلى أن», not «يعتقد كثيرون أن»."""
    return one.source is not None and one.kind != "anonymous_group" and opens_clause(one.text)


def _distinct(chains: Iterable[list[Link]]) -> list[list[Link]]:
    """Each chain once, as far as there is any; one source that speaks twice in a sentence is one."""
    found: dict[tuple[str, ...], list[Link]] = {}
    for chain in chains:
        found.setdefault(tuple(link.name or link.words for link in chain), chain)
    return [chain for chain in found.values() if chain][:_MOST_CHAINS]


_OPINIONS = folded(
    "رأى علق وصف أعرب اعتبر اعتقد عبر انتقد أشاد رحب ظن",
    "think believe describe comment express praise criticize criticise call feel consider hope",
)
_DENIALS = folded("نفى أنكر deny dispute reject")


class _Claim:
    """Where a claim stands, and what is told around it."""

    def __init__(self, text: str, start: int, end: int, around: tuple[int, int], told: Sequence[Attributed]) -> None:
        self.text, self.start, self.end, self.around, self.told = text, start, end, around, told

    def chains(self, found: list[Group]) -> list[list[Link]]:
        """The chains of the groups that reach the claim."""
        wrapping = [group for group in found if group.backward and not group.forward]
        around = {id(group) for group in wrapping} | {id(group.outer) for group in found if group.outer}
        within = _once([group for group in found if id(group) not in around])
        lead = [way for group in reversed(wrapping) for way in self._ways(group)]
        rows = [[*lead, *self._with_outer(group)] for group in within[:_MOST_CHAINS]] or [lead]
        return [chain for row in rows for chain in _expanded(row)]

    def _with_outer(self, group: Group) -> list[list[list[Link]]]:
        found = self._ways(group)
        while group.outer is not None and len(found) < _MOST_HOPS:
            group = group.outer
            found = [*self._ways(group), *found]
        return found

    def _ways(self, group: Group) -> list[list[list[Link]]]:
        """The hops of a group in order, each with those beside it: carriers, the place of the words, who speaks."""
        hops = [one for one in _ordered(group.phrases) if one.source is not None and not self._silent(one)]
        told = [self._named(links(self.text, one), one.start) for one in hops]
        carriers = sum(one.carrier or one.verb in ACCORDING for one in hops)
        place = self._place(group)
        inherited = [links(self.text, one) for one in self._before(hops[0])] if hops else []
        return [*inherited, *told[:carriers], *([[place]] if place else []), *told[carriers:]]

    def _named(self, rows: list[list[Link]], at: int) -> list[list[Link]]:
        """The rows with the names of those whom a noun alone means: «الشركة», "the ministry"."""
        return [[replace(link, name=self._meant(link.name, at)) for link in row] for row in rows]

    def _meant(self, name: str, at: int) -> str:
        if not generic(name):
            return name
        past = bisect_left(self.told, at, key=lambda one: one.start)
        before = reversed(self.told[max(0, past - _FAR) : past])
        return next((full for one in before if one.source and (full := full_name(name, one.source))), "")

    def _silent(self, one: Attributed) -> bool:
        """Whether a phrase is no hop: silence, or an opinion that is itself what is claimed."""
        if one.negated and one.verb not in _DENIALS:
            return True
        inside = one.start < self.end and self.start < one.end
        return inside and one.kind.startswith("named_") and one.verb in _OPINIONS

    def _place(self, group: Group) -> list[Link]:
        """The post, papers or outlet in which it was said."""
        if all(one.carrier or one.verb in ACCORDING | CITING for one in group.phrases):
            return []
        low = max(self.around[0], group.start - _MEDIUM_BEFORE)
        return medium(self.text, low, min(self.around[1], group.end + _MEDIUM_AFTER))

    def _before(self, one: Attributed) -> list[Attributed]:
        """Who carried the one whom a pronoun means: «قال مصدر لرويترز …. وأضاف أن»."""
        if not points_back(one) or one.source_start is None:
            return []
        at = bisect_left(self.told, one.source_start + 1, key=lambda each: each.start) - 1
        near = groups(self.text, self.told[max(0, at - 1) : at + 2])
        host = next((group for group in near if group.start <= one.source_start < group.end), None)
        return [each for each in host.phrases if each.carrier and each is not one] if host else []


def _once(found: list[Group]) -> list[Group]:
    """The groups without those in which only one who spoke in another goes on: "he said …, adding that"."""
    kept: list[Group] = []
    spoken: set[int | None] = set()
    for group in found:
        if not all(points_back(one) and one.source_start in spoken for one in group.phrases):
            kept.append(group)
        spoken |= {one.source_start for one in group.phrases}
    return kept


def _ordered(phrases: Sequence[Attributed]) -> list[Attributed]:
    """Who passes on before who speaks; who is cited behind the one who cites."""
    cited = [one for one in phrases if one.verb in CITING and not one.carrier]
    plain = [one for one in phrases if one.verb not in CITING or one.carrier]
    plain.sort(key=lambda one: not (one.carrier or one.verb in ACCORDING))
    return [*plain, *cited]


def _expanded(row: Sequence[list[list[Link]]]) -> list[list[Link]]:
    """The chains of some hops: each source that stands beside another begins a chain of its own."""
    ways = zip(range(_MOST_CHAINS), product(*row), strict=False)
    return [[link for part in way for link in part] for _, way in ways]
