"""Django's ``migrate``, which puts guards back before it looks.

The start-up check claims.E001 refuses a database that lacks a guard and tells the keeper to run ``migrate``;
without this, the check would stop the very command that mends what it names.
"""

from typing import Any

from django.core.management.commands import migrate
from django.db import connections

from claims.ledger import guards
from claims.models import Head


class Command(migrate.Command):
    def execute(self, *args: Any, **options: Any) -> Any:
        # Not in `handle`: at the command line the checks run before it.
        using = options["database"]
        if Head._meta.db_table in connections[using].introspection.table_names():
            guards.install(using)
        return super().execute(*args, **options)
