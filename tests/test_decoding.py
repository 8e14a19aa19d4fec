"""Bytes become text exactly, or are refused with a sentence that says why and what to do."""

import doctest
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seeds import readers
from seeds.incoming import Unreadable
from seeds.readers import decoding, plain
from seeds.readers.decoding import MAX_BYTES, MAX_LINES, decode

ARABIC = "قال الوزير، في بيان، إن «الأسعار» لن ترتفع هذا العام. فهل يصدق؟\nوأضاف أن 12% من السكان يعملون في البحر."
ENGLISH = "The mayor’s office said “nothing” — and paid £40. A café stayed open.\n"


@pytest.mark.parametrize("module", [decoding, plain, readers])
def test_examples_hold(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "codec", "name"),
    [
        (ARABIC, "utf-8", "utf-8"),
        (ARABIC, "utf-8-sig", "utf-8"),
        (ARABIC, "utf-16", "utf-16-le"),
        (ARABIC, "utf-16-le", "utf-16-le"),
        (ARABIC, "utf-16-be", "utf-16-be"),
        (ENGLISH, "utf-16-le", "utf-16-le"),
        (ARABIC, "utf-32", "utf-32-le"),
        (ARABIC, "cp1256", "windows-1256"),
        (ARABIC.replace("«", "").replace("»", ""), "iso8859-6", "iso-8859-6"),
        ("خاص بالجريدة", "cp1256", "windows-1256"),
        ("Nvidia shares fell. " * 40 + ARABIC, "cp1256", "windows-1256"),
        (ENGLISH, "cp1252", "windows-1252"),
        ("plain ASCII", "ascii", "utf-8"),
    ],
)
def test_the_encodings_that_articles_come_in_are_told_from_their_bytes(text: str, codec: str, name: str) -> None:
    assert decode(text.encode(codec)) == (text, name)


@pytest.mark.parametrize(
    ("text", "codec", "declared"),
    [
        (ARABIC, "cp1256", "windows-1256"),
        (ARABIC, "cp1256", "iso-8859-1"),  # the commonest lie of old servers
        (ARABIC, "cp1256", "utf-8"),
        (ARABIC, "utf-8", "windows-1256"),
        (ARABIC, "utf-8", "no-such-thing"),
        (ARABIC, "utf-16-be", "utf-16"),
        (ENGLISH, "cp1252", "ISO-8859-1"),
        ("Žluťoučký kůň", "iso8859-2", "iso-8859-2"),
        ("新闻报道说他们明天会来", "gb18030", "gb2312"),
    ],
)
def test_what_a_carrier_declares_is_a_help_and_no_law(text: str, codec: str, declared: str) -> None:
    assert decode(text.encode(codec), declared)[0] == text


def test_one_broken_byte_is_named_where_it_stands() -> None:
    with pytest.raises(
        Unreadable, match=r"^Byte 3 \(0xff\) is not UTF-8\. Save the file as UTF-8 and bring it in again\.$"
    ):
        decode(b"abc\xff")


def test_text_is_normalised_to_nfc_and_no_further() -> None:
    assert decode("A\u0301 ﷺ ﻻ ½".encode())[0] == "\u00c1 ﷺ ﻻ ½"


BROKEN = ARABIC.encode()[:-31] + b"\xd8" + ARABIC.encode()[-30:]


@pytest.mark.parametrize(
    ("raw", "code", "words"),
    [
        (b"", "empty", "no text"),
        (b" \n\xef\xbb\xbf ", "empty", "no text"),
        (b"a\x00b", "not_text", "zero bytes"),
        (b"\x00" * 4000, "not_text", "zero bytes"),
        (b"\x01\x02\x03\x04\x05\x06" * 99, "not_text", "control characters"),
        (b"\xef\xbb\xbfabc\xd9", "broken_encoding", r"Byte 6 \(0xd9\)"),
        (b"\xff\xfea", "broken_encoding", "UTF-16"),
        (BROKEN, "broken_encoding", "is not UTF-8"),
        ("The mayor’s office".encode() + b"\xe2\x80", "broken_encoding", "is not UTF-8"),
        (ARABIC.encode()[:101] + b"\xff" * 4, "broken_encoding", "is not UTF-8"),
        (b"%PDF-1.7\n...", "not_text", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "not_text", "PNG"),
        (b"\xff\xd8\xff\xe0..JFIF", "not_text", "JPEG"),
        (b"PK\x03\x04....", "not_text", "ZIP"),
        (b"\x1f\x8b\x08....", "not_text", "gzip"),
        (b"RIFF....WEBP", "not_text", "RIFF"),
        (b"a" * (MAX_BYTES + 1), "too_long", "5000001 bytes"),
    ],
)
@pytest.mark.parametrize("declared", [None, "utf-8", "iso-8859-1"])
def test_what_cannot_be_read_for_certain_is_refused(raw: bytes, code: str, words: str, declared: str | None) -> None:
    with pytest.raises(Unreadable, match=rf"{words}.*\. [A-Z].*\.$") as caught:
        decode(raw, declared)
    assert caught.value.code == code


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400), st.sampled_from([None, "utf-8", "cp1256", "utf-16", "utf-7", "idna", "\x00", "hex"]))
def test_any_bytes_are_text_or_refused(raw: bytes, declared: str | None) -> None:
    try:
        text, _ = decode(raw, declared)
    except Unreadable as refusal:
        assert str(refusal).endswith(".")
    else:
        assert text.strip() and "\x00" not in text and unicodedata.is_normalized("NFC", text)


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=200))
def test_utf8_is_never_taken_for_anything_else(text: str) -> None:
    if text.strip().strip("\ufeff"):
        assert decode(b"\xef\xbb\xbf" + text.encode())[0] == unicodedata.normalize("NFC", text)


# --- Plain texts ------------------------------------------------------------------------------------------------------


def test_lines_stay_as_they_end_but_those_of_old_macintoshes_become_lines() -> None:
    assert readers.read_text(b"a\r\nb\n", name="x").text == "a\r\nb\n"
    old = readers.read_text(b"a\rb\rc", name="x")
    assert old.text == "a\nb\nc" and [notice.code for notice in old.notices] == ["old_line_ends"]


def test_a_text_of_more_lines_than_any_article_has_is_refused() -> None:
    assert readers.read_text(b"a\n\n" * MAX_LINES, name="x").text
    with pytest.raises(Unreadable, match="more than 12000 lines"):
        readers.read_text(b"a\n" * (MAX_LINES + 1), name="x")


def test_characters_that_were_lost_before_are_told() -> None:
    (notice,) = readers.read_text("قال \ufffd\ufffd الوزير".encode(), name="x").notices
    assert "2 replaced characters" in str(notice)


@pytest.mark.parametrize(
    ("raw", "name", "media_type", "found"),
    [
        (b"anything", "a.txt", None, "text"),
        (b"<p>A", "a.HTM", None, "html"),
        (b"<!doctype html><p>A", "https://news.example/a", None, "html"),
        ("<html><p>A".encode("utf-16"), "a", None, "html"),
        (b"<p>A", "a", "text/plain; charset=utf-8", "text"),
        (b"A", "a.txt", "text/html", "html"),
        (b"a,b", "a.csv", None, "csv"),
        (b'{"body": "..."}', "a", None, "json"),
        (b'{"body": "..."}', "a", "application/octet-stream", "json"),
        (b"[1] A footnote", "a", None, "text"),
        (b"<?xml version='1.0'?><rss version='2.0'>", "a", None, "feed"),
        (b"<3 is a heart", "a", None, "text"),
    ],
)
def test_a_format_is_told_by_carrier_then_name_then_content(
    raw: bytes, name: str, media_type: str | None, found: str
) -> None:
    assert readers.format_of(raw, name=name, media_type=media_type) == found


@pytest.mark.parametrize("raw", [("a" + "\u0301\u0316" * 100_000).encode(), b"<html><p>a" + b"&#769;&#790;" * 50_000])
def test_a_letter_under_a_tower_of_marks_is_refused_at_once(raw: bytes) -> None:
    """To compose them would take time that grows with the square of their number."""
    with pytest.raises(Unreadable) as caught:
        readers.read(raw, name="tower")
    assert caught.value.code == "stacked_marks"
