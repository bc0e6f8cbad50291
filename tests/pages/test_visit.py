"""The sheet for a doctor's visit and the wallet card, as the server makes them."""

import pytest
from django.test import Client

from ldn_site.evidence.models import Reference
from ldn_site.pages import visiting
from ldn_site.pages.visiting_evidence import (
    MOST_TRIALS,
    by_direction,
    citation,
    evidence_on,
    short_names,
)
from ldn_site.pharmacy.models import Location, Pharmacy
from tests.factories import make_publication, make_reference
from tests.pages.reading import text_of, tree

pytestmark = pytest.mark.django_db

ALL_FLAGS = (*visiting.OPIOID_FLAGS, *visiting.FLAGS)
ALL_TICKS = (*visiting.OPIOID_TICKS, *visiting.MEDICINE_TICKS, *visiting.HEALTH_TICKS)


def by_class(page, name):
    return [element for element in page.iter() if name in (element.get("class") or "").split()]


def test_every_tick_raises_a_flag_and_every_flag_has_a_tick():
    assert {tick.flag for tick in ALL_TICKS} == {flag.id for flag in ALL_FLAGS}
    assert len({tick.id for tick in ALL_TICKS}) == len(ALL_TICKS)
    assert len({flag.id for flag in ALL_FLAGS}) == len(ALL_FLAGS)


def test_opioids_stand_first_on_the_form_and_on_paper(client: Client):
    page = tree(client.get("/visit/"))

    ticks = [box.get("value") for box in page.iter("input")]
    lines = [line.get("data-flag") for line in page.iter("li") if line.get("data-flag")]
    opioids = [flag.id for flag in visiting.OPIOID_FLAGS]
    assert ticks[: len(opioids)] == lines[: len(opioids)] == opioids
    (sheet,) = by_class(page, "visit-sheet")
    assert "sheet__stop" in sheet[1].get("class")
    assert "Do not stop the opioid on your own." in "".join(sheet[1].itertext())


def test_sheet_can_end_in_yes_not_now_or_no(client: Client):
    (decided,) = by_class(tree(client.get("/visit/")), "visit-sheet__decided")

    words = " ".join("".join(decided.itertext()).split())
    assert words.startswith("We decided: Yes, try LDN Not now No because")


def test_form_gives_a_browser_nothing_to_send_or_keep(client: Client):
    (form,) = tree(client.get("/visit/")).iter("form")

    controls = [e for tag in ("input", "textarea", "select") for e in form.iter(tag)]
    assert len(controls) > len(ALL_TICKS)
    assert {control.get("autocomplete") for control in controls} == {"off"}
    assert not [control for control in controls if control.get("name")]
    assert form.get("action") is form.get("method") is None
    assert not list(form.iter("button"))


def test_policy_lets_nothing_be_sent_even_when_the_page_is_asked_for_again(client: Client):
    first = client.get("/visit/")
    again = client.get("/visit/", headers={"if-none-match": first["ETag"]})

    assert again.status_code == 304
    for response in (first, again):
        policy = response["Content-Security-Policy"]
        assert "connect-src 'none'" in policy
        assert "form-action 'none'" in policy
        assert "script-src 'self'" in policy
        assert "unsafe" not in policy


def test_page_is_only_for_reading(client: Client):
    assert client.post("/visit/", {"goal": "secret"}).status_code == 405


def test_page_asks_the_database_no_more_than_it_must(client: Client, django_assert_num_queries):
    for number in range(3):
        make_publication(id=f"illness-{number}", topic="conditions")
        make_reference(f"trial-{number}", conditions=[f"illness-{number}"])

    with django_assert_num_queries(5):
        client.get("/visit/")
    with django_assert_num_queries(3):
        client.get("/visit/wallet-card/")


def test_blank_pharmacy_leaves_no_trace(client: Client):
    words = text_of(client.get("/visit/"))

    assert "How to prescribe: testserver/prescribers/." in words
    assert "fax" not in words
    assert "Pharmacy, phone:" in text_of(client.get("/visit/wallet-card/"))


def test_facts_of_the_pharmacy_are_printed_once_they_are_filled_in(client: Client):
    Location.objects.filter(pk="houston").update(phone="(713) 555-0123", fax="(713) 555-0124")
    Pharmacy.objects.update_or_create(
        pk=1, defaults={"phone": "(713) 555-0100", "prescriber_phone": "(713) 555-0199"}
    )

    words = text_of(client.get("/visit/"))
    card = text_of(client.get("/visit/wallet-card/"))

    assert "Houston, phone (713) 555-0123, fax (713) 555-0124; pharmacist (713) 555-0199." in words
    assert card.count("Pharmacy: (713) 555-0100") == 2
    assert "Pharmacy, phone:" not in card


def test_wallet_card_says_what_emergency_staff_need(client: Client):
    words = text_of(client.get("/visit/wallet-card/"))

    for line in (
        "I take low-dose naltrexone (LDN), an opioid blocker.",
        "Last dose:",
        "Opioids may not work, or more may be needed. If one is given, watch breathing closely.",
        "Emergency contact:",
        "Prescriber, phone:",
    ):
        assert words.count(line) == 2


def test_without_room_for_all_those_without_benefit_stay():
    for number in range(MOST_TRIALS):
        make_reference(f"good-{number}", conditions=["gout"], n=500)
        make_reference(f"bad-{number}", conditions=["gout"], n=10, direction="no-clear-benefit")
    publication = make_publication(id="gout", topic="conditions")

    found = evidence_on(publication, Reference.objects.all())

    assert {trial.key for trial in found.trials} == {f"bad-{n}" for n in range(MOST_TRIALS)}
    assert found.more == f"{MOST_TRIALS} more trials are in the list."


def test_larger_trials_stand_first_whatever_they_found():
    make_reference("small", conditions=["gout"], n=10)
    make_reference("large", conditions=["gout"], n=90, direction="no-clear-benefit")
    make_reference("medium", conditions=["gout"], n=50)
    publication = make_publication(id="gout", topic="conditions")

    found = evidence_on(publication, Reference.objects.all())

    assert [trial.key for trial in found.trials] == ["large", "medium", "small"]


def test_retracted_work_is_neither_shown_nor_named():
    gone = make_reference("gone", conditions=["gout"], retracted=True)
    publication = make_publication(id="gout", topic="conditions")

    found = evidence_on(publication, [gone])

    assert (found.trials, found.reviews, found.uncompared, found.aside) == ([], "", "", "")
    assert short_names(["gone", "never-there"], {}, {"gone": gone}) == ""


def test_other_works_are_named_by_what_they_found_those_without_benefit_first():
    works = [
        make_reference("a", authors=["Alder A"], year=2001),
        make_reference("b", authors=["Birch B"], year=2003, direction="no-clear-benefit"),
        make_reference("c", authors=["Cedar C"], year=2002, direction="no-clear-benefit"),
    ]

    assert by_direction(works) == "no clear benefit: Cedar 2002, Birch 2003; benefit: Alder 2001"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"pmid": "123"}, "Smith 2020, A Journal, PMID 123"),
        ({"doi": "10.1000/xyz"}, "Smith 2020, A Journal, doi:10.1000/xyz"),
        ({"doi": "", "authors": []}, "A Journal 2020"),
    ],
)
def test_citation_says_where_the_work_is_found(fields, expected):
    assert citation(make_reference(**fields)) == expected


@pytest.mark.parametrize("path", ["/visit/", "/visit/wallet-card/"])
def test_reader_without_a_printer_is_told_another_way(client: Client, path):
    words = text_of(client.get(path))

    assert "On a phone, Print can also save" in words
    assert "No printer?" in words


def test_list_of_opioids_opens_where_it_begins(client: Client):
    make_publication(id="opioids-and-other-medicines", topic="safety", slug="opioids")

    (link,) = [
        a
        for a in tree(client.get("/visit/")).find(".//main").iter("a")
        if "List of opioids" in "".join(a.itertext())
    ]
    assert link.get("href") == "/safety/opioids/#what-counts-as-an-opioid"
