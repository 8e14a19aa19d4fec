"""What pages of the desk that belong to no noun have in common."""

from __future__ import annotations

from collections.abc import Callable
from functools import update_wrapper
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseNotAllowed
from django.http.response import HttpResponseBase

from claims.admin.site import editor_of

View = Callable[..., HttpResponseBase]


def for_roles(view: View, *roles: str) -> View:
    """A page that only looks: it answers to GET, and to editors with one of ``roles`` (without any named: any role)."""

    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method not in {"GET", "HEAD"}:
            return HttpResponseNotAllowed(["GET", "HEAD"])
        held = editor_of(request).roles
        if not held or (roles and not held & set(roles)):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return update_wrapper(guarded, view)
