"""Tasks: who was asked to do what on which object, by whom, and until when."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from claims import ledger
from claims.choices import Role, listed
from claims.models import Editor
from claims.rules import Blocker, due_blockers, may, require, too_long

from ..choices import Priority
from ..models import Assignment


@ledger.verb
def assign(
    *,
    editor: Editor,
    subject: models.Model,
    assignee: Editor,
    what: str,
    priority: int = Priority.NORMAL,
    due: dt.datetime | None = None,
) -> Assignment:
    """Give an editor a task on any object of the house."""
    now = ledger.current().at
    found = [*may(editor, "assign"), *_task_blockers(assignee, what, priority), *due_blockers(due, now)]
    require(found)
    subject_type, subject_id = ledger.subject_of(subject)
    made = Assignment.objects.create(
        subject_type=subject_type,
        subject_id=subject_id,
        assignee=assignee,
        priority=priority,
        due=due,
        what=what.strip(),
        by=editor,
        at=now,
    )
    ledger.record("assignment.give", made, after={"subject": f"{subject_type} {subject_id}", **_said(made)})
    return made


@ledger.verb
def reassign(
    *,
    editor: Editor,
    assignment: Assignment,
    assignee: Editor,
    what: str,
    priority: int,
    due: dt.datetime | None = None,
    version: int | None = None,
) -> Assignment:
    """Give a task that is not done to somebody else, or change what, how urgent and until when."""
    late = due_blockers(due, ledger.current().at) if due != assignment.due else []
    found = [*may(editor, "assign"), *_task_blockers(assignee, what, priority), *late]
    require([*found, *_done_blockers(assignment)])
    before = _said(assignment)
    values = {"assignee": assignee, "priority": priority, "due": due, "what": what.strip()}
    moved = ledger.change(assignment, version=version, where={"done_at__isnull": True}, **values)
    ledger.record("assignment.change", moved, before=before, after=_said(moved))
    return moved


@ledger.verb
def finish_assignment(*, editor: Editor, assignment: Assignment) -> Assignment:
    """Say that a task is done: by the one who has it, or the one who gave it."""
    found = [*may(editor, "assignment.finish"), *_done_blockers(assignment)]
    if editor.pk not in {assignment.assignee_id, assignment.by_id}:
        found.append(
            Blocker(
                "not_your_task",
                _("This task is neither yours nor given by you."),
                _("Ask the one who has it, or the one who gave it."),
            )
        )
    require(found)
    moved = ledger.change(assignment, where={"done_at__isnull": True}, done_at=ledger.current().at)
    ledger.record("assignment.finish", moved)
    return moved


def _said(assignment: Assignment) -> dict[str, Any]:
    due = assignment.due.isoformat() if assignment.due else None
    return {"assignee": assignment.assignee_id, "priority": assignment.priority, "due": due, "what": assignment.what}


def _done_blockers(assignment: Assignment) -> list[Blocker]:
    if assignment.done_at is None:
        return []
    return [Blocker("task_done", _("This task is done already."), _("Give a new one."))]


def _task_blockers(assignee: Editor, what: str, priority: int) -> list[Blocker]:
    found = too_long(Assignment, what=what.strip())
    if not what.strip():
        found.append(Blocker("no_task", _("A task says what to do."), _("Write it in a line.")))
    if not assignee.is_active or not assignee.roles - {Role.AUDITOR}:
        found.append(
            Blocker(
                "cannot_work",
                _("“%(name)s” can do nothing at the desk."),
                _("Give it to somebody with a role."),
                values={"name": str(assignee)},
            )
        )
    if priority not in Priority.values:
        found.append(
            Blocker(
                "unknown_priority",
                _("“%(value)s” is not one of: %(legal)s."),
                _("Choose one of these."),
                values={"value": str(priority)[:80], "legal": listed(str(each) for each in Priority.values)},
            )
        )
    return found
