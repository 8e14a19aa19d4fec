"""Talking as two colleagues do it, in Arabic and English: a name completed by keyboard, the bell, an answer, the end."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings

from newsroom.actions import unresolved
from newsroom.documents.passages import parts_of
from newsroom.models import Note, Notification
from tests import factory
from tests.test_admin import page_of

from .test_publishing_browser import TAGS, WIDER

pytestmark = [pytest.mark.browser, pytest.mark.all, pytest.mark.sqlite, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def asking_the_database_from_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """The browser's driver runs a loop in this thread; Django takes it for asynchronous code."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def window(browser: Any, server: Any, name: str, language: str, **look: Any) -> Any:
    """A window in which one of the cast is at the desk; what the page complains of fails the test at its end."""
    client = factory.enter(name, language=language)
    context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **look})
    values = {"sessionid": client.cookies[settings.SESSION_COOKIE_NAME].value, "django_language": language}
    context.add_cookies([{"name": key, "value": value, "url": server.url} for key, value in values.items()])
    page = context.new_page()
    page.complaints = []
    page.on("console", lambda message: page.complaints.append(message.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    return page


def faults(page: Any) -> list[Any]:
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}}).response["violations"]
    return [(fault["id"], [node["html"][:100] for node in fault["nodes"][:3]]) for fault in found]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_mention_rings_is_answered_and_resolved(browser: Any, live_server: Any, language: str) -> None:
    factory.cast()
    claim = factory.published_claim()
    story = factory.story([claim])
    factory.version(story, [claim])
    Notification.objects.all().delete()
    words = "نتابع القصة"
    assert words in parts_of(story)["summary:ar"]
    writer = window(browser, live_server, "writer", language)
    writer.goto(live_server.url + page_of(story))
    writer.evaluate(
        """words => { const walker = document.createTreeWalker(document.querySelector('.prose'), NodeFilter.SHOW_TEXT);
        for (let node; (node = walker.nextNode());) { const at = node.data.indexOf(words); if (at < 0) continue;
          document.getSelection().setBaseAndExtent(node, at, node, at + words.length); return; } }""",
        words,
    )
    writer.locator(".take-words").click()
    assert writer.locator("#note-exact").input_value() == words
    writer.keyboard.type("@second")
    writer.locator(".names li").first.wait_for()
    writer.keyboard.press("Enter")
    assert writer.locator(".names").first.is_hidden()
    writer.keyboard.type("?")
    writer.locator(".new-note button[type=submit]").press("Enter")
    writer.locator(".thread .named").wait_for()
    note = Note.objects.get()
    assert note.passage is not None
    assert [one.username for one in note.mentioned.all()] == ["second"]

    second = window(browser, live_server, "second", language)
    second.goto(live_server.url + "/admin/")
    assert second.locator(".bell b").inner_text() == "1"
    second.locator(".bell").press("Enter")
    second.locator(".notices .what a").first.press("Enter")
    second.locator(f"#note-{note.pk}").wait_for()
    assert second.locator(".bell b").count() == 0
    second.locator(".thread summary").first.press("Enter")
    second.locator(f"#answer-{note.pk}").fill("نعم.")
    second.locator(".thread .doing details button").press("Enter")
    second.locator(".thread .replies").wait_for()
    assert faults(second) == []

    writer.reload()
    assert writer.locator(".bell b").inner_text() == "1"
    writer.locator(".thread button[value=resolve]").press("Enter")
    writer.locator(".settled").wait_for()
    assert writer.locator(".badges a[href='#talk']").count() == 0
    assert unresolved(story) == 0
    assert writer.complaints == second.complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_threads_stand_below_on_a_phone_and_are_written_without_a_script(
    browser: Any, live_server: Any, scheme: str
) -> None:
    factory.cast()
    story = factory.story([])
    look = {"viewport": {"width": 390, "height": 800}, "color_scheme": scheme, "java_script_enabled": False}
    plain = window(browser, live_server, "writer", "ar", **look)
    plain.goto(live_server.url + page_of(story))
    plain.locator("#note-text").fill("@second انظر")
    plain.locator(".new-note button[type=submit]").click()
    assert plain.locator(".thread .named").inner_text() == "@second"
    look["java_script_enabled"] = True
    page = window(browser, live_server, "writer", "ar", **look)
    for address in (page_of(story), "/admin/notices/", f"/admin/talk/newsroom.story/{story.pk}/"):
        page.goto(live_server.url + address)
        assert faults(page) == []
        assert not page.evaluate(WIDER)
