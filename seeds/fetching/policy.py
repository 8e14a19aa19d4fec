"""What a fetch may do, and what it brings back."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from .robots import Memory

MEDIA_TYPES = (
    "text/html",
    "application/xhtml+xml",
    "text/plain",
    "application/json",
    "application/feed+json",
    "application/rss+xml",
    "application/atom+xml",
    "application/xml",
    "text/xml",
)

Resolver = Callable[[str, int], Sequence[str]]


def look_up(host: str, port: int) -> list[str]:
    """Every address the name has now, as the system knows it. Raises ``OSError``; knows no deadline of its own."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def _trusted() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.set_alpn_protocols(["http/1.1"])
    return context


@dataclass(frozen=True, eq=False)
class Policy:
    """How far a fetch may go. Make one and keep it: it remembers the robots.txt of each site for an hour.

    ``user_agent`` says who we are and how to reach us, ``Isnad/1.0 (+https://…)``; what stands before the slash is
    the name that robots.txt knows us by. Times are in seconds: ``connect_timeout`` for look-up and connection,
    ``total_timeout`` for everything together, redirects and robots.txt included. ``max_bytes`` counts what came out
    of compression; about as many may come in. ``resolve`` and ``allow_addresses`` are for tests, where a server of
    this machine stands for a public one; ``tls`` for authorities beside those of the system.
    """

    user_agent: str
    connect_timeout: float = 5
    total_timeout: float = 15
    max_bytes: int = 5_000_000
    max_redirects: int = 3
    ports: frozenset[int] = frozenset({80, 443})
    media_types: tuple[str, ...] = MEDIA_TYPES
    resolve: Resolver = look_up
    allow_addresses: frozenset[str] = frozenset()
    tls: ssl.SSLContext = field(default_factory=_trusted)
    robots: Memory = field(default_factory=Memory)

    def __post_init__(self) -> None:
        if not (self.product and self.user_agent.isascii() and self.user_agent.isprintable()):
            raise ValueError(f"The user agent is {self.user_agent!r}. Write it as Isnad/1.0 (+https://…), in ASCII.")

    @property
    def product(self) -> str:
        """The name by which robots.txt knows us."""
        return self.user_agent.partition("/")[0].strip()


@dataclass(frozen=True)
class Fetched:
    """What came back. ``url`` is where it was found, after the addresses in ``redirects``.

    ``status`` is 200, 203 or 304; with 304 nothing has changed since ``etag`` and ``modified``, and ``raw`` is empty.
    ``raw`` is free of compression but not decoded: ``charset`` is what the header says of it, in its words.
    ``etag`` and ``last_modified`` are given back as they came, to be sent along with the next fetch.
    """

    url: str
    status: int
    media_type: str
    charset: str | None
    raw: bytes
    etag: str | None = None
    last_modified: str | None = None
    redirects: tuple[str, ...] = ()
