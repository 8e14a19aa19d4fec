"""The card of a passage: everything that a new claim needs, filled in as far as the words tell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ...actions import HopSpec, Place, QuantitySpec, RelationSpec, Suggestion
from ...arabic import fold
from ...choices import LANGUAGES, CandidateReason, Checkability, Comparator, Mode, Naming, RelationType, Stance
from ...conflicts import Match, Stated, said
from ...models import Claim, Question, Snapshot, Source
from ...quotation import find
from ..claim_verbs import HopRow, hop_specs
from ..fields import DateText, RowField, choice, line, long_text
from ..panels import in_desk_language
from ..verbs import RowForm, VerbForm
from . import wording
from .understood import Passage, Read

OPENING, CLOSING = ("“", "«", '"', "”"), ("”", "»", '"', "“")
SHORT = 75
# What an editor may say at once of a claim that conflicts with the new one.
ANSWERS = (
    RelationType.CONTRADICTS,
    RelationType.DIFFERENT_SCOPE,
    RelationType.NOT_COMPARABLE,
    RelationType.UPDATES,
    RelationType.NARROWS,
    RelationType.SUPPORTS,
    RelationType.NONE,
)


class NumberRow(RowForm):
    """A quantity: as printed, and the editor's reading of whose and what it is."""

    words = line(_("words of the quote"), limit=200)
    comparator = choice(_("comparator"), Comparator, initial=Comparator.EQUAL)
    value = line(_("value"), limit=60)
    high = line(_("upper value"), limit=60)
    unit = line(_("unit"), limit=40)
    date = DateText(label=_("or a date"))
    subject = line(_("subject"), limit=200, help_text=_("Empty: the question's."))
    measure = line(_("measure"), limit=200, help_text=_("Empty: the question's."))


class RelationRow(RowForm):
    """A claim that is followed, and how the new one stands to it."""

    other = forms.CharField(widget=forms.HiddenInput, required=False)
    type = forms.ChoiceField(
        label=_("How the two stand"),
        required=False,
        choices=[("", _("say nothing yet")), *((each.value, each.label) for each in ANSWERS)],
    )
    why = line(_("why"), limit=300)


class Card(VerbForm):
    """A passage as a claim. Enter accepts it; every field is a proposal that an editor may change."""

    verb = "accept_candidate"
    label = _("Accept")
    permissions = ("claim.write",)
    lists: ClassVar[dict[str, type[RowForm]]] = {"hops": HopRow, "numbers": NumberRow, "relations": RelationRow}
    list_labels = {
        "hops": _("Through whom it came, outward from the article"),
        "numbers": _("Numbers and dates"),
        "relations": _("What is followed already"),
    }

    at = forms.CharField(widget=forms.HiddenInput)
    text = long_text(_("the claim in one sentence"), rows=3)
    short = line(_("short form"), help_text=_("Short enough for a card."))
    checkability = choice(_("checkability"), Checkability, initial=Checkability.FACTUAL)
    question = RowField(Question, label=_("question that it answers"), required=False)
    quote = long_text(_("quote"), rows=3, help_text=_("The words of the text on which it rests."))
    stance = choice(_("stance"), Stance)
    mode = choice(_("mode"), Mode, initial=Mode.PARAPHRASE)
    merge = RowField(Claim, label=_("a claim that is followed already"), required=False)
    reason = choice(_("why it is no claim to follow"), CandidateReason, initial=CandidateReason.OFF_TOPIC)
    note = line(_("note"), limit=300)

    # --- in words

    def chains_told(self) -> list[list[wording.Told]]:
        """Through whom it came, in a few words."""
        return wording.chains(self.rows["hops"].forms)

    def numbers_told(self) -> list[wording.Told]:
        """Its numbers and dates, in a few words."""
        return wording.numbers(self.rows["numbers"].forms)

    # --- as the verbs take it

    def place(self, snapshot: Snapshot, read: Read, passage: Passage, suggested: Mapping[str, Any]) -> Place:
        """Where the claim is to stand: at the quote, nearest to the passage."""
        given = self.cleaned_data
        start, end = self._span(read, passage, given["quote"])
        return Place(
            snapshot=snapshot,
            start=start,
            end=end,
            stance=given["stance"],
            mode=given["mode"],
            printed=self._printed(read.text[start:end]),
            chains=hop_specs(self.filled("hops")) or [[HopSpec(Naming.MISSING)]],
            suggested=suggested,
        )

    def _span(self, read: Read, passage: Passage, quote: str) -> tuple[int, int]:
        if not quote.strip() or quote.strip() == read.words(passage).strip():
            return passage.start, passage.end
        nearest = min(find(read.text, quote), key=lambda span: abs(span.start - passage.start), default=None)
        if nearest is None:
            raise ValidationError({"quote": _("These words don't stand in the text. Copy them from it.")})
        return nearest.start, nearest.end

    def _printed(self, quote: str) -> list[dict[str, Any]]:
        """The numbers as printed; those whose words the quote does not hold belong to another passage."""
        names = ("words", "comparator", "value", "high", "unit", "date")
        rows = ({name: row[name] for name in names if row[name]} for row in self.filled("numbers"))
        return [row for row in rows if (row.get("value") or row.get("date")) and find(quote, row.get("words", ""))]

    def texts(self, language: str) -> dict[str, tuple[str, str]]:
        """The wording, in the language of the article."""
        given = self.cleaned_data
        text = " ".join(given["text"].split())
        short = given["short"] or (text if len(text) <= SHORT else "")
        return {language if language in LANGUAGES else LANGUAGES[0]: (text, short)}

    def quantities(self) -> list[QuantitySpec]:
        """The numbers as the editor reads them: those of which it is known whose and what they are."""
        asked: Question | None = self.cleaned_data["question"]
        found = []
        for row in self.filled("numbers"):
            subject = row["subject"] or (asked.subject if asked else "")
            measure = row["measure"] or (asked.measure if asked else "")
            if subject and measure and (row["value"] or row["date"]):
                found.append(
                    QuantitySpec(
                        subject=subject,
                        measure=measure,
                        unit=row["unit"] or ("date" if row["date"] else ""),
                        comparator=row["comparator"],
                        value=None if row["date"] else row["value"] or None,
                        high=row["high"] or None,
                        date=row["date"],
                    )
                )
        return found

    def relations(self, suggested: Mapping[str, Suggestion]) -> list[RelationSpec]:
        """What the editor said of claims that are followed."""
        rows = [row for row in self.filled("relations") if row["type"] and row["other"].isdecimal()]
        others = Claim.objects.live().in_bulk([int(row["other"]) for row in rows])
        return [
            RelationSpec(
                other=others[int(row["other"])],
                type=row["type"],
                why=in_desk_language(row["why"]),
                suggested=suggested.get(row["other"]),
            )
            for row in rows
            if int(row["other"]) in others
        ]


# --- as it opens ------------------------------------------------------------------------------------------------------


def proposed(read: Read, passage: Passage, matches: Sequence[tuple[Match, Stated]]) -> dict[str, Any]:
    """What the card of a passage opens with, from the words alone."""
    words = " ".join(read.words(passage).split())
    chains = read.chains(passage)
    numbers = [*_figures(read, passage), *_moments(read, passage)]
    return {
        "at": passage.key,
        "text": sentence_of(words),
        "short": "",
        "quote": read.words(passage),
        "question": _question(matches),
        "stance": Stance.ASSERTS if all(not link.words for chain in chains for link in chain) else Stance.REPORTS,
        "mode": mode_of(read, passage, words),
        "hops": [hop_of(link, number) for number, chain in enumerate(chains, 1) for link in chain],
        "hops_spare": 1,
        "numbers": numbers,
        "numbers_spare": 1,
        "relations": [_relation(one) for one, _claim in matches if one.kind == "conflicts"],
        "relations_spare": 0,
    }


def sentence_of(words: str) -> str:
    """The words as a claim: without the full stop, and without marks that open and close a whole quotation."""
    return words.strip().rstrip(".،,؛;:").strip()


def mode_of(read: Read, passage: Passage, words: str) -> str:
    """How a passage says it: as a headline, word for word in marks, or in the article's own words."""
    if read.kind_at(passage.start) == "title":
        return Mode.HEADLINE
    quoted = words.startswith(OPENING) and words.rstrip(".").endswith(CLOSING)
    return Mode.DIRECT_QUOTE if quoted else Mode.PARAPHRASE


def _question(matches: Sequence[tuple[Match, Stated]]) -> Question | None:
    """The question of the claim that the passage is most like."""
    key = next((claim.question for one, claim in matches if claim.question and one.kind != "similar"), None)
    return Question.objects.filter(pk=key, trashed_at__isnull=True).first() if key else None


def hop_of(link: Any, chain: int) -> dict[str, Any]:
    """A link that the words tell, as a row of the form."""
    return {
        "chain": chain,
        "source": _source(link.name),
        "words": link.words,
        "naming": link.naming,
        "said": link.verb,
    }


def _source(name: str) -> Source | None:
    """The source of that name, where exactly one has it."""
    found = list(Source.objects.known_as(fold(name))[:2]) if name else []
    return found[0] if len(found) == 1 else None


def _figures(read: Read, passage: Passage) -> Iterable[dict[str, Any]]:
    for each in read.figures(passage):
        yield {
            "words": each.text,
            "comparator": each.comparator,
            "value": each.value,
            "high": each.high,
            "unit": each.unit or "",
        }


def _moments(read: Read, passage: Passage) -> Iterable[dict[str, Any]]:
    for each in read.moments(passage):
        yield {"words": each.text, "comparator": Comparator.EQUAL, "date": each.value, "unit": "date"}


def _relation(one: Match) -> dict[str, Any]:
    return {"other": one.key, "why": said(one.why, gettext)}


def suggestions_of(matches: Sequence[tuple[Match, Stated]]) -> dict[str, Suggestion]:
    """What is kept of the machine's view beside what the editor says."""
    kinds = {"conflicts": RelationType.CONTRADICTS, "same": RelationType.REPEATS}
    return {
        one.key: Suggestion(kinds[one.kind], one.score, said(one.why)) for one, _claim in matches if one.kind in kinds
    }


def kept_of(read: Read, passage: Passage, matches: Sequence[tuple[Match, Stated]]) -> dict[str, Any]:
    """What the machine said of a passage, as the decision keeps it."""
    found = read.candidate(passage)
    return {
        "score": found.score if found else None,
        "reasons": [reason.code for reason in found.reasons] if found else [],
        "matches": [{"claim": one.key, "kind": one.kind, "score": one.score} for one, _claim in matches],
    }


__all__ = ["Card", "hop_of", "kept_of", "mode_of", "proposed", "sentence_of", "suggestions_of"]
