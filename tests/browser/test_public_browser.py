"""The public pages in a real browser: accessible, never wider than the screen, light, and quiet under our policy.

The pages are drawn from sample documents and handed to Chromium with the headers of the house; no database is asked.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings

from newsroom import pages
from tests import sample_documents as sample

pytestmark = pytest.mark.browser

STATIC = Path(settings.BASE_DIR) / "newsroom" / "static"
TYPES = {".css": "text/css", ".woff2": "font/woff2", ".svg": "image/svg+xml"}
POLICY = "; ".join(
    f"{name} {' '.join(values)}" for name, values in settings.CONTENT_SECURITY_POLICY["DIRECTIVES"].items()
)
LANGUAGES = ("ar", "en")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# WCAG 1.4.12: what a reader may set without losing anything.
SPACING = "*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-block-end:2em!important}"
WIDER = """[...document.querySelectorAll("body *")].filter(each => {
  const box = each.getBoundingClientRect();
  return box.width > 0 && (box.right > innerWidth + 1 || box.left < -1) && !each.closest(".scroll, .vh, .skip, .defs");
}).map(each => each.tagName + "." + each.className)"""


def front(language: str) -> bytes:
    context = pages.front(
        [sample.story("story-r2"), sample.story(), sample.story(languages=("ar",))],
        [sample.question("r2-chips"), sample.question("r2-date")],
        language,
    )
    context["errata"] = pages.errata([sample.correction()], language)
    return pages.page("home.html", pages.Site(language=language, here=f"/{language}/"), context)


def claims_list(language: str) -> bytes:
    context = {
        "heading": "—",
        "entries": pages.entries([sample.claim(key) for key in ("cost-557m", "r2-april", "shift")], language),
        "ratings": [
            row.badge for row in pages.scale(sample.scale()["languages"][language]["content"], language)["ratings"]
        ],
        "paging": pages.Paging(2, 3, 60),
    }
    return pages.page("list.html", pages.Site(language=language, section="claims"), context)


def corrections(language: str) -> bytes:
    context = {"errata": pages.errata([sample.correction()], language), "paging": pages.Paging(1, 1, 1)}
    return pages.page("corrections.html", pages.Site(language=language, section="corrections"), context)


def of(document: sample.Json) -> Callable[[str], bytes]:
    return lambda language: pages.render(document, language=language)


def superseded(language: str) -> bytes:
    return pages.render(
        sample.claim(), language=language, standing="superseded", current=sample.claim() | {"version": 3}
    )


PAGES: dict[str, Callable[[str], bytes]] = {
    "home": front,
    "claims": claims_list,
    "corrections": corrections,
    "old": superseded,
    "withheld": of(sample.withheld(sample.claim())),
    "withdrawn": of(sample.withdrawn(sample.claim())),
    **{name: of(document) for name, document in sample.everything().items()},
}


@contextmanager
def shown(
    browser: Any, name: str, language: str, width: int = 1280, scheme: str = "light", **extra: Any
) -> Iterator[Any]:
    """The page in a browser of its own; ``page.asked`` are the requests, ``page.said`` what the console said."""
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, **extra)
    page = context.new_page()
    page.asked, page.said = [], []

    def handle(route: Any, request: Any) -> None:
        path = request.url.split("/", 3)[3].partition("?")[0]
        page.asked.append(path)
        file = STATIC / path.removeprefix("static/")
        if path.startswith("static/"):
            route.fulfill(status=200, body=file.read_bytes(), content_type=TYPES[file.suffix])
        else:
            headers = {"Content-Security-Policy": POLICY, "Content-Type": "text/html; charset=utf-8"}
            route.fulfill(status=200, body=PAGES[name](language), headers=headers)

    page.on("console", lambda message: page.said.append(message.text))
    page.on("pageerror", lambda error: page.said.append(str(error)))
    page.route("**/*", handle)
    page.goto("http://news.example/")
    page.evaluate("document.fonts.ready")
    yield page
    context.close()


MAIN = ("home", "story", "claim", "question")
# Every day each of the two languages, widths and schemes on each main page; every combination in CI.
DAILY = {("ar", 1280, "light"), ("en", 390, "dark")}
COMBINATIONS = [
    pytest.param(name, *mix, marks=() if mix in DAILY else pytest.mark.all)
    for name in MAIN
    for mix in itertools.product(LANGUAGES, (1280, 390), ("light", "dark"))
]
EACH = [
    pytest.param(name, language, marks=() if name in MAIN else pytest.mark.all)
    for name in PAGES
    for language in LANGUAGES
]


@pytest.mark.parametrize(("name", "language", "width", "scheme"), COMBINATIONS)
def test_a_page_is_accessible(browser: Any, name: str, language: str, width: int, scheme: str) -> None:
    with shown(browser, name, language, width, scheme) as page:
        found = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]})
    assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found.response["violations"]] == []


@pytest.mark.all
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [name for name in PAGES if name not in MAIN])
def test_the_other_pages_are_accessible_too(browser: Any, name: str, language: str) -> None:
    with shown(browser, name, language, 390) as page:
        found = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]})
    assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found.response["violations"]] == []


@pytest.mark.parametrize(("name", "language"), EACH)
def test_nothing_is_wider_than_the_screen(browser: Any, name: str, language: str) -> None:
    with shown(browser, name, language, 320) as page:
        for width in (320, 390, 768, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            assert page.evaluate(WIDER) == [], f"at {width} pixels"
        page.set_viewport_size({"width": 320, "height": 900})
        page.evaluate(
            "css => { const s = new CSSStyleSheet(); s.replaceSync(css); document.adoptedStyleSheets = [s]; }", SPACING
        )
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, "with the spacing that readers may set"


@pytest.mark.parametrize(("name", "language"), EACH)
def test_four_requests_no_cookie_and_a_quiet_console(browser: Any, name: str, language: str) -> None:
    with shown(browser, name, language) as page:
        asked = [path for path in page.asked if not path.endswith("icon.svg")]
        assert len(asked) <= 4 and len(asked) == len(set(asked)), asked
        assert page.said == []
        assert page.context.cookies() == []
        assert page.evaluate("document.scripts.length") == 0


def test_the_first_key_skips_to_the_content(browser: Any) -> None:
    with shown(browser, "story", "ar") as page:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"


def test_a_quotation_is_set_in_the_voice_of_articles(browser: Any) -> None:
    with shown(browser, "claim", "ar") as page:
        voices = page.evaluate("[...document.fonts].filter(font => font.status == 'loaded').map(font => font.family)")
        assert voices == ["Vazirmatn", "Naskh"]
        assert page.evaluate("getComputedStyle(document.querySelector('.place blockquote')).fontFamily").startswith(
            "Naskh"
        )


def test_a_number_after_a_latin_name_is_read_after_it(browser: Any) -> None:
    """In a line from right to left, what is read first stands further right."""
    measure = """() => {
      const place = text => {
        const walk = document.createTreeWalker(document.querySelector(".group.bad li a"), NodeFilter.SHOW_TEXT);
        for (let node; (node = walk.nextNode()); ) {
          const at = node.data.indexOf(text);
          if (at < 0) continue;
          const range = document.createRange();
          range.setStart(node, at);
          range.setEnd(node, at + text.length);
          return range.getBoundingClientRect().x;
        }
      };
      return [place("R1"), place("5.57")];
    }"""
    with shown(browser, "story", "ar") as page:
        name, number = page.evaluate(measure)
    assert name > number


def test_bars_grow_from_the_side_where_a_line_begins(browser: Any) -> None:
    for language, begins in (("ar", "right"), ("en", "left")):
        with shown(browser, "question-bars", language) as page:
            bars = page.evaluate(
                "side => [...document.querySelectorAll('.bars rect')].map(bar => bar.getBoundingClientRect()[side])",
                begins,
            )
            widths = page.evaluate("[...document.querySelectorAll('.bars svg')].map(each => each.clientWidth)")
        assert max(bars) - min(bars) < 1 and len(set(widths)) == 1, "one scale from one line"


def test_print_leaves_the_navigation_out(browser: Any) -> None:
    with shown(browser, "story", "ar") as page:
        page.emulate_media(media="print")
        assert not page.locator(".top nav").is_visible() and page.locator("h1").is_visible()
