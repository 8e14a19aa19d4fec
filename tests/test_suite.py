"""The suite itself: what conftest promises to every other test."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db import connection

from claims.ledger import guards
from claims.models import Head, Verdict


def test_a_database_test_runs_on_the_engine_it_is_told(db: None, engine: str) -> None:
    assert connection.vendor == engine


@pytest.mark.postgresql
def test_a_marked_test_runs_on_one_engine(db: None) -> None:
    assert connection.vendor == "postgresql"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", ["first", "second"])
def test_what_a_test_commits_is_gone_and_what_migrations_wrote_is_back(turn: str, together: Callable[..., Any]) -> None:
    editors = get_user_model()._default_manager
    assert editors.count() == 0
    assert Head.objects.count() == 1
    assert Verdict.objects.count() >= 11
    assert ContentType.objects.get_for_model(Verdict).model_class() is Verdict
    assert guards.missing() == []
    made = together(*[lambda n=n: editors.create(username=f"editor-{n}").pk for n in range(4)])
    assert len(set(made)) == editors.count() == 4


@pytest.mark.django_db(transaction=True)
def test_an_error_in_a_race_comes_back_as_it_is(together: Callable[..., Any]) -> None:
    def fail() -> None:
        raise LookupError("lost")

    done, failed = together(connection.ensure_connection, fail)
    assert done is None
    assert isinstance(failed, LookupError)


def test_more_rows_more_queries_is_noticed(same_queries: Callable[..., int]) -> None:
    editors = get_user_model()._default_manager

    def grow() -> None:
        editors.create(username=f"editor-{editors.count()}")

    assert same_queries(lambda: list(editors.all()), grow) == 1
    with pytest.raises(AssertionError, match="more rows, more queries"):
        same_queries(lambda: [editors.get(pk=editor.pk) for editor in editors.all()], grow)


def test_a_browser_reads_arabic_from_the_right(live_server: Any, page: Any) -> None:
    faults: list[str] = []
    page.on(
        "console", lambda message: faults.append(message.text) if "Content Security Policy" in message.text else None
    )
    page.goto(f"{live_server.url}/admin/login/")
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert page.locator("#id_username").is_visible()
    assert faults == []
