"""The sheet for a doctor's visit with the evidence that the site really has."""

import gzip
import re

import pytest
from django.test import Client

from ldn_site.articles.checking.grades import MOST, MOST_AT_ONCE, NAMES, measure
from ldn_site.evidence.counting import inputs_of
from ldn_site.evidence.models import Reference
from ldn_site.pages import visiting
from ldn_site.pages.visiting_evidence import load
from tests.pages.reading import tree
from tests.sheets import sheet

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_content")]

ALL_FLAGS = (*visiting.OPIOID_FLAGS, *visiting.FLAGS)
MOST_BYTES = 30_000
END = re.compile(r"(?<=[.?!])\s+")


def grade(elements) -> float:
    said = [s for e in elements for s in END.split(" ".join("".join(e.itertext()).split()))]
    assert len(said) >= 6
    return measure(said, NAMES).flesch_kincaid


def about(condition: str) -> list[Reference]:
    return [r for r in Reference.objects.all() if condition in r.conditions]


def test_every_line_rests_on_works_that_the_site_knows():
    known = set(Reference.objects.values_list("pk", flat=True))

    assert all(flag.references for flag in ALL_FLAGS)
    assert not {*visiting.REFERENCES, *visiting.CARD_REFERENCES} - known
    assert not set(visiting.SHORT) - visiting.REFERENCES


def test_every_condition_with_a_page_can_be_chosen(client: Client):
    page = tree(client.get("/visit/"))

    (menu,) = page.iter("select")
    chosen = {option.get("value") for option in menu.iter("option")} - {"", "other"}
    blocks = {e.get("data-evidence") for e in page.iter() if e.get("data-evidence")}
    assert len(chosen) >= 18
    assert chosen == blocks - {"other"}


def test_every_trial_with_a_comparison_group_is_on_the_sheet():
    conditions, _references = load(())

    shown = {found.key: {trial.key for trial in found.trials} for found in conditions}
    assert shown == {
        key: {study.pk for study in inputs_of(about(key)).trials.studies} for key in shown
    }
    directions = {t.direction for found in conditions for t in found.trials}
    assert directions == {"benefit", "mixed", "no-clear-benefit"}


def test_trials_that_found_no_benefit_are_shown_in_bold_like_the_others(client: Client):
    page = tree(client.get("/visit/"))

    (block,) = [e for e in page.iter() if e.get("data-evidence") == "fibromyalgia"]
    lines = ["".join(line.itertext()) for line in block.iter("li")]
    assert len(lines) == 5
    assert lines[0] == (
        "Bruun 2024, The Lancet Rheumatology, PMID 38258677: "
        "99 people, 6 mg a day, 12 weeks: no clear benefit."
    )
    assert sum(line.endswith(": no clear benefit.") for line in lines) == 3
    assert {"".join(bold.itertext()) for bold in block.find("ul").iter("b")} == {
        "no clear benefit",
        "benefit",
    }


def test_page_is_light(client: Client):
    styles = (sheet("site") + sheet("visit")).encode()

    assert len(gzip.compress(client.get("/visit/").content + styles)) < MOST_BYTES


@pytest.mark.parametrize("path", ["/visit/", "/visit/wallet-card/"])
def test_words_for_patients_are_easy_to_read(client: Client, path):
    page = tree(client.get(path))

    parts = [e for e in page.iter() if e.tag == "fieldset" or "visit__head" in e.get("class", "")]
    said = [e for part in parts for tag in ("p", "label", "li") for e in part.iter(tag)]
    assert grade(said) <= MOST


def test_opioid_warning_is_easiest_to_read(client: Client):
    page = tree(client.get("/visit/"))

    (warning,) = [e for e in page.iter() if e.get("data-opioid-warning") is not None]
    assert grade(warning.iter("p")) <= MOST_AT_ONCE
