"""Tasks at the desk: given on any object's page, shown there, listed, and done."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from claims.admin.base import LedgerAdmin, show
from claims.admin.deeds import DEEDS, subject_of
from claims.admin.fields import Moment, line
from claims.admin.panels import Cell, Panel, Table, adds_panels, badge, bdi, cell, facts, moment
from claims.admin.queues import due_cell
from claims.admin.site import desk, editor_of
from claims.admin.verbs import VerbForm, offer
from claims.choices import Role
from claims.ledger import subject_of as key_of
from claims.models import Article, Claim, Editor, Inquiry, Proof, Question, Source, Verification

from ..actions import assign, finish_assignment, reassign
from ..choices import Priority
from ..models import Assignment, Story, Version

DEEDS |= {
    "assignment.give": _("gave the task"),
    "assignment.change": _("changed the task"),
    "assignment.finish": _("said that the task is done"),
}

# Tasks are given on these; whatever else has a page can be named by one of them.
SUBJECTS = (Article, Claim, Inquiry, Proof, Question, Source, Story, Verification, Version)
PRIORITY_TONES = {Priority.LOW: "muted", Priority.NORMAL: "none", Priority.HIGH: "partly", Priority.URGENT: "bad"}


def priority_cell(task: Assignment) -> Cell:
    """How urgent a task is."""
    return Cell(task.get_priority_display(), tone=PRIORITY_TONES[Priority(task.priority)])


class OpenTaskFilter(admin.SimpleListFilter):
    """What is to be done, unless all is asked for."""

    title = _("state")
    parameter_name = "done"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("Done")), ("all", _("All"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() == "all":
            return queryset
        return queryset.filter(done_at__isnull=self.value() != "yes")

    def choices(self, changelist: Any) -> Any:
        first, *others = super().choices(changelist)
        yield {**first, "display": _("To be done")}
        yield from others


class MyTaskFilter(admin.SimpleListFilter):
    """Tasks of mine, or those that I gave."""

    title = _("whose")
    parameter_name = "mine"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("Given to me")), ("given", _("Given by me"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        column = {"yes": "assignee", "given": "by"}.get(str(self.value()))
        return queryset.filter(**{column: editor_of(request)}) if column else queryset


@admin.register(Assignment, site=desk)
class AssignmentAdmin(LedgerAdmin[Assignment]):
    group = "stories"
    place = 8
    intro = _("Who was asked to do what, by whom, and until when. A task is given on the page of its object.")
    list_display = ("shown_what", "shown_object", "assignee", "shown_priority", "shown_due", "by")
    list_filter = (OpenTaskFilter, MyTaskFilter, "priority", "assignee")
    list_select_related = ("assignee", "by")
    ordering = ("-priority", F("due").asc(nulls_last=True), "pk")
    find = ("what", "assignee__display_ar", "assignee__display_en")
    find_exact = ("assignee__username",)

    @show(_("what to do"), order="what")
    def shown_what(self, obj: Assignment) -> Any:
        return bdi(obj.what)

    @show(_("object"))
    def shown_object(self, obj: Assignment) -> Any:
        return bdi(subject_of(obj.subject_type, obj.subject_id).text)

    @show(_("priority"), order="priority")
    def shown_priority(self, obj: Assignment) -> Any:
        shown = priority_cell(obj)
        return badge(shown.text, shown.tone)

    @show(_("due"), order="due")
    def shown_due(self, obj: Assignment) -> Any:
        if obj.due is None:
            return None
        due = due_cell(obj.due) if obj.done_at is None else cell(obj.due)
        return badge(due.text, due.tone or "none")

    def object_queryset(self) -> QuerySet[Assignment]:
        return Assignment.objects.select_related("assignee", "by")

    def badges(self, obj: Assignment) -> Iterable[Any]:
        yield Cell(_("done"), tone="good") if obj.done_at else priority_cell(obj)

    def panels(self, obj: Assignment, editor: Editor) -> Iterable[Panel]:
        yield facts(
            _("Details"),
            (_("object"), subject_of(obj.subject_type, obj.subject_id)),
            (_("given to"), obj.assignee),
            (_("given by"), cell(obj.by, quiet=moment(obj.at))),
            (_("priority"), priority_cell(obj)),
            (_("due"), due_cell(obj.due) if obj.due and obj.done_at is None else obj.due),
            (_("done at"), obj.done_at),
        )


def workers() -> QuerySet[Editor]:
    """Editors who can be given something to do."""
    able = Editor.objects.filter(is_active=True, groups__name__in=set(Role.values) - {Role.AUDITOR})
    return able.distinct().order_by("pk")


class TaskForm(VerbForm):
    permissions = ("assign",)

    assignee: Any = forms.ModelChoiceField(Editor.objects.none(), label=_("given to"), empty_label=_("choose"))
    what = line(_("what to do"), required=True)
    priority: Any = forms.TypedChoiceField(
        label=_("priority"), choices=Priority.choices, coerce=int, initial=Priority.NORMAL
    )
    due = Moment(label=_("due"), required=False)

    def prepare(self) -> None:
        self.fields["assignee"].queryset = workers()  # type: ignore[attr-defined]

    def given(self) -> dict[str, Any]:
        """What was typed, as the verbs take it."""
        return {name: self.cleaned_data[name] for name in ("assignee", "what", "priority", "due")}


@offer(*SUBJECTS)
class Assign(TaskForm):
    verb = "assign"
    label = _("Give a task")
    sentence = _("It stands on this page and in the queue of the one who is to do it.")

    def act(self) -> Any:
        assign(editor=self.editor, subject=self.subject, **self.given())
        return self.subject


@offer(Assignment)
class Reassign(TaskForm):
    verb = "reassign"
    label = _("Change")

    @classmethod
    def offered(cls, subject: Any) -> bool:
        return subject.done_at is None

    def start(self) -> dict[str, Any]:
        return {name: getattr(self.subject, name) for name in ("assignee", "what", "priority", "due")}

    def act(self) -> Any:
        seen = self.cleaned_data["version"]
        return reassign(editor=self.editor, assignment=self.subject, version=seen, **self.given())


@offer(Assignment)
class FinishAssignment(VerbForm):
    verb = "finish_assignment"
    label = _("It is done")
    permissions = ("assignment.finish",)
    tone = "primary"

    @classmethod
    def offered(cls, subject: Any) -> bool:
        return subject.done_at is None

    def act(self) -> Any:
        return finish_assignment(editor=self.editor, assignment=self.subject)


def tasks_of(row: models.Model, editor: Editor) -> Iterable[Panel]:
    """On any object's page: what is to be done on it, the most urgent first."""
    kind, key = key_of(row)
    open_tasks = Assignment.objects.filter(subject_type=kind, subject_id=key, done_at__isnull=True)
    found = open_tasks.select_related("assignee", "by").order_by("-priority", F("due").asc(nulls_last=True), "pk")
    rows = [
        [cell(each), cell(each.assignee), priority_cell(each), due_cell(each.due, otherwise="–"), cell(each.by)]
        for each in found
    ]
    if rows:
        head = (_("what to do"), _("given to"), _("priority"), _("due"), _("given by"))
        yield Table(_("To be done here"), head, rows)


for subject in SUBJECTS:
    adds_panels(subject)(tasks_of)
