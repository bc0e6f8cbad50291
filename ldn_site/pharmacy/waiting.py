"""What waits among the pharmacy's facts, for people who may change them."""

from __future__ import annotations

from django.contrib.auth.models import PermissionsMixin
from django.urls import reverse
from django.utils.translation import gettext as _

from ldn_site.design.waiting import Group, Item, Urgency
from ldn_site.pharmacy.models import Location, Pharmacy
from ldn_site.pharmacy.needed import blanks_of, the_facts, to_check


def waiting_for(person: PermissionsMixin) -> list[Group]:
    """What is blank and what should be read through again; each leads to the first of it."""
    if not person.has_perms(["pharmacy.change_pharmacy", "pharmacy.change_location"]):
        return []
    things = the_facts()
    blanks, old = blanks_of(things), to_check(things)
    items = (
        Item(
            _("blank, though pages need them"),
            len(blanks),
            _form_of(blanks[0].thing if blanks else things[0]),
            Urgency.SOON,
            _("Facts that public pages miss"),
            _("Fill in what you can; the form says where each shows."),
        ),
        Item(
            _("to read through again"),
            len(old),
            _form_of(old[0] if old else things[0]),
            Urgency.SOON,
            _("Facts to check"),
            _("Read them, mend what is wrong, and tick the box at the end."),
        ),
    )
    return [Group("pharmacy", _("The pharmacy’s facts"), items)]


def _form_of(thing: Pharmacy | Location) -> str:
    return reverse(f"admin:pharmacy_{thing._meta.model_name}_change", args=[thing.pk])
