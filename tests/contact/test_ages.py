from datetime import date, datetime

import pytest

from ldn_site.contact.ages import TEXAS, alarming_before, overdue_before, working_days_after

# 2026-11-20 is a Friday.


def at(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=TEXAS)


@pytest.mark.parametrize(
    ("received", "still_in_time", "overdue"),
    [
        ("2026-11-17 10:00", "2026-11-18 10:00", "2026-11-18 10:01"),  # Tuesday
        ("2026-11-19 23:30", "2026-11-20 23:30", "2026-11-20 23:31"),  # Thursday night
        ("2026-11-19 23:30", "2026-11-20 12:00", "2026-11-21 00:00"),  # seen on Saturday
        ("2026-11-20 12:00", "2026-11-23 12:00", "2026-11-23 12:01"),  # Friday noon
        ("2026-11-20 12:00", "2026-11-22 23:59", "2026-11-23 12:01"),  # not over the weekend
        ("2026-11-21 09:00", "2026-11-23 23:59", "2026-11-24 09:01"),  # Saturday
        ("2026-11-22 23:00", "2026-11-23 22:00", "2026-11-24 23:01"),  # Sunday
    ],
)
def test_message_is_overdue_after_one_working_day(received, still_in_time, overdue):
    assert not at(received) < overdue_before(at(still_in_time))
    assert at(received) < overdue_before(at(overdue))


def test_day_in_which_the_clock_changes_is_one_working_day():
    # Clocks go forward on Sunday, 2026-03-08.
    assert overdue_before(at("2026-03-09 10:00")) == at("2026-03-06 10:00")


def test_days_are_those_of_texas():
    # Friday evening in Texas is Saturday in London.
    now = datetime.fromisoformat("2026-11-21T02:00:00+00:00")
    assert overdue_before(now) == at("2026-11-19 20:00")


def test_alarm_is_raised_after_seven_days():
    assert alarming_before(at("2026-11-20 12:00")) == at("2026-11-13 12:00")


@pytest.mark.parametrize(
    ("day", "number", "then"),
    [
        (date(2026, 11, 16), 3, date(2026, 11, 19)),
        (date(2026, 11, 19), 3, date(2026, 11, 24)),
        (date(2026, 11, 21), 1, date(2026, 11, 23)),
    ],
)
def test_working_days_leave_out_the_weekend(day, number, then):
    assert working_days_after(day, number) == then
