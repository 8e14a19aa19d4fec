"""`./dev inspect_article FILE|URL… [--json]`: what would be kept, dropped and understood. Writes nothing."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, no_translations

from claims.candidates import load
from claims.understanding import understand
from seeds import intake
from seeds.management.commands.inspect_text import lines
from seeds.preparing import Prepared

REFUSED, MISUSE = 3, 2


class Command(BaseCommand):
    help = "Show what of an article would be kept and dropped, what is known of it, and why. Writes nothing."
    requires_system_checks: list[str] = []  # it needs no database

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("given", nargs="+", metavar="FILE|URL", help="Files, folders, archives or web addresses.")
        parser.add_argument("--json", action="store_true", help="One JSON object a line.")
        parser.add_argument(
            "--claims", action="store_true", help="Also what the text says, and what deserves checking."
        )

    @no_translations
    def handle(self, *args: Any, given: list[str], json: bool, claims: bool, **options: Any) -> None:
        self.suggesters = load() if claims else None
        missing = [each for each in given if not intake.is_address(each) and not Path(each).exists()]
        if missing:
            raise CommandError(f"There is no file {', '.join(missing)}. Check the name.", returncode=MISUSE)
        refused = 0
        for name in intake.names_of(given):
            for each, outcome in intake.outcomes(name):
                if isinstance(outcome, Prepared):
                    self._show(outcome, as_json=json)
                else:
                    refused += 1
                    self.stderr.write(f"{each}: {outcome.error}")
        if refused:
            sys.exit(REFUSED)

    def _show(self, prepared: Prepared, *, as_json: bool) -> None:
        found = prepared.inspection.as_json()
        if self.suggesters is not None:
            text, blocks = prepared.incoming.text, prepared.inspection.cleaned.blocks
            found |= understand(text, blocks, suggesters=self.suggesters).as_json()
        if as_json:
            self.stdout.write(json.dumps(found, ensure_ascii=False))
            return
        self.stdout.write(found["file"])
        for name in ("title", "section", "outlet", "translator", "language"):
            self.stdout.write(f"  {name}: {found[name] or 'not stated'}")
        self.stdout.write(f"  authors: {', '.join(found['authors']) or 'not stated'}")
        for name in ("published", "modified"):
            fact = found[name]
            self.stdout.write(
                f"  {name}: {fact['value']} ({fact['raw']}; {fact['from']})" if fact else f"  {name}: not stated"
            )
        self.stdout.write(f"  {len(found['body'])} lines kept, {len(found['removed'])} set aside:")
        for block in found["removed"]:
            self.stdout.write(f"    {block['kind']}: {block['text'][:60]}  ({block['reason']})")
        for warning in found["warnings"]:
            self.stdout.write(f"  note: {warning}")
        if self.suggesters is not None:
            self.stdout.write("\n".join(lines(found, prepared.incoming.text)))
