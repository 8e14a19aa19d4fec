"""What the worker does for the way in: fetch addresses, ask feeds. The truth stands in rows; a task may be lost."""

from __future__ import annotations

import datetime as dt
import logging
from typing import Any

from django.utils import timezone
from django_tasks import task

from claims import ledger

from . import actions, intake
from .choices import ItemState, RunKind
from .fetching import fetch
from .incoming import Unreadable
from .models import Feed, FeedEntry, ImportItem, ImportRun
from .preparing import prepare
from .readers import feeds
from .readers.refusals import Refusal
from .vocabulary import gettext_noop

logger = logging.getLogger(__name__)

MOST_ENTRIES = 100  # of one poll; the rest comes with the next


@task()
def fetch_pending() -> int:
    """Fetch every address that waits; returns how many there were. Another worker's items are left to it."""
    done = 0
    while (item := _next_pending()) is not None:
        _fetch(item)
        done += 1
    return done


def _fetch(item: ImportItem) -> None:
    """Fetch one; whatever happens, it does not stand in the way of the others."""
    try:
        intake.fetch_item(item)
    except ledger.Conflict:
        return  # another worker was faster
    except Exception as error:
        logger.exception("An address could not be brought in: %s", item.url)
        actions.refuse_item(editor=item.run.editor, run=item.run, name=item.name, problem=_fault(error), item=item)


def _fault(error: Exception) -> actions.Problem:
    return actions.Problem(
        "fault",
        gettext_noop("The program could not read this (%(kind)s)."),
        gettext_noop("Save the page in a browser and bring in the file; tell the keeper of this installation."),
        {"kind": type(error).__name__},
    )


def _next_pending() -> ImportItem | None:
    waiting = ImportItem.objects.filter(state=ItemState.PENDING, run__undone_at__isnull=True)
    return waiting.select_related("run__editor", "run__story").order_by("pk").first()


@task()
def poll_feeds() -> int:
    """Ask every feed that is due; returns how many entries were put before the editors."""
    return sum(poll(feed) for feed in Feed.objects.due(timezone.now()).select_related("subscriber", "story"))


def poll(feed: Feed) -> int:
    """Ask one feed. What is new waits to be confirmed; a feed that fails is asked less often."""
    at = timezone.now()
    if not _mine(feed, at):
        return 0
    try:
        got = fetch(feed.url, intake.policy(), etag=feed.etag or None, modified=feed.last_modified or None)
        if got.status == 304:
            actions.note_poll(feed=feed, at=at)
            return 0
        found = feeds.read_feed(got.raw, name=feed.url, url=got.url, declared=got.charset)
    except Unreadable as error:
        actions.note_poll(feed=feed, at=at, problem=actions.Problem.of(error))
        return 0
    new = _bring(feed, found, at)
    values: dict[str, Any] = {"arrived_at": at} if new else {}
    if found.notices:
        values["problem"] = actions.Problem.of(found.notices[0]).as_json()
    if not feed.title and found.title:
        values["title"] = found.title[:300]
    actions.note_poll(
        feed=feed, at=at, etag=(got.etag or "")[:300], last_modified=(got.last_modified or "")[:100], **values
    )
    return new


def _mine(feed: Feed, at: dt.datetime) -> bool:
    """Take the poll: of several who see that a feed is due, one asks."""
    next_at = at + dt.timedelta(minutes=feed.every_minutes)
    return bool(Feed.objects.filter(pk=feed.pk, due_at=feed.due_at).update(due_at=next_at))


def _bring(feed: Feed, found: feeds.Feed, at: dt.datetime) -> int:
    fresh = [entry for entry in found.entries if _is_new(feed, entry)][:MOST_ENTRIES]
    if not fresh:
        return 0
    run = actions.start_run(editor=feed.subscriber, kind=RunKind.FEED, label=str(feed), story=feed.story, feed=feed)
    for entry in fresh:
        _stage(run, found, entry)
        key, digest = _marks(entry)
        actions.note_entry(feed=feed, key=key, digest=digest, at=at)
    actions.finish_run(editor=feed.subscriber, run=run)
    return len(fresh)


def _stage(run: ImportRun, found: feeds.Feed, entry: feeds.Entry) -> None:
    """A full entry comes in as it is; of a short one, the page behind its link."""
    editor = run.editor
    name = entry.url or entry.id or entry.title or ""
    if entry.url and not feeds.is_full(entry):
        for each, outcome in intake.outcomes(entry.url):
            intake.stage(editor=editor, run=run, name=each, outcome=outcome)
        return
    try:
        read: intake.Outcome = prepare(feeds.entry_to_incoming(found, entry), now=timezone.now())
    except Unreadable as error:
        read = Refusal(name, error)
    intake.stage(editor=editor, run=run, name=name, outcome=read)


def _is_new(feed: Feed, entry: feeds.Entry) -> bool:
    key, digest = _marks(entry)
    return not FeedEntry.objects.filter(feed=feed, key=key, digest=digest).exists()


def _marks(entry: feeds.Entry) -> tuple[str, str]:
    """By what an entry is known again, and whether it says something else than before."""
    key = entry.id or entry.url or entry.title or ""
    said = (entry.title, entry.url, entry.updated, entry.content_html, entry.content_text, entry.summary)
    return actions.key_of(key), actions.key_of(*(words or "" for words in said))
