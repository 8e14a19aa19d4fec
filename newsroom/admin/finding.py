"""Finding anything from anywhere: one page with groups, and the same as JSON for the palette of keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from claims import search
from claims.admin.claims import rating_of
from claims.admin.panels import Words, list_url, url_of
from claims.admin.searching import pattern, words_of
from claims.admin.site import desk
from claims.arabic import fold
from claims.models import Article, Claim, Question

from ..models import Story
from .pages import for_roles

EACH = 8  # rows of each kind on the page and in the palette


@dataclass(frozen=True)
class Found:
    """One thing: its words, what it is, and where it is."""

    words: str
    kind: Words
    url: str
    quiet: str = ""
    tone: str = ""


@dataclass(frozen=True)
class Group:
    """What was found of one kind, and where there is more of it."""

    title: str
    rows: list[Found] = field(default_factory=list)
    more: str = ""


def matching(words: list[str], *columns: str) -> Q:
    """Rows in which every word stands in one of the columns, however it is spelled."""
    found = Q()
    for word in words:
        either = Q()
        for column in columns:
            either |= Q(**{f"{column}__iregex": pattern(word)})
        found &= either
    return found | search.named_by(words)


def find(typed: str) -> list[Group]:
    """Stories, claims, questions, sources and articles with every word that was typed. One query each."""
    words = words_of(typed)
    if not words:
        return []
    stories = Story.objects.live().filter(matching(words, "title_ar", "title_en")).order_by("-pk")
    claims = search.find_claims(words).select_related("current_verification__verdict")
    questions = Question.objects.live().filter(matching(words, "wording_ar", "wording_en")).order_by("-pk")
    articles = Article.objects.live().filter(matching(words, "title")).select_related("outlet").order_by("-pk")
    groups = (
        _group(typed, stories, lambda row: (row.get_state_display(), "")),
        _group(typed, claims, _rating),
        _group(typed, questions, lambda row: (row.measure, "")),
        _group(typed, search.find_sources(words), lambda row: (row.get_kind_display(), "")),
        _group(typed, articles, lambda row: (str(row.outlet or ""), "")),
    )
    return [group for group in groups if group.rows]


def _group(typed: str, rows: QuerySet[Any], quiet: Callable[[Any], tuple[str, str]]) -> Group:
    meta = rows.model._meta
    some = list(rows[: EACH + 1])
    found = [Found(str(row), str(meta.verbose_name), url_of(row), *quiet(row)) for row in some[:EACH]]
    more = list_url(rows.model, urlencode({"q": typed})) if len(some) > EACH else ""
    return Group(str(capfirst(meta.verbose_name_plural)), found, more)


def _rating(claim: Claim) -> tuple[str, str]:
    rated = rating_of(claim)
    return (str(rated), getattr(rated, "tone", "none")) if rated is not None else (_("not published"), "muted")


def lists(request: HttpRequest, typed: str) -> Group:
    """The lists and pages of the desk whose name has what was typed."""
    wanted = fold(typed)
    found = [
        Found(str(each["name"]), str(group["name"]), each["admin_url"])
        for group in desk.get_app_list(request)
        for each in group["models"]
        if wanted in fold(str(each["name"]))
    ]
    return Group(_("Lists"), found)


def find_view(request: HttpRequest) -> HttpResponse:
    """The page of what was found."""
    typed = request.GET.get("q", "").strip()
    groups = find(typed)
    named = lists(request, typed)
    context = {
        **desk.each_context(request),
        "title": _("Search"),
        "typed": typed,
        "groups": [*groups, *([named] if typed and named.rows else [])],
    }
    return TemplateResponse(request, "admin/find.html", context)


def find_json(request: HttpRequest) -> HttpResponse:
    """The same for the palette; without words, the lists."""
    typed = request.GET.get("q", "").strip()
    groups = [*find(typed), lists(request, typed)]
    return JsonResponse({"groups": list(map(_as_json, (group for group in groups if group.rows)))})


def _as_json(group: Group) -> dict[str, Any]:
    rows = [
        {"words": row.words, "kind": str(row.kind), "url": row.url, "quiet": row.quiet, "tone": row.tone}
        for row in group.rows
    ]
    return {"title": group.title, "rows": rows, "more": group.more}


@desk.pages
def find_pages(wrap: Callable[..., Any]) -> list[URLPattern]:
    """The addresses of the search."""
    return [
        path("find/", wrap(for_roles(find_view)), name="find"),
        path("find.json", wrap(for_roles(find_json)), name="find_json"),
    ]
