"""Who says or carries something, and the texts that came in."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ..choices import ArticleKind, Language, SourceKind
from ..querysets import ArticleQuerySet, NumberedQuerySet, SourceQuerySet
from .base import AppendOnly, Body, Trashable, Versioned, new_public_id


class Source(Versioned, Trashable):
    """Anyone who says or carries something [prov:Agent].

    Why unnamed sources have rows: "informed sources" is where many chains end, and readers should see how
    often. Why ``merged_into``: two spellings of one man are found later; the old address keeps working. It names
    what stands now, however many merges lead there; ``merged_with`` names the other source of the one merge that
    an editor made, so that a merge can be undone alone.
    """

    public_id = models.CharField(_("public id"), max_length=10, unique=True, default=new_public_id, editable=False)
    slug = models.SlugField(_("slug"), max_length=80, allow_unicode=True)
    kind = models.CharField(_("kind"), max_length=16, choices=SourceKind)
    name_ar = models.CharField(_("name in Arabic"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200)
    public_figure = models.BooleanField(
        _("public figure"),
        default=False,
        help_text=_("Only organisations and public figures have a public record page."),
    )
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, verbose_name=_("part of"))
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="merged",
        verbose_name=_("merged into"),
    )
    merged_with = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="joined",
        verbose_name=_("merged at first with"),
    )
    same_as = models.JSONField(_("same as"), default=list, blank=True, help_text=_("Addresses that identify it."))

    objects = SourceQuerySet.as_manager()

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["name_ar", "pk"]

    def __str__(self) -> str:
        return self.name_in(get_language() or Language.AR)

    def name_in(self, language: str) -> str:
        """The name in ``language``."""
        return self.name_ar if language.startswith("ar") else self.name_en

    @property
    def has_public_record(self) -> bool:
        """Whether readers may see a page about it (DESIGN §7)."""
        return self.public_figure or SourceKind(self.kind).has_record


class SourceAlias(models.Model):
    """One way in which texts spell a source.

    ``fold`` is the spelling without what readers do not tell apart, ``skeleton`` its consonants
    (``claims.names.skeleton``). ``moved_from`` is the merged source that brought it; a split takes it back.
    """

    source = models.ForeignKey(Source, models.CASCADE, related_name="aliases", verbose_name=_("source"))
    words = models.CharField(_("as printed"), max_length=200)
    fold = models.CharField(_("folded"), max_length=200, db_index=True, editable=False)
    skeleton = models.CharField(_("consonants"), max_length=200, blank=True, default="", db_index=True, editable=False)
    moved_from = models.ForeignKey(
        Source,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="lent_aliases",
        verbose_name=_("came with"),
    )

    class Meta:
        verbose_name = _("alias")
        verbose_name_plural = _("aliases")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["source", "words"], name="claims_alias_once")]

    def __str__(self) -> str:
        return self.words


class AliasKey(models.Model):
    """What an alias shares with those that may be spelled otherwise: a word, the whole, or a beginning.

    Why a table: names that may be one are found by asking for a key, never by comparing all with all.
    """

    alias = models.ForeignKey(SourceAlias, models.CASCADE, related_name="keys", verbose_name=_("alias"))
    key = models.CharField(_("key"), max_length=80)

    class Meta:
        verbose_name = _("key of an alias")
        verbose_name_plural = _("keys of aliases")
        indexes = [models.Index(fields=["key", "alias"], name="claims_aliaskey_key")]

    def __str__(self) -> str:
        return self.key


class SourceLikeness(models.Model):
    """Two sources that may be one because a name of one looks like a name of the other. A proposal, nothing more.

    Made anew from the aliases whenever a source is written, so it holds nothing that an editor decided.
    """

    a = models.ForeignKey(Source, models.CASCADE, related_name="+", verbose_name=_("source"))
    b = models.ForeignKey(Source, models.CASCADE, related_name="+", verbose_name=_("other source"))
    words_a = models.CharField(_("name"), max_length=200)
    words_b = models.CharField(_("other name"), max_length=200)
    score = models.FloatField(_("likeness"), help_text=_("0 to 100."))

    class Meta:
        verbose_name = _("sources that may be one")
        verbose_name_plural = _("sources that may be one")
        ordering = ["-score", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["a", "b"], name="claims_likeness_pair"),
            models.CheckConstraint(condition=Q(a__lt=F("b")), name="claims_likeness_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.words_a} ↔ {self.words_b}"


class SourceDistinction(AppendOnly):
    """An editor's finding that two sources with names alike are two, and why: the pair is never proposed again."""

    a = models.ForeignKey(Source, models.PROTECT, related_name="+", verbose_name=_("source"))
    b = models.ForeignKey(Source, models.PROTECT, related_name="+", verbose_name=_("other source"))
    why = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("why"))
    editor = models.ForeignKey("claims.Editor", models.PROTECT, related_name="+", verbose_name=_("editor"))
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("sources that are two")
        verbose_name_plural = _("sources that are two")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["a", "b"], name="claims_distinction_pair"),
            models.CheckConstraint(condition=Q(a__lt=F("b")), name="claims_distinction_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.a} ≠ {self.b}"


class Article(Versioned, Trashable):
    """One imported document [prov:Entity].

    Why almost everything is nullable: no seed states when it was published and most name no outlet; unknown
    is a value (law 8). ``provenance`` keeps, for each field that is known, its raw words and where they stood.
    ``import_key`` is the digest of the first raw bytes: the same file, sent a hundred times, is one article.
    """

    public_id = models.CharField(_("public id"), max_length=10, unique=True, default=new_public_id, editable=False)
    import_key = models.CharField(_("import key"), max_length=64, unique=True, null=True, blank=True, editable=False)
    kind = models.CharField(_("kind"), max_length=16, choices=ArticleKind, default=ArticleKind.ARTICLE)
    language = models.CharField(_("language"), max_length=12, default="ar")
    title = models.CharField(_("title"), max_length=500)
    section = models.CharField(_("section"), max_length=120, null=True, blank=True)
    outlet = models.ForeignKey(
        Source, models.PROTECT, null=True, blank=True, related_name="articles", verbose_name=_("outlet")
    )
    translator = models.ForeignKey(
        Source, models.PROTECT, null=True, blank=True, related_name="translations", verbose_name=_("translator")
    )
    url = models.URLField(_("address"), max_length=500, null=True, blank=True)
    published = models.CharField(_("published"), max_length=40, null=True, blank=True, help_text=_("EDTF."))
    modified = models.CharField(_("last modified"), max_length=40, null=True, blank=True, help_text=_("EDTF."))
    issue_number = models.CharField(_("issue number"), max_length=40, null=True, blank=True)
    copy_of = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="copies",
        verbose_name=_("republished copy of"),
        help_text=_("The text it repeats. A copy is no origin of its own."),
    )
    provenance = models.JSONField(_("where each field was read"), default=dict, blank=True)
    note_ar = models.TextField(_("note in Arabic"), blank=True)
    note_en = models.TextField(_("note in English"), blank=True)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def original_id(self) -> int:
        """The key of the article whose text this is: its own, unless it is a copy."""
        return self.copy_of_id or self.pk

    def snapshot(self) -> Snapshot | None:
        """The newest snapshot."""
        newest: Snapshot | None = self.snapshots.newest()
        return newest


class ArticleAuthor(models.Model):
    """One byline of an article, with its raw words and where it was read."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="authors", verbose_name=_("article"))
    source = models.ForeignKey(Source, models.PROTECT, related_name="bylines", verbose_name=_("author"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    words = models.CharField(_("as printed"), max_length=200)
    read_from = models.CharField(_("read from"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("byline")
        verbose_name_plural = _("bylines")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.words


class Snapshot(AppendOnly):
    """The immutable content of an article at one import.

    ``raw`` are the bytes as they came; ``text`` is their NFC text *with the noise still in it*. Every offset
    anywhere is a code point in ``text``. Never NFKC: it would shift offsets in three of the five seeds.
    """

    article = models.ForeignKey(Article, models.PROTECT, related_name="snapshots", verbose_name=_("article"))
    number = models.PositiveIntegerField(_("number"))
    raw = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("raw bytes"))
    text = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("text"))
    length = models.PositiveIntegerField(_("length in code points"))
    media_type = models.CharField(_("media type"), max_length=100)
    encoding = models.CharField(_("encoding"), max_length=40)
    taken_from = models.CharField(_("taken from"), max_length=500)
    taken_at = models.DateTimeField(_("taken at"))
    transcriber = models.ForeignKey(
        "claims.Editor",
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("transcriber"),
        help_text=_("Who typed the text, where the file itself holds none."),
    )

    objects = NumberedQuerySet.as_manager()

    class Meta:
        verbose_name = _("snapshot")
        verbose_name_plural = _("snapshots")
        ordering = ["article", "number"]
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="claims_snapshot_number"),
            models.UniqueConstraint(fields=["article", "raw"], name="claims_snapshot_once"),
        ]

    def __str__(self) -> str:
        return f"{self.article} · {self.number}"

    def content(self) -> str:
        """The whole text, noise included."""
        return self.text.text

    @property
    def unchecked_transcript(self) -> bool:
        """Whether the text was typed from a file, and no second person has compared them."""
        return self.transcriber_id is not None and not hasattr(self, "transcript_check")


class TranscriptCheck(AppendOnly):
    """A second person has compared a typed transcript with the file. The one who typed it cannot (law 1)."""

    snapshot = models.OneToOneField(
        Snapshot, models.PROTECT, related_name="transcript_check", verbose_name=_("snapshot")
    )
    editor = models.ForeignKey("claims.Editor", models.PROTECT, related_name="+", verbose_name=_("editor"))
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("compared transcript")
        verbose_name_plural = _("compared transcripts")

    def __str__(self) -> str:
        return str(self.snapshot)


LONGEST_CLEANER = 40  # characters of a reading's name
_BY_HAND = " + editor"


def by_hand(cleaner: str) -> str:
    """The name of a reading in which an editor changed what ``cleaner`` had said.

    >>> by_hand("lines-3"), by_hand(by_hand("lines-3"))
    ('lines-3 + editor', 'lines-3 + editor')
    """
    return cleaner.removesuffix(_BY_HAND)[: LONGEST_CLEANER - len(_BY_HAND)] + _BY_HAND


class Reading(AppendOnly):
    """What of a snapshot is title, body and noise, and why: by which cleaner and which editor.

    ``blocks`` are ``{start, end, kind, kept, reason}`` in text order, without gaps other than white space.
    Restoring a block, or a newer cleaner, makes a new reading; no offset moves.
    """

    snapshot = models.ForeignKey(Snapshot, models.PROTECT, related_name="readings", verbose_name=_("snapshot"))
    number = models.PositiveIntegerField(_("number"))
    cleaner = models.CharField(_("cleaner version"), max_length=LONGEST_CLEANER)
    editor = models.ForeignKey("claims.Editor", models.PROTECT, related_name="+", verbose_name=_("editor"))
    blocks = models.JSONField(_("blocks"))
    at = models.DateTimeField(_("at"))

    objects = NumberedQuerySet.as_manager()

    class Meta:
        verbose_name = _("reading")
        verbose_name_plural = _("readings")
        ordering = ["snapshot", "number"]
        constraints = [models.UniqueConstraint(fields=["snapshot", "number"], name="claims_reading_number")]

    def __str__(self) -> str:
        return f"{self.snapshot} · {self.number}"

    @property
    def is_by_hand(self) -> bool:
        """Whether an editor changed what the cleaner had said."""
        return self.cleaner.endswith(_BY_HAND)

    def kept(self) -> list[dict[str, Any]]:
        """The blocks that are read as the article."""
        return [block for block in self.blocks if block["kept"]]
