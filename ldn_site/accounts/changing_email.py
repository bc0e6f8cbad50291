"""A new e-mail address: it counts once the link sent to it was opened.

allauth keeps such addresses in a table of its own beside the account. Here the address of the
account is the only one, so that what a manager writes there is what counts for a reset.
"""

from __future__ import annotations

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext

from ldn_site.accounts.models import User
from ldn_site.accounts.telling import send, tell
from ldn_site.trail.recording import record

SALT = "accounts.changing_email"


def send_confirmation(user: User, email: str) -> None:
    change = signing.dumps({"user": user.pk, "old": user.email, "new": email}, salt=SALT)
    link = settings.SITE_URL + reverse("account_confirm_email", args=[change])
    send("email", email, gettext("Confirm your new e-mail address"), link=link)


def read_change(signed: str) -> tuple[User, str] | None:
    """Whose address becomes what; None where the link is old, was used or is not ours."""
    try:
        change = signing.loads(signed, salt=SALT, max_age=settings.EMAIL_CHANGE_TIMEOUT)
    except signing.BadSignature:
        return None
    user = User.objects.filter(pk=change["user"], email=change["old"], is_active=True).first()
    return (user, change["new"]) if user else None


@transaction.atomic
def change_email(signed: str) -> User | None:
    """Do what the link says, and tell the old address. None where the link no longer counts."""
    change = read_change(signed)
    if change is None:
        return None
    user, email = change
    old, user.email = user.email, email
    user.save(update_fields=["email"])
    record("changed their e-mail address", user, by=user)
    words = gettext("The e-mail address of your account is no longer this one.")
    transaction.on_commit(lambda: tell(old, words))
    return user
