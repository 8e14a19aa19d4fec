"""A stage for tests of rules and verbs: one matter in every state, built once a module and engine.

    @pytest.fixture(scope="module")
    def built(django_db_setup, django_db_blocker):
        yield from stage.build(django_db_blocker)

Each test runs inside `undone()`, so it may do anything to what is on the stage. Attributes are read anew every time,
as a request would read them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import models, transaction

from claims import actions as claims
from claims.models import Editor
from claims.rules import Refused
from newsroom import actions as desk
from newsroom.choices import Notice
from tests import factory as make


class Stage:
    """What stands on the stage, by name: `stage.published_claim`, `stage.writer`, and so on."""

    def __init__(self) -> None:
        self._rows: dict[str, tuple[type[models.Model], Any]] = {}

    def put(self, **rows: models.Model) -> None:
        """Name rows."""
        self._rows |= {name: (type(row), row.pk) for name, row in rows.items()}

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or name not in self._rows:
            raise AttributeError(name)
        model, pk = self._rows[name]
        return model._base_manager.get(pk=pk)

    @property
    def editors(self) -> dict[str, Editor]:
        """The cast, read anew."""
        return {name: getattr(self, name) for name in make.CAST}


def build(blocker: Any) -> Iterator[Stage]:
    """Build the stage in a transaction that is never committed."""
    with blocker.unblock(), undone():
        yield _built()


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens inside has not happened."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _built() -> Stage:
    stage = Stage()
    stage.put(**make.cast())
    _put_matter(stage)
    _put_claims(stage)
    _put_stories(stage)
    return stage


def _put_matter(stage: Stage) -> None:
    outlet = make.source("صحيفة المرفأ", "Harbor Daily", "outlet")
    agency = make.source("وكالة الساحل", "Coast Agency", "agency")
    article = make.article(outlet=outlet, published="2025-01-27", authors=())
    heard, _new = claims.bring_in_article(
        editor=stage.writer,
        taken=claims.Taken(
            raw=b"\x00sound",
            text=f"المذيع\n{make.TEXT}",
            blocks=[],
            cleaner="typed",
            taken_from="radio.mp3",
            media_type="audio/mpeg",
            transcriber=stage.writer,
        ),
        description=claims.ArticleDescription(title="المذيع", kind="broadcast"),
    )
    double = make.source("ليانج ونفينج", "Liang, W.", "person")
    stage.put(
        merged=claims.merge_sources(
            editor=stage.writer, keep=make.source("ليانغ وينفنغ", "Liang Wenfeng", "person"), drop=double, version=1
        ),
        transcribed=make.snapshot(heard),
        outlet=outlet,
        agency=agency,
        article=article,
        snapshot=make.snapshot(article),
        question=make.question(),
        trashed=claims.trash(editor=stage.chief, row=make.question("سؤال آخر؟", "Another question?"), version=1),
    )


def _put_claims(stage: Stage) -> None:
    raised = make.claim("ادعاء رُفع ولم يُفحص", "A claim raised and not checked", asked=stage.question)
    placed = make.occurrence(raised, stage.snapshot)
    drafted = make.draft(make.claim("ادعاء مسوّدته جاهزة", "A claim with a draft"))
    submitted = make.draft(make.claim("ادعاء قيد المراجعة", "A claim in review"))
    claims.submit_verification(editor=stage.writer, verification=submitted)
    approved = make.draft(make.claim("ادعاء وُوفق عليه", "A claim approved"))
    make.approve(approved)
    twice = make.draft(make.claim("ادعاء يُصنَّف مرتين", "A claim rated twice"))
    claims.submit_verification(editor=stage.writer, verification=twice, blind=True)
    published = make.published_claim(asked=stage.question)
    inquiry = claims.ask_claimant(
        editor=stage.writer, claim=raised, source=stage.agency, text="Did you?", deadline=dt.datetime.now(dt.UTC)
    )
    relation = claims.relate_claims(editor=stage.writer, a=raised, b=published, type="repeats", why={"en": "Same sum."})
    stage.put(
        raised=raised,
        placed=placed,
        drafted=drafted,
        submitted=submitted,
        submitted_text=submitted.texts.get(language="ar"),
        twice=twice,
        twice_text=twice.texts.get(language="ar"),
        team=claims.write_team(editor=stage.chief, name_ar="فريق المراجعة", members=[stage.second, stage.co_writer]),
        task=desk.assign(editor=stage.chief, subject=raised, assignee=stage.chief, what="ابحث عن الوثيقة."),
        approved=approved,
        approved_text=approved.texts.get(language="ar"),
        published_claim=published,
        published_verification=published.verifications.get(),
        inquiry=inquiry,
        relation=relation.relation,
    )


def _put_stories(stage: Stage) -> None:
    cited = [stage.published_claim]
    published = make.published_story(cited)
    drafted = make.story(cited, "قصة مسوّدتها جاهزة", "A story with a draft")
    written = make.version(drafted, cited)
    reviewing = make.story(cited, "قصة قيد المراجعة", "A story in review")
    submitted = make.version(reviewing, cited)
    desk.submit_version(editor=stage.writer, version=submitted)
    ready = make.story(cited, "قصة وُوفق عليها", "A story approved")
    approved = make.approved(make.version(ready, cited))
    note = desk.propose_note(
        editor=stage.publisher, public_id=published.public_id, note={"ar": "سُحبت القصة.", "en": "Withdrawn."}
    )
    reports = make.report(published), make.report(published, "الاسم غير صحيح.")
    right = desk.answer_report(
        editor=stage.writer, report=reports[1], version=reports[1].version, state="accepted", answer="نعم."
    )
    wrong = make.published_claim(arabic="ادعاء صُحّح بعد نشره", english="A claim corrected after publication")
    stage.put(
        correction=make.correction(wrong),
        report=reports[0],
        right_report=right,
        published_story=published,
        drafted_story=drafted,
        drafted_article=drafted.story_articles.first().article,
        drafted_version=written,
        submitted_version=submitted,
        ready_story=ready,
        approved_version=approved,
        note=note,
        kept=desk.save_view(editor=stage.chief, model="claims.claim", name="Kept", query=""),
        thread=desk.write_note(editor=stage.contributor, subject=stage.raised, text="Who says so?"),
        settled_thread=_settled_thread(stage),
    )


# --- What tests do on it ---------------------------------------------------------------------------------------------


def codes(act: Callable[[], Any]) -> set[str]:
    """The codes with which an act is refused; empty when it is carried out. What it did is undone."""
    with undone():
        try:
            act()
        except Refused as refusal:
            return refusal.codes
    return set()


def rows() -> dict[str, int]:
    """How many rows every table of ours holds."""
    ours = [model for model in apps.get_models() if model._meta.app_label in {"claims", "newsroom", "seeds", "auth"}]
    return {model._meta.db_table: model._base_manager.count() for model in ours}


def approved_note(stage: Stage, public_id: str) -> Any:
    """A public note on something published, approved by a second person."""
    note = desk.propose_note(editor=stage.publisher, public_id=public_id, note={"ar": "ملاحظة.", "en": "A note."})
    claims.approve_proof(editor=stage.second, proof=note)
    return note


def approved_retraction(stage: Stage) -> Any:
    """The note of a retraction of the published story, approved by a second person."""
    public_id = stage.published_story.public_id
    note = desk.propose_retraction(
        editor=stage.publisher, public_id=public_id, note={"ar": "كان خطأ.", "en": "It was wrong."}
    )
    claims.approve_proof(editor=stage.second, proof=note)
    return note


def approved_takedown(stage: Stage) -> Any:
    """The note of a legal takedown of the published story, approved by a second person."""
    public_id = stage.published_story.public_id
    note = desk.propose_takedown(
        editor=stage.publisher, public_id=public_id, note={"ar": "بأمر.", "en": "By order."}, reference="order 12/2026"
    )
    claims.approve_proof(editor=stage.second, proof=note)
    return note


def withhold(stage: Stage, public_id: str) -> Any:
    """Take a page down."""
    return desk.withhold(editor=stage.publisher, public_id=public_id, notice=Notice.LEGAL, reason="a letter")


def _settled_thread(stage: Stage) -> models.Model:
    note = desk.write_note(editor=stage.contributor, subject=stage.raised, text="Is this the whole sentence?")
    return desk.resolve_note(editor=stage.contributor, note=note)
