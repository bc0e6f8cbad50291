from datetime import date, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import OperationalError
from django.utils import timezone

from ldn_site.search import unanswered
from ldn_site.search.models import Unanswered
from ldn_site.search.unanswered import MOST_ROWS_A_DAY, count, impersonal, wishes

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 2, 12, tzinfo=timezone.get_default_timezone())


def count_on_days(time_machine, words, *days):
    for day in days:
        time_machine.move_to(NOON + timedelta(days=day), tick=False)
        count(words)


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("lupus", "lupus"),
        ("What is Lupus?", "lupus"),
        ("Sjögren's syndrome", "sjogrens syndrome"),
        ("can it help restless-legs, please", "help restless legs please"),
        ("narcolepsia", "narcolepsia"),
    ],
)
def test_telling_words_are_counted(words, kept):
    assert impersonal(words) == kept


@pytest.mark.parametrize(
    "words",
    [
        "",
        "the",
        "x",
        "713 555 1234",
        "maria1975",
        "maria@example.com",
        "maria(at)example.com",
        "maria.lopez",
        "https://example.com/",
        "12 Main Street",
        "maria lopez has lupus since her second child",
        "zq" * 16,
        "i want to die",
        "took my ldn with oxycodone",
        "lupus\x00",
        "<script>",
        "' OR 1=1",
    ],
)
def test_what_may_tell_of_a_person_is_not_counted(words):
    count(words)

    assert not Unanswered.objects.exists()


def test_words_are_not_written_down_before_the_third_day(time_machine):
    count_on_days(time_machine, "lupus", 0, 0, 0, 0, 1)

    assert set(Unanswered.objects.values_list("words", flat=True)) == {""}
    assert "lupus" not in repr(list(Unanswered.objects.values()))
    assert wishes() == []


def test_words_of_three_days_are_shown_with_how_often_and_when(time_machine):
    count_on_days(time_machine, "Lupus", -40, 0, 0)
    count_on_days(time_machine, "what about lupus?", 1)

    (wish,) = wishes()

    assert (wish.words, wish.days, wish.times, wish.times_lately) == ("lupus", 3, 4, 3)
    assert wish.last == timezone.localdate()


def test_what_is_wanted_most_lately_stands_first(time_machine):
    for words, days in (("lupus", (0, 1, 2)), ("gout", (0, 1, 2, 2)), ("tinnitus", (0, 1))):
        count_on_days(time_machine, words, *days)

    assert [wish.words for wish in wishes()] == ["gout", "lupus"]


def test_row_holds_a_day_and_no_time():
    count("lupus")

    row = Unanswered.objects.values().get()

    assert set(row) == {"id", "words_hash", "day", "times", "words"}
    assert type(row["day"]) is date


def test_invented_words_fill_no_table():
    Unanswered.objects.bulk_create(
        Unanswered(words_hash=str(number), day=timezone.localdate())
        for number in range(MOST_ROWS_A_DAY)
    )

    count("lupus")

    assert Unanswered.objects.count() == MOST_ROWS_A_DAY


def test_words_counted_that_day_go_on_being_counted_on_a_full_day():
    count("lupus")
    Unanswered.objects.bulk_create(
        Unanswered(words_hash=str(number), day=timezone.localdate())
        for number in range(MOST_ROWS_A_DAY)
    )

    count("lupus")

    assert Unanswered.objects.filter(times=2).count() == 1


def test_database_that_fails_costs_the_count_alone(monkeypatch, caplog):
    def fail(*given):
        raise OperationalError("locked while counting lupus")

    monkeypatch.setattr(unanswered, "_count", fail)

    count("lupus")

    assert "not counted: OperationalError" in caplog.text
    assert "lupus" not in caplog.text


def test_daily_job_deletes_counts_after_90_days(time_machine):
    count_on_days(time_machine, "lupus", 0, 1)
    time_machine.move_to(NOON + timedelta(days=90), tick=False)

    call_command("purge_messages", stdout=StringIO())

    assert Unanswered.objects.get().day == date(2026, 3, 3)


def test_count_takes_the_same_queries_however_many_there_are(django_assert_max_num_queries):
    Unanswered.objects.bulk_create(
        Unanswered(words_hash=str(number), day=timezone.localdate()) for number in range(150)
    )

    with django_assert_max_num_queries(8):
        count("lupus")
    with django_assert_max_num_queries(1):
        wishes()


def test_longest_words_that_are_counted_fit_their_column():
    words = " ".join(["abcdefghijklmnopqrstuvwxyzabcd"] * unanswered.MOST_WORDS)
    assert impersonal(words) == words

    assert len(words) <= Unanswered._meta.get_field("words").max_length
