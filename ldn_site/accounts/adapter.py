"""Where allauth asks what this site wants, and tells what has happened.

allauth offers signals for the same moments. These methods are called by name, in order and
within the request, so what happens at a sign-in can be read in one place.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from ldn_site.accounts import telling
from ldn_site.accounts.deskpages import closed
from ldn_site.accounts.models import User
from ldn_site.accounts.tries import SIGN_IN, begin, by_network, forget_tries
from ldn_site.guards.network import address_of
from ldn_site.guards.sealing import seal, unseal

# What allauth says once something is done, where the next page does not say it already.
SAID = {
    "account/messages/password_changed.txt": _(
        "Your password is changed. You are signed out everywhere else."
    ),
    "mfa/messages/totp_activated.txt": _("The second step is on."),
    "mfa/messages/totp_deactivated.txt": _("The second step is off."),
    "mfa/messages/recovery_codes_generated.txt": _(
        "Here are your recovery codes. Keep them somewhere safe, away from your phone."
    ),
}


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "enter_current_password": _("That is not your current password. Type it again."),
        "incorrect_password": _("That is not your password. Type it again."),
        "username_password_mismatch": _(
            "This user name and password do not fit together. Check both, then try again."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_ajax(self, request: HttpRequest) -> bool:
        """Never: the desk's scripts use the one address made for them."""
        return False

    def is_safe_url(self, url: str | None) -> bool:
        request = self.request
        return url_has_allowed_host_and_scheme(
            url, {request.get_host()}, require_https=request.is_secure()
        )

    def get_client_ip(self, request: HttpRequest) -> str:
        return str(address_of(request) or "0.0.0.0")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account_overview")

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        take_back = begin(request, by_network(SIGN_IN, request))
        user: User | None = super().authenticate(request, **credentials)
        if user:
            take_back()
        else:
            telling.refused(request, credentials.get("username", ""))
        return user

    def pre_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse | None:
        if not may_enter(user):
            telling.refused(request, user.username, because="The account is closed.")
            return closed(request)
        return None

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        end_in_time(request)
        telling.signed_in(request, user)
        response: HttpResponse = super().post_login(request, user, **kwargs)
        return response

    def set_password(self, user: User, password: str) -> None:
        super().set_password(user, password)
        if not self.request.user.is_authenticated:
            forget_tries(self.request)

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        words = message or SAID.get(message_template or "")
        if words:
            messages.add_message(request, level, str(words), extra_tags=extra_tags)

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Called after each change to how somebody signs in."""
        telling.changed(template_prefix, user)


class SecondStepAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _(
            "That code does not fit, or it was used before. Wait for the next one in your app."
        ),
        "cannot_generate_recovery_codes": _("Switch on the second step first."),
    }

    def get_totp_label(self, user: User) -> str:
        return user.username

    def build_totp_svg(self, url: str) -> str:
        """Without the XML line, which has no place inside a page."""
        drawn: str = super().build_totp_svg(url)
        return drawn[drawn.index("<svg") :]

    def encrypt(self, text: str) -> str:
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text, what="the second step of an account")


def may_enter(user: User) -> bool:
    return user.is_active and user.is_staff


def end_in_time(request: HttpRequest) -> None:
    """Let the session end so long after the sign-in, however busy the person is."""
    request.session.set_expiry(timezone.now() + timedelta(seconds=settings.SESSION_COOKIE_AGE))
