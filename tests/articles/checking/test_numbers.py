"""Each number of a page and the source that it rests on."""

import pytest

from ldn_site.articles.checking.numbers import Standing, numbers
from ldn_site.articles.derived import Derived, load_derived
from tests.articles.checking.pages import library, page, study

ARMS = [
    {"name": "LDN", "n": 31, "outcome": "better", "events": 16, "unit": "", "at": "12 weeks"},
    {"name": "Placebo", "outcome": "better", "percent": 28.4, "unit": "", "at": "12 weeks"},
    {"name": "LDN", "outcome": "pain", "mean": -1.3, "ci95": [-1.7, -0.8], "unit": "", "at": ""},
]
ON = library(
    references={
        "a-2020-trial": study(n=1200, arms=ARMS, result="Three of 40 stopped."),
        "b-2020-trial": study(n=77),
    }
)


def standings(body, derived=()):
    return [(n.value, n.standing, n.formula) for n in numbers(page(body, ON), derived)]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("It had 1,200 people.", 1200),
        ("About 52 out of 100 felt better.", 52),
        ("About 28 out of 100 felt better.", 28),
        ("Pain fell 1.3 points.", 1.3),
        ("Three people stopped.", 3),
        ("It took 12 weeks.", 12),
    ],
)
def test_number_is_found_in_the_source_cited(words, value):
    assert standings(f"{words} [@a-2020-trial]") == [(value, Standing.FOUND, "")]


def test_rest_of_a_hundred_is_derived_and_says_how():
    found = standings("So 48 out of 100 did not. [@a-2020-trial]")

    assert found == [(48, Standing.DERIVED, "100 − 52")]


@pytest.mark.parametrize("words", ["About 40 out of 100 stopped.", "And 1.3% stopped."])
def test_count_or_score_of_the_source_is_no_share(words):
    assert standings(f"{words} [@a-2020-trial]")[0][1] is Standing.LOOSE


@pytest.mark.parametrize(
    "words",
    [
        "About 8 out of 100 stopped.",
        "Eight out of 100 people stopped.",
        "It was 52 and 28 out of 100.",
        "So 92% did not stop.",
    ],
)
def test_share_may_be_counted_from_the_source(words):
    found = {standing for _value, standing, _formula in standings(f"{words} [@a-2020-trial]")}

    assert found <= {Standing.FOUND, Standing.DERIVED}


def test_rest_of_a_hundred_is_no_formula_for_other_numbers():
    assert standings("It took 48 days. [@a-2020-trial]")[0][1] is Standing.LOOSE


def test_number_of_another_source_of_the_page_is_told_apart():
    body = "It had 77 people. [@a-2020-trial]\n\nMore. [@b-2020-trial]"

    assert standings(body)[0][1] is Standing.ELSEWHERE


def test_number_in_no_source_is_loose_until_its_formula_is_given():
    body = "They had 1,277 people in all. [@a-2020-trial; @b-2020-trial]"
    formula = Derived("page", "They had 1,277 people", "1200 + 77")

    assert standings(body)[0][1] is Standing.LOOSE
    assert standings(body, [formula]) == [(1277, Standing.DERIVED, "1200 + 77")]
    assert standings(body, [Derived("other", "They", "1")])[0][1] is Standing.LOOSE


@pytest.mark.parametrize(
    "words", ["Call 911.", "It was approved in 1984.", "Is 45 a lot?", "Use 1-800-222-1222."]
)
def test_what_is_no_claim_is_no_number(words):
    assert standings(words) == []


def test_derived_numbers_are_read_from_the_content(tmp_path):
    assert load_derived(tmp_path) == ()
    (tmp_path / "derived.yaml").write_text("- page: a\n  text: b\n  formula: 1 + 1\n")

    assert load_derived(tmp_path) == (Derived("a", "b", "1 + 1"),)
