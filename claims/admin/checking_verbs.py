"""Forms of the verbs of checking: verifications, evidence, and ratings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from ..actions import (
    EvidenceSpec,
    VerificationWords,
    draft_verification,
    retire_verdict,
    reword_verification,
    submit_scale,
    submit_verification,
    take_back_verification,
)
from ..actions.reviewing import stays_blind
from ..choices import (
    LANGUAGES,
    ChangeKind,
    EvidenceKind,
    EvidenceStance,
    Language,
    Role,
    WorkflowState,
)
from ..models import Article, Claim, Editor, Team, Verdict, Verification, Workflow
from ..rules import Blocker, rates_first, verification_blockers
from .claim_verbs import wordings
from .fields import DateText, Day, Moment, RowField, choice, line, local_text, long_text
from .panels import Panel, Passage, Prose
from .perform import language_of
from .states import newest_per_language
from .verbs import RowForm, VerbForm, offer


class SearchRow(RowForm):
    what = line(_("what was looked for"))
    where = line(_("where"))
    on = DateText(label=_("when"))


class EvidenceRow(RowForm):
    title = line(_("title"))
    kind = choice(_("kind"), EvidenceKind)
    stance = choice(_("stance"), EvidenceStance)
    url = forms.URLField(label=_("address"), required=False, max_length=500, assume_scheme="https")
    published = DateText(label=_("published"))
    article = RowField(Article, label=_("article in the ledger"), required=False)
    quote = long_text(_("quote"), rows=2)
    note_ar = line(_("what it shows, in Arabic"))
    note_en = line(_("what it shows, in English"))


def searches(rows: Iterable[dict[str, Any]]) -> list[dict[str, str]]:
    """A search log as the verb takes it."""
    return [{name: row[name] or "" for name in ("what", "where", "on")} for row in rows]


def evidence_specs(rows: Iterable[dict[str, Any]]) -> list[EvidenceSpec]:
    """Pieces of evidence as the verb takes them; a row without a title is no evidence."""
    return [
        EvidenceSpec(
            kind=row["kind"],
            stance=row["stance"],
            title=row["title"],
            url=row["url"],
            published=row["published"],
            quote=row["quote"],
            note=local_text(row, "note"),
            article=row["article"],
        )
        for row in rows
        if row["title"]
    ]


class VerdictField(forms.ChoiceField):
    """A rating in use, or none."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, choices=self.in_use, **kwargs)

    @staticmethod
    def in_use() -> list[tuple[str, Any]]:
        """The scale, with the empty choice that opinions and vague sentences take."""
        none = ("", _("none: opinion, or too vague to check"))
        return [none, *((verdict.code, str(verdict)) for verdict in Verdict.objects.in_use())]


@offer(Claim)
class DraftVerification(VerbForm):
    verb = "draft_verification"
    label = _("Draft a verification")
    sentence = _("What was found. A draft binds no one; it goes out only through a second person's review.")
    permissions = ("verification.write",)
    tone = "primary"
    lists: ClassVar[dict[str, type[RowForm]]] = {
        "evidence": EvidenceRow,
        "searches_ar": SearchRow,
        "searches_en": SearchRow,
    }
    list_labels = {
        "evidence": _("Evidence"),
        "searches_ar": _("Search log, in Arabic"),
        "searches_en": _("Search log, in English"),
    }

    verdict = VerdictField(label=_("rating"))
    as_of = Day(label=_("as of"), help_text=_("The day on which it was checked."))
    recheck_by = Day(label=_("look again by"), required=False)
    rationale_ar = long_text(_("rationale in Arabic"), rows=10)
    rationale_en = long_text(_("rationale in English"), rows=10)
    unknowns_ar = long_text(_("what would settle it, in Arabic"), rows=2)
    unknowns_en = long_text(_("what would settle it, in English"), rows=2)
    no_inquiry_ar = long_text(_("why no one was asked, in Arabic"), rows=2)
    no_inquiry_en = long_text(_("why no one was asked, in English"), rows=2)
    change_kind = choice(_("kind of change"), ChangeKind, empty=_("nothing is published yet"))
    change_note_ar = long_text(_("public note on the change, in Arabic"), rows=2)
    change_note_en = long_text(_("public note on the change, in English"), rows=2)

    def start(self) -> dict[str, Any]:
        seen = self.subject.verifications.exclude(pk__in=rates_first(self.editor))
        newest = seen.order_by("-number").first()
        found: dict[str, Any] = {"as_of": dt.datetime.now(dt.UTC).date()}
        return found | (_earlier(newest) if newest else {})

    def prepare(self) -> None:
        if self.subject.current_verification_id is not None:
            kinds = [kind for kind in self.fields["change_kind"].choices if kind[0]]  # type: ignore[attr-defined]
            self.fields["change_kind"].choices = [("", _("choose")), *kinds]  # type: ignore[attr-defined]

    def aside(self) -> Iterable[Panel]:
        return [wordings(self.subject)]

    def act(self) -> Any:
        given = self.cleaned_data
        words = {
            language: VerificationWords(
                rationale=given[f"rationale_{language}"],
                unknowns=given[f"unknowns_{language}"],
                searches=searches(self.filled(f"searches_{language}")),
                change_note=given[f"change_note_{language}"],
            )
            for language in LANGUAGES
            if given[f"rationale_{language}"].strip()
        }
        return draft_verification(
            editor=self.editor,
            claim=self.subject,
            verdict=given["verdict"] or None,
            as_of=given["as_of"],
            words=words,
            evidence=evidence_specs(self.filled("evidence")),
            recheck_by=given["recheck_by"],
            no_inquiry_reason=self.local("no_inquiry"),
            change_kind=given["change_kind"] or None,
        )


def _earlier(verification: Verification) -> dict[str, Any]:
    """A new verification opens with the evidence and words of the one before; the rating is chosen anew."""
    found: dict[str, Any] = {"evidence": [_evidence_row(piece) for piece in verification.evidence.all()]}
    reason = verification.no_inquiry.local if verification.no_inquiry else {}
    texts = newest_per_language(verification.texts.select_related("rationale", "unknowns", "searches"))
    for language in LANGUAGES:
        found[f"no_inquiry_{language}"] = reason.get(language)
        if language in texts:
            found |= {f"{name}_{language}": value for name, value in words_of(texts[language]).items()}
    return found


def _evidence_row(piece: Any) -> dict[str, Any]:
    note = piece.note.local if piece.note else {}
    return {
        **{name: getattr(piece, name) for name in ("kind", "stance", "title", "url", "published", "article")},
        "quote": piece.quote.text if piece.quote else "",
        "note_ar": note.get("ar"),
        "note_en": note.get("en"),
    }


def words_of(text: Any) -> dict[str, Any]:
    """The words of a verification in one language, as fields."""
    return {
        "rationale": text.rationale.text,
        "unknowns": text.unknowns.text if text.unknowns else "",
        "searches": (text.searches.json or []) if text.searches else [],
    }


@offer(Verification)
class RewordVerification(VerbForm):
    verb = "reword_verification"
    label = _("Reword")
    sentence = _("Writes the text anew, or in the other language. The rating and the evidence stay what they are.")
    permissions = ("verification.write",)
    in_languages = True
    lists: ClassVar[dict[str, type[RowForm]]] = {"searches": SearchRow}
    list_labels = {"searches": _("Search log")}

    language = forms.CharField(widget=forms.HiddenInput)
    rationale = long_text(_("rationale"), rows=10, required=True)
    unknowns = long_text(_("what would settle it"), rows=2)
    change_note = long_text(_("public note on the change"), rows=2)

    def start(self) -> dict[str, Any]:
        language = str(self.query.get("language") or LANGUAGES[0])
        texts = self.subject.texts.select_related("rationale", "unknowns", "searches", "change_note")
        newest = newest_per_language(texts).get(language)
        if newest is None:
            return {"language": language}
        note = newest.change_note.text if newest.change_note else ""
        return {"language": language, **words_of(newest), "change_note": note}

    def prepare(self) -> None:
        language = language_of(self)
        for name in ("rationale", "unknowns", "change_note"):
            self.fields[name].widget.attrs |= {"lang": language, "dir": "rtl" if language == "ar" else "ltr"}

    def aside(self) -> Iterable[Panel]:
        texts = newest_per_language(self.subject.texts.select_related("rationale"))
        passages = [
            Passage(text.rationale.text, label=text.get_language_display(), language=text.language)
            for text in texts.values()
        ]
        return [Prose(_("As it stands"), passages)]

    def act(self) -> Any:
        given = self.cleaned_data
        words = VerificationWords(
            rationale=given["rationale"],
            unknowns=given["unknowns"],
            searches=searches(self.filled("searches")),
            change_note=given["change_note"],
        )
        reword_verification(editor=self.editor, verification=self.subject, language=given["language"], words=words)
        return self.subject


def reviewers(but: Editor) -> Any:
    """Editors who may review, other than the one who asks."""
    able = Editor.objects.filter(is_active=True, groups__name__in=(Role.REVIEWER, Role.DESK_ADMIN))
    return able.exclude(pk=but.pk).distinct().order_by("pk")


def reviewer_field() -> forms.ModelChoiceField[Any]:
    """Whom to ask; nobody in particular is a good answer."""
    return forms.ModelChoiceField(
        Editor.objects.none(),
        required=False,
        label=_("asked to review"),
        empty_label=_("anyone who may review"),
    )


def asked_before(states: Iterable[Workflow]) -> dict[str, Any]:
    """Of whom the review was asked the last time: who has read it once reads it again."""
    asked = [state for state in states if state.reviewer_id or state.team_id]
    return {"reviewer": asked[-1].reviewer_id, "team": asked[-1].team_id} if asked else {}


class Asking(VerbForm):
    """Whom a review is asked of, and until when; nobody in particular is a good answer."""

    reviewer: Any = reviewer_field()
    team: Any = forms.ModelChoiceField(
        Team.objects.all(), required=False, label=_("or a team"), empty_label=_("no team")
    )
    due: Any = Moment(label=_("due"), required=False)

    def prepare(self) -> None:
        self.fields["reviewer"].queryset = reviewers(self.editor)  # type: ignore[attr-defined]

    def asked(self) -> dict[str, Any]:
        """What was typed, as the verbs take it."""
        return {name: self.cleaned_data[name] for name in ("reviewer", "team", "due")}


def standing(verification: Verification, *states: str) -> list[str]:
    """The languages whose newest text stands in one of ``states``."""
    texts = newest_per_language(verification.texts.select_related("state"))
    return [language for language, text in texts.items() if text.state.state in states]


def submit_blockers(verification: Verification) -> list[Blocker]:
    """What would be said if it were submitted now, each reason once."""
    texts = newest_per_language(verification.texts.select_related("rationale", "unknowns", "searches"))
    if not texts:
        return verification_blockers(verification, None)
    found: dict[str, Blocker] = {}
    worded = set(verification.claim.texts.values_list("language", flat=True))
    for language, text in texts.items():
        for blocker in verification_blockers(verification, text):
            found.setdefault(blocker.code, blocker)
        if verification.change_kind and text.change_note_id is None:
            found["no_change_note"] = Blocker(
                "no_change_note", _("Readers are told why something published changes."), _("Write the note.")
            )
        if language not in worded:
            found["claim_not_worded"] = Blocker(
                "claim_not_worded", _("The claim has no sentence in this language."), _("Word the claim first.")
            )
    return list(found.values())


@offer(Verification)
class SubmitVerification(Asking):
    verb = "submit_verification"
    label = _("Ask for a review")
    sentence = _("Freezes what would go out, with everyone who wrote part of it. None of them can approve it.")
    permissions = ("verification.write",)
    tone = "primary"

    languages = forms.MultipleChoiceField(
        label=_("languages"), choices=Language.choices, widget=forms.CheckboxSelectMultiple
    )
    blind = forms.BooleanField(
        label=_("blind second rating"),
        required=False,
        help_text=_("Whoever reviews it rates the claim before seeing your rating. Two ratings return it to you."),
    )
    field_order = ("version", "languages", "reviewer", "team", "due", "blind")

    @classmethod
    def offered(cls, subject: Any) -> bool:
        return bool(standing(subject, WorkflowState.DRAFT, WorkflowState.RETURNED, WorkflowState.APPROVED))

    @classmethod
    def blockers(cls, editor: Editor, subject: Any) -> list[Blocker]:
        return submit_blockers(subject)

    def start(self) -> dict[str, Any]:
        able = standing(self.subject, WorkflowState.DRAFT, WorkflowState.RETURNED, WorkflowState.APPROVED)
        wanted = self.query.get("language")  # one that waits and is stale is submitted anew
        texts = newest_per_language(self.subject.texts.select_related("state")).values()
        asked = asked_before([text.state for text in texts])
        return {"languages": [wanted] if wanted else able, "blind": stays_blind(self.subject), **asked}

    def act(self) -> Any:
        given = self.cleaned_data
        submit_verification(
            editor=self.editor,
            verification=self.subject,
            blind=given["blind"],
            **self.asked(),
            languages=[language for language in LANGUAGES if language in given["languages"]],
        )
        return self.subject


@offer(Verification)
class TakeBackVerification(VerbForm):
    verb = "take_back_verification"
    label = _("Take back from the review")
    permissions = ("verification.write",)

    language = choice(_("language"), Language)

    @classmethod
    def offered(cls, subject: Any) -> bool:
        return bool(standing(subject, WorkflowState.IN_REVIEW))

    def prepare(self) -> None:
        able = standing(self.subject, WorkflowState.IN_REVIEW)
        self.fields["language"].choices = [each for each in Language.choices if each[0] in able]  # type: ignore[attr-defined]

    def act(self) -> Any:
        texts = newest_per_language(self.subject.texts.all())
        take_back_verification(editor=self.editor, text=texts[self.cleaned_data["language"]])
        return self.subject


@offer(Verdict)
class RetireVerdict(VerbForm):
    verb = "retire_verdict"
    label = _("Retire")
    sentence = _("From here on it is no longer given. What was published with it stays as it was.")
    permissions = ("verdict.retire",)
    tone = "danger"

    replaced_by = VerdictField(label=_("replaced by"))
    why = long_text(_("why"), rows=2, required=True)

    @classmethod
    def offered(cls, subject: Any) -> bool:
        return not hasattr(subject, "retirement")

    def act(self) -> Any:
        given = self.cleaned_data
        other = Verdict.objects.in_use().filter(code=given["replaced_by"]).first() if given["replaced_by"] else None
        retire_verdict(editor=self.editor, verdict=self.subject, why=given["why"], replaced_by=other)
        return self.subject


@offer(Verdict)
class SubmitScale(VerbForm):
    verb = "submit_scale"
    label = _("Ask for a review of the scale")
    sentence = _("Freezes the scale as it stands, in both languages, for a second person.")
    permissions = ("review", "verification.write")
    on_list = True

    def act(self) -> Any:
        proofs = submit_scale(editor=self.editor)
        return proofs[0]
