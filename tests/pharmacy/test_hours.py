"""Hours as people type them, and as the site says them again."""

from datetime import date

import pytest

from ldn_site.pharmacy.hours import in_schema, in_words
from ldn_site.pharmacy.reading import HoursUnreadable, read_hours, week_of

SHORT = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
WORKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri")


def read(text: str) -> dict[str, str]:
    """The days of which something is said, in words."""
    return {
        name: in_words(day).replace("\xa0", " ")
        for name, day in zip(SHORT, read_hours(text).days, strict=True)
        if day is not None
    }


def on(*names: str, words: str) -> dict[str, str]:
    return dict.fromkeys(names, words)


NINE_TO_SIX = on(*WORKDAYS, words="9 am to 6 pm")


@pytest.mark.parametrize(
    "text",
    [
        "Mon-Fri 9 am-6 pm",
        "mon - fri: 9am - 6pm",
        "Monday to Friday, 9 to 6",
        "Monday through Friday 9:00 AM – 6:00 PM",
        "MON.–FRI. 9 a.m.—6 p.m.",
        "M-F 9-6",
        "Mondays, Tuesdays, Wednesdays, Thursdays and Fridays from 9 until 6",
        "Mon, Tues & Wed 9-6; Thurs + Fri 9-6",
        "Weekdays 09:00-18:00",
        "Weekdays 9.00-18.00",
        "9-6 Mon-Fri",
        "Open Mon-Fri 9a-6p",
        "Mon-Fri\u00a09\u202fam-6\u202fpm",
        "\r\n\r\nMon-Thu 9-6\r\n\r\nFri - 9-6\r\n",
    ],
)
def test_many_ways_to_type_the_same_hours_are_understood(text):
    assert read(text) == NINE_TO_SIX


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sat 9-1", on("Sat", words="9 am to 1 pm")),
        ("Sat 9-12", on("Sat", words="9 am to noon")),
        ("Sat 12-5", on("Sat", words="noon to 5 pm")),
        ("Sat noon-5 pm", on("Sat", words="noon to 5 pm")),
        ("Sat 1-5", on("Sat", words="1 pm to 5 pm")),
        ("Sat 8:30-12:30", on("Sat", words="8:30 am to 12:30 pm")),
        ("Sat 8-8", on("Sat", words="8 am to 8 pm")),
        ("Sat 7 am-11", on("Sat", words="7 am to 11 am")),
        ("Sat 9 am-midnight", on("Sat", words="9 am to midnight")),
        ("Sat midnight-6 am", on("Sat", words="midnight to 6 am")),
        ("Sat 6 pm-12 am", on("Sat", words="6 pm to midnight")),
        ("Sat 12 am-6 am", on("Sat", words="midnight to 6 am")),
        ("Sat 9-1, 2-6", on("Sat", words="9 am to 1 pm and 2 pm to 6 pm")),
        ("Sat 9-1 and 2-6", on("Sat", words="9 am to 1 pm and 2 pm to 6 pm")),
        ("Sat 9-1, 6-8", on("Sat", words="9 am to 1 pm and 6 pm to 8 pm")),
        ("Sat 5-8", on("Sat", words="5 pm to 8 pm")),
        ("Sat 6-8", on("Sat", words="6 am to 8 am")),
        ("Sat 2-6\nSat 9-1", on("Sat", words="9 am to 1 pm and 2 pm to 6 pm")),
        ("Sat closed", on("Sat", words="closed")),
        ("Saturday: closed", on("Sat", words="closed")),
        ("Closed Sat and Sun", on("Sat", "Sun", words="closed")),
        ("Weekends closed", on("Sat", "Sun", words="closed")),
        ("Sat-Mon 9-1", on("Sat", "Sun", "Mon", words="9 am to 1 pm")),
        ("Daily 8-8", on(*SHORT, words="8 am to 8 pm")),
        ("Every day, 8 to 8", on(*SHORT, words="8 am to 8 pm")),
        ("7 days a week 8-8", on(*SHORT, words="8 am to 8 pm")),
        ("24/7", on(*SHORT, words="open 24 hours")),
        ("Open 24 hours", on(*SHORT, words="open 24 hours")),
        ("Sat 24 hours", on("Sat", words="open 24 hours")),
        ("", {}),
        (" \n ", {}),
    ],
)
def test_days_and_times_are_read_as_a_shop_means_them(text, expected):
    assert read(text) == expected


def test_several_days_may_share_a_line():
    expected = NINE_TO_SIX | on("Sat", words="9 am to 1 pm") | on("Sun", words="closed")

    assert read("Mon-Fri 9-6, Sat 9-1, Sun closed") == expected
    assert read("Mon-Fri: 9-6 / Sat: 9-1 / closed Sun") == expected


@pytest.mark.parametrize(
    "line",
    [
        "Mon-Fri nine to six",
        "Mon-Fri",
        "9-6",
        "Mon-Fri 9",
        "Mon-Fri 9-6-8",
        "Mon-Fri 9-6 (closed for lunch)",
        "Mon-Fri 9-6 by appointment",
        "Mon-Fri 25-26",
        "Mon-Fri 13 pm-5 pm",
        "Mon-Fri 9:75-10:00",
        "Mon-Fri 6 pm-9 am",
        "Mon-Fri 900-1800",
        "closed",
        "<b>Mon</b> 9-6",
        "月-金 9-6",
        "-" * 3000,
        "Mon" * 3000,
    ],
)
def test_line_that_cannot_be_read_is_quoted_with_what_to_do(line):
    with pytest.raises(HoursUnreadable) as error:
        read_hours(f"Sat 9-1\n{line}\nSun closed")

    (problem,) = error.value.problems
    assert line[:80] in problem
    assert len(problem) < 400
    assert week_of(f"Sat 9-1\n{line}") is None


@pytest.mark.parametrize("again", ["Mon closed", "Mon 5-7", "Daily 9-6:30"])
def test_day_with_two_answers_is_asked_about(again):
    with pytest.raises(HoursUnreadable, match="again"):
        read_hours(f"Mon 9-6\n{again}")


def test_every_bad_line_is_named_at_once():
    with pytest.raises(HoursUnreadable) as error:
        read_hours("Mon maybe\nTue 9-6\nWed perhaps")

    assert len(error.value.problems) == 2


def test_a_date_finds_its_day():
    week = read_hours("Mon 9-6\nSun closed")

    assert in_words(week.on(date(2026, 11, 23))) == "9\xa0am to 6\xa0pm"
    assert week.on(date(2026, 11, 22)) == ()
    assert week.on(date(2026, 11, 24)) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Mon-Fri 9-6\nSat 9:30-1, 2-4\nSun closed",
            ["Mo-Fr 09:00-18:00", "Sa 09:30-13:00", "Sa 14:00-16:00"],
        ),
        ("Mon, Wed 9-6", ["Mo 09:00-18:00", "We 09:00-18:00"]),
        ("24/7", ["Mo-Su 00:00-23:59"]),
        ("Daily closed", []),
    ],
)
def test_machines_are_told_in_the_words_of_schema_org(text, expected):
    assert in_schema(read_hours(text)) == expected
