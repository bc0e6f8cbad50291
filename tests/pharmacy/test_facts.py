import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from ldn_site.pharmacy.facts import FACT_NAMES, facts, the_pharmacy
from ldn_site.pharmacy.models import Location, Pharmacy
from ldn_site.pharmacy.writing import save_facts
from ldn_site.trail.models import Event
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def test_two_blank_locations_exist_from_the_start():
    assert [place.name for place in Location.objects.all()] == ["Houston", "Sugar Land"]
    assert not any(place.has_details for place in Location.objects.all())


def test_blank_facts_leave_no_trace():
    Pharmacy.objects.update(refill="   ", shipping="\n")

    assert facts() == {}


def test_filled_facts_are_found_by_the_names_articles_use():
    Pharmacy.objects.update(shipping=" We ship in Texas. ")
    Location.objects.filter(pk="houston").update(license="12345")

    assert facts() == {"shipping": "We ship in Texas.", "license": "Houston: 12345"}
    assert set(facts()) <= FACT_NAMES


def test_pharmacy_is_blank_where_its_row_is_missing():
    Pharmacy.objects.all().delete()

    assert the_pharmacy().legal_name == ""


def test_second_pharmacy_is_refused():
    with pytest.raises(IntegrityError), transaction.atomic():
        Pharmacy.objects.create(pk=2)


@pytest.mark.parametrize(
    "name", ["address", "phone", "fax", "hours", "map_url", "license", "npi", "ncpdp_id"]
)
def test_any_filled_field_is_a_detail(name):
    assert Location(**{name: "x"}).has_details


def test_change_is_stored_and_its_fields_are_in_the_trail():
    place = Location.objects.get(pk="houston")
    place.phone, place.fax = "(713) 555-0123", "(713) 555-0124"

    changed = save_facts(place, by=make_user(display_name="Manager"))

    event = Event.objects.get()
    assert changed == ["phone", "fax"]
    assert Location.objects.get(pk="houston").fax == "(713) 555-0124"
    assert (event.actor_name, event.thing_name, event.detail) == (
        "Manager",
        "Houston",
        "phone, fax",
    )


def test_saving_what_is_stored_leaves_no_mark():
    assert save_facts(the_pharmacy(), by=None) == []
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("name", "value"),
    [("npi", "123"), ("ncpdp_id", "12345678"), ("map_url", "javascript:alert(1)"), ("name", "")],
)
def test_value_that_a_field_does_not_take_is_refused(name, value):
    place = Location.objects.get(pk="houston")
    setattr(place, name, value)

    with pytest.raises(ValidationError) as error:
        save_facts(place, by=None)

    assert list(error.value.message_dict) == [name]
    assert not Event.objects.exists()
