"""The five seeds come in whole, through the verbs, once; what readers get rests on two people and on the texts."""

import json
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import call_command
from django.test import TransactionTestCase

from claims import ledger
from claims.models import Article, Editor, Entry, Occurrence, Proof, ProofAuthor, Review
from newsroom.models import Publication
from seeds import cast, cleaning
from tests.test_manifest import run, written

SEEDS = Path(cleaning.__file__).parent
COUNTS = {
    "articles": 5,
    "stories": 5,
    "questions": 8,
    "claims": 65,
    "occurrences": 74,
    "quantities": 36,
    "relations": 15,
    "contradictions": 7,
    "without_source": 55,
    "published_verifications": 65,
    "published_stories": 5,
}


@pytest.fixture(scope="module")
def imported(engine: str, django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, int]]:
    """A database with all seeds in it, committed, and what the import printed."""
    try:
        with django_db_blocker.unblock():
            printed = json.loads(run("--json"))
        yield printed
    finally:
        with django_db_blocker.unblock():
            # The suite's own way to clear tables that refuse to be cleared.
            TransactionTestCase._fixture_teardown(SimpleNamespace(_databases_names=lambda **_: ["default"]))  # type: ignore[arg-type]


def test_everything_comes_in_and_is_counted(imported: dict[str, int], db: None) -> None:
    assert imported == {**COUNTS, "changed": imported["changed"]}
    assert imported["changed"] > sum(COUNTS[kind] for kind in ("articles", "stories", "claims", "relations"))


def test_a_second_import_changes_nothing_and_says_so(imported: dict[str, int], db: None) -> None:
    before = written()
    assert run().startswith("Nothing new")
    assert json.loads(run("--json")) == {**COUNTS, "changed": 0}
    assert written() == before


def test_every_quote_stands_in_its_snapshot(imported: dict[str, int], db: None) -> None:
    for occurrence in Occurrence.objects.select_related("quote", "snapshot__text"):
        text = occurrence.snapshot.content()
        assert text[occurrence.start : occurrence.end] == occurrence.quote.text
        assert occurrence.core() in occurrence.quote.text
        for quantity in occurrence.printed:
            assert occurrence.start <= quantity["start"] < quantity["end"] <= occurrence.end


def test_nothing_is_said_of_an_article_that_its_text_does_not_say(imported: dict[str, int], db: None) -> None:
    for article in Article.objects.prefetch_related("authors"):
        text = article.snapshots.get().content()
        read = vars(cleaning.clean(text).metadata)
        assert (article.published, read["published"]) == (None, None)
        for name in ("title", "section", "modified", "issue_number"):
            assert getattr(article, name) == (read[name].value if read[name] else None), name
        for name in ("outlet", "translator"):
            said = getattr(article, name)
            assert (said.name_ar if said else None) == (read[name].value if read[name] else None), name
        assert [author.words for author in article.authors.all()] == [author.value for author in read["authors"]]


def test_particulars_of_an_article_stand_on_the_lines_they_were_read_from(imported: dict[str, int], db: None) -> None:
    for article in Article.objects.all():
        lines = article.snapshots.get().content().split("\n")
        known = {name: value for name, value in article.provenance.items() if name not in {"label", "date_clues"}}
        assert known
        for said in known.values():
            assert said["words"] in lines[int(said["from"].removeprefix("line ")) - 1]


def test_each_reading_is_the_cleaners(imported: dict[str, int], db: None) -> None:
    for article in Article.objects.all():
        snapshot = article.snapshots.get()
        assert snapshot.readings.get().blocks == cleaning.clean(snapshot.content()).as_rows()
        assert bytes(snapshot.raw.data) == (SEEDS / "articles" / snapshot.taken_from).read_bytes()


def test_the_publisher_wrote_nothing_and_every_proof_has_a_second_person(imported: dict[str, int], db: None) -> None:
    assert not ProofAuthor.objects.filter(editor__username="huda").exists()
    assert {review.reviewer.username for review in Review.objects.all()} == {"huda"}
    assert Proof.objects.count() == Review.objects.count() == 2 * (COUNTS["claims"] + COUNTS["stories"] + 1)
    signed = set(Entry.objects.filter(editor__isnull=False).values_list("verb", "editor__username"))
    assert {name for verb, name in signed if verb in {"article.bring_in", "source.write", "claim.raise"}} == {
        "archivist"
    }
    assert {name for verb, name in signed if verb == "verification.draft"} == {"nour", "salim"}


def test_what_readers_get_is_there_in_both_languages(imported: dict[str, int], db: None) -> None:
    shown = Publication.objects.current()
    kinds = ("story", "claim", "question", "scale")
    assert [shown.filter(kind=kind).count() for kind in kinds] == [5, 65, 8, 1]
    assert all(one.proof_ar_id and one.proof_en_id for one in shown.filter(kind__in=("story", "claim", "scale")))


def test_the_audit_holds_after_the_import(imported: dict[str, int], db: None) -> None:
    assert list(ledger.verify()) == []


def test_accounts_are_told_to_whoever_runs_the_demo(imported: dict[str, int], db: None) -> None:
    changed = Editor.objects.get(username="salim")
    changed.set_password("something else")
    Editor.objects.filter(pk=changed.pk).update(password=changed.password)
    out = StringIO()
    call_command("demo_accounts", stdout=out)
    lines = {line.split()[0]: line for line in out.getvalue().splitlines()[:-1]}
    assert "./dev totp" in out.getvalue().splitlines()[-1]
    assert list(lines) == ["User", "archivist", "nour", "salim", "huda", "admin", "auditor"]
    assert lines["nour"].split(maxsplit=1)[1] == f"editor, reviewer     {cast.PASSWORD}"
    assert "(changed)" in lines["salim"] and cast.PASSWORD not in lines["salim"]
