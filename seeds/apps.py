"""The way in, as an application. Nobody imports it; a copy of the tree without it works (DESIGN §2)."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SeedsConfig(AppConfig):
    name = "seeds"
    verbose_name = _("Way in")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from claims.search import HANDLES
        from newsroom.actions.quick import reads_pasted
        from newsroom.tasks import on_sweep

        from . import rules as rules  # it says which roles may bring articles in
        from .models import keys_of
        from .pasting import read_pasted
        from .resemblance import outline_missing
        from .tasks import fetch_pending, poll_feeds

        reads_pasted(read_pasted)
        HANDLES.append(keys_of)
        on_sweep(fetch_pending.call)
        on_sweep(poll_feeds.call)
        on_sweep(outline_missing)
