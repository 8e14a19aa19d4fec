"""The closed lists of the desk. Values are stored and exported, so they are never renamed."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class StoryState(models.TextChoices):
    DEVELOPING = "developing", _("Developing")
    DORMANT = "dormant", _("Dormant")
    CLOSED = "closed", _("Closed")


class PublicationKind(models.TextChoices):
    """What a publication is of. Questions, sources and corrections are derived from stories and claims."""

    STORY = "story", _("Story")
    CLAIM = "claim", _("Claim")
    QUESTION = "question", _("Question")
    SOURCE = "source", _("Source")
    SCALE = "scale", _("Rating scale")
    CORRECTION = "correction", _("Correction")
    PAGE = "page", _("Page")

    @property
    def path(self) -> str:
        """The segment of its public and API addresses; addresses never change (DESIGN §4)."""
        return {
            "story": "stories",
            "claim": "claims",
            "question": "questions",
            "source": "sources",
            "correction": "corrections",
            "scale": "method",
            "page": "pages",
        }[self.value]

    @property
    def is_derived(self) -> bool:
        """Whether it holds nothing but what other publications already hold, and so has no proof of its own."""
        return self in {PublicationKind.QUESTION, PublicationKind.SOURCE}


class Cause(models.TextChoices):
    """Why a publication was made."""

    PUBLISHED = "published", _("published")
    CORRECTED = "corrected", _("corrected")
    VERDICT_CHANGED = "verdict_changed", _("rating changed")
    REFRESHED = "refreshed", _("refreshed")
    WITHHELD = "withheld", _("withheld")
    RESTORED = "restored", _("restored")
    WITHDRAWN = "withdrawn", _("withdrawn")
    REDACTED = "redacted", _("redacted")
    MERGED = "merged", _("merged")

    @property
    def standing(self) -> Standing:
        """How a page stands while a publication of this cause is its newest."""
        if self is Cause.WITHHELD:
            return Standing.WITHHELD
        gone = self in {Cause.WITHDRAWN, Cause.REDACTED, Cause.MERGED}
        return Standing.WITHDRAWN if gone else Standing.CURRENT


class Standing(models.TextChoices):
    """How a published version stands today."""

    CURRENT = "current", _("current")
    SUPERSEDED = "superseded", _("superseded")
    WITHHELD = "withheld", _("withheld")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Notice(models.TextChoices):
    """The neutral notices under which one publisher may take a page down at once. No free text goes out."""

    UNDER_REVIEW = ("under_review", _("This page is under review and is not shown for now."))
    LEGAL = "legal", _("This page is not shown for now for legal reasons.")
    SAFETY = "safety", _("This page is not shown for now for someone's safety.")
    TECHNICAL = ("technical", _("This page is not shown for now because of a technical fault."))


class GoneNotice(models.TextChoices):
    """Why a page is gone for good, where it is more than withdrawn."""

    RETRACTED = "retracted", _("We have retracted this page.")
    LEGAL = "legal", _("This page was taken down for legal reasons.")


class TaskKind(models.TextChoices):
    """What the desk is asked to do because something was published."""

    REVIEW_TEXT = "review_text", _("Review the text: a rating it cites has changed")
    RECHECK = "recheck", _("Look at the claim again")


class LinkRole(models.TextChoices):
    """How a published thing hangs on another; what the API and lists filter by."""

    STORY = "story", _("in the story")
    QUESTION = "question", _("answers the question")
    OUTLET = "outlet", _("published by")
    AUTHOR = "author", _("written by")
    HOP = "hop", _("relies on")
    CITES = "cites", _("cites")


class Priority(models.IntegerChoices):
    """How urgent a task is."""

    LOW = 1, _("can wait")
    NORMAL = 2, _("normal")
    HIGH = 3, _("soon")
    URGENT = 4, _("at once")


class NoticeKind(models.TextChoices):
    """Why an editor is told of something."""

    MENTIONED = "mentioned", _("mentioned you")
    REPLIED = "replied", _("replied to you")
    ASKED = "asked", _("asked for your review")
    RETURNED = "returned", _("returned your text")
    APPROVED = "approved", _("approved your text")
    ASSIGNED = "assigned", _("gave you a task")
    PUBLISHED = "published", _("published your text")
    REFUSED = "refused", _("could not publish at the time set")
    WATCHED = "watched", _("changed what you follow")
    ANSWER_DUE = "answer_due", _("an answer that you asked for is due")


class ScheduleState(models.TextChoices):
    """Where a publication at a set time stands."""

    WAITING = "waiting", _("waiting")
    DONE = "done", _("published")
    REFUSED = "refused", _("refused")
    CANCELLED = "cancelled", _("cancelled")


class ReportKind(models.TextChoices):
    """What a reader says is wrong."""

    FACT = "fact", _("Something is not true")
    QUOTE = "quote", _("A quote is wrong or out of context")
    MISSING = "missing", _("Something important is missing")
    PRIVACY = "privacy", _("It harms someone's privacy")
    BROKEN = "broken", _("Something on the page does not work")
    OTHER = "other", _("Something else")


class ReportState(models.TextChoices):
    """What became of a reader's report."""

    NEW = "new", _("new")
    LOOKING = "looking", _("being looked at")
    ACCEPTED = "accepted", _("was right")
    DECLINED = "declined", _("changed nothing")
