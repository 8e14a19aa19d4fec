"""The workbench in a real browser: by keyboard alone, by mouse in Arabic, under the policy, and without JavaScript.

Pages answer one another here without the test asking for them, so a server is started, as for the partners' pages.
"""

from __future__ import annotations

import contextlib
import sys
import time
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from claims.models import Article, Attribution, Autosave, CandidateDecision, Occurrence, Snapshot
from seeds import actions, intake
from seeds.choices import RunKind
from seeds.incoming import Incoming
from seeds.preparing import prepare
from tests import factory

from .test_admin_browser import WIDER
from .test_import_browser import faults

pytestmark = [pytest.mark.browser, pytest.mark.all, pytest.mark.sqlite, pytest.mark.django_db(transaction=True)]

MOST_KEYS = 60  # keystrokes from a freshly imported article to ten accepted claims
SEEDS = Path(settings.BASE_DIR) / "seeds"
WORDS = "نموذجها المتطور R1"
TEXT = (
    f"أعلنت شركة الرمال أنها نجحت في تدريب {WORDS} بتكلفة لم تتجاوز 294 ألف دولار فقط.\n"
    "وقالت وكالة الساحل إن النموذج أُطلق في كانون الثاني 2025. وبلغت الكلفة 5.57 مليون دولار بحسب مصادر مطلعة.\n"
    "ولم تذكر الشركة عدد المعالجات 😀 التي استخدمتها في مراحل التدريب كلها، وهي 2048 معالجاً من نوع H800."
)
# The layout of an Arabic keyboard: the same keys, other letters.
ARABIC = {"a": "ش", "r": "ق", "j": "ت", "z": "ئ", "c": "ؤ", "e": "ث"}


class Bench:
    """A browser at the workbench of an article, logged in. It counts the keys that are pressed."""

    def __init__(self, page: Any, server: Any, article: Article, *, scripted: bool = True) -> None:
        self.page, self.article, self.scripted, self.keys = page, article, scripted, 0
        self.path = f"{server.url}{reverse('admin:claims_article_workbench', args=[article.pk])}"
        self.said: list[str] = []
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))
        self.open()

    def open(self, query: str = "") -> Bench:
        assert self.page.goto(self.path + query).status == 200
        return self.ready()

    def ready(self) -> Bench:
        """Wait for the letters, and for the script where there is one."""
        self.page.evaluate("document.fonts.ready")
        if self.scripted:
            self.page.wait_for_selector("html.with-script", state="attached")
        return self

    def press(self, *keys: str) -> None:
        """Press keys, one after the other, each when the page has settled."""
        for key in keys:
            self.keys += 1
            self.page.keyboard.press(key)
            self.settle()

    def settle(self) -> None:
        self.page.wait_for_selector("#bench:not([aria-busy])", state="attached")

    def until(self, script: str) -> None:
        """Wait until something is so. Playwright's own way of waiting is not allowed by our policy."""
        for _ in range(500):
            if self.page.evaluate(script):
                return
            self.page.wait_for_timeout(10)
        raise AssertionError(f"never: {script}")

    def find(self, passages: list[tuple[int, int]]) -> None:
        """Move the cursor through the text to an open sentence that touches one of the passages, and open its card."""
        self.press("ArrowDown")
        script = """[...document.querySelectorAll('#text .s')].map(each => [
            +each.dataset.start, +each.dataset.end, each.className])"""
        rows = self.page.evaluate(script)
        at = next(place for place, row in enumerate(rows) if "cursor" in row[2])
        answered = {"accepted", "rejected", "merged", "placed"}
        there = next(
            place
            for place, (start, end, names) in enumerate(rows)
            if touches(start, end, passages) and not answered & set(names.split())
        )
        self.press(*(["ArrowDown" if there > at else "ArrowUp"] * abs(there - at)), "x")

    def layout(self, key: str) -> None:
        """Press the key of a letter as a keyboard with an Arabic layout sends it."""
        self.page.evaluate(
            """([code, key]) => document.activeElement.dispatchEvent(
                new KeyboardEvent("keydown", {code, key, bubbles: true, cancelable: true}))""",
            [f"Key{key.upper()}", ARABIC[key]],
        )
        self.settle()

    def at(self) -> str:
        return str(self.page.evaluate("document.querySelector('#bench').dataset.place"))

    def focused(self) -> str:
        return str(self.page.evaluate("document.activeElement.id"))

    def told(self) -> str:
        return str(self.page.locator("#said").inner_text())

    def answers(self) -> list[str]:
        """What holds on the sentences of the article, in the order of the answers."""
        return list(self.decisions().values_list("answer", flat=True))

    def decisions(self) -> Any:
        return CandidateDecision.objects.filter(snapshot__article=self.article).holding().order_by("pk")

    def kept(self) -> None:
        """Wait until what was typed is kept."""
        self.until("document.querySelector('#saved').textContent !== ''")

    def box(self, words: str) -> dict[str, float]:
        """Where words stand on the screen."""
        script = """words => {
            for (const span of document.querySelectorAll("#text .s")) {
                const walker = document.createTreeWalker(span, NodeFilter.SHOW_TEXT);
                while (walker.nextNode()) {
                    const at = walker.currentNode.data.indexOf(words);
                    if (at < 0) continue;
                    const range = document.createRange();
                    range.setStart(walker.currentNode, at);
                    range.setEnd(walker.currentNode, at + words.length);
                    const {left, right, top, bottom} = range.getBoundingClientRect();
                    return {left, right, top, bottom, middle: (top + bottom) / 2};
                }
            }
        }"""
        return dict(self.page.evaluate(script, words))

    def drag(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        mouse = self.page.mouse
        mouse.move(*start)
        mouse.down()
        mouse.move((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
        mouse.move(*end)
        mouse.up()
        self.page.wait_for_timeout(50)


Opener = Callable[..., Bench]


@pytest.fixture
def bench(live_server: Any, browser: Any) -> Iterator[Opener]:
    """Opens the workbench of an article in a window of its own; the same editor each time."""
    with contextlib.ExitStack() as stack:

        def start(article: Article, language: str = "ar", width: int = 1280, **extra: Any) -> Bench:
            client = Client()
            client.force_login(factory.cast()["writer"])
            context = browser.new_context(viewport={"width": width, "height": 800}, **extra)
            stack.callback(context.close)
            cookies = {"sessionid": client.cookies["sessionid"].value, "django_language": language}
            context.add_cookies(
                [{"name": name, "value": value, "url": live_server.url} for name, value in cookies.items()]
            )
            scripted = extra.get("java_script_enabled", True)
            return Bench(context.new_page(), live_server, article, scripted=scripted)

        yield start


def touches(start: int, end: int, passages: list[tuple[int, int]]) -> bool:
    return any(start < until and since < end for since, until in passages)


def imported(name: str) -> Article:
    """A seed article as it comes in: nobody has looked at it."""
    path = next(SEEDS.joinpath("articles").glob(f"{name}_*.txt"))
    raw = path.read_bytes()
    made = prepare(Incoming(path.name, raw, raw.decode(), "text/plain", "utf-8", None))
    chief = factory.cast()["chief"]
    run = actions.start_run(editor=chief, kind=RunKind.FILES, label=path.name)
    item = intake.enter(editor=chief, run=run, name=path.name, outcome=made)
    assert item.article is not None and not Occurrence.objects.filter(snapshot__article=item.article).exists()
    return item.article


def known_passages(name: str, snapshot: Snapshot) -> list[tuple[int, int]]:
    """Where the editors of the seeds found claims in an article."""
    rows = [
        occurrence
        for path in SEEDS.joinpath("manifest/claims").glob("*.toml")
        for claim in tomllib.loads(path.read_text(encoding="utf-8"))["claims"]
        for occurrence in claim["occurrences"]
        if occurrence["article"] == f"seed-{name}"
    ]
    assert all(snapshot.content()[row["start"] : row["end"]] == row["quote"] for row in rows)
    return [(row["start"], row["end"]) for row in rows]


@pytest.mark.parametrize("name", ["000", "003", "004"])
def test_from_a_new_article_to_ten_claims_by_keyboard_alone(
    bench: Opener, capsys: Any, record_property: Any, name: str
) -> None:
    """An editor who takes what the editors of the seeds took, and says of the rest that it is not followed."""
    desk = bench(imported(name))
    known = known_passages(name, desk.article.snapshot())  # type: ignore[arg-type]
    began, accepted = time.monotonic(), 0
    while accepted < 10:
        if not desk.at():  # the list is through: on to what it does not offer
            desk.find(known)
        start, end = (int(part) for part in desk.at().split("-"))
        if touches(start, end, known):
            desk.press("a")
            accepted += 1
        else:
            desk.press("r", "4")
    seconds = time.monotonic() - began
    assert desk.keys <= MOST_KEYS
    taken = desk.decisions().filter(answer="accepted")
    assert taken.count() == 10
    for decision in taken:
        chains = Attribution.objects.filter(occurrence=decision.occurrence).current()
        assert chains.exists() and all(chain.hops.exists() for chain in chains)
    assert desk.said == []
    record_property("keystrokes", desk.keys)
    with capsys.disabled():
        sys.stdout.write(f"\n{name}: 10 claims accepted with {desk.keys} keystrokes; the desk took {seconds:.1f} s\n")


@pytest.mark.parametrize("side", ["from the right", "from the left"])
def test_a_mouse_selects_whole_words_from_either_side(bench: Opener, side: str) -> None:
    """Wherever on R1 the mouse ends or begins. For the eye it begins where for the browser it ends, and at a few places
    Chromium selects without it, or nothing at all."""
    desk = bench(factory.article(TEXT))
    desk.page.locator(".rank").first.scroll_into_view_if_needed()
    line, model = desk.box("نموذجها"), desk.box("R1")
    assert abs(line["middle"] - model["middle"]) < 20, "the words stand in one line"
    right = (line["right"] - 1, line["middle"])
    for at in range(-4, int(model["right"] - model["left"]) + 1):
        there = (model["left"] + at, model["middle"])
        desk.page.evaluate("getSelection().removeAllRanges()")
        desk.drag(*((right, there) if side == "from the right" else (there, right)))
        assert desk.page.locator("#grabbed").inner_text() == WORDS, at
        assert desk.page.locator("#grab").is_visible()
    assert desk.page.evaluate("CSS.highlights.get('chosen').size") == 1
    desk.press("c")
    text = desk.article.snapshot().content()  # type: ignore[union-attr]
    start = text.index(WORDS)
    assert desk.at() == f"{start}-{start + len(WORDS)}"
    assert desk.page.input_value("#id_quote") == WORDS
    assert f"at={start}-{start + len(WORDS)}" in desk.page.url
    desk.press("a")
    decision = desk.decisions().get()
    assert decision.occurrence is not None and decision.occurrence.quote.text == WORDS
    assert desk.said == []


def test_an_english_text_is_selected_as_well(bench: Opener) -> None:
    desk = bench(
        factory.article(
            "The company said on Monday that training R1 cost no more than 294,000 dollars.", language="en"
        ),
        "en",
    )
    first, last = desk.box("training"), desk.box("294,000")
    desk.drag((first["left"] + 9, first["middle"]), (last["left"] + 9, last["middle"]))
    assert desk.page.locator("#grabbed").inner_text() == "training R1 cost no more than 294,000"
    desk.page.locator("#grab button").click()
    desk.settle()
    assert desk.page.input_value("#id_quote") == "training R1 cost no more than 294,000"


def test_offsets_are_code_points_and_words_are_whole(bench: Opener) -> None:
    """The text holds a sign that is one code point and two units of the browser."""
    desk = bench(factory.article(TEXT))
    text = desk.article.snapshot().content()  # type: ignore[union-attr]
    first, last = desk.box("استخدمتها"), desk.box("2048")
    # From the middle of a word into the middle of another.
    desk.page.locator("#text").evaluate("pane => pane.scrollTop = 0")
    desk.drag(((first["left"] + first["right"]) / 2, first["middle"]), (last["right"] - 6, last["middle"]))
    start, end = text.index("استخدمتها"), text.index("2048") + len("2048")
    assert desk.page.locator("#grabbed").inner_text() == text[start:end]
    desk.press("c")
    assert desk.at() == f"{start}-{end}"


def test_the_cursor_goes_through_the_text_and_takes_in_sentences(bench: Opener) -> None:
    desk = bench(factory.article(TEXT))
    text = desk.article.snapshot().content()  # type: ignore[union-attr]
    spans = desk.page.evaluate(
        "[...document.querySelectorAll('#text .s')].map(s => [+s.dataset.start, +s.dataset.end])"
    )
    whole = [text[start:end] for start, end in spans]
    assert all(words.strip() == words for words in whole)
    assert "😀" in whole[-1] and whole[-1].endswith("H800.")
    desk.open(f"?at={spans[1][0]}-{spans[1][1]}")
    desk.press("ArrowDown", "Shift+ArrowDown")
    assert desk.page.locator("#text .s.cursor").count() == 2
    desk.press("c")
    assert desk.at() == f"{spans[2][0]}-{spans[3][1]}"
    assert desk.focused() == "card"
    desk.press("ArrowUp", "p", "n", "x")
    assert desk.at() in {f"{start}-{end}" for start, end in spans} and not desk.page.locator(".cursor").count()
    desk.press("ArrowDown", "Enter")
    assert desk.at() in {f"{start}-{end}" for start, end in spans}
    line = desk.box("وقالت")
    desk.page.mouse.click(line["right"] - 4, line["middle"])
    desk.page.wait_for_timeout(50)
    assert desk.page.locator("#text .s").nth(2).get_attribute("class").split()[-1] == "cursor"
    assert not desk.page.locator("#grab").is_visible()
    desk.page.locator("#text .s").nth(1).dblclick()
    desk.settle()
    assert desk.at() == f"{spans[1][0]}-{spans[1][1]}"
    assert desk.said == []


def test_reject_undo_and_merge_by_keys(bench: Opener) -> None:
    factory.occurrence(factory.claim())
    desk = bench(factory.article(factory.TEXT))
    first = desk.at()
    desk.press("r")
    assert desk.page.evaluate("document.activeElement.value").startswith("reject:")
    desk.press("2")
    assert [str(each.reason) for each in desk.decisions()] == ["vague"] and desk.at() != first
    desk.press("z")
    assert desk.answers() == [] and desk.at() == first and desk.focused() == "card"
    desk.press("r", "Escape", "r", "ArrowDown", "Enter")
    assert [str(each.reason) for each in desk.decisions()] == ["duplicate"], "the one after “not what we follow”"
    desk.press("z", "m")
    assert desk.answers() == ["merged"]
    desk.press("k", "j")
    desk.press("z")
    assert desk.answers() == []
    desk.press("e")
    assert desk.focused() == "id_text"
    desk.page.keyboard.type("ra")
    assert desk.answers() == [], "letters in a field are letters"
    desk.press("Escape", "a")
    decision = desk.decisions().get()
    assert decision.occurrence is not None and str(decision.occurrence.claim.texts.first()).endswith("ra")
    assert desk.said == []


def test_what_is_typed_outlives_the_window_and_two_windows_show_both(bench: Opener) -> None:
    article = factory.article(TEXT)
    one = bench(article, "en")
    one.press("e")
    one.page.keyboard.type(" FIRST")
    one.kept()
    assert one.page.locator("#saved").inner_text().startswith("Saved")
    one.page.reload()
    one.ready()
    assert one.page.input_value("#id_text").endswith(" FIRST")
    assert one.page.get_by_text("has been put back").is_visible()

    two = bench(article, "en")
    for window, typed in ((two, " SECOND"), (one, " THIRD")):
        window.press("e")
        window.page.keyboard.type(typed)
        if window is two:
            window.kept()
    box = one.page.locator("#window")
    box.wait_for()
    assert "FIRST SECOND" in box.inner_text() and "FIRST THIRD" in box.inner_text()
    assert one.page.input_value("#id_text").endswith("FIRST THIRD"), "nothing is overwritten"
    one.press("Escape", "j")
    assert one.focused() == "window", "and nothing is left behind unseen"
    assert faults(one.page) == []
    box.get_by_role("button", name="Keep what stands here").click()
    one.kept()
    assert Autosave.objects.get().content["form"].count("THIRD") == 1

    two.page.keyboard.type("!")
    two.page.locator("#window").get_by_role("button", name="Take the other one").click()
    two.until("document.querySelector('#id_text').value.endsWith('FIRST THIRD')")
    two.press("Escape", "a")
    assert two.answers() == ["accepted"] and not Autosave.objects.exists()


def test_a_refusal_is_read_first_and_a_lost_line_loses_nothing(bench: Opener) -> None:
    desk = bench(factory.article(TEXT), "en")
    desk.page.evaluate("document.querySelector('#id_quote').value = 'words that are not there'")
    desk.press("e")
    desk.page.keyboard.type(" and more")
    desk.press("Escape", "a")
    assert desk.page.evaluate("document.activeElement.getAttribute('role')") == "alert"
    assert desk.page.input_value("#id_text").endswith(" and more") and desk.answers() == []
    place = desk.at()
    desk.page.route("**/answer/", lambda route: route.abort())
    desk.press("a")
    assert desk.focused() == "trouble" and desk.page.locator("#trouble").is_visible()
    assert desk.page.input_value("#id_text").endswith(" and more") and desk.at() == place
    desk.page.unroute("**/answer/")
    desk.page.fill("#id_quote", "")
    desk.press("Escape", "a")
    assert desk.answers() == ["accepted"] and not desk.page.locator("#trouble").is_visible()


def test_keys_are_those_of_the_hand_and_can_be_changed_and_switched_off(bench: Opener) -> None:
    desk = bench(factory.article(TEXT))
    desk.layout("a")
    assert desk.answers() == ["accepted"]
    desk.layout("z")
    assert desk.answers() == []
    desk.page.keyboard.press("Control+a")
    desk.press("Shift+a")
    assert desk.answers() == [], "with another key they are something else"
    desk.press("?")
    assert desk.page.locator("#keys").is_visible() and faults(desk.page) == []
    desk.page.locator("#key-accept").focus()
    desk.press("q")
    desk.page.locator("#key-next").focus()
    desk.press("r")
    assert desk.page.locator("#key-reject").input_value() == "j", "the two have changed places"
    desk.press("Escape")
    assert desk.page.locator("[data-do=accept] kbd").inner_text() == "q"
    desk.page.reload()
    desk.ready()
    desk.press("a")
    assert desk.answers() == []
    desk.press("q")
    assert desk.answers() == ["accepted"]
    desk.press("?")
    desk.page.locator("#keys-on").uncheck()
    desk.press("Escape", "q", "?")
    assert desk.answers() == ["accepted"] and not desk.page.locator("#bench kbd").first.is_visible()
    assert not desk.page.locator("#keys").is_visible()
    desk.page.locator("[data-do=help]").click()
    desk.page.locator("#keys-reset").click()
    desk.press("Escape", "a")
    assert desk.answers() == ["accepted", "accepted"]
    assert desk.said == []


@pytest.mark.parametrize("language", ["ar", "en"])
def test_everything_works_without_javascript(bench: Opener, language: str) -> None:
    desk = bench(factory.article(TEXT), language, java_script_enabled=False)
    page = desk.page
    page.locator("button[data-do=accept]").click()
    assert desk.answers() == ["accepted"]
    page.locator("#reject summary").click()
    page.locator("[value='reject:trivial']").click()
    assert desk.answers() == ["accepted", "rejected"]
    page.locator("button[data-do=undo]").click()
    assert desk.answers() == ["accepted"]
    page.locator("#id_text").fill("جملة")
    page.locator("details.rows summary").first.click()
    page.locator("button[value=more]").first.click()
    assert page.locator("#id_text").input_value() == "جملة"
    page.locator("[data-do=next]").click()
    assert page.locator("#card").is_visible() and not page.locator("[data-do=help]").is_visible()


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_are_accessible_and_no_wider_than_the_screen(bench: Opener, language: str, scheme: str) -> None:
    factory.occurrence(factory.claim(asked=factory.question()))
    desk = bench(factory.article(f"{factory.TEXT}\n{TEXT}"), language, color_scheme=scheme)
    desk.press("a")
    desk.page.evaluate("document.querySelectorAll('#card details').forEach(each => each.open = true)")
    for width in (1280, 390, 320):
        desk.page.set_viewport_size({"width": width, "height": 800})
        assert not desk.page.evaluate(WIDER), width
        assert width < 1280 or not desk.page.evaluate(HIGHER), "wide pages stand still; their panes scroll"
        if width != 320:
            assert faults(desk.page) == [], width
            assert small(desk.page) == [], width
    assert desk.said == []


HIGHER = "document.documentElement.scrollHeight > document.documentElement.clientHeight"
SMALL = """[...document.querySelectorAll("main a, main button, main input, main select, main summary")]
    .filter(each => each.checkVisibility() && !each.closest("p") && !each.matches(".vh"))
    .map(each => [each.outerHTML.slice(0, 80), each.getBoundingClientRect()])
    .filter(([, box]) => box.width && (box.height < 23.9 && !/checkbox/.test(box) || box.width < 23.9))
    .map(([html, box]) => `${Math.round(box.width)}×${Math.round(box.height)} ${html}`)
    .filter(each => !each.includes("checkbox"))"""


def small(page: Any) -> list[str]:
    """Targets that a finger misses: under 24 pixels, but for links inside a line and boxes with a label."""
    return list(page.evaluate(SMALL))
