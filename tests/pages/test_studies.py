import pytest
from django.test import Client

from ldn_site.evidence.models import Design
from tests.factories import make_arm, make_article, make_claim, make_publication, make_reference
from tests.pages.reading import links_of, text_of, tree

pytestmark = pytest.mark.django_db

HEADINGS = {
    "a trial of LDN": (
        {"conditions": ["fibromyalgia", "chronic-pain"], "year": 2013},
        "A trial of LDN for fibromyalgia, 2013",
    ),
    "a name": (
        {"conditions": ["crohns-disease"], "design": "observational", "year": 2018},
        "A study of LDN for Crohn’s disease, 2018",
    ),
    "another dose": (
        {"conditions": ["weight-loss"], "direction": "not-applicable", "year": 2009},
        "A trial on weight loss, 2009",
    ),
    "no year": (
        {"conditions": ["ptsd"], "design": "case-series", "year": None},
        "Case reports of LDN for PTSD",
    ),
    "a condition without a page": (
        {"conditions": ["other"], "year": 2018},
        "A trial of LDN, 2018",
    ),
    "a review": (
        {"conditions": ["cancer"], "design": "systematic-review", "direction": ""},
        "A review of studies on cancer, 2020",
    ),
}


def test_study_is_told_in_plain_words_with_its_numbers_and_where_to_read_it(client: Client):
    make_reference(
        "a-2020-trial", title="A <trial>", dose="4.5 mg", duration="8 weeks", limits="Small."
    )

    response = client.get("/evidence/a-2020-trial/")

    words = text_of(response)
    assert "chance decided who got which treatment, or got it first. It had 40 people." in words
    assert "Its main result favored LDN." in words
    assert "60 out of 100" in words
    assert "40 out of 100" in words
    assert "Do not take LDN with opioids" in words
    assert b"A &lt;trial&gt;" in response.content
    assert "https://doi.org/10.1000/xyz" in links_of(response)


@pytest.mark.parametrize("kind", HEADINGS)
def test_study_is_headed_by_what_it_was_about_and_names_the_paper_below(client: Client, kind):
    data, heading = HEADINGS[kind]
    make_reference("a-study", title="Effects of naltrexone", **data)

    page = tree(client.get("/evidence/a-study/"))

    assert page.find(".//main//h1").text == heading
    assert page.find(".//main//header//cite").text == "Effects of naltrexone."


@pytest.mark.parametrize(
    "data",
    [
        {"design": "label"},
        {"design": "guideline", "conditions": ["ptsd"]},
        {"conditions": [], "direction": "not-applicable"},
        {"conditions": ["other"], "direction": "harm"},
    ],
)
def test_work_that_tells_too_little_is_headed_by_its_own_title(client: Client, data):
    make_reference("a-study", title="Effects of naltrexone", **data)

    page = tree(client.get("/evidence/a-study/"))

    assert page.find(".//main//h1").text == "Effects of naltrexone"
    assert page.find(".//main//header//cite") is None


def test_study_without_a_comparison_group_does_not_sound_like_proof(client: Client):
    make_reference("a-2020-open", comparator="none", arms=[make_arm("LDN", 12)])

    words = text_of(client.get("/evidence/a-2020-open/"))

    assert "it cannot show that LDN was the reason" in words


NOT_RANDOMIZED = {
    "its own baseline": (
        "own baseline (single-blind)",
        "This trial compared people only with how they were before. It had 40 people.",
    ),
    "other doses": (
        "other doses (no placebo)",
        "In this trial, chance did not decide who got what. It had 40 people.",
    ),
    "another group": (
        "placebo",
        "In this trial, chance did not decide who got what. It had 40 people.",
    ),
}


@pytest.mark.parametrize("kind", NOT_RANDOMIZED)
def test_trial_that_was_not_randomized_claims_no_groups_that_it_had_not(client: Client, kind):
    comparator, words = NOT_RANDOMIZED[kind]
    make_reference("a-2017-trial", design="controlled-trial", comparator=comparator)

    told = text_of(client.get("/evidence/a-2017-trial/"))

    assert words in told
    assert "compared groups" not in told
    assert ("it cannot show that LDN was the reason" in told) is comparator.startswith("own")


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


def test_study_page_tells_in_order_what_was_asked_of_whom_and_found(client: Client):
    make_reference(
        "a-2020-trial",
        conditions=["ptsd"],
        dose="4.5 mg a day",
        duration="8 weeks",
        population="Adults in one city",
        n=1200,
        limits="Small and short.",
    )

    response = client.get("/evidence/a-2020-trial/")

    assert [heading.text for heading in tree(response).findall(".//main//h2")] == [
        "At a glance",
        "What was found",
        "Limits",
        "The numbers",
        "Where to read it",
    ]
    words = text_of(response)
    facts = {
        row.find("dt").text: "".join(row.find("dd").itertext())
        for row in tree(response).findall(".//dl[@class='study-facts__list']/div")
    }
    assert facts == {
        "People": "1,200",
        "What was given": "4.5\N{NO-BREAK SPACE}mg a day",
        "Length": "8 weeks",
        "Compared with": "placebo",
        "Who": "Adults in one city",
        "Condition": "PTSD",
    }
    assert "Benefit. 12 of 20 felt better on LDN and 8 of 20 on placebo." in words
    assert "60 out of 100 had this result" in words
    assert "40 out of 100 had this result" in words


def test_study_page_lists_the_live_pages_that_cite_it_and_no_other(client: Client):
    make_reference("a-2020-trial")
    make_reference("a-2020-trial-again")
    make_publication(slug="cites", title="It cites", body="So. [@a-2020-trial]\n")
    make_publication(slug="other", title="It cites another", body="So. [@a-2020-trial-again]\n")
    make_article(slug="draft", body="So. [@a-2020-trial]\n")

    links = links_of(client.get("/evidence/a-2020-trial/"))

    assert "/basics/cites/" in links
    assert not {"/basics/other/", "/basics/draft/"} & set(links)


def test_study_page_lists_the_claims_it_speaks_to_each_with_its_verdict(client: Client):
    make_reference("a-2020-trial")
    make_claim(
        "helps-all", claim="LDN helps all.", verdict="misleading", references=["a-2020-trial"]
    )
    make_claim("helps-none", claim="LDN helps none.")

    response = client.get("/evidence/a-2020-trial/")

    assert "/claims/#claim-helps-all" in links_of(response)
    assert "LDN helps all. Misleading" in text_of(response)
    assert "LDN helps none." not in text_of(response)


def test_second_report_on_the_same_people_says_so(client: Client):
    make_reference("a-2020-trial")
    make_reference("b-2021-more", part_of="a-2020-trial")

    response = client.get("/evidence/b-2021-more/")

    assert "the same people as in an earlier report" in text_of(response)
    assert "/evidence/a-2020-trial/" in links_of(response)


def test_plan_without_results_is_not_told_as_if_people_had_taken_part(client: Client):
    make_reference("a-2024-protocol", n=160, direction="not-applicable", arms=[], result="")

    words = text_of(client.get("/evidence/a-2024-protocol/"))

    assert "It had, or plans for, 160 people." in words
    assert "has no results yet" in words
    assert "It had 160 people" not in words
