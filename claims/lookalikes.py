"""Names that readers cannot tell apart. Pure functions, linear in the length of the name.

A *skeleton* is what is left of a name to the eye (Unicode TR39); two names with one skeleton look the same. The
skeleton is for comparing only: it is nobody's name and is never stored as one or shown.

Arabic is folded as readers read it (``claims.arabic``), with the letters of Persian and Urdu keyboards. Of the
thousands of pairs in TR39 the table holds those with which Latin names are really faked. It keeps to the safe side:
``rn`` is ``m`` only where a word begins with it, since Modern is not Modem.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from .arabic import fold

# Each row: letters, and the Latin ones that they look like, case for case.
_ROWS = (
    ("АВЕКМНОРСТУХЅІЈԌԚԜҮ", "ABEKMHOPCTYXSIJGQWY"),  # Cyrillic
    ("авекмнорстухѕіјһӏԁԛԝгпьѵү", "abekmhopctyxsijhldqwrnbvy"),
    ("Ӏ", "I"),
    ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹϳ", "ABEZHIKMNOPTYXCj"),  # Greek
    ("αβγεηικνορτυχωϲσ", "abyenikvoptuxwco"),
    ("ᎪᏴᏟᎬᎻᎫᏦᏞᎷᏢᎡᏚᎢᏙᎳᏃ", "ABCEHJKLMPRSTVWZ"),  # Cherokee
    ("օոսհզց", "onuhqg"),  # Armenian
    ("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnoprstuvwyz"),  # small capitals
    ("ɡɑıɩȷʋǀ∣│ƖℓⅼØøĐđĦħŁł", "gaiijvlllIllOoDdHhLl"),  # Latin, and strokes that pass for l
    ("ہھۀۂۃےېۍێٲٳڪں", "هههههييييااكن"),  # Persian, Urdu, Kurdish, Pashto
    ("‐‑‒–—―−﹘", "--------"),
    ("’‘ʼʻ′`´ʹ", "''''''''"),
)
_ALIKE = str.maketrans({one: other for row in _ROWS for one, other in zip(*row, strict=True)})
# Those of Latin, Greek and Cyrillic; in other scripts such marks are vowels.
_ACCENTS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]")
_UNSEEN = re.compile(
    "[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
_LATIN_WORD = re.compile("[A-Za-z0-9|]+")
_BARS = re.compile("[Il1|]")


def skeleton(name: str) -> str:
    """What of a name the eye can tell: letters that look alike are one, as are accents, marks, case and blanks.

    >>> skeleton("Rеutеrs") == skeleton("Reuters")  # the first with Cyrillic е
    True
    >>> skeleton("AI Jazeera") == skeleton("Al Jazeera"), skeleton("الحیاة") == skeleton("الحياه")
    (True, True)
    >>> skeleton("علي") == skeleton("عالي"), skeleton("Reuters") == skeleton("Routers")
    (False, False)
    """
    bare = unicodedata.normalize("NFKD", _UNSEEN.sub("", name).translate(_ALIKE)).translate(_ALIKE)
    latin = unicodedata.normalize("NFKC", _ACCENTS.sub("", bare)).translate(_ALIKE)
    # Each word of the text as it was printed: case still tells which stroke is meant.
    return "".join(fold(_LATIN_WORD.sub(_strokes, latin)).split())


def _strokes(match: re.Match[str]) -> str:
    """A Latin word in which I, l, 1 and | are one letter where they look it, and 0 and O are."""
    word = match[0]
    if not any(character.isalpha() for character in word):
        return word
    word = word.replace("0", "O")
    others = _BARS.sub("", word)
    # Among capitals the stroke is an I; elsewhere an l. A first letter may be either.
    capitals = len(word) > 2 and others.isupper()
    word = _BARS.sub("i" if capitals else "l", word).lower()
    if word[:1] == "i":
        word = "l" + word[1:]
    return {"rn": "m", "vv": "w"}.get(word[:2], word[:2]) + word[2:]


def suspicious(name: str, known: Iterable[str]) -> list[str]:
    """Those of the ``known`` names that look like ``name`` but are spelled otherwise; case and blanks do not count.

    >>> suspicious("Rеuters", ["Reuters", "Routers"]), suspicious("REUTERS", ["Reuters"])
    (['Reuters'], [])
    """
    looks, spelled = skeleton(name), _spelling(name)
    return [other for other in known if looks and skeleton(other) == looks and _spelling(other) != spelled]


def _spelling(name: str) -> str:
    return "".join(unicodedata.normalize("NFC", name).casefold().split())


def mixed_scripts(name: str) -> bool:
    """Whether a word of the name mixes Latin letters with Cyrillic or Greek ones, which honest names do not.

    >>> mixed_scripts("Rеuters"), mixed_scripts("Reuters Россия"), mixed_scripts("شركة Nvidia")
    (True, False, False)
    """
    return any("LATIN" in scripts and len(scripts) > 1 for scripts in map(_scripts, re.findall(r"\w+", name)))


def _scripts(word: str) -> set[str]:
    named = {part for character in word for part in unicodedata.name(character, "").split()}
    return named & {"LATIN", "CYRILLIC", "GREEK"}
