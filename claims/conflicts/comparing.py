"""Two quantities against each other. Comparators are intervals, partial dates are all days that they may be.

- Units must measure one thing: hours and minutes compare, dollars and euros do not.
- «نحو» leaves a tenth on each side; an order of magnitude reaches to the next ("hundreds of millions" is [1e8, 1e9)).
- A number that is another one rounded as newspapers round (5.6 million, 5.57 million) is compatible with it.
- A date leaves open what it does not state: 2024 is compatible with 2024-12, and XXXX-05 with no April of any year.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from functools import lru_cache
from typing import Final, Literal

from .days import apart
from .found import Amount

Outcome = Literal["same", "compatible", "incompatible", "incomparable"]

TOLERANCE: Final = Decimal("0.1")  # of the value, on each side of "about"
_EXACT = Context(prec=80)
_WIDE: Final = Decimal("Infinity")
_SIGNIFICANT = 2  # digits; what is said with fewer is not taken for a rounding of something else
_MOST = 60  # power of ten; beyond it nothing is counted
_ROUND = 3  # power of ten: whole numbers are rounded to thousands and up; to tens they may be exact

# Unit: what it measures, and how many of the smallest.
_SCALES: Final[dict[str, tuple[str, Decimal]]] = {
    name: (dimension, Decimal(size))
    for dimension, names in {
        "time": {
            "second": "1", "minute": "60", "hour": "3600", "day": "86400", "week": "604800",
        },
        "calendar": {"month": "1", "quarter": "3", "year": "12", "decade": "120", "century": "1200"},
        "length": {"millimeter": "0.001", "centimeter": "0.01", "meter": "1", "kilometer": "1000"},
        "mass": {"milligram": "0.001", "gram": "1", "kilogram": "1000", "metric ton": "1000000"},
        "power": {"watt": "1", "kilowatt": "1e3", "megawatt": "1e6", "gigawatt": "1e9", "terawatt": "1e12"},
        "energy": {"watt-hour": "1", "kilowatt-hour": "1e3", "megawatt-hour": "1e6", "gigawatt-hour": "1e9"},
        "data": {"byte": "1", "kilobyte": "1e3", "megabyte": "1e6", "gigabyte": "1e9", "terabyte": "1e12"},
    }.items()
    for name, size in names.items()
}  # fmt: skip

# What two texts may call differently, and count alike.
_ALIKE: Final[dict[str, str]] = {
    word: words.split("|")[0]
    for words in (
        *(
            "aircraft|plane|airplane|airliner",
            "company|firm",
            "country|nation",
            "person|inhabitant|people",
            "photo|image",
        ),
        *("application|app", "death|fatality", "strike|airstrike", "chip|semiconductor", "post|tweet"),
        *("metric ton|tonne|ton", "electric vehicle|electric car", "pupil|student", "protester|demonstrator"),
        *("refugee|displaced person", "deputy|lawmaker|member of parliament", "injury|casualty", "observer|monitor"),
    )
    for word in words.split("|")
}


@dataclass(frozen=True, slots=True)
class Comparison:
    """How two quantities stand to each other. ``reason`` is a code: equal, overlap, rounded, apart, dates_apart, unit,
    kind, period, unknown."""

    outcome: Outcome
    reason: str


@dataclass(frozen=True, slots=True)
class Interval:
    """The numbers that a quantity may be; an open end is not among them."""

    low: Decimal
    high: Decimal
    low_open: bool = False
    high_open: bool = False

    def meets(self, other: Interval) -> bool:
        """Whether some number is in both."""
        return _below(self, other) and _below(other, self)


def _below(one: Interval, other: Interval) -> bool:
    """Whether one begins before the other ends."""
    if one.low == other.high:
        return not (one.low_open or other.high_open)
    return one.low < other.high


def compare(one: Amount, other: Amount) -> Comparison:
    """How two quantities stand to each other, whatever their subjects and measures are. Symmetric.

    >>> def cost(comparator, value):
    ...     return Amount("x", "cost", comparator, value, None, "USD", None)
    >>> compare(cost("<=", "294000"), cost("=", "5570000"))
    Comparison(outcome='incompatible', reason='apart')
    >>> compare(cost("~", "300"), cost("=", "294")).outcome, compare(cost("=", "5.6"), cost("=", "5.57")).reason
    ('compatible', 'rounded')
    >>> compare(cost("order_of", "100000000"), cost("order_of", "1000000000")).outcome
    'incompatible'
    >>> def when(date):
    ...     return Amount("x", "release", "=", None, None, "date", date)
    >>> [compare(when(a), when(b)).outcome for a, b in (("2024-12", "2025-01"), ("2024", "2024-12"))]
    ['incompatible', 'compatible']
    >>> [compare(when(a), when(b)).outcome for a, b in (("XXXX-05", "2025-04"), ("XXXX-01", "2025-01"))]
    ['incompatible', 'compatible']
    """
    dated, also = date_of(one), date_of(other)
    if dated is None and also is None:
        found = _numbers(one, other)
    elif dated is None or also is None:
        found = Comparison("incomparable", "kind")
    else:
        found = _dates(one, dated, other, also)
    if found.outcome in {"same", "compatible", "incompatible"} and _other_period(one, other):
        return Comparison("incomparable", "period")
    return found


def _other_period(one: Amount, other: Amount) -> bool:
    return bool(one.period and other.period and one.period != other.period)


def date_of(amount: Amount) -> str | None:
    """The EDTF of a quantity that is a date."""
    return amount.date or (amount.value if amount.unit == "date" else None)


def _dates(one: Amount, dated: str, other: Amount, also: str) -> Comparison:
    try:
        away = apart(dated, one.comparator, also, other.comparator)
    except ValueError:
        return Comparison("incomparable", "unknown")
    if dated == also and one.comparator == other.comparator:
        return Comparison("same", "equal")
    if away:
        return Comparison("incompatible", "dates_apart")
    return Comparison("compatible", "overlap")


# --- numbers ----------------------------------------------------------------------------------------------------------


def dimension(unit: str | None) -> tuple[str, Decimal]:
    """What a unit measures, and its size; a unit that no table knows measures itself.

    >>> dimension("hour")[0] == dimension("minute")[0], dimension("USD")[0] == dimension("EUR")[0]
    (True, False)
    """
    plain = (unit or "").strip().casefold()
    plain = _ALIKE.get(plain, plain)
    known = _SCALES.get(plain)
    return known if known else (f"={plain}", Decimal(1))


def _numbers(one: Amount, other: Amount) -> Comparison:
    if dimension(one.unit)[0] != dimension(other.unit)[0]:
        return Comparison("incomparable", "unit")
    ours, theirs = interval(one), interval(other)
    if ours is None or theirs is None:
        return Comparison("incomparable", "unknown")
    if ours == theirs:
        return Comparison("same", "equal")
    if ours.meets(theirs):
        return Comparison("compatible", "overlap")
    if _is_rounding(one, other):
        return Comparison("compatible", "rounded")
    return Comparison("incompatible", "apart")


@lru_cache(maxsize=65_536)
def interval(amount: Amount) -> Interval | None:
    """The numbers that a quantity may be, in the smallest unit of its dimension; ``None`` where it states none."""
    value, high = _decimal(amount.value), _decimal(amount.high)
    if value is None:
        return None
    size = dimension(amount.unit)[1]
    value, high = _EXACT.multiply(value, size), None if high is None else _EXACT.multiply(high, size)
    return _bounded(amount.comparator, value, high)


def _bounded(comparator: str, value: Decimal, high: Decimal | None) -> Interval:
    if comparator == "range" and high is not None:
        return Interval(min(value, high), max(value, high))
    if comparator in {"<", "<="}:
        return Interval(-_WIDE, value, True, comparator == "<")
    if comparator in {">", ">="}:
        return Interval(value, _WIDE, comparator == ">", True)
    if comparator == "order_of":
        return _order(value)
    if comparator == "~":
        slack = _EXACT.multiply(value.copy_abs(), TOLERANCE)
        return Interval(_EXACT.subtract(value, slack), _EXACT.add(value, slack))
    return Interval(value, value)


def _order(value: Decimal) -> Interval:
    """From the value to the next order of magnitude, away from zero."""
    far = _EXACT.multiply(value, Decimal(10))
    if value < 0:
        return Interval(far, value, low_open=True)
    return Interval(value, far, high_open=bool(value))


def _decimal(text: str | None) -> Decimal | None:
    if text is None:
        return None
    try:
        found = Decimal(text)
    except InvalidOperation:
        return None
    return found if found.is_finite() and abs(found.adjusted()) <= _MOST else None


def _is_rounding(one: Amount, other: Amount) -> bool:
    if one.comparator != "=" or other.comparator != "=" or one.unit != other.unit:
        return False
    ours, theirs = _decimal(one.value), _decimal(other.value)
    return ours is not None and theirs is not None and (_rounds(ours, theirs) or _rounds(theirs, ours))


def _rounds(short: Decimal, long: Decimal) -> bool:
    """Whether ``short`` is ``long`` with fewer digits, as newspapers shorten it."""
    digits, exponent = _written(short)
    place = exponent if exponent <= 0 or exponent >= _ROUND else 0
    if digits < _SIGNIFICANT or _written(long)[1] >= place:
        return False
    return long.quantize(Decimal(1).scaleb(place), rounding=ROUND_HALF_UP, context=_EXACT) == short


def _written(value: Decimal) -> tuple[int, int]:
    """How many digits a number shows, and the power of ten of the last."""
    sign, digits, exponent = value.normalize(_EXACT).as_tuple()
    return len(digits), int(exponent)
