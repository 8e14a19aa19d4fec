"""The quick path in a real browser: how many inputs two people need from a pasted text to a published claim."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.urls import reverse

from claims.models import Autosave, Claim, Occurrence, Proof
from tests import factory

from .test_admin_browser import TAGS, WIDER

pytestmark = [pytest.mark.all, pytest.mark.browser, pytest.mark.sqlite, pytest.mark.django_db(transaction=True)]

MOST_INPUTS = 60  # a click, a shortcut, or one field filled, whatever its length; two people together
PASTED = (
    "الرئيسية\n"
    "شركة الرمال تكشف كلفة نموذجها\n"
    "أعلنت شركة الرمال أنها درّبت نموذجها بكلفة لم تتجاوز 294 ألف دولار.\n"
    "وقالت وكالة الساحل إن النموذج أُطلق في كانون الثاني 2025.\n"
    "ولم تذكر الشركة عدد المعالجات التي استخدمتها في مراحل التدريب كلها."
)
SENTENCE = "وقالت وكالة الساحل إن النموذج أُطلق في كانون الثاني 2025."


class Person:
    """One of the cast at her own browser. Every click, shortcut and filled field is counted."""

    inputs = 0

    def __init__(self, browser: Any, server: Any, name: str, **how: Any) -> None:
        context = {"locale": "ar", "viewport": {"width": 1280, "height": 900}, **how}
        self.context, self.server = browser.new_context(**context), server
        cookies = factory.enter(name, language="ar").cookies
        self.context.add_cookies([{"name": key, "value": cookies[key].value, "url": server.url} for key in cookies])
        self.page = self.context.new_page()
        self.said: list[str] = []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.goto(f"{server.url}/admin/")

    def click(self, selector: str) -> None:
        Person.inputs += 1
        self.page.locator(selector).first.click()
        self.settle()

    def fill(self, name: str, words: str) -> None:
        Person.inputs += 1
        self.page.locator(f"[name={name}]").fill(words)
        self.settle()

    def settle(self) -> None:
        self.page.wait_for_load_state()
        self.until("!document.querySelector('#quick[aria-busy=true]')")

    def until(self, script: str) -> None:
        """Wait until something is so. Playwright's own way of waiting is not allowed by our policy."""
        for _ in range(500):
            if self.page.evaluate(script):
                return
            self.page.wait_for_timeout(20)
        raise AssertionError(f"never: {script}")


@pytest.fixture(autouse=True)
def counted() -> Iterator[None]:
    Person.inputs = 0
    yield


@pytest.mark.parametrize("scripted", [True, False], ids=["with the script", "without JavaScript"])
def test_two_people_need_at_most_sixty_inputs_from_a_text_to_its_published_claim(
    browser: Any, live_server: Any, scripted: bool
) -> None:
    writer = Person(browser, live_server, "writer", java_script_enabled=scripted)
    writer.click(f"a[href='{reverse('admin:quick')}']")
    writer.fill("pasted", PASTED)
    if scripted:
        writer.until("document.querySelectorAll('#text .s').length > 2")
        writer.click(f"#text .s:has-text('{SENTENCE[:30]}')")
    else:
        writer.click("[name=_read]")
        writer.click(f"#text .s:has-text('{SENTENCE[:30]}') + .take")
    assert writer.page.locator("[name=claimed]").input_value() == SENTENCE.rstrip(".")
    assert writer.page.locator("[name=hops-0-words]").input_value() == "وكالة الساحل"
    writer.click("[name=verdict][value=true]")
    writer.fill("rationale", "وجدنا إعلان الإطلاق على موقع الشركة.")
    writer.fill("evidence-0-title", "إعلان الإطلاق")
    writer.fill("evidence-0-url", "https://example.org/launch")
    writer.click(".submit .primary")
    proof = Proof.objects.get()
    assert writer.page.url.endswith(reverse("admin:quick_decide", args=[proof.pk]))

    second = Person(browser, live_server, "chief", java_script_enabled=scripted)
    second.click(f".queue a[href*='/proof/{proof.pk}/'], .queue a[href$='/quick/{proof.pk}/']")
    if "/quick/" not in second.page.url:
        second.click(f"a[href='{reverse('admin:quick_decide', args=[proof.pk])}']")
    assert SENTENCE[:30] in second.page.locator("mark").first.inner_text()
    second.click("button[value=publish]")

    claim = Claim.objects.get()
    assert claim.current_verification is not None
    public = Client().get(f"/ar/claims/{claim.public_id}", follow=True)
    assert "وجدنا إعلان الإطلاق على موقع الشركة." in public.content.decode()
    assert Person.inputs <= MOST_INPUTS, Person.inputs
    assert [*writer.said, *second.said] == []


def test_selected_words_become_the_quote_and_what_is_typed_is_kept(browser: Any, live_server: Any) -> None:
    writer = Person(browser, live_server, "writer")
    writer.page.goto(f"{live_server.url}{reverse('admin:quick')}")
    writer.fill("pasted", PASTED)
    writer.until("document.querySelectorAll('#text .s').length > 2")
    writer.page.evaluate(
        """words => {
            const span = [...document.querySelectorAll('#text .s')].find(each => each.textContent.includes(words));
            const node = span.firstChild, at = node.data.indexOf(words), range = document.createRange();
            range.setStart(node, at + 1); range.setEnd(node, at + words.length - 1);
            getSelection().removeAllRanges(); getSelection().addRange(range);
            span.dispatchEvent(new MouseEvent("mouseup", {bubbles: true}));
        }""",
        "النموذج أُطلق في كانون",
    )
    writer.until("document.querySelector('[name=quote]').value !== ''")
    assert writer.page.locator("[name=quote]").input_value() == "النموذج أُطلق في كانون"
    writer.fill("rationale", "نصف جملة")
    writer.until("document.querySelector('#saved').textContent !== ''")
    assert "rationale" in Autosave.objects.get().content["form"]
    again = Person(browser, live_server, "writer")
    again.page.goto(f"{live_server.url}{reverse('admin:quick')}")
    assert again.page.locator("[name=rationale]").input_value() == "نصف جملة"
    assert [*writer.said, *again.said] == []
    assert not Occurrence.objects.exists()


def test_a_rating_asks_for_what_it_owes_and_for_nothing_else(browser: Any, live_server: Any) -> None:
    writer = Person(browser, live_server, "writer", java_script_enabled=False)
    writer.page.goto(f"{live_server.url}{reverse('admin:quick')}")
    for verdict, shown in (("true", set()), ("unverified", {"unknowns"}), ("false", {"no_inquiry"})):
        writer.click(f"[name=verdict][value={verdict}]")
        visible = {name for name in ("unknowns", "no_inquiry") if writer.page.locator(f"[name={name}]").is_visible()}
        assert visible == shown


@pytest.mark.parametrize("language", ["ar", "en"])
def test_both_screens_are_accessible_and_never_wider_than_the_screen(
    browser: Any, live_server: Any, language: str
) -> None:
    writer = Person(browser, live_server, "writer")
    writer.context.add_cookies([{"name": "django_language", "value": language, "url": live_server.url}])
    writer.page.goto(f"{live_server.url}{reverse('admin:quick')}")
    writer.fill("pasted", PASTED)
    writer.until("document.querySelectorAll('#text .s').length > 2")
    writer.click(f"#text .s:has-text('{SENTENCE[:30]}')")
    writer.click("[name=verdict][value=false]")
    look(writer)
    writer.click(".submit .primary")  # refused: every reason stands there
    assert writer.page.locator("[data-code=no_inquiry]").is_visible()
    look(writer)
    writer.fill("rationale", "وجدنا غير ذلك.")
    writer.fill("no_inquiry", "الوثيقة منشورة.")
    writer.fill("evidence-0-title", "الوثيقة")
    writer.click(".submit .primary")
    second = Person(browser, live_server, "chief")
    second.context.add_cookies([{"name": "django_language", "value": language, "url": live_server.url}])
    second.page.goto(writer.page.url)
    look(second)
    assert second.said == []


def faults(page: Any) -> list[Any]:
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}})
    return [(fault["id"], node["html"][:200]) for fault in found.response["violations"] for node in fault["nodes"][:3]]


def look(person: Person) -> None:
    for scheme in ("light", "dark"):
        person.page.emulate_media(color_scheme=scheme)
        for width in (1280, 390):
            person.page.set_viewport_size({"width": width, "height": 900})
            assert faults(person.page) == [], (scheme, width)
            assert not person.page.evaluate(WIDER), (scheme, width)
    person.page.set_viewport_size({"width": 1280, "height": 900})
