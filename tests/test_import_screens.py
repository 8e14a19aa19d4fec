"""The screens of the way in: everything given becomes an item, every decision is a verb, nothing typed is lost."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from claims.admin.deeds import DEEDS
from claims.models import Article, Entry, Snapshot
from seeds import actions, intake
from seeds.admin import ways
from seeds.admin.uploads import name_of, outcomes_of
from seeds.choices import ItemState, RunKind
from seeds.models import Feed, ImportItem, ImportRun, ReadingProposal
from tests import factory
from tests.test_admin import do, enter, list_of, page_of, reasons_on, send, words_on

pytestmark = pytest.mark.django_db

TITLE = "شركة الرمال تطلق نموذجاً لغوياً جديداً"
TEXT = f"""{TITLE}
كتبت: منى السالمي
أعلنت شركة الرمال أنها درّبت نموذجها اللغوي الجديد بكلفة لم تتجاوز 294 ألف دولار في مراحل التدريب كلها.
إقرأ أيضاً: تأجيل النموذج الثاني
وقالت وكالة الساحل إن الشركة لم تذكر عدد المعالجات التي استخدمتها في المراحل الأولى من ذلك التدريب.
"""


def run_of(*texts: str, kind: str = RunKind.FILES) -> ImportRun:
    """A run whose texts wait to be confirmed."""
    chief = factory.cast()["chief"]
    run = actions.start_run(editor=chief, kind=kind, label="given")
    for number, text in enumerate(texts, 1):
        for outcome in outcomes_of(text.encode(), f"text-{number}.txt"):
            intake.stage(editor=chief, run=run, name=name_of(outcome), outcome=outcome)
    return actions.finish_run(editor=chief, run=run)


def several(count: int) -> ImportRun:
    """A run of texts that have nothing in common but their form."""
    made = [
        f"عنوان المقال رقم {n}\nفقرة أولى تقول {n * 7919} شيئاً عن أمر لا يشبه غيره مما سبق ذكره {n}.\n"
        for n in range(count)
    ]
    return run_of(*made)


def item_of(text: str = TEXT) -> ImportItem:
    return run_of(text).items.get()


def decide(client: Any, item: ImportItem, *, expect: int = 302, **typed: Any) -> Any:
    """Press something in the preview, with everything else as the browser would send it."""
    opened = client.get(page_of(item))
    assert opened.status_code == 200
    preview = opened.context["preview"]
    values = {field.html_name: field.value() or "" for field in preview.form}
    values |= {f"kind-{line.start}": line.kind for line in preview.lines}
    values["authors"] = "\n".join(preview.form["authors"].value() or [])
    values |= {"version": item.version, "p": preview.page.number, "treatment": preview.alikes.chosen}
    values |= {"treatment_was": preview.alikes.opened, "of": ""}
    answer = client.post(reverse("admin:seeds_importitem_decide", args=[item.pk]), values | typed)
    assert answer.status_code == expect, (answer.status_code, reasons_on(answer) if answer.context else "")
    item.refresh_from_db()
    return answer


def line_of(client: Any, item: ImportItem, words: str) -> Any:
    lines = client.get(page_of(item)).context["preview"].lines
    return next(line for line in lines if words in line.text)


# --- Ways in ---------------------------------------------------------------------------------------------------------


def upload(client: Any, *files: tuple[str, bytes], expect: int = 302, **values: Any) -> Any:
    sent = [SimpleUploadedFile(name, raw) for name, raw in files]
    answer = client.post(do(ImportRun, "upload-files"), {"upload": sent, "version": "", "story": "", **values})
    assert answer.status_code == expect, words_on(answer)[:600]
    return answer


def test_several_files_become_items_and_what_cannot_be_read_is_listed_with_the_reason() -> None:
    factory.cast()
    client = enter("contributor")
    table = "title,body\nأول,نص أول طويل بما يكفي ليقرأ فقرة كاملة من مقال.\nثان,نص ثان طويل بما يكفي ليقرأ فقرة كاملة من مقال.\n"
    given = [("a.txt", TEXT.encode()), ("b.csv", table.encode()), ("c.png", b"\x89PNG\r\n\x1a\n" + bytes(60))]
    answer = upload(client, *given)
    run = ImportRun.objects.get()
    assert answer["Location"] == page_of(run)
    assert run.finished_at is not None
    assert run.items.tally() == {ItemState.WAITING: 3, ItemState.REFUSED: 1}
    page = words_on(client.get(page_of(run)))
    assert "The file is PNG, not text." in page and TITLE in page
    assert not Article.objects.exists(), "nothing is in the ledger before it is accepted"


def test_one_file_leads_straight_to_its_preview_and_the_same_again_goes_on_with_the_run() -> None:
    factory.cast()
    client = enter("contributor")
    answer = upload(client, ("a.txt", TEXT.encode()))
    assert answer["Location"] == page_of(ImportItem.objects.get())
    ImportRun.objects.update(finished_at=None)
    upload(client, ("a.txt", TEXT.encode()))
    assert (ImportRun.objects.count(), ImportItem.objects.count()) == (1, 1)


def test_uploads_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    factory.cast()
    client = enter("contributor")
    assert "at most" in words_on(upload(client, ("a.txt", b"x" * 10_000_001), expect=422))
    assert "This field is required." in words_on(upload(client, expect=422))
    monkeypatch.setattr(ways, "MOST_ARTICLES", 2)
    lines = "\n".join(
        f'{{"title": "t{n}", "body": "A body that is long enough to be read, number {n}."}}' for n in range(4)
    )
    upload(client, ("many.jsonl", lines.encode()))
    assert ImportRun.objects.get().items.tally() == {ItemState.WAITING: 2, ItemState.REFUSED: 1}


def test_a_pasted_text_waits_with_the_title_that_was_typed() -> None:
    factory.cast()
    story = factory.story([])
    given = {"pasted": TEXT, "title": "عنوان من المحرر", "url": "https://example.org/a", "story": story.public_id}
    refused = send(enter("contributor"), do(ImportRun, "paste-text"), expect=422, **given)
    assert "Your roles do not allow you to add to stories." in words_on(refused)
    answer = send(enter("writer"), do(ImportRun, "paste-text"), **given)
    item = ImportItem.objects.get()
    assert answer["Location"] == page_of(item)
    prepared = intake.prepared_of(item)
    assert (prepared.title, item.title, item.run.story) == ("عنوان من المحرر", "عنوان من المحرر", story)
    assert prepared.particulars.url and prepared.particulars.url.value == "https://example.org/a"
    decide(enter("writer"), item, act="accept")
    assert [each.article for each in story.story_articles.all()] == [item.article]


def test_the_articles_list_offers_the_way_in_that_reads_noise() -> None:
    factory.cast()
    page = words_on(enter("contributor").get(list_of(Article)))
    assert "Paste a text" in page and "Bring in a pasted text" not in page


def test_addresses_wait_for_the_worker() -> None:
    factory.cast()
    client = enter("contributor")
    send(
        client,
        do(ImportRun, "fetch-addresses"),
        addresses="https://example.org/a\nhttps://example.org/b\nhttps://example.org/a",
    )
    run = ImportRun.objects.get()
    assert run.items.tally() == {ItemState.PENDING: 2}
    assert "It has not been fetched yet." in words_on(client.get(page_of(run.items.first())))
    refused = send(client, do(ImportRun, "fetch-addresses"), expect=422, addresses="ftp://example.org/a")
    assert reasons_on(refused) and refused.context["form"]["addresses"].value() == "ftp://example.org/a"


def test_a_file_comes_in_with_its_transcript_and_a_colleague_compares_them() -> None:
    factory.cast()
    client = enter("writer")
    values = {
        "upload": SimpleUploadedFile("post.png", b"\x89PNG\r\n\x1a\n" + bytes(40)),
        "kind": "post", "title": "منشور الشركة", "transcript": "قالت الشركة في منشورها إن الكلفة بلغت 294 ألف دولار.",
        "url": "", "story": "", "version": "",
    }  # fmt: skip
    answer = client.post(do(ImportRun, "bring-transcript"), values)
    item = ImportItem.objects.get()
    assert answer["Location"] == page_of(item), words_on(answer)[:400]
    decide(client, item, act="accept")
    snapshot = Snapshot.objects.get()
    assert (snapshot.article.kind, snapshot.article.title) == ("post", "منشور الشركة")
    assert snapshot.unchecked_transcript and "294 ألف دولار" in snapshot.content()
    assert "not compared yet" in words_on(client.get(page_of(snapshot.article)))
    assert reasons_on(send(client, do(snapshot, "confirm-transcript"), expect=422)) == ["own_transcript"]
    send(enter("second"), do(snapshot, "confirm-transcript"))
    assert not Snapshot.objects.get().unchecked_transcript
    assert "compared by Editor second" in words_on(client.get(page_of(snapshot.article)))


# --- The preview -----------------------------------------------------------------------------------------------------


def test_the_preview_shows_every_line_with_its_kind_and_reason_and_where_each_field_was_read() -> None:
    factory.cast()
    client, item = enter("contributor"), item_of()
    answer = client.get(page_of(item))
    lines, page = answer.context["preview"].lines, words_on(answer)
    assert [line.kept for line in lines] == [True, False, True, False, True]
    assert all(line.reason and line.reason in page for line in lines if not line.kept)
    assert "line 2 of the text" in page and "Not stated." in page
    body = answer.content.decode()
    for line in lines:
        button = re.search(rf'id="line-{line.number}"[^>]*aria-label="([^"]+)"', body)
        assert button and f"line {line.number}:" in button[1]


def test_one_press_drops_or_restores_a_line_and_leads_back_to_it() -> None:
    factory.cast()
    client, item = enter("contributor"), item_of()
    related = line_of(client, item, "تأجيل")
    answer = decide(client, item, restore=related.start)
    assert answer["Location"].endswith(f"#line-{related.number}")
    assert line_of(client, item, "تأجيل").kept and line_of(client, item, "تأجيل").kind == "paragraph"
    decide(client, item, drop=related.start)
    assert item.decisions["blocks"] == {}, "the cleaner's own reading is no decision"
    agency = line_of(client, item, "وكالة الساحل")
    decide(client, item, drop=agency.start)
    assert not line_of(client, item, "وكالة الساحل").kept
    assert "An editor decided so." in words_on(client.get(page_of(item)))
    decide(client, item, act="accept")
    kept = [block["kept"] for block in Article.objects.get().snapshot().readings.newest().blocks]  # type: ignore[union-attr]
    assert kept == [True, False, True, False, False]


def test_the_kind_of_a_line_can_be_chosen() -> None:
    factory.cast()
    client, item = enter("contributor"), item_of()
    agency, company = line_of(client, item, "وكالة الساحل"), line_of(client, item, "أعلنت")
    decide(client, item, **{f"kind-{agency.start}": "bio", f"kind-{company.start}": "standfirst"}, act="keep")
    assert (line_of(client, item, "وكالة الساحل").kept, line_of(client, item, "أعلنت").kind) == (False, "standfirst")


def test_fields_are_corrected_emptied_and_given_back() -> None:
    factory.cast()
    client, item = enter("contributor"), item_of()
    decide(client, item, act="keep", published="2025-02", authors="منى السالمي\nلينا حداد", outlet="صحيفة الرمال")
    found = intake.prepared_of(item).particulars
    assert found.published and (found.published.value, found.published.source) == ("2025-02", "editor")
    assert [author.value for author in found.authors] == ["منى السالمي", "لينا حداد"]
    assert set(item.decisions["fields"]) == {"published", "authors", "outlet"}
    decide(client, item, act="keep", authors="", published="")
    assert intake.prepared_of(item).particulars.authors == ()
    assert "The article says:" in words_on(client.get(page_of(item)))
    decide(client, item, act="keep", authors="منى السالمي")
    assert "authors" not in item.decisions["fields"], "what the article says is no decision"


def test_a_line_pressed_keeps_what_was_typed_elsewhere() -> None:
    factory.cast()
    client, item = enter("contributor"), item_of()
    related = line_of(client, item, "تأجيل")
    decide(client, item, restore=related.start, section="اقتصاد", title="عنوان آخر")
    prepared = intake.prepared_of(item)
    assert prepared.particulars.section and prepared.particulars.section.value == "اقتصاد"
    assert (prepared.title, item.title) == ("عنوان آخر", "عنوان آخر")


def test_a_refusal_keeps_what_was_typed() -> None:
    factory.cast()
    client, item = enter("contributor"), item_of()
    answer = decide(client, item, expect=422, act="accept", published="yesterday", outlet="صحيفة الرمال")
    assert reasons_on(answer) == ["not_edtf"]
    assert answer.context["preview"].form["outlet"].value() == "صحيفة الرمال"
    answer = decide(client, item, expect=422, act="keep", url="no address", section="اقتصاد")
    assert answer.context["preview"].form["section"].value() == "اقتصاد"
    assert (item.state, item.decisions) == (ItemState.WAITING, {})


def test_who_was_slower_sees_it_and_keeps_what_was_typed() -> None:
    factory.cast()
    client, item = enter("contributor"), item_of()
    stale = item.version
    decide(enter("writer"), item, act="keep", section="سياسة")
    for act in ("accept", "keep", "reject"):
        answer = decide(client, item, expect=409, act=act, section="اقتصاد", version=stale)
        assert "Someone else was faster" in words_on(answer)
        assert answer.context["preview"].form["section"].value() == "اقتصاد"
        assert f'name="version" value="{item.version}"' in answer.content.decode()
    assert item.state == ItemState.WAITING


def test_accepting_goes_on_to_the_next_and_rejecting_ends_at_the_run() -> None:
    factory.cast()
    client, run = enter("contributor"), several(2)
    first, second = run.items.all()
    assert decide(client, first, act="accept")["Location"] == page_of(second)
    assert decide(client, second, act="reject")["Location"] == page_of(run)
    assert [item.state for item in run.items.all()] == [ItemState.ACCEPTED, ItemState.REJECTED]
    done = client.get(page_of(first))
    assert "What both say" not in words_on(done) and b'name="act"' not in done.content


def test_one_without_the_role_sees_the_preview_and_changes_nothing() -> None:
    factory.cast()
    item, before = item_of(), Entry.objects.count()
    client = enter("auditor")
    opened = client.get(page_of(item))
    assert opened.status_code == 200 and b'name="act"' not in opened.content
    answer = client.post(reverse("admin:seeds_importitem_decide", args=[item.pk]), {"act": "accept"})
    assert answer.status_code == 403
    assert client.get(reverse("admin:seeds_importitem_decide", args=[item.pk])).status_code == 302
    assert client.post(page_of(item), {"act": "accept"}).status_code == 405
    assert Entry.objects.count() == before


def test_characters_that_turn_the_text_round_are_shown_as_what_they_are() -> None:
    factory.cast()
    item = item_of(
        "A title about the cost\nThe company said\u202e that its model cost 5.57 million dollars to train.\n"
    )
    page = enter("contributor").get(page_of(item)).content.decode()
    assert "\u202e" not in page and "⟨U+202E⟩" in page and "RIGHT-TO-LEFT OVERRIDE" in page


def test_a_long_text_is_shown_page_by_page() -> None:
    factory.cast()
    text = "عنوان طويل\n" + "\n".join(
        f"السطر رقم {n} من نص طويل لا ينتهي، وفيه كلام كثير عن أمور شتى." for n in range(900)
    )
    client, item = enter("contributor"), item_of(text)
    answer = client.get(f"{page_of(item)}?p=2")
    assert len(answer.context["preview"].lines) == 400
    assert "lines 401 to 800 of 901 are shown" in words_on(answer)
    line = answer.context["preview"].lines[0]
    answer = decide(client, item, drop=line.start, p=2)
    assert answer["Location"].endswith(f"?p=2#line-{line.number}")
    assert decide(client, item, go=3)["Location"].endswith("?p=3#text")


# --- What it is like -------------------------------------------------------------------------------------------------


def brought_in(text: str = TEXT, **fields: str) -> Article:
    item = item_of(text)
    decide(enter("contributor"), item, act="accept", **fields)
    assert item.article is not None
    return item.article


def test_a_near_duplicate_is_shown_with_what_both_say_and_can_be_a_copy() -> None:
    factory.cast()
    first, client = brought_in(), enter("contributor")
    item = item_of(TEXT.replace("294 ألف", "300 ألف"))
    answer = client.get(page_of(item))
    (alike,) = answer.context["preview"].alikes.found
    assert alike.article.text == first.title and "%" in alike.share
    assert 1 <= len(alike.passages) <= 3 and all(len(words) <= 200 for pair in alike.passages for words in pair)
    marked = [piece for line in alike.difference.lines for piece in (*line.old, *line.new) if piece[0] != "same"]
    assert ("out", "294") in marked and ("in", "300") in marked
    decide(client, item, act="accept", treatment=f"copy:{first.public_id}")
    copy = item.article
    assert copy is not None and copy.copy_of == first
    assert "Republished copy of" in words_on(client.get(page_of(copy)))


def test_the_same_address_with_other_words_is_a_new_text_of_the_article_unless_an_editor_says_otherwise() -> None:
    factory.cast()
    first, client = brought_in(url="https://example.org/a"), enter("contributor")
    placed = factory.occurrence(factory.claim(), factory.snapshot(first), quote="لم تتجاوز 294 ألف دولار")
    item = item_of(TEXT.replace("294 ألف", "300 ألف"))
    decide(client, item, act="keep", url="https://example.org/a")
    opened = client.get(page_of(item)).context["preview"].alikes
    assert opened.chosen == f"renewal:{first.public_id}"
    decide(client, item, act="accept")
    assert (item.state, item.article) == (ItemState.RENEWED, first)
    page = words_on(client.get(page_of(first)))
    assert "Where the quotes stand in the newest text" in page and "no longer there" in page
    assert placed.anchors.get().found == "missing"
    other = item_of(TEXT.replace("294 ألف", "400 ألف"))
    answer = decide(client, other, act="accept", url="https://example.org/a")
    assert answer["Location"].endswith("#alike") and other.state == ItemState.WAITING, "he had not seen what it is like"
    decide(client, other, act="accept", treatment="new")
    assert other.state == ItemState.ACCEPTED and other.article != first


def test_an_article_can_be_named_by_hand() -> None:
    factory.cast()
    first, client = factory.article(), enter("contributor")
    item = item_of()
    answer = decide(client, item, expect=422, act="keep", treatment="copy:other")
    assert reasons_on(answer) == ["no_original"]
    decide(client, item, act="keep", treatment="copy:other", of=first.public_id)
    assert (item.decisions["as"], item.decisions["of"]) == ("copy", first.public_id)
    assert client.get(page_of(item)).context["preview"].alikes.chosen == "copy:other"
    decide(client, item, act="keep", treatment="new")
    assert item.decisions["as"] == "new"


# --- Runs and many at once -------------------------------------------------------------------------------------------


def test_a_run_shows_every_item_and_says_the_exact_count_before_accepting() -> None:
    factory.cast()
    client, run = enter("contributor"), several(4)
    items = list(run.items.all())
    page = words_on(client.get(page_of(run)))
    assert all(str(item) in page for item in items) and "Accept all 4 that wait…" in page
    ticked = "&".join(f"item={item.pk}" for item in items[:3])
    address = do(ImportItem, "accept-items", ticked)
    opened = client.get(address)
    assert "Accept 3 of 4 waiting articles" in words_on(opened)
    decide(enter("writer"), items[0], act="keep", section="سياسة")
    answer = client.post(address, {"chosen": opened.context["form"]["chosen"].value(), "version": ""})
    said = words_on(answer)
    assert answer.status_code == 200 and "2 of 3 were accepted" in said
    assert "Somebody changed it after this list was drawn." in said
    assert run.items.tally() == {ItemState.ACCEPTED: 2, ItemState.WAITING: 2}


def test_all_that_wait_can_be_accepted_or_rejected_at_once() -> None:
    factory.cast()
    client, run = enter("contributor"), several(12)
    address = do(ImportItem, "accept-items", f"all={run.pk}")
    chosen = client.get(address).context["form"]["chosen"].value()
    assert "12 of 12 were accepted" in words_on(client.post(address, {"chosen": chosen, "version": ""}))
    other = run_of(TEXT)
    address = do(ImportItem, "reject-items", f"item={other.items.get().pk}")
    chosen = client.get(address).context["form"]["chosen"].value()
    assert "1 of 1 was rejected" in words_on(client.post(address, {"chosen": chosen, "version": ""}))
    again = client.post(address, {"chosen": chosen, "version": ""})
    assert again.status_code == 422 and "None of these waits any more." in words_on(again)


def test_a_run_is_undone_as_a_whole_unless_something_rests_on_it() -> None:
    factory.cast()
    client, run = enter("writer"), several(3)
    first, second, third = run.items.all()
    decide(client, first, act="accept")
    decide(client, second, act="accept")
    assert first.article and second.article
    send(client, do(run, "undo-run"))
    assert {item.state for item in run.items.all()} == {ItemState.UNDONE}
    assert not Article.objects.live().exists()
    used = brought_in()
    factory.occurrence(factory.claim(), factory.snapshot(used), quote="لم تتجاوز 294 ألف دولار")
    run = used.import_items.get().run
    opened = client.get(do(run, "undo-run"))
    assert reasons_on(opened) == ["article_used"]
    assert reasons_on(client.post(do(run, "undo-run"), {"version": run.version})) == ["article_used"]


def test_queries_do_not_grow_with_the_items(django_assert_max_num_queries: Any) -> None:
    factory.cast()
    client, small, large = enter("contributor"), several(1), several(50)
    counts = {}
    client.get("/admin/")  # the first request of a session notes when it was
    for run in (small, large):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(page_of(run)).status_code == 200
        counts[run.pk] = len(asked)
    assert counts[small.pk] == counts[large.pk] <= 25
    for address in (list_of(ImportRun), list_of(ImportItem), reverse("admin:index")):
        with django_assert_max_num_queries(40):
            assert client.get(address).status_code == 200


# --- Feeds, readings, the front page ---------------------------------------------------------------------------------


def test_feeds_are_subscribed_to_and_those_that_fail_or_are_silent_are_seen() -> None:
    factory.cast()
    client = enter("writer")
    send(client, do(Feed, "write-feed"), url="https://example.org/feed", title="رمال", idle_hours=1)
    feed = Feed.objects.get()
    assert feed.subscriber == factory.editor("writer")
    Feed.objects.update(created_at=timezone.now() - dt.timedelta(hours=3), polled_at=timezone.now())
    assert "silent since" in words_on(client.get(list_of(Feed)))
    assert "silent since" in words_on(client.get(reverse("admin:index")))
    problem = actions.Problem("timeout", "The file can't be read: %(why)s.", "", {"why": "late"})
    actions.note_poll(feed=feed, at=timezone.now(), problem=problem)
    page = words_on(client.get(page_of(feed)))
    assert "fails, 1 time in a row" in page and "The file can't be read: late." in page
    feed.refresh_from_db()
    send(client, do(feed, "change-feed"), is_active=False)
    assert "not asked any more" in words_on(client.get(list_of(Feed)))
    assert client.get(do(Feed, "write-feed")).status_code == 200
    assert enter("contributor").get(do(Feed, "write-feed")).status_code == 403


def proposal_of(article: Article) -> ReadingProposal:
    snapshot = factory.snapshot(article)
    blocks = [dict(block) for block in snapshot.readings.newest().blocks]
    blocks[-1] |= {"kind": "other_noise", "kept": False, "reason": "It names an outlet and says nothing else."}
    return actions.propose_reading(editor=factory.editor("writer"), snapshot=snapshot, blocks=blocks, changes=1)


@pytest.mark.parametrize(("verb", "kept"), [("accept-reading", False), ("decline-reading", True)])
def test_a_proposed_reading_shows_its_lines_and_waits_for_an_editor(verb: str, kept: bool) -> None:
    factory.cast()
    proposal, client = proposal_of(factory.article()), enter("contributor")
    page = words_on(client.get(page_of(proposal)))
    assert "read: paragraph" in page and "set aside: other noise" in page
    assert "Readings proposed by a newer cleaner" in words_on(client.get(reverse("admin:index")))
    send(client, do(proposal, verb))
    assert proposal.snapshot.readings.newest().blocks[-1]["kept"] is kept
    assert client.get(page_of(proposal)).status_code == 200


def test_the_front_page_says_what_waits_to_be_confirmed() -> None:
    factory.cast()
    several(3)
    answer = enter("contributor").get(reverse("admin:index"))
    queue = next(each for each in answer.context["queues"] if str(each.title) == "Imports to confirm")
    assert queue.count == 3 and [str(what.text) for what, _beside in queue.first][0] == "عنوان المقال رقم 0"


# --- Copies and newer texts by hand ----------------------------------------------------------------------------------


def test_a_copy_is_marked_and_a_newer_text_brought_in_by_hand() -> None:
    factory.cast()
    client, first, later = enter("contributor"), factory.article(), factory.article()
    send(client, do(later, "mark-copy"), original=first.public_id)
    later.refresh_from_db()
    assert later.copy_of == first and later.title in words_on(client.get(page_of(first)))
    send(client, do(later, "mark-copy"), original="")
    later.refresh_from_db()
    assert later.copy_of is None
    factory.occurrence(factory.claim(), factory.snapshot(first))
    send(client, do(first, "renew-article"), pasted=f"{first.title}\n{factory.TEXT}\nوسطر جديد.", taken_from="a letter")
    assert first.snapshots.count() == 2
    assert "word for word" in words_on(client.get(page_of(first)))


def test_every_deed_of_the_way_in_has_words() -> None:
    factory.cast()
    client, item = enter("writer"), item_of()
    decide(client, item, act="keep", section="سياسة")
    decide(client, item, act="accept")
    send(client, do(item.run, "undo-run"))
    proposal_of(factory.article())
    assert set(Entry.objects.values_list("verb", flat=True)) <= set(DEEDS)
