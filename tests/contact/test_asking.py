import pytest

from ldn_site.contact.forms import PrescriberForm
from ldn_site.contact.models import Message, Sender
from ldn_site.pharmacy.models import Pharmacy
from tests.contact.posting import ASK, ask, send

pytestmark = pytest.mark.django_db


def test_question_of_a_prescriber_is_kept_and_known_as_one(client):
    response = ask(client, practice="Nurse, Bay Family Practice")

    message = Message.objects.get()
    assert response.status_code == 303
    assert (message.sender, message.subject) == (Sender.PRESCRIBER, "question")
    assert message.name == "Lee Park, NP"
    assert message.text == "Nurse, Bay Family Practice\n\nWhich fillers do you use?"


def test_practice_may_be_left_out(client):
    ask(client)

    assert Message.objects.get().text == "Which fillers do you use?"


def test_message_of_a_patient_stays_a_patients(client):
    send(client)

    assert Message.objects.get().sender == Sender.PATIENT


def test_sender_and_subject_cannot_be_chosen(client):
    ask(client, sender="patient", subject="price", best_time="morning", code="AAAA-AAAA")

    message = Message.objects.get()
    assert (message.sender, message.subject, message.best_time) == ("prescriber", "question", "any")
    assert message.code != "AAAA-AAAA"


def test_form_asks_for_no_patient_and_comes_without_a_cookie(client):
    response = client.get(ASK)

    body = response.content.decode()
    assert list(PrescriberForm(locations=[]).fields) == [
        "name",
        "practice",
        "reply_to",
        "location",
        "text",
        "leave_empty",
    ]
    assert "Do not name a patient" in body.split("<form ")[0]
    assert "public" in response["Cache-Control"]
    assert not client.cookies


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"name": ""}, 422),
        ({"text": " "}, 422),
        ({"practice": "a" * 161}, 422),
        ({"practice": "a\nBcc: b@example.org"}, 422),
        ({"stamp": ""}, 422),
        ({"headers": {"Origin": "https://evil.example"}}, 403),
    ],
)
def test_refused_question_comes_back_on_its_own_form(client, fields, status):
    response = ask(client, **({"text": "Typed with care"} | fields))

    body = response.content.decode()
    assert response.status_code == status
    assert "Ask our pharmacists" in body
    assert "Do not name a patient" in body
    assert 'name="practice"' in body
    assert 'name="best_time"' not in body
    assert not Message.objects.exists()


def test_both_forms_share_one_limit(client):
    for number in range(10):
        send(client, text=f"Message {number}")

    response = ask(client, text="Typed with care")

    assert response.status_code == 429
    assert "Typed with care" in response.content.decode()
    assert response["Retry-After"]


def test_phone_for_prescribers_stands_on_the_page_where_it_is_known(client):
    blank = client.get(ASK).content.decode()
    Pharmacy.objects.update(prescriber_phone="713-555-0199")
    filled = client.get(ASK).content.decode()

    assert "Quicker by phone" not in blank
    assert 'href="tel:+1-713-555-0199"' in filled
