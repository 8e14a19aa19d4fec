"""The partner door: what a partner may rely on, and what nobody may get through it.

ISNAD_TEST_RENEW=1 ./dev test tests/test_api.py -k openapi      writes tests/snapshots/openapi.json anew
"""

from __future__ import annotations

import copy
import hashlib
import json
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import OperationalError, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from claims import actions as claims
from claims import ledger
from claims.canonical import canonical
from claims.choices import Role
from claims.models import Body, Claim, Question, Source
from newsroom import actions as desk
from newsroom.actions import outgoing
from newsroom.api.schema import STATUSES, openapi
from newsroom.api.urls import urlpatterns
from newsroom.models import Current, Publication, Sequence, Story
from tests import factory

pytestmark = pytest.mark.django_db

SNAPSHOT = Path(__file__).parent / "snapshots" / "openapi.json"
KINDS = ("stories", "claims", "questions", "sources", "corrections", "method")
COMMON = {
    *("id", "kind", "url", "urls", "api_url", "version", "sequence", "digest", "state", "cause", "languages"),
    *("first_published", "updated", "notice", "reason", "replaced_by"),
}


def get(path: str, **headers: str) -> Any:
    """What a partner gets; takes full addresses too."""
    parts = urlsplit(path)
    where = parts.path if parts.scheme else f"/api/v1/{path}".partition("?")[0]
    query = parts.query if parts.scheme else path.partition("?")[2]
    return Client().get(where, QUERY_STRING=query, headers=headers)


def body(path: str, status: int = 200, **headers: str) -> Any:
    """The JSON of an answer with the status that is expected."""
    answer = get(path, **headers)
    assert answer.status_code == status, answer.content.decode()
    return json.loads(answer.content)


def ids(path: str) -> list[str]:
    """The ids of a list, in its order."""
    return [row["id"] for row in body(path)["results"]]


def publisher() -> Any:
    return factory.editor("publisher", Role.PUBLISHER)


def noted(public_id: str, replaced_by: str | None = None) -> Any:
    """An approved note on a public id."""
    note = desk.propose_note(
        editor=publisher(),
        public_id=public_id,
        note={"ar": "سُحب لخطأ في المصدر.", "en": "Withdrawn: the source was wrong."},
        replaced_by=replaced_by,
    )
    claims.approve_proof(editor=factory.editor("second", Role.REVIEWER), proof=note)
    return note


def withhold(public_id: str) -> None:
    desk.withhold(editor=publisher(), public_id=public_id, notice="legal", reason="a letter came")


def correct(claim: Claim, verdict: str = "misattributed") -> None:
    """A published correction of a claim's rating."""
    words = {
        "ar": factory.words("المبلغ لنموذج آخر.", change_note="كان الرقم منسوباً إلى غير صاحبه."),
        "en": factory.words("The sum is another model's.", change_note="The figure belonged to another model."),
    }
    factory.publish(factory.draft(claim, verdict, change_kind="correction", words=words))


@dataclass
class World:
    """Something published of every kind."""

    claim: Claim
    other: Claim
    story: Story
    question: Question
    source: Source


@pytest.fixture
def world(db: None) -> World:
    asked, company = factory.question(), factory.source()
    hop = claims.HopSpec(naming="named", source=company, words="شركة الرمال", verb="أعلنت", interested=True)
    claim = factory.claim(asked=asked)
    factory.occurrence(claim, chains=[[hop]])
    factory.publish(factory.draft(claim, "unverified"))
    other = factory.published_claim(
        "true", arabic="أُطلق النموذج في كانون الثاني 2025", english="The model came in January 2025", value="5570000"
    )
    claim = Claim.objects.get(pk=claim.pk)
    story = factory.published_story([claim, other])
    correct(claim)
    for proof in claims.submit_scale(editor=factory.editor("co_writer", Role.EDITOR, Role.REVIEWER)):
        claims.approve_proof(editor=factory.editor("second", Role.REVIEWER), proof=proof)
    desk.publish_scale(editor=publisher())
    return World(Claim.objects.get(pk=claim.pk), other, story, asked, company)


# --- What there is ---------------------------------------------------------------------------------------------------


def test_every_kind_has_lists_details_versions_and_canonical_bytes(world: World) -> None:
    for kind in KINDS:
        page = body(f"{kind}/")
        assert page["results"] and page["next"] is None and page["previous"] is None
        for row in page["results"]:
            publication = Publication.objects.current().get(public_id=row["id"])
            assert row.keys() >= COMMON and "document" not in row
            assert (row["state"], row["digest"]) == ("current", publication.digest)
            assert row["sequence"] == publication.sequence.n
            whole = body(row["api_url"])
            assert {**whole, "document": None} == {**row, "document": None}
            assert whole["document"] == publication.document.json
            assert hashlib.sha256(canonical(whole["document"])).hexdigest() == row["digest"]
            versions = body(f"{row['api_url']}/versions")["results"]
            assert [each["version"] for each in versions] == list(range(row["version"], 0, -1))
            for each in versions:
                content = get(each["document"])
                assert (content["Content-Type"], content["ETag"]) == ("application/json", f'"{each["digest"]}"')
                assert hashlib.sha256(content.content).hexdigest() == each["digest"]
                assert body(each["api_url"])["document"] == json.loads(content.content)


def test_lists_say_in_short_what_holds(world: World) -> None:
    claim = body(f"claims/?story={world.story.public_id}&verdict=misattributed")["results"][0]
    assert claim["text"]["en"] == "Training the model cost no more than USD 294,000"
    assert claim["verdict"]["code"] == "misattributed" and claim["quantities"][0]["value"] == "294000"
    assert [link["id"] for link in claim["links"]["sources"]] == [world.source.public_id]
    assert [link["id"] for link in claim["links"]["stories"]] == [world.story.public_id]
    story = body("stories/")["results"][0]
    assert story["under_review"] and story["verdict_changes"][0]["now"]["code"] == "misattributed"
    assert [link["id"] for link in story["links"]["claims"]] == [world.claim.public_id, world.other.public_id]
    assert body("questions/")["results"][0]["wording"]["ar"] == world.question.wording_ar
    assert body("sources/")["results"][0]["counts"][0]["n"] == 1
    correction = body("corrections/")["results"][0]
    assert correction["of"]["id"] == world.claim.public_id
    assert (correction["verdict_before"]["code"], correction["verdict_after"]["code"]) == (
        "unverified",
        "misattributed",
    )
    assert correction["why"]["en"] == "The figure belonged to another model."


def test_addresses_are_absolute_and_lead_somewhere(world: World) -> None:
    for kind in KINDS:
        for row in body(f"{kind}/")["results"]:
            assert row["url"] == (row["urls"]["ar"] or row["urls"]["en"])
            assert row["api_url"] == f"http://127.0.0.1:8000/api/v1/{kind}/{row['id']}"
            for link in (link for links in (row.get("links") or {}).values() for link in links):
                assert body(link["api_url"])["id"] == link["id"]
    collections = body("")["collections"]
    assert set(collections) == {*KINDS, "verdicts"}
    assert all(body(where)["results"] for where in collections.values())


def test_ratings_come_from_the_published_scale(world: World) -> None:
    found = body("verdicts/")["results"]
    assert [row["id"] for row in found][:2] == ["true", "mostly-true"] and len(found) == 11
    one = body("verdicts/disputed")
    assert one["ordinal"] is None and one["label"] == {"ar": "روايات متعارضة", "en": one["label"]["en"]}
    assert one["document"]["kind"] == "scale" and one["mapping"]
    assert one["digest"] == body(one["scale"])["digest"] == body("verdicts/disputed/versions")["results"][0]["digest"]
    assert get("verdicts/disputed/versions/1/content").content == get("method/scale/versions/1/content").content
    walked, where = [], "verdicts/?limit=4"
    while where:
        page = body(where)
        walked += [row["id"] for row in page["results"]]
        where = page["next"]
    assert walked == [row["id"] for row in found]
    back = body(page["previous"])
    assert [row["id"] for row in back["results"]] == walked[4:8]
    for path in ("verdicts/nonsense", "verdicts/nonsense/versions", "verdicts/nonsense/versions/1/content"):
        assert body(path, 404)["code"] == "not_found"


def test_before_anything_is_published_lists_are_empty(db: None) -> None:
    for kind in (*KINDS, "verdicts", "changes"):
        assert body(f"{kind}/")["results"] == []
    assert body("")["head"] == 0
    factory.draft(factory.claim(), "true")
    assert body("claims/")["results"] == []


def test_whole_documents_on_request(world: World) -> None:
    for row in body("claims/?expand=document")["results"]:
        assert row["document"]["id"] == row["id"]


# --- Staying in sync -------------------------------------------------------------------------------------------------


class Mirror:
    """A partner's copy, kept by nothing but the rules in docs/partners.md."""

    def __init__(self) -> None:
        self.held: dict[tuple[str, str], dict[str, Any]] = {}
        self.tombstones: dict[tuple[str, str], dict[str, Any]] = {}
        self.seen: list[int] = []
        self.last = 0

    def follow(self, limit: int = 7) -> None:
        where = f"changes/?after={self.last}&limit={limit}"
        while where:
            page = body(where)
            for change in page["results"]:
                self._take(change)
            self.last, where = page["last"], page["next"]
        assert self.last == page["head"]

    def _take(self, change: dict[str, Any]) -> None:
        key = change["kind"], change["id"]
        self.seen.append(change["n"])
        self.held.pop(key, None)
        self.tombstones.pop(key, None)
        if change["tombstone"]:
            self.tombstones[key] = change
        elif change["document"]:
            answer = get(change["document"])
            if answer.status_code == 200:  # else something newer follows that says why
                assert hashlib.sha256(answer.content).hexdigest() == change["digest"]
                self.held[key] = json.loads(answer.content)


def state_of_the_door() -> dict[tuple[str, str], Any]:
    """Everything that lists show."""
    found: dict[tuple[str, str], Any] = {}
    for kind in KINDS:
        where = f"{kind}/?limit=3&expand=document"
        while where:
            page = body(where)
            found |= {(row["kind"], row["id"]): row["document"] for row in page["results"]}
            where = page["next"]
    return found


def gone_from_the_door() -> set[tuple[str, str]]:
    rows = [row for kind in KINDS for row in body(f"{kind}/?state=withheld,withdrawn")["results"]]
    return {(row["kind"], row["id"]) for row in rows}


def test_replay_from_nothing_gives_what_holds_now(world: World) -> None:
    early = Mirror()
    early.follow()
    assert early.held == state_of_the_door()
    withhold(world.other.public_id)
    early.follow()
    assert early.held == state_of_the_door()
    desk.restore(editor=publisher(), note=noted(world.other.public_id))
    correct(world.claim, "false")
    desk.withdraw(editor=publisher(), note=noted(world.story.public_id))
    withhold(world.claim.public_id)
    late = Mirror()
    early.follow()
    late.follow(limit=100)
    assert early.held == late.held == state_of_the_door()
    assert set(early.tombstones) == set(late.tombstones) == gone_from_the_door()
    assert early.seen == late.seen == list(range(1, Sequence.objects.count() + 1))
    assert late.tombstones["story", world.story.public_id]["reason"]["en"].startswith("Withdrawn")
    assert late.tombstones["claim", world.claim.public_id]["notice"]["code"] == "legal"


def test_changes_tell_each_publication_and_what_became_of_it(world: World) -> None:
    rows = body("changes/")["results"]
    for row, publication in zip(rows, Publication.objects.in_sequence(), strict=True):
        assert (row["n"], row["id"], row["version"]) == (
            publication.sequence.n,
            publication.public_id,
            publication.version,
        )
        assert (row["kind"], row["cause"], row["digest"]) == (publication.kind, publication.cause, publication.digest)
        assert row["at"] == publication.document.json["at"] and row["url"].startswith("http://127.0.0.1:8000/ar/")
        assert not row["tombstone"] and row["state"] == "current" and get(row["document"]).status_code == 200
    assert [row["n"] for row in body("changes/?after=3&limit=2")["results"]] == [4, 5]
    assert {row["kind"] for row in body("changes/?kind=claim")["results"]} == {"claim"}
    assert body(f"changes/?after={rows[-1]['n']}")["last"] == rows[-1]["n"]
    withhold(world.other.public_id)
    first = body("changes/?limit=5")["results"]
    assert {row["document"] for row in first if row["id"] == world.other.public_id} == {None}
    last = [row for row in body("changes/")["results"] if row["id"] == world.other.public_id][-1]
    assert last["tombstone"] and last["notice"]["code"] == "legal" and last["reason"] is None
    assert body(last["document"])["cause"] == "withheld"


# --- Taken down ------------------------------------------------------------------------------------------------------


def test_what_is_withheld_shows_its_notice_and_nothing_else(world: World) -> None:
    text = world.other.texts.get(language="en").text.text
    before = body(f"claims/{world.other.public_id}/versions")["results"]
    withhold(world.other.public_id)
    row = body(f"claims/{world.other.public_id}")
    assert row["state"] == "withheld" and row["notice"]["code"] == "legal" and row["document"] is None
    assert row["text"] is None and row["languages"] == [] and row["verdict"] is None
    assert text not in json.dumps(row)
    assert "a letter came" not in json.dumps(row)
    for each in before:
        for path in (each["api_url"], each["document"]):
            assert body(path, 403)["code"] == "withheld"
    notice = body(f"claims/{world.other.public_id}/versions")["results"][0]
    assert body(notice["document"])["notice"] == "legal" and body(notice["api_url"])["state"] == "withheld"
    assert world.other.public_id not in ids("claims/")
    assert world.other.public_id in ids("claims/?state=withheld") and world.other.public_id in ids("claims/?state=all")


def test_old_versions_of_others_do_not_show_what_was_taken_down(world: World) -> None:
    """Every answer below the door's root, after a claim is withheld: its words stand in none of them."""
    words = [each.text.text for each in world.other.texts.all()]
    stale = [row for row in body("changes/")["results"] if row["kind"] == "story"]
    assert any(word in get(row["document"]).content.decode() for row in stale for word in words)
    withhold(world.other.public_id)
    for row in body("changes/")["results"]:
        answers = [get(row["api_url"])] + ([get(row["document"])] if row["document"] else [])
        assert not any(word in answer.content.decode() for answer in answers for word in words)
    assert {get(row["document"]).status_code for row in stale} == {403}
    assert get(body(f"stories/{world.story.public_id}/versions")["results"][0]["document"]).status_code == 200


def test_what_is_put_back_is_whole_again(world: World) -> None:
    withhold(world.other.public_id)
    desk.restore(editor=publisher(), note=noted(world.other.public_id))
    row = body(f"claims/{world.other.public_id}")
    assert (row["state"], row["cause"]) == ("current", "restored") and row["reason"]["ar"] and row["document"]
    versions = body(f"claims/{world.other.public_id}/versions")["results"]
    assert {get(each["document"]).status_code for each in versions} == {200}
    first = body(f"claims/{world.other.public_id}/versions/1")
    assert first["superseded_by"] == row["version"] and body(row["api_url"])["digest"] == row["digest"]


def test_what_is_withdrawn_leaves_a_tombstone(world: World) -> None:
    versions = body(f"stories/{world.story.public_id}/versions")["results"]
    desk.withdraw(editor=publisher(), note=noted(world.story.public_id, replaced_by=world.claim.public_id))
    problem = body(f"stories/{world.story.public_id}", 410)
    assert problem["code"] == "withdrawn" and problem["status"] == 410
    left = problem["tombstone"]
    assert (left["state"], left["reason"]["en"]) == ("withdrawn", "Withdrawn: the source was wrong.")
    assert left["replaced_by"] == world.claim.public_id and "title" not in left
    for each in versions:
        assert body(each["document"], 410)["code"] == body(each["api_url"], 410)["code"] == "withdrawn"
    newest = body(f"stories/{world.story.public_id}/versions")["results"][0]
    assert body(newest["document"])["cause"] == "withdrawn"
    assert ids("stories/") == [] and ids("stories/?state=withdrawn") == [world.story.public_id]


def test_a_text_that_was_erased_breaks_no_list(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Law 9: a redaction nulls the body of a publication; whatever still points to it must not fail."""
    erased = body(f"claims/{world.other.public_id}")["digest"]
    monkeypatch.setattr(Body, "data", property(lambda self: b"" if self.digest == erased else bytes(self.content)))
    monkeypatch.setattr(Body, "erased", property(lambda self: self.digest == erased))
    row = next(row for row in body("claims/")["results"] if row["id"] == world.other.public_id)
    assert (row["state"], row["text"], row["digest"]) == ("withdrawn", None, erased)
    for path in ("", "/versions/1", "/versions/1/content"):
        assert body(f"claims/{world.other.public_id}{path}", 410)["code"] == "withdrawn"


def test_what_is_merged_leads_to_what_it_was_merged_into(world: World) -> None:
    dropped = factory.published_claim("true", value=None)
    kept = world.source.public_id

    @ledger.verb
    def merge(*, editor: Any) -> None:
        before = outgoing.current_of(body("sources/")["results"][0]["id"])
        assert before is not None
        because = Publication.objects.of(dropped.public_id).get()
        outgoing.put_out(
            editor=editor,
            kind="source",
            public_id="zzzzzzzzzz",
            cause="merged",
            before=None,
            derived_from=because,
            make=lambda base: {**base, "replaced_by": kept},
        )

    merge(editor=publisher())
    answer = get("sources/zzzzzzzzzz")
    assert answer.status_code == 308 and answer["Location"].endswith(f"/api/v1/sources/{kept}")
    assert json.loads(answer.content)["replaced_by"] == kept
    assert body("changes/?kind=source")["results"][-1]["replaced_by"] == kept


# --- Narrowing and ordering ------------------------------------------------------------------------------------------


def test_filters_narrow(world: World) -> None:
    first, second, day = world.claim.public_id, world.other.public_id, "2026-01-01"
    expected: dict[str, list[str]] = {
        "verdict=true": [second],
        "verdict=true,misattributed": [first, second],
        "verdict=false": [],
        "checkability=factual": [first, second],
        "checkability=opinion,vague": [],
        f"story={world.story.public_id}": [first, second],
        f"question={world.question.public_id}": [first],
        f"source={world.source.public_id}": [first],
        "source=aaaaaaaaaa": [],
        "measure=training+cost": [first, second],
        "measure=nothing": [],
        "unit=USD&value_min=294000&value_max=294000": [first],
        "value_min=294000.5": [second],
        "value_max=1e3": [],
        "language=ar": [first, second],
        f"published_after={day}": [first, second],
        f"published_before={day}": [],
        f"updated_after={day}T00:00:00Z": [first, second],
        f"updated_before={day}T00:00:00%2B03:00": [],
        "q=%D8%A7%D9%84%D8%AA%D8%AF%D8%B1%D9%8A%D8%A8": [first],  # التدريب finds تدريب
        "q=MODEL+january": [second],
        "q=modelx": [],
        "verdict=&q=": [first, second],
    }
    for query, wanted in expected.items():
        assert sorted(ids(f"claims/?{query}")) == sorted(wanted), query
    lists = {
        f"stories/?claim={first}": [world.story.public_id],
        f"stories/?question={world.question.public_id}&story_state=developing": [world.story.public_id],
        "stories/?story_state=closed": [],
        f"questions/?claim={first}&story={world.story.public_id}": [world.question.public_id],
        f"questions/?claim={second}": [],
        f"sources/?claim={first}": [world.source.public_id],
        f"corrections/?story={world.story.public_id}": [],
    }
    for query, wanted in lists.items():
        assert ids(query) == wanted, query
    assert len(ids(f"corrections/?claim={first}&verdict=misattributed")) == 1


def test_a_quantity_must_fit_as_a_whole(world: World) -> None:
    """One claim costs 294,000 dollars; asking for euros of that size finds nothing."""
    assert ids("claims/?measure=training+cost&unit=EUR&value_min=1") == []


def test_lists_are_walked_both_ways_in_every_order(db: None) -> None:
    for number in range(7):
        factory.published_claim(arabic=f"ادعاء رقم {number}", english=f"Claim {number}", placed=False)
    for ordering in ("sequence", "-sequence", "updated", "-updated", "first_published", "-first_published"):
        whole = ids(f"claims/?ordering={ordering}")
        forth, pages = [], []
        where = f"claims/?ordering={ordering}&limit=3"
        while where:
            pages.append(page := body(where))
            forth += [row["id"] for row in page["results"]]
            where = page["next"]
        assert forth == whole and len(pages) == 3 and pages[0]["previous"] is None
        back = [page["results"], middle := body(page["previous"])["results"], body(pages[1]["previous"])["results"]]
        assert [row["id"] for rows in reversed(back) for row in rows] == whole
        assert middle == pages[1]["results"]
        assert body(pages[1]["previous"])["previous"] is None
        keys = {"sequence": "sequence", "updated": "updated", "first_published": "first_published"}
        column = [row[keys[ordering.lstrip("-")]] for page in pages for row in page["results"]]
        assert column == sorted(column, reverse=ordering.startswith("-"))


def test_a_page_stays_in_place_while_publications_go_on(db: None) -> None:
    made = [factory.published_claim(arabic=f"ادعاء {n}", english=f"Claim {n}", placed=False) for n in range(4)]
    page = body("claims/?limit=2")
    new = factory.published_claim(arabic="ادعاء جديد", english="New", placed=False)
    rest = ids(page["next"])
    assert rest == [made[1].public_id, made[0].public_id]
    assert new.public_id not in rest


# --- Errors ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "status", "code", "told"),
    [
        ("claims/?colour=red", 400, "unknown_parameter", "verdict, checkability"),
        ("claims/?page=2", 400, "unknown_parameter", "cursor"),
        ("stories/?verdict=true", 400, "unknown_parameter", "story_state"),
        ("?format=json", 400, "unknown_parameter", "format"),
        ("changes/?cursor=x", 400, "unknown_parameter", "after, limit, kind"),
        ("claims/?limit=0", 400, "invalid_parameter", "from 1 to 100"),
        ("claims/?limit=101", 400, "invalid_parameter", "from 1 to 100"),
        ("claims/?limit=ten", 400, "invalid_parameter", "from 1 to 100"),
        ("claims/?limit=2&limit=3", 400, "invalid_parameter", "more than once"),
        ("claims/?ordering=verdict", 400, "invalid_parameter", "-first_published"),
        ("claims/?expand=all", 400, "invalid_parameter", "document"),
        ("claims/?state=published", 400, "invalid_parameter", "current, withheld, withdrawn, all"),
        ("claims/?checkability=factual,fact", 400, "invalid_parameter", "opinion"),
        ("claims/?language=fr", 400, "invalid_parameter", "ar, en"),
        ("claims/?value_min=much", 400, "invalid_parameter", "number"),
        ("claims/?value_max=nan", 400, "invalid_parameter", "number"),
        ("claims/?value_max=1e999", 400, "invalid_parameter", "number"),
        ("claims/?published_after=yesterday", 400, "invalid_parameter", "2026-11-21T12:00:00Z"),
        ("claims/?q=%00a", 400, "invalid_parameter", "Null"),
        ("claims/?q=%21%21", 400, "invalid_parameter", "at least one"),
        ("claims/?story=%00", 400, "invalid_parameter", "Null"),
        ("claims/?story=longer-than-an-id", 400, "invalid_parameter", "10 characters"),
        ("claims/?cursor=bm90IG91cnM", 400, "invalid_cursor", "without a cursor"),
        ("claims/?cursor=%D9%81", 400, "invalid_cursor", "without a cursor"),
        ("claims/?cursor=WyItc2VxdWVuY2UiLDFlOTk5LG51bGwsZmFsc2Vd", 400, "invalid_cursor", "without a cursor"),
        ("changes/?after=-1", 400, "invalid_parameter", "whole number"),
        ("changes/?after=99999999999999999999", 400, "invalid_parameter", "whole number"),
        ("changes/?kind=stories", 400, "invalid_parameter", "story, claim"),
        ("claims/aaaaaaaaaa", 404, "not_found", "/api/v1/"),
        ("claims/aaaaaaaaaa/versions", 404, "not_found", "/api/v1/"),
        ("claims/aaaaaaaaaa/versions/1/content", 404, "not_found", "/api/v1/"),
        ("problems/no_such", 404, "not_found", "/api/v1/"),
        ("articles/", 404, "not_found", "/api/v1/"),
        ("claims/ادعاء", 404, "not_found", "/api/v1/"),
    ],
)
def test_errors_say_what_to_do(db: None, path: str, status: int, code: str, told: str) -> None:
    answer = get(path)
    problem = json.loads(answer.content)
    assert answer["Content-Type"] == "application/problem+json" and answer["Cache-Control"] == "no-store"
    assert (answer.status_code, problem["status"], problem["code"]) == (status, status, code)
    assert told in json.dumps(problem, ensure_ascii=False) and problem["detail"].endswith(".")
    assert body(problem["type"])["code"] == code


def test_an_unknown_rating_is_told_from_an_unused_one(world: World) -> None:
    problem = body("claims/?verdict=flase", 400)
    assert "misleading" in problem["detail"] and "flase" in problem["detail"]


def test_a_number_of_another_kind_is_not_found(world: World) -> None:
    for path in (
        f"stories/{world.claim.public_id}",
        f"claims/{world.claim.public_id}/versions/99",
        f"claims/{world.claim.public_id}/versions/{'9' * 30}/content",
        f"claims/{world.claim.public_id}/versions/0",
    ):
        assert body(path, 404)["code"] == "not_found"


def test_a_cursor_belongs_to_its_ordering(world: World) -> None:
    following = body("claims/?limit=1")["next"]
    assert body(f"{following}&ordering=updated", 400)["code"] == "invalid_cursor"


def test_problems_speak_the_partners_language(db: None) -> None:
    assert get("nowhere")["Content-Language"] == "en"
    assert get("nowhere", **{"Accept-Language": "fr, ar-SY;q=0.8, en;q=0.1"})["Content-Language"] == "ar"
    client = Client()
    client.cookies["django_language"] = "ar"
    assert client.get("/api/v1/nowhere")["Content-Language"] == "en"


@pytest.mark.parametrize(("fault", "status"), [(OperationalError("locked"), 503), (KeyError("secret"), 500)])
def test_faults_of_ours_tell_nothing(
    db: None, monkeypatch: pytest.MonkeyPatch, fault: Exception, status: int, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> int:
        raise fault

    monkeypatch.setattr("newsroom.api.views.head", fail)
    answer = get("")
    assert answer.status_code == status and answer["Content-Type"] == "application/problem+json"
    assert "secret" not in answer.content.decode() and "locked" not in answer.content.decode()
    assert answer.has_header("Retry-After") is (status == 503)
    assert any(record.exc_info for record in caplog.records)


# --- What every answer has -------------------------------------------------------------------------------------------


def addresses(world: World) -> Iterator[str]:
    """Every address of the door with something behind it, in both spellings, and one with nothing."""
    values = {"public_id": world.claim.public_id, "version": "1", "rest": "nowhere"}
    subjects = {"stories": world.story.public_id, "claims": world.claim.public_id, "method": "scale"}
    subjects |= {"questions": world.question.public_id, "sources": world.source.public_id}
    subjects["corrections"] = ids("corrections/?state=all")[0]
    for pattern in urlpatterns:
        route = str(pattern.pattern)
        values["public_id"] = subjects.get(route.partition("/")[0], "")
        values["code"] = "not_found" if route.startswith("problems") else "true"
        yield re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", route).format(**values)


def test_nobody_can_do_more_than_read(world: World) -> None:
    count = Publication.objects.count()
    for path in addresses(world):
        where = f"/api/v1/{path}"
        fine = 404 if path == "nowhere" else 200
        for method in ("GET", "HEAD", "OPTIONS"):
            answer = Client().generic(method, where)
            assert answer.status_code == fine, (method, path)
        for method in ("POST", "PUT", "PATCH", "DELETE", "TRACE", "LINK"):
            answer = Client(enforce_csrf_checks=True).generic(method, where, b"{}", "application/json")
            assert answer.status_code == (404 if fine == 404 else 405), (method, path)
            assert answer["Content-Type"] == "application/problem+json"
            assert fine == 404 or answer["Allow"] == "GET, HEAD, OPTIONS"
    assert Publication.objects.count() == count


def test_an_editor_gets_nothing_that_a_stranger_does_not(world: World) -> None:
    factory.draft(factory.claim(arabic="سر", english="secret"), "true")
    client = Client()
    client.force_login(factory.editor("chief", Role.DESK_ADMIN))
    for path in addresses(world):
        mine, theirs = client.get(f"/api/v1/{path}"), get(path)
        assert mine.content == theirs.content and not mine.cookies


def test_headers_let_everybody_read_and_nobody_be_recognised(world: World) -> None:
    for path in addresses(world):
        for answer in (get(path), Client().options(f"/api/v1/{path}"), Client().post(f"/api/v1/{path}")):
            assert answer["Access-Control-Allow-Origin"] == "*"
            assert not answer.has_header("Access-Control-Allow-Credentials")
            assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"
            assert "Accept" in answer["Vary"].split(", ") and "Cookie" not in answer["Vary"]
            assert not answer.cookies
            assert answer["X-Content-Type-Options"] == "nosniff"
    assert get("claims/")["Cache-Control"] == "public, max-age=1"


def test_unchanged_bytes_are_not_sent_twice(world: World) -> None:
    for path in addresses(world):
        if path == "nowhere":
            continue
        first = get(path)
        assert first["ETag"] == f'"{hashlib.sha256(first.content).hexdigest()}"'
        for known in (first["ETag"], f'"other", {first["ETag"]}', f"W/{first['ETag']}", "*"):
            again = get(path, **{"If-None-Match": known})
            assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
            assert again["Access-Control-Allow-Origin"] == "*" and again["Cache-Control"] == first["Cache-Control"]
        assert get(path, **{"If-None-Match": '"other"'}).content == first.content
        assert get(path, **{"If-Match": '"other"'}).status_code == 200
    listed = get("claims/")["ETag"]
    correct(world.claim, "false")
    assert get("claims/", **{"If-None-Match": listed}).status_code == 200


def test_only_json_can_be_had(db: None) -> None:
    for accept in ("application/xml", "text/html", "application/ld+json"):
        assert body("claims/", 406, Accept=accept)["code"] == "not_acceptable"
    for accept in ("*/*", "text/html,*/*;q=0.8", "application/json; charset=utf-8"):
        assert get("claims/", Accept=accept)["Content-Type"] == "application/json"


def test_both_spellings_are_understood(world: World) -> None:
    for path in (f"claims/{world.claim.public_id}", f"claims/{world.claim.public_id}/versions/1/content"):
        assert get(path).content == get(f"{path}/").content
    assert body("claims") == body("claims/")


# --- What it costs and where it looks --------------------------------------------------------------------------------


def test_more_rows_cost_no_more_queries(world: World, same_queries: Callable[..., int]) -> None:
    grown = iter(range(100))

    def grow() -> None:
        for _each in range(2):
            number = next(grown)
            claim = factory.published_claim(arabic=f"ادعاء {number}", english=f"Claim {number}")
            if number % 4 == 0:
                withhold(claim.public_id)

    assert same_queries(lambda: body("claims/?limit=100"), grow) == 1
    assert same_queries(lambda: body("claims/?limit=100&expand=document&state=all"), grow) == 1
    assert same_queries(lambda: body("claims/?verdict=true&q=claim&source=aaaaaaaaaa"), grow) == 2
    assert same_queries(lambda: body("changes/"), grow) <= 3
    assert same_queries(lambda: body(f"claims/{world.claim.public_id}"), grow) == 1
    assert same_queries(lambda: body(f"claims/{world.claim.public_id}/versions"), lambda: correct(world.claim)) == 2
    assert same_queries(lambda: body(f"stories/{world.story.public_id}/versions/1/content"), grow) == 3
    assert same_queries(lambda: body("verdicts/"), grow) == 1


def test_the_door_looks_at_nothing_but_what_was_published(world: World) -> None:
    """Law 6: the tables that publication fills, and the bodies of published documents."""
    allowed = {"publication", "sequence", "current", "publicindex", "publiclink", "publicquantity"}
    tables = {f"newsroom_{name}" for name in allowed} | {"claims_body"}
    paths = [*addresses(world), f"claims/?q=model&source=a&value_min=1&verdict=true&story={world.story.public_id}"]
    with CaptureQueriesContext(connections["default"]) as asked:
        for path in [*paths, "claims/?state=all&ordering=first_published", "changes/?after=0"]:
            get(path)
    looked_at = {
        name for query in asked.captured_queries for name in re.findall(r'(?:FROM|JOIN) "(\w+)"', query["sql"])
    }
    assert looked_at and looked_at <= tables
    assert all(query["sql"].startswith("SELECT") for query in asked.captured_queries)


# --- Documentation ---------------------------------------------------------------------------------------------------


def operations() -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in openapi()["paths"].items():
        assert set(methods) == {"get"}
        yield path, methods["get"]


def test_openapi_document_is_as_agreed(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    """A change here is a change for partners: renew the snapshot on purpose, with the command at the top."""
    openapi.cache_clear()
    made = json.dumps(openapi(), indent=1, ensure_ascii=False, sort_keys=True) + "\n"
    assert capsys.readouterr().err == "", "drf-spectacular could not describe something"
    if os.environ.get("ISNAD_TEST_RENEW"):
        SNAPSHOT.write_text(made, encoding="utf-8")
    assert made == SNAPSHOT.read_text(encoding="utf-8")
    assert json.loads(made) == body("schema/")


def test_every_operation_and_status_is_described(db: None) -> None:
    seen = set()
    for path, operation in operations():
        assert operation["summary"].endswith(".") and operation["operationId"] not in seen, path
        seen.add(operation["operationId"])
        assert {"200", "304", "400", "406", "503"} <= set(operation["responses"])
        for status, response in operation["responses"].items():
            assert response["description"] == STATUSES[int(status)]
        assert all(parameter.get("description") for parameter in operation["parameters"])


def strict(schema: Any) -> Any:
    """The schema, with nothing allowed that it does not name."""
    if isinstance(schema, dict):
        found = {key: strict(value) for key, value in schema.items()}
        if "properties" in found:
            found["additionalProperties"] = False
        return found
    return [strict(each) for each in schema] if isinstance(schema, list) else schema


def answers(world: World) -> Iterator[tuple[str, str, Any]]:
    """Documented path, query, and an answer to it, in good and in bad times."""
    documented = {re.sub(r"\{\w+\}", "{}", path): path for path in openapi()["paths"]}
    for path in [*addresses(world), "claims/?expand=document&state=all", "stories/?state=all", "claims/?x=1"]:
        plain = re.sub(
            r"(?<=/)(?:true|scale|\d+|[a-z2-7]{10}|not_found)(?=/|$)", "{}", f"/api/v1/{path}".partition("?")[0]
        )
        found = documented.get(plain)
        if found:
            yield found, path, get(path)


def test_answers_have_the_shapes_that_are_documented(world: World) -> None:
    document = strict(copy.deepcopy(openapi()))
    document["components"]["schemas"]["Canonical"]["additionalProperties"] = True  # the rest depends on the kind
    document["components"]["schemas"]["Problem"]["additionalProperties"] = True
    checked = set()

    def check() -> None:
        for documented, path, answer in answers(world):
            status = str(answer.status_code)
            response = document["paths"][documented]["get"]["responses"][status]
            schema = next(iter(response["content"].values()))["schema"]
            found = Draft202012Validator({**schema, "components": document["components"]})
            faults = [f"{path}: {list(fault.path)} {fault.message[:300]}" for fault in found.iter_errors(answer.json())]
            assert faults == []
            checked.add((documented, status))

    check()
    withhold(world.other.public_id)
    withhold(world.claim.public_id)
    check()
    desk.withdraw(editor=publisher(), note=noted(world.claim.public_id))
    desk.withdraw(editor=publisher(), note=noted(world.story.public_id))
    check()
    assert {path for path, status in checked if status == "200"} == set(openapi()["paths"])
    assert {"400", "403", "410"} <= {status for _path, status in checked}


def test_swagger_runs_under_the_strict_policy(live_server: Any, page: Any) -> None:
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(f"{live_server.url}/api/v1/docs/")
    page.get_by_text("/api/v1/changes/").first.wait_for()
    page.get_by_text("/api/v1/changes/").first.click()
    page.get_by_role("button", name="Try it out").click()
    page.get_by_role("button", name="Execute").click()
    page.get_by_text("Server response", exact=True).wait_for()
    assert said == []
    assert {urlsplit(url).netloc for url in asked if not url.startswith("data:")} == {urlsplit(live_server.url).netloc}
    policy = get("docs/")["Content-Security-Policy"].split("; ")
    assert "style-src 'self' 'unsafe-inline'" in policy and "script-src 'self'" in policy
    assert "unsafe" not in get("claims/")["Content-Security-Policy"]
    assert page.context.cookies() == []


def test_the_guide_keeps_its_word(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The Python of docs/partners.md, run as it stands, keeps a copy."""
    guide = (Path(__file__).parent.parent / "docs" / "partners.md").read_text(encoding="utf-8")
    code = re.findall(r"```python\n(.*?)```", guide, re.DOTALL)
    assert len(code) == 1

    class Answer:
        def __init__(self, request: Any) -> None:
            where = request if isinstance(request, str) else request.full_url
            self.answer = get(where)

        def __enter__(self) -> Answer:
            return self

        def __exit__(self, *args: object) -> None:
            return None

        def read(self) -> bytes:
            if self.answer.status_code >= 400:
                from urllib.error import HTTPError

                raise HTTPError("", self.answer.status_code, "", {}, None)  # type: ignore[arg-type]
            return bytes(self.answer.content)

    monkeypatch.setattr("urllib.request.urlopen", Answer)
    names: dict[str, Any] = {}
    exec(compile(code[0].replace("https://news.example", "http://127.0.0.1:8000"), "partners.md", "exec"), names)  # noqa: S102 -- our own documentation
    copied: dict[str, Any] = {}
    last = names["sync"](copied, 0)
    withhold(world.other.public_id)
    last = names["sync"](copied, last)
    assert last == Sequence.objects.count()
    current = {row.pk: row.publication.document.json for row in Current.objects.select_related("publication__document")}
    assert copied == {key: value for key, value in current.items() if value["cause"] != "withheld"}
