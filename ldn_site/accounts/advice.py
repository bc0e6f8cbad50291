from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from ldn_site.accounts.models import User
from ldn_site.accounts.second_step import is_on, recovery_codes_left

FEW_CODES = 3


@dataclass(frozen=True)
class Advice:
    """Something a person should do about their own account, and where."""

    text: str
    url: str


def advice_for(user: User) -> list[Advice]:
    advice = []
    if not user.email:
        text = gettext("Add your e-mail address, so that you can set a new password yourself.")
        advice.append(Advice(text, reverse("account_email")))
    if not is_on(user):
        text = gettext("Switch on a second step for signing in.")
        advice.append(Advice(text, reverse("mfa_activate_totp")))
    elif (left := recovery_codes_left(user)) <= FEW_CODES:
        text = ngettext(
            "Make new recovery codes: %(left)d is left.",
            "Make new recovery codes: %(left)d are left.",
            left,
        )
        advice.append(Advice(text % {"left": left}, reverse("mfa_generate_recovery_codes")))
    return advice
