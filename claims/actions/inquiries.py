"""The right of reply: whom we asked, what came back, and what of it may be quoted."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from .. import ledger
from ..choices import InquiryEventKind
from ..models import Body, Claim, Editor, Inquiry, InquiryEvent, LocalText, Source
from ..rules import Blocker, may, none_of, require, too_long

ANSWERS = (InquiryEventKind.ANSWERED, InquiryEventKind.DECLINED)


@ledger.verb
def ask_claimant(
    *,
    editor: Editor,
    claim: Claim,
    source: Source,
    text: str,
    deadline: dt.datetime,
    channel: str = "",
    public_line: LocalText | None = None,
) -> Inquiry:
    """Put a question to someone whom the claim concerns. ``channel`` and ``text`` never leave the house."""
    require([*may(editor, "inquiry.write"), *too_long(Inquiry, channel=channel)])
    inquiry = Inquiry.objects.create(claim=claim, source=source, channel=channel)
    event = _write_event(inquiry, editor, InquiryEventKind.ASKED, text, deadline, public_line)
    ledger.record("inquiry.ask", inquiry, after={"claim": claim.public_id, "text": event.text_id})
    return inquiry


@ledger.verb
def remind_claimant(
    *,
    editor: Editor,
    inquiry: Inquiry,
    text: str,
    deadline: dt.datetime,
    public_line: LocalText | None = None,
) -> InquiryEvent:
    """Ask once more, with a later deadline. The first letter and its deadline stay on record."""
    found = [*may(editor, "inquiry.write"), *_answered(inquiry)]
    if deadline <= _deadline(inquiry):
        found.append(
            Blocker(
                "deadline_not_later",
                _("The new deadline is not later than the one they have."),
                _("Give them more time, or write down that it has passed."),
            )
        )
    require(found)
    moved = ledger.change(inquiry)
    event = _write_event(moved, editor, InquiryEventKind.ASKED, text, deadline, public_line)
    ledger.record("inquiry.remind", moved, after={"text": event.text_id})
    return event


@ledger.verb
def record_answer(
    *, editor: Editor, inquiry: Inquiry, kind: str, text: str, public_line: LocalText | None = None
) -> InquiryEvent:
    """Write down what came back (answered or declined; it may come late) and what of it may be quoted."""
    found = [*may(editor, "inquiry.write"), *none_of(kind=(kind, InquiryEventKind))]
    if kind in InquiryEventKind.values and kind not in ANSWERS:
        found.append(
            Blocker(
                "no_answer_step",
                _("“%(kind)s” is nothing that came back."),
                _("Ask again, or let the deadline pass, with the verb for it."),
                values={"kind": InquiryEventKind(kind).label},
            )
        )
    require(found)
    moved = ledger.change(inquiry)
    event = _write_event(moved, editor, kind, text, None, public_line)
    ledger.record("inquiry.answer", moved, after={"kind": kind, "text": event.text_id})
    return event


@ledger.verb
def expire_inquiry(
    *, editor: Editor, inquiry: Inquiry, note: str = "", public_line: LocalText | None = None
) -> InquiryEvent:
    """Write down that nothing came by the deadline. ``note`` stays in the house."""
    found = [*may(editor, "inquiry.write"), *_answered(inquiry)]
    last = _last(inquiry)
    if last.kind == InquiryEventKind.EXPIRED or _deadline(inquiry) > ledger.current().at:
        found.append(
            Blocker(
                "deadline_not_passed",
                _("No deadline has passed that is not written down."),
                _("Wait for the deadline, or ask again with a new one."),
            )
        )
    require(found)
    moved = ledger.change(inquiry)
    event = _write_event(moved, editor, InquiryEventKind.EXPIRED, note.strip() or _NOTHING, None, public_line)
    ledger.record("inquiry.expire", moved, after={"text": event.text_id})
    return event


_NOTHING = "–"


def _last(inquiry: Inquiry) -> InquiryEvent:
    return inquiry.events.order_by("-number")[0]


def _deadline(inquiry: Inquiry) -> dt.datetime:
    """The deadline that they have now: the latest one that they were given."""
    given = inquiry.events.filter(deadline__isnull=False).order_by("-number").values_list("deadline", flat=True)
    return given[0] or ledger.current().at


def _answered(inquiry: Inquiry) -> list[Blocker]:
    if _last(inquiry).kind not in ANSWERS:
        return []
    return [
        Blocker(
            "already_answered",
            _("They have answered, or said that they will not."),
            _("Open a new question to them if there is more to ask."),
        )
    ]


def _write_event(
    inquiry: Inquiry, editor: Editor, kind: str, text: str, deadline: dt.datetime | None, public_line: LocalText | None
) -> InquiryEvent:
    return ledger.insert(
        InquiryEvent(
            inquiry=inquiry,
            number=inquiry.events.next_number(),
            kind=kind,
            at=ledger.current().at,
            deadline=deadline,
            text=Body.objects.put_text(text),
            public_line=Body.objects.put_local(public_line) if public_line else None,
            editor=editor,
        )
    )
