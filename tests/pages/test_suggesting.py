"""What the search box offers while somebody types."""

import pytest
from django.test import Client

from ldn_site.articles.models import GlossaryTerm
from ldn_site.search.indexing import catch_up
from tests.factories import in_days, make_article, make_publication

pytestmark = pytest.mark.django_db

BODY = "## How you sleep\n\nWords.\n\n## Fillers\n\nWords.\n"


def places(client: Client, letters: str):
    catch_up()
    return client.get("/search/suggest/", {"q": letters}).json()["places"]


def test_page_is_offered_by_a_word_of_its_title_or_of_its_other_names(client: Client):
    make_publication(slug="fm", title="LDN and fibromyalgia", synonyms=["FMS", "tender points"])
    offered = {
        "name": "LDN and fibromyalgia",
        "part_of": "The basics",
        "path": "/basics/fm/",
    }

    assert places(client, "fi") == [offered]
    assert places(client, "te") == [offered | {"also": "tender points"}]


def test_part_of_a_page_is_offered_with_its_page(client: Client):
    make_publication(slug="taking", title="Taking LDN", body=BODY)

    assert places(client, "sl") == [
        {
            "name": "How you sleep",
            "part_of": "Taking LDN",
            "path": "/basics/taking/#how-you-sleep",
        }
    ]


def test_heading_that_several_pages_have_is_not_offered(client: Client):
    make_publication(slug="one", title="One", body=BODY)
    make_publication(slug="two", title="Two", body=BODY)

    assert places(client, "sl") == []


def test_medical_word_is_offered_by_any_of_its_forms(client: Client):
    GlossaryTerm.objects.create(
        slug="adverse-event", term="Adverse event", variants=["side effect"], definition="Harm."
    )

    (place,) = places(client, "ef")

    assert place["path"] == "/glossary/#term-adverse-event"
    assert place["also"] == "side effect"


def test_accents_make_no_difference_to_what_is_offered(client: Client):
    make_publication(title="Éstas dosis")

    assert places(client, "es")


@pytest.mark.parametrize(
    "letters", ["", "s", "sle", "sleep", "SL", "s ", "--", "\x00a", "%%", "é1", "x" * 500]
)
def test_anything_but_two_letters_is_answered_with_nothing(client: Client, letters):
    make_publication(title="Sleep", body=BODY)

    assert places(client, letters) == []


def test_draft_and_scheduled_page_are_not_offered(client: Client):
    make_article(title="Secret draft")
    make_publication(title="Secret page", publish_at=in_days(2))

    assert places(client, "se") == []


def test_answer_may_be_kept_by_anybody_and_is_no_page(client: Client):
    response = client.get("/search/suggest/", {"q": "sl"})

    assert "public" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"
    assert not response.cookies


def test_answer_is_bounded_and_costs_the_same_queries(client: Client, django_assert_num_queries):
    for number in range(100):
        GlossaryTerm.objects.create(slug=f"w{number}", term=f"Sleep {number}", definition="-")
    for number in range(8):
        make_publication(slug=f"page-{number}", title=f"Sleep {number}", body=BODY)
    assert len(places(client, "sl")) == 80

    with django_assert_num_queries(4):
        client.get("/search/suggest/", {"q": "sl"})
