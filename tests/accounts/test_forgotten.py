import re

import pytest
import time_machine
from django.test import Client

from ldn_site.accounts import background, telling
from ldn_site.accounts.models import User
from ldn_site.trail.models import Event
from tests.accounts.people import is_signed_in, make_ana, sign_in, words_of

pytestmark = pytest.mark.django_db

FORGOTTEN = "/admin/account/password/forgotten/"
NEW = "another good horse"


@pytest.fixture
def ana():
    return make_ana()


def ask(client, email: str):
    return client.post(FORGOTTEN, {"email": email})


def link_in(mail) -> str:
    return re.search(r"http://testserver(/\S+)", mail.body)[1]


def set_password(client, link: str, password: str = NEW):
    page = client.get(link)
    return client.post(page.url, {"password1": password, "password2": password})


def test_link_in_a_mail_sets_a_new_password(client, ana, mailoutbox):
    ask(client, ana.email.upper())
    response = set_password(client, link_in(mailoutbox[0]))

    assert response.status_code == 302
    assert sign_in(Client(), password=NEW).status_code == 302
    assert [event.verb for event in Event.objects.order_by("pk")][:2] == [
        "was sent a link to a new password",
        "reset their password",
    ]


def test_mail_holds_words_of_ours_and_the_link_alone(client, ana, mailoutbox):
    ask(client, ana.email)

    mail = mailoutbox[0]
    assert mail.to == [ana.email]
    assert not mail.alternatives
    assert mail.subject == "A new password for the desk"
    assert len(re.findall("http", mail.body)) == 1
    assert ana.username not in re.sub(r"http\S+", "", mail.body)


@pytest.mark.parametrize("forged", ["evil.example", "localhost"])
def test_link_names_our_own_host_whatever_the_request_says(client, ana, mailoutbox, forged):
    client.post(FORGOTTEN, {"email": ana.email}, headers={"X-Forwarded-Host": forged})
    client.post(FORGOTTEN, {"email": ana.email}, headers={"Host": "localhost"})

    assert {re.search(r"http://([^/]+)", mail.body)[1] for mail in mailoutbox} == {"testserver"}


def test_invented_address_gets_the_same_answer_and_no_mail(client, ana, mailoutbox):
    real, invented = ask(client, ana.email), ask(client, "nobody@example.org")

    assert (real.status_code, real.url) == (invented.status_code, invented.url)
    assert real.content == invented.content
    assert len(mailoutbox) == 1


def test_answer_comes_before_anybody_is_looked_for(
    client, ana, monkeypatch, django_assert_num_queries
):
    put_off = []
    monkeypatch.setattr(background, "soon", put_off.append)

    with django_assert_num_queries(0):
        ask(client, ana.email)
    with django_assert_num_queries(0):
        ask(client, "nobody@example.org")

    assert len(put_off) == 2


@pytest.mark.parametrize("fields", [{"is_active": False}, {"is_staff": False}])
def test_closed_account_gets_no_link(client, mailoutbox, fields):
    user = make_ana(**fields)

    ask(client, user.email)

    assert not mailoutbox


def test_link_works_once(client, ana, mailoutbox):
    ask(client, ana.email)
    set_password(client, link_in(mailoutbox[0]))

    again = Client().get(link_in(mailoutbox[0]))

    assert "This link was used already" in words_of(again)


def test_link_works_for_four_hours(client, ana, mailoutbox):
    with time_machine.travel("2026-03-01T08:00:00+00:00", tick=False) as clock:
        ask(client, ana.email)
        clock.shift(4 * 60 * 60 + 1)

        assert "older than four hours" in words_of(client.get(link_in(mailoutbox[0])))


def test_password_that_is_too_weak_comes_back_with_the_reason(client, ana, mailoutbox):
    ask(client, ana.email)

    response = set_password(client, link_in(mailoutbox[0]), "naltrexone-ldn")

    assert response.status_code == 200
    assert "words from this site" in words_of(response)


def test_reset_ends_every_session_and_forgives_failed_tries(client, ana, mailoutbox):
    elsewhere = Client()
    sign_in(elsewhere)
    for _ in range(10):
        sign_in(client, password="forgotten")
    ask(client, ana.email)

    set_password(client, link_in(mailoutbox[0]))

    assert not is_signed_in(elsewhere)
    assert sign_in(client, password=NEW).status_code == 302


def test_owner_is_told_that_the_password_was_set_anew(client, ana, mailoutbox):
    ask(client, ana.email)
    set_password(client, link_in(mailoutbox[0]))

    assert mailoutbox[1].to == [ana.email]
    assert "Your password was set anew" in mailoutbox[1].body
    assert NEW not in mailoutbox[1].body


def test_every_change_that_is_told_has_words():
    assert all(words and verb for verb, words in telling.CHANGES.values())
    assert max(len(verb) for verb, _ in telling.CHANGES.values()) <= 40


def test_changing_the_password_keeps_this_session_and_ends_the_others(client, ana, mailoutbox):
    elsewhere = Client()
    sign_in(elsewhere)
    sign_in(client)
    before = client.session.session_key

    client.post(
        "/admin/account/password/",
        {"oldpassword": "correct horse battery", "password1": NEW, "password2": NEW},
    )

    assert is_signed_in(client)
    assert client.session.session_key != before
    assert not is_signed_in(elsewhere)
    assert Event.objects.filter(verb="changed their password", actor_id=ana.pk).exists()
    assert "Your password was changed." in mailoutbox[0].body


def test_changing_the_password_needs_the_old_one(client, ana):
    sign_in(client)

    response = client.post(
        "/admin/account/password/",
        {"oldpassword": "wrong", "password1": NEW, "password2": NEW},
    )

    assert "That is not your current password" in words_of(response)
    assert not User.objects.get().check_password(NEW)


def test_new_email_counts_once_its_link_was_opened(client, ana, mailoutbox):
    old = ana.email
    sign_in(client)
    client.post("/admin/account/email/", {"email": "new@example.org"})
    link = link_in(mailoutbox[0])
    shown = client.get(link)
    ana.refresh_from_db()
    before = ana.email

    client.post(link)

    ana.refresh_from_db()
    assert mailoutbox[0].to == ["new@example.org"]
    assert "new@example.org" in words_of(shown)
    assert (before, ana.email) == (old, "new@example.org")
    assert client.post(link).status_code == 410
    assert Event.objects.filter(verb="changed their e-mail address").exists()


def test_old_address_is_told_that_it_no_longer_counts(
    client, ana, mailoutbox, django_capture_on_commit_callbacks
):
    sign_in(client)
    client.post("/admin/account/email/", {"email": "new@example.org"})

    with django_capture_on_commit_callbacks(execute=True):
        client.post(link_in(mailoutbox[0]))

    assert mailoutbox[1].to == [ana.email]
    assert "no longer this one" in mailoutbox[1].body


@pytest.mark.parametrize("what", ["their own", "another person's", "nonsense"])
def test_address_that_cannot_be_used_is_refused_with_words(client, ana, mailoutbox, what):
    other = make_ana(username="ben")
    email = {"their own": ana.email, "another person's": other.email, "nonsense": "nonsense"}[what]
    sign_in(client)

    response = client.post("/admin/account/email/", {"email": email})

    assert response.status_code == 200
    assert f'value="{email}"' in response.content.decode()
    assert not mailoutbox


def test_changing_the_email_asks_for_the_password_after_a_while(client, ana, mailoutbox):
    with time_machine.travel("2026-03-01T08:00:00+00:00", tick=False) as clock:
        sign_in(client)
        clock.shift(10 * 60)
        response = client.get("/admin/account/email/")

        assert response.url.startswith("/admin/account/check/password/?next=")


def test_what_was_sent_goes_on_once_the_password_was_asked(client, ana, mailoutbox):
    with time_machine.travel("2026-03-01T08:00:00+00:00", tick=False) as clock:
        sign_in(client)
        clock.shift(10 * 60)
        asked = client.post("/admin/account/email/", {"email": "new@example.org"})
        before = len(mailoutbox)

        wrong = client.post(asked.url, {"password": "wrong"})
        client.post(asked.url, {"password": "correct horse battery"})

    assert before == 0
    assert "That is not your password" in words_of(wrong)
    assert mailoutbox[0].to == ["new@example.org"]
