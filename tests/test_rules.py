"""The rules: every blocker is provoked, all of them come at once, and nobody does what is not hers to do."""

from __future__ import annotations

import ast
import datetime as dt
import inspect
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from claims import actions as claims
from claims import ledger
from claims.choices import ChangeKind, ProofKind, Role
from claims.models import Body, Claim, Editor, Occurrence, Verdict
from claims.rules import MAY, Blocker, Refused, may, require
from newsroom import actions as desk
from newsroom.actions import quick, scheduling
from newsroom.choices import Notice
from newsroom.models import PreviewLink, Publication, Schedule
from tests import factory as make
from tests import stage as stages
from tests.stage import (
    Stage,
    approved_note,
    approved_retraction,
    approved_takedown,
    codes,
    undone,
    withhold,
)

ROOT = Path(__file__).resolve().parent.parent
Act = Callable[[Stage], Any]


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: Any) -> Iterator[Stage]:
    yield from stages.build(django_db_blocker)


@pytest.fixture
def stage(built: Stage, django_db_blocker: Any) -> Iterator[Stage]:
    with django_db_blocker.unblock(), undone():
        yield built


# --- Every blocker is provoked ---------------------------------------------------------------------------------------

PROVOKED: dict[tuple[str, str], Act] = {}


def provokes(module: str, *names: str) -> Callable[[Act], Act]:
    """Marks an act that must be refused with each of ``names``, which are written in ``module``."""

    def note(act: Act) -> Act:
        for name in names:
            assert (module, name) not in PROVOKED, f"{module} {name} is provoked twice"
            PROVOKED[module, name] = act
        return act

    return note


def written_codes() -> set[tuple[str, str]]:
    """Every code that a rule or a verb of the sources can give, with the file in which it is written."""
    found = set()
    for place in ("claims/rules", "claims/actions", "newsroom/rules.py", "newsroom/actions"):
        path = ROOT / place
        for file in sorted(path.glob("*.py")) if path.is_dir() else [path]:
            tree = ast.parse(file.read_text(encoding="utf-8"))
            name = str(file.relative_to(ROOT).with_suffix("")).replace("/", ".")
            found |= {(name, code) for node in ast.walk(tree) for code in _codes_of(node)}
    return found


def _codes_of(node: ast.AST) -> list[str]:
    if not isinstance(node, ast.Call):
        return []
    name = ast.unparse(node.func)
    if name == "none_of":  # it builds its codes from the names of its arguments
        return [f"unknown_{keyword.arg}" for keyword in node.keywords if keyword.arg]
    if name == "Blocker" and node.args and isinstance(node.args[0], ast.Constant):
        return [str(node.args[0].value)]
    return []


def test_every_code_of_the_sources_is_provoked_here() -> None:
    written, provoked = written_codes(), set(PROVOKED)
    assert len(written) > 60
    assert written - provoked == set(), "these can be given and no test provokes them"
    assert provoked - written == set(), "these are tested and no source gives them any more"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "provoked" in metafunc.fixturenames:
        metafunc.parametrize("provoked", sorted(PROVOKED), ids=" ".join)


def test_a_blocker_stands_where_its_rule_is_broken(provoked: tuple[str, str], stage: Stage) -> None:
    """And it says in full sentences what is wrong and what to do."""
    with pytest.raises(Refused) as caught:
        PROVOKED[provoked](stage)
    assert provoked[1] in caught.value.codes
    for blocker in caught.value.blockers:
        for words in (blocker.sentence(), blocker.advice()):
            assert words[-1] in ".؟?”»"
            assert "%(" not in words
        assert str(blocker) in str(caught.value)


# claims.rules


@provokes("claims.rules.base", "not_permitted")
def _(on: Stage) -> None:
    make.source()
    claims.write_source(editor=on.auditor, kind="company", name_ar="ا", name_en="a")


@provokes("claims.rules.checking", "quote_not_found")
def _(on: Stage) -> None:
    make.occurrence(on.published_claim, on.snapshot, "ليس في النص")


@provokes("claims.rules.checking", "quote_ambiguous")
def _(on: Stage) -> None:
    make.occurrence(on.published_claim, on.snapshot, "النموذج"[2:])


@provokes("claims.rules.checking", "claim_not_one_sentence", "short_too_long")
def _(on: Stage) -> None:
    claims.raise_claim(editor=on.writer, texts={"ar": ("سطر\nوسطر", "x" * 76)})


P_ = "claims.actions.people"


@provokes(P_, "bad_username", "bad_email", "no_name", "unknown_zone", "unknown_language", "unknown_role")
def _(on: Stage) -> None:
    claims.invite_editor(
        editor=on.chief, username="a b", email="nothing", roles=["king"], language="fr", time_zone="Moon"
    )


@provokes(P_, "username_taken")
def _(on: Stage) -> None:
    claims.invite_editor(editor=on.chief, username="WRITER", email="w@example.org", display_en="W")


@provokes(P_, "not_invited")
def _(on: Stage) -> None:
    claims.invite_again(editor=on.chief, who=on.writer)


@provokes(P_, "own_account", "last_desk_admin")
def _(on: Stage) -> None:
    claims.change_roles(editor=on.chief, who=on.chief, roles=[], version=on.chief.version)


@provokes(P_, "no_reason")
def _(on: Stage) -> None:
    claims.deactivate_editor(editor=on.chief, who=on.writer, reason=" ")


@provokes(P_, "unknown_mail")
def _(on: Stage) -> None:
    claims.write_profile(
        editor=on.writer, display_ar="ا", display_en="", time_zone="UTC", interface_language="ar", mail="pigeon",
        public_byline=False, version=on.writer.version,
    )  # fmt: skip


@provokes(P_, "not_proved")
def _(on: Stage) -> None:
    claims.confirm_factor(editor=on.writer, device=claims.pending_factor(whose=on.writer))


@provokes(P_, "no_factor")
def _(on: Stage) -> None:
    claims.renew_codes(editor=on.stranger)


@provokes("claims.actions.resets", "no_factor")
def _(on: Stage) -> None:
    claims.ask_factor_reset(editor=on.chief, who=on.stranger, reason="Lost.")


@provokes("claims.actions.resets", "already_asked")
def _(on: Stage) -> None:
    claims.ask_factor_reset(editor=on.chief, who=asked_for(), reason="Lost.")


@provokes("claims.actions.resets", "not_asked")
def _(on: Stage) -> None:
    claims.allow_factor_reset(editor=on.chief, who=with_factor())


@provokes("claims.actions.resets", "same_person")
def _(on: Stage) -> None:
    who = with_factor()
    claims.ask_factor_reset(editor=on.chief, who=who, reason="Lost.")
    claims.allow_factor_reset(editor=on.chief, who=who)


@provokes("newsroom.rules", "not_on_story")
def _(on: Stage) -> None:
    desk.set_story_editors(
        editor=on.writer, story=on.drafted_story, editors=[on.co_writer], version=on.drafted_story.version
    )
    make.version(on.drafted_story, [on.published_claim])


def submitted(on: Stage, verdict: str | None, checkability: str = "factual", **spec: Any) -> None:
    """A draft as `spec` says it, put before a second person."""
    claim = make.claim("ادعاء آخر", "Another claim", checkability=checkability)
    drafted = make.draft(claim, verdict, **spec)
    claims.submit_verification(editor=on.writer, verification=drafted)


BARE = {"ar": claims.VerificationWords(rationale="وجدنا الوثيقة.")}


@provokes("claims.rules.checking", "no_rationale")
def _(on: Stage) -> None:
    drafted = make.draft(make.claim(), words={"ar": make.words()})
    claims.submit_verification(editor=on.writer, verification=drafted, languages=["en"])


@provokes("claims.rules.checking", "no_verdict")
def _(on: Stage) -> None:
    submitted(on, None)


@provokes("claims.rules.checking", "verdict_on_opinion")
def _(on: Stage) -> None:
    submitted(on, "true", "opinion")


@provokes("claims.rules.checking", "no_unknowns", "no_search_log")
def _(on: Stage) -> None:
    submitted(on, "unverified", words=BARE)


@provokes("claims.rules.checking", "no_evidence")
def _(on: Stage) -> None:
    submitted(on, "true", evidence=[])


@provokes("claims.rules.checking", "one_sided")
def _(on: Stage) -> None:
    submitted(on, "disputed", evidence=[make.evidence("supports"), make.evidence("context")])


@provokes("claims.rules.checking", "own_article_as_evidence")
def _(on: Stage) -> None:
    claim = make.claim()
    make.occurrence(claim, on.snapshot)
    own = claims.EvidenceSpec(kind="article", stance="supports", title="the article", article=on.article)
    claims.submit_verification(editor=on.writer, verification=make.draft(claim, evidence=[own]))


@provokes("claims.rules.checking", "no_inquiry")
def _(on: Stage) -> None:
    submitted(on, "false", no_inquiry_reason=None)


@provokes("claims.rules.checking", "as_of_in_future")
def _(on: Stage) -> None:
    submitted(on, "true", as_of=dt.date.today() + dt.timedelta(days=2))


@provokes("claims.rules.checking", "own_work")
def _(on: Stage) -> None:
    on.writer.groups.add(*on.second.groups.all())
    claims.approve_verification(editor=on.writer, text=on.submitted_text)


def in_days(days: int) -> dt.datetime:
    return dt.datetime.now(dt.UTC) + dt.timedelta(days=days)


@provokes("claims.rules.asking", "asked_twice", "cannot_review", "asked_author", "team_cannot_review")
def _(on: Stage) -> None:
    alone = claims.write_team(editor=on.chief, name_ar="فريق", members=[on.writer, on.publisher])
    claims.submit_verification(editor=on.writer, verification=on.drafted, reviewer=on.writer, team=alone)


@provokes("claims.rules.asking", "due_passed")
def _(on: Stage) -> None:
    claims.submit_verification(editor=on.writer, verification=on.drafted, due=in_days(-1))


@provokes("claims.rules.asking", "no_blind_verdict")
def _(on: Stage) -> None:
    claims.approve_verification(editor=on.second, text=on.twice_text)


def rated(on: Stage, verdict: str | None, rationale: str = "وجدنا.", by: Editor | None = None) -> Any:
    """A blind second rating of the claim that is rated twice."""
    proof = on.twice_text.state.proof
    return claims.give_blind_verdict(editor=by or on.second, proof=proof, verdict=verdict, rationale=rationale)


@provokes("claims.rules.asking", "rated_otherwise")
def _(on: Stage) -> None:
    rated(on, "mixed")
    claims.submit_verification(editor=on.writer, verification=on.twice)
    claims.approve_verification(editor=on.second, text=on.twice_text)


@provokes("claims.actions.asking", "not_blind", "no_rationale")
def _(on: Stage) -> None:
    proof = on.submitted_text.state.proof
    claims.give_blind_verdict(editor=on.second, proof=proof, verdict="true", rationale=" ")


@provokes("claims.actions.asking", "already_rated")
def _(on: Stage) -> None:
    rated(on, "true")
    rated(on, "true")


@provokes("claims.actions.asking", "no_team_name", "member_left")
def _(on: Stage) -> None:
    gone = make.editor("gone", is_active=False)
    claims.write_team(editor=on.chief, name_ar=" ", members=[gone])


@provokes("newsroom.actions.assigning", "no_task", "cannot_work", "unknown_priority")
def _(on: Stage) -> None:
    desk.assign(editor=on.chief, subject=on.raised, assignee=on.auditor, what=" ", priority=9)


@provokes("newsroom.actions.assigning", "not_your_task")
def _(on: Stage) -> None:
    desk.finish_assignment(editor=on.second, assignment=on.task)


@provokes("newsroom.actions.assigning", "task_done")
def _(on: Stage) -> None:
    desk.finish_assignment(editor=on.chief, assignment=on.task)
    desk.finish_assignment(editor=on.chief, assignment=on.task)


@provokes("claims.rules.checking", "already_reviewed")
def _(on: Stage) -> None:
    claims.approve_proof(editor=on.second, proof=on.note)
    claims.approve_proof(editor=on.second, proof=on.note)


@provokes("claims.rules.checking", "approval_stale")
def _(on: Stage) -> None:
    claim = on.approved.claim
    claims.reword_claim(editor=on.writer, claim=claim, version=claim.version, language="ar", text="صياغة أخرى")
    desk.publish_verification(editor=on.publisher, verification=on.approved)


@provokes("claims.rules.checking", "not_approved")
def _(on: Stage) -> None:
    desk.publish_verification(editor=on.publisher, verification=on.submitted)


@provokes("claims.rules.base", "unstorable_text")
def _(on: Stage) -> None:
    claims.retire_verdict(editor=on.chief, verdict=Verdict.objects.get(code="satire"), why="half a pair: \ud83d")


@provokes("claims.rules.base", "too_long", "bad_url")
def _(on: Stage) -> None:
    brought_in(on, title="ا" * 501, url="javascript:alert(1)")


# claims.actions.articles


def brought_in(on: Stage, raw: bytes = b"raw", text: str = "نص", **spec: Any) -> None:
    described = {name: spec.pop(name) for name in list(spec) if name in claims.ArticleDescription.__dataclass_fields__}
    claims.bring_in_article(
        editor=on.contributor,
        taken=taken(raw, text, **spec),
        description=claims.ArticleDescription(**{"title": "عنوان", **described}),
    )


def taken(raw: bytes = b"new", text: str = "نص", **spec: Any) -> claims.Taken:
    return claims.Taken(raw=raw, text=text, **{"blocks": [], "cleaner": "test", "taken_from": "x.txt", **spec})


@provokes("claims.rules.base", "hidden_characters")
def _(on: Stage) -> None:
    words = {"ar": make.words("وجدنا ما ينقض\u202eذلك."), "en": make.words("We found it.")}
    drafted = make.draft(make.claim("ادعاء آخر تماماً", "Another claim altogether"), words=words)
    claims.submit_verification(editor=on.writer, verification=drafted)


@provokes("claims.actions.articles", "bad_copy")
def _(on: Stage) -> None:
    claims.mark_copy(editor=on.writer, article=on.article, version=on.article.version, original=on.article)


@provokes("claims.actions.articles", "own_transcript")
def _(on: Stage) -> None:
    claims.confirm_transcript(editor=on.writer, snapshot=on.transcribed)


@provokes("claims.actions.articles", "no_transcript")
def _(on: Stage) -> None:
    claims.confirm_transcript(editor=on.second, snapshot=on.snapshot)


@provokes("claims.rules.checking", "transcript_unchecked")
def _(on: Stage) -> None:
    make.occurrence(on.drafted.claim, on.transcribed)
    claims.submit_verification(editor=on.writer, verification=on.drafted)


@provokes("claims.actions.articles", "empty_text")
def _(on: Stage) -> None:
    brought_in(on, text=" \n")


@provokes("claims.actions.articles", "text_not_nfc")
def _(on: Stage) -> None:
    brought_in(on, text="e\u0301")


@provokes("claims.actions.articles", "no_title", "unknown_kind")
@provokes("claims.rules.base", "not_edtf")
def _(on: Stage) -> None:
    brought_in(on, title=" ", published="yesterday", kind="rumour")


@provokes("claims.actions.articles", "bad_block")
def _(on: Stage) -> None:
    brought_in(on, blocks=[{"start": 0, "end": 99, "kind": "title", "kept": True, "reason": ""}])


# claims.actions.sources


@provokes("claims.actions.sources", "bad_merge")
def _(on: Stage) -> None:
    claims.merge_sources(editor=on.writer, keep=on.outlet, drop=on.outlet, version=on.outlet.version)


@provokes("claims.actions.sources", "not_merged")
def _(on: Stage) -> None:
    claims.split_source(editor=on.writer, source=on.outlet, version=on.outlet.version)


@provokes("claims.actions.sources", "one_source", "no_reason")
def _(on: Stage) -> None:
    claims.distinguish_sources(editor=on.writer, a=on.outlet, b=on.outlet, why=" ")


@provokes("claims.actions.sources", "told_apart_already")
def _(on: Stage) -> None:
    for pair in ((on.outlet, on.agency), (on.agency, on.outlet)):
        claims.distinguish_sources(editor=on.writer, a=pair[0], b=pair[1], why="two")


@provokes("claims.actions.sources", "alias_taken")
def _(on: Stage) -> None:
    claims.write_source(editor=on.writer, kind="company", name_ar="ا", name_en="a", aliases=[on.outlet.name_ar])


@provokes("claims.actions.sources", "unknown_kind", "no_name")
def _(on: Stage) -> None:
    claims.write_source(editor=on.writer, kind="guild", name_ar="اسم", name_en="")


# claims.actions.workbench and autosaving


@provokes("claims.actions.autosaving", "too_much")
def _(on: Stage) -> None:
    claims.keep_typing(whose=on.writer, subject=on.article, content="ا" * 200_001)


@provokes("claims.actions.workbench", "bad_place")
def _(on: Stage) -> None:
    place = make.place(on.snapshot, start=on.snapshot.length, end=on.snapshot.length + 1)
    claims.reject_candidate(editor=on.writer, place=place, reason="vague")


@provokes("claims.actions.workbench", "already_decided")
def _(on: Stage) -> None:
    for _time in range(2):
        claims.reject_candidate(editor=on.writer, place=make.place(on.snapshot), reason="vague")


@provokes("claims.actions.workbench", "unknown_reason")
def _(on: Stage) -> None:
    claims.reject_candidate(editor=on.writer, place=make.place(on.snapshot), reason="boring")


@provokes("claims.actions.workbench", "in_trash")
def _(on: Stage) -> None:
    gone = claims.trash(editor=on.chief, row=make.claim("ادعاء في المهملات"), version=1)
    claims.merge_candidate(editor=on.writer, place=make.place(on.snapshot), claim=gone)


@provokes("claims.actions.workbench", "not_holding")
def _(on: Stage) -> None:
    decision = claims.reject_candidate(editor=on.writer, place=make.place(on.snapshot), reason="vague")
    for _time in range(2):
        claims.undo_candidate(editor=on.writer, decision=decision)


@provokes("claims.actions.workbench", "nothing_to_tie")
def _(on: Stage) -> None:
    claims.tie_hop(editor=on.writer, hop=make.first_hop(on.placed), article=make.article())


@provokes("claims.actions.workbench", "old_chain")
def _(on: Stage) -> None:
    hop = make.first_hop(on.placed)
    claims.set_chains(editor=on.writer, occurrence=on.placed, chains=[[claims.HopSpec(naming="missing")]])
    claims.tie_hop(editor=on.writer, hop=hop, article=None)


@provokes("claims.actions.workbench", "own_article")
def _(on: Stage) -> None:
    told = [[claims.HopSpec(naming="named", source=on.agency, words="وكالة الساحل")]]
    claims.set_chains(editor=on.writer, occurrence=on.placed, chains=told)
    claims.tie_hop(editor=on.writer, hop=make.first_hop(on.placed), article=on.article)


# claims.actions.claims


@provokes("claims.actions.claims", "no_wording")
def _(on: Stage) -> None:
    claims.raise_claim(editor=on.writer, texts={})


@provokes("claims.actions.claims", "unknown_language")
def _(on: Stage) -> None:
    claims.reword_claim(editor=on.writer, claim=on.raised, version=on.raised.version, language="fr", text="Une phrase.")


@provokes("claims.actions.claims", "occurrence_exists")
def _(on: Stage) -> None:
    make.occurrence(on.raised, on.snapshot)


@provokes("claims.actions.claims", "same_claim", "no_reason", "unknown_type")
def _(on: Stage) -> None:
    claims.relate_claims(editor=on.writer, a=on.raised, b=on.raised, type="denies", why={"ar": " "})


@provokes("claims.actions.claims", "bad_quantity")
def _(on: Stage) -> None:
    make.claim(value="about five")


@provokes("claims.actions.claims", "unknown_stance", "unknown_mode")
def _(on: Stage) -> None:
    make.occurrence(on.published_claim, on.snapshot, stance="likes", mode="sung")


def chained(on: Stage, *hops: Any) -> None:
    claims.set_chains(editor=on.writer, occurrence=on.placed, chains=[list(hops)])


@provokes("claims.actions.claims", "empty_chain")
def _(on: Stage) -> None:
    chained(on)


@provokes("claims.actions.claims", "bad_hop")
def _(on: Stage) -> None:
    chained(on, claims.HopSpec(naming="missing", words="أعلنت"))


@provokes("claims.actions.claims", "missing_inside")
def _(on: Stage) -> None:
    chained(on, claims.HopSpec(naming="missing"), claims.HopSpec(naming="unnamed", words="أعلنت"))


@provokes("claims.actions.claims", "already_retired")
def _(on: Stage) -> None:
    claims.retire_occurrence(editor=on.writer, occurrence=on.placed, why="wrong")
    claims.retire_occurrence(editor=on.writer, occurrence=on.placed, why="wrong")


# claims.actions.checking


@provokes("claims.actions.inquiries", "unknown_kind")
def _(on: Stage) -> None:
    claims.record_answer(editor=on.writer, inquiry=on.inquiry, kind="laughed", text="Ha.")


@provokes("claims.actions.inquiries", "no_answer_step")
def _(on: Stage) -> None:
    claims.record_answer(editor=on.writer, inquiry=on.inquiry, kind="expired", text="Nothing.")


@provokes("claims.actions.inquiries", "deadline_not_later")
def _(on: Stage) -> None:
    yesterday = dt.datetime.now(dt.UTC) - dt.timedelta(days=1)
    claims.remind_claimant(editor=on.writer, inquiry=on.inquiry, text="Once more?", deadline=yesterday)


@provokes("claims.actions.inquiries", "deadline_not_passed")
def _(on: Stage) -> None:
    claims.expire_inquiry(editor=on.writer, inquiry=on.inquiry)
    claims.expire_inquiry(editor=on.writer, inquiry=on.inquiry)


@provokes("claims.actions.inquiries", "already_answered")
def _(on: Stage) -> None:
    claims.record_answer(editor=on.writer, inquiry=on.inquiry, kind="declined", text="No.")
    claims.expire_inquiry(editor=on.writer, inquiry=on.inquiry)


@provokes("claims.actions.checking", "bad_search")
def _(on: Stage) -> None:
    search = {"what": "filings", "where": "the company's site", "on": "last week"}
    make.draft(on.raised, words={"ar": make.words(searches=[search])})


@provokes("claims.actions.checking", "already_retired")
def _(on: Stage) -> None:
    verdict = Verdict.objects.get(code="satire")
    claims.retire_verdict(editor=on.chief, verdict=verdict, why="unused")
    claims.retire_verdict(editor=on.chief, verdict=verdict, why="unused")


@provokes("claims.actions.checking", "unknown_verdict")
def _(on: Stage) -> None:
    make.draft(on.raised, "maybe")


@provokes("claims.actions.checking", "unknown_language", "no_rationale")
def _(on: Stage) -> None:
    make.draft(on.raised, words={"fr": claims.VerificationWords(rationale=" ")})


@provokes("claims.actions.checking", "bad_evidence")
def _(on: Stage) -> None:
    make.draft(on.raised, evidence=[claims.EvidenceSpec(kind="rumour", stance="supports", title="heard")])


@provokes("claims.actions.checking", "no_change_kind")
def _(on: Stage) -> None:
    make.draft(on.published_claim)


@provokes("claims.actions.checking", "nothing_to_change")
def _(on: Stage) -> None:
    make.draft(on.raised, change_kind="correction")


# claims.actions.keeping


@provokes("claims.actions.keeping", "not_in_trash")
def _(on: Stage) -> None:
    claims.restore_from_trash(editor=on.writer, row=on.raised, version=on.raised.version)


# claims.actions.reviewing


@provokes("claims.actions.reviewing", "no_note")
def _(on: Stage) -> None:
    claims.return_verification(editor=on.second, text=on.submitted_text, note=" ")


@provokes("claims.actions.reviewing", "no_change_note")
def _(on: Stage) -> None:
    changed = make.draft(on.published_claim, change_kind="correction")
    claims.submit_verification(editor=on.writer, verification=changed)


@provokes("claims.actions.reviewing", "claim_not_worded")
def _(on: Stage) -> None:
    only_arabic = claims.raise_claim(editor=on.writer, texts={"ar": ("ادعاء", "")})
    claims.submit_verification(editor=on.writer, verification=make.draft(only_arabic))


@provokes("claims.actions.reviewing", "not_in_review")
def _(on: Stage) -> None:
    claims.approve_verification(editor=on.second, text=on.drafted.texts.get(language="ar"))


# newsroom.rules


def sentences(*given: tuple[str, list[str]]) -> dict[str, Any]:
    return {"paragraphs": [{"sentences": [{"text": text, "cites": cites} for text, cites in given]}], "answers": []}


def published_with(on: Stage, content: dict[str, Any], cited: list[Claim] | None = None) -> None:
    """A story of the published claim whose text is `content`, through review and out."""
    story = make.story(cited if cited is not None else [on.published_claim])
    make.approved(make.version(story, [], content=content))
    desk.publish_story(editor=on.publisher, story=story)


@provokes("newsroom.rules", "no_text")
def _(on: Stage) -> None:
    make.version(on.drafted_story, [], "en", content={"paragraphs": [], "answers": []})


@provokes("newsroom.rules", "empty_sentence", "unknown_claim")
def _(on: Stage) -> None:
    make.version(on.drafted_story, [], "en", content=sentences((" ", ["nosuchclam"])))


@provokes("newsroom.rules", "no_title")
def _(on: Stage) -> None:
    story = make.story([on.published_claim], english="")
    make.approved(make.version(story, [on.published_claim], "en"))
    desk.publish_story(editor=on.publisher, story=story)


@provokes("newsroom.rules", "claim_not_published")
def _(on: Stage) -> None:
    published_with(on, sentences(("غير مؤكد.", [on.raised.public_id])))


@provokes("newsroom.rules", "pin_stale")
def _(on: Stage) -> None:
    changed = make.draft(
        on.published_claim, "false", change_kind="update", words={"ar": make.words("جديد.", change_note="تغيّر.")}
    )
    make.publish(changed)
    desk.publish_story(editor=on.publisher, story=on.ready_story)


@provokes("newsroom.rules", "quote_not_in_snapshot")
def _(on: Stage) -> None:
    claim = make.claim()
    with ledger.transaction(editor=on.writer):
        occurrence = Occurrence(
            claim=claim,
            snapshot=on.snapshot,
            quote=Body.objects.put_text("كلمات أخرى"),
            start=0,
            end=9,
            stance="asserts",
            mode="paraphrase",
            editor=on.writer,
        )
        ledger.record("claim.place", ledger.insert(occurrence))
    make.publish(make.draft(claim))


@provokes("newsroom.rules", "not_hedged")
def _(on: Stage) -> None:
    open_claim = make.published_claim("unverified", placed=False)
    published_with(on, sentences(("هذا ما حدث بالفعل.", [open_claim.public_id])), [open_claim])


@provokes("newsroom.rules", "uncited_quantity")
def _(on: Stage) -> None:
    published_with(on, sentences(("بلغت الكلفة 294 ألف دولار.", [])))


@provokes("newsroom.rules", "too_much_quoted")
def _(on: Stage) -> None:
    article = make.article(" ".join(f"كلمة{number}" for number in range(400)))
    taken = make.snapshot(article).content()[20:330]
    story = make.story([on.published_claim])
    desk.write_story(
        editor=on.writer, title_ar="قصة", title_en="A story", story=story, version=story.version, articles=[article]
    )
    make.approved(make.version(story, [], content=sentences((taken, [on.published_claim.public_id]))))
    desk.publish_story(editor=on.publisher, story=story)


# newsroom.actions.writing


@provokes("newsroom.actions.writing", "not_newest")
def _(on: Stage) -> None:
    make.version(on.drafted_story, [on.published_claim])
    desk.submit_version(editor=on.writer, version=on.drafted_version)


@provokes("newsroom.actions.writing", "no_title", "unknown_state", "not_edtf")
def _(on: Stage) -> None:
    line = desk.TimelineSpec(date="soon", text_ar="ا", text_en="a")
    desk.write_story(editor=on.writer, title_ar=" ", state="paused", timeline=[line])


@provokes("newsroom.actions.writing", "unknown_language", "no_reason")
def _(on: Stage) -> None:
    make.version(on.drafted_story, [on.published_claim], "fr", reason=" ")


@provokes("newsroom.actions.writing", "no_change_kind")
def _(on: Stage) -> None:
    make.version(on.published_story, [on.published_claim])


@provokes("newsroom.actions.writing", "nothing_to_change")
def _(on: Stage) -> None:
    make.version(on.drafted_story, [on.published_claim], change_kind="correction", change={"why": "x"})


# newsroom.actions.publishing


@provokes("newsroom.actions.publishing", "overtaken")
def _(on: Stage) -> None:
    claim = on.approved.claim
    make.publish(make.draft(claim))
    desk.publish_verification(editor=on.publisher, verification=on.approved)


@provokes("newsroom.actions.publishing", "is_down")
def _(on: Stage) -> None:
    withhold(on, on.published_claim.public_id)
    words = {"ar": make.words("جديد.", change_note="تغيّر.")}
    make.publish(make.draft(on.published_claim, "false", change_kind="update", words=words))


# newsroom.actions.taking_down


@provokes("newsroom.actions.taking_down", "no_note", "not_published")
def _(on: Stage) -> None:
    desk.propose_note(editor=on.publisher, public_id="nosuchpage", note={"ar": "ملاحظة", "en": " "})


@provokes("newsroom.actions.taking_down", "unknown_replacement")
def _(on: Stage) -> None:
    own = on.published_story.public_id
    desk.propose_note(editor=on.publisher, public_id=own, note={"ar": "سُحبت.", "en": "Down."}, replaced_by=own)


@provokes("newsroom.actions.taking_down", "not_withheld")
def _(on: Stage) -> None:
    desk.restore(editor=on.publisher, note=approved_note(on, on.published_story.public_id))


@provokes("newsroom.actions.taking_down", "note_outdated")
def _(on: Stage) -> None:
    before = approved_note(on, on.published_story.public_id)
    withhold(on, on.published_story.public_id)
    desk.restore(editor=on.publisher, note=before)


@provokes("newsroom.actions.taking_down", "derived_page")
def _(on: Stage) -> None:
    question = Publication.objects.shown().kind("question").get()
    withhold(on, question.public_id)


@provokes("newsroom.actions.taking_down", "already_down")
def _(on: Stage) -> None:
    withhold(on, on.published_story.public_id)
    withhold(on, on.published_story.public_id)


@provokes("newsroom.actions.taking_down", "already_withdrawn", "note_used")
def _(on: Stage) -> None:
    note = approved_note(on, on.published_story.public_id)
    desk.withdraw(editor=on.publisher, note=note)
    desk.withdraw(editor=on.publisher, note=note)


@provokes("newsroom.actions.taking_down", "unknown_notice", "no_reason")
def _(on: Stage) -> None:
    desk.withhold(editor=on.publisher, public_id=on.published_story.public_id, notice="because", reason="")


@provokes("newsroom.actions.taking_down", "no_reference")
def _(on: Stage) -> None:
    own = on.published_story.public_id
    desk.propose_takedown(editor=on.publisher, public_id=own, note={"ar": "أمر.", "en": "An order."}, reference=" ")


@provokes("newsroom.actions.taking_down", "taken_down_already")
def _(on: Stage) -> None:
    other = approved_takedown(on)
    desk.take_down(editor=on.publisher, note=approved_takedown(on))
    desk.take_down(editor=on.publisher, note=other)


@provokes("newsroom.actions.taking_down", "other_purpose")
def _(on: Stage) -> None:
    desk.withdraw(editor=on.publisher, note=approved_retraction(on))


# newsroom.actions.scheduling and previews


@provokes("newsroom.rules", "embargoed")
def _(on: Stage) -> None:
    embargoed(on)
    desk.publish_story(editor=on.publisher, story=on.ready_story)


@provokes("newsroom.actions.scheduling", "time_set")
def _(on: Stage) -> None:
    scheduled(on)
    scheduled(on)


@provokes("newsroom.actions.scheduling", "time_past")
def _(on: Stage) -> None:
    at = dt.datetime.now(dt.UTC) - dt.timedelta(seconds=1)
    desk.schedule_publication(editor=on.publisher, subject=on.ready_story, at=at)


@provokes("newsroom.actions.scheduling", "not_due")
def _(on: Stage) -> None:
    scheduling.carry_out(editor=on.publisher, schedule=scheduled(on))


@provokes("newsroom.actions.scheduling", "in_trash")
def _(on: Stage) -> None:
    row = scheduled(on)
    claims.trash(editor=on.chief, row=on.approved.claim, version=on.approved.claim.version)
    Schedule.objects.update(at=dt.datetime.now(dt.UTC))
    scheduling.carry_out(editor=on.publisher, schedule=Schedule.objects.get(pk=row.pk))


@provokes("newsroom.actions.scheduling", "no_such_page", "no_reason")
def _(on: Stage) -> None:
    desk.set_embargo(editor=on.writer, public_id="nosuchpage", until=soon(), reason=" ")


@provokes("newsroom.actions.scheduling", "no_embargo")
def _(on: Stage) -> None:
    desk.lift_embargo(editor=on.publisher, public_id=on.ready_story.public_id)


@provokes("newsroom.actions.previews", "no_label", "bad_hours", "no_page")
def _(on: Stage) -> None:
    desk.give_preview(editor=on.writer, proof=on.note, label=" ", hours=721)


# --- All reasons at once ---------------------------------------------------------------------------------------------


def test_a_stage_without_faults_refuses_nothing(stage: Stage) -> None:
    """What the acts above change is what makes them fail: the same verbs pass with the same matter left alone."""
    assert codes(lambda: desk.publish_verification(editor=stage.publisher, verification=stage.approved)) == set()
    assert codes(lambda: desk.publish_story(editor=stage.publisher, story=stage.ready_story)) == set()
    assert codes(lambda: claims.approve_verification(editor=stage.second, text=stage.submitted_text)) == set()
    assert codes(lambda: desk.approve_version(editor=stage.second, version=stage.submitted_version)) == set()
    assert codes(lambda: claims.submit_verification(editor=stage.writer, verification=stage.drafted)) == set()
    assert codes(lambda: brought_in(stage)) == set()


def test_every_reason_is_given_not_the_first(stage: Stage) -> None:
    nobody = stage.stranger
    quantity = claims.QuantitySpec(subject="x", measure="y", unit="", comparator="!", value="?")
    bad_evidence = claims.EvidenceSpec(kind="rumour", stance="supports", title="heard")
    at_once: list[tuple[Callable[[], Any], set[str]]] = [
        (
            lambda: claims.write_source(editor=nobody, kind="guild", name_ar="", name_en=""),
            {"not_permitted", "unknown_kind", "no_name"},
        ),
        (
            lambda: claims.bring_in_article(
                editor=nobody,
                taken=taken(text="", blocks=[{"start": 3, "end": 1, "kind": "title"}]),
                description=claims.ArticleDescription(title="", published="soon"),
            ),
            {"not_permitted", "empty_text", "no_title", "not_edtf", "bad_block"},
        ),
        (
            lambda: claims.raise_claim(
                editor=nobody, texts={"fr": ("a\nb", "x" * 80)}, checkability="so-so", quantities=[quantity]
            ),
            {"not_permitted", "no_wording", "claim_not_one_sentence", "short_too_long", "bad_quantity"},
        ),
        (
            lambda: claims.place_occurrence(
                editor=nobody, claim=stage.raised, snapshot=stage.snapshot, quote="nowhere", stance="?", mode="?"
            ),
            {"not_permitted", "unknown_stance", "unknown_mode", "quote_not_found"},
        ),
        (
            lambda: claims.set_chains(
                editor=nobody,
                occurrence=stage.placed,
                chains=[[], [claims.HopSpec(naming="missing"), claims.HopSpec(naming="named")]],
            ),
            {"not_permitted", "empty_chain", "bad_hop", "missing_inside"},
        ),
        (
            lambda: claims.merge_sources(editor=nobody, keep=stage.outlet, drop=stage.outlet, version=1),
            {"not_permitted", "bad_merge"},
        ),
        (
            lambda: claims.draft_verification(
                editor=nobody,
                claim=stage.published_claim,
                verdict="maybe",
                as_of=make.AS_OF,
                words={"fr": claims.VerificationWords(rationale="")},
                evidence=[bad_evidence],
            ),
            {
                "not_permitted",
                "unknown_verdict",
                "unknown_language",
                "no_rationale",
                "bad_evidence",
                "no_change_kind",
            },
        ),
        (
            lambda: claims.restore_from_trash(editor=nobody, row=stage.raised, version=stage.raised.version),
            {"not_permitted", "not_in_trash"},
        ),
        (
            lambda: desk.write_story(
                editor=nobody,
                title_ar="",
                state="?",
                timeline=[desk.TimelineSpec(date="?", text_ar="", text_en="")],
            ),
            {"not_permitted", "no_title", "unknown_state", "not_edtf"},
        ),
        (
            lambda: make.version(
                stage.published_story, [], "ar", content=sentences(("", ["nosuchclam"])), reason="", editor=nobody
            ),
            {"not_permitted", "empty_sentence", "unknown_claim", "no_reason", "no_change_kind"},
        ),
        (
            lambda: desk.withhold(editor=nobody, public_id="nosuchpage", notice="?", reason=""),
            {"not_permitted", "not_published", "unknown_notice", "no_reason"},
        ),
        (
            lambda: desk.propose_note(editor=nobody, public_id="nosuchpage", note={}),
            {"not_permitted", "not_published", "no_note"},
        ),
        (
            lambda: desk.publish_verification(editor=nobody, verification=stage.submitted),
            {"not_permitted", "not_approved"},
        ),
    ]
    for act, wanted in at_once:
        given = codes(act)
        assert wanted <= given, (sorted(wanted - given), inspect.getsource(act))


def test_a_submission_lists_everything_that_is_wrong_with_it(stage: Stage) -> None:
    claim = make.claim("رأي", "An opinion", checkability="opinion")
    words = {"ar": claims.VerificationWords(rationale="كلام.")}
    drafted = make.draft(
        claim,
        "unverified",
        words=words,
        evidence=[],
        as_of=dt.date.today() + dt.timedelta(days=9),
        no_inquiry_reason={},
    )
    given = codes(lambda: claims.submit_verification(editor=stage.auditor, verification=drafted))
    assert given >= {"not_permitted", "verdict_on_opinion", "no_unknowns", "no_search_log", "as_of_in_future"}


def test_a_publication_lists_everything_that_is_wrong_with_it(stage: Stage) -> None:
    open_claim = make.published_claim("disputed", placed=False)
    story = make.story([open_claim, stage.raised], english="")
    content = sentences(
        ("This is so.", [open_claim.public_id, stage.raised.public_id]), ("It cost 5 million dollars.", [])
    )
    written = make.version(story, [], "en", content=content)
    desk.submit_version(editor=stage.writer, version=written)
    given = codes(lambda: desk.publish_story(editor=stage.writer, story=story))
    wanted = {"not_permitted", "no_title", "claim_not_published", "not_hedged", "uncited_quantity", "not_approved"}
    assert given >= wanted


# newsroom.actions.quick


def checked_quickly(by: Editor, **given: Any) -> Any:
    """A pasted text as a claim, in one deed."""
    read = quick.read_pasted(quick.Pasted(make.TEXT, title="عنوان"))
    claim = quick.QuickClaim(quote=make.QUOTE, sentence="لم تتجاوز الكلفة 294 ألف دولار")
    finding = quick.Finding(**{"verdict": "false", "rationale": "وجدنا.", "as_of": make.AS_OF, **given})
    evidence = replace(finding, evidence=[make.evidence()], no_inquiry="الوثيقة منشورة.")
    return desk.check_quickly(editor=by, read=read, claim=claim, finding=evidence)


@provokes("newsroom.actions.quick", "inquiry_incomplete")
def _(on: Stage) -> None:
    checked_quickly(on.writer, asked=quick.Asked(name="شركة", letter="", deadline=None))


# newsroom.actions.reports


def reported(on: Stage, **given: Any) -> Any:
    """What a reader sends about the published story."""
    spec = {"public_id": on.published_story.public_id, "kind": "fact", "text": "Wrong year.", "contact": "a@b.example"}
    return desk.receive_report(**{**spec, **given})


def answered(on: Stage, report: Any, **given: Any) -> Any:
    spec = {"state": "accepted", "answer": "You are right.", **given}
    return desk.answer_report(editor=on.writer, report=report, version=report.version, **spec)


@provokes("newsroom.actions.reports", "unknown_kind", "unknown_language", "no_such_page", "empty_report")
def _(on: Stage) -> None:
    reported(on, kind="rant", language="fr", page_version=99, text=" \n")


@provokes("newsroom.actions.reports", "report_too_long")
def _(on: Stage) -> None:
    reported(on, text="a" * 4001)


@provokes("newsroom.actions.reports", "no_decision", "no_answer")
def _(on: Stage) -> None:
    answered(on, reported(on), state="looking", answer=" ")


@provokes("newsroom.actions.reports", "report_moved_on")
def _(on: Stage) -> None:
    answered(on, answered(on, reported(on)))


@provokes("newsroom.actions.reports", "report_not_accepted")
def _(on: Stage) -> None:
    report = reported(on)
    desk.tie_report_to_correction(editor=on.writer, report=report, version=report.version, correction=on.correction)


@provokes("newsroom.actions.reports", "correction_was_first")
def _(on: Stage) -> None:
    answered(on, reported(on), correction=on.correction)


@provokes("newsroom.actions.reports", "no_contact")
def _(on: Stage) -> None:
    report = reported(on, contact="")
    desk.erase_contact(editor=on.writer, report=report, version=report.version)


def test_require_raises_all_or_nothing() -> None:
    require([])
    one, other = Blocker("one", "One."), Blocker("two", "%(n)s is two.", "Change it.", "there", {"n": 2})
    with pytest.raises(Refused) as caught:
        require(iter([one, other]))
    assert caught.value.blockers == [one, other]
    assert caught.value.codes == {"one", "two"}
    assert str(caught.value) == "One.\nthere: 2 is two. Change it."


# --- Who may do what -------------------------------------------------------------------------------------------------

C, E, R, P, A = Role.CONTRIBUTOR, Role.EDITOR, Role.REVIEWER, Role.PUBLISHER, Role.DESK_ADMIN
DUTIES: dict[str, set[Role]] = {
    "article.bring_in": {C, E, A},
    "article.read": {C, E, A},
    "article.describe": {C, E, A},
    "article.copy": {C, E, A},
    "transcript.check": {E, R, A},
    "source.write": {C, E, A},
    "source.merge": {E, A},
    "question.write": {C, E, A},
    "claim.write": {C, E, A},
    "relation.decide": {C, E, A},
    "inquiry.write": {E, A},
    "verification.write": {E, A},
    "story.write": {E, A},
    "story.editors": {E, A},
    "story.add_article": {C, E, A},
    "review": {R, A},
    "review.ask": {E, R, A},
    "team.write": {A},
    "publish": {P, A},
    "withhold": {P, A},
    "embargo": {E, P, A},
    "preview.give": {E, P, A},
    "correct": {E, A},
    "clarify": {E, A},
    "update": {E, A},
    "refile": {E, A},
    "retract": {P, A},
    "takedown": {P, A},
    "report.answer": {E, A},
    "verdict.retire": {A},
    "trash": {E, A},
    "note.write": {C, E, R, P, A},
    "view.keep": {C, E, R, P, A},
    "redact": {A},
    "editor.manage": {A},
    "assign": {E, R, P, A},
    "assignment.finish": {C, E, R, P, A},
    "import.run": {C, E, A},
    "import.undo": {E, A},
    "feed.write": {E, A},
}
"""Written down a second time on purpose: a change of `MAY` is a decision, not an edit."""


def test_the_table_of_duties_is_what_was_decided() -> None:
    assert {verb: set(roles) for verb, roles in MAY.items()} == DUTIES
    assert all(Role.AUDITOR not in roles for roles in MAY.values()), "an auditor only looks"


@pytest.mark.parametrize("role", [*Role, None])
def test_a_role_may_what_is_written_and_nothing_else(role: Role | None, stage: Stage) -> None:
    one = make.editor(f"only-{role}", *([role] if role else []))
    assert {verb for verb in [*DUTIES, "no.such.verb"] if not may(one, verb)} == {
        verb for verb, roles in DUTIES.items() if role in roles
    }


def test_being_a_superuser_changes_nothing(stage: Stage) -> None:
    lord = make.editor("lord", is_superuser=True)
    assert all(may(lord, verb) for verb in [*DUTIES, "no.such.verb"])


def test_who_has_left_may_nothing(stage: Stage) -> None:
    gone = make.editor("gone", *Role)
    assert not any(may(gone, verb) for verb in DUTIES)
    Editor.objects.filter(pk=gone.pk).update(is_active=False)
    assert all(may(Editor.objects.get(pk=gone.pk), verb) for verb in DUTIES)


def newcomer() -> Editor:
    """One of the house who is none of the cast."""
    return make.editor("newcomer", Role.EDITOR, email="newcomer@example.org")


def invited() -> Editor:
    """One who has not come in yet."""
    who = make.editor("awaited", email="awaited@example.org")
    Editor.objects.filter(pk=who.pk).update(password="!none")
    return Editor.objects.get(pk=who.pk)


def gone() -> Editor:
    """One who has left."""
    return make.editor("left", Role.EDITOR, is_active=False)


def with_factor() -> Editor:
    """One who has set up her second factor."""
    who = newcomer()
    make.device(who)
    return who


def asked_for() -> Editor:
    """One for whom a desk administrator asked for a new second factor."""
    who = with_factor()
    if claims.open_reset(who) is None:
        claims.ask_factor_reset(editor=make.editor("asker", Role.DESK_ADMIN), who=who, reason="Lost.")
    return who


@provokes("newsroom.actions.keeping", "no_name")
def _(on: Stage) -> None:
    desk.save_view(editor=on.writer, model="claims.claim", name=" ", query="")


@provokes("newsroom.actions.keeping", "name_taken")
def _(on: Stage) -> None:
    desk.save_view(editor=on.chief, model="claims.claim", name=on.kept.name, query="")


@provokes("newsroom.actions.keeping", "not_yours")
def _(on: Stage) -> None:
    desk.drop_view(editor=on.writer, view=on.kept)


T_ = "newsroom.actions.talking"


@provokes(T_, "no_note_text")
def _(on: Stage) -> None:
    desk.write_note(editor=on.writer, subject=on.raised, text=" ")


@provokes(T_, "note_too_long")
def _(on: Stage) -> None:
    desk.write_note(editor=on.writer, subject=on.raised, text="ا" * 4001)


@provokes(T_, "other_thread")
def _(on: Stage) -> None:
    desk.write_note(editor=on.writer, subject=on.drafted_story, text="Why?", parent=on.thread)


@provokes(T_, "thread_resolved")
def _(on: Stage) -> None:
    desk.write_note(editor=on.writer, subject=on.raised, text="Why?", parent=on.settled_thread)


@provokes(T_, "passage_too_long")
def _(on: Stage) -> None:
    desk.write_note(editor=on.writer, subject=on.raised, text="Why?", passage={"exact": "ا" * 601})


@provokes(T_, "passage_not_found")
def _(on: Stage) -> None:
    desk.write_note(editor=on.writer, subject=on.raised, text="Why?", passage={"exact": "no such words"})


@provokes(T_, "not_cited")
def _(on: Stage) -> None:
    desk.write_note(editor=on.writer, subject=on.raised, text="Why?", claim=on.raised)


@provokes(T_, "not_a_thread")
def _(on: Stage) -> None:
    answer = desk.write_note(editor=on.writer, subject=on.raised, text="Because.", parent=on.thread)
    desk.resolve_note(editor=on.writer, note=answer)


def in_a_week() -> dt.datetime:
    return dt.datetime.now(dt.UTC) + dt.timedelta(days=7)


# Each verb, what it needs, and an act with which only the role can be wrong.
Doing = Callable[[Stage, Editor], Any]
DOINGS: dict[str, tuple[str, Doing]] = {
    "bring_in_article": (
        "article.bring_in",
        lambda on, by: claims.bring_in_article(
            editor=by, taken=taken(), description=claims.ArticleDescription(title="عنوان")
        ),
    ),
    "describe_article": (
        "article.describe",
        lambda on, by: claims.describe_article(
            editor=by,
            article=on.article,
            version=on.article.version,
            description=claims.ArticleDescription(title="عنوان آخر"),
        ),
    ),
    "renew_article": (
        "article.bring_in",
        lambda on, by: claims.renew_article(editor=by, article=on.article, taken=taken()),
    ),
    "mark_copy": (
        "article.copy",
        lambda on, by: claims.mark_copy(
            editor=by, article=on.article, version=on.article.version, original=on.transcribed.article
        ),
    ),
    "confirm_transcript": (
        "transcript.check",
        lambda on, by: claims.confirm_transcript(editor=by, snapshot=on.transcribed),
    ),
    "add_article": (
        "story.add_article",
        lambda on, by: desk.add_article(editor=by, story=on.drafted_story, article=on.transcribed.article),
    ),
    "drop_article": (
        "story.write",
        lambda on, by: desk.drop_article(editor=by, story=on.drafted_story, article=on.drafted_article),
    ),
    "read_article": (
        "article.read",
        lambda on, by: claims.read_article(editor=by, snapshot=on.snapshot, blocks=[], cleaner="test"),
    ),
    "write_source": (
        "source.write",
        lambda on, by: claims.write_source(editor=by, kind="company", name_ar="شركة", name_en="A company"),
    ),
    "merge_sources": (
        "source.merge",
        lambda on, by: claims.merge_sources(editor=by, keep=on.outlet, drop=on.agency, version=on.agency.version),
    ),
    "split_source": (
        "source.merge",
        lambda on, by: claims.split_source(editor=by, source=on.merged, version=on.merged.version),
    ),
    "distinguish_sources": (
        "source.merge",
        lambda on, by: claims.distinguish_sources(editor=by, a=on.outlet, b=on.agency, why="two"),
    ),
    "write_question": (
        "question.write",
        lambda on, by: claims.write_question(editor=by, subject="s", measure="m", wording_ar="كم؟", wording_en="How?"),
    ),
    "raise_claim": ("claim.write", lambda on, by: claims.raise_claim(editor=by, texts={"ar": ("ادعاء", "")})),
    "reword_claim": (
        "claim.write",
        lambda on, by: claims.reword_claim(
            editor=by, claim=on.raised, version=on.raised.version, language="ar", text="صياغة"
        ),
    ),
    "set_quantities": (
        "claim.write",
        lambda on, by: claims.set_quantities(editor=by, claim=on.raised, version=on.raised.version, quantities=[]),
    ),
    "group_claim": (
        "claim.write",
        lambda on, by: claims.group_claim(editor=by, claim=on.raised, version=on.raised.version, question=None),
    ),
    "place_occurrence": (
        "claim.write",
        lambda on, by: claims.place_occurrence(
            editor=by,
            claim=on.raised,
            snapshot=on.snapshot,
            quote="أعلنت شركة الرمال",
            stance="asserts",
            mode="paraphrase",
        ),
    ),
    "accept_candidate": (
        "claim.write",
        lambda on, by: claims.accept_candidate(
            editor=by, place=make.place(on.snapshot), texts={"ar": ("كلّف التدريب مبلغاً", "")}
        ),
    ),
    "merge_candidate": (
        "claim.write",
        lambda on, by: claims.merge_candidate(editor=by, place=make.place(on.snapshot), claim=on.published_claim),
    ),
    "reject_candidate": (
        "claim.write",
        lambda on, by: claims.reject_candidate(editor=by, place=make.place(on.snapshot), reason="vague"),
    ),
    "undo_candidate": (
        "claim.write",
        lambda on, by: claims.undo_candidate(
            editor=by,
            decision=claims.reject_candidate(editor=on.writer, place=make.place(on.snapshot), reason="vague"),
        ),
    ),
    "tie_hop": (
        "claim.write",
        lambda on, by: claims.tie_hop(editor=by, hop=make.first_hop(on.placed), article=None),
    ),
    "retire_occurrence": (
        "claim.write",
        lambda on, by: claims.retire_occurrence(editor=by, occurrence=on.placed, why="wrong"),
    ),
    "set_chains": (
        "claim.write",
        lambda on, by: claims.set_chains(editor=by, occurrence=on.placed, chains=[[claims.HopSpec(naming="missing")]]),
    ),
    "relate_claims": (
        "relation.decide",
        lambda on, by: claims.relate_claims(
            editor=by, a=on.raised, b=on.drafted.claim, type="supports", why={"en": "Because."}
        ),
    ),
    "ask_claimant": (
        "inquiry.write",
        lambda on, by: claims.ask_claimant(
            editor=by, claim=on.raised, source=on.agency, text="?", deadline=dt.datetime.now(dt.UTC)
        ),
    ),
    "record_answer": (
        "inquiry.write",
        lambda on, by: claims.record_answer(editor=by, inquiry=on.inquiry, kind="answered", text="No."),
    ),
    "draft_verification": ("verification.write", lambda on, by: make.draft(on.raised, editor=by)),
    "reword_verification": (
        "verification.write",
        lambda on, by: claims.reword_verification(
            editor=by, verification=on.drafted, language="ar", words=make.words()
        ),
    ),
    "submit_verification": (
        "verification.write",
        lambda on, by: claims.submit_verification(editor=by, verification=on.drafted),
    ),
    "take_back_verification": (
        "verification.write",
        lambda on, by: claims.take_back_verification(editor=by, text=on.submitted_text),
    ),
    "approve_verification": (
        "review",
        lambda on, by: claims.approve_verification(editor=by, text=on.submitted_text),
    ),
    "return_verification": (
        "review",
        lambda on, by: claims.return_verification(editor=by, text=on.submitted_text, note="No."),
    ),
    "ask_reviewer": (
        "review.ask",
        lambda on, by: claims.ask_reviewer(editor=by, state=on.submitted_text.state, team=on.team, due=in_days(2)),
    ),
    "give_blind_verdict": ("review", lambda on, by: rated(on, "true", by=by)),
    "write_team": ("team.write", lambda on, by: claims.write_team(editor=by, name_ar="فريق", members=[by])),
    "assign": ("assign", lambda on, by: desk.assign(editor=by, subject=on.raised, assignee=on.second, what="x")),
    "reassign": (
        "assign",
        lambda on, by: desk.reassign(editor=by, assignment=on.task, assignee=on.second, what="x", priority=4),
    ),
    "finish_assignment": (
        "assignment.finish",
        lambda on, by: desk.finish_assignment(editor=by, assignment=on.task),
    ),
    "approve_proof": ("review", lambda on, by: claims.approve_proof(editor=by, proof=on.note)),
    "decide_on_proof": (
        "review",
        lambda on, by: claims.decide_on_proof(
            editor=by, proof=on.note, decision="approve", state=None, fresh=on.note.document.json
        ),
    ),
    "remind_claimant": (
        "inquiry.write",
        lambda on, by: claims.remind_claimant(editor=by, inquiry=on.inquiry, text="?", deadline=in_a_week()),
    ),
    "expire_inquiry": ("inquiry.write", lambda on, by: claims.expire_inquiry(editor=by, inquiry=on.inquiry)),
    "check_quickly": ("verification.write", lambda on, by: checked_quickly(by)),
    "look_at_report": (
        "report.answer",
        lambda on, by: desk.look_at_report(editor=by, report=on.report, version=on.report.version),
    ),
    "answer_report": (
        "report.answer",
        lambda on, by: desk.answer_report(
            editor=by, report=on.report, version=on.report.version, state="declined", answer="No."
        ),
    ),
    "tie_report_to_correction": (
        "report.answer",
        lambda on, by: desk.tie_report_to_correction(
            editor=by, report=on.right_report, version=on.right_report.version, correction=on.correction
        ),
    ),
    "erase_contact": (
        "report.answer",
        lambda on, by: desk.erase_contact(editor=by, report=on.report, version=on.report.version),
    ),
    "retire_verdict": (
        "verdict.retire",
        lambda on, by: claims.retire_verdict(editor=by, verdict=Verdict.objects.get(code="satire"), why="unused"),
    ),
    "trash": ("trash", lambda on, by: claims.trash(editor=by, row=on.raised, version=on.raised.version)),
    "restore_from_trash": (
        "trash",
        lambda on, by: claims.restore_from_trash(editor=by, row=on.trashed, version=on.trashed.version),
    ),
    "make_current": (
        "publish",
        lambda on, by: claims.make_current(editor=by, verification=on.approved, texts=[on.approved_text]),
    ),
    "write_story": ("story.write", lambda on, by: desk.write_story(editor=by, title_ar="قصة")),
    "trash_story": (
        "trash",
        lambda on, by: desk.trash_story(editor=by, story=on.drafted_story, version=on.drafted_story.version),
    ),
    "write_note": ("note.write", lambda on, by: desk.write_note(editor=by, subject=on.raised, text="Why?")),
    "resolve_note": ("note.write", lambda on, by: desk.resolve_note(editor=by, note=on.thread)),
    "reopen_note": ("note.write", lambda on, by: desk.reopen_note(editor=by, note=on.settled_thread)),
    "save_view": (
        "view.keep",
        lambda on, by: desk.save_view(editor=by, model="claims.claim", name="Mine", query="checking=due"),
    ),
    "share_view": (
        "view.keep",
        lambda on, by: desk.share_view(editor=by, view=on.kept, version=1, shared=True),
    ),
    "drop_view": ("view.keep", lambda on, by: desk.drop_view(editor=by, view=on.kept)),
    "write_version": (
        "story.write",
        lambda on, by: make.version(on.drafted_story, [on.published_claim], editor=by),
    ),
    "restore_version": (
        "story.write",
        lambda on, by: desk.restore_version(
            editor=by,
            version=on.drafted_version,
            reason="r",
            base=on.drafted_version.number,
        ),
    ),
    "submit_version": (
        "story.write",
        lambda on, by: desk.submit_version(editor=by, version=on.drafted_version),
    ),
    "take_back_version": (
        "story.write",
        lambda on, by: desk.take_back_version(editor=by, version=on.submitted_version),
    ),
    "approve_version": ("review", lambda on, by: desk.approve_version(editor=by, version=on.submitted_version)),
    "return_version": (
        "review",
        lambda on, by: desk.return_version(editor=by, version=on.submitted_version, note="No."),
    ),
    "publish_verification": (
        "publish",
        lambda on, by: desk.publish_verification(editor=by, verification=on.approved),
    ),
    "publish_verifications": ("publish", lambda on, by: refused_in_bulk(on, by)),
    "publish_story": ("publish", lambda on, by: desk.publish_story(editor=by, story=on.ready_story)),
    "publish_scale": ("publish", lambda on, by: desk.publish_scale(editor=by)),
    "propose_note": (
        "publish",
        lambda on, by: desk.propose_note(
            editor=by, public_id=on.published_story.public_id, note={"ar": "ملاحظة.", "en": "A note."}
        ),
    ),
    "withdraw": (
        "publish",
        lambda on, by: desk.withdraw(editor=by, note=approved_note(on, on.published_story.public_id)),
    ),
    "restore": ("publish", lambda on, by: restored(on, by)),
    "propose_retraction": (
        "retract",
        lambda on, by: desk.propose_retraction(
            editor=by, public_id=on.published_story.public_id, note={"ar": "خطأ.", "en": "Wrong."}
        ),
    ),
    "retract": ("retract", lambda on, by: desk.retract(editor=by, note=approved_retraction(on))),
    "propose_takedown": (
        "takedown",
        lambda on, by: desk.propose_takedown(
            editor=by,
            public_id=on.published_story.public_id,
            note={"ar": "أمر.", "en": "An order."},
            reference="12/2026",
        ),
    ),
    "take_down": ("takedown", lambda on, by: desk.take_down(editor=by, note=approved_takedown(on))),
    "schedule_publication": (
        "publish",
        lambda on, by: desk.schedule_publication(editor=by, subject=on.approved, at=soon()),
    ),
    "cancel_schedule": ("publish", lambda on, by: desk.cancel_schedule(editor=by, schedule=scheduled(on))),
    "set_embargo": (
        "embargo",
        lambda on, by: desk.set_embargo(
            editor=by, public_id=on.ready_story.public_id, until=soon(), reason="the journal asked"
        ),
    ),
    "lift_embargo": ("publish", lambda on, by: desk.lift_embargo(editor=by, public_id=embargoed(on))),
    "give_preview": (
        "preview.give",
        lambda on, by: desk.give_preview(editor=by, proof=on.submitted_text.state.proof, label="a lawyer", hours=24),
    ),
    "revoke_preview": ("preview.give", lambda on, by: desk.revoke_preview(editor=by, link=previewed(on))),
    "withhold": (
        "withhold",
        lambda on, by: desk.withhold(
            editor=by, public_id=on.published_story.public_id, notice=Notice.LEGAL, reason="a letter"
        ),
    ),
}
DOINGS |= {
    "invite_editor": (
        "editor.manage",
        lambda on, by: claims.invite_editor(
            editor=by, username="new", email="new@example.org", display_en="New", roles=["editor"]
        ),
    ),
    "invite_again": ("editor.manage", lambda on, by: claims.invite_again(editor=by, who=invited())),
    "change_roles": (
        "editor.manage",
        lambda on, by: claims.change_roles(editor=by, who=newcomer(), roles=["reviewer"], version=newcomer().version),
    ),
    "deactivate_editor": (
        "editor.manage",
        lambda on, by: claims.deactivate_editor(editor=by, who=newcomer(), reason="She left."),
    ),
    "reactivate_editor": ("editor.manage", lambda on, by: claims.reactivate_editor(editor=by, who=gone())),
    "end_sessions": ("editor.manage", lambda on, by: claims.end_sessions(editor=by, who=newcomer())),
    "ask_factor_reset": (
        "editor.manage",
        lambda on, by: claims.ask_factor_reset(editor=by, who=with_factor(), reason="The telephone is lost."),
    ),
    "allow_factor_reset": ("editor.manage", lambda on, by: claims.allow_factor_reset(editor=by, who=asked_for())),
    "set_story_editors": (
        "story.editors",
        lambda on, by: desk.set_story_editors(
            editor=by, story=on.drafted_story, editors=[on.writer], version=on.drafted_story.version
        ),
    ),
}
# Any of two duties is enough: who reviews the scale or who verifies may put it before a second person.
EITHER: dict[str, tuple[set[Role], Doing]] = {
    "submit_scale": ({E, R, A}, lambda on, by: claims.submit_scale(editor=by)),
}
# Done to one's own account, whatever one's roles (tests/test_people.py).
OWN = {"write_profile", "set_password", "confirm_factor", "renew_codes"}
# Called by other verbs only, after they have asked.
INNER = {"draw_proof"}


def soon() -> dt.datetime:
    """A time to come."""
    return dt.datetime.now(dt.UTC) + dt.timedelta(hours=1)


def scheduled(on: Stage) -> Schedule:
    """A publication at a time, set by the publisher."""
    return desk.schedule_publication(editor=on.publisher, subject=on.approved, at=soon())


def embargoed(on: Stage) -> str:
    """The public id of a story that is ready and must wait."""
    public_id: str = on.ready_story.public_id
    desk.set_embargo(editor=on.writer, public_id=public_id, until=soon(), reason="the journal asked")
    return public_id


def previewed(on: Stage) -> PreviewLink:
    """A preview that an outsider was given."""
    proof = on.submitted_text.state.proof
    return desk.give_preview(editor=on.writer, proof=proof, label="a lawyer", hours=24)[0]


def refused_in_bulk(on: Stage, by: Editor) -> None:
    """A bulk verb leaves what it may not do with its reasons; here they are raised to be looked at."""
    _done, refused = desk.publish_verifications(editor=by, verifications=[on.approved])
    require([blocker for blockers in refused.values() for blocker in blockers])


def restored(on: Stage, by: Editor) -> None:
    withhold(on, on.published_story.public_id)
    desk.restore(editor=by, note=approved_note(on, on.published_story.public_id))


# Kinds of change are permissions of their own, asked beside that of writing.
CHANGES = {kind: ChangeKind(kind).duty for kind in ("correction", "clarification", "update", "refile")}


@pytest.mark.parametrize("kind", sorted(CHANGES))
def test_a_change_of_something_published_needs_its_own_permission(
    kind: str, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = {"change_kind": kind, "words": {"ar": make.words(change_note="تغيّر.")}}
    acts: list[Callable[[], Any]] = [
        lambda: make.draft(stage.published_claim, **told),
        lambda: make.version(stage.published_story, [], "ar", change_kind=kind, change={"why": "لأن"}, content=PLAIN),
    ]
    for act in acts:
        assert codes(act) == set()
    monkeypatch.setitem(MAY, CHANGES[kind], frozenset())
    for act in acts:
        assert codes(act) == {"not_permitted"}


PLAIN = {"paragraphs": [{"sentences": [{"text": "نتابع.", "cites": []}]}], "answers": []}


def test_every_verb_stands_in_the_table() -> None:
    verbs = {
        name
        for package in (claims, desk)
        for name in package.__all__
        if "editor" in inspect.signature(getattr(package, name)).parameters
    }
    assert verbs == DOINGS.keys() | EITHER.keys() | INNER | OWN
    asked = {duty for duty, _act in DOINGS.values()}
    of_the_way_in = {"import.run", "import.undo", "feed.write"}  # tests/test_import.py
    assert asked | set(CHANGES.values()) | {"redact"} | of_the_way_in == set(DUTIES)


@pytest.mark.parametrize("name", [*make.CAST, "lord"])
def test_each_verb_is_refused_to_each_role_that_is_not_listed(name: str, stage: Stage) -> None:
    if name == "lord":
        make.editor("lord", is_superuser=True)
    roles = set(make.CAST.get(name, ()))
    faults = []
    table = {verb: (DUTIES[duty], act) for verb, (duty, act) in DOINGS.items()} | EITHER
    for verb, (allowed, act) in table.items():
        given = codes(partial(act, stage, Editor.objects.get(username=name)))
        if ("not_permitted" in given) is bool(roles & allowed):
            faults.append((verb, sorted(given)))
    assert faults == []


def test_the_blocker_names_the_roles_that_would_do(stage: Stage) -> None:
    with translation.override("en"):
        (blocker,) = may(stage.stranger, "publish")
        assert blocker.advice() == "Ask a desk administrator for one of these roles: Desk administrator, Publisher."
        assert str(blocker) == f"Your roles do not allow this. {blocker.advice()}"


def test_a_proof_kind_without_a_maker_is_not_approved_directly(stage: Stage) -> None:
    proof = stage.submitted_text.state.proof
    assert proof.kind == ProofKind.CLAIM
    assert codes(lambda: claims.approve_proof(editor=stage.second, proof=proof)) == {"not_in_review"}
