"""The ways in: files, a pasted text, addresses, a file with its transcript. Each begins a run of items to confirm."""

from __future__ import annotations

import mimetypes
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.admin.fields import LinesField, RowField, choice, line, long_text
from claims.admin.verbs import VerbForm, offer
from claims.choices import ArticleKind
from claims.models import Article
from claims.models.base import keep_raw
from claims.rules import may
from newsroom.models import Story

from .. import intake
from ..actions import Problem, decide_item, finish_run, key_of, refuse_item, stage_item, start_run
from ..choices import RunKind
from ..incoming import Incoming
from ..intake import Outcome
from ..models import ImportItem, ImportRun
from ..preparing import prepare
from ..readers import Refusal
from ..resemblance import find
from ..vocabulary import gettext_noop
from .uploads import BOUNDS, FileForm, Files, name_of, outcomes_of, small_enough
from .words import snippet

MOST_ARTICLES = 500  # of one upload; a page must come back while its sender still waits for it
MOST_ADDRESSES = 200
TYPED = "text/plain; charset=utf-8"

TOO_MANY = Problem(
    "too_many_articles",
    gettext_noop("The files hold more than %(limit)s articles; those after them were not looked at."),
    gettext_noop("Bring the rest in at the command line: ./dev import_articles."),
    {"limit": MOST_ARTICLES},
)


def story_field() -> RowField:
    """The story that draws on what comes in."""
    return RowField(
        Story, label=_("story"), required=False, help_text=_("What is accepted goes to this story at once.")
    )


class Way(VerbForm):
    """One way in. What it brings is read and compared before the editor decides; nothing is in the ledger yet."""

    verb = "start_run"
    permissions = ("import.run",)
    on_list = True

    def clean_story(self) -> Story | None:
        """A story only from those who may write stories: accepting would be refused later, when all is typed."""
        story: Story | None = self.cleaned_data["story"]
        if story is not None and may(self.editor, "story.write"):
            raise forms.ValidationError(
                _("Your roles do not allow you to add to stories. Leave it empty; an editor adds the articles."),
                code="not_permitted",
            )
        return story

    def run(self, kind: RunKind, label: str, key: str = "") -> ImportRun:
        """The run that was cut off over the same input, else a new one."""
        cut_off = ImportRun.objects.unfinished(key).order_by("pk").first() if key else None
        story = self.cleaned_data.get("story")
        return cut_off or start_run(editor=self.editor, kind=kind, label=label, key=key, story=story)

    def settle(self, item: ImportItem, **typed: str) -> ImportItem:
        """Keep what the editor typed of an article beside its text."""
        fields = {name: value for name, value in typed.items() if value}
        if not fields:
            return item
        return decide_item(
            editor=self.editor,
            item=item,
            version=item.version,
            decisions={**intake.decided(item), "fields": fields},
            title=fields.get("title"),
        )


@offer(ImportRun)
class UploadFiles(FileForm, Way):
    verb = "start_run"
    action = "upload_files"
    label = _("Upload files")
    sentence = _(
        "Text, HTML, ZIP, CSV, JSON Lines and ninjs. Every article in them waits to be confirmed; what can't be read "
        "is listed with the reason."
    )
    tone = "primary"

    upload = Files(label=_("files"), help_text=BOUNDS)
    story = story_field()

    def act(self) -> Any:
        files = sorted(
            ((str(file.name), file.read()) for file in self.cleaned_data["upload"]), key=lambda pair: pair[0]
        )
        story = self.cleaned_data["story"]
        key = key_of(self.editor.username, story.public_id if story else "", *(_digest(raw) for _name, raw in files))
        run = self.run(RunKind.FILES, ", ".join(name for name, _raw in files), key)
        done = set(run.items.values_list("name", flat=True))
        for name, outcome in _counted(each for given, raw in files for each in outcomes_of(raw, given)):
            if name not in done:
                _stage(self.editor, run, name, outcome)
        finished = finish_run(editor=self.editor, run=run)
        return finished.items.first() if finished.items.count() == 1 else finished


def _counted(found: Iterable[Outcome]) -> Iterator[tuple[str, Outcome | Problem]]:
    """As many articles as one visit takes, under names that tell them apart."""
    seen: dict[str, int] = {}
    for place, outcome in enumerate(found):
        if place == MOST_ARTICLES:
            yield gettext("everything after it"), TOO_MANY
            return
        name = name_of(outcome)
        seen[name] = seen.get(name, 0) + 1
        yield (name if seen[name] == 1 else f"{name} ({seen[name]})"), outcome


def _stage(editor: Any, run: ImportRun, name: str, outcome: Outcome | Problem) -> None:
    if isinstance(outcome, Problem):
        refuse_item(editor=editor, run=run, name=name, problem=outcome)
    else:
        intake.stage(editor=editor, run=run, name=name, outcome=outcome)


def _digest(raw: bytes) -> str:
    return Incoming("", raw, "", "", "").digest


@offer(ImportRun, Article)
class PasteText(Way):
    verb = "start_run"
    action = "paste_text"
    label = _("Paste a text")
    sentence = _("One line is one paragraph. You see what is read as the article before anything comes in.")

    pasted = long_text(_("text"), rows=16, required=True)
    title = line(_("title"), limit=500, help_text=_("Empty: it is read from the text."))
    url = forms.URLField(label=_("address"), required=False, max_length=500, assume_scheme="https")
    story = story_field()

    def act(self) -> Any:
        given = self.cleaned_data
        raw = given["pasted"].replace("\r\n", "\n").encode("utf-8", "surrogatepass")
        name = given["title"] or snippet(given["pasted"])
        run = self.run(RunKind.PASTE, name)
        outcome = next(outcomes_of(raw, name, TYPED, given["url"] or None))
        item = intake.stage(editor=self.editor, run=run, name=name, outcome=outcome)
        finish_run(editor=self.editor, run=run)
        return item if isinstance(outcome, Refusal) else self.settle(item, title=given["title"])


@offer(ImportRun)
class FetchAddresses(Way):
    verb = "start_run"
    action = "fetch_addresses"
    label = _("Fetch addresses")
    sentence = _("The worker fetches them one by one, within the rules of their sites; each waits to be confirmed.")

    addresses = LinesField(
        label=_("addresses"),
        help_text=_("One a line, at most 200, each with http:// or https://."),
        widget=forms.Textarea(attrs={"rows": 8, "dir": "ltr", "class": "listing"}),
    )
    story = story_field()

    def clean_addresses(self) -> list[str]:
        """Addresses, each once, as many as one run takes."""
        found = list(dict.fromkeys(self.cleaned_data["addresses"]))
        if len(found) > MOST_ADDRESSES:
            raise forms.ValidationError(
                _("These are %(count)s addresses; at most %(limit)s are taken at once."),
                code="too_many",
                params={"count": len(found), "limit": MOST_ADDRESSES},
            )
        return found

    def act(self) -> Any:
        given = self.cleaned_data
        return start_run(
            editor=self.editor,
            kind=RunKind.ADDRESSES,
            label=", ".join(given["addresses"]),
            story=given["story"],
            addresses=given["addresses"],
        )


@offer(ImportRun)
class BringTranscript(FileForm, Way):
    """A file that holds no text of its own: a post as a picture, a broadcast, a scanned document."""

    verb = "start_run"
    action = "bring_transcript"
    label = _("File with a transcript")
    sentence = _(
        "For posts, pictures, broadcasts and scanned documents. Quotes are placed in what you type here; a colleague "
        "must compare it with the file before a verification can rest on it."
    )

    upload = forms.FileField(label=_("file"), help_text=BOUNDS)
    kind = choice(_("kind"), ArticleKind, initial=ArticleKind.POST)
    title = line(_("title"), required=True, limit=500, help_text=_("The words by which it is known."))
    transcript = long_text(_("typed transcript"), rows=12, required=True, help_text=_("Word for word, nothing added."))
    url = forms.URLField(label=_("address"), required=False, max_length=500, assume_scheme="https")
    story = story_field()
    field_order = ["upload", "title", "kind", "transcript", "url", "story"]

    def clean_upload(self) -> Any:
        """A file within the bounds."""
        small_enough(self.cleaned_data["upload"])
        return self.cleaned_data["upload"]

    def act(self) -> Any:
        given, file = self.cleaned_data, self.cleaned_data["upload"]
        incoming = Incoming(
            name=str(file.name),
            raw=file.read(),
            text=unicodedata.normalize("NFC", given["transcript"].replace("\r\n", "\n")),
            media_type=media_type_of(str(file.name)),
            encoding="utf-8",
            url=given["url"] or None,
        )
        run = self.run(RunKind.TRANSCRIPT, given["title"])
        item = self._stage(run, incoming)
        finish_run(editor=self.editor, run=run)
        return self.settle(item, title=given["title"])

    def _stage(self, run: ImportRun, incoming: Incoming) -> ImportItem:
        prepared = prepare(incoming)
        keep_raw(incoming.raw)
        return stage_item(
            editor=self.editor,
            run=run,
            name=incoming.name,
            prepared=prepared,
            likes=find(prepared),
            kind=self.cleaned_data["kind"],
            transcript=True,
        )


def media_type_of(name: str) -> str:
    """What kind of file a name says it is."""
    return mimetypes.guess_type(name)[0] or "application/octet-stream"
