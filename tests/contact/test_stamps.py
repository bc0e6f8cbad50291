import re

import pytest
import time_machine
from django.core.signing import Signer

from ldn_site.contact.models import Message, State
from ldn_site.contact.stamps import has_ripened, new_stamp
from tests.contact.posting import FORM, send

NOW = "2026-03-01T10:00:00+00:00"


def stamp_on(response) -> str:
    (stamp,) = re.findall(r'name="stamp" value="([^"]+)"', response.content.decode())
    return stamp


def test_stamp_ripens_in_three_seconds_and_never_spoils():
    with time_machine.travel(NOW, tick=False) as clock:
        stamp = new_stamp()
        young = has_ripened(stamp)
        clock.shift(3)
        ripe = has_ripened(stamp)
        clock.shift(10 * 365 * 24 * 60 * 60)
        old = has_ripened(stamp)

    assert (young, ripe, old) == (False, True, True)


@pytest.mark.parametrize(
    "stamp", ["", "1", "1:x", "nonsense", "\0", Signer(salt="another").sign("1"), "9" * 5000]
)
def test_stamp_of_somebody_else_counts_for_nothing(stamp):
    assert not has_ripened(stamp)


@pytest.mark.django_db
def test_person_who_is_quick_is_asked_once_more_and_never_lost(client):
    with time_machine.travel(NOW, tick=False):
        first = send(client, stamp=stamp_on(client.get(FORM)), text="Quickly typed")
        second = send(client, stamp=stamp_on(first), text="Quickly typed")

    body = first.content.decode()
    assert first.status_code == 422
    assert "Read it through, then press Send again." in body
    assert "Quickly typed" in body
    assert second.status_code == 303
    assert Message.objects.get().text == "Quickly typed"


@pytest.mark.django_db
def test_page_that_was_open_for_long_sends_at_once(client):
    with time_machine.travel(NOW, tick=False) as clock:
        stamp = stamp_on(client.get(FORM))
        clock.shift(30 * 24 * 60 * 60)

        assert send(client, stamp=stamp).status_code == 303


@pytest.mark.django_db
def test_page_without_a_stamp_is_asked_once_more(client):
    first = send(client, stamp="")

    assert first.status_code == 422
    assert send(client, stamp=stamp_on(first)).status_code == 303


@pytest.mark.django_db
def test_quick_post_does_not_count_against_the_limit(client):
    for _ in range(12):
        send(client, stamp="")

    assert send(client).status_code == 303


@pytest.mark.django_db
def test_program_that_is_quick_is_kept_as_spam(client):
    assert send(client, stamp="", leave_empty="x").status_code == 303
    assert Message.objects.get().state == State.SPAM


@pytest.mark.django_db
@pytest.mark.parametrize("path", [FORM, "/prescribers/ask/"])
def test_new_stamp_is_not_a_new_page(client, path):
    with time_machine.travel(NOW, tick=False) as clock:
        first = client.get(path)
        clock.shift(60)
        second = client.get(path, headers={"If-None-Match": first["ETag"]})

    assert stamp_on(first)
    assert second.status_code == 304
