"""The door's own documentation: the OpenAPI document, and Swagger UI, which loads nothing from outside."""

from __future__ import annotations

import json

from csp.constants import UNSAFE_INLINE
from csp.decorators import csp_update
from django.http import HttpResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularSwaggerSplitView
from rest_framework.renderers import TemplateHTMLRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from .door import Door
from .schema import openapi


class SchemaView(Door):
    """The OpenAPI 3.1 document of this interface."""

    max_age = 300
    languages = "en"

    @extend_schema(exclude=True)
    def get(self, request: Request) -> Response:
        return Response(openapi())


# Swagger UI styles its elements by itself and holds its icons as data: addresses. No other page may do either.
@method_decorator(csp_update({"style-src": [UNSAFE_INLINE], "img-src": ["data:"]}), name="dispatch")
class DocsView(Door, SpectacularSwaggerSplitView):
    """The interface, to try out in a browser."""

    renderer_classes = [TemplateHTMLRenderer]
    parameters = ("script",)
    max_age = 300
    languages = "en"

    @extend_schema(exclude=True)
    def get(self, request: Request) -> HttpResponse:
        if "script" in request.query_params:
            return HttpResponse(_script(), content_type="text/javascript; charset=utf-8")
        response: Response = SpectacularSwaggerSplitView.get(self, request)  # type: ignore[no-untyped-call]
        return response


def _script() -> str:
    """What starts Swagger UI. Not the package's own: that one asks for a CSRF token, and so sets a cookie."""
    options = {
        "url": reverse("api:schema"),
        "dom_id": "#swagger-ui",
        "layout": "BaseLayout",
        "deepLinking": True,
        "validatorUrl": None,  # would send the address of this installation to a stranger
    }
    return f"SwaggerUIBundle({{...{json.dumps(options)}, presets: [SwaggerUIBundle.presets.apis]}});\n"
