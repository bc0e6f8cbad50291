from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from cryptography.fernet import Fernet

from ldn_site.contact.crisis import Care
from ldn_site.contact.models import Message
from ldn_site.guards.sealing import seal
from ldn_site.pages.sent import token_of
from ldn_site.pharmacy.models import Pharmacy
from tests.contact.posting import ask, send
from tests.factories import make_message

pytestmark = pytest.mark.django_db

SENT = "/get-ldn/sent/"


def words(client, token):
    response = client.get(SENT, {"m": token})
    assert response.status_code == 200
    return response.content.decode()


def test_page_shows_the_code_and_what_happens_next(client):
    Pharmacy.objects.update(reply_time="We answer within one business day.")

    response = client.get(send(client)["Location"])

    body = response.content.decode()
    assert "We have your message" in body
    assert Message.objects.get().code in body
    assert "We answer within one business day." in body
    assert "see your doctor" in body
    assert '<meta name="robots" content="noindex">' in body
    assert "no-store" in response["Cache-Control"]


def test_prescriber_is_not_told_to_see_a_doctor(client):
    body = client.get(ask(client)["Location"]).content.decode()

    assert Message.objects.get().code in body
    assert "see your doctor" not in body


def test_address_tells_neither_the_code_nor_the_trouble_not_even_by_its_length():
    message = make_message()
    tokens = [token_of(message, care) for care in ((), (Care.CRISIS,), tuple(Care))]

    assert len({len(token) for token in tokens}) == 1
    assert not [token for token in tokens if message.code in token or "crisis" in token]


def test_page_shows_nothing_after_a_day(client):
    token = token_of(make_message(), [Care.CRISIS])
    with time_machine.travel(0, tick=False) as clock:
        token = token_of(make_message(), [Care.CRISIS])
        clock.shift(24 * 60 * 60 - 1)
        in_time = words(client, token)
        clock.shift(2)
        late = words(client, token)

    assert "We have your message" in in_time
    assert "We have your message" not in late
    assert "Call 988" not in late


TOKENS = {
    "none": "",
    "a code": "K7XM-4TPD",
    "a script": "<script>alert(1)</script>",
    "the beginning of one": "gAAAAA",
    "a letter": "é",
    "nothing printable": "\0",
    "a long one": "a" * 3000,
    "sealed words": seal("K7XM-4TPD"),
    "sealed for something else": seal('["other", "K7XM-4TPD", false]'),
    "another key": Fernet(Fernet.generate_key()).encrypt(b'["sent", "K7XM-4TPD", false]').decode(),
}


@pytest.mark.parametrize("kind", TOKENS)
def test_address_that_is_not_ours_gets_a_plain_page(client, kind):
    body = words(client, TOKENS[kind])

    assert "We have your message" not in body
    assert "K7XM" not in body
    assert "<script>alert" not in body


def test_cut_address_gets_a_plain_page(client):
    (token,) = parse_qs(urlsplit(send(client)["Location"]).query)["m"]

    assert "We have your message" not in words(client, token[:-5])
