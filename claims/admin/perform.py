"""The page of a verb: its form, what stands in its way, and what came of it. Nothing that was typed is ever lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from ..choices import Language
from ..ledger import Conflict
from ..models import Editor
from ..rules import Blocker, Refused
from .panels import Panel, list_url, url_of
from .panels import reasons as shown_reasons
from .people.factors import asked, stopped
from .site import desk, editor_of
from .verbs import MORE_ROWS, SPARE_ROWS, VerbForm, texts_of

if TYPE_CHECKING:
    from .base import LedgerAdmin

# What the server answers when a verb was not carried out.
NOT_ALLOWED, CONFLICT, NOT_VALID = 403, 409, 422


def perform(
    shown: LedgerAdmin[Any], request: HttpRequest, form_class: type[VerbForm], subject: models.Model | None
) -> HttpResponse:
    """Show the form of a verb, or carry it out."""
    editor = editor_of(request)
    refused = form_class.refused(editor)
    if refused:
        form = form_class(editor=editor, subject=subject, query=request.GET)
        return _page(shown, request, form, status=NOT_ALLOWED, reasons=refused, closed=True)
    if request.method != "POST":
        return _page(shown, request, form_class(editor=editor, subject=subject, query=request.GET))
    form = form_class(request.POST, editor=editor, subject=subject, query=request.GET)
    if "_more" in request.POST:
        return _page(shown, request, _with_more(form, request.POST["_more"]))
    unproved = _unproved(request, form)
    if unproved is not None:
        return unproved
    if not form.is_valid():
        return _page(shown, request, form, status=NOT_VALID)
    return _carry_out(shown, request, form)


def _unproved(request: HttpRequest, form: VerbForm) -> HttpResponse | None:
    """The page that asks for the second factor, where the verb needs it and this session has not given it."""
    if not (form.second_factor or form.reauthenticate):
        return None
    return stopped(request, title=form.label, back=request.get_full_path(), sure=form.reauthenticate)


def redraw(shown: LedgerAdmin[Any], request: HttpRequest, form: VerbForm, **more: Any) -> HttpResponse:
    """The page of a form as it stands: for pages that propose something before the verb is carried out."""
    return _page(shown, request, form, **more)


def _carry_out(shown: LedgerAdmin[Any], request: HttpRequest, form: VerbForm) -> HttpResponse:
    try:
        result = form.act()
    except Conflict as conflict:
        return _conflict(shown, request, form, conflict)
    except Refused as refusal:
        status = NOT_ALLOWED if "not_permitted" in refusal.codes else NOT_VALID
        return _page(shown, request, form, status=status, reasons=refusal.blockers)
    outcome = form.outcome(result)
    if outcome is not None:
        return _outcome(shown, request, form, outcome)
    messages.success(request, _("Done: %(verb)s.") % {"verb": form.label})
    return HttpResponseRedirect(form.onward(result) or _next(shown, form.subject, result))


def _next(shown: LedgerAdmin[Any], subject: models.Model | None, result: Any) -> str:
    for row in (result, subject):
        if isinstance(row, models.Model) and (address := url_of(row)):
            return address
    return list_url(shown.model)


def _again(form: VerbForm, subject: Any, typed: dict[str, Any]) -> VerbForm:
    return type(form)(editor=form.editor, subject=subject, query=form.query, typed=typed)


def _with_more(form: VerbForm, name: str) -> VerbForm:
    return _again(form, form.subject, form.typed() | {f"{name}_spare": SPARE_ROWS + MORE_ROWS})


def _conflict(shown: LedgerAdmin[Any], request: HttpRequest, form: VerbForm, conflict: Conflict) -> HttpResponse:
    """Both texts: what was typed, and what is there now. The form comes back based on what is there now."""
    subject = form.subject
    if isinstance(subject, models.Model):
        subject = type(subject)._base_manager.filter(pk=subject.pk).first() or subject
    now = type(form)(editor=form.editor, subject=subject, query=form.query)
    typed = form.typed()
    mine, theirs = texts_of(form, typed), texts_of(now, now.initial)
    settled, met = form.meeting(now)
    again = _again(form, subject, typed | now.hidden_start() | settled)
    both = [(name, ours, there, ours != there) for (name, ours), (_name, there) in zip(mine, theirs, strict=True)]
    return _page(shown, request, again, status=CONFLICT, reasons=conflict.blockers, both=both, conflict=True, **met)


def _page(
    shown: LedgerAdmin[Any],
    request: HttpRequest,
    form: VerbForm,
    *,
    status: int = 200,
    reasons: list[Blocker] | None = None,
    closed: bool = False,
    **more: Any,
) -> TemplateResponse:
    before = [] if closed or reasons else form.blockers(form.editor, form.subject)
    context = {
        **_frame(shown, request, form),
        "form": form,
        "reasons": shown_reasons(reasons or [], _row(form), form.editor),
        "before": shown_reasons(before, _row(form), form.editor),
        "closed": closed,
        "asked": None if closed else asked(request, form),
        "stopped": bool(before),
        "panels": [] if closed else list(form.aside()),
        "suggestions": {} if closed else form.suggestions(),
        "tabs": _tabs(form) if form.in_languages else [],
        **({} if closed else form.around()),
        **more,
    }
    template = "admin/desk/verb.html" if closed else form.template
    return TemplateResponse(request, template, context, status=status)


def _row(form: VerbForm) -> models.Model | None:
    return form.subject if isinstance(form.subject, models.Model) else None


def _outcome(shown: LedgerAdmin[Any], request: HttpRequest, form: VerbForm, panels: list[Panel]) -> TemplateResponse:
    context = {**_frame(shown, request, form), "panels": panels}
    return TemplateResponse(request, "admin/desk/outcome.html", context)


def _frame(shown: LedgerAdmin[Any], request: HttpRequest, form: VerbForm) -> dict[str, Any]:
    subject = form.subject
    return {
        **desk.each_context(request),
        "title": form.label,
        "subject": subject,
        "subject_url": url_of(subject) if subject is not None else "",
        "opts": shown.opts,
        "list_url": list_url(shown.model),
        "verb": type(form),
    }


def _tabs(form: VerbForm) -> list[tuple[str, str, bool]]:
    """Language, word, whether it is the one being written."""
    return [(code, str(word), code == language_of(form)) for code, word in Language.choices]


def language_of(form: VerbForm) -> str:
    """The language that a form is written in: what was posted, else what the address asks for, else Arabic."""
    data = getattr(form, "data", None) or {}  # there is none yet while a form is being opened
    wanted = str(data.get("language") or form.query.get("language") or Language.AR)
    return wanted if wanted in Language.values else Language.AR.value


def may_use(editor: Editor, form: type[VerbForm]) -> bool:
    """Whether the editor's roles allow a verb."""
    return not form.refused(editor)
