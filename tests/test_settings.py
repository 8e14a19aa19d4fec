"""What an installation may and may not be, tried in processes of their own, as a keeper would start it."""

import datetime as dt
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.checks import Error
from django.db import connection
from django.test import Client, RequestFactory
from django.utils import formats, translation
from drf_spectacular.settings import SPECTACULAR_DEFAULTS
from rest_framework.settings import DEFAULTS

from newsroom import apps as checks
from newsroom import settings as house
from newsroom.middleware import client_ip

ROOT = Path(__file__).resolve().parent.parent
PRODUCTION = {
    "ISNAD_DEMO": "0",
    "ISNAD_SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyz" * 2,
    "ISNAD_ALLOWED_HOSTS": "news.example",
}


def start(code: str, folder: Path, root: Path = ROOT, **variables: str) -> subprocess.CompletedProcess[str]:
    """Runs `code` in a new Python with these settings; its database and everything else it makes lie in `folder`."""
    env = {
        name: value for name, value in os.environ.items() if not name.startswith(("ISNAD_", "DATABASE_URL", "DJANGO_"))
    }
    env |= {"DJANGO_SETTINGS_MODULE": "newsroom.settings", "ISNAD_VAR_DIR": str(folder), "ISNAD_DEMO": "1"} | variables
    return subprocess.run([sys.executable, "-c", code], cwd=root, env=env, capture_output=True, text=True, timeout=120)


# --- Values that stop the start --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "value", "legal"),
    [
        ("ISNAD_DEMO", "maybe", "1 or 0"),
        ("ISNAD_DEBUG", "2", "1 or 0"),
        ("ISNAD_LOG_LEVEL", "loud", "DEBUG, INFO, WARNING, ERROR"),
        ("ISNAD_TRUSTED_PROXIES", "-1", "from 0 to 5"),
        ("ISNAD_DB_POOL", "many", "from 0 to 200"),
        ("ISNAD_BASE_URL", "news.example", "https://news.example"),
        ("ISNAD_RAW_STORAGE", "raw", "an absolute folder"),
        ("DATABASE_URL", "mysql://u:secret@h/d", "sqlite:/// or postgres://"),
    ],
)
def test_a_wrong_value_names_itself_and_what_is_legal(name: str, value: str, legal: str, tmp_path: Path) -> None:
    done = start("import newsroom.settings", tmp_path, **{name: value})
    assert done.returncode == 1
    sentence = done.stderr.strip().splitlines()[-1]
    assert name in sentence
    assert legal in sentence
    assert (value in sentence) is (name != "DATABASE_URL")
    assert "secret" not in sentence


def test_a_misspelt_variable_is_refused(tmp_path: Path) -> None:
    done = start("import newsroom.settings", tmp_path, ISNAD_ALOWED_HOSTS="news.example")
    assert "ISNAD_ALOWED_HOSTS is set but means nothing" in done.stderr
    assert "ISNAD_ALLOWED_HOSTS" in done.stderr


def test_nothing_outside_pytest_may_lift_guards(tmp_path: Path) -> None:
    assert house.TESTING
    assert start("from newsroom.settings import *; print(TESTING)", tmp_path).stdout.strip() == "False"
    assert "means nothing" in start("import newsroom.settings", tmp_path, ISNAD_TESTING="1").stderr


def test_silence_means_production(tmp_path: Path) -> None:
    code = "from newsroom.settings import *; print(PRODUCTION, DEMO, DEBUG)"
    assert start(code, tmp_path, **PRODUCTION).stdout.split() == ["True", "False", "False"]


def test_each_demo_makes_its_own_key(tmp_path: Path) -> None:
    code = "from newsroom.settings import SECRET_KEY; print(SECRET_KEY)"
    one, again, two = (start(code, tmp_path / name).stdout for name in ("one", "one", "two"))
    assert len(one.strip()) >= checks.SHORTEST_KEY
    assert one == again != two
    assert (tmp_path / "one" / "secret-key").stat().st_mode & 0o777 == 0o600


# --- Checks ----------------------------------------------------------------------------------------------------------

SHOW_CHECKS = (
    "import django; django.setup(); from django.core.checks import run_checks;"
    "print(*sorted(m.id for m in run_checks(include_deployment_checks=True) if m.level >= 30 and not m.is_silenced()))"
)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, ""),
        ({"ISNAD_SECRET_KEY": "short"}, "newsroom.E001"),
        ({"ISNAD_SECRET_KEY": ""}, "newsroom.E001"),
        ({"ISNAD_ALLOWED_HOSTS": ""}, "newsroom.E002"),
        ({"ISNAD_ALLOWED_HOSTS": "*"}, "newsroom.E002"),
        ({"ISNAD_DEBUG": "1"}, "newsroom.E003"),
    ],
)
def test_production_starts_only_when_safe(change: dict[str, str], expected: str, tmp_path: Path) -> None:
    done = start(SHOW_CHECKS, tmp_path, **PRODUCTION | change)
    assert done.returncode == 0, done.stderr
    ours = [name for name in done.stdout.split() if name.startswith("newsroom.")]
    assert ours == expected.split()
    if not expected:
        assert done.stdout.strip() == "", "Django's own deployment checks must be silent, too"


def test_the_server_itself_refuses(tmp_path: Path) -> None:
    done = start("import newsroom.wsgi", tmp_path, **PRODUCTION | {"ISNAD_ALLOWED_HOSTS": ""})
    assert done.returncode == 1
    assert "Isnad does not start" in done.stderr
    assert "newsroom.E002" in done.stderr


def test_demo_accounts_stay_in_the_demo(db: None, settings: Any) -> None:
    get_user_model()._default_manager.create(username="demo", is_demo=True)
    assert checks.check_demo_accounts(None, databases=["default"]) == []
    settings.PRODUCTION = True
    (error,) = checks.check_demo_accounts(None, databases=["default"])
    assert isinstance(error, Error)
    assert (error.id, error.msg.split()[0]) == ("newsroom.E004", "1")
    get_user_model()._default_manager.update(is_active=False)
    assert checks.check_demo_accounts(None, databases=["default"]) == []


# --- Frameworks ------------------------------------------------------------------------------------------------------


def test_framework_settings_are_spelt_right() -> None:
    """A key that the framework does not know does nothing, and says nothing."""
    assert set(house.REST_FRAMEWORK) <= set(DEFAULTS)
    assert set(house.SPECTACULAR_SETTINGS) <= set(SPECTACULAR_DEFAULTS)


def test_the_api_knows_no_sessions_and_no_pages() -> None:
    assert house.REST_FRAMEWORK["DEFAULT_AUTHENTICATION_CLASSES"] == []
    assert house.REST_FRAMEWORK["DEFAULT_RENDERER_CLASSES"] == ["rest_framework.renderers.JSONRenderer"]


def test_the_changelog_is_the_version() -> None:
    assert f"\n## {house.VERSION} (" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_connections_are_as_the_design_wants(db: None, engine: str) -> None:
    asked = {
        "sqlite": {
            "PRAGMA journal_mode": "wal",
            "PRAGMA synchronous": 2,
            "PRAGMA foreign_keys": 1,
            "PRAGMA recursive_triggers": 1,
            "PRAGMA busy_timeout": 20_000,
        },
        "postgresql": {"SHOW lock_timeout": "2s", "SHOW idle_in_transaction_session_timeout": "10s"},
    }[engine]
    with connection.cursor() as cursor:
        for question, answer in asked.items():
            cursor.execute(question)
            assert cursor.fetchone()[0] == answer, question


# --- Headers and log-in ----------------------------------------------------------------------------------------------


def test_headers(client: Client) -> None:
    headers = client.get("/admin/login/").headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    for directive in ("base-uri 'none'", "frame-ancestors 'none'", "object-src 'none'", "form-action 'self'"):
        assert directive in policy
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert "camera=()" in headers["Permissions-Policy"]


def test_production_cookies_and_transport(tmp_path: Path) -> None:
    code = (
        "from newsroom.settings import *;"
        "print(SESSION_COOKIE_NAME, CSRF_COOKIE_NAME, SESSION_COOKIE_SECURE, SECURE_SSL_REDIRECT, SECURE_HSTS_SECONDS)"
    )
    done = start(code, tmp_path, **PRODUCTION)
    assert done.stdout.split() == ["__Host-session", "__Host-csrf", "True", "True", "31536000"]


def test_five_wrong_passwords_lock_a_name_at_an_address(db: None, client: Client) -> None:
    get_user_model()._default_manager.create_user(username="editor", password="right-password", is_staff=True)
    wrong, right = ({"username": "editor", "password": word} for word in ("wrong", "right-password"))
    answers = [client.post("/admin/login/", wrong).status_code for _ in range(5)]
    assert answers == [200, 200, 200, 200, 429]
    assert client.post("/admin/login/", right).status_code == 429
    assert client.post("/admin/login/", right, REMOTE_ADDR="203.0.113.9").status_code == 302


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (0, None, "192.0.2.1"),
        (0, "203.0.113.7", "192.0.2.1"),
        (1, "203.0.113.7", "203.0.113.7"),
        (1, "198.51.100.66, 203.0.113.7", "203.0.113.7"),
        (2, "198.51.100.66, 203.0.113.7, 10.0.0.2", "203.0.113.7"),
        (2, "203.0.113.7", "203.0.113.7"),
        (1, None, "192.0.2.1"),
        (1, " , ", "192.0.2.1"),
    ],
)
def test_only_our_own_proxies_are_believed(proxies: int, forwarded: str | None, expected: str, settings: Any) -> None:
    settings.TRUSTED_PROXIES = proxies
    headers = {} if forwarded is None else {"X-Forwarded-For": forwarded}
    request = RequestFactory().get("/", headers=headers, REMOTE_ADDR="192.0.2.1")
    assert client_ip(request) == expected


# --- Languages -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("language", "comma"), [("ar", "،"), ("en", ",")])
def test_numbers_and_dates_read_the_same_way_in_both_languages(language: str, comma: str) -> None:
    moment = dt.datetime(2025, 1, 27, 14, 30, tzinfo=dt.UTC)
    with translation.override(language):
        assert formats.number_format(1234567.5, force_grouping=True) == "1,234,567.5"
        assert re.fullmatch(rf"27 \S+ 2025{comma} 14:30", formats.date_format(moment, "DATETIME_FORMAT"))
        assert formats.date_format(moment, "SHORT_DATETIME_FORMAT") == "2025-01-27 14:30"


def test_arabic_is_the_language_of_the_house(client: Client) -> None:
    assert 'lang="ar" dir="rtl"' in client.get("/admin/login/").content.decode()
    assert 'lang="en' in client.get("/admin/login/", headers={"Accept-Language": "en"}).content.decode()


# --- Without the way in ----------------------------------------------------------------------------------------------

WITHOUT_SEEDS = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
call_command("check", databases=["default"])
call_command("collectstatic", verbosity=0, interactive=False)
from django.test import Client
pages = "/admin/login/", "/static/admin/css/base.css"
print([Client().get(page, headers={"Host": "127.0.0.1"}).status_code for page in pages])
"""


def test_a_copy_without_seeds_migrates_checks_and_serves(tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    copy.mkdir()
    for name in ("claims", "newsroom", "templates"):
        if (ROOT / name).exists():
            shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "CHANGELOG.md", copy)
    done = start(WITHOUT_SEEDS, tmp_path / "var", root=copy, PYTHONPATH=str(copy))
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip().endswith("[200, 200]"), done.stdout
