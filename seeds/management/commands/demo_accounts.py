"""`./dev demo_accounts`: who may log in to a demonstration, and with which password."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, no_translations

from claims.choices import Role
from claims.models import Editor
from seeds.cast import PASSWORD, NoDemo, require_demo


class Command(BaseCommand):
    help = "List the demonstration accounts: user name, roles, password."

    @no_translations
    def handle(self, *args: Any, **options: Any) -> None:
        try:
            require_demo()
        except NoDemo as error:
            raise CommandError(str(error)) from None
        editors = list(Editor.objects.filter(is_demo=True, is_active=True).order_by("pk"))
        if not editors:
            self.stdout.write("There are no demonstration accounts yet. Run ./dev import_seeds.")
            return
        rows = [
            ("User", "Roles", "Password"),
            *((editor.username, _roles(editor), _password(editor)) for editor in editors),
        ]
        widths = [max(len(row[place]) for row in rows) for place in range(2)]
        for name, roles, password in rows:
            self.stdout.write(f"  {name:<{widths[0]}}  {roles:<{widths[1]}}  {password}")
        self.stdout.write("  Publishing and changing roles ask for a code of the second factor: ./dev totp USER")


def _roles(editor: Editor) -> str:
    return ", ".join(role for role in Role.values if role in editor.roles)


def _password(editor: Editor) -> str:
    """The public password, unless someone has changed it since."""
    return PASSWORD if editor.check_password(PASSWORD) else "(changed)"
