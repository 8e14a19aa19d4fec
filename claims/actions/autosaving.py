"""What an editor is typing, kept outside history: never audited, never published, gone when it is sent."""

from __future__ import annotations

import json
from typing import Any

from django.db import IntegrityError, models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .. import ledger
from ..models import Autosave, Editor
from ..rules import Blocker, require

MOST_KEPT = 200_000  # characters of one autosave


@ledger.verb
def keep_typing(*, editor: Editor, subject: models.Model, part: str = "", content: Any, version: int = 0) -> Autosave:
    """Keep what is being typed. ``version`` is that of the autosave which this window saw last, 0 for none.

    Another window of the same editor may have kept something since: then ``Conflict``, and nothing is lost.
    """
    if len(json.dumps(content)) > MOST_KEPT:
        require([Blocker("too_much", _("This is too long to be kept while typing."), _("Send it, or shorten it."))])
    kind, key = _key(subject, part)
    values = {"content": content, "at": timezone.now()}
    row = Autosave.objects.filter(editor=editor, subject_type=kind, subject_id=key).first()
    if row is None:
        try:
            with ledger.savepoint():
                return Autosave.objects.create(editor=editor, subject_type=kind, subject_id=key, **values)
        except IntegrityError:
            row = Autosave.objects.get(editor=editor, subject_type=kind, subject_id=key)
    return ledger.change(row, version=version, **values)


@ledger.verb
def drop_typing(*, editor: Editor, subject: models.Model, part: str = "") -> None:
    """Forget what was being typed: it was sent, or given up."""
    kind, key = _key(subject, part)
    Autosave.objects.filter(editor=editor, subject_type=kind, subject_id=key).delete()


def typing_of(editor: Editor, subject: models.Model, part: str = "") -> Autosave | None:
    """What an editor was typing on an object, in any window."""
    kind, key = _key(subject, part)
    return Autosave.objects.filter(editor=editor, subject_type=kind, subject_id=key).first()


def _key(subject: models.Model, part: str) -> tuple[str, str]:
    kind, key = ledger.subject_of(subject)
    return kind, f"{key}:{part}"[:60] if part else key
