import pytest
from django.test import Client

from ldn_site.evidence.models import Design
from tests.factories import make_arm, make_publication, make_reference
from tests.pages.reading import links_of, text_of, tree

pytestmark = pytest.mark.django_db


def keys_of(response) -> list[str]:
    rows = tree(response).findall(".//table[@class='studies']//th/a")
    return [row.get("href").split("/")[2] for row in rows]


def test_studies_of_people_stand_by_condition_strongest_design_first(client: Client):
    make_reference("a-2020-cases", design="case-series", conditions=["cancer"])
    make_reference("b-2019-trial", conditions=["cancer", "ptsd"], year=2019)
    make_reference("c-2021-trial", conditions=["cancer"], year=2021)
    make_reference("d-2020-open", conditions=[])

    response = client.get("/evidence/")

    assert [heading.text for heading in tree(response).findall(".//main//h2")] == [
        "Cancer",
        "PTSD",
        "No one condition",
    ]
    assert keys_of(response) == [
        *("c-2021-trial", "b-2019-trial", "a-2020-cases"),
        "b-2019-trial",
        "d-2020-open",
    ]
    assert "4 studies" in text_of(response)


@pytest.mark.parametrize(
    "design", ["laboratory", "guideline", "label", "regulation", "news", "statistics"]
)
def test_source_that_is_no_study_of_people_is_left_out_but_has_a_page(client: Client, design):
    make_reference("a-2020-source", design=design, title="A source")

    assert keys_of(client.get("/evidence/")) == []
    assert "A source" in text_of(client.get("/evidence/a-2020-source/"))


def test_filters_narrow_the_table_and_can_be_taken_off(client: Client):
    make_reference("a-2020-trial", conditions=["cancer", "ptsd"], direction="benefit")
    make_reference("b-2020-trial", conditions=["ptsd"], direction="harm")
    make_reference("c-2020-cases", conditions=["ptsd"], direction="harm", design="case-series")

    assert keys_of(client.get("/evidence/?condition=cancer")) == ["a-2020-trial"]
    assert keys_of(client.get("/evidence/?direction=harm")) == ["b-2020-trial", "c-2020-cases"]
    both = client.get("/evidence/?condition=ptsd&design=case-series")
    assert keys_of(both) == ["c-2020-cases"]
    assert "/evidence/" in links_of(both)
    assert [option.text for option in tree(both).findall(".//option[@selected]")] == [
        "PTSD",
        "Case reports",
    ]
    assert tree(both).find(".//meta[@name='robots']").get("content") == "noindex"


@pytest.mark.parametrize(
    "query",
    [
        "condition=nope&design=nope&direction=nope",
        "condition=%00&design='&direction=%22%3E",
        "condition[]=a&condition=" + "x" * 6000,
        "design=news",
        "%",
        "condition=cancer%20OR%201=1",
    ],
)
def test_nonsense_in_a_filter_is_as_no_filter(client: Client, query):
    make_reference("a-2020-trial", conditions=["ptsd"])

    response = client.get(f"/evidence/?{query}")

    assert response.status_code == 200
    assert keys_of(response) == ["a-2020-trial"]


def test_filter_that_nothing_fits_says_so(client: Client):
    make_reference("a-2020-trial", conditions=["ptsd"])

    assert "No study fits" in text_of(client.get("/evidence/?condition=cancer"))


def test_condition_links_to_its_page_only_where_that_is_live(client: Client):
    make_reference("a-2020-trial", conditions=["ptsd"])
    before = links_of(client.get("/evidence/"))
    make_publication(id="ptsd", topic="conditions", title="LDN and PTSD")

    assert "/conditions/ptsd/" not in before
    assert "/conditions/ptsd/" in links_of(client.get("/evidence/"))
    assert "/conditions/ptsd/" in links_of(client.get("/evidence/a-2020-trial/"))


def test_study_is_told_in_plain_words_with_its_numbers_and_where_to_read_it(client: Client):
    make_reference(
        "a-2020-trial", title="A <trial>", dose="4.5 mg", duration="8 weeks", limits="Small."
    )

    response = client.get("/evidence/a-2020-trial/")

    words = text_of(response)
    assert "chance decided who got which treatment. It had 40 people." in words
    assert "Its main result favored LDN." in words
    assert "60 out of 100" in words
    assert "40 out of 100" in words
    assert "Do not take LDN with opioids" in words
    assert b"A &lt;trial&gt;" in response.content
    assert "https://doi.org/10.1000/xyz" in links_of(response)


def test_study_without_a_comparison_group_does_not_sound_like_proof(client: Client):
    make_reference("a-2020-open", comparator="none", arms=[make_arm("LDN", 12)])

    words = text_of(client.get("/evidence/a-2020-open/"))

    assert "it cannot show that LDN was the reason" in words


@pytest.mark.parametrize("design", Design.values)
def test_every_kind_of_source_has_a_page(client: Client, design):
    make_reference(
        "a-source", design=design, n=None, arms=[], direction="", result="", year=None, authors=[]
    )

    assert client.get("/evidence/a-source/").status_code == 200


def test_retracted_study_says_so(client: Client):
    make_reference("a-2020-trial", retracted=True)

    assert "This work has been retracted." in text_of(client.get("/evidence/a-2020-trial/"))
    assert "Retracted" in text_of(client.get("/evidence/"))


def test_unknown_study_is_404(client: Client):
    assert client.get("/evidence/nobody-1999/").status_code == 404
