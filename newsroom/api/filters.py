"""What lists can be narrowed by. Every parameter is named here; anything else in a query is refused."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, Q, TextField, Value
from django.db.models.functions import Concat
from django.db.models.lookups import Contains
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.arabic import terms
from claims.choices import LANGUAGES, Checkability

from ..choices import LinkRole, PublicationKind, StoryState
from ..models import Publication, PublicLink, PublicQuantity
from ..querysets import GONE
from .objects import ratings
from .problems import Problem, faulty
from .reading import CURRENT, STATES, Found, causes_of

ALL = "all"
LONGEST_QUERY = 200


class SeveralField(forms.Field):
    """One or several values of a closed list, separated by commas."""

    def __init__(self, *, legal: Iterable[str] = (), **options: Any) -> None:
        super().__init__(**options)
        self.legal = tuple(legal)

    def to_python(self, value: Any) -> list[str]:
        values = [part.strip() for part in str(value or "").split(",")]
        wrong = [each for each in values if each not in self.legal] if value and self.legal else []
        if wrong:
            params = {"value": wrong[0], "legal": ", ".join(self.legal)}
            raise forms.ValidationError(_("“%(value)s” is not one of: %(legal)s.") % params)
        return values if value else []


class Several(django_filters.Filter):  # type: ignore[misc]
    field_class = SeveralField


class Moment(django_filters.IsoDateTimeFilter):  # type: ignore[misc]
    """A date or a time of ISO 8601; without an offset it is UTC."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        wrong = gettext_lazy("Write a date or time such as 2026-11-21 or 2026-11-21T12:00:00Z (a plus sign as %2B).")
        self.extra["error_messages"] = {"invalid": wrong}


class Number(django_filters.Filter):  # type: ignore[misc]
    """A finite number."""

    field_class = forms.FloatField


class Hanging(django_filters.CharFilter):  # type: ignore[misc]
    """Published things that hang on the id given in one of the roles; the id need not exist."""

    def __init__(self, *roles: LinkRole, **options: Any) -> None:
        super().__init__(max_length=10, **options)
        self.roles = roles

    def filter(self, found: Found, value: str) -> Found:
        if not value:
            return found
        linked = PublicLink.objects.filter(index_id=OuterRef("public_id"), role__in=self.roles, target=value)
        return found.filter(Exists(linked))


class ItemFilter(django_filters.FilterSet):  # type: ignore[misc]
    """What every list can be narrowed by. Whatever looks at content finds only what is shown."""

    state = Several(method="by_state", legal=(*STATES, ALL))
    language = Several(method="by_language", legal=LANGUAGES)
    published_after = Moment(field_name="opened", lookup_expr="gte")
    published_before = Moment(field_name="opened", lookup_expr="lt")
    updated_after = Moment(field_name="at", lookup_expr="gte")
    updated_before = Moment(field_name="at", lookup_expr="lt")
    q = django_filters.CharFilter(method="by_terms", max_length=LONGEST_QUERY)

    def by_state(self, found: Found, name: str, states: list[str]) -> Found:
        if ALL in states:
            return found
        wanted = Q(cause__in=causes_of(states))
        if CURRENT in states:
            wanted |= ~Q(cause__in=GONE)
        return found.filter(wanted)

    def by_language(self, found: Found, name: str, languages: list[str]) -> Found:
        wanted = Q()
        for language in languages:
            wanted |= Q(index__languages__contains=language)
        return found.filter(wanted)

    def by_terms(self, found: Found, name: str, words: str) -> Found:
        """All words, in any order, each as readers compare them; our code makes the terms, the engine only looks."""
        wanted = terms(words)
        if not wanted:
            raise Problem("invalid_parameter", _("“q” holds no word to look for. Write at least one."))
        padded = Concat(Value(" "), "index__terms", Value(" "), output_field=TextField())
        for term in wanted:
            found = found.filter(Contains(padded, f" {term} "))
        return found


class RatedFilter(ItemFilter):
    """Lists of things that have a rating."""

    verdict = Several(method="by_verdict")

    def by_verdict(self, found: Found, name: str, codes: list[str]) -> Found:
        scale = Publication.objects.shown().kind(PublicationKind.SCALE).select_related("document").first()
        legal = [rating["code"] for rating in ratings(scale.document.json)] if scale else codes
        for code in codes:
            if code not in legal:
                values = {"code": code, "legal": ", ".join(legal)}
                raise Problem("invalid_parameter", _("“%(code)s” is no rating. Use some of: %(legal)s.") % values)
        return found.filter(index__verdict__in=codes)


class StoryFilter(ItemFilter):
    claim = Hanging(LinkRole.CITES)
    question = Hanging(LinkRole.QUESTION)
    story_state = Several(field_name="index__state", lookup_expr="in", legal=StoryState.values)


class ClaimFilter(RatedFilter):
    checkability = Several(field_name="index__checkability", lookup_expr="in", legal=Checkability.values)
    story = Hanging(LinkRole.STORY)
    question = Hanging(LinkRole.QUESTION)
    source = Hanging(LinkRole.OUTLET, LinkRole.AUTHOR, LinkRole.HOP)
    related = Hanging(LinkRole.CITES)
    measure = django_filters.CharFilter(method="with_the_others")
    unit = django_filters.CharFilter(method="with_the_others")
    value_min = Number(method="with_the_others")
    value_max = Number(method="with_the_others")

    _COLUMNS = {
        "measure": "measure",
        "unit": "unit",
        "value_min": "magnitude__gte",
        "value_max": "magnitude__lte",
    }

    def with_the_others(self, found: Found, name: str, value: Any) -> Found:
        """One and the same quantity must fit all of them, so they are applied together, below."""
        return found

    def filter_queryset(self, found: Found) -> Found:
        given = {column: self.form.cleaned_data[name] for name, column in self._COLUMNS.items()}
        wanted = {column: value for column, value in given.items() if value not in (None, "")}
        found = super().filter_queryset(found)
        if not wanted:
            return found
        return found.filter(Exists(PublicQuantity.objects.filter(index_id=OuterRef("public_id"), **wanted)))


class QuestionFilter(ItemFilter):
    claim = Hanging(LinkRole.CITES)
    story = Hanging(LinkRole.STORY)


class SourceFilter(ItemFilter):
    claim = Hanging(LinkRole.CITES)


class CorrectionFilter(RatedFilter):
    story = Hanging(LinkRole.CITES)
    claim = Hanging(LinkRole.CITES)


def narrowed(filters: type[ItemFilter], found: Found, query: dict[str, str]) -> Found:
    """The rows that a query asks for: what is current, unless it asks for another state.

    Raises ``Problem`` naming every parameter whose value is impossible.
    """
    filterset = filters({"state": CURRENT, **query}, queryset=found)
    if not filterset.is_valid():
        raise faulty({name: [str(error) for error in errors] for name, errors in filterset.errors.items()})
    narrowed: Found = filterset.qs
    return narrowed
