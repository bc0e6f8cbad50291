"""What a page says of itself to machines, in the words of schema.org."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ldn_site.articles.models import Publication, Topic
from ldn_site.articles.reviews import Review
from ldn_site.pages.conditions import condition_name
from ldn_site.pages.sources import Source
from ldn_site.pages.trails import Crumb, absolute
from ldn_site.pharmacy.models import Pharmacy

SCHEMA = "https://schema.org"
MOST_CITED = 3  # the page lists them all; here each costs a reader's time on a slow line


def website(pharmacy: Pharmacy) -> dict[str, Any]:
    return {
        "@context": SCHEMA,
        "@type": "WebSite",
        "name": _("Low-dose naltrexone, in plain words"),
        "url": absolute("/"),
        "inLanguage": "en",
        "about": _whole_drug(),
        **_publisher(pharmacy),
        "potentialAction": {
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": f"{absolute(reverse('pages:search'))}?q={{words}}",
            },
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


def medical_web_page(
    publication: Publication,
    *,
    review: Review | None,
    pharmacy: Pharmacy,
    sources: Sequence[Source] = (),
    first_published: date | None = None,
) -> dict[str, Any]:
    """The page for search engines. It names a reviewer only where the text was signed."""
    modified = timezone.localdate(publication.publish_at)
    page: dict[str, Any] = {
        "@context": SCHEMA,
        "@type": "MedicalWebPage",
        "url": absolute(publication.path),
        "name": publication.title,
        "description": " ".join(publication.summary.split()),
        "inLanguage": publication.language,
        "datePublished": (first_published or modified).isoformat(),
        "dateModified": modified.isoformat(),
        "audience": {"@type": "Patient"},
        **_publisher(pharmacy),
    }
    about: list[dict[str, Any]] = []
    if publication.icd10:
        about.append(
            {
                "@type": "MedicalCondition",
                "name": condition_name(publication.article_id),
                "code": [
                    {"@type": "MedicalCode", "codingSystem": "ICD-10-CM", "codeValue": code}
                    for code in publication.icd10
                ],
            }
        )
    if publication.topic != Topic.ABOUT:
        about.append(_drug())
    if about:
        page["about"] = about
    cited = [address for source in sources for _name, address in source.links[:1]]
    if cited:
        page["citation"] = list(dict.fromkeys(cited))[:MOST_CITED]
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
        "about": _drug(),
    }


def _publisher(pharmacy: Pharmacy) -> dict[str, Any]:
    name = pharmacy.legal_name
    return {"publisher": {"@type": "Pharmacy", "name": name}} if name else {}


def _drug() -> dict[str, Any]:
    return {"@type": "Drug", "name": "Naltrexone"}


def _whole_drug() -> dict[str, Any]:
    """What the sources of the pages confirm, and no more: there is no label of its own."""
    return _drug() | {
        "alternateName": _("Low-dose naltrexone (LDN)"),
        "nonProprietaryName": "naltrexone",
        "isProprietary": False,
        "drugClass": {"@type": "DrugClass", "name": _("Opioid antagonist")},
        "prescriptionStatus": f"{SCHEMA}/PrescriptionOnly",
        "legalStatus": _(
            "The FDA has not approved it for any condition: its use is off-label. Compounded "
            "medicines are not FDA-approved."
        ),
        "warning": _(
            "Do not take LDN with opioids. It can block opioid pain medicine and cause sudden "
            "withdrawal."
        ),
    }
