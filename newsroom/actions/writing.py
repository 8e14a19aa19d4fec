"""Writing: stories, versions of their summaries, and the way through review."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.utils.translation import gettext_lazy as _

from claims import ledger
from claims.actions import decide_on_proof, draw_proof
from claims.actions.reviewing import not_in_review, put_under_review
from claims.arabic import slug as make_slug
from claims.canonical import canonical
from claims.choices import LANGUAGES, WRITTEN_CHANGES, Decision, ProofKind, WorkflowState
from claims.dates import is_edtf
from claims.models import Article, Body, Claim, Editor, Proof, Question, Review, Team
from claims.rules import Blocker, asked_blockers, checked, due_blockers, may, may_change, require, too_long

from ..choices import StoryState
from ..documents import story_content, story_subjects
from ..models import Pin, Story, StoryArticle, StoryClaim, StoryQuestion, Summary, TimelineItem, Version, VersionState
from ..rules import cited_claims, content_blockers, not_on_story

R = TypeVar("R")


@dataclass(frozen=True)
class TimelineSpec:
    """One dated line of a timeline; ``date`` is EDTF."""

    date: str
    text_ar: str
    text_en: str
    inferred: bool = False
    claim: Claim | None = None


@ledger.verb
def write_story(
    *,
    editor: Editor,
    title_ar: str,
    title_en: str = "",
    dek_ar: str = "",
    dek_en: str = "",
    state: str = StoryState.DEVELOPING,
    slug: str = "",
    claims: Sequence[Claim] | None = None,
    articles: Sequence[Article] | None = None,
    questions: Sequence[Question] | None = None,
    timeline: Sequence[TimelineSpec] | None = None,
    story: Story | None = None,
    version: int | None = None,
) -> Story:
    """Open a story, or change the one given. Lists that are ``None`` stay as they are."""
    values: dict[str, Any] = {
        "title_ar": title_ar,
        "title_en": title_en,
        "dek_ar": dek_ar,
        "dek_en": dek_en,
        "state": state,
    }
    found = [*may(editor, "story.write"), *_story_blockers(title_ar, state, timeline or ())]
    found += not_on_story(editor, story) if story is not None else []
    require([*found, *too_long(Story, **values)])
    if story is None:
        story = Story.objects.create(slug=_free_slug(make_slug(slug or title_en or title_ar)), **values)
        Summary.objects.create(story=story)
    else:
        story = ledger.change(story, version=version, **values)
    _set_lists(story, claims, articles, questions, timeline)
    after = {
        **values,
        "claims": [claim.public_id for claim in claims] if claims is not None else None,
        "articles": [article.public_id for article in articles] if articles is not None else None,
        "questions": [question.public_id for question in questions] if questions is not None else None,
        "timeline": [[item.date, item.text_ar] for item in timeline] if timeline is not None else None,
    }
    ledger.record("story.write", story, after=after)
    return story


@ledger.verb
def trash_story(*, editor: Editor, story: Story, version: int) -> Story:
    """Set a story aside. What is published of it stays published until it is withdrawn."""
    require([*may(editor, "trash"), *not_on_story(editor, story)])
    changed = ledger.change(story, version=version, where={"trashed_at": None}, trashed_at=ledger.current().at)
    ledger.record("story.trash", changed)
    return changed


@ledger.verb
def add_article(*, editor: Editor, story: Story, article: Article) -> bool:
    """Let a story draw on one more article; ``False`` where it does already."""
    require(may(editor, "story.add_article"))
    if StoryArticle.objects.filter(story=story, article=article).exists():
        return False
    # The row is locked by the change, so two who add at once take places one after the other.
    ledger.change(Story.objects.get(pk=story.pk))
    last = story.story_articles.order_by("-position").values_list("position", flat=True).first()
    StoryArticle.objects.create(story=story, article=article, position=0 if last is None else last + 1)
    ledger.record("story.add_article", story, after={"article": article.public_id})
    return True


@ledger.verb
def drop_article(*, editor: Editor, story: Story, article: Article) -> bool:
    """Take an article out of a story; ``False`` where it is in none of its places."""
    require([*may(editor, "story.write"), *not_on_story(editor, story)])
    rows = StoryArticle.objects.filter(story=story, article=article)
    if not rows.exists():
        return False
    ledger.change(Story.objects.get(pk=story.pk))
    rows.delete()
    ledger.record("story.drop_article", story, before={"article": article.public_id})
    return True


@ledger.verb
def write_version(
    *,
    editor: Editor,
    story: Story,
    language: str,
    content: Mapping[str, Any],
    reason: str,
    base: int,
    translation_of: Version | None = None,
    change_kind: str | None = None,
    change: Mapping[str, str] | None = None,
) -> Version:
    """Write a new version of a story's summary in one language; the versions before stay.

    ``base`` is the number of the newest version that the writer saw (0 for none); if there is a newer one by
    now, ``Conflict`` holds it and nothing is written. Each cited claim is pinned to its published verification.
    After the first publication in a language, ``change_kind`` and ``change`` (``said``, ``says``, ``why``) tell
    readers what changed.
    """
    plain = _plain_content(content)
    summary = Summary.objects.get(story=story)
    newest = summary.versions.filter(language=language).newest()
    require(
        [
            *may(editor, "story.write"),
            *not_on_story(editor, story),
            *content_blockers(plain),
            *_version_blockers(language, reason),
            *_change_blockers(summary, language, change_kind, change),
            *may_change(editor, change_kind),
        ]
    )
    if (newest.number if newest else 0) != base:
        raise ledger.Conflict(newest or summary)
    ledger.change(summary)
    made = ledger.insert(
        Version(
            summary=summary,
            language=language,
            number=base + 1,
            parent=newest,
            translation_of=translation_of,
            content=Body.objects.put(canonical(plain)),
            reason=reason,
            change_kind=change_kind,
            change=Body.objects.put(canonical(dict(change))) if change else None,
            author=editor,
            at=ledger.current().at,
        )
    )
    cited = Claim.objects.filter(public_id__in=cited_claims(plain)).order_by("pk")
    ledger.insert_all([Pin(version=made, claim=claim, verification=claim.current_verification) for claim in cited])
    VersionState.objects.create(text=made)
    ledger.record(
        "version.write",
        made,
        after={"story": story.public_id, "language": language, "number": made.number, "content": made.content_id},
    )
    return made


@ledger.verb
def restore_version(
    *, editor: Editor, version: Version, reason: str, base: int, change_kind: str | None = None, why: str = ""
) -> Version:
    """Write an older version anew, on top of the newest: the versions in between stay.

    Each cited claim is pinned to what is published of it now. ``base`` and the rest as in ``write_version``.
    """
    return write_version(
        editor=editor,
        story=version.summary.story,
        language=version.language,
        content=version.content.json or {},
        reason=reason,
        base=base,
        translation_of=version.translation_of,
        change_kind=change_kind,
        change={"why": why} if change_kind else None,
    )


@ledger.verb
def submit_version(
    *,
    editor: Editor,
    version: Version,
    reviewer: Editor | None = None,
    team: Team | None = None,
    due: dt.datetime | None = None,
) -> Proof:
    """Ask for a second person's review of exactly this version and its pinned verifications.

    ``reviewer`` or ``team`` is whom the queue names, ``due`` when it should be done; anyone who may review decides.
    """
    found = [
        *may(editor, "story.write"),
        *not_on_story(editor, version.summary.story),
        *due_blockers(due, ledger.current().at),
    ]
    newest = version.summary.versions.filter(language=version.language).newest()
    if newest.pk != version.pk:
        found.append(Blocker("not_newest", _("There is a newer version of this text."), _("Submit that one.")))
    require(found)
    proof = draw_proof(
        editor=editor,
        kind=ProofKind.STORY,
        public_id=version.summary.story.public_id,
        language=version.language,
        content=story_content(version),
        subject=version,
        subjects=story_subjects(version),
        since=published_proof(version.summary, version.language),
    )
    require(asked_blockers(proof, reviewer, team))
    state = VersionState.objects.select_related("proof").get(text=version)
    asked = {"reviewer": reviewer, "team": team, "due": due}
    put_under_review(editor=editor, state=state, proof=proof, asked=asked)
    return proof


def published_proof(summary: Summary, language: str) -> Proof | None:
    """The proof of a story that was published last in one language."""
    states = VersionState.objects.filter(
        text__summary=summary, text__language=language, state__in=(WorkflowState.PUBLISHED, WorkflowState.SUPERSEDED)
    )
    newest = states.select_related("proof").order_by("-proof_id").first()
    return newest.proof if newest else None


@ledger.verb
def approve_version(*, editor: Editor, version: Version, note: str = "", proof: Proof | None = None) -> Review:
    """Approve a version. Approval is not publication.

    ``proof`` is what the reviewer has read; if another is under review by now, ``Conflict``.
    """
    return _decide(editor, version, Decision.APPROVE, note, proof)


@ledger.verb
def return_version(*, editor: Editor, version: Version, note: str, proof: Proof | None = None) -> Review:
    """Give a version back to its author with what should change."""
    return _decide(editor, version, Decision.RETURN, note, proof)


def _decide(editor: Editor, version: Version, decision: str, note: str, read: Proof | None) -> Review:
    state = VersionState.objects.select_related("proof").get(text=version)
    if read is not None and state.proof_id != read.pk:
        raise ledger.Conflict(state)
    waits = state.proof is not None and state.state == WorkflowState.IN_REVIEW
    proof = checked(state.proof, [] if waits else [*may(editor, "review"), not_in_review()])
    # A text that rests on a rating which is no longer the published one is not what its reviewer vouches for.
    fresh = None if version.pins.moved().exists() else story_content(version)
    return decide_on_proof(editor=editor, proof=proof, decision=decision, state=state, fresh=fresh, note=note)


@ledger.verb
def take_back_version(*, editor: Editor, version: Version) -> VersionState:
    """Take a version back out of the review before anyone has decided."""
    require([*may(editor, "story.write"), *not_on_story(editor, version.summary.story)])
    state = VersionState.objects.get(text=version)
    moved = ledger.change(state, where={"state": WorkflowState.IN_REVIEW}, state=WorkflowState.DRAFT, proof=None)
    ledger.record("proof.take_back", version)
    return moved


def _set_lists(
    story: Story,
    claims: Sequence[Claim] | None,
    articles: Sequence[Article] | None,
    questions: Sequence[Question] | None,
    timeline: Sequence[TimelineSpec] | None,
) -> None:
    if claims is not None:
        story.story_claims.all().delete()
        StoryClaim.objects.bulk_create(
            [StoryClaim(story=story, claim=claim, position=place) for place, claim in enumerate(_once(claims))]
        )
    if articles is not None:
        story.story_articles.all().delete()
        StoryArticle.objects.bulk_create(
            [StoryArticle(story=story, article=each, position=place) for place, each in enumerate(_once(articles))]
        )
    if questions is not None:
        story.story_questions.all().delete()
        StoryQuestion.objects.bulk_create(
            [StoryQuestion(story=story, question=each, position=place) for place, each in enumerate(_once(questions))]
        )
    if timeline is not None:
        story.timeline.all().delete()
        TimelineItem.objects.bulk_create(
            [TimelineItem(story=story, position=place, **vars(item)) for place, item in enumerate(timeline)]
        )


def _once(rows: Sequence[R]) -> list[R]:
    return list(dict.fromkeys(rows))


def _plain_content(content: Mapping[str, Any]) -> dict[str, Any]:
    """Exactly the shape that is stored: anything else that a form or a client sends is dropped."""
    return {
        "paragraphs": [
            {
                "sentences": [
                    {
                        "text": str(sentence["text"]).strip(),
                        "cites": [str(claim) for claim in sentence.get("cites", [])],
                    }
                    for sentence in paragraph.get("sentences", [])
                ]
            }
            for paragraph in content.get("paragraphs", [])
        ],
        "answers": [
            {
                "question": str(answer["question"]),
                "text": str(answer["text"]).strip(),
                "cites": [str(claim) for claim in answer.get("cites", [])],
            }
            for answer in content.get("answers", [])
        ],
    }


def _free_slug(wanted: str) -> str:
    taken = set(Story.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    number = 1
    while (free := wanted if number == 1 else f"{wanted}-{number}") in taken:
        number += 1
    return free


def _story_blockers(title_ar: str, state: str, timeline: Sequence[TimelineSpec]) -> list[Blocker]:
    found = []
    if not title_ar.strip():
        found.append(Blocker("no_title", _("A story has an Arabic title."), _("Write the title first.")))
    if state not in StoryState.values:
        found.append(Blocker("unknown_state", _("“%(state)s” is no state."), _("Choose one."), values={"state": state}))
    for item in timeline:
        found += too_long(TimelineItem, date=item.date, text_ar=item.text_ar, text_en=item.text_en)
        if not is_edtf(item.date):
            found.append(
                Blocker(
                    "not_edtf",
                    _("“%(value)s” is no EDTF date."),
                    _("Write it like 2025-02-03 or XXXX-05."),
                    values={"value": item.date},
                )
            )
    return found


def _version_blockers(language: str, reason: str) -> list[Blocker]:
    found = too_long(Version, reason=reason)
    if language not in LANGUAGES:
        found.append(
            Blocker("unknown_language", _("Summaries are written in Arabic or English."), _("Choose one of them."))
        )
    if not reason.strip():
        found.append(Blocker("no_reason", _("A version needs a reason."), _("Write what changed and why.")))
    return found


def _change_blockers(
    summary: Summary, language: str, change_kind: str | None, change: Mapping[str, str] | None
) -> list[Blocker]:
    published = published_proof(summary, language) is not None
    if published and (change_kind not in WRITTEN_CHANGES or not (change or {}).get("why", "").strip()):
        return [
            Blocker(
                "no_change_kind",
                _("This text is already published in this language."),
                _(
                    "Say whether this is a correction, a clarification, an update or a refile, and why; a retraction "
                    "has its own button."
                ),
            )
        ]
    if not published and change_kind is not None:
        return [
            Blocker(
                "nothing_to_change",
                _("Nothing is published in this language yet."),
                _("Leave the kind of change empty."),
            )
        ]
    return []
