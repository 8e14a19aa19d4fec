"""Writing a summary: its plain text, what each sentence rests on, two who write at once, and what readers would see."""

from .checking import Checked, check
from .merging import MARK, Row, lines_of, merge, merged
from .text import has_open_bracket, line_of, paragraphs_of, sentence_of, text_of

__all__ = [
    "MARK",
    "Checked",
    "Row",
    "check",
    "has_open_bracket",
    "line_of",
    "lines_of",
    "merge",
    "merged",
    "paragraphs_of",
    "sentence_of",
    "text_of",
]
