"""The one shape of a writing transaction (DESIGN §4).

Verbs run inside ``transaction(editor=…)``; nested verbs join it. Rows are inserted where the verb runs. The
outermost block, as its last statements before COMMIT, locks the head row and numbers entries and publications.
So the lock is held for moments, in one order, by everyone: no gap, no fork, no deadlock on the head.
"""

from __future__ import annotations

import datetime as dt
import functools
import time
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, ParamSpec, TypeVar

from django.db import OperationalError, connection, models
from django.db import transaction as db_transaction
from django.db.models import F
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from ..models import Editor, Entry, EntryNumber, Head, Versioned
from ..rules import Blocker, Refused, require, unstorable
from .chain import entry_hash, sealed, stamp_now

P = ParamSpec("P")
R = TypeVar("R")
M = TypeVar("M", bound=models.Model)
V = TypeVar("V", bound=Versioned)

MAX_ATTEMPTS = 4  # the first try and three repeats
# PostgreSQL: deadlock_detected, lock_not_available, serialization_failure.
RETRYABLE_STATES = {"40P01", "55P03", "40001"}


class Conflict(Refused):
    """Someone else changed the row since it was read. Nothing was written."""

    def __init__(self, row: models.Model) -> None:
        self.row = row
        super().__init__(
            [
                Blocker(
                    "conflict",
                    _("Someone else changed this while you were working on it; nothing of yours was saved."),
                    _("Open it again, compare both texts, and repeat your change."),
                )
            ]
        )


class Busy(Refused):
    """The database could not take the write in time, four times over."""

    def __init__(self) -> None:
        super().__init__(
            [
                Blocker(
                    "busy",
                    _("The database is busy with other writes; nothing was changed."),
                    _("Wait a moment and do it again."),
                )
            ]
        )


@dataclass
class Deed:
    """What one outermost transaction has done so far."""

    editor: Editor | None
    at: dt.datetime = field(default_factory=stamp_now)
    id: uuid.UUID = field(default_factory=uuid.uuid4)
    pending: list[models.Model] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    numbered: list[Callable[[int], models.Model]] = field(default_factory=list)
    wakes: dict[str, None] = field(default_factory=dict)


_current: ContextVar[Deed | None] = ContextVar("isnad_deed", default=None)
_witnesses: list[Callable[[Deed], None]] = []


def attend(witness: Callable[[Deed], None]) -> Callable[[Deed], None]:
    """Have ``witness`` see each deed when all of it is written, inside its transaction, before it is numbered.

    So an app further up follows what the ledger's verbs did without their knowing of it. A witness may write rows
    that no entry seals, and never changes what was done.
    """
    _witnesses.append(witness)
    return witness


def current() -> Deed:
    """The deed of the running transaction. Outside one this is a programming error."""
    deed = _current.get()
    if deed is None:
        raise RuntimeError("A guarded write was tried outside ledger.transaction; call it from a verb.")
    return deed


@contextmanager
def transaction(*, editor: Editor | None) -> Iterator[Deed]:
    """Run a block as one deed of ``editor``, or join the deed that is already running.

    ``editor`` is ``None`` only for what nobody in the house does: the installation itself (the scale of a new
    database), and what a reader sends (``letter``).
    """
    running = _current.get()
    if running is not None:
        yield running
        return
    deed = Deed(editor=editor)
    with db_transaction.atomic():
        token = _current.set(deed)
        try:
            yield deed
            for witness in _witnesses if deed.entries else ():
                witness(deed)
            _close(deed)
            for task in deed.wakes:
                # Robust: what was committed stays committed when the queue cannot be reached.
                db_transaction.on_commit(_enqueues(task), robust=True)
        finally:
            _current.reset(token)


@contextmanager
def savepoint() -> Iterator[None]:
    """One row of a bulk verb: what fails inside is undone, and so is what it queued."""
    deed = current()
    marks = len(deed.pending), len(deed.entries), len(deed.numbered)
    try:
        with db_transaction.atomic():
            yield
    except BaseException:
        del (deed.pending[marks[0] :], deed.entries[marks[1] :], deed.numbered[marks[2] :])
        raise


def verb(function: Callable[P, R]) -> Callable[P, R]:
    """Make a keyword-only function a verb: one transaction, repeated at most three times on deadlock or busy.

    A verb that is called inside another joins it; only the outermost is repeated, as a whole.
    """

    @functools.wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        editor = kwargs["editor"]
        if not isinstance(editor, Editor):
            raise TypeError(f"{function.__name__} needs the editor who acts, got {editor!r}.")
        return _repeated(editor, kwargs, lambda: function(*args, **kwargs))

    return run


def letter(function: Callable[P, R]) -> Callable[P, R]:
    """Make a keyword-only function a deed of nobody in the house: what a reader sends. Otherwise it is a verb.

    Its entry names no editor; it may write nothing that is editorial.
    """

    @functools.wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        return _repeated(None, kwargs, lambda: function(*args, **kwargs))

    return run


def _repeated(editor: Editor | None, given: Mapping[str, Any], act: Callable[[], R]) -> R:
    if _current.get() is not None:
        return act()
    require(unstorable(given))
    for attempt in range(1, MAX_ATTEMPTS + 1):
        try:
            with transaction(editor=editor):
                return act()
        except OperationalError as error:
            if not _retryable(error):
                raise
            if attempt == MAX_ATTEMPTS or connection.in_atomic_block:
                raise Busy from error
            time.sleep(0.02 * attempt)
    raise Busy


def _retryable(error: OperationalError) -> bool:
    cause = error.__cause__
    state = getattr(cause, "sqlstate", None)
    return state in RETRYABLE_STATES or (state is None and "locked" in str(error))


def insert(row: M) -> M:
    """Insert a guarded row; the next ``record`` seals it."""
    deed = current()
    row.save(force_insert=True)
    deed.pending.append(row)
    return row


def insert_all(rows: Iterable[M]) -> list[M]:
    """Insert several guarded rows of one model in one statement."""
    deed = current()
    made = list(rows)
    if made:
        type(made[0])._default_manager.bulk_create(made)
        deed.pending.extend(made)
    return made


def subject_of(row: models.Model) -> tuple[str, str]:
    """How entries name an object: its model's label in lower case, and its primary key."""
    return row._meta.label_lower, str(row.pk)


def record(verb_name: str, subject: models.Model, *, before: Any = None, after: Any = None) -> Entry:
    """Write the audit entry of a deed; it seals every guarded row inserted since the entry before."""
    deed = current()
    subject_type, subject_id = subject_of(subject)
    entry = Entry(
        deed=deed.id,
        editor=deed.editor,
        verb=verb_name,
        subject_type=subject_type,
        subject_id=subject_id,
        before=before,
        after=after,
        rows=sealed(deed.pending),
        at=deed.at,
    )
    entry.save(force_insert=True)
    deed.pending.clear()
    deed.entries.append(entry)
    return entry


def change(row: V, *, version: int | None = None, where: Mapping[str, Any] | None = None, **values: Any) -> V:
    """Change a mutable row by a conditional UPDATE and return it as it is now.

    ``version`` is the version the writer saw (default: the one ``row`` was read with); ``where`` adds
    conditions such as the state that the row must be in. No row matched means ``Conflict``; nothing is written.
    """
    current()
    seen = row.version if version is None else version
    manager = type(row)._base_manager
    matched = manager.filter(pk=row.pk, version=seen, **(where or {})).update(version=F("version") + 1, **values)
    if not matched:
        raise Conflict(row)
    return manager.get(pk=row.pk)


def number(make: Callable[[int], models.Model]) -> None:
    """Queue a row that takes the next number of the publication sequence when the transaction closes."""
    current().numbered.append(make)


def wake(task: str) -> None:
    """Have the worker run ``task`` (its dotted name) after COMMIT, once for the whole deed.

    By name, because verbs may not import tasks (DESIGN §2). A wake may be lost; the work itself stands in rows.
    """
    current().wakes[task] = None


def _enqueues(task: str) -> Callable[[], None]:
    # A function of its own: Django names it when it fails, and a `partial` has no name.
    def enqueue() -> None:
        import_string(task).enqueue()

    return enqueue


def _close(deed: Deed) -> None:
    if deed.pending:
        names = sorted({row._meta.label for row in deed.pending})
        raise RuntimeError(f"Rows without an audit entry: {', '.join(names)}. The verb must call ledger.record.")
    if not deed.entries:
        if deed.numbered:
            raise RuntimeError("A publication was numbered without an audit entry.")
        return
    head = Head.objects.select_for_update().get(pk=1)
    last_rows = _number_publications(deed, head)
    _number_entries(deed, head, last_rows)
    head.save(update_fields=["entry_n", "entry_hash", "sequence_n"])


def _number_publications(deed: Deed, head: Head) -> list[list[str]]:
    made: list[models.Model] = []
    for make in deed.numbered:
        head.sequence_n += 1
        row = make(head.sequence_n)
        row.save(force_insert=True)
        made.append(row)
    return sealed(made)


def _number_entries(deed: Deed, head: Head, last_rows: list[list[str]]) -> None:
    links: list[EntryNumber] = []
    for entry in deed.entries:
        rows = last_rows if entry is deed.entries[-1] else []
        n = head.entry_n + 1
        link_hash = entry_hash(n=n, prev_hash=head.entry_hash, entry=entry, rows=rows)
        links.append(EntryNumber(n=n, entry=entry, prev_hash=head.entry_hash, rows=rows, hash=link_hash))
        head.entry_n, head.entry_hash = n, link_hash
    EntryNumber.objects.bulk_create(links)
