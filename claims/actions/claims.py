"""Questions, claims, where they stand, through whom they came, and how they stand to each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from .. import ledger
from ..arabic import slug
from ..choices import LANGUAGES, Checkability, Comparator, Mode, Naming, RelationType, Stance
from ..dates import is_edtf
from ..models import (
    Article,
    Attribution,
    Body,
    Claim,
    ClaimQuantity,
    ClaimText,
    Editor,
    Hop,
    LocalText,
    Occurrence,
    OccurrenceRetirement,
    Question,
    Relation,
    RelationDecision,
    Snapshot,
    Source,
)
from ..quantities import decimal_string
from ..quotation import Span, find
from ..rules import Blocker, claim_text_blockers, may, none_of, one_quote, require, too_long
from ..search import index_claim, newest_texts


@dataclass(frozen=True)
class QuantitySpec:
    """A number of a claim as the editor reads it. ``value`` is a decimal string in base units, ``date`` is EDTF."""

    subject: str
    measure: str
    unit: str
    comparator: str = Comparator.EQUAL
    value: str | None = None
    high: str | None = None
    date: str | None = None
    period: str | None = None
    inferred: dict[str, Any] | None = None
    completed: LocalText | None = None


@dataclass(frozen=True)
class HopSpec:
    """One link of a chain; a missing one has neither source nor words."""

    naming: str
    source: Source | None = None
    words: str = ""
    verb: str = ""
    seen: bool = False
    interested: bool = False
    article: Article | None = None


@dataclass(frozen=True)
class Suggestion:
    """What the machine said of a pair of claims; kept beside the human decision. ``score`` is from 0 to 1."""

    type: str
    score: float
    reason: str


@ledger.verb
def write_question(
    *,
    editor: Editor,
    subject: str,
    measure: str,
    wording_ar: str,
    wording_en: str,
    scope: str = "",
    note_ar: str = "",
    note_en: str = "",
    question: Question | None = None,
    version: int | None = None,
) -> Question:
    """Ask something that claims answer, or change how it is asked."""
    found = may(editor, "question.write")
    if not wording_ar.strip() or not wording_en.strip():
        found = [*found, Blocker("no_wording", _("A question is asked in both languages."), _("Write both."))]
    values: dict[str, Any] = {
        "subject": subject,
        "measure": measure,
        "scope": scope,
        "wording_ar": wording_ar,
        "wording_en": wording_en,
        "note_ar": note_ar,
        "note_en": note_en,
    }
    require([*found, *too_long(Question, **values)])
    if question is None:
        question = Question.objects.create(slug=slug(wording_en), **values)
    else:
        question = ledger.change(question, version=version, **values)
    ledger.record("question.write", question, after=values)
    return question


@ledger.verb
def raise_claim(
    *,
    editor: Editor,
    texts: Mapping[str, tuple[str, str]],
    checkability: str = Checkability.FACTUAL,
    question: Question | None = None,
    quantities: Sequence[QuantitySpec] = (),
) -> Claim:
    """Follow one checkable statement. ``texts`` maps a language to its sentence and its short form (or "")."""
    found = may(editor, "claim.write")
    if not texts or not set(texts) <= set(LANGUAGES) or checkability not in Checkability.values:
        found = [*found, Blocker("no_wording", _("A claim needs a sentence in Arabic or English."), _("Write one."))]
    for text, short in texts.values():
        found = [*found, *claim_text_blockers(text, short)]
    require([*found, *_quantity_blockers(quantities)])
    first = next(texts[language] for language in LANGUAGES if language in texts)
    handle = texts.get("en", first)
    claim = Claim.objects.create(
        slug=slug(handle[1] or handle[0]),
        label=(first[1] or first[0])[:300],
        checkability=checkability,
        question=question,
    )
    rows = [_wording(claim, language, 1, *words) for language, words in texts.items()]
    ledger.insert_all(rows)
    _write_quantities(claim, quantities)
    index_claim(claim, [text for text, _short in texts.values()])
    ledger.record(
        "claim.raise",
        claim,
        after={
            "texts": {row.language: row.text_id for row in rows},
            "checkability": checkability,
            "question": question.public_id if question else None,
            "quantities": [_audited(quantity) for quantity in quantities],
        },
    )
    return claim


@ledger.verb
def reword_claim(*, editor: Editor, claim: Claim, version: int, language: str, text: str, short: str = "") -> ClaimText:
    """Say a claim better, or in another language; what was said before stays."""
    found = may(editor, "claim.write")
    if language not in LANGUAGES:
        found = [*found, Blocker("unknown_language", _("Claims are worded in Arabic or English."), _("Choose one."))]
    require([*found, *claim_text_blockers(text, short)])
    label = (short or text)[:300] if language == "ar" else claim.label
    changed = ledger.change(claim, version=version, label=label)
    row = ledger.insert(_wording(changed, language, claim.texts.filter(language=language).next_number(), text, short))
    index_claim(changed, newest_texts(changed))
    ledger.record("claim.reword", changed, after={"language": language, "number": row.number, "text": row.text_id})
    return row


@ledger.verb
def set_quantities(*, editor: Editor, claim: Claim, version: int, quantities: Sequence[QuantitySpec]) -> Claim:
    """Set the numbers of a claim as the editor reads them."""
    require([*may(editor, "claim.write"), *_quantity_blockers(quantities)])
    before = [str(quantity) for quantity in claim.quantities.all()]
    changed = ledger.change(claim, version=version)
    changed.quantities.all().delete()
    _write_quantities(changed, quantities)
    after = [_audited(quantity) for quantity in quantities]
    ledger.record("claim.quantities", changed, before=before, after=after)
    return changed


@ledger.verb
def group_claim(*, editor: Editor, claim: Claim, version: int, question: Question | None) -> Claim:
    """Put a claim under the question it answers, or take it out."""
    require(may(editor, "claim.write"))
    before = claim.question.public_id if claim.question else None
    changed = ledger.change(claim, version=version, question=question)
    ledger.record("claim.group", changed, before=before, after=question.public_id if question else None)
    return changed


@ledger.verb
def place_occurrence(
    *,
    editor: Editor,
    claim: Claim,
    snapshot: Snapshot,
    quote: str,
    stance: str,
    mode: str,
    start: int | None = None,
    core: str | None = None,
    printed: Sequence[Mapping[str, Any]] = (),
    note: LocalText | None = None,
) -> Occurrence:
    """Anchor a claim to its words. The quote is found in the snapshot, or refused with the reason.

    ``start`` picks one of several places. ``core`` are the words of the quote that the claim needs. ``printed``
    are quantities as the words alone allow: ``{comparator, value|date, unit, words}``; ``words`` are kept as offsets.
    """
    found = [*may(editor, "claim.write"), *none_of(stance=(stance, Stance), mode=(mode, Mode))]
    text = snapshot.content()
    spans = [span for span in find(text, quote) if start is None or span.start == start]
    require([*found, *one_quote(spans, quote), *_printed_blockers(printed)])
    span = spans[0]
    words = text[span.start : span.end]
    core_span = _inside(words, span, core) if core else None
    occurrence = Occurrence(
        claim=claim,
        snapshot=snapshot,
        quote=Body.objects.put_text(words),
        start=span.start,
        end=span.end,
        core_start=core_span.start if core_span else None,
        core_end=core_span.end if core_span else None,
        stance=stance,
        mode=mode,
        printed=[_printed(quantity, words, span) for quantity in printed],
        note=Body.objects.put_local(note) if note else None,
        turn=_turn(claim, snapshot, span),
        editor=editor,
    )
    try:
        with ledger.savepoint():
            ledger.insert(occurrence)
    except IntegrityError:
        require(
            [
                Blocker(
                    "occurrence_exists",
                    _("The claim already stands at this place."),
                    _("Open that occurrence instead."),
                )
            ]
        )
    ledger.record(
        "claim.place",
        claim,
        after={"snapshot": snapshot.pk, "start": span.start, "end": span.end, "stance": stance, "mode": mode},
    )
    return occurrence


def _turn(claim: Claim, snapshot: Snapshot, span: Span) -> int | None:
    """Which occurrence of the claim at this place this is, where all before were taken back; ``None`` is the first."""
    here = Occurrence.objects.filter(claim=claim, snapshot=snapshot, start=span.start, end=span.end)
    before = list(here.values_list("turn", "retirement").order_by(F("turn").asc(nulls_first=True)))
    if not before or any(retirement is None for _turn, retirement in before):
        return None
    return (before[-1][0] or 1) + 1


@ledger.verb
def retire_occurrence(*, editor: Editor, occurrence: Occurrence, why: str) -> OccurrenceRetirement:
    """Take back an occurrence that was placed wrongly; it stays in the ledger with the reason."""
    found = may(editor, "claim.write")
    if OccurrenceRetirement.objects.filter(occurrence=occurrence).exists():
        found = [*found, Blocker("already_retired", _("It is taken back already."), _("Reload the page."))]
    require(found)
    row = ledger.insert(
        OccurrenceRetirement(
            occurrence=occurrence, why=Body.objects.put_text(why), editor=editor, at=ledger.current().at
        )
    )
    ledger.record("claim.take_back", occurrence.claim, after={"occurrence": occurrence.pk, "why": row.why_id})
    return row


@ledger.verb
def set_chains(*, editor: Editor, occurrence: Occurrence, chains: Sequence[Sequence[HopSpec]]) -> list[Attribution]:
    """Set through whom an occurrence came: one or more chains, hops outward from the article.

    An article's own assertion is one chain with one missing hop. Setting anew writes the next revision.
    """
    require([*may(editor, "claim.write"), *_chain_blockers(occurrence, chains)])
    last = occurrence.attributions.order_by("-revision").values_list("revision", flat=True).first()
    made = []
    for position, hops in enumerate(chains):
        chain = ledger.insert(
            Attribution(occurrence=occurrence, revision=(last or 0) + 1, position=position, editor=editor)
        )
        ledger.insert_all([_hop(chain, place, hop) for place, hop in enumerate(hops)])
        made.append(chain)
    ledger.record(
        "claim.chains",
        occurrence.claim,
        after={"occurrence": occurrence.pk, "revision": (last or 0) + 1, "chains": len(made)},
    )
    return made


@ledger.verb
def relate_claims(
    *,
    editor: Editor,
    a: Claim,
    b: Claim,
    type: str,
    why: LocalText,
    resolution: LocalText | None = None,
    suggested: Suggestion | None = None,
) -> RelationDecision:
    """Decide how two claims stand to each other, and why; a later decision holds, the earlier stays.

    ``suggested`` is what the machine had said of them; it is kept beside, and decides nothing.
    """
    types = (type, *((suggested.type,) if suggested else ()))
    found = [*may(editor, "relation.decide"), *(each for one in types for each in none_of(type=(one, RelationType)))]
    if a.pk == b.pk:
        found.append(Blocker("same_claim", _("A claim has no relation to itself."), _("Choose two claims.")))
    if not any(str(words).strip() for words in why.values()):
        found.append(Blocker("no_reason", _("A decision needs its reason."), _("Write why.")))
    require(found)
    relation = Relation.objects.filter(a=a, b=b).first() or Relation.objects.filter(a=b, b=a).first()
    said = _suggested(suggested)
    relation = Relation.objects.create(a=a, b=b, **said) if relation is None else ledger.change(relation, **said)
    decision = ledger.insert(
        RelationDecision(
            relation=relation,
            number=relation.decisions.next_number(),
            type=type,
            why=Body.objects.put_local(why),
            resolution=Body.objects.put_local(resolution) if resolution else None,
            editor=editor,
            at=ledger.current().at,
        )
    )
    after = {"type": type, "why": decision.why_id, "a": a.public_id, "b": b.public_id}
    ledger.record("relation.decide", relation, after=after)
    return decision


def _suggested(suggestion: Suggestion | None) -> dict[str, Any]:
    if suggestion is None:
        return {}
    return {
        "suggested_type": suggestion.type,
        "suggested_score": suggestion.score,
        "suggested_reason": suggestion.reason[:300],
    }


def _wording(claim: Claim, language: str, number: int, text: str, short: str) -> ClaimText:
    return ClaimText(
        claim=claim,
        language=language,
        number=number,
        text=Body.objects.put_text(text.strip()),
        short=Body.objects.put_text(short.strip()) if short.strip() else None,
    )


def _write_quantities(claim: Claim, quantities: Sequence[QuantitySpec]) -> None:
    ClaimQuantity.objects.bulk_create(
        [
            ClaimQuantity(
                claim=claim,
                position=position,
                subject=quantity.subject,
                measure=quantity.measure,
                comparator=quantity.comparator,
                value=decimal_string(quantity.value) if quantity.value is not None else None,
                high=decimal_string(quantity.high) if quantity.high is not None else None,
                magnitude=float(quantity.value) if quantity.value is not None else None,
                unit=quantity.unit,
                date=quantity.date,
                period=quantity.period,
                inferred=quantity.inferred,
                completed=quantity.completed,
            )
            for position, quantity in enumerate(quantities)
        ]
    )


def _audited(quantity: QuantitySpec) -> str:
    said = quantity.value or quantity.date
    return f"{quantity.subject} · {quantity.measure}: {quantity.comparator} {said} {quantity.unit}"


def _quantity_blockers(quantities: Sequence[QuantitySpec]) -> list[Blocker]:
    found = []
    for quantity in quantities:
        numbers, dates = (quantity.value, quantity.high), (quantity.date, quantity.period)
        one = (quantity.value is None) != (quantity.date is None)
        ends = (quantity.comparator == Comparator.RANGE) == (quantity.high is not None)
        basis = quantity.inferred is None or isinstance(quantity.inferred.get("value"), str)
        if not (one and ends and basis and _readable(quantity.comparator, numbers, dates)):
            found.append(_bad_quantity(_audited(quantity)))
        words = {name: getattr(quantity, name) for name in ("subject", "measure", "unit", "date", "period")}
        found += too_long(ClaimQuantity, **words)
    return found


def _printed_blockers(printed: Sequence[Mapping[str, Any]]) -> list[Blocker]:
    found = []
    for quantity in printed:
        numbers, dates = (quantity.get("value"), quantity.get("high")), (quantity.get("date"),)
        if not _readable(quantity.get("comparator") or Comparator.EQUAL, numbers, dates):
            found.append(_bad_quantity(str(dict(quantity))))
    return found


def _readable(comparator: str, numbers: Iterable[str | None], dates: Iterable[str | None]) -> bool:
    """Whether a comparator is known, every number decimal and every date EDTF."""
    try:
        for number in numbers:
            if number is not None:
                decimal_string(number)
    except ValueError:
        return False
    return comparator in Comparator.values and all(is_edtf(date) for date in dates if date is not None)


def _bad_quantity(shown: str) -> Blocker:
    return Blocker(
        "bad_quantity",
        _("The quantity “%(quantity)s” can't be read."),
        _("Give a decimal value or an EDTF date, a known comparator (a range has two values), and a unit."),
        values={"quantity": shown[:200]},
    )


def _inside(words: str, span: Span, core: str) -> Span:
    found = find(words, core)
    require(one_quote(found[:1], core))
    return Span(span.start + found[0].start, span.start + found[0].end)


def _printed(quantity: Mapping[str, Any], words: str, span: Span) -> dict[str, Any]:
    kept = {name: quantity[name] for name in ("comparator", "value", "high", "date", "unit") if quantity.get(name)}
    printed_words = quantity.get("words")
    if printed_words:
        place = _inside(words, span, printed_words)
        kept |= {"start": place.start, "end": place.end}
    return kept


def _hop(chain: Attribution, position: int, hop: HopSpec) -> Hop:
    return Hop(
        attribution=chain,
        position=position,
        source=hop.source,
        words=Body.objects.put_text(hop.words) if hop.words else None,
        naming=hop.naming,
        verb=hop.verb,
        seen=hop.seen or hop.article is not None,
        interested=hop.interested,
        article=hop.article,
    )


def _chain_blockers(occurrence: Occurrence, chains: Sequence[Sequence[HopSpec]]) -> list[Blocker]:
    found: list[Blocker] = []
    if not chains or not all(chains):
        found.append(
            Blocker(
                "empty_chain", _("A chain has at least one link."), _("Where no source is stated, use a missing link.")
            )
        )
    text = occurrence.snapshot.content()
    found += [long for chain in chains for hop in chain for long in too_long(Hop, verb=hop.verb)]
    for hop in [hop for chain in chains for hop in chain]:
        missing = hop.naming == Naming.MISSING
        if hop.naming not in Naming.values or missing == bool(hop.words):
            found.append(
                Blocker(
                    "bad_hop",
                    _("The link “%(words)s” is named “%(naming)s”."),
                    _("Every link but a missing one has the article's own words; a missing one has none."),
                    values={"words": hop.words, "naming": hop.naming},
                )
            )
        elif hop.words and not find(text, hop.words):
            found.extend(one_quote([], hop.words))
    for chain in chains:
        if any(hop.naming == Naming.MISSING for hop in chain[:-1]):
            found.append(
                Blocker("missing_inside", _("A missing link ends a chain."), _("Remove what stands after it."))
            )
    return found
