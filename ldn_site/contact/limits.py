"""How many messages one visitor may send: ten, each of which counts for ten minutes.

A message takes one of ten places in the shared cache. Taking a place that is free is one atomic
step in every kind of cache, which counting up is not.
"""

import logging
import time
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

from ldn_site.contact.hashing import keyed_hash

PLACES = 10
SECONDS = 10 * 60

log = logging.getLogger(__name__)


def seconds_to_wait(request: HttpRequest) -> int:
    """0 where the visitor may send now, and then this message is counted."""
    visitor = keyed_hash("contact.limit", network_of(request))
    try:
        return _take_place([f"contact:{visitor}:{number}" for number in range(PLACES)])
    except Exception:
        # A limit that cannot be kept must not keep a patient's message out.
        log.exception("The cache cannot count messages; this one was let through.")
        return 0


def _take_place(places: list[str]) -> int:
    now = time.time()
    taken: dict[str, float] = cache.get_many(places)
    for place in places:
        if place in taken:
            continue
        if cache.add(place, now + SECONDS, SECONDS):
            return 0
        until = cache.get(place)
        if until is None:
            raise RuntimeError("The cache takes no new entry.")
        taken[place] = until  # somebody was faster
    return max(1, round(min(taken.values()) - now))


def network_of(request: HttpRequest) -> str:
    """The network a visitor comes from: one IPv4 address, or the /64 that IPv6 gives to one.

    Behind the proxies of ``TRUSTED_PROXIES``, the nearest address that is not one of them.
    Whatever a visitor writes into X-Forwarded-For stands farther away.
    """
    client = _address(request.META.get("REMOTE_ADDR", ""))
    hops = request.headers.get("X-Forwarded-For", "").split(",")
    while client and hops and any(client in proxies for proxies in settings.TRUSTED_PROXIES):
        nearer = _address(hops.pop())
        if nearer is None:
            break
        client = nearer
    if isinstance(client, IPv6Address):
        return str(IPv6Network((client, 64), strict=False))
    return str(client)


def _address(text: str) -> IPv4Address | IPv6Address | None:
    try:
        found = ip_address(text.strip().partition("%")[0])
    except ValueError:
        return None
    return (found.ipv4_mapped if isinstance(found, IPv6Address) else None) or found
