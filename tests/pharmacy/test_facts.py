from datetime import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from ldn_site.pharmacy.facts import FACT_NAMES, facts, the_pharmacy
from ldn_site.pharmacy.models import Location, Pharmacy
from ldn_site.pharmacy.writing import save_facts
from ldn_site.trail.models import Event
from tests.factories import EXAMPLE_LOCATIONS, fill_in_everything, make_user

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


@pytest.mark.parametrize("name", EXAMPLE_LOCATIONS["houston"])
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
    [
        ("npi", "123"),
        ("npi", "12345678901"),
        ("npi", "123456789x"),
        ("npi", "1234567890"),
        ("npi", "1234567839"),
        ("npi", "1245319598"),
        ("ncpdp_id", "12345678"),
        ("ncpdp_id", "123456x"),
        ("phone", "call us"),
        ("phone", "555-0100"),
        ("fax", "(713) 555-01"),
        ("hours", "Mon-Fri nine to six"),
        ("map_url", "javascript:alert(1)"),
        ("name", ""),
    ],
)
def test_value_that_a_field_does_not_take_is_refused(name, value):
    place = Location.objects.get(pk="houston")
    setattr(place, name, value)

    with pytest.raises(ValidationError) as error:
        save_facts(place, by=None)

    assert list(error.value.message_dict) == [name]
    assert not Event.objects.exists()


def test_every_field_that_staff_fill_in_says_where_it_shows():
    for model in (Pharmacy, Location):
        fields = [field for field in model._meta.concrete_fields if field.editable]
        bare = {field.name for field in fields if not field.help_text}
        assert bare <= {"id", "slug", "name"}


def test_example_fills_in_every_field():
    fill_in_everything()

    for thing in (the_pharmacy(), *Location.objects.all()):
        blank = {
            field.name
            for field in thing._meta.concrete_fields
            if getattr(thing, field.attname) in ("", None)
        }
        assert not blank


def test_reading_facts_through_is_noted_with_the_day_and_who_did_it():
    changed = save_facts(the_pharmacy(), by=make_user(display_name="Manager"), is_checked=True)

    event = Event.objects.get()
    assert changed == ["checked_on"]
    assert the_pharmacy().checked_on == timezone.localdate()
    assert (event.actor_name, event.verb, event.detail) == ("Manager", "checked", "")


def test_change_does_not_count_as_having_read_everything():
    place = Location.objects.get(pk="houston")
    place.phone = "(713) 555-0123"

    save_facts(place, by=None)

    assert Location.objects.get(pk="houston").checked_on is None


def test_today_is_told_by_the_clock_in_texas(monkeypatch):
    place = Location(hours="Mon 9-6\nTue closed\nWed by appointment")
    assert place.today == ""

    place.hours = "Mon 9-6\nTue closed"
    for moment, words in (
        (
            datetime(2026, 11, 24, 5, 59, tzinfo=timezone.get_fixed_timezone(0)),
            "9\xa0am to 6\xa0pm",
        ),
        (datetime(2026, 11, 24, 6, 1, tzinfo=timezone.get_fixed_timezone(0)), "closed"),
        (datetime(2026, 11, 25, 6, 1, tzinfo=timezone.get_fixed_timezone(0)), ""),
    ):
        monkeypatch.setattr(timezone, "now", lambda moment=moment: moment)
        assert place.today == words
