"""`./dev import_seeds`: bring the five seed articles in, with everything that the manifest says of them."""

from __future__ import annotations

import json
import time
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from django.core.management.base import BaseCommand, CommandError, no_translations
from django.db import IntegrityError, connection

from claims.models import Editor, Verdict
from claims.rules import Refused
from newsroom.actions.telling import mark_read
from seeds import counting, importer
from seeds.book import Book
from seeds.cast import NoDemo, require_demo
from seeds.loading import MANIFEST, FaultyManifest, load
from seeds.models import SeedKey

T = TypeVar("T")

FAULTY = 2  # exit code: the manifest is wrong, nothing was touched


class Command(BaseCommand):
    help = "Bring in the seed articles and their manifest. Safe to repeat: what is there is left as it is."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--manifest", type=Path, default=MANIFEST, help="Folder of the manifest.")
        parser.add_argument("--json", action="store_true", help="Print the counts as one JSON object.")
        parser.add_argument("--dry-run", action="store_true", help="Check the manifest and write nothing.")

    @no_translations
    def handle(self, *args: Any, manifest: Path, json: bool, dry_run: bool, **options: Any) -> None:
        begun = time.monotonic()
        book = self._load(manifest, dry_run)
        if dry_run:
            self._foretell(book, as_json=json)
            return
        try:
            report = importer.run(book, self._track)
        except NoDemo as error:
            raise CommandError(str(error)) from None
        except IntegrityError as error:
            raise CommandError(
                f"Something else wrote the same rows at the same time, most likely another import ({error}). "
                "Wait until it has ended, then run this again; it goes on from there."
            ) from None
        except Refused as error:
            raise CommandError(f"The import stopped, because a rule of the house refused a row:\n{error}") from None
        if report.changed:
            # What an import did is no news to a cast that never sat there.
            for editor in Editor.objects.filter(is_demo=True):
                mark_read(whose=editor)
        self._tell(report, time.monotonic() - begun, as_json=json)

    def _load(self, manifest: Path, dry_run: bool) -> Book:
        try:
            if not dry_run:
                require_demo()
            if SeedKey._meta.db_table not in connection.introspection.table_names():
                raise CommandError("The database has not been set up for this version. Run ./dev migrate first.")
            return load(manifest, verdicts=Verdict.objects.in_use().values_list("code", flat=True))
        except NoDemo as error:
            raise CommandError(str(error)) from None
        except FaultyManifest as error:
            raise CommandError(str(error), returncode=FAULTY) from None

    def _track(self, name: str, rows: Iterable[T]) -> Iterator[T]:
        """Say on standard error how far a list has come: every row on a terminal, else every twentieth."""
        waiting = list(rows)
        live = self.stderr.isatty()
        for place, row in enumerate(waiting, 1):
            if live:
                self.stderr.write(f"\r  {name}: {place} of {len(waiting)}", ending="")
            elif place % 20 == 0 and place < len(waiting):
                self.stderr.write(f"  {name}: {place} of {len(waiting)}")
            yield row
        if waiting:
            self.stderr.write(f"{chr(13) if live else ''}  {name}: {len(waiting)} of {len(waiting)}")

    def _foretell(self, book: Book, *, as_json: bool) -> None:
        """What an import would bring in now."""
        known = set(SeedKey.objects.values_list("kind", "key"))
        kinds = ("sources", "articles", "questions", "claims", "relations", "stories")
        new = {kind: sum((kind, row.key) not in known for row in getattr(book, kind)) for kind in kinds}
        if as_json:
            self.stdout.write(json.dumps({"would_import": new}))
        elif any(new.values()):
            self.stdout.write("The manifest is in order. An import would bring in " + _listed(new) + ".")
        else:
            self.stdout.write("The manifest is in order, and nothing in it is new.")

    def _tell(self, report: importer.Report, seconds: float, *, as_json: bool) -> None:
        for key in report.differs:
            self.stderr.write(f"  {key}: the manifest has changed since it came in; it is changed at the desk only.")
        counts = counting.counts()
        if as_json:
            self.stdout.write(json.dumps({**counts, "changed": report.changed}))
            return
        if not report.changed:
            self.stdout.write("Nothing new: everything in the manifest is there already.")
        else:
            self.stdout.write(f"Imported in {seconds:.1f} s: {_listed(report.done)}.")
        self.stdout.write(f"In the database: {_listed(counts)}.")


def _listed(numbers: dict[str, int]) -> str:
    return ", ".join(f"{number} {name.replace('_', ' ')}" for name, number in numbers.items() if number)
