"""Feeds that the desk has subscribed to: what arrives, what has fallen silent, what fails."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from claims.admin.base import LedgerAdmin, show
from claims.admin.fields import RowField, line
from claims.admin.panels import Cell, Facts, Panel, Table, badge, bdi, cell, facts, moment
from claims.admin.site import desk
from claims.admin.verbs import VerbForm, offer
from claims.models import Editor
from newsroom.models import Story

from ..actions import write_feed
from ..models import Feed, ImportRun
from .words import advice, counts_of, reason

RUNS = 20  # newest runs on a feed's page


def standing(feed: Feed) -> Cell:
    """How a feed does: it fails, is silent, rests, or is as expected."""
    if not feed.is_active:
        return Cell(_("not asked any more"), tone="muted")
    if feed.failures:
        count = {"count": feed.failures}
        times = ngettext("fails, %(count)s time in a row", "fails, %(count)s times in a row", feed.failures)
        return Cell(times % count, tone="bad", quiet=reason(feed.problem))
    since = feed.silent_since(timezone.now())
    if since is not None:
        return Cell(gettext("silent since %(when)s") % {"when": moment(since)}, tone="partly")
    if feed.polled_at is None:
        return Cell(_("not asked yet"), tone="open")
    return Cell(_("as expected"), tone="good")


@admin.register(Feed, site=desk)
class FeedAdmin(LedgerAdmin[Feed]):
    group = "ledger"
    place = 5
    intro = _("RSS, Atom and JSON Feed. The worker asks each; what is new waits in a run of its own to be confirmed.")
    list_display = (
        "shown_title",
        "standing_now",
        "shown_problem",
        "arrived_at",
        "polled_at",
        "every_minutes",
        "shown_story",
    )
    list_filter = ("is_active",)
    list_select_related = ("story",)
    find = ("title",)
    find_exact = ("url",)

    @show(_("feed"), order="title")
    def shown_title(self, obj: Feed) -> Any:
        return bdi(obj)

    @show(_("stands"), order="failures")
    def standing_now(self, obj: Feed) -> Any:
        now = standing(obj)
        return badge(now.text, now.tone)

    @show(_("last problem"))
    def shown_problem(self, obj: Feed) -> Any:
        return bdi(reason(obj.problem)) if obj.problem else None

    @show(_("story"))
    def shown_story(self, obj: Feed) -> Any:
        return bdi(obj.story) if obj.story else None

    def object_queryset(self) -> QuerySet[Feed]:
        return Feed.objects.select_related("story", "subscriber")

    def badges(self, obj: Feed) -> Iterable[Any]:
        now = standing(obj)
        yield Cell(now.text, tone=now.tone)

    def panels(self, obj: Feed, editor: Editor) -> Iterable[Panel]:
        yield self._details(obj)
        runs = ImportRun.objects.filter(feed=obj).with_counts().order_by("-pk")
        rows = [[cell(run, quiet=moment(run.started_at)), *_counts(run)] for run in runs[:RUNS]]
        yield Table(_("What it brought"), (_("run"), _("items")), rows, _("It has brought nothing yet."))

    def _details(self, obj: Feed) -> Facts:
        problem = Cell(reason(obj.problem), tone="", quiet=advice(obj.problem)) if obj.problem else None
        return facts(
            _("Details"),
            (_("address"), Cell(obj.url, url=obj.url)),
            (_("subscribed by"), obj.subscriber),
            (_("subscribed at"), obj.created_at),
            (_("goes to the story"), obj.story),
            (_("asked every (minutes)"), obj.every_minutes),
            (_("silent after (hours)"), obj.idle_hours),
            (_("last asked at"), obj.polled_at),
            (_("next asked at"), obj.due_at if obj.is_active else None),
            (_("last arrival at"), obj.arrived_at),
            (_("last problem"), problem),
        )


def _counts(run: ImportRun) -> list[Cell]:
    """The counts of a run in one cell; the tone of the first, which is what waits."""
    found = counts_of(run)
    if not found:
        return [Cell("")]
    return [Cell(found[0].text, tone=found[0].tone, quiet=" · ".join(str(each.text) for each in found[1:]))]


class FeedForm(VerbForm):
    """A subscription."""

    verb = "write_feed"
    permissions = ("feed.write",)

    url = forms.URLField(label=_("address of the feed"), max_length=500, assume_scheme="https")
    title = line(_("title"), help_text=_("Empty: the feed's own."))
    story = RowField(
        Story, label=_("story"), required=False, help_text=_("What is accepted goes to this story at once.")
    )
    every_minutes = forms.IntegerField(label=_("asked every (minutes)"), min_value=5, max_value=10_080, initial=30)
    idle_hours = forms.IntegerField(
        label=_("silent after (hours)"),
        min_value=1,
        max_value=8_760,
        initial=72,
        help_text=_("When nothing has arrived for so long, the front page says so."),
    )
    is_active = forms.BooleanField(label=_("asked by the worker"), required=False, initial=True)

    def act(self) -> Any:
        given = dict(self.cleaned_data)
        return write_feed(editor=self.editor, feed=self.subject, version=given.pop("version"), **given)


@offer(Feed)
class Subscribe(FeedForm):
    label = _("Subscribe to a feed")
    tone = "primary"
    on_list = True


@offer(Feed)
class ChangeFeed(FeedForm):
    action = "change_feed"
    label = _("Change")
    sentence = _("Sending it asks the feed anew at once. Untick the last field to stop asking it.")

    def start(self) -> dict[str, Any]:
        return {name: getattr(self.subject, name) for name in self.base_fields if name != "version"}
