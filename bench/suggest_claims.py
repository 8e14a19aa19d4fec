"""What suggestions cost among many tracked claims: one article's sentences set against all of them.

    .venv/bin/python bench/suggest_claims.py --claims 100000              on SQLite
    .venv/bin/python bench/suggest_claims.py --claims 100000 --postgresql on a throw-away PostgreSQL

Claims are sentences of a vocabulary with Zipf's frequencies, with a number each; one in twenty shares most of its
words with a sentence of the articles that are asked about. Rows are written in bulk, past the verbs, with the words
that `claims.search` gives. Times are wall milliseconds of this process on an otherwise idle machine.
"""

# ruff: noqa: T201, S311

from __future__ import annotations

import argparse
import itertools
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
WORDS = 40_000
SOURCES = 10_000
SENTENCES = 40  # of an article
ARTICLES = 25
STEP = 2_000


class Press:
    """Sentences by number: the same number is the same sentence in every run."""

    def __init__(self) -> None:
        rng = random.Random(1)
        self.words = ["".join(rng.choices(LETTERS, k=rng.randint(3, 8))) for _ in range(WORDS)]
        self.weights = list(itertools.accumulate(1 / rank for rank in range(1, WORDS + 1)))
        self.names = [
            "".join(rng.choices(LETTERS, k=6)) + " " + "".join(rng.choices(LETTERS, k=5)) for _ in range(SOURCES)
        ]

    def sentence(self, number: int) -> str:
        rng = random.Random(number)
        words = rng.choices(self.words, cum_weights=self.weights, k=14)
        return f"قالت {rng.choice(self.names)} إن {' '.join(words)} بلغ {rng.randint(2, 900)} ألف دولار"

    def claim(self, number: int) -> str:
        """A claim; one in twenty says nearly what a sentence of some article says."""
        if number % 20:
            return self.sentence(10_000_000 + number)
        words = self.sentence(number // 20 % (SENTENCES * ARTICLES)).split()
        return " ".join(words[:-4] + [str(number % 900 + 2), *words[-2:]])


def set_up(folder: Path, postgresql: bool) -> None:
    os.environ |= {"ISNAD_DEMO": "1", "ISNAD_VAR_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "newsroom.settings"}
    os.environ.pop("DATABASE_URL", None)
    if postgresql:
        from tests import postgres

        server = postgres.Cluster(postgres.find_binaries())
        os.environ |= {"PGHOST": server.host, "PGUSER": "postgres", "DATABASE_URL": "postgres:///postgres"}
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def fill(press: Press, count: int) -> None:
    """Claims with their wordings, numbers and words, in bulk."""
    from django.db import transaction

    from claims.arabic import fold
    from claims.models import Body, Claim, ClaimQuantity, ClaimTerm, ClaimText, Source, SourceAlias
    from claims.search import index_words

    with transaction.atomic():
        Source.objects.bulk_create(
            [Source(slug=f"s{n}", kind="company", name_ar=name, name_en=f"s{n}") for n, name in enumerate(press.names)],
            batch_size=STEP,
        )
        ids = list(Source.objects.order_by("pk").values_list("pk", flat=True))
        SourceAlias.objects.bulk_create(
            [SourceAlias(source_id=pk, words=name, fold=fold(name)) for pk, name in zip(ids, press.names, strict=True)],
            batch_size=STEP,
        )
    for start in range(0, count, STEP):
        texts = [press.claim(number) for number in range(start, min(start + STEP, count))]
        with transaction.atomic():
            claims = Claim.objects.bulk_create(
                [Claim(slug="c", label=text[:300], checkability="factual") for text in texts]
            )
            bodies = [
                Body.objects.put_text(f"{text} {claim.public_id}") for text, claim in zip(texts, claims, strict=True)
            ]
            ClaimText.objects.bulk_create(
                [
                    ClaimText(claim=claim, language="ar", number=1, text=body)
                    for claim, body in zip(claims, bodies, strict=True)
                ]
            )
            ClaimQuantity.objects.bulk_create(
                [
                    ClaimQuantity(claim=claim, subject="x", measure="y", value=f"{text.split()[-3]}000", unit="USD")
                    for claim, text in zip(claims, texts, strict=True)
                ]
            )
            ClaimTerm.objects.bulk_create(
                [
                    ClaimTerm(claim=claim, term=word)
                    for claim, text in zip(claims, texts, strict=True)
                    for word in sorted(index_words([text]))
                ],
                batch_size=10_000,
            )
        print(f"  {start + len(texts)} claims", end="\r", file=sys.stderr, flush=True)
    print(file=sys.stderr)


def articles(press: Press) -> Iterator[str]:
    for number in range(ARTICLES):
        yield "\n".join(f"{press.sentence(number * SENTENCES + line)}." for line in range(SENTENCES))


def asked(press: Press) -> tuple[list[float], list[float], set[int], int]:
    """Milliseconds of finding alone and of all suggestions, numbers of queries, and sentences that found a claim."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from claims import search
    from claims.conflicts import Sentence, match
    from claims.figures import figures
    from claims.moments import moments

    finding, whole, queries, found = [], [], set(), 0
    for text in articles(press):
        sentences = text.split("\n")
        read = [Sentence(each, figures(each), moments(each)) for each in sentences]
        with CaptureQueriesContext(connection) as counted:
            begun = time.perf_counter()
            known = search.known_names(text)
            near = search.nearest(sentences, known)
            finding.append((time.perf_counter() - begun) * 1000)
            rows = search.stated(claim for row in near for claim in row)
            made = [
                match(one, [rows[claim] for claim in row], known.finder) for one, row in zip(read, near, strict=True)
            ]
            whole.append((time.perf_counter() - begun) * 1000)
        queries.add(len(counted))
        found += sum(bool(each) for each in made)
    return sorted(finding), sorted(whole), queries, found


def shown(name: str, spent: Sequence[float]) -> str:
    return f"{name:<26} {statistics.median(spent):.0f} ms median, {spent[int(len(spent) * 0.95)]:.0f} ms p95"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=10_000)
    parser.add_argument("--postgresql", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        set_up(Path(name), given.postgresql)
        press: Any = Press()
        fill(press, given.claims)
        if given.postgresql:
            from django.db import connection

            with connection.cursor() as cursor:
                cursor.execute("VACUUM ANALYZE")  # as autovacuum does in time
        finding, whole, queries, found = asked(press)
        print(f"claims                     {given.claims}")
        print(shown("finding, one article", finding))
        print(shown("all suggestions", whole))
        print(f"queries                    {sorted(queries)}")
        print(f"sentences with a claim     {found} of {ARTICLES * SENTENCES}")


if __name__ == "__main__":
    main()
