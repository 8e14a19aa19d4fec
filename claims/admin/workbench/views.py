"""The workbench answers: the page, a decision on a passage, and what is kept while somebody types."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse, QueryDict
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from ...actions import (
    Place,
    accept_candidate,
    drop_typing,
    keep_typing,
    merge_candidate,
    reject_candidate,
    typing_of,
    undo_candidate,
)
from ...conflicts import Match, Stated
from ...ledger import Conflict
from ...models import Article, CandidateDecision, Claim
from ...rules import Refused
from ..panels import list_url, moment, url_of
from ..panels import reasons as shown_reasons
from ..site import desk, editor_of
from .bench import Workbench, address
from .card import Card, kept_of, suggestions_of
from .understood import Passage, passage_of, snapped

NOT_ALLOWED, CONFLICT, NOT_VALID = 403, 409, 422
MOST_SENT = 300_000  # bytes of what is kept while somebody types


def workbench_urls(wrap: Callable[..., Any], name: str) -> list[URLPattern]:
    """The addresses of the workbench, under the page of an article."""
    return [
        path("<int:object_id>/workbench/", wrap(show), name=f"{name}_workbench"),
        path("<int:object_id>/workbench/answer/", wrap(answer), name=f"{name}_workbench_answer"),
        path("<int:object_id>/workbench/typing/", wrap(typing), name=f"{name}_workbench_typing"),
    ]


def bench_url(article: Article, place: Passage | None = None) -> str:
    """The address of the workbench of an article."""
    return reverse("admin:claims_article_workbench", args=[article.pk]) + (address(place) if place else "")


def _workbench(request: HttpRequest, object_id: int) -> Workbench:
    article = Article.objects.live().select_related("outlet").filter(pk=object_id).first()
    snapshot = article.snapshot() if article else None
    if article is None or snapshot is None or not editor_of(request).roles:
        raise Http404(_("There is no such row."))
    return Workbench(article, snapshot, editor_of(request))


@require_safe
def show(request: HttpRequest, object_id: int) -> HttpResponse:
    """The page: at the passage of the address, else at the best sentence that nobody has answered."""
    bench = _workbench(request, object_id)
    asked = request.GET.get("at", "")
    here = _asked(bench, asked) or (None if asked == "none" else bench.after(None))
    kept = typing_of(bench.editor, bench.article, here.key) if here and "fresh" not in request.GET else None
    card = _card(bench, QueryDict(kept.content.get("form", ""))) if kept else None
    return _page(request, bench, here, card=_again(bench, card) if card else None, kept=kept)


def _asked(bench: Workbench, key: str) -> Passage | None:
    """A passage of the address. What is cut out by hand is taken with whole words; a sentence stands as it is."""
    place = passage_of(key, bench.snapshot.length)
    if place is None or bench.read.candidate(place) or place in bench.decisions:
        return place
    found = snapped(bench.read.text, place)
    return found if found.start < found.end else None


def _card(bench: Workbench, data: QueryDict) -> Card:
    return Card(data, editor=bench.editor, subject=bench.article)


def _again(bench: Workbench, card: Card, *, spare: int = 1) -> Card:
    """The card with everything that was typed, to be sent again; each of its lists ends in ``spare`` empty rows."""
    rows = {"hops_spare": spare, "numbers_spare": spare}
    return Card(editor=bench.editor, subject=bench.article, typed={**card.typed(), **rows})


@require_POST
def answer(request: HttpRequest, object_id: int) -> HttpResponse:
    """Carry out what was pressed, and go on to the next sentence."""
    bench = _workbench(request, object_id)
    pressed, _colon, value = request.POST.get("act", "").partition(":")
    if pressed == "undo":
        return _undo(request, bench, value)
    here = passage_of(request.POST.get("at", ""), bench.snapshot.length)
    if here is None or pressed not in {*_ANSWERS, "more"}:
        raise Http404(_("There is no such passage."))
    card = _card(bench, request.POST)
    if pressed == "more":
        return _page(request, bench, here, card=_again(bench, card, spare=3))
    if not card.is_valid():
        return _page(request, bench, here, card=card, status=NOT_VALID)
    try:
        _ANSWERS[pressed](bench, card, here, value)
    except ValidationError as wrong:
        card.add_error(None, wrong)
        return _page(request, bench, here, card=card, status=NOT_VALID)
    except Conflict as conflict:
        return _page(request, bench, here, card=card, status=CONFLICT, reasons=conflict.blockers)
    except Refused as refusal:
        status = NOT_ALLOWED if "not_permitted" in refusal.codes else NOT_VALID
        fresh = _workbench(request, object_id)  # a colleague may have decided meanwhile
        return _page(request, fresh, here, card=_again(fresh, card), status=status, reasons=refusal.blockers)
    drop_typing(whose=bench.editor, subject=bench.article, part=here.key)
    return _onward(request, object_id, here)


def _placed(bench: Workbench, card: Card, here: Passage, matches: Sequence[tuple[Match, Stated]]) -> Place:
    """Where the claim is to stand, with what the machine said of the passage."""
    return card.place(bench.snapshot, bench.read, here, kept_of(bench.read, here, matches))


def _accept(bench: Workbench, card: Card, here: Passage, value: str) -> None:
    matches = bench.read.matches([here])[here]
    accept_candidate(
        editor=bench.editor,
        place=_placed(bench, card, here, matches),
        texts=card.texts(bench.article.language),
        checkability=card.cleaned_data["checkability"],
        question=card.cleaned_data["question"],
        quantities=card.quantities(),
        relations=card.relations(suggestions_of(matches)),
    )


def _merge(bench: Workbench, card: Card, here: Passage, value: str) -> None:
    chosen = Claim.objects.live().filter(pk=value).first() if value.isdecimal() else card.cleaned_data["merge"]
    if chosen is None:
        raise ValidationError({"merge": _("Choose the claim which the passage says, from the list or by its id.")})
    place = _placed(bench, card, here, bench.read.matches([here])[here])
    merge_candidate(editor=bench.editor, place=place, claim=chosen)


def _reject(bench: Workbench, card: Card, here: Passage, value: str) -> None:
    given = card.cleaned_data
    place = _placed(bench, card, here, bench.read.matches([here])[here])
    reject_candidate(editor=bench.editor, place=place, reason=value or given["reason"], note=given["note"])


_ANSWERS: dict[str, Callable[[Workbench, Card, Passage, str], None]] = {
    "accept": _accept,
    "merge": _merge,
    "reject": _reject,
}


def _undo(request: HttpRequest, bench: Workbench, value: str) -> HttpResponse:
    decision = bench.last_decision()
    if value.isdecimal():
        decision = CandidateDecision.objects.filter(pk=value, snapshot=bench.snapshot).first()
    if decision is None:
        messages.info(request, _("There is nothing to take back."))
        return HttpResponseRedirect(bench_url(bench.article))
    try:
        undo_candidate(editor=bench.editor, decision=decision)
    except (Refused, Conflict) as refusal:
        return _page(request, bench, Passage(decision.start, decision.end), status=CONFLICT, reasons=refusal.blockers)
    messages.success(request, _("Taken back."))
    return HttpResponseRedirect(f"{bench_url(bench.article, Passage(decision.start, decision.end))}#card")


def _onward(request: HttpRequest, object_id: int, here: Passage) -> HttpResponse:
    """To the next open sentence, with what became of this one."""
    bench = _workbench(request, object_id)
    left = len(bench.open_places())
    decision = bench.decisions.get(here)
    done = decision.get_answer_display() if decision else _("Done")
    more = ngettext("%(count)s sentence left.", "%(count)s sentences left.", left) % {"count": left}
    messages.success(request, f"{done} – {more}")
    return HttpResponseRedirect(f"{bench_url(bench.article, bench.after(here))}#card")


@require_POST
def typing(request: HttpRequest, object_id: int) -> HttpResponse:
    """Keep what somebody types, outside history. Another window's words are answered, never overwritten."""
    bench = _workbench(request, object_id)
    try:
        sent = json.loads(request.body[:MOST_SENT])
        here = passage_of(str(sent["at"]), bench.snapshot.length)
        form, version = str(sent["form"]), int(sent.get("version") or 0)
    except (ValueError, KeyError, TypeError):
        here = None
    if here is None:
        return JsonResponse({"error": _("This can't be kept. Send the card to keep it.")}, status=NOT_VALID)
    try:
        row = keep_typing(
            whose=bench.editor, subject=bench.article, part=here.key, content={"form": form}, version=version
        )
    except Conflict:
        other = typing_of(bench.editor, bench.article, here.key)
        content = {"version": other.version, "form": other.content.get("form", "")} if other else {}
        return JsonResponse(
            {**content, "error": _("Another window of yours has typed something else here.")}, status=CONFLICT
        )
    except Refused as refusal:
        return JsonResponse({"error": str(refusal.blockers[0])}, status=NOT_VALID)
    return JsonResponse({"version": row.version, "at": moment(row.at)})


def _page(
    request: HttpRequest,
    bench: Workbench,
    here: Passage | None,
    *,
    card: Card | None = None,
    status: int = 200,
    reasons: Any = (),
    kept: Any = None,
) -> TemplateResponse:
    refused = Card.refused(bench.editor)
    page = bench.page(here, card=card, kept=kept, everything="all" in request.GET)
    context = {
        **desk.each_context(request),
        "title": _("Claims of “%(title)s”") % {"title": bench.article.title},
        "bench": page,
        "closed": refused,
        "reasons": shown_reasons(list(reasons)),
        "everything": "all" in request.GET,
        "suggestions": page.card.suggestions() if page.card and not refused else {},
        "article_url": url_of(bench.article),
        "list_url": list_url(Article),
        "answer_url": reverse("admin:claims_article_workbench_answer", args=[bench.article.pk]),
        "typing_url": reverse("admin:claims_article_workbench_typing", args=[bench.article.pk]),
    }
    return TemplateResponse(request, "admin/workbench/bench.html", context, status=status)
