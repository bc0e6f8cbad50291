"""The printed scale, held against the studies."""

import pytest

from ldn_site.articles.checking.scale import Inputs, why_not
from tests.articles.checking.pages import condition, library, page, study


def inputs_of(*studies):
    named = {f"s-{n}": {**data, "conditions": ["page"]} for n, data in enumerate(studies)}
    return Inputs.of(page(on=library(references=named), **condition()))


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
        study("laboratory", n=90),
        study("systematic-review", n=900),
        study(dose="300 mg a day", n=90),
        study(dose="50 or 100 mg a day", n=90),
    ],
)
def test_study_that_is_no_trial_of_a_low_dose_does_not_count(data):
    assert inputs_of(data) == NOTHING


@pytest.mark.parametrize("dose", ["", "low dose", "4.5 mg", "1 to 5 mg", "2 to 4 mg, not 50 mg"])
def test_low_dose_counts(dose):
    assert inputs_of(study(dose=dose, n=40)).people == 40


def test_study_of_another_condition_does_not_count():
    on = library(references={"s": study(n=40, conditions=["other-page"])})

    assert Inputs.of(page(on=on, **condition())) == NOTHING
