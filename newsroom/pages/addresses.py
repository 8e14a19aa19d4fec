"""Public addresses. They never change (DESIGN, "Addresses never change")."""

from __future__ import annotations

from urllib.parse import quote

from django.conf import settings

from ..choices import PublicationKind


def path(kind: str) -> str:
    """The segment of a kind: ``stories``, ``claims``…"""
    return PublicationKind(kind).path


def address(kind: str, public_id: str, slug: str | None, language: str, version: int | None = None) -> str:
    """``/ar/claims/{id}-{slug}``, with ``@{version}`` for one version."""
    tail = f"{public_id}-{quote(slug, safe='')}" if slug else public_id
    return f"/{language}/{path(kind)}/{tail}" + (f"@{version}" if version else "")


def listing(section: str, language: str) -> str:
    """``/ar/claims/``; the empty section is the front page."""
    return f"/{language}/{section}/" if section else f"/{language}/"


def data(kind: str, public_id: str) -> str:
    """Where partners get the same thing as JSON."""
    return f"/api/v1/{path(kind)}/{public_id}"


def absolute(target: str) -> str:
    """The full address of a path on this site."""
    return f"{settings.BASE_URL}{target}"


def bare(target: str) -> str:
    """The full address as it is printed: without the scheme."""
    return absolute(target).partition("://")[2]
