"""What the workbench keeps: what an editor decided on a sentence, what she was typing, and where claims are found."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ..choices import CandidateAnswer, CandidateReason
from ..querysets import CandidateDecisionQuerySet
from .base import AppendOnly, Body, Versioned
from .chains import Occurrence
from .claims import Claim
from .texts import Snapshot

LONGEST_TERM = 40  # characters; what is longer is cut, on both sides of a comparison


class CandidateDecision(AppendOnly):
    """What an editor answered on one passage of a text: a claim, an occurrence of a known claim, or nothing to check.

    ``suggested`` keeps what the machine had said, with its scores, beside the human answer; neither overwrites the
    other. The highest ``number`` of a place holds; undoing writes the next one.
    """

    snapshot = models.ForeignKey(Snapshot, models.PROTECT, related_name="decisions", verbose_name=_("snapshot"))
    start = models.PositiveIntegerField(_("start"), help_text=_("Code points from the start of the text."))
    end = models.PositiveIntegerField(_("end"), help_text=_("Exclusive."))
    number = models.PositiveIntegerField(_("number"))
    answer = models.CharField(_("answer"), max_length=12, choices=CandidateAnswer)
    reason = models.CharField(_("reason"), max_length=16, choices=CandidateReason, null=True)
    note = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+", verbose_name=_("note"))
    occurrence = models.ForeignKey(
        Occurrence, models.PROTECT, null=True, related_name="decisions", verbose_name=_("occurrence")
    )
    suggested = models.JSONField(_("what was suggested"), default=dict)
    editor = models.ForeignKey("claims.Editor", models.PROTECT, related_name="+", verbose_name=_("editor"))
    at = models.DateTimeField(_("at"))

    objects = CandidateDecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision on a sentence")
        verbose_name_plural = _("decisions on sentences")
        ordering = ["snapshot", "start", "number"]
        constraints = [
            models.UniqueConstraint(fields=["snapshot", "start", "end", "number"], name="claims_candidate_number"),
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="claims_candidate_not_empty"),
            models.CheckConstraint(
                condition=Q(answer__in=[CandidateAnswer.ACCEPTED, CandidateAnswer.MERGED], occurrence__isnull=False)
                | Q(answer__in=[CandidateAnswer.REJECTED, CandidateAnswer.UNDONE]),
                name="claims_candidate_stands_somewhere",
            ),
        ]

    def __str__(self) -> str:
        return self.get_answer_display()


class Autosave(Versioned):
    """What an editor was typing, outside history: one row for each editor and object, gone when it is sent.

    ``version`` tells two windows of one editor apart: the later one is shown what the other kept.
    """

    editor = models.ForeignKey("claims.Editor", models.CASCADE, related_name="autosaves", verbose_name=_("editor"))
    subject_type = models.CharField(_("kind of object"), max_length=60)
    subject_id = models.CharField(_("object"), max_length=60)
    content = models.JSONField(_("what was typed"), default=dict)
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("autosave")
        verbose_name_plural = _("autosaves")
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(fields=["editor", "subject_type", "subject_id"], name="claims_autosave_once")
        ]

    def __str__(self) -> str:
        return f"{self.editor} · {self.subject_type} {self.subject_id}"


class ClaimTerm(models.Model):
    """One word of a claim, folded and without what is joined to it: where candidates look for known claims.

    Derived and not guarded: it follows the claim's newest wordings (``claims.search.index_claim``).
    """

    term = models.CharField(_("word"), max_length=LONGEST_TERM)
    claim = models.ForeignKey(Claim, models.CASCADE, db_index=False, related_name="terms", verbose_name=_("claim"))

    class Meta:
        verbose_name = _("word of a claim")
        verbose_name_plural = _("words of claims")
        indexes = [models.Index(fields=["claim"], name="claims_term_claim")]
        constraints = [models.UniqueConstraint(fields=["term", "claim"], name="claims_term_once")]

    def __str__(self) -> str:
        return self.term
