"""Stories and the summaries that editors write about them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from claims.choices import ChangeKind, Language
from claims.models import AppendOnly, Body, Trashable, Versioned, Workflow, new_public_id
from claims.querysets import TrashableQuerySet

from ..choices import StoryState
from ..querysets import PinQuerySet, VersionQuerySet


class Story(Versioned, Trashable):
    """A matter the newsroom follows [CollectionPage]: claims in order, articles, questions, a timeline."""

    public_id = models.CharField(_("public id"), max_length=10, unique=True, default=new_public_id, editable=False)
    slug = models.SlugField(_("slug"), max_length=80, allow_unicode=True, unique=True)
    title_ar = models.CharField(_("title in Arabic"), max_length=200)
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    dek_ar = models.CharField(_("dek in Arabic"), max_length=400, blank=True)
    dek_en = models.CharField(_("dek in English"), max_length=400, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=StoryState, default=StoryState.DEVELOPING)

    objects = TrashableQuerySet.as_manager()

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title_in(get_language() or Language.AR)

    def title_in(self, language: str) -> str:
        """The title in ``language``; Arabic where English is not written yet."""
        return self.title_ar if language.startswith("ar") else self.title_en or self.title_ar


class StoryClaim(models.Model):
    """A claim's place in a story."""

    story = models.ForeignKey(Story, models.CASCADE, related_name="story_claims", verbose_name=_("story"))
    claim = models.ForeignKey("claims.Claim", models.PROTECT, related_name="story_claims", verbose_name=_("claim"))
    position = models.PositiveSmallIntegerField(_("position"))

    class Meta:
        verbose_name = _("claim of a story")
        verbose_name_plural = _("claims of a story")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["story", "claim"], name="newsroom_storyclaim_once")]

    def __str__(self) -> str:
        return str(self.claim)


class StoryArticle(models.Model):
    """An article that a story draws on."""

    story = models.ForeignKey(Story, models.CASCADE, related_name="story_articles", verbose_name=_("story"))
    article = models.ForeignKey(
        "claims.Article", models.PROTECT, related_name="story_articles", verbose_name=_("article")
    )
    position = models.PositiveSmallIntegerField(_("position"))

    class Meta:
        verbose_name = _("article of a story")
        verbose_name_plural = _("articles of a story")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["story", "article"], name="newsroom_storyarticle_once")]

    def __str__(self) -> str:
        return str(self.article)


class StoryQuestion(models.Model):
    """A question that a story follows."""

    story = models.ForeignKey(Story, models.CASCADE, related_name="story_questions", verbose_name=_("story"))
    question = models.ForeignKey(
        "claims.Question", models.PROTECT, related_name="story_questions", verbose_name=_("question")
    )
    position = models.PositiveSmallIntegerField(_("position"))

    class Meta:
        verbose_name = _("question of a story")
        verbose_name_plural = _("questions of a story")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["story", "question"], name="newsroom_storyquestion_once")]

    def __str__(self) -> str:
        return str(self.question)


class TimelineItem(models.Model):
    """One dated line of a story's timeline; the date is EDTF and may be partial."""

    story = models.ForeignKey(Story, models.CASCADE, related_name="timeline", verbose_name=_("story"))
    position = models.PositiveSmallIntegerField(_("position"))
    date = models.CharField(_("date"), max_length=40, help_text=_("EDTF."))
    inferred = models.BooleanField(_("inferred"), default=False)
    text_ar = models.CharField(_("text in Arabic"), max_length=300)
    text_en = models.CharField(_("text in English"), max_length=300)
    claim = models.ForeignKey(
        "claims.Claim", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("claim")
    )

    class Meta:
        verbose_name = _("timeline entry")
        verbose_name_plural = _("timeline")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return f"{self.date} {self.text_ar}"


class Summary(Versioned):
    """The one summary of a story; its words stand in versions, one language each."""

    story = models.OneToOneField(Story, models.PROTECT, related_name="summary", verbose_name=_("story"))

    class Meta:
        verbose_name = _("summary")
        verbose_name_plural = _("summaries")

    def __str__(self) -> str:
        return str(self.story)


class Version(AppendOnly):
    """One text of a summary in one language [NewsArticle], frozen when it is written.

    ``content`` is ``{"paragraphs": [{"sentences": [{"text", "cites": [claim id]}]}], "answers": [{"question",
    "text", "cites"}]}``: structured sentences, so that every sentence shows what it rests on (ADR 0006).
    ``change`` is ``{"said", "says", "why"}`` for what corrects something published.
    """

    summary = models.ForeignKey(Summary, models.PROTECT, related_name="versions", verbose_name=_("summary"))
    language = models.CharField(_("language"), max_length=2, choices=Language)
    number = models.PositiveIntegerField(_("number"))
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("made from")
    )
    translation_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="translations", verbose_name=_("translation of")
    )
    content = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("content"))
    reason = models.CharField(_("reason"), max_length=300)
    change_kind = models.CharField(_("kind of change"), max_length=16, choices=ChangeKind, null=True, blank=True)
    change = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+", verbose_name=_("public note"))
    author = models.ForeignKey("claims.Editor", models.PROTECT, related_name="+", verbose_name=_("author"))
    at = models.DateTimeField(_("at"))

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of a summary")
        verbose_name_plural = _("versions of summaries")
        ordering = ["summary", "language", "number"]
        constraints = [
            models.UniqueConstraint(fields=["summary", "language", "number"], name="newsroom_version_number")
        ]

    def __str__(self) -> str:
        return f"{self.summary} · {self.language} {self.number}"


class Pin(AppendOnly):
    """The verification that a cited claim stood at when the version was written; null when it had none."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="pins", verbose_name=_("version"))
    claim = models.ForeignKey("claims.Claim", models.PROTECT, related_name="pins", verbose_name=_("claim"))
    verification = models.ForeignKey(
        "claims.Verification", models.PROTECT, null=True, related_name="+", verbose_name=_("verification")
    )

    objects = PinQuerySet.as_manager()

    class Meta:
        verbose_name = _("pinned verification")
        verbose_name_plural = _("pinned verifications")
        constraints = [models.UniqueConstraint(fields=["version", "claim"], name="newsroom_pin_once")]

    def __str__(self) -> str:
        return f"{self.claim} @ {self.verification_id}"


class VersionState(Workflow):
    """The workflow of one version."""

    text = models.OneToOneField(Version, models.PROTECT, related_name="state", verbose_name=_("version"))

    class Meta:
        verbose_name = _("state of a version")
        verbose_name_plural = _("states of versions")

    def __str__(self) -> str:
        return f"{self.text_id}: {self.get_state_display()}"
