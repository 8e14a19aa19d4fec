"""A copy of the tree without ``seeds/`` migrates, checks and serves: the way in is a guest of the house."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
NEEDED = ("manage.py", "newsroom", "claims", "templates", "CHANGELOG.md")

SERVE = """
import os, django
os.environ["DJANGO_SETTINGS_MODULE"] = "newsroom.settings"
django.setup()
from django.test import Client
for path in ("/ar/", "/en/", "/api/v1/stories/", "/admin/login/"):
    print(path, Client(headers={"host": "127.0.0.1"}).get(path).status_code)
"""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for name in NEEDED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(source, tmp_path / name)
    return tmp_path


def run(copy: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("ISNAD_", "DATABASE_"))}
    environment |= {"ISNAD_DEMO": "1", "PYTHONPATH": str(copy)}
    return subprocess.run(  # noqa: PLW1510 - the caller looks at the exit code
        [sys.executable, *arguments], cwd=copy, env=environment, capture_output=True, text=True
    )


def test_the_rest_migrates_checks_and_serves_without_seeds(copy: Path) -> None:
    assert not (copy / "seeds").exists()
    migrated = run(copy, "manage.py", "migrate", "-v0")
    assert migrated.returncode == 0, migrated.stderr
    collected = run(copy, "manage.py", "collectstatic", "--noinput", "-v0")
    assert collected.returncode == 0, collected.stderr
    checked = run(copy, "manage.py", "check", "--database", "default")
    assert checked.returncode == 0, checked.stderr
    served = run(copy, "-c", SERVE)
    assert served.stdout.split() == [
        *("/ar/", "200", "/en/", "200"),
        *("/api/v1/stories/", "200", "/admin/login/", "200"),
    ], served.stdout + served.stderr
    audited = run(copy, "manage.py", "verify_audit")
    assert audited.returncode == 0 and "The chain holds" in audited.stdout
