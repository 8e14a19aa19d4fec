"""Chains, drawn: for each occurrence the words in their place and the links outward from the article."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..choices import Naming
from ..models import Attribution, Hop, Occurrence
from ..quotation import Span, context
from ..rules import grade, origins
from .panels import Cell, Chains, Drawn, Link, Words, cell, url_of

CONTEXT = 90  # characters shown on either side of a quote


def chains_panel(title: Words, occurrences: Iterable[Occurrence]) -> Chains:
    """Occurrences (as ``documents.occurrences_of`` fetches them) with their chains and independent origins."""
    found = list(occurrences)
    return Chains(title, [draw(occurrence) for occurrence in found], note=_note(found))


def _note(occurrences: list[Occurrence]) -> str:
    if not occurrences:
        return ""
    counted = origins(occurrences)
    texts = ngettext("In %(count)s text", "In %(count)s texts", counted["texts"]) % {"count": counted["texts"]}
    independent = counted["independent"]
    ends = ngettext("from %(count)s independent origin.", "from %(count)s independent origins.", independent)
    said = _("%(texts)s, %(origins)s") % {"texts": texts, "origins": ends % {"count": independent}}
    return f"{said} {_('The trail runs in a circle.')}" if counted["circular"] else said


def draw(occurrence: Occurrence) -> Drawn:
    """One occurrence with its newest chains."""
    text = occurrence.snapshot.content()
    before, after = context(text, Span(occurrence.start, occurrence.end), CONTEXT)
    article = occurrence.snapshot.article
    return Drawn(
        place=cell(article, quiet=str(article.outlet) if article.outlet else _("outlet not stated")),
        quote=occurrence.quote.text,
        before=before,
        after=after,
        marks=[occurrence.get_stance_display(), occurrence.get_mode_display()],
        chains=[_chain(chain) for chain in occurrence.attributions.all()],
        url=url_of(occurrence),
    )


def _chain(chain: Attribution) -> tuple[Words, list[Link]]:
    hops = list(chain.hops.all())
    return grade(hops).label, [_link(hop) for hop in hops]


def _link(hop: Hop) -> Link:
    return Link(
        name=cell(hop.source) if hop.source else Cell(""),
        words=hop.words.text if hop.words else "",
        naming=hop.get_naming_display(),
        verb=hop.verb,
        seen=hop.seen,
        interested=hop.interested,
        missing=hop.naming == Naming.MISSING,
    )
