import pytest
from django.test import Client

from tests.factories import make_publication
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


def test_search_without_words_asks_for_some(client: Client):
    make_publication(body="Vivid dreams are common.\n")

    assert "We do not keep what you search for" in text_of(client.get("/search/"))


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
