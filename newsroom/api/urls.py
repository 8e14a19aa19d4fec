"""The addresses of the partner door, below ``/api/v1/``. They never change."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.urls import path

from .docs import DocsView, SchemaView
from .resources import RESOURCES, SCALE, Resource
from .views import (
    ChangesView,
    ContentView,
    DetailView,
    ListView,
    NowhereView,
    ProblemListView,
    ProblemView,
    RootView,
    VerdictListView,
    VerdictView,
    VersionListView,
    VersionView,
)

app_name = "api"
Route = tuple[str, Callable[..., Any]]


def _kind(resource: Resource) -> Iterator[Route]:
    one = f"{resource.path}/<slug:public_id>"
    yield f"{resource.path}/", ListView.as_view(resource=resource)
    yield one, DetailView.as_view(resource=resource)
    yield from _versions(one, resource)


def _versions(one: str, resource: Resource) -> Iterator[Route]:
    yield f"{one}/versions", VersionListView.as_view(resource=resource)
    yield f"{one}/versions/<int:version>", VersionView.as_view(resource=resource)
    yield f"{one}/versions/<int:version>/content", ContentView.as_view(resource=resource)


def _routes() -> Iterator[Route]:
    yield "", RootView.as_view()
    for resource in (*RESOURCES, SCALE):
        yield from _kind(resource)
    yield "verdicts/", VerdictListView.as_view()
    yield "verdicts/<slug:code>", VerdictView.as_view()
    yield from _versions("verdicts/<slug:code>", SCALE)
    yield "changes/", ChangesView.as_view()
    yield "problems/", ProblemListView.as_view()
    yield "problems/<slug:code>", ProblemView.as_view()


def _other_spelling(route: str) -> str:
    return route.removesuffix("/") if route.endswith("/") else f"{route}/"


ROUTES = list(_routes())
addresses = [path(route, view) for route, view in ROUTES]
urlpatterns = [
    *addresses,
    path("schema/", SchemaView.as_view(), name="schema"),
    path("docs/", DocsView.as_view(), name="docs"),
    # Lists end with a slash, the rest does not. Both are understood either way: a redirect would lose the headers
    # that a script of another site needs.
    *(path(_other_spelling(route), view) for route, view in ROUTES if route),
    path("schema", SchemaView.as_view()),
    path("docs", DocsView.as_view()),
    path("<path:rest>", NowhereView.as_view()),
]
