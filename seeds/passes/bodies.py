"""The article: what all other passes have left. Pure."""

from __future__ import annotations

import re

from .. import captions, labels, stamps
from ..kinds import BODY, Kind
from ..lines import Line
from ..marking import WHY, Marking
from .dating import note_dates

_ALTERNATIVE = 20  # words
_TITLE = 5  # words from which a line is rather a title than a heading


def dates_within(page: Marking) -> None:
    """Within the text, dates that say of what they are, and captions; bare dates there head a chronology."""
    for at, line in page.open(range(page.begin, page.end + 1)):
        said = stamps.stamp(line, frozenset(page.own_names))
        if said is not None and not said.is_bare:
            page.mark(at, "date", WHY["date"])
            note_dates(page, at, said)
        elif at < page.end and (_is_caption(page, at) or _is_alternative(page, at, line)):
            page.mark(at, "caption", WHY["caption"])
        elif page.title is not None and not page.hinted_body(at) and (label := labels.find(line, "after")):
            page.mark(at, *label)
        elif _is_embedded(page, at, line):
            page.mark(at, "navigation", WHY["address"])
        elif _is_player(page, at, line):
            page.mark(at, "navigation", WHY["clock"])
            if not page.is_text(at + 1) and len(page.lines[at + 1].words) >= _TITLE:
                page.mark(at + 1, "related", WHY["player"])


def _is_embedded(page: Marking, at: int, line: Line) -> bool:
    """An address that nothing introduces and that stands alone: what remains of a post or a player."""
    beside = [page.lines[place] for place in (at - 1, at + 1) if 0 <= place < len(page.lines)]
    return labels.is_address(line) and not any(other.ends_in_colon or labels.is_address(other) for other in beside)


def _is_player(page: Marking, at: int, line: Line) -> bool:
    """The length of a video, above its title or alone: one time of day in all the text, so no chronology."""
    if not stamps.is_clock(line) or at + 2 > page.end or at + 1 in page.marks or at == page.begin:
        return False
    below = page.lines[at + 1]
    beside = page.is_text(at + 1) and page.is_text(at - 1) and _LENGTH.fullmatch(line.text) is not None
    titled = len(below.words) >= _TITLE and not below.ends_in_stop and not page.is_text(at + 1)
    alone = sum(stamps.is_clock(each) for _, each in page.open(range(page.begin, page.end))) == 1
    return alone and (beside or titled)


_LENGTH = re.compile(r"0?\d:\d\d")  # minutes of a video; a day has later hours as well


def _is_alternative(page: Marking, at: int, line: Line) -> bool:
    """The hidden text of an image whose caption stands beside it."""
    few = len(line.words) <= _ALTERNATIVE and not page.hinted_body(at)
    return few and captions.is_said_by_caption(line, page.lines[max(0, at - 2) : at + 3])


def _is_caption(page: Marking, at: int) -> bool:
    line = page.lines[at]
    return captions.labelled_caption(line) or (not page.hinted_body(at) and captions.caption(line, near=False))


def rest(page: Marking) -> None:
    """Everything else is the article."""
    places = [at for at, _ in page.open()]
    last = max((at for at, line in page.open() if line.is_prose or line.is_item), default=-1)
    kinds = {at: _kind(page, at, last) for at in places}
    for at in places:
        if kinds[at][0] == "heading" and _is_verse(kinds, at) and at not in page.hints:
            page.mark(at, "paragraph", WHY["verse"])
        page.mark(at, *kinds[at])


def _kind(page: Marking, at: int, last: int) -> tuple[Kind, str]:
    line, hint = page.lines[at], page.hints.get(at)
    after = page.lines[at + 1] if at + 1 < len(page.lines) else None
    if hint is not None and hint.kind in BODY and hint.kind != "title":
        return hint.kind, hint.reason
    if line.is_item and not _is_numbered_heading(page, at):
        return "list_item", WHY["list_item"]
    if line.is_prose or (line.ends_in_colon and after is not None and after.is_item) or _SPEAKER.match(line.text):
        return "paragraph", WHY["paragraph"]
    if at < last:
        is_heading = line.is_heading or line.is_item or line.is_numeral
        return ("heading", WHY["heading"]) if is_heading else ("paragraph", WHY["paragraph"])
    return "paragraph", WHY["doubt"]


_SPEAKER = re.compile(r"^(?:س|ج|Q|A)\d{0,2}\s?[:：.\-/]\s")


def _is_numbered_heading(page: Marking, at: int) -> bool:
    """«1. البطارية» above running text, with no other item beside it."""
    line = page.lines[at]
    beside = [page.lines[place] for place in (at - 1, at + 1) if 0 <= place < len(page.lines)]
    if line.ends or len(line.words) > 9 or not line.text[:1].isdigit() or any(other.is_item for other in beside):
        return False
    return at + 1 < len(page.lines) and (beside[-1].is_prose or beside[-1].is_sentence)


def _is_verse(kinds: dict[int, tuple[Kind, str]], at: int) -> bool:
    """Whether a short line is one of three or more in a row, which head nothing."""
    row = [(mark := kinds.get(place)) is not None and mark[0] == "heading" for place in range(at - 2, at + 3)]
    return any(all(row[start : start + 3]) for start in range(3))
