"""What the import screens say: outcomes, reasons, where a fact was read. Every sentence in the editor's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.admin.panels import Cell, Words, list_url
from claims.choices import BlockKind

from ..choices import ItemState, Likeness
from ..kinds import BODY
from ..models import ImportItem, ImportRun

# The states in the order in which a run's page counts them: what waits comes first.
STATES = (
    ItemState.WAITING,
    ItemState.PENDING,
    ItemState.ACCEPTED,
    ItemState.RENEWED,
    ItemState.KNOWN,
    ItemState.REFUSED,
    ItemState.REJECTED,
    ItemState.UNDONE,
)
LIKENESS_TONES = {Likeness.BYTES: "open", Likeness.ADDRESS: "open", Likeness.SAME: "open"}
PLACES: dict[str, Words] = {
    "editor": _("typed by an editor in this preview"),
    "address": _("the address it was fetched from"),
    "letters": _("the letters of the text"),
    "feed": _("the feed"),
    "<title>": _("the window's title"),
    "<time>": _("the page's time mark"),
    "html lang": _("the page's language mark"),
    "link canonical": _("the page's canonical address"),
}
KINDS_OF_PLACE: dict[str, Words] = {
    "JSON-LD": _("the page's data for machines (%(name)s)"),
    "meta": _("the page's data for machines (%(name)s)"),
    "microdata": _("the page's data for machines (%(name)s)"),
    "ninjs": _("the wire's item (%(name)s)"),
    "column": _("column “%(name)s”"),
    "line": _("line %(name)s of the text"),
}


def filled(message: str, values: Mapping[str, Any] | None) -> str:
    """A sentence of a reader or the cleaner, translated, with its values; places among them in words."""
    sentence = gettext(message) if message else ""
    given = {name: place(str(value)) if "source" in name else value for name, value in (values or {}).items()}
    try:
        return sentence % given if given else sentence
    except (KeyError, TypeError, ValueError):  # a value is missing: the sentence says the most that can be said
        return sentence


def reason(problem: Mapping[str, Any] | None) -> str:
    """Why something did not come in."""
    return filled(problem.get("message", ""), problem.get("values")) if problem else ""


def advice(problem: Mapping[str, Any] | None) -> str:
    """What to do about it."""
    return filled(problem.get("hint", ""), problem.get("values")) if problem else ""


def place(source: str) -> str:
    """Where a fact was read, in words; technical names stay as they are."""
    if source in PLACES:
        return str(PLACES[source])
    kind, _space, name = source.partition(" ")
    words = KINDS_OF_PLACE.get(kind)
    return str(words) % {"name": name} if words and name else source


def state_cell(item: ImportItem) -> Cell:
    """The outcome of an item."""
    state = ItemState(item.state)
    return Cell(state.label, tone=state.tone)


def counts_of(run: ImportRun) -> list[Cell]:
    """How many items of a run (``with_counts``) are in each state; none is left out but the empty ones."""
    found = [(state, getattr(run, f"count_{state}", 0)) for state in STATES]
    return [Cell(f"{number} {state.label}", tone=state.tone) for state, number in found if number]


def likeness_cells(item: ImportItem) -> list[Cell]:
    """How an item is like what is in already: each way once, by what was found when it arrived."""
    kinds = dict.fromkeys(like.get("kind", "") for like in item.likenesses)
    return [
        Cell(Likeness(kind).label, tone=LIKENESS_TONES.get(Likeness(kind), "partly"))
        for kind in kinds
        if kind in Likeness.values
    ]


def items_url(run: ImportRun, state: str = "") -> str:
    """The list of a run's items."""
    query = f"run__id__exact={run.pk}"
    return list_url(ImportItem, f"{query}&state={state}" if state else query)


def kind_label(kind: str) -> str:
    """A kind of line in words."""
    return str(BlockKind(kind).label)


def kind_groups() -> list[tuple[str, list[tuple[str, str]]]]:
    """The kinds to choose from: those that are read as the article, and those that are set aside."""
    kinds = [(str(kind), str(BlockKind(kind).label)) for kind in BlockKind.values]
    return [
        (gettext("Read as the article"), [pair for pair in kinds if pair[0] in BODY]),
        (gettext("Set aside"), [pair for pair in kinds if pair[0] not in BODY]),
    ]


def snippet(words: str, most: int = 60) -> str:
    """The beginning of a text, for a label."""
    flat = " ".join(words[: most * 4].split())
    return flat if len(flat) <= most else f"{flat[:most].rstrip()}…"
