"""Readers' reports: received of nobody in the house, answered, tied to what they led to, and forgotten whom they came of."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from django.utils import timezone

from claims.ledger import Conflict
from claims.models import Claim, Entry
from claims.rules import Refused
from newsroom import actions as desk
from newsroom.choices import ReportState
from newsroom.models import Publication, Report
from tests import factory as make
from tests.test_admin import do, enter, list_of, page_of, send, words_on

pytestmark = pytest.mark.django_db

CONTACT = "reader@example.org"


@pytest.fixture
def claim() -> Claim:
    make.cast()
    return make.published_claim()


def writer() -> Any:
    return make.cast()["writer"]


def test_a_report_is_nobodys_deed_and_the_audit_keeps_neither_words_nor_contact(claim: Claim) -> None:
    report = make.report(claim)
    entry = Entry.objects.get(verb="report.receive")
    assert entry.editor is None and entry.subject_id == str(report.pk)
    assert "السنة" not in json.dumps(entry.after, ensure_ascii=False) and CONTACT not in json.dumps(entry.after)
    page = words_on(enter("auditor").get(page_of(report)))
    assert "a reader" in page and "the installation" not in page


def test_what_a_reader_read_is_compared_with_what_holds_now(claim: Claim) -> None:
    report = make.report(claim)
    client = enter("writer")
    assert "The page says what it said then." in words_on(client.get(page_of(report)))
    make.correction(claim)
    page = client.get(page_of(report))
    words = words_on(page)
    assert "The page says what it said then." not in words
    assert "Since the reader read it" in words and "غير صحيح" in words
    assert f"@{report.page_version}" in page.content.decode(), "a link to the page as she saw it"


def test_a_reader_who_was_right_is_answered_and_tied_to_the_correction(claim: Claim) -> None:
    report = make.report(claim)
    client = enter("writer")
    send(client, do(report, "look-at-report"))
    assert Report.objects.get().handled_by == writer()
    send(client, do(report, "answer-report"), found="accepted", answer="You were right; we corrected it.")
    correction = make.correction(claim)
    send(client, do(report, "tie-report-to-correction"), correction=correction.pk)
    report = Report.objects.get()
    assert (report.state, report.correction) == (ReportState.ACCEPTED, correction)
    assert str(correction) in words_on(client.get(page_of(report)))
    assert "Readers' reports" in words_on(client.get(page_of(claim)))


def test_a_reader_who_was_wrong_is_answered_and_nothing_changes(claim: Claim) -> None:
    report, before = make.report(claim), Publication.objects.count()
    send(enter("writer"), do(report, "answer-report"), found="declined", answer="The document says so.")
    assert Report.objects.get().state == ReportState.DECLINED
    assert Publication.objects.count() == before


def test_two_who_answer_at_once_do_not_overwrite_each_other(claim: Claim) -> None:
    report = make.report(claim)
    desk.look_at_report(editor=writer(), report=report, version=report.version)
    with pytest.raises(Conflict):
        desk.answer_report(editor=writer(), report=report, version=report.version, state="declined", answer="No.")
    assert Report.objects.get().state == ReportState.LOOKING


def test_the_contact_is_shown_to_those_who_answer_and_can_be_forgotten(claim: Claim) -> None:
    report = make.report(claim)
    assert CONTACT in words_on(enter("writer").get(page_of(report)))
    for name in ("auditor", "publisher", "contributor"):
        assert CONTACT not in words_on(enter(name).get(page_of(report)))
    send(enter("writer"), do(report, "erase-contact"))
    report = Report.objects.get()
    assert report.contact == "" and report.text.text == "السنة غير صحيحة."
    assert CONTACT not in str(list(Entry.objects.values_list("before", "after")))


def test_the_queue_is_by_state_and_age(claim: Claim) -> None:
    old, new, done = (make.report(claim, f"خطأ {number}") for number in range(3))
    Report.objects.filter(pk=old.pk).update(at=timezone.now() - dt.timedelta(days=4))
    desk.answer_report(editor=writer(), report=done, version=done.version, state="declined", answer="No.")
    client = enter("writer")
    home = next(each for each in client.get("/admin/").context["queues"] if "waits=yes" in each.url)
    assert home.count == 2 and home.mine
    rows = client.get(f"{list_of(Report)}?waits=yes").context["cl"].result_list
    assert [row.pk for row in rows] == [old.pk, new.pk]
    rows = client.get(f"{list_of(Report)}?waits=days").context["cl"].result_list
    assert [row.pk for row in rows] == [old.pk]
    assert [row.pk for row in client.get(list_of(Report)).context["cl"].result_list] == [old.pk, new.pk, done.pk]


def test_a_report_is_on_a_page_that_was_there(claim: Claim) -> None:
    for given in ({"page_version": 7}, {"public_id": "aaaaaaaaaa"}):
        with pytest.raises(Refused) as refused:
            desk.receive_report(**{"public_id": claim.public_id, "kind": "fact", "text": "x", **given})  # type: ignore[arg-type]
        assert refused.value.codes == {"no_such_page"}
    assert not Report.objects.exists()


def test_a_report_on_a_page_that_is_gone_is_shown(claim: Claim) -> None:
    report = make.report(claim)
    desk.withhold(editor=make.cast()["publisher"], public_id=claim.public_id, notice="legal", reason="a letter")
    assert enter("writer").get(page_of(report)).status_code == 200


def test_lists_and_pages_cost_the_same_for_one_and_for_many(claim: Claim, same_queries: Any) -> None:
    report = make.report(claim)
    client = enter("writer")

    def grow() -> None:
        for number in range(4):
            make.report(claim, f"خطأ {number}")

    assert same_queries(lambda: client.get(list_of(Report)), grow) <= 25
    assert same_queries(lambda: client.get(page_of(report)), grow) <= 25
    assert same_queries(lambda: client.get(page_of(claim)), grow) <= 40
