import json
import re
from datetime import date

import pytest
from django.core.cache import cache
from django.utils import timezone

from ldn_site.articles.checking.grades import NAMES, measure
from ldn_site.pharmacy.models import Location, Pharmacy
from tests.factories import fill_in_everything, make_publication

pytestmark = pytest.mark.django_db

HOUSTON = {
    "address": "1 Main Street\nHouston, TX",
    "phone": "(713) 555-0123",
    "fax": "(713) 555-0124",
    "hours": "Monday to Friday, 9 to 6",
    "map_url": "https://maps.example.org/houston",
    "license": "L-12345",
    "npi": "1234567890",
    "ncpdp_id": "7654321",
}

LABELS = {
    "address": "Address",
    "phone": "Phone",
    "fax": "Fax",
    "hours": "Hours",
    "map_url": "Address",
    "license": "Pharmacy license",
    "npi": "NPI",
    "ncpdp_id": "NCPDP ID",
}


@pytest.fixture(autouse=True)
def nobody_has_written_yet():
    cache.clear()


@pytest.fixture
def page(client):
    def get() -> str:
        response = client.get("/get-ldn/")
        assert response.status_code == 200
        return response.content.decode()

    return get


def pharmacies_in(body: str) -> list[dict]:
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', body)
    return [data for data in map(json.loads, blocks) if data["@type"] == "Pharmacy"]


def test_page_says_first_to_see_the_doctor(page):
    body = page()

    assert body.count("<h1") == 1
    lead = re.search(r'class="summary">(.*?)</p>', body, re.DOTALL)
    assert lead
    assert lead[1].startswith("See your doctor.")


def test_steps_stand_in_their_order(page):
    body = page()

    places = [
        body.index(words)
        for words in (
            "Get ready",
            "See your doctor<",
            "Your doctor sends us",
            "Get your medicine",
            "Start, and tell us",
            "<form ",
        )
    ]
    assert places == sorted(places)


def test_warnings_stand_before_the_first_box(page):
    before = page().split("<form ")[0]

    for words in (
        "Please send no health details",
        'href="tel:911"',
        'href="tel:988"',
        "1-800-222-1222",
    ):
        assert words in before


def test_blank_pharmacy_leaves_no_trace(page):
    body = page()

    assert "location-card" not in body
    assert 'id="refill"' not in body
    assert not re.search(r"\bFax\b|\bNPI\b|\bHours\b|We ship|\b555\b|TBD", body)
    assert "our pharmacy in Houston, or the one in Sugar Land" in body
    assert "Our pharmacies" not in body
    assert "#places" not in body
    assert "Ask how to find us, when we are open" in body
    assert "What it costs" not in body
    assert not pharmacies_in(body)


@pytest.mark.parametrize("name", HOUSTON)
def test_only_what_is_filled_in_is_shown(page, name):
    Location.objects.filter(pk="houston").update(**{name: HOUSTON[name]})

    body = page()

    (label,) = re.findall(r"<dt>([^<,]+)", body)
    assert label == LABELS[name]
    assert body.count('class="location-card"') == 1
    assert "We have a pharmacy in Sugar Land too." in body


def test_everything_filled_in_is_shown(page):
    Location.objects.filter(pk="houston").update(**HOUSTON)
    Pharmacy.objects.update(
        refill="Call with your label.",
        shipping="We ship in Texas.",
        reply_time="We answer in a day.",
    )

    body = page()

    for words in (
        "1 Main Street<br>Houston, TX",
        'href="tel:+1-713-555-0123"',
        'href="https://maps.example.org/houston" rel="noopener noreferrer external"',
        "L-12345",
        "1234567890",
        "7654321",
        "Call with your label.",
        "We ship in Texas.",
        "We answer in a day.",
    ):
        assert words in body


def test_page_asks_little_of_its_reader(page):
    steps = page().split("<h1")[1].split('class="write"')[0]
    texts = re.findall(r"<(?:p|li|h[1-4])\b[^>]*>(.*?)</(?:p|li|h[1-4])>", steps, re.DOTALL)
    sentences = [
        sentence
        for text in texts
        for sentence in re.split(r"(?<=[.!?])\s+", " ".join(re.sub(r"<[^>]*>", "", text).split()))
    ]

    found = measure(sentences, NAMES)

    assert found.words > 200
    assert found.flesch_kincaid <= 6


def test_todays_hours_are_said_in_words(page, monkeypatch):
    Location.objects.filter(pk="houston").update(
        hours="Mon-Fri 9 am-6 pm\nSun closed", hours_note="Closed on Example Day."
    )

    monkeypatch.setattr(timezone, "localdate", lambda: date(2026, 11, 23))
    monday = page()
    monkeypatch.setattr(timezone, "localdate", lambda: date(2026, 11, 22))
    sunday = page()
    monkeypatch.setattr(timezone, "localdate", lambda: date(2026, 11, 21))
    saturday = page()

    assert "Today: 9\xa0am to 6\xa0pm</p>" in monday
    assert "Today: closed</p>" in sunday
    assert "Today:" not in saturday
    for body in (monday, sunday, saturday):
        assert "Mon-Fri 9 am-6 pm<br>Sun closed" in body
        assert "Closed on Example Day." in body


def test_hours_that_cannot_be_read_are_shown_as_typed(page):
    Location.objects.filter(pk="houston").update(hours="Mornings, mostly")

    body = page()

    assert "Mornings, mostly" in body
    assert "Today:" not in body
    assert "openingHours" not in body


def test_main_phone_stands_in_where_no_other_takes_refills(page):
    Pharmacy.objects.update(phone="(713) 555-0100")
    assert "For a refill, call" in page()

    Pharmacy.objects.update(refill_phone="(713) 555-0101", refill_url="https://www.example.org/r")
    refills = page().split('id="refill"')[1].split("</section>")[0]

    assert 'href="tel:+1-713-555-0101"' in refills
    assert 'href="https://www.example.org/r" rel="noopener noreferrer external"' in refills
    assert "555-0100" not in refills


def test_reader_is_led_to_the_sheet_the_card_and_the_page_for_the_doctor(page):
    main = page().split("<main")[1].split("</main>")[0]

    for path in ("/visit/", "/visit/wallet-card/", "/prescribers/"):
        assert f'href="{path}"' in main


def test_each_counter_describes_itself_to_search_engines_with_what_is_known(page):
    fill_in_everything()
    Location.objects.filter(pk="sugar-land").update(fax="", hours="", map_url="")

    houston, sugar_land = pharmacies_in(page())

    assert houston == {
        "@context": "https://schema.org",
        "@type": "Pharmacy",
        "name": "Example Compounding Pharmacy, LLC, Houston",
        "url": "http://testserver/get-ldn/#place-houston",
        "address": "1 Example Street, Houston, TX 00000",
        "telephone": "(713) 555-0103",
        "faxNumber": "(713) 555-0104",
        "openingHours": ["Mo-Fr 09:00-18:00", "Sa 09:00-13:00"],
        "hasMap": "https://maps.example.org/houston",
    }
    assert set(houston) - set(sugar_land) == {"faxNumber", "openingHours", "hasMap"}


def test_facts_are_shown_as_text(page):
    Location.objects.filter(pk="houston").update(hours="<script>alert(1)</script>", phone="<b>call")
    Pharmacy.objects.update(refill="<img src=x onerror=alert(1)>")

    body = page()

    for markup in ("<script>alert", "<b>call", "<img src=x"):
        assert markup not in body


def test_page_leads_only_to_pages_that_are_live(page):
    assert "/safety/" not in page().split("</header>")[1].split("<footer")[0]

    make_publication(id="opioids-and-other-medicines", topic="safety", slug="opioids")

    assert 'href="/safety/opioids/#what-counts-as-an-opioid"' in page()


def test_page_may_be_kept_by_anybody(client):
    response = client.get("/get-ldn/")

    assert "public" in response["Cache-Control"]
    assert "Cookie" not in response.get("Vary", "")
    assert not client.cookies
    assert client.get("/get-ldn/", headers={"If-None-Match": response["ETag"]}).status_code == 304


def test_page_asks_the_database_no_more_than_it_must(client, django_assert_num_queries):
    with django_assert_num_queries(4):
        client.get("/get-ldn/")


def test_form_works_without_a_script_and_tells_a_browser_what_each_box_is_for(page):
    form = page().split("<form ")[1].split("</form>")[0]

    assert 'method="post"' in form
    assert 'autocomplete="name"' in form
    assert 'autocomplete="email"' in form
    assert 'inputmode="email"' in form
    assert "csrfmiddlewaretoken" not in form
    assert form.count("<label ") + form.count("<legend ") >= 7
    assert re.search(r"<div hidden>.*leave_empty", form)
