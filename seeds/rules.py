"""What may be done on the way in, and why not. Pure functions over what they are given; no writes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from claims.choices import Role
from claims.models import Article, Occurrence
from claims.rules import Blocker, allow, bad_dates
from newsroom.models import Story

from .choices import ItemState, Treatment
from .kinds import KINDS
from .models import ImportItem, ImportRun
from .preparing import FIELDS

allow("import.run", Role.CONTRIBUTOR, Role.EDITOR, Role.DESK_ADMIN)
allow("import.undo", Role.EDITOR, Role.DESK_ADMIN)
allow("feed.write", Role.EDITOR, Role.DESK_ADMIN)

MOST_DECISIONS = 5_000  # changed lines of one article


def item_blockers(item: ImportItem, *states: str) -> list[Blocker]:
    """Why an item can't be handled any more."""
    if item.state in states:
        return []
    return [
        Blocker(
            "item_done",
            _("“%(name)s” is not waiting any more: %(state)s."),
            _("Reload the page; nothing was changed."),
            values={"name": item.name, "state": str(ItemState(item.state).label)},
        )
    ]


def decision_blockers(decisions: Any, of: Article | None, story: Story | None = None) -> list[Blocker]:
    """Why decisions on an item have the wrong shape (``ImportItem.decisions``)."""
    wrong = _unknown_parts(decisions)
    found = [
        Blocker(
            "bad_decision",
            _("“%(part)s” can't be decided on an article that comes in."),
            _("Go back to the preview and use its buttons."),
            values={"part": part},
        )
        for part in wrong
    ]
    if not wrong:
        fields = decisions.get("fields") or {}
        found += bad_dates(**{name: fields.get(name) or None for name in ("published", "modified")})
    if not wrong and decisions.get("as", Treatment.NEW) != Treatment.NEW and of is None:
        found.append(
            Blocker(
                "no_original",
                _("It is not said which article this one belongs to."),
                _("Choose the article that is in already, or bring it in as new."),
            )
        )
    if not wrong and decisions.get("story") and story is None:
        found.append(
            Blocker(
                "no_such_story",
                _("The story that was chosen is not there any more."),
                _("Choose another, or none."),
            )
        )
    return found


def _unknown_parts(decisions: Any) -> list[str]:
    if not isinstance(decisions, dict):
        return ["decisions"]
    unknown = [str(part) for part in decisions if part not in {"blocks", "fields", "as", "of", "story"}]
    blocks, fields = decisions.get("blocks") or {}, decisions.get("fields") or {}
    unknown += [str(name) for name in fields if name not in FIELDS]
    if len(blocks) > MOST_DECISIONS:
        unknown.append("blocks")
    unknown += [str(start) for start, block in blocks.items() if block.get("kind", KINDS[0]) not in KINDS]
    if decisions.get("as", Treatment.NEW) not in Treatment.values:
        unknown.append(str(decisions["as"]))
    return unknown


def undo_blockers(run: ImportRun, articles: Iterable[tuple[Article, Story | None]]) -> list[Blocker]:
    """Why a run can't be undone as a whole: articles of it that have been used since.

    With each article comes the story into which the import itself has put it.
    """
    found = []
    if run.undone_at is not None:
        found.append(Blocker("undone", _("This import was undone already."), _("Reload the page.")))
    for article, story in articles:
        in_story = article.story_articles.exclude(story=story.pk if story else None).exists()
        if Occurrence.objects.filter(snapshot__article=article).exists() or in_story or article.copies.exists():
            found.append(
                Blocker(
                    "article_used",
                    _("“%(title)s” has been used since: a claim, a story or a copy rests on it."),
                    _("Put single articles of the import into the trash instead."),
                    where=article.public_id,
                    values={"title": article.title},
                )
            )
    return found
