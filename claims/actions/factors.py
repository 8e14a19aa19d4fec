"""Second factors: how a code is tried, how recovery codes are kept, and what a demonstration account uses.

No verbs: a code is not editorial, and what is counted (tries, codes used) must stay counted when a verb is refused.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import hmac
import secrets
import time
import unicodedata
from dataclasses import dataclass
from typing import Any

import django_otp
from django.conf import settings
from django.utils.crypto import salted_hmac
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from ..models import Editor

CODES = 10  # recovery codes of one editor
CODE_LENGTH = 10  # letters and digits of one recovery code: 50 bits
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # without i, l, o, 0 and 1, which are copied wrongly by hand


@dataclass(frozen=True)
class Tried:
    """What came of a code: the device that took it, or until when no further one is looked at."""

    device: Any = None
    wait_until: dt.datetime | None = None


def factor_of(who: Editor) -> Any:
    """The device of an editor's second factor; ``None`` before she has set one up."""
    return TOTPDevice.objects.filter(user=who, confirmed=True).order_by("pk").first()


def pending_factor(*, whose: Editor) -> Any:
    """The device that an editor is setting up; its secret stays the same until she proves it."""
    device, _new = TOTPDevice.objects.get_or_create(user=whose, confirmed=False, defaults={"name": "totp"})
    return device


def codes_left(who: Editor) -> int:
    """How many recovery codes an editor has not used yet."""
    return int(sum(device.token_set.count() for device in StaticDevice.objects.filter(user=who)))


def try_code(*, whose: Editor, code: str) -> Tried:
    """Try a code of the application, or a recovery code. A code is good once; wrong ones make the next try wait."""
    plain = plain_code(code)
    is_recovery = not plain.isdecimal() or len(plain) != 6
    device = StaticDevice.objects.filter(user=whose).first() if is_recovery else factor_of(whose)
    if device is None:
        return Tried()
    return try_on(whose=whose, device=device, code=_kept_form(device, plain) if is_recovery else plain)


def try_on(*, whose: Editor, device: Any, code: str) -> Tried:
    """Try a code on one device, which may be one that is being set up."""
    allowed, why = device.verify_is_allowed()
    if not allowed:
        return Tried(wait_until=why["locked_until"])
    return Tried(device=django_otp.verify_token(whose, device.persistent_id, plain_code(code)))


def plain_code(code: str) -> str:
    """A code as it was meant: without spaces and dashes, with the digits of any script as ours.

    >>> plain_code("١٢٣ ٤٥٦"), plain_code("ABCDE-fghjk")
    ('123456', 'abcdefghjk')
    """
    digits = (str(unicodedata.digit(each, each)) for each in code)
    return "".join(digits).replace("-", "").replace(" ", "").strip().lower()


def new_codes() -> list[str]:
    """Fresh recovery codes in plain, in two halves; they are shown once and kept only as digests."""
    made = ["".join(secrets.choice(_LETTERS) for _ in range(CODE_LENGTH)) for _ in range(CODES)]
    return [f"{code[:5]}-{code[5:]}" for code in made]


def kept_code(who: Editor, code: str, secret: str | None = None) -> str:
    """What of a recovery code stands in the database: a digest of 80 bits that tells nothing without the key."""
    digest = salted_hmac("claims.recovery", f"{who.pk}:{plain_code(code)}", secret=secret, algorithm="sha256")
    return base64.b32encode(digest.digest()[:10]).decode().lower()


def _kept_form(device: Any, code: str) -> str:
    """The digest under which a code may be kept: by today's key, or by one that was in use when it was made."""
    forms = [kept_code(device.user, code, secret) for secret in (None, *settings.SECRET_KEY_FALLBACKS)]
    found = device.token_set.filter(token__in=forms).values_list("token", flat=True).first()
    return str(found or forms[0])


def demo_key(username: str) -> str:
    """The secret of a demonstration account, hexadecimal: of this machine's key and the name, so it is kept nowhere."""
    key = hmac.new(settings.SECRET_KEY.encode(), f"demo second factor of {username}".encode(), hashlib.sha256)
    return key.digest()[:20].hex()


def code_now(device: Any) -> tuple[str, int]:
    """The code that ``device`` takes next, and for how many seconds. If this half minute's was used: the next one's."""
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift)
    totp.time = time.time()
    left = device.step - int(totp.time) % device.step
    if totp.t() <= device.last_t:
        totp.time += device.step
        left += device.step
    return f"{totp.token():0{device.digits}d}", left
