"""Forms of the verbs on sources and questions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..actions import merge_sources, write_question, write_source
from ..choices import SourceKind
from ..models import Question, Source
from .deeds import DEEDS
from .fields import LinesField, RowField, choice, line, long_text
from .verbs import VerbForm, offer

DEEDS |= {
    "source.split": _("undid the merge of the source"),
    "source.distinguish": _("found that the source is not another"),
}


class SourceForm(VerbForm):
    verb = "write_source"
    permissions = ("source.write",)

    kind = choice(_("kind"), SourceKind)
    name_ar = line(_("name in Arabic"), required=True, limit=200)
    name_en = line(_("name in English"), required=True, limit=200)
    aliases = LinesField(label=_("other spellings"), required=False, help_text=_("One a line, as texts print them."))
    public_figure = forms.BooleanField(
        label=_("public figure"),
        required=False,
        help_text=_("Only organisations and public figures have a public record page."),
    )
    parent = RowField(Source, label=_("part of"), required=False)
    same_as = LinesField(label=_("same as"), required=False, help_text=_("Addresses that identify it, one a line."))

    def act(self) -> Any:
        given = dict(self.cleaned_data)
        seen = given.pop("version")
        return write_source(editor=self.editor, source=self.subject, version=seen, **given)


@offer(Source)
class AddSource(SourceForm):
    label = _("Add a source")
    tone = "primary"
    on_list = True


@offer(Source)
class ChangeSource(SourceForm):
    label = _("Change")

    def start(self) -> dict[str, Any]:
        source = self.subject
        names = ("kind", "name_ar", "name_en", "public_figure", "parent", "same_as")
        own = {source.name_ar, source.name_en}
        others = [words for words in source.aliases.values_list("words", flat=True) if words not in own]
        return {**{name: getattr(source, name) for name in names}, "aliases": others}


@offer(Source)
class MergeSource(VerbForm):
    verb = "merge_sources"
    label = _("Merge into another")
    sentence = _("This source leads to the other from here on, with all its names. Nothing is removed.")
    permissions = ("source.merge",)
    tone = "danger"

    keep = RowField(Source, label=_("the source that stays"))

    @classmethod
    def offered(cls, subject: Any) -> bool:
        return subject.merged_into_id is None

    def act(self) -> Any:
        given = self.cleaned_data
        return merge_sources(editor=self.editor, keep=given["keep"], drop=self.subject, version=given["version"])


class QuestionForm(VerbForm):
    verb = "write_question"
    permissions = ("question.write",)

    wording_ar = line(_("wording in Arabic"), required=True)
    wording_en = line(_("wording in English"), required=True)
    subject_words = line(_("subject"), required=True, limit=200, help_text=_("Of what: model R1."))
    measure = line(_("measure"), required=True, limit=200, help_text=_("What is asked of it: training cost."))
    scope = line(_("scope"), limit=200, help_text=_("Within what: the final run only."))
    note_ar = long_text(_("note in Arabic"))
    note_en = long_text(_("note in English"))

    def act(self) -> Any:
        given = dict(self.cleaned_data)
        seen, subject = given.pop("version"), given.pop("subject_words")
        return write_question(editor=self.editor, question=self.subject, version=seen, subject=subject, **given)


@offer(Question)
class AddQuestion(QuestionForm):
    label = _("Ask a question")
    tone = "primary"
    on_list = True


@offer(Question)
class ChangeQuestion(QuestionForm):
    label = _("Change")

    def start(self) -> dict[str, Any]:
        names = ("wording_ar", "wording_en", "measure", "scope", "note_ar", "note_en")
        return {**{name: getattr(self.subject, name) for name in names}, "subject_words": self.subject.subject}
