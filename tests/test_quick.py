"""The quick path: a pasted text becomes a checked claim on one screen, and a second person decides on another."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from claims import actions as claims
from claims.models import Article, Autosave, Claim, Entry, Inquiry, Occurrence, Proof, Review, Verification
from newsroom.actions import quick
from newsroom.models import Publication
from tests import factory as make
from tests.stage import rows
from tests.test_admin import enter, filled_in, page_of, reasons_on, words_on

pytestmark = pytest.mark.django_db

CHECK = reverse("admin:quick")
TEXT = make.TEXT.replace("\n", "\r\n")
QUOTE = "إن النموذج أُطلق في كانون الثاني 2025"
GIVEN = {
    "pasted": TEXT,
    "title": "شركة الرمال تكشف الكلفة",
    "quote": QUOTE,
    "verdict": "true",
    "rationale": "وجدنا إعلان الإطلاق.",
    "evidence": [{"title": "إعلان الشركة", "url": "https://example.org/launch", "stance": "supports"}],
}


@pytest.fixture(autouse=True)
def the_cast() -> None:
    make.cast()


def fill(client: Client, **more: Any) -> dict[str, Any]:
    """What a browser would send of the first screen with some fields filled."""
    values = {**GIVEN, **more}
    opened = client.get(f"{CHECK}?fresh")
    assert opened.status_code == 200
    found: dict[str, Any] = filled_in(opened.context["form"], values)
    return found


def check(*, expect: int = 302, by: str = "writer", **more: Any) -> Any:
    client = enter(by)
    answer = client.post(CHECK, fill(client, **more))
    assert answer.status_code == expect, (answer.status_code, reasons_on(answer))
    return answer


def submitted(**more: Any) -> Proof:
    check(**more)
    return Proof.objects.latest("pk")


def screen(proof: Proof) -> str:
    return reverse("admin:quick_decide", args=[proof.pk])


# --- One submit makes all of it ---------------------------------------------------------------------------------------


def test_one_press_makes_article_claim_place_chain_verification_and_review_in_one_deed() -> None:
    answer = check()
    proof = Proof.objects.get()
    assert answer.url == screen(proof)
    article, claim, placed = Article.objects.get(), Claim.objects.get(), Occurrence.objects.get()
    assert article.title == GIVEN["title"]
    assert placed.claim == claim and placed.quote.text == QUOTE
    assert claim.label == QUOTE, "without a sentence of her own, the claim is the words of the quote"
    chain = placed.attributions.get()
    assert [(hop.words.text if hop.words else "", hop.naming) for hop in chain.hops.all()] == [
        ("وكالة الساحل", "named")
    ]
    verification = Verification.objects.get()
    assert [text.language for text in verification.texts.all()] == ["ar"]
    assert {text.state.state for text in verification.texts.all()} == {"in_review"}
    assert len(set(Entry.objects.exclude(verb="scale.install").values_list("deed"))) == 1
    assert proof.submitted_by.username == "writer"


def test_english_may_follow_and_arabic_alone_goes_out() -> None:
    proof = submitted()
    chief = enter("chief")
    assert chief.post(screen(proof), {"act": "publish", "note": ""}).status_code == 302
    claim = Claim.objects.get()
    assert claim.current_verification is not None
    assert Client().get(f"/ar/claims/{claim.public_id}", follow=True).status_code == 200


def test_the_same_text_pasted_twice_is_one_article() -> None:
    check()
    check(quote="درّبت نموذجها بكلفة لم تتجاوز 294 ألف دولار")
    assert Article.objects.count() == 1 and Claim.objects.count() == 2


def test_a_quote_is_snapped_to_whole_words_of_the_text() -> None:
    check(quote="نموذج   أُطلق في\nكانون الثاني 202")
    assert Occurrence.objects.get().quote.text == "النموذج أُطلق في كانون الثاني 2025"


def test_the_words_of_another_way_in_are_read_as_its_cleaner_reads_them() -> None:
    noisy = "الرئيسية\r\nأخبار\r\nشركة الرمال تكشف الكلفة\r\n" + TEXT + "\r\nاقرأ أيضاً: خبر آخر\r\n"
    check(pasted=noisy, title="")
    reading = Occurrence.objects.get().snapshot.readings.newest()
    kinds = {block["kind"] for block in reading.blocks}
    assert "related" in kinds or not all(block["kept"] for block in reading.blocks)


def test_without_a_way_in_each_line_is_a_paragraph(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quick, "_readers", [])
    check(title="", outlet="صحيفة المرفأ")
    article = Article.objects.get()
    assert article.title == TEXT.split("\r\n")[0] and article.language == "ar"
    assert article.outlet is not None and article.outlet.name_ar == "صحيفة المرفأ"
    assert len(Occurrence.objects.get().snapshot.readings.newest().blocks) == 3


# --- Every reason at once, nothing typed lost -------------------------------------------------------------------------


def test_all_blockers_come_at_once_nothing_is_written_and_nothing_typed_is_lost() -> None:
    before = rows()
    answer = check(
        expect=422,
        quote="ليست في النص",
        claimed="سطر\nوسطر",
        verdict="disputed",
        rationale=" ",
        url="not an address",
        evidence=[{"title": "رواية", "url": "javascript:x", "stance": "supports"}],
        asked_name="شركة الرمال",
    )
    wanted = {"bad_url", "quote_not_found", "no_rationale", "one_sided", "inquiry_incomplete"}
    assert set(reasons_on(answer)) >= wanted
    assert rows() == before
    page = answer.content.decode()
    for typed in ("ليست في النص", "سطر", "not an address", "رواية", "javascript:x", "شركة الرمال"):
        assert typed in page
    assert re.search(r'value="disputed"[^>]*checked', page)


def test_an_empty_page_is_refused_with_all_that_is_missing() -> None:
    client = enter("writer")
    answer = client.post(CHECK, filled_in(client.get(CHECK).context["form"], {"evidence": []}))
    assert answer.status_code == 422
    found = set(reasons_on(answer))
    assert found >= {"quote_not_found", "claim_not_one_sentence", "no_verdict", "no_rationale"}
    assert not Claim.objects.exists()


def test_an_open_rating_owes_what_would_settle_it_and_where_we_looked() -> None:
    answer = check(expect=422, verdict="unverified")
    assert set(reasons_on(answer)) == {"no_unknowns", "no_search_log"}
    check(
        verdict="unverified",
        unknowns="وثيقة تحسم.",
        searches=[{"what": "سجل الإطلاق", "where": "موقع الشركة", "on": "2026-11-20"}],
    )


def test_an_accusing_rating_owes_an_inquiry_or_the_reason_why_none() -> None:
    assert reasons_on(check(expect=422, verdict="false")) == ["no_inquiry"]
    check(verdict="false", no_inquiry="الوثيقة منشورة.")
    assert Inquiry.objects.count() == 0


def test_whom_we_asked_is_written_down_with_the_claim() -> None:
    deadline = timezone.now() + dt.timedelta(days=2)
    proof = submitted(
        verdict="misleading",
        asked_name="شركة الساحة",
        asked_letter="PRIVATE LETTER",
        asked_deadline=deadline.strftime("%Y-%m-%dT%H:%M"),
        asked_channel="PRIVATE CHANNEL",
        asked_line="سألنا الشركة.",
    )
    inquiry = Inquiry.objects.get()
    assert inquiry.source.name_ar == "شركة الساحة" and inquiry.events.get().kind == "asked"
    whole = json.dumps(proof.document.json, ensure_ascii=False)
    assert "سألنا الشركة." in whole and "PRIVATE" not in whole


def test_an_opinion_is_assessed_in_words() -> None:
    check(verdict="opinion", evidence=[])
    assert Verification.objects.get().verdict is None
    assert Claim.objects.get().checkability == "opinion"


def test_a_page_that_would_borrow_too_much_is_refused_before_anyone_reviews_it() -> None:
    long_line = "كلام " * 80
    answer = check(expect=422, pasted=f"{long_line}\r\n{TEXT}", quote=long_line.strip())
    assert "too_much_quoted" in reasons_on(answer)


@pytest.mark.parametrize("name", ["contributor", "second", "publisher", "auditor", "stranger"])
def test_the_first_screen_is_closed_to_those_who_verify_nothing(name: str) -> None:
    client = enter(name)
    assert client.get(CHECK).status_code == 403
    assert client.post(CHECK, {"pasted": TEXT}).status_code == 403
    assert client.post(reverse("admin:quick_typing"), "{}", content_type="application/json").status_code == 404
    assert not Article.objects.exists()


# --- What the page proposes -------------------------------------------------------------------------------------------


def test_a_sentence_that_is_pressed_fills_quote_claim_and_chain() -> None:
    client = enter("writer")
    typed = fill(client, quote="", evidence=[])
    read = client.post(CHECK, {**typed, "_read": "1"})
    keys = re.findall(r'name="_quote"\s+value="(\d+-\d+)"', read.content.decode())
    assert len(keys) == 3
    answer = client.post(CHECK, {**typed, "_quote": keys[1]})
    form = answer.context["form"]
    assert form["quote"].value().startswith("وقالت وكالة الساحل")
    assert form["claimed"].value() == "وقالت وكالة الساحل إن النموذج أُطلق في كانون الثاني 2025"
    assert [row["words"].value() for row in form.rows["hops"].forms if row["words"].value()] == ["وكالة الساحل"]
    assert form["rationale"].value() == GIVEN["rationale"]
    assert not Article.objects.exists()


def test_a_claim_and_a_chain_that_were_typed_stay_when_another_sentence_is_pressed() -> None:
    client = enter("writer")
    hop = {"chain": 1, "words": "أعلنت", "naming": "described"}
    typed = fill(client, quote="", claimed="أطلقت الشركة نموذجها في 2025", hops=[hop], evidence=[])
    start = make.TEXT.index("وقالت")
    form = client.post(CHECK, {**typed, "_quote": f"{start}-{start + 30}"}).context["form"]
    assert form["claimed"].value() == "أطلقت الشركة نموذجها في 2025"
    assert [row["words"].value() for row in form.rows["hops"].forms if row["words"].value()] == ["أعلنت"]


def test_a_claim_that_is_followed_already_is_named() -> None:
    claim = make.claim("أُطلق النموذج في كانون الثاني 2025", "The model was launched in January 2025")
    make.occurrence(claim, quote="إن النموذج أُطلق في كانون الثاني 2025")
    client = enter("writer")
    answer = client.post(CHECK, {**fill(client), "_read": "1"})
    assert page_of(claim) in answer.content.decode()


# --- What is typed is kept --------------------------------------------------------------------------------------------


def keep(client: Client, form: str, version: int = 0) -> Any:
    sent = json.dumps({"form": form, "version": version})
    return client.post(reverse("admin:quick_typing"), sent, content_type="application/json")


def test_what_is_typed_is_offered_again_until_it_is_sent_or_thrown_away() -> None:
    client = enter("writer")
    assert keep(client, "pasted=%D9%86%D8%B5&rationale=half").json()["version"] == 1
    again = client.get(CHECK)
    assert again.context["form"]["rationale"].value() == "half" and again.context["kept"] is not None
    assert enter("co_writer").get(CHECK).context.get("kept") is None
    client.post(CHECK, {"_drop": "1"})
    assert not Autosave.objects.exists()
    keep(client, "rationale=half")
    assert client.post(CHECK, fill(client)).status_code == 302
    assert not Autosave.objects.exists()


def test_two_windows_do_not_overwrite_each_other() -> None:
    client = enter("writer")
    keep(client, "rationale=one")
    assert keep(client, "rationale=two", version=1).status_code == 200
    other = keep(client, "rationale=three", version=1)
    assert other.status_code == 409 and other.json()["version"] == 2
    assert "two" in Autosave.objects.get().content["form"]
    assert client.post(reverse("admin:quick_typing"), "nonsense", content_type="application/json").status_code == 422


# --- The second screen ------------------------------------------------------------------------------------------------


def test_the_second_screen_shows_all_that_is_decided_on() -> None:
    proof = submitted(verdict="false", no_inquiry="الوثيقة منشورة.")
    page = enter("second").get(screen(proof))
    html, words = page.content.decode(), words_on(page)
    assert f"<mark>{QUOTE}</mark>" in html, "the quote in its place"
    for part in ("وقالت وكالة الساحل", "وجدنا إعلان الإطلاق.", "إعلان الشركة", "الوثيقة منشورة.", "False"):
        assert part in words


def acts(name: str, proof: Proof) -> set[str]:
    return set(re.findall(r'name="act"\s+value="(\w+)"', enter(name).get(screen(proof)).content.decode()))


def test_who_may_press_what() -> None:
    proof = submitted()
    assert acts("chief", proof) == {"publish", "approve", "return"}
    assert acts("second", proof) == {"approve", "return"}
    for name in ("writer", "publisher", "auditor", "contributor"):
        assert acts(name, proof) == set()
    assert enter("second").post(screen(proof), {"act": "publish"}).status_code == 403
    assert not Review.objects.exists() and not Publication.objects.exists()


def test_the_author_cannot_decide_on_her_own_work() -> None:
    proof = submitted(by="co_writer")
    answer = enter("co_writer").post(screen(proof), {"act": "approve", "note": ""})
    assert answer.status_code == 422 and "own_work" in reasons_on(answer)
    check(by="chief", quote="درّبت نموذجها بكلفة لم تتجاوز 294 ألف دولار")
    answer = enter("chief").post(screen(Proof.objects.latest("pk")), {"act": "publish", "note": ""})
    assert answer.status_code == 422 and "own_work" in reasons_on(answer)
    assert not Review.objects.exists()


def test_approving_and_publishing_are_two_deeds_of_one_press() -> None:
    proof = submitted()
    answer = enter("chief").post(screen(proof), {"act": "publish", "note": ""})
    assert answer.status_code == 302 and answer.url == screen(proof)
    deeds = Entry.objects.filter(verb__in=("proof.approve", "claim.publish")).values_list("verb", "deed")
    assert len(deeds) == 2 and len({deed for _verb, deed in deeds}) == 2
    assert Claim.objects.get().current_verification is not None


def test_publishing_by_one_press_needs_the_second_factor_and_approving_does_not() -> None:
    proof = submitted()
    chief = make.enter("chief", verified=False)
    chief.post(screen(proof), {"act": "publish", "note": ""})
    assert not Review.objects.exists() and not Publication.objects.exists()
    assert chief.post(screen(proof), {"act": "approve", "note": ""}).status_code == 302
    chief.post(screen(proof), {"act": "out"})
    assert Review.objects.exists() and not Publication.objects.exists()


def test_the_front_page_begins_it_for_those_who_verify() -> None:
    assert CHECK in enter("writer").get("/admin/").content.decode()
    assert CHECK not in enter("second").get("/admin/").content.decode()


def test_an_approval_without_the_role_to_publish_waits_for_a_publisher() -> None:
    proof = submitted()
    assert enter("second").post(screen(proof), {"act": "approve", "note": ""}).status_code == 302
    assert not Publication.objects.exists()
    publisher = enter("publisher")
    queue = next(each for each in publisher.get("/admin/").context["queues"] if "stands=approved" in each.url)
    assert queue.count == 1
    assert acts("publisher", proof) == {"out"} and acts("second", proof) == set()
    assert publisher.post(screen(proof), {"act": "out"}).status_code == 302
    assert Publication.objects.filter(kind="claim").exists()


def test_a_returned_claim_says_what_should_change() -> None:
    proof = submitted()
    second = enter("second")
    empty = second.post(screen(proof), {"act": "return", "note": ""})
    assert empty.status_code == 422
    assert second.post(screen(proof), {"act": "return", "note": "أين الوثيقة؟"}).status_code == 302
    assert Verification.objects.get().texts.get().state.state == "returned"


def test_what_would_stop_the_publication_stops_the_approval_too() -> None:
    proof = submitted()
    claim = Claim.objects.get()
    claims.reword_claim(
        editor=make.cast()["writer"], claim=claim, version=claim.version, language="ar", text="صياغة أخرى"
    )
    answer = enter("chief").post(screen(proof), {"act": "publish", "note": ""})
    assert answer.status_code == 422 and "approval_stale" in reasons_on(answer)
    assert not Review.objects.exists()


def test_a_blind_reviewer_is_sent_to_where_she_rates_first() -> None:
    proof = submitted()
    text = Verification.objects.get().texts.get()
    type(text.state).objects.filter(pk=text.state.pk).update(blind=True)
    answer = enter("second").get(screen(proof))
    assert answer.status_code == 302 and answer.url == page_of(proof)
    assert enter("writer").get(screen(proof)).status_code == 200


def test_only_a_proof_of_a_claim_has_this_screen() -> None:
    assert enter("second").get("/admin/quick/999/").status_code == 404
    story = make.story([make.published_claim()])
    version = make.version(story, [Claim.objects.get()])
    from newsroom import actions as desk

    desk.submit_version(editor=make.cast()["writer"], version=version)
    assert enter("second").get(screen(Proof.objects.latest("pk"))).status_code == 404
    assert enter("chief").post(screen(submitted()), {"act": "dance"}).status_code == 404


def test_both_screens_cost_a_fixed_number_of_queries(same_queries: Any) -> None:
    proof = submitted()
    writer, second = enter("writer"), enter("second")

    def grow() -> None:
        for number in range(4):
            make.occurrence(make.claim(f"ادعاء آخر رقم {number}", f"Another claim {number}"))

    assert same_queries(lambda: writer.get(CHECK), grow) <= 25
    assert same_queries(lambda: second.get(screen(proof)), grow) <= 45
