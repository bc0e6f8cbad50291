import logging

import pytest
from django.contrib.admin.models import LogEntry
from django.core.cache import cache
from django.db import OperationalError, connection

from ldn_site.contact.models import Message, State
from ldn_site.logs import NothingTyped
from ldn_site.pages import posting
from ldn_site.pharmacy.models import Pharmacy
from ldn_site.trail.models import Event
from tests.contact.posting import FORM, OURS, down, send, sent_by, typed

pytestmark = pytest.mark.django_db

SECRET = "Zebra4711"
NOTHING_KEPT = "no-store"


def body_of(response) -> str:
    return response.content.decode()


def test_message_is_stored_and_the_visitor_gets_its_code(client):
    response = send(client)

    message = Message.objects.get()
    assert response.status_code == 303
    assert sent_by(response).code == message.code
    assert message.text == "What does a month cost?"
    assert message.location.slug == "houston"


def test_visitor_gets_no_cookie_and_nothing_is_kept(client):
    form, posted = client.get(FORM), send(client)
    sent = client.get(posted["Location"])

    assert not client.cookies
    assert "Cookie" not in form.get("Vary", "")
    assert NOTHING_KEPT in posted["Cache-Control"]
    assert NOTHING_KEPT in sent["Cache-Control"]


def test_words_are_in_the_encrypted_columns_and_nowhere_else(
    client, mailoutbox, caplog, django_capture_on_commit_callbacks
):
    caplog.set_level(logging.DEBUG)
    Pharmacy.objects.update(desk_email="desk@example.org")
    kept = []
    fields = {
        "name": f"Ana {SECRET}",
        "reply_to": f"{SECRET}@example.org",
        "text": f"I take {SECRET} for pain.",
    }

    with (
        connection.execute_wrapper(lambda run, *sql: (kept.append(sql[:2]), run(*sql))[1]),
        django_capture_on_commit_callbacks(execute=True),
    ):
        response = send(client, **fields)

    sinks = [
        response["Location"],
        str(response.headers),
        str([str(mail.message()) for mail in mailoutbox]),
        caplog.text,
        str([vars(event) for event in Event.objects.all()]),
        str(LogEntry.objects.values_list()),
        str(vars(cache)),
        str(kept),
    ]
    assert Message.objects.get().text == fields["text"]
    assert len(mailoutbox) == 1
    assert "INSERT INTO" in sinks[-1]
    assert not [sink for sink in sinks if SECRET in sink]


def test_errors_stand_at_their_fields_and_keep_what_was_typed(client):
    response = send(client, name="", reply_to="555", text=f"Hello {SECRET}")

    body = body_of(response)
    assert response.status_code == 422
    assert "<title>Error: " in body
    assert 'href="#id_name"' in body
    assert 'href="#id_reply_to"' in body
    assert 'aria-describedby="id_reply_to_helptext id_reply_to_error"' in body
    assert 'id="id_reply_to_error"' in body
    assert f"Hello {SECRET}" in body
    assert 'value="555"' in body
    assert '<option value="price" selected>' in body
    assert NOTHING_KEPT in response["Cache-Control"]
    assert not Message.objects.exists()


def test_error_at_a_choice_leads_to_its_first_button(client):
    body = body_of(send(client, location=""))

    assert 'href="#id_location_0"' in body
    assert 'id="id_location_0"' in body


def test_typed_markup_comes_back_as_text(client):
    body = body_of(send(client, name="", text="</textarea><script>alert(1)</script>"))

    assert "<script>alert" not in body
    assert "&lt;/textarea&gt;&lt;script&gt;" in body


@pytest.mark.parametrize(
    "headers",
    [{}, {"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"}],
)
def test_post_from_elsewhere_is_refused_and_keeps_what_was_typed(client, headers):
    response = send(client, headers=headers, text=f"Hello {SECRET}")

    assert response.status_code == 403
    assert f"Hello {SECRET}" in body_of(response)
    assert not Message.objects.exists()


def test_same_form_sent_twice_is_one_message(client):
    first, second = send(client), send(client)

    assert sent_by(first) == sent_by(second)
    assert Message.objects.count() == 1


def test_program_is_thanked_and_its_message_set_aside(client):
    response = send(client, leave_empty="https://spam.example")

    assert response.status_code == 303
    assert Message.objects.get().state == State.SPAM


def test_eleventh_message_waits_and_keeps_what_was_typed(client):
    forged = [{**OURS, "X-Forwarded-For": f"198.51.100.{number}"} for number in range(11)]
    responses = [
        send(client, headers=headers, text=f"Message {number}")
        for number, headers in enumerate(forged)
    ]

    assert [response.status_code for response in responses] == [303] * 10 + [429]
    assert 0 < int(responses[-1]["Retry-After"]) <= 600
    assert "Wait 10 minutes" in body_of(responses[-1])
    assert "Message 10" in body_of(responses[-1])
    assert Message.objects.count() == 10
    assert send(client, remote="203.0.113.9", text="Somebody else").status_code == 303


def test_typing_errors_do_not_count_against_the_limit(client):
    for _ in range(12):
        send(client, name="")

    assert send(client).status_code == 303


@pytest.mark.parametrize(
    ("content_type", "body", "status"),
    [
        ("application/x-www-form-urlencoded", b"", 422),
        ("application/x-www-form-urlencoded", b"&&&===%%%", 422),
        ("application/x-www-form-urlencoded", b"name=%00&text=%00", 422),
        ("application/x-www-form-urlencoded", b"name=%ff%fe&text=%ed%a0%80", 422),
        ("application/x-www-form-urlencoded", b"name=\xff\xfe&text=\x80", 422),
        ("application/x-www-form-urlencoded", b"text=" + b"a" * 1_000_000, 400),
        ("application/x-www-form-urlencoded", b"name=" + b"a" * 800_000, 422),
        ("application/x-www-form-urlencoded", b"&".join([b"a=1"] * 10_000), 400),
        ("application/x-www-form-urlencoded; charset=utf-16", b"name=a", 415),
        ("application/x-www-form-urlencoded; charset=nonsense", b"name=a", 415),
        ('application/x-www-form-urlencoded; charset="utf-7"', b"name=a", 415),
        ("multipart/form-data", b"name=a", 400),
        ("multipart/form-data; boundary=x", b"--x\r\nnonsense", 422),
        ("multipart/form-data; boundary=" + "x" * 300, b"--x\r\n", 400),
        ("multipart/form-data; boundary=x", b"--x\r\n" + b"a" * 1_000_000, 400),
        ("application/json", b'{"name": "a"}', 422),
        ("application/json", b"\xff{", 422),
        ("text/plain", b"name=a", 422),
        ("", b"name=a", 422),
    ],
)
def test_nonsense_gets_a_plain_refusal(client, content_type, body, status):
    response = client.generic("POST", FORM, body, content_type=content_type, headers=OURS)

    assert response.status_code == status
    assert "<h1" in body_of(response)
    assert not Message.objects.exists()


def test_file_is_not_read_and_the_message_is_kept(client, tmp_path):
    (tmp_path / "scan.txt").write_text("words")
    with (tmp_path / "scan.txt").open() as file:
        response = client.post(FORM, {**typed(), "scan": file}, headers=OURS)

    assert response.status_code == 303


def test_database_that_is_down_gets_no_thanks_and_loses_no_word(client, caplog):
    with connection.execute_wrapper(down):
        response = send(client, text=f"Hello {SECRET}", location="sugar-land")

    body = body_of(response)
    assert response.status_code == 503
    assert response["Retry-After"] == "60"
    assert f"Hello {SECRET}" in body
    assert 'name="location" value="sugar-land"' in body
    assert "not sent" in body
    assert "unable to open" in caplog.text
    assert SECRET not in caplog.text
    assert not Message.objects.exists()


def test_database_that_fails_while_saving_gets_no_thanks(client, monkeypatch):
    def fail(**fields):
        raise OperationalError("database is locked")

    with monkeypatch.context() as patch:
        patch.setattr(posting, "receive", fail)
        response = send(client, text=f"Hello {SECRET}")

    assert response.status_code == 503
    assert f"Hello {SECRET}" in body_of(response)
    assert send(client, text=f"Hello {SECRET}").status_code == 303


def test_fault_of_ours_is_logged_without_the_words(client, monkeypatch, caplog):
    def fail(**fields):
        raise RuntimeError(f"cannot handle {fields['text']}")

    monkeypatch.setattr(posting, "receive", fail)
    client.raise_request_exception = False

    response = send(client, name=f"Ana {SECRET}", text=f"Hello {SECRET}")

    assert response.status_code == 500
    logged = "\n".join(NothingTyped().format(record) for record in caplog.records)
    assert "RuntimeError" in logged
    assert "in _take" in logged
    assert SECRET not in logged + body_of(response)


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_other_methods_are_not_taken(client, method):
    assert client.generic(method, FORM).status_code == 405
