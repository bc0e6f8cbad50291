import smtplib
from io import StringIO

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command

from ldn_site.contact import notices
from ldn_site.contact.models import Message, State
from ldn_site.contact.notices import tell_the_desk, untold
from ldn_site.pharmacy.models import Pharmacy
from tests.contact.posting import send
from tests.factories import make_message

pytestmark = pytest.mark.django_db

SECRET = "Zebra4711"


@pytest.fixture
def desk():
    Pharmacy.objects.update(desk_email="desk@example.org")


@pytest.fixture
def broken_mail(monkeypatch):
    def refuse(*args):
        raise smtplib.SMTPServerDisconnected("Connection unexpectedly closed")

    with monkeypatch.context() as patch:
        patch.setattr(notices, "send_mail", refuse)
        yield patch


def notify() -> str:
    said = StringIO()
    call_command("notify_desk", stdout=said)
    return said.getvalue()


def test_message_that_was_told_of_is_marked(desk, mailoutbox, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        make_message()

    assert Message.objects.get().notified_at
    assert len(mailoutbox) == 1
    assert notify() == ""
    assert len(mailoutbox) == 1


def test_visitor_sees_nothing_of_a_mail_fault(
    client, desk, broken_mail, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        response = send(client)

    assert response.status_code == 303
    assert Message.objects.get().notified_at is None


def test_only_the_first_visitor_waits_for_a_mail_server_that_hangs(
    client, desk, monkeypatch, mailoutbox, django_capture_on_commit_callbacks
):
    tried = []

    def hang(*args):
        tried.append(args)
        raise TimeoutError

    with monkeypatch.context() as patch, django_capture_on_commit_callbacks(execute=True):
        patch.setattr(notices, "send_mail", hang)
        for number in range(3):
            assert send(client, text=f"Question {number}").status_code == 303

    assert len(tried) == 1
    notify()
    assert len(mailoutbox) == 1
    assert not untold().exists()


def test_messages_are_told_of_in_one_mail_when_the_server_is_well_again(
    desk, broken_mail, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        messages = [make_message(text=f"I take {SECRET} {number}") for number in range(3)]
    with pytest.raises(CommandError, match="of: 3.*SMTPServerDisconnected.*run this again"):
        notify()
    broken_mail.undo()

    said = notify()

    (mail,) = mailoutbox
    assert "3" in said
    assert mail.to == ["desk@example.org"]
    assert mail.subject == "3 messages are waiting"
    assert all(message.code in mail.body for message in messages)
    assert "http://testserver/admin/contact/message/?tray=new" in mail.body
    assert SECRET not in str(mail.message())
    assert not untold().exists()


def test_fault_leaves_no_message_marked_and_none_held_back(desk, broken_mail):
    make_message()

    for _ in range(2):
        with pytest.raises(CommandError, match="of: 1"):
            notify()

    assert Message.objects.get().notified_at is None


@pytest.mark.parametrize("state", [State.SPAM, State.CLOSED, State.IN_HAND, State.WAITING])
def test_nobody_is_told_of_what_somebody_has_seen_to(desk, mailoutbox, state):
    make_message()
    Message.objects.update(state=state)

    assert notify() == ""
    assert not mailoutbox


def test_two_at_once_send_one_mail(desk, mailoutbox, monkeypatch):
    make_message()
    send_mail = notices.send_mail

    def meanwhile(*args):
        assert notify() == ""  # another process, at the same moment
        return send_mail(*args)

    monkeypatch.setattr(notices, "send_mail", meanwhile)

    notify()

    assert len(mailoutbox) == 1


def test_process_that_died_holds_a_message_for_a_minute_only(desk, mailoutbox, monkeypatch):
    stored = []
    add = cache.add
    monkeypatch.setattr(cache, "add", lambda *args: stored.append(args) or add(*args))
    message = make_message()

    notify()

    assert stored == [(f"notice:{message.code}", True, 60)]


def test_desk_is_told_though_the_cache_is_down(desk, mailoutbox, monkeypatch, caplog):
    def fail(*args):
        raise OSError("no cache")

    make_message()
    monkeypatch.setattr(cache, "add", fail)

    notify()

    assert len(mailoutbox) == 1
    assert "this one was sent" in caplog.text


def test_command_says_what_to_do_where_no_email_is_filled_in(mailoutbox):
    assert notify() == ""

    make_message()
    with pytest.raises(CommandError, match="fill it in"):
        notify()

    assert not mailoutbox
    assert Message.objects.get().notified_at is None


def test_notice_reads_no_word_and_needs_no_key(desk, mailoutbox, settings):
    make_message()
    settings.FIELD_KEYS = ["A" * 43 + "="]

    assert tell_the_desk(untold()) == 1


def test_notice_of_very_many_is_a_short_mail(desk, mailoutbox):
    for number in range(25):
        make_message(text=f"Question {number}")

    notify()

    assert mailoutbox[0].subject == "25 messages are waiting"
    assert len(mailoutbox[0].body.splitlines()) < 30
