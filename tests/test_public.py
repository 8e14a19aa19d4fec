"""The readers' door over HTTP: addresses, caching, headers, what is gone, and what it costs the database."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from claims import actions as claims
from claims.models import Body, Claim
from newsroom import actions as desk
from newsroom import pages
from newsroom.choices import Standing
from newsroom.models import Current, Publication, Rendering, Story
from tests import factory

pytestmark = pytest.mark.django_db
LANGUAGES = ("ar", "en")


def get(path: str, **headers: str) -> Any:
    """What a reader gets, no redirect followed."""
    return Client().get(path, headers=headers)


def text_of(response: Any) -> str:
    return str(response.content.decode())


def current(public_id: str) -> Publication:
    return Current.objects.select_related("publication__document").get(pk=public_id).publication


def address(public_id: str, language: str = "en", version: int | None = None) -> str:
    """The one address of something that is shown."""
    publication = current(public_id)
    slug = pages.slug_of(publication.document.json, language)
    return pages.address(publication.kind, public_id, slug, language, version)


def recheck(claim: Claim, verdict: str = "false", **extra: Any) -> Publication:
    """A later verification, published."""
    said = {
        "ar": factory.words("وجدنا غير ذلك.", change_note="ظهرت وثيقة."),
        "en": factory.words("We found otherwise.", change_note="A document has come to light."),
    }
    extra = {"change_kind": "update", "words": said, **extra}
    return factory.publish(factory.draft(Claim.objects.get(pk=claim.pk), verdict, **extra))


@pytest.fixture
def claim() -> Claim:
    return factory.published_claim(asked=factory.question())


@pytest.fixture
def story(claim: Claim) -> Story:
    return factory.published_story([claim])


# --- Addresses -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("accepted", "language"),
    [("", "ar"), ("en-GB,en;q=0.8", "en"), ("fr", "ar"), ("ar-SY,en;q=0.5", "ar"), ("nonsense;;q", "ar")],
)
def test_the_door_speaks_the_readers_language(accepted: str, language: str) -> None:
    response = get("/", **{"accept-language": accepted})
    assert (response.status_code, response["Location"]) == (302, f"/{language}/")
    assert "Accept-Language" in response["Vary"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_page_answers(claim: Claim, story: Story, language: str) -> None:
    assert claim.question is not None
    paths = [f"/{language}/", *(f"/{language}/{section}/" for section in ("stories", "claims", "questions", "sources"))]
    paths += [f"/{language}/corrections/", f"/{language}/method/"]
    paths += [address(each, language) for each in (claim.public_id, story.public_id, claim.question.public_id)]
    for path in paths:
        response = get(path)
        assert response.status_code == 200, path
        assert f'<html lang="{language}"' in text_of(response)
        assert response["Content-Language"] == language


@pytest.mark.parametrize("tail", ["", "-", "-wrong", "-قديم", "/"])
def test_a_wrong_or_missing_slug_leads_to_the_right_address(story: Story, tail: str) -> None:
    response = get(f"/ar/stories/{story.public_id}{tail}")
    assert (response.status_code, response["Location"]) == (301, address(story.public_id, "ar"))
    assert get(response["Location"]).status_code == 200


def test_a_version_keeps_its_number_on_the_way(story: Story) -> None:
    response = get(f"/en/stories/{story.public_id}-wrong@1")
    assert (response.status_code, response["Location"]) == (301, address(story.public_id, "en", 1))


def test_the_address_of_a_kind_opens_no_other_kind(claim: Claim) -> None:
    assert get(f"/en/stories/{claim.public_id}").status_code == 404


@pytest.mark.parametrize("path", ["/en/stories/aaaaaaaaaa-x", "/en/claims/aaaaaaaaaa@7", "/en/corrections/aaaaaaaaaa"])
def test_nothing_at_an_address_is_said_in_its_language(path: str) -> None:
    for language in LANGUAGES:
        response = get(path.replace("/en/", f"/{language}/"), **{"accept-language": "fr"})
        assert response.status_code == 404 and f'<html lang="{language}"' in text_of(response)


@pytest.mark.parametrize("path", ["/fr/", "/en/stories/short", "/en/nowhere/", "/ar/claims/AAAAAAAAAA-x"])
def test_an_address_of_no_shape_is_not_found(path: str) -> None:
    response = get(path)
    assert response.status_code == 404 and "noindex" in text_of(response)


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_readers_can_only_read(method: str) -> None:
    for path in ("/", "/en/", "/en/claims/", "/en/claims/aaaaaaaaaa-x"):
        assert getattr(Client(), method)(path).status_code == 405


# --- Caching and headers -----------------------------------------------------------------------------------------------


def paths_of(story: Story, claim: Claim) -> list[str]:
    return [
        "/en/",
        "/en/claims/",
        "/en/corrections/",
        "/en/method/",
        address(story.public_id),
        address(claim.public_id),
    ]


def test_a_reader_who_has_the_page_gets_no_body(claim: Claim, story: Story) -> None:
    for path in paths_of(story, claim):
        first = get(path)
        tag = first["ETag"]
        assert tag.startswith('"'), "ETags are strong"
        for known in (tag, f"W/{tag}", f'"other", {tag}', "*"):
            again = get(path, **{"if-none-match": known})
            assert (again.status_code, again.content, again["ETag"]) == (304, b"", tag)
            assert again["Cache-Control"] == first["Cache-Control"]
        assert get(path, **{"if-none-match": '"other"'}).status_code == 200


def test_a_changed_rating_is_on_the_page_at_the_next_request(claim: Claim, story: Story) -> None:
    page, own = address(story.public_id), address(claim.public_id)
    before = {path: get(path)["ETag"] for path in (page, own, "/en/")}
    recheck(claim, "misleading")
    for path, tag in before.items():
        response = get(path, **{"if-none-match": tag})
        assert response.status_code == 200 and "Misleading" in text_of(response)
    assert "under review" in text_of(get(page))


def test_compressed_pages_are_the_same_pages(claim: Claim) -> None:
    path = address(claim.public_id)
    plain = get(path)
    packed = get(path, **{"accept-encoding": "br, gzip"})
    assert packed["Content-Encoding"] == "gzip" and gzip.decompress(packed.content) == plain.content
    assert packed["ETag"] != plain["ETag"], "two representations, two tags"
    assert get(path, **{"accept-encoding": "gzip", "if-none-match": packed["ETag"]}).status_code == 304
    assert not get(path, **{"accept-encoding": "gzip;q=0, br"}).has_header("Content-Encoding")


def test_headers_let_any_cache_keep_and_none_trust_too_long(claim: Claim, story: Story) -> None:
    for path in paths_of(story, claim):
        for language in ("ar", "en"):
            response = get(path, **{"accept-language": language})
            assert response["Vary"] == "Accept-Encoding"
            assert response["Cache-Control"] == "public, max-age=0, must-revalidate"
            assert not response.cookies
            policy = response["Content-Security-Policy"]
            assert "default-src 'none'" in policy and "unsafe" not in policy
            assert response["X-Content-Type-Options"] == "nosniff" and response["X-Frame-Options"] == "DENY"
            assert int(response["Content-Length"]) == len(response.content)


def test_an_editors_session_changes_nothing(claim: Claim, story: Story) -> None:
    client = Client()
    client.force_login(factory.editor("writer"))
    for path in paths_of(story, claim):
        with CaptureQueriesContext(connection) as queries:
            response = client.get(path, headers={"accept-language": "ar"})
        assert response.content == get(path).content and not response.cookies
        asked = " ".join(query["sql"] for query in queries.captured_queries)
        assert "session" not in asked and "claims_editor" not in asked


def test_head_has_the_headers_and_no_body(claim: Claim) -> None:
    response = Client().head(address(claim.public_id))
    assert (response.status_code, response.content) == (200, b"") and response["ETag"]


def test_robots_may_read_all_but_the_desk() -> None:
    assert text_of(get("/robots.txt")) == "User-agent: *\nDisallow: /admin/\n"


# --- Renderings --------------------------------------------------------------------------------------------------------


def rendering(publication: Publication, **extra: Any) -> Rendering:
    spec: dict[str, Any] = {
        "language": "en",
        "format": "html",
        "build": pages.build(),
        "standing": Standing.CURRENT,
        "content": b"<p>kept bytes</p>" * 50,
        "gzipped": gzip.compress(b"<p>kept bytes</p>" * 50, mtime=0),
        "etag": "kept",
        **extra,
    }
    Rendering.objects.filter(publication=publication).delete()
    return Rendering.objects.create(publication=publication, **spec)


def test_kept_bytes_are_served_as_they_are(claim: Claim) -> None:
    kept = rendering(current(claim.public_id))
    response = get(address(claim.public_id))
    assert response.content == kept.content and response["ETag"] == '"kept"'
    packed = get(address(claim.public_id), **{"accept-encoding": "gzip"})
    assert packed.content == kept.gzipped and packed["ETag"] == '"kept-gz"'


@pytest.mark.parametrize(
    "other", [{"build": "older"}, {"language": "ar"}, {"format": "json"}, {"standing": "withheld"}]
)
def test_bytes_of_another_build_language_format_or_standing_are_not(claim: Claim, other: dict[str, str]) -> None:
    rendering(current(claim.public_id), **other)
    response = get(address(claim.public_id))
    assert b"kept bytes" not in response.content and response.status_code == 200


def test_what_is_kept_and_what_is_drawn_are_the_same_bytes(claim: Claim) -> None:
    publication = current(claim.public_id)
    for language in LANGUAGES:
        assert get(address(claim.public_id, language)).content == pages.render(
            publication.document.json, language=language
        )


# --- Versions ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_old_version_stays_readable_and_says_what_holds(claim: Claim, language: str) -> None:
    recheck(claim, "misleading")
    now = current(claim.public_id)
    response = get(address(claim.public_id, language, 1))
    assert response.status_code == 200 and "banner old" in text_of(response)
    banner = text_of(response).partition("banner old")[2].partition("<h1>")[0]
    assert f'href="{address(claim.public_id, language)}"' in banner
    with translation.override(language):
        label = now.document.json["languages"][language]["content"]["verification"]["verdict"]["label"]
    assert label in banner
    at_its_number = get(address(claim.public_id, language, now.version))
    assert at_its_number.content == get(address(claim.public_id, language)).content
    assert get(address(claim.public_id, language, 99)).status_code == 404


# --- What is gone ------------------------------------------------------------------------------------------------------


def note(public_id: str) -> Any:
    made = desk.propose_note(
        editor=factory.editor("publisher"), public_id=public_id, note={"ar": "سُحبت لسبب.", "en": "Gone for a reason."}
    )
    claims.approve_proof(editor=factory.editor("second"), proof=made)
    return made


def withhold(public_id: str) -> None:
    desk.withhold(editor=factory.editor("publisher"), public_id=public_id, notice="safety", reason="a private matter")


@pytest.mark.parametrize("language", LANGUAGES)
def test_withheld_shows_the_notice_at_every_address_of_the_page(story: Story, language: str) -> None:
    title = story.title_in(language)
    old = address(story.public_id, language, 1)
    withhold(story.public_id)
    for path in (old, f"/{language}/stories/{story.public_id}", f"/{language}/stories/{story.public_id}-any"):
        response = get(path)
        assert response.status_code == 200 and "noindex" in text_of(response)
        assert title not in text_of(response) and "a private matter" not in text_of(response)
    for listed in (f"/{language}/", f"/{language}/stories/"):
        assert title not in text_of(get(listed))


def test_what_is_put_back_is_there_again(story: Story) -> None:
    withhold(story.public_id)
    desk.restore(editor=factory.editor("publisher"), note=note(story.public_id))
    response = get(address(story.public_id))
    assert response.status_code == 200 and story.title_en in text_of(response)
    assert story.title_en in text_of(get("/en/stories/"))
    put_back = Publication.objects.of(story.public_id).get(cause="restored")
    assert "Gone for a reason." in text_of(get(address(story.public_id, "en", put_back.version)))


def test_withdrawn_answers_410_with_the_note_alone(story: Story) -> None:
    old = address(story.public_id, "en", 1)
    desk.withdraw(editor=factory.editor("publisher"), note=note(story.public_id))
    for path in (old, f"/en/stories/{story.public_id}-any"):
        response = get(path)
        assert response.status_code == 410
        assert "Gone for a reason." in text_of(response) and story.title_en not in text_of(response)
        assert get(path, **{"if-none-match": response["ETag"]}).status_code == 410, "gone is never just unchanged"


def test_an_erased_document_is_gone(claim: Claim, monkeypatch: pytest.MonkeyPatch) -> None:
    path = address(claim.public_id)
    monkeypatch.setattr(Body, "data", b"")
    assert get(path).status_code == 410


# --- Lists -------------------------------------------------------------------------------------------------------------


def test_lists_are_paged_by_twenty_newest_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsroom.public.views.PER_PAGE", 2)
    for number in range(3):
        factory.published_claim(arabic=f"ادعاء رقم {number}", english=f"claim number {number}")
    first, second = text_of(get("/en/claims/")), text_of(get("/en/claims/?page=2"))
    assert first.index("claim number 2") < first.index("claim number 1") and "claim number 0" not in first
    assert "claim number 0" in second and "Page 2 of 2" in second
    for odd in ("0", "-1", "x", "٣", "9" * 30):
        assert get(f"/en/claims/?page={odd}").status_code == 200


def publish_scale() -> None:
    for proof in claims.submit_scale(editor=factory.editor("chief", *factory.CAST["chief"])):
        claims.approve_proof(editor=factory.editor("second", *factory.CAST["second"]), proof=proof)
    desk.publish_scale(editor=factory.editor("publisher", *factory.CAST["publisher"]))


def test_claims_are_filtered_by_rating() -> None:
    publish_scale()
    factory.published_claim("true", arabic="ادعاء صحيح", english="a claim that holds")
    factory.published_claim("false", arabic="ادعاء باطل", english="a claim that does not")
    everything, chosen = text_of(get("/en/claims/")), text_of(get("/en/claims/?verdict=false"))
    assert "a claim that holds" in everything and "a claim that does not" in everything
    assert "a claim that holds" not in chosen and "a claim that does not" in chosen
    assert '<option value="false" selected>' in chosen
    assert "a claim that holds" in text_of(get("/en/claims/?verdict=nonsense%27"))


def test_the_method_page_shows_the_published_scale() -> None:
    before = text_of(get("/en/method/"))
    assert "What we never do" in before and "Misattributed" not in before
    publish_scale()
    after = text_of(get("/en/method/"))
    assert "Misattributed" in after and "A real figure or saying, given to the wrong owner or subject." in after


def test_corrections_say_what_changed_and_can_be_narrowed_to_ratings() -> None:
    def words(english: str, change: str) -> dict[str, Any]:
        return {"ar": factory.words("تعليل آخر.", change_note="سبب."), "en": factory.words(english, change_note=change)}

    turned, kept = (
        factory.published_claim(english="a claim that turned"),
        factory.published_claim(english="one that held"),
    )
    recheck(turned, "false", change_kind="correction", words=words("Now refuted.", "The document is forged."))
    recheck(kept, "true", change_kind="clarification", words=words("Still so.", "We name the page of the document."))
    everything, ratings = text_of(get("/en/corrections/")), text_of(get("/en/corrections/?changed=rating"))
    assert "The document is forged." in everything and "We name the page of the document." in everything
    assert "The document is forged." in ratings and "We name the page of the document." not in ratings
    assert "<del>True</del>" in ratings and "checked" in ratings
    assert "The document is forged." in text_of(get("/en/"))


def test_an_empty_house_says_so() -> None:
    for path in ("/en/", "/en/stories/", "/en/claims/", "/en/questions/", "/en/sources/", "/en/corrections/"):
        assert "There is nothing here yet." in text_of(get(path))


# --- Cost --------------------------------------------------------------------------------------------------------------


def grow() -> None:
    """More of everything."""
    question = factory.question("سؤال آخر؟", "Another question?")
    found = [factory.published_claim(asked=question, english=f"another claim {number}") for number in range(4)]
    factory.published_story(found, title="قصة أخرى", english="Another story")
    recheck(found[0], "false", change_kind="correction")


LISTS = {
    "/en/": 3,
    "/en/stories/": 2,
    "/en/claims/": 3,
    "/en/questions/": 2,
    "/en/sources/": 2,
    "/en/corrections/": 2,
    "/en/corrections/?changed=rating": 2,
    "/en/method/": 1,
}


def test_lists_cost_the_same_however_long(same_queries: Callable[..., int], story: Story, claim: Claim) -> None:
    recheck(claim, "false", change_kind="correction")
    assert same_queries(lambda: [get(path) for path in LISTS], grow) == sum(LISTS.values())


def test_readers_reach_only_what_publication_fills(claim: Claim, story: Story) -> None:
    recheck(claim, "false", change_kind="correction")
    own = address(claim.public_id)
    with CaptureQueriesContext(connection) as queries:
        for path in (*LISTS, own, f"{own}@1", address(story.public_id), "/en/claims/aaaaaaaaaa"):
            get(path)
    asked = [query["sql"] for query in queries.captured_queries]
    assert all(sql.startswith("SELECT") for sql in asked)
    filled = {"publication", "current", "sequence", "rendering", "publicindex", "correction"}
    tables = set(re.findall(r'"((?:claims|newsroom|seeds|django|auth)_\w+)"(?=\.| )', " ".join(asked)))
    assert tables <= {"claims_body"} | {f"newsroom_{name}" for name in filled}


def test_a_page_costs_two_queries_however_much_stands_on_it(same_queries: Callable[..., int], claim: Claim) -> None:
    made = factory.story([claim])
    factory.approved(factory.version(made, [claim]))
    desk.publish_story(editor=factory.editor("publisher", *factory.CAST["publisher"]), story=made)

    def more() -> None:
        found = [claim, *(factory.published_claim(english=f"another claim {number}") for number in range(5))]
        row = Story.objects.get(pk=made.pk)
        desk.write_story(
            editor=factory.editor("writer"),
            story=row,
            version=row.version,
            claims=found,
            title_ar=row.title_ar,
            title_en=row.title_en,
        )
        spec = {"change_kind": "update", "change": {"said": "a", "says": "b", "why": "c"}}
        factory.approved(factory.version(Story.objects.get(pk=made.pk), found, **spec))
        desk.publish_story(editor=factory.editor("publisher"), story=Story.objects.get(pk=made.pk))

    path = address(made.public_id)
    assert same_queries(lambda: get(path), more) == 2
