import time

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.core.management import call_command

from ldn_site.accounts.advice import advice_for
from ldn_site.accounts.second_step import is_on, recovery_codes_left
from ldn_site.trail.models import Event
from tests.accounts.people import (
    add_second_step,
    code_at,
    is_signed_in,
    make_ana,
    recovery_code,
    secret_of,
    sign_in,
    words_of,
)
from tests.factories import make_user

pytestmark = pytest.mark.django_db

CODE = "/admin/account/code/"
ON = "/admin/account/second-step/on/"


@pytest.fixture
def ana():
    return make_ana()


@pytest.fixture
def clock():
    with time_machine.travel("2026-03-01T08:00:00+00:00", tick=False) as clock:
        yield clock


def switch_on(client) -> str:
    """Does what the page says; returns the key."""
    page = client.get(ON)
    key = page.context["form"].secret
    client.post(ON, {"code": code_at(time.time(), key)})
    return key


def test_second_step_is_switched_on_with_a_code_of_the_app(client, ana, clock, mailoutbox):
    sign_in(client)

    key = switch_on(client)

    assert is_on(ana)
    assert secret_of(ana) == key
    assert recovery_codes_left(ana) == 10


def test_picture_of_the_key_is_drawn_within_the_page(client, ana):
    sign_in(client)

    page = client.get(ON).content.decode()

    assert "<svg" in page
    assert "<?xml" not in page
    assert "data:" not in page
    assert " style=" not in page


def test_key_is_not_readable_in_the_database(client, ana, clock):
    sign_in(client)

    key = switch_on(client)

    assert key not in str(list(Authenticator.objects.values_list("data", flat=True)))


def test_second_step_comes_after_the_password(client, ana, clock):
    add_second_step(ana)

    first = sign_in(client)
    between = is_signed_in(client)
    client.post(CODE, {"code": code_at(time.time())})

    assert first.url == CODE
    assert not between
    assert is_signed_in(client)


def test_code_may_be_half_a_minute_off_and_hold_spaces(client, ana, clock):
    add_second_step(ana)
    sign_in(client)
    code = code_at(time.time() - 30)

    client.post(CODE, {"code": f"{code[:3]} {code[3:]}"})

    assert is_signed_in(client)


def test_code_counts_once_as_long_as_it_is_right(client, ana, clock):
    add_second_step(ana)
    sign_in(client)
    code = code_at(time.time() + 30)
    client.post(CODE, {"code": code})
    client.post("/admin/logout/")
    clock.shift(45)
    sign_in(client)

    response = client.post(CODE, {"code": code})

    assert "or it was used before" in words_of(response)
    assert not is_signed_in(client)


def test_code_that_switched_it_on_does_not_sign_in(client, ana, clock):
    sign_in(client)
    key = switch_on(client)
    client.post("/admin/logout/")
    sign_in(client)

    client.post(CODE, {"code": code_at(time.time(), key)})

    assert not is_signed_in(client)


def test_recovery_code_signs_in_once(client, ana, clock):
    add_second_step(ana)
    code = recovery_code(ana)
    sign_in(client)
    client.post(CODE, {"code": code})
    entered = is_signed_in(client)
    client.post("/admin/logout/")
    clock.shift(60 * 60)
    sign_in(client)

    client.post(CODE, {"code": code})

    assert entered
    assert not is_signed_in(client)
    assert recovery_codes_left(ana) == 9


@pytest.mark.parametrize("code", ["", "abc", "é٣٤", "1" * 5000])
def test_code_that_is_none_is_refused_with_words(client, ana, clock, code):
    add_second_step(ana)
    sign_in(client)

    response = client.post(CODE, {"code": code})

    assert response.status_code == 200
    assert not is_signed_in(client)


def test_way_back_from_the_code_leads_to_signing_in(client, ana, clock):
    add_second_step(ana)
    sign_in(client)

    left = client.post("/admin/account/logout/")
    page = client.get(left.url)

    assert page.status_code == 200
    assert "Sign in" in words_of(page)


def test_wrong_code_is_in_the_trail_without_the_code(client, ana, clock):
    add_second_step(ana)
    sign_in(client)

    client.post(CODE, {"code": "424242"})

    event = Event.objects.get(verb="sign-in refused")
    assert event.detail.startswith("The code did not fit.")
    assert "424242" not in str(vars(event))


def test_switching_on_and_off_is_in_the_trail_and_told_by_mail(
    client, ana, mailoutbox, django_capture_on_commit_callbacks
):
    sign_in(client)

    with django_capture_on_commit_callbacks(execute=True):
        switch_on(client)
        client.post("/admin/account/second-step/off/")

    verbs = set(Event.objects.values_list("verb", flat=True))
    assert verbs >= {"switched on a second step", "switched off their second step"}
    assert [mail.to for mail in mailoutbox] == [[ana.email]] * 2
    assert not Authenticator.objects.exists()


def test_recovery_codes_are_shown_to_who_has_just_shown_who_they_are(client, ana, clock):
    add_second_step(ana)
    code = recovery_code(ana)
    client.force_login(ana)

    asked = client.get("/admin/account/recovery-codes/")
    shown = client.post(asked.url, {"password": "correct horse battery"}, follow=True)

    assert asked.url.startswith("/admin/account/check/password/")
    assert code in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]


def test_advice_names_what_is_missing(client, ana, clock):
    without = [each.text for each in advice_for(ana)]
    add_second_step(ana)
    with_it = advice_for(ana)
    ana.email = ""

    assert without == ["Switch on a second step for signing in."]
    assert with_it == []
    assert "e-mail" in advice_for(ana)[0].text


def test_advice_stands_on_the_page_of_the_account(client, ana):
    sign_in(client)

    page = client.get("/admin/account/")

    assert "Switch on a second step for signing in." in words_of(page)
    assert ana.credential in words_of(page)


class TestManager:
    @pytest.fixture
    def manager(self, client):
        call_command("set_up_roles", verbosity=0)
        user = make_user(display_name="Manager")
        user.groups.add(Group.objects.get(name="Managers"))
        client.force_login(user)
        return user

    def switch_off(self, client, user):
        return client.post(
            "/admin/accounts/user/",
            {"action": "switch_off_second_step", "_selected_action": [user.pk]},
            follow=True,
        )

    def test_switches_off_the_step_of_a_lost_phone(self, client, manager, ana):
        add_second_step(ana)

        response = self.switch_off(client, ana)

        event = Event.objects.get(verb="switched off somebody's second step")
        assert f"The second step of {ana} is off." in words_of(response)
        assert not Authenticator.objects.exists()
        assert (event.actor_name, event.thing_name) == ("Manager", str(ana))

    def test_cannot_do_so_to_somebody_who_may_do_everything(self, client, manager):
        root = make_ana(is_superuser=True)
        add_second_step(root)

        response = self.switch_off(client, root)

        assert "You may not do this" in words_of(response)
        assert is_on(root)

    def test_sees_no_keys_and_no_sessions(self, client, manager):
        places = ["mfa/authenticator", "usersessions/usersession", "account/emailaddress"]

        answers = [client.get(f"/admin/{place}/") for place in places]

        assert {answer.status_code for answer in answers} == {404}

    def test_changes_a_password_and_so_ends_the_sessions(self, client, manager, ana):
        hers = client.__class__()
        sign_in(hers)

        client.post(
            f"/admin/accounts/user/{ana.pk}/password/",
            {"password1": "another good horse", "password2": "another good horse"},
        )

        assert not is_signed_in(hers)

    def test_of_another_role_cannot_use_the_action(self, client, ana):
        add_second_step(ana)
        sign_in(client)
        client.post(CODE, {"code": code_at(time.time())})

        self.switch_off(client, ana)

        assert is_on(ana)
