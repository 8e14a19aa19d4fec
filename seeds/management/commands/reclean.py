"""`./dev reclean`: read snapshots anew with today's cleaner, and propose what it reads differently."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from claims.models import Editor, Reading, Snapshot
from claims.rules import may
from seeds import actions, intake
from seeds.cleaning import CLEANER, clean
from seeds.inspecting import stated_title
from seeds.models import ReadingProposal

MISUSE = 2
EVERY = 500  # snapshots between two lines of progress


class Command(BaseCommand):
    help = "Propose readings of older snapshots by today's cleaner. Nothing is overwritten; editors decide."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--editor", metavar="NAME", help="Whose deed it is. Needed where there are several editors."
        )
        parser.add_argument("--dry-run", action="store_true", help="Count and write nothing.")

    def handle(self, *args: Any, dry_run: bool, **options: Any) -> None:
        editor = None if dry_run else editor_called(options["editor"])
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


def differing(snapshot: Snapshot) -> tuple[list[dict[str, Any]], int] | None:
    """How today's cleaner reads a snapshot, and how many lines differ; ``None`` where nobody need decide.

    A reading that an editor made or changed by hand is left alone: it is her word against a program's.
    """
    newest: Reading | None = snapshot.readings.newest()
    if (
        newest is None
        or newest.cleaner == CLEANER
        or not newest.cleaner.startswith("lines-")
        or "by hand" in newest.cleaner
    ):
        return None
    if ReadingProposal.objects.filter(snapshot=snapshot, cleaner=CLEANER).exists():
        return None
    incoming = intake.incoming_of_snapshot(snapshot)
    read = clean(incoming.text, incoming.hints, stated_title(incoming)) if incoming else clean(snapshot.content())
    rows = read.as_rows()
    before = {(block["start"], block["end"]): (block["kind"], block["kept"]) for block in newest.blocks}
    changes = sum(before.get((row["start"], row["end"])) != (row["kind"], row["kept"]) for row in rows)
    return (rows, changes) if changes else None


def editor_called(name: str | None) -> Editor:
    """Who signs the proposals."""
    able = [each for each in Editor.objects.filter(is_active=True).order_by("pk") if not may(each, "article.read")]
    chosen = [each for each in able if name is None or each.username == name]
    if len(chosen) == 1 or (chosen and settings.DEMO):
        return chosen[0]
    names = ", ".join(each.username for each in able) or "nobody"
    raise CommandError(f"Say whose deed it is with --editor NAME. These may: {names}.", returncode=MISUSE)
