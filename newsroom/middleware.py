"""Headers that Django does not set by itself, the desk's language, and whose address a request came from."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from claims.models import Editor

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
