"""One's own pages: profile, second factor, recovery codes, sessions; and the ways in by a link of a letter."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import segno
from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, update_session_auth_hash
from django.contrib.auth.forms import PasswordChangeForm, PasswordResetForm, SetPasswordForm
from django.contrib.auth.views import PasswordResetConfirmView
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from ...actions import (
    codes_left,
    confirm_factor,
    end_sessions,
    factor_of,
    invited,
    pending_factor,
    renew_codes,
    send_reset,
    set_password,
    try_on,
    write_profile,
)
from ...choices import Language, MailMode
from ...models import Editor
from ...rules import Refused
from ..fields import choice, line, set_directions
from ..site import desk, editor_of
from .accounts import zone_field
from .factors import CODE, NOT_PROVED, knows_password, mark, stopped
from .limits import too_often

MODEL_BACKEND = "django.contrib.auth.backends.ModelBackend"


@desk.pages
def people_urls(wrap: Callable[..., Any]) -> list[URLPattern]:
    """The addresses of one's own account, and of the ways in."""
    return [
        path("me/", wrap(profile), name="me"),
        path("me/second-factor/", wrap(factor), name="factor"),
        path("me/recovery-codes/", wrap(codes), name="recovery_codes"),
        path("me/end-sessions/", wrap(end_mine), name="end_my_sessions"),
        path("password-reset/", forgotten, name="password_reset"),
        path("password-reset/<uidb64>/<token>/", ChosenAnew.as_view(), name="password_reset_confirm"),
        path("welcome/<str:token>/", welcome, name="welcome"),
    ]


def _page(request: HttpRequest, template: str, title: Any, *, status: int = 200, **more: Any) -> TemplateResponse:
    context = {**desk.each_context(request), "title": title, **more}
    return TemplateResponse(request, f"admin/people/{template}.html", context, status=status)


# --- One's own account -----------------------------------------------------------------------------------------------


class ProfileForm(forms.Form):
    """What each may change of her own account."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    display_ar = line(gettext_lazy("name in Arabic"), limit=120)
    display_en = line(gettext_lazy("name in English"), limit=120)
    interface_language = choice(gettext_lazy("language of the interface"), Language)
    time_zone = zone_field(gettext_lazy("time zone"))
    mail = choice(gettext_lazy("letters"), MailMode)
    public_byline = forms.BooleanField(
        label=gettext_lazy("public byline"),
        required=False,
        help_text=gettext_lazy("Whether readers see this name under what was written or reviewed."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        set_directions(self.fields)


@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """How one is named, how the desk speaks to one, and how well one's account is kept."""
    editor = editor_of(request)
    start = {name: getattr(editor, name) for name in ProfileForm.base_fields}
    form = ProfileForm(request.POST or None, initial=start)
    refused: list[Any] = []
    if request.method == "POST" and form.is_valid():
        try:
            write_profile(editor=_plain(editor), **form.cleaned_data)
        except Refused as refusal:
            refused = refusal.blockers
        else:
            messages.success(request, _("Your profile was changed."))
            return HttpResponseRedirect(reverse("admin:me"))
    status = NOT_PROVED if request.method == "POST" else 200
    return _page(
        request, "me", _("Your account"), status=status, form=form, refused=refused,
        has_factor=factor_of(editor) is not None, codes_left=codes_left(editor),
    )  # fmt: skip


def _plain(editor: Editor) -> Editor:
    """The editor as a row of its own: verbs want the model, not the lazy user of a request."""
    return Editor.objects.get(pk=editor.pk)


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def factor(request: HttpRequest) -> HttpResponse:
    """Set up the second factor: the secret as a picture and as text, proved by its first code.

    One who has a second factor proves it before she replaces it; one who has none proves her password.
    """
    editor = editor_of(request)
    if factor_of(editor) is not None:
        return _replacing(request, editor)
    device = pending_factor(whose=editor)
    if request.method != "POST":
        return _enrolling(request, device)
    if not knows_password(request):
        return _enrolling(request, device, _("The password is not right."))
    tried = try_on(whose=editor, device=device, code=request.POST.get(CODE, ""))
    if tried.device is None:
        return _enrolling(request, device, _("The code is not right. Type the one that the application shows now."))
    return _taken(request, editor, tried.device)


def _replacing(request: HttpRequest, editor: Editor) -> HttpResponse:
    """A new telephone: the old device stays good until the new one is proved."""
    back = reverse("admin:me")
    if request.method != "POST":
        return _page(request, "factor_replace", _("Second factor"), back=back)
    unproved = stopped(request, title=_("Replace the second factor"), back=back, sure=True)
    if unproved is not None:
        return unproved
    device = pending_factor(whose=editor)
    code = request.POST.get("new_code", "")
    if not code:
        return _enrolling(request, device, field="new_code")
    tried = try_on(whose=editor, device=device, code=code)
    if tried.device is None:
        fault = _("The code is not right. Type the one that the application shows now.")
        return _enrolling(request, device, fault, field="new_code")
    return _taken(request, editor, tried.device)


def _taken(request: HttpRequest, editor: Editor, device: Any) -> HttpResponse:
    fresh = confirm_factor(editor=_plain(editor), device=device)
    request.session.cycle_key()
    device.refresh_from_db()
    mark(request.session, device, sure=True)
    return _page(request, "codes", _("Your recovery codes"), codes=fresh, first=True)


def _enrolling(request: HttpRequest, device: Any, fault: str = "", field: str = CODE) -> HttpResponse:
    secret = base64.b32encode(device.bin_key).decode()
    grouped = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
    return _page(
        request, "factor", _("Set up the second factor"), status=NOT_PROVED if fault else 200,
        picture=picture_of(device.config_url), secret=grouped, fault=fault, field=field,
    )  # fmt: skip


@dataclass(frozen=True)
class Picture:
    """A QR code as one path of an SVG of ``size`` modules a side, its quiet margin included."""

    size: int
    path: str


def picture_of(address: str) -> Picture:
    """An address as a QR code; the template draws it, so no markup is made here."""
    rows = list(segno.make(address, error="m", micro=False).matrix_iter(border=4))
    marks = [f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark]
    return Picture(len(rows), "".join(marks))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def codes(request: HttpRequest) -> HttpResponse:
    """New recovery codes, in place of those there were."""
    editor, back = editor_of(request), reverse("admin:me")
    if request.method != "POST":
        return _page(request, "codes_renew", _("New recovery codes"), left=codes_left(editor), back=back)
    unproved = stopped(request, title=_("New recovery codes"), back=back, sure=True)
    if unproved is not None:
        return unproved
    try:
        fresh = renew_codes(editor=_plain(editor))
    except Refused:
        return HttpResponseRedirect(reverse("admin:factor"))
    return _page(request, "codes", _("Your recovery codes"), codes=fresh, first=False)


@require_POST
def end_mine(request: HttpRequest) -> HttpResponse:
    """End all of one's sessions but this one."""
    changed = end_sessions(editor=_plain(editor_of(request)), who=_plain(editor_of(request)))
    update_session_auth_hash(request, changed)
    messages.success(request, _("You are logged out everywhere else."))
    return HttpResponseRedirect(reverse("admin:me"))


# --- Passwords -------------------------------------------------------------------------------------------------------


class NewPassword(SetPasswordForm):  # type: ignore[type-arg]
    """A new password, taken through the verb."""

    def __init__(self, user: Editor, *args: Any, **kwargs: Any) -> None:
        super().__init__(user, *args, **{"label_suffix": "", **kwargs})

    def save(self, commit: bool = True) -> Editor:
        return set_password(editor=_plain(self.user), password=self.cleaned_data["new_password1"])


class ChangedPassword(PasswordChangeForm):
    """The old password and a new one, taken through the verb."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})

    def save(self, commit: bool = True) -> Editor:
        self.user = set_password(editor=_plain(self.user), password=self.cleaned_data["new_password1"])
        return self.user


class Forgotten(PasswordResetForm):
    """An address of mail. Whether it is one of ours is never said."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        self.fields["email"].label = gettext_lazy("address of mail")

    def send(self) -> None:
        address = self.cleaned_data["email"]
        if too_often(f"reset to {address.lower()}", most=3, seconds=60 * 60):
            return
        for who in self.get_users(address):
            send_reset(who)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def forgotten(request: HttpRequest) -> HttpResponse:
    """Ask for a link. The answer is the same whether or not the address is known."""
    form = Forgotten(request.POST or None)
    title = _("A new password")
    if request.method != "POST" or not form.is_valid():
        return _page(request, "forgotten", title, form=form, status=NOT_PROVED if form.is_bound else 200)
    if too_often("resets", request=request, most=5, seconds=15 * 60):
        return _page(request, "forgotten", title, form=form, too_often=True, status=429)
    form.send()
    return _page(request, "forgotten", title, sent=True)


class ChosenAnew(PasswordResetConfirmView):
    """The link of the letter: choose a new password. Django's, which takes the link out of the address first."""

    template_name = "admin/people/choose.html"
    form_class = NewPassword
    title = gettext_lazy("A new password")

    def get_success_url(self) -> str:
        messages.success(self.request, _("Your new password holds. Log in with it."))
        return reverse("admin:login")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**desk.each_context(self.request), **super().get_context_data(**kwargs)}


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def welcome(request: HttpRequest, token: str) -> HttpResponse:
    """The link of an invitation: choose a password, and come in."""
    who = invited(token)
    if who is None:
        title = _("Welcome to the Isnad desk")
        return _page(request, "choose", title, validlink=False, invitation=True, status=410)
    if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        translation.activate(who.interface_language)
    form = NewPassword(who, request.POST or None)
    if request.method != "POST" or not form.is_valid():
        title, status = _("Welcome to the Isnad desk"), NOT_PROVED if form.is_bound else 200
        return _page(request, "choose", title, validlink=True, form=form, who=who, invitation=True, status=status)
    login(request, form.save(), backend=MODEL_BACKEND)
    messages.success(request, _("You are in. Set up your second factor next: publishing asks for it."))
    return HttpResponseRedirect(reverse("admin:factor"))
