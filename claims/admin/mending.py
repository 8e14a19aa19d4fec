"""From a reason to the place where it is mended: which verb, on which row.

A blocker names what it is about (its kind and key, and the language of a text); where it names nothing, it is about
the row whose page it stands on. Apps further up add ways of their own. No way asks the database for more than a row
that waits for its review.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models

from ..choices import WorkflowState
from ..models import Claim, Editor, Occurrence, Proof, Snapshot, Verification, VerificationState
from ..rules import Blocker
from .panels import Words, list_url, url_of, verb_url
from .verbs import VERBS


@dataclass(frozen=True)
class Way:
    """A row, the address of the verb on it that mends a thing (empty: its page), and the query of that form."""

    row: models.Model
    verb: str = ""
    query: str = ""


@dataclass(frozen=True)
class About:
    """What a blocker is about: a row that may hold nothing but its key, and the language of a text of it."""

    row: Any
    language: str = ""


Finder = Callable[[About], Way | str | None]

_ways: dict[str, Finder] = {}


def mends(*codes: str) -> Callable[[Finder], Finder]:
    """Say where blockers of these codes are mended: a way, an address, or nothing where there is none."""

    def keep(finder: Finder) -> Finder:
        _ways.update(dict.fromkeys(codes, finder))
        return finder

    return keep


def way_of(blocker: Blocker, subject: models.Model | None, editor: Editor | None = None) -> tuple[str, Words]:
    """The address at which a blocker is mended and the words of the link; both empty where there is none.

    A verb that is not open to ``editor`` gives way to the page of its row.
    """
    finder, about = _ways.get(blocker.code), _about(blocker, subject)
    found = finder(about) if finder is not None and about is not None else None
    if found is None:
        return "", ""
    if isinstance(found, str):
        return found, str(about.row._meta.verbose_name) if about is not None else ""
    forms = {form.address(): form for form in VERBS.get(type(found.row), []) if not form.on_list}
    form = forms.get(found.verb)
    if form is None or (editor is not None and form.refused(editor)):
        return url_of(found.row), str(found.row._meta.verbose_name)
    return verb_url(found.row, found.verb, found.query), form.label


def _about(blocker: Blocker, subject: models.Model | None) -> About | None:
    if not blocker.about:
        return About(subject) if subject is not None else None
    label, key, *language = blocker.about
    return About(apps.get_model(label)(pk=key), language[0] if language else "")


def claim_of(row: Any) -> Claim | None:
    """The claim that a row is or belongs to, by its key alone."""
    if isinstance(row, Claim):
        return row
    if isinstance(row, Proof):
        return None
    key = getattr(row, "claim_id", None)
    return Claim(pk=key) if key is not None else None


def _on_claim(verb: str) -> Finder:
    def find(about: About) -> Way | None:
        claim = claim_of(about.row)
        return Way(claim, verb) if claim is not None else None

    return find


mends(
    "no_evidence",
    "one_sided",
    "own_article_as_evidence",
    "no_verdict",
    "verdict_on_opinion",
    "as_of_in_future",
    "overtaken",
)(_on_claim("draft-verification"))
mends("claim_not_published")(_on_claim(""))
mends("claim_not_worded")(_on_claim("reword-claim"))
mends("no_inquiry")(_on_claim("ask-claimant"))


@mends("no_rationale", "no_unknowns", "no_search_log", "no_change_note")
def _words(about: About) -> Way | None:
    """The words of a verification are written anew; where only the claim is known, the next draft holds them."""
    if isinstance(about.row, Verification):
        return Way(about.row, "reword-verification", f"language={about.language}" if about.language else "")
    claim = claim_of(about.row)
    return Way(claim, "draft-verification") if claim is not None else None


@mends("transcript_unchecked")
def _transcript(about: About) -> Way | None:
    return Way(about.row, "confirm-transcript") if isinstance(about.row, Snapshot) else None


@mends("quote_not_in_snapshot")
def _quote(about: About) -> Way | None:
    return Way(about.row) if isinstance(about.row, Occurrence) else None


@mends("too_much_quoted")
def _too_much(about: About) -> str | None:
    """The places of quotes of one text: the core of each is marked there."""
    return list_url(Occurrence, f"snapshot__id__exact={about.row.pk}") if isinstance(about.row, Snapshot) else None


@mends("not_approved", "approval_stale")
def review_way(about: About) -> Way | None:
    """To the proof that waits, or to the form that asks for a review."""
    if isinstance(about.row, Proof):
        return Way(about.row)
    if not isinstance(about.row, Verification):
        return None
    waiting = VerificationState.objects.filter(text__verification=about.row.pk, state=WorkflowState.IN_REVIEW)
    state = waiting.select_related("proof").order_by("pk").first()
    return Way(state.proof) if state is not None and state.proof is not None else Way(about.row, "submit-verification")


@mends("no_blind_verdict")
def _blind(about: About) -> Way | None:
    return Way(about.row, "give-blind-verdict") if isinstance(about.row, Proof) else None


@mends("own_work", "already_reviewed", "rated_otherwise")
def _somebody_else(about: About) -> Way | None:
    return Way(about.row, "ask-reviewer") if isinstance(about.row, Proof) else None
