import pytest

from ldn_site.guards.limits import Limit

LIMIT = Limit("test", places=3, seconds=60)


@pytest.fixture(autouse=True)
def nothing_counted_yet():
    for who in ("ana", "ben"):
        LIMIT.forget(who)


def test_try_past_the_last_place_waits():
    waits = [LIMIT.count("ana").seconds_to_wait for _ in range(4)]

    assert waits[:3] == [0, 0, 0]
    assert 0 < waits[3] <= 60
    assert LIMIT.count("ben").seconds_to_wait == 0


def test_try_given_back_did_not_count():
    for _ in range(5):
        LIMIT.count("ana").give_back()

    assert LIMIT.count("ana").seconds_to_wait == 0


def test_refused_try_gives_nothing_back():
    refused = [LIMIT.count("ana") for _ in range(4)][-1]

    refused.give_back()

    assert LIMIT.count("ana").seconds_to_wait > 0


def test_forgotten_tries_leave_every_place_free():
    for _ in range(4):
        LIMIT.count("ana")

    LIMIT.forget("ana")

    assert [LIMIT.count("ana").seconds_to_wait for _ in range(3)] == [0, 0, 0]
