"""`./dev verify_audit`: prove that nothing was changed behind the guards, or name the rows that were."""

import sys
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand

from claims import ledger
from claims.canonical import digest_of
from claims.ledger import Problem, guards
from claims.models import Entry, Head
from newsroom.models import Current, Publication, Sequence


class Command(BaseCommand):
    help = "Verify the audit chain, every guarded row, and that publications show what was approved."

    def handle(self, *args: Any, **options: Any) -> None:
        problems = 0
        for problem in all_problems():
            problems += 1
            self.stderr.write(self.style.ERROR(str(problem)))
        if problems:
            self.stderr.write(f"{problems} problems. Do not publish; see the runbook on a broken chain.")
            sys.exit(1)
        self.stdout.write(
            f"The chain holds: {Entry.objects.count()} entries, {Sequence.objects.count()} publications, "
            "every guarded row as it was written."
        )


def all_problems() -> Iterator[Problem]:
    """Everything wrong: missing guards, the ledger's chain and rows, the sequence, what publications show."""
    for name in guards.missing():
        yield Problem("guards", name, "This guard is missing; ./dev migrate puts it back.")
    yield from ledger.verify()
    yield from _sequence()
    yield from _publications()


def _sequence() -> Iterator[Problem]:
    expected = 0
    for n in Sequence.objects.order_by("n").values_list("n", flat=True).iterator():
        expected += 1
        if n != expected:
            yield Problem("newsroom_sequence", str(n), f"The sequence skips from {expected - 1} to {n}.")
            expected = n
    head = Head.objects.get(pk=1)
    if head.sequence_n != expected:
        yield Problem("claims_head", "1", f"The head says {head.sequence_n}, the sequence ends at {expected}.")
    for publication in Publication.objects.filter(sequence__isnull=True).iterator():
        yield Problem("newsroom_publication", str(publication.pk), "It has no number in the sequence.")


def _publications() -> Iterator[Problem]:
    """The content that a document shows must be, byte for byte, what the proof it names holds."""
    newest: dict[str, int] = {}
    rows = Publication.objects.select_related("document", "proof_ar", "proof_en").order_by("public_id", "version")
    for publication in rows.iterator(chunk_size=100):
        newest[publication.public_id] = publication.version
        if publication.document.erased:
            continue
        for language, part in (publication.document.json.get("languages") or {}).items():
            proof = getattr(publication, f"proof_{language}")
            shown = digest_of(part["content"]) if part else None
            if shown != (proof.document_id if proof else None):
                yield Problem(
                    "newsroom_publication", str(publication.pk), f"Its {language} part is not what was approved."
                )
    for row in Current.objects.select_related("publication").iterator():
        if row.publication.version != newest.get(row.public_id):
            yield Problem("newsroom_current", row.public_id, "It does not point at the newest publication.")
