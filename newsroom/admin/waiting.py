"""Reviews that wait: of whom each is asked, until when, and whether it has gone stale meanwhile."""

from __future__ import annotations

from typing import Any

from django.db.models import (
    BigIntegerField,
    Case,
    CharField,
    DateTimeField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, NullIf
from django.utils.translation import gettext_lazy as _

from claims.actions.reviewing import NOT_WRITING
from claims.admin.panels import Cell, language_of_desk
from claims.admin.queues import due_cell
from claims.choices import LANGUAGES, ProofKind, WorkflowState
from claims.models import Claim, Editor, Entry, Proof, Team, VerificationState, VerificationText

from ..models import Pin, Story, VersionState

# Of whom a review is asked, seen from one editor; the smaller stands first in line.
ME, MY_TEAM, ANYONE, OTHERS = range(4)


def waiting() -> QuerySet[Proof]:
    """Proofs that wait for a second person, oldest first."""
    texts = VerificationState.objects.filter(state=WorkflowState.IN_REVIEW, proof__isnull=False).values("proof")
    versions = VersionState.objects.filter(state=WorkflowState.IN_REVIEW, proof__isnull=False).values("proof")
    newer = Proof.objects.filter(
        kind=OuterRef("kind"), public_id=OuterRef("public_id"), language=OuterRef("language"), pk__gt=OuterRef("pk")
    )
    undrafted = Q(kind__in=(ProofKind.SCALE, ProofKind.NOTE), reviews__isnull=True) & ~Q(Exists(newer))
    return Proof.objects.filter(Q(pk__in=texts) | Q(pk__in=versions) | undrafted).order_by("pk")


def waiting_for(editor: Editor) -> QuerySet[Proof]:
    """Proofs on which the editor may decide: those asked of her first, then of her teams, then of nobody in particular.

    None of it is hers. What is asked of others waits for them; anyone who may review can still decide on it.
    """
    open_to = waiting().exclude(authors__editor=editor).exclude(reviews__reviewer=editor)
    teams = Team.objects.filter(members=editor).values("pk")
    rank = Case(
        When(asked_reviewer=editor.pk, then=ME),
        When(asked_team__in=teams, then=MY_TEAM),
        When(asked_reviewer__isnull=True, asked_team__isnull=True, then=ANYONE),
        default=OTHERS,
        output_field=IntegerField(),
    )
    found = with_asked(open_to).annotate(rank=rank).filter(rank__lt=OTHERS)
    return found.order_by("rank", F("asked_due").asc(nulls_last=True), "pk")


def with_asked(proofs: QuerySet[Proof]) -> QuerySet[Proof]:
    """Proofs with whom a review is asked of and when it is due, while it waits."""
    return proofs.annotate(
        asked_reviewer=_of_state("reviewer", BigIntegerField()),
        asked_team=_of_state("team", BigIntegerField()),
        asked_due=_of_state("due", DateTimeField()),
        asks=Q(pk__in=waiting().values("pk")),
    )


def _of_state(column: str, kind: Any) -> Coalesce:
    rows = [
        Subquery(model.objects.filter(proof=OuterRef("pk"), state=WorkflowState.IN_REVIEW).values(column)[:1])
        for model in (VerificationState, VersionState)
    ]
    return Coalesce(*rows, output_field=kind)


def with_standing(proofs: QuerySet[Proof]) -> QuerySet[Proof]:
    """Proofs, further, with the name of whom they are asked of, and whether something changed since they were drawn.

    ``moved`` says that a rating that a text rests on is another by now; ``touched`` that a deed on its object came
    after it. What exactly changed is said on the proof's page, which assembles the content anew.
    """
    language = language_of_desk()
    other = next(each for each in LANGUAGES if each != language)
    editors = Editor.objects.filter(pk=OuterRef("asked_reviewer"))
    teams = Team.objects.filter(pk=OuterRef("asked_team"))
    names = [NullIf(F(f"display_{each}"), Value("")) for each in (language, other)]
    found = with_asked(proofs).annotate(
        asked_name=Coalesce(
            Subquery(editors.values(name=Coalesce(*names, "username"))[:1]),
            Subquery(teams.values(name=Coalesce(NullIf(F(f"name_{language}"), Value("")), "name_ar"))[:1]),
            output_field=CharField(),
        ),
        moved=Exists(Pin.objects.moved().filter(version__state__proof=OuterRef("pk"))),
    )
    return found.annotate(touched=_deeds_since(Claim) | _deeds_since(Story) | _worded_since())


def _deeds_since(model: Any) -> Q:
    row = model.objects.filter(public_id=OuterRef(OuterRef("public_id"))).values(key=Cast("pk", CharField()))[:1]
    deeds = Entry.objects.filter(
        subject_type=model._meta.label_lower, subject_id=Subquery(row), at__gt=OuterRef("at")
    ).exclude(verb__in=NOT_WRITING)
    return Q(Exists(deeds))


def _worded_since() -> Q:
    newer = VerificationText.objects.filter(
        verification=OuterRef("text__verification"),
        language=OuterRef("text__language"),
        number__gt=OuterRef("text__number"),
    )
    return Q(Exists(VerificationState.objects.filter(Exists(newer), proof=OuterRef("pk"))))


# --- In words --------------------------------------------------------------------------------------------------------


def asked_words(proof: Any) -> Any:
    """Of whom a review is asked."""
    return getattr(proof, "asked_name", None) or _("anyone who may review")


def standing_cell(proof: Any) -> Cell:
    """What a line of the queue says of a proof: whether it is stale, until when, and of whom it is asked."""
    rank = getattr(proof, "rank", ANYONE)
    asked = {ME: _("asked of you"), MY_TEAM: asked_words(proof)}.get(rank, "")
    if proof.moved:
        return Cell(_("stale: a rating has changed since"), tone="bad", quiet=asked)
    if proof.touched:
        return Cell(_("changed since it was submitted"), tone="partly", quiet=asked)
    due = due_cell(proof.asked_due, otherwise=asked or str(proof.submitted_by))
    return Cell(due.text, tone=due.tone, quiet=asked if proof.asked_due else "")
