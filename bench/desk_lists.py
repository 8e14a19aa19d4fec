"""What the desk's list of claims costs among many: each way of looking at it, as a browser would ask for it.

    .venv/bin/python bench/desk_lists.py --claims 100000 --postgresql     on a throw-away PostgreSQL
    .venv/bin/python bench/desk_lists.py --claims 100000                  on SQLite

Claims are those of `bench/suggest_claims.py`, with the words that `claims.search` gives; half of them have a published
verification, each stands in one of a thousand articles, a third answers one of two hundred questions. Rows are written
in bulk, past the verbs. Times are wall milliseconds of a whole answer, page and all, through Django's test client.
"""

# ruff: noqa: S311, T201

from __future__ import annotations

import argparse
import datetime as dt
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from suggest_claims import STEP, Press, set_up  # noqa: E402

ARTICLES = 1_000
QUESTIONS = 200
TIMES = 7  # answers of which the median is told
LIMIT = 300  # ms: the bar for 100,000 claims on PostgreSQL


def fill(press: Any, count: int) -> None:
    """Sources with one name each, and claims with their words; the sentence itself is no part of a list."""
    from claims.arabic import fold, stem
    from claims.models import Body, Claim, ClaimText, Source, SourceAlias

    names = list(enumerate(press.names))
    sources = Source.objects.bulk_create(
        [Source(slug=f"s{n}", kind="company", name_ar=name, name_en=f"s{n}") for n, name in names], batch_size=STEP
    )
    aliases = [SourceAlias(source=row, words=row.name_ar, fold=fold(row.name_ar)) for row in sources]
    SourceAlias.objects.bulk_create(aliases, batch_size=STEP)
    body = Body.objects.put_text("جملة")
    rng = random.Random(1)
    stems = [stem(fold(word)) for word in press.words]
    places = range(len(press.words))
    for start in range(0, count, STEP):
        chosen = [rng.choices(places, cum_weights=press.weights, k=14) for _ in range(min(STEP, count - start))]
        labels = [" ".join(press.words[place] for place in row) for row in chosen]
        claims = Claim.objects.bulk_create([Claim(slug="c", label=text, checkability="factual") for text in labels])
        ClaimText.objects.bulk_create([ClaimText(claim=row, language="ar", number=1, text=body) for row in claims])
        index([(stems[place], claim.pk) for claim, row in zip(claims, chosen, strict=True) for place in set(row)])
        print(f"  {start + len(claims)} claims", end="\r", file=sys.stderr, flush=True)
    print(file=sys.stderr)


def index(words: list[tuple[str, int]]) -> None:
    """Words of claims, written as fast as the engine takes them."""
    from django.db import connection

    words = sorted(set(words))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            sql = "INSERT INTO claims_claimterm (term, claim_id) SELECT unnest(%s::text[]), unnest(%s::bigint[])"
            cursor.execute(sql, [[word for word, _key in words], [key for _word, key in words]])
        else:
            cursor.executemany("INSERT INTO claims_claimterm (term, claim_id) VALUES (%s, %s)", words)


def surround(count: int) -> None:
    """What a list shows beside a claim: questions, verifications, texts."""
    from django.contrib.auth.models import Group

    from claims.models import (
        Article,
        Body,
        Claim,
        Editor,
        Occurrence,
        Question,
        Snapshot,
        Source,
        Verdict,
        Verification,
    )

    who = Editor.objects.create_user(username="bench", is_staff=True)
    who.groups.set(Group.objects.filter(name="desk_admin"))
    outlets = list(Source.objects.order_by("pk")[:50])
    asked = Question.objects.bulk_create(
        [
            Question(slug="q", subject="x", measure=f"m{n % 9}", wording_ar=f"كم {n}؟", wording_en=f"How {n}?")
            for n in range(QUESTIONS)
        ]
    )
    text = Body.objects.put_text("نص " * 40)
    articles = Article.objects.bulk_create(
        [Article(title=f"عنوان {n}", outlet=outlets[n % 50], import_key=f"{n:064}") for n in range(ARTICLES)]
    )
    now = dt.datetime.now(dt.UTC)
    snapshots = Snapshot.objects.bulk_create(
        [
            Snapshot(article=each, number=1, raw=text, text=text, length=120, taken_at=now, taken_from="x")
            for each in articles
        ]
    )
    verdicts = list(Verdict.objects.order_by("position"))
    keys = list(Claim.objects.order_by("pk").values_list("pk", flat=True))
    today = now.date()
    for start in range(0, count, STEP):
        some = keys[start : start + STEP]
        Occurrence.objects.bulk_create(
            [
                Occurrence(
                    claim_id=key, snapshot=snapshots[key % ARTICLES], quote=text, start=0, end=9,
                    stance="asserts", mode="paraphrase", editor=who,
                )
                for key in some
            ]
        )  # fmt: skip
        checked = Verification.objects.bulk_create(
            [
                Verification(
                    claim_id=key, number=1, verdict=verdicts[key % len(verdicts)], author=who, at=now,
                    as_of=today - dt.timedelta(days=key % 400), recheck_by=today + dt.timedelta(days=key % 90 - 10),
                )
                for key in some
                if key % 2
            ]
        )  # fmt: skip
        changed = [Claim(pk=row.claim_id, current_verification=row) for row in checked]
        Claim.objects.bulk_update(changed, ["current_verification"], batch_size=500)
        answering = [Claim(pk=key, question=asked[key % QUESTIONS]) for key in some if key % 3 == 0]
        Claim.objects.bulk_update(answering, ["question"], batch_size=500)
        print(f"  {start + len(some)} surrounded", end="\r", file=sys.stderr, flush=True)
    print(file=sys.stderr)


def looks(press: Any) -> dict[str, str]:
    """Ways of looking at the list, by name, as queries."""
    from claims.models import Claim, Question, Source

    rare, common = press.words[20_000], press.words[0]
    return {
        "as it opens": "",
        "page 2": "p=2",
        "last page": f"p={Claim.objects.count() // 50}",
        "by rating": "verdict=false",
        "to look at again": "checking=due",
        "never looked at": "checking=untouched",
        "by question": f"question={Question.objects.order_by('pk')[7].public_id}",
        "by source": f"source={Source.objects.order_by('pk')[7].public_id}",
        "by age": "age=older",
        "by language": "written=no-en",
        "in review": "work=in_review",
        "search: a rare word": f"q={rare}",
        "search: a common word": f"q={common}",
        "search: a beginning": f"q={rare[:3]}",
        "search: two words": f"q={rare} {common}",
        "search: no such word": "q=ظظظظظظ",
        "sorted by name": "o=1",
        "sorted by rating": "o=2",
    }


def asked(client: Any, query: str, address: str) -> tuple[float, float, int, int]:
    """Median and slowest milliseconds, queries, rows found."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    spent: list[float] = []
    client.get(f"{address}?{query}")
    for _ in range(TIMES):
        begun = time.perf_counter()
        answer = client.get(f"{address}?{query}")
        spent.append((time.perf_counter() - begun) * 1000)
        if answer.status_code != 200:
            raise RuntimeError(f"?{query} answers {answer.status_code}.")
    with CaptureQueriesContext(connection) as counted:
        answer = client.get(f"{address}?{query}")
    cl = (answer.context or {}).get("cl")
    return statistics.median(spent), max(spent), len(counted), cl.result_count if cl else 0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=10_000)
    parser.add_argument("--postgresql", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        set_up(Path(name), given.postgresql)
        from django.core.management import call_command
        from django.db import connection
        from django.test import Client
        from django.test.utils import setup_test_environment
        from django.urls import reverse

        from claims.models import Editor

        call_command("collectstatic", interactive=False, verbosity=0)
        setup_test_environment()
        press: Any = Press()
        fill(press, given.claims)
        surround(given.claims)
        with connection.cursor() as cursor:  # as autovacuum does in time
            cursor.execute("VACUUM ANALYZE" if given.postgresql else "ANALYZE")
        client = Client(headers={"accept-language": "ar"})
        client.force_login(Editor.objects.get(username="bench"))
        address = reverse("admin:claims_claim_changelist")
        print(f"{given.claims} claims on {connection.vendor}: median / slowest ms, queries, rows")
        for words, query in looks(press).items():
            middle, slowest, queries, rows = asked(client, query, address)
            late = "  over the bar" if middle > LIMIT else ""
            print(f"{words:<24} {middle:6.0f} {slowest:6.0f} {queries:4} {rows:8}{late}")
        for words, page in (("the front page", "index"), ("search of everything", "find_json")):
            query = f"q={press.words[0]}" if page == "find_json" else ""
            middle, slowest, queries, _rows = asked(client, query, reverse(f"admin:{page}"))
            print(f"{words:<24} {middle:6.0f} {slowest:6.0f} {queries:4}")


if __name__ == "__main__":
    main()
