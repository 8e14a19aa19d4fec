"""Names as they are spelled: which two may be one, and where known names stand in a text. Pure functions.

Foreign names reach Arabic by ear: «ليانج ونفينج» and «ليانغ وينفنغ» are one man. What the spellings share is the
*skeleton*: consonants, with those that stand for one sound as one. Names that Arabic itself tells apart by its long
vowels (حسن, حسين) stand in a table and are one only where they are spelled alike. Names of two scripts are never
one by their looks; aliases, which editors own, say so.

Similarity only ever suggests. Each comparison takes time by the lengths of two names, of which 100 characters count.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from .arabic import Folder, fold

LONGEST = 100  # characters of a name that count
SUGGEST = 90.0  # from here on two names may be one

_WORD = re.compile(r"[^\W_]+")
_ACCENTS = re.compile("[\u0300-\u036f]")
_ARABIC = re.compile("[\u0621-\u064a]")
_LATIN = re.compile("[a-z]")
_DIGITS = re.compile(r"\d+")
_DOUBLED = re.compile(r"(.)\1+")


def _words(*rows: str) -> frozenset[str]:
    return frozenset(fold(word) for row in rows for word in row.split())


# One sound, many letters. «تش» and «ش», «ج» and «غ» are one man's choice against another's.
_SOUNDS = str.maketrans("غجقگطصضظذثچژ", "ككككتسدزدتشك")
_LONG_VOWELS = str.maketrans("", "", "اويءه")
_ROWS = (("ph", "f"), ("ck", "k"), ("kh", "k"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("sch", "sh"), ("qu", "k"))
_SOFT_C = re.compile("c(?=[eiy])")
_LATIN_SOUNDS = str.maketrans({"c": "k", "q": "k", "x": "ks", "w": "v", "j": "g", "z": "s"})
_LATIN_VOWELS = re.compile("[aeiouy]")
# What a name may be printed with or without.
_PLAIN = _words(
    "شركة وكالة صحيفة جريدة قناة مجلة شبكة موقع الدكتور دكتور دكتورة الدكتورة السيد السيدة الشيخ الأستاذ الأستاذة",
    "المهندس",
    "د the company inc corp corporation ltd llc co plc agency newspaper magazine mr mrs ms dr prof sir",
)
_JOINING = _words("عبد أبو ابو أم آل")
# Given names that one long vowel turns into another name.
_GIVEN = _words(
    "محمد محمود أحمد حامد حميد حماد حمد حمدي حسن حسين حسان حسني محسن سعد سعيد سعود مسعود سالم سليم سليمان سلمان سلام",
    "سلامة سلمى علي علاء عالي عمر عمرو عامر عمار كرم كريم كرام جميل جمال جميلة كامل كمال كميل خالد خلود خليل خلف",
    "خليفة",
    "ناصر نصر نصير نصار منصور فارس فراس فريد فؤاد فادي فواز فوزي فوزية سامي سامية سمير سمر سميرة سارة سرور نور",
    "نوري نورا",
    "نوار رشيد راشد رشاد رشا ماجد مجيد مجد مجدي وليد والد وائل هشام هاشم هاني هنا هناء رامي ريم مريم مرام عادل",
    "عدل عدلي",
    "عدنان طارق طرق زياد زيد زايد يزيد نادر ندير نادية ندى هدى هادي مهدي بدر بدير بدور جابر جبر جبير جبران صالح صلاح",
    "مصلح صبري صابر صبير شاكر شكري شكيب حاتم حاتمي قاسم قسيم بلال بلّال باسم بسام باسل بسيل أمين أمينة أمان آمنة",
    "إيمان أيمن يمنى ياسر يسري يسار ياسين يونس أنس أنيس إيناس لطيف لطفي عارف عفيف عزيز عزت عزة معز منير منار منى",
    "أمل آمال أميل وسام وسيم باهر بهير بهاء زكي زكريا رفيق رفعت رافع ربيع رباب رابح شريف شرف شرفي كاظم كظيم حليم حلمي",
    "حازم حزام غازي غزالة غسان جواد جود جودة جعفر منذر نذير مالك ملك ملاك مليك طاهر طهر زاهر زهير زهراء",
)


class _Token(NamedTuple):
    """A word of a name: as it is folded, with one letter for one sound, its consonants, and the sort of its end."""

    folded: str
    sounds: str
    skeleton: str
    ending: str


def skeleton(name: str) -> str:
    """The consonants of a name, letters of one sound as one; for comparing only, it is nobody's name.

    >>> skeleton("ليانج ونفينج") == skeleton("ليانغ وينفنغ"), skeleton("جوجل") == skeleton("غوغل")
    (True, True)
    >>> skeleton("Philip Mohammed"), skeleton("Filip Muhamad")
    ('flp mhmd', 'flp mhmd')
    """
    return " ".join(token.skeleton for token in _tokens(name))


@lru_cache(maxsize=16384)
def _tokens(name: str) -> tuple[_Token, ...]:
    """The words of a name; what it may be printed without is left out where anything else remains."""
    words = _joined(_WORD.findall(_plain(name)))
    telling = [word for word in words if word not in _PLAIN]
    return tuple(_token(word) for word in telling or words)


def _plain(name: str) -> str:
    folded = fold(name[:LONGEST])
    return _ACCENTS.sub("", unicodedata.normalize("NFKD", folded)) if _LATIN.search(folded) else folded


def _joined(words: list[str]) -> list[str]:
    """«عبد الله» as «عبدالله»."""
    made: list[str] = []
    for word in words:
        if made and made[-1] in _JOINING:
            made[-1] += word
        else:
            made.append(word)
    return made


def _token(word: str) -> _Token:
    if _ARABIC.search(word):
        bare = word[2:] if word.startswith("ال") and len(word) > 4 else word
        sounds = _DOUBLED.sub(r"\1", bare.replace("تش", "ش").translate(_SOUNDS))
        ending = {"ا": "a", "ه": "a", "ي": "i", "و": "u"}.get(sounds[-1:], "")
        return _Token(bare, sounds, _arabic_bones(sounds), ending)
    sounds = _latin_sounds(word)
    ending = sounds[-1:] if sounds[-1:] in set("aeiouy") else ""
    return _Token(word, sounds, _latin_bones(sounds), ending)


def _arabic_bones(sounds: str) -> str:
    """Without long vowels, but that a first «و» or «ي» is a consonant, and an «ه» inside."""
    first = sounds[:1] if sounds[:1] in {"و", "ي"} else ""
    inside = sounds[len(first) : -1] + (sounds[-1:] if sounds[-1:] != "ه" else "")
    kept = inside.replace("ه", "\0").translate(_LONG_VOWELS).replace("\0", "ه")
    return _DOUBLED.sub(r"\1", first + kept) or sounds


def _latin_sounds(word: str) -> str:
    for letters, sound in _ROWS:
        word = word.replace(letters, sound)
    return _DOUBLED.sub(r"\1", _SOFT_C.sub("s", word).translate(_LATIN_SOUNDS))


def _latin_bones(sounds: str) -> str:
    return _DOUBLED.sub(r"\1", _LATIN_VOWELS.sub("", sounds)) or sounds


def similarity(a: str, b: str) -> float:
    """How much two names of one script look like one, 0 to 100; 0 across scripts and where their numbers differ.

    Words are compared in any order; a word that the other name lacks counts against both, and one pair of words
    that are surely two keeps the whole low.

    >>> similarity("ليانج ونفينج", "ليانغ وينفنغ"), similarity("Nvidia", "إنفيديا")
    (100.0, 0.0)
    >>> similarity("محمد بن سلمان", "محمد بن زايد") < 80, similarity("حسن", "حسين") < 85
    (True, True)
    """
    if _script(a) != _script(b) or _DIGITS.findall(fold(a[:LONGEST])) != _DIGITS.findall(fold(b[:LONGEST])):
        return 0.0
    ours, theirs = _tokens(a), _tokens(b)
    if not ours or not theirs:
        return 0.0
    if _whole(ours) == _whole(theirs):
        return 100.0
    return round(_in_any_order(ours, theirs), 1)


def _script(name: str) -> tuple[bool, bool]:
    folded = fold(name[:LONGEST])
    return bool(_ARABIC.search(folded)), bool(_LATIN.search(folded))


def _whole(tokens: tuple[_Token, ...]) -> str:
    """The name in one word: «ديب سيك» is «ديبسيك», "Open AI" is "OpenAI"."""
    return "".join(token.folded for token in tokens)


_SURELY_TWO = 8.0  # how far above its worst pair of words a name may come


def _in_any_order(ours: tuple[_Token, ...], theirs: tuple[_Token, ...]) -> float:
    left = list(theirs)
    total = worst = 0.0
    for token in ours:
        best = max(left, key=lambda other: _alike(token, other), default=None)
        if best is None:
            break
        score = _alike(token, best)
        left.remove(best)
        worst = min(worst, score - 100)
        total += score * (len(token.sounds) + len(best.sounds))
    weight = sum(len(token.sounds) for token in (*ours, *theirs))
    return min(total / weight, 100 + worst + _SURELY_TWO)


_TRILITERAL = 3  # consonants; with so few, Arabic tells words apart by their vowels
_OTHER_ENDING = 84.0
_GIVEN_NAMES = 80.0


def _alike(one: _Token, other: _Token) -> float:
    """How much two words look like one."""
    if one.folded == other.folded:
        return 100.0
    score = ratio(one.sounds, other.sounds)
    if one.skeleton == other.skeleton and one.sounds != other.sounds and len(one.skeleton) > _TRILITERAL:
        score = 100.0
    elif one.skeleton != other.skeleton:
        score = (score + ratio(one.skeleton, other.skeleton)) / 2
    if one.ending != other.ending:
        score = min(score, _OTHER_ENDING)
    if one.folded in _GIVEN or other.folded in _GIVEN:
        score = min(score, _GIVEN_NAMES)
    return score


def ratio(a: str, b: str) -> float:
    """How many letters two words share in order, of both, 0 to 100 (the Indel ratio).

    >>> ratio("abcd", "abxd"), ratio("", "")
    (75.0, 100.0)
    """
    both = len(a) + len(b)
    return 100.0 * 2 * _shared(a, b) / both if both else 100.0


def _shared(a: str, b: str) -> int:
    """The length of the longest common subsequence, one letter of ``b`` at a time (Hyyrö's bit vectors)."""
    places: dict[str, int] = {}
    for at, letter in enumerate(a):
        places[letter] = places.get(letter, 0) | 1 << at
    open_ones = (1 << len(a)) - 1
    for letter in b:
        found = open_ones & places.get(letter, 0)
        open_ones = (open_ones + found) | (open_ones - found)
    return len(a) - (open_ones & ((1 << len(a)) - 1)).bit_count()


def suggest(name: str, known: Iterable[str], threshold: float = SUGGEST) -> list[tuple[str, float]]:
    """Those of the ``known`` names that may be ``name`` spelled otherwise, most alike first.

    >>> suggest("غوغل", ["جوجل", "غوغل", "ميتا"])
    [('جوجل', 100.0)]
    """
    scored = ((other, similarity(name, other)) for other in known if other != name)
    return sorted((pair for pair in scored if pair[1] >= threshold), key=lambda pair: (-pair[1], pair[0]))


Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Mention(Generic[Key]):
    """A known name at a place of a text, without what is joined before it, and whose name it is."""

    start: int
    end: int
    key: Key


_FOLDER = Folder()
_TEXT_WORD = re.compile(r"[^\W_\u0621-\u064a]++|[\w\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]++")
_PREFIXES = ("", "و", "ف", "ب", "ل", "ك", "ال", "وال", "فال", "بال", "كال", "وب", "ول")
_SHORTEST = 3  # letters that must remain where something is joined before them
_GAPS = re.compile(r"[ \t\u00a0]{1,3}|[-‐‑'’._]")
_END = ""  # where a name may end; no word is empty


def _words_at(text: str) -> list[tuple[str, tuple[int, int]]]:
    """The folded words of a text with their places; marks that stand on no letter are no word."""
    found = ((match[0].translate(_FOLDER), match.span()) for match in _TEXT_WORD.finditer(text))
    return [(word, place) for word, place in found if word]


class Finder(Generic[Key]):
    """Known names, made ready to be found in many texts: a tree of folded words, so that their number costs nothing.

    >>> finder = Finder({"ديب سيك": 1, "DeepSeek": 1, "رويترز": 2})
    >>> [(found.start, found.end, found.key) for found in finder.find("قالت ديب سيك لرويترز وDeepSeek")]
    [(5, 12, 1), (14, 20, 2), (22, 30, 1)]
    """

    def __init__(self, names: Mapping[str, Key]) -> None:
        self._tree: dict[str, object] = {}
        for name, key in names.items():
            words = [word for word, _ in _words_at(name[:LONGEST])]
            if words:
                self._add(words, key)

    def _add(self, words: list[str], key: Key) -> None:
        node = self._tree
        for word in words:
            node = node.setdefault(word, {})  # type: ignore[assignment]
        node.setdefault(_END, key)

    def find(self, text: str) -> list[Mention[Key]]:
        """Every mention in order, longest names first, without overlaps."""
        found_words = _words_at(text)
        words, places = [word for word, _ in found_words], [place for _, place in found_words]
        found: list[Mention[Key]] = []
        at = 0
        while at < len(words):
            mention, at = self._at(text, words, places, at)
            if mention:
                found.append(mention)
        return found

    def _at(
        self, text: str, words: list[str], places: list[tuple[int, int]], at: int
    ) -> tuple[Mention[Key] | None, int]:
        """The longest name that begins with the word ``at``, perhaps after a prefix, and the next word."""
        for prefix, word in _readings(words[at]):
            node = self._tree.get(word)
            if node is None:
                continue
            past, key = self._longest(node, text, words, places, at + 1)  # type: ignore[arg-type]
            if past:
                start = _after_prefix(text, places[at][0], prefix)
                return Mention(start, places[past - 1][1], key), past  # type: ignore[arg-type]
        return None, at + 1

    def _longest(
        self, node: dict[str, object], text: str, words: list[str], places: list[tuple[int, int]], at: int
    ) -> tuple[int, object]:
        past, key = (at, node[_END]) if _END in node else (0, None)
        while at < len(words) and words[at] in node and _GAPS.fullmatch(text, places[at - 1][1], places[at][0]):
            node = node[words[at]]  # type: ignore[assignment]
            at += 1
            if _END in node:
                past, key = at, node[_END]
        return past, key


def _readings(word: str) -> Iterable[tuple[str, str]]:
    """A word as it stands, and without what Arabic may have joined to it."""
    yield "", word
    if word[:1] not in "وفبلكا":
        return
    for prefix in _PREFIXES[1:]:
        if word.startswith(prefix) and len(word) - len(prefix) >= _SHORTEST:
            yield prefix, word[len(prefix) :]
    if word.startswith("لل"):
        yield "لل", "ال" + word[2:]


def _after_prefix(text: str, start: int, prefix: str) -> int:
    """Where the name begins after its prefix, past marks and stretchings."""
    left = len(prefix)
    while left:
        left -= bool(chr(ord(text[start])).translate(_FOLDER))
        start += 1
    while prefix and not text[start].translate(_FOLDER):
        start += 1
    return start


def mentions(text: str, names: Mapping[str, Key]) -> list[Mention[Key]]:
    """Where known names stand in a text. For many texts make one ``Finder``.

    >>> text = "أعلنت الجزيرة وبالجزيرة"
    >>> [text[found.start : found.end] for found in mentions(text, {"الجزيرة": "aj"})]
    ['الجزيرة', 'الجزيرة']
    """
    return Finder(names).find(text)
