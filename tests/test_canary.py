"""Nothing unreviewed gets out: a word put into every draft field is on no page and in no answer."""

from __future__ import annotations

import datetime as dt

import pytest

from claims import actions as claims
from claims.models import Article, Claim
from newsroom import actions as desk
from tests import factory
from tests.crawl import reachable

CANARY = "كناري-zq7x"

pytestmark = pytest.mark.django_db


def drafts_everywhere() -> None:
    """A lived-in newsroom, then the canary in everything that nobody has approved."""
    cast = factory.cast()
    question = factory.question()
    claim = factory.published_claim(asked=question)
    story = factory.published_story([claim])
    withheld = factory.published_claim(arabic=f"محجوب {CANARY}", english=f"withheld {CANARY}")
    desk.withhold(editor=cast["publisher"], public_id=withheld.public_id, notice="legal", reason=CANARY)

    snapshot = factory.snapshot(factory.article(f"{factory.TEXT}\n{CANARY} جملة"))
    draft = factory.claim(f"ادعاء {CANARY}", f"claim {CANARY}")
    factory.occurrence(draft, snapshot, f"{CANARY} جملة", note={"ar": CANARY})
    factory.draft(draft, words={"ar": factory.words(CANARY), "en": factory.words(CANARY)})
    _second_thoughts(claim)
    claims.relate_claims(
        editor=cast["contributor"], a=claim, b=draft, type="contradicts", why={"ar": CANARY, "en": CANARY}
    )
    claims.ask_claimant(
        editor=cast["writer"],
        claim=claim,
        source=factory.source(f"مصدر {CANARY}", f"Source {CANARY}"),
        text=CANARY,
        channel=CANARY,
        deadline=dt.datetime(2027, 1, 1, tzinfo=dt.UTC),
        public_line={"ar": CANARY},
    )
    claims.write_question(
        editor=cast["contributor"],
        subject=CANARY,
        measure=CANARY,
        wording_ar=CANARY,
        wording_en=CANARY,
        question=question,
        version=question.version,
    )
    _draft_story(story, claim)
    article = Article.objects.order_by("pk")[0]
    claims.describe_article(
        editor=cast["contributor"],
        article=article,
        version=article.version,
        description=claims.ArticleDescription(title=CANARY, note_ar=CANARY, note_en=CANARY, section=CANARY),
    )
    type(cast["writer"]).objects.filter(username="writer").update(email=f"{CANARY}@example.org")


def _second_thoughts(claim: Claim) -> None:
    """A published claim, reworded and verified anew, but not yet approved."""
    cast = factory.cast()
    claims.reword_claim(
        editor=cast["contributor"], claim=claim, version=claim.version, language="ar", text=f"صياغة {CANARY}"
    )
    claim.refresh_from_db()
    again = factory.draft(
        claim,
        "false",
        change_kind="correction",
        words={"ar": factory.words(CANARY, change_note=CANARY), "en": factory.words(CANARY, change_note=CANARY)},
        evidence=[claims.EvidenceSpec(kind="data", stance="refutes", title=CANARY, url="https://example.org")],
    )
    claims.submit_verification(editor=cast["writer"], verification=again)
    text = again.texts.get(language="ar")
    claims.return_verification(editor=cast["second"], text=text, note=CANARY)


def _draft_story(story: object, claim: Claim) -> None:
    cast = factory.cast()
    fresh = type(story).objects.get(pk=story.pk)  # type: ignore[attr-defined]
    desk.write_story(
        editor=cast["writer"],
        story=fresh,
        version=fresh.version,
        title_ar=CANARY,
        title_en=CANARY,
        dek_ar=CANARY,
        timeline=[desk.TimelineSpec(date="2025", text_ar=CANARY, text_en=CANARY)],
    )
    factory.version(
        fresh,
        [claim],
        content={"paragraphs": [{"sentences": [{"text": CANARY, "cites": [claim.public_id]}]}], "answers": []},
        reason=CANARY,
        change_kind="correction",
        change={"said": CANARY, "says": CANARY, "why": CANARY},
    )
    desk.write_story(editor=cast["writer"], title_ar=f"قصة {CANARY}", title_en=CANARY)
    desk.propose_note(editor=cast["publisher"], public_id=fresh.public_id, note={"ar": CANARY, "en": CANARY})


def test_no_draft_word_is_on_any_page_or_in_any_answer() -> None:
    drafts_everywhere()
    visited = 0
    for path, response in reachable():
        visited += 1
        body = response.content.decode()
        assert response.status_code < 500, path
        assert CANARY not in body, f"{path} holds a word that nobody approved"
        assert "zq7x" not in path, f"the address {path} holds a word that nobody approved"
        assert factory.TEXT not in body, f"{path} holds a whole article"
    assert visited > 40


def test_every_link_of_the_site_leads_somewhere() -> None:
    factory.published_story()
    for path, response in reachable():
        assert response.status_code in {200, 301, 302, 410}, f"{path} answers {response.status_code}"
