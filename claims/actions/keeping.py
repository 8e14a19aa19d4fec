"""Trash and back: what a delete in the admin means."""

from __future__ import annotations

from typing import TypeVar

from django.utils.translation import gettext_lazy as _

from .. import ledger
from ..models import Article, Claim, Editor, Question, Source
from ..rules import Blocker, may, require

T = TypeVar("T", Article, Claim, Question, Source)


@ledger.verb
def trash(*, editor: Editor, row: T, version: int) -> T:
    """Set a noun aside. Nothing is removed, and nothing published changes by it."""
    require(may(editor, "trash"))
    changed = ledger.change(row, version=version, where={"trashed_at": None}, trashed_at=ledger.current().at)
    ledger.record(f"{row._meta.model_name}.trash", changed)
    return changed


@ledger.verb
def restore_from_trash(*, editor: Editor, row: T, version: int) -> T:
    """Take a noun back out of the trash."""
    found: list[Blocker] = may(editor, "trash")
    if row.trashed_at is None:
        found = [*found, Blocker("not_in_trash", _("It is not in the trash."), _("Reload the page."))]
    require(found)
    changed = ledger.change(row, version=version, where={"trashed_at__isnull": False}, trashed_at=None)
    ledger.record(f"{row._meta.model_name}.restore", changed)
    return changed
