"""The people who sign."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ..choices import Language, MailMode, Role
from .base import Versioned


class Editor(AbstractUser, Versioned):
    """Whoever may write at the desk; the one who signs every entry of the audit.

    Why never deleted: entries, reviews and publications name their editor for good. One who leaves is
    deactivated. Roles are Django groups of the names in ``choices.Role``.
    """

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    display_ar = models.CharField(_("name in Arabic"), max_length=120, blank=True)
    display_en = models.CharField(_("name in English"), max_length=120, blank=True)
    public_byline = models.BooleanField(
        _("public byline"),
        default=False,
        help_text=_("Whether readers see this name under what was written or reviewed."),
    )
    time_zone = models.CharField(_("time zone"), max_length=64, default="UTC")
    interface_language = models.CharField(
        _("language of the interface"), max_length=2, choices=Language, default=Language.AR
    )
    mail = models.CharField(_("letters"), max_length=8, choices=MailMode, default=MailMode.NONE)
    sessions = models.PositiveIntegerField(
        _("round of sessions"),
        default=0,
        editable=False,
        help_text=_("Counted up to end every session of this editor at once."),
    )
    is_demo = models.BooleanField(
        _("demonstration account"),
        default=False,
        editable=False,
        help_text=_("Demonstration accounts have public passwords and are refused outside a demonstration."),
    )

    class Meta:
        verbose_name = _("editor")
        verbose_name_plural = _("editors")

    def __str__(self) -> str:
        return self.name_in(get_language() or Language.AR)

    def name_in(self, language: str) -> str:
        """The display name in ``language``, falling back to the other language and then to the user name."""
        names = (self.display_ar, self.display_en) if language.startswith("ar") else (self.display_en, self.display_ar)
        return next((name for name in names if name), self.username)

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """As Django's, which binds a session to the password; ours are bound to the round of sessions, too."""
        salt = "claims.Editor.session"
        return salted_hmac(salt, f"{self.sessions}:{self.password}", secret=secret, algorithm="sha256").hexdigest()

    def get_full_name(self) -> str:
        return self.name_in(get_language() or Language.AR)

    def get_short_name(self) -> str:
        return self.get_full_name()

    @property
    def roles(self) -> frozenset[str]:
        """The roles of this editor, read once per object."""
        cached: frozenset[str] | None = getattr(self, "_roles", None)
        if cached is None:
            cached = frozenset(self.groups.filter(name__in=Role.values).values_list("name", flat=True))
            self._roles = cached
        return cached


class Team(Versioned):
    """A group of editors who can be asked for a review together: whoever of them comes first, decides."""

    name_ar = models.CharField(_("name in Arabic"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=120, blank=True)
    members = models.ManyToManyField(Editor, related_name="teams", verbose_name=_("members"), blank=True)

    class Meta:
        verbose_name = _("team")
        verbose_name_plural = _("teams")
        ordering = ["pk"]

    def __str__(self) -> str:
        arabic = (get_language() or Language.AR).startswith("ar")
        return self.name_ar if arabic else self.name_en or self.name_ar


class FactorReset(Versioned):
    """A lost second factor: one desk administrator asks for a new beginning, another allows it."""

    editor = models.ForeignKey(Editor, models.PROTECT, related_name="factor_resets", verbose_name=_("editor"))
    reason = models.CharField(_("reason"), max_length=300)
    asked_by = models.ForeignKey(Editor, models.PROTECT, related_name="+", verbose_name=_("asked by"))
    asked_at = models.DateTimeField(_("asked at"))
    allowed_by = models.ForeignKey(
        Editor, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("allowed by")
    )
    allowed_at = models.DateTimeField(_("allowed at"), null=True, blank=True)

    class Meta:
        verbose_name = _("reset of a second factor")
        verbose_name_plural = _("resets of second factors")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return str(self.editor)
