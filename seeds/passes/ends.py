"""What stands below the running text: buttons, links, forms, notes on the author, notices. Pure."""

from __future__ import annotations

import re

from claims.arabic import fold, stem

from .. import bureaus, captions, credits, headings, labels, phrases, stamps, vocabulary
from ..kinds import Kind
from ..lines import Line
from ..marking import WHY, Marking
from ..vocabulary import folded
from .dating import note_dates
from .everywhere import aside, byline

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
_MORE = 7  # words of a signature
_NO_TOPIC = re.compile(r"[:،,؛;0-9٠-٩]")


_END = re.compile(r"(?:#\s?){3,6}|[-–—]\s?30\s?[-–—]|[-–—]?\s?ends\s?[-–—]?", re.IGNORECASE)
_EDITORS = folded("notes to editors|note to editors|notes for editors|ملاحظات للمحررين|ملاحظة للمحررين")
_CONTACTS = folded(
    "media contact|media contacts|press contact|press contacts|contact|contacts|media inquiries|media enquiries",
    "press office|للتواصل|للتواصل الإعلامي|جهة الاتصال|جهة الاتصال الإعلامية|المكتب الإعلامي",
)


def released(page: Marking) -> None:
    """Below the mark with which a press release ends, where the greater part stands above it: contacts, notices.

    Notes to editors are part of what is released.
    """
    places = [at for at, line in enumerate(page.lines) if len(line.text) <= 9 and _END.fullmatch(line.text)]
    if len(places) != 1 or len(page.lines) - places[0] >= 2 * places[0]:
        return
    texts = [at for at, _ in page.open() if page.is_text(at)]
    if sum(at > places[0] for at in texts) * 2 > sum(at < places[0] for at in texts):
        return
    page.mark(places[0], "other_noise", WHY["released"])
    noted = False
    for at in range(places[0] + 1, len(page.lines)):
        line = page.lines[at]
        noted = line.bare in _EDITORS or (noted and line.bare not in _CONTACTS and at not in page.marks)
        if not noted:
            page.mark(at, "other_noise", WHY["released"])


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
    _signed(page)


def _known(page: Marking, at: int, line: Line, state: Kind | None) -> bool:
    if _noted(page, at, line) or _labelled(page, at, line):
        return True
    said = stamps.stamp(line, frozenset(page.own_names))
    if said is not None:
        page.mark(at, state if state in _FOREIGN and state else "date", WHY["date"])
        if state not in _FOREIGN:
            note_dates(page, at, said)
    elif captions.caption(line, near=False):
        page.mark(at, "caption", WHY["caption"])
    else:
        _credited(page, at, line, state)
    return at in page.marks


def _labelled(page: Marking, at: int, line: Line) -> bool:
    label = labels.find(line, "edge") or labels.find(line, "after") or labels.find(line, "end")
    if label is not None and line.bare in _HEADINGS and page.kind(at - 1) is None and not _leads_on(page, at + 1):
        return False
    if label is not None:
        page.mark(at, *label)
    elif labels.is_button(line) or labels.is_channel(line):
        page.mark(at, "navigation", phrases.SHARE_WHY)
    elif labels.leads(line) or labels.addresses(line) or (labels.is_dial(line) and at not in page.numerals):
        page.mark(at, "navigation", WHY["leads"])
    elif aside(page, at, line):
        pass
    elif _heads_none(page, at, line):
        page.mark(at, "navigation", WHY["leads"])
    elif headings.section(line) is not None:
        page.mark(at, "navigation", WHY["menu"])
    return at in page.marks


def _heads_none(page: Marking, at: int, line: Line) -> bool:
    """Whether a word or two with a colon stand above lines about the page."""
    return line.ends_in_colon and len(line.words) <= 3 and at + 1 in page.marks and not page.hinted_body(at)


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
    elif bureaus.is_starred_name(line):
        page.mark(at, "byline", WHY["short_below"])
    elif credits.desk_label(line) is not None:
        page.mark(at, "desk_label", phrases.SOURCE_WHY)
    elif line.bare in page.own_names:
        page.mark(at, "outlet", WHY["own_name"])


def _signed(page: Marking) -> None:
    """What stands right above the first line about the page: the topics of the page, or who signs the text.

    Short lines without a full stop may as well be text: districts, results, verses. So it takes more than their
    place: topics are words of the text above them, and a signature has the form of one.
    """
    noise = (at for at in page.tail() if at in page.marks and page.kind(at) != "caption")
    first = next((at for at in noise if at - 1 > page.end and at - 1 not in page.marks), None)
    run: list[int] = []
    for at in range((first or 0) - 1, page.end, -1):
        if at in page.marks or not _may_be_topic(page, at):
            break
        run.append(at)
    if len(run) > 1 and _are_topics(page, run):
        for at in run:
            page.mark(at, "navigation", phrases.TOPICS_WHY)
    elif first is not None:
        _signature(page, first - 1)


def _may_be_topic(page: Marking, at: int) -> bool:
    line = page.lines[at]
    plain = not line.ends and not line.is_item and not _NO_TOPIC.search(line.text)
    return plain and 0 < len(line.words) <= _TOPIC_WORDS and not page.hinted_body(at)


def _are_topics(page: Marking, run: list[int]) -> bool:
    """Whether nearly all words of most of these lines are words of the text or of sections."""
    known = {stem(token) for at in range(page.end + 1) for token in _words(page.lines[at])}
    said = [all(stem(token) in known | vocabulary.SECTIONS for token in page.lines[at].tokens) for at in run]
    single = sum(len(page.lines[at].words) == 1 for at in run)
    return sum(said) * 4 >= len(said) * 3 or (any(said) and single * 3 >= len(run) * 2 and len(run) > 2)


def _words(line: Line) -> list[str]:
    return line.tokens if line.is_short else re.findall(r"\w+", fold(line.text))


def _signature(page: Marking, at: int) -> None:
    """«المرسى/سارة الكعبي», «Khalid Omar» right below a sentence: nothing is read from it."""
    line, above = page.lines[at], page.lines[at - 1]
    slashed = (
        "/" in line.text
        and not re.search(r"\w\w\.\w\w", line.text)
        and len(line.words) <= _MORE
        and not _NO_TOPIC.search(line.text)
    )
    named = credits.is_given(line.text) and credits.is_person(line.text)
    if not line.ends and not page.hinted_body(at) and (slashed or (named and above.is_prose and above.ends)):
        page.mark(at, "byline", WHY["short_below"])
