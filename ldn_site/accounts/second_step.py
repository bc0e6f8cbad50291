"""The second step of signing in: a code from an app, or a recovery code."""

from __future__ import annotations

from collections.abc import Callable

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.translation import gettext

from ldn_site.accounts.models import User
from ldn_site.accounts.telling import tell
from ldn_site.guards.resealing import Report
from ldn_site.guards.sealing import KeyMissing, reseal
from ldn_site.trail.recording import record

# What allauth hands to accounts/adapter.py to encrypt, in Authenticator.data.
SEALED = {"secret", "seed", "migrated_codes"}


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


def reseal_secrets(report: Report) -> None:
    """Write the secrets of all second steps anew under the first key."""
    for pk in list(Authenticator.objects.order_by("pk").values_list("pk", flat=True)):
        try:
            report.changed += _reseal(pk)
        except KeyMissing:
            report.lost.append(f"mfa.Authenticator {pk}: data")


@transaction.atomic
def _reseal(pk: int) -> bool:
    """Under a lock, since a recovery code that is being used is noted in the same column."""
    step = Authenticator.objects.select_for_update().filter(pk=pk).first()
    if step is None:
        return False
    what = "the second step of an account"
    data = {
        name: _each(value, lambda sealed: reseal(sealed, what=what)) if name in SEALED else value
        for name, value in step.data.items()
    }
    if data == step.data:
        return False
    step.data = data
    step.save(update_fields=["data"])
    return True


def _each(value: str | list[str], do: Callable[[str], str]) -> str | list[str]:
    return [do(one) for one in value] if isinstance(value, list) else do(value)
