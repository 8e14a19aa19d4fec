"""Screens of sources: who says or carries something, which of them may be one, and which are two for good."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from ..arabic import fold
from ..models import Claim, Editor, Hop, Source, SourceDistinction, SourceLikeness
from ..names import skeleton
from .base import LedgerAdmin, flag, show
from .filters import TrashFilter
from .panels import Cell, Panel, Table, Words, bdi, cell, facts, list_url
from .places import places_page, places_url, uses
from .queues import queue_of
from .site import Waiting, desk


@admin.register(Source, site=desk)
class SourceAdmin(LedgerAdmin[Source]):
    group = "ledger"
    place = 2
    main = True
    intro = _("Everyone who says or carries something, under all the names by which texts call them.")
    list_display = ("shown_name", "name_en", "kind", "is_public", "hop_count", "merged_into")
    list_filter = ("kind", "public_figure", ("merged_into", admin.EmptyFieldListFilter), TrashFilter)
    list_select_related = ("merged_into",)
    find = ("name_ar", "name_en", "aliases__words")
    find_exact = ("public_id",)
    find_many = True

    def get_queryset(self, request: HttpRequest) -> QuerySet[Source]:
        return super().get_queryset(request).annotate(hop_count=Count("hops", distinct=True))

    @show(_("name in Arabic"), order="name_ar")
    def shown_name(self, obj: Source) -> Any:
        return bdi(obj.name_ar)

    is_public = flag("public_figure", _("public figure"))

    @show(_("links of chains"), order="hop_count")
    def hop_count(self, obj: Any) -> int:
        count: int = obj.hop_count
        return count

    def badges(self, obj: Source) -> Iterable[Any]:
        yield from super().badges(obj)
        if obj.merged_into is not None:
            yield Cell(_("merged into another"), tone="muted")

    def more_urls(self, wrap: Callable[..., Any], name: str) -> list[URLPattern]:
        return [path("<path:object_id>/places/", wrap(self.places_view), name=f"{name}_places")]

    def places_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Every place where a name of the source stands."""
        return places_page(request, self.find_object(request, object_id))

    def panels(self, obj: Source, editor: Editor) -> Iterable[Panel]:
        yield facts(
            _("Details"),
            (_("occurrences"), Cell(_("Every occurrence of its names"), url=places_url(obj))),
            (_("public id"), obj.public_id),
            (_("name in Arabic"), obj.name_ar),
            (_("name in English"), obj.name_en),
            (_("kind"), obj.get_kind_display()),
            (_("public figure"), obj.public_figure),
            (_("has a public record"), obj.has_public_record),
            (_("other spellings"), list(obj.aliases.values_list("words", flat=True))),
            (_("part of"), obj.parent),
            (_("merged into"), obj.merged_into),
            (_("merged from"), list(obj.merged.all())),
            (_("same as"), [Cell(address, url=address) for address in obj.same_as]),
        )
        yield from _others(obj)
        yield self._claims(obj)
        articles = [[cell(article), cell(article.published)] for article in obj.articles.order_by("-pk")[:50]]
        yield Table(_("Articles it published"), (_("article"), _("published")), articles)

    def _claims(self, obj: Source) -> Table:
        """Claims whose chains go through the source, each once."""
        hops = Hop.objects.filter(source=obj, attribution__occurrence__retirement__isnull=True)
        claims = Claim.objects.filter(occurrences__attributions__hops__in=hops).distinct()
        rows = [
            [cell(claim), cell(claim.current_verification.verdict if claim.current_verification else None)]
            for claim in claims.select_related("current_verification__verdict").order_by("-pk")[:100]
        ]
        return Table(_("Claims that came through it"), (_("claim"), _("published rating")), rows)


def _others(obj: Source) -> Iterable[Panel]:
    """The sources that it may be, and those that an editor said it is not."""
    pairs = list(open_pairs().filter(Q(a=obj) | Q(b=obj))[:20])
    if pairs:
        rows = [[Cell(f"{pair.words_a} ↔ {pair.words_b}", url=cell(pair).url), Cell(reason_of(pair))] for pair in pairs]
        yield Table(_("May be one with"), (_("names"), _("why")), rows)
    apart = SourceDistinction.objects.filter(Q(a=obj) | Q(b=obj)).select_related("a", "b", "why")
    found = [
        [cell(each.b if each.a_id == obj.pk else each.a), Cell(each.why.text, url=cell(each).url)] for each in apart
    ]
    if found:
        yield Table(_("Not the same as"), (_("source"), _("why")), found)


def open_pairs() -> QuerySet[SourceLikeness]:
    """The pairs that wait for an answer, the likeliest first: both stand, and nobody has told them apart."""
    apart = SourceDistinction.objects.filter(a=OuterRef("a"), b=OuterRef("b"))
    standing = Q(a__merged_into=None, a__trashed_at=None, b__merged_into=None, b__trashed_at=None)
    return SourceLikeness.objects.filter(standing, ~Exists(apart)).select_related("a", "b").order_by("-score", "pk")


def reason_of(pair: SourceLikeness) -> Words:
    """Why a pair is proposed."""
    ours, theirs = skeleton(pair.words_a), skeleton(pair.words_b)
    if fold(pair.words_a) == fold(pair.words_b):
        return _("The names are the same.")
    if ours == theirs:
        return _("The consonants are the same; vowels, or letters of one sound, differ.")
    if sorted(ours.split()) == sorted(theirs.split()):
        return _("The same words in another order.")
    if ours.replace(" ", "") == theirs.replace(" ", ""):
        return _("The same letters, divided otherwise.")
    return _("Few letters differ.")


class PairList(ChangeList):
    """The list of pairs, each with how often either source is used: counted for the rows of the page at once."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        pairs = list(self.result_list)
        counts = uses({key for pair in pairs for key in (pair.a_id, pair.b_id)})
        for pair in pairs:
            pair.uses_a, pair.uses_b = counts[pair.a_id], counts[pair.b_id]
        self.result_list = pairs


@admin.register(SourceLikeness, site=desk)
class SourceLikenessAdmin(LedgerAdmin[SourceLikeness]):
    group = "ledger"
    place = 8
    intro = _("Sources with names alike. Nothing is decided by it: an editor says whether the two are one.")
    list_display = ("shown_pair", "shown_reason", "count_a", "count_b")
    list_filter = ("a__kind",)
    find = ("words_a", "words_b")
    ordering = ("-score", "pk")

    def get_queryset(self, request: HttpRequest) -> QuerySet[SourceLikeness]:
        return open_pairs()

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return PairList

    def object_queryset(self) -> QuerySet[SourceLikeness]:
        return open_pairs()

    @show(_("names"), order="words_a")
    def shown_pair(self, obj: SourceLikeness) -> Any:
        return bdi(self.headline(obj))

    @show(_("uses of the first"))
    def count_a(self, obj: Any) -> int:
        count: int = obj.uses_a
        return count

    @show(_("uses of the second"))
    def count_b(self, obj: Any) -> int:
        count: int = obj.uses_b
        return count

    @show(_("why"), order="-score")
    def shown_reason(self, obj: SourceLikeness) -> Any:
        return reason_of(obj)

    def headline(self, obj: SourceLikeness) -> str:
        return f"{obj.words_a} ↔ {obj.words_b}"

    def panels(self, obj: SourceLikeness, editor: Editor) -> Iterable[Panel]:
        yield facts(_("Why they are proposed"), (_("why"), Cell(reason_of(obj))))
        yield from pair_panels(obj)

    def trail_subjects(self, obj: SourceLikeness) -> set[tuple[str, str]]:
        return {("claims.source", str(obj.a_id)), ("claims.source", str(obj.b_id))}


def pair_panels(pair: SourceLikeness) -> Iterable[Panel]:
    """Both sources of a pair, with what an editor needs to tell whether they are one."""
    counts = uses({pair.a_id, pair.b_id})
    for source in (pair.a, pair.b):
        yield facts(
            str(source),
            (_("source"), source),
            (_("name in Arabic"), source.name_ar),
            (_("name in English"), source.name_en),
            (_("kind"), source.get_kind_display()),
            (_("other spellings"), list(source.aliases.values_list("words", flat=True))),
            (_("part of"), source.parent),
            (_("uses"), Cell(str(counts[source.pk]), url=places_url(source))),
        )


@admin.register(SourceDistinction, site=desk)
class SourceDistinctionAdmin(LedgerAdmin[SourceDistinction]):
    group = "ledger"
    place = 9
    intro = _("Sources with names alike of which an editor found that they are two. They are not proposed again.")
    list_display = ("shown_a", "shown_b", "editor", "at")
    list_filter = ("at",)
    list_select_related = ("a", "b", "editor")
    find = ("a__name_ar", "a__name_en", "b__name_ar", "b__name_en")
    ordering = ("-pk",)

    @show(_("source"), order="a__name_ar")
    def shown_a(self, obj: SourceDistinction) -> Any:
        return bdi(obj.a)

    @show(_("other source"), order="b__name_ar")
    def shown_b(self, obj: SourceDistinction) -> Any:
        return bdi(obj.b)

    def object_queryset(self) -> QuerySet[SourceDistinction]:
        return SourceDistinction.objects.select_related("a", "b", "why", "editor")

    def panels(self, obj: SourceDistinction, editor: Editor) -> Iterable[Panel]:
        yield facts(
            _("Details"),
            (_("source"), obj.a),
            (_("other source"), obj.b),
            (_("why"), obj.why.text),
            (_("editor"), obj.editor),
            (_("at"), obj.at),
        )

    def trail_subjects(self, obj: SourceDistinction) -> set[tuple[str, str]]:
        return {("claims.source", str(obj.a_id)), ("claims.source", str(obj.b_id))}


@desk.queue
def source_queue(editor: Editor) -> Iterable[Waiting]:
    """Sources that may be one."""
    yield queue_of(
        _("Sources that may be one"),
        open_pairs(),
        list_url(SourceLikeness),
        lambda pair: (Cell(f"{pair.words_a} ↔ {pair.words_b}", url=cell(pair).url), Cell(reason_of(pair))),
        _("No two sources look alike."),
        place=27,
    )
