"""The right of reply at the desk: whom we asked, whose answer is due, and what readers will see of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..actions import ask_claimant, expire_inquiry, record_answer, remind_claimant
from ..actions.inquiries import ANSWERS
from ..choices import InquiryEventKind
from ..models import Claim, Editor, Inquiry, InquiryEvent, Source
from ..rules import may
from .base import LedgerAdmin, show
from .fields import Moment, RowField, choice, line, long_text
from .panels import Cell, Panel, Passage, Prose, Table, badge, bdi, cell, facts, list_url, moment, url_of
from .queues import due_cell, queue_of
from .site import Waiting, desk
from .verbs import VerbForm, offer

TONES = {
    InquiryEventKind.ASKED: "open",
    InquiryEventKind.ANSWERED: "good",
    InquiryEventKind.DECLINED: "muted",
    InquiryEventKind.EXPIRED: "partly",
}
PUBLIC = _("Readers see whom we asked, when, until when, what became of it, and only these lines of it.")


def steps_of(inquiry: Inquiry) -> list[InquiryEvent]:
    """The steps in order. The events should be fetched with it."""
    return sorted(inquiry.events.all(), key=lambda event: event.number)


def standing_of(inquiry: Inquiry, at: dt.datetime | None = None) -> Cell:
    """Where a question stands: its last step, and whether its deadline has passed without one."""
    steps = steps_of(inquiry)
    last, due = InquiryEventKind(steps[-1].kind), deadline_of(inquiry)
    if last == InquiryEventKind.ASKED and due is not None and due <= (at or timezone.now()):
        return Cell(_("the deadline has passed"), tone="bad", quiet=moment(due))
    return Cell(last.label, tone=TONES[last], quiet=moment(steps[-1].at))


def deadline_of(inquiry: Inquiry) -> dt.datetime | None:
    """The latest deadline that they were given."""
    return next((event.deadline for event in reversed(steps_of(inquiry)) if event.deadline), None)


def inquiries_panel(claim: Claim) -> Table:
    """On a claim's page: whom we asked, where it stands, until when."""
    found = claim.inquiries.select_related("source").prefetch_related("events").order_by("pk")
    rows = [[cell(each.source, url=url_of(each)), standing_of(each), cell(deadline_of(each))] for each in found]
    return Table(_("Right of reply"), (_("asked"), _("last step"), _("deadline")), rows, _("Nobody was asked."))


def public_panel(inquiry: Inquiry) -> Prose:
    """Exactly what of a question leaves the house, in the language of the desk and in the other."""
    passages = []
    for event in inquiry.events.select_related("public_line").order_by("number"):
        told = [moment(event.at)]
        if event.deadline:
            told.append(str(_("answer by %(when)s") % {"when": moment(event.deadline)}))
        step = Passage(f"{inquiry.source}: {event.get_kind_display()}", quiet=" · ".join(told))
        lines = event.public_line.local.items() if event.public_line else ()
        passages += [step, *(Passage(str(words), language=language, tone="aside") for language, words in lines)]
    return Prose(_("What readers will see of it"), passages)


# --- Verbs as forms ---------------------------------------------------------------------------------------------------


class Quotable(VerbForm):
    """A step of which some words may be quoted."""

    permissions = ("inquiry.write",)

    public_line_ar = long_text(_("what may be quoted, in Arabic"), rows=2, help_text=PUBLIC)
    public_line_en = long_text(_("what may be quoted, in English"), rows=2)


@offer(Claim)
class AskClaimant(Quotable):
    verb = "ask_claimant"
    label = _("Ask the one concerned")
    sentence = _("The right of reply. The letter and the way it was sent never leave the house.")

    source = RowField(Source, label=_("asked"))
    text = long_text(_("letter"), rows=6, required=True, help_text=_("Stays in the house."))
    deadline = Moment(label=_("deadline"))
    channel = line(_("channel"), limit=200, help_text=_("How they were reached. Never public."))
    field_order = ["source", "text", "deadline", "channel"]

    def act(self) -> Any:
        given = self.cleaned_data
        plain = {name: given[name] for name in ("source", "text", "deadline", "channel")}
        return ask_claimant(editor=self.editor, claim=self.subject, public_line=self.local("public_line"), **plain)


class OnInquiry(Quotable):
    def aside(self) -> Iterable[Panel]:
        return [public_panel(self.subject)]


def open_still(inquiry: Inquiry) -> bool:
    """Whether an answer may still come."""
    return steps_of(inquiry)[-1].kind not in ANSWERS


@offer(Inquiry)
class RecordAnswer(OnInquiry):
    verb = "record_answer"
    label = _("Write down what came back")
    tone = "primary"

    kind = choice(_("step"), InquiryEventKind)
    text = long_text(_("text"), rows=6, required=True, help_text=_("Stays in the house."))
    field_order = ["kind", "text"]

    def prepare(self) -> None:
        steps = [(each.value, each.label) for each in ANSWERS]
        self.fields["kind"].choices = steps  # type: ignore[attr-defined]
        self.fields["kind"].initial = steps[0][0]

    def act(self) -> Any:
        given = self.cleaned_data
        line_of_it = self.local("public_line")
        record_answer(
            editor=self.editor, inquiry=self.subject, kind=given["kind"], text=given["text"], public_line=line_of_it
        )
        return self.subject


@offer(Inquiry)
class RemindClaimant(OnInquiry):
    verb = "remind_claimant"
    label = _("Ask once more")
    sentence = _("With a later deadline. The first letter and its deadline stay on record.")

    text = long_text(_("letter"), rows=6, required=True, help_text=_("Stays in the house."))
    deadline = Moment(label=_("new deadline"))
    field_order = ["text", "deadline"]

    @classmethod
    def offered(cls, subject: Any) -> bool:
        return open_still(subject)

    def act(self) -> Any:
        given = self.cleaned_data
        line_of_it = self.local("public_line")
        remind_claimant(
            editor=self.editor,
            inquiry=self.subject,
            text=given["text"],
            deadline=given["deadline"],
            public_line=line_of_it,
        )
        return self.subject


@offer(Inquiry)
class ExpireInquiry(OnInquiry):
    verb = "expire_inquiry"
    label = _("No answer came")
    sentence = _("The deadline has passed. An answer that comes late can still be written down.")

    note = long_text(_("note"), rows=3, help_text=_("Stays in the house."))
    field_order = ["note"]

    @classmethod
    def offered(cls, subject: Any) -> bool:
        due = deadline_of(subject)
        return steps_of(subject)[-1].kind == InquiryEventKind.ASKED and due is not None and due <= timezone.now()

    def act(self) -> Any:
        expire_inquiry(
            editor=self.editor,
            inquiry=self.subject,
            note=self.cleaned_data["note"],
            public_line=self.local("public_line"),
        )
        return self.subject


# --- Screens ----------------------------------------------------------------------------------------------------------


class StandingFilter(admin.SimpleListFilter):
    """Where a question stands."""

    title = _("last step")
    parameter_name = "step"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("due", _("Answer due")), *InquiryEventKind.choices]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() == "due":
            due = Inquiry.objects.answers_due(timezone.now()).order_by().values("pk")
            return queryset.filter(pk__in=due)
        return queryset.filter(last_kind=self.value()) if self.value() in InquiryEventKind.values else queryset


@admin.register(Inquiry, site=desk)
class InquiryAdmin(LedgerAdmin[Inquiry]):
    group = "checking"
    intro = _("Questions put to those whom a claim concerns. Letters and channels never leave the house.")
    list_display = ("shown_source", "shown_claim", "last_step", "deadline")
    list_filter = (StandingFilter,)
    list_select_related = ("source", "claim")
    find = ("source__name_ar", "source__name_en", "claim__label")
    find_exact = ("claim__public_id",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Inquiry]:
        return Inquiry.objects.with_standing().prefetch_related("events").order_by(*self.get_ordering(request))

    @show(_("asked"), order="source__name_ar")
    def shown_source(self, obj: Inquiry) -> Any:
        return bdi(obj.source)

    @show(_("claim"), order="claim__label")
    def shown_claim(self, obj: Inquiry) -> Any:
        return bdi(obj.claim.label)

    @show(_("last step"), order="last_kind")
    def last_step(self, obj: Inquiry) -> Any:
        standing = standing_of(obj)
        return badge(standing.text, standing.tone)

    @show(_("deadline"), order="due")
    def deadline(self, obj: Any) -> Any:
        return obj.due

    def object_queryset(self) -> QuerySet[Inquiry]:
        return Inquiry.objects.select_related("claim", "source").prefetch_related("events")

    def badges(self, obj: Inquiry) -> Iterable[Any]:
        yield standing_of(obj)

    def panels(self, obj: Inquiry, editor: Editor) -> Iterable[Panel]:
        yield facts(
            _("Details"),
            (_("claim"), obj.claim),
            (_("asked"), obj.source),
            (_("deadline"), deadline_of(obj)),
            (_("channel, never public"), obj.channel),
        )
        events = obj.events.select_related("text", "public_line", "editor").order_by("number")
        yield Prose(_("Steps"), [passage for event in events for passage in _step_passages(event)])
        yield public_panel(obj)


def _step_passages(event: InquiryEvent) -> Iterable[Passage]:
    yield Passage(event.text.text, label=event.get_kind_display(), quiet=f"{event.editor}, {moment(event.at)}")
    if event.public_line:
        for language, words in event.public_line.local.items():
            yield Passage(str(words), label=_("may be quoted"), language=language)


@desk.queue
def answers_due(editor: Editor) -> Iterable[Waiting]:
    """Questions whose deadline has passed or passes within a day."""
    yield queue_of(
        _("Answers due"),
        Inquiry.objects.answers_due(timezone.now()).select_related("source", "claim"),
        list_url(Inquiry, "step=due"),
        lambda each: (Cell(f"{each.source}: {each.claim.label}", url=url_of(each)), due_cell(each.due)),
        _("No answer is due."),
        place=4,
        mine=not may(editor, "inquiry.write"),
    )


__all__ = ["deadline_of", "inquiries_panel", "public_panel", "standing_of"]
