"""robots.txt as RFC 9309 has it. Pure functions, and a memory.

Not ``urllib.robotparser``: it takes the first rule that fits where the RFC takes the longest, knows no ``*`` and
``$``, which news sites use in most of their rules, and takes ``User-agent: a`` for any name that holds an a. It would
both fetch what is forbidden and refuse what is allowed.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import quote

MOST_BYTES = 500_000  # of a longer one, what stands in the first so many holds
HOUR = 3600.0
_MOST_REMEMBERED = 1_000

_ESCAPE = re.compile("%([0-9A-Fa-f]{2})")
_TOKEN = re.compile("[A-Za-z_-]+")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


@dataclass(frozen=True)
class Rules:
    """What one site allows us: (allowed, pattern) pairs. None at all allow everything."""

    rules: tuple[tuple[bool, str], ...] = ()

    def allow(self, target: str) -> bool:
        """Whether a path with its query may be fetched: the longest rule that fits holds, between equals the kind one.

        >>> Rules(((False, "/"), (True, "/news/*.html$"))).allow("/news/1.html")
        True
        """
        path = _normal(target)
        fitting = [(len(pattern), allowed) for allowed, pattern in self.rules if _fits(pattern, path)]
        return max(fitting)[1] if fitting else True


@dataclass
class Memory:
    """The rules of sites (``https://example.com``), each for an hour."""

    _kept: dict[str, tuple[float, Rules]] = field(default_factory=dict)

    def recall(self, origin: str) -> Rules | None:
        until, rules = self._kept.get(origin, (0.0, None))
        return rules if time.monotonic() < until else None

    def keep(self, origin: str, rules: Rules) -> None:
        if len(self._kept) >= _MOST_REMEMBERED:
            self._kept.clear()
        self._kept[origin] = (time.monotonic() + HOUR, rules)


def read_robots(raw: bytes, product: str) -> Rules:
    """The rules for the program named ``product``, or else those for all; of bytes that are no rules, none.

    >>> read_robots(b"User-agent: *\\nDisallow: /archive", "Isnad").allow("/archive/1")
    False
    """
    name = _agent(product)
    ours: list[tuple[bool, str]] = []
    general: list[tuple[bool, str]] = []
    named = for_us = for_all = heading = False
    for key, value in _lines(raw):
        if key == "user-agent":
            # Those that stand together share the rules below them.
            for_us = (heading and for_us) or _agent(value) == name
            for_all = (heading and for_all) or value == "*"
            named, heading = named or for_us, True
        elif key in ("allow", "disallow"):
            heading = False
            if value and (for_us or for_all):  # an empty path forbids nothing
                (ours if for_us else general).append((key == "allow", _normal(value)))
    return Rules(tuple(ours if named else general))


def _lines(raw: bytes) -> Iterator[tuple[str, str]]:
    for line in raw.decode("utf-8-sig", "replace").splitlines():
        key, _, value = line.partition("#")[0].partition(":")
        yield key.strip().lower(), value.strip()


def _agent(value: str) -> str:
    token = _TOKEN.match(value)
    return token[0].lower() if token else ""


def _normal(path: str) -> str:
    """One spelling for a path: what needs no escape is plain, all else escaped in capitals; ``*`` and ``$`` stay."""
    return _ESCAPE.sub(_unescaped, quote(path, safe="/%:@!$&'()*+,;=~?[]|"))


def _unescaped(match: re.Match[str]) -> str:
    character = chr(int(match[1], 16))
    return character if character in _UNRESERVED else match[0].upper()


def _fits(pattern: str, path: str) -> bool:
    # The leftmost place for each part is as good as any, so nothing is ever tried twice.
    first, *parts = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    last = parts.pop() if parts and pattern.endswith("$") else None
    for part in parts:
        found = path.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    if last is not None:
        return path.endswith(last) and len(path) - len(last) >= at
    return not pattern.endswith("$") or at == len(path)
