"""The prescriber's card and the fax form with the evidence that the site really has."""

import re

import pytest
from django.test import Client

from ldn_site.evidence.counting import OF_PEOPLE
from ldn_site.evidence.models import Direction, Reference
from ldn_site.pages.prescribing import cited_keys
from ldn_site.pages.schedules import trials_of
from tests.factories import fill_in_everything
from tests.pages.reading import lines_of, links_of, text_of, tree

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_content")]

CARD = "/prescribers/"
FORM = "/prescribers/fax-form/"
# Each has led to a wrong dose, on paper or in a system that shows what was typed.
MISREAD = {
    "a number joined to its unit": r"\d(?:mg|mcg|mL|g)\b",
    "a zero after the point": r"\d\.\d*0\s(?:mg|mL)\b",
    "no zero before the point": r"(?<![\w.])\.\d",
    "a short form of a time or a unit": r"\b(?:QD|QHS|QOD|HS|BT)\b|\bq\.?d\b|\d\s?I?U\b(?!\.S)",
    "a unit that is read as another": r"µg|μg|\bcc\b|\bMG\b",
}


def test_every_source_of_the_card_is_among_the_references():
    assert len(cited_keys()) >= 15
    assert set(cited_keys()) == set(
        Reference.objects.filter(pk__in=cited_keys()).values_list("pk", flat=True)
    )


def test_every_number_leads_to_a_source_and_every_source_can_be_opened(client: Client):
    page = tree(client.get(CARD))

    marks = [a.get("href") for sup in page.iter("sup") for a in sup.iter("a")]
    sources = page.findall(".//section[@aria-labelledby='sources']//li")
    assert set(marks) == {f"#{source.get('id')}" for source in sources}
    assert len(marks) >= len(sources) == len(cited_keys())
    for source in sources:
        links = [link.get("href") for link in source.iter("a")]
        assert links[0].startswith("/evidence/")
        assert links[1].startswith("http")
        assert client.get(links[0]).status_code == 200


def test_sources_on_paper_have_the_same_numbers_as_on_the_screen(client: Client):
    card = client.get(CARD).context["card"]

    numbers = {source.key: source.number for source in card.sources}
    assert list(numbers) == cited_keys()
    assert len(card.sources_on_paper) == len(card.sources)
    marks = [mark for part in card.parts.values() for line in part for mark in line.marks]
    assert all(numbers[mark.key] == mark.number for mark in marks)


def test_every_trial_without_clear_benefit_is_listed(client: Client):
    trials = trials_of(Reference.objects.filter(design__in=OF_PEOPLE))
    negative = [t.pk for t in trials if t.direction == Direction.NO_CLEAR_BENEFIT]

    links = links_of(client.get(CARD))

    assert len(negative) >= 9
    assert {f"/evidence/{key}/" for key in negative} <= set(links)
    assert {f"/evidence/{trial.pk}/" for trial in trials} <= set(links)


def test_each_trial_is_counted_once(client: Client):
    response = client.get(CARD)

    trials = trials_of(Reference.objects.filter(design__in=OF_PEOPLE))
    rows = [row.path for group in response.context["groups"] for row in group.rows]
    assert len(rows) == len(set(rows)) == len(trials)
    assert sum(len(one.trials) for one in response.context["tested"]) == len(trials)


def test_glance_tells_grade_results_and_doses(client: Client):
    words = lines_of(client.get(CARD), "glance")

    assert "Fibromyalgia 2, weak or mixed evidence 2 benefit, 3 no clear benefit" in words
    assert "6 mg a day (built up over 4 weeks)" in words
    assert "The doses are what was given, not advice." in words
    assert "November 2026" in words


@pytest.mark.parametrize("path", [CARD, FORM])
@pytest.mark.parametrize("kind", MISREAD)
def test_no_dose_is_written_so_that_it_can_be_misread(client: Client, path, kind):
    fill_in_everything()

    assert not re.findall(MISREAD[kind], text_of(client.get(path)))


def test_warning_about_opioids_stands_first(client: Client):
    response = client.get(CARD)

    sections = list(tree(response).find(".//main").iter("section"))
    assert sections[0].get("aria-labelledby") == "opioids"
    words = lines_of(response, "opioids")
    for medicine in ("tramadol", "methadone", "buprenorphine"):
        assert medicine in words
    assert "7 to 10 days" in words


def test_card_is_as_willing_to_end_in_no(client: Client):
    words = lines_of(client.get(CARD), "status")

    for said in ("off-label", "not FDA-approved", "You may say no.", "we earn"):
        assert said in words


def test_card_weighs_little(client: Client):
    assert len(client.get(CARD).content) < 64_000
