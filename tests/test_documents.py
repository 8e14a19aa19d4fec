"""What leaves the house: shapes as documented, nothing unreviewed in it, and what it says of chains, origins and changes."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from claims import actions as claims
from claims.canonical import canonical
from claims.choices import (
    ArticleKind,
    ChainGrade,
    ChangeKind,
    Checkability,
    Comparator,
    EvidenceKind,
    EvidenceStance,
    InquiryEventKind,
    Mode,
    Naming,
    RelationType,
    SourceKind,
    Stance,
    Tone,
)
from claims.dates import is_edtf
from claims.models import Claim, Editor, Proof, Verdict
from claims.quantities import decimal_string
from claims.rules import grade, origins
from newsroom import actions as desk
from newsroom.choices import Cause, Notice, Standing, StoryState
from newsroom.documents import same_matter
from newsroom.models import (
    Correction,
    Current,
    DeskTask,
    Publication,
    PublicIndex,
    PublicLink,
    PublicQuantity,
    Rendering,
)
from newsroom.models import Story as StoryRow
from tests import factory as make
from tests import sample_documents
from tests import stage as stages
from tests.stage import Stage, approved_note, codes, undone, withhold

Json = dict[str, Any]
DOCUMENTED = (Path(__file__).resolve().parent.parent / "docs" / "documents.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: Any) -> Iterator[Stage]:
    yield from stages.build(django_db_blocker)


@pytest.fixture
def stage(built: Stage, django_db_blocker: Any) -> Iterator[Stage]:
    with django_db_blocker.unblock(), undone():
        yield built


# --- The shapes of docs/documents.md ---------------------------------------------------------------------------------
# A shape is a type, a pattern, a set of values, a test, a list of one shape, a dict with exactly these keys, `Null` of a
# shape (the `?` of the document), or `ById` of a shape (an object whose keys are public ids).


class Null:
    def __init__(self, shape: Any) -> None:
        self.shape = shape


class ById(Null):
    pass


ID = re.compile(r"[a-z2-7]{10}|scale")
DIGEST = re.compile(r"[0-9a-f]{64}")
STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
SLUG = re.compile(r"[^\s/?#%&+]+")
LANGUAGE = {"ar", "en"}


def edtf(value: Any) -> bool:
    return isinstance(value, str) and is_edtf(value)


def decimal(value: Any) -> bool:
    return isinstance(value, str) and decimal_string(value) == value


def coded(choices: Any) -> Json:
    return {"code": set(choices.values), "label": str}


def coded_pair(choices: Any) -> Json:
    return {"code": set(choices.values), "label": PAIR}


PAIR: Json = {"ar": Null(str), "en": Null(str)}
VERDICT: Json = {
    "code": str, "label": str, "definition": str, "ordinal": Null(int), "tone": set(Tone.values), "icon": str
}  # fmt: skip
VERDICT_PAIR: Json = {**VERDICT, "label": PAIR, "definition": PAIR}
AGENT: Json = {"id": ID, "slug": SLUG, "name": str, "kind": coded(SourceKind), "record": bool}
AGENT_PAIR: Json = {**AGENT, "name": PAIR, "kind": coded_pair(SourceKind)}
ARTICLE: Json = {
    "id": ID, "title": str, "kind": coded(ArticleKind), "language": str, "outlet": Null(AGENT), "authors": [AGENT],
    "translator": Null(AGENT), "url": Null(str), "published": Null(edtf), "modified": Null(edtf),
}  # fmt: skip
ARTICLE_PAIR: Json = {
    **ARTICLE, "kind": coded_pair(ArticleKind), "outlet": Null(AGENT_PAIR), "authors": [AGENT_PAIR],
    "translator": Null(AGENT_PAIR),
}  # fmt: skip
CHANGE: Json = {"kind": coded(ChangeKind), "note": Null(str)}
STORY_LINE: Json = {"id": ID, "slug": PAIR, "title": PAIR}
QUANTITY: Json = {
    "subject": str, "measure": str, "comparator": set(Comparator.values), "value": Null(decimal), "high": Null(decimal),
    "unit": str, "date": Null(edtf), "period": Null(edtf),
}  # fmt: skip
ORIGINS: Json = {"texts": int, "independent": int, "circular": bool}

CLAIM: Json = {
    "schema_version": {1}, "kind": {"claim"}, "id": ID, "language": LANGUAGE, "slug": SLUG, "text": str, "short": str,
    "checkability": coded(Checkability),
    "quantities": [
        {**QUANTITY, "inferred": Null({"value": str, "basis": Null(str)}), "completed": Null(str), "words": str}
    ],
    "question": Null(
        {"id": ID, "slug": SLUG, "wording": str, "subject": str, "measure": str, "scope": Null(str), "note": Null(str)}
    ),
    "verification": {
        "number": int, "verdict": Null(VERDICT), "as_of": DAY, "recheck_by": Null(DAY), "rationale": str,
        "unknowns": Null(str), "change": Null(CHANGE), "no_inquiry_reason": Null(str),
        "searches": [{"what": str, "where": str, "on": edtf}],
        "evidence": [
            {"kind": coded(EvidenceKind), "stance": coded(EvidenceStance), "title": str, "url": Null(str),
             "published": Null(edtf), "quote": Null(str), "note": Null(str), "archived": Null(DIGEST)}
        ],
        "inquiries": [
            {"to": AGENT,
             "steps": [{"kind": coded(InquiryEventKind), "at": STAMP, "deadline": Null(STAMP), "line": Null(str)}]}
        ],
    },
    "occurrences": [
        {"article": ARTICLE, "quote": str, "start": int, "end": int, "prefix": str, "suffix": str, "snapshot": DIGEST,
         "core": Null({"text": str, "start": int, "end": int}), "stance": coded(Stance), "mode": coded(Mode),
         "note": Null(str),
         "printed": [{"comparator": set(Comparator.values), "value": Null(decimal), "unit": Null(str),
                      "date": Null(edtf), "words": Null(str)}],
         "chains": [
             {"grade": coded(ChainGrade),
              "hops": [{"source": Null(AGENT), "words": Null(str), "naming": coded(Naming), "verb": Null(str),
                        "seen": bool, "interested": bool}]}
         ]}
    ],
    "origins": ORIGINS,
    "relations": [
        {"type": coded(RelationType), "direction": {"to", "from"}, "other": ID, "why": Null(str),
         "resolution": Null(str)}
    ],
}  # fmt: skip
SENTENCE: Json = {"text": str, "cites": [ID]}
STORY: Json = {
    "schema_version": {1}, "kind": {"story"}, "id": ID, "language": LANGUAGE, "slug": SLUG, "title": str,
    "dek": Null(str), "state": coded(StoryState),
    "summary": {"version": int, "paragraphs": [{"sentences": [SENTENCE]}], "answers": [{**SENTENCE, "question": ID}]},
    "pins": [{"claim": ID, "verification": int, "verdict": Null(VERDICT), "checkability": coded(Checkability)}],
    "claims": [ID], "questions": [ID], "articles": [ARTICLE],
    "timeline": [{"date": edtf, "inferred": bool, "text": str, "claim": Null(ID)}],
    "change": Null({"kind": coded(ChangeKind), "said": Null(str), "says": Null(str), "why": Null(str)}),
}  # fmt: skip
SCALE: Json = {
    "schema_version": {1}, "kind": {"scale"}, "id": ID, "language": LANGUAGE,
    "verdicts": [{**VERDICT, "needs_evidence": bool, "mapping": dict, "retired": bool}],
    "checkability": [coded(Checkability)],
}  # fmt: skip

CARD: Json = {
    "id": ID, "slug": PAIR, "standing": {Standing.CURRENT.value}, "text": PAIR, "short": PAIR,
    "checkability": coded_pair(Checkability), "verdict": Null(VERDICT_PAIR), "as_of": DAY, "since": STAMP,
    "verification": int, "question": Null(ID), "quantities": [{**QUANTITY, "words": PAIR}],
    "quotes": [{"article": ARTICLE_PAIR, "core": str, "stance": coded_pair(Stance), "via": [Null(PAIR)],
                "grade": Null(coded_pair(ChainGrade))}],
    "origins": ORIGINS,
}  # fmt: skip
GONE_CARD: Json = {
    **dict.fromkeys(CARD, {None}), "id": ID, "standing": {"withheld", "withdrawn"}, "quantities": {()}, "quotes": {()}
}  # fmt: skip


def any_card(value: Any) -> bool:
    faults = list(misfits(value, CARD if value["standing"] == "current" else GONE_CARD, "card"))
    assert faults == []
    return True


RIVALS: Json = {
    "id": ID, "slug": PAIR, "wording": PAIR, "subject": str, "measure": str, "scope": Null(str), "note": PAIR,
    "answers": [ID],
    "relations": [{"type": coded_pair(RelationType), "a": ID, "b": ID, "why": PAIR, "resolution": PAIR}],
    "resolved": Null({"text": PAIR, "story": ID, "cites": [ID]}), "silent": [ARTICLE_PAIR],
}  # fmt: skip
AROUND: Json = {
    "schema_version": {1}, "kind": {"story", "claim", "question", "source", "scale", "correction"}, "id": ID,
    "version": int, "cause": set(Cause.values), "at": STAMP, "by": PAIR, "first_published": STAMP,
    "previous": Null(int), "notice": Null(set(Notice.values)), "note": Null(PAIR), "replaced_by": Null(ID),
}  # fmt: skip


def parts(content: Json) -> Json:
    part = {
        "proof": DIGEST, "content": content, "authors": [Null(str)], "reviewed": {"by": [Null(str)], "at": STAMP}
    }  # fmt: skip
    return {"languages": {"ar": Null(part), "en": Null(part)}, "lags": [LANGUAGE]}


HISTORY = [
    {"version": int, "at": STAMP, "cause": set(Cause.values), "verdict": Null(VERDICT_PAIR),
     "change": Null({"kind": coded_pair(ChangeKind), "note": PAIR})}
]  # fmt: skip
SHAPES: dict[str, Json] = {
    "claim": {
        **AROUND, **parts(CLAIM), "live": {"relations": ById(any_card), "stories": [STORY_LINE]},
        "verdict_since": STAMP, "history": HISTORY,
    },
    "story": {
        **AROUND, **parts(STORY), "live": {"claims": ById(any_card), "questions": ById(RIVALS)}, "under_review": bool,
        "verdict_changes": [
            {"claim": ID, "was": Null(VERDICT_PAIR), "now": Null(VERDICT_PAIR), "since": STAMP}
        ],
        "history": HISTORY,
    },
    "question": {
        **AROUND, **RIVALS, "claims": ById(any_card), "stories": [STORY_LINE], "articles": [ARTICLE_PAIR],
        "scale": Null({
            "unit": str, "max": decimal,
            "bars": [{"claim": ID, "value": decimal, "comparator": set(Comparator.values)}],
        }),
    },
    "source": {
        **AROUND, **{key: shape for key, shape in AGENT_PAIR.items() if key not in {"id", "kind"}},
        "source_kind": coded_pair(SourceKind),
        "claims": [{"card": any_card, "roles": [{"outlet", "author", "hop"}], "grades": [set(ChainGrade.values)]}],
        "counts": [{"verdict": Null(VERDICT_PAIR), "checkability": Null(coded_pair(Checkability)), "n": int}],
        "relays": [{"source": AGENT_PAIR, "n": int}], "relayed_by": [{"source": AGENT_PAIR, "n": int}],
    },
    "scale": {**AROUND, **parts(SCALE)},
    "correction": {
        **AROUND,
        "correction": {
            "kind": coded_pair(ChangeKind), "said": PAIR, "says": PAIR, "why": PAIR,
            "verdict_before": Null(VERDICT_PAIR), "verdict_after": Null(VERDICT_PAIR),
            "of": {"kind": {"claim", "story"}, "id": ID, "slug": PAIR, "title": PAIR, "version": int},
        },
    },
}  # fmt: skip


def misfits(value: Any, shape: Any, at: str) -> Iterator[str]:
    """Where a document is not what its shape says."""
    if isinstance(shape, ById):
        yield from misfits(value, dict, at)
        for key, each in value.items():
            yield from misfits(key, ID, f"{at} key {key}")
            yield from misfits(each, shape.shape, f"{at}.{key}")
    elif isinstance(shape, Null):
        if value is not None:
            yield from misfits(value, shape.shape, at)
    elif isinstance(shape, dict):
        if not isinstance(value, dict) or set(value) != set(shape):
            keys = set(value) if isinstance(value, dict) else {repr(value)}
            yield f"{at}: has {sorted(keys - set(shape))} too much, lacks {sorted(set(shape) - keys)}"
            return
        for key, inner in shape.items():
            yield from misfits(value[key], inner, f"{at}.{key}")
    elif isinstance(shape, list):
        yield from misfits(value, list, at)
        for index, each in enumerate(value):
            yield from misfits(each, shape[0], f"{at}[{index}]")
    elif not _fits(value, shape):
        yield f"{at}: {value!r} is not {shape}"


def _fits(value: Any, shape: Any) -> bool:
    if isinstance(shape, re.Pattern):
        return isinstance(value, str) and bool(shape.fullmatch(value))
    if isinstance(shape, set):
        return (tuple(value) if isinstance(value, list) else value) in shape
    if isinstance(shape, type):
        return type(value) is shape  # a bool is no int here
    return bool(shape(value))


def shape_of(document: Json) -> Json:
    """What a document's kind and cause promise: a notice or a tombstone holds nothing else."""
    return AROUND if document["cause"] in {"withheld", "withdrawn", "redacted", "merged"} else SHAPES[document["kind"]]


def faults(document: Json) -> list[str]:
    return list(misfits(document, shape_of(document), f"{document['kind']} {document['cause']}"))


def lived_in(on: Stage) -> None:
    """Everything that the shapes have room for, published, corrected, lagging, withheld, restored and withdrawn."""
    author = make.source("ليلى الناصر", "Layla al-Nasser", "person", public_figure=True)
    asked = claims.write_question(
        editor=on.writer, subject="model", measure="training cost", scope="one run", wording_ar="كم؟",
        wording_en="How much?", note_ar="ملاحظة", note_en="A note",
    )  # fmt: skip
    article = make.article(
        outlet=on.outlet, translator=on.agency, url="https://example.org/a", published="2025-01-27", modified="XXXX-05",
        authors=(claims.Byline(source=author, words="ليلى الناصر"),),
    )  # fmt: skip
    rich = _rich_claim(on, asked, article)
    rival = make.published_claim(arabic="بلغت الكلفة 300 ألف", english="It was 300k", asked=asked, value="300000")
    opinion = make.claim("هذا رائع", "This is great", checkability="opinion", value=None)
    make.occurrence(opinion, on.snapshot)
    make.publish(make.draft(opinion, None, words={"ar": make.words("رأي.")}))
    claims.relate_claims(
        editor=on.writer, a=rich, b=rival, type="contradicts", why={"ar": "رقمان.", "en": "Two sums."},
        resolution={"ar": "لم يُحسم."},
    )  # fmt: skip
    words = {"ar": make.words("جديد.", change_note="تغيّر."), "en": make.words("New.", change_note="It changed.")}
    make.publish(make.draft(rich, "misattributed", change_kind="correction", words=words))
    told = _rich_story(on, [rich, rival, opinion], asked, article)
    make.publish(make.draft(rival, "false", change_kind="update", words={"ar": words["ar"]}))
    _correct(on, told, [rich, rival])
    for proof in claims.submit_scale(editor=on.writer):
        claims.approve_proof(editor=on.second, proof=proof)
    desk.publish_scale(editor=on.publisher)
    withhold(on, rival.public_id)
    desk.restore(editor=on.publisher, note=approved_note(on, rival.public_id))
    withhold(on, rich.public_id)
    desk.withdraw(editor=on.publisher, note=approved_note(on, opinion.public_id))
    withhold(on, told.public_id)
    desk.restore(editor=on.publisher, note=approved_note(on, told.public_id))
    note = desk.propose_note(
        editor=on.publisher, public_id=told.public_id, note={"ar": "سُحبت.", "en": "Withdrawn."},
        replaced_by=on.published_story.public_id,
    )  # fmt: skip
    claims.approve_proof(editor=on.second, proof=note)
    desk.withdraw(editor=on.publisher, note=note)


def _rich_claim(on: Stage, asked: Any, article: Any) -> Claim:
    claim = make.claim(asked=asked)
    numbers = [
        claims.QuantitySpec(subject="model", measure="training cost", unit="USD", comparator="range", value="294000",
                            high="5570000", period="2024/2025", completed={"ar": "من السياق"}),
        claims.QuantitySpec(subject="model", measure="release", unit="date", date="XXXX-01",
                            inferred={"value": "2025-01", "basis": {"en": "the year of the article"}}),
    ]  # fmt: skip
    claims.set_quantities(editor=on.writer, claim=claim, version=claim.version, quantities=numbers)
    make.occurrence(
        claim, make.snapshot(article), core="294 ألف دولار", note={"ar": "العنوان", "en": "the title"},
        printed=[{"comparator": "<=", "value": "294000", "unit": "USD", "words": "لم تتجاوز 294 ألف دولار"}, {"date": "2025-01"}],
        chains=[
            [claims.HopSpec(naming="named", source=on.agency, words="وكالة الساحل", verb="قالت", seen=True),
             claims.HopSpec(naming="unnamed", words="الشركة", interested=True)],
            [claims.HopSpec(naming="missing")],
        ],
    )  # fmt: skip
    inquiry = claims.ask_claimant(
        editor=on.writer, claim=claim, source=on.agency, text="?", deadline=dt.datetime(2027, 1, 1, tzinfo=dt.UTC)
    )
    claims.record_answer(
        editor=on.writer, inquiry=inquiry, kind="declined", text="No.", public_line={"ar": "امتنعت", "en": "Declined"}
    )
    cited = claims.EvidenceSpec(
        kind="paper", stance="supports", title="A paper", url="https://example.org/p", published="2024-12",
        quote="no more", note={"en": "the sum"},
    )  # fmt: skip
    make.publish(make.draft(claim, evidence=[cited], recheck_by=dt.date(2027, 1, 1)))
    return Claim.objects.get(pk=claim.pk)


def _rich_story(on: Stage, cited: list[Claim], asked: Any, article: Any) -> StoryRow:
    told = make.story(
        cited, state="closed", dek_ar="عنوان فرعي",
        timeline=[desk.TimelineSpec("2025-01", "أُطلق", "released", claim=cited[0]),
                  desk.TimelineSpec("XXXX-05", "لاحقاً", "later", inferred=True)],
    )  # fmt: skip
    silent = make.article("نص لا يذكر الكلفة.")
    claims_of = [row.claim for row in told.story_claims.all()]
    desk.write_story(
        editor=on.writer, title_ar="قصة", title_en="A story", dek_ar="فرعي", claims=claims_of, articles=[article, silent],
        questions=[asked], story=told, version=told.version,
    )  # fmt: skip
    answer = {"question": asked.public_id, "text": "روايات متعارضة.", "cites": [cited[0].public_id]}
    for language in ("ar", "en"):
        said = "روايات متعارضة" if language == "ar" else "Disputed"
        content = {
            "paragraphs": [{"sentences": [{"text": f"{said}.", "cites": [claim.public_id for claim in cited]}]}],
            "answers": [answer if language == "ar" else {**answer, "text": "Disputed."}],
        }
        make.approved(make.version(told, [], language, content=content))
    desk.publish_story(editor=on.publisher, story=told)
    return told


def _correct(on: Stage, told: StoryRow, cited: list[Claim]) -> None:
    change = {"said": "كان", "says": "صار", "why": "لأن"}
    make.approved(make.version(told, cited, change_kind="clarification", change=change))
    desk.publish_story(editor=on.publisher, story=told)


# Rooms that stay empty: archiving and merging come later, a derived page has no note of its own, a story no rating.
EMPTY = {
    "claim.languages.content.verification.evidence.archived", "story.history.verdict", "scale.previous",
    "source.note", "scale.note", *(f"{kind}.notice" for kind in ("question", "source", "scale")),
    *(f"{kind}.replaced_by" for kind in ("claim", "question", "source", "scale")),
}  # fmt: skip


def test_every_document_has_exactly_the_documented_shape(stage: Stage) -> None:
    Editor.objects.update(public_byline=True)
    lived_in(stage)
    found = [row.document.json for row in Publication.objects.select_related("document")]
    assert {document["kind"] for document in found} == set(SHAPES)
    wanted = {"published", "corrected", "verdict_changed", "refreshed", "withheld", "restored", "withdrawn"}
    assert {document["cause"] for document in found} == wanted
    assert [fault for document in found for fault in faults(document)] == []
    _every_room_was_used(found)
    _versions_follow_each_other()


def _every_room_was_used(found: list[Json]) -> None:
    """A shape that nothing ever fills proves nothing: each field that may be null was filled at least once."""
    seen: dict[str, set[bool]] = {}
    for document in found:
        _note_nulls(document, shape_of(document), document["kind"], seen)
    nulls: dict[str, set[bool]] = {}
    for place, states in seen.items():
        nulls.setdefault(re.sub(r"\.(?:ar|en)(?=\.|$)", "", place), set()).update(states)
    assert {place for place, states in nulls.items() if states == {True}} == EMPTY


def _versions_follow_each_other() -> None:
    for public_id in Current.objects.values_list("pk", flat=True):
        made = [row.document.json for row in Publication.objects.of(public_id).order_by("version")]
        assert [document["version"] for document in made] == list(range(1, len(made) + 1))
        assert [document["previous"] for document in made] == [None, *range(1, len(made))]
        assert {document["first_published"] for document in made} == {made[0]["at"]}
        for one, other in zip(made, made[1:], strict=False):
            assert other["cause"] != "refreshed" or not same_matter(one, other), "a refresh that says nothing new"


def _note_nulls(value: Any, shape: Any, at: str, seen: dict[str, set[bool]]) -> None:
    if isinstance(shape, ById):
        for each in value.values():
            _note_nulls(each, shape.shape, at, seen)
    elif isinstance(shape, Null):
        seen.setdefault(at, set()).add(value is None)
        if value is not None:
            _note_nulls(value, shape.shape, at, seen)
    elif isinstance(shape, dict):
        for key, inner in shape.items():
            _note_nulls(value[key], inner, f"{at}.{key}", seen)
    elif isinstance(shape, list):
        for each in value:
            _note_nulls(each, shape[0], at, seen)


@pytest.mark.parametrize("name", sorted(sample_documents.everything()))
def test_the_documents_made_by_hand_have_the_same_shapes(name: str) -> None:
    """Pages are drawn from these in other tests; a shape that the desk never makes would prove nothing there."""
    assert faults(sample_documents.everything()[name]) == []


def test_the_notices_made_by_hand_have_the_same_shapes() -> None:
    story = sample_documents.story()
    assert faults(sample_documents.withheld(story)) == faults(sample_documents.withdrawn(story)) == []


def names_in(shape: Any) -> set[str]:
    if isinstance(shape, Null):
        return names_in(shape.shape)
    if isinstance(shape, list):
        return names_in(shape[0])
    if isinstance(shape, dict):
        return set(shape) | {name for inner in shape.values() for name in names_in(inner)}
    return set()


def test_the_document_for_partners_names_every_field() -> None:
    fields = {name for shape in [*SHAPES.values(), CARD] for name in names_in(shape)}
    assert [name for name in sorted(fields) if not re.search(rf"\b{name}\b", DOCUMENTED)] == []


def test_a_document_is_canonical_and_its_digest_is_that_of_its_bytes(stage: Stage) -> None:
    for row in Publication.objects.select_related("document"):
        assert row.document.data == canonical(row.document.json)
        assert row.digest == hashlib.sha256(row.document.data).hexdigest()
        for language, part in (row.document.json.get("languages") or {}).items():
            if part:
                proof = {"ar": row.proof_ar, "en": row.proof_en}[language]
                assert proof is not None
                assert part["proof"] == proof.digest == hashlib.sha256(canonical(part["content"])).hexdigest()
                assert part["content"]["language"] == language


# --- Nothing unreviewed ----------------------------------------------------------------------------------------------

CANARY = "كناري7q"


def drafted_everywhere(on: Stage) -> None:
    """The canary in everything that is written and not approved, and then all that is public once more refreshed."""
    bird: Any = {"ar": CANARY, "en": CANARY}
    claim, told = on.published_claim, on.published_story
    Editor.objects.filter(pk=on.writer.pk).update(
        email=f"{CANARY}@example.org", username=f"w{CANARY}", display_ar=CANARY, display_en=CANARY
    )
    raised = claims.raise_claim(
        editor=on.writer, texts=dict.fromkeys(bird, (CANARY, CANARY)),
        quantities=[claims.QuantitySpec(subject=CANARY, measure=CANARY, unit=CANARY, value="7")],
    )  # fmt: skip
    outlet, article = on.outlet, on.article
    claims.write_source(
        editor=on.writer, kind="outlet", name_ar=CANARY, name_en=CANARY, aliases=[CANARY], source=outlet,
        version=outlet.version,
    )  # fmt: skip
    described = claims.ArticleDescription(
        title=CANARY, section=CANARY, note_ar=CANARY, note_en=CANARY, provenance={"title": {"words": CANARY}}
    )
    claims.describe_article(editor=on.writer, article=article, version=article.version, description=described)
    blocks = [{"start": 0, "end": 5, "kind": "title", "kept": True, "reason": CANARY}]
    claims.read_article(editor=on.writer, snapshot=on.snapshot, blocks=blocks, cleaner=CANARY)
    asked = on.question
    claims.write_question(
        editor=on.writer, subject=CANARY, measure=CANARY, scope=CANARY, wording_ar=CANARY, wording_en=CANARY,
        note_ar=CANARY, note_en=CANARY, question=asked, version=asked.version,
    )  # fmt: skip
    claims.relate_claims(editor=on.writer, a=claim, b=raised, type="contradicts", why=bird, resolution=bird)
    inquiry = claims.ask_claimant(
        editor=on.writer, claim=claim, source=outlet, text=CANARY, channel=CANARY, public_line=bird,
        deadline=dt.datetime.now(dt.UTC),
    )  # fmt: skip
    claims.record_answer(editor=on.writer, inquiry=inquiry, kind="answered", text=CANARY, public_line=bird)
    words = claims.VerificationWords(CANARY, CANARY, [{"what": CANARY, "where": CANARY, "on": "2026"}], CANARY)
    spec = claims.EvidenceSpec("document", "supports", CANARY, quote=CANARY, note=bird)
    drafted = make.draft(
        claim, "false", change_kind="update", words=dict.fromkeys(bird, words), evidence=[spec], no_inquiry_reason=bird
    )
    claims.submit_verification(editor=on.writer, verification=drafted)
    claims.return_verification(editor=on.second, text=drafted.texts.get(language="ar"), note=CANARY)
    claims.approve_verification(editor=on.second, text=drafted.texts.get(language="en"), note=CANARY)
    claims.reword_claim(editor=on.writer, claim=claim, version=_version(claim), language="ar", text=CANARY)
    desk.write_story(
        editor=on.writer, title_ar=CANARY, title_en=CANARY, dek_ar=CANARY, dek_en=CANARY, story=told,
        version=told.version, timeline=[desk.TimelineSpec("2025", CANARY, CANARY)],
    )  # fmt: skip
    change = dict.fromkeys(("said", "says", "why"), CANARY)
    content = {
        "paragraphs": [{"sentences": [{"text": CANARY, "cites": [claim.public_id]}]}],
        "answers": [{"question": asked.public_id, "text": CANARY, "cites": []}],
    }
    written = make.version(told, [], content=content, reason=CANARY, change_kind="update", change=change)
    desk.submit_version(editor=on.writer, version=written)
    claims.retire_verdict(editor=on.chief, verdict=Verdict.objects.get(code="satire"), why=CANARY)
    desk.propose_note(editor=on.publisher, public_id=claim.public_id, note=bird)


def _version(row: Any) -> int:
    return int(type(row)._base_manager.values_list("version", flat=True).get(pk=row.pk))


def public_words() -> list[tuple[str, str]]:
    """Every text that a door can reach: documents, index, renderings."""
    found = [(str(row), row.document.text) for row in Publication.objects.select_related("document")]
    for model in (PublicIndex, PublicLink, PublicQuantity, Rendering):
        found += [(f"{model._meta.model_name}", repr(row)) for row in model._base_manager.order_by("pk").values_list()]
    return found


def test_a_draft_changes_nothing_that_is_public(stage: Stage) -> None:
    before = public_words()
    drafted_everywhere(stage)
    assert public_words() == before


def test_no_draft_is_in_any_document_drawn_after_it(stage: Stage) -> None:
    """Everything that is public is drawn anew: from what is published, whatever stands beside it by now."""
    make.occurrence(stage.published_claim, stage.snapshot)
    recheck(stage.published_claim, "true")
    drafted_everywhere(stage)
    count = Publication.objects.count()
    for public_id in (stage.published_claim.public_id, stage.published_story.public_id):
        withhold(stage, public_id)
        desk.restore(editor=stage.publisher, note=approved_note(stage, public_id))
    make.published_claim(arabic="ادعاء مستقل", english="Another claim")
    desk.withhold(
        editor=stage.publisher, public_id=stage.published_claim.public_id, notice="safety", reason=CANARY
    )  # fmt: skip
    kinds = set(
        Publication.objects.order_by("-pk")[: Publication.objects.count() - count].values_list("kind", flat=True)
    )
    assert kinds >= {"claim", "story", "question", "source"}
    assert [place for place, words in public_words() if CANARY in words] == []


def test_names_are_shown_of_those_who_want_it(stage: Stage) -> None:
    part = Publication.objects.shown().get(public_id=stage.published_claim.public_id).document.json["languages"]["ar"]
    assert (part["authors"], part["reviewed"]["by"]) == ([None] * len(part["authors"]), [None])
    Editor.objects.update(public_byline=True)
    make.publish(make.draft(stage.raised))
    document = Publication.objects.shown().get(public_id=stage.raised.public_id).document.json
    assert document["by"] == {"ar": "محرر publisher", "en": "Editor publisher"}
    assert document["languages"]["en"]["reviewed"]["by"] == ["Editor second"]
    assert "Editor writer" in document["languages"]["en"]["authors"]


# --- Grades and origins ----------------------------------------------------------------------------------------------


def hop(naming: str, source: Any = None, *, seen: bool = False, article: int | None = None) -> Any:
    known = agent(source) if source else None
    return SimpleNamespace(naming=naming, source=known, source_id=source or None, seen=seen, article_id=article)


def agent(key: int, merged_into: int | None = None) -> Any:
    return SimpleNamespace(pk=key, merged_into_id=merged_into)


@pytest.mark.parametrize(
    ("hops", "wanted"),
    [
        ([], "no_source"),
        ([hop("missing")], "no_source"),
        ([hop("named", 1, seen=True), hop("missing")], "no_source"),
        ([hop("unnamed")], "unnamed_end"),
        ([hop("unnamed", 9, seen=True)], "unnamed_end"),
        ([hop("described")], "unnamed_end"),
        ([hop("named", 1, seen=True), hop("unnamed")], "unnamed_end"),
        ([hop("described", 1)], "unseen_hop"),
        ([hop("described", 1, seen=True)], "complete"),
        ([hop("named", 1)], "unseen_hop"),
        ([hop("named", 1), hop("named", 2, seen=True)], "unseen_hop"),
        ([hop("unnamed"), hop("named", 2, seen=True)], "unseen_hop"),
        ([hop("named", 1, seen=True)], "complete"),
        ([hop("named", 1, seen=True), hop("named", 2, seen=True)], "complete"),
    ],
)
def test_a_chain_is_graded_by_its_worst(hops: list[Any], wanted: str) -> None:
    assert grade(hops) == ChainGrade(wanted)


def test_grades_are_ordered_from_worst_to_best() -> None:
    assert list(ChainGrade.values) == ["no_source", "unnamed_end", "unseen_hop", "complete"]


def rows(*found: Any) -> Any:
    return SimpleNamespace(all=lambda: list(found))


def text(article: int, *chains: list[Any], outlet: Any = None, copy_of: int | None = None) -> Any:
    """An occurrence in a text: the article's number, its outlet, and its chains."""
    known = agent(outlet) if isinstance(outlet, int) else outlet
    told = SimpleNamespace(
        pk=article, original_id=copy_of or article, outlet=known, outlet_id=known.pk if known else None
    )
    made = [SimpleNamespace(hops=rows(*hops)) for hops in chains]
    return SimpleNamespace(snapshot=SimpleNamespace(article=told), attributions=rows(*made))


UNKNOWN, NAMED = [hop("missing")], [hop("named", 1)]
BY_2 = [SimpleNamespace(naming="named", source=agent(3, merged_into=1), source_id=3, seen=False, article_id=None)]


@pytest.mark.parametrize(
    ("texts", "wanted"),
    [
        ([], (0, 0, False)),
        ([text(1)], (1, 1, False)),
        ([text(1, UNKNOWN)], (1, 1, False)),
        ([text(1, UNKNOWN), text(2, UNKNOWN)], (2, 2, False)),  # two that name nobody are two
        ([text(1, UNKNOWN), text(1, UNKNOWN)], (1, 1, False)),  # twice in one text
        ([text(1, [hop("unnamed")]), text(2, [hop("unnamed")])], (2, 2, False)),
        ([text(1, [hop("unnamed", 9)]), text(2, [hop("unnamed", 9)])], (2, 2, False)),  # "informed sources" are nobody
        ([text(1, NAMED), text(2, NAMED), text(3, NAMED)], (3, 1, False)),  # three texts, one origin
        ([text(1, NAMED), text(2, [hop("named", 2)])], (2, 2, False)),
        ([text(1, NAMED, [hop("named", 2)])], (1, 2, False)),
        ([text(1, [hop("named", 5), hop("named", 1)]), text(2, NAMED)], (2, 1, False)),  # the far end counts
        ([text(1, UNKNOWN), text(2, UNKNOWN)], (2, 2, False)),
        ([text(1, UNKNOWN), text(2, UNKNOWN, copy_of=1)], (2, 1, False)),  # a republished copy is no origin
        ([text(1, [hop("named", 7)]), text(2, NAMED, outlet=7)], (2, 1, False)),  # the trail goes on through text 2
        ([text(1, [hop("named", 7)]), text(2, UNKNOWN, outlet=7)], (2, 1, False)),
        ([text(1, [hop("named", 7)]), text(2, [hop("named", 8)], outlet=7), text(3, NAMED, outlet=8)], (3, 1, False)),
        ([text(1, [hop("named", 7)], outlet=8), text(2, [hop("named", 8)], outlet=7)], (2, 1, True)),  # a circle
        (
            [text(1, [hop("named", 7)], outlet=8), text(2, [hop("named", 8)], outlet=7), text(3, UNKNOWN)],
            (3, 1, True),
        ),
        ([text(1, [hop("named", 7)], NAMED, outlet=8), text(2, [hop("named", 8)], outlet=7)], (2, 1, True)),
        # A link that is tied to a text leads on through that text, whoever its outlet is.
        ([text(1, [hop("described", article=2)]), text(2, UNKNOWN)], (2, 1, False)),
        ([text(1, [hop("unnamed", article=2)]), text(2, [hop("named", 3)]), text(3, UNKNOWN)], (3, 2, False)),
        ([text(1, [hop("described", article=2)]), text(2, [hop("described", article=1)])], (2, 1, True)),
        ([text(1, [hop("described", article=9)]), text(2, [hop("named", 3, article=9)])], (2, 1, False)),
        ([text(1, NAMED), text(2, BY_2)], (2, 1, False)),  # two spellings of one source, merged
        ([text(1, [hop("named", 7)]), text(2, UNKNOWN, outlet=agent(4, merged_into=7))], (2, 1, False)),
    ],
)  # fmt: skip
def test_repetition_is_one_origin(texts: list[Any], wanted: tuple[int, int, bool]) -> None:
    found = origins(texts)
    assert (found["texts"], found["independent"], found["circular"]) == wanted
    assert origins(list(reversed(texts))) == found


# --- What changed ----------------------------------------------------------------------------------------------------


def current(public_id: str) -> Json:
    found: Json = Publication.objects.current().get(public_id=public_id).document.json
    return found


def recheck(claim: Claim, verdict: str, kind: str = "update", *languages: str) -> Any:
    words = {
        language: make.words(f"وجدنا غيره {verdict}.", change_note=f"{verdict} {language}",
                             unknowns="؟", searches=[{"what": "x", "where": "y", "on": "2026"}])
        for language in languages or ("ar", "en")
    }  # fmt: skip
    return make.publish(make.draft(Claim.objects.get(pk=claim.pk), verdict, change_kind=kind, words=words))


def test_a_changed_rating_is_told_until_the_text_is_written_anew(stage: Stage) -> None:
    claim, told = stage.published_claim, stage.published_story
    assert current(told.public_id)["verdict_changes"] == []
    proofs = {language: part["proof"] for language, part in current(told.public_id)["languages"].items()}
    recheck(claim, "false")
    document = current(told.public_id)
    (change,) = document["verdict_changes"]
    assert (document["cause"], document["under_review"]) == ("verdict_changed", True)
    assert (change["claim"], change["was"]["code"], change["now"]["code"]) == (claim.public_id, "true", "false")
    assert change["since"] == current(claim.public_id)["verdict_since"]
    assert {language: part["proof"] for language, part in document["languages"].items()} == proofs
    assert DeskTask.objects.filter(public_id=told.public_id, closed_at=None).count() == 1
    recheck(claim, "mixed")
    assert [each["now"]["code"] for each in current(told.public_id)["verdict_changes"]] == ["mixed"]
    assert DeskTask.objects.filter(public_id=told.public_id, closed_at=None).count() == 1
    recheck(claim, "true")  # back to what the text was written on
    assert current(told.public_id)["verdict_changes"] == []
    assert current(told.public_id)["under_review"] is False


def test_a_new_text_on_the_new_rating_ends_the_notice_in_its_language(stage: Stage) -> None:
    claim, told = stage.published_claim, stage.published_story
    recheck(claim, "false")
    change = {"said": "a", "says": "b", "why": "c"}
    for language, pending in (("ar", True), ("en", False)):
        make.approved(make.version(told, [claim], language, change_kind="update", change=change))
        desk.publish_story(editor=stage.publisher, story=told)
        assert current(told.public_id)["under_review"] is pending


def test_a_verification_that_changes_no_rating_is_no_verdict_change(stage: Stage) -> None:
    recheck(stage.published_claim, "true")
    document = current(stage.published_story.public_id)
    assert (document["verdict_changes"], document["under_review"]) == ([], False)
    assert document["cause"] != "verdict_changed"


def test_a_claim_that_is_cited_but_not_listed_is_followed_all_the_same(stage: Stage) -> None:
    listed, cited = stage.published_claim, make.published_claim(arabic="ادعاء آخر", english="Another")
    told = make.story([listed])
    make.approved(make.version(told, [cited]))
    desk.publish_story(editor=stage.publisher, story=told)
    assert current(told.public_id)["languages"]["ar"]["content"]["claims"] == [listed.public_id, cited.public_id]
    recheck(cited, "false")
    assert [change["claim"] for change in current(told.public_id)["verdict_changes"]] == [cited.public_id]


def test_the_rating_since_when(stage: Stage) -> None:
    claim = stage.published_claim
    first = current(claim.public_id)
    recheck(claim, "true")
    assert current(claim.public_id)["verdict_since"] == first["verdict_since"]
    recheck(claim, "false")
    assert current(claim.public_id)["verdict_since"] == current(claim.public_id)["at"] > first["at"]


def test_a_language_lags_when_a_change_has_not_reached_it(stage: Stage) -> None:
    claim = stage.published_claim
    assert current(claim.public_id)["lags"] == []
    recheck(claim, "false", "update", "ar")
    assert current(claim.public_id)["lags"] == ["en"]
    recheck(claim, "mixed")
    assert current(claim.public_id)["lags"] == []


def test_a_story_lags_in_a_language_that_does_not_know_of_a_change(stage: Stage) -> None:
    told = make.story([stage.published_claim])
    change = {"said": "a", "says": "b", "why": "c"}

    def publish(language: str, **extra: Any) -> Any:
        written = make.approved(make.version(told, [stage.published_claim], language, **extra))
        desk.publish_story(editor=stage.publisher, story=told)
        return written

    publish("ar")
    publish("en")
    assert current(told.public_id)["lags"] == []  # a first text in English makes no Arabic old
    arabic = publish("ar", change_kind="update", change=change)
    assert current(told.public_id)["lags"] == ["en"]
    publish("en", change_kind="update", change=change, translation_of=arabic)
    assert current(told.public_id)["lags"] == []  # it says what the Arabic says already
    publish("en", change_kind="update", change=change)
    assert current(told.public_id)["lags"] == ["ar"]


def test_a_card_of_a_lagging_claim_shows_one_number_and_one_place(stage: Stage) -> None:
    """Words of two languages stand side by side only where they say the same."""
    claim = make.claim()
    first = make.article(outlet=stage.outlet)
    make.occurrence(claim, make.snapshot(first))
    make.publish(make.draft(claim))
    told = make.published_story([Claim.objects.get(pk=claim.pk)])
    earlier = stage.snapshot  # an older article: its place comes before the first in every list
    make.occurrence(Claim.objects.get(pk=claim.pk), earlier)
    spec = claims.QuantitySpec(subject="model", measure="training cost", unit="USD", value="300000")
    claims.set_quantities(editor=stage.writer, claim=claim, version=_version(claim), quantities=[spec])
    recheck(claim, "false", "correction", "ar")
    card = current(told.public_id)["live"]["claims"][claim.public_id]
    (number,) = card["quantities"]
    assert number["value"] == "300000"
    assert number["words"] == {"ar": "300 ألف دولار", "en": None}
    old, new = card["quotes"]
    assert (old["article"]["id"], new["article"]["id"]) == (earlier.article.public_id, first.public_id)
    assert old["article"]["outlet"]["name"] == {"ar": "صحيفة المرفأ", "en": None}
    assert new["article"]["outlet"]["name"] == {"ar": "صحيفة المرفأ", "en": "Harbor Daily"}
    assert card["verdict"]["code"] == "false"


def test_history_tells_each_change_once_and_refreshes_never(stage: Stage) -> None:
    claim, told = stage.published_claim, stage.published_story
    change = {"said": "a", "says": "b", "why": "c"}
    make.approved(make.version(told, [claim], change_kind="correction", change=change))
    desk.publish_story(editor=stage.publisher, story=told)
    recheck(claim, "false")
    withhold(stage, told.public_id)
    desk.restore(editor=stage.publisher, note=approved_note(stage, told.public_id))
    history = current(told.public_id)["history"]
    assert [line["cause"] for line in history] == ["restored", "verdict_changed", "corrected", "published"]
    assert [line["change"] is not None for line in history] == [False, False, True, False]
    assert history[2]["change"]["note"] == {"ar": "c", "en": None}
    lines = current(claim.public_id)["history"]
    assert [(line["cause"], line["verdict"]["code"]) for line in lines] == [
        ("corrected", "false"),
        ("published", "true"),
    ]


def test_a_correction_speaks_of_the_languages_that_it_corrects(stage: Stage) -> None:
    claim = stage.published_claim
    recheck(claim, "false", "correction")
    recheck(claim, "mixed", "correction", "ar")
    newest = Correction.objects.order_by("-pk")[0]
    document = current(newest.public_id)["correction"]
    assert document["why"] == {"ar": "mixed ar", "en": None}
    assert (document["verdict_before"]["code"], document["verdict_after"]["code"]) == ("false", "mixed")
    assert current(claim.public_id)["history"][0]["change"]["note"] == {"ar": "mixed ar", "en": None}


# --- Rival answers ---------------------------------------------------------------------------------------------------


def answer(stage: Stage, value: str | None, **number: Any) -> Claim:
    """A published answer to the stage's question."""
    claim = make.claim(f"جواب {value}", f"Answer {value}", asked=stage.question, value=value)
    if number:
        given = {"subject": "model", "measure": "training cost", "unit": "USD", "value": value, **number}
        spec = claims.QuantitySpec(**given)
        claims.set_quantities(editor=stage.writer, claim=claim, version=claim.version, quantities=[spec])
    make.publish(make.draft(claim))
    return Claim.objects.get(pk=claim.pk)


def question(stage: Stage) -> Json:
    return current(stage.question.public_id)


def test_bars_stand_on_one_scale(stage: Stage) -> None:
    assert question(stage)["scale"] is None  # one answer is no comparison
    rival = answer(stage, "5570000")
    scale = question(stage)["scale"]
    assert (scale["unit"], scale["max"]) == ("USD", "5570000")
    assert {bar["claim"] for bar in scale["bars"]} == {stage.published_claim.public_id, rival.public_id}


def test_the_longest_bar_is_the_largest_number(stage: Stage) -> None:
    answer(stage, "1000000")  # as text, "294000" would be larger
    assert question(stage)["scale"]["max"] == "1000000"


@pytest.mark.parametrize("number", [{"unit": "EUR"}, {"subject": "another model"}], ids=repr)
def test_bars_need_one_subject_and_one_unit(number: Json, stage: Stage) -> None:
    answer(stage, "5570000", **number)
    assert question(stage)["scale"] is None


def test_a_date_is_no_bar(stage: Stage) -> None:
    answer(stage, None, date="2025")
    assert question(stage)["scale"] is None


def test_a_number_of_another_measure_is_no_bar(stage: Stage) -> None:
    answer(stage, "5570000", measure="hardware")
    assert question(stage)["scale"] is None
    answer(stage, "300000")
    assert len(question(stage)["scale"]["bars"]) == 2


@pytest.mark.parametrize(("kind", "outward"), [("different_scope", True), ("not_comparable", False)])
def test_what_speaks_of_another_scope_is_not_compared(kind: str, outward: bool, stage: Stage) -> None:
    """Whichever of the two pages is published after the decision, and in whichever direction it was made."""
    first, second = stage.published_claim, answer(stage, "5570000")
    a, b = (second, first) if outward else (first, second)
    claims.relate_claims(editor=stage.writer, a=a, b=b, type=kind, why={"ar": "نطاق آخر."})
    recheck(second, "mixed")
    (relation,) = question(stage)["relations"]
    assert (relation["a"], relation["b"], relation["type"]["code"]) == (a.public_id, b.public_id, kind)
    assert question(stage)["scale"] is None


def test_contradiction_is_compared(stage: Stage) -> None:
    second = answer(stage, "5570000")
    claims.relate_claims(
        editor=stage.writer, a=stage.published_claim, b=second, type="contradicts", why={"ar": "رقمان."}
    )
    recheck(second, "mixed")
    assert question(stage)["scale"] is not None
    claims.relate_claims(
        editor=stage.writer, a=stage.published_claim, b=second, type="contradicts", why={"ar": "رقمان."},
        resolution={"ar": "حُسم."},
    )  # fmt: skip
    recheck(second, "false")
    assert question(stage)["scale"] is None


def test_silence_is_data(stage: Stage) -> None:
    quiet = make.article("نص لا يذكر الكلفة.", outlet=stage.agency)
    told = make.story([stage.published_claim])
    spoken = [row.article for row in told.story_articles.all()]
    desk.write_story(
        editor=stage.writer, title_ar="قصة", title_en="A story", story=told, version=told.version,
        articles=[*spoken, quiet],
    )  # fmt: skip
    for language in ("ar", "en"):
        make.approved(make.version(told, [stage.published_claim], language))
    desk.publish_story(editor=stage.publisher, story=told)
    (silent,) = question(stage)["silent"]
    assert silent["id"] == quiet.public_id
    assert silent["outlet"]["name"] == {"ar": "وكالة الساحل", "en": "Coast Agency"}
    assert {each["id"] for each in question(stage)["articles"]} == {
        quiet.public_id,
        *[each.public_id for each in spoken],
    }
    make.occurrence(stage.published_claim, make.snapshot(quiet), "نص لا يذكر الكلفة")
    recheck(stage.published_claim, "mixed")
    assert question(stage)["silent"] == []


def test_a_question_goes_with_its_last_answer_and_comes_back_with_it(stage: Stage) -> None:
    withhold(stage, stage.published_claim.public_id)
    assert (question(stage)["cause"], "answers" in question(stage)) == ("withdrawn", False)
    desk.restore(editor=stage.publisher, note=approved_note(stage, stage.published_claim.public_id))
    assert question(stage)["answers"] == [stage.published_claim.public_id]


def test_a_story_shows_that_a_claim_is_down_and_nothing_of_it(stage: Stage) -> None:
    claim = stage.published_claim
    withhold(stage, claim.public_id)
    document = current(stage.published_story.public_id)
    assert faults(document) == []
    assert document["live"]["claims"][claim.public_id]["standing"] == "withheld"
    assert document["verdict_changes"] == []
    english = "Training the model cost no more than USD 294,000"
    shown = Publication.objects.shown().select_related("document")
    assert [str(row) for row in shown if english in row.document.text] == []


def test_a_related_claim_is_shown_as_it_stands(stage: Stage) -> None:
    claim, other = stage.published_claim, make.published_claim(arabic="ادعاء آخر", english="Another claim")
    claims.relate_claims(editor=stage.writer, a=claim, b=other, type="contradicts", why={"ar": "رقمان."})
    recheck(claim, "true")

    def shown() -> Json:
        card: Json = current(claim.public_id)["live"]["relations"][other.public_id]
        return card

    assert (shown()["standing"], shown()["verdict"]["code"]) == ("current", "true")
    recheck(other, "false")
    assert shown()["verdict"]["code"] == "false"
    withhold(stage, other.public_id)
    assert (shown()["standing"], shown()["text"]) == ("withheld", None)
    assert current(claim.public_id)["cause"] == "refreshed"


# --- Who wrote a difference ------------------------------------------------------------------------------------------


def submitted_after(stage: Stage, act: Callable[[Editor], Any]) -> set[str]:
    """The authors of the next proof of the published claim when `act` is the co-writer's."""
    before = set(Proof.objects.values_list("pk", flat=True))
    act(stage.co_writer)
    words = {"ar": make.words("وجدنا غيره.", change_note="تغيّر.")}
    drafted = make.draft(stage.published_claim, "mixed", change_kind="update", words=words)
    claims.submit_verification(editor=stage.writer, verification=drafted)
    proof = Proof.objects.exclude(pk__in=before).get()
    return set(proof.authors.values_list("editor__username", flat=True))


@pytest.mark.parametrize(
    "act",
    [
        pytest.param(
            lambda on, by: claims.relate_claims(
                editor=by, a=on.raised, b=on.published_claim, type="none", why={"ar": "لا علاقة."}
            ),
            id="takes a relation off the page",
        ),
        pytest.param(
            lambda on, by: claims.retire_occurrence(
                editor=by, occurrence=on.published_claim.occurrences.get(), why="wrong"
            ),
            id="takes a quote off the page",
        ),
        pytest.param(
            lambda on, by: claims.set_chains(
                editor=by,
                occurrence=on.published_claim.occurrences.get(),
                chains=[[claims.HopSpec(naming="unnamed", words="الشركة")]],
            ),
            id="draws another chain",
        ),
        pytest.param(
            lambda on, by: claims.write_question(
                editor=by, subject="s", measure="m", wording_ar="؟", wording_en="?", question=on.question,
                version=on.question.version,
            ),
            id="asks differently",
        ),
        pytest.param(
            lambda on, by: claims.group_claim(
                editor=by, claim=on.published_claim, version=on.published_claim.version, question=None
            ),
            id="takes it out of the question",
        ),
        pytest.param(
            lambda on, by: claims.ask_claimant(
                editor=by, claim=on.published_claim, source=on.agency, text="?", deadline=dt.datetime.now(dt.UTC)
            ),
            id="asks the one concerned",
        ),
        pytest.param(
            lambda on, by: claims.set_quantities(
                editor=by, claim=on.published_claim, version=on.published_claim.version, quantities=[]
            ),
            id="takes the number away",
        ),
    ],
)  # fmt: skip
def test_whoever_writes_a_difference_is_an_author_of_it(act: Callable[[Stage, Editor], Any], stage: Stage) -> None:
    assert "co_writer" in submitted_after(stage, lambda by: act(stage, by))


def test_whoever_names_the_one_who_was_asked_is_an_author(stage: Stage) -> None:
    claims.ask_claimant(
        editor=stage.writer,
        claim=stage.published_claim,
        source=stage.agency,
        text="?",
        deadline=dt.datetime.now(dt.UTC),
    )

    def rename(by: Editor) -> None:
        agency = stage.agency
        claims.write_source(
            editor=by, kind="agency", name_ar="اسم", name_en="A name", source=agency, version=agency.version
        )

    assert "co_writer" in submitted_after(stage, rename)


def test_whoever_names_what_a_source_was_merged_into_is_an_author(stage: Stage) -> None:
    article = make.article(outlet=stage.agency)
    make.occurrence(stage.published_claim, make.snapshot(article))
    claims.merge_sources(editor=stage.writer, keep=stage.outlet, drop=stage.agency, version=stage.agency.version)

    def rename(by: Editor) -> None:
        outlet = stage.outlet
        claims.write_source(
            editor=by, kind="outlet", name_ar="اسم", name_en="A name", source=outlet, version=outlet.version
        )

    assert "co_writer" in submitted_after(stage, rename)


def test_who_changed_nothing_is_no_author(stage: Stage) -> None:
    assert submitted_after(stage, lambda by: None) == {"writer"}


# --- Law 5 -----------------------------------------------------------------------------------------------------------


def long_article(title: str, length: int = 1200, **extra: Any) -> Any:
    return make.article(" ".join(f"{title}{number}" for number in range(length // 8)), title, **extra)


def test_two_articles_of_one_title_are_measured_both(stage: Stage) -> None:
    """A wire's text under one headline in two papers: the second hides nothing of the first."""
    first, second = long_article("خبر"), long_article("خبر", 2000)
    claim = make.claim("ادعاء", "A claim")
    quoted = make.snapshot(first).content()[10:420]
    make.occurrence(claim, make.snapshot(first), quoted)
    make.occurrence(claim, make.snapshot(second), "خبر150 خبر151")
    drafted = make.draft(claim)
    make.approve(drafted)
    assert "too_much_quoted" in codes(lambda: desk.publish_verification(editor=stage.publisher, verification=drafted))


def test_a_rationale_that_copies_the_article_is_measured(stage: Stage) -> None:
    article = long_article("كلمة")
    claim = make.claim("ادعاء", "A claim")
    make.occurrence(claim, make.snapshot(article), "كلمة7 كلمة8")
    copied = make.snapshot(article).content()[10:400]
    drafted = make.draft(claim, words={"ar": make.words(copied)})
    make.approve(drafted)
    assert "too_much_quoted" in codes(lambda: desk.publish_verification(editor=stage.publisher, verification=drafted))


def test_answers_to_its_questions_count_for_a_story(stage: Stage) -> None:
    """The story's page shows the cards of all answers, listed in it or not."""
    article = long_article("سطر", 3000)
    content = make.snapshot(article).content()
    told = make.story([stage.published_claim])
    for place in range(5):
        claim = make.claim(f"جواب {place}", f"Answer {place}", asked=stage.question)
        make.occurrence(claim, make.snapshot(article), content[20 + place * 260 : 270 + place * 260])
        make.publish(make.draft(claim))
    make.approved(make.version(told, [stage.published_claim]))
    assert "too_much_quoted" in codes(lambda: desk.publish_story(editor=stage.publisher, story=told))
