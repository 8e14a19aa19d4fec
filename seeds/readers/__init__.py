"""From bytes to articles: one reader for each format, and nothing changed but the encoding. Pure functions."""

from ..incoming import Incoming, Unreadable
from .plain import PLAIN, read_plain, read_text

Text = Incoming

__all__ = ["PLAIN", "Text", "Unreadable", "read_plain", "read_text"]
