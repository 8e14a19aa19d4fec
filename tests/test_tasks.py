"""The worker: verbs wake it after COMMIT, and what it does can be lost without loss."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.management import call_command
from django_tasks_db.models import DBTaskResult
from pytest_django import DjangoCaptureOnCommitCallbacks

from claims import ledger
from newsroom.models import Current, OutboxEvent, Rendering
from tests import factory

DRAW = "newsroom.tasks.drain_outbox"


@pytest.fixture
def queue(settings: Any) -> None:
    """The queue of an installation, in the database."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def work() -> None:
    """A worker's turn: everything that waits, then home."""
    call_command("db_worker", batch=True, interval=0, verbosity=0, startup_delay=False)


@pytest.mark.usefixtures("transactional_db", "queue")
def test_what_is_published_is_drawn_by_the_worker() -> None:
    factory.published_story()

    assert OutboxEvent.objects.filter(done_at__isnull=True).exists()
    assert not Rendering.objects.exists()
    work()
    assert not OutboxEvent.objects.filter(done_at__isnull=True).exists()
    drawn = set(Rendering.objects.values_list("publication", "language"))
    assert drawn == {
        (publication, language)
        for publication in Current.objects.values_list("publication", flat=True)
        for language in ("ar", "en")
    }


@pytest.mark.usefixtures("db", "queue")
def test_a_deed_wakes_the_worker_once(django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> None:
    cited = factory.published_claim()
    factory.published_story([cited])
    told = {
        "ar": factory.words(change_note="ظهرت وثيقة جديدة."),
        "en": factory.words("Half of it holds.", change_note="A new document."),
    }
    verification = factory.draft(cited, "mixed", change_kind="update", words=told)
    factory.approve(verification)
    before = OutboxEvent.objects.count()
    with django_capture_on_commit_callbacks(execute=True):
        factory.publish(verification)
    assert OutboxEvent.objects.count() - before > 1, "the claim and the story that cites it"
    assert DBTaskResult.objects.filter(task_path=DRAW).count() == 1


@pytest.mark.usefixtures("db", "queue")
def test_a_deed_that_is_rolled_back_wakes_nobody(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    def fail() -> None:
        with ledger.transaction(editor=None):
            ledger.wake(DRAW)
            raise ValueError("stop")

    with django_capture_on_commit_callbacks(execute=True) as callbacks, pytest.raises(ValueError, match="stop"):
        fail()
    assert not callbacks
    assert not DBTaskResult.objects.exists()


@pytest.mark.usefixtures("transactional_db")
def test_a_queue_out_of_reach_breaks_no_deed(monkeypatch: pytest.MonkeyPatch) -> None:
    def unreachable(*_: Any, **__: Any) -> Any:
        raise OSError("no way to the queue")

    monkeypatch.setattr("django_tasks.backends.dummy.DummyBackend.enqueue", unreachable)
    factory.published_claim()
    assert OutboxEvent.objects.filter(done_at__isnull=True).exists()
    assert Current.objects.exists()
