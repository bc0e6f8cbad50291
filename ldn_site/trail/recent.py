from __future__ import annotations

from collections.abc import Collection

from django.db import close_old_connections

from ldn_site.trail.models import Event

MOST = 10


def recent_events(*, by: int | None = None, without: Collection[str] = ()) -> list[Event]:
    """The newest events: of everybody or of the account numbered `by`, and none on things of
    the kinds in `without`."""
    events = Event.objects.exclude(thing_kind__in=without)
    if by is not None:
        events = events.filter(actor_id=by)
    return list(events[:MOST])


def newest_number() -> int | None:
    """The number of the newest event: another one means that something has been changed.

    May be asked outside of a request. Raises what the database raises.
    """
    close_old_connections()
    return Event.objects.values_list("pk", flat=True).first()
