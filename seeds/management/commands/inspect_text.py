"""`./dev inspect_text "…" [--json]`: what a sentence says, as far as its words alone tell. Writes nothing."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, no_translations

from claims.candidates import load
from claims.understanding import understand
from seeds.readers.decoding import nfc


class Command(BaseCommand):
    help = "Show the sentences, figures, dates and sources of a text, and what of it deserves checking. Writes nothing."
    requires_system_checks: list[str] = []  # it needs no database

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("text", help="A sentence, or several.")
        parser.add_argument("--json", action="store_true", help="One JSON object.")

    @no_translations
    def handle(self, *args: Any, text: str, json: bool, **options: Any) -> None:
        found = understand(nfc(text), suggesters=load()).as_json()
        self.stdout.write(said(found) if json else "\n".join(lines(found, text)))


def said(found: dict[str, Any]) -> str:
    """One line of JSON."""
    return json.dumps(found, ensure_ascii=False)


def lines(found: dict[str, Any], text: str) -> list[str]:
    """The same for people."""
    told = [
        f"  figure: {each['text']} = {each['comparator']} {each['value']} {each['unit'] or ''}".rstrip()
        for each in found["quantities"]
    ]
    told += [f"  date: {each['text']} = {each['value']}" for each in found["dates"]]
    told += [
        f"  source: {each['source'] or 'nobody named'} ({each['kind']}): {each['text']}"
        for each in found["attributions"]
    ]
    for each in found["candidates"]:
        told.append(f"  {each['score']:+.1f} {text[each['start'] : each['end']][:80]}")
        told += [f"       {reason}" for reason in each["reasons"]]
    return told
