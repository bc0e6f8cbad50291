import pytest
from django.utils import timezone

from ldn_site.design.guarding import SEEN, row_digest
from ldn_site.pharmacy.models import Location, Pharmacy
from ldn_site.trail.models import Event
from tests.factories import fill_in_everything, make_user

pytestmark = pytest.mark.django_db

FORM = "/admin/pharmacy/pharmacy/1/change/"
HOUSTON = "/admin/pharmacy/location/houston/change/"


@pytest.fixture(autouse=True)
def manager(client):
    may = ["pharmacy.view_pharmacy", "pharmacy.change_pharmacy"]
    may += ["pharmacy.view_location", "pharmacy.change_location"]
    user = make_user(*may, display_name="Manager")
    client.force_login(user)
    return user


def test_pharmacy_opens_straight_on_its_one_row(client):
    response = client.get("/admin/pharmacy/pharmacy/")

    assert response.status_code == 302
    assert response["Location"] == FORM
    assert client.get(FORM).status_code == 200


def test_facts_are_filled_in_through_the_writer(client):
    seen = {SEEN: row_digest(Pharmacy.objects.get())}
    client.post(FORM, {"legal_name": "A Pharmacy", "desk_email": "desk@example.org"} | seen)

    assert Pharmacy.objects.get().legal_name == "A Pharmacy"
    assert Event.objects.get().detail == "legal_name, desk_email"


def test_location_is_filled_in_and_keeps_its_key(client):
    seen = {SEEN: row_digest(Location.objects.get(pk="houston"))}
    client.post(
        HOUSTON,
        {"name": "Houston", "order": "1", "slug": "mine", "map_url": "maps.example.org/houston"}
        | seen,
    )

    place = Location.objects.get(pk="houston")
    assert place.map_url == "https://maps.example.org/houston"
    assert Location.objects.count() == 2
    assert Event.objects.get().detail == "map_url"


def test_bad_number_is_refused_at_its_field(client):
    response = client.post(HOUSTON, {"name": "Houston", "order": "1", "npi": "12"})

    assert response.status_code == 200
    assert response.context["faults"]
    assert Location.objects.get(pk="houston").npi == ""


def test_form_says_what_was_found_and_gives_back_what_was_typed(client):
    typed = {"name": "Houston", "order": "1", "phone": "555-0100", "hours": "Mon nine to six"}

    content = client.post(HOUSTON, typed).content.decode()

    assert "“555-0100” is not a phone number that can be called." in content
    assert "We cannot read “Mon nine to six”." in content
    assert ">\nMon nine to six</textarea>" in content
    assert not Event.objects.exists()


def test_ticking_the_box_notes_that_everything_was_read(client):
    seen = {SEEN: row_digest(Location.objects.get(pk="houston"))}

    client.post(HOUSTON, {"name": "Houston", "order": "1", "is_checked": "on"} | seen)

    assert Location.objects.get(pk="houston").checked_on == timezone.localdate()
    assert Event.objects.get().verb == "checked"


def test_box_is_not_ticked_over_what_a_colleague_saved_meanwhile(client):
    seen = {SEEN: row_digest(Pharmacy.objects.get())}
    fill_in_everything()
    Pharmacy.objects.update(checked_on=None)

    response = client.post(FORM, {"is_checked": "on"} | seen)

    assert response.status_code == 200
    assert Pharmacy.objects.get().checked_on is None


def test_form_shows_the_hours_as_they_were_read_and_what_is_blank(client):
    fill_in_everything()
    Location.objects.filter(pk="houston").update(hours="Mon-Sat 9-1", fax="")

    content = client.get(HOUSTON).content.decode()

    assert "<div>Saturday: 9\xa0am to 1\xa0pm</div><div>Sunday: nothing said</div>" in content
    assert '<div class="readonly">fax</div>' in content


def test_form_leads_to_where_the_facts_show(client):
    content = client.get(HOUSTON).content.decode()

    assert 'href="/get-ldn/#place-houston"' in content
    assert 'Shown on <a href="/prescribers/">For prescribers</a>.' in content


def test_who_may_only_look_sees_facts_without_a_box_to_tick(client):
    fill_in_everything()
    client.force_login(make_user("pharmacy.view_location", "pharmacy.view_pharmacy"))

    for address in (HOUSTON, FORM):
        content = client.get(address).content.decode()
        assert "is_checked" not in content
        assert "(713) 555-010" in content


@pytest.mark.parametrize(
    "address",
    [
        "/admin/pharmacy/pharmacy/add/",
        "/admin/pharmacy/pharmacy/1/delete/",
        "/admin/pharmacy/location/add/",
        "/admin/pharmacy/location/houston/delete/",
    ],
)
def test_rows_are_neither_added_nor_deleted(client, address):
    assert client.get(address).status_code == 403
    assert client.post(address, {"post": "yes", "slug": "x", "name": "x"}).status_code == 403
    assert (Pharmacy.objects.count(), Location.objects.count()) == (1, 2)
