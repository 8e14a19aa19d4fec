"""The answers of the partner door."""

from __future__ import annotations

from typing import Any

from django.db.models import Max
from django.http import HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _
from rest_framework.request import Request
from rest_framework.response import Response

from claims.choices import LANGUAGES

from ..choices import Cause, PublicationKind
from ..documents.cards import Json
from ..models import Publication, Sequence
from ..pages import absolute, data
from . import objects, reading, serializers
from .door import Door
from .filters import narrowed
from .pagination import DEFAULT_ORDERING, MOST, ORDERINGS, Cursor, paginate, read_cursor, turn
from .problems import PROBLEMS, Problem, ProblemType, not_found
from .resources import RESOURCES, SCALE, Resource

PAGING = ("limit", "cursor")
SHAPING = ("ordering", "expand")
EXPANDABLE = ("document",)


def head() -> int:
    """The number of the newest publication; 0 before the first."""
    return int(Sequence.objects.aggregate(newest=Max("n"))["newest"] or 0)


class RootView(Door):
    """Where everything is."""

    shape = serializers.Root

    def get(self, request: Request) -> Response:
        collections = [*(resource.path for resource in RESOURCES), "verdicts", SCALE.path]
        return Response(
            {
                "collections": {path: absolute(f"/api/v1/{path}/") for path in collections},
                **{name: absolute(f"/api/v1/{name}/") for name in ("changes", "problems", "schema", "docs")},
                "head": head(),
            }
        )


class ListView(Door):
    """Everything of one kind, newest first; what is taken down only if `state` asks for it."""

    resource: Resource = SCALE
    listed = True

    def legal(self) -> tuple[str, ...]:
        return (*self.resource.narrowing, *SHAPING, *PAGING)

    def get(self, request: Request) -> Response:
        ordering = self.choice("ordering", ORDERINGS, DEFAULT_ORDERING)
        whole = self.choice("expand", EXPANDABLE, "") == "document" if "expand" in self.query else False
        cursor = read_cursor(self.query["cursor"], ordering) if "cursor" in self.query else None
        limit = self.limit()
        asked = {name: value for name, value in self.query.items() if name in self.resource.narrowing}
        found = narrowed(self.resource.filters, reading.currents(self.resource.kind), asked)
        page = paginate(found, ordering, cursor, limit)
        return self.page(page, [objects.item(row, whole=whole) for row in page.rows])


class DetailView(Door):
    """One of a kind, with its whole document."""

    resource: Resource = SCALE
    parameters = ("expand",)
    statuses = (308, 404, 410)

    def get(self, request: Request, public_id: str) -> HttpResponse:
        self.choice("expand", EXPANDABLE, "document")
        row = reading.current(self.resource.kind, public_id)
        if reading.standing(row) != reading.WITHDRAWN:
            return Response(objects.item(row, whole=True))
        tombstone = objects.tombstone(row)
        if row.cause == Cause.MERGED and tombstone["replaced_by"]:
            where = absolute(data(row.kind, tombstone["replaced_by"]))
            return Response(tombstone, status=308, headers={"Location": where})
        raise withdrawn(row)


def withdrawn(now: Publication) -> Problem:
    """What is left of something withdrawn, as a problem."""
    detail = _("Delete your copy. What may still be said of it is in “tombstone”.")
    return Problem("withdrawn", detail, tombstone=objects.tombstone(now))


class OfOne(Door):
    """Views of the versions of one public id. A rating's versions are those of the scale that holds it."""

    resource: Resource = SCALE

    def subject(self) -> str:
        if "code" not in self.kwargs:
            return str(self.kwargs["public_id"])
        return rating(self.kwargs["code"])[0].public_id

    def version(self, number: int) -> tuple[Publication, Publication]:
        """A version that partners may see, and the one that holds now."""
        now = reading.current(self.resource.kind, self.subject())
        row = reading.version(now, number)
        why = reading.hidden(row, now)
        if why == reading.WITHDRAWN:
            raise withdrawn(now)
        if why:
            where = {"where": absolute(data(now.kind, now.public_id))}
            raise Problem("withheld", _("Hide your copy. What holds now is told at %(where)s.") % where)
        return row, now


class VersionListView(OfOne):
    """All publications of one id, newest first."""

    parameters = PAGING
    shape = serializers.Version
    listed = True
    statuses = (404,)

    def get(self, request: Request, **where: Any) -> Response:
        now = reading.current(self.resource.kind, self.subject())
        cursor = read_cursor(self.query["cursor"], DEFAULT_ORDERING) if "cursor" in self.query else None
        found = Publication.objects.of(now.public_id).select_related("sequence")
        page = paginate(found, DEFAULT_ORDERING, cursor, self.limit())
        return self.page(page, [objects.version(row, now) for row in page.rows])


class VersionView(OfOne):
    """One publication of one id."""

    statuses = (403, 404, 410)

    def get(self, request: Request, version: int, **where: Any) -> Response:
        row, now = self.version(version)
        newer = now.version if now.version != row.version else None
        return Response(objects.item(row, whole=True) | {"superseded_by": newer})


class ContentView(OfOne):
    """The canonical bytes of one publication: exactly what its digest covers. Their ETag is the digest."""

    shape = serializers.Canonical
    statuses = (403, 404, 410)

    def get(self, request: Request, version: int, **where: Any) -> HttpResponse:
        row, _now = self.version(version)
        return HttpResponse(row.document.data, content_type="application/json")


class ChangesView(Door):
    """Every publication in the order in which they left the house, without gaps, tombstones included."""

    shape = serializers.Changes

    parameters = ("after", "limit", "kind")

    def get(self, request: Request) -> Response:
        after, limit = self.number("after", default=0), self.limit(MOST)
        found = Publication.objects.filter(sequence__n__gt=after).select_related("sequence").order_by("sequence__n")
        if "kind" in self.query:
            found = found.kind(self.choice("kind", PublicationKind.values, ""))
        rows = list(found.annotate(now=reading.state_now())[: limit + 1])
        more, rows = len(rows) > limit, rows[:limit]
        documents = reading.documents([row for row in rows if row.cause in objects.WORDED])
        last = rows[-1].sequence.n if rows else after
        return Response(
            {
                "results": [objects.change(row, row.now, documents.get(row.pk)) for row in rows],
                "next": self.link(after=last) if more else None,
                "previous": None,
                "last": last,
                "head": head(),
            }
        )


# --- Ratings ---------------------------------------------------------------------------------------------------------


def scale() -> Publication | None:
    """The published rating scale."""
    found = Publication.objects.shown().kind(PublicationKind.SCALE)
    row: Publication | None = found.select_related("document", "sequence").first()
    return row


def rating(code: str) -> tuple[Publication, Json]:
    """A rating of the published scale, and the publication that holds it."""
    held = scale()
    for found in objects.ratings(held.document.json) if held else []:
        if held is not None and found["code"] == code:
            return held, found
    raise not_found()


class VerdictListView(Door):
    """The ratings of the published scale, in its order."""

    parameters = PAGING
    shape = serializers.Verdict
    listed = True

    def get(self, request: Request) -> Response:
        cursor = read_cursor(self.query["cursor"], "sequence") if "cursor" in self.query else None
        limit, held = self.limit(), scale()
        places = list(enumerate(objects.ratings(held.document.json) if held else []))
        page = turn(_from(places, cursor, limit), limit, cursor, lambda row: Cursor("sequence", row[0]))
        return self.page(page, [objects.verdict(held, found, whole=False) for _n, found in page.rows if held])


def _from(places: list[tuple[int, Json]], cursor: Cursor | None, limit: int) -> list[tuple[int, Json]]:
    if cursor is None:
        return places[: limit + 1]
    if cursor.backward:
        return [place for place in reversed(places) if place[0] < cursor.n][: limit + 1]
    return [place for place in places if place[0] > cursor.n][: limit + 1]


class VerdictView(Door):
    """One rating, with the scale that holds it as its document."""

    shape = serializers.Verdict
    statuses = (404,)

    def get(self, request: Request, code: str) -> Response:
        held, found = rating(code)
        return Response(objects.verdict(held, found, whole=True))


# --- About the door itself -------------------------------------------------------------------------------------------


def _described(kind: ProblemType) -> Json:
    title = {}
    for language in LANGUAGES:
        with translation.override(language):
            title[language] = str(kind.title)
    return {"type": kind.address, "code": kind.code, "status": kind.status, "title": title}


class ProblemListView(Door):
    """Every kind of problem."""

    shape = serializers.ProblemKind
    listed = True

    def get(self, request: Request) -> Response:
        return Response({"results": [_described(kind) for kind in PROBLEMS.values()], "next": None, "previous": None})


class ProblemView(Door):
    """One kind of problem; what `type` of a problem points to."""

    shape = serializers.ProblemKind
    statuses = (404,)

    def get(self, request: Request, code: str) -> Response:
        if code not in PROBLEMS:
            raise not_found()
        return Response(_described(PROBLEMS[code]))


class NowhereView(Door):
    """Every other address below the door's."""

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        raise not_found()
