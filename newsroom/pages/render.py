"""From a document to bytes. Templates are given the document's view and the frame of the page, and nothing else."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import get_template
from django.templatetags.static import static
from django.utils import translation
from django.utils.translation import gettext as _

from ..choices import Cause, GoneNotice, Notice, PublicationKind, Standing
from . import claim, derived, story
from .addresses import absolute, address, bare, data, listing
from .lists import shown_part
from .parts import badge, history, people
from .site import Site
from .words import Json, moment, other, plain, words

STYLE = "newsroom/css/isnad.css"
GONE = {Cause.WITHDRAWN, Cause.REDACTED, Cause.MERGED}


def render(
    document: Json,
    *,
    language: str,
    standing: str = Standing.CURRENT,
    current: Json | None = None,
    previewed: bool = False,
) -> bytes:
    """The page of a published document, or of one that would be published, as UTF-8 HTML.

    ``current`` is the document that holds now, for the banner of a superseded version. A document that lacks
    ``language`` is shown in the language it has, and says so in the language that was asked for. ``previewed`` is
    for what is not published: the page says so at its top and names no address at which it would be found.
    """
    with translation.override(language):
        if document["cause"] == Cause.WITHHELD:
            return _withheld(document, language)
        if document["cause"] in GONE:
            return _withdrawn(document, language)
    spoken = spoken_in(document, language)
    with translation.override(spoken):
        context = _view(document, spoken)
        context |= {
            "asked": language if spoken != language else None,
            "standing": str(standing),
            "previewed": previewed,
            "old": _old(document, current, spoken) if standing == Standing.SUPERSEDED and current else None,
        }
        site = _site(document, spoken, context, current if standing == Standing.SUPERSEDED else None)
        if previewed:
            site = replace(site, here=None, there=None, data=None, indexed=False)
        return page(_TEMPLATES[document["kind"]], site, context)


def spoken_in(document: Json, language: str) -> str:
    """The language in which a document is shown to whoever asked for ``language``."""
    return shown_part(document, language)[0] if document.get("languages") else language


def page(template: str, site: Site, context: dict[str, Any]) -> bytes:
    """A template of ``templates/public/`` with the frame of its page, in the page's language."""
    with translation.override(site.language):
        return get_template(f"public/{template}").render({**context, "site": site}).strip().encode()


_TEMPLATES = {
    "story": "story.html",
    "claim": "claim.html",
    "question": "question.html",
    "source": "source.html",
    "correction": "correction.html",
    "scale": "method.html",
}


def _view(document: Json, spoken: str) -> dict[str, Any]:
    kind = document["kind"]
    views: dict[str, Callable[[], dict[str, Any]]] = {
        "question": lambda: derived.question(document, spoken),
        "source": lambda: derived.source(document, spoken),
        "correction": lambda: {"erratum": derived.erratum(document, spoken)},
        "story": lambda: story.view(document, _content(document, spoken), spoken),
        "claim": lambda: claim.view(document, _content(document, spoken), spoken),
        "scale": lambda: derived.scale(_content(document, spoken), spoken),
    }
    return views[kind]() | _around(document, spoken)


def _content(document: Json, spoken: str) -> Json:
    content: Json = document["languages"][spoken]["content"]
    return content


def slug_of(document: Json, language: str) -> str | None:
    """The slug in a document's address; ``None`` if it has none (a notice)."""
    if document.get("languages"):
        return plain(shown_part(document, language)[1]["content"].get("slug"), language) or None
    return plain(document.get("slug"), language) or None


def _around(document: Json, spoken: str) -> dict[str, Any]:
    """What every page says of itself: when, which version, by whom, how to cite it, where its data is."""
    kind, slug = document["kind"], slug_of(document, spoken)
    found: dict[str, Any] = {
        "kind": kind,
        "version": document["version"],
        "published": moment(document["first_published"], spoken),
        "updated": moment(document["at"], spoken),
        "note": words(document["note"], spoken),
        "restored": document["cause"] == Cause.RESTORED,
        "history": history(document, slug or "", spoken) if document.get("history") else [],
        "data": data(kind, document["id"]) if kind != "scale" else None,
        "permanent": bare(address(kind, document["id"], slug, spoken, document["version"])),
    }
    if document.get("languages"):
        part = document["languages"][spoken]
        found |= {
            "authors": people(part["authors"], spoken),
            "reviewers": people(part["reviewed"]["by"], spoken),
            "reviewed_at": moment(part["reviewed"]["at"], spoken),
            "lags": spoken in document["lags"],
        }
    return found


def _old(document: Json, current: Json, spoken: str) -> dict[str, Any]:
    """The banner of an old version: that it is old, and what holds now."""
    gone = current["cause"] == Cause.WITHHELD or current["cause"] in GONE
    verdict = None
    if current["kind"] == "claim" and not gone:
        content = shown_part(current, spoken)[1]["content"]
        verdict = badge(content["verification"]["verdict"], content["checkability"], spoken)
    return {
        "version": current["version"],
        "at": moment(current["at"], spoken),
        "badge": verdict,
        "href": address(current["kind"], current["id"], slug_of(current, spoken), spoken),
    }


def _site(document: Json, spoken: str, context: dict[str, Any], current: Json | None) -> Site:
    kind, other_language = document["kind"], other(spoken)
    here, there = _addresses(document, spoken), _addresses(document, other_language)
    lacking = bool(document.get("languages")) and not document["languages"].get(other_language)
    title = context.get("title") or context.get("text")
    return Site(
        language=spoken,
        here=_addresses(current, spoken) if current else here,
        there=None if lacking else there,
        title=title.text if title else _("How we work") if kind == "scale" else _("Corrections"),
        description=_description(context),
        section=PublicationKind(kind).path,
        data=absolute(context["data"]) if context["data"] else None,
        indexed=current is None,
    )


def _addresses(document: Json, language: str) -> str:
    kind = document["kind"]
    if kind == "scale":
        return listing("method", language)
    return address(kind, document["id"], slug_of(document, language), language)


def _description(context: dict[str, Any]) -> str:
    rated, dek = context.get("badge"), context.get("dek") or context.get("rationale")
    parts = [rated.word.text if rated else "", dek.text if dek else ""]
    return ": ".join(part for part in parts if part)[:300]


def _withheld(document: Json, language: str) -> bytes:
    """Nothing but the translated notice: not even the title of what stood here."""
    site = Site(language=language, title=_("Not shown for now"), indexed=False)
    return page("withheld.html", site, {"notice": Notice(document["notice"]).label})


def _withdrawn(document: Json, language: str) -> bytes:
    titles: dict[str | None, str] = {
        GoneNotice.RETRACTED: _("Retracted"),
        GoneNotice.LEGAL: _("Taken down for legal reasons"),
    }
    site = Site(language=language, title=titles.get(document.get("notice"), _("Withdrawn")), indexed=False)
    at = moment(document["at"], language)
    retracted = document.get("notice") == GoneNotice.RETRACTED
    return page("withdrawn.html", site, {"note": words(document["note"], language), "at": at, "retracted": retracted})


# --- The build -------------------------------------------------------------------------------------------------------


def build() -> str:
    """What rendered bytes depend on beside their document; a deploy that changes any of it renews them all."""
    return _digest() if not settings.DEBUG else _digest.__wrapped__()


@lru_cache(maxsize=1)
def _digest() -> str:
    root = Path(settings.BASE_DIR)
    parts = [settings.VERSION, settings.BUILD, settings.BASE_URL, static(STYLE)]
    found = hashlib.sha256("\n".join(parts).encode())
    for path in sorted(_sources(root)):
        found.update(path.read_bytes())
    return found.hexdigest()[:32]


def _sources(root: Path) -> list[Path]:
    """Templates, the code that fills them, their style and the words they are translated with."""
    patterns = (
        "templates/public/*.html",
        "newsroom/pages/*.py",
        "newsroom/templatetags/isnad.py",
        "newsroom/static/newsroom/css/isnad.css",
    )
    words_of = ("claims/locale/*/LC_MESSAGES/django.mo", "newsroom/locale/*/LC_MESSAGES/django.mo")
    return [path for pattern in (*patterns, *words_of) for path in root.glob(pattern)]
