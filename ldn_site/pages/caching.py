"""What a public page may be kept for. No view here reads or sets a cookie."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import conditional_page, require_safe

from ldn_site.pagecache.serving import KEEP

View = Callable[..., HttpResponse]


def public_page(view: View) -> View:
    """Anybody may keep the page for a minute, and ask by its ETag whether it has changed.

    The site keeps it too, in front of everything else: see ldn_site.pagecache.
    """
    kept: View = cache_control(public=True, max_age=60)(view)
    conditional: View = conditional_page(kept)

    @wraps(view)
    def marked(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        request.META[KEEP] = True
        return conditional(request, *args, **kwargs)

    return require_safe(marked)


def private_page(view: View) -> View:
    """Nobody keeps the page: what was asked for may tell of somebody's health."""
    return require_safe(never_cache(view))
