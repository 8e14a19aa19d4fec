"""Talking: the threads beside every object, where they are written, and how many are open on lists."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.admin.base import LedgerAdmin, show
from claims.admin.deeds import DEEDS
from claims.admin.panels import Cell, Column, Panel, Reason, Words, add_column, adds_panels, badge, cell, moment, url_of
from claims.admin.panels import reasons as shown_reasons
from claims.admin.site import desk, editor_of
from claims.admin.veil import unseen
from claims.choices import Language
from claims.ledger import subject_of
from claims.models import Claim, Editor, Entry, Hop, Redaction, Verification
from claims.rules import Refused, may

from ..actions import follow, follows, reopen_note, resolve_note, unfollow, unresolved_of, write_note
from ..actions.talking import citations_of, mention_places, mentionable, names_here
from ..documents.passages import anchor, parts_of, whole_of
from ..models import Note, SavedView, Story
from .pages import for_roles

DEEDS |= {
    "note.write": _("wrote a note"),
    "note.resolve": _("resolved a thread"),
    "note.reopen": _("reopened a thread"),
}

# What nobody talks about here: records of the house, and people.
SILENT = (Entry, Redaction, Hop, SavedView, Editor)
PARTS: dict[str, Words] = {
    "summary": _("summary"),
    "title": _("title"),
    "dek": _("dek"),
    "claim": _("wording of the claim"),
    "rationale": _("rationale"),
    "unknowns": _("what is not known"),
    "text": _("text of the article"),
}


@dataclass(frozen=True)
class Said:
    """One note as it is drawn: its words in pieces, of which those that name somebody are marked."""

    pk: int
    author: str
    at: str
    pieces: Sequence[tuple[str, bool]]


@dataclass(frozen=True)
class Thread:
    """A note with its answers, what it is about, and whether it is settled."""

    first: Said
    answers: Sequence[Said]
    version: int
    words: str = ""
    place: str = ""
    gone: bool = False
    claim: Cell | None = None
    resolved: str = ""


@dataclass(frozen=True)
class Talk(Panel):
    """All threads about an object, and the form for another one."""

    template: ClassVar[str] = "admin/talk/panel.html"
    beside: ClassVar[bool] = True
    url: str
    open: Sequence[Thread]
    settled: Sequence[Thread]
    followed: bool
    able: bool
    citations: Sequence[tuple[int, str]] = ()
    typed: Mapping[str, str] = field(default_factory=dict)
    reasons: Sequence[Reason] = ()
    hidden: bool = False

    @property
    def count(self) -> int:
        """How many threads are open."""
        return len(self.open)


@adds_panels(models.Model)
def talk_of(row: Any, editor: Editor) -> Iterable[Panel]:
    """The threads about an object, on its page."""
    if not isinstance(row, SILENT):
        yield talk(row, editor)


def talk(row: models.Model, editor: Editor, typed: Mapping[str, str] | None = None, refused: Any = ()) -> Talk:
    """The threads about an object, or about what it is a part of, in a fixed number of queries."""
    whole = whole_of(row)
    hidden = _is_hidden(whole, editor)
    threads = [] if hidden else _threads(whole)
    able = not hidden and not may(editor, "note.write")
    return Talk(
        _("Notes"),
        url=reverse("admin:talk", args=[*subject_of(row)]),
        open=[each for each in threads if not each.resolved],
        settled=[each for each in threads if each.resolved],
        followed=follows(editor, whole),
        able=able,
        citations=_citations(whole) if able else (),
        typed=typed or {},
        reasons=shown_reasons(refused),
        hidden=hidden,
    )


def _is_hidden(whole: models.Model, editor: Editor) -> bool:
    """Whether the talk could tell a rating that this editor is still to give blindly herself."""
    veiled = unseen(editor) if isinstance(whole, Claim) else ()
    return bool(veiled) and Verification.objects.filter(claim=whole.pk, pk__in=veiled).exists()


def _citations(whole: models.Model) -> list[tuple[int, str]]:
    if not isinstance(whole, Story):
        return []
    return [(claim.pk, claim.label) for claim in citations_of(whole)]


def _threads(whole: models.Model) -> list[Thread]:
    kind, key = subject_of(whole)
    related = ("text", "author", "resolved_by", "claim")
    notes = list(Note.objects.filter(subject_type=kind, subject_id=key).select_related(*related).order_by("pk"))
    answers: dict[int, list[Note]] = {}
    for note in notes:
        if note.parent_id is not None:
            answers.setdefault(note.parent_id, []).append(note)
    known = names_here() if any("@" in note.text.text for note in notes) else {}
    parts = parts_of(whole) if any(note.passage for note in notes) else {}
    return [_thread(note, answers.get(note.pk, []), known, parts) for note in notes if note.parent_id is None]


def _thread(note: Note, answers: Sequence[Note], known: Any, parts: dict[str, str]) -> Thread:
    place = anchor(parts, note.passage) if note.passage else None
    return Thread(
        _said(note, known),
        [_said(each, known) for each in answers],
        note.version,
        words=note.passage["exact"] if note.passage else "",
        place=part_words(place.part if place else note.passage["part"]) if note.passage else "",
        gone=bool(note.passage) and place is None,
        claim=cell(note.claim) if note.claim else None,
        resolved=_resolved(note),
    )


def _resolved(note: Note) -> str:
    if note.resolved_at is None:
        return ""
    return gettext("Resolved by %(name)s, %(at)s") % {"name": note.resolved_by, "at": moment(note.resolved_at)}


def part_words(part: str) -> str:
    """The name of a part of an object in words: of ``summary:ar``, the summary, Arabic."""
    name, _colon, language = part.partition(":")
    words = str(PARTS.get(name, name))
    return f"{words} · {Language(language).label}" if language in Language.values else words


def _said(note: Note, known: Any) -> Said:
    text, pieces, at = note.text.text, [], 0
    for start, end in mention_places(text, known):
        pieces += [(text[at:start], False), (text[start:end], True)]
        at = end
    pieces.append((text[at:], False))
    return Said(note.pk, str(note.author), moment(note.at), [piece for piece in pieces if piece[0]])


# --- Where it is written ---------------------------------------------------------------------------------------------


def talk_view(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """The threads about an object on a page of their own; where notes are written, resolved and followed."""
    editor = editor_of(request)
    row = _row(request, kind, key)
    if request.method == "POST":
        if _is_hidden(whole_of(row), editor):
            raise PermissionDenied
        return _do(request, editor, row)
    if request.method not in {"GET", "HEAD"}:
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    return _page(request, row, talk(row, editor))


def _row(request: HttpRequest, kind: str, key: str) -> models.Model:
    """The object of an address: one that the desk has a page for, and that this editor may see."""
    for model, shown in desk._registry.items():
        if model._meta.label_lower == kind and isinstance(shown, LedgerAdmin) and not issubclass(model, SILENT):
            found: models.Model = shown.find_object(request, key)
            return found
    raise Http404


def _page(request: HttpRequest, row: models.Model, panel: Talk, status: int = 200) -> TemplateResponse:
    context = {
        **desk.each_context(request),
        "title": str(row),
        "kind": _("Notes"),
        "back": url_of(row),
        "panel": panel,
    }
    return TemplateResponse(request, "admin/talk/page.html", context, status=status)


def _do(request: HttpRequest, editor: Editor, row: models.Model) -> HttpResponse:
    deed = request.POST.get("do", "write")
    if deed in {"follow", "unfollow"}:
        (follow if deed == "follow" else unfollow)(whose=editor, subject=whole_of(row))
        return HttpResponseRedirect(f"{url_of(row)}#talk")
    try:
        note = _spoken(request, editor, row) if deed == "write" else _settled(request, editor, row, deed)
    except Refused as refusal:
        status = 403 if "not_permitted" in refusal.codes else 409 if "conflict" in refusal.codes else 422
        typed = {name: str(value) for name, value in request.POST.items()}
        return _page(request, row, talk(row, editor, typed, refusal.blockers), status)
    messages.success(request, gettext("Done: %(verb)s.") % {"verb": DEEDS[f"note.{deed}"]})
    return HttpResponseRedirect(f"{url_of(row)}#note-{note.parent_id or note.pk}")


def _spoken(request: HttpRequest, editor: Editor, row: models.Model) -> Note:
    given = request.POST
    exact = given.get("exact", "")
    return write_note(
        editor=editor,
        subject=row,
        text=given.get("text", ""),
        parent=_note(row, given["parent"]) if given.get("parent") else None,
        passage={name: given.get(name, "") for name in ("part", "exact", "prefix", "suffix")} if exact else None,
        claim=Claim.objects.filter(pk=_number(given["claim"])).first() if given.get("claim") else None,
    )


def _settled(request: HttpRequest, editor: Editor, row: models.Model, deed: str) -> Note:
    verbs: dict[str, Callable[..., Note]] = {"resolve": resolve_note, "reopen": reopen_note}
    if deed not in verbs:
        raise Http404
    note = _note(row, request.POST.get("note", ""))
    return verbs[deed](editor=editor, note=note, version=_number(request.POST.get("version", "")))


def _note(row: models.Model, key: str) -> Note:
    kind, pk = subject_of(whole_of(row))
    found = Note.objects.filter(subject_type=kind, subject_id=pk, pk=_number(key)).first()
    if found is None:
        raise Http404
    return found


def _number(given: str) -> int:
    if not (given.isascii() and given.isdecimal() and len(given) < 16):
        raise Http404
    return int(given)


def names_view(request: HttpRequest) -> JsonResponse:
    """Whom a note can name, for completion: the name that is written, and both names that are looked through."""
    people = [
        {"name": str(one), "user": one.username, "names": f"{one.display_ar} {one.display_en} {one.username}"}
        for one in mentionable()
    ]
    return JsonResponse({"people": people})


def _guarded(request: HttpRequest, **where: str) -> HttpResponse:
    if not editor_of(request).roles:
        raise PermissionDenied
    return talk_view(request, **where)


@desk.pages
def talk_pages(wrap: Callable[..., Any]) -> list[URLPattern]:
    """The addresses of talk."""
    return [
        path("talk/names/", wrap(for_roles(names_view)), name="talk_names"),
        path("talk/<str:kind>/<str:key>/", wrap(_guarded), name="talk"),
    ]


# --- How many are open, on lists -------------------------------------------------------------------------------------


@show(_("open notes"))
def open_notes(obj: Any) -> Any:
    """How many threads about a row of a list nobody has resolved."""
    return badge(str(obj.open_notes), "open") if obj.open_notes else None


add_column(Story, Column("open_notes", lambda: unresolved_of(Story), open_notes))
add_column(Claim, Column("open_notes", lambda: unresolved_of(Claim), open_notes))
add_column(Verification, Column("open_notes", lambda: unresolved_of(Claim, "claim_id"), open_notes))
