"""Whether words that stand where an author is named are a person's name. Pure functions; nobody is invented."""

from __future__ import annotations

import re

from claims.arabic import fold

from . import vocabulary

_JOINED = re.compile(r"\s*[,;،؛&|/]\s*|\s+(?:and|و)\s+", re.IGNORECASE)
_CREDIT = re.compile(
    r"^\s*(?:\w+ ){0,2}?(?:by|بقلم|بواسطة)\s*:?\s+|^\s*(?:كتب|كتبت|كتبه|كتبها|إعداد|تحرير)\s*:?\s+", re.IGNORECASE
)
_HANDLE = re.compile(r"[@\d_<>{}=]|https?:|www\.|\.\w{2,}$", re.IGNORECASE)
_STAFF = vocabulary.folded(
    *("admin", "administrator", "editor", "editors", "webmaster", "staff", "team", "desk", "user", "author", "guest"),
    *("newsroom", "unknown", "anonymous", "editorial", "root", "super"),
    *("محرر", "المحرر", "التحرير", "فريق", "هيئة", "إدارة", "الإدارة", "مراسل", "مراسلنا", "وكالات", "وكالة", "متابعة"),
    *("متابعات", "خاص", "أدمن", "مدير", "الموقع", "قسم", "غرفة", "الأخبار", "أخبار", "مجهول", "مشرف", "بواسطة", "بقلم"),
    *("نشر", "نشرت", "مرسلة", "كتب", "كتبت", "كتبه", "كتبها", "إعداد", "تحرير", "posted", "written", "published", "by"),
)


def is_person(name: str) -> bool:
    """Whether words can be someone's name: two to six words of letters, none of them that of a desk or an outlet.

    One word is a handle or an office more often than a name, so it is left to an editor.

    >>> [is_person(name) for name in ("ليو ديان", "Jane A. Doe", "إسراء أبو العنين")]
    [True, True, True]
    >>> [is_person(name) for name in ("admin", "@jane", "فريق التحرير", "رويترز", "Horizon News", "https://a.example")]
    [False, False, False, False, False, False]
    """
    words = name.replace(".", " ").split()
    if not 2 <= len(words) <= 6 or _HANDLE.search(name) or len(name) > 80:
        return False
    if not all(re.sub(r"['’ʼ\-]", "", word).isalpha() or _has_marks(word) for word in words):
        return False
    known = {fold(word) for word in words}
    return not known & (_STAFF | vocabulary.NO_NAME | vocabulary.OUTLET)


def _has_marks(word: str) -> bool:
    """A word whose letters carry Arabic vowel signs, which are no letters to Python."""
    return fold(word).isalpha()


def split_names(words: str) -> list[str]:
    """The names in one string: «A and B», «أ، ب». Left whole where the parts are no names.

    >>> split_names("Jane Doe and John Roe"), split_names("هدى سالم و ليو ديان"), split_names("Doe, Jane")
    (['Jane Doe', 'John Roe'], ['هدى سالم', 'ليو ديان'], ['Doe, Jane'])
    >>> split_names("By Jane Doe"), split_names("مرسلة بواسطة هدى سالم")
    (['Jane Doe'], ['هدى سالم'])
    """
    plain = _CREDIT.sub("", " ".join(words.split())[:300])
    parts = [part.strip() for part in _JOINED.split(plain) if part.strip()]
    return parts if len(parts) > 1 and all(is_person(part) for part in parts) else [plain]
