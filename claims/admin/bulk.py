"""Verbs on chosen rows of the ledger's lists."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from ..actions import restore_from_trash, submit_verification, trash
from ..models import Article, Claim, Question, Source, Verification
from ..rules import Blocker
from .checking_verbs import submit_blockers
from .chosen import Chosen, in_bulk
from .claims import states_cell
from .panels import Cell, Words, cell
from .states import newest_per_language

NOT_A_DRAFT = Blocker("not_a_draft", _("No language of it is a draft."), _("Open it to see where it stands."))


@in_bulk(Article, Claim, Question, Source)
class TrashChosen(Chosen):
    verb = "trash"
    action = "trash_chosen"
    label = _("Put into the trash")
    sentence = _("Sets exactly these aside. Nothing is removed, and nothing that is published changes by it.")
    permissions = ("trash",)
    tone = "danger"

    def carry_out(self, row: Any) -> None:
        trash(editor=self.editor, row=row, version=self.seen[row.pk])


@in_bulk(Article, Claim, Question, Source)
class RestoreChosen(Chosen):
    verb = "restore_from_trash"
    action = "restore_chosen"
    label = _("Take out of the trash")
    permissions = ("trash",)
    in_trash = True

    def carry_out(self, row: Any) -> None:
        restore_from_trash(editor=self.editor, row=row, version=self.seen[row.pk])


@in_bulk(Verification)
class SubmitChosen(Chosen):
    verb = "submit_verification"
    action = "submit_chosen"
    label = _("Ask for a review")
    sentence = _("Each goes to whoever reviews first, in every language that is ready.")
    permissions = ("verification.write",)
    tone = "primary"
    in_trash = None

    def rows_of(self, keys: list[int]) -> QuerySet[Any]:
        found = Verification.objects.filter(pk__in=keys).order_by("-pk")
        return found.select_related("claim__current_verification", "verdict").prefetch_related("texts__state")

    def head(self) -> tuple[Words, ...]:
        return (_("claim"), _("number"), _("rating"), _("state"))

    def cells(self, row: Any) -> list[Cell]:
        return [cell(row.claim), Cell(str(row.number), url=cell(row).url), cell(row.verdict), states_cell(row)]

    def against(self, row: Any) -> list[Blocker]:
        states = {text.state.state for text in newest_per_language(row.texts.all()).values()}
        return submit_blockers(row) if states & {"draft", "returned"} else [NOT_A_DRAFT]

    def carry_out(self, row: Any) -> None:
        submit_verification(editor=self.editor, verification=row)
