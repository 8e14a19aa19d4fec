"""Every kind of page of the desk in a real browser: accessible, never wider than the screen, quiet under the policy.

Two languages, two schemes, two widths. What is looked at is not a list of addresses but what the desk has: every list,
the page of one row of every noun, one form of every verb, and every page that is no noun's.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.urls import reverse

from claims.admin import desk
from claims.admin.verbs import VERBS
from claims.models import Claim
from newsroom.admin.reports import REPORTS
from tests import factory
from tests.browser.test_admin_browser import HOST, TAGS, WIDER, _fulfill
from tests.test_admin import do, list_of, page_of, world

pytestmark = [pytest.mark.browser, pytest.mark.all, pytest.mark.sqlite, pytest.mark.django_db]

WATCH = "document.addEventListener('securitypolicyviolation', (event) => console.error('violation', event.violatedDirective))"
SEEN = [(language, scheme, width) for language in ("ar", "en") for scheme in ("light", "dark") for width in (1280, 390)]


@pytest.fixture
def kinds() -> dict[str, str]:
    """An address of every kind of page."""
    rows = world()
    named = {
        "front": reverse("admin:index"),
        "find": reverse("admin:find") + "?q=%D9%83%D9%84%D9%81%D8%A9",
        "trash": reverse("admin:trash"),
        "reports": reverse("admin:reports"),
        "password": reverse("admin:password_change"),
        "kept view": list_of(Claim) + "?checking=published&o=1",
    }
    named |= {f"report {key}": reverse("admin:report", args=[key]) for key in REPORTS}
    for model in desk._registry:
        named[f"list of {model.__name__}"] = list_of(model)
        if model in rows:
            named[f"page of {model.__name__}"] = page_of(rows[model])
    for model, forms in VERBS.items():
        for form in forms:
            if model in rows or form.on_list:
                if not form.on_list and not form.fits(rows[model]):
                    continue  # its address is none
                named[f"{form.__name__}"] = do(model if form.on_list else rows[model], form.address())
    return named


class Window:
    """A browser that is handed Django's answers; ``said`` is what the console said, violations among it."""

    def __init__(self, browser: Any, answers: dict[str, Any], scheme: str, width: int) -> None:
        self.said: list[str] = []
        self.context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        self.context.add_init_script(WATCH)
        self.page = self.context.new_page()
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.route("**/*", lambda route, request: _fulfill(route, request, answers))

    def faults(self, address: str) -> list[str]:
        """Everything that is wrong with a page."""
        self.said.clear()
        self.page.goto(HOST + address)
        self.page.evaluate("document.fonts.ready")
        found = Axe().run(self.page, options={"runOnly": {"type": "tag", "values": TAGS}})
        faults = [
            f"{fault['id']}: {node['html'][:140]}"
            for fault in found.response["violations"]
            for node in fault["nodes"][:2]
        ]
        if self.page.evaluate(WIDER):
            faults.append("wider than the screen")
        return faults + list(self.said)


def answers_to(addresses: list[str], language: str) -> dict[str, Any]:
    """Django's answers as the desk administrator is given them."""
    client = Client()
    client.force_login(factory.editor("chief"))
    client.cookies["django_language"] = language
    return {each: client.get(each) for each in [*addresses, reverse("admin:jsi18n")]}


@pytest.mark.parametrize(("language", "scheme", "width"), SEEN)
def test_every_kind_of_page(browser: Any, kinds: dict[str, str], language: str, scheme: str, width: int) -> None:
    answers = answers_to(list(kinds.values()), language)
    window = Window(browser, answers, scheme, width)
    wrong = {}
    for name, address in kinds.items():
        if answers[address].status_code != 200:
            wrong[name] = [str(answers[address].status_code)]
        elif faults := window.faults(address):
            wrong[name] = faults
    window.context.close()
    assert wrong == {}


# --- The palette -----------------------------------------------------------------------------------------------------


@pytest.fixture
def at_front(browser: Any) -> Callable[..., Any]:
    """The front page of an editor who has something to do, with a search that answers."""
    factory.cast()
    claim = factory.claim("كلفة الميناء مليون", "The port cost a million")
    factory.draft(claim)
    client = Client()
    client.force_login(factory.editor("writer"))
    client.cookies["django_language"] = "ar"
    asked = [
        reverse("admin:find_json") + query
        for query in ("?q=", "?q=%D9%83%D9%84%D9%81%D8%A9", "?q=%D8%A7%D9%84%D8%AA%D9%82%D8%A7%D8%B1%D9%8A%D8%B1")
    ]
    addresses = [reverse("admin:index"), page_of(claim), reverse("admin:reports"), list_of(type(claim)), *asked]
    answers = {each: client.get(each) for each in addresses}
    answers |= {queue.url: client.get(queue.url) for queue in answers[addresses[0]].context["mine"]}

    def open_page(path: str = addresses[0]) -> Window:
        window = Window(browser, answers, "light", 1280)
        window.page.goto(HOST + path)
        window.page.wait_for_selector("html.with-palette")
        return window

    open_page.claim = claim  # type: ignore[attr-defined]
    return open_page


def test_anything_is_reached_by_keys_alone(at_front: Any) -> None:
    window = at_front()
    page = window.page
    page.keyboard.press("Control+KeyK")
    field = page.locator("#palette-typed")
    assert field.evaluate("each => each === document.activeElement")
    page.wait_for_selector("#palette-found [role=option]")
    assert field.get_attribute("aria-expanded") == "true"
    page.keyboard.insert_text("كلفة")
    page.locator("[role=option]", has_text="كلفة الميناء مليون").wait_for()
    first = page.locator("[role=option][aria-selected=true]")
    assert first.get_attribute("id") == field.get_attribute("aria-activedescendant")
    faults = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}}).response["violations"]
    assert [(fault["id"], fault["nodes"][0]["html"][:140]) for fault in faults] == []
    place = page.locator("[role=option]").all_inner_texts()
    wanted = next(number for number, words in enumerate(place) if "كلفة الميناء" in words)
    for _ in range(wanted):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{page_of(at_front.claim)}")
    assert window.said == []
    window.context.close()


def test_an_arabic_keyboard_has_the_same_keys(at_front: Any) -> None:
    """The key that writes a stroke writes ظ there, and the one of K writes ن."""
    window = at_front()
    page = window.page
    press = "(init) => document.body.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init }))"
    opened = "document.querySelector('#palette').open"
    page.evaluate(press, {"key": "ظ", "code": "Slash"})
    assert page.evaluate(opened)
    page.keyboard.press("Escape")
    assert not page.evaluate(opened)
    page.evaluate(press, {"key": "ن", "code": "KeyK", "ctrlKey": True})
    assert page.evaluate(opened)
    page.locator("#palette-keys").uncheck()
    page.keyboard.press("Escape")
    page.evaluate(press, {"key": "/", "code": "Slash"})
    assert not page.evaluate(opened), "single keys were switched off"
    window.context.close()


def test_digits_open_what_needs_me_and_writing_does_not(at_front: Any) -> None:
    window = at_front()
    page = window.page
    page.locator("#seek-all").focus()
    page.keyboard.press("1")
    assert page.locator("#seek-all").input_value() == "1"
    page.locator("main").focus()
    address = page.locator('.queue[data-key="1"] h2 a').get_attribute("href")
    page.keyboard.press("1")
    page.wait_for_url(f"**{address}")
    window.context.close()
