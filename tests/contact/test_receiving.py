import smtplib
from datetime import timedelta

import pytest
import time_machine
from cryptography.fernet import Fernet
from django.contrib.admin.models import LogEntry
from django.core.exceptions import ImproperlyConfigured
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from ldn_site.contact import notices
from ldn_site.contact.models import CODE_LETTERS, Message, State
from ldn_site.guards.hashing import keyed_hash
from ldn_site.pharmacy.models import Pharmacy
from ldn_site.trail.models import Event
from tests.factories import make_message

pytestmark = pytest.mark.django_db

SECRET = "Zebra4711"
WORDS = {"name": f"Ana {SECRET}", "reply_to": f"{SECRET}@example.org", "text": f"I take {SECRET}."}


@pytest.fixture
def desk():
    Pharmacy.objects.update(desk_email="desk@example.org")


def column(name: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {name} FROM contact_message")
        return cursor.fetchone()[0]


def test_message_is_kept_with_a_code_to_read_out():
    message = make_message(**WORDS)

    assert Message.objects.get().text == WORDS["text"]
    assert set(message.code.replace("-", "")) <= set(CODE_LETTERS)
    assert (len(message.code), message.code[4]) == (9, "-")
    assert message.state == State.NEW


@pytest.mark.parametrize("name", ["name", "reply_to", "text"])
def test_column_holds_no_word_that_was_written(name):
    make_message(**WORDS)

    stored = column(name)

    assert stored
    assert SECRET not in stored
    assert SECRET in getattr(Message.objects.get(), name)


def test_same_words_are_stored_differently_each_time():
    make_message(name="Ana")
    first = column("name")
    Message.objects.update(name="Ana")

    assert column("name") != first


def test_message_opens_with_an_older_key(settings):
    make_message(**WORDS)
    settings.FIELD_KEYS = [Fernet.generate_key().decode(), *settings.FIELD_KEYS]

    assert Message.objects.get().text == WORDS["text"]


def test_wrong_key_is_named_as_the_fault_and_shows_nothing(settings):
    make_message(**WORDS)
    settings.FIELD_KEYS = [Fernet.generate_key().decode()]

    with pytest.raises(ImproperlyConfigured, match="Bring back the key") as error:
        Message.objects.get()

    assert "gAAAA" not in str(error.value)


def test_same_message_within_the_hour_is_one(desk, mailoutbox, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        first, second = (make_message(**WORDS) for _ in range(2))

    assert first == second
    assert Message.objects.count() == len(mailoutbox) == Event.objects.count() == 1


@pytest.mark.parametrize("minute", [0, 30, 59])
def test_same_message_counts_as_one_wherever_in_the_hour_it_fell(minute):
    with time_machine.travel(f"2026-03-01T10:{minute:02}:00+00:00", tick=False) as clock:
        first = make_message(**WORDS)
        clock.shift(timedelta(minutes=55))
        second = make_message(**WORDS)
        clock.shift(timedelta(hours=2))
        third = make_message(**WORDS)

    assert first == second != third


@pytest.mark.parametrize(
    "change",
    [
        {"name": "Bob"},
        {"reply_to": "bob@example.org"},
        {"subject": "call"},
        {"location": "sugar-land"},
        {"best_time": "morning"},
        {"text": "Something else"},
    ],
)
def test_message_that_differs_anywhere_is_another(change):
    make_message(**WORDS)
    make_message(**(WORDS | change))

    assert Message.objects.count() == 2


def test_database_holds_each_fingerprint_once():
    message = make_message()
    copy = Message(fingerprint=message.fingerprint, location=message.location)

    with pytest.raises(IntegrityError), transaction.atomic():
        copy.save()


def test_fingerprint_cannot_be_made_without_the_key(settings):
    before = keyed_hash("contact.message", "words")
    settings.INDEX_KEY = "another"

    assert keyed_hash("contact.message", "words") != before


def test_desk_hears_of_a_message_by_a_link_only(
    desk, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        message = make_message(**WORDS)

    (mail,) = mailoutbox
    assert mail.to == ["desk@example.org"]
    assert message.code in mail.subject
    assert f"http://testserver/admin/contact/message/{message.pk}/change/" in mail.body
    assert SECRET not in str(mail.message())


def test_no_mail_where_no_desk_is_named(mailoutbox, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        make_message()

    assert not mailoutbox


def test_broken_mail_server_loses_no_message(
    desk, monkeypatch, caplog, django_capture_on_commit_callbacks
):
    def refuse(*args):
        raise smtplib.SMTPServerDisconnected("gone")

    monkeypatch.setattr(notices, "send_mail", refuse)

    with django_capture_on_commit_callbacks(execute=True):
        make_message(**WORDS)

    assert Message.objects.count() == 1
    assert "gone" in caplog.text
    assert SECRET not in caplog.text


def test_message_of_a_program_is_kept_as_spam_and_disturbs_nobody(
    desk, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        make_message(is_suspect=True)

    assert Message.objects.get().state == State.SPAM
    assert not mailoutbox


def test_trail_knows_the_code_and_none_of_the_words():
    message = make_message(**WORDS)

    event = Event.objects.get()

    assert (event.actor_name, event.verb, event.thing_name) == (
        "a visitor",
        "received",
        message.code,
    )
    assert SECRET not in str(vars(event))
    assert not LogEntry.objects.exists()


def test_message_says_when_it_came():
    before = timezone.now()

    assert before <= make_message().received_at <= timezone.now()
