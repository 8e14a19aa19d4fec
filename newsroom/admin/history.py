"""What was written, version by version, and any two of them compared; first of all with what readers see now."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from claims.admin.base import LedgerAdmin
from claims.admin.fields import choice, line, long_text
from claims.admin.panels import (
    STATE_TONES,
    Cell,
    Compared,
    Panel,
    Passage,
    Prose,
    Words,
    adds_page,
    cell,
    list_url,
    url_of,
    verb_url,
)
from claims.admin.site import desk, editor_of
from claims.admin.veil import unseen
from claims.admin.verbs import VerbForm, offer
from claims.choices import LANGUAGES, ChangeKind, Language
from claims.documents import claim_content
from claims.models import Claim, VerificationText

from ..actions import restore_version
from ..documents import story_content
from ..models import Publication, Story, Version
from .compare import compare
from .reading import claim_names, lines
from .writing import text_of

READERS = "readers"  # the key of what readers see now
Json = dict[str, Any]


@dataclass(frozen=True)
class Written:
    """One thing that was written in one language, and how to read what it would publish."""

    key: str
    label: Words
    state: Cell
    author: Cell
    at: Cell
    reason: str
    digest: str
    content: Callable[[], Json | None]
    url: str
    restore: str = ""
    out: bool = False


@dataclass(frozen=True)
class Chapter:
    """All that was written in one language, newest first."""

    language: str
    name: Words
    rows: list[Written]
    published: Words = ""

    @property
    def newest(self) -> Written | None:
        """What was written last."""
        return self.rows[0] if self.rows else None

    @property
    def before(self) -> Written | None:
        """What was written before that."""
        return self.rows[1] if len(self.rows) > 1 else None


def _frozen(row: Any, otherwise: Callable[[], Json | None]) -> Callable[[], Json | None]:
    """What a draft would publish: as it was frozen for its review, else as it would be frozen now."""
    proof = row.state.proof
    return (lambda: proof.document.json) if proof is not None else otherwise


def versions_of(story: Story, language: str) -> list[Written]:
    """The versions of a story's summary, newest first."""
    related = ("state__proof__document", "author", "summary__story", "content")
    found = Version.objects.filter(summary__story=story, language=language).select_related(*related)
    rows = list(found.order_by("-number"))
    return [_version(row, newest=place == 0) for place, row in enumerate(rows)]


def _version(version: Version, *, newest: bool) -> Written:
    return Written(
        key=str(version.number),
        label=str(version.number),
        state=Cell(version.state.get_state_display(), tone=STATE_TONES[version.state.state]),
        author=cell(version.author),
        at=cell(version.at),
        reason=version.reason,
        digest=version.content_id,
        content=_frozen(version, lambda: story_content(version)),
        url=url_of(version),
        restore="" if newest else verb_url(version, "restore-version"),
        out=version.state.state == "published",
    )


def verifications_of(claim: Claim, language: str, hidden: Iterable[int] = ()) -> list[Written]:
    """The verifications of a claim in one language, newest first; of each every text that was written.

    Without those that are ``hidden`` from whoever is to rate them blindly.
    """
    related = ("state__proof__document", "author", "verification__verdict", "verification__claim", "rationale")
    rows = VerificationText.objects.filter(verification__claim=claim, language=language)
    found = rows.exclude(verification__in=hidden).select_related(*related)
    return [_verification(row) for row in found.order_by("-verification__number", "-number")]


def _verification(text: VerificationText) -> Written:
    verification = text.verification
    return Written(
        key=f"{verification.number}.{text.number}",
        label=f"{verification.number}.{text.number} · {verification.verdict or verification.claim}",
        state=Cell(text.state.get_state_display(), tone=STATE_TONES[text.state.state]),
        author=cell(text.author),
        at=cell(text.at),
        reason="",
        digest=text.rationale_id or "",
        content=_frozen(text, lambda: claim_content(verification, text.language)),
        url=url_of(verification),
        out=text.state.state == "published",
    )


def published(public_id: str, language: str) -> Json | None:
    """What readers see now in one language, as it was approved; ``None`` where they see nothing."""
    found = Publication.objects.shown().filter(public_id=public_id)
    newest = found.select_related(f"proof_{language}__document").first()
    proof = getattr(newest, f"proof_{language}") if newest else None
    return proof.document.json if proof else None


def _chapters(subject: Any, maker: Callable[[Any, str], list[Written]]) -> list[Chapter]:
    seen = Publication.objects.shown().filter(public_id=subject.public_id).first()
    chapters = []
    for language in LANGUAGES:
        out = seen is not None and getattr(seen, f"proof_{language}_id") is not None
        words: Words = _("Readers see version %(number)s.") % {"number": seen.version} if out and seen else ""
        chapters.append(Chapter(language, Language(language).label, maker(subject, language), words))
    return chapters


def _frame(shown: LedgerAdmin[Any], request: HttpRequest, subject: Any, title: Words) -> dict[str, Any]:
    return {
        **desk.each_context(request),
        "title": title,
        "subject": subject,
        "subject_url": url_of(subject),
        "opts": shown.opts,
        "list_url": list_url(shown.model),
        "history_url": _address(subject, "history"),
        "compare_url": _address(subject, "compare"),
    }


def _address(subject: Any, page: str) -> str:
    meta = subject._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_{page}", args=[subject.pk])


def _maker(shown: LedgerAdmin[Any], request: HttpRequest) -> Callable[[Any, str], list[Written]]:
    if shown.model is Story:
        return versions_of
    return partial(verifications_of, hidden=unseen(editor_of(request)))


@adds_page(Story, "history", _("What was written"))
@adds_page(Claim, "history", _("What was written"))
def history_view(shown: LedgerAdmin[Any], request: HttpRequest, object_id: str) -> HttpResponse:
    """Everything that was written, in both languages, and what to compare it with."""
    subject = shown.find_object(request, object_id)
    context = {
        **_frame(shown, request, subject, _("What was written")),
        "chapters": _chapters(subject, _maker(shown, request)),
        "may_restore": shown.model is Story and not RestoreVersion.refused(editor_of(request)),
    }
    return TemplateResponse(request, "admin/history/history.html", context)


@adds_page(Story, "compare")
@adds_page(Claim, "compare")
def compare_view(shown: LedgerAdmin[Any], request: HttpRequest, object_id: str) -> HttpResponse:
    """Any two of them, side by side or in one line; ``a=readers`` is what readers see now."""
    subject = shown.find_object(request, object_id)
    language = request.GET.get("language", LANGUAGES[0])
    if language not in LANGUAGES:
        raise Http404(_("Summaries are written in Arabic or English."))
    rows = _maker(shown, request)(subject, language)
    sides = [_side(subject, rows, language, request.GET.get(name, "")) for name in ("a", "b")]
    (old_title, old), (new_title, new) = sides
    inline = request.GET.get("mode") == "inline"
    panel = compared(old, new, old_title, new_title, inline=inline)
    context = {
        **_frame(shown, request, subject, _("What changed")),
        "panel": panel,
        "rows": rows,
        "language": language,
        "inline": inline,
        "choices": [(name, words, request.GET.get(name, "")) for name, words in (("a", _("from")), ("b", _("to")))],
        "readers": READERS,
        "is_out": published(subject.public_id, language) is not None,
    }
    return TemplateResponse(request, "admin/history/compare.html", context)


def _side(subject: Any, rows: Iterable[Written], language: str, key: str) -> tuple[Words, Json | None]:
    if key == READERS:
        return _("what readers see now"), published(subject.public_id, language)
    found = next((row for row in rows if row.key == key), None)
    if found is None:
        raise Http404(_("There is no version %(number)s in this language. Choose two from the list.") % {"number": key})
    return _("version %(number)s") % {"number": found.label}, found.content()


def compared(old: Json | None, new: Json | None, old_title: Words, new_title: Words, *, inline: bool) -> Compared:
    """Two contents line by line."""
    names = claim_names(old or {}) | claim_names(new or {})
    changes = compare(lines(old, names), lines(new, names))
    return Compared(_("What changed"), old_title, new_title, changes, inline=inline)


@offer(Version)
class RestoreVersion(VerbForm):
    """An older version written anew on top: nothing is taken away."""

    verb = "restore_version"
    label = _("Write this version anew")
    sentence = _("Makes a new version with the words of this one. All versions in between stay.")
    permissions = ("story.write",)

    base = forms.IntegerField(widget=forms.HiddenInput)
    reason = line(_("reason of this version"), required=True, help_text=_("Stays in the house."))
    change_kind = choice(_("kind of change"), ChangeKind, empty=_("nothing is published yet"))
    why = long_text(_("why it changed"), rows=2, help_text=_("Readers see it."))

    @classmethod
    def offered(cls, subject: Any) -> bool:
        newest = subject.summary.versions.filter(language=subject.language).newest()
        return bool(newest.pk != subject.pk)

    def start(self) -> dict[str, Any]:
        newest = self.subject.summary.versions.filter(language=self.subject.language).newest()
        return {"base": newest.number}

    def aside(self) -> Iterable[Panel]:
        words = text_of(self.subject.content.json or {})
        return [Prose(str(self.subject), [Passage(words, language=self.subject.language)])]

    def act(self) -> Any:
        given = self.cleaned_data
        return restore_version(
            editor=self.editor,
            version=self.subject,
            reason=given["reason"],
            base=given["base"],
            change_kind=given["change_kind"] or None,
            why=given["why"],
        )
