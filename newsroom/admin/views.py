"""Lists that are kept under a name, and the trash as a place of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.apps import apps
from django.contrib import admin
from django.db import models
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from claims.admin.base import LedgerAdmin, flag, show
from claims.admin.deeds import DEEDS
from claims.admin.fields import line
from claims.admin.panels import Cell, Panel, bdi, cell, facts, list_url, verb_url
from claims.admin.site import desk, editor_of
from claims.admin.verbs import VerbForm, offer
from claims.models import Article, Claim, Editor, Question, Source
from claims.rules import may

from ..actions import drop_view, save_view, share_view
from ..models import SavedView, Story
from .pages import for_roles

DEEDS |= {
    "view.save": _("kept a view of a list"),
    "view.share": _("shared a view of a list, or no longer"),
    "view.drop": _("dropped a view of a list"),
}

FLEETING = {"p", "e", "all", "saved"}  # parameters of a list that are no part of what it shows
MOST_LISTED = 50  # rows of each kind that the trash names; its lists have them all


def query_of(request: HttpRequest) -> str:
    """What a list shows, without the page it is turned to; in one order, so that two ways there are one view."""
    pairs = sorted((name, value) for name in request.GET for value in request.GET.getlist(name) if value)
    return urlencode([pair for pair in pairs if pair[0] not in FLEETING])


def seen_by(editor: Editor) -> QuerySet[SavedView]:
    """The views that an editor keeps, and those that others share."""
    return SavedView.objects.filter(Q(editor=editor) | Q(shared=True)).select_related("editor")


@desk.views
def views_of_list(request: HttpRequest, model: type[models.Model]) -> Iterable[dict[str, Any]]:
    """The kept views of a list as chips, the one that is shown now among them; one query."""
    label, now = model._meta.label_lower, query_of(request)
    editor = editor_of(request)
    kept = list(seen_by(editor).filter(model=label))
    for view in kept:
        theirs = view.editor_id != editor.pk
        yield {
            "name": view.name,
            "url": f"?{view.query}",
            "now": view.query == now,
            "by": str(view.editor) if theirs else "",
            "page": cell(view).url,
        }
    if now and not may(editor, "view.keep") and all(view.query != now for view in kept):
        address = reverse("admin:newsroom_savedview_do_new", args=["save-view"])
        yield {"keep": f"{address}?{urlencode({'list': label, 'query': now})}"}


def noun(label: str) -> Any:
    """The list that a view is of."""
    try:
        return apps.get_model(label)
    except (LookupError, ValueError):
        return None


def address_of(view: SavedView) -> str:
    """Where a view is looked at."""
    model = noun(view.model)
    return list_url(model, view.query) if model is not None and desk.is_registered(model) else ""


@admin.register(SavedView, site=desk)
class SavedViewAdmin(LedgerAdmin[SavedView]):
    place = 40
    intro = _(
        "Lists with their filters and order, kept under a name. To keep one, filter a list and press “Keep this view”."
    )
    list_display = ("shown_name", "shown_list", "editor", "is_shared")
    list_filter = ("shared",)
    list_select_related = ("editor",)
    find = ("name", "editor__display_ar", "editor__display_en")

    is_shared = flag("shared", _("shared with everyone"))

    def get_queryset(self, request: HttpRequest) -> QuerySet[SavedView]:
        return super().get_queryset(request).filter(pk__in=seen_by(editor_of(request)).values("pk"))

    @show(_("name"), order="name")
    def shown_name(self, obj: SavedView) -> Any:
        return bdi(obj)

    @show(_("list"), order="model")
    def shown_list(self, obj: SavedView) -> Any:
        model = noun(obj.model)
        return capfirst(model._meta.verbose_name_plural) if model else obj.model

    def panels(self, obj: SavedView, editor: Editor) -> Iterable[Panel]:
        yield facts(
            _("Details"),
            (_("list"), Cell(self.shown_list(obj), url=address_of(obj))),
            (_("filters"), [Cell(f"{name} = {value}") for name, value in QueryDict(obj.query).items()]),
            (_("kept by"), obj.editor),
            (_("shared with everyone"), obj.shared),
        )

    def find_object(self, request: HttpRequest, object_id: str) -> SavedView:
        found = super().find_object(request, object_id)
        if found.editor_id != editor_of(request).pk and not found.shared:
            return super().find_object(request, "0")
        return found


@offer(SavedView)
class SaveView(VerbForm):
    verb = "save_view"
    label = _("Keep this view")
    sentence = _("The list with its filters and its order, under a name. What it shows is looked up anew each time.")
    permissions = ("view.keep",)
    tone = "primary"
    on_list = True

    name = line(_("name"), required=True, limit=80)
    shared = forms.BooleanField(label=_("shared with everyone"), required=False)
    list = forms.CharField(widget=forms.HiddenInput)
    filters = forms.CharField(widget=forms.HiddenInput, required=False)

    @classmethod
    def offered(cls, subject: Any) -> bool:
        return False  # reached from the list that is kept

    def start(self) -> dict[str, Any]:
        return {"list": self.query.get("list", ""), "filters": self.query.get("query", "")}

    def clean_list(self) -> str:
        """A list of the desk."""
        model = noun(str(self.cleaned_data["list"]))
        if model is None or not desk.is_registered(model):
            raise forms.ValidationError(_("The desk has no such list. Open a list and keep it from there."))
        return str(model._meta.label_lower)

    def act(self) -> Any:
        given = self.cleaned_data
        return save_view(
            editor=self.editor, model=given["list"], name=given["name"], query=given["filters"], shared=given["shared"]
        )


class OwnView(VerbForm):
    permissions = ("view.keep",)


@offer(SavedView)
class ShareView(OwnView):
    verb = "share_view"
    label = _("Share with everyone, or no longer")

    def act(self) -> Any:
        return share_view(
            editor=self.editor,
            view=self.subject,
            version=self.cleaned_data["version"],
            shared=self.cleaned_data["shared"],
        )

    shared = forms.BooleanField(label=_("shared with everyone"), required=False)

    def start(self) -> dict[str, Any]:
        return {"shared": self.subject.shared}


@offer(SavedView)
class DropView(OwnView):
    verb = "drop_view"
    label = _("Drop this view")
    sentence = _("The name is forgotten; no row of the list changes.")
    tone = "danger"

    def act(self) -> Any:
        drop_view(editor=self.editor, view=self.subject)


# --- The trash -------------------------------------------------------------------------------------------------------

SET_ASIDE: tuple[type[models.Model], ...] = (Story, Claim, Question, Article, Source)


def trash_view(request: HttpRequest) -> HttpResponse:
    """Everything that was set aside, newest first, each with its way back."""
    editor = editor_of(request)
    allowed = not may(editor, "trash")
    heaps = [_heap(model, allowed) for model in SET_ASIDE]
    context = {
        **desk.each_context(request),
        "title": _("Trash"),
        "heaps": [heap for heap in heaps if heap["rows"]],
    }
    return TemplateResponse(request, "admin/trash.html", context)


def _heap(model: type[models.Model], allowed: bool) -> dict[str, Any]:
    rows = model._base_manager.filter(trashed_at__isnull=False).order_by("-trashed_at", "-pk")[: MOST_LISTED + 1]
    return {
        "title": model._meta.verbose_name_plural,
        "all": list_url(model, "trash=in"),
        "rows": [
            (cell(row), cell(row.trashed_at), verb_url(row, "restore-from-trash") if allowed else "")  # type: ignore[attr-defined]
            for row in rows[:MOST_LISTED]
        ],
        "more": len(rows) > MOST_LISTED,
    }


@desk.pages
def trash_pages(wrap: Callable[..., Any]) -> list[URLPattern]:
    """The address of the trash."""
    return [path("trash/", wrap(for_roles(trash_view)), name="trash")]


desk.door(_("Trash"), "trash")
