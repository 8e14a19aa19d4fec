"""Renders published documents: for readers, for the desk's preview, and for files of renderings alike.

Nothing here asks the database. A document goes in, a small typed view of it goes to a template, bytes come out.
"""

from .addresses import absolute, address, data, listing
from .derived import errata, scale
from .lists import Paging, entries, front
from .render import build, page, render, slug_of, spoken_in
from .site import Site

__all__ = [
    "Paging",
    "Site",
    "absolute",
    "address",
    "build",
    "data",
    "entries",
    "errata",
    "front",
    "listing",
    "page",
    "render",
    "scale",
    "slug_of",
    "spoken_in",
]
