"""The kinds of line that an article is made of. The ledger stores the same names (``claims.choices.BlockKind``)."""

from __future__ import annotations

from typing import Literal, get_args

Kind = Literal[
    "title",
    "standfirst",
    "heading",
    "paragraph",
    "list_item",
    "caption",
    "repeated_title",
    "section",
    "byline",
    "translator",
    "outlet",
    "date",
    "desk_label",
    "related",
    "comment_form",
    "navigation",
    "bio",
    "other_noise",
]
KINDS: tuple[Kind, ...] = get_args(Kind)
BODY: frozenset[Kind] = frozenset({"title", "standfirst", "heading", "paragraph", "list_item"})
