"""Filters of lists that ask what a column alone does not say."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..choices import Language, Role, WorkflowState
from ..models import Claim, Entry, Verdict, Verification
from .deeds import deed_of, noun_of
from .site import editor_of
from .states import newest_states
from .veil import unseen

Choices = list[tuple[str, Any]]
_NOT_IN: dict[str, Any] = {Language.AR: _("Not in Arabic"), Language.EN: _("Not in English")}


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


class VeiledVerdictFilter(VerdictFilter):
    """By rating, but for the verifications whose rating this editor may not see yet."""

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        found = super().queryset(request, queryset)
        return found.exclude(pk__in=unseen(editor_of(request))) if self.value() else found


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
            return queryset.filter(~Exists(Verification.objects.filter(claim=OuterRef("pk"))))
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


class WorkFilter(StateFilter):
    """By where the newest texts of a claim's verifications stand, in any language."""

    title = _("state of the verification")
    parameter_name = "work"

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() not in WorkflowState.values:
            return queryset
        return queryset.filter(pk__in=newest_states(str(self.value())).values("text__verification__claim"))


class AgeFilter(admin.SimpleListFilter):
    """How long ago what is said was looked at. ``path`` leads from the list's rows to the day."""

    title = _("age of the check")
    parameter_name = "age"
    path = "current_verification__as_of"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        return [
            ("month", _("The last month")),
            ("half", _("One to six months")),
            ("older", _("More than six months")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        today = dt.datetime.now(dt.UTC).date()
        month, half = today - dt.timedelta(days=30), today - dt.timedelta(days=182)
        asked = {
            "month": {f"{self.path}__gt": month},
            "half": {f"{self.path}__lte": month, f"{self.path}__gt": half},
            "older": {f"{self.path}__lte": half},
        }
        return queryset.filter(**asked.get(str(self.value()), {}))


class AgeOfVerification(AgeFilter):
    path = "as_of"


class LanguageFilter(admin.SimpleListFilter):
    """In which languages something is written. ``texts`` leads from the list's rows to their texts."""

    title = _("language")
    parameter_name = "written"
    texts = "texts"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        return [
            *((code, word) for code, word in Language.choices),
            *((f"no-{code}", _NOT_IN[code]) for code, _word in Language.choices),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        asked = str(self.value() or "")
        code = asked.removeprefix("no-")
        if code not in Language.values:
            return queryset
        held = queryset.model._default_manager.filter(**{f"{self.texts}__language": code}).values("pk")
        return queryset.exclude(pk__in=held) if asked.startswith("no-") else queryset.filter(pk__in=held)


class WordedFilter(LanguageFilter):
    """In which languages a claim has its sentence."""


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


class PeriodFilter(admin.ListFilter):
    """From one day to another, both included, by the editor's clock. Typed, so that any period can be asked for."""

    title = _("period")
    template = "admin/period_filter.html"
    column = "at"

    def __init__(self, request: HttpRequest, params: dict[str, Any], model: Any, model_admin: Any) -> None:
        super().__init__(request, params, model, model_admin)
        for name in ("from", "to"):
            if name in params:
                self.used_parameters[name] = str(params.pop(name)[-1])

    def expected_parameters(self) -> list[str | None]:
        return ["from", "to"]

    def has_output(self) -> bool:
        return True

    def day(self, name: str) -> dt.date | None:
        """The day that was typed; what is no day does not count."""
        try:
            return dt.date.fromisoformat(str(self.used_parameters.get(name, "")))
        except ValueError:
            return None

    def choices(self, changelist: Any) -> Any:
        """One choice: the form with what was typed, and what else the list is filtered by."""
        kept = {name: value for name, value in changelist.params.items() if name not in {"from", "to", "p"}}
        shown = [str(day) for day in (self.day("from"), self.day("to")) if day]
        yield {
            "selected": bool(shown),
            "query_string": changelist.get_query_string(remove=self.expected_parameters()),
            "display": " – ".join(shown) or _("All"),
            "from": self.day("from"),
            "to": self.day("to"),
            "kept": [(name, str(value)) for name, value in flat(kept)],
        }

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        first, last = self.day("from"), self.day("to")
        if first:
            queryset = queryset.filter(**{f"{self.column}__gte": _midnight(first)})
        return queryset.filter(**{f"{self.column}__lt": _midnight(last + dt.timedelta(days=1))}) if last else queryset


def flat(params: dict[str, Any]) -> list[tuple[str, Any]]:
    """Parameters of a list, those with several values one by one."""
    return [(name, each) for name, value in params.items() for each in (value if isinstance(value, list) else [value])]


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))


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
