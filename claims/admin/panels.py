"""What a page of the desk is made of: panels of facts, tables, texts, chains and reasons. Data only; templates draw."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, TypeAlias, cast

from django.contrib.admin.utils import quote
from django.db import models
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from .. import dates
from ..characters import displayable
from ..models import Editor, LocalText, Verdict
from ..rules import Blocker

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise
    from django.utils.safestring import SafeString

Words: TypeAlias = "str | _StrPromise"

NOTHING = "–"


def _shown(text: Any) -> str:
    return displayable(str(text)) if text is not None else ""


@dataclass(frozen=True)
class Cell:
    """One value: its words, where they lead, their tone, and a quiet second line."""

    text: Words
    url: str = ""
    tone: str = ""
    quiet: Words = ""

    @property
    def shown(self) -> str:
        """The words as they may be shown: what would turn them round stands there as a mark."""
        return _shown(self.text)


@dataclass(frozen=True)
class Panel:
    """One part of a page. ``template`` draws it; what is ``urgent`` stands before all else."""

    template: ClassVar[str]
    urgent: ClassVar[bool] = False
    beside: ClassVar[bool] = False  # whether it stands beside the others where there is room
    title: Words


@dataclass(frozen=True)
class Facts(Panel):
    """Names and values; a value may have several cells."""

    template = "admin/desk/facts.html"
    rows: Sequence[tuple[Words, Sequence[Cell]]]


@dataclass(frozen=True)
class Table(Panel):
    """Rows of cells; the first cell of a row names it. ``empty`` is said when there is none."""

    template = "admin/desk/table.html"
    head: Sequence[Words]
    rows: Sequence[Sequence[Cell]]
    empty: Words = _("None yet.")


@dataclass(frozen=True)
class Passage:
    """A piece of text with what stands beside it."""

    text: Words
    label: Words = ""
    tone: str = ""
    quiet: Words = ""
    url: str = ""
    language: str = ""

    @property
    def shown(self) -> str:
        """The text as it may be shown: what would turn it round stands there as a mark."""
        return _shown(self.text)


@dataclass(frozen=True)
class Prose(Panel):
    """Texts to be read."""

    template = "admin/desk/prose.html"
    passages: Sequence[Passage]
    empty: Words = _("None yet.")
    source: bool = False


@dataclass(frozen=True)
class Link:
    """One drawn link of a chain: whose words, as printed, and whether we saw them."""

    name: Cell
    words: str
    naming: Words
    verb: str
    seen: bool
    interested: bool
    missing: bool


@dataclass(frozen=True)
class Drawn:
    """One occurrence with its chains, drawn outward from the article."""

    place: Cell
    quote: str
    before: str
    after: str
    marks: Sequence[Words]
    chains: Sequence[tuple[Words, Sequence[Link]]]
    url: str = ""


@dataclass(frozen=True)
class Chains(Panel):
    """Occurrences and through whom they came."""

    template = "admin/desk/chains.html"
    occurrences: Sequence[Drawn]
    note: Words = ""
    empty: Words = _("It stands in no text yet.")


@dataclass(frozen=True)
class Reason:
    """A blocker as it is shown: its sentences with their values filled in."""

    code: str
    sentence: str
    hint: str
    where: str
    url: str = ""
    link: str = ""


def reasons(
    blockers: Iterable[Blocker], subject: models.Model | None = None, editor: Editor | None = None
) -> list[Reason]:
    """Blockers as they are shown, each once, with the way to mend each: on ``subject``, or on what it names itself."""
    from .mending import way_of

    found = []
    for each in blockers:
        url, link = way_of(each, subject, editor)
        found.append(Reason(each.code, each.sentence(), each.advice(), each.where, url, str(link)))
    return list(dict.fromkeys(found))


@dataclass(frozen=True)
class Reasons(Panel):
    """Everything that stands in the way, or the sentence that nothing does."""

    template = "admin/desk/reasons.html"
    blockers: Sequence[Reason]
    clear: Words = _("Nothing stands in the way.")


@dataclass(frozen=True)
class Trail(Panel):
    """Lines of the audit."""

    template = "admin/desk/trail.html"
    lines: Sequence[Any]
    more: str = ""


@dataclass(frozen=True)
class Called:
    """A fact that a change of words changes: what kind of fact, and what it was and is."""

    kind: Words
    old: Words
    new: Words


@dataclass(frozen=True)
class Change:
    """One line of a comparison: pieces of text marked ``same``, ``out``, ``in`` or ``spelled``.

    ``same`` says that a reader hears no difference; ``calls`` are the facts that changed.
    """

    section: Words
    old: Sequence[tuple[str, str]]
    new: Sequence[tuple[str, str]]
    same: bool
    calls: Sequence[Called] = ()

    @property
    def merged(self) -> Sequence[tuple[str, str]]:
        """Both sides in one line: what went before what came."""
        return _merged(self.old, self.new)


def _merged(old: Sequence[tuple[str, str]], new: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """What both share once, and between it what went and then what came. Spellings are shown as they are now."""
    found: list[tuple[str, str]] = []
    left = list(old)
    for kind, words in new:
        if kind in {"same", "spelled"}:
            while left and left[0][0] == "out":
                found.append(left.pop(0))
            if left:
                left.pop(0)
            found.append((kind, words))
            continue
        if left and left[0][0] == "out":
            found.append(left.pop(0))
        found.append((kind, words))
    return [*found, *(piece for piece in left if piece[0] == "out")]


@dataclass(frozen=True)
class Compared(Panel):
    """Two texts, side by side or in one line, line by line."""

    template = "admin/desk/compared.html"
    old_title: Words
    new_title: Words
    lines: Sequence[Change]
    unchanged: Words = _("Nothing differs.")
    inline: bool = False

    @property
    def spelled(self) -> int:
        """How many lines differ in spelling only."""
        return sum(line.same for line in self.lines)

    @property
    def meant(self) -> int:
        """How many lines say something else."""
        return len(self.lines) - self.spelled

    @property
    def called(self) -> int:
        """How many facts changed."""
        return sum(len(line.calls) for line in self.lines)


# --- Panels that other apps add to a page ----------------------------------------------------------------------------

PanelMaker = Callable[[Any, Editor], Iterable[Panel]]


_makers: dict[type[Any], list[PanelMaker]] = {}


def adds_panels(model: type[Any]) -> Callable[[PanelMaker], PanelMaker]:
    """Let an app further up add panels to the pages of ``model`` (a claim's page shows what is published of it).

    ``models.Model`` is every noun.
    """

    def keep(maker: PanelMaker) -> PanelMaker:
        _makers.setdefault(model, []).append(maker)
        return maker

    return keep


def added_panels(row: models.Model, editor: Editor) -> list[Panel]:
    """The panels that apps further up add to the page of ``row``."""
    makers = [*_makers.get(type(row), []), *_makers.get(models.Model, [])]
    return [panel for maker in makers for panel in maker(row, editor)]


@dataclass(frozen=True)
class Column:
    """A column that an app further up adds to the list of a noun: what is annotated, under which name, how it reads."""

    name: str
    annotation: Callable[[], Any]
    shown: Callable[[Any], Any]


_columns: dict[type[models.Model], list[Column]] = {}


def add_column(model: type[models.Model], column: Column) -> None:
    """Add a column to the list of ``model``."""
    _columns.setdefault(model, []).append(column)


def added_columns(model: type[models.Model]) -> list[Column]:
    """The columns that apps further up add to the list of ``model``."""
    return _columns.get(model, [])


PageView = Callable[..., Any]


@dataclass(frozen=True)
class Page:
    """A further page of a row: the last part of its address, its view, and its words where the row links to it."""

    name: str
    view: PageView
    words: Words = ""


_pages: dict[type[models.Model], list[Page]] = {}


def adds_page(model: type[models.Model], name: str, words: Words = "") -> Callable[[PageView], PageView]:
    """Let an app further up add a page ``…/ID/name/`` to each row of ``model``: ``view(shown, request, object_id)``.

    Its address is named ``admin:APP_MODEL_name``.
    """

    def keep(view: PageView) -> PageView:
        _pages.setdefault(model, []).append(Page(name, view, words))
        return view

    return keep


def added_pages(model: type[models.Model]) -> list[Page]:
    """The pages that apps further up add to rows of ``model``."""
    return _pages.get(model, [])


def page_links(row: models.Model) -> list[tuple[Words, str]]:
    """The further pages of a row that its own page links to."""
    meta, key = row._meta, quote(row.pk)
    return [
        (page.words, reverse(f"admin:{meta.app_label}_{meta.model_name}_{page.name}", args=[key]))
        for page in added_pages(type(row))
        if page.words
    ]


def once(row: Any, what: str, ask: Callable[[], Any]) -> Any:
    """What several parts of one page ask of its row, asked once. Where no page is drawn it is asked each time.

    Only ``LedgerAdmin.change_view``, which writes nothing, gives a row such a memory: nothing in it can grow old.
    """
    memory: dict[str, Any] | None = getattr(row, "asked_by_page", None)
    if memory is None:
        return ask()
    if what not in memory:
        memory[what] = ask()
    return memory[what]


# --- From rows to cells ----------------------------------------------------------------------------------------------


def url_of(row: models.Model) -> str:
    """The address of a row's page at the desk; empty where it has none."""
    meta = row._meta
    try:
        return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[quote(row.pk)])
    except NoReverseMatch:
        return ""


def list_url(model: type[models.Model], query: str = "") -> str:
    """The address of a model's list, with a query."""
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    return f"{address}?{query}" if query else address


def verb_url(row: models.Model, verb: str, query: str = "") -> str:
    """The address of the form of a verb on a row."""
    meta = row._meta
    address = reverse(f"admin:{meta.app_label}_{meta.model_name}_do", args=[quote(row.pk), verb])
    return f"{address}?{query}" if query else address


def language_of_desk() -> str:
    """The language that the desk speaks now."""
    return "en" if (get_language() or "").startswith("en") else "ar"


def in_desk_language(text: str) -> LocalText:
    """What was typed at the desk, as a text in the language that the desk speaks now."""
    return LocalText(en=text) if language_of_desk() == "en" else LocalText(ar=text)


def text_in(text: LocalText | None) -> str | None:
    """A text of several languages in the language of the desk, or in the one it has."""
    found = dict(text or {})
    return str(found.get(language_of_desk()) or next(iter(found.values()), "")) or None


def moment(value: dt.datetime) -> str:
    """A time as the editor's clock shows it."""
    return dates.display(timezone.localtime(value).strftime("%Y-%m-%dT%H:%M"), language_of_desk())


def cell(value: Any, *, tone: str = "", quiet: Words = "", url: str | None = None) -> Cell:
    """A value as a cell: rows link to their pages, verdicts carry their tone, what is unknown is a dash."""
    if isinstance(value, Cell):
        return value
    if value is None or value == "":
        return Cell(NOTHING, quiet=quiet)
    if isinstance(value, Verdict):
        return Cell(str(value), tone=value.tone, url=url or "", quiet=quiet)
    if isinstance(value, models.Model):
        return Cell(str(value), url=url_of(value) if url is None else url, tone=tone, quiet=quiet)
    return Cell(_plain(value), tone=tone, quiet=quiet, url=url or "")


def _plain(value: Any) -> Words:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, dt.datetime):
        return moment(value)
    if isinstance(value, dt.date):
        return dates.display(value.isoformat(), language_of_desk())
    return cast(Words, value) if isinstance(value, str | Promise) else str(value)


def facts(title: Words, *rows: tuple[Words, Any]) -> Facts:
    """A panel of facts; a list or tuple as value gives several cells."""
    made = []
    for name, value in rows:
        values = value if isinstance(value, list | tuple) else [value]
        made.append((name, [cell(each) for each in values] or [Cell(NOTHING)]))
    return Facts(title, made)


def badge(text: Words, tone: str) -> SafeString:
    """A word with its tone, for lists."""
    return format_html('<span class="tone tone-{}">{}</span>', tone, text)


def verdict_badge(verdict: Verdict | None, otherwise: Words = NOTHING) -> SafeString:
    """A rating for lists."""
    return badge(str(verdict), verdict.tone) if verdict is not None else badge(otherwise, "none")


STATE_TONES = {
    "draft": "muted",
    "in_review": "open",
    "returned": "partly",
    "approved": "good",
    "published": "plain",
    "superseded": "muted",
}


def yes(value: Any) -> SafeString:
    """Yes or no, in words."""
    return badge(_("Yes"), "good") if value else badge(_("No"), "none")


def bdi(text: Any) -> SafeString:
    """A text of either direction inside a line of the other."""
    return format_html("<bdi>{}</bdi>", _shown(text))
