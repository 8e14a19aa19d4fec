"""Many items at once: every one is named, and counted, before the button; each has its own outcome after it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from claims.admin.panels import Cell, Panel, Table, Words, cell
from claims.admin.verbs import VerbForm, offer
from claims.rules import Blocker

from .. import intake
from ..actions import Problem, accept_items, reject_items
from ..choices import ItemState, Treatment
from ..incoming import Unreadable
from ..models import ImportItem
from ..preparing import Prepared
from .words import advice, likeness_cells, reason, state_cell

MOST_AT_ONCE = 200
AT_A_TIME = 10  # items of one transaction: other editors' writes get in between
Refusals = dict[int, list[Blocker]]
CHANGED = Blocker(
    "changed_since", _("Somebody changed it after this list was drawn."), _("Look at its preview and decide again.")
)


class ItemsForm(VerbForm):
    """A verb on the items that were ticked. ``chosen`` carries each item with the version that the editor saw."""

    permissions = ("import.run",)
    on_list = True
    beside = False
    states: tuple[ItemState, ...] = (ItemState.WAITING,)

    chosen = forms.CharField(widget=forms.HiddenInput)

    @classmethod
    def offered(cls, subject: Any) -> bool:
        return False  # reached by ticking rows

    def prepare(self) -> None:
        self.items = self._from_data() if self.is_bound else self._from_query()
        self.waiting = self._waiting()
        self.button = self.counted(len(self.items), max(self.waiting, len(self.items)))

    def start(self) -> dict[str, Any]:
        items = self._from_query()
        return {"chosen": ",".join(f"{item.pk}:{item.version}" for item in items)}

    def counted(self, count: int, waiting: int) -> str:
        """What the button says."""
        raise TypeError(f"{type(self).__name__} does not say how.")

    def _found(self, keys: Iterable[int]) -> list[ImportItem]:
        rows = ImportItem.objects.filter(pk__in=list(keys), state__in=self.states)
        return list(rows.select_related("run__story", "run__editor", "article").order_by("run", "position"))

    def _from_query(self) -> list[ImportItem]:
        """What was ticked, or all that waits of a run."""
        asked = self.query
        if str(asked.get("all", "")).isdigit():
            waiting = ImportItem.objects.filter(run=int(asked["all"]), state=ItemState.WAITING).order_by("position")
            return self._found(waiting.values_list("pk", flat=True)[:MOST_AT_ONCE])
        ticked: Sequence[str] = asked.getlist("item") if hasattr(asked, "getlist") else []
        return self._found([int(each) for each in ticked if each.isdigit()][:MOST_AT_ONCE])

    def _from_data(self) -> list[ImportItem]:
        return self._found(self._versions())

    def _versions(self) -> dict[int, int]:
        pairs = (each.partition(":") for each in str(self.data.get("chosen", "")).split(",")[:MOST_AT_ONCE])
        return {int(pk): int(version) for pk, _colon, version in pairs if pk.isdigit() and version.isdigit()}

    def _waiting(self) -> int:
        runs = {item.run_id for item in self.items}
        return ImportItem.objects.filter(run__in=runs, state__in=self.states).count()

    def clean_chosen(self) -> str:
        """At least one item that still waits."""
        if not self.items:
            raise forms.ValidationError(_("None of these waits any more. Go back to the run."), code="none")
        return str(self.cleaned_data["chosen"])

    def aside(self) -> Iterable[Panel]:
        head = (_("article"), _("like what is in"), _("it becomes"))
        rows = [
            [cell(item, quiet=item.url), *_joined(likeness_cells(item)), Cell(becomes(item))] for item in self.items
        ]
        yield Table(_("Every one of them"), head, rows, _("Tick at least one item that waits."))

    def act(self) -> Any:
        seen = self._versions()
        done: list[ImportItem] = []
        refused: Refusals = {item.pk: [CHANGED] for item in self.items if item.version != seen.get(item.pk)}
        fresh = [item for item in self.items if item.pk not in refused]
        for place in range(0, len(fresh), AT_A_TIME):
            some, why = self.carry_out(fresh[place : place + AT_A_TIME])
            done += some
            refused |= why
        return done, refused

    def carry_out(self, items: list[ImportItem]) -> tuple[list[ImportItem], Refusals]:
        """Call the verb on some of the items."""
        raise TypeError(f"{type(self).__name__} does not say how.")

    def outcome(self, result: Any) -> list[Panel]:
        done, refused = result
        by_key = {item.pk: item for item in self.items}
        rows = [[cell(item), state_cell(item), cell(item.article)] for item in done]
        rows += [
            [cell(by_key[pk]), Cell(_("not done"), tone="bad"), Cell(" ".join(map(_said, blockers)))]
            for pk, blockers in refused.items()
        ]
        return [
            Table(
                self.told(len(done), len(self.items)),
                (
                    _("article"),
                    _("outcome"),
                    _("where it is, or why"),
                ),
                rows,
            )
        ]

    def told(self, count: int, asked: int) -> str:
        """The heading of the outcome."""
        raise TypeError(f"{type(self).__name__} does not say how.")


def _said(blocker: Blocker) -> str:
    return f"{blocker.sentence()} {blocker.advice()}".strip()


def _joined(cells: list[Cell]) -> list[Cell]:
    """Several cells as the one that a table has room for; the first tone speaks."""
    if not cells:
        return [Cell("")]
    return [Cell(cells[0].text, tone=cells[0].tone, quiet=" · ".join(str(each.text) for each in cells[1:]))]


def becomes(item: ImportItem) -> Words:
    """What accepting an item makes of it, as far as an editor decided."""
    decided = item.decisions.get("as")
    return Treatment(decided).label if decided in Treatment.values else _("what its address and bytes say")


@offer(ImportItem)
class AcceptItems(ItemsForm):
    verb = "accept_items"
    label = _("Accept the ticked articles")
    sentence = _("Brings in exactly the articles listed here, each with the decisions of its preview.")
    tone = "primary"

    def counted(self, count: int, waiting: int) -> str:
        words = ngettext(
            "Accept %(count)s of %(waiting)s waiting article",
            "Accept %(count)s of %(waiting)s waiting articles",
            waiting,
        )
        return words % {"count": count, "waiting": waiting}

    def carry_out(self, items: list[ImportItem]) -> tuple[list[ImportItem], Refusals]:
        ready: list[tuple[ImportItem, Prepared]] = []
        unread: Refusals = {}
        for item in items:
            try:
                ready.append((item, intake.prepared_of(item)))
            except Unreadable as error:
                problem = Problem.of(error).as_json()
                unread[item.pk] = [Blocker(error.code, reason(problem), advice(problem))]
        done, refused = accept_items(editor=self.editor, items=ready)
        return done, refused | unread

    def told(self, count: int, asked: int) -> str:
        words = ngettext("%(count)s of %(asked)s was accepted", "%(count)s of %(asked)s were accepted", count)
        return words % {"count": count, "asked": asked}


@offer(ImportItem)
class RejectItems(ItemsForm):
    verb = "reject_items"
    label = _("Reject the ticked articles")
    sentence = _("Turns down exactly the articles listed here. Their bytes stay with the run.")
    tone = "danger"
    states = (ItemState.WAITING, ItemState.PENDING)

    def counted(self, count: int, waiting: int) -> str:
        words = ngettext(
            "Reject %(count)s of %(waiting)s waiting article",
            "Reject %(count)s of %(waiting)s waiting articles",
            waiting,
        )
        return words % {"count": count, "waiting": waiting}

    def carry_out(self, items: list[ImportItem]) -> tuple[list[ImportItem], Refusals]:
        return reject_items(editor=self.editor, items=items)

    def told(self, count: int, asked: int) -> str:
        words = ngettext("%(count)s of %(asked)s was rejected", "%(count)s of %(asked)s were rejected", count)
        return words % {"count": count, "asked": asked}
