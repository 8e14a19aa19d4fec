"""The preview of an item: the article as it will be read, line by line, and what is known of it. Data; no writes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.html import format_html_join
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.admin.fields import suggestions
from claims.admin.panels import Cell, Facts, cell, facts
from claims.characters import displayable, forbidden, invisible
from claims.models import Source

from .. import naming
from ..actions import name_of_reading
from ..choices import ItemState
from ..models import ImportItem
from ..preparing import BY_HAND, Prepared
from .alike import Alikes, alikes_of
from .belonging import Belonging, stories_for
from .deciding import FieldsForm, Pressed
from .words import filled, kind_groups, kind_label, snippet

# Lines of one page. Every line has a field for its kind, and Django takes 1,000 fields of a form at most.
LINES = 400
LONGEST_LINE = 4_000  # characters shown of one line; the rest is in the text all the same
MOST_HIDDEN = 20


@dataclass(frozen=True)
class Line:
    """One line as the preview shows it. ``number`` counts the lines of the text, ``start`` its code points."""

    number: int
    start: int
    text: str
    kind: str
    kind_words: str
    kept: bool
    reason: str
    by_hand: bool
    options: Any
    label: str


@dataclass(frozen=True)
class Preview:
    """All that a preview shows."""

    lines: list[Line]
    page: Page[Any]
    kept: int
    removed: int
    title: str
    form: FieldsForm
    notices: list[str]
    hidden: list[Cell]
    names: list[tuple[str, Cell]]
    details: Facts
    alikes: Alikes
    stories: list[Belonging]
    suggestions: dict[str, list[str]] = field(default_factory=dict)

    @property
    def pages(self) -> list[Any]:
        """The pages of lines to choose from; none where one holds all."""
        pager = self.page.paginator
        return list(pager.get_elided_page_range(self.page.number)) if pager.num_pages > 1 else []


def draw(item: ImportItem, prepared: Prepared, *, page: str = "1", pressed: Pressed | None = None) -> Preview:
    """The preview of an item as decided so far; with ``pressed``, as it was typed and could not be kept."""
    shown = Paginator(prepared.blocks, LINES).get_page(page)
    form = pressed.form if pressed else FieldsForm(None, prepared=prepared, decisions=item.decisions)
    kept = sum(block["kept"] for block in prepared.blocks)
    waiting = item.state == ItemState.WAITING
    return Preview(
        lines=_lines(prepared, shown, pressed.kinds if pressed else {}),
        page=shown,
        kept=kept,
        removed=len(prepared.blocks) - kept,
        title=displayable(prepared.title),
        form=form,
        notices=[filled(notice.message, notice.values) for notice in prepared.inspection.notices],
        hidden=_hidden(prepared.incoming.text),
        names=_names(prepared),
        details=_details(item, prepared),
        alikes=alikes_of(item, prepared, pressed.treatment if pressed else "") if waiting else Alikes(),
        stories=stories_for(prepared) if waiting else [],
        suggestions=suggestions(form.fields.values()) if waiting else {},
    )


# --- Lines ------------------------------------------------------------------------------------------------------------


def _lines(prepared: Prepared, shown: Page[Any], typed: Mapping[int, str]) -> list[Line]:
    numbers = {block.start: block.line for block in prepared.inspection.cleaned.blocks}
    made: dict[str, Any] = {}
    text = prepared.incoming.text
    return [_line(block, numbers[block["start"]], text, typed.get(block["start"]), made) for block in shown]


def _line(block: Mapping[str, Any], number: int, text: str, typed: str | None, made: dict[str, Any]) -> Line:
    words = displayable(text[block["start"] : min(block["end"], block["start"] + LONGEST_LINE)])
    kind = typed or block["kind"]
    if kind not in made:
        made[kind] = options_of(kind)
    return Line(
        number=number,
        start=block["start"],
        text=f"{words}…" if block["end"] - block["start"] > LONGEST_LINE else words,
        kind=block["kind"],
        kind_words=kind_label(block["kind"]),
        kept=block["kept"],
        reason=gettext(block["reason"]) if block["reason"] else "",
        by_hand=block["reason"] == BY_HAND,
        options=made[kind],
        label=gettext("line %(number)s: %(words)s") % {"number": number, "words": snippet(words)},
    )


def options_of(chosen: str) -> Any:
    """The options of a field for kinds. Drawn once for each kind of a page: a line has eighteen of them."""
    groups = [
        (
            name,
            format_html_join(
                "",
                '<option value="{}"{}>{}</option>',
                ((kind, " selected" if kind == chosen else "", words) for kind, words in kinds),
            ),
        )
        for name, kinds in kind_groups()
    ]
    return format_html_join("", '<optgroup label="{}">{}</optgroup>', groups)


# --- What is known ----------------------------------------------------------------------------------------------------


def _details(item: ImportItem, prepared: Prepared) -> Facts:
    issue = prepared.particulars.issue_number
    return facts(
        _("The file"),
        (_("came as"), Cell(item.name)),
        (_("kind"), item.get_kind_display()),
        (_("issue number"), Cell(issue.value, quiet=issue.words) if issue else None),
        (_("media type"), f"{item.media_type}, {item.charset}".strip(", ")),
        (_("size of the file"), gettext("%(count)s bytes") % {"count": f"{len(prepared.incoming.raw):,}"}),
        (_("length in code points"), f"{len(prepared.incoming.text):,}"),
        (_("reading"), name_of_reading(prepared)),
        (_("run"), item.run),
        (_("goes to the story"), item.run.story),
    )


def _hidden(text: str) -> list[Cell]:
    """The characters that nobody sees, each once, with the lines in which they stand."""
    found: dict[str, tuple[str, str, list[int]]] = {}
    for tone, hidden in (("bad", forbidden(text)), ("muted", invisible(text))):
        for each in hidden:
            found.setdefault(each.code, (tone, each.name, []))[2].append(each.at)
    return [
        Cell(code, tone=tone, quiet=gettext("%(name)s, in line %(lines)s") % {"name": name, "lines": _at(text, places)})
        for code, (tone, name, places) in list(found.items())[:MOST_HIDDEN]
    ]


def _at(text: str, places: list[int]) -> str:
    numbers = dict.fromkeys(text.count("\n", 0, place) + 1 for place in places[:6])
    return ", ".join(map(str, numbers)) + ("…" if len(places) > 6 else "")


def _names(prepared: Prepared) -> list[tuple[str, Cell]]:
    """The sources that accepting would name: known ones, new ones, and those that an editor must look at."""
    found = prepared.particulars
    facts_found = [fact for fact in (found.outlet, *found.authors, found.translator) if fact is not None]
    return [(name, standing_of(name)) for name in dict.fromkeys(fact.value for fact in facts_found)]


def standing_of(name: str) -> Cell:
    """What the ledger knows of a printed name."""
    known: list[Source] = naming.known(name)
    if len(known) == 1:
        return cell(known[0], quiet=_("known source"))
    if known:
        return Cell(_("two sources are called so; it stays open"), tone="partly")
    like = naming.lookalikes(name)
    if like:
        words = gettext("looks like “%(name)s” but is spelled otherwise; it stays open") % {"name": like[0]}
        return Cell(words, tone="bad")
    return Cell(_("new: a source will be written"), tone="open")
