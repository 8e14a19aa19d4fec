"""Tags of the public pages: outlines, names, and the frame of pages that Django itself draws (404 and the like)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template
from django.template import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from claims.choices import LANGUAGES

from ..pages import Site

register = template.Library()


@register.simple_tag
def icon(code: str) -> SafeString:
    """An outline of ``_icons.html``; its meaning must stand beside it in words."""
    return format_html('<svg class="ic i-{0}" aria-hidden="true"><use href="#i-{0}"/></svg>', code)


@register.simple_tag
def names(people: Iterable[Any]) -> SafeString:
    """A list of names; whoever has no public byline is called an editor of the house."""
    shown = [(str(each) if each else _("an editor of the house"),) for each in people]
    return format_html_join(pgettext("between names in a list", ", "), "{}", shown)


@register.simple_tag(takes_context=True)
def frame(context: Context) -> Site:
    """The frame that a page was rendered with; for pages that Django draws, one made from the address asked for."""
    given = context.get("site")
    if isinstance(given, Site):
        return given
    request = context.get("request")
    asked = request.path.strip("/").partition("/")[0] if request else ""
    active = (get_language() or LANGUAGES[0])[:2]
    language = next((code for code in (asked, active) if code in LANGUAGES), LANGUAGES[0])
    return Site(language=language, indexed=False)
