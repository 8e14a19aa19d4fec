"""Letters to an account's own address: the invitation, and the link for a forgotten password."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core import signing
from django.core.mail import send_mail
from django.db import transaction as db_transaction
from django.urls import reverse
from django.utils import translation
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _

from ..models import Editor

INVITATION = dt.timedelta(days=3)
_SALT = "claims.invitation"


def invitation_token(who: Editor) -> str:
    """What the link of an invitation carries. Bound to there being no password yet, so it is good once."""
    return signing.dumps([who.pk, _mark(who)], salt=_SALT)


def invited(token: str) -> Editor | None:
    """Whom a link of an invitation lets in; ``None`` if it is forged, used, replaced, or older than three days."""
    try:
        pk, mark = signing.loads(token, salt=_SALT, max_age=INVITATION)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    who = Editor.objects.filter(pk=pk, is_active=True).first()
    if who is None or who.has_usable_password() or not constant_time_compare(mark, _mark(who)):
        return None
    return who


def _mark(who: Editor) -> str:
    return salted_hmac(_SALT, who.password, algorithm="sha256").hexdigest()[:24]


def send_invitation(who: Editor) -> None:
    """Send the link once the account stands."""
    link = settings.BASE_URL + reverse("admin:welcome", args=[invitation_token(who)])
    with translation.override(who.interface_language):
        subject = _("Your account at the Isnad desk")
        body = _(
            "%(name)s,\n\nan account was opened for you at the desk, under the user name %(username)s. Choose your "
            "password here; the link is good for three days and once:\n\n%(link)s\n"
        ) % {"name": who.get_full_name(), "username": who.username, "link": link}
    # Robust: the account stands even if the letter can't be sent now; the desk can send it again.
    db_transaction.on_commit(_sends(who.email, subject, body), robust=True)


def _sends(address: str, subject: str, body: str) -> Callable[[], None]:
    # A function of its own: Django names it when it fails, and a `partial` has no name.
    def send() -> None:
        _send(address, subject, body)

    return send


def send_reset(who: Editor) -> None:
    """Send the link with which a forgotten password is replaced. It is good for one hour and once."""
    key = urlsafe_base64_encode(force_bytes(who.pk))
    link = settings.BASE_URL + reverse(
        "admin:password_reset_confirm", args=[key, default_token_generator.make_token(who)]
    )
    with translation.override(who.interface_language):
        subject = _("A new password for the Isnad desk")
        body = _(
            "%(name)s,\n\nsomeone, probably you, asked for a new password. Choose it here within an hour:\n\n"
            "%(link)s\n\nIf it was not you, nothing needs to be done.\n"
        ) % {"name": who.get_full_name(), "link": link}
    _send(who.email, subject, body)


def _send(address: str, subject: str, body: str) -> None:
    send_mail(subject, body, None, [address])
