"""Screens of what is claimed: questions, claims, where they stand, and how they stand to each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, reverse
from django.utils.translation import gettext_lazy as _

from ..choices import WorkflowState
from ..documents.claim import occurrences_of
from ..documents.parts import quantity_words
from ..models import Attribution, Claim, Editor, Hop, Occurrence, Question, Relation, RelationDecision, VerificationText
from ..search import claims_with, named_by
from .asked import QuestionFilter, SourceFilter
from .base import LedgerAdmin, show
from .claim_verbs import wordings
from .contradictions import contradiction_urls
from .drawing import chains_panel
from .filters import (
    AgeFilter,
    AnsweredFilter,
    AssessedFilter,
    DecidedFilter,
    PublishedVerdictFilter,
    RetiredFilter,
    TrashFilter,
    WordedFilter,
    WorkFilter,
)
from .inquiries import inquiries_panel
from .panels import (
    STATE_TONES,
    Cell,
    Facts,
    Panel,
    Passage,
    Prose,
    Table,
    badge,
    bdi,
    cell,
    facts,
    language_of_desk,
    once,
    text_in,
    url_of,
    verdict_badge,
)
from .searching import pattern, words_of
from .site import desk
from .states import newest_per_language
from .veil import hidden_cell, is_veiled


def rating_of(claim: Claim) -> Any:
    """The published rating of a claim; for opinions and vague sentences the word of their checkability."""
    if claim.current_verification is None:
        return None
    return claim.current_verification.verdict or claim.get_checkability_display()


@admin.register(Question, site=desk)
class QuestionAdmin(LedgerAdmin[Question]):
    group = "ledger"
    place = 3
    intro = _("What groups of claims answer. Claims with different values are rival answers.")
    list_display = ("shown_wording", "subject", "measure", "scope", "claim_count")
    list_filter = (AnsweredFilter, "measure", TrashFilter)
    find = ("wording_ar", "wording_en", "subject", "measure")
    find_exact = ("public_id",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Question]:
        live = Count("claims", filter=Q(claims__trashed_at__isnull=True), distinct=True)
        return super().get_queryset(request).annotate(claim_count=live)

    @show(_("question"), order="wording_ar")
    def shown_wording(self, obj: Question) -> Any:
        return bdi(obj)

    @show(_("claims"), order="claim_count")
    def claim_count(self, obj: Any) -> int:
        count: int = obj.claim_count
        return count

    def more_urls(self, wrap: Callable[..., Any], name: str) -> list[URLPattern]:
        return contradiction_urls(wrap, name)

    def panels(self, obj: Question, editor: Editor) -> Iterable[Panel]:
        beside = reverse("admin:claims_question_beside", args=[obj.pk])
        yield facts(
            _("Details"),
            (_("texts"), Cell(_("What two texts say on it, side by side"), url=beside)),
            (_("public id"), obj.public_id),
            (_("wording in Arabic"), obj.wording_ar),
            (_("wording in English"), obj.wording_en),
            (_("subject"), obj.subject),
            (_("measure"), obj.measure),
            (_("scope"), obj.scope),
            (_("note in Arabic"), obj.note_ar),
            (_("note in English"), obj.note_en),
        )
        yield rivals(obj)


def rivals(question: Question) -> Table:
    """The claims that answer a question, with their numbers and ratings, side by side."""
    language = language_of_desk()
    claims = question.claims.live().select_related("current_verification__verdict").prefetch_related("quantities")
    rows = [
        [
            cell(claim),
            Cell("; ".join(quantity_words(quantity, language) for quantity in claim.quantities.all()) or "–"),
            cell(rating_of(claim)),
        ]
        for claim in claims.order_by("pk")
    ]
    return Table(_("Rival answers"), (_("claim"), _("quantities"), _("published rating")), rows)


class ClaimList(ChangeList):
    """Texts are counted for the rows that are shown; in the query they would be counted for every row passed over."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        rows: list[Any] = list(self.result_list)
        standing = Occurrence.objects.standing().filter(claim__in=rows).order_by().values_list("claim")
        texts = dict(standing.annotate(count=Count("snapshot__article", distinct=True)))
        for row in rows:
            row.text_count = texts.get(row.pk, 0)
        self.result_list = rows


@admin.register(Claim, site=desk)
class ClaimAdmin(LedgerAdmin[Claim]):
    group = "ledger"
    place = 4
    main = True
    intro = _("Checkable statements, one sentence each. Only a published verification counts as checked.")
    list_display = ("shown_label", "rating", "checkability", "shown_question", "text_count", "look_again")
    list_filter = (
        AssessedFilter,
        PublishedVerdictFilter,
        WorkFilter,
        QuestionFilter,
        SourceFilter,
        AgeFilter,
        WordedFilter,
        "checkability",
        TrashFilter,
    )
    list_select_related = ("question", "current_verification__verdict")
    find = ("label", "question__wording_ar", "question__wording_en")
    find_exact = ("public_id", "slug")

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return ClaimList

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Claim], search_term: str
    ) -> tuple[QuerySet[Claim], bool]:
        """By the index of words, not by looking through every sentence; and by the wording of the question."""
        words = words_of(search_term)
        for word in words:
            form = pattern(word)
            asked = Question.objects.filter(Q(wording_ar__iregex=form) | Q(wording_en__iregex=form)).values("pk")
            queryset = queryset.filter(claims_with(word) | Q(question__in=asked) | named_by([word]))
        return queryset, False

    @show(_("claim"), order="label")
    def shown_label(self, obj: Claim) -> Any:
        return bdi(obj.label)

    @show(_("published rating"), order="current_verification__verdict__position")
    def rating(self, obj: Claim) -> Any:
        if obj.current_verification is None:
            return verdict_badge(None, _("not published"))
        return verdict_badge(obj.current_verification.verdict, obj.get_checkability_display())

    @show(_("question"), order="question__wording_ar")
    def shown_question(self, obj: Claim) -> Any:
        return bdi(obj.question) if obj.question else None

    @show(_("texts"))
    def text_count(self, obj: Any) -> int:
        count: int = obj.text_count
        return count

    @show(_("look again by"), order="current_verification__recheck_by")
    def look_again(self, obj: Claim) -> Any:
        return obj.current_verification.recheck_by if obj.current_verification else None

    def object_queryset(self) -> QuerySet[Claim]:
        return Claim.objects.select_related("question", "current_verification__verdict")

    def badges(self, obj: Claim) -> Iterable[Any]:
        rated = rating_of(obj)
        yield rated if rated is not None else Cell(_("not published"), tone="muted")
        yield Cell(obj.get_checkability_display(), tone="none")
        yield from super().badges(obj)

    def panels(self, obj: Claim, editor: Editor) -> Iterable[Panel]:
        if obj.current_verification is not None:
            obj.current_verification.claim = obj  # its name holds the claim's
        yield wordings(obj)
        yield self._details(obj)
        yield chains_panel(_("Where it stands, and through whom it came"), occurrences_of(obj))
        yield self._verifications(obj, editor)
        yield self._relations(obj)
        yield inquiries_panel(obj)
        if obj.question is not None:
            yield rivals(obj.question)

    def _details(self, obj: Claim) -> Facts:
        language = language_of_desk()
        numbers = [
            Cell(quantity_words(each, language), quiet=f"{each.subject} · {each.measure}")
            for each in obj.quantities.all()
        ]
        return facts(
            _("Details"),
            (_("public id"), obj.public_id),
            (_("question"), obj.question),
            (_("quantities"), numbers),
            (_("published verification"), obj.current_verification),
        )

    def _verifications(self, obj: Claim, editor: Editor) -> Table:
        texts = VerificationText.objects.select_related("state")
        ordered = obj.verifications.select_related("verdict", "author").order_by("-number")
        found = list(ordered.prefetch_related(Prefetch("texts", texts)))
        rows = [
            [
                Cell(str(each.number), url=url_of(each)),
                hidden_cell() if is_veiled(editor, each.pk) else cell(each.verdict),
                cell(each.as_of),
                states_cell(each),
                cell(each.author),
            ]
            for each in found
        ]
        once(obj, "verifications", lambda: [each.pk for each in found])
        head = (_("number"), _("rating"), _("as of"), _("state"), _("author"))
        return Table(_("Verifications"), head, rows)

    def _relations(self, obj: Claim) -> Table:
        found = Relation.objects.filter(Q(a=obj) | Q(b=obj)).select_related("a", "b")
        decisions = Prefetch("decisions", RelationDecision.objects.select_related("why", "editor"))
        rows = [
            [
                Cell(relation_word(each), url=url_of(each)),
                cell(each.b if each.a_id == obj.pk else each.a),
                Cell(_("from here") if each.a_id == obj.pk else _("from there")),
            ]
            for each in found.prefetch_related(decisions).order_by("pk")
        ]
        return Table(_("Relations"), (_("relation"), _("other claim"), _("direction")), rows)

    def trail_subjects(self, obj: Claim) -> set[tuple[str, str]]:
        numbers = once(obj, "verifications", lambda: obj.verifications.values_list("pk", flat=True))
        return {("claims.claim", str(obj.pk)), *(("claims.verification", str(pk)) for pk in numbers)}


def relation_word(relation: Relation) -> str:
    """The relation that holds, or the suggestion that waits for a human. The decisions should be fetched with it."""
    decisions = sorted(relation.decisions.all(), key=lambda decision: decision.number)
    if decisions:
        return str(decisions[-1].get_type_display())
    suggested = relation.get_suggested_type_display() or "–"
    return str(_("suggested: %(relation)s")) % {"relation": suggested}


def states_cell(verification: Any) -> Cell:
    """Where each language of a verification stands. Texts and states should be fetched with it."""
    texts = newest_per_language(verification.texts.all())
    words = [f"{text.get_language_display()}: {text.state.get_state_display()}" for text in texts.values()]
    return Cell(" · ".join(words) or "–")


def state_badges(texts: Iterable[Any]) -> list[Cell]:
    """The state of each language as a badge."""
    return [
        Cell(
            f"{text.get_language_display()}: {WorkflowState(text.state.state).label}",
            tone=STATE_TONES[text.state.state],
        )
        for text in texts
    ]


@admin.register(Occurrence, site=desk)
class OccurrenceAdmin(LedgerAdmin[Occurrence]):
    group = "ledger"
    place = 5
    intro = _("A claim at its words in a text, with the chains through which it came there.")
    list_display = ("shown_claim", "shown_quote", "shown_article", "stance", "mode")
    list_filter = ("stance", "mode", RetiredFilter)
    list_select_related = ("claim", "quote", "snapshot__article")
    find = ("claim__label", "snapshot__article__title")
    find_exact = ("claim__public_id",)

    @show(_("claim"), order="claim__label")
    def shown_claim(self, obj: Occurrence) -> Any:
        return bdi(obj.claim.label)

    @show(_("quote"))
    def shown_quote(self, obj: Occurrence) -> Any:
        return bdi(obj.quote.text)

    @show(_("article"), order="snapshot__article__title")
    def shown_article(self, obj: Occurrence) -> Any:
        return bdi(obj.snapshot.article.title)

    def headline(self, obj: Occurrence) -> str:
        return obj.claim.label

    def object_queryset(self) -> QuerySet[Occurrence]:
        hops = Hop.objects.select_related("source", "words").order_by("position")
        chains = Attribution.objects.current().prefetch_related(Prefetch("hops", hops)).order_by("position")
        related = ("claim", "quote", "note", "editor", "snapshot__text", "snapshot__article__outlet", "retirement__why")
        return Occurrence.objects.select_related(*related).prefetch_related(Prefetch("attributions", chains))

    def badges(self, obj: Occurrence) -> Iterable[Any]:
        return [Cell(_("Taken back"), tone="bad")] if hasattr(obj, "retirement") else []

    def panels(self, obj: Occurrence, editor: Editor) -> Iterable[Panel]:
        yield chains_panel(_("The words, and through whom they came"), [obj])
        yield facts(
            _("Details"),
            (_("claim"), obj.claim),
            (_("article"), obj.snapshot.article),
            (_("snapshot"), obj.snapshot),
            (_("from character"), f"{obj.start:,}"),
            (_("to character"), f"{obj.end:,}"),
            (_("words that the claim needs"), obj.core()),
            (_("quantities as printed"), [_printed(each) for each in obj.printed]),
            (_("note"), list(obj.note.local.values()) if obj.note else None),
            (_("editor"), obj.editor),
            (_("taken back because"), obj.retirement.why.text if hasattr(obj, "retirement") else None),
        )

    def trail_subjects(self, obj: Occurrence) -> set[tuple[str, str]]:
        return {("claims.claim", str(obj.claim_id))}


def _printed(quantity: dict[str, Any]) -> str:
    parts = (quantity.get(name) for name in ("comparator", "value", "high", "date", "unit"))
    return " ".join(str(part) for part in parts if part)


@admin.register(Relation, site=desk)
class RelationAdmin(LedgerAdmin[Relation]):
    group = "ledger"
    place = 7
    intro = _("Pairs of claims: what a machine suggested stands beside what a human decided.")
    list_display = ("shown_a", "shown_relation", "shown_b", "suggested_type", "suggested_score")
    list_filter = (DecidedFilter, ("decisions__type", admin.AllValuesFieldListFilter), "suggested_type")
    list_select_related = ("a", "b")
    find = ("a__label", "b__label", "suggested_reason")
    find_exact = ("a__public_id", "b__public_id")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Relation]:
        return super().get_queryset(request).prefetch_related("decisions")

    @show(_("claim"), order="a__label")
    def shown_a(self, obj: Relation) -> Any:
        return bdi(obj.a.label)

    @show(_("relation"))
    def shown_relation(self, obj: Relation) -> Any:
        return badge(relation_word(obj), "none")

    @show(_("other claim"), order="b__label")
    def shown_b(self, obj: Relation) -> Any:
        return bdi(obj.b.label)

    def panels(self, obj: Relation, editor: Editor) -> Iterable[Panel]:
        yield facts(
            _("The pair"),
            (_("claim"), obj.a),
            (_("other claim"), obj.b),
            (_("suggested"), obj.get_suggested_type_display()),
            (_("score"), obj.suggested_score),
            (_("reason of the suggestion"), obj.suggested_reason),
        )
        decisions = obj.decisions.select_related("why", "resolution", "editor").order_by("-number")
        passages = [
            Passage(
                text_in(decision.why.local) or "–",
                label=decision.get_type_display(),
                quiet=f"{decision.editor}, {cell(decision.at).text}",
            )
            for decision in decisions
        ]
        yield Prose(_("Decisions, the newest holds"), passages)
        yield wordings(obj.a)
        yield wordings(obj.b)
