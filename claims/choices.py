"""The closed lists of the ledger. Each enum owns its words, so no template or serializer spells them again.

Words are English message ids; the Arabic stands in ``claims/locale/ar``. Values are stored and exported,
so they are never renamed: a new meaning gets a new value.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext


class Language(models.TextChoices):
    """The two languages of the house, Arabic first (BCP 47)."""

    AR = "ar", _("Arabic")
    EN = "en", _("English")

    @property
    def direction(self) -> str:
        """``rtl`` or ``ltr``, as the HTML ``dir`` attribute wants it."""
        return "rtl" if self is Language.AR else "ltr"


LANGUAGES: tuple[str, ...] = tuple(Language.values)


def listed(words: Iterable[str]) -> str:
    """Words one after the other, with the comma of the language in use."""
    return pgettext("between the items of a list", ", ").join(words)


class Role(models.TextChoices):
    """What an editor may do at the desk. Stored as Django groups of the same name."""

    CONTRIBUTOR = "contributor", _("Contributor")
    EDITOR = "editor", _("Editor")
    REVIEWER = "reviewer", _("Reviewer")
    PUBLISHER = "publisher", _("Publisher")
    DESK_ADMIN = "desk_admin", _("Desk administrator")
    AUDITOR = "auditor", _("Auditor")


class SourceKind(models.TextChoices):
    """What kind of agent says or carries a report [prov:Agent]."""

    OUTLET = "outlet", _("Outlet")
    AGENCY = "agency", _("News agency")
    COMPANY = "company", _("Company")
    OFFICIAL = "official", _("Official body")
    PERSON = "person", _("Person")
    JOURNAL = "journal", _("Journal")
    PLATFORM = "platform", _("Platform")
    RESEARCH = "research", _("Research group or study")
    UNNAMED = "unnamed", _("Unnamed source")

    @property
    def has_record(self) -> bool:
        """Whether its record may have a public page without more being known (persons: only public figures)."""
        return self not in {SourceKind.PERSON, SourceKind.UNNAMED}


class ArticleKind(models.TextChoices):
    ARTICLE = "article", _("Article")
    POST = "post", _("Post")
    BROADCAST = "broadcast", _("Broadcast")
    IMAGE = "image", _("Image")
    DOCUMENT = "document", _("Document")


class Checkability(models.TextChoices):
    """Whether a sentence can be checked at all; the only status words beside the verdict rows."""

    FACTUAL = "factual", _("Checkable fact")
    PREDICTION = "prediction", _("Prediction")
    OPINION = "opinion", _("Opinion")
    VAGUE = "vague", _("Too vague to check")

    @property
    def takes_verdict(self) -> bool:
        """Opinions and vague sentences are assessed in words only: their verdict is null."""
        return self in {Checkability.FACTUAL, Checkability.PREDICTION}


class Comparator(models.TextChoices):
    """How a printed number relates to the fact: ``<=`` is "no more than", ``order_of`` "hundreds of millions"."""

    EQUAL = "=", _("exactly")
    LESS = "<", _("less than")
    AT_MOST = "<=", _("no more than")
    MORE = ">", _("more than")
    AT_LEAST = ">=", _("at least")
    ABOUT = "~", _("about")
    RANGE = "range", _("between")
    ORDER_OF = "order_of", _("on the order of")


class Stance(models.TextChoices):
    """What the article does with the claim at this place."""

    ASSERTS = "asserts", _("asserts it")
    REPORTS = "reports", _("reports it")
    DENIES = "denies", _("denies it")
    QUESTIONS = "questions", _("questions it")
    RETRACTS = "retracts", _("retracts it")


class Mode(models.TextChoices):
    """In which form the claim stands at this place."""

    DIRECT_QUOTE = "direct_quote", _("direct quote")
    PARAPHRASE = "paraphrase", _("paraphrase")
    HEADLINE = "headline", _("headline")
    TRANSLATED = "translated", _("translation")


class Naming(models.TextChoices):
    """How the text names the one it relies on."""

    NAMED = "named", _("named")
    DESCRIBED = "described", _("described, not named")
    UNNAMED = "unnamed", _("unnamed")
    MISSING = "missing", _("no source stated")


class ChainGrade(models.TextChoices):
    """Grade of one chain, worst first: the order of the members is the order of precedence."""

    NO_SOURCE = "no_source", _("no source stated")
    UNNAMED_END = "unnamed_end", _("ends at an unnamed source")
    UNSEEN_HOP = "unseen_hop", _("holds a link we have not seen")
    COMPLETE = "complete", _("we have seen the whole chain")


class RelationType(models.TextChoices):
    """How two claims stand to each other. ``none`` is a human's answer to a suggestion: no relation."""

    CONTRADICTS = "contradicts", _("contradicts")
    REPEATS = "repeats", _("repeats")
    UPDATES = "updates", _("updates")
    NARROWS = "narrows", _("narrows")
    SUPPORTS = "supports", _("supports")
    DIFFERENT_SCOPE = "different_scope", _("differs in scope from")
    NOT_COMPARABLE = "not_comparable", _("is not comparable with")
    NONE = "none", _("has no relation to")


class CandidateAnswer(models.TextChoices):
    """What an editor answered on a sentence. ``undone`` takes the answer before it back."""

    ACCEPTED = "accepted", _("is a claim")
    MERGED = "merged", _("says a claim that is followed")
    REJECTED = "rejected", _("is no claim to follow")
    UNDONE = "undone", _("taken back")


class CandidateReason(models.TextChoices):
    """Why a sentence is no claim to follow."""

    OPINION = "opinion", _("Opinion or forecast that can't be checked")
    VAGUE = "vague", _("Too vague to check")
    TRIVIAL = "trivial", _("Nobody doubts it")
    OFF_TOPIC = "off_topic", _("Not what we follow")
    DUPLICATE = "duplicate", _("Said elsewhere in this text")
    NOT_A_SENTENCE = "not_sentence", _("No whole sentence")
    OTHER = "other", _("Another reason")


class EvidenceKind(models.TextChoices):
    PAPER = "paper", _("Scientific paper")
    DOCUMENT = "document", _("Document")
    DATA = "data", _("Data")
    STATEMENT = "statement", _("Statement")
    ARTICLE = "article", _("Article")
    ARCHIVE = "archive", _("Archived page")


class EvidenceStance(models.TextChoices):
    SUPPORTS = "supports", _("supports the claim")
    REFUTES = "refutes", _("refutes the claim")
    CONTEXT = "context", _("gives context")


class InquiryEventKind(models.TextChoices):
    """The steps of a right of reply."""

    ASKED = "asked", _("asked")
    ANSWERED = "answered", _("answered")
    DECLINED = "declined", _("declined to answer")
    EXPIRED = "expired", _("did not answer by the deadline")


class WorkflowState(models.TextChoices):
    """Where a draft stands. Moved only by conditional updates inside verbs."""

    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in_review", _("In review")
    RETURNED = "returned", _("Returned")
    APPROVED = "approved", _("Approved")
    PUBLISHED = "published", _("Published")
    SUPERSEDED = "superseded", _("Superseded")


class Decision(models.TextChoices):
    APPROVE = "approve", _("Approved")
    RETURN = "return", _("Returned")


class ChangeKind(models.TextChoices):
    """Why something published changed [CorrectionComment]; null on a first version."""

    CORRECTION = "correction", _("Correction")
    CLARIFICATION = "clarification", _("Clarification")
    UPDATE = "update", _("Update")
    REFILE = "refile", _("Refile")
    RETRACTION = "retraction", _("Retraction")

    @property
    def duty(self) -> str:
        """The permission (a key of ``rules.MAY``) that a change of this kind needs beside that of writing."""
        return {
            "correction": "correct",
            "clarification": "clarify",
            "update": "update",
            "refile": "refile",
            "retraction": "retract",
        }[self.value]

    @property
    def is_written(self) -> bool:
        """Whether it goes out as a new text; a retraction takes the page down instead."""
        return self is not ChangeKind.RETRACTION


WRITTEN_CHANGES: tuple[ChangeKind, ...] = tuple(kind for kind in ChangeKind if kind.is_written)


class NotePurpose(models.TextChoices):
    """What a public note may be used for. One without a purpose withdraws a page, or puts it back."""

    RETRACTION = "retraction", _("retraction")
    TAKEDOWN = "takedown", _("legal takedown")


class MailMode(models.TextChoices):
    """How an editor hears by mail of what concerns her."""

    AT_ONCE = "at_once", _("one letter each, at once")
    DAILY = "daily", _("one letter a day")
    NONE = "none", _("no letters")


class ProofKind(models.TextChoices):
    """What a Proof proves: a claim's page, a story's page, the rating scale, or the note of a withdrawal."""

    CLAIM = "claim", _("Claim")
    STORY = "story", _("Story")
    SCALE = "scale", _("Rating scale")
    NOTE = "note", _("Public note")


class Tone(models.TextChoices):
    """The colour family of a verdict; never the only sign of it (outline and word always stand beside)."""

    GOOD = "good", _("green")
    PARTLY = "partly", _("amber")
    BAD = "bad", _("red")
    OPEN = "open", _("blue")
    MUTED = "muted", _("grey")


class AnchorFound(models.TextChoices):
    """How the words of an occurrence were found in a later snapshot."""

    EXACT = "exact", _("word for word")
    SPACES = "spaces", _("with other white space")
    SEVERAL = "several", _("at several places; this one is the nearest")
    MISSING = "missing", _("no longer there")


class BlockKind(models.TextChoices):
    """What a block of an imported text is; the first group is read as the article, the rest is kept aside."""

    TITLE = "title", _("title")
    STANDFIRST = "standfirst", _("standfirst")
    HEADING = "heading", _("heading")
    PARAGRAPH = "paragraph", _("paragraph")
    LIST_ITEM = "list_item", _("list item")
    CAPTION = "caption", _("caption")
    REPEATED_TITLE = "repeated_title", _("repeated title")
    SECTION = "section", _("section label")
    BYLINE = "byline", _("byline")
    TRANSLATOR = "translator", _("translator credit")
    OUTLET = "outlet", _("outlet label")
    DATE = "date", _("date line")
    DESK_LABEL = "desk_label", _("desk label")
    RELATED = "related", _("related link")
    COMMENT_FORM = "comment_form", _("comment form")
    NAVIGATION = "navigation", _("navigation")
    BIO = "bio", _("author note")
    OTHER_NOISE = "other_noise", _("other noise")

    @property
    def is_body(self) -> bool:
        """Whether the block is read as part of the article's text."""
        return self in BODY_KINDS


BODY_KINDS: frozenset[BlockKind] = frozenset(
    {BlockKind.TITLE, BlockKind.STANDFIRST, BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM}
)

# The default rating scale (DESIGN §3). Rows are installed once and never rewritten; a newsroom retires a row
# and adds another. ``ordinal`` is Google's 1-5 number or null where a number would claim an order of truth.
DEFAULT_SCALE: tuple[dict[str, Any], ...] = (
    {
        "code": "true",
        "ordinal": 5,
        "needs_evidence": True,
        "tone": Tone.GOOD,
        "icon": "disc-check",
        "label": ("صحيح", "True"),
        "definition": (
            "ما وجدناه من أدلة يطابق الادعاء كما صيغ، ولا ينقصه ما يغيّر معناه.",
            "The evidence matches the claim as worded, and nothing that would change its meaning is missing.",
        ),
        "mapping": {"google": 5, "meta": "true", "averitec": "Supported"},
    },
    {
        "code": "mostly-true",
        "ordinal": 4,
        "needs_evidence": True,
        "tone": Tone.GOOD,
        "icon": "disc-half-check",
        "label": ("صحيح في معظمه", "Mostly true"),
        "definition": (
            "جوهر الادعاء ثابت، لكنه يحتاج إلى توضيح أو تحديد لا يغيّر خلاصته.",
            "The core of the claim holds, but it needs a clarification or a limit that does not change its point.",
        ),
        "mapping": {"google": 4, "meta": "true", "averitec": "Supported"},
    },
    {
        "code": "mixed",
        "ordinal": 3,
        "needs_evidence": True,
        "tone": Tone.PARTLY,
        "icon": "disc-split",
        "label": ("صحيح جزئياً", "Partly true"),
        "definition": (
            "في الادعاء جزء تثبته الأدلة وجزء تنفيه.",
            "The evidence bears out one part of the claim and refutes another.",
        ),
        "mapping": {"google": 3, "meta": "partly_false", "averitec": "Conflicting Evidence/Cherrypicking"},
    },
    {
        "code": "false",
        "ordinal": 1,
        "needs_evidence": True,
        "tone": Tone.BAD,
        "icon": "disc-cross",
        "label": ("غير صحيح", "False"),
        "definition": ("الأدلة تنفي الادعاء كما صيغ.", "The evidence refutes the claim as worded."),
        "mapping": {"google": 1, "meta": "false", "averitec": "Refuted"},
    },
    {
        "code": "misleading",
        "ordinal": None,
        "needs_evidence": True,
        "tone": Tone.BAD,
        "icon": "triangle-bang",
        "label": ("مضلِّل", "Misleading"),
        "definition": (
            "ما فيه من وقائع صحيح، لكن عرضه يوحي بما لا تثبته الأدلة.",
            "Its facts may hold, but the way they are put suggests what the evidence does not bear out.",
        ),
        "mapping": {"google": None, "meta": "missing_context", "averitec": "Conflicting Evidence/Cherrypicking"},
    },
    {
        "code": "misattributed",
        "ordinal": None,
        "needs_evidence": True,
        "tone": Tone.BAD,
        "icon": "arrow-swap",
        "label": ("منسوب خطأً", "Misattributed"),
        "definition": (
            "رقم أو قول حقيقي نُسب إلى غير صاحبه أو إلى غير موضوعه.",
            "A real figure or saying, given to the wrong owner or subject.",
        ),
        "mapping": {"google": None, "meta": "false", "averitec": "Refuted"},
    },
    {
        "code": "disputed",
        "ordinal": None,
        "needs_evidence": True,
        "tone": Tone.OPEN,
        "icon": "diamond-unequal",
        "label": ("روايات متعارضة", "Disputed"),
        "definition": (
            "روايات موثوقة تتعارض، ولم نجد ما يرجّح إحداها.",
            "Credible accounts conflict, and we found nothing that settles between them.",
        ),
        "mapping": {"google": None, "meta": None, "averitec": "Conflicting Evidence/Cherrypicking"},
    },
    {
        "code": "unverified",
        "ordinal": None,
        "needs_evidence": False,
        "tone": Tone.MUTED,
        "icon": "dashed-question",
        "label": ("غير مؤكد", "Unverified"),
        "definition": (
            "لم نجد بعدُ ما يثبته أو ينفيه؛ ونذكر ما بحثنا عنه وما الذي يحسمه.",
            "We have not yet found what proves or refutes it; we say what we looked for and what would settle it.",
        ),
        "mapping": {"google": None, "meta": None, "averitec": "Not Enough Evidence"},
    },
    {
        "code": "unverifiable",
        "ordinal": None,
        "needs_evidence": False,
        "tone": Tone.MUTED,
        "icon": "dashed-bar",
        "label": ("لا يمكن التحقق منه", "Unverifiable"),
        "definition": (
            "لا سبيل معروفاً إلى إثباته أو نفيه بما يمكن الاطلاع عليه.",
            "There is no known way to prove or refute it with anything that can be seen.",
        ),
        "mapping": {"google": None, "meta": None, "averitec": "Not Enough Evidence"},
    },
    {
        "code": "outdated",
        "ordinal": None,
        "needs_evidence": True,
        "tone": Tone.PARTLY,
        "icon": "square-clock",
        "label": ("تجاوزته الأحداث", "Outdated"),
        "definition": (
            "كان صحيحاً حين قيل، ثم تغيّر الواقع.",
            "It was right when it was said; events have moved on since.",
        ),
        "mapping": {"google": None, "meta": "missing_context", "averitec": None},
    },
    {
        "code": "satire",
        "ordinal": None,
        "needs_evidence": True,
        "tone": Tone.MUTED,
        "icon": "mask",
        "label": ("ساخر", "Satire"),
        "definition": ("قيل على سبيل السخرية ولم يُقصد به الإخبار.", "It was meant as satire, not as a report."),
        "mapping": {"google": None, "meta": "satire", "averitec": None},
    },
)

# Verdicts that accuse: the one concerned is asked first, or we say why not (DESIGN §3, right of reply).
ACCUSING_VERDICTS: frozenset[str] = frozenset({"false", "misleading", "misattributed"})
# Verdicts that leave the matter open: they owe the reader what would settle it and what was looked for.
OPEN_VERDICTS: frozenset[str] = frozenset({"unverified", "unverifiable"})
# Words a sentence must hold when it cites a claim of that verdict, so that prose never sounds surer than the desk is.
HEDGES: dict[str, dict[str, tuple[str, ...]]] = {
    "unverified": {
        "ar": ("غير مؤكد", "غير مؤكّد", "لم يتأكد", "لم تتأكد", "لم يثبت", "لم تثبت", "لم نتحقق"),
        "en": ("unverified", "not verified", "not been verified", "unconfirmed"),
    },
    "disputed": {
        "ar": ("روايات متعارضة", "متعارض", "تتعارض", "يتعارض", "متنازع"),
        "en": ("disputed", "conflicting", "conflict"),
    },
}
