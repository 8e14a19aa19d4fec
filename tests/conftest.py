"""How the suite runs: every test that touches the database, on SQLite and on PostgreSQL, in one pytest process.

    ISNAD_TEST_DB=sqlite ./dev test        the fast loop: SQLite alone
    @pytest.mark.postgresql                this test runs on PostgreSQL only (races); `sqlite` likewise

Tests are plain functions. Django's TestCase classes are refused, because they cannot be run on two databases.
"""

import copy
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connections
from django.test import SimpleTestCase, TransactionTestCase
from django.test.utils import CaptureQueriesContext, setup_databases
from django.utils import translation

from newsroom import settings as house
from tests.postgres import Cluster, find_binaries

ENGINES = ("sqlite", "postgresql")
CHOSEN = tuple(os.environ.get("ISNAD_TEST_DB", ",".join(ENGINES)).split(","))
if not set(CHOSEN) <= set(ENGINES):
    raise pytest.UsageError(
        f"ISNAD_TEST_DB is {','.join(CHOSEN)!r}. Set it to sqlite, postgresql or sqlite,postgresql."
    )

# A test touches the database if it says so, or if any fixture it asks for does.
_DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "django_db_setup"}


def pytest_report_header() -> str:
    return f"databases: {', '.join(CHOSEN)}"


# --- Which test runs where -------------------------------------------------------------------------------------------


def _engines_of(definition: pytest.Item) -> list[str]:
    only = [engine for engine in ENGINES if definition.get_closest_marker(engine)]
    return only or list(ENGINES)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    marked = metafunc.definition.get_closest_marker("django_db")
    if not marked and not _DATABASE_FIXTURES & set(metafunc.fixturenames):
        return
    if "engine" not in metafunc.fixturenames:
        metafunc.fixturenames.insert(0, "engine")
    metafunc.parametrize("engine", _engines_of(metafunc.definition), indirect=True, scope="session")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if isinstance(item, pytest.Function) and item.cls and issubclass(item.cls, SimpleTestCase):
            raise pytest.UsageError(
                f"{item.nodeid} is a Django TestCase. Write it as a function, so both engines run it."
            )
    kept, left = [], []
    for item in items:
        callspec = getattr(item, "callspec", None)
        runs = callspec is None or callspec.params.get("engine", CHOSEN[0]) in CHOSEN
        (kept if runs else left).append(item)
    if left:
        config.hook.pytest_deselected(items=left)
        items[:] = kept


# --- The two databases -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def postgresql_cluster() -> Iterator[Cluster]:
    cluster = Cluster(find_binaries())
    yield cluster
    connections.close_all()
    cluster.stop()


def _sqlite_settings(folder: Path) -> dict[str, Any]:
    # A file, not memory: threads of transactional tests need connections, locks and a journal as in production.
    path = str(folder / "test.sqlite3")
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": house.SQLITE_OPTIONS,
        "TEST": {"NAME": path},
    }


def _postgresql_settings(cluster: Cluster) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "isnad",
        "USER": "postgres",
        "HOST": cluster.host,
        "OPTIONS": house.POSTGRESQL_OPTIONS,
    }


def _point_default_at(new: dict[str, Any]) -> dict[str, Any]:
    """Makes `new` the default database of this process; returns what was."""
    before: dict[str, Any] = connections.settings["default"]
    connections["default"].close()
    del connections["default"]
    connections.settings = connections.configure_settings({**connections.settings, "default": copy.deepcopy(new)})
    # Ids of content types differ between two databases, and Django remembers them for the whole process.
    ContentType.objects.clear_cache()
    return before


@dataclass
class Made:
    """The test database of one engine: where it stands, and how many rows each of its tables began with."""

    settings: dict[str, Any]
    rows: dict[str, int]


# Both engines take turns in every file, and migrations cost ten seconds: what is still clean is used again.
_made: dict[str, Made] = {}
_fresh: dict[str, dict[str, Any]] = {}  # where a new one would stand


def _row_counts() -> dict[str, int]:
    connection = connections["default"]
    with connection.cursor() as cursor:
        names = sorted(connection.introspection.table_names(cursor))
        together = " UNION ALL ".join(
            f"SELECT '{name}', COUNT(*) FROM {connection.ops.quote_name(name)}"  # noqa: S608 -- names of our tables
            for name in names
        )
        cursor.execute(together)
        return dict(cursor.fetchall())


def _still_clean(name: str) -> bool:
    """Whether the database of an engine holds what it held when it was made, so that it can be used again."""
    if name not in _made:
        return False
    _point_default_at(_made[name].settings)
    return _row_counts() == _made[name].rows


@pytest.fixture(scope="session")
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The engine under this test: `sqlite` or `postgresql`."""
    name: str = request.param
    if name == "postgresql":
        new = _postgresql_settings(request.getfixturevalue("postgresql_cluster"))
    else:
        new = _sqlite_settings(tmp_path_factory.mktemp("sqlite"))
    _fresh[name] = new
    before = _point_default_at(new)
    yield name
    _point_default_at(before)


@pytest.fixture(scope="session")
def django_db_setup(engine: str, django_test_environment: None, django_db_blocker: Any) -> None:
    """Makes the test database of one engine by running the migrations, as an installation would, or finds it clean."""
    with django_db_blocker.unblock():
        if not _still_clean(engine):
            _point_default_at(_fresh[engine])
            setup_databases(verbosity=0, interactive=False)
            made = dict(connections["default"].settings_dict)
            _made[engine] = Made(made, _row_counts())


@pytest.fixture(autouse=True)
def house_language() -> None:
    """Every test begins in the language of the house; a request of the test before it may have left another."""
    translation.activate(house.LANGUAGE_CODE)


# --- Cleaning up after tests that commit -----------------------------------------------------------------------------


def _clear_guarded_tables(self: TransactionTestCase) -> None:
    """A flush, which append-only tables refuse: lift their guards, flush, let all be installed again, and look."""
    from claims.ledger import guards

    for alias in self._databases_names(include_mirrors=False):  # type: ignore[attr-defined]
        guards.lift(alias)
        # post_migrate installs again what a new database holds: the scale as an audited deed, the roles, the guards.
        call_command("flush", verbosity=0, interactive=False, database=alias, inhibit_post_migrate=False)
        assert guards.missing(alias) == [], "the suite left append-only tables unguarded"
    ContentType.objects.clear_cache()


TransactionTestCase._fixture_teardown = _clear_guarded_tables  # type: ignore[attr-defined]


# --- Helpers ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def together() -> Callable[..., list[Any]]:
    """Runs every function given at the same moment, each in its own thread and connection.

    Returns, in order, what each returned or the exception it raised. For races: needs a transactional test.
    """

    def run(*functions: Callable[[], Any]) -> list[Any]:
        results: list[Any] = [None] * len(functions)
        start = threading.Barrier(len(functions))

        def one(place: int, function: Callable[[], Any]) -> None:
            start.wait()
            try:
                results[place] = function()
            except Exception as error:  # noqa: BLE001 -- the caller asserts on it
                results[place] = error
            finally:
                connections.close_all()

        threads = [threading.Thread(target=one, args=pair) for pair in enumerate(functions)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return results

    return run


@pytest.fixture
def same_queries(db: None) -> Callable[[Callable[[], Any], Callable[[], Any]], int]:
    """`same_queries(ask, grow)`: asks, lets `grow` add rows, asks again; both must cost the same number of queries.

    Returns that number. What `ask` warms up on its first call (content types, templates) does not count.
    """

    def count(ask: Callable[[], Any]) -> list[str]:
        with CaptureQueriesContext(connections["default"]) as asked:
            ask()
        return [query["sql"] for query in asked.captured_queries]

    def compare(ask: Callable[[], Any], grow: Callable[[], Any]) -> int:
        ask()
        few = count(ask)
        grow()
        many = count(ask)
        assert len(many) == len(few), "more rows, more queries:\n" + "\n".join(many)
        return len(few)

    return compare


# --- Browser tests ---------------------------------------------------------------------------------------------------


def not_run(reason: str) -> None:
    """Ends a test that this machine cannot run: `NOT RUN` on a desk, a failure in CI, where nothing may be missing."""
    if os.environ.get("CI", "").lower() in {"1", "true"}:
        pytest.fail(f"NOT RUN: {reason}", pytrace=False)
    pytest.skip(f"NOT RUN: {reason}")


def pytest_terminal_summary(terminalreporter: Any) -> None:
    reasons = [str(report.longrepr[2]) for report in terminalreporter.stats.get("skipped", [])]
    for reason in sorted(set(reasons)):
        terminalreporter.write_line(f"{reason.removeprefix('Skipped: ')} ({reasons.count(reason)} tests)", yellow=True)


CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """The system's Chromium, driven by Playwright. Nothing is ever downloaded."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        not_run("no Chromium on this machine; install the package chromium (./dev test does it as root on Debian).")
    from playwright.sync_api import sync_playwright

    # Playwright's event loop lives in this thread, which makes Django refuse the database although nothing is async.
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        chromium = playwright.chromium.launch(executable_path=path, args=CHROMIUM_ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A fresh page, 1280 pixels wide, in an Arabic browser."""
    context = browser.new_context(locale="ar", viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()
