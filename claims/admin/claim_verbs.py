"""Forms of the verbs on claims: their words, numbers, places, chains and relations."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from ..actions import (
    HopSpec,
    QuantitySpec,
    group_claim,
    place_occurrence,
    raise_claim,
    relate_claims,
    retire_occurrence,
    reword_claim,
    set_chains,
    set_quantities,
)
from ..choices import LANGUAGES, Checkability, Comparator, Mode, Naming, RelationType, Stance
from ..models import Article, Claim, Hop, LocalText, Occurrence, Question, Relation, Source
from ..rules import Blocker, Refused
from .article_verbs import article_text
from .fields import DateText, RowField, choice, line, local_text, long_text
from .panels import Panel, Passage, Prose
from .perform import language_of
from .verbs import RowForm, VerbForm, offer


class QuantityRow(RowForm):
    subject = line(_("subject"), limit=200)
    measure = line(_("measure"), limit=200)
    comparator = choice(_("comparator"), Comparator, initial=Comparator.EQUAL)
    value = line(_("value"), limit=60, help_text=_("In base units: 294000, not 294 thousand."))
    high = line(_("upper value"), limit=60)
    unit = line(_("unit"), limit=40, help_text=_("USD, percent, hour, processor…"))
    date = DateText(label=_("or a date"))
    period = DateText(label=_("period"))
    inferred_value = line(_("inferred"), limit=60, help_text=_("What you conclude, beside what is printed."))
    inferred_ar = line(_("basis of it, in Arabic"))
    inferred_en = line(_("basis of it, in English"))
    completed_ar = line(_("why it completes what is printed, in Arabic"))
    completed_en = line(_("why it completes what is printed, in English"))


def quantity_specs(rows: Iterable[dict[str, Any]]) -> list[QuantitySpec]:
    """Rows as the verb takes them; what is empty is unknown."""
    return [
        QuantitySpec(
            subject=row["subject"],
            measure=row["measure"],
            unit=row["unit"],
            comparator=row["comparator"],
            value=row["value"] or None,
            high=row["high"] or None,
            date=row["date"],
            period=row["period"],
            inferred=_inferred(row),
            completed=local_text(row, "completed"),
        )
        for row in rows
    ]


def _inferred(row: dict[str, Any]) -> dict[str, Any] | None:
    if not row["inferred_value"]:
        return None
    return {"value": row["inferred_value"], "basis": local_text(row, "inferred")}


def quantity_row(quantity: Any) -> dict[str, Any]:
    """A stored quantity as a row of the form."""
    names = ("subject", "measure", "comparator", "value", "high", "unit", "date", "period")
    inferred, completed = quantity.inferred or {}, quantity.completed or {}
    basis = inferred.get("basis") or {}
    return {
        **{name: getattr(quantity, name) for name in names},
        "inferred_value": inferred.get("value"),
        **{f"inferred_{language}": basis.get(language) for language in LANGUAGES},
        **{f"completed_{language}": completed.get(language) for language in LANGUAGES},
    }


@offer(Claim)
class RaiseClaim(VerbForm):
    verb = "raise_claim"
    label = _("Follow a claim")
    sentence = _("One checkable statement in one sentence, in one language or both.")
    permissions = ("claim.write",)
    tone = "primary"
    on_list = True
    lists: ClassVar[dict[str, type[RowForm]]] = {"quantities": QuantityRow}
    list_labels = {"quantities": _("Quantities, as you read them")}

    text_ar = long_text(_("sentence in Arabic"), rows=2)
    short_ar = line(_("short form in Arabic"), help_text=_("Short enough for a card."))
    text_en = long_text(_("sentence in English"), rows=2)
    short_en = line(_("short form in English"), help_text=_("Short enough for a card."))
    checkability = choice(_("checkability"), Checkability, initial=Checkability.FACTUAL)
    question = RowField(Question, label=_("question that it answers"), required=False)

    def start(self) -> dict[str, Any]:
        return {"question": Question.objects.filter(public_id=self.query.get("question", "")).first()}

    def act(self) -> Any:
        given = self.cleaned_data
        texts = {
            language: (given[f"text_{language}"], given[f"short_{language}"])
            for language in LANGUAGES
            if given[f"text_{language}"]
        }
        return raise_claim(
            editor=self.editor,
            texts=texts,
            checkability=given["checkability"],
            question=given["question"],
            quantities=quantity_specs(self.filled("quantities")),
        )


@offer(Claim)
class RewordClaim(VerbForm):
    verb = "reword_claim"
    label = _("Reword")
    sentence = _("Says it better, or in the other language. What was said before stays in the ledger.")
    permissions = ("claim.write",)
    in_languages = True

    language = forms.CharField(widget=forms.HiddenInput)
    text = long_text(_("sentence"), rows=2, required=True)
    short = line(_("short form"), limit=300, help_text=_("Short enough for a card."))

    def start(self) -> dict[str, Any]:
        language = str(self.query.get("language") or LANGUAGES[0])
        newest = self.subject.texts.filter(language=language).select_related("text", "short").newest()
        return {
            "language": language,
            "text": newest.text.text if newest else "",
            "short": newest.short.text if newest and newest.short else "",
        }

    def prepare(self) -> None:
        language = language_of(self)
        for name in ("text", "short"):
            self.fields[name].widget.attrs |= {"lang": language, "dir": "rtl" if language == "ar" else "ltr"}

    def aside(self) -> Iterable[Panel]:
        return [wordings(self.subject)]

    def act(self) -> Any:
        given = dict(self.cleaned_data)
        reword_claim(editor=self.editor, claim=self.subject, **given)
        return self.subject


def wordings(claim: Claim) -> Prose:
    """The sentence of a claim in each language, newest first."""
    rows = claim.texts.select_related("text", "short").order_by("language", "-number")
    passages = [
        Passage(
            row.text.text,
            label=f"{row.get_language_display()} {row.number}",
            quiet=row.short.text if row.short else "",
            language=row.language,
        )
        for row in rows
    ]
    return Prose(_("Wordings"), passages)


@offer(Claim)
class SetQuantities(VerbForm):
    verb = "set_quantities"
    label = _("Set quantities")
    sentence = _("The numbers as you read them; you may complete what is printed, with the reason.")
    permissions = ("claim.write",)
    lists: ClassVar[dict[str, type[RowForm]]] = {"quantities": QuantityRow}
    list_labels = {"quantities": _("Quantities, as you read them")}

    def start(self) -> dict[str, Any]:
        return {"quantities": [quantity_row(quantity) for quantity in self.subject.quantities.all()]}

    def act(self) -> Any:
        return set_quantities(
            editor=self.editor,
            claim=self.subject,
            version=self.cleaned_data["version"],
            quantities=quantity_specs(row for row in self.filled("quantities") if row["subject"] or row["measure"]),
        )


@offer(Claim)
class GroupClaim(VerbForm):
    verb = "group_claim"
    label = _("Group under a question")
    permissions = ("claim.write",)

    question = RowField(
        Question,
        label=_("question that it answers"),
        required=False,
        help_text=_("Empty takes it out of its question."),
    )

    def start(self) -> dict[str, Any]:
        return {"question": self.subject.question}

    def act(self) -> Any:
        given = self.cleaned_data
        return group_claim(editor=self.editor, claim=self.subject, version=given["version"], question=given["question"])


class PrintedRow(RowForm):
    comparator = choice(_("comparator"), Comparator, initial=Comparator.EQUAL)
    value = line(_("value"), limit=60)
    high = line(_("upper value"), limit=60)
    date = DateText(label=_("or a date"))
    unit = line(_("unit"), limit=40)
    words = line(_("words of the quote"), limit=200)


class Placing(VerbForm):
    """A claim at its quote. The quote is found in the newest snapshot, or refused with the reason."""

    verb = "place_occurrence"
    permissions = ("claim.write",)
    sentence = _("The quote must stand in the text to the letter; only white space may differ.")
    lists: ClassVar[dict[str, type[RowForm]]] = {"printed": PrintedRow}
    list_labels = {"printed": _("Quantities, as the words alone allow")}

    quote = long_text(_("quote"), rows=3, required=True)
    stance = choice(_("stance"), Stance, help_text=_("What the article does with the claim here."))
    mode = choice(_("mode"), Mode, initial=Mode.PARAPHRASE)
    core = long_text(_("words that the claim needs"), rows=2, help_text=_("Long quotes fold to these words."))
    start_at = forms.IntegerField(
        label=_("start"), required=False, min_value=0, help_text=_("Only where the quote stands in several places.")
    )
    note_ar = line(_("note in Arabic"))
    note_en = line(_("note in English"))

    def place(self, claim: Claim, article: Article) -> Any:
        """Call the verb on the newest snapshot of an article."""
        snapshot = article.snapshot()
        if snapshot is None:
            raise Refused([Blocker("no_text", _("The article has no text."), _("Bring its text in first."))])
        given = self.cleaned_data
        return place_occurrence(
            editor=self.editor,
            claim=claim,
            snapshot=snapshot,
            quote=given["quote"],
            stance=given["stance"],
            mode=given["mode"],
            start=given["start_at"],
            core=given["core"] or None,
            printed=[{name: value for name, value in row.items() if value} for row in self.filled("printed")],
            note=self.local("note"),
        )


@offer(Claim)
class PlaceClaim(Placing):
    label = _("Place in a text")

    article = RowField(Article, label=_("article"))
    field_order = ["article", "quote"]

    def start(self) -> dict[str, Any]:
        return {"article": self._article()}

    def _article(self) -> Article | None:
        found: Article | None = Article.objects.filter(public_id=self.query.get("article", "")).first()
        return found

    def aside(self) -> Iterable[Panel]:
        article = self._article()
        return [article_text(article)] if article else [wordings(self.subject)]

    def act(self) -> Any:
        return self.place(self.subject, self.cleaned_data["article"])


@offer(Article)
class PlaceHere(Placing):
    action = "place_claim_here"
    label = _("Place a claim here")

    claim = RowField(Claim, label=_("claim"))
    field_order = ["claim", "quote"]

    def start(self) -> dict[str, Any]:
        return {"claim": Claim.objects.filter(public_id=self.query.get("claim", "")).first()}

    def aside(self) -> Iterable[Panel]:
        return [article_text(self.subject)]

    def act(self) -> Any:
        return self.place(self.cleaned_data["claim"], self.subject)


class HopRow(RowForm):
    chain = forms.IntegerField(label=_("chain"), min_value=1, max_value=20, initial=1)
    source = RowField(Source, label=_("source"), required=False)
    words = line(_("as printed"), limit=300, help_text=_("The article's own words; a missing link has none."))
    naming = choice(_("naming"), Naming)
    said = line(_("verb"), limit=80)
    seen = forms.BooleanField(label=_("seen by us"), required=False)
    interested = forms.BooleanField(label=_("interested party"), required=False)
    article = RowField(
        Article, label=_("its text"), required=False, help_text=_("If it came in: then we have seen it.")
    )


def hop_row(hop: Hop, chain: int) -> dict[str, Any]:
    """A stored link as a row of the form."""
    return {
        "chain": chain,
        "source": hop.source,
        "words": hop.words.text if hop.words else "",
        "naming": hop.naming,
        "said": hop.verb,
        "seen": hop.seen,
        "interested": hop.interested,
        "article": hop.article,
    }


def hop_specs(rows: Iterable[dict[str, Any]]) -> list[list[HopSpec]]:
    """Rows as the verb takes them: chains in the order of their numbers."""
    chains: dict[int, list[HopSpec]] = {}
    for row in rows:
        chains.setdefault(row["chain"], []).append(
            HopSpec(
                row["naming"],
                row["source"],
                row["words"],
                row["said"],
                row["seen"],
                row["interested"],
                row["article"],
            )
        )
    return [chains[key] for key in sorted(chains)]


@offer(Occurrence)
class SetChains(VerbForm):
    verb = "set_chains"
    label = _("Set the chains")
    sentence = _(
        "Links outward from the article; rows of the same number are one chain. An article's own assertion is one "
        "chain with one missing link."
    )
    permissions = ("claim.write",)
    lists: ClassVar[dict[str, type[RowForm]]] = {"hops": HopRow}
    list_labels = {"hops": _("Links, outward from the article")}

    @classmethod
    def offered(cls, subject: Any) -> bool:
        return not hasattr(subject, "retirement")

    def start(self) -> dict[str, Any]:
        chains = (
            self.subject.attributions.current()
            .prefetch_related("hops__source", "hops__words", "hops__article")
            .order_by("position")
        )
        return {
            "hops": [
                hop_row(hop, place)
                for place, chain in enumerate(chains, 1)
                for hop in sorted(chain.hops.all(), key=lambda each: each.position)
            ]
        }

    def aside(self) -> Iterable[Panel]:
        quote = Passage(self.subject.quote.text, label=_("quote"))
        return [Prose(_("Quote"), [quote], source=True), article_text(self.subject.snapshot.article)]

    def act(self) -> Any:
        set_chains(editor=self.editor, occurrence=self.subject, chains=hop_specs(self.filled("hops")))
        return self.subject


@offer(Occurrence)
class RetireOccurrence(VerbForm):
    verb = "retire_occurrence"
    label = _("Take back")
    sentence = _("The occurrence was placed wrongly. It stays in the ledger with your reason, and leaves the pages.")
    permissions = ("claim.write",)
    tone = "danger"

    why = long_text(_("why"), rows=2, required=True)

    @classmethod
    def offered(cls, subject: Any) -> bool:
        return not hasattr(subject, "retirement")

    def act(self) -> Any:
        retire_occurrence(editor=self.editor, occurrence=self.subject, why=self.cleaned_data["why"])
        return self.subject


class Relating(VerbForm):
    verb = "relate_claims"
    permissions = ("relation.decide",)
    sentence = _("Decides how two claims stand to each other, and why. A later decision holds, the earlier stays.")

    type = choice(_("relation"), RelationType)
    why_ar = long_text(_("why, in Arabic"), rows=2)
    why_en = long_text(_("why, in English"), rows=2)
    resolution_ar = long_text(_("resolution, in Arabic"), rows=2)
    resolution_en = long_text(_("resolution, in English"), rows=2)

    def relate(self, a: Claim, b: Claim) -> Any:
        """Call the verb on a pair."""
        return relate_claims(
            editor=self.editor,
            a=a,
            b=b,
            type=self.cleaned_data["type"],
            why=self.local("why") or LocalText(),
            resolution=self.local("resolution"),
        ).relation


@offer(Claim)
class RelateClaim(Relating):
    label = _("Relate to another claim")

    other = RowField(Claim, label=_("other claim"))
    field_order = ["type", "other"]

    def act(self) -> Any:
        return self.relate(self.subject, self.cleaned_data["other"])


@offer(Relation)
class DecideRelation(Relating):
    label = _("Decide")
    tone = "primary"

    def start(self) -> dict[str, Any]:
        decision = self.subject.decision()
        why = decision.why.local if decision else {}
        resolution = decision.resolution.local if decision and decision.resolution else {}
        return {
            "type": decision.type if decision else self.subject.suggested_type,
            **{f"why_{language}": why.get(language) for language in LANGUAGES},
            **{f"resolution_{language}": resolution.get(language) for language in LANGUAGES},
        }

    def aside(self) -> Iterable[Panel]:
        return [wordings(self.subject.a), wordings(self.subject.b)]

    def act(self) -> Any:
        return self.relate(self.subject.a, self.subject.b)
