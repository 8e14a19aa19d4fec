"""The bell of the desk: what an editor is told, read and unread, each with the way to its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _

from claims.admin.panels import Cell, moment
from claims.admin.queues import queue_of
from claims.admin.site import Waiting, desk, editor_of
from claims.models import Editor

from ..actions import mark_read
from ..actions.posting import place_of, said, titles_of
from ..models import Notification

PER_PAGE = 50


def unread_of(editor: Editor) -> QuerySet[Notification]:
    """What an editor was told and has not read."""
    return Notification.objects.filter(editor=editor, read_at__isnull=True)


@desk.signs
def bell(editor: Editor) -> dict[str, Any]:
    """The bell that stands on every page; it is counted when it is drawn."""
    # Called by the template, and asked for once a page however often it looks.
    return {"bell": {"url": reverse("admin:notices"), "count": cache(unread_of(editor).count)}}


def notices_view(request: HttpRequest) -> HttpResponse:
    """All that an editor was told, newest first; where it is marked as read, too."""
    editor = _reader(request)
    if request.method == "POST":
        _mark(request, editor)
        return HttpResponseRedirect(request.get_full_path())
    if request.method not in {"GET", "HEAD"}:
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    only_new = request.GET.get("new") == "yes"
    rows = unread_of(editor) if only_new else Notification.objects.filter(editor=editor)
    page = Paginator(rows.select_related("actor").order_by("-pk"), PER_PAGE).get_page(request.GET.get("p"))
    notices = list(page.object_list)
    context = {
        **desk.each_context(request),
        "title": _("Notices"),
        "page": page,
        "lines": _lines(notices),
        "only_new": only_new,
        "unread": any(notice.read_at is None for notice in notices),
        "upto": max((notice.pk for notice in notices), default=0),
    }
    return TemplateResponse(request, "admin/talk/notices.html", context)


def _reader(request: HttpRequest) -> Editor:
    editor = editor_of(request)
    if not editor.roles:
        raise PermissionDenied
    return editor


def _mark(request: HttpRequest, editor: Editor) -> None:
    """As the buttons say. “All” is all that stood there: what came since then was not seen."""
    given = request.POST
    if given.get("do") == "all" and given.get("upto", "").isdecimal():
        seen = unread_of(editor).filter(pk__lte=int(given["upto"]))
        mark_read(whose=editor, notices=seen.values_list("pk", flat=True))
    for name, read in (("read", True), ("unread", False)):
        keys = [int(key) for key in given.getlist(name) if key.isdecimal()]
        if keys:
            mark_read(whose=editor, notices=keys, read=read)


def _lines(notices: Iterable[Notification]) -> list[dict[str, Any]]:
    found = list(notices)
    titles = titles_of([(notice.subject_type, notice.subject_id) for notice in found])
    return [
        {
            "pk": notice.pk,
            "read": notice.read_at is not None,
            "said": said(notice),
            "title": titles.get((notice.subject_type, notice.subject_id)) or notice.subject_type,
            "url": reverse("admin:notice", args=[notice.pk]),
            "at": moment(notice.at),
        }
        for notice in found
    ]


def notice_view(request: HttpRequest, notice: int) -> HttpResponse:
    """To the place of a notice, which is read by this."""
    editor = _reader(request)
    if request.method not in {"GET", "HEAD"}:
        return HttpResponseNotAllowed(["GET", "HEAD"])
    found = Notification.objects.filter(editor=editor, pk=notice).first()
    if found is None:
        raise Http404
    mark_read(whose=editor, notices=[found.pk])
    return HttpResponseRedirect(place_of(found))


@desk.pages
def notice_pages(wrap: Callable[..., Any]) -> list[URLPattern]:
    """The addresses of notices."""
    return [
        path("notices/", wrap(notices_view), name="notices"),
        path("notices/<int:notice>/", wrap(notice_view), name="notice"),
    ]


@desk.queue
def unread_queue(editor: Editor) -> Iterable[Waiting]:
    """On the front page: what this editor was told and has not read."""
    yield queue_of(
        _("Unread notices"),
        unread_of(editor).select_related("actor").order_by("-pk"),
        reverse("admin:notices") + "?new=yes",
        lambda row: (Cell(said(row), url=reverse("admin:notice", args=[row.pk])), Cell(moment(row.at))),
        _("You have read everything."),
        place=3,
        mine=True,
    )


desk.door(_("Notices"), "notices")
