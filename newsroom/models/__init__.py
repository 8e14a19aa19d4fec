"""The nouns of the desk: stories and their summaries, what left the house, and what follows from it."""

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

__all__ = [
    "Correction",
    "Current",
    "DeskTask",
    "OutboxEvent",
    "Pin",
    "PublicIndex",
    "PublicLink",
    "PublicQuantity",
    "Publication",
    "Rendering",
    "Sequence",
    "Story",
    "StoryArticle",
    "StoryClaim",
    "StoryQuestion",
    "Summary",
    "TimelineItem",
    "Version",
    "VersionState",
    "Withholding",
]
