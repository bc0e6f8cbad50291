"""Where a prescriber's office asks our pharmacists something."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from ldn_site.pages import trails
from ldn_site.pages.caching import public_page
from ldn_site.pages.posting import PRESCRIBERS, empty_form, take_message, with_steady_etag
from ldn_site.pages.rendering import render_page


@csrf_exempt  # no cookie, so no token: see ldn_site.guards.origin
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    return take_message(request, PRESCRIBERS) if request.method == "POST" else _page(request)


@public_page
def _page(request: HttpRequest) -> HttpResponse:
    form = empty_form(PRESCRIBERS)
    page = render_page(
        request,
        "pages/prescribers_ask.html",
        {"form": form},
        title=_("Ask our pharmacists"),
        description=_("A short form for questions from prescribers and their offices."),
        crumbs=trails.to_prescribers(),
    )
    return with_steady_etag(page, form)
