"""Texts and moments as pages show them: in which language they are, isolated for bidi, escaped."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString

from claims import dates
from claims.choices import Language

Json = Mapping[str, Any]

# A run of Latin words, or a number with a sign before it. In Arabic text both need isolation: the bidi algorithm makes
# a number after a Latin word part of the left-to-right run, so the reader would meet it before the word.
_LETTER = "A-Za-z\u00c0-\u024f"
_FOREIGN_RUN = re.compile(
    rf"(?<![0-9{_LETTER}.,])[0-9]{{0,5}}[{_LETTER}][{_LETTER}0-9]*"
    rf"(?:[.\-–_/&'’+]+[{_LETTER}0-9]+| [0-9]{{0,5}}[{_LETTER}][{_LETTER}0-9]*)*"
    r"|(?<!\w)[-−+]\d[\d.,]*%?"
)
_ARABIC_LETTER = re.compile(r"[\u0620-\u064a]")
_HTML_TIME = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?)?)?)?$")


def direction(language: str) -> str:
    """``rtl`` or ``ltr``."""
    return Language(language).direction


def other(language: str) -> str:
    """The other language of the house."""
    return "en" if language == "ar" else "ar"


def isolated(text: str, language: str) -> SafeString:
    """``text`` escaped; in Arabic with every Latin name and signed number in an isolate of its own."""
    if language != "ar":
        return escape(text)
    pieces, last = [], 0
    for match in _FOREIGN_RUN.finditer(text):
        shape = '<bdi dir="ltr">{}</bdi>' if match[0][0] in "-−+" else '<bdi lang="en">{}</bdi>'
        pieces.append((text[last : match.start()], format_html(shape, match[0])))
        last = match.end()
    return format_html_join("", "{}{}", [*pieces, (text[last:], "")])


@dataclass(frozen=True)
class Words:
    """A text, the language it is in, and the language of the page. In a template it prints as safe HTML."""

    text: str
    language: str
    page: str

    def __str__(self) -> SafeString:
        inner = isolated(self.text, self.language)
        if self.language == self.page:
            return inner
        return format_html('<span lang="{}" dir="{}">{}</span>', self.language, direction(self.language), inner)

    @property
    def inner(self) -> SafeString:
        """The text without a wrapper, for an element that says language and direction itself."""
        return isolated(self.text, self.language)

    @property
    def attributes(self) -> str:
        """The ``lang`` and ``dir`` attributes which such an element needs, with a space before; empty at home."""
        if self.language == self.page:
            return ""
        return format_html(' lang="{}" dir="{}"', self.language, direction(self.language))


@dataclass(frozen=True)
class Name:
    """A name or title of unstated language: the browser finds its direction by itself."""

    text: str

    def __str__(self) -> SafeString:
        return format_html("<bdi>{}</bdi>", self.text)


def words(value: str | Json | None, page: str) -> Words | None:
    """A text of a document: a string in the page's language, or ``{ar, en}``, of which the other one stands in."""
    if not value:
        return None
    if isinstance(value, str):
        return Words(value, page, page)
    for language in (page, other(page)):
        if value.get(language):
            return Words(str(value[language]), language, page)
    return None


def plain(value: str | Json | None, page: str) -> str:
    """The same as plain text, for titles and attributes; empty if there is none."""
    found = words(value, page)
    return found.text if found else ""


def tongue(text: str) -> str:
    """``ar`` if the text has Arabic letters, else ``en``: for texts of which nobody recorded the language."""
    return "ar" if _ARABIC_LETTER.search(text) else "en"


def native(text: str | None, page: str) -> Words | None:
    """A text only if it is in the page's script: measures and subjects are kept in one language alone."""
    return Words(text, page, page) if text and tongue(text) == page else None


@dataclass(frozen=True)
class Moment:
    """A date or time: what a machine reads (``None`` where HTML has no form for it) and what people read."""

    iso: str | None
    shown: str

    def __str__(self) -> SafeString:
        if self.iso is None:
            return escape(self.shown)
        return format_html('<time datetime="{}">{}</time>', self.iso, self.shown)


def day(edtf: str | None, page: str) -> Moment | None:
    """A partial date of a document in words; one that cannot be read is shown as it stands."""
    if not edtf:
        return None
    try:
        shown = dates.display(edtf, page)
    except ValueError:
        return Moment(None, edtf)
    return Moment(edtf if _HTML_TIME.match(edtf) else None, shown)


def moment(stamp: str | None, page: str) -> Moment | None:
    """A UTC time of a document, shown as its day."""
    if not stamp:
        return None
    return Moment(re.sub(r"\.\d+", "", stamp), dates.display(stamp[:10], page))
