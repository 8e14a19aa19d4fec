"""The audit: who did what to what, in one unbroken numbered chain."""

from __future__ import annotations

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ..querysets import EntryQuerySet
from .base import AppendOnly, Body, ordered_uuid


class Entry(AppendOnly):
    """One deed: who, which verb, on what, before, after, when.

    ``rows`` names every guarded row that the deed inserted, with its digest, so that ``verify_audit`` can name
    a row that the table's owner changed behind the triggers. Texts stand in it as digests only, so a
    redaction never breaks the chain. ``editor`` is null only for the installation of the software itself.
    """

    id = models.UUIDField(primary_key=True, default=ordered_uuid, editable=False)
    deed = models.UUIDField(_("deed"), db_index=True, help_text=_("Shared by all entries of one user's act."))
    editor = models.ForeignKey(
        "claims.Editor", models.PROTECT, null=True, related_name="entries", verbose_name=_("editor")
    )
    verb = models.CharField(_("verb"), max_length=60)
    subject_type = models.CharField(_("kind of object"), max_length=60)
    subject_id = models.CharField(_("object"), max_length=40)
    before = models.JSONField(_("before"), null=True, encoder=DjangoJSONEncoder)
    after = models.JSONField(_("after"), null=True, encoder=DjangoJSONEncoder)
    rows = models.JSONField(_("rows written"), default=list)
    at = models.DateTimeField(_("at"))

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit trail")
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="claims_entry_subject")]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject_type} {self.subject_id}"


class EntryNumber(AppendOnly):
    """The place of an entry in the chain. Written as the last act before COMMIT, under the lock of the head."""

    n = models.PositiveBigIntegerField(_("number"), primary_key=True)
    entry = models.OneToOneField(Entry, models.PROTECT, related_name="number", verbose_name=_("entry"))
    prev_hash = models.CharField(_("hash before"), max_length=64)
    rows = models.JSONField(_("rows written at the end"), default=list)
    hash = models.CharField(_("hash"), max_length=64, unique=True)

    class Meta:
        verbose_name = _("number of an entry")
        verbose_name_plural = _("numbers of entries")
        ordering = ["n"]

    def __str__(self) -> str:
        return str(self.n)


class Head(models.Model):
    """The one row that every writing transaction locks last: the ends of the chain and of the sequence.

    Why a row and not a database sequence: a sequence loses events of slower transactions and a chain without a
    lock forks (measured; DESIGN §4).
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    entry_n = models.PositiveBigIntegerField(_("last entry"), default=0)
    entry_hash = models.CharField(_("last hash"), max_length=64, default="0" * 64)
    sequence_n = models.PositiveBigIntegerField(_("last publication"), default=0)

    class Meta:
        verbose_name = _("head")
        verbose_name_plural = _("head")
        constraints = [models.CheckConstraint(condition=Q(id=1), name="claims_head_is_one")]

    def __str__(self) -> str:
        return f"{self.entry_n}/{self.sequence_n}"


class Redaction(AppendOnly):
    """Two people's decision to erase one body, with its legal reference (law 9).

    Body's guard lets ``content`` become null only where such a row exists.
    """

    body = models.ForeignKey(Body, models.PROTECT, related_name="redactions", verbose_name=_("body"))
    legal_reference = models.CharField(_("legal reference"), max_length=300)
    requested_by = models.ForeignKey("claims.Editor", models.PROTECT, related_name="+", verbose_name=_("requested by"))
    approved_by = models.ForeignKey("claims.Editor", models.PROTECT, related_name="+", verbose_name=_("approved by"))
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("redaction")
        verbose_name_plural = _("redactions")
        constraints = [
            models.CheckConstraint(condition=~Q(requested_by=F("approved_by")), name="claims_redaction_two_people")
        ]

    def __str__(self) -> str:
        return self.legal_reference
