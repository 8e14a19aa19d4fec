"""What one wording of a claim says, as far as words tell: its content, what it denies, which roles things play in it.

A wording is read once, word by word; all that comparing needs are small sets.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final, NamedTuple

from claims.arabic import fold
from claims.names import Finder

from .words import (
    CLAUSE_WIDE,
    CUES,
    ENDS,
    EXCLUSIVE,
    FAILING,
    FUNCTION,
    FUTURE,
    LIGHT,
    NEGATORS,
    NOT_DENIED,
    OPPOSITES,
    ORIGIN,
    PARTICLES,
    REPLACING,
    SCOPES,
    SENSELESS,
    SPEAKING,
    UNSAID,
    Sides,
    roots,
)

LONGEST: Final = 600  # characters of a wording that count; a claim is one sentence
_REACH = 4  # words after a negator, within which it finds what it denies
_APART = 5  # words after a cue, within which its preposition stands
_BEFORE_CUES = ("و", "ف", "ب", "ال", "وال", "بال", "فب", "وب", "ل")
_PARTICLE = 3  # words after a verb, within which its particle stands
_OBJECT = 7  # words after a cue that may name its object
# Arabic words with their marks, others without; and what parts clauses.
_WORD = re.compile(
    "[^\\W_\u0621-\u064a\u0671-\u06d3]++|[\u0621-\u064a\u0671-\u06d3\u0610-\u061a\u064b-\u065f\u0670]++|[.,،;؛:!?؟()]"
)
_NOT = re.compile(r"n['’]t\b")
_OWN = re.compile(r"['’]s\b")
# Marks and stretching that stand alone: no word, though they look like one.
_LONE = re.compile(
    "(?<![\\w\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed])[\u0640\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]++(?!\\w)"
)
_LATIN = re.compile("[A-Za-z]")
_ARABIC = re.compile("[\u0621-\u064a]")
_YEAR = re.compile(r"(?:19|20)\d\d")


class Word(NamedTuple):
    """A word as printed and folded, the root to compare it by, and the thing it names, if it does."""

    printed: str
    plain: str
    root: str
    thing: Hashable | None = None


@dataclass(frozen=True)
class Role:
    """Things that are chosen, displaced or failed with, where the sentence speaks of ``scopes``."""

    things: frozenset[Hashable]
    scopes: frozenset[tuple[str, int]]


@dataclass(frozen=True)
class Reading:
    """One wording.

    ``content`` is what it speaks of, one root for each word; ``forms`` are all roots that its words may have, since
    Arabic joins small words to others. ``things`` are what it names, as printed, and ``printed`` the other words by
    their roots; ``senses`` maps each sense to the side it takes, after negation, and the words that say so; ``denied``
    each root that is denied to the words that do.
    """

    arabic: bool
    content: frozenset[Hashable]
    forms: frozenset[Hashable]
    things: Mapping[Hashable, str]
    printed: Mapping[Hashable, str]
    senses: Mapping[str, tuple[int, str]]
    denied: Mapping[str, str]
    scopes: frozenset[tuple[str, int]]
    years: frozenset[str]
    chosen: tuple[Role, ...]
    displaced: tuple[Role, ...]
    failed: tuple[Role, ...]
    only: str
    origin: bool
    future: bool
    silent: bool

    def common(self, other: Reading) -> int:
        """How many words of the two have a root in common."""
        return max(len(self.content & other.forms), len(other.content & self.forms))


def read(text: str, names: Finder[Any] | None = None) -> Reading:
    """Read one wording. ``names`` are the names that are known; Latin words in Arabic text are things, too.

    >>> said = read("The plant relied on Siemens turbines instead of coal from Poland.")
    >>> [sorted(role.things) for role in said.chosen], [sorted(role.things) for role in said.displaced]
    ([['siemens']], [['poland']])
    >>> read("لم ينجح إطلاق الصاروخ").senses["succeed"][0], read("It did not rise.").senses["rise"][0]
    (-1, -1)
    """
    words = _named(text, names)
    return _Reader(words, _ARABIC.search(text) is not None).reading()


def things_of(name: str, names: Finder[Any] | None = None) -> frozenset[Hashable]:
    """The things that a name is made of; in a name, unlike a sentence, the first capital counts.

    >>> sorted(things_of("Nikkei 225")), sorted(things_of("large models"))
    (['nikkei'], [])
    """
    words = _named(name, names)
    capitals = frozenset(word.plain for word in words if word.thing is None and word.printed[0].isupper())
    return capitals | {word.thing for word in words if word.thing is not None}


# --- words ------------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=16_384)
def _plain_words(text: str) -> tuple[tuple[Word, int, int], ...]:
    """The words of a text with their places."""
    arabic = _ARABIC.search(text) is not None
    found: list[tuple[Word, int, int]] = []
    for match in _WORD.finditer(text):
        printed = match[0]
        plain = fold(printed)
        thing = plain if _is_thing(printed, arabic, not found) else None
        best = roots(plain)[-1 if plain.startswith("ال") else 0] if plain else plain
        found.append((Word(printed, plain, best, thing), match.start(), match.end()))
    return tuple(found)


def plain_content(text: str) -> frozenset[str]:
    """The roots of a wording without its small words, before any name is looked for; cheap, to choose by."""
    return _plain_content(text[:LONGEST])


@lru_cache(maxsize=16_384)
def _plain_content(text: str) -> frozenset[str]:
    words = (word for word, _, _ in _plain_words(text))
    return frozenset(
        word.root for word in words if word.plain not in FUNCTION and word.plain not in NEGATORS and word.root.isalnum()
    )


def plain_words(text: str) -> frozenset[str]:
    """The words of a wording, folded."""
    return frozenset(word.plain for word, _, _ in _plain_words(text[:LONGEST]))


@lru_cache(maxsize=65_536)
def _sides_of(plain: str) -> Sides:
    """The senses that a folded word has, each with its side."""
    if not plain or plain in SENSELESS:
        return ()
    return next((OPPOSITES[root] for root in roots(plain) if root in OPPOSITES), ())


@lru_cache(maxsize=65_536)
def _scopes_of(plain: str) -> Sides:
    return tuple(side for root in roots(plain) for side in SCOPES.get(root, ()))


@lru_cache(maxsize=65_536)
def _cue_of(plain: str) -> tuple[str, frozenset[str]] | None:
    """The role that a folded word announces, and what must follow it before its object."""
    if plain in CUES or plain.isascii():
        return CUES.get(plain)
    rests = (plain[len(part) :] for part in _BEFORE_CUES if plain.startswith(part))
    return next((CUES[rest] for rest in rests if rest in CUES), None)


def _is_thing(word: str, arabic: bool, first: bool) -> bool:
    """Whether a word looks like a name: Latin letters among Arabic ones, or a capital inside a sentence."""
    if not _LATIN.match(word) and not (_LATIN.search(word) and word[0].isdigit()):
        return False
    if arabic:
        return True
    shaped = any(letter.isdigit() for letter in word) or any(letter.isupper() for letter in word[1:])
    return shaped or (word[0].isupper() and not first)


def _named(text: str, names: Finder[Any] | None) -> list[Word]:
    """The words, each known name as one."""
    text = _LONE.sub(" ", _OWN.sub("", _NOT.sub(" not", text[:LONGEST])))
    words = _plain_words(text)
    if names is None:
        return [word for word, _, _ in words]
    found: list[Word] = []
    mentions = iter(names.find(text))
    mention = next(mentions, None)
    past = -1
    for word, start, end in words:
        while mention is not None and mention.end <= start:
            mention = next(mentions, None)
        if mention is not None and mention.start < end:
            if past != mention.start:
                key = ("name", mention.key)
                found.append(Word(text[mention.start : mention.end], "", "", key))
            past = mention.start
        else:
            found.append(word)
    return found


# --- sentences --------------------------------------------------------------------------------------------------------


@dataclass
class _Reader:
    """Walks over the words once for each kind of sign."""

    words: list[Word]
    arabic: bool
    denied_at: dict[int, str] = field(default_factory=dict)
    signs: list[Sides] = field(default_factory=list)
    barred: list[int] = field(default_factory=list)  # «لا Intel»: things that are shut out by name

    def reading(self) -> Reading:
        self.signs = [self._senses_at(at) for at in range(len(self.words))]
        self._negations()
        senses = self._senses()
        roles = self._roles()
        chosen, failed = self._tried(roles, senses)
        only = self._only()
        content = [self._content(at) for at in range(len(self.words))]
        return Reading(
            self.arabic,
            frozenset(each for each in content if each is not None),
            frozenset(form for at, each in enumerate(content) if each is not None for form in self._forms(at, each)),
            {word.thing: word.printed for word in self.words if word.thing is not None},
            {word.root: word.printed for word in self.words if word.thing is None},
            senses,
            {
                form: f"{by} {self.words[at].printed}"
                for at, by in self.denied_at.items()
                for form in roots(self.words[at].plain)
            },
            self._scopes(0, len(self.words)),
            frozenset(word.plain for word in self.words if _YEAR.fullmatch(word.plain)),
            chosen,
            tuple(role for kind, role in roles if kind == "displaced"),
            failed,
            only,
            bool(only) and any(root in ORIGIN for word in self.words for root in roots(word.plain)),
            self._future(),
            self._silent(),
        )

    def _content(self, at: int) -> Hashable | None:
        """What a word adds to what two sentences may share; senses, numbers and small words add nothing."""
        word = self.words[at]
        if word.thing is not None:
            return word.thing
        small = len(word.plain) < 2 or word.plain in FUNCTION or word.plain in NEGATORS or word.plain.isdigit()
        return None if small or self.signs[at] else word.root

    def _forms(self, at: int, content: Hashable) -> Iterable[Hashable]:
        yield content
        if self.words[at].thing is None:
            yield from roots(self.words[at].plain)

    def _senses_at(self, at: int) -> Sides:
        word = self.words[at]
        for other in self.words[at + 1 : at + 1 + _PARTICLE]:
            if (word.root, other.plain) in PARTICLES:
                return PARTICLES[word.root, other.plain]
        return _sides_of(word.plain)

    def _scopes(self, start: int, end: int) -> frozenset[tuple[str, int]]:
        return frozenset(side for word in self.words[start:end] for side in _scopes_of(word.plain))

    # --- what is denied -----------------------------------------------------------------------------------------------

    def _negations(self) -> None:
        for at, word in enumerate(self.words):
            if word.plain in NEGATORS or (self.arabic and word.plain[1:] in NEGATORS and word.plain[:1] in "وفب"):
                self._deny(self._governed(at), word.printed)
            elif word.root in FAILING and [other.plain for other in self.words[at + 1 : at + 2]] == ["to"]:
                self._deny([place for place in self._clause(at + 1) if self._is_head(place)][:1], f"{word.printed} to")
            elif ("confirm", -1) in self.signs[at]:
                self._deny([place for place in self._clause(at) if self._is_head(place)][:1], word.printed)

    def _deny(self, places: list[int], by: str) -> None:
        """What is denied twice is said."""
        for place in places:
            if self.denied_at.pop(place, None) is None:
                self.denied_at[place] = by

    def _governed(self, at: int) -> list[int]:
        """The words that a negator at a place denies."""
        following = self.words[at + 1 : at + 2]
        if following and any(root in NOT_DENIED for root in roots(following[0].plain)):
            return []
        barred = self._named_next(at)
        if barred:
            self.barred += barred
            return []
        clause = self._clause(at)
        if any(self.words[place].plain in {"الا", "except", "but"} for place in clause[:_REACH]):
            return []
        heads = [place for place in clause[: _REACH + 2] if self._is_head(place)][:1]
        if self.words[at].plain in CLAUSE_WIDE:
            return [*heads, *(place for place in clause if self.signs[place] and place not in heads)]
        return heads

    def _named_next(self, at: int) -> list[int]:
        """The names that follow a negator at once, or after a preposition: «لا على Intel Xeon»."""
        start = at + 1
        while start < min(at + 3, len(self.words)) and self.words[start].plain in FUNCTION:
            start += 1
        end = start
        while end < len(self.words) and self.words[end].thing is not None:
            end += 1
        return list(range(start, end))

    def _is_head(self, at: int) -> bool:
        word = self.words[at]
        return bool(word.plain) and word.root not in LIGHT and word.plain not in FUNCTION

    def _clause(self, at: int) -> list[int]:
        """The places after ``at`` up to the end of its clause."""
        places = []
        for place in range(at + 1, len(self.words)):
            word = self.words[place]
            if word.plain in ENDS and word.plain not in {"الا", "but"} or not word.printed[0].isalnum():
                break
            places.append(place)
        return places

    def _senses(self) -> dict[str, tuple[int, str]]:
        """Each sense with its side; a sentence that takes both sides takes none."""
        found: dict[str, tuple[int, str]] = {}
        torn = set()
        for at, word in enumerate(self.words):
            denied = self.denied_at.get(at)
            shown = word.printed if denied is None else f"{denied} {word.printed}"
            for name, side in self.signs[at]:
                side = side if denied is None else -side
                if found.setdefault(name, (side, shown))[0] != side:
                    torn.add(name)
        return {name: said for name, said in found.items() if name not in torn}

    # --- roles --------------------------------------------------------------------------------------------------------

    def _roles(self) -> list[tuple[str, Role]]:
        cues = [(at, *cue) for at in range(len(self.words)) if (cue := self._cue(at)) is not None]
        found = [("displaced", Role(self._things(at, at + 1), self._scopes(0, len(self.words)))) for at in self.barred]
        for number, (at, role, start) in enumerate(cues):
            end = cues[number + 1][0] if number + 1 < len(cues) else len(self.words)
            role = self._turned(role, at, cues[number - 1] if number else None)
            if role == "replaced":
                found += self._replaced(start, end)
                continue
            things = self._things(start, min(end, start + _OBJECT)) - self._shut_out()
            if things:
                found.append((role, Role(things, self._scopes(at, end))))
        return found

    def _shut_out(self) -> frozenset[Hashable]:
        return frozenset(self.words[at].thing for at in self.barred)

    def _turned(self, role: str, at: int, before: tuple[int, str, int] | None) -> str:
        """A role after negation, and after "instead of": «بدلاً من الاعتماد على» chooses nothing."""
        instead = before is not None and before[1] == "displaced" and at - before[2] <= 1
        if at in self.denied_at or instead:
            return {"chosen": "displaced", "turned": "displaced", "displaced": "chosen"}.get(role, role)
        return role

    def _cue(self, at: int) -> tuple[str, int] | None:
        """The role that a word announces, and where its object begins."""
        plain = self.words[at].plain
        known = _cue_of(plain)
        if known is None:
            return None
        role, needed = known
        if not needed:
            return role, at + 1
        for place in range(at + 1, min(at + 1 + _APART, len(self.words))):
            if self.words[place].plain in needed:
                return role, place + 1
            if not self.words[place].printed[0].isalnum():
                break
        return None

    def _things(self, start: int, end: int) -> frozenset[Hashable]:
        """What an object names; its plain words where it names nothing."""
        phrase = []
        for word in self.words[start:end]:
            if (word.plain in ENDS) or not word.printed[0].isalnum():
                break
            phrase.append(word)
        named = frozenset(word.thing for word in phrase if word.thing is not None)
        if named:
            return named
        plain = [word.root for word in phrase[:3] if word.plain not in FUNCTION and len(word.plain) > 2]
        return frozenset(plain[:2])

    def _replaced(self, start: int, end: int) -> list[tuple[str, Role]]:
        """«استبدال X بـ Y»: X goes and Y comes."""
        turn = next((at for at in range(start, end) if self._turns(at)), end)
        apart = turn < end and self.words[turn].plain in REPLACING
        gone, come = self._things(start, turn), self._things(turn + apart, end)
        scopes = self._scopes(start, end)
        found = [("displaced", Role(gone, scopes))] if gone else []
        return [*found, ("chosen", Role(come, scopes))] if come else found

    def _turns(self, at: int) -> bool:
        plain = self.words[at].plain
        return plain in REPLACING or (self.arabic and len(plain) > 3 and plain.startswith("ب"))

    def _tried(
        self, roles: list[tuple[str, Role]], senses: Mapping[str, tuple[int, str]]
    ) -> tuple[tuple[Role, ...], tuple[Role, ...]]:
        """What is chosen, and what was failed with. Where something failed, only what was turned to is chosen."""
        turned = tuple(role for kind, role in roles if kind == "turned")
        if senses.get("succeed", (1, ""))[0] > 0:
            return (*turned, *(role for kind, role in roles if kind == "chosen")), ()
        new = {thing for role in turned for thing in role.things}
        things = frozenset(word.thing for word in self.words if word.thing is not None) - new
        return turned, (Role(things, self._scopes(0, len(self.words))),) if things else ()

    # --- the whole sentence -------------------------------------------------------------------------------------------

    def _only(self) -> str:
        """The word that shuts out everything else; "only 80 hours" shuts out nothing."""
        for at, word in enumerate(self.words):
            if word.plain in EXCLUSIVE:
                near = self.words[max(0, at - 4) : at] if self.arabic else self.words[at + 1 : at + 4]
                if not any(other.plain.isdigit() for other in near):
                    return word.printed
        return ""

    def _future(self) -> bool:
        for at, word in enumerate(self.words):
            if word.plain in FUTURE:
                return True
            if word.plain == "قد" and self.words[at + 1 : at + 2] and self.words[at + 1].plain[:1] in "يت":
                return True
        return False

    def _silent(self) -> bool:
        for at, word in enumerate(self.words):
            if any(root in SPEAKING for root in roots(word.plain)):
                before = self.words[max(0, at - 4) : at]
                if at in self.denied_at or any(
                    other.plain in NEGATORS or root in UNSAID for other in before for root in roots(other.plain)
                ):
                    return True
        return False
