import pytest
from django.test import Client

from ldn_site.accounts.sessions import name_of
from ldn_site.trail.models import Event
from tests.accounts.people import is_signed_in, make_ana, sign_in, words_of
from tests.factories import make_user

pytestmark = pytest.mark.django_db

SESSIONS = "/admin/account/sessions/"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1"
)
EDGE = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0"
)


@pytest.fixture
def ana():
    return make_ana()


def test_each_place_is_shown_with_its_browser_and_address(client, ana):
    sign_in(Client(headers={"User-Agent": IPHONE}), REMOTE_ADDR="203.0.113.7")
    sign_in(client)

    page = client.get(SESSIONS)

    here, there = page.context["places"]
    assert here.is_this
    assert (there.browser, there.address) == ("Safari, iPhone", "203.0.113.7")
    assert "Safari, iPhone" in words_of(page)


def test_one_session_is_ended_and_the_others_go_on(client, ana):
    phone, laptop = Client(headers={"User-Agent": IPHONE}), Client(headers={"User-Agent": EDGE})
    for each in (phone, laptop, client):
        sign_in(each)
    places = client.get(SESSIONS).context["places"]
    number = next(place.pk for place in places if place.browser == "Safari, iPhone")

    client.post(SESSIONS, {"session": number})

    assert [is_signed_in(each) for each in (phone, laptop, client)] == [False, True, True]
    assert Event.objects.filter(verb="ended a session", actor_id=ana.pk).count() == 1


def test_all_others_are_ended_at_once(client, ana):
    others = [Client(), Client()]
    for each in (*others, client):
        sign_in(each)

    client.post(SESSIONS)

    assert [is_signed_in(each) for each in (*others, client)] == [False, False, True]


def test_session_of_somebody_else_cannot_be_ended(client, ana):
    make_ana(username="ben")
    his = Client()
    sign_in(his, "ben")
    number = his.get(SESSIONS).context["places"][0].pk
    sign_in(client)

    client.post(SESSIONS, {"session": number})

    assert is_signed_in(his)


@pytest.mark.parametrize("number", ["x", "-1", "99999999999999999999", "é"])
def test_number_of_no_session_ends_none(client, ana, number):
    other = Client()
    sign_in(other)
    sign_in(client)

    response = client.post(SESSIONS, {"session": number})

    assert response.status_code == 302
    assert is_signed_in(other)


@pytest.mark.parametrize(
    ("sent", "name"),
    [
        (FIREFOX, "Firefox, Windows"),
        (IPHONE, "Safari, iPhone"),
        (EDGE, "Edge, Windows"),
        ("", "A browser"),
        ("curl/8", "A browser"),
    ],
)
def test_browser_is_named_as_people_name_it(sent, name):
    assert name_of(sent) == name


@pytest.mark.parametrize("number", ["9" * 30, "9" * 5000, "²", "-1"])
def test_session_of_an_impossible_number_ends_nothing(client, number):
    client.force_login(make_user())

    assert client.post(SESSIONS, {"session": number}).status_code == 302
    assert client.get(SESSIONS).status_code == 200
