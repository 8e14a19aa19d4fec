"""`./dev reclean`: read snapshots anew with today's cleaner, and propose what it reads differently."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from claims.models import Snapshot
from seeds import actions
from seeds.recleaning import differing
from seeds.signing import editor_called

EVERY = 500  # snapshots between two lines of progress


class Command(BaseCommand):
    help = "Propose readings of older snapshots by today's cleaner. Nothing is overwritten; editors decide."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--editor", metavar="NAME", help="Whose deed it is. Needed where there are several editors."
        )
        parser.add_argument("--dry-run", action="store_true", help="Count and write nothing.")

    def handle(self, *args: Any, dry_run: bool, **options: Any) -> None:
        editor = None if dry_run else editor_called(options["editor"], "article.read")
        looked, proposed = 0, 0
        for snapshot in (
            Snapshot.objects.select_related("article", "text", "raw").order_by("pk").iterator(chunk_size=50)
        ):
            looked += 1
            if looked % EVERY == 0:
                self.stderr.write(f"  {looked} snapshots, {proposed} read differently")
            changed = differing(snapshot)
            if changed is None:
                continue
            proposed += 1
            if editor is not None:
                actions.propose_reading(editor=editor, snapshot=snapshot, blocks=changed[0], changes=changed[1])
        would = "would be" if dry_run else "are"
        self.stdout.write(f"{looked} snapshots looked at; {proposed} {would} proposed to be read differently.")
