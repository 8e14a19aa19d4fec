"""On the way out and on the way back: set times, embargoes, previews for outsiders, what readers report."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from claims.choices import Language
from claims.models import Body, Proof, Versioned

from ..choices import ReportKind, ReportState, ScheduleState
from .published import Correction, Publication
from .working import About


class Schedule(Versioned, About):
    """A publication at a set time. Whoever set it needed every permission that publishing needs.

    What stands in the way is asked again when the time comes: a refusal keeps its reasons, and tells who set it.
    """

    at = models.DateTimeField(_("time"))
    by = models.ForeignKey("claims.Editor", models.PROTECT, related_name="+", verbose_name=_("set by"))
    made_at = models.DateTimeField(_("set at"))
    state = models.CharField(_("state"), max_length=10, choices=ScheduleState, default=ScheduleState.WAITING)
    publication = models.OneToOneField(
        Publication, models.PROTECT, null=True, blank=True, related_name="schedule", verbose_name=_("publication")
    )
    reasons = models.JSONField(_("reasons of the refusal"), default=list, blank=True)

    class Meta:
        verbose_name = _("scheduled publication")
        verbose_name_plural = _("scheduled publications")
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject_type", "subject_id"],
                condition=Q(state="waiting"),
                name="newsroom_schedule_one_waiting",
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject_type} {self.subject_id}"


class Embargo(Versioned):
    """A time before which a public id must not go out, however often somebody presses the button."""

    public_id = models.CharField(_("public id"), max_length=10, unique=True)
    until = models.DateTimeField(_("not before"))
    reason = models.CharField(_("reason"), max_length=300)
    by = models.ForeignKey("claims.Editor", models.PROTECT, related_name="+", verbose_name=_("set by"))
    lifted_at = models.DateTimeField(_("lifted at"), null=True, blank=True)

    class Meta:
        verbose_name = _("embargo")
        verbose_name_plural = _("embargoes")
        ordering = ["until", "pk"]

    def __str__(self) -> str:
        return self.public_id


class PreviewLink(Versioned):
    """An address under which an outsider may read one proof before it is published. Only its digest is kept."""

    proof = models.ForeignKey(Proof, models.PROTECT, related_name="preview_links", verbose_name=_("proof"))
    digest = models.CharField(_("digest of the token"), max_length=64, unique=True)
    label = models.CharField(_("for whom"), max_length=200)
    expires_at = models.DateTimeField(_("expires at"))
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)
    by = models.ForeignKey("claims.Editor", models.PROTECT, related_name="+", verbose_name=_("given by"))
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("preview link")
        verbose_name_plural = _("preview links")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.label


class PreviewVisit(models.Model):
    """One reading under a preview link; the address is shortened so that it names a network, not a person."""

    link = models.ForeignKey(PreviewLink, models.CASCADE, related_name="visits", verbose_name=_("preview link"))
    at = models.DateTimeField(_("at"))
    network = models.CharField(_("network"), max_length=45)

    class Meta:
        verbose_name = _("visit of a preview link")
        verbose_name_plural = _("visits of preview links")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.link} · {self.network}"


class Report(Versioned):
    """What a reader says is wrong with a page, and what became of it. ``contact`` is private, always."""

    public_id = models.CharField(_("public id"), max_length=10, db_index=True)
    page_version = models.PositiveIntegerField(_("version that was read"), null=True, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=Language, default=Language.AR)
    kind = models.CharField(_("kind"), max_length=10, choices=ReportKind)
    text = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("what the reader wrote"))
    contact = models.CharField(
        _("contact"), max_length=200, blank=True, help_text=_("Only to answer. Never public; it can be erased.")
    )
    at = models.DateTimeField(_("at"))
    state = models.CharField(_("state"), max_length=10, choices=ReportState, default=ReportState.NEW)
    answer = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("our answer")
    )
    handled_by = models.ForeignKey(
        "claims.Editor", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("handled by")
    )
    handled_at = models.DateTimeField(_("handled at"), null=True, blank=True)
    correction = models.ForeignKey(
        Correction, models.PROTECT, null=True, blank=True, related_name="reports", verbose_name=_("correction")
    )

    class Meta:
        verbose_name = _("reader's report")
        verbose_name_plural = _("readers' reports")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "at"], name="newsroom_report_queue")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.public_id}"
