"""What stands around every page: language, address, title, navigation."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from .addresses import absolute, listing
from .words import direction, other


@dataclass(frozen=True)
class Site:
    """The frame of one page. ``here`` is its address, ``there`` that of the same page in the other language."""

    language: str
    here: str | None = None
    there: str | None = None
    title: str = ""
    description: str = ""
    section: str = ""
    data: str | None = None
    indexed: bool = True

    @property
    def dir(self) -> str:
        return direction(self.language)

    @property
    def other(self) -> str:
        return other(self.language)

    @property
    def switch(self) -> str:
        """Where the language switch leads: this page, or else the front page."""
        return self.there or listing("", self.other)

    @property
    def home(self) -> str:
        return listing("", self.language)

    @property
    def partners(self) -> str:
        """Where the partner API explains itself."""
        return "/api/v1/docs/"

    @property
    def canonical(self) -> str | None:
        return absolute(self.here) if self.here else None

    @property
    def alternate(self) -> str | None:
        return absolute(self.there) if self.there else None

    @property
    def navigation(self) -> list[tuple[str, str, str]]:
        """Section, address, word."""
        sections = (
            ("stories", pgettext("navigation", "Stories")),
            ("claims", pgettext("navigation", "Claims")),
            ("questions", pgettext("navigation", "Questions")),
            ("sources", pgettext("navigation", "Sources")),
            ("corrections", pgettext("navigation", "Corrections")),
            ("method", pgettext("navigation", "Method")),
        )
        return [(section, listing(section, self.language), word) for section, word in sections]

    @property
    def full_title(self) -> str:
        name = _("Isnad")
        return f"{self.title} | {name}" if self.title else name
