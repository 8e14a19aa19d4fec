"""From bytes to text: which encoding they are in, or why they are no text. Pure functions, linear in the bytes.

Nothing is ever replaced: a replaced character in a quote is a false quote. What can't be read with certainty is
refused with the reason.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

from claims.arabic import MOST_MARKS, stacked_at

from ..incoming import Unreadable
from ..vocabulary import gettext_noop

# What is longer is no article but a book or a mistake.
MAX_BYTES = 5_000_000
MAX_LINES = 12_000  # lines that are not blank

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What files begin with that are no text, and what to do instead.
_COPY = gettext_noop("Copy its text into a plain text file and bring that in.")
_TYPE = gettext_noop("Bring it in as a document with a typed transcript.")
_UNPACK = gettext_noop("Bring in the archive as an archive, or unpack it and bring in its files.")
_SIGNS: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "PDF", _COPY),
    (b"{\\rtf", "RTF", _COPY),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Microsoft Office", _COPY),
    (b"\x89PNG\r\n", "PNG", _TYPE),
    (b"GIF87a", "GIF", _TYPE),
    (b"GIF89a", "GIF", _TYPE),
    (b"\xff\xd8\xff", "JPEG", _TYPE),
    (b"II*\x00", "TIFF", _TYPE),
    (b"MM\x00*", "TIFF", _TYPE),
    (b"ID3", "MP3", _TYPE),
    (b"OggS\x00", "Ogg", _TYPE),
    (b"PK\x03\x04", "ZIP", _UNPACK),
    (b"\x1f\x8b", "gzip", _UNPACK),
    (b"7z\xbc\xaf", "7-Zip", _UNPACK),
    (b"Rar!\x1a\x07", "RAR", _UNPACK),
)
_SAMPLE = 65_536  # bytes that are looked at to guess an encoding; all of them are then decoded strictly

_UTF8_RUN = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]")
_ARABIC_LETTER = re.compile("[\u0621-\u064a]")
_ARABIC = re.compile("[\u0600-\u06ff\u200c-\u200f\u00a0\u00ab\u00bb\u00b7\u2013\u2014\u2018-\u201d\u2022\u2026\u20ac]")
_COMMON_LETTER = re.compile("[اليمنوترب]")
_COMMON_WORD = re.compile(r"\b(?:ال\w+|في|من|على|إلى|عن|أن|التي|الذي|هذا|هذه|مع|كان|قد|ما|لا|و\w{3,})\b")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
# What English in Windows-1252 holds beside ASCII: typographic signs anywhere, an accented letter within a word.
_WESTERN_SIGN = re.compile(
    "[\u2018-\u201e\u2013\u2014\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122\u00a0-\u00bf\u00d7]"
)
_ACCENTED = re.compile(r"(?<![A-Z])(?<=[a-z])[à-öø-ý]|[à-öø-ýÀ-ÖØ-Ý](?=[a-z])|(?<=[A-Z])[À-ÖØ-Ý]")

_NAMES = {"cp1256": "windows-1256", "cp1252": "windows-1252", "iso8859-6": "iso-8859-6"}
# Labels that, on the web, mean another encoding than their own (WHATWG), or that hold no plain text.
_MEANT = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030"}
_NEVER = frozenset({"utf-7", "idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem"})


def decode(raw: bytes, declared: str | None = None) -> tuple[str, str]:
    """The text (NFC) and the name of its encoding. ``declared`` is what a carrier says: HTTP, ``<meta charset>``.

    Never NFKC: it would shift the offsets of every quote after the first ligature.

    :raises Unreadable: where the bytes are no text, or can't be read as text with certainty.

    >>> decode("إسناد".encode()), decode("قال الوزير في بيان".encode("cp1256"))
    (('إسناد', 'utf-8'), ('قال الوزير في بيان', 'windows-1256'))
    >>> decode("قال".encode("utf-16"))
    ('قال', 'utf-16-le')
    >>> decode(b"abc\\xff")
    Traceback (most recent call last):
    seeds.incoming.Unreadable: Byte 3 (0xff) is not UTF-8. Save the file as UTF-8 and bring it in again.
    """
    _check_bytes(raw)
    text, encoding = _decode(raw, declared)
    _check_text(text)
    return nfc(text), _NAMES.get(encoding, encoding)


def nfc(text: str) -> str:
    """The text in Unicode form NFC, in time that grows with its length.

    :raises Unreadable: where a letter carries more marks than any script needs; composing them would take minutes.
    """
    at = stacked_at(text)
    if at is not None:
        raise Unreadable(
            "stacked_marks",
            gettext_noop("One letter carries more than %(limit)s marks (at character %(at)s), as no script needs."),
            gettext_noop("Remove that part, or bring in the text from another place."),
            {"limit": MOST_MARKS, "at": at},
        )
    return unicodedata.normalize("NFC", text)


def _check_bytes(raw: bytes) -> None:
    if len(raw) > MAX_BYTES:
        raise Unreadable(
            "too_long",
            gettext_noop("The file has %(bytes)s bytes; an article may have %(limit)s."),
            gettext_noop("Bring in its parts."),
            {"bytes": len(raw), "limit": MAX_BYTES},
        )
    for sign, name, hint in _SIGNS:
        if raw.startswith(sign):
            raise Unreadable("not_text", gettext_noop("The file is %(format)s, not text."), hint, {"format": name})
    if raw[:4] == b"RIFF" or raw[4:8] == b"ftyp":
        raise Unreadable("not_text", gettext_noop("The file is %(format)s, not text."), _TYPE, {"format": "RIFF/MP4"})


def too_many_lines() -> Unreadable:
    """For a text of more than ``MAX_LINES``: reading each of them would take seconds."""
    return Unreadable(
        "too_many_lines",
        gettext_noop("The text has more than %(limit)s lines, which no article has."),
        gettext_noop("Bring in its parts."),
        {"limit": MAX_LINES},
    )


def _check_text(text: str) -> None:
    if not text.replace("\ufeff", "").strip():
        raise Unreadable(
            "empty",
            gettext_noop("The file holds no text."),
            gettext_noop("Bring in a file with the text of the article."),
        )
    if "\x00" in text:
        raise _no_text(gettext_noop("The file holds zero bytes, so it is no text."))
    if len(_CONTROL.findall(text)) * 100 > len(text) + 100:
        raise _no_text(gettext_noop("The file holds many control characters, so it is no text."))


def _no_text(message: str) -> Unreadable:
    return Unreadable("not_text", message, gettext_noop("Bring in the text of the document instead."))


def _decode(raw: bytes, declared: str | None) -> tuple[str, str]:
    for sign, name in _BOMS:
        if raw.startswith(sign) and (name[:6] != "utf-32" or len(raw) % 4 == 0):
            return _strict(raw, name, skip=len(sign)), name
    codec = _codec(declared)
    if codec and codec[:6] in {"utf-16", "utf-32"} or b"\x00" in raw[:_SAMPLE]:
        wide = _wide(raw)
        if wide is not None:
            return wide
    try:
        return raw.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        found = _legacy(raw, codec)
        if found is None:
            raise _broken(raw, error.start, "utf-8") from None
        return found


def _strict(raw: bytes, name: str, *, skip: int) -> str:
    try:
        return raw[skip:].decode(name)
    except UnicodeDecodeError as error:
        # The codec counts from behind the byte order mark; editors of files count from the start.
        raise _broken(raw, error.start + skip, name) from None


def _broken(raw: bytes, at: int, name: str) -> Unreadable:
    return Unreadable(
        "broken_encoding",
        gettext_noop("Byte %(at)s (%(byte)s) is not %(encoding)s."),
        gettext_noop("Save the file as UTF-8 and bring it in again."),
        {"at": at, "byte": f"0x{raw[at]:02x}", "encoding": name.upper()},
    )


def _codec(declared: str | None) -> str | None:
    """The codec that a label means, where it is one for text and known."""
    label = (declared or "").strip().strip("\"'").lower()
    if not label or len(label) > 40 or not label.isascii():
        return None
    try:
        found = codecs.lookup(label)
    except (LookupError, ValueError):
        return None
    if found.name in _NEVER or not getattr(found, "_is_text_encoding", True):
        return None
    return _MEANT.get(found.name, found.name)


def _wide(raw: bytes) -> tuple[str, str] | None:
    """UTF-16 without a byte order mark: every other byte is zero (ASCII), or 6 (Arabic), or a few more."""
    if len(raw) % 2:
        return None
    sample = raw[:_SAMPLE]
    for name, high in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        usual = sum(map(high.count, (b"\x00", b"\x06", b"\x20", b"\xfb", b"\xfe")))
        if usual * 10 < len(high) * 9:
            continue
        try:
            text = raw.decode(name)
        except UnicodeDecodeError:
            continue
        if _reads(text[:_SAMPLE]):
            return text, name
    return None


def _reads(text: str) -> bool:
    """Whether most characters are letters, marks, figures, punctuation or white space of our languages."""
    usual = sum(1 for one in text if one in "\t\n\r" or one >= " " and unicodedata.category(one)[0] in "LMNPZS")
    latin_or_arabic = sum(
        1 for one in text if one < "\u0250" or "\u0600" <= one <= "\u06ff" or "\u2000" <= one < "\u20d0"
    )
    return "\x00" not in text and usual * 100 >= len(text) * 98 and latin_or_arabic * 10 >= len(text) * 8


# --- Encodings of one byte --------------------------------------------------------------------------------------------


def _legacy(raw: bytes, codec: str | None) -> tuple[str, str] | None:
    """What bytes that are not UTF-8 are instead; ``None`` for broken UTF-8 and for what reads as nothing."""
    sample = raw[:_SAMPLE]
    high = len(_HIGH.findall(sample)) or len(_HIGH.findall(raw))
    runs = sum(map(len, _UTF8_RUN.findall(sample)))
    if codec not in {"gb18030", "big5", "shift_jis", "euc_jp", "euc_kr"} and runs * 2 > high:
        return None  # most of it is UTF-8: the rest is damage
    arabic = _arabic(raw)
    if arabic is not None:
        return arabic
    if codec is not None and codec != "utf-8":
        return _declared(raw, codec)
    return None if runs else _western(raw)


def _declared(raw: bytes, codec: str) -> tuple[str, str] | None:
    try:
        text = raw.decode(codec)
    except (UnicodeDecodeError, ValueError):
        return None
    return None if _CONTROL.search(text) else (text, codec)


def _arabic(raw: bytes) -> tuple[str, str] | None:
    """The Arabic encoding in which the bytes make plausible words, if one does; the more plausible of two."""
    best: tuple[float, str, str] = (0.0, "", "")
    for codec in ("cp1256", "iso8859-6"):
        try:
            text = raw.decode(codec)
        except UnicodeDecodeError:
            continue
        score = _plausible(text[:_SAMPLE] if _NOT_ASCII.search(text[:_SAMPLE]) else text)
        if score > best[0]:
            best = (score, text, codec)
    return (best[1], best[2]) if best[0] else None


def _plausible(text: str) -> float:
    """How much a text looks Arabic, from 0: its common letters and words, counted per letter.

    >>> _plausible("قال الوزير في بيان") > 0, _plausible("ط§ظ„ط°ظƒط§ط،"), _plausible("naïve café")
    (True, 0.0, 0.0)
    """
    others = len(_NOT_ASCII.findall(text))
    letters = len(_ARABIC_LETTER.findall(text))
    common = len(_COMMON_LETTER.findall(text))
    if letters < 3 or len(_ARABIC.findall(text)) * 100 < others * 97 or common * 10 < letters * 4:
        return 0.0
    # UTF-8 read as Windows-1256 is a heap of tah and zah, which are rare letters.
    if (text.count("ط") + text.count("ظ")) * 5 > letters + 5:
        return 0.0
    words = sum(map(len, _COMMON_WORD.findall(text)))
    return (common + words) / letters


def _western(raw: bytes) -> tuple[str, str] | None:
    """Windows-1252, where all that is not ASCII is what English print holds."""
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError:
        return None
    others = len(_NOT_ASCII.findall(text))
    usual = len(_WESTERN_SIGN.findall(text)) + len(_ACCENTED.findall(text))
    if usual < others or others * 5 > len(text):
        return None
    return text, "cp1252"
