"""Where the desk's own reasons are mended: in the text, in the story, in its review, or by putting a page back."""

from __future__ import annotations

from claims.admin.mending import About, Way, claim_of, mends, review_way

from ..models import Story, Version


@mends("pin_stale", "not_hedged", "uncited_quantity", "no_text", "empty_sentence", "unknown_claim")
def _writing(about: About) -> Way | None:
    """The page on which the text is written, in its language."""
    language = f"language={about.language}" if about.language else ""
    return Way(about.row, "write-version", language) if isinstance(about.row, Story) else None


@mends("no_title")
def _title(about: About) -> Way | None:
    return Way(about.row, "write-story") if isinstance(about.row, Story) else None


@mends("not_approved", "approval_stale")
def _review(about: About) -> Way | str | None:
    return Way(about.row, "submit-version") if isinstance(about.row, Version) else review_way(about)


@mends("is_down")
def _down(about: About) -> Way | None:
    """What was taken down is put back with a note, or stays down."""
    row = about.row if isinstance(about.row, Story) else claim_of(about.row)
    return Way(row, "propose-note") if row is not None else None
