"""The pharmacy's facts by the names that articles use: ``{{ pharmacy: shipping }}``."""

from ldn_site.pharmacy.models import Location, Pharmacy

FACT_NAMES = frozenset(
    {
        "legal_name",
        "license",
        "phone",
        "email",
        "refill",
        "shipping",
        "states_served",
        "reply_time",
        "cost",
        "privacy_notice",
        "accessibility_contact",
    }
)


def the_pharmacy() -> Pharmacy:
    return Pharmacy.objects.filter(pk=1).first() or Pharmacy(pk=1)


def signs_alone() -> bool:
    """Whether one person may write a text and sign it, by the pharmacy's own decision."""
    return Pharmacy.objects.filter(pk=1, signs_alone=True).exists()


def facts() -> dict[str, str]:
    """Every fact that staff have filled in, as plain text; a blank one is not in it."""
    pharmacy = the_pharmacy()
    found = {name: getattr(pharmacy, name) for name in FACT_NAMES - {"license"}}
    found["license"] = "\n".join(
        f"{place.name}: {place.license}" for place in Location.objects.all() if place.license
    )
    return {name: text.strip() for name, text in found.items() if text.strip()}
