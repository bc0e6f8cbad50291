"""What is told about signing in: the trail keeps it, and the person gets a mail of each change."""

from __future__ import annotations

from functools import partial

from django.conf import settings
from django.core.mail import send_mail
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ldn_site.accounts import background
from ldn_site.accounts.models import User
from ldn_site.guards.network import network_of
from ldn_site.trail.recording import VISITOR, record

# allauth's name of a change -> the verb of the trail, and what the person reads.
CHANGES = {
    "account/email/password_changed": (
        "changed their password",
        _("Your password was changed."),
    ),
    "account/email/password_reset": (
        "reset their password",
        _("Your password was set anew, by the link that we sent to this address."),
    ),
    "mfa/email/totp_activated": (
        "switched on a second step",
        _("A second step was switched on for signing in to your account."),
    ),
    "mfa/email/totp_deactivated": (
        "switched off their second step",
        _("The second step for signing in to your account was switched off."),
    ),
    "mfa/email/recovery_codes_generated": (
        "made new recovery codes",
        _("New recovery codes were made for your account. The old ones no longer work."),
    ),
}


def signed_in(request: HttpRequest, user: User) -> None:
    record("signed in", user, by=user, detail=_from(request))


def refused(request: HttpRequest, username: str, *, because: str = "") -> None:
    """Somebody could not sign in. What they typed is kept only where it is an account's name."""
    user = User.objects.filter(username__iexact=username).first()
    thing = user or User(display_name="none of our accounts")
    detail = f"{because} {_from(request)}".strip()
    record("sign-in refused", thing, by=VISITOR, detail=detail)


def changed(change: str, user: User) -> None:
    if change in CHANGES:
        verb, words = CHANGES[change]
        record(verb, user, by=user)
        tell(user.email, str(words))


def tell(email: str, words: str) -> None:
    """Mail `words` on a change to the person whose account it is, without being waited for."""
    if email:
        send("changed", email, gettext("Your account was changed"), words=words)


def send(template: str, email: str, subject: str, **context: str) -> None:
    context["desk_url"] = settings.SITE_URL + reverse("admin:index")
    body = render_to_string(f"account/email/{template}.txt", context)
    background.soon(partial(send_mail, subject, body, None, [email]))


def _from(request: HttpRequest) -> str:
    return f"From {network_of(request)}."
