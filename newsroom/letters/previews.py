"""A proof under an address that was given to an outsider: read without a log-in, written down, never found or kept.

Whatever is wrong with an address (never given, ended, taken back, the page taken down since), the answer is the same
to the last byte: it tells nobody whether something was ever there.
"""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.template.loader import get_template
from django.utils import timezone, translation
from django.utils.crypto import constant_time_compare
from django.utils.translation import get_language_from_request
from django.views.decorators.http import require_safe

from .. import pages
from ..actions.previews import digest_of, note_visit
from ..documents import previewed_document
from ..middleware import client_ip
from ..models import PreviewLink, Publication
from ..querysets import GONE
from .networks import network_of

PER_MINUTE = 60  # readings from one address on the net
HEADERS = {
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "no-referrer",
}


@require_safe
def preview(request: HttpRequest, token: str) -> HttpResponse:
    """The page that the address was given for, as readers would see it, and a line that somebody was here."""
    if _too_often(request):
        return _answer(b"", 429, {"Retry-After": "60"})
    link = _link(token)
    page = _page(link) if link is not None else None
    if link is None or page is None:
        return _nothing(request)
    note_visit(reader=network_of(client_ip(request)), link=link, at=timezone.now())
    return _answer(page, 200, {"Content-Language": link.proof.language})


def _link(token: str) -> PreviewLink | None:
    """The link of a token, while it holds."""
    digest = digest_of(token)
    found = PreviewLink.objects.filter(digest=digest).select_related("proof__document").first()
    # The database looks a digest up, so its time tells nothing of a token; compared once more for what it may fold.
    if found is None or not constant_time_compare(found.digest, digest):
        return None
    return found if found.revoked_at is None and found.expires_at > timezone.now() else None


def _page(link: PreviewLink) -> bytes | None:
    """The proof as a page; ``None`` once its public page was taken down: nobody reads on by the back door."""
    proof = link.proof
    if Publication.objects.current().filter(public_id=proof.public_id, cause__in=GONE).exists():
        return None
    document = previewed_document(proof, timezone.now())
    return pages.render(document, language=proof.language, previewed=True) if document is not None else None


def _nothing(request: HttpRequest) -> HttpResponse:
    language = get_language_from_request(request)[:2] if request.headers.get("Accept-Language") else "ar"
    with translation.override(language):
        content = get_template("404.html").render({"site": pages.Site(language=language, indexed=False)})
    return _answer(content.encode(), 404, {"Content-Language": language})


def _answer(content: bytes, status: int, more: dict[str, str]) -> HttpResponse:
    response = HttpResponse(content, status=status, headers={**HEADERS, **more})
    # Django would write the address of a refusal into the log, and with it the token that somebody mistyped or lost.
    response._has_been_logged = True  # type: ignore[attr-defined]
    return response


def _too_often(request: HttpRequest) -> bool:
    """Whether one address on the net asks more often than a person reads. Counted by each process alone."""
    whom = hashlib.sha256(f"{settings.SECRET_KEY}{client_ip(request)}".encode()).hexdigest()
    key = f"preview:{whom}:{int(timezone.now().timestamp()) // 60}"
    cache.add(key, 0, timeout=120)
    try:
        return cache.incr(key) > PER_MINUTE
    except ValueError:  # the cache has just dropped it
        return False
