"""The newsroom application, and the checks that keep an unsafe installation from starting.

`./dev check`, `migrate` and the server itself run them; an error stops all three.
"""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError
from django.utils.translation import gettext_lazy as _

SHORTEST_KEY = 50  # characters; what Django itself generates


class NewsroomConfig(AppConfig):
    name = "newsroom"
    verbose_name = _("Newsroom")

    def ready(self) -> None:
        from .actions.answers_due import remind_of_answers
        from .tasks import on_sweep  # with the verbs, and what is told of every deed

        on_sweep(remind_of_answers)
        register(Tags.security)(check_secret_key)
        register(Tags.security)(check_hosts)
        register(Tags.security)(check_debug)
        register(Tags.database)(check_demo_accounts)


def check_secret_key(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    try:
        key = str(settings.SECRET_KEY)
    except ImproperlyConfigured:  # Django's own answer to an empty key, which does not say what to do
        key = ""
    if not settings.PRODUCTION or len(key) >= SHORTEST_KEY:
        return []
    return [
        Error(
            f"ISNAD_SECRET_KEY has {len(key)} characters; production needs at least {SHORTEST_KEY}.",
            hint="Make one with: python3 -c 'import secrets; print(secrets.token_urlsafe(64))'. "
            "To look around without one, set ISNAD_DEMO=1.",
            id="newsroom.E001",
        )
    ]


def check_hosts(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    if not settings.PRODUCTION or (settings.ALLOWED_HOSTS and "*" not in settings.ALLOWED_HOSTS):
        return []
    return [
        Error(
            f"ISNAD_ALLOWED_HOSTS is {','.join(settings.ALLOWED_HOSTS)!r}; production answers to named hosts only.",
            hint="Set it to the host names of the site, separated by commas: news.example,www.news.example.",
            id="newsroom.E002",
        )
    ]


def check_debug(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    if not (settings.PRODUCTION and settings.DEBUG):
        return []
    return [
        Error(
            "ISNAD_DEBUG is on in production, where its error pages would show the database to readers.",
            hint="Remove ISNAD_DEBUG, or set ISNAD_DEMO=1 if this is a developer's machine.",
            id="newsroom.E003",
        )
    ]


def check_demo_accounts(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Demo accounts have passwords that anybody can read in the source, so they may exist in a demo only."""
    if not settings.PRODUCTION:
        return []
    found = 0
    for alias in databases or ():
        try:
            found += get_user_model()._default_manager.using(alias).filter(is_demo=True, is_active=True).count()
        except DatabaseError:  # the first `migrate` has not made the table yet
            continue
    if not found:
        return []
    return [
        Error(
            f"{found} active demo account(s) exist in this database, and this is not a demo.",
            hint="Deactivate them, start with an empty database, or set ISNAD_DEMO=1.",
            id="newsroom.E004",
        )
    ]
