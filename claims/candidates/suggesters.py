"""Other packages may add candidates: functions under the entry point group ``isnad.suggesters``. None comes with us.

In the ``pyproject.toml`` of such a package::

    [project.entry-points."isnad.suggesters"]
    my-model = "my_package:extra"

``extra(text, blocks)`` gets the article's text and its blocks, and returns ``Candidate`` objects. One that has the
place of a sentence adds its reasons to it; one that stands elsewhere is added; what overlaps otherwise is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from importlib.metadata import EntryPoint, entry_points

from .found import Candidate, Printed

GROUP = "isnad.suggesters"
Suggester = Callable[[str, Sequence[Printed]], list[Candidate]]


class SuggesterError(Exception):
    """A suggester cannot be used; the message says which one, why, and what to do."""


def load() -> list[Suggester]:
    """The suggesters that are installed, by their names; ``SuggesterError`` where one cannot be used."""
    return [_loaded(point) for point in sorted(entry_points(group=GROUP), key=lambda point: point.name)]


def _loaded(point: EntryPoint) -> Suggester:
    try:
        suggester = point.load()
    except Exception as error:  # noqa: BLE001 - whatever a foreign module raises on import
        raise SuggesterError(
            f"The suggester “{point.name}” ({point.value}) cannot be loaded: {error}. Repair or uninstall its package."
        ) from error
    if not callable(suggester):
        raise SuggesterError(
            f"The suggester “{point.name}” ({point.value}) is no function. "
            f"Name one that takes a text and its blocks in the entry point group {GROUP}."
        )
    return suggester  # type: ignore[no-any-return]


def suggested(suggester: Suggester, text: str, blocks: Sequence[Printed]) -> list[Candidate]:
    """What one suggester has to say of a text; ``SuggesterError`` where it fails, or points beside the text."""
    name = getattr(suggester, "__qualname__", repr(suggester))
    try:
        found = list(suggester(text, blocks))
    except Exception as error:  # noqa: BLE001 - whatever foreign code raises
        raise SuggesterError(f"The suggester “{name}” failed: {error}. Repair or uninstall its package.") from error
    for one in found:
        if not isinstance(one, Candidate):
            raise SuggesterError(
                f"The suggester “{name}” returned {one!r:.80}, which is no Candidate. Repair its package."
            )
        if not 0 <= one.start < one.end <= len(text):
            raise SuggesterError(
                f"The suggester “{name}” points at {one.start} to {one.end} of a text of {len(text)} characters. "
                "Repair its package: offsets are code points, and the end is exclusive."
            )
    return found


def merged(ours: Iterable[Candidate], theirs: Iterable[Candidate]) -> list[Candidate]:
    """Ours with theirs: reasons for the same sentence are joined, what overlaps otherwise is left out.

    >>> ours = [Candidate(0, 5, 2.0, ()), Candidate(6, 9, 1.0, ())]
    >>> [(one.start, one.score) for one in merged(ours, [Candidate(6, 9, 3.0, ()), Candidate(4, 8, 9.0, ())])]
    [(0, 2.0), (6, 4.0)]
    """
    placed = {(one.start, one.end): one for one in ours}
    more: list[Candidate] = []
    for one in theirs:
        known = placed.get((one.start, one.end))
        if known:
            joined = (*known.reasons, *one.reasons)
            placed[one.start, one.end] = replace(known, score=known.score + one.score, reasons=joined)
        else:
            more.append(one)
    return _free(list(placed.values()), more)


def _free(ours: list[Candidate], more: list[Candidate]) -> list[Candidate]:
    """Ours, and those of ``more`` that overlap none of them, nor one before among themselves."""
    found = [(one.start, False, one) for one in more] + [(one.start, True, one) for one in ours]
    kept: list[Candidate] = []
    for _, own, one in sorted(found, key=lambda item: (item[0], not item[1])):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
        elif own:  # an addition that reaches into one of ours gives way
            kept[-1] = one
    return kept
