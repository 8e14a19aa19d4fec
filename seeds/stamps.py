"""Dates, numbers, counters, file names and captions: small lines of a page that are no text. Pure functions."""

from __future__ import annotations

import re
from typing import NamedTuple

from claims.arabic import fold, stem
from claims.datelines import is_date, read
from claims.datelines.words import HIJRI_MONTHS, MONTHS, WEEKDAYS

from .gazetteer import CREDITED, PLACES
from .lines import LONG_WORDS, Line
from .lines import line as line_of
from .vocabulary import DESK, SECTION_JOINS, SECTIONS, folded

# --- Dates ------------------------------------------------------------------------------------------------------------

_MARKS = re.compile("[\u064b-\u0652\u0670\u0640]")
_USE = re.compile(
    r"(?P<modified>(?:[اآأ]خر\s+(?:تعديل|تحديث)|تم\s+(?:التحديث|التعديل|تحديث\w*|تعديل\w*)|تاريخ\s+(?:التحديث|التعديل)"
    r"|(?:ال)?تحديث|(?:last\s+)?(?:updated?|modified|edited))(?:\s+(?:في|على|بتاريخ|on|at))?)"
    r"|(?P<published>(?:تاريخ\s+النشر|تم\s+النشر|تم\s+نشر(?:ه|ها|الخبر)?|وقت\s+النشر|نشرت?(?:\s+(?:في|بتاريخ|يوم))?|النشر"
    r"|publish(?:ed)?\s+date|date\s+published|(?:first\s+|originally\s+)?(?:published|posted|filed)(?:\s+(?:on|at))?))",
    re.IGNORECASE,
)
_NAMES = frozenset(
    token
    for table in (MONTHS, HIJRI_MONTHS, WEEKDAYS)
    for names in table.values()
    for parts, _ in names
    for token in parts
)
# «تشرين2/نوفمبر», «ك2/يناير»: months of the Levant by number, as some sites write them.
_NUMBERED = re.compile(r"\b(?:(تشرين|ت(?=[12]\s?/))|(?:كانون|ك(?=[12]\s?/)))([12])(?=\s|/)")
_AROUND = folded(
    "السنة|العدد|عدد|رقم|issue|no|vol|volume|هــ",
    "م|ه|هـ|ص|مساء|صباحا|ظهرا|صباح|الساعة|بتوقيت|توقيت|المحلي|غرينتش|جمت|جرينتش|غرينيتش|جرينيتش|مكة|المكرمة",
    "نشره|نشرها|ميلادي|هجري|الموافق|يوم|تاريخ|بتاريخ|التاريخ|في|على|من|و|عند|الخبر|المقال|أول|مرة|أصلي|قبل|منذ|دقيقة",
    "دقائق|دقيقتين|ساعة|ساعات|ساعتين|أيام|يومين|أسبوع|أسبوعين|أسابيع|شهر|أشهر|شهرين|أمس|اليوم|الآن|بقليل|am",
    "pm|filed|a|p|m|gmt|utc|est|edt|et|pst|pdt|bst|cet|cest|gst|ast|eet|h|at|on|date|time|ago|minutes|minute|min",
    "mins|hours|hour|hrs|hr|days|day|weeks|week|months|month|yesterday|today|just|now|local|st|nd|rd|th|of|t",
    "z|بيروت|القدس|نشر|آخر|تحديث|تعديل|النشر|التحديث|التعديل|تم|نشرت|published|updated|last|modified|posted",
    "first|edited|originally|publish|update|year|years|سنة|سنوات|عام|عدل|حدث|إلى",
    "ist|edt|cst|cdt|mst|mdt|pdt|pkt|wat|eat|cat|sgt|hkt|aest|msk",
)
_BAR = re.compile(r"[|•·]|\s[-–—]\s")
_DATE_WORDS = 22
_STRANGE = 6  # words of no date; a line with more is no stamp, and telling so costs little


class Stamp(NamedTuple):
    """What a line of dates says: pairs of ``published``, ``modified`` or ``dates``, and the value or ``None``."""

    dates: tuple[tuple[str, str | None], ...]

    @property
    def is_bare(self) -> bool:
        """Whether it does not say of what it is the date."""
        return all(use == "dates" for use, _ in self.dates)


def stamp(line: Line, names: frozenset[str] = frozenset()) -> Stamp | None:
    """Read a line that is only a date, or a date beside a place or one of the folded ``names``.

    >>> stamp(line_of("آخر تعديل على الإثنين, 03 شباط/فبراير 2025 08:22")).dates
    (('modified', '2025-02-03T08:22'),)
    >>> stamp(line_of("الإثنين 3 فبراير 2025")).dates, stamp(line_of("في عام 2021 بدأ كل شيء"))
    ((('dates', '2025-02-03'),), None)
    >>> stamp(line_of("Published 3 February 2025, updated 4 February 2025")).dates
    (('published', '2025-02-03'), ('modified', '2025-02-04'))
    >>> stamp(line_of("3 فبراير 2025 | 08:22 | الجزيرة")).dates, stamp(line_of("14:20"))
    ((('dates', '2025-02-03T08:22'),), None)
    """
    key = ("stamp", names)
    if key not in line.memo:
        may = line.is_short and 0 < len(line.words) <= _DATE_WORDS and _may_be(line)
        plain = _named(line) if may else line
        line.memo[key] = Stamp(_said(plain)) if may and _is_stamp(plain, names) else None
    found: Stamp | None = line.memo[key]
    return found


def is_labelled(line: Line) -> bool:
    """Whether a line, however long, is but a date that says of what it is: such a line is no running text.

    >>> is_labelled(line_of("نشر في: الأربعاء 5 مارس 2025 - 1:02 م | آخر تحديث: الأربعاء 5 مارس 2025 - 1:02 م"))
    True
    """
    said = stamp(line) if line.is_short and LONG_WORDS <= len(line.words) <= _DATE_WORDS else None
    return said is not None and not said.is_bare


def _named(line: Line) -> Line:
    """The line with the months that it numbers by their names, and a space behind figures that run into words."""
    text = _TWICE.sub(r"\1", _RUN_ON.sub(r"\g<0> ", line.text))
    text = _NUMBERED.sub(lambda found: f"{'تشرين' if found[1] else 'كانون'} {_ORDINALS[found[2]]}", text)
    return line if text == line.text else line_of(text)


# «10:14آخر تحديث», «18 Jul 2024Updated: …», «March 12, 20254:12 PM»
_RUN_ON = re.compile(
    r"(\d)(?=[^\W\d_a-zA-Z]{3}|(?:Updated|Published|Modified|Last|First|Posted)\b)"
    r"|(?<=[a-z,] )((?:19|20)\d\d)(?=\d{1,2}:\d\d)"
    r"|(\b[AaPp]\.?[Mm]\.?|\b(?:GMT|UTC)(?:[+-]\d{1,2})?)(?=(?:Updated|Published|Modified|Last|First|Posted)\b)"
)
_TWICE = re.compile(r"((?:\d{1,2} [A-Za-z]{3,9}|[A-Za-z]{3,9} \d{1,2},) \d{4})\1")  # «12 Mar 202512 Mar 2025»
_ORDINALS = {"1": "الأول", "2": "الثاني"}


def _said(line: Line) -> tuple[tuple[str, str | None], ...]:
    text = _MARKS.sub("", line.text)
    found = list(_USE.finditer(text))
    ends = [*(match.start() for match in found), len(text)][1:]
    said = [(match.lastgroup or "dates", text[match.end() : end]) for match, end in zip(found, ends, strict=True)]
    if not found:
        said = [("dates", text)]
    elif _holds_date(text[: found[0].start()]):
        # «3 February 2025 | Published»: the date stands before its word, unless another follows it.
        said = [("dates", text[: found[0].start()]), *said] if _holds_date(said[0][1]) else [(said[0][0], text)]
    return tuple((use, _value(words)) for use, words in said)


def _may_be(line: Line) -> bool:
    """Whether a line holds a figure, or a span of time in words («منذ ساعتين»): without it no stamp need be tried."""
    return _FIGURE.search(line.text) is not None or not _SPANS.isdisjoint(line.tokens)


_FIGURE = re.compile(r"\d")


def is_clock(line: Line) -> bool:
    """Whether a line is a time of day, and nothing else.

    >>> [is_clock(line_of(text)) for text in ("18:40", "15.20 BST", "9.05 صباحاً", "00:00 / 24:31", "2025")]
    [True, True, True, False, False]
    """
    return len(line.text) <= 24 and _CLOCK.fullmatch(line.folded.strip()) is not None


_CLOCK = re.compile(
    r"\[?(?:[01]?\d|2[0-3])[:.][0-5]\d(?:[:.][0-5]\d)?\s?(?:[ap]\.?m\.?|h|"
    + fold("ص|م|صباحا|مساء|ظهرا|بتوقيت غرينتش|توقيت غرينتش")
    + r")?\s?(?:gmt|utc|bst|cet|cest|est|edt|et|ast|eet)?\s?[\]:–—-]?"
)
_SPANS = folded("ساعتين|دقيقتين|يومين|أسبوعين|شهرين|ساعة|دقيقة|يوم|أسبوع|شهر|ago|yesterday|today|أمس|اليوم|الآن|قليل")


def ends_in_span(line: Line) -> bool:
    """Whether a line ends in how long ago it was written, as the heads of comments do.

    >>> ends_in_span(line_of("PollyP, Leeds, 2 hours ago")), ends_in_span(line_of("قارئ كريم - منذ 3 ساعات"))
    (True, True)
    """
    tail = " ".join(line.tokens[-3:])
    return len(line.words) <= 12 and not line.ends and _AGO.search(tail) is not None


def loose(line: Line) -> Stamp | None:
    """Read a line that markup calls a date, whatever else stands on it."""
    if not line.is_short or len(line.words) > _DATE_WORDS:
        return None
    return Stamp(_said(line))


def _holds_date(words: str) -> bool:
    return re.search(r"\d", words) is not None


def _value(words: str) -> str | None:
    """A date of which at least year and month are stated; the first of several that are divided by bars."""
    found = read(words) or next((date for part in _BAR.split(words) if (date := read(part))), None)
    return found.value if found and re.match(r"\d{4}-\d{2}", found.value) else None


def _is_stamp(line: Line, names: frozenset[str]) -> bool:
    rest: list[str] = []
    for part in _BAR.split(line.text):
        one = line_of(part)
        if one.bare in PLACES or one.bare in CREDITED or one.bare in names:
            continue
        rest.extend(one.tokens)
    strange = [token for token in rest if not (token.isdigit() or token in _NAMES or token in _AROUND or _glued(token))]
    if len(strange) > _STRANGE:
        return False
    if is_date(line.text):
        return True
    strange = [token for token in strange if token not in CREDITED] if len(strange) <= 3 else strange
    if strange and _is_sent_by_agency(line, strange):
        strange = []
    if strange and " ".join(strange) not in DESK and not _names_where(line, strange) and not _stands_by(line, strange):
        return False
    return _is_full(line, rest)


def _is_sent_by_agency(line: Line, strange: list[str]) -> bool:
    """«بريدة 12 رمضان 1446 هـ الموافق 12 مارس 2025 م واس»: a place first, the day, the agency last."""
    if "(" in line.text or not line.tokens or line.tokens[-1] not in CREDITED or not _WITHIN.isdisjoint(line.tokens):
        return False
    return len(strange) <= 2 and line.tokens[: len(strange)] == strange


_CLOCKED = re.compile(r"\d{1,2}[:.]\d\d(?!\d)")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def _stands_by(line: Line, strange: list[str]) -> bool:
    """Whether what stands beside a date and a time of day is a section or a place: «تقارير - 9 يناير 2024 - 8:15»."""
    sent = line.text.endswith(")") and fold(line.text.rpartition("(")[2][:-1]).strip() in CREDITED
    if len(strange) > 5 or not (sent or _CLOCKED.search(line.folded)) or not _YEAR.search(line.folded):
        return False
    if all({token, stem(token)} & SECTIONS or token in SECTION_JOINS for token in strange):
        return True
    if sent:
        return " ".join(strange[: -len(line.folded.rpartition("(")[2].split())]) in PLACES
    apart = [line_of(part) for part in _BAR.split(line.text)]
    return any(len(one.words) <= 2 and not one.ends and set(strange) <= set(one.tokens) for one in apart)


_WHERE = re.compile(fold(r"(?:نشرت?|تم نشره|تم نشرها) (?:في|على) (.{3,40}?) (?:يوم|بتاريخ|في) \d"))


def _names_where(line: Line, strange: list[str]) -> bool:
    """«نشر في صباح المحروسة يوم 12 - 03 - 2023»: a few words between «published in» and the day."""
    match = _WHERE.match(line.folded)
    return match is not None and len(match[1].split()) <= 4 and set(strange) <= set(match[1].split())


def _glued(token: str) -> bool:
    return re.fullmatch(r"\d{1,4}(?:st|nd|rd|th|am|pm|h|m|d|hr|min|ه|م|ص|د|س|t\d+|z)", token) is not None


def _is_full(line: Line, rest: list[str]) -> bool:
    """Whether a date or a time that has passed is said, not only a clock or a month."""
    if not any(token[0].isdigit() for token in rest):
        return False
    if line.tokens[0] in _WITHIN and not (_CLOCKED.search(line.folded) and _YEAR.search(line.folded)):
        return False
    year = any(re.fullmatch(r"(?:19|20|14)\d{2}", token) for token in rest)
    month = any(token in _NAMES for token in rest) or sum(token.isdigit() for token in rest) >= 3
    labelled = _USE.search(_MARKS.sub("", line.text)) is not None
    return (month and (year or labelled)) or _AGO.search(line.folded) is not None


_WITHIN = folded("في|من|على|بعد|خلال|in|on|of|at")  # so begins a phrase, not a stamp
_AGO = re.compile(r"\b(?:منذ|قبل) \d|\d+ ?(?:m|min|mins|minutes?|h|hrs?|hours?|d|days?|weeks?|months?) ago\b")


# --- Numbers, files ---------------------------------------------------------------------------------------------------

_ISSUE = re.compile(r"^(?:(?:رقم\s)?العدد(?:\sرقم)?|issue(?:\s(?:no|number))?)\s?[.:#]{0,2}\s?(\d{0,7})$")


def issue(line: Line) -> str | None:
    """The number of the issue that a line gives; empty where it only announces one.

    >>> issue(line_of("العدد رقم:")), issue(line_of("العدد: ١٢١٢")), issue(line_of("العدد كبير"))
    ('', '1212', None)
    """
    match = _ISSUE.match(line.folded.strip("()[]. "))
    return None if match is None else match[1]


_PRINTED = re.compile(r"(?:العدد|issue no|issue)[ .:#]{0,3}(\d{2,7})\b")


def printed_issue(line: Line) -> str | None:
    """The number of the issue on a line of dates: «السنة 149 العدد 50495».

    >>> printed_issue(line_of("الجمعة 7 مارس 2025 السنة 149 العدد 50495"))
    '50495'
    """
    match = _PRINTED.search(line.folded)
    return match[1] if match else None


_FILE = re.compile(r"[\w\-() ]{1,200}\.(?:jpe?g|png|gif|webp|svg|avif|mp4|pdf)", re.IGNORECASE)
_CODE = re.compile(r"\d{2,9}(?:[-_x]\d{1,9}){1,5}|\d-\d{5,9}")


def is_file_name(line: Line) -> bool:
    """Whether a line is an image's name: with an ending, or figures joined by hyphens. Spans of years are not.

    >>> is_file_name(line_of("1212-43")), is_file_name(line_of("photo-2.jpg")), is_file_name(line_of("2023-2024"))
    (True, True, False)
    """
    if not line.is_short:
        return False
    if _FILE.fullmatch(line.text):
        return True
    years = re.fullmatch(r"(?:19|20)\d{2}[-–](?:(?:19|20)\d{2}|\d{2})", line.text)
    return _CODE.fullmatch(line.text) is not None and years is None


def is_topic(line: Line) -> bool:
    """Whether a line is nothing but hashtags.

    >>> is_topic(line_of("#شحن #تأمين")), is_topic(line_of("# عنوان"))
    (True, False)
    """
    words = line.text.split() if line.is_short else []
    return bool(words) and all(len(word) > 1 and word[0] == "#" and word[1] != "#" for word in words)
