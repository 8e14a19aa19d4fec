"""Arabic text, as readers compare it. Pure functions, linear in the length of the text.

Folding is for comparing and searching only: nothing folded is ever stored as text or shown.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

# Marks that writers add or leave out at will: harakat, Quranic signs, superscript alef, tatweel.
_MARKS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640]")
_FORMAT = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad\u061c]")
_LETTERS = str.maketrans(
    {
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ٱ": "ا",
        "ى": "ي",
        "ی": "ي",
        "ئ": "ي",
        "ک": "ك",
        "ة": "ه",
        "ە": "ه",
        "ؤ": "و",
        "گ": "ك",
        "پ": "ب",
        "ڤ": "ف",
    }
)
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_WORD = re.compile(r"[^\W_]+", re.UNICODE)
# Prefixes that Arabic writes joined to the word, longest first; only taken off where three letters remain.
_PREFIXES = ("وبال", "وال", "فال", "بال", "كال", "ولل", "لل", "ال", "و", "ف", "ب", "ل")
_MIN_STEM = 3


def fold(text: str) -> str:
    """The text without what Arabic readers do not tell apart: marks, alef and ya forms, digits, case.

    >>> fold("أَعْلَنَت") == fold("اعلنت")
    True
    >>> fold("ليانج ونفينج") == fold("ليانغ وينفنغ")
    False
    >>> fold("٢٠٢٥ DeepSeek")
    '2025 deepseek'
    """
    return _folded_word(text) if len(text) <= SHORT else _folded(text)


SHORT = 40  # characters; words and names come again and again, and are folded once
SAFE = 1000  # characters; below, no run of marks costs anything


@lru_cache(maxsize=32_768)
def _folded_word(text: str) -> str:
    return _folded(text)


def _folded(text: str) -> str:
    # Twice each: NFKC writes some letters as letter and mark, and joins letters once the mark between is gone.
    plain = _bare(unicodedata.normalize("NFKC", _bare(text))).translate(_LETTERS).translate(_DIGITS).casefold()
    return " ".join(unicodedata.normalize("NFKC", plain).split())


class Folder(dict[int, str]):
    """For ``str.translate``: letter by letter what ``fold`` makes of each, kept once known. Words keep their length
    in letters, not in marks; ``own`` are characters that a reader of texts folds otherwise.

    >>> "Ａأ".translate(Folder()), "«".translate(Folder({"«": '"'}))
    ('aا', '"')
    """

    def __init__(self, own: dict[str, str] | None = None) -> None:
        super().__init__({ord(character): made for character, made in (own or {}).items()})

    def __missing__(self, code: int) -> str:
        made = self[code] = fold(chr(code))
        return made


def _bare(text: str) -> str:
    plain = _FORMAT.sub("", _MARKS.sub("", text))
    return unstacked(plain) if len(plain) > SAFE else plain


MOST_MARKS = 30  # combining marks on one letter (Unicode Standard Annex 15, Stream-Safe); no script needs as many


@cache
def _combining() -> re.Pattern[str]:
    return re.compile(f"[{''.join(chr(code) for code in range(0x300, 0x20000) if unicodedata.combining(chr(code)))}]")


@cache
def _stack() -> re.Pattern[str]:
    return re.compile(f"{_combining().pattern}{{{MOST_MARKS + 1},}}")


def stacked_at(text: str) -> int | None:
    """Where a letter carries more marks than any script needs, if one does.

    Such a text is an attack: bringing it to a normal form takes time that grows with the square of the run.

    >>> stacked_at("e\u0301"), stacked_at("e" + "\u0301" * 40)
    (None, 1)
    """
    found = _stack().search(text)
    return found.start() if found else None


def unstacked(text: str) -> str:
    """The text with no more marks on a letter than a script may need; for comparing only."""
    if not _combining().search(text):  # ten times as fast as looking for towers of them
        return text
    return _stack().sub(lambda run: run[0][:MOST_MARKS], text)


def stem(word: str) -> str:
    """A folded word without the prefixes that Arabic joins to it.

    >>> stem(fold("والرقائق")) == stem(fold("رقائق"))
    True
    >>> stem("r1")
    'r1'
    """
    for prefix in _PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= _MIN_STEM:
            return word[len(prefix) :]
    return word


def terms(text: str) -> list[str]:
    """The search terms of a text, in order, each once.

    >>> terms("الرقائق، والرقائق!")
    ['رقايق']
    """
    return list(dict.fromkeys(stem(word) for word in _WORD.findall(fold(text))))


def slug(text: str, limit: int = 60) -> str:
    """A readable address part: words joined by hyphens, Arabic letters kept, at most ``limit`` characters.

    >>> slug("كم كلّف تدريب DeepSeek-R1؟")
    'كم-كلف-تدريب-deepseek-r1'
    """
    plain = unicodedata.normalize("NFKC", _bare(unicodedata.normalize("NFKC", _bare(text))).casefold())
    words = _WORD.findall(plain)
    made = words[0][:limit] if words else "-"
    for word in words[1:]:
        longer = f"{made}-{word}"
        if len(longer) > limit:
            break
        made = longer
    return made
