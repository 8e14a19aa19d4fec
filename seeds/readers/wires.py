"""What other newsrooms send: ninjs items, and tables of articles as CSV or JSON."""

from __future__ import annotations

from .jsons import JsonKind, json_kind
from .ninjs import iter_ninjs, read_ninjs
from .rows import iter_csv, iter_json_lines, read_csv, read_json_lines

__all__ = [
    "JsonKind",
    "iter_csv",
    "iter_json_lines",
    "iter_ninjs",
    "json_kind",
    "read_csv",
    "read_json_lines",
    "read_ninjs",
]
