"""Finding: one search over everything, for the page and for the palette, and lists that are searched by their words."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims import actions as ledger_verbs
from claims.search import find_claims, find_sources
from newsroom.admin.finding import EACH, find
from tests import factory
from tests.test_admin import enter, list_of, words_on

pytestmark = pytest.mark.django_db


def titles(typed: str) -> dict[str, list[str]]:
    """What is found, by group."""
    return {group.title: [row.words for row in group.rows] for group in find(typed)}


def matter() -> None:
    factory.cast()
    claim = factory.claim("أعلنت الشركةُ كلفة ٢٩٤ ألفاً", "It announced a cost", asked=factory.question("كم كلّف؟"))
    factory.story([claim], "كُلفة التدريب", "The cost of training")
    factory.source("شركة الكلفة", "Cost Company", aliases=["الكُلفه المحدودة"])
    factory.article(title="كلفة لا يعرفها أحد")


def test_everything_is_found_however_it_is_spelled(db: None) -> None:
    matter()
    found = find("كلفه")
    assert {type(row.url) for group in found for row in group.rows} == {str}
    assert [len(group.rows) for group in found] == [1, 1, 1, 1]
    assert {words for rows in titles("الكلفة").values() for words in rows} >= {"شركة الكلفة"}
    assert titles("  ") == {}
    assert titles("(") == {}


def test_a_word_is_found_while_it_is_typed_and_all_words_must_stand(db: None) -> None:
    matter()
    assert [claim.label for claim in find_claims(["اعلن", "294"])] == ["أعلنت الشركةُ كلفة ٢٩٤ ألفاً"]
    assert not find_claims(["اعلنت", "295"]).exists()
    assert find_sources(["محدوده", "كلفه"]).count() == 1
    assert find_sources(["cost"]).count() == 1


def test_a_public_id_leads_to_its_row(db: None) -> None:
    claim = factory.claim()
    (group,) = find(claim.public_id)
    assert group.rows[0].url.endswith(f"/claims/claim/{claim.pk}/change/")


def test_what_lies_in_the_trash_is_not_found(db: None) -> None:
    claim = factory.claim("ادعاء يُنحّى", "Set aside")
    factory.cast()
    ledger_verbs.trash(editor=factory.editor("chief"), row=claim, version=1)
    assert find("يُنحّى") == []


def test_more_than_fits_leads_to_the_list(db: None) -> None:
    for number in range(EACH + 1):
        factory.claim(f"ادعاء رقم {number} عن الميناء", f"Port {number}")
    (group,) = find("الميناء")
    assert len(group.rows) == EACH
    factory.cast()
    assert enter("writer").get(group.more).context["cl"].result_count == EACH + 1


def test_the_palette_is_given_what_the_page_shows(db: None) -> None:
    matter()
    client = enter("auditor")
    answer = json.loads(client.get(reverse("admin:find_json"), {"q": "cost"}).content)
    page = words_on(client.get(reverse("admin:find"), {"q": "cost"}))
    found = [row["words"] for group in answer["groups"] for row in group["rows"]]
    assert "Cost Company" in found
    assert all(words in page for words in found)
    everything = json.loads(client.get(reverse("admin:find_json")).content)["groups"]
    assert [group["title"] for group in everything] == ["Lists"]
    assert {"Claims", "Trash", "Reports", "Audit trail"} <= {row["words"] for row in everything[0]["rows"]}


def test_only_editors_with_a_role_find(db: None) -> None:
    factory.cast()
    for name in ("find", "find_json", "trash", "reports"):
        address = reverse(f"admin:{name}")
        assert enter("stranger").get(address).status_code == 403
        assert Client().get(address).status_code == 302
        assert enter("chief").post(address).status_code == 405


def test_finding_costs_the_same_with_many_rows(same_queries: Callable[..., int]) -> None:
    matter()
    client = enter("writer")

    def grow() -> None:
        for number in range(12):
            factory.claim(f"كلفة أخرى {number}", f"Another cost {number}")
            factory.source(f"مؤسسة الكلفة {number}", f"Cost {number}")

    assert same_queries(lambda: client.get(reverse("admin:find"), {"q": "كلفة"}), grow) <= 12


def test_claims_are_filtered_by_question_source_age_and_language(db: None) -> None:
    outlet = factory.source("صحيفة المرفأ", "Harbor Daily", "outlet")
    asked = factory.question("كم كلّف التدريب؟")
    claim, other = factory.published_claim(asked=asked), factory.claim("غيره", "Another")
    factory.occurrence(other, factory.snapshot(factory.article(outlet=outlet)))
    factory.cast()
    client = enter("writer")
    from claims.models import Claim

    def shown(**query: Any) -> list[str]:
        return [row.label for row in client.get(list_of(Claim), query).context["cl"].result_list]

    assert shown(question="كلف التدريب") == shown(question=f"{asked.public_id} {asked}") == [claim.label]
    assert shown(source="صحيفه المرفا") == shown(source=outlet.public_id) == [other.label]
    assert shown(source="لا أحد") == []
    assert shown(age="month") == [claim.label]
    assert shown(age="older") == []
    assert shown(written="en") == [other.label, claim.label] or set(shown(written="en")) == {other.label, claim.label}
    assert shown(written="no-en") == []
    assert shown(work="published") == [claim.label]
    assert shown(work="draft") == []
