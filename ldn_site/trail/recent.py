from __future__ import annotations

from collections.abc import Collection

from ldn_site.trail.models import Event

MOST = 10


def recent_events(*, by: int | None = None, without: Collection[str] = ()) -> list[Event]:
    """The newest events: of everybody or of the account numbered `by`, and none on things of
    the kinds in `without`."""
    events = Event.objects.exclude(thing_kind__in=without)
    if by is not None:
        events = events.filter(actor_id=by)
    return list(events[:MOST])
