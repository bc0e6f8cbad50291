import pytest
from django.test import Client

from ldn_site.articles.models import GlossaryTerm
from ldn_site.search.models import Unanswered
from tests.factories import make_claim, make_publication
from tests.pages.reading import links_of, text_of, tree

pytestmark = pytest.mark.django_db


def test_search_finds_a_live_page_and_marks_the_words(client: Client):
    make_publication(slug="page", title="A page", body="Vivid dreams are common.\n")

    response = client.get("/search/", {"q": "dreams"})

    assert "/basics/page/" in links_of(response)
    assert "dreams" in [mark.text for mark in tree(response).iter("mark")]


def test_hit_by_the_title_alone_shows_the_short_answer(client: Client):
    make_publication(title="Nightmares", summary="In short.", body="Other words.\n")

    assert "In short." in text_of(client.get("/search/", {"q": "nightmares"}))


def test_pages_for_a_corrected_word_say_so(client: Client):
    make_publication(title="LDN and fibromyalgia", body="Fibromyalgia.\n")

    shown = text_of(client.get("/search/", {"q": "fibromyalgja"}))

    assert "Showing pages for fibromyalgia." in shown
    assert "1 page for “fibromyalgia”" in shown
    assert "Did you mean" not in shown


def test_search_without_words_asks_for_some(client: Client):
    make_publication(body="Vivid dreams are common.\n")

    shown = text_of(client.get("/search/"))

    assert "Type a word such as" in shown
    assert "We do not keep who searches for what" in shown


def test_search_without_a_hit_offers_the_topics(client: Client):
    response = client.get("/search/", {"q": "zebra"})

    assert "Nothing found for “zebra”" in text_of(response)
    assert {"/basics/", "/safety/", "/get-ldn/"} <= set(links_of(response))


@pytest.mark.parametrize(
    "words",
    [
        *('"', "'", "*", "NEAR(", "title:x", "%", "_", "\\", "a AND", "--", ";", "\x00", "\x1b"),
        *(" ", "\t\n", "x" * 6000, "a " * 3000, "💊", "<script>alert(1)</script>", "{{ 7 }}"),
    ],
)
def test_no_words_break_the_search(client: Client, words):
    make_publication(body="Vivid dreams are common.\n")

    response = client.get("/search/", {"q": words, "topic": words})

    assert response.status_code == 200
    assert b"<script>alert" not in response.content


def test_topic_narrows_the_search(client: Client):
    make_publication(slug="one", topic="basics", body="Vivid dreams.\n")
    make_publication(slug="two", topic="safety", body="Vivid dreams.\n")

    links = links_of(client.get("/search/", {"q": "dreams", "topic": "safety"}))

    assert "/safety/two/" in links
    assert "/basics/one/" not in links


def test_search_is_kept_nowhere(client: Client):
    response = client.get("/search/", {"q": "cancer"})

    assert "no-store" in response["Cache-Control"]
    assert tree(response).find(".//meta[@name='robots']").get("content") == "noindex"
    assert tree(response).find(".//link[@rel='canonical']") is None
    assert not response.cookies


def test_result_shows_its_topic_and_grade(client: Client):
    make_publication(
        topic="conditions",
        title="LDN and gout",
        evidence=2,
        evidence_reason="Small trials.",
        body="Gout.\n",
    )

    shown = text_of(client.get("/search/", {"q": "gout"}))

    assert "Conditions" in shown
    assert "(2 of 4)" in shown


def test_search_of_a_topic_leads_back_to_all_pages(client: Client):
    response = client.get("/search/", {"q": "sleep & pain", "topic": "safety"})

    assert "/search/?q=sleep+%26+pain" in links_of(response)
    assert "in Safety" in text_of(response)


@pytest.mark.parametrize("words", ["microglia", "What is a microglial cell?"])
def test_medical_word_is_explained_above_the_pages(client: Client, words):
    GlossaryTerm.objects.create(
        slug="microglia", term="Microglia", variants=["microglial cells"], definition="Cells."
    )

    response = client.get("/search/", {"q": words})

    assert "/glossary/#term-microglia" in links_of(response)


def test_claims_with_all_the_words_are_shown_with_their_verdict(client: Client):
    claim = make_claim(claim="LDN causes weight loss.", verdict="unsupported")

    about = client.get("/search/", {"q": "weight loss"})
    everything = client.get("/search/", {"q": "ldn"})

    assert f"/claims/#claim-{claim.pk}" in links_of(about)
    assert "Not supported" in text_of(about)
    assert f"/claims/#claim-{claim.pk}" not in links_of(everything)


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("suicide", "tel:988"),
        ("quiero morir", "tel:988"),
        ("cannot breathe", "tel:911"),
        ("took too many pills", "tel:+1-800-222-1222"),
        ("took ldn with oxycodone", "tel:911"),
        ("took both", "tel:911"),
    ],
)
def test_number_to_call_stands_before_everything_else(client: Client, words, number):
    main = tree(client.get("/search/", {"q": words})).find(".//main")
    elements = list(main.iter())
    first = next(place for place, one in enumerate(elements) if one.get("href") == number)

    assert first < elements.index(main.find(".//form"))


def test_who_took_ldn_and_an_opioid_is_told_what_the_page_on_it_says(client: Client):
    make_publication(id="opioids-and-other-medicines", topic="safety")

    response = client.get("/search/", {"q": "took tramadol, withdrawal, throwing up"})

    (box,) = tree(response).findall(".//*[@data-kind]")
    shown = " ".join("".join(box.itertext()).split())
    assert "If you feel sick, call 911 now." in shown
    assert "If you feel fine, call Poison Help anyway" in shown
    assert "your doctor or pharmacist" not in shown
    assert [link.get("href") for link in box.iter("a")] == [
        "tel:911",
        "tel:+1-800-222-1222",
        "/safety/opioids-and-other-medicines/#i-took-ldn-and-an-opioid-what-now",
    ]


def test_everyday_search_shows_no_number_before_the_box(client: Client):
    assert tree(client.get("/search/", {"q": "sleep"})).find(".//*[@data-kind]") is None


def test_search_that_finds_nothing_is_counted(client: Client):
    client.get("/search/", {"q": "zebra"})

    assert Unanswered.objects.get().times == 1


@pytest.mark.parametrize("asked", [{"q": "dreams"}, {"q": "zebra", "topic": "safety"}, {"q": " "}])
def test_other_searches_are_not_counted(client: Client, asked):
    make_publication(body="Vivid dreams.\n")

    client.get("/search/", asked)
    client.head("/search/", {"q": "zebra"})

    assert not Unanswered.objects.exists()


def test_page_costs_the_same_queries_however_much_there_is(
    client: Client, django_assert_max_num_queries
):
    for number in range(12):
        make_publication(slug=f"page-{number}", title=f"Dreams {number}", body="Dreams.\n")
        make_claim(claim=f"LDN gives dreams {number}.")
    client.get("/search/", {"q": "dreams"})

    for words in ("dreams", "zebra"):
        with django_assert_max_num_queries(13):
            client.get("/search/", {"q": words})
