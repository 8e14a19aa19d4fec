"""The title, and the menus above it. Pure."""

from __future__ import annotations

import re

from claims.arabic import fold, stem

from .. import bureaus, captions, credits, headings, labels, stamps
from ..headings import TITLE_WORDS
from ..lines import TITLE_MOST, Line
from ..marking import WHY, Marking
from ..vocabulary import folded

_MENU_WORDS = 3  # an entry of a menu has no more
_MENU = 4  # entries make a menu
_ABOUT_SITE = folded("subscribe|join|اشترك|متابعة")  # buttons that menus hold
_NEAR = 6  # lines below the title in which a short one is printed again; further down it may be a refrain
_WIDE = re.compile(r"\s{3,}")
_OPINION = folded("رأي|آراء|الرأي|مقالات|مقالات الرأي|أعمدة|opinion|comment|columns|columnists|op-ed")
_COLUMN = 3  # words of the name of a column
_HEADLINE = 8  # words of a headline below it
_HEAD = 8  # lines at the top in which a ticker stands
_FIRST = 3  # lines of text in which the words of a title come again
_BEGUN = 80  # words of each
_SMALL = 3  # letters of words that any two lines share
_SHORT = 4  # words of what may be an entry of a menu that no one knows


def menu(page: Marking) -> None:
    """Runs of short lines above the text of which many are sections or lead about the site."""
    _tickers(page)
    run: list[int] = []
    for at in range(_first_text(page) + 1):
        line = page.lines[at] if at < len(page.lines) else None
        if line is not None and _is_entry(page, at, line):
            run.append(at)
            continue
        _mark_menu(page, run)
        run = []
        if line is not None and at not in page.marks and len(line.words) > TITLE_WORDS:
            return  # the title, most likely: menus stand above it


def _tickers(page: Marking) -> None:
    """Headlines side by side, wide spaces between them, at the top of a page."""
    rows = {at: pieces for at, line in page.open(range(_HEAD)) if len(pieces := _WIDE.split(line.text)) > 1}
    for at, pieces in rows.items():
        beside = at - 1 in rows or at + 1 in rows
        if (len(pieces) > 2 or beside) and all(len(piece.split()) >= _SHORT - 1 for piece in pieces):
            page.mark(at, "navigation", WHY["ticker"])


def _first_text(page: Marking) -> int:
    return next((at for at in range(len(page.lines)) if at not in page.marks and page.is_text(at)), len(page.lines))


def _is_entry(page: Marking, at: int, line: Line) -> bool:
    if headings.states(page.stated, line) or page.hinted_body(at) or headings.crumbs(line):
        return False
    if credits.is_given(line.text) and credits.is_person(line.text):
        return False
    if stamps.stamp(line) or credits.doubled_word(line) or credits.is_outlet(line) or line.text.startswith("-"):
        return False
    return (
        len(line.words) <= _MENU_WORDS
        and not line.ends
        and page.kind(at) in {None, "navigation", "section", "desk_label"}
    )


def _mark_menu(page: Marking, run: list[int]) -> None:
    leading = [at for at in run if at in page.marks or _leads(page.lines[at])]
    if len(run) < _MENU or len(leading) * 5 < len(run) * 2:
        return
    # What stands behind the last entry that is known may be the title.
    for at in run[: run.index(leading[-1]) + 1]:
        page.mark(at, "navigation", WHY["menu"])


def _leads(line: Line) -> bool:
    """Whether a line leads about the site; buttons stand below titles as well."""
    if labels.is_button(line) and line.bare not in _ABOUT_SITE:
        return False
    return labels.find(line, "edge") is not None or headings.section(line) is not None


def title(page: Marking) -> None:
    """Choose the title, and mark what repeats it."""
    place = _stated(page)
    reason = WHY["stated_title"]
    if place is None:
        place, reason = _hinted(page)
    if place is None:
        place, reason = headings.title(_without_tickers(page, _head(page))), WHY["title"]
    if place is None:
        return
    page.title = place
    page.mark(place, "title", reason)
    page.note("title", place, page.lines[place].text)
    _mark_repeated(page, place)


def _stated(page: Marking) -> int | None:
    """The line that says what is stated elsewhere; rather one without the site's name beside it."""
    found = [at for at, line in page.open() if headings.states(page.stated, line)]
    return min(found, key=lambda at: (len(page.lines[at].bare), at), default=None)


def _hinted(page: Marking) -> tuple[int | None, str]:
    found = [at for at, _ in page.open() if (hint := page.hints.get(at)) is not None and hint.kind == "title"]
    best = min(found, key=lambda at: (not page.hints[at].sure, at), default=None)
    return (None, "") if best is None else (best, page.hints[best].reason)


def _head(page: Marking) -> list[tuple[int, Line]]:
    """The open lines above the running text that may be a title, and the first sentence where there is none."""
    menu = max((at for at, (_, reason) in page.marks.items() if reason == WHY["menu"]), default=-1)
    head: list[tuple[int, Line]] = []
    for at, line in page.open():
        if at > menu and all(place < menu and len(short.words) <= _SHORT for place, short in head):
            head = []  # what stands above the last entry of a menu belongs to it
        stops = len(line.words) > TITLE_MOST or line.is_sentence or line.is_item
        if stops and not _may_follow(head, line) and (head or not _heads_text(page, at, line)):
            break
        if _is_of_picture(page, head, line):
            continue
        if not _is_credit(page, at, line) and not _is_dated(page, at, line) and not _is_column(page, at, line):
            head.append((at, line))
        elif head and (credits.doubled(line) or credits.authors(line, loose=True)):
            break  # bylines stand below titles
        if stops:
            break
    return head


def _is_of_picture(page: Marking, head: list[tuple[int, Line]], line: Line) -> bool:
    """Whether a line below what may be the title describes or credits an image, though it may be printed twice."""
    if headings.states(page.stated, line):
        return False
    return any(len(above.words) > _SHORT for _, above in head) and captions.caption(line, near=True)


def _is_dated(page: Marking, at: int, line: Line) -> bool:
    """Whether a name beside an outlet or a desk stands above a date, or is printed again below the title."""
    if len(line.words) > _SHORT + 1 or line.ends or len(credits.parts(line)) != 2 or at + 1 >= len(page.lines):
        return False
    if bureaus.is_credit_like(line) and any(
        line.repeats(page.lines[at + gap]) for gap in (2, -2) if 0 <= at + gap < len(page.lines)
    ):
        return True
    below = page.lines[at + 1]
    return bureaus.is_credit_like(line) and stamps.stamp(below) is not None


def _is_column(page: Marking, at: int, line: Line) -> bool:
    """Whether a line is the name of a column: right below «رأي», and the headline and a credit follow it."""
    if at == 0 or at + 2 >= len(page.lines) or page.lines[at - 1].bare not in _OPINION or len(line.words) > _COLUMN:
        return False
    headline, credit = page.lines[at + 1], page.lines[at + 2]
    if not len(line.words) <= len(headline.words) <= _HEADLINE or headline.ends_in_stop:
        return False
    is_name = credits.is_person(headline.text)
    return not is_name and (credits.is_person(credit.text) or credits.authors(credit, loose=True) is not None)


def _may_follow(head: list[tuple[int, Line]], line: Line) -> bool:
    """Whether a short sentence is the title all the same: below a kicker, or printed with the site's name before."""
    if not head or line.is_prose or line.is_item:
        return False
    return head[-1][1].ends_in_colon or any(headings.suffixed(above, line.bare) for _, above in head)


def _heads_text(page: Marking, at: int, line: Line) -> bool:
    """Whether a first line that is a sentence may be the title all the same: short, and text follows."""
    return (
        len(line.words) <= 15
        and not line.is_item
        and any(page.is_text(below) for below in range(at + 1, len(page.lines)))
    )


def _is_credit(page: Marking, at: int, line: Line) -> bool:
    """Whether a line is a label, a credit or a date that only the top or the bottom of a page holds."""
    if headings.section(line) is not None or stamps.stamp(line) is not None or labels.find(line, "edge"):
        return True
    if credits.doubled(line) or credits.doubled_word(line) or credits.desk_label(line) or line.bare in page.own_names:
        return True
    if headings.is_trail(line) or headings.is_row(line) or captions.labelled_caption(line):
        return True
    if labels.is_board(line) or labels.is_tongues(line) or labels.is_address(line):
        return True
    if bureaus.is_sent_from(line) or _is_dated_credit(line):
        return True
    if labels.turns(line) or (labels.is_dial(line) and len(line.words) > 1):
        return True
    if labels.is_button(line) or credits.authors(line, loose=True) or credits.beside(line, page.own_names, near=False):
        return True
    return credits.is_outlet(line) and len(line.words) <= 3


def _is_dated_credit(line: Line) -> bool:
    """«Posted on January 19, 2024 by Lorna Achterberg»."""
    found = credits.dated(line) if any(character.isdigit() for character in line.text) else None
    return found is not None and stamps.stamp(found[1]) is not None


def _without_tickers(page: Marking, head: list[tuple[int, Line]]) -> list[tuple[int, Line]]:
    """Without the news of the hour that runs above the title, where another line shares more with the text.

    «عاجل | …» may as well begin a title, so the words of the text decide.
    """
    tickers = {at for at, line in head if labels.is_ticker(line) or _below_ticker(page, at)} | _above_section(
        page, head
    )
    others = [(at, line) for at, line in head if at not in tickers and len(line.words) >= _SHORT]
    if not tickers or not others:
        return head
    text = _said_first(page, others[0][0])
    best = max(len(_stems(line) & text) for _, line in others)
    tickers = {at for at in tickers if len(_stems(page.lines[at]) & text) <= 1 < best}
    for at in tickers:
        page.mark(at, "navigation", WHY["hour"])
    return [(at, line) for at, line in head if at not in tickers]


def _above_section(page: Marking, head: list[tuple[int, Line]]) -> set[int]:
    """What stands above a label of sections, where more than a kicker stands below it: banners, notices."""
    wide = [at for at, line in head if len(line.words) >= _SHORT]
    if not wide or wide[-1] == head[0][0]:
        return set()
    between = (at for at in range(wide[-1] - 1, head[0][0], -1) if _is_of_sections(page, at))
    last = next(between, None)
    if last is None:
        return set()
    text = _said_first(page, wide[-1])
    return {at for at, line in head if at < last and not _stems(line) & text}


def _is_of_sections(page: Marking, at: int) -> bool:
    line = page.lines[at]
    return page.kind(at) == "section" or headings.section(line) is not None or headings.is_trail(line)


def _below_ticker(page: Marking, at: int) -> bool:
    return at > 0 and labels.heads_ticker(page.lines[at - 1])


def _said_first(page: Marking, below: int) -> set[str]:
    """The words of the first lines of running text."""
    texts = [line for at, line in page.open(range(below + 1, len(page.lines))) if page.is_text(at)]
    return {stem(fold(word)) for line in texts[:_FIRST] for word in line.words[:_BEGUN]}


def _stems(line: Line) -> set[str]:
    return {stem(token) for token in line.tokens if len(token) > _SMALL}


def _mark_repeated(page: Marking, place: int) -> None:
    """The title again, bare or with the name of the site beside it; the name is then known."""
    wanted = page.lines[place]
    for at, line in page.open():
        site = headings.suffixed(line, wanted.bare)
        near = abs(at - place) <= _NEAR and _SHORT <= len(line.words) <= TITLE_MOST
        said = headings.begins_with(wanted, line.bare.strip(".؟!?…")) or headings.is_filed(line, wanted)
        shorter = near and said
        if (line.repeats(wanted) and (len(line.words) > 3 or at - place <= _NEAR)) or site or shorter:
            page.mark(at, "repeated_title", WHY["repeated_title"])
            page.own([site] if site else [])
    if page.stated and (site := headings.site(page.stated, wanted)):
        page.own([site])
