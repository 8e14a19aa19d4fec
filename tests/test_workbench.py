"""The workbench: sentences are answered, answers are taken back, nothing is lost; as forms, on both engines."""

from __future__ import annotations

import json
from importlib import import_module
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims import actions as claims
from claims import search
from claims.admin.workbench import progress
from claims.admin.workbench.understood import Passage, Read, passage_of, snapped
from claims.documents.claim import occurrences_of
from claims.ledger import Conflict
from claims.models import Article, Autosave, CandidateDecision, Claim, ClaimTerm, Editor, Occurrence, Relation
from claims.rules import Refused, grade, origins
from newsroom import actions as newsroom
from tests import factory

pytestmark = pytest.mark.django_db

SENTENCE = factory.TEXT.split("\n")[0]


@pytest.fixture
def article() -> Article:
    return factory.article()


@pytest.fixture
def writer() -> Editor:
    return factory.cast()["writer"]


@pytest.fixture
def desk(writer: Editor) -> Client:
    client = Client()
    client.force_login(writer)
    client.cookies["django_language"] = "en"
    return client


def first_place(article: Article, **more: Any) -> claims.Place:
    snapshot = factory.snapshot(article)
    start = snapshot.content().index(SENTENCE)
    return claims.Place(snapshot, start, start + len(SENTENCE), **more)


def url_of(article: Article, name: str = "workbench") -> str:
    return reverse(f"admin:claims_article_{name}", args=[article.pk])


def card_of(page: Any) -> dict[str, Any]:
    """The fields of the card, as a browser would send them."""
    form = page.context["bench"].card
    sent: dict[str, Any] = {}
    for bound in form:
        value = bound.value()
        sent[bound.html_name] = "" if value is None else bound.field.prepare_value(value)
    for _name, _heading, rows in form.groups():
        for field in rows.management_form:
            sent[field.html_name] = field.value()
        for row in rows.forms:
            for bound in row:
                value = bound.field.prepare_value(bound.value())
                if value not in (None, False, ""):
                    sent[bound.html_name] = value
    return sent


def press(desk: Client, article: Article, act: str, **changed: Any) -> Any:
    page = desk.get(url_of(article))
    return desk.post(url_of(article, "workbench_answer"), {**card_of(page), **changed, "act": act}, follow=True)


# --- The verbs --------------------------------------------------------------------------------------------------------


def test_a_sentence_becomes_a_claim_in_one_deed(writer: Editor, article: Article) -> None:
    told = [[claims.HopSpec(naming="described", words="شركة الرمال")]]
    place = first_place(article, chains=told, suggested={"score": 6.0})
    decision = claims.accept_candidate(editor=writer, place=place, texts={"ar": ("كلّف التدريب 294 ألفاً", "")})
    occurrence = decision.occurrence
    assert occurrence is not None and occurrence.quote.text == SENTENCE
    assert [hop.words.text for hop in occurrence.attributions.current()[0].hops.all() if hop.words] == ["شركة الرمال"]
    assert decision.suggested == {"score": 6.0}
    assert ClaimTerm.objects.filter(claim=occurrence.claim, term="294").exists()


def test_a_sentence_is_answered_once(writer: Editor, article: Article) -> None:
    claims.reject_candidate(editor=writer, place=first_place(article), reason="vague", note="  ")
    with pytest.raises(Refused) as refusal:
        claims.accept_candidate(editor=writer, place=first_place(article), texts={"ar": ("ادعاء", "")})
    assert refusal.value.codes == {"already_decided"}
    assert not Claim.objects.exists()


def test_taking_back_sets_aside_what_nobody_uses(writer: Editor, article: Article) -> None:
    place = first_place(article)
    first = claims.accept_candidate(editor=writer, place=place, texts={"ar": ("ادعاء", "")})
    claims.undo_candidate(editor=writer, decision=first)
    assert Claim.objects.live().count() == 0 and Occurrence.objects.standing().count() == 0
    claims.accept_candidate(editor=writer, place=place, texts={"ar": ("ادعاء", "")})
    assert Claim.objects.live().count() == 1
    assert [each.number for each in CandidateDecision.objects.order_by("number")] == [1, 2, 3]


def test_taking_back_leaves_a_claim_that_somebody_uses(writer: Editor, article: Article) -> None:
    other = factory.claim()
    decision = claims.accept_candidate(
        editor=writer,
        place=first_place(article),
        texts={"ar": ("ادعاء", "")},
        relations=[claims.RelationSpec(other, "contradicts", {"ar": "القيمتان مختلفتان"})],
    )
    claims.undo_candidate(editor=writer, decision=decision)
    assert decision.occurrence is not None
    assert Claim.objects.live().filter(pk=decision.occurrence.claim_id).exists()


def test_a_known_claim_is_placed_again_after_it_was_taken_back(writer: Editor, article: Article) -> None:
    known = factory.claim()
    place = first_place(article)
    for _time in range(3):
        decision = claims.merge_candidate(editor=writer, place=place, claim=known)
        claims.undo_candidate(editor=writer, decision=decision)
    claims.merge_candidate(editor=writer, place=place, claim=known)
    assert list(Occurrence.objects.order_by("pk").values_list("turn", flat=True)) == [None, 2, 3, 4]
    assert Occurrence.objects.standing().count() == 1 and Claim.objects.live().count() == 1


def test_what_the_machine_said_stands_beside_what_the_editor_said(writer: Editor) -> None:
    one, other = factory.claim(), factory.claim("كلّف التدريب مليوناً", "It cost a million", value="1000000")
    said = claims.Suggestion("contradicts", 0.9, "Both state the cost.")
    claims.relate_claims(
        editor=writer, a=one, b=other, type="different_scope", why={"en": "another model"}, suggested=said
    )
    relation = Relation.objects.get()
    assert (relation.suggested_type, relation.suggested_score) == ("contradicts", 0.9)
    decision = relation.decision()
    assert decision is not None and decision.type == "different_scope"


# --- A link whose text came in ----------------------------------------------------------------------------------------


def test_a_link_becomes_seen_when_its_text_is_tied_to_it(writer: Editor, article: Article) -> None:
    agency = factory.source("وكالة الساحل", "Coast Agency", "agency")
    told = [[claims.HopSpec(naming="named", source=agency, words="وكالة الساحل")]]
    occurrence = factory.occurrence(factory.claim(), factory.snapshot(article), chains=told)
    report = factory.article("نص الوكالة.", outlet=agency)
    assert grade([factory.first_hop(occurrence)]).value == "unseen_hop"
    claims.tie_hop(editor=writer, hop=factory.first_hop(occurrence), article=report)
    tied = factory.first_hop(occurrence)
    assert tied.seen and tied.article == report and grade([tied]).value == "complete"
    claims.tie_hop(editor=writer, hop=tied, article=None)
    assert not factory.first_hop(occurrence).seen


def test_the_desk_offers_the_links_that_a_text_may_be(desk: Client, article: Article) -> None:
    agency = factory.source("وكالة الساحل", "Coast Agency", "agency")
    told = [[claims.HopSpec(naming="named", source=agency, words="وكالة الساحل")]]
    occurrence = factory.occurrence(factory.claim(), factory.snapshot(article), chains=told)
    report = factory.article("نص الوكالة.", outlet=agency)
    address = reverse("admin:claims_article_do", args=[report.pk, "tie-hop"])
    page = desk.get(reverse("admin:claims_article_change", args=[report.pk])).content.decode()
    assert "Chains that lead through it" in page and address in page
    answer = desk.post(address, {"hop": str(factory.first_hop(occurrence).pk), "version": "1"})
    assert answer.status_code == 302 and factory.first_hop(occurrence).article == report
    after = desk.get(reverse("admin:claims_article_change", args=[report.pk])).content.decode()
    assert "tied to it" in after and address not in after


def test_two_texts_that_lead_to_each_other_run_in_a_circle(writer: Editor) -> None:
    one, other = factory.article(), factory.article()
    claim = factory.claim()
    told = [[claims.HopSpec(naming="described", words="وكالة الساحل")]]
    for text, behind in ((one, other), (other, one)):
        occurrence = factory.occurrence(claim, factory.snapshot(text), chains=told)
        claims.tie_hop(editor=writer, hop=factory.first_hop(occurrence), article=behind)
    found = origins(occurrences_of(claim))
    assert found["circular"] and found["texts"] == 2


def test_a_tied_text_that_draws_on_another_is_followed_to_its_origin(writer: Editor) -> None:
    near, far = factory.article(), factory.article()
    claim = factory.claim()
    told = [[claims.HopSpec(naming="described", words="وكالة الساحل")]]
    first = factory.occurrence(claim, factory.snapshot(near), chains=told)
    factory.occurrence(claim, factory.snapshot(far))
    claims.tie_hop(editor=writer, hop=factory.first_hop(first), article=far)
    assert origins(occurrences_of(claim)) == {
        "texts": 2,
        "independent": 1,
        "circular": False,
    }


# --- Typing -----------------------------------------------------------------------------------------------------------


def test_two_windows_never_lose_a_word(writer: Editor, article: Article) -> None:
    kept = claims.keep_typing(whose=writer, subject=article, part="1-2", content={"form": "one"})
    again = claims.keep_typing(whose=writer, subject=article, part="1-2", content={"form": "two"}, version=kept.version)
    with pytest.raises(Conflict):
        claims.keep_typing(whose=writer, subject=article, part="1-2", content={"form": "x"}, version=kept.version)
    found = claims.typing_of(writer, article, "1-2")
    assert found is not None and (found.version, found.content) == (again.version, {"form": "two"})
    assert claims.typing_of(factory.cast()["co_writer"], article, "1-2") is None


# --- Finding ----------------------------------------------------------------------------------------------------------


def test_a_sentence_finds_the_claim_under_another_spelling(article: Article) -> None:
    claim = factory.claim("أعلنت Sands أن الكلفة 294 ألف دولار", "Sands said so", value=None)
    factory.claim("هطل المطر في الساحل", "It rained", value=None)
    factory.source("شركة الرمال", "Sands", aliases=["Sands"])
    known = search.known_names(SENTENCE)
    assert search.nearest(["أعلنت شركة الرمال كلفة"], known) == [[claim.pk]]
    assert search.nearest(["لا شيء من هذا", ""], known) == [[], []]


def test_a_claim_is_found_by_its_newest_wording(writer: Editor) -> None:
    claim = factory.claim("تكلفة قديمة للمشروع", "Old", value=None)
    claims.reword_claim(editor=writer, claim=claim, version=1, language="ar", text="صياغة أحدث للعبارة")
    assert search.nearest(["صياغة أحدث"]) == [[claim.pk]] and search.nearest(["تكلفة قديمة"]) == [[]]


def test_a_claim_in_the_trash_is_not_found_and_the_next_takes_its_place() -> None:
    first, second = (factory.claim(f"تكلفة الجسر {word}", "Bridge", value=None) for word in ("الجديد", "القديم"))
    assert search.nearest(["تكلفة الجسر"], each=1) == [[first.pk]]
    claims.trash(editor=factory.cast()["chief"], row=first, version=first.version)
    assert search.nearest(["تكلفة الجسر"], each=1) == [[second.pk]]


def test_a_word_of_very_many_claims_is_not_looked_up(monkeypatch: pytest.MonkeyPatch) -> None:
    claims_of_it = [factory.claim(f"قالت الوزارة {word}", "Said", value=None) for word in ("أمس", "غدا", "كثيرا")]
    assert search.nearest(["قالت الوزارة كثيرا"])[0][0] == claims_of_it[2].pk
    monkeypatch.setattr(import_module("claims.search.nearest"), "COMMON", 2)
    assert search.nearest(["قالت الوزارة"]) == [[]]


def test_finding_asks_as_often_for_many_claims_as_for_few() -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            known = search.known_names(factory.TEXT)
            found = search.nearest(factory.TEXT.split("\n"), known)
            search.stated(claim for row in found for claim in row)
        return len(queries)

    factory.claim("كلّف تدريب النموذج 294 ألف دولار")
    few = asked()
    for number in range(49):
        factory.claim(f"كلّف تدريب النموذج {number} ألف دولار")
    assert asked() == few


def test_a_decision_removes_a_proposal_for_good(writer: Editor) -> None:
    asked = factory.question()
    one = factory.claim(asked=asked)
    other = factory.claim("كلّف التدريب 5 ملايين دولار", "It cost 5 million", asked=asked, value="5000000")
    claims.set_quantities(
        editor=writer,
        claim=other,
        version=1,
        quantities=[claims.QuantitySpec("model", "training cost", "USD", "=", "5000000")],
    )
    (proposal,) = search.proposals(among=[one.pk, other.pk])
    assert {proposal.a, proposal.b} == {one.pk, other.pk} and proposal.found.answer == "contradicts"
    claims.relate_claims(editor=writer, a=other, b=one, type="none", why={"en": "no"})
    assert search.proposals() == [] and len(search.proposals(decided=True)) == 1


# --- Passages ---------------------------------------------------------------------------------------------------------


def test_a_cut_takes_whole_words_from_either_side() -> None:
    text = "في تدريب نموذجها المتطور R1 بتكلفة 294 ألفًا، قال"
    for start, end in ((9, 26), (10, 27), (12, 26), (8, 28)):
        found = snapped(text, Passage(start, end))
        assert text[found.start : found.end] == "نموذجها المتطور R1", (start, end)
    mark = text.index("ألفً") + 3
    assert text[slice(*_span(snapped(text, Passage(mark - 1, mark))))] == "ألفًا"


def _span(place: Passage) -> tuple[int, int]:
    return place.start, place.end


@pytest.mark.parametrize("key", ["", "-", "9-3", "3-3", "0-999999", "٣-٩", "1-2-3", "-1-4", "1e3-2e3", "1" * 30])
def test_an_address_that_names_no_passage_names_none(key: str) -> None:
    assert passage_of(key, 100) is None


def test_the_chains_and_numbers_of_a_sentence_are_read_from_its_words(article: Article) -> None:
    read = Read(factory.snapshot(article))
    place = Passage(*_span(first_place(article)))  # type: ignore[arg-type]
    assert [each.value for each in read.figures(place)] == ["294000"]
    assert [[link.words for link in chain] for chain in read.chains(place)] == [["شركة الرمال"]]


# --- The page ---------------------------------------------------------------------------------------------------------


def test_the_page_opens_at_the_best_sentence_with_its_card_filled_in(desk: Client, article: Article) -> None:
    page = desk.get(url_of(article))
    bench = page.context["bench"]
    assert page.status_code == 200 and bench.left == bench.total > 1
    sent = card_of(page)
    assert sent["text"] == SENTENCE.rstrip(".") and sent["quote"] == SENTENCE
    assert sent["numbers-0-value"] == "294000" and sent["hops-0-words"] == "شركة الرمال"


def test_accepting_the_card_as_it_is_makes_a_claim_with_its_chain(desk: Client, article: Article) -> None:
    answer = press(desk, article, "accept")
    assert answer.status_code == 200
    occurrence = Occurrence.objects.select_related("claim").get()
    assert occurrence.printed[0]["value"] == "294000" and occurrence.claim.label.startswith("أعلنت شركة الرمال")
    assert factory.first_hop(occurrence).naming == "named"
    assert answer.context["bench"].left == answer.context["bench"].total - 1
    assert answer.context["bench"].here != Passage(occurrence.start, occurrence.end)


def test_a_question_names_whose_number_it_is(desk: Client, article: Article) -> None:
    asked = factory.question()
    press(desk, article, "accept", question=asked.public_id)
    (quantity,) = Claim.objects.get().quantities.all()
    assert (quantity.subject, quantity.measure, quantity.value) == ("model", "training cost", "294000")


def test_a_shorter_quote_moves_the_claim_to_its_words(desk: Client, article: Article) -> None:
    answer = press(desk, article, "accept", quote=factory.QUOTE)
    occurrence = Occurrence.objects.get()
    assert occurrence.quote.text == factory.QUOTE
    offers = answer.context["bench"].offers
    assert [each.answer for each in offers if each.place.start <= occurrence.start < each.place.end] == ["placed"]


def test_words_that_do_not_stand_in_the_text_are_refused_and_nothing_is_lost(desk: Client, article: Article) -> None:
    answer = press(desk, article, "accept", quote="كلمات ليست فيه", text="صياغتي أنا")
    assert answer.status_code == 422 and not Claim.objects.exists()
    assert "صياغتي أنا" in answer.content.decode() and "كلمات ليست فيه" in answer.content.decode()


def test_a_sentence_is_rejected_with_a_reason_and_taken_back(desk: Client, article: Article) -> None:
    press(desk, article, "reject", reason="opinion", note="رأي الكاتب")
    decision = CandidateDecision.objects.get()
    assert decision.reason == "opinion" and decision.note is not None and decision.note.text == "رأي الكاتب"
    back = desk.post(url_of(article, "workbench_answer"), {"act": "undo:"}, follow=True)
    assert back.context["bench"].left == back.context["bench"].total
    assert back.context["bench"].here == Passage(decision.start, decision.end)
    again = desk.post(url_of(article, "workbench_answer"), {"act": "undo:"}, follow=True)
    assert again.status_code == 200 and CandidateDecision.objects.count() == 2


def test_a_conflict_is_put_before_the_editor_and_kept_with_her_answer(desk: Client, article: Article) -> None:
    asked = factory.question("كم كلّف تدريب النموذج؟")
    known = factory.claim("أعلنت شركة الرمال أن كلفة تدريب نموذجها مليون دولار", asked=asked, value="1000000")
    million = claims.QuantitySpec("model", "training cost", "USD", "=", "1000000")
    claims.set_quantities(editor=factory.cast()["writer"], claim=known, version=1, quantities=[million])
    page = desk.get(url_of(article))
    (found,) = [each for each in page.context["bench"].suggested if each.kind == "conflicts"]
    assert found.key == str(known.pk)
    press(desk, article, "accept", **{"relations-0-type": "not_comparable", "relations-0-why": "another model"})
    relation = Relation.objects.get()
    decision = relation.decision()
    assert relation.suggested_type == "contradicts" and decision is not None and decision.type == "not_comparable"
    assert CandidateDecision.objects.get().suggested["matches"][0]["kind"] == "conflicts"


def test_a_sentence_that_says_a_known_claim_is_placed_with_it(desk: Client, article: Article) -> None:
    known = factory.claim("أعلنت شركة الرمال أنها درّبت نموذجها بكلفة لم تتجاوز 294 ألف دولار")
    press(desk, article, f"merge:{known.pk}")
    assert Occurrence.objects.get().claim == known and Claim.objects.count() == 1


def test_a_colleague_who_was_faster_is_seen_and_nothing_is_lost(desk: Client, article: Article) -> None:
    page = desk.get(url_of(article))
    sent = {**card_of(page), "text": "صياغتي أنا", "act": "accept"}
    co_writer = factory.cast()["co_writer"]
    claims.reject_candidate(editor=co_writer, place=first_place(article), reason="vague")
    answer = desk.post(url_of(article, "workbench_answer"), sent)
    body = answer.content.decode()
    assert answer.status_code == 422 and not Claim.objects.exists()
    assert str(co_writer.display_en) in body and "Somebody has decided on this passage already." in body
    assert "صياغتي أنا" in body


def test_what_was_being_typed_is_put_back_and_gone_once_it_is_sent(desk: Client, article: Article) -> None:
    page = desk.get(url_of(article))
    sent = {**card_of(page), "text": "ما كنت أكتبه"}
    body = "&".join(f"{name}={value}" for name, value in sent.items())
    key = page.context["bench"].here.key
    first = desk.post(
        url_of(article, "workbench_typing"),
        json.dumps({"at": key, "form": body, "version": 0}),
        content_type="application/json",
    )
    assert first.status_code == 200 and first.json()["version"] == 1
    stale = desk.post(
        url_of(article, "workbench_typing"),
        json.dumps({"at": key, "form": "text=x", "version": 0}),
        content_type="application/json",
    )
    assert stale.status_code == 409 and "text=" in stale.json()["form"]
    assert card_of(desk.get(url_of(article)))["text"] == "ما كنت أكتبه"
    assert card_of(desk.get(url_of(article) + f"?at={key}&fresh"))["text"] == SENTENCE.rstrip(".")
    press(desk, article, "accept")
    assert not Autosave.objects.exists() and Claim.objects.get().label == "ما كنت أكتبه"


@pytest.mark.parametrize("sent", ["", "{", "[]", '{"at": "1-2"}', '{"at": "x", "form": ""}', '{"at": 3, "form": 4}'])
def test_what_can_not_be_kept_is_answered_with_a_sentence(desk: Client, article: Article, sent: str) -> None:
    answer = desk.post(url_of(article, "workbench_typing"), sent, content_type="application/json")
    assert answer.status_code == 422 and answer.json()["error"].endswith(".")


def test_who_may_not_write_claims_reads_only(article: Article) -> None:
    client = Client()
    client.force_login(factory.cast()["auditor"])
    page = client.get(url_of(article))
    assert page.status_code == 200 and b'name="act"' not in page.content
    answer = client.post(url_of(article, "workbench_answer"), {"act": "accept", "at": "1-5", "text": "x", "quote": ""})
    assert answer.status_code in {403, 422} and not Claim.objects.exists()


def test_the_page_asks_as_often_for_many_claims_as_for_few(desk: Client) -> None:
    def asked(lines: int) -> int:
        text = "\n".join(f"قالت وكالة الساحل إن الكلفة بلغت {number} ألف دولار." for number in range(10, 10 + lines))
        article = factory.article(text)
        desk.get(url_of(article))
        with CaptureQueriesContext(connection) as queries:
            assert desk.get(url_of(article)).status_code == 200
        return len(queries)

    factory.claim("بلغت الكلفة مئة ألف دولار")
    few = asked(2)
    for number in range(49):
        factory.claim(f"بلغت الكلفة {number} ألف دولار")
    assert asked(50) == few


def test_a_story_tells_how_far_its_texts_are_read(desk: Client, article: Article) -> None:
    other = factory.article()
    bench = desk.get(url_of(article)).context["bench"]
    press(desk, article, "reject")
    press(desk, article, "accept")
    assert progress([article, other]) == {
        article.pk: (bench.total - 2, bench.total),
        other.pk: (bench.total, bench.total),
    }
    story = factory.story([Claim.objects.get()])
    for each in (article, other):
        newsroom.add_article(editor=factory.cast()["writer"], story=story, article=each)
    page = desk.get(reverse("admin:newsroom_story_change", args=[story.pk])).content.decode()
    assert f"{bench.total - 2} of {bench.total} sentences left" in page and url_of(other) in page


def test_counting_what_is_left_asks_as_often_for_many_texts() -> None:
    def asked(articles: list[Article]) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert len(progress(articles)) == len(articles)
        return len(queries)

    one = factory.article()
    assert asked([one]) == asked([one, *(factory.article() for _number in range(9))])


def test_overlapping_claims_are_both_marked(desk: Client, article: Article) -> None:
    snapshot = factory.snapshot(article)
    factory.occurrence(factory.claim(), snapshot, SENTENCE)
    factory.occurrence(factory.claim("ادعاء ثانٍ", "Second"), snapshot, factory.QUOTE)
    page = desk.get(url_of(article))
    pieces = [piece for line in page.context["bench"].lines for one in line.sentences for piece in one.pieces]
    assert [(piece.text, len(piece.claims)) for piece in pieces if piece.claims] == [
        (SENTENCE.partition(factory.QUOTE)[0], 1),
        (factory.QUOTE, 2),
        (SENTENCE.partition(factory.QUOTE)[2], 1),
    ]
    assert page.content.decode().count('class="of-2"') == 1


def test_the_article_leads_to_its_workbench(desk: Client, article: Article) -> None:
    page = desk.get(reverse("admin:claims_article_change", args=[article.pk])).content.decode()
    assert url_of(article) in page


def test_addresses_of_the_workbench_that_lead_nowhere(desk: Client, article: Article) -> None:
    assert desk.get("/admin/claims/article/999999/workbench/").status_code == 404
    assert desk.post(url_of(article, "workbench_answer"), {"act": "dance", "at": "1-2"}).status_code == 404
    assert desk.get(url_of(article, "workbench_answer")).status_code == 405
    query = urlsplit(f"{url_of(article)}?at=zzz").query
    assert parse_qs(query)["at"] == ["zzz"] and desk.get(f"{url_of(article)}?{query}").status_code == 200
