"""Knows our own form's posts from those of other sites, without a cookie or a token."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest


def is_from_our_pages(request: HttpRequest) -> bool:
    """Whether the browser says that this request was sent from a page of this site.

    Every current browser sends Sec-Fetch-Site over HTTPS, and Origin with each post. No page
    of another site can set either.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site:
        return site in {"same-origin", "none"}
    sender = request.headers.get("Origin") or request.headers.get("Referer", "")
    return origin_of(sender) in {
        origin_of(settings.SITE_URL),
        origin_of(f"{request.scheme}://{request.get_host()}"),
    }


def origin_of(address: str) -> tuple[str, str, int | None] | None:
    """Scheme, host and port of `address`; None where it has none, as Origin: null."""
    try:
        parts = urlsplit(address)
        port = parts.port or {"http": 80, "https": 443}.get(parts.scheme)
    except ValueError:
        return None
    return (parts.scheme, parts.hostname, port) if parts.hostname else None
