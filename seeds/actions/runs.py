"""Runs: begun, ended, undone."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from claims import actions as ledger_actions
from claims import ledger
from claims.models import Article, Editor
from claims.rules import bad_addresses, may, require
from newsroom import actions as desk
from newsroom.models import Story

from ..choices import ItemState
from ..models import Feed, ImportItem, ImportRun
from ..rules import undo_blockers
from .entering import story_of
from .problems import LONGEST_NAME

FETCH = "seeds.tasks.fetch_pending"


@ledger.verb
def start_run(
    *,
    editor: Editor,
    kind: str,
    label: str,
    key: str = "",
    story: Story | None = None,
    feed: Feed | None = None,
    addresses: Sequence[str] = (),
) -> ImportRun:
    """Begin to bring in. ``addresses`` are left to the worker, one item each, and fetched after COMMIT."""
    require([*may(editor, "import.run"), *bad_addresses(*addresses)])
    at = ledger.current().at
    run = ImportRun.objects.create(
        kind=kind, label=label[:300], key=key, editor=editor, story=story, feed=feed, started_at=at
    )
    ImportItem.objects.bulk_create(
        [
            ImportItem(run=run, position=place, name=url[:LONGEST_NAME], url=url, state=ItemState.PENDING, at=at)
            for place, url in enumerate(dict.fromkeys(addresses), 1)
        ]
    )
    if addresses:
        ledger.wake(FETCH)
    ledger.record("import.start", run, after={"kind": kind, "label": run.label, "addresses": len(addresses)})
    return run


@ledger.verb
def finish_run(*, editor: Editor, run: ImportRun) -> ImportRun:
    """Say that everything which was given has been looked at."""
    require(may(editor, "import.run"))
    if run.finished_at is not None:
        return run
    changed = ledger.change(run, finished_at=ledger.current().at)
    ledger.record("import.finish", changed, after=changed.items.tally())
    return changed


@ledger.verb
def undo_run(*, editor: Editor, run: ImportRun, version: int) -> ImportRun:
    """Take back everything a run brought in, as long as nothing rests on it. The articles go to the trash.

    New texts of articles that were known before stay on record: what an article said is never taken back.
    """
    articles = brought_in(run)
    require([*may(editor, "import.undo"), *undo_blockers(run, articles)])
    changed = ledger.change(run, version=version, undone_at=ledger.current().at, finished_at=ledger.current().at)
    for article, story in articles:
        if story is not None:
            desk.drop_article(editor=editor, story=story, article=article)
        ledger_actions.trash(editor=editor, row=article, version=article.version)
    for item in run.items.filter(state__in=(ItemState.ACCEPTED, ItemState.WAITING, ItemState.PENDING)):
        ledger.change(item, state=ItemState.UNDONE)
    ledger.record("import.undo", changed, after={"articles": [article.public_id for article, _story in articles]})
    return changed


def brought_in(run: ImportRun) -> list[tuple[Article, Story | None]]:
    """The articles that a run made and that are not in the trash, each with the story into which the run put it."""
    items = run.items.filter(state=ItemState.ACCEPTED, article__trashed_at__isnull=True).select_related("article")
    return [(item.article, story_of(item.decisions) or run.story) for item in items if item.article is not None]


def key_of(*parts: str) -> str:
    """The key under which a run over the same input is found again."""
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
