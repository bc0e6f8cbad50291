"""What a page says of itself to machines, in the words of schema.org."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ldn_site.articles.models import Publication
from ldn_site.articles.reviews import Review
from ldn_site.pages.conditions import condition_name
from ldn_site.pages.trails import Crumb, absolute
from ldn_site.pharmacy.hours import in_schema
from ldn_site.pharmacy.models import Location, Pharmacy

SCHEMA = "https://schema.org"


def website() -> dict[str, Any]:
    return {
        "@context": SCHEMA,
        "@type": "WebSite",
        "name": _("Low-dose naltrexone, in plain words"),
        "url": absolute("/"),
        "inLanguage": "en",
        "potentialAction": {
            "@type": "SearchAction",
            "target": f"{absolute(reverse('pages:search'))}?q={{words}}",
            "query-input": "required name=words",
        },
    }


def breadcrumb_list(crumbs: Sequence[Crumb]) -> dict[str, Any]:
    return {
        "@context": SCHEMA,
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "name": crumb.title,
                "item": absolute(crumb.path),
            }
            for position, crumb in enumerate(crumbs, start=1)
        ],
    }


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


def medical_web_page(
    publication: Publication,
    *,
    review: Review | None,
    pharmacy: Pharmacy,
) -> dict[str, Any]:
    """The page for search engines. It names a reviewer only where the text was signed."""
    page: dict[str, Any] = {
        "@context": SCHEMA,
        "@type": "MedicalWebPage",
        "url": absolute(publication.path),
        "name": publication.title,
        "description": " ".join(publication.summary.split()),
        "inLanguage": publication.language,
        "dateModified": timezone.localdate(publication.publish_at).isoformat(),
        "audience": {"@type": "Patient"},
    }
    if pharmacy.legal_name:
        page["publisher"] = {"@type": "Pharmacy", "name": pharmacy.legal_name}
    if publication.icd10:
        page["about"] = {
            "@type": "MedicalCondition",
            "name": condition_name(publication.article_id),
            "code": [
                {"@type": "MedicalCode", "codingSystem": "ICD-10-CM", "codeValue": code}
                for code in publication.icd10
            ],
        }
    if review:
        page["lastReviewed"] = review.signed_on.isoformat()
        page["reviewedBy"] = {
            "@type": "Person",
            "name": review.name,
            "honorificSuffix": review.credential,
        }
    return page


def page_for_clinicians(path: str, title: str, description: str) -> dict[str, Any]:
    """A page whose readers treat patients. It is not signed, so it names no reviewer."""
    return {
        "@context": SCHEMA,
        "@type": "MedicalWebPage",
        "url": absolute(path),
        "name": title,
        "description": description,
        "inLanguage": "en",
        "audience": {"@type": "MedicalAudience", "audienceType": "Clinician"},
        "about": {"@type": "Drug", "name": "Naltrexone", "nonProprietaryName": "naltrexone"},
    }
