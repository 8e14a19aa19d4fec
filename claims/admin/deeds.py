"""The audit in readable lines: who did what to what, when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..choices import listed
from ..models import Article, Claim, Editor, Entry, Question, Source, Verification
from .panels import Cell, Words, moment, url_of

LONGEST_KEY = 13  # characters of a key that a line shows; the page behind it has the whole

# What an entry's verb says. Apps further up add their own.
DEEDS: dict[str, Words] = {
    "article.bring_in": _("brought the article in"),
    "article.read": _("read the article anew"),
    "article.describe": _("described the article"),
    "article.trash": _("put the article into the trash"),
    "article.restore": _("took the article out of the trash"),
    "source.write": _("wrote the source"),
    "source.merge": _("merged the source into another"),
    "source.trash": _("put the source into the trash"),
    "source.restore": _("took the source out of the trash"),
    "question.write": _("wrote the question"),
    "question.trash": _("put the question into the trash"),
    "question.restore": _("took the question out of the trash"),
    "claim.raise": _("began to follow the claim"),
    "claim.reword": _("worded the claim"),
    "claim.quantities": _("set the claim's quantities"),
    "claim.group": _("grouped the claim"),
    "claim.place": _("placed the claim in a text"),
    "claim.take_back": _("took an occurrence of the claim back"),
    "claim.chains": _("set the chains of an occurrence"),
    "claim.publish": _("made a verification the published one"),
    "claim.trash": _("put the claim into the trash"),
    "claim.restore": _("took the claim out of the trash"),
    "relation.decide": _("decided how two claims stand to each other"),
    "inquiry.ask": _("asked the one concerned"),
    "inquiry.remind": _("asked the one concerned once more"),
    "inquiry.expire": _("wrote down that no answer came"),
    "inquiry.answer": _("wrote down what came back"),
    "verification.draft": _("drafted a verification"),
    "verification.reword": _("worded the verification"),
    "verdict.retire": _("retired the rating"),
    "scale.install": _("installed the rating scale"),
    "editor.create": _("opened an account"),
    "editor.invite_again": _("sent the invitation again"),
    "editor.roles": _("changed the roles"),
    "editor.deactivate": _("deactivated the account"),
    "editor.reactivate": _("opened the account again"),
    "editor.end_sessions": _("ended all sessions"),
    "editor.ask_reset": _("asked for a new second factor"),
    "editor.allow_reset": _("allowed a new second factor"),
    "editor.profile": _("changed the own profile"),
    "editor.password": _("took a new password"),
    "editor.factor": _("set up a second factor"),
    "editor.codes": _("made new recovery codes"),
    "proof.submit": _("asked for a review"),
    "proof.approve": _("approved it"),
    "proof.return": _("returned it"),
    "proof.take_back": _("took it back out of the review"),
    "proof.ask": _("asked somebody for the review"),
    "verification.rate": _("rated the claim blindly"),
    "team.write": _("wrote the team"),
}

# Where the name of what an entry is about is read, by the label of its kind. Apps further up add their own.
NAMES: dict[str, tuple[type[models.Model], str]] = {
    "claims.article": (Article, "title"),
    "claims.source": (Source, "name_ar"),
    "claims.question": (Question, "wording_ar"),
    "claims.claim": (Claim, "label"),
    "claims.verification": (Verification, "claim__label"),
    "claims.editor": (Editor, "username"),
}

# Who did what nobody in the house did; otherwise it was the installation.
NOBODY: dict[str, Words] = {}


@dataclass(frozen=True)
class Line:
    """One entry as it is read."""

    number: int | None
    at: str
    editor: Words
    deed: Words
    subject: Cell
    url: str
    details: list[tuple[str, str]]


def deed_of(verb: str) -> Words:
    """A verb in words; its code where nobody gave it any."""
    return DEEDS.get(verb, verb)


def line_of(entry: Entry) -> Line:
    """An entry as a line. The editor and the number should be fetched with it."""
    number = getattr(entry, "number", None)
    return Line(
        number=number.n if number is not None else None,
        at=moment(entry.at),
        editor=str(entry.editor) if entry.editor is not None else NOBODY.get(entry.verb, _("the installation")),
        deed=deed_of(entry.verb),
        subject=subject_of(entry.subject_type, entry.subject_id),
        url=url_of(entry),
        details=details(entry.after),
    )


def subject_of(label: str, pk: str) -> Cell:
    """What an entry is about, without asking the database for it."""
    model = _model(label)
    shown = pk if len(pk) <= LONGEST_KEY else f"{pk[:LONGEST_KEY]}…"
    return Cell(f"{noun_of(label)} {shown}", url=url_of(model(pk=pk)) if model is not None else "")


def noun_of(label: str) -> Words:
    """A kind of object in words; its label where there is no such kind any more."""
    model = _model(label)
    return str(model._meta.verbose_name) if model is not None else label


def _model(label: str) -> type[models.Model] | None:
    try:
        return apps.get_model(label)
    except (LookupError, ValueError):
        return None


def details(value: Any) -> list[tuple[str, str]]:
    """What an entry keeps, as names and values. Texts stand in it as digests only."""
    if isinstance(value, dict):
        return [(str(name), _short(each)) for name, each in value.items() if each not in (None, "", [], {})]
    return [("", _short(value))] if value not in (None, "", [], {}) else []


def _short(value: Any) -> str:
    if isinstance(value, list | tuple):
        return listed(_short(each) for each in value)
    if isinstance(value, dict):
        return listed(f"{name} {_short(each)}" for name, each in value.items())
    return str(value)
