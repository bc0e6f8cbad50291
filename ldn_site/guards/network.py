"""Where a request comes from. Only the proxies of ``TRUSTED_PROXIES`` are believed about it."""

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest) -> IPv4Address | IPv6Address | None:
    """The nearest address that is not one of our proxies.

    Whatever a visitor writes into X-Forwarded-For stands farther away.
    """
    client = _address(request.META.get("REMOTE_ADDR", ""))
    hops = request.headers.get("X-Forwarded-For", "").split(",")
    while client and hops and any(client in proxies for proxies in settings.TRUSTED_PROXIES):
        nearer = _address(hops.pop())
        if nearer is None:
            break
        client = nearer
    return client


def network_of(request: HttpRequest) -> str:
    """The network a visitor comes from: one IPv4 address, or the /64 that IPv6 gives to one."""
    client = address_of(request)
    if isinstance(client, IPv6Address):
        return str(IPv6Network((client, 64), strict=False))
    return str(client)


def _address(text: str) -> IPv4Address | IPv6Address | None:
    try:
        found = ip_address(text.strip().partition("%")[0])
    except ValueError:
        return None
    return (found.ipv4_mapped if isinstance(found, IPv6Address) else None) or found
