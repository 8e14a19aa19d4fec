"""What is known of an article, each fact with its raw words and where they stand. Pure functions.

Sources in the order of trust: JSON-LD, meta elements, microdata and ``<time>``, the carrier (feed, wire, row), a
line of the visible text. The better wins, and where two disagree an editor is told both. What nobody states stays
``None``; a last-modified stamp is never a date of publication.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from claims.arabic import fold

from . import credits, stated_dates
from .cleaning import Cleaned, Found
from .incoming import Incoming, Notice, Stated
from .stated_names import is_person, split_names
from .vocabulary import gettext_noop

__all__ = ["Fact", "Particulars", "particulars"]

_DISAGREE = gettext_noop("%(source)s says “%(words)s”, %(other_source)s says “%(other)s”; the first was taken.")
_FUTURE = gettext_noop("%(source)s gives a date that is still to come (%(words)s); it was not taken.")
_UNREAD = gettext_noop("%(source)s gives a date that cannot be read for certain (%(words)s); it was not taken.")
_BACKWARDS = gettext_noop("It says that it was modified (%(modified)s) before it was published (%(published)s).")
_NO_PERSON = gettext_noop("%(source)s names “%(words)s” as the author, which is no person's name; it was not taken.")
_LEFT_OUT = gettext_noop("%(source)s may credit more than was taken: “%(words)s”; add who is missing.")
_OTHER_LANGUAGE = gettext_noop("%(source)s says that its language is “%(words)s”; its letters say otherwise.")

_AHEAD = dt.timedelta(days=2)  # how far a date of publication may lie ahead of us: clocks, zones, planned issues


@dataclass(frozen=True)
class Fact:
    """One thing that is known. ``source`` tells where ``words`` stand: ``JSON-LD headline``, ``line 7``, ``feed``.

    ``value`` is what the words mean; for dates EDTF, with ``precision`` year, month, day, minute or second.
    """

    value: str
    words: str
    source: str
    precision: str | None = None


@dataclass(frozen=True)
class Particulars:
    """What is known of one article; ``None`` and empty where nothing is stated."""

    title: Fact | None = None
    section: Fact | None = None
    outlet: Fact | None = None
    authors: tuple[Fact, ...] = ()
    translator: Fact | None = None
    published: Fact | None = None
    modified: Fact | None = None
    issue_number: Fact | None = None
    language: Fact | None = None
    url: Fact | None = None
    notices: tuple[Notice, ...] = ()


def particulars(incoming: Incoming, cleaned: Cleaned, *, now: dt.datetime | None = None) -> Particulars:
    """What ``incoming`` states and what the cleaner read in its lines, brought together.

    ``now`` (aware) is the moment against which dates that lie ahead are told; without it none is.
    """
    return _Settling(incoming, cleaned, now).settle()


@dataclass
class _Settling:
    incoming: Incoming
    cleaned: Cleaned
    now: dt.datetime | None
    notices: list[Notice] = field(default_factory=list)

    def settle(self) -> Particulars:
        seen = self.cleaned.metadata
        outlet = self._settle("outlet", seen.outlet, _plain)
        published, modified = self._dates()
        return Particulars(
            title=self._title(),
            section=self._settle("section", seen.section, _plain),
            outlet=outlet,
            authors=self._authors(outlet),
            translator=self._settle("translator", seen.translator, _person),
            published=published,
            modified=modified,
            issue_number=self._settle("issue_number", seen.issue_number, _plain),
            language=self._language(),
            url=self._url(),
            notices=tuple(self.notices),
        )

    def _stated(self, name: str) -> list[Stated]:
        """What is stated of a field, the best source first."""
        return sorted((one for one in self.incoming.stated if one.field == name), key=lambda one: _rank(one.source))

    def _settle(self, name: str, seen: Found | None, read: Callable[[Stated], Fact | None]) -> Fact | None:
        facts = [fact for one in self._stated(name) if (fact := read(one)) is not None]
        facts += [_of_line(seen)] if seen else []
        return self._best(name, facts)

    def _best(self, name: str, facts: Sequence[Fact], same: Callable[[str, str], bool] | None = None) -> Fact | None:
        """The first; the first that disagrees with it is told."""
        agree = same or _same
        for other in facts[1:]:
            if not agree(facts[0].value, other.value):
                self._note("disagreement", _DISAGREE, facts[0], other)
                break
        return facts[0] if facts else None

    def _note(self, code: str, message: str, fact: Fact, other: Fact | None = None) -> None:
        values = {"source": fact.source, "words": fact.words}
        if other is not None:
            values |= {"other_source": other.source, "other": other.words}
        self.notices.append(Notice(code, message, values))

    # --- Title --------------------------------------------------------------------------------------------------------

    def _title(self) -> Fact | None:
        """The title as it is printed, where a line prints it; titles made for search engines and the window's
        title often say more or less than that.
        """
        seen = self.cleaned.metadata.title
        stated = [Fact(one.words, one.words, one.source) for one in self._stated("title")]
        if seen is None:
            return self._best("title", [fact for fact in stated if fact.source != "<title>"] or stated)
        printed = _of_line(seen)
        if not stated or any(_same_title(printed.value, fact.value) for fact in stated):
            return printed
        if self._is_marked(seen):
            self._note("disagreement", _DISAGREE, printed, stated[0])
            return printed
        real = [fact for fact in stated if fact.source != "<title>"]
        if not real:
            return printed
        self._note("disagreement", _DISAGREE, real[0], printed)
        return real[0]

    def _is_marked(self, seen: Found) -> bool:
        """Whether the markup says of the line that it is the title."""
        return any(
            hint.kind == "title" and self.incoming.text[hint.start : hint.end].strip() == seen.words.strip()
            for hint in self.incoming.hints
        )

    # --- People -------------------------------------------------------------------------------------------------------

    def _authors(self, outlet: Fact | None) -> tuple[Fact, ...]:
        """Those that the best source names which names any; visible credits that it lacks are told."""
        found: list[list[Fact]] = []
        refused: list[Fact] = []
        for source in dict.fromkeys(one.source for one in self._stated("author")):
            people: list[Fact] = []
            for one in (one for one in self._stated("author") if one.source == source):
                for name in split_names(one.words):
                    fact = Fact(name, one.words, one.source)
                    fits = is_person(name) and not (outlet and _same(name, outlet.value))
                    (people if fits else refused).append(fact)
            found += [_unique(people)] if people else []
        seen = [_credited(one) for one in self.cleaned.metadata.authors]
        found += [seen] if seen else []
        if refused:
            self._note("no_person", _NO_PERSON, refused[0])
        if not found:
            return ()
        self._left_out(found[0])
        missing = [one for other in found[1:] for one in other if not any(_same(one.value, x.value) for x in found[0])]
        if missing:
            self._note("disagreement", _DISAGREE, found[0][0], missing[0])
        return tuple(found[0])

    def _left_out(self, taken: Sequence[Fact]) -> None:
        """Tell of a name in a line of credit that may be one more author, and may as well be a place."""
        names = [fact.value for fact in taken]
        for one in self.cleaned.metadata.authors:
            if left := credits.left_out(one.words, names):
                self._note("left_out", _LEFT_OUT, Fact(left, left, f"line {one.line}"))
                return

    # --- Dates --------------------------------------------------------------------------------------------------------

    def _dates(self) -> tuple[Fact | None, Fact | None]:
        published, modified = self._date("published"), self._date("modified")
        if published and modified and stated_dates.later(published.value, modified.value):
            values = {"published": published.words, "modified": modified.words}
            self.notices.append(Notice("modified_before_published", _BACKWARDS, values))
        return published, modified

    def _date(self, name: str) -> Fact | None:
        facts = [fact for one in self._stated(name) if (fact := self._read_date(one)) is not None]
        seen: Found | None = getattr(self.cleaned.metadata, name)
        if seen is not None:
            facts += [Fact(seen.value, seen.words, f"line {seen.line}", stated_dates.precision(seen.value))]
        return self._best(name, [fact for fact in facts if not self._lies_ahead(fact)], stated_dates.meet)

    def _read_date(self, one: Stated) -> Fact | None:
        value = stated_dates.read_stamp(one.words)
        if value is None:
            self._note("unread_date", _UNREAD, Fact("", one.words, one.source))
            return None
        return Fact(value, one.words, one.source, stated_dates.precision(value))

    def _lies_ahead(self, fact: Fact) -> bool:
        ahead = self.now is not None and fact.value[:10] > (self.now + _AHEAD).strftime("%Y-%m-%d")
        if ahead:
            self._note("future_date", _FUTURE, fact)
        return ahead

    # --- Language, address --------------------------------------------------------------------------------------------

    def _language(self) -> Fact | None:
        """What the letters of the kept text say; what the page says only where it agrees, or says more of it."""
        seen = language_of(self.cleaned, self.incoming.text)
        for one in self._stated("language"):
            tag = _language_tag(one.words)
            if tag is None:
                continue
            if seen is None or tag.split("-")[0] == seen or (seen == "en" and tag[:2] not in _ARABIC_SCRIPT):
                return Fact(tag.split("-")[0], one.words, one.source)
            if seen == "ar" and tag.split("-")[0] in _ARABIC_SCRIPT:
                return Fact(tag.split("-")[0], one.words, one.source)
            self._note("other_language", _OTHER_LANGUAGE, Fact(tag, one.words, one.source))
            break
        return Fact(seen, "", "letters") if seen else None

    def _url(self) -> Fact | None:
        """The canonical address first: it is what tells one article from another."""
        stated = sorted(self._stated("url"), key=lambda one: one.source != "link canonical")
        if stated:
            return Fact(stated[0].words, stated[0].words, stated[0].source)
        address = self.incoming.url
        return Fact(address, address, "address") if address else None


# --- Sources ----------------------------------------------------------------------------------------------------------

_RANKS = ("JSON-LD", "meta", "link", "microdata", "<time>", "html lang", "<title>")


def _rank(source: str) -> int:
    """The place of a source in the order of trust; carriers come behind what the page says of itself."""
    order = (0, 1, 1, 2, 2, 2, 4)
    return next((rank for name, rank in zip(_RANKS, order, strict=True) if source.startswith(name)), 3)


def _plain(one: Stated) -> Fact | None:
    words = " ".join(one.words.split())
    return Fact(words, one.words, one.source) if any(letter.isalnum() for letter in words) else None


def _person(one: Stated) -> Fact | None:
    fact = _plain(one)
    return fact if fact and is_person(fact.value) else None


def _of_line(found: Found) -> Fact:
    return Fact(found.value, found.words, f"line {found.line}")


def _credited(found: Found) -> Fact:
    """An author as a line credits one, without the words that credit."""
    (name, *others) = split_names(found.value)
    return Fact(found.value if others or not is_person(name) else name, found.words, f"line {found.line}")


def _same(one: str, other: str) -> bool:
    return _letters(one) == _letters(other)


def _letters(words: str) -> str:
    return re.sub(r"\W+", "", fold(words))


def _same_title(one: str, other: str) -> bool:
    """Whether two titles are one: alike, or one is the beginning of the other (cut off, or the site's name behind).

    >>> _same_title("انهيار في ناسداك", "انهيار في ناسداك | الأفق"), _same_title("انهيار", "صعود")
    (True, False)
    """
    first, second = sorted((_letters(one), _letters(other)), key=len)
    return first == second or (len(first) >= 10 and (second.startswith(first) or second.endswith(first)))


def _unique(facts: Iterable[Fact]) -> list[Fact]:
    kept: dict[str, Fact] = {}
    for fact in facts:
        kept.setdefault(_letters(fact.value), fact)
    return list(kept.values())


# --- Language ---------------------------------------------------------------------------------------------------------

_ARABIC_SCRIPT = frozenset({"ar", "fa", "ur", "ckb", "ps", "arz", "sd", "ug"})
_ARABIC_LETTERS = re.compile("[\u0620-\u064a\u0671-\u06d3]")
_LATIN_LETTERS = re.compile("[A-Za-z]")


def language_of(cleaned: Cleaned, text: str) -> str | None:
    """``ar`` or ``en`` by the letters of what is kept; ``None`` where neither makes up two thirds of them.

    Latin letters need not be English; a page that says so is believed.
    """
    kept = "\n".join(text[block.start : block.end] for block in cleaned.kept)
    arabic, latin = len(_ARABIC_LETTERS.findall(kept)), len(_LATIN_LETTERS.findall(kept))
    total = arabic + latin
    if total < 20:
        return None
    if arabic * 5 >= total * 2:
        return "ar"
    return "en" if latin * 5 >= total * 4 and _COMMON_ENGLISH.search(kept) else None


_COMMON_ENGLISH = re.compile(r"\b(?:the|and|of|to|is|was|for|that)\b", re.IGNORECASE)


def _language_tag(words: str) -> str | None:
    """The tag of a language: ``ar``, ``ar-EG``.

    >>> _language_tag("ar_AR"), _language_tag("Arabic"), _language_tag("en-US")
    ('ar-ar', 'ar', 'en-us')
    """
    tag = words.strip().lower().replace("_", "-")
    named = {"arabic": "ar", "english": "en", "العربية": "ar"}
    if tag in named:
        return named[tag]
    return tag if re.fullmatch(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*", tag) else None
