"""Notes on the author below the text: in a box that says so, or below the author's name. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable

from claims.arabic import fold

from .. import credits, labels, vocabulary
from ..lines import Line
from ..marking import MOST, WHY, Marking

_DOES = ("is a ", "is an ", "is the ", "teaches ", "writes ", "covers ", "reports on ", "works as ")
_BOX = 4  # lines that a box on an author has at most
_WORDS = 120
_NOTE = 60  # words of a note that no box announces
_NAMES = 12  # words of a line of names
_HEAD = 20  # lines below the title in which a bare name may be the author's


def notes(page: Marking) -> None:
    """What describes an author, where no more than such notes follows it."""
    known, above = page.authors(), _above(page)
    first = range(1 if page.title is None else page.title + 1, len(page.lines))
    last = max((at for at, _ in page.open() if page.is_text(at) and not page.is_notice(at)), default=-1)
    for at, line in page.open(first):
        label = labels.find(line, "edge")
        if label is not None and label[0] == "bio":
            _box(page, at, last)
        elif line.bare in known and _follows(page, at, last) and _describes(page.lines[at + 1]):
            page.mark(at, "byline", WHY["name_of_bio"])
            _describe(page, at + 1)
        elif at >= last - 1 and _begins_with(line, known):
            _describe(page, at)
        elif at >= last - 1 and (person := _named_above(page, at)) is not None:
            _describe_signed(page, person, at)
        elif at >= last and _is_of_stranger(page, at, line):
            _describe(page, at)
        elif at >= last - 1 and (name := credits.described(line) or _begun(line, above)):
            _corroborate(page, at, name, above)


def _follows(page: Marking, at: int, last: int) -> bool:
    """Whether the text ends right below a line."""
    return at + 1 < len(page.lines) and at + 1 not in page.marks and last - at <= _BOX


def _begins_with(line: Line, known: set[str]) -> bool:
    """Whether a line begins with an author who is known, by the whole name or a word of it."""
    whole = len(line.words) <= _NOTE and any(line.folded.startswith(f"{name} ") for name in known)
    return whole or _is_called(line, known)


_DO = vocabulary.folded(
    "is|covers|writes|reports|joined|has|works|teaches|leads|edits|was|studied|holds|serves|lives|writing"
)


def _is_called(line: Line, known: set[str]) -> bool:
    """«Mendiola covers rivers …»: the first word is a word of an author's name, and says what that author does."""
    return _does(line) and line.tokens[0] in _words_of(known)


def _does(line: Line) -> bool:
    """Whether the second word, or one close behind it, says what someone does; in English only."""
    few = line.text[:1].isascii() and line.is_short and 3 <= len(line.words) <= _NOTE
    return few and not _DO.isdisjoint(line.tokens[1:4])


def _words_of(names: Iterable[str]) -> set[str]:
    return {word for name in names for word in re.findall(r"[^\W_]+", name) if len(word) > 2}


def _named_above(page: Marking, at: int) -> int | None:
    """The place of a bare name, one or two lines above, whom a line describes by a word of the name."""
    for place in (at - 1, at - 2) if _does(page.lines[at]) else ():
        if place <= page.begin or place in page.marks or not credits.is_person(page.lines[place].text):
            continue
        line = page.lines[place]
        told = credits.is_given(line.text) or _is_in_head(page, line)
        return place if told and _is_called(page.lines[at], {line.folded}) else None
    return None


def _is_of_stranger(page: Marking, at: int, line: Line) -> bool:
    """Whether the last line says what someone is of whom the text does not speak: who wrote it, most likely."""
    name = credits.described(line) if len(line.words) <= _NOTE else None
    if name is None or not credits.is_given(name) or not line.text.isascii():
        return False
    last = fold(name).split()[-1]
    return not any(last in fold(other.text) for place, other in enumerate(page.lines) if place != at)


def _is_in_head(page: Marking, line: Line) -> bool:
    """Whether a line right below the title begins with a name."""
    first = 0 if page.title is None else page.title + 1
    head = (each for each in page.lines[first : first + _HEAD] if each is not line and len(each.words) <= _NAMES)
    return any(each.folded.startswith(line.folded) for each in head)


def _describe_signed(page: Marking, place: int, at: int) -> None:
    """A name above a note on that person; the author, where a line between title and text begins with the name."""
    line = page.lines[place]
    page.mark(place, "byline", WHY["name_of_bio"])
    _describe(page, at)
    if _is_in_head(page, line):
        page.add("authors", place, line.text)


def _describes(line: Line) -> bool:
    return bool(line.tokens) and line.tokens[0] in vocabulary.PROFESSIONS and len(line.words) <= _WORDS


# The names that stand on lines between the title and the text, with the place of their line.
_Above = list[tuple[int, tuple[str, ...]]]


def _above(page: Marking) -> _Above:
    title = -1 if page.title is None else page.title
    lines = page.open(range(title + 1, title + 1 + _HEAD))
    named = ((at, credits.people(line.text)) for at, line in lines if len(line.words) <= _NAMES)
    return [(at, names) for at, names in named if names]


def _begun(line: Line, above: _Above) -> str | None:
    """A bare name from above the text with which a note begins: «Nora Whitfield writes about animals.»"""
    if len(line.words) > _NOTE or not line.is_short:
        return None
    for _, names in above:
        for name in names:
            said = line.folded.removeprefix(f"{fold(name)} ")
            if said != line.folded and (credits.is_given(name) or said.startswith(_DOES)):
                return name
    return None


def _corroborate(page: Marking, at: int, name: str, above: _Above) -> None:
    """A note at the end on someone whose bare name stands between the title and the text: the two tell the author."""
    for place, names in above:
        line = page.lines[place]
        if place >= at or place in page.marks or line.repeats(page.lines[at]):
            continue
        if fold(name) in {fold(each) for each in names}:
            page.mark(place, "byline", WHY["name_of_bio"])
            joined = len(credits.parts(line)) == 1 or "," in line.text or "،" in line.text
            for each in names if joined else (name,):
                page.add("authors", place, each)
            _describe(page, at)
            return


def _box(page: Marking, at: int, last: int) -> None:
    if last - at > _BOX:
        return
    label = labels.find(page.lines[at], "edge")
    page.mark(at, "bio", label[1] if label else WHY["bio"])
    for place in range(at + 1, min(at + 1 + _BOX, len(page.lines))):
        line = page.lines[place]
        if place in page.marks or labels.find(line, "edge") or len(line.words) > _WORDS:
            break
        if place == at + 1 and credits.is_person(line.text):
            page.mark(place, "byline", WHY["name_of_bio"])
            page.add("authors", place, line.text)
        elif page.is_text(place) or line.is_sentence or credits.is_note_on_someone(line) or credits.is_role(line):
            _describe(page, place)
        else:
            break


def _describe(page: Marking, at: int) -> None:
    page.mark(at, "bio", WHY["bio"])
    if len(page.bios) < MOST:
        page.bios.append(page.lines[at].folded)
