"""Changing and taking back: six different things to do, each with its permission, its public note and its trace."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import translation

from claims import actions as claims
from claims import ledger
from claims.choices import ChangeKind, NotePurpose, Role
from claims.models import Claim, Editor, Proof, Verification
from newsroom import actions as desk
from newsroom.choices import Cause
from newsroom.models import Correction, Publication, Story
from tests import factory
from tests.crawl import reachable
from tests.stage import codes

pytestmark = pytest.mark.django_db

NOTE = {"ar": "تبيّن أن المصدر لم يقل ذلك.", "en": "The source turned out not to have said so."}


def publisher() -> Editor:
    return factory.editor("publisher", Role.PUBLISHER)


def approved(note: Proof) -> Proof:
    claims.approve_proof(editor=factory.editor("second", Role.REVIEWER), proof=note)
    return note


def retraction(public_id: str) -> Proof:
    return approved(desk.propose_retraction(editor=publisher(), public_id=public_id, note=NOTE))


def takedown(public_id: str, reference: str = "order 12/2026") -> Proof:
    return approved(desk.propose_takedown(editor=publisher(), public_id=public_id, note=NOTE, reference=reference))


def page(public_id: str, kind: str = "stories", language: str = "en") -> Any:
    return Client().get(f"/{language}/{kind}/{public_id}", follow=True)


def changed_rating(claim: Claim, kind: str, verdict: str = "false") -> Publication:
    told = {
        "ar": factory.words(change_note=f"تغيير {kind}."),
        "en": factory.words("It is otherwise.", change_note=f"Changed by {kind}."),
    }
    drafted = factory.draft(Claim.objects.get(pk=claim.pk), verdict, change_kind=kind, words=told)
    factory.approve(drafted)
    return desk.publish_verification(editor=publisher(), verification=drafted)


def changed_text(story: Story, kind: str, language: str = "ar") -> None:
    change = {"said": f"was {kind}", "says": f"is {kind}", "why": f"because of {kind}"}
    claim = Claim.objects.order_by("pk")[0]
    factory.approved(factory.version(story, [claim], language, change_kind=kind, change=change))


# --- Corrections, clarifications, updates, refiles -------------------------------------------------------------------

WRITTEN = [kind.value for kind in ChangeKind if kind.is_written]


@pytest.mark.parametrize("kind", WRITTEN)
def test_each_kind_of_change_stands_in_the_log_under_its_name(kind: str) -> None:
    claim = factory.published_claim()
    story = factory.published_story([claim])
    changed_rating(claim, kind)
    changed_text(story, kind)
    desk.publish_story(editor=publisher(), story=story)
    assert list(Correction.objects.values_list("kind", flat=True)) == [kind, kind]
    log = Client().get("/en/corrections/").content.decode()
    with translation.override("en"):
        assert log.count(f'<span class="tag">{ChangeKind(kind).label}</span>') == 2
    assert f"Changed by {kind}." in log and f"because of {kind}" in log
    kinds = {row["correction_kind"]["code"] for row in Client().get("/api/v1/corrections").json()["results"]}
    assert kinds == {kind}


def test_two_kinds_at_once_are_two_publications_and_two_lines_of_the_log() -> None:
    story = factory.published_story()
    changed_text(story, "correction", "ar")
    changed_text(story, "update", "en")
    before = Publication.objects.of(story.public_id).count()
    last = desk.publish_story(editor=publisher(), story=story)
    assert Publication.objects.of(story.public_id).count() == before + 2
    assert set(Correction.objects.values_list("kind", flat=True)) == {"correction", "update"}
    assert {row.says.local["ar"] for row in Correction.objects.filter(kind="correction") if row.says} == {
        "is correction"
    }
    assert {row.says.local["en"] for row in Correction.objects.filter(kind="update") if row.says} == {"is update"}
    assert last.document.json["lags"] == [], "both languages went out together"
    assert list(ledger.verify()) == []


def test_a_change_without_a_public_note_goes_nowhere() -> None:
    claim = factory.published_claim()
    story = factory.published_story([claim])
    mute = factory.draft(claim, "false", change_kind="correction")
    assert codes(lambda: claims.submit_verification(editor=factory.editor("writer"), verification=mute)) == {
        "no_change_note"
    }
    for change in (None, {"said": "a", "says": "b", "why": " "}):
        act: Callable[[], Any] = lambda change=change: factory.version(  # noqa: E731
            story, [claim], change_kind="correction", change=change
        )
        assert codes(act) == {"no_change_kind"}


def test_a_retraction_is_not_written_as_a_new_text() -> None:
    claim = factory.published_claim()
    story = factory.published_story([claim])
    assert "no_change_kind" in codes(lambda: factory.draft(claim, "false", change_kind="retraction"))
    change = {"why": "x"}
    assert "no_change_kind" in codes(lambda: factory.version(story, [claim], change_kind="retraction", change=change))


def test_a_published_rating_is_changed_by_a_new_verification_never_edited() -> None:
    """No verb takes it, and the database refuses whoever goes past the verbs."""
    claim = factory.published_claim()
    first = claim.verifications.get()
    with pytest.raises(IntegrityError, match="Law 3"), transaction.atomic():
        Verification.objects.filter(pk=first.pk).update(verdict=None)
    taken = dict(Verification.objects.filter(pk=first.pk).values()[0])
    before = Publication.objects.current().get(public_id=claim.public_id).document_id
    reworded = codes(
        lambda: [
            claims.reword_verification(
                editor=factory.editor("writer"), verification=first, language="ar", words=factory.words("غيره.")
            ),
            desk.publish_verification(editor=publisher(), verification=first),
        ]
    )
    assert reworded == {"not_approved"}, "new words are a new text, which nobody has approved"
    assert Publication.objects.current().get(public_id=claim.public_id).document_id == before
    changed_rating(claim, "correction")
    assert dict(Verification.objects.filter(pk=first.pk).values()[0]) == taken
    fresh = Claim.objects.get(pk=claim.pk)
    assert fresh.current_verification is not None
    assert (fresh.current_verification.number, fresh.verifications.count()) == (2, 2)


@pytest.mark.parametrize("kind", WRITTEN)
def test_each_kind_has_a_button_that_fixes_it(kind: str) -> None:
    from tests.test_admin import do, page_of, send, words_on

    claim = factory.published_claim()
    story = factory.published_story([claim])
    writer = factory.enter("writer")
    verb = ChangeKind(kind).duty
    for row in (claim, story):
        assert do(row, verb) in writer.get(page_of(row)).content.decode()
        assert "Change what readers see" in words_on(writer.get(page_of(row)))
        assert factory.enter("contributor").get(do(row, verb)).status_code == 403
    note = {"change_note_ar": "تغيّر.", "change_note_en": "It changed."}
    send(writer, do(claim, verb), verdict="mixed", as_of="2026-11-20", **note)
    drafted = Verification.objects.latest("pk")
    assert (drafted.change_kind, drafted.number) == (kind, 2)
    send(writer, do(story, verb, "language=ar"), reason="x", said="كان", says="صار", why="لأن")
    version = story.summary.versions.filter(language="ar").newest()
    assert (version.change_kind, version.number) == (kind, 2)
    # Whatever a client sends, the button decides the kind.
    opened: Any = writer.get(do(claim, verb))
    form = opened.context["form"]
    assert [value for value, _words in form.fields["change_kind"].choices] == [kind]


def test_nothing_published_nothing_to_change() -> None:
    from newsroom.admin.correcting import CorrectRating, CorrectSummary

    assert not CorrectRating.offered(factory.claim())
    assert not CorrectSummary.offered(factory.story([]))


# --- Retraction ------------------------------------------------------------------------------------------------------


def test_a_retraction_leaves_a_tombstone_that_says_so_and_a_line_in_the_log() -> None:
    claim = factory.published_claim()
    story = factory.published_story([claim])
    changed_text(story, "correction")
    desk.publish_story(editor=publisher(), story=story)
    earlier = Correction.objects.get()
    publication = desk.retract(editor=publisher(), note=retraction(story.public_id))
    assert publication.cause == Cause.WITHDRAWN
    for language, title in (("ar", "تراجعنا"), ("en", "Retracted")):
        answer = page(story.public_id, language=language)
        words = answer.content.decode()
        assert answer.status_code == 410
        assert title in words and NOTE[language] in words and f"/{language}/corrections/" in words
        assert "We follow the story" not in words and "نتابع القصة" not in words
    row = Correction.objects.get(kind="retraction")
    assert (row.publication, row.why.local) == (publication, NOTE)
    log = Client().get("/en/corrections/").content.decode()
    assert "Retraction" in log and NOTE["en"] in log and story.title_en in log
    assert page(row.public_id, "corrections").status_code == 200
    assert page(earlier.public_id, "corrections").status_code == 410, "what corrected it goes with it"
    assert Client().get(f"/api/v1/stories/{story.public_id}").json()["tombstone"]["notice"]["code"] == "retracted"
    assert list(ledger.verify()) == []


def test_a_retracted_claim_loses_its_rating_in_the_log_and_everywhere() -> None:
    claim = factory.published_claim("true", asked=factory.question())
    desk.retract(editor=publisher(), note=retraction(claim.public_id))
    row = Correction.objects.get()
    assert (row.kind, row.verdict_before, row.verdict_after) == ("retraction", "true", "")
    for path, response in reachable():
        if response.status_code == 200 and any(
            part in path for part in ("/claims", "/questions", "/stories", "/sources")
        ):
            assert claim.label not in response.content.decode(), path


def test_a_retraction_needs_two_people_and_the_permission() -> None:
    story = factory.published_story()
    note = desk.propose_retraction(editor=publisher(), public_id=story.public_id, note=NOTE)
    assert codes(lambda: desk.retract(editor=publisher(), note=note)) == {"not_approved"}
    assert "own_work" in codes(lambda: claims.approve_proof(editor=publisher(), proof=note))
    approved(note)
    assert codes(lambda: desk.retract(editor=factory.editor("writer"), note=note)) == {"not_permitted"}
    assert codes(lambda: desk.retract(editor=publisher(), note=note)) == set()


@pytest.mark.parametrize(
    ("make", "fits"),
    [(retraction, "retract"), (takedown, "take_down")],
)
def test_a_note_serves_the_purpose_it_was_approved_for_and_no_other(make: Callable[[str], Proof], fits: str) -> None:
    story = factory.published_story()
    note = make(story.public_id)
    plain = approved(desk.propose_note(editor=publisher(), public_id=story.public_id, note=NOTE))
    uses = {name: getattr(desk, name) for name in ("withdraw", "restore", "retract", "take_down")}
    for name, verb in uses.items():
        given = codes(lambda verb=verb: verb(editor=publisher(), note=note))
        assert ("other_purpose" in given) is (name != fits), name
    for name in ("retract", "take_down"):
        assert codes(lambda name=name: uses[name](editor=publisher(), note=plain)) == {"other_purpose"}


def test_what_is_withheld_can_be_retracted() -> None:
    claim = factory.published_claim("false")
    desk.withhold(editor=publisher(), public_id=claim.public_id, notice="under_review", reason="doubts")
    desk.retract(editor=publisher(), note=retraction(claim.public_id))
    assert Correction.objects.get().verdict_before == "false"
    assert page(claim.public_id, "claims").status_code == 410


# --- Legal takedown --------------------------------------------------------------------------------------------------


def test_a_takedown_says_that_the_law_took_it_and_nothing_of_what_it_was() -> None:
    claim = factory.published_claim()
    story = factory.published_story([claim])
    changed_text(story, "correction")
    desk.publish_story(editor=publisher(), story=story)
    reference = "مرجع-سري-77q"
    desk.take_down(editor=publisher(), note=takedown(story.public_id, reference))
    answer = page(story.public_id)
    words = answer.content.decode()
    assert answer.status_code == 451
    assert "Taken down for legal reasons" in words and NOTE["en"] in words
    assert Client().get(f"/api/v1/stories/{story.public_id}").json()["tombstone"]["notice"]["code"] == "legal"
    for path, response in reachable():
        body = response.content.decode()
        assert reference not in body and "77q" not in body, path
        assert story.title_en not in body or response.status_code == 404, path
    assert not any(reference in str(row.document.json) for row in Publication.objects.select_related("document"))
    kept = Proof.objects.get(kind="note")
    assert (kept.document.json["purpose"], kept.document.json["reference"]) == (NotePurpose.TAKEDOWN, reference)


def test_a_takedown_takes_the_retraction_that_names_it_too() -> None:
    story = factory.published_story()
    desk.retract(editor=publisher(), note=retraction(story.public_id))
    row = Correction.objects.get()
    desk.take_down(editor=publisher(), note=takedown(story.public_id))
    assert page(story.public_id).status_code == 451
    assert page(row.public_id, "corrections").status_code == 451
    assert story.title_en not in Client().get("/en/corrections/").content.decode()


def test_the_second_person_reads_the_legal_reference() -> None:
    from tests.test_admin import page_of, words_on

    story = factory.published_story()
    note = desk.propose_takedown(editor=publisher(), public_id=story.public_id, note=NOTE, reference="order 12/2026")
    shown = words_on(factory.enter("second").get(page_of(note)))
    assert "order 12/2026" in shown and "legal takedown" in shown


# --- Withholding -----------------------------------------------------------------------------------------------------


def test_the_button_that_takes_down_at_once_is_wherever_a_published_thing_is_shown() -> None:
    from claims.admin.verbs import VERBS
    from newsroom.admin.publishing_verbs import Withhold
    from tests.test_admin import do, page_of, send

    claim = factory.published_claim()
    story = factory.published_story([claim])
    current = Publication.objects.current()
    client = factory.enter("publisher", verified=False)
    for row in (claim, story, current.get(public_id=claim.public_id), current.get(public_id=story.public_id)):
        assert do(row, "withhold") in client.get(page_of(row)).content.decode()
    assert not (Withhold.second_factor or Withhold.reauthenticate), "one click"
    assert {model for model, forms in VERBS.items() if Withhold in forms} == {Claim, Story, Publication}
    send(client, do(story, "withhold"), notice="safety", reason="a threat")
    assert not Publication.objects.shown().filter(public_id=story.public_id).exists()
