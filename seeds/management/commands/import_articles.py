"""`./dev import_articles PATH|URL…`: bring articles in without a preview. Safe to repeat and to interrupt."""

from __future__ import annotations

import json
import sys
import time
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, no_translations
from django.db import connection

from claims.models import Editor, Snapshot
from claims.rules import Refused
from newsroom.models import Story
from seeds import actions, intake
from seeds.choices import ItemState
from seeds.incoming import Unreadable
from seeds.models import ImportItem, ImportRun
from seeds.preparing import Prepared
from seeds.readers import Refusal
from seeds.signing import MISUSE, editor_called

REFUSED = 3
BEAT = 1.0  # seconds between two lines of progress
WORDS = {
    ItemState.ACCEPTED: "brought in",
    ItemState.RENEWED: "new text of a known article",
    ItemState.KNOWN: "in already",
    ItemState.REFUSED: "refused",
}


class Command(BaseCommand):
    help = "Bring articles in: files, folders, archives, web addresses. What is in already stays one article."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("given", nargs="+", metavar="PATH|URL", help="Files, folders, archives or web addresses.")
        parser.add_argument("--story", metavar="SLUG", help="The story that draws on them.")
        parser.add_argument(
            "--editor", metavar="NAME", help="Whose deed it is. Needed where there are several editors."
        )
        parser.add_argument("--dry-run", action="store_true", help="Read everything and write nothing.")
        parser.add_argument("--json", action="store_true", help="One JSON object a line, and the counts last.")

    @no_translations
    def handle(self, *args: Any, given: list[str], dry_run: bool, **options: Any) -> None:
        self.as_json: bool = options["json"]
        self._require(given)
        story = self._story(options["story"])
        names = list(intake.names_of(given))
        self.tally, self.total, self.told_at = intake.Tally(), len(names), 0.0
        if dry_run:
            self._foretell(names)
        else:
            editor = editor_called(options["editor"], "import.run", rather="story.write")
            self._run(editor, given, names, story)
        self._summary(dry_run)
        if self.tally.refused:
            sys.exit(REFUSED)

    # --- What is needed first

    def _require(self, given: Sequence[str]) -> None:
        missing = [each for each in given if not intake.is_address(each) and not Path(each).exists()]
        if missing:
            raise CommandError(
                f"There is no {', '.join(missing)}. Check the name; nothing was brought in.", returncode=MISUSE
            )
        if ImportRun._meta.db_table not in connection.introspection.table_names():
            raise CommandError(
                "The database has not been set up for this version. Run ./dev migrate first.", returncode=MISUSE
            )

    def _story(self, slug: str | None) -> Story | None:
        if slug is None:
            return None
        story = Story.objects.filter(slug=slug).first() or Story.objects.filter(public_id=slug).first()
        if story is None:
            known = ", ".join(Story.objects.order_by("pk").values_list("slug", flat=True)[:20]) or "none yet"
            raise CommandError(f"There is no story “{slug}”. The stories are: {known}.", returncode=MISUSE)
        return story

    # --- The run

    def _run(self, editor: Editor, given: Sequence[str], names: Sequence[str | Refusal], story: Story | None) -> None:
        try:
            run = intake.open_run(editor=editor, given=given, story=story)
            done = set(run.items.values_list("name", flat=True))
            for item in run.items.iterator(chunk_size=500):
                self._tell(item)
            for name in names:
                # A file of one article is known by its name; archives are opened to see what is missing.
                if name not in done:
                    intake.bring_in(editor=editor, run=run, name=name, done=done, tell=self._tell)
            actions.finish_run(editor=editor, run=ImportRun.objects.get(pk=run.pk))
        except Refused as refusal:
            raise CommandError(str(refusal), returncode=MISUSE) from None

    def _foretell(self, names: Sequence[str | Refusal]) -> None:
        seen: set[str] = set()
        for name in names:
            for each, outcome in intake.outcomes(name):
                if not isinstance(outcome, Prepared):
                    self._line(each, ItemState.REFUSED, reason=str(outcome.error))
                    continue
                digest = outcome.incoming.digest
                known = digest in seen or Snapshot.objects.filter(raw_id=digest).exists()
                seen.add(digest)
                self._line(each, ItemState.KNOWN if known else ItemState.ACCEPTED, title=outcome.title)

    # --- What is said

    def _tell(self, item: ImportItem) -> None:
        reason = _reason(item)
        article = item.article.public_id if item.article else None
        self._line(item.name, ItemState(item.state), title=item.title, article=article, reason=reason)

    def _line(self, name: str, state: ItemState, **more: Any) -> None:
        self.tally.add(state)
        if self.as_json:
            self.stdout.write(json.dumps({"name": name, "outcome": str(state), **more}, ensure_ascii=False))
        elif state == ItemState.REFUSED:
            self.stderr.write(f"{name}: {more['reason']}")
        now = time.monotonic()
        if now - self.told_at >= BEAT:
            self.told_at = now
            self.stderr.write(f"  {sum(self.tally.counts.values())} articles of {self.total} files and addresses")

    def _summary(self, dry_run: bool) -> None:
        counts = {str(state): number for state, number in self.tally.counts.items()}
        if self.as_json:
            self.stdout.write(json.dumps({"counts": counts, "dry_run": dry_run}))
            return
        said = ", ".join(f"{number} {WORDS.get(ItemState(state), state)}" for state, number in counts.items())
        before = "Would be: " if dry_run else ""
        self.stdout.write(f"{before}{said or 'Nothing was given'}.")


def _reason(item: ImportItem) -> str | None:
    if item.problem is None:
        return None
    error = Unreadable(item.problem["code"], item.problem["message"], item.problem["hint"], item.problem["values"])
    return str(error)
