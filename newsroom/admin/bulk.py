"""Verbs on chosen rows of the desk's lists. An action only leads to the page that names every row."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from claims.admin.bulk import RestoreChosen
from claims.admin.chosen import Chosen, in_bulk
from claims.models import Verification

from ..actions import trash_story
from ..models import Story
from .publishing_verbs import MOST_AT_ONCE


@admin.action(description=_("Publish the chosen ones…"), permissions=["publish"])
def publish_selected(
    shown: admin.ModelAdmin[Verification], request: HttpRequest, rows: QuerySet[Verification]
) -> HttpResponseRedirect | None:
    """Lead to the list of exactly the chosen verifications, with what stands in the way of each."""
    keys = list(rows.values_list("pk", flat=True)[: MOST_AT_ONCE + 1])
    if len(keys) > MOST_AT_ONCE:
        sentence: Any = _("At most %(count)s can be published at once. Choose fewer.")
        shown.message_user(request, sentence % {"count": MOST_AT_ONCE}, messages.ERROR)
        return None
    address = reverse("admin:claims_verification_do_new", args=["publish-verifications"])
    return HttpResponseRedirect(f"{address}?ids={','.join(map(str, keys))}")


in_bulk(Story)(RestoreChosen)


@in_bulk(Story)
class TrashStories(Chosen):
    verb = "trash_story"
    action = "trash_chosen"
    label = _("Put into the trash")
    sentence = _("Sets exactly these stories aside. What is published of them stays published until it is withdrawn.")
    permissions = ("trash",)
    tone = "danger"

    def carry_out(self, row: Any) -> None:
        trash_story(editor=self.editor, story=row, version=self.seen[row.pk])
