"""The nouns of the desk: stories and their summaries, what left the house, and what follows from it."""

from .leaving import Embargo, PreviewLink, PreviewVisit, Report, Schedule
from .published import (
    Correction,
    Current,
    DeskTask,
    OutboxEvent,
    Publication,
    PublicIndex,
    PublicLink,
    PublicQuantity,
    Rendering,
    Sequence,
    Withholding,
)
from .stories import Pin, Story, StoryArticle, StoryClaim, StoryQuestion, Summary, TimelineItem, Version, VersionState
from .working import Assignment, Note, Notification, Presence, SavedView, StoryEditor, Subscription

__all__ = [
    "Assignment",
    "Correction",
    "Current",
    "DeskTask",
    "Embargo",
    "Note",
    "Notification",
    "OutboxEvent",
    "Pin",
    "Presence",
    "PreviewLink",
    "PreviewVisit",
    "PublicIndex",
    "PublicLink",
    "PublicQuantity",
    "Publication",
    "Rendering",
    "Report",
    "SavedView",
    "Schedule",
    "Sequence",
    "Story",
    "StoryArticle",
    "StoryClaim",
    "StoryEditor",
    "StoryQuestion",
    "Subscription",
    "Summary",
    "TimelineItem",
    "Version",
    "VersionState",
    "Withholding",
]
