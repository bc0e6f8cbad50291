import pytest

from ldn_site.design.guarding import SEEN, row_digest
from ldn_site.pharmacy.models import Location, Pharmacy
from ldn_site.trail.models import Event
from tests.factories import make_user

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
