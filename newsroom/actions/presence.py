"""Who has an object open for writing. Informs and locks nothing; never audited, for nothing editorial is written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import models
from django.utils import timezone

from claims import ledger
from claims.models import Editor

from ..models import Presence

STALE = dt.timedelta(seconds=60)  # after which somebody who says nothing has left


def be_here(*, editor: Editor, subject: models.Model, part: str, parts: Sequence[str]) -> list[tuple[str, Presence]]:
    """Say that ``editor`` has a part of ``subject`` open; who else was seen in ``parts`` within the last minute.

    Each with the part, longest first. After a silence an editor is here since now. Two queries.
    """
    kind, own = _key(subject, part)
    keys = {_key(subject, each)[1]: each for each in parts}
    rows = Presence.objects.filter(subject_type=kind, subject_id__in={own, *keys}).select_related("editor")
    found = list(rows.order_by("since", "pk"))
    now = timezone.now()
    mine = next((row for row in found if row.editor_id == editor.pk and row.subject_id == own), None)
    if mine is None:
        values = {"seen": now, "since": now}
        Presence.objects.get_or_create(editor=editor, subject_type=kind, subject_id=own, defaults=values)
    else:
        since = {} if mine.seen > now - STALE else {"since": now}
        Presence.objects.filter(pk=mine.pk).update(seen=now, **since)
    others = (row for row in found if row.editor_id != editor.pk and row.seen > now - STALE)
    return [(keys[row.subject_id], row) for row in others if row.subject_id in keys]


def leave(*, editor: Editor, subject: models.Model, part: str = "") -> None:
    """Say that ``editor`` has closed it."""
    kind, key = _key(subject, part)
    Presence.objects.filter(editor=editor, subject_type=kind, subject_id=key).delete()


def _key(subject: models.Model, part: str) -> tuple[str, str]:
    kind, key = ledger.subject_of(subject)
    return kind, f"{key}:{part}"[:40] if part else key
