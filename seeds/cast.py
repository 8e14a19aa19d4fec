"""The demonstration accounts: invented editors whose one password everybody may know, so a demo only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django_otp.plugins.otp_totp.models import TOTPDevice

from claims import ledger
from claims.actions import demo_key
from claims.models import Editor

from .book import CastRow

PASSWORD = "isnad-demo-2026"  # noqa: S105 -- public on purpose; system checks refuse these accounts in production


class NoDemo(Exception):
    """Demonstration accounts were asked for where they must not be; the message is a sentence."""


def require_demo() -> None:
    """Refuse outside a demonstration and the test suite."""
    if not (settings.DEMO or settings.TESTING):
        raise NoDemo(
            "This is no demonstration, and seed articles come in under demonstration accounts with a public "
            "password. Set ISNAD_DEMO=1 on a machine that is one; a newsroom brings its own articles in."
        )


def call_in(rows: Sequence[CastRow]) -> tuple[dict[str, Editor], int]:
    """The cast by user name, and how many of them had to be made."""
    require_demo()
    found = {editor.username: editor for editor in Editor.objects.filter(username__in=[row.key for row in rows])}
    for editor in found.values():
        _require_usable(editor)
    give_factors(found.values())
    missing = [row for row in rows if row.key not in found]
    if missing:
        # Hashed once: a password is slow to hash by design, and this one is the same for all.
        made = _make(missing, make_password(PASSWORD))
        give_factors(made.values())
        found |= made
    return found, len(missing)


def give_factors(editors: Iterable[Editor]) -> None:
    """A second factor for each demonstration account that has none; `./dev totp NAME` says its code."""
    require_demo()
    wanted = {editor.pk: editor for editor in editors if editor.is_demo}
    have = set(TOTPDevice.objects.filter(user__in=wanted, confirmed=True).values_list("user_id", flat=True))
    TOTPDevice.objects.bulk_create(
        [
            TOTPDevice(user=editor, name="demo", confirmed=True, key=demo_key(editor.username))
            for pk, editor in wanted.items()
            if pk not in have
        ]
    )


def _require_usable(editor: Editor) -> None:
    if not editor.is_demo:
        raise NoDemo(
            f"The account “{editor.username}” exists and is no demonstration account; nothing was changed. "
            "Rename it, or use an empty database."
        )
    if not editor.is_active:
        raise NoDemo(f"The demonstration account “{editor.username}” is deactivated. Activate it again first.")


def _make(rows: Sequence[CastRow], password: str) -> dict[str, Editor]:
    """Part of the installation of a demo, so the audit names no editor."""
    made: dict[str, Editor] = {}
    with ledger.transaction(editor=None):
        for row in rows:
            editor = Editor.objects.create(
                username=row.key,
                password=password,
                display_ar=row.name["ar"],
                display_en=row.name["en"],
                public_byline=row.public_byline,
                time_zone=row.time_zone,
                interface_language=row.language,
                is_demo=True,
                is_staff=True,
                is_superuser=row.superuser,
            )
            editor.groups.set(Group.objects.filter(name__in=row.roles))
            ledger.record("editor.create", editor, after={"username": row.key, "roles": list(row.roles), "demo": True})
            made[row.key] = editor
    return made
