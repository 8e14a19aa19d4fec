"""What stands below the running text: buttons, links, forms, notes on the author, notices. Pure."""

from __future__ import annotations

from claims.arabic import fold

from .. import credits, headings, labels, phrases, stamps
from ..kinds import Kind
from ..lines import Line
from ..marking import WHY, Marking
from ..vocabulary import folded
from .dating import note_dates
from .everywhere import byline

# Below these, what no one understands belongs to the page as well.
_OPENING: frozenset[Kind] = frozenset({"related", "comment_form", "navigation", "bio"})
_FOREIGN: frozenset[Kind] = frozenset({"related", "comment_form"})
_CLOSING: frozenset[Kind] = _OPENING | {"date", "outlet", "comment_form"}
# Labels that may as well head the last part of a text, such as the addresses below a press release.
_HEADINGS = folded(
    "contact|contact us|about|help|text|link|name|email|website|summary|الموقع|الاسم|حول|خدمات|تواصل معنا|للتواصل"
)
_TOPIC_WORDS = 4
_NOTE = 60  # words of a note on an author
_FEW = 4  # words of a line below the text that may be about the page
_MORE = 7  # where it is in pieces, as labels are


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
    _unknown(page)


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
    if label is not None and line.bare in _HEADINGS and page.kind(at - 1) is None and not _leads_on(page, at + 1):
        return False
    if label is not None:
        page.mark(at, *label)
    elif labels.is_button(line):
        page.mark(at, "navigation", phrases.SHARE_WHY)
    elif labels.leads(line) or labels.addresses(line) or labels.is_address(line) or labels.is_dial(line):
        page.mark(at, "navigation", WHY["leads"])
    elif headings.section(line) is not None:
        page.mark(at, "navigation", WHY["menu"])
    return at in page.marks


def _leads_on(page: Marking, at: int) -> bool:
    """Whether the next line is about the page as well."""
    return at in page.marks or (at < len(page.lines) and labels.find(page.lines[at], "edge") is not None)


def _noted(page: Marking, at: int, line: Line) -> bool:
    """A note on an author who is known, or one without a name, or the name above such a note."""
    known = page.authors()
    if credits.is_note_on_someone(line) or fold(credits.described(line) or "") in known:
        page.mark(at, "bio", WHY["bio"])
    elif line.bare in known:
        page.mark(at, "byline", WHY["byline"])
    elif _begins_with(line, known | page.names) or _goes_on(page, at, line):
        page.mark(at, "bio", WHY["bio"])
    return at in page.marks


def _goes_on(page: Marking, at: int, line: Line) -> bool:
    """Whether a sentence stands right below an author's name or a note on them."""
    return page.kind(at - 1) in {"bio", "byline"} and line.is_prose and len(line.words) <= _NOTE


def _begins_with(line: Line, names: set[str]) -> bool:
    return len(line.words) <= _NOTE and any(line.folded.startswith(f"{name} ") for name in names)


def _credited(page: Marking, at: int, line: Line, state: Kind | None) -> None:
    names = credits.authors(line, loose=True) if state not in _FOREIGN else None
    if names is not None:
        byline(page, at, names)
    elif credits.desk_label(line) is not None:
        page.mark(at, "desk_label", phrases.SOURCE_WHY)
    elif line.bare in page.own_names:
        page.mark(at, "outlet", WHY["own_name"])


def _unknown(page: Marking) -> None:
    """A few words between the end of the text and lines about the page: topics, names of buttons, other titles.

    Not below a line that ends in a colon: then they are what it announces. Nor where nothing about the page follows.
    """
    places = page.tail()
    first = next((at for at in places if page.kind(at) in _CLOSING), None)
    run = [at for at, _ in page.open(range(page.end + 1, first or 0))]
    if not run:
        return
    kept = max((at for at in (run[0] - 1, *run) if _may_be_text(page, at)), default=-1)
    if kept >= 0 and page.lines[kept].ends_in_colon:
        return
    rest = [at for at in run if at > kept]
    topics = len(rest) > 1 and all(len(page.lines[at].words) <= _TOPIC_WORDS for at in rest)
    for at in rest:
        page.mark(at, *(("navigation", phrases.TOPICS_WHY) if topics else ("other_noise", WHY["short_below"])))


def _may_be_text(page: Marking, at: int) -> bool:
    line = page.lines[at]
    if line.ends_in_colon or line.ends or line.is_item or page.hinted_body(at) or line.text[:1] in "«\"“'":
        return True
    return len(line.words) > (_MORE if len(credits.parts(line)) > 1 or labels.names_network(line) else _FEW)
