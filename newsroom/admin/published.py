"""Screens of what left the house, and of what follows from it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from claims.admin.base import LedgerAdmin, show
from claims.admin.deeds import DEEDS
from claims.admin.panels import (
    Cell,
    Panel,
    Passage,
    Prose,
    Table,
    adds_panels,
    badge,
    bdi,
    cell,
    facts,
    url_of,
    yes,
)
from claims.admin.site import desk
from claims.choices import LANGUAGES, Language
from claims.models import Editor, Question, Source

from ..choices import Cause, Notice, PublicationKind
from ..models import Correction, DeskTask, OutboxEvent, Publication, PublicIndex, Sequence, Story, Withholding
from ..pages import address, data, listing, slug_of
from ..querysets import GONE

DEEDS |= {
    "story.write": _("wrote the story"),
    "story.editors": _("said who writes in the story"),
    "story.trash": _("put the story into the trash"),
    "story.restore": _("took the story out of the trash"),
    "story.add_article": _("added an article to the story"),
    "story.drop_article": _("took an article out of the story"),
    "version.write": _("wrote a version of the summary"),
    "withholding.begin": _("took a page down"),
    "correction.publish": _("published a correction"),
    "schedule.set": _("set a time at which it goes out"),
    "schedule.cancel": _("cancelled a set time"),
    "schedule.carry_out": _("had it go out at the set time"),
    "schedule.refuse": _("could not have it go out at the set time"),
    "embargo.set": _("set an embargo"),
    "embargo.lift": _("lifted an embargo"),
    "preview.give": _("gave an outsider a preview"),
    "preview.revoke": _("ended a preview"),
} | {
    f"{kind}.{cause}": words
    for kind in PublicationKind.values
    for cause, words in {
        Cause.PUBLISHED: _("published it"),
        Cause.CORRECTED: _("published a correction of it"),
        Cause.VERDICT_CHANGED: _("published it anew: a rating changed"),
        Cause.REFRESHED: _("published it anew: what it shows changed"),
        Cause.WITHHELD: _("published the notice that it is taken down"),
        Cause.RESTORED: _("put it back"),
        Cause.WITHDRAWN: _("withdrew it"),
        Cause.REDACTED: _("published that the law erased it"),
        Cause.MERGED: _("merged it into another"),
    }.items()
}

CAUSE_TONES = {
    Cause.PUBLISHED: "good",
    Cause.CORRECTED: "partly",
    Cause.VERDICT_CHANGED: "open",
    Cause.WITHHELD: "bad",
    Cause.WITHDRAWN: "bad",
    Cause.REDACTED: "bad",
}


def public_cells(publication: Publication) -> list[Cell]:
    """Where readers and partners see a publication. The document should be fetched with it."""
    document = publication.document.json
    if document is None:
        return []
    kind, public_id = publication.kind, publication.public_id
    if kind == PublicationKind.SCALE:
        return [Cell(Language(code).label, url=listing("method", code)) for code in LANGUAGES]
    pages = [
        Cell(Language(code).label, url=address(kind, public_id, slug_of(document, code), code, publication.version))
        for code in LANGUAGES
        if kind != PublicationKind.CORRECTION
    ]
    return [*pages, Cell("JSON", url=data(kind, public_id))]


def published_panel(public_id: str) -> Table:
    """Everything that left the house under one public id, newest first."""
    found = Publication.objects.of(public_id).select_related("document", "by", "current", "sequence")
    rows = []
    for each in found[:30]:
        now = _("holds now") if hasattr(each, "current") else ""
        version = Cell(str(each.version), url=url_of(each), quiet=now)
        links = public_cells(each)
        rows.append(
            [
                version,
                cell(each.get_cause_display(), tone=CAUSE_TONES.get(Cause(each.cause), "none")),
                cell(each.at),
                cell(each.by),
                *(links if len(links) == len(LANGUAGES) + 1 else [Cell("–"), Cell("–"), *(links[-1:] or [Cell("–")])]),
            ]
        )
    head = (_("version"), _("cause"), _("at"), _("by"), *(language.label for language in Language), _("data"))
    return Table(_("What left the house"), head, rows, _("Nothing of it is published."))


@adds_panels(Question)
def question_published(question: Question, editor: Editor) -> Iterable[Panel]:
    """On a question's page: what is published of it."""
    yield published_panel(question.public_id)


@adds_panels(Source)
def source_published(source: Source, editor: Editor) -> Iterable[Panel]:
    """On a source's page: what is published of it."""
    yield published_panel(source.public_id)


class StandsFilter(admin.SimpleListFilter):
    """Whether a publication is the one that its address stands at."""

    title = _("standing")
    parameter_name = "now"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("Holds now")), ("shown", _("Holds now and is shown")), ("down", _("Taken down"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() == "yes":
            return queryset.filter(current__isnull=False)
        if self.value() == "shown":
            return queryset.filter(current__isnull=False).exclude(cause__in=GONE)
        return queryset.filter(current__isnull=False, cause__in=GONE) if self.value() == "down" else queryset


@admin.register(Publication, site=desk)
class PublicationAdmin(LedgerAdmin[Publication]):
    group = "out"
    place = 1
    main = True
    intro = _("Every document that left the house, unchanged for good.")
    list_display = ("shown_title", "kind", "version", "shown_cause", "stands", "by", "at")
    list_filter = ("kind", "cause", StandsFilter, "at", "by")
    list_select_related = ("by", "current", "index", "sequence")
    ordering = ("-sequence__n",)
    find = ("index__title_ar", "index__title_en")
    find_exact = ("public_id", "document__digest")

    @show(_("publication"), order="public_id")
    def shown_title(self, obj: Publication) -> Any:
        return bdi(str(obj.index) if hasattr(obj, "index") else obj.public_id)

    @show(_("cause"), order="cause")
    def shown_cause(self, obj: Publication) -> Any:
        return badge(obj.get_cause_display(), CAUSE_TONES.get(Cause(obj.cause), "none"))

    @show(_("holds now"))
    def stands(self, obj: Publication) -> Any:
        return yes(hasattr(obj, "current"))

    def headline(self, obj: Publication) -> str:
        index = PublicIndex.objects.filter(pk=obj.public_id).first()
        return f"{obj.get_kind_display()}: {index or obj.public_id} @{obj.version}"

    def object_queryset(self) -> QuerySet[Publication]:
        found = Publication.objects.select_related("document", "by", "current", "sequence")
        return found.select_related("proof_ar", "proof_en", "note_proof", "derived_from")

    def badges(self, obj: Publication) -> Iterable[Any]:
        yield Cell(obj.get_cause_display(), tone=CAUSE_TONES.get(Cause(obj.cause), "none"))
        yield Cell(_("holds now"), tone="good") if hasattr(obj, "current") else Cell(_("superseded"), tone="muted")

    def panels(self, obj: Publication, editor: Editor) -> Iterable[Panel]:
        yield facts(
            _("Details"),
            (_("number in the sequence"), obj.sequence.n),
            (_("public id"), obj.public_id),
            (_("public page"), public_cells(obj)),
            (_("published by"), obj.by),
            (_("at"), obj.at),
            (_("proof of the Arabic part"), obj.proof_ar),
            (_("proof of the English part"), obj.proof_en),
            (_("proof of the public note"), obj.note_proof),
            (_("derived from"), obj.derived_from),
            (_("digest"), obj.document_id),
        )
        yield published_panel(obj.public_id)
        whole = json.dumps(obj.document.json, ensure_ascii=False, indent=2, sort_keys=True)
        yield Prose(_("The document"), [Passage(whole, language="en")])


@admin.register(Sequence, site=desk)
class SequenceAdmin(LedgerAdmin[Sequence]):
    group = "out"
    intro = _("The gapless order in which documents left; partners and hosts follow it.")
    list_display = ("n", "publication", "shown_cause", "at")
    list_filter = ("publication__kind", "publication__cause")
    list_select_related = ("publication",)
    ordering = ("-n",)
    find = ()
    find_exact = ("publication__public_id",)

    @show(_("cause"), order="publication__cause")
    def shown_cause(self, obj: Sequence) -> Any:
        return badge(obj.publication.get_cause_display(), "none")

    @show(_("at"), order="publication__at")
    def at(self, obj: Sequence) -> Any:
        return obj.publication.at


@admin.register(Correction, site=desk)
class CorrectionAdmin(LedgerAdmin[Correction]):
    group = "out"
    intro = _("Every public change of something published: what it said, what it says, and why.")
    list_display = ("shown", "kind", "verdict_before", "verdict_after", "at")
    list_filter = ("kind", "verdict_before", "verdict_after", "at")
    list_select_related = ("publication", "publication__index")
    find = ("publication__index__title_ar", "publication__index__title_en")
    find_exact = ("public_id", "publication__public_id")

    @show(_("of"), order="publication__public_id")
    def shown(self, obj: Correction) -> Any:
        return bdi(str(obj.publication.index) if hasattr(obj.publication, "index") else obj.publication)

    def panels(self, obj: Correction, editor: Editor) -> Iterable[Panel]:
        yield facts(
            _("Details"),
            (_("kind"), obj.get_kind_display()),
            (_("publication that corrected"), obj.publication),
            (_("what it said"), list(obj.said.local.values()) if obj.said else None),
            (_("what it says"), list(obj.says.local.values()) if obj.says else None),
            (_("why"), list(obj.why.local.values())),
            (_("verdict before"), obj.verdict_before),
            (_("verdict after"), obj.verdict_after),
            (_("at"), obj.at),
        )


@admin.register(Withholding, site=desk)
class WithholdingAdmin(LedgerAdmin[Withholding]):
    group = "out"
    intro = _("Pages that one publisher took down at once. The reason stays in the house.")
    list_display = ("publication", "shown_notice", "by", "at", "lasts")
    list_filter = ("notice", "at")
    list_select_related = ("publication__current", "by")
    find_exact = ("publication__public_id",)

    @show(_("notice"), order="notice")
    def shown_notice(self, obj: Withholding) -> Any:
        return Notice(obj.notice).label

    @show(_("holds now"))
    def lasts(self, obj: Withholding) -> Any:
        return yes(hasattr(obj.publication, "current"))

    def panels(self, obj: Withholding, editor: Editor) -> Iterable[Panel]:
        yield facts(
            _("Details"),
            (_("publication of the notice"), obj.publication),
            (_("notice"), obj.get_notice_display()),
            (_("reason"), obj.reason.text),
            (_("by"), obj.by),
            (_("at"), obj.at),
        )
        yield published_panel(obj.publication.public_id)


class DoneFilter(admin.SimpleListFilter):
    """What is still to be done. Subclasses name the column that says when it was."""

    title = _("done")
    parameter_name = "open"
    column = "done_at"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("Open")), ("no", _("Done"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() is None:
            return queryset
        return queryset.filter(**{f"{self.column}__isnull": self.value() == "yes"})


class ClosedFilter(DoneFilter):
    column = "closed_at"


@admin.register(OutboxEvent, site=desk)
class OutboxAdmin(LedgerAdmin[OutboxEvent]):
    group = "out"
    intro = _("What must be done outside the database because of a publication. The worker does it.")
    list_display = ("topic", "publication", "created_at", "done_at", "attempts", "last_error")
    list_filter = (DoneFilter, "topic", "created_at")
    list_select_related = ("publication",)
    ordering = ("-pk",)
    find_exact = ("publication__public_id", "last_error")


@admin.register(DeskTask, site=desk)
class DeskTaskAdmin(LedgerAdmin[DeskTask]):
    group = "stories"
    place = 5
    intro = _("Work that a publication left for the desk, such as a text that rests on a changed rating.")
    list_display = ("shown_kind", "shown_subject", "shown_claim", "opened_at", "closed_at")
    list_filter = (ClosedFilter, "kind", "opened_at")
    list_select_related = ("claim", "publication")
    ordering = ("-pk",)
    find = ("claim__label",)
    find_exact = ("public_id",)

    @show(_("task"), order="kind")
    def shown_kind(self, obj: DeskTask) -> Any:
        return obj.get_kind_display()

    @show(_("of"), order="public_id")
    def shown_subject(self, obj: DeskTask) -> str:
        return obj.public_id

    @show(_("claim"), order="claim__label")
    def shown_claim(self, obj: DeskTask) -> Any:
        return bdi(obj.claim.label) if obj.claim else None

    def panels(self, obj: DeskTask, editor: Editor) -> Iterable[Panel]:
        yield facts(
            _("Details"),
            (_("task"), obj.get_kind_display()),
            (_("of"), Story.objects.filter(public_id=obj.public_id).first() or obj.public_id),
            (_("claim"), obj.claim),
            (_("because of"), obj.publication),
            (_("opened"), obj.opened_at),
            (_("closed"), obj.closed_at),
        )
