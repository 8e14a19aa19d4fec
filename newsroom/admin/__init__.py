"""The desk of the newsroom: stories, reviews, what left the house, and the queues of the front page."""

from claims.admin import desk
from claims.models import Verification

from . import (
    bulk,
    correcting,
    history,
    proofs,
    published,
    publishing_verbs,
    queues,
    review_verbs,
    schedules,
    stories,
    story_verbs,
)

desk.get_model_admin(Verification).actions = [bulk.publish_selected]

__all__ = [
    "bulk",
    "history",
    "correcting",
    "schedules",
    "proofs",
    "published",
    "publishing_verbs",
    "queues",
    "review_verbs",
    "stories",
    "story_verbs",
]
