from __future__ import annotations

from typing import Any

from allauth.account.forms import (
    ChangePasswordForm as AllauthChangePasswordForm,
)
from allauth.account.forms import (
    LoginForm,
    ReauthenticateForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
)
from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as AllauthCodeAgainForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from ldn_site.accounts import telling
from ldn_site.accounts.adapter import end_in_time
from ldn_site.accounts.models import User
from ldn_site.accounts.resetting import send_links_soon
from ldn_site.accounts.tries import (
    CODE,
    NEW_EMAIL,
    RESET,
    RESET_TO,
    SIGN_IN,
    begin,
    by_network,
    use_up,
)


class Plain(forms.Form):
    """A form whose boxes are named by their labels alone: a placeholder is gone once one types."""

    labels: dict[str, Any] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)
        first = next(iter(self.fields.values()), None)
        if first:
            first.widget.attrs["autofocus"] = True


class SignInForm(Plain, LoginForm):
    labels = {"login": _("User name"), "password": _("Password")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponse:
        response: HttpResponse = super().login(request, redirect_url=redirect_url)
        # allauth lets a session live on from each use.
        end_in_time(request)
        return response


class PasswordAgainForm(Plain, ReauthenticateForm):
    labels = {"password": _("Password")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""


class ChangePasswordForm(Plain, AllauthChangePasswordForm):
    labels = {
        "oldpassword": _("Current password"),
        "password1": _("New password"),
        "password2": _("New password, again"),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].help_text = ""

    def clean_oldpassword(self) -> str:
        take_back = begin(context.request, by_network(SIGN_IN, context.request))
        password: str = super().clean_oldpassword()
        take_back()
        return password


class ForgottenForm(Plain, ResetPasswordForm):
    """Says the same, as quickly, whether or not there is an account with this address."""

    labels = {"email": _("Your e-mail address")}

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        begin(context.request, by_network(RESET, context.request), (RESET_TO, email))
        return email

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        email: str = self.cleaned_data["email"]
        send_links_soon(email)
        return email


class NewPasswordForm(Plain, ResetPasswordKeyForm):
    labels = {"password1": _("New password"), "password2": _("New password, again")}


class NewEmailForm(Plain):
    email = forms.EmailField(
        label=_("New e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_email(self) -> str:
        email = User.objects.normalize_email(self.cleaned_data["email"])
        if email.lower() == self.user.email.lower():
            raise ValidationError(_("That is your address already."))
        if User.objects.filter(email__iexact=email).exclude(pk=self.user.pk).exists():
            raise ValidationError(_("Another account has this address. Use one of your own."))
        begin(context.request, (NEW_EMAIL, str(self.user.pk)))
        return email


class Code(Plain):
    """Takes a code once, and only so many wrong ones."""

    labels = {"code": _("Code")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs["inputmode"] = "numeric"

    def clean_code(self) -> str:
        request, user = context.request, self.user  # type: ignore[attr-defined]
        # People copy the spaces that their app shows. Digits of other scripts fail later on.
        code = "".join(sign for sign in self.cleaned_data["code"] if sign in "0123456789")
        self.cleaned_data["code"] = code
        take_back = begin(request, by_network(SIGN_IN, request), (CODE, str(user.pk)))
        try:
            super().clean_code()  # type: ignore[misc]
            if not use_up(user, code):
                raise get_adapter().validation_error("incorrect_code")
        except ValidationError:
            telling.refused(request, user.username, because="The code did not fit.")
            raise
        take_back()
        return code


class CodeForm(Code, AuthenticateForm):
    pass


class CodeAgainForm(Code, AllauthCodeAgainForm):
    pass


class FirstCodeForm(Code, ActivateTOTPForm):
    labels = {"code": _("Code that the app shows now")}
