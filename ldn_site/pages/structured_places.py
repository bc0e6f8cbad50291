"""The counters of the pharmacy for machines, in the words of schema.org."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from ldn_site.pages.structured import SCHEMA
from ldn_site.pages.trails import absolute
from ldn_site.pharmacy.hours import in_schema
from ldn_site.pharmacy.models import Location, Pharmacy


def pharmacies(places: Iterable[Location], *, of: Pharmacy) -> list[dict[str, Any]]:
    """Each counter of which more is known than its name, with what staff have filled in."""
    return [_pharmacy_at(place, of) for place in places if place.has_details_for_patients]


def _pharmacy_at(place: Location, pharmacy: Pharmacy) -> dict[str, Any]:
    facts = {
        "address": ", ".join(filter(None, map(str.strip, place.address.splitlines()))),
        "telephone": place.phone,
        "faxNumber": place.fax,
        "openingHours": in_schema(place.week) if place.week else [],
        "hasMap": place.map_url,
    }
    name = pharmacy.legal_name or _("Compounding pharmacy")
    return {
        "@context": SCHEMA,
        "@type": "Pharmacy",
        "name": f"{name}, {place.name}",
        "url": f"{absolute(reverse('pages:get_ldn'))}#place-{place.pk}",
        **{key: fact for key, fact in facts.items() if fact},
    }
