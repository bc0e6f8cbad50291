"""Who checked a page, as readers and search engines are told."""

import pytest
from django.test import Client

from ldn_site.articles.models import Publication
from tests.factories import (
    fill_in_pharmacy,
    make_article,
    make_publication,
    make_reviewer,
    sign_as_it_stands,
)
from tests.pages.reading import linked_data, text_of

pytestmark = pytest.mark.django_db

NOT_CHECKED = "Written from published research; not yet checked by our pharmacist"


@pytest.fixture
def signed(time_machine) -> Publication:
    """A safety page published and signed on 1 March 2026, to be reviewed within six months."""
    time_machine.move_to("2026-03-01 18:00+00:00")
    publication = make_publication(slug="page", topic="safety", review_months=6)
    reviewer = make_reviewer(display_name="Ana <Lee>", credential="PharmD")
    sign_as_it_stands(publication.article, by=reviewer)
    return publication


def test_page_that_nobody_signed_says_so(client: Client):
    make_publication(slug="page")

    response = client.get("/basics/page/")

    assert text_of(response).count(NOT_CHECKED) == 2
    page = linked_data(response)["MedicalWebPage"]
    assert "reviewedBy" not in page
    assert "lastReviewed" not in page


def test_signed_page_names_the_reviewer_and_the_dates(client: Client, signed):
    response = client.get("/safety/page/")

    words = text_of(response)
    assert "Checked by Ana <Lee>, PharmD, on March 1, 2026." in words
    assert "Next review due September 1, 2026." in words
    assert NOT_CHECKED not in words
    assert "The same person" not in words
    page = linked_data(response)["MedicalWebPage"]
    assert page["lastReviewed"] == "2026-03-01"
    assert page["reviewedBy"]["name"] == "Ana <Lee>"
    assert page["reviewedBy"]["honorificSuffix"] == "PharmD"


def test_page_signed_by_one_of_its_writers_says_so(client: Client):
    fill_in_pharmacy(signs_alone=True)
    alone = make_reviewer()
    publication = make_publication(make_article(by=alone, slug="page"))
    sign_as_it_stands(publication.article, by=alone)

    assert "The same person wrote part of it." in text_of(client.get("/basics/page/"))


def test_page_past_its_review_says_so(client: Client, signed, time_machine):
    time_machine.move_to("2026-09-02 18:00+00:00")

    words = text_of(client.get("/safety/page/"))

    assert "Its next review was due on September 1, 2026 and has not been done yet." in words
    assert "being checked" not in words


@pytest.mark.parametrize(("day", "is_shown"), [("2026-10-01", False), ("2026-10-02", True)])
def test_safety_page_more_than_30_days_late_says_that_it_is_being_checked(
    client: Client, signed, time_machine, day, is_shown
):
    time_machine.move_to(f"{day} 18:00+00:00")

    words = text_of(client.get("/safety/page/"))

    assert ("This page is being checked." in words) is is_shown


def test_other_text_than_the_signed_one_is_not_called_checked(client: Client, signed):
    Publication.objects.update(source="Another text.\n")

    assert NOT_CHECKED in text_of(client.get("/safety/page/"))
