"""The base of every screen of the desk: lists, searches, shows, and leaves every change to a verb."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _

from ..choices import Role, listed
from ..models import Editor, Entry
from .chosen import actions_of
from .deeds import line_of
from .panels import (
    Cell,
    Facts,
    Panel,
    Trail,
    Words,
    added_columns,
    added_pages,
    added_panels,
    cell,
    list_url,
    page_links,
    url_of,
    verb_url,
    yes,
)
from .perform import may_use, perform
from .searching import pattern, words_of
from .site import desk, editor_of
from .verbs import VerbForm, verbs_of

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

M = TypeVar("M", bound=models.Model)

TONES = ("primary", "plain", "danger")  # the order of buttons
TRAIL_LENGTH = 12  # lines of the audit on an object's page; the rest is one click away


def show(words: str | _StrPromise, *, order: Any = None) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Name a computed column of a list."""
    return admin.display(description=words, ordering=order)


def flag(name: str, words: Words) -> Callable[..., Any]:
    """A column that says yes or no in words; Django's icons speak English only."""

    @show(words, order=name)
    def column(shown: Any, obj: Any) -> Any:
        return yes(getattr(obj, name))

    return column


class LedgerAdmin(admin.ModelAdmin[M]):
    """A noun of the house: its list and its pages.

    Django's own saving cannot be reached: there is no address to add or delete, the object's page answers to
    GET only, and no role has Django's add, change or delete permission. ``find`` names the columns that are
    searched as Arabic readers compare, ``find_exact`` those that must match as typed.
    """

    saves_nothing: ClassVar[bool] = True
    group: ClassVar[str] = "records"
    main: ClassVar[bool] = False
    place: ClassVar[int] = 50
    intro: ClassVar[Words] = ""
    find: ClassVar[tuple[str, ...]] = ()
    find_exact: ClassVar[tuple[str, ...]] = ()
    find_many: ClassVar[bool] = False
    veiled_verbs: ClassVar[tuple[str, ...]] = ()

    view_on_site = False
    list_per_page = 50
    list_max_show_all = 0
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    preserve_filters = True
    change_list_template = "admin/change_list.html"

    def __init__(self, model: type[M], admin_site: admin.AdminSite) -> None:
        super().__init__(model, admin_site)
        self.list_display_links = (str(self.list_display[0]),)
        self.search_fields = (*self.find, *self.find_exact)  # type: ignore[misc]

    # --- Who may see

    def has_view_permission(self, request: HttpRequest, obj: M | None = None) -> bool:
        user = request.user
        return isinstance(user, Editor) and user.is_active and user.is_staff and bool(user.roles)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: M | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: M | None = None) -> bool:
        return False

    def get_fields(self, request: HttpRequest, obj: M | None = None) -> list[Any]:
        """No form of Django's has any field of ours."""
        return []

    # --- Addresses

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        return [
            path("", wrap(self.changelist_view), name=f"{name}_changelist"),
            path("do/<slug:verb>/", wrap(self.verb_view), name=f"{name}_do_new"),
            path("<path:object_id>/do/<slug:verb>/", wrap(self.verb_view), name=f"{name}_do"),
            *self.more_urls(wrap, name),
            *(
                path(f"<path:object_id>/{page.name}/", wrap(partial(page.view, self)), name=f"{name}_{page.name}")
                for page in added_pages(self.model)
            ),
            path("<path:object_id>/change/", wrap(self.change_view), name=f"{name}_change"),
        ]

    def more_urls(self, wrap: Callable[..., Any], name: str) -> list[URLPattern]:
        """Further read-only pages of one object."""
        return []

    # --- Lists

    def get_queryset(self, request: HttpRequest) -> QuerySet[M]:
        added = {column.name: column.annotation() for column in added_columns(self.model)}
        found: QuerySet[M] = super().get_queryset(request).annotate(**added)
        return found

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        """The noun's own columns, and those that apps further up add."""
        return [*super().get_list_display(request), *(column.shown for column in added_columns(self.model))]

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Django's, and the verbs that are offered on chosen rows."""
        return {**super().get_actions(request), **actions_of(self.model, editor_of(request), request)}

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[M], search_term: str
    ) -> tuple[QuerySet[M], bool]:
        """Rows in which every word of the search stands somewhere, however it is spelled."""
        for word in words_of(search_term):
            match = Q()
            for column in self.find:
                match |= Q(**{f"{column}__iregex": pattern(word)})
            for column in self.find_exact:
                match |= Q(**{f"{column}__icontains": word})
            queryset = queryset.filter(match)
        return queryset, self.find_many

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        editor = editor_of(request)
        verbs = [form for form in verbs_of(self.model, on_list=True) if form.offered(None)]
        context = {
            "intro": self.intro,
            "open_verbs": [(form, self._address(form)) for form in verbs if may_use(editor, form)],
            "views": desk.kept_views(request, self.model),
            "title": self.opts.verbose_name_plural,
            **(extra_context or {}),
        }
        return super().changelist_view(request, context)

    def _address(self, form: type[VerbForm], obj: models.Model | None = None) -> str:
        if obj is not None:
            return verb_url(obj, form.address())
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_do_new", args=[form.address()])

    # --- One object

    def object_queryset(self) -> QuerySet[M]:
        """The rows from which a page takes its object, with what the page needs of it."""
        return self.model._default_manager.all()

    def find_object(self, request: HttpRequest, object_id: str) -> M:
        """The object of an address."""
        if not self.has_view_permission(request):
            raise Http404
        try:
            found = self.object_queryset().filter(pk=unquote(object_id)).first()
        except (ValueError, TypeError, ValidationError):  # an address that can be no key of this table
            found = None
        if found is None:
            raise Http404(_("There is no such row."))
        return found

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The page of one object. It answers to GET only."""
        if request.method not in {"GET", "HEAD"}:
            return HttpResponseNotAllowed(["GET", "HEAD"])
        obj = self.find_object(request, object_id)
        obj.asked_by_page = {}  # type: ignore[attr-defined]
        editor = editor_of(request)
        veil = self.veil(obj, editor)
        verbs = [form for form in self._verbs(veil) if form.offered(obj)]
        verbs.sort(key=lambda form: TONES.index(form.tone))
        usable = [form for form in verbs if may_use(editor, form)]
        context = {
            **desk.each_context(request),
            "title": self.headline(obj),
            "subtitle": None,
            "kind": self.opts.verbose_name,
            "badges": [cell(each) for each in self.badges(obj)] if veil is None else [],
            "original": obj,
            "opts": self.opts,
            "list_url": list_url(self.model),
            "open_verbs": [(form, self._address(form, obj)) for form in usable if not form.menu],
            "verb_menus": self._menus([form for form in usable if form.menu], obj),
            "page_links": page_links(obj) if veil is None else [],
            "closed_verbs": [form for form in verbs if not may_use(editor, form)],
            **_sides(self._all_panels(obj, editor) if veil is None else veil),
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/desk/object.html", context)

    def _menus(self, verbs: list[type[VerbForm]], obj: M) -> list[tuple[str, list[tuple[type[VerbForm], str]]]]:
        """Verbs that are folded under a name, so that the everyday ones stand alone."""
        menus: dict[str, list[tuple[type[VerbForm], str]]] = {}
        for form in verbs:
            menus.setdefault(str(form.menu), []).append((form, self._address(form, obj)))
        return list(menus.items())

    def _all_panels(self, obj: M, editor: Editor) -> list[Panel]:
        """All panels of a page; what is urgent stands first."""
        panels = [*self.panels(obj, editor), *added_panels(obj, editor)]
        return [*sorted(panels, key=lambda panel: not panel.urgent), *self.trail(obj)]

    def veil(self, obj: M, editor: Editor) -> list[Panel] | None:
        """What ``editor`` sees instead of the page, where she may not see it yet; ``None`` where she may.

        Under the veil only ``veiled_verbs`` are open.
        """
        return None

    def _verbs(self, veil: list[Panel] | None) -> list[type[VerbForm]]:
        forms = verbs_of(self.model, on_list=False)
        return forms if veil is None else [form for form in forms if form.verb in self.veiled_verbs]

    def headline(self, obj: M) -> str:
        """The heading of an object's page."""
        return str(obj)

    def badges(self, obj: M) -> Iterable[Any]:
        """What must be seen at once: rating, state, trash."""
        return [Cell(_("In the trash"), tone="bad")] if getattr(obj, "trashed_at", None) else []

    def panels(self, obj: M, editor: Editor) -> Iterable[Panel]:
        """The parts of an object's page; without more, every column."""
        return [self.columns(obj)]

    def columns(self, obj: M) -> Facts:
        """Every column of a row."""
        rows = []
        for field in obj._meta.concrete_fields:
            value = getattr(obj, f"get_{field.name}_display", lambda field=field: getattr(obj, field.name))()
            rows.append((field.verbose_name, [cell(value if not isinstance(value, list | dict) else str(value))]))
        return Facts(_("Details"), rows)

    def trail_subjects(self, obj: M) -> set[tuple[str, str]]:
        """Whose entries of the audit tell about this object."""
        return {(self.opts.label_lower, str(obj.pk))}

    def trail(self, obj: M) -> list[Panel]:
        """The newest entries of the audit on this object."""
        subjects = self.trail_subjects(obj)
        entries = Entry.objects.about_any(subjects).select_related("editor", "number").order_by("-number__n")
        lines = [line_of(entry) for entry in entries[:TRAIL_LENGTH]]
        kind, pk = sorted(subjects)[0]
        return [Trail(_("What was done"), lines, list_url(Entry, f"subject_type={kind}&subject_id={pk}"))]

    # --- Verbs

    def verb_view(self, request: HttpRequest, verb: str, object_id: str | None = None) -> HttpResponse:
        """The form of a verb, and where it is sent."""
        forms = {form.address(): form for form in verbs_of(self.model, on_list=object_id is None)}
        if verb not in forms or not self.has_view_permission(request):
            raise Http404(_("There is no such verb here."))
        obj = self.find_object(request, object_id) if object_id is not None else None
        if obj is not None and not forms[verb].fits(obj):
            raise Http404(_("There is no such verb here."))
        if obj is not None and forms[verb] not in self._verbs(self.veil(obj, editor_of(request))):
            return HttpResponseRedirect(url_of(obj))  # whose page says why
        return perform(self, request, forms[verb], obj)


def _sides(panels: list[Panel]) -> dict[str, list[Panel]]:
    """The panels of a page, and those that stand beside them where there is room."""
    return {name: [each for each in panels if each.beside == beside] for name, beside in (("panels", 0), ("beside", 1))}


def role_words(roles: Iterable[str]) -> str:
    """Roles in words."""
    return listed(str(Role(role).label) for role in Role.values if role in set(roles))
