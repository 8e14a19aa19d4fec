"""What the way in remembers between two imports."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class SeedKey(models.Model):
    """Which row a key of the manifest became, so that a second import finds it and makes nothing twice.

    ``digest`` is of what the manifest said then: a row that says something else now is reported, not imported
    again, because what editors have worked on since is theirs.
    """

    kind = models.CharField(_("kind"), max_length=20)
    key = models.CharField(_("key"), max_length=120)
    object_id = models.CharField(_("object"), max_length=40)
    digest = models.CharField(_("digest"), max_length=64)

    class Meta:
        verbose_name = _("key of the manifest")
        verbose_name_plural = _("keys of the manifest")
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="seeds_key_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
