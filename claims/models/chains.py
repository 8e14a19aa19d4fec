"""Where a claim stands in a text, and through whom it came there: the isnad."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ..choices import AnchorFound, Mode, Naming, Stance
from ..querysets import AttributionQuerySet, OccurrenceQuerySet
from .base import AppendOnly, Body
from .claims import Claim
from .texts import Article, Snapshot, Source


class Occurrence(AppendOnly):
    """A claim at a place in a snapshot [schema.org appearance; W3C TextQuoteSelector and TextPositionSelector].

    ``quote`` equals the snapshot's text from ``start`` to ``end`` exactly. ``core_start`` and ``core_end`` mark
    the words that the claim needs: where many quotes of one article share a page, they fold to these (law 5).
    ``printed`` are the quantities as the words alone allow, before any editor completes them.
    """

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="occurrences", verbose_name=_("claim"))
    snapshot = models.ForeignKey(Snapshot, models.PROTECT, related_name="occurrences", verbose_name=_("snapshot"))
    quote = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("quote"))
    start = models.PositiveIntegerField(_("start"), help_text=_("Code points from the start of the text."))
    end = models.PositiveIntegerField(_("end"), help_text=_("Exclusive."))
    core_start = models.PositiveIntegerField(_("start of the core"), null=True, blank=True)
    core_end = models.PositiveIntegerField(_("end of the core"), null=True, blank=True)
    stance = models.CharField(_("stance"), max_length=16, choices=Stance)
    mode = models.CharField(_("mode"), max_length=16, choices=Mode)
    printed = models.JSONField(_("quantities as printed"), default=list, blank=True)
    note = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+", verbose_name=_("note"))
    turn = models.PositiveSmallIntegerField(
        _("turn"), null=True, editable=False, help_text=_("Counts from 2, after what was placed here was taken back.")
    )
    editor = models.ForeignKey("claims.Editor", models.PROTECT, related_name="+", verbose_name=_("editor"))

    objects = OccurrenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("occurrence")
        verbose_name_plural = _("occurrences")
        ordering = ["snapshot", "start", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "snapshot", "start", "end"],
                condition=Q(turn__isnull=True),
                name="claims_occurrence_once",
            ),
            models.UniqueConstraint(
                fields=["claim", "snapshot", "start", "end", "turn"], name="claims_occurrence_turn_once"
            ),
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="claims_occurrence_not_empty"),
            models.CheckConstraint(
                condition=Q(core_start__isnull=True, core_end__isnull=True)
                | Q(core_start__gte=F("start"), core_end__lte=F("end"), core_start__lt=F("core_end")),
                name="claims_occurrence_core_inside",
            ),
        ]

    def __str__(self) -> str:
        return self.quote.text

    def core(self) -> str:
        """The words the claim needs: the core if one is marked, else the whole quote."""
        if self.core_start is None or self.core_end is None:
            return self.quote.text
        return self.quote.text[self.core_start - self.start : self.core_end - self.start]


class Anchor(AppendOnly):
    """Where the words of an occurrence stand in a later snapshot of the same article, or that they don't.

    The occurrence itself never moves: it says what stood there when it was read.
    """

    occurrence = models.ForeignKey(Occurrence, models.PROTECT, related_name="anchors", verbose_name=_("occurrence"))
    snapshot = models.ForeignKey(Snapshot, models.PROTECT, related_name="anchors", verbose_name=_("snapshot"))
    found = models.CharField(_("found"), max_length=12, choices=AnchorFound)
    start = models.PositiveIntegerField(_("start"), null=True)
    end = models.PositiveIntegerField(_("end"), null=True)

    class Meta:
        verbose_name = _("anchor in a later snapshot")
        verbose_name_plural = _("anchors in later snapshots")
        ordering = ["occurrence", "snapshot"]
        constraints = [
            models.UniqueConstraint(fields=["occurrence", "snapshot"], name="claims_anchor_once"),
            models.CheckConstraint(
                condition=Q(found="missing", start__isnull=True, end__isnull=True)
                | (~Q(found="missing") & Q(start__lt=F("end"))),
                name="claims_anchor_has_a_place_or_none",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.occurrence} · {self.get_found_display()}"


class OccurrenceRetirement(AppendOnly):
    """An editor's finding that an occurrence was placed wrongly; the occurrence itself stays."""

    occurrence = models.OneToOneField(
        Occurrence, models.PROTECT, related_name="retirement", verbose_name=_("occurrence")
    )
    why = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("why"))
    editor = models.ForeignKey("claims.Editor", models.PROTECT, related_name="+", verbose_name=_("editor"))
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("retired occurrence")
        verbose_name_plural = _("retired occurrences")

    def __str__(self) -> str:
        return str(self.occurrence)


class Attribution(AppendOnly):
    """One chain of an occurrence [prov:wasQuotedFrom, hadPrimarySource].

    An occurrence may have several parallel chains. Setting them anew writes the next ``revision`` of all.
    """

    occurrence = models.ForeignKey(
        Occurrence, models.PROTECT, related_name="attributions", verbose_name=_("occurrence")
    )
    revision = models.PositiveIntegerField(_("revision"))
    position = models.PositiveSmallIntegerField(_("position"))
    editor = models.ForeignKey("claims.Editor", models.PROTECT, related_name="+", verbose_name=_("editor"))

    objects = AttributionQuerySet.as_manager()

    class Meta:
        verbose_name = _("chain of attribution")
        verbose_name_plural = _("chains of attribution")
        ordering = ["occurrence", "revision", "position"]
        constraints = [
            models.UniqueConstraint(fields=["occurrence", "revision", "position"], name="claims_attribution_position")
        ]

    def __str__(self) -> str:
        return f"{self.occurrence_id} · {self.revision}.{self.position}"


class Hop(AppendOnly):
    """One link of a chain, outward from the article.

    ``words`` are the article's own; a missing hop has none. ``seen`` says whether *we* read this link's text;
    ``interested`` whether it is a party to the matter. An article's own assertion ends in a missing hop.
    ``article`` is the link's own text, where it was imported: then we have read it.
    """

    attribution = models.ForeignKey(Attribution, models.PROTECT, related_name="hops", verbose_name=_("chain"))
    position = models.PositiveSmallIntegerField(_("position"))
    source = models.ForeignKey(
        Source, models.PROTECT, null=True, blank=True, related_name="hops", verbose_name=_("source")
    )
    words = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+", verbose_name=_("as printed"))
    naming = models.CharField(_("naming"), max_length=16, choices=Naming)
    verb = models.CharField(_("verb"), max_length=80, blank=True)
    seen = models.BooleanField(_("seen by us"), default=False)
    interested = models.BooleanField(_("interested party"), default=False)
    article = models.ForeignKey(
        Article,
        models.PROTECT,
        null=True,
        related_name="hops",
        verbose_name=_("its text"),
        help_text=_("The article in which we read this link ourselves."),
    )

    class Meta:
        verbose_name = _("link of a chain")
        verbose_name_plural = _("links of chains")
        ordering = ["attribution", "position"]
        constraints = [
            models.UniqueConstraint(fields=["attribution", "position"], name="claims_hop_position"),
            models.CheckConstraint(
                condition=~Q(naming=Naming.MISSING) | Q(source__isnull=True, words__isnull=True, seen=False),
                name="claims_hop_missing_is_empty",
            ),
            models.CheckConstraint(condition=Q(article__isnull=True) | Q(seen=True), name="claims_hop_read_is_seen"),
        ]

    def __str__(self) -> str:
        return self.words.text if self.words else self.get_naming_display()
