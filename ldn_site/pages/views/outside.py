"""A draft for a reader without an account, and the form for what they remark.

Nobody may keep or list this page. It needs no cookie; what is posted is known to come from it
by the browser's own word, as with the contact form.
"""

from __future__ import annotations

import logging
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from ldn_site.articles.frozen import Frozen
from ldn_site.articles.models import OutsideLink
from ldn_site.articles.outside import CannotShare, is_open, link_of, path_of, remark
from ldn_site.articles.publishing import freeze
from ldn_site.contact.forms import LongWords, Words
from ldn_site.guards.limits import Limit
from ldn_site.guards.network import network_of
from ldn_site.guards.origin import is_from_our_pages
from ldn_site.pages.composing import compose
from ldn_site.pages.rendering import render_page

REMARKS = Limit("outside", places=10, seconds=10 * 60)
HEADERS = {"X-Robots-Tag": "noindex, nofollow", "Referrer-Policy": "no-referrer"}

log = logging.getLogger(__name__)


class RemarkForm(forms.Form):
    name = Words(label=gettext_lazy("Your name"), limit=120, required=False)
    text = LongWords(
        label=gettext_lazy("Your remark"),
        help_text=gettext_lazy("Say which sentence you mean. Nothing about a patient, please."),
        limit=4000,
        error_messages={"required": gettext_lazy("Write your remark, then press Send.")},
    )
    # People never see this box. What fills it in is a program, or a browser that means well.
    leave_empty = forms.CharField(label=gettext_lazy("Leave this box empty"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        self.fields["text"].widget.attrs |= {"rows": 6, "autocomplete": "off"}
        self.fields["leave_empty"].widget.attrs["autocomplete"] = "off"

    def clean_leave_empty(self) -> str:
        if self.cleaned_data["leave_empty"]:
            raise ValidationError(_("Clear this box, then press Send again."))
        return ""


@csrf_exempt  # no cookie, so no token: see ldn_site.guards.origin
@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def outside(request: HttpRequest, token: str) -> HttpResponse:
    link = link_of(token)
    if link is None:
        raise Http404
    if not is_open(link):
        return _closed(request)
    if request.method != "POST":
        return _page(request, link, RemarkForm())
    form = RemarkForm(request.POST)
    if not is_from_our_pages(request):
        problem = _("Your browser did not say that this came from our page. Press Send once more.")
        return _page(request, link, form, status=403, problem=problem)
    if not form.is_valid():
        return _page(request, link, form, status=422)
    if wait := _seconds_to_wait(request):
        problem = _("Many remarks came from your connection. Wait ten minutes, then press Send.")
        response = _page(request, link, form, status=429, problem=problem)
        response["Retry-After"] = str(wait)
        return response
    try:
        remark(link, name=form.cleaned_data["name"], text=form.cleaned_data["text"])
    except CannotShare as error:
        return _page(request, link, form, status=409, problem=str(error))
    response = redirect(f"{path_of(link)}#written")
    response.status_code = 303
    return _guarded(response)


def _page(
    request: HttpRequest,
    link: OutsideLink,
    form: RemarkForm,
    *,
    status: int = 200,
    problem: str = "",
) -> HttpResponse:
    draft = freeze(
        link.article,
        Frozen.from_json(link.frozen).resolved(),
        number=0,
        change_note=_("not published yet."),
        publish_at=link.made_at,
    )
    page = compose(draft)
    response = render_page(
        request,
        "pages/outside.html",
        {
            "page": page,
            "link": link,
            "form": form,
            "problem": problem,
            "remarks": list(link.remarks.all()),
        },
        title=page.title,
        description=_("A draft for review."),
        is_indexed=False,
        status=status,
    )
    return _guarded(response)


def _closed(request: HttpRequest) -> HttpResponse:
    response = render_page(
        request,
        "pages/outside_ended.html",
        title=_("This link has ended"),
        description=_("This link has ended."),
        is_indexed=False,
        status=410,
    )
    return _guarded(response)


def _guarded(response: HttpResponse) -> HttpResponse:
    for name, value in HEADERS.items():
        response[name] = value
    # Django would write the address of what it refuses into the log, and here that is the key.
    response._has_been_logged = True  # type: ignore[attr-defined]
    return response


def _seconds_to_wait(request: HttpRequest) -> int:
    try:
        return REMARKS.count(network_of(request)).seconds_to_wait
    except Exception:
        log.exception("The cache cannot count remarks; this one was let through.")
        return 0
