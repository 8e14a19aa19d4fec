"""Notes: on objects, passages and citations; answered, resolved, found again in later versions, and never public."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims import actions as claims
from claims import ledger
from claims.models import Claim, Editor, Entry, Proof
from claims.rules import Refused
from newsroom import actions as desk
from newsroom.actions import talking
from newsroom.documents.passages import anchor
from newsroom.models import Note, Notification, Publication, Story
from tests import factory
from tests.factory import enter
from tests.test_admin import list_of, page_of, words_on
from tests.test_telling import told

pytestmark = pytest.mark.django_db

CANARY = "طائر الكناري الذي لا يغرّد خارج الغرفة"


def say(subject: Any, text: str = "من قال هذا؟", by: str = "writer", **more: Any) -> Note:
    return desk.write_note(editor=factory.cast()[by], subject=subject, text=text, **more)


def talk_url(row: Any) -> str:
    return reverse("admin:talk", args=[*ledger.subject_of(row)])


def post(client: Client, row: Any, expect: int = 302, **values: Any) -> Any:
    answer = client.post(talk_url(row), values)
    assert answer.status_code == expect, words_on(answer)
    return answer


# --- Writing and settling --------------------------------------------------------------------------------------------


def test_notes_on_a_version_and_on_a_verification_belong_to_story_and_claim() -> None:
    claim = factory.published_claim()
    story = factory.story([claim])
    written = factory.version(story, [claim])
    assert say(written).subject_type == "newsroom.story"
    assert say(claim.current_verification).subject_id == str(claim.pk)
    proof = Proof.objects.filter(public_id=claim.public_id).first()
    assert say(proof).subject_type == "claims.claim"
    assert [desk.unresolved(row) for row in (story, written, claim, proof)] == [1, 1, 2, 2]


def test_an_answer_to_an_answer_stays_in_the_thread_and_tells_all_who_talk_in_it() -> None:
    claim = factory.claim()
    first = say(claim)
    answer = say(claim, "هو نفسه.", by="second", parent=first)
    say(claim, "أين؟", by="contributor", parent=answer)
    assert {note.parent_id for note in Note.objects.exclude(pk=first.pk)} == {first.pk}
    assert told("writer") == ["replied", "replied"]
    assert told("second") == ["replied"]
    assert desk.unresolved(claim) == 1, "answers are not counted"


def test_a_thread_is_resolved_and_reopened_once_each() -> None:
    on = factory.cast()
    claim = factory.claim()
    note = say(claim)
    settled = desk.resolve_note(editor=on["second"], note=note)
    assert (desk.unresolved(claim), settled.resolved_by) == (0, on["second"])
    with pytest.raises(ledger.Conflict):
        desk.resolve_note(editor=on["writer"], note=settled)
    desk.reopen_note(editor=on["writer"], note=settled)
    assert desk.unresolved(claim) == 1
    with pytest.raises(ledger.Conflict):
        desk.reopen_note(editor=on["writer"], note=Note.objects.get())


def test_who_writes_a_note_has_not_written_the_claim_and_may_review_it() -> None:
    on = factory.cast()
    claim = factory.claim()
    factory.occurrence(claim)
    verification = factory.draft(claim)
    say(verification, by="second")
    factory.approve(verification)
    assert told("second") == []
    assert desk.publish_verification(editor=on["publisher"], verification=verification)


def test_an_auditor_reads_and_does_not_write() -> None:
    claim = factory.claim()
    with pytest.raises(Refused) as refused:
        say(claim, by="auditor")
    assert refused.value.codes == {"not_permitted"}
    say(claim, "سؤال")
    page = enter("auditor").get(page_of(claim))
    assert "سؤال" in words_on(page)
    assert "Send the note" not in words_on(page)
    post(enter("auditor"), claim, 403, text="لا")


def test_the_audit_keeps_a_note_by_its_digest() -> None:
    note = say(factory.claim(), CANARY)
    entry = Entry.objects.filter(verb="note.write").get()
    assert entry.after["text"] == note.text_id
    assert CANARY not in str(entry.after)
    assert list(ledger.verify()) == []


def test_no_note_leaves_the_house() -> None:
    claim = factory.claim()
    say(claim, CANARY)
    factory.occurrence(claim)
    verification = factory.draft(claim)
    say(verification, CANARY)
    factory.publish(verification)
    story = factory.published_story([Claim.objects.get(pk=claim.pk)])
    say(story, CANARY, claim=claim)
    factory.approved(factory.version(story, [claim], change_kind="update", change={"why": "جديد"}))
    desk.publish_story(editor=factory.cast()["publisher"], story=story)
    assert Proof.objects.count() > 3
    for row in [*Proof.objects.all(), *Publication.objects.all()]:
        assert CANARY not in row.document.text


# --- Mentions --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("@second انظر", ["second"]),
        ("(@Second)", ["second"]),
        ("@مُحرِّر second هل رأيت؟", ["second"]),
        ("اسأل @سلمى الخطيب، و@سلمى", ["publisher", "chief"]),
        ("@سلمى الخطيب.", ["publisher"]),
        ("@Editor co_writer and @second, @second", ["co_writer", "second"]),
        ("write to second@example.org", []),
        ("@nobody said so", []),
        ("@stranger has no role", []),
        ("@", []),
        ("@@second", []),
        ("@نور (مراسلة). من؟", ["auditor"]),
        ("(اسأل @نور (مراسلة))", ["auditor"]),
    ],
)
def test_names_after_an_at_sign_are_found_the_longest_first(text: str, named: list[str]) -> None:
    factory.cast()
    Editor.objects.filter(username="publisher").update(display_ar="سلمى الخطيب")
    Editor.objects.filter(username="chief").update(display_ar="سلمى")
    Editor.objects.filter(username="auditor").update(display_ar="نور (مراسلة)")
    assert [one.username for one in desk.mentions(text)] == named


def test_a_mention_tells_and_marks_the_name_and_stays_with_who_was_meant() -> None:
    claim = factory.claim()
    note = say(claim, "رأي @second مهم")
    assert [one.username for one in note.mentioned.all()] == ["second"]
    assert told("second") == ["mentioned"]
    assert Notification.objects.get().note == note
    assert '<b class="named">@second</b>' in enter("second").get(page_of(claim)).content.decode()
    say(claim, "@writer نفسي")
    assert told("writer") == []


def test_who_follows_hears_of_a_note_once() -> None:
    on = factory.cast()
    claim = factory.claim()
    for name in ("second", "chief"):
        desk.follow(whose=on[name], subject=claim)
    say(claim, "@second")
    assert (told("second"), told("chief")) == (["mentioned"], ["watched"])


# --- Passages and citations ------------------------------------------------------------------------------------------


def test_a_passage_is_found_again_in_a_later_version_or_its_words_are_gone() -> None:
    claim = factory.published_claim()
    story = factory.story([claim])
    factory.version(story, [claim])
    note = say(story, passage={"exact": "نتابع القصة"})
    assert note.passage is not None
    assert note.passage["part"] == "summary:ar"
    client = enter("second")
    assert "its words are gone" not in words_on(client.get(page_of(story)))
    longer = {"paragraphs": [{"sentences": [{"text": "جديد. نتابع القصة كل يوم.", "cites": []}]}], "answers": []}
    factory.version(story, [], content=longer)
    assert "its words are gone" not in words_on(client.get(page_of(story)))
    factory.version(
        story, [], content={"paragraphs": [{"sentences": [{"text": "انتهت.", "cites": []}]}], "answers": []}
    )
    assert "its words are gone" in words_on(client.get(page_of(story)))


def test_of_several_places_the_one_with_the_same_surroundings_is_meant() -> None:
    text = "قال الوزير نعم. وقال النائب نعم. وقال الشاهد نعم."
    place = anchor({"text": text}, {"exact": "نعم", "prefix": "وقال النائب ", "suffix": ". وقال"})
    assert place is not None
    assert text[: place.span.start].endswith("النائب ")
    again = "مقدمة. " + text
    moved = anchor({"text": again}, {"exact": "نعم", "prefix": "وقال النائب ", "suffix": ". وقال"})
    assert moved is not None
    assert again[: moved.span.start].endswith("النائب ")


def test_the_part_that_a_passage_names_is_looked_into_first() -> None:
    place = anchor({"title:ar": "نعم", "summary:ar": "نعم"}, {"exact": "نعم", "part": "summary:ar"})
    assert place is not None
    assert place.part == "summary:ar"


def test_passages_of_claims_rationales_and_articles() -> None:
    claim = factory.published_claim()
    assert say(claim, passage={"exact": "294 ألف دولار"}).passage["part"] == "claim:ar"  # type: ignore[index]
    assert say(claim, passage={"exact": "the document that states"}).passage["part"] == "rationale:en"  # type: ignore[index]
    assert say(factory.article(), passage={"exact": "وكالة الساحل"}).passage["part"] == "text"  # type: ignore[index]


def test_a_note_on_a_citation_names_the_claim() -> None:
    claim = factory.published_claim()
    story = factory.story([claim])
    say(story, claim=claim)
    assert claim.label in words_on(enter("second").get(page_of(story)))


def test_who_is_still_to_rate_a_claim_blindly_sees_no_talk_of_it() -> None:
    claim = factory.claim()
    factory.occurrence(claim)
    verification = factory.draft(claim)
    say(claim, CANARY)
    on = factory.cast()
    assert CANARY in words_on(enter("second").get(page_of(claim)))
    claims.submit_verification(editor=on["writer"], verification=verification, blind=True)
    client = enter("second")
    for address in (page_of(claim), talk_url(claim), talk_url(Proof.objects.first())):
        assert CANARY not in words_on(client.get(address))
    post(client, claim, 403, text="x")
    assert CANARY in words_on(enter("writer").get(page_of(claim)))


# --- Pages -----------------------------------------------------------------------------------------------------------


def test_notes_are_written_answered_and_resolved_beside_the_object() -> None:
    story = factory.story([])
    client = enter("writer")
    answer = post(client, story, text="@second ما رأيك؟")
    note = Note.objects.get()
    assert answer.headers["Location"] == f"{page_of(story)}#note-{note.pk}"
    other = enter("second")
    assert "1 unresolved note" in words_on(other.get(page_of(story)))
    post(other, story, text="حسن.", parent=note.pk)
    post(other, story, do="resolve", note=note.pk, version=note.version)
    assert "1 unresolved" not in words_on(other.get(page_of(story)))
    assert "1 resolved" in words_on(other.get(page_of(story)))
    post(other, story, 409, do="resolve", note=note.pk, version=note.version)
    post(other, story, do="reopen", note=note.pk, version=Note.objects.get(pk=note.pk).version)
    assert desk.unresolved(story) == 1


def test_what_was_typed_is_not_lost_when_it_is_refused() -> None:
    story = factory.story([])
    answer = post(enter("writer"), story, 422, text="نص طويل كتبته", exact="لا وجود لها")
    assert "نص طويل كتبته" in words_on(answer)
    assert "passage_not_found" in answer.content.decode()


def test_following_is_a_button() -> None:
    story = factory.story([])
    client = enter("auditor")
    post(client, story, do="follow")
    assert "Stop following" in words_on(client.get(page_of(story)))
    post(client, story, do="unfollow")
    assert "Stop following" not in words_on(client.get(page_of(story)))


def test_talk_has_no_address_for_what_nobody_talks_about() -> None:
    claim = factory.claim()
    note = say(claim)
    client = enter("writer")
    for row in (factory.cast()["second"], Entry.objects.first(), note):
        assert client.get(talk_url(row)).status_code == 404
    assert client.get(reverse("admin:talk", args=["claims.claim", "999999"])).status_code == 404
    post(client, factory.claim("آخر", "Other"), 404, do="resolve", note=note.pk, version=1)
    post(client, claim, 404, do="resolve", note="x")
    post(client, claim, 404, do="burn", note=note.pk)
    assert enter("stranger").get(talk_url(claim)).status_code == 403
    assert enter("stranger").get(reverse("admin:talk_names")).status_code == 403


def test_names_are_offered_to_those_with_a_role() -> None:
    found = enter("contributor").get(reverse("admin:talk_names")).json()["people"]
    assert {one["user"] for one in found} == set(factory.CAST) - {"stranger"}


def test_lists_show_how_many_notes_are_open() -> None:
    claim = factory.published_claim()
    story = factory.story([claim])
    for row in (claim, story, story):
        say(row)
    client = enter("second")
    for model, count in ((Story, 2), (Claim, 1), (type(claim.current_verification), 1)):
        page = client.get(list_of(model)).content.decode()
        assert f'<span class="tone tone-open">{count}</span>' in page, model


def test_a_page_asks_the_same_for_one_thread_and_for_fifty() -> None:
    claim = factory.claim()
    client = enter("second")
    say(claim, "@writer", passage={"exact": "294"})

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(page_of(claim)).status_code == 200
        return len(queries)

    asked()
    one = asked()
    for _number in range(25):
        note = say(claim, "@writer", passage={"exact": "294"})
        say(claim, "@second", by="contributor", parent=note)
    assert asked() == one


def test_the_names_of_a_text_are_drawn_where_they_stand() -> None:
    factory.cast()
    text = "سألتُ @Editor second. ثم @nobody"
    assert [text[start:end] for start, end in talking.mention_places(text, talking.names_here())] == ["@Editor second"]
