from __future__ import annotations

from typing import cast

from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from allauth.mfa.base.internal.flows import post_authentication
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from ldn_site.accounts import second_step, telling
from ldn_site.accounts.adapter import AccountAdapter, may_enter
from ldn_site.accounts.advice import advice_for
from ldn_site.accounts.changing_email import change_email, read_change, send_confirmation
from ldn_site.accounts.forms import CodeForm, NewEmailForm
from ldn_site.accounts.models import User
from ldn_site.accounts.sessions import end_sessions, places_of
from ldn_site.accounts.tries import seconds_to_wait


@require_http_methods(["GET", "HEAD"])
def overview(request: HttpRequest) -> HttpResponse:
    user = cast(User, request.user)
    context = {
        "person": user,
        "advice": advice_for(user),
        "has_second_step": second_step.is_on(user),
        "codes_left": second_step.recovery_codes_left(user),
        "places": len(places_of(request, user)),
    }
    return TemplateResponse(request, "account/overview.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def sessions(request: HttpRequest) -> HttpResponse:
    user = cast(User, request.user)
    if request.method == "POST":
        only = None
        if "session" in request.POST:
            number = request.POST["session"]
            only = int(number) if number.isdecimal() and len(number) < 19 else 0
        ended = end_sessions(user, keep=request.session.session_key, only=only)
        words = ngettext("%(ended)d session is ended.", "%(ended)d sessions are ended.", ended)
        messages.success(request, words % {"ended": ended})
        return redirect("account_sessions")
    context = {"places": places_of(request, user)}
    return TemplateResponse(request, "account/sessions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new_email(request: HttpRequest) -> HttpResponse:
    raise_if_reauthentication_required(request)
    user = cast(User, request.user)
    form = NewEmailForm(request.POST if request.method == "POST" else None, user=user)
    if form.is_valid():
        email = form.cleaned_data["email"]
        send_confirmation(user, email)
        words = _("Open the link that we sent to %(email)s. Until then, nothing changes.")
        messages.success(request, words % {"email": email})
        return redirect("account_overview")
    return TemplateResponse(request, "account/form.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def confirm_email(request: HttpRequest, key: str) -> HttpResponse:
    """The link in a mail only asks: programs that look into mails open every link."""
    if request.method == "POST" and change_email(key):
        messages.success(request, _("Your new e-mail address counts from now on."))
        return redirect("account_overview")
    change = read_change(key)
    if change is None:
        return TemplateResponse(
            request, "account/form.html", {"template": "account/used_link.html"}, status=410
        )
    intro = _("From now on, links to a new password go to %(email)s.") % {"email": change[1]}
    return TemplateResponse(request, "account/form.html", {"intro": intro})


@never_cache
@sensitive_post_parameters("password", "code")
@require_http_methods(["GET", "POST"])
def again(request: HttpRequest) -> HttpResponse:
    """Signs somebody in again for the desk's scripts: static/js/desk/session.js."""
    if request.method == "GET":
        return JsonResponse({"token": get_token(request)})
    try:
        user = _sign_in_again(request, AccountAdapter(request))
    except ValidationError as error:
        wait = seconds_to_wait(request)
        answer = {"words": " ".join(error.messages), "field": error.code or "password"}
        response = JsonResponse(answer, status=429 if wait else 400)
        if wait:
            response["Retry-After"] = str(wait)
        return response
    return JsonResponse({"token": get_token(request), "username": user.get_username()})


def _sign_in_again(request: HttpRequest, adapter: AccountAdapter) -> User:
    """Raises ValidationError, whose code is the field to be mended."""
    username, password, code = (
        # PostgreSQL takes no NUL, and no name or password of ours holds one.
        request.POST.get(name, "").replace("\0", "")
        for name in ("username", "password", "code")
    )
    if not password:
        raise ValidationError(_("Type your password."), code="password")
    user = adapter.authenticate(request, username=username, password=password)
    if user is None:
        raise ValidationError(_("That is not your password. Type it again."), code="password")
    if not may_enter(user):
        telling.refused(request, username, because="The account is closed.")
        raise ValidationError(_("This account is closed. Ask a manager."), code="password")
    form = CodeForm(user=user, data={"code": code})
    is_needed = second_step.is_on(user)
    if is_needed and not code:
        raise ValidationError(_("Now type the code from your authenticator app."), code="code")
    if is_needed and not form.is_valid():
        raise ValidationError(form.errors["code"][0], code="code")
    adapter.login(request, user)
    record_authentication(request, user, method="password", username=username)
    if is_needed:
        post_authentication(request, form.authenticator)
    adapter.post_login(
        request,
        user,
        email_verification="none",
        signal_kwargs=None,
        email=None,
        signup=False,
        redirect_url=None,
    )
    return user
