"""How long a message has waited, counted in the days on which the pharmacy works.

Saturdays and Sundays do not count. Days begin and end in Texas, whatever the server's clock.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from ldn_site.contact.retention import ALARM_AFTER

TEXAS = ZoneInfo("America/Chicago")
MONDAY, FRIDAY, SATURDAY = 0, 4, 5


def overdue_before(now: datetime) -> datetime:
    """What came in before this moment has waited longer than one working day.

    What comes in at noon on Friday is due at noon on Monday; what comes in at a weekend is due
    when Monday is over.
    """
    local = now.astimezone(TEXAS)
    if local.weekday() >= SATURDAY:
        friday = local.date() - timedelta(days=local.weekday() - FRIDAY)
        return datetime.combine(friday, time.min, TEXAS)
    return local - timedelta(days=3 if local.weekday() == MONDAY else 1)


def alarming_before(now: datetime) -> datetime:
    """What came in before this moment and was never answered raises an alarm."""
    return now - ALARM_AFTER


def working_days_after(day: date, number: int) -> date:
    """The working day that comes `number` working days after `day`."""
    while number:
        day += timedelta(days=1)
        number -= day.weekday() < SATURDAY
    return day
