"""Which sources may be one: found by what their names share, judged by likeness, proposed and never decided.

Names are compared with those that share a key with them: the consonants of a word, of the whole name, or its
beginning. So a new name costs a look-up, not a comparison with every name of the house.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Count, Q

from ..arabic import fold
from ..models import AliasKey, Source, SourceAlias, SourceDistinction, SourceLikeness
from ..names import SUGGEST, similarity, skeleton

SAME_CONSONANTS = 85.0  # where all consonants agree; below it the vowels tell two words apart: كتاب, كاتب
MOST = 300  # names with which a source is compared; those that share most with it come first
_BEGINNING = 4  # consonants

Found = tuple[float, str, str]  # the likeness, the source's own name, the other's


def name_keys(bones: str) -> set[str]:
    """What a name of these consonants shares with others that may be it.

    >>> sorted(name_keys("db sk")), sorted(name_keys("dbsk"))
    (['db', 'dbsk', 'dbsk~', 'sk'], ['dbsk', 'dbsk~'])
    """
    whole = bones.replace(" ", "")
    if not whole:
        return set()
    return {f"{whole[:_BEGINNING]}~", whole[:80], *(word[:80] for word in bones.split() if len(word) > 1)}


def new_alias(source: Source, words: str, moved_from: int | None = None) -> SourceAlias:
    """A name of a source, not yet kept. ``moved_from`` is the key of the merged source that brings it."""
    return SourceAlias(
        source=source, words=words, fold=fold(words), skeleton=skeleton(words)[:200], moved_from_id=moved_from
    )


def keys_of(aliases: Iterable[SourceAlias]) -> list[AliasKey]:
    """The keys by which names are found, not yet kept."""
    return [AliasKey(alias=alias, key=key) for alias in aliases for key in sorted(name_keys(alias.skeleton))]


def likenesses(source: Source) -> list[SourceLikeness]:
    """Which sources the given one may be. One that is merged may be none: the other stands for it."""
    found = _alike(source) if source.merged_into_id is None else {}
    return [_pair(source.pk, other, found[other]) for other in sorted(found)]


def _pair(ours: int, theirs: int, found: Found) -> SourceLikeness:
    score, own, other = found
    if ours < theirs:
        return SourceLikeness(a_id=ours, b_id=theirs, words_a=own, words_b=other, score=score)
    return SourceLikeness(a_id=theirs, b_id=ours, words_a=other, words_b=own, score=score)


def _alike(source: Source) -> dict[int, Found]:
    """The best likeness of each source of which a name is like one of the source's."""
    ours = list(source.aliases.all())
    keys = {key for alias in ours for key in name_keys(alias.skeleton)}
    near = SourceAlias.objects.filter(keys__key__in=keys, source__merged_into=None).exclude(source=source)
    near = near.annotate(shared=Count("keys")).order_by("-shared", "pk")
    apart = told_apart(source)
    found: dict[int, Found] = {}
    for theirs in near[:MOST]:
        best = max((_likeness(mine, theirs) for mine in ours), key=lambda each: each[0])
        if best[0] and theirs.source_id not in apart and best[0] > found.get(theirs.source_id, (0.0,))[0]:
            found[theirs.source_id] = best
    return found


def _likeness(mine: SourceAlias, theirs: SourceAlias) -> Found:
    score = similarity(mine.words, theirs.words)
    enough = SAME_CONSONANTS if mine.skeleton == theirs.skeleton else SUGGEST
    return (score if score >= enough else 0.0), mine.words, theirs.words


def told_apart(source: Source) -> set[int]:
    """The keys of the sources of which an editor said that they are not this one, merges followed on both sides."""
    ours = set(Source.objects.filter(Q(pk=source.pk) | Q(merged_into=source)).values_list("pk", flat=True))
    rows = SourceDistinction.objects.filter(Q(a__in=ours) | Q(b__in=ours))
    found = set()
    for a, b, now_a, now_b in rows.values_list("a", "b", "a__merged_into", "b__merged_into"):
        found.add((now_b or b) if a in ours else (now_a or a))
    return found - ours


def taken(names: Iterable[str], besides: Source | None) -> list[SourceAlias]:
    """Those names of other sources in use that are spelled like ``names``, but for the sources told apart.

    Names that ``besides`` has already are not asked about again.
    """
    had = set(besides.aliases.values_list("fold", flat=True)) if besides is not None else set()
    wanted = {fold(name) for name in names} - had - {""}
    if not wanted:
        return []
    rows = SourceAlias.objects.filter(fold__in=wanted, source__in=Source.objects.standing())
    if besides is not None:
        rows = rows.exclude(source__in={besides.pk, *told_apart(besides)})
    return list(rows.select_related("source").order_by("pk"))
