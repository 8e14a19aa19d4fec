"""Filters whose choices are too many to list: a name is typed, and the browser offers some that are known."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from ..arabic import fold
from ..models import Hop, Occurrence, Question, Source
from ..models.base import PUBLIC_ID_LENGTH
from .filters import flat
from .searching import pattern, words_of

MOST_OFFERED = 40  # names that the browser offers before anything is typed


class TypedFilter(admin.ListFilter):
    """A filter by something that is named: by its public id, or by words of its name."""

    template = "admin/typed_filter.html"
    parameter_name: ClassVar[str] = ""

    def __init__(self, request: HttpRequest, params: dict[str, Any], model: Any, model_admin: Any) -> None:
        super().__init__(request, params, model, model_admin)
        if self.parameter_name in params:
            self.used_parameters[self.parameter_name] = str(params.pop(self.parameter_name)[-1])

    @property
    def typed(self) -> str:
        """What was typed."""
        return str(self.used_parameters.get(self.parameter_name, "")).strip()

    def has_output(self) -> bool:
        return True

    def expected_parameters(self) -> list[str | None]:
        return [self.parameter_name]

    def offered(self) -> list[str]:
        """Names that the browser offers."""
        return []

    def choices(self, changelist: Any) -> Any:
        """One choice: the form with what was typed, and what else the list is filtered by."""
        kept = {name: value for name, value in changelist.params.items() if name not in {self.parameter_name, "p"}}
        yield {
            "selected": bool(self.typed),
            "query_string": changelist.get_query_string(remove=[self.parameter_name]),
            "display": self.typed or _("All"),
            "name": self.parameter_name,
            "typed": self.typed,
            "offered": self.offered(),
            "kept": [(name, str(value)) for name, value in flat(kept)],
        }

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return self.narrowed(queryset) if self.typed else queryset

    def narrowed(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """The rows that belong to what was typed."""
        return queryset


def public_id_of(typed: str) -> str:
    """The public id that was typed, alone or before a name."""
    first = typed.split(maxsplit=1)[0].lower() if typed else ""
    return first if len(first) == PUBLIC_ID_LENGTH and first.isascii() else ""


class QuestionFilter(TypedFilter):
    """By the question that a claim answers."""

    title = _("question")
    parameter_name = "question"
    path: ClassVar[str] = "question"

    def offered(self) -> list[str]:
        rows = Question.objects.live().order_by("-pk")[:MOST_OFFERED]
        return [f"{row.public_id} {row}" for row in rows]

    def narrowed(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        match = Q()
        for word in words_of(self.typed):
            match &= Q(wording_ar__iregex=pattern(word)) | Q(wording_en__iregex=pattern(word))
        asked = Question.objects.filter(match | Q(public_id=public_id_of(self.typed)))
        return queryset.filter(**{f"{self.path}__in": asked.values("pk")})


class QuestionOfClaim(QuestionFilter):
    path = "claim__question"


class SourceFilter(TypedFilter):
    """By who carries a claim or is a link of its chains, under any name, with what was merged into it."""

    title = _("source")
    parameter_name = "source"
    path: ClassVar[str] = "pk"

    def narrowed(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        named = Source.objects.filter(
            Q(aliases__fold__contains=fold(self.typed)) | Q(public_id=public_id_of(self.typed))
        ).values("pk")
        meant = Source.objects.filter(Q(pk__in=named) | Q(merged_into__in=named)).values("pk")
        carried = Occurrence.objects.standing().filter(snapshot__article__outlet__in=meant).values("claim")
        linked = Hop.objects.filter(source__in=meant, attribution__occurrence__retirement__isnull=True)
        claims = Q(**{f"{self.path}__in": carried})
        return queryset.filter(claims | Q(**{f"{self.path}__in": linked.values("attribution__occurrence__claim")}))


class SourceOfClaim(SourceFilter):
    path = "claim"
