"""The form of the first screen: a text, what it claims, what was found. Sent once; nothing on it is asked twice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.actions import EvidenceSpec, HopSpec, drop_typing
from claims.admin.checking_verbs import SearchRow, reviewer_field, reviewers, searches
from claims.admin.claim_verbs import HopRow, hop_specs
from claims.admin.fields import Day, Moment, choice, line, long_text
from claims.admin.verbs import RowForm, VerbForm
from claims.admin.workbench import wording
from claims.choices import (
    ACCUSING_VERDICTS,
    OPEN_VERDICTS,
    Checkability,
    EvidenceKind,
    EvidenceStance,
    Language,
    Mode,
    SourceKind,
    Stance,
)
from claims.models import Verdict
from claims.models.base import keep_raw
from claims.rules import Refused

from ...actions import check_quickly
from ...actions.quick import Asked, Finding, Pasted, QuickClaim, TextRead, in_language, read_pasted, unreadable
from .pane import Pane, proposed

UNRATED = (Checkability.OPINION, Checkability.VAGUE)  # what is assessed in words only
WORDS = ("quote", "claimed", "stance", "mode")
PART = "quick"  # what is being typed here is kept under the editor herself: there is no object yet


class Ratings(forms.RadioSelect):
    """The scale as buttons. What a rating asks for beside the rationale stands in its class, for the style sheet."""

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        kinds = {"accusing": value in ACCUSING_VERDICTS, "open": value in OPEN_VERDICTS}
        option["attrs"]["class"] = " ".join(kind for kind, so in kinds.items() if so)
        return option


class RatingField(forms.ChoiceField):
    """A rating in use, or the word for what is not rated."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, choices=self.offered, widget=Ratings, **kwargs)

    @staticmethod
    def offered() -> list[tuple[str, Any]]:
        """The scale, then what is no matter of fact."""
        scale = [(verdict.code, str(verdict)) for verdict in Verdict.objects.in_use()]
        return [*scale, *((each.value, each.label) for each in UNRATED)]


class EvidenceRow(RowForm):
    title = line(_("title"))
    url = line(_("address"), limit=500)
    stance = choice(_("stance"), EvidenceStance)
    kind = choice(_("kind"), EvidenceKind, initial=EvidenceKind.DOCUMENT)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["url"].widget.attrs["dir"] = "ltr"


class QuickCheck(VerbForm):
    verb = "check_quickly"
    label = _("Ask for a review")
    permissions = ("verification.write",)
    tone = "primary"
    template = "admin/quick/check.html"
    lists: ClassVar[dict[str, type[RowForm]]] = {"evidence": EvidenceRow, "searches": SearchRow, "hops": HopRow}
    list_labels = {
        "evidence": _("Evidence"),
        "searches": _("Search log"),
        "hops": _("Through whom it came, outward from the article"),
    }

    pasted = long_text(_("text"), rows=8, help_text=_("Paste it whole; one line is one paragraph."))
    title = line(_("title"), limit=500, help_text=_("Empty: it is read from the text."))
    outlet = line(_("outlet"), limit=200, help_text=_("Empty: it is read from the text, or unknown."))
    url = line(_("address"), limit=500)
    quote = long_text(_("quote"), rows=3, help_text=_("The words of the text on which the claim rests."))
    at = forms.CharField(required=False, widget=forms.HiddenInput)
    proposed_for = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)
    claimed = long_text(_("the claim in one sentence"), rows=2, help_text=_("Empty: the words of the quote."))
    language = choice(_("language of the claim"), Language)
    verdict = RatingField(label=_("rating"))
    rationale = long_text(_("rationale"), rows=5, help_text=_("What was found, and how."))
    unknowns = long_text(_("what would settle it"), rows=2)
    no_inquiry = long_text(_("why no one was asked"), rows=2)
    asked_name = line(_("asked"), limit=200)
    asked_kind = choice(_("kind"), SourceKind, initial=SourceKind.COMPANY)
    asked_letter = long_text(_("letter"), rows=3, help_text=_("Stays in the house."))
    asked_deadline = Moment(label=_("deadline"), required=False)
    asked_channel = line(_("channel"), limit=200, help_text=_("How they were reached. Never public."))
    asked_line = long_text(_("what may be quoted"), rows=2)
    stance = choice(_("stance"), Stance, initial=Stance.ASSERTS)
    mode = choice(_("mode"), Mode, initial=Mode.PARAPHRASE)
    as_of = Day(label=_("as of"), required=False)
    reviewer = reviewer_field()

    def start(self) -> dict[str, Any]:
        return {"as_of": dt.datetime.now(dt.UTC).date(), "hops_spare": 1}

    def prepare(self) -> None:
        self.fields["reviewer"].queryset = reviewers(self.editor)  # type: ignore[attr-defined]
        self.fields["url"].widget.attrs["dir"] = "ltr"

    # --- The page

    def values(self) -> dict[str, Any]:
        """What stands in the fields now, typed or as it opened."""
        return self.typed() if self.is_bound else dict(self.initial)

    def around(self) -> dict[str, Any]:
        return {"pane": pane_of(self.values()), "chains_told": wording.chains(self.rows["hops"].forms)}

    def renewed(self, key: str = "") -> QuickCheck:
        """The form with what the quote proposes; ``key`` is a passage that was pressed. What was typed stays."""
        typed = self.values()
        pane = pane_of(typed)
        place = (pane.picked(key) if key else pane.here) if pane else None
        if pane is not None and place is not None:
            typed |= proposals(pane, typed, proposed(pane, place), pressed=bool(key))
        return QuickCheck(editor=self.editor, subject=None, typed=typed)

    def onward(self, result: Any) -> str:
        from .views import decide_url

        return decide_url(result)

    # --- What is sent

    def act(self) -> Any:
        given = self.cleaned_data
        pasted = Pasted(given["pasted"], given["title"], given["url"].strip(), given["outlet"])
        read = _read(pasted)
        keep_raw(read.raw)
        proof = check_quickly(
            editor=self.editor, read=read, claim=self._claim(), finding=self._finding(), reviewer=given["reviewer"]
        )
        drop_typing(whose=self.editor, subject=self.editor, part=PART)
        return proof

    def _claim(self) -> QuickClaim:
        given = self.cleaned_data
        pane = pane_of(self.typed())
        place = pane.here if pane else None
        hops = hop_specs(self.filled("hops"))
        words = {name: given[name] for name in WORDS}
        if pane is not None and place is not None:
            fresh = proposed(pane, place)
            changed = proposals(pane, self.typed(), fresh)
            words |= {name: changed[name] for name in WORDS if name in changed}
            hops = _specs(changed["hops"]) if "hops" in changed else hops
        unrated = given["verdict"] in UNRATED
        return QuickClaim(
            quote=words["quote"],
            sentence=words["claimed"],
            stance=words["stance"],
            mode=words["mode"],
            language=given["language"],
            start=place.start if place else None,
            checkability=given["verdict"] if unrated else Checkability.FACTUAL,
            chains=hops,
        )

    def _finding(self) -> Finding:
        given = self.cleaned_data
        evidence = [
            EvidenceSpec(row["kind"], row["stance"], row["title"], row["url"].strip())
            for row in self.filled("evidence")
            if row["title"] or row["url"]
        ]
        return Finding(
            verdict=None if given["verdict"] in UNRATED else given["verdict"] or None,
            rationale=given["rationale"],
            as_of=given["as_of"] or dt.datetime.now(dt.UTC).date(),
            unknowns=given["unknowns"],
            searches=searches(self.filled("searches")),
            evidence=evidence,
            no_inquiry=given["no_inquiry"],
            asked=self._asked(),
        )

    def _asked(self) -> Asked | None:
        given = self.cleaned_data
        if not (given["asked_name"] or given["asked_letter"] or given["asked_deadline"]):
            return None
        return Asked(
            name=given["asked_name"],
            letter=given["asked_letter"],
            deadline=given["asked_deadline"],
            kind=given["asked_kind"],
            channel=given["asked_channel"],
            line=in_language(given["language"], given["asked_line"]),
        )


def _read(pasted: Pasted) -> TextRead:
    try:
        return read_pasted(pasted)
    except Refused as refusal:
        return unreadable(pasted, refusal)


def pane_of(typed: Mapping[str, Any]) -> Pane | None:
    """The pasted text as it is read; ``None`` where there is none, or none that can be read."""
    if not str(typed.get("pasted") or "").strip():
        return None
    try:
        return Pane(typed)
    except Refused:
        return None


def proposals(
    pane: Pane, typed: Mapping[str, Any], fresh: Mapping[str, Any], *, pressed: bool = False
) -> dict[str, Any]:
    """What of a proposal may take its place: a field that an editor has changed is hers, and stays.

    ``typed["proposed_for"]`` is the quote for which the fields were filled in before.
    """
    earlier = str(typed.get("proposed_for") or "")
    if earlier.split() == str(fresh["quote"]).split() and not pressed:
        return {name: fresh[name] for name in ("quote", "at")}
    place = pane.place(earlier)
    before = proposed(pane, place) if earlier and place is not None else {}
    found = {name: fresh[name] for name in ("quote", "at", "stance", "mode")}
    found["proposed_for"] = fresh["quote"]
    if str(typed.get("claimed") or "").strip() in {"", before.get("claimed", "")}:
        found["claimed"] = fresh["claimed"]
        found["language"] = fresh["language"]
    if _words(typed.get("hops") or []) in ([], _words(before.get("hops", []))):
        found |= {"hops": fresh["hops"], "hops_spare": 1}
    return found


def _words(hops: list[Any]) -> list[str]:
    return [str(hop.get("words") or "") for hop in hops if hop.get("words") or hop.get("source")]


def _specs(rows: list[dict[str, Any]]) -> list[list[HopSpec]]:
    """Proposed links as the verb takes them."""
    plain = {"seen": False, "interested": False, "article": None}
    return hop_specs([{**plain, **row} for row in rows])
