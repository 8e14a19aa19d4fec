"""Import runs: what was given, by whom, and what became of each item."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

from claims.admin.base import LedgerAdmin, show
from claims.admin.panels import Cell, Panel, bdi, cell, facts
from claims.admin.perform import may_use, perform
from claims.admin.site import desk, editor_of
from claims.admin.verbs import VerbForm, offer, verbs_of
from claims.models import Editor
from claims.rules import Blocker

from ..actions import brought_in, undo_run
from ..choices import ItemState
from ..models import ImportItem, ImportRun
from ..rules import undo_blockers
from .bulk import AcceptItems, RejectItems
from .uploads import FileForm, receiving
from .words import STATES, advice, counts_of, items_url, likeness_cells, reason, state_cell

PER_PAGE = 100


class WaitingFilter(admin.SimpleListFilter):
    """Whether anything of a run still waits, and whether it was undone."""

    title = _("stands")
    parameter_name = "stands"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("waiting", _("Something waits")), ("refused", _("Something was refused")), ("undone", _("Undone"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() == "undone":
            return queryset.filter(undone_at__isnull=False)
        wanted = {"waiting": [ItemState.WAITING, ItemState.PENDING], "refused": [ItemState.REFUSED]}
        states = wanted.get(str(self.value()))
        # A subquery: a join would count the items of a run once more for each match.
        items = ImportItem.objects.filter(state__in=states or []).values("run")
        return queryset.filter(pk__in=items) if states else queryset


@admin.register(ImportRun, site=desk)
class ImportRunAdmin(LedgerAdmin[ImportRun]):
    group = "ledger"
    place = 3
    main = True
    intro = _("Everything that came in or wants to, run by run. Nothing enters the ledger before an editor accepts it.")
    list_display = ("shown_label", "kind", "editor", "started_at", "items_now")
    list_filter = (WaitingFilter, "kind", ("editor", admin.RelatedOnlyFieldListFilter), "started_at")
    list_select_related = ("editor",)
    find = ("label", "editor__display_ar", "editor__display_en")

    def get_queryset(self, request: HttpRequest) -> QuerySet[ImportRun]:
        return super().get_queryset(request).with_counts()  # type: ignore[attr-defined,no-any-return]

    @show(_("what was given"), order="label")
    def shown_label(self, obj: ImportRun) -> Any:
        return bdi(obj.label if len(obj.label) <= 120 else f"{obj.label[:120]}…")

    @show(_("items"))
    def items_now(self, obj: ImportRun) -> Any:
        cells = [*([Cell(_("undone"), tone="muted")] if obj.undone_at else []), *counts_of(obj)]
        return format_html_join(" ", '<span class="tone tone-{}">{}</span>', ((each.tone, each.text) for each in cells))

    def object_queryset(self) -> QuerySet[ImportRun]:
        return ImportRun.objects.with_counts().select_related("editor", "story", "feed")

    def badges(self, obj: ImportRun) -> Iterable[Any]:
        if obj.undone_at is not None:
            yield Cell(_("undone"), tone="muted")
        elif obj.finished_at is None:
            yield Cell(_("still at work, or cut off"), tone="partly")

    def panels(self, obj: ImportRun, editor: Editor) -> Iterable[Panel]:
        yield facts(
            _("Details"),
            (_("came as"), obj.get_kind_display()),
            (_("editor"), obj.editor),
            (_("story"), obj.story),
            (_("feed"), obj.feed),
            (_("started at"), obj.started_at),
            (_("finished at"), obj.finished_at),
            (_("undone at"), obj.undone_at),
        )

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        answer = super().change_view(request, object_id, form_url, extra_context)
        if isinstance(answer, TemplateResponse) and answer.context_data is not None:
            answer.template_name = "admin/imports/run.html"
            answer.context_data |= _items_of(answer.context_data["original"], request)
        return answer

    def verb_view(self, request: HttpRequest, verb: str, object_id: str | None = None) -> HttpResponse:
        """As everywhere at the desk; a form that takes files is handed those of the request."""
        found = next((form for form in verbs_of(self.model, on_list=True) if form.address() == verb), None)
        if object_id is not None or found is None or not issubclass(found, FileForm):
            return super().verb_view(request, verb, object_id)
        if not self.has_view_permission(request):
            raise Http404(_("There is no such verb here."))
        answer = perform(self, request, receiving(found, request.FILES), None)
        if isinstance(answer, TemplateResponse):
            answer.template_name = "admin/imports/form.html"
        return answer


def _items_of(run: ImportRun, request: HttpRequest) -> dict[str, Any]:
    """The table of a run's page: which items are asked for, page by page, and what may be done with them."""
    state = request.GET.get("state", "")
    items = run.items.select_related("article").defer("decisions").order_by("position")
    wanted = items.filter(state=state) if state in ItemState.values else items
    page = Paginator(wanted, PER_PAGE).get_page(request.GET.get("p"))
    waiting = run.count_waiting  # type: ignore[attr-defined]
    able = may_use(editor_of(request), AcceptItems)
    return {
        "rows": [_row(item) for item in page],
        "page": page,
        "pages": _pages(page),
        "state": state if state in ItemState.values else "",
        "tallies": _tallies(run),
        "waiting": waiting if able else 0,
        "accept_url": _bulk_url(AcceptItems),
        "reject_url": _bulk_url(RejectItems),
        "items_url": items_url(run),
    }


def _row(item: ImportItem) -> dict[str, Any]:
    return {
        "item": item,
        "title": cell(item),
        "state": state_cell(item),
        "likes": likeness_cells(item),
        "article": cell(item.article) if item.article else None,
        "reason": reason(item.problem),
        "advice": advice(item.problem),
        "open": ItemState(item.state).is_open,
    }


def _tallies(run: ImportRun) -> list[tuple[str, str, str, int]]:
    """Each state that occurs in a run: its code, words, tone, and how many."""
    found = [(state, getattr(run, f"count_{state}")) for state in STATES]
    return [(str(state), str(state.label), state.tone, number) for state, number in found if number]


def _pages(page: Page[Any]) -> list[Any]:
    return list(page.paginator.get_elided_page_range(page.number)) if page.paginator.num_pages > 1 else []


def _bulk_url(form: type[VerbForm]) -> str:
    return reverse("admin:seeds_importitem_do_new", args=[form.address()])


@offer(ImportRun)
class UndoRun(VerbForm):
    verb = "undo_run"
    label = _("Undo the whole import")
    sentence = _(
        "Its articles go to the trash and leave the story; what still waits is closed. New texts of articles that were "
        "in before stay on record. Nothing is erased."
    )
    permissions = ("import.undo",)
    tone = "danger"

    @classmethod
    def offered(cls, subject: Any) -> bool:
        return subject.undone_at is None

    @classmethod
    def blockers(cls, editor: Editor, subject: Any) -> list[Blocker]:
        return undo_blockers(subject, brought_in(subject))

    def aside(self) -> Iterable[Panel]:
        articles = brought_in(self.subject)
        yield facts(
            _("What is undone"),
            (_("articles that go to the trash"), len(articles)),
            (_("items that still wait and are closed"), self.subject.items.filter(state__in=OPEN).count()),
        )

    def act(self) -> Any:
        return undo_run(editor=self.editor, run=self.subject, version=self.cleaned_data["version"])


OPEN = (ItemState.WAITING, ItemState.PENDING)
