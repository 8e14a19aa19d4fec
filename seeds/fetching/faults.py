"""What is said when something can't be fetched."""

from __future__ import annotations

from ..incoming import Unreadable
from ..vocabulary import gettext_noop

LATER_OR_FILE = gettext_noop("Try again later, or save the page in a browser and bring in the file.")
BRING_FILE = gettext_noop("Save the page in a browser and bring in the file.")
OTHER_ADDRESS = gettext_noop("Check the address, or save the page in a browser and bring in the file.")
PUBLIC_ADDRESS = gettext_noop("Give the address of a page that anyone can read.")
COPY_AGAIN = gettext_noop("Copy the address once more from the address bar of the browser.")

_MOST_SHOWN = 200


class Unfetchable(Unreadable):
    """An address that is not fetched, or an answer that is not taken. ``values["url"]`` is the address at fault."""


def shown(words: str) -> str:
    """Words from outside as they may stand in a sentence: short, and without characters that are not seen.

    >>> shown("http://a\\u202eb/")
    'http://a\ufffdb/'
    """
    short = words if len(words) <= _MOST_SHOWN else words[:_MOST_SHOWN] + "…"
    return "".join(character if character.isprintable() else "\ufffd" for character in short)
