"""The one way in for what visitors send, whichever of the public forms they filled in.

Nothing is refused without giving back what was typed. Numbers for people in need are shown
whatever becomes of the message.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.cache import set_response_etag
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache

from ldn_site.contact.forms import ContactForm, MessageForm, PrescriberForm
from ldn_site.contact.limits import seconds_to_wait
from ldn_site.contact.receiving import receive
from ldn_site.guards.origin import is_from_our_pages
from ldn_site.pages.rendering import render_page
from ldn_site.pages.sent import token_of
from ldn_site.pharmacy.models import Location

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Letterbox:
    """One of the public forms, and what stands around it when it comes back."""

    form: type[MessageForm]
    heading: Promise
    before: str  # the template of what to know before writing


PATIENTS = Letterbox(ContactForm, gettext_lazy("Write to us"), "components/before_writing.html")
PRESCRIBERS = Letterbox(
    PrescriberForm, gettext_lazy("Ask our pharmacists"), "components/before_asking.html"
)


def empty_form(box: Letterbox) -> MessageForm:
    return box.form(locations=Location.objects.all())


def with_steady_etag(response: TemplateResponse, form: MessageForm) -> TemplateResponse:
    """Let the stamp of `form` not count as a change of the page: an older one serves as well."""

    def tag(rendered: HttpResponse) -> None:
        without = HttpResponse(rendered.content.replace(form.stamp.encode(), b""))
        rendered["ETag"] = set_response_etag(without)["ETag"]

    response.add_post_render_callback(tag)
    return response


@never_cache
def take_message(request: HttpRequest, box: Letterbox) -> HttpResponse:
    """Keep what was typed and thank for it, or bring it back with a word on what is wrong."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
        raise RequestDataTooBig("A message to the pharmacy is never this long.")
    typed = request.POST
    try:
        return _take(request, box, box.form(typed, locations=Location.objects.all()))
    except DatabaseError:
        log.exception("A message could not be saved. Its sender was told so.")
        form = box.form(typed, locations=[])
        response = render(request, "pages/get_ldn_unsaved.html", {"form": form}, status=503)
        response["Retry-After"] = "60"
        return response


def _take(request: HttpRequest, box: Letterbox, form: MessageForm) -> HttpResponse:
    if not is_from_our_pages(request):
        problem = _(
            "We could not tell whether this came from our own form, so we did not send it. "
            "Read it through, then press Send."
        )
        return _again(request, box, form, status=403, problem=problem)
    if not form.is_valid():
        return _again(request, box, form, status=422)
    if form.was_too_quick and not (form.is_from_a_program or form.care):
        problem = _(
            "That was quick, so we ask once more before we send it. "
            "Read it through, then press Send again."
        )
        return _again(request, box, form, status=422, problem=problem)
    if wait := seconds_to_wait(request, is_of_danger=bool(form.care)):
        minutes = -(-wait // 60)
        problem = ngettext(
            "Many messages have come from your connection, so this one was not sent. "
            "What you wrote is still here. Wait %(n)d minute, then press Send.",
            "Many messages have come from your connection, so this one was not sent. "
            "What you wrote is still here. Wait %(n)d minutes, then press Send.",
            minutes,
        )
        response = _again(request, box, form, status=429, problem=problem % {"n": minutes})
        response["Retry-After"] = str(wait)
        return response
    message = receive(**form.message, is_suspect=form.is_from_a_program)
    sent = urlencode({"m": token_of(message, form.care)})
    response = redirect(f"{reverse('pages:get_ldn_sent')}?{sent}")
    response.status_code = 303
    return response


def _again(
    request: HttpRequest, box: Letterbox, form: MessageForm, *, status: int, problem: str = ""
) -> HttpResponse:
    """Only the form, as it was filled in, with `problem` above it."""
    return render_page(
        request,
        "pages/form_again.html",
        {"form": form, "heading": box.heading, "before": box.before, "problem": problem},
        title=_("Error: %(title)s") % {"title": box.heading},
        description=_("What you wrote is still here."),
        is_indexed=False,
        status=status,
    )
