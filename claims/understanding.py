"""Everything that a text says, as far as words alone tell: sentences, figures, dates, who told, what deserves checking.

Pure and linear; nothing here knows the ledger. ``as_json`` is a contract with those who call
``./dev inspect_article --claims --json`` and ``./dev inspect_text --json``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from .attribution import Attributed, attributions
from .candidates import KINDS, Block, Candidate, Printed, Suggester, candidates
from .figures import Figure, figures
from .moments import Moment, moments
from .quotation import Span
from .sentences import within


@dataclass(frozen=True)
class Understood:
    """What was found in one text, each in text order but the candidates, which come best first."""

    sentences: tuple[Span, ...]
    figures: tuple[Figure, ...]
    moments: tuple[Moment, ...]
    attributions: tuple[Attributed, ...]
    candidates: tuple[Candidate, ...]

    def as_json(self) -> dict[str, Any]:
        """The contract. All offsets are code points of the text, end exclusive."""
        return {
            "sentences": [{"start": each.start, "end": each.end} for each in self.sentences],
            "quantities": [
                {
                    "start": each.start,
                    "end": each.end,
                    "text": each.text,
                    "value": each.value,
                    "high": each.high,
                    "unit": each.unit,
                    "comparator": each.comparator,
                }
                for each in self.figures
            ],
            "dates": [
                {"start": each.start, "end": each.end, "text": each.text, "value": each.value} for each in self.moments
            ],
            "attributions": [
                {
                    "start": each.start,
                    "end": each.end,
                    "text": each.text,
                    "source": each.source,
                    "kind": each.kind,
                    "negated": each.negated,
                    "strength": each.strength,
                }
                for each in self.attributions
            ],
            "candidates": [
                {
                    "start": each.start,
                    "end": each.end,
                    "score": each.score,
                    "reasons": [reason.words for reason in each.reasons],
                }
                for each in self.candidates
            ],
        }


def understand(
    text: str, blocks: Iterable[Printed] | None = None, *, suggesters: Sequence[Suggester] = ()
) -> Understood:
    """Read a text whole. ``blocks`` are its lines as a cleaner read them; without, all of it is one paragraph.

    >>> found = understand("The plant cost $4 million in 2019, the ministry said.")
    >>> [(each.value, each.unit) for each in found.figures], [each.value for each in found.moments]
    ([('4000000', 'USD')], ['2019'])
    >>> [each.source for each in found.attributions], len(found.candidates)
    (['the ministry'], 1)
    """
    printed = list(blocks) if blocks is not None else [Block("paragraph", 0, len(text))]
    kept = sorted((Span(each.start, each.end) for each in printed if each.kept and each.kind in KINDS), key=_start)
    counted, dated, told = figures(text), moments(text), attributions(text)
    ranked = candidates(
        text,
        printed,
        found_figures=counted,
        found_attributions=told,
        found_moments=dated,
        suggesters=suggesters,
    )
    return Understood(tuple(within(text, kept)), tuple(counted), tuple(dated), tuple(told), tuple(ranked))


def _start(span: Span) -> int:
    return span.start
