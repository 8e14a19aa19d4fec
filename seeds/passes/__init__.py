"""The passes over one text, in order: each marks the lines that it is sure of, and leaves the others. Pure.

First what is noise wherever it stands; then the title; then what readers wrote and links to other articles; then
where the text begins and ends; then what stands above it and below it; the rest is the article.
"""

from __future__ import annotations

from collections.abc import Callable

from ..marking import Marking
from .blocks import blocks, inserted
from .bodies import dates_within, rest
from .endings import behind, beyond
from .ends import below, released
from .everywhere import announced, credited, described, everywhere, issue
from .heads import above, between
from .hinted import sure, weighed
from .links import related, threads
from .notes import notes
from .titles import menu, title

PASSES: tuple[Callable[[Marking], None], ...] = (
    *(sure, everywhere, issue, announced, credited, described, weighed, menu, title, released),
    *(
        notes,
        threads,
        blocks,
        related,
        Marking.locate,
        above,
        between,
        notes,
        Marking.close,
        inserted,
        behind,
        below,
        beyond,
        dates_within,
        Marking.restore,
        rest,
    ),
)
