"""Forms of the verbs of writing: stories, and versions of their summaries."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, cast

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from claims.actions import drop_typing, typing_of
from claims.admin.article_verbs import Restore
from claims.admin.checking_verbs import Asking, asked_before
from claims.admin.fields import DateText, RowField, RowListField, choice, line, long_text
from claims.admin.panels import Panel, Reasons, Words, once, reasons
from claims.admin.perform import language_of
from claims.admin.states import newest_per_language
from claims.admin.verbs import RowForm, VerbForm, offer
from claims.choices import LANGUAGES, ChangeKind, WorkflowState
from claims.models import Article, Autosave, Claim, Editor, Question
from claims.rules import NOT_APPROVED, Blocker

from ..actions import (
    TimelineSpec,
    add_article,
    drop_article,
    publish_story,
    submit_version,
    take_back_version,
    trash_story,
    write_story,
    write_version,
)
from ..actions.presence import leave
from ..actions.publishing import story_blockers
from ..choices import StoryState
from ..models import Story, Version
from .publishing_verbs import going_out, story_publication_blockers, unresolved_words
from .story_people import OnStory
from .writing import MARK, Checked, check, has_open_bracket, line_of, paragraphs_of, sentence_of, text_of
from .writing.keeping import TAKE_UP, fields_of, part_of
from .writing.meeting import met, write_again
from .writing.page import Versions, fetch_places, surroundings

OPEN_STATES = (WorkflowState.DRAFT, WorkflowState.RETURNED, WorkflowState.APPROVED)


class TimelineRow(RowForm):
    date = DateText(label=_("date"))
    text_ar = line(_("text in Arabic"))
    text_en = line(_("text in English"))
    inferred = forms.BooleanField(label=_("inferred"), required=False)
    claim = RowField(Claim, label=_("claim"), required=False)


class StoryForm(VerbForm):
    verb = "write_story"
    permissions = ("story.write",)
    lists: ClassVar[dict[str, type[RowForm]]] = {"timeline": TimelineRow}
    list_labels = {"timeline": _("Timeline")}

    title_ar = line(_("title in Arabic"), required=True, limit=200)
    title_en = line(_("title in English"), limit=200)
    dek_ar = long_text(_("dek in Arabic"), rows=2, max_length=400)
    dek_en = long_text(_("dek in English"), rows=2, max_length=400)
    state = choice(_("state of the story"), StoryState)
    claims = RowListField(
        Claim,
        label=_("claims, in order"),
        required=False,
        help_text=_("One a line, by public id; the rest is read over."),
    )
    articles = RowListField(Article, label=_("articles, in order"), required=False, rows=4)
    questions = RowListField(Question, label=_("questions, in order"), required=False, rows=4)

    def act(self) -> Any:
        given = dict(self.cleaned_data)
        seen = given.pop("version")
        timeline = [
            TimelineSpec(row["date"] or "", row["text_ar"], row["text_en"], row["inferred"], row["claim"])
            for row in self.filled("timeline")
            if row["text_ar"] or row["date"]
        ]
        return write_story(editor=self.editor, story=self.subject, version=seen, timeline=timeline, **given)


@offer(Story)
class OpenStory(StoryForm):
    label = _("Open a story")
    tone = "primary"
    on_list = True

    slug = forms.SlugField(
        label=_("address words"),
        required=False,
        allow_unicode=True,
        max_length=80,
        help_text=_("Empty: from the title."),
    )


@offer(Story)
class ChangeStory(OnStory, StoryForm):
    label = _("Change")

    def start(self) -> dict[str, Any]:
        story = self.subject
        names = ("title_ar", "title_en", "dek_ar", "dek_en", "state")
        rows = story.timeline.select_related("claim").order_by("position", "pk")
        return {
            **{name: getattr(story, name) for name in names},
            "claims": [row.claim for row in story.story_claims.select_related("claim")],
            "articles": [row.article for row in story.story_articles.select_related("article")],
            "questions": [row.question for row in story.story_questions.select_related("question")],
            "timeline": [
                {name: getattr(row, name) for name in ("date", "text_ar", "text_en", "inferred", "claim")}
                for row in rows
            ],
        }


@offer(Story)
class WriteVersion(OnStory, VerbForm):
    verb = "write_version"
    label = _("Write the summary")
    sentence = how = _(
        "One sentence a line; at its end the ids of the claims that it rests on, in double brackets: [[id]]. An empty "
        "line begins a paragraph. Every saving makes a new version; those before stay."
    )
    permissions = ("story.write",)
    tone = "primary"
    in_languages = True
    template = "admin/writing/page.html"

    language = forms.CharField(widget=forms.HiddenInput)
    base = forms.IntegerField(widget=forms.HiddenInput)
    text = long_text(_("summary"), rows=16, required=True)
    reason = line(_("reason of this version"), required=True, help_text=_("Stays in the house."))
    translation_of = forms.TypedChoiceField(
        label=_("translation of"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_("What it follows."),
    )
    change_kind = choice(_("kind of change"), ChangeKind, empty=_("nothing is published yet"))
    said = long_text(_("what it said"), rows=2)
    says = long_text(_("what it says now"), rows=2)
    why = long_text(_("why it changed"), rows=2, help_text=_("Readers see it."))

    def start(self) -> dict[str, Any]:
        language = language_of(self)
        newest = self.versions.newest(language)
        opened = {"language": language, "base": newest.number if newest else 0} | self.written(newest)
        opened["translation_of"] = newest.translation_of_id if newest else None
        if self.query.get("typing") == TAKE_UP and self.kept is not None:
            opened |= fields_of(self.kept)
        return opened

    def written(self, version: Version | None) -> dict[str, Any]:
        """The fields of the text and the answers, as a version holds them."""
        content = (version.content.json if version else None) or {}
        answers = {f"answer_{answer['question']}": line_of(answer) for answer in content.get("answers", [])}
        return {"text": text_of(content), **answers}

    # --- What the page is made of: each is read once

    @cached_property
    def versions(self) -> Versions:
        """The versions of the summary, all of them."""
        return Versions(self.subject)

    @cached_property
    def kept(self) -> Autosave | None:
        """What this editor was typing here and has not sent."""
        return typing_of(self.editor, self.subject, part_of(language_of(self)))

    @cached_property
    def questions(self) -> dict[str, str]:
        """The wordings of the questions by public id: the story's, and those that the summary has answered before."""
        newest = self.versions.newest(language_of(self))
        answered = [each["question"] for each in ((newest.content.json if newest else None) or {}).get("answers", [])]
        fetch_places(self.subject)
        asked = {row.question.public_id: row.question for row in self.subject.story_questions.all()}
        left = [each for each in answered if each not in asked]
        if left:  # an answer is not lost because its question has left the story
            asked |= {row.public_id: row for row in Question.objects.filter(public_id__in=left)}
        return {key: question.wording_in(language_of(self)) for key, question in asked.items()}

    def prepare(self) -> None:
        language = language_of(self)
        for public_id, wording in self.questions.items():
            self.fields[f"answer_{public_id}"] = long_text(
                wording,
                rows=2,
                help_text=_("The answer to this question, if the story gives one."),
            )
        self.fields["translation_of"].choices = self.versions.others(language)  # type: ignore[attr-defined]
        for name, field in self.fields.items():
            if name in {"text", "said", "says", "why"} or name.startswith("answer_"):
                field.widget.attrs |= {"lang": language, "dir": "rtl" if language == "ar" else "ltr"}
            if name == "text" or name.startswith("answer_"):
                field.widget.attrs |= {"data-cites": "", "spellcheck": "true"}

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for name, words in list(given.items()):
            if name != "text" and not name.startswith("answer_"):
                continue
            sentences = [sentence_of(each) for each in str(words).splitlines()]
            if any(each["text"].startswith(MARK) for each in sentences):
                self.add_error(name, _("“≠” marks what both of you changed. Keep one sentence of the two, unmarked."))
            if any(has_open_bracket(each) for each in sentences):
                self.add_error(name, _("A citation is not closed. Write it like [[id]], or remove the brackets."))
        return given

    # --- What is typed, whether it could be sent or not

    def value(self, name: str) -> str:
        """A field as it stands on the page."""
        return str(self[name].value() or "")

    def content(self) -> dict[str, Any]:
        """What is typed as the content of a version."""
        names = [name for name in self.fields if name.startswith("answer_") and self.value(name).strip()]
        answers = [
            {"question": name.removeprefix("answer_"), **sentence_of(" ".join(self.value(name).split()))}
            for name in names
        ]
        return {"paragraphs": paragraphs_of(self.value("text")), "answers": answers}

    def checked(self) -> Checked:
        """What each sentence rests on, and what would stop its publication."""
        newest = self.versions.newest(language_of(self))
        number = newest.number + 1 if newest else 1
        return check(self.subject, language_of(self), self.content(), self.questions, number)

    def around(self) -> dict[str, Any]:
        return surroundings(self)

    def meeting(self, now: VerbForm) -> tuple[dict[str, Any], dict[str, Any]]:
        language = language_of(self)
        versions = Versions(Story.objects.select_related("summary").get(pk=self.subject.pk))
        newest = versions.newest(language)
        base = versions.numbered(language, int(self.value("base") or 0))
        meet = met(self.typed(), self.written(base), self.written(newest))
        settled = {"language": language, "base": newest.number if newest else 0, **meet.values}
        return settled, {"met": meet, "theirs": newest, "base": base}

    def act(self) -> Any:
        given = self.cleaned_data
        kind = given["change_kind"] or None
        change = {name: given[name] for name in ("said", "says", "why") if given[name]}
        made = write_again(
            lambda: write_version(
                editor=self.editor,
                story=self.subject,
                language=given["language"],
                content=self.content(),
                reason=given["reason"],
                base=given["base"],
                translation_of=self.versions.by_key(given["translation_of"]),
                change_kind=kind,
                change=change if kind else None,
            ),
            lambda: (
                not Version.objects.filter(
                    summary__story=self.subject, language=given["language"], number__gt=given["base"]
                ).exists()
            ),
        )
        part = part_of(given["language"])
        drop_typing(whose=self.editor, subject=self.subject, part=part)
        leave(editor=self.editor, subject=self.subject, part=part)
        return made


def due_versions(story: Story) -> list[Version]:
    """The newest version of each language, unless it is out already: what publishing would send."""
    return cast("list[Version]", once(story, "due", lambda: _due_versions(story)))


def _due_versions(story: Story) -> list[Version]:
    fetched = "versions" in getattr(story.summary, "_prefetched_objects_cache", {})
    rows = story.summary.versions.all()
    newest = newest_per_language(rows if fetched else rows.select_related("state__proof", "content"))
    due = (newest[language] for language in LANGUAGES if language in newest)
    return [each for each in due if each.state.state not in {WorkflowState.PUBLISHED, WorkflowState.SUPERSEDED}]


@offer(Story)
class PublishStory(VerbForm):
    verb = "publish_story"
    label = _("Publish")
    sentence = _("Sends the newest version out in every language that is approved, with all that follows from it.")
    permissions = ("publish",)
    second_factor = True
    tone = "primary"
    beside = False

    @classmethod
    def offered(cls, subject: Any) -> bool:
        return bool(due_versions(subject))

    @classmethod
    def blockers(cls, editor: Editor, subject: Any) -> list[Blocker]:
        return story_publication_blockers(subject, due_versions(subject))

    def aside(self) -> Iterable[Panel]:
        return [going_out([version.state for version in due_versions(self.subject)])]

    def remark(self) -> Words:
        versions = due_versions(self.subject)
        proofs = [version.state.proof for version in versions if version.state.proof]
        return unresolved_words(self.subject, *versions, *proofs)

    def act(self) -> Any:
        publish_story(editor=self.editor, story=self.subject)
        return self.subject


@offer(Story)
class TrashStory(OnStory, VerbForm):
    verb = "trash_story"
    label = _("Put into the trash")
    sentence = _("Sets the story aside. What is published of it stays published until it is withdrawn.")
    permissions = ("trash",)
    tone = "danger"

    @classmethod
    def offered(cls, subject: Any) -> bool:
        return subject.trashed_at is None

    def act(self) -> Any:
        return trash_story(editor=self.editor, story=self.subject, version=self.cleaned_data["version"])


offer(Story)(Restore)


class ArticleOfStory(VerbForm):
    """A story and an article of it; ``?story=`` names the story beforehand."""

    permissions = ("story.add_article",)

    story = RowField(Story, label=_("story"))

    def start(self) -> dict[str, Any]:
        wanted = str(self.query.get("story", ""))
        return {"story": Story.objects.live().filter(public_id=wanted).first() if wanted else None}


@offer(Article)
class AddArticle(ArticleOfStory):
    verb = "add_article"
    label = _("Add to a story")

    def act(self) -> Any:
        add_article(editor=self.editor, story=self.cleaned_data["story"], article=self.subject)
        return self.subject


@offer(Article)
class DropArticle(ArticleOfStory):
    verb = "drop_article"
    label = _("Take out of a story")

    @classmethod
    def offered(cls, subject: Any) -> bool:
        return bool(subject.story_articles.exists())

    def act(self) -> Any:
        drop_article(editor=self.editor, story=self.cleaned_data["story"], article=self.subject)
        return self.subject


@offer(Version)
class SubmitVersion(OnStory, Asking):
    verb = "submit_version"
    label = _("Ask for a review")
    sentence = _("Freezes what would go out, with everyone who wrote part of it. None of them can approve it.")
    permissions = ("story.write",)
    tone = "primary"

    @classmethod
    def offered(cls, subject: Any) -> bool:
        newest = subject.summary.versions.filter(language=subject.language).newest()
        return bool(subject.state.state in OPEN_STATES and newest.pk == subject.pk)

    def start(self) -> dict[str, Any]:
        return asked_before([self.subject.state])

    def aside(self) -> Iterable[Panel]:
        later = [blocker for blocker in story_blockers(self.subject) if blocker.code != NOT_APPROVED.code]
        return [Reasons(_("What would stop its publication"), reasons(later, self.subject, self.editor))]

    def act(self) -> Any:
        submit_version(editor=self.editor, version=self.subject, **self.asked())
        return self.subject


@offer(Version)
class TakeBackVersion(OnStory, VerbForm):
    verb = "take_back_version"
    label = _("Take back from the review")
    permissions = ("story.write",)

    @classmethod
    def offered(cls, subject: Any) -> bool:
        return bool(subject.state.state == WorkflowState.IN_REVIEW)

    def act(self) -> Any:
        take_back_version(editor=self.editor, version=self.subject)
        return self.subject
