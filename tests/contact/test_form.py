import pytest

from ldn_site.contact.forms import ContactForm
from ldn_site.contact.phones import read_phone, spoken
from ldn_site.pharmacy.models import Location
from tests.contact.posting import typed

HOUSTON = Location(slug="houston", name="Houston")


def form_of(**fields):
    return ContactForm(typed(**fields), locations=[HOUSTON])


def test_good_form_gives_what_a_message_holds():
    form = form_of(text="One line\r\nand another\t!")

    assert form.is_valid()
    assert form.message == {
        "name": "Ana Ruiz",
        "reply_to": "(713) 555-0123",
        "subject": "price",
        "location": HOUSTON,
        "best_time": "any",
        "text": "One line\nand another\t!",
    }


def test_line_ends_pasted_from_documents_are_kept_as_line_ends():
    form = form_of(text="one\x0btwo\x0cthree\rfour\r\nfive")

    assert form.is_valid(), form.errors
    assert form.cleaned_data["text"] == "one\ntwo\nthree\nfour\nfive"


def test_form_asks_for_nothing_about_health():
    assert list(form_of().fields) == [
        "name",
        "reply_to",
        "subject",
        "location",
        "best_time",
        "text",
        "leave_empty",
    ]
    offered = {value for value, _label in form_of().fields["subject"].choices}
    assert offered == {"", "prescription", "refill", "price", "call", "website", "other"}


@pytest.mark.parametrize("name", ["name", "reply_to", "subject", "location", "best_time", "text"])
@pytest.mark.parametrize("value", ["", "   ", "\r\n", None])
def test_empty_field_says_what_to_give(name, value):
    fields = typed()
    if value is None:
        del fields[name]
    else:
        fields[name] = value

    form = ContactForm(fields, locations=[HOUSTON])

    assert list(form.errors) == [name]
    assert form.errors[name][0].startswith(("Give", "Choose", "Write"))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("name", "Ana\r\nBcc: all@example.org"),
        ("name", "Ana\nRuiz"),
        ("name", "Ana\x00"),
        ("name", "Ana\x1b[31m Ruiz"),
        ("name", "Ana\x7fRuiz"),
        ("name", "Ana\x85Ruiz"),
        ("name", "Ana\u2028Ruiz"),
        ("name", "Ana\ud800Ruiz"),
        ("name", "a" * 121),
        ("name", "a" * 900_000),
        ("reply_to", "ana@example.org\r\nBcc: all@example.org"),
        ("reply_to", "ana@example.org\x00"),
        ("reply_to", "ana@example"),
        ("reply_to", "@"),
        ("reply_to", "a" * 250 + "@example.org"),
        ("reply_to", "ana@example.org, bob@example.org"),
        ("reply_to", "555 0123"),
        ("reply_to", "call me"),
        ("reply_to", "1" * 254),
        ("reply_to", "javascript:alert(1)"),
        ("subject", "diagnosis"),
        ("subject", "price\x00"),
        ("subject", "question"),
        ("location", "dallas"),
        ("location", "houston'--"),
        ("best_time", "midnight"),
        ("text", "a\x00b"),
        ("text", "a\x08b"),
        ("text", "a\udfffb"),
        ("text", "a" * 4001),
    ],
)
def test_nonsense_is_refused_at_its_field(name, value):
    form = form_of(**{name: value})

    assert not form.is_valid()
    assert list(form.errors) == [name]


@pytest.mark.parametrize(
    "text",
    ["a" * 4000, "\r\n".join("a" * 2000), "<script>alert(1)</script>", "¿Cuánto? 👩‍⚕️", "{{ x }}"],
)
def test_what_people_type_is_taken_as_it_is(text):
    form = form_of(text=text)

    assert form.is_valid(), form.errors
    assert form.cleaned_data["text"] == text.replace("\r\n", "\n")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("ana@example.org", "ana@example.org"),
        ("  ana.ruiz+ldn@mail.example.org ", "ana.ruiz+ldn@mail.example.org"),
        ("713-555-0123", "(713) 555-0123"),
        ("+1 (713) 555.0123", "(713) 555-0123"),
        ("(281) 555-0123 ext. 4", "(281) 555-0123 ext. 4"),
        ("+52 55 1234 5678", "+52 55 1234 5678"),
        ("+44 20 7946 0018", "+44 20 7946 0018"),
    ],
)
def test_reply_route_is_a_phone_or_an_email(text, kept):
    form = form_of(reply_to=text)

    assert form.is_valid(), form.errors
    assert form.cleaned_data["reply_to"] == kept


def test_phone_reads_back_as_it_was_written_down():
    number = read_phone("713 555 0123")

    assert number
    assert read_phone(spoken(number)) == number


def test_browser_is_not_told_to_cut_off_long_text():
    assert "maxlength" not in str(form_of().as_div())


def test_program_is_known_by_the_box_that_nobody_sees():
    assert form_of(leave_empty="https://spam.example").is_from_a_program
    assert not form_of().is_from_a_program
