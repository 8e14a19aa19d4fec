"""Articles that come inside something else (a wire item, a row, a feed entry): how all of them become an Incoming."""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

from ..incoming import Field, Incoming, Notice, Stated, Unreadable
from ..vocabulary import gettext_noop
from .decoding import decode
from .pages import read_page
from .plain import read_text
from .refusals import Refusal

JSON = "application/json"
MAX_CARRIER_BYTES = 50_000_000  # of a file that holds many articles
MAX_ITEMS = 100_000  # articles in one file
MAX_WORDS = 1_000  # characters of a title, a name, a date; what is longer is none of these

Outcome = Incoming | Refusal

_TAG = re.compile(r"<[a-zA-Z/!?][^<>]*>")
_MARKUP = re.compile(
    r"</(?:p|div|span|a|h[1-6]|ul|ol|li|article|section|table|strong|em|blockquote|figure)\s*>|<(?:p|br)\s*/?>",
    re.IGNORECASE,
)
_WHOLE_PAGE = re.compile(r"<(?:html|body)[\s>]", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)


@dataclass(frozen=True)
class Carried:
    """One article with what its carrier says of it. ``raw`` are the bytes by which it is known again.

    ``markup`` says whether ``body`` is HTML; ``title`` goes above the text, where readers would see it.
    """

    name: str
    raw: bytes
    body: str
    encoding: str = "utf-8"
    media_type: str = JSON
    markup: bool = False
    title: str | None = None
    language: str | None = None
    url: str | None = None
    stated: tuple[Stated, ...] = ()
    notices: tuple[Notice, ...] = ()


def read_carried(carried: Carried) -> Incoming:
    """The article, read as a page or as plain text. What the carrier states goes before what the text's markup does.

    :raises Unreadable: where there is no text, or none that can be stored.
    """
    if not carried.body.strip():
        raise Unreadable(
            "no_body",
            gettext_noop("It has no text."),
            gettext_noop("Ask for the full item, or bring in the page it stands on."),
        )
    read = _page(carried) if carried.markup else _plain(carried)
    said = {stated.field for stated in carried.stated}
    return replace(
        read,
        raw=carried.raw,
        media_type=carried.media_type,
        encoding=carried.encoding,
        url=carried.url or read.url,
        stated=(*carried.stated, *(one for one in read.stated if one.field not in said)),
        notices=(*carried.notices, *read.notices),
    )


def _page(carried: Carried) -> Incoming:
    page = carried.body
    if not _WHOLE_PAGE.search(page[:5_000]):
        language = f' lang="{html.escape(carried.language)}"' if carried.language else ""
        title = f"<h1>{html.escape(carried.title)}</h1>\n" if carried.title else ""
        page = (
            f'<!doctype html>\n<html{language}><head><meta charset="utf-8"></head><body><article>\n{title}'
            f"{page}\n</article></body></html>"
        )
    return read_page(_bytes(page), name=carried.name, url=carried.url, declared="utf-8")


def _plain(carried: Carried) -> Incoming:
    body, title = carried.body, carried.title
    first = next((line for line in body.split("\n") if line.strip()), "")
    if title and words_of(first) != title:
        body = f"{title}\n\n{body}"
    return read_text(_bytes(body), name=carried.name, url=carried.url, declared="utf-8")


def _bytes(text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError:
        raise Unreadable(
            "broken_characters",
            gettext_noop("Its text holds halves of characters."),
            gettext_noop("Ask the sender for the item in UTF-8."),
        ) from None


# --- Values -----------------------------------------------------------------------------------------------------------


def words_of(value: Any) -> str | None:
    """A value as the words of a fact: one line, NFC; ``None`` where there are none or far too many.

    >>> words_of("  ليو\\n ديان "), words_of({"name": "ليو ديان"}), words_of(["أ", "ب"]), words_of(True), words_of("")
    ('ليو ديان', 'ليو ديان', None, None, None)
    """
    if isinstance(value, dict):
        value = value.get("name")
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    spaced = " ".join(str(value).split())
    if len(spaced) > 2 * MAX_WORDS:  # so that composing its marks costs nothing
        return None
    words = unicodedata.normalize("NFC", spaced)
    if not 0 < len(words) <= MAX_WORDS or any("\ud800" <= one <= "\udfff" for one in words):
        return None
    return words


def address_of(value: Any) -> str | None:
    """A value as a web address, as it is spelled; ``None`` for anything else.

    >>> address_of("https://news.example/1"), address_of("tag:news.example,2026:1"), address_of(None)
    ('https://news.example/1', None, None)
    """
    words = words_of(value)
    try:
        return words if words and _ADDRESS.fullmatch(words) and urlsplit(words).hostname else None
    except ValueError:
        return None


def looks_like_html(text: str) -> bool:
    """Whether a text has tags that text is laid out with.

    >>> looks_like_html("<p>نص</p>"), looks_like_html("2 < 3 و5 > 4")
    (True, False)
    """
    return _MARKUP.search(text) is not None


def bare_words(markup: str) -> str:
    """What of markup is read, in one line; for titles and for measuring, not for articles.

    >>> bare_words("<b>ربع</b> مليون &amp; أكثر"), bare_words("أ < ب")
    ('ربع مليون & أكثر', 'أ < ب')
    """
    return " ".join(html.unescape(_TAG.sub(" ", markup)).split()) if "<" in markup or "&" in markup else markup


def state(field: Field, value: Any, source: str) -> tuple[Stated, ...]:
    """One statement, or none where there are no words."""
    words = words_of(value)
    return (Stated(field, words, source[:100]),) if words else ()


# --- Files that hold many ---------------------------------------------------------------------------------------------


def decode_carrier(raw: bytes) -> tuple[str, str]:
    """The text of a carrier and its encoding. UTF-8 as it came, so that slices give back bytes; others as decoded.

    :raises Unreadable: where it is too big, empty, or no text.
    """
    if len(raw) > MAX_CARRIER_BYTES:
        raise Unreadable(
            "too_long",
            gettext_noop("The file has %(bytes)s bytes; a file of many articles may have %(limit)s."),
            gettext_noop("Bring in its parts."),
            {"bytes": len(raw), "limit": MAX_CARRIER_BYTES},
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return decode(raw)
    if not text.strip() or "\x00" in text:
        return decode(raw)
    return text, "utf-8"


def too_many(name: str) -> Refusal:
    """For what stands behind the last article that is read of one file."""
    return Refusal(
        name,
        Unreadable(
            "too_many",
            gettext_noop("The file holds more than %(limit)s articles; nothing from here on was read."),
            gettext_noop("Bring in its parts."),
            {"limit": MAX_ITEMS},
        ),
    )


def strip_controls(words: str) -> str:
    """Words that may be shown: no control, direction or private characters.

    >>> strip_controls("a\\u202eb\\x07.txt")
    'a\ufffdb\ufffd.txt'
    """
    return "".join("\ufffd" if unicodedata.category(one) in _HIDDEN else one for one in words)


_HIDDEN = frozenset({"Cc", "Cf", "Co", "Cs", "Cn"})
