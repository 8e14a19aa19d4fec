"""Readings that a newer cleaner proposes: what it would read otherwise, and the choice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from claims.admin.base import LedgerAdmin, show
from claims.admin.panels import Cell, Panel, Table, badge, bdi, cell, facts
from claims.admin.site import desk
from claims.admin.verbs import VerbForm, offer
from claims.characters import displayable
from claims.models import Editor

from ..actions import decide_proposal
from ..choices import ProposalState
from ..models import ReadingProposal
from .words import kind_label, snippet

TONES = {ProposalState.OPEN: "partly", ProposalState.ACCEPTED: "good", ProposalState.DECLINED: "muted"}
SHOWN = 200  # lines of a comparison
LONGEST = 300


@dataclass(frozen=True)
class Moved:
    """A line that a newer cleaner reads otherwise; ``None`` where only one of the two knows it as a line."""

    words: str
    now: Mapping[str, Any] | None
    then: Mapping[str, Any] | None


def moved(proposal: ReadingProposal) -> list[Moved]:
    """The lines whose kind or keeping would change, in text order."""
    text = proposal.snapshot.content()
    reading = proposal.snapshot.readings.newest()
    now = {(block["start"], block["end"]): block for block in (reading.blocks if reading else [])}
    then = {(block["start"], block["end"]): block for block in proposal.blocks}
    spans = sorted({*now, *then})
    return [
        Moved(displayable(text[span[0] : span[1]]), now.get(span), then.get(span))
        for span in spans
        if _read(now.get(span)) != _read(then.get(span))
    ]


def _read(block: Mapping[str, Any] | None) -> tuple[Any, Any] | None:
    return (block["kind"], block["kept"]) if block else None


def _cell(block: Mapping[str, Any] | None) -> Cell:
    if block is None:
        return Cell(_("no line of its own"), tone="muted")
    words = gettext("read: %(kind)s") if block["kept"] else gettext("set aside: %(kind)s")
    because = gettext(block["reason"]) if block.get("reason") else ""
    return Cell(words % {"kind": kind_label(block["kind"])}, tone="good" if block["kept"] else "muted", quiet=because)


def differences_panel(proposal: ReadingProposal) -> Table:
    """What would change, line by line."""
    found = moved(proposal)
    rows = [[Cell(snippet(each.words, LONGEST)), _cell(each.now), _cell(each.then)] for each in found[:SHOWN]]
    left = len(found) - len(rows)
    if left > 0:
        more = ngettext("and %(count)s more line", "and %(count)s more lines", left) % {"count": left}
        rows.append([Cell(more), Cell(""), Cell("")])
    return Table(
        _("Lines that would be read otherwise"),
        (_("line"), _("as it is read"), _("as it would be read")),
        rows,
        _("Nothing would be read otherwise any more."),
    )


@admin.register(ReadingProposal, site=desk)
class ReadingProposalAdmin(LedgerAdmin[ReadingProposal]):
    group = "ledger"
    place = 6
    intro = _(
        "What a newer cleaner would read otherwise in texts that are in. Nothing changes until an editor says so."
    )
    list_display = ("shown_article", "shown_state", "changes", "cleaner", "made_at")
    list_filter = ("state", "cleaner")
    list_select_related = ("snapshot__article",)
    find = ("snapshot__article__title",)
    find_exact = ("cleaner",)

    @show(_("article"), order="snapshot__article__title")
    def shown_article(self, obj: ReadingProposal) -> Any:
        return bdi(obj.snapshot.article.title)

    @show(_("state"), order="state")
    def shown_state(self, obj: ReadingProposal) -> Any:
        return badge(obj.get_state_display(), TONES[ProposalState(obj.state)])

    def get_queryset(self, request: Any) -> QuerySet[ReadingProposal]:
        return super().get_queryset(request).defer("blocks")

    def object_queryset(self) -> QuerySet[ReadingProposal]:
        return ReadingProposal.objects.select_related("snapshot__article", "snapshot__text")

    def headline(self, obj: ReadingProposal) -> str:
        return obj.snapshot.article.title

    def badges(self, obj: ReadingProposal) -> Iterable[Any]:
        yield Cell(obj.get_state_display(), tone=TONES[ProposalState(obj.state)])

    def panels(self, obj: ReadingProposal, editor: Editor) -> Iterable[Panel]:
        yield facts(
            _("Details"),
            (_("article"), obj.snapshot.article),
            (_("snapshot"), obj.snapshot),
            (_("proposed by the cleaner"), obj.cleaner),
            (_("in force"), obj.snapshot.readings.newest()),
            (_("proposed at"), obj.made_at),
        )
        if obj.state == ProposalState.OPEN:
            yield differences_panel(obj)
        else:
            yield facts(_("Outcome"), (_("state"), cell(obj.get_state_display())), (_("lines"), obj.changes))


class DecideForm(VerbForm):
    """The decision on a proposed reading."""

    verb = "decide_proposal"
    permissions = ("article.read",)
    beside = False
    accept: ClassVar[bool]

    @classmethod
    def offered(cls, subject: Any) -> bool:
        return bool(subject.state == ProposalState.OPEN)

    def aside(self) -> Iterable[Panel]:
        yield differences_panel(self.subject)

    def act(self) -> Any:
        version = self.cleaned_data["version"]
        return decide_proposal(editor=self.editor, proposal=self.subject, version=version, accept=self.accept)


@offer(ReadingProposal)
class AcceptReading(DecideForm):
    action = "accept_reading"
    label = _("Read it so from now on")
    sentence = _(
        "Makes a new reading of the snapshot. Offsets and quotes stay where they are; the old reading is kept."
    )
    tone = "primary"
    accept = True


@offer(ReadingProposal)
class DeclineReading(DecideForm):
    action = "decline_reading"
    label = _("Leave it as it is read")
    sentence = _("The reading in force stays. The same cleaner does not propose again.")
    accept = False
