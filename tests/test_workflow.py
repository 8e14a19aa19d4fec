"""The desk at random: three people who may do everything, doing anything in any order. What must hold then holds always."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from claims import actions as claims
from claims import ledger
from claims.choices import Decision, Role
from claims.documents import claim_content
from claims.models import (
    Article,
    Claim,
    Editor,
    EntryNumber,
    Head,
    Proof,
    Question,
    Relation,
    Snapshot,
    Verification,
    VerificationText,
)
from claims.rules import Refused
from newsroom import actions as desk
from newsroom.documents import cards_in, story_content
from newsroom.documents.cards import contents, current_verdict
from newsroom.models import Current, DeskTask, Publication, PublicIndex, Sequence, Story, Version
from newsroom.querysets import GONE
from tests import factory as make

Json = dict[str, Any]
PEOPLE = ("amal", "basil", "dina")
# Every rating that asks for something else: evidence, both sides, unknowns and a search log, the right of reply.
VERDICTS = ("true", "false", "disputed", "unverified")
CHANGE = {"said": "كان", "says": "صار", "why": "لأن"}

people = st.sampled_from(PEOPLE)
languages = st.sampled_from(["ar", "en"])
nth = st.integers(0, 9)


class Desk(RuleBasedStateMachine):
    """Acts are tried and may be refused; the model remembers who wrote what, and when proofs were drawn."""

    def __init__(self) -> None:
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.tick = 0
        self.wrote: list[tuple[int, tuple[str, int], str]] = []
        self.drawn: dict[int, int] = {}
        self.tokens: dict[str, str] = {}
        self.checked = 0
        self.done: dict[str, int] = {}

    def teardown(self) -> None:
        try:
            assert list(ledger.verify()) == []
            numbers = list(EntryNumber.objects.order_by("n").values_list("n", flat=True))
            assert numbers == list(range(1, len(numbers) + 1))
        finally:
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)

    # --- Helpers

    def by(self, name: str) -> Editor:
        return Editor.objects.get(username=name)

    def tried(self, name: str, act: Callable[[], Any]) -> Any:
        """The result of an act, or None when it was refused; every other error is a failure of the test."""
        try:
            made = act()
        except Refused:
            return None
        self.done[name] = self.done.get(name, 0) + 1
        return made

    def note(self, who: str, *things: tuple[str, int]) -> None:
        """Remember that someone wrote something on these things."""
        self.tick += 1
        self.wrote += [(self.tick, thing, who) for thing in things]

    def draw(self, proofs: list[Proof]) -> None:
        self.tick += 1
        for proof in proofs:
            self.drawn[proof.pk] = self.tick

    def any_claim(self, n: int) -> Claim | None:
        found = list(Claim.objects.order_by("pk"))
        return found[n % len(found)] if found else None

    def any_draft(self, n: int) -> Verification | None:
        """One of the newest drafts, so that acts meet each other."""
        found = list(Verification.objects.order_by("-pk")[:3])
        return found[n % len(found)] if found else None

    def any_story(self, n: int) -> Story | None:
        found = list(Story.objects.order_by("pk"))
        return found[n % len(found)] if found else None

    def any_version(self, n: int) -> Version | None:
        found = list(Version.objects.order_by("-pk")[:3])
        return found[n % len(found)] if found else None

    def any_page(self, n: int) -> str | None:
        out = set(Current.objects.values_list("pk", flat=True))
        found = [public_id for public_id in self.tokens if public_id in out]
        return found[n % len(found)] if found else None

    def second(self, name: str, n: int) -> str:
        """Somebody else."""
        others = [each for each in PEOPLE if each != name]
        return others[n % len(others)]

    # --- Acts

    @initialize()
    def open_the_desk(self) -> None:
        for name in PEOPLE:
            make.editor(name, *Role)
        outlet = make.source("صحيفة المرفأ", "Harbor Daily", "outlet")
        self.snapshot_pk = make.snapshot(make.article(outlet=outlet)).pk
        self.question_pk = make.question().pk
        for who in PEOPLE[:2]:
            self.raise_claim(who, bool(self.tokens))
            claim = Claim.objects.order_by("-pk")[0]
            self.carry_through(who, claim, "true", 0)
        self.write_story(PEOPLE[2], True)
        for language in ("ar", "en"):
            self.write_version(PEOPLE[2], 0, language, True)
        self.carry_story_through(PEOPLE[2], 0, 1)

    @rule(who=people, asked=st.booleans())
    def raise_claim(self, who: str, asked: bool) -> None:
        if Claim.objects.count() >= 4:
            return
        token = f"علامة{len(self.tokens)}"
        made = claims.raise_claim(
            editor=self.by(who),
            texts={"ar": (f"ادعاء {token}", ""), "en": (f"Claim {token}", "")},
            question=Question.objects.get(pk=self.question_pk) if asked else None,
            quantities=[claims.QuantitySpec("model", "training cost", "USD", value=str(1000 * (1 + len(self.tokens))))],
        )
        self.tokens[made.public_id] = token
        snapshot = Snapshot.objects.get(pk=self.snapshot_pk)
        claims.place_occurrence(
            editor=self.by(who), claim=made, snapshot=snapshot, quote=make.QUOTE, stance="asserts", mode="paraphrase"
        )
        self.note(who, ("claim", made.pk))

    @rule(who=people, n=nth, number=st.integers(1, 3))
    def count_anew(self, who: str, n: int, number: int) -> None:
        if (claim := self.any_claim(n)) is None:
            return
        spec = claims.QuantitySpec("model", "training cost", "USD", value=str(number))
        if self.tried(
            "count",
            lambda: claims.set_quantities(editor=self.by(who), claim=claim, version=claim.version, quantities=[spec]),
        ):
            self.note(who, ("claim", claim.pk))

    @rule(who=people, n=nth, m=nth, kind=st.sampled_from(["contradicts", "different_scope", "none"]))
    def relate(self, who: str, n: int, m: int, kind: str) -> None:
        a, b = self.any_claim(n), self.any_claim(m)
        if a is None or b is None:
            return
        known = Relation.objects.filter(a__in=[a, b], b__in=[a, b]).first()
        if self.tried(
            "relate", lambda: claims.relate_claims(editor=self.by(who), a=a, b=b, type=kind, why={"ar": "لأن."})
        ) and (known is not None or kind != "none"):
            self.note(who, ("claim", a.pk), ("claim", b.pk))

    def draft_words(self, verdict: str) -> dict[str, Any]:
        words: dict[str, Any] = {
            "unknowns": "وثيقة تحسم المسألة.",
            "searches": [{"what": "filings", "where": "site", "on": "2026"}],
            "change_note": "تغيّر ما نعرف.",
        }
        said = f"وجدنا {self.tick} {verdict}."
        return {language: claims.VerificationWords(rationale=said, **words) for language in ("ar", "en")}

    @rule(who=people, n=nth, verdict=st.sampled_from(VERDICTS))
    def draft(self, who: str, n: int, verdict: str) -> None:
        if claim := self.any_claim(n):
            self.drafted(who, claim, verdict)

    def drafted(self, who: str, claim: Claim, verdict: str) -> Verification | None:
        kind = "correction" if claim.current_verification_id else None
        made: Verification | None = self.tried(
            "draft",
            lambda: make.draft(claim, verdict, editor=self.by(who), words=self.draft_words(verdict), change_kind=kind),
        )
        if made is not None:
            self.note(who, ("verification", made.pk))
        return made

    @rule(who=people, n=nth)
    def submit(self, who: str, n: int) -> None:
        if draft := self.any_draft(n):
            self.submitted(who, draft)

    def submitted(self, who: str, draft: Verification) -> None:
        proofs = self.tried("submit", lambda: claims.submit_verification(editor=self.by(who), verification=draft))
        self.draw(proofs or [])

    @rule(who=people, n=nth, language=languages, approve=st.sampled_from([True, True, False]))
    def review(self, who: str, n: int, language: str, approve: bool) -> None:
        if (draft := self.any_draft(n)) is None:
            return
        text = draft.texts.filter(language=language).newest()
        if approve:
            self.tried("approve", lambda: claims.approve_verification(editor=self.by(who), text=text))
        else:
            self.tried("return", lambda: claims.return_verification(editor=self.by(who), text=text, note="لا."))

    @rule(who=people, n=nth, language=languages)
    def reword(self, who: str, n: int, language: str) -> None:
        if (draft := self.any_draft(n)) is None:
            return
        words = self.draft_words("reworded")[language]
        if self.tried(
            "reword",
            lambda: claims.reword_verification(editor=self.by(who), verification=draft, language=language, words=words),
        ):
            self.note(who, ("verification", draft.pk))

    @rule(who=people, n=nth)
    def publish(self, who: str, n: int) -> None:
        if draft := self.any_draft(n):
            self.published(who, draft)

    def published(self, who: str, draft: Verification) -> None:
        made = self.tried("publish", lambda: desk.publish_verification(editor=self.by(who), verification=draft))
        if made is not None:
            self.fresh(made, lambda language: claim_content(draft, language))

    def fresh(self, made: Publication, content: Callable[[str], Json | None]) -> None:
        """What has just gone out for the first time is what the database holds now, not what it held once."""
        before = Publication.objects.filter(public_id=made.public_id, version=made.version - 1).first()
        for column, language in (("proof_ar_id", "ar"), ("proof_en_id", "en")):
            if getattr(made, column) != getattr(before, column, None):
                assert contents(made.document.json)[language] == content(language)

    @rule(who=people)
    def publish_everything(self, who: str) -> None:
        found = list(Verification.objects.order_by("-pk")[:4])
        self.tried("publish all", lambda: desk.publish_verifications(editor=self.by(who), verifications=found))

    @rule(who=people, n=nth, verdict=st.sampled_from(VERDICTS))
    def check_claim(self, who: str, n: int, verdict: str) -> None:
        """The whole way of a verification, by two people."""
        if claim := self.any_claim(n):
            self.carry_through(who, claim, verdict, n)

    def carry_through(self, who: str, claim: Claim, verdict: str, n: int) -> None:
        if (draft := self.drafted(who, claim, verdict)) is None:
            return
        self.submitted(who, draft)
        other = self.second(who, n)
        for text in draft.texts.all():
            self.approved(other, text)
        self.published(who, draft)

    @rule(who=people, n=nth, verdict=st.sampled_from(VERDICTS), number=st.integers(1, 3))
    def check_what_another_has_touched(self, who: str, n: int, verdict: str, number: int) -> None:
        """One writes, another counts anew: the other may not be the second pair of eyes."""
        other = self.second(who, n)
        self.count_anew(other, n, number)
        if claim := self.any_claim(n):
            self.carry_through(who, claim, verdict, n)

    @rule(who=people, n=nth, number=st.integers(1, 3), down=st.booleans())
    def publish_what_has_moved_on(self, who: str, n: int, number: int, down: bool) -> None:
        """Approved; then somebody counts anew, or takes the page down; then published."""
        if (claim := self.any_claim(n)) is None or (draft := self.drafted(who, claim, "true")) is None:
            return
        self.submitted(who, draft)
        for text in draft.texts.all():
            self.approved(self.second(who, n), text)
        if down:
            self.tried(
                "withhold",
                lambda: desk.withhold(
                    editor=self.by(who), public_id=claim.public_id, notice="legal", reason="a letter"
                ),
            )
        else:
            self.count_anew(who, n, number)
        self.published(who, draft)

    def approved(self, who: str, text: VerificationText) -> None:
        self.tried("approve", lambda: claims.approve_verification(editor=self.by(who), text=text))

    @rule(who=people, listed=st.booleans())
    def write_story(self, who: str, listed: bool) -> None:
        if Story.objects.count() >= 2:
            return
        token = f"قصة{len(self.tokens)}"
        made = desk.write_story(
            editor=self.by(who),
            title_ar=token,
            title_en=token,
            claims=list(Claim.objects.order_by("pk")) if listed else [],
            articles=list(Article.objects.all()),
            questions=[Question.objects.get(pk=self.question_pk)],
        )
        self.tokens[made.public_id] = token
        self.note(who, ("story", made.pk))

    @rule(who=people, n=nth)
    def retitle(self, who: str, n: int) -> None:
        if (story := self.any_story(n)) is None:
            return
        title = self.tokens[story.public_id]
        if self.tried(
            "retitle",
            lambda: desk.write_story(
                editor=self.by(who),
                title_ar=title,
                title_en=title,
                dek_ar=f"تغيّر {self.tick}",
                story=story,
                version=story.version,
            ),
        ):
            self.note(who, ("story", story.pk))

    @rule(who=people, n=nth, language=languages, changed=st.booleans())
    def write_version(self, who: str, n: int, language: str, changed: bool) -> None:
        if (story := self.any_story(n)) is None:
            return
        cited = list(Claim.objects.assessed().order_by("pk"))
        hedge = "غير مؤكد، وفيه روايات متعارضة" if language == "ar" else "Unverified and disputed"
        sentences = [{"text": f"{hedge}.", "cites": [claim.public_id]} for claim in cited]
        content = {"paragraphs": [{"sentences": sentences}], "answers": []}
        out = Publication.objects.filter(public_id=story.public_id, **{f"proof_{language}__isnull": False}).exists()
        change = {"change_kind": "update", "change": CHANGE} if out else {}
        made = self.tried(
            "write",
            lambda: make.version(story, [], language, content=content, editor=self.by(who), **change),
        )
        if made is not None:
            self.note(who, (f"version {language}", made.pk))

    @rule(who=people, n=nth)
    def submit_version(self, who: str, n: int) -> None:
        if version := self.any_version(n):
            self.submitted_version(who, version)

    def submitted_version(self, who: str, version: Version) -> None:
        proof = self.tried("submit version", lambda: desk.submit_version(editor=self.by(who), version=version))
        self.draw([proof] if proof else [])

    def approved_version(self, who: str, version: Version) -> None:
        self.tried("approve version", lambda: desk.approve_version(editor=self.by(who), version=version))

    @rule(who=people, n=nth, approve=st.sampled_from([True, True, False]))
    def review_version(self, who: str, n: int, approve: bool) -> None:
        if (version := self.any_version(n)) is None:
            return
        if approve:
            self.approved_version(who, version)
        else:
            self.tried("return version", lambda: desk.return_version(editor=self.by(who), version=version, note="لا."))

    @rule(who=people, n=nth)
    def publish_story(self, who: str, n: int) -> None:
        if story := self.any_story(n):
            self.published_story(who, story)

    def published_story(self, who: str, story: Story) -> None:
        made = self.tried("publish story", lambda: desk.publish_story(editor=self.by(who), story=story))
        if made is not None:
            texts = story.summary.versions
            self.fresh(made, lambda language: story_content(texts.filter(language=language).newest()))

    @rule(who=people, n=nth, m=nth)
    def carry_story_through(self, who: str, n: int, m: int) -> None:
        """The newest texts of a story, submitted by one and approved by another."""
        if (story := self.any_story(n)) is None:
            return
        for language in ("ar", "en"):
            if version := story.summary.versions.filter(language=language).newest():
                self.submitted_version(who, version)
                self.approved_version(self.second(who, m), version)
        self.published_story(who, story)

    @rule(who=people, n=nth)
    def withhold(self, who: str, n: int) -> None:
        if page := self.any_page(n):
            self.tried(
                "withhold",
                lambda: desk.withhold(editor=self.by(who), public_id=page, notice="legal", reason="a letter"),
            )

    @rule(who=people, n=nth, m=nth, back=st.sampled_from([True, True, True, False]))
    def take_back_or_away(self, who: str, n: int, m: int, back: bool) -> None:
        if (page := self.any_page(n)) is None:
            return
        note: Any = {"ar": "ملاحظة.", "en": "A note."}
        proof = self.tried("note", lambda: desk.propose_note(editor=self.by(who), public_id=page, note=note))
        if proof is None:
            return
        reviewer = PEOPLE[m % len(PEOPLE)]  # perhaps the one who wrote it
        self.tried("approve note", lambda: claims.approve_proof(editor=self.by(reviewer), proof=proof))
        act = desk.restore if back else desk.withdraw
        done = self.tried("restore" if back else "withdraw", lambda: act(editor=self.by(who), note=proof))
        assert done is None or reviewer != who

    @rule(who=people, n=nth)
    def trash(self, who: str, n: int) -> None:
        if claim := self.any_claim(n):
            row = claim
            act = claims.restore_from_trash if row.trashed_at else claims.trash
            self.tried("trash", lambda: act(editor=self.by(who), row=row, version=row.version))

    # --- What always holds

    @invariant()
    def what_readers_see_is_right(self) -> None:
        """Looked at whenever something has left the house."""
        count = Publication.objects.count()
        if count == self.checked:
            return
        self.checked = count
        current = list(Publication.objects.current().select_related("document").order_by("public_id"))
        documents = {row.public_id: row.document.json for row in current}
        self._pointers_and_sequence(current, count)
        self._approved_by_others(current)
        self._cards_tell_what_holds(documents)
        self._verdict_changes_are_all(documents)
        self._derived_pages_follow(documents)
        self._gone_is_gone(current, documents)

    def _pointers_and_sequence(self, current: list[Publication], count: int) -> None:
        numbers = list(Sequence.objects.order_by("n").values_list("n", flat=True))
        assert numbers == list(range(1, count + 1))
        assert Head.objects.get().sequence_n == count
        newest: dict[str, int] = {}
        for public_id, version in Publication.objects.values_list("public_id", "version"):
            newest[public_id] = max(newest.get(public_id, 0), version)
        assert {row.public_id: row.version for row in current} == newest

    def _approved_by_others(self, current: list[Publication]) -> None:
        for row in current:
            for column, language in (("proof_ar", "ar"), ("proof_en", "en")):
                proof = getattr(row, column)
                if proof is None or row.kind not in {"claim", "story"}:
                    continue
                approvals = set(
                    proof.reviews.filter(decision=Decision.APPROVE).values_list("reviewer__username", flat=True)
                )
                authors = set(proof.authors.values_list("editor__username", flat=True))
                assert approvals - authors, (row, language)
                assert not approvals & self._writers(row, proof, language), (row, language)

    def _writers(self, row: Publication, proof: Proof, language: str) -> set[str]:
        """By the model's own memory: who wrote on this page between the proof published before and this one."""
        earlier = {
            getattr(each, f"proof_{language}_id")
            for each in Publication.objects.filter(public_id=row.public_id, version__lt=row.version)
        }
        since = max((self.drawn[pk] for pk in earlier if pk in self.drawn and pk != proof.pk), default=0)
        things = self._things(row, proof, language)
        return {who for tick, thing, who in self.wrote if thing in things and since < tick <= self.drawn[proof.pk]}

    def _things(self, row: Publication, proof: Proof, language: str) -> set[tuple[str, int]]:
        if row.kind == "claim":
            claim = Claim.objects.get(public_id=row.public_id)
            number = proof.document.json["verification"]["number"]
            return {("claim", claim.pk), ("verification", claim.verifications.get(number=number).pk)}
        story = Story.objects.get(public_id=row.public_id)
        number = proof.document.json["summary"]["version"]
        version = story.summary.versions.get(language=language, number=number)
        return {("story", story.pk), (f"version {language}", version.pk)}

    def _cards_tell_what_holds(self, documents: dict[str, Json]) -> None:
        for document in documents.values():
            for public_id, card in cards_in(document).items():
                told = documents[public_id]
                if told["cause"] in GONE:
                    assert card["standing"] in {"withheld", "withdrawn"}
                    assert card["verdict"] is card["text"] is None
                    continue
                held = Claim.objects.get(public_id=public_id).current_verification
                assert held is not None
                assert held.verdict is not None
                assert card["verdict"] == current_verdict(told)
                assert card["verdict"]["code"] == held.verdict.code
                assert card["verification"] == held.number
                assert card["since"] == told["verdict_since"]

    def _verdict_changes_are_all(self, documents: dict[str, Json]) -> None:
        for document in documents.values():
            if document["kind"] != "story" or document["cause"] in GONE:
                continue
            stale = {
                pin["claim"]
                for content in contents(document).values()
                for pin in content["pins"]
                if documents[pin["claim"]]["cause"] not in GONE
                and pin["verdict"]["code"] != (current_verdict(documents[pin["claim"]]) or {})["code"]
            }
            assert {change["claim"] for change in document["verdict_changes"]} == stale
            assert document["under_review"] is bool(stale)
            if stale:
                assert DeskTask.objects.filter(public_id=document["id"], closed_at=None).count() == 1

    def _derived_pages_follow(self, documents: dict[str, Json]) -> None:
        """A question has exactly its shown answers, a source's record exactly the shown claims that name it."""
        answers: dict[str, set[str]] = {}
        named: dict[str, set[str]] = {}
        for document in documents.values():
            if document["kind"] != "claim" or document["cause"] in GONE:
                continue
            for content in contents(document).values():
                if content["question"]:
                    answers.setdefault(content["question"]["id"], set()).add(document["id"])
                for occurrence in content["occurrences"]:
                    named.setdefault(occurrence["article"]["outlet"]["id"], set()).add(document["id"])
        shown = [each for each in documents.values() if each["cause"] not in GONE]
        assert {each["id"]: set(each["answers"]) for each in shown if each["kind"] == "question"} == answers
        lines = {each["id"]: set(cards_in(each)) for each in shown if each["kind"] == "source"}
        assert lines == named

    def _gone_is_gone(self, current: list[Publication], documents: dict[str, Json]) -> None:
        shown = {row.public_id for row in current if row.cause not in GONE}
        assert set(PublicIndex.objects.values_list("pk", flat=True)) == shown
        for public_id, document in documents.items():
            if document["cause"] not in GONE:
                continue
            assert not {"languages", "live", "correction", "claims", "history"} & set(document)
            token = self.tokens.get(public_id)
            readable = [
                each
                for each in shown
                if token and token in Publication.objects.get(current__public_id=each).document.text
            ]
            assert readable == [], (public_id, readable)
        for public_id, causes in self._causes().items():
            if "withdrawn" in causes and documents[public_id]["kind"] in {"claim", "story"}:
                assert causes[causes.index("withdrawn") :] == ["withdrawn"], "a tombstone stays"
            for before, after in zip(causes, causes[1:], strict=False):
                assert before != "withheld" or after in {"restored", "withdrawn"}, (public_id, causes)

    def _causes(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        rows = Publication.objects.filter(kind__in=["claim", "story"]).order_by("version")
        for public_id, cause in rows.values_list("public_id", "cause"):
            found.setdefault(public_id, []).append(cause)
        return found


WALK = settings(
    max_examples=5,
    stateful_step_count=20,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)


def test_the_desk_at_random(db: None) -> None:
    run_state_machine_as_test(Desk, settings=WALK)


@pytest.mark.all
def test_the_desk_at_random_for_long(db: None) -> None:
    """Other walks every time, and longer ones."""
    run_state_machine_as_test(Desk, settings=settings(WALK, max_examples=60, stateful_step_count=50, derandomize=False))


def test_the_walk_gets_somewhere(db: None) -> None:
    """The acts that begin every walk are carried out, not refused: a walk that publishes nothing proves nothing."""
    walk = Desk()
    try:
        walk.open_the_desk()
        assert walk.done["publish"] == 2
        assert walk.done["publish story"] == 1
        walk.check_claim("amal", 0, "false")
        walk.relate("basil", 0, 1, "contradicts")
        walk.withhold("dina", 0)
        walk.what_readers_see_is_right()
        walk.take_back_or_away("basil", 0, 0, True)
        walk.what_readers_see_is_right()
        assert {"withhold", "restore", "relate"} <= set(walk.done)
        assert walk.done["publish"] == 3
    finally:
        walk.teardown()


@pytest.mark.parametrize("name", PEOPLE)
def test_nobody_gets_through_alone(name: str, db: None) -> None:
    """One person with every role, doing everything herself: nothing leaves the house."""
    for each in PEOPLE:
        make.editor(each, *Role)
    walk = Desk()
    try:
        walk.snapshot_pk, walk.question_pk = make.snapshot().pk, make.question().pk
        walk.raise_claim(name, True)
        walk.draft(name, 0, "true")
        walk.submit(name, 0)
        for language in ("ar", "en"):
            walk.review(name, 0, language, True)
        walk.publish(name, 0)
        walk.write_story(name, True)
        walk.write_version(name, 0, "ar", False)
        walk.submit_version(name, 0)
        walk.review_version(name, 0, True)
        walk.publish_story(name, 0)
        assert walk.done.keys() == {"draft", "submit"}
        assert not Publication.objects.exists()
    finally:
        walk.teardown()
