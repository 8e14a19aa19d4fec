"""One normal form for addresses of the web, and which addresses of machines are public. Pure functions."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from urllib.parse import quote, urlsplit

from ..vocabulary import gettext_noop
from .faults import COPY_AGAIN, PUBLIC_ADDRESS, Unfetchable, shown

MOST_CHARACTERS = 8_000  # an Arabic slug takes six for each letter
DEFAULT_PORTS = {"http": 80, "https": 443}

IP = IPv4Address | IPv6Address

# Registries of special addresses at IANA; `is_global` of Python lets several of these through.
_CLOSED_4 = tuple(
    IPv4Network(block)
    for block in (
        "0.0.0.0/8",  # this machine
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # behind a carrier
        "127.0.0.0/8",  # loopback
        "169.254.0.0/16",  # link-local, and the metadata of clouds
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocols
        "192.0.2.0/24",  # documentation
        "192.88.99.0/24",  # relays to 6to4
        "192.168.0.0/16",  # private
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, and broadcast
    )
)
# Only this block of IPv6 is handed out to the public. Outside it lie ::, ::1, mapped ::ffff:0:0/96, NAT64 64:ff9b::/96
# and 64:ff9b:1::/48, discard 100::/64, SRv6 5f00::/16, private fc00::/7, link-local, site-local and multicast.
_OPEN_6 = IPv6Network("2000::/3")
_CLOSED_6 = tuple(
    IPv6Network(block)
    for block in (
        "2001::/23",  # protocols: Teredo, benchmarks, ORCHID
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4, which may hold any IPv4 address
        "3fff::/20",  # documentation
    )
)

_AUTHORITY = re.compile(r"(?:\[([^\[\]]*)\]|([^\[\]:]*))(?::([0-9]{0,5}))?")
_LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")
# How the last part of a name looks if the system would read the whole as a number: 1, 0x7f, 0177.
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
# Characters that two standards of domain names map differently; who means them writes the xn-- form.
_DEVIANT = frozenset("ßẞς\u200c\u200d")
_PATH_SAFE = "/%:@!$&'()*+,;=~[]|"


@dataclass(frozen=True)
class Address:
    """Where a request goes: all of it ASCII, as the connection will use it. ``target`` is path and query."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def authority(self) -> str:
        """Host, and port where it is not the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        return f"{self.scheme}://{self.authority}"

    @property
    def url(self) -> str:
        return self.origin + self.target


def parse(url: str, *, ports: Collection[int] = (80, 443)) -> Address:
    """The normal form of an address of the web; ``Unfetchable`` says what is wrong with any other.

    >>> parse("HTTPS://Example.COM.:443/أخبار?q=1#top").url
    'https://example.com/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1?q=1'
    >>> parse("http://127.1/")
    Traceback (most recent call last):
    seeds.fetching.faults.Unfetchable: 127.1 is a number where the name of a site belongs. Give the address of a page \
that anyone can read.
    """
    url = url.strip()
    _refuse_characters(url)
    try:
        parts = urlsplit(url)
    except ValueError:
        raise _no_host(url) from None
    if parts.scheme not in DEFAULT_PORTS:
        raise Unfetchable(
            "address_scheme",
            gettext_noop("“%(url)s” is not the address of a web page."),
            gettext_noop("Give an address that begins with https:// or http://."),
            {"url": shown(url)},
        )
    host, port = _host_and_port(url, parts.netloc)
    port = DEFAULT_PORTS[parts.scheme] if port is None else port
    if port not in ports:
        raise _closed_port(url, port, ports)
    query = f"?{_quoted(parts.query, '?')}" if parts.query else ""
    return Address(parts.scheme, host, port, (_quoted(parts.path, "") or "/") + query)


def is_public(address: IP) -> bool:
    """Whether an address is one that the public internet hands out.

    >>> [is_public(ip_address(text)) for text in ("8.8.8.8", "100.64.0.1", "2a00:1450::5", "64:ff9b::7f00:1")]
    [True, False, True, False]
    """
    if isinstance(address, IPv4Address):
        return not any(address in block for block in _CLOSED_4)
    if address.scope_id is not None or address not in _OPEN_6:
        return False
    return not any(address in block for block in _CLOSED_6)


def vetted(host: str, found: Collection[str], *, allowed: Collection[str] = ()) -> list[IP]:
    """The addresses of a name, each once, if every one of them is public; otherwise ``Unfetchable``.

    One bad address among good ones spoils all: who mixes them is trying which of them we take.
    """
    addresses = []
    for text in dict.fromkeys(found):
        address = numeric(text)
        if address is None or (not is_public(address) and text not in allowed):
            raise _not_public(host, text)
        addresses.append(address)
    return addresses


def numeric(text: str) -> IP | None:
    """The address that a text is, ``None`` for a name."""
    try:
        return ip_address(text)
    except ValueError:
        return None


def _refuse_characters(url: str) -> None:
    if not url:
        raise Unfetchable("address_missing", gettext_noop("There is no address."), PUBLIC_ADDRESS)
    if len(url) > MOST_CHARACTERS:
        raise Unfetchable(
            "address_too_long",
            gettext_noop("The address has %(length)s characters; the most is %(most)s."),
            COPY_AGAIN,
            {"length": len(url), "most": MOST_CHARACTERS, "url": shown(url)},
        )
    for character in url:
        # Surrogates are bytes that were not UTF-8; other invisible characters (ZWNJ) do occur in paths.
        if character.isspace() or character == "\\" or unicodedata.category(character) in ("Cc", "Cs"):
            raise Unfetchable(
                "address_character",
                gettext_noop("The address “%(url)s” holds the character %(character)s, which no address may hold."),
                COPY_AGAIN,
                {"character": f"U+{ord(character):04X}", "url": shown(url)},
            )


def _host_and_port(url: str, authority: str) -> tuple[str, int | None]:
    if "@" in authority:
        raise Unfetchable(
            "address_login",
            gettext_noop("The address “%(url)s” holds a user name or a password."),
            PUBLIC_ADDRESS,
            {"url": shown(url.rpartition("@")[2])},
        )
    match = _AUTHORITY.fullmatch(authority)
    if match is None:
        raise _no_host(url)
    bracketed, name, port = match.groups()
    host = _name(url, name) if bracketed is None else _number_6(url, bracketed)
    return host, int(port) if port else None


def _number_6(url: str, text: str) -> str:
    try:
        address = IPv6Address(text)
    except ValueError:
        raise _no_host(url) from None
    if address.scope_id is not None:
        raise _not_public(shown(text), shown(text))
    return address.compressed


def _name(url: str, name: str) -> str:
    if _DEVIANT & set(name):
        raise _no_host(url)
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold()).replace("。", ".")
    labels = [_ascii(url, label) for label in plain.removesuffix(".").split(".")]
    host = ".".join(labels)
    if len(host) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        raise _no_host(url)
    return _number_4(host) if _NUMBER.fullmatch(labels[-1]) else host


def _ascii(url: str, label: str) -> str:
    if label.isascii():
        return label
    # Letters, marks and digits; what else NFKC brings forth ("℀" is "a/c") has no place in a name.
    if len(label) > 63 or not all(unicodedata.category(c)[0] in "LMN" or c == "-" for c in label):
        raise _no_host(url)
    return "xn--" + label.encode("punycode").decode("ascii")


def _number_4(host: str) -> str:
    # The system reads 127.1, 0177.0.0.1, 0x7f000001 and 2130706433 as 127.0.0.1; we take four plain numbers only.
    try:
        return str(IPv4Address(host))
    except ValueError:
        raise Unfetchable(
            "address_number",
            gettext_noop("%(host)s is a number where the name of a site belongs."),
            PUBLIC_ADDRESS,
            {"host": shown(host), "url": shown(host)},
        ) from None


def _quoted(text: str, more: str) -> str:
    return quote(text, safe=_PATH_SAFE + more)


def _no_host(url: str) -> Unfetchable:
    return Unfetchable(
        "address_host",
        gettext_noop("The address “%(url)s” has no proper name of a site after the two slashes."),
        COPY_AGAIN,
        {"url": shown(url)},
    )


def _closed_port(url: str, port: int, ports: Collection[int]) -> Unfetchable:
    return Unfetchable(
        "address_port",
        gettext_noop("The address “%(url)s” asks for port %(port)s; pages are fetched from ports %(ports)s only."),
        PUBLIC_ADDRESS,
        {"url": shown(url), "port": port, "ports": ", ".join(map(str, sorted(ports)))},
    )


def _not_public(host: str, address: str) -> Unfetchable:
    return Unfetchable(
        "address_not_public",
        gettext_noop("%(host)s leads to %(address)s, which is not an address of the public internet."),
        PUBLIC_ADDRESS,
        {"host": host, "address": shown(address), "url": host},
    )
