"""Sources: who says or carries something, under which names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from .. import ledger
from ..arabic import fold, slug
from ..choices import SourceKind
from ..models import Editor, Source, SourceAlias
from ..rules import Blocker, bad_addresses, may, require, too_long


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
    require(found)
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
        before = {"name_ar": source.name_ar, "name_en": source.name_en, "kind": source.kind}
        source = ledger.change(source, version=version, **values)
    _set_aliases(source, names)
    after = {**values, "parent": parent.public_id if parent else None, "aliases": names}
    ledger.record("source.write", source, before=before, after=after)
    return source


@ledger.verb
def merge_sources(*, editor: Editor, keep: Source, drop: Source, version: int) -> Source:
    """Find that two sources are one: ``drop`` leads to ``keep`` from here on. Nothing is removed.

    ``version`` is the version of ``drop`` that was seen.
    """
    found = may(editor, "source.merge")
    if keep.pk == drop.pk or Source.objects.filter(pk=keep.pk, merged_into__isnull=False).exists():
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
    dropped = ledger.change(drop, version=version, where={"merged_into": None}, merged_into=keep)
    for earlier in Source.objects.filter(merged_into=dropped).order_by("pk"):
        # One step leads to what holds, however often sources were merged.
        ledger.change(earlier, merged_into=keep)
        ledger.record("source.merge", earlier, after={"merged_into": keep.public_id, "aliases": []})
    have = set(keep.aliases.values_list("words", flat=True))
    moved = [words for words in drop.aliases.values_list("words", flat=True) if words not in have]
    SourceAlias.objects.bulk_create([SourceAlias(source=keep, words=words, fold=fold(words)) for words in moved])
    ledger.record("source.merge", dropped, after={"merged_into": keep.public_id, "aliases": moved})
    return dropped


def _names(*names: str) -> list[str]:
    return list(dict.fromkeys(name.strip() for name in names if name.strip()))


def _set_aliases(source: Source, wanted: Sequence[str]) -> None:
    source.aliases.exclude(words__in=wanted).delete()
    have = set(source.aliases.values_list("words", flat=True))
    SourceAlias.objects.bulk_create(
        [SourceAlias(source=source, words=name, fold=fold(name)) for name in wanted if name not in have]
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
