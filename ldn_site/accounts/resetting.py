"""A link to a new password, for somebody who forgot theirs."""

from __future__ import annotations

from functools import partial

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext

from ldn_site.accounts import background
from ldn_site.accounts.models import User
from ldn_site.accounts.telling import send
from ldn_site.trail.recording import VISITOR, record


def send_links_soon(email: str) -> None:
    """Send a link to each open account with this address. Takes as long where there is none."""
    background.soon(partial(send_links, email))


def send_links(email: str) -> None:
    for user in User.objects.filter(email__iexact=email, is_active=True, is_staff=True):
        if not user.has_usable_password():
            continue
        send("reset", user.email, gettext("A new password for the desk"), link=link_for(user))
        record("was sent a link to a new password", user, by=VISITOR)


def link_for(user: User) -> str:
    uid, key = user_pk_to_url_str(user), default_token_generator.make_token(user)
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": key})
    return f"{settings.SITE_URL}{path}"
