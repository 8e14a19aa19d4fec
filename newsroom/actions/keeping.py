"""Lists that editors keep under a name, for themselves or for everyone."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from claims import ledger
from claims.models import Editor
from claims.rules import Blocker, may, require, too_long

from ..models import SavedView


@ledger.verb
def save_view(*, editor: Editor, model: str, name: str, query: str, shared: bool = False) -> SavedView:
    """Keep a list with its filters and order under a name. ``model`` is its label, such as ``claims.claim``."""
    require([*may(editor, "view.keep"), *_bad_view(editor, model, name, query)])
    made = SavedView.objects.create(editor=editor, model=model, name=name.strip(), query=query, shared=shared)
    ledger.record("view.save", made, after={"list": model, "name": made.name, "shared": shared})
    return made


def _bad_view(editor: Editor, model: str, name: str, query: str) -> list[Blocker]:
    name = name.strip()
    found = too_long(SavedView, name=name, query=query)
    if not name:
        found.append(Blocker("no_name", _("The view has no name."), _("Give it a name that says what it shows.")))
    if SavedView.objects.filter(editor=editor, model=model, name=name).exists():
        sentence = _("You keep a view “%(name)s” of this list already.")
        found.append(
            Blocker("name_taken", sentence, _("Choose another name, or drop that one."), values={"name": name})
        )
    return found


@ledger.verb
def share_view(*, editor: Editor, view: SavedView, version: int, shared: bool) -> SavedView:
    """Show a kept list to everyone, or to oneself alone again. Only whoever keeps it may."""
    require([*may(editor, "view.keep"), *_not_hers(editor, view)])
    changed = ledger.change(view, version=version, shared=shared)
    ledger.record("view.share", changed, before={"shared": view.shared}, after={"shared": shared})
    return changed


@ledger.verb
def drop_view(*, editor: Editor, view: SavedView) -> None:
    """Forget a kept list: one's own, or as a desk administrator one that everyone sees."""
    cleans_up = view.shared and not may(editor, "editor.manage")
    require([*may(editor, "view.keep"), *([] if cleans_up else _not_hers(editor, view))])
    ledger.record("view.drop", view, before={"list": view.model, "name": view.name, "query": view.query})
    SavedView.objects.filter(pk=view.pk).delete()


def _not_hers(editor: Editor, view: SavedView) -> list[Blocker]:
    if view.editor_id == editor.pk:
        return []
    return [
        Blocker(
            "not_yours",
            _("This view was kept by %(name)s."),
            _("Keep the list under a name of your own."),
            values={"name": str(view.editor)},
        )
    ]
