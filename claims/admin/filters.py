"""Filters of lists that ask what a column alone does not say."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from ..choices import Role, WorkflowState
from ..models import Claim, Entry, Verdict
from .deeds import deed_of, noun_of
from .states import newest_states

Choices = list[tuple[str, Any]]


class TrashFilter(admin.SimpleListFilter):
    """What lies in the trash is out of sight unless it is asked for."""

    title = _("trash")
    parameter_name = "trash"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        return [("in", _("In the trash")), ("all", _("With the trash"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() == "all":
            return queryset
        return queryset.filter(trashed_at__isnull=self.value() != "in")

    def choices(self, changelist: Any) -> Any:
        first, *others = super().choices(changelist)
        yield {**first, "display": _("Without the trash")}
        yield from others


class KnownFilter(admin.SimpleListFilter):
    """Whether a column is known. Subclasses name it."""

    column = ""

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        return [("yes", _("Known")), ("no", _("Unknown"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() is None:
            return queryset
        return queryset.filter(**{f"{self.column}__isnull": self.value() == "no"})


class OutletKnown(KnownFilter):
    title = _("outlet")
    parameter_name = "outlet_known"
    column = "outlet"


class DateKnown(KnownFilter):
    title = _("date of publication")
    parameter_name = "published_known"
    column = "published"


class VerdictFilter(admin.SimpleListFilter):
    """By rating. ``path`` leads from the list's rows to the rating."""

    title = _("rating")
    parameter_name = "verdict"
    path = "verdict"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        return [(verdict.code, str(verdict)) for verdict in Verdict.objects.order_by("position")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(**{f"{self.path}__code": self.value()}) if self.value() else queryset


class PublishedVerdictFilter(VerdictFilter):
    title = _("published rating")
    path = "current_verification__verdict"


class AssessedFilter(admin.SimpleListFilter):
    """How far the checking of a claim has come."""

    title = _("checking")
    parameter_name = "checking"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        return [
            ("untouched", _("No verification yet")),
            ("unpublished", _("Nothing published")),
            ("published", _("Published")),
            ("due", _("To be looked at again")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() == "untouched":
            return queryset.filter(verifications__isnull=True)
        if self.value() == "unpublished":
            return queryset.filter(current_verification__isnull=True)
        if self.value() == "published":
            return queryset.filter(current_verification__isnull=False)
        if self.value() == "due":
            return queryset.filter(current_verification__recheck_by__lte=dt.datetime.now(dt.UTC).date())
        return queryset


class AnsweredFilter(admin.SimpleListFilter):
    """Whether readers have an answer to a question: a claim of it that was checked in public."""

    title = _("answer")
    parameter_name = "answered"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        return [("yes", _("Published")), ("no", _("Still open"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() not in {"yes", "no"}:
            return queryset
        answers = Claim.objects.live().filter(question=OuterRef("pk"))
        checked = Exists(answers.filter(current_verification__isnull=False))
        return queryset.filter(checked) if self.value() == "yes" else queryset.filter(Exists(answers), ~checked)


class StateFilter(admin.SimpleListFilter):
    """By where a draft stands. ``path`` leads from the list's rows to the state."""

    title = _("state")
    parameter_name = "stands"
    path = "state__state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        return list(WorkflowState.choices)

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() not in WorkflowState.values:
            return queryset
        return queryset.filter(**{self.path: self.value()}).distinct()


class TextStateFilter(StateFilter):
    """By where the newest text of a verification stands, in any language."""

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() not in WorkflowState.values:
            return queryset
        return queryset.filter(pk__in=newest_states(str(self.value())).values("text__verification"))


class MineFilter(admin.SimpleListFilter):
    """What I wrote."""

    title = _("author")
    parameter_name = "by"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        return [("me", _("Me"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(author=request.user) if self.value() == "me" else queryset


class RetiredFilter(admin.SimpleListFilter):
    """Whether a row was retired by another row."""

    title = _("in use")
    parameter_name = "retired"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        return [("no", _("In use")), ("yes", _("Retired"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() is None:
            return queryset
        return queryset.filter(retirement__isnull=self.value() == "no")


class DecidedFilter(admin.SimpleListFilter):
    """Whether a human has decided on a suggested pair."""

    title = _("decided")
    parameter_name = "decided"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        return [("yes", _("Decided")), ("no", _("Only suggested"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() is None:
            return queryset
        return queryset.filter(decisions__isnull=self.value() == "no").distinct()


class DeedFilter(admin.SimpleListFilter):
    """By what was done, in words."""

    title = _("deed")
    parameter_name = "verb"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        verbs = Entry.objects.order_by("verb").values_list("verb", flat=True).distinct()
        return [(verb, deed_of(verb)) for verb in verbs]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(verb=self.value()) if self.value() else queryset


class SubjectFilter(admin.SimpleListFilter):
    """By the kind of object that it was done to."""

    title = _("kind of object")
    parameter_name = "subject_type"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        labels = Entry.objects.order_by("subject_type").values_list("subject_type", flat=True).distinct()
        return [(label, noun_of(label)) for label in labels]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(subject_type=self.value()) if self.value() else queryset


class RoleFilter(admin.SimpleListFilter):
    """By role of the editor."""

    title = _("role")
    parameter_name = "role"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        return list(Role.choices)

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(groups__name=self.value()) if self.value() else queryset
