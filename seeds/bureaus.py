"""Lines that say from where a report was sent, and perhaps who sent it: «القاهرة / …», «حمص-سانا». Pure functions."""

from __future__ import annotations

import re

from claims.arabic import fold

from . import vocabulary
from .credits import is_beside, is_family, is_given, is_outlet, is_person, parts
from .gazetteer import CREDITED, PLACES
from .lines import Line
from .lines import line as line_of

_TRIM = ' \t:：.،,؛;*|-–—ـ/\\•·«»"“”()[]…'
_SENT = re.compile(r"\s?[/\\]\s?|\s[-–—]\s|(?<=\w)-(?=\w)")


def is_sent_from(line: Line) -> bool:
    """Whether a line is a place beside who sent the report, known or not: «القاهرة / عزة الشربيني», «حمص-سانا».

    >>> [is_sent_from(line_of(text)) for text in ("القاهرة / عزة الشربيني", "حمص-سانا", "دمشق - مفاوضات سرية")]
    [True, True, False]
    """
    if not 1 <= len(line.words) <= 6 or line.ends or not line.is_short:
        return False
    pieces = [piece.strip(_TRIM) for piece in _SENT.split(line.text)]
    if len(pieces) != 2 or not all(pieces):
        return False
    known = [fold(piece) in PLACES or fold(piece) in CREDITED or fold(piece) in vocabulary.DESK for piece in pieces]
    named = is_given(pieces[1]) and is_person(pieces[1]) and "/" in line.text
    return all(known) or named or (known[0] and "/" in line.text and is_person(pieces[1]))


def is_in_two(line: Line) -> bool:
    """Whether a line is two short names at a dash, or a name and an outlet: «بغداد اليوم - الزهراء»."""
    pieces = [piece.strip(_TRIM) for piece in _IN_TWO.split(line.text)] if len(line.words) <= 6 else []
    if len(pieces) != 2 or line.ends or not all(0 < len(piece.split()) <= 3 for piece in pieces):
        return False
    dashed = ":" not in line.text and not set(line.tokens) & vocabulary.NO_NAME - _DAYS
    return dashed or is_outlet(line_of(pieces[1]))


_DAYS = vocabulary.folded("اليوم|أمس|غدا|today|now")
_IN_TWO = re.compile(r"\s?[:/|]\s?|\s[-–—]\s?|[-–—]\s")


def is_credit_like(line: Line) -> bool:
    """Whether a line that names no one for certain has pieces as a credit has: a place, a desk or an outlet is one."""
    pieces = parts(line)
    few = 2 <= len(pieces) <= 4 and len(line.words) <= 8 and not line.ends
    return few and any(is_beside(piece) for piece in pieces)


# --- What else stands on the line of a credit -------------------------------------------------------------------------

_CONTACT = re.compile(r"\s?(?:[\w.+-]{1,60}@[\w-]{1,60}(?:\.[\w-]{2,20}){1,3}|@\w{2,40}|https?://\S{3,200})")
_CLOCKED = re.compile(r"(?<!\d)\d{1,2}[:.]\d\d(?!\d)")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_UPDATED = re.compile(r"\b(?:last updated|last modified|updated)\b|" + fold("آخر تحديث|تاريخ النشر"))
_ROLES = vocabulary.folded(
    "reporter|correspondent|editor|writer|columnist|مراسل|مراسلة|مراسلنا|مراسلتنا|محرر|محررة|صحفي|صحفية|صحافي|صحافية"
)
_OF_ROLES = (
    vocabulary.SECTIONS
    | vocabulary.PROFESSIONS
    | vocabulary.folded(
        "senior|chief|staff|political|foreign|diplomatic|economics|affairs|special|deputy|investigations|data|and"
        "|security|social|royal|global|industry|consumer|parliamentary|legal|city|north|south|west|east|of"
    )
)


def without_contact(line: Line) -> Line | None:
    """A line without the handles and addresses on it; ``None`` where it holds none, or nothing beside them.

    >>> without_contact(line_of("By ANN LEE alee@courier.example")).text
    'By ANN LEE'
    """
    if not line.is_short or "@" not in line.text and "://" not in line.text:
        return None
    rest = _CONTACT.sub("", line.text).strip(_TRIM.replace("(", "").replace(")", ""))
    return line_of(rest) if rest and rest != line.text else None


def is_of_page(line: Line) -> bool:
    """Whether a line holds what no standfirst and no heading holds: a handle, an address, a date with its time.

    >>> [is_of_page(line_of(text)) for text in ("سالم (جدة) @salim_h", "سالم | 3 مارس 2025, 12:40", "جولة في 2025")]
    [True, True, False]
    """
    if not line.is_short or len(line.words) > 24 or line.ends_in_stop:
        return False
    if _CONTACT.search(line.text):
        return True
    dated = _YEAR.search(line.folded) is not None
    return dated and (_CLOCKED.search(line.folded) is not None or _UPDATED.search(line.folded) is not None)


def placed(line: Line) -> tuple[str, ...] | None:
    """«فيصل الحارثي (المدينة المنورة)»: a common given name, and in brackets a place from which was reported."""
    match = re.fullmatch(r"([^()]{3,40}?)\s?\(([^()]{2,30})\)", line.text) if len(line.words) <= 8 else None
    known = match is not None and fold(match[2].strip()) in PLACES
    return (match[1].strip(),) if match and known and is_given(match[1]) and is_person(match[1]) else None


def with_role(line: Line) -> tuple[str, ...] | None:
    """«Ann Lee, Senior Reporter», «Mark Quill Environment correspondent»: a name, and what a newsroom calls it.

    >>> with_role(line_of("Mark Quill Environment correspondent")), with_role(line_of("Nasa hires two reporters"))
    (('Mark Quill',), None)
    """
    words = line.text.split() if 3 <= len(line.words) <= 8 and not line.ends and line.is_short else []
    if not words or fold(words[-1]) not in _ROLES and not any(fold(word) in _ROLES for word in words[2:4]):
        return None
    for size in (2, 3):
        name, rest = " ".join(words[:size]).rstrip(",،"), [fold(word).strip(_TRIM) for word in words[size:]]
        if rest and is_person(name) and _calls(rest) and (is_given(name) or words[size - 1].endswith((",", "،"))):
            return (name,)
    return None


def _calls(rest: list[str]) -> bool:
    return any(word in _ROLES for word in rest) and all(word in _OF_ROLES for word in rest)


def in_pieces(line: Line) -> list[str]:
    """The pieces of a line at its dashes, bars and colons, spaces on either side or not: «قلقيلية- صدى القدس- خاص»."""
    few = 2 <= len(line.words) <= 8 and not line.ends and line.is_short
    pieces = [piece.strip(_TRIM) for piece in re.split(r"\s?[/|:]\s?|\s[-–—ـ]\s?|[-–—ـ]\s", line.text)] if few else []
    return pieces if 2 <= len(pieces) <= 3 and all(0 < len(piece.split()) <= 4 for piece in pieces) else []


def holds_desk(pieces: list[str]) -> bool:
    """Whether one of the pieces is a label of the desk: «خاص»."""
    return any(fold(piece) in vocabulary.DESK for piece in pieces)


def names_quoted(line: Line) -> bool:
    """Whether what follows a dash stands in quotation marks: «صحار - "الأفق"»."""
    return re.search(r"\S\s?[-–—/:]\s?[\"«“][^\"»”]{2,30}[\"»”]$", line.text) is not None


def named_in(pieces: list[str]) -> tuple[str, str] | None:
    """Of two pieces the one with a common given name, and the other."""
    named = [piece for piece in pieces if is_given(piece) and is_person(piece)]
    others = [piece for piece in pieces if piece not in named]
    return (named[0], others[0]) if len(named) == 1 and len(others) == 1 else None


def is_starred_name(line: Line) -> bool:
    """«* أميمة الدريدي»: a name behind a star, as some sign their texts.

    >>> is_starred_name(line_of("* أميمة الدريدي")), is_starred_name(line_of("* خفض الفائدة"))
    (True, False)
    """
    name = line.text.strip(" *٭")
    if line.text[:1] not in "*٭" or len(line.words) > 3 or not is_person(name):
        return False
    return is_given(name) or is_family(name.split()[-1])
