"""Blocks that pages set into a text: forms, lists that say how long they are, contents, promotions. Pure."""

from __future__ import annotations

import re

from .. import captions, headings, labels
from ..lines import Line
from ..lines import line as line_of
from ..marking import WHY, Marking
from ..phrases import pattern
from ..vocabulary import folded
from .endings import is_remark

_BLOCK = 14  # lines between the first and the last of a block
_SHORT = 14  # words of a line in one
_WORDS = 6  # words of the label above contents
_OPENS = pattern(r"skip past .{2,60}$")
_CLOSES = pattern(r"(?:after|end of) (?:.{2,60} )?(?:promotion|newsletter|signup|sign-up|ad|advert|list)$")
_COUNTED = pattern(r"list of \d+ items?$", r"list \d+ of \d+$", r"قائمة من \d+ (?:عناصر|عنصر|عنصرين)$")
_COUNT_ENDS = folded("end of list|نهاية القائمة|نهاية")
_CONTENTS = pattern(
    r"(?:جدول |قائمة )?(?:ال)?محتويات(?: (?:هذا )?(?:المقال|الموضوع|التقرير|الصفحة))?(?: ?\[?(?:إخفاء|عرض|إظهار)\]?)?$",
    r"(?:في|ماذا في) هذا (?:المقال|التقرير|الموضوع)(?: ?(?:إخفاء|عرض))?$",
    r"(?:table of )?contents(?: ?\[?(?:hide|show|toggle)\]?)?$|(?:in this (?:article|story|guide)|on this page)$",
)
_NUMBER = re.compile(r"^[\d.)(\-–—•*·\s]{1,8}")
_LIST = 3  # lines
_PROMOTED = re.compile(r"[$€£]\s?\d|\||\b(?:19|20)\d\d\b|\d\s?%\s?(?:off|خصم)")
# Sections as labels name them: what also stands in sentences without an article is left out.
_BARE_SECTIONS = folded(
    "أخبار|سياسة|اقتصاد|أسواق|طاقة|رياضة|ثقافة|منوعات|مجتمع|صحة|علوم|تكنولوجيا|تقنية|محليات|دوليات|تقارير|فيديو"
) | folded("news|politics|business|economy|markets|energy|sport|sports|culture|opinion|tech|technology|science|world")
_PLAIN = frozenset({"navigation", "related", "other_noise", "comment_form"})


def blocks(page: Marking) -> None:
    """What is framed by lines that say so, and contents that say headings which follow."""
    _framed(page, _OPENS, _CLOSES, frozenset())
    _framed(page, _COUNTED, None, _COUNT_ENDS)
    _contents(page)
    _pictured(page)


def _framed(page: Marking, opens: re.Pattern[str], closes: re.Pattern[str] | None, words: frozenset[str]) -> None:
    """All between a line that opens a block and the one that closes it, where that is near."""
    for at, line in enumerate(page.lines):
        if not line.is_short or len(line.words) > _SHORT or not opens.match(line.bare):
            continue
        places = range(at + 1, min(at + 2 + _BLOCK, len(page.lines)))
        said = (place for place in places if page.lines[place].is_short)
        end = next((to for to in said if _ends(page.lines[to], closes, words)), None)
        for place in range(at, end + 1) if end is not None else ():
            if not page.hinted_body(place):
                page.mark(place, "related" if closes is None else "other_noise", WHY["framed"])


def _ends(line: Line, closes: re.Pattern[str] | None, words: frozenset[str]) -> bool:
    return line.bare in words or (closes is not None and closes.match(line.bare) is not None)


def _contents(page: Marking) -> None:
    """Below a label for contents, lines that come again as headings further down."""
    heads = [at for at, line in page.open() if len(line.words) <= _WORDS and _CONTENTS.match(line.bare)]
    last = {line.bare: at for at, line in enumerate(page.lines) if len(line.words) <= _SHORT} if heads else {}
    for head in heads:
        at, most = head + 1, min(head + 2 * _BLOCK, len(page.lines))
        while at < most and last.get(_unnumbered(page.lines[at]), at) > at and not page.hinted_body(at):
            at += 1
        for place in range(head, at) if at > head + 1 else ():
            page.mark(place, "navigation", WHY["contents"])


def _unnumbered(line: Line) -> str:
    return line_of(_NUMBER.sub("", line.text)).bare if len(line.words) <= _SHORT else ""


def _pictured(page: Marking) -> None:
    """A caption as long as a paragraph above the first of them; a standfirst that does not stop may stand above it."""
    first = 0 if page.title is None else page.title + 1
    for at, line in page.open(range(first, len(page.lines))):
        if not page.is_text(at):
            continue
        if not page.hinted_body(at) and captions.caption(line, near=False):
            page.mark(at, "caption", WHY["caption"])
        elif at != first or line.ends or page.hinted_body(at):
            return


def inserted(page: Marking) -> None:
    """Short lines among noise between two paragraphs: all but the one that may head what follows."""
    if not page.is_stopped:
        return
    run: list[int] = []
    for at in range(page.begin, page.end + 1):
        if _is_of_block(page, at):
            run.append(at)
            continue
        _mark_block(page, run)
        run = []


def _is_of_block(page: Marking, at: int) -> bool:
    if at in page.marks:
        return page.marks[at][0] in _PLAIN
    line = page.lines[at]
    few = len(line.words) <= _SHORT and not line.ends_in_stop and not line.is_prose
    return few and not (line.is_item or line.ends_in_colon or page.hinted_body(at) or is_remark(line))


def _mark_block(page: Marking, run: list[int]) -> None:
    for at in run:
        if label := labels.find(page.lines[at], "after"):
            page.mark(at, *label)
        elif at not in page.marks and _is_teaser(page.lines[at]):
            page.mark(at, "related", WHY["teaser"])
    free = [at for at in run if at not in page.marks]
    if not free or len(free) == len(run):
        return
    heads = free[-1] if free[-1] == run[-1] or len(free) == 1 else None
    listed = _first_listed(page, run, free)
    for at in free:
        if at not in listed and (at != heads or _is_promoted(page.lines[at]) or _is_over_link(page, at)):
            page.mark(at, "other_noise", WHY["inserted"])


def _first_listed(page: Marking, run: list[int], free: list[int]) -> frozenset[int]:
    """Three short lines or more right below a paragraph: a list without its marks, above what stands in the way."""
    first = [at for nth, at in enumerate(free) if at == run[0] + nth]
    lines = [page.lines[at] for at in first]
    plain = not any(
        _is_promoted(line) or labels.is_address(line) or captions.caption(line, near=False) for line in lines
    )
    return frozenset(first if len(first) >= _LIST and plain else ())


def _is_over_link(page: Marking, at: int) -> bool:
    """Whether the name of a section stands over a link to another article."""
    return page.kind(at + 1) == "related" and headings.section(page.lines[at]) is not None


def _is_teaser(line: Line) -> bool:
    """«اقتصاد طاقة أوبك تمضي في زيادة الإنتاج»: two sections without an article before a title."""
    return len(line.words) >= _WORDS and all(token in _BARE_SECTIONS for token in line.tokens[:2])


def _is_promoted(line: Line) -> bool:
    """A price, a date or a bar: no heading of a text. Or nothing but buttons."""
    return _PROMOTED.search(line.text) is not None or labels.is_button(line)
