"""Teams: the editors who can be asked for a review together."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from ..actions import write_team
from ..choices import Role
from ..models import Editor, Team
from .base import LedgerAdmin, role_words, show
from .fields import line
from .panels import Panel, Table, bdi, cell
from .site import desk
from .verbs import VerbForm, offer


@admin.register(Team, site=desk)
class TeamAdmin(LedgerAdmin[Team]):
    place = 3
    intro = _("Editors who can be asked for a review together: whoever of them comes first, decides.")
    list_display = ("shown_name", "shown_members")
    list_filter = ("members",)
    find = ("name_ar", "name_en")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Team]:
        return super().get_queryset(request).prefetch_related("members")

    @show(_("team"), order="name_ar")
    def shown_name(self, obj: Team) -> Any:
        return bdi(obj)

    @show(_("members"))
    def shown_members(self, obj: Team) -> Any:
        return bdi(" · ".join(str(each) for each in obj.members.all()))

    def panels(self, obj: Team, editor: Editor) -> Iterable[Panel]:
        members = obj.members.prefetch_related("groups").order_by("username")
        rows = [[cell(each), cell(role_words(group.name for group in each.groups.all()))] for each in members]
        yield Table(_("Members"), (_("editor"), _("roles")), rows)


class TeamForm(VerbForm):
    verb = "write_team"
    permissions = ("team.write",)

    name_ar = line(_("name in Arabic"), required=True, limit=120)
    name_en = line(_("name in English"), limit=120)
    members: Any = forms.ModelMultipleChoiceField(
        Editor.objects.none(), label=_("members"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def prepare(self) -> None:
        able = Editor.objects.filter(is_active=True, groups__name__in=set(Role.values) - {Role.AUDITOR})
        self.fields["members"].queryset = able.distinct().order_by("username")  # type: ignore[attr-defined]

    def act(self) -> Any:
        given = dict(self.cleaned_data)
        seen = given.pop("version")
        return write_team(editor=self.editor, team=self.subject, version=seen, **given)


@offer(Team)
class MakeTeam(TeamForm):
    label = _("Make a team")
    tone = "primary"
    on_list = True


@offer(Team)
class ChangeTeam(TeamForm):
    label = _("Change")

    def start(self) -> dict[str, Any]:
        team = self.subject
        return {"name_ar": team.name_ar, "name_en": team.name_en, "members": list(team.members.all())}
