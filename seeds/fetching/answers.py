"""What may come back, and how much of it."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.client import HTTPException, HTTPResponse, IncompleteRead

from ..vocabulary import gettext_noop
from .addresses import Address
from .faults import BRING_FILE, LATER_OR_FILE, OTHER_ADDRESS, Unfetchable, shown
from .policy import Fetched, Policy

_STEP = 16_384
_MOST_TAG = 1_000
_CHARSET = re.compile(r"""charset\s*=\s*["']?([A-Za-z0-9._:+-]{1,40})""", re.IGNORECASE)
_HEADER = re.compile(r"[\x20-\x7e\xa0-\xff]+")

_NOT_FOUND = gettext_noop("%(url)s was not found: the site answers with status %(status)s.")
_FORBIDDEN = gettext_noop("The site does not let us read %(url)s: it answers with status %(status)s.")
_TOO_OFTEN = gettext_noop("The site asks us to fetch less often: it answers %(url)s with status %(status)s.")
_FAILED = gettext_noop("The site is in trouble: it answers %(url)s with status %(status)s.")
_REFUSALS = {
    401: ("forbidden", _FORBIDDEN, BRING_FILE),
    403: ("forbidden", _FORBIDDEN, BRING_FILE),
    404: ("not_found", _NOT_FOUND, OTHER_ADDRESS),
    410: ("gone", gettext_noop("%(url)s was taken down for good (status %(status)s)."), BRING_FILE),
    429: ("too_many_requests", _TOO_OFTEN, LATER_OR_FILE),
    451: ("forbidden", _FORBIDDEN, BRING_FILE),
}
_SERVER = ("server_error", _FAILED, LATER_OR_FILE)
_UNEXPECTED = (
    "unexpected_status",
    gettext_noop("%(url)s brought no page: the site answers with status %(status)s."),
    OTHER_ADDRESS,
)


def page(address: Address, response: HTTPResponse, policy: Policy, redirects: tuple[str, ...]) -> Fetched:
    """The answer as it is handed on, if its status and type are what we take."""
    if response.status not in (200, 203):
        raise refusal(address, response)
    media_type, charset = _typed(address, response, policy)
    raw = body(address, response, policy.max_bytes)
    return Fetched(
        address.url,
        response.status,
        media_type,
        charset,
        raw,
        tag(response.getheader("ETag")),
        tag(response.getheader("Last-Modified")),
        redirects,
    )


def tag(value: str | None) -> str | None:
    """A value that may be sent back as a header, or ``None``."""
    return value if value and len(value) <= _MOST_TAG and _HEADER.fullmatch(value) else None


def body(address: Address, response: HTTPResponse, most: int, *, cut: bool = False) -> bytes:
    """The bytes of an answer, free of compression. More than ``most`` are refused, or ``cut`` off; all were counted
    before they were kept."""
    if (response.length or 0) > most and not cut:
        raise too_large(address, most)
    gathered = bytearray()
    for piece in _plain(address, response):
        gathered += piece
        if len(gathered) > most:
            if not cut:
                raise too_large(address, most)
            return bytes(gathered[:most])
    return bytes(gathered)


def refusal(address: Address, response: HTTPResponse) -> Unfetchable:
    """Why an answer with this status is no page; ``values["retry_after"]`` are seconds, or ``None``."""
    status = response.status
    code, message, hint = _REFUSALS.get(status, _SERVER if 500 <= status < 600 else _UNEXPECTED)
    wait = seconds_to_wait(response.getheader("Retry-After"))
    return Unfetchable(code, message, hint, {"url": shown(address.url), "status": status, "retry_after": wait})


def seconds_to_wait(value: str | None) -> int | None:
    """What ``Retry-After`` asks for, in seconds or as a date.

    >>> seconds_to_wait("120"), seconds_to_wait("soon"), seconds_to_wait("Wed, 21 Oct 2015 07:28:00 GMT")
    (120, None, 0)
    """
    value = (value or "").strip()
    if value.isascii() and value.isdigit():
        return int(value[:9])
    try:
        moment = parsedate_to_datetime(value)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return max(0, int((moment - datetime.now(UTC)).total_seconds()))
    except (ValueError, OverflowError):
        return None


def too_large(address: Address, most: int) -> Unfetchable:
    return Unfetchable(
        "too_large",
        gettext_noop("%(url)s is larger than %(most)s bytes, the most that is fetched."),
        BRING_FILE,
        {"url": shown(address.url), "most": most},
    )


def _typed(address: Address, response: HTTPResponse, policy: Policy) -> tuple[str, str | None]:
    stated = response.getheader("Content-Type") or ""
    media_type = stated.partition(";")[0].strip().lower()
    if media_type not in policy.media_types:
        raise Unfetchable(
            "media_type",
            gettext_noop("%(url)s is not a page or a feed: the site calls it “%(media_type)s”."),
            BRING_FILE,
            {"url": shown(address.url), "media_type": shown(media_type)},
        )
    charset = _CHARSET.search(stated[:_MOST_TAG])
    return media_type, charset[1].lower() if charset else None


def _plain(address: Address, response: HTTPResponse) -> Iterator[bytes]:
    transfer = (response.getheader("Transfer-Encoding") or "chunked").strip().lower()
    coding = (response.getheader("Content-Encoding") or "identity").strip().lower()
    if transfer != "chunked" or coding not in ("identity", "gzip", "x-gzip", "deflate"):
        raise Unfetchable(
            "encoding",
            gettext_noop("%(url)s came in the encoding “%(encoding)s”, which we did not ask for."),
            BRING_FILE,
            {"url": shown(address.url), "encoding": shown(coding if transfer == "chunked" else transfer)},
        )
    pieces = _pieces(response)
    return pieces if coding == "identity" else _inflated(pieces, deflate=coding == "deflate")


def _pieces(response: HTTPResponse) -> Iterator[bytes]:
    try:
        while piece := response.read(_STEP):
            yield piece
    except ValueError as error:  # a chunk of negative size
        raise HTTPException from error
    # http.client lets a body that ends early pass when it is read in pieces.
    if response.length:
        raise IncompleteRead(b"", response.length)


def _inflated(pieces: Iterator[bytes], *, deflate: bool) -> Iterator[bytes]:
    """Decompressed in small steps, so that whoever has enough stops before a bomb has gone off."""
    engine = None
    for piece in pieces:
        while piece:
            if engine is None or engine.eof:  # gzip may come in several members
                engine = zlib.decompressobj(_window(piece, deflate=deflate))
            yield engine.decompress(piece, 4 * _STEP)
            piece = engine.unused_data if engine.eof else engine.unconsumed_tail
    if engine is not None:
        yield engine.flush()
        if not engine.eof:
            raise IncompleteRead(b"")


def _window(start: bytes, *, deflate: bool) -> int:
    if not deflate:
        return 16 + zlib.MAX_WBITS
    # By the standard "deflate" wears the wrapping of zlib; some servers leave it off.
    wrapped = start[0] & 0x0F == 8 and int.from_bytes(start[:2], "big") % 31 == 0
    return zlib.MAX_WBITS if wrapped else -zlib.MAX_WBITS
