"""The desk of the newsroom: stories, reviews, what left the house, and the queues of the front page."""

from claims.admin import desk
from claims.models import Verification

from . import (
    assigning,
    bulk,
    correcting,
    finding,
    history,
    letters_desk,
    mending,
    notices,
    proofs,
    published,
    publishing_verbs,
    queues,
    quick,
    reports,
    review_verbs,
    schedules,
    staleness,
    stories,
    story_verbs,
    talking,
    views,
)

desk.get_model_admin(Verification).actions = [bulk.publish_selected]

__all__ = [
    "assigning",
    "bulk",
    "correcting",
    "finding",
    "history",
    "letters_desk",
    "mending",
    "notices",
    "proofs",
    "published",
    "publishing_verbs",
    "queues",
    "quick",
    "reports",
    "review_verbs",
    "schedules",
    "staleness",
    "stories",
    "story_verbs",
    "talking",
    "views",
]
