"""The ledger app: guards and scale after every migration, and checks that the database can keep its promises."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from .models import Verdict


class ClaimsConfig(AppConfig):
    name = "claims"
    verbose_name = _("Ledger")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # The only signals of the house: guards must come back after migrations that rebuild tables (law 3).
        pre_migrate.connect(before_migrate, sender=self, dispatch_uid="claims.before_migrate")
        post_migrate.connect(after_migrate, sender=self, dispatch_uid="claims.after_migrate")
        register(check_guards, Tags.database)
        register(check_engine, Tags.database)


def before_migrate(using: str = "default", **kwargs: Any) -> None:
    """Let migrations rebuild tables on SQLite; the guards come back in ``after_migrate``."""
    from .ledger import guards

    guards.make_way(using)


def after_migrate(using: str = "default", **kwargs: Any) -> None:
    """Put back every guard, and install what a new database needs: the head, the roles, the scale."""
    from .ledger import guards
    from .models import VerdictRetirement

    guards.install(using)
    if VerdictRetirement._meta.db_table in connections[using].introspection.table_names():
        install_defaults(using)


def install_defaults(using: str = "default") -> None:
    """What a new database holds: the head, the roles, and the scale, as one audited deed without an editor."""
    from django.contrib.auth.models import Group

    from . import ledger
    from .choices import DEFAULT_SCALE, Role
    from .models import Head, Verdict

    if using != "default":
        return
    Head.objects.get_or_create(pk=1)
    have = set(Group.objects.filter(name__in=Role.values).values_list("name", flat=True))
    Group.objects.bulk_create([Group(name=name) for name in Role.values if name not in have])
    if not Verdict.objects.exists():
        with ledger.transaction(editor=None):
            ledger.insert_all([_verdict(position, row) for position, row in enumerate(DEFAULT_SCALE)])
            ledger.record("scale.install", Verdict(pk=0), after={"codes": [row["code"] for row in DEFAULT_SCALE]})


def _verdict(position: int, row: dict[str, Any]) -> Verdict:
    from .models import Verdict

    label, definition = row["label"], row["definition"]
    return Verdict(
        code=row["code"],
        position=position,
        ordinal=row["ordinal"],
        needs_evidence=row["needs_evidence"],
        label_ar=label[0],
        label_en=label[1],
        definition_ar=definition[0],
        definition_en=definition[1],
        tone=row["tone"],
        icon=row["icon"],
        mapping=row["mapping"],
    )


def check_guards(databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """claims.E001: every guard must be present and as the code has it."""
    from .ledger import guards
    from .models import Head

    found: list[CheckMessage] = []
    for alias in databases or []:
        if Head._meta.db_table not in connections[alias].introspection.table_names():
            continue
        missing = guards.missing(alias)
        if missing:
            found.append(
                Error(
                    f"The database “{alias}” lacks {len(missing)} guards: {', '.join(missing[:5])}.",
                    hint="Run ./dev migrate; it puts guards back. Then run ./dev verify_audit.",
                    id="claims.E001",
                )
            )
    return found


SQLITE_PRAGMAS = {"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1", "recursive_triggers": "1"}


def check_engine(databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """claims.E002 (SQLite pragmas) and claims.E003 (PostgreSQL LC_CTYPE): see DESIGN §5 for what goes wrong."""
    found: list[CheckMessage] = []
    for alias in databases or []:
        vendor = connections[alias].vendor
        if vendor == "sqlite":
            found.extend(_check_sqlite(alias))
        elif vendor == "postgresql":
            found.extend(_check_postgresql(alias))
    return found


def _check_sqlite(alias: str) -> list[CheckMessage]:
    connection = connections[alias]
    if connection.is_in_memory_db():  # type: ignore[attr-defined]
        return []
    found: list[CheckMessage] = []
    with connection.cursor() as cursor:
        for pragma, wanted in SQLITE_PRAGMAS.items():
            cursor.execute(f"PRAGMA {pragma}")
            actual = str(cursor.fetchone()[0]).lower()
            if actual != wanted:
                found.append(
                    Error(
                        f"SQLite runs with {pragma}={actual}, but needs {wanted}; writes would fail or be lost.",
                        hint="Use the OPTIONS of newsroom/settings.py unchanged.",
                        id="claims.E002",
                    )
                )
    if connection.settings_dict.get("OPTIONS", {}).get("transaction_mode") != "IMMEDIATE":
        found.append(
            Error(
                "SQLite runs without transaction_mode=IMMEDIATE; concurrent writers would fail at once.",
                hint="Use the OPTIONS of newsroom/settings.py unchanged.",
                id="claims.E002",
            )
        )
    return found


def _check_postgresql(alias: str) -> list[CheckMessage]:
    with connections[alias].cursor() as cursor:
        cursor.execute(
            "SELECT datctype, pg_encoding_to_char(encoding) FROM pg_database WHERE datname = current_database()"
        )
        ctype, encoding = cursor.fetchone()
    if encoding == "UTF8" and ctype not in {"C", "POSIX"}:
        return []
    return [
        Error(
            f"The PostgreSQL database has encoding {encoding} and LC_CTYPE {ctype}; Arabic search would find nothing.",
            hint="Create it with ENCODING 'UTF8' LC_CTYPE 'C.UTF-8' TEMPLATE template0.",
            id="claims.E003",
        )
    ]
