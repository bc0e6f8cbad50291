from datetime import timedelta
from io import StringIO
from unittest.mock import patch

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from ldn_site.contact import desk, purging
from ldn_site.contact.models import Message, Note, State, Viewer
from ldn_site.trail.models import Event
from tests.factories import in_days, make_message, make_user

pytestmark = pytest.mark.django_db

SECRET = "Zebra4711"


def message_of(state: str, *, days_ago: float, **fields) -> Message:
    """A message that came, and was closed where it is, so long ago."""
    message = make_message(name=f"Ana {SECRET}", **fields)
    at = in_days(-days_ago)
    closed_at = at if state in {State.CLOSED, State.SPAM} else None
    Message.objects.filter(pk=message.pk).update(state=state, received_at=at, closed_at=closed_at)
    return Message.objects.get(pk=message.pk)


def purge(*options: str) -> str:
    out = StringIO()
    call_command("purge_messages", *options, stdout=out)
    return out.getvalue()


def left() -> set[str]:
    return set(Message.objects.values_list("code", flat=True))


@pytest.mark.parametrize(
    ("state", "days", "is_left"),
    [
        (State.CLOSED, 89.9, True),
        (State.CLOSED, 90.1, False),
        (State.SPAM, 29.9, True),
        (State.SPAM, 30.1, False),
        (State.NEW, 4000, True),
        (State.IN_HAND, 4000, True),
        (State.WAITING, 4000, True),
    ],
)
def test_message_is_kept_as_long_as_the_table_says(state, days, is_left):
    message = message_of(state, days_ago=days)

    purge()

    assert left() == ({message.code} if is_left else set())


def test_old_message_marked_as_spam_can_be_taken_back_for_as_long_as_a_new_one():
    message, clerk = message_of(State.NEW, days_ago=400), make_user()
    desk.mark_spam(message, by=clerk, saw=desk.sight_of(message))
    suspect = make_message(text="Cheap watches.", is_suspect=True)

    purge()
    assert left() == {message.code, suspect.code}

    Message.objects.update(closed_at=in_days(-31))
    purge()
    assert not left()


def test_doubles_go_with_their_message_and_not_before():
    first, second = message_of(State.CLOSED, days_ago=50), message_of(State.CLOSED, days_ago=300)
    third = message_of(State.CLOSED, days_ago=300)
    Message.objects.filter(pk=second.pk).update(double_of=first)
    Message.objects.filter(pk=third.pk).update(double_of=second)

    purge()
    assert len(left()) == 3

    Message.objects.filter(pk=first.pk).update(closed_at=in_days(-91))
    purge()
    assert not left()
    deleted = Event.objects.filter(verb="deleted after its time")
    assert {event.thing_name for event in deleted} == {first.code, second.code, third.code}


def test_trail_keeps_the_code_and_no_word():
    message = message_of(State.CLOSED, days_ago=91, text=f"I take {SECRET}.")
    Note.objects.create(message=message, text=f"Called {SECRET}")

    printed = purge()

    event = Event.objects.get(verb="deleted after its time")
    assert (event.thing_name, event.actor_name) == (message.code, "command line")
    assert message.code in printed
    assert not Note.objects.exists()
    assert SECRET not in printed + str(list(Event.objects.values_list()))


def test_dry_run_names_what_is_due_and_deletes_nothing():
    message = message_of(State.CLOSED, days_ago=91)
    Session.objects.create(session_key="old", session_data="", expire_date=in_days(-1))

    printed = purge("--dry-run")

    assert f"Due: 1 messages. {message.code}" in printed
    assert "Due: 1 of sessions" in printed
    assert left() == {message.code}
    assert Session.objects.count() == 1


def test_second_run_finds_nothing_to_do():
    message_of(State.CLOSED, days_ago=91)

    assert "Deleted: 1 messages." in purge()
    assert "Deleted: 0 messages." in purge()
    assert Event.objects.filter(verb="deleted after its time").count() == 1


def test_message_that_no_key_opens_is_deleted_in_time(settings):
    message_of(State.CLOSED, days_ago=91)
    settings.FIELD_KEYS = ["A" * 43 + "="]

    purge()

    assert not left()


def test_message_reopened_meanwhile_stays():
    message = message_of(State.CLOSED, days_ago=91)
    now = timezone.now()
    found = purging.due(now).get()
    Message.objects.filter(pk=message.pk).update(state=State.IN_HAND)

    assert purging.purge(found, now) == []
    assert left() == {message.code}
    assert not Event.objects.filter(verb="deleted after its time").exists()


def test_fault_in_the_middle_leaves_the_message_and_no_event():
    message = message_of(State.CLOSED, days_ago=91)

    with patch.object(Message, "delete", side_effect=OSError), pytest.raises(OSError):
        purge()

    assert left() == {message.code}
    assert not Event.objects.filter(verb="deleted after its time").exists()


@pytest.mark.parametrize("state", [State.CLOSED, State.SPAM])
def test_message_put_away_past_the_desk_gets_its_clock_and_then_goes(state):
    message = message_of(State.IN_HAND, days_ago=400)
    Message.objects.update(state=state)

    purge()
    assert Message.objects.get(pk=message.pk).closed_at is not None

    Message.objects.update(closed_at=in_days(-91))
    purge()
    assert not left()


def test_purge_that_has_not_run_is_counted():
    now = timezone.now()
    message_of(State.CLOSED, days_ago=91)
    message_of(State.CLOSED, days_ago=93)
    message_of(State.SPAM, days_ago=33)

    assert purging.due(now).count() == 3
    assert purging.kept_too_long(now) == 2


def test_daily_job_clears_what_else_has_a_clock():
    message, person = make_message(), make_user()
    for tab, days in (("old", 2), ("open", 0)):
        Viewer.objects.create(tab=tab, message=message, person=person, seen_at=in_days(-days))
    for key, days in (("old", -1), ("good", 1)):
        Session.objects.create(session_key=key, session_data="", expire_date=in_days(days))

    purge()

    assert list(Viewer.objects.values_list("tab", flat=True)) == ["open"]
    assert list(Session.objects.values_list("session_key", flat=True)) == ["good"]
    assert left() == {message.code}


def test_counts_of_the_cache_table_are_cleared_when_their_time_is_over(settings):
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "counts_of_tests",
        }
    }
    call_command("createcachetable", verbosity=0)
    cache = caches["default"]
    cache.set("over", 1, timeout=-timedelta(hours=1).total_seconds())
    cache.set("runs", 1, timeout=600)

    purge()

    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM counts_of_tests")
        keys = [key for (key,) in cursor.fetchall()]
    assert [key.rpartition(":")[2] for key in keys] == ["runs"]
