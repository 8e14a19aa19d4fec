"""From a file to text: bytes → NFC text, with nothing else changed. Pure functions; one reader for each format."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass

PLAIN = "text/plain"
MAX_BYTES = 5_000_000  # a longer plain text is no article but a book or a mistake


class Unreadable(ValueError):
    """A file that can't become an article; the message is a sentence that says why and what to do."""


@dataclass(frozen=True)
class Text:
    """What a reader made of a file. ``raw`` are the bytes as they came, ``text`` is NFC, ``digest`` is of ``raw``."""

    raw: bytes
    text: str
    media_type: str
    encoding: str

    @property
    def digest(self) -> str:
        """SHA-256, hexadecimal, of the bytes as they came."""
        return hashlib.sha256(self.raw).hexdigest()


def read_plain(raw: bytes) -> Text:
    """Read a plain text file in UTF-8, with or without a byte order mark.

    Never NFKC: it would shift the offsets of every quote after the first ligature. Broken bytes are refused
    rather than replaced, because a replaced character in a quote is a false quote.

    >>> read_plain("إسناد".encode()).text
    'إسناد'
    >>> read_plain(b"abc\\xff")
    Traceback (most recent call last):
    seeds.readers.Unreadable: Byte 3 (0xff) is not UTF-8. Save the file as UTF-8 and bring it in again.
    """
    if len(raw) > MAX_BYTES:
        raise Unreadable(f"The file has {len(raw)} bytes; a plain text may have {MAX_BYTES}. Bring in its parts.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(_broken(raw, error)) from None
    if "\x00" in text:
        raise Unreadable("The file holds zero bytes, so it is no text. Bring in the text of the document instead.")
    if not text.strip():
        raise Unreadable("The file holds no text. Bring in a file with the text of the article.")
    return Text(raw=raw, text=unicodedata.normalize("NFC", text), media_type=PLAIN, encoding="utf-8")


def _broken(raw: bytes, error: UnicodeDecodeError) -> str:
    # The codec counts from behind a byte order mark; editors of files count from the start.
    at = error.start + len(raw) - len(error.object)
    return f"Byte {at} (0x{raw[at]:02x}) is not UTF-8. Save the file as UTF-8 and bring it in again."
