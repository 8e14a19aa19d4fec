"""An article does not end in headings: what follows its last sentence is about the page. Pure.

Only where the writer ends paragraphs in a full stop: then a few words without one, below the last, are tags, buttons,
names, titles of other articles. Where no sentence ends, length alone would have to tell them from verses and results.
"""

from __future__ import annotations

import re

from .. import credits, labels, vocabulary
from ..kinds import BODY
from ..lines import Line
from ..marking import WHY, Marking
from ..vocabulary import folded

_SHORT = 14  # words of a line that may be a tag, a button or a title
_GROUP = 3  # lines in a row that speak to readers, at most, below such lines
_GAP = 2  # lines about the page from which what stands below them does not belong to the text
_SPOKEN = 60  # words of a line that speaks to readers, or describes someone
_NAME = 6  # words of a line with a name
_NEAR = 3  # lines between a name and the note on whom it names
_TO_READERS = folded(
    "you|your|yours|subscribe|unsubscribe|signing|inbox|newsletter|registration|cookies|privacy|advertisers|partners",
    "بريدك|بريدكم|اشترك|اشتركوا|اشتراكك|يرجى|المرجو|الرجاء|الاشتراك|للاشتراك|عزيزي|حسابك|البريد|تسجيلك|الخصوصية",
    "تعليقك|تعليقات|التعليقات|النشرة|تفضل|تابعنا|تابعونا|متابعتنا|قرائنا|زوارنا",
)
_QUOTED = re.compile("^[\"“«„']")
# With these a writer takes leave.
_FORMULAS = folded(
    "وللحديث بقية|للحديث بقية|وللحديث صلة|للحديث صلة|والله من وراء القصد|والله المستعان|والله أعلم|والسلام",
    "والسلام عليكم|ودمتم|ودمتم بخير|يتبع|وللقصة بقية|to be continued|the end|more to come|watch this space",
)
# Headings of lists with which a text may end.
_LISTS = folded(
    "المقادير|المكونات|المقادير والمكونات|طريقة التحضير|النتائج|الفائزون|الفائزات|المراجع|الهوامش|هوامش|التشكيلة",
    "الضحايا|قائمة الفائزين|ingredients|method|directions|results|winners|references|notes|footnotes|lineups|scorers",
)
_OPENING, _CLOSING = '«“"', '»”"'
_ASKED = ("?", "؟")
_QUESTIONS = 3  # from more of them on a text asks and answers
_ANSWERS = folded("نعم|لا|yes|no|صوت|vote|موافق|أوافق")
_FIGURE = re.compile(r"\d")
_ASIDE = re.compile(r"\(.*\d.*\)")


def behind(page: Marking) -> None:
    """Where the last sentences speak to readers or describe someone, below lines about the page, end the text above."""
    while page.has_text and page.is_stopped:
        end = _text_above(page)
        if end is None:
            return
        page.end = end


def _text_above(page: Marking) -> int | None:
    at = page.end
    while at > page.begin and page.end - at < _GROUP and not _is_beside(page, at) and _is_about(page, at):
        at -= 1
    if at == page.end:
        return None
    first = at
    while at > page.begin and _is_beside(page, at):
        at -= 1
    return at if first - at >= _GAP and at > page.begin else None


def _is_beside(page: Marking, at: int) -> bool:
    if at in page.marks:
        return page.marks[at][0] not in BODY
    return _is_few(page, at, page.lines[at]) and not page.lines[at].is_item and not page.is_text(at)


def _is_few(page: Marking, at: int, line: Line) -> bool:
    """Whether an open line is a few words that do not stop."""
    return len(line.words) <= _SHORT and not line.ends_in_stop and not page.hinted_body(at)


def _is_about(page: Marking, at: int) -> bool:
    """Whether a line, below others about the page, speaks to readers or describes someone."""
    line = page.lines[at]
    if at in page.marks:
        return page.marks[at][0] not in BODY
    if page.hinted_body(at) or len(line.words) > _SPOKEN or line.says_more or _QUOTED.match(line.text):
        return False
    if labels.addresses(line) or labels.find(line, "end") or _TO_READERS & set(line.tokens):
        return True
    return _is_poll(page, at, line) or _is_note(page, at, line)


def _is_poll(page: Marking, at: int, line: Line) -> bool:
    """Whether a question has its answers right below it, to be chosen from."""
    below = page.lines[at + 1 : at + 3]
    return line.text.endswith(_ASKED) and len(below) > 1 and all(each.bare in _ANSWERS for each in below)


def _is_note(page: Marking, at: int, line: Line) -> bool:
    """«كاتبة تقنية من حلب.», or a note below a name: «Ada covers the coast.» below «Ada Quill»."""
    if not line.tokens or len(line.words) > _SPOKEN // 2:
        return False
    if line.tokens[0] in vocabulary.PROFESSIONS and len(page.lines[at - 1].words) <= _NAME:
        return True
    names = (page.lines[place] for place in range(max(page.begin, at - _NEAR), at))
    return any(credits.is_person(name.text) and name.tokens[0] == line.tokens[0] for name in names)


def beyond(page: Marking) -> None:
    """Below the last sentence: a few words that do not stop, and below two such lines what speaks to readers."""
    if not page.has_text or not page.is_stopped or not page.lines[page.end].ends:
        return
    beside, listed = 0, _ends_in_figures(page)
    for at in page.tail():
        line = page.lines[at]
        if at in page.marks:
            beside, listed = beside + 1, False
        elif listed or (not beside and _announces(page, line)):
            listed = True
        elif _stands_alone(page, at, line, beside):
            page.mark(at, "byline" if credits.is_full_name(line.text) else "other_noise", WHY["beyond"])
            beside += 1
        elif beside >= _GAP and _is_about(page, at):
            page.mark(at, "other_noise", WHY["beyond"])


def is_remark(line: Line) -> bool:
    """A remark in brackets that holds figures: «($1 = 0.96 euros)»."""
    return _ASIDE.fullmatch(line.text) is not None


def _announces(page: Marking, line: Line) -> bool:
    """Whether lines of the text follow: behind a colon, in a quotation that goes on, behind a question among others."""
    quotes = line.text[0] in _OPENING and line.text[-1] not in _CLOSING
    if quotes or line.ends_in_colon or line.bare in _LISTS:
        return True
    return line.text.endswith(_ASKED) and sum(each.text.endswith(_ASKED) for _, each in page.open()) > _QUESTIONS


def _ends_in_figures(page: Marking) -> bool:
    """Whether half of the lines right below the last sentence hold figures: results, measures, the dates of a life."""
    figures = lines = 0
    for at in page.tail():
        if at in page.marks:
            break
        lines += 1
        figures += _FIGURE.search(page.lines[at].text) is not None
    return 0 < lines <= figures * 2


def _stands_alone(page: Marking, at: int, line: Line, beside: int) -> bool:
    if not _is_few(page, at, line) or _QUOTED.match(line.text) or is_remark(line) or line.bare in _FORMULAS:
        return False
    if line.is_item or line.ends:  # the last question of a text, the last item of its list
        return beside >= _GAP
    return True
