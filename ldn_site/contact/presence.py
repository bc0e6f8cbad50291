"""Who has a message open. It locks nothing: it only tells people of each other."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from ldn_site.accounts.models import User
from ldn_site.contact.models import Message, Viewer

HEARD_WITHIN = timedelta(seconds=40)  # a tab calls every 15 seconds while it can be seen
FORGOTTEN_AFTER = timedelta(days=1)


def arrive(message: Message, *, person: User, tab: str) -> list[User]:
    """Note that `person` has `message` open in `tab`; returns the others who have it open."""
    now = timezone.now()
    Viewer.objects.filter(seen_at__lt=now - FORGOTTEN_AFTER).delete()
    Viewer.objects.update_or_create(
        tab=tab, defaults={"person": person, "message": message, "seen_at": now}
    )
    heard = Viewer.objects.filter(message=message, seen_at__gt=now - HEARD_WITHIN)
    others = heard.exclude(person=person).select_related("person").order_by("seen_at")
    return list(dict.fromkeys(viewer.person for viewer in others))


def leave(*, person: User, tab: str) -> None:
    Viewer.objects.filter(person=person, tab=tab).delete()
