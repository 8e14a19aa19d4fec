"""Work outside the publishing transaction: the bytes of pages. The truth stays in our rows; a task may be lost.

``Rendering`` is a cache: whatever is missing is made when a reader asks, so nothing here is ever urgent. Tasks
are idempotent, and ``./dev render`` heals what a lost one left undone.
"""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import logging
from collections.abc import Callable, Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone, translation
from django_tasks import task

from claims.choices import LANGUAGES
from claims.ledger import Busy, Conflict
from claims.rules import Blocker, Refused

from . import pages
from .actions import posting, scheduling
from .choices import Cause, ScheduleState
from .models import OutboxEvent, Publication, Rendering, Schedule

logger = logging.getLogger(__name__)

RENDER = "render"
BATCH = 50
MAX_ERROR = 300  # characters of an error that the row keeps


_sweeps: list[Callable[[], Any]] = []


def on_sweep(function: Callable[[], Any]) -> None:
    """Have ``./dev sweep`` call ``function`` again and again. What it does must be safe to repeat, and to do twice."""
    _sweeps.append(function)


def sweep() -> list[Exception]:
    """Do once whatever has been forgotten: a task is lost when a worker dies, the rows that asked for it are not."""
    return _all([publish_due.call, drain_outbox.call, send_letters.call, send_digests.call, *_sweeps])


def prompt() -> list[Exception]:
    """Do once what cannot wait for the next sweep: what goes out at a set time."""
    return _all([publish_due.call])


def _all(functions: Iterable[Callable[[], Any]]) -> list[Exception]:
    failed: list[Exception] = []
    for function in functions:
        try:
            function()
        except Exception as error:
            logger.exception("A sweep failed: %s", function)
            failed.append(error)
    return failed


@task()
def publish_due() -> int:
    """Publish what is due at its set time; returns how much went out. Safe beside others that do the same."""
    now = timezone.now()
    waiting = Schedule.objects.filter(state=ScheduleState.WAITING).select_related("by")
    return sum(_carry_out(row) for row in waiting.filter(at__lte=now).order_by("at", "pk")[:BATCH])


@task()
def watch_schedules() -> None:
    """Have the worker come again when what was set last is due. The sweeper looks at all of them, whatever is lost."""
    newest = Schedule.objects.filter(state=ScheduleState.WAITING).order_by("-made_at", "-pk").first()
    if newest is not None:
        publish_due.using(run_after=newest.at).enqueue()


def _carry_out(schedule: Schedule) -> int:
    """One publication at its time. What is not refused and does not happen is tried again at the next look."""
    try:
        scheduling.carry_out(editor=schedule.by, schedule=schedule)
    except (Conflict, Busy):  # another worker has it, or the database is busy
        return 0
    except Refused as refusal:
        _refuse(schedule, refusal.blockers)
        return 0
    except Exception:
        logger.exception("Schedule %s could not be carried out; it is tried again.", schedule.pk)
        return 0
    return 1


def _refuse(schedule: Schedule, blockers: list[Blocker]) -> None:
    with contextlib.suppress(Conflict, Busy):
        scheduling.refuse_schedule(
            editor=schedule.by, schedule=schedule, reasons=[_in_words(blocker) for blocker in blockers]
        )


def _in_words(blocker: Blocker) -> dict[str, str]:
    """A reason as it is kept: its code, and its sentences in both languages."""
    words = {"code": blocker.code}
    for language in LANGUAGES:
        with translation.override(language):
            words[language] = str(blocker)
    return words


@task()
def send_letters() -> int:
    """Send what somebody wants to hear at once; returns how many letters went out."""
    return posting.send_letters(timezone.now())


@task()
def send_digests() -> int:
    """Send the letters of the day that are due; returns how many went out."""
    return posting.send_digests(timezone.now())


@task()
def drain_outbox() -> int:
    """Do what publications have queued; returns how many were done."""
    done = 0
    while True:
        events = list(
            OutboxEvent.objects.filter(done_at__isnull=True, topic=RENDER, attempts__lt=5)
            .select_related("publication__document")
            .order_by("pk")[:BATCH]
        )
        if not events:
            return done
        for event in events:
            done += _do(event)


def _do(event: OutboxEvent) -> int:
    try:
        render_publication(event.publication)
    except Exception as error:  # noqa: BLE001 - kept on the row for the keeper; the next run tries again
        OutboxEvent.objects.filter(pk=event.pk).update(
            attempts=event.attempts + 1, last_error=f"{type(error).__name__}: {error}"[:MAX_ERROR]
        )
        return 0
    OutboxEvent.objects.filter(pk=event.pk, done_at__isnull=True).update(done_at=timezone.now())
    return 1


def render_publication(publication: Publication, build: str | None = None) -> int:
    """Keep the pages of a publication as bytes, if it is still current; returns how many were made."""
    if not Publication.objects.current().filter(pk=publication.pk).exists():
        return 0
    standing = Cause(publication.cause).standing
    document = publication.document.json
    made = [_rendering(publication, document, language, standing, build or pages.build()) for language in LANGUAGES]
    with transaction.atomic():
        Rendering.objects.filter(publication__public_id=publication.public_id).delete()
        Rendering.objects.bulk_create(made)
    return len(made)


def _rendering(
    publication: Publication, document: dict[str, object], language: str, standing: str, build: str
) -> Rendering:
    content = pages.render(document, language=language, standing=standing)
    return Rendering(
        publication=publication,
        language=language,
        format="html",
        build=build,
        standing=standing,
        content=content,
        # mtime 0: the same page gives the same bytes on every host.
        gzipped=gzip.compress(content, compresslevel=6, mtime=0),
        etag=hashlib.sha256(content).hexdigest(),
    )


def stale_publications(build: str) -> Iterable[Publication]:
    """Current publications whose pages are missing or were made by another build."""
    fresh = Rendering.objects.filter(build=build).values("publication")
    return (
        Publication.objects.current()
        .exclude(pk__in=fresh)
        .select_related("document")
        .order_by("public_id")
        .iterator(chunk_size=BATCH)
    )
