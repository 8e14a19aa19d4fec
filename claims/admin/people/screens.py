"""What an editor's page says of her account, and what waits for a desk administrator."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from ...actions import codes_left, factor_of, open_reset
from ...models import Editor
from ...rules import may
from ..panels import Cell, Panel, adds_panels, facts


@adds_panels(Editor)
def account(row: Editor, editor: Editor) -> Iterable[Panel]:
    """How an account stands: for desk administrators, and for oneself."""
    if row.pk != editor.pk and may(editor, "editor.manage"):
        return
    has, asked = factor_of(row) is not None, open_reset(row)
    waits = [Cell(_("asked for, waits for a second desk administrator"), tone="open")] if asked else []
    yield facts(
        _("Account"),
        (_("address of mail"), row.email),
        (_("invitation"), Cell(_("accepted") if row.has_usable_password() else _("not accepted yet"))),
        (_("second factor"), Cell(_("set up") if has else _("not set up"), tone="good" if has else "none")),
        (_("recovery codes left"), codes_left(row)),
        (_("new second factor"), waits or None),
    )
