"""The preview of an import in a real browser: without a mouse, in both languages, and nothing for axe to find.

As in ``test_admin_browser``, Django answers through its test client before Chromium is handed the answers; what is
pressed in Chromium is caught, put to Django, and its next page is shown.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.urls import reverse

from claims.admin.panels import list_url, url_of, verb_url
from seeds import actions, intake
from seeds.admin.uploads import name_of, outcomes_of
from seeds.choices import ItemState, RunKind
from seeds.models import Feed, ImportItem, ImportRun, ReadingProposal
from tests import factory

from .test_admin_browser import HOST, TAGS, WIDER, _fulfill, shown

pytestmark = [pytest.mark.browser, pytest.mark.all, pytest.mark.sqlite, pytest.mark.django_db]

TEXT = """شركة الرمال تطلق نموذجاً لغوياً جديداً
كتبت: منى السالمي
أعلنت شركة الرمال أنها درّبت نموذجها اللغوي الجديد بكلفة لم تتجاوز 294 ألف دولار في مراحل التدريب كلها.
إقرأ أيضاً: تأجيل النموذج الثاني
وقالت وكالة الساحل\u202e إن الشركة لم تذكر عدد المعالجات التي استخدمتها في المراحل الأولى من ذلك التدريب.
"""
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(60)


@pytest.fixture
def run() -> ImportRun:
    """A run with something in every outcome, and an item that is nearly the same as an article that is in."""
    chief = factory.cast()["chief"]
    made = actions.start_run(editor=chief, kind=RunKind.FILES, label="رمال.txt, picture.png")
    given = {"a.txt": TEXT.encode(), "b.txt": TEXT.replace("294", "300").encode(), "c.png": PICTURE}
    for name, raw in given.items():
        for outcome in outcomes_of(raw, name):
            item = intake.stage(editor=chief, run=made, name=name_of(outcome), outcome=outcome)
            if name == "a.txt":
                actions.accept_item(editor=chief, item=item, version=item.version, prepared=intake.prepared_of(item))
    return actions.finish_run(editor=chief, run=made)


def addresses(run: ImportRun) -> dict[str, str]:
    chief = factory.editor("chief")
    snapshot = factory.snapshot()
    blocks = [dict(block) for block in snapshot.readings.newest().blocks]
    blocks[-1] |= {"kind": "bio", "kept": False}
    proposal = actions.propose_reading(editor=chief, snapshot=snapshot, blocks=blocks, changes=1)
    feed = actions.write_feed(editor=chief, url="https://example.org/feed", title="رمال")
    waiting, refused = run.items.get(state=ItemState.WAITING), run.items.get(state=ItemState.REFUSED)
    accepted = run.items.get(state=ItemState.ACCEPTED)
    accept = reverse("admin:seeds_importitem_do_new", args=["accept-items"])
    return {
        "preview": url_of(waiting),
        "accepted": url_of(accepted),
        "refused": url_of(refused),
        "article": url_of(accepted.article),  # type: ignore[arg-type]
        "run": url_of(run),
        "runs": list_url(ImportRun),
        "items": list_url(ImportItem),
        "bulk": f"{accept}?all={run.pk}",
        "upload": reverse("admin:seeds_importrun_do_new", args=["upload-files"]),
        "transcript": reverse("admin:seeds_importrun_do_new", args=["bring-transcript"]),
        "feeds": list_url(Feed),
        "feed": url_of(feed),
        "proposals": list_url(ReadingProposal),
        "proposal": url_of(proposal),
        "accept": verb_url(proposal, "accept-reading"),
        "index": reverse("admin:index"),
    }


ENGLISH = {"preview", "run", "upload", "bulk"}  # pages that are built otherwise than those of the rest of the desk


@pytest.mark.parametrize("language", ["ar", "en"])
def test_pages_are_accessible_quiet_and_no_wider_than_the_screen(browser: Any, run: ImportRun, language: str) -> None:
    for name, path in addresses(run).items():
        if language == "en" and name not in ENGLISH:
            continue
        for scheme in ("light", "dark") if name == "preview" else ("light",):
            with shown(browser, path, language, scheme=scheme) as page:
                assert page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
                page.evaluate(
                    "document.querySelectorAll('details.like, .like details').forEach(each => each.open = true)"
                )
                assert faults(page) == [], (name, scheme)
                assert page.said == [], name
                for width in (1280, 390, 320):
                    page.set_viewport_size({"width": width, "height": 900})
                    assert not page.evaluate(WIDER), (name, width)
                if name == "preview":
                    assert faults(page) == [], (name, scheme, "narrow")


def faults(page: Any) -> list[Any]:
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}})
    return [
        (fault["id"], node["html"][:200], node.get("failureSummary", "")[:300])
        for fault in found.response["violations"]
        for node in fault["nodes"][:3]
    ]


class Desk:
    """A browser at a preview, by keyboard alone. What it sends goes to Django, whose next page it is shown."""

    def __init__(self, page: Any, language: str) -> None:
        self.page, self.client = page, Client()
        self.client.force_login(factory.editor("contributor"))
        self.client.cookies["django_language"] = language
        self.answers: dict[str, Any] = {}
        self.sent: list[Any] = []
        page.route("**/*", self._answer)

    def _answer(self, route: Any, request: Any) -> None:
        if request.method == "POST":
            self.sent.append((urlsplit(request.url).path, request.post_data))
            route.fulfill(status=204)
        else:
            _fulfill(route, request, self.answers)

    def open(self, path: str) -> None:
        """Show a page; a fragment is not asked of the server."""
        asked = path.partition("#")[0]
        self.answers[asked] = self.client.get(asked)
        assert self.answers[asked].status_code == 200
        self.page.goto("about:blank")
        self.page.goto(HOST + path)

    def tab_to(self, selector: str) -> None:
        """Press Tab until the element has the focus."""
        for _ in range(400):
            if self.page.evaluate(f"document.activeElement.matches({selector!r})"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{selector} is never reached by Tab")

    def press(self, key: str = "Enter") -> str:
        """Press a key that sends the form; returns where Django leads next, and shows it."""
        before = len(self.sent)
        self.page.keyboard.press(key)
        self.page.wait_for_timeout(100)
        assert len(self.sent) == before + 1, "the key sent nothing"
        path, data = self.sent[-1]
        answer = self.client.post(path, data, content_type="application/x-www-form-urlencoded")
        assert answer.status_code == 302, answer.status_code
        self.open(answer["Location"])
        return str(answer["Location"])

    def focused(self) -> str:
        return str(self.page.evaluate("document.activeElement.id"))


@pytest.mark.parametrize("language", ["ar", "en"])
def test_an_article_is_corrected_and_accepted_without_a_mouse(browser: Any, run: ImportRun, language: str) -> None:
    item = run.items.get(state=ItemState.WAITING)
    context = browser.new_context(viewport={"width": 1280, "height": 700})
    desk = Desk(context.new_page(), language)
    desk.open(url_of(item))
    desk.tab_to("#line-4")
    desk.press()
    assert desk.focused() == "line-4", "the focus is back at the line"
    assert desk.page.evaluate("document.activeElement.name") == "drop", "which can now be dropped again"
    place = desk.page.evaluate("document.activeElement.getBoundingClientRect().bottom")
    bar = desk.page.evaluate("document.querySelector('.confirm').getBoundingClientRect().top")
    assert 0 < place < bar, "and is not hidden behind the bar"
    desk.tab_to("#id_section")
    desk.page.keyboard.type("اقتصاد")
    assert desk.press().endswith("#about"), "Enter in a field keeps what was typed, and drops no line"
    desk.tab_to("[value^='copy:']:not([value$='other']), [value='new']")
    desk.page.keyboard.press("ArrowDown")
    desk.page.keyboard.press("ArrowDown")
    desk.tab_to("[value=accept]")
    desk.press("Space")
    item.refresh_from_db()
    assert (item.state, item.decisions["fields"]) == (ItemState.ACCEPTED, {"section": "اقتصاد"})
    assert item.decisions["as"] == "copy" and item.article is not None
    assert item.article.section == "اقتصاد" and item.article.copy_of is not None
    blocks = factory.snapshot(item.article).readings.newest().blocks
    assert [block["kept"] for block in blocks] == [True, False, True, True, True]
    context.close()


def test_items_are_ticked_and_accepted_without_a_mouse(browser: Any, run: ImportRun) -> None:
    item = run.items.get(state=ItemState.WAITING)
    context = browser.new_context()
    desk = Desk(context.new_page(), "en")
    desk.open(url_of(run))
    desk.tab_to(f"input[name=item][value='{item.pk}']")
    desk.page.keyboard.press("Space")
    accept = reverse("admin:seeds_importitem_do_new", args=["accept-items"])
    desk.answers[f"{accept}?item={item.pk}"] = desk.client.get(accept, {"item": item.pk})
    desk.page.keyboard.press("Enter")
    desk.page.wait_for_url(f"**{accept}?item={item.pk}")
    assert desk.page.locator("button.primary").inner_text() == "Accept 1 of 1 waiting article"
    context.close()
