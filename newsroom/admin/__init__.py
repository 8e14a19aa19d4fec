"""The desk of the newsroom: stories, reviews, what left the house, and the queues of the front page."""

from claims.admin import desk
from claims.models import Verification

from . import (
    bulk,
    correcting,
    finding,
    history,
    letters_desk,
    notices,
    proofs,
    published,
    publishing_verbs,
    queues,
    quick,
    reports,
    review_verbs,
    schedules,
    stories,
    story_verbs,
    views,
)

desk.get_model_admin(Verification).actions = [bulk.publish_selected]

__all__ = [
    "bulk",
    "correcting",
    "finding",
    "history",
    "letters_desk",
    "notices",
    "proofs",
    "published",
    "publishing_verbs",
    "queues",
    "reports",
    "review_verbs",
    "schedules",
    "stories",
    "story_verbs",
    "views",
    "quick",
]
