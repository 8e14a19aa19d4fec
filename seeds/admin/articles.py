"""What the way in adds to an article's page: the imports through which it came, and what it was like."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from claims.admin.panels import Panel, Table, adds_panels, cell
from claims.models import Article, Editor

from ..models import ImportItem
from .words import state_cell

SHOWN = 20


@adds_panels(Article)
def imports_of_article(article: Article, editor: Editor) -> Iterable[Panel]:
    """On an article's page: every item of an import that became it or renewed it."""
    items = ImportItem.objects.filter(article=article).select_related("run").defer("decisions").order_by("-pk")
    rows = [[cell(item), state_cell(item), cell(item.run), cell(item.at)] for item in items[:SHOWN]]
    yield Table(_("How it came in"), (_("item"), _("outcome"), _("run"), _("at")), rows, _("It came in by hand."))
