"""From a plain text file to an article: bytes → NFC text, with nothing else changed. Pure functions."""

from __future__ import annotations

from ..incoming import Incoming, Notice
from ..vocabulary import gettext_noop
from .decoding import MAX_BYTES, MAX_LINES, decode, too_many_lines

__all__ = ["MAX_BYTES", "PLAIN", "read_plain", "read_text"]

PLAIN = "text/plain"


def read_text(raw: bytes, *, name: str, url: str | None = None, declared: str | None = None) -> Incoming:
    """Read a plain text file. ``declared`` is the encoding that its carrier names, if any.

    Ends of lines stay as they are, for offsets count in the decoded text and lines end at ``\\n``. Only a file
    of the old Macintosh kind, which knows no ``\\n``, gets one for each ``\\r``: as many characters as before.

    :raises Unreadable: where the bytes are no text, or more lines than an article has.

    >>> read_text("إسناد".encode(), name="a.txt").text
    'إسناد'
    """
    text, encoding = decode(raw, declared)
    notices = text_notices(text)
    if "\r" in text and "\n" not in text:
        text = text.replace("\r", "\n")
        notices.append(
            Notice("old_line_ends", gettext_noop("Its lines end as on old Macintoshes; they were read as lines."))
        )
    if text.count("\n") > MAX_LINES and sum(1 for line in text.split("\n") if line.strip()) > MAX_LINES:
        raise too_many_lines()
    return Incoming(name=name, raw=raw, text=text, media_type=PLAIN, encoding=encoding, url=url, notices=tuple(notices))


def read_plain(raw: bytes) -> Incoming:
    """``read_text`` for a file whose name is known elsewhere."""
    return read_text(raw, name="")


def text_notices(text: str) -> list[Notice]:
    """What an editor should know of any text: characters that were lost before it came to us."""
    lost = text.count("\ufffd")
    if not lost:
        return []
    message = gettext_noop("The text holds %(count)s replaced characters: they were lost before it came here.")
    return [Notice("replaced_characters", message, {"count": lost})]
