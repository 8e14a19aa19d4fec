"""The desk: the one admin site. It shows everything and saves nothing; every change goes through a verb."""

from __future__ import annotations

import zoneinfo
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from functools import update_wrapper
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import admin
from django.contrib.auth.views import PasswordChangeView
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import SimpleTemplateResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from ..models import Editor
from .work import Queue, Waiting, settle

if TYPE_CHECKING:
    from django.urls import URLPattern

    from .panels import Cell, Words

# The rooms of the desk, in the order of the flow.
GROUPS: dict[str, Words] = {
    "ledger": _("Ledger"),
    "checking": _("Checking"),
    "stories": _("Stories and review"),
    "out": _("What left the house"),
    "records": _("Records"),
}


Lists = Callable[[Editor], Iterable["Queue | Waiting"]]
Pages = Callable[[Callable[..., Any]], "list[URLPattern]"]
Signs = Callable[[Editor], "dict[str, Any]"]
Views = Callable[[HttpRequest, type[Any]], "Iterable[dict[str, Any]]"]


def editor_of(request: HttpRequest) -> Editor:
    """Who is at the desk; the desk's views are behind the log-in."""
    user = request.user
    if not isinstance(user, Editor):
        raise TypeError(f"The desk was entered by {user!r}, who is no editor.")
    return user


class DeskSite(admin.AdminSite):
    """Django's admin without its saving.

    Why a site of our own: screens that other packages register with Django's default site (groups, task rows)
    would save past the verbs and past the audit. Only what is registered here is shown.
    """

    site_header = _("Isnad desk")
    site_title = _("Isnad desk")
    index_title = _("Work")
    site_url = "/"
    empty_value_display = "–"
    enable_nav_sidebar = False
    password_change_template = "admin/password_change.html"  # noqa: S105 - a template
    password_change_done_template = "admin/password_changed.html"  # noqa: S105 - a template
    logout_template = "admin/logged_out.html"

    def __init__(self) -> None:
        super().__init__(name="admin")
        self.disable_action("delete_selected")
        self._queues: list[Lists] = []
        self._pages: list[Pages] = []
        self._starts: list[Callable[[Editor], Iterable[Cell]]] = []
        self._views: list[Views] = []
        self._doors: list[tuple[Words, str, str]] = []
        self._signs: list[Signs] = []

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """As Django's, but only for screens that save nothing themselves."""
        if not getattr(admin_class, "saves_nothing", False):
            raise ImproperlyConfigured(f"{admin_class!r} is no LedgerAdmin: it would save past the verbs.")
        super().register(model_or_iterable, admin_class, **options)

    def queue(self, function: Lists) -> Lists:
        """Add lists of work to the front page. ``function`` must ask a fixed number of queries."""
        self._queues.append(function)
        return function

    def pages(self, function: Pages) -> Pages:
        """Add pages that belong to no noun: ``function`` is given ``admin_view`` and returns their addresses."""
        self._pages.append(function)
        return function

    def views(self, function: Views) -> Views:
        """Say which views of a list are kept under a name, and where one is kept."""
        self._views.append(function)
        return function

    def kept_views(self, request: HttpRequest, model: type[Any]) -> list[dict[str, Any]]:
        """The views that stand above a list."""
        return [view for function in self._views for view in function(request, model)]

    def signs(self, function: Signs) -> Signs:
        """Add to what every page says to an editor. What ``function`` asks of the database, it asks lazily."""
        self._signs.append(function)
        return function

    def door(self, title: Words, page: str, group: str = "records") -> None:
        """Name a page that is no list of a noun among the lists. ``page`` is the name of its address."""
        self._doors.append((title, page, group))

    def start(self, function: Callable[[Editor], Iterable[Cell]]) -> Callable[[Editor], Iterable[Cell]]:
        """Put what somebody may want to begin above the lists of work; it asks no query."""
        self._starts.append(function)
        return function

    def get_urls(self) -> list[Any]:
        own = [page for function in self._pages for page in function(self.admin_view)]
        return [*own, *super().get_urls()]

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        editor = editor_of(request)
        found = [queue for function in self._queues for queue in function(editor)] if editor.roles else []
        queues = settle(found)
        busy = [queue for queue in queues if queue.count]
        context = {
            "queues": queues,
            "starts": [start for function in self._starts for start in function(editor)],
            "mine": [queue for queue in busy if queue.mine],
            "others": [queue for queue in busy if not queue.mine],
            "idle": [queue for queue in queues if not queue.count],
            "roles": editor.roles,
        }
        return super().index(request, context | (extra_context or {}))

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """As Django's; the new password is taken through the verb."""
        from .people.views import ChangedPassword  # it needs this module

        view = PasswordChangeView.as_view(
            form_class=ChangedPassword,
            template_name=self.password_change_template,
            success_url=reverse("admin:password_change_done"),
            extra_context={**self.each_context(request), **(extra_context or {})},
        )
        return view(request)

    def app_index(self, request: HttpRequest, app_label: str, extra_context: dict[str, Any] | None = None) -> Any:
        """The desk has rooms, not apps: all lists stand on the front page."""
        return HttpResponseRedirect(reverse("admin:index") + "#lists")

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        context = super().each_context(request)
        lists = [model for group in context["available_apps"] for model in group["models"]]
        rooms = [model for model in lists if model["main"]]
        return {**context, **self._signs_for(request), "rooms": rooms, "languages": settings.LANGUAGES}

    def _signs_for(self, request: HttpRequest) -> dict[str, Any]:
        user = request.user
        if not isinstance(user, Editor) or not self.has_permission(request):
            return {}
        return {name: sign for function in self._signs for name, sign in function(user).items()}

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """The lists that the editor may see, by room."""
        rooms: dict[str, list[dict[str, Any]]] = {group: [] for group in GROUPS}
        for model, shown in sorted(self._registry.items(), key=lambda pair: getattr(pair[1], "place", 50)):
            if shown.has_view_permission(request):
                rooms[getattr(shown, "group", "records")].append(_line(model, shown))
        if any(rooms.values()):
            for title, page, group in self._doors:
                rooms[group].append({"name": title, "admin_url": reverse(f"admin:{page}"), "main": False})
        return [
            {"name": GROUPS[group], "app_label": group, "app_url": "", "has_module_perms": True, "models": models}
            for group, models in rooms.items()
            if models
        ]

    def admin_view(self, view: Callable[..., Any], cacheable: bool = False) -> Any:
        """As Django's, in the editor's language and time zone. Pages are rendered here, before both are reset."""
        inner = super().admin_view(view, cacheable)

        def at_home(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            with _spoken(request):
                response: HttpResponse = inner(request, *args, **kwargs)
                if isinstance(response, SimpleTemplateResponse):
                    response.render()
                response.headers.setdefault("Content-Language", translation.get_language() or settings.LANGUAGE_CODE)
                return response

        return update_wrapper(at_home, inner)


def _line(model: Any, shown: Any) -> dict[str, Any]:
    meta = model._meta
    return {
        "name": capfirst(meta.verbose_name_plural),
        "object_name": meta.object_name,
        "admin_url": reverse(f"admin:{meta.app_label}_{meta.model_name}_changelist"),
        "add_url": None,
        "view_only": True,
        "main": getattr(shown, "main", False),
        "model": model,
        "perms": {"view": True},
    }


@contextmanager
def _spoken(request: HttpRequest) -> Iterator[None]:
    """The language that was chosen with the switch, else the editor's own; his time zone for what is shown."""
    user = request.user
    if not isinstance(user, Editor):
        yield
        return
    with ExitStack() as stack:
        if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
            stack.enter_context(translation.override(user.interface_language))
            request.LANGUAGE_CODE = user.interface_language
        stack.enter_context(timezone.override(_zone(user.time_zone)))
        yield


def _zone(name: str) -> zoneinfo.ZoneInfo:
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return zoneinfo.ZoneInfo("UTC")


desk = DeskSite()

__all__ = ["GROUPS", "DeskSite", "Queue", "Waiting", "desk", "editor_of"]
