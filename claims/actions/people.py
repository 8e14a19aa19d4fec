"""People: who comes in, with which roles, who leaves, and what each keeps of her own account."""

from __future__ import annotations

import zoneinfo
from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import F
from django.utils.translation import gettext_lazy as _
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from .. import ledger
from ..choices import Language, MailMode, Role
from ..models import Editor
from ..rules import Blocker, may, none_of, require, too_long
from .factors import factor_of, kept_code, new_codes
from .letters import send_invitation

# --- What a desk administrator does ----------------------------------------------------------------------------------


@ledger.verb
def invite_editor(
    *,
    editor: Editor,
    username: str,
    email: str,
    display_ar: str = "",
    display_en: str = "",
    roles: Sequence[str] = (),
    language: str = Language.AR,
    time_zone: str = "UTC",
) -> Editor:
    """Open an account without a password, and send its owner the link with which she chooses one."""
    values = {"username": username.strip(), "email": email.strip(), "display_ar": display_ar, "display_en": display_en}
    require(
        [
            *may(editor, "editor.manage"),
            *_new_account_blockers(values["username"], values["email"]),
            *_profile_blockers(display_ar, display_en, time_zone, language),
            *_role_blockers(roles),
            *too_long(Editor, **values),
        ]
    )
    made = Editor.objects.create(
        **values, password=make_password(None), time_zone=time_zone, interface_language=language, is_staff=True
    )
    made.groups.set(Group.objects.filter(name__in=roles))
    ledger.record("editor.create", made, after={"username": made.username, "roles": sorted(roles)})
    send_invitation(made)
    return made


@ledger.verb
def invite_again(*, editor: Editor, who: Editor) -> Editor:
    """Send a new link to one who has not come in yet; the links before are good no more."""
    found = may(editor, "editor.manage")
    if who.has_usable_password() or not who.is_active:
        found = [
            *found,
            Blocker(
                "not_invited",
                _("This account waits for no invitation."),
                _("Whoever forgot her password asks for a link on the page of the log-in."),
            ),
        ]
    require(found)
    changed = ledger.change(who, password=make_password(None))
    ledger.record("editor.invite_again", changed)
    send_invitation(changed)
    return changed


@ledger.verb
def change_roles(*, editor: Editor, who: Editor, roles: Sequence[str], version: int) -> Editor:
    """Give an editor exactly these roles. Nobody changes her own; one desk administrator always stays."""
    admins = _desk_admins()
    found = [*may(_as_now(editor), "editor.manage"), *_not_oneself(editor, who), *_role_blockers(roles)]
    require([*found, *([] if Role.DESK_ADMIN in roles else _last_of(admins, who))])
    before = sorted(_as_now(who).roles)
    changed = ledger.change(who, version=version)
    changed.groups.set(Group.objects.filter(name__in=roles))
    ledger.record("editor.roles", changed, before={"roles": before}, after={"roles": sorted(set(roles))})
    return changed


@ledger.verb
def deactivate_editor(*, editor: Editor, who: Editor, reason: str) -> Editor:
    """End an editor's work at the desk: every session of hers is over with the next request. Nothing is deleted."""
    admins = _desk_admins()
    found = [*may(_as_now(editor), "editor.manage"), *_not_oneself(editor, who), *_reason_blockers(reason)]
    require([*found, *_last_of(admins, who)])
    changed = ledger.change(who, where={"is_active": True}, is_active=False, sessions=F("sessions") + 1)
    ledger.record("editor.deactivate", changed, after={"reason": reason})
    return changed


@ledger.verb
def reactivate_editor(*, editor: Editor, who: Editor) -> Editor:
    """Open a deactivated account again, with the roles that it had."""
    require(may(editor, "editor.manage"))
    changed = ledger.change(who, where={"is_active": False}, is_active=True)
    ledger.record("editor.reactivate", changed, after={"roles": sorted(changed.roles)})
    return changed


@ledger.verb
def end_sessions(*, editor: Editor, who: Editor) -> Editor:
    """End every session of an editor, on every machine, with the next request of each. One's own need no role."""
    require([] if who.pk == editor.pk else may(editor, "editor.manage"))
    changed = ledger.change(who, sessions=F("sessions") + 1)
    ledger.record("editor.end_sessions", changed)
    return changed


# --- What each does with her own account -----------------------------------------------------------------------------


@ledger.verb
def write_profile(
    *,
    editor: Editor,
    display_ar: str,
    display_en: str,
    time_zone: str,
    interface_language: str,
    mail: str,
    public_byline: bool,
    version: int,
) -> Editor:
    """Change how one is named and how the desk speaks to one."""
    values = {"display_ar": display_ar.strip(), "display_en": display_en.strip()}
    require(
        [
            *_profile_blockers(display_ar, display_en, time_zone, interface_language),
            *none_of(mail=(mail, MailMode)),
            *too_long(Editor, **values),
        ]
    )
    given: dict[str, Any] = {**values, "time_zone": time_zone, "interface_language": interface_language, "mail": mail}
    given |= {"public_byline": public_byline}
    changed = ledger.change(editor, version=version, **given)
    before = {name: getattr(editor, name) for name in given}
    ledger.record("editor.profile", changed, before=before, after=given)
    return changed


@ledger.verb
def set_password(*, editor: Editor, password: str) -> Editor:
    """Take a new password; every session that was opened with the old one is over."""
    changed = ledger.change(editor, where={"is_active": True}, password=make_password(password))
    ledger.record("editor.password", changed)
    return changed


@ledger.verb
def confirm_factor(*, editor: Editor, device: TOTPDevice) -> list[str]:
    """Take the device that was just proved as the second factor, in place of an earlier one.

    Returns the recovery codes in plain, which can be shown this once.
    """
    if device.user_id != editor.pk or device.confirmed or device.last_t < 0:
        require([Blocker("not_proved", _("This device has not been proved by a code."), _("Type its code first."))])
    TOTPDevice.objects.filter(user=editor).exclude(pk=device.pk).delete()
    TOTPDevice.objects.filter(pk=device.pk).update(confirmed=True)
    ledger.record("editor.factor", editor)
    return _new_codes(editor)


@ledger.verb
def renew_codes(*, editor: Editor) -> list[str]:
    """Make new recovery codes; the old ones are good no more. Returned in plain, which can be shown this once."""
    if factor_of(editor) is None:
        require([Blocker("no_factor", _("There is no second factor yet."), _("Set one up first."))])
    ledger.record("editor.codes", editor)
    return _new_codes(editor)


def _new_codes(editor: Editor) -> list[str]:
    codes = new_codes()
    StaticDevice.objects.filter(user=editor).delete()
    device = StaticDevice.objects.create(user=editor, name="recovery")
    StaticToken.objects.bulk_create([StaticToken(device=device, token=kept_code(editor, code)) for code in codes])
    return codes


# --- Rules -----------------------------------------------------------------------------------------------------------


def _as_now(editor: Editor) -> Editor:
    """The editor as she stands inside this transaction; her roles may have changed since she opened the page."""
    return Editor.objects.get(pk=editor.pk)


def _desk_admins() -> set[int]:
    """The active desk administrators, locked in one order, so that two can't remove each other at the same time."""
    groups = Group.objects.filter(name=Role.DESK_ADMIN)
    list(groups.select_for_update())
    return set(Editor.objects.filter(groups__in=groups, is_active=True).values_list("pk", flat=True))


def _last_of(admins: set[int], who: Editor) -> list[Blocker]:
    if admins - {who.pk}:
        return []
    return [
        Blocker(
            "last_desk_admin",
            _("This is the last desk administrator."),
            _("Make someone else a desk administrator first."),
        )
    ]


def _not_oneself(editor: Editor, who: Editor) -> list[Blocker]:
    if editor.pk != who.pk:
        return []
    return [Blocker("own_account", _("This is your own account."), _("Ask another desk administrator to do it."))]


def _reason_blockers(reason: str) -> list[Blocker]:
    if reason.strip():
        return []
    return [Blocker("no_reason", _("A reason is needed; it stays in the house."), _("Write why."))]


def _role_blockers(roles: Iterable[str]) -> list[Blocker]:
    return [blocker for role in roles for blocker in none_of(role=(role, Role))]


def _profile_blockers(display_ar: str, display_en: str, time_zone: str, language: str) -> list[Blocker]:
    found = none_of(language=(language, Language))
    if not display_ar.strip() and not display_en.strip():
        found.append(Blocker("no_name", _("An editor has a name."), _("Write it in Arabic or in English.")))
    if time_zone not in zoneinfo.available_timezones():
        found.append(
            Blocker(
                "unknown_zone",
                _("“%(zone)s” is no time zone."),
                _("Choose one from the list, such as Asia/Damascus."),
                values={"zone": time_zone[:60]},
            )
        )
    return found


def _new_account_blockers(username: str, email: str) -> list[Blocker]:
    found = []
    if not _passes(UnicodeUsernameValidator(), username):
        found.append(
            Blocker(
                "bad_username",
                _("“%(name)s” can be no user name."),
                _("Use letters, digits and the signs @ . + - _ only."),
                values={"name": username[:60]},
            )
        )
    if Editor.objects.filter(username__iexact=username).exists():
        found.append(
            Blocker(
                "username_taken",
                _("The user name “%(name)s” is taken."),
                _("Choose another, or open that account again."),
                values={"name": username[:60]},
            )
        )
    if not _passes(validate_email, email) or Editor.objects.filter(email__iexact=email).exists():
        found.append(
            Blocker(
                "bad_email",
                _("“%(email)s” is no address of mail, or another account has it."),
                _("Write an address of her own: the link for the log-in goes there."),
                values={"email": email[:60]},
            )
        )
    return found


def _passes(validator: object, value: str) -> bool:
    try:
        validator(value)  # type: ignore[operator]
    except ValidationError:
        return False
    return True
