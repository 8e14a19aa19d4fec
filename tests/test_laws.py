"""The laws, attacked: by verbs and by raw SQL, on both engines. Each test fails when its guard is taken away."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import IntegrityError, connection, models, transaction

from claims import actions as claims
from claims import ledger
from claims.ledger import guarded_models, guards
from claims.models import Article, Body, Claim, Editor, Proof, Review, VerificationText
from claims.rules import Refused
from newsroom import actions as desk
from newsroom.models import Publication
from tests import factory

Row = dict[str, Any]


# --- Law 1: the second pair of eyes ----------------------------------------------------------------------------------


def in_review() -> tuple[Proof, Editor, Editor]:
    """A proof waiting for its review, its author, and someone who may review it."""
    claim = factory.claim()
    factory.occurrence(claim)
    verification = factory.draft(claim)
    cast = factory.cast()
    claims.submit_verification(editor=cast["writer"], verification=verification)
    return verification.texts.get(language="ar").state.proof, cast["writer"], cast["second"]


def raw_insert(model: type[models.Model], **values: Any) -> None:
    """An INSERT past every verb, rule and model: only the database can refuse it."""
    row = model(**values)
    fields = [
        field
        for field in model._meta.concrete_fields
        if not (field.primary_key and field.get_attname_column()[1] == "id" and row.pk is None)
    ]
    columns = ", ".join(f'"{field.column}"' for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    values_ = [field.get_db_prep_save(field.pre_save(row, add=True), connection) for field in fields]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f'INSERT INTO "{model._meta.db_table}" ({columns}) VALUES ({marks})', values_)


def review_row(proof: Proof, reviewer: Editor) -> Row:
    return {"proof": proof, "reviewer": reviewer, "decision": "approve", "at": proof.at}


@pytest.mark.django_db
def test_nobody_approves_what_she_wrote_even_in_sql() -> None:
    proof, writer, second = in_review()
    with pytest.raises(IntegrityError, match="Law 1"):
        raw_insert(Review, **review_row(proof, writer))
    raw_insert(Review, **review_row(proof, second))
    assert Review.objects.count() == 1


@pytest.mark.django_db
def test_a_superuser_with_every_role_can_not_approve_her_own_text() -> None:
    chief = factory.editor("chief_of_all", *factory.Role, is_superuser=True)
    claim = factory.claim()
    factory.occurrence(claim)
    verification = factory.draft(claim, editor=chief)
    claims.submit_verification(editor=chief, verification=verification)
    with pytest.raises(Refused) as refusal:
        claims.approve_verification(editor=chief, text=verification.texts.get(language="ar"))
    assert refusal.value.codes == {"own_work"}


@pytest.mark.django_db
def test_a_second_author_changes_a_comma_and_the_first_can_not_approve() -> None:
    cast = factory.cast()
    claim = factory.published_claim()
    story = factory.story([claim])
    by_first = factory.version(story, [claim], editor=cast["co_writer"])
    by_second = factory.version(story, [claim], editor=cast["writer"])
    assert by_second.number == by_first.number + 1
    desk.submit_version(editor=cast["writer"], version=by_second)
    with pytest.raises(Refused) as refusal:
        desk.approve_version(editor=cast["co_writer"], version=by_second)
    assert refusal.value.codes == {"own_work"}
    proof = Proof.objects.get(public_id=story.public_id, kind="story")
    with pytest.raises(IntegrityError, match="Law 1"):
        raw_insert(Review, **review_row(proof, cast["co_writer"]))


@pytest.mark.django_db
def test_the_authors_of_a_proof_are_fixed_once_it_is_reviewed() -> None:
    proof, _writer, second = in_review()
    author_model = apps.get_model("claims", "ProofAuthor")
    raw_insert(Review, **review_row(proof, second))
    with pytest.raises(IntegrityError, match="Law 1"):
        raw_insert(author_model, proof=proof, editor=factory.cast()["chief"])


@pytest.mark.django_db
def test_a_proof_without_authors_is_not_reviewable() -> None:
    proof, _writer, second = in_review()
    raw_insert(
        Proof,
        kind="claim",
        public_id=proof.public_id,
        language="ar",
        document=proof.document,
        subject_type="claims.verificationtext",
        subject_id="1",
        submitted_by=second,
        at=proof.at,
    )
    bare = Proof.objects.latest("pk")
    assert bare.pk != proof.pk
    with pytest.raises(IntegrityError, match="Law 1"):
        raw_insert(Review, **review_row(bare, second))


def publication_row(proof: Proof | None, editor: Editor, **extra: Any) -> Row:
    public_id = extra.pop("public_id", proof.public_id if proof else "aaaaaaaaaa")
    return {
        "id": uuid.uuid4(),
        "kind": "claim",
        "public_id": public_id,
        "version": 1,
        "cause": "published",
        "document": Body.objects.put(b"{}"),
        "proof_ar": proof,
        "by": editor,
        "at": ledger.chain.stamp_now(),
        **extra,
    }


@pytest.mark.django_db
@pytest.mark.parametrize(
    "forge",
    [
        pytest.param(lambda proof: {}, id="a proof nobody approved"),
        pytest.param(lambda proof: {"proof_ar": None}, id="no proof at all"),
        pytest.param(lambda proof: {"cause": "withdrawn", "proof_ar": None}, id="a withdrawal without a note"),
        pytest.param(lambda proof: {"kind": "question", "proof_ar": None}, id="a question derived from nothing"),
        pytest.param(lambda proof: {"kind": "correction"}, id="a correction of nothing"),
        pytest.param(lambda proof: {"kind": "scale", "proof_ar": None}, id="a scale without a proof"),
    ],
)
def test_a_direct_publication_is_refused_in_sql(forge: Callable[[Proof], Row]) -> None:
    proof, _writer, second = in_review()
    with pytest.raises(IntegrityError, match="Law 1"):
        raw_insert(Publication, **{**publication_row(proof, second), **forge(proof)})


@pytest.mark.django_db
def test_an_approved_proof_is_no_passport_for_another_page_or_language() -> None:
    proof, _writer, second = in_review()
    raw_insert(Review, **review_row(proof, second))
    with pytest.raises(IntegrityError, match="Law 1"):
        raw_insert(Publication, **publication_row(proof, second, public_id="bbbbbbbbbb"))
    with pytest.raises(IntegrityError, match="Law 1"):
        raw_insert(Publication, **{**publication_row(proof, second), "proof_ar": None, "proof_en": proof})
    raw_insert(Publication, **publication_row(proof, second))


@pytest.mark.django_db
def test_a_changed_rating_can_only_reuse_the_proofs_before_it() -> None:
    story = factory.published_story()
    before = Publication.objects.current().get(public_id=story.public_id)
    other = factory.published_story()
    foreign = Publication.objects.current().get(public_id=other.public_id)
    base = {
        **publication_row(before.proof_ar, before.by),
        "kind": "story",
        "version": before.version + 1,
        "cause": "verdict_changed",
    }
    with pytest.raises(IntegrityError, match="Law 1"):
        raw_insert(Publication, **{**base, "proof_en": None})
    with pytest.raises(IntegrityError, match="Law 1"):
        raw_insert(Publication, **{**base, "proof_en": foreign.proof_en})
    raw_insert(Publication, **{**base, "proof_en": before.proof_en})


@pytest.mark.django_db
def test_an_edit_after_approval_makes_it_stale() -> None:
    cast = factory.cast()
    claim = factory.claim()
    factory.occurrence(claim)
    verification = factory.draft(claim)
    factory.approve(verification)
    claims.reword_claim(
        editor=cast["contributor"], claim=claim, version=claim.version, language="ar", text="لم تتجاوز الكلفة، 294 ألفاً"
    )
    with pytest.raises(Refused) as refusal:
        desk.publish_verification(editor=cast["publisher"], verification=verification)
    assert refusal.value.codes == {"approval_stale"}
    assert not Publication.objects.exists()


@pytest.mark.django_db
def test_an_edit_during_the_review_is_refused_at_the_approval() -> None:
    cast = factory.cast()
    claim = factory.claim()
    placed = factory.occurrence(claim)
    verification = factory.draft(claim)
    claims.submit_verification(editor=cast["writer"], verification=verification)
    claims.set_chains(
        editor=cast["contributor"], occurrence=placed, chains=[[claims.HopSpec(naming="unnamed", words="شركة الرمال")]]
    )
    with pytest.raises(Refused) as refusal:
        claims.approve_verification(editor=cast["second"], text=verification.texts.get(language="ar"))
    assert refusal.value.codes == {"approval_stale"}


# --- Law 3: nothing lost ---------------------------------------------------------------------------------------------


@pytest.fixture
def lived_in(transactional_db: None) -> None:
    """A newsroom in which every verb that leaves guarded rows has been used."""
    cast = factory.cast()
    story = factory.published_story()
    claim = Claim.objects.get()
    inquiry = claims.ask_claimant(
        editor=cast["writer"], claim=claim, source=factory.source(), text="?", deadline=ledger.chain.stamp_now()
    )
    claims.record_answer(editor=cast["writer"], inquiry=inquiry, kind="declined", text="no")
    other = factory.claim("الكلفة مليون", "It cost a million", value="1000000")
    placed = factory.occurrence(other)
    claims.relate_claims(editor=cast["contributor"], a=claim, b=other, type="contradicts", why={"en": "values"})
    claims.retire_occurrence(editor=cast["contributor"], occurrence=placed, why="wrong place")
    changed = factory.draft(
        claim,
        "false",
        change_kind="correction",
        words={"ar": factory.words("خطأ", change_note="صححنا"), "en": factory.words("x", change_note="fixed")},
    )
    factory.publish(changed)
    desk.withhold(editor=cast["publisher"], public_id=story.public_id, notice="legal", reason="r")
    rated = factory.draft(other)
    first, *_others = claims.submit_verification(editor=cast["writer"], verification=rated, blind=True)
    claims.give_blind_verdict(editor=cast["second"], proof=first, verdict="true", rationale="The document says so.")
    verdict = apps.get_model("claims", "Verdict").objects.get(code="satire")
    claims.retire_verdict(editor=cast["chief"], verdict=verdict, why="unused")
    article = Article.objects.order_by("pk").first()
    assert article is not None
    typed = claims.Taken(
        raw=b"sound", text="نص آخر", blocks=[], cleaner="typed", taken_from="x.mp3", transcriber=cast["writer"]
    )
    heard, _new = claims.renew_article(editor=cast["contributor"], article=article, taken=typed)
    claims.confirm_transcript(editor=cast["second"], snapshot=heard)
    claims.reject_candidate(editor=cast["writer"], place=factory.place(), reason="vague")
    two = [factory.source(name, name, "person") for name in ("ليانج ونفينج", "ليانغ وينفنغ")]
    claims.distinguish_sources(editor=cast["writer"], a=two[0], b=two[1], why="two men")
    body = Body.objects.put(b"to be erased")
    with ledger.transaction(editor=cast["chief"]):
        redaction = apps.get_model("claims", "Redaction")(
            body=body,
            legal_reference="court order 1",
            requested_by=cast["chief"],
            approved_by=cast["publisher"],
            at=ledger.current().at,
        )
        ledger.insert(redaction)
        ledger.record("body.redact", redaction)


def refused(sql: str, params: list[Any] | None = None) -> None:
    # Where a row is also a matter of law 1, either trigger may speak first.
    with pytest.raises(IntegrityError, match="Law [13]"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, params)


def attack(model: type[models.Model]) -> None:
    """Every way to change or lose a row of a guarded table, tried on a real row."""
    table, pk = model._meta.db_table, model._meta.pk.column  # type: ignore[union-attr]
    assert model._base_manager.exists(), f"the scene holds no row of {table}: extend the fixture lived_in"
    columns = ", ".join(f'"{field.column}"' for field in model._meta.concrete_fields)
    some = f'(SELECT "{pk}" FROM "{table}" LIMIT 1)'
    for field in model._meta.concrete_fields:
        refused(f'UPDATE "{table}" SET "{field.column}" = "{field.column}" WHERE "{pk}" = {some}')
    refused(f'DELETE FROM "{table}"')
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            # As a foreign tool would connect: without this pragma REPLACE deletes without firing delete triggers.
            cursor.execute("PRAGMA recursive_triggers = OFF")
        refused(f'INSERT OR REPLACE INTO "{table}" ({columns}) SELECT {columns} FROM "{table}" LIMIT 1')
        refused(f'REPLACE INTO "{table}" ({columns}) SELECT {columns} FROM "{table}" LIMIT 1')
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA recursive_triggers = ON")
    else:
        refused(f'TRUNCATE "{table}" CASCADE')
        refused(
            f'INSERT INTO "{table}" ({columns}) SELECT {columns} FROM "{table}" LIMIT 1 '
            f'ON CONFLICT ("{pk}") DO UPDATE SET "{pk}" = EXCLUDED."{pk}"'
        )
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            refused(f'DELETE FROM "{table}"')


@pytest.mark.django_db(transaction=True)
def test_every_guarded_table_refuses_change_loss_and_replacement(lived_in: None) -> None:
    for model in guarded_models():
        attack(model)
    assert list(ledger.verify()) == []


@pytest.mark.django_db(transaction=True)
def test_guards_come_back_after_a_migration_that_rebuilds_the_table(lived_in: None) -> None:
    field = Review._meta.get_field("decision")
    wider = models.CharField(max_length=9)
    wider.set_attributes_from_name("decision")
    wider.model = Review
    guards.make_way()  # as `migrate` does before its first migration
    with connection.schema_editor() as schema:
        schema.alter_field(Review, field, wider)
    if connection.vendor == "sqlite":
        assert guards.missing(), "on SQLite a rebuild drops triggers; if it no longer does, this law is easier"
    call_command("migrate", verbosity=0, interactive=False)
    assert guards.missing() == []
    attack(Review)
    guards.make_way()
    with connection.schema_editor() as schema:
        schema.alter_field(Review, wider, field)
    guards.install()
    assert guards.missing() == []


@pytest.mark.django_db
def test_the_startup_check_names_a_missing_guard() -> None:
    from claims.apps import check_guards

    assert check_guards(["default"]) == []
    with connection.cursor() as cursor:
        on = "" if connection.vendor == "sqlite" else 'ON "claims_review"'
        cursor.execute(f'DROP TRIGGER "guard_claims_review_delete" {on}')
    (error,) = check_guards(["default"])
    assert error.id == "claims.E001" and "guard_claims_review_delete" in str(error.msg)
    # As the hint says, and as at the command line, where the checks run first.
    call_command("migrate", verbosity=0, interactive=False, skip_checks=False)
    assert check_guards(["default"]) == []


@pytest.mark.django_db
def test_every_append_only_model_of_the_design_is_guarded() -> None:
    """The list of DESIGN §3 that exists by now; a model that loses its guard turns this red."""
    named = {model._meta.object_name for model in guarded_models()}
    assert named >= {
        "Body",
        "Snapshot",
        "Reading",
        "Occurrence",
        "Attribution",
        "Hop",
        "ClaimText",
        "RelationDecision",
        "SourceDistinction",
        "Version",
        "Verification",
        "VerificationText",
        "Evidence",
        "InquiryEvent",
        "Proof",
        "ProofAuthor",
        "Review",
        "Publication",
        "Sequence",
        "Correction",
        "Withholding",
        "Entry",
        "EntryNumber",
        "Verdict",
        "Pin",
    }


@pytest.mark.django_db
def test_guards_are_lifted_by_the_suite_only(settings: Any) -> None:
    settings.TESTING = False
    with pytest.raises(RuntimeError, match="test suite"):
        guards.lift()


# --- Law 9: the law can be obeyed ------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_a_body_is_erased_only_where_two_people_decided(lived_in: None) -> None:
    table = Body._meta.db_table
    kept = Body.objects.put(b"not to be erased")
    with pytest.raises(IntegrityError, match="Law 3"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f'UPDATE "{table}" SET content = NULL WHERE digest = %s', [kept.digest])
    erased = Body.objects.get(pk=Body.objects.put(b"to be erased").digest)
    with connection.cursor() as cursor:
        cursor.execute(f'UPDATE "{table}" SET content = NULL WHERE digest = %s', [erased.digest])
    assert Body.objects.get(pk=erased.digest).erased
    assert list(ledger.verify()) == []
    cast = factory.cast()
    with pytest.raises(IntegrityError):
        raw_insert(
            apps.get_model("claims", "Redaction"),
            body=kept,
            legal_reference="alone",
            requested_by=cast["chief"],
            approved_by=cast["chief"],
            at=ledger.chain.stamp_now(),
        )


@pytest.mark.django_db
def test_a_reviewer_decides_on_what_she_read_and_on_nothing_else() -> None:
    cast = factory.cast()
    proof, writer, second = in_review()
    text = VerificationText.objects.get(state__proof=proof)
    claims.take_back_verification(editor=writer, text=text)
    claims.submit_verification(editor=writer, verification=text.verification, languages=["ar"])
    for decide in (
        lambda: claims.approve_verification(editor=second, text=text, proof=proof),
        lambda: claims.return_verification(editor=second, text=text, note="?", proof=proof),
    ):
        with pytest.raises(ledger.Conflict):
            decide()
    story = factory.story([factory.published_claim()])
    version = factory.version(story, list(Claim.objects.assessed()))
    read = desk.submit_version(editor=cast["writer"], version=version)
    desk.take_back_version(editor=cast["writer"], version=version)
    desk.submit_version(editor=cast["writer"], version=version)
    with pytest.raises(ledger.Conflict):
        desk.approve_version(editor=second, version=version, proof=read)
    assert not Review.objects.filter(proof__in=[proof, read]).exists()


def test_a_guard_names_no_column_that_the_table_lacks_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    """An older migration guards a table to which a later one adds a column with a unique key."""
    model = apps.get_model("claims", "Occurrence")
    monkeypatch.setattr(guards, "_columns", lambda connection, model: {"id", "claim_id", "snapshot_id", "start", "end"})
    assert list(guards._unique_keys(connection, model)) == ['t."id" = NEW."id"']
