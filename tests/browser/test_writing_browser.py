"""Writing a summary in a real browser: by keyboard, by two people at once, without JavaScript, in both languages."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client

from claims.admin.panels import verb_url
from claims.models import Autosave, Claim
from newsroom.models import Presence, Story, Version
from tests import factory

from .test_admin_browser import WIDER
from .test_import_browser import faults

pytestmark = [pytest.mark.browser, pytest.mark.sqlite, pytest.mark.all, pytest.mark.django_db(transaction=True)]


class Desk:
    """A browser at the writing page of a story; ``said`` is what the console said."""

    def __init__(self, page: Any, server: Any, story: Story, *, scripted: bool) -> None:
        self.page, self.server, self.story, self.scripted = page, server, story, scripted
        self.said: list[str] = []
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))

    def open(self, language: str = "ar", more: str = "") -> Desk:
        query = f"language={language}{more}"
        assert self.page.goto(self.server.url + verb_url(self.story, "write-version", query)).status == 200
        return self.ready()

    def ready(self) -> Desk:
        self.page.evaluate("document.fonts.ready")
        if self.scripted:
            self.page.wait_for_selector("html.with-script", state="attached")
        return self

    def until(self, script: str) -> None:
        """Wait until something is so. Playwright's own way of waiting is not allowed by our policy."""
        for _ in range(1500):
            if self.page.evaluate(script):
                return
            self.page.wait_for_timeout(10)
        raise AssertionError(f"never: {script}")

    def text(self) -> str:
        return str(self.page.locator("#id_text").input_value())

    def type(self, words: str) -> None:
        self.page.locator("#id_text").focus()
        self.page.keyboard.press("Control+End")
        self.page.keyboard.type(words)

    def save(self, reason: str = "سبب") -> None:
        self.page.locator("#id_reason").fill(reason)
        self.page.locator("#save").click()
        self.page.wait_for_load_state()


Opener = Callable[..., Desk]


@pytest.fixture
def story(transactional_db: None) -> Story:
    factory.cast()
    made = factory.story([factory.published_claim()])
    factory.version(made, [claim_of(made)])
    factory.claim("ادعاء آخر عن كلفة التدريب", "Another claim on the cost of training")
    return made


def claim_of(story: Story) -> Claim:
    found: Claim = story.story_claims.get().claim
    return found


@pytest.fixture
def desk(live_server: Any, browser: Any, story: Story) -> Iterator[Opener]:
    """Opens the page for one of the cast, in a window of its own."""
    with contextlib.ExitStack() as stack:

        def start(who: str = "writer", spoken: str = "ar", width: int = 1280, **extra: Any) -> Desk:
            client = Client()
            client.force_login(factory.editor(who))
            context = browser.new_context(viewport={"width": width, "height": 900}, **extra)
            stack.callback(context.close)
            cookies = {"sessionid": client.cookies["sessionid"].value, "django_language": spoken}
            context.add_cookies(
                [{"name": name, "value": value, "url": live_server.url} for name, value in cookies.items()]
            )
            scripted = extra.get("java_script_enabled", True)
            return Desk(context.new_page(), live_server, story, scripted=scripted)

        yield start


def test_two_brackets_find_a_claim_by_keyboard_alone(desk: Opener, story: Story) -> None:
    at = desk().open()
    at.type("\nبلغت الكلفة 294 ألف دولار. [[")
    at.until("document.querySelector('#finder').open && document.querySelectorAll('#finder-list li').length === 1")
    at.page.keyboard.type("كُلفة التد")
    at.until("document.querySelectorAll('#finder-list li').length === 2")
    assert at.page.locator("#finder-typed").get_attribute("aria-activedescendant") == "finder-0"
    at.page.keyboard.press("ArrowDown")
    assert at.page.locator("[aria-selected=true]").get_attribute("id") == "finder-1"
    assert faults(at.page) == []
    at.page.keyboard.press("ArrowUp")
    at.page.keyboard.press("Enter")
    assert at.text().endswith(f"دولار. [[{claim_of(story).public_id}]]")
    assert at.page.evaluate("document.activeElement.id") == "id_text"
    at.page.keyboard.type("\nوبلغت 12 مليون دولار.")
    at.until("document.querySelectorAll('.marked .words').length === 4")
    at.until("document.querySelectorAll('.marked .cited').length === 2")
    assert at.page.locator(".marked .blocking").count() == 1
    assert "uncited_quantity" in str(at.page.locator(".before").inner_html())
    at.page.keyboard.type(" [[")
    at.until("document.querySelector('#finder').open")
    at.page.keyboard.press("Escape")
    at.until("document.activeElement.id === 'id_text'")
    assert at.text().endswith("دولار. [[")
    assert at.said == []


def test_a_claim_of_the_story_is_cited_by_its_button(desk: Opener, story: Story) -> None:
    at = desk().open()
    at.type("\nجملة أولى.\nثانية.")
    at.page.keyboard.press("ArrowUp")
    at.page.locator("button[data-cite]").click()
    assert at.text().endswith(f"جملة أولى. [[{claim_of(story).public_id}]]\nثانية.")


def test_what_was_typed_is_kept_and_offered_on_return(desk: Opener, story: Story) -> None:
    at = desk().open()
    at.type("\nجملة لم تُحفظ بعد.")
    at.until("document.querySelector('#saved').textContent !== ''")
    again = desk().open()
    assert "جملة لم تُحفظ بعد." in again.page.locator("#kept ins").inner_text()
    assert faults(again.page) == []
    assert "جملة لم تُحفظ" not in again.text()
    again.page.locator("#kept a.primary").click()
    again.ready()
    assert again.text().endswith("جملة لم تُحفظ بعد.")
    again.save()
    assert Version.objects.filter(number=2).exists()
    assert not Autosave.objects.exists()


def test_two_windows_of_one_editor_are_shown_both_texts(desk: Opener) -> None:
    first, second = desk().open(), desk().open()
    first.type("\nفي النافذة الأولى.")
    first.until("document.querySelector('#saved').textContent !== ''")
    second.type("\nفي النافذة الثانية.")
    second.until("!document.querySelector('#window').hidden")
    shown = second.page.locator("#window").inner_text()
    assert "في النافذة الأولى." in shown and "في النافذة الثانية." in shown
    assert faults(second.page) == []
    second.page.locator("#window button").first.click()
    second.until("document.querySelector('#saved').textContent !== ''")
    assert second.text().endswith("في النافذة الأولى.")


@pytest.mark.parametrize("spoken", ["ar", "en"])
def test_two_people_edit_one_summary_at_once(desk: Opener, story: Story, spoken: str) -> None:
    mine, theirs = desk("writer", spoken).open(), desk("co_writer", spoken).open()
    assert mine.page.locator("#people p").count() == 0
    assert theirs.page.locator("#people p").count() == 1
    theirs.type("\nزادوا هذه الجملة.")
    theirs.save("زيادة")
    mine.page.locator("#id_text").fill(mine.text().replace("نتابع القصة.", "نتابع القصة كل يوم."))
    mine.save("تعديل")
    assert mine.page.locator("#met").is_visible()
    shown = mine.page.locator("#met").inner_text()
    assert "زادوا هذه الجملة." in shown and "نتابع القصة كل يوم." in shown
    assert faults(mine.page) == []
    for width in (1280, 390):
        mine.page.set_viewport_size({"width": width, "height": 900})
        assert not mine.page.evaluate(WIDER), width
    merged = mine.text()
    assert "زادوا هذه الجملة." in merged and "نتابع القصة كل يوم." in merged and "≠" not in merged
    mine.page.locator("#save").click()
    mine.page.wait_for_load_state()
    newest = Version.objects.get(number=3).content.json
    said = [each["text"] for part in newest["paragraphs"] for each in part["sentences"]]  # type: ignore[index]
    assert said[1:] == ["نتابع القصة كل يوم.", "زادوا هذه الجملة."]


def test_a_sentence_changed_by_both_is_kept_twice_until_it_is_settled(desk: Opener, story: Story) -> None:
    mine, theirs = desk("writer").open(), desk("co_writer").open()
    theirs.page.locator("#id_text").fill(theirs.text().replace("نتابع القصة.", "نتابع القصة هنا."))
    theirs.save()
    mine.page.locator("#id_text").fill(mine.text().replace("نتابع القصة.", "نتابع القصة هناك."))
    mine.save()
    assert mine.text().count("≠") == 2
    mine.page.locator("#save").click()
    mine.page.wait_for_load_state()
    assert mine.text().count("≠") == 2, "the marks are not sent"
    mine.page.locator("#id_text").fill(mine.text().replace("≠ نتابع القصة هنا.\n≠ ", ""))
    mine.page.locator("#save").click()
    mine.page.wait_for_load_state()
    assert Version.objects.filter(number=3).exists()
    assert not Presence.objects.filter(editor__username="writer").exists()


def test_the_public_page_is_shown_while_it_is_typed(desk: Opener) -> None:
    at = desk().open()
    at.type("\nجملة لم يقرأها أحد بعد.")
    at.page.locator("#show").click()
    frame = at.page.frame_locator("#preview-frame")
    assert "جملة لم يقرأها أحد" in frame.locator("main").inner_text()
    assert at.page.locator("#preview-frame").bounding_box()["width"] == 390
    at.type(" وهذه بعدها.")
    frame.locator("main", has_text="وهذه بعدها").wait_for()
    at.page.locator("[name=width][value=desktop]").check()
    assert at.page.locator("#preview-frame").bounding_box()["width"] == 1280
    assert frame.locator("main").evaluate("element => getComputedStyle(element).display") != ""
    assert not at.page.evaluate(WIDER)
    assert at.said == []


def test_everything_works_without_javascript(desk: Opener, story: Story) -> None:
    at = desk(java_script_enabled=False).open()
    public_id = claim_of(story).public_id
    assert at.page.locator(".offered code").inner_text() == f"[[{public_id}]]"
    at.page.locator("#id_text").fill("بلغت الكلفة 12 مليون دولار.")
    at.page.locator("#checked button").click()
    assert at.page.locator(".marked .blocking").count() == 1
    assert at.text() == "بلغت الكلفة 12 مليون دولار."
    at.page.locator("#show").click()
    assert "بلغت الكلفة 12 مليون" in at.page.frame_locator("#preview-frame").locator("main").inner_text()
    factory.version(story, [claim_of(story)], editor=factory.editor("co_writer"))
    at.save()
    assert at.page.locator("#met").is_visible()
    assert at.page.locator("#whole-mine").input_value() == "بلغت الكلفة 12 مليون دولار."
    at.page.locator("#id_text").fill(f"ما ثبت غير مؤكد بعد. [[{public_id}]]")
    at.page.locator("#save").click()
    assert Version.objects.filter(number=3).exists()


@pytest.mark.parametrize(("spoken", "scheme"), [("ar", "light"), ("ar", "dark"), ("en", "light"), ("en", "dark")])
def test_the_page_is_accessible_and_no_wider_than_the_screen(
    desk: Opener, story: Story, spoken: str, scheme: str
) -> None:
    factory.version(story, [claim_of(story)], "en")
    factory.version(
        story,
        [],
        content={"paragraphs": [{"sentences": [{"text": "كلّف 12 مليون دولار.", "cites": []}]}], "answers": []},
    )
    for width in (1280, 390):
        at = desk("co_writer", spoken, width, color_scheme=scheme)
        for language in ("ar", "en"):
            at.open(language)
            assert faults(at.page) == [], (width, language)
            assert not at.page.evaluate(WIDER), (width, language)
        assert at.said == []
