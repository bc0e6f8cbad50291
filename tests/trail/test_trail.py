import pytest

from ldn_site.pharmacy.models import Location
from ldn_site.trail.models import Event
from ldn_site.trail.recording import COMMAND, VISITOR, record
from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return Location.objects.get(pk="houston")


def test_event_outlives_who_did_it_and_what_it_was_done_to(place):
    user = make_user(display_name="Ana")
    number = user.pk
    record("changed", place, by=user, detail="phone")

    user.delete()
    place.delete()

    event = Event.objects.get()
    assert (event.actor_id, event.actor_name, event.verb) == (number, "Ana", "changed")
    assert (event.thing_kind, event.thing_id, event.thing_name, event.detail) == (
        "location",
        "houston",
        "Houston",
        "phone",
    )


@pytest.mark.parametrize(("by", "name"), [(None, COMMAND), (VISITOR, VISITOR)])
def test_event_without_an_account_says_who_it_was(place, by, name):
    event = record("received", place, by=by)

    assert (event.actor_id, event.actor_name) == (None, name)


def test_long_names_are_cut_rather_than_refused(place):
    place.name = "x" * 300

    event = record("changed", place, by="y" * 200, detail="z" * 600)

    event.full_clean()
    assert (len(event.thing_name), len(event.actor_name), len(event.detail)) == (250, 150, 500)


def test_trail_is_append_only(place):
    event = record("changed", place, by=None)
    event.verb = "did nothing"

    with pytest.raises(TypeError, match="append-only"):
        event.save()
    with pytest.raises(TypeError, match="append-only"):
        event.delete()


@pytest.fixture
def manager(client):
    client.force_login(make_user("trail.view_event"))


def test_managers_read_and_filter_the_trail(client, manager, place):
    record("changed", place, by=None, detail="the phone")
    record("read", place, by="Clerk", detail="nothing")

    everything = client.get("/admin/trail/event/").content.decode()
    filtered = client.get("/admin/trail/event/", {"verb": "read"}).content.decode()

    assert "the phone" in everything
    assert "nothing" in filtered
    assert "the phone" not in filtered


def test_names_in_the_trail_are_shown_as_text(client, manager, place):
    place.name = "<script>alert(1)</script>"
    record("changed", place, by=None)

    assert "<script>alert" not in client.get("/admin/trail/event/").content.decode()


def test_nobody_writes_the_trail_by_hand(client, place):
    event = record("changed", place, by=None)
    client.force_login(make_user(is_superuser=True))
    page = f"/admin/trail/event/{event.pk}"
    attempts = [
        client.post("/admin/trail/event/add/", {"verb": "x"}),
        client.post(f"{page}/change/", {"verb": "x"}),
        client.post(f"{page}/delete/", {"post": "yes"}),
    ]

    assert [response.status_code for response in attempts] == [403, 403, 403]
    assert list(Event.objects.values_list("verb")) == [("changed",)]
