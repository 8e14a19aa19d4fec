"""Who may write in a story, where the desk has set it."""

from __future__ import annotations

from collections.abc import Sequence

from claims import ledger
from claims.models import Editor
from claims.rules import may, require

from ..models import Story, StoryEditor
from ..rules import not_on_story


@ledger.verb
def set_story_editors(*, editor: Editor, story: Story, editors: Sequence[Editor], version: int) -> Story:
    """Give a story to these editors; with none, it is open to every editor's role again.

    Only they and desk administrators write and submit its texts from then on. Reviewing and publishing stay with
    the roles, and so does bringing articles in.
    """
    require([*may(editor, "story.editors"), *not_on_story(editor, story)])
    before = sorted(StoryEditor.objects.filter(story=story).values_list("editor__username", flat=True))
    changed = ledger.change(story, version=version)
    StoryEditor.objects.filter(story=story).delete()
    chosen = list(dict.fromkeys(editors))
    StoryEditor.objects.bulk_create([StoryEditor(story=story, editor=each) for each in chosen])
    after = sorted(each.username for each in chosen)
    ledger.record("story.editors", changed, before={"editors": before}, after={"editors": after})
    return changed
