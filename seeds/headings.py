"""Sections, crumbs and the choice of a title. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from claims.arabic import fold, stem

from . import credits, vocabulary
from .gazetteer import PLACES
from .lines import TITLE_MOST, Line
from .lines import line as line_of

TITLE_WORDS = 5  # from here on nobody takes a line for a section or a button
_APART = 8  # lines between two printings of a title at most
KICKER_WORDS = 2  # a line so short above a longer one is no title but stands over it

_ENDS = ".؟!?…"
_CRUMB = re.compile(
    r"^[-–—•\s]{0,5}(?:(?:نُشر|نشر|نُشرت|نشرت|posted|filed)\s+)?(?:في|in|under|القسم|قسم|التصنيف|section|category)\s{0,3}:?\s{0,3}(.+)$",
    re.IGNORECASE,
)
_HOME = vocabulary.folded("الرئيسية", "الصفحة الرئيسية", "home", "home page", "أنت هنا", "you are here", "بيت")
_JOINT = re.compile(r"[,،/|>»›\\←→•·«‹]|\s[-–—]\s")


def crumbs(line: Line) -> list[str]:
    """The parts of a path through the site that begins at its home page; empty where a line is none.

    >>> crumbs(line_of("الرئيسية > اقتصاد > طاقة")), crumbs(line_of("اقتصاد"))
    (['اقتصاد', 'طاقة'], [])
    """
    if not line.is_short or len(line.words) > 40:
        return []
    names = [name for part in _JOINT.split(line.text) if (name := part.strip(" :"))]
    return names[1:] if len(names) > 1 and fold(names[0]).strip(" :") in _HOME else []


_TRAIL = 6  # words


def is_trail(line: Line) -> bool:
    """Whether a line is a path through the site whose marks are lost: the home page, and sections behind it.

    >>> [is_trail(line_of(text)) for text in ("الرئيسية اقتصاد شركات", "Home News Metro", "Home health aides strike")]
    [True, True, False]
    """
    tokens = line.tokens
    if not 2 <= len(tokens) <= _TRAIL or line.ends or line.ends_in_colon or tokens[0] not in _HOME:
        return False
    known = sum(bool({token, stem(token)} & vocabulary.SECTIONS) for token in tokens[1:])
    if tokens[0].isascii():
        return known * 2 >= len(tokens) - 1 and len(tokens) <= 4 and all(word[0].isupper() for word in line.words)
    return known * 3 >= len(tokens) - 1 and not set(tokens) & vocabulary.NO_NAME - vocabulary.SECTIONS


_CRUMBS = 3  # words of each crumb


def is_row(line: Line) -> bool:
    """Whether bars divide a line into a few words each, sections and places among them: crumbs without a home page.

    >>> [is_row(line_of(text)) for text in ("أخبار|سياسة|السودان", "UAE / Transport", "غزة | هدنة على الأبواب")]
    [True, True, False]
    """
    if not line.is_short or not 2 <= len(line.words) <= 10 or line.ends or line.ends_in_colon:
        return False
    names = [name for part in re.split(r"\s?[|/>»›]\s?", line.text) if (name := line_of(part).bare)]
    known = sum(_names_section(name) or _names_local(name) for name in names)
    few = 2 <= len(names) <= 4 and all(len(name.split()) <= _CRUMBS for name in names)
    return few and known > 0 and known + sum(name in PLACES for name in names) >= len(names)


def _names_local(name: str) -> bool:
    """«China Economy»: a place beside a section."""
    words = name.split()
    return 2 <= len(words) <= _CRUMBS and all(_is_section_word(word) or word in PLACES for word in words)


def section(line: Line) -> str | None:
    """The first section that a label or a crumb names.

    >>> section(line_of("علوم وتكنولوجيا")), section(line_of("- فيتكنولوجيا, واجهة"))
    ('علوم وتكنولوجيا', 'تكنولوجيا')
    >>> section(line_of("علوم النجاح في الحياة")) is None, section(line_of("الرئيسية / هواتف / مراجعات"))
    (True, 'هواتف')
    """
    if path := crumbs(line):
        return path[0] if len(path[0].split()) <= 4 else None
    if not 1 <= len(line.words) <= 8 or line.ends or not line.is_short:
        return None
    if is_trail(line):
        return line.words[1] if len(line.words) == 2 else None  # with more, where one name ends is lost
    crumb = _CRUMB.match(line.text)
    names = [name.strip() for name in _JOINT.split(crumb[1] if crumb else line.text) if name.strip()]
    if names and all(_names_section(name) for name in names):
        return names[0]
    return None


def _names_section(name: str) -> bool:
    words = line_of(name).tokens
    if not 0 < len(words) <= 4:
        return False
    return all(_is_section_word(word) for word in words) and words[0] not in vocabulary.SECTION_JOINS


def _is_section_word(word: str) -> bool:
    return bool({word, stem(word)} & vocabulary.SECTIONS) or word in vocabulary.SECTION_JOINS


def suffixed(line: Line, title: str) -> str | None:
    """What follows the folded ``title`` on a line after a dash or a bar: the name of the site.

    >>> suffixed(line_of("ما الذي حدث | محور بلس"), fold("ما الذي حدث"))
    'محور بلس'
    """
    if not title or not line.is_short or not line.folded.startswith(title):
        return None
    rest = line.folded[len(title) :]
    match = re.match(r"[.؟!?]?\s?[|\-–—:»•·]\s?(\S.{0,60})$", rest)
    return match[1].strip() if match and len(match[1].split()) <= 6 else None


def states(stated: str | None, line: Line) -> bool:
    """Whether a title that is stated elsewhere is this line, but for punctuation and the name of the site."""
    if not stated or not line.bare:
        return False
    other = _stated(stated)
    return line.repeats(other) or suffixed(line, other.bare) is not None or suffixed(other, line.bare) is not None


@lru_cache(maxsize=64)
def _stated(stated: str) -> Line:
    return line_of(stated)


def title(head: Sequence[tuple[int, Line]]) -> int | None:
    """The place of the title among the lines above the running text that no one has marked, in text order.

    The line that is printed twice; else the first of three words or more, unless it is a kicker above a longer one.
    """
    if not head:
        return None
    twice = doubled(head)
    if twice is not None:
        return twice
    longer = _said_longer(head)
    if longer is not None:
        return longer
    if len(head) > 1 and credits.is_given(head[1][1].text) and credits.is_person(head[1][1].text):
        return head[0][0]
    for nth, (at, line) in enumerate(head):
        words = len(line.words)
        below = head[nth + 1][1] if nth + 1 < len(head) and head[nth + 1][0] == at + 1 else None
        over = _is_kicker(line, below) or _is_shoulder(line, below) or (nth == 0 and _is_of_section(line, head))
        if words > KICKER_WORDS and not over:
            return at
    return next((at for at, line in head if not line.ends_in_colon), head[0][0])


def doubled(head: Sequence[tuple[int, Line]]) -> int | None:
    """The first line that a later one repeats, bare or with the name of the site."""
    seen: dict[str, int] = {}
    longer: set[str] = set()
    for at, line in head:
        bare = _ANNOUNCED.sub("", line.bare).strip(_ENDS)
        if bare in longer:
            return at
        if not 3 <= len(line.words) <= TITLE_MOST or (credits.is_given(line.text) and credits.is_person(line.text)):
            continue
        short = _without_site(line)
        for said in (bare, *short):
            if said in seen and at - seen[said] <= _APART:
                return seen[said]
        seen[bare] = at
        longer.update(short)
    return None


def _said_longer(head: Sequence[tuple[int, Line]]) -> int | None:
    """The line that says what an earlier one says and more, or says it without a section and a slash before it."""
    for nth, (at, line) in enumerate(head):
        short = line.bare.strip(_ENDS)
        for place, other in head[nth + 1 : nth + 1 + _APART]:
            if place - at > _APART or len(line.words) < 3 or len(other.words) > TITLE_MOST or other.is_long:
                continue
            if begins_with(other, short) or is_filed(line, other):
                return place
    return None


def begins_with(line: Line, short: str) -> bool:
    """Whether a line begins with the folded words ``short`` and goes on."""
    rest = line.bare[len(short) :] if short and line.bare.startswith(short) else ""
    return bool(rest) and not (rest[0].isalnum() or rest[0] == "_") and any(letter.isalnum() for letter in rest)


_ALIKE = 0.8  # of the words of the shorter line


def is_filed(line: Line, other: Line) -> bool:
    """«عام / أمانة منطقة القصيم تنفذ …» above «أمانة القصيم تنفذ …», as agencies print their titles twice."""
    before, slash, rest = line.text.partition(" / ")
    if not slash or not 1 <= len(before.split()) <= 2:
        return False
    said, again = set(fold(rest).split()), set(other.folded.split())
    few = min(len(said), len(again))
    return few >= TITLE_WORDS and len(said & again) >= _ALIKE * few


_ANNOUNCED = re.compile(r"^(?:watch|video|photos|listen|gallery|" + fold("شاهد|فيديو|بالفيديو|بالصور") + r") ?[:|] ?")


def _without_site(line: Line) -> list[str]:
    """What a line says before its last dash or bar."""
    match = re.match(r"(.{8,}\S)\s?(?:[|»•·]|\s[-–—])\s?[^|»•·]{2,60}$", line.bare)
    return [match[1].strip(" |-–—»•·" + _ENDS)] if match else []


def _is_kicker(line: Line, below: Line | None) -> bool:
    """Whether a short line stands over the title: it ends in a colon, or a title of common length follows at once."""
    if below is None or len(line.words) >= TITLE_WORDS:
        return False
    return line.ends_in_colon and len(below.words) >= KICKER_WORDS


_SECTION = 3  # words of a longer name of a section


def _is_of_section(line: Line, head: Sequence[tuple[int, Line]]) -> bool:
    """«اقتصاد البلدات العربية» above a question, or above a title and more: it begins as the name of a section does."""
    if len(line.words) > _SECTION or not line.tokens or not _is_section_word(line.tokens[0]) or len(head) < 2:
        return False
    below = head[1][1]
    longer = KICKER_WORDS * 3 <= len(below.words) <= TITLE_MOST and not below.is_sentence
    return longer and head[1][0] == head[0][0] + 1 and below.text.endswith(("?", "؟"))


# With these begins what stands over a title and says why or when; alone it is no title.
_SHOULDERS = vocabulary.folded(
    "بعد|وسط|رغم|برغم|خلال|بسبب|بحضور|بمشاركة|برعاية|بهدف|ضمن|تزامنا|بالتزامن|استعدادا|تنفيذا|بتوجيهات|بتوجيه|عقب|إثر",
    "غداة|عشية|تحت|بدعوة|بتكليف|بتمويل|بدعم|بموجب|لمواجهة|لمناقشة|لبحث|لتعزيز|تحسبا|تمهيدا|احتجاجا|فيما|بينما|بقيمة",
    "للمرة|بتكلفة|بعدما|قبيل|طالت|شملت|تضم|أكد|أكدوا|طالبوا|دعوا|حذروا|من بينها|بينهم",
)
_SHOULDER = 9  # words
_BELOW_SHOULDER = 13  # words of a title; a standfirst has more


def is_phrase(line: Line) -> bool:
    """Whether a few words begin as a phrase of when or why does, and no name: «للمرة الرابعة على التوالي»."""
    return len(line.words) >= 3 and bool(line.tokens) and line.tokens[0] in _SHOULDERS


def _is_shoulder(line: Line, below: Line | None) -> bool:
    """«بعد رفع سن القبول إلى 6 سنوات» right above the title: a phrase of when or why, and no more."""
    if below is None or not line.tokens or line.tokens[0] not in _SHOULDERS or len(line.words) > _SHOULDER:
        return False
    if line.ends or re.search(r"\.\.|[:،,؛…|]|\s[-–—]\s", line.text) or below.ends_in_stop or not below.tokens:
        return False
    return (
        TITLE_WORDS <= len(below.words) <= _BELOW_SHOULDER
        and below.tokens[0] not in _SHOULDERS
        and len(below.words) >= len(line.words) - 1
        and not credits.is_person(below.text)
    )


def site(stated: str, line: Line) -> str | None:
    """The name of the site that stands behind the title in ``stated``, folded; ``line`` is the title."""
    return suffixed(line_of(stated), line.bare)


_TRIM = ' \t:：.،,؛;*|-–—ـ/\\•·«»"“”()[]…'
_RIGHTS = re.compile(
    r"©|\(c\)|copyright|all rights reserved|(?:جميع|كل|كافه)?\s?(?:ال)?حقوق(?: النشر| الطبع)?(?: والنشر)?(?: محفوظه)?"
    r"|محفوظه|\b(?:19|20)\d{2}\b|\bby\b|\bلدي\b|\d"
)


def rights_holder(line: Line) -> set[str]:
    """The names, folded, that a line of copyright gives; each way in which the page may print them elsewhere.

    >>> sorted(rights_holder(line_of("جميع الحقوق محفوظة لصحيفة المرسى © 2025")))
    ['المرسي', 'صحيفه المرسي', 'لصحيفه المرسي']
    """
    if "©" not in line.text and "حقوق" not in line.folded and "copyright" not in line.folded:
        return set()
    name = " ".join(_RIGHTS.sub(" ", line.folded).strip(_TRIM).split()).strip(_TRIM)
    if not 1 <= len(name.split()) <= 5:
        return set()
    bare = name.removeprefix("ل")
    kind, _, rest = bare.partition(" ")
    return (
        {name, bare} - {""} | ({rest} if kind in vocabulary.OUTLET_FIRST and rest else set())
        if bare != name
        else {name}
    )
