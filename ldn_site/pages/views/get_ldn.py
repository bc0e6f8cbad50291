"""How to get LDN: the steps, the two counters, and the form to write to them."""

from __future__ import annotations

import logging
import re
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from ldn_site.articles.models import Publication
from ldn_site.contact.forms import ContactForm
from ldn_site.contact.limits import seconds_to_wait
from ldn_site.contact.models import CODE_LETTERS
from ldn_site.contact.receiving import receive
from ldn_site.guards.origin import is_from_our_pages
from ldn_site.pages.caching import private_page, public_page
from ldn_site.pages.rendering import render_page
from ldn_site.pages.structured import pharmacies
from ldn_site.pharmacy.facts import the_pharmacy
from ldn_site.pharmacy.models import Location

log = logging.getLogger(__name__)

CODE = re.compile(f"[{CODE_LETTERS}]{{4}}-[{CODE_LETTERS}]{{4}}")

# Pages that this page leads to where they are live.
LINKED = {
    "opioids": "opioids-and-other-medicines",
    "cautions": "who-should-not-take-ldn",
    "visit": "is-ldn-right-for-me",
    "side_effects": "side-effects",
    "cost": "cost-and-getting-it",
    "earn": "who-we-are-and-how-we-earn",
    "privacy": "privacy",
}


@csrf_exempt  # no cookie, so no token: see ldn_site.guards.origin
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def get_ldn(request: HttpRequest) -> HttpResponse:
    return take_message(request) if request.method == "POST" else show_page(request)


@public_page
def show_page(request: HttpRequest) -> HttpResponse:
    return _page(request, ContactForm(locations=Location.objects.all()))


@never_cache
def take_message(request: HttpRequest) -> HttpResponse:
    """Keep what was typed and thank for it, or bring it back with a word on what is wrong."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
        raise RequestDataTooBig("A message to the pharmacy is never this long.")
    typed = request.POST
    try:
        return _take(request, ContactForm(typed, locations=Location.objects.all()))
    except DatabaseError:
        log.exception("A message could not be saved. Its sender was told so.")
        form = ContactForm(typed, locations=[])
        response = render(request, "pages/get_ldn_unsaved.html", {"form": form}, status=503)
        response["Retry-After"] = "60"
        return response


def _take(request: HttpRequest, form: ContactForm) -> HttpResponse:
    if not is_from_our_pages(request):
        return _page(
            request,
            form,
            status=403,
            problem=_(
                "We could not tell whether this came from our own form, so we did not send it. "
                "Read it through, then press Send."
            ),
        )
    if not form.is_valid():
        return _page(request, form, status=422)
    if wait := seconds_to_wait(request):
        minutes = -(-wait // 60)
        problem = ngettext(
            "Many messages have come from your connection, so this one was not sent. "
            "What you wrote is still here. Wait %(n)d minute, then press Send.",
            "Many messages have come from your connection, so this one was not sent. "
            "What you wrote is still here. Wait %(n)d minutes, then press Send.",
            minutes,
        )
        response = _page(request, form, status=429, problem=problem % {"n": minutes})
        response["Retry-After"] = str(wait)
        return response
    message = receive(**form.message, is_suspect=form.is_from_a_program)
    response = redirect(f"{reverse('pages:get_ldn_sent')}?code={message.code}")
    response.status_code = 303
    return response


@private_page
def get_ldn_sent(request: HttpRequest) -> HttpResponse:
    """What happens next. The code is read off the address; nothing can be looked up by it."""
    code = request.GET.get("code", "")
    code = code if CODE.fullmatch(code) else ""
    return render_page(
        request,
        "pages/get_ldn_sent.html",
        {"code": code},
        title=_("We have your message") if code else _("Your message to us"),
        description=_("What happens after you write to us."),
        is_indexed=False,
    )


def _page(
    request: HttpRequest, form: ContactForm, *, status: int = 200, problem: str = ""
) -> HttpResponse:
    """The page; where something was typed already, only the form, with `problem` above it."""
    title = _("How to get LDN")
    if form.is_bound:
        title = _("Error: %(title)s") % {"title": _("Write to us")}
    pharmacy = the_pharmacy()
    places = list(form.locations.values())
    live = dict(
        Publication.objects.live()
        .filter(article__in=LINKED.values())
        .values_list("article_id", "path")
    )
    context: dict[str, Any] = {
        "form": form,
        "problem": problem,
        "places": [place for place in places if place.has_details],
        "bare_places": [place for place in places if not place.has_details],
        "paths": {name: live.get(article, "") for name, article in LINKED.items()},
    }
    return render_page(
        request,
        "pages/get_ldn.html",
        context,
        title=title,
        description=_(
            "See your doctor. If LDN is right for you, they send the prescription to us. "
            "The steps, our two pharmacies, and how to write to us."
        ),
        json_ld=[] if form.is_bound else pharmacies(places, of=pharmacy),
        pharmacy=pharmacy,
        is_indexed=not form.is_bound,
        status=status,
    )
