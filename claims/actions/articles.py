"""Bringing articles in, and reading them."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError
from django.utils.translation import gettext_lazy as _

from .. import ledger
from ..choices import ArticleKind, BlockKind
from ..dates import is_edtf
from ..models import Article, ArticleAuthor, Body, Editor, Reading, Snapshot, Source
from ..rules import Blocker, bad_addresses, may, none_of, require, too_long


@dataclass(frozen=True)
class Byline:
    """One author as the text names him: the source he is, the words printed, and where they were read."""

    source: Source
    words: str
    read_from: str = ""


@dataclass(frozen=True)
class ArticleDescription:
    """What is known of an article. ``None`` is unknown and stays so; dates are EDTF.

    ``provenance`` holds, for each field that is known, ``{"words": …, "from": …}``.
    """

    title: str
    kind: str = ArticleKind.ARTICLE
    language: str = "ar"
    section: str | None = None
    outlet: Source | None = None
    translator: Source | None = None
    url: str | None = None
    published: str | None = None
    modified: str | None = None
    issue_number: str | None = None
    provenance: dict[str, Any] = field(default_factory=dict)
    note_ar: str = ""
    note_en: str = ""
    authors: tuple[Byline, ...] = ()

    def columns(self) -> dict[str, Any]:
        """The fields that are columns of ``Article``."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__ if name != "authors"}

    def audited(self) -> dict[str, Any]:
        """The description as an entry keeps it: sources by their public id."""
        plain = {name: value for name, value in self.columns().items() if value not in (None, "", {})}
        for name in ("outlet", "translator"):
            if name in plain:
                plain[name] = plain[name].public_id
        plain["authors"] = [[author.source.public_id, author.words] for author in self.authors]
        return plain


@ledger.verb
def bring_in_article(
    *,
    editor: Editor,
    raw: bytes,
    text: str,
    description: ArticleDescription,
    blocks: Sequence[dict[str, Any]],
    cleaner: str,
    taken_from: str,
    media_type: str = "text/plain",
    encoding: str = "utf-8",
) -> tuple[Article, bool]:
    """Keep an article: its raw bytes, its text with the noise still in it, and the reading of it.

    Returns the article and whether it is new. The same bytes are one article, however often and by however
    many at once they are sent. ``text`` must be NFC; ``blocks`` are the reading's (see ``Reading``).
    """
    require(
        [
            *may(editor, "article.bring_in"),
            *_text_blockers(text),
            *_description_blockers(description),
            *_block_blockers(blocks, len(text)),
            *too_long(Reading, cleaner=cleaner),
            *too_long(Snapshot, media_type=media_type, encoding=encoding, taken_from=taken_from),
        ]
    )
    key = hashlib.sha256(raw).hexdigest()
    known = Article.objects.filter(import_key=key).first()
    if known is not None:
        return known, False
    try:
        with ledger.savepoint():
            article = Article.objects.create(import_key=key, **description.columns())
            _write_authors(article, description.authors)
            snapshot = _take_snapshot(article, raw, text, media_type, encoding, taken_from)
            _write_reading(snapshot, editor, blocks, cleaner)
            ledger.record("article.bring_in", article, after={**description.audited(), "raw": key})
    except IntegrityError:
        faster = Article.objects.filter(import_key=key).first()
        if faster is None:
            raise
        return faster, False
    return article, True


@ledger.verb
def describe_article(*, editor: Editor, article: Article, version: int, description: ArticleDescription) -> Article:
    """Change what is known of an article; its content never changes."""
    require([*may(editor, "article.describe"), *_description_blockers(description)])
    changed = ledger.change(article, version=version, **description.columns())
    ArticleAuthor.objects.filter(article=changed).delete()
    _write_authors(changed, description.authors)
    ledger.record("article.describe", changed, after=description.audited())
    return changed


@ledger.verb
def read_article(*, editor: Editor, snapshot: Snapshot, blocks: Sequence[dict[str, Any]], cleaner: str) -> Reading:
    """Read a snapshot anew: another cleaner, or an editor who restores or drops a block. No offset moves."""
    found = [*may(editor, "article.read"), *_block_blockers(blocks, snapshot.length)]
    require([*found, *too_long(Reading, cleaner=cleaner)])
    reading = _write_reading(snapshot, editor, blocks, cleaner)
    ledger.record("article.read", snapshot.article, after={"reading": reading.number, "cleaner": cleaner})
    return reading


def _take_snapshot(
    article: Article, raw: bytes, text: str, media_type: str, encoding: str, taken_from: str
) -> Snapshot:
    return ledger.insert(
        Snapshot(
            article=article,
            number=article.snapshots.next_number(),
            raw=Body.objects.put(raw),
            text=Body.objects.put_text(text),
            length=len(text),
            media_type=media_type,
            encoding=encoding,
            taken_from=taken_from,
            taken_at=ledger.current().at,
        )
    )


def _write_reading(snapshot: Snapshot, editor: Editor, blocks: Sequence[dict[str, Any]], cleaner: str) -> Reading:
    return ledger.insert(
        Reading(
            snapshot=snapshot,
            number=snapshot.readings.next_number(),
            cleaner=cleaner,
            editor=editor,
            blocks=[dict(block) for block in blocks],
            at=ledger.current().at,
        )
    )


def _write_authors(article: Article, authors: Sequence[Byline]) -> None:
    ArticleAuthor.objects.bulk_create(
        [
            ArticleAuthor(article=article, position=position, **_columns(author))
            for position, author in enumerate(authors)
        ]
    )


def _columns(author: Byline) -> dict[str, Any]:
    """A byline's fields without copying the source (``dataclasses.asdict`` would)."""
    return {"source": author.source, "words": author.words, "read_from": author.read_from}


def _text_blockers(text: str) -> list[Blocker]:
    if not text.strip():
        return [Blocker("empty_text", _("The article has no text."), _("Check the file and import it again."))]
    if not unicodedata.is_normalized("NFC", text):
        return [Blocker("text_not_nfc", _("The text is not in Unicode form NFC."), _("Normalise it to NFC first."))]
    return []


def _description_blockers(description: ArticleDescription) -> list[Blocker]:
    found = [
        *none_of(kind=(description.kind, ArticleKind)),
        *bad_addresses(description.url),
        *too_long(Article, **description.columns()),
    ]
    for author in description.authors:
        found += too_long(ArticleAuthor, words=author.words, read_from=author.read_from)
    if not description.title.strip():
        found.append(Blocker("no_title", _("The article has no title."), _("Give the words by which it is known.")))
    for name in ("published", "modified"):
        value = getattr(description, name)
        if value is not None and not is_edtf(value):
            found.append(
                Blocker(
                    "not_edtf",
                    _("“%(value)s” is no EDTF date."),
                    _("Write it like 2025-02-03 or XXXX-05, or leave it empty."),
                    where=name,
                    values={"value": value},
                )
            )
    return found


def _block_blockers(blocks: Sequence[dict[str, Any]], length: int) -> list[Blocker]:
    before = 0
    for block in blocks:
        kind, start, end = block.get("kind"), block.get("start"), block.get("end")
        placed = isinstance(start, int) and isinstance(end, int) and before <= start < end <= length
        if kind not in BlockKind.values or not placed:
            return [
                Blocker(
                    "bad_block",
                    _("The reading's block %(kind)s from %(start)s to %(end)s is wrong."),
                    _("Blocks follow each other inside the text and have a known kind."),
                    values={"kind": kind, "start": start, "end": end},
                )
            ]
        before = int(end or 0)
    return []
