"""The desk of readers' reports: what they say is wrong, what the page says now, our answer, and the correction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Case, OuterRef, QuerySet, Subquery, Value, When
from django.http import HttpRequest
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext_lazy as _

from claims.admin.base import LedgerAdmin, show
from claims.admin.deeds import DEEDS, NOBODY
from claims.admin.fields import long_text
from claims.admin.panels import (
    Cell,
    Compared,
    Facts,
    Panel,
    Passage,
    Prose,
    Table,
    adds_panels,
    badge,
    bdi,
    cell,
    facts,
    list_url,
    moment,
)
from claims.admin.queues import queue_of
from claims.admin.site import Waiting, desk
from claims.admin.verbs import VerbForm, offer
from claims.models import Claim, Editor
from claims.rules import may

from ..actions import answer_report, erase_contact, look_at_report, tie_report_to_correction
from ..actions.reports import ANSWERS, OPEN
from ..choices import PublicationKind, ReportState
from ..models import Correction, Publication, PublicIndex, Report, Story
from ..pages import address, slug_of
from .compare import compare
from .reading import Json, claim_names, lines

DEEDS |= {
    "report.receive": _("reported what is wrong with a page"),
    "report.look": _("is looking at a reader's report"),
    "report.answer": _("answered a reader's report"),
    "report.tie": _("tied a reader's report to a correction"),
    "report.erase_contact": _("erased how to reach a reader"),
}
NOBODY["report.receive"] = _("a reader")

TONES = {
    ReportState.NEW: "open",
    ReportState.LOOKING: "partly",
    ReportState.ACCEPTED: "good",
    ReportState.DECLINED: "muted",
}
MOST_CORRECTIONS = 60  # that the form offers, newest first
DERIVED = tuple(kind for kind in PublicationKind if kind.is_derived)


# --- Verbs as forms ---------------------------------------------------------------------------------------------------


class OnReport(VerbForm):
    permissions = ("report.answer",)

    def aside(self) -> Iterable[Panel]:
        return [letter(self.subject)]


@offer(Report)
class LookAtReport(OnReport):
    verb = "look_at_report"
    label = _("I am looking at it")
    sentence = _("Colleagues see that it is in hand.")

    @classmethod
    def offered(cls, subject: Any) -> bool:
        return bool(subject.state == ReportState.NEW)

    def act(self) -> Any:
        return look_at_report(editor=self.editor, report=self.subject, version=self.cleaned_data["version"])


class CorrectionField(forms.ModelChoiceField[Correction]):
    """A correction that was published after a reader wrote."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Correction.objects.none(), label=_("correction that came of it"), **kwargs)

    def since(self, report: Report) -> None:
        """Offer those that may have come of the report."""
        later = Correction.objects.filter(at__gte=report.at).order_by("-at", "-pk")
        keys = list(later.values_list("pk", flat=True)[:MOST_CORRECTIONS])
        self.queryset = Correction.objects.filter(pk__in=keys).select_related("publication__index")

    def label_from_instance(self, obj: Correction) -> str:
        page = getattr(obj.publication, "index", None) or obj.publication
        return f"{obj.get_kind_display()}: {page} · {moment(obj.at)}"


@offer(Report)
class AnswerReport(OnReport):
    verb = "answer_report"
    label = _("Answer")
    sentence = _("Say whether the reader was right, and what we tell her.")
    tone = "primary"

    found = forms.ChoiceField(
        label=_("was the reader right"),
        choices=[(each.value, each.label) for each in ANSWERS],
        widget=forms.RadioSelect,
    )
    answer = long_text(_("our answer"), rows=5, required=True)
    correction = CorrectionField(required=False, empty_label=_("none yet"))

    @classmethod
    def offered(cls, subject: Any) -> bool:
        return subject.state in OPEN

    def prepare(self) -> None:
        self.fields["correction"].since(self.subject)  # type: ignore[attr-defined]

    def act(self) -> Any:
        given = self.cleaned_data
        return answer_report(
            editor=self.editor,
            report=self.subject,
            version=given["version"],
            state=given["found"],
            answer=given["answer"],
            correction=given["correction"],
        )


@offer(Report)
class TieReport(OnReport):
    verb = "tie_report_to_correction"
    label = _("Tie to a correction")

    correction = CorrectionField(empty_label=None)

    @classmethod
    def offered(cls, subject: Any) -> bool:
        return bool(subject.state == ReportState.ACCEPTED)

    def prepare(self) -> None:
        self.fields["correction"].since(self.subject)  # type: ignore[attr-defined]

    def act(self) -> Any:
        given = self.cleaned_data
        return tie_report_to_correction(
            editor=self.editor, report=self.subject, version=given["version"], correction=given["correction"]
        )


@offer(Report)
class EraseContact(OnReport):
    verb = "erase_contact"
    label = _("Erase the contact")
    sentence = _("What the reader wrote and what we answered stays. How to reach her is gone for good.")
    tone = "danger"

    @classmethod
    def offered(cls, subject: Any) -> bool:
        return bool(subject.contact)

    def act(self) -> Any:
        return erase_contact(editor=self.editor, report=self.subject, version=self.cleaned_data["version"])


# --- Lists ------------------------------------------------------------------------------------------------------------


class OpenFilter(admin.SimpleListFilter):
    """What still waits for an answer, and since when."""

    title = _("waiting")
    parameter_name = "waits"
    days = {"day": 1, "days": 3, "week": 7}

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("yes", _("Not answered yet")),
            ("day", _("For more than a day")),
            ("days", _("For more than three days")),
            ("week", _("For more than a week")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() is None:
            return queryset
        waiting = queryset.filter(state__in=OPEN)
        days = self.days.get(str(self.value()))
        return waiting.filter(at__lt=timezone.now() - dt.timedelta(days=days)) if days else waiting


def in_order(reports: QuerySet[Report]) -> QuerySet[Any]:
    """New ones first, then those in hand, each the oldest first; what is answered comes last."""
    places = [When(state=state, then=Value(place)) for place, state in enumerate(OPEN)]
    title = PublicIndex.objects.filter(pk=OuterRef("public_id"))
    return reports.annotate(
        rank=Case(*places, default=Value(len(places))),
        page_ar=Subquery(title.values("title_ar")[:1]),
        page_en=Subquery(title.values("title_en")[:1]),
    )


def page_title(report: Any) -> str:
    """The page that was reported, in words; its public id where it has none any more."""
    return str(report.page_ar or report.page_en or report.public_id)


@admin.register(Report, site=desk)
class ReportAdmin(LedgerAdmin[Report]):
    group = "checking"
    place = 6
    main = False
    intro = _("What readers say is wrong with a page. How to reach them is private, always, and can be erased.")
    list_display = ("shown_page", "shown_kind", "shown_state", "age", "language", "handled_by")
    list_filter = (OpenFilter, "state", "kind", "language", "at")
    list_select_related = ("handled_by",)
    find = ("page_ar", "page_en")
    find_exact = ("public_id",)

    def get_ordering(self, request: HttpRequest) -> tuple[str, ...]:
        return ("rank", "at", "pk")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Report]:
        return in_order(Report.objects.all()).order_by(*self.get_ordering(request))

    @show(_("page"), order="page_ar")
    def shown_page(self, obj: Report) -> Any:
        return bdi(page_title(obj))

    @show(_("what is wrong"), order="kind")
    def shown_kind(self, obj: Report) -> Any:
        return obj.get_kind_display()

    @show(_("state"), order="rank")
    def shown_state(self, obj: Report) -> Any:
        return badge(obj.get_state_display(), TONES[ReportState(obj.state)])

    @show(_("age"), order="at")
    def age(self, obj: Report) -> str:
        return timesince(obj.at, depth=1)

    def object_queryset(self) -> QuerySet[Report]:
        related = ("text", "answer", "handled_by", "correction__publication")
        return in_order(Report.objects.select_related(*related))

    def headline(self, obj: Report) -> str:
        return page_title(obj)

    def badges(self, obj: Report) -> Iterable[Any]:
        yield Cell(obj.get_state_display(), tone=TONES[ReportState(obj.state)])
        yield Cell(obj.get_kind_display(), tone="none")

    def panels(self, obj: Report, editor: Editor) -> Iterable[Panel]:
        yield letter(obj)
        yield _facts(obj, editor)
        if obj.answer is not None:
            passage = Passage(obj.answer.text, label=obj.get_state_display(), language=obj.language)
            yield Prose(_("Our answer"), [passage])
        yield from since_then(obj)


def letter(report: Report) -> Prose:
    """What the reader wrote."""
    quiet = f"{report.get_language_display()}, {moment(report.at)}"
    return Prose(_("What the reader wrote"), [Passage(report.text.text, label=report.get_kind_display(), quiet=quiet)])


def _facts(report: Report, editor: Editor) -> Facts:
    private = report.contact or "–"
    contact = private if not may(editor, "report.answer") else _("shown to those who answer reports")
    return facts(
        _("Details"),
        (_("page"), [_subject(report), _public(report)]),
        (_("version that was read"), report.page_version),
        (_("version that holds now"), _version_now(report)),
        (_("contact, never public"), contact),
        (_("in hand of"), report.handled_by),
        (_("answered"), report.handled_at if report.state in ANSWERS else None),
        (_("correction that came of it"), report.correction),
    )


def _subject(report: Report) -> Cell:
    """The page at the desk."""
    for model in (Story, Claim):
        row = model.objects.filter(public_id=report.public_id).first()
        if row is not None:
            return cell(row)
    return Cell(report.public_id)


def _public(report: Report) -> Cell:
    """The page as the reader had it before her."""
    read = _publication(report, report.page_version)
    if read is None or read.document.json is None:
        return Cell("–")
    slug = slug_of(read.document.json, report.language)
    shown = address(read.kind, report.public_id, slug, report.language, report.page_version)
    return Cell(_("As the reader saw it"), url=shown)


def _version_now(report: Report) -> Cell:
    now = _publication(report, None)
    return Cell(str(now.version), url=cell(now).url, quiet=now.get_cause_display()) if now else Cell("–")


def _publication(report: Report, version: int | None) -> Publication | None:
    """The version that was read; without one, that which holds now."""
    found = Publication.objects.of(report.public_id).select_related("document")
    return found.filter(version=version).first() if version else found.filter(current__isnull=False).first()


def since_then(report: Report) -> Iterable[Panel]:
    """What has changed on the page since the reader read it. Pages that are derived hold no words of their own."""
    read, now = _publication(report, report.page_version), _publication(report, None)
    if read is None or now is None or read.kind in DERIVED:
        return
    old, new = _content(read, report.language), _content(now, report.language)
    names = claim_names(old or {}) | claim_names(new or {})
    yield Compared(
        _("Since the reader read it"),
        _("what she read"),
        _("what readers see now"),
        compare(lines(old, names), lines(new, names)),
        _("The page says what it said then."),
    )


def _content(publication: Publication, language: str) -> Json | None:
    part = ((publication.document.json or {}).get("languages") or {}).get(language)
    content: Json | None = part["content"] if part else None
    return content


@adds_panels(Claim)
@adds_panels(Story)
def reports_panel(row: Any, editor: Editor) -> Iterable[Panel]:
    """On the page of a claim or a story: what readers reported about it, and what became of that."""
    found = in_order(Report.objects.filter(public_id=row.public_id)).select_related("text", "correction")
    rows = [
        [
            cell(each.get_kind_display(), url=cell(each).url, quiet=each.text.text[:160]),
            Cell(each.get_state_display(), tone=TONES[ReportState(each.state)]),
            cell(each.correction),
            cell(each.at),
        ]
        for each in found.order_by("rank", "-at")[:20]
    ]
    if rows:
        yield Table(_("Readers' reports"), (_("what is wrong"), _("state"), _("correction"), _("at")), rows)


@desk.queue
def report_queue(editor: Editor) -> Iterable[Waiting]:
    """What readers wrote and nobody has answered."""
    waiting = in_order(Report.objects.filter(state__in=OPEN)).order_by("rank", "at", "pk")
    yield queue_of(
        _("Readers' reports"),
        waiting,
        list_url(Report, "waits=yes"),
        lambda report: (Cell(page_title(report), url=cell(report).url), Cell(report.get_kind_display())),
        _("Every report is answered."),
        place=5,
        mine=not may(editor, "report.answer"),
    )
