"""Pages for when something is not there or wrong."""

import sys

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _

from ldn_site.accounts.signedout import answer_not_allowed, answer_old_token
from ldn_site.articles.addresses import Gone, Moved, answer
from ldn_site.guards.sealing import KeyMissing
from ldn_site.pages.nearby import near, words_of_address
from ldn_site.pages.rendering import render_page


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "errors/400.html", status=400)


def forbidden(
    request: HttpRequest, exception: Exception | None = None, reason: str = ""
) -> HttpResponse:
    """Also for a form whose token is missing or old, where Django gives a `reason`."""
    if request.path.startswith(f"/{settings.ADMIN_PATH}/"):
        answer = answer_old_token(request) if reason else answer_not_allowed(request)
        if answer:
            return answer
    return render(request, "errors/403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """An address that no view knows may be an old one that staff lead elsewhere."""
    found = answer(request.path_info.rstrip("/") + "/")
    if isinstance(found, Moved):
        response = HttpResponsePermanentRedirect(found.to)
        # Without a word on it, browsers keep this for good, also once staff have changed it.
        patch_cache_control(response, public=True, max_age=60)
        return response
    words = words_of_address(request.path_info)
    page = render_page(
        request,
        "errors/404.html",
        {"words": words, "suggestions": near(words)},
        title=_("We cannot find that page"),
        description=_("There is no page at this address."),
        is_indexed=False,
        status=404,
    )
    return page.render()


def gone(request: HttpRequest, what: Gone) -> HttpResponse:
    """A page that was taken down says so, and why."""
    return render_page(
        request,
        "errors/410.html",
        {"gone": what, "words": what.title, "suggestions": near(what.title)},
        title=_("This page was taken down"),
        description=_("This page was taken down."),
        is_indexed=False,
        status=410,
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """503 where the database cannot be reached, which passes, and where staff ask for what no
    key opens; 500 for a fault of ours.

    Neither page may need the database, or anything else that could be what is broken.
    """
    fault = sys.exc_info()[1]
    if isinstance(fault, KeyMissing):
        return render(request, "errors/no_key.html", status=503)
    if isinstance(fault, (OperationalError, InterfaceError)):
        response = render(request, "errors/503.html", status=503)
        response["Retry-After"] = "60"
        return response
    return render(request, "errors/500.html", status=500)
