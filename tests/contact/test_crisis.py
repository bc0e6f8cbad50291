import pytest
from django.db import connection

from ldn_site.contact.crisis import Care, care_for, folded
from ldn_site.contact.models import Message, State
from ldn_site.pharmacy.models import Pharmacy
from tests.contact.posting import ask, down, send, sent_by
from tests.factories import make_message

CALLS = {
    Care.EMERGENCY: [
        "I can't breathe",
        "i can´t breathe",
        "she is having trouble breathing",
        "My FACE is swollen",
        "swelling of my lips",
        "my throat feels like it is closing",
        "he had a seizure",
        "She won’t wake up",
        "chest pain since noon",
        "he passed out",
        "No puedo respirar",
        "me cuesta respirar",
        "se me hinchó la cara",
        "tuvo una convulsión",
        "mi esposo no despierta",
        "dolor en el pecho",
    ],
    Care.CRISIS: [
        "I think about suicide",
        "I am SUICIDAL",
        "I want to kill my self",
        "i just want to die",
        "I don't want to live any more",
        "I keep cutting myself",
        "self-harm",
        "better off without me",
        "I am thinking about ending it",
        "want 2 die",
        "kms",
        "quiero morirme",
        "me quiero matar",
        "ya no quiero vivir",
        "pensamientos suicidas",
        "quitarme la vida",
    ],
    Care.POISON: [
        "I took too much LDN",
        "took way too many capsules",
        "my toddler swallowed one",
        "the dog ate my capsules",
        "I took a double dose",
        "I overdosed",
        "tomé demasiadas cápsulas",
        "mi hija se tragó una pastilla",
        "se tragó una pastilla mi niño",
        "SOBREDOSIS",
        "doble dosis",
    ],
    Care.OPIOID: [
        "sudden withdrawal",
        "I took oxycodone with it",
        "I am on methadone",
        "I took both",
        "took them both last night",
        "mixed the two",
        "LDN and an opioid",
        "tramadol after my LDN",
        "I took pain pills",
        "took an opiod",
        "síndrome de abstinencia",
        "tomé tramadol ayer",
        "tomé los dos",
        "naltrexona y morfina",
    ],
    Care.REACTION: [
        "a rash on my arms",
        "I had a bad reaction",
        "I am vomiting",
        "my eyes look yellow",
        "tengo un sarpullido",
        "una reacción alérgica",
    ],
}
EVERYDAY = [
    "What does a month cost?",
    "My doctor will send the prescription to Houston. How long does it take?",
    "Please refill my capsules, 4.5 mg.",
    "Do you ship to Austin? When are you open on Sunday?",
    "I called twice and nobody called back.",
    "Is LDN an opioid?",
    "Can you mix the flavor in?",
    "Can I pick up for both of us?",
    "It takes too long to load this page.",
    "The capsules are made without lactose, right?",
    "¿Cuánto cuesta un mes? ¿Cuándo abren?",
    "Necesito hacer una pregunta sobre mi receta.",
    "",
]


@pytest.mark.parametrize(
    ("kind", "text"), [(kind, text) for kind, texts in CALLS.items() for text in texts]
)
def test_words_of_need_call_for_the_number(kind, text):
    assert kind in care_for(f"Hello. {text}, please help!")


@pytest.mark.parametrize("text", EVERYDAY)
def test_everyday_questions_call_for_nothing(text):
    assert care_for(text) == ()


def test_most_urgent_number_comes_first():
    text = "I took too many pills, I want to die, I have a rash and I cannot breathe."

    assert care_for(text) == (Care.EMERGENCY, Care.CRISIS, Care.POISON, Care.REACTION)


def test_who_feels_sick_after_an_opioid_is_not_told_to_call_a_doctor():
    assert care_for("I took tramadol, have withdrawal and am throwing up") == (Care.OPIOID,)


def test_accents_capitals_and_marks_do_not_hide_a_word():
    assert folded("  ¡Sobre-DOSIS,\n CAN’T\u00a0ﬁnd  ñandú!") == "sobre dosis cant find nandu"


def test_characters_that_nobody_sees_do_not_hide_a_word():
    assert Care.CRISIS in care_for("I think of sui\u00adci\u200bde")


@pytest.mark.parametrize("part", ["took a ", "my son ", "face a b ", "no se no "])
def test_long_text_is_read_at_once(part):
    """A pattern that runs wild would take minutes, and the test would never end."""
    assert Care.CRISIS in care_for("suicide " + part * 3000)


NUMBERS = {
    Care.EMERGENCY: ('href="tel:911"', "Call 911 now"),
    Care.CRISIS: ('href="tel:988"', 'href="sms:988"', "oprima el&nbsp;2"),
    Care.POISON: ('href="tel:+1-800-222-1222"', "Call Poison Help now"),
    Care.OPIOID: ('href="tel:911"', "call 911 now", 'href="tel:+1-800-222-1222"'),
    Care.REACTION: ("1-800-FDA-1088", "Call your doctor or pharmacist now"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("kind", CALLS)
def test_message_is_kept_and_the_number_stands_above_the_code(client, kind):
    response = send(client, text=CALLS[kind][0])

    message = Message.objects.get()
    body = client.get(response["Location"]).content.decode()
    assert message.state == State.NEW
    for words in NUMBERS[kind]:
        assert words in body
    assert body.index(NUMBERS[kind][0]) < body.index(message.code)


@pytest.mark.django_db
def test_everyday_message_brings_up_no_number_above_the_code(client):
    body = client.get(send(client)["Location"]).content.decode()

    assert "care-now" not in body


@pytest.mark.django_db
def test_message_that_is_set_aside_still_brings_up_the_number(client):
    response = send(client, text="I want to die", leave_empty="x")

    assert sent_by(response).care == (Care.CRISIS,)
    assert Message.objects.get().state == State.SPAM


@pytest.mark.django_db
@pytest.mark.parametrize("refusal", [{"name": ""}, {"headers": {}}, {"text": "suicide " * 1000}])
def test_refused_message_brings_up_the_number_all_the_same(client, refusal):
    response = send(client, **({"text": "I want to die, suicide"} | refusal))

    body = response.content.decode()
    assert response.status_code in (403, 422)
    assert 0 < body.index("Call 988") < body.index('class="error-summary"')
    assert not Message.objects.exists()


@pytest.mark.django_db
def test_words_of_danger_are_sent_at_once_however_many_share_the_connection(client):
    for number in range(11):
        waited = send(client, text=f"Question {number}")

    response = send(client, text="I want to die", stamp="")

    assert waited.status_code == 429
    assert response.status_code == 303
    assert Message.objects.filter(state="new").count() == 11


@pytest.mark.django_db
def test_visitor_who_has_to_wait_sees_the_number_at_once(client):
    for number in range(10):
        send(client, text=f"I want to die {number}")

    response = send(client, text="I want to die")

    assert response.status_code == 429
    assert "Call 988" in response.content.decode()


@pytest.mark.django_db
def test_number_needs_no_database(client):
    with connection.execute_wrapper(down):
        response = send(client, text="I want to die")

    assert response.status_code == 503
    assert "Call 988" in response.content.decode()


@pytest.mark.django_db
def test_pharmacy_is_called_where_its_phone_is_known(client):
    without = client.get(send(client, text="I have a rash")["Location"]).content.decode()
    Pharmacy.objects.update(phone="(713) 555-0100")
    body = client.get(send(client, text="I have a rash")["Location"]).content.decode()

    assert "Call us:" not in without
    assert 'href="tel:+1-713-555-0100">Call us: (713) 555-0100' in body


@pytest.mark.django_db
@pytest.mark.parametrize("post", [send, ask])
def test_kinds_of_trouble_are_stored_nowhere_in_clear(client, post):
    post(client, text="I think about suicide")

    row = Message.objects.values().get()
    row.pop("text")
    assert "crisis" not in str(row)
    assert make_message(text="Hello").text == "Hello"
