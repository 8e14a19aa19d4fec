"""What a number counts: the words and signs that follow it, or the money sign before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from .moneys import BEFORE_SUM, DOLLARS, DOTTED, ISO, LIKE_WORDS, SYMBOLS
from .tokens import NUMBER, SIGN, WORD, Token
from .units import COUNT, MEASURE, MONEY, NATIONALITIES, UNITS, Unit
from .words import CARDINALS_EN, PARTS_EN, SCALES_EN, SHORT_EN

_BY_HUNDRED = frozenset({"بالميه", "بالمايه", "فالميه"})
_BETWEEN = 4  # English words that may stand between a number and what it counts ("512 Nvidia H800 chips")


def _words(*rows: str) -> frozenset[str]:
    return frozenset(word for row in rows for word in row.split())


# English words that end what a number may count.
FUNCTION_WORDS = _words(
    "a an the and or but nor so yet if as at by for from in into of off on onto out over per to up with within",
    "without than that this these those there then when while where which who whom whose what why how is are was were",
    "be been being am has have had having do does did will would shall should can could may might must not no he she",
    "it its they we you i him her them us my your his our their about after against among around before behind below",
    "between during since through until till under upon versus via also already still just only even ever again ago",
    "later earlier now today yesterday tomorrow said says say told tells added adds according rose fell grew dropped",
    "gained lost won because although though however meanwhile both each every some any all most less much many few",
    "several percent amid despite across along near past plus minus like unlike unless once here reports shows makes",
    "takes gets goes comes gives keeps wins loses plans wants needs helps remains becomes includes costs works runs",
    "ends begins starts hits falls rises drops slips jumps climbs beats continues yes previous following last next",
    "first second third pm gmt utc est january february march april june july august september october november",
    "december",
)


_STOPPING = FUNCTION_WORDS | frozenset(SCALES_EN) | frozenset(CARDINALS_EN) | frozenset(PARTS_EN)


_STRUCK = frozenset({"wounded", "injured", "dead", "displaced"})  # nouns, unless another follows: "60 wounded soldiers"
# The noun of "an eight-lane highway"; others describe how ("two-sided", "three-dimensional").
_COMPOUND = re.compile(r"(?!\w*(?:ed|al|ic|er|ish|ing|some|something|plus|odd|way|like|nil|all)$)[a-z]{4,}")


class Counted(NamedTuple):
    """What is counted: the unit's name and kind, where its words end, and how many of it they name."""

    name: str
    kind: str
    end: int
    times: int = 1


class Measured:
    """Reads the unit that follows a number."""

    def __init__(self, text: str, tokens: Sequence[Token]) -> None:
        self._text = text
        self._tokens = tokens

    def _word(self, at: int) -> str:
        return self._tokens[at].word if 0 <= at < len(self._tokens) else ""

    def after(self, at: int, *, one: bool, loose: bool, exact: bool = False) -> Counted | None:
        """The unit at ``at``. ``one``: the number is 1; ``loose``: an article or «من» may come first; ``exact``: no
        words may stand between, and no unknown plural is taken as a unit."""
        found = self.percent(at) or self._sign(at)
        if found is not None:
            return found
        if self._word(at) in {"others", "اخرون", "اخرين"}:
            return None
        if self._word(at) == "or" and self._word(at + 1) in {"more", "fewer", "less"}:
            at += 2
        at = at + 1 if self._word(at) == "-" and at + 1 < len(self._tokens) and not self._tokens[at + 1].gap else at
        hyphen = self._word(at - 1) == "-"
        at += self._word(at) in _STRUCK and self.noun(at + 1, loose=False, one=False) is not None
        found = self.noun(at, loose=loose, one=one or hyphen) or self._of(at, loose=loose) or self._among(at)
        if found is None and hyphen and _COMPOUND.fullmatch(self._word(at)) and self._word(at) not in _STOPPING:
            return Counted(self._word(at), COUNT, at + 1)
        if found is None and not exact:
            found = self._beyond_words(at + 1 if loose and self._word(at) == "of" else at)
        return self.fuller(found) if found else None

    def percent(self, at: int) -> Counted | None:
        """The percent sign or its words at ``at``."""
        word = self._word(at)
        if word == "%" or word in {"percent", "pct"} or word in _BY_HUNDRED:
            points = self._word(at + 1) in {"point", "points"} and word != "%"
            return Counted("percentage point" if points else "percent", MEASURE, at + 1 + points)
        if (word, self._word(at + 1)) in {("per", "cent"), ("في", "الميه"), ("في", "المايه"), ("in", "hundred")}:
            return Counted("percent", MEASURE, at + 2)
        return None

    def _sign(self, at: int) -> Counted | None:
        word = self._word(at)
        if word in SYMBOLS:
            return Counted(SYMBOLS[word], MONEY, at + 1)
        if len(word) == 1 and (dotted := DOTTED.get("".join(self._word(at + step) for step in range(3)))):
            return Counted(dotted, MONEY, at + 3)
        if word == "°":
            return Counted("degree", MEASURE, at + 2 if self._word(at + 1) in {"c", "f", "م"} else at + 1)
        return None

    def noun(self, at: int, *, loose: bool, one: bool) -> Counted | None:
        """A unit of the table at ``at``; ``loose`` allows the Arabic article."""
        word = self._word(at)
        for first in (word, word[2:]) if loose and word.startswith("ال") else (word,):
            for parts, unit in UNITS.get(first, ()):
                if word.isascii() and word.upper() in LIKE_WORDS and not self._is_code(at):
                    continue
                if self._same(at, parts) and not self._wrong_number(unit, word, one=one):
                    return Counted(unit.name, unit.kind, at + len(parts), unit.times)
        return None

    def dual(self, at: int, word: str) -> Counted | None:
        """Two of a unit in one word, «ساعتين», which stands at ``at`` without what is joined to it."""
        for parts, unit in UNITS.get(word, ()):
            if unit.times == 2 and self._same(at, parts):
                return Counted(unit.name, unit.kind, at + len(parts))
        return None

    def _same(self, at: int, parts: tuple[str, ...]) -> bool:
        rest = zip(range(at + 1, at + len(parts)), parts[1:], strict=True)
        return all(self._word(place).removeprefix("ال") == part.removeprefix("ال") for place, part in rest)

    def _wrong_number(self, unit: Unit, word: str, *, one: bool) -> bool:
        """ "Five won the prize", "3 state officials": English counts in the plural."""
        return unit.single and not one and unit.kind == COUNT and word.isascii()

    def _of(self, at: int, *, loose: bool) -> Counted | None:
        """«من الدولارات», "of dollars", "US dollars", "Canadian dollars"."""
        word = self._word(at)
        whole = self._word(at + 1) in {"the", "its", "their", "his", "her", "our", "these", "those"}
        if loose and word in {"من", "of"} or word == "of" and whole:
            place = at + 2 if whole else at + 1
            return self.noun(place, loose=True, one=False) or self._of_country(place)
        return self._of_country(at)

    def _among(self, at: int) -> Counted | None:
        """«12 من الضباط», «2000 من أفراد الطاقم»."""
        word = self._word(at + 1)
        found = self.noun(at + 1, loose=True, one=False) if self._word(at) == "من" else None
        if found is None and self._word(at) == "من":
            return self._theirs(at + 1)
        plural = any(
            not unit.single
            for rest in (word, word.removeprefix("ال"))
            for parts, unit in UNITS.get(rest, ())
            if parts == (rest,)
        )
        return found if found and plural and found.kind == COUNT and found.times == 1 else None

    def _theirs(self, at: int) -> Counted | None:
        """«ثلاثة من أطفاله»: a plural with a pronoun."""
        word = self._word(at)
        for ending in ("هما", "هم", "هن", "ها", "نا", "ه"):
            rest = word.removesuffix(ending)
            unit = next((unit for parts, unit in UNITS.get(rest, ()) if parts == (rest,)), None)
            if rest != word and unit and unit.kind == COUNT and unit.times == 1 and not unit.single:
                return Counted(unit.name, unit.kind, at + 1)
        return None

    def _of_country(self, at: int) -> Counted | None:
        place, country = at + 1, self._word(at)
        if country == "u" and [self._word(at + step) for step in (1, 2, 3)] == [".", "s", "."]:
            place, country = at + 4, "us"
        money = NATIONALITIES.get(country) if country.isascii() else None
        found = self.noun(place, loose=False, one=False) if money else None
        if money and found and found.name in money:
            return found._replace(name=money[found.name])
        return None

    def _beyond_words(self, at: int) -> Counted | None:
        """English words between a number and its noun: "12 new data centers"; then any plain plural: "4 warehouses"."""
        plural = None
        for place in range(at, min(at + _BETWEEN + 1, len(self._tokens))):
            token = self._tokens[place]
            if plural and token.kind == NUMBER:
                break  # "the two sides exchanged 205 prisoners"
            if not self._may_describe(place, first=place == at):
                break
            found = self.noun(place, loose=False, one=False) if place > at and token.kind == WORD else None
            if found and found.kind == COUNT and found.times == 1:
                return found
            if plural is None and token.kind == WORD:
                plural = _singular(token.word)
                plural_end = place + 1
        return Counted(plural, COUNT, plural_end) if plural else None

    def _may_describe(self, at: int, *, first: bool) -> bool:
        """Whether a token may stand between a number and its noun, as in "512 Nvidia H800 chips"."""
        token = self._tokens[at]
        word = token.word
        if token.kind == NUMBER:
            return not first and word.isalnum() and len(word) < 5
        if token.kind == SIGN or not word.isascii():
            return word in {"-", "&"} and not token.gap
        if at + 1 < len(self._tokens) and self._tokens[at + 1].kind == NUMBER and not self._tokens[at + 1].gap:
            return True
        return word not in _STOPPING

    def fuller(self, found: Counted) -> Counted:
        """With the country of the money, and what it is paid for."""
        if found.kind == MONEY:
            found = self._nation(found)
        return self._speed(found) if found.name == "kilometer" else found

    def _nation(self, found: Counted) -> Counted:
        money = NATIONALITIES.get(self._word(found.end), {})
        if found.name in money and not self._word(found.end).isascii():
            return found._replace(name=money[found.name], end=found.end + 1)
        return found

    def _speed(self, found: Counted) -> Counted:
        word, after = self._word(found.end), self._word(found.end + 1)
        if (word, after) in {("في", "الساعه"), ("per", "hour"), ("an", "hour"), ("/", "ساعه"), ("/", "س"), ("/", "h")}:
            return found._replace(name="kilometer per hour", end=found.end + 2)
        return found

    def percent_before(self, at: int, floor: int) -> tuple[str, int] | None:
        """«٪25»: the sign as some write it, before its number; the token where it stands."""
        if at - 1 < floor or self._word(at - 1) != "%" or self._tokens[at].kind != NUMBER:
            return None
        return ("percent", at - 1) if self._tokens[at - 1].gap else None

    def money_before(self, at: int, floor: int) -> tuple[str, int] | None:
        """The money whose sign or code stands before the number at ``at``, and the token where it begins."""
        if at - 1 < floor:
            return None
        word = self._word(at - 1)
        if word in SYMBOLS:
            glued = self._word(at - 2) if at - 2 >= floor and not self._tokens[at - 1].gap else ""
            if word == "$" and glued in DOLLARS:
                return DOLLARS[glued], at - 2
            return SYMBOLS[word], at - 1
        dotted = word == "." and at - 2 >= floor and not self._tokens[at - 1].gap
        letters = self._word(at - 2) if dotted else word
        if letters in BEFORE_SUM and self._tokens[at - 1 - dotted].gap and self._is_upper(at - 1 - dotted):
            return BEFORE_SUM[letters], at - 1 - dotted
        if self._is_code(at - 1):
            return word.upper(), at - 1
        return None

    def _is_upper(self, at: int) -> bool:
        return self._text[self._tokens[at].start].isupper()

    def _is_code(self, at: int) -> bool:
        """Whether a token is the code of a money; those that are words as well must be printed as codes."""
        word = self._word(at).upper()
        return word in ISO and (
            word not in LIKE_WORDS or self._text[self._tokens[at].start : self._tokens[at].end] == word
        )

    def is_money_glued(self, at: int) -> bool:
        """Whether the code of a money is glued to the number at ``at``: "EGP500m", "Rs5,000"; never "RS6"."""
        if at == 0 or self._tokens[at].gap or not self._tokens[at - 1].gap or self._tokens[at - 1].kind != WORD:
            return False
        if self._is_code(at - 1):
            return True
        after = self._word(at + 1)
        large = after in SCALES_EN or after in SHORT_EN or "," in self._word(at) or "." in self._word(at)
        return self._word(at - 1) in BEFORE_SUM and large and self._is_upper(at - 1)


def _singular(word: str) -> str | None:
    """The singular of a plain English plural; ``None`` for what looks like none.

    >>> _singular("warehouses"), _singular("batteries"), _singular("crisis"), _singular("new")
    ('warehouse', 'battery', None, None)
    """
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is", "'s", "’s")) or not word.isalpha():
        return None
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("ches", "shes", "sses", "xes")) else word[:-1]
