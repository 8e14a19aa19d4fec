"""Screens and forms of set times, embargoes, and previews for outsiders."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import BigIntegerField, Case, Count, Max, OuterRef, QuerySet, Subquery, When
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims import ledger
from claims.admin.base import LedgerAdmin, show
from claims.admin.deeds import subject_of
from claims.admin.fields import Moment, line
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
    language_of_desk,
    moment,
    once,
    verb_url,
)
from claims.admin.site import desk
from claims.admin.states import newest_per_language
from claims.admin.verbs import VerbForm, offer
from claims.choices import ProofKind
from claims.models import Claim, Editor, Proof, Verification
from claims.rules import Blocker

from ..actions import (
    cancel_schedule,
    give_preview,
    lift_embargo,
    revoke_preview,
    schedule_publication,
    set_embargo,
)
from ..actions.previews import LONGEST
from ..actions.scheduling import blockers_at, waiting_schedule
from ..choices import ScheduleState
from ..models import Embargo, PreviewLink, PreviewVisit, Schedule, Story
from ..pages import absolute
from ..rules import embargo_of
from .publishing_verbs import PublishVerification, going_out
from .story_verbs import PublishStory, due_versions

MOST_SHOWN = 8  # rows of a panel; the lists have the rest
TONES = {
    ScheduleState.WAITING: "open",
    ScheduleState.DONE: "good",
    ScheduleState.REFUSED: "bad",
    ScheduleState.CANCELLED: "muted",
}
SPANS = (
    (24, _("one day")),
    (72, _("three days")),
    (168, _("one week")),
    (336, _("two weeks")),
    (LONGEST, _("30 days")),
)


def zone_words() -> str:
    """By which clock the editor types and reads, and what it shows now."""
    now = timezone.localtime()
    offset = f"{now:%z}"
    shown = f"{timezone.get_current_timezone_name()} (UTC{offset[:3]}:{offset[3:]})"
    return gettext("By your clock: %(zone)s; it is %(now)s now.") % {"zone": shown, "now": f"{now:%H:%M}"}


def public_id_of(subject: Any) -> str:
    """The address under which a verification or a story goes out."""
    found: str = subject.claim.public_id if isinstance(subject, Verification) else subject.public_id
    return found


# --- Set times -------------------------------------------------------------------------------------------------------


@offer(Verification, Story)
class SchedulePublication(VerbForm):
    verb = "schedule_publication"
    label = _("Publish at a time…")
    sentence = _("Goes out once, at its time. What stands in the way is asked again then; you are told if it cannot.")
    permissions = ("publish",)
    beside = False
    second_factor = True

    at = Moment(label=_("time"))

    @classmethod
    def offered(cls, subject: Any) -> bool:
        publish: type[VerbForm] = PublishVerification if isinstance(subject, Verification) else PublishStory
        return publish.offered(subject) and waiting_schedule(subject) is None

    @classmethod
    def blockers(cls, editor: Editor, subject: Any) -> list[Blocker]:
        """What no time would heal: an embargo ends by itself, so it is asked at its end."""
        now = timezone.now()
        embargo = embargo_of(public_id_of(subject), now)
        return blockers_at(subject, embargo.until if embargo else now)

    def start(self) -> dict[str, Any]:
        embargo = embargo_of(public_id_of(self.subject), timezone.now())
        return {"at": embargo.until if embargo else None}

    def prepare(self) -> None:
        self.fields["at"].help_text = zone_words()

    def aside(self) -> Iterable[Panel]:
        yield from embargo_panel(self.subject)
        if isinstance(self.subject, Verification):
            texts = newest_per_language(self.subject.texts.select_related("state__proof")).values()
            yield going_out([text.state for text in texts])
        else:
            yield going_out([version.state for version in due_versions(self.subject)])

    def act(self) -> Any:
        schedule_publication(editor=self.editor, subject=self.subject, at=self.cleaned_data["at"])
        return self.subject


@offer(Verification, Story, Schedule)
class CancelSchedule(VerbForm):
    verb = "cancel_schedule"
    label = _("Cancel the set time")
    sentence = _("It does not go out by itself any more.")
    permissions = ("publish",)

    @classmethod
    def offered(cls, subject: Any) -> bool:
        if isinstance(subject, Schedule):
            return subject.state == ScheduleState.WAITING
        return waiting_schedule(subject) is not None

    @classmethod
    def blockers(cls, editor: Editor, subject: Any) -> list[Blocker]:
        return [] if cls.offered(subject) else [Blocker("no_time", _("No time is set."), _("Reload the page."))]

    def act(self) -> Any:
        row = self.subject if isinstance(self.subject, Schedule) else waiting_schedule(self.subject)
        if row is None:
            raise ledger.Conflict(self.subject)
        cancel_schedule(editor=self.editor, schedule=row)
        return self.subject


def reasons_of(schedule: Schedule) -> list[str]:
    """Why it did not go out, in the language of the desk."""
    return [str(reason.get(language_of_desk()) or reason["code"]) for reason in schedule.reasons]


@adds_panels(Story)
@adds_panels(Verification)
def set_times(subject: Any, editor: Editor) -> Iterable[Panel]:
    """On what goes out at a set time: when, by whom, and what became of it."""
    kind, pk = ledger.subject_of(subject)
    found = Schedule.objects.filter(subject_type=kind, subject_id=pk).select_related("by", "publication")
    rows = [
        [
            Cell(moment(each.at), url=cell(each).url, quiet=timezone.get_current_timezone_name()),
            Cell(each.get_state_display(), tone=TONES[ScheduleState(each.state)]),
            cell(each.by),
            cell(each.publication, quiet=" ".join(reasons_of(each))),
        ]
        for each in found.order_by("-at", "-pk")[:MOST_SHOWN]
    ]
    if rows:
        yield Table(_("Set times"), (_("time"), _("state"), _("set by"), _("what came of it")), rows)
    yield from embargo_panel(subject)


@admin.register(Schedule, site=desk)
class ScheduleAdmin(LedgerAdmin[Schedule]):
    group = "out"
    place = 2
    intro = _("What goes out by itself at its time, what went, and what could not, with the reasons.")
    list_display = ("shown_subject", "at", "shown_state", "by", "made_at")
    list_filter = ("state", "at", "by")
    list_select_related = ("by",)
    ordering = ("-at", "-pk")
    find = ("title",)
    find_exact = ("by__username",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Schedule]:
        return with_titles(super().get_queryset(request))

    def object_queryset(self) -> QuerySet[Schedule]:
        return with_titles(Schedule.objects.select_related("by", "publication"))

    @show(_("what goes out"), order="title")
    def shown_subject(self, obj: Any) -> Any:
        return bdi(obj.title or subject_of(obj.subject_type, obj.subject_id).text)

    @show(_("state"), order="state")
    def shown_state(self, obj: Schedule) -> Any:
        return badge(obj.get_state_display(), TONES[ScheduleState(obj.state)])

    def headline(self, obj: Any) -> str:
        return str(obj.title or obj)

    def badges(self, obj: Schedule) -> Iterable[Any]:
        yield Cell(obj.get_state_display(), tone=TONES[ScheduleState(obj.state)])

    def panels(self, obj: Any, editor: Editor) -> Iterable[Panel]:
        yield facts(
            _("Details"),
            (_("what goes out"), Cell(obj.title or str(obj), url=subject_of(obj.subject_type, obj.subject_id).url)),
            (_("time"), cell(obj.at, quiet=timezone.get_current_timezone_name())),
            (_("set by"), obj.by),
            (_("set at"), obj.made_at),
            (_("publication"), obj.publication),
        )
        if obj.state == ScheduleState.REFUSED:
            yield Prose(_("Why it did not go out"), [Passage(words) for words in reasons_of(obj)])


def with_titles(rows: QuerySet[Schedule]) -> QuerySet[Schedule]:
    """Schedules with the words for what they are about, in the same query."""
    pk = Cast(OuterRef("subject_id"), BigIntegerField())
    stories = Subquery(Story.objects.filter(pk=pk).values("title_ar")[:1])
    claims = Subquery(Verification.objects.filter(pk=pk).values("claim__label")[:1])
    return rows.annotate(title=Case(When(subject_type="newsroom.story", then=stories), default=claims))


# --- Embargoes -------------------------------------------------------------------------------------------------------


@offer(Claim, Story)
class SetEmbargo(VerbForm):
    verb = "set_embargo"
    label = _("Set an embargo…")
    sentence = _("Until then it cannot go out, however often somebody presses the button.")
    permissions = ("embargo",)

    until = Moment(label=_("not before"))
    reason = line(_("reason"), required=True, help_text=_("Who asked for it, and why. Stays in the house."))

    def start(self) -> dict[str, Any]:
        embargo = embargo_of(self.subject.public_id, timezone.now())
        return {"until": embargo.until, "reason": embargo.reason} if embargo else {}

    def prepare(self) -> None:
        self.fields["until"].help_text = zone_words()

    def act(self) -> Any:
        given = self.cleaned_data
        set_embargo(editor=self.editor, public_id=self.subject.public_id, until=given["until"], reason=given["reason"])
        return self.subject


@offer(Claim, Story)
class LiftEmbargo(VerbForm):
    verb = "lift_embargo"
    label = _("Lift the embargo")
    sentence = _("It may go out again at once.")
    permissions = ("publish",)

    @classmethod
    def offered(cls, subject: Any) -> bool:
        return holding(subject) is not None

    def act(self) -> Any:
        lift_embargo(editor=self.editor, public_id=self.subject.public_id)
        return self.subject


def holding(subject: Any) -> Embargo | None:
    """The embargo under which an object stands now; a page asks once."""
    found: Embargo | None = once(subject, "embargo", lambda: embargo_of(public_id_of(subject), timezone.now()))
    return found


def embargo_panel(subject: Any) -> Iterable[Panel]:
    """An embargo that holds now, if there is one."""
    found = holding(subject)
    if found is not None:
        yield facts(
            _("Under embargo"),
            (_("not before"), cell(found.until, quiet=timezone.get_current_timezone_name(), tone="partly")),
            (_("reason"), found.reason),
            (_("set by"), found.by),
        )


@adds_panels(Claim)
def embargo_of_claim(claim: Claim, editor: Editor) -> Iterable[Panel]:
    """On a claim's page: the embargo that holds."""
    yield from embargo_panel(claim)


@admin.register(Embargo, site=desk)
class EmbargoAdmin(LedgerAdmin[Embargo]):
    group = "out"
    intro = _("What must not go out before a time.")
    list_display = ("public_id", "until", "holds", "reason", "by")
    list_filter = ("until", "by")
    list_select_related = ("by",)
    ordering = ("-until", "-pk")
    find = ("reason",)
    find_exact = ("public_id",)

    @show(_("holds now"))
    def holds(self, obj: Embargo) -> Any:
        now = obj.lifted_at is None and obj.until > timezone.now()
        return badge(_("Yes") if now else _("No"), "partly" if now else "none")


# --- Previews for outsiders ------------------------------------------------------------------------------------------


@offer(Proof)
class GivePreview(VerbForm):
    verb = "give_preview"
    label = _("Give an outsider a preview…")
    sentence = _("An address under which one reader sees exactly this, unpublished. Every reading is written down.")
    permissions = ("preview.give",)

    label_text = line(_("for whom"), required=True, limit=200, help_text=_("A name and why. Stays in the house."))
    hours = forms.TypedChoiceField(label=_("holds for"), choices=SPANS, coerce=int, initial=72)

    @classmethod
    def offered(cls, subject: Any) -> bool:
        return subject.kind != ProofKind.NOTE and not subject.document.erased

    def act(self) -> Any:
        given = self.cleaned_data
        return give_preview(editor=self.editor, proof=self.subject, label=given["label_text"], hours=given["hours"])

    def outcome(self, result: Any) -> list[Panel] | None:
        link, token = result
        address = absolute(reverse("letters:preview", args=[token]))
        return [
            Prose(
                _("The address: copy it now"),
                [
                    Passage(address, language="en"),
                    Passage(_("Only now can it be seen. Whoever has it can read this proof until it ends.")),
                ],
                source=True,
            ),
            facts(_("Details"), (_("for whom"), link), (_("proof"), self.subject), (_("expires at"), link.expires_at)),
        ]


@offer(PreviewLink)
class RevokePreview(VerbForm):
    verb = "revoke_preview"
    label = _("End this preview")
    sentence = _("The next to open the address finds nothing.")
    permissions = ("preview.give",)
    tone = "danger"

    @classmethod
    def offered(cls, subject: Any) -> bool:
        return subject.revoked_at is None

    def act(self) -> Any:
        revoke_preview(editor=self.editor, link=self.subject)
        return self.subject.proof


def link_state(link: PreviewLink) -> Cell:
    """Whether a preview can be opened now."""
    if link.revoked_at is not None:
        return Cell(_("ended"), tone="muted")
    over = link.expires_at <= timezone.now()
    return Cell(_("expired"), tone="muted") if over else Cell(_("open"), tone="open")


@adds_panels(Proof)
def previews_of_proof(proof: Proof, editor: Editor) -> Iterable[Panel]:
    """On a proof's page: who was given a preview of it, and how often it was read."""
    found = proof.preview_links.annotate(readings=Count("visits"), last=Max("visits__at")).order_by("-pk")
    rows = [
        [
            Cell(each.label, url=cell(each).url),
            link_state(each),
            cell(each.expires_at),
            cell(str(each.readings), quiet=moment(each.last) if each.last else ""),
            Cell(_("End it"), url=verb_url(each, "revoke-preview")) if each.revoked_at is None else Cell("–"),
        ]
        for each in found[:MOST_SHOWN]
    ]
    if rows:
        head = (_("for whom"), _("state"), _("expires at"), _("readings"), _("end it"))
        yield Table(_("Previews given to outsiders"), head, rows)


@admin.register(PreviewLink, site=desk)
class PreviewLinkAdmin(LedgerAdmin[PreviewLink]):
    group = "out"
    intro = _("Addresses under which outsiders read something before it is published, and who opened them.")
    list_display = ("label", "proof", "shown_state", "expires_at", "readings", "by")
    list_filter = ("expires_at", "by")
    list_select_related = ("proof", "by")
    ordering = ("-pk",)
    find = ("label",)
    find_exact = ("proof__public_id",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[PreviewLink]:
        return super().get_queryset(request).annotate(visit_count=Count("visits"))

    @show(_("state"))
    def shown_state(self, obj: PreviewLink) -> Any:
        state = link_state(obj)
        return badge(state.text, state.tone)

    @show(_("readings"), order="visit_count")
    def readings(self, obj: Any) -> int:
        count: int = obj.visit_count
        return count

    def object_queryset(self) -> QuerySet[PreviewLink]:
        return PreviewLink.objects.select_related("proof__document", "by")

    def panels(self, obj: PreviewLink, editor: Editor) -> Iterable[Panel]:
        yield facts(
            _("Details"),
            (_("for whom"), obj.label),
            (_("state"), link_state(obj)),
            (_("proof"), obj.proof),
            (_("expires at"), obj.expires_at),
            (_("given by"), obj.by),
            (_("at"), obj.at),
        )
        visits: Iterable[PreviewVisit] = obj.visits.order_by("-pk")[:50]
        rows = [[cell(each.at), cell(each.network)] for each in visits]
        yield Table(_("Readings, newest first"), (_("at"), _("network")), rows, _("Nobody has opened it yet."))
