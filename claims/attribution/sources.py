"""Whether some Arabic words are a source, which kind, and who stands behind a paper that they name."""

from __future__ import annotations

from functools import lru_cache

from ..arabic import fold
from . import arabic_words as ar
from .found import Kind, Sentence, Source

_FAMILY = tuple(fold(word) for word in ("عبد", "أبو", "بن", "ابن", "آل", "أم"))
_AGENCY = fold("وكالة")
_NEWS = tuple(fold(word) for word in ("أنباء", "الأنباء", "للأنباء", "إخبارية", "الإخبارية"))
_ONE_OF = tuple(fold(word) for word in ("أحد", "إحدى", "احد"))
_SPOKEN = tuple(fold(word) for word in ("متحدث", "متحدثة", "ناطق", "ناطقة"))
_SOURCES = tuple(fold(word) for word in ("مصدر", "مصادر"))
_OF_MEDIA = tuple(fold(word) for word in ("إعلامية", "صحفية", "صحافية", "إعلامي", "صحفي"))
_PREFIXES = ("وال", "فال", "بال", "ال", "لل", "و", "ل", "ب")
_SPREAD_WORDS = 6  # words of a source in which its noun may stand


@lru_cache(maxsize=4096)
def noun(word: str) -> tuple[str, Kind] | None:
    """The noun of the table that a word is, without what is joined before it, and its kind.

    >>> noun(fold("الخبراء")), noun(fold("للتقارير")), noun(fold("المطبخ"))
    (('خبراء', 'anonymous_group'), ('تقارير', 'unnamed_media'), None)
    """
    if word in ar.NOUNS:
        return word, ar.NOUNS[word]
    for prefix in _PREFIXES:
        bare = word.removeprefix(prefix)
        if bare != word and bare in ar.NOUNS:
            return bare, ar.NOUNS[bare]
    return noun(word[:-2]) if word.endswith(("نا", "ها", "هم")) and len(word) > 5 else None


def is_thing(word: str) -> bool:
    """Whether a word, perhaps with what is joined to it, is a thing that tells nobody anything."""
    return any(word.removeprefix(prefix) in ar.THINGS for prefix in ("", *_PREFIXES))


def judge(sentence: Sentence, first: int, past: int, *, strict: bool, feminine: bool | None) -> Kind | None:
    """The kind of source that the words ``first`` up to ``past`` are; ``None`` where they are none.

    ``strict`` where things do the same: an unknown noun is no source then. A company takes the feminine, so a foreign
    name alone with a masculine verb is a product.
    """
    first += 2 * (sentence[first] == "كل" and sentence[first + 1] == "من")
    names = [at for at in range(first, past) if sentence[at] not in '"(),،-–']
    if not names or sentence[names[0]] in ar.NOT_NAMES or _aside(sentence[names[0]]):
        return None
    head = sentence[names[0]]
    known = noun(head)
    if known:
        return _refined(sentence, names, *known)
    if is_thing(head):
        return _of_group(sentence, names)
    return _name(sentence, first, names, strict=strict, feminine=feminine)


def _aside(word: str) -> bool:
    return word[:1].isdigit() or not word[:1].isalpha() or word in ar.BORDERS or word in ar.VERBS and len(word) < 4


def _of_group(sentence: Sentence, names: list[int]) -> Kind | None:
    """«عدد متزايد من الخبراء» are experts."""
    for at in names[1:_SPREAD_WORDS]:
        known = noun(sentence[at])
        if known and sentence[at - 1] == "من" and known[1] in {"anonymous_group", "anonymous_source"}:
            return known[1]
    return None


def _name(sentence: Sentence, first: int, names: list[int], *, strict: bool, feminine: bool | None) -> Kind | None:
    head = sentence[names[0]]
    foreign = head.isascii()
    if foreign or sentence[first] == '"':
        rest = [at for at in names[1:] if not _adjective(sentence[at])]
        if strict and not feminine and not rest:
            return None
        many = len(names) > 1 and (sentence[names[1]].isascii() or not foreign)
        return "named_person" if many and not feminine else "named_org"
    if strict and not _names_someone(sentence, names, feminine=feminine):
        return None
    return "named_org" if feminine and len(names) < 3 else "named_person"


def _adjective(word: str) -> bool:
    return word.startswith("ال") and word.endswith(("ي", "يه"))


def _names_someone(sentence: Sentence, names: list[int], *, feminine: bool | None) -> bool:
    """Whether unknown Arabic words look like a name: no noun with its article, none with another noun's."""
    head = sentence[names[0]]
    if head.startswith("ال"):
        return not feminine and head.endswith("ي")
    if head.endswith(("ها", "هم", "ات", "ه")) and head not in _FAMILY:
        return False
    following = sentence[names[1]] if len(names) > 1 else ""
    if head not in _FAMILY and following.startswith("ال") and not following.endswith("ي"):
        return False
    return not (len(names) > 1 and following.endswith("ه"))


def _refined(sentence: Sentence, names: list[int], head: str, kind: Kind) -> Kind:
    """The kind of a source whose first noun is in the table, by the words after it."""
    following = [sentence[at] for at in names[1:_SPREAD_WORDS]]
    if head == _AGENCY:
        news = not following or following[0] in _NEWS or not following[0].startswith("ال")
        return "named_media" if news else "named_org"
    if head in _SOURCES and following[:1] and following[0] in _OF_MEDIA:
        return "unnamed_media"
    if head in _SPOKEN:
        return "named_org" if len(names) < 5 else "named_person"
    if kind == "named_media" and _unnamed(sentence, names):
        return "unnamed_media"
    if kind == "named_person":
        return "anonymous_source" if _unnamed(sentence, names) and len(names) < 3 else kind
    if kind in {"document", "impersonal"}:
        return _of_paper(sentence, names, kind)
    return kind


def _unnamed(sentence: Sentence, names: list[int]) -> bool:
    """«صحيفة محلية», «خبير اقتصادي»: a noun without article and at most an adjective."""
    words = [sentence[at] for at in names]
    if words[0].startswith("ال"):
        return False
    return all(word.endswith(("ي", "يه")) and not word.startswith("ال") for word in words[1:])


def _of_paper(sentence: Sentence, names: list[int], kind: Kind) -> Kind:
    """A person's papers are that person's word; a quoted name of two words or more is a person's."""
    after = names[1] if len(names) > 1 else 0
    if after and sentence[after - 1] == '"' and len(names) > 2 and sentence[after + 1] != '"':
        return "named_person"
    known = noun(sentence[after]) if after else None
    if known and known[1] in {"named_org", "named_media"} and not sentence[after].startswith("لل"):
        return "document"
    return kind


def behind(sentence: Sentence, first: int, past: int) -> Source | None:
    """Whose paper it is: «تقرير سابق لوكالة رويترز», «بيان صادر عن النقابة», «دراسة أجرتها جامعة القاهرة»."""
    for at in range(first + 1, min(past, first + _SPREAD_WORDS)):
        if sentence[at] in ar.HOLDING and sentence[at + 1] == "عن" and at + 2 < past:
            return owner(sentence, at + 2, past)
        if _of_its_own(sentence[at]) and at + 1 < past:
            return owner(sentence, at + 1, past)
        if sentence[at] == "ل" and at + 1 < past:
            return owner(sentence, at + 1, past)
        if sentence[at].startswith("ل") and (noun(sentence[at][1:]) or sentence[at].startswith("لل")):
            return owner(sentence, at, past, joined=True)
        if sentence[at] in ar.STOPS:
            break
    return None


def _of_its_own(word: str) -> bool:
    """«نشرته», «أجرتها»: a verb that a paper is the object of."""
    return len(word) > 4 and word.endswith(("ته", "تها")) and not word.startswith(("ال", "و"))


def owner(sentence: Sentence, first: int, past: int, *, joined: bool = False) -> Source | None:
    """The words as a source, without the «ل» that may be joined to them; nothing where they are none."""
    kind = judge(sentence, first, past, strict=joined, feminine=None)
    if kind is None or kind in {"impersonal"}:
        return None
    return unjoined(sentence, first, past, kind) if joined else sentence.source(first, past, kind)


def unjoined(sentence: Sentence, first: int, past: int, kind: Kind) -> Source:
    """A source whose first word has «ل» joined to it; «لل» hides the «ا» of the article, which is put back."""
    printed = sentence.printed(first, past)
    start, end = sentence.words[first].start, sentence.words[past - 1].end
    if sentence[first].startswith("لل"):
        return Source("ال" + printed[2:].lstrip("ـ"), None, None, kind)
    skip = 1 + (len(printed) - 1 - len(printed[1:].lstrip("ـ\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652")))
    return Source(printed[skip:], start + skip, end, kind)
