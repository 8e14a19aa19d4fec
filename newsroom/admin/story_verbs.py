"""Forms of the verbs of writing: stories, and versions of their summaries."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.admin.article_verbs import Restore
from claims.admin.checking_verbs import reviewer_field, reviewers
from claims.admin.claims import rating_of
from claims.admin.fields import DateText, RowField, RowListField, choice, line, long_text
from claims.admin.panels import Cell, Panel, Passage, Prose, Reasons, Table, cell, reasons
from claims.admin.perform import language_of
from claims.admin.verbs import RowForm, VerbForm, offer
from claims.choices import LANGUAGES, ChangeKind, WorkflowState
from claims.models import Article, Claim, Editor, Question
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
from ..actions.publishing import story_blockers
from ..choices import StoryState
from ..models import Story, Version
from .publishing_verbs import going_out, story_publication_blockers
from .story_people import OnStory
from .writing import line_of, paragraphs_of, sentence_of, text_of

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
    sentence = _(
        "One sentence a line; at its end the ids of the claims that it rests on, in double brackets: [[id]]. An empty "
        "line begins a paragraph. Every saving makes a new version; those before stay."
    )
    permissions = ("story.write",)
    tone = "primary"
    in_languages = True

    language = forms.CharField(widget=forms.HiddenInput)
    base = forms.IntegerField(widget=forms.HiddenInput)
    text = long_text(_("summary"), rows=18, required=True)
    reason = line(_("reason of this version"), required=True, help_text=_("Stays in the house."))
    translation_of = forms.ModelChoiceField(
        Version.objects.none(), required=False, label=_("translation of"), empty_label=_("no translation")
    )
    change_kind = choice(_("kind of change"), ChangeKind, empty=_("nothing is published yet"))
    said = long_text(_("what it said"), rows=2)
    says = long_text(_("what it says now"), rows=2)
    why = long_text(_("why it changed"), rows=2, help_text=_("Readers see it."))

    def start(self) -> dict[str, Any]:
        language = str(self.query.get("language") or LANGUAGES[0])
        newest = self._newest(language)
        content = newest.content.json if newest else None
        return {"language": language, "base": newest.number if newest else 0} | self._written(content or {})

    def _written(self, content: dict[str, Any]) -> dict[str, Any]:
        answers = {f"answer_{answer['question']}": line_of(answer) for answer in content.get("answers", [])}
        return {"text": text_of(content), **answers}

    def _newest(self, language: str) -> Version | None:
        found: Version | None = (
            self.subject.summary.versions.filter(language=language).select_related("content").newest()
        )
        return found

    def prepare(self) -> None:
        language = language_of(self)
        for row in self.subject.story_questions.select_related("question").order_by("position"):
            question = row.question
            self.fields[f"answer_{question.public_id}"] = long_text(
                question.wording_in(language),
                rows=2,
                help_text=_("The answer to this question, if the story gives one."),
            )
        others = self.subject.summary.versions.exclude(language=language).order_by("-number")
        self.fields["translation_of"].queryset = others  # type: ignore[attr-defined]
        for name in self.fields:
            if name in {"text", "said", "says", "why"} or name.startswith("answer_"):
                self.fields[name].widget.attrs |= {"lang": language, "dir": "rtl" if language == "ar" else "ltr"}

    def aside(self) -> Iterable[Panel]:
        yield self._claims()
        for language in LANGUAGES:
            other = self._newest(language) if language != language_of(self) else None
            if other is not None:
                yield Prose(str(other), [Passage(text_of(other.content.json or {}), language=language)])

    def _claims(self) -> Table:
        rows = self.subject.story_claims.select_related("claim__current_verification__verdict").order_by("position")
        lines = [[Cell(f"[[{row.claim.public_id}]]"), cell(row.claim), cell(rating_of(row.claim))] for row in rows]
        return Table(_("Claims of the story"), (_("to cite"), _("claim"), _("published rating")), lines)

    def act(self) -> Any:
        given = self.cleaned_data
        kind = given["change_kind"] or None
        change = {name: given[name] for name in ("said", "says", "why") if given[name]}
        return write_version(
            editor=self.editor,
            story=self.subject,
            language=given["language"],
            content={"paragraphs": paragraphs_of(given["text"]), "answers": self._answers()},
            reason=given["reason"],
            base=given["base"],
            translation_of=given["translation_of"],
            change_kind=kind,
            change=change if kind else None,
        )

    def _answers(self) -> list[dict[str, Any]]:
        return [
            {"question": name.removeprefix("answer_"), **sentence_of(" ".join(str(words).split()))}
            for name, words in self.cleaned_data.items()
            if name.startswith("answer_") and str(words).strip()
        ]


def due_versions(story: Story) -> list[Version]:
    """The newest version of each language, unless it is out already: what publishing would send."""
    found = []
    for language in LANGUAGES:
        newest = story.summary.versions.filter(language=language).select_related("state__proof", "content").newest()
        if newest is not None and newest.state.state not in {WorkflowState.PUBLISHED, WorkflowState.SUPERSEDED}:
            found.append(cast(Version, newest))
    return found


@offer(Story)
class PublishStory(VerbForm):
    verb = "publish_story"
    second_factor = True
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
class SubmitVersion(OnStory, VerbForm):
    verb = "submit_version"
    label = _("Ask for a review")
    sentence = _("Freezes what would go out, with everyone who wrote part of it. None of them can approve it.")
    permissions = ("story.write",)
    tone = "primary"

    reviewer = reviewer_field()

    @classmethod
    def offered(cls, subject: Any) -> bool:
        newest = subject.summary.versions.filter(language=subject.language).newest()
        return bool(subject.state.state in OPEN_STATES and newest.pk == subject.pk)

    def prepare(self) -> None:
        self.fields["reviewer"].queryset = reviewers(self.editor)  # type: ignore[attr-defined]

    def aside(self) -> Iterable[Panel]:
        later = [blocker for blocker in story_blockers(self.subject) if blocker.code != NOT_APPROVED.code]
        return [Reasons(_("What would stop its publication"), reasons(later))]

    def act(self) -> Any:
        submit_version(editor=self.editor, version=self.subject, reviewer=self.cleaned_data["reviewer"])
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
