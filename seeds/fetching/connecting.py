"""A connection to addresses that were checked, over which every byte is counted and none comes late."""

from __future__ import annotations

import io
import socket
import ssl
import time
from collections.abc import Sequence
from concurrent.futures import Future
from ipaddress import ip_address
from threading import Thread
from typing import Any

from ..vocabulary import gettext_noop
from .addresses import IP, Address, numeric, vetted
from .faults import LATER_OR_FILE, OTHER_ADDRESS, Unfetchable, shown
from .policy import Policy, Resolver

HEAD_BYTES = 65_536  # status line and headers; also what the framing of a body may add to it
_MOST_TRIED = 4  # of the addresses of one name


class Overrun(OSError):
    """More bytes came in than may."""


class Deadline:
    """A moment, in seconds from now, by which something is over."""

    def __init__(self, seconds: float) -> None:
        self._at = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds that remain, more than 0. ``TimeoutError`` if none do."""
        left = self._at - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left


class Wire:
    """A socket that ends at its deadline however slowly it dribbles, and after ``limit`` bytes more.

    It is what ``http.client`` takes for a socket: it sends, and it makes the file from which an answer is read. A
    timeout of the socket alone would start anew with each byte.
    """

    def __init__(self, connection: socket.socket, deadline: Deadline) -> None:
        self._socket = connection
        self._deadline = deadline
        self.limit = HEAD_BYTES

    def sendall(self, data: bytes) -> None:
        self._socket.settimeout(self._deadline.left())
        self._socket.sendall(data)

    def receive(self, buffer: memoryview) -> int:
        self._socket.settimeout(self._deadline.left())
        count = self._socket.recv_into(buffer)
        self.limit -= count
        if self.limit < 0:
            raise Overrun
        return count

    def makefile(self, *_: object) -> io.BufferedReader:
        return io.BufferedReader(_Received(self))

    def close(self) -> None:
        """Whoever opened the socket closes it; http.client would do so before the body is read."""


class _Received(io.RawIOBase):
    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        return self._wire.receive(buffer)


def connected(address: Address, policy: Policy, deadline: Deadline) -> socket.socket:
    """An open connection to a checked address of that name, secured where it is https. The caller closes it."""
    soon = Deadline(min(policy.connect_timeout, deadline.left()))
    try:
        literal = numeric(address.host) is not None
        found = [address.host] if literal else resolved(address.host, address.port, policy.resolve, soon)
        connection = _first(vetted(address.host, found, allowed=policy.allow_addresses), address.port, soon)
    except (OSError, UnicodeError):
        raise _unreachable(address) from None
    return _secured(connection, address, policy.tls, deadline) if address.scheme == "https" else connection


def resolved(host: str, port: int, resolve: Resolver, deadline: Deadline) -> Sequence[str]:
    """What a name leads to. The system's look-up can't be interrupted, so it is left behind when time is up."""
    answer: Future[Sequence[str]] = Future()

    def ask() -> None:
        try:
            answer.set_result(resolve(host, port))
        except (OSError, ValueError) as error:
            answer.set_exception(error)

    Thread(target=ask, name="look-up", daemon=True).start()
    try:
        found = answer.result(deadline.left())
    except (socket.gaierror, ValueError):
        found = ()
    if not found:
        raise _unknown(host)
    return found


def dial(address: IP, port: int, timeout: float) -> socket.socket:
    """A connection to just this address. No name is looked up, so none can have changed since it was checked."""
    connection = socket.socket(socket.AF_INET if address.version == 4 else socket.AF_INET6, socket.SOCK_STREAM)
    try:
        connection.settimeout(timeout)
        connection.connect((str(address), port))
        if ip_address(connection.getpeername()[0]) != address:
            raise ConnectionAbortedError("the connection leads elsewhere")
    except BaseException:
        connection.close()
        raise
    return connection


def _first(addresses: Sequence[IP], port: int, deadline: Deadline) -> socket.socket:
    # Each gets its share of the time, so that one which swallows packets leaves some for the next.
    tried = addresses[:_MOST_TRIED]
    fault = OSError()
    for index, address in enumerate(tried):
        try:
            return dial(address, port, deadline.left() / (len(tried) - index))
        except OSError as error:
            fault = error
    raise fault


def _secured(connection: socket.socket, address: Address, context: ssl.SSLContext, deadline: Deadline) -> socket.socket:
    try:
        connection.settimeout(deadline.left())
        return context.wrap_socket(connection, server_hostname=address.host)
    except ssl.SSLCertVerificationError as error:
        raise _unproven(address, error.verify_message) from None
    except ssl.SSLError as error:
        raise _insecure(address, error.reason or "TLS") from None
    except ConnectionError:
        raise _unreachable(address) from None
    finally:
        # Does nothing once the secure socket has taken it over.
        connection.close()


def _unknown(host: str) -> Unfetchable:
    return Unfetchable(
        "no_such_host", gettext_noop("No site has the name %(host)s."), OTHER_ADDRESS, {"host": host, "url": host}
    )


def _unreachable(address: Address) -> Unfetchable:
    return Unfetchable(
        "unreachable",
        gettext_noop("The site %(host)s does not answer."),
        LATER_OR_FILE,
        {"host": address.host, "url": shown(address.url)},
    )


def _unproven(address: Address, reason: str) -> Unfetchable:
    return Unfetchable(
        "certificate",
        gettext_noop("The connection to %(host)s is not secure: its certificate can't be trusted (%(reason)s)."),
        OTHER_ADDRESS,
        {"host": address.host, "reason": shown(reason), "url": shown(address.url)},
    )


def _insecure(address: Address, reason: str) -> Unfetchable:
    return Unfetchable(
        "no_secure_connection",
        gettext_noop("No secure connection to %(host)s came about (%(reason)s)."),
        LATER_OR_FILE,
        {"host": address.host, "reason": shown(reason), "url": shown(address.url)},
    )
