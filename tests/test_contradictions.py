"""Contradictions: proposed with both quotes, answered once, and two texts side by side on one question."""

from __future__ import annotations

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims import actions as claims
from claims import search
from claims.models import Claim, Question, Relation
from tests import factory

pytestmark = pytest.mark.django_db

LIST = "admin:claims_question_contradictions"


def costing(value: str, asked: Question | None, arabic: str = "كلّف التدريب", **placed: Any) -> Claim:
    """A claim on what the training cost, exactly."""
    found = factory.claim(f"{arabic} {value} دولار", f"The training cost USD {value}", asked=asked, value=None)
    exact = claims.QuantitySpec("model", "training cost", "USD", "=", value)
    claims.set_quantities(editor=factory.cast()["writer"], claim=found, version=1, quantities=[exact])
    if placed:
        factory.occurrence(found, **placed)
    return found


@pytest.fixture
def desk() -> Client:
    client = Client()
    client.force_login(factory.cast()["writer"])
    client.cookies["django_language"] = "en"
    return client


@pytest.fixture
def pair() -> tuple[Claim, Claim]:
    asked = factory.question()
    text = factory.snapshot()
    return costing("294000", asked, where=text), costing("5570000", asked, where=text, quote="لم تتجاوز 294 ألف دولار")


def told(**options: Any) -> list[dict[str, Any]]:
    out = StringIO()
    call_command("find_conflicts", json=True, stdout=out, **options)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_the_command_names_the_claims_by_their_slugs_and_says_why(pair: tuple[Claim, Claim]) -> None:
    (found,) = told()
    assert found["claims"] == [each.slug for each in pair] and found["question"] == pair[0].question.slug  # type: ignore[union-attr]
    assert found["answer"] == "contradicts" and len(found["values"]) == 2 and found["why"].endswith(".")


def test_what_is_answered_is_told_only_on_demand(pair: tuple[Claim, Claim]) -> None:
    claims.relate_claims(
        editor=factory.cast()["writer"], a=pair[1], b=pair[0], type="different_scope", why={"en": "another model"}
    )
    assert told() == [] and len(told(decided=True)) == 1
    out = StringIO()
    call_command("find_conflicts", stdout=out)
    assert out.getvalue() == "No pair of claims that nobody has decided on may contradict.\n"


def test_what_lies_in_the_trash_contradicts_nothing(pair: tuple[Claim, Claim]) -> None:
    claims.trash(editor=factory.cast()["chief"], row=pair[0], version=pair[0].version + 1)
    assert search.proposals() == []


def test_a_pair_stands_on_the_page_with_both_quotes(desk: Client, pair: tuple[Claim, Claim]) -> None:
    body = desk.get(reverse(LIST)).content.decode()
    assert f"<mark>{factory.QUOTE}</mark>" in body and "<mark>لم تتجاوز 294 ألف دولار</mark>" in body
    assert "294 thousand US dollars" in body and "5.57 million US dollars" in body


def test_an_answer_removes_the_pair_and_keeps_what_was_suggested(desk: Client, pair: tuple[Claim, Claim]) -> None:
    (group,) = desk.get(reverse(LIST)).context["groups"]
    (shown,) = group.pairs
    sent = {"pair": shown.key, "type": "not_comparable", "why": "two models", "page": "1"}
    answer = desk.post(reverse("admin:claims_question_decide"), sent, follow=True)
    assert answer.status_code == 200 and answer.context["groups"] == []
    relation = Relation.objects.get()
    decision = relation.decision()
    assert relation.suggested_type == "contradicts" and relation.suggested_reason
    assert decision is not None and (decision.type, decision.why.local) == ("not_comparable", {"en": "two models"})


def test_an_answer_without_a_reason_is_refused_and_nothing_is_lost(desk: Client, pair: tuple[Claim, Claim]) -> None:
    key = f"{pair[0].pk}-{pair[1].pk}"
    answer = desk.post(reverse("admin:claims_question_decide"), {"pair": key, "type": "updates", "why": "  "})
    body = answer.content.decode()
    assert answer.status_code == 422 and "A decision needs its reason." in body
    assert '<option value="updates" selected>' in body and not Relation.objects.exists()


@pytest.mark.parametrize("key", ["", "1", "1-1", "x-y", "1-2-3", "99999999-88888888", "٣-٤"])
def test_a_pair_that_is_none_is_not_found(desk: Client, key: str) -> None:
    answer = desk.post(reverse("admin:claims_question_decide"), {"pair": key, "type": "updates", "why": "x"})
    assert answer.status_code == 404


def test_who_may_not_decide_reads_only(pair: tuple[Claim, Claim]) -> None:
    client = Client()
    client.force_login(factory.cast()["auditor"])
    assert b"<textarea" not in client.get(reverse(LIST)).content
    sent = {"pair": f"{pair[0].pk}-{pair[1].pk}", "type": "none", "why": "x"}
    assert client.post(reverse("admin:claims_question_decide"), sent).status_code == 403
    assert not Relation.objects.exists()


def test_the_front_page_counts_what_waits(desk: Client, pair: tuple[Claim, Claim]) -> None:
    queues = {str(queue.title): queue.count for queue in desk.get(reverse("admin:index")).context["queues"]}
    assert queues["Contradictions to decide"] == 1


def test_two_texts_stand_side_by_side_on_one_question(desk: Client) -> None:
    asked = factory.question()
    one, other, third = factory.article(), factory.article(), factory.article()
    costing("294000", asked, where=factory.snapshot(one))
    costing("5570000", asked, arabic="بلغت كلفة التدريب", where=factory.snapshot(other))
    factory.occurrence(factory.claim("ادعاء آخر", "Another", value=None), factory.snapshot(third))
    address = reverse("admin:claims_question_beside", args=[asked.pk])
    page = desk.get(address)
    assert [each.article for each in page.context["texts"]] == [one, other]
    assert page.content.decode().count(f">{factory.QUOTE}</mark>") >= 2
    turned = desk.get(f"{address}?a={other.pk}&b={one.pk}")
    assert [each.article for each in turned.context["texts"]] == [other, one]
    assert len(page.context["groups"]) == 1
    assert desk.get(reverse("admin:claims_question_beside", args=[999_999])).status_code == 404


def test_a_question_that_no_text_answers_says_so(desk: Client) -> None:
    page = desk.get(reverse("admin:claims_question_beside", args=[factory.question().pk]))
    assert "No text that came in holds a claim on this question." in page.content.decode()


def test_the_page_asks_as_often_for_many_pairs_as_for_one(desk: Client, pair: tuple[Claim, Claim]) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert desk.get(reverse(LIST)).status_code == 200
        return len(queries)

    asked()  # the first request of a session notes when it was
    few = asked()
    for number in range(10):
        costing(str(7_000_000 + number * 1_000_000), pair[0].question, where=factory.snapshot())
    assert asked() == few


def test_both_languages_are_whole(desk: Client, pair: tuple[Claim, Claim]) -> None:
    desk.cookies["django_language"] = "ar"
    body = desk.get(reverse(LIST)).content.decode()
    assert "294 ألف دولار" in body and 'dir="rtl"' in body
    assert "Both state" not in body and "Decide" not in body
