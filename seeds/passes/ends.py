"""What stands below the running text: buttons, links, forms, notes on the author, notices. Pure."""

from __future__ import annotations

from itertools import takewhile

from claims.arabic import fold

from .. import credits, headings, labels, phrases, stamps
from ..kinds import Kind
from ..lines import Line
from ..marking import WHY, Marking
from .dating import note_dates
from .everywhere import byline

# Below these, what no one understands belongs to the page as well.
_OPENING: frozenset[Kind] = frozenset({"related", "comment_form", "navigation", "bio"})
_FOREIGN: frozenset[Kind] = frozenset({"related", "comment_form"})
_TOPIC_WORDS = 3
_TOPICS = 3


def below(page: Marking) -> None:
    """Walk down from the last line of the text."""
    state: Kind | None = None
    for at in page.tail():
        line = page.lines[at]
        if at not in page.marks and not _known(page, at, line, state) and state is not None:
            page.mark(at, state if state in _FOREIGN else "other_noise", WHY["below"])
        kind = page.kind(at)
        if kind in _OPENING:
            state = kind
        elif kind == "other_noise" and state is None and not stamps.is_file_name(line) and line.words:
            state = "other_noise" if page.marks[at][1] in phrases.CLOSING else None
    _topics(page)


def _known(page: Marking, at: int, line: Line, state: Kind | None) -> bool:
    if _noted(page, at, line) or _labelled(page, at, line):
        return True
    said = stamps.stamp(line, frozenset(page.own_names))
    if said is not None:
        page.mark(at, state if state in _FOREIGN and state else "date", WHY["date"])
        if state not in _FOREIGN:
            note_dates(page, at, said)
    elif stamps.caption(line, near=False):
        page.mark(at, "caption", WHY["caption"])
    else:
        _credited(page, at, line, state)
    return at in page.marks


def _labelled(page: Marking, at: int, line: Line) -> bool:
    label = labels.find(line, "edge") or labels.find(line, "end")
    if label is not None:
        page.mark(at, *label)
    elif labels.is_button(line):
        page.mark(at, "navigation", phrases.SHARE_WHY)
    elif labels.leads(line) or labels.addresses(line) or labels.is_address(line) or labels.is_dial(line):
        page.mark(at, "navigation", WHY["leads"])
    elif headings.section(line) is not None:
        page.mark(at, "navigation", WHY["menu"])
    return at in page.marks


def _noted(page: Marking, at: int, line: Line) -> bool:
    """A note on an author who is known, or one without a name, or the name above such a note."""
    known = page.authors()
    if credits.is_note_on_someone(line) or fold(credits.described(line) or "") in known:
        page.mark(at, "bio", WHY["bio"])
    elif line.bare in known:
        page.mark(at, "byline", WHY["byline"])
    elif page.kind(at - 1) in {"bio", "byline"} and line.is_prose and len(line.words) <= 80:
        page.mark(at, "bio", WHY["bio"])
    return at in page.marks


def _credited(page: Marking, at: int, line: Line, state: Kind | None) -> None:
    names = credits.authors(line, loose=True) if state not in _FOREIGN else None
    if names is not None:
        byline(page, at, names)
    elif credits.desk_label(line) is not None:
        page.mark(at, "desk_label", phrases.SOURCE_WHY)
    elif line.bare in page.own_names:
        page.mark(at, "outlet", WHY["own_name"])
        page.note("outlet", at, line.text)


def _topics(page: Marking) -> None:
    """Short lines between the text and what is about the page: its topics, where there are several."""
    places = page.tail()
    run = list(takewhile(lambda at: at not in page.marks, places))
    follows = run[-1] + 1 if run else 0
    few = all(len(page.lines[at].words) <= _TOPIC_WORDS and not page.lines[at].ends for at in run)
    if len(run) >= _TOPICS and few and page.kind(follows) in _OPENING and not any(page.hinted_body(at) for at in run):
        for at in run:
            page.mark(at, "navigation", phrases.TOPICS_WHY)
