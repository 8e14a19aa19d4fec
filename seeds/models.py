"""What the way in remembers: runs and their items, feeds, outlines of texts, and the keys of the manifest."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.choices import ArticleKind
from claims.models import Body
from claims.models.base import Versioned

from .choices import ItemState, ProposalState, RunKind
from .querysets import FeedQuerySet, ItemQuerySet, RunQuerySet


class SeedKey(models.Model):
    """Which row a key of the manifest became, so that a second import finds it and makes nothing twice.

    ``digest`` is of what the manifest said then: a row that says something else now is reported, not imported
    again, because what editors have worked on since is theirs.
    """

    kind = models.CharField(_("kind"), max_length=20)
    key = models.CharField(_("key"), max_length=120)
    object_id = models.CharField(_("object"), max_length=40)
    digest = models.CharField(_("digest"), max_length=64)

    class Meta:
        verbose_name = _("key of the manifest")
        verbose_name_plural = _("keys of the manifest")
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="seeds_key_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class Feed(Versioned):
    """A feed that the desk has subscribed to. The worker asks for it; new entries wait to be confirmed.

    Polls are no editorial deeds: their times and outcomes stand here, outside the audit. ``subscriber`` signs
    what the feed brings, and is told when it falls silent for longer than ``idle_hours``.
    """

    url = models.URLField(_("address"), max_length=500, unique=True)
    title = models.CharField(_("title"), max_length=300, blank=True)
    subscriber = models.ForeignKey("claims.Editor", models.PROTECT, related_name="+", verbose_name=_("subscribed by"))
    story = models.ForeignKey(
        "newsroom.Story", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("story")
    )
    is_active = models.BooleanField(_("active"), default=True)
    every_minutes = models.PositiveIntegerField(_("asked every (minutes)"), default=30)
    idle_hours = models.PositiveIntegerField(_("silent after (hours)"), default=72)
    etag = models.CharField(_("ETag"), max_length=300, blank=True, editable=False)
    last_modified = models.CharField(_("Last-Modified"), max_length=100, blank=True, editable=False)
    due_at = models.DateTimeField(_("next asked at"), null=True, editable=False)
    polled_at = models.DateTimeField(_("last asked at"), null=True, editable=False)
    arrived_at = models.DateTimeField(_("last arrival at"), null=True, editable=False)
    created_at = models.DateTimeField(_("subscribed at"), editable=False)
    failures = models.PositiveIntegerField(_("failures in a row"), default=0, editable=False)
    problem = models.JSONField(_("last problem"), null=True, editable=False)

    objects = FeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("feed")
        verbose_name_plural = _("feeds")
        ordering = ["title", "pk"]

    def __str__(self) -> str:
        return self.title or self.url

    def silent_since(self, at: dt.datetime) -> dt.datetime | None:
        """Since when nothing has arrived, if that is too long ago at ``at``."""
        last: dt.datetime = self.arrived_at or self.created_at
        return last if self.is_active and at - last > dt.timedelta(hours=self.idle_hours) else None


class ImportRun(Versioned):
    """One act of bringing in: what was given, by whom, and what became of each item.

    ``key`` names what was given, so that a run which was cut off goes on when the same is given again.
    """

    kind = models.CharField(_("kind"), max_length=12, choices=RunKind)
    label = models.CharField(_("what was given"), max_length=300)
    key = models.CharField(_("key"), max_length=64, db_index=True, editable=False)
    editor = models.ForeignKey("claims.Editor", models.PROTECT, related_name="+", verbose_name=_("editor"))
    story = models.ForeignKey(
        "newsroom.Story", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("story")
    )
    feed = models.ForeignKey(Feed, models.PROTECT, null=True, blank=True, related_name="runs", verbose_name=_("feed"))
    started_at = models.DateTimeField(_("started at"))
    finished_at = models.DateTimeField(_("finished at"), null=True)
    undone_at = models.DateTimeField(_("undone at"), null=True)

    objects = RunQuerySet.as_manager()

    class Meta:
        verbose_name = _("import run")
        verbose_name_plural = _("import runs")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.label


class ImportItem(Versioned):
    """One article on its way in.

    ``raw`` are its bytes from the moment they arrived. What a reader makes of them is never stored before it is
    accepted: it is read anew whenever it is shown, and what the editor changed stands in ``decisions``:
    ``{"blocks": {start: {"kept": …, "kind": …}}, "fields": {name: value}, "as": treatment, "of": public id,
    "story": public id}``.
    """

    run = models.ForeignKey(ImportRun, models.PROTECT, related_name="items", verbose_name=_("run"))
    position = models.PositiveIntegerField(_("position"))
    name = models.CharField(_("name"), max_length=500)
    url = models.CharField(_("address"), max_length=500, blank=True)
    kind = models.CharField(_("kind"), max_length=16, choices=ArticleKind, default=ArticleKind.ARTICLE)
    state = models.CharField(_("state"), max_length=12, choices=ItemState, db_index=True)
    raw = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+", verbose_name=_("raw bytes"))
    part = models.CharField(_("part"), max_length=200, blank=True, help_text=_("Which article of a file with several."))
    transcript = models.ForeignKey(
        Body, models.PROTECT, null=True, related_name="+", verbose_name=_("typed transcript")
    )
    media_type = models.CharField(_("media type"), max_length=100, blank=True)
    charset = models.CharField(_("charset as declared"), max_length=40, blank=True)
    title = models.CharField(_("title"), max_length=500, blank=True)
    decisions = models.JSONField(_("decisions"), default=dict, blank=True)
    likenesses = models.JSONField(_("like"), default=list, blank=True)
    problem = models.JSONField(_("problem"), null=True, blank=True)
    article = models.ForeignKey(
        "claims.Article", models.PROTECT, null=True, related_name="import_items", verbose_name=_("article")
    )
    snapshot = models.ForeignKey(
        "claims.Snapshot", models.PROTECT, null=True, related_name="import_items", verbose_name=_("snapshot")
    )
    at = models.DateTimeField(_("at"))

    objects = ItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("item of an import")
        verbose_name_plural = _("items of imports")
        ordering = ["run", "position"]
        constraints = [models.UniqueConstraint(fields=["run", "position"], name="seeds_item_position")]

    def __str__(self) -> str:
        return self.title or self.name


class FeedEntry(models.Model):
    """An entry of a feed that has been seen, and in which shape; the same shape is not brought in again."""

    feed = models.ForeignKey(Feed, models.CASCADE, related_name="entries", verbose_name=_("feed"))
    key = models.CharField(_("key"), max_length=64)
    digest = models.CharField(_("digest"), max_length=64)
    seen_at = models.DateTimeField(_("seen at"))

    class Meta:
        verbose_name = _("entry of a feed")
        verbose_name_plural = _("entries of feeds")
        constraints = [models.UniqueConstraint(fields=["feed", "key"], name="seeds_entry_once")]

    def __str__(self) -> str:
        return self.key


class Sketch(models.Model):
    """The outline of a body, by which texts like it are found (``similarity``). A cache: it can be remade."""

    snapshot = models.OneToOneField("claims.Snapshot", models.CASCADE, related_name="sketch")
    digest = models.CharField(_("digest of the words"), max_length=64, db_index=True)
    count = models.PositiveIntegerField(_("shingles"))

    class Meta:
        verbose_name = _("outline of a text")
        verbose_name_plural = _("outlines of texts")

    def __str__(self) -> str:
        return self.digest[:12]


class SketchHash(models.Model):
    """One sampled shingle of an outline. The index on ``hash`` answers which texts share it."""

    sketch = models.ForeignKey(Sketch, models.CASCADE, related_name="hashes")
    hash = models.BigIntegerField()

    class Meta:
        verbose_name = _("shingle of an outline")
        verbose_name_plural = _("shingles of outlines")
        indexes = [models.Index(fields=["hash", "sketch"], name="seeds_sketch_hash")]

    def __str__(self) -> str:
        return str(self.hash)


class ReadingProposal(Versioned):
    """How a newer cleaner would read a snapshot. It waits for an editor and overwrites nothing."""

    snapshot = models.ForeignKey(
        "claims.Snapshot", models.PROTECT, related_name="proposals", verbose_name=_("snapshot")
    )
    cleaner = models.CharField(_("cleaner version"), max_length=40)
    blocks = models.JSONField(_("blocks"))
    changes = models.PositiveIntegerField(_("lines read differently"))
    state = models.CharField(_("state"), max_length=10, choices=ProposalState, default=ProposalState.OPEN)
    made_at = models.DateTimeField(_("made at"))

    class Meta:
        verbose_name = _("proposed reading")
        verbose_name_plural = _("proposed readings")
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["snapshot", "cleaner"], name="seeds_proposal_once")]

    def __str__(self) -> str:
        return f"{self.snapshot} · {self.cleaner}"


def keys_of(kind: str, rows: Sequence[int]) -> dict[int, str]:
    """What the manifest calls rows of the ledger (``claims``, ``questions``…); without those that it does not know."""
    known = SeedKey.objects.filter(kind=kind, object_id__in=[str(each) for each in rows])
    return {int(pk): key for pk, key in known.values_list("object_id", "key")}
