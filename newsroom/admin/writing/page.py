"""What stands around the text on the writing page: the other language, claims to cite, what was kept, who is here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch, prefetch_related_objects
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.admin.panels import Cell, Words, cell, moment
from claims.admin.perform import language_of
from claims.choices import LANGUAGES, Language, WorkflowState
from claims.models import Editor

from ...actions.presence import be_here
from ...models import Story, StoryClaim, StoryQuestion, Version
from .checking import rating_cell
from .keeping import TAKE_UP, fields_of, part_of
from .meeting import Meeting, met

if TYPE_CHECKING:
    from ..story_verbs import WriteVersion

CHANGE = ("change_kind", "said", "says", "why")  # what is told to readers who have seen a text before


class Versions:
    """The versions of a story's summary, read once."""

    def __init__(self, story: Story) -> None:
        self.story = story

    @cached_property
    def rows(self) -> list[Version]:
        """All of them, oldest first."""
        return sorted(self.story.summary.versions.all(), key=lambda each: each.number)

    def of(self, language: str) -> list[Version]:
        """Those in one language, oldest first."""
        return [each for each in self.rows if each.language == language]

    def newest(self, language: str) -> Version | None:
        """The newest in one language."""
        found = self.of(language)
        return found[-1] if found else None

    def numbered(self, language: str, number: int) -> Version | None:
        """One of them by its number."""
        return next((each for each in self.of(language) if each.number == number), None)

    def by_key(self, key: int | None) -> Version | None:
        """One of them by its key."""
        return next((each for each in self.rows if each.pk == key), None)

    def others(self, language: str) -> list[tuple[str, Words]]:
        """What a text in ``language`` may be a translation of, newest first, as choices."""
        found = [each for each in reversed(self.rows) if each.language != language]
        return [("", _("no translation")), *((str(each.pk), name_of(each)) for each in found)]

    def published(self, language: str) -> bool:
        """Whether a text in one language has gone out: what is written now changes what readers have seen."""
        return any(
            each.state.state in {WorkflowState.PUBLISHED, WorkflowState.SUPERSEDED} for each in self.of(language)
        )

    def followed(self, language: str) -> Version | None:
        """The version of the other language that the newest text follows: what it, or one before it, translates."""
        told = [each.translation_of_id for each in self.of(language) if each.translation_of_id]
        return self.by_key(told[-1]) if told else None


def name_of(version: Version) -> str:
    """A version as the desk calls it: its language and number."""
    return f"{version.get_language_display()} {version.number}"


@dataclass(frozen=True)
class Following:
    """How one language stands to the other: in words, and whether it lags behind."""

    said: str
    lags: bool = False


def standing(versions: Versions, language: str) -> list[Following]:
    """How both languages stand to each other, the one that is written first."""
    codes = sorted(LANGUAGES, key=lambda code: code != language)
    if all(versions.newest(code) and not versions.followed(code) for code in codes):
        return [Following(_("Neither language says which version of the other it follows."))]
    return [found for code in codes if (found := following(versions, code))]


def following(versions: Versions, language: str) -> Following | None:
    """Which version of the other language a text follows, and how far that one has gone since; nothing if it leads."""
    own, told = versions.newest(language), versions.followed(language)
    if own is None:
        return Following(_("Nothing is written in %(language)s yet.") % {"language": Language(language).label})
    if told is None:
        return None
    newest = versions.newest(told.language)
    said = {"version": name_of(own), "followed": name_of(told)}
    if newest is None or newest.number <= told.number:
        return Following(_("%(version)s follows %(followed)s, the newest.") % said)
    said |= {"other": str(told.get_language_display()), "number": str(newest.number)}
    return Following(_("%(version)s follows %(followed)s; %(other)s is at %(number)s by now.") % said, lags=True)


@dataclass(frozen=True)
class Beside:
    """The newest text of the other language, to be read beside."""

    language: str
    title: str
    paragraphs: Sequence[Sequence[tuple[str, Sequence[str]]]]  # sentences: their words, and the claims they cite
    url: str


def beside(versions: Versions, language: str, names: dict[str, str]) -> Beside | None:
    """The other language's newest text; ``names`` are the words of claims by public id."""
    other = next(code for code in LANGUAGES if code != language)
    newest = versions.newest(other)
    if newest is None:
        return None
    parts = (newest.content.json or {}).get("paragraphs", [])
    read = [
        [(each["text"], [names.get(claim, claim) for claim in each["cites"]]) for each in part["sentences"]]
        for part in parts
    ]
    return Beside(other, name_of(newest), read, cell(newest).url)


def fetch_places(story: Story) -> None:
    """Fetch the story's claims with their ratings, and its questions, in order and once."""
    claims = StoryClaim.objects.select_related("claim__current_verification__verdict").order_by("position", "pk")
    questions = StoryQuestion.objects.select_related("question").order_by("position", "pk")
    prefetch_related_objects(
        [story], Prefetch("story_claims", queryset=claims), Prefetch("story_questions", queryset=questions)
    )


@dataclass(frozen=True)
class Offered:
    """A claim of the story, to be cited."""

    public_id: str
    claim: Cell
    rating: Cell


def offered(story: Story) -> list[Offered]:
    """The claims of the story in order, with their published ratings."""
    fetch_places(story)
    found = [row.claim for row in story.story_claims.all()]
    return [Offered(claim.public_id, cell(claim), rating_cell(claim)) for claim in found]


@dataclass(frozen=True)
class Kept:
    """What the editor was typing here and did not send, against the newest version."""

    at: str
    base: str
    against: Meeting


def kept_offer(form: WriteVersion) -> Kept | None:
    """What was kept, unless it is on the page already or says nothing new."""
    if form.kept is None or form.is_bound or form.again or form.query.get("typing") == TAKE_UP:
        return None
    now = form.written(form.versions.newest(language_of(form)))
    against = met({**now, **fields_of(form.kept)}, now, now)
    if not against.places:
        return None
    return Kept(moment(form.kept.at), fields_of(form.kept).get("base", ""), against)


def people(editor: Editor, story: Story, language: str) -> list[str]:
    """Say that the editor is writing here; who else is writing in the story's summary now, in words."""
    parts = [part_of(code) for code in LANGUAGES]
    rows = be_here(editor=editor, subject=story, part=part_of(language), parts=parts)
    return [_person(row.editor, part.rpartition(":")[2], language, row.since) for part, row in rows]


def _person(editor: Editor, where: str, language: str, since: Any) -> str:
    minutes = int((timezone.now() - since).total_seconds() // 60)
    values = {"name": str(editor), "language": str(Language(where).label), "count": minutes}
    if where != language:
        return _("%(name)s is writing the text in %(language)s.") % values
    if not minutes:
        return _("%(name)s has just begun to write here.") % values
    said = ngettext(
        "%(name)s has been writing here for %(count)s minute.",
        "%(name)s has been writing here for %(count)s minutes.",
        minutes,
    )
    return said % values


def urls(story: Story) -> dict[str, str]:
    """The addresses that the page asks: each is a view of its own behind the same gate."""
    names = ("find", "check", "typing", "here", "preview")
    return {name: reverse(f"admin:newsroom_story_writing_{name}", args=[story.pk]) for name in names}


def surroundings(form: WriteVersion) -> dict[str, Any]:
    """What the template of the writing page shows beside the fields."""
    story, language = form.subject, language_of(form)
    claims = offered(story)
    kept = kept_offer(form)
    return {
        "checked": form.checked(),
        "language": language,
        "offered": claims,
        "beside": beside(form.versions, language, {each.public_id: str(each.claim.text) for each in claims}),
        "following": standing(form.versions, language),
        "kept": kept,
        "kept_version": form.kept.version if form.kept and not kept else 0,
        "people": people(form.editor, story, language),
        "urls": urls(story),
        "changed": form.versions.published(language),
        "change_fields": CHANGE,
    }
