"""Items of imports: their list, the preview of one, and the page to which everything in it is sent."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.admin.base import LedgerAdmin, show
from claims.admin.panels import Cell, badge, bdi, cell, list_url, url_of
from claims.admin.panels import reasons as shown_reasons
from claims.admin.site import desk, editor_of
from claims.ledger import Conflict
from claims.rules import Blocker, Refused, may

from .. import intake
from ..actions import Problem, accept_item, decide_item, reject_item
from ..choices import ItemState
from ..incoming import Unreadable
from ..models import ImportItem
from ..preparing import Prepared
from .alike import opened
from .deciding import Pressed
from .preview import draw
from .words import advice, likeness_cells, reason, state_cell

NOT_ALLOWED, CONFLICT, NOT_VALID = 403, 409, 422


class StateFilter(admin.SimpleListFilter):
    """By outcome."""

    title = _("outcome")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(ItemState.choices)

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(state=self.value()) if self.value() in ItemState.values else queryset


class AlikeFilter(admin.SimpleListFilter):
    """Whether a text was like another when it arrived."""

    title = _("like what is in")
    parameter_name = "alike"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("Like another text")), ("no", _("Like no other"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() not in {"yes", "no"}:
            return queryset
        return queryset.exclude(likenesses=[]) if self.value() == "yes" else queryset.filter(likenesses=[])


@admin.register(ImportItem, site=desk)
class ImportItemAdmin(LedgerAdmin[ImportItem]):
    group = "ledger"
    place = 4
    intro = _("One article on its way in: what is kept of it, what is set aside and why, and what became of it.")
    list_display = ("shown_title", "shown_state", "shown_likes", "kind", "shown_run", "at")
    list_filter = (StateFilter, AlikeFilter, "kind", "at")
    list_select_related = ("run",)
    find = ("title", "name", "run__label")
    find_exact = ("url",)

    @show(_("title"), order="title")
    def shown_title(self, obj: ImportItem) -> Any:
        return bdi(obj)

    @show(_("outcome"), order="state")
    def shown_state(self, obj: ImportItem) -> Any:
        state = ItemState(obj.state)
        return badge(state.label, state.tone)

    @show(_("like what is in"))
    def shown_likes(self, obj: ImportItem) -> Any:
        cells = likeness_cells(obj)
        return format_html_join(" ", '<span class="tone tone-{}">{}</span>', ((each.tone, each.text) for each in cells))

    @show(_("run"), order="run")
    def shown_run(self, obj: ImportItem) -> Any:
        return bdi(obj.run)

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        return lookup == "run__id__exact" or super().lookup_allowed(lookup, value, request)

    def object_queryset(self) -> QuerySet[ImportItem]:
        return ImportItem.objects.select_related(
            "run__story", "run__editor", "raw", "transcript", "article", "snapshot"
        )

    def more_urls(self, wrap: Callable[..., Any], name: str) -> list[URLPattern]:
        return [path("<path:object_id>/decide/", wrap(self.decide_view), name=f"{name}_decide")]

    def verb_view(self, request: HttpRequest, verb: str, object_id: str | None = None) -> HttpResponse:
        """The forms of many items say their count on the button, and lead back to the run."""
        answer = super().verb_view(request, verb, object_id)
        context = answer.context_data if isinstance(answer, TemplateResponse) else None
        form = (context or {}).get("form")
        if isinstance(answer, TemplateResponse) and context is not None and form is not None:
            answer.template_name = "admin/imports/form.html"
            context["title"] = form.button
            context["list_url"] = url_of(form.items[0].run) if form.items else context["list_url"]
        return answer

    # --- The preview

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The preview. It answers to GET only; what is pressed in it is sent to ``decide_view``."""
        if request.method not in {"GET", "HEAD"}:
            return HttpResponseNotAllowed(["GET", "HEAD"])
        return self._page(request, self.find_object(request, object_id))

    def decide_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Everything that is pressed in a preview comes here, with all that was typed in it."""
        item = self.find_object(request, object_id)
        if request.method != "POST":
            return HttpResponseRedirect(url_of(item))
        refused = may(editor_of(request), "import.run")
        if refused:
            return self._page(request, item, status=NOT_ALLOWED, blockers=refused)
        try:
            pressed = Pressed(request.POST, item=item, prepared=intake.prepared_of(item))
        except Unreadable:  # the page itself says why
            return HttpResponseRedirect(url_of(item))
        try:
            return self._decide(request, item, pressed)
        except Refused as refusal:
            # The item as it is now: somebody else was faster, or the decisions were kept before the rest was refused.
            status = CONFLICT if isinstance(refusal, Conflict) else NOT_VALID
            now = self.find_object(request, object_id)
            return self._page(request, now, pressed, status=status, blockers=refusal.blockers)

    def _decide(self, request: HttpRequest, item: ImportItem, pressed: Pressed) -> HttpResponse:
        editor = editor_of(request)
        if pressed.version != item.version:
            raise Conflict(item)
        if pressed.act == "reject":
            return self._done(request, reject_item(editor=editor, item=item, version=item.version))
        if not pressed.is_valid():
            return self._page(request, item, pressed, status=NOT_VALID)
        decisions = pressed.decisions()
        if decisions != intake.decided(item):
            item = decide_item(
                editor=editor, item=item, version=item.version, decisions=decisions, title=pressed.title()
            )
        if pressed.act != "accept":
            return HttpResponseRedirect(f"{url_of(item)}{pressed.back()}")
        prepared = intake.prepared_of(item)
        if pressed.unseen not in {None, opened(item, prepared)}:
            sentence = gettext("It is like an article that you were not shown yet. Say what it is, then accept it.")
            messages.warning(request, sentence)
            return HttpResponseRedirect(f"{url_of(item)}#alike")
        return self._done(request, accept_item(editor=editor, item=item, version=item.version, prepared=prepared))

    def _done(self, request: HttpRequest, item: ImportItem) -> HttpResponse:
        """Say what became of it, and go on to what waits next in its run."""
        said = {"title": str(item), "outcome": ItemState(item.state).label}
        messages.success(request, gettext("“%(title)s”: %(outcome)s.") % said)
        waiting = item.run.items.filter(state=ItemState.WAITING)
        following = waiting.filter(position__gt=item.position).order_by("position").first()
        return HttpResponseRedirect(url_of(following or item.run))

    def _page(
        self,
        request: HttpRequest,
        item: ImportItem,
        pressed: Pressed | None = None,
        *,
        status: int = 200,
        blockers: Sequence[Blocker] = (),
    ) -> HttpResponse:
        editor = editor_of(request)
        waiting = item.state == ItemState.WAITING
        context = {
            **desk.each_context(request),
            "title": self.headline(item),
            "kind": self.opts.verbose_name,
            "opts": self.opts,
            "item": item,
            "original": item,
            "run_url": url_of(item.run),
            "list_url": list_url(self.model),
            "badges": [state_cell(item), *([cell(item.article)] if item.article else []), *likeness_cells(item)],
            "closed": may(editor, "import.run") if waiting else [],
            "editable": waiting and not may(editor, "import.run"),
            "decide_url": reverse("admin:seeds_importitem_decide", args=[item.pk]),
            "reasons": shown_reasons(blockers),
            "conflict": status == CONFLICT,
            "failed": status != 200,
            "panels": self.trail(item),
            **self._shown(request, item, pressed),
        }
        return TemplateResponse(request, "admin/imports/preview.html", context, status=status)

    def _shown(self, request: HttpRequest, item: ImportItem, pressed: Pressed | None) -> dict[str, Any]:
        """The preview, or why there is none."""
        if item.problem or item.raw is None:
            return {"problem": Cell(reason(item.problem), quiet=advice(item.problem)) if item.problem else None}
        try:
            prepared: Prepared = intake.prepared_of(item)
        except Unreadable as error:
            problem = Problem.of(error).as_json()
            return {"problem": Cell(reason(problem), quiet=advice(problem))}
        page = pressed.page if pressed else request.GET.get("p", "1")
        return {"preview": draw(item, prepared, page=page, pressed=pressed)}
