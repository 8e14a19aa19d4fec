"""From what somebody gave (paths, addresses, uploads) to what a run keeps. Reads, fetches and compares; writes only
through the verbs, one short transaction for each article.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone, translation

from claims.models import Editor, Snapshot
from claims.models.base import keep_raw
from claims.rules import Refused
from newsroom.models import Story

from . import actions, readers, resemblance
from .actions import Problem
from .choices import ItemState, RunKind
from .fetching import Policy, fetch
from .incoming import Incoming, Unreadable
from .models import ImportItem, ImportRun
from .preparing import Prepared, prepare
from .readers import Refusal
from .readers.containers import open_zip, walk_folder
from .vocabulary import gettext_noop

MAX_FILE = 50_000_000  # bytes of one file that is given; a single article may have far less
Outcome = Prepared | Refusal


@cache
def policy() -> Policy:
    """How this newsroom fetches: under its name, and with a way to reach it."""
    return Policy(user_agent=settings.USER_AGENT)


def is_address(given: str) -> bool:
    """Whether something given is a web address rather than a path."""
    return urlsplit(given).scheme.lower() in {"http", "https"}


# --- What was given, article by article -------------------------------------------------------------------------------


def names_of(given: Iterable[str]) -> Iterator[str | Refusal]:
    """The files and addresses behind what was given, folders opened, in a stable order; what a folder holds back
    comes as a refusal in its place.
    """
    for each in given:
        if is_address(each) or not Path(each).is_dir():
            yield each
        else:
            yield from (found if isinstance(found, Refusal) else str(found) for found in walk_folder(Path(each)))


def outcomes(name: str | Refusal) -> Iterator[tuple[str, Outcome]]:
    """Each article of a file or an address, prepared, or why it is none. Names are unique and come in order."""
    if isinstance(name, Refusal):
        yield name.name, name
        return
    try:
        found = _fetched(name) if is_address(name) else _read_file(Path(name))
        yield from _unique(_prepared(each) for each in found)
    except Unreadable as error:
        yield name, Refusal(name, error)


def _unique(found: Iterable[tuple[str, Outcome]]) -> Iterator[tuple[str, Outcome]]:
    seen: dict[str, int] = {}
    for name, outcome in found:
        seen[name] = seen.get(name, 0) + 1
        yield (name if seen[name] == 1 else f"{name} ({seen[name]})"), outcome


def _prepared(found: Incoming | Refusal) -> tuple[str, Outcome]:
    if isinstance(found, Refusal):
        return found.name, found
    try:
        return found.name, prepare(found, now=timezone.now())
    except Unreadable as error:
        return found.name, Refusal(found.name, error)


def _read_file(path: Path) -> Iterator[Incoming | Refusal]:
    yield from read_bytes(_bytes_of(path), name=str(path))


def read_bytes(
    raw: bytes, *, name: str, url: str | None = None, media_type: str | None = None, declared: str | None = None
) -> Iterator[Incoming | Refusal]:
    """Every article in some bytes; archives are opened."""
    if raw[:4] == b"PK\x03\x04":
        for member in open_zip(raw, name=name):
            if isinstance(member, Refusal):
                yield member
            else:
                yield from _members(member.raw, f"{name}/{member.name}")
        return
    yield from readers.read(raw, name=name, url=url, media_type=media_type, declared=declared)


def _members(raw: bytes, name: str) -> Iterator[Incoming | Refusal]:
    try:
        yield from readers.read(raw, name=name)
    except Unreadable as error:
        yield Refusal(name, error)


def _bytes_of(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > MAX_FILE:
            raise Unreadable(
                "file_too_large",
                gettext_noop("The file has %(size)s bytes; %(limit)s are read at most."),
                gettext_noop("Bring it in in parts."),
                {"size": size, "limit": MAX_FILE},
            )
        return path.read_bytes()
    except OSError as error:
        raise Unreadable(
            "file_unreadable",
            gettext_noop("The file can't be read: %(why)s."),
            gettext_noop("Check its name and that you may read it, then bring it in again."),
            {"why": error.strerror or str(error)},
        ) from None


def _fetched(url: str) -> Iterator[Incoming | Refusal]:
    got = fetch(url, policy())
    yield from read_bytes(got.raw, name=url, url=got.url, media_type=got.media_type, declared=got.charset)


# --- A run ------------------------------------------------------------------------------------------------------------


@dataclass
class Tally:
    """What a run has come to so far: items by state, and each of them as it happened."""

    counts: dict[str, int] = field(default_factory=dict)

    def add(self, state: str) -> None:
        self.counts[state] = self.counts.get(state, 0) + 1

    @property
    def refused(self) -> int:
        return self.counts.get(ItemState.REFUSED, 0)


def open_run(*, editor: Editor, given: Sequence[str], story: Story | None) -> ImportRun:
    """The run over what was given: the one that was cut off, if there is one, else a new one."""
    named = [each if is_address(each) else str(Path(each).resolve()) for each in given]
    key = actions.key_of(editor.username, story.public_id if story else "", *named)
    cut_off = ImportRun.objects.unfinished(key).order_by("pk").first()
    if cut_off is not None:
        return cut_off
    kind = RunKind.ADDRESSES if all(is_address(each) for each in given) else RunKind.FILES
    label = ", ".join(Path(each).name if not is_address(each) else each for each in given)
    return actions.start_run(editor=editor, kind=kind, label=label, key=key, story=story)


def bring_in(
    *, editor: Editor, run: ImportRun, name: str | Refusal, done: set[str], tell: Callable[[ImportItem], None]
) -> None:
    """Bring in every article of one file or address that the run has not dealt with yet."""
    for each, outcome in outcomes(name):
        if each[: actions.LONGEST_NAME] not in done:
            tell(enter(editor=editor, run=run, name=each, outcome=outcome))


def enter(*, editor: Editor, run: ImportRun, name: str, outcome: Outcome) -> ImportItem:
    """Bring one article in, or keep why not. A refusal by a rule of the house is kept like one by a reader."""
    if isinstance(outcome, Refusal):
        return actions.refuse_item(editor=editor, run=run, name=name, problem=Problem.of(outcome.error))
    keep_raw(outcome.incoming.raw)
    try:
        return actions.bring_in_item(
            editor=editor, run=run, name=name, prepared=outcome, looked=resemblance.look(outcome)
        )
    except Refused as refusal:
        return actions.refuse_item(editor=editor, run=run, name=name, problem=_of_rule(refusal))


def stage(*, editor: Editor, run: ImportRun, name: str, outcome: Outcome, item: ImportItem | None = None) -> ImportItem:
    """Put one article before the editors, or keep why it is none."""
    if isinstance(outcome, Refusal):
        return actions.refuse_item(editor=editor, run=run, name=name, problem=Problem.of(outcome.error), item=item)
    keep_raw(outcome.incoming.raw)
    likes = resemblance.find(outcome)
    return actions.stage_item(editor=editor, run=run, name=name, prepared=outcome, likes=likes, item=item)


def _of_rule(refusal: Refused) -> Problem:
    first = refusal.blockers[0]
    with translation.override(None):  # the sentences themselves, which are translated where they are shown
        return Problem(first.code, str(first.message), str(first.hint), first.values)


def fetch_item(item: ImportItem) -> None:
    """Fetch what was left to the worker. The first article takes the item's place; more of them follow it."""
    run, editor = item.run, item.run.editor
    waiting: ImportItem | None = item
    for name, outcome in outcomes(item.url):
        stage(editor=editor, run=run, name=name, outcome=outcome, item=waiting)
        waiting = None
    if not run.items.filter(state=ItemState.PENDING).exists():
        actions.finish_run(editor=editor, run=ImportRun.objects.get(pk=run.pk))


# --- An item again ----------------------------------------------------------------------------------------------------


def incoming_of(item: ImportItem) -> Incoming:
    """What a reader makes of an item's bytes now; never stored, so a better reader shows at once."""
    raw = item.raw.data if item.raw else b""
    if item.transcript is not None:
        text = item.transcript.text
        return Incoming(
            item.name, raw, text, item.media_type or "application/octet-stream", item.charset, item.url or None
        )
    return only(
        readers.read(
            raw, name=item.name, url=item.url or None, media_type=item.media_type or None, declared=item.charset or None
        )
    )


def only(found: Iterable[Incoming | Refusal]) -> Incoming:
    """The one article of an item's bytes."""
    first = next(iter(found))
    if isinstance(first, Refusal):
        raise first.error
    return first


def prepared_of(item: ImportItem) -> Prepared:
    """An item as it would come in, with every decision so far."""
    return prepare(incoming_of(item), item.decisions, now=timezone.now())


def incoming_of_snapshot(snapshot: Snapshot) -> Incoming | None:
    """A snapshot read again from its bytes; ``None`` where today's reader no longer gives the same text."""
    try:
        found = only(
            readers.read(
                snapshot.raw.data,
                name=snapshot.taken_from,
                media_type=snapshot.media_type,
                declared=snapshot.encoding,
            )
        )
    except Unreadable:
        return None
    return found if found.text == snapshot.content() else None


def decided(item: ImportItem) -> dict[str, Any]:
    """The decisions of an item, to be changed and given back to ``decide_item``."""
    return {"blocks": {}, "fields": {}, **item.decisions}
