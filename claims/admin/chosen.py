"""Many rows at once: each is named and counted before the button, each is checked again and has its outcome after it.

A list's actions do nothing themselves: they lead to the page of a ``Chosen`` form, which carries the ids of the rows
with the versions that the editor saw. The verb is called once for each row, so permission, state and version are asked
anew for each, and what is refused keeps its reasons without stopping the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, ClassVar
from urllib.parse import urlencode

from django import forms
from django.contrib import admin, messages
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from ..models import Editor
from ..rules import Blocker, Refused
from .panels import Cell, Panel, Table, Words, cell
from .verbs import VerbForm, offer

MOST_AT_ONCE = 100  # rows of one page; each is listed before the button
CHANGED = Blocker(
    "changed_since", _("Somebody changed it after this list was drawn."), _("Look at it and choose it again.")
)
BULK: dict[type[models.Model], list[type[Chosen]]] = {}


class Chosen(VerbForm):
    """A verb on chosen rows. ``chosen`` holds each row's key with the version that the editor saw."""

    on_list = True
    beside = False
    in_trash: ClassVar[bool | None] = False  # on which list it is offered: live rows, the trash, or both
    chosen = forms.CharField(widget=forms.HiddenInput)

    @classmethod
    def offered(cls, subject: Any) -> bool:
        return False  # reached by choosing rows of the list

    @classmethod
    def fits(cls, request: HttpRequest) -> bool:
        """Whether the list as it is filtered holds rows of its kind."""
        return cls.in_trash is None or cls.in_trash == (request.GET.get("trash") == "in")

    def prepare(self) -> None:
        given = self.data.get("chosen") if self.is_bound else self.query.get("chosen")
        label, _bar, pairs = str(given or "").partition("|")
        self.model = model_in(label, type(self))
        self.seen = versions_in(pairs) if self.model else {}
        self.picked = list(self.rows_of(list(self.seen)))
        self.button = self.counted(len(self.picked))

    def start(self) -> dict[str, Any]:
        return {"chosen": str(self.query.get("chosen", ""))}

    def rows_of(self, keys: list[int]) -> QuerySet[Any]:
        """The chosen rows with what the page names of them."""
        return (self.model or Editor)._base_manager.filter(pk__in=keys).order_by("-pk")

    def cells(self, row: Any) -> list[Cell]:
        """How a row is named."""
        return [cell(row)]

    def head(self) -> tuple[Words, ...]:
        """What the cells are."""
        return (str((self.model or Editor)._meta.verbose_name),)

    def against(self, row: Any) -> list[Blocker]:
        """What would be said if it were done to ``row`` now, as far as it can be told before."""
        return []

    def carry_out(self, row: Any) -> None:
        """Call the verb on one row."""
        raise TypeError(f"{type(self).__name__} calls no verb.")

    def counted(self, count: int) -> str:
        """What the button says."""
        words = ngettext("%(verb)s: %(count)s row", "%(verb)s: %(count)s rows", count)
        return words % {"verb": self.label, "count": count}

    def clean_chosen(self) -> str:
        """At least one row."""
        if not self.picked:
            raise forms.ValidationError(_("Choose at least one row in the list."), code="none")
        return str(self.cleaned_data["chosen"])

    def aside(self) -> Iterable[Panel]:
        rows = [[*self.cells(row), _standing(self.against(row))] for row in self.picked]
        yield Table(_("Exactly these"), (*self.head(), _("what stands in the way")), rows, _("No row is chosen."))

    def act(self) -> dict[int, list[Blocker]]:
        return {row.pk: self._done(row) for row in self.picked}

    def _done(self, row: Any) -> list[Blocker]:
        if getattr(row, "version", 0) != self.seen[row.pk]:
            return [CHANGED]
        try:
            self.carry_out(row)
        except Refused as refusal:
            return refusal.blockers
        return []

    def outcome(self, result: dict[int, list[Blocker]]) -> list[Panel]:
        rows = [[*self.cells(row), _came_of(result[row.pk])] for row in self.picked]
        done = sum(not blockers for blockers in result.values())
        sentence = ngettext("Done: %(done)s of %(count)s", "Done: %(done)s of %(count)s", len(result))
        return [Table(sentence % {"done": done, "count": len(result)}, (*self.head(), _("outcome")), rows)]


def _standing(blockers: list[Blocker]) -> Cell:
    return Cell(" ".join(map(str, blockers)), tone="partly") if blockers else Cell(_("nothing"))


def _came_of(blockers: list[Blocker]) -> Cell:
    if not blockers:
        return Cell(_("done"), tone="good")
    return Cell(_("not done"), tone="bad", quiet=" ".join(f"{each.sentence()} {each.advice()}" for each in blockers))


def versions_in(chosen: str) -> dict[int, int]:
    """Keys and versions of ``1:3,2:1``; what is none of that is left out."""
    pairs = (each.partition(":") for each in chosen.split(",")[:MOST_AT_ONCE])
    return {int(key): int(version) for key, _colon, version in pairs if key.isdecimal() and version.isdecimal()}


def model_in(label: str, form: type[Chosen]) -> type[models.Model] | None:
    """The noun of a label, if ``form`` is offered on its list."""
    offered = (model for model, able in BULK.items() if form in able)
    return next((model for model in offered if model._meta.label_lower == label), None)


def in_bulk(*subjects: type[models.Model]) -> Callable[[type[Chosen]], type[Chosen]]:
    """Put a verb on chosen rows of the lists of ``subjects``."""

    def keep(form: type[Chosen]) -> type[Chosen]:
        for subject in subjects:
            BULK.setdefault(subject, []).append(form)
        offer(*subjects)(form)
        return form

    return keep


def actions_of(model: type[models.Model], editor: Editor, request: HttpRequest) -> dict[str, Any]:
    """The bulk actions of a list, as Django's lists want them: those that the editor may use here."""
    found = [form for form in BULK.get(model, []) if form.fits(request) and not form.refused(editor)]
    return {form.address(): (_leading_to(form, model), form.address(), f"{form.label}…") for form in found}


def _leading_to(form: type[Chosen], model: type[models.Model]) -> Callable[..., HttpResponseRedirect | None]:
    def lead(shown: admin.ModelAdmin[Any], request: HttpRequest, rows: QuerySet[Any]) -> HttpResponseRedirect | None:
        picked = list(rows.order_by("-pk")[: MOST_AT_ONCE + 1])
        if len(picked) > MOST_AT_ONCE:
            sentence: Any = _("At most %(count)s rows can be chosen at once. Choose fewer.")
            shown.message_user(request, sentence % {"count": MOST_AT_ONCE}, messages.ERROR)
            return None
        meta = model._meta
        address = reverse(f"admin:{meta.app_label}_{meta.model_name}_do_new", args=[form.address()])
        chosen = ",".join(f"{row.pk}:{getattr(row, 'version', 0)}" for row in picked)
        return HttpResponseRedirect(f"{address}?{urlencode({'chosen': f'{meta.label_lower}|{chosen}'})}")

    return lead
