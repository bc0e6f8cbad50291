"""Prepare for a visit to the doctor: a sheet made in the browser, and a card to carry."""

from __future__ import annotations

from collections.abc import Iterable
from functools import wraps

from csp.constants import NONE
from django.http import HttpRequest, HttpResponse
from django.template.response import SimpleTemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ldn_site.evidence import citing
from ldn_site.evidence.models import Reference
from ldn_site.pages import trails, visiting
from ldn_site.pages.caching import View, public_page
from ldn_site.pages.rendering import render_page
from ldn_site.pages.sources import Source, source_of
from ldn_site.pages.visiting_evidence import load, short_names, spoken
from ldn_site.pharmacy.models import Location

NOTHING_SENT = {"connect-src": [NONE], "form-action": [NONE]}


def forbid_sending(response: HttpResponse) -> HttpResponse:
    # What django-csp's decorator sets; a decorator would come too early, as said below.
    response._csp_replace = NOTHING_SENT  # type: ignore[attr-defined]
    return response


def sends_nothing(view: View) -> View:
    """The browser itself holds the page to its promise: no script and no form of it can send.

    Set last, so that it stands in the short answer "not modified" too: browsers take the
    headers of that one for the page they have kept.
    """

    @wraps(view)
    def wrapped(request: HttpRequest) -> HttpResponse:
        response = view(request)
        if isinstance(response, SimpleTemplateResponse):
            response.add_post_render_callback(forbid_sending)
        return response

    return wrapped


@require_safe
@sends_nothing
@public_page
def visit(request: HttpRequest) -> HttpResponse:
    """A form and a sheet with every line it may need. The script shows those that apply."""
    conditions, references = load(visiting.REFERENCES)

    def named(keys: Iterable[str]) -> str:
        return short_names(keys, visiting.SHORT, references)

    def lines(flags: tuple[visiting.Flag, ...]) -> list[tuple[visiting.Flag, str]]:
        return [
            (flag, named(key for key in flag.references if key not in visiting.UNNAMED))
            for flag in flags
        ]

    return render_page(
        request,
        "pages/visit.html",
        {
            "opioid_ticks": visiting.OPIOID_TICKS,
            "medicine_ticks": visiting.MEDICINE_TICKS,
            "health_ticks": visiting.HEALTH_TICKS,
            "why": visiting.WHY,
            "other": visiting.OTHER,
            "medicines": visiting.MEDICINES,
            "allergies": visiting.ALLERGIES,
            "ask": visiting.ASK,
            "questions": visiting.QUESTIONS,
            "status_works": named(visiting.STATUS_REFERENCES),
            "opioid_lines": lines(visiting.OPIOID_FLAGS),
            "lines": lines(visiting.FLAGS),
            "conditions": conditions,
            "places": list(Location.objects.all()),
            "addresses": {
                name: spoken(reverse(f"pages:{name}"))
                for name in ("visit", "prescribers", "evidence")
            },
            "sources": _sources(
                references[key] for key in sorted(visiting.REFERENCES) if key in references
            ),
        },
        title=_("Prepare for your doctor’s visit"),
        description=_("Make one page to take to your doctor. It is made on your own device."),
        crumbs=[trails.home()],
    )


@public_page
def wallet_card(request: HttpRequest) -> HttpResponse:
    works = Reference.objects.in_bulk(visiting.CARD_REFERENCES)
    return render_page(
        request,
        "pages/wallet_card.html",
        {
            "sources": _sources(works[key] for key in visiting.CARD_REFERENCES if key in works),
            "address": spoken(reverse("pages:wallet_card")),
        },
        title=_("A wallet card for people who take LDN"),
        description=_("A card to print, fill in and carry while you take LDN."),
        crumbs=[trails.home()],
    )


def _sources(works: Iterable[Reference]) -> list[Source]:
    return [
        source_of(work.pk, citing.printed(work), number=number)
        for number, work in enumerate(works, start=1)
    ]
