"""Kinds of line in pages that were saved as plain text: what their words alone tell. Pure functions.

These are kinds, not the strings of any one site: a label is known by words which sites of both languages share.
All comparing is done on folded text (``claims.arabic.fold``), so spelling marks do not matter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from claims.arabic import fold, stem

from . import vocabulary
from .datelines import is_date

_WORD = re.compile(r"[^\W_]+(?:['’.\-][^\W_]+)*")
_END = re.compile(r"[.!?؟…][\"'”″»)\]]*$")
_QUESTION = re.compile(r"[!?؟][\"'”″»)\]]*$")
_ITEM = re.compile(r"^(?:[-–—•▪●*]|\(?[0-9٠-٩]{1,2}[.)\-])\s+\S")
_EDGE = ' \t:：.،,*|-–—•«»"“”()[]!'

PROSE_WORDS = 8  # a line that ends as a sentence does, from this many words on
LONG_WORDS = 25  # a line that is running text whatever it ends in
HEADING_WORDS = 15
TITLE_WORDS = 5


@dataclass(frozen=True)
class Line:
    """A line: ``text`` is without the white space around it, ``text[start:end]`` of the whole is with it."""

    number: int
    start: int
    end: int
    text: str

    @cached_property
    def folded(self) -> str:
        return fold(self.text)

    @cached_property
    def bare(self) -> str:
        """Folded, without the punctuation around it."""
        return self.folded.strip(_EDGE)

    @cached_property
    def words(self) -> list[str]:
        """The words as printed."""
        return _WORD.findall(self.text)

    @cached_property
    def is_prose(self) -> bool:
        """Whether it reads as running text."""
        count = len(self.words)
        return count >= LONG_WORDS or (count >= PROSE_WORDS and _END.search(self.text) is not None and not self.is_item)

    @cached_property
    def is_long(self) -> bool:
        """Whether it is too long, or too plainly a sentence, to be anyone's title."""
        return len(self.words) >= LONG_WORDS or (self.is_prose and self.text.endswith("."))

    @cached_property
    def is_item(self) -> bool:
        return _ITEM.match(self.text) is not None

    @cached_property
    def ends_in_colon(self) -> bool:
        return self.text.endswith((":", "："))

    @cached_property
    def is_heading(self) -> bool:
        """Whether it can head what follows: short, and no sentence that ends."""
        if self.ends_in_colon:
            return len(self.words) <= 4
        return len(self.words) <= HEADING_WORDS and (not _END.search(self.text) or bool(_QUESTION.search(self.text)))

    @cached_property
    def is_name(self) -> bool:
        """Whether it can be someone's name: two to five words of letters only, the first without an article."""
        return (
            2 <= len(self.words) <= 5
            and re.fullmatch(r"[^\W\d_]+(?:[ .'’\-]+[^\W\d_]+)*\.?", self.text) is not None
            and not self.folded.startswith("ال")
            and not set(self.folded.split()) & vocabulary.NO_NAME
        )

    def repeats(self, other: Line) -> bool:
        """Whether both say the same to a reader."""
        return self.bare == other.bare


def split(text: str) -> list[Line]:
    """The lines of a text that are not blank. Lines end at ``\\n`` only, as offsets and line numbers do everywhere.

    >>> split("\\u00a0\\n\\u00a0متابعة")
    [Line(number=2, start=2, end=9, text='متابعة')]
    """
    made = []
    at = 0
    for number, raw in enumerate(text.split("\n"), 1):
        if raw.strip():
            made.append(Line(number, at, at + len(raw.removesuffix("\r")), raw.strip()))
        at += len(raw) + 1
    return made


# --- Labels -----------------------------------------------------------------------------------------------------------

_LABEL_WORDS = 30  # a longer line is text, whatever it begins with


def label(line: Line) -> tuple[Any, str] | None:
    """The kind and reason of a line that is noise wherever it stands.

    >>> label(split("إقرأ أيضا:")[0])[0], label(split("Loading")[0])[0]
    ('related', 'navigation')
    >>> label(split("اقرأ أيضاً في هذا الملف ما قاله الوزير.")[0]) is None
    True
    """
    return _labelled(line, {"whole": _is_whole, "start": _starts, "colon": _headed})


def edge_label(line: Line) -> tuple[Any, str] | None:
    """The kind and reason of a line that is noise above and below the text, and may be a heading within it.

    >>> edge_label(split("زر الذهاب إلى الأعلى")[0])[0], edge_label(split("شارك الوزير في الاجتماع.")[0])
    ('navigation', None)
    """
    return _labelled(line, {"edge": _is_whole})


def _labelled(line: Line, tests: dict[str, Callable[[Line, frozenset[str]], bool]]) -> tuple[Any, str] | None:
    if len(line.words) > _LABEL_WORDS:
        return None
    for kind, reason, how, words in vocabulary.LABELS:
        if how in tests and tests[how](line, words):
            return kind, reason
    return None


def _is_whole(line: Line, words: frozenset[str]) -> bool:
    return line.bare in words


def _headed(line: Line, words: frozenset[str]) -> bool:
    """«الوسوم: …»: one of ``words``, then a colon."""
    head, colon, _ = line.folded.partition(":")
    return bool(colon) and head.strip(_EDGE) in words


def _starts(line: Line, words: frozenset[str]) -> bool:
    """The words alone, before a colon, or (a phrase, not one word) before more that is no sentence."""
    if _is_whole(line, words) or _headed(line, words):
        return True
    return any(" " in phrase and line.bare.startswith(f"{phrase} ") for phrase in words) and not (
        line.text.endswith(".") and "*" not in line.text
    )


def carries_title(line: Line) -> bool:
    """Whether a label for other articles has the title beside it, on the same line.

    >>> carries_title(split("إقرأ أيضا:")[0]), carries_title(split("اقرأ أيضاً: انهيار في ناسداك")[0])
    (False, True)
    """
    return line.bare not in vocabulary.RELATED


# --- Credits ----------------------------------------------------------------------------------------------------------

_TRANSLATOR = re.compile(
    r"^(?:ترجمة|ترجمها|ترجمه|تعريب|عرّبه|عربه|نقله إلى العربية|translated by|translation|translator)\s*[:：]\s*(.+)$",
    re.IGNORECASE,
)
_AUTHOR = re.compile(
    r"^(?:(?:بقلم|by|written by)\s*[:：]?"
    r"|(?:كتب|كتبت|كتبه|كتبها|إعداد|بواسطة|الكاتب|الكاتبة|المؤلف|author)\s*[:：])\s*(.+)$",
    re.IGNORECASE,
)


def translator(line: Line) -> str | None:
    """The name of a line that credits a translator.

    >>> translator(split("ترجمة: عروة درويش")[0])
    'عروة درويش'
    """
    return _credited(_TRANSLATOR, line)


def author(line: Line) -> str | None:
    """The name of a line that credits an author by saying so.

    >>> author(split("بقلم: ليو ديان")[0]), author(split("كتب الرئيس رسالة إلى الشعب.")[0])
    ('ليو ديان', None)
    """
    return _credited(_AUTHOR, line)


def _credited(pattern: re.Pattern[str], line: Line) -> str | None:
    match = pattern.match(line.text)
    if match is None:
        return None
    name = split(match[1])[0]
    return name.text if name.is_name else None


def doubled(line: Line) -> str | None:
    """The name that a line prints twice.

    >>> doubled(split("ليو ديان ليو ديان")[0]), doubled(split("الذكاء الاصطناعي الذكاء الاصطناعي")[0])
    ('ليو ديان', None)
    """
    words = line.text.split()
    half, odd = divmod(len(words), 2)
    if odd or words[:half] != words[half:]:
        return None
    name = split(" ".join(words[:half]))[0]
    return name.text if name.is_name and not is_outlet(name) else None


def doubled_word(line: Line) -> bool:
    """Whether a line is one word written twice in one.

    >>> doubled_word(split("DeepSeekDeepSeek")[0]), doubled_word(split("DeepSeek")[0])
    (True, False)
    """
    half, odd = divmod(len(line.text), 2)
    return not odd and half > 2 and " " not in line.text and line.text[:half] == line.text[half:]


def described(line: Line) -> str | None:
    """The name with which a note on an author begins.

    >>> described(split("إسراء أبو العنين صحفية مصرية «تحت التمرين»")[0])
    'إسراء أبو العنين'
    """
    words = line.text.split()
    if len(words) > 60:
        return None
    for place, word in enumerate(words[:8]):
        if fold(word).strip(_EDGE) in vocabulary.PROFESSIONS:
            name = [word for word in words[:place] if fold(word) not in vocabulary.COPULAS]
            return " ".join(name) if name and split(" ".join(name))[0].is_name else None
    return None


def is_outlet(line: Line) -> bool:
    """Whether a line is the name of an outlet: a few words, one of which outlets carry in their names.

    >>> [is_outlet(split(name)[0]) for name in ("محور بلس", "إكسبريس تيفي", "إكسبريس تي في", "ليو ديان")]
    [True, True, True, False]
    """
    if not 1 <= len(line.words) <= 5 or _END.search(line.text) or line.ends_in_colon:
        return False
    if line.bare.endswith(vocabulary.OUTLET_ENDS):
        return True
    if set(line.folded.split()) & vocabulary.NO_NAME:
        return False
    words = {form for word in line.words for form in (fold(word), stem(fold(word)))}
    return bool(words & vocabulary.OUTLET) and any(character.isalpha() for character in line.text)


class DeskLabel(NamedTuple):
    """A label such as «خاص»; ``outlet`` where the same line names one."""

    reason: str
    outlet: str | None


def desk_label(line: Line) -> DeskLabel | None:
    """Read a label of the desk, alone or beside the outlet's name.

    >>> desk_label(split("خاص")[0]).outlet, desk_label(split("خاص - محور بلس")[0]).outlet
    (None, 'محور بلس')
    >>> desk_label(split("خاص جداً")[0]) is None
    True
    """
    parts = [part.strip() for part in re.split(r"\s*[-–—|:/]\s*", line.text) if part.strip()]
    others = [part for part in parts if fold(part) not in vocabulary.DESK]
    if len(others) == len(parts) or len(others) > 1:
        return None
    if not others:
        return DeskLabel(vocabulary.DESK_WHY, None)
    return DeskLabel(vocabulary.DESK_OUTLET_WHY, others[0]) if is_outlet(split(others[0])[0]) else None


# --- Sections, titles -------------------------------------------------------------------------------------------------

_CRUMB = re.compile(r"^[-–—•\s]*(?:(?:نُشر|نشر|نُشرت|نشرت|posted)\s+)?(?:في|in)\s*:?\s*(.+)$", re.IGNORECASE)


def section(line: Line) -> str | None:
    """The first section that a label or a crumb names.

    >>> section(split("علوم وتكنولوجيا")[0]), section(split("- فيتكنولوجيا, واجهة")[0])
    ('علوم وتكنولوجيا', 'تكنولوجيا')
    >>> section(split("علوم النجاح في الحياة")[0]) is None
    True
    """
    if not 1 <= len(line.words) <= 8 or _END.search(line.text):
        return None
    crumb = _CRUMB.match(line.text)
    names = [name.strip() for name in re.split(r"[,،/|>»›]", crumb[1] if crumb else line.text) if name.strip()]
    if names and all(_names_section(name) for name in names):
        return names[0]
    return None


def _names_section(name: str) -> bool:
    words = _WORD.findall(name)
    return 0 < len(words) <= 4 and all({fold(word), stem(fold(word))} & vocabulary.SECTIONS for word in words)


def title(candidates: Sequence[tuple[int, Line]]) -> int | None:
    """The place of the title among the lines that are not marked yet, in text order.

    Looked for above the running text only: the line that is printed twice, else the first that is long enough to
    be one, else the first.
    """
    head: list[tuple[int, Line]] = []
    for at, line in candidates:
        if len(line.words) > LONG_WORDS or line.text.endswith(".") or line.is_item:
            break
        head.append((at, line))
    seen: dict[str, int] = {}
    for at, line in head:
        if line.bare in seen:
            return seen[line.bare]
        seen[line.bare] = at
    long = [at for at, line in head if len(line.words) >= TITLE_WORDS]
    return next(iter(long or [at for at, _ in head]), None)


# --- Dates, numbers, files --------------------------------------------------------------------------------------------

_MODIFIED = re.compile(r"^(?:اخر\s+(?:تعديل|تحديث)|تم\s+(?:التحديث|التعديل)|(?:last\s+)?(?:updated|modified))")
_PUBLISHED = re.compile(r"^(?:تاريخ\s+النشر|نشر(?:ت)?\s+(?:في|بتاريخ|يوم)|published|first published|posted\s+on)")
_FIGURES = re.compile(r"\d{1,2}\s*[/.\-]\s*\d{1,2}\s*[/.\-]\s*\d{4}|\d{4}-\d{2}-\d{2}|\b(?:19|20)\d{2}\b")
_DATE_WORDS = 10


def dateline(line: Line) -> str | None:
    """What a line that is only a date says of it: ``published``, ``modified``, or ``dates`` where it does not say.

    >>> dateline(split("آخر تعديل على الإثنين, 03 شباط/فبراير 2025 08:22")[0])
    'modified'
    >>> dateline(split("الإثنين 3 فبراير 2025")[0]), dateline(split("في عام 2021 بدأ كل شيء")[0])
    ('dates', None)
    """
    if len(line.words) > _DATE_WORDS:
        return None
    if _FIGURES.search(line.folded):
        if _MODIFIED.match(line.bare):
            return "modified"
        if _PUBLISHED.match(line.bare):
            return "published"
    return "dates" if is_date(line.text) else None


_ISSUE = re.compile(r"^(?:(?:رقم\s+)?العدد(?:\s+رقم)?|issue(?:\s+(?:no|number))?)\s*[.:#]*\s*(\d*)$")


def issue(line: Line) -> str | None:
    """The number of the issue that a line gives; empty where it only announces one.

    >>> issue(split("العدد رقم:")[0]), issue(split("العدد: ١٢١٢")[0]), issue(split("العدد كبير")[0])
    ('', '1212', None)
    """
    match = _ISSUE.match(line.folded)
    return None if match is None else match[1]


_FILE = re.compile(r"[\w\-() ]+\.(?:jpe?g|png|gif|webp|svg|avif|mp4|pdf)", re.IGNORECASE)
_CODE = re.compile(r"(\d{2,})(?:[-_x](\d+))+")


def is_file_name(line: Line) -> bool:
    """Whether a line is an image's name: with an ending, or figures joined by hyphens. Spans of years are not.

    >>> is_file_name(split("1212-43")[0]), is_file_name(split("photo-2.jpg")[0]), is_file_name(split("2023-2024")[0])
    (True, True, False)
    """
    if _FILE.fullmatch(line.text):
        return True
    years = re.fullmatch(r"(?:19|20)\d{2}[-–](?:(?:19|20)\d{2}|\d{2})", line.text)
    return _CODE.fullmatch(line.text) is not None and years is None


def is_edge(line: Line) -> bool:
    """Whether a line is a label or a date that only the top or the bottom of a page holds."""
    return section(line) is not None or dateline(line) is not None or edge_label(line) is not None
