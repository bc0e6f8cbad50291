from threading import Event as Flag

import pytest

from ldn_site.accounts import background


@pytest.fixture(autouse=True)
def no_pause(monkeypatch):
    monkeypatch.setattr(background, "SECONDS_BEFORE", 0)


@pytest.fixture(autouse=True)
def background_is_waited_for():
    """Not here: this is about the thread itself."""


def test_nobody_waits_for_the_work():
    begin, done = Flag(), Flag()

    background.soon(lambda: begin.wait(10) and done.set())
    was_done = done.is_set()
    begin.set()

    assert not was_done
    assert done.wait(10)


def test_work_that_fails_is_logged_and_what_follows_is_done(caplog):
    done = Flag()

    background.soon(lambda: 1 / 0)
    background.soon(done.set)

    assert done.wait(10)
    assert "Work in the background failed." in caplog.text
