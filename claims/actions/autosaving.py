"""What an editor is typing, kept outside history: never audited, never published, gone when it is sent.

No verbs: nothing editorial is written. Each call is one conditional statement, so it needs no transaction of its own.
"""

from __future__ import annotations

import json
from typing import Any

from django.db import models
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .. import ledger
from ..models import Autosave, Editor
from ..rules import Blocker, require

MOST_KEPT = 200_000  # characters of one autosave


def keep_typing(*, whose: Editor, subject: models.Model, part: str = "", content: Any, version: int = 0) -> Autosave:
    """Keep what is being typed. ``version`` is that of the autosave which this window saw last, 0 for none.

    Another window of the same editor may have kept something since: then ``Conflict``, and nothing is lost.
    """
    if len(json.dumps(content)) > MOST_KEPT:
        require([Blocker("too_much", _("This is too long to be kept while typing."), _("Send it, or shorten it."))])
    kind, key = _key(subject, part)
    values = {"content": content, "at": timezone.now()}
    row, new = Autosave.objects.get_or_create(editor=whose, subject_type=kind, subject_id=key, defaults=values)
    if new:
        return row
    if not Autosave.objects.filter(pk=row.pk, version=version).update(version=F("version") + 1, **values):
        raise ledger.Conflict(row)
    return Autosave.objects.get(pk=row.pk)


def drop_typing(*, whose: Editor, subject: models.Model, part: str = "") -> None:
    """Forget what was being typed: it was sent, or given up."""
    kind, key = _key(subject, part)
    Autosave.objects.filter(editor=whose, subject_type=kind, subject_id=key).delete()


def typing_of(whose: Editor, subject: models.Model, part: str = "") -> Autosave | None:
    """What an editor was typing on an object, in any window."""
    kind, key = _key(subject, part)
    return Autosave.objects.filter(editor=whose, subject_type=kind, subject_id=key).first()


def _key(subject: models.Model, part: str) -> tuple[str, str]:
    kind, key = ledger.subject_of(subject)
    return kind, f"{key}:{part}"[:60] if part else key
