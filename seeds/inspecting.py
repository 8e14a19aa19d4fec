"""Everything that is known of an article before it comes in: what is kept, what is set aside and why, what it states.

Writes nothing. The JSON of ``Inspection.as_json`` is a contract with those who call ``./dev inspect_article --json``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from claims.characters import forbidden

from .cleaning import Block, Cleaned, clean
from .incoming import Incoming, Notice
from .metadata import Fact, Particulars, particulars
from .vocabulary import gettext_noop

__all__ = ["Inspection", "inspect"]

_FORBIDDEN = gettext_noop("The text holds hidden characters that change how it is read (%(characters)s).")
_NOTHING = gettext_noop("Nothing of the text reads as an article.")
_BLANK = gettext_noop("It holds only spaces.")


@dataclass(frozen=True)
class Inspection:
    """An article with its reading. ``notices`` are all that an editor should know of it, in the order found."""

    incoming: Incoming
    cleaned: Cleaned
    particulars: Particulars
    notices: tuple[Notice, ...]

    def as_json(self) -> dict[str, Any]:
        """The contract. All offsets are code points in the snapshot's text, end exclusive.

        The title stands in ``title``; its line is in neither list, as it is neither body nor noise. So every line
        of the text that is not empty stands once: in ``body``, in ``removed``, or as the title.
        """
        found = self.particulars
        return {
            "file": self.incoming.name,
            "title": _value(found.title),
            "section": _value(found.section),
            "outlet": _value(found.outlet),
            "authors": [author.value for author in found.authors],
            "translator": _value(found.translator),
            "published": _date(found.published),
            "modified": _date(found.modified),
            "language": _value(found.language),
            "body": [self._kept(block) for block in self.cleaned.kept if block.kind != "title"],
            "removed": self._removed(),
            "warnings": [str(notice) for notice in self.notices],
        }

    def _kept(self, block: Block) -> dict[str, Any]:
        text = self.incoming.text[block.start : block.end]
        return {"kind": block.kind, "start": block.start, "end": block.end, "text": text}

    def _removed(self) -> list[dict[str, Any]]:
        """What is set aside, with the lines of which a reader sees nothing."""
        rows = [(block.start, block.end, block.kind, block.reason) for block in self.cleaned.removed]
        rows += [(start, end, "other_noise", _BLANK) for start, end in _blank_lines(self.incoming.text)]
        return [
            {"start": start, "end": end, "kind": kind, "reason": reason, "text": self.incoming.text[start:end]}
            for start, end, kind, reason in sorted(rows)
        ]


def inspect(incoming: Incoming, *, now: dt.datetime | None = None) -> Inspection:
    """Read an article whole. ``now`` (aware) tells dates that lie ahead of it."""
    cleaned = clean(incoming.text, incoming.hints, stated_title(incoming))
    found = particulars(incoming, cleaned, now=now)
    notices = [*incoming.notices, *found.notices, *_noticed(incoming, cleaned)]
    return Inspection(incoming, cleaned, found, tuple(notices))


def stated_title(incoming: Incoming) -> str | None:
    """The title that the carrier or the page states best, for the cleaner to find its line by; ``None`` where none
    is stated, or where the markup has shown the line already.
    """
    if any(hint.kind == "title" and hint.sure for hint in incoming.hints):
        return None
    stated = [one for one in incoming.stated if one.field == "title"]
    stated.sort(key=lambda one: one.source == "<title>")
    return stated[0].words if stated else None


def _noticed(incoming: Incoming, cleaned: Cleaned) -> Iterator[Notice]:
    codes = list(dict.fromkeys(hidden.code for hidden in forbidden(incoming.text)))
    if codes:
        yield Notice("forbidden_characters", _FORBIDDEN, {"characters": ", ".join(codes[:10])})
    if not any(block.kind != "title" for block in cleaned.kept):
        yield Notice("no_body", _NOTHING)


def _blank_lines(text: str) -> Iterator[tuple[int, int]]:
    """Lines that are not empty and hold only spaces, such as no-break spaces between paragraphs."""
    at = 0
    for line in text.split("\n"):
        size = len(line.removesuffix("\r"))
        if size and not line.strip():
            yield at, at + size
        at += len(line) + 1


def _value(fact: Fact | None) -> str | None:
    return fact.value if fact else None


def _date(fact: Fact | None) -> dict[str, Any] | None:
    if fact is None:
        return None
    return {"value": fact.value, "precision": fact.precision, "raw": fact.words, "from": fact.source}
