"""The right of reply: whose answer is due, who is reminded, what may be quoted, and what never leaves the house."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from django.utils import timezone

from claims import actions as claims
from claims.models import Claim, Inquiry, Proof
from newsroom.actions.answers_due import remind_of_answers
from newsroom.choices import NoticeKind
from newsroom.models import Notification, Publication
from tests import factory as make
from tests.test_admin import do, enter, page_of, send, words_on

pytestmark = pytest.mark.django_db

NOW = timezone.now() + dt.timedelta(days=2)  # so that whatever a test writes was written before
SECRET_LETTER = "Private: we know it from the accountant."  # noqa: S105 - a letter
SECRET_ANSWER = "Off the record: the figure is 7."  # noqa: S105 - an answer
SECRET_CHANNEL = "signal:+000-12345"  # noqa: S105 - a channel
LINE = {"ar": "قالت الشركة إنها لا تعلّق.", "en": "The company said that it does not comment."}


def asked(of: Claim | None = None, deadline: dt.datetime = NOW, **extra: Any) -> Inquiry:
    return claims.ask_claimant(
        editor=make.cast()["writer"],
        claim=of or make.claim(),
        source=make.source(),
        text=SECRET_LETTER,
        channel=SECRET_CHANNEL,
        deadline=deadline,
        **extra,
    )


def hours(number: float) -> dt.timedelta:
    return dt.timedelta(hours=number)


def due(at: dt.datetime = NOW) -> list[Inquiry]:
    return list(Inquiry.objects.answers_due(at))


def test_an_answer_is_due_within_a_day_and_after_its_deadline() -> None:
    passed, soon = asked(deadline=NOW - hours(1)), asked(deadline=NOW + hours(24))
    asked(deadline=NOW + hours(25))
    assert due() == [passed, soon]


def test_whoever_has_answered_or_declined_owes_nothing() -> None:
    for kind in ("answered", "declined"):
        claims.record_answer(editor=make.cast()["writer"], inquiry=asked(), kind=kind, text="No.")
    claims.expire_inquiry(editor=make.cast()["writer"], inquiry=asked(deadline=timezone.now()))
    assert due() == []


def test_who_is_asked_once_more_has_until_the_new_deadline() -> None:
    inquiry = asked(deadline=NOW - hours(1))
    later = NOW + hours(48)
    claims.remind_claimant(editor=make.cast()["writer"], inquiry=inquiry, text="Once more?", deadline=later)
    assert due() == []
    assert due(NOW + hours(30)) == [inquiry]
    assert [event.kind for event in inquiry.events.order_by("number")] == ["asked", "asked"]


def test_what_comes_late_is_still_written_down() -> None:
    inquiry = asked(deadline=timezone.now())
    claims.expire_inquiry(editor=make.cast()["writer"], inquiry=inquiry)
    claims.record_answer(
        editor=make.cast()["writer"], inquiry=Inquiry.objects.get(), kind="answered", text="Sorry, late."
    )
    assert [event.kind for event in inquiry.events.order_by("number")] == ["asked", "expired", "answered"]


def told() -> list[tuple[str, str]]:
    return list(Notification.objects.order_by("pk").values_list("editor__username", "kind"))


def test_who_asked_is_told_once_before_the_deadline_and_once_after() -> None:
    inquiry = asked(deadline=NOW + hours(20))
    assert remind_of_answers(NOW - hours(10)) == 0
    assert remind_of_answers(NOW) == 1
    assert remind_of_answers(NOW + hours(1)) == 0
    assert remind_of_answers(NOW + hours(21)) == 1
    assert remind_of_answers(NOW + hours(22)) == 0
    assert told() == [("writer", NoticeKind.ANSWER_DUE)] * 2
    assert Notification.objects.first().subject_id == str(inquiry.pk)  # type: ignore[union-attr]


def test_a_new_deadline_has_its_own_reminders_and_an_answer_has_none() -> None:
    inquiry = asked(deadline=NOW)
    assert remind_of_answers(NOW + hours(1)) == 1
    claims.remind_claimant(
        editor=make.cast()["co_writer"], inquiry=inquiry, text="Once more?", deadline=NOW + hours(48)
    )
    assert remind_of_answers(NOW + hours(2)) == 0
    assert remind_of_answers(NOW + hours(30)) == 1
    assert told()[-1] == ("co_writer", NoticeKind.ANSWER_DUE)
    claims.record_answer(editor=make.cast()["writer"], inquiry=Inquiry.objects.get(), kind="answered", text="Yes.")
    assert remind_of_answers(NOW + hours(60)) == 0


def test_private_words_never_stand_in_a_proof_or_a_publication() -> None:
    claim = make.claim()
    make.occurrence(claim)
    inquiry = asked(claim, public_line=LINE)
    claims.record_answer(editor=make.cast()["writer"], inquiry=inquiry, kind="answered", text=SECRET_ANSWER)
    other = asked(claim, deadline=timezone.now() - hours(1))
    claims.expire_inquiry(editor=make.cast()["writer"], inquiry=other, note=SECRET_ANSWER)
    make.publish(make.draft(claim, "false", no_inquiry_reason=None))
    documents = [proof.document.json for proof in Proof.objects.select_related("document")]
    documents += [row.document.json for row in Publication.objects.select_related("document")]
    whole = json.dumps(documents, ensure_ascii=False)
    assert LINE["ar"] in whole and LINE["en"] in whole
    for private in (SECRET_LETTER, SECRET_ANSWER, SECRET_CHANNEL):
        assert private not in whole


def test_the_desk_shows_what_is_due_and_what_readers_will_see() -> None:
    claim = make.claim()
    inquiry = asked(claim, deadline=timezone.now() - hours(1), public_line=LINE)
    writer = enter("writer")
    home = writer.get("/admin/")
    queue = next(each for each in home.context["queues"] if "step=due" in each.url)
    assert queue.count == 1 and queue.mine
    page = words_on(writer.get(page_of(inquiry)))
    assert "the deadline has passed" in page and LINE["en"] in page and SECRET_LETTER in page
    assert "the deadline has passed" in words_on(writer.get(page_of(claim)))
    assert str(inquiry.source) in words_on(writer.get(queue.url))
    send(writer, do(inquiry, "expire-inquiry"), note="Called twice.", public_line_ar="لم يصل رد.")
    home = writer.get("/admin/")
    assert next(each for each in home.context["queues"] if "step=due" in each.url).count == 0
    assert not any(each.mine for each in enter("second").get("/admin/").context["queues"] if "step=due" in each.url)


def test_the_public_line_stands_in_the_preview_and_the_letter_does_not() -> None:
    claim = make.claim()
    make.occurrence(claim)
    asked(claim, deadline=timezone.now() + hours(5), public_line=LINE)
    draft = make.draft(claim, "false", no_inquiry_reason=None)
    proofs = claims.submit_verification(editor=make.cast()["writer"], verification=draft)
    page = enter("second").get(f"/admin/claims/proof/{proofs[0].pk}/preview/").content.decode()
    assert LINE["ar"] in page
    assert SECRET_LETTER not in page and SECRET_CHANNEL not in page


def test_lists_cost_the_same_for_one_and_for_many(same_queries: Any) -> None:
    asked()
    client = enter("writer")

    def grow() -> None:
        for _ in range(4):
            asked()

    assert same_queries(lambda: client.get("/admin/claims/inquiry/"), grow) <= 25
