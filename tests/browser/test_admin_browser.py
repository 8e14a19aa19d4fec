"""The desk in a real browser: accessible in both languages, never wider than the screen, quiet under our policy.

The desk answers through Django's test client, policy and all; Chromium is handed its answers. No server is started.
"""

from __future__ import annotations

import mimetypes
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from claims import actions as ledger_verbs
from claims.admin.panels import list_url, url_of, verb_url
from claims.models import Claim, Proof, Verdict
from newsroom.models import Publication
from tests import factory

pytestmark = [pytest.mark.browser, pytest.mark.all, pytest.mark.sqlite, pytest.mark.django_db]

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
HOST = "http://localhost"  # an origin that browsers trust without a certificate
WIDER = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.fixture
def addresses() -> dict[str, str]:
    """A page of each kind, each with something on it."""
    factory.cast()
    claim = factory.published_claim(asked=factory.question())
    story = factory.published_story([claim])
    waiting = factory.draft(factory.claim("ادعاء لم يُراجع بعد", "A claim not reviewed yet"))
    ledger_verbs.submit_verification(editor=factory.editor("writer"), verification=waiting)
    poor = factory.draft(claim, "false", evidence=[], change_kind="update", no_inquiry_reason=None)
    return {
        "login": reverse("admin:login"),
        "index": reverse("admin:index"),
        "list": list_url(Claim),
        "audit": list_url(Publication),
        "object": url_of(claim),
        "story": url_of(story),
        "review": url_of(Proof.objects.latest("pk")),
        "form": verb_url(claim, "draft-verification"),
        "blocked": verb_url(poor, "submit-verification"),
        "reading": verb_url(claim.occurrences.get().snapshot.article, "read-article"),
        "summary": verb_url(story, "write-version"),
        "scale": list_url(Verdict),
        "password": reverse("admin:password_change"),
    }


def _fulfill(route: Any, request: Any, answers: dict[str, Any]) -> None:
    path = request.url.removeprefix(HOST)
    if path.startswith("/static/"):
        found = Path(str(finders.find(path.removeprefix("/static/").partition("?")[0])))
        route.fulfill(body=found.read_bytes(), content_type=mimetypes.guess_type(found.name)[0] or "font/woff2")
    elif path in answers:
        answer = answers[path]
        route.fulfill(status=answer.status_code, headers=dict(answer.headers.items()), body=answer.content)
    else:
        route.fulfill(status=404)


@contextmanager
def shown(browser: Any, path: str, language: str, width: int = 1280, scheme: str = "light") -> Iterator[Any]:
    """A page of the desk; ``page.said`` is what the console said, violations of the policy among it.

    Django is asked here and not while Chromium waits: inside Playwright's calls it would have another connection,
    which does not see this test's transaction.
    """
    client = Client()
    if "login" not in path:
        client.force_login(factory.editor("chief"))
    client.cookies["django_language"] = language
    answers = {each: client.get(each) for each in (path, reverse("admin:jsi18n"))}
    assert answers[path].status_code == 200, path
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    page.said = []
    page.on("console", lambda message: page.said.append(message.text))
    page.on("pageerror", lambda error: page.said.append(str(error)))
    page.route("**/*", lambda route, request: _fulfill(route, request, answers))
    page.goto(HOST + path)
    page.evaluate("document.fonts.ready")
    yield page
    context.close()


@pytest.mark.parametrize("language", ["ar", "en"])
def test_pages_are_accessible_and_quiet(browser: Any, addresses: dict[str, str], language: str) -> None:
    """Arabic is looked at everywhere, English where the pages are built differently."""
    names = set(addresses) if language == "ar" else {"index", "list", "object", "form", "review"}
    for name in sorted(names):
        scheme = "dark" if name in {"list", "object", "form"} else "light"
        with shown(browser, addresses[name], language, scheme=scheme) as page:
            assert page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
            found = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}})
            faults = [
                (fault["id"], node["html"][:160], node.get("failureSummary", "")[:200])
                for fault in found.response["violations"]
                for node in fault["nodes"][:3]
            ]
            assert faults == [], name
            assert page.said == [], name
            for width in (1280, 390):
                page.set_viewport_size({"width": width, "height": 900})
                assert not page.evaluate(WIDER), (name, width)


def test_filters_open_and_the_theme_turns(browser: Any, addresses: dict[str, str]) -> None:
    with shown(browser, addresses["list"], "ar") as page:
        summary = page.locator(".filter summary").first
        summary.focus()
        page.keyboard.press("Enter")
        assert page.locator(".filter ul a").first.is_visible()
        before = page.evaluate("getComputedStyle(document.body).backgroundColor")
        for _ in range(2):
            page.locator(".theme-toggle").click()
        assert page.locator("html").get_attribute("data-theme") != "auto"
        page.evaluate("document.documentElement.dataset.theme = 'dark'")
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") != before
        assert page.said == []
