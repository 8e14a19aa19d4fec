"""Forms of the verbs on accounts: who comes in, with which roles, who leaves, and a lost second factor."""

from __future__ import annotations

import zoneinfo
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ...actions import (
    allow_factor_reset,
    ask_factor_reset,
    change_roles,
    deactivate_editor,
    end_sessions,
    factor_of,
    invite_again,
    invite_editor,
    open_reset,
    reactivate_editor,
)
from ...choices import Language, Role
from ...models import Editor
from ..fields import choice, line, long_text
from ..panels import Panel, facts
from ..verbs import VerbForm, offer


def zone_field(label: Any) -> forms.ChoiceField:
    """A time zone, from the list that this machine knows."""
    zones = sorted(zone for zone in zoneinfo.available_timezones() if "/" in zone or zone == "UTC")
    return forms.ChoiceField(label=label, choices=[(zone, zone) for zone in zones], initial="UTC")


def roles_field() -> forms.MultipleChoiceField:
    """Any of the roles, or none."""
    return forms.MultipleChoiceField(
        label=_("roles"), choices=Role.choices, required=False, widget=forms.CheckboxSelectMultiple
    )


class AccountForm(VerbForm):
    """What all of these share: only desk administrators press them."""

    permissions = ("editor.manage",)
    beside = False


@offer(Editor)
class InviteEditor(AccountForm):
    verb = "invite_editor"
    label = _("Invite an editor")
    sentence = _("She gets a letter with a link that is good for three days and once, and chooses her own password.")
    second_factor = True
    tone = "primary"
    on_list = True

    username = line(_("user name"), required=True, limit=150)
    email = forms.EmailField(label=_("address of mail"))
    display_ar = line(_("name in Arabic"), limit=120)
    display_en = line(_("name in English"), limit=120)
    roles = roles_field()
    language = choice(_("language of the interface"), Language)
    time_zone = zone_field(_("time zone"))

    def act(self) -> Any:
        given = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return invite_editor(editor=self.editor, **given)


@offer(Editor)
class InviteAgain(AccountForm):
    verb = "invite_again"
    label = _("Send the invitation again")
    sentence = _("A new link goes out; the one before is good no more.")
    second_factor = True

    @classmethod
    def offered(cls, subject: Any) -> bool:
        return subject.is_active and not subject.has_usable_password()

    def act(self) -> Any:
        return invite_again(editor=self.editor, who=self.subject)


@offer(Editor)
class ChangeRoles(AccountForm):
    verb = "change_roles"
    label = _("Change the roles")
    sentence = _("What each role may do begins and ends with the next request. Nobody changes her own roles.")
    second_factor = True

    roles = roles_field()

    def start(self) -> dict[str, Any]:
        return {"roles": sorted(self.subject.roles)}

    def act(self) -> Any:
        given = self.cleaned_data
        seen = self.subject.version if given["version"] is None else given["version"]
        return change_roles(editor=self.editor, who=self.subject, roles=given["roles"], version=seen)


@offer(Editor)
class Deactivate(AccountForm):
    verb = "deactivate_editor"
    label = _("Deactivate the account")
    sentence = _("Every session of hers ends with its next request. What she signed stays hers.")
    second_factor = True
    tone = "danger"

    reason = long_text(_("reason"), rows=3, required=True, help_text=_("Stays in the house."))

    @classmethod
    def offered(cls, subject: Any) -> bool:
        return bool(subject.is_active)

    def act(self) -> Any:
        return deactivate_editor(editor=self.editor, who=self.subject, reason=self.cleaned_data["reason"])


@offer(Editor)
class Reactivate(AccountForm):
    verb = "reactivate_editor"
    label = _("Open the account again")
    sentence = _("With the roles that it had.")
    second_factor = True

    @classmethod
    def offered(cls, subject: Any) -> bool:
        return not subject.is_active

    def act(self) -> Any:
        return reactivate_editor(editor=self.editor, who=self.subject)


@offer(Editor)
class EndSessions(AccountForm):
    verb = "end_sessions"
    label = _("End all sessions")
    sentence = _("On every machine, with the next request of each. She can log in again.")
    tone = "danger"

    def act(self) -> Any:
        return end_sessions(editor=self.editor, who=self.subject)


@offer(Editor)
class AskFactorReset(AccountForm):
    verb = "ask_factor_reset"
    label = _("Ask for a new second factor")
    sentence = _("For one who lost her telephone and her recovery codes. Another desk administrator has to allow it.")

    reason = line(_("reason"), required=True, help_text=_("How you know that it is she who asks."))

    @classmethod
    def offered(cls, subject: Any) -> bool:
        return factor_of(subject) is not None and open_reset(subject) is None

    def act(self) -> Any:
        return ask_factor_reset(editor=self.editor, who=self.subject, reason=self.cleaned_data["reason"])


@offer(Editor)
class AllowFactorReset(AccountForm):
    verb = "allow_factor_reset"
    label = _("Allow a new second factor")
    sentence = _("Her device, her recovery codes and her sessions are gone; she sets up a new one when she logs in.")
    second_factor = True
    tone = "danger"

    @classmethod
    def offered(cls, subject: Any) -> bool:
        return open_reset(subject) is not None

    def aside(self) -> Iterable[Panel]:
        asked = open_reset(self.subject)
        if asked is not None:
            yield facts(
                _("What was asked"),
                (_("asked by"), asked.asked_by),
                (_("asked at"), asked.asked_at),
                (_("reason"), asked.reason),
            )

    def act(self) -> Any:
        return allow_factor_reset(editor=self.editor, who=self.subject)
