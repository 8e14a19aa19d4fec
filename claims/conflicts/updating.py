"""Whether a wording says that a value has changed: "has risen to", «ارتفعت الحصيلة إلى». It is then news, and what
was said before may have been right."""

from __future__ import annotations

import re
from collections.abc import Iterable

from claims.arabic import fold

_MOST = 600  # characters of a wording that count
_ENGLISH = re.compile(
    r"\b(?:rises?|risen|rose|climb(?:ed|s)?|grew|grown|increased|jumped|fell|fallen|dropped|declined|revised|updated"
    r"|raised|lowered|adjusted)\b[^.;]{0,40}?\bto\b|\bnow stands\b|\bso far\b|\bno longer\b"
)
_ARABIC = re.compile(
    r"(?<!\w)[وف]?(?:ارتفع|يرتفع|ترتفع|ارتفاع|زاد|تزايد|انخفض|تراجع|قفز|صعد|هبط|عدل|رفع|خفض)\w{0,3}\b[^.؛]{0,40}?(?<!\w)"
    r"(?:الي|لتصل|ليصل|لتبلغ)\b|(?<!\w)حتي الان\b|(?<!\w)(?:بات|اصبح)\w? "
)


def is_update(texts: Iterable[str]) -> bool:
    """Whether one of the wordings says that a value moved to where it is now.

    >>> is_update(["The death toll has risen to 145"]), is_update(["ارتفعت حصيلة القتلى إلى 145"])
    (True, True)
    >>> is_update(["It was 9"])
    False
    """
    return any(_ENGLISH.search(plain) or _ARABIC.search(plain) for plain in (fold(text[:_MOST]) for text in texts))
