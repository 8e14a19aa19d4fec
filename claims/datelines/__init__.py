"""Dates as Arabic and English newspapers print them, read into EDTF. Pure functions; nothing is filled in.

Month names of all Arab countries are known, alone or as the pairs that Levantine papers print
(``شباط/فبراير``), in both calendars. What contradicts itself (a pair of two months, a wrong weekday, a Hijri date
that is not its Gregorian one) is no date at all, nor is what may be read in two ways.

A text becomes tokens (``tokens``); ``forms`` knows the shapes of dates and ``clock`` those of times; ``relative``
counts back from a reference; ``settling`` asks whether it can be true. The words themselves stand in ``words``.
Linear in the length of the text.
"""

from __future__ import annotations

import datetime as dt

from . import relative
from .forms import find
from .settling import DateFound, settle, settle_relative
from .tokens import Text
from .words import EQUALS

__all__ = ["DateFound", "is_date", "read", "read_date"]

_LONGEST = 1000  # characters; what is longer tells a story, and its dates are not its own
_LONGEST_LINE = 200  # characters; a line beyond is no dateline
_EDGES = frozenset(".,،|-–—()[]")


def read(words: str, *, reference: dt.datetime | None = None, day_first: bool = False) -> DateFound | None:
    """The one date that ``words`` state; ``None`` where there is none, or two, or none that is certain,
    or where there are more than 1,000 characters.

    >>> read("آخر تعديل على الإثنين, 03 شباط/فبراير 2025 08:22")
    ... # doctest: +NORMALIZE_WHITESPACE
    DateFound(value='2025-02-03T08:22', precision='minute', raw='الإثنين, 03 شباط/فبراير 2025 08:22',
              calendar='gregorian', relative=False)
    >>> read("١٥ رمضان ١٤٤٦هـ").value, read("3 فبراير 2025 الموافق 4 شعبان 1446").value, read("في عام 2025").value
    ('2025-03-15', '2025-02-03', '2025')
    >>> read("97.3%"), read("31 فبراير 2025"), read("03/02/2025"), read("العدد رقم: 1212")
    (None, None, None, None)

    ``day_first`` where the source is known to print the day before the month:

    >>> read("03/02/2025", day_first=True).value
    '2025-02-03'

    ``reference`` is the moment from which the words speak, in the writer's zone. Without it nothing relative is
    read, but for a month that is named:

    >>> read("أمس"), read("في يناير الماضي").value
    (None, 'XXXX-01')
    >>> now = dt.datetime(2025, 2, 3, 12, 34)
    >>> [read(said, reference=now).value for said in ("أمس", "منذ 5 دقائق", "3 hours ago", "يناير الماضي")]
    ['2025-02-02', '2025-02-03T12:29', '2025-02-03', '2025-01']
    """
    if len(words) > _LONGEST:
        return None
    text = Text(words)
    printed = list(find(text, day_first=day_first))
    if printed:
        return settle(text, printed, reference)
    return settle_relative(text, reference) if reference else None


def read_date(words: str) -> str | None:
    """The one date in ``words`` as EDTF, or ``None`` where none can be read with certainty.

    >>> read_date("الإثنين, 03 شباط/فبراير 2025 08:22")
    '2025-02-03T08:22'
    >>> read_date("٢٧ كانون الثاني ٢٠٢٥"), read_date("3 فبراير 2025"), read_date("شباط/فبراير 2025")
    ('2025-01-27', '2025-02-03', '2025-02')
    >>> read_date("Monday, February 3, 2025"), read_date("2025-02-03T08:22")
    ('2025-02-03', '2025-02-03T08:22')

    A pair that does not agree, a weekday that is not that day's, or figures that may be read in two orders:

    >>> read_date("03 شباط/مارس 2025"), read_date("الأحد 03 شباط 2025"), read_date("03/02/2025")
    (None, None, None)
    """
    found = read(words)
    return found.value if found else None


def is_date(words: str) -> bool:
    """Whether ``words`` are a date and nothing else, readable or not. A year alone, or a day without one, may be a
    title («7 أكتوبر»), so it is none.

    >>> is_date("الإثنين 3 فبراير 2025"), is_date("03/02/2025"), is_date("منذ ساعتين"), is_date("بعد 3 فبراير 2025")
    (True, True, True, False)
    """
    if len(words) > _LONGEST_LINE:
        return False
    text = Text(words)
    printed = list(find(text))
    if not printed:
        ago = relative.said(text)
        return ago is not None and ago.measured and _nothing_else(text, [(ago.start, ago.end)])
    return all(one.full for one in printed) and _nothing_else(text, [(one.start, one.end) for one in printed])


def _nothing_else(text: Text, pieces: list[tuple[int, int]]) -> bool:
    inside = {at for start, end in pieces for at in range(start, end)}
    first, last = pieces[0][0], pieces[-1][1]
    return all(
        at in inside or text[at].text in _EDGES or (first < at < last and text[at].text in EQUALS | {"/"})
        for at in range(len(text))
    )
