"""What of a plain text is the article, what is said about it, and what only stood beside it. Pure functions.

Every line that is not blank becomes one block with its kind, whether it is kept, why, and its offsets: code
points in the NFC text, end exclusive. What a line says *about* the article (outlet, author, date) is read
before the line is set aside. Two rules hold throughout: nothing is invented, and **doubt keeps**: an editor sees a
line too many at once, and never sees the one that is missing.

Linear in the length of the text.
"""

from __future__ import annotations

from collections.abc import Sequence

from . import lines
from .cleaned import Block, Cleaned, Found, Metadata
from .incoming import Hint
from .marking import Marking
from .passes import PASSES

__all__ = ["CLEANER", "Block", "Cleaned", "Found", "Metadata", "clean"]

CLEANER = "lines-6"  # goes into every Reading; a change that reads one text differently takes a new name


def clean(text: str, hints: Sequence[Hint] = (), title: str | None = None) -> Cleaned:
    """Read ``text``, which must be NFC.

    >>> read = clean("علوم\\n\\nتأجيل إطلاق نموذج DeepSeek الجديد\\nليو ديان ليو ديان\\n\\nاضطرت الشركة إلى تأجيل "
    ...              "طرح نموذجها الجديد بعد فشل محاولات التدريب.\\n\\nمقالات ذات صلة")
    >>> [(block.line, block.kind, block.kept) for block in read.blocks]  # doctest: +NORMALIZE_WHITESPACE
    [(1, 'section', False), (3, 'title', True), (4, 'byline', False), (6, 'paragraph', True),
     (8, 'related', False)]
    >>> read.metadata.authors, read.metadata.outlet
    ((Found(value='ليو ديان', words='ليو ديان ليو ديان', line=4),), None)

    ``hints`` say what markup tells of its lines, in text order: what is sure holds, but never takes all of the
    text away; the rest is weighed with the words. ``title`` is the title that the article states elsewhere, the
    name of its site beside it or not: the line that says the same is the title, wherever it stands.

    >>> read = clean("دبي\\nما الذي حدث في السوق", title="ما الذي حدث في السوق | محور بلس")
    >>> [(block.kind, block.kept) for block in read.blocks]
    [('desk_label', False), ('title', True)]
    """
    split = lines.split(text)
    marking = Marking(split, _placed(split, hints), title)
    for step in PASSES:
        step(marking)
    return Cleaned(tuple(marking.blocks()), marking.metadata())


def _placed(split: Sequence[lines.Line], hints: Sequence[Hint]) -> dict[int, Hint]:
    """The hint of each line that has one, by the line's place. Both follow the text, so one walk is enough."""
    placed: dict[int, Hint] = {}
    ordered = sorted(hints, key=lambda hint: hint.start)
    at = 0
    for hint in ordered:
        while at < len(split) and split[at].end <= hint.start:
            at += 1
        if at < len(split) and split[at].start < hint.end:
            placed.setdefault(at, hint)
    return placed
