"""Screens of what came in: articles with their texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.urls import URLPattern
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..choices import AnchorFound
from ..models import Anchor, Article, Editor, Occurrence, Reading, Snapshot
from .article_verbs import blocks_panel, reason_of
from .base import LedgerAdmin, show
from .filters import DateKnown, OutletKnown, TrashFilter
from .links import links_panel
from .panels import Cell, Facts, Panel, Passage, Prose, Table, bdi, cell, facts, moment, text_in, verb_url
from .site import desk
from .workbench import bench_url, workbench_urls


@admin.register(Article, site=desk)
class ArticleAdmin(LedgerAdmin[Article]):
    group = "ledger"
    place = 1
    main = True
    intro = _("Every text that came in, as it came in. What a text does not state stays unknown.")
    list_display = ("shown_title", "kind", "shown_outlet", "language", "published", "claim_count")
    list_filter = ("kind", "language", OutletKnown, DateKnown, TrashFilter)
    list_select_related = ("outlet",)
    find = ("title", "outlet__name_ar", "outlet__name_en", "section")
    find_exact = ("public_id", "url")

    def more_urls(self, wrap: Callable[..., Any], name: str) -> list[URLPattern]:
        return workbench_urls(wrap, name)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        claims = Count("snapshots__occurrences__claim", distinct=True)
        return super().get_queryset(request).annotate(claim_count=claims)

    @show(_("title"), order="title")
    def shown_title(self, obj: Article) -> Any:
        return bdi(obj.title)

    @show(_("outlet"), order="outlet__name_ar")
    def shown_outlet(self, obj: Article) -> Any:
        return bdi(obj.outlet) if obj.outlet else _("not stated")

    @show(_("claims"), order="claim_count")
    def claim_count(self, obj: Any) -> int:
        count: int = obj.claim_count
        return count

    def object_queryset(self) -> QuerySet[Article]:
        return Article.objects.select_related("outlet", "translator", "copy_of")

    def badges(self, obj: Article) -> Iterable[Any]:
        yield from super().badges(obj)
        if obj.trashed_at is None:
            yield Cell(_("Find its claims"), url=bench_url(obj))
        if obj.copy_of is not None:
            yield Cell(_("republished copy"), tone="muted")
        if obj.snapshots.filter(transcriber__isnull=False, transcript_check__isnull=True).exists():
            yield Cell(_("transcript not compared yet"), tone="partly")

    def panels(self, obj: Article, editor: Editor) -> Iterable[Panel]:
        yield self._description(obj)
        if obj.provenance.get("date_clues"):
            yield self._clues(obj)
        yield self._claims(obj)
        yield from links_panel(obj)
        yield from anchors_panel(obj.snapshot())
        yield from blocks_panel(obj)
        yield self._snapshots(obj)

    def _description(self, obj: Article) -> Facts:
        authors = [cell(each.source, quiet=each.words) for each in obj.authors.select_related("source")]
        return facts(
            _("What is known of it"),
            (_("public id"), obj.public_id),
            (_("called"), text_in(obj.provenance.get("label"))),
            (_("kind"), obj.get_kind_display()),
            (_("republished copy of"), obj.copy_of),
            (_("copies of it"), list(obj.copies.order_by("pk"))),
            (_("language"), obj.language),
            (_("outlet"), _stated(obj, "outlet")),
            (_("bylines"), authors),
            (_("translator"), _stated(obj, "translator")),
            (_("section"), _stated(obj, "section")),
            (_("address"), Cell(obj.url, url=obj.url) if obj.url else None),
            (_("published"), _stated(obj, "published")),
            (_("last modified"), _stated(obj, "modified")),
            (_("issue number"), _stated(obj, "issue_number")),
            (_("note in Arabic"), obj.note_ar),
            (_("note in English"), obj.note_en),
        )

    def _clues(self, obj: Article) -> Table:
        """Words from which its date might be concluded; never a date themselves."""
        rows = [
            [Cell(clue.get("words", "")), cell(clue.get("line")), cell(text_in(clue.get("note")))]
            for clue in obj.provenance["date_clues"]
        ]
        return Table(_("Clues to its date"), (_("as printed"), _("line"), _("what they tell")), rows)

    def _claims(self, obj: Article) -> Table:
        found = Occurrence.objects.standing().filter(snapshot__article=obj)
        rows = [
            [
                cell(occurrence.claim),
                Cell(occurrence.quote.text, url=cell(occurrence).url),
                cell(occurrence.get_stance_display(), quiet=occurrence.get_mode_display()),
            ]
            for occurrence in found.select_related("claim", "quote").order_by("start", "pk")
        ]
        return Table(_("Claims in it"), (_("claim"), _("quote"), _("stance")), rows)

    def _snapshots(self, obj: Article) -> Table:
        found = obj.snapshots.select_related("transcriber", "transcript_check__editor").order_by("-number")
        rows = [
            [
                cell(each, quiet=each.taken_from),
                cell(each.taken_at),
                cell(f"{each.length:,}"),
                cell(each.media_type),
                _transcript(each),
            ]
            for each in found
        ]
        head = (_("snapshot"), _("taken at"), _("characters"), _("media type"), _("transcript"))
        return Table(_("Snapshots"), head, rows)


def _transcript(snapshot: Snapshot) -> Cell:
    """Who typed the text of a file that holds none, and who has compared it."""
    if snapshot.transcriber is None:
        return Cell("")
    typed = gettext("typed by %(editor)s") % {"editor": snapshot.transcriber}
    if snapshot.unchecked_transcript:
        return Cell(_("not compared yet"), tone="partly", quiet=typed)
    compared = gettext("compared by %(editor)s") % {"editor": snapshot.transcript_check.editor}
    return Cell(compared, tone="good", quiet=typed)


ANCHOR_TONES = {AnchorFound.MISSING: "bad", AnchorFound.SEVERAL: "partly"}


def anchors_panel(snapshot: Snapshot | None) -> Iterable[Panel]:
    """Where the quotes stand in a later text of the same article; what is no longer there comes first."""
    if snapshot is None or snapshot.number == 1:
        return
    anchors = Anchor.objects.filter(snapshot=snapshot, occurrence__retirement__isnull=True)
    found = list(anchors.select_related("occurrence__claim", "occurrence__quote").order_by("pk"))
    found.sort(key=lambda anchor: anchor.found != AnchorFound.MISSING)
    rows = [
        [
            cell(anchor.occurrence.claim),
            Cell(anchor.occurrence.quote.text, url=cell(anchor.occurrence).url),
            Cell(anchor.get_found_display(), tone=ANCHOR_TONES.get(AnchorFound(anchor.found), "good")),
            cell(anchor.start),
        ]
        for anchor in found
    ]
    yield Table(
        _("Where the quotes stand in the newest text"),
        (_("claim"), _("quote"), _("in the newest text"), _("from code point")),
        rows,
        _("No quote was placed in an older text."),
    )


def _stated(obj: Article, name: str) -> Cell:
    """A field with the words in which the text states it."""
    stated = obj.provenance.get(name) or {}
    quiet = " · ".join(part for part in (stated.get("words", ""), stated.get("from", "")) if part)
    return cell(getattr(obj, name), quiet=quiet)


@admin.register(Snapshot, site=desk)
class SnapshotAdmin(LedgerAdmin[Snapshot]):
    intro = _("The content of an article at one import, with the noise still in it. All offsets count in its text.")
    list_display = ("shown_article", "number", "length", "media_type", "encoding", "taken_at")
    list_filter = ("media_type", "encoding", "taken_at")
    list_select_related = ("article",)
    find = ("article__title",)
    find_exact = ("taken_from",)

    @show(_("article"), order="article__title")
    def shown_article(self, obj: Snapshot) -> Any:
        return bdi(obj.article.title)

    def object_queryset(self) -> QuerySet[Snapshot]:
        return Snapshot.objects.select_related("article", "text", "transcriber", "transcript_check__editor")

    def panels(self, obj: Snapshot, editor: Editor) -> Iterable[Panel]:
        yield facts(
            _("Details"),
            (_("article"), obj.article),
            (_("taken from"), obj.taken_from),
            (_("taken at"), obj.taken_at),
            (_("media type"), f"{obj.media_type}, {obj.encoding}"),
            (_("length in code points"), f"{obj.length:,}"),
            (_("transcript"), _transcript(obj)),
            (_("digest of the raw bytes"), obj.raw_id),
            (_("digest of the text"), obj.text_id),
            (_("readings"), list(obj.readings.order_by("-number"))),
        )
        yield from anchors_panel(obj)
        yield Prose(_("Text with its noise"), [Passage(obj.content())], source=True)

    def trail_subjects(self, obj: Snapshot) -> set[tuple[str, str]]:
        return {("claims.article", str(obj.article_id))}


@admin.register(Reading, site=desk)
class ReadingAdmin(LedgerAdmin[Reading]):
    intro = _("What of a snapshot is read as the article, by which cleaner and which editor.")
    list_display = ("shown_article", "number", "cleaner", "editor", "at")
    list_filter = ("cleaner", "at")
    list_select_related = ("snapshot__article", "editor")
    find = ("snapshot__article__title",)
    find_exact = ("cleaner",)

    @show(_("article"), order="snapshot__article__title")
    def shown_article(self, obj: Reading) -> Any:
        return bdi(obj.snapshot.article.title)

    def headline(self, obj: Reading) -> str:
        return f"{obj.snapshot.article} · {obj.number}"

    def object_queryset(self) -> QuerySet[Reading]:
        return Reading.objects.select_related("snapshot__article", "snapshot__text", "editor")

    def panels(self, obj: Reading, editor: Editor) -> Iterable[Panel]:
        content = obj.snapshot.content()
        yield facts(
            _("Details"),
            (_("article"), Cell(str(obj.snapshot.article), url=cell(obj.snapshot.article).url)),
            (_("cleaner version"), obj.cleaner),
            (_("editor"), obj.editor),
            (_("at"), moment(obj.at)),
            (_("read anew"), Cell(_("Read anew"), url=verb_url(obj.snapshot.article, "read-article"))),
        )
        yield Prose(
            _("Blocks"),
            [
                Passage(
                    content[block["start"] : block["end"]],
                    label=block["kind"],
                    tone="" if block["kept"] else "aside",
                    quiet=reason_of(block),
                )
                for block in obj.blocks
            ],
            source=True,
        )

    def trail_subjects(self, obj: Reading) -> set[tuple[str, str]]:
        return {("claims.article", str(obj.snapshot.article_id))}
