"""The pages of sources in a real browser: accessible in both languages, never wider than the screen, quiet."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from claims import actions as claims
from claims.admin.panels import list_url, url_of, verb_url
from claims.admin.places import places_url
from claims.models import Source, SourceLikeness
from tests import factory
from tests.browser.test_admin_browser import TAGS, WIDER, shown

pytestmark = [pytest.mark.browser, pytest.mark.all, pytest.mark.sqlite, pytest.mark.django_db]


@pytest.fixture
def addresses() -> dict[str, str]:
    """A page of each kind, each with something on it."""
    cast = factory.cast()
    one, other = (factory.source(name, name, "person") for name in ("ليانج ونفينج", "ليانغ وينفنغ"))
    _use(one)
    dropped, kept = factory.source("اسم مدموج", "A merged name"), factory.source("اسم باق", "A name that stays")
    claims.merge_sources(editor=cast["writer"], keep=kept, drop=dropped, version=dropped.version)
    pair = SourceLikeness.objects.get(a=one, b=other)
    return {
        "pairs": list_url(SourceLikeness),
        "pair": url_of(pair),
        "they are one": verb_url(pair, "merge-sources"),
        "they are two": verb_url(pair, "distinguish-sources"),
        "undo": verb_url(dropped, "split-source"),
        "source": url_of(one),
        "links": places_url(one),
        "quotes": places_url(one, kind="quotes"),
    }


def _use(source: Source) -> None:
    text = "قال ليانج ونفينج أمس إن الكلفة بلغت مليون دولار، وأكدت الشركة ذلك."
    article = factory.article(text, outlet=source, authors=[claims.Byline(source=source, words="بقلم ليانج ونفينج")])
    hop = claims.HopSpec(naming="named", source=source, words="ليانج ونفينج", verb="قال")
    factory.occurrence(factory.claim(), factory.snapshot(article), text[:-1], chains=[[hop]])


@pytest.mark.parametrize("language", ["ar", "en"])
def test_pages_are_accessible_and_quiet(browser: Any, addresses: dict[str, str], language: str) -> None:
    for at, (name, address) in enumerate(addresses.items()):
        with shown(browser, address, language, scheme="dark" if at % 2 else "light") as page:
            found = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}})
            faults = [
                (fault["id"], node["html"][:160]) for fault in found.response["violations"] for node in fault["nodes"]
            ]
            assert faults == [], name
            assert page.said == [], name
            for width in (1280, 390):
                page.set_viewport_size({"width": width, "height": 900})
                assert not page.evaluate(WIDER), (name, width)
