"""Reports, the trail as a file, and files that no spreadsheet takes for a program."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from claims import actions as ledger_verbs
from claims.admin.exporting import harmless
from claims.models import Claim, Entry, Source
from newsroom.admin.reports import REPORTS, Period, lasted, uncited, words_of
from newsroom.models import Correction
from tests import factory
from tests.test_admin import enter, list_of, words_on

pytestmark = pytest.mark.django_db
ALWAYS = Period()
NEVER = Period(dt.date(1999, 1, 1), dt.date(1999, 12, 31))
FIXED = {"ar": factory.words("خطأ", change_note="صححنا"), "en": factory.words("x", change_note="fixed")}


def rows(key: str, period: Period = ALWAYS) -> list[list[Any]]:
    """What a report counts, as its file holds it."""
    with translation.override("en"):
        return [[words_of(each) for each in row] for row in REPORTS[key].rows(period)]


def table(answer: Any) -> list[list[str]]:
    """A streamed CSV, read as a spreadsheet reads it."""
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def stale_claim() -> Claim:
    claim = factory.claim()
    factory.publish(factory.draft(claim, recheck_by=timezone.localdate() - dt.timedelta(days=3)))
    return Claim.objects.get(pk=claim.pk)


def test_stale_claims_say_by_how_much(db: None) -> None:
    claim = stale_claim()
    factory.published_claim()
    ((label, rating, _by, late, _as_of),) = rows("stale")
    assert (label, late) == (claim.label, 3)
    with translation.override("en"):
        assert rating == str(claim.current_verification and claim.current_verification.verdict)
    assert rows("stale", NEVER) == []


def test_sentences_without_a_source_are_those_of_newest_versions(db: None) -> None:
    claim = factory.published_claim()
    story = factory.story([claim])
    factory.version(story, [claim])
    found = rows("unsourced")
    assert found
    with translation.override("en"):
        assert {row[0] for row in found} == {str(story)}
    assert rows("unsourced", NEVER) == []
    content = {"paragraphs": [{"sentences": [{"text": "بلا", "cites": []}, {"text": "به", "cites": ["aaaaaaaaaa"]}]}]}
    assert list(uncited(content)) == ["بلا"]


def test_review_times_run_from_submission_to_the_first_decision(db: None) -> None:
    factory.cast()
    returned = factory.draft(factory.claim())
    ledger_verbs.submit_verification(editor=factory.editor("writer"), verification=returned, languages=["ar"])
    text = returned.texts.get(language="ar")
    ledger_verbs.return_verification(editor=factory.editor("second"), text=text, note="more")
    factory.approve(factory.draft(factory.claim()))
    ((_month, decided, approved, back, middle, slowest),) = rows("reviews")
    assert (decided, approved, back) == (3, 2, 1)
    with translation.override("en"):
        assert middle == slowest == lasted(0)
        assert [lasted(seconds) for seconds in (60, 7200, 200_000)] == ["1 minute", "2 hours", "2 days"]
    assert rows("reviews", NEVER) == []


def test_corrections_are_counted_by_month_and_kind(db: None) -> None:
    claim = factory.published_claim()
    factory.publish(factory.draft(claim, "false", change_kind="correction", words=FIXED))
    ((_month, *kinds, together),) = rows("corrections")
    assert together == sum(kinds) == Correction.objects.count() == 1
    assert kinds[0] == 1, "corrections stand first"
    assert rows("corrections", NEVER) == []


def test_a_sources_record_is_counts_and_never_one_figure(db: None) -> None:
    outlet = factory.source("صحيفة المرفأ", "Harbor Daily", "outlet")
    claim = factory.published_claim()
    where = factory.snapshot(factory.article(outlet=outlet))
    factory.occurrence(Claim.objects.get(pk=claim.pk), where)
    factory.occurrence(factory.claim("غيره", "Another"), where)
    ((name, carried, checked, ratings, corrected),) = rows("sources")
    assert (name, carried, checked, corrected) == ("Harbor Daily", 2, 1, 0)
    assert ratings.endswith(" 1")
    assert rows("sources", NEVER)[0][1:] == [2, 0, "–", 0]
    keep = factory.source("المرفأ", "The Harbor", "outlet")
    factory.cast()
    outlet = Source.objects.get(pk=outlet.pk)
    ledger_verbs.merge_sources(editor=factory.editor("writer"), keep=keep, drop=outlet, version=outlet.version)
    assert [row[:2] for row in rows("sources")] == [["The Harbor", 2]], "what was merged into it is counted with it"


def test_every_report_is_a_page_and_a_file(db: None) -> None:
    stale_claim()
    factory.published_story()
    client = enter("auditor")
    page = client.get(reverse("admin:reports"))
    for key, report in REPORTS.items():
        address = reverse("admin:report", args=[key])
        assert address in page.content.decode()
        assert client.get(address, {"from": "2020-01-01", "to": "nonsense"}).status_code == 200
        answer = client.get(address, {"as": "csv"})
        assert answer["Content-Type"] == "text/csv; charset=utf-8"
        assert len(table(answer)) == 1 + len(rows(key))
        assert len(report.head) == len(table(client.get(address, {"as": "csv"}))[0])
    assert client.get(reverse("admin:report", args=["none"])).status_code == 404


def test_reports_cost_the_same_with_many_rows(same_queries: Callable[..., int]) -> None:
    factory.cast()
    client = enter("writer")

    def grow() -> None:
        claim = stale_claim()
        factory.publish(factory.draft(claim, "false", change_kind="correction", words=FIXED))
        factory.published_story([claim])
        outlet = factory.source(f"صحيفة {claim.pk}", f"Daily {claim.pk}", "outlet")
        factory.occurrence(claim, factory.snapshot(factory.article(outlet=outlet)))

    grow()
    for key in REPORTS:
        assert same_queries(lambda key=key: client.get(reverse("admin:report", args=[key])), grow) <= 12, key


# --- The trail -------------------------------------------------------------------------------------------------------


def export(client: Client, form: str = "csv", **query: Any) -> Any:
    return client.get(reverse("admin:claims_entry_export", args=[form]), query)


def test_the_trail_is_a_file_for_those_who_answer_for_the_house(db: None) -> None:
    factory.published_claim()
    factory.cast()
    for name in factory.CAST:
        expected = 200 if name in {"auditor", "chief"} else 403
        assert export(enter(name)).status_code == expected, name
        shown = b"NDJSON" in enter(name).get(list_of(Entry)).content
        assert shown is (expected == 200)
    assert export(enter("chief"), "xml").status_code == 404


def test_the_file_holds_every_line_that_the_list_shows(db: None) -> None:
    claim = factory.published_claim()
    factory.cast()
    client = enter("auditor")
    lines = [json.loads(line) for line in b"".join(export(client, "ndjson").streaming_content).splitlines()]
    assert len(lines) == Entry.objects.count()
    assert [line["number"] for line in lines] == sorted((line["number"] for line in lines), reverse=True)
    raised = [line for line in lines if line["verb"] == "claim.raise"]
    assert [(line["name"], line["sentence"]) for line in raised] == [(claim.label, "began to follow the claim")]
    head, *some = table(export(client, verb="claim.raise"))
    assert len(some) == 1
    assert len(head) == len(some[0])
    assert claim.label in some[0]


def test_the_trail_is_read_as_sentences_and_by_period(db: None) -> None:
    claim = factory.claim()
    factory.cast()
    client = enter("auditor")
    said = words_on(client.get(list_of(Entry), {"verb": "claim.raise"}))
    assert "began to follow the claim" in said
    assert claim.label in said
    today = timezone.localdate()
    for query, found in (
        ({"from": str(today)}, True),
        ({"to": str(today)}, True),
        ({"to": str(today - dt.timedelta(days=2))}, False),
        ({"from": str(today + dt.timedelta(days=2))}, False),
        ({"from": "yesterday"}, True),
    ):
        count = client.get(list_of(Entry), query | {"verb": "claim.raise"}).context["cl"].result_count
        assert bool(count) is found, query


@pytest.mark.parametrize("typed", ["=1+1", "+1", "-cmd", "@SUM(A1)", "\t=1", " =1", "＝1"])
def test_no_cell_is_a_formula(typed: str) -> None:
    assert harmless(typed) == f"'{typed}"


def test_numbers_and_words_stay_as_they_are() -> None:
    assert [harmless(each) for each in (-3, 2.5, "كلفة", None, "a=b")] == ["-3", "2.5", "كلفة", "", "a=b"]
