"""How the desk works together: tasks, notes, who is told of what, who is here, lists that are kept."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.models import Body, Versioned

from ..choices import NoticeKind, Priority
from .stories import Story


class About(models.Model):
    """A row about any object of the house, named as the audit names it (``ledger.subject_of``)."""

    subject_type = models.CharField(_("kind of object"), max_length=60)
    subject_id = models.CharField(_("object"), max_length=40)

    class Meta:
        abstract = True


class Assignment(Versioned, About):
    """A task that somebody was given, on any object of the house."""

    assignee = models.ForeignKey(
        "claims.Editor", models.PROTECT, related_name="assignments", verbose_name=_("given to")
    )
    priority = models.PositiveSmallIntegerField(_("priority"), choices=Priority, default=Priority.NORMAL)
    due = models.DateTimeField(_("due"), null=True, blank=True)
    what = models.CharField(_("what to do"), max_length=300)
    by = models.ForeignKey("claims.Editor", models.PROTECT, related_name="+", verbose_name=_("given by"))
    at = models.DateTimeField(_("at"))
    done_at = models.DateTimeField(_("done at"), null=True, blank=True)

    class Meta:
        verbose_name = _("task")
        verbose_name_plural = _("tasks")
        ordering = ["-priority", "due", "pk"]
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="newsroom_assignment_on")]

    def __str__(self) -> str:
        return self.what


class StoryEditor(models.Model):
    """Who may write in a story, where that was set; a story without such rows is open to every editor's role."""

    story = models.ForeignKey(Story, models.CASCADE, related_name="story_editors", verbose_name=_("story"))
    editor = models.ForeignKey("claims.Editor", models.PROTECT, related_name="+", verbose_name=_("editor"))

    class Meta:
        verbose_name = _("editor of a story")
        verbose_name_plural = _("editors of a story")
        constraints = [models.UniqueConstraint(fields=["story", "editor"], name="newsroom_storyeditor_once")]

    def __str__(self) -> str:
        return str(self.editor)


class Note(Versioned, About):
    """A comment of the desk on an object, a passage of it, or a citation. Never public.

    ``passage`` is ``{"part", "exact", "prefix", "suffix"}`` (W3C TextQuoteSelector), so that a note finds its
    words again in a later version, or says that they are gone.
    """

    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replies", verbose_name=_("answers")
    )
    passage = models.JSONField(_("passage"), null=True, blank=True)
    claim = models.ForeignKey(
        "claims.Claim", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("citation of")
    )
    text = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("text"))
    author = models.ForeignKey("claims.Editor", models.PROTECT, related_name="+", verbose_name=_("author"))
    at = models.DateTimeField(_("at"))
    mentioned = models.ManyToManyField("claims.Editor", related_name="+", verbose_name=_("mentioned"), blank=True)
    resolved_at = models.DateTimeField(_("resolved at"), null=True, blank=True)
    resolved_by = models.ForeignKey(
        "claims.Editor", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("resolved by")
    )

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        ordering = ["pk"]
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="newsroom_note_on")]

    def __str__(self) -> str:
        return f"{self.author} · {self.subject_type} {self.subject_id}"


class Notification(About):
    """What an editor is told. Not audited; it repeats what stands elsewhere."""

    editor = models.ForeignKey("claims.Editor", models.CASCADE, related_name="notifications", verbose_name=_("told to"))
    kind = models.CharField(_("kind"), max_length=12, choices=NoticeKind)
    actor = models.ForeignKey(
        "claims.Editor", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("because of")
    )
    note = models.ForeignKey(Note, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("note"))
    at = models.DateTimeField(_("at"))
    read_at = models.DateTimeField(_("read at"), null=True, blank=True)
    mailed_at = models.DateTimeField(_("mailed at"), null=True, blank=True)

    class Meta:
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["editor", "read_at"], name="newsroom_notification_new")]

    def __str__(self) -> str:
        return f"{self.editor} · {self.get_kind_display()}"


class Subscription(About):
    """An object that an editor follows: she is told of what happens to it."""

    editor = models.ForeignKey("claims.Editor", models.CASCADE, related_name="subscriptions", verbose_name=_("editor"))

    class Meta:
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")
        constraints = [
            models.UniqueConstraint(fields=["editor", "subject_type", "subject_id"], name="newsroom_subscription_once")
        ]

    def __str__(self) -> str:
        return f"{self.editor} · {self.subject_type} {self.subject_id}"


class Presence(About):
    """Who has an object open for writing, and since when he was last seen there. Informs; locks nothing."""

    editor = models.ForeignKey("claims.Editor", models.CASCADE, related_name="+", verbose_name=_("editor"))
    since = models.DateTimeField(_("since"))
    seen = models.DateTimeField(_("seen"))

    class Meta:
        verbose_name = _("presence")
        verbose_name_plural = _("presences")
        constraints = [
            models.UniqueConstraint(fields=["editor", "subject_type", "subject_id"], name="newsroom_presence_once")
        ]

    def __str__(self) -> str:
        return f"{self.editor} · {self.subject_type} {self.subject_id}"


class SavedView(Versioned):
    """A list with its filters and order, kept under a name; shared ones are everyone's."""

    editor = models.ForeignKey("claims.Editor", models.CASCADE, related_name="saved_views", verbose_name=_("editor"))
    model = models.CharField(_("list"), max_length=60)
    name = models.CharField(_("name"), max_length=80)
    query = models.CharField(_("filters"), max_length=1000, blank=True)
    shared = models.BooleanField(_("shared with everyone"), default=False)

    class Meta:
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["editor", "model", "name"], name="newsroom_savedview_once")]

    def __str__(self) -> str:
        return self.name
