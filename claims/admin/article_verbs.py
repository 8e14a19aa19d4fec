"""Forms of the verbs on articles, and of trash and back."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..actions import (
    ArticleDescription,
    Byline,
    Taken,
    bring_in_article,
    confirm_transcript,
    describe_article,
    mark_copy,
    read_article,
    renew_article,
    restore_from_trash,
    trash,
)
from ..choices import ArticleKind, BlockKind
from ..ledger import Conflict
from ..models import Article, Claim, Question, Reading, Snapshot, Source, by_hand
from ..rules import Blocker, Refused
from .deeds import DEEDS
from .fields import DateText, RowField, choice, line, long_text
from .panels import Panel, Passage, Prose
from .verbs import RowForm, VerbForm, offer

DEEDS |= {
    "article.renew": _("brought a newer text of the article in"),
    "article.copy": _("said whose copy the article is"),
    "article.confirm_transcript": _("compared the transcript with the file"),
}

# What the importer would know of a file and a person who pastes a text does not.
PASTED = "pasted 1"
DESCRIBED = ("title", "section", "outlet", "translator", "url", "published", "modified", "issue_number", "authors")


class BylineRow(RowForm):
    source = RowField(Source, label=_("author"), required=False)
    words = line(_("as printed"), limit=200)
    read_from = line(_("read from"), limit=120)


class ProvenanceRow(RowForm):
    field = forms.ChoiceField(
        label=_("field"), required=False, choices=[("", "–"), *((name, name) for name in DESCRIBED)]
    )
    words = line(_("as printed"), limit=500)
    read_from = line(_("read from"), limit=200)


class Description(VerbForm):
    """What is known of an article. Empty is unknown."""

    permissions = ("article.describe",)
    lists: ClassVar[dict[str, type[RowForm]]] = {"authors": BylineRow, "provenance": ProvenanceRow}
    list_labels = {"authors": _("Bylines"), "provenance": _("Where each field was read")}

    title = line(_("title"), required=True, limit=500)
    kind = choice(_("kind"), ArticleKind, initial=ArticleKind.ARTICLE)
    language = line(_("language"), required=True, limit=12, initial="ar", help_text=_("BCP 47: ar, en, zh-Hans."))
    section = line(_("section"), limit=120)
    outlet = RowField(Source, label=_("outlet"), required=False, help_text=_("Empty if the text names none."))
    translator = RowField(Source, label=_("translator"), required=False)
    url = forms.URLField(label=_("address"), required=False, max_length=500, assume_scheme="https")
    published = DateText(label=_("published"))
    modified = DateText(label=_("last modified"))
    issue_number = line(_("issue number"), limit=40)
    note_ar = long_text(_("note in Arabic"))
    note_en = long_text(_("note in English"))

    def description(self) -> ArticleDescription:
        """What was typed, as the verb takes it: what is empty is unknown."""
        given = self.cleaned_data
        plain: dict[str, Any] = {name: given[name] for name in ("title", "kind", "language", "published", "modified")}
        plain |= {name: given[name] or None for name in ("section", "url", "issue_number")}
        return ArticleDescription(
            **plain,
            outlet=given["outlet"],
            translator=given["translator"],
            note_ar=given["note_ar"],
            note_en=given["note_en"],
            provenance=self._provenance(),
            authors=tuple(
                Byline(row["source"], row["words"], row["read_from"])
                for row in self.filled("authors")
                if row["source"] is not None
            ),
        )

    def _provenance(self) -> dict[str, Any]:
        """What was typed for each field; what the import knows beside (clues, labels) stays as it is."""
        known = self.subject.provenance if self.subject is not None else {}
        kept = {name: value for name, value in known.items() if name not in DESCRIBED}
        rows = [row for row in self.filled("provenance") if row["field"]]
        return kept | {row["field"]: {"words": row["words"], "from": row["read_from"]} for row in rows}


@offer(Article)
class BringIn(Description):
    verb = "bring_in_article"
    label = _("Bring in a pasted text")
    sentence = _(
        "The text is kept as pasted, one paragraph a line. Bring files in through the import, which reads noise."
    )
    permissions = ("article.bring_in",)
    tone = "primary"
    on_list = True
    superseded: ClassVar[bool] = False  # set by a way in that reads noise; this form then has no button

    pasted = long_text(_("text"), rows=16, required=True, help_text=_("A first line equal to the title is its title."))
    taken_from = line(_("taken from"), required=True, limit=500, help_text=_("How the text came: page, letter, print."))
    field_order = ["title", "kind", "language", "pasted", "taken_from"]

    @classmethod
    def offered(cls, subject: Any) -> bool:
        return not cls.superseded

    def act(self) -> Any:
        given = self.cleaned_data
        taken = pasted(given["pasted"], given["title"], given["taken_from"])
        article, _new = bring_in_article(editor=self.editor, taken=taken, description=self.description())
        return article


def pasted(words: str, title: str, taken_from: str) -> Taken:
    """A pasted text as it is kept: one line is one paragraph."""
    whole = unicodedata.normalize("NFC", words.replace("\r\n", "\n"))
    blocks = lines_as_blocks(whole, title)
    return Taken(raw=words.encode(), text=whole, blocks=blocks, cleaner=PASTED, taken_from=taken_from)


def lines_as_blocks(whole: str, title: str) -> list[dict[str, Any]]:
    """The simplest reading: each line that holds anything is a paragraph, the first one perhaps the title."""
    blocks: list[dict[str, Any]] = []
    at = 0
    for words in whole.split("\n"):
        if words.strip():
            first = not blocks and words.strip() == title.strip()
            kind = BlockKind.TITLE if first else BlockKind.PARAGRAPH
            block = {"start": at, "end": at + len(words), "kind": str(kind), "kept": True, "reason": "pasted"}
            blocks.append(block)
        at += len(words) + 1
    return blocks


@offer(Article)
class Renew(VerbForm):
    verb = "renew_article"
    label = _("Bring in its newer text")
    sentence = _(
        "Kept beside the text that is in. Every quote is looked for in the new text; what is not found there is shown."
    )
    permissions = ("article.bring_in",)

    pasted = long_text(_("text"), rows=16, required=True, help_text=_("A first line equal to the title is its title."))
    taken_from = line(_("taken from"), required=True, limit=500, help_text=_("How the text came: page, letter, print."))

    def act(self) -> Any:
        given = self.cleaned_data
        taken = pasted(given["pasted"], self.subject.title, given["taken_from"])
        renew_article(editor=self.editor, article=self.subject, taken=taken)
        return self.subject


@offer(Article)
class MarkCopy(VerbForm):
    verb = "mark_copy"
    label = _("Republished copy of…")
    sentence = _("A copy is no origin of its own: a claim that stands in both comes from one origin.")
    permissions = ("article.copy",)

    original = RowField(
        Article, label=_("the article that was first"), required=False, help_text=_("Empty: it is no copy.")
    )

    def start(self) -> dict[str, Any]:
        return {"original": self.subject.copy_of}

    def act(self) -> Any:
        given = self.cleaned_data
        return mark_copy(editor=self.editor, article=self.subject, version=given["version"], original=given["original"])


@offer(Snapshot)
class ConfirmTranscript(VerbForm):
    verb = "confirm_transcript"
    label = _("The transcript is what the file holds")
    sentence = _("Say so only after comparing them word for word. The one who typed it can't.")
    permissions = ("transcript.check",)
    tone = "primary"

    @classmethod
    def offered(cls, subject: Any) -> bool:
        return bool(subject.unchecked_transcript)

    def aside(self) -> Iterable[Panel]:
        return [Prose(_("Typed transcript"), [Passage(self.subject.content())], source=True)]

    def act(self) -> Any:
        confirm_transcript(editor=self.editor, snapshot=self.subject)
        return self.subject


@offer(Article)
class Describe(Description):
    verb = "describe_article"
    label = _("Describe")
    sentence = _("Changes what is known of the article. Its text never changes.")

    def start(self) -> dict[str, Any]:
        article = self.subject
        names = [name for name in self.base_fields if name != "version"]
        return {
            **{name: getattr(article, name) for name in names},
            "authors": [
                {"source": author.source, "words": author.words, "read_from": author.read_from}
                for author in article.authors.select_related("source")
            ],
            "provenance": [
                {"field": name, "words": stated.get("words", ""), "read_from": stated.get("from", "")}
                for name, stated in article.provenance.items()
                if name in DESCRIBED
            ],
        }

    def act(self) -> Any:
        return describe_article(
            editor=self.editor,
            article=self.subject,
            version=self.cleaned_data["version"],
            description=self.description(),
        )


@offer(Article)
class Read(VerbForm):
    """The newest reading, block by block. What is taken out stays in the snapshot; no offset moves."""

    verb = "read_article"
    label = _("Read anew")
    sentence = _("Ticked blocks are read as the article; the others are kept aside as noise, with the reason.")
    permissions = ("article.read",)

    reading = forms.IntegerField(widget=forms.HiddenInput)
    reason = line(_("reason of what you change"), required=True, limit=200)

    @classmethod
    def offered(cls, subject: Any) -> bool:
        return newest_reading(subject) is not None

    def start(self) -> dict[str, Any]:
        found = newest_reading(self.subject)
        return {"reading": found.number if found else 0}

    def prepare(self) -> None:
        self.found = newest_reading(self.subject)
        content = self.found.snapshot.content() if self.found else ""
        for place, block in enumerate(self.found.blocks if self.found else []):
            words = content[block["start"] : block["end"]]
            self.fields[f"kept_{place}"] = forms.BooleanField(
                label=words, required=False, initial=block["kept"], help_text=reason_of(block)
            )
            kind = choice(_("kind of the block"), BlockKind, initial=block["kind"])
            kind.widget.attrs["aria-label"] = f"{_('kind of the block')} {place + 1}"
            self.fields[f"kind_{place}"] = kind

    def blocks(self) -> list[tuple[Any, Any, bool]]:
        """The pair of fields of each block, for the template, and whether the block is read now."""
        count = len(self.found.blocks) if self.found else 0
        return [
            (self[f"kept_{place}"], self[f"kind_{place}"], bool(self[f"kept_{place}"].value()))
            for place in range(count)
        ]

    def act(self) -> Any:
        if self.found is None:
            raise Refused([Blocker("no_reading", _("The article has no reading yet."), _("Bring its text in first."))])
        if self.found.number != self.cleaned_data["reading"]:
            raise Conflict(self.found)
        read_article(
            editor=self.editor,
            snapshot=self.found.snapshot,
            blocks=[self._block(place, block) for place, block in enumerate(self.found.blocks)],
            cleaner=by_hand(self.found.cleaner),
        )
        return self.subject

    def _block(self, place: int, block: dict[str, Any]) -> dict[str, Any]:
        kept, kind = self.cleaned_data[f"kept_{place}"], self.cleaned_data[f"kind_{place}"]
        if (kept, kind) == (block["kept"], block["kind"]):
            return block
        return {**block, "kept": kept, "kind": kind, "reason": self.cleaned_data["reason"]}


def reason_of(block: dict[str, Any]) -> str:
    """Why a block is read as it is, in the editor's language where the catalogue has the sentence."""
    return gettext(block["reason"]) if block.get("reason") else ""


def newest_reading(article: Article) -> Reading | None:
    """The reading of an article that holds."""
    found: Reading | None = (
        Reading.objects.filter(snapshot__article=article)
        .select_related("snapshot__text")
        .order_by("-snapshot__number", "-number")
        .first()
    )
    return found


def article_text(article: Article, title: Any = None) -> Panel:
    """The text of an article as it is read, to copy quotes from."""
    found = newest_reading(article)
    if found is None:
        return Prose(title or _("Text"), [])
    content = found.snapshot.content()
    passages = [
        Passage(content[block["start"] : block["end"]], tone="" if block["kept"] else "aside")
        for block in found.blocks
        if block["kept"]
    ]
    return Prose(title or article.title, passages, source=True)


@offer(Article, Claim, Question, Source)
class Trash(VerbForm):
    verb = "trash"
    label = _("Put into the trash")
    sentence = _("Sets it aside. Nothing is removed, and nothing that is published changes by it.")
    permissions = ("trash",)
    tone = "danger"

    @classmethod
    def offered(cls, subject: Any) -> bool:
        return subject.trashed_at is None

    def act(self) -> Any:
        return trash(editor=self.editor, row=self.subject, version=self.cleaned_data["version"])


@offer(Article, Claim, Question, Source)
class Restore(VerbForm):
    verb = "restore_from_trash"
    label = _("Take out of the trash")
    permissions = ("trash",)

    @classmethod
    def offered(cls, subject: Any) -> bool:
        return subject.trashed_at is not None

    def act(self) -> Any:
        return restore_from_trash(editor=self.editor, row=self.subject, version=self.cleaned_data["version"])


def blocks_panel(article: Article) -> Iterable[Panel]:
    """The newest reading of an article: what is read, and what is kept aside and why."""
    found = newest_reading(article)
    if found is None:
        return []
    content = found.snapshot.content()
    passages = [
        Passage(
            content[block["start"] : block["end"]],
            label=BlockKind(block["kind"]).label,
            tone="" if block["kept"] else "aside",
            quiet="" if block["kept"] else reason_of(block),
        )
        for block in found.blocks
    ]
    return [Prose(_("Text as it is read"), passages, source=True)]
