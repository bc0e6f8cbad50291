"""What is blank or old is said where somebody can do something about it."""

from datetime import timedelta

import pytest
from django.core.checks import run_checks
from django.db import DatabaseError
from django.utils import timezone

from ldn_site import checks
from ldn_site.pharmacy.models import Location, Pharmacy
from ldn_site.pharmacy.needed import blanks_of, the_facts, to_check
from ldn_site.pharmacy.waiting import waiting_for
from tests.factories import fill_in_everything, make_user

pytestmark = pytest.mark.django_db

MAY = ["pharmacy.view_pharmacy", "pharmacy.change_pharmacy"]
MAY += ["pharmacy.view_location", "pharmacy.change_location"]


def warnings() -> list[str]:
    return [
        str(found.msg)
        for found in run_checks(include_deployment_checks=True)
        if found.id == "ldn.W003"
    ]


def counts(person) -> list[int]:
    return [item.count for group in waiting_for(person) for item in group.items]


def test_nothing_is_missed_once_everything_is_filled_in():
    fill_in_everything()

    assert blanks_of(the_facts()) == []
    assert to_check(the_facts()) == []
    assert warnings() == []
    assert counts(make_user(*MAY)) == [0, 0]


def test_check_names_each_blank_fact_and_the_page_that_misses_it():
    fill_in_everything()
    Location.objects.filter(pk="sugar-land").update(fax=" ", npi="")
    Pharmacy.objects.update(shipping="")

    assert warnings() == [
        "Still blank for /get-ldn/: shipping terms.",
        "Still blank for /prescribers/: fax (Sugar Land), NPI (Sugar Land).",
    ]


@pytest.mark.parametrize("name", ["refill", "refill_phone", "refill_url"])
def test_one_way_to_a_refill_is_enough(name):
    fill_in_everything()
    others = {"refill", "refill_phone", "refill_url"} - {name}
    Pharmacy.objects.update(**dict.fromkeys(others, ""))

    assert blanks_of(the_facts()) == []


def test_check_says_nothing_without_a_database(monkeypatch):
    def fail():
        raise DatabaseError("no such table: pharmacy_pharmacy")

    assert warnings()
    monkeypatch.setattr(checks, "the_facts", fail)

    assert warnings() == []


@pytest.mark.parametrize(("days", "is_old"), [(0, False), (180, False), (181, True), (None, True)])
def test_facts_are_to_be_read_again_after_half_a_year(days, is_old):
    fill_in_everything()
    day = None if days is None else timezone.localdate() - timedelta(days=days)
    Location.objects.filter(pk="houston").update(checked_on=day)

    assert [thing.pk for thing in to_check(the_facts())] == (["houston"] if is_old else [])


def test_desk_leads_to_the_form_that_misses_something(client):
    fill_in_everything()
    Location.objects.filter(pk="houston").update(hours="", checked_on=None)
    person = make_user(*MAY)
    client.force_login(person)

    (group,) = waiting_for(person)

    assert [(item.count, item.is_waiting) for item in group.items] == [(1, True), (1, True)]
    for item in group.items:
        assert client.get(item.url).context["original"].pk == "houston"


@pytest.mark.parametrize("rights", [[], MAY[:2], ["pharmacy.view_location"]])
def test_desk_asks_only_people_who_may_change_the_facts(rights):
    assert waiting_for(make_user(*rights)) == []


def test_desk_asks_the_database_twice_at_most(django_assert_max_num_queries):
    person = make_user(*MAY)
    counts(person)  # whose rights are known then

    with django_assert_max_num_queries(2):
        counts(person)
