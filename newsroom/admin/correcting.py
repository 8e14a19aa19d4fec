"""Changing what is published: each kind of change has a button, a permission and a public note of its own.

A published text is never edited: a correction of a summary is a new version, one of a rating a new verification.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.admin.checking_verbs import DraftVerification
from claims.admin.verbs import VerbForm, offer
from claims.choices import ChangeKind
from claims.models import Claim, Editor
from claims.rules import Blocker, may

from ..models import Story
from ..querysets import GONE
from .publishing_verbs import CHANGE, current_of
from .story_verbs import WriteVersion

# What readers are told by each kind; the same words for a summary and for a rating.
CORRECT = _("Something published was wrong. Readers see what it said, what it says and why.")
CLARIFY = _("Nothing was wrong, but it could be misread. Readers see what is clearer now.")
UPDATE = _("What has happened since changes it. Readers see what is new.")
REFILE = _("A slip that changes no meaning: a typing error, a broken link.")


class Changing(VerbForm):
    """A form of writing in which the kind of change is fixed by the button."""

    kind: ClassVar[ChangeKind]
    writing: ClassVar[str]  # the permission to write at all; both are needed
    menu = CHANGE
    tone = "plain"

    @classmethod
    def refused(cls, editor: Editor) -> list[Blocker]:
        """Why the editor may not change what is published in this way, or may not write."""
        return super().refused(editor) or may(editor, cls.writing)

    @classmethod
    def offered(cls, subject: Any) -> bool:
        now = current_of(subject)
        return now is not None and now.cause not in GONE

    def start(self) -> dict[str, Any]:
        return super().start() | {"change_kind": self.kind.value}

    def prepare(self) -> None:
        super().prepare()
        self.fields["change_kind"] = forms.ChoiceField(
            choices=[(self.kind.value, self.kind.label)], initial=self.kind.value, label=_("kind of change")
        )


class ChangingSummary(Changing, WriteVersion):
    verb = "write_version"
    writing = "story.write"


class ChangingRating(Changing, DraftVerification):
    """A published rating is changed by a new verification, which a second person approves like the first."""

    verb = "draft_verification"
    writing = "verification.write"


@offer(Story)
class CorrectSummary(ChangingSummary):
    kind = ChangeKind.CORRECTION
    action = "correct"
    label = _("Correct…")
    sentence = CORRECT
    permissions = ("correct",)


@offer(Story)
class ClarifySummary(ChangingSummary):
    kind = ChangeKind.CLARIFICATION
    action = "clarify"
    label = _("Clarify…")
    sentence = CLARIFY
    permissions = ("clarify",)


@offer(Story)
class UpdateSummary(ChangingSummary):
    kind = ChangeKind.UPDATE
    action = "update"
    label = _("Update…")
    sentence = UPDATE
    permissions = ("update",)


@offer(Story)
class RefileSummary(ChangingSummary):
    kind = ChangeKind.REFILE
    action = "refile"
    label = _("Refile…")
    sentence = REFILE
    permissions = ("refile",)


@offer(Claim)
class CorrectRating(ChangingRating):
    kind = ChangeKind.CORRECTION
    action = "correct"
    label = _("Correct…")
    sentence = CORRECT
    permissions = ("correct",)


@offer(Claim)
class ClarifyRating(ChangingRating):
    kind = ChangeKind.CLARIFICATION
    action = "clarify"
    label = _("Clarify…")
    sentence = CLARIFY
    permissions = ("clarify",)


@offer(Claim)
class UpdateRating(ChangingRating):
    kind = ChangeKind.UPDATE
    action = "update"
    label = _("Update…")
    sentence = UPDATE
    permissions = ("update",)


@offer(Claim)
class RefileRating(ChangingRating):
    kind = ChangeKind.REFILE
    action = "refile"
    label = _("Refile…")
    sentence = REFILE
    permissions = ("refile",)
