"""How often something may be tried: so many times, each of which counts for so long.

A try takes one of the places in the shared cache. Taking a place that is free is one atomic
step in every kind of cache, which counting up is not.
"""

import time
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.utils import timezone

from ldn_site.guards.hashing import keyed_hash


@dataclass(frozen=True)
class Try:
    """One try: counted, or refused for so many seconds."""

    place: str
    seconds_to_wait: int = 0

    def give_back(self) -> None:
        """Let it not have counted."""
        cache.delete(self.place)


@dataclass(frozen=True)
class Limit:
    purpose: str
    places: int
    seconds: int

    def count(self, who: str) -> Try:
        """Count a try of `who`, or say how long to wait. Raises where the cache cannot count."""
        names = self._places_of(who)
        now = time.time()
        taken: dict[str, float] = cache.get_many(names)
        for name in names:
            if name in taken:
                continue
            if cache.add(name, now + self.seconds, self.seconds):
                return Try(name)
            until = cache.get(name)
            if until is None:
                raise RuntimeError("The cache takes no new entry.")
            taken[name] = until  # somebody was faster
        return Try("", max(1, round(min(taken.values()) - now)))

    def forget(self, who: str) -> None:
        """Let none of the tries of `who` have counted."""
        cache.delete_many(self._places_of(who))

    def _places_of(self, who: str) -> list[str]:
        hashed = keyed_hash(f"{self.purpose}.limit", who)
        return [f"{self.purpose}:{hashed}:{number}" for number in range(self.places)]


def clear_expired() -> None:
    """Delete counts whose time is over. Redis does so itself; a table only when it is full."""
    kind = settings.CACHES["default"]
    if kind["BACKEND"] != "django.core.cache.backends.db.DatabaseCache":
        return
    table = connection.ops.quote_name(str(kind["LOCATION"]))
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [now])
