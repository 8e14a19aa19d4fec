"""Reviews: of whom they are asked, the blind second rating, what goes stale, and where each reason is mended."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import translation

from claims import actions as claims
from claims import ledger
from claims.admin.panels import list_url, url_of, verb_url
from claims.models import (
    BlindVerdict,
    Claim,
    Editor,
    Entry,
    Evidence,
    Proof,
    Review,
    Verdict,
    Verification,
    VerificationState,
)
from claims.rules import rates_first
from newsroom import actions as desk
from newsroom.admin.staleness import stale_reasons
from newsroom.admin.waiting import waiting, waiting_for
from newsroom.models import Assignment, Note, VersionState
from tests import factory as make
from tests import stage as stages
from tests.factory import enter
from tests.stage import Stage, codes, undone

RATIONALE = "تعليل الكاتب الذي لا يُرى"


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: Any) -> Iterator[Stage]:
    yield from stages.build(django_db_blocker)


@pytest.fixture
def stage(built: Stage, django_db_blocker: Any) -> Iterator[Stage]:
    with django_db_blocker.unblock(), undone():
        yield built


def soon(hours: int = 24) -> dt.datetime:
    return dt.datetime.now(dt.UTC) + dt.timedelta(hours=hours)


def page(client: Any, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, (address, answer.status_code)
    return str(answer.content.decode())


def rate(on: Stage, verdict: str | None = "true", by: Editor | None = None) -> BlindVerdict:
    proof = on.twice_text.state.proof
    return claims.give_blind_verdict(editor=by or on.second, proof=proof, verdict=verdict, rationale="وجدت الوثيقة.")


# --- Of whom it is asked ---------------------------------------------------------------------------------------------


def test_what_is_asked_of_me_stands_before_my_teams_and_before_nobodys(stage: Stage) -> None:
    mine = stage.submitted_text.state
    team = stage.twice_text.state
    claims.ask_reviewer(editor=stage.writer, state=mine, reviewer=stage.second, due=soon())
    claims.ask_reviewer(editor=stage.second, state=team, team=stage.team)
    found = list(waiting_for(stage.second))
    assert [proof.pk for proof in found][:2] == [mine.proof_id, team.proof_id]
    assert [proof.rank for proof in found][:3] == [0, 1, 2]  # type: ignore[attr-defined]
    other = {proof.pk for proof in waiting_for(stage.chief)}
    assert not other & {mine.proof_id, team.proof_id}, "what is asked of others is not in my queue"
    assert {mine.proof_id, team.proof_id} <= set(waiting().values_list("pk", flat=True))


def test_what_is_due_first_stands_first(stage: Stage) -> None:
    late, early = stage.submitted_text.state, VersionState.objects.get(text=stage.submitted_version)
    claims.ask_reviewer(editor=stage.writer, state=late, reviewer=stage.second, due=soon(48))
    claims.ask_reviewer(editor=stage.writer, state=early, reviewer=stage.second, due=soon(1))
    assert [proof.pk for proof in waiting_for(stage.second)][:2] == [early.proof_id, late.proof_id]


def test_anyone_with_the_role_may_decide_whoever_was_asked(stage: Stage) -> None:
    claims.ask_reviewer(editor=stage.writer, state=stage.submitted_text.state, reviewer=stage.co_writer)
    claims.approve_verification(editor=stage.second, text=stage.submitted_text)
    assert stage.submitted_text.state.state == "approved"


def test_asking_somebody_else_is_audited_and_needs_the_version_that_was_seen(stage: Stage) -> None:
    state = stage.submitted_text.state
    claims.ask_reviewer(editor=stage.writer, state=state, team=stage.team, due=soon())
    entry = Entry.objects.get(verb="proof.ask")
    assert entry.before["team"] is None
    assert entry.after["team"] == stage.team.pk
    assert codes(lambda: claims.ask_reviewer(editor=stage.writer, state=state, reviewer=stage.second)) == {"conflict"}
    assert stage.submitted_text.state.team == stage.team


def test_who_is_asked_must_be_able_to_decide(stage: Stage) -> None:
    def ask(**whom: Any) -> set[str]:
        return codes(lambda: claims.ask_reviewer(editor=stage.writer, state=stage.submitted_text.state, **whom))

    assert ask(reviewer=stage.publisher) == {"cannot_review"}
    assert ask(reviewer=stage.writer) == {"cannot_review", "asked_author"}
    assert ask(reviewer=stage.second, team=stage.team) == {"asked_twice"}
    assert ask(due=soon(-1)) == {"due_passed"}
    Editor.objects.filter(pk__in=stage.team.members.values("pk")).update(is_active=False)
    assert ask(team=stage.team) == {"team_cannot_review"}


def test_a_due_time_that_has_passed_may_stay_when_another_is_asked(stage: Stage) -> None:
    VerificationState.objects.filter(text=stage.submitted_text).update(due=soon(-1))
    state = stage.submitted_text.state
    moved = claims.ask_reviewer(editor=stage.writer, state=state, reviewer=stage.second, due=state.due)
    assert moved.due == state.due


def test_the_queue_says_in_words_what_is_late(stage: Stage) -> None:
    claims.ask_reviewer(editor=stage.writer, state=stage.submitted_text.state, reviewer=stage.second, due=soon())
    VerificationState.objects.filter(text=stage.submitted_text).update(due=soon(-2))
    client = enter("second")
    assert "late since" in page(client, reverse("admin:index"))
    assert "late since" in page(client, list_url(Proof, "review=me"))
    assert "late since" in page(client, url_of(stage.submitted_text.state.proof))


def test_the_list_of_proofs_costs_the_same_for_one_and_for_many(stage: Stage, same_queries: Any) -> None:
    client = enter("second")

    def more() -> None:
        for number in range(12):
            draft = make.draft(make.claim(f"ادعاء {number}", f"Claim {number}"))
            claims.submit_verification(editor=stage.writer, verification=draft, reviewer=stage.second, due=soon())

    assert same_queries(lambda: client.get(list_url(Proof, "review=me")), more) <= 25


# --- Rated twice -----------------------------------------------------------------------------------------------------


def test_who_agrees_blindly_may_approve(stage: Stage) -> None:
    act = lambda: claims.approve_verification(editor=stage.second, text=stage.twice_text)  # noqa: E731
    assert codes(act) == {"no_blind_verdict"}
    rate(stage)
    act()
    assert stage.twice_text.state.state == "approved"


def test_who_rates_otherwise_returns_it_in_every_language_with_both_ratings(stage: Stage) -> None:
    rate(stage, "mixed")
    for text in stage.twice.texts.all():
        assert text.state.state == "returned"
        (review,) = text.state.proof.reviews.all()
        assert (review.decision, review.reviewer) == ("return", stage.second)
        for code in ("true", "mixed"):
            assert Verdict.objects.get(code=code).label_in(text.language) in review.note.text


def test_each_editor_rates_blindly_once_and_no_author_does(stage: Stage) -> None:
    stage.writer.groups.add(*stage.second.groups.all())
    assert codes(lambda: rate(stage, by=Editor.objects.get(username="writer"))) == {"own_work"}
    rate(stage)
    assert codes(lambda: rate(stage)) == {"already_rated"}


def test_a_new_submission_stays_blind_and_asks_anew(stage: Stage) -> None:
    rate(stage, "mixed")
    claims.submit_verification(editor=stage.writer, verification=stage.twice)
    assert stage.twice_text.state.blind
    assert codes(lambda: claims.approve_verification(editor=stage.second, text=stage.twice_text)) == {"rated_otherwise"}
    assert codes(lambda: claims.approve_verification(editor=stage.chief, text=stage.twice_text)) == {"no_blind_verdict"}
    again = make.draft(stage.twice.claim, "mixed")
    claims.submit_verification(editor=stage.writer, verification=again)
    assert all(text.state.blind for text in again.texts.all()), "a new draft does not slip past the second rating"


def test_what_is_published_ends_the_blind_rating(stage: Stage) -> None:
    rate(stage)
    for text in stage.twice.texts.all():
        claims.approve_verification(editor=stage.second, text=text)
    desk.publish_verification(editor=stage.publisher, verification=stage.twice)
    words = {"ar": make.words(change_note="تغيّر"), "en": make.words(change_note="It changed")}
    later = make.draft(Claim.objects.get(pk=stage.twice.claim_id), "mixed", change_kind="update", words=words)
    claims.submit_verification(editor=stage.writer, verification=later)
    assert not any(text.state.blind for text in later.texts.all())


def test_the_database_refuses_an_approval_without_the_blind_rating(stage: Stage) -> None:
    proof = stage.twice_text.state.proof

    def approve() -> None:
        with ledger.transaction(editor=stage.second):
            ledger.insert(Review(proof=proof, reviewer=stage.second, decision="approve", at=ledger.current().at))
            ledger.record("proof.approve", proof)

    with pytest.raises(IntegrityError, match="Law 1"), transaction.atomic():
        approve()
    rate(stage)
    with undone():
        approve()


def test_the_database_refuses_a_blind_rating_by_the_author(stage: Stage) -> None:
    body = stage.twice_text.rationale_id
    with pytest.raises(IntegrityError, match="Law 1"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO claims_blindverdict (verification_id, editor_id, rationale_id, at) VALUES (%s, %s, %s, %s)",
            [stage.twice.pk, stage.writer.pk, body, soon()],
        )


def test_rating_is_no_writing(stage: Stage) -> None:
    """Who rated a claim blindly has written none of it, and may decide on what is submitted after."""
    rate(stage, "mixed")
    claims.submit_verification(editor=stage.writer, verification=stage.twice)
    assert stage.second.pk not in stage.twice_text.state.proof.authors.values_list("editor_id", flat=True)


# --- What the second rater does not see ------------------------------------------------------------------------------


@pytest.fixture
def hidden(stage: Stage) -> Verification:
    """A verification rated twice, whose rating and words stand nowhere else."""
    words = {"ar": make.words(RATIONALE, unknowns="ما يحسم", searches=[]), "en": make.words("What nobody may see.")}
    proof = make.evidence("refutes")
    draft = make.draft(
        make.claim("ادعاء مستور", "A covered claim"), "satire", words=words, evidence=[proof, make.evidence()]
    )
    make.occurrence(draft.claim, stage.snapshot)
    claims.submit_verification(editor=stage.writer, verification=draft, blind=True)
    return draft


def places(of: Verification) -> list[str]:
    """Every page of the desk that could tell how it was rated."""
    proofs = [text.state.proof for text in of.texts.all()]
    entries = Entry.objects.filter(subject_type="claims.verification", subject_id=str(of.pk))
    found = [url_of(of), url_of(of.claim), list_url(Verification), list_url(Proof), list_url(Evidence), list_url(Claim)]
    found += [url_of(row) for row in [*proofs, *of.evidence.all(), *entries]]
    for proof in proofs:
        found += [verb_url(proof, verb) for verb in ("give-blind-verdict", "approve-verification")]
        found += [verb_url(proof, "return-verification"), reverse("admin:claims_proof_preview", args=[proof.pk])]
    found += [reverse("admin:claims_claim_history", args=[of.claim_id]), reverse("admin:index")]
    return [*found, f"{list_url(Verification)}?verdict=satire", verb_url(of.claim, "draft-verification")]


def test_the_veil_lies_over_every_page(stage: Stage, hidden: Verification) -> None:
    ends = ("</span>", "</bdi>", "\u2069")
    ratings = {f"{words}{end}" for words in ("Satire", "ساخر") for end in ends}
    telling = {RATIONALE, "What nobody may see.", *(f"Refutes{end}" for end in ends)}
    for name in ("second", "chief"):
        client = enter(name)
        for address in places(hidden):
            shown = client.get(address, follow=True).content.decode()
            if "?" in address or address.endswith(("/verification/", "/evidence/", "/claim/")):
                shown = "".join(re.findall(r"<table.*?</table>", shown, re.DOTALL))  # filters offer the whole scale
            scale = set() if "give-blind-verdict" in address else ratings  # there the whole scale is offered
            assert not [words for words in telling | scale if words in shown], (name, address)
    shown = "".join(enter("auditor").get(address, follow=True).content.decode() for address in places(hidden))
    assert [words for words in telling if words in shown], "whoever may not review sees what these pages tell"


def test_the_covered_page_shows_what_is_to_be_rated(stage: Stage, hidden: Verification) -> None:
    shown = page(enter("second"), url_of(hidden.texts.get(language="ar").state.proof))
    for words in ("ادعاء مستور", make.QUOTE, "The company&#x27;s filing", "give-blind-verdict"):
        assert words in shown


def test_the_veil_lifts_with_the_rating_and_never_lay_over_others(stage: Stage, hidden: Verification) -> None:
    proof = hidden.texts.get(language="ar").state.proof
    assert hidden.pk in rates_first(stage.second)
    for name in ("writer", "publisher", "auditor"):
        assert hidden.pk not in rates_first(stage.editors[name])
        assert RATIONALE in page(enter(name), url_of(proof))
    claims.give_blind_verdict(editor=stage.second, proof=proof, verdict="satire", rationale="ظاهر أنه ساخر.")
    client = enter("second")
    assert RATIONALE in page(client, url_of(proof))
    assert RATIONALE in page(client, url_of(hidden))


def test_the_form_returns_a_blind_disagreement_through_the_desk(stage: Stage) -> None:
    proof, client = stage.twice_text.state.proof, enter("second")
    sent = client.post(verb_url(proof, "give-blind-verdict"), {"verdict": "false", "rationale": "ليس كذلك."})
    assert sent.status_code == 302
    assert stage.twice_text.state.state == "returned"


# --- What goes stale -------------------------------------------------------------------------------------------------


def rerate(stage: Stage, verdict: str = "mixed") -> None:
    """The claim on which the stage's stories rest is published with another rating."""
    words = {"ar": make.words(change_note="تغيّر"), "en": make.words("New.", change_note="It changed")}
    make.publish(make.draft(stage.published_claim, verdict, change_kind="update", words=words))


def test_a_review_of_a_text_goes_stale_with_a_rating_it_rests_on(stage: Stage) -> None:
    proof = VersionState.objects.get(text=stage.submitted_version).proof
    assert proof is not None
    assert stale_reasons(proof) == []
    rerate(stage)
    with translation.override("en"):
        (reason,) = stale_reasons(proof)
        assert reason.sentence().endswith("changed from “True” to “Partly true” since.")
    assert codes(lambda: desk.approve_version(editor=stage.second, version=stage.submitted_version)) == {
        "approval_stale"
    }
    client = enter("second")
    for address in (
        url_of(proof),
        url_of(stage.submitted_version),
        list_url(Proof, "review=me"),
        reverse("admin:index"),
    ):
        assert "stale" in page(client, address).lower(), address
    assert f"{verb_url(stage.submitted_version.summary.story, 'write-version')}?language=ar" in page(
        client, url_of(proof)
    )


def test_a_review_names_the_parts_that_changed_and_is_asked_anew_with_one_button(stage: Stage) -> None:
    claim, old = stage.submitted.claim, stage.submitted_text.state.proof
    claims.reword_claim(editor=stage.writer, claim=claim, version=claim.version, language="ar", text="صياغة أخرى")
    with translation.override("en"):
        (reason,) = stale_reasons(old)
        assert "Sentence" in reason.sentence()
    client = enter("writer")
    button = f"{verb_url(stage.submitted, 'submit-verification')}?language=ar"
    for address in (url_of(old), url_of(stage.submitted)):
        assert button.replace("&", "&amp;") in page(client, address)
    assert "changed since it was submitted" in page(enter("second"), list_url(Proof, "review=me"))
    assert client.post(button, {"languages": ["ar"]}).status_code == 302
    assert stage.submitted_text.state.proof != old
    claims.approve_verification(editor=stage.second, text=stage.submitted_text)


def test_what_waits_and_holds_is_not_submitted_twice(stage: Stage) -> None:
    again = lambda: claims.submit_verification(editor=stage.writer, verification=stage.submitted)  # noqa: E731
    assert codes(again) == {"conflict"}


# --- Where reasons are mended ----------------------------------------------------------------------------------------


def ways(client: Any, address: str) -> dict[str, str]:
    """Each reason on a page with the address to which it leads."""
    answer = client.get(address)
    context = answer.context
    found = [*(context.get("before") or [])]
    for panel in context.get("panels") or []:
        found += getattr(panel, "blockers", [])
    return {reason.code: reason.url for reason in found}


def test_every_reason_before_publishing_a_claim_leads_somewhere(stage: Stage) -> None:
    poor = make.draft(make.claim("ادعاء ناقص", "A poor claim"), "false", evidence=[], no_inquiry_reason=None)
    found = ways(enter("chief"), verb_url(poor, "publish-verification"))
    assert found["no_evidence"] == verb_url(poor.claim, "draft-verification")
    assert found["no_inquiry"] == verb_url(poor.claim, "ask-claimant")
    assert found["not_approved"] == verb_url(poor, "submit-verification")
    waits = ways(enter("chief"), verb_url(stage.submitted, "publish-verification"))
    assert waits["not_approved"] == url_of(stage.submitted_text.state.proof)
    assert all(found.values())


def test_every_reason_before_publishing_a_story_leads_to_its_text_or_its_claim(stage: Stage) -> None:
    bare = make.claim("ادعاء بلا تحقّق", "A claim unverified")
    story = make.story([bare, stage.published_claim])
    content = make.content([bare])
    content["paragraphs"][0]["sentences"].append({"text": "بلغت الكلفة 294 ألف دولار.", "cites": []})
    version = make.version(story, [bare], "en", content=content)
    found = ways(enter("chief"), verb_url(story, "publish-story"))
    assert found["claim_not_published"] == url_of(bare)
    assert found["uncited_quantity"] == f"{verb_url(story, 'write-version')}?language=en"
    assert found["not_approved"] == verb_url(version, "submit-version")
    rerate(stage)
    later = ways(enter("chief"), verb_url(stage.ready_story, "publish-story"))
    assert later["pin_stale"] == f"{verb_url(stage.ready_story, 'write-version')}?language=ar"


def test_who_may_not_mend_is_led_to_the_object(stage: Stage) -> None:
    poor = make.draft(make.claim("ادعاء ناقص", "A poor claim"), "true", evidence=[])
    found = ways(enter("publisher"), verb_url(poor, "publish-verification"))
    assert found["no_evidence"] == url_of(poor.claim)


def test_unresolved_notes_are_counted_beside_the_button_and_stop_nothing(stage: Stage) -> None:
    address = verb_url(stage.approved, "publish-verification")
    client = enter("publisher")
    assert "not resolved yet" not in page(client, address)
    for subject in (stage.approved, stage.approved.claim):
        kind, key = ledger.subject_of(subject)
        Note.objects.create(
            subject_type=kind, subject_id=key, text=stage.approved_text.rationale, author=stage.writer, at=soon()
        )
    shown = page(client, address)
    assert "2 notes are not resolved yet." in shown
    assert client.post(address, {}).status_code == 302


# --- Tasks and teams -------------------------------------------------------------------------------------------------


def test_a_task_stands_on_its_object_and_in_the_queue_until_it_is_done(stage: Stage) -> None:
    by, to = enter("writer"), enter("second")
    late = {"assignee": stage.second.pk, "what": "قارن الرقمين.", "priority": 1}
    urgent = {"assignee": stage.second.pk, "what": "اسأل الشركة.", "priority": 4}
    for sent in (late, urgent):
        assert by.post(verb_url(stage.raised, "assign"), sent).status_code == 302
    for address in (url_of(stage.raised), reverse("admin:index"), list_url(Assignment, "mine=yes")):
        shown = page(to, address)
        assert -1 < shown.index("اسأل الشركة.") < shown.index("قارن الرقمين."), address
    task = Assignment.objects.get(priority=4)
    assert page(enter("publisher"), verb_url(task, "finish-assignment"))
    assert to.post(verb_url(task, "finish-assignment"), {}).status_code == 302
    assert "اسأل الشركة." not in page(to, reverse("admin:index"))
    assert "اسأل الشركة." in page(to, list_url(Assignment, "done=yes"))


def test_a_task_is_done_by_the_one_who_has_it_or_who_gave_it(stage: Stage) -> None:
    task = desk.assign(editor=stage.writer, subject=stage.raised, assignee=stage.second, what="x")
    assert codes(lambda: desk.finish_assignment(editor=stage.chief, assignment=task)) == {"not_your_task"}
    for who in (stage.writer, stage.second):
        assert codes(lambda who=who: desk.finish_assignment(editor=who, assignment=task)) == set()  # type: ignore[misc]


def test_a_task_is_given_on_by_whoever_may_give_tasks(stage: Stage) -> None:
    moved = desk.reassign(editor=stage.publisher, assignment=stage.task, assignee=stage.writer, what="y", priority=3)
    assert (moved.assignee, moved.priority, moved.by) == (stage.writer, 3, stage.chief)
    entry = Entry.objects.get(verb="assignment.change")
    assert (entry.before["assignee"], entry.after["assignee"]) == (stage.chief.pk, stage.writer.pk)


def test_a_team_is_made_and_changed_at_the_desk(stage: Stage) -> None:
    client = enter("chief")
    made = {"name_ar": "فريق الأرقام", "name_en": "Numbers", "members": [stage.second.pk]}
    assert client.post(reverse("admin:claims_team_do_new", args=["write-team"]), made).status_code == 302
    assert "Numbers" in page(client, list_url(type(stage.team)))
    changed = {"name_ar": "فريق", "members": [stage.second.pk, stage.chief.pk], "version": stage.team.version}
    assert client.post(verb_url(stage.team, "write-team"), changed).status_code == 302
    assert set(stage.team.members.all()) == {stage.second, stage.chief}
    assert client.post(verb_url(stage.team, "write-team"), changed).status_code == 409
