"""Previews for outsiders: one proof, one address, an end, a log; and whatever is wrong, one and the same answer."""

from __future__ import annotations

import datetime as dt
import logging
from typing import Any

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from claims import actions as claims
from claims.choices import Role
from claims.models import Entry, Proof
from newsroom import actions as desk
from newsroom.actions.previews import digest_of
from newsroom.letters import previews
from newsroom.models import PreviewLink, PreviewVisit, Publication
from tests import factory

pytestmark = pytest.mark.django_db

CANARY = "كناري-prv8"


@pytest.fixture(autouse=True)
def fresh_counters() -> None:
    cache.clear()


def proof(arabic: str = f"ادعاء {CANARY}") -> Proof:
    """A claim's proof that nobody has approved."""
    claim = factory.claim(arabic, "A claim")
    factory.occurrence(claim)
    return claims.submit_verification(editor=factory.editor("writer", Role.EDITOR), verification=factory.draft(claim))[
        0
    ]


def given(of: Proof | None = None, hours: int = 24) -> tuple[PreviewLink, str]:
    """A preview, and its address."""
    link, token = desk.give_preview(
        editor=factory.editor("writer", Role.EDITOR), proof=of or proof(), label="the lawyer", hours=hours
    )
    return link, f"/preview/{token}/"


def opened(address: str, **headers: str) -> HttpResponse:
    return Client(headers=headers).get(address)  # type: ignore[return-value]


def test_whoever_has_the_address_reads_the_proof_and_is_told_what_it_is() -> None:
    link, address = given()
    answer = opened(address)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert CANARY in page and "معاينة غير منشورة" in page
    assert answer["X-Robots-Tag"].startswith("noindex") and '<meta name="robots" content="noindex">' in page
    assert "no-store" in answer["Cache-Control"]
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "Content-Security-Policy" in answer.headers
    assert not answer.cookies
    assert 'rel="canonical"' not in page and "/api/v1/claims/" not in page, "no address at which it would be found"
    assert link.proof.public_id not in page
    assert not Publication.objects.exists()


def test_a_story_and_english_are_previewed_in_their_own_language() -> None:
    cited = factory.published_claim()
    story = factory.story([cited])
    version = factory.version(story, [cited], "en")
    made = desk.submit_version(editor=factory.editor("writer"), version=version)
    answer = opened(given(made)[1])
    page = answer.content.decode()
    assert answer["Content-Language"] == "en" and '<html lang="en"' in page
    assert "A preview that is not published." in page and "The story of the model" in page


def test_only_the_digest_of_the_token_is_kept() -> None:
    link, address = given()
    token = address.split("/")[2]
    assert len(token) >= 43, "32 random bytes"
    assert link.digest == digest_of(token) != token
    kept = [str(entry.after) for entry in Entry.objects.all()] + [str(PreviewLink.objects.values())]
    assert not any(token in each for each in kept)
    assert given()[1] != address


def test_every_reading_is_written_down_by_its_network() -> None:
    link, address = given()
    Client(REMOTE_ADDR="192.0.2.77").get(address)
    Client(REMOTE_ADDR="2001:db8:85a3:8d3::7334").head(address)
    assert list(link.visits.order_by("pk").values_list("network", flat=True)) == ["192.0.2.0/24", "2001:db8:85a3::/48"]


def nothing_of(address: str) -> tuple[int, bytes, dict[str, str]]:
    answer = opened(address)
    return answer.status_code, answer.content, dict(answer.items())


def test_unknown_ended_expired_and_taken_down_get_one_and_the_same_answer() -> None:
    unknown = nothing_of("/preview/never-given/")
    assert unknown[0] == 404 and CANARY not in unknown[1].decode()
    assert (unknown[2]["Cache-Control"], unknown[2]["Referrer-Policy"]) == ("private, no-store", "no-referrer")

    ended, address = given()
    desk.revoke_preview(editor=factory.editor("writer"), link=ended)
    assert nothing_of(address) == unknown

    expired, address = given()
    PreviewLink.objects.filter(pk=expired.pk).update(expires_at=timezone.now() - dt.timedelta(seconds=1))
    assert nothing_of(address) == unknown

    down = factory.published_claim()
    shown = Proof.objects.filter(public_id=down.public_id, language="ar").latest("pk")
    _link, address = given(shown)
    assert opened(address).status_code == 200
    publisher = factory.editor("publisher", Role.PUBLISHER)
    desk.withhold(editor=publisher, public_id=down.public_id, notice="legal", reason="a letter")
    assert nothing_of(address) == unknown, "nobody reads on by the back door"
    assert PreviewVisit.objects.count() == 1, "only the reading that was one"


def test_a_preview_reads_only() -> None:
    _link, address = given()
    for method in ("post", "put", "delete"):
        assert getattr(Client(), method)(address).status_code == 405


def test_who_asks_too_often_waits() -> None:
    _link, address = given()
    for _ in range(previews.PER_MINUTE):
        assert opened(address).status_code == 200
    answer = opened(address)
    assert (answer.status_code, answer["Retry-After"], answer.content) == (429, "60", b"")
    assert Client(REMOTE_ADDR="198.51.100.9").get(address).status_code == 200
    assert PreviewVisit.objects.count() == previews.PER_MINUTE + 1


def test_no_token_gets_into_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        opened("/preview/a-mistyped-token/")
    assert "a-mistyped-token" not in caplog.text


def test_a_preview_ends_once() -> None:
    from claims import ledger

    link, _address = given()
    desk.revoke_preview(editor=factory.editor("writer"), link=link)
    with pytest.raises(ledger.Conflict):
        desk.revoke_preview(editor=factory.editor("writer"), link=PreviewLink.objects.get(pk=link.pk))


def test_the_desk_shows_the_address_once_and_its_readings_ever_after() -> None:
    from tests.test_admin import do, page_of, send, words_on

    made = proof()
    writer = factory.enter("writer")
    outcome: Any = send(writer, do(made, "give-preview"), expect=200, label_text="the lawyer", hours="72")
    shown = words_on(outcome)
    link = PreviewLink.objects.get()
    address = next(word for word in shown.split() if "/preview/" in word)
    assert digest_of(address.split("/preview/")[1].strip("/")) == link.digest
    assert link.expires_at - link.at == dt.timedelta(hours=72)
    opened("/preview/" + address.split("/preview/")[1])
    for page in (page_of(made), page_of(link)):
        words = words_on(writer.get(page))
        assert "the lawyer" in words and "/preview/" + address.split("/preview/")[1] not in words
    assert "127.0.0.0/24" in words_on(writer.get(page_of(link)))
    send(writer, do(link, "revoke-preview"))
    assert PreviewLink.objects.get().revoked_at is not None
