"""The desk of the way in: imports, their previews, feeds, and readings that a newer cleaner proposes."""

from django.utils.translation import gettext_lazy as _

from claims.admin.article_verbs import BringIn
from claims.admin.deeds import DEEDS

from . import articles, bulk, feeds, items, queues, readings, runs, ways

DEEDS |= {
    "import.start": _("began an import"),
    "import.finish": _("ended the import"),
    "import.undo": _("undid the import"),
    "import.stage": _("put an article before the editors"),
    "import.refuse": _("kept why an article was refused"),
    "import.bring_in": _("brought an article in"),
    "import.decide": _("decided on an article that comes in"),
    "import.accept": _("accepted an article"),
    "import.reject": _("turned an article down"),
    "feed.write": _("wrote the feed"),
    "reading.propose": _("proposed a reading"),
    "reading.decide": _("decided on a proposed reading"),
}

# A pasted text has a better way in now: one that reads noise and shows what it found before anything comes in.
BringIn.superseded = True

__all__ = ["articles", "bulk", "feeds", "items", "queues", "readings", "runs", "ways"]
