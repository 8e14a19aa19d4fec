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
from ..choices import AnchorFound, ArticleKind, BlockKind
from ..models import (
    Anchor,
    Article,
    ArticleAuthor,
    Body,
    Editor,
    Occurrence,
    Reading,
    Snapshot,
    Source,
    TranscriptCheck,
)
from ..quotation import Span, find
from ..rules import Blocker, bad_addresses, bad_dates, may, none_of, require, too_long


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


@dataclass(frozen=True)
class Taken:
    """The content of an article as it was taken: its bytes, and what they were read as.

    ``text`` must be NFC with the noise still in it; ``blocks`` are the reading's (see ``Reading``).
    ``transcriber`` is who typed the text, where the bytes hold none.
    """

    raw: bytes
    text: str
    blocks: Sequence[dict[str, Any]]
    cleaner: str
    taken_from: str
    media_type: str = "text/plain"
    encoding: str = "utf-8"
    transcriber: Editor | None = None

    def blockers(self) -> list[Blocker]:
        """Why it can't be kept."""
        return [
            *_text_blockers(self.text),
            *_block_blockers(self.blocks, len(self.text)),
            *too_long(Reading, cleaner=self.cleaner),
            *too_long(Snapshot, media_type=self.media_type, encoding=self.encoding, taken_from=self.taken_from),
        ]


@ledger.verb
def bring_in_article(*, editor: Editor, taken: Taken, description: ArticleDescription) -> tuple[Article, bool]:
    """Keep an article: its raw bytes, its text with the noise still in it, and the reading of it.

    Returns the article and whether it is new. The same bytes are one article, however often and by however
    many at once they are sent.
    """
    require([*may(editor, "article.bring_in"), *taken.blockers(), *_description_blockers(description)])
    key = hashlib.sha256(taken.raw).hexdigest()
    same = Article.objects.filter(import_key=key)
    if same.exists():
        return same.get(), False
    try:
        with ledger.savepoint():
            article = Article.objects.create(import_key=key, **description.columns())
            _write_authors(article, description.authors)
            snapshot = _take_snapshot(article, taken, number=1)
            _write_reading(snapshot, editor, taken.blocks, taken.cleaner, number=1)
            ledger.record("article.bring_in", article, after={**description.audited(), "raw": key})
    except IntegrityError:
        faster = same.all().first()
        if faster is None:
            raise
        return faster, False
    return article, True


@ledger.verb
def renew_article(*, editor: Editor, article: Article, taken: Taken) -> tuple[Snapshot, bool]:
    """Keep what an article says now beside what it said before, and look for every quote in the new text.

    Returns the snapshot and whether it is new: bytes that the article had before make none. What is known of the
    article stays as it is; an editor changes it after seeing the difference.
    """
    require([*may(editor, "article.bring_in"), *taken.blockers()])
    # The row is locked, so that two who renew at once number their snapshots one after the other.
    locked = Article.objects.select_for_update().get(pk=article.pk)
    digest = hashlib.sha256(taken.raw).hexdigest()
    known = Snapshot.objects.filter(article=locked, raw_id=digest).first()
    if known is not None:
        return known, False
    snapshot = _take_snapshot(locked, taken, number=locked.snapshots.next_number())
    _write_reading(snapshot, editor, taken.blocks, taken.cleaner, number=1)
    anchors = _anchor(snapshot, taken.text)
    lost = [anchor.occurrence_id for anchor in anchors if anchor.found == AnchorFound.MISSING]
    after = {"snapshot": snapshot.number, "raw": digest, "anchors": len(anchors), "lost": lost}
    ledger.record("article.renew", locked, after=after)
    return snapshot, True


@ledger.verb
def mark_copy(*, editor: Editor, article: Article, version: int, original: Article | None) -> Article:
    """Say that an article repeats another's text, or (``None``) that it does not. A copy is no origin of its own."""
    root = original.copy_of or original if original is not None else None
    found = may(editor, "article.copy")
    if root is not None and (root.pk == article.pk or article.copies.exists()):
        found = [
            *found,
            Blocker(
                "bad_copy",
                _("An article can't be a copy of itself or of its own copies."),
                _("Choose the article that was first, and mark the later one."),
            ),
        ]
    require(found)
    before = article.copy_of.public_id if article.copy_of else None
    changed = ledger.change(article, version=version, copy_of=root)
    ledger.record(
        "article.copy", changed, before={"copy_of": before}, after={"copy_of": root.public_id if root else None}
    )
    return changed


@ledger.verb
def confirm_transcript(*, editor: Editor, snapshot: Snapshot) -> TranscriptCheck:
    """Say that a typed transcript is what the file holds. Never the one who typed it (law 1)."""
    found = may(editor, "transcript.check")
    if snapshot.transcriber_id == editor.pk:
        found.append(
            Blocker(
                "own_transcript",
                _("You typed this transcript yourself."),
                _("Ask a colleague to compare it with the file."),
            )
        )
    if not snapshot.unchecked_transcript:
        found.append(Blocker("no_transcript", _("There is no transcript that waits for this."), _("Reload the page.")))
    require(found)
    row = ledger.insert(TranscriptCheck(snapshot=snapshot, editor=editor, at=ledger.current().at))
    ledger.record("article.confirm_transcript", snapshot.article, after={"snapshot": snapshot.number})
    return row


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
    reading = _write_reading(snapshot, editor, blocks, cleaner, number=snapshot.readings.next_number())
    ledger.record("article.read", snapshot.article, after={"reading": reading.number, "cleaner": cleaner})
    return reading


def _take_snapshot(article: Article, taken: Taken, *, number: int) -> Snapshot:
    return ledger.insert(
        Snapshot(
            article=article,
            number=number,
            raw=Body.objects.put_raw(taken.raw),
            text=Body.objects.put_text(taken.text),
            length=len(taken.text),
            media_type=taken.media_type,
            encoding=taken.encoding,
            taken_from=taken.taken_from,
            taken_at=ledger.current().at,
            transcriber=taken.transcriber,
        )
    )


def _anchor(snapshot: Snapshot, text: str) -> list[Anchor]:
    """Look for the words of every standing occurrence of the article in its newest text."""
    standing = Occurrence.objects.standing().filter(snapshot__article=snapshot.article_id)
    placed = standing.exclude(snapshot=snapshot).select_related("quote").order_by("pk")
    return ledger.insert_all(
        Anchor(occurrence=each, snapshot=snapshot, **_place(find(text, each.quote.text), each, text)) for each in placed
    )


def _place(spans: list[Span], occurrence: Occurrence, text: str) -> dict[str, Any]:
    """Where an occurrence stands now: at the only place, or at the one nearest to where it stood."""
    if not spans:
        return {"found": AnchorFound.MISSING}
    nearest = min(spans, key=lambda span: abs(span.start - occurrence.start))
    if len(spans) > 1:
        found = AnchorFound.SEVERAL
    else:
        same = text[nearest.start : nearest.end] == occurrence.quote.text
        found = AnchorFound.EXACT if same else AnchorFound.SPACES
    return {"found": found, "start": nearest.start, "end": nearest.end}


def _write_reading(
    snapshot: Snapshot, editor: Editor, blocks: Sequence[dict[str, Any]], cleaner: str, *, number: int
) -> Reading:
    return ledger.insert(
        Reading(
            snapshot=snapshot,
            number=number,
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
        *bad_dates(published=description.published, modified=description.modified),
        *too_long(Article, **description.columns()),
    ]
    for author in description.authors:
        found += too_long(ArticleAuthor, words=author.words, read_from=author.read_from)
    if not description.title.strip():
        found.append(Blocker("no_title", _("The article has no title."), _("Give the words by which it is known.")))
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
