"""Contradictions that nobody has answered: question by question, with both quotes; and two texts side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.db.models import Count, Max, Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from ..actions import Suggestion, relate_claims
from ..choices import RelationType
from ..conflicts import said
from ..ledger import Conflict
from ..models import Article, Claim, Editor, Occurrence, Question
from ..quotation import Span, context
from ..rules import Refused, may
from ..search import Proposal, proposals
from .panels import Cell, cell, in_desk_language, language_of_desk, url_of
from .panels import reasons as shown_reasons
from .site import Queue, desk, editor_of
from .workbench.bench import Line, Workbench
from .workbench.card import ANSWERS as WORKBENCH_ANSWERS

QUESTIONS = 20  # of a page; the newest first
UNASKED = 200  # claims without a question that are compared, the newest
MOST = 1_000  # claims that are compared for one page, the newest
AT_THE_FRONT = 60  # of these, what the front page compares: it is opened a hundred times a day
AROUND = 90  # characters on either side of a quote
MOST_QUOTES = 4  # of one claim
# Two tracked claims may say the same, too; on the workbench that is said by merging.
ANSWERS = (*WORKBENCH_ANSWERS[:-1], RelationType.REPEATS, RelationType.NONE)


def contradiction_urls(wrap: Callable[..., Any], name: str) -> list[URLPattern]:
    """The addresses under the list of questions."""
    return [
        path("contradictions/", wrap(show), name=f"{name}_contradictions"),
        path("contradictions/decide/", wrap(decide), name=f"{name}_decide"),
        path("<int:object_id>/beside/", wrap(beside), name=f"{name}_beside"),
    ]


@dataclass(frozen=True)
class Quote:
    """The words of a claim in one text, with what stands around them."""

    before: str
    words: str
    after: str
    article: Cell


@dataclass(frozen=True)
class Side:
    """One claim of a pair."""

    claim: Cell
    value: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True)
class Pair:
    """Two claims that may contradict, why, and the answer that is offered first."""

    key: str
    a: Side
    b: Side
    why: str
    answer: str
    beside: str

    @property
    def sides(self) -> tuple[Side, Side]:
        return self.a, self.b


@dataclass(frozen=True)
class Group:
    """The pairs of one question."""

    question: Cell | None
    pairs: tuple[Pair, ...]


# --- What may contradict ----------------------------------------------------------------------------------------------


def questions_to_look_at() -> Any:
    """Questions that several claims answer, those first whose claims are newest."""
    live = Q(claims__trashed_at__isnull=True)
    counted = Question.objects.live().annotate(
        answers=Count("claims", filter=live, distinct=True), newest=Max("claims", filter=live)
    )
    return counted.filter(answers__gte=2).order_by("-newest", "pk")


def open_proposals(questions: Iterable[Question], *, unasked: bool = False, most: int = MOST) -> list[Proposal]:
    """What may contradict among the claims of these questions, and (``unasked``) among those that answer none."""
    live = Claim.objects.live()
    asked = live.filter(question__in=[each.pk for each in questions]).order_by("-pk")
    keys = list(asked.values_list("pk", flat=True)[:most])
    if unasked:
        rows = live.filter(question__isnull=True).order_by("-pk").values_list("pk", flat=True)
        keys += list(rows[: min(UNASKED, most)])
    return proposals(among=keys, language=language_of_desk())


def _groups(questions: Sequence[Question], found: Sequence[Proposal], *, unasked: bool) -> list[Group]:
    keys = {key for each in found for key in (each.a, each.b)}
    claims = Claim.objects.in_bulk(keys)
    quotes = _quotes(keys)
    by_question: dict[int | None, list[Pair]] = {}
    for each in found:
        asked = int(each.found.question) if each.found.question else None
        by_question.setdefault(asked, []).append(_pair(each, claims, quotes))
    groups = [Group(cell(each), tuple(by_question.get(each.pk, ()))) for each in questions]
    if unasked:
        groups.append(Group(None, tuple(by_question.get(None, ()))))
    return [each for each in groups if each.pairs]


def _pair(proposal: Proposal, claims: dict[int, Claim], quotes: dict[int, list[Quote]]) -> Pair:
    found = proposal.found
    values = [*found.values, "", ""]
    sides = [
        Side(cell(claims[key]), value, tuple(quotes.get(key, ())[:MOST_QUOTES]))
        for key, value in zip((proposal.a, proposal.b), values, strict=False)
    ]
    return Pair(
        key=f"{proposal.a}-{proposal.b}",
        a=sides[0],
        b=sides[1],
        why=said(found.why, gettext),
        answer=found.answer,
        beside=reverse("admin:claims_question_beside", args=[int(found.question)]) if found.question else "",
    )


def _quotes(claims: Iterable[int]) -> dict[int, list[Quote]]:
    found: dict[int, list[Quote]] = {}
    rows = Occurrence.objects.standing().filter(claim__in=set(claims)).order_by("claim", "pk")
    for each in rows.select_related("quote", "snapshot__text", "snapshot__article"):
        before, after = context(each.snapshot.content(), Span(each.start, each.end), AROUND)
        # Cut at words: half a word before a quote reads as another one.
        around = before.partition(" ")[2], after.rpartition(" ")[0]
        place = cell(each.snapshot.article)
        found.setdefault(each.claim_id, []).append(Quote(around[0], each.quote.text, around[1], place))
    return found


# --- Answers ----------------------------------------------------------------------------------------------------------


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """The pairs that nobody has answered, a page of questions at a time."""
    if not editor_of(request).roles:
        raise PermissionDenied
    return _page(request)


@require_POST
def decide(request: HttpRequest) -> HttpResponse:
    """Answer one pair; the machine's view is read anew and kept beside."""
    editor = editor_of(request)
    pair = request.POST.get("pair", "")
    a, b = _claims_of(pair)
    found = next(iter(proposals(among=[a.pk, b.pk], decided=True)), None)
    try:
        relate_claims(
            editor=editor,
            a=a,
            b=b,
            type=request.POST.get("type", ""),
            why=in_desk_language(request.POST.get("why", "").strip()),
            suggested=_suggestion(found) if found else None,
        )
    except Conflict as conflict:
        return _page(request, status=409, reasons=conflict.blockers, pair=pair)
    except Refused as refusal:
        status = 403 if "not_permitted" in refusal.codes else 422
        return _page(request, status=status, reasons=refusal.blockers, pair=pair)
    messages.success(request, gettext("Decided. The pair is not proposed again."))
    query = urlencode({"page": request.POST.get("page", "1")})
    return HttpResponseRedirect(f"{reverse('admin:claims_question_contradictions')}?{query}")


def _suggestion(proposal: Proposal) -> Suggestion:
    return Suggestion(proposal.found.answer, proposal.found.score, said(proposal.found.why))


def _claims_of(pair: str) -> tuple[Claim, Claim]:
    keys = [int(each) for each in pair.split("-") if each.isascii() and each.isdecimal() and len(each) < 15]
    rows = Claim.objects.live().in_bulk(keys)
    if len(keys) != 2 or len(rows) != 2:
        raise Http404(_("There is no such pair of claims."))
    return rows[keys[0]], rows[keys[1]]


def _page(request: HttpRequest, *, status: int = 200, reasons: Sequence[Any] = (), pair: str = "") -> TemplateResponse:
    pages: Page[Question] = Paginator(questions_to_look_at(), QUESTIONS).get_page(
        request.POST.get("page") or request.GET.get("page")
    )
    first = pages.number == 1
    found = open_proposals(pages.object_list, unasked=first)
    context = {
        **desk.each_context(request),
        "title": gettext("Contradictions to decide"),
        "groups": _groups(list(pages.object_list), found, unasked=first),
        "pages": pages,
        "answers": [(each.value, each.label) for each in ANSWERS],
        "closed": shown_reasons(may(editor_of(request), "relation.decide")),
        "reasons": shown_reasons(list(reasons)),
        "typed": {"pair": pair, "why": request.POST.get("why", ""), "type": request.POST.get("type", "")},
    }
    return TemplateResponse(request, "admin/contradictions/list.html", context, status=status)


@desk.queue
def contradiction_queue(editor: Editor) -> Iterable[Queue]:
    """The pairs of the questions whose claims are newest."""
    questions = list(questions_to_look_at()[:QUESTIONS])
    found = open_proposals(questions, unasked=True, most=AT_THE_FRONT)
    claims = Claim.objects.in_bulk({key for each in found[:5] for key in (each.a, each.b)})
    url = reverse("admin:claims_question_contradictions")
    yield Queue(
        _("Contradictions to decide"),
        len(found),
        url,
        [
            (Cell(f"{claims[each.a]} ↔ {claims[each.b]}", url=url), Cell(said(each.found.why, gettext)))
            for each in found[:5]
        ],
        _("No two claims contradict each other without an answer."),
        place=8,
    )


# --- Two texts on one question ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Text:
    """One of the two texts: its lines, with the sentences that answer the question told apart."""

    article: Article
    url: str
    lines: list[Line]
    claims: tuple[Cell, ...]


@require_safe
def beside(request: HttpRequest, object_id: int) -> HttpResponse:
    """Two texts side by side, with what each says on a question, and what of it may contradict."""
    question = Question.objects.live().filter(pk=object_id).first()
    if question is None or not editor_of(request).roles:
        raise Http404(gettext("There is no such row."))
    articles = list(
        Article.objects.live()
        .filter(snapshots__occurrences__in=Occurrence.objects.standing().filter(claim__question=question))
        .distinct()
        .order_by("pk")
    )
    chosen = _chosen(articles, request.GET.get("a", ""), request.GET.get("b", ""))
    found = open_proposals([question])
    context = {
        **desk.each_context(request),
        "title": question.wording_in(language_of_desk()),
        "question": cell(question),
        "articles": articles,
        "texts": [_text(each, question, editor_of(request)) for each in chosen],
        "groups": _groups([question], found, unasked=False),
        "answers": [(each.value, each.label) for each in ANSWERS],
        "closed": shown_reasons(may(editor_of(request), "relation.decide")),
        "typed": {"pair": "", "why": "", "type": ""},
        "list_url": reverse("admin:claims_question_contradictions"),
    }
    return TemplateResponse(request, "admin/contradictions/beside.html", context)


def _chosen(articles: list[Article], a: str, b: str) -> list[Article]:
    """The two that the address names; without, the first two."""
    by_key = {str(each.pk): each for each in articles}
    wanted = [by_key[key] for key in dict.fromkeys((a, b)) if key in by_key]
    rest = [each for each in articles if each not in wanted]
    return [*wanted, *rest][:2]


def _text(article: Article, question: Question, editor: Editor) -> Text:
    snapshot = article.snapshot()
    if snapshot is None:
        return Text(article, url_of(article), [], ())
    bench = Workbench(article, snapshot, editor)
    bench.occurrences = [each for each in bench.occurrences if each.claim.question_id == question.pk]
    claims = dict.fromkeys(each.claim for each in bench.occurrences)
    lines = [_unranked(each) for each in bench.lines() if each.sentences]
    return Text(article, url_of(article), lines, tuple(cell(each) for each in claims))


def _unranked(line: Line) -> Line:
    """A line of the text without the ways to its cards, which belong to the workbench."""
    return replace(line, sentences=tuple(replace(each, rank=0) for each in line.sentences))
