"""Prepare for a visit to the doctor: a sheet made in the browser, and a card to carry."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from ldn_site.pages.caching import public_page
from ldn_site.pages.rendering import render_page


@public_page
def visit(request: HttpRequest) -> HttpResponse:
    return render_page(
        request,
        "pages/visit.html",
        title=_("Prepare for your doctor’s visit"),
        description=_("Make one page to take to your doctor. It is made on your own device."),
    )


@public_page
def wallet_card(request: HttpRequest) -> HttpResponse:
    return render_page(
        request,
        "pages/wallet_card.html",
        title=_("A wallet card for people who take LDN"),
        description=_("A card to print, fill in and carry while you take LDN."),
    )
