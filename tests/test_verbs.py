"""The verbs: each leaves a sealed trace, writes nothing when refused or overtaken, and takes whatever is typed into it."""

from __future__ import annotations

import datetime as dt
import inspect
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

import pytest
from django.apps import apps

from claims import actions as claims
from claims import ledger
from claims.ledger.chain import sealed_models
from claims.models import Article, Claim, Entry, EntryNumber, Source, VerificationState
from claims.rules import Refused
from newsroom import actions as desk
from newsroom.models import Current, Publication, PublicIndex
from tests import factory as make
from tests import stage as stages
from tests.stage import Stage, approved_note, approved_retraction, approved_takedown, codes, rows, undone, withhold
from tests.test_rules import (
    DOINGS,
    EITHER,
    asked_for,
    embargoed,
    gone,
    in_a_week,
    invited,
    newcomer,
    previewed,
    reported,
    scheduled,
    with_factor,
)

Act = Callable[[Stage], Any]


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: Any) -> Iterator[Stage]:
    yield from stages.build(django_db_blocker)


@pytest.fixture
def stage(built: Stage, django_db_blocker: Any) -> Iterator[Stage]:
    with django_db_blocker.unblock(), undone():
        yield built


# --- Each verb as it is meant ----------------------------------------------------------------------------------------


def withdraw(on: Stage) -> Act:
    note = approved_note(on, on.published_story.public_id)
    return lambda on: desk.withdraw(editor=on.chief, note=note)


def restore(on: Stage) -> Act:
    withhold(on, on.published_story.public_id)
    note = approved_note(on, on.published_story.public_id)
    return lambda on: desk.restore(editor=on.chief, note=note)


def publish_scale(on: Stage) -> Act:
    for proof in claims.submit_scale(editor=on.writer):
        claims.approve_proof(editor=on.second, proof=proof)
    return lambda on: desk.publish_scale(editor=on.chief)


def undo_candidate(on: Stage) -> Act:
    decision = claims.reject_candidate(editor=on.writer, place=make.place(on.snapshot), reason="vague")
    return lambda on: claims.undo_candidate(editor=on.chief, decision=decision)


# Verbs on somebody who is none of the cast and has to be there before.
PEOPLE: dict[str, tuple[Callable[[], Any], Callable[[Stage, Any], Any]]] = {
    "invite_again": (invited, lambda on, who: claims.invite_again(editor=on.chief, who=who)),
    "change_roles": (
        newcomer,
        lambda on, who: claims.change_roles(editor=on.chief, who=who, roles=["reviewer"], version=who.version),
    ),
    "deactivate_editor": (newcomer, lambda on, who: claims.deactivate_editor(editor=on.chief, who=who, reason="Left.")),
    "reactivate_editor": (gone, lambda on, who: claims.reactivate_editor(editor=on.chief, who=who)),
    "end_sessions": (newcomer, lambda on, who: claims.end_sessions(editor=on.chief, who=who)),
    "ask_factor_reset": (
        with_factor,
        lambda on, who: claims.ask_factor_reset(editor=on.chief, who=who, reason="The telephone is lost."),
    ),
    "allow_factor_reset": (asked_for, lambda on, who: claims.allow_factor_reset(editor=on.chief, who=who)),
}


def person(verb: str) -> Callable[[Stage], Act]:
    def prepared(on: Stage) -> Act:
        make_one, act = PEOPLE[verb]
        who = make_one()
        return lambda on: act(on, who)

    return prepared


def tie_hop(on: Stage) -> Act:
    told = [[claims.HopSpec(naming="named", source=on.agency, words="وكالة الساحل")]]
    claims.set_chains(editor=on.writer, occurrence=on.placed, chains=told)
    return lambda on: claims.tie_hop(editor=on.chief, hop=make.first_hop(on.placed), article=on.transcribed.article)


def before(make_row: Callable[[Stage], Any], act: Callable[[Stage, Any], Any]) -> Callable[[Stage], Act]:
    """A verb on something that others made before."""

    def prepared(on: Stage) -> Act:
        row = make_row(on)
        return lambda on: act(on, row)

    return prepared


# What must have happened before some of the verbs; the others find their matter on the stage.
PREPARED: dict[str, Callable[[Stage], Act]] = {
    **{verb: person(verb) for verb in PEOPLE},
    "withdraw": withdraw,
    "restore": restore,
    "publish_scale": publish_scale,
    "undo_candidate": undo_candidate,
    "tie_hop": tie_hop,
    "retract": before(approved_retraction, lambda on, note: desk.retract(editor=on.chief, note=note)),
    "take_down": before(approved_takedown, lambda on, note: desk.take_down(editor=on.chief, note=note)),
    "cancel_schedule": before(scheduled, lambda on, row: desk.cancel_schedule(editor=on.chief, schedule=row)),
    "lift_embargo": before(embargoed, lambda on, key: desk.lift_embargo(editor=on.chief, public_id=key)),
    "revoke_preview": before(previewed, lambda on, row: desk.revoke_preview(editor=on.chief, link=row)),
}
VERBS = sorted({*DOINGS, *EITHER})


def ready(on: Stage, verb: str) -> Act:
    """An act of the desk administrator, who may do everything, with everything before it done."""
    if verb in PREPARED:
        return PREPARED[verb](on)
    doing = DOINGS[verb][1] if verb in DOINGS else EITHER[verb][1]
    return lambda on: doing(on, on.chief)


def guarded() -> dict[str, set[str]]:
    """The keys of every append-only row that entries seal."""
    return {
        model._meta.db_table: {str(pk) for pk in model._base_manager.values_list("pk", flat=True)}
        for model in sealed_models()
    }


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_leaves_entries_that_seal_exactly_what_it_wrote(verb: str, stage: Stage) -> None:
    act = ready(stage, verb)
    before, last = guarded(), EntryNumber.objects.count()
    act(stage)
    written = {(table, pk) for table, pks in guarded().items() for pk in pks - before[table]}
    links = EntryNumber.objects.filter(n__gt=last).select_related("entry")
    entries = [link.entry for link in links]
    sealed = [tuple(row[:2]) for link in links for row in [*link.entry.rows, *link.rows]]
    assert entries, "no trace"
    assert set(sealed) == written
    assert len(sealed) == len(set(sealed)), "sealed twice"
    assert {entry.editor_id for entry in entries} == {stage.chief.pk}
    assert len({entry.deed for entry in entries}) == 1
    assert [link.n for link in links] == list(range(last + 1, last + 1 + len(entries)))


def test_the_chain_verifies_after_all_of_them(stage: Stage) -> None:
    done = []
    for verb in VERBS:
        with undone():
            ready(stage, verb)(stage)
            done.append(verb)
            if verb in {"publish_story", "restore", "merge_sources", "set_chains"}:
                assert list(ledger.verify()) == [], verb
    assert done == VERBS
    assert list(ledger.verify()) == []


def test_the_same_bytes_again_are_the_same_article_and_write_nothing(stage: Stage) -> None:
    act = ready(stage, "bring_in_article")
    first, new = act(stage)
    before = rows()
    again, newer = act(stage)
    assert (new, newer, again.pk) == (True, False, first.pk)
    assert rows() == before


# --- Refused, overtaken: nothing is written --------------------------------------------------------------------------


def values() -> dict[str, list[tuple[Any, ...]]]:
    """Every mutable row with all that it says: what a refused verb must leave alone."""
    ours = [model for model in apps.get_models() if model._meta.app_label in {"claims", "newsroom"}]
    return {
        model._meta.db_table: sorted(model._base_manager.values_list(), key=repr)
        for model in ours
        if not getattr(model, "guarded", False)
    }


@pytest.mark.parametrize("verb", VERBS)
def test_a_refused_verb_writes_nothing(verb: str, stage: Stage) -> None:
    act = ready(stage, verb)
    for name in ("chief", "writer", "second", "publisher", "contributor", "co_writer"):
        getattr(stage, name).groups.clear()  # everyone has left the desk while the page was open
    before, said = rows(), values()
    if verb == "publish_verifications":  # it leaves what it may not do, with the reasons
        with pytest.raises(Refused):
            act(stage)
    else:
        with pytest.raises(Refused) as caught:
            act(stage)
        assert "not_permitted" in caught.value.codes
    assert rows() == before
    assert values() == said


# Verbs that name the version they were based on, with a version that somebody has since moved on from.
STALE: dict[str, Callable[[Stage, int], Any]] = {
    "describe_article": lambda on, less: claims.describe_article(
        editor=on.writer,
        article=on.article,
        version=on.article.version - less,
        description=claims.ArticleDescription(title="عنوان آخر"),
    ),
    "mark_copy": lambda on, less: claims.mark_copy(
        editor=on.writer, article=on.article, version=on.article.version - less, original=on.transcribed.article
    ),
    "write_source": lambda on, less: claims.write_source(
        editor=on.writer,
        kind="outlet",
        name_ar="اسم آخر",
        name_en="Another",
        source=on.outlet,
        version=on.outlet.version - less,
    ),
    "merge_sources": lambda on, less: claims.merge_sources(
        editor=on.writer, keep=on.outlet, drop=on.agency, version=on.agency.version - less
    ),
    "split_source": lambda on, less: claims.split_source(
        editor=on.writer, source=on.merged, version=on.merged.version - less
    ),
    "write_question": lambda on, less: claims.write_question(
        editor=on.writer,
        subject="s",
        measure="m",
        wording_ar="كم؟",
        wording_en="How?",
        question=on.question,
        version=on.question.version - less,
    ),
    "reword_claim": lambda on, less: claims.reword_claim(
        editor=on.writer, claim=on.raised, version=on.raised.version - less, language="ar", text="صياغة"
    ),
    "set_quantities": lambda on, less: claims.set_quantities(
        editor=on.writer, claim=on.raised, version=on.raised.version - less, quantities=[]
    ),
    "group_claim": lambda on, less: claims.group_claim(
        editor=on.writer, claim=on.raised, version=on.raised.version - less, question=None
    ),
    "trash": lambda on, less: claims.trash(editor=on.writer, row=on.raised, version=on.raised.version - less),
    "restore_from_trash": lambda on, less: claims.restore_from_trash(
        editor=on.writer, row=on.trashed, version=on.trashed.version - less
    ),
    "write_story": lambda on, less: desk.write_story(
        editor=on.writer,
        title_ar="عنوان آخر",
        claims=[],
        story=on.drafted_story,
        version=on.drafted_story.version - less,
    ),
    "look_at_report": lambda on, less: desk.look_at_report(
        editor=on.writer, report=on.report, version=on.report.version - less
    ),
    "answer_report": lambda on, less: desk.answer_report(
        editor=on.writer, report=on.report, version=on.report.version - less, state="declined", answer="No."
    ),
    "tie_report_to_correction": lambda on, less: desk.tie_report_to_correction(
        editor=on.writer,
        report=on.right_report,
        version=on.right_report.version - less,
        correction=on.correction,
    ),
    "erase_contact": lambda on, less: desk.erase_contact(
        editor=on.writer, report=on.report, version=on.report.version - less
    ),
    "trash_story": lambda on, less: desk.trash_story(
        editor=on.writer, story=on.drafted_story, version=on.drafted_story.version - less
    ),
    "change_roles": lambda on, less: claims.change_roles(
        editor=on.chief, who=on.contributor, roles=["editor"], version=on.contributor.version - less
    ),
    "set_story_editors": lambda on, less: desk.set_story_editors(
        editor=on.writer, story=on.drafted_story, editors=[on.writer], version=on.drafted_story.version - less
    ),
    "resolve_note": lambda on, less: desk.resolve_note(
        editor=on.chief, note=on.thread, version=on.thread.version - less
    ),
    "reopen_note": lambda on, less: desk.reopen_note(
        editor=on.chief, note=on.settled_thread, version=on.settled_thread.version - less
    ),
    "share_view": lambda on, less: desk.share_view(
        editor=on.chief, view=on.kept, version=on.kept.version - less, shared=True
    ),
    "write_team": lambda on, less: claims.write_team(
        editor=on.chief, name_ar="فريق آخر", members=[], team=on.team, version=on.team.version - less
    ),
    "reassign": lambda on, less: desk.reassign(
        editor=on.chief,
        assignment=on.task,
        assignee=on.second,
        what="x",
        priority=1,
        version=on.task.version - less,
    ),
    "write_version": lambda on, less: make.version(
        on.drafted_story, [on.published_claim], base=on.drafted_version.number - less
    ),
}


def test_every_verb_that_takes_a_version_stands_in_the_table() -> None:
    asked = {
        name
        for name in VERBS
        if {"version", "base"} & set(inspect.signature(_function(name)).parameters)
        and not issubclass_of_version(inspect.signature(_function(name)).parameters)
    }
    assert asked == set(STALE)


def _function(name: str) -> Callable[..., Any]:
    found: Callable[..., Any] = getattr(claims, name, None) or getattr(desk, name)
    return found


def issubclass_of_version(parameters: Mapping[str, inspect.Parameter]) -> bool:
    """Whether `version` is a row of a summary's text rather than a number."""
    return "version" in parameters and parameters["version"].annotation == "Version"


@pytest.mark.parametrize("verb", sorted(STALE))
def test_a_stale_version_is_a_conflict_that_shows_the_row_and_writes_nothing(verb: str, stage: Stage) -> None:
    before, said = rows(), values()
    for less in (1, -1, 2**70):
        with pytest.raises(ledger.Conflict) as caught:
            STALE[verb](stage, less)
        assert caught.value.row.pk is not None
    assert rows() == before
    assert values() == said
    STALE[verb](stage, 0)


# Verbs that move a state: the second of two who do the same comes too late.
TWICE: dict[str, Act] = {
    "submit_verification": lambda on: claims.submit_verification(editor=on.writer, verification=on.submitted),
    "take_back_verification": lambda on: claims.take_back_verification(editor=on.writer, text=on.approved_text),
    "approve_verification": lambda on: claims.approve_verification(editor=on.chief, text=on.approved_text),
    "return_verification": lambda on: claims.return_verification(editor=on.chief, text=on.approved_text, note="No."),
    "submit_version": lambda on: desk.submit_version(editor=on.writer, version=on.submitted_version),
    "take_back_version": lambda on: desk.take_back_version(editor=on.writer, version=on.approved_version),
    "approve_version": lambda on: desk.approve_version(editor=on.chief, version=on.approved_version),
    "return_version": lambda on: desk.return_version(editor=on.chief, version=on.approved_version, note="No."),
    "ask_reviewer": lambda on: claims.ask_reviewer(editor=on.writer, state=on.approved_text.state, team=on.team),
    "give_blind_verdict": lambda on: [
        claims.give_blind_verdict(editor=on.second, proof=on.twice_text.state.proof, verdict="true", rationale="x")
        for _ in range(2)
    ],
    "finish_assignment": lambda on: [desk.finish_assignment(editor=on.chief, assignment=on.task) for _ in range(2)],
    "publish_story": lambda on: desk.publish_story(editor=on.publisher, story=on.published_story),
    "publish_verification": lambda on: desk.publish_verification(
        editor=on.publisher, verification=on.published_verification
    ),
    "trash": lambda on: claims.trash(editor=on.writer, row=on.trashed, version=on.trashed.version),
    "merge_sources": lambda on: [
        claims.merge_sources(editor=on.writer, keep=on.outlet, drop=on.agency, version=on.agency.version)
        for _ in range(2)
    ],
}


@pytest.mark.parametrize("verb", sorted(TWICE))
def test_the_second_of_two_who_do_the_same_is_refused(verb: str, stage: Stage) -> None:
    before = rows()
    assert codes(lambda: TWICE[verb](stage))
    assert rows() == before


# --- Whatever is typed -----------------------------------------------------------------------------------------------

HOSTILE = {
    "a megabyte": "ا" * 1_000_000,
    "nothing": "",
    "blanks": " \n\t\u00a0",
    "controls": "\x01\x0c\x1f\x7f\x85",
    "strange": "\u202ea\u2066\u200fد 😀 e\u0301\u0301 %s %(x)s %% {0} '\";--<b>&\\",
}
NEVER = {"NUL": "a\x00b", "half a pair": "a\ud800b", "the other half": "\udc00"}

Slot = Callable[[Stage, str], Any]


def described(**given: Any) -> claims.ArticleDescription:
    return claims.ArticleDescription(**{"title": "عنوان", **given})


def bring_in(on: Stage, text: str = "نص آخر", **given: Any) -> Any:
    spec = {"description": given.pop("description", described())}
    taken = {"blocks": [], "cleaner": "test", "taken_from": "x.txt", **given}
    return claims.bring_in_article(editor=on.contributor, taken=claims.Taken(b"other bytes", text, **taken), **spec)


def source(on: Stage, **given: Any) -> Any:
    return claims.write_source(editor=on.writer, **{"kind": "company", "name_ar": "شركة", "name_en": "A", **given})


def question(on: Stage, **given: Any) -> Any:
    spec = {"subject": "s", "measure": "m", "wording_ar": "كم؟", "wording_en": "How?", **given}
    return claims.write_question(editor=on.writer, **spec)


def raised(on: Stage, text: str = "ادعاء", short: str = "", language: str = "ar", **given: Any) -> Any:
    return claims.raise_claim(editor=on.writer, texts={language: (text, short)}, **given)


def counted(on: Stage, **given: Any) -> Any:
    spec = claims.QuantitySpec(**{"subject": "s", "measure": "m", "unit": "USD", "value": "1", **given})
    return claims.set_quantities(editor=on.writer, claim=on.raised, version=on.raised.version, quantities=[spec])


def placed(on: Stage, **given: Any) -> Any:
    return make.occurrence(on.published_claim, on.snapshot, **{"quote": "أعلنت شركة الرمال", **given})


def hop(on: Stage, **given: Any) -> Any:
    spec = claims.HopSpec(**{"naming": "named", "words": "شركة الرمال", "source": on.outlet, **given})
    return claims.set_chains(editor=on.writer, occurrence=on.placed, chains=[[spec]])


def related(on: Stage, **given: Any) -> Any:
    spec = {"type": "updates", "why": {"ar": "لأن."}, **given}
    return claims.relate_claims(editor=on.writer, a=on.raised, b=on.approved.claim, **spec)


def drafted(on: Stage, language: str = "ar", rationale: str = "وجدنا.", **given: Any) -> Any:
    names = ("unknowns", "searches", "change_note")
    own = {name: given.pop(name) for name in names if name in given}
    words = claims.VerificationWords(rationale=rationale, **own)
    return make.draft(on.raised, **{"verdict": "true", "words": {language: words}, **given})


def evidence(on: Stage, **given: Any) -> Any:
    spec = claims.EvidenceSpec(**{"kind": "document", "stance": "supports", "title": "filing", **given})
    return drafted(on, evidence=[spec])


def asked(on: Stage, **given: Any) -> Any:
    spec = {"text": "Did you?", "deadline": dt.datetime.now(dt.UTC), **given}
    return claims.ask_claimant(editor=on.writer, claim=on.raised, source=on.agency, **spec)


def answered(on: Stage, **given: Any) -> Any:
    spec = {"kind": "answered", "text": "No.", **given}
    return claims.record_answer(editor=on.writer, inquiry=on.inquiry, **spec)


def story(on: Stage, **given: Any) -> Any:
    return desk.write_story(editor=on.writer, **{"title_ar": "قصة", **given})


def timeline(on: Stage, **given: Any) -> Any:
    return story(on, timeline=[desk.TimelineSpec(**{"date": "2025", "text_ar": "ا", "text_en": "a", **given})])


def version(on: Stage, sentence: Any = None, answers: Any = (), **given: Any) -> Any:
    first = sentence or {"text": "جملة.", "cites": []}
    content = {"paragraphs": [{"sentences": [first]}], "answers": list(answers)}
    return make.version(on.drafted_story, [], "en", content=content, **given)


def changed(on: Stage, **given: Any) -> Any:
    spec = {"change_kind": "correction", "change": {"said": "a", "says": "b", "why": "c"}, **given}
    return make.version(on.published_story, [on.published_claim], "ar", **spec)


def noted(on: Stage, **given: Any) -> Any:
    spec = {"public_id": on.published_story.public_id, "note": {"ar": "ا", "en": "a"}, **given}
    return desk.propose_note(editor=on.publisher, **spec)


def withheld(on: Stage, **given: Any) -> Any:
    spec = {"public_id": on.published_story.public_id, "notice": "legal", "reason": "a letter", **given}
    return desk.withhold(editor=on.publisher, **spec)


SLOTS: dict[str, Slot] = {
    "article.text": lambda on, text: bring_in(on, text=text),
    "article.cleaner": lambda on, text: bring_in(on, cleaner=text),
    "article.taken_from": lambda on, text: bring_in(on, taken_from=text),
    "article.media_type": lambda on, text: bring_in(on, media_type=text),
    "article.encoding": lambda on, text: bring_in(on, encoding=text),
    "article.block": lambda on, text: bring_in(on, blocks=[{"start": 0, "end": 2, "kind": text, "reason": text}]),
    "article.block.reason": lambda on, text: bring_in(on, blocks=[{"start": 0, "end": 2, "kind": "title", "reason": text}]),
    **{
        f"article.{name}": lambda on, text, name=name: bring_in(on, description=described(**{name: text}))  # type: ignore[misc]
        for name in (
            "title", "kind", "language", "section", "url", "published", "modified", "issue_number", "note_ar", "note_en"
        )
    },
    "article.provenance": lambda on, text: bring_in(on, description=described(provenance={"url": {"words": text}})),
    "article.author": lambda on, text: bring_in(
        on, description=described(authors=(claims.Byline(source=on.outlet, words=text, read_from=text),))
    ),
    **{
        f"source.{name}": lambda on, text, name=name: source(on, **{name: text})  # type: ignore[misc]
        for name in ("kind", "name_ar", "name_en")
    },
    "source.alias": lambda on, text: source(on, aliases=[text]),
    "source.same_as": lambda on, text: source(on, same_as=[text]),
    **{
        f"question.{name}": lambda on, text, name=name: question(on, **{name: text})  # type: ignore[misc]
        for name in ("subject", "measure", "scope", "wording_ar", "wording_en", "note_ar", "note_en")
    },
    "claim.text": lambda on, text: raised(on, text=text),
    "claim.short": lambda on, text: raised(on, short=text),
    "claim.language": lambda on, text: raised(on, language=text),
    "claim.checkability": lambda on, text: raised(on, checkability=text),
    "claim.reword": lambda on, text: claims.reword_claim(
        editor=on.writer, claim=on.raised, version=on.raised.version, language="ar", text=text
    ),
    "claim.reword.language": lambda on, text: claims.reword_claim(
        editor=on.writer, claim=on.raised, version=on.raised.version, language=text, text="صياغة"
    ),
    **{
        f"quantity.{name}": lambda on, text, name=name: counted(on, **{name: text})  # type: ignore[misc]
        for name in ("subject", "measure", "unit", "comparator", "value", "high", "period")
    },
    "quantity.date": lambda on, text: counted(on, value=None, date=text),
    "quantity.inferred": lambda on, text: counted(on, inferred={"value": text, "basis": {"ar": text}}),
    "quantity.completed": lambda on, text: counted(on, completed={"ar": text}),
    **{
        f"occurrence.{name}": lambda on, text, name=name: placed(on, **{name: text})  # type: ignore[misc]
        for name in ("quote", "core", "stance", "mode")
    },
    "occurrence.note": lambda on, text: placed(on, note={"ar": text}),
    **{
        f"printed.{name}": lambda on, text, name=name: placed(  # type: ignore[misc]
            on, printed=[{"comparator": "=", "value": "5", "unit": "USD", **{name: text}}]
        )
        for name in ("comparator", "value", "high", "date", "unit", "words")
    },
    "occurrence.why": lambda on, text: claims.retire_occurrence(editor=on.writer, occurrence=on.placed, why=text),
    **{
        f"hop.{name}": lambda on, text, name=name: hop(on, **{name: text})  # type: ignore[misc]
        for name in ("naming", "words", "verb")
    },
    "relation.type": lambda on, text: related(on, type=text),
    "relation.why": lambda on, text: related(on, why={"ar": text}),
    "relation.language": lambda on, text: related(on, why={text: "لأن."}),
    "relation.resolution": lambda on, text: related(on, resolution={"ar": text}),
    **{
        f"verification.{name}": lambda on, text, name=name: drafted(on, **{name: text})  # type: ignore[misc]
        for name in ("language", "rationale", "verdict", "unknowns", "change_note", "change_kind")
    },
    "verification.search": lambda on, text: drafted(on, searches=[{"what": text, "where": text, "on": "2026-11-20"}]),
    "verification.search.on": lambda on, text: drafted(on, searches=[{"what": "x", "where": "y", "on": text}]),
    "verification.search.more": lambda on, text: drafted(
        on, searches=[{"what": "x", "where": "y", "on": "2026-11-20", "private": text}]
    ),
    "verification.no_inquiry": lambda on, text: drafted(on, no_inquiry_reason={"ar": text}),
    **{
        f"evidence.{name}": lambda on, text, name=name: evidence(on, **{name: text})  # type: ignore[misc]
        for name in ("kind", "stance", "title", "url", "published", "quote")
    },
    "evidence.note": lambda on, text: evidence(on, note={"ar": text}),
    "verification.reword": lambda on, text: claims.reword_verification(
        editor=on.writer, verification=on.drafted, language="ar", words=claims.VerificationWords(rationale=text)
    ),
    "verification.reword.language": lambda on, text: claims.reword_verification(
        editor=on.writer, verification=on.drafted, language=text, words=make.words()
    ),
    "inquiry.text": lambda on, text: asked(on, text=text),
    "inquiry.channel": lambda on, text: asked(on, channel=text),
    "inquiry.line": lambda on, text: asked(on, public_line={"ar": text}),
    "answer.kind": lambda on, text: answered(on, kind=text),
    "answer.text": lambda on, text: answered(on, text=text),
    "answer.line": lambda on, text: answered(on, public_line={"en": text}),
    "reminder.text": lambda on, text: claims.remind_claimant(
        editor=on.writer, inquiry=on.inquiry, text=text, deadline=in_a_week()
    ),
    "expiry.note": lambda on, text: claims.expire_inquiry(editor=on.writer, inquiry=on.inquiry, note=text),
    "report.kind": lambda on, text: reported(on, kind=text),
    "report.text": lambda on, text: reported(on, text=text),
    "report.contact": lambda on, text: reported(on, contact=text),
    "report.page": lambda on, text: reported(on, public_id=text),
    "report.answer": lambda on, text: desk.answer_report(
        editor=on.writer, report=on.report, version=on.report.version, state="accepted", answer=text
    ),
    "verdict.why": lambda on, text: claims.retire_verdict(
        editor=on.chief, verdict=on.published_verification.verdict, why=text
    ),
    "review.note": lambda on, text: claims.approve_verification(editor=on.second, text=on.submitted_text, note=text),
    "review.return": lambda on, text: claims.return_verification(editor=on.second, text=on.submitted_text, note=text),
    "review.proof": lambda on, text: claims.approve_proof(editor=on.second, proof=on.note, note=text),
    "review.version": lambda on, text: desk.return_version(editor=on.second, version=on.submitted_version, note=text),
    "blind.verdict": lambda on, text: claims.give_blind_verdict(
        editor=on.second, proof=on.twice_text.state.proof, verdict=text, rationale="x"
    ),
    "blind.rationale": lambda on, text: claims.give_blind_verdict(
        editor=on.second, proof=on.twice_text.state.proof, verdict="mixed", rationale=text
    ),
    **{
        f"team.{name}": lambda on, text, name=name: claims.write_team(  # type: ignore[misc]
            editor=on.chief, **{"name_ar": "فريق", "members": [on.second], name: text}
        )
        for name in ("name_ar", "name_en")
    },
    "task.what": lambda on, text: desk.assign(editor=on.chief, subject=on.raised, assignee=on.second, what=text),
    **{
        f"story.{name}": lambda on, text, name=name: story(on, **{name: text})  # type: ignore[misc]
        for name in ("title_ar", "title_en", "dek_ar", "dek_en", "state", "slug")
    },
    **{
        f"timeline.{name}": lambda on, text, name=name: timeline(on, **{name: text})  # type: ignore[misc]
        for name in ("date", "text_ar", "text_en")
    },
    "version.sentence": lambda on, text: version(on, {"text": text, "cites": []}),
    "version.cites": lambda on, text: version(on, {"text": "جملة.", "cites": [text]}),
    "version.answer": lambda on, text: version(on, answers=[{"question": text, "text": text, "cites": []}]),
    "version.reason": lambda on, text: version(on, reason=text),
    "version.language": lambda on, text: desk.write_version(
        editor=on.writer, story=on.drafted_story, language=text, content=make.content([]), reason="x", base=0
    ),
    "version.change_kind": lambda on, text: changed(on, change_kind=text),
    "version.change": lambda on, text: changed(on, change={"said": text, "says": text, "why": text}),
    "note.public_id": lambda on, text: noted(on, public_id=text),
    "note.words": lambda on, text: noted(on, note={"ar": text, "en": text}),
    "note.replaced_by": lambda on, text: noted(on, replaced_by=text),
    "withholding.public_id": lambda on, text: withheld(on, public_id=text),
    "withholding.notice": lambda on, text: withheld(on, notice=text),
    "withholding.reason": lambda on, text: withheld(on, reason=text),
}  # fmt: skip


@pytest.mark.parametrize("kind", HOSTILE)
def test_whatever_is_typed_is_taken_or_refused(kind: str, stage: Stage) -> None:
    """Never another error, on either engine; and what is refused has written nothing."""
    before = rows()
    faults = []
    for name, slot in SLOTS.items():
        try:
            with undone():
                slot(stage, HOSTILE[kind])
        except Refused:
            pass
        except Exception as error:  # noqa: BLE001 - every other error is the fault that is looked for
            faults.append(f"{name}: {type(error).__name__}: {str(error)[:200]}")
    assert faults == []
    assert rows() == before


@pytest.mark.parametrize("kind", NEVER)
def test_what_can_not_be_stored_is_refused_wherever_it_is_typed(kind: str, stage: Stage) -> None:
    given = {name: codes(partial(slot, stage, NEVER[kind])) for name, slot in SLOTS.items()}
    assert [name for name, found in given.items() if "unstorable_text" not in found] == []


@pytest.mark.parametrize(
    ("slot", "text", "code"),
    [
        *[(slot, "ا" * 501, "too_long") for slot in SLOTS if slot in {
            "article.title", "article.language", "article.section", "article.issue_number", "article.cleaner",
            "article.media_type", "article.encoding", "article.taken_from", "article.author",
            "source.name_ar", "source.name_en", "source.alias", "question.subject", "question.measure",
            "question.scope", "question.wording_ar", "question.wording_en", "quantity.subject", "quantity.measure",
            "quantity.unit", "hop.verb", "evidence.title", "inquiry.channel", "story.title_ar", "story.title_en",
            "story.dek_ar", "story.dek_en", "timeline.text_ar", "timeline.text_en", "version.reason",
        }],
        ("source.alias", "ﷺ" * 60, "too_long"),  # sixty characters that fold to more than a column holds
        ("article.published", "2025-01-27T10:00:00+03:00/2025-01-28T10:00:00+03:00", "too_long"),
        *[(slot, url, "bad_url")
          for slot in ("article.url", "evidence.url", "source.same_as")
          for url in ("javascript:alert(1)", "data:text/html,x", "//example.org", "http://", "ftp://example.org/x",
                      "https://exa mple.org", "https://example.org/\n", "https://example.org/\"><b>", "example.org")],
        *[(slot, date, "not_edtf") for slot in ("article.published", "article.modified", "timeline.date")
          for date in ("yesterday", "2025-13", "٢٠٢٥", "2025\n", "27/1/2025")],
        *[(slot, number, "bad_quantity") for slot in ("quantity.value", "printed.value")
          for number in ("five", "1,000", "NaN", "1e99", "٥", "1" * 41)],
        ("quantity.comparator", "!", "bad_quantity"),
        ("quantity.comparator", "range", "bad_quantity"),
        ("quantity.high", "9", "bad_quantity"),
        ("quantity.date", "soon", "bad_quantity"),
        ("quantity.period", "soon", "bad_quantity"),
        ("printed.comparator", "!", "bad_quantity"),
        ("printed.date", "soon", "bad_quantity"),
        ("printed.words", "ليست في الاقتباس", "quote_not_found"),
        ("occurrence.core", "ليست في الاقتباس", "quote_not_found"),
        ("hop.words", "ليست في النص", "quote_not_found"),
        ("hop.naming", "famous", "bad_hop"),
        ("article.kind", "rumour", "unknown_kind"),
        ("article.block", "rumour", "bad_block"),
        ("answer.kind", "laughed", "unknown_kind"),
        ("claim.checkability", "so-so", "no_wording"),
        ("claim.text", "سطر\u2028وسطر", "claim_not_one_sentence"),
        ("claim.text", "سطر\rوسطر", "claim_not_one_sentence"),
        ("relation.why", " ", "no_reason"),
        ("verification.search.on", "last week", "bad_search"),
        ("evidence.published", "soon", "bad_evidence"),
        ("version.change_kind", "rewrite", "no_change_kind"),
        ("version.cites", "nosuchclam", "unknown_claim"),
        ("withholding.notice", "because", "unknown_notice"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_refused_by_name(slot: str, text: str, code: str, stage: Stage) -> None:
    assert code in codes(lambda: SLOTS[slot](stage, text))


def test_offsets_outside_of_the_text_place_nothing(stage: Stage) -> None:
    for start in (-1, 1, 10**6, 2**70):
        assert codes(partial(placed, stage, start=start)) == {"quote_not_found"}
    for block in (
        {},
        {"kind": "title"},
        {"kind": "title", "start": "0", "end": "2"},
        {"kind": "title", "start": -1, "end": 2},
    ):
        assert codes(partial(bring_in, stage, blocks=[block])) == {"bad_block"}


def test_the_second_place_of_a_quote_is_picked_by_its_offset(stage: Stage) -> None:
    text = stage.snapshot.content()
    second = text.index("النموذج", text.index("النموذج") + 1) if text.count("النموذج") > 1 else text.index("الشركة")
    quote = text[second : second + 7].strip()
    occurrence = placed(stage, quote=quote, start=second, core=quote[1:4])
    assert (occurrence.start, occurrence.quote.text) == (second, quote)
    assert occurrence.core() == quote[1:4]
    assert text[occurrence.core_start : occurrence.core_end] == quote[1:4]


STRANGE = "\u200fabc\u200c 😀 \u0301\u0301 <b>&amp; %s \\ د"


def test_strange_words_go_all_the_way_out(stage: Stage) -> None:
    """Published, derived and indexed, with marks of direction, accents, markup and signs of formatting in every text."""
    outlet = source(stage, name_ar=STRANGE, name_en=STRANGE, aliases=[STRANGE], kind="outlet")
    asked = question(stage, wording_ar=STRANGE, wording_en=STRANGE, measure="training cost", note_ar=STRANGE)
    article = make.article(f"نص عربي طويل {STRANGE} وكلام بعده.", STRANGE, outlet=outlet)
    claim = make.claim(STRANGE, STRANGE, asked=asked)
    make.occurrence(
        claim,
        make.snapshot(article),
        f"عربي طويل {STRANGE} وكلام",
        note={"ar": STRANGE},
        chains=[[claims.HopSpec(naming="named", source=outlet, words=STRANGE.strip(), verb="قال")]],
    )
    words = make.words(STRANGE, unknowns=STRANGE, searches=[{"what": STRANGE, "where": STRANGE, "on": "2026-11-20"}])
    make.publish(make.draft(claim, "unverified", words={"ar": words, "en": words}, no_inquiry_reason={"ar": STRANGE}))
    told = make.story([Claim.objects.get(pk=claim.pk)], STRANGE, STRANGE, dek_ar=STRANGE, slug="a/b?c#d e")
    content = {"paragraphs": [{"sentences": [{"text": f"غير مؤكد {STRANGE}.", "cites": [claim.public_id]}]}]}
    make.approved(make.version(told, [], content={**content, "answers": []}, reason=STRANGE))
    publication = desk.publish_story(editor=stage.publisher, story=told)
    document = publication.document.json
    assert document["languages"]["ar"]["content"]["title"] == STRANGE
    assert document["languages"]["ar"]["content"]["slug"] == "a-b-c-d-e"
    assert PublicIndex.objects.get(pk=told.public_id).title_ar == STRANGE
    kinds = set(Publication.objects.shown().filter(document__isnull=False).values_list("kind", flat=True))
    assert kinds >= {"story", "claim", "question", "source"}
    assert list(ledger.verify()) == []


# --- What was found once ---------------------------------------------------------------------------------------------


def test_a_story_lists_each_thing_once(stage: Stage) -> None:
    twice = {"claims": [stage.raised] * 2, "articles": [stage.article] * 2, "questions": [stage.question] * 2}
    made = story(stage, **twice)
    assert (made.story_claims.count(), made.story_articles.count(), made.story_questions.count()) == (1, 1, 1)


def test_a_search_log_keeps_what_readers_see_and_nothing_else(stage: Stage) -> None:
    made = drafted(stage, searches=[{"what": " filings ", "on": "2026-11-20", "private": "canary"}])
    assert made.texts.get().searches.json == [{"on": "2026-11-20", "what": "filings", "where": ""}]


def test_sources_merged_one_after_the_other_lead_to_the_last(stage: Stage) -> None:
    first, second, third = (make.source(f"وكالة {n}", f"Agency {n}", "agency") for n in range(3))
    claims.merge_sources(editor=stage.writer, keep=second, drop=first, version=first.version)
    second.refresh_from_db()
    claims.merge_sources(editor=stage.writer, keep=third, drop=second, version=second.version)
    assert Source.objects.get(pk=first.pk).merged_into_id == third.pk
    assert Source.objects.get(pk=second.pk).merged_into_id == third.pk
    assert {"Agency 0", "Agency 1", "Agency 2"} <= set(third.aliases.values_list("words", flat=True))
    stale = Source.objects.get(pk=third.pk)
    assert codes(lambda: claims.merge_sources(editor=stage.writer, keep=second, drop=stale, version=stale.version)) == {
        "bad_merge"
    }


def test_in_a_bulk_an_older_verification_does_not_overtake_a_newer_one(stage: Stage) -> None:
    claim = make.claim()
    older, newer = make.draft(claim), make.draft(claim, "mixed")
    for each in (older, newer):
        make.approve(each)
        assert each.claim.current_verification is None  # read before anything was published, as a list would
    done, refused = desk.publish_verifications(editor=stage.publisher, verifications=[newer, older])
    assert len(done) == 1
    assert {blocker.code for blocker in refused[older.pk]} >= {"overtaken"}
    assert Claim.objects.get(pk=claim.pk).current_verification_id == newer.pk
    assert VerificationState.objects.get(text__verification=older, text__language="ar").state == "approved"


@pytest.mark.parametrize("how", ["withheld", "withdrawn"])
def test_what_is_down_does_not_come_back_by_publishing_anew(how: str, stage: Stage) -> None:
    """Only putting back brings it back, and that needs an approved note; what is withdrawn stays withdrawn."""
    claim, told = stage.published_claim, stage.published_story
    for public_id in (claim.public_id, told.public_id):
        if how == "withheld":
            withhold(stage, public_id)
        else:
            desk.withdraw(editor=stage.publisher, note=approved_note(stage, public_id))
    text = {"ar": make.words("وجدنا غيره.", change_note="تغيّر.")}
    again = make.draft(claim, "false", change_kind="update", words=text)
    make.approve(again)
    assert "is_down" in codes(lambda: desk.publish_verification(editor=stage.publisher, verification=again))
    make.approved(changed(stage))
    assert "is_down" in codes(lambda: desk.publish_story(editor=stage.publisher, story=told))
    assert not Publication.objects.shown().filter(public_id__in=[claim.public_id, told.public_id]).exists()


def test_a_note_of_an_earlier_time_neither_puts_back_nor_takes_away(stage: Stage) -> None:
    """The second person approved it of the page as it stood then."""
    page = stage.published_story.public_id
    farewell = approved_note(stage, page)
    withhold(stage, page)
    assert "note_outdated" in codes(lambda: desk.restore(editor=stage.publisher, note=farewell))
    assert codes(lambda: desk.withdraw(editor=stage.publisher, note=farewell)) == set()  # still what was meant
    back, unused = approved_note(stage, page), approved_note(stage, page)
    desk.restore(editor=stage.publisher, note=back)
    assert "note_outdated" in codes(lambda: desk.withdraw(editor=stage.publisher, note=unused))
    withhold(stage, page)
    assert "note_outdated" in codes(lambda: desk.restore(editor=stage.publisher, note=unused))
    desk.restore(editor=stage.publisher, note=approved_note(stage, page))


def test_an_entry_names_what_it_is_about(stage: Stage) -> None:
    made, _new = ready(stage, "bring_in_article")(stage)
    entry = Entry.objects.about("claims.article", made.pk).get()
    assert (entry.verb, entry.editor) == ("article.bring_in", stage.chief)
    assert (entry.after or {})["title"] == "عنوان"
    assert Article.objects.get(pk=entry.subject_id) == made


def test_publication_moves_the_pointer_that_readers_follow(stage: Stage) -> None:
    before = Current.objects.get(pk=stage.published_story.public_id)
    withhold(stage, stage.published_story.public_id)
    after = Current.objects.get(pk=stage.published_story.public_id)
    assert after.publication_id != before.publication_id
    assert after.version == before.version + 1
