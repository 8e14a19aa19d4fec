"""A lost second factor: one desk administrator asks for a new beginning, another allows it."""

from __future__ import annotations

import datetime as dt

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from .. import ledger
from ..models import Editor, FactorReset
from ..rules import Blocker, checked, may, require, too_long
from .factors import factor_of
from .people import _not_oneself, _reason_blockers

OPEN_DAYS = 7  # an answer that has not come by then is none


def open_reset(who: Editor) -> FactorReset | None:
    """The request that waits for a second desk administrator."""
    since = timezone.now() - dt.timedelta(days=OPEN_DAYS)
    waiting = FactorReset.objects.filter(editor=who, allowed_at__isnull=True, asked_at__gte=since)
    return waiting.select_related("asked_by").first()


@ledger.verb
def ask_factor_reset(*, editor: Editor, who: Editor, reason: str) -> FactorReset:
    """Say that an editor lost her second factor and how that is known. A second administrator decides."""
    found = [*may(editor, "editor.manage"), *_reason_blockers(reason), *too_long(FactorReset, reason=reason)]
    if factor_of(who) is None:
        found.append(Blocker("no_factor", _("There is no second factor yet."), _("Have her log in and set one up.")))
    if open_reset(who) is not None:
        found.append(Blocker("already_asked", _("This was asked already."), _("A second administrator allows it.")))
    require(found)
    made = FactorReset.objects.create(editor=who, reason=reason.strip(), asked_by=editor, asked_at=ledger.current().at)
    ledger.record("editor.ask_reset", who, after={"reason": made.reason})
    return made


@ledger.verb
def allow_factor_reset(*, editor: Editor, who: Editor) -> FactorReset:
    """Remove an editor's devices and recovery codes and end her sessions; she sets up a new one when she is back.

    Neither the one who asked nor the editor herself may allow it.
    """
    asked = open_reset(who)
    found = [*may(editor, "editor.manage"), *_not_oneself(editor, who)]
    if asked is None:
        found.append(
            Blocker("not_asked", _("Nobody asked for this."), _("One desk administrator asks, another allows."))
        )
    elif asked.asked_by_id == editor.pk:
        found.append(
            Blocker(
                "same_person",
                _("You asked for this yourself."),
                _("Another desk administrator has to allow it."),
            )
        )
    reset = checked(asked, found)
    now = ledger.current().at
    done = ledger.change(reset, where={"allowed_at": None}, allowed_by=editor, allowed_at=now)
    for kind in (TOTPDevice, StaticDevice):
        kind.objects.filter(user=who).delete()
    changed = ledger.change(who, sessions=F("sessions") + 1)
    ledger.record("editor.allow_reset", changed, after={"asked_by": reset.asked_by.username, "reason": reset.reason})
    return done
