"""`./dev find_conflicts [--json]`: which tracked claims may contradict each other, and why. Writes nothing."""

from __future__ import annotations

from argparse import ArgumentParser
from json import dumps
from typing import Any

from django.core.management.base import BaseCommand, no_translations

from claims.conflicts import said
from claims.models import Claim, Question
from claims.search import Proposal, handles, proposals


class Command(BaseCommand):
    help = "List the pairs of claims that may contradict each other and that nobody has decided on. Writes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="One JSON object a line.")
        parser.add_argument("--decided", action="store_true", help="Also the pairs on which editors have decided.")

    @no_translations
    def handle(self, *args: Any, json: bool, decided: bool, **options: Any) -> None:
        found = proposals(decided=decided)
        names = handles(Claim, (key for each in found for key in (each.a, each.b)))
        asked = handles(Question, (int(each.found.question) for each in found if each.found.question))
        for each in found:
            row = as_json(each, names, asked.get(int(each.found.question or 0)))
            self.stdout.write(dumps(row, ensure_ascii=False) if json else "\n".join(lines(row)))
        if not json and not found:
            self.stdout.write("No pair of claims that nobody has decided on may contradict.")


def as_json(proposal: Proposal, names: dict[int, str], question: str | None) -> dict[str, Any]:
    """The contract: both keys, the question they answer, why, and the values that differ (none where words do)."""
    found = proposal.found
    return {
        "claims": [names[proposal.a], names[proposal.b]],
        "question": question,
        "answer": found.answer,
        "why": said(found.why),
        "values": list(found.values),
        "score": found.score,
    }


def lines(row: dict[str, Any]) -> list[str]:
    """The same for people."""
    return [f"{' / '.join(row['claims'])}: {row['answer']} ({row['score']:.2f})", f"  {row['why']}"]
