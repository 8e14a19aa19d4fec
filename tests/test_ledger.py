"""The one transaction shape, the audit chain, and what it finds when the table's owner goes behind the guards."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, models

from claims import actions as claims
from claims import ledger
from claims.ledger import guards
from claims.models import Body, ClaimText, Entry, EntryNumber, Head, Review
from newsroom.models import Publication, Sequence
from tests import factory


def problems() -> list[str]:
    return [str(problem) for problem in ledger.verify()]


def behind_the_guards(sql: str, params: list[Any] | None = None) -> None:
    """What the owner of the tables can do: take the guards off, change, put them back."""
    connection.check_constraints()  # PostgreSQL alters no table while foreign keys are still to be checked
    guards.lift()
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
    connection.check_constraints()
    guards.install()


@pytest.mark.django_db
def test_every_deed_is_numbered_and_chained() -> None:
    factory.published_story()
    links = list(EntryNumber.objects.order_by("n"))
    assert [link.n for link in links] == list(range(1, len(links) + 1))
    assert all(link.prev_hash == before.hash for before, link in zip(links, links[1:], strict=False))
    assert Entry.objects.filter(number__isnull=True).count() == 0
    head = Head.objects.get()
    assert (head.entry_n, head.entry_hash) == (links[-1].n, links[-1].hash)
    assert list(Sequence.objects.values_list("n", flat=True)) == list(range(1, head.sequence_n + 1))
    assert Publication.objects.count() == head.sequence_n
    assert problems() == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("model", "column", "value"),
    [
        (Review, "decision", "return"),
        (Publication, "cause", "corrected"),
        (ClaimText, "number", 9),
        (Entry, "verb", "story.innocent"),
        (EntryNumber, "hash", "0" * 64),
        (Sequence, "publication_id", None),
    ],
)
def test_a_row_changed_by_the_tables_owner_is_named(model: type[models.Model], column: str, value: Any) -> None:
    factory.published_story()
    row = model._base_manager.order_by("pk").last()
    assert row is not None
    table, pk = model._meta.db_table, model._meta.pk
    assert pk is not None
    if value is None:  # two rows of the sequence change places
        behind_the_guards(f'DELETE FROM "{table}" WHERE "{pk.column}" = %s', [row.pk])
    else:
        prepared = pk.get_db_prep_value(row.pk, connection)
        behind_the_guards(f'UPDATE "{table}" SET "{column}" = %s WHERE "{pk.column}" = %s', [value, prepared])
    named = problems()
    assert named
    assert any(str(row.pk) in line for line in named)


@pytest.mark.django_db
def test_a_row_slipped_in_by_the_tables_owner_is_named() -> None:
    factory.published_claim()
    review = Review.objects.order_by("pk").first()
    assert review is not None
    chief = factory.cast()["chief"]
    forged = Review(proof=review.proof, reviewer=chief, decision="return", at=review.at)
    forged.save(force_insert=True)
    assert any(f"claims_review {forged.pk}" in line for line in problems())


@pytest.mark.django_db
def test_a_changed_text_does_not_match_its_digest() -> None:
    factory.published_claim()
    body = Body.objects.exclude(content=None).order_by("digest").first()
    assert body is not None
    behind_the_guards('UPDATE "claims_body" SET content = %s WHERE digest = %s', [b"other words", body.digest])
    assert any(body.digest in line for line in problems())


@pytest.mark.django_db
def test_verify_audit_says_that_all_holds_or_names_the_row() -> None:
    factory.published_story()
    out = StringIO()
    call_command("verify_audit", stdout=out)
    assert "The chain holds" in out.getvalue()
    publication = Publication.objects.current().filter(kind="story").get()
    forged = Body.objects.put(b'{"languages":{"ar":{"content":{}},"en":null}}')
    prepared = Publication._meta.pk.get_db_prep_value(publication.pk, connection)
    behind_the_guards('UPDATE "newsroom_publication" SET document_id = %s WHERE id = %s', [forged.digest, prepared])
    err = StringIO()
    with pytest.raises(SystemExit) as stop:
        call_command("verify_audit", stdout=StringIO(), stderr=err)
    assert stop.value.code == 1
    assert str(publication.pk) in err.getvalue() and "not what was approved" in err.getvalue()


@pytest.mark.django_db
def test_a_rolled_back_verb_leaves_no_trace() -> None:
    cast = factory.cast()
    entries, bodies = Entry.objects.count(), Body.objects.count()

    class Stop(Exception):
        pass

    with pytest.raises(Stop), ledger.transaction(editor=cast["contributor"]):
        factory.claim()
        raise Stop
    assert (Entry.objects.count(), Body.objects.count()) == (entries, bodies)
    assert problems() == []


@pytest.mark.django_db
def test_a_savepoint_drops_what_its_row_queued() -> None:
    cast = factory.cast()

    class Stop(Exception):
        pass

    with ledger.transaction(editor=cast["contributor"]):
        kept = factory.claim()
        with pytest.raises(Stop), ledger.savepoint():
            factory.claim("ادعاء آخر", "another claim")
            raise Stop
    assert list(Entry.objects.filter(verb="claim.raise").values_list("subject_id", flat=True)) == [str(kept.pk)]
    assert problems() == []


@pytest.mark.django_db
def test_guarded_rows_without_an_entry_are_a_programming_error() -> None:
    cast = factory.cast()
    claim = factory.claim()
    with pytest.raises(RuntimeError, match="must call ledger.record"), ledger.transaction(editor=cast["writer"]):
        ledger.insert(ClaimText(claim=claim, language="ar", number=9, text=Body.objects.put_text("x")))


@pytest.mark.django_db
def test_a_guarded_write_outside_a_transaction_is_a_programming_error() -> None:
    claim = factory.claim()
    with pytest.raises(RuntimeError, match="outside ledger.transaction"):
        ledger.insert(ClaimText(claim=claim, language="ar", number=9, text=Body.objects.put_text("x")))


@pytest.mark.django_db
def test_a_stale_version_is_a_conflict_and_writes_nothing() -> None:
    cast = factory.cast()
    claim = factory.claim()
    question = factory.question()
    claims.group_claim(editor=cast["contributor"], claim=claim, version=claim.version, question=question)
    entries = Entry.objects.count()
    with pytest.raises(ledger.Conflict) as conflict:
        claims.group_claim(editor=cast["contributor"], claim=claim, version=claim.version, question=None)
    assert conflict.value.codes == {"conflict"}
    assert Entry.objects.count() == entries


@pytest.mark.django_db
def test_a_verb_without_an_editor_is_refused() -> None:
    with pytest.raises((TypeError, KeyError)):
        claims.trash(editor=None, row=factory.claim(), version=1)  # type: ignore[arg-type]


@pytest.mark.django_db
def test_the_same_bytes_are_one_body() -> None:
    assert Body.objects.put_text("إسناد").pk == Body.objects.put_text("إسناد").pk
    assert Body.objects.count() >= 1
