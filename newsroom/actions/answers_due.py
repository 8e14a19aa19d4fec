"""Who asked is told when an answer is due: once in the day before the deadline, and once when it has passed.

No verb: nothing editorial is written, and what is told repeats what stands in the inquiry.
"""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet
from django.utils import timezone

from claims import ledger
from claims.models import Editor, Inquiry, InquiryEvent

from ..choices import NoticeKind
from ..models import Notification


def remind_of_answers(at: dt.datetime | None = None) -> int:
    """Tell whoever asked of every answer that is due; returns how many were told. Safe to repeat, and to do twice."""
    now = at or timezone.now()
    return sum(_remind(inquiry.pk, now) for inquiry in Inquiry.objects.answers_due(now))


def _remind(key: int, now: dt.datetime) -> bool:
    with ledger.transaction(editor=None):
        # The row is locked, so that two sweeps at once tell once.
        inquiry = Inquiry.objects.select_for_update().get(pk=key)
        asked = inquiry.events.filter(deadline__isnull=False).select_related("editor").order_by("-number")[0]
        if not asked.editor.is_active or _told(inquiry, asked.editor, _since(asked, now)).exists():
            return False
        kind, subject = ledger.subject_of(inquiry)
        Notification.objects.create(
            editor=asked.editor, kind=NoticeKind.ANSWER_DUE, subject_type=kind, subject_id=subject, at=now
        )
    return True


def _since(asked: InquiryEvent, now: dt.datetime) -> dt.datetime:
    """When the reminder that is due now became due: at the deadline, or when the deadline was set."""
    passed = asked.deadline is not None and asked.deadline <= now
    return asked.deadline if passed and asked.deadline is not None else asked.at


def _told(inquiry: Inquiry, editor: Editor, since: dt.datetime) -> QuerySet[Notification]:
    kind, subject = ledger.subject_of(inquiry)
    found = Notification.objects.filter(editor=editor, kind=NoticeKind.ANSWER_DUE, at__gte=since)
    return found.filter(subject_type=kind, subject_id=subject)
