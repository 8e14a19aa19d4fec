"""Feeds: subscribed to, asked."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.translation import gettext_lazy as _

from claims import ledger
from claims.models import Editor
from claims.rules import Blocker, bad_addresses, may, require, too_long
from newsroom.models import Story

from ..models import Feed, FeedEntry
from .problems import Problem


@ledger.verb
def write_feed(
    *,
    editor: Editor,
    url: str,
    title: str = "",
    story: Story | None = None,
    is_active: bool = True,
    every_minutes: int = 30,
    idle_hours: int = 72,
    feed: Feed | None = None,
    version: int | None = None,
) -> Feed:
    """Subscribe to a feed, or change the one given. It is asked at once and then every so many minutes."""
    values: dict[str, Any] = {
        "url": url,
        "title": title,
        "story": story,
        "is_active": is_active,
        "every_minutes": every_minutes,
        "idle_hours": idle_hours,
    }
    require(
        [*may(editor, "feed.write"), *bad_addresses(url), *too_long(Feed, url=url, title=title), *_twice(url, feed)]
    )
    require(_pace_blockers(every_minutes, idle_hours))
    at = ledger.current().at
    if feed is None:
        feed = Feed.objects.create(subscriber=editor, created_at=at, due_at=at, **values)
    else:
        feed = ledger.change(feed, version=version, due_at=at, **values)
    ledger.wake("seeds.tasks.poll_feeds")
    ledger.record("feed.write", feed, after={**values, "story": story.public_id if story else None})
    return feed


def _twice(url: str, feed: Feed | None) -> list[Blocker]:
    others = Feed.objects.filter(url=url)
    if (others.exclude(pk=feed.pk) if feed else others).exists():
        return [
            Blocker("feed_known", _("The desk has subscribed to this feed already."), _("Change that one instead."))
        ]
    return []


def _pace_blockers(every_minutes: int, idle_hours: int) -> list[Blocker]:
    if 5 <= every_minutes <= 10_080 and 1 <= idle_hours <= 8_760:
        return []
    return [
        Blocker(
            "bad_pace",
            _("A feed is asked every 5 to 10,080 minutes, and is silent after 1 to 8,760 hours."),
            _("Give numbers within these bounds."),
        )
    ]


def note_poll(*, feed: Feed, at: dt.datetime, problem: Problem | None = None, **values: Any) -> None:
    """Keep the outcome of a poll. No editorial deed: it changes nothing that anybody decides on, so no audit."""
    failures = feed.failures + 1 if problem else 0
    # A feed that fails is asked less and less often, at most once a day.
    pause = min(feed.every_minutes * 2 ** min(failures, 8), 24 * 60) if problem else feed.every_minutes
    outcome = {
        "polled_at": at,
        "due_at": at + dt.timedelta(minutes=pause),
        "failures": failures,
        "problem": problem.as_json() if problem else None,
        **values,
    }
    Feed.objects.filter(pk=feed.pk).update(**outcome)


def note_entry(*, feed: Feed, key: str, digest: str, at: dt.datetime) -> None:
    """Remember an entry in the shape in which it was brought in."""
    FeedEntry.objects.update_or_create(feed=feed, key=key, defaults={"digest": digest, "seen_at": at})
