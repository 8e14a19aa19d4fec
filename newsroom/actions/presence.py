"""Who has an object open for writing. Informs and locks nothing; never audited, for nothing editorial is written."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.utils import timezone

from claims import ledger
from claims.models import Editor

from ..models import Presence

STALE = dt.timedelta(seconds=60)  # after which somebody who says nothing has left


def be_here(*, editor: Editor, subject: models.Model, part: str = "") -> None:
    """Say that ``editor`` has ``subject`` (or a part of it) open. After a silence he is here since now."""
    kind, key = _key(subject, part)
    now = timezone.now()
    values = {"seen": now, "since": now}
    row, new = Presence.objects.get_or_create(editor=editor, subject_type=kind, subject_id=key, defaults=values)
    if not new:
        still = row.seen > now - STALE
        Presence.objects.filter(pk=row.pk).update(seen=now, **({} if still else {"since": now}))


def leave(*, editor: Editor, subject: models.Model, part: str = "") -> None:
    """Say that ``editor`` has closed it."""
    kind, key = _key(subject, part)
    Presence.objects.filter(editor=editor, subject_type=kind, subject_id=key).delete()


def others_here(*, editor: Editor, subject: models.Model, parts: list[str]) -> list[tuple[str, Presence]]:
    """Who else was seen in a part within the last minute, with the part; longest first."""
    kind, _any = _key(subject, "")
    keys = {_key(subject, part)[1]: part for part in parts}
    seen = Presence.objects.filter(subject_type=kind, subject_id__in=keys, seen__gt=timezone.now() - STALE)
    rows = seen.exclude(editor=editor).select_related("editor").order_by("since", "pk")
    return [(keys[row.subject_id], row) for row in rows]


def _key(subject: models.Model, part: str) -> tuple[str, str]:
    kind, key = ledger.subject_of(subject)
    return kind, f"{key}:{part}"[:40] if part else key
