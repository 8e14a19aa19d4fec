"""What is pasted at the desk's quick path, read as every import is, and brought in by the same verbs."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext

from claims.models import Editor, Snapshot
from claims.rules import Blocker, Refused
from newsroom.actions.quick import Pasted, TextRead

from . import actions
from .choices import RunKind
from .incoming import Unreadable
from .preparing import Prepared, prepare
from .readers.plain import read_text

LONGEST_LABEL = 300


def read_pasted(pasted: Pasted) -> TextRead:
    """A pasted text with its noise told apart, its title and its outlet where it states them.

    :raises Refused: where nothing of it can be read.
    """
    prepared = _prepared(pasted)
    found = prepared.particulars

    def enter(editor: Editor) -> Snapshot:
        run = actions.start_run(editor=editor, kind=RunKind.PASTE, label=prepared.title[:LONGEST_LABEL])
        item = actions.bring_in_item(editor=editor, run=run, name=prepared.title, prepared=prepared)
        actions.finish_run(editor=editor, run=run)
        if item.snapshot is None:
            raise LookupError("A text came in and left no snapshot.")
        return item.snapshot

    return TextRead(
        raw=prepared.incoming.raw,
        text=prepared.incoming.text,
        blocks=prepared.blocks,
        title=prepared.title,
        language=found.language.value if found.language else "",
        enter=enter,
        outlet=found.outlet.value if found.outlet else "",
        published=found.published.value if found.published else "",
    )


def _prepared(pasted: Pasted) -> Prepared:
    name = pasted.title or next((line.strip() for line in pasted.text.splitlines() if line.strip()), "")
    try:
        incoming = read_text(pasted.raw, name=name[:LONGEST_LABEL], url=pasted.url or None, declared="utf-8")
        given = {"title": pasted.title, "outlet": pasted.outlet}
        fields = {field: value.strip() for field, value in given.items() if value.strip()}
        return prepare(incoming, {"fields": fields}, now=timezone.now())
    except Unreadable as error:
        raise Refused(
            [Blocker(error.code, gettext(error.message), gettext(error.hint), values=error.values)]
        ) from error
