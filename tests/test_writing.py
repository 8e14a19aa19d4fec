"""Writing a summary: what is typed is looked at, kept, met by another's text and shown as readers would see it."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st

from claims import actions as claims
from claims import ledger
from claims.actions import typing_of
from claims.models import Autosave, Claim, Entry
from claims.rules import Refused
from newsroom import actions as desk
from newsroom.admin.story_verbs import WriteVersion
from newsroom.admin.writing import MARK, Row, lines_of, merge, merged, paragraphs_of
from newsroom.admin.writing.meeting import met, pieces
from newsroom.admin.writing.page import Versions, standing
from newsroom.models import Presence, Story, Version
from tests import factory

from .test_admin import do, enter, filled_in, reasons_on, send, words_on

# --- Merging: pure ----------------------------------------------------------------------------------------------------

SENTENCES = [
    "",
    "أولى الجمل هنا.",
    "أولى الجمل هناك.",
    "ثانية 294 ألفاً.",
    "ثالثة [[aaaaaaaaaa]]",
    "رابعة.",
    "a b c",
    "a b d",
]
texts = st.lists(st.sampled_from(SENTENCES), max_size=8)


def bare(lines: list[str]) -> Counter[str]:
    return Counter(line.removeprefix(f"{MARK} ") for line in lines)


@given(texts, texts, texts)
def test_merging_loses_nothing_of_either_side(base: list[str], mine: list[str], theirs: list[str]) -> None:
    rows = merge(base, mine, theirs)
    for name, text in (("base", base), ("mine", mine), ("theirs", theirs)):
        assert [line for row in rows for line in getattr(row, name)] == text  # each line in one row, in order
    found = bare(merged(rows))
    for side in (mine, theirs):
        assert not Counter(side) - Counter(base) - found, "what a side has added is in the merged text"
    for row in rows:
        if row.kind == "conflict":
            assert {f"{MARK} {line}" for line in (*row.mine, *row.theirs) if line} <= set(row.lines)


@given(texts, texts)
def test_merging_what_one_side_left_alone_takes_the_other(base: list[str], other: list[str]) -> None:
    assert merged(merge(base, base, other)) == other
    assert merged(merge(base, other, base)) == other
    assert merged(merge(base, other, other)) == other


@given(texts, texts, texts)
def test_both_sides_are_treated_alike(base: list[str], mine: list[str], theirs: list[str]) -> None:
    one = merge(base, mine, theirs)
    assert [Row(row.base, row.mine, row.theirs) for row in merge(base, theirs, mine)] == one
    assert bare(merged(one)) == bare(merged(merge(base, theirs, mine)))


def test_sentences_beside_each_other_are_merged() -> None:
    base = ["الأولى كما كانت.", "الثانية كما كانت."]
    rows = merge(base, ["الأولى كما غيّرتُها.", base[1]], [base[0], "الثانية كما غيّروها.", "زادوا ثالثة."])
    assert merged(rows) == ["الأولى كما غيّرتُها.", "الثانية كما غيّروها.", "زادوا ثالثة."]


def test_one_sentence_changed_by_both_stays_twice_and_marked() -> None:
    rows = merge(["بلغت الكلفة 294 ألفاً."], ["بلغت الكلفة 300 ألف."], ["بلغت الكلفة 5.57 مليون."])
    assert [row.kind for row in rows] == ["conflict"]
    assert merged(rows) == [f"{MARK} بلغت الكلفة 5.57 مليون.", f"{MARK} بلغت الكلفة 300 ألف."]


def test_a_sentence_that_one_removes_and_the_other_changes_is_a_conflict() -> None:
    rows = merge(["أولى.", "ثانية كانت هنا."], ["أولى."], ["أولى.", "ثانية صارت هنا."])
    assert [row.kind for row in rows] == ["same", "conflict"]
    assert merged(rows) == ["أولى.", f"{MARK} ثانية صارت هنا."]


def test_differences_are_marked_by_words() -> None:
    assert ("out", "294") in pieces("كلّف 294 ألفا", "كلّف 300 ألفا")
    assert ("spelling", "أحمد") in pieces("قال احمد", "قال أحمد")
    found = met({"text": "أ.\nج."}, {"text": "أ.\nب."}, {"text": "أ.\nب."})
    assert (found.same, [place.kind for place in found.places]) == (1, ["mine"])


# --- The page ---------------------------------------------------------------------------------------------------------

pytestmark = pytest.mark.django_db


@pytest.fixture
def story() -> Story:
    factory.cast()
    return factory.story([factory.published_claim()])


@pytest.fixture
def writer(story: Story) -> Client:
    return enter("writer")


def claim_of(story: Story) -> Claim:
    found: Claim = story.story_claims.get().claim
    return found


def page_of(story: Story, language: str = "ar", more: str = "") -> str:
    return do(story, "write-version", f"language={language}{more}")


def side(story: Story, name: str) -> str:
    return reverse(f"admin:newsroom_story_writing_{name}", args=[story.pk])


def sentences(page: Any) -> list[tuple[str, str]]:
    """Of each sentence on the page: how it stands, and what is said of it."""
    checked = page.context["checked"]
    return [(each.kind, str(each.said)) for part in checked.paragraphs for each in part]


def looked_at(writer: Client, story: Story, text: str, **more: str) -> Any:
    return writer.post(side(story, "check"), {"language": "ar", "text": text, **more})


def test_each_sentence_says_what_it_rests_on(writer: Client, story: Story) -> None:
    claim = claim_of(story)
    text = f"كلّف 294 ألفاً. [[{claim.public_id}]]\nنتابع القصة.\nكلّف 12 مليون دولار.\nقيل. [[aaaaaaaaaa]]\nقيل. [[aaaa"
    page = looked_at(writer, story, text)
    assert [kind for kind, _said in sentences(page)] == ["cited", "uncited", "blocking", "blocking", "blocking"]
    words = words_on(page)
    assert claim.label in words and str(claim.current_verification.verdict) in words  # type: ignore[union-attr]
    assert "It states a number and cites nothing: this blocks publication." in words
    assert set(reasons_on(page)) == {"uncited_quantity", "unknown_claim"}


def test_what_is_typed_meets_the_rules_that_publishing_asks(writer: Client, story: Story) -> None:
    """The list beside the text is the list of the publish button, but for the approval."""
    unverified = factory.published_claim("unverified", arabic="ادعاء مفتوح", english="An open claim")
    draft = factory.claim("ادعاء لم يُنشر", "Not published")
    cited = [claim_of(story), unverified, draft]
    text = "\n".join(f"بلغ المبلغ 7 ملايين. [[{each.public_id}]]" for each in cited) + "\nوبلغ 8 ملايين."
    typed = looked_at(writer, story, text)
    made = factory.version(story, cited, content={"paragraphs": paragraphs_of(text), "answers": []})
    with pytest.raises(Refused) as refusal:
        desk.publish_story(editor=factory.editor("publisher"), story=story)
    assert set(reasons_on(typed)) == refusal.value.codes - {"not_approved"}
    assert {"not_hedged", "claim_not_published", "uncited_quantity"} <= set(reasons_on(typed))
    assert made.number == 1


def test_checking_saves_nothing_and_loses_nothing(writer: Client, story: Story) -> None:
    form = writer.get(page_of(story)).context["form"]
    typed = filled_in(form, {"text": "كلّف 12 مليون دولار.", "reason": "سبب"}) | {"_more": "check"}
    page = writer.post(page_of(story), typed)
    assert page.status_code == 200
    assert page.context["form"]["text"].value() == "كلّف 12 مليون دولار."
    assert page.context["form"]["reason"].value() == "سبب"
    assert [kind for kind, _said in sentences(page)] == ["blocking"]
    assert not Version.objects.exists()


def test_an_open_bracket_or_a_mark_is_not_sent(writer: Client, story: Story) -> None:
    for text in ("قيل. [[aaaa", f"{MARK} بقيت علامة."):
        answer = send(writer, page_of(story), expect=422, text=text, reason="r")
        assert answer.context["form"]["text"].value() == text
    assert not Version.objects.exists()


def test_an_answer_stays_when_its_question_has_left_the_story(writer: Client) -> None:
    claim = factory.published_claim(asked=factory.question())
    story = factory.story([claim])
    answer = {"question": claim.question.public_id, "text": "غير مؤكد.", "cites": [claim.public_id]}  # type: ignore[union-attr]
    factory.version(story, [claim], content={**factory.content([claim]), "answers": [answer]})
    desk.write_story(
        editor=factory.editor("writer"), story=story, version=story.version, title_ar=story.title_ar, questions=[]
    )
    send(writer, page_of(story), reason="second")
    assert Version.objects.get(number=2).content.json["answers"] == [answer]  # type: ignore[index]


def test_each_language_says_how_far_it_lags() -> None:
    translation.activate("en")
    factory.cast()
    claim = factory.published_claim()
    story = factory.story([claim])
    said = lambda: [(each.said, each.lags) for each in standing(Versions(Story.objects.get(pk=story.pk)), "en")]  # noqa: E731
    assert said()[0] == ("Nothing is written in English yet.", False)
    first = factory.version(story, [claim])
    factory.version(story, [claim], "en", translation_of=first)
    assert said() == [("English 1 follows Arabic 1, the newest.", False)]
    factory.version(story, [claim])
    factory.version(story, [claim])
    factory.version(story, [claim], "en")  # a slip mended: it still follows what it followed
    assert said() == [("English 2 follows Arabic 1; Arabic is at 3 by now.", True)]


def test_the_page_costs_the_same_with_many_claims(same_queries: Callable[..., int], writer: Client) -> None:
    cited = [factory.published_claim()]
    story = factory.story(cited)
    factory.version(story, cited)
    factory.version(story, cited, "en")

    def grow() -> None:
        more = [factory.published_claim(arabic=f"ادعاء رقم {n}", english=f"Claim {n}") for n in range(4)]
        fresh = Story.objects.get(pk=story.pk)
        desk.write_story(
            editor=factory.editor("writer"), story=fresh, version=fresh.version, title_ar="ق", claims=[*cited, *more]
        )
        for _time in range(3):
            factory.version(story, [*cited, *more])

    assert same_queries(lambda: writer.get(page_of(story)), grow) <= 25


# --- Finding a claim --------------------------------------------------------------------------------------------------


def found_by(writer: Client, story: Story, words: str) -> list[dict[str, Any]]:
    answer = writer.get(side(story, "find"), {"q": words})
    assert answer.status_code == 200
    return list(answer.json()["claims"])


def test_the_finder_reads_as_arabic_readers_do_the_storys_own_first(writer: Client, story: Story) -> None:
    other = factory.claim("كلفة التدريب في شركة أخرى", "Elsewhere")
    for words in ("كلفه", "الكلفة تدر", "كُلفة ال", "كُلفة التد", "كلف"):
        found = found_by(writer, story, words)
        assert [each["id"] for each in found] == [claim_of(story).public_id, other.public_id], words
        assert [bool(each["where"]) for each in found] == [True, False]
    assert found_by(writer, story, "٢٩٤")[0]["rating"] == "True"
    assert [each["id"] for each in found_by(writer, story, other.public_id)] == [other.public_id]
    assert [each["id"] for each in found_by(writer, story, "")] == [claim_of(story).public_id]
    assert found_by(writer, story, "زرافة") == []
    claims.trash(editor=factory.editor("chief"), row=other, version=other.version)
    assert len(found_by(writer, story, "كلفة")) == 1


def test_finding_costs_the_same_with_many_claims(
    same_queries: Callable[..., int], writer: Client, story: Story
) -> None:
    def grow() -> None:
        for n in range(8):
            factory.claim(f"كلفة تدريب أخرى {n}", f"Other {n}")

    assert same_queries(lambda: found_by(writer, story, "كلفة"), grow) <= 8


# --- What is kept while somebody types --------------------------------------------------------------------------------


def keep(writer: Client, story: Story, text: str, version: int = 0, base: int = 0, language: str = "ar") -> Any:
    fields = {"text": text, "reason": "سبب", "base": str(base)}
    body = json.dumps({"language": language, "version": version, "fields": fields})
    return writer.post(side(story, "typing"), body, content_type="application/json")


def test_what_was_typed_is_offered_with_what_differs_and_taken_up(writer: Client, story: Story) -> None:
    factory.version(story, [claim_of(story)])
    newest = factory.content([claim_of(story)])["paragraphs"][0]["sentences"]
    typed = f"{newest[0]['text']} [[{claim_of(story).public_id}]]\nنتابع القصة غداً."
    assert keep(writer, story, typed, base=1).status_code == 200
    page = writer.get(page_of(story))
    assert "You were typing this on" in words_on(page)
    assert "<ins>" in page.content.decode()
    assert page.context["form"]["text"].value() != typed
    assert page.context["kept_version"] == 0, "a window that has not decided may not overwrite it"
    assert writer.get(page_of(story, "en")).context["kept"] is None
    taken = writer.get(page_of(story, more="&typing=take-up"))
    assert taken.context["form"]["text"].value() == typed
    assert taken.context["form"]["reason"].value() == "سبب"
    assert taken.context["kept_version"] == Autosave.objects.get().version


def test_it_is_forgotten_when_sent_and_when_thrown_away(writer: Client, story: Story) -> None:
    keep(writer, story, "نص.")
    send(writer, page_of(story), text="نص.", reason="r")
    assert typing_of(factory.editor("writer"), story, "summary:ar") is None
    keep(writer, story, "نص آخر.")
    answer = writer.post(side(story, "typing"), {"throw_away": "1", "language": "ar"})
    assert answer["Location"] == page_of(story)
    assert not Autosave.objects.exists()


def test_what_was_taken_up_meets_what_was_saved_meanwhile(writer: Client, story: Story) -> None:
    keep(writer, story, "كتبتُها قبلهم.", base=0)
    factory.version(story, [claim_of(story)], editor=factory.editor("co_writer"))
    opened = writer.get(page_of(story, more="&typing=take-up")).context["form"]
    assert opened["base"].value() == "0"
    answer = writer.post(page_of(story), filled_in(opened, {}))
    assert answer.status_code == 409
    assert "كتبتُها قبلهم." in answer.context["form"]["text"].value()


def test_two_windows_are_shown_both_texts(writer: Client, story: Story) -> None:
    first = keep(writer, story, "في النافذة الأولى.")
    second = keep(writer, story, "في النافذة الثانية.")
    assert second.status_code == 409
    assert second.json()["fields"]["text"] == "في النافذة الأولى."
    assert keep(writer, story, "في الأولى ثانيةً.", version=first.json()["version"]).status_code == 200
    assert Autosave.objects.get().content["fields"]["text"] == "في الأولى ثانيةً."


def test_what_can_not_be_kept_says_so(writer: Client, story: Story) -> None:
    assert writer.post(side(story, "typing"), {"language": "ar"}).status_code == 422
    for body in ("no", "{}", json.dumps({"language": "fr", "fields": {}})):
        assert writer.post(side(story, "typing"), body, content_type="application/json").status_code == 422
    assert keep(writer, story, "س" * 150_000 + "\n" * 60_000).status_code == 422
    assert not Autosave.objects.exists()


def test_keeping_and_being_here_leave_no_trace_in_the_audit(writer: Client, story: Story) -> None:
    before = Entry.objects.count()
    keep(writer, story, "نص.")
    writer.post(side(story, "here"), {"language": "ar"})
    writer.get(page_of(story))
    looked_at(writer, story, "نص.")
    assert Entry.objects.count() == before


# --- Two people -------------------------------------------------------------------------------------------------------


def written(story: Story, text: str, base: int, by: str = "co_writer") -> Version:
    return desk.write_version(
        editor=factory.editor(by),
        story=story,
        language="ar",
        content={"paragraphs": paragraphs_of(text), "answers": []},
        reason="r",
        base=base,
    )


def test_two_people_meet_and_neither_loses_a_word(writer: Client, story: Story) -> None:
    written(story, "الأولى كما كانت.\nالثانية كما كانت.\n\nالثالثة.", 0)
    opened = writer.get(page_of(story)).context["form"]
    written(story, "الأولى كما كانت.\nالثانية كما غيّروها هم.\n\nالثالثة.\nالرابعة منهم.", 1)
    mine = "الأولى كما غيّرتُها أنا.\nالثانية كما كانت.\n\nالثالثة."
    answer = writer.post(page_of(story), filled_in(opened, {"text": mine, "reason": "لي"}))
    assert answer.status_code == 409
    form = answer.context["form"]
    assert form["base"].value() == 2
    assert form["reason"].value() == "لي"
    both = "الأولى كما غيّرتُها أنا.\nالثانية كما غيّروها هم.\n\nالثالثة.\nالرابعة منهم."
    assert form["text"].value() == both
    assert [place.kind for place in answer.context["met"].places] == ["mine", "theirs", "theirs"]
    page = words_on(answer)
    assert "الأولى كما غيّرتُها أنا." in page and "الرابعة منهم." in page
    assert "Editor co_writer saved version 2 while you were writing" in page
    assert answer.context["kept"] is None
    assert writer.post(page_of(story), filled_in(form, {})).status_code == 302
    assert lines_of(WriteVersion(editor=factory.editor("writer"), subject=story)["text"].value()) == both.split("\n")


def test_a_sentence_that_both_changed_must_be_settled_first(writer: Client, story: Story) -> None:
    written(story, "كلّف التدريب كثيراً.", 0)
    opened = writer.get(page_of(story)).context["form"]
    written(story, "كلّف التدريب قليلاً.", 1)
    answer = writer.post(page_of(story), filled_in(opened, {"text": "كلّف التدريب أكثر.", "reason": "r"}))
    form = answer.context["form"]
    assert form["text"].value() == f"{MARK} كلّف التدريب قليلاً.\n{MARK} كلّف التدريب أكثر."
    assert writer.post(page_of(story), filled_in(form, {})).status_code == 422
    settled = filled_in(form, {"text": "كلّف التدريب أكثر."})
    assert writer.post(page_of(story), settled).status_code == 302
    assert Version.objects.count() == 3


def test_answers_are_met_as_the_text_is(writer: Client) -> None:
    claim = factory.published_claim(asked=factory.question())
    story = factory.story([claim])
    name = f"answer_{claim.question.public_id}"  # type: ignore[union-attr]
    send(writer, page_of(story), text="نص.", reason="r", **{name: "جواب أول."})
    opened = writer.get(page_of(story)).context["form"]
    send(enter("co_writer"), page_of(story), text="نص.", reason="r", **{name: "جواب غيّروه."})
    answer = writer.post(page_of(story), filled_in(opened, {"text": "نص غيّرتُه.", "reason": "r"}))
    assert (answer.status_code, answer.context["met"].conflicts) == (409, 0)
    form = answer.context["form"]
    assert (form["text"].value(), form[name].value()) == ("نص غيّرتُه.", "جواب غيّروه.")


def test_the_other_language_is_no_conflict(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two versions at once of two languages share the summary's row: the loser writes again."""
    writer, claim = factory.editor("writer"), claim_of(story)
    form = WriteVersion(editor=writer, subject=story)
    sent = WriteVersion(filled_in(form, {"text": "نص.", "reason": "r"}), editor=writer, subject=story)  # type: ignore[arg-type]
    assert sent.is_valid()
    change, calls = ledger.change, []

    def overtaken(row: Any, **values: Any) -> Any:
        calls.append(row)
        if len(calls) == 1:
            raise ledger.Conflict(row)
        return change(row, **values)

    monkeypatch.setattr(ledger, "change", overtaken)
    assert sent.act().number == 1
    monkeypatch.undo()
    stale = WriteVersion(filled_in(form, {"text": "نص.", "reason": "r"}), editor=writer, subject=story)  # type: ignore[arg-type]
    assert stale.is_valid()
    with pytest.raises(ledger.Conflict):
        stale.act()
    assert claim.pk


# --- Who is here ------------------------------------------------------------------------------------------------------


def test_presence_says_who_writes_and_since_when(writer: Client, story: Story) -> None:
    colleague = enter("co_writer")
    colleague.get(page_of(story))
    assert "Editor co_writer has just begun to write here." in words_on(writer.get(page_of(story)))
    now = timezone.now()
    Presence.objects.filter(editor__username="co_writer").update(since=now - dt.timedelta(minutes=2, seconds=5))
    told = writer.post(side(story, "here"), {"language": "ar"}).json()
    assert told["people"] == ["Editor co_writer has been writing here for 2 minutes."]
    told = writer.post(side(story, "here"), {"language": "en"}).json()
    assert told["people"] == ["Editor co_writer is writing the text in Arabic."]


def test_who_says_nothing_for_a_minute_has_left(writer: Client, story: Story) -> None:
    colleague = enter("co_writer")
    colleague.get(page_of(story))
    long_ago = timezone.now() - dt.timedelta(seconds=61)
    Presence.objects.update(seen=long_ago, since=long_ago)
    assert writer.post(side(story, "here"), {"language": "ar"}).json()["people"] == []
    colleague.post(side(story, "here"), {"language": "ar"})
    row = Presence.objects.get(editor__username="co_writer")
    assert row.since == row.seen > long_ago, "he is here anew"


def test_who_has_saved_has_left(writer: Client, story: Story) -> None:
    colleague = enter("co_writer")
    send(colleague, page_of(story), text="نص.", reason="r")
    assert writer.post(side(story, "here"), {"language": "ar"}).json()["people"] == []


def test_a_newer_version_is_told_before_anything_is_sent(writer: Client, story: Story) -> None:
    assert writer.post(side(story, "here"), {"language": "ar"}).json()["newest"] == 0
    written(story, "نص.", 0)
    told = writer.post(side(story, "here"), {"language": "ar"}).json()
    assert told["newest"] == 1 and "Editor co_writer has saved version 1" in told["said"]


# --- What readers would see -------------------------------------------------------------------------------------------


def test_the_preview_shows_what_is_typed_and_publishes_nothing(writer: Client, story: Story) -> None:
    claim = claim_of(story)
    text = f"جملة لم يقرأها أحد. [[{claim.public_id}]]"
    before = Entry.objects.count()
    page = writer.post(side(story, "preview"), {"language": "ar", "text": text})
    body = page.content.decode()
    assert page.status_code == 200
    assert "جملة لم يقرأها" in body and claim.public_id in body
    assert page["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in page["Content-Security-Policy"]
    assert "no-store" in page["Cache-Control"]
    assert Entry.objects.count() == before and not Version.objects.exists()


def test_no_other_page_may_be_framed(writer: Client, story: Story) -> None:
    for address in (page_of(story), reverse("admin:index")):
        page = writer.get(address)
        assert page["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'none'" in page["Content-Security-Policy"]
    for verb in ("write-version", "correct"):
        assert "frame-src 'self'" in writer.get(do(story, verb))["Content-Security-Policy"]
    assert "frame-src" not in writer.get(reverse("admin:index"))["Content-Security-Policy"]


# --- The gate ---------------------------------------------------------------------------------------------------------

SIDES = {"find": "get", "check": "post", "typing": "post", "here": "post", "preview": "post"}


def test_side_views_stand_behind_the_gate_of_writing(story: Story) -> None:
    before = (Autosave.objects.count(), Presence.objects.count())
    for name, roles in factory.CAST.items():
        client = enter(name)
        allowed = {"editor", "desk_admin"} & {str(role) for role in roles}
        for view, method in SIDES.items():
            answer = getattr(client, method)(side(story, view), {"language": "zz"})
            expected = 404 if not roles else 403 if not allowed else None
            assert expected is None or answer.status_code == expected, (name, view)
    assert (Autosave.objects.count(), Presence.objects.count()) == before
    for view, method in SIDES.items():
        assert getattr(Client(), method)(side(story, view)).status_code == 302
        wrong = {"get": "post", "post": "get"}[method]
        assert getattr(enter("writer"), wrong)(side(story, view)).status_code == 405
