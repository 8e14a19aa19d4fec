"""What a session has proved: that the second factor was given in it, and when; and the page that asks for it."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import django_otp
from django.contrib.auth import authenticate
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from ...actions import factor_of, try_code
from ..site import desk, editor_of

if TYPE_CHECKING:
    from ..panels import Words

VERIFIED_FOR = 12 * 60 * 60  # seconds that one code is good for in its session
SURE_FOR = 5 * 60  # seconds that password and code together are good for
VERIFIED, SURE = "factor_at", "sure_at"
CODE, PASSWORD = "_code", "_password"  # noqa: S105 - names of fields
_NOT_CARRIED = {CODE, PASSWORD, "csrfmiddlewaretoken"}
NOT_PROVED = 422


@dataclass(frozen=True)
class Asked:
    """What is asked for before a deed: a code, and perhaps the password with it."""

    sure: bool
    has_factor: bool


def is_verified(request: HttpRequest) -> bool:
    """Whether the second factor was given in this session, by a device that still counts."""
    return getattr(request.user, "otp_device", None) is not None and _within(request.session, VERIFIED, VERIFIED_FOR)


def is_sure(request: HttpRequest) -> bool:
    """Whether password and code were given within the last minutes."""
    return is_verified(request) and _within(request.session, SURE, SURE_FOR)


def _within(session: SessionBase, name: str, seconds: int) -> bool:
    at = session.get(name)
    return isinstance(at, int) and 0 <= time.time() - at < seconds


def mark(session: SessionBase | dict[str, Any], device: Any, *, sure: bool = False) -> None:
    """Note in a session that ``device`` has verified it now."""
    session[django_otp.DEVICE_ID_SESSION_KEY] = device.persistent_id
    session[VERIFIED] = int(time.time())
    if sure:
        session[SURE] = int(time.time())


def asked(request: HttpRequest, verb: Any) -> Asked | None:
    """What a verb's form still asks for; ``None`` when this session has proved enough."""
    sure = bool(verb.reauthenticate)
    if not (verb.second_factor or sure) or (is_sure(request) if sure else is_verified(request)):
        return None
    return Asked(sure, factor_of(editor_of(request)) is not None)


def stopped(request: HttpRequest, *, title: Words, back: str, sure: bool = False) -> TemplateResponse | None:
    """``None`` where this session has proved enough, or proves it with this request; else the page that asks for it.

    The page carries everything that was typed and sends it again to the same address, so nothing is lost.
    """
    if is_sure(request) if sure else is_verified(request):
        return None
    fault = prove(request, sure=sure)
    if not fault and CODE in request.POST:
        return None
    fields = [(name, value) for name, values in request.POST.lists() if name not in _NOT_CARRIED for value in values]
    context = {
        **desk.each_context(request),
        "title": title,
        "asked": Asked(sure, factor_of(editor_of(request)) is not None),
        "fault": fault,
        "carried": fields,
        "back": back,
    }
    return TemplateResponse(request, "admin/people/challenge.html", context, status=NOT_PROVED)


def prove(request: HttpRequest, *, sure: bool) -> str:
    """Try what was typed. Returns what is wrong with it; empty where it was right, or nothing was typed."""
    if not request.POST.get(CODE):
        return str(_("Type the code first.")) if CODE in request.POST else ""
    editor = editor_of(request)
    if sure and not knows_password(request):
        return str(_("The password is not right."))
    tried = try_code(whose=editor, code=request.POST[CODE])
    if tried.wait_until is not None:
        until = timezone.localtime(tried.wait_until)
        return str(_("Too many wrong codes. Try again after %(time)s.") % {"time": until.strftime("%H:%M:%S")})
    if tried.device is None:
        return str(_("The code is not right, or it was used before. Wait for the next one and type that."))
    request.session.cycle_key()  # a session that may do more gets a new name
    mark(request.session, tried.device, sure=sure)
    request.user.otp_device = tried.device  # type: ignore[union-attr]
    return ""


def knows_password(request: HttpRequest) -> bool:
    """Asked of the back ends, so that wrong passwords count as they do at the log-in."""
    known = authenticate(request, username=request.user.get_username(), password=request.POST.get(PASSWORD, ""))
    return known is not None and known.pk == request.user.pk
