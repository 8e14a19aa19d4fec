"""Characters that nobody sees. Pure functions; a stored text is never changed by them, only what is shown.

Some turn the order of what is read round, or hide words: they are **forbidden**, and shown as what they are. Some
are only noise: they stay in the stored text, where offsets count them, and are left out where it is shown. Those
by which Arabic and Persian are spelled (ZWNJ, ZWJ, LRM, RLM, ALM) are letters like others.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

# Characters with no use in text (Unicode, chapter 23): they are for the inside of programs.
_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(f"{chr(end - 1)}{chr(end)}" for end in range(0xFFFF, 0x110000, 0x10000))
_FORBIDDEN = re.compile(
    "["
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # control characters, but for line feed, tab and carriage return
    "\u202a-\u202e\u2066-\u2069"  # embeddings, overrides and isolates of direction
    "\u206a-\u206f"  # deprecated formatting
    "\ufff9-\ufffb"  # annotations
    "\ud800-\udfff"  # halves of a pair, alone
    "\U000e0000-\U000e007f"  # tags, which spell out words unseen
    f"{_NONCHARACTERS}]"
)
_INVISIBLE = re.compile("[\u200b\u2060\ufeff\u00ad]")


@dataclass(frozen=True)
class Hidden:
    """A character that is not seen: at which code point, such as ``U+202E``, and its Unicode name or label."""

    at: int
    code: str
    name: str


def forbidden(text: str) -> list[Hidden]:
    """What must not be shown as it is, in text order.

    >>> forbidden("علي\\u202egpj.exe")
    [Hidden(at=3, code='U+202E', name='RIGHT-TO-LEFT OVERRIDE')]
    >>> forbidden("می\\u200cخواهم\\u200f\\n"), forbidden("a\\x00")[0].name
    ([], 'control-0000')
    """
    return [_hidden(match) for match in _FORBIDDEN.finditer(text)]


def invisible(text: str) -> list[Hidden]:
    """What is stored but left out where the text is shown, in text order.

    >>> [hidden.name for hidden in invisible("\\ufeffDeep\\u200bSeek")]
    ['ZERO WIDTH NO-BREAK SPACE', 'ZERO WIDTH SPACE']
    """
    return [_hidden(match) for match in _INVISIBLE.finditer(text)]


def displayable(text: str) -> str:
    """The text as it may be shown: forbidden characters as a mark, invisible ones left out. No offset holds in it.

    >>> displayable("علي\\u202egpj.exe"), displayable("Deep\\u00adSeek")
    ('علي⟨U+202E⟩gpj.exe', 'DeepSeek')
    """
    return _FORBIDDEN.sub(lambda match: f"⟨{_code(match[0])}⟩", _INVISIBLE.sub("", text))


def _hidden(match: re.Match[str]) -> Hidden:
    return Hidden(match.start(), _code(match[0]), unicodedata.name(match[0], "") or _label(match[0]))


def _code(character: str) -> str:
    return f"U+{ord(character):04X}"


def _label(character: str) -> str:
    """The label of a code point without a name (Unicode, section 4.8)."""
    kinds = {"Cc": "control", "Cs": "surrogate"}
    nameless = "noncharacter" if ord(character) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(character) <= 0xFDEF else "reserved"
    return f"{kinds.get(unicodedata.category(character), nameless)}-{ord(character):04X}"
