"""What the way in remembers between two imports."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class SeedKey(models.Model):
    """Which row a key of the manifest became, so that a second import finds it and makes nothing twice.

    Articles need none: the digest of their raw bytes is their key.
    """

    kind = models.CharField(_("kind"), max_length=20)
    key = models.CharField(_("key"), max_length=120)
    object_id = models.CharField(_("object"), max_length=40)

    class Meta:
        verbose_name = _("key of the manifest")
        verbose_name_plural = _("keys of the manifest")
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="seeds_key_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
