"""Which source of the ledger a printed name is, or a new one. Never by resemblance: a look-alike is another."""

from __future__ import annotations

from claims import actions
from claims.arabic import fold
from claims.choices import SourceKind
from claims.models import Editor, Source, SourceAlias

LONGEST_NAME = 200  # characters; the column's length


def known(name: str) -> list[Source]:
    """The sources that are called exactly so, marks and letter forms aside."""
    return list(Source.objects.known_as(fold(name)).live()[:2])


def lookalikes(name: str) -> list[str]:
    """Names of known sources that a reader could not tell from ``name``, though they are spelled otherwise."""
    from claims.lookalikes import suspicious

    if known(name):
        return []
    return suspicious(name, SourceAlias.objects.order_by("pk").values_list("words", flat=True))


def source_called(*, editor: Editor, name: str, kind: SourceKind) -> Source | None:
    """The source of a printed name: the one that is called so, or a new one.

    ``None`` where two are called so, or where the name imitates another: that is for an editor to decide.
    """
    printed = name.strip()[:LONGEST_NAME]
    found = known(printed)
    if len(found) == 1:
        return found[0].merged_into or found[0]
    if found or lookalikes(printed):
        return None
    return actions.write_source(editor=editor, kind=kind, name_ar=printed, name_en=printed)
