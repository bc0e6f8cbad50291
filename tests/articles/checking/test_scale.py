"""The printed scale, held against the studies."""

import pytest

from ldn_site.articles.checking.scale import inputs_for, why_not
from ldn_site.evidence.models import Reference
from tests.articles.checking.pages import codes, condition, library, page, study


def inputs_of(*studies, on="page"):
    rows = [Reference(**{**data, "conditions": [on]}) for data in studies]
    return inputs_for(page(on=library(studies=tuple(rows)), **condition()))


NOTHING = inputs_of()
REPORTS = inputs_of(study("observational", n=90), study("case-series", n=2))
TINY = inputs_of(study(n=12))
ONE = inputs_of(study(n=40))
MIXED = inputs_of(study(n=40), study(n=90, direction="no-clear-benefit"))
SMALL_AGREE = inputs_of(study(n=40), study(n=60))
LARGE_AGREE = inputs_of(study(n=120), study(n=90))
LARGE_NO_BENEFIT = inputs_of(
    study(n=120, direction="no-clear-benefit"), study(n=90, direction="no-clear-benefit")
)
CONTROLLED = inputs_of(study("controlled-trial", n=40))


@pytest.mark.parametrize(
    ("inputs", "fitting"),
    [
        (NOTHING, {0}),
        (REPORTS, {1}),
        (TINY, {1, 3}),
        (ONE, {2, 3}),
        (CONTROLLED, {2}),
        (MIXED, {2}),
        (SMALL_AGREE, {2, 3}),
        (LARGE_AGREE, {3, 4}),
        (LARGE_NO_BENEFIT, {2, 4}),
    ],
)
def test_grade_fits_only_what_the_studies_allow(inputs, fitting):
    assert {grade for grade in range(5) if not why_not(grade, inputs)} == fitting


@pytest.mark.parametrize(
    "data",
    [
        study(direction="not-applicable", n=90),
        study(direction="harm", n=90),
        study("laboratory", n=90),
        study("systematic-review", n=900),
        study(n=90, retracted=True),
        study(n=90) | {"part_of": "a-2020-trial"},
    ],
)
def test_study_that_tells_nothing_of_benefit_at_low_doses_does_not_count(data):
    assert not why_not(0, inputs_of(data))


def test_trial_without_a_comparison_is_a_report():
    assert not why_not(1, inputs_of(study("controlled-trial", comparator="none", n=90)))


def test_study_of_another_condition_does_not_count():
    assert not why_not(0, inputs_of(study(n=40), on="other-page"))


def test_finding_says_what_the_studies_hold():
    rows = (Reference(**study(n=40, conditions=["page"])),)

    assert "grade-contradicted" in codes(on=library(studies=rows), **condition(evidence=4))
    assert "grade-contradicted" not in codes(on=library(studies=rows), **condition(evidence=2))
