"""Forms of the verbs that send something out, take it down, or put it back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from claims.actions import still_covers
from claims.admin.claims import states_cell
from claims.admin.fields import choice, line, long_text
from claims.admin.panels import STATE_TONES, Cell, Panel, Reasons, Table, Words, adds_panels, cell, once, reasons
from claims.admin.states import newest_per_language
from claims.admin.verbs import VerbForm, offer
from claims.choices import LANGUAGES, NotePurpose, ProofKind, WorkflowState
from claims.documents import scale_content
from claims.ledger import subject_of
from claims.models import Claim, Editor, LocalText, Proof, Verdict, Verification
from claims.rules import NOT_APPROVED, STALE, Blocker, approval

# The verbs' own checks: the same list stands before the button and behind it (law 2).
from ..actions import (
    propose_note,
    propose_retraction,
    propose_takedown,
    publish_scale,
    publish_verification,
    publish_verifications,
    publishing,
    restore,
    retract,
    take_down,
    withdraw,
    withhold,
)
from ..actions.publishing import _approved_scale
from ..actions.taking_down import EDITORIAL, _not_legal_blockers, purpose_of
from ..choices import Cause, Notice
from ..models import Note, Publication, Story, Version
from ..querysets import GONE

CHANGE = _("Change what readers see")
MOST_AT_ONCE = 100  # verifications of one bulk publication; each is listed before the button


def publication_blockers(verification: Verification) -> list[Blocker]:
    """What would be said if it were published now: the verb's own list."""
    return publishing.publication_blockers(verification, timezone.now())


def story_publication_blockers(story: Story, versions: list[Version]) -> list[Blocker]:
    """What would be said if the story's due versions were published now."""
    return publishing.story_publication_blockers(story, timezone.now())


def unresolved_words(*rows: models.Model) -> Words:
    """How many notes of the desk on these rows nobody has resolved; empty where there is none."""
    about = Q(pk__in=())
    for kind, key in map(subject_of, rows):
        about |= Q(subject_type=kind, subject_id=key)
    count = Note.objects.filter(about, parent__isnull=True, resolved_at__isnull=True).count()
    words = ngettext("%(count)s note is not resolved yet.", "%(count)s notes are not resolved yet.", count)
    return words % {"count": count} if count else ""


def going_out(states: Iterable[Any]) -> Table:
    """What a publication would send: each language, where it stands, its proof, and how readers would see it."""
    rows = []
    for state in states:
        proof = state.proof
        page = reverse("admin:claims_proof_preview", args=[proof.pk]) if proof else ""
        rows.append(
            [
                Cell(state.text.get_language_display()),
                Cell(state.get_state_display(), tone=STATE_TONES[state.state]),
                cell(proof),
                Cell(_("As readers would see it"), url=page) if page else Cell("–"),
            ]
        )
    return Table(_("What goes out"), (_("language"), _("state"), _("proof"), _("page")), rows)


@offer(Verification)
class PublishVerification(VerbForm):
    verb = "publish_verification"
    label = _("Publish")
    sentence = _("Sends it out in every language that is approved. Every page that shows the claim follows at once.")
    permissions = ("publish",)
    second_factor = True
    tone = "primary"
    beside = False

    @classmethod
    def offered(cls, subject: Any) -> bool:
        return any(text.state.state != WorkflowState.PUBLISHED for text in subject.texts.all())

    @classmethod
    def blockers(cls, editor: Editor, subject: Any) -> list[Blocker]:
        return publication_blockers(subject)

    def aside(self) -> Iterable[Panel]:
        texts = newest_per_language(self.subject.texts.select_related("state__proof")).values()
        return [going_out([text.state for text in texts])]

    def remark(self) -> Words:
        states = [
            text.state for text in newest_per_language(self.subject.texts.select_related("state__proof")).values()
        ]
        proofs = [state.proof for state in states if state.proof]
        return unresolved_words(self.subject, self.subject.claim, *proofs)

    def act(self) -> Any:
        publish_verification(editor=self.editor, verification=self.subject)
        return self.subject


@adds_panels(Verification)
def before_it_goes_out(verification: Verification, editor: Editor) -> Iterable[Panel]:
    """On a verification's page: what stands between its review and its publication, each with where it is mended."""
    texts = newest_per_language(verification.texts.all()).values()
    if any(text.state.state in {WorkflowState.IN_REVIEW, WorkflowState.APPROVED} for text in texts):
        found = publication_blockers(verification)
        yield Reasons(_("Before it goes out"), reasons(found, verification, editor), _("It can be published."))


@offer(Verification)
class PublishVerifications(VerbForm):
    """The rows are named one by one before the button, and each has its own outcome after it."""

    verb = "publish_verifications"
    label = _("Publish all of these")
    sentence = _("What can't go out is left with its reasons; the rest goes out.")
    permissions = ("publish",)
    second_factor = True
    tone = "primary"
    on_list = True
    beside = False

    ids = forms.CharField(widget=forms.HiddenInput)

    @classmethod
    def offered(cls, subject: Any) -> bool:
        return False  # reached by choosing rows of the list

    def start(self) -> dict[str, Any]:
        return {"ids": ",".join(str(row.pk) for row in self.chosen(str(self.query.get("ids", ""))))}

    @staticmethod
    def chosen(ids: str) -> list[Verification]:
        """The verifications of a list of ids, in the order of the list on which they were chosen."""
        keys = [int(each) for each in ids.split(",") if each.isdigit()][:MOST_AT_ONCE]
        rows = Verification.objects.filter(pk__in=keys).select_related("claim__current_verification", "verdict")
        return list(rows.prefetch_related("texts__state").order_by("-pk"))

    def clean_ids(self) -> list[Verification]:
        """At least one verification."""
        rows = self.chosen(self.cleaned_data["ids"])
        if not rows:
            raise forms.ValidationError(_("Choose at least one verification in the list."), code="none")
        return rows

    def aside(self) -> Iterable[Panel]:
        rows = [
            [
                cell(each.claim),
                Cell(str(each.number), url=cell(each).url),
                cell(each.verdict),
                states_cell(each),
                Cell(" ".join(reason.sentence for reason in reasons(publication_blockers(each))) or _("can go out")),
            ]
            for each in self.chosen(str(self.data.get("ids") or self.query.get("ids", "")))
        ]
        head = (_("claim"), _("number"), _("rating"), _("state"), _("what stands in the way"))
        return [Table(_("Exactly these"), head, rows)]

    def act(self) -> Any:
        return publish_verifications(editor=self.editor, verifications=self.cleaned_data["ids"])

    def outcome(self, result: Any) -> list[Panel] | None:
        done, refused = result
        rows = {verification.pk: verification for verification in self.cleaned_data["ids"]}
        out = [[cell(publication), cell(publication.get_cause_display())] for publication in done]
        panels: list[Panel] = [Table(_("Published"), (_("publication"), _("cause")), out)]
        panels += [Reasons(str(rows[key]), reasons(blockers)) for key, blockers in refused.items()]
        return panels


@offer(Verdict)
class PublishScale(VerbForm):
    verb = "publish_scale"
    label = _("Publish the scale")
    sentence = _("Sends the rating scale out from its newest approved proofs.")
    permissions = ("publish",)
    second_factor = True
    on_list = True

    @classmethod
    def blockers(cls, editor: Editor, subject: Any) -> list[Blocker]:
        proofs = [_approved_scale(language) for language in LANGUAGES]
        found = [] if any(proofs) else [NOT_APPROVED]
        fresh = all(still_covers(proof, scale_content(proof.language)) for proof in proofs if proof)
        return found if fresh else [*found, STALE]

    def act(self) -> Any:
        return publish_scale(editor=self.editor)


def current_of(subject: Any) -> Publication | None:
    """Where the public id of a row stands now."""
    current = Publication.objects.current().filter(public_id=subject.public_id)
    found: Publication | None = once(subject, "current", current.first)
    return found


def standing(subject: Any) -> Publication | None:
    """The editorial publication that a row's address stands at; ``None`` for a row that is not the newest itself."""
    if isinstance(subject, Publication) and not hasattr(subject, "current"):
        return None
    now = current_of(subject)
    return now if now is not None and now.kind in EDITORIAL else None


@offer(Claim, Story, Publication)
class Withhold(VerbForm):
    verb = "withhold"
    label = _("Take down at once")
    sentence = _(
        "Readers and partners see the neutral notice from the list, and nothing else. Putting it back needs two."
    )
    permissions = ("withhold",)
    tone = "danger"

    notice = choice(_("notice"), Notice)
    reason = long_text(_("reason"), rows=3, required=True, help_text=_("Stays in the house."))

    @classmethod
    def offered(cls, subject: Any) -> bool:
        now = standing(subject)
        return now is not None and now.cause not in GONE

    def act(self) -> Any:
        given = self.cleaned_data
        return withhold(
            editor=self.editor, public_id=self.subject.public_id, notice=given["notice"], reason=given["reason"]
        )


@offer(Claim, Story, Publication)
class ProposeNote(VerbForm):
    verb = "propose_note"
    menu = CHANGE
    label = _("Propose a public note")
    sentence = _(
        "The words under which something is withdrawn for good, or put back. A second person must approve them."
    )
    permissions = ("publish",)

    note_ar = long_text(_("note in Arabic"), rows=3, required=True)
    note_en = long_text(_("note in English"), rows=3, required=True)
    replaced_by = line(
        _("replaced by"), limit=10, help_text=_("The public id of what stands in its place, if anything.")
    )

    @classmethod
    def offered(cls, subject: Any) -> bool:
        now = standing(subject)
        return now is not None and now.cause != Cause.WITHDRAWN

    def act(self) -> Any:
        return propose_note(
            editor=self.editor,
            public_id=self.subject.public_id,
            note=self.local("note") or LocalText(),
            replaced_by=self.cleaned_data["replaced_by"] or None,
        )


class TakingDown(VerbForm):
    """Words under which something goes for good; a second person must approve them."""

    menu = CHANGE
    tone = "danger"

    note_ar = long_text(_("note in Arabic"), rows=3, required=True, help_text=_("Readers see it."))
    note_en = long_text(_("note in English"), rows=3, required=True, help_text=_("Readers see it."))

    def note(self) -> LocalText:
        """The public note in both languages."""
        found: LocalText = self.local("note") or LocalText()
        return found


@offer(Claim, Story, Publication)
class ProposeRetraction(TakingDown):
    verb = "propose_retraction"
    label = _("Retract…")
    sentence = _("Takes back what was published as wrong: readers find why, and the log of corrections keeps it.")
    permissions = ("retract",)

    replaced_by = line(
        _("replaced by"), limit=10, help_text=_("The public id of what stands in its place, if anything.")
    )

    @classmethod
    def offered(cls, subject: Any) -> bool:
        now = standing(subject)
        return now is not None and now.cause != Cause.WITHDRAWN

    def act(self) -> Any:
        return propose_retraction(
            editor=self.editor,
            public_id=self.subject.public_id,
            note=self.note(),
            replaced_by=self.cleaned_data["replaced_by"] or None,
        )


@offer(Claim, Story, Publication)
class ProposeTakedown(TakingDown):
    verb = "propose_takedown"
    label = _("Legal takedown…")
    sentence = _(
        "For a court order or the law alone. Readers are told that the law took it, and nothing of what it was."
    )
    permissions = ("takedown",)

    reference = long_text(
        _("legal reference"),
        rows=2,
        required=True,
        help_text=_("The order or letter and its date. Stays in the house."),
    )

    @classmethod
    def offered(cls, subject: Any) -> bool:
        now = standing(subject)
        return now is not None and not _not_legal_blockers(now)

    def act(self) -> Any:
        return propose_takedown(
            editor=self.editor,
            public_id=self.subject.public_id,
            note=self.note(),
            reference=self.cleaned_data["reference"],
        )


def unused_note(proof: Any, purpose: str | None = None) -> bool:
    """Whether a proof is an approved note for a purpose that has not gone out."""
    if proof.kind != ProofKind.NOTE or not approval(proof) or purpose_of(proof) != purpose:
        return False
    return not Publication.objects.filter(note_proof=proof).exists()


@offer(Proof)
class Withdraw(VerbForm):
    verb = "withdraw"
    label = _("Withdraw the page")
    sentence = _("A tombstone with this note stays at its address for good.")
    permissions = ("publish",)
    second_factor = True
    reauthenticate = True
    tone = "danger"

    @classmethod
    def offered(cls, subject: Any) -> bool:
        now = current_of(subject)
        return unused_note(subject) and now is not None and now.cause != Cause.WITHDRAWN

    def act(self) -> Any:
        return withdraw(editor=self.editor, note=self.subject)


@offer(Proof)
class PutBack(VerbForm):
    verb = "restore"
    label = _("Put the page back")
    sentence = _("What was shown before it was taken down is shown again, with this note.")
    permissions = ("publish",)
    second_factor = True
    tone = "primary"

    @classmethod
    def offered(cls, subject: Any) -> bool:
        now = current_of(subject)
        return unused_note(subject) and now is not None and now.cause == Cause.WITHHELD

    def act(self) -> Any:
        return restore(editor=self.editor, note=self.subject)


@offer(Proof)
class Retract(VerbForm):
    verb = "retract"
    label = _("Retract the page")
    sentence = _("The page goes; in its place stand this note and the word that it is retracted, for good.")
    permissions = ("retract",)
    tone = "danger"
    second_factor = True
    reauthenticate = True

    @classmethod
    def offered(cls, subject: Any) -> bool:
        now = current_of(subject)
        return unused_note(subject, NotePurpose.RETRACTION) and now is not None and now.cause != Cause.WITHDRAWN

    def act(self) -> Any:
        return retract(editor=self.editor, note=self.subject)


@offer(Proof)
class TakeDown(VerbForm):
    verb = "take_down"
    label = _("Take down for legal reasons")
    sentence = _("The page goes with everything that names it; readers see this note and that the law asked for it.")
    permissions = ("takedown",)
    tone = "danger"
    second_factor = True
    reauthenticate = True

    @classmethod
    def offered(cls, subject: Any) -> bool:
        now = current_of(subject)
        return unused_note(subject, NotePurpose.TAKEDOWN) and now is not None and not _not_legal_blockers(now)

    def act(self) -> Any:
        return take_down(editor=self.editor, note=self.subject)
