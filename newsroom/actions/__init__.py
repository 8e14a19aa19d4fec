"""The verbs of the desk. Each is keyword-only, names the editor who acts, and is one transaction."""

from .assigning import assign, finish_assignment, reassign
from .keeping import drop_view, save_view, share_view
from .previews import give_preview, revoke_preview
from .publishing import publish_scale, publish_story, publish_verification, publish_verifications
from .quick import check_quickly
from .reports import answer_report, erase_contact, look_at_report, receive_report, tie_report_to_correction
from .scheduling import cancel_schedule, lift_embargo, schedule_publication, set_embargo
from .story_people import set_story_editors
from .taking_down import (
    propose_note,
    propose_retraction,
    propose_takedown,
    restore,
    retract,
    take_down,
    withdraw,
    withhold,
)
from .talking import mentions, reopen_note, resolve_note, unresolved, unresolved_of, write_note
from .telling import follow, follows, mark_read, unfollow
from .writing import (
    TimelineSpec,
    add_article,
    approve_version,
    drop_article,
    restore_version,
    return_version,
    submit_version,
    take_back_version,
    trash_story,
    write_story,
    write_version,
)

__all__ = [
    "answer_report",
    "check_quickly",
    "erase_contact",
    "look_at_report",
    "receive_report",
    "tie_report_to_correction",
    "TimelineSpec",
    "add_article",
    "drop_article",
    "drop_view",
    "approve_version",
    "assign",
    "finish_assignment",
    "propose_note",
    "follow",
    "follows",
    "mark_read",
    "mentions",
    "reopen_note",
    "resolve_note",
    "unresolved",
    "unresolved_of",
    "write_note",
    "publish_scale",
    "publish_story",
    "publish_verification",
    "publish_verifications",
    "reassign",
    "restore",
    "restore_version",
    "return_version",
    "set_story_editors",
    "save_view",
    "share_view",
    "submit_version",
    "take_back_version",
    "trash_story",
    "unfollow",
    "withdraw",
    "withhold",
    "write_story",
    "write_version",
    "cancel_schedule",
    "give_preview",
    "lift_embargo",
    "propose_retraction",
    "propose_takedown",
    "retract",
    "revoke_preview",
    "schedule_publication",
    "set_embargo",
    "take_down",
]
