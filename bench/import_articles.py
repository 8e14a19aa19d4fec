"""What bringing articles in costs: CPU an article, against a bare `bulk_create` of the same rows; memory; waiting.

    .venv/bin/python bench/import_articles.py --count 10000

Runs on a database of its own in a temporary folder. Articles of about 3 KB are drawn from a vocabulary with Zipf's
frequencies, with noise above and below; every part of the import is switched on. Figures are CPU seconds of this
process, so other work on the machine changes them little.
"""

# ruff: noqa: T201, S608

from __future__ import annotations

import argparse
import itertools
import os
import random
import resource
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
WORDS = 40_000
NOISE_ABOVE = "أخبار\n\n"
NOISE_BELOW = "\n\nإقرأ أيضا:\nانهيار في أسواق المال العالمية\n\nاترك تعليقاً\nشارك المقال"


def vocabulary(rng: random.Random) -> tuple[list[str], list[float]]:
    words = ["".join(rng.choices(LETTERS, k=rng.randint(2, 8))) for _ in range(WORDS)]
    return words, list(itertools.accumulate(1 / rank for rank in range(1, WORDS + 1)))


def articles(count: int, seed: int = 1) -> Iterator[str]:
    """Articles of about 3 KB in UTF-8."""
    rng = random.Random(seed)  # noqa: S311 -- text, not secrets
    words, weights = vocabulary(rng)
    for number in range(count):
        lines = []
        for _ in range(8):
            prose = rng.choices(words, cum_weights=weights, k=38)
            lines.append(" ".join(prose) + f" بنسبة {rng.randint(1, 99)}% في عام 2025.")
        yield (
            f"{NOISE_ABOVE}{' '.join(rng.choices(words, cum_weights=weights, k=9))} {number}\n\n"
            + "\n".join(lines)
            + NOISE_BELOW
        )


def set_up(folder: Path) -> None:
    os.environ |= {"ISNAD_DEMO": "1", "ISNAD_VAR_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "newsroom.settings"}
    os.environ.pop("DATABASE_URL", None)
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def editor() -> Any:
    from django.contrib.auth.models import Group

    from claims.models import Editor

    made = Editor.objects.create(username="bench")
    made.groups.set(Group.objects.all())
    return made


class Waiter(threading.Thread):
    """An editor at work meanwhile: takes the write lock again and again, and notes how long each took."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.stopped, self.waits = threading.Event(), [0.0]

    def run(self) -> None:
        from django.db import connection, transaction

        while not self.stopped.wait(0.05):
            begun = time.monotonic()
            with transaction.atomic():
                self.waits.append(time.monotonic() - begun)
        connection.close()


def bring_in(count: int) -> tuple[list[float], list[float], list[float]]:
    """CPU milliseconds of each article, seconds that its transaction took, and how long an editor waited for it.

    The editor comes for the last tenth only: before, nobody is waited for, so a transaction's time is the lock's.
    """
    from seeds import actions, intake
    from seeds.incoming import Incoming
    from seeds.preparing import prepare

    who = editor()
    run = actions.start_run(editor=who, kind="files", label="bench")
    waiter = Waiter()
    spent: list[float] = []
    held: list[float] = []
    verb = actions.bring_in_item

    def timed(**given: Any) -> Any:
        begun = time.monotonic()
        made = verb(**given)
        held.append(time.monotonic() - begun)
        return made

    actions.bring_in_item = timed
    for number, text in enumerate(articles(count)):
        raw = text.encode()
        if number == count * 9 // 10:
            waiter.start()
        begun = time.thread_time()
        made = prepare(Incoming(f"{number}.txt", raw, text, "text/plain", "utf-8"))
        item = intake.enter(editor=who, run=run, name=f"{number}.txt", outcome=made)
        spent.append((time.thread_time() - begun) * 1000)
        if item.state != "accepted":
            raise SystemExit(f"article {number} was not brought in: {item.state} {item.problem}")
        if (number + 1) % 1000 == 0:
            print(f"  {number + 1} articles, {statistics.median(spent[-500:]):.1f} ms CPU", file=sys.stderr)
    waiter.stopped.set()
    waiter.join()
    actions.bring_in_item = verb
    return spent, held[: count * 9 // 10], waiter.waits


def bare(folder: Path) -> float:
    """CPU milliseconds an article of `bulk_create` alone, for the same rows in an empty database of the same shape."""
    from django.apps import apps
    from django.db import connections, transaction

    rows = {}
    for model in apps.get_models():
        if model._meta.app_label in {"claims", "seeds"}:
            found = list(model._base_manager.all())
            if found:
                rows[model] = found
    connection = connections["default"]
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = str(folder / "bare.sqlite3")
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    with connection.constraint_checks_disabled(), connection.cursor() as cursor:
        cursor.execute("PRAGMA foreign_keys=OFF")
        for name in list(_triggers(cursor)):
            cursor.execute(f'DROP TRIGGER "{name}"')
        for model in rows:
            cursor.execute(f'DELETE FROM "{model._meta.db_table}"')
        begun = time.process_time()
        with transaction.atomic():
            for model, found in rows.items():
                model._base_manager.bulk_create(found, batch_size=500)
        spent = (time.process_time() - begun) * 1000
    connection.close()
    connection.settings_dict["NAME"] = before
    return spent


def _triggers(cursor: Any) -> Iterator[str]:
    cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    yield from [row[0] for row in cursor.fetchall()]


def queries(count: int) -> list[float]:
    """Milliseconds of the search for texts that are alike, for articles that are in and for others."""
    from seeds import resemblance
    from seeds.incoming import Incoming
    from seeds.preparing import prepare

    spent = []
    some = itertools.chain(itertools.islice(articles(count), 50), articles(50, seed=2))
    for text in some:
        made = prepare(Incoming("q.txt", (text + "\n").encode(), text + "\n", "text/plain", "utf-8"))
        begun = time.monotonic()
        resemblance.find(made)
        spent.append((time.monotonic() - begun) * 1000)
    return sorted(spent)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=2000)
    count = parser.parse_args().count
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        set_up(folder)
        spent, held, waits = bring_in(count)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        asked = queries(count)
        alone = bare(folder) / count
    early, late = spent[: max(200, count // 10)], spent[-max(200, count // 10) :]
    print(f"articles                       {count}")
    print(f"CPU an article, mean           {statistics.mean(spent):.1f} ms")
    print(f"  the same rows, bulk_create   {alone:.1f} ms ({statistics.mean(spent) / alone:.1f} times)")
    print(f"  last tenth to first tenth    {statistics.median(late) / statistics.median(early):.2f} times")
    print(f"memory at most                 {memory:.0f} MB")
    print(f"the lock was held              {max(held) * 1000:.0f} ms at most")
    print(f"an editor waited for the lock  {max(waits) * 1000:.0f} ms at most, {len(waits)} times asked")
    print(f"texts that are alike           {asked[len(asked) // 2]:.1f} ms median, {asked[-3]:.1f} ms p97")


if __name__ == "__main__":
    main()
