"""Several people at once, on PostgreSQL (SQLite serialises writers and hides races; DESIGN, law 1).

The default run plays a few rounds; `--all` plays them all.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from claims import actions as claims
from claims import ledger
from claims.choices import Role
from claims.models import (
    Article,
    BlindVerdict,
    Claim,
    EntryNumber,
    Head,
    Proof,
    Review,
    Verification,
    VerificationState,
)
from claims.rules import Refused
from newsroom import actions as desk
from newsroom.models import Current, Publication, Sequence, Version
from tests import factory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgresql]

Together = Callable[..., list[Any]]
APPROVERS = 4
PUBLISHERS = 8


def approvals(rounds: int, together: Together) -> None:
    reviewers = [factory.editor(f"reviewer{number}", Role.REVIEWER) for number in range(APPROVERS)]
    for reviewer in reviewers:
        assert reviewer.roles  # read once before the threads start
    writer = factory.editor("writer", Role.EDITOR)
    claim = factory.claim()
    factory.occurrence(claim)
    for number in range(1, rounds + 1):
        verification = factory.draft(claim)
        claims.submit_verification(editor=writer, verification=verification, languages=["ar"])
        text = verification.texts.get(language="ar")
        results = together(
            *[
                lambda reviewer=reviewer, text=text: claims.approve_verification(editor=reviewer, text=text)
                for reviewer in reviewers
            ]
        )
        won = [result for result in results if isinstance(result, Review)]
        lost = [result for result in results if isinstance(result, Refused)]
        assert (len(won), len(lost)) == (1, APPROVERS - 1), f"round {number}: {results}"
        state = VerificationState.objects.get(text=text)
        assert state.state == "approved"
        assert Review.objects.filter(proof=state.proof, decision="approve").count() == 1
    assert list(ledger.verify()) == []


def test_of_four_approvers_at_once_exactly_one_succeeds(together: Together) -> None:
    approvals(12, together)


@pytest.mark.all
def test_of_four_approvers_at_once_exactly_one_succeeds_two_hundred_times(together: Together) -> None:
    approvals(200, together)


def publishing(rounds: int, together: Together) -> None:
    """Each publisher publishes its own claims, alone and in bulk; all share a question, a source and a story's page."""
    question = factory.question()
    snapshot = factory.snapshot()
    for number in range(rounds):
        work = [_approved_batch(number, who, question, snapshot) for who in range(PUBLISHERS)]
        results = together(*work)
        failed = [result for result in results if isinstance(result, Exception)]
        assert not failed, failed
    numbers = list(Sequence.objects.values_list("n", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))
    assert Head.objects.get().sequence_n == len(numbers) == Publication.objects.count()
    links = list(EntryNumber.objects.order_by("n"))
    assert all(link.prev_hash == before.hash for before, link in zip(links, links[1:], strict=False))
    shown = Current.objects.get(pk=question.public_id).publication.document.json["answers"]
    assert len(shown) == Claim.objects.assessed().count() == rounds * (PUBLISHERS + PUBLISHERS // 2)
    assert list(ledger.verify()) == []


def _approved_batch(number: int, who: int, question: Any, snapshot: Any) -> Callable[[], Any]:
    publisher = factory.editor(f"publisher{who}", Role.PUBLISHER)
    assert publisher.roles
    verifications = []
    for index in range(1 + who % 2):
        claim = factory.claim(f"ادعاء {number} {who} {index}", f"Claim {number} {who} {index}", asked=question)
        factory.occurrence(claim, snapshot)
        verification = factory.draft(claim)
        factory.approve(verification)
        verifications.append(verification)
    if len(verifications) == 1:
        return lambda: desk.publish_verification(editor=publisher, verification=verifications[0])
    return lambda: desk.publish_verifications(editor=publisher, verifications=verifications)


def test_eight_publishers_at_once_leave_no_gap_no_fork_no_deadlock(together: Together) -> None:
    publishing(1, together)


@pytest.mark.all
def test_eight_publishers_at_once_in_many_rounds(together: Together) -> None:
    publishing(6, together)


def test_two_publishers_of_one_story_publish_it_once(together: Together) -> None:
    claim = factory.published_claim()
    story = factory.story([claim])
    factory.approved(factory.version(story, [claim]))
    people = [factory.editor(f"publisher{who}", Role.PUBLISHER) for who in range(2)]
    assert all(person.roles for person in people)
    results = together(*[lambda who=who: desk.publish_story(editor=who, story=story) for who in people])
    assert sum(isinstance(result, Publication) for result in results) == 1
    assert sum(isinstance(result, Refused) for result in results) == 1
    assert Publication.objects.filter(public_id=story.public_id).count() == 1


def test_an_edit_races_the_publication_and_nothing_unapproved_gets_out(together: Together) -> None:
    cast = factory.cast()
    for person in cast.values():
        assert person.roles is not None
    for number in range(6):
        claim = factory.claim(f"ادعاء {number}", f"Claim {number}")
        factory.occurrence(claim)
        verification = factory.draft(claim)
        factory.approve(verification)
        approved = {
            state.proof.document_id for state in VerificationState.objects.filter(text__verification=verification)
        }
        together(
            lambda claim=claim: claims.reword_claim(
                editor=cast["contributor"], claim=claim, version=claim.version, language="ar", text="كلام آخر"
            ),
            lambda verification=verification: desk.publish_verification(
                editor=cast["publisher"], verification=verification
            ),
        )
        for publication in Publication.objects.filter(public_id=claim.public_id):
            shown = {part["proof"] for part in publication.document.json["languages"].values() if part}
            assert shown <= approved
    assert list(ledger.verify()) == []


def test_the_same_file_sixteen_times_at_once_is_one_article(together: Together) -> None:
    contributor = factory.editor("contributor", Role.CONTRIBUTOR)
    assert contributor.roles
    text = "عنوان\nمتن المقال."

    def send() -> tuple[Article, bool]:
        return claims.bring_in_article(
            editor=contributor,
            taken=claims.Taken(
                raw=text.encode(),
                text=text,
                blocks=[{"start": 0, "end": 5, "kind": "title", "kept": True, "reason": "title"}],
                cleaner="test",
                taken_from="same.txt",
            ),
            description=claims.ArticleDescription(title="عنوان"),
        )

    results = together(*[send] * 16)
    assert all(isinstance(result, tuple) for result in results), results
    assert {article.pk for article, _new in results} == {Article.objects.get().pk}
    assert sum(new for _article, new in results) == 1
    assert list(ledger.verify()) == []


def test_a_hundred_edits_of_one_question_are_accepted_or_conflict(together: Together) -> None:
    contributor = factory.editor("contributor", Role.CONTRIBUTOR)
    assert contributor.roles
    question = factory.question()

    def edit(number: int) -> Any:
        return claims.write_question(
            editor=contributor,
            subject="s",
            measure="m",
            wording_ar=f"سؤال {number}",
            wording_en=f"question {number}",
            question=question,
            version=1,
        )

    results = together(*[lambda number=number: edit(number) for number in range(20)])
    assert sum(not isinstance(result, Exception) for result in results) == 1
    assert sum(isinstance(result, ledger.Conflict) for result in results) == 19


WRITERS = 10


@pytest.mark.all
def test_a_hundred_edits_of_one_summary_overwrite_nothing(together: Together) -> None:
    """In ten rounds ten people write on the same version: what was accepted is there, the rest met the conflict."""
    people = [factory.editor(f"writer{number}", Role.EDITOR) for number in range(WRITERS)]
    assert all(person.roles for person in people)
    story = factory.story([])
    accepted: dict[str, int] = {}
    for number in range(100 // WRITERS):
        newest = story.summary.versions.filter(language="ar").newest()
        base = newest.number if newest else 0
        texts = [f"الجولة {number}، الكاتب {who}." for who in range(WRITERS)]
        results = together(
            *[
                lambda who=who, text=text, base=base: desk.write_version(
                    editor=who,
                    story=story,
                    language="ar",
                    content={"paragraphs": [{"sentences": [{"text": text, "cites": []}]}], "answers": []},
                    reason="edit",
                    base=base,
                )
                for who, text in zip(people, texts, strict=True)
            ]
        )
        made = {text: result for text, result in zip(texts, results, strict=True) if isinstance(result, Version)}
        assert made, f"round {number}: {results}"
        assert sum(isinstance(result, ledger.Conflict) for result in results) == WRITERS - len(made), results
        accepted |= {text: version.number for text, version in made.items()}
    rows = story.summary.versions.filter(language="ar").select_related("content").order_by("number")
    stored = {row.content.json["paragraphs"][0]["sentences"][0]["text"]: row.number for row in rows if row.content.json}
    assert stored == accepted and rows.count() == len(accepted)
    assert [row.number for row in rows] == list(range(1, len(accepted) + 1))
    assert all(row.parent_id == before.pk for before, row in zip(rows, rows[1:], strict=False))
    assert list(ledger.verify()) == []


def rated_twice() -> tuple[Verification, Proof]:
    """A verification to be rated twice, and its Arabic proof."""
    draft = factory.draft(factory.claim())
    first, *_others = claims.submit_verification(
        editor=factory.editor("writer", Role.EDITOR), verification=draft, blind=True
    )
    return draft, first


def test_of_blind_raters_at_once_each_counts_and_one_who_differs_returns_it(together: Together) -> None:
    raters = [factory.editor(f"rater{number}", Role.REVIEWER) for number in range(4)]
    assert all(rater.roles for rater in raters)
    for verdicts in (("true",) * 4, ("true", "true", "mixed", "mixed"), ("mixed",) * 4):
        draft, proof = rated_twice()
        results = together(
            *[
                lambda who=who, code=code, proof=proof: claims.give_blind_verdict(
                    editor=who, proof=proof, verdict=code, rationale="x"
                )
                for who, code in zip(raters, verdicts, strict=True)
            ]
        )
        given = [result for result in results if isinstance(result, BlindVerdict)]
        assert all(isinstance(result, BlindVerdict | Refused) for result in results), results
        differing = [each for each in given if each.verdict_id != draft.verdict_id]
        assert len(differing) == ("mixed" in verdicts), "the first that differs ends the review"
        assert len(given) == 4 or "mixed" in verdicts
        states = set(VerificationState.objects.filter(text__verification=draft).values_list("state", flat=True))
        assert states == ({"returned"} if differing else {"in_review"})
    assert list(ledger.verify()) == []


def test_an_approval_and_a_differing_rating_at_once_do_not_both_hold(together: Together) -> None:
    one, other = (factory.editor(f"rater{number}", Role.REVIEWER) for number in range(2))
    assert one.roles
    assert other.roles
    for _round in range(4):
        draft, proof = rated_twice()
        claims.give_blind_verdict(editor=one, proof=proof, verdict="true", rationale="x")
        text = draft.texts.get(language="ar")
        results = together(
            lambda text=text: claims.approve_verification(editor=one, text=text),
            lambda proof=proof: claims.give_blind_verdict(editor=other, proof=proof, verdict="mixed", rationale="x"),
        )
        assert all(isinstance(result, Review | BlindVerdict | Refused) for result in results), results
        state = VerificationState.objects.get(text=text)
        decisions = list(state.proof.reviews.values_list("decision", flat=True))  # type: ignore[union-attr]
        assert len(decisions) == 1
        assert state.state == {"approve": "approved", "return": "returned"}[decisions[0]]
    assert list(ledger.verify()) == []
