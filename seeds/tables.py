"""Reading TOML tables so that every fault is found at once, each with its file, its key and a sentence."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import tomllib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from claims.choices import LANGUAGES
from claims.dates import is_edtf
from claims.models import LocalText
from claims.quantities import decimal_string

T = TypeVar("T")

_NAMES = {"ar": "Arabic", "en": "English"}  # faults are told in English on a keeper's command line


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong with a manifest: in which file, at which key, and a sentence on what to do."""

    file: str
    key: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.file}: {self.key}: {self.sentence}" if self.key else f"{self.file}: {self.sentence}"


class Table:
    """One table of a file. Each method reads one key; what is wrong is noted and something harmless returned.

    So reading goes on and finds the next fault. ``close`` notes the keys that nobody asked for.
    """

    def __init__(self, data: dict[str, Any], *, file: str, where: str, faults: list[Fault]) -> None:
        self._data = data
        self._asked: set[str] = set()
        self.file = file
        self.where = where
        self.faults = faults

    def fault(self, name: str, sentence: str) -> None:
        """Note what is wrong with one key of this table."""
        self.faults.append(Fault(self.file, ".".join(part for part in (self.where, name) if part), sentence))

    def silent(self) -> Table:
        """The same table, to look at without noting anything."""
        return Table(self._data, file=self.file, where=self.where, faults=[])

    def digest(self) -> str:
        """SHA-256, hexadecimal, of everything the table says."""
        plain = json.dumps(self._data, ensure_ascii=False, sort_keys=True, default=str)
        return hashlib.sha256(plain.encode()).hexdigest()

    def close(self) -> None:
        """Note every key that means nothing here: most are misspelt."""
        for name in sorted(set(self._data) - self._asked):
            legal = ", ".join(sorted(self._asked))
            self.fault(name, f"This key means nothing here. Remove it, or correct it to one of: {legal}.")

    def has(self, name: str) -> bool:
        """Whether the key is there."""
        self._asked.add(name)
        return name in self._data

    def _take(self, name: str, kind: type[T], called: str, default: T | None, needed: bool) -> T | None:
        if not self.has(name):
            if needed:
                self.fault(name, f"The key is missing. Add it; it is {called}.")
            return default
        value = self._data[name]
        # True is an int to Python, and to no editor.
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            self.fault(name, f"It is {value!r}, which is not {called}. Correct it.")
            return default
        return value

    # --- Plain values

    def text(self, name: str, *, limit: int | None = None, empty: bool = False) -> str:
        """A text that must be there; at most ``limit`` characters."""
        value = self._take(name, str, "a text", None, needed=True)
        if value is not None and not value.strip() and not empty:
            self.fault(name, "The text is empty. Write it, or remove the row.")
        return self._limited(name, value or "", limit)

    def maybe(self, name: str, *, limit: int | None = None) -> str | None:
        """A text that may be left out; unknown stays absent, so empty is a fault."""
        return self.text(name, limit=limit) or None if self.has(name) else None

    def _limited(self, name: str, value: str, limit: int | None) -> str:
        if limit is not None and len(value) > limit:
            self.fault(name, f"It has {len(value)} characters; {limit} fit. Shorten it.")
        return value

    def flag(self, name: str, *, default: bool | None = None) -> bool:
        return bool(self._take(name, bool, "true or false", default, needed=default is None))

    def number(self, name: str) -> int:
        value = self._take(name, int, "a whole number", None, needed=True)
        if value is not None and value < 0:
            self.fault(name, f"It is {value}, which is below zero. Correct it.")
        return value or 0

    def texts(self, name: str, *, needed: bool = True) -> tuple[str, ...]:
        """A list of texts."""
        values = self._take(name, list, "a list of texts", [], needed) or []
        if not all(isinstance(value, str) and value.strip() for value in values):
            self.fault(name, f"It is {values!r}; each part must be a text that is not empty. Correct it.")
            return ()
        return tuple(values)

    def choice(self, name: str, legal: Collection[str], default: str = "") -> str:
        """One of a closed list."""
        if default and not self.has(name):
            return default
        value = self.text(name)
        if value and value not in legal:
            self.fault(name, f"“{value}” is unknown here. Choose one of: {', '.join(legal)}.")
        return value

    def some(self, name: str, legal: Collection[str]) -> tuple[str, ...]:
        """Several of a closed list."""
        values = self.texts(name)
        for value in values:
            if value not in legal:
                self.fault(name, f"“{value}” is unknown here. Choose from: {', '.join(legal)}.")
        return values

    # --- Texts in both languages

    def local(self, name: str, *, limit: int | None = None) -> LocalText:
        """A text for people: both languages, neither empty."""
        data = self._take(name, dict, "a text in both languages", None, needed=True)
        if data is None:
            return LocalText(ar="", en="")
        inner = Table(data, file=self.file, where=f"{self.where}.{name}", faults=self.faults)
        made = {language: inner._in_language(language, limit) for language in LANGUAGES}
        inner.close()
        return LocalText(ar=made["ar"], en=made["en"])

    def _in_language(self, language: str, limit: int | None) -> str:
        value = self._data.get(language)
        self._asked.add(language)
        if not isinstance(value, str) or not value.strip():
            self.fault(language, f"The {_NAMES[language]} text is missing. Write it; every text is in both.")
            return ""
        return self._limited(language, value, limit)

    def maybe_local(self, name: str) -> LocalText | None:
        return self.local(name) if self.has(name) else None

    # --- Dates and numbers

    def edtf(self, name: str) -> str | None:
        """A date that may be partial, or absent."""
        value = self.maybe(name)
        if value is not None and not is_edtf(value):
            self.fault(name, f"“{value}” is no EDTF date. Write it like 2025, 2025-01, 2025-01-27 or XXXX-05.")
            return None
        return value

    def day(self, name: str, *, needed: bool) -> dt.date | None:
        """A whole date."""
        value = self.text(name) if needed or self.has(name) else None
        if not value:
            return None
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            self.fault(name, f"“{value}” is no date. Write it like 2026-11-21.")
            return None

    def decimal(self, name: str) -> str | None:
        """A decimal number, written as a text so that nothing is rounded; or absent."""
        value = self.maybe(name)
        if value is None:
            return None
        try:
            return decimal_string(value)
        except ValueError as error:
            self.fault(name, f"{error} Write the whole number, without separators or words.")
            return None

    # --- Tables inside

    def table(self, name: str, *, needed: bool = True) -> Table | None:
        """One inner table."""
        data = self._take(name, dict, "a table", None, needed)
        if data is None:
            return None
        return Table(
            data, file=self.file, where=".".join(part for part in (self.where, name) if part), faults=self.faults
        )

    def tables(self, name: str, *, needed: bool = False, key: str | None = None) -> Iterator[Table]:
        """A list of inner tables, each named by its ``key`` in faults, or by its place from 1."""
        values = self._take(name, list, "a list of tables", [], needed) or []
        for place, data in enumerate(values, 1):
            if not isinstance(data, dict):
                self.fault(name, f"Part {place} is {data!r}, which is no table. Correct it.")
                continue
            label = f"{name}[{data.get(key, place) if key else place}]"
            where = ".".join(part for part in (self.where, label) if part)
            yield Table(data, file=self.file, where=where, faults=self.faults)


def open_file(folder: Path, name: str, faults: list[Fault]) -> Table:
    """A file as one table; an empty one where it can't be read."""
    data: dict[str, Any] = {}
    try:
        data = tomllib.loads((folder / name).read_bytes().decode("utf-8"))
    except FileNotFoundError:
        faults.append(Fault(name, "", "The file is missing. Put it back, or name another folder with --manifest."))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        faults.append(Fault(name, "", f"The file is no TOML in UTF-8: {error}. Mend it."))
    except OSError as error:
        faults.append(Fault(name, "", f"The file cannot be read: {error.strerror}. Make it readable."))
    return Table(data, file=name, where="", faults=faults)
