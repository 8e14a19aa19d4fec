"""Pairs of tracked claims that may contradict each other and that no editor has answered yet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..conflicts import Conflict, conflicts
from ..models import Claim, Question, Relation, SourceAlias
from .nearest import known_names
from .stating import all_stated, stated

# Names beside the slugs, such as the keys of the demonstration: each function is given "claims" or "questions" and
# the keys of rows, and names those that it knows.
HANDLES: list[Callable[[str, Sequence[int]], Mapping[int, str]]] = []


@dataclass(frozen=True)
class Proposal:
    """A pair of claims with what the machine says of them; an editor's answer removes it for good."""

    a: int
    b: int
    found: Conflict


def proposals(*, among: Iterable[int] | None = None, decided: bool = False, language: str = "en") -> list[Proposal]:
    """What may contradict, best first: over all claims, or ``among`` the claims of these keys.

    ``decided`` adds the pairs that editors have answered, as if nobody had. Values are worded in ``language``.
    """
    if among is None:
        found = conflicts(all_stated(), _names(), language=language)
    else:
        rows = stated(among).values()
        told = known_names("\n".join(text for each in rows for text in (*each.texts, *each.asks)))
        found = conflicts(rows, told.names, language=language)
    known = set() if decided else answered()
    made = (Proposal(int(each.a), int(each.b), each) for each in found)
    return [each for each in made if frozenset((each.a, each.b)) not in known]


def answered() -> set[frozenset[int]]:
    """The pairs on which an editor has decided."""
    rows = Relation.objects.filter(decisions__isnull=False).values_list("a", "b").distinct()
    return {frozenset(pair) for pair in rows}


def _names() -> dict[str, int]:
    """Every spelling of every source, and who it is; the source that others were merged into stands for them."""
    rows = SourceAlias.objects.order_by("pk").values_list("words", "source", "source__merged_into")
    return {words: merged or source for words, source, merged in rows}


def handles(model: type[Claim | Question], rows: Iterable[int]) -> dict[int, str]:
    """What rows are called where people type: the key of the demonstration, else the slug."""
    keys = list(dict.fromkeys(rows))
    named = [name(f"{model._meta.model_name}s", keys) for name in HANDLES]
    slugs = dict(model._default_manager.filter(pk__in=keys).values_list("pk", "slug"))
    return {pk: next((known[pk] for known in named if pk in known), slug) for pk, slug in slugs.items()}
