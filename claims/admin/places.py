"""Where the names of a source stand: each name with how often, and every place, linked to its article and claim."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.contrib.admin.utils import quote
from django.core.paginator import Paginator
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, TextField
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..models import Article, ArticleAuthor, Attribution, Body, Hop, Occurrence, Source
from ..names import Finder
from .panels import Cell, Table, Words, cell, list_url
from .site import desk

ROWS = 50  # places on a page
QUOTES = 1000  # quotes that one page reads through
AROUND = 80  # characters of a quote on each side of a name
OTHER = 0  # stands for "words that hold no name of the list"

KINDS: dict[str, Words] = {
    "links": _("links of chains"),
    "bylines": _("bylines"),
    "outlet": _("as outlet"),
    "translator": _("as translator"),
    "quotes": _("in quotes"),
}


# --- How often -------------------------------------------------------------------------------------------------------


def standing_links(sources: Iterable[int]) -> QuerySet[Hop]:
    """The links of chains that rest on the sources: of the newest chains of occurrences that stand."""
    newer = Attribution.objects.filter(
        occurrence=OuterRef("attribution__occurrence"), revision__gt=OuterRef("attribution__revision")
    )
    standing = Hop.objects.filter(source__in=sources, attribution__occurrence__retirement__isnull=True)
    return standing.filter(~Exists(newer))


def uses(keys: Iterable[int]) -> dict[int, int]:
    """How often each source is used as link, author, outlet or translator, what was merged into it included."""
    wanted = set(keys)
    merged = {each.pk: each.merged_into_id or each.pk for each in Source.objects.filter(merged_into__in=wanted)}
    every = wanted | set(merged)
    found: Counter[int] = Counter(dict.fromkeys(wanted, 0))
    for rows, column in (
        (standing_links(every), "source"),
        (ArticleAuthor.objects.filter(source__in=every), "source"),
        (Article.objects.filter(outlet__in=every), "outlet"),
        (Article.objects.filter(translator__in=every), "translator"),
    ):
        counts = rows.order_by().values_list(column).annotate(count=Count("pk"))
        for key, count in counts:
            found[merged.get(key, key)] += count
    return found


# --- Where -----------------------------------------------------------------------------------------------------------


@dataclass
class Places:
    """The places of one source's names. ``printed`` sorts the words of each kind under the name that they hold."""

    source: Source
    counts: dict[str, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))
    printed: dict[str, dict[int, list[Any]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))

    @cached_property
    def names(self) -> dict[int, str]:
        """Its names by their keys."""
        return dict(self.source.aliases.order_by("pk").values_list("pk", "words"))

    @cached_property
    def finder(self) -> Finder[int]:
        """Finds its names in texts."""
        return Finder({words: key for key, words in self.names.items()})

    @cached_property
    def sources(self) -> set[int]:
        """The source and all that was merged into it."""
        return {self.source.pk, *Source.objects.filter(merged_into=self.source).values_list("pk", flat=True)}

    def name_in(self, text: str | None) -> int:
        """The key of the first of its names in a text."""
        found = self.finder.find(text) if text else []
        return found[0].key if found else OTHER

    def links(self) -> QuerySet[Hop]:
        return standing_links(self.sources)

    def bylines(self) -> QuerySet[ArticleAuthor]:
        return ArticleAuthor.objects.filter(source__in=self.sources)

    def articles(self, role: str) -> QuerySet[Any]:
        """The articles of which it is outlet or translator, with the words in which they say so."""
        rows = Article.objects.filter(**{f"{role}__in": self.sources})
        # As text: asked as JSON, SQLite would take the words for JSON themselves.
        return rows.annotate(said=Cast(KT(f"provenance__{role}__words"), TextField()))

    def count(self) -> None:
        """Count each kind under each name: one query a kind, and one for the words of links."""
        links = list(self.links().order_by().values_list("words").annotate(count=Count("pk")))
        texts = {body.pk: body.text for body in Body.objects.filter(pk__in=[words for words, _n in links if words])}
        self._sort("links", links, lambda words: texts.get(words))
        self._sort("bylines", self.bylines().order_by().values_list("words").annotate(count=Count("pk")))
        for role in ("outlet", "translator"):
            self._sort(role, self.articles(role).order_by().values_list("said").annotate(count=Count("pk")))

    def _sort(self, kind: str, rows: Iterable[Any], text: Callable[[Any], str | None] = lambda words: words) -> None:
        for words, count in rows:
            name = self.name_in(text(words))
            self.counts[kind][name] += count
            self.printed[kind][name].append(words)


# --- The page --------------------------------------------------------------------------------------------------------


def places_url(source: Source, **chosen: Any) -> str:
    """The address of the places of a source's names; ``kind`` and ``name`` choose some."""
    address = reverse("admin:claims_source_places", args=[quote(source.pk)])
    return f"{address}?{urlencode(chosen)}" if chosen else address


def places_page(request: HttpRequest, source: Source) -> HttpResponse:
    """The page: how often each name stands where, and the places of one kind, of one name if it is chosen."""
    kind = request.GET.get("kind", "")
    places = Places(source)
    places.count()
    reading = _Quotes(places, _number(request, "page") if kind == "quotes" else 1)
    chosen = kind if kind in KINDS else next((each for each in KINDS if places.counts[each]), "links")
    asked = _number(request, "name", -1)
    name = asked if asked in {OTHER, *places.names} else None
    table, pages = reading.table(name) if chosen == "quotes" else _table(places, chosen, name, _number(request, "page"))
    context = {
        **desk.each_context(request),
        "title": gettext("Every occurrence of %(name)s") % {"name": source},
        "kind": Source._meta.verbose_name,
        "opts": Source._meta,
        "list_url": list_url(Source),
        "source": cell(source),
        "panels": [_summary(places), table],
        "note": reading.note if chosen == "quotes" else "",
        "pages": pages,
        "query": urlencode({"kind": chosen, **({"name": name} if name is not None else {})}),
    }
    return TemplateResponse(request, "admin/desk/places.html", context)


def _number(request: HttpRequest, name: str, otherwise: int = 1) -> int:
    given = request.GET.get(name, "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else otherwise


def _summary(places: Places) -> Table:
    """Each name, and words that hold none of them, with how often they stand where."""
    rows = []
    names: dict[int, Words] = {**places.names, OTHER: _("Other words")}
    for key, words in names.items():
        counted = [(kind, places.counts[kind][key]) for kind in KINDS]
        if key == OTHER and not any(count for _kind, count in counted):
            continue
        cells = [
            Cell(str(count), url=places_url(places.source, kind=kind, name=key) if count else "")
            for kind, count in counted
        ]
        rows.append([Cell(words), *cells])
    totals = [(kind, sum(places.counts[kind].values())) for kind in KINDS]
    cells = [Cell(str(count), url=places_url(places.source, kind=kind) if count else "") for kind, count in totals]
    rows.append([Cell(_("All")), *cells])
    return Table(_("How often each name stands where"), (_("name"), *KINDS.values()), rows)


def _title(places: Places, kind: str, name: int | None) -> str:
    if name is None:
        return str(KINDS[kind])
    return f"{KINDS[kind]}: {places.names.get(name, gettext('Other words'))}"


def _table(places: Places, kind: str, name: int | None, page: int) -> tuple[Table, Any]:
    """The places of one kind but quotes, a page of them."""
    make = {"links": _links, "bylines": _bylines}.get(kind, _articles(kind))
    rows, head, line = make(places, None if name is None else places.printed[kind][name])
    shown = Paginator(rows, ROWS).get_page(page)
    return Table(_title(places, kind, name), head, [line(row) for row in shown], _("It stands nowhere so.")), shown


Drawn = tuple[QuerySet[Any], tuple[Words, ...], Callable[[Any], list[Cell]]]


def _links(places: Places, words: list[Any] | None) -> Drawn:
    rows = (
        places.links()
        .order_by("-pk")
        .select_related(
            "words", "source", "attribution__occurrence__claim", "attribution__occurrence__snapshot__article"
        )
    )
    if words is not None:
        rows = rows.filter(_among("words", words))

    def line(hop: Hop) -> list[Cell]:
        occurrence = hop.attribution.occurrence
        printed = hop.words.text if hop.words else str(hop.source)
        return [
            Cell(printed, url=cell(hop).url, quiet=hop.verb),
            cell(occurrence.claim),
            cell(occurrence.snapshot.article),
        ]

    return rows, (_("as printed"), _("claim"), _("article")), line


def _bylines(places: Places, words: list[Any] | None) -> Drawn:
    rows = places.bylines().order_by("-pk").select_related("article")
    if words is not None:
        rows = rows.filter(words__in=words)
    return (
        rows,
        (_("as printed"), _("article"), _("published")),
        lambda author: [Cell(author.words), cell(author.article), cell(author.article.published)],
    )


def _articles(role: str) -> Callable[[Places, list[Any] | None], Drawn]:
    def draw(places: Places, words: list[Any] | None) -> Drawn:
        rows = places.articles(role).order_by("-pk")
        if words is not None:
            rows = rows.filter(_among("said", words))
        return (
            rows,
            (_("article"), _("as printed"), _("published")),
            lambda article: [cell(article), cell(article.said), cell(article.published)],
        )

    return draw


def _among(column: str, values: list[Any]) -> Q:
    """The rows that have one of the values, of which one may be none at all."""
    found = Q(**{f"{column}__in": [value for value in values if value is not None]})
    return found | Q(**{f"{column}__isnull": True}) if None in values else found


class _Quotes:
    """One reading of the quotes of the ledger: newest first, so many at a time. Only our code knows names in texts."""

    def __init__(self, places: Places, page: int) -> None:
        self.places = places
        quotes = Occurrence.objects.standing().order_by("-pk")
        quotes = quotes.select_related("quote", "claim", "snapshot__article")
        self.page = Paginator(quotes, QUOTES).get_page(page)
        self.found: list[tuple[Occurrence, int, int, int]] = []
        for occurrence in self.page:
            for mention in places.finder.find(occurrence.quote.text)[:1]:
                self.found.append((occurrence, mention.key, mention.start, mention.end))
        places.counts["quotes"] = Counter(key for _occurrence, key, _start, _end in self.found)

    @property
    def note(self) -> str:
        """Which quotes were read."""
        values = {"first": self.page.start_index(), "last": self.page.end_index(), "count": self.page.paginator.count}
        return gettext("Read through: quotes %(first)s to %(last)s of %(count)s, the newest first.") % values

    def table(self, name: int | None) -> tuple[Table, Any]:
        """The quotes of this reading that hold a name."""
        rows = [self._line(*each) for each in self.found if name is None or each[1] == name]
        head = (_("quote"), _("claim"), _("article"))
        return Table(_title(self.places, "quotes", name), head, rows, _("None of these quotes holds it.")), self.page

    @staticmethod
    def _line(occurrence: Occurrence, _key: int, start: int, end: int) -> list[Cell]:
        text = occurrence.quote.text
        first, last = max(start - AROUND, 0), min(end + AROUND, len(text))
        shown = f"{'…' if first else ''}{text[first:last]}{'…' if last < len(text) else ''}"
        return [
            Cell(shown, url=cell(occurrence).url),
            cell(occurrence.claim),
            cell(occurrence.snapshot.article),
        ]
