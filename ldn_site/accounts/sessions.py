"""Where somebody is signed in, and the end of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext

from ldn_site.accounts.models import User
from ldn_site.trail.recording import record

# The first that fits: Edge and Opera call themselves Chrome as well, and Chrome Safari.
BROWSERS = {
    "Edge": "Edg",
    "Opera": "OPR/",
    "Firefox": "Firefox|FxiOS",
    "Chrome": "Chrome|CriOS",
    "Safari": "Safari",
}
SYSTEMS = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Windows": "Windows",
    "Mac": "Macintosh",
    "Linux": "Linux",
}


@dataclass(frozen=True)
class Place:
    """A browser in which somebody is signed in."""

    pk: int
    browser: str
    address: str
    since: datetime
    is_this: bool


def places_of(request: HttpRequest, user: User) -> list[Place]:
    """This browser first, then the newest."""
    this = request.session.session_key
    sessions = UserSession.objects.purge_and_list(user)
    if this not in {session.session_key for session in sessions}:
        UserSession.objects.create_from_request(request)
        sessions = UserSession.objects.purge_and_list(user)
    places = [
        Place(
            pk=session.pk,
            browser=name_of(session.user_agent),
            address=session.ip,
            since=session.created_at,
            is_this=session.session_key == this,
        )
        for session in sessions
    ]
    return sorted(places, key=lambda place: (place.is_this, place.since), reverse=True)


@transaction.atomic
def end_sessions(user: User, *, keep: str | None, only: int | None = None) -> int:
    """End every session of `user` but the one with the key `keep`, or `only` one of them."""
    sessions = UserSession.objects.filter(user=user).exclude(session_key=keep)
    if only is not None:
        sessions = sessions.filter(pk=only)
    ended = list(sessions)
    for session in ended:
        session.end()
        record("ended a session", user, by=user, detail=f"From {session.ip}.")
    return len(ended)


def name_of(user_agent: str) -> str:
    """A browser as people call it, such as "Firefox, Windows"."""
    found = [
        next((name for name, marks in names.items() if re.search(marks, user_agent)), None)
        for names in (BROWSERS, SYSTEMS)
    ]
    return ", ".join(filter(None, found)) or gettext("A browser")
