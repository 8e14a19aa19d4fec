"""A summary as plain text: one sentence a line, its citations in double brackets, an empty line between paragraphs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_CITATION = re.compile(r"\[\[([^\[\]]*)\]\]")
_SPACE = re.compile(r"[^\S\n]+")


def sentence_of(line: str) -> dict[str, Any]:
    """A line as a sentence: its words, and the ids that it cites. Only the first word in brackets is read."""
    cited = [inside.split()[0] for inside in _CITATION.findall(line) if inside.split()]
    words = _SPACE.sub(" ", _CITATION.sub(" ", line)).strip()
    return {"text": words, "cites": list(dict.fromkeys(cited))}


def paragraphs_of(text: str) -> list[dict[str, Any]]:
    """The paragraphs of a text."""
    blocks = re.split(r"\n\s*\n", text.replace("\r\n", "\n"))
    sentences = [[sentence_of(line) for line in block.split("\n") if line.strip()] for block in blocks]
    return [{"sentences": each} for each in sentences if each]


def line_of(sentence: Mapping[str, Any]) -> str:
    """A sentence as the line from which it was read."""
    return " ".join([sentence["text"], *(f"[[{claim}]]" for claim in sentence["cites"])])


def text_of(content: Mapping[str, Any]) -> str:
    """The paragraphs of a summary as the text from which they were read."""
    blocks = ("\n".join(line_of(each) for each in part["sentences"]) for part in content.get("paragraphs", []))
    return "\n\n".join(blocks)


def has_open_bracket(sentence: Mapping[str, Any]) -> bool:
    """Whether double brackets were opened and not closed, or closed and not opened: no reader should meet them.

    >>> [has_open_bracket(sentence_of(line)) for line in ("قال. [[aaaaaaaaaa]]", "قال. [[aaaaaaaaaa")]
    [False, True]
    """
    return any(bracket in sentence["text"] for bracket in ("[[", "]]"))
