import time
from ipaddress import ip_network

import pytest
import time_machine

from tests.accounts.people import (
    PASSWORD,
    add_second_step,
    code_at,
    is_signed_in,
    make_ana,
    sign_in,
    words_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana():
    return make_ana()


def test_eleventh_failure_waits_whatever_the_name(client, ana):
    failures = [sign_in(client, f"person{number}", "wrong") for number in range(10)]
    refused = sign_in(client)

    assert {response.status_code for response in failures} == {200}
    assert refused.status_code == 429
    assert 0 < int(refused["Retry-After"]) <= 600
    assert "That was tried too often. Wait 10 minutes, then try again." in words_of(refused)
    assert 'value="ana"' in refused.content.decode()
    assert not is_signed_in(client)


def test_owner_still_gets_in_from_elsewhere(client, ana):
    for _ in range(11):
        sign_in(client, "ana", "wrong")

    response = sign_in(client, REMOTE_ADDR="203.0.113.9")

    assert response.status_code == 302


def test_good_sign_ins_use_up_no_tries(client, ana):
    for _ in range(12):
        assert sign_in(client).status_code == 302
        client.post("/admin/logout/")


def test_forged_address_does_not_lift_the_limit(client, ana):
    for number in range(11):
        refused = sign_in(
            client, password="wrong", headers={"X-Forwarded-For": f"192.0.2.{number}"}
        )

    assert refused.status_code == 429


def test_behind_our_proxy_each_visitor_has_tries_of_their_own(client, ana, settings):
    settings.TRUSTED_PROXIES = [ip_network("127.0.0.1")]
    for _ in range(11):
        refused = sign_in(client, password="wrong", headers={"X-Forwarded-For": "192.0.2.1"})

    entered = sign_in(client, headers={"X-Forwarded-For": "192.0.2.2"})

    assert refused.status_code == 429
    assert entered.status_code == 302


def test_tries_come_back_after_ten_minutes(client, ana):
    with time_machine.travel("2026-03-01T08:00:00+00:00", tick=False) as clock:
        for _ in range(11):
            sign_in(client, password="wrong")
        clock.shift(601)

        assert sign_in(client).status_code == 302


def test_codes_are_limited_by_account_from_wherever_they_come(client, ana):
    add_second_step(ana)
    for number in range(5):
        sign_in(client)
        client.post("/admin/account/code/", {"code": "000000"}, REMOTE_ADDR=f"192.0.2.{number}")

    refused = client.post("/admin/account/code/", {"code": "123456"}, REMOTE_ADDR="192.0.2.99")

    assert refused.status_code == 429
    assert int(refused["Retry-After"]) > 0
    assert not is_signed_in(client)


def test_right_code_does_not_count(client, ana):
    add_second_step(ana)
    with time_machine.travel("2026-03-01T08:00:00+00:00", tick=False) as clock:
        for _ in range(7):
            sign_in(client)
            client.post("/admin/account/code/", {"code": code_at(time.time())})
            assert is_signed_in(client)
            client.post("/admin/logout/")
            clock.shift(60)


def test_old_password_cannot_be_guessed_in_a_borrowed_session(client, ana):
    sign_in(client)
    form = {"password1": "another good horse", "password2": "another good horse"}
    for _ in range(10):
        client.post("/admin/account/password/", form | {"oldpassword": "wrong"})

    refused = client.post("/admin/account/password/", form | {"oldpassword": PASSWORD})

    assert refused.status_code == 429
    ana.refresh_from_db()
    assert ana.check_password(PASSWORD)


def test_one_address_gets_three_links_and_no_more(client, ana, mailoutbox):
    answers = [
        client.post("/admin/account/password/forgotten/", {"email": ana.email}) for _ in range(4)
    ]
    invented = [
        client.post("/admin/account/password/forgotten/", {"email": "no@example.org"})
        for _ in range(4)
    ]

    assert [answer.status_code for answer in answers] == [302, 302, 302, 429]
    assert [answer.status_code for answer in invented] == [302, 302, 302, 429]
    assert len(mailoutbox) == 3


def test_links_are_limited_by_where_they_are_asked_from(client):
    answers = [
        client.post("/admin/account/password/forgotten/", {"email": f"p{number}@example.org"})
        for number in range(11)
    ]

    assert [answer.status_code for answer in answers] == [302] * 10 + [429]
    assert "That was tried too often" in words_of(answers[-1])
