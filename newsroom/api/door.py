"""What all answers of the partner door have in common: read-only, one query grammar, problems, caching, CORS."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any, cast
from urllib.parse import urlencode

import orjson
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags
from django.utils.translation import gettext as _
from rest_framework.exceptions import MethodNotAllowed
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from claims.choices import LANGUAGES

from ..documents.cards import Json
from ..pages import absolute
from .pagination import DEFAULT_LIMIT, LARGEST, MOST, Page, Row
from .problems import METHODS, Problem, answer, as_problem, faulty, partners_language
from .schema import DoorSchema
from .serializers import Shape

# Open to scripts of every site: nothing here depends on who asks, and credentials are never looked at.
OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Allow, ETag, Retry-After",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
PREFLIGHT = {
    "Allow": ", ".join(METHODS).upper(),
    "Access-Control-Allow-Methods": ", ".join(METHODS).upper(),
    "Access-Control-Allow-Headers": "Accept, Accept-Language, If-None-Match",
    "Access-Control-Max-Age": "86400",
}


class Renderer(BaseRenderer):
    """JSON as UTF-8, in the order in which it was built."""

    media_type = "application/json"
    format = "json"
    charset = None

    def render(
        self, data: Any, accepted_media_type: str | None = None, renderer_context: Mapping[str, Any] | None = None
    ) -> bytes:
        return orjson.dumps(data)


class Door(APIView):
    """Base of all views.

    ``parameters`` are the legal query parameters. Answers may be kept for ``max_age`` seconds: one, because what
    was published a second ago must be seen by everybody (law 4).
    """

    http_method_names = list(METHODS)
    permission_classes = ()  # the methods above are the permission
    authentication_classes = ()
    renderer_classes: list[type[BaseRenderer]] = [Renderer]
    schema = DoorSchema()
    parameters: tuple[str, ...] = ()
    # For the OpenAPI document: what a good answer is made of, whether it is a list, and how else it may end.
    shape: type[Shape] | None = None
    listed = False
    statuses: tuple[int, ...] = ()
    max_age = 1
    languages = ", ".join(LANGUAGES)
    query: dict[str, str]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        with partners_language(request) as language:
            response = super().dispatch(request, *args, **kwargs)
            return self._sent(request, cast(HttpResponse, response), language)  # nothing here streams

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        method = str(request.method)
        if method.lower() not in METHODS:
            raise MethodNotAllowed(method)
        if method != "OPTIONS":
            self.query = self._read_query(request)
            super().initial(request, *args, **kwargs)

    def handle_exception(self, exc: Exception) -> HttpResponse:  # type: ignore[override]
        return answer(as_problem(exc))

    def options(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponse:  # type: ignore[override]
        return HttpResponse(headers=PREFLIGHT)

    # --- The query ---------------------------------------------------------------------------------------------------

    def legal(self) -> tuple[str, ...]:
        """The query parameters that this address understands."""
        return self.parameters

    def _read_query(self, request: Request) -> dict[str, str]:
        given, legal = request.query_params, self.legal()
        unknown = [name for name in given if name not in legal]
        if unknown:
            values = {"name": unknown[0], "legal": ", ".join(legal)}
            raise Problem(
                "unknown_parameter",
                _("“%(name)s” is no parameter here. Use: %(legal)s.") % values
                if legal
                else _("No parameters are understood here. Leave out “%(name)s”.") % values,
                legal=list(legal),
            )
        often = [name for name in given if len(given.getlist(name)) > 1]
        if often:
            raise faulty({name: [_("It is given more than once. Give it once.")] for name in often})
        return {name: value for name, value in given.items() if isinstance(value, str) and value}

    def number(self, name: str, *, default: int, least: int = 0, most: int = LARGEST) -> int:
        """A whole number of the query."""
        text = self.query.get(name, str(default))
        if len(text) <= 19 and text.isdecimal() and least <= int(text) <= most:
            return int(text)
        legal = {"least": least, "most": most}
        raise faulty({name: [_("Write a whole number from %(least)s to %(most)s.") % legal]})

    def choice(self, name: str, legal: Iterable[str], default: str) -> str:
        """A value of the query out of a closed list."""
        value = self.query.get(name, default)
        if value in legal:
            return value
        values = {"value": value, "legal": ", ".join(legal)}
        raise faulty({name: [_("“%(value)s” is not one of: %(legal)s.") % values]})

    def limit(self, default: int = DEFAULT_LIMIT) -> int:
        """How many rows a page holds."""
        return self.number("limit", default=default, least=1, most=MOST)

    # --- The answer --------------------------------------------------------------------------------------------------

    def link(self, **changed: object) -> str:
        """This address with some parameters changed."""
        query = self.query | {name: str(value) for name, value in changed.items()}
        return absolute(f"{self.request.path}?{urlencode(query)}")

    def page(self, page: Page[Row], results: list[Json]) -> Response:
        """A page of a list."""
        return Response(
            {
                "results": results,
                "next": self.link(cursor=page.next) if page.next else None,
                "previous": self.link(cursor=page.previous) if page.previous else None,
            }
        )

    def _sent(self, request: HttpRequest, response: HttpResponse, language: str) -> HttpResponse:
        if isinstance(response, Response):
            response.render()
        fine = response.status_code < 400
        response["Cache-Control"] = f"public, max-age={self.max_age}" if fine else "no-store"
        response["Content-Language"] = self.languages if fine else language
        patch_vary_headers(response, ["Accept"] if fine else ["Accept", "Accept-Language"])
        if response.status_code == 200 and request.method in ("GET", "HEAD"):
            response = _unless_known(request, response)
        for name, value in OPEN.items():
            response[name] = value
        return response


def _unless_known(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The response with a strong ETag, or 304 if the client has exactly these bytes.

    The tag is the SHA-256 of the bytes, so that of a canonical document is its published digest.
    """
    etag = f'"{hashlib.sha256(response.content).hexdigest()}"'
    response["ETag"] = etag
    known = [tag.removeprefix("W/") for tag in parse_etags(request.headers.get("If-None-Match", ""))]
    if etag not in known and "*" not in known:
        return response
    kept = ("ETag", "Cache-Control", "Content-Language", "Vary")
    return HttpResponseNotModified(headers={name: response[name] for name in kept})
