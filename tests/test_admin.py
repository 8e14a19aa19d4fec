"""The editors' door: everything is shown, nothing is saved but through a verb, and every verb has its form."""

import datetime as dt
import inspect
import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.admin.utils import quote
from django.core.exceptions import ImproperlyConfigured
from django.db import models
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from claims import actions as ledger_verbs
from claims.admin import desk
from claims.admin.deeds import DEEDS
from claims.admin.panels import Cell, Passage
from claims.admin.verbs import VERBS, VerbForm
from claims.choices import Role
from claims.models import (
    Article,
    Claim,
    Editor,
    Entry,
    Inquiry,
    Occurrence,
    Proof,
    Question,
    Relation,
    Snapshot,
    Source,
    Verdict,
    Verification,
)
from claims.rules import MAY, Refused
from newsroom import actions as desk_verbs
from newsroom.admin.compare import compare, words_of
from newsroom.admin.publishing_verbs import publication_blockers
from newsroom.admin.story_verbs import ChangeStory, PublishStory
from newsroom.admin.writing import paragraphs_of, sentence_of, text_of
from newsroom.choices import StoryState
from newsroom.models import DeskTask, Publication, Sequence, Story, Version
from seeds import actions as import_verbs
from seeds.preparing import prepare
from seeds.readers import read_text
from tests import factory
from tests.factory import enter

pytestmark = pytest.mark.django_db

# Verbs without a button of their own, and why.
NOT_OFFERED = {
    "draw_proof": "every verb that asks for a review draws its proof",
    "make_current": "publishing a verification makes it current; alone it would publish nothing",
    "bring_in_item": "the command line brings in without a preview",
    "stage_item": "every way in stages its articles one by one",
    "refuse_item": "every way in keeps what it could not read",
    "finish_run": "every way in ends its run",
    "decide_item": "pressed in the preview",
    "accept_item": "pressed in the preview",
    "reject_item": "pressed in the preview",
    "accept_candidate": "pressed on the workbench",
    "merge_candidate": "pressed on the workbench",
    "reject_candidate": "pressed on the workbench",
    "undo_candidate": "pressed on the workbench",
    "check_quickly": "sent from the quick path's own screen",
    "propose_reading": "a newer cleaner proposes (./dev reclean)",
    "write_note": "pressed beside the object",
    "resolve_note": "pressed beside the object",
    "reopen_note": "pressed beside the object",
    "write_profile": "on one's own page",
    "set_password": "by a link of a letter, or on one's own page",
    "confirm_factor": "on one's own page",
    "renew_codes": "on one's own page",
}


# --- Helpers ---------------------------------------------------------------------------------------------------------


def do(row: Any, verb: str, query: str = "") -> str:
    """The address of a verb's form, on a row or on the list of a model."""
    model = row if isinstance(row, type) else type(row)
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}_do"
    found = reverse(f"{name}_new", args=[verb]) if model is row else reverse(name, args=[quote(row.pk), verb])
    return f"{found}?{query}" if query else found


def page_of(row: models.Model) -> str:
    meta = row._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[quote(row.pk)])


def list_of(model: type[models.Model]) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")


def filled_in(form: VerbForm, values: dict[str, Any]) -> dict[str, Any]:
    """What a browser would send: the form as it opened, with some fields and rows typed anew."""
    typed = {field.name: field.value() for field in form}
    for name, rows in form.rows.items():
        lines = values.pop(name, None)
        if lines is None:
            lines = [{field.name: field.value() for field in row} for row in rows.initial_forms]
        typed |= {f"{name}-TOTAL_FORMS": len(lines), f"{name}-INITIAL_FORMS": 0}
        blank = {field.name: field.value() for field in rows.empty_form}
        for place, line in enumerate(lines):
            typed |= {f"{name}-{place}-{key}": value for key, value in (blank | line).items()}
    return {name: value for name, value in (typed | values).items() if value is not None and value is not False}


def send(client: Client, address: str, *, expect: int = 302, **values: Any) -> Any:
    """Open a form, type, and send it."""
    opened = client.get(address)
    assert opened.status_code == 200, (address, opened.status_code)
    answer = client.post(address, filled_in(opened.context["form"], values))
    if answer.status_code != expect:
        form = answer.context and answer.context.get("form")
        raise AssertionError((answer.status_code, reasons_on(answer), form and form.errors, form and form.rows))
    return answer


def reasons_on(answer: Any) -> list[str]:
    """The codes of the blockers on a page."""
    return re.findall(r'data-code="([^"]+)"', answer.content.decode())


def words_on(answer: Any) -> str:
    """The page as text."""
    return unescape(" ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split()))


def world() -> dict[type[models.Model], models.Model]:
    """One row of every noun of the desk."""
    factory.cast()
    asked = factory.question()
    claim = factory.published_claim(asked=asked)
    other = factory.claim("قول آخر في المسألة", "Another claim on the matter")
    placed = factory.occurrence(other)
    story = factory.published_story([claim])
    contributor, writer = factory.editor("contributor"), factory.editor("writer")
    decision = ledger_verbs.relate_claims(editor=contributor, a=claim, b=other, type="contradicts", why={"en": "why"})
    inquiry = ledger_verbs.ask_claimant(
        editor=writer, claim=other, source=factory.source(), text="?", deadline=claim.current_verification.at
    )
    draft = factory.draft(other, "false")
    ledger_verbs.submit_verification(editor=writer, verification=draft)
    factory.publish(factory.draft(claim, "outdated", change_kind="update", words=CHANGED))
    note = {"ar": "سُحبت", "en": "Withdrawn"}
    desk_verbs.propose_note(editor=factory.editor("publisher"), public_id=claim.public_id, note=note)
    desk_verbs.withhold(
        editor=factory.editor("publisher"), public_id=story.public_id, notice="legal", reason="a letter"
    )
    one, _same, another = (factory.source(name, name, "person") for name in ("جوجل", "غوغل", "قوقل"))
    ledger_verbs.distinguish_sources(editor=writer, a=one, b=another, why="two")
    factory.report(claim)
    _imports(placed.snapshot)
    _on_the_way_out(draft, story)
    ledger_verbs.write_team(editor=factory.editor("chief"), name_ar="فريق", members=[factory.editor("second")])
    desk_verbs.assign(editor=writer, subject=claim, assignee=contributor, what="x")
    view = {"model": "claims.claim", "name": f"View {placed.pk}", "query": "checking=due"}
    desk_verbs.save_view(editor=factory.editor("chief"), shared=True, **view)
    rows = [claim, asked, placed, decision.relation, inquiry, draft, story]
    return {type(row): row for row in rows} | {
        model: row for model in desk._registry if (row := model._default_manager.order_by("pk").first()) is not None
    }


def _on_the_way_out(draft: Verification, story: Story) -> None:
    """One row of every noun of going out in time."""
    at = timezone.now() + dt.timedelta(days=1)
    publisher = factory.editor("publisher")
    ready = factory.draft(factory.claim("ادعاء جاهز", "A claim that is ready"))
    factory.approve(ready)
    desk_verbs.schedule_publication(editor=publisher, subject=ready, at=at)
    desk_verbs.set_embargo(editor=publisher, public_id=story.public_id, until=at, reason="asked")
    proof = Proof.objects.filter(kind="claim").latest("pk")
    desk_verbs.give_preview(editor=publisher, proof=proof, label="a lawyer", hours=24)


def _imports(snapshot: Snapshot) -> None:
    """One row of every noun of the way in."""
    chief = factory.editor("chief")
    run = import_verbs.start_run(editor=chief, kind="paste", label="given")
    prepared = prepare(read_text(factory.TEXT.encode(), name="given.txt"))
    import_verbs.stage_item(editor=chief, run=run, name="given.txt", prepared=prepared)
    import_verbs.write_feed(editor=chief, url=f"https://example.org/feed-{run.pk}")
    blocks = snapshot.readings.newest().blocks
    import_verbs.propose_reading(editor=chief, snapshot=snapshot, blocks=blocks, changes=0)


CHANGED = {"ar": factory.words(change_note="وثيقة جديدة"), "en": factory.words("New.", change_note="A new document")}


def forms() -> Iterator[tuple[type[models.Model], type[VerbForm]]]:
    for model, found in VERBS.items():
        yield from ((model, form) for form in found)


# --- Every verb has a form, and the form calls it --------------------------------------------------------------------


def test_every_verb_is_offered() -> None:
    verbs = {
        name
        for module in (ledger_verbs, desk_verbs, import_verbs)
        for name in module.__all__
        if inspect.isfunction(getattr(module, name)) and "editor" in inspect.signature(getattr(module, name)).parameters
    }
    assert verbs - {form.verb for _, form in forms()} == set(NOT_OFFERED)
    assert {form.verb for _, form in forms()} <= verbs


def test_every_form_calls_its_verb() -> None:
    for _, form in forms():
        written = "".join(inspect.getsource(each) for each in form.__mro__ if issubclass(each, VerbForm))
        assert re.search(rf"\b{form.verb}\(", written), form


def test_every_form_is_behind_a_known_permission() -> None:
    assert all(set(form.permissions) <= set(MAY) and form.permissions for _, form in forms())


# --- Nothing is saved by the admin itself ----------------------------------------------------------------------------


def test_only_screens_that_save_nothing_can_be_registered() -> None:
    with pytest.raises(ImproperlyConfigured):
        desk.register(Editor, admin.ModelAdmin)


def test_no_screen_can_add_change_or_delete(rf: Any) -> None:
    request = rf.get("/")
    request.user = factory.cast()["chief"]
    for model, shown in desk._registry.items():
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        assert not shown.has_add_permission(request)
        assert not shown.has_change_permission(request)
        assert not shown.has_delete_permission(request)
        assert not getattr(shown, "list_editable", ())
        assert list(shown.get_form(request, model(), change=True).base_fields) == []
        assert "delete_selected" not in shown.get_actions(request)
        for gone, arguments in (("add", []), ("delete", ["1"])):
            with pytest.raises(NoReverseMatch):
                reverse(f"{name}_{gone}", args=arguments)


def test_object_pages_answer_to_get_only() -> None:
    claim, chief = factory.claim(), enter("chief")
    before = Entry.objects.count()
    assert chief.post(page_of(claim), {"label": "x"}).status_code == 405
    assert Entry.objects.count() == before


def test_no_state_can_be_typed() -> None:
    """A state is moved by a verb; the one list of states to choose from is a story's, which is no workflow."""
    moved = {"state", "proof", "current_verification", "trashed_at", "merged_into", "decision"}
    found = {(form.__name__, name) for _, form in forms() for name in form.base_fields if name in moved}
    assert found == {("OpenStory", "state"), ("ChangeStory", "state")}
    states = dict(ChangeStory.base_fields["state"].choices)  # type: ignore[attr-defined]
    assert set(states) == set(StoryState.values)


def test_every_deed_of_the_audit_has_words() -> None:
    world()
    assert set(Entry.objects.values_list("verb", flat=True)) <= set(DEEDS)
    written = "".join(
        inspect.getsource(inspect.getmodule(getattr(ledger_verbs, name))) for name in ledger_verbs.__all__
    )  # type: ignore[arg-type]
    written += "".join(inspect.getsource(inspect.getmodule(getattr(desk_verbs, name))) for name in desk_verbs.__all__)  # type: ignore[arg-type]
    assert set(re.findall(r'record\(\s*"([^"]+)"', written)) <= set(DEEDS)


# --- Who may ---------------------------------------------------------------------------------------------------------


@pytest.mark.all
def test_each_role_meets_its_verbs() -> None:
    """Every form of every verb as every role: open if the role allows it, else refused, and nothing is written."""
    rows = world()
    before = Entry.objects.count()
    for name, given in factory.CAST.items():
        client, roles = enter(name), {str(role) for role in given}
        for model, form in forms():
            address = do(model if form.on_list else rows[model], form.address())
            allowed = any(roles & MAY[permission] for permission in form.permissions)
            fits = form.on_list or form.fits(rows[model])
            expected = 404 if not roles or not fits else 200 if allowed else 403
            assert client.get(address).status_code == expected, (name, form)
            if not allowed:
                assert client.post(address, {}).status_code == expected, (name, form)
    assert Entry.objects.count() == before


@pytest.mark.all
def test_everybody_with_a_role_sees_every_page() -> None:
    rows = world()
    assert {model for model in desk._registry if model._default_manager.exists()} <= set(rows)
    for name in ("auditor", "contributor", "chief"):
        client = enter(name)
        assert client.get(reverse("admin:index")).status_code == 200
        for model in desk._registry:
            assert client.get(list_of(model)).status_code == 200, model
            if model in rows:
                assert client.get(page_of(rows[model])).status_code == 200, model


def test_without_a_role_nothing_is_seen() -> None:
    claim, client = factory.claim(), enter("stranger")
    front = client.get(reverse("admin:index"))
    assert front.status_code == 200
    assert "You have no role yet." in words_on(front)
    assert client.get(list_of(Claim)).status_code == 403
    assert client.get(page_of(claim)).status_code == 404


def test_the_log_in_stands_before_everything() -> None:
    claim = factory.claim()
    for address in (reverse("admin:index"), list_of(Claim), page_of(claim), do(claim, "reword-claim")):
        answer = Client().get(address)
        assert answer.status_code == 302
        assert answer["Location"].startswith(reverse("admin:login"))
    assert Client().get(reverse("admin:login")).status_code == 200


# --- From the first word to the reader, through forms alone ----------------------------------------------------------


def test_a_claim_goes_out_through_forms_alone() -> None:
    factory.cast()
    contributor, writer, second, publisher = map(enter, ("contributor", "writer", "second", "publisher"))
    send(contributor, do(Source, "write-source"), kind="outlet", name_ar="وكالة", name_en="Agency", aliases="الوكالة")
    send(
        contributor, do(Article, "bring-in-article"),
        title="عنوان", pasted=f"عنوان\r\n{factory.TEXT}", taken_from="a letter", outlet="الوكاله",
    )  # fmt: skip
    article = Article.objects.get()
    assert article.outlet == Source.objects.get()
    wordings = {"wording_ar": "كم؟", "wording_en": "How much?", "subject_words": "model", "measure": "cost"}
    send(contributor, do(Question, "write-question"), **wordings)
    number = {"subject": "model", "measure": "cost", "comparator": "<=", "value": "294000", "unit": "USD"}
    send(
        contributor, do(Claim, "raise-claim"),
        text_ar="لم تتجاوز الكلفة 294 ألف دولار", text_en="It cost no more than USD 294,000",
        question=Question.objects.get().public_id, quantities=[number],
    )  # fmt: skip
    claim = Claim.objects.get()
    assert claim.quantities.get().value == "294000"
    send(
        contributor, do(claim, "place-occurrence"),
        article=f"{article.public_id} {article.title}", quote=factory.QUOTE, stance="asserts", mode="paraphrase",
        printed=[{"comparator": "<=", "value": "294000", "unit": "USD", "words": "294 ألف دولار"}],
    )  # fmt: skip
    placed = Occurrence.objects.get()
    send(contributor, do(placed, "set-chains"), hops=[{"chain": 1, "naming": "missing"}])
    evidence = {"kind": "document", "stance": "supports", "title": "Filing", "url": "https://example.org/f"}
    send(
        writer, do(claim, "draft-verification"),
        verdict="true", as_of="2026-11-20", rationale_ar="وجدناها.", rationale_en="We found it.", evidence=[evidence],
    )  # fmt: skip
    verification = Verification.objects.get()
    send(writer, do(verification, "submit-verification"), languages=["ar", "en"])
    for proof in Proof.objects.all():
        send(second, do(proof, "approve-verification"), note="read")
    answer = send(publisher, do(verification, "publish-verification"))
    assert answer["Location"] == page_of(verification)
    assert Publication.objects.shown().filter(public_id=claim.public_id).exists()


def test_a_story_goes_out_and_is_taken_down_through_forms_alone() -> None:
    claim = factory.published_claim(asked=factory.question())
    factory.cast()
    writer, second, publisher, chief = map(enter, ("writer", "second", "publisher", "chief"))
    send(writer, do(Story, "write-story"), title_ar="قصة", claims=claim.public_id, questions=claim.question.public_id)
    story = Story.objects.get()
    answer = {f"answer_{claim.question.public_id}": f"الجواب غير مؤكد. [[{claim.public_id}]]"}
    send(
        writer, do(story, "write-version"), text=f"جملة أولى. [[{claim.public_id}]]\n\nثانية.", reason="first", **answer
    )
    version = Version.objects.get()
    assert [len(part["sentences"]) for part in version.content.json["paragraphs"]] == [1, 1]
    assert version.content.json["answers"][0]["cites"] == [claim.public_id]
    send(writer, do(version, "submit-version"))
    send(second, do(Proof.objects.get(kind="story"), "approve-version"))
    send(publisher, do(story, "publish-story"))
    shown = Publication.objects.shown().filter(public_id=story.public_id)
    assert shown.exists()
    send(publisher, do(story, "withhold"), notice="legal", reason="a letter")
    assert not shown.exists()
    send(publisher, do(story, "propose-note"), note_ar="عادت", note_en="Back")
    note = Proof.objects.get(kind="note")
    send(chief, do(note, "approve-proof"))
    send(publisher, do(note, "restore"))
    assert shown.exists()


def test_the_small_verbs_through_their_forms() -> None:
    rows = world()
    chief = enter("chief")
    article, claim, other = factory.article(), factory.claim("ادعاء ثالث", "A third claim"), rows[Claim]
    source, drop = factory.source("أ", "A"), factory.source("ب", "B")
    send(chief, do(article, "describe-article"), title="عنوان آخر", published="XXXX-05", section="")
    send(chief, do(article, "read-article"), kept_1=False, reason="noise")
    send(chief, do(article, "place-claim-here"), claim=claim.public_id, quote=factory.QUOTE)
    send(chief, do(source, "write-source"), name_en="Another")
    send(chief, do(drop, "merge-sources"), keep=source.public_id)
    send(chief, do(claim, "reword-claim", "language=en"), text="Said better")
    send(chief, do(claim, "set-quantities"), quantities=[])
    send(chief, do(claim, "group-claim"), question=rows[Question].public_id)  # type: ignore[attr-defined]
    send(chief, do(claim, "relate-claims"), other=other.public_id, type="repeats", why_en="same words")  # type: ignore[attr-defined]
    send(chief, do(rows[Relation], "relate-claims"), type="narrows", why_ar="أضيق")
    send(chief, do(claim, "ask-claimant"), source=source.public_id, text="?", deadline="2026-12-01T12:00")
    send(chief, do(Inquiry.objects.get(claim=claim), "record-answer"), kind="declined", text="no")
    send(chief, do(claim.occurrences.get(), "retire-occurrence"), why="wrong place")
    send(chief, do(rows[Verification], "reword-verification", "language=en"), rationale="Said better.")
    send(chief, do(claim, "trash"))
    send(chief, do(Claim.objects.get(pk=claim.pk), "restore-from-trash"))
    send(chief, do(Verdict.objects.get(code="satire"), "retire-verdict"), why="not used")
    send(chief, do(Verdict, "submit-scale"))
    send(enter("second"), do(Proof.objects.filter(kind="scale")[0], "approve-proof"))
    send(enter("second"), do(Proof.objects.filter(kind="scale")[1], "return-proof"), note="a word")
    send(chief, do(Verdict, "publish-scale"))
    send(chief, do(rows[Story], "trash-story"))
    send(chief, do(Story.objects.get(pk=rows[Story].pk), "restore-from-trash"))
    article.refresh_from_db()
    assert (article.published, article.section) == ("XXXX-05", None)
    assert [block["kept"] for block in article.snapshot().readings.newest().blocks][:3] == [True, False, True]  # type: ignore[union-attr]
    assert Claim.objects.get(pk=claim.pk).texts.filter(language="en").newest().text.text == "Said better"


def test_reviews_can_be_taken_back_returned_and_withdrawn_through_forms() -> None:
    claim = factory.published_claim()
    story = factory.story([claim])
    factory.cast()
    writer, second, publisher = map(enter, ("writer", "second", "publisher"))
    draft = factory.draft(factory.claim())
    send(writer, do(draft, "submit-verification"))
    send(writer, do(draft, "take-back-verification"), language="ar")
    send(second, do(Proof.objects.filter(kind="claim", language="en").latest("pk"), "return-verification"), note="more")
    assert {text.state.state for text in draft.texts.all()} == {"draft", "returned"}
    version = factory.version(story, [claim])
    send(writer, do(version, "submit-version"))
    send(writer, do(version, "take-back-version"))
    send(writer, do(version, "submit-version"))
    send(second, do(Proof.objects.filter(kind="story").latest("pk"), "return-version"), note="more")
    send(publisher, do(claim, "propose-note"), note_ar="سُحب", note_en="Withdrawn")
    note = Proof.objects.get(kind="note")
    send(second, do(note, "approve-proof"))
    send(publisher, do(note, "withdraw"))
    assert Publication.objects.current().get(public_id=claim.public_id).cause == "withdrawn"


# --- What stands in the way ------------------------------------------------------------------------------------------


def test_a_refusal_shows_every_reason_and_loses_nothing() -> None:
    claim = factory.claim()
    factory.cast()
    writer = enter("writer")
    typed = {"verdict": "unverified", "as_of": "2026-11-20", "rationale_ar": "لم نجد.", "change_kind": "update"}
    line = {"kind": "paper", "stance": "context", "title": "A paper", "published": "yesterday"}
    answer = send(writer, do(claim, "draft-verification"), expect=422, evidence=[line], **typed)
    assert set(reasons_on(answer)) == {"bad_evidence", "nothing_to_change"}
    form = answer.context["form"]
    assert form["rationale_ar"].value() == "لم نجد."
    assert form.rows["evidence"].forms[0]["title"].value() == "A paper"
    assert not claim.verifications.exists()


def test_more_rows_lose_nothing() -> None:
    claim = factory.claim()
    factory.cast()
    writer = enter("writer")
    address = do(claim, "draft-verification")
    opened = writer.get(address).context["form"]
    typed = filled_in(opened, {"rationale_ar": "نص", "evidence": [{"title": "kept"}]}) | {"_more": "evidence"}
    answer = writer.post(address, typed)
    assert answer.status_code == 200
    form = answer.context["form"]
    assert form["rationale_ar"].value() == "نص"
    assert form.rows["evidence"].forms[0]["title"].value() == "kept"
    assert len(form.rows["evidence"].forms) > 5
    assert not claim.verifications.exists()


def test_what_is_named_wrongly_is_said_at_its_field() -> None:
    factory.cast()
    twins = [factory.source("توأم", f"Twin {number}") for number in (1, 2)]
    contributor = enter("contributor")
    claim = factory.claim()
    answer = send(contributor, do(claim, "group-claim"), expect=422, question="aaaaaaaaaa")
    assert "Nothing here has the id" in words_on(answer)
    answer = send(contributor, do(twins[0], "write-source"), expect=422, parent="توأم")
    assert "is the name of several sources" in words_on(answer)


def test_conflict_shows_both_texts_and_keeps_the_typed_one() -> None:
    source = factory.source("قديم", "Old")
    factory.cast()
    contributor = enter("contributor")
    address = do(source, "write-source")
    opened = contributor.get(address).context["form"]
    factory.claims.write_source(
        editor=factory.editor("writer"), source=source, version=1, kind="company", name_ar="قديم", name_en="Theirs"
    )
    typed = filled_in(opened, {"name_en": "Mine"})
    answer = contributor.post(address, typed)
    assert answer.status_code == 409
    row = re.search(r'class="changed".*?</tr>', answer.content.decode(), re.DOTALL)
    assert row is not None
    assert "Mine" in row[0]
    assert "Theirs" in row[0]
    assert Source.objects.get(pk=source.pk).name_en == "Theirs"
    again = filled_in(answer.context["form"], {})
    assert again["name_en"] == "Mine"
    assert contributor.post(address, again).status_code == 302
    assert Source.objects.get(pk=source.pk).name_en == "Mine"


def test_conflict_of_two_summaries_shows_both() -> None:
    story = factory.story([factory.published_claim()])
    factory.cast()
    writer = enter("writer")
    address = do(story, "write-version")
    opened = writer.get(address).context["form"]
    claim = story.story_claims.get().claim
    factory.version(story, [claim])
    answer = writer.post(address, filled_in(opened, {"text": "نصّي.", "reason": "mine"}))
    assert answer.status_code == 409
    assert "نصّي." in words_on(answer)
    assert "نتابع القصة." in words_on(answer)
    assert answer.context["form"]["base"].value() == 1


def refused_codes(call: Callable[[], Any]) -> set[str]:
    with pytest.raises(Refused) as refusal:
        call()
    return refusal.value.codes


def test_the_same_list_stands_before_the_button_and_behind_it() -> None:
    writer, publisher = factory.editor("writer", Role.EDITOR), factory.editor("publisher", Role.PUBLISHER)
    factory.editor("second", Role.REVIEWER)
    claim = factory.claim()
    bare = ledger_verbs.VerificationWords(rationale="لم نجد شيئاً.")
    poor = factory.draft(claim, "unverified", words={"ar": bare}, evidence=[])
    accusing = factory.draft(factory.claim(), "false", evidence=[], no_inquiry_reason=None)
    for draft in (poor, accusing):
        page = enter("writer").get(do(draft, "submit-verification"))
        behind = refused_codes(lambda draft=draft: ledger_verbs.submit_verification(editor=writer, verification=draft))
        assert set(reasons_on(page)) == behind
        assert b" disabled>" in page.content
    stale, overtaken, down, borrowing = (factory.draft(factory.claim()) for _ in range(4))
    factory.approve(stale)
    reworded = {"version": 1, "language": "ar", "text": "جملة أخرى"}
    ledger_verbs.reword_claim(editor=writer, claim=stale.claim, **reworded)  # type: ignore[arg-type]
    later = factory.draft(overtaken.claim)
    factory.approve(overtaken)
    factory.publish(later)
    factory.publish(down)
    desk_verbs.withhold(editor=publisher, public_id=down.claim.public_id, notice="legal", reason="a letter")
    again = factory.draft(Claim.objects.get(pk=down.claim_id), change_kind="update", words=CHANGED)
    factory.approve(again)
    long = " ".join(["درّبت الشركة نموذجها في مراحل كثيرة متتابعة."] * 40)
    factory.occurrence(borrowing.claim, factory.snapshot(factory.article(long)), quote=long[:1500])
    factory.approve(borrowing)
    met: set[str] = set()
    for draft in (poor, accusing, stale, overtaken, again, borrowing):
        fresh = Verification.objects.get(pk=draft.pk)
        before = {blocker.code for blocker in publication_blockers(fresh)}
        out = refused_codes(lambda fresh=fresh: desk_verbs.publish_verification(editor=publisher, verification=fresh))
        assert before == out, before ^ out
        met |= out
    assert {"not_approved", "approval_stale", "overtaken", "is_down", "too_much_quoted", "no_evidence"} <= met
    story = factory.story([claim])
    factory.version(story, [claim])
    listed = {blocker.code for blocker in PublishStory.blockers(publisher, story)}
    assert listed == refused_codes(lambda: desk_verbs.publish_story(editor=publisher, story=story))
    assert listed <= set(reasons_on(enter("publisher").get(page_of(story))))


# --- The second pair of eyes -----------------------------------------------------------------------------------------


def test_an_author_is_told_and_refused() -> None:
    factory.cast()
    draft = factory.draft(factory.claim(), editor=factory.editor("co_writer"))
    ledger_verbs.submit_verification(editor=factory.editor("co_writer"), verification=draft)
    proof = Proof.objects.latest("pk")
    author = enter("co_writer")
    page = author.get(do(proof, "approve-verification"))
    assert reasons_on(page) == ["own_work"]
    answer = author.post(do(proof, "approve-verification"), {})
    assert answer.status_code == 422
    assert reasons_on(answer) == ["own_work"]
    assert not proof.reviews.exists()


def test_a_decision_falls_on_the_proof_that_was_read_or_on_none() -> None:
    factory.cast()
    writer = factory.editor("writer")
    draft = factory.draft(factory.claim())
    read = ledger_verbs.submit_verification(editor=writer, verification=draft, languages=["ar"])[0]
    text = draft.texts.get(language="ar")
    ledger_verbs.take_back_verification(editor=writer, text=text)
    new = ledger_verbs.submit_verification(editor=writer, verification=draft, languages=["ar"])[0]
    answer = enter("second").post(do(read, "approve-verification"), {})
    assert answer.status_code == 409
    assert not read.reviews.exists()
    assert not new.reviews.exists()


def test_the_review_page_shows_what_changes_for_readers() -> None:
    claim = factory.published_claim()
    draft = factory.draft(claim, "outdated", change_kind="update", words=CHANGED)
    ledger_verbs.submit_verification(editor=factory.editor("writer"), verification=draft)
    proof = Proof.objects.filter(language="en").latest("pk")
    page = enter("second").get(page_of(proof))
    compared = page.content.decode().partition("What changes for readers")[2].partition("</section>")[0]
    assert "Outdated" in compared
    assert "A new document" in compared
    assert "Editor writer" in words_on(page)


def test_a_proof_is_shown_as_readers_would_see_it() -> None:
    factory.published_story()
    ledger_verbs.submit_scale(editor=factory.editor("writer"))
    for kind in ("claim", "story", "scale"):
        proof = Proof.objects.filter(kind=kind).latest("pk")
        page = enter("second").get(reverse("admin:claims_proof_preview", args=[proof.pk]))
        assert page.status_code == 200
        assert "no-store" in page["Cache-Control"]
        assert f'<html lang="{proof.language}"' in page.content.decode()


# --- Many at once ----------------------------------------------------------------------------------------------------


def test_bulk_publication_names_each_row_and_its_outcome() -> None:
    factory.cast()
    good, bad = factory.draft(factory.claim()), factory.draft(factory.claim("آخر", "Another"))
    factory.approve(good)
    publisher = enter("publisher")
    chosen = {"action": "publish_selected", "_selected_action": [good.pk, bad.pk], "index": 0}
    leads = publisher.post(list_of(Verification), chosen)
    assert leads.status_code == 302
    page = publisher.get(leads["Location"])
    assert good.claim.label in words_on(page)
    assert "No second person has approved this." in words_on(page)
    assert not Publication.objects.exists()
    done = publisher.post(leads["Location"], {"ids": page.context["form"]["ids"].value()})
    assert done.status_code == 200
    assert reasons_on(done) == ["not_approved"]
    assert Publication.objects.shown().filter(public_id=good.claim.public_id).exists()
    assert not Publication.objects.filter(public_id=bad.claim.public_id).exists()


def test_only_publishers_are_offered_the_bulk() -> None:
    factory.cast()
    factory.draft(factory.claim())
    assert b"publish_selected" in enter("publisher").get(list_of(Verification)).content
    assert b"publish_selected" not in enter("writer").get(list_of(Verification)).content


# --- Lists and the front page ----------------------------------------------------------------------------------------


def test_lists_cost_the_same_with_many_rows(same_queries: Callable[..., int]) -> None:
    factory.cast()
    chief = enter("chief")
    addresses = [reverse("admin:index"), *map(list_of, desk._registry)]
    counts: dict[str, int] = {}

    def ask() -> None:
        for address in addresses:
            assert chief.get(address).status_code == 200

    world()
    counts["all"] = same_queries(ask, world)
    assert counts["all"] < 14 * len(addresses)


def test_searching_reads_as_arabic_readers_do() -> None:
    factory.claim("أعلنت الشركةُ كلفة ٢٩٤ ألفاً", "x")
    factory.claim("شيء آخر", "y")
    factory.source("ليانج ونفينج", "Liang", aliases=["ليانغ وينفنغ"])
    chief = enter("chief")
    for words, model in (("اعلنت الشركه", Claim), ("294", Claim), ("وينفنغ", Source), ("(", Claim)):
        found = chief.get(list_of(model), {"q": words}).context["cl"].result_count
        assert found == (0 if words == "(" else 1), words


@pytest.mark.all
def test_every_choice_of_every_filter_answers() -> None:
    """A filter names columns of other tables, which nothing but asking checks."""
    world()
    chief = enter("chief")
    for model, shown in desk._registry.items():
        assert shown.search_fields, model
        assert model is Sequence or shown.list_filter, model
        changelist = chief.get(list_of(model)).context["cl"]
        for spec in changelist.filter_specs:
            wanted = [choice["query_string"] for choice in spec.choices(changelist)][1:4]
            for query in wanted:
                narrowed = chief.get(list_of(model) + query)
                assert narrowed.status_code == 200, (model, query)
                assert narrowed.context["cl"].result_count <= model._default_manager.count()


def test_the_trash_is_out_of_sight_unless_asked_for() -> None:
    claim = factory.claim()
    factory.cast()
    chief = enter("chief")
    send(chief, do(claim, "trash"))
    assert chief.get(list_of(Claim)).context["cl"].result_count == 0
    assert chief.get(list_of(Claim), {"trash": "in"}).context["cl"].result_count == 1


def queue(client: Client) -> dict[str, int]:
    return {str(queue.title): queue.count for queue in client.get(reverse("admin:index")).context["queues"]}


def test_the_front_page_is_a_queue_for_each() -> None:
    factory.cast()
    untouched, returned = factory.claim(), factory.draft(factory.claim())
    ledger_verbs.submit_verification(editor=factory.editor("writer"), verification=returned)
    second, writer, publisher = map(enter, ("second", "writer", "publisher"))
    assert queue(second)["Waiting for my review"] == 2
    assert queue(writer)["Waiting for my review"] == 0
    for text in returned.texts.all():
        ledger_verbs.return_verification(editor=factory.editor("second"), text=text, note="more")
    assert queue(writer)["Returned to me"] == 2
    assert queue(second)["Returned to me"] == 0
    assert queue(second)["Waiting for my review"] == 0
    factory.approve(factory.draft(factory.claim("ثالث", "Third")))
    assert queue(publisher)["Approved and ready to go out"] == 2
    assert queue(writer)["Claims without a verification"] == 1
    assert str(untouched.label) in words_on(writer.get(reverse("admin:index")))
    claim = factory.published_claim()
    factory.published_story([claim])
    factory.publish(factory.draft(claim, "outdated", change_kind="update", words=CHANGED, recheck_by=factory.AS_OF))
    assert DeskTask.objects.filter(closed_at__isnull=True).count() == 1
    assert queue(writer)["Texts under review: a rating changed"] == 1
    assert queue(writer)["Claims to look at again"] == 1


# --- Languages and the clock -----------------------------------------------------------------------------------------


def test_the_desk_speaks_the_editors_language_until_it_is_told_otherwise() -> None:
    factory.cast()
    Editor.objects.filter(username="writer").update(interface_language="en")
    for name, language, direction in (("writer", "en", "ltr"), ("second", "ar", "rtl")):
        client = Client(headers={"accept-language": "fr"})
        client.force_login(factory.editor(name))
        page = client.get(reverse("admin:index"))
        assert f'<html lang="{language}" dir="{direction}"' in page.content.decode()
        assert page["Content-Language"] == language
        client.post(reverse("set_language"), {"language": "en", "next": reverse("admin:index")})
        assert '<html lang="en"' in client.get(reverse("admin:index")).content.decode()


def test_times_are_shown_by_the_editors_clock() -> None:
    claim = factory.claim()
    factory.cast()
    Editor.objects.filter(username="writer").update(time_zone="Asia/Damascus")
    at = Entry.objects.filter(verb="claim.raise").latest("pk").at
    from zoneinfo import ZoneInfo

    shown = at.astimezone(ZoneInfo("Asia/Damascus")).strftime("%H:%M")
    assert shown in words_on(enter("writer").get(page_of(claim)))


# --- Text code -------------------------------------------------------------------------------------------------------


def test_a_summary_survives_its_plain_form() -> None:
    text = "أولى. [[aaaaaaaaaa]] [[bbbbbbbbbb]]\nثانية.\n\nثالثة. [[aaaaaaaaaa]]"
    parts = paragraphs_of(text)
    assert [sentence["cites"] for part in parts for sentence in part["sentences"]] == [
        ["aaaaaaaaaa", "bbbbbbbbbb"],
        [],
        ["aaaaaaaaaa"],
    ]
    assert text_of({"paragraphs": parts}) == text
    assert sentence_of("قال [[aaaaaaaaaa كلفة R1]] ذلك.") == {"text": "قال ذلك.", "cites": ["aaaaaaaaaa"]}


def test_a_comparison_marks_words() -> None:
    before, after = words_of("كلّف 294 ألفاً", "كلّف 300 ألف")
    assert [words for kind, words in before if kind == "out"] == ["294 ألفاً"]
    assert [words for kind, words in after if kind == "in"] == ["300 ألف"]
    changes = compare([("a", "x"), ("b", "same")], [("a", "y"), ("b", "same"), ("c", "new")])
    assert [change.section for change in changes] == ["a", "c"]


def test_what_would_turn_words_round_is_shown_as_a_mark() -> None:
    assert Cell("علي\u202egpj.exe").shown == Passage("علي\u202egpj.exe").shown == "علي⟨U+202E⟩gpj.exe"
    assert Cell("می\u200cخواهم").shown == "می\u200cخواهم"
