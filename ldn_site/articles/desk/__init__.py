"""What staff do with an article besides saving it, a module for each kind of thing.

Each module lists its addresses in `URLS`: route below the list of articles, view, name.
"""

from __future__ import annotations

from django.contrib.admin import AdminSite
from django.urls import URLPattern, path

from ldn_site.articles.desk import (
    acting,
    batches,
    comparing,
    keeping,
    linking,
    picking,
    presence,
    problems,
    reviewing,
    sharing,
)

MODULES = (
    acting,
    batches,
    comparing,
    keeping,
    linking,
    picking,
    presence,
    problems,
    reviewing,
    sharing,
)


def urls(site: AdminSite) -> list[URLPattern]:
    """The addresses of every module, for staff who are signed in; each view checks its right."""
    # Fixed addresses first, or `<article>/compare/` would take what is for `draft/compare/`.
    routes = sorted(
        (route for module in MODULES for route in module.URLS),
        key=lambda route: route[0].startswith("<"),
    )
    return [
        path(route, site.admin_view(view), {"admin_site": site}, name=f"articles_article_{name}")
        for route, view, name in routes
    ]
