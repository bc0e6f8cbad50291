"""What a grade rests on, counted beside it."""

import pytest
from django.test import Client

from tests.factories import make_publication, make_reference
from tests.pages.reading import links_of, text_of

pytestmark = pytest.mark.django_db

GRADE = {"evidence": 2, "evidence_reason": "Trials disagree."}


@pytest.fixture
def searched(settings, tmp_path):
    settings.CONTENT_DIR = tmp_path
    (tmp_path / "evidence.yaml").write_text("searched_on: 2026-11\n")


def test_condition_page_counts_the_studies_behind_its_grade(client: Client, searched):
    make_reference("a-2020-trial", conditions=["ptsd"], n=1040)
    make_reference("b-2020-open", conditions=["ptsd"], design="observational", n=10)
    make_reference("c-2020-plan", conditions=["ptsd"], direction="not-applicable", n=500)
    make_reference("d-2020-trial", conditions=["cancer"], n=7)
    make_publication(id="ptsd", topic="conditions", **GRADE)

    response = client.get("/conditions/ptsd/")

    words = text_of(response)
    assert "Trials disagree." in words
    assert "We count 2 studies of low doses with results, in 1,050 people. Last searched:" in words
    assert "Trials with a comparison group: 1 study, 1,040 people. Found: benefit in 1." in words
    assert "Without one, so they cannot show that LDN was the reason: 1 study, 10 people." in words
    assert "Not counted: 1 study at another dose" in words
    assert "/evidence/?condition=ptsd" in links_of(response)


def test_count_follows_the_data_without_a_new_publication(client: Client):
    make_publication(id="ptsd", topic="conditions", **GRADE)
    before = text_of(client.get("/conditions/ptsd/"))
    make_reference("a-2020-trial", conditions=["ptsd"])
    after = text_of(client.get("/conditions/ptsd/"))
    make_reference("a-2020-trial", conditions=["ptsd"], retracted=True)
    retracted = text_of(client.get("/conditions/ptsd/"))

    assert "We found no study in people" in before
    assert "We count 1 study of low doses with results, in 40 people." in after
    assert "We found no study in people" in retracted


def test_page_says_nothing_of_a_search_that_nobody_noted(client: Client, settings, tmp_path):
    settings.CONTENT_DIR = tmp_path
    make_publication(id="ptsd", topic="conditions", **GRADE)

    assert "Last searched" not in text_of(client.get("/conditions/ptsd/"))


@pytest.mark.parametrize("fields", [{"topic": "safety", **GRADE}, {"topic": "conditions"}])
def test_page_without_a_grade_of_a_condition_counts_nothing(client: Client, fields):
    page = make_publication(id="ptsd", **fields)

    words = text_of(client.get(page.path))
    assert "We count" not in words
    assert "We found no study" not in words
