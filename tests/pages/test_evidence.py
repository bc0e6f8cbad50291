from typing import Any

import pytest
from django.test import Client

from ldn_site.evidence.models import Direction
from tests.factories import make_publication, make_reference
from tests.pages.reading import links_of, text_of, tree

pytestmark = pytest.mark.django_db

SVG = "{http://www.w3.org/2000/svg}"


def keys_of(response) -> list[str]:
    rows = tree(response).findall(".//table[@class='studies']//th/a")
    return [row.get("href").split("/")[2] for row in rows]


def current_of(response) -> list[str]:
    """The choices that are marked as current, without their counts."""
    marked = tree(response).findall(".//main//a[@aria-current='true']")
    return ["".join(link.itertext()).rpartition("(")[0].strip() for link in marked]


def link_named(response, name: str) -> str:
    """Where the link with these words leads."""
    links = tree(response).findall(".//main//a")
    return next(
        link.get("href") for link in links if " ".join("".join(link.itertext()).split()) == name
    )


def test_studies_of_people_stand_by_condition_strongest_design_first(client: Client):
    make_reference("a-2020-cases", design="case-series", conditions=["cancer"])
    make_reference("b-2019-trial", conditions=["cancer", "ptsd"], year=2019)
    make_reference("c-2021-trial", conditions=["cancer"], year=2021)
    make_reference("d-2020-open", conditions=[])

    response = client.get("/evidence/")

    assert [heading.text for heading in tree(response).findall(".//main//h3")] == [
        "Cancer",
        "PTSD",
        "No one condition",
    ]
    assert keys_of(response) == [
        *("c-2021-trial", "b-2019-trial", "a-2020-cases"),
        "b-2019-trial",
        "d-2020-open",
    ]
    assert "4 studies in people." in text_of(response)


@pytest.mark.parametrize(
    "design", ["review", "laboratory", "guideline", "label", "regulation", "news", "statistics"]
)
def test_source_that_is_no_study_of_people_is_left_out_but_has_a_page(client: Client, design):
    make_reference("a-2020-source", design=design, title="A source")

    assert keys_of(client.get("/evidence/")) == []
    assert "A source" in text_of(client.get("/evidence/a-2020-source/"))


def test_review_of_studies_is_listed_and_not_counted_as_a_study(client: Client):
    make_reference("a-2020-trial", conditions=["ptsd"])
    make_reference("b-2020-review", design="systematic-review", conditions=["ptsd"], n=900)

    response = client.get("/evidence/")

    assert keys_of(response) == ["a-2020-trial", "b-2020-review"]
    assert "1 study in people, and 1 review of studies." in text_of(response)
    assert "900 people" not in text_of(response)


@pytest.fixture
def three_studies():
    make_reference("a-2020-trial", conditions=["cancer", "ptsd"], direction="benefit")
    make_reference("b-2020-trial", conditions=["ptsd"], direction="harm")
    make_reference("c-2020-cases", conditions=["ptsd"], direction="harm", design="case-series")


def test_filters_narrow_the_table_one_by_one_and_together(client: Client, three_studies):
    assert keys_of(client.get("/evidence/?condition=cancer")) == ["a-2020-trial"]
    assert keys_of(client.get("/evidence/?direction=harm")) == ["b-2020-trial", "c-2020-cases"]
    both = client.get("/evidence/?condition=ptsd&design=case-series")
    assert keys_of(both) == ["c-2020-cases"]
    assert tree(both).find(".//meta[@name='robots']").get("content") == "noindex"
    assert tree(both).find(".//title").text.startswith("Studies: PTSD, Case reports")


def test_chosen_filters_are_marked_said_and_can_be_cleared(client: Client, three_studies):
    every = client.get("/evidence/")
    some = client.get("/evidence/?condition=ptsd&direction=harm")

    assert current_of(every) == ["All"] * 3
    assert current_of(some) == ["Harm", "PTSD", "All"]
    assert "2 studies in people: PTSD, Harm." in text_of(some)
    assert link_named(some, "Clear: show all studies") == "/evidence/"


def test_each_choice_counts_what_it_would_show_beside_the_others(client: Client, three_studies):
    some = client.get("/evidence/?direction=harm")

    assert link_named(some, "PTSD (2)") == "/evidence/?condition=ptsd&direction=harm"
    assert link_named(some, "Case reports (1)") == "/evidence/?design=case-series&direction=harm"
    assert link_named(some, "Benefit (1)") == "/evidence/?direction=benefit"
    assert "Cancer (0)" in text_of(some)
    assert not [link for link in links_of(some) if "cancer" in link]


def test_every_filter_leads_to_as_many_studies_as_it_counts(client: Client, three_studies):
    for option in tree(client.get("/evidence/?condition=ptsd")).findall(".//nav[@class]//li/a"):
        words = "".join(option.itertext())
        if option.get("href").startswith("/evidence/") and words.endswith(")"):
            shown = keys_of(client.get(option.get("href")))
            assert len(set(shown)) == int(words.rpartition("(")[2][:-1]), words


@pytest.mark.parametrize(
    "query",
    [
        "condition=nope&design=nope&direction=nope",
        "condition=%00&design='&direction=%22%3E",
        "condition[]=a&condition=" + "x" * 6000,
        "design=news",
        "%",
        "condition=cancer%20OR%201=1",
        "condition=&design=&direction=",
    ],
)
def test_nonsense_in_a_filter_is_as_no_filter(client: Client, query):
    make_reference("a-2020-trial", conditions=["ptsd"])

    response = client.get(f"/evidence/?{query}")

    assert response.status_code == 200
    assert keys_of(response) == ["a-2020-trial"]
    assert tree(response).find(".//meta[@name='robots']") is None


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


def group_of(response, condition: str) -> Any:
    """The studies of that condition, as they stand in the list."""
    groups = tree(response).findall(".//details[@class='study-group']")
    heading = f".//h3[@id='condition-{condition}']"
    return next(group for group in groups if group.find(heading) is not None)


def marks_in(element: Any) -> list[str]:
    """How the marks in the element are drawn."""
    return [
        str([sorted(part.attrib.items()) for part in mark])
        for mark in element.iter(f"{SVG}svg")
        if mark.get("class") == "mark"
    ]


def test_line_has_a_mark_for_each_study_of_low_doses_and_the_same_in_words(client: Client):
    make_reference("a-2020-trial", conditions=["ptsd"], direction="benefit")
    make_reference("b-2020-trial", conditions=["ptsd"], direction="no-clear-benefit", n=60)
    make_reference("c-2020-open", conditions=["ptsd"], direction="mixed", design="observational")
    make_reference("d-2020-plan", conditions=["ptsd"], direction="not-applicable", n=160)

    response = client.get("/evidence/")

    line = group_of(response, "ptsd").find("summary")
    words = " ".join("".join(line.itertext()).split())
    benefit, no_clear_benefit, mixed = marks_in(line)
    assert len({benefit, no_clear_benefit, mixed}) == 3
    assert "2 trials, 100 people: benefit in 1, no clear benefit in 1" in words
    assert "1 other study, 40 people: mixed in 1" in words
    assert words.endswith("4 studies")
    assert "3 studies tested low doses and have results, with 140 people." in text_of(response)


def test_every_finding_has_a_shape_of_its_own_beside_its_word(client: Client):
    for number, direction in enumerate(Direction):
        make_reference(f"a-{number}", direction=direction, conditions=["ptsd"])

    cells = tree(client.get("/evidence/")).findall(".//table[@class='studies']//td[5]/strong")

    shapes = {"".join(cell.itertext()).strip(): marks_in(cell)[0] for cell in cells}
    assert set(shapes) == {f"{direction.label}." for direction in Direction}
    assert len(set(shapes.values())) == len(Direction)


def test_choice_of_a_finding_is_the_key_to_the_marks(client: Client, three_studies):
    response = client.get("/evidence/")

    choices = tree(response).find(".//nav[@aria-label='What it found']")
    options = {
        "".join(item.itertext()).rpartition("(")[0].strip(): item for item in choices.iter("li")
    }
    line = group_of(response, "cancer").find("summary")
    assert marks_in(options["Benefit"]) == marks_in(line)
    assert all(marks_in(options[str(direction.label)]) for direction in Direction)


def test_lines_are_closed_until_the_list_is_narrowed(client: Client, three_studies):
    def open_lines(path: str) -> list[bool]:
        groups = tree(client.get(path)).findall(".//details[@class='study-group']")
        return ["open" in group.attrib for group in groups]

    assert open_lines("/evidence/") == [False, False]
    assert open_lines("/evidence/?condition=ptsd") == [True]
    assert open_lines("/evidence/?direction=benefit") == [True, True]


def test_line_has_the_grade_of_the_condition_where_its_page_is_live(client: Client):
    make_reference("a-2020-trial", conditions=["ptsd"])
    make_publication(id="ptsd", topic="conditions", evidence=1, evidence_reason="So it is.")

    line = group_of(client.get("/evidence/"), "ptsd").find("summary")

    assert "Very little evidence (1 of 4)" in " ".join("".join(line.itertext()).split())


def test_conditions_without_any_study_are_named(client: Client):
    make_reference("a-2020-trial", conditions=["ptsd"])

    said = text_of(client.get("/evidence/")).partition("We found no study in people on: ")[2]

    assert "Colds and emphysema" in said
    assert "PTSD" not in said.partition(".")[0]
    assert "We found no study" not in text_of(client.get("/evidence/?condition=ptsd"))


def test_row_says_who_got_what_for_how_long_beside_whom(client: Client):
    make_reference("a-2020-trial", dose="4.5 mg a day", duration="8 weeks", n=1200)
    make_reference("b-2020-open", dose="", duration="", n=None, comparator="none")

    rows = tree(client.get("/evidence/")).findall(".//table[@class='studies']/tbody/tr")

    first, second = (
        [" ".join("".join(cell.itertext()).split()) for cell in row.findall("td")[:4]]
        for row in rows
    )
    assert first == [
        "People: 1,200",
        "Dose: 4.5 mg a day",
        "Compared with: placebo",
        "Length: 8 weeks",
    ]
    assert second == ["", "", "Compared with: no other group", ""]
