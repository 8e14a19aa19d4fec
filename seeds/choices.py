"""The closed lists of the way in."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class RunKind(models.TextChoices):
    """How the articles of a run came."""

    FILES = "files", _("files")
    PASTE = "paste", _("pasted text")
    ADDRESSES = "addresses", _("web addresses")
    FEED = "feed", _("feed")
    TRANSCRIPT = "transcript", _("file with a transcript")


class ItemState(models.TextChoices):
    """Where one item of a run stands, and in the end its outcome."""

    PENDING = "pending", _("still to fetch")
    WAITING = "waiting", _("to be confirmed")
    ACCEPTED = "accepted", _("brought in")
    RENEWED = "renewed", _("new text of a known article")
    KNOWN = "known", _("in already")
    REJECTED = "rejected", _("turned down")
    REFUSED = "refused", _("refused")
    UNDONE = "undone", _("undone")

    @property
    def is_open(self) -> bool:
        """Whether somebody or something still has to act."""
        return self in {ItemState.PENDING, ItemState.WAITING}

    @property
    def tone(self) -> str:
        """The tone of its badge, as the desk names tones."""
        tones = {
            ItemState.WAITING: "warn",
            ItemState.REFUSED: "bad",
            ItemState.ACCEPTED: "good",
            ItemState.RENEWED: "good",
        }
        return tones.get(self, "muted")


class Likeness(models.TextChoices):
    """How one text is like another that is in already."""

    BYTES = "bytes", _("the same file")
    ADDRESS = "address", _("the same address")
    SAME = "same", _("the same text")
    NEAR = "near", _("nearly the same text")
    EXCERPT = "excerpt", _("one holds much of the other")


class Treatment(models.TextChoices):
    """What an editor decides an item is."""

    NEW = "new", _("a new article")
    RENEWAL = "renewal", _("a new text of an article that is in")
    COPY = "copy", _("a republished copy of an article that is in")


class ProposalState(models.TextChoices):
    """What became of a reading that a newer cleaner proposes."""

    OPEN = "open", _("to be decided")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")
