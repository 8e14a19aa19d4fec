"""What left the house, and the rows that publication fills for the doors."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from claims.choices import ChangeKind, Language
from claims.ledger import LawTrigger, register
from claims.models import AppendOnly, Body, Proof, Versioned, ordered_uuid

from ..choices import Cause, LinkRole, Notice, PublicationKind, Standing, TaskKind
from ..querysets import PublicationQuerySet

SCHEMA_VERSION = 1


class Publication(AppendOnly):
    """The immutable document that left the house.

    ``document`` is its canonical JSON (RFC 8785); its digest is the publication's. Each language names the
    approved Proof it shows. "Superseded" is no column: it means that ``Current`` points elsewhere.
    """

    id = models.UUIDField(primary_key=True, default=ordered_uuid, editable=False)
    kind = models.CharField(_("kind"), max_length=12, choices=PublicationKind)
    public_id = models.CharField(_("public id"), max_length=10, db_index=True)
    version = models.PositiveIntegerField(_("version"))
    cause = models.CharField(_("cause"), max_length=16, choices=Cause)
    document = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("document"))
    schema_version = models.PositiveSmallIntegerField(_("schema version"), default=SCHEMA_VERSION)
    proof_ar = models.ForeignKey(
        Proof, models.PROTECT, null=True, related_name="+", verbose_name=_("proof of the Arabic part")
    )
    proof_en = models.ForeignKey(
        Proof, models.PROTECT, null=True, related_name="+", verbose_name=_("proof of the English part")
    )
    note_proof = models.ForeignKey(
        Proof, models.PROTECT, null=True, related_name="+", verbose_name=_("proof of the public note")
    )
    derived_from = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="derived", verbose_name=_("derived from")
    )
    by = models.ForeignKey("claims.Editor", models.PROTECT, related_name="+", verbose_name=_("published by"))
    at = models.DateTimeField(_("at"))

    objects = PublicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        ordering = ["public_id", "version"]
        constraints = [models.UniqueConstraint(fields=["public_id", "version"], name="newsroom_publication_version")]

    def __str__(self) -> str:
        return f"{self.kind} {self.public_id}@{self.version}"

    @property
    def digest(self) -> str:
        """SHA-256 of the canonical JSON."""
        return self.document_id


def _approved(column: str) -> str:
    """SQL: the proof named by ``column`` has an approving review by someone who is not among its authors."""
    return (
        f"EXISTS (SELECT 1 FROM claims_review r WHERE r.proof_id = NEW.{column} AND r.decision = 'approve' "
        f"AND NOT EXISTS (SELECT 1 FROM claims_proofauthor a "
        f"WHERE a.proof_id = r.proof_id AND a.editor_id = r.reviewer_id))"
    )


def _proof_fits(column: str, language: str) -> str:
    """SQL: the proof named by ``column`` is of this public id and language (a correction shows its parent's)."""
    return (
        f"EXISTS (SELECT 1 FROM claims_proof p WHERE p.id = NEW.{column} AND p.language = '{language}' "
        f"AND (p.public_id = NEW.public_id OR NEW.kind = 'correction'))"
    )


def _before(column: str) -> str:
    """SQL: what the publication before this one of the same public id has in ``column``."""
    return (
        f"(SELECT b.{column} FROM newsroom_publication b "
        f"WHERE b.public_id = NEW.public_id AND b.version = NEW.version - 1)"
    )


_NEEDS_PROOF = "NEW.kind IN ('story', 'claim', 'scale', 'page', 'correction')"
_REUSED = " OR ".join(
    f"(NEW.{column} IS NOT NULL AND ({_before(column)} IS NULL OR NEW.{column} <> {_before(column)}))"
    f" OR (NEW.{column} IS NULL AND {_before(column)} IS NOT NULL)"
    for column in ("proof_ar_id", "proof_en_id")
)

_FOREIGN = " OR ".join(
    f"(NEW.{column} IS NOT NULL AND NOT EXISTS (SELECT 1 FROM newsroom_publication d "
    f"WHERE d.id = NEW.derived_from_id AND d.{column} = NEW.{column}))"
    for column in ("proof_ar_id", "proof_en_id")
)

register(
    LawTrigger(
        "law1_publication_approved_parts",
        "newsroom.Publication",
        "INSERT",
        " OR ".join(
            f"(NEW.{column} IS NOT NULL AND NOT ({_approved(column)} AND {_proof_fits(column, language)}))"
            for column, language in (("proof_ar_id", "ar"), ("proof_en_id", "en"))
        ),
        "Law 1: a publication names only approved proofs of its own public id and language.",
    ),
    LawTrigger(
        "law1_publication_needs_proof",
        "newsroom.Publication",
        "INSERT",
        f"{_NEEDS_PROOF} AND NEW.cause NOT IN ('withheld', 'withdrawn', 'redacted', 'merged') "
        "AND NEW.proof_ar_id IS NULL AND NEW.proof_en_id IS NULL",
        "Law 1: nothing editorial is published without an approved proof.",
    ),
    LawTrigger(
        "law1_publication_reuses_proofs",
        "newsroom.Publication",
        "INSERT",
        f"NEW.cause IN ('verdict_changed', 'refreshed') AND {_NEEDS_PROOF} AND ({_REUSED})",
        "Law 1: a changed rating may only reuse the proofs of the publication before it.",
    ),
    LawTrigger(
        "law1_publication_note_approved",
        "newsroom.Publication",
        "INSERT",
        f"{_NEEDS_PROOF} AND NEW.cause IN ('withdrawn', 'restored', 'redacted') AND "
        f"(NEW.note_proof_id IS NULL OR NOT {_approved('note_proof_id')} OR NOT EXISTS (SELECT 1 FROM claims_proof p "
        "WHERE p.id = NEW.note_proof_id AND p.kind = 'note' "
        "AND (p.public_id = NEW.public_id OR NEW.kind = 'correction')))",
        "Law 1: withdrawing and putting back need a note that a second person approved.",
    ),
    LawTrigger(
        "law1_publication_derived_is_derived",
        "newsroom.Publication",
        "INSERT",
        "NEW.kind IN ('question', 'source', 'correction') AND NEW.derived_from_id IS NULL",
        "Law 1: questions, sources and corrections are published only as a consequence of a story or claim.",
    ),
    LawTrigger(
        "law1_correction_shows_its_parent",
        "newsroom.Publication",
        "INSERT",
        f"NEW.kind = 'correction' AND ({_FOREIGN})",
        "Law 1: a correction shows the proofs of the publication that corrects, and no others.",
    ),
)


class Sequence(AppendOnly):
    """The gapless order in which publications left; what partners and hosts follow."""

    n = models.PositiveBigIntegerField(_("number"), primary_key=True)
    publication = models.OneToOneField(
        Publication, models.PROTECT, related_name="sequence", verbose_name=_("publication")
    )

    class Meta:
        verbose_name = _("number of a publication")
        verbose_name_plural = _("sequence of publications")
        ordering = ["n"]

    def __str__(self) -> str:
        return str(self.n)


class Current(Versioned):
    """Where a public id stands now."""

    public_id = models.CharField(_("public id"), max_length=10, primary_key=True)
    publication = models.OneToOneField(
        Publication, models.PROTECT, related_name="current", verbose_name=_("publication")
    )

    class Meta:
        verbose_name = _("current publication")
        verbose_name_plural = _("current publications")

    def __str__(self) -> str:
        return self.public_id


class Rendering(models.Model):
    """The bytes of a publication in a language and format: a cache that ``./dev render`` rebuilds."""

    publication = models.ForeignKey(
        Publication, models.CASCADE, related_name="renderings", verbose_name=_("publication")
    )
    language = models.CharField(_("language"), max_length=2, choices=Language)
    format = models.CharField(_("format"), max_length=8, default="html")
    build = models.CharField(_("build"), max_length=64)
    standing = models.CharField(_("standing"), max_length=12, choices=Standing)
    content = models.BinaryField(_("content"))
    gzipped = models.BinaryField(_("compressed"))
    etag = models.CharField(_("ETag"), max_length=64)

    class Meta:
        verbose_name = _("rendering")
        verbose_name_plural = _("renderings")
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "language", "format", "build", "standing"], name="newsroom_rendering_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.publication} {self.language} {self.format}"


class PublicIndex(models.Model):
    """One row per current publication: what lists and the API filter and search by. Filled by publication alone."""

    public_id = models.CharField(_("public id"), max_length=10, primary_key=True)
    publication = models.OneToOneField(Publication, models.CASCADE, related_name="index", verbose_name=_("publication"))
    kind = models.CharField(_("kind"), max_length=12, choices=PublicationKind, db_index=True)
    title_ar = models.CharField(_("title in Arabic"), max_length=300, blank=True)
    title_en = models.CharField(_("title in English"), max_length=300, blank=True)
    verdict = models.CharField(_("verdict"), max_length=32, blank=True, db_index=True)
    checkability = models.CharField(_("checkability"), max_length=16, blank=True)
    state = models.CharField(_("state"), max_length=12, blank=True)
    languages = models.CharField(_("languages"), max_length=8, blank=True)
    first_published = models.DateTimeField(_("first published"))
    updated = models.DateTimeField(_("updated"), db_index=True)
    terms = models.TextField(_("search terms"), blank=True)

    class Meta:
        verbose_name = _("public index")
        verbose_name_plural = _("public index")

    def __str__(self) -> str:
        return self.title_ar or self.title_en or self.public_id


class PublicLink(models.Model):
    """A current publication hangs on another public id in a role."""

    index = models.ForeignKey(PublicIndex, models.CASCADE, related_name="links", verbose_name=_("from"))
    role = models.CharField(_("role"), max_length=12, choices=LinkRole)
    target = models.CharField(_("to"), max_length=10, db_index=True)

    class Meta:
        verbose_name = _("public link")
        verbose_name_plural = _("public links")
        constraints = [models.UniqueConstraint(fields=["index", "role", "target"], name="newsroom_publiclink_once")]

    def __str__(self) -> str:
        return f"{self.index_id} {self.role} {self.target}"


class PublicQuantity(models.Model):
    """A published number, for filtering by measure and value."""

    index = models.ForeignKey(PublicIndex, models.CASCADE, related_name="quantities", verbose_name=_("claim"))
    measure = models.CharField(_("measure"), max_length=200)
    unit = models.CharField(_("unit"), max_length=40)
    magnitude = models.FloatField(_("magnitude"))

    class Meta:
        verbose_name = _("public quantity")
        verbose_name_plural = _("public quantities")

    def __str__(self) -> str:
        return f"{self.measure} {self.magnitude} {self.unit}"


class Correction(AppendOnly):
    """What was wrong and what was done [CorrectionComment]; one row per public change of something published.

    ``said``, ``says`` and ``why`` are ``{ar, en}``; all of it stood in the proof that was approved.
    """

    public_id = models.CharField(_("public id"), max_length=10, unique=True)
    publication = models.OneToOneField(
        Publication, models.PROTECT, related_name="correction", verbose_name=_("publication that corrected")
    )
    kind = models.CharField(_("kind"), max_length=16, choices=ChangeKind)
    said = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+", verbose_name=_("what it said"))
    says = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+", verbose_name=_("what it says"))
    why = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("why"))
    verdict_before = models.CharField(_("verdict before"), max_length=32, blank=True)
    verdict_after = models.CharField(_("verdict after"), max_length=32, blank=True)
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["-at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.public_id}"


class Withholding(AppendOnly):
    """One publisher took a page down at once. The reason stays in the house; readers see the notice only."""

    publication = models.OneToOneField(
        Publication, models.PROTECT, related_name="withholding", verbose_name=_("publication of the notice")
    )
    notice = models.CharField(_("notice"), max_length=16, choices=Notice)
    reason = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("reason"))
    by = models.ForeignKey("claims.Editor", models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("withholding")
        verbose_name_plural = _("withholdings")

    def __str__(self) -> str:
        return str(self.publication)


class OutboxEvent(models.Model):
    """Something to be done outside the database because of a publication; written in its transaction."""

    topic = models.CharField(_("topic"), max_length=40)
    publication = models.ForeignKey(Publication, models.PROTECT, related_name="outbox", verbose_name=_("publication"))
    created_at = models.DateTimeField(_("created"))
    done_at = models.DateTimeField(_("done"), null=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    last_error = models.CharField(_("last error"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("outbox event")
        verbose_name_plural = _("outbox")
        ordering = ["pk"]
        indexes = [models.Index(fields=["id"], condition=Q(done_at__isnull=True), name="newsroom_outbox_open")]

    def __str__(self) -> str:
        return f"{self.topic} {self.publication_id}"


class DeskTask(models.Model):
    """Work that a publication left for the desk, such as a text under review."""

    kind = models.CharField(_("kind"), max_length=16, choices=TaskKind)
    public_id = models.CharField(_("public id"), max_length=10, db_index=True)
    claim = models.ForeignKey("claims.Claim", models.PROTECT, null=True, related_name="+", verbose_name=_("claim"))
    publication = models.ForeignKey(
        Publication, models.PROTECT, related_name="desk_tasks", verbose_name=_("because of")
    )
    opened_at = models.DateTimeField(_("opened"))
    closed_at = models.DateTimeField(_("closed"), null=True)

    class Meta:
        verbose_name = _("task of the desk")
        verbose_name_plural = _("tasks of the desk")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.public_id}"
