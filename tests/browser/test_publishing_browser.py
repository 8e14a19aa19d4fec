"""Going out in time and taking back, as editors do it: real processes, a real browser, Arabic and English."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from axe_playwright_python.sync_playwright import Axe

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "correct horse battery staple"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDER = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
PATIENCE = 60  # seconds to wait for what must happen; never a measure of how fast it is

pytestmark = [pytest.mark.browser, pytest.mark.all, pytest.mark.sqlite]

# What stands in the newsroom before anybody opens a browser; run in a process of its own, through the verbs.
SCENE = """
from tests import factory
from claims import actions as claims
from claims.models import Editor
import datetime as dt
factory.cast()
Editor.objects.update(interface_language={language!r}, time_zone="Asia/Beirut")
claim = factory.published_claim()
story = factory.published_story([claim])
ready = factory.draft(factory.claim("ادعاء ينتظر موعده", "A claim that waits for its time"))
factory.approve(ready)
print("SCENE", claim.pk, claim.public_id, story.pk, story.public_id, ready.pk, ready.claim.public_id)
"""


class Newsroom:
    """An installation of its own on SQLite: a server, and workers that can be killed."""

    def __init__(self, folder: Path, language: str) -> None:
        self.language = language
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("ISNAD_", "DATABASE_URL"))}
        self.env = {
            **kept, "ISNAD_DEMO": "1", "ISNAD_VAR_DIR": str(folder / "var"), "PYTHONUNBUFFERED": "1", "PYTHONPATH": str(ROOT)
        }  # fmt: skip
        self.processes: list[subprocess.Popen[bytes]] = []
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.run("migrate", "-v0")
        self.run("collectstatic", "--noinput", "-v0")
        said = self.run("shell", "-v0", "-c", SCENE.format(language=language))
        names = ("claim", "claim_id", "story", "story_id", "ready", "ready_id")
        found = next(line for line in said.splitlines() if line.startswith("SCENE"))
        self.rows = dict(zip(names, found.split()[1:], strict=True))

    def run(self, *words: str) -> str:
        done = subprocess.run(
            [sys.executable, "manage.py", *words], cwd=ROOT, env=self.env, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def start(self, *words: str) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [sys.executable, "manage.py", *words],
            cwd=ROOT,
            env=self.env,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.processes.append(process)
        return process

    def serve(self) -> None:
        self.start("runserver", f"127.0.0.1:{self.port}", "--noreload")
        until(lambda: _answers(f"{self.url}/robots.txt"))

    def stop(self) -> None:
        for process in self.processes:
            if process.poll() is None:
                process.send_signal(signal.SIGKILL)
            process.wait()

    def ask(self, code: str) -> str:
        """What Python says of the newsroom, in a process of its own."""
        return self.run("shell", "-v0", "-c", code).strip()

    def published(self, public_id: str) -> int:
        """How many publications there are under a public id."""
        code = "from newsroom.models import Publication; print(Publication.objects.filter(public_id={!r}).count())"
        return int(self.ask(code.format(public_id)).splitlines()[-1])


def _answers(url: str) -> bool:
    try:
        with urlopen(url, timeout=5) as answer:  # noqa: S310 - our own server
            return bool(answer.status == 200)
    except OSError:
        return False


def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.3)


@pytest.fixture(params=["ar", "en"])
def newsroom(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Newsroom]:
    made = Newsroom(tmp_path, request.param)
    made.serve()
    yield made
    made.stop()


class Desk:
    """One editor at her browser."""

    def __init__(self, browser: Any, newsroom: Newsroom, name: str) -> None:
        self.newsroom = newsroom
        self.said: list[str] = []
        self.page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
        self.page.on("console", lambda message: self.said.append(message.text))
        key = newsroom.ask(LOG_IN.format(name=name)).splitlines()[-1]
        self.page.context.add_cookies([{"name": "sessionid", "value": key, "url": newsroom.url}])

    def go(self, path: str) -> None:
        answer = self.page.goto(self.newsroom.url + path)
        assert answer.status == 200, (answer.status, self.page.url, self.page.inner_text("body")[:600])

    def press(self) -> None:
        """The button of the form, and then the page that comes next."""
        with self.page.expect_navigation():
            self.page.locator("form.verb .submit button").click()
        assert self.page.locator("[role=alert]").count() == 0, self.page.locator("[role=alert]").all_inner_texts()

    def looked_at(self) -> None:
        """Accessible, no wider than a telephone, quiet under our policy."""
        found = Axe().run(self.page, options={"runOnly": {"type": "tag", "values": TAGS}})
        faults = [
            (fault["id"], node["html"][:160]) for fault in found.response["violations"] for node in fault["nodes"]
        ]
        assert faults == [], self.page.url
        for width in (390, 1280):
            self.page.set_viewport_size({"width": width, "height": 900})
            assert not self.page.evaluate(WIDER), (self.page.url, width)
        assert self.said == []


# A session in which password and code were given just now: the way in has tests of its own.
LOG_IN = """
from tests import factory
client = factory.enter({name!r})
print(client.session.session_key)
"""


def test_a_set_time_is_kept_though_the_worker_dies_in_between(browser: Any, newsroom: Newsroom) -> None:
    rows = newsroom.rows
    editor = Desk(browser, newsroom, "publisher")
    first = newsroom.start("sweep")
    editor.go(f"/admin/claims/verification/{rows['ready']}/do/schedule-publication/")
    assert "Asia/Beirut" in editor.page.inner_text("form.verb")
    editor.looked_at()
    editor.page.fill("[name=at]", "2031-05-01T09:00")
    editor.press()
    assert "Asia/Beirut" in editor.page.inner_text("main, #content")
    editor.looked_at()

    first.send_signal(signal.SIGKILL)  # as a machine dies: nothing is handed over
    first.wait()
    assert newsroom.published(rows["ready_id"]) == 0
    newsroom.ask(
        "from newsroom.models import Schedule; from django.utils import timezone; Schedule.objects.update(at=timezone.now())"
    )
    for _ in range(2):  # two of each at once
        newsroom.start("sweep", "--every", "2")
        newsroom.start("db_worker", "--queue-name=*", "--no-startup-delay", "--no-reload")
    until(lambda: newsroom.published(rows["ready_id"]) > 0)
    time.sleep(6)  # several looks of every one of them
    assert newsroom.published(rows["ready_id"]) == 1, "once"
    state = "from newsroom.models import Schedule; row = Schedule.objects.get(); print(row.state, row.publication.by.username)"
    assert newsroom.ask(state).splitlines()[-1] == "done publisher"
    assert _answers(f"{newsroom.url}/{newsroom.language}/claims/{rows['ready_id']}")


def test_a_correction_from_the_button_to_the_readers_log(browser: Any, newsroom: Newsroom) -> None:
    rows, ar = newsroom.rows, newsroom.language == "ar"
    writer, second, publisher = (Desk(browser, newsroom, name) for name in ("writer", "second", "publisher"))
    writer.go(f"/admin/claims/claim/{rows['claim']}/change/")
    menu = writer.page.locator("details.menu")
    menu.locator("summary").click()
    writer.looked_at()
    menu.locator("a[href*='/do/correct/']").click()
    form = writer.page
    form.select_option("[name=verdict]", "mixed")
    form.fill("[name=rationale_ar]", "وجدنا وثيقة تقول غير ذلك.")
    form.fill("[name=rationale_en]", "We found a document that says otherwise.")
    form.fill("[name=change_note_ar]", "أخطأنا في قراءة الوثيقة.")
    form.fill("[name=change_note_en]", "We had misread the document.")
    writer.looked_at()
    writer.press()
    found = re.search(r"/verification/(\d+)/", form.url)
    assert found is not None
    drafted = found[1]
    writer.go(f"/admin/claims/verification/{drafted}/do/submit-verification/")
    writer.press()
    for proof in newsroom.ask(WAITING).splitlines()[-1].split():
        second.go(f"/admin/claims/proof/{proof}/do/approve-verification/")
        second.press()
    publisher.go(f"/admin/claims/verification/{drafted}/do/publish-verification/")
    publisher.press()
    reader = publisher.page
    reader.goto(f"{newsroom.url}/{newsroom.language}/corrections/")
    log = reader.inner_text("main")
    assert ("أخطأنا في قراءة الوثيقة." if ar else "We had misread the document.") in log
    assert ("تصحيح" if ar else "Correction") in log


WAITING = "from newsroom.admin.proofs import waiting; print(*waiting().values_list('pk', flat=True))"


def test_a_retraction_takes_two_and_leaves_its_reason(browser: Any, newsroom: Newsroom) -> None:
    rows, ar = newsroom.rows, newsroom.language == "ar"
    publisher, second = (Desk(browser, newsroom, name) for name in ("publisher", "second"))
    publisher.go(f"/admin/newsroom/story/{rows['story']}/change/")
    menu = publisher.page.locator("details.menu")
    menu.locator("summary").click()
    menu.locator("a[href*='/do/propose-retraction/']").click()
    publisher.page.fill("[name=note_ar]", "لم يقل المصدر ذلك.")
    publisher.page.fill("[name=note_en]", "The source had not said so.")
    publisher.looked_at()
    publisher.press()
    proof = newsroom.ask(WAITING).splitlines()[-1].split()[-1]
    publisher.go(f"/admin/claims/proof/{proof}/change/")
    assert publisher.page.locator("a[href*='/do/retract/']").count() == 0, "not on one person's word"
    second.go(f"/admin/claims/proof/{proof}/do/approve-proof/")
    second.press()
    publisher.go(f"/admin/claims/proof/{proof}/do/retract/")
    publisher.looked_at()
    publisher.press()
    reader = publisher.page
    answer = reader.goto(f"{newsroom.url}/{newsroom.language}/stories/{rows['story_id']}")
    assert answer.status == 410
    words = reader.inner_text("main")
    assert ("لم يقل المصدر ذلك." if ar else "The source had not said so.") in words
    reader.locator("main a[href$='/corrections/']").click()
    assert ("لم يقل المصدر ذلك." if ar else "The source had not said so.") in reader.inner_text("main")


def test_the_first_request_after_withholding_gets_no_old_bytes_from_any_process(tmp_path: Path) -> None:
    """Two servers that have both served the page; one verb in a third process; the next answer of each is the notice."""
    made = Newsroom(tmp_path, "en")
    try:
        servers = []
        for _ in range(2):
            with socket.socket() as free:
                free.bind(("127.0.0.1", 0))
                made.port = free.getsockname()[1]
            made.url = f"http://127.0.0.1:{made.port}"
            made.serve()
            servers.append(made.url)
        public_id = made.rows["story_id"]
        made.run("render")
        addresses = [f"{url}/{language}/stories/{public_id}" for url in servers for language in ("ar", "en")]
        addresses += [f"{url}/{language}/" for url in servers for language in ("ar", "en")]
        before = {address: _read(address) for address in addresses}
        assert all("The story of the model" in page or "قصة النموذج" in page for page in before.values())
        made.ask(WITHHOLD.format(public_id))
        for address in addresses:
            page = _read(address)
            assert "The story of the model" not in page and "قصة النموذج" not in page, address
    finally:
        made.stop()


WITHHOLD = """
from tests import factory
from newsroom import actions
actions.withhold(editor=factory.editor("publisher"), public_id={!r}, notice="safety", reason="a threat")
"""


def _read(address: str) -> str:
    with urlopen(address, timeout=30) as answer:  # noqa: S310 - our own server
        return str(answer.read().decode())


def test_a_preview_is_read_without_a_log_in_and_ends(browser: Any, newsroom: Newsroom) -> None:
    writer = Desk(browser, newsroom, "writer")
    proof = newsroom.ask("from claims.models import Proof; print(Proof.objects.filter(kind='claim').latest('pk').pk)")
    number = proof.splitlines()[-1]
    writer.go(f"/admin/claims/proof/{number}/do/give-preview/")
    writer.page.fill("[name=label_text]", "the lawyer")
    writer.looked_at()
    with writer.page.expect_navigation():
        writer.page.locator("form.verb .submit button").click()
    address = re.search(r"http\S+/preview/\S+/", writer.page.inner_text("main, #content"))
    assert address is not None
    path = "/preview/" + address[0].split("/preview/")[1]
    outsider = browser.new_context(viewport={"width": 390, "height": 800}).new_page()
    said: list[str] = []
    outsider.on("console", lambda message: said.append(message.text))
    assert outsider.goto(newsroom.url + path).status == 200
    assert outsider.locator(".banner").first.is_visible() and not outsider.evaluate(WIDER)
    assert outsider.context.cookies() == [] and said == []
    writer.go(f"/admin/claims/proof/{number}/change/")
    writer.looked_at()
    writer.page.locator("a[href*='/do/revoke-preview/']").click()
    writer.press()
    assert outsider.goto(newsroom.url + path).status == 404
