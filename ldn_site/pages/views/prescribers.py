"""For prescribers: how to write and send a prescription."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from ldn_site.evidence.counting import OF_PEOPLE
from ldn_site.evidence.models import Reference
from ldn_site.pages import trails
from ldn_site.pages.caching import public_page
from ldn_site.pages.prescribing import card_of, cited_keys
from ldn_site.pages.rendering import render_page
from ldn_site.pages.schedules import conditions_at_a_glance, trials_by_condition, trials_of
from ldn_site.pages.structured import page_for_clinicians
from ldn_site.pages.tallies import last_search
from ldn_site.pages.visiting_evidence import spoken
from ldn_site.pharmacy.models import Location


@public_page
def card(request: HttpRequest) -> HttpResponse:
    """What to write, what to check first and where to send it; prints on one page."""
    trials = trials_of(Reference.objects.filter(design__in=OF_PEOPLE))
    places = list(Location.objects.all())
    glance = conditions_at_a_glance(trials)
    title = _("For prescribers")
    description = _(
        "What a prescription for compounded naltrexone must hold, what to check first, what "
        "trials gave and found, and where to send it. One page to print."
    )
    return render_page(
        request,
        "pages/prescribers.html",
        {
            "card": card_of(Reference.objects.filter(pk__in=cited_keys())),
            "listed": [place for place in places if _tells_where_to_send(place)],
            "takes_fax": any(place.fax for place in places),
            "answers": any(place.fax or place.phone for place in places),
            "ask_address": spoken(reverse("pages:prescribers_ask")),
            "bare": [place for place in places if not _tells_where_to_send(place)],
            "tested": [condition for condition in glance if condition.trials],
            "untested": [condition for condition in glance if not condition.trials],
            "groups": trials_by_condition(trials),
            "searched_on": last_search(),
        },
        title=title,
        description=description,
        crumbs=[trails.home()],
        json_ld=[page_for_clinicians(request.path, title, description)],
    )


@public_page
def fax_form(request: HttpRequest) -> HttpResponse:
    """A blank form to print, fill in by hand and fax, once there is a number to fax it to."""
    places = list(Location.objects.all())
    return render_page(
        request,
        "pages/fax_form.html",
        {"places": places, "takes_fax": any(place.fax for place in places)},
        title=_("Fax form for prescribers"),
        description=_("A form to print, fill in and fax to our pharmacy."),
        crumbs=trails.to_prescribers(),
    )


def _tells_where_to_send(place: Location) -> bool:
    return any((place.erx_name, place.ncpdp_id, place.npi, place.fax, place.phone, place.address))
