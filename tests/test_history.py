"""What was written, any two of it compared, first with what readers see; an older version written anew on top."""

import re
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.ledger import Conflict
from claims.rules import Refused
from newsroom import actions as desk
from newsroom.models import Story, Version
from tests import factory

pytestmark = pytest.mark.django_db


def enter(name: str = "writer") -> Client:
    client = Client()
    client.force_login(factory.cast()[name])
    client.cookies["django_language"] = "en"
    return client


def words_on(answer: Any) -> str:
    return unescape(" ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split()))


def rewritten(story: Story, text: str, **extra: Any) -> Version:
    """The story's Arabic summary with other words on top of its newest version."""
    newest = story.summary.versions.filter(language="ar").newest()
    content = newest.content.json
    content["paragraphs"][0]["sentences"][0]["text"] = text
    kind = {"change_kind": "correction", "change": {"said": "a", "says": "b", "why": "c"}}
    return desk.write_version(
        editor=factory.cast()["writer"],
        story=story,
        language="ar",
        content=content,
        reason="again",
        base=newest.number,
        **(kind | extra),
    )


def compare(story: Story, a: str, b: str, **query: str) -> str:
    address = reverse("admin:newsroom_story_compare", args=[story.pk])
    answer = enter().get(address, {"language": "ar", "a": a, "b": b, **query})
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_every_version_is_listed_with_reason_author_and_digest() -> None:
    story = factory.published_story()
    newest = rewritten(story, "جملة أخرى تماماً.")
    answer = enter().get(reverse("admin:newsroom_story_history", args=[story.pk]))
    text = words_on(answer)
    assert "again" in text
    assert newest.content_id[:10] in text
    assert str(newest.author) in text
    assert "What changed since readers last saw it" in text
    assert "Write this version anew" in text


def test_what_changed_since_readers_last_saw_it_is_one_click() -> None:
    story = factory.published_story()
    before = story.summary.versions.filter(language="ar").newest()
    old = before.content.json["paragraphs"][0]["sentences"][0]["text"]
    newest = rewritten(story, f"لم {old}")
    page = compare(story, "readers", str(newest.number))
    assert "negation" in page
    assert re.search(r"<ins><span class=\"vh\">put in:</span>\s*لم", page)
    assert re.search(r"lines? says? something else", page)


def test_a_change_of_spelling_is_named_and_marked_by_shape() -> None:
    story = factory.published_story()
    old = story.summary.versions.filter(language="ar").newest()
    text = old.content.json["paragraphs"][0]["sentences"][0]["text"]
    assert "كلفة" in text or "ة" in text
    newest = rewritten(story, text.replace("ة", "ه", 1))
    page = compare(story, str(old.number), str(newest.number))
    assert "spelling only" in page
    assert '<span class="spelled">' in page
    assert "1 line differs in spelling only" in page


def test_both_modes_hold_every_word() -> None:
    story = factory.published_story()
    old = story.summary.versions.filter(language="ar").newest()
    newest = rewritten(story, "كلمات جديدة كل الجدة هنا.")
    for mode in ("side", "inline"):
        page = compare(story, str(old.number), str(newest.number), mode=mode)
        assert "الجدة" in page


def test_a_version_that_does_not_exist_is_not_found() -> None:
    story = factory.published_story()
    address = reverse("admin:newsroom_story_compare", args=[story.pk])
    for query in ({"a": "1", "b": "77"}, {"a": "1", "b": "1", "language": "fr"}):
        assert enter().get(address, {"language": "ar", **query}).status_code == 404


def test_verifications_are_compared_too() -> None:
    claim = factory.published_claim()
    changed = factory.draft(
        claim,
        "false",
        change_kind="correction",
        words={"ar": factory.words("خطأ", change_note="صححنا"), "en": factory.words("x", change_note="fixed")},
    )
    client = enter()
    assert client.get(reverse("admin:claims_claim_history", args=[claim.pk])).status_code == 200
    address = reverse("admin:claims_claim_compare", args=[claim.pk])
    answer = client.get(address, {"language": "ar", "a": "readers", "b": f"{changed.number}.1"})
    assert "Rating" in words_on(answer)


def test_an_older_version_is_written_anew_on_top_and_nothing_is_lost() -> None:
    story = factory.published_story()
    first = story.summary.versions.filter(language="ar").newest()
    second = rewritten(story, "جملة أخرى تماماً.")
    made = desk.restore_version(
        editor=factory.cast()["writer"],
        version=first,
        reason="the first was right",
        base=second.number,
        change_kind="correction",
        why="it was right",
    )
    assert made.number == second.number + 1
    assert made.content_id == first.content_id
    assert Version.objects.filter(pk__in=[first.pk, second.pk]).count() == 2


def test_writing_anew_names_what_was_read_and_why() -> None:
    story = factory.published_story()
    first = story.summary.versions.filter(language="ar").newest()
    rewritten(story, "جملة أخرى تماماً.")
    again = {"editor": factory.cast()["writer"], "version": first, "change_kind": "correction", "why": "w"}
    with pytest.raises(Conflict):
        desk.restore_version(reason="r", base=first.number, **again)
    with pytest.raises(Refused) as refused:
        desk.restore_version(reason=" ", base=first.number + 1, **again)
    assert refused.value.codes == {"no_reason"}


def test_the_history_asks_as_much_of_few_versions_as_of_many() -> None:
    story = factory.published_story()
    address = reverse("admin:newsroom_story_history", args=[story.pk])
    client = enter()

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    asked()  # the first request of a session notes when it was
    few = asked()
    for number in range(6):
        rewritten(story, f"جملة أخرى رقم {number}.")
    assert asked() == few <= 25
