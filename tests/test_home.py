"""The front page and everyday power: what needs me first, kept views, verbs on chosen rows, the trash."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from claims import actions as ledger_verbs
from claims.admin import desk
from claims.admin.chosen import BULK, MOST_AT_ONCE
from claims.admin.queues import due_cell
from claims.admin.work import counts
from claims.models import Article, Claim, Entry, Question, Source, Verification, VerificationState
from newsroom import actions as desk_verbs
from newsroom.models import Assignment, SavedView, Schedule, Story
from tests import factory
from tests.test_admin import do, enter, list_of, page_of, reasons_on, send, words_on, world

pytestmark = pytest.mark.django_db

MOST_QUERIES = 25


def front(client: Client) -> Any:
    return client.get(reverse("admin:index"))


def titles(queues: list[Any]) -> list[str]:
    return [str(queue.title) for queue in queues]


# --- What needs me ---------------------------------------------------------------------------------------------------


def test_what_needs_me_stands_before_what_the_desk_waits_for(db: None) -> None:
    factory.cast()
    factory.claim()
    draft = factory.draft(factory.claim("ثانٍ", "Second"))
    ledger_verbs.submit_verification(editor=factory.editor("writer"), verification=draft)
    second, publisher = front(enter("second")), front(enter("publisher"))
    assert titles(second.context["mine"]) == ["Waiting for my review"]
    assert "What needs you" in words_on(second)
    assert publisher.context["mine"] == []
    assert "Nothing needs you now" in words_on(publisher)
    assert "Claims without a verification" in titles(publisher.context["others"])
    idle = titles(publisher.context["idle"])
    assert "Returned to me" in idle
    assert not set(idle) & set(titles([*publisher.context["mine"], *publisher.context["others"]]))
    assert len(idle) > 5, "what holds nothing is one line"


def test_what_was_given_to_me_comes_by_priority_and_says_that_it_is_late(db: None) -> None:
    factory.cast()
    claim, now = factory.claim(), timezone.now()
    for what, priority, days in (("later", 2, 3), ("late", 4, -1), ("whenever", 2, None)):
        due = now + dt.timedelta(days=days) if days is not None else None
        Assignment.objects.create(
            assignee=factory.editor("writer"), by=factory.editor("chief"), at=now, what=what, priority=priority,
            due=due, subject_type="claims.claim", subject_id=str(claim.pk),
        )  # fmt: skip
    (given,) = [queue for queue in front(enter("writer")).context["mine"] if str(queue.title) == "Given to me"]
    assert [str(words.text) for words, _due in given.first] == ["late", "later", "whenever"]
    assert str(due_cell(now - dt.timedelta(days=1)).tone) == "bad"
    assert "late since" in words_on(front(enter("writer")))
    assert "Given to me" in titles(front(enter("second")).context["idle"])


def test_a_publication_refused_at_its_time_is_shown_to_publishers(db: None) -> None:
    factory.cast()
    claim, now = factory.claim(), timezone.now()
    Schedule.objects.create(
        subject_type="claims.claim", subject_id=str(claim.pk), at=now, made_at=now, by=factory.editor("publisher"),
        state="refused",
    )  # fmt: skip
    assert "Refused at their time" in titles(front(enter("publisher")).context["mine"])
    assert "Refused at their time" in titles(front(enter("writer")).context["others"])


def test_open_questions_are_those_without_a_published_answer(db: None) -> None:
    factory.cast()
    asked, answered = factory.question(), factory.question("وهذا؟", "And this?")
    factory.question("بلا ادعاء؟", "Without a claim?")
    factory.claim(asked=asked)
    factory.published_claim(asked=answered)
    client = enter("writer")
    (still,) = [queue for queue in front(client).context["queues"] if str(queue.title) == "Questions still open"]
    assert still.count == 1
    shown = client.get(still.url).context["cl"].result_list
    assert [row.pk for row in shown] == [asked.pk]
    assert [row.pk for row in client.get(list_of(Question), {"answered": "yes"}).context["cl"].result_list] == [
        answered.pk
    ]


def test_lists_that_wait_have_keys_in_the_order_in_which_they_stand(db: None) -> None:
    factory.cast()
    factory.draft(factory.claim())
    page = front(enter("writer")).content.decode()
    assert re.findall(r'data-key="(\d)"', page) == ["1"]
    assert 'aria-keyshortcuts="1"' in page


def test_several_sets_are_counted_in_one_query(db: None) -> None:
    factory.claim()
    factory.claim("ثانٍ", "Second")
    sets = [
        Claim.objects.all(),
        Claim.objects.none(),
        Claim.objects.filter(label__contains="%s ثانٍ"),
        Claim.objects.live().distinct().order_by("-label"),
        VerificationState.objects.filter(pk__in=[]),
    ]
    with CaptureQueriesContext(connection) as asked:
        assert counts(sets) == [2, 0, 0, 2, 0]
    assert len(asked) == 1
    assert counts([Claim.objects.none()]) == [0]


# --- Every page stays cheap ------------------------------------------------------------------------------------------


@pytest.mark.all
def test_no_page_asks_more_than_it_may_however_many_rows(db: None) -> None:
    """Every list, every object's page and the front page: at most 25 queries, and as many with more rows."""
    factory.cast()
    client = enter("chief")
    rows = world()
    addresses = {reverse("admin:index")} | {list_of(model) for model in desk._registry}
    addresses |= {page_of(rows[model]) for model in desk._registry if model in rows}

    def asked() -> dict[str, int]:
        found = {}
        for address in addresses:
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            found[address] = len(queries)
        return found

    few = asked()
    for _ in range(3):
        world()
    many = asked()
    # What hangs on a claim or a story is asked one after the other; these two may fall, and never rise.
    most = {page_of(rows[Claim]): 29, page_of(rows[Story]): 29}
    assert {
        address: (few[address], count) for address, count in many.items() if count > most.get(address, MOST_QUERIES)
    } == {}
    lists = {address for address in addresses if not address.endswith("/change/")}
    assert {address: (few[address], many[address]) for address in lists if few[address] != many[address]} == {}


# --- Kept views ------------------------------------------------------------------------------------------------------


def test_a_view_is_kept_shown_shared_and_dropped(db: None) -> None:
    factory.cast()
    factory.published_claim()
    writer, second = enter("writer"), enter("second")
    page = writer.get(list_of(Claim), {"o": "1", "checking": "published", "p": ""})
    (keep,) = [view["keep"] for view in page.context["views"] if "keep" in view]
    send(writer, keep, name="منشورة")
    view = SavedView.objects.get()
    assert (view.model, view.query, view.shared) == ("claims.claim", "checking=published&o=1", False)
    (chip,) = writer.get(list_of(Claim), {"checking": "published", "o": "1"}).context["views"]
    assert chip["now"]
    assert writer.get(list_of(Claim) + chip["url"]).context["cl"].result_count == 1
    assert second.get(list_of(Claim)).context["views"] == []
    assert second.get(page_of(view)).status_code == 404
    send(writer, do(view, "share-view"), shared=True)
    assert [chip["name"] for chip in second.get(list_of(Claim)).context["views"]] == ["منشورة"]
    assert reasons_on(second.post(do(view, "drop-view"), {"version": 2})) == ["not_yours"]
    send(enter("chief"), do(view, "drop-view"))
    assert not SavedView.objects.exists()
    assert [entry.verb for entry in Entry.objects.filter(verb__startswith="view.").order_by("number__n")] == [
        "view.save", "view.share", "view.drop",
    ]  # fmt: skip


def test_only_lists_of_the_desk_are_kept_and_auditors_keep_none(db: None) -> None:
    factory.cast()
    form = do(SavedView, "save-view", "list=auth.group&query=x")
    opened = enter("writer").get(form)
    values = {"name": "x", "list": "auth.group", "filters": ""}
    assert opened.status_code == 200
    assert enter("writer").post(form, values).status_code == 422
    shown = enter("auditor").get(list_of(Claim), {"checking": "due"}).context["views"]
    assert shown == []


# --- Many at once ----------------------------------------------------------------------------------------------------


def choose(client: Client, model: Any, action: str, rows: list[Any], query: str = "") -> Any:
    chosen = {"action": action, "_selected_action": [row.pk for row in rows], "index": 0}
    return client.post(f"{list_of(model)}{query}", chosen)


def test_rows_are_named_and_counted_before_and_have_each_their_outcome_after(db: None) -> None:
    factory.cast()
    good, changed, kept = (factory.claim(f"ادعاء {n}", f"Claim {n}") for n in range(3))
    writer = enter("writer")
    leads = choose(writer, Claim, "trash-chosen", [good, changed])
    assert leads.status_code == 302
    page = writer.get(leads["Location"])
    assert good.label in words_on(page)
    assert kept.label not in words_on(page)
    assert "2 rows" in words_on(page)
    assert not Claim.objects.exclude(trashed_at=None).exists()
    ledger_verbs.group_claim(editor=factory.editor("co_writer"), claim=changed, version=1, question=factory.question())
    done = writer.post(leads["Location"], {"chosen": page.context["form"]["chosen"].value()})
    assert done.status_code == 200
    assert "Done: 1 of 2" in words_on(done)
    assert "Somebody changed it after this list was drawn." in words_on(done)
    assert Claim.objects.get(pk=good.pk).trashed_at
    assert Claim.objects.get(pk=changed.pk).trashed_at is None


def test_permission_is_asked_again_for_each_row(db: None) -> None:
    """Whoever lost her role between the list and the button does nothing more."""
    factory.cast()
    rows = [factory.claim(f"ادعاء {n}", f"Claim {n}") for n in range(2)]
    writer = enter("writer")
    leads = choose(writer, Claim, "trash-chosen", rows)["Location"]
    chosen = writer.get(leads).context["form"]["chosen"].value()
    factory.editor("writer").groups.clear()
    assert writer.post(leads, {"chosen": chosen}).status_code in {403, 404}
    assert not Claim.objects.exclude(trashed_at=None).exists()
    assert choose(enter("auditor"), Claim, "trash-chosen", rows).status_code in {200, 302}
    assert not Claim.objects.exclude(trashed_at=None).exists()


def test_what_was_set_aside_comes_back_from_its_list(db: None) -> None:
    factory.cast()
    story = factory.story([])
    writer = enter("writer")
    leads = choose(writer, Story, "trash-chosen", [story])["Location"]
    writer.post(leads, {"chosen": writer.get(leads).context["form"]["chosen"].value()})
    assert Story.objects.get(pk=story.pk).trashed_at
    assert b"restore-chosen" not in writer.get(list_of(Story)).content
    assert b"restore-chosen" in writer.get(list_of(Story), {"trash": "in"}).content
    back = choose(writer, Story, "restore-chosen", [story], "?trash=in")["Location"]
    writer.post(back, {"chosen": writer.get(back).context["form"]["chosen"].value()})
    assert Story.objects.get(pk=story.pk).trashed_at is None


def test_several_drafts_are_submitted_and_the_rest_keep_their_reasons(db: None) -> None:
    factory.cast()
    ready, out = factory.draft(factory.claim()), factory.published_claim().verifications.get()
    writer = enter("writer")
    leads = choose(writer, Verification, "submit-chosen", [ready, out])["Location"]
    page = writer.get(leads)
    assert "No language of it is a draft." in words_on(page)
    done = writer.post(leads, {"chosen": page.context["form"]["chosen"].value()})
    assert "Done: 1 of 2" in words_on(done)
    assert {state.state for state in VerificationState.objects.filter(text__verification=ready)} == {"in_review"}


def test_nothing_is_done_to_rows_that_nobody_chose(db: None) -> None:
    factory.cast()
    claim, writer = factory.claim(), enter("writer")
    form = do(Claim, "trash-chosen")
    for chosen in ("", "x", f"claims.source|{claim.pk}:1", f"claims.editor|{claim.pk}:1", f"claims.claim|{claim.pk}"):
        assert writer.post(form, {"chosen": chosen}).status_code == 422, chosen
    assert Claim.objects.get(pk=claim.pk).trashed_at is None
    assert MOST_AT_ONCE <= 100
    assert {Article, Claim, Question, Source, Story, Verification} <= set(BULK)


# --- The trash -------------------------------------------------------------------------------------------------------


def test_the_trash_is_a_place_with_a_way_back_for_those_who_may(db: None) -> None:
    factory.cast()
    chief = factory.editor("chief")
    rows = [factory.claim(), factory.question(), factory.article(), factory.source()]
    for row in rows:
        ledger_verbs.trash(editor=chief, row=row, version=row.version)
    story = factory.story([])
    desk_verbs.trash_story(editor=chief, story=story, version=story.version)
    page = enter("writer").get(reverse("admin:trash"))
    assert len(page.context["heaps"]) == 5
    for row in [*rows, story]:
        assert str(row) in words_on(page) or row.pk
        assert do(row, "restore-from-trash") in page.content.decode()
    assert b"restore-from-trash" not in enter("auditor").get(reverse("admin:trash")).content
    send(enter("writer"), do(story, "restore-from-trash"))
    assert len(enter("writer").get(reverse("admin:trash")).context["heaps"]) == 4


def test_the_trash_costs_the_same_with_many_rows(same_queries: Callable[..., int]) -> None:
    factory.cast()
    client = enter("writer")

    def grow() -> None:
        for _ in range(4):
            claim = factory.claim()
            ledger_verbs.trash(editor=factory.editor("chief"), row=claim, version=1)

    grow()
    assert same_queries(lambda: client.get(reverse("admin:trash")), grow) <= 16
