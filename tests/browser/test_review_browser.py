"""A reviewer's day in a real browser, by keyboard alone: the queue, what changed for readers, a blind rating, decisions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.urls import reverse

from claims import actions as claims
from claims.admin.panels import url_of, verb_url
from claims.models import BlindVerdict, Claim, Proof, Verification, VerificationState
from tests import factory

from .test_admin_browser import WIDER
from .test_import_browser import faults

pytestmark = [pytest.mark.browser, pytest.mark.all, pytest.mark.sqlite, pytest.mark.django_db(transaction=True)]

RATIONALE = "تعليل لا يراه من يصنّف ثانياً"
MOST_STEPS = 250  # presses of Tab to anything on a page


class Keyboard:
    """A browser without a mouse."""

    def __init__(self, page: Any, server: str) -> None:
        self.page, self.server = page, server
        self.said: list[str] = []
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))

    def log_in(self, name: str) -> None:
        self.page.goto(self.server + reverse("admin:login"))
        self.to("el.name === 'username'")
        self.page.keyboard.type(name)
        self.page.keyboard.press("Tab")
        self.page.keyboard.type("correct horse battery staple")
        self.enter()
        assert urlsplit(self.page.url).path == reverse("admin:index")

    def to(self, wanted: str) -> None:
        """Press Tab until the focus is where it is wanted."""
        for _ in range(MOST_STEPS):
            if self.page.evaluate(f"(el => !!el && ({wanted}))(document.activeElement)"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"the keyboard does not reach: {wanted}")

    def enter(self) -> None:
        """Press Enter, and wait for the page that comes."""
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self.page.evaluate("document.fonts.ready")

    def follow(self, address: str) -> None:
        self.to(f"el.tagName === 'A' && el.getAttribute('href') === '{address}'")
        self.enter()

    def type_into(self, name: str, words: str) -> None:
        self.to(f"el.name === '{name}'")
        self.page.keyboard.type(words)

    def send(self) -> None:
        self.to("el.matches('form.verb .submit button')")
        self.enter()

    def home(self) -> None:
        self.follow(reverse("admin:index"))

    def words(self) -> str:
        return str(self.page.locator("main, #content").first.inner_text())


@pytest.fixture
def keyboard(live_server: Any, browser: Any) -> Iterator[Keyboard]:
    context = browser.new_context(locale="ar", viewport={"width": 1280, "height": 900})
    yield Keyboard(context.new_page(), live_server.url)
    context.close()


def submitted(of: Claim, verdict: str = "true", *, blind: bool = False, **extra: Any) -> tuple[Verification, Proof]:
    """A verification in Arabic that is asked of the second, with its proof."""
    draft = factory.draft(of, verdict, **{"words": {"ar": factory.words(RATIONALE)}, **extra})
    due = dt.datetime.now(dt.UTC) + dt.timedelta(hours=3)
    (proof,) = claims.submit_verification(
        editor=factory.editor("writer"),
        verification=draft,
        reviewer=factory.editor("second"),
        due=due,
        blind=blind,
        languages=["ar"],
    )
    return draft, proof


def test_a_reviewers_day_by_keyboard(keyboard: Keyboard) -> None:
    factory.cast()
    known = factory.published_claim()
    changed = factory.words("وجدنا وثيقة أخرى.", change_note="وثيقة جديدة")
    renewed, renewal = submitted(known, "mixed", change_kind="update", words={"ar": changed})
    twice = factory.claim("ادعاء يُصنَّف مرتين", "A claim rated twice")
    factory.occurrence(twice)
    covered, blind = submitted(twice, "mostly-true", blind=True)
    poor, weak = submitted(factory.claim("ادعاء ضعيف السند", "A claim poorly backed"))

    keyboard.log_in("second")
    keyboard.follow(url_of(renewal))
    assert keyboard.page.locator(".compared").count() >= 1, "what changes for readers stands on the page"
    keyboard.follow(verb_url(renewal, "approve-verification"))
    keyboard.send()
    assert state_of(renewed).state == "approved"

    keyboard.home()
    keyboard.follow(url_of(blind))
    assert RATIONALE not in keyboard.words()
    assert factory.QUOTE in keyboard.words()
    keyboard.follow(verb_url(blind, "give-blind-verdict"))
    assert RATIONALE not in keyboard.words()
    keyboard.to("el.name === 'verdict'")
    while keyboard.page.evaluate("document.activeElement.value") != "mostly-true":
        keyboard.page.keyboard.press("ArrowDown")
    keyboard.type_into("rationale", "الوثيقة تقول ذلك.")
    keyboard.send()
    assert BlindVerdict.objects.get(verification=covered).verdict == covered.verdict
    assert RATIONALE in keyboard.words()
    keyboard.follow(verb_url(blind, "approve-verification"))
    keyboard.send()
    assert state_of(covered).state == "approved"

    keyboard.home()
    keyboard.follow(url_of(weak))
    keyboard.follow(verb_url(weak, "return-verification"))
    keyboard.type_into("note", "أضف الوثيقة نفسها لا خبراً عنها.")
    keyboard.send()
    assert state_of(poor).state == "returned"
    keyboard.home()
    for proof in (renewal, blind, weak):
        assert keyboard.page.locator(f'a[href="{url_of(proof)}"]').count() == 0, "nothing waits any more"
    assert keyboard.said == []


def state_of(verification: Verification) -> VerificationState:
    return VerificationState.objects.get(text__verification=verification, text__language="ar")


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_the_pages_of_a_review_are_accessible(
    live_server: Any, browser: Any, language: str, width: int, scheme: str
) -> None:
    factory.cast()
    claim = factory.published_claim()
    story = factory.published_story([claim])
    _covered, blind = submitted(factory.claim("ادعاء يُصنَّف مرتين", "A claim rated twice"), blind=True)
    renewed, proof = submitted(factory.claim("ادعاء آخر", "Another claim"))
    row = renewed.claim
    claims.reword_claim(
        editor=factory.editor("writer"), claim=row, version=row.version, language="ar", text="صياغة أخرى"
    )
    poor = factory.draft(claim, "false", evidence=[], change_kind="update", no_inquiry_reason=None)
    addresses = [url_of(blind), verb_url(blind, "give-blind-verdict"), url_of(proof), verb_url(proof, "ask-reviewer")]
    addresses += [url_of(renewed), verb_url(poor, "publish-verification"), verb_url(story, "assign")]
    addresses += [reverse("admin:claims_team_changelist"), reverse("admin:newsroom_assignment_changelist")]
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    client = factory.enter("chief", language=language)
    cookies = {"sessionid": client.cookies["sessionid"].value, "django_language": language}
    context.add_cookies([{"name": key, "value": value, "url": live_server.url} for key, value in cookies.items()])
    keyboard = Keyboard(context.new_page(), live_server.url)
    for address in addresses:
        assert keyboard.page.goto(live_server.url + address).status == 200, address
        assert faults(keyboard.page) == [], address
        assert not keyboard.page.evaluate(WIDER), address
    assert keyboard.said == []
    context.close()
