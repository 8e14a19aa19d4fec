"""Why something did not become an article."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..incoming import Notice, Unreadable

LONGEST_NAME = 500


@dataclass(frozen=True)
class Problem:
    """Why something did not become an article; a sentence and what to do next, as keys of their translation."""

    code: str
    message: str
    hint: str
    values: Mapping[str, Any]

    @classmethod
    def of(cls, said: Unreadable | Notice) -> Problem:
        """What a reader says of something it could not read, or could read only in part."""
        return cls(said.code, said.message, getattr(said, "hint", ""), said.values)

    def as_json(self) -> dict[str, Any]:
        """As an item keeps it."""
        values = {name: str(value)[:300] for name, value in self.values.items()}
        return {"code": self.code, "message": self.message, "hint": self.hint, "values": values}
