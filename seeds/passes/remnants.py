"""What is left between the title and the text, where the head of a page has credits and buttons. Pure.

A news text begins with a sentence: a word or two above it that neither stop nor head it belong to the page.
"""

from __future__ import annotations

import re

from claims.arabic import fold, stem

from .. import credits, headings, vocabulary
from ..gazetteer import PLACES
from ..lines import Line
from ..lines import line as line_of
from ..marking import WHY, Marking
from ..vocabulary import folded

CREDITS = frozenset({"translator", "byline", "outlet", "desk_label", "date"})
BESIDE = CREDITS | {"navigation", "caption", "section", "repeated_title", "bio", "comment_form"}
FEW = 4  # words of a line that may be a credit which no one understands
_OPENING = 80  # words of the first paragraphs in which those of a heading come again
_CAPTION = 7  # words of a caption that nothing says to be one
RUN = 2  # such lines one below the other


# Headings with which a text may begin, though it says none of their words.
_OPENERS = folded(
    "مقدمة|المقدمة|تمهيد|مدخل|توطئة|خلفية|الخلفية|البداية|استهلال|ملخص|الملخص|خلاصة|تعريف|الفصل الأول|الجزء الأول",
    "introduction|background|overview|prologue|preface|context|part one|chapter one|the beginning|foreword|abstract",
)


# Above the lines with which a page sums up the text.
_SUMMARIES = folded(
    "ملخص|الملخص|summary|key points|أبرز النقاط|النقاط الرئيسية|key takeaways|highlights|at a glance|في سطور"
)


def _are_names(line: Line) -> bool:
    """Several persons with common given names, and nothing else: «ندى عرفات وعمر سعيد»."""
    names = credits.people(line.text) if len(line.words) <= FEW * 3 else ()
    if len(names) < 2 or not any(map(credits.is_given, names)) or not all(map(credits.is_full_name, names)):
        return False
    return sum(len(name.split()) for name in names) + len(names) > len(line.text.split())


def remnants(page: Marking, places: range) -> None:
    """Where the head of a page has buttons and credits, a word or two that no sentence needs belong to them.

    The last line above the text may be its first heading; the line right below the title a short subtitle.
    """
    if page.title is None or not page.seems_stopped() or not any(_is_of_head(page, at) for at in places):
        return
    for at, line in page.open(places):
        if line.bare in _SUMMARIES and line.ends_in_colon and not page.hinted_body(at):
            page.mark(at, "other_noise", WHY["among"])
        if page.hinted_body(at) or line.ends or line.ends_in_colon or at in page.numerals or at in page.marks:
            continue
        if _are_names(line):
            page.mark(at, "byline", WHY["among"])
        if len(line.words) > FEW:
            continue
        if at == page.begin - 1:
            if _is_no_heading(page, at, line):
                page.mark(at, "other_noise", WHY["among"])
        elif headings.is_phrase(line):
            continue
        elif at != page.title + 1 or len(line.words) <= RUN or _is_printed_before(page, line):
            page.mark(at, "other_noise", WHY["among"])
    _undescribed(page, places)


def _is_of_head(page: Marking, at: int) -> bool:
    return page.kind(at) in BESIDE


def _is_no_heading(page: Marking, at: int, line: Line) -> bool:
    """Whether the last short line above the text heads none of it: in another script, printed above, a name of the
    page; or a word or two below others about the page, of which the first paragraphs say nothing.
    """
    text = page.lines[page.begin : page.begin + RUN]
    said = " ".join(each.text for each in text)
    if line.text.isascii() and not said[:200].isascii() and not _shares_letters(line.text, said):
        return True
    if _is_printed_before(page, line) or _is_quoted(page, line):
        return True
    if not (_is_of_head(page, at - 1) or page.marks.get(at - 1, ("", ""))[1] == WHY["among"]):
        return False
    if _is_unread_credit(line):
        return True
    if line.bare in _OPENERS or len(line.words) > RUN:
        return False
    words = {stem(fold(word)) for each in text for word in each.words[:_OPENING]}
    return not any(stem(token) in words for token in line.tokens)


_NAME_IN = re.compile(r"(.{3,40}?)\s?(?:\(([^()]{2,30})\)|\s(?:in|من|في|from)\s(.{2,30}))")


def _is_unread_credit(line: Line) -> bool:
    """A name, an office, an agency, or one of them and a place: «د. سمير الخطيب», «Ada Quill in Marsa»."""
    if credits.is_role(line) or credits.is_honored(line.text) or any(map(credits.is_given, credits.people(line.text))):
        return True
    if line.tokens and line.tokens[0].removeprefix("ال") in vocabulary.OUTLET_FIRST:
        return True
    match = _NAME_IN.fullmatch(line.text)
    if match is None:
        return False
    place = line_of(match[2] or match[3])
    if credits.is_person(match[1]) and (credits.is_given(match[1]) or credits.is_beside(place.text)):
        return True
    single = line_of(match[1])
    return len(single.words) == 1 and place.bare in PLACES and single.bare not in vocabulary.NO_NAME


def _shares_letters(words: str, text: str) -> bool:
    """Whether a text in another script says one of the words as well: «iPhone 17»."""
    return any(word in text for word in words.split() if len(word) > 1)


def _is_printed_before(page: Marking, line: Line) -> bool:
    """Whether a line stands above the title as well."""
    above = range(max(0, (page.title or 0) - FEW), page.title or 0)
    return any(line.repeats(page.lines[place]) for place in above)


def _is_quoted(page: Marking, line: Line) -> bool:
    """Whether the text names a line's words in quotation marks: the outlet, by its name."""
    if not 2 <= len(line.words) <= FEW:
        return False
    quoted = tuple(f"{opening}{line.text}{closing}" for opening, closing in ('""', "«»", "“”"))
    return any(words in each.text for each in page.lines[page.begin :] for words in quoted)


def _undescribed(page: Marking, places: range) -> None:
    """What an image shows, below the credits, where a standfirst stands above them already: one line, no sentence."""
    if page.title is None or page.title + 1 not in places or not _is_wide(page, page.title + 1):
        return
    wide = [at for at, _ in page.open(places) if at > page.title + 1 and _is_wide(page, at)]
    if len(wide) == 1 and _is_of_head(page, wide[0] - 1) and len(page.lines[wide[0]].words) >= _CAPTION:
        page.mark(wide[0], "caption", WHY["undescribed"])


def _is_wide(page: Marking, at: int) -> bool:
    line = page.lines[at]
    free = at not in page.marks or page.kind(at) == "standfirst"
    plain = not (line.ends or line.ends_in_colon or line.is_item or page.hinted_body(at))
    return free and plain and len(line.words) > FEW + 1
