"""The way in: what comes in, once and whole; what an editor decides; what can be taken back."""

from __future__ import annotations

import csv
import inspect
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from claims import actions as claims
from claims import ledger
from claims.choices import AnchorFound, Role
from claims.models import Anchor, Article, Editor, Entry, Reading, Snapshot, Source, by_hand
from claims.rules import Refused, may, origins
from newsroom import actions as desk
from newsroom.models import StoryArticle
from seeds import actions, intake, resemblance, tasks
from seeds.choices import ItemState, Likeness, ProposalState, RunKind, Treatment
from seeds.cleaning import CLEANER
from seeds.fetching import Fetched
from seeds.incoming import Incoming
from seeds.models import Feed, ImportItem, ImportRun, ReadingProposal, Sketch
from seeds.preparing import Prepared, prepare
from seeds.recleaning import differing
from tests import factory

pytestmark = pytest.mark.django_db
Together = Callable[..., list[Any]]

PROSE = (
    "أعلنت شركة الرمال أن نموذجها الجديد دُرّب بكلفة لم تتجاوز 294 ألف دولار خلال شهرين من العمل.\n"
    "وقالت الشركة إن النموذج يعمل على رقائق قديمة اشترتها قبل سنوات من مورّد لم تذكر اسمه.\n"
    "وأضافت أن النتائج نُشرت في ورقة علمية راجعها أربعة من الباحثين المستقلين قبل نشرها.\n"
    "ولم يصدر عن منافسيها أي تعليق على هذه الأرقام حتى ساعة إعداد هذا التقرير المطوّل."
)


def article(number: int = 1, prose: str = PROSE, noise: str = "اترك تعليقاً") -> str:
    return f"أخبار\n\nشركة الرمال تكشف كلفة تدريب نموذجها رقم {number}\n\n{prose}\n\n{noise}"


@pytest.fixture
def writer(db: None) -> Editor:
    return factory.editor("writer", Role.EDITOR)


def prepared(text: str | None = None, name: str = "a.txt", url: str | None = None) -> Prepared:
    whole = article() if text is None else text
    return prepare(Incoming(name, whole.encode(), whole, "text/plain", "utf-8", url))


def run_of(editor: Editor, **extra: Any) -> ImportRun:
    return actions.start_run(editor=editor, kind=RunKind.FILES, label="a test", **extra)


def bring(editor: Editor, made: Prepared, **extra: Any) -> ImportItem:
    return intake.enter(editor=editor, run=run_of(editor, **extra), name=made.incoming.name, outcome=made)


def staged(editor: Editor, made: Prepared | None = None, **extra: Any) -> ImportItem:
    made = made or prepared()
    return intake.stage(editor=editor, run=run_of(editor, **extra), name=made.incoming.name, outcome=made)


def decide(item: ImportItem, **decisions: Any) -> ImportItem:
    return actions.decide_item(editor=item.run.editor, item=item, version=item.version, decisions=decisions)


def accept(item: ImportItem) -> ImportItem:
    return actions.accept_item(
        editor=item.run.editor, item=item, version=item.version, prepared=intake.prepared_of(item)
    )


def codes(act: Callable[[], Any]) -> set[str]:
    with pytest.raises(Refused) as caught:
        act()
    return caught.value.codes


# --- In, once ---------------------------------------------------------------------------------------------------------


def test_an_article_comes_in_with_its_noise_its_reading_and_its_outline(writer: Editor) -> None:
    item = bring(writer, prepared())
    assert (item.state, item.title) == (ItemState.ACCEPTED, "شركة الرمال تكشف كلفة تدريب نموذجها رقم 1")
    assert item.article is not None and item.snapshot is not None
    assert item.snapshot.content() == article()
    assert bytes(item.snapshot.raw.data) == article().encode()
    reading = item.snapshot.readings.get()
    assert reading.cleaner == CLEANER
    assert [block["kind"] for block in reading.blocks] == [
        *("section", "title", "paragraph", "paragraph", "paragraph", "paragraph", "comment_form")
    ]
    assert item.article.section == "أخبار"
    assert item.article.provenance["section"] == {"words": "أخبار", "from": "line 1"}
    assert (item.article.published, item.article.outlet, item.article.url) == (None, None, None)
    assert Sketch.objects.get().snapshot == item.snapshot
    assert list(ledger.verify()) == []


def test_the_same_file_a_hundred_times_is_one_article(writer: Editor) -> None:
    states = [bring(writer, prepared()).state for _ in range(100)]
    assert states == [ItemState.ACCEPTED, *[ItemState.KNOWN] * 99]
    assert Article.objects.count() == Snapshot.objects.count() == Reading.objects.count() == 1


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_the_same_file_sixteen_times_at_once_is_one_article(together: Together) -> None:
    editor = factory.editor("writer", Role.EDITOR)
    assert editor.roles
    items = together(*[lambda: bring(editor, prepared())] * 16)
    assert all(isinstance(item, ImportItem) for item in items), items
    assert sorted(item.state for item in items) == [ItemState.ACCEPTED, *[ItemState.KNOWN] * 15]
    assert Article.objects.count() == Sketch.objects.count() == 1
    assert list(ledger.verify()) == []


def test_a_known_address_that_says_something_else_is_a_new_text_of_the_article(writer: Editor) -> None:
    url = "https://sand.example/1"
    first = bring(writer, prepared(url=url))
    assert first.article is not None
    quote = "لم تتجاوز 294 ألف دولار"
    kept = factory.occurrence(factory.claim(), first.snapshot, quote)
    gone = factory.occurrence(factory.claim(), first.snapshot, "على رقائق قديمة")
    twice = factory.occurrence(factory.claim(), first.snapshot, "أربعة من الباحثين")
    later = PROSE.replace("قديمة", "حديثة") + "\nوكرر أربعة من الباحثين ذلك لاحقاً في حديث مع الصحيفة المحلية نفسها."
    second = bring(writer, prepared(article(prose=later), url=url))
    assert (second.state, second.article) == (ItemState.RENEWED, first.article)
    assert second.snapshot is not None and second.snapshot.number == 2
    found = {anchor.occurrence_id: anchor for anchor in Anchor.objects.all()}
    assert found[kept.pk].found == AnchorFound.EXACT
    place = slice(found[kept.pk].start, found[kept.pk].end)
    assert second.snapshot.content()[place] == quote
    assert (found[gone.pk].found, found[gone.pk].start) == (AnchorFound.MISSING, None)
    assert found[twice.pk].found == AnchorFound.SEVERAL
    assert kept.snapshot == first.snapshot, "an occurrence never moves"
    assert list(ledger.verify()) == []


def test_what_cannot_come_in_is_kept_with_its_reason(writer: Editor, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xff\xfe\x00\x00")
    run = run_of(writer)
    intake.bring_in(editor=writer, run=run, name=str(tmp_path / "a.txt"), done=set(), tell=lambda item: None)
    item = run.items.get()
    assert item.state == ItemState.REFUSED and item.problem is not None
    assert item.problem["message"].endswith(".") and item.problem["hint"].endswith(".")
    assert not Article.objects.exists()


def test_outlets_and_authors_become_sources_once_and_lookalikes_none(writer: Editor) -> None:
    known = factory.source("صحيفة المرفأ", "Harbor Daily", "outlet")
    text = f"عنوان من عدة كلمات يكفي\nصحيفة المرفأ\nبقلم: سالم النجدي\n{PROSE}"
    first = bring(writer, prepared(text)).article
    second = bring(writer, prepared(text + "\nوهذه فقرة أخرى أضيفت إلى النص بعد نشره بيوم واحد فقط.")).article
    assert first is not None and second is not None
    assert first.outlet == second.outlet == known
    (author,) = Source.objects.filter(kind="person")
    assert [byline.source for each in (first, second) for byline in each.authors.all()] == [author, author]
    assert first.authors.get().read_from == "line 3"


def test_an_imitated_name_is_linked_to_nobody(writer: Editor) -> None:
    from seeds.naming import lookalikes

    factory.source("رويترز", "Reuters", "agency")
    fake = "Rеuters"  # its second letter is Cyrillic
    assert lookalikes(fake) == ["Reuters"]
    assert lookalikes("Routers") == []


# --- Resemblance ------------------------------------------------------------------------------------------------------


def test_texts_that_are_alike_are_told_and_come_in(writer: Editor) -> None:
    first = bring(writer, prepared()).article
    assert first is not None
    same = bring(writer, prepared(article(2, noise="شارك المقال")))
    assert [(like["kind"], like["article"]) for like in same.likenesses] == [(Likeness.SAME, first.public_id)]
    near = bring(writer, prepared(article(3, PROSE.replace("شهرين", "ثلاثة أشهر"))))
    assert {like["kind"] for like in near.likenesses} == {Likeness.NEAR}
    lines = PROSE.split("\n")
    excerpt = prepared(article(4, "\n".join(lines[:2])))
    assert Likeness.EXCERPT in {like.kind for like in resemblance.find(excerpt)}
    other = prepared("خبر عن شيء آخر تماماً هنا\nهطلت أمطار غزيرة على الساحل وأغلقت الطرق المؤدية إلى المطار ساعات عدة.")
    assert resemblance.find(other) == []


def test_what_came_in_by_hand_is_found_after_the_next_sweep(writer: Editor) -> None:
    read = prepared()
    taken = claims.Taken(article().encode(), article(), list(read.blocks), "pasted 1", "a letter")
    made, _new = claims.bring_in_article(
        editor=writer, taken=taken, description=claims.ArticleDescription(title="عنوان")
    )
    again = prepared(article(2, noise="شارك المقال"))
    assert resemblance.find(again) == []
    assert (resemblance.outline_missing(), resemblance.outline_missing()) == (1, 0)
    assert [(like.kind, like.article) for like in resemblance.find(again)] == [(Likeness.SAME, made.public_id)]


def test_a_copy_is_no_origin_of_its_own(writer: Editor) -> None:
    first = bring(writer, prepared())
    assert first.article is not None
    item = decide(staged(writer, prepared(article(2))), **{"as": Treatment.COPY, "of": first.article.public_id})
    copied = accept(item).article
    assert copied is not None and copied.copy_of == first.article
    claim = factory.claim()
    quote = "لم تتجاوز 294 ألف دولار"
    for each in (first.article, copied):
        factory.occurrence(claim, each.snapshot(), quote, chains=[[claims.HopSpec(naming="missing")]])
    places = claim.occurrences.for_page()
    assert origins(places)["texts"] == 2
    assert origins(places)["independent"] == 1
    claims.mark_copy(editor=writer, article=copied, version=copied.version, original=None)
    assert origins(claim.occurrences.for_page())["independent"] == 2


# --- Decisions --------------------------------------------------------------------------------------------------------


def test_a_staged_article_is_nowhere_until_it_is_accepted(writer: Editor) -> None:
    item = staged(writer)
    assert item.state == ItemState.WAITING
    assert not Article.objects.exists() and not Source.objects.exists()
    done = accept(item)
    assert done.state == ItemState.ACCEPTED and done.article is not None


def test_every_decision_of_the_preview_is_in_what_comes_in(writer: Editor) -> None:
    item = staged(writer)
    blocks = {str(block["start"]): block for block in intake.prepared_of(item).blocks}
    noise = next(start for start, block in blocks.items() if block["kind"] == "comment_form")
    item = decide(
        item,
        blocks={noise: {"kept": True, "kind": "paragraph"}},
        fields={"title": "عنوان آخر", "published": "2025-02", "section": "", "authors": ["سالم النجدي"]},
    )
    done = accept(item)
    assert done.article is not None and done.snapshot is not None
    assert (done.article.title, done.article.published, done.article.section) == ("عنوان آخر", "2025-02", None)
    assert done.article.provenance["published"] == {"words": "2025-02", "from": "editor"}
    reading = done.snapshot.readings.get()
    assert reading.cleaner == by_hand(CLEANER)
    (kept,) = [block for block in reading.blocks if str(block["start"]) == noise]
    assert (kept["kept"], kept["kind"]) == (True, "paragraph")


@pytest.mark.parametrize(
    ("decisions", "code"),
    [
        ({"blocks": {"0": {"kind": "poem"}}}, "bad_decision"),
        ({"fields": {"rating": "5"}}, "bad_decision"),
        ({"status": "published"}, "bad_decision"),
        ({"as": "a miracle"}, "bad_decision"),
        ({"fields": {"published": "soon"}}, "not_edtf"),
        ({"story": "aaaaaaaaaa"}, "no_such_story"),
        ({"as": "copy"}, "no_original"),
        ({"as": "renewal", "of": "aaaaaaaaaa"}, "no_original"),
    ],
)
def test_a_decision_of_the_wrong_shape_is_refused(writer: Editor, decisions: dict[str, Any], code: str) -> None:
    assert codes(lambda: decide(staged(writer), **decisions)) == {code}


def test_a_story_is_chosen_for_one_article_alone(writer: Editor) -> None:
    story = factory.story([factory.claim()])
    done = accept(decide(staged(writer), story=story.public_id))
    accept(staged(writer, prepared(article(2, unlike(2)))))
    assert [row.article for row in StoryArticle.objects.filter(story=story)] == [done.article]
    run = ImportRun.objects.get(pk=done.run_id)
    actions.undo_run(editor=writer, run=run, version=run.version)
    assert not StoryArticle.objects.filter(story=story).exists()


def test_of_two_who_decide_at_once_one_is_told(writer: Editor) -> None:
    item = staged(writer)
    decide(item, fields={"title": "أولى"})
    with pytest.raises(ledger.Conflict):
        decide(item, fields={"title": "ثانية"})
    with pytest.raises(ledger.Conflict):
        accept(item)
    assert not Article.objects.exists()


def test_what_is_done_with_cannot_be_decided_again(writer: Editor) -> None:
    done = accept(staged(writer))
    for act in (lambda: decide(done), lambda: accept(done)):
        assert codes(act) == {"item_done"}
    other = staged(writer, prepared(article(2)))
    rejected = actions.reject_item(editor=writer, item=other, version=other.version)
    assert codes(lambda: accept(rejected)) == {"item_done"}


def test_many_are_accepted_each_on_its_own(writer: Editor) -> None:
    run = run_of(writer)
    items = [
        intake.stage(editor=writer, run=run, name=f"{number}", outcome=prepared(article(number))) for number in range(4)
    ]
    actions.reject_item(editor=writer, item=items[1], version=items[1].version)
    pairs = [(item, intake.prepared_of(item)) for item in items]
    done, refused = actions.accept_items(editor=writer, items=pairs)
    assert [item.pk for item in done] == [items[0].pk, items[2].pk, items[3].pk]
    assert {key: [blocker.code for blocker in found] for key, found in refused.items()} == {items[1].pk: ["conflict"]}
    assert Article.objects.count() == 3


def test_a_file_with_a_transcript_is_quoted_from_the_transcript(writer: Editor) -> None:
    text = "المذيع: أهلاً بكم في نشرة المساء\nقال الوزير إن الكلفة بلغت مليون دولار بعد أن كانت نصف ذلك قبل عام."
    made = prepare(Incoming("radio.mp3", b"\x00sound", text, "audio/mpeg", "binary"))
    item = actions.stage_item(
        editor=writer, run=run_of(writer), name="radio.mp3", prepared=made, kind="broadcast", transcript=True
    )
    done = accept(item)
    assert done.snapshot is not None and done.article is not None
    assert (done.article.kind, done.snapshot.raw.data, done.snapshot.content()) == ("broadcast", b"\x00sound", text)
    assert done.snapshot.unchecked_transcript
    assert codes(lambda: claims.confirm_transcript(editor=writer, snapshot=done.snapshot)) == {"own_transcript"}
    claims.confirm_transcript(editor=factory.editor("second", Role.REVIEWER), snapshot=done.snapshot)
    assert not Snapshot.objects.get(pk=done.snapshot.pk).unchecked_transcript


# --- Taking back ------------------------------------------------------------------------------------------------------


def test_a_run_is_undone_as_a_whole_and_can_come_in_again(writer: Editor) -> None:
    story = factory.story([factory.claim()])
    run = run_of(writer, story=story)
    for number in range(3):
        intake.enter(editor=writer, run=run, name=str(number), outcome=prepared(article(number)))
    assert StoryArticle.objects.filter(story=story).count() == 3
    undone = actions.undo_run(editor=writer, run=run, version=run.version)
    assert undone.undone_at is not None
    assert not Article.objects.live().exists()
    assert not StoryArticle.objects.filter(story=story).exists()
    assert set(run.items.values_list("state", flat=True)) == {ItemState.UNDONE}
    again = bring(writer, prepared(article(1)))
    assert again.state == ItemState.ACCEPTED and again.article is not None and again.article.trashed_at is None
    assert Article.objects.count() == 3, "nothing is kept twice"
    assert list(ledger.verify()) == []


def test_a_run_on_which_something_rests_is_not_undone(writer: Editor) -> None:
    run = run_of(writer)
    item = intake.enter(editor=writer, run=run, name="a", outcome=prepared())
    factory.occurrence(factory.claim(), item.snapshot, "لم تتجاوز 294 ألف دولار")
    assert codes(lambda: actions.undo_run(editor=writer, run=run, version=run.version)) == {"article_used"}
    assert Article.objects.live().count() == 1


# --- Who may ----------------------------------------------------------------------------------------------------------


def doings(writer: Editor) -> dict[str, tuple[str, Callable[[Editor], Any]]]:
    """Each verb, what it needs, and an act with which only the role can be wrong."""
    run, item = run_of(writer), staged(writer, prepared(article(7)))
    made = intake.prepared_of(item)
    problem = actions.Problem("code", "A sentence.", "A hint.", {})
    snapshot = bring(writer, prepared(article(8))).snapshot
    proposal = actions.propose_reading(editor=writer, snapshot=snapshot, blocks=[], changes=1)
    feed = {"url": "https://sand.example/feed"}
    return {
        "start_run": ("import.run", lambda by: run_of(by)),
        "finish_run": ("import.run", lambda by: actions.finish_run(editor=by, run=run)),
        "undo_run": ("import.undo", lambda by: actions.undo_run(editor=by, run=run, version=run.version)),
        "stage_item": ("import.run", lambda by: actions.stage_item(editor=by, run=run, name="b", prepared=made)),
        "refuse_item": ("import.run", lambda by: actions.refuse_item(editor=by, run=run, name="c", problem=problem)),
        "bring_in_item": ("import.run", lambda by: actions.bring_in_item(editor=by, run=run, name="d", prepared=made)),
        "decide_item": ("import.run", lambda by: actions.decide_item(editor=by, item=item, version=1, decisions={})),
        "accept_item": ("import.run", lambda by: actions.accept_item(editor=by, item=item, version=1, prepared=made)),
        "reject_item": ("import.run", lambda by: actions.reject_item(editor=by, item=item, version=1)),
        "accept_items": ("import.run", lambda by: actions.accept_items(editor=by, items=[])),
        "reject_items": ("import.run", lambda by: actions.reject_items(editor=by, items=[])),
        "write_feed": ("feed.write", lambda by: actions.write_feed(editor=by, **feed)),
        "propose_reading": (
            "article.read",
            lambda by: actions.propose_reading(editor=by, snapshot=snapshot, blocks=[], changes=1),
        ),
        "decide_proposal": (
            "article.read",
            lambda by: actions.decide_proposal(editor=by, proposal=proposal, version=1, accept=False),
        ),
    }


def test_every_verb_of_the_way_in_asks_for_its_role(writer: Editor) -> None:
    table = doings(writer)
    assert table.keys() == {
        name
        for name, function in inspect.getmembers(actions, inspect.isfunction)
        if hasattr(function, "__wrapped__") and function.__module__.startswith("seeds.actions")
    }
    cast = factory.cast()
    faults = []
    for name, (duty, act) in table.items():
        for editor in cast.values():
            with_role = not may(editor, duty)
            try:
                with ledger.transaction(editor=editor):
                    act(editor)
                    raise KeyboardInterrupt
            except KeyboardInterrupt:
                passed = True
            except Refused as refusal:
                passed = "not_permitted" not in refusal.codes
            if passed is not with_role:
                faults.append((name, editor.username))
    assert faults == []


# --- Feeds ------------------------------------------------------------------------------------------------------------


FEED = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>صحيفة الرمال</title><link>https://sand.example/</link>{items}</channel></rss>"""
ITEM = (
    "<item><guid>{number}</guid><title>خبر رقم {number} من صحيفة الرمال اليوم</title>"
    "<link>https://sand.example/{number}</link><description>ملخص قصير</description>"
    "<content:encoded><![CDATA[{html}]]></content:encoded></item>"
)


def feed_of(*numbers: int, prose: str = PROSE) -> bytes:
    html = "".join(f"<p>{line}</p>" for line in prose.split("\n"))
    return FEED.format(items="".join(ITEM.format(number=number, html=html) for number in numbers)).encode()


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What addresses answer, instead of the network."""
    known: dict[str, Any] = {}

    def fetch(url: str, policy: Any, *, etag: str | None = None, modified: str | None = None) -> Fetched:
        found = known[url]
        if isinstance(found, Exception):
            raise found
        if etag is not None and etag == found.etag:
            return Fetched(url, 304, found.media_type, None, b"")
        answer: Fetched = found
        return answer

    monkeypatch.setattr(tasks, "fetch", fetch)
    monkeypatch.setattr(intake, "fetch", fetch)
    return known


def test_a_feed_is_asked_and_its_entries_wait_for_an_editor(writer: Editor, answers: dict[str, Any]) -> None:
    url = "https://sand.example/feed"
    feed = actions.write_feed(editor=writer, url=url)
    answers[url] = Fetched(url, 200, "application/rss+xml", None, feed_of(1, 2), etag='"a"')
    assert tasks.poll_feeds.call() == 2
    items = ImportItem.objects.order_by("pk")
    assert [item.state for item in items] == [ItemState.WAITING] * 2
    assert not Article.objects.exists()
    feed.refresh_from_db()
    assert (feed.title, feed.etag, feed.problem) == ("صحيفة الرمال", '"a"', None)
    assert feed.arrived_at is not None and feed.due_at is not None
    assert tasks.poll_feeds.call() == 0, "it is not due yet"
    Feed.objects.update(due_at=feed.created_at)
    assert tasks.poll_feeds.call() == 0, "it has not changed"
    answers[url] = Fetched(url, 200, "application/rss+xml", None, feed_of(1, 2, 3), etag='"b"')
    Feed.objects.update(due_at=feed.created_at)
    assert tasks.poll_feeds.call() == 1, "only what is new"
    done = accept(items[0])
    assert done.article is not None and done.article.url == "https://sand.example/1"
    assert done.article.title == "خبر رقم 1 من صحيفة الرمال اليوم"


def test_a_feed_that_fails_says_why_and_is_asked_less_often(writer: Editor, answers: dict[str, Any]) -> None:
    from seeds.incoming import Unreadable

    url = "https://sand.example/feed"
    feed = actions.write_feed(editor=writer, url=url)
    answers[url] = Unreadable("gone", "It is gone.", "Unsubscribe.")
    pauses = []
    for _ in range(3):
        Feed.objects.update(due_at=feed.created_at)
        assert tasks.poll_feeds.call() == 0
        feed.refresh_from_db()
        assert feed.due_at is not None and feed.polled_at is not None
        pauses.append((feed.due_at - feed.polled_at).total_seconds() / 60)
    assert feed.failures == 3 and feed.problem is not None and feed.problem["code"] == "gone"
    assert pauses == [60, 120, 240]


def test_addresses_are_fetched_by_the_worker(writer: Editor, answers: dict[str, Any]) -> None:
    good, bad = "https://sand.example/1", "https://sand.example/2"
    page = f"<html><body><article><h1>عنوان الخبر هنا كامل</h1>{''.join(f'<p>{line}</p>' for line in PROSE.split(chr(10)))}</article>"
    answers[good] = Fetched(good, 200, "text/html", "utf-8", page.encode())
    answers[bad] = ValueError("a fault of ours")
    run = run_of(writer, addresses=[bad, good, good])
    assert [item.state for item in run.items.all()] == [ItemState.PENDING] * 2, "each once"
    assert tasks.fetch_pending.call() == 2
    states = {item.url: item.state for item in run.items.all()}
    assert states == {good: ItemState.WAITING, bad: ItemState.REFUSED}, "one does not stand in the way of the other"
    run.refresh_from_db()
    assert run.finished_at is not None


# --- A newer cleaner --------------------------------------------------------------------------------------------------


def test_a_newer_cleaner_proposes_and_overwrites_nothing(writer: Editor, monkeypatch: pytest.MonkeyPatch) -> None:
    item = bring(writer, prepared())
    snapshot = item.snapshot
    assert snapshot is not None
    assert differing(snapshot) is None, "today's cleaner read it"
    blocks = [{**block, "kind": "paragraph", "kept": True} for block in snapshot.readings.get().blocks]
    claims.read_article(editor=writer, snapshot=snapshot, blocks=blocks, cleaner="lines-0")
    call_command("reclean", editor="writer", verbosity=0)
    proposal = ReadingProposal.objects.get()
    assert (proposal.changes, proposal.cleaner) == (3, CLEANER)
    assert snapshot.readings.count() == 2, "nothing was overwritten"
    call_command("reclean", editor="writer", verbosity=0)
    assert ReadingProposal.objects.count() == 1
    decided = actions.decide_proposal(editor=writer, proposal=proposal, version=proposal.version, accept=True)
    assert decided.state == ProposalState.ACCEPTED
    assert snapshot.readings.newest().cleaner == CLEANER


def test_a_reading_by_hand_is_left_alone(writer: Editor) -> None:
    item = bring(writer, prepared())
    assert item.snapshot is not None
    claims.read_article(editor=writer, snapshot=item.snapshot, blocks=[], cleaner=by_hand("lines-0"))
    assert differing(item.snapshot) is None


# --- At the command line ----------------------------------------------------------------------------------------------


def run_command(*words: str) -> tuple[int, list[dict[str, Any]]]:
    """The exit code and the JSON lines of `import_articles`."""
    said = io.StringIO()
    try:
        call_command("import_articles", *words, "--json", stdout=said, stderr=io.StringIO())
        code = 0
    except SystemExit as leaving:
        code = int(leaving.code or 0)
    return code, [json.loads(line) for line in said.getvalue().splitlines()]


def files(folder: Path, count: int = 6) -> list[str]:
    texts = [article(number, PROSE.replace("294", str(300 + number))) for number in range(count)]
    for number, text in enumerate(texts):
        (folder / f"{number:02}.txt").write_text(text, encoding="utf-8")
    return texts


def test_a_folder_an_archive_and_single_files_give_the_same_articles(writer: Editor, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    texts = files(folder)
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        for number, text in enumerate(texts):
            archive.writestr(f"{number:02}.txt", text)
    code, lines = run_command(str(folder))
    assert (code, lines[-1]) == (0, {"counts": {"accepted": 6}, "dry_run": False})
    assert run_command(str(tmp_path / "all.zip"))[1][-1]["counts"] == {"known": 6}
    assert run_command(*[str(path) for path in sorted(folder.iterdir())])[1][-1]["counts"] == {"known": 6}
    assert {article.snapshot().content() for article in Article.objects.all()} == set(texts)


def test_rows_of_a_table_come_in_as_articles(writer: Editor, tmp_path: Path) -> None:
    with (tmp_path / "rows.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["title", "body", "url"])
        for number in range(3):
            rows.writerow(
                [f"عنوان الخبر رقم {number} هنا", PROSE.replace("294", str(number)), f"https://x.example/{number}"]
            )
    code, lines = run_command(str(tmp_path / "rows.csv"))
    assert (code, lines[-1]["counts"]) == (0, {"accepted": 3})
    assert sorted(Article.objects.values_list("url", flat=True)) == [
        f"https://x.example/{number}" for number in range(3)
    ]


def test_some_refused_is_3_and_misuse_is_2(writer: Editor, tmp_path: Path) -> None:
    files(tmp_path, 2)
    (tmp_path / "broken.txt").write_bytes(b"abc\xff\xfe\xfd" * 10)
    code, lines = run_command(str(tmp_path))
    assert (code, lines[-1]["counts"]) == (3, {"accepted": 2, "refused": 1})
    (refused,) = [line for line in lines[:-1] if line["outcome"] == "refused"]
    assert refused["reason"].count(".") >= 2
    for words in (["/no/such/file"], [str(tmp_path), "--story", "none"], [str(tmp_path), "--editor", "nobody"]):
        with pytest.raises(CommandError) as caught:
            call_command("import_articles", *words, stdout=io.StringIO(), stderr=io.StringIO())
        assert caught.value.returncode == 2


def test_what_a_folder_holds_back_is_told(writer: Editor, tmp_path: Path) -> None:
    files(tmp_path, 2)
    (tmp_path / ".hidden.txt").write_text(article(), encoding="utf-8")
    code, lines = run_command(str(tmp_path))
    assert (code, lines[-1]["counts"]) == (3, {"accepted": 2, "refused": 1})
    (refused,) = [line for line in lines[:-1] if line["outcome"] == "refused"]
    assert refused["name"].endswith(".hidden.txt") and refused["reason"].endswith(".")
    assert run_command(str(tmp_path), "--dry-run")[1][-1]["counts"] == {"refused": 1, "known": 2}


def test_a_dry_run_writes_nothing_and_tells_the_same(writer: Editor, tmp_path: Path) -> None:
    files(tmp_path, 3)
    code, lines = run_command(str(tmp_path), "--dry-run")
    assert (code, lines[-1]) == (0, {"counts": {"accepted": 3}, "dry_run": True})
    assert not Article.objects.exists() and not ImportRun.objects.exists()
    assert not Entry.objects.filter(verb__startswith="import.").exists()


def test_a_run_that_was_cut_off_goes_on(writer: Editor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files(tmp_path, 6)
    entered = intake.enter

    def cut(**given: Any) -> ImportItem:
        if given["name"].endswith("03.txt"):
            raise KeyboardInterrupt
        return entered(**given)

    monkeypatch.setattr(intake, "enter", cut)
    with pytest.raises(KeyboardInterrupt):
        run_command(str(tmp_path))
    monkeypatch.setattr(intake, "enter", entered)
    code, lines = run_command(str(tmp_path))
    assert (code, lines[-1]["counts"]) == (0, {"accepted": 6})
    run = ImportRun.objects.get()
    assert run.finished_at is not None
    assert run.items.tally() == {"accepted": 6}


def test_a_story_draws_on_what_comes_in(writer: Editor, tmp_path: Path) -> None:
    story = desk.write_story(editor=writer, title_ar="قصة", slug="sand")
    files(tmp_path, 2)
    assert run_command(str(tmp_path), "--story", "sand")[0] == 0
    assert StoryArticle.objects.filter(story=story).count() == 2


def test_every_article_asks_the_same_number_of_queries(
    writer: Editor, same_queries: Callable[[Callable[[], Any], Callable[[], Any]], int]
) -> None:
    run, numbers = run_of(writer), iter(range(100, 200))
    made = {number: prepared(article(number, unlike(number))) for number in range(100, 120)}

    def enter() -> None:
        number = next(numbers)
        intake.enter(editor=writer, run=run, name=str(number), outcome=made[number])

    assert same_queries(enter, lambda: [enter() for _ in range(10)] and None) < 45


def unlike(number: int) -> str:
    """Prose that shares no three words with that of another number."""
    return "\n".join(
        " ".join(f"كلمة{number * 1000 + place + line * 20}" for place in range(15)) + "." for line in range(4)
    )
