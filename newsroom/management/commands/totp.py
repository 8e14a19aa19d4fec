"""`./dev totp NAME`: the code that the second factor of a demonstration account takes next."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser, no_translations

from claims.actions import code_now, factor_of
from claims.models import Editor


class Command(BaseCommand):
    help = "Print the code that a demonstration account's second factor takes next. Refused for real accounts."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="the user name of a demonstration account (./dev demo_accounts lists them)")

    @no_translations
    def handle(self, *args: Any, **options: Any) -> None:
        if not (settings.DEMO or settings.TESTING):
            raise CommandError("This is no demonstration: the codes of real accounts are known to their owners alone.")
        who = Editor.objects.filter(username=options["name"], is_demo=True).first()
        if who is None:
            raise CommandError(
                f"“{options['name']}” is no demonstration account. ./dev demo_accounts lists those there are."
            )
        device = factor_of(who)
        if device is None:
            raise CommandError(
                f"“{who.username}” has no second factor. Run ./dev import_seeds, or set one up at the desk."
            )
        code, left = code_now(device)
        self.stdout.write(f"{code}  (good for {left} s, once)")
