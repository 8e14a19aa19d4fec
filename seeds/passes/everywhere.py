"""What needs no place: labels, credits that say what they are, numbers of issues, notes on authors. Pure."""

from __future__ import annotations

import re

from claims.arabic import fold

from .. import captions, credits, headings, labels, phrases, stamps
from ..lines import Line
from ..marking import WHY, Marking


def everywhere(page: Marking) -> None:
    """Lines that are noise wherever they stand."""
    for at, line in page.open():
        page.own(headings.rights_holder(line))
        if headings.states(page.stated, line):
            continue
        if not line.words:
            page.mark(at, "other_noise", WHY["no_words"])
        elif names := credits.sourced(line):
            byline(page, at, names)
        elif label := labels.find(line, "any"):
            page.mark(at, *label)
        elif labels.is_loud_button(line):
            page.mark(at, "navigation", phrases.SHARE_WHY)
        elif stamps.is_topic(line):
            page.mark(at, "navigation", phrases.TOPICS_WHY)
        elif captions.is_embedded(line):
            page.mark(at, "other_noise", WHY["embedded"])
        elif stamps.is_file_name(line):
            page.mark(at, "other_noise", WHY["file_name"])


def aside(page: Marking, at: int, line: Line) -> bool:
    """Above and below a text: addresses, measures of weather and markets, names of languages."""
    if labels.is_address(line):
        page.mark(at, "navigation", WHY["address"])
    elif labels.is_board(line):
        page.mark(at, "navigation", WHY["board"])
    elif labels.is_tongues(line):
        page.mark(at, "navigation", WHY["tongues"])
    return at in page.marks


def credited(page: Marking) -> None:
    """Credits that say what they are."""
    for at, line in page.open():
        translator = credits.translator(line)
        authors = credits.authors(line)
        if translator:
            page.mark(at, "translator", WHY["translator"])
            page.note("translator", at, translator)
        elif authors is not None and not headings.states(page.stated, line):
            byline(page, at, authors)


def byline(page: Marking, at: int, authors: tuple[str, ...]) -> None:
    """Mark a byline, and keep whom it credits."""
    page.mark(at, "byline", WHY["byline"] if authors else WHY["byline_of_none"])
    for author in authors:
        page.add("authors", at, author)


def announced(page: Marking) -> None:
    """«بقلم» on one line, the name on the next."""
    for at, line in page.open(range(len(page.lines) - 1)):
        role = credits.announces(line)
        name = page.lines[at + 1].text
        if role is None or at + 1 in page.marks or not credits.is_person(name):
            continue
        if role == "author":
            page.mark(at, "byline", WHY["byline"])
            byline(page, at + 1, (name,))
        else:
            page.mark(at, "translator", WHY["translator"])
            page.mark(at + 1, "translator", WHY["translator"])
            page.note("translator", at + 1, name)


def issue(page: Marking) -> None:
    """«العدد رقم: 1212», on one line or on two."""
    for at, line in page.open():
        number = stamps.issue(line)
        if number is None:
            continue
        place = at
        if not number and at + 1 < len(page.lines) and page.lines[at + 1].text.isdecimal():
            place, number = at + 1, page.lines[at + 1].folded
        if number:
            page.mark(at, "other_noise", WHY["issue"])
            page.mark(place, "other_noise", WHY["issue"])
            page.note("issue_number", place, number)


# What goes on behind a name that stands on a line of its own.
_IS = re.compile(r"(?:is|was) (?:an?|the|our) \w|(?:covers|writes|reports) \w")


def described(page: Marking) -> None:
    """A note on the author, told by the same name on the line above it."""
    for at, line in page.open(range(1, len(page.lines))):
        above = page.lines[at - 1]
        if _IS.match(line.text) and at - 1 not in page.marks and credits.is_person(above.text):
            page.mark(at - 1, "byline", WHY["name_of_bio"])
            page.mark(at, "bio", WHY["bio"])
            page.add("authors", at - 1, above.text)
            continue
        name = credits.described(line)
        if name is None or at - 1 in page.marks or not credits.is_person(above.text):
            continue
        if above.words[0] != name.split()[0]:
            continue
        page.mark(at - 1, "byline", WHY["name_of_bio"])
        page.mark(at, "bio", WHY["bio"])
        page.add("authors", at - 1, above.text)
        if fold(name) != above.folded:
            page.add("author_variants", at, name)
