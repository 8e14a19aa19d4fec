"""From bytes to articles: one reader for each format, and nothing changed but the encoding. Pure functions."""

from .plain import PLAIN, Text, Unreadable, read_plain

__all__ = ["PLAIN", "Text", "Unreadable", "read_plain"]
