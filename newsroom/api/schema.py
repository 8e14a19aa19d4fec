"""The OpenAPI document: drawn from the views, so that it says what they do."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.urls import include, path
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.settings import patched_settings
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse
from rest_framework import serializers

from claims.choices import LANGUAGES, Checkability

from ..choices import Cause, PublicationKind, StoryState
from .pagination import DEFAULT_LIMIT, DEFAULT_ORDERING, MOST, ORDERINGS
from .problems import CONTENT_TYPE
from .reading import STATES
from .serializers import CORRECTED, VERDICT, ProblemShape, Shape, Tombstone

# The version of this interface, not of the program: it moves only when partners must change something.
VERSION = "1.0"

DESCRIPTION = """Everything the newsroom has published, with every correction and withdrawal.

To keep a copy in sync, ask `changes` from 0, do what each line says, keep `last`, and ask again with `after={last}`.
A line with `tombstone: true` means: delete your copy (`withdrawn`, `redacted`, `merged`) or hide it (`withheld`).

The document of a publication is canonical JSON (RFC 8785). `digest` is the SHA-256 of exactly the bytes at
`versions/{version}/content`. Texts are objects `{ar, en}`; what is unknown is `null`. Quantities are decimal strings,
times are UTC, partial dates are EDTF. Nothing here needs a key, sets a cookie, or can be written to."""

STATUSES = {
    200: "The answer.",
    304: "You have exactly these bytes: the ETag in `If-None-Match` still holds.",
    308: "It was merged into another one, at `Location`. The body is the tombstone.",
    400: "A parameter is unknown, or its value impossible; `detail` names the legal ones.",
    403: "This version is not shown while it, or something that it shows, is withheld. Hide your copy.",
    404: "Nothing was ever published at this address.",
    406: "Only JSON can be had here: send `Accept: application/json`, or no Accept header.",
    410: "It was published here and is withdrawn. Delete your copy; `tombstone` holds what may still be said.",
    503: "The database does not answer. Ask again after the seconds in `Retry-After`.",
}
USUAL = (200, 304, 400, 406, 503)


def _several(name: str, words: str, legal: Any = None) -> OpenApiParameter:
    values = list(legal) if legal else None
    words = f"{words} Several, separated by commas, mean any of them."
    return OpenApiParameter(name, str, description=words, enum=values, many=True, explode=False, style="form")


def _plain(name: str, words: str, kind: Any = str, **more: Any) -> OpenApiParameter:
    return OpenApiParameter(name, kind, description=words, **more)


PARAMETERS = {
    parameter.name: parameter
    for parameter in (
        _several("state", "How it stands. Left out: `current`.", (*STATES, "all")),
        _several("language", "Published in this language.", LANGUAGES),
        _several("verdict", "The code of the rating that holds."),
        _several("checkability", "Whether the claim can be checked at all.", Checkability.values),
        _several("story_state", "Whether the story goes on.", StoryState.values),
        _plain("published_after", "First published at this time or later.", OpenApiTypes.DATETIME),
        _plain("published_before", "First published before this time.", OpenApiTypes.DATETIME),
        _plain("updated_after", "Last published at this time or later.", OpenApiTypes.DATETIME),
        _plain("updated_before", "Last published before this time.", OpenApiTypes.DATETIME),
        _plain("q", "Words, all of which occur. Arabic is compared as readers do: without marks and prefixes."),
        _plain("story", "The id of a story it belongs to, or that it corrects."),
        _plain("claim", "The id of a claim that it cites, answers with, or corrects."),
        _plain("question", "The id of the question it follows or answers."),
        _plain("source", "The id of a source that published, wrote or is relied on for it."),
        _plain("related", "The id of a claim to which it has a published relation."),
        _plain("measure", "What its quantity measures, exactly as published."),
        _plain("unit", "The unit of its quantity, exactly as published."),
        _plain("value_min", "Its quantity is at least this, in its unit.", float),
        _plain("value_max", "Its quantity is at most this, in its unit.", float),
        _plain("ordering", "The order of the list; a minus sign turns it.", enum=ORDERINGS, default=DEFAULT_ORDERING),
        _plain("expand", "`document` embeds the whole published document.", enum=["document"]),
        _plain("limit", f"Rows a page, 1 to {MOST}; {DEFAULT_LIMIT} where nothing else is said.", int),
        _plain("cursor", "Comes ready-made in `next` and `previous`."),
        _plain("after", "The number of the last publication that you have; 0 for all.", int, default=0),
        _plain("kind", "Only publications of this kind.", enum=PublicationKind.values),
    )
}
PATH = {
    "public_id": _plain("public_id", "The permanent id.", location=OpenApiParameter.PATH),
    "code": _plain("code", "The code.", location=OpenApiParameter.PATH),
    "version": _plain("version", "The number of the version.", int, location=OpenApiParameter.PATH),
}
CONDITION = _plain("If-None-Match", "The ETag of the bytes that you have.", location=OpenApiParameter.HEADER)
ETAG = OpenApiParameter(
    "ETag",
    str,
    location=OpenApiParameter.HEADER,
    description="The SHA-256 of the bytes of this answer, in quotation marks.",
    response=[200],
)


@cache
def page_of(shape: type[Shape]) -> type[Shape]:
    """A page of a list."""
    members = {
        "__doc__": "A page of a list. Follow `next` until it is null.",
        "results": shape(many=True),
        "next": serializers.URLField(allow_null=True),
        "previous": serializers.URLField(allow_null=True),
    }
    return type(f"{shape.__name__}Page", (Shape,), members)


class DoorSchema(AutoSchema):
    """Describes a view of the door from what the view itself says: its shape, parameters and statuses."""

    @property
    def _door(self) -> Any:
        return self.view

    def get_operation_id(self) -> str:
        words = [part for part in self._segments() if not part.startswith("{")]
        return "_".join([*(words or ["root"]), "list" if self._door.listed else "get"])

    def get_tags(self) -> list[str]:
        return self._segments()[:1] or ["root"]

    def _segments(self) -> list[str]:
        return [part for part in self.path.split("/") if part][2:]  # what comes behind /api/v1

    def get_summary(self) -> str:
        return str(self._door.__doc__).split("\n")[0]

    def get_description(self) -> str:  # type: ignore[override]
        resource = getattr(self._door, "resource", None)
        return resource.words if resource else ""

    def get_auth(self) -> list[dict[str, Any]]:
        return []

    def get_override_parameters(self) -> list[Any]:
        inside = [parameter for name, parameter in PATH.items() if f"{{{name}}}" in self.path]
        return [*inside, *(PARAMETERS[name] for name in self._door.legal()), CONDITION, ETAG]

    def get_request_serializer(self) -> None:
        return None

    def get_response_serializers(self) -> Any:
        return {self._key(status): self._response(status) for status in sorted({*USUAL, *self._door.statuses})}

    def _key(self, status: int) -> Any:
        return (status, CONTENT_TYPE) if status >= 400 else (status, "application/json")

    def _response(self, status: int) -> OpenApiResponse:
        shape = self._door.shape or self._door.resource.shape
        shapes: dict[int, Any] = {
            200: page_of(shape) if self._door.listed else shape,
            304: None,
            308: shape,
            410: Tombstone,
        }
        return OpenApiResponse(shapes.get(status, ProblemShape), description=STATUSES[status])


SETTINGS = {
    "OAS_VERSION": "3.1.0",
    "VERSION": VERSION,
    "DESCRIPTION": DESCRIPTION,
    "SCHEMA_PATH_PREFIX": r"/api/v1",
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "ENUM_NAME_OVERRIDES": {
        "Kind": PublicationKind.values,
        "Cause": Cause.values,
        "State": list(STATES),
        "CorrectedKind": CORRECTED,
        "VerdictKind": VERDICT,
    },
}


@cache
def openapi() -> dict[str, Any]:
    """The OpenAPI document, made once a process."""
    from .urls import addresses  # it imports the views, which import this

    with patched_settings(SETTINGS):
        generator = SchemaGenerator(  # type: ignore[no-untyped-call]
            patterns=[path("api/v1/", include((addresses, "api")))]
        )
        document: dict[str, Any] = generator.get_schema(public=True)  # type: ignore[no-untyped-call]
    return document
