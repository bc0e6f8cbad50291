"""How often somebody may try to sign in.

Tries are counted by the network they come from, across all user names, and never by the user
name alone: nobody can lock a colleague out by guessing. Codes of a second step are counted by
account as well, since who comes that far knows the password.
"""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import ngettext

from ldn_site.guards.hashing import keyed_hash
from ldn_site.guards.limits import Limit
from ldn_site.guards.network import network_of

TEN_MINUTES = 10 * 60
SIGN_IN = Limit("sign-in", places=10, seconds=TEN_MINUTES)
CODE = Limit("code", places=5, seconds=TEN_MINUTES)
RESET = Limit("reset", places=10, seconds=TEN_MINUTES)
RESET_TO = Limit("reset-to", places=3, seconds=TEN_MINUTES)
NEW_EMAIL = Limit("new-email", places=5, seconds=TEN_MINUTES)


def begin(request: HttpRequest, *limits: tuple[Limit, str]) -> Callable[[], None]:
    """Count a try by each limit and whom it holds for; returns how to take that back.

    Raises ValidationError, and leaves the time to wait on the request, where there were too many.
    """
    tries = [limit.count(who) for limit, who in limits]

    def take_back() -> None:
        for each in tries:
            each.give_back()

    if wait := max(each.seconds_to_wait for each in tries):
        take_back()
        raise _too_many(request, wait)
    return take_back


def by_network(limit: Limit, request: HttpRequest) -> tuple[Limit, str]:
    return limit, network_of(request)


def forget_tries(request: HttpRequest) -> None:
    """For somebody who has just shown who they are by a link in their own mail."""
    SIGN_IN.forget(network_of(request))


def seconds_to_wait(request: HttpRequest) -> int:
    """0, unless this request was one try too many."""
    return int(getattr(request, "seconds_to_wait", 0))


def use_up(user: AbstractBaseUser, code: str) -> bool:
    """Whether this code of `user` is used for the first time while it can be right."""
    used = keyed_hash("code.used", f"{user.pk} {code}")
    return cache.add(f"code-used:{used}", True, TEN_MINUTES)


def _too_many(request: HttpRequest, wait: int) -> ValidationError:
    request.seconds_to_wait = wait  # type: ignore[attr-defined]
    minutes = -(-wait // 60)
    words = ngettext(
        "That was tried too often. Wait %(minutes)d minute, then try again.",
        "That was tried too often. Wait %(minutes)d minutes, then try again.",
        minutes,
    )
    return ValidationError(words % {"minutes": minutes}, code="too_many")
