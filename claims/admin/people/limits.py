"""How often something may be asked for. Counted per process: a first brake, beside the limits of the log-in itself."""

from __future__ import annotations

import hashlib

from axes.helpers import get_client_ip_address
from django.core.cache import cache
from django.http import HttpRequest


def too_often(what: str, *, most: int, seconds: int, request: HttpRequest | None = None) -> bool:
    """Whether ``what`` was asked more than ``most`` times in ``seconds``; by one visitor, if ``request`` is given."""
    who = get_client_ip_address(request) if request is not None else ""
    key = "often-" + hashlib.sha256(f"{what} {who}".encode()).hexdigest()
    cache.add(key, 0, seconds)
    try:
        return int(cache.incr(key)) > most
    except ValueError:  # it ran out just now
        return False
