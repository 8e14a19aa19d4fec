"""What readers ask for. Every answer is drawn from ``Publication.objects`` and the rows that publication fills."""

from __future__ import annotations

import math
from typing import Any
from urllib.parse import unquote

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.loader import get_template
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request, pgettext
from django.views.decorators.http import require_safe

from .. import pages
from ..choices import Cause, GoneNotice, PublicationKind, Standing
from ..documents import cards_in, without
from ..models import Publication, Rendering
from ..pages.parts import Badge
from ..querysets import GONE
from .answers import answer, drawn, moved

PER_PAGE = 20
FRONT_STORIES, FRONT_QUESTIONS, FRONT_ERRATA = 20, 12, 3
KINDS = {kind.path: kind for kind in PublicationKind}
HEADINGS = {
    "stories": ("navigation", "Stories"),
    "claims": ("navigation", "Claims"),
    "questions": ("navigation", "Questions"),
    "sources": ("navigation", "Sources"),
}
Json = dict[str, Any]


@require_safe
def door(request: HttpRequest) -> HttpResponse:
    """``/``: to the language that the reader's browser asks for; Arabic where it asks for neither."""
    asked = request.headers.get("Accept-Language", "")
    language = get_language_from_request(request)[:2] if asked else "ar"
    response = HttpResponse(status=302, headers={"Location": pages.listing("", language), "Cache-Control": "no-cache"})
    patch_vary_headers(response, ["Accept-Language"])
    return response


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Everything published may be read by machines; the desk is no page."""
    return answer(request, b"User-agent: *\nDisallow: /admin/\n", content_type="text/plain; charset=utf-8")


# --- One document ----------------------------------------------------------------------------------------------------


@require_safe
def document(
    request: HttpRequest,
    language: str,
    section: str,
    public_id: str,
    slug: str | None = None,
    version: str | None = None,
) -> HttpResponse:
    """A page, or one version of it: from its rendering if there is one, else drawn now."""
    kind = KINDS[section]
    current = _current(kind, public_id)
    if current is None:
        return missing(request, language)
    now = _document_of(current)
    if current.cause == Cause.MERGED and now and now["replaced_by"]:
        return moved(pages.address(kind, now["replaced_by"], None, language))
    number = int(version) if version else None
    if not _right_address(request, kind, public_id, now, language, number):
        return moved(pages.address(kind, public_id, _slug(now, language), language, number))
    if _is_gone(current) or number is None or number == current.version:
        return _shown(request, current, now, language)
    return _superseded(request, public_id, number, now, language)


def _current(kind: str, public_id: str) -> Publication | None:
    found: Publication | None = (
        Publication.objects.current().kind(kind).filter(public_id=public_id).select_related("document").first()
    )
    return found


def _document_of(publication: Publication) -> Json | None:
    """The document; ``None`` once a redaction has erased it."""
    found: Json | None = publication.document.json
    return found


def _slug(now: Json | None, language: str) -> str | None:
    return pages.slug_of(now, language) if now else None


def _right_address(
    request: HttpRequest, kind: str, public_id: str, now: Json | None, language: str, number: int | None
) -> bool:
    """Whether this is the one address of the page. What is gone has no slug any more, so any slug will do."""
    slug = _slug(now, language)
    right = pages.address(kind, public_id, slug, language, number)
    return slug is None or request.path_info == unquote(right)


def _is_gone(publication: Publication) -> bool:
    return publication.cause in GONE


def standing_of(publication: Publication) -> str:
    """How a current publication stands."""
    return Cause(publication.cause).standing


def _shown(request: HttpRequest, publication: Publication, now: Json | None, language: str) -> HttpResponse:
    if now is None:
        return erased(request, language)
    standing = standing_of(publication)
    kept = _rendering(publication, language, standing)
    return answer(
        request,
        bytes(kept.content) if kept else pages.render(now, language=language, standing=standing),
        language=pages.spoken_in(now, language),
        status=_status(standing, now),
        etag=kept.etag if kept else None,
        gzipped=bytes(kept.gzipped) if kept else None,
    )


def _status(standing: str, now: Json) -> int:
    """410 for what is gone for good, 451 where the law took it (RFC 7725)."""
    if standing != Standing.WITHDRAWN:
        return 200
    return 451 if now.get("notice") == GoneNotice.LEGAL else 410


def _rendering(publication: Publication, language: str, standing: str) -> Rendering | None:
    found: Rendering | None = publication.renderings.filter(
        language=language, format="html", build=pages.build(), standing=standing
    ).first()
    return found


def _superseded(request: HttpRequest, public_id: str, number: int, now: Json | None, language: str) -> HttpResponse:
    """An old version with what holds now at its top. Drawn anew each time: what holds now goes on changing."""
    old = Publication.objects.of(public_id).filter(version=number).select_related("document").first()
    if old is None:
        return missing(request, language)
    then = _document_of(old)
    if then is None:
        return erased(request, language)
    then = without(then, _taken_down(set(cards_in(then))))
    content = pages.render(then, language=language, standing=Standing.SUPERSEDED, current=now)
    status = 410 if standing_of(old) == Standing.WITHDRAWN else 200
    return answer(request, content, language=pages.spoken_in(then, language), status=status)


def _taken_down(claims: set[str]) -> dict[str, str]:
    """Which of these claims are withheld or withdrawn by now: older pages do not show them either."""
    gone = Publication.objects.current().filter(public_id__in=claims, cause__in=GONE)
    return {publication.public_id: standing_of(publication) for publication in gone}


# --- Lists -----------------------------------------------------------------------------------------------------------


def _newest(kind: str) -> QuerySet[Publication]:
    found: QuerySet[Publication] = Publication.objects.shown().kind(kind).latest_first()
    return found


def _documents(rows: QuerySet[Publication]) -> list[Json]:
    return [found for row in rows if (found := _document_of(row))]


def _paged(request: HttpRequest, rows: QuerySet[Publication], query: str) -> tuple[list[Json], pages.Paging]:
    """One page of a list. A page number that is none, or too high, is taken for the nearest that is one."""
    total = rows.count()
    last = max(1, math.ceil(total / PER_PAGE))
    asked = request.GET.get("page", "1")
    number = min(max(1, int(asked)), last) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 1
    shown = _documents(rows[(number - 1) * PER_PAGE : number * PER_PAGE])
    return shown, pages.Paging(number, last, total, query)


def _frame(language: str, section: str, title: str = "", description: str = "") -> pages.Site:
    return pages.Site(
        language=language,
        here=pages.listing(section, language),
        there=pages.listing(section, "en" if language == "ar" else "ar"),
        title=title,
        description=description,
        section=section,
    )


@require_safe
def home(request: HttpRequest, language: str) -> HttpResponse:
    """The front page."""
    with translation.override(language):
        context = pages.front(
            _documents(_newest(PublicationKind.STORY)[:FRONT_STORIES]),
            _documents(_newest(PublicationKind.QUESTION)[:FRONT_QUESTIONS]),
            language,
        )
        context["errata"] = pages.errata(_documents(_newest(PublicationKind.CORRECTION)[:FRONT_ERRATA]), language)
    return drawn(request, "home.html", _frame(language, ""), context)


@require_safe
def listing(request: HttpRequest, language: str, section: str) -> HttpResponse:
    """All stories, claims, questions or sources, newest first; claims also by rating."""
    rows = _newest(KINDS[section])
    with translation.override(language):
        context: dict[str, Any] = {"heading": pgettext(*HEADINGS[section])}
        query = ""
        if section == "claims":
            context["ratings"] = _ratings(language)
            context["chosen"] = chosen = _chosen(request, context["ratings"])
            rows = rows.filter(index__verdict=chosen) if chosen else rows
            query = f"verdict={chosen}" if chosen else ""
        shown, context["paging"] = _paged(request, rows, query)
        context["entries"] = pages.entries(shown, language)
    return drawn(request, "list.html", _frame(language, section, context["heading"]), context)


def _ratings(language: str) -> list[Badge]:
    """The ratings in use, from the published scale."""
    found = _documents(_newest(PublicationKind.SCALE)[:1])
    return [row.badge for row in _scale(found[0], language)["ratings"]] if found else []


def _scale(found: Json, language: str) -> dict[str, Any]:
    part = found["languages"].get(language) or next(part for part in found["languages"].values() if part)
    return pages.scale(part["content"], language)


def _chosen(request: HttpRequest, ratings: list[Badge]) -> str:
    asked = request.GET.get("verdict", "")
    return asked if asked in {rating.code for rating in ratings} else ""


@require_safe
def corrections(request: HttpRequest, language: str) -> HttpResponse:
    """Every published correction, newest first; on request only those with which a rating changed."""
    only_ratings = request.GET.get("changed") == "rating"
    rows = _newest(PublicationKind.CORRECTION)
    if only_ratings:
        rows = rows.exclude(index__verdict="")  # a correction is indexed under a rating only where it changed one
    with translation.override(language):
        shown, paging = _paged(request, rows, "changed=rating" if only_ratings else "")
        context = {"errata": pages.errata(shown, language), "paging": paging, "only_ratings": only_ratings}
        title = pgettext("navigation", "Corrections")
    return drawn(request, "corrections.html", _frame(language, "corrections", title), context)


@require_safe
def method(request: HttpRequest, language: str) -> HttpResponse:
    """How the house works, with the published scale."""
    found = _newest(PublicationKind.SCALE).first()
    if found is not None and (now := _document_of(found)):
        return _shown(request, found, now, language)
    with translation.override(language):
        title = pgettext("navigation", "Method")
    return drawn(request, "method.html", _frame(language, "method", title), {})


# --- What is not there -----------------------------------------------------------------------------------------------


def _plain(request: HttpRequest, status: int, language: str) -> HttpResponse:
    with translation.override(language):
        content = get_template(f"{status}.html").render({"site": pages.Site(language=language, indexed=False)})
    return answer(request, content.encode(), language=language, status=status)


def missing(request: HttpRequest, language: str) -> HttpResponse:
    """404 in the language of the address."""
    return _plain(request, 404, language)


def erased(request: HttpRequest, language: str) -> HttpResponse:
    """410: a redaction took the document (law 9)."""
    return _plain(request, 410, language)
