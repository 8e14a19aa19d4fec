"""Screens of writing: stories, and the versions of their summaries."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from csp.constants import SELF
from csp.decorators import csp_update
from django.contrib import admin
from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.admin.base import LedgerAdmin, flag, show
from claims.admin.claims import rating_of, state_badges
from claims.admin.deeds import NAMES
from claims.admin.filters import LanguageFilter, MineFilter, StateFilter, TrashFilter
from claims.admin.panels import (
    STATE_TONES,
    Cell,
    Compared,
    Panel,
    Passage,
    Prose,
    Reasons,
    Table,
    Words,
    adds_panels,
    badge,
    bdi,
    cell,
    facts,
    moment,
    reasons,
)
from claims.admin.queues import due_cell
from claims.admin.site import desk
from claims.admin.states import newest_per_language
from claims.admin.verbs import verbs_of
from claims.admin.workbench import bench_url, progress
from claims.choices import WorkflowState
from claims.models import Article, Claim, Editor

from ..actions.publishing import story_blockers
from ..documents import story_content
from ..models import Publication, Story, StoryArticle, StoryClaim, StoryEditor, StoryQuestion, Version
from .compare import compare
from .published import published_panel
from .reading import claim_names, lines
from .story_verbs import WriteVersion, due_versions
from .writing.views import writing_urls

MOST_READ = 20  # texts of a story whose sentences are counted


class WriterFilter(admin.SimpleListFilter):
    """By who writes: those who wrote a version, or who were named for the story."""

    title = _("editor")
    parameter_name = "writer"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        wrote = Version.objects.order_by().values("author")
        named = StoryEditor.objects.values("editor")
        found = Editor.objects.filter(Q(pk__in=wrote) | Q(pk__in=named)).order_by("username")
        return [(each.username, str(each)) for each in found]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if not self.value():
            return queryset
        wrote = Version.objects.filter(author__username=self.value()).values("summary__story")
        named = StoryEditor.objects.filter(editor__username=self.value()).values("story")
        return queryset.filter(Q(pk__in=wrote) | Q(pk__in=named))


class LanguageOfStory(LanguageFilter):
    texts = "summary__versions"


NAMES |= {"newsroom.story": (Story, "title_ar"), "newsroom.version": (Version, "summary__story__title_ar")}


@admin.register(Story, site=desk)
class StoryAdmin(LedgerAdmin[Story]):
    group = "stories"
    place = 1
    main = True
    intro = _("Matters that the newsroom follows. A story goes out with its summary, which a second person approved.")
    list_display = ("shown_title", "state", "is_published", "in_arabic", "in_english", "claim_count")
    list_filter = ("state", WriterFilter, LanguageOfStory, TrashFilter)
    ordering = ("-pk",)
    find = ("title_ar", "title_en", "dek_ar", "dek_en")
    find_exact = ("public_id", "slug")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Story]:
        shown = Publication.objects.shown().filter(public_id=OuterRef("public_id"))
        versions = Prefetch("summary__versions", Version.objects.select_related("state"))
        found = super().get_queryset(request).select_related("summary").prefetch_related(versions)
        return found.annotate(out=Exists(shown), claim_count=Count("story_claims", distinct=True))

    @show(_("story"), order="title_ar")
    def shown_title(self, obj: Story) -> Any:
        return bdi(obj)

    is_published = flag("out", _("public now"))

    @show(_("summary in Arabic"))
    def in_arabic(self, obj: Story) -> Any:
        return _newest_badge(obj, "ar")

    @show(_("summary in English"))
    def in_english(self, obj: Story) -> Any:
        return _newest_badge(obj, "en")

    @show(_("claims"), order="claim_count")
    def claim_count(self, obj: Any) -> int:
        count: int = obj.claim_count
        return count

    def object_queryset(self) -> QuerySet[Story]:
        versions = Prefetch("summary__versions", Version.objects.select_related("state__proof", "author", "content"))
        return Story.objects.select_related("summary").prefetch_related(versions)

    def more_urls(self, wrap: Callable[..., Any], name: str) -> list[URLPattern]:
        return writing_urls(wrap, name)

    def verb_view(self, request: HttpRequest, verb: str, object_id: str | None = None) -> HttpResponse:
        response = super().verb_view(request, verb, object_id)
        if any(form.address() == verb and issubclass(form, WriteVersion) for form in verbs_of(Story, on_list=False)):
            # It holds the preview, which the desk itself serves, in a frame.
            csp_update({"frame-src": [SELF]})(lambda _request: response)(request)
        return response

    def badges(self, obj: Story) -> Iterable[Any]:
        yield Cell(obj.get_state_display(), tone="none")
        yield from state_badges(newest_per_language(obj.summary.versions.all()).values())
        yield from super().badges(obj)

    def panels(self, obj: Story, editor: Editor) -> Iterable[Panel]:
        for version in due_versions(obj):
            title = _("Before it goes out in %(language)s") % {"language": version.get_language_display()}
            yield Reasons(title, reasons(story_blockers(version), obj, editor))
        for version in newest_per_language(obj.summary.versions.all()).values():
            yield summary_panel(version)
        yield self._versions(obj)
        yield self._claims(obj)
        yield from self._lists(obj)
        yield facts(
            _("Details"),
            (_("public id"), obj.public_id),
            (_("title in Arabic"), obj.title_ar),
            (_("title in English"), obj.title_en),
            (_("dek in Arabic"), obj.dek_ar),
            (_("dek in English"), obj.dek_en),
            (_("address words"), obj.slug),
        )
        yield published_panel(obj.public_id)

    def _versions(self, obj: Story) -> Table:
        rows = [
            [
                Cell(f"{each.get_language_display()} {each.number}", url=cell(each).url, quiet=each.reason),
                Cell(each.state.get_state_display(), tone=STATE_TONES[each.state.state]),
                cell(each.author),
                cell(each.at),
            ]
            for each in sorted(obj.summary.versions.all(), key=lambda each: (each.language, -each.number))
        ]
        return Table(_("Versions of the summary"), (_("version"), _("state"), _("author"), _("at")), rows)

    def _claims(self, obj: Story) -> Table:
        found = StoryClaim.objects.filter(story=obj).select_related("claim__current_verification__verdict")
        rows = [[cell(row.claim), cell(rating_of(row.claim)), cell(row.claim.public_id)] for row in found]
        return Table(_("Claims, in order"), (_("claim"), _("published rating"), _("public id")), rows)

    def _lists(self, obj: Story) -> Iterable[Panel]:
        articles = [row.article for row in StoryArticle.objects.filter(story=obj).select_related("article__outlet")]
        left = progress(articles[:MOST_READ])
        rows = [
            [cell(each), cell(each.outlet), cell(each.published), Cell(_left(left.get(each.pk)), url=bench_url(each))]
            for each in articles
        ]
        yield Table(_("Articles"), (_("article"), _("outlet"), _("published"), _("claims")), rows)
        asked = StoryQuestion.objects.filter(story=obj).select_related("question")
        yield Table(_("Questions"), (_("question"),), [[cell(row.question)] for row in asked])
        items = obj.timeline.select_related("claim").order_by("position")
        lines_of = [
            [cell(row.date, quiet=_("inferred") if row.inferred else ""), cell(str(row.text_ar), quiet=row.text_en)]
            for row in items
        ]
        yield Table(_("Timeline"), (_("date"), _("what happened")), lines_of)

    def trail_subjects(self, obj: Story) -> set[tuple[str, str]]:
        versions = {("newsroom.version", str(version.pk)) for version in obj.summary.versions.all()}
        return {("newsroom.story", str(obj.pk)), *versions}


def _left(counted: tuple[int, int] | None) -> Words:
    """How many sentences of a text nobody has answered; of texts that were not counted, only the way there."""
    if counted is None:
        return _("Find its claims")
    return gettext("%(left)s of %(all)s sentences left") % {"left": counted[0], "all": counted[1]}


def _newest_badge(story: Story, language: str) -> Any:
    newest = newest_per_language(story.summary.versions.all()).get(language)
    return badge(newest.state.get_state_display(), STATE_TONES[newest.state.state]) if newest else None


def summary_panel(version: Version, title: Words | None = None) -> Prose:
    """A summary as it is read, each sentence with the claims that it rests on."""
    content = version.content.json or {}
    names = claim_names({"summary": content | {"answers": content.get("answers", [])}}) if content else {}
    passages = [
        Passage(sentence["text"], quiet=_cited(sentence, names), language=version.language)
        for part in content.get("paragraphs", [])
        for sentence in part["sentences"]
    ]
    passages += [
        Passage(answer["text"], label=_("answer"), quiet=_cited(answer, names), language=version.language)
        for answer in content.get("answers", [])
    ]
    return Prose(title or f"{version.get_language_display()} {version.number}", passages)


def _cited(sentence: dict[str, Any], names: dict[str, str]) -> str:
    return "; ".join(names.get(claim, claim) for claim in sentence["cites"])


class NewestFilter(admin.SimpleListFilter):
    """The newest version of each language, or all."""

    title = _("version")
    parameter_name = "newest"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("The newest only"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() != "yes":
            return queryset
        return queryset.filter(pk__in=newest_versions().values("pk"))


def newest_versions() -> QuerySet[Version]:
    """The newest version of each language of each summary."""
    newer = Version.objects.filter(
        summary=OuterRef("summary"), language=OuterRef("language"), number__gt=OuterRef("number")
    )
    found: QuerySet[Version] = Version.objects.filter(~Exists(newer))
    return found


@admin.register(Version, site=desk)
class VersionAdmin(LedgerAdmin[Version]):
    group = "stories"
    place = 2
    intro = _("Every version of every summary. None is ever changed; a new one is written on top.")
    list_display = ("shown_story", "language", "number", "shown_state", "reason", "author", "at")
    list_filter = (StateFilter, MineFilter, NewestFilter, "language", "change_kind", "at")
    list_select_related = ("summary__story", "state", "author")
    ordering = ("-pk",)
    find = ("summary__story__title_ar", "summary__story__title_en", "reason")
    find_exact = ("summary__story__public_id", "author__username")

    @show(_("story"), order="summary__story__title_ar")
    def shown_story(self, obj: Version) -> Any:
        return bdi(obj.summary.story)

    @show(_("state"), order="state__state")
    def shown_state(self, obj: Version) -> Any:
        return badge(obj.state.get_state_display(), STATE_TONES[obj.state.state])

    def headline(self, obj: Version) -> str:
        return f"{obj.summary.story} · {obj.get_language_display()} {obj.number}"

    def object_queryset(self) -> QuerySet[Version]:
        related = (
            "summary__story",
            "state__proof",
            "state__reviewer",
            "state__team",
            "author",
            "content",
            "change",
            "parent__content",
        )
        found: QuerySet[Version] = Version.objects.select_related(*related)
        return found

    def badges(self, obj: Version) -> Iterable[Any]:
        yield from state_badges([obj])

    def panels(self, obj: Version, editor: Editor) -> Iterable[Panel]:
        if obj.state.state not in {WorkflowState.PUBLISHED, WorkflowState.SUPERSEDED}:
            yield Reasons(_("Before it goes out"), reasons(story_blockers(obj), obj, editor))
        yield summary_panel(obj, _("Text"))
        if obj.parent is not None:
            yield self._against_parent(obj, obj.parent)
        yield self._pins(obj)
        change = (obj.change.json if obj.change else None) or {}
        yield facts(
            _("Details"),
            (_("story"), obj.summary.story),
            (_("reason"), obj.reason),
            (_("made from"), obj.parent),
            (_("translation of"), obj.translation_of),
            (_("kind of change"), obj.get_change_kind_display() if obj.change_kind else None),
            (_("what it said"), change.get("said")),
            (_("what it says now"), change.get("says")),
            (_("why it changed"), change.get("why")),
            (_("author"), obj.author),
            (_("written"), moment(obj.at)),
            (_("proof"), obj.state.proof),
            (_("asked to review"), obj.state.reviewer or obj.state.team),
            (_("due"), due_cell(obj.state.due) if obj.state.due else None),
        )

    def _against_parent(self, obj: Version, parent: Version) -> Compared:
        new, old = story_content(obj), story_content(parent)
        names = claim_names(old) | claim_names(new)
        changes = compare(lines(old, names), lines(new, names))
        return Compared(_("What changed since the version before"), str(parent), str(obj), changes)

    def _pins(self, obj: Version) -> Table:
        found = obj.pins.select_related("claim__current_verification", "verification__verdict").order_by("pk")
        rows = [
            [
                cell(pin.claim),
                cell(pin.verification, quiet=str((pin.verification and pin.verification.verdict) or "")),
                Cell(_("the published one"), tone="good") if _holds(pin) else Cell(_("no longer"), tone="partly"),
            ]
            for pin in found
        ]
        return Table(_("What it rests on"), (_("claim"), _("pinned verification"), _("holds")), rows)

    def trail_subjects(self, obj: Version) -> set[tuple[str, str]]:
        found = {("newsroom.version", str(obj.pk))}
        return found | ({("claims.proof", str(obj.state.proof_id))} if obj.state.proof_id else set())


def _holds(pin: Any) -> bool:
    return pin.verification_id is not None and pin.verification_id == pin.claim.current_verification_id


@adds_panels(Claim)
def stories_of_claim(claim: Claim, editor: Editor) -> Iterable[Panel]:
    """On a claim's page: the stories that hold it, and what is published of it."""
    rows = StoryClaim.objects.filter(claim=claim).select_related("story").order_by("pk")
    yield Table(_("Stories"), (_("story"), _("state")), [_story_row(row.story) for row in rows])
    yield published_panel(claim.public_id)


@adds_panels(Article)
def stories_of_article(article: Article, editor: Editor) -> Iterable[Panel]:
    """On an article's page: the stories that draw on it."""
    rows = StoryArticle.objects.filter(article=article).select_related("story").order_by("pk")
    yield Table(_("Stories"), (_("story"), _("state")), [_story_row(row.story) for row in rows])


def _story_row(story: Story) -> list[Cell]:
    return [cell(story), cell(story.get_state_display())]
