"""The side views of the writing page. All stand behind one gate: whoever may not write a summary is told nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from csp.constants import SELF
from csp.decorators import csp_replace
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, F, OuterRef, Subquery
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse, QueryDict
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST, require_safe

from claims.actions import drop_typing, keep_typing, typing_of
from claims.admin.panels import moment, verb_url
from claims.admin.perform import CONFLICT, NOT_VALID
from claims.admin.searching import words_of
from claims.admin.site import editor_of
from claims.arabic import fold
from claims.choices import LANGUAGES
from claims.ledger import Conflict
from claims.models import Claim, Editor
from claims.rules import Refused, may
from claims.search import find_claims

from ...documents import typed_content, typed_document
from ...models import Story, StoryClaim, Version
from ...pages import render
from ...rules import cited_claims, not_on_story
from ..story_verbs import WriteVersion
from .checking import rating_cell
from .keeping import part_of
from .page import people

SHORT = 3  # letters; what has fewer of its own is no word yet, and keeps what is joined to it
# What Arabic joins to the front of a word.
JOINED = frozenset(map(fold, ("ال", "وال", "بال", "فال", "كال", "لل", "ولل")))
SHOWN = 20  # claims that the finder lists
MOST_SENT = 300_000  # bytes of what is kept while somebody types
View = Callable[[HttpRequest, Story, Editor], HttpResponse]


def writing_urls(wrap: Callable[..., Any], name: str) -> list[URLPattern]:
    """The addresses of the writing page's side views, under the page of a story."""
    views: dict[str, Any] = {"find": find, "check": check, "typing": typing, "here": here, "preview": preview}
    return [
        path(f"<int:object_id>/writing/{each}/", wrap(view), name=f"{name}_writing_{each}")
        for each, view in views.items()
    ]


def _gated(view: View) -> Callable[..., HttpResponse]:
    """Only for those whose role may write summaries, and only of a story that is there."""

    @wraps(view)
    def at_gate(request: HttpRequest, object_id: int) -> HttpResponse:
        editor = editor_of(request)
        story = Story.objects.select_related("summary").filter(pk=object_id).first() if editor.roles else None
        if story is None:
            raise Http404(_("There is no such row."))
        if may(editor, "story.write") or not_on_story(editor, story):
            raise PermissionDenied
        return view(request, story, editor)

    return at_gate


def _language(value: Any) -> str:
    if value not in LANGUAGES:
        raise Http404(_("There is no such row."))
    return str(value)


def _form(request: HttpRequest, story: Story, editor: Editor) -> WriteVersion:
    """What is typed, as the form reads it. It is looked at, never sent."""
    query = {"language": _language(request.POST.get("language"))}
    return WriteVersion(request.POST, editor=editor, subject=story, query=query)


@require_safe
@_gated
def find(request: HttpRequest, story: Story, editor: Editor) -> HttpResponse:
    """Claims by what is typed, the story's own first. One query."""
    own = StoryClaim.objects.filter(story=story, claim=OuterRef("pk"))
    words = _words(request.GET.get("q", ""))
    found = find_claims(words) if words else Claim.objects.live()
    found = found.annotate(own=Exists(own), place=Subquery(own.values("position")[:1]))
    if not words:
        found = found.filter(own=True)
    rows = found.select_related("current_verification__verdict")
    rows = rows.order_by(F("own").desc(), F("place").asc(nulls_last=True), "-pk")[: SHOWN + 1]
    lines = [_found(claim) for claim in rows]
    return JsonResponse({"claims": lines[:SHOWN], "more": len(lines) > SHOWN})


def _words(typed: str) -> list[str]:
    """The words typed; of the last one what has begun after that which Arabic joins to its front."""
    *whole, last = words_of(typed) or [""]
    folded = fold(last)
    joined = max((each for each in JOINED if folded.startswith(each)), key=len, default="")
    rest = folded.removeprefix(joined)
    if joined and len(rest) < SHORT:
        last = rest
    return [*whole, last] if last else whole


def _found(claim: Any) -> dict[str, Any]:
    rating = rating_cell(claim)
    own: bool = claim.own
    return {
        "id": claim.public_id,
        "name": str(claim),
        "rating": str(rating.text),
        "tone": rating.tone,
        "where": _("in this story") if own else "",
    }


@require_POST
@_gated
def check(request: HttpRequest, story: Story, editor: Editor) -> HttpResponse:
    """What each sentence rests on and what would stop its publication, as a piece of the page."""
    form = _form(request, story, editor)
    return TemplateResponse(request, "admin/writing/checked.html", {"checked": form.checked(), "form": form})


@require_POST
@_gated
def typing(request: HttpRequest, story: Story, editor: Editor) -> HttpResponse:
    """Keep what is typed, or throw away what was kept. Another window's words are answered, never overwritten."""
    if "throw_away" in _sent_form(request):
        language = _language(request.POST.get("language"))
        drop_typing(whose=editor, subject=story, part=part_of(language))
        return HttpResponseRedirect(verb_url(story, WriteVersion.address(), f"language={language}"))
    try:
        sent = json.loads(request.body[:MOST_SENT] if request.content_type == "application/json" else "")
        language, version = str(sent["language"]), int(sent.get("version") or 0)
        fields = {str(name): str(value) for name, value in dict(sent["fields"]).items()}
    except (ValueError, KeyError, TypeError):
        language = ""
    if language not in LANGUAGES:
        return JsonResponse({"error": _("This can't be kept. Save the version to keep it.")}, status=NOT_VALID)
    return _keep(story, editor, language, fields, version)


def _sent_form(request: HttpRequest) -> QueryDict:
    """The form that was sent. What a script keeps is no form, and its body is read as it came."""
    return QueryDict() if request.content_type == "application/json" else request.POST


def _keep(story: Story, editor: Editor, language: str, fields: dict[str, str], version: int) -> HttpResponse:
    part = part_of(language)
    try:
        row = keep_typing(whose=editor, subject=story, part=part, content={"fields": fields}, version=version)
    except Conflict:
        other = typing_of(editor, story, part)
        told = {"version": other.version, **other.content, "at": moment(other.at)} if other else {"version": 0}
        error = _("You typed something else here, in another window or before you came back.")
        return JsonResponse({**told, "error": error}, status=CONFLICT)
    except Refused as refusal:
        return JsonResponse({"error": str(refusal.blockers[0])}, status=NOT_VALID)
    return JsonResponse({"version": row.version, "at": moment(row.at)})


@require_POST
@_gated
def here(request: HttpRequest, story: Story, editor: Editor) -> HttpResponse:
    """Say that somebody is writing here, and hear who else is and whether a newer version was saved."""
    language = _language(request.POST.get("language"))
    newest = Version.objects.filter(summary=story.summary, language=language).select_related("author").newest()
    return JsonResponse(
        {
            "people": people(editor, story, language),
            "newest": newest.number if newest else 0,
            "said": _("%(name)s has saved version %(number)s meanwhile. When you send yours, you are shown both.")
            % {"name": newest.author, "number": newest.number}
            if newest
            else "",
        }
    )


@xframe_options_sameorigin
@csp_replace({"frame-ancestors": [SELF]})
@require_POST
@_gated
def preview(request: HttpRequest, story: Story, editor: Editor) -> HttpResponse:
    """The page that readers would see of what is typed. The one page of the desk that the desk may frame."""
    form = _form(request, story, editor)
    body = form.content()
    claims = Claim.objects.filter(public_id__in=cited_claims(body)).select_related("current_verification__verdict")
    newest = form.versions.newest(str(form.query["language"]))
    content = typed_content(story, str(form.query["language"]), newest.number + 1 if newest else 1, body, list(claims))
    return HttpResponse(render(typed_document(content, editor, timezone.now()), language=content["language"]))
