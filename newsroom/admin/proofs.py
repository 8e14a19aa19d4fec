"""The review page: a proof as it would go out, who wrote it, what changed, and the decision."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import admin
from django.db.models import OuterRef, Prefetch, QuerySet, Subquery
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from claims.admin.base import LedgerAdmin, show
from claims.admin.panels import (
    STATE_TONES,
    Cell,
    Compared,
    Panel,
    Passage,
    Prose,
    Reasons,
    Table,
    badge,
    bdi,
    cell,
    facts,
    moment,
    reasons,
    url_of,
)
from claims.admin.queues import due_cell
from claims.admin.site import desk, editor_of
from claims.admin.veil import is_veiled, why_hidden
from claims.choices import Decision, ProofKind
from claims.models import Claim, Editor, Proof, Review
from claims.rules import rates_first

from ..models import Publication, Story
from .compare import compare
from .preview import preview
from .reading import claim_names, lines, veiled
from .review_verbs import Approving, state_of, text_of, version_of, waits
from .staleness import stale_panel
from .waiting import asked_words, waiting, waiting_for, with_standing


class ReviewFilter(admin.SimpleListFilter):
    """By what became of a proof."""

    title = _("review")
    parameter_name = "review"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("me", _("Waiting for me")),
            ("waiting", _("Waiting for anyone")),
            ("approve", _("Approved")),
            ("return", _("Returned")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() == "me":
            return queryset.filter(pk__in=waiting_for(editor_of(request)).values("pk"))
        if self.value() == "waiting":
            return queryset.filter(pk__in=waiting().values("pk"))
        return queryset.filter(reviews__decision=self.value()).distinct() if self.value() else queryset


@admin.register(Proof, site=desk)
class ProofAdmin(LedgerAdmin[Proof]):
    group = "stories"
    place = 3
    main = True
    intro = _("What would leave the house, frozen for a second person. Whoever wrote part of it cannot approve it.")
    veiled_verbs = ("give_blind_verdict", "return_verification", "approve_verification", "ask_reviewer")
    list_display = ("shown_title", "kind", "language", "submitted_by", "at", "shown_asked", "shown_decision")
    list_filter = (ReviewFilter, "kind", "language", "submitted_by", "at")
    list_select_related = ("submitted_by",)
    ordering = ("-pk",)
    find = ("claim_label", "story_title")
    find_exact = ("public_id", "submitted_by__username")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Proof]:
        reviews = Prefetch("reviews", Review.objects.select_related("reviewer").order_by("pk"))
        return with_standing(with_titles(super().get_queryset(request))).prefetch_related(reviews)

    @show(_("proof"))
    def shown_title(self, obj: Any) -> Any:
        return bdi(title_of(obj))

    @show(_("asked to review"))
    def shown_asked(self, obj: Any) -> Any:
        if not obj.asks:
            return None
        due = due_cell(obj.asked_due)
        return format_html("{} {}", bdi(asked_words(obj)), badge(due.text, due.tone or "none") if due.text else "")

    @show(_("decision"))
    def shown_decision(self, obj: Any) -> Any:
        if obj.asks and obj.moved:
            return badge(_("stale: a rating has changed since"), "bad")
        if obj.asks and obj.touched:
            return badge(_("changed since it was submitted"), "partly")
        decisions = list(obj.reviews.all())
        if not decisions:
            return badge(_("no decision"), "none")
        last = decisions[-1]
        tone = STATE_TONES["approved" if last.decision == Decision.APPROVE else "returned"]
        return badge(f"{last.get_decision_display()}: {last.reviewer}", tone)

    def more_urls(self, wrap: Callable[..., Any], name: str) -> list[URLPattern]:
        return [path("<path:object_id>/preview/", wrap(self.preview_view), name=f"{name}_preview")]

    def preview_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The proof as readers would see it."""
        proof = self.find_object(request, object_id)
        if self.veil(proof, editor_of(request)) is not None:
            return HttpResponseRedirect(url_of(proof))
        page = preview(proof, timezone.now())
        if page is None:
            raise Http404(_("A public note has no page of its own."))
        return HttpResponse(page, headers={"X-Robots-Tag": "noindex", "Cache-Control": "private, no-store"})

    def headline(self, obj: Proof) -> str:
        return str(title_of(obj))

    def object_queryset(self) -> QuerySet[Proof]:
        return with_titles(Proof.objects.select_related("document", "submitted_by"))

    def badges(self, obj: Proof) -> Iterable[Any]:
        yield Cell(obj.get_kind_display(), tone="none")
        yield Cell(obj.get_language_display(), tone="none")
        if waits(obj):
            yield Cell(_("waits for a decision"), tone="open")
            if obj.kind == ProofKind.CLAIM:
                yield Cell(_("Decide on one screen"), url=reverse("admin:quick_decide", args=[obj.pk]))

    def veil(self, obj: Proof, editor: Editor) -> list[Panel] | None:
        """A claim that is rated twice is shown without its rating to those who may still give the second one."""
        if obj.kind != ProofKind.CLAIM or not rates_first(editor):
            return None
        if not is_veiled(editor, text_of(obj).verification_id):
            return None
        may_decide = Reasons(_("Whether you may decide"), reasons(Approving.blockers(editor, obj), obj, editor))
        return [may_decide, why_hidden(), self._facts(obj, hidden=True), *veiled_reading(obj)]

    def panels(self, obj: Proof, editor: Editor) -> Iterable[Panel]:
        state = state_of(obj)
        if waits(obj):
            yield Reasons(
                _("Whether you may decide"),
                reasons(Approving.blockers(editor, obj), obj, editor),
                _("You wrote none of it."),
            )
        if state is not None:
            yield from stale_panel(obj, state.state)
        yield self._facts(obj, state)
        yield from reading(obj)
        yield self._reviews(obj)

    def _facts(self, obj: Proof, state: Any = None, *, hidden: bool = False) -> Panel:
        shown = None
        if obj.kind != ProofKind.NOTE and not hidden:
            shown = Cell(_("As readers would see it"), url=reverse("admin:claims_proof_preview", args=[obj.pk]))
        asked = (state.reviewer or state.team or _("anyone who may review")) if state is not None else None
        return facts(
            _("Details"),
            (_("page"), shown),
            (_("of"), subject_of(obj)),
            (_("asked to review"), asked),
            (_("due"), due_cell(state.due) if state is not None and state.due else None),
            (_("authors"), [cell(author.editor) for author in obj.authors.select_related("editor")]),
            (_("submitted by"), cell(obj.submitted_by, quiet=moment(obj.at))),
            (_("digest"), obj.document_id),
        )

    def _reviews(self, obj: Proof) -> Prose:
        passages = [
            Passage(
                review.note.text if review.note else "–",
                label=review.get_decision_display(),
                quiet=f"{review.reviewer}, {moment(review.at)}",
            )
            for review in obj.reviews.select_related("reviewer", "note").order_by("pk")
        ]
        return Prose(_("Decisions"), passages)


def with_titles(proofs: QuerySet[Proof]) -> QuerySet[Proof]:
    """Proofs with the desk's words for what they are of, in the same query."""
    claims = Claim.objects.filter(public_id=OuterRef("public_id")).values("label")[:1]
    stories = Story.objects.filter(public_id=OuterRef("public_id")).values("title_ar")[:1]
    return proofs.annotate(claim_label=Subquery(claims), story_title=Subquery(stories))


def title_of(proof: Any) -> Any:
    """The desk's words for what a proof is of."""
    found = getattr(proof, "claim_label", None) or getattr(proof, "story_title", None)
    return found or Proof(kind=proof.kind).get_kind_display()


def subject_of(proof: Proof) -> Any:
    """The row from which a proof was drawn, as the desk shows it."""
    if proof.kind == ProofKind.CLAIM:
        return text_of(proof).verification
    if proof.kind == ProofKind.STORY:
        return version_of(proof)
    return Publication.objects.current().filter(public_id=proof.public_id).first()


def last_published(proof: Proof) -> Proof | None:
    """The proof of the same address and language that readers see now."""
    current = Publication.objects.current().filter(public_id=proof.public_id).first()
    if current is None or proof.kind == ProofKind.NOTE:
        return None
    newest = Publication.objects.of(proof.public_id).filter(**{f"proof_{proof.language}__isnull": False})
    found = newest.select_related(f"proof_{proof.language}__document").first()
    return getattr(found, f"proof_{proof.language}") if found else None


def reading_for(editor: Editor, proof: Proof) -> list[Panel]:
    """A proof as ``editor`` may read it now."""
    hidden = proof.kind == ProofKind.CLAIM and bool(rates_first(editor))
    if hidden and is_veiled(editor, text_of(proof).verification_id):
        return [why_hidden(), *veiled_reading(proof)]
    return reading(proof)


def veiled_reading(proof: Proof) -> list[Panel]:
    """The claim, its quotes and chains, and the evidence without what it is said to show: nothing that tells a rating.

    What changes for readers is left out, too: it would name the rating.
    """
    content = veiled(proof.document.json or {})
    names = claim_names(content)
    rows = [[Cell(part), Cell(words)] for part, words in lines(content, names)]
    return [Table(_("What is to be rated"), (_("part"), _("words")), rows)]


def reading(proof: Proof) -> list[Panel]:
    """A proof line by line: what changed since readers last saw it, and the whole of it."""
    content = proof.document.json
    if not content:
        return [Prose(_("Text"), [], _("A redaction has erased it."))]
    before = last_published(proof)
    names = claim_names(content)
    panels: list[Panel] = []
    if before is not None and before.pk != proof.pk:
        old = before.document.json or {}
        names |= claim_names(old)
        changes = compare(lines(old, names), lines(content, names))
        panels.append(
            Compared(_("What changes for readers"), _("published now"), _("this proof"), changes, _("Nothing changes."))
        )
    rows = [[Cell(part), Cell(words)] for part, words in lines(content, names)]
    return [*panels, Table(_("All of it"), (_("part"), _("words")), rows)]


@admin.register(Review, site=desk)
class ReviewAdmin(LedgerAdmin[Review]):
    group = "stories"
    place = 4
    intro = _("Every decision of a second person, for good.")
    list_display = ("shown_proof", "shown_decision", "reviewer", "at")
    list_filter = ("decision", "reviewer", "at")
    list_select_related = ("proof", "reviewer")
    ordering = ("-pk",)
    find = ("reviewer__display_ar", "reviewer__display_en")
    find_exact = ("proof__public_id", "reviewer__username")

    @show(_("proof"), order="proof")
    def shown_proof(self, obj: Review) -> str:
        return str(obj.proof)

    @show(_("decision"), order="decision")
    def shown_decision(self, obj: Review) -> Any:
        tone = STATE_TONES["approved" if obj.decision == Decision.APPROVE else "returned"]
        return badge(obj.get_decision_display(), tone)

    def headline(self, obj: Review) -> str:
        return f"{obj.get_decision_display()}: {obj.proof}"

    def panels(self, obj: Review, editor: Editor) -> Iterable[Panel]:
        yield facts(
            _("Details"),
            (_("proof"), obj.proof),
            (_("decision"), obj.get_decision_display()),
            (_("reviewer"), obj.reviewer),
            (_("note"), obj.note.text if obj.note else None),
            (_("at"), obj.at),
        )

    def trail_subjects(self, obj: Review) -> set[tuple[str, str]]:
        return {("claims.proof", str(obj.proof_id))}
