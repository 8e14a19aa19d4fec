"""What is in already and is like an item: how alike, what both share, what differs, and what to make of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from claims.admin.panels import Cell, Compared, Words, cell
from claims.admin.panels import Change as Shown
from claims.characters import displayable
from claims.differences import Change, compare
from claims.models import Article, Snapshot

from ..choices import Likeness, Treatment
from ..models import ImportItem
from ..preparing import Prepared
from ..resemblance import Like, find, kept_body
from ..similarity import shared_passages
from .deciding import OTHER
from .words import LIKENESS_TONES

DETAILED = 5  # articles of which passages and differences are shown
PASSAGES = 3
LONGEST_PASSAGE = 200  # characters shown of a shared passage, on either side
MOST_CHANGES = 60
LONGEST_PIECE = 600
CHANGES: dict[str, Words] = {
    "changed": _("changed"),
    "spelling": _("spelling only"),
    "added": _("added"),
    "removed": _("gone"),
}
Pieces = list[tuple[str, str]]


@dataclass(frozen=True)
class Alike:
    """One article that an item is like. ``renewal`` and ``copy`` are the values of its two choices."""

    article: Cell
    kind: Cell
    share: str
    passages: Sequence[tuple[str, str]]
    renewal: str
    copy: str
    difference: Compared | None


@dataclass(frozen=True)
class Alikes:
    """All of them, and the choice that holds."""

    found: Sequence[Alike] = field(default_factory=tuple)
    chosen: str = "new"
    opened: str = "new"
    same_file: bool = False

    @property
    def other(self) -> tuple[str, str]:
        """The values of the choices for an article that is named by hand."""
        return f"{Treatment.RENEWAL}:{OTHER}", f"{Treatment.COPY}:{OTHER}"


def alikes_of(item: ImportItem, prepared: Prepared, typed: str = "") -> Alikes:
    """What an item is like now, and what it is decided to be; ``typed`` is a choice that could not be kept."""
    likes = find(prepared)
    rows = Article.objects.filter(public_id__in=[like.article for like in likes]).select_related("outlet")
    articles = {article.public_id: article for article in rows}
    found = [_alike(like, articles[like.article], prepared, place) for place, like in enumerate(likes)]
    choice = _opened(item, likes)
    return Alikes(found, typed or choice, choice, any(like.kind == Likeness.BYTES for like in likes))


def opened(item: ImportItem, prepared: Prepared) -> str:
    """The choice with which the preview of an item opens now."""
    return _opened(item, find(prepared))


def _opened(item: ImportItem, likes: Sequence[Like]) -> str:
    """The choice that is shown: what was decided, else what the house makes of it by itself."""
    decided, of = item.decisions.get("as"), item.decisions.get("of")
    if decided in {Treatment.RENEWAL, Treatment.COPY}:
        return f"{decided}:{of if any(like.article == of for like in likes) else OTHER}"
    if decided == Treatment.NEW:
        return str(Treatment.NEW)
    same = next((like.article for like in likes if like.kind == Likeness.ADDRESS), None)
    return f"{Treatment.RENEWAL}:{same}" if same else str(Treatment.NEW)


def _alike(like: Like, article: Article, prepared: Prepared, place: int) -> Alike:
    snapshot = article.snapshot() if place < DETAILED else None
    outlet = str(article.outlet) if article.outlet else gettext("outlet not stated")
    kind = Likeness(like.kind)
    return Alike(
        article=cell(article, quiet=outlet),
        kind=Cell(kind.label, tone=LIKENESS_TONES.get(kind, "partly")),
        share=share_words(like),
        passages=_passages(prepared.body, kept_body(snapshot)) if snapshot and kind in _BY_WORDS else [],
        renewal=f"{Treatment.RENEWAL}:{article.public_id}",
        copy=f"{Treatment.COPY}:{article.public_id}",
        difference=difference(snapshot, prepared) if snapshot and kind not in _NO_DIFFERENCE else None,
    )


_BY_WORDS = {Likeness.NEAR, Likeness.EXCERPT, Likeness.ADDRESS}
_NO_DIFFERENCE = {Likeness.BYTES, Likeness.EXCERPT}


def share_words(like: Like) -> str:
    """How alike two texts are."""
    percent = {"percent": f"{100 * like.contained:.0f}"}
    if like.kind == Likeness.EXCERPT:
        return gettext("%(percent)s%% of the shorter text stands in the longer one.") % percent
    if like.kind == Likeness.NEAR:
        return gettext("%(percent)s%% of all word runs stand in both.") % {"percent": f"{100 * like.jaccard:.0f}"}
    return gettext("Word for word.") if like.kind == Likeness.SAME else ""


def _passages(mine: str, theirs: str) -> list[tuple[str, str]]:
    found = islice(shared_passages(mine, theirs), PASSAGES)
    return [(_short(mine[each.a_start : each.a_end]), _short(theirs[each.b_start : each.b_end])) for each in found]


def _short(words: str, most: int = LONGEST_PASSAGE) -> str:
    shown = displayable(words)
    return shown if len(shown) <= most else f"{shown[: most - 1].rstrip()}…"


# --- What differs -----------------------------------------------------------------------------------------------------


def difference(snapshot: Snapshot, prepared: Prepared) -> Compared:
    """From what the newest snapshot of an article reads to what the item reads, without what is the same."""
    old, new = kept_body(snapshot), prepared.body
    changes = [change for change in compare(old, new) if change.kind != "same"]
    lines = [_shown(change, old, new) for change in changes[:MOST_CHANGES]]
    left = len(changes) - len(lines)
    if left > 0:
        more = ngettext("and %(count)s more place", "and %(count)s more places", left) % {"count": left}
        lines.append(Shown(more, [], [], same=True))
    return Compared(
        _("From the text that is in to this one"),
        _("text that is in"),
        _("this text"),
        lines,
        _("Both are read word for word the same."),
    )


def _shown(change: Change, old: str, new: str) -> Shown:
    before = _pieces(change, old, "old_span", "out")
    after = _pieces(change, new, "new_span", "in")
    return Shown(CHANGES[change.kind], before, after, same=change.kind == "spelling")


def _pieces(change: Change, text: str, side: str, mark: str) -> Pieces:
    """One side of a change: within a changed line, only the words that differ are marked."""
    parts: Iterable[Change] = change.words or (change,)
    found = []
    for part in parts:
        start, end = getattr(part, side)
        words = _short(text[start:end], LONGEST_PIECE)
        if words:
            found.append((mark if part.kind in {"changed", "added", "removed"} else "same", words))
    return found
