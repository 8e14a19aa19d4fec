"""A quantity in words, for either language; what cannot be said in words is shown as it is stated."""

from __future__ import annotations

from decimal import InvalidOperation

from claims import dates, quantities

from .comparing import date_of
from .found import Amount


def shown(amount: Amount, language: str) -> str:
    """The quantity as an editor reads it.

    >>> shown(Amount("x", "cost", "<=", "294000", None, "USD", None), "en")
    'no more than 294 thousand US dollars'
    >>> shown(Amount("x", "release", "=", "XXXX-05", None, "date", None), "ar")
    'أيار/مايو'
    """
    dated = date_of(amount)
    try:
        if dated is not None:
            return _dated(dated, amount.comparator, language)
        value = quantities.decimal_string(amount.value or "")
        high = None if amount.high is None else quantities.decimal_string(amount.high)
        return quantities.display(value, amount.unit or "", amount.comparator, language, high).strip()
    except (ValueError, InvalidOperation):
        return dated or amount.value or ""


def _dated(dated: str, comparator: str, language: str) -> str:
    words = dates.display(dated, language)
    return words if comparator == "=" else f"{comparator} {words}"
