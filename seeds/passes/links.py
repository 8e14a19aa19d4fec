"""What readers wrote, and the titles of other articles. Pure."""

from __future__ import annotations

from claims.arabic import fold, stem

from .. import credits, labels, lines, stamps
from ..marking import WHY, Marking
from ..vocabulary import folded

_SOON = 8  # lines below the head of a thread in which its buttons or the first comment's date show
_SURE = 12  # words of a line which, where no sentence ends, is no title
_MOST = 12  # titles in a list of links within the text
_QUESTION = 14  # words of a title that asks
_HEADLINE = 6  # words from which a line is rather a title than a heading
_BEGUN = 60  # words of the paragraph below, to tell a heading of it by
_SMALL = 3  # letters of words that any two lines share
_REPLIES = folded("رد|الرد|أضف ردا|reply|تبليغ|newest|oldest|best rated|الأحدث|الأقدم")
_BUTTONS = folded(
    "read more|اقرأ المزيد|continue reading|read the full story|المزيد|قراءة المزيد|read article|التفاصيل"
)
_ENDS = folded("end of list|نهاية القائمة|نهاية|end of")


def threads(page: Marking) -> None:
    """The comments of readers: all that follows their head, where dates or replies stand among it."""
    texts = 0
    for at in range(len(page.lines)):
        texts += page.is_text(at) and at not in page.marks
        enough = texts > (page.kind(at) != "comment_form")
        if enough and _heads_thread(page, at) and any(_is_of_comment(page, at + step) for step in range(1, _SOON + 1)):
            for below, _ in page.open(range(at, len(page.lines))):
                page.mark(below, "comment_form", WHY["thread"])
            return


def _heads_thread(page: Marking, at: int) -> bool:
    if page.kind(at) == "comment_form":
        return True
    label = labels.find(page.lines[at], "edge") if at not in page.marks else None
    return label is not None and label[0] == "comment_form"


def _is_of_comment(page: Marking, at: int) -> bool:
    if at >= len(page.lines):
        return False
    line = page.lines[at]
    return line.core in _REPLIES or stamps.stamp(line) is not None or stamps.ends_in_span(line)


def related(page: Marking) -> None:
    """Titles under «إقرأ أيضا:»: one or a list within the text, all that follow below it."""
    last = max((at for at, _ in page.open() if _is_certain(page, at)), default=-1)
    for at in [at for at, (kind, _) in sorted(page.marks.items()) if kind == "related"]:
        line, hint = page.lines[at], page.hints.get(at)
        if line.bare in _ENDS or labels.carries_title(line) or (hint is not None and hint.kind == "related"):
            continue
        if _links_above(page, at):
            page.mark(at - 1, "related", WHY["related"])
            continue
        run = _all_below(page, at) if at > last else _some_below(page, at)
        for below in run:
            page.mark(below, "related", WHY["related"])


def _links_above(page: Marking, at: int) -> bool:
    """«Read More »» right below the title to which it leads, where text stands above and goes on below."""
    if page.lines[at].bare not in _BUTTONS or not 1 < at < len(page.lines) - 1 or page.is_notice(at - 1):
        return False
    teaser, below = page.lines[at - 1], page.lines[at + 1]
    if at - 1 in page.marks or at - 1 == page.title or page.hinted_body(at - 1) or page.is_text(at - 1):
        return False
    arrow = page.lines[at].text[-1] in "»>→›←«"
    goes_on = page.is_text(at + 1) or len(below.words) < _HEADLINE
    above = page.is_text(at - 2) or page.lines[at - 2].is_sentence
    return above and _is_title(teaser) and not teaser.ends_in_stop and goes_on and (arrow or page.is_text(at + 1))


def _is_certain(page: Marking, at: int) -> bool:
    """Whether an open line is text of the article for certain: a sentence, or so marked."""
    line = page.lines[at]
    if labels.find(line, "end"):
        return False
    if page.is_stopless and len(line.words) >= _SURE and page.is_text(at):
        return True
    return line.is_long or line.is_sentence or (page.is_text(at) and page.hinted_body(at))


def _all_below(page: Marking, label: int) -> list[int]:
    run: list[int] = []
    for at in range(label + 1, len(page.lines)):
        line = page.lines[at]
        if at in page.marks or line.is_long or labels.find(line, "edge") or page.hinted_body(at):
            break
        run.append(at)
    return run


def _some_below(page: Marking, label: int) -> list[int]:
    """One title, or the items of a list; under a label of many, all but what heads the text that follows."""
    run: list[int] = []
    for at in range(label + 1, min(label + 1 + _MOST, len(page.lines))):
        line = page.lines[at]
        asks = not run and line.text.endswith(("؟", "?")) and len(line.words) <= _QUESTION
        prose = line.is_prose and not line.is_item and not asks
        if at in page.marks or prose or line.is_sentence or page.hinted_body(at) or _is_credit(line):
            break
        run.append(at)
    return run[: _taken(page, label, run)]


def _is_credit(line: lines.Line) -> bool:
    """A byline or a date that says of what it is: the head of the article, and no title of another."""
    said = stamps.stamp(line)
    return bool(credits.authors(line, loose=True)) or (said is not None and not said.is_bare)


def _further(page: Marking, run: list[int]) -> int:
    """How many lines below the first title are titles as well: too long for headings, or of other things than what
    follows; where the text has headings, only those with another title below them.
    """
    if len(run) < 2 or not all(_is_title(page.lines[at]) for at in run[1:]):
        return 0
    below = run[-1] + 1
    text = {stem(fold(word)) for word in page.lines[below].words[:_BEGUN]} if below < len(page.lines) else set()
    shared = {stem(token) for token in page.lines[run[-1]].tokens if len(token) > _SMALL} & text
    return len(run) - 1 - bool(shared)


def _is_title(line: lines.Line) -> bool:
    return len(line.words) >= _HEADLINE and not line.ends_in_colon and not line.is_item


def _taken(page: Marking, label: int, run: list[int]) -> int:
    items = next((nth for nth, at in enumerate(run) if not page.lines[at].is_item), len(run))
    if items > 1:
        return items
    if not labels.heads_many(page.lines[label]):
        return 2 if run and page.lines[run[0]].text.isdecimal() else 1 + _further(page, run)
    if len(run) > 1 and len(page.lines[run[-1]].words) <= 4:
        return len(run) - 1
    return len(run)
