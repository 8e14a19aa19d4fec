"""Forms of the verbs on sources and questions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..actions import distinguish_sources, merge_sources, split_source, write_question, write_source
from ..actions.likeness import taken
from ..choices import SourceKind
from ..models import Question, Source, SourceLikeness
from .deeds import DEEDS
from .fields import LinesField, RowField, choice, line, long_text
from .panels import Cell, Panel, Table, cell, facts, verb_url
from .sources import pair_panels
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

    def aside(self) -> Iterable[Panel]:
        """After a refusal: which source has a name that was typed, and the way to make the two one."""
        typed = getattr(self, "cleaned_data", {})
        own = {typed.get("name_ar", "").strip(), typed.get("name_en", "").strip()}
        found = taken(set(typed.get("aliases") or []) - own, self.subject)
        if found:
            yield Table(
                _("Names that another source has"),
                (_("name"), _("source"), _("if they are one"), _("if they are not")),
                [[Cell(alias.words), cell(alias.source), *self._answers(alias.source)] for alias in found],
            )

    def _answers(self, other: Source) -> list[Cell]:
        if self.subject is None:
            return [Cell(_("Write the name there"), url=verb_url(other, "write-source")), Cell("")]
        query = f"other={other.public_id}"
        return [
            Cell(_("Merge into it"), url=verb_url(self.subject, "merge-sources", query)),
            Cell(_("Not the same"), url=verb_url(self.subject, "distinguish-sources", query)),
        ]


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

    def start(self) -> dict[str, Any]:
        return {"keep": named_in(self.query)}

    def act(self) -> Any:
        given = self.cleaned_data
        return merge_sources(editor=self.editor, keep=given["keep"], drop=self.subject, version=given["version"])


def named_in(query: Any) -> Source | None:
    """The other source that an address names."""
    return Source.objects.filter(public_id=query.get("other", "")).first()


@offer(Source)
class SplitSource(VerbForm):
    verb = "split_source"
    label = _("Undo the merge")
    sentence = _("It stands again, and its names go back to it. What was written of the other since then stays there.")
    permissions = ("source.merge",)
    tone = "danger"

    why = long_text(
        _("why they are two"),
        help_text=_("With a reason they are never proposed as one again. Empty: the merge was only a slip."),
    )

    @classmethod
    def offered(cls, subject: Any) -> bool:
        return subject.merged_into_id is not None

    def aside(self) -> Iterable[Panel]:
        yield facts(
            _("What goes back"),
            (_("merged into"), self.subject.merged_into),
            (_("names"), list(self.subject.aliases.values_list("words", flat=True))),
            (_("sources that go with it"), list(Source.objects.filter(merged_with=self.subject))),
        )

    def act(self) -> Any:
        given = self.cleaned_data
        return split_source(editor=self.editor, source=self.subject, version=given["version"], why=given["why"])


class TellApart(VerbForm):
    verb = "distinguish_sources"
    label = _("Not the same")
    sentence = _("The two are never proposed as one again. It is written down who found it, and why.")
    permissions = ("source.merge",)

    why = long_text(_("why they are two"), required=True)


@offer(Source)
class TellSourceApart(TellApart):
    label = _("Not the same as another")

    other = RowField(Source, label=_("the other source"))
    field_order = ("version", "other", "why")

    @classmethod
    def offered(cls, subject: Any) -> bool:
        return subject.merged_into_id is None

    def start(self) -> dict[str, Any]:
        return {"other": named_in(self.query)}

    def act(self) -> Any:
        given = self.cleaned_data
        return distinguish_sources(editor=self.editor, a=self.subject, b=given["other"], why=given["why"])


@offer(SourceLikeness)
class MergePair(VerbForm):
    verb = "merge_sources"
    label = _("They are one")
    sentence = _("One leads to the other from here on, with all its names. Nothing is removed, and it can be undone.")
    permissions = ("source.merge",)
    tone = "primary"

    keep = forms.ChoiceField(label=_("the source that stays"), widget=forms.RadioSelect)
    seen_a = forms.IntegerField(widget=forms.HiddenInput)
    seen_b = forms.IntegerField(widget=forms.HiddenInput)

    def prepare(self) -> None:
        pair = self.subject
        self.fields["keep"].choices = [  # type: ignore[attr-defined]
            (source.public_id, f"{source} · {source.get_kind_display()} · {source.public_id}")
            for source in (pair.a, pair.b)
        ]

    def start(self) -> dict[str, Any]:
        return {"seen_a": self.subject.a.version, "seen_b": self.subject.b.version}

    def aside(self) -> Iterable[Panel]:
        return pair_panels(self.subject)

    def act(self) -> Any:
        given = self.cleaned_data
        keep, drop, seen = self.subject.a, self.subject.b, given["seen_b"]
        if given["keep"] == drop.public_id:
            keep, drop, seen = drop, keep, given["seen_a"]
        merge_sources(editor=self.editor, keep=keep, drop=drop, version=seen)
        return keep


@offer(SourceLikeness)
class TellPairApart(TellApart):
    def aside(self) -> Iterable[Panel]:
        return pair_panels(self.subject)

    def act(self) -> Any:
        return distinguish_sources(editor=self.editor, a=self.subject.a, b=self.subject.b, why=self.cleaned_data["why"])


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
