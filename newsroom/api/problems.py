"""Errors as RFC 9457 problem details. Each says what is wrong, which value, and what to do next."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import orjson
from django.core.exceptions import SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.utils.translation.trans_real import parse_accept_lang_header
from rest_framework import exceptions

from claims.choices import LANGUAGES

from ..pages import absolute

CONTENT_TYPE = "application/problem+json"
METHODS = ("get", "head", "options")
_log = logging.getLogger("django.request")


@dataclass(frozen=True)
class ProblemType:
    """One kind of problem. The code never changes; its ``type`` is an address that describes it."""

    code: str
    status: int
    title: str | Promise

    @property
    def address(self) -> str:
        return absolute(f"/api/v1/problems/{self.code}")


PROBLEMS = {
    kind.code: kind
    for kind in (
        ProblemType("unknown_parameter", 400, gettext_lazy("The query has a parameter that means nothing here.")),
        ProblemType("invalid_parameter", 400, gettext_lazy("A parameter of the query has an impossible value.")),
        ProblemType("invalid_cursor", 400, gettext_lazy("The cursor does not belong to this list.")),
        ProblemType("withheld", 403, gettext_lazy("This version is not shown while its subject is withheld.")),
        ProblemType("not_found", 404, gettext_lazy("Nothing is published at this address.")),
        ProblemType("method_not_allowed", 405, gettext_lazy("This interface only reads.")),
        ProblemType("not_acceptable", 406, gettext_lazy("The answer does not exist in the format asked for.")),
        ProblemType("withdrawn", 410, gettext_lazy("It was published here and is withdrawn.")),
        ProblemType("server_error", 500, gettext_lazy("Something went wrong on our side.")),
        ProblemType("unavailable", 503, gettext_lazy("The newsroom's database does not answer.")),
    )
}


class Problem(Exception):
    """Ends a request. ``detail`` is a full sentence; ``extra`` are further members of the answer."""

    def __init__(self, code: str, detail: str, *, headers: dict[str, str] | None = None, **extra: Any) -> None:
        super().__init__(detail)
        self.kind = PROBLEMS[code]
        self.detail = detail
        self.headers = headers or {}
        self.extra = extra


@contextmanager
def partners_language(request: HttpRequest) -> Iterator[str]:
    """Problems in the first language of ``Accept-Language`` that the house has, else in English.

    Cookies have no say: an answer that depended on them could not be cached for everybody.
    """
    wanted = (tag.partition("-")[0] for tag, _q in parse_accept_lang_header(request.headers.get("Accept-Language", "")))
    language = next((tag for tag in wanted if tag in LANGUAGES), "en")
    with translation.override(language):
        yield language


def as_problem(error: Exception) -> Problem:
    """What a partner is told of any exception. The unexpected is logged, and nothing of it is told."""
    if isinstance(error, Problem):
        return error
    if isinstance(error, Http404 | exceptions.NotFound):
        return not_found()
    if isinstance(error, exceptions.MethodNotAllowed):
        allowed = ", ".join(METHODS).upper()
        return Problem("method_not_allowed", _("Use GET, HEAD or OPTIONS."), headers={"Allow": allowed})
    if isinstance(error, exceptions.NotAcceptable):
        return Problem("not_acceptable", _("Send “Accept: application/json”, or no Accept header at all."))
    if isinstance(error, SuspiciousOperation):
        return Problem("invalid_parameter", _("The query can't be read. Send fewer and plainer parameters."))
    _log.exception("The partner API failed", exc_info=error)
    if isinstance(error, OperationalError | InterfaceError):
        return Problem("unavailable", _("Ask again in a few seconds."), headers={"Retry-After": "5"})
    return Problem("server_error", _("The fault is logged. Ask again later, or write to the newsroom."))


def not_found() -> Problem:
    """Nothing was ever published at this address."""
    return Problem("not_found", _("Check the address; ids have ten characters. Lists are named at /api/v1/."))


def faulty(errors: dict[str, list[str]]) -> Problem:
    """A problem that lists every faulty parameter with what is wrong with it."""
    listed = [{"parameter": name, "detail": detail} for name, details in errors.items() for detail in details]
    names = ", ".join(f"“{name}”" for name in errors)
    detail = _("%(names)s can't be understood: %(first)s") % {"names": names, "first": listed[0]["detail"]}
    return Problem("invalid_parameter", detail, errors=listed)


def answer(problem: Problem) -> HttpResponse:
    """The problem as bytes, whatever format was asked for."""
    body = {
        "type": problem.kind.address,
        "title": str(problem.kind.title),
        "status": problem.kind.status,
        "detail": problem.detail,
        "code": problem.kind.code,
        **problem.extra,
    }
    return HttpResponse(
        orjson.dumps(body), status=problem.kind.status, content_type=CONTENT_TYPE, headers=problem.headers
    )
