"""Headers that Django does not set by itself, the desk's language, and whose address a request came from."""

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from claims.models import Editor

SEEN_EVERY = 60  # seconds between two notes that a session is in use; each is a write

_ISOLATION = {
    # Other sites may link to us and read the API, but not embed our files in their pages.
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


class IsolationHeadersMiddleware:
    """Adds the headers above to every answer, static files included, unless the view has set its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in _ISOLATION.items():
            response.headers.setdefault(name, value)
        return response


class DeskSessionMiddleware:
    """Ends a session of the desk after one long shift, and after two hours in which nothing was asked of it.

    Django counts from the last change of a session, which a busy one has every minute; so the beginning is kept.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Readers' pages never look at the session.
        if request.path.startswith("/admin/") and SESSION_KEY in request.session:
            self._look_at(request.session, int(time.time()))
        return self.get_response(request)

    def _look_at(self, session: SessionBase, now: int) -> None:
        began, seen = session.setdefault("began", now), session.setdefault("seen", now)
        if now - began >= settings.SESSION_COOKIE_AGE or now - seen >= settings.SESSION_IDLE:
            session.flush()
        elif now - seen >= SEEN_EVERY:
            session["seen"] = now


class DeskLanguageMiddleware:
    """The desk speaks the editor's language, until she chooses another for this browser."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Readers' pages never look at the session: the address alone says their language.
        if request.path.startswith("/admin/") and settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
            self._speak(request)
        return self.get_response(request)

    def _speak(self, request: HttpRequest) -> None:
        editor = request.user
        if isinstance(editor, Editor):
            translation.activate(editor.interface_language)
            request.LANGUAGE_CODE = translation.get_language()


def client_ip(request: HttpRequest) -> str:
    """The address of the visitor, for limits and log-in throttling.

    Only as many entries of X-Forwarded-For are believed as `TRUSTED_PROXIES` says, counted from the right: the rest
    is whatever the visitor wrote there.
    """
    peer = str(request.META.get("REMOTE_ADDR", ""))
    proxies: int = settings.TRUSTED_PROXIES
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",") if hop.strip()]
    if not proxies or not hops:
        return peer
    return hops[-min(proxies, len(hops))]
