"""Sources: who says or carries something, under which names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import IntegrityError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .. import ledger
from ..arabic import fold, slug
from ..choices import SourceKind
from ..models import AliasKey, Body, Editor, Source, SourceAlias, SourceDistinction, SourceLikeness
from ..rules import Blocker, Refused, bad_addresses, checked, may, require, too_long
from .likeness import keys_of, likenesses, new_alias, taken, told_apart


@ledger.verb
def write_source(
    *,
    editor: Editor,
    kind: str,
    name_ar: str,
    name_en: str,
    aliases: Sequence[str] = (),
    public_figure: bool = False,
    parent: Source | None = None,
    same_as: Sequence[str] = (),
    source: Source | None = None,
    version: int | None = None,
) -> Source:
    """Add a source, or change the one given; its aliases become exactly ``aliases`` and its names."""
    names = _names(name_ar, name_en, *aliases)
    found = [*may(editor, "source.write"), *_blockers(kind, name_ar, name_en), *bad_addresses(*same_as)]
    for name in names:
        found += too_long(SourceAlias, words=name) or too_long(SourceAlias, fold=fold(name))
    require([*found, *_taken(names, {name_ar.strip(), name_en.strip()}, source)])
    values: dict[str, Any] = {
        "kind": kind,
        "name_ar": name_ar,
        "name_en": name_en,
        "public_figure": public_figure,
        "parent": parent,
        "same_as": list(same_as),
    }
    before = None
    if source is None:
        source = Source.objects.create(slug=slug(name_en), **values)
    else:
        before = {
            "name_ar": source.name_ar,
            "name_en": source.name_en,
            "kind": source.kind,
            "aliases": _aliases(source),
        }
        source = ledger.change(source, version=version, **values)
    _set_aliases(source, names)
    after = {**values, "parent": parent.public_id if parent else None, "aliases": names}
    ledger.record("source.write", source, before=before, after=after)
    return source


@ledger.verb
def merge_sources(*, editor: Editor, keep: Source, drop: Source, version: int) -> Source:
    """Find that two sources are one: ``drop`` leads to ``keep`` from here on. Nothing is removed.

    ``version`` is the version of ``drop`` that was seen. ``split_source`` undoes it.
    """
    rows = _locked(keep, drop)
    found = may(editor, "source.merge")
    if keep.pk == drop.pk or rows[keep.pk].merged_into_id is not None:
        found = [
            *found,
            Blocker(
                "bad_merge",
                _("“%(name)s” can't be what the other is merged into."),
                _("Choose two different sources, and one that is not merged itself."),
                values={"name": keep.name_ar},
            ),
        ]
    require(found)
    dropped = ledger.change(drop, version=version, where={"merged_into": None}, merged_into=keep, merged_with=keep)
    for earlier in [row for row in rows.values() if row.merged_into_id == drop.pk]:
        # One step leads to what holds, however often sources were merged.
        _lead(earlier, drop, keep, "source.merge")
    have = set(keep.aliases.values_list("words", flat=True))
    moved = [alias for alias in drop.aliases.all() if alias.words not in have]
    _keep_aliases([new_alias(keep, alias.words, alias.moved_from_id or drop.pk) for alias in moved])
    # A form of the one that stays, opened before, saw fewer names than it has now and fewer sources behind it.
    ledger.change(rows[keep.pk])
    names = [alias.words for alias in moved]
    ledger.record("source.merge", dropped, after={"merged_into": keep.public_id, "aliases": names})
    _propose(dropped)
    _propose(keep)
    return dropped


@ledger.verb
def split_source(*, editor: Editor, source: Source, version: int, why: str = "") -> Source:
    """Undo a merge: ``source`` stands again, with all that was merged with it before.

    The names that it brought go back, and what once led to it leads to it again. What was written of the other
    since then stays there. With ``why`` the two are told apart for good, so they are not proposed again.
    """
    root = source.merged_into
    rows = _locked(*[each for each in (source, root) if each is not None])
    found = may(editor, "source.merge")
    if root is None:
        found = [*found, Blocker("not_merged", _("The source is not merged into another."), _("Reload the page."))]
    ours = checked(root, found)
    with_it = _joined(source, rows)
    stands = ledger.change(source, version=version, where={"merged_into": ours}, merged_into=None, merged_with=None)
    for row in with_it:
        _lead(row, ours, stands, "source.split")
    carriers = [rows[pk] for pk in _path(rows[source.pk], rows)]
    leaving = {source.pk, *(row.pk for row in with_it)}
    names = [name for carrier in carriers for name in _give_back(carrier, leaving, rows)]
    after = {"split_from": ours.public_id, "aliases": list(dict.fromkeys(names))}
    ledger.record("source.split", stands, before={"merged_into": ours.public_id}, after=after)
    if why.strip() and ours.pk not in told_apart(stands):
        _tell_apart(editor, stands, ours, why)
    _propose(stands)
    _propose(ours)
    return stands


@ledger.verb
def distinguish_sources(*, editor: Editor, a: Source, b: Source, why: str) -> SourceDistinction:
    """Find that two sources with names alike are two. The pair is never proposed again."""
    found = may(editor, "source.merge")
    if (a.merged_into_id or a.pk) == (b.merged_into_id or b.pk):
        found = [*found, Blocker("one_source", _("They are one source here."), _("Choose two that both stand."))]
    if not why.strip():
        found = [*found, Blocker("no_reason", _("It is not said why they are two."), _("Write the reason."))]
    require([*found, *_apart_already(a, b)])
    try:
        with ledger.savepoint():
            made = _tell_apart(editor, a, b, why)
    except IntegrityError:
        raise Refused(_apart_already(a, b)) from None
    _propose(a.merged_into or a)
    return made


def _apart_already(a: Source, b: Source) -> list[Blocker]:
    first, second = sorted((a.pk, b.pk))
    if not SourceDistinction.objects.filter(a=first, b=second).exists():
        return []
    sentence = _("“%(a)s” and “%(b)s” are told apart already.")
    return [
        Blocker("told_apart_already", sentence, _("There is nothing to do."), values={"a": a.name_ar, "b": b.name_ar})
    ]


def _tell_apart(editor: Editor, a: Source, b: Source, why: str) -> SourceDistinction:
    first, second = sorted((a, b), key=lambda each: each.pk)
    body = Body.objects.put_text(why.strip())
    row = SourceDistinction(a=first, b=second, why=body, editor=editor, at=ledger.current().at)
    made = ledger.insert(row)
    ledger.record("source.distinguish", a, after={"not": b.public_id, "why": body.digest})
    return made


def _locked(*sources: Source) -> dict[int, Source]:
    """The sources and all that lead to them, each held until the end, in the order of their keys.

    Without it two people who merge a pair both ways at once would leave two sources that lead to each other.
    """
    keys = [source.pk for source in sources]
    rows = Source.objects.select_for_update(no_key=True).filter(Q(pk__in=keys) | Q(merged_into__in=keys)).order_by("pk")
    return {row.pk: row for row in rows}


def _lead(row: Source, was: Source, to: Source, deed: str) -> None:
    """Have a merged source lead to another than it led to."""
    ledger.change(row, merged_into=to)
    ledger.record(deed, row, before={"merged_into": was.public_id}, after={"merged_into": to.public_id, "aliases": []})


def _path(row: Source, rows: Mapping[int, Source]) -> list[int]:
    """The keys of the sources with which ``row`` was merged, one after the other."""
    found: list[int] = []
    while row.merged_with_id is not None and row.merged_with_id not in found:
        found.append(row.merged_with_id)
        row = rows[row.merged_with_id]
    return found


def _joined(source: Source, rows: Mapping[int, Source]) -> list[Source]:
    """The sources that were merged with ``source``, directly or not, before it was merged itself."""
    return [row for row in rows.values() if source.pk in _path(row, rows)]


def _give_back(carrier: Source, leaving: set[int], rows: Mapping[int, Source]) -> list[str]:
    """Take from ``carrier`` the names that came with the ``leaving``; return them.

    What is its own name by now stays, and so does what another source brings that stays merged.
    """
    staying = [row.pk for row in rows.values() if row.pk not in leaving and carrier.pk in _path(row, rows)]
    brought = SourceAlias.objects.filter(source__in=staying, moved_from=None).order_by("-pk")
    others: dict[str, int | None] = dict(brought.values_list("words", "source"))
    others |= dict.fromkeys((carrier.name_ar, carrier.name_en))
    gone = []
    for alias in SourceAlias.objects.filter(source=carrier, moved_from__in=leaving).order_by("pk"):
        if alias.words in others:
            SourceAlias.objects.filter(pk=alias.pk).update(moved_from=others[alias.words])
        else:
            gone.append(alias)
    SourceAlias.objects.filter(pk__in=[alias.pk for alias in gone]).delete()
    ledger.change(carrier)
    return [alias.words for alias in gone]


def _names(*names: str) -> list[str]:
    return list(dict.fromkeys(name.strip() for name in names if name.strip()))


def _aliases(source: Source) -> list[str]:
    return list(source.aliases.values_list("words", flat=True))


def _taken(names: Sequence[str], own: set[str], source: Source | None) -> list[Blocker]:
    """The aliases that another source has. A source's own two names may be shared: there are namesakes."""
    return [
        Blocker(
            "alias_taken",
            _("“%(words)s” is already a name of “%(name)s” (%(id)s)."),
            _("If the two are one, merge them. If they only share the name, say first that they are not the same."),
            values={
                # Isolated, so that names of either direction keep their place in a sentence of the other.
                "words": f"\u2068{alias.words}\u2069",
                "name": f"\u2068{alias.source.name_ar}\u2069",
                "id": alias.source.public_id,
            },
        )
        for alias in taken(set(names) - own, source)
    ]


def _set_aliases(source: Source, wanted: Sequence[str]) -> None:
    source.aliases.exclude(words__in=wanted).delete()
    have = set(source.aliases.values_list("words", flat=True))
    _keep_aliases([new_alias(source, name) for name in wanted if name not in have])
    _propose(source)


def _keep_aliases(aliases: list[SourceAlias]) -> None:
    AliasKey.objects.bulk_create(keys_of(SourceAlias.objects.bulk_create(aliases)))


def _propose(source: Source) -> None:
    """Write anew which sources the given one may be. What still holds keeps its key, and so its address."""
    found = likenesses(source)
    others = {key for pair in found for key in (pair.a_id, pair.b_id)} - {source.pk}
    SourceLikeness.objects.filter(Q(a=source) | Q(b=source)).exclude(Q(a__in=others) | Q(b__in=others)).delete()
    SourceLikeness.objects.bulk_create(
        found, update_conflicts=True, unique_fields=["a", "b"], update_fields=["words_a", "words_b", "score"]
    )


def _blockers(kind: str, name_ar: str, name_en: str) -> list[Blocker]:
    found = []
    if kind not in SourceKind.values:
        found.append(
            Blocker(
                "unknown_kind",
                _("“%(kind)s” is no kind of source."),
                _("Choose one of the list."),
                values={"kind": kind},
            )
        )
    if not name_ar.strip() or not name_en.strip():
        found.append(Blocker("no_name", _("A source needs a name in Arabic and in English."), _("Write both names.")))
    return found
