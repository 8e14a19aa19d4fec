"""What stands above the running text: sections, credits, dates, buttons, captions, a standfirst. Pure."""

from __future__ import annotations

import re

from claims.arabic import fold

from .. import bureaus, captions, credits, headings, labels, phrases, stamps
from ..kinds import Kind
from ..lines import Line
from ..lines import line as line_of
from ..marking import MOST, WHY, Marking
from .dating import note_dates
from .everywhere import aside, byline
from .remnants import BESIDE, CREDITS, FEW, RUN, remnants

_SPAN = 12  # lines between a standfirst and the text; above a title, the lines in which an outlet may stand
_STANDFIRST = 160  # words
_ALTERNATIVE = 20  # words of what is shown in an image's place


def above(page: Marking) -> None:
    """Above the title."""
    if page.title is None:
        return
    for at, line in page.open(range(page.title)):
        if not (_known(page, at, line, note_bare_date=at == page.title - 1) or page.hinted_body(at)):
            _short_above(page, at, line)
    _note_section(page)


def _short_above(page: Marking, at: int, line: Line) -> None:
    if page.has_text and len(line.words) <= FEW and not line.ends_in_stop:
        page.mark(at, "other_noise", WHY["above"])
    elif captions.caption(line, near=True):
        page.mark(at, "caption", WHY["caption"])


def between(page: Marking) -> None:
    """Between the title and the text; where there is no title, above the text."""
    first = 0 if page.title is None else page.title + 1
    _pass_standfirst(page, first)
    places = range(first, page.begin)
    for at, line in page.open(places):
        _known(page, at, line, note_bare_date=True)
    for at, line in page.open(places if page.title is not None else ()):
        if bureaus.is_of_page(line) and not page.hinted_body(at):
            page.mark(at, "byline", WHY["of_page"])
    _contents(page, places)
    _names_with_roles(page, places)
    if page.has_text:
        _sandwiched(page, places)
        _beside_credits(page, places)
        remnants(page, range(first, page.begin))
    _note_section(page)
    _standfirst(page, first)


def _known(page: Marking, at: int, line: Line, *, note_bare_date: bool) -> bool:
    """Mark a line whose words, here, leave no doubt."""
    if stamps.is_clock(line):
        return _clock(page, at)
    tests = (_button, _section, _date, _caption, _credit, _desk, _own)
    return any(test(page, at, line, note_bare_date) for test in tests)


def _clock(page: Marking, at: int) -> bool:
    """A time of day; where others follow it in the text, the first of them belongs to it."""
    if at != page.begin - 1 or not any(stamps.is_clock(line) for _, line in page.open(range(page.begin, page.end))):
        page.mark(at, "date", WHY["clock"])
    return True


def _button(page: Marking, at: int, line: Line, _: bool) -> bool:
    label = (
        labels.find(line, "edge") or _contact(line) or (labels.find(line, "after") if at > (page.title or 0) else None)
    )
    if headings.crumbs(line) or headings.is_trail(line) or headings.is_row(line):
        page.mark(at, "section", WHY["crumbs"])
    elif label is not None:
        page.mark(at, *label)
    elif labels.is_button(line):
        page.mark(at, "navigation", phrases.SHARE_WHY)
    elif labels.is_dial(line) and stamps.stamp(line) is None and at not in page.numerals:
        page.mark(at, "navigation", WHY["dial"])
    else:
        aside(page, at, line)
    return at in page.marks


_CONTACT = phrases.pattern(
    r"(?:media |press )?contacts?(?: information)? ?:", r"(?:للتواصل|جهة الاتصال)(?: الإعلامي)? ?:"
)


def _contact(line: Line) -> tuple[Kind, str] | None:
    """«Contact: Media Relations, 555-0142», as press releases begin."""
    few = len(line.words) <= 12 and not line.ends_in_stop
    return ("other_noise", phrases.BOX_WHY) if few and _CONTACT.match(line.bare) else None


def _section(page: Marking, at: int, line: Line, _: bool) -> bool:
    if headings.section(line) is not None:
        page.mark(at, "section", WHY["section"])
    return at in page.marks


def _date(page: Marking, at: int, line: Line, note_bare: bool) -> bool:
    said = stamps.stamp(line, frozenset(page.own_names))
    if said is None and page.title is not None and at > page.title and _DATED.fullmatch(line.text):
        page.mark(at, "date", WHY["of_page"])
        return True
    if said is None or (said.is_bare and _begins_chronology(page, at)):
        return False
    page.mark(at, "date", WHY["date"])
    if number := stamps.printed_issue(line):
        page.note("issue_number", at, number)
    if note_bare or not said.is_bare:
        note_dates(page, at, said)
    return True


# «26/02/2025 مؤشر خاص»: a day in figures, and the outlet.
_DATED = re.compile(r"(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{4}[/.-]\d{1,2}[/.-]\d{1,2})(?:\s[^\W\d]+){1,3}")


def _begins_chronology(page: Marking, at: int) -> bool:
    """Whether a bare date right above the text is the first of several that head its parts."""
    return page.has_text and at == page.begin - 1 and _is_chronology(page, range(page.begin, page.end), at)


def _is_chronology(page: Marking, places: range, but: int) -> bool:
    """Whether bare dates, beside the one in question, stand among ``places``."""
    return any(at != but and (said := stamps.stamp(line)) and said.is_bare for at, line in page.open(places))


def _caption(page: Marking, at: int, line: Line, _: bool) -> bool:
    if page.title is not None and at > page.title and captions.caption(line, near=True):
        page.mark(at, "caption", WHY["caption"])
    return at in page.marks


def _credit(page: Marking, at: int, line: Line, _: bool) -> bool:
    name = credits.doubled(line)
    if name is not None:
        page.mark(at, "byline", WHY["doubled_name"])
        page.add("authors", at, name)
    elif credits.doubled_word(line):
        page.mark(at, "other_noise", WHY["doubled_word"])
    else:
        names = _dated(page, at, line)
        if names is None:
            names = credits.authors(line, loose=True)
        if names is None:
            names = _formed(page, at, line)
        if names is None:
            names = credits.beside(line, page.own_names, near=_is_near(page, at))
        if names is None and len(line.words) <= 8:
            names = _corroborated(page, line)
        if names is not None:
            byline(page, at, names)
    return at in page.marks


def _dated(page: Marking, at: int, line: Line) -> tuple[str, ...] | None:
    """«نُشر في 20 نوفمبر 2024 بواسطة سوسن البيطار», «By Jane Doe | 4 March 2025»: a credit and a date on one line."""
    found = credits.dated(line)
    if found is None:
        return _before_clock(page, at, line)
    names, rest = found
    said = stamps.stamp(rest, frozenset(page.own_names))
    if said is None:
        return None
    note_dates(page, at, said)
    return names


def _before_clock(page: Marking, at: int, line: Line) -> tuple[str, ...] | None:
    """«Owen Takahara – Jan 30, 2025 2:37 PM | 186»: who wrote, if the name stands alone further down as well."""
    pieces = [piece.strip() for piece in _BARS.split(line.text)] if len(line.words) <= _SPAN else []
    if not 2 <= len(pieces) <= 3 or page.title is None or at < page.title or not credits.is_person(pieces[0]):
        return None
    said = stamps.stamp(line_of(pieces[1]))
    if said is None or (len(pieces) == 3 and not labels.is_dial(line_of(pieces[2]))):
        return None
    note_dates(page, at, said)
    name = line_of(pieces[0])
    return (name.text,) if any(name.repeats(each) for each in page.lines[page.begin :]) else ()


_BARS = re.compile(r"\s*[|•·–—]\s*|\s-\s")


def _formed(page: Marking, at: int, line: Line) -> tuple[str, ...] | None:
    """A byline by its form, between the title and the text: beside a handle, a role, a place, the outlet, a date."""
    if page.title is None or at <= page.title or page.hinted_body(at):
        return None
    bare = bureaus.without_contact(line)
    if bare is not None:
        return credits.authors(bare, loose=True) or bureaus.placed(bare) or credits.beside(bare, (), near=False)
    names = bureaus.with_role(line)
    if names is None and "|" in line.text:
        names = _before_date(page, at, line)
    return names or _of_outlet(page, at, line)


def _before_date(page: Marking, at: int, line: Line) -> tuple[str, ...] | None:
    """«طرابلس - بوابة الساحل: سالم العريبي | الأحد 23 مارس 2025, 12:40»."""
    credit, _, date = line.text.rpartition("|")
    said = stamps.stamp(line_of(date), frozenset(page.own_names)) if credit.strip() else None
    names = credits.beside(line_of(credit), page.own_names, near=True) if said is not None else None
    if names:
        note_dates(page, at, said)
    return names


def _of_outlet(page: Marking, at: int, line: Line) -> tuple[str, ...] | None:
    """«درب بلدي – سالم العريبي»: a common given name beside words by which the text calls its outlet again."""
    found = bureaus.named_in(bureaus.in_pieces(line))
    if found is None or "?" in line.text or "؟" in line.text:
        return None
    name, other = found
    return (name,) if at >= page.begin - FEW and _is_said_again(page, at, other) else None


def _is_said_again(page: Marking, at: int, words: str) -> bool:
    """Whether other lines say the same two words or more: the outlet of which the text speaks."""
    said = fold(words)
    return len(said.split()) > 1 and any(said in each.folded for place, each in enumerate(page.lines) if place != at)


def _corroborated(page: Marking, line: Line) -> tuple[str, ...] | None:
    """Whom a line names, if the note on the author names them too; no one new where they are known already."""
    pieces = [piece for piece in credits.parts(line) if credits.is_person(piece)]
    noted = tuple(piece for piece in pieces if any(note.startswith(f"{fold(piece)} ") for note in page.bios))
    return noted or (() if page.authors() & {fold(piece) for piece in pieces} else None)


def _is_near(page: Marking, at: int) -> bool:
    """Whether another credit or a date stands next to a line."""
    for place in (at - 1, at + 1):
        if page.kind(place) in CREDITS:
            return True
        if 0 <= place < len(page.lines) and place not in page.marks and stamps.stamp(page.lines[place]):
            return True
    return False


def _desk(page: Marking, at: int, line: Line, _: bool) -> bool:
    label = credits.desk_label(line)
    if label is None and (bureaus.is_sent_from(line) or _is_byline_by_place(page, at, line)):
        page.mark(at, "byline", WHY["among"])
    elif label is None and any(test(page, at, line) for test in (_is_printed_above, _is_bureau, _is_sent)):
        page.mark(at, "desk_label", WHY["among"])
    elif label is not None:
        page.mark(at, "desk_label", label.reason)
        if label.outlet:
            page.note("outlet", at, label.outlet)
    return at in page.marks


def _is_byline_by_place(page: Marking, at: int, line: Line) -> bool:
    """A name with its title of honor between title and text, or behind a place and a slash; nothing is read from it."""
    if page.title is None or at <= page.title or not page.has_text or page.hinted_body(at):
        return False
    if line.ends_in_colon and "(" in line.text and len(line.words) <= FEW * 2:
        return at == page.begin - 1  # «أبين (المرسى) سالم العولقي:»
    before, slash, name = line.text.partition("/")
    if slash:
        return at == page.begin - 1 and 0 < len(before.split()) <= 3 and credits.is_full_name(name.strip())
    return at == page.title + 1 and credits.is_honored(line.text)


def _is_sent(page: Marking, at: int, line: Line) -> bool:
    """«قلقيلية- صدى القدس- خاص» below the title: one of the pieces is a label of the desk."""
    if page.title is None or at <= page.title or page.hinted_body(at):
        return False
    pieces = bureaus.in_pieces(line)
    if bureaus.holds_desk(pieces):
        return True
    if at != page.begin - 1 or len(pieces) != 2:
        return False
    return bureaus.names_quoted(line) or any(_is_said_again(page, at, piece) for piece in pieces)


def _is_printed_above(page: Marking, at: int, line: Line) -> bool:
    """Whether a desk or a place beside a name stands above the title and below it."""
    if page.title is None or at < page.title or not bureaus.is_credit_like(line):
        return False
    return any(line.repeats(page.lines[place]) for place in range(max(0, page.title - 2), page.title))


def _is_bureau(page: Marking, at: int, line: Line) -> bool:
    """Whether the service that an author works for stands right below the credit."""
    last = line.tokens[-1] if line.tokens else ""
    few = len(line.words) <= FEW + 1 and all(word[:1].isupper() for word in line.words)
    return few and not line.ends and last in {"service", "bureau", "unit"} and page.kind(at - 1) == "byline"


def _own(page: Marking, at: int, line: Line, _: bool) -> bool:
    """The outlet: by its words, or because the page gives the same name as its own."""
    if line.bare in page.own_names:
        page.mark(at, "outlet", WHY["own_name"])
        if not (credits.is_person(line.text) and (line.text.isascii() or credits.is_given(line.text))):
            page.note("outlet", at, line.text)
    elif credits.is_outlet(line) and (not credits.is_kind_of_outlet(line) or _is_near(page, at)):
        page.mark(at, "outlet", WHY["outlet"])
        # Further up it may be an entry of a menu, unless the page names it once more.
        if page.title is None or at >= page.title - 1 or _is_named_again(page, at):
            page.note("outlet", at, line.text)
    return at in page.marks


def _is_named_again(page: Marking, at: int) -> bool:
    name = page.lines[at].bare
    return at < _SPAN and any(name in line.folded for line in page.lines[at + 1 :])


def _contents(page: Marking, places: range) -> None:
    """Below buttons, a line that heads a part of the text further down: a list of contents."""
    below = {line.bare for line in page.lines[page.begin :]} if page.has_text else set()
    for at, line in page.open(places):
        if page.kind(at - 1) == "navigation" and line.bare in below and not page.hinted_body(at):
            page.mark(at, "navigation", WHY["contents"])


def _names_with_roles(page: Marking, places: range) -> None:
    """A name, and below it what that person is."""
    for at, line in page.open(places):
        free = page.kind(at + 1) in {None, "desk_label"} and at + 1 in places
        role = page.lines[at + 1] if free else None
        if role is not None and credits.is_role(role) and credits.is_person(line.text):
            page.mark(at, "byline", WHY["name_of_bio"])
            page.mark(at + 1, "bio", WHY["bio"])
            page.add("authors", at, line.text)
        elif len(page.names) < MOST and credits.is_person(line.text):
            page.names.add(line.bare)


def _sandwiched(page: Marking, places: range) -> None:
    """A few words between credits that we do not understand are still no text; nothing is read from them."""
    run: list[int] = []
    for at in places:
        line = page.lines[at]
        if _is_of_caption(page, at, line) or _is_below_image(page, at, line):
            page.mark(at, "caption", WHY["caption"])
        if page.kind(at) in BESIDE:
            for place in run if len(run) <= RUN else ():
                page.mark(place, "byline" if credits.is_person(page.lines[place].text) else "other_noise", WHY["among"])
            run = []
        elif at in page.marks:
            run = []
        elif _chained(page, at, line, places) or _is_between(page, at, line):
            page.mark(at, "other_noise", WHY["among"])
        else:
            few = len(line.words) <= FEW + 2 * (len(credits.parts(line)) > 1) and not headings.is_phrase(line)
            run = [*run, at] if few and not line.ends and not page.hinted_body(at) else []


def _is_between(page: Marking, at: int, line: Line) -> bool:
    """Whether a few words more stand right between a date and a byline: what an image shows, most likely."""
    around = {page.kind(at - 1), page.kind(at + 1)}
    credited = page.kind(at - 1) in {"date", "byline"} and page.kind(at + 1) == "navigation"
    most = FEW * 2 if around == {"date", "byline"} else FEW + 2 if credited else 0
    return len(line.words) <= most and not line.ends and not line.ends_in_colon and not page.hinted_body(at)


def _chained(page: Marking, at: int, line: Line, places: range) -> bool:
    """Whether a word or two follow buttons or credits and head no text: another stands between."""
    few = len(line.words) <= FEW - 1 and not line.ends and not line.ends_in_colon and not page.hinted_body(at)
    few = few and not headings.is_phrase(line)
    after = page.kind(at - 1) in BESIDE or page.marks.get(at - 1, ("", ""))[1] == WHY["among"]
    return few and after and at + 1 in places


def _is_of_caption(page: Marking, at: int, line: Line) -> bool:
    """Whether a line repeats the credit of the caption above it."""
    if at in page.marks or not 2 <= len(line.words) <= _ALTERNATIVE:
        return False
    if _is_shown(page, at, line):
        return True
    near = [page.lines[place] for place in (at - 1, at - 2) if page.kind(place) == "caption"]
    if len(line.words) <= 8 and any(line.bare in above.folded for above in near):
        return True
    return captions.is_said_by_caption(line, page.lines[max(0, at - 2) : at + 3])


_BY = re.compile(r"\s[(\[]([^()\[\]]{3,30})[)\]]$")


def _is_shown(page: Marking, at: int, line: Line) -> bool:
    """What an image shows: above the name of its file, or with a name in brackets that the page says elsewhere."""
    if line.ends_in_stop or page.hinted_body(at) or len(line.words) < 3:
        return False
    if at + 1 < page.begin and stamps.is_file_name(page.lines[at + 1]) and at != (page.title or 0) + 1:
        return True
    match = _BY.search(line.text)
    return match is not None and len(line.words) > FEW and _is_said_again(page, at, match[1])


def _is_below_image(page: Marking, at: int, line: Line) -> bool:
    """Whether a line right above the text follows an image's credit and alternative text, which no full stop ends."""
    above = page.lines[at - 1]
    alternative = len(above.words) > FEW and not above.ends and "(" not in above.text and at not in page.marks
    below = page.kind(at - 1) == "caption" and at == page.begin - 1
    return below and alternative and len(line.words) > FEW and not line.ends


def _beside_credits(page: Marking, places: range) -> None:
    """A line in pieces, one of them a place, a desk or an outlet, next to another credit; nothing is read from it."""
    for at, line in page.open(places):
        known = bureaus.is_credit_like(line) or (at == page.begin - 1 and bureaus.is_in_two(line))
        if known and _is_near(page, at) and not page.hinted_body(at):
            page.mark(at, "byline", WHY["among"])


def _note_section(page: Marking) -> None:
    """The section that stands nearest: above the title, else below it."""
    title = -1 if page.title is None else page.title
    named = [at for at in page.head() if page.kind(at) == "section"]
    best = min(named, key=lambda at: (at > title, abs(at - title)), default=None)
    if best is not None and (name := headings.section(page.lines[best])):
        page.note("section", best, name)


def _pass_standfirst(page: Marking, first: int) -> None:
    """Where a credit follows the first paragraph, it is the standfirst, and the text begins below the credit."""
    if page.title is None or not page.has_text or page.lines[page.begin].is_item:
        return
    second = next((at for at in range(page.begin + 1, len(page.lines)) if page.is_text(at)), None)
    if second is None or second - page.begin > _SPAN or len(page.lines[page.begin].words) > _STANDFIRST:
        return
    if any(_is_credit(page, at) for at in range(page.begin + 1, second)):
        page.mark(page.begin, "standfirst", WHY["standfirst"])
        page.begin = second


def _is_credit(page: Marking, at: int) -> bool:
    if at in page.marks:
        return page.kind(at) in CREDITS
    line = page.lines[at]
    if credits.authors(line, loose=True) or credits.doubled(line) or credits.beside(line, (), near=False):
        return True
    said = stamps.stamp(line)
    return (
        said is not None
        and not (said.is_bare and _is_chronology(page, range(page.end), at))
        and not stamps.is_clock(line)
    )


def _standfirst(page: Marking, first: int) -> None:
    """What stands between the title and a credit, or in more than a few words between the title and the text."""
    if page.title is None or not page.has_text:
        return
    for at, line in page.open(range(first, page.begin)):
        if len(line.words) > 5 and not line.ends_in_colon and not line.is_item and not line.is_sentence:
            page.mark(at, "standfirst", WHY["subtitle"])
            return
