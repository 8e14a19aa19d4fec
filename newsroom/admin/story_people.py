"""Who may write in a story, where that was set: the form, the panel, and what others are told before the button."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.admin.panels import Panel, Table, adds_panels, cell
from claims.admin.verbs import VerbForm, offer
from claims.choices import Role
from claims.models import Editor
from claims.rules import Blocker

from ..actions import set_story_editors
from ..models import Story, StoryEditor, Version
from ..rules import not_on_story


class OnStory:
    """For forms of verbs that write in a story: says beforehand whose story it is."""

    @classmethod
    def blockers(cls, editor: Editor, subject: Any) -> list[Blocker]:
        """Whether the editor is one of the story's own, where it has any."""
        return not_on_story(editor, subject.summary.story if isinstance(subject, Version) else subject)


@offer(Story)
class SetStoryEditors(OnStory, VerbForm):
    verb = "set_story_editors"
    label = _("Who writes in it")
    sentence = _("Only these editors, and desk administrators, write and submit its texts. None chosen: every editor.")
    permissions = ("story.editors",)

    editors = forms.ModelMultipleChoiceField(
        Editor.objects.none(), label=_("editors"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def start(self) -> dict[str, Any]:
        return {"editors": [row.editor for row in self.subject.story_editors.select_related("editor")]}

    def prepare(self) -> None:
        writers = Editor.objects.filter(is_active=True, groups__name=Role.EDITOR).order_by("username")
        self.fields["editors"].queryset = writers.distinct()  # type: ignore[attr-defined]

    def act(self) -> Any:
        given = self.cleaned_data
        chosen, seen = list(given["editors"]), given["version"]
        version = self.subject.version if seen is None else seen
        return set_story_editors(editor=self.editor, story=self.subject, editors=chosen, version=version)


@adds_panels(Story)
def story_editors(row: Story, editor: Editor) -> Iterable[Panel]:
    """Whose story it is, where that was set."""
    found = [each.editor for each in StoryEditor.objects.filter(story=row).select_related("editor").order_by("pk")]
    if found:
        yield Table(_("Who writes in it"), (_("editor"),), [[cell(each)] for each in found])
