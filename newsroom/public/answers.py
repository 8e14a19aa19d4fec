"""HTTP answers of the public door: strong ETags, 304, gzip, and headers that any cache may rely on."""

from __future__ import annotations

import gzip
import hashlib
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.http.response import ResponseHeaders
from django.utils.http import parse_etags

from ..pages import Site, page

# Caches may keep a page but must ask before each use: a change reaches every reader at once (law 4).
CACHE = "public, max-age=0, must-revalidate"
GZIP_FROM = 500  # bytes; below, compression costs more than it saves


class _FixedVary(ResponseHeaders):
    """Headers whose ``Vary`` stays as it is.

    Language stands in the address and no public page looks at a cookie. LocaleMiddleware cannot know that and would
    split every cache by Accept-Language.
    """

    def __setitem__(self, key: str, value: str | bytes | int) -> None:
        super().__setitem__(key, "Accept-Encoding" if key.lower() == "vary" else value)


def _response(content: bytes, status: int, content_type: str, language: str | None) -> HttpResponse:
    return _cacheable(HttpResponse(content, status=status, content_type=content_type), language)


def _cacheable(response: HttpResponse, language: str | None) -> HttpResponse:
    response.headers = _FixedVary(dict(response.headers))
    response.headers["Vary"] = "Accept-Encoding"
    response.headers["Cache-Control"] = CACHE
    if language:
        response.headers["Content-Language"] = language
    return response


def answer(
    request: HttpRequest,
    content: bytes,
    *,
    language: str | None = None,
    status: int = 200,
    etag: str | None = None,
    gzipped: bytes | None = None,
    content_type: str = "text/html; charset=utf-8",
) -> HttpResponse:
    """``content``, compressed if the reader takes it; 304 without a body if they have these very bytes.

    The two encodings are two representations, so each has an ETag of its own (RFC 9110, 8.8.3).
    """
    packed = _takes_gzip(request) and len(content) >= GZIP_FROM
    tag = f'"{etag or digest(content)}{"-gz" if packed else ""}"'
    if status == 200 and _has(request, tag):
        response = _response(b"", 304, content_type, None)
        del response.headers["Content-Type"]
    else:
        body = (gzipped or gzip.compress(content, 6, mtime=0)) if packed else content
        response = _response(body, status, content_type, language)
        if packed:
            response.headers["Content-Encoding"] = "gzip"
        response.headers["Content-Length"] = str(len(body))
    response.headers["ETag"] = tag
    return response


def digest(content: bytes) -> str:
    """The ETag of bytes that have no rendering of their own."""
    return hashlib.sha256(content).hexdigest()[:32]


def _has(request: HttpRequest, tag: str) -> bool:
    asked = parse_etags(request.headers.get("If-None-Match", ""))
    return asked == ["*"] or tag in {each.removeprefix("W/") for each in asked}


def _takes_gzip(request: HttpRequest) -> bool:
    for part in request.headers.get("Accept-Encoding", "").lower().split(","):
        coding, _, weight = part.partition(";")
        if coding.strip() in {"gzip", "*"}:
            return weight.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    return False


def moved(target: str, *, permanent: bool = True) -> HttpResponse:
    """A redirect that caches may keep as little as the page itself."""
    redirect = HttpResponsePermanentRedirect if permanent else HttpResponseRedirect
    return _cacheable(redirect(target), None)


def drawn(request: HttpRequest, template: str, site: Site, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """A page that is drawn for this request."""
    return answer(request, page(template, site, context), language=site.language, status=status)
