"""An import is killed at any moment: no half article, the run goes on, the counts agree."""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ARTICLES = 500
WORDS = [
    "الشركة",
    "النموذج",
    "التدريب",
    "الكلفة",
    "الرقائق",
    "السوق",
    "الوزير",
    "التقرير",
    "الباحثون",
    "النتائج",
    "المصادر",
    "البيانات",
]

# Every row that belongs to an article, by what it hangs on; each must be there exactly as often as the article.
WHOLE = {
    "snapshots": "SELECT COUNT(*) FROM claims_snapshot s JOIN claims_article a ON a.id = s.article_id",
    "readings": "SELECT COUNT(*) FROM claims_reading r JOIN claims_snapshot s ON s.id = r.snapshot_id",
    "outlines": "SELECT COUNT(*) FROM seeds_sketch k JOIN claims_snapshot s ON s.id = k.snapshot_id",
    "items": "SELECT COUNT(*) FROM seeds_importitem WHERE state = 'accepted' AND article_id IS NOT NULL",
    "texts": "SELECT COUNT(*) FROM claims_snapshot s JOIN claims_body b ON b.digest = s.text_id WHERE b.content != ''",
    "entries": "SELECT COUNT(*) FROM claims_entry WHERE verb = 'article.bring_in'",
}


class Newsroom:
    """A demonstration of its own, run by commands in processes of their own."""

    def __init__(self, folder: Path) -> None:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("ISNAD_", "DATABASE_URL"))}
        self.env = {**kept, "ISNAD_DEMO": "1", "ISNAD_VAR_DIR": str(folder / "var"), "PYTHONUNBUFFERED": "1"}
        self.database = folder / "var" / "isnad.sqlite3"
        self.articles = folder / "articles"
        self.articles.mkdir()
        rng = random.Random(7)  # noqa: S311 -- text, not secrets
        for number in range(ARTICLES):
            prose = "\n".join(" ".join(rng.choices(WORDS, k=14)) + f" {number}." for _ in range(3))
            (self.articles / f"{number:03}.txt").write_text(f"عنوان الخبر رقم {number} من خمسمئة\n{prose}", "utf-8")
        self.run("migrate", "-v0")

    def command(self, *words: str) -> list[str]:
        return [sys.executable, "manage.py", *words]

    def run(self, *words: str) -> str:
        done = subprocess.run(self.command(*words), cwd=ROOT, env=self.env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def bring_in(self) -> list[str]:
        return self.command("import_articles", str(self.articles), "--json")

    def kill_after(self, lines: int) -> int:
        """Starts the import and kills it when it has said so many lines; returns how many it has said by then."""
        with subprocess.Popen(self.bring_in(), cwd=ROOT, env=self.env, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            said = 0
            for _ in process.stdout:
                said += 1
                if said >= lines:
                    process.send_signal(signal.SIGKILL)
                    break
            process.stdout.read()
        return said

    def counts(self) -> dict[str, int]:
        with sqlite3.connect(f"file:{self.database}?mode=ro", uri=True) as connection:
            found = {name: int(connection.execute(sql).fetchone()[0]) for name, sql in WHOLE.items()}
            found["articles"] = int(connection.execute("SELECT COUNT(*) FROM claims_article").fetchone()[0])
            found["runs"] = int(connection.execute("SELECT COUNT(*) FROM seeds_importrun").fetchone()[0])
        return found


def killed(folder: Path, times: int) -> None:
    newsroom = Newsroom(folder)
    rng = random.Random(times)  # noqa: S311 -- where to kill, not secrets
    for number in range(1, times + 1):
        # A resumed run repeats what came in before the kill, so the line to stop at moves on with it.
        newsroom.kill_after(rng.randint((number - 1) * ARTICLES // (times + 1) + 1, number * ARTICLES // (times + 1)))
        found = newsroom.counts()
        assert found.pop("runs") == 1, "the run that was cut off goes on"
        assert set(found.values()) == {found["articles"]}, f"half an article after kill {number}: {found}"
    last = json.loads(newsroom.run("import_articles", str(newsroom.articles), "--json").splitlines()[-1])
    assert last == {"counts": {"accepted": ARTICLES}, "dry_run": False}
    found = newsroom.counts()
    assert (found.pop("runs"), set(found.values())) == (1, {ARTICLES})
    newsroom.run("verify_audit")


@pytest.mark.all
def test_a_killed_import_goes_on(tmp_path: Path) -> None:
    killed(tmp_path, times=3)


@pytest.mark.soak
def test_an_import_killed_twenty_times_goes_on(tmp_path: Path) -> None:
    killed(tmp_path, times=20)
