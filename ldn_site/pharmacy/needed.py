"""What public pages need of the pharmacy, and what of it is blank or was not looked at lately."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, NamedTuple, cast

from django.db import models
from django.utils import timezone

from ldn_site.pharmacy.facts import the_pharmacy
from ldn_site.pharmacy.models import Location, Pharmacy

CHECK_AGAIN_AFTER = timedelta(days=180)

EVERY_PAGE = "the top of every page"
GET_LDN, PRESCRIBERS = "/get-ldn/", "/prescribers/"


class Need(NamedTuple):
    page: str  # the page that is poorer without it
    fields: tuple[str, ...]  # any one of them will do; the first is the one to name


OF_THE_PHARMACY = (
    Need(EVERY_PAGE, ("phone",)),
    Need("/", ("legal_name",)),
    Need(GET_LDN, ("refill", "refill_phone", "refill_url")),
    Need(GET_LDN, ("shipping",)),
    Need(GET_LDN, ("reply_time",)),
    Need(PRESCRIBERS, ("forms_made",)),
    Need(PRESCRIBERS, ("prescriber_phone",)),
    Need("/about/privacy/", ("privacy_notice",)),
    Need("/about/accessibility/", ("accessibility_contact",)),
    Need("the message desk, which hears of no message by mail", ("desk_email",)),
)
OF_A_LOCATION = (
    Need(GET_LDN, ("address",)),
    Need(GET_LDN, ("phone",)),
    Need(GET_LDN, ("hours",)),
    Need(PRESCRIBERS, ("fax",)),
    Need(PRESCRIBERS, ("npi",)),
    Need(PRESCRIBERS, ("ncpdp_id",)),
    Need("/about/notices/", ("license",)),
)


class Blank(NamedTuple):
    """A fact that `page` needs and that nobody has filled in."""

    thing: Pharmacy | Location
    name: str  # of the field, as staff see it
    page: str

    @property
    def full_name(self) -> str:
        is_of_a_location = isinstance(self.thing, Location)
        return f"{self.name} ({self.thing})" if is_of_a_location else self.name


def the_facts() -> list[Pharmacy | Location]:
    """Every row of facts, in the order of the desk."""
    return [the_pharmacy(), *Location.objects.all()]


def blanks_of(things: list[Pharmacy | Location]) -> list[Blank]:
    return [
        Blank(thing, _label(thing, need.fields[0]), need.page)
        for thing in things
        for need in (OF_THE_PHARMACY if isinstance(thing, Pharmacy) else OF_A_LOCATION)
        if not any(getattr(thing, name).strip() for name in need.fields)
    ]


def _label(thing: Pharmacy | Location, name: str) -> str:
    return str(cast("models.Field[Any, Any]", thing._meta.get_field(name)).verbose_name)


def to_check(things: list[Pharmacy | Location]) -> list[Pharmacy | Location]:
    """What nobody has read through in the last half year."""
    since = timezone.localdate() - CHECK_AGAIN_AFTER
    return [thing for thing in things if thing.checked_on is None or thing.checked_on < since]
