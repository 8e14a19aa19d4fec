"""Screens of checking: verifications, evidence, and the rating scale."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.db.models import BooleanField, ExpressionWrapper, Prefetch, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from ..models import Editor, Evidence, Verdict, Verification, VerificationText
from ..rules import may
from .asked import QuestionOfClaim, SourceOfClaim
from .base import LedgerAdmin, flag, show
from .checking_verbs import submit_blockers
from .claims import state_badges
from .filters import AgeOfVerification, LanguageFilter, MineFilter, RetiredFilter, TextStateFilter, VeiledVerdictFilter
from .panels import (
    NOTHING,
    STATE_TONES,
    Cell,
    Panel,
    Passage,
    Prose,
    Reasons,
    Table,
    badge,
    bdi,
    cell,
    facts,
    language_of_desk,
    moment,
    reasons,
    text_in,
    verdict_badge,
    yes,
)
from .queues import due_cell
from .site import desk, editor_of
from .states import newest_per_language
from .veil import HIDDEN, is_veiled, unseen, veil_of


@admin.register(Verification, site=desk)
class VerificationAdmin(LedgerAdmin[Verification]):
    group = "checking"
    place = 1
    main = True
    intro = _("What was found on a claim, at one time. It goes out only when a second person has approved it.")
    list_display = ("shown_claim", "number", "rating", "as_of", "in_arabic", "in_english", "author")
    list_filter = (
        TextStateFilter,
        MineFilter,
        VeiledVerdictFilter,
        QuestionOfClaim,
        SourceOfClaim,
        AgeOfVerification,
        LanguageFilter,
        "change_kind",
    )
    list_select_related = ("claim", "verdict", "author")
    ordering = ("-pk",)
    find = ("claim__label",)
    find_exact = ("claim__public_id", "author__username")

    def has_publish_permission(self, request: HttpRequest) -> bool:
        """Whether the list offers to publish what is chosen on it."""
        return not may(editor_of(request), "publish")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Verification]:
        texts = Prefetch("texts", VerificationText.objects.select_related("state"))
        veiled = Q(pk__in=unseen(editor_of(request)))
        found = super().get_queryset(request).annotate(veiled=ExpressionWrapper(veiled, BooleanField()))
        return found.prefetch_related(texts)

    def veil(self, obj: Verification, editor: Editor) -> list[Panel] | None:
        return veil_of(obj) if is_veiled(editor, obj.pk) else None

    @show(_("claim"), order="claim__label")
    def shown_claim(self, obj: Verification) -> Any:
        return bdi(obj.claim.label)

    @show(_("rating"), order="verdict__position")
    def rating(self, obj: Any) -> Any:
        if obj.veiled:
            return badge(HIDDEN, "muted")
        return verdict_badge(obj.verdict, obj.claim.get_checkability_display())

    @show(_("Arabic"))
    def in_arabic(self, obj: Verification) -> Any:
        return _state(obj, "ar")

    @show(_("English"))
    def in_english(self, obj: Verification) -> Any:
        return _state(obj, "en")

    def headline(self, obj: Verification) -> str:
        return f"{obj.claim.label} · {obj.number}"

    def object_queryset(self) -> QuerySet[Verification]:
        related = (
            "rationale",
            "unknowns",
            "searches",
            "change_note",
            "author",
            "state__proof",
            "state__reviewer",
            "state__team",
        )
        texts = Prefetch("texts", VerificationText.objects.select_related(*related))
        found = Verification.objects.select_related("claim__current_verification", "verdict", "author", "no_inquiry")
        return found.prefetch_related(texts)

    def badges(self, obj: Verification) -> Iterable[Any]:
        yield obj.verdict or Cell(obj.claim.get_checkability_display(), tone="none")
        yield from state_badges(newest_per_language(obj.texts.all()).values())
        if obj.claim.current_verification_id == obj.pk:
            yield Cell(_("the published one"), tone="good")

    def panels(self, obj: Verification, editor: Editor) -> Iterable[Panel]:
        if any(text.state.state in {"draft", "returned"} for text in newest_per_language(obj.texts.all()).values()):
            yield Reasons(
                _("Before a review"), reasons(submit_blockers(obj), obj, editor), _("It is ready to be reviewed.")
            )
        yield from (self._words(text) for text in newest_per_language(obj.texts.all()).values())
        yield self._evidence(obj)
        yield facts(
            _("Details"),
            (_("claim"), obj.claim),
            (_("rating"), obj.verdict),
            (_("as of"), obj.as_of),
            (_("look again by"), obj.recheck_by),
            (_("kind of change"), obj.get_change_kind_display() if obj.change_kind else None),
            (_("why no one was asked"), list(obj.no_inquiry.local.values()) if obj.no_inquiry else None),
            (_("author"), obj.author),
            (_("written"), obj.at),
        )
        yield self._texts(obj)
        yield self._second_ratings(obj)

    def _second_ratings(self, obj: Verification) -> Prose:
        rated = obj.blind_verdicts.select_related("verdict", "rationale", "editor").order_by("pk")
        passages = [
            Passage(each.rationale.text, label=str(each.verdict or NOTHING), quiet=f"{each.editor}, {moment(each.at)}")
            for each in rated
        ]
        return Prose(_("Blind second ratings"), passages)

    def _words(self, text: VerificationText) -> Prose:
        passages = [Passage(text.rationale.text, label=_("rationale"), language=text.language)]
        if text.unknowns:
            passages.append(Passage(text.unknowns.text, label=_("what would settle it"), language=text.language))
        for search in (text.searches.json or []) if text.searches else []:
            words = " · ".join(search.get(name, "") for name in ("what", "where", "on") if search.get(name))
            passages.append(Passage(words, label=_("looked for"), language=text.language))
        if text.change_note:
            passages.append(Passage(text.change_note.text, label=_("public note"), language=text.language))
        return Prose(text.get_language_display(), passages)

    def _evidence(self, obj: Verification) -> Table:
        rows = []
        for piece in obj.evidence.select_related("quote", "note", "article").order_by("position"):
            note = text_in(piece.note.local) if piece.note else None
            title = Cell(piece.title, url=piece.url, quiet=piece.quote.text if piece.quote else "")
            rows.append([title, cell(piece.get_kind_display()), cell(piece.get_stance_display()), cell(note)])
        return Table(_("Evidence"), (_("title"), _("kind"), _("stance"), _("what it shows")), rows)

    def _texts(self, obj: Verification) -> Table:
        rows = [
            [
                Cell(f"{text.get_language_display()} {text.number}", quiet=moment(text.at)),
                Cell(text.state.get_state_display(), tone=STATE_TONES[text.state.state]),
                cell(text.state.proof),
                cell(text.author),
                cell(text.state.reviewer or text.state.team),
                due_cell(text.state.due),
            ]
            for text in sorted(obj.texts.all(), key=lambda each: (each.language, -each.number))
        ]
        head = (_("text"), _("state"), _("proof"), _("author"), _("asked to review"), _("due"))
        return Table(_("Texts and where they stand"), head, rows)

    def trail_subjects(self, obj: Verification) -> set[tuple[str, str]]:
        proofs = {str(text.state.proof_id) for text in obj.texts.all() if text.state.proof_id}
        return {("claims.verification", str(obj.pk)), *(("claims.proof", pk) for pk in proofs)}


def _state(verification: Any, language: str) -> Any:
    text = newest_per_language(verification.texts.all()).get(language)
    return badge(text.state.get_state_display(), STATE_TONES[text.state.state]) if text else None


@admin.register(Evidence, site=desk)
class EvidenceAdmin(LedgerAdmin[Evidence]):
    group = "checking"
    intro = _("What verifications rest on. An article in which the claim stands is no evidence for it.")
    list_display = ("shown_title", "shown_claim", "kind", "stance", "published")
    list_filter = ("kind", "stance")
    list_select_related = ("verification__claim",)
    find = ("title", "verification__claim__label")
    find_exact = ("url",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Evidence]:
        return super().get_queryset(request).exclude(verification__in=unseen(editor_of(request)))

    def veil(self, obj: Evidence, editor: Editor) -> list[Panel] | None:
        return veil_of(obj.verification_id) if is_veiled(editor, obj.verification_id) else None

    @show(_("title"), order="title")
    def shown_title(self, obj: Evidence) -> Any:
        return bdi(obj.title)

    @show(_("claim"), order="verification__claim__label")
    def shown_claim(self, obj: Evidence) -> Any:
        return bdi(obj.verification.claim.label)

    def panels(self, obj: Evidence, editor: Editor) -> Iterable[Panel]:
        yield facts(
            _("Details"),
            (_("verification"), obj.verification),
            (_("kind"), obj.get_kind_display()),
            (_("stance"), obj.get_stance_display()),
            (_("address"), Cell(obj.url, url=obj.url) if obj.url else None),
            (_("article in the ledger"), obj.article),
            (_("published"), obj.published),
            (_("archived at"), obj.archived_at),
            (_("archived copy"), obj.archived_id),
            (_("quote"), obj.quote.text if obj.quote else None),
            (_("what it shows"), list(obj.note.local.values()) if obj.note else None),
        )

    def trail_subjects(self, obj: Evidence) -> set[tuple[str, str]]:
        return {("claims.verification", str(obj.verification_id))}


@admin.register(Verdict, site=desk)
class VerdictAdmin(LedgerAdmin[Verdict]):
    group = "checking"
    intro = _("The rating scale. A rating is retired by a row and never rewritten: old pages keep their words.")
    list_display = ("shown_label", "code", "ordinal", "evidence_needed", "shown_definition", "retired")
    list_filter = (RetiredFilter, "needs_evidence", "tone")
    list_select_related = ("retirement",)
    ordering = ("position",)
    find = ("label_ar", "label_en", "definition_ar", "definition_en")
    find_exact = ("code",)

    @show(_("rating"), order="position")
    def shown_label(self, obj: Verdict) -> Any:
        return verdict_badge(obj)

    @show(_("definition"))
    def shown_definition(self, obj: Verdict) -> Any:
        return bdi(obj.definition_in(language_of_desk()))

    evidence_needed = flag("needs_evidence", _("needs evidence"))

    @show(_("retired"))
    def retired(self, obj: Verdict) -> Any:
        return yes(hasattr(obj, "retirement"))

    def panels(self, obj: Verdict, editor: Editor) -> Iterable[Panel]:
        yield self.columns(obj)
        if hasattr(obj, "retirement"):
            gone = obj.retirement
            yield facts(
                _("Retired"),
                (_("why"), gone.why.text),
                (_("replaced by"), gone.replaced_by),
                (_("editor"), gone.editor),
                (_("at"), gone.at),
            )
