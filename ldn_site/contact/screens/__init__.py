"""The message desk as staff see it, a module for each kind of screen.

Each module lists its addresses in `URLS`: route below the list of messages, view, name.
"""

from __future__ import annotations

from django.contrib.admin import AdminSite
from django.urls import URLPattern, path

from ldn_site.contact.screens import looking, person, presence, stepping

MODULES = (looking, person, presence, stepping)


def urls(site: AdminSite) -> list[URLPattern]:
    """The addresses of every module, for staff who are signed in; each view checks its right."""
    return [
        path(route, site.admin_view(view), {"admin_site": site}, name=f"contact_message_{name}")
        for module in MODULES
        for route, view, name in module.URLS
    ]
