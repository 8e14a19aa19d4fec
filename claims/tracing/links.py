"""The hops that one phrase names: who carries and who speaks in one breath, several side by side, and their naming."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from ..arabic import fold
from ..attribution import Attributed
from ..attribution import english_words as en
from ..attribution.sources import noun

NamingOf = Literal["named", "described", "unnamed", "missing"]


@dataclass(frozen=True, slots=True)
class Link:
    """One hop: ``words`` are ``text[start:end]``, ``name`` is what to look up among the known sources.

    ``naming`` holds a value of ``choices.Naming``; a missing link has neither words nor place.
    """

    words: str
    start: int | None
    end: int | None
    naming: NamingOf
    verb: str
    name: str


MISSING = Link("", None, None, "missing", "", "")


class Part(NamedTuple):
    """Words of a source, what they are, and the name they stand for."""

    start: int
    end: int
    kind: str
    source: str


Rows = list[list[Part]]


def links(text: str, one: Attributed) -> list[list[Link]]:
    """The hops of a phrase, outward from the article; several rows where sources stand side by side."""
    heard = _heard(text, one)
    return [[link(text, part, one.verb) for part in [*heard, *row]] for row in _rows(text, one)]


def _heard(text: str, one: Attributed) -> list[Part]:
    """The outlet that was told, where no "that" ends its name: "told the Harbor Post 12 people"."""
    found = _LISTENER.match(text, one.end, one.end + _WINDOW) if one.verb == "tell" and not one.carrier else None
    if found is None or en.NOUNS.get(found[1].split()[-1].lower()) not in _OUTLETS:
        return []
    return [Part(*found.span(1), "named_media", found[1])] if not _ENDED.match(text, found.end()) else []


def link(text: str, part: Part, verb: str) -> Link:
    """One hop, named as its words name it."""
    naming = _naming(part.source, part.kind)
    return Link(
        text[part.start : part.end],
        part.start,
        part.end,
        naming,
        verb,
        _name(part.source, part.kind) if naming == "named" else "",
    )


def points_back(one: Attributed) -> bool:
    """Whether the source stands before the phrase: a pronoun or the verb alone means it."""
    return one.source_start is not None and not one.start <= one.source_start < one.end


def _rows(text: str, one: Attributed) -> Rows:
    source = one.source or ""
    if points_back(one) and not _parenthesis(text, one):
        return [[Part(one.start, _without_clause(text, one.start, one.end), one.kind, source)]]
    start, end = _place(text, one)
    start, end = _stripped(text, _wider(text, one, start), end)
    rows = _passed(text, start, _further(text, one, start, end), one.kind)
    whole = Part(start, end, one.kind, text[start:end])
    rows = [kept for row in rows if (kept := [part for part in row if part.start < part.end])] or [[whole]]
    return [[whole._replace(source=source)]] if rows == [[whole]] and one.source_start is None else rows


def _parenthesis(text: str, one: Attributed) -> bool:
    """Whether only an aside stands between the source and its verb: "The Post, citing a memo, said"."""
    start, end = one.source_end or 0, one.start
    between = text[start:end].strip() if end - start < _WINDOW else ""
    return len(between) > 1 and between[0] in ",،" and between[-1] in ",،" and "." not in between


_LAST_CLAUSE = re.compile(r"\s+(?:(?:إلى|على|عن|من)\s+)?(?:[أإ]نّ?|ب?[أإ]ن(?:ه|ها|هم|نا)?|that)\s*$")


def _without_clause(text: str, start: int, end: int) -> int:
    found = _LAST_CLAUSE.search(text, start, end)
    return found.start() if found else end


def _place(text: str, one: Attributed) -> tuple[int, int]:
    """Where the words stand that name the source; the phrase itself where they do not stand there as such."""
    if one.source_start is not None and one.source_end is not None:
        return one.source_start, one.source_end
    source = one.source or ""
    for words in ("لل" + source.removeprefix("ال"), "ل" + source, source):
        at = text.find(words, one.start, one.end) if source else -1
        if at >= 0:
            return at, at + len(words)
    return one.start, _without_clause(text, one.start, one.end)


_CAPITAL = r"[A-Z](?:[\w&'’-]|\.(?=\w))*+"
_CAPITALS = rf"(?:[Tt]he\s+)?{_CAPITAL}(?:\s{_CAPITAL}){{0,4}}"
_BESIDE_BEFORE = re.compile(
    rf"(?:^|[.!?\n,;\"”]\s*)"
    rf"(?:({_CAPITALS})|((?:[Tt]he|[Aa]n?|[Tt]wo|[Tt]hree|[Ss]everal)\s+[a-z][a-z ]{{2,40}}))\s+and\s+$"
)
_PAPER_BEFORE = re.compile(r"(?:^|[.!?\n])\s*([^.,;!?\n]{3,60}),\s*$")
_BESIDE_AFTER = re.compile(rf"\s+and\s+{_CAPITALS}(?=[.,;\n]|\s+that\b|$)")
_WINDOW = 120
_OUTLETS = frozenset(("named_media", "document"))  # a paper may be a Post
_LISTENER = re.compile(rf"\s+({_CAPITALS})")
_ENDED = re.compile(r"\s*(?:[.,;]|that\b|and\b|$)")  # here the listener is a phrase of its own


def _wider(text: str, one: Attributed, start: int) -> int:
    """Where a source begins that stands beside another: "The Post and the Herald reported"."""
    if one.start != start or not one.kind.startswith("named_"):
        return start
    low = max(0, start - _WINDOW)
    seen = _PAPER_BEFORE.search(text[low:start]) if _SEEN_BY.match(" " + text[start : start + 24]) else None
    if seen:
        return low + seen.start(1)
    found = _BESIDE_BEFORE.search(text[low:start])
    if found is None or found[2] and found[2].split()[-1] not in en.NOUNS:
        return start
    return low + found.start(found.lastindex or 0)


def _further(text: str, one: Attributed, start: int, end: int) -> int:
    """Where the listeners end, or whom the source cites: a phrase may end before them."""
    if one.carrier:
        beside = _BESIDE_AFTER.match(text, end, end + _WINDOW)
        return beside.end() if beside else end
    passing = _PASSING.search(text, start, one.end + 12) or _PASSING.match(text, one.end, one.end + 20)
    if passing is None or passing.start() >= one.end and not passing[0].strip(" ,").isascii():
        return end
    past = _without_clause(text, passing.end(), one.end) if passing.end() < one.end else 0
    return past or _CITED.match(text, passing.end(), passing.end() + _WINDOW).end()  # type: ignore[union-attr]


_PASSING = re.compile(r"[،,]?\s*(?:نقل[اًا]{0,2}\s+عن|استناد[اًا]{0,2}\s+[إا]لى|which\s+(?:cited|quoted))\s+")
_CITED = re.compile(r"(?:(?!\s(?:[أإ]ن|ب[أإ]ن|[إا]لى)\b)[^،,.:؛\n])*+")
_SEEN_BY = re.compile(
    r"[,،]?\s+(?:التي\s+)?(?:اطلعت?|حصلت?)\s+علي(?:ها|ه|هما)\s+|,?\s+(?:that\s+were\s+)?(?:seen|reviewed|obtained|viewed)\s+by\s+"
)
_PLATFORM = re.compile(
    r"\s+(?:نُ?شرت?\s+)?على\s+(?=(?:منصة|موقع|شبكة|تطبيق|منتدى)\s)"
    r"|\s+(?:(?:posted|published|shared)\s+)?on\s+(?=(?:the\s+(?:\w+\s+){0,2}(?:platform|forum|site|network|app)\b|[A-Z]))"
)
_TO_LISTENER = re.compile(r"\s+ل(?!ل)(?=[^\s]{4,}$)")
_HEARD = frozenset(fold(word) for word in ("مصدر", "مصدران", "مصادر", "مسؤول", "مسؤولان", "مسؤولون", "شاهد", "شهود"))


def _passed(text: str, start: int, end: int, kind: str) -> Rows:
    """Who carries, then who is carried: «صحيفة نقلا عن مصادر», "documents seen by the Post", «تقارير على منصة»."""
    passing = _PASSING.search(text, start, end)
    if passing:
        return _chained(_beside(text, start, passing.start(), kind), _passed_on(text, passing.end(), end))
    return _beside(text, start, end, kind)


def _passed_on(text: str, start: int, end: int) -> Rows:
    return _passed(text, start, end, _kind(text[start:end]) or "named_org")


def _turned(text: str, start: int, end: int, kind: str) -> Rows:
    """A source of which the one who carries it stands behind."""
    for way, whose in ((_SEEN_BY, "named_media"), (_PLATFORM, "named_media"), (_TO_LISTENER, "named_media")):
        found = way.search(text, start, end)
        if found and (way is _SEEN_BY or _may_turn(text[start : found.start()], way)):
            told = _kind(text[start : found.start()]) or ("document" if kind.startswith("named_") else kind)
            carrier, speaker = (found.end(), end), (start, found.start())
            return [[_part(text, *carrier, whose), _part(text, *speaker, told)]]
    return [[_part(text, start, end, kind)]]


def _may_turn(head: str, way: re.Pattern[str]) -> bool:
    if way is _TO_LISTENER:
        return fold(_word(head, 0)) in _HEARD
    return _kind(head) in {"document", "unnamed_media", "anonymous_source", "anonymous_group"}


def _part(text: str, start: int, end: int, kind: str) -> Part:
    start, end = _stripped(text, start, end)
    return Part(start, end, kind, text[start:end])


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    left = len(words) - len(words.lstrip(" \t،,"))
    by = words[left:].startswith("by ") * 3
    return start + left + by, max(start + left + by, end - (len(words) - len(words.rstrip(" \t،,"))))


def _chained(first: Rows, second: Rows) -> Rows:
    return [[*one, *other] for one in first for other in second]


# --- side by side

_AND = re.compile(r"\s+و\s*(?=\S)|,?\s+and\s+")
_DETERMINED = re.compile(
    r"(?:the|a|an|two|three|four|several|some|other|many|unnamed|another|his|her|its|their)\s", re.I
)
_BARE_CAPITAL = re.compile(_CAPITAL)
_FULL_NAME = re.compile(rf"{_CAPITAL}(?:\s{_CAPITAL}){{1,2}}")
_PAIR = re.compile(r"(صحيفت|وكالت|قنات|شبكت|مجلت|وزارت|إذاعت|جامعت|شركت|موقع|وزير)(?:ا|ي)\s")


def _beside(text: str, start: int, end: int, kind: str) -> Rows:
    """The sources that stand beside each other, each a row."""
    rows: Rows = []
    pair = _PAIR.match(text, start, end)
    at, kind_here = start, kind
    for joint in _AND.finditer(text, start, end):
        right = text[joint.end() : end]
        if joint.start() <= at or not (_two(text[at : joint.start()], right, kind_here) or pair and right[:2] == "ال"):
            continue
        rows += _turned(text, at, joint.start(), _kind(text[at : joint.start()]) or kind_here)
        at, kind_here = joint.end(), _kind(right) or kind
    if not rows:
        return _turned(text, start, end, kind)
    return [*rows, *_turned(text, at, end, kind_here)]


def _two(left: str, right: str, kind: str) -> bool:
    """Whether "and" joins two sources, and not two words of one name."""
    head = _word(right, 0)
    if not head or not left.strip():
        return False
    if not left.isascii() or not right.isascii():
        return _two_in_arabic(left, head, kind)
    if _DETERMINED.match(right):
        return _kind(right) is not None or right[:4] == "the " and right[4:5].isupper()
    if _BARE_CAPITAL.fullmatch(left.removeprefix("the ")) and _BARE_CAPITAL.match(right):
        return left != right and kind in {"named_person", "named_media"}
    return bool(_FULL_NAME.fullmatch(left) and _FULL_NAME.match(right)) and kind == "named_person"


def _two_in_arabic(left: str, head: str, kind: str) -> bool:
    known = noun(fold(head)) if not head.startswith("ال") else None
    if known and known[0] == fold(head):
        return kind[:6] != "named_" or known[1] not in {"document", "impersonal", "anonymous_group"}
    if head[0].isascii() and head[0].isupper() or head[0] in '"“«':
        return True
    one = " " not in left.strip() and not left.startswith("ال") and noun(fold(left)) is None
    return one and not head.startswith("ال") and kind.startswith("named_")


def _kind(words: str) -> str | None:
    """What a source is by its noun; ``None`` for a name."""
    parts = words.split()
    known = noun(fold(parts[0])) if parts else None
    if known:
        return known[1]
    found = None
    for part in parts[:6]:
        if part in {"of", "at", "for", "in", "on", "by", "from", "to"}:
            break
        found = en.NOUNS.get(part, found) if part.isascii() and part.islower() else found
    return found


# --- how a source is named

_NAME_SIGN = re.compile(r"[\"“«]|\b[A-Z]")
_PART_OF = re.compile(
    r"\b(?:في|من|لدى|ب)\s+(?P<ar>[^\s،,]+)|\b(?:at|of|from|in|with|for|inside|within)\s+(?:(?:the|a|an)\s+)?(?P<en>\S+)"
)


def _naming(words: str, kind: str) -> NamingOf:
    if kind.startswith("named_"):
        return "named"
    if kind in {"document", "impersonal"}:
        if _publisher(words):
            return "named"
        return "described" if _ATTACHED.search(words) else "unnamed"
    if kind in {"anonymous_source", "anonymous_group"}:
        return "described" if _NAME_SIGN.search(words[1:]) or _belongs(words) else "unnamed"
    return "unnamed"


# What a paper hangs on can be asked for, though it has no name: «وثائق مرفقة بالمقالة», "an annex to the report".
_ATTACHED = re.compile(
    r"\s(?:مرفقة|مرفق|ملحقة|ملحق|صادرة|صادر)\s|\b(?:attached|annexed|submitted|filed)\s+(?:to|with)\s"
)


def _starts(words: str) -> list[int]:
    return [found.start() for found in re.finditer(r"\S+", words)]


def _word(words: str, at: int) -> str:
    """The word that stands at or after ``at``."""
    return next(iter(words[at:].split(maxsplit=1)), "")


_BY = re.compile(r"\b(by|from)\s+(the\s.*)")


def _publisher(words: str) -> str:
    """Who stands behind a paper that names him: «مقالة نشرت في مجلة الطب», "a study published in Nature"."""
    nouns = [(at, known[1]) for at in _starts(words) if (known := noun(fold(_word(words, at))))]
    for kind in ("named_media", "named_org"):
        at = next((at for at, each in nouns if each == kind and at and fold(_word(words, at)) not in _INNER), 0)
        if at:
            return words[at:]
    by = _BY.search(words)
    if by and (_kind(by[2]) or ("named_" if by[1] == "by" else ""))[:6] == "named_":
        return by[2]
    sign = _NAME_SIGN.search(words, 2)
    return words[sign.start() :] if sign else ""


_INNER = frozenset(fold(word) for word in ("داخلية", "خارجية"))  # without article they say which, not whose


def _belongs(words: str) -> bool:
    """Whether someone without a name belongs to an office: «مسؤول في وزارة الصحة»."""
    for found in _PART_OF.finditer(words):
        known = noun(fold(found["ar"])) if found["ar"] else None
        if known and known[1] in {"named_org", "named_media"} or (found["en"] or "")[:1].isupper():
            return True
    return False


_GENERIC = re.compile(
    r"^(?:(?:an?\s+|the\s+)?(?:spokes\w+|representative)\s+(?:for|of)\s+|ال?(?:متحدث|ناطق)ة?\s+(?:الرسمي\s+)?باسم\s+"
    r"|متحدثة?\s+باسم\s+|ناطقة?\s+باسم\s+)?(?:the\s+)?"
    r"(?:(?:منصة|موقع|تطبيق|platform|forum|site|website|network|app)\s+(?=\S+$))?",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\s*[،,(]|\s+[–—-]\s|\s+who\s")
_QUOTED = re.compile(r"[\"“«]([^\"“”«»]+)[\"”»]")


def _name(source: str, kind: str = "named_org") -> str:
    """The name without what is told about it.

    >>> _name("«جيم كوفيلو»، رئيس الأبحاث"), _name("شبكة «CNBC» الأمريكية"), _name("the Daily Herald")
    ('جيم كوفيلو', 'CNBC', 'Daily Herald')
    >>> _name("a spokesman for the port"), _name("متحدث باسم الجيش")
    ('port', 'الجيش')
    >>> _name("دراسة نشرت في مجلة الطب الحديث", "document")
    'مجلة الطب الحديث'
    """
    source = _publisher(source) if kind in {"document", "impersonal"} else source
    aside = _ASIDE.search(source, 1)
    short = source[: aside.start()] if aside else source
    quoted = _QUOTED.search(short)
    short = quoted[1] if quoted else short
    return _PAIR.sub("", _GENERIC.sub("", short.strip(" \"“”«»'"))).strip()


def generic(name: str) -> bool:
    """Whether a name is a noun alone, which means someone named elsewhere.

    >>> generic("الشركة"), generic("company"), generic("رويترز"), generic("Reuters")
    (True, True, False, False)
    """
    return len(name.split()) == 1 and (noun(fold(name)) is not None or name.islower() and name in en.NOUNS)


def full_name(name: str, named: str) -> str:
    """The name that ``named`` gives to the one whom a noun alone means; "" where that is another.

    >>> full_name("الشركة", "شركة الأفق"), full_name("ministry", "the Health Ministry"), full_name("الشركة", "الوزارة")
    ('شركة الأفق', 'Health Ministry', '')
    """
    full = _name(named)
    if generic(full) or not full:
        return ""
    known = noun(fold(name))
    if known is None:
        return full if name in full.lower().split() and full != full.lower() else ""
    head = noun(fold(full.split()[0]))
    return full if head and head[0] == known[0] and len(full.split()) > 1 else ""


# --- the place where something was said

_LONG_NAME = r"[^،,.:؛;\n]"
_MEDIUMS = re.compile(
    r"(?:^|[\sوف])في\s+(?P<post>(?:منشور|تغريدة|تدوينة|مقطع|فيديو)(?:\s+\S+){0,2}?\s+على\s+"
    r"(?:منصة|موقع|شبكة|تطبيق)\s+(?:[\"“«][^\"”»]{1,40}[\"”»]|[^\s،,.:]+))"
    rf"|(?:^|[\sوف])في\s+(?:مقابلة|حوار|لقاء|حديث)(?:\s+\S+)?\s+مع\s+(?P<talk>(?:(?!\s[إأ]ن\b){_LONG_NAME}){{2,60}})"
    rf"|^و?في\s+(?P<paper>(?:وثائق|وثيقة|مستندات|سجلات|ملفات|مذكرة)\s{_LONG_NAME}{{2,80}})[،,]"
    rf"|\b[Ii]n\s+a\s+(?P<posted>(?:post|tweet|thread|video)(?:\s+\w+)?\s+on\s+(?:the\s+\w+\s+)?{_CAPITALS})"
    rf"|\b[Ii]n\s+an\s+interview\s+(?:with|on)\s+(?P<interview>{_CAPITALS})"
    r"|^[Ii]n\s+(?P<papers>(?:\w+\s+)?(?:documents|filings?|records)[^,.:;\n]{0,60}),"
)


def medium(text: str, start: int, end: int) -> list[Link]:
    """The platform, outlet or papers in which a speaker said it, where ``start`` to ``end`` names such.

    >>> text = "وفي منشور على منصة «إكس»، قال رئيس البلدية إن المياه ستعود"
    >>> [(found.words, found.name) for found in medium(text, 0, len(text))]
    [('منشور على منصة «إكس»', 'إكس')]
    """
    found = _MEDIUMS.search(text[start:end])
    if found is None or found.lastgroup is None:
        return []
    first, past = (start + at for at in found.span(found.lastgroup))
    kind = "document" if found.lastgroup in {"paper", "papers", "post", "posted"} else "named_media"
    made = link(text, _part(text, first, past, kind), "")
    return [replace(made, name=made.name or _name(made.words)) if kind == "named_media" else made]
