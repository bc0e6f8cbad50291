"""The second step of signing in: a code from an app, or a recovery code."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.translation import gettext

from ldn_site.accounts.models import User
from ldn_site.accounts.telling import tell
from ldn_site.trail.recording import record


def is_on(user: User) -> bool:
    return bool(Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists())


def recovery_codes_left(user: User) -> int:
    codes = Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES)
    return sum(len(each.wrap().get_unused_codes()) for each in codes)


@transaction.atomic
def switch_off(user: User, *, by: User) -> bool:
    """Let `user` sign in with the password alone, who lost the phone. False where it was off."""
    deleted, _ = Authenticator.objects.filter(user=user).delete()
    if not deleted:
        return False
    record("switched off somebody's second step", user, by=by)
    words = gettext("A manager switched off the second step for signing in to your account.")
    transaction.on_commit(lambda: tell(user.email, words))
    return True
