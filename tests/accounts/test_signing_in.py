from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth import hashers
from django.contrib.sessions.models import Session
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from ldn_site.accounts.models import User
from ldn_site.trail.models import Event
from tests.accounts.people import LOGIN, PASSWORD, is_signed_in, make_ana, sign_in, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana():
    return make_ana()


def test_staff_sign_in_and_come_to_where_they_wanted(client, ana):
    asked = client.get("/admin/articles/article/")
    shown = client.get(asked.url)
    response = sign_in(client, address=asked.url)

    assert asked.url == f"{LOGIN}?next=/admin/articles/article/"
    assert shown.status_code == 200
    assert (response.status_code, response.url) == (302, "/admin/articles/article/")
    assert is_signed_in(client)


def test_address_that_django_knows_leads_to_the_same_page(client, ana):
    response = client.get("/admin/login/?next=/admin/articles/")

    assert response.url == f"{LOGIN}?next=%2Fadmin%2Farticles%2F"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example",
        "http://localhost/",
        "javascript:alert(1)",
        "/\\e.x",
    ],
)
def test_nobody_is_led_to_another_site(client, ana, elsewhere):
    through_django = client.get("/admin/login/", {"next": elsewhere})
    response = sign_in(client, address=f"{LOGIN}?next={elsewhere}")

    assert "next" not in through_django.url
    assert response.url == "/admin/"


@pytest.mark.parametrize(
    ("username", "password"), [("ana", "wrong"), ("nobody", PASSWORD), ("nobody", "wrong")]
)
def test_refusal_says_the_same_for_real_and_invented_names(client, ana, username, password):
    response = sign_in(client, username, password)

    words = words_of(response)
    assert "This user name and password do not fit together." in words
    assert f'value="{username}"' in response.content.decode()
    assert password not in words
    assert not is_signed_in(client)


def test_invented_name_costs_one_hash_like_a_real_one(client, ana, monkeypatch):
    hashed = []
    make = hashers.MD5PasswordHasher.encode
    monkeypatch.setattr(
        hashers.MD5PasswordHasher,
        "encode",
        lambda self, password, salt: hashed.append(password) or make(self, password, salt),
    )

    sign_in(client, "ana", "wrong")
    for_a_real_name = len(hashed)
    sign_in(client, "nobody", "wrong")

    assert for_a_real_name == 1
    assert len(hashed) == 2


@pytest.mark.parametrize("fields", [{"is_staff": False}, {"is_active": False}])
def test_closed_account_gets_words_and_no_session(client, fields):
    make_ana(**fields)

    response = sign_in(client)

    assert response.status_code == 403
    assert "This account is closed" in words_of(response)
    assert not is_signed_in(client)
    assert Event.objects.get().verb == "sign-in refused"


def test_account_closed_meanwhile_gets_words_and_a_way_out(client, ana):
    sign_in(client)
    User.objects.filter(pk=ana.pk).update(is_staff=False)

    response = client.get("/admin/")
    left = client.post("/admin/account/logout/")

    assert response.status_code == 403
    assert "This account is closed" in words_of(response)
    assert left.url == LOGIN
    assert "_auth_user_id" not in client.session


def test_session_gets_a_new_id_and_dies_on_the_server(client, ana):
    client.get(LOGIN)
    client.session.save()
    before = client.cookies["session"].value if "session" in client.cookies else ""
    sign_in(client)
    during = client.cookies["session"].value

    by_get = client.get("/admin/logout/").status_code
    still_in = is_signed_in(client)
    response = client.post("/admin/logout/")

    assert before != during
    assert by_get == 405
    assert still_in
    assert response.url == LOGIN
    assert not Session.objects.filter(session_key=during).exists()
    client.cookies["session"] = during
    assert not is_signed_in(client)


def test_session_ends_after_twelve_hours_however_busy(client, ana):
    with time_machine.travel("2026-03-01T08:00:00+00:00", tick=False) as clock:
        sign_in(client)
        for _ in range(11):
            clock.shift(timedelta(hours=1))
            session = client.session
            session["touched"] = str(timezone.now())
            session.save()
            assert is_signed_in(client)
        clock.shift(timedelta(hours=1, seconds=1))

        assert not is_signed_in(client)


def test_nobody_can_make_an_account(client, ana):
    sign_in(client)
    with pytest.raises(NoReverseMatch):
        reverse("account_signup")

    pages = [client.get(f"/admin/account/{name}/") for name in ("signup", "register", "3rdparty")]

    assert {page.status_code for page in pages} == {404}


def test_signing_in_and_refusals_are_in_the_trail_without_what_was_typed(client, ana):
    sign_in(client, "ana", "a wrong guess")
    sign_in(client, "my secret password", "x")
    sign_in(client)

    known, unknown, entered = Event.objects.order_by("pk")
    assert (known.actor_name, known.verb, known.thing_name) == (
        "a visitor",
        "sign-in refused",
        ana.display_name,
    )
    assert unknown.thing_name == "none of our accounts"
    assert (entered.verb, entered.actor_id) == ("signed in", ana.pk)
    assert entered.detail == "From 127.0.0.1."
    assert "guess" not in str([vars(event) for event in (known, unknown)])
    assert "secret" not in str([vars(event) for event in (known, unknown)])


@pytest.mark.parametrize(
    "address",
    [
        "login/",
        "password/forgotten/",
        "password/sent/",
        "password/set/",
        "password/new/1-set-password/",
        "email/no-such-link/",
        "again/",
    ],
)
def test_open_pages_are_stored_nowhere(client, address):
    response = client.get(f"/admin/account/{address}")

    assert response.status_code in {200, 410}
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize(
    "address", ["", "password/", "sessions/", "email/", "second-step/on/", "recovery-codes/"]
)
def test_pages_about_an_account_are_for_its_owner_alone(client, address):
    response = client.get(f"/admin/account/{address}")

    assert response.url == f"{LOGIN}?next=/admin/account/{address}"
    assert "no-store" in response["Cache-Control"]
