"""What a public page may be kept for. No view here reads or sets a cookie."""

from collections.abc import Callable

from django.http import HttpResponse
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import conditional_page, require_safe

View = Callable[..., HttpResponse]


def public_page(view: View) -> View:
    """Anybody may keep the page for a minute, and ask by its ETag whether it has changed."""
    kept: View = cache_control(public=True, max_age=60)(view)
    conditional: View = conditional_page(kept)
    return require_safe(conditional)


def private_page(view: View) -> View:
    """Nobody keeps the page: what was asked for may tell of somebody's health."""
    return require_safe(never_cache(view))
