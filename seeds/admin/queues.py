"""What the way in puts on the front page of the desk."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.admin.panels import Cell, cell, list_url
from claims.admin.queues import FIRST, queue_of
from claims.admin.site import Queue, Waiting, desk
from claims.models import Editor

from ..choices import ItemState, ProposalState
from ..models import Feed, ImportItem, ReadingProposal
from .feeds import standing
from .words import snippet


@desk.queue
def import_queues(editor: Editor) -> Iterable[Queue | Waiting]:
    """What waits to be confirmed, and what the worker could not do."""
    waiting = ImportItem.objects.waiting().select_related("run").defer("decisions", "likenesses").order_by("pk")
    yield queue_of(
        _("Imports to confirm"),
        waiting,
        list_url(ImportItem, f"state={ItemState.WAITING}"),
        lambda item: (cell(item), Cell(snippet(item.run.label, 40))),
        _("Nothing waits to be confirmed."),
        place=24,
    )
    yield _feeds()
    proposals = ReadingProposal.objects.filter(state=ProposalState.OPEN).select_related("snapshot__article")
    yield queue_of(
        _("Readings proposed by a newer cleaner"),
        proposals.defer("blocks").order_by("pk"),
        list_url(ReadingProposal, f"state__exact={ProposalState.OPEN}"),
        lambda row: (Cell(str(row.snapshot.article), url=cell(row).url), Cell(f"{row.changes}")),
        _("Every text is read by the newest cleaner, or as an editor left it."),
        place=26,
    )


def _feeds() -> Queue:
    """Active feeds that fail or are silent. There are few feeds: one query brings them, how silent is counted here."""
    now = timezone.now()
    active = Feed.objects.filter(is_active=True).order_by("-failures", "pk")
    found = [feed for feed in active if feed.failures or feed.silent_since(now)]
    return Queue(
        _("Feeds that fail or have fallen silent"),
        len(found),
        list_url(Feed),
        [(cell(feed), Cell(standing(feed).text)) for feed in found[:FIRST]],
        _("Every feed brings what it should."),
        place=25,
    )
