"""Screens of record: the audit trail, the editors, redactions, and the links of chains."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import BigIntegerField, Case, Model, OuterRef, QuerySet, Subquery, TextField, Value, When
from django.db.models.functions import Cast
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from ..choices import Role
from ..models import Editor, Entry, Hop, Redaction
from .base import LedgerAdmin, flag, role_words, show
from .deeds import NAMES, deed_of, details, line_of, noun_of, subject_of
from .exporting import as_csv, as_ndjson
from .filters import DeedFilter, PeriodFilter, RoleFilter, SubjectFilter
from .panels import Cell, Facts, Panel, Trail, bdi, cell, facts, list_url
from .site import desk, editor_of
from .veil import is_veiled, veil_of

# An export holds everything that was ever done here: it is for those who answer for the house.
MAY_EXPORT = frozenset({Role.AUDITOR, Role.DESK_ADMIN})


def with_names(entries: QuerySet[Entry]) -> QuerySet[Entry]:
    """Entries with the name of what each was done to, in the same query."""
    cases = [
        When(subject_type=label, then=Subquery(model._base_manager.filter(pk=key_of(model)).values(column)[:1]))
        for label, (model, column) in NAMES.items()
    ]
    return entries.annotate(name=Case(*cases, default=Value(None), output_field=TextField()))


def key_of(model: type[Model]) -> Cast:
    """The key of a subject; entries hold it as text."""
    return Cast(OuterRef("subject_id"), BigIntegerField())


def csv_line(entry: Any) -> list[Any]:
    """An entry as a row of a table."""
    line = line_of(entry)
    subject = f"{entry.subject_type} {entry.subject_id}"
    written = [
        json.dumps(each, ensure_ascii=False, default=str) if each else "" for each in (entry.before, entry.after)
    ]
    return [line.number, entry.at.isoformat(), line.editor, line.deed, subject, entry.name, *written]


def json_line(entry: Any) -> dict[str, Any]:
    """An entry as an object, with its place in the chain."""
    number = getattr(entry, "number", None)
    return {
        "number": number.n if number else None,
        "hash": number.hash if number else None,
        "prev_hash": number.prev_hash if number else None,
        "id": str(entry.pk),
        "deed": str(entry.deed),
        "at": entry.at.isoformat(),
        "editor": entry.editor.username if entry.editor else None,
        "verb": entry.verb,
        "sentence": str(deed_of(entry.verb)),
        "subject_type": entry.subject_type,
        "subject_id": entry.subject_id,
        "name": entry.name,
        "before": entry.before,
        "after": entry.after,
        "rows": entry.rows,
    }


@admin.register(Entry, site=desk)
class EntryAdmin(LedgerAdmin[Entry]):
    place = 1
    intro = _("Every editorial deed, in one unbroken numbered chain. Nothing in it can be changed or removed.")
    list_display = ("shown_number", "at", "editor", "shown_deed", "shown_subject")
    list_filter = (PeriodFilter, DeedFilter, SubjectFilter, "editor")
    change_list_template = "admin/trail_list.html"
    list_select_related = ("editor", "number")
    ordering = ("-number__n",)
    find = ("editor__display_ar", "editor__display_en")
    find_exact = ("verb", "subject_type", "subject_id", "editor__username")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Entry]:
        return with_names(super().get_queryset(request))

    def more_urls(self, wrap: Callable[..., Any], name: str) -> list[URLPattern]:
        return [path("export/<slug:form>/", wrap(self.export_view), name=f"{name}_export")]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        able = bool(editor_of(request).roles & MAY_EXPORT)
        query = request.GET.urlencode()
        return super().changelist_view(request, {"exports": able, "export_query": query, **(extra_context or {})})

    def export_view(self, request: HttpRequest, form: str) -> StreamingHttpResponse:
        """The trail as it is filtered, every line of it, as CSV or NDJSON; for those who answer for the house."""
        if request.method != "GET" or not editor_of(request).roles & MAY_EXPORT:
            raise PermissionDenied
        if form not in {"csv", "ndjson"}:
            raise Http404
        entries = self.get_changelist_instance(request).get_queryset(request).iterator(chunk_size=1000)
        if form == "csv":
            head = [_("number"), _("at"), _("editor"), _("deed"), _("object"), _("name"), _("before"), _("after")]
            return as_csv("audit.csv", head, map(csv_line, entries))
        return as_ndjson("audit.ndjson", map(json_line, entries))

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        return lookup == "subject_id" or super().lookup_allowed(lookup, value, request)

    @show(_("number"), order="number__n")
    def shown_number(self, obj: Entry) -> Any:
        return obj.number.n if hasattr(obj, "number") else None

    @show(_("deed"), order="verb")
    def shown_deed(self, obj: Entry) -> Any:
        return deed_of(obj.verb)

    @show(_("object"))
    def shown_subject(self, obj: Entry) -> Any:
        named = subject_of(obj.subject_type, obj.subject_id)
        name = getattr(obj, "name", None)
        words = format_html("{} <bdi>{}</bdi>", noun_of(obj.subject_type), name) if name else named.text
        return format_html('<a href="{}">{}</a>', named.url, words) if named.url else words

    def headline(self, obj: Entry) -> str:
        return str(deed_of(obj.verb))

    def object_queryset(self) -> QuerySet[Entry]:
        return Entry.objects.select_related("editor", "number")

    def veil(self, obj: Entry, editor: Editor) -> list[Panel] | None:
        """An entry names the rating that was drafted or given."""
        if obj.subject_type != "claims.verification" or not is_veiled(editor, int(obj.subject_id)):
            return None
        return veil_of(int(obj.subject_id))

    def panels(self, obj: Entry, editor: Editor) -> Iterable[Panel]:
        line = line_of(obj)
        yield facts(
            _("Entry"),
            (_("number"), line.number),
            (_("at"), line.at),
            (_("editor"), obj.editor or line.editor),
            (_("deed"), Cell(line.deed, quiet=obj.verb)),
            (_("object"), line.subject),
            (_("hash"), obj.number.hash if line.number else None),
            (_("hash before"), obj.number.prev_hash if line.number else None),
        )
        yield Facts(_("Before"), [(name, [Cell(value)]) for name, value in details(obj.before)])
        yield Facts(_("After"), [(name, [Cell(value)]) for name, value in details(obj.after)])
        yield Facts(_("Rows written"), [(f"{table} {pk}", [Cell(digest)]) for table, pk, digest in obj.rows])

    def trail(self, obj: Entry) -> list[Panel]:
        """An entry has no entries of its own; those of the same deed stand beside it."""
        others = Entry.objects.filter(deed=obj.deed).exclude(pk=obj.pk).select_related("editor", "number")
        return [Trail(_("Of the same deed"), [line_of(entry) for entry in others.order_by("number__n")])]


@admin.register(Editor, site=desk)
class EditorAdmin(LedgerAdmin[Editor]):
    place = 2
    intro = _(
        "The people who sign. Editors are never deleted, only deactivated. Desk administrators invite them and give "
        "them roles."
    )
    list_display = ("username", "display_ar", "display_en", "shown_roles", "signs", "active")
    list_filter = (RoleFilter, "is_active", "public_byline")
    ordering = ("username",)
    find = ("display_ar", "display_en")
    find_exact = ("username",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Editor]:
        return super().get_queryset(request).prefetch_related("groups")

    signs = flag("public_byline", _("public byline"))
    active = flag("is_active", _("active"))

    @show(_("roles"))
    def shown_roles(self, obj: Editor) -> str:
        return role_words(group.name for group in obj.groups.all())

    def badges(self, obj: Editor) -> Iterable[Any]:
        return [] if obj.is_active else [Cell(_("deactivated"), tone="muted")]

    def panels(self, obj: Editor, editor: Editor) -> Iterable[Panel]:
        yield facts(
            _("Details"),
            (_("user name"), obj.username),
            (_("name in Arabic"), obj.display_ar),
            (_("name in English"), obj.display_en),
            (_("roles"), role_words(obj.roles)),
            (_("public byline"), obj.public_byline),
            (_("language of the interface"), obj.get_interface_language_display()),
            (_("time zone"), obj.time_zone),
            (_("last log-in"), obj.last_login),
        )

    def trail(self, obj: Editor) -> list[Panel]:
        entries = obj.entries.select_related("editor", "number").order_by("-number__n")[:12]
        more = list_url(Entry, f"editor__id__exact={obj.pk}")
        return [Trail(_("What this editor did"), [line_of(entry) for entry in entries], more)]


@admin.register(Redaction, site=desk)
class RedactionAdmin(LedgerAdmin[Redaction]):
    intro = _("Texts that two people erased because the law required it. The digest and the reason stay.")
    list_display = ("legal_reference", "body", "requested_by", "approved_by", "at")
    list_filter = ("at",)
    list_select_related = ("requested_by", "approved_by", "body")
    find = ("legal_reference",)
    find_exact = ("body__digest",)


@admin.register(Hop, site=desk)
class HopAdmin(LedgerAdmin[Hop]):
    group = "ledger"
    place = 6
    intro = _("Who relied on whom, link by link, in the words of the texts.")
    list_display = ("shown_words", "source", "naming", "verb", "was_seen", "is_interested", "shown_claim")
    list_filter = ("naming", "seen", "interested")
    list_select_related = ("source", "words", "attribution__occurrence__claim")
    find = ("source__name_ar", "source__name_en", "attribution__occurrence__claim__label", "verb")
    find_exact = ("source__public_id",)

    was_seen = flag("seen", _("seen by us"))
    is_interested = flag("interested", _("interested party"))

    @show(_("as printed"))
    def shown_words(self, obj: Hop) -> Any:
        return bdi(obj)

    @show(_("claim"), order="attribution__occurrence__claim__label")
    def shown_claim(self, obj: Hop) -> Any:
        return bdi(obj.attribution.occurrence.claim.label)

    def object_queryset(self) -> QuerySet[Hop]:
        return Hop.objects.select_related("source", "words", "attribution__occurrence__claim")

    def panels(self, obj: Hop, editor: Editor) -> Iterable[Panel]:
        yield facts(
            _("Details"),
            (_("occurrence"), cell(obj.attribution.occurrence)),
            (_("claim"), obj.attribution.occurrence.claim),
            (_("source"), obj.source),
            (_("as printed"), obj.words.text if obj.words else None),
            (_("naming"), obj.get_naming_display()),
            (_("verb"), obj.verb),
            (_("seen by us"), obj.seen),
            (_("interested party"), obj.interested),
        )

    def trail_subjects(self, obj: Hop) -> set[tuple[str, str]]:
        return {("claims.claim", str(obj.attribution.occurrence.claim_id))}
