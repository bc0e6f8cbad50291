"""The hours of a week, and how they are said to people and to machines."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _

NOON, MIDNIGHT = 12 * 60, 24 * 60
SCHEMA_DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")


class Span(NamedTuple):
    """From when until when the doors are open, in minutes since midnight."""

    opens: int
    closes: int


Day = tuple[Span, ...]  # empty: closed
CLOSED: Day = ()
ALL_DAY: Day = (Span(0, MIDNIGHT),)


class Week(NamedTuple):
    """Monday to Sunday. None where nothing is said of a day."""

    days: tuple[Day | None, ...]

    def on(self, day: date) -> Day | None:
        return self.days[day.weekday()]


def in_words(day: Day) -> str:
    """One day for people: "9 am to 1 pm and 2 pm to 6 pm", or "closed"."""
    if day == CLOSED:
        return _("closed")
    if day == ALL_DAY:
        return _("open 24 hours")
    spans = [
        _("%(opens)s to %(closes)s") % {"opens": clock(span.opens), "closes": clock(span.closes)}
        for span in day
    ]
    return _(" and ").join(spans)


def clock(minutes: int) -> str:
    """9 am, 9:30 am, noon, midnight. Its parts stay on one line."""
    if minutes == NOON:
        return _("noon")
    if minutes % MIDNIGHT == 0:
        return _("midnight")
    hour, minute = divmod(minutes, 60)
    shown = f"{(hour - 1) % 12 + 1}:{minute:02}" if minute else str((hour - 1) % 12 + 1)
    return f"{shown}\xa0{'am' if hour < 12 else 'pm'}"


def in_schema(week: Week) -> list[str]:
    """The week in the words of schema.org: "Mo-Fr 09:00-18:00". A closed day is not in it."""
    return [
        f"{SCHEMA_DAYS[first]}{'' if first == last else '-' + SCHEMA_DAYS[last]} "
        f"{_digits(span.opens)}-{_digits(span.closes)}"
        for first, last, spans in _runs(week)
        for span in spans
    ]


def _runs(week: Week) -> Iterator[tuple[int, int, Day]]:
    """(first day, last day, hours) for days in a row with the same hours."""
    first = 0
    for last, spans in enumerate(week.days):
        if last == 6 or week.days[last + 1] != spans:
            yield first, last, spans or CLOSED
            first = last + 1


def _digits(minutes: int) -> str:
    # The last minute stands for midnight: 24:00 is not a time that every reader takes.
    hour, minute = divmod(min(minutes, MIDNIGHT - 1), 60)
    return f"{hour:02}:{minute:02}"
