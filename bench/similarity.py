"""How fast copies are found among many articles, and how surely: `python bench/similarity.py [--articles 100000]`.

The articles are made up of a vocabulary with Zipf frequencies, of common phrases (so that articles share shingles as
real ones do), and of what leaks in: each outlet's boilerplate, and one that a third of all pages carry. They are put
into a SQLite table of (hash, owner) twice: all rows, and at most 200 of a hash, as `seeds.similarity` proposes.
Then known copies are looked for: rewritten leads, dropped words, half the paragraphs, excerpts of 60 words.
Times are CPU or wall milliseconds as said; a run with 100,000 articles takes some five minutes and 1 GB of disk.
"""

# It prints, and its chances need no secrecy.
# ruff: noqa: T201, S311

from __future__ import annotations

import argparse
import itertools
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from seeds.similarity import (  # noqa: E402
    COMMON,
    Candidate,
    Sketch,
    compare,
    estimate_of,
    kind_of,
    rank,
    shared_passages,
    sketch,
    storable,
)

LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
VOCABULARY = 60_000
PHRASES = 4_000
OUTLETS = 200
PARAGRAPH = 45  # words

CREATE = "CREATE TABLE sample (id INTEGER PRIMARY KEY, hash BIGINT NOT NULL, owner BIGINT NOT NULL)"
INDEX = "CREATE INDEX sample_hash ON sample (hash, owner)"
INSERT = "INSERT INTO sample (hash, owner) VALUES (?, ?)"
GROUPS = "SELECT owner, COUNT(*) FROM sample WHERE hash IN ({}) GROUP BY owner ORDER BY 2 DESC LIMIT 20"
ROWS = "SELECT hash, owner FROM sample WHERE hash IN ({})"

Clock = Callable[[], float]


class Press:
    """Articles by number: the same number is the same article in every run."""

    def __init__(self, seed: int) -> None:
        dice = random.Random(seed)
        self.words = ["".join(dice.choices(LETTERS, k=dice.randint(2, 8))) for _ in range(VOCABULARY)]
        self.frequencies = list(itertools.accumulate(1 / (place + 2.7) for place in range(VOCABULARY)))
        self.phrases = [self.some(dice, dice.randint(3, 5)) for _ in range(PHRASES)]
        self.usual = list(itertools.accumulate(1 / (place + 1) for place in range(PHRASES)))
        self.boilerplate = [self.some(dice, 25) for _ in range(OUTLETS)]
        self.everywhere = self.some(dice, 12)
        self.seed = seed

    def some(self, dice: random.Random, count: int) -> list[str]:
        return dice.choices(self.words, cum_weights=self.frequencies, k=count)

    def article(self, number: int) -> str:
        """Paragraphs of about 280 words in all, of which about one in eight stands in a common phrase."""
        dice = random.Random(f"{self.seed}/{number}")
        paragraphs = []
        for _ in range(dice.randint(3, 9)):
            line = self.some(dice, PARAGRAPH)
            for phrase in dice.choices(self.phrases, cum_weights=self.usual, k=2):
                at = dice.randrange(len(line))
                line[at:at] = phrase
            paragraphs.append(" ".join(line) + ".")
        paragraphs.append(" ".join(self.boilerplate[number % OUTLETS]))
        if number % 3 == 0:
            paragraphs.append(" ".join(self.everywhere))
        return "\n".join(paragraphs)


# --- Copies -----------------------------------------------------------------------------------------------------------


def rewritten(text: str, dice: random.Random, press: Press) -> str:
    """The first paragraph in other words."""
    first, *others = text.split("\n")
    return "\n".join([" ".join(press.some(dice, len(first.split()))), *others])


def dropped(text: str, dice: random.Random, press: Press) -> str:
    """One word in ten left out."""
    return "\n".join(" ".join(word for word in line.split() if dice.random() > 0.1) for line in text.split("\n"))


def halved(text: str, dice: random.Random, press: Press) -> str:
    """Every other paragraph."""
    return "\n".join(text.split("\n")[::2])


def excerpt(text: str, dice: random.Random, press: Press) -> str:
    """Sixty words in a row, without any boilerplate."""
    words = " ".join(line for line in text.split("\n") if line.endswith(".")).split()
    at = dice.randrange(len(words) - 60)
    return " ".join(words[at : at + 60])


COPIES: dict[str, Callable[[str, random.Random, Press], str]] = {
    "lead rewritten": rewritten,
    "10 % of words dropped": dropped,
    "half the paragraphs": halved,
    "60-word excerpt": excerpt,
}


# --- Tables -----------------------------------------------------------------------------------------------------------


class Table:
    """Rows (hash, owner) in a SQLite file; ``capped`` keeps at most ``COMMON`` rows of a hash."""

    def __init__(self, path: Path, capped: bool) -> None:
        self.path, self.capped = path, capped
        self.name = "at most 200 of a hash" if capped else "all rows"
        self.spread: Counter[int] = Counter()
        self.base = sqlite3.connect(path)
        self.base.execute("PRAGMA journal_mode=WAL")
        self.base.execute(CREATE)
        self.base.execute(INDEX)

    def fill(self, sketches: Iterable[tuple[int, Sketch]]) -> None:
        """Many at once."""
        self.base.executemany(INSERT, self._rows(sketches))
        self.base.commit()

    def _rows(self, sketches: Iterable[tuple[int, Sketch]]) -> Iterator[tuple[int, int]]:
        for owner, made in sketches:
            for value in made.sample:
                self.spread[value] += 1
                if not self.capped or self.spread[value] <= COMMON:
                    yield value, owner

    def add(self, owner: int, made: Sketch) -> list[Candidate]:
        """One, as an import does it: ask for what is like it, then store what may be stored."""
        rows = self.ask(ROWS, made)
        self.base.executemany(INSERT, [(value, owner) for value in storable(made, rows)])
        self.base.commit()
        return rank(rows)

    def ask(self, statement: str, made: Sketch) -> list[tuple[int, int]]:
        marks = ",".join("?" * len(made.sample))
        return self.base.execute(statement.format(marks), made.sample).fetchall()

    def count(self) -> int:
        found: int = self.base.execute("SELECT COUNT(*) FROM sample").fetchone()[0]
        return found

    def megabytes(self) -> float:
        self.base.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return self.path.stat().st_size / 1e6


# --- Figures ----------------------------------------------------------------------------------------------------------


def spent(work: Callable[..., object], calls: Iterable[tuple[Any, ...]], clock: Clock = time.process_time) -> str:
    """What each call of ``work`` takes, in milliseconds."""
    times = []
    for arguments in calls:
        begun = clock()
        work(*arguments)
        times.append((clock() - begun) * 1000)
    p95 = sorted(times)[int(len(times) * 0.95)]
    return f"p50 {statistics.median(times):7.2f}   p95 {p95:7.2f}   max {max(times):7.2f}"


def say(name: str, figure: object) -> None:
    print(f"{name:<48} {figure}", flush=True)


def measure_texts(press: Press) -> None:
    texts = [press.article(number) for number in range(300)]
    copies = [(text, dropped(text, random.Random(1), press)) for text in texts]
    say("characters of an article, median", statistics.median(map(len, texts)))
    say("sketch, CPU ms", spent(sketch, ((text,) for text in texts)))
    say("compare with a copy, CPU ms", spent(compare, copies))
    say("shared passages with a copy, CPU ms", spent(shared_passages, copies))


def measure_table(table: Table, sketches: list[Sketch], asked: list[Sketch], one_by_one: int) -> None:
    numbered = list(enumerate(sketches))
    begun = time.process_time()
    table.fill(numbered[:-one_by_one])
    each = (time.process_time() - begun) / (len(sketches) - one_by_one) * 1000
    print(f"\n{table.name}")
    say("  added at once, CPU ms an article", f"{each:.2f}")
    say("  the last added one by one, CPU ms", spent(table.add, numbered[-one_by_one:]))
    say(
        "  rows, rows an article, MB",
        f"{table.count():,}   {table.count() / len(sketches):.1f}   {table.megabytes():.0f}",
    )
    say("  hashes that more than 200 articles have", sum(number > COMMON for number in table.spread.values()))
    say("  GROUP BY query, wall ms", spent(lambda made: table.ask(GROUPS, made), zip(asked), time.perf_counter))
    say("  rows and rank(), wall ms", spent(lambda made: rank(table.ask(ROWS, made)), zip(asked), time.perf_counter))


def alike(table: Table, press: Press, text: str) -> tuple[int, list[int]]:
    """How many candidates were measured, and those that are like the text."""
    made = sketch(text)
    texts = {found: press.article(found.owner) for found in rank(table.ask(ROWS, made))}
    worth = [found for found in texts if estimate_of(found.shared, made.count, sketch(texts[found]).count).promising]
    return len(worth), [found.owner for found in worth if kind_of(compare(text, texts[found])) != "none"]


def measure_recall(table: Table, press: Press, count: int, planted: int) -> None:
    print(f"\ncopies looked for: {planted} of each kind")
    dice = random.Random(7)
    for name, copied in COPIES.items():
        numbers = dice.sample(range(count), planted)
        results = [alike(table, press, copied(press.article(number), dice, press)) for number in numbers]
        hits = sum(number in found for number, (_, found) in zip(numbers, results, strict=True))
        report(f"  {name}: found {hits / planted:.1%}", results, hits)
    report("  of no article", [alike(table, press, press.article(count + number)) for number in range(planted)], 0)


def report(name: str, results: list[tuple[int, list[int]]], right: int) -> None:
    wrong = sum(len(found) for _, found in results) - right
    measured = sum(number for number, _ in results) / len(results)
    say(name, f"others called alike {wrong}   texts measured for each {measured:.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--one-by-one", type=int, default=1_000, help="how many of them as an import adds them")
    parser.add_argument("--queries", type=int, default=300, help="articles asked for, half of them in the table")
    parser.add_argument("--planted", type=int, default=200, help="copies of each kind")
    parser.add_argument("--seed", type=int, default=3)
    options = parser.parse_args()
    press = Press(options.seed)
    measure_texts(press)
    sketches = [sketch(press.article(number)) for number in range(options.articles)]
    half = options.queries // 2
    asked = sketches[:half] + [sketch(press.article(options.articles + number)) for number in range(half)]
    with tempfile.TemporaryDirectory() as folder:
        for capped in (False, True):
            table = Table(Path(folder) / f"{capped}.sqlite3", capped)
            measure_table(table, sketches, asked, options.one_by_one)
        measure_recall(table, press, options.articles, options.planted)


if __name__ == "__main__":
    main()
