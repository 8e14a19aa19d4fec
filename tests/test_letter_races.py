"""Two workers and one letter, on PostgreSQL: it goes out once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from claims import ledger
from claims.choices import MailMode
from claims.models import Editor
from newsroom.actions import posting, telling
from newsroom.choices import NoticeKind
from newsroom.models import Notification
from tests import factory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgresql]

WORKERS = 4


@pytest.mark.parametrize("mode", [MailMode.AT_ONCE, MailMode.DAILY])
def test_of_four_workers_one_sends_each_letter(mode: MailMode, together: Callable[..., list[Any]]) -> None:
    on = factory.cast()
    Editor.objects.filter(username="second").update(mail=mode, email="second@example.org")
    reader = Editor.objects.get(username="second")
    send = posting.send_letters if mode == MailMode.AT_ONCE else posting.send_digests
    for number in range(1, 6):
        mail.outbox.clear()
        with ledger.transaction(editor=on["writer"]):
            for question in (factory.question(f"أول {number}؟"), factory.question(f"ثانٍ {number}؟")):
                telling.tell(editor=on["writer"], to=[reader], kind=NoticeKind.MENTIONED, subject=question)
        now = timezone.now() + dt.timedelta(days=number)  # each round is a day of its own
        Notification.objects.filter(mailed_at=None).update(at=posting.due_at("UTC", now) - dt.timedelta(hours=1))
        results = together(*[lambda now=now: send(now) for _worker in range(WORKERS)])
        assert not [result for result in results if isinstance(result, Exception)], results
        letters = 2 if mode == MailMode.AT_ONCE else 1
        assert sum(results) == len(mail.outbox) == letters
