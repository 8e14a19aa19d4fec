"""The request, redirects, and the fetch itself."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse, IncompleteRead
from typing import TypeVar
from urllib.parse import urljoin

from ..vocabulary import gettext_noop
from .addresses import Address, parse
from .answers import body, page, refusal, tag, too_large
from .connecting import Deadline, Overrun, Wire, connected
from .faults import BRING_FILE, LATER_OR_FILE, OTHER_ADDRESS, Unfetchable, shown
from .policy import Fetched, Policy
from .robots import MOST_BYTES, Rules, read_robots

T = TypeVar("T")
Take = Callable[[Address, HTTPResponse, tuple[str, ...]], T]

_REDIRECTS = (301, 302, 303, 307, 308)


@dataclass(frozen=True)
class _Trip:
    """One fetch, with everything that it leads to before ``deadline``."""

    policy: Policy
    deadline: Deadline
    conditions: Mapping[str, str] = field(default_factory=dict)


def fetch(url: str, policy: Policy, *, etag: str | None = None, modified: str | None = None) -> Fetched:
    """What stands at an address now, or status 304 if it is as it was at ``etag`` or ``modified``.

    Both are as an earlier fetch gave them. Everything that is wrong with the address, the site or its answer is an
    ``Unfetchable``, whose ``code`` says what; codes that pass by themselves are ``unreachable``, ``timeout``,
    ``too_many_requests``, ``server_error`` and ``robots_unreachable``. Takes ``policy.total_timeout`` at most.
    """
    stated = {"If-None-Match": tag(etag), "If-Modified-Since": tag(modified)}
    conditions = {name: value for name, value in stated.items() if value}
    trip = _Trip(policy, Deadline(policy.total_timeout), conditions)

    def take(address: Address, response: HTTPResponse, redirects: tuple[str, ...]) -> Fetched:
        if response.status == 304 and conditions:
            return Fetched(address.url, 304, "", None, b"", tag(etag), tag(modified), redirects)
        return page(address, response, policy, redirects)

    return _pursue(parse(url, ports=policy.ports), trip, take, before=_ask_robots)


def _pursue(start: Address, trip: _Trip, take: Take[T], *, before: Callable[[Address, _Trip], None]) -> T:
    """Follow redirects, each of them an address like any other, up to an answer that is none; ``take`` it."""
    passed: tuple[str, ...] = ()
    address = start
    while len(passed) <= trip.policy.max_redirects:
        before(address, trip)
        with _answer(address, trip) as response:
            if response.status not in _REDIRECTS:
                return take(address, response, passed)
            onward = _onward(address, response, trip.policy)
        passed = (*passed, address.url)
        address = onward
    raise Unfetchable(
        "too_many_redirects",
        gettext_noop("%(url)s redirects more than %(most)s times."),
        OTHER_ADDRESS,
        {"url": shown(start.url), "most": trip.policy.max_redirects},
    )


def _onward(address: Address, response: HTTPResponse, policy: Policy) -> Address:
    location = response.getheader("Location")
    if not location:
        raise _bad_answer(address)
    try:
        onward = urljoin(address.url, _readable(location))
    except ValueError:
        raise _bad_answer(address) from None
    found = parse(onward, ports=policy.ports)
    if address.scheme == "https" and found.scheme == "http":
        raise Unfetchable(
            "downgrade",
            gettext_noop("%(url)s redirects to %(onward)s, which is not secure."),
            BRING_FILE,
            {"url": shown(address.url), "onward": shown(found.url)},
        )
    return found


def _readable(header: str) -> str:
    # http.client reads headers as Latin-1; addresses in Arabic come as bare UTF-8.
    try:
        return header.encode("latin-1").decode("utf-8").strip()
    except UnicodeError:
        return header.strip()


@contextmanager
def _answer(address: Address, trip: _Trip) -> Iterator[HTTPResponse]:
    """The answer to a request, headers read and body not. Whatever breaks meanwhile, as an ``Unfetchable``."""
    try:
        with closing(connected(address, trip.policy, trip.deadline)) as connection:
            wire = Wire(connection, trip.deadline)
            with closing(_asked(wire, address, trip)) as response:
                # The body may fill its measure also where it is hardly compressed and cut into small chunks.
                wire.limit += trip.policy.max_bytes + trip.policy.max_bytes // 4
                yield response
    except Overrun:
        raise too_large(address, trip.policy.max_bytes) from None
    except TimeoutError:
        raise _too_slow(address, trip.policy) from None
    except (IncompleteRead, zlib.error, OSError):
        raise _broken_off(address) from None
    except HTTPException:
        raise _bad_answer(address) from None


def _asked(wire: Wire, address: Address, trip: _Trip) -> HTTPResponse:
    request = HTTPConnection(address.host, address.port)
    request.auto_open = 0  # it has no business opening connections
    request.sock = wire
    request.putrequest("GET", address.target, skip_host=True, skip_accept_encoding=True)
    for name, value in _headers(address, trip).items():
        request.putheader(name, value)
    try:
        request.endheaders()
        return request.getresponse()
    except Overrun:
        raise _bad_answer(address) from None


def _headers(address: Address, trip: _Trip) -> dict[str, str]:
    return {
        "Host": address.authority,
        "User-Agent": trip.policy.user_agent,
        "Accept": ", ".join(trip.policy.media_types),
        "Accept-Encoding": "gzip, deflate",
        "Connection": "close",
        **trip.conditions,
    }


# --- robots.txt ------------------------------------------------------------------------------------------------------


def _ask_robots(address: Address, trip: _Trip) -> None:
    rules = trip.policy.robots.recall(address.origin)
    if rules is None:
        rules = _fetch_robots(address, trip)
        trip.policy.robots.keep(address.origin, rules)
    if not rules.allow(address.target):
        raise Unfetchable(
            "robots",
            gettext_noop("The site asks programs not to fetch %(url)s (robots.txt)."),
            BRING_FILE,
            {"url": shown(address.url)},
        )


def _fetch_robots(address: Address, trip: _Trip) -> Rules:
    """What a site says; silence (404 and its like) allows everything, trouble nothing, and is asked anew next time."""
    where = Address(address.scheme, address.host, address.port, "/robots.txt")

    def take(found: Address, response: HTTPResponse, _: tuple[str, ...]) -> Rules:
        if 200 <= response.status < 300:
            return read_robots(body(found, response, MOST_BYTES, cut=True), trip.policy.product)
        if 400 <= response.status < 500:
            return Rules()
        raise _robots_unreachable(address, response)

    return _pursue(where, _Trip(trip.policy, trip.deadline), take, before=lambda *_: None)


def _robots_unreachable(address: Address, response: HTTPResponse) -> Unfetchable:
    values = refusal(address, response).values
    return Unfetchable(
        "robots_unreachable",
        gettext_noop(
            "The site does not say what programs may fetch: it answers for its robots.txt with status %(status)s."
        ),
        LATER_OR_FILE,
        values,
    )


# --- What went wrong on the way --------------------------------------------------------------------------------------


def _too_slow(address: Address, policy: Policy) -> Unfetchable:
    return Unfetchable(
        "timeout",
        gettext_noop("%(url)s did not arrive within %(seconds)s seconds."),
        LATER_OR_FILE,
        {"url": shown(address.url), "seconds": policy.total_timeout},
    )


def _broken_off(address: Address) -> Unfetchable:
    return Unfetchable(
        "broken_off",
        gettext_noop("%(url)s broke off or arrived damaged, so a part of it would be missing."),
        LATER_OR_FILE,
        {"url": shown(address.url)},
    )


def _bad_answer(address: Address) -> Unfetchable:
    return Unfetchable(
        "bad_answer",
        gettext_noop("The answer for %(url)s does not follow the rules of the web, so it can't be read."),
        LATER_OR_FILE,
        {"url": shown(address.url)},
    )
