from ipaddress import ip_network

import pytest
import time_machine
from django.core.cache import cache
from django.core.management import call_command

from ldn_site.contact.limits import seconds_to_wait


@pytest.fixture
def asks(rf):
    def ask(remote="203.0.113.5", forwarded=""):
        headers = {"X-Forwarded-For": forwarded} if forwarded else {}
        return rf.post("/get-ldn/", REMOTE_ADDR=remote, headers=headers)

    return ask


def test_eleventh_message_waits_until_the_first_is_ten_minutes_old(asks):
    with time_machine.travel("2026-03-01T10:00:00+00:00", tick=False) as clock:
        assert seconds_to_wait(asks()) == 0
        clock.shift(60)
        assert [seconds_to_wait(asks()) for _ in range(9)] == [0] * 9
        assert seconds_to_wait(asks()) == 9 * 60
        clock.shift(8 * 60)
        assert seconds_to_wait(asks()) == 60
        clock.shift(61)
        assert seconds_to_wait(asks()) == 0
        assert seconds_to_wait(asks()) > 0


def test_refused_tries_do_not_make_the_wait_longer(asks):
    """A clinic behind one address, where somebody presses Send all day, gets through."""
    with time_machine.travel("2026-03-01T10:00:00+00:00", tick=False) as clock:
        for _ in range(10):
            seconds_to_wait(asks())
        waits = []
        for _minute in range(10):
            waits.append(seconds_to_wait(asks()))
            clock.shift(60)

        assert waits == [60 * left for left in range(10, 0, -1)]
        assert [seconds_to_wait(asks()) for _ in range(10)] == [0] * 10


def test_words_of_danger_do_not_wait_for_those_on_the_same_connection(asks):
    for _ in range(11):
        seconds_to_wait(asks())

    waits = [seconds_to_wait(asks(), is_of_danger=True) for _ in range(11)]

    assert waits[:10] == [0] * 10
    assert waits[10] > 0


def test_others_are_not_kept_waiting(asks):
    for _ in range(11):
        seconds_to_wait(asks())

    assert seconds_to_wait(asks()) > 0
    assert seconds_to_wait(asks("203.0.113.6")) == 0


def test_forged_address_does_not_lift_the_limit(asks):
    waits = [seconds_to_wait(asks(forwarded=f"198.51.100.{number}")) for number in range(11)]

    assert waits[-1] > 0


def test_visitors_behind_our_proxy_are_told_apart(asks, settings):
    settings.TRUSTED_PROXIES = [ip_network("203.0.113.5")]

    one = [seconds_to_wait(asks(forwarded="198.51.100.1")) for _ in range(11)]

    assert one[-1] > 0
    assert seconds_to_wait(asks(forwarded="198.51.100.2")) == 0
    assert seconds_to_wait(asks(forwarded="192.0.2.77, 198.51.100.1")) > 0  # the forged one is far


def test_neighbors_in_one_ipv6_network_share_the_limit(asks):
    waits = [seconds_to_wait(asks(f"2001:db8::{number:x}")) for number in range(1, 12)]

    assert waits[-1] > 0
    assert seconds_to_wait(asks("2001:db8:0:1::1")) == 0


def test_place_taken_by_a_faster_request_is_not_given_twice(asks, monkeypatch):
    monkeypatch.setattr(cache, "get_many", lambda keys: {})

    waits = [seconds_to_wait(asks()) for _ in range(11)]

    assert waits[:10] == [0] * 10
    assert waits[10] > 0


def test_cache_holds_no_address(asks, monkeypatch):
    stored = []
    monkeypatch.setattr(cache, "add", lambda *args: stored.append(args) or True)

    seconds_to_wait(asks())

    assert len(stored) == 1
    assert "203.0.113" not in str(stored)


@pytest.mark.parametrize("broken", ["get_many", "add"])
def test_broken_cache_keeps_no_message_out(asks, monkeypatch, caplog, broken):
    def fail(*args):
        raise OSError("no cache")

    monkeypatch.setattr(cache, broken, fail)

    assert seconds_to_wait(asks()) == 0
    assert "let through" in caplog.text


def test_cache_that_takes_nothing_keeps_no_message_out(asks, monkeypatch, caplog):
    monkeypatch.setattr(cache, "add", lambda *args: False)

    assert seconds_to_wait(asks()) == 0
    assert "let through" in caplog.text


@pytest.mark.django_db
def test_limit_holds_in_the_database_cache(settings, asks):
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "site_cache",
        }
    }
    call_command("createcachetable", verbosity=0)

    waits = [seconds_to_wait(asks()) for _ in range(11)]

    assert waits[:10] == [0] * 10
    assert 590 < waits[10] <= 600
