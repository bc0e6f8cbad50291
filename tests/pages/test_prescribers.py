import re

import pytest
from django.test import Client

from ldn_site.pages.prescribing import PARTS
from ldn_site.pages.visiting_evidence import spoken
from ldn_site.pharmacy.models import Location, Pharmacy
from tests.factories import make_publication, make_reference
from tests.pages.reading import lines_of, linked_data, links_of, text_of, tree

pytestmark = pytest.mark.django_db

CARD = "/prescribers/"
FORM = "/prescribers/fax-form/"
ASK = "/prescribers/ask/"
ASK_ON_PAPER = spoken(ASK)
FACTS = {
    "erx_name": ("Name in e-prescribing", "Example Pharmacy Houston"),
    "ncpdp_id": ("NCPDP ID", "7654321"),
    "npi": ("NPI", "1234567890"),
    "fax": ("Fax", "(713) 555-0124"),
    "phone": ("Phone", "(713) 555-0123"),
    "address": ("Address", "1 Main Street"),
}


def take_faxes():
    Location.objects.filter(pk="houston").update(fax="(713) 555-0124")


def may_be_asked_on_paper(client: Client) -> bool:
    """Whether the paragraph that leads to the pharmacists is printed, with the address."""
    section = tree(client.get(CARD)).find(".//section[@aria-labelledby='send']")
    (printed,) = [p for p in section.iter("p") if ASK in [a.get("href") for a in p.iter("a")]]
    assert ASK_ON_PAPER in "".join(printed.itertext())
    return printed.get("class") != "not-on-paper"


@pytest.mark.parametrize(
    "name",
    [
        *("Drug", "Strength and unit", "Form and release", "Allergies and fillers"),
        *("Directions", "Quantity", "Reason for use", "Why compounded", "Patient", "Prescriber"),
    ],
)
def test_card_names_each_part_of_a_prescription(client: Client, name):
    names = [
        "".join(dt.itertext())
        for dt in tree(client.get(CARD)).findall(".//section[@aria-labelledby='order']//dt")
    ]

    assert name in names


@pytest.mark.parametrize("part", sorted(set(PARTS) - {"status"}))
def test_statements_keep_their_numbers_only_where_the_source_is_known(client: Client, part):
    make_reference("label-naltrexone-50mg")

    card = client.get(CARD).context["card"]

    keys = {mark.key for line in card.parts[part] for mark in line.marks}
    assert keys <= {"label-naltrexone-50mg"}
    assert len(card.parts[part]) == len(PARTS[part])
    assert [source.key for source in card.sources] == ["label-naltrexone-50mg"]


def test_source_that_was_retracted_says_so_on_the_screen_and_on_paper(client: Client):
    make_reference("label-naltrexone-50mg", retracted=True)

    response = client.get(CARD)

    assert "Retracted." in lines_of(response, "sources")
    assert "Retracted:" in lines_of(response, "sources-on-paper")


def test_trial_that_was_retracted_is_not_among_the_schedules(client: Client):
    make_reference("a-2020-trial", conditions=["ptsd"], retracted=True)
    make_reference("b-2020-trial", conditions=["ptsd"], dose="4.5 mg a day")

    links = links_of(client.get(CARD))

    assert "/evidence/b-2020-trial/" in links
    assert "/evidence/a-2020-trial/" not in links


def test_study_without_a_comparison_group_is_not_among_the_schedules(client: Client):
    make_reference("a-2020-open", conditions=["ptsd"], comparator="none", arms=[])

    assert "/evidence/a-2020-open/" not in links_of(client.get(CARD))


def test_condition_without_a_trial_is_named_with_its_grade(client: Client):
    make_publication(id="ptsd", topic="conditions", evidence=1, evidence_reason="So it is.")

    assert "No trial that counts for these alone: PTSD (grade 1)." in text_of(client.get(CARD))


def test_blank_settings_leave_a_plain_sentence_and_no_hole(client: Client):
    words = lines_of(client.get(CARD), "send")

    assert words == (
        "Where to send it We have pharmacies in Houston and Sugar Land, Texas. Ask us "
        f"({ASK_ON_PAPER}) for a fax number, a name in your prescribing software or anything else."
    )


@pytest.mark.parametrize("field", FACTS)
def test_only_what_is_filled_in_is_shown_and_can_be_copied(client: Client, field):
    name, value = FACTS[field]
    Location.objects.filter(pk="houston").update(**{field: value})

    page = tree(client.get(CARD))

    section = page.find(".//section[@aria-labelledby='send']")
    assert [dt.text for dt in section.iter("dt")] == [name]
    (button,) = section.iter("button")
    assert button.get("hidden") is not None
    assert "".join(button.itertext()) == f"Copy {name}, Houston"
    copied = page.find(f".//*[@id='{button.get('data-copies')}']")
    assert "".join(copied.itertext()) == value
    assert "We have a pharmacy in Sugar Land too." in "".join(section.itertext())


def test_settings_of_the_pharmacy_stand_on_the_card(client: Client):
    Pharmacy.objects.update_or_create(
        pk=1,
        defaults={
            "legal_name": "Example Pharmacy",
            "prescriber_phone": "(713) 555-0100",
            "forms_made": "Capsules from 0.5 mg.\n\n<b>No lactose.</b>",
        },
    )
    Location.objects.filter(pk="houston").update(npi="1234567890", checked_on="2026-11-03")

    response = client.get(CARD)

    assert "tel:+1-713-555-0100" in links_of(response)
    words = lines_of(response, "send")
    for said in ("Example Pharmacy", "(713) 555-0100", "Capsules from 0.5 mg.", "No lactose."):
        assert said in words
    assert "Last checked on November 3, 2026." in words
    assert b"<b>No lactose." not in response.content


@pytest.mark.parametrize("path", [CARD, FORM])
def test_buttons_that_need_a_script_stay_hidden_without_one(client: Client, path):
    Location.objects.filter(pk="houston").update(npi="1234567890", fax="(713) 555-0124")

    buttons = list(tree(client.get(path)).find(".//main").iter("button"))

    assert buttons
    assert all(button.get("hidden") is not None for button in buttons)


def test_example_shows_the_form_and_leaves_every_dose_blank(client: Client):
    page = tree(client.get(CARD))

    example = "".join(page.find(".//pre[@id='prescription']").itertext())
    assert example.startswith("Naltrexone ____ mg")
    assert not re.search(r"\d", example)
    assert "It shows the form, not a dose." in text_of(client.get(CARD))


def test_card_tells_machines_whom_it_is_for(client: Client):
    response = client.get(CARD)

    data = linked_data(response)
    assert data["MedicalWebPage"]["audience"]["audienceType"] == "Clinician"
    assert "reviewedBy" not in data["MedicalWebPage"]
    assert data["BreadcrumbList"]["itemListElement"][-1]["item"].endswith(CARD)


def test_card_leads_to_the_fax_form_and_to_the_pharmacists(client: Client):
    take_faxes()

    assert {FORM, ASK} <= set(links_of(client.get(CARD)))


def test_fax_form_is_not_offered_while_no_fax_number_is_known(client: Client):
    Location.objects.filter(pk="houston").update(phone="(713) 555-0123")

    assert FORM not in links_of(client.get(CARD))


def test_page_of_the_form_says_why_there_is_none_yet_and_leads_to_the_pharmacists(client: Client):
    response = client.get(FORM)

    main = tree(response).find(".//main")
    assert "Sorry, the form is not here yet" in text_of(response)
    assert {ASK, CARD} <= {link.get("href") for link in main.iter("a")}
    assert not [*main.iter("button")]
    assert not main.findall(".//h2")


@pytest.mark.parametrize("field", ["npi", "erx_name"])
def test_paper_says_how_to_ask_while_no_fax_or_phone_is_known(client: Client, field):
    Location.objects.filter(pk="houston").update(**{field: "1234567890"})

    assert may_be_asked_on_paper(client)


@pytest.mark.parametrize("field", ["fax", "phone"])
def test_paper_with_a_number_to_reach_does_not_tell_how_to_ask(client: Client, field):
    Location.objects.filter(pk="houston").update(**{field: "(713) 555-0123"})

    assert not may_be_asked_on_paper(client)


@pytest.mark.parametrize(
    "words",
    [
        *("Confidential", "Full name", "Date of birth", "Allergies, and fillers", "Strength"),
        *("none after the number", "Release", "Directions, in words", "Quantity", "Refills"),
        *("Reason for use", "Why this patient needs", "NPI", "Signature", "Date of the last"),
        *("Does the patient take any opioid", "off-label", "earns money"),
    ],
)
def test_form_has_room_for_all_that_the_card_asks_for(client: Client, words):
    take_faxes()

    assert words in text_of(client.get(FORM))


def test_form_offers_both_places_with_the_fax_numbers_that_are_known(client: Client):
    take_faxes()

    words = lines_of(client.get(FORM), "to")

    assert "Fax (713) 555-0124" in words
    assert words.index("Houston") < words.index("Sugar Land")
    assert words.count("Fax") == 1
    assert "Phone" not in words


def test_form_is_blank_and_sends_nothing(client: Client):
    take_faxes()

    main = tree(client.get(FORM)).find(".//main")

    assert not [*main.iter("form"), *main.iter("input"), *main.iter("textarea")]
