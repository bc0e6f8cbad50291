"""allauth's pages in the look of the desk, with words for people who write pages, not software.

allauth brings a template for each page. Most of them are one question and a button, so one
template of ours serves them all, and what differs stands in `urls.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache

from ldn_site.accounts.tries import seconds_to_wait

View = Callable[..., HttpResponse]
Words = Any  # text that is translated when it is shown


def desk_page(
    view: View,
    title: Words,
    *,
    intro: Words = "",
    button: Words = "",
    template: str = "account/form.html",
    is_open: bool = False,
) -> View:
    """`view` in the look of the desk. Only staff see it, unless it `is_open`."""

    @wraps(view)
    def dressed(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if isinstance(response, TemplateResponse) and not response.is_rendered:
            words = {"title": title, "intro": intro, "button": button, "template": template}
            context = look_of(request) | words | (response.context_data or {})
            response.template_name, response.context_data = context["template"], context
        if wait := seconds_to_wait(request):
            response.status_code = 429
            response["Retry-After"] = str(wait)
        return response

    return never_cache(dressed) if is_open else admin.site.admin_view(dressed)


def look_of(request: HttpRequest) -> dict[str, Any]:
    """What the templates of the admin ask for. Without a session, there is nothing to go to."""
    context: dict[str, Any] = admin.site.each_context(request)
    return context if context["has_permission"] else context | {"is_nav_sidebar_enabled": False}


def closed(request: HttpRequest) -> HttpResponse:
    """For somebody whose account may not open the desk, signed in or not."""
    template = "account/closed.html"
    context = look_of(request) | {"template": template}
    return TemplateResponse(request, template, context, status=403)
