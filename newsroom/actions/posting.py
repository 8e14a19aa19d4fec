"""Letters to the desk: each notice by itself at once, or one letter a day, as each editor wants it.

A letter holds titles and links, never a text of the desk. Whoever sends one first takes its notices with one
conditional UPDATE, so of two workers one sends; if the mail server refuses, they are given back. A worker that dies
between the two loses a letter, never a notice: the notice stands at the desk. Letters are not sent twice.
"""

from __future__ import annotations

import datetime as dt
import logging
import zoneinfo
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.admin.utils import quote
from django.core.mail import EmailMessage
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.choices import MailMode
from claims.models import Claim, Editor

from ..models import Notification, Story

logger = logging.getLogger(__name__)

HOUR = dt.time(8)  # when the letter of the day is due, on the editor's clock
AT_ONCE = dt.timedelta(days=1)  # older notices are no news; who changes her mind is not sent all that was
OF_A_DAY = dt.timedelta(days=3)  # a letter of the day that was late holds what has come since, not all there ever was
BATCH = 50
MOST_LISTED = 30  # notices that a letter of the day names

Subject = tuple[str, str]
RELATED = {"newsroom.version": ("summary__story",), "claims.verification": ("claim",)}
# What is named by more than its kind: things whose name is a title. A text of the desk is never in a letter.
TITLED = {
    *("newsroom.story", "newsroom.version", "newsroom.assignment", "newsroom.publication"),
    *("claims.claim", "claims.verification", "claims.proof", "claims.article", "claims.source", "claims.question"),
}


def send_letters(now: dt.datetime) -> int:
    """Send each notice that somebody wants at once by itself; returns how many letters went out."""
    rows = _unsent(MailMode.AT_ONCE).filter(at__gt=now - AT_ONCE).order_by("pk")[:BATCH]
    return sum(_send(row.editor, [row], now) for row in rows)


def send_digests(now: dt.datetime) -> int:
    """Send the letters of the day that are due: one a person and day, at 08:00 of her time zone or after it."""
    waiting = _unsent(MailMode.DAILY).filter(at__gt=now - OF_A_DAY).values("editor")
    return sum(_digest(editor, now) for editor in Editor.objects.filter(pk__in=waiting).order_by("pk"))


def _unsent(mode: str) -> Any:
    wanted = {"editor__mail": mode, "editor__is_active": True}
    found = Notification.objects.filter(mailed_at__isnull=True, read_at__isnull=True, **wanted)
    return found.exclude(editor__email="").select_related("editor", "actor")


def _digest(editor: Editor, now: dt.datetime) -> int:
    """What came before the hour of the letter; what comes after it waits for the next one."""
    due = due_at(editor.time_zone, now)
    if Notification.objects.filter(editor=editor, mailed_at__gte=due).exists():
        return 0
    rows = _unsent(MailMode.DAILY).filter(editor=editor, at__lt=due, at__gt=now - OF_A_DAY).order_by("pk")
    return _send(editor, list(rows), now)


def due_at(zone: str, now: dt.datetime) -> dt.datetime:
    """The last 08:00 on the clocks of a time zone; an unknown zone is UTC."""
    try:
        clock: dt.tzinfo = zoneinfo.ZoneInfo(zone)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        clock = dt.UTC
    here = now.astimezone(clock)
    due = dt.datetime.combine(here.date(), HOUR, clock)
    return due if due <= here else dt.datetime.combine(here.date() - dt.timedelta(days=1), HOUR, clock)


def _send(editor: Editor, notices: Sequence[Notification], now: dt.datetime) -> int:
    """One letter about some notices, by whoever takes them first; 0 where nothing was left to say."""
    mine = Notification.objects.filter(pk__in=[row.pk for row in notices])
    if not mine.filter(mailed_at__isnull=True).update(mailed_at=now):
        return 0
    try:
        letter(editor, notices).send()
    except Exception:  # the mail server's own, which are many
        mine.filter(mailed_at=now).update(mailed_at=None)
        logger.exception("A letter to editor %s could not be sent; it is tried again.", editor.pk)
        return 0
    return 1


def letter(editor: Editor, notices: Sequence[Notification]) -> EmailMessage:
    """The letter itself, in the editor's language: what happened to what, by whom, and where it is seen."""
    account = settings.BASE_URL + reverse("admin:me")
    with translation.override(editor.interface_language):
        titles = titles_of([(row.subject_type, row.subject_id) for row in notices])
        lines = [_line(row, titles) for row in notices[:MOST_LISTED]]
        more = len(notices) - len(lines)
        parts = [
            _("%(name)s,") % {"name": editor.get_full_name()},
            *lines,
            *([ngettext("And %(n)s more notice.", "And %(n)s more notices.", more) % {"n": more}] if more else []),
            _("All notices: %(link)s") % {"link": settings.BASE_URL + reverse("admin:notices")},
            _("To get fewer letters, or none, change it in your account: %(link)s") % {"link": account},
        ]
        subject = _heading(notices, titles)
    return EmailMessage(
        subject, "\n\n".join(parts) + "\n", None, [editor.email], headers={"List-Unsubscribe": f"<{account}>"}
    )


def _heading(notices: Sequence[Notification], titles: dict[Subject, str]) -> str:
    if len(notices) != 1:
        words = ngettext("Isnad desk: %(n)s notice", "Isnad desk: %(n)s notices", len(notices))
        return words % {"n": len(notices)}
    only = notices[0]
    title = titles.get((only.subject_type, only.subject_id), "")
    return " ".join(f"{_('Isnad desk')}: {said(only)} · {title}".split())


def _line(notice: Notification, titles: dict[Subject, str]) -> str:
    title = titles.get((notice.subject_type, notice.subject_id), "")
    return f"{said(notice)}\n{title}\n{settings.BASE_URL}{place_of(notice)}"


def said(notice: Notification) -> str:
    """What happened and because of whom, in a few words; a worker has no name."""
    return f"{notice.actor}: {notice.get_kind_display()}" if notice.actor else str(notice.get_kind_display())


def place_of(notice: Notification) -> str:
    """Where at the desk a notice leads: the object, and on it the note."""
    app, _dot, model = notice.subject_type.partition(".")
    try:
        address = reverse(f"admin:{app}_{model}_change", args=[quote(notice.subject_id)])
    except NoReverseMatch:
        return reverse("admin:notices")
    return f"{address}#note-{notice.note_id}" if notice.note_id else address


def titles_of(subjects: Iterable[Subject]) -> dict[Subject, str]:
    """The names of some objects in the language spoken now, in one query for each kind and no text of theirs."""
    keys: dict[str, set[str]] = {}
    for kind, key in subjects:
        keys.setdefault(kind, set()).add(key)
    return {pair: name for kind, some in keys.items() for pair, name in _titles(kind, some)}


def _titles(kind: str, keys: set[str]) -> Iterator[tuple[Subject, str]]:
    try:
        model = apps.get_model(kind)
    except (LookupError, ValueError):
        return
    if kind not in TITLED:
        yield from (((kind, key), str(model._meta.verbose_name)) for key in keys)
        return
    rows: list[Any] = list(model._base_manager.filter(pk__in=keys).select_related(*RELATED.get(kind, ())))
    names = _names({row.public_id for row in rows}) if kind in {"claims.proof", "newsroom.publication"} else {}
    for row in rows:
        yield (kind, str(row.pk)), names.get(getattr(row, "public_id", "")) or str(row)


def _names(public_ids: set[str]) -> dict[str, str]:
    return {
        row.public_id: str(row)
        for model in (Story, Claim)
        for row in model._base_manager.filter(public_id__in=public_ids)
    }
