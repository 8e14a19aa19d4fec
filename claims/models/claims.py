"""Questions, the claims that answer them, and how claims stand to each other."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ..choices import Checkability, Comparator, Language, RelationType
from ..querysets import ClaimQuerySet, NumberedQuerySet, TrashableQuerySet
from .base import AppendOnly, Body, Trashable, Versioned, new_public_id

SHORT_LENGTH = 75  # characters; a claim's short form fits a card on a phone


class Question(Versioned, Trashable):
    """What a group of claims answers: a subject, a measure, a scope ("What did training R1 cost?")."""

    public_id = models.CharField(_("public id"), max_length=10, unique=True, default=new_public_id, editable=False)
    slug = models.SlugField(_("slug"), max_length=80, allow_unicode=True)
    subject = models.CharField(_("subject"), max_length=200)
    measure = models.CharField(_("measure"), max_length=200)
    scope = models.CharField(_("scope"), max_length=200, blank=True)
    wording_ar = models.CharField(_("wording in Arabic"), max_length=300)
    wording_en = models.CharField(_("wording in English"), max_length=300)
    note_ar = models.TextField(_("note in Arabic"), blank=True)
    note_en = models.TextField(_("note in English"), blank=True)

    objects = TrashableQuerySet.as_manager()

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.wording_in(get_language() or Language.AR)

    def wording_in(self, language: str) -> str:
        """The wording in ``language``."""
        return self.wording_ar if language.startswith("ar") else self.wording_en


class Claim(Versioned, Trashable):
    """One checkable statement in one sentence [schema.org Claim].

    Why the sentence is not here: it stands in ``ClaimText`` rows, one per language and number, so that what
    was reviewed can never change under a published page. ``label`` is only the desk's handle for lists.
    ``current_verification`` points at the *published* one; approval alone does not move it (law 1).
    """

    public_id = models.CharField(_("public id"), max_length=10, unique=True, default=new_public_id, editable=False)
    slug = models.SlugField(_("slug"), max_length=80, allow_unicode=True)
    label = models.CharField(_("label"), max_length=300, editable=False)
    question = models.ForeignKey(
        Question, models.PROTECT, null=True, blank=True, related_name="claims", verbose_name=_("question")
    )
    checkability = models.CharField(_("checkability"), max_length=16, choices=Checkability)
    current_verification = models.ForeignKey(
        "claims.Verification",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("published verification"),
    )

    objects = ClaimQuerySet.as_manager()

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        ordering = ["pk"]
        # The few in the trash are left out of every search.
        indexes = [
            models.Index(fields=["id"], condition=models.Q(trashed_at__isnull=False), name="claims_claim_trashed")
        ]

    def __str__(self) -> str:
        return self.label


class ClaimText(AppendOnly):
    """The sentence of a claim in one language; the highest number is the one in use."""

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="texts", verbose_name=_("claim"))
    language = models.CharField(_("language"), max_length=2, choices=Language)
    number = models.PositiveIntegerField(_("number"))
    text = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("text"))
    short = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+", verbose_name=_("short form"))

    objects = NumberedQuerySet.as_manager()

    class Meta:
        verbose_name = _("wording of a claim")
        verbose_name_plural = _("wordings of claims")
        ordering = ["claim", "language", "number"]
        constraints = [models.UniqueConstraint(fields=["claim", "language", "number"], name="claims_claimtext_number")]

    def __str__(self) -> str:
        return self.text.text


class ClaimQuantity(models.Model):
    """A number of a claim as the editor reads it; it may complete what is printed, with the reason.

    ``value`` and ``high`` are decimal strings in base units (294 thousand dollars is ``294000`` ``USD``);
    a date is EDTF in ``date``. ``magnitude`` repeats the value as a float, for sorting and filtering only.
    """

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="quantities", verbose_name=_("claim"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    subject = models.CharField(_("subject"), max_length=200)
    measure = models.CharField(_("measure"), max_length=200)
    comparator = models.CharField(_("comparator"), max_length=10, choices=Comparator, default=Comparator.EQUAL)
    value = models.CharField(_("value"), max_length=60, null=True, blank=True)
    high = models.CharField(_("upper value"), max_length=60, null=True, blank=True)
    magnitude = models.FloatField(_("magnitude"), null=True, blank=True, editable=False)
    unit = models.CharField(_("unit"), max_length=40)
    date = models.CharField(_("date"), max_length=40, null=True, blank=True, help_text=_("EDTF."))
    period = models.CharField(_("period"), max_length=40, null=True, blank=True, help_text=_("EDTF."))
    inferred = models.JSONField(_("inferred"), null=True, blank=True)
    completed = models.JSONField(_("why it completes what is printed"), null=True, blank=True)

    class Meta:
        verbose_name = _("quantity")
        verbose_name_plural = _("quantities")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(value__isnull=False) | Q(date__isnull=False), name="claims_quantity_says_something"
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject} · {self.measure}: {self.comparator} {self.value or self.date} {self.unit}"


class Relation(Versioned):
    """A pair of claims. What a machine suggested stands beside what a human decided; neither overwrites the other."""

    a = models.ForeignKey(Claim, models.PROTECT, related_name="relations_from", verbose_name=_("claim"))
    b = models.ForeignKey(Claim, models.PROTECT, related_name="relations_to", verbose_name=_("other claim"))
    suggested_type = models.CharField(_("suggested"), max_length=16, choices=RelationType, null=True, blank=True)
    suggested_score = models.FloatField(_("score"), null=True, blank=True)
    suggested_reason = models.CharField(_("reason of the suggestion"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("relation")
        verbose_name_plural = _("relations")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["a", "b"], name="claims_relation_pair"),
            models.CheckConstraint(condition=~Q(a=F("b")), name="claims_relation_two_claims"),
        ]

    def __str__(self) -> str:
        return f"{self.a} ↔ {self.b}"

    def decision(self) -> RelationDecision | None:
        """The newest decision of a human."""
        newest: RelationDecision | None = self.decisions.newest()
        return newest


class RelationDecision(AppendOnly):
    """What an editor decided on a pair of claims, and why; the highest number holds."""

    relation = models.ForeignKey(Relation, models.PROTECT, related_name="decisions", verbose_name=_("relation"))
    number = models.PositiveIntegerField(_("number"))
    type = models.CharField(_("relation"), max_length=16, choices=RelationType)
    why = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("why"))
    resolution = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+", verbose_name=_("resolution"))
    editor = models.ForeignKey("claims.Editor", models.PROTECT, related_name="+", verbose_name=_("editor"))
    at = models.DateTimeField(_("at"))

    objects = NumberedQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision on a relation")
        verbose_name_plural = _("decisions on relations")
        ordering = ["relation", "number"]
        constraints = [models.UniqueConstraint(fields=["relation", "number"], name="claims_decision_number")]

    def __str__(self) -> str:
        return self.get_type_display()
