"""What markup says of lines: what is sure holds, the rest is weighed with the words. Pure."""

from __future__ import annotations

from .. import credits, headings, lines, stamps
from ..incoming import Hint
from ..kinds import BODY
from ..marking import Marking
from .dating import note_dates

_LONGEST_NAME = 5  # words


def sure(page: Marking) -> None:
    """Noise by markup alone; none of it where it would leave no text or no title."""
    places = [at for at, hint in page.hints.items() if hint.sure and hint.kind not in BODY]
    if not _leaves_text(page, set(places)):
        return
    spared = _only_title(page, set(places))
    for at in places:
        line, hint = page.lines[at], page.hints[at]
        if at not in spared:
            _read(page, at, line, hint)
            page.mark(at, hint.kind, hint.reason)


def _leaves_text(page: Marking, places: set[int]) -> bool:
    """Whether other lines than ``places`` hold text: running text where there is some at all."""
    prose = {at for at, line in enumerate(page.lines) if line.is_prose}
    wanted = prose or set(range(len(page.lines)))
    return bool(wanted - places)


def _only_title(page: Marking, places: set[int]) -> set[int]:
    """The lines that say the stated title, where no line beside ``places`` says it."""
    saying = {at for at, line in page.open() if headings.states(page.stated, line)}
    return saying if saying <= places else set()


def weighed(page: Marking) -> None:
    """Noise by markup that is not sure: lines that do not read as running text, and captions and notes that do."""
    last = max((at for at, line in page.open() if line.is_prose and not page.is_doubtful(at)), default=-1)
    for at, line in page.open():
        hint = page.hints.get(at)
        if hint is None or hint.kind in BODY or headings.states(page.stated, line):
            continue
        if _heads_text(page, at):
            continue
        if last < 0 or not (not line.is_prose or hint.kind == "caption" or at > last):
            continue
        _read(page, at, line, hint)
        page.mark(at, hint.kind, hint.reason)


def _heads_text(page: Marking, at: int) -> bool:
    """Whether a line heads the paragraph below it: the text goes on there after links to other articles."""
    line, hint = page.lines[at], page.hints[at]
    if hint.sure or hint.kind != "other_noise" or not line.is_heading or at + 1 >= len(page.lines):
        return False
    above = page.hints.get(at - 1)
    after_links = page.kind(at - 1) == "related" or (above is not None and above.kind == "related")
    return after_links and at + 1 not in page.marks and page.is_text(at + 1) and page.lines[at + 1].is_long


def _read(page: Marking, at: int, line: lines.Line, hint: Hint) -> None:
    """What a line says that its markup names: only what is printed, and only if it can be what it is said to be."""
    if hint.kind == "byline":
        for name in authors(line):
            page.add("authors", at, name)
    elif hint.kind == "date":
        note_dates(page, at, stamps.stamp(line, frozenset(page.own_names)) or stamps.loose(line))
    elif hint.kind == "translator" and (names := credits.people(credits.translator(line) or line.text)):
        page.note("translator", at, names[0])
    elif hint.kind == "section" and (section := _section(line)):
        page.note("section", at, section)
    elif hint.kind == "outlet" and len(line.words) <= _LONGEST_NAME:
        page.note("outlet", at, line.text)
        page.own([line.bare])


def authors(line: lines.Line) -> tuple[str, ...]:
    """Whom a line credits that markup calls a byline.

    >>> [authors(lines.line(text)) for text in ("أحمد سالم", "By Staff", "القاهرة - منى فؤاد")]
    [('أحمد سالم',), (), ('منى فؤاد',)]
    """
    said = credits.authors(line, loose=True)
    if said is not None:
        return said
    names = credits.people(line.text)
    return names or credits.beside(line, (), near=True) or ()


def _section(line: lines.Line) -> str | None:
    if name := headings.section(line):
        return name
    return line.text if 1 <= len(line.words) <= 4 and not line.ends and len(credits.parts(line)) == 1 else None
