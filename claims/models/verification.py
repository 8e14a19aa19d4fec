"""The rating scale, verifications with their evidence and inquiries, proofs and reviews."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ..choices import (
    ChangeKind,
    Decision,
    EvidenceKind,
    EvidenceStance,
    InquiryEventKind,
    Language,
    ProofKind,
    Tone,
    WorkflowState,
)
from ..querysets import InquiryQuerySet, NumberedQuerySet, VerdictQuerySet
from .base import AppendOnly, Body, Versioned
from .claims import Claim
from .texts import Article, Source


class Verdict(AppendOnly):
    """One rung of the rating scale, as a row. Retired by another row, never rewritten: old pages keep their words."""

    code = models.SlugField(_("code"), max_length=32, unique=True)
    position = models.PositiveSmallIntegerField(_("position"))
    ordinal = models.PositiveSmallIntegerField(
        _("number on the scale"),
        null=True,
        blank=True,
        help_text=_("1 to 5, or empty where a number would claim an order of truth."),
    )
    needs_evidence = models.BooleanField(_("needs evidence"))
    label_ar = models.CharField(_("label in Arabic"), max_length=60)
    label_en = models.CharField(_("label in English"), max_length=60)
    definition_ar = models.CharField(_("definition in Arabic"), max_length=300)
    definition_en = models.CharField(_("definition in English"), max_length=300)
    tone = models.CharField(_("tone"), max_length=12, choices=Tone)
    icon = models.CharField(_("outline"), max_length=32)
    mapping = models.JSONField(_("mapping to other scales"), default=dict)

    objects = VerdictQuerySet.as_manager()

    class Meta:
        verbose_name = _("verdict")
        verbose_name_plural = _("verdicts")
        ordering = ["position"]

    def __str__(self) -> str:
        return self.label_in(get_language() or Language.AR)

    def label_in(self, language: str) -> str:
        """The label in ``language``."""
        return self.label_ar if language.startswith("ar") else self.label_en

    def definition_in(self, language: str) -> str:
        """The one-line definition in ``language``."""
        return self.definition_ar if language.startswith("ar") else self.definition_en


class VerdictRetirement(AppendOnly):
    """From here on the verdict is no longer given; what was published with it stays as it was."""

    verdict = models.OneToOneField(Verdict, models.PROTECT, related_name="retirement", verbose_name=_("verdict"))
    replaced_by = models.ForeignKey(
        Verdict, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("replaced by")
    )
    why = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("why"))
    editor = models.ForeignKey("claims.Editor", models.PROTECT, related_name="+", verbose_name=_("editor"))
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("retired verdict")
        verbose_name_plural = _("retired verdicts")

    def __str__(self) -> str:
        return str(self.verdict)


class Verification(AppendOnly):
    """What we found on a claim at one time [schema.org ClaimReview]; the words stand in ``VerificationText``.

    ``verdict`` is null for opinions and vague sentences, which are assessed in words only.
    """

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="verifications", verbose_name=_("claim"))
    number = models.PositiveIntegerField(_("number"))
    verdict = models.ForeignKey(
        Verdict, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("verdict")
    )
    as_of = models.DateField(_("as of"))
    recheck_by = models.DateField(_("look again by"), null=True, blank=True)
    change_kind = models.CharField(_("kind of change"), max_length=16, choices=ChangeKind, null=True, blank=True)
    no_inquiry = models.ForeignKey(
        Body, models.PROTECT, null=True, related_name="+", verbose_name=_("why no one was asked")
    )
    author = models.ForeignKey("claims.Editor", models.PROTECT, related_name="+", verbose_name=_("author"))
    at = models.DateTimeField(_("at"))

    objects = NumberedQuerySet.as_manager()

    class Meta:
        verbose_name = _("verification")
        verbose_name_plural = _("verifications")
        ordering = ["claim", "number"]
        constraints = [models.UniqueConstraint(fields=["claim", "number"], name="claims_verification_number")]

    def __str__(self) -> str:
        return f"{self.claim} · {self.number}"


class VerificationText(AppendOnly):
    """The words of a verification in one language: a language may be added and reviewed later.

    ``searches`` is a JSON list of ``{what, where, on}``: what was looked for, where, when.
    """

    verification = models.ForeignKey(Verification, models.PROTECT, related_name="texts", verbose_name=_("verification"))
    language = models.CharField(_("language"), max_length=2, choices=Language)
    number = models.PositiveIntegerField(_("number"))
    rationale = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("rationale"))
    unknowns = models.ForeignKey(
        Body, models.PROTECT, null=True, related_name="+", verbose_name=_("what would settle it")
    )
    searches = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+", verbose_name=_("search log"))
    change_note = models.ForeignKey(
        Body, models.PROTECT, null=True, related_name="+", verbose_name=_("public note on the change")
    )
    author = models.ForeignKey("claims.Editor", models.PROTECT, related_name="+", verbose_name=_("author"))
    at = models.DateTimeField(_("at"))

    objects = NumberedQuerySet.as_manager()

    class Meta:
        verbose_name = _("text of a verification")
        verbose_name_plural = _("texts of verifications")
        ordering = ["verification", "language", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["verification", "language", "number"], name="claims_verificationtext_number"
            )
        ]

    def __str__(self) -> str:
        return self.rationale.text


class Evidence(AppendOnly):
    """One thing that a verification rests on [citation]. An article in which the claim occurs is no evidence for it."""

    verification = models.ForeignKey(
        Verification, models.PROTECT, related_name="evidence", verbose_name=_("verification")
    )
    position = models.PositiveSmallIntegerField(_("position"))
    kind = models.CharField(_("kind"), max_length=16, choices=EvidenceKind)
    stance = models.CharField(_("stance"), max_length=16, choices=EvidenceStance)
    title = models.CharField(_("title"), max_length=300)
    url = models.URLField(_("address"), max_length=500, blank=True)
    article = models.ForeignKey(
        Article, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("article in the ledger")
    )
    published = models.CharField(_("published"), max_length=40, null=True, blank=True, help_text=_("EDTF."))
    archived = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+", verbose_name=_("archived copy"))
    archived_at = models.DateTimeField(_("archived at"), null=True, blank=True)
    quote = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+", verbose_name=_("quote"))
    note = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+", verbose_name=_("what it shows"))

    class Meta:
        verbose_name = _("piece of evidence")
        verbose_name_plural = _("evidence")
        ordering = ["verification", "position"]
        constraints = [models.UniqueConstraint(fields=["verification", "position"], name="claims_evidence_position")]

    def __str__(self) -> str:
        return self.title


class Inquiry(Versioned):
    """A question put to someone whom a claim concerns (right of reply). ``channel`` is private, always."""

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="inquiries", verbose_name=_("claim"))
    source = models.ForeignKey(Source, models.PROTECT, related_name="inquiries", verbose_name=_("asked"))
    channel = models.CharField(
        _("channel"), max_length=200, blank=True, help_text=_("How they were reached. Never public.")
    )

    objects = InquiryQuerySet.as_manager()

    class Meta:
        verbose_name = _("inquiry")
        verbose_name_plural = _("inquiries")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.source} · {self.claim}"


class InquiryEvent(AppendOnly):
    """A step of an inquiry. Only ``public_line`` may leave the house."""

    inquiry = models.ForeignKey(Inquiry, models.PROTECT, related_name="events", verbose_name=_("inquiry"))
    number = models.PositiveIntegerField(_("number"))
    kind = models.CharField(_("step"), max_length=16, choices=InquiryEventKind)
    at = models.DateTimeField(_("at"))
    deadline = models.DateTimeField(_("deadline"), null=True, blank=True)
    text = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("text"))
    public_line = models.ForeignKey(
        Body, models.PROTECT, null=True, related_name="+", verbose_name=_("what may be quoted")
    )
    editor = models.ForeignKey("claims.Editor", models.PROTECT, related_name="+", verbose_name=_("editor"))

    objects = NumberedQuerySet.as_manager()

    class Meta:
        verbose_name = _("step of an inquiry")
        verbose_name_plural = _("steps of inquiries")
        ordering = ["inquiry", "number"]
        constraints = [models.UniqueConstraint(fields=["inquiry", "number"], name="claims_inquiryevent_number")]

    def __str__(self) -> str:
        return self.get_kind_display()


class Proof(AppendOnly):
    """The canonical JSON of what would leave the house for one public id in one language.

    Everyone who wrote a difference from what was last published stands in ``ProofAuthor``; none of them may
    approve it. ``document`` holds the JSON; its digest *is* the proof's digest. What is live after
    publication (badges, verdict changes) is not in it.
    """

    kind = models.CharField(_("kind"), max_length=8, choices=ProofKind)
    public_id = models.CharField(_("public id"), max_length=10, db_index=True)
    language = models.CharField(_("language"), max_length=2, choices=Language)
    document = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("document"))
    subject_type = models.CharField(_("drawn from"), max_length=60)
    subject_id = models.CharField(_("row it was drawn from"), max_length=40)
    submitted_by = models.ForeignKey("claims.Editor", models.PROTECT, related_name="+", verbose_name=_("submitted by"))
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("proof")
        verbose_name_plural = _("proofs")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.public_id} ({self.language})"

    @property
    def digest(self) -> str:
        """SHA-256 of the canonical JSON."""
        return self.document_id


class ProofAuthor(AppendOnly):
    """One who wrote a difference that the proof would publish. The set is closed once a review exists (trigger)."""

    proof = models.ForeignKey(Proof, models.PROTECT, related_name="authors", verbose_name=_("proof"))
    editor = models.ForeignKey("claims.Editor", models.PROTECT, related_name="+", verbose_name=_("author"))

    class Meta:
        verbose_name = _("author of a proof")
        verbose_name_plural = _("authors of proofs")
        constraints = [models.UniqueConstraint(fields=["proof", "editor"], name="claims_proofauthor_once")]

    def __str__(self) -> str:
        return str(self.editor)


class Review(AppendOnly):
    """A decision on one proof by someone who did not write it (trigger ``claims_review_second_eyes``)."""

    proof = models.ForeignKey(Proof, models.PROTECT, related_name="reviews", verbose_name=_("proof"))
    reviewer = models.ForeignKey("claims.Editor", models.PROTECT, related_name="+", verbose_name=_("reviewer"))
    decision = models.CharField(_("decision"), max_length=8, choices=Decision)
    note = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+", verbose_name=_("note"))
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["proof", "reviewer"], name="claims_review_once_each"),
            models.UniqueConstraint(
                fields=["proof"], condition=Q(decision=Decision.APPROVE), name="claims_review_one_approval"
            ),
        ]

    def __str__(self) -> str:
        return self.get_decision_display()


class Workflow(Versioned):
    """Where a draft stands: the small row that moves beside frozen content. Abstract."""

    state = models.CharField(_("state"), max_length=12, choices=WorkflowState, default=WorkflowState.DRAFT)
    proof = models.ForeignKey(
        Proof, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("proof under review")
    )
    reviewer = models.ForeignKey(
        "claims.Editor", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("asked to review")
    )
    team = models.ForeignKey(
        "claims.Team", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("team asked to review")
    )
    due = models.DateTimeField(_("due"), null=True, blank=True)

    class Meta:
        abstract = True


class VerificationState(Workflow):
    """The workflow of one language of a verification."""

    text = models.OneToOneField(
        VerificationText, models.PROTECT, related_name="state", verbose_name=_("text of a verification")
    )
    blind = models.BooleanField(
        _("blind second rating"),
        default=False,
        help_text=_("Whoever reviews it rates the claim before seeing the rating."),
    )

    class Meta:
        verbose_name = _("state of a verification")
        verbose_name_plural = _("states of verifications")

    def __str__(self) -> str:
        return f"{self.text_id}: {self.get_state_display()}"


class BlindVerdict(AppendOnly):
    """A second rating of a claim by someone who has not seen the first.

    The verification goes out only where both agree; another rating returns it to its author.
    """

    verification = models.ForeignKey(
        Verification, models.PROTECT, related_name="blind_verdicts", verbose_name=_("verification")
    )
    editor = models.ForeignKey("claims.Editor", models.PROTECT, related_name="+", verbose_name=_("editor"))
    verdict = models.ForeignKey(Verdict, models.PROTECT, null=True, related_name="+", verbose_name=_("rating"))
    rationale = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("rationale"))
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("blind second rating")
        verbose_name_plural = _("blind second ratings")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["verification", "editor"], name="claims_blindverdict_once"),
        ]

    def __str__(self) -> str:
        return f"{self.editor} · {self.verification_id}"
