"""Who has a page open. It locks nothing: it only tells people of each other."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from ldn_site.accounts.models import User
from ldn_site.articles.models import OpenEditor

HEARD_WITHIN = timedelta(seconds=40)  # a tab calls every 15 seconds while it can be seen
FORGOTTEN_AFTER = timedelta(days=1)


def arrive(*, person: User, slot: str, tab: str) -> QuerySet[OpenEditor]:
    """Note that `person` has the page open in `tab`; returns the other tabs that have it."""
    now = timezone.now()
    OpenEditor.objects.filter(seen_at__lt=now - FORGOTTEN_AFTER).delete()
    OpenEditor.objects.update_or_create(
        tab=tab, defaults={"person": person, "article_id": slot, "seen_at": now}
    )
    return open_in(slot).exclude(tab=tab)


def leave(*, person: User, tab: str) -> None:
    OpenEditor.objects.filter(person=person, tab=tab).delete()


def open_in(*slots: str) -> QuerySet[OpenEditor]:
    """The tabs with one of these pages that were heard from within the last moments."""
    heard = OpenEditor.objects.filter(
        article_id__in=slots, seen_at__gt=timezone.now() - HEARD_WITHIN
    )
    return heard.select_related("person").order_by("seen_at")
