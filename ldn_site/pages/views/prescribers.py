"""For prescribers: how to write and send a prescription."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from ldn_site.pages.caching import public_page
from ldn_site.pages.rendering import render_page


@public_page
def card(request: HttpRequest) -> HttpResponse:
    return render_page(
        request,
        "pages/prescribers.html",
        title=_("For prescribers"),
        description=_("What a prescription for compounded naltrexone must hold, on one page."),
    )


@public_page
def fax_form(request: HttpRequest) -> HttpResponse:
    return render_page(
        request,
        "pages/fax_form.html",
        title=_("Fax form for prescribers"),
        description=_("A form to print, fill in and fax to our pharmacy."),
    )
