"""The pictures of the documentation, taken from a running demonstration: `./dev shots` starts one and calls this.

    python docs/pictures/shots.py http://127.0.0.1:8000

Each line of SHOTS is a file name, who looks, in which language, how wide, and what is opened; `{story}` and the like
are ids of the demonstration, asked of its database. A picture that cannot be taken ends the run with its reason.
"""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent
sys.path.insert(0, str(FOLDER.parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

HEIGHT = 860


@dataclass(frozen=True)
class Shot:
    """One picture. ``who`` is a role of the cast, or nobody for readers."""

    name: str
    address: str
    who: str = ""
    language: str = "ar"
    width: int = 1280
    whole: bool = False


SHOTS = (
    Shot("story-ar", "/ar/stories/{story_public}"),
    Shot("claim-en", "/en/claims/{claim_public}", language="en"),
    Shot("desk-ar", "/admin/", "reviewer"),
    Shot("desk-en", "/admin/", "reviewer", "en"),
    Shot("workbench-ar", "/admin/claims/article/{article}/workbench/", "editor"),
    Shot("history-ar", "/admin/newsroom/story/{story}/history/", "editor"),
    Shot("quick-ar", "/admin/quick/", "editor"),
    Shot("writing-ar", "/admin/newsroom/story/{story}/do/write-version/?language=ar", "editor"),
)


def ids() -> dict[str, Any]:
    """What stands for the names in braces."""
    import django

    django.setup()
    from claims.models import Article, Claim, Proof, Verification
    from newsroom.models import Story

    story, claim = Story.objects.order_by("pk")[1], Claim.objects.order_by("pk")[0]
    return {
        "story": story.pk,
        "story_public": story.public_id,
        "claim": claim.pk,
        "claim_public": claim.public_id,
        "article": Article.objects.order_by("-pk")[0].pk,
        "proof": Proof.objects.order_by("-pk")[0].pk,
        "verification": Verification.objects.order_by("pk")[0].pk,
    }


def session(role: str) -> str:
    """A session of one of the demonstration's cast."""
    from django.test import Client

    from claims.models import Editor

    client = Client()
    client.force_login(Editor.objects.filter(is_demo=True, groups__name=role).order_by("pk")[0])
    return client.cookies["sessionid"].value


def take(browser: Any, base: str, shot: Shot, names: dict[str, Any], sessions: dict[str, str]) -> None:
    """Open a page and keep what is seen of it."""
    context = browser.new_context(viewport={"width": shot.width, "height": HEIGHT}, color_scheme="light")
    cookies = {"django_language": shot.language} | ({"sessionid": sessions[shot.who]} if shot.who else {})
    context.add_cookies([{"name": name, "value": value, "url": base} for name, value in cookies.items()])
    page = context.new_page()
    answer = page.goto(base + shot.address.format(**names))
    if answer is None or answer.status != 200:
        sys.exit(f"{shot.name}: {shot.address.format(**names)} answered {answer.status if answer else 'nothing'}.")
    page.wait_for_timeout(400)
    page.screenshot(path=FOLDER / f"{shot.name}.png", full_page=shot.whole)
    context.close()


def main(base: str) -> None:
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    names = ids()
    sessions = {role: session(role) for role in sorted({shot.who for shot in SHOTS if shot.who})}
    from playwright.sync_api import sync_playwright

    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if path is None:
        sys.exit("There is no Chromium on this machine. Install the package chromium, then run ./dev shots again.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path)
        for number, shot in enumerate(SHOTS, 1):
            take(browser, base, shot, names, sessions)
            sys.stdout.write(f"  {number} of {len(SHOTS)}: {shot.name}\n")
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1])
