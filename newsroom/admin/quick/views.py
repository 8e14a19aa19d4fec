"""The quick path answers: the first screen, what is kept while somebody types on it, and the second screen."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse, QueryDict
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from claims.actions import drop_typing, keep_typing, typing_of
from claims.admin.base import LedgerAdmin
from claims.admin.panels import Cell, moment, url_of
from claims.admin.perform import CONFLICT, NOT_VALID, perform, redraw
from claims.admin.site import desk, editor_of
from claims.choices import ProofKind
from claims.ledger import Conflict
from claims.models import Claim, Editor, Proof
from claims.rules import Refused

from .check import PART, QuickCheck
from .decide import DECISIONS, Reading, hidden, offered

MOST_SENT = 600_000  # bytes of what is kept while somebody types


@desk.pages
def quick_urls(wrap: Callable[..., Any]) -> list[URLPattern]:
    """The addresses of the quick path."""
    return [
        path("quick/", wrap(check), name="quick"),
        path("quick/typing/", wrap(typing), name="quick_typing"),
        path("quick/<int:key>/", wrap(decide), name="quick_decide"),
    ]


def decide_url(proof: Proof) -> str:
    """The address of the screen on which a proof is decided."""
    return reverse("admin:quick_decide", args=[proof.pk])


@desk.start
def begin(editor: Editor) -> Iterable[Cell]:
    """On the front page, for those who verify."""
    return [] if QuickCheck.refused(editor) else [Cell(gettext_lazy("Quick check"), url=reverse("admin:quick"))]


def _of(model: Any) -> LedgerAdmin[Any]:
    found: Any = desk.get_model_admin(model)
    return found  # type: ignore[no-any-return]


def check(request: HttpRequest) -> HttpResponse:
    """The first screen. Reading the text, or pressing a sentence of it, draws the page again with what is proposed."""
    editor, shown = editor_of(request), _of(Claim)
    if QuickCheck.refused(editor):
        return perform(shown, request, QuickCheck, None)
    if "_drop" in request.POST:
        drop_typing(whose=editor, subject=editor, part=PART)
        return HttpResponseRedirect(reverse("admin:quick"))
    if {"_read", "_quote"} & set(request.POST):
        form = QuickCheck(request.POST, editor=editor)
        return redraw(shown, request, form.renewed(request.POST.get("_quote", "")))
    kept = typing_of(editor, editor, PART) if request.method == "GET" and "fresh" not in request.GET else None
    if kept is None:
        return perform(shown, request, QuickCheck, None)
    form = QuickCheck(QueryDict(kept.content.get("form", "")), editor=editor)
    return redraw(shown, request, QuickCheck(editor=editor, typed=form.typed()), kept=kept)


@require_POST
def typing(request: HttpRequest) -> HttpResponse:
    """Keep what somebody types, outside history. Another window's words are answered, never overwritten."""
    editor = editor_of(request)
    if QuickCheck.refused(editor):
        raise Http404(_("There is no such row."))
    try:
        sent = json.loads(request.body[:MOST_SENT])
        form, version = str(sent["form"]), int(sent.get("version") or 0)
        row = keep_typing(whose=editor, subject=editor, part=PART, content={"form": form}, version=version)
    except Conflict:
        other = typing_of(editor, editor, PART)
        words = _("Another window of yours has typed something else here.")
        return JsonResponse({"version": other.version if other else 0, "error": words}, status=CONFLICT)
    except Refused as refusal:
        return JsonResponse({"error": str(refusal.blockers[0])}, status=NOT_VALID)
    except (ValueError, KeyError, TypeError):
        words = _("This can't be kept. Send the form to keep it.")
        return JsonResponse({"error": words}, status=NOT_VALID)
    return JsonResponse({"version": row.version, "at": moment(row.at)})


def decide(request: HttpRequest, key: int) -> HttpResponse:
    """The second screen, and the decision that was pressed on it."""
    editor = editor_of(request)
    found = Proof.objects.filter(pk=key, kind=ProofKind.CLAIM).select_related("document", "submitted_by").first()
    if found is None or not editor.roles:
        raise Http404(_("There is no such row."))
    if hidden(found, editor):
        return HttpResponseRedirect(url_of(found))
    if request.method == "POST":
        form_class = DECISIONS.get(request.POST.get("act", ""))
        if form_class is None:
            raise Http404(_("There is no such verb here."))
        return perform(_of(Proof), request, form_class, found)
    choices = offered(found, editor)
    form = (choices[0][1] if choices else Reading)(editor=editor, subject=found)
    return redraw(_of(Proof), request, form)
