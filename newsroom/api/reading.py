"""What the door may read: ``Publication.objects``, and beside it only what publication fills (law 6)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias, cast
from uuid import UUID

from django.db.models import DateTimeField, F, OuterRef, Subquery
from django.db.models.functions import Coalesce

from ..choices import PublicationKind
from ..documents.cards import GONE_CAUSES, Json
from ..models import Current, Publication
from ..querysets import GONE, PublicationQuerySet
from .problems import not_found

Found: TypeAlias = PublicationQuerySet[Publication]

# The states of a public id as partners see them; a cause that takes something down decides, all else is current.
CURRENT, WITHHELD, WITHDRAWN = STATES = ("current", "withheld", "withdrawn")


def state_of(cause: str) -> str:
    """How something stands whose newest publication has this cause."""
    return GONE_CAUSES.get(cause, CURRENT)


def standing(row: Publication) -> str:
    """How a publication stands by itself; without its text nothing of it can be shown."""
    return WITHDRAWN if row.document.erased else state_of(row.cause)


def causes_of(states: list[str]) -> list[str]:
    """The causes of taken-down publications in these states."""
    return [cause for cause, state in GONE_CAUSES.items() if state in states]


def currents(kind: str) -> Found:
    """Where every public id of a kind stands, gone or not, with when it was first published as ``opened``."""
    first = Publication.objects.filter(public_id=OuterRef("public_id"), version=1)
    opened = Coalesce(F("index__first_published"), Subquery(first.values("at")), output_field=DateTimeField())
    rows = Publication.objects.current().kind(kind).select_related("document", "sequence")
    return cast("Found", rows.annotate(opened=opened))


def current(kind: str, public_id: str) -> Publication:
    """Where one public id stands; raises ``Problem`` where nothing ever stood."""
    found = Publication.objects.current().kind(kind).select_related("document", "sequence")
    row: Publication | None = found.filter(public_id=public_id).first()
    if row is None:
        raise not_found()
    return row


def version(now: Publication, number: int) -> Publication:
    """A version of what stands at ``now``; raises ``Problem`` if there is none."""
    if number == now.version:
        return now
    found = Publication.objects.of(now.public_id).select_related("document", "sequence").filter(version=number)
    row: Publication | None = found.first()
    if row is None:
        raise not_found()
    return row


def hidden(row: Publication, now: Publication) -> str | None:
    """Why a version may not be read: ``withheld``, ``withdrawn``, or ``None`` if it may.

    What is taken down is taken down in all its versions, and in old versions of others that showed it; the
    notices that say so stay readable.
    """
    if row.document.erased:
        return WITHDRAWN
    if row == now or row.cause in GONE:
        return None
    if standing(now) != CURRENT:
        return standing(now)
    gone = Publication.objects.current().filter(cause__in=GONE, public_id__in=shown_inside(row.document.json))
    return WITHHELD if gone.exists() else None


def shown_inside(document: Json) -> set[str]:
    """Other things whose words a document repeats outside its own reviewed part."""
    live = document.get("live") or {}
    cards = {**live.get("claims", {}), **live.get("relations", {})}
    if document["kind"] == PublicationKind.QUESTION:
        cards |= document["claims"]
    found = {key for key, card in cards.items() if card["standing"] == CURRENT}
    if document["kind"] == PublicationKind.SOURCE:
        found |= {line["card"]["id"] for line in document["claims"]}
    if document["kind"] == PublicationKind.CORRECTION:
        found.add(document["correction"]["of"]["id"])
    stories = live.get("stories", []) + document.get("stories", [])
    return found | {story["id"] for story in stories}


def state_now() -> Subquery:
    """For annotation: the cause of the publication that the same public id stands at now."""
    return Subquery(Current.objects.filter(pk=OuterRef("public_id")).values("publication__cause"))


def documents(rows: Iterable[Publication]) -> dict[UUID, Json]:
    """The documents of some publications, in one query."""
    found = Publication.objects.filter(pk__in=[row.pk for row in rows]).select_related("document")
    return {row.pk: row.document.json for row in found}
