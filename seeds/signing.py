"""Whose deed a command is. Every change at the desk is somebody's, also one that is asked for at the command line."""

from __future__ import annotations

from django.conf import settings
from django.core.management import CommandError

from claims.models import Editor, Verdict
from claims.rules import may

from .cast import call_in
from .loading import MANIFEST, load

MISUSE = 2  # exit code: the call itself was wrong


def editor_called(name: str | None, duty: str, *, rather: str | None = None) -> Editor:
    """The editor of that name who may do ``duty``; without a name the only one there is.

    In a demonstration the accounts are roles, not persons: of several the first does it, one who may do ``rather``
    before the others; an empty demonstration calls its cast in. Raises ``CommandError`` with what to do next.
    """
    able = [each for each in _editors() if not may(each, duty)]
    names = ", ".join(each.username for each in able) or "nobody"
    if name is not None:
        chosen = next((each for each in able if each.username == name), None)
        if chosen is None:
            raise CommandError(f"“{name}” is no active editor who may do this. These may: {names}.", returncode=MISUSE)
        return chosen
    if not able:
        raise CommandError(
            "No active editor may do this, and it has to be somebody's deed. "
            "Make an account with the role of an editor first.",
            returncode=MISUSE,
        )
    if len(able) > 1 and not settings.DEMO:
        raise CommandError(f"Say whose deed it is with --editor NAME. These may: {names}.", returncode=MISUSE)
    return min(able, key=lambda each: (rather is not None and bool(may(each, rather)), each.pk))


def _editors() -> list[Editor]:
    found = list(Editor.objects.filter(is_active=True).prefetch_related("groups").order_by("pk"))
    if found or not settings.DEMO:
        return found
    book = load(MANIFEST, verdicts=Verdict.objects.in_use().values_list("code", flat=True))
    return list(call_in(book.cast)[0].values())
