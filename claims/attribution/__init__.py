"""Who told: the phrases by which an Arabic or English text names, hides or denies its sources. Pure functions.

A *phrase* is explicit where it says who told («قالت الوزارة إن», "according to the union") and weak where it says
only that somebody did («يُعتقد أن», "reportedly") or holds a belief. Its source is one of:

- ``named_org``, ``named_person``, ``named_media``: an office, a person or an outlet that can be asked, by name or by
  the office that one person holds;
- ``unnamed_media``: reports, media or sources in the media without a name;
- ``anonymous_source``: sources, officials and witnesses without a name;
- ``anonymous_group``: experts, analysts, many;
- ``document``: a paper, a study, a statement or a post as such;
- ``impersonal``: data, estimates, or nobody at all.

What the writer asserts is no attribution, even with a verb of saying: «أكدت التجربة أن», "the win proved that". Nor
is the unveiling of a product. Where that cannot be told the phrase is left out: an editor adds sooner than she doubts.

``found`` holds the words of a sentence and what is found; ``arabic`` and ``english`` the frames, each with its words
beside it; ``grammar`` and ``sources`` say where an Arabic name ends and what it is. Linear in the length of the text:
no frame looks further than a few dozen words.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..sentences import sentences
from . import arabic, english
from .found import Attributed, Kind, Memory, Sentence, Strength, read

__all__ = ["Attributed", "Kind", "Strength", "attributions"]

LONGEST = 10_000  # characters of a sentence that are held at once


def attributions(text: str) -> list[Attributed]:
    """The attribution phrases of a text in order; they do not overlap. A pronoun reaches back a few sentences.

    >>> found = attributions("نقلت صحيفة الغد عن مصدر مطلع أن الصفقة ألغيت. ولم تعلق الشركة على الخبر.")
    >>> [(one.source, one.kind, one.carrier, one.negated) for one in found]
    ... # doctest: +NORMALIZE_WHITESPACE
    [('صحيفة الغد', 'named_media', True, False), ('مصدر مطلع', 'anonymous_source', False, False),
     ('الشركة', 'named_org', False, True)]
    >>> [(one.text, one.source) for one in attributions("Prices fell 3%, according to the ministry.")]
    [('according to the ministry', 'the ministry')]
    >>> attributions("أكدت التجربة أن المحرك يعمل."), attributions("The bridge was built according to plan.")
    ([], [])
    """
    found: list[Attributed] = []
    memory = Memory()
    for span in sentences(text):
        memory.go_on()
        for start, end in _pieces(text, span.start, span.end):
            found += _of(Sentence(text, read(text, start, end), memory))
    return found


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence whole, but for one that no reader gets through: its pieces end at blanks where it has any."""
    while end - start > LONGEST:
        cut = text.rfind(" ", start, start + LONGEST)
        cut = cut + 1 if cut > start else start + LONGEST
        yield start, cut
        start = cut
    yield start, end


def _of(sentence: Sentence) -> list[Attributed]:
    """The phrases of one sentence, in either language."""
    both = sorted(arabic.find(sentence) + english.find(sentence), key=lambda one: (one.start, -one.end))
    kept: list[Attributed] = []
    for one in both:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept
