"""What is typed at a summary is kept while it is typed, outside history, and offered when the editor comes back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from claims.models import Autosave

TAKE_UP = "take-up"  # ?typing=…: the form opens with what was kept


def part_of(language: str) -> str:
    """How a summary's text in one language is called among the parts of a story."""
    return f"summary:{language}"


def fields_of(kept: Autosave) -> dict[str, str]:
    """The fields of what was kept, the number of its base among them; what no form has is left out."""
    found: Mapping[str, Any] = kept.content.get("fields") or {}
    return {str(name): str(value) for name, value in found.items() if name not in {"version", "language"}}
